(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * Log-sum-exp and cross-entropy on our exp and log1p

    The theorems of LogError.v and LossError.v for the models of src/exp.c and
    src/log1p.c and a row given as a mask and a vector, as
    proofs/bridge/link/zlog.v needs them.

    Main results: [Excess_Range], [Log_Range], [Lse_Accuracy], [Lse_Ge],
    [Loss_Accuracy], [Loss_Nonneg], [LogProb_Accuracy], [LogProb_Le0],
    [Target_Accuracy], [Target_Nonneg]. *)

From Coq Require Import Reals Psatz Lia ZArith Bool.
From Flocq Require Import Core.
From Softproof Require Import Rounding Sums SoftmaxWeights LogError LossError.
From Softproof Require Import SoftmaxLink.
From Softproof Require Log1pModel Log1pError RealSoftmax RealLink.
Open Scope R_scope.

Lemma log1p_float : Float_Log1p Log1pModel.Log1p.
Proof.
split.
- intros x Fx _; now apply Log1pError.Log1p_F.
- exact Log1pError.Log1p_nonneg.
- intros x Fx X; assert (E := Log1pError.Log1p_rel x Fx X).
  assert (L := Log1pError.ln1p_nonneg x (proj1 X)); assert (U := u_pos).
  rewrite log1p_err_val; nra.
Qed.

Lemma bounded n (f : nat -> R) : exists r, forall k, (k < n)%nat -> f k <= r.
Proof.
induction n as [|n [r IH]]; [exists 0; intros; lia |].
exists (Rmax r (f n)); intros k Hk; destruct (Nat.eq_dec k n) as [-> | N].
- apply Rmax_r.
- apply Rle_trans with r; [apply IH; lia | apply Rmax_l].
Qed.

Definition excess (masked : nat -> bool) z top i :=
  fsum i (others top (term masked z (z top))).
Definition log_excess masked z top n := Log1pModel.Log1p (excess masked z top n).

Section Row.
Variables (n : nat) (masked : nat -> bool) (z : nat -> R) (top : nat).
Hypothesis HL : Logits n masked z top.
Notation m := (z top).
Notation l := (log_excess masked z top n).
Notation LSE := (RealSoftmax.LogSumExp n masked z).
Notation M := (row_model n masked z top HL).
Notation slack := (u * (1 + bpow radix2 (-20))).

Lemma shifted : LSE = m + ln (sum n (weight masked z m)).
Proof.
symmetry; rewrite <- (log_sum_exp M (RealSoftmax.weight masked z)); [easy | |];
  intros k _ H; unfold RealSoftmax.weight; now destruct (masked k).
Qed.

Theorem Excess_Range i : (i <= n)%nat -> 0 <= excess masked z top i <= INR i.
Proof. exact (excess_partial M i). Qed.
Theorem Excess_F i : F (excess masked z top i).
Proof. apply fsum_format. Qed.
Lemma Excess_Arg : F (excess masked z top n) /\
  0 <= excess masked z top n <= 67108864.
Proof. exact (excess_arg M). Qed.
Theorem Log_Range : 0 <= l <= 181 / 10.
Proof.
destruct Excess_Arg as [Fx X]; split;
  [now apply Log1pError.Log1p_nonneg | now apply Log1pError.Log1p_le].
Qed.

Theorem Lse_Ge : m <= fadd m l.
Proof. exact (P15_lse_ge M log1p_float). Qed.
Theorem Lse_Accuracy : Rabs (fadd m l - LSE) <=
  u * Rabs LSE + (INR n + 4 * ln (INR n) + 1 / 8) * slack + INR n * eta.
Proof.
assert (A := P15_lse_abs M log1p_float).
rewrite <- shifted, exp_err_val, log1p_err_val in A.
apply Rle_trans with (1 := A), Req_le; unfold Rdiv; ring_simplify.
field.
Qed.

Section Label.
Variable k : nat.
Hypothesis Hk : (k < n)%nat.
Hypothesis Mk : masked k = false.
Lemma open : masked k <> true. Proof. now rewrite Mk. Qed.
Theorem Loss_Nonneg : 0 <= fadd (fsub m (z k)) l.
Proof. exact (P14_loss_nonneg M log1p_float k Hk open). Qed.
Theorem LogProb_Le0 : fsub (fsub (z k) m) l <= 0.
Proof. exact (P15_log_softmax_le M log1p_float k Hk open). Qed.
Theorem Loss_Accuracy : Rabs (fadd (fsub m (z k)) l - (LSE - z k)) <=
  (2 * (m - z k) + INR n + 5 * ln (INR n) + 1 / 8) * slack + INR n * eta.
Proof.
assert (A := P14_loss_abs M log1p_float k Hk open).
rewrite exp_err_val, log1p_err_val in A.
replace (LSE - z k) with (m - z k + ln (sum n (weight masked z m)))
  by (rewrite shifted; ring).
apply Rle_trans with (1 := A), Req_le; field.
Qed.
Theorem LogProb_Accuracy : Rabs (fsub (fsub (z k) m) l - (z k - LSE)) <=
  (2 * (m - z k) + INR n + 5 * ln (INR n) + 1 / 8) * slack + INR n * eta.
Proof.
assert (A := P15_log_softmax_abs M log1p_float k Hk open).
rewrite exp_err_val, log1p_err_val in A.
replace (z k - LSE) with (z k - m - ln (sum n (weight masked z m)))
  by (rewrite shifted; ring).
apply Rle_trans with (1 := A), Req_le; field.
Qed.
End Label.

Section Target.
Variables (y : nat -> R).
Hypothesis y_range : forall k, (k < n)%nat -> 0 <= y k <= 1.
Hypothesis y_masked : forall k, (k < n)%nat -> masked k = true -> y k = 0.
Definition target_term k := fmul (y k) (fadd (fsub m (z k)) l).
Theorem Target_Nonneg i : (i <= n)%nat -> 0 <= fsum i target_term.
Proof. exact (P14_target_nonneg M log1p_float y y_range y_masked i). Qed.
Theorem Target_Accuracy :
  Rabs (fsum n target_term - RealSoftmax.CrossEntropy n masked y z) <=
  (2 * INR n + 751) * slack * RealSoftmax.CrossEntropy n masked y z
  + INR n * (1 + sum n y) * eta.
Proof.
assert (E : RealSoftmax.CrossEntropy n masked y z =
  sum n (true_term y m (ln (sum n (weight masked z m))) z)).
{ apply sum_ext; intros k _; unfold true_term; rewrite shifted; ring. }
destruct (bounded n (fun k => m - z k)) as (r & B).
assert (A := P14_target M log1p_float y r y_range y_masked
  (fun k Hk _ => B k Hk)); rewrite <- E, exp_err_val, log1p_err_val in A.
assert (P : 0 <= RealSoftmax.CrossEntropy n masked y z).
{ rewrite E; apply sum_nonneg; intros k Hk.
  apply (term_nonneg M log1p_float y y_range y_masked k Hk). }
apply Rle_trans with (1 := A), Rplus_le_compat_r.
apply Rmult_le_compat_r; [exact P |].
assert (S : 0 <= slack) by (rewrite u_val; simpl; lra).
replace (2 * INR n + 9 / 8 + 3 + Rmin r 746) with
  (2 * INR n + (9 / 8 + 3 + Rmin r 746)) by ring.
assert (Q := Rmin_r r 746); rewrite Rmult_assoc.
apply Rmult_le_compat_r; [exact S | lra].
Qed.
End Target.
End Row.
