(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * A score and its mask, as doubles

    For proofs/bridge/link/zzmask.v. Main results: [masked_finite], a mask of any
    size and a score of at most 2^969 do not overflow; [masked_infinite]. *)

From Coq Require Import Reals Psatz Lia ZArith.
From Flocq Require Import Core IEEE754.Binary IEEE754.BinarySingleNaN.
From Softproof Require Import Rounding.
Require Import ieee_float.RoundingMode ieee_float.Float64 FloatOps RowOps.
Open Scope R_scope.

Lemma max_val : max_real = bpow radix2 1024 - bpow radix2 971.
Proof.
unfold max_real, F2R; cbn [Fnum Fexp].
change (bpow radix2 1024) with (bpow radix2 (53 + 971)); rewrite bpow_plus.
change (bpow radix2 53) with 9007199254740992; ring.
Qed.
Lemma masked_below s a : Rabs s <= bpow radix2 969 -> Rabs a <= max_real ->
  RN (s + a) < bpow radix2 1024.
Proof.
intros Hs Ha; apply Rabs_le_inv in Hs; apply Rabs_le_inv in Ha.
assert (M := max_val); assert (P := bpow_gt_0 radix2 969).
assert (E : bpow radix2 971 = 4 * bpow radix2 969)
  by (change 971%Z with (2 + 969)%Z; rewrite bpow_plus; simpl; lra).
destruct (Rle_lt_dec (s + a) max_real) as [L | L].
- apply Rle_lt_trans with max_real; [| lra].
  apply RN_le_format; [exact max_real_format | exact L].
- assert (D := RN_nearest (s + a) max_real max_real_format).
  rewrite (Rabs_left1 (max_real - (s + a))) in D by lra.
  apply Rabs_le_inv in D; lra.
Qed.
Lemma masked_range s a : Rabs s <= bpow radix2 969 -> Rabs a <= max_real ->
  Rabs (RN (s + a)) < bpow radix2 1024.
Proof.
intros Hs Ha; apply Rabs_def1; [now apply masked_below |].
assert (B := masked_below (- s) (- a)).
rewrite !Rabs_Ropp, <- Ropp_plus_distr, RN_opp in B; specialize (B Hs Ha); lra.
Qed.
Theorem masked_finite s a : t'isFinite s -> t'isFinite a ->
  Rabs (t'real s) <= bpow radix2 969 ->
  t'isFinite (add RNE s a) /\ t'real (add RNE s a) = RN (t'real s + t'real a).
Proof.
intros Fs Fa Hs; apply op_add_max; [easy | easy |].
apply masked_range; [easy | apply finite_max].
Qed.
Theorem masked_infinite s a : t'isFinite s \/ is_minus_infinity s ->
  t'isFinite a \/ is_minus_infinity a ->
  is_minus_infinity a \/ is_minus_infinity s -> is_minus_infinity (add RNE s a).
Proof.
assert (N : forall x : t, t'isFinite x \/ is_minus_infinity x ->
  t'isFinite x \/ x = B754_infinity true).
{ intros x [H | H]; [now left | right; now apply minus_infinity_eq]. }
intros Hs Ha I; apply N in Hs; apply N in Ha.
destruct I as [I | I]; apply minus_infinity_eq in I; subst.
- destruct Hs as [Hs | ->]; [| now split].
  now destruct s as [x | x | | x m e H].
- destruct Ha as [Ha | ->]; [| now split].
  now destruct a as [x | x | | x m e H].
Qed.
Lemma negative_overflow x y : t'isFinite x -> t'isFinite y ->
  t'real x <= t'real y -> t'real x - t'real y <= - bpow radix2 1024 ->
  is_minus_infinity (sub RNE x y).
Proof.
intros Fx Fy L H.
destruct (sub_top x y Fy (or_intror (conj Fx L))) as [[_ I] | [(_ & Fd & E & _) | (_ & I & _)]];
  [exact I | | exact I].
exfalso; assert (R : RN (t'real x - t'real y) <= - bpow radix2 1024).
{ apply RN_le_format; [| exact H]; apply generic_format_opp, F_bpow; lia. }
assert (M := finite_max (sub RNE x y)); rewrite E in M.
apply Rabs_le_inv in M; assert (V := max_val); assert (P := bpow_gt_0 radix2 971).
lra.
Qed.
