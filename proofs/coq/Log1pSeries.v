(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * The polynomial of log1p, without rounding

    Layer R. With t = f / (2 + f), log (1 + f) = 2 atanh(t) = f - t (f - R),
    where the code takes t^2 [Series] (t^2) for R.

    Main results: [Tail_error], 2 atanh(t) is 2 t + t^3 [Series] (t^2) within
    2^-52 |t|^3 for |t| <= 1/5; [Gap_tail], what this makes of f - log (1 + f).
    Source: the derivative 2 / (1 - t^2) of 2 atanh(t), compared with that of
    the polynomial by interval arithmetic, and the mean value theorem. *)

From Coq Require Import Reals Psatz Lia ZArith.
From Coquelicot Require Import Coquelicot.
From Softproof Require Import Log1pModel ZInterval.
Open Scope R_scope.

Definition Series z :=
  log_C0 + z * (log_C1 + z * (log_C2 + z * (log_C3 + z * (log_C4 + z *
    (log_C5 + z * (log_C6 + z * log_C7)))))).
(** 3 Series z + 2 z Series' z: the derivative of t^3 Series (t^2) is
    t^2 SeriesQ (t^2). *)
Definition SeriesQ z :=
  3 * log_C0 + z * (5 * log_C1 + z * (7 * log_C2 + z * (9 * log_C3 + z *
    (11 * log_C4 + z * (13 * log_C5 + z * (15 * log_C6 + z *
      (17 * log_C7))))))).

Lemma SeriesQ_error z : 0 <= z <= / 25 ->
  Rabs ((1 - z) * SeriesQ z - 2) <= 23 / 8 * / 2 ^ 52.
Proof.
intros Z; unfold SeriesQ, log_C0, log_C1, log_C2, log_C3, log_C4, log_C5,
  log_C6, log_C7.
interval with (i_taylor z, i_degree 8, i_bisect z, i_prec 70).
Qed.

Definition Tail t := ln (1 + t) - ln (1 - t) - 2 * t - t ^ 3 * Series (t ^ 2).
Lemma Tail_derive t : -1 < t < 1 ->
  is_derive Tail t (t ^ 2 * (2 / (1 - t ^ 2) - SeriesQ (t ^ 2))).
Proof.
intros T; unfold Tail, Series, SeriesQ; auto_derive; [lra |].
simpl; field; split; nra.
Qed.
Lemma Tail_slope t : 0 <= t <= / 5 ->
  Rabs (t ^ 2 * (2 / (1 - t ^ 2) - SeriesQ (t ^ 2))) <= 3 * / 2 ^ 52 * t ^ 2.
Proof.
intros T; assert (Z : 0 <= t ^ 2 <= / 25) by (simpl; nra).
set (z := t ^ 2) in *; assert (E := SeriesQ_error z Z).
rewrite Rabs_mult, (Rabs_pos_eq z), Rmult_comm by lra.
apply Rmult_le_compat_r; [lra |].
replace (2 / (1 - z) - SeriesQ z) with (- ((1 - z) * SeriesQ z - 2) / (1 - z))
  by (field; lra).
