(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * Differences of logits, which may overflow to -inf

    Main results: [sub_top], z[i] - z[top] of a row; [add_small], a sum that
    cannot overflow because one term is small against the other's last digit. *)

From Coq Require Import Reals Psatz Lia ZArith.
From Flocq Require Import Core IEEE754.BinarySingleNaN.
From Softproof Require Import Rounding.
Require Import ieee_float.RoundingMode ieee_float.Float64 FloatOps.
Open Scope R_scope.

Lemma minus_infinity_eq x : is_minus_infinity x -> x = B754_infinity true.
Proof. intros [I N]; now destruct x as [s | [|] | | s m e H]. Qed.

(** The difference of a logit and the largest: exact up to rounding, or -inf
    when it is below every double. *)
Lemma sub_top x m : t'isFinite m ->
  is_minus_infinity x \/ (t'isFinite x /\ t'real x <= t'real m) ->
  (is_minus_infinity x /\ is_minus_infinity (sub RNE x m)) \/
  (t'isFinite x /\ t'isFinite (sub RNE x m) /\
   t'real (sub RNE x m) = RN (t'real x - t'real m) /\
   RN (t'real x - t'real m) <= 0) \/
  (t'isFinite x /\ is_minus_infinity (sub RNE x m) /\
   RN (t'real x - t'real m) <= - bpow radix2 1024).
Proof.
intros Fm [Hx | [Fx L]].
- left; split; [easy |]; apply minus_infinity_eq in Hx; subst x.
  now destruct m as [s | s | | s m e H].
- right; assert (N : RN (t'real x - t'real m) <= 0).
  { apply RN_le_format; [apply F_0 | lra]. }
  generalize (Bminus_correct 53 1024 Hprec Hmax (fmode RNE) x m Fx Fm).
  change (Generic_fmt.round _ _ _ _) with (RN (t'real x - t'real m)).
  case Rlt_bool_spec; intros B.
  + intros (E & F' & _); left; easy.
  + intros (E & S); right; split; [easy |].
    rewrite Rabs_left1 in B by easy; split; [| lra].
    assert (Sx : Bsign x = true).
    { destruct (Bsign x) eqn:Bx; [easy | exfalso].
      symmetry in S; apply Bool.negb_false_iff in S.
      assert (Px : 0 <= t'real x).
      { destruct x as [s | s | | s mx ex Hx]; try easy; simpl; [lra |].
        simpl in Bx; subst s; apply F2R_ge_0; easy. }
      assert (Pm : t'real m <= 0).
      { destruct m as [s | s | | s mx ex Hx]; try easy; simpl; [lra |].
        simpl in S; subst s; apply F2R_le_0; easy. }
      assert (Z : t'real x - t'real m = 0) by lra.
      rewrite Z, RN_0 in B; assert (T := bpow_gt_0 radix2 1024); lra. }
    revert E; rewrite Sx; unfold sub.
    destruct (Bminus (fmode RNE) x m) as [s | s | | s mx ex Hx]; simpl;
      try discriminate; intros E; injection E as ->; now split.
Qed.

(** A small term cannot make the sum overflow: the rounded sum is as near to the
    exact one as the large term, which is a double. *)
Lemma max_small : max_real + 64 < bpow radix2 1024.
Proof.
unfold max_real, F2R; cbn [Fnum Fexp].
replace (bpow radix2 1024) with (9007199254740992 * bpow radix2 971).
- assert (64 < bpow radix2 971); [| lra].
  change 64 with (bpow radix2 6); apply bpow_lt; lia.
- change 9007199254740992 with (bpow radix2 53); now rewrite <- bpow_plus.
Qed.
Lemma near_format x y : F x -> Rabs x <= max_real -> Rabs y <= 32 ->
  Rlt_bool (Rabs (Float64.round RNE (x + y))) (bpow radix2 1024) = true.
Proof.
intros Fx X Y; apply Rlt_bool_true; rewrite round_RN.
destruct (round_N_pt radix2 fexp (fun z => negb (Z.even z)) (x + y)) as [_ N].
specialize (N x Fx).
change (Generic_fmt.round radix2 fexp ZnearestE (x + y)) with (RN (x + y)) in N.
apply Rle_lt_trans with (2 := max_small).
replace (x - (x + y)) with (- y) in N by ring; rewrite Rabs_Ropp in N.
replace (RN (x + y)) with ((RN (x + y) - (x + y)) + (x + y)) by ring.
assert (T := Rabs_triang (RN (x + y) - (x + y)) (x + y)).
assert (T' := Rabs_triang x y); lra.
Qed.
Lemma finite_max x : Rabs (t'real x) <= max_real.
Proof.
unfold t'real, max_real.
assert (H := abs_B2R_le_emax_minus_prec 53 1024 Hprec x).
apply Rle_trans with (1 := H), Req_le; unfold F2R; cbn [Fnum Fexp].
replace (bpow radix2 1024) with (9007199254740992 * bpow radix2 971).
- change (1024 - 53)%Z with 971%Z; ring.
- change 9007199254740992 with (bpow radix2 53); now rewrite <- bpow_plus.
Qed.
Lemma add_small x y : t'isFinite x -> t'isFinite y -> Rabs (t'real y) <= 32 ->
  t'isFinite (add RNE x y) /\ t'real (add RNE x y) = RN (t'real x + t'real y).
Proof.
intros Fx Fy B.
generalize (Bplus_correct 53 1024 Hprec Hmax (fmode RNE) x y Fx Fy).
change (Generic_fmt.round _ _ _ _)
  with (Float64.round RNE (t'real x + t'real y)).
rewrite near_format by (apply finite_F || apply finite_max || exact B); easy.
Qed.
Lemma sub_small x y : t'isFinite x -> t'isFinite y -> Rabs (t'real y) <= 32 ->
  t'isFinite (sub RNE x y) /\ t'real (sub RNE x y) = RN (t'real x - t'real y).
Proof.
intros Fx Fy B.
generalize (Bminus_correct 53 1024 Hprec Hmax (fmode RNE) x y Fx Fy).
change (Generic_fmt.round _ _ _ _)
  with (Float64.round RNE (t'real x + - t'real y)).
rewrite near_format
  by (apply finite_F || apply finite_max || (rewrite Rabs_Ropp; exact B)); easy.
Qed.
(** A difference that does not overflow. *)
Lemma sub_near x y : t'isFinite x -> t'isFinite y ->
  Rabs (t'real x - t'real y) <= bpow radix2 1023 ->
  t'isFinite (sub RNE x y) /\ t'real (sub RNE x y) = RN (t'real x - t'real y).
Proof.
intros Fx Fy B.
generalize (Bminus_correct 53 1024 Hprec Hmax (fmode RNE) x y Fx Fy).
change (Generic_fmt.round _ _ _ _)
  with (Float64.round RNE (t'real x - t'real y)).
rewrite Rlt_bool_true; [easy |].
apply Rle_lt_trans with (bpow radix2 1023); [| apply bpow_lt; lia].
apply abs_round_le_generic; [now apply FLT_exp_valid | apply valid_rnd_round_mode | |].
- apply generic_format_bpow; unfold FLT_exp; lia.
- exact B.
Qed.
