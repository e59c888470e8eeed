(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * The logarithm of the sigmoid and binary cross-entropy in double arithmetic

    The float models of src/sigmoid.c, from log(1 + e^-|x|).

    Main results, P18: [LogSigmoidModel_Rel] (4 u), [LossModel_Rel] (17/4 u),
    [LossModel_One], [LossModel_Zero]. *)

From Coq Require Import Reals Psatz Lia ZArith.
From Flocq Require Import Core.
From Softproof Require Import Rounding HalfUlp Sums SoftmaxSum ExpModel ExpError Gibbs.
From Softproof Require Import SoftmaxWeights RealSigmoid SigmoidError ZInterval.
From Softproof Require Log1pModel Log1pError.
From Softproof Require RealSoftmax.
Open Scope R_scope.

(** ** The models *)
Definition LogTail (x : R) : R := Log1pModel.Log1p (Tail x).
Definition LogSigmoidModel (x : R) : R := fsub (Rmin x 0) (LogTail x).
(** How far the target y is from the side of the logit x. *)
Definition Miss (x y : R) : R := if Rlt_dec x 0 then y else fsub 1 y.
Definition LossModel (x y : R) : R :=
  fadd (fmul (Miss x y) (Rabs x)) (LogTail x).

(** ** log(1 + e^-|x|) *)
Notation l := (fun x => ln (1 + exp (- Rabs x))).
Lemma l_range x : 0 < l x <= 7 / 10 /\ 1 / 2 * exp (- Rabs x) <= l x.
Proof.
assert (E := e_range x); cbv beta in *; set (v := exp (- Rabs x)) in *.
assert (A := frac_le_ln v ltac:(lra)); split; [split |].
- rewrite <- ln_1; apply ln_increasing; lra.
- apply Rle_trans with (ln 2); [| interval].
  destruct (Req_dec v 1) as [-> | N]; [right; f_equal; ring |].
  left; apply ln_increasing; lra.
- apply Rle_trans with (2 := A); unfold Rdiv; rewrite (Rmult_comm v).
  apply Rmult_le_compat_r; [lra |]; rewrite Rmult_1_l; apply Rinv_le_contravar; lra.
Qed.
Lemma LogTail_F x : F (LogTail x). Proof. apply Log1pError.Log1p_F, Tail_F. Qed.
Lemma LogTail_nonneg x : 0 <= LogTail x.
Proof. apply Log1pError.Log1p_nonneg; [apply Tail_F |]; assert (H := Tail_range x); lra. Qed.
Lemma ln_tail x : Rabs (ln (1 + Tail x) - l x) <=
  (9 / 8 + / 2 ^ 40) * u * l x + 4 / 5 * eta.
Proof.
assert (E := e_range x); assert (R := Tail_error x); assert (W := Tail_range x).
assert (Ll := l_range x).
cbv beta in *; set (v := exp (- Rabs x)) in *; set (w := Tail x) in *.
assert (U := u_val); assert (P := eta_pos).
assert (Te := eta_tiny).
assert (N := ln_near (1 + w) (1 + v) (2 * u) ltac:(lra) ltac:(rewrite U; lra)).
replace (1 + w - (1 + v)) with (w - v) in N by ring.
specialize (N ltac:(rewrite U in *; lra)).
assert (A := frac_le_ln v ltac:(lra)); set (g := ln (1 + v)) in *.
apply Rle_trans with (1 := N).
assert (J : 0 < / (1 + v) <= 1).
{ split; [apply Rinv_0_lt_compat | rewrite <- Rinv_1; apply Rinv_le_contravar]; lra. }
assert (B : Rabs (w - v) / (1 + v) <= 9 / 8 * u * g + 3 / 4 * eta).
{ apply Rle_trans with ((9 / 8 * u * v + 3 / 4 * eta) * / (1 + v));
    [apply Rmult_le_compat_r; lra |].
  assert (u * (v / (1 + v)) <= u * g) by (apply Rmult_le_compat_l; [rewrite U |]; lra).
  assert (eta * / (1 + v) <= eta * 1) by (apply Rmult_le_compat_l; lra).
  unfold Rdiv in *; lra. }
apply Rmult_le_reg_r with (1 - 2 * u); [rewrite U; lra |].
unfold Rdiv at 1; rewrite Rmult_assoc, Rinv_l, Rmult_1_r by (rewrite U; lra).
apply Rle_trans with (1 := B); rewrite U; lra.
Qed.
(** 9/8 u of the exponential and 2.1 u of the logarithm. *)
Lemma LogTail_rel x : Rabs (LogTail x - l x) <=
  (129 / 40 + / 2 ^ 30) * u * l x + 7 / 8 * eta.
