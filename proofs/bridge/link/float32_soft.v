(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* The gradient of float targets of any sum: specs/soft32_facts.acsl *)

(*@ NEEDS P_NearSoft *)
Definition near_soft x g s := 0 <= s <= 67108864 /\ Rabs g <= 134217728 /\
  Rabs (x + - (1) * g) <=
    u * Rabs g + 27 / 4 * u * (1 + bpow radix2 (-16)) * s + bpow radix2 (-1000).
Ltac soft_constants := rewrite ?u_val, <- ?thousand; simpl (bpow radix2 (-16));
  let c := eval vm_compute in (2 ^ 1000)%Z in change (2 ^ 1000)%Z with c.
Lemma link_NearSoft x g s : P_NearSoft x g s <->
  Float64.t'isFinite x /\ near_soft (Float64.t'real x) g s.
Proof.
unfold P_NearSoft, near_soft; cbv zeta; soft_constants.
split; intros H; decompose [and] H; clear H; repeat split; first [assumption | lra].
Qed.

(*@ NEEDS P_NearSoft P_Rounded *)
Lemma soft_rounded_finite x y g s : P_Rounded x y -> P_NearSoft x g s ->
  Float32.t'isFinite y.
Proof.
rewrite link_NearSoft; intros R [F (S & G & D)].
apply (rounded_finite x y R F); rewrite FloatOps32.middle32_value.
assert (K : bpow radix2 (-1000) <= 1)
  by (change 1 with (bpow radix2 0); now apply bpow_le).
revert D; rewrite u_val; simpl (bpow radix2 (-16)); intros D.
apply Rabs_le_inv in D; apply Rabs_le_inv in G.
assert (A : Rabs g <= 134217728) by (apply Rabs_le; lra).
apply Rabs_def1; lra.
Qed.

