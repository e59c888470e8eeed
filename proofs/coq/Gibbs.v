(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * Real inequalities behind the error bounds of softmax

    The logits enter the error bound through the mean of d_j = m - z_j under
    the softmax distribution. By Gibbs' inequality that mean is at most ln n,
    however far apart the logits are.

    Main results: [gibbs], [mean_le_spread], [exp_near], [ln_near],
    [frac_le_ln], [exp_cut], [shift_invariance].
    Source: T. M. Cover, J. A. Thomas, Elements of Information Theory,
    section 2.6. *)

From Coq Require Import Reals Psatz Lia ZArith.
From Flocq Require Import Core.
From Softproof Require Import Rounding Sums ZInterval.
Open Scope R_scope.

Lemma ln_le_minus_1 x : 0 < x -> ln x <= x - 1.
Proof.
intros H; assert (E := exp_ineq1_le (ln x)); rewrite exp_ln in E by easy; lra.
Qed.
Lemma ln_mono x y : 0 < x -> x <= y -> ln x <= ln y.
Proof.
intros Hx [H | ->]; [apply Rlt_le, ln_increasing; lra | lra].
Qed.
Lemma ln_nonneg x : 1 <= x -> 0 <= ln x.
Proof. intros H; rewrite <- ln_1; apply ln_mono; lra. Qed.

(** The entries with [w k = 0] are masked: there [d k] means nothing. *)
Theorem gibbs n w d :
  (1 <= n)%nat -> 1 <= sum n w ->
  (forall k, (k < n)%nat -> w k = 0 \/ w k = exp (- d k)) ->
  sum n (fun k => w k * d k) <= sum n w * ln (INR n).
Proof.
intros Hn HS Hw.
assert (N : 1 <= INR n) by now apply (le_INR 1).
assert (H : sum n (fun k => w k * d k - ln (INR n) * w k)
            <= sum n (fun k => / INR n - w k)).
{ apply sum_le; intros k Hk; destruct (Hw k Hk) as [E | E].
  - rewrite E; assert (0 < / INR n) by (apply Rinv_0_lt_compat; lra); lra.
  - assert (P : 0 < w k) by (rewrite E; apply exp_pos).
    assert (G : d k - ln (INR n) = ln (/ (INR n * w k))).
    { rewrite ln_Rinv, ln_mult by nra; rewrite E, ln_exp; ring. }
    assert (L := ln_le_minus_1 (/ (INR n * w k))).
    rewrite <- G in L; apply (Rmult_le_compat_l (w k)) in L.
    + replace (w k * (/ (INR n * w k) - 1)) with (/ INR n - w k) in L
        by (field; lra); lra.
    + lra.
    + apply Rinv_0_lt_compat; nra. }
rewrite !sum_minus, sum_scal, sum_const, Rinv_r in H by lra; lra.
Qed.

Lemma mean_le_spread n w d r :
  (forall k, (k < n)%nat -> w k = 0 \/ 0 <= w k /\ d k <= r) ->
  sum n (fun k => w k * d k) <= r * sum n w.
Proof.
intros H; rewrite <- sum_scal; apply sum_le; intros k Hk.
destruct (H k Hk) as [-> | [P L]]; [lra | nra].
Qed.

(** ** exp and ln *)
Lemma exp_near y : Rabs y <= / 2 -> Rabs (exp y - 1) <= Rabs y * (1 + 2 * Rabs y).
Proof.
intros H; assert (A := exp_ineq1_le y); assert (B := exp_ineq1_le (- y)).
assert (P := exp_pos y).
assert (E : exp y * exp (- y) = 1) by
  (rewrite <- exp_plus, Rplus_opp_r; apply exp_0).
destruct (Rle_lt_dec 0 y) as [C | C].
- rewrite (Rabs_pos_eq y) in * by easy; rewrite Rabs_pos_eq by lra.
  assert (exp y * (1 - y) <= 1) by nra; nra.
- rewrite (Rabs_left y) in * by easy.
  assert (exp y <= 1) by (rewrite <- exp_0; apply Rlt_le, exp_increasing; lra).
  rewrite Rabs_left1 by lra; nra.
Qed.

