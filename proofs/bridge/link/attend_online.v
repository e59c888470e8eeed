(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* The functions of src/attend_online.c: ranges that need more than 2^1000 *)
(*@ NEEDS P_RowAdded P_RowRescaled P_Columns *)
From Softproof Require JacobianError.
Lemma values_mul_op x y : Float64.t'isFinite x -> Float64.t'isFinite y ->
  Rabs (RN (Float64.t'real x * Float64.t'real y)) < bpow radix2 1024 ->
  Float64.t'isFinite (Float64.mul RNE x y) /\
  Float64.t'real (Float64.mul RNE x y) = fmul (Float64.t'real x) (Float64.t'real y).
Proof.
intros Fx Fy H.
generalize (BinarySingleNaN.Bmult_correct 53 1024 Float64.Hprec Float64.Hmax
  (fmode RNE) x y).
change (Generic_fmt.round _ _ _ _) with (RN (Float64.t'real x * Float64.t'real y)).
rewrite Rlt_bool_true by exact H; rewrite Fx, Fy; easy.
Qed.
Lemma values_div_op x y : Float64.t'isFinite x -> Float64.t'real y <> 0 ->
  Rabs (RN (Float64.t'real x / Float64.t'real y)) < bpow radix2 1024 ->
  Float64.t'isFinite (Float64.div RNE x y) /\
  Float64.t'real (Float64.div RNE x y) = fdiv (Float64.t'real x) (Float64.t'real y).
Proof.
intros Fx N H.
generalize (BinarySingleNaN.Bdiv_correct 53 1024 Float64.Hprec Float64.Hmax
  (fmode RNE) x y N).
change (Generic_fmt.round _ _ _ _) with (RN (Float64.t'real x / Float64.t'real y)).
rewrite Rlt_bool_true by exact H; rewrite Fx; easy.
Qed.
Lemma values_share_size x w e : (-1074 <= e)%Z -> Rabs x <= bpow radix2 e ->
  0 <= w <= 1 -> Rabs (RN (x * w)) <= bpow radix2 e.
Proof.
intros He Hx Hw; apply JacobianError.RN_abs_le; [apply F_bpow; lia |].
rewrite Rabs_mult, (Rabs_pos_eq w), <- (Rmult_1_r (bpow radix2 e)) by lra.
apply Rmult_le_compat; try lra; apply Rabs_pos.
Qed.
Lemma values_sum_size x y : Rabs x <= bpow radix2 1016 -> Rabs y <= bpow radix2 1016 ->
  Rabs (RN (x + y)) < bpow radix2 1024.