Proof.
assert (T := ln_tail x); assert (Ll := l_range x); assert (W := Tail_range x).
assert (R := Log1pError.Log1p_rel (Tail x) (Tail_F x) ltac:(lra)).
fold (LogTail x) in R; cbv beta in *; assert (P := eta_pos); assert (U := u_val).
set (g := ln (1 + exp (- Rabs x))) in *; set (h := ln (1 + Tail x)) in *.
replace (LogTail x - g) with ((LogTail x - h) + (h - g)) by ring.
apply Rle_trans with (1 := Rabs_triang _ _).
assert (H : h <= g + ((9 / 8 + / 2 ^ 40) * u * g + 4 / 5 * eta))
  by (apply Rabs_le_inv in T; lra).
rewrite U in *; lra.
Qed.

(** ** The logarithm of the sigmoid *)
Definition LogSigmoid (x : R) : R := - ln (1 + exp (- x)).
Lemma LogSigmoid_min x : LogSigmoid x = Rmin x 0 - l x.
Proof.
unfold LogSigmoid; destruct (Rle_lt_dec 0 x) as [H | H].
- rewrite Rmin_right, Rabs_pos_eq by lra; ring.
- rewrite Rmin_left, Rabs_left, (ln_flip (- x)), !Ropp_involutive by lra; ring.
Qed.
Lemma LogSigmoid_low x : x < 0 -> 69 / 100 <= - LogSigmoid x.
Proof.
intros H; unfold LogSigmoid; rewrite Ropp_involutive.
apply Rle_trans with (ln 2); [interval |].
apply Rlt_le, ln_increasing; [lra |].
assert (A : exp 0 < exp (- x)) by (apply exp_increasing; lra); rewrite exp_0 in A; lra.
Qed.
Theorem LogSigmoidModel_Rel x : F x ->
  Rabs (LogSigmoidModel x - LogSigmoid x) <= 4 * u * - LogSigmoid x + eta.
Proof.
intros Fx; assert (R := LogTail_rel x); assert (Ll := l_range x).
assert (N := LogTail_nonneg x); assert (LF := LogTail_F x).
assert (E := LogSigmoid_min x); assert (Low := LogSigmoid_low x).
unfold LogSigmoidModel; cbv beta in *; rewrite E in *.
set (g := ln (1 + exp (- Rabs x))) in *; set (h := LogTail x) in *.
assert (P := eta_pos); assert (U := u_val).
assert (Te := eta_tiny).
assert (Gu : 0 <= u * g) by (apply Rmult_le_pos; rewrite ?U; lra).
destruct (Rle_lt_dec 0 x) as [H | H].
- rewrite Rmin_right by lra; unfold fsub.
  rewrite RN_exact by (rewrite Rminus_0_l; now apply F_opp).
  replace (0 - h - (0 - g)) with (- (h - g)) by ring; rewrite Rabs_Ropp; lra.
- rewrite Rmin_left in * by lra; specialize (Low H).
  set (T := - (x - g)) in *; assert (ET : T = - x + g) by (unfold T; ring).
  replace (fsub x h - (x - g)) with ((RN (x - h) - (x - h)) + - (h - g))
    by (unfold fsub; ring).
  apply Rle_trans with (1 := Rabs_triang _ _); rewrite Rabs_Ropp.
  assert (D := Rabs_le_inv _ _ R).
  destruct (Rle_lt_dec (- (x - h)) 1) as [C | C].
  + (* the sum is at most 1: its error is at most u/2 *)
    assert (Q := RN_half 0 (x - h) ltac:(lia) ltac:(rewrite Rabs_left1; simpl; lra)).
    simpl bpow in Q; rewrite U in *; lra.
  + (* the logarithm is at most 0.7 of the sum *)
    assert (Q := RN_minus_rel x h Fx LF); rewrite (Rabs_left1 (x - h)) in Q by lra.
    rewrite U in *; lra.
Qed.

(** ** Binary cross-entropy *)
Lemma Miss_range x y : 0 <= y <= 1 -> 0 <= Miss x y <= 1.
Proof.
intros H; unfold Miss; destruct Rlt_dec; [easy |]; split.
- apply RN_nonneg; lra.
- apply RN_le_format; [apply (F_int 1); lia | lra].
Qed.
Lemma Loss_split x y : LogitLoss x y = (if Rlt_dec x 0 then y else 1 - y) * Rabs x + l x.
Proof.
unfold LogitLoss; destruct (Rlt_dec x 0) as [H | H].
- rewrite Rmax_right, Rabs_left by lra; ring.
- rewrite Rmax_left, Rabs_pos_eq by lra; ring.
Qed.
Theorem LossModel_Rel x y : F y -> 0 <= y <= 1 ->
  Rabs (LossModel x y - LogitLoss x y) <= 17 / 4 * u * LogitLoss x y + 3 / 2 * eta.
