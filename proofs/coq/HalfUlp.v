(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * Rounding errors as half an ulp

    Main results: [RN_small] (|z| <= 2^e gives |RN z| <= 2^e and an error of at
    most u 2^(e-1)), [RN_unit] (from 2^52 on, rounding is to whole numbers).
    Source: Flocq. *)

From Coq Require Import Reals Psatz Lia ZArith.
From Flocq Require Import Core.
From Softproof Require Import Rounding.
Open Scope R_scope.

Lemma RN_half e z : (-1021 <= e)%Z -> Rabs z <= bpow radix2 e ->
  Rabs (RN z - z) <= u * (bpow radix2 e / 2).
Proof.
intros He Hz; assert (P := bpow_gt_0 radix2 e); assert (U := u_pos).
destruct (Req_dec z 0) as [-> | N].
{ rewrite RN_0, Rminus_0_r, Rabs_R0; nra. }
destruct Hz as [L | E].
- apply Rle_trans with (1 := error_le_half_ulp radix2 fexp _ z).
  rewrite ulp_neq_0 by easy.
  replace (u * (bpow radix2 e / 2)) with (/ 2 * bpow radix2 (e + -53)).
  + apply Rmult_le_compat_l; [lra | apply bpow_le].
    assert (M := mag_le_bpow radix2 z e N L); unfold cexp, FLT_exp; lia.
  + rewrite bpow_plus; fold u; field.
- rewrite RN_exact, Rminus_eq_0, Rabs_R0; [nra |].
  apply generic_format_abs_inv; rewrite E; apply F_bpow; lia.
Qed.
(** Rounding to a whole number. *)
Lemma RN_unit z : bpow radix2 52 <= z < bpow radix2 53 ->
  RN z = IZR (ZnearestE z).
Proof.
intros H; assert (C : cexp radix2 fexp z = 0%Z).
{ unfold cexp; rewrite (mag_unique_pos radix2 z 53) by easy; reflexivity. }
unfold RN, round, scaled_mantissa; rewrite C; unfold F2R; simpl.
now rewrite !Rmult_1_r.
Qed.
(** Both bounds at once, for a power of two b. *)
Lemma RN_small e b z : bpow radix2 e = b -> (-1021 <= e)%Z -> - b <= z <= b ->
  - b <= RN z <= b /\ z - u * (b / 2) <= RN z <= z + u * (b / 2).
Proof.
intros <- He Hz; assert (Hf : F (bpow radix2 e)) by (apply F_bpow; lia).
assert (Ha := RN_half e z He (Rabs_le _ _ Hz)); apply Rabs_le_inv in Ha.
split; [split | lra].
- apply RN_ge_format; [now apply F_opp | lra].
- apply RN_le_format; [easy | lra].
Qed.
