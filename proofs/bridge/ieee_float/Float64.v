(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* Why3's theory ieee_float.Float64, realised by Flocq's binary64. *)
Require Import BuiltIn.
From Coq Require Import Reals Psatz.
From Flocq Require Import Core IEEE754.BinarySingleNaN.
Require Import ieee_float.RoundingMode.
Open Scope R_scope.
Definition t : Type := binary_float 53 1024.
Definition eq_dec (x y : t) : {x = y} + {x <> y}.
Proof.
assert (D : {B2SF x = B2SF y} + {B2SF x <> B2SF y})
  by (decide equality; apply Bool.bool_dec || apply Pos.eq_dec || apply Z.eq_dec).
destruct D as [E | N]; [left; now apply B2SF_inj | right; congruence].
Defined.
#[global] Instance t_WhyType : WhyType t.
Proof. split; [exact (B754_zero false) | exact eq_dec]. Qed.
Definition t'real : t -> R := B2R.
Definition t'isFinite (x : t) : Prop := is_finite x = true.
Definition max_real : R := F2R (Float radix2 9007199254740991 971).
Definition round (m : mode) (x : R) : R :=
  Generic_fmt.round radix2 (FLT_exp (-1074) 53) (round_mode (fmode m)) x.
Definition in_range (x : R) : Prop := - max_real <= x <= max_real.
Definition no_overflow (m : mode) (x : R) : Prop := in_range (round m x).
Definition is_zero (x : t) : Prop := match x with B754_zero _ => True | _ => False end.
Definition is_infinite (x : t) : Prop := match x with B754_infinity _ => True | _ => False end.
Definition is_nan (x : t) : Prop := match x with B754_nan => True | _ => False end.
Definition is_positive (x : t) : Prop :=
  match x with B754_nan => False | _ => Bsign x = false end.
Definition is_negative (x : t) : Prop :=
  match x with B754_nan => False | _ => Bsign x = true end.
Definition is_plus_infinity (x : t) := is_infinite x /\ is_positive x.
Definition is_minus_infinity (x : t) := is_infinite x /\ is_negative x.
Definition is_masked (x : t) : bool :=
  match x with B754_infinity true => true | _ => false end.
Lemma is_masked_spec x : is_masked x = true <-> is_minus_infinity x.
Proof.
unfold is_minus_infinity; destruct x as [[|]|[|]| |[|] ? ? ?]; cbn;
  intuition discriminate.
Qed.
Lemma Hprec : Prec_gt_0 53. Proof. reflexivity. Qed.
Lemma Hmax : Prec_lt_emax 53 1024. Proof. reflexivity. Qed.
#[global] Existing Instances Hprec Hmax.
Definition zeroF : t := B754_zero false.
Definition add (m : mode) (x y : t) : t := Bplus (fmode m) x y.
Definition sub (m : mode) (x y : t) : t := Bminus (fmode m) x y.
Definition mul (m : mode) (x y : t) : t := Bmult (fmode m) x y.
Definition div (m : mode) (x y : t) : t := Bdiv (fmode m) x y.
Definition abs (x : t) : t := Babs x.
Definition neg (x : t) : t := Bopp x.
Definition le (x y : t) : Prop := Bleb x y = true.
Definition lt (x y : t) : Prop := Bltb x y = true.
Definition eq (x y : t) : Prop := Beqb x y = true.

(** properties of rounding *)
Notation fexp := (FLT_exp (-1074) 53).
Lemma max_real_format : generic_format radix2 fexp max_real.
Proof.
apply generic_format_FLT. exists (Float radix2 9007199254740991 971); try easy; simpl; lia.
Qed.
Lemma max_real_lt : max_real < bpow radix2 1024.
Proof.
unfold max_real, F2R; simpl Fnum; simpl Fexp.
replace (bpow radix2 1024) with (9007199254740992 * bpow radix2 971).
- apply Rmult_lt_compat_r; [apply bpow_gt_0 | lra].
- change 9007199254740992 with (bpow radix2 53). now rewrite <- bpow_plus.
Qed.
Lemma Round_monotonic m x y : x <= y -> round m x <= round m y.
Proof. intros H. now apply round_le; [apply FLT_exp_valid | apply valid_rnd_round_mode |]. Qed.
Lemma Round_idempotent m1 m2 x : round m1 (round m2 x) = round m2 x.
Proof.
apply round_generic. apply valid_rnd_round_mode.
now apply generic_format_round; [apply FLT_exp_valid | apply valid_rnd_round_mode].
Qed.
Lemma round_format m x : generic_format radix2 fexp x -> round m x = x.
Proof. intros H. apply round_generic; [apply valid_rnd_round_mode | exact H]. Qed.
Lemma Bounded_real_no_overflow m x : in_range x -> no_overflow m x.
Proof.
intros [H1 H2]; split.
- rewrite <- (round_format m (-max_real)). now apply Round_monotonic.
  now apply generic_format_opp, max_real_format.
- rewrite <- (round_format m max_real). now apply Round_monotonic.
  now apply max_real_format.
Qed.
Lemma in_range_abs x : in_range x -> Rabs x <= max_real.
Proof. intros [H1 H2]. now apply Rabs_le. Qed.
