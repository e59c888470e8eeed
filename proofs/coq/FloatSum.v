(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * The sum of two floats, computed in double

    Layer F. Main results: [sum_rounded], rounding twice is as rounding once;
    [sum_relative], no sum of floats underflows; [sum_below], a sum with a float
    of at most 2^102 does not overflow.
    Source: Flocq; S. Figueroa, When is double rounding innocuous?, 1995. *)

From Coq Require Import Reals Psatz Lia ZArith.
From Flocq Require Import Core Relative Plus_error Double_rounding.
From Softproof Require Import Rounding Rounding32.
Open Scope R_scope.

Theorem sum_rounded x y : F32 x -> F32 y -> RN32 (RN (x + y)) = RN32 (x + y).
Proof.
intros X Y; apply (round_round_plus_FLT radix2 (-149) 24 (-1074) 53); try lia.
- now apply FLT_format_generic.
- now apply FLT_format_generic.
Qed.
Theorem sum_relative x y : F32 x -> F32 y ->
  Rabs (RN32 (x + y) - (x + y)) <= u32 * Rabs (x + y).
Proof.
intros X Y.
destruct (FLT_plus_error_N_ex radix2 (-149) 24 (fun z => negb (Z.even z)) x y X Y)
  as (d & D & E).
unfold RN32; rewrite E; replace (_ - _) with (d * (x + y)) by ring.
rewrite Rabs_mult; apply Rmult_le_compat_r; [apply Rabs_pos |].
apply Rle_trans with (1 := D).
replace u32 with (u_ro radix2 24) by (unfold u32, u_ro; simpl; lra).
assert (0 <= u_ro radix2 24) by apply u_ro_pos.
unfold Rdiv; rewrite <- (Rmult_1_r (u_ro radix2 24)) at 3.
apply Rmult_le_compat_l; [easy |].
rewrite <- Rinv_1; apply Rinv_le_contravar; lra.
Qed.
Theorem sum_below s a : Rabs s <= bpow radix2 102 -> Rabs a <= largest32 ->
  Rabs (RN (s + a)) < middle32.
Proof.
intros S A; destruct largest_middle as [M _].
assert (B : bpow radix2 103 = 2 * bpow radix2 102)
  by (change 103%Z with (1 + 102)%Z; rewrite bpow_plus; reflexivity).
assert (P := bpow_gt_0 radix2 102).
assert (E : largest32 + bpow radix2 102 = IZR 67108861 * bpow radix2 102).
{ unfold largest32; change (bpow radix2 104) with (bpow radix2 (2 + 102)).
rewrite bpow_plus; change (bpow radix2 2) with 4; ring. }
assert (G : F (largest32 + bpow radix2 102)).
{ rewrite E; apply generic_format_FLT.
  exists (Float radix2 67108861 102); [reflexivity | | ]; simpl; lia. }
apply Rabs_le_inv in S; apply Rabs_le_inv in A.
assert (L : forall x, x <= largest32 + bpow radix2 102 ->
  RN x <= largest32 + bpow radix2 102) by (intros; now apply RN_le_format).
apply Rabs_def1; [assert (H := L (s + a)); lra |].
assert (H := L (- (s + a))); rewrite RN_opp in H; lra.
Qed.
