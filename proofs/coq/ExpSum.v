(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * The sum in [sp_exp], before its last rounding

    [Exact] is 2^(-j/64) e^m, [Unrounded] is what the code has for it
    just before the last addition is rounded.

    Main results: [Unrounded_error] (relative error 0.121 u), [Expm1_error].
    Source: P. T. P. Tang, ACM TOMS 15, 1989. *)

From Coq Require Import Reals Psatz Lia ZArith.
From Flocq Require Import Core.
From Gappa Require Import Gappa_tactic.
From Softproof Require Import Rounding HalfUlp ExpModel ZInterval.
Open Scope R_scope.

(** ** The polynomial *)
Definition Poly (r : R) : R :=
  (r + (r * r) * (0.5 + r * C3)) + ((r * r) * (r * r)) * (C4 + r * C5).
Lemma Poly_error r : Rabs r <= 0.00543 ->
  Rabs ((1 + Poly r) * exp (- r) - 1) <= 0x1.5p-57.
Proof.
intros H; unfold Poly, C3, C4, C5.
interval with (i_taylor r, i_bisect r, i_degree 8, i_prec 80).
Qed.
(** [gappa] wants fractions with a power of two below. *)
Lemma Poly_rounding r : Rabs r <= 0.00543 ->
  Rabs (Expm1Small r - Poly r) <= 33 / 36893488147419103232.
Proof.
intros H; assert (Hr : -89 / 16384 <= r <= 89 / 16384)
  by (apply Rabs_le_inv in H; lra); clear H.
unfold Expm1Small, Poly, fadd, fmul, RN; cbv zeta.
replace C3 with (3002399751580909 / 18014398509481984) by (unfold C3; lra).
replace C4 with (6004803913146383 / 144115188075855872) by (unfold C4; lra).
replace C5 with (2401920431271491 / 288230376151711744) by (unfold C5; lra).
replace 0.5 with (1 / 2) by lra.
gappa.
Qed.
Lemma exp_near h : Rabs h <= / 1000 -> Rabs (exp h - 1) <= 1.01 * Rabs h.
Proof.
intros H; assert (A := exp_ineq1_le h); assert (B := exp_ineq1_le (- h)).
assert (P := exp_pos h); rewrite exp_Ropp in B.
assert (E : / exp h * exp h = 1) by (field; lra).
apply (Rmult_le_compat_r (exp h)) in B; [| lra].
unfold Rabs in *; destruct (Rcase_abs h), (Rcase_abs (exp h - 1)); nra.
Qed.
(** What is wrong with q: polynomial 0.083, its rounding 0.008, reduction 0.012. *)
Lemma Expm1_error i r m : Split i r m ->
  Rabs (Expm1Small r - (exp m - 1)) <= 0.103 * u.
Proof.
intros [_ Hm Hr Hd]; assert (U := u_val).
assert (P1 := Poly_rounding r Hr); assert (P2 := Poly_error r Hr).
assert (P3 := exp_near (r - m) ltac:(lra)).
assert (Er : 0 < exp r <= 1.00546) by (split; interval).
assert (Em : 0 < exp m <= 1.00546) by (split; interval).
set (a := (1 + Poly r) * exp (- r) - 1) in *.
assert (Ea : 1 + Poly r = exp r + exp r * a)
  by (unfold a; rewrite exp_Ropp; field; lra).
set (b := exp (r - m) - 1) in *.
assert (Eb : exp r = exp m + exp m * b)
  by (unfold b; replace (exp r) with (exp (m + (r - m))) by (f_equal; ring);
      rewrite exp_plus; ring).
replace (Expm1Small r - (exp m - 1)) with
  ((Expm1Small r - Poly r) + (exp r * a + exp m * b)) by lra.
assert (A1 : Rabs (exp r * a) <= 1.00546 * 0x1.5p-57).
{ rewrite Rabs_mult, Rabs_pos_eq by lra.
  apply Rmult_le_compat; lra || apply Rabs_pos. }
assert (A2 : Rabs (exp m * b) <= 1.00546 * (1.01 * (u / 84))).
{ rewrite Rabs_mult, Rabs_pos_eq by lra.
  apply Rmult_le_compat; lra || apply Rabs_pos. }
apply Rabs_le_inv in P1; apply Rabs_le_inv in A1; apply Rabs_le_inv in A2.
apply Rabs_le; lra.
Qed.

(** ** The sum *)
(** What the mantissa should be, and what it is before its last rounding. *)
Definition Exact (i : Z) (m : R) : R := exp2_64 (- (i mod 64)) * exp m.
Definition Unrounded (i : Z) (r : R) : R :=
  let t := RootHi (i mod 64) in
  t + fadd (RootLo (i mod 64)) (fmul t (Expm1Small r)).
