(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * The compensated softmax at a temperature against softmax of z / T

    The float model [TProb] of src/temperature.c: the difference of a logit to
    the largest, divided by T, is exponentiated as a sum of two doubles; the rest
    is that of CompensatedWeights.v.

    Main results, by property of specs/PROPERTIES: [TProb_Range] (P01),
    [TProb_Sum] (P02), [TProb_Accuracy] (P03, for every n, spread and T),
    [TProb_Order], [TProb_Order_Any] (P04), [TProb_Peak], [TProb_Lower] (P05),
    [TProb_Masked] (P07). *)

From Coq Require Import Reals Psatz Lia ZArith Bool.
From Flocq Require Import Core.
From Softproof Require Import Rounding Sums ZInterval ExpModel ExpError TwoSum.
From Softproof Require Import Gibbs SoftmaxWeights CompensatedSum.
From Softproof Require Import CompensatedWeights SoftmaxLink TemperaturePair.
From Softproof Require RealSoftmax RealTemperature CompensatedSoftmax.
Import CompensatedSoftmax (dhi, dlo).
Open Scope R_scope.

(** e^((d + e) / T) *)
Definition PairT (d e T : R) : R :=
  if Rlt_dec (fdiv d T) (- 745) then 0
  else let h := Step (fdiv d T) in
    ExpPair (fadd h (Rest d e h T)) (h + Rest d e h T - fadd h (Rest d e h T)).

(** ** One weight *)
Lemma exp_cut_T x : x <= - 744.74 -> exp x <= 3 / 4 * eta.
Proof.
intros H; apply Rle_trans with (exp (-744.74)).
- destruct H as [H | ->]; [apply Rlt_le, exp_increasing; lra | lra].
- unfold eta; rewrite bpow_exp; replace (3 / 4) with (exp (ln (3 / 4)))
    by (apply exp_ln; lra).
  rewrite <- exp_plus; apply Raux.exp_le; simpl; interval.
Qed.
(** e^(a - b), the difference kept as two doubles *)
Lemma pair_error a b : F a -> F b -> a <= b ->
  (ExpPair (dhi a b) (dlo a b) = 0 /\ a - b <= - 744.75) \/
  Rabs (ExpPair (dhi a b) (dlo a b) - exp (a - b))
    <= 9 / 8 * u * exp (a - b) + eta / 2.
Proof.
intros Fa Fb L; destruct (Rlt_le_dec (dhi a b) (- 744.75)) as [C | C].
- left; split; [now apply ExpPair_below |].
  destruct (Rle_lt_dec (a - b) (- 744.75)) as [S | S]; [easy |].
  assert (- 744.75 <= dhi a b); [| lra].
  apply RN_ge_format; [apply F_cut | lra].
- right; destruct (CompensatedSoftmax.pair_small a b Fa Fb L C) as (Y & _ & N).
  replace (a - b) with (dhi a b + dlo a b) by (unfold dhi, dlo; ring).
  apply ExpPair_mixed; [lra | exact Y].
Qed.

Lemma pair_sum a b :
  ExpPair (fadd a b) (a + b - fadd a b) = ExpPair (dhi a (- b)) (dlo a (- b)).
Proof.
unfold dhi, dlo, fadd, fsub; now replace (a - - b) with (a + b) by ring.
Qed.

Section Weight.
Variables x m T : R.
Hypothesis Fx : F x.
Hypothesis Fm : F m.
Hypothesis L : x <= m.
Hypothesis HT : Temp T.
Notation d := (fsub x m).
Notation e := (x - m - fsub x m).
Notation q := (fdiv d T).
Notation h := (Step q).
Notation y := (Rest d e h T).

Lemma PairT_near : - 745 <= q ->
  PairT d e T = ExpPair (dhi h (- y)) (dlo h (- y)).
