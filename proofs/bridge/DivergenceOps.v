(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * Terms of a divergence, p (log p - log q), which may overflow to +inf

    Main results: [kl_add_cases], [kl_add_below], [kl_add_small]. *)

From Coq Require Import Reals Psatz Lia ZArith.
From Flocq Require Import Core IEEE754.BinarySingleNaN.
From Softproof Require Import Rounding.
Require Import ieee_float.RoundingMode ieee_float.Float64 FloatOps RowOps.
Open Scope R_scope.

(** log q is -inf where q is 0 or the logit's difference overflows. *)
Definition log_of_prob x := is_minus_infinity x \/ (t'isFinite x /\ t'real x <= 0).

Lemma kl_sub a b : t'isFinite a -> - 1024 <= t'real a <= 0 -> log_of_prob b ->
  (is_minus_infinity b /\ is_plus_infinity (sub RNE a b)) \/
  (t'isFinite b /\ t'isFinite (sub RNE a b) /\
   t'real (sub RNE a b) = fsub (t'real a) (t'real b) /\
   - 1024 <= fsub (t'real a) (t'real b) <= - t'real b).
Proof.
intros Fa A [B | [Fb B]].
- left; split; [easy |]; apply minus_infinity_eq in B; subst b; apply is_plus.
  now destruct a as [s | s | | s m e H].
- right; assert (R : - 1024 <= fsub (t'real a) (t'real b) <= - t'real b).
  { split.
    - apply RN_ge_format; [apply (F_int (-1024)); lia | lra].
    - apply RN_le_format; [apply F_opp, finite_F | lra]. }
  destruct (op_sub_max a b Fa Fb) as [Fd E]; [| now repeat split].
  change (Rabs (fsub (t'real a) (t'real b)) < bpow radix2 1024).
  assert (M := finite_max b); assert (S := max_small).
  assert (K : 1024 < bpow radix2 1024)
    by (change 1024 with (bpow radix2 10); apply bpow_lt; lia).
  rewrite (Rabs_left1 (t'real b)) in M by easy; apply Rabs_def1; lra.
Qed.
Lemma kl_mul p d : t'isFinite p -> 0 < t'real p <= 1 -> t'isFinite d ->
  - 1024 <= t'real d ->
  t'isFinite (mul RNE p d) /\ t'real (mul RNE p d) = fmul (t'real p) (t'real d) /\
  - 1024 <= fmul (t'real p) (t'real d) /\
  (forall b, F b -> 0 <= b -> t'real d <= b -> fmul (t'real p) (t'real d) <= b).
Proof.
intros Fp P Fd D.
assert (L : - 1024 <= fmul (t'real p) (t'real d)).
{ apply RN_ge_format; [apply (F_int (-1024)); lia | nra]. }
assert (U : forall b, F b -> 0 <= b -> t'real d <= b -> fmul (t'real p) (t'real d) <= b).
{ intros b Fb B H; apply RN_le_format; [easy | nra]. }
assert (M := finite_max d); assert (S := max_small).
assert (X : fmul (t'real p) (t'real d) <= Rabs (t'real d)).
{ apply U; [apply F_abs, finite_F | apply Rabs_pos | apply Rle_abs]. }
assert (K : 1024 < bpow radix2 1024)
  by (change 1024 with (bpow radix2 10); apply bpow_lt; lia).
generalize (Bmult_correct 53 1024 Hprec Hmax (fmode RNE) p d).
change (Generic_fmt.round _ _ _ _) with (fmul (t'real p) (t'real d)).
rewrite Rlt_bool_true by (apply Rabs_def1; lra).
rewrite Fp, Fd; intros (E & F' & _); repeat split; easy.
Qed.
(** Neither term is far below 0, so a sum that overflows is +inf. *)
Lemma kl_sum x y : t'isFinite x -> t'isFinite y ->
  - bpow radix2 36 <= t'real x -> - 1024 <= t'real y ->
  is_plus_infinity (add RNE x y) \/
  (t'isFinite (add RNE x y) /\
   t'real (add RNE x y) = fadd (t'real x) (t'real y)).
Proof.
intros Fx Fy X Y.
assert (L : - bpow radix2 37 <= fadd (t'real x) (t'real y)).
{ apply RN_ge_format; [apply F_opp, F_bpow; lia | simpl in *; lra]. }
generalize (Bplus_correct 53 1024 Hprec Hmax (fmode RNE) x y Fx Fy).
change (Generic_fmt.round _ _ _ _) with (fadd (t'real x) (t'real y)).
case Rlt_bool_spec; intros B; [intros (E & F' & _); right; easy |].
intros (E & S); left.
assert (K : bpow radix2 37 < bpow radix2 1024) by (apply bpow_lt; lia).
assert (P : bpow radix2 1024 <= fadd (t'real x) (t'real y)).
{ unfold Rabs in B; destruct Rcase_abs; lra. }
assert (Q : 0 < t'real x + t'real y).
{ apply Rnot_le_lt; intros H; apply (RN_le _ 0) in H; rewrite RN_0 in H.
  change (fadd (t'real x) (t'real y) <= 0) in H.
  assert (bpow radix2 1024 > 0) by apply bpow_gt_0; lra. }
assert (Sx : Bsign x = false).
{ destruct (Rlt_le_dec 0 (t'real x)) as [Px | Px]; [now apply sign_nonneg |].
  rewrite S; apply sign_nonneg; [easy | lra]. }
rewrite Sx in E; now apply overflow_plus.
Qed.

Section Term.
Variables s p a b : t.
Hypothesis Sum : is_plus_infinity s \/ (t'isFinite s /\ - bpow radix2 36 <= t'real s).
Hypothesis Fp : t'isFinite p.
Hypothesis P : 0 < t'real p <= 1.
Hypothesis Fa : t'isFinite a.
Hypothesis A : - 1024 <= t'real a <= 0.
Hypothesis B : log_of_prob b.
Notation d := (sub RNE a b).
Notation q := (mul RNE p d).
Notation r := (add RNE s q).

Lemma kl_product : (is_minus_infinity b /\ is_plus_infinity q) \/
  (t'isFinite b /\ t'isFinite q /\
   t'real q = fmul (t'real p) (fsub (t'real a) (t'real b)) /\ - 1024 <= t'real q /\
   (forall c, F c -> 0 <= c -> - t'real b <= c -> t'real q <= c)).
Proof.
destruct (kl_sub a b Fa A B) as [[I D] | (Fb & Fd & E & L & H)].
- left; split; [easy | apply mul_plus; easy].
- right; rewrite <- E in L, H.
  destruct (kl_mul p d Fp P Fd L) as (Fq & V & Q & W).
  rewrite <- V in Q, W; rewrite E in V; repeat split; try assumption.
  intros c Fc C X; apply W; lra || assumption.
Qed.
Theorem kl_add_cases : is_plus_infinity r \/
  (t'isFinite r /\ t'isFinite s /\ t'isFinite b /\
   t'real r = fadd (t'real s) (fmul (t'real p) (fsub (t'real a) (t'real b)))).
Proof.
destruct kl_product as [[_ Q] | (Fb & Fq & V & L & _)].
- left; apply (plus_add q s Q); tauto.
- destruct Sum as [S | [Fs S]]; [left; apply (plus_add s q S); tauto |].
  destruct (kl_sum s q Fs Fq S L) as [R | [Fr R]]; [now left | right].
  rewrite <- V; repeat split; assumption.
Qed.
Lemma plus_nan x : is_plus_infinity x -> ~ is_nan x.
Proof. intros H; apply plus_infinity_eq in H; now subst x. Qed.
Theorem kl_no_nan : ~ is_nan d /\ ~ is_nan q /\ ~ is_nan r.
Proof.
split; [| split].
- destruct (kl_sub a b Fa A B) as [[_ D] | (_ & D & _)];
    [now apply plus_nan | now apply finite_not_nan].
- destruct kl_product as [[_ D] | (_ & D & _)];
    [now apply plus_nan | now apply finite_not_nan].
- destruct kl_add_cases as [D | (D & _)];
    [now apply plus_nan | now apply finite_not_nan].
Qed.
Theorem kl_add_below i : (0 <= i)%Z -> (i < 67108864)%Z -> t'isFinite r ->
  - 1024 * IZR i <= t'real s -> - 1024 * IZR (1 + i) <= t'real r.
Proof.
intros I N Fr L; destruct kl_product as [[_ Q] | (Fb & Fq & V & D & _)].
{ destruct (plus_add q s Q ltac:(tauto)) as [_ R].
  apply plus_infinity_eq in R; rewrite R in Fr; easy. }
destruct kl_add_cases as [R | (_ & Fs & _ & R)].
{ apply plus_infinity_eq in R; rewrite R in Fr; easy. }
rewrite R, <- V; unfold fadd; apply RN_ge_format.
- rewrite <- mult_IZR; apply F_int; lia.
- rewrite plus_IZR; lra.
Qed.
Theorem kl_add_small i : (0 <= i)%Z -> (i < 67108864)%Z -> t'isFinite s ->
  t'real s <= IZR i * bpow radix2 991 -> t'isFinite b -> - bpow radix2 991 <= t'real b ->
  t'isFinite r /\ t'real r <= IZR (1 + i) * bpow radix2 991.
Proof.
intros I N Fs L Fb L'; destruct Sum as [S | [_ S]].
{ apply plus_infinity_eq in S; rewrite S in Fs; easy. }
destruct kl_product as [[Q _] | (_ & Fq & V & D & W)].
{ apply minus_infinity_eq in Q; rewrite Q in Fb; easy. }
assert (Q := W (bpow radix2 991) ltac:(apply F_bpow; lia) (bpow_ge_0 _ _) ltac:(lra)).
assert (R : fadd (t'real s) (t'real q) <= IZR (1 + i) * bpow radix2 991).
{ apply RN_le_format; [| rewrite plus_IZR; lra].
  apply generic_format_FLT; exists (Float radix2 (1 + i) 991);
    [reflexivity | change (Z.abs (1 + i) < 2 ^ 53)%Z; lia | simpl; lia]. }
assert (R' : - bpow radix2 37 <= fadd (t'real s) (t'real q)).
{ apply RN_ge_format; [apply F_opp, F_bpow; lia | simpl in *; lra]. }
assert (X : IZR (1 + i) * bpow radix2 991 < bpow radix2 1024).
{ apply Rle_lt_trans with (IZR (2 ^ 27) * bpow radix2 991).
  - apply Rmult_le_compat_r; [apply bpow_ge_0 | apply IZR_le; lia].
  - change (IZR (2 ^ 27)) with (bpow radix2 27); rewrite <- bpow_plus.
    apply bpow_lt; lia. }
assert (Y : bpow radix2 37 < bpow radix2 1024) by (apply bpow_lt; lia).
destruct (op_add_max s q Fs Fq) as [Fr E].
- change (Rabs (fadd (t'real s) (t'real q)) < bpow radix2 1024).
  apply Rabs_def1; lra.
- split; [exact Fr |]; rewrite E; exact R.
Qed.
End Term.
