(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* Scores of floats: specs/scores32_facts.acsl, src/scores_float.c *)

(*@ NEEDS P_Widened P_Within32 P_Within *)
Lemma widened_query t t1 v w n b b' : P_Widened t t1 v w n ->
  P_Within32 t1 v n b -> b <= b' -> P_Within t w n b'.
Proof.
intros W P B k c r K N.
destruct (widened_bounded t t1 v w n b k W P K N) as (G & E & R).
unfold r, c; split; [| exact G].
change (Float64.t'real (link_at t w k) <= b' /\
  0 <= b' + Float64.t'real (link_at t w k)); rewrite E; split; lra.
Qed.
Ltac try_Widened_Query := float_lemma; match goal with
  | W : P_Widened ?t ?t1 ?v ?w ?n, P : P_Within32 ?t1 ?v ?n ?b |- P_Within ?t ?w ?n _ =>
      apply (widened_query t t1 v w n b); trivial; lra
  end.
(*@ TRY try_Widened_Query *)

(* Row i of the keys *)
(*@ NEEDS P_Widened P_Within32 shift *)
Lemma entry32 V j k : entry_of (entry_of V j) k = entry_of V (j + k)%Z.
Proof. cbn [base offset]; f_equal; lia. Qed.
Lemma row32 n d i k : (0 <= i)%Z -> (i < n)%Z -> (0 <= k)%Z -> (k < d)%Z ->
  (0 <= d * i + k)%Z /\ (d * i + k < n * d)%Z.
Proof. intros; split; nia. Qed.
Lemma widened_value t t1 V W n d i k x b : P_Widened t t1 V W x ->
  x = (n * d)%Z -> P_Within32 t1 V x b -> (0 <= i)%Z -> (i < n)%Z ->
  (0 <= k)%Z -> (k < d)%Z ->
  Float64.t'real (link_at t (entry_of W (d * i)%Z) k) =
  Float32.t'real (link_at t1 (entry_of V (d * i)%Z) k).