Proof.
intros Hx Hy; apply Rle_lt_trans with (bpow radix2 1017); [| apply bpow_lt; lia].
apply JacobianError.RN_abs_le; [apply F_bpow; lia |].
apply Rle_trans with (1 := Rabs_triang _ _).
change 1017%Z with (1 + 1016)%Z; rewrite bpow_plus; simpl (bpow radix2 1); lra.
Qed.
Lemma values_wide x : Rabs x <= bpow radix2 990 -> Rabs x <= bpow radix2 1016.
Proof. intros H; apply Rle_trans with (1 := H), bpow_le; lia. Qed.
Lemma values_add_op o w v : Float64.t'isFinite o -> Float64.t'isFinite w ->
  Float64.t'isFinite v -> Rabs (Float64.t'real o) <= bpow radix2 1016 ->
  0 <= Float64.t'real w <= 1 -> Rabs (Float64.t'real v) <= bpow radix2 990 ->
  let a := Float64.add RNE o (Float64.mul RNE w v) in
  Float64.t'isFinite a /\ Float64.t'real a =
    fadd (Float64.t'real o) (fmul (Float64.t'real w) (Float64.t'real v)).
Proof.
intros Fo Fw Fv Ho Hw Hv a.
assert (S : Rabs (RN (Float64.t'real w * Float64.t'real v)) <= bpow radix2 990)
  by (rewrite Rmult_comm; apply values_share_size; [lia | exact Hv | exact Hw]).
destruct (values_mul_op w v Fw Fv) as [Fm E].
{ apply Rle_lt_trans with (1 := S), bpow_lt; lia. }
destruct (RowOps.op_add_max o _ Fo Fm) as [Fa A].
- rewrite E; apply values_sum_size; [exact Ho | now apply values_wide].
- rewrite E in A; now split.
Qed.
Lemma values_rescale_op o f v : Float64.t'isFinite o -> Float64.t'isFinite f ->
  Float64.t'isFinite v -> Rabs (Float64.t'real o) <= bpow radix2 1016 ->
  0 <= Float64.t'real f <= 1 -> Rabs (Float64.t'real v) <= bpow radix2 990 ->
  let a := Float64.add RNE (Float64.mul RNE o f) v in
  Float64.t'isFinite a /\ Float64.t'real a =
    fadd (fmul (Float64.t'real o) (Float64.t'real f)) (Float64.t'real v).
Proof.
intros Fo Ff Fv Ho Hf Hv a.
assert (S : Rabs (RN (Float64.t'real o * Float64.t'real f)) <= bpow radix2 1016)
  by (apply values_share_size; [lia | exact Ho | exact Hf]).
destruct (values_mul_op o f Fo Ff) as [Fm E].
{ apply Rle_lt_trans with (1 := S), bpow_lt; lia. }
destruct (RowOps.op_add_max _ v Fm Fv) as [Fa A].
- rewrite E; apply values_sum_size; [exact S | now apply values_wide].
- rewrite E in A; now split.
Qed.
Lemma values_divide_op o s : Float64.t'isFinite o ->
  Rabs (Float64.t'real o) <= bpow radix2 1016 -> 1 <= Float64.t'real s ->
  let a := Float64.div RNE o s in
  Float64.t'isFinite a /\
  Float64.t'real a = fdiv (Float64.t'real o) (Float64.t'real s).
Proof.
intros Fo Ho Hs a; apply values_div_op; [exact Fo | lra |].
apply Rle_lt_trans with (bpow radix2 1016); [| apply bpow_lt; lia].
apply values_share_size; [lia | exact Ho |].
split; [left; apply Rinv_0_lt_compat; lra |].
rewrite <- Rinv_1; apply Rinv_le_contravar; lra.
Qed.
Ltac values_op Q := let F := fresh in let E := fresh in
  destruct Q as [F E]; first [exact F | exact E | exact (eq_sym E)
    | apply finite_not_nan; exact F].
Ltac values_size := apply Rabs_le; split; assumption.
Ltac try_values_op := intro_goal; operations; match goal with
  | |- context [Float64.add RNE ?o (Float64.mul RNE ?w ?v)] =>
      values_op (values_add_op o w v ltac:(assumption) ltac:(assumption)
        ltac:(assumption) ltac:(values_size) ltac:(split; assumption) ltac:(values_size))
  | |- context [Float64.add RNE (Float64.mul RNE ?o ?f) ?v] =>
      values_op (values_rescale_op o f v ltac:(assumption) ltac:(assumption)
        ltac:(assumption) ltac:(values_size) ltac:(split; assumption) ltac:(values_size))
  | |- context [Float64.div RNE ?o ?s] =>
      values_op (values_divide_op o s ltac:(assumption) ltac:(values_size)
        ltac:(assumption))
  end.
(*@ TRY try_values_op *)

(* The steps of attend in src/attend_online.c *)
(*@ NEEDS P_ValueState P_OnlineState L_FExp L_ShiftedSum P_Columns P_RowAdded *)
Lemma values_none t s V d c m o : Float64.t'isFinite o -> Float64.t'real o = 0 ->
  P_ValueState t s V d c 0%Z m o.
Proof.
intros Fo Z; apply values_state; [exact Fo | | trivial |].
- rewrite Z, Rabs_R0, Rmult_0_l; lra.
- unfold values_near.
  rewrite (proj1 (L_ShiftedValues_def _ _ _ _ _ _ _)),
    (proj1 (L_ShiftedMagnitudes_def _ _ _ _ _ _ _)),
    (proj1 (L_TotalMagnitude_def _ _ _ _ _ _)), Z by lia.
  rewrite Rminus_0_r, Rabs_R0, Rplus_0_l, Rmult_0_l; lra.
Qed.
Ltac try_columns_none := intro_goal; match goal with
  | H : forall i : Z, _ |- P_Columns ?t1 ?t2 ?s ?v ?d 0%Z ?m ?o =>
      let c := fresh in let C := fresh in let N := fresh in
      intros c C N; destruct (H c C N) as [? ?]; now apply values_none
  end.
(*@ TRY try_columns_none *)
(* What the row functions leave as it was *)
(*@ NEEDS P_OthersKept P_LogitsFrom P_Same P_Rows P_Within separated *)
Lemma others_apart p o x n k : separated (entry_of p 0%Z) x (entry_of o 0%Z) n ->
  (0 <= k)%Z -> (k < x)%Z -> separated (entry_of p k) 1 (entry_of o 0%Z) n.
Proof. intros S K N; unfold separated in *; cbn [base offset] in *; lia. Qed.
Definition same_logit (t m : addr -> Float64.t) q :=
  ((Float64.t'isFinite (t q) <-> Float64.t'isFinite (m q)) /\
   (Float64.is_minus_infinity (t q) <-> Float64.is_minus_infinity (m q))) /\
  Float64.t'real (t q) = Float64.t'real (m q).
Lemma same_logit_trans t m m' q : same_logit t m q -> same_logit m m' q ->
  same_logit t m' q.
Proof.
intros [[A B] C] [[A' B'] C']; split; [split |]; [tauto | tauto | congruence].
Qed.
Lemma others_kept_logits m m' s o n d : P_OthersKept m' m o d ->
  separated (entry_of s 0%Z) n (entry_of o 0%Z) d -> P_LogitsFrom m' m s 0%Z n.
Proof.
intros H S k; cbv zeta; intros K N.
exact (H (entry_of s k) (others_apart s o n d k S K N)).
Qed.
Lemma others_logits m m' t s o n d : P_OthersKept m' m o d ->
  separated (entry_of s 0%Z) n (entry_of o 0%Z) d ->
  P_LogitsFrom m t s 0%Z n -> P_LogitsFrom m' t s 0%Z n.
Proof.
intros H S L k; cbv zeta; intros K N.
apply (same_logit_trans t m m' (entry_of s k)); [exact (L k K N) |].
exact (H (entry_of s k) (others_apart s o n d k S K N)).
Qed.
Lemma others_values m m' t V o x d b : P_OthersKept m' m o d ->
  separated (entry_of V 0%Z) x (entry_of o 0%Z) d -> P_Within m V x b ->
  P_Same m t V V x -> P_Same m' t V V x /\ P_Within m' V x b.
Proof.
intros H S W E.
assert (Q : forall k, (0 <= k)%Z -> (k < x)%Z ->
  Float64.t'real (m' (entry_of V k)) = Float64.t'real (m (entry_of V k)) /\
  (Float64.t'isFinite (m' (entry_of V k)) <-> Float64.t'isFinite (m (entry_of V k)))).
{ intros k K N; assert (Q := H (entry_of V k) (others_apart V o x d k S K N)).
  cbv zeta in Q; destruct Q as [[QF _] QE]; split; [now symmetry | tauto]. }
split; intros k; cbv zeta; intros K N; destruct (Q k K N) as [A B].
- assert (E' : Float64.t'real (t (entry_of V k)) = Float64.t'real (m (entry_of V k)))
    by exact (E k K N).
  change (Float64.t'real (t (entry_of V k)) = Float64.t'real (m' (entry_of V k))).
  now rewrite A.
- destruct (W k K N) as [C F]; split; [| now apply B].
  change (Float64.t'real (m' (entry_of V k)) <= b /\
    0 <= b + Float64.t'real (m' (entry_of V k))).
  rewrite A; exact C.
Qed.
Lemma same_itself m V x : P_Same m m V V x.
Proof. intros k K N; reflexivity. Qed.
Ltac try_others_kept := intro_goal; match goal with
  | H : P_OthersKept ?m' ?m ?o ?d, S : separated (_ ?s 0%Z) ?n (_ ?o 0%Z) ?d,
    L : P_LogitsFrom ?m ?t ?s 0%Z ?n |- P_LogitsFrom ?m' ?t ?s 0%Z ?n =>
      exact (others_logits m m' t s o n d H S L)
  | H : P_OthersKept ?m' ?m ?o ?d, S : separated (_ ?s 0%Z) ?n (_ ?o 0%Z) ?d
    |- P_LogitsFrom ?m' ?m ?s 0%Z ?n =>
      exact (others_kept_logits m m' s o n d H S)
  | H : P_OthersKept ?m' ?m ?o ?d, S : separated (_ ?v 0%Z) ?x (_ ?o 0%Z) ?d,
    W : P_Rows ?m ?v ?n _ ?b, E : P_Same ?m ?t ?v ?v ?x
    |- P_Same ?m' ?t ?v ?v ?x /\ P_Rows ?m' ?v _ _ _ =>
      exact (others_values m m' t v o x d b H S W E)
  | H : P_OthersKept ?m' ?m ?o ?d, S : separated (_ ?v 0%Z) ?x (_ ?o 0%Z) ?d,
    W : P_Rows ?m ?v _ _ ?b |- P_Same ?m' ?m ?v ?v ?x /\ P_Rows ?m' ?v _ _ _ =>
      exact (others_values m m' m v o x d b H S W (same_itself m v x))
  end.
(*@ TRY try_others_kept *)

(* A key's values, and its score *)
(*@ NEEDS P_Rows P_Within P_Same P_LogitsFrom P_Accepted P_OthersKept *)
Lemma values_key t V x d j b : P_Within t V x b -> (0 <= j)%Z -> (d + j <= x)%Z ->
  P_Within t (entry_of V j) d b.
Proof.
intros W Hj X k; cbv zeta; intros Hk Nk.
pose (Q := fun a => (Float64.t'real (t a) <= b /\ 0 <= b + Float64.t'real (t a)) /\
  Float64.t'isFinite (t a)).
change (Q (entry_of (entry_of V j) k)).
replace (entry_of (entry_of V j) k) with (entry_of V (j + k)%Z)
  by (cbn [base offset]; f_equal; lia).
exact (W (j + k)%Z ltac:(lia) ltac:(lia)).
Qed.
Ltac try_values_key := intro_goal; match goal with
  | W : P_Rows ?m ?v _ _ ?b |- P_Within ?m (_ ?v ?j) ?d ?b =>
      exact (values_key m v _ d j b W ltac:(lia) ltac:(lia))
  end.
(*@ TRY try_values_key *)
Ltac try_values_score := intro_goal; match goal with
  | L : P_LogitsFrom ?m ?t ?s 0%Z ?n, A : P_Accepted ?t ?s ?n
    |- Float64.t'isFinite (?m (_ ?s ?k)) \/ _ =>
      let B := fresh in let C := fresh in let D := fresh in let E := fresh in
      destruct A as [[_ B] _]; assert (C := L k ltac:(lia) ltac:(lia)); cbv zeta in C;
      destruct C as [[C D] _]; destruct (B k ltac:(lia) ltac:(lia)) as [E | E];
      [left; now apply C | right; now apply D]
  | L : P_LogitsFrom ?m ?t ?s 0%Z ?n, A : P_Accepted ?t ?s ?n
    |- _ \/ Float64.t'isFinite (?m (_ ?s ?k)) =>
      let B := fresh in let C := fresh in let D := fresh in let E := fresh in
      destruct A as [[_ B] _]; assert (C := L k ltac:(lia) ltac:(lia)); cbv zeta in C;
      destruct C as [[C D] _]; destruct (B k ltac:(lia) ltac:(lia)) as [E | E];
      [right; now apply C | left; now apply D]
  end.
(*@ TRY try_values_score *)
Lemma values_larger m x : Float64.t'isFinite m ->
  Float64.t'isFinite x \/ Float64.is_minus_infinity x -> Float64.lt m x ->
  Float64.t'real m < Float64.t'real x /\ Float64.t'isFinite x.
Proof.
intros Fm [Fx | I] L; [split; [| exact Fx]; now apply lt_real in L |].
exfalso; apply RowOps.minus_infinity_eq in I; subst x.
destruct m as [s | s | | s e f g]; try discriminate; destruct s; discriminate.
Qed.
Ltac try_values_larger := intro_goal; match goal with
  | L : Float64.lt ?m ?x, S : P_OnlineState _ _ _ ?m _
    |- Float64.t'real ?m < Float64.t'real ?x /\ _ =>
      apply values_larger;
      [exact (proj1 (proj1 (proj1 S))) | tauto | exact L]
  end.
(*@ TRY try_values_larger *)
Ltac try_values_smaller := intro_goal; match goal with
  | N : ~ Float64.lt ?m ?x, S : P_OnlineState _ _ _ ?m _
    |- Float64.is_minus_infinity ?x \/ _ =>
      let F := fresh in let I := fresh in
      assert (F : Float64.t'isFinite x \/ Float64.is_minus_infinity x) by tauto;
      destruct F as [F | I]; [right | left; exact I];
      split; [| exact F]; now apply not_lt_real in N;
        [| exact (proj1 (proj1 (proj1 S))) | exact F]
  end.
(*@ TRY try_values_smaller *)

(* After both branches *)
(*@ NEEDS P_OnlineState L_FExp L_ShiftedSum to_uint64 id_uint64 is_uint64_def *)
Ltac online_conjs := repeat match goal with H : _ /\ _ |- _ => destruct H end.
Ltac try_online_merge := intro_goal; match goal with
  | |- context [to_uint64 (1 + ?k)%Z] =>
      let E := fresh in
      assert (E : to_uint64 (1 + k)%Z = (1 + k)%Z) by
        (apply id_uint64; match goal with
         | L : (k < ?n)%Z, U : is_uint64 ?n |- _ =>
             apply is_uint64_def in U; split; lia end);
      rewrite E in *; clear E
  end;
  match goal with D : Float64.lt _ _ /\ _ \/ _ |- _ => destruct D end;
  online_conjs; repeat match goal with
  | E : ?x = ?y |- _ => is_var x; subst x
  | E : ?x = ?y |- _ => is_var y; subst y
  end; assumption.
(*@ TRY try_online_merge *)

(* The contract of attend *)
(*@ NEEDS P_ValueState P_OnlineState L_FExp L_ShiftedSum P_ColumnIn P_Sizes L_Attention P_Logits P_Columns *)
Ltac values_quotient := same_integers; match goal with
  | K : forall i : Z, _ -> _ -> _ = Float64.t'real (?m (?h ?o i)) /\ _,
    C : P_Columns ?m1 ?t ?s ?v ?d ?n ?x ?o, N : P_OnlineNear ?t ?s ?n ?x ?sum
    |- context [Float64.t'real (?m (?h ?o ?c))] =>
      let V := fresh in
      assert (V := C c ltac:(assumption) ltac:(assumption));
      rewrite <- (proj1 (K c ltac:(assumption) ltac:(assumption)))
  end.
Ltac try_attend_online_hull := intro_goal; values_quotient; try_AttendOnline_Hull.
(*@ TRY try_attend_online_hull *)

(*@ NEEDS P_ValueState P_OnlineState L_FExp L_ShiftedSum P_ColumnIn P_Sizes L_Attention P_Logits P_Columns L_Magnitude *)
Ltac try_attend_online_accuracy := intro_goal; values_quotient;
  try_AttendOnline_Accuracy.
(*@ TRY try_attend_online_accuracy *)
