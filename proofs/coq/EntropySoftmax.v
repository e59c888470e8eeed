(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * The entropy of softmax as the cross-entropy of its float probabilities

    Main results: [EntropyC_Near], the loss of the computed probabilities
    against the entropy; [EntropyC_Far], a logit too far below the maximum for a
    finite loss has the probability 0; [EntropyC_Accuracy], the bound of
    src/entropy.c. *)

From Coq Require Import Reals Psatz Lia ZArith Bool.
From Flocq Require Import Core.
From Softproof Require Import Rounding Sums ZInterval Gibbs SoftmaxLink SoftmaxWeights.
From Softproof Require Import CompensatedSoftmax.
From Softproof Require RealSoftmax RealTemperature RealLink.
Open Scope R_scope.

Lemma CrossEntropy_Same n m m' y y' z z' :
  (forall k, (k < n)%nat -> m k = m' k /\ z k = z' k) ->
  (forall k, (k < n)%nat -> y k = y' k) ->
  RealSoftmax.CrossEntropy n m y z = RealSoftmax.CrossEntropy n m' y' z'.
Proof.
intros A B; apply sum_ext; intros k Hk; unfold RealSoftmax.LogSumExp.
rewrite (RealLink.Same_norm n m m' z z' A), (B k Hk).
now destruct (A k Hk) as [_ ->].
Qed.

Section Row.
Variables (n : nat) (masked : nat -> bool) (z : nat -> R) (top : nat).
Hypothesis HL : Logits n masked z top.
Notation p := (CProb n masked z top).
Notation g := (RealSoftmax.Softmax n masked z).
Notation l k := (RealSoftmax.LogSumExp n masked z - z k).
Notation B := (9 / 2 * u * (1 + bpow radix2 (-16))).
Notation H := (RealTemperature.Entropy n masked z).

Lemma top_of_row : RealSoftmax.Top n masked z top.
Proof.
split; [apply (logits_top _ _ _ _ HL) | split; [apply (logits_open _ _ _ _ HL) |]].
exact (logits_max _ _ _ _ HL).
Qed.
Lemma below_zero k : (k < n)%nat -> masked k = false -> z k - z top <= - 745 ->
  p k = 0.
Proof.
intros Hk M D; apply (CompensatedWeights.Share_Zero n _ k); unfold cterm; rewrite M.
apply ExpError.ExpPair_below; unfold dhi, fsub.
apply Rle_lt_trans with (- 745); [| lra].
apply RN_le_format; [apply (F_int (-745)); lia | exact D].
Qed.
Theorem EntropyC_Far k : (k < n)%nat -> masked k = false -> 0 < p k ->
  z top - z k <= bpow radix2 990.
Proof.
intros Hk M P; destruct (Rle_lt_dec (z k - z top) (- 745)) as [D | D].
- rewrite below_zero in P by easy; lra.
- apply Rle_trans with (bpow radix2 10); [simpl; lra | apply bpow_le; lia].
Qed.
Lemma l_max k : (k < n)%nat -> masked k = false -> 770 < l k -> p k = 0.
Proof.
intros Hk M D; apply below_zero; [easy | easy |].
destruct (RealSoftmax.LogSumExp_Bounds n masked z top top_of_row) as [_ U].
assert (N := row_size_1 n masked z top HL).
assert (ln (INR n) <= ln 67108864) by (apply RealSoftmax.ln_le; lra).
assert (ln 67108864 <= 18.1) by interval; lra.
Qed.
Lemma l_exp k : (k < n)%nat -> masked k = false -> g k = exp (- l k) /\ 0 <= l k.
Proof.
intros Hk M; split.
- assert (P : 0 < RealSoftmax.norm n masked z)
    by (apply RealSoftmax.norm_pos; now exists k).
  replace (- l k) with (z k - RealSoftmax.LogSumExp n masked z) by ring.
  unfold RealSoftmax.LogSumExp, RealSoftmax.Softmax, RealSoftmax.weight.
  unfold Rminus; rewrite M, exp_plus, exp_Ropp, exp_ln by easy; reflexivity.
- assert (A := RealSoftmax.LogSumExp_Ge n masked z k Hk M); lra.
Qed.
Lemma far_term x : 770 <= x -> exp (- x) * x <= 770 * eta.
Proof.
intros X; set (t := x - 770); assert (E := exp_ineq1_le t).
assert (C := exp_cut (-770) ltac:(lra)); assert (P := eta_pos).
assert (Q : exp (- x) = exp (-770) * / exp t).
{ rewrite <- exp_Ropp, <- exp_plus; f_equal; unfold t; ring. }
assert (T : 0 <= t) by (unfold t; lra); assert (Pt := exp_pos t).
assert (Pc := exp_pos (-770)).
assert (S : / exp t * x <= 770).
{ apply Rmult_le_reg_l with (exp t); [easy |].
  rewrite <- Rmult_assoc, Rinv_r, Rmult_1_l by lra.
  replace x with (770 + t) by (unfold t; ring); lra. }
rewrite Q, Rmult_assoc.
apply Rle_trans with (exp (-770) * 770); [apply Rmult_le_compat_l; lra | lra].
Qed.
Lemma entropy_term k : (k < n)%nat ->
  Rabs ((if masked k then 0 else p k) * l k - g k * l k)
    <= B * (g k * l k) + 770 * eta.
Proof.
intros Hk; assert (P := eta_pos); assert (U := u_pos).
destruct (masked k) eqn:M.
- rewrite (RealSoftmax.Softmax_Masked n masked z k M), !Rmult_0_l.
  rewrite Rminus_0_r, Rabs_R0; lra.
- destruct (l_exp k Hk M) as [E L].
  assert (G : 0 < g k) by (rewrite E; apply exp_pos).
  assert (GL : 0 <= g k * l k) by (apply Rmult_le_pos; lra).
  assert (PB : 0 <= B) by (apply Rmult_le_pos; [| simpl]; lra).
  assert (BG : 0 <= B * (g k * l k)) by now apply Rmult_le_pos.
  destruct (Rle_lt_dec (l k) 770) as [N | N].
  + replace (p k * l k - g k * l k) with ((p k - g k) * l k) by ring.
    rewrite Rabs_mult, (Rabs_pos_eq (l k)) by easy.
    apply Rle_trans with ((B * g k + eta) * l k).
    * apply Rmult_le_compat_r; [easy |]; now apply CProb_Accuracy.
    * assert (eta * l k <= eta * 770) by (apply Rmult_le_compat_l; lra); lra.
  + rewrite (l_max k Hk M N), Rmult_0_l, Rabs_minus_sym, Rminus_0_r.
    rewrite Rabs_pos_eq by easy; rewrite E at 1.
    assert (A := far_term (l k) ltac:(lra)); lra.
Qed.
Theorem EntropyC_Near :
  Rabs (RealSoftmax.CrossEntropy n masked
    (fun k => if masked k then 0 else p k) z - H) <= B * H + INR n * (770 * eta).
Proof.
unfold RealTemperature.Entropy, RealSoftmax.CrossEntropy.
rewrite <- sum_minus; apply Rle_trans with (1 := sum_abs _ _).
rewrite <- sum_scal, <- sum_const, <- sum_plus.
apply sum_le; intros k Hk; now apply entropy_term.
Qed.

(** With the error of the loss. *)
Theorem EntropyC_Accuracy h c : 0 <= H ->
  c = RealSoftmax.CrossEntropy n masked (fun k => if masked k then 0 else p k) z ->
  Rabs (h - c) <= (INR n + 13 / 2) * (u * (1 + bpow radix2 (-16))) * c
    + INR n * (1 + 3 * sum n p) * eta ->
  Rabs (h - H) <= (INR n + 11) * u * (1 + bpow radix2 (-15)) * H
    + 780 * INR n * eta.
Proof.
intros H0 C E; assert (A := EntropyC_Near); rewrite <- C in A.
assert (U := u_val); assert (P := eta_pos).
destruct (row_size_1 n masked z top HL) as [N1 N2].
assert (S := CProb_Sum n masked z top HL).
replace (bpow radix2 (-16)) with (/ 65536) in * by (simpl; lra).
replace (bpow radix2 (-15)) with (/ 32768) by (simpl; lra).
set (N := INR n) in *; set (h0 := H) in *; clearbody N h0.
assert (S1 : sum n p <= 1.01) by (apply Rabs_le_inv in S; rewrite U in S; lra).
assert (CU : c <= h0 + 9 / 2 * u * (1 + / 65536) * h0 + N * (770 * eta))
  by (apply Rabs_le_inv in A; lra).
set (a := (N + 13 / 2) * (u * (1 + / 65536))) in *.
assert (a0 : 0 <= a <= / 100000000).
{ unfold a; split; [apply Rmult_le_pos; [| rewrite U]; lra |].
  apply Rle_trans with (67108871 * (u * (1 + / 65536))); [| rewrite U; lra].
  apply Rmult_le_compat_r; [rewrite U |]; lra. }
assert (E1 : a * c <= a * (h0 + 9 / 2 * u * (1 + / 65536) * h0 + N * (770 * eta)))
  by (apply Rmult_le_compat_l; lra).
assert (Ne : 0 <= N * eta) by (apply Rmult_le_pos; lra).
assert (a1 : a * (N * (770 * eta)) <= / 100000000 * (N * (770 * eta)))
  by (apply Rmult_le_compat_r; lra).
assert (uh : 0 <= u * h0) by (apply Rmult_le_pos; [rewrite U |]; lra).
assert (a2 : a * (u * h0) <= / 100000000 * (u * h0))
  by (apply Rmult_le_compat_r; lra).
assert (Sn : N * (1 + 3 * sum n p) * eta <= 4.03 * (N * eta)).
{ replace (N * (1 + 3 * sum n p) * eta) with ((1 + 3 * sum n p) * (N * eta)) by ring.
  apply Rmult_le_compat_r; lra. }
assert (ah : a * h0 = (N + 13 / 2) * (1 + / 65536) * (u * h0)) by (unfold a; ring).
assert (Nu : 1 * (u * h0) <= N * (u * h0)) by (apply Rmult_le_compat_r; lra).
replace (h - h0) with ((h - c) + (c - h0)) by ring.
apply Rle_trans with (1 := Rabs_triang _ _).
replace ((N + 11) * u * (1 + / 32768) * h0)
  with ((N + 11) * (1 + / 32768) * (u * h0)) by ring.
lra.
Qed.
End Row.