Proof.
intros Fy Y; assert (R := LogTail_rel x); assert (Ll := l_range x).
rewrite Loss_split; unfold LossModel.
assert (M := Miss_range x y Y).
assert (D : Rabs (Miss x y - (if Rlt_dec x 0 then y else 1 - y)) <=
  u * (if Rlt_dec x 0 then y else 1 - y)).
{ assert (U := u_pos); unfold Miss; destruct Rlt_dec.
  - rewrite Rminus_diag_eq, Rabs_R0 by easy; apply Rmult_le_pos; lra.
  - rewrite <- (Rabs_pos_eq (1 - y)) at 2 by lra.
    apply RN_minus_rel; [apply (F_int 1); lia | easy]. }
assert (T0 : 0 <= (if Rlt_dec x 0 then y else 1 - y)) by (destruct Rlt_dec; lra).
set (t := if Rlt_dec x 0 then y else 1 - y) in *; clearbody t.
assert (LF := LogTail_F x); assert (N := LogTail_nonneg x); cbv beta in *.
set (g := ln (1 + exp (- Rabs x))) in *; set (h := LogTail x) in *.
assert (X := Rabs_pos x); set (s := Rabs x) in *; set (m := Miss x y) in *.
assert (P := eta_pos); assert (U := u_val).
assert (D' : Rabs (m * s - t * s) <= u * (t * s)).
{ replace (m * s - t * s) with ((m - t) * s) by ring.
  rewrite Rabs_mult, (Rabs_pos_eq s), <- Rmult_assoc by easy.
  now apply Rmult_le_compat_r. }
assert (E := RN_abs_err (m * s)); fold (fmul m s) in E.
assert (SM : 0 <= m * s) by (apply Rmult_le_pos; lra).
assert (ST : 0 <= t * s) by (apply Rmult_le_pos; lra).
rewrite (Rabs_pos_eq (m * s)) in E by easy.
assert (B : Rabs (fmul m s - t * s) <= (2 + / 2 ^ 30) * u * (t * s) + eta / 2).
{ replace (fmul m s - t * s) with ((fmul m s - m * s) + (m * s - t * s)) by ring.
  apply Rle_trans with (1 := Rabs_triang _ _).
  apply Rabs_le_inv in D'; rewrite U in *; apply Rabs_le_inv in E.
  assert (Rabs (m * s - t * s) <= / 9007199254740992 * (t * s))
    by (apply Rabs_le; lra).
  assert (Rabs (fmul m s - m * s) <= / 9007199254740992 * (m * s) + eta / 2)
    by (apply Rabs_le; lra).
  lra. }
assert (PN : 0 <= fmul m s) by (apply RN_nonneg; easy).
assert (Q := RN_plus_rel (fmul m s) h (RN_format _) LF).
rewrite (Rabs_pos_eq (fmul m s + h)) in Q by lra.
replace (fadd (fmul m s) h - (t * s + g))
  with ((RN (fmul m s + h) - (fmul m s + h)) + ((fmul m s - t * s) + (h - g)))
  by (unfold fadd; ring).
apply Rle_trans with (1 := Rabs_triang _ _).
assert (C := Rabs_triang (fmul m s - t * s) (h - g)).
apply Rabs_le_inv in Q.
assert (RB := Rabs_le_inv _ _ B); assert (RR := Rabs_le_inv _ _ R).
assert (Rabs (RN (fmul m s + h) - (fmul m s + h)) <= u * (fmul m s + h)) by (apply Rabs_le; lra).
rewrite U in *; lra.
Qed.
(** The losses of the targets 1 and 0 are logarithms of sigmoids, exactly. *)
Theorem LossModel_One x : F x -> LossModel x 1 = - LogSigmoidModel x.
Proof.
intros H; unfold LossModel, LogSigmoidModel, Miss, fadd, fmul, fsub.
rewrite <- RN_opp; f_equal; destruct (Rlt_dec x 0) as [L | L].
- rewrite Rmult_1_l, RN_exact, Rabs_left, Rmin_left by (lra || now apply F_abs); ring.
- rewrite Rminus_diag_eq, RN_0, Rmult_0_l, RN_0, Rmin_right by lra; ring.
Qed.
Theorem LossModel_Zero x : F x -> LossModel x 0 = - LogSigmoidModel (- x).
Proof.
intros H; unfold LossModel, LogSigmoidModel, Miss, LogTail, Tail, fadd, fmul, fsub.
rewrite <- RN_opp, Rabs_Ropp; f_equal; destruct (Rlt_dec x 0) as [L | L].
- rewrite Rmult_0_l, RN_0, Rmin_right by lra; ring.
- rewrite Rminus_0_r, RN_1, Rmult_1_l, RN_exact, Rabs_pos_eq, Rmin_left
    by (lra || now apply F_abs); ring.
Qed.