Lemma frac_le_ln X : 0 <= X -> X / (1 + X) <= ln (1 + X).
Proof.
intros H; assert (L := ln_le_minus_1 (/ (1 + X))).
rewrite ln_Rinv in L by lra.
replace (X / (1 + X)) with (1 - / (1 + X)) by (field; lra).
assert (0 < / (1 + X)) by (apply Rinv_0_lt_compat; lra); lra.
Qed.

Lemma ln_near a b r : 0 < b -> 0 <= r < 1 -> Rabs (a - b) <= r * b ->
  Rabs (ln a - ln b) <= Rabs (a - b) / b / (1 - r).
Proof.
intros Hb Hr H; assert (H' := H); apply Rabs_le_inv in H'.
assert (Ha : (1 - r) * b <= a) by lra; assert (Pa : 0 < a) by nra.
assert (L1 : ln a - ln b <= (a - b) / b).
{ assert (L := ln_le_minus_1 (a / b)); unfold Rdiv in L.
  rewrite ln_mult, ln_Rinv in L by (easy || now apply Rinv_0_lt_compat).
  replace ((a - b) / b) with (a * / b - 1) by (field; lra).
  assert (0 < a * / b) by (apply Rmult_lt_0_compat; [easy | now apply Rinv_0_lt_compat]).
  lra. }
assert (L2 : ln b - ln a <= (b - a) / a).
{ assert (L := ln_le_minus_1 (b / a)); unfold Rdiv in L.
  rewrite ln_mult, ln_Rinv in L by (easy || now apply Rinv_0_lt_compat).
  replace ((b - a) / a) with (b * / a - 1) by (field; lra).
  assert (0 < b * / a) by (apply Rmult_lt_0_compat; [easy | now apply Rinv_0_lt_compat]).
  lra. }
set (D := Rabs (a - b)) in *; assert (HD : 0 <= D) by apply Rabs_pos.
assert (G : forall t c, t <= D -> (1 - r) * b <= c -> t / c <= D / b / (1 - r)).
{ intros t c Ht Hc; assert (0 < (1 - r) * b) by nra.
  replace (D / b / (1 - r)) with (D * / ((1 - r) * b)) by (field; lra).
  apply Rle_trans with (D * / c).
  - apply Rmult_le_compat_r; [apply Rlt_le, Rinv_0_lt_compat |]; lra.
  - apply Rmult_le_compat_l; [easy | now apply Rinv_le_contravar]. }
assert (T1 : a - b <= D) by apply Rle_abs.
assert (T2 : b - a <= D) by (unfold D; rewrite Rabs_minus_sym; apply Rle_abs).
assert (G1 := G (a - b) b T1); assert (G2 := G (b - a) a T2).
apply Rabs_le; assert ((1 - r) * b <= b) by nra; lra.
Qed.

(** Below -744.75 the exponential is less than the smallest binary64 number. *)
Lemma exp_cut x : x <= - 744.75 -> exp x <= 3 / 4 * eta.
Proof.
intros H; apply Rle_trans with (exp (-744.75)).
- destruct H as [H | ->]; [apply Rlt_le, exp_increasing; lra | lra].
- unfold eta; rewrite bpow_exp; replace (3 / 4) with (exp (ln (3 / 4)))
    by (apply exp_ln; lra).
  rewrite <- exp_plus; apply Raux.exp_le; simpl; interval.
Qed.

(** Subtracting a constant from all logits changes no quotient. *)
Theorem shift_invariance n (v w z : nat -> R) c :
  (forall k, (k < n)%nat ->
    v k = 0 /\ w k = 0 \/ v k = exp (z k) /\ w k = exp (z k - c)) ->
  forall k, (k < n)%nat -> w k / sum n w = v k / sum n v.
Proof.
intros H.
assert (E : forall k, (k < n)%nat -> w k = exp (- c) * v k).
{ intros k Hk; destruct (H k Hk) as [[-> ->] | [-> ->]]; [ring |].
  unfold Rminus; rewrite exp_plus; ring. }
intros k Hk; rewrite (sum_ext n w (fun k => exp (- c) * v k)) by easy.
rewrite sum_scal, E by easy; assert (P := exp_pos (- c)).
unfold Rdiv; rewrite Rinv_mult.
transitivity (exp (- c) * / exp (- c) * (v k * / sum n v)); [ring |].
rewrite Rinv_r by lra; ring.
Qed.
