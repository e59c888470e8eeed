(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * Floats in goals from WP: order, and conversions from and to double

    Main results: [classes], what a float can be; [le_spec], [lt_spec],
    [eq_self], the order of floats as one of reals, infinities included;
    [narrow], (float)x of a double; [widen], (double)x of a float; [twice], an
    overflow. *)

From Coq Require Import Reals Psatz Lia ZArith.
From Flocq Require Import Core IEEE754.BinarySingleNaN.
From Softproof Require Import Rounding Rounding32.
Require Import ieee_float.RoundingMode.
Require ieee_float.Float64.
Require Import ieee_float.Float32 frama_c_wp.cfloat.Cfloat.
Open Scope R_scope.

Lemma round_RN32 x : Float32.round RNE x = RN32 x. Proof. reflexivity. Qed.

(** Numbers as WP prints them. *)
Definition largest := 340282346638528859811704183484516925440.
Lemma max_real_largest : max_real = largest.
Proof. unfold max_real, F2R, largest; cbn [Fnum Fexp]; simpl; lra. Qed.
Lemma largest32_largest : largest32 = largest.
Proof. unfold largest32, largest; simpl; lra. Qed.
Lemma middle32_value : middle32 = 340282356779733661637539395458142568448.
Proof. unfold middle32; simpl; lra. Qed.

(** ** Order *)

(** The place of a float among the reals; not t'real, of which nothing is known
    where x is not finite. *)
Definition place (x : t) : R :=
  match x with
  | B754_infinity false => bpow radix2 128
  | B754_infinity true => - bpow radix2 128
  | _ => B2R x
  end.
Lemma largest_infinity : largest < bpow radix2 128.
Proof. rewrite <- max_real_largest; exact max_real_lt. Qed.

Inductive class (x : t) : Prop :=
  | Nan : is_nan x -> ~ t'isFinite x -> ~ is_plus_infinity x ->
      ~ is_minus_infinity x -> class x
  | Finite : ~ is_nan x -> t'isFinite x -> ~ is_plus_infinity x ->
      ~ is_minus_infinity x -> place x = t'real x ->
      - largest <= t'real x <= largest -> class x
  | Plus : ~ is_nan x -> ~ t'isFinite x -> is_plus_infinity x ->
      ~ is_minus_infinity x -> place x = bpow radix2 128 -> class x
  | Minus : ~ is_nan x -> ~ t'isFinite x -> ~ is_plus_infinity x ->
      is_minus_infinity x -> place x = - bpow radix2 128 -> class x.
Lemma finite_largest x : t'isFinite x -> - largest <= t'real x <= largest.
Proof. rewrite <- max_real_largest; exact (finite_range x). Qed.
Lemma finite_F32 x : t'isFinite x -> F32 (t'real x).
Proof.
intros H; rewrite real_B2R by exact H.
apply BinarySingleNaN.generic_format_B2R.
Qed.
Lemma finite_class x : t'isFinite x -> class x.
Proof.
intros F; apply Finite; try (intros [I _]); try exact F;
  try (now destruct x); [| now apply finite_largest].
rewrite real_B2R by exact F; now destruct x.
Qed.
Lemma classes x : class x.
Proof.
destruct x as [s | [|] | | s m e H].
- now apply finite_class.
- apply Minus; try (intros [? ?]); try easy; now split.
- apply Plus; try (intros [? ?]); try easy; now split.
- apply Nan; try (intros [? ?]); easy.
- now apply finite_class.
Qed.

Definition compared (P : R -> R -> Prop) (x y : t) : Prop :=
  ~ is_nan x /\ ~ is_nan y /\ P (place x) (place y).
Lemma place_finite x : is_finite x = true ->
  place x = B2R x /\ - bpow radix2 128 < place x < bpow radix2 128.