Lemma Mantissa_eq i r : Mantissa i r = RN (Unrounded i r).
Proof. reflexivity. Qed.
Lemma Exact_scaled i m :
  exp2_64 (- i) * exp m = Exact i m * bpow radix2 (- (i / 64)).
Proof.
rewrite <- exp2_64_pow; unfold Exact.
assert (E := Z.div_mod i 64 ltac:(lia)).
set (j := (i mod 64)%Z) in *; set (n := (i / 64)%Z) in *.
rewrite E; replace (- (64 * n + j))%Z with (- j + -64 * n)%Z by ring.
rewrite exp2_64_plus; ring.
Qed.
Lemma Unrounded_error i r m : Split i r m ->
  0.49 <= Exact i m <= 1.006 /\
  Rabs (Unrounded i r - Exact i m) <= 0.121 * u * Exact i m.
Proof.
intros H; assert (D := Expm1_error i r m H); destruct H as [Hi Hm Hr _].
destruct (count_split _ Hi) as [Hj _].
destruct (Root_spec _ Hj) as (Ht & Htv & Hl & Htl).
assert (Hv := exp2_64_range _ Hj); assert (U := u_val).
assert (Hq : Rabs (Expm1Small r) <= 0.0055) by now apply expm1_small_ops.
unfold Unrounded, Exact; cbv zeta; set (j := (i mod 64)%Z) in *.
set (t := RootHi j) in *; set (l := RootLo j) in *; set (v := exp2_64 (- j)) in *.
set (q := Expm1Small r) in *.
assert (Ee : 0.99459 <= exp m <= 1.00546)
  by (clear - Hm; split; interval).
set (e := exp m) in *; clearbody t l v q e.
assert (W : 0.99459 * v <= v * e <= 1.00546 * v)
  by (rewrite (Rmult_comm v); split; apply Rmult_le_compat_r; lra).
split; [lra |].
assert (Eta : 0 < eta <= u * / 1000000).
{ split; [apply eta_pos |]; apply Rle_trans with (1 := eta_le_u).
  rewrite Rmult_comm; apply Rmult_le_compat_l; [lra |].
  apply Rle_trans with (bpow radix2 (-20)); [apply bpow_le; lia | simpl; lra]. }
apply Rabs_le_inv in Htl; apply Rabs_le_inv in Hl.
(* everything in units of u v *)
assert (Uv : u * / 2 <= u * v) by (apply Rmult_le_compat_l; lra).
assert (Uv' : u * v <= / 1000000 * v) by (apply Rmult_le_compat_r; lra).
assert (Uu : u * u <= u * / 1000000) by (apply Rmult_le_compat_l; lra).
assert (Ut : u * t <= u * (1.0001 * v)).
{ apply Rabs_le_inv in Htv; apply Rmult_le_compat_l; lra. }
assert (G : u * (0.99459 * v) <= u * (v * e)) by (apply Rmult_le_compat_l; lra).
assert (Tq : Rabs (t * q) <= 0.0055 * t).
{ rewrite Rabs_mult, Rabs_pos_eq, Rmult_comm by lra.
  apply Rmult_le_compat_r; lra. }
assert (Ep := RN_abs_err (t * q)); fold (fmul t q) in Ep.
set (p := fmul t q) in *; clearbody p.
apply (Rmult_le_compat_l u) in Tq as Utq; [| lra].
assert (Ep' : Rabs (p - t * q) <= 0.00551 * (u * v)) by lra.
apply Rabs_le_inv in Ep'; apply Rabs_le_inv in Tq.
assert (Lp : Rabs (l + p) <= 0.00552 * v)
  by (apply Rabs_le_inv in Htv; apply Rabs_le; lra).
assert (Es := RN_abs_err (l + p)); fold (fadd l p) in Es.
set (s := fadd l p) in *; clearbody s.
apply (Rmult_le_compat_l u) in Lp; [| lra].
assert (Es' : Rabs (s - (l + p)) <= 0.00553 * (u * v)) by lra.
assert (D1 : Rabs ((t - v) * q) <= u / 2 * 0.0055).
{ rewrite Rabs_mult, Rabs_minus_sym.
  apply Rmult_le_compat; apply Rabs_pos || easy. }
assert (D2 : Rabs (v * (q - (e - 1))) <= v * (0.103 * u)).
{ rewrite Rabs_mult, Rabs_pos_eq by lra; apply Rmult_le_compat_l; lra. }
replace (t + s - v * e) with ((t + l - v) + (p - t * q) + (s - (l + p)) +
  (t - v) * q + v * (q - (e - 1))) by ring.
apply Rabs_le_inv in Es'; apply Rabs_le_inv in D1; apply Rabs_le_inv in D2.
apply Rabs_le; lra.
Qed.
