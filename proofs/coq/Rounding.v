(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * Rounding of binary64, to nearest even

    Layer F. Everything here is about the real function [RN]: rounding to 53
    bits with gradual underflow and no largest number. That finite C doubles
    follow it is Why3's theory of IEEE floats, realised in [bridge/].

    Main results: [RN_err] (the standard model with underflow), [RN_plus_rel]
    (an addition never underflows), [RN_nearest], [RN_le] (monotone),
    [RN_int] (integers up to 2^53 are exact).
    Source: Flocq; S. Boldo, G. Melquiond, Computer Arithmetic and Formal
    Proofs, 2017. *)

From Coq Require Import Reals Psatz Lia ZArith.
From Flocq Require Import Core Relative Plus_error Sterbenz.
Open Scope R_scope.

#[global] Instance p53 : Prec_gt_0 53 := eq_refl.
Notation fexp := (FLT_exp (-1074) 53).

(** [F x]: x is a binary64 number (of unbounded exponent above). *)
Definition F (x : R) : Prop := generic_format radix2 fexp x.
Definition RN (x : R) : R := round radix2 fexp ZnearestE x.

(** The float operations, as real functions. *)
Definition fadd x y := RN (x + y).
Definition fsub x y := RN (x - y).
Definition fmul x y := RN (x * y).
Definition fdiv x y := RN (x / y).

(** u = 2^-53, the unit roundoff; eta = 2^-1074, the smallest positive. *)
Definition u := bpow radix2 (-53).
Definition eta := bpow radix2 (-1074).

Lemma u_pos : 0 < u. Proof. apply bpow_gt_0. Qed.
Lemma eta_pos : 0 < eta. Proof. apply bpow_gt_0. Qed.
Lemma u_val : u = / 9007199254740992. Proof. unfold u; simpl; lra. Qed.
Lemma eta_le_u : eta <= bpow radix2 (-1000) * u.
Proof. unfold eta, u; rewrite <- bpow_plus; apply bpow_le; lia. Qed.

(** ** Format *)
Lemma RN_format x : F (RN x).
Proof. apply generic_format_round; typeclasses eauto. Qed.
Lemma RN_exact x : F x -> RN x = x.
Proof. apply round_generic; typeclasses eauto. Qed.
Lemma F_0 : F 0. Proof. apply generic_format_0. Qed.
Lemma F_opp x : F x -> F (- x). Proof. apply generic_format_opp. Qed.
Lemma F_abs x : F x -> F (Rabs x). Proof. apply generic_format_abs. Qed.
Lemma F_bpow k : (-1074 <= k)%Z -> F (bpow radix2 k).
Proof. intros H; apply generic_format_bpow; unfold FLT_exp; lia. Qed.
Lemma F_int n : (Z.abs n <= 9007199254740992)%Z -> F (IZR n).
Proof.
intros H; destruct (Z.eq_dec (Z.abs n) 9007199254740992) as [E | E].
- apply generic_format_abs_inv; rewrite <- abs_IZR, E.
  change 9007199254740992 with (bpow radix2 53); apply F_bpow; lia.
- apply generic_format_FLT; exists (Float radix2 n 0); simpl; try lia.
  unfold F2R; simpl; ring.
Qed.
Lemma RN_int n : (Z.abs n <= 9007199254740992)%Z -> RN (IZR n) = IZR n.
Proof. intros H; now apply RN_exact, F_int. Qed.
Lemma RN_0 : RN 0 = 0. Proof. apply RN_exact, F_0. Qed.
Lemma RN_1 : RN 1 = 1. Proof. apply (RN_int 1); lia. Qed.

(** ** Order *)
Lemma RN_le x y : x <= y -> RN x <= RN y.
Proof. apply round_le; typeclasses eauto. Qed.
Lemma RN_le_format x y : F y -> x <= y -> RN x <= y.
Proof. intros H L; rewrite <- (RN_exact y H); now apply RN_le. Qed.
Lemma RN_ge_format x y : F y -> y <= x -> y <= RN x.
Proof. intros H L; rewrite <- (RN_exact y H); now apply RN_le. Qed.
Lemma RN_nonneg x : 0 <= x -> 0 <= RN x.
Proof. apply RN_ge_format, F_0. Qed.
Lemma RN_opp x : RN (- x) = - RN x.
Proof. apply round_NE_opp. Qed.

(** ** Error *)
Lemma RN_nearest x y : F y -> Rabs (RN x - x) <= Rabs (y - x).
Proof.
intros; now apply (round_N_pt radix2 fexp (fun z => negb (Z.even z)) x).
Qed.
Lemma RN_err x : exists d h,
  Rabs d <= u /\ Rabs h <= eta / 2 /\ d * h = 0 /\ RN x = x * (1 + d) + h.
Proof.
destruct (error_N_FLT radix2 (-1074) 53 eq_refl (fun z => negb (Z.even z)) x)
  as (d & h & A & B & C & D).
exists d, h; repeat split; auto.
- replace u with (/ 2 * bpow radix2 (-53 + 1)) by (unfold u; simpl; lra); easy.
- unfold eta; lra.
Qed.
Lemma RN_abs_err x : Rabs (RN x - x) <= u * Rabs x + eta / 2.
Proof.
destruct (RN_err x) as (d & h & A & B & _ & ->).
replace (x * (1 + d) + h - x) with (d * x + h) by ring.
apply Rle_trans with (1 := Rabs_triang _ _); rewrite Rabs_mult.
apply Rplus_le_compat; [apply Rmult_le_compat_r; [apply Rabs_pos | easy] | easy].
Qed.
Lemma RN_rel x : bpow radix2 (-1022) <= Rabs x -> Rabs (RN x - x) <= u * Rabs x.
Proof.
intros H; replace u with (/ 2 * bpow radix2 (-53 + 1)) by (unfold u; simpl; lra).
now apply (relative_error_N_FLT radix2 (-1074) 53 eq_refl
             (fun z => negb (Z.even z))).
Qed.
(** Source: Boldo and Melquiond 2017, section 5.1: sums do not underflow. *)
Lemma RN_plus_rel x y : F x -> F y ->
  Rabs (RN (x + y) - (x + y)) <= u * Rabs (x + y).
Proof.
intros Hx Hy.
destruct (FLT_plus_error_N_ex radix2 (-1074) 53 (fun z => negb (Z.even z)) x y
            Hx Hy) as (d & Hd & E).
unfold RN; rewrite E; replace (_ - _) with (d * (x + y)) by ring.
rewrite Rabs_mult; apply Rmult_le_compat_r; [apply Rabs_pos |].
apply Rle_trans with (1 := Hd).
replace u with (u_ro radix2 53) by (unfold u, u_ro; simpl; lra).
assert (0 <= u_ro radix2 53) by apply u_ro_pos.
unfold Rdiv; rewrite <- (Rmult_1_r (u_ro radix2 53)) at 3.
apply Rmult_le_compat_l; [easy |].
rewrite <- Rinv_1; apply Rinv_le_contravar; lra.
Qed.
Lemma RN_minus_rel x y : F x -> F y ->
  Rabs (RN (x - y) - (x - y)) <= u * Rabs (x - y).
Proof. intros Hx Hy; apply (RN_plus_rel x (- y)); [easy | now apply F_opp]. Qed.
Lemma RN_sterbenz x y : F x -> F y -> y / 2 <= x <= 2 * y -> RN (x - y) = x - y.
Proof. intros; apply RN_exact, sterbenz; easy || typeclasses eauto. Qed.
