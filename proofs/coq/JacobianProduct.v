(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * The product of the Jacobian of softmax with a vector, in floating point

    Layer C, for sp_softmax_jacobian_product of src/jacobian.c: [ProductC n p
    v i] is the value that it stores. J is symmetric, so the product is J v
    and v J alike ([Jacobian_Product], [Jacobian_TransposeProduct]).

    Main results (P12): [ProductC_Sharp] and [ProductC_Error], the error
    against the exact product for the same p; [ProductC_True], against the
    product for the true softmax g; [ProductC_Range], no overflow.
    Source: S. M. Rump 2012 for the dot product (DotError.v). *)

From Coq Require Import Reals Psatz Lia ZArith.
From Flocq Require Import Core.
From Softproof Require Import Rounding Sums DotError RealSoftmax JacobianError.
Open Scope R_scope.

Definition ProductC (n : nat) (p v : nat -> R) (i : nat) : R :=
  fmul (p i) (fsub (v i) (Dot n p v)).

Section Product.
Variables (n : nat) (p v : nat -> R).
Hypothesis Hn : INR n <= 67108864.
Hypothesis Hp : forall k, (k < n)%nat -> Prob (p k).
Hypothesis Fv : forall k, (k < n)%nat -> F (v k).
Let mean := sum n (fun k => p k * v k).
Let dot_err := INR n * u * (1 + u) * sum n (fun k => Rabs (p k * v k)) +
               INR n * eta.

Theorem ProductC_Sharp i : (i < n)%nat ->
  Rabs (ProductC n p v i - p i * (v i - mean)) <=
  p i * (2 * u * Rabs (v i - mean) + (1 + 2 * u) * dot_err) + eta / 2.
Proof.
intros Hi; destruct (Hp i Hi) as (_ & P); assert (U := u_pos).
assert (E := mul_sub_error (p i) (v i) (Dot n p v) (Fv i Hi) (fsum_format _ _)).
fold (ProductC n p v i) in E; rewrite Rabs_mult, (Rabs_pos_eq (p i)) in E by lra.
assert (D : Rabs (Dot n p v - mean) <= dot_err) by now apply Dot_Error.
set (m := Dot n p v) in *.
assert (S : Rabs (v i - m) <= Rabs (v i - mean) + dot_err).
{ replace (v i - m) with ((v i - mean) + - (m - mean)) by ring.
  apply Rle_trans with (1 := Rabs_triang _ _); rewrite Rabs_Ropp; lra. }
