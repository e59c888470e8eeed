(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * The logistic function and binary cross-entropy

    Layer R (P18), for proofs/bridge/link/real_sigmoid.v.

    Main results: [Sigmoid_Derivative], s' = s (1 - s); [LogitLoss_Softplus],
    max(x, 0) + ln(1 + e^-|x|) = ln(1 + e^x); [LogitLoss_BinaryLoss],
    [LogitLoss_Nonneg], [LogitLoss_Derivative]. *)

From Coq Require Import Reals Psatz Lia.
From Coquelicot Require Import Coquelicot.
From Softproof Require Import Rounding RealSoftmax.
Open Scope R_scope.

Lemma Sigmoid_quotient x : 1 / (1 + 1 / exp x) = Sigmoid x.
Proof. unfold Sigmoid, Rdiv; now rewrite exp_Ropp, !Rmult_1_l. Qed.
Lemma Sigmoid_exp x : Sigmoid x = exp x / (1 + exp x).
Proof.
unfold Sigmoid; rewrite exp_Ropp; assert (H := exp_pos x); field; lra.
Qed.
Theorem Sigmoid_Range x : 0 < Sigmoid x < 1.
Proof.
assert (H := exp_pos (- x)); unfold Sigmoid; split.
- apply Rinv_0_lt_compat; lra.
- rewrite <- Rinv_1; apply Rinv_lt_contravar; lra.
Qed.
Theorem Sigmoid_Mono x y : x < y -> Sigmoid x < Sigmoid y.
Proof.
intros H; assert (A := exp_pos (- x)); assert (B := exp_pos (- y)).
assert (exp (- y) < exp (- x)) by (apply exp_increasing; lra).
unfold Sigmoid; apply Rinv_lt_contravar; [apply Rmult_lt_0_compat |]; lra.
Qed.
Theorem Sigmoid_Derivative x :
  is_derive Sigmoid x (Sigmoid x * (1 - Sigmoid x)).
Proof.
assert (H := exp_pos (- x)); unfold Sigmoid; evar_last.
- auto_derive; [lra | reflexivity].
- field; lra.
Qed.
Theorem Softmax_Sigmoid_Second masked z :
  masked 0%nat = false -> masked 1%nat = false ->
  Softmax 2 masked z 1 = Sigmoid (z 1%nat - z 0%nat).
Proof.
intros M0 M1; assert (S := Softmax_Sum 2 masked z).
assert (E : Has_Entry 2 masked) by (exists 0%nat; auto).
specialize (S E); simpl in S; rewrite Softmax_Sigmoid in S by easy.
replace (z 1%nat - z 0%nat) with (- (z 0%nat - z 1%nat)) by ring.
rewrite Sigmoid_Reflect; lra.
Qed.

Theorem LogSigmoid_Ln x : - ln (1 + exp (- x)) = ln (Sigmoid x).
Proof.
assert (H := exp_pos (- x)); unfold Sigmoid; rewrite ln_Rinv; lra.
Qed.
Theorem LogSigmoid_Neg x : - ln (1 + exp (- x)) < 0.
Proof.
assert (H := exp_pos (- x)).
assert (L : ln 1 < ln (1 + exp (- x))) by (apply ln_increasing; lra).
rewrite ln_1 in L; lra.
Qed.

(** ** Binary cross-entropy *)
Definition BinaryLoss p y := - (y * ln p + (1 - y) * ln (1 - p)).
Definition LogitLoss x y := Rmax x 0 - x * y + ln (1 + exp (- Rabs x)).

Lemma ln_flip x : ln (1 + exp x) = x + ln (1 + exp (- x)).
Proof.
assert (P := exp_pos x); assert (N := exp_pos (- x)).
rewrite <- (ln_exp x) at 2; rewrite <- ln_mult by lra; f_equal.
rewrite Rmult_plus_distr_l, <- exp_plus, Rplus_opp_r, exp_0; ring.
Qed.
Lemma LogitLoss_Softplus x y : LogitLoss x y = ln (1 + exp x) - x * y.
Proof.
unfold LogitLoss; destruct (Rle_lt_dec 0 x) as [H | H].
- rewrite Rmax_left, Rabs_pos_eq, (ln_flip x) by lra; ring.
- rewrite Rmax_right, Rabs_left, Ropp_involutive by lra; ring.
Qed.
Theorem LogitLoss_BinaryLoss x y : LogitLoss x y = BinaryLoss (Sigmoid x) y.
Proof.
rewrite LogitLoss_Softplus; unfold BinaryLoss.
rewrite <- Sigmoid_Reflect, <- !LogSigmoid_Ln, Ropp_involutive, ln_flip; ring.
Qed.
Theorem LogitLoss_Nonneg x y : 0 <= y <= 1 -> 0 <= LogitLoss x y.
Proof.
intros Hy; rewrite LogitLoss_BinaryLoss; unfold BinaryLoss.
rewrite <- Sigmoid_Reflect, <- !LogSigmoid_Ln.
assert (A := LogSigmoid_Neg x); assert (B := LogSigmoid_Neg (- x)); nra.
Qed.
Theorem LogitLoss_Derivative x y :
  is_derive (fun t => LogitLoss t y) x (Sigmoid x - y).
Proof.
apply (is_derive_ext (fun t => ln (1 + exp t) - t * y)).
{ intros t; symmetry; apply LogitLoss_Softplus. }
assert (H := exp_pos x); rewrite Sigmoid_exp; evar_last.
- auto_derive; [lra | reflexivity].
- field; lra.
Qed.
(** The loss of the first of two labels. *)
Theorem LogitLoss_Label masked z :
  masked 0%nat = false -> masked 1%nat = false ->
  LogSumExp 2 masked z - z 0%nat = LogitLoss (z 0%nat - z 1%nat) 1.
Proof.
intros M0 M1; rewrite LogitLoss_BinaryLoss; unfold BinaryLoss.
rewrite <- (Softmax_Sigmoid masked z) by easy.
rewrite <- LogSoftmax_Ln by (auto); unfold LogSoftmax; ring.
Qed.
