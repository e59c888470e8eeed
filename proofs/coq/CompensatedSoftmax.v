(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * The compensated softmax against softmax over the reals

    The float model [CProb] of src/softmax.c: the difference of a logit to the
    largest is kept exactly, as a double and its rounding error, and the sum is
    kept with the errors of its additions. What is left is one rounding for each
    exponential (9/8 u), for the sum (5/4 u) and for the quotient (u).

    Main results, by property of specs/PROPERTIES: [CProb_Range] (P01),
    [CProb_Sum] (P02), [CProb_Accuracy] (P03, for every n and every spread),
    [CProb_Order] (P04), [CProb_Peak], [CProb_Lower] (P05), [CProb_Masked]
    (P07), [CGradient_Accuracy] (P14). *)

From Coq Require Import Reals Psatz Lia ZArith Bool.
From Flocq Require Import Core.
From Softproof Require Import Rounding Sums SoftmaxSum ExpModel ExpError TwoSum.
From Softproof Require Import Gibbs SoftmaxWeights SoftmaxOrder CompensatedSum.
From Softproof Require Import CompensatedWeights.
From Softproof Require Import SoftmaxLink.
From Softproof Require RealSoftmax.
Open Scope R_scope.

(** The difference that C computes, and what its rounding lost. *)
Definition dhi (x m : R) : R := fsub x m.
Definition dlo (x m : R) : R := (x - m) - fsub x m.
Lemma pair_small x m : F x -> F m -> x <= m -> - 744.75 <= dhi x m ->
  Rabs (dlo x m) <= bpow radix2 (-43) /\ - 1024 <= x - m /\ dhi x m <= 0.
