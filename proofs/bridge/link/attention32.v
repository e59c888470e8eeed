(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* Attention of floats: specs/attention32_facts.acsl, attention32_rounding.acsl *)

(* Whether a float is between two others: src/finite_float.c, scores_float.c *)
(*@ NEEDS fliteral *)
Lemma between_finite l h x a b : Float32.t'isFinite l -> Float32.t'isFinite h ->
  Float32.t'real l = a -> Float32.t'real h = b ->
  Float32.le l x /\ Float32.le x h <->
  (Float32.t'real x <= b /\ a <= Float32.t'real x) /\ Float32.t'isFinite x.
Proof.
intros Fl Fh <- <-; rewrite !FloatOps32.le_spec; unfold FloatOps32.compared.
assert (LI := FloatOps32.largest_infinity).
destruct (FloatOps32.finite_class l Fl) as [| Nl _ _ _ -> Bl | |]; try contradiction.
destruct (FloatOps32.finite_class h Fh) as [| Nh _ _ _ -> Bh | |]; try contradiction.
unfold FloatOps32.largest in *; destruct (FloatOps32.classes x) as [N F _ _
  | N F _ _ P B | N F _ _ P | N F _ _ P]; split; intros H; try tauto;
  rewrite P in *; first [intuition lra | exfalso; intuition lra].
Qed.
Ltac try_between_finite := intro_goal; literal_facts; literal_equations;
  lazymatch goal with
  | |- ~ Float32.is_nan _ => apply FloatOps32.not_nan_finite; assumption
  | |- (Float32.t'real ?x <= ?b /\ ?a <= Float32.t'real ?x) /\ _ <-> _ => match goal with
    | El : Float32.t'real ?l = a, Eh : Float32.t'real ?h = b,
      Fl : Float32.t'isFinite ?l, Fh : Float32.t'isFinite ?h |- _ =>
      let B := fresh in pose proof (between_finite l h x a b Fl Fh El Eh) as B;
      match goal with H : _ \/ _ |- _ =>
        destruct H as [[? [[? ->] | [? ->]]] | [? ->]] end;
      (split; [intros ?; first [discriminate | exfalso; tauto]
        | intros N; first [tauto | exfalso; now apply N]])
    end end.
(*@ TRY try_between_finite *)