(*@ NEEDS P_NearSoft P_Rounded L_UlpBelow *)
Lemma soft_rounded_ulp x y g s : P_Rounded x y -> P_NearSoft x g s ->
  Rabs (Float32.t'real y + - (1) * g) <=
    2 * (27 / 4 * u * (1 + bpow radix2 (-16)) * s) + 8388609 / 16777216 *
    L_UlpBelow g 170141183460469231731687303715884105728 253.
Proof.
intros R N; assert (F := soft_rounded_finite x y g s R N).
apply link_NearSoft in N; destruct N as [_ (S & G & D)].
apply (rounded_rest x y); [exact R | exact F | | lra |].
- rewrite u_val; simpl (bpow radix2 (-16)); lra.
- assert (0 <= u * Rabs g) by (rewrite u_val; assert (Q := Rabs_pos g); lra); lra.
Qed.
Ltac soft_rounded := match goal with
  | R : P_Rounded ?x ?y, N : P_NearSoft ?x ?g ?s |- Float32.t'isFinite ?y =>
      exact (soft_rounded_finite x y g s R N)
  | R : P_Rounded ?x ?y, N : P_NearSoft ?x ?g ?s
      |- Rabs (Float32.t'real ?y + _) <= _ =>
      let T := fresh in assert (T := soft_rounded_ulp x y g s R N);
      rewrite u_val in T; simpl (bpow radix2 (-16)) in T;
      eapply Rle_trans; [exact T | clear; lra]
  end.
Ltac try_Rounded_Soft := float_lemma; soft_rounded.
(*@ TRY try_Rounded_Soft *)
(* The same of entry i of a row *)
Ltac try_soft_row := intro_goal; lazymatch goal with
  | |- Float32.t'isFinite (_ (_ _ ?i)) => row_facts i; soft_rounded
  | |- Rabs (Float32.t'real (_ (_ _ ?i)) + _) <= _ => row_facts i; soft_rounded
  end.
(*@ TRY try_soft_row *)

(*@ NEEDS P_Probabilities32 L_Sum32 L_Softmax32 L_SumExp32 *)
Lemma soft_range t y z n i : P_Probabilities32 t y n -> (0 <= i)%Z -> (i < n)%Z ->
  0 <= L_Sum32 t y n <= IZR n /\ 0 <= L_Softmax32 t z n i <= 1.
Proof.
intros P I N; split; [| split; [| now apply Softmax32_le1]].
- rewrite (rec_sum_sum _ (fun k => Float32.t'real (link_at t y k))
    (L_Sum32_def t y) n).
  assert (Q : forall k, (k < Z.to_nat n)%nat ->
    0 <= seq (fun k => Float32.t'real (link_at t y k)) k <= 1).
  { intros k Hk; destruct (P (Z.of_nat k) ltac:(lia) ltac:(lia)) as [[B A] _].
    exact (conj A B). }
  split; [apply sum_nonneg; intros k Hk; now apply Q |].
  apply Rle_trans with (sum (Z.to_nat n) (fun _ => 1)).
  + apply sum_le; intros k Hk; now apply Q.
  + rewrite sum_const, INR_IZR_INZ, Z2Nat.id by lia; lra.
- destruct (SumExp32_nonneg t z n) as [S | S]; unfold L_Softmax32.
  + apply Rmult_le_pos; [apply unmasked32_pos |].
    left; now apply Rinv_0_lt_compat.
  + rewrite <- S; unfold Rdiv; rewrite Rinv_0, Rmult_0_r; apply Rle_refl.
Qed.

(*@ NEEDS P_NearSoft P_Widened P_Probabilities32 L_SoftShare32 L_SoftGradient32 L_SoftGradient *)
Lemma widened_soft t t1 y z w x n i : P_Widened t t1 y w n ->
  P_Widened t t1 z x n -> P_Probabilities32 t1 y n -> (0 <= i)%Z -> (i < n)%Z ->
  L_SoftGradient t w x n i = L_SoftGradient32 t1 y z n i /\
  L_Sum t w n * L_Softmax t x n i = L_SoftShare32 t1 y z n i.
Proof.
intros Wy Wz P I N.
assert (A := widened_probability_sum t t1 y w n Wy P).
assert (B := widened_softmax t t1 z x n i Wz I N).
destruct (widened_finite t t1 y w n i Wy I N (proj2 (P i I N))) as [_ E].
unfold L_SoftGradient, L_SoftGradient32, L_SoftShare32; rewrite A, <- B.
split; [| ring].
match goal with |- context [Float64.t'real (t ?p)] =>
  change (t p) with (link_at t w i) end.
match goal with |- context [Float32.t'real (t1 ?p)] =>
  change (t1 p) with (link_at t1 y i) end.
rewrite E; ring.
Qed.
Lemma soft_tail s : 0 <= s <= 67108864 -> 2 * (s + 1) * eta <= bpow radix2 (-1000).
Proof.
intros S; apply Rle_trans with (bpow radix2 28 * eta).
- apply Rmult_le_compat_r; [apply bpow_ge_0 | simpl; lra].
- unfold eta; rewrite <- bpow_plus; now apply bpow_le.
Qed.
Lemma widened_near t t1 y z w x n i v : P_Widened t t1 y w n ->
  P_Widened t t1 z x n -> P_Probabilities32 t1 y n -> (0 <= i)%Z -> (i < n)%Z ->
  (n <= 67108864)%Z -> Float64.t'isFinite v ->
  Rabs (Float64.t'real v + - (1) * L_SoftGradient t w x n i) <=
    27 / 4 * u * (1 + bpow radix2 (-16)) * (L_Sum t w n * L_Softmax t x n i) +
    u * Rabs (L_SoftGradient t w x n i) + 2 * (L_Sum t w n + 1) * eta ->
  P_NearSoft v (L_SoftGradient32 t1 y z n i) (L_SoftShare32 t1 y z n i).
Proof.
intros Wy Wz P I N M F D.
destruct (widened_soft t t1 y z w x n i Wy Wz P I N) as [G H].
rewrite G, H, (widened_probability_sum t t1 y w n Wy P) in D.
destruct (soft_range t1 y z n i P I N) as [[S0 S1] [Q0 Q1]].
apply IZR_le in M.
assert (T := soft_tail (L_Sum32 t1 y n) ltac:(lra)).
destruct (P i I N) as [[Y1 Y0] _].
assert (R : 0 <= L_SoftShare32 t1 y z n i <= 67108864).
{ unfold L_SoftShare32; split; [| nra].
  first [ apply Rmult_le_pos; assumption | nra ]. }
apply link_NearSoft; split; [exact F | split; [exact R | split; [| lra]]].
unfold L_SoftGradient32; clear D G H.
match goal with |- context [Float32.t'real (t1 ?p)] =>
  change (t1 p) with (link_at t1 y i) end.
change (Float32.t'real (link_at t1 y i) <= 1) in Y1.
change (0 <= Float32.t'real (link_at t1 y i)) in Y0.
apply Rabs_le; lra.
Qed.
Ltac soft_distance := rewrite ?u_val, ?eta_frac; simpl (bpow radix2 (-16));
  let c := eval vm_compute in (2 ^ 1074)%Z in change (2 ^ 1074)%Z with c.
Ltac try_near_soft := intro_goal; lazymatch goal with
  | A : P_Widened ?t ?t1 ?y ?w ?n, B : P_Widened ?t ?t1 ?z ?x ?n,
    P : P_Probabilities32 ?t1 ?y ?n
    |- P_NearSoft ?v (L_SoftGradient32 ?t1 ?y ?z ?n ?i) _ =>
      apply (widened_near t t1 y z w x n i v A B P);
      [ assumption | assumption | first [assumption | lia]
      | first [assumption | row_facts i; assumption]
      | first
        [ match goal with D : Rabs (Float64.t'real v + _) <= _ |- _ => revert D end
        | row_facts i;
          match goal with D : Rabs (Float64.t'real v + _) <= _ |- _ => revert D end ];
        clear; soft_distance; intros; lra ]
  end.
(*@ TRY try_near_soft *)