Proof.
intros Q; unfold PairT; destruct (Rlt_dec q (- 745)) as [C | _]; [lra | cbv zeta].
apply pair_sum.
Qed.
Lemma PairT_below : q < - 745 -> PairT d e T = 0.
Proof. intros C; unfold PairT; now destruct (Rlt_dec q (- 745)). Qed.
Lemma F_h : F h. Proof. apply RN_format. Qed.
Lemma F_y : F (- y). Proof. apply F_opp, RN_format. Qed.
Lemma h_le_y : - 745 <= q -> h <= - y.
Proof. intros Q; assert (A := pair_nonpos x m T Fx Fm L HT Q); lra. Qed.

Lemma PairT_range : 0 <= PairT d e T <= 1 /\ F (PairT d e T).
Proof.
destruct (Rlt_le_dec q (- 745)) as [C | Q].
- rewrite PairT_below by easy; split; [lra | apply F_0].
- rewrite PairT_near by easy; split; [| apply ExpPair_F].
  apply CompensatedSoftmax.pair_range; [exact F_h | exact F_y | now apply h_le_y].
Qed.
Lemma below_true : q < - 745 -> (x - m) / T <= - 744.9.
Proof.
intros C; assert (P := T_pos T HT); assert (U := u_val).
assert (D := RN_minus_rel x m Fx Fm); change (RN (x - m)) with d in D.
rewrite (Rabs_left1 (x - m)) in D by lra; apply Rabs_le_inv in D.
assert (DT : d / T < - 745).
{ destruct (Rlt_le_dec (d / T) (- 745)) as [| H]; [easy | exfalso].
  assert (- 745 <= q); [| lra].
  apply RN_ge_format; [apply (F_int (-745)); lia | easy]. }