unfold Rdiv; rewrite Rabs_mult, Rabs_Ropp, Rabs_inv, (Rabs_pos_eq (1 - z)) by lra.
apply Rle_div_l; [lra |].
apply Rle_trans with (1 := E); assert (0 < / 2 ^ 52) by (simpl; lra); nra.
Qed.
Lemma Tail_bound t : 0 <= t <= / 5 -> Rabs (Tail t) <= / 2 ^ 52 * t ^ 3.
Proof.
intros T; set (e := / 2 ^ 52).
assert (H : forall s, Rabs s <= 1 -> s * Tail t - e * t ^ 3 <= 0).
{ intros s S; set (g := fun y => s * Tail y - e * y ^ 3).
  set (dg := fun y => s * (y ^ 2 * (2 / (1 - y ^ 2) - SeriesQ (y ^ 2)))
                      - e * (3 * y ^ 2)).
  assert (D : forall y, -1 < y < 1 -> is_derive g y (dg y)).
  { intros y Y; apply (is_derive_minus (fun y => s * Tail y) (fun y => e * y ^ 3)).
    - now apply is_derive_scal, Tail_derive.
    - auto_derive; [easy | simpl; ring]. }
  destruct (MVT_gen g 0 t dg) as (c & C & E).
  - rewrite Rmin_left, Rmax_right by lra; intros y Y; apply D; lra.
  - rewrite Rmin_left, Rmax_right by lra; intros y Y.
    apply continuity_pt_filterlim, (ex_derive_continuous (V := R_NormedModule)).
    exists (dg y); apply D; lra.
  - rewrite Rmin_left, Rmax_right in C by lra.
    assert (Z : Tail 0 = 0).
    { unfold Tail; rewrite Rplus_0_r, Rminus_0_r, ln_1; ring. }
    unfold g, dg in E; rewrite Z in E; assert (B := Tail_slope c ltac:(lra)); fold e in B.
    set (w := c ^ 2 * (2 / (1 - c ^ 2) - SeriesQ (c ^ 2))) in *.
    assert (M : s * w <= 3 * e * c ^ 2).
    { apply Rle_trans with (1 := Rle_abs _); rewrite Rabs_mult.
      assert (A := Rabs_pos w); assert (A' := Rabs_pos s); nra. }
    assert (0 <= t * (3 * e * c ^ 2 - s * w)) by (apply Rmult_le_pos; lra).
    lra. }
apply Rabs_le; split.
- assert (G : -1 * Tail t - e * t ^ 3 <= 0); [| lra].
  apply H; rewrite Rabs_left; lra.
- assert (G : 1 * Tail t - e * t ^ 3 <= 0); [| lra].
  apply H; rewrite Rabs_R1; lra.
Qed.
Lemma Tail_odd t : Tail (- t) = - Tail t.
Proof.
unfold Tail; replace ((- t) ^ 2) with (t ^ 2) by ring.
replace (1 + - t) with (1 - t) by ring; replace (1 - - t) with (1 + t) by ring.
ring.
Qed.
Lemma Tail_error t : Rabs t <= / 5 -> Rabs (Tail t) <= / 2 ^ 52 * Rabs t ^ 3.
Proof.
intros T; destruct (Rle_lt_dec 0 t) as [P | P].
- rewrite (Rabs_pos_eq t) in T |- * by lra; now apply Tail_bound.
- rewrite (Rabs_left t) in T |- * by lra.
  rewrite <- Rabs_Ropp, <- Tail_odd; apply Tail_bound; lra.
Qed.

(** ** f - log (1 + f), without rounding *)
Definition HalfT f := f / (2 + f).
Definition Term f := HalfT f * HalfT f * Series (HalfT f * HalfT f).
Definition Gap f := HalfT f * (f - Term f).
Lemma HalfT_range f : - / 4 <= f <= / 2 -> - / 7 <= HalfT f <= / 5.
Proof.
intros H; unfold HalfT; split.
- apply (Rle_div_r (- / 7)); lra.
- apply (Rle_div_l f); lra.
Qed.
Lemma Gap_tail f : - / 4 <= f <= / 2 -> f - ln (1 + f) = Gap f - Tail (HalfT f).
Proof.
intros H; assert (T := HalfT_range f H); unfold Tail, Gap, Term.
set (t := HalfT f) in *; replace (t * t) with (t ^ 2) by ring.
assert (E : ln (1 + f) = ln (1 + t) - ln (1 - t)).
{ rewrite <- ln_div by lra; apply f_equal; unfold t, HalfT; field; lra. }
assert (G : 2 * t = f - t * f) by (unfold t, HalfT; field; lra).
rewrite E; replace (ln (1 + t) - ln (1 - t) - 2 * t)
  with (ln (1 + t) - ln (1 - t) - (f - t * f)) by lra.
ring.
Qed.