Proof.
intros F; assert (E : place x = B2R x) by now destruct x.
split; [exact E |]; rewrite E; assert (B := finite_largest x F).
assert (L := largest_infinity); rewrite <- (real_B2R x F); lra.
Qed.
Lemma compare_spec (x y : t) : match Bcompare x y with
  | Some Lt => compared Rlt x y | Some Eq => compared (@Logic.eq R) x y
  | Some Gt => compared Rgt x y | None => is_nan x \/ is_nan y end.
Proof.
assert (P : 0 < bpow radix2 128) by apply bpow_gt_0.
destruct (is_finite x) eqn:Fx, (is_finite y) eqn:Fy.
- rewrite Bcompare_correct by assumption.
  destruct (place_finite x Fx) as [Ex _], (place_finite y Fy) as [Ey _].
  unfold compared; rewrite Ex, Ey.
  assert (Nx : ~ is_nan x) by now destruct x.
  assert (Ny : ~ is_nan y) by now destruct y.
  case Rcompare_spec; intros; tauto.
- destruct (place_finite x Fx) as [_ B].
  destruct y as [s | [|] | | s m e H]; try easy;
    destruct x as [[|] | s | | [|] m e H]; try easy; cbn -[place bpow] in *;
    try (right; exact I); unfold compared; cbn -[bpow place];
    repeat split; try easy; cbn [place] in *; try lra; apply B.
- destruct (place_finite y Fy) as [_ B].
  destruct x as [s | [|] | | s m e H]; try easy;
    destruct y as [[|] | s | | [|] m e H]; try easy; cbn -[place bpow] in *;
    try (left; exact I); unfold compared; cbn -[bpow place];
    repeat split; try easy; cbn [place] in *; try lra; apply B.
- destruct x as [s | [|] | | s m e H]; try easy;
    destruct y as [s' | [|] | | s' m' e' H']; try easy; cbn -[place bpow];
    try (left; exact I); try (right; exact I); unfold compared; cbn -[bpow];
    repeat split; try easy; lra.
Qed.
Lemma le_spec x y : le x y <-> compared Rle x y.
Proof.
unfold le, Bleb, SpecFloat.SFleb; change (SpecFloat.SFcompare _ _) with (Bcompare x y).
assert (C := compare_spec x y).
destruct (Bcompare x y) as [[| |] |]; unfold compared in *; split; intros H;
  try easy; try tauto; destruct C as (A & B & C); repeat split; try easy; lra.
Qed.
Lemma lt_spec x y : lt x y <-> compared Rlt x y.
Proof.
unfold lt, Bltb, SpecFloat.SFltb; change (SpecFloat.SFcompare _ _) with (Bcompare x y).
assert (C := compare_spec x y).
destruct (Bcompare x y) as [[| |] |]; unfold compared in *; split; intros H;
  try easy; try tauto; destruct C as (A & B & C); repeat split; try easy; lra.
Qed.
Lemma eq_self x : eq x x <-> ~ is_nan x.
Proof.
unfold eq, Beqb, SpecFloat.SFeqb; change (SpecFloat.SFcompare _ _) with (Bcompare x x).
assert (C := compare_spec x x).
destruct (Bcompare x x) as [[| |] |]; unfold compared in C; split; try easy; try tauto;
  destruct C as (A & B & C); lra.
Qed.

(** ** Conversions *)
Lemma narrow r : Rabs r <= largest -> r <> 0 ->
  t'isFinite (to_f32 r) /\ t'real (to_f32 r) = RN32 r.
Proof.
intros L N; apply to_f32_correct; [| exact N].
unfold in_range; rewrite max_real_largest; now apply Rabs_le_inv.
Qed.
Lemma widen (x : t) : t'isFinite x ->
  Float64.t'isFinite (to_f64 (t'real x)) /\
  Float64.t'real (to_f64 (t'real x)) = t'real x.
Proof. apply to_f64_exact. Qed.
Lemma not_nan_finite x : t'isFinite x -> ~ is_nan x.
Proof. now destruct x. Qed.
Lemma not_nan_finite_64 x : Float64.t'isFinite x -> ~ Float64.is_nan x.
Proof. now destruct x. Qed.