assert (D' : d < - 745 * T).
{ apply Rmult_lt_reg_r with (/ T); [now apply Rinv_0_lt_compat |].
  rewrite (Rmult_assoc (- 745)), Rinv_r by lra; unfold Rdiv in DT; lra. }
assert (UD : u * - (x - m) <= / 1000000 * - (x - m))
  by (apply Rmult_le_compat_r; [lra | rewrite U; lra]).
apply Rmult_le_reg_r with T; [easy |].
unfold Rdiv; rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra; lra.
Qed.
Lemma PairT_error : PairT d e T = 0 /\ exp ((x - m) / T) <= 3 / 4 * eta \/
  Rabs (PairT d e T - exp ((x - m) / T))
    <= (9 / 8 + / 4096) * u * exp ((x - m) / T) + eta / 2.
Proof.
destruct (Rlt_le_dec q (- 745)) as [C | Q].
- left; split; [now apply PairT_below |].
  apply exp_cut_T; assert (A := below_true C); lra.
- rewrite PairT_near by easy; assert (U := u_val).
  destruct (y_close x m T Fx Fm L HT Q) as [Y _].
  destruct (pair_error h (- y) F_h F_y (h_le_y Q)) as [[Z B] | A].
  + left; split; [exact Z |]; apply exp_cut_T.
    apply Rabs_le_inv in Y; rewrite U in Y; lra.
  + right; replace (h - - y) with (h + y) in A by ring.
    set (t := (x - m) / T) in *; set (g := h + y - t).
    assert (G : Rabs g <= / 8192 * u)
      by (unfold g; replace (h + y - t) with (y - (t - h)) by ring; exact Y).
    replace (h + y) with (t + g) in A by (unfold g; ring).
    rewrite exp_plus in A.
    assert (N : Rabs g <= / 2).
    { apply Rle_trans with (1 := G); rewrite U; lra. }
    assert (E := exp_near g N).
    assert (E1 : Rabs (exp g - 1) <= / 8000 * u).
    { apply Rle_trans with (1 := E).
      apply Rle_trans with (/ 8192 * u * (1 + / 1000)).
      - apply Rmult_le_compat; try apply Rabs_pos; try easy.
        + assert (R := Rabs_pos g); lra.
        + rewrite U in G; lra.
      - rewrite U; lra. }
    assert (P := exp_pos t); set (w := exp t) in *; set (f := exp g) in *.
    replace (ExpPair (dhi h (- y)) (dlo h (- y)) - w)
      with ((ExpPair (dhi h (- y)) (dlo h (- y)) - w * f) + w * (f - 1)) by ring.
    apply Rle_trans with (1 := Rabs_triang _ _).
    rewrite (Rabs_mult w), (Rabs_pos_eq w) by lra.
    apply (Rmult_le_compat_l w) in E1 as E2; [| lra].
    apply Rabs_le_inv in E1.
    assert (F1 : u * (w * f) <= u * (w * (1 + / 1000000))).
    { apply Rmult_le_compat_l; [rewrite U; lra |].
      apply Rmult_le_compat_l; [lra | rewrite U in E1; lra]. }
    assert (0 <= u * w) by (apply Rmult_le_pos; [rewrite U |]; lra); lra.
Qed.
End Weight.

Lemma PairT_top m T : Temp T -> PairT (fsub m m) (m - m - fsub m m) T = 1.
Proof.
intros HT; assert (P := T_pos T HT).
assert (D : fsub m m = 0) by (unfold fsub; rewrite Rminus_diag_eq, RN_0; easy).
rewrite D; assert (Q : fdiv 0 T = 0)
  by (unfold fdiv, Rdiv; rewrite Rmult_0_l; apply RN_0).
assert (S : Step 0 = 0).
{ destruct (Step_spec 0 ltac:(lra)) as (i & Hi & E & B & _); rewrite E in *.
  apply Rabs_le_inv in B; assert (IZR i < 1) by lra.
  assert (i < 1)%Z by (now apply lt_IZR); replace i with 0%Z by lia; lra. }
assert (R : Rest 0 (m - m - 0) 0 T = 0).
{ unfold Rest, Left, fmul, fsub; rewrite !Rmult_0_l, !RN_0, !Rminus_0_r, !RN_0.
  unfold fadd; replace (0 + (m - m)) with 0 by ring; rewrite RN_0; exact Q. }
unfold PairT; rewrite Q, S; cbv zeta; rewrite R.
destruct (Rlt_dec 0 (- 745)) as [C | _]; [lra |].
unfold fadd; rewrite Rplus_0_r, RN_0, Rminus_0_r; apply ExpPair_0.
Qed.

(** ** The row *)
Definition tterm (masked : nat -> bool) (z : nat -> R) (m T : R) (k : nat) : R :=
  if masked k then 0 else PairT (dhi (z k) m) (dlo (z k) m) T.
Definition TProb n masked z top T k :=
  fdiv (tterm masked z (z top) T k) (total n (tterm masked z (z top) T)).

Section Row.
Variables (n : nat) (masked : nat -> bool) (z : nat -> R) (top : nat) (T : R).
Hypothesis HL : Logits n masked z top.
Hypothesis HT : Temp T.
Notation e := (tterm masked z (z top) T).
Notation w := (weight masked (fun k => z k / T) (z top / T)).
Notation g := (RealTemperature.SoftmaxT n masked T z).
Notation p := (TProb n masked z top T).

Lemma weight_T k : masked k = false -> w k = exp ((z k - z top) / T).
Proof.
intros M; unfold weight; rewrite M; f_equal; unfold Rdiv; ring.
Qed.
Lemma inexact : Inexact n top (9 / 8 + / 4096) e w.
Proof.
assert (P := T_pos T HT); assert (FL := logits_F _ _ _ _ HL).
assert (M := logits_max _ _ _ _ HL); assert (O := logits_open _ _ _ _ HL).
split.
- exact (logits_size _ _ _ _ HL).
- exact (logits_top _ _ _ _ HL).
- lra.
- intros k Hk; unfold tterm; destruct (masked k) eqn:Mk; [split; [lra | apply F_0] |].
  apply PairT_range; auto.
- unfold tterm; rewrite O; now apply PairT_top.
- intros k Hk; destruct (masked k) eqn:Mk; [unfold weight; rewrite Mk; lra |].
  rewrite weight_T by easy; split; [apply Rlt_le, exp_pos |].
  rewrite <- exp_0; apply Raux.exp_le, Rmult_le_reg_r with T; [easy |].
  unfold Rdiv; rewrite Rmult_assoc, Rinv_l by lra; specialize (M k Hk Mk); lra.
- rewrite weight_T by easy; unfold Rdiv.
  rewrite Rminus_diag_eq, Rmult_0_l, exp_0 by easy; easy.
- intros k Hk; destruct (masked k) eqn:Mk.
  { right; unfold weight, tterm; rewrite Mk, Rminus_diag_eq, Rabs_R0, Rmult_0_r by easy.
    assert (E := eta_pos); lra. }
  rewrite weight_T by easy; unfold tterm; rewrite Mk.
  apply PairT_error; auto.
Qed.

Theorem TLow_Range i : (i <= n)%nat -> Rabs (low i e) <= INR i.
Proof. exact (CompensatedWeights.Low_Range _ _ _ _ _ inexact i). Qed.
Theorem TTotal_Range : 1 <= total n e <= 2 * INR n /\ F (total n e).
Proof. exact (CompensatedWeights.Total_Range _ _ _ _ _ inexact). Qed.
Theorem TProb_Range k : (k < n)%nat -> 0 <= p k <= 1.
Proof. exact (Share_Range _ _ _ _ _ inexact k). Qed.
Theorem TProb_Masked k : masked k = true -> p k = 0.
Proof. intros M; apply (Share_Zero n e k); unfold tterm; now rewrite M. Qed.
Theorem TProb_Peak k : (k < n)%nat -> p k <= p top.
Proof. exact (Share_Peak _ _ _ _ _ inexact k). Qed.
Theorem TProb_Lower : (1 - 3 * u) / INR n <= p top.
Proof. exact (Share_Lower _ _ _ _ _ inexact). Qed.
Theorem TProb_Sum : Rabs (sum n p - 1) <= 9 / 4 * u * (1 + bpow radix2 (-16)).
Proof. exact (Share_Sum _ _ _ _ _ inexact). Qed.

Lemma true_softmax_T k : (k < n)%nat -> w k / sum n w = g k.
Proof.
intros Hk; unfold RealTemperature.SoftmaxT, RealSoftmax.Softmax, RealSoftmax.norm.
apply (shift_invariance n _ w (fun k => z k / T) (z top / T)); [| exact Hk].
intros j _; unfold weight, RealSoftmax.weight; destruct (masked j); [now left | now right].
Qed.
(** The relative error of p, up to eta for underflow: no n, no spread, no T. *)
Theorem TProb_Accuracy k : (k < n)%nat ->
  Rabs (p k - g k) <= 9 / 2 * u * (1 + bpow radix2 (-10)) * g k + eta.
Proof.
intros Hk; rewrite <- true_softmax_T by exact Hk.
apply Rle_trans with (1 := Share_Accuracy _ _ _ _ _ inexact k Hk).
apply Rplus_le_compat_r, Rmult_le_compat_r.
- assert (W := CompensatedWeights.true_total _ _ _ _ _ inexact).
  apply Rmult_le_pos; [apply (CompensatedWeights.w_unit _ _ _ _ _ inexact k Hk) |].
  apply Rlt_le, Rinv_0_lt_compat; lra.
- rewrite u_val; simpl; lra.
Qed.
Lemma w_le i j : masked i = false -> masked j = false -> z i <= z j -> w i <= w j.
Proof.
intros Mi Mj L; rewrite !weight_T by easy; apply Raux.exp_le, Rmult_le_compat_r.
- apply Rlt_le, Rinv_0_lt_compat, T_pos, HT.
- lra.
Qed.
Theorem TProb_Order i j : (i < n)%nat -> (j < n)%nat ->
  masked i = false -> masked j = false -> z i <= z j ->
  bpow radix2 (-900) <= p j -> p i <= p j * (1 + 4 * u).
Proof.
intros Hi Hj Mi Mj L.
exact (Share_Order _ _ _ _ _ inexact i j Hi Hj (w_le i j Mi Mj L)).
Qed.
Theorem TProb_Order_Any i j : (i < n)%nat -> (j < n)%nat ->
  masked i = false -> masked j = false -> z i <= z j ->
  p i <= p j * (1 + 5 * u) + 3 * eta.
Proof.
intros Hi Hj Mi Mj L.
exact (Share_Order_Any _ _ _ _ _ inexact i j Hi Hj (w_le i j Mi Mj L)).
Qed.
End Row.