assert (S' : 2 * u * (p i * Rabs (v i - m)) <=
             2 * u * (p i * (Rabs (v i - mean) + dot_err))).
{ apply Rmult_le_compat_l; [lra |]; now apply Rmult_le_compat_l. }
assert (D' : Rabs (p i * (m - mean)) <= p i * dot_err).
{ rewrite Rabs_mult, (Rabs_pos_eq (p i)) by lra; now apply Rmult_le_compat_l. }
replace (ProductC n p v i - p i * (v i - mean)) with
  ((ProductC n p v i - p i * (v i - m)) + - (p i * (m - mean))) by ring.
apply Rle_trans with (1 := Rabs_triang _ _); rewrite Rabs_Ropp; lra.
Qed.

Variable V : R.
Hypothesis Hv : forall k, (k < n)%nat -> Rabs (v k) <= V.
Hypothesis Hs : sum n p <= 1 + / 524288.

Lemma mean_abs : Rabs mean <= sum n (fun k => Rabs (p k * v k)).
Proof. apply sum_abs. Qed.
Lemma terms_le : (0 < n)%nat ->
  0 <= V /\ sum n (fun k => Rabs (p k * v k)) <= (1 + / 524288) * V.
Proof.
intros H0; assert (HV := Rle_trans _ _ _ (Rabs_pos _) (Hv 0 H0)).
split; [easy |]; apply Rle_trans with (sum n p * V).
- apply dot_abs_le; [intros k Hk; apply (Hp k Hk) | easy].
- now apply Rmult_le_compat_r.
Qed.
Theorem ProductC_Error i : (i < n)%nat ->
  Rabs (ProductC n p v i - p i * (v i - mean)) <=
  p i * (INR n + 4) * u * (1 + / 262144) * V + (INR n + 1) * eta.
Proof.
intros Hi; apply Rle_trans with (1 := ProductC_Sharp i Hi).
destruct (terms_le ltac:(lia)) as (HV & A); assert (M := mean_abs).
unfold dot_err; set (a := sum n (fun k => Rabs (p k * v k))) in *.
destruct (Hp i Hi) as (_ & P); assert (U := u_pos); assert (Et := eta_pos).
assert (N := pos_INR n); assert (Nu := n_u_small n Hn).
assert (D : Rabs (v i - mean) <= (2 + / 524288) * V).
{ assert (T := Rabs_triang (v i) (- mean)); rewrite Rabs_Ropp in T.
  specialize (Hv i Hi); unfold Rminus; lra. }
assert (B1 : 2 * u * Rabs (v i - mean) <= 2 * u * ((2 + / 524288) * V))
  by (apply Rmult_le_compat_l; lra).
assert (NuV : 0 <= INR n * u * V) by (apply Rmult_le_pos; lra).
assert (B2 : (1 + 2 * u) * (INR n * u * (1 + u) * a) <=
             (1 + / 262144) * (INR n * u * V)).
{ apply Rle_trans with
    ((1 + 2 * u) * (INR n * u * (1 + u) * ((1 + / 524288) * V))).
  - apply Rmult_le_compat_l; [lra |].
    apply Rmult_le_compat_l; [apply Rmult_le_pos |]; lra.
  - replace (_ * _) with
      ((1 + 2 * u) * (1 + u) * (1 + / 524288) * (INR n * u * V)) at 1 by ring.
    apply Rmult_le_compat_r; [easy | rewrite u_val; lra]. }
assert (B3 : p i * ((1 + 2 * u) * (INR n * eta)) <=
             1 * ((1 + 2 * u) * (INR n * eta)))
  by (apply Rmult_le_compat_r; [apply Rmult_le_pos; nra | lra]).
assert (B4 : INR n * u * eta <= / 134217728 * eta)
  by (apply Rmult_le_compat_r; lra).
assert (B : 2 * u * Rabs (v i - mean) +
            (1 + 2 * u) * (INR n * u * (1 + u) * a) <=
            (INR n + 4) * u * (1 + / 262144) * V) by (assert (0 <= u * V) by nra; lra).
apply (Rmult_le_compat_l (p i)) in B; lra.
Qed.

(** No overflow: V <= 2^1020 gives intermediate results below 2^1023. *)
Theorem ProductC_Range i e : (i < n)%nat -> (-1000 <= e)%Z -> V = bpow radix2 e ->
  Rabs (fmul (p i) (v i)) <= bpow radix2 e /\
  (forall k, (k <= n)%nat -> Rabs (Dot k p v) <= bpow radix2 (e + 1)) /\
  Rabs (fsub (v i) (Dot n p v)) <= bpow radix2 (e + 2) /\
  Rabs (ProductC n p v i) <= bpow radix2 (e + 2).
Proof.
intros Hi He EV; destruct (Hp i Hi) as (_ & P); specialize (Hv i Hi) as Vi.
assert (Scale : forall x y, Rabs x <= y -> Rabs (p i * x) <= y).
{ intros x y H; rewrite Rabs_mult, (Rabs_pos_eq (p i)) by lra.
  assert (X := Rabs_pos x); nra. }
assert (D : forall k, (k <= n)%nat -> Rabs (Dot k p v) <= bpow radix2 (e + 1)).
{ intros k Hk; apply Dot_Range with n; try easy.
  - intros l Hl; apply (Hp l Hl).
  - intros l Hl; rewrite <- EV; now apply Hv. }
assert (S : Rabs (fsub (v i) (Dot n p v)) <= bpow radix2 (e + 2)).
{ apply RN_abs_le; [apply F_bpow; lia |].
  assert (T := Rabs_triang (v i) (- Dot n p v)); rewrite Rabs_Ropp in T.
  assert (D' := D n (le_n n)); assert (V0 := bpow_gt_0 radix2 e).
  rewrite bpow_plus in *; simpl bpow in *; unfold Rminus; rewrite EV in Vi.
  lra. }
rewrite EV in Vi; repeat split; try easy;
  apply RN_abs_le; (apply F_bpow; lia) || now apply Scale.
Qed.

(** Against the true softmax g, where p has relative error B, absolute A. *)
Theorem ProductC_True g B A i : (i < n)%nat ->
  (forall k, (k < n)%nat -> 0 <= g k) -> sum n g = 1 ->
  0 <= B <= / 1048576 -> 0 <= A ->
  (forall k, (k < n)%nat -> Near B A (p k) (g k)) ->
  Rabs (ProductC n p v i - g i * (v i - sum n (fun k => g k * v k))) <=
  (3 * B + (INR n + 4) * u) * (1 + / 131072) * g i * V +
  (INR n + 3) * A * V + (INR n + 1) * eta.
Proof.
intros Hi Hg Sg HB HA E; assert (Er := ProductC_Error i Hi).
destruct (terms_le ltac:(lia)) as (HV & Te); assert (M := mean_abs).
set (m := sum n (fun k => g k * v k)).
assert (Gi := sum_term n g i Hi Hg); rewrite Sg in Gi; assert (Gp := Hg i Hi).
assert (Dm : Rabs (mean - m) <= (B + INR n * A) * V).
{ unfold mean, m; rewrite <- sum_minus; apply Rle_trans with (1 := sum_abs _ _).
  replace ((B + INR n * A) * V) with (V * (B * sum n g + INR n * A))
    by (rewrite Sg; ring).
  rewrite <- sum_scal, <- sum_const, <- sum_plus, <- sum_scal.
  apply sum_le; intros k Hk; rewrite <- Rmult_minus_distr_r, Rabs_mult.
  rewrite Rmult_comm; apply Rmult_le_compat; try apply Rabs_pos; auto.
  now apply E. }
assert (D : Rabs (v i - mean) <= (2 + / 524288) * V).
{ assert (T := Rabs_triang (v i) (- mean)); rewrite Rabs_Ropp in T.
  specialize (Hv i Hi); unfold Rminus; lra. }
specialize (E i Hi); unfold Near in E; set (x := p i) in *; set (y := g i) in *.
assert (Up := u_pos); assert (N := pos_INR n); assert (Nu := n_u_small n Hn).
assert (BY : 0 <= B * y) by nra.
assert (C1 : Rabs ((x - y) * (v i - mean)) <= (B * y + A) * ((2 + / 524288) * V))
  by (rewrite Rabs_mult; apply Rmult_le_compat; easy || apply Rabs_pos).
assert (C2 : Rabs (y * (mean - m)) <= y * ((B + INR n * A) * V))
  by (rewrite Rabs_mult, (Rabs_pos_eq y) by easy; now apply Rmult_le_compat_l).
assert (Z : 0 <= (INR n + 4) * u <= / 67108864) by (rewrite u_val in *; lra).
set (r := (INR n + 4) * u) in *.
assert (X : x <= (1 + B) * y + A) by (apply Rabs_le_inv in E; lra).
assert (AV : 0 <= A * V) by nra; assert (YV : 0 <= y * V) by nra.
assert (BYV : 0 <= B * (y * V)) by nra; assert (RYV : 0 <= r * (y * V)) by nra.
assert (C3 : x * (r * (1 + / 262144) * V) <=
             ((1 + B) * y + A) * (r * (1 + / 262144) * V))
  by (apply Rmult_le_compat_r; [apply Rmult_le_pos |]; lra).
assert (C4 : B * (r * (y * V)) <= / 1048576 * (r * (y * V)))
  by (apply Rmult_le_compat_r; lra).
assert (C5 : r * (A * V) <= / 67108864 * (A * V))
  by (apply Rmult_le_compat_r; lra).
assert (C6 : INR n * (A * V) * y <= INR n * (A * V) * 1)
  by (apply Rmult_le_compat_l; [apply Rmult_le_pos |]; lra).
replace (x * (INR n + 4) * u * (1 + / 262144) * V)
  with (x * (r * (1 + / 262144) * V)) in Er by (unfold r; ring).
replace (ProductC n p v i - y * (v i - m)) with
  ((ProductC n p v i - x * (v i - mean)) + (x - y) * (v i - mean) +
   - (y * (mean - m))) by ring.
apply Rle_trans with (1 := Rabs_triang _ _); rewrite Rabs_Ropp.
assert (T := Rabs_triang (ProductC n p v i - x * (v i - mean))
               ((x - y) * (v i - mean))); lra.
Qed.
End Product.
