(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* WP's theory Cfloat: conversions of reals and between formats.

   WP reads (float)x and (double)x as to_f32 and to_f64 of the real value of x,
   though C's conversion also depends on what is not in that value: an infinity
   or a NaN stays one, a zero keeps its sign. Theory Cfloat's axioms on this
   contradict each other. So what is known of both functions is only this:
   - to_f64 of a real up to DBL_MAX in size is it, rounded to nearest even;
   - to_f32 of a real up to FLT_MAX in size, but 0, is it, rounded so. Nothing
     is known of to_f32 0, as the real value of a double's infinity is 0 here.
   That is true of C, of finite arguments. The rest cannot be proved, nor its
   contrary: the functions are behind a Qed. Code must test its arguments
   before it converts them: src/float32.c does. *)
Require Import BuiltIn.
From Coq Require Import Reals Psatz.
From Flocq Require Import Core IEEE754.BinarySingleNaN.
Require Import ieee_float.RoundingMode.
Require ieee_float.Float32 ieee_float.Float64.
Open Scope R_scope.

(* The float of a real whose rounded value is below 2^emax. *)
Section Format.
Variables prec emax : Z.
Context {prec_gt_0 : Prec_gt_0 prec} {prec_lt_emax : Prec_lt_emax prec emax}.
Notation fexp := (FLT_exp (3 - emax - prec) prec).
Definition of_rounded (r : R) : binary_float prec emax :=
  binary_normalize prec emax prec_gt_0 prec_lt_emax mode_NE
    (Ztrunc (scaled_mantissa radix2 fexp r)) (cexp radix2 fexp r) false.
Lemma of_rounded_correct r : generic_format radix2 fexp r ->
  Rabs r < bpow radix2 emax ->
  is_finite (of_rounded r) = true /\ B2R (of_rounded r) = r.
Proof.
intros G H; generalize (binary_normalize_correct prec emax prec_gt_0 prec_lt_emax
  mode_NE (Ztrunc (scaled_mantissa radix2 fexp r)) (cexp radix2 fexp r) false).
replace (F2R _) with r by exact G; cbv zeta.
replace (Generic_fmt.round _ _ _ r) with r.
- rewrite Rlt_bool_true by exact H; intros (A & B & _); now split.
- symmetry; apply round_generic; [apply valid_rnd_round_mode | exact G].
Qed.
End Format.

Definition f32 := ieee_float.Float32.t.
Definition f64 := ieee_float.Float64.t.

Module D := ieee_float.Float64.
Lemma some_to_f64 : { f : R -> f64 | forall x, D.in_range x ->
  D.t'isFinite (f x) /\ D.t'real (f x) = D.round RNE x }.
Proof.
exists (fun x => of_rounded 53 1024 (D.round RNE x)); intros x R.
apply of_rounded_correct.
- apply generic_format_round; [now apply FLT_exp_valid | apply valid_rnd_round_mode].
- apply Rle_lt_trans with (2 := D.max_real_lt), D.in_range_abs.
  now apply (D.Bounded_real_no_overflow RNE).
Qed.
Definition to_f64 : R -> f64 := proj1_sig some_to_f64.
Lemma to_f64_correct x : D.in_range x ->
  D.t'isFinite (to_f64 x) /\ D.t'real (to_f64 x) = D.round RNE x.
Proof. exact (proj2_sig some_to_f64 x). Qed.
Lemma to_f64_range_round x : D.in_range x -> D.t'real (to_f64 x) = D.round RNE x.
Proof. apply to_f64_correct. Qed.
Lemma to_f64_range_finite x : D.in_range x -> D.t'isFinite (to_f64 x).
Proof. apply to_f64_correct. Qed.

Module S := ieee_float.Float32.
Lemma some_to_f32 : { f : R -> f32 | forall x, S.in_range x -> x <> 0 ->
  S.t'isFinite (f x) /\ S.t'real (f x) = S.round RNE x }.
Proof.
exists (fun x => of_rounded 24 128 (S.round RNE x)); intros x R _.
destruct (of_rounded_correct 24 128 (S.round RNE x)) as [A B].
- apply generic_format_round; [now apply FLT_exp_valid | apply valid_rnd_round_mode].
- apply Rle_lt_trans with (2 := S.max_real_lt), Rabs_le.
  exact (S.round_in_range RNE x R).
- split; [exact A | now rewrite S.real_B2R].
Qed.
Definition to_f32 : R -> f32 := proj1_sig some_to_f32.
Lemma to_f32_correct x : S.in_range x -> x <> 0 ->
  S.t'isFinite (to_f32 x) /\ S.t'real (to_f32 x) = S.round RNE x.
Proof. exact (proj2_sig some_to_f32 x). Qed.

(* Every float is a double. *)
Lemma max_real_le : S.max_real <= D.max_real.
Proof.
apply Rlt_le, Rlt_le_trans with (1 := S.max_real_lt).
unfold D.max_real, F2R; cbn [Fnum Fexp].
apply Rle_trans with (bpow radix2 971); [apply bpow_le; lia |].
assert (0 < bpow radix2 971) by apply bpow_gt_0; lra.
Qed.
Lemma to_f64_exact (x : S.t) : S.t'isFinite x ->
  D.t'isFinite (to_f64 (S.t'real x)) /\ D.t'real (to_f64 (S.t'real x)) = S.t'real x.
Proof.
intros F; assert (R := S.finite_range x F); assert (L := max_real_le).
destruct (to_f64_correct (S.t'real x)) as [F' V];
  [unfold S.in_range, D.in_range in *; lra |].
split; [exact F' |]; rewrite V; apply D.round_format.
rewrite S.real_B2R by easy; generalize (generic_format_B2R 24 128 x).
apply generic_inclusion_mag; intros _; unfold SpecFloat.fexp, SpecFloat.emin, FLT_exp; lia.
Qed.

(* Comparisons, as WP writes them. *)
Definition ne_f32 (x y : f32) : Prop := ~ ieee_float.Float32.eq x y.
