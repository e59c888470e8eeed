(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* WP's theory Cfloat, double precision part *)
Require Import BuiltIn.
From Coq Require Import Reals Psatz.
From Flocq Require Import Core IEEE754.BinarySingleNaN.
Require Import ieee_float.RoundingMode.
Require ieee_float.Float64.
Open Scope R_scope.
Definition f64 := ieee_float.Float64.t.
(* nearest double; infinite outside [-max_real, max_real] (as WP has it) *)
Definition to_f64 (x : R) : ieee_float.Float64.t :=
  if Rlt_dec ieee_float.Float64.max_real x then B754_infinity false
  else if Rlt_dec x (- ieee_float.Float64.max_real) then B754_infinity true
  else binary_normalize 53 1024 ieee_float.Float64.Hprec ieee_float.Float64.Hmax mode_NE
    (Ztrunc (scaled_mantissa radix2 (FLT_exp (-1074) 53) (ieee_float.Float64.round RNE x)))
    (cexp radix2 (FLT_exp (-1074) 53) (ieee_float.Float64.round RNE x)) (Rlt_bool x 0).

Import ieee_float.Float64.
Lemma to_f64_correct x : in_range x -> t'isFinite (to_f64 x) /\ t'real (to_f64 x) = round RNE x.
Proof.
intros Hr. unfold to_f64.
destruct (Rlt_dec max_real x) as [H|_]; [ destruct Hr; lra |].
destruct (Rlt_dec x (- max_real)) as [H|_]; [ destruct Hr; lra |].
set (rx := round RNE x).
assert (Hrx : F2R (Float radix2 (Ztrunc (scaled_mantissa radix2 fexp rx)) (cexp radix2 fexp rx)) = rx).
{ symmetry. apply generic_format_round; [apply FLT_exp_valid; easy | apply valid_rnd_round_mode]. }
assert (Hrr : Generic_fmt.round radix2 (SpecFloat.fexp 53 1024) (round_mode mode_NE) rx = rx)
  by apply (Round_idempotent RNE RNE).
generalize (binary_normalize_correct 53 1024 Hprec Hmax mode_NE
   (Ztrunc (scaled_mantissa radix2 fexp rx)) (cexp radix2 fexp rx) (Rlt_bool x 0)).
cbv zeta; rewrite Hrx, Hrr, (Rlt_bool_true (Rabs rx)).
- intros (A & B & _). now split.
- apply Rle_lt_trans with (2 := max_real_lt), in_range_abs.
  now apply (Bounded_real_no_overflow RNE).
Qed.
Lemma to_f64_range_round x : in_range x -> t'real (to_f64 x) = round RNE x.
Proof. apply to_f64_correct. Qed.
Lemma to_f64_range_finite x : in_range x -> t'isFinite (to_f64 x).
Proof. apply to_f64_correct. Qed.
