(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * Equal shares: softmax for T -> 0 and T -> infinity

    Each entry of a set gets 1 over their number, rounded: what src/limits.c
    computes for the ties of the maximum and for the entries that are not masked.
    That these are the limits is proved in RealTemperature.v, RealEntropy.v.

    Main results: [count_next] (counting in doubles rounds nothing),
    [equal_error], [equal_sum]. *)

From Coq Require Import Reals Psatz Lia ZArith.
From Flocq Require Import Core.
From Softproof Require Import Rounding Sums SoftmaxSum RealTemperature.
Open Scope R_scope.

Definition one (set : nat -> bool) (k : nat) : R := if set k then 1 else 0.
Definition equal n set k := fdiv (one set k) (count n set).

Lemma count_nat n set : exists c : nat, (c <= n)%nat /\ count n set = INR c.
Proof.
induction n as [|n (c & L & E)]; [now exists 0%nat |].
unfold count in *; cbn [sum]; rewrite E; destruct (set n).
- exists (S c); split; [lia | now rewrite S_INR].
- exists c; split; [lia | ring].
Qed.
Lemma count_range n set : 0 <= count n set <= INR n.
Proof.
destruct (count_nat n set) as (c & L & ->).
split; [apply pos_INR | now apply le_INR].
Qed.
Theorem count_next i set : (Z.of_nat i < 67108864)%Z ->
  fadd (count i set) (one set i) = count (S i) set.
Proof.
intros Hi; change (count i set + one set i) with (count (S i) set); unfold fadd.
change (count i set + one set i) with (count (S i) set).
destruct (count_nat (S i) set) as (c & L & ->).
apply RN_exact, F_INR; lia.
Qed.

Section Shares.
Variables (n : nat) (set : nat -> bool) (t : nat).
Hypothesis size : (Z.of_nat n <= 67108864)%Z.
Hypothesis t_n : (t < n)%nat.
Hypothesis t_in : set t = true.
Notation N := (count n set).

Lemma N_range : 1 <= N <= 67108864.
Proof.
split; [exact (count_ge1 n set t t_n t_in) |].
apply Rle_trans with (1 := proj2 (count_range n set)).
rewrite INR_IZR_INZ; now apply IZR_le.
Qed.
Theorem equal_error k :
  Rabs (equal n set k - one set k / N) <= u * (one set k / N).
Proof.
assert (R := N_range); unfold equal, fdiv, one; destruct (set k).
- assert (I : / 67108864 <= 1 / N).
  { unfold Rdiv; rewrite Rmult_1_l; apply Rinv_le_contravar; lra. }
  rewrite <- (Rabs_pos_eq (1 / N)) at 3 by lra.
  apply RN_rel; rewrite Rabs_pos_eq by lra.
  apply Rle_trans with (bpow radix2 (-26)); [apply bpow_le; lia | simpl; lra].
- unfold Rdiv; rewrite Rmult_0_l, RN_0, Rminus_diag_eq, Rabs_R0 by easy; lra.
Qed.
Theorem equal_sum : Rabs (sum n (equal n set) - 1) <= u.
Proof.
assert (R := N_range); assert (U := u_pos).
assert (E : sum n (fun k => one set k / N) = 1).
{ unfold Rdiv; rewrite (sum_ext n _ (fun k => / N * one set k))
    by (intros; ring).
  rewrite sum_scal; change (sum n (one set)) with N; field; lra. }
rewrite <- E, <- sum_minus; apply Rle_trans with (1 := sum_abs _ _).
rewrite <- (Rmult_1_r u), <- E, <- sum_scal; apply sum_le; intros k _.
apply equal_error.
Qed.
End Shares.