(** ** Overflow *)
Section Twice.
Variables prec emax : Z.
Context {prec_gt_0 : Prec_gt_0 prec} {prec_lt_emax : Prec_lt_emax prec emax}.
Lemma twice_overflow (x y : binary_float prec emax) : B2R y = 2 -> B2R x <> 0 ->
  bpow radix2 (emax - 1) <= Rabs (B2R x) -> (3 < emax)%Z ->
  Bmult mode_NE x y = B754_infinity (Rlt_bool (B2R x) 0).
Proof.
intros Y N X E; generalize (Bmult_correct prec emax _ _ mode_NE x y).
assert (Sx : is_finite x = true -> Bsign x = Rlt_bool (B2R x) 0).
{ destruct x as [s | s | | s m e H]; try easy; intros _.
  cbn [Bsign]; symmetry; destruct s;
    [now apply Rlt_bool_true, F2R_lt_0 | now apply Rlt_bool_false, F2R_ge_0]. }
assert (Sy : Bsign y = false).
{ destruct y as [s | s | | [|] m e H]; try (exfalso; revert Y; cbn; lra); try easy.
  exfalso; assert (B2R (B754_finite true m e H) < 0) by now apply F2R_lt_0.
  lra. }
assert (Fx : is_finite x = true) by (destruct x; try easy; now elim N).
rewrite (Sx Fx), Sy, Y, Rlt_bool_false.
- intros A; apply B2SF_inj; rewrite A; now destruct Rlt_bool.
- assert (P : bpow radix2 emax <= Rabs (B2R x * 2)).
  { rewrite Rabs_mult, (Rabs_pos_eq 2) by lra.
    replace emax with (emax - 1 + 1)%Z at 1 by ring; rewrite bpow_plus.
    apply Rmult_le_compat; [apply bpow_ge_0 | apply bpow_ge_0 | exact X | simpl; lra]. }
  apply (abs_round_ge_generic radix2 (SpecFloat.fexp prec emax));
    try exact P; [apply valid_rnd_round_mode |].
  apply generic_format_bpow; unfold SpecFloat.fexp, SpecFloat.emin.
  red in prec_gt_0, prec_lt_emax; lia.
Qed.
End Twice.
Lemma twice_32 (x y : t) : t'isFinite x -> t'isFinite y -> t'real y = 2 ->
  Rabs (t'real x) = largest ->
  mul RNE x y = B754_infinity (Rlt_bool (t'real x) 0).
Proof.
intros Fx Fy Y X; rewrite real_B2R in * by assumption.
apply twice_overflow; [exact Y | | | easy].
- intros Z; rewrite Z, Rabs_R0 in X; unfold largest in X; lra.
- rewrite X; unfold largest.
  change (bpow radix2 (128 - 1)) with 170141183460469231731687303715884105728; lra.
Qed.
Lemma max_real_64 : Float64.max_real = IZR (9007199254740991 * 2 ^ 971).
Proof. rewrite mult_IZR; reflexivity. Qed.
Lemma twice_64 (x y : Float64.t) : Float64.t'real y = 2 ->
  Float64.max_real = Rabs (Float64.t'real x) ->
  Float64.mul RNE x y = B754_infinity (Rlt_bool (Float64.t'real x) 0).
Proof.
intros Y X; assert (P : bpow radix2 (1024 - 1) <= Float64.max_real).
{ unfold Float64.max_real, F2R; cbn [Fnum Fexp].
  change (1024 - 1)%Z with (52 + 971)%Z; rewrite bpow_plus.
  apply Rmult_le_compat_r; [apply bpow_ge_0 | simpl; lra]. }
unfold Float64.t'real in *.
apply twice_overflow; [exact Y | | rewrite <- X; exact P | easy].
assert (Q := bpow_gt_0 radix2 (1024 - 1)).
intros Z; rewrite Z, Rabs_R0 in X; lra.
Qed.