Proof.
intros Wd X P I N K D; destruct (row32 n d i k I N K D) as [A B].
destruct (widened_bounded t t1 V W x b (d * i + k) Wd P A ltac:(lia)) as (_ & E & _).
change (Float64.t'real (t (entry_of (entry_of W (d * i)%Z) k)) =
  Float32.t'real (t1 (entry_of (entry_of V (d * i)%Z) k))).
rewrite !entry32; exact E.
Qed.

(*@ NEEDS P_Widened P_Within32 L_FDot L_FDot32 *)
Lemma widened_fdot t t1 q v u w d : (forall k, (0 <= k)%Z -> (k < d)%Z ->
    Float64.t'real (link_at t u k) = Float32.t'real (link_at t1 q k) /\
    Float64.t'real (link_at t w k) = Float32.t'real (link_at t1 v k)) ->
  L_FDot t u w d = L_FDot32 t1 q v d.
Proof.
intros H.
rewrite (rec_sum_fsum _ (fun k => fmul (Float64.t'real (link_at t u k))
  (Float64.t'real (link_at t w k))) (L_FDot_def t u w) d).
rewrite (rec_sum_fsum _ (fun k => fmul (Float32.t'real (link_at t1 q k))
  (Float32.t'real (link_at t1 v k))) (L_FDot32_def t1 q v) d).
apply fsum_ext; intros k Hk; unfold seq.
now destruct (H (Z.of_nat k) ltac:(lia) ltac:(lia)) as [-> ->].
Qed.

(*@ NEEDS P_Widened P_Within32 L_Dot L_Dot32 *)
Lemma widened_dot t t1 q v u w d : (forall k, (0 <= k)%Z -> (k < d)%Z ->
    Float64.t'real (link_at t u k) = Float32.t'real (link_at t1 q k) /\
    Float64.t'real (link_at t w k) = Float32.t'real (link_at t1 v k)) ->
  L_Dot t u w d = L_Dot32 t1 q v d.
Proof.
intros H.
rewrite (rec_sum_sum _ (fun k => Float64.t'real (link_at t u k) *
  Float64.t'real (link_at t w k)) (L_Dot_def t u w) d).
rewrite (rec_sum_sum _ (fun k => Float32.t'real (link_at t1 q k) *
  Float32.t'real (link_at t1 v k)) (L_Dot32_def t1 q v) d).
apply sum_ext; intros k Hk; unfold seq.
now destruct (H (Z.of_nat k) ltac:(lia) ltac:(lia)) as [-> ->].
Qed.

(*@ NEEDS L_AbsDot32 *)
Lemma AbsDot32_sum t q v d : L_AbsDot32 t q v d = sum (Z.to_nat d) (seq (fun k =>
  Rabs (Float32.t'real (link_at t q k) * Float32.t'real (link_at t v k)))).
Proof.
exact (rec_sum_sum _ (fun k =>
  Rabs (Float32.t'real (link_at t q k) * Float32.t'real (link_at t v k)))
  (L_AbsDot32_def t q v) d).
Qed.

(*@ NEEDS P_Widened P_Within32 L_AbsDot L_AbsDot32 *)
Lemma widened_absdot t t1 q v u w d : (forall k, (0 <= k)%Z -> (k < d)%Z ->
    Float64.t'real (link_at t u k) = Float32.t'real (link_at t1 q k) /\
    Float64.t'real (link_at t w k) = Float32.t'real (link_at t1 v k)) ->
  L_AbsDot t u w d = L_AbsDot32 t1 q v d.
Proof.
intros H; rewrite AbsDot32_sum.
rewrite (rec_sum_sum _ (fun k => Rabs (Float64.t'real (link_at t u k) *
  Float64.t'real (link_at t w k))) (L_AbsDot_def t u w) d).
apply sum_ext; intros k Hk; unfold seq.
now destruct (H (Z.of_nat k) ltac:(lia) ltac:(lia)) as [-> ->].
Qed.

(*@ NEEDS P_Widened P_Within32 P_Rows32 *)
Ltac widened_rows_of := match goal with
  | Q : P_Widened ?t ?t1 ?q ?u ?d, B : P_Within32 ?t1 ?q ?d ?b,
    W : P_Widened ?t ?t1 ?K ?W' ?x, R : P_Rows32 ?t1 ?K ?n ?d,
    I : (0 <= ?i)%Z, N : (?i < ?n)%Z |- _ =>
      let k := fresh in let A := fresh in let D := fresh in
      intros k A D; split;
      [ exact (proj1 (proj2 (widened_bounded t t1 q u d b k Q B A D)))
      | apply (widened_value t t1 K W' n d i k x
          340282346638528859811704183484516925440 W ltac:(ring));
        try assumption; unfold P_Rows32 in R;
        replace x with (d * n)%Z by ring; exact R ]
  end.

(*@ NEEDS P_Widened P_Within32 P_Rows32 L_FScore L_FScore32 L_FDot L_FDot32 *)
Ltac try_Widened_FScore := float_lemma; unfold L_FScore, L_FScore32; f_equal;
  match goal with
  | |- L_FDot ?t ?u ?w ?d = L_FDot32 ?t1 ?q ?v ?d =>
      apply widened_fdot; widened_rows_of
  | |- L_FDot32 ?t1 ?q ?v ?d = L_FDot ?t ?u ?w ?d =>
      symmetry; apply widened_fdot; widened_rows_of
  end.
(*@ TRY try_Widened_FScore *)

(*@ NEEDS P_Widened P_Within32 P_Rows32 L_Score L_Score32 L_Dot L_Dot32 *)
Ltac try_Widened_Score := float_lemma; unfold L_Score, L_Score32; f_equal;
  match goal with
  | |- L_Dot ?t ?u ?w ?d = L_Dot32 ?t1 ?q ?v ?d =>
      apply widened_dot; widened_rows_of
  | |- L_Dot32 ?t1 ?q ?v ?d = L_Dot ?t ?u ?w ?d =>
      symmetry; apply widened_dot; widened_rows_of
  end.
(*@ TRY try_Widened_Score *)

(*@ NEEDS P_Widened P_Within32 P_Rows32 L_AbsDot L_AbsDot32 *)
Ltac try_Widened_AbsDot := float_lemma; match goal with
  | |- L_AbsDot ?t ?u ?w ?d = L_AbsDot32 ?t1 ?q ?v ?d =>
      apply widened_absdot; widened_rows_of
  | |- L_AbsDot32 ?t1 ?q ?v ?d = L_AbsDot ?t ?u ?w ?d =>
      symmetry; apply widened_absdot; widened_rows_of
  end.
(*@ TRY try_Widened_AbsDot *)

(*@ NEEDS L_AbsDot32 L_DotError *)
Lemma dot_error_nonneg t q v d c : (0 <= d)%Z -> 0 <= c ->
  0 <= L_DotError d (c * L_AbsDot32 t q v d).
Proof.
intros D C; assert (A : 0 <= L_AbsDot32 t q v d)
  by (rewrite AbsDot32_sum; apply sum_nonneg; intros; apply Rabs_pos).
assert (B : 0 <= c * L_AbsDot32 t q v d) by now apply Rmult_le_pos.
unfold L_DotError, real_of_int; cbv zeta; rewrite ?plus_IZR.
apply IZR_le in D; assert (0 <= c * L_AbsDot32 t q v d * IZR d)
  by now apply Rmult_le_pos.
lra.
Qed.
Ltac try_DotError_Nonneg := float_lemma; match goal with
  | |- 0 <= L_DotError ?d (?c * L_AbsDot32 ?t ?q ?v ?d) =>
      apply dot_error_nonneg; assumption
  | |- 0 <= L_DotError ?d (L_AbsDot32 ?t ?q ?v ?d * ?c) =>
      rewrite Rmult_comm; apply dot_error_nonneg; assumption
  end.
(*@ TRY try_DotError_Nonneg *)

(* src/scores_float.c *)
(*@ NEEDS fliteral *)
Lemma wide_range f g a b (i : Z) :
  ((Float64.t'real g <= b /\ a <= Float64.t'real g) /\ Float64.t'isFinite g <->
   ~ i = 0%Z) ->
  ~ Float32.is_nan f ->
  (Float32.is_plus_infinity f -> Float64.is_plus_infinity g) ->
  (Float32.is_minus_infinity f -> Float64.is_minus_infinity g) ->
  (Float32.t'isFinite f ->
   Float64.t'real g = Float32.t'real f /\ Float64.t'isFinite g) ->
  (Float32.t'real f <= b /\ a <= Float32.t'real f) /\ Float32.t'isFinite f <->
  ~ i = 0%Z.
Proof.
intros E N P M F.
assert (Infinite : Float64.is_infinite g -> ~ Float64.t'isFinite g)
  by (intros I; now destruct g).
destruct (FloatOps32.classes f) as [J _ _ _ | _ K _ _ _ _ | _ K J _ _ | _ K _ J _].
- contradiction.
- destruct (F K) as [V G]; rewrite <- V; tauto.
- destruct (P J) as [I _]; specialize (Infinite I); tauto.
- destruct (M J) as [I _]; specialize (Infinite I); tauto.
Qed.
Ltac try_is_scale := intro_goal; match goal with
  | H : frama_c_wp.cfloat.Cfloat.ne_f32 ?f ?f /\ _ \/ _ |- _ <-> _ =>
      unfold frama_c_wp.cfloat.Cfloat.ne_f32 in H; rewrite FloatOps32.eq_self in H;
      let N := fresh in let E := fresh in
      destruct H as [[N E] | [_ (((((E & N) & _) & P) & M) & F)]];
      [ rewrite E; destruct (FloatOps32.classes f); tauto
      | exact (wide_range f _ _ _ _ E N P M F) ]
  end.
(*@ TRY try_is_scale *)

(*@ NEEDS P_Sizes L_DotError L_Score32 L_AbsDot32 *)
Ltac try_scoref_error := intro_goal; match goal with
  | Z : P_Sizes ?n ?d, U : ?c <= _, L : _ <= ?c
    |- Rabs _ <= _ + L_DotError ?d (Rabs ?c * L_AbsDot32 ?t ?q (_ _ (?d * ?i)%Z) ?d) =>
      row_facts i; destruct Z as [[[? _] ?] _];
      assert (Rabs c <= 1267650600228229401496703205376)
        by (apply Rabs_le; split; lra);
      assert (IZR d <= 67108864 /\ 0 <= IZR d) as [? ?]
        by (split; apply IZR_le; lia);
      assert (IZR d * Rabs c <= 67108864 * 1267650600228229401496703205376)
        by (apply Rmult_le_compat; auto using Rabs_pos);
      match goal with E : Rabs ?x <= _ |- Rabs ?x <= _ =>
        apply Rle_trans with (1 := E) end;
      unfold L_DotError, real_of_int in *; rewrite ?plus_IZR in *; lra
  end.
(*@ TRY try_scoref_error *)

(*@ NEEDS P_Widened P_Within32 P_Rows32 P_Sizes L_FScore L_FScore32 L_FDot L_FDot32 *)
Ltac try_scoref_same := intro_goal; lazymatch goal with
  | |- L_FScore ?t ?u ?w ?d _ = L_FScore32 ?t1 ?q ?v ?d _ =>
      unfold L_FScore, L_FScore32; f_equal; apply widened_fdot; widened_rows_of
  end.
(*@ TRY try_scoref_same *)

(*@ NEEDS P_Widened P_Within32 P_Rows32 P_Sizes L_Score L_Score32 L_Dot L_Dot32 L_AbsDot L_AbsDot32 *)
Ltac try_scoref_exact := intro_goal; lazymatch goal with
  | |- L_AbsDot _ _ _ _ = L_AbsDot32 _ _ _ _ /\ L_Score _ _ _ _ _ = _ =>
      split; [apply widened_absdot; widened_rows_of |];
      unfold L_Score, L_Score32; f_equal; apply widened_dot; widened_rows_of
  end.
(*@ TRY try_scoref_exact *)

(*@ NEEDS P_Sizes L_Score L_Score32 L_AbsDot L_AbsDot32 *)
Ltac try_scoref_error_same := intro_goal; match goal with
  | |- Rabs (_ + - (1) * L_Score32 ?t ?q (_ _ (?d * ?i)%Z) ?d _) <= _ =>
      row_facts i; match goal with
      | A : L_AbsDot _ _ _ _ = _, S : L_Score _ _ _ _ _ = _,
        B : Rabs (_ + - (1) * L_Score _ _ _ _ _) <= _ |- _ =>
          rewrite A, S in B; lra
      end
  end.
(*@ TRY try_scoref_error_same *)

(*@ NEEDS P_Sizes L_FScore L_FScore32 *)
Ltac try_scoref_model := intro_goal; match goal with
  | |- Float64.t'real (_ (_ _ ?i)) = L_FScore32 _ _ _ _ _ /\ _ =>
      row_facts i; split; [congruence | assumption]
  | |- L_FScore32 _ _ (_ _ (_ * ?i)%Z) _ _ = Float64.t'real _ /\ _ =>
      row_facts i; split; [congruence | assumption]
  end.
(*@ TRY try_scoref_model *)

(*@ NEEDS P_Sizes L_AbsDot32 L_DotError *)
Ltac try_scoref_nonneg := intro_goal; match goal with
  | Z : P_Sizes _ ?d |- 0 <= L_DotError ?d (Rabs _ * L_AbsDot32 _ _ _ ?d) =>
      apply dot_error_nonneg; [destruct Z as [[[? _] _] _]; lia | apply Rabs_pos]
  end.
(*@ TRY try_scoref_nonneg *)

(*@ NEEDS P_Within P_ScoresFit32 L_FScore32 *)
Ltac try_scoref_fit := intro_goal; match goal with
  | M : forall k : Z, _ -> _ -> Float64.t'real _ = L_FScore32 _ _ _ _ _ /\ _
    |- P_Within ?m ?y ?n _ <-> P_ScoresFit32 ?t ?q ?K ?n ?d ?c =>
      split; intros Q k; cbv zeta; intros K0 K1;
      destruct (M k K0 K1) as [E F]; pose proof (Q k K0 K1) as B;
      cbv zeta in B; clear M Q;
      [rewrite <- E | rewrite <- E in B];
      repeat match goal with A : _ /\ _ |- _ => destruct A end;
      repeat split; first [assumption | lra]
  end.
(*@ TRY try_scoref_fit *)

(* A scale as a float and as a double *)
(*@ NEEDS P_Keys32 *)
Ltac try_scale32 := intro_goal; match goal with
  | K : P_Keys32 _ _ _ _ _ ?f |- ~ Float32.is_nan ?f =>
      apply FloatOps32.not_nan_finite; unfold P_Keys32 in K; tauto
  | K : P_Keys32 _ _ _ _ _ ?f |- Float32.t'isFinite ?f =>
      unfold P_Keys32 in K; tauto
  end.
(*@ TRY try_scale32 *)

(*@ NEEDS P_Keys32 L_FScore32 L_Score32 L_AbsDot32 L_DotError *)
Ltac try_scoref_wide := intro_goal; match goal with
  | E : Float64.t'real ?w = Float32.t'real ?f
    |- Rabs (_ + - (1) * L_Score32 _ _ (_ _ (_ * ?i)%Z) _ _) <= _ =>
      rewrite <- E; match goal with
      | H : forall k : Z, _ -> _ -> Rabs _ <= _ |- _ =>
          exact (H i ltac:(assumption) ltac:(assumption))
      end
  end.
(*@ TRY try_scoref_wide *)