(*@ NEEDS P_Rounded L_UlpBelow *)
From Softproof Require AttentionRounding.
Lemma nine_hundred : 1 / IZR (2 ^ 900) = bpow radix2 (-900).
Proof. unfold Rdiv; now rewrite Rmult_1_l. Qed.
Lemma rounded_near x y g r : P_Rounded x y -> Float32.t'isFinite y -> 0 <= r ->
  Rabs (Float64.t'real x + - (1) * g) <= bpow radix2 (-900) + r ->
  Rabs (Float32.t'real y + - (1) * g) <= 2 * r + 8388609 / 16777216 *
    L_UlpBelow g 170141183460469231731687303715884105728 253.
Proof.
intros R F P D; destruct (rounded_value x y R F) as (_ & B & ->).
rewrite half_and; change 253%Z with (Z.of_nat 253); rewrite link_UlpBelow.
change 170141183460469231731687303715884105728 with (bpow radix2 127).
replace (Float64.t'real x + - (1) * g) with (Float64.t'real x - g) in D by ring.
replace (_ + - (1) * g) with (Rounding32.RN32 (Float64.t'real x) - g) by ring.
rewrite Rplus_comm; apply AttentionRounding.after_near; [exact P | exact B |].
rewrite Rplus_comm; exact D.
Qed.
Ltac try_Rounded_Near := float_lemma; match goal with
  | R : P_Rounded ?x ?y, P : 0 <= ?r |- Rabs (_ + - (1) * ?g) <= _ =>
      apply (rounded_near x y g r); try assumption;
      rewrite <- nine_hundred;
      let c := eval vm_compute in (2 ^ 900)%Z in change (2 ^ 900)%Z with c;
      assumption
  end.
(*@ TRY try_Rounded_Near *)

(*@ NEEDS P_Rounded *)
Ltac try_Rounded_Between := float_lemma; match goal with
  | R : P_Rounded ?x ?y, F : Float32.t'isFinite ?y |- _ <= _ /\ _ =>
      destruct (rounded_value x y R F) as (_ & _ & ->);
      split; now apply Rounding32.RN32_le
  end.
(*@ TRY try_Rounded_Between *)

(*@ NEEDS P_Rounded L_HullError *)
From Softproof Require AttentionRounding.
Lemma hull_error_small n M : (0 <= n <= 67108864)%Z -> 0 <= M ->
  L_HullError n M <= bpow radix2 (-26) * M + bpow radix2 (-160).
Proof.
intros [N0 N1] P; apply IZR_le in N0; apply IZR_le in N1.
unfold L_HullError, real_of_int; cbv zeta.
assert (A : 0 <= M * IZR n) by now apply Rmult_le_pos.
assert (B : M * IZR n <= M * 67108864) by now apply Rmult_le_compat_l.
assert (C : bpow radix2 (-160) = / 1461501637330902918203684832716283019655932542976)
  by reflexivity.
rewrite C; simpl (bpow radix2 (-26)); lra.
Qed.
Ltac try_Rounded_Largest := float_lemma; match goal with
  | R : P_Rounded ?x ?y, F : Float32.t'isFinite ?y, G : Float32.t'isFinite ?m,
    N : (?n <= 67108864)%Z, P : 0 <= Float32.t'real ?m
    |- Float32.t'real ?y <= Float32.t'real ?m /\ _ =>
      destruct (rounded_value x y R F) as (_ & _ & ->);
      let A := fresh in
      assert (A := AttentionRounding.after_largest (Float32.t'real m)
        (Float64.t'real x) (L_HullError n (Float32.t'real m)) (FloatOps32.finite_F32 m G) P
        (hull_error_small n _ ltac:(split; assumption) P) ltac:(split; lra));
      split; lra
  end.
(*@ TRY try_Rounded_Largest *)

(*@ NEEDS L_DotError *)
Ltac try_DotError_Rest := float_lemma; unfold L_DotError, real_of_int in *;
  rewrite ?plus_IZR; match goal with
  | N : (?n <= 67108864)%Z, Z : (0 <= ?n)%Z |- context [Rabs ?c] =>
      apply IZR_le in N; apply IZR_le in Z;
      assert (Rabs c <= 1267650600228229401496703205376)
        by (apply Rabs_le; split; assumption);
      assert (IZR n * Rabs c <= 67108864 * 1267650600228229401496703205376)
        by (apply Rmult_le_compat; auto using Rabs_pos);
      lra
  end.
(*@ TRY try_DotError_Rest *)

(*@ NEEDS P_Widened P_Within32 *)
Lemma widened_bounded t t1 v w n b k : P_Widened t t1 v w n ->
  P_Within32 t1 v n b -> (0 <= k)%Z -> (k < n)%Z ->
  Float64.t'isFinite (link_at t w k) /\
  Float64.t'real (link_at t w k) = Float32.t'real (link_at t1 v k) /\
  - b <= Float32.t'real (link_at t1 v k) <= b.
Proof.
intros W P K N; destruct (P k K N) as [[B A] F].
destruct (widened_finite t t1 v w n k W K N F) as [G E].
split; [exact G | split; [exact E |]].
change (Float32.t'real (link_at t1 v k) <= b) in B.
change (0 <= b + Float32.t'real (link_at t1 v k)) in A; lra.
Qed.

(*@ NEEDS P_Widened P_Rows32 P_Rows *)
Lemma widened_rows t t1 v w n d x b : P_Widened t t1 v w x -> x = (n * d)%Z ->
  P_Rows32 t1 v n d -> 340282346638528859811704183484516925440 <= b ->
  P_Rows t w n d b.
Proof.
intros W X P B k c r K N; rewrite (Z.mul_comm d n) in N.
assert (P' : P_Within32 t1 v x 340282346638528859811704183484516925440)
  by (rewrite X, Z.mul_comm; exact P).
destruct (widened_bounded t t1 v w x _ k W P' K ltac:(lia)) as (G & E & R).
unfold r, c; split; [| exact G].
change (Float64.t'real (link_at t w k) <= b /\
  0 <= b + Float64.t'real (link_at t w k)); rewrite E; split; lra.
Qed.
Ltac widened_rows_goal := match goal with
  | W : P_Widened ?t ?t1 ?v ?w ?x, P : P_Rows32 ?t1 ?v ?n ?d |- P_Rows ?t ?w ?n ?d _ =>
      apply (widened_rows t t1 v w n d x); [exact W | ring | exact P | lra]
  end.
Ltac try_Widened_Rows := float_lemma; widened_rows_goal.
(*@ TRY try_Widened_Rows *)

(* Column c of the rows *)
(*@ NEEDS P_Rows32 shift *)
Notation column32 t v d c k := (Float32.t'real (link_at t v (c + d * k)%Z)).
Lemma index32 n d c k : (0 <= c)%Z -> (c < d)%Z -> (0 <= k)%Z -> (k < n)%Z ->
  (0 <= c + d * k)%Z /\ (c + d * k < n * d)%Z.
Proof. intros; split; nia. Qed.

(*@ NEEDS P_Rows32 P_ColumnIn32 *)
Lemma column32_finite t s v n d c lo hi : P_Rows32 t v n d -> (0 <= c)%Z ->
  (c < d)%Z -> lo = - (340282346638528859811704183484516925440) ->
  hi = 340282346638528859811704183484516925440 ->
  P_ColumnIn32 t s v n d c lo hi.
Proof.
intros P C D -> -> k r K N _; destruct (index32 n d c k C D K N) as [A B].
rewrite (Z.mul_comm n d) in B; destruct (P _ A B) as [[U L] _].
change (r <= 340282346638528859811704183484516925440) in U.
change (0 <= 340282346638528859811704183484516925440 + r) in L; split; lra.
Qed.
Ltac try_ColumnIn32_Finite := float_lemma; match goal with
  | P : P_Rows32 ?t ?v ?n ?d |- P_ColumnIn32 ?t ?s ?v ?n ?d ?c _ _ =>
      apply column32_finite; trivial; lra
  end.
(*@ TRY try_ColumnIn32_Finite *)

(*@ NEEDS P_Rows32 P_Widened *)
Lemma widened_column t t1 V W n d c k x : P_Rows32 t1 V n d ->
  P_Widened t t1 V W x -> x = (n * d)%Z -> (0 <= c)%Z -> (c < d)%Z ->
  (0 <= k)%Z -> (k < n)%Z ->
  Float64.t'real (link_at t W (c + d * k)%Z) = column32 t1 V d c k.
Proof.
intros P Wd X C D K N; destruct (index32 n d c k C D K N) as [A B].
rewrite (Z.mul_comm n d) in B; destruct (P _ A B) as [_ F].
now apply (widened_finite t t1 V W x _ Wd); [| lia |].
Qed.

(*@ NEEDS P_Widened P_Rows32 P_ColumnIn32 P_ColumnIn *)
Lemma widened_interval t t1 s V x W n d c lo hi m : P_Rows32 t1 V n d ->
  P_Widened t t1 s x n -> P_Widened t t1 V W m -> m = (n * d)%Z ->
  (0 <= c)%Z -> (c < d)%Z ->
  P_ColumnIn32 t1 s V n d c lo hi -> P_ColumnIn t x W n d c lo hi.
Proof.
intros P Ws Wd X C D H k r K N F.
assert (E : r = column32 t1 V d c k)
  by exact (widened_column t t1 V W n d c k m P Wd X C D K N).
rewrite E; apply (H k K N).
destruct (widened_cell t t1 s x n k Ws K N) as [[_ J] | [G _]]; [| exact G].
exfalso; change (Float64.t'isFinite (link_at t x k)) in F.
destruct J as [J _]; now destruct (link_at t x k).
Qed.
Ltac try_Widened_Column := float_lemma; match goal with
  | P : P_Rows32 ?t1 ?V ?n ?d, S : P_Widened ?t ?t1 ?s ?x ?n,
    W : P_Widened ?t ?t1 ?V ?W' ?m, H : P_ColumnIn32 ?t1 ?s ?V ?n ?d ?c ?lo ?hi
    |- P_ColumnIn ?t ?x ?W' ?n ?d ?c ?lo ?hi =>
      apply (widened_interval t t1 s V x W' n d c lo hi m);
      try assumption; ring
  end.
(*@ TRY try_Widened_Column *)

(*@ NEEDS P_Widened L_Softmax32 L_Softmax L_SumExp32 L_SumExp *)
Lemma widened_softmax t t1 s x n k : P_Widened t t1 s x n -> (0 <= k)%Z ->
  (k < n)%Z -> L_Softmax32 t1 s n k = L_Softmax t x n k.
Proof.
intros W K N; unfold L_Softmax32, L_Softmax.
rewrite (widened_sum t t1 s x n W); f_equal.
exact (widened_weight t t1 s x n k W K N).
Qed.

(*@ NEEDS P_Widened P_Rows32 L_Softmax32 L_Softmax L_Attention32 L_Attention *)
Lemma widened_attention t t1 s V x W n d c m : P_Rows32 t1 V n d ->
  P_Widened t t1 s x n -> P_Widened t t1 V W m -> m = (n * d)%Z ->
  (0 <= c)%Z -> (c < d)%Z ->
  L_Attention32 t1 s V n d c = L_Attention t x W n d c.
Proof.
intros P Ws Wd X C D; unfold L_Attention32, L_Attention.
array_sum (L_AttentionSum32 t1 s V n d c)
  (fun k => L_Softmax32 t1 s n k * column32 t1 V d c k)
  (L_AttentionSum32_def t1 s V n d c).
symmetry; array_sum (L_AttentionSum t x W n d c)
  (fun k => L_Softmax t x n k * Float64.t'real (link_at t W (c + d * k)%Z))
  (L_AttentionSum_def t x W n d c).
apply sum_ext; intros k Hk; unfold seq.
rewrite (widened_softmax t t1 s x n), (widened_column t t1 V W n d c _ m);
  trivial; lia.
Qed.
Ltac try_Widened_Attention := float_lemma; match goal with
  | P : P_Rows32 ?t1 ?V ?n ?d, S : P_Widened ?t ?t1 ?s ?x ?n,
    W : P_Widened ?t ?t1 ?V ?W' ?m
    |- L_Attention32 ?t1 ?s ?V ?n ?d ?c = L_Attention ?t ?x ?W' ?n ?d ?c =>
      apply (widened_attention t t1 s V x W' n d c m); try assumption; ring
  end.
(*@ TRY try_Widened_Attention *)

(*@ NEEDS P_Widened P_Rows32 L_Softmax32 L_Softmax L_Magnitude32 L_Magnitude *)
Lemma widened_magnitude t t1 s V x W n d c m : P_Rows32 t1 V n d ->
  P_Widened t t1 s x n -> P_Widened t t1 V W m -> m = (n * d)%Z ->
  (0 <= c)%Z -> (c < d)%Z ->
  L_Magnitude32 t1 s V n d c = L_Magnitude t x W n d c.
Proof.
intros P Ws Wd X C D; unfold L_Magnitude32, L_Magnitude.
array_sum (L_MagnitudeSum32 t1 s V n d c)
  (fun k => L_Softmax32 t1 s n k * Rabs (column32 t1 V d c k))
  (L_MagnitudeSum32_def t1 s V n d c).
symmetry; array_sum (L_MagnitudeSum t x W n d c)
  (fun k => L_Softmax t x n k *
    Rabs (Float64.t'real (link_at t W (c + d * k)%Z)))
  (L_MagnitudeSum_def t x W n d c).
apply sum_ext; intros k Hk; unfold seq.
rewrite (widened_softmax t t1 s x n), (widened_column t t1 V W n d c _ m);
  trivial; lia.
Qed.
Ltac try_Widened_Magnitude := float_lemma; match goal with
  | P : P_Rows32 ?t1 ?V ?n ?d, S : P_Widened ?t ?t1 ?s ?x ?n,
    W : P_Widened ?t ?t1 ?V ?W' ?m
    |- L_Magnitude32 ?t1 ?s ?V ?n ?d ?c = L_Magnitude ?t ?x ?W' ?n ?d ?c =>
      apply (widened_magnitude t t1 s V x W' n d c m); try assumption; ring
  end.
(*@ TRY try_Widened_Magnitude *)

(*@ NEEDS L_AttendError L_Magnitude32 L_Softmax32 L_SumExp32 *)
Lemma softmax32_nonneg t s n k : 0 <= L_Softmax32 t s n k.
Proof.
unfold L_Softmax32; assert (S := SumExp32_nonneg t s n).
destruct S as [S | S].
- apply Rmult_le_pos; [apply unmasked32_pos | now left; apply Rinv_0_lt_compat].
- rewrite <- S; unfold Rdiv; rewrite Rinv_0, Rmult_0_r; apply Rle_refl.
Qed.
Lemma attend_error_nonneg t s V n d c : (0 <= n)%Z ->
  0 <= L_AttendError n (L_Magnitude32 t s V n d c).
Proof.
intros N; assert (A : 0 <= L_Magnitude32 t s V n d c).
{ unfold L_Magnitude32; match goal with |- 0 <= ?m =>
    assert (E : m = sum (Z.to_nat n) (seq (fun k => L_Softmax32 t s n k *
      Rabs (Float32.t'real (link_at t V (c + d * k)%Z))))) end.
  { array_sum (L_MagnitudeSum32 t s V n d c)
      (fun k => L_Softmax32 t s n k *
        Rabs (Float32.t'real (link_at t V (c + d * k)%Z)))
      (L_MagnitudeSum32_def t s V n d c); reflexivity. }
  rewrite E; apply sum_nonneg; intros k _; unfold seq.
  apply Rmult_le_pos; [apply softmax32_nonneg | apply Rabs_pos]. }
unfold L_AttendError, real_of_int; apply IZR_le in N.
assert (0 <= L_Magnitude32 t s V n d c * IZR n) by now apply Rmult_le_pos.
lra.
Qed.
Ltac try_AttendError_Nonneg := float_lemma; lazymatch goal with
  | |- 0 <= L_AttendError ?n (L_Magnitude32 ?t ?s ?V ?n ?d ?c) =>
      apply attend_error_nonneg; assumption
  end.
(*@ TRY try_AttendError_Nonneg *)
