(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* Why3's theory ieee_float.Float32, realised by Flocq's binary32. *)
Require Import BuiltIn.
From Coq Require Import Reals Psatz.
From Flocq Require Import Core IEEE754.BinarySingleNaN.
Require Import ieee_float.RoundingMode.
Open Scope R_scope.
Definition t : Type := binary_float 24 128.
Definition eq_dec (x y : t) : {x = y} + {x <> y}.
Proof.
assert (D : {B2SF x = B2SF y} + {B2SF x <> B2SF y})
  by (decide equality; apply Bool.bool_dec || apply Pos.eq_dec || apply Z.eq_dec).
destruct D as [E | N]; [left; now apply B2SF_inj | right; congruence].
Defined.
#[global] Instance t_WhyType : WhyType t.
Proof. split; [exact (B754_zero false) | exact eq_dec]. Qed.
Definition t'isFinite (x : t) : Prop := is_finite x = true.

(* The real value of a finite float. Infinities and NaN have one too, of which
   nothing can be proved (it is behind a Qed): WP reads (double)x as a function
   of the real value, so whatever were known of that of an infinity would say
   something false of the conversion. *)
Lemma some_real : { v : t -> R | forall x, t'isFinite x -> v x = B2R x }.
Proof. now exists (B2R (prec := 24) (emax := 128)). Qed.
Definition t'real : t -> R := proj1_sig some_real.
Lemma real_B2R (x : t) : t'isFinite x -> t'real x = B2R x.
Proof. exact (proj2_sig some_real x). Qed.

Definition max_real : R := F2R (Float radix2 16777215 104).
Definition round (m : mode) (x : R) : R :=
  Generic_fmt.round radix2 (FLT_exp (-149) 24) (round_mode (fmode m)) x.
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
Lemma Hprec : Prec_gt_0 24. Proof. reflexivity. Qed.
Lemma Hmax : Prec_lt_emax 24 128. Proof. reflexivity. Qed.
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
Notation fexp := (FLT_exp (-149) 24).
Lemma max_real_format : generic_format radix2 fexp max_real.
Proof.
apply generic_format_FLT. exists (Float radix2 16777215 104); try easy; simpl; lia.
Qed.
Lemma max_real_lt : max_real < bpow radix2 128.
Proof.
unfold max_real, F2R; simpl Fnum; simpl Fexp.
replace (bpow radix2 128) with (16777216 * bpow radix2 104).
- apply Rmult_lt_compat_r; [apply bpow_gt_0 | lra].
- change 16777216 with (bpow radix2 24). now rewrite <- bpow_plus.
Qed.
Lemma round_format m x : generic_format radix2 fexp x -> round m x = x.
Proof. intros H. apply round_generic; [apply valid_rnd_round_mode | exact H]. Qed.
Lemma round_in_range m x : in_range x -> in_range (round m x).
Proof.
assert (V : Valid_exp fexp) by now apply FLT_exp_valid.
assert (W : Valid_rnd (round_mode (fmode m))) by apply valid_rnd_round_mode.
intros [H1 H2]; split.
- rewrite <- (round_format m (- max_real)); [now apply round_le |].
  apply generic_format_opp, max_real_format.
- rewrite <- (round_format m max_real) by apply max_real_format; now apply round_le.
Qed.
Lemma finite_range (x : t) : t'isFinite x -> in_range (t'real x).
Proof.
intros F; rewrite (real_B2R x F); apply Rabs_le_inv.
apply Rle_trans with (1 := abs_B2R_le_emax_minus_prec 24 128 Hprec x), Req_le.
unfold max_real, F2R; cbn [Fnum Fexp].
replace (bpow radix2 128) with (16777216 * bpow radix2 104).
- change (128 - 24)%Z with 104%Z; ring.
- change 16777216 with (bpow radix2 24); now rewrite <- bpow_plus.
Qed.
