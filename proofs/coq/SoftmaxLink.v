(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * The textbook softmax on our exp, against softmax over the reals

    The theorems of SoftmaxError.v and SoftmaxOrder.v for the model of src/exp.c
    and a row given as a mask and a vector, as proofs/bridge/link/softmax.v
    needs them.

    Main results: [exp_float], [row_model], [Prob_Accuracy], [Prob_Sum],
    [Gradient_Accuracy]. *)

From Coq Require Import Reals Psatz Lia ZArith Bool.
From Flocq Require Import Core.
From Softproof Require Import Rounding Sums ExpModel ExpError.
From Softproof Require Import SoftmaxWeights SoftmaxError SoftmaxOrder.
From Softproof Require RealSoftmax.
Open Scope R_scope.

Lemma exp_float : Float_Exp ExpModel.
Proof.
split.
- intros x _ _; apply ExpModel_F.
- exact ExpModel_0.
- intros x _; exact (ExpModel_range x).
- intros x _ H; exact (proj1 (ExpModel_below x H)).
- intros x _ H; rewrite exp_err_val; exact (ExpModel_mixed x H).
Qed.

(** A row: the mask, the logits, a place of the largest. *)
Record Logits (n : nat) (masked : nat -> bool) (z : nat -> R) (top : nat) : Prop := {
  logits_size : (Z.of_nat n <= 67108864)%Z;
  logits_top : (top < n)%nat;
  logits_open : masked top = false;
  logits_F : forall k, F (z k);
  logits_max : forall k, (k < n)%nat -> masked k = false -> z k <= z top }.

Definition term (masked : nat -> bool) (z : nat -> R) (m : R) (k : nat) : R :=
  if masked k then 0 else ExpModel (fsub (z k) m).
Definition weight (masked : nat -> bool) (z : nat -> R) (m : R) (k : nat) : R :=
  if masked k then 0 else exp (z k - m).
Definition Prob n masked z top k :=
  fdiv (term masked z (z top) k) (fsum n (term masked z (z top))).

Section Row.
Variables (n : nat) (masked : nat -> bool) (z : nat -> R) (top : nat).
Hypothesis HL : Logits n masked z top.
Notation hidden := (fun k => masked k = true).
Notation e := (term masked z (z top)).
Notation w := (weight masked z (z top)).
Notation g := (RealSoftmax.Softmax n masked z).

Lemma row_model : Model ExpModel n z hidden top e w.
Proof.
destruct HL as [S T O HF M]; split; [exact exp_float | |]; split; auto.
- now rewrite O.
- intros k Hk N; apply M; [easy | now destruct (masked k)].
- intros k _ H; unfold term, weight; now rewrite H.
- intros k _ H; unfold term, weight; now destruct (masked k).
Qed.
Lemma true_softmax k : (k < n)%nat -> softmax n w k = g k.
Proof.
intros Hk; unfold RealSoftmax.Softmax, RealSoftmax.norm.
apply (softmax_logits row_model (RealSoftmax.weight masked z)); [| | exact Hk];
  intros j _ H; unfold RealSoftmax.weight; destruct (masked j); easy.
Qed.

Theorem Term_Range k : (k < n)%nat -> 0 <= e k <= 1.
Proof. intros H; exact (proj1 (e_range row_model k H)). Qed.
Theorem Term_Top : e top = 1.
Proof. exact (proj1 (e_top row_model)). Qed.
Theorem Partial_Range i : (i <= n)%nat -> 0 <= fsum i e <= INR i.
Proof. exact (partial_sum row_model i). Qed.
Theorem Total_Range : 1 <= fsum n e <= INR n.
Proof. exact (proj1 (s_range row_model)). Qed.
Theorem Prob_Range k : (k < n)%nat -> 0 <= Prob n masked z top k <= 1.
Proof. intros H; exact (proj1 (P01_range row_model k H)). Qed.
Theorem Prob_Masked k : (k < n)%nat -> masked k = true -> Prob n masked z top k = 0.
Proof. intros H M; exact (proj1 (P07_masked row_model k H M)). Qed.
Theorem Prob_Peak k : (k < n)%nat -> Prob n masked z top k <= Prob n masked z top top.
Proof. exact (P05_peak row_model k). Qed.
Theorem Prob_Lower : (1 - u) / INR n <= Prob n masked z top top.
Proof. exact (P05_lower row_model). Qed.
Theorem Prob_Sum : Rabs (sum n (Prob n masked z top) - 1) <= INR n * u * (1 + 2 * u).
Proof. exact (P02_sum row_model). Qed.
Theorem Prob_Order i j : (i < n)%nat -> (j < n)%nat ->
  masked i = false -> masked j = false -> z i <= z j ->
  Prob n masked z top i <= Prob n masked z top j * (1 + 4 * u).
Proof.
intros Hi Hj Mi Mj L; apply (P04_order row_model); auto; congruence.
Qed.
Theorem Prob_Accuracy k : (k < n)%nat ->
  Rabs (Prob n masked z top k - g k) <=
    (INR n + ln (INR n) + Rmin (z top - z k) 746 + 9 / 4)
      * u * (1 + bpow radix2 (-20)) * g k + eta.
Proof.
intros H; assert (A := P03_accuracy row_model k H).
rewrite true_softmax, exp_err_val in A by exact H.
replace (9 / 4) with (2 * (9 / 8)) by lra; exact A.
Qed.
Theorem Gradient_Accuracy y k : (k < n)%nat -> F y ->
  Rabs (fsub (Prob n masked z top k) y - (g k - y)) <=
    ((INR n + ln (INR n) + Rmin (z top - z k) 746 + 9 / 4)
      * u * (1 + bpow radix2 (-20)) * g k + eta)
    + u * Rabs (Prob n masked z top k - y).
Proof.
intros H Fy; assert (A := Prob_Accuracy k H).
rewrite <- true_softmax in A |- * by exact H; rewrite Rplus_comm.
exact (P14_gradient row_model y _ k A Fy H).
Qed.
End Row.