Proof.
intros Fx Fm L C; unfold dhi, dlo in *; assert (U := u_val).
assert (D := RN_minus_rel x m Fx Fm); fold (fsub x m) in D.
rewrite (Rabs_left1 (x - m)) in D by lra.
assert (N : fsub x m <= 0) by (apply RN_le_format; [apply F_0 | lra]).
rewrite Rabs_minus_sym in D; assert (D' := Rabs_le_inv _ _ D).
rewrite U in D'; split; [| split; [lra | easy]].
replace (bpow radix2 (-43)) with (u * 1024) by (rewrite U; simpl; lra).
apply Rle_trans with (1 := D); apply Rmult_le_compat_l; rewrite ?U; lra.
Qed.
Lemma pair_range x m : F x -> F m -> x <= m ->
  0 <= ExpPair (dhi x m) (dlo x m) <= 1.
Proof.
intros Fx Fm L; destruct (Rlt_le_dec (dhi x m) (- 744.75)) as [C | C].
- rewrite ExpPair_below by easy; lra.
- destruct (pair_small x m Fx Fm L C) as (A & _ & B).
  apply ExpPair_range; [easy | easy | unfold dhi, dlo; lra].
Qed.
Lemma pair_reduced x y : Near x -> Rabs y <= bpow radix2 (-43) ->
  Rabs (fadd (Reduced x) y) <= 0.005419.
Proof.
intros Hx Hy; destruct (split_pair x y Hx Hy) as [_ M _ E]; assert (U := u_val).
rewrite U in E; apply Rabs_le_inv in M; apply Rabs_le_inv in E; apply Rabs_le; lra.
Qed.

Definition cterm (masked : nat -> bool) (z : nat -> R) (m : R) (k : nat) : R :=
  if masked k then 0 else ExpPair (dhi (z k) m) (dlo (z k) m).
Definition CProb n masked z top k :=
  fdiv (cterm masked z (z top) k) (total n (cterm masked z (z top))).

Section Row.
Variables (n : nat) (masked : nat -> bool) (z : nat -> R) (top : nat).
Hypothesis HL : Logits n masked z top.
Notation e := (cterm masked z (z top)).
Notation w := (weight masked z (z top)).
Notation g := (RealSoftmax.Softmax n masked z).
Notation T := (total n e).
Notation E := (sum n e).
Notation W := (sum n w).

(** ** The weights *)
Lemma open_pair k : (k < n)%nat -> masked k = false ->
  F (dhi (z k) (z top)) /\ dhi (z k) (z top) <= 0 /\ z k - z top <= 0 /\
  dhi (z k) (z top) + dlo (z k) (z top) = z k - z top /\
  Rabs (dlo (z k) (z top)) <= u * Rabs (z k - z top).
Proof.
intros Hk M; assert (L := logits_max _ _ _ _ HL k Hk M).
assert (A := logits_F _ _ _ _ HL k); assert (B := logits_F _ _ _ _ HL top).
unfold dhi, dlo; repeat split; [apply RN_format | | lra | ring |].
- apply RN_le_format; [apply F_0 | lra].
- rewrite Rabs_minus_sym; now apply RN_minus_rel.
Qed.
Lemma near_pair k : (k < n)%nat -> masked k = false ->
  - 744.75 <= dhi (z k) (z top) ->
  Rabs (dlo (z k) (z top)) <= bpow radix2 (-43).
Proof.
intros Hk M C; apply pair_small; try easy; try apply (logits_F _ _ _ _ HL).
now apply (logits_max _ _ _ _ HL).
Qed.
Lemma e_unit k : (k < n)%nat -> 0 <= e k <= 1 /\ F (e k).
Proof.
intros Hk; unfold cterm; destruct (masked k) eqn:M; [split; [lra | apply F_0] |].
split; [| apply ExpPair_F]; apply pair_range; try apply (logits_F _ _ _ _ HL).
now apply (logits_max _ _ _ _ HL).
Qed.
Lemma e_at_top : e top = 1.
Proof.
unfold cterm, dhi, dlo; rewrite (logits_open _ _ _ _ HL).
unfold fsub; rewrite Rminus_diag_eq, RN_0, Rminus_0_r by easy; apply ExpPair_0.
Qed.
Lemma w_unit k : (k < n)%nat -> 0 <= w k <= 1.
Proof. exact (fun H => proj2 (w_range (row_model n masked z top HL) k H)). Qed.
Lemma w_at_top : w top = 1.
Proof. exact (proj2 (e_top (row_model n masked z top HL))). Qed.

(** One exponential: the true weight of the exact difference, or cut to 0. *)
Lemma term_error k : (k < n)%nat ->
  e k = 0 /\ w k <= 3 / 4 * eta \/
  Rabs (e k - w k) <= 9 / 8 * u * w k + eta / 2.
Proof.
intros Hk; assert (P := eta_pos); unfold cterm, weight.
destruct (masked k) eqn:M.
{ right; rewrite Rminus_diag_eq, Rabs_R0, Rmult_0_r by easy; lra. }
destruct (open_pair k Hk M) as (_ & H0 & H1 & S & _); rewrite <- S.
destruct (Rlt_le_dec (dhi (z k) (z top)) (- 744.75)) as [C | C].
- left; split; [now apply ExpPair_below |]; rewrite S; apply exp_cut.
  destruct (Rle_lt_dec (z k - z top) (- 744.75)) as [L | L]; [easy |].
  assert (- 744.75 <= dhi (z k) (z top)); [| lra].
  apply RN_ge_format; [apply F_cut | lra].
- right; apply ExpPair_mixed; [lra | now apply near_pair].
Qed.
(** What follows is of any such weights: CompensatedWeights.v. *)
Lemma inexact : Inexact n top (9 / 8) e w.
Proof.
split; [exact (logits_size _ _ _ _ HL) | exact (logits_top _ _ _ _ HL) | lra
  | exact e_unit | exact e_at_top | exact w_unit | exact w_at_top | exact term_error].
Qed.
Lemma row_size_1 : 1 <= INR n <= 67108864.
Proof. exact (CompensatedWeights.row_size_1 _ _ _ _ _ inexact). Qed.
Lemma term_error_abs k : (k < n)%nat ->
  Rabs (e k - w k) <= 9 / 8 * u * w k + 3 / 4 * eta.
Proof. exact (CompensatedWeights.term_error_abs _ _ _ _ _ inexact k). Qed.

(** ** The sum *)
Lemma true_total : 1 <= W.
Proof. exact (CompensatedWeights.true_total _ _ _ _ _ inexact). Qed.
Lemma e_total : 1 <= E <= INR n /\ Rabs (E - W) <= (9 / 8 + / 1000000) * u * W.
Proof. exact (CompensatedWeights.e_total _ _ _ _ _ inexact). Qed.
Lemma t_error : Rabs (T - E) <= (5 / 4 + / 500000) * u * E.
Proof. exact (CompensatedWeights.t_error _ _ _ _ _ inexact). Qed.
Theorem Total_Unit : 1 <= T.
Proof. exact (CompensatedWeights.Total_Unit _ _ _ _ _ inexact). Qed.
Theorem Total_Range : 1 <= T <= 2 * INR n /\ F T.
Proof. exact (CompensatedWeights.Total_Range _ _ _ _ _ inexact). Qed.
Lemma t_true : Rabs (T - W) <= (19 / 8 + / 100000) * u * W.
Proof.
replace (19 / 8) with (9 / 8 + 5 / 4) by lra.
exact (CompensatedWeights.t_true _ _ _ _ _ inexact).
Qed.
(** No sum of the errors leaves this range. *)
Theorem CLow_Range i : (i <= n)%nat -> Rabs (low i e) <= INR i.
Proof. exact (CompensatedWeights.Low_Range _ _ _ _ _ inexact i). Qed.

(** ** Probabilities *)
Notation p := (CProb n masked z top).
Theorem CProb_Range k : (k < n)%nat -> 0 <= p k <= 1.
Proof. exact (CompensatedWeights.Share_Range _ _ _ _ _ inexact k). Qed.
Theorem CProb_Masked k : masked k = true -> p k = 0.
Proof.
intros M; apply (CompensatedWeights.Share_Zero n e k); unfold cterm; now rewrite M.
Qed.
Theorem CProb_Peak k : (k < n)%nat -> p k <= p top.
Proof. exact (CompensatedWeights.Share_Peak _ _ _ _ _ inexact k). Qed.
Theorem CProb_Lower : (1 - 3 * u) / INR n <= p top.
Proof. exact (CompensatedWeights.Share_Lower _ _ _ _ _ inexact). Qed.
(** The probabilities sum to 1: nothing of exp is used but its range. *)
Theorem CProb_Sum : Rabs (sum n p - 1) <= 9 / 4 * u * (1 + bpow radix2 (-16)).
Proof. exact (CompensatedWeights.Share_Sum _ _ _ _ _ inexact). Qed.
(** The relative error of p, up to eta for underflow: no n, no spread. *)
Theorem CProb_Accuracy k : (k < n)%nat ->
  Rabs (p k - g k) <= 9 / 2 * u * (1 + bpow radix2 (-16)) * g k + eta.
Proof.
intros Hk; rewrite <- (true_softmax n masked z top HL) by exact Hk.
replace (9 / 2) with (2 * (9 / 8) + 9 / 4) by lra.
exact (CompensatedWeights.Share_Accuracy _ _ _ _ _ inexact k Hk).
Qed.

(** ** Order *)
Lemma w_le i j : masked i = false -> masked j = false -> z i <= z j -> w i <= w j.
Proof.
intros Mi Mj L; unfold weight; rewrite Mi, Mj; apply Raux.exp_le; lra.
Qed.
(** Up to 4 u where p is not tiny, *)
Theorem CProb_Order i j : (i < n)%nat -> (j < n)%nat ->
  masked i = false -> masked j = false -> z i <= z j ->
  bpow radix2 (-900) <= p j -> p i <= p j * (1 + 4 * u).
Proof.
intros Hi Hj Mi Mj L.
exact (CompensatedWeights.Share_Order _ _ _ _ _ inexact i j Hi Hj (w_le i j Mi Mj L)).
Qed.
(** and for any p. *)
Theorem CProb_Order_Any i j : (i < n)%nat -> (j < n)%nat ->
  masked i = false -> masked j = false -> z i <= z j ->
  p i <= p j * (1 + 5 * u) + 3 * eta.
Proof.
intros Hi Hj Mi Mj L.
exact (CompensatedWeights.Share_Order_Any _ _ _ _ _ inexact i j Hi Hj
  (w_le i j Mi Mj L)).
Qed.

(** The gradient of the cross-entropy, p - y *)
Theorem CGradient_Accuracy y k : (k < n)%nat -> F y ->
  Rabs (fsub (p k) y - (g k - y)) <=
    (9 / 2 * u * (1 + bpow radix2 (-16)) * g k + eta) + u * Rabs (p k - y).
Proof.
intros H Fy; assert (A := CProb_Accuracy k H).
replace (fsub (p k) y - (g k - y)) with ((fsub (p k) y - (p k - y)) + (p k - g k))
  by ring.
apply Rle_trans with (1 := Rabs_triang _ _).
assert (B := RN_minus_rel (p k) y (RN_format _) Fy); unfold fsub; lra.
Qed.
End Row.
