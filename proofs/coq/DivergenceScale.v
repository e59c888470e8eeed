(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * What bounds the error of a divergence, by the divergence and the entropy

    Main results: [Magnitude_Le], [Reach_Le]. *)

From Coq Require Import Reals Psatz Lia ZArith Bool.
From Softproof Require Import Rounding Sums SoftmaxLink CompensatedSoftmax.
From Softproof Require Import CompensatedLog CompensatedLoss DivergenceError.
From Softproof Require RealSoftmax RealDivergence RealTemperature.
Open Scope R_scope.

Section Rows.
Variables (n : nat) (mz mw : nat -> bool) (z w : nat -> R) (tz tw : nat).
Hypothesis HZ : Logits n mz z tz.
Hypothesis HW : Logits n mw w tw.
Hypothesis Covered : forall k, (k < n)%nat -> mz k = false -> mw k = false.
Notation KL := (RealDivergence.Divergence n (RealSoftmax.Softmax n mz z)
  (RealSoftmax.Softmax n mw w)).
Notation H := (RealTemperature.Entropy n mz z).

Lemma Cross_KL : Cross n mz mw z w = KL + H.
Proof.
rewrite (KL_Split n mz mw z w) by exact Covered; unfold Cross; ring.
Qed.
Theorem Magnitude_Le : 0 <= Magnitude n mz mw z w <= KL + 2 * H.
Proof.
destruct (KL_scales n mz mw z w tz tw HZ HW Covered) as (M0 & _ & _ & S & _).
split; [exact M0 |].
replace (KL + 2 * H) with (H + Cross n mz mw z w) by (rewrite Cross_KL; ring).
rewrite <- S; apply sum_le; intros k Hk.
assert (G := RealSoftmax.Softmax_Nonneg n mz z k).
destruct (mz k) eqn:M; [lra |].
destruct (pair_error n mz mw z w tz tw HZ HW Covered k Hk M) as (_ & A & B).
apply Rmult_le_compat_l; [exact G | apply Rabs_le; lra].
Qed.

Theorem Reach_Le D : 0 <= D ->
  (forall k, (k < n)%nat -> mz k = false -> w tw - w k <= D) ->
  Reach n mz mw w <= INR n * (D + 181 / 10).
Proof.
intros D0 HD; rewrite <- sum_const; apply sum_le; intros k Hk.
destruct (mz k) eqn:M; [lra |]; specialize (HD k Hk M).
rewrite (log_sum n mw w tw HW).
destruct (L_le n mw w tw HW) as [_ L]; lra.
Qed.
End Rows.
