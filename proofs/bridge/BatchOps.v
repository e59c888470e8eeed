(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * Products and quotients of nonnegative doubles, which may overflow to +inf

    Main results: [mul_nonneg], [quotient_cases]. *)

From Coq Require Import Reals Psatz Lia ZArith.
From Flocq Require Import Core IEEE754.BinarySingleNaN.
From Softproof Require Import Rounding.
Require Import ieee_float.RoundingMode ieee_float.Float64 FloatOps RowOps.
Open Scope R_scope.

Lemma mul_nonneg y x : t'isFinite y -> 0 < t'real y ->
  t'isFinite x -> 0 <= t'real x ->
  is_plus_infinity (mul RNE y x) \/
  (t'isFinite (mul RNE y x) /\ t'real (mul RNE y x) = fmul (t'real y) (t'real x) /\
   0 <= fmul (t'real y) (t'real x)).
Proof.
intros Fy Y Fx X.
assert (N : 0 <= fmul (t'real y) (t'real x)) by (apply RN_nonneg, Rmult_le_pos; lra).
generalize (Bmult_correct 53 1024 Hprec Hmax (fmode RNE) y x).
change (Generic_fmt.round _ _ _ _) with (fmul (t'real y) (t'real x)).
case Rlt_bool_spec; intros B.
- rewrite Fx, Fy; intros (E & F' & _); right; easy.
- intros E; left.
  assert (T := bpow_gt_0 radix2 1024); rewrite Rabs_pos_eq in B by easy.
  assert (Sx : Bsign x = false).
  { apply sign_nonneg; [easy |].
    destruct (Req_dec (t'real x) 0) as [Zx | Zx]; [| lra].
    unfold fmul in B; rewrite Zx, Rmult_0_r, RN_0 in B; lra. }
  rewrite Sx, (sign_nonneg y Fy Y) in E; now apply overflow_plus.
Qed.

Lemma quotient_cases s d : t'isFinite d -> 0 < t'real d ->
  is_plus_infinity s \/ (t'isFinite s /\ 0 <= t'real s) ->
  is_plus_infinity (div RNE s d) \/
  (t'isFinite (div RNE s d) /\ t'isFinite s /\
   t'real (div RNE s d) = fdiv (t'real s) (t'real d) /\
   0 <= t'real (div RNE s d)).
Proof.
intros Fd D S; assert (Sd := sign_nonneg d Fd D).
destruct S as [S | [Fs S]].
{ left; apply plus_infinity_eq in S; subst s; apply is_plus.
  destruct d as [b | b | | b m e H]; try easy; simpl in Sd; now subst b. }
assert (N : 0 <= fdiv (t'real s) (t'real d)).
{ apply RN_nonneg, Rmult_le_pos; [lra | left; now apply Rinv_0_lt_compat]. }
generalize (Bdiv_correct 53 1024 Hprec Hmax (fmode RNE) s d (Rgt_not_eq _ _ D)).
change (Generic_fmt.round _ _ _ _) with (fdiv (t'real s) (t'real d)).
case Rlt_bool_spec; intros B.
- rewrite Fs; intros (E & F' & _); right.
  change (t'real (div RNE s d) = fdiv (t'real s) (t'real d)) in E.
  rewrite E; repeat split; assumption.
- intros E; left.
  assert (T := bpow_gt_0 radix2 1024); rewrite Rabs_pos_eq in B by easy.
  assert (Ss : Bsign s = false).
  { apply sign_nonneg; [easy |].
    destruct (Req_dec (t'real s) 0) as [Z | Z]; [| lra].
    unfold fdiv, Rdiv in B; rewrite Z, Rmult_0_l, RN_0 in B; lra. }
  rewrite Ss, Sd in E; now apply overflow_plus.
Qed.
