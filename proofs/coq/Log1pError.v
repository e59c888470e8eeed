(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * The accuracy of log1p

    Layer F to layer R: the model against [ln (1 + x)].

    Main results, for binary64 x, 0 <= x <= 2^26: [Log1p_rel],
    |Log1p x - ln (1 + x)| <= 2.1 u ln (1 + x); [Log1p_0], [Log1p_nonneg],
    [Log1p_F], [Log1p_le] (at most 18.1). [Log1pLarge_rel] is the same bound for
    whatever p and k the loop of the C code ends with.
    Source: the log1p of FDLIBM; M. Daumas, G. Melquiond, Certification of
    bounds on expressions involving rounded operators, ACM TOMS 37, 2010. *)

From Coq Require Import Reals Psatz Lia ZArith.
From Flocq Require Import Core.
From Coquelicot Require Import Rcomplements.
From Gappa Require Import Gappa_tactic.
From Softproof Require Import Rounding Log1pModel Log1pSeries ZInterval.
Open Scope R_scope.

(** ** The rounding errors, by Gappa: U is u, written for it *)
Notation U := (/ 9007199254740992).
Ltac unfold_ops := unfold GapZ, GapT, fadd, fsub, fmul, fdiv, RN.

Lemma AtanhSeries_error z z0 : 0 <= z0 <= 42 / 1024 -> Rabs (z - z0) <= / 4 * U ->
  Rabs (AtanhSeries z - Series z0) <= 3 / 4 * U.
Proof.
intros Z E; unfold AtanhSeries, Series, log_C0, log_C1, log_C2, log_C3, log_C4,
  log_C5, log_C6, log_C7; unfold_ops; gappa.
Qed.
Lemma Series_range z : 0 <= z <= 42 / 1024 -> 682 / 1024 <= Series z <= 703 / 1024.
Proof.
intros Z; unfold Series, log_C0, log_C1, log_C2, log_C3, log_C4, log_C5,
  log_C6, log_C7; gappa.
Qed.
Lemma GapT_rel f : / 18014398509481984 <= f <= / 2 ->
  Rabs (GapT f - f / (2 + f)) <= 129 / 64 * U * Rabs (f / (2 + f)).
Proof. intros H; unfold_ops; gappa. Qed.
Lemma GapZ_error f : - / 4 <= f <= / 2 -> - 147 / 1024 <= f / (2 + f) <= 205 / 1024 ->
  Rabs (GapZ f - f / (2 + f) * (f / (2 + f))) <= / 4 * U.
Proof. intros H T; unfold_ops; gappa. Qed.
Lemma Term_rel t t0 s s0 : / 72057594037927936 <= t0 <= 205 / 1024 ->
  Rabs (t - t0) <= 129 / 64 * U * Rabs t0 ->
  682 / 1024 <= s0 <= 703 / 1024 -> Rabs (s - s0) <= 3 / 4 * U ->
  Rabs (fmul (fmul t t) s - t0 * t0 * s0) <= 15 / 2 * U * Rabs (t0 * t0 * s0).
Proof. intros T Et S Es; unfold_ops; gappa. Qed.

(** The second summand of [LogScaled], for negative and for positive f. *)
Definition Inner k f s :=
  fsub f (fsub (fmul (GapT f) (fsub f (fmul (GapZ f) s))) (fmul k LN2_LO)).
Definition InnerR k f t s := f - (t * (f - t * t * s) - k * LN2_LO).
Lemma Inner_neg k f s s0 : 0 <= k <= 26 -> - / 4 <= f <= 0 ->
  - 147 / 1024 <= f / (2 + f) <= 0 ->
  682 / 1024 <= s0 <= 703 / 1024 -> Rabs (s - s0) <= 3 / 4 * U ->
  Rabs (Inner k f s - InnerR k f (f / (2 + f)) s0) <= 7 / 16 * U.
Proof.
intros K H T S E; unfold Inner, InnerR, LN2_LO; unfold_ops; gappa.
Qed.
Lemma Inner_pos k f s s0 : 0 <= k <= 26 -> 0 <= f <= / 2 ->
  0 <= f / (2 + f) <= 205 / 1024 ->
  682 / 1024 <= s0 <= 703 / 1024 -> Rabs (s - s0) <= 3 / 4 * U ->
  Rabs (Inner k f s - InnerR k f (f / (2 + f)) s0) <= 23 / 32 * U.
Proof.
intros K H T S E; unfold Inner, InnerR, LN2_LO; unfold_ops; gappa.
Qed.

Lemma Series_error f : - / 4 <= f <= / 2 ->
  682 / 1024 <= Series (HalfT f * HalfT f) <= 703 / 1024 /\
  Rabs (AtanhSeries (GapZ f) - Series (HalfT f * HalfT f)) <= 3 / 4 * U.
Proof.
intros H; assert (T := HalfT_range f H).
assert (Z : 0 <= HalfT f * HalfT f <= 42 / 1024) by nra.
split; [now apply Series_range |].
apply AtanhSeries_error; [easy |].
apply GapZ_error; [easy | fold (HalfT f); lra].
Qed.

(** ** No scaling: a relative bound for f - log (1 + f) *)
Lemma rel_mul a b x y ea eb : 0 <= x -> 0 <= y ->
  Rabs (a - x) <= ea * x -> Rabs (b - y) <= eb * y ->
  Rabs (a * b - x * y) <= (ea + eb + ea * eb) * (x * y).
Proof.
intros X Y A B.
replace (a * b - x * y)
  with ((a - x) * (b - y) + ((a - x) * y + x * (b - y))) by ring.
assert (Rabs ((a - x) * (b - y)) <= (ea * x) * (eb * y)).
{ rewrite Rabs_mult; apply Rmult_le_compat; easy || apply Rabs_pos. }
assert (Rabs ((a - x) * y) <= ea * x * y).
{ rewrite Rabs_mult, (Rabs_pos_eq y) by easy; now apply Rmult_le_compat_r. }
assert (Rabs (x * (b - y)) <= x * (eb * y)).
{ rewrite Rabs_mult, (Rabs_pos_eq x) by easy; now apply Rmult_le_compat_l. }
apply Rle_trans with (1 := Rabs_triang _ _).
assert (Tr := Rabs_triang ((a - x) * y) (x * (b - y))); lra.
Qed.
Lemma rel_round a x r e : 0 <= x -> Rabs (a - x) <= e * x ->
  Rabs (r - a) <= u * Rabs a -> Rabs (r - x) <= (e + u + u * e) * x.
Proof.
intros X A R; assert (Up := u_pos).
replace (r - x) with ((r - a) + (a - x)) by ring.
apply Rle_trans with (1 := Rabs_triang _ _).
assert (B : Rabs a <= (1 + e) * x).
{ replace a with ((a - x) + x) by ring.
  apply Rle_trans with (1 := Rabs_triang _ _).
  rewrite (Rabs_pos_eq x) by easy; lra. }
apply (Rmult_le_compat_l u) in B; lra.
Qed.
Lemma HalfT_inv f : 0 <= f -> f * (1 - HalfT f) = 2 * HalfT f.
Proof. intros H; unfold HalfT; field; lra. Qed.
Lemma HalfT_low f : / 18014398509481984 <= f <= / 2 ->
  / 72057594037927936 <= HalfT f.
Proof.
intros H; unfold HalfT; apply (Rle_div_r (/ 72057594037927936) f); lra.
Qed.

(** The true subtrahend, and the bound of the two parts of its error. *)
Definition TrueTerm f := Term f + Tail (HalfT f) / HalfT f.
Lemma TrueTerm_gap f : 0 < f <= / 2 ->
  f - ln (1 + f) = HalfT f * (f - TrueTerm f).
Proof.
intros H; assert (T : 0 < HalfT f) by (apply Rdiv_lt_0_compat; lra).
rewrite Gap_tail by lra; unfold Gap, TrueTerm; field; lra.
Qed.
Lemma TrueTerm_error f : / 18014398509481984 <= f <= / 2 ->
  Rabs (fmul (GapZ f) (AtanhSeries (GapZ f)) - TrueTerm f) <= 5 / 8 * u * (f - TrueTerm f)
  /\ 0 <= TrueTerm f <= / 16 * f.
Proof.
intros H; assert (T := HalfT_range f ltac:(lra)).
destruct (Series_error f ltac:(lra)) as (S & E); rewrite u_val.
assert (I := HalfT_inv f ltac:(lra)).
assert (Tp := HalfT_low f H).
assert (R := Term_rel (GapT f) (HalfT f) (AtanhSeries (GapZ f)) _ ltac:(lra)
               (GapT_rel f H) S E).
fold (GapZ f) (Term f) in R.
assert (D := Tail_error (HalfT f)); rewrite (Rabs_pos_eq (HalfT f)) in D by lra.
specialize (D ltac:(lra)).
unfold TrueTerm; set (t := HalfT f) in *; set (s := Series (t * t)) in *.
assert (Z : 0 <= t * t) by nra.
assert (P : 682 / 1024 * (t * t) <= Term f <= 11 / 200 * f).
{ unfold Term; fold t; fold s; split; [nra |].
  assert (A : t * t = f * (t * (1 - t)) / 2).
  { replace (f * (t * (1 - t))) with (t * (f * (1 - t))) by ring.
    rewrite I; field. }
  assert (C : t * (1 - t) <= 16 / 100) by nra.
  assert (t * t <= 8 / 100 * f) by nra; nra. }
rewrite (Rabs_pos_eq (Term f)) in R by lra.
assert (Dt : Rabs (Tail t / t) <= / 2 ^ 52 * (t * t)).
{ unfold Rdiv; rewrite Rabs_mult, Rabs_inv, (Rabs_pos_eq t) by lra.
  apply (Rle_div_l (Rabs (Tail t))); [lra |].
  apply Rle_trans with (1 := D); right; ring. }
assert (W : / 2 ^ 52 = 2 * U) by (simpl; lra); rewrite W in Dt; clear W.
set (d := Tail t / t) in *; set (r := fmul (GapZ f) _) in *.
apply Rabs_le_inv in Dt; apply Rabs_le_inv in R.
split; [apply Rabs_le |]; lra.
Qed.
Lemma Gap_rel f : F f -> / 18014398509481984 <= f <= / 2 ->
  Rabs (Log1pGap f - (f - ln (1 + f))) <= 75 / 16 * u * (f - ln (1 + f)).
Proof.
intros Ff H; assert (U0 := u_val).
destruct (TrueTerm_error f H) as (E & B).
assert (Tp := HalfT_low f H).
assert (Et := GapT_rel f H); fold (HalfT f) in Et; rewrite <- U0 in Et.
rewrite (Rabs_pos_eq (HalfT f)) in Et by lra; rewrite TrueTerm_gap by lra.
unfold Log1pGap; set (r := fmul (GapZ f) _) in *.
set (a := f - TrueTerm f) in *; set (t := HalfT f) in *.
assert (Ea : Rabs ((f - r) - a) <= 5 / 8 * u * a).
{ replace ((f - r) - a) with (- (r - TrueTerm f)) by (unfold a; ring).
  now rewrite Rabs_Ropp. }
assert (Ra := rel_round _ a (fsub f r) _ ltac:(unfold a; lra) Ea
               (RN_minus_rel f r Ff (RN_format _))).
assert (M := rel_mul _ _ t a _ _ ltac:(lra) ltac:(unfold a; lra) Et Ra).
assert (Q : 0 <= t * a) by (apply Rmult_le_pos; unfold a; lra).
assert (N : bpow radix2 (-1022) <= Rabs (GapT f * fsub f r)).
{ apply Rle_trans with (bpow radix2 (-116)); [apply bpow_le; lia |].
  replace (bpow radix2 (-116)) with (bpow radix2 (-58) * bpow radix2 (-58))
    by now rewrite <- bpow_plus.
  rewrite Rabs_mult; apply Rmult_le_compat; try apply bpow_ge_0.
  - apply Rle_trans with (2 := Rle_abs _).
    apply Rabs_le_inv in Et; rewrite U0 in Et; simpl; lra.
  - apply Rle_trans with (2 := Rle_abs _).
    apply Rabs_le_inv in Ra; rewrite U0 in Ra; unfold a in Ra; simpl; lra. }
assert (G := rel_round _ (t * a) (fmul (GapT f) (fsub f r)) _ Q M (RN_rel _ N)).
apply Rle_trans with (1 := G); apply Rmult_le_compat_r; [easy |].
rewrite U0; lra.
Qed.
Lemma Gap_small f : 0 < f <= / 2 -> 0 <= f - ln (1 + f) <= 15 / 64 * ln (1 + f).
Proof.
intros H; assert (T := HalfT_range f ltac:(lra)).
assert (Tp : 0 < HalfT f) by (apply Rdiv_lt_0_compat; lra).
assert (D := Tail_error (HalfT f)); rewrite (Rabs_pos_eq (HalfT f)) in D by lra.
specialize (D ltac:(lra)); apply Rabs_le_inv in D.
destruct (Series_error f ltac:(lra)) as (S & _).
assert (I := HalfT_inv f ltac:(lra)); assert (G := Gap_tail f ltac:(lra)).
unfold Gap, Term in G.
set (t := HalfT f) in *; set (s := Series (t * t)) in *.
assert (C : 0 <= t ^ 3) by (apply pow_le; lra).
assert (W : / 2 ^ 52 <= / 1024) by (simpl; lra).
assert (D' : - (/ 1024 * t ^ 3) <= Tail t <= / 1024 * t ^ 3) by nra.
replace (t ^ 3) with (t * (t * t)) in D' by ring; clear D C W.
assert (Z : 0 <= t * t <= / 25) by nra.
assert (Y : 0 <= t * (t * t)) by nra.
assert (K : t * (t * t) * s >= 682 / 1024 * (t * (t * t))) by nra.
split; [nra |].
assert (L : 2 * t + 681 / 1024 * (t * (t * t)) <= ln (1 + f)) by lra.
assert (B : 2 <= 79 / 64 * (2 + 681 / 1024 * (t * t)) * (1 - t)) by nra.
assert (A : f * (1 - t) <= 79 / 64 * ln (1 + f) * (1 - t)).
{ rewrite I; apply Rle_trans with
    (t * (79 / 64 * (2 + 681 / 1024 * (t * t)) * (1 - t))); [nra |].
  nra. }
apply Rmult_le_reg_r in A; lra.
Qed.

(** ** The pieces together *)
Lemma unscaled_rel x : F x -> / 18014398509481984 <= x <= / 2 ->
  Rabs (LogScaled 0 x - ln (1 + x)) <= 21 / 10 * u * ln (1 + x).
Proof.
intros Fx H; assert (U0 := u_val); unfold LogScaled.
assert (Z : forall c, fmul 0 c = 0).
{ intros c; unfold fmul; rewrite Rmult_0_l; apply RN_0. }
assert (Fg : F (Log1pGap x)) by apply RN_format.
rewrite !Z; unfold fsub at 2; rewrite Rminus_0_r, (RN_exact (Log1pGap x)) by easy.
unfold fadd; rewrite Rplus_0_l, (RN_exact (fsub _ _)) by apply RN_format.
assert (S := Gap_small x ltac:(lra)); assert (G := Gap_rel x Fx H).
assert (E := RN_minus_rel x (Log1pGap x) Fx Fg).
set (g := Log1pGap x) in *; set (L := ln (1 + x)) in *.
assert (A : Rabs ((x - g) - L) <= 1125 / 1024 * u * L).
{ replace ((x - g) - L) with (- (g - (x - L))) by ring.
  rewrite Rabs_Ropp; apply Rle_trans with (1 := G); rewrite U0; lra. }
apply Rle_trans with (1 := rel_round _ L (fsub x g) _ ltac:(lra) A E).
apply Rmult_le_compat_r; [lra |]; rewrite U0; lra.
Qed.

Lemma ln2_split : Rabs (ln 2 - (LN2_HI + LN2_LO)) <= / 2 ^ 90.
Proof. unfold LN2_HI, LN2_LO; interval with (i_prec 120). Qed.
Lemma LN2_HI_exact n : (n <= 26)%nat -> fmul (INR n) LN2_HI = INR n * LN2_HI.
Proof.
intros H; apply RN_exact, generic_format_FLT; unfold LN2_HI.
rewrite INR_IZR_INZ.
exists (Float radix2 (Z.of_nat n * 195103586505167) (-48)).
- unfold F2R, Defs.Fnum, Defs.Fexp; rewrite mult_IZR; simpl; lra.
- change (Z.abs (Z.of_nat n * 195103586505167) < 9007199254740992)%Z; lia.
- easy.
Qed.
Lemma inner_error k f : 0 <= k <= 26 -> - / 4 <= f <= / 2 ->
  Rabs (fsub f (fsub (Log1pGap f) (fmul k LN2_LO)) - (ln (1 + f) + k * LN2_LO))
    <= (if Rlt_dec f 0 then 57 / 128 else 753 / 1024) * u.
Proof.
intros K H; rewrite u_val; assert (T := HalfT_range f H).
destruct (Series_error f H) as (S & E).
assert (D := Tail_error (HalfT f) ltac:(apply Rabs_le; lra)).
assert (G := Gap_tail f H).
assert (W : / 2 ^ 52 = 2 * U) by (simpl; lra); rewrite W in D; clear W.
change (fsub f _) with (Inner k f (AtanhSeries (GapZ f))).
replace (ln (1 + f) + k * LN2_LO)
  with (InnerR k f (HalfT f) (Series (HalfT f * HalfT f)) + Tail (HalfT f))
  by (unfold InnerR; fold (Term f) (Gap f); lra).
set (s := Series _) in *; set (i := Inner _ _ _); set (r := InnerR _ _ _ _).
replace (i - (r + Tail (HalfT f))) with ((i - r) + - Tail (HalfT f)) by ring.
apply Rle_trans with (1 := Rabs_triang _ _); rewrite Rabs_Ropp.
destruct (Rlt_dec f 0) as [N | N].
- assert (N0 : HalfT f <= 0).
  { unfold HalfT; apply (Rle_div_l f); lra. }
  assert (I := Inner_neg k f _ s K ltac:(lra) ltac:(fold (HalfT f); lra) S E).
  fold (HalfT f) r i in I.
  rewrite (Rabs_left1 (HalfT f)) in D by easy.
  assert (C : (- HalfT f) ^ 3 <= (/ 7) ^ 3) by (apply pow_incr; lra).
  simpl in C, D; lra.
- assert (N0 : 0 <= HalfT f).
  { unfold HalfT; apply (Rle_div_r 0 f); lra. }
  assert (I := Inner_pos k f _ s K ltac:(lra) ltac:(fold (HalfT f); lra) S E).
  fold (HalfT f) r i in I.
  rewrite (Rabs_pos_eq (HalfT f)) in D by easy.
  assert (C : HalfT f ^ 3 <= (/ 5) ^ 3) by (apply pow_incr; lra).
  simpl in C, D; lra.
Qed.
Lemma ln_low : 693 / 1000 <= ln 2 /\ 4054 / 10000 <= ln (3 / 2).
Proof. split; interval. Qed.
Lemma scaled_rel n f : (1 <= n <= 26)%nat -> - / 4 <= f <= / 2 ->
  Rabs (LogScaled (INR n) f - (INR n * ln 2 + ln (1 + f)))
    <= 21 / 10 * u * (INR n * ln 2 + ln (1 + f)).
Proof.
intros N H; destruct ln_low as (L2 & L3).
assert (K : 1 <= INR n <= 26).
{ rewrite INR_IZR_INZ; split; apply IZR_le; lia. }
assert (I := inner_error (INR n) f ltac:(lra) H); assert (U0 := u_val).
assert (B := ln2_split); assert (W : / 2 ^ 90 <= / 1048576 * U).
{ simpl; lra. }
unfold LogScaled; rewrite LN2_HI_exact by easy.
assert (FI : F (fsub f (fsub (Log1pGap f) (fmul (INR n) LN2_LO))))
  by apply RN_format.
assert (FH : F (INR n * LN2_HI)).
{ rewrite <- LN2_HI_exact by easy; apply RN_format. }
set (i := fsub f _) in *; set (k := INR n) in *.
assert (R := RN_plus_rel _ _ FH FI).
set (L := k * ln 2 + ln (1 + f)).
assert (E : Rabs ((k * LN2_HI + i) - L) <= 1099 / 1000 * u * L).
{ replace ((k * LN2_HI + i) - L)
    with ((i - (ln (1 + f) + k * LN2_LO)) - k * (ln 2 - (LN2_HI + LN2_LO)))
    by (unfold L; ring).
  assert (Tr : Rabs (k * (ln 2 - (LN2_HI + LN2_LO))) <= 26 * (/ 1048576 * U)).
  { rewrite Rabs_mult, (Rabs_pos_eq k) by lra.
    apply Rmult_le_compat; try apply Rabs_pos; lra. }
  apply Rle_trans with (1 := Rabs_triang _ _); rewrite Rabs_Ropp.
  assert (KL : 693 / 1000 <= k * ln 2) by nra.
  destruct (Rlt_dec f 0) as [M | M].
  - assert (ln 2 <= k * ln 2) by nra.
    assert (J : ln (3 / 4) <= ln (1 + f)) by (apply ln_le; lra).
    assert (L4 : ln (3 / 2) = ln 2 + ln (3 / 4)).
    { rewrite <- ln_mult by lra; apply f_equal; lra. }
    assert (LL : 4054 / 10000 <= L) by (unfold L; lra).
    rewrite U0 in I |- *; lra.
  - assert (J : ln 1 <= ln (1 + f)) by (apply ln_le; lra); rewrite ln_1 in J.
    assert (LL : 693 / 1000 <= L) by (unfold L; lra).
    rewrite U0 in I |- *; lra. }
assert (LP : 0 <= L).
{ apply Rabs_le_inv in E; destruct (Rle_lt_dec 0 L) as [P | P]; [easy |].
  rewrite U0 in E; lra. }
apply Rle_trans with (1 := rel_round _ L (fadd (k * LN2_HI) i) _ LP E R).
apply Rmult_le_compat_r; [easy |]; rewrite U0; lra.
Qed.

(** The C loop may end with any p and k that satisfy [Stop]. *)
Theorem Log1pLarge_rel x p k : F x -> tiny <= x <= 67108864 -> Stop x p k ->
  Rabs (Log1pLarge x p k - ln (1 + x)) <= 21 / 10 * u * ln (1 + x).
Proof.
intros Fx X S; assert (T : tiny = / 18014398509481984) by (unfold tiny; simpl; lra).
rewrite T in X; clear T.
destruct (Reduced_exact x p k Fx ltac:(lra) S)
  as (_ & _ & E & _ & H & One); unfold Log1pLarge.
destruct S as ((n & N & P & K) & A & B).
destruct n as [|n].
- simpl in P, K; rewrite (One P) in H |- *; rewrite K.
  now apply unscaled_rel.
- assert (P0 : 0 < p) by (rewrite P; apply pow_lt; lra).
  assert (L : ln (1 + x) = INR (S n) * ln 2 + ln (1 + Reduced x p)).
  { rewrite <- ln_pow, <- P by lra; rewrite <- ln_mult by lra.
    apply f_equal; rewrite E; field; lra. }
  rewrite L, K; apply scaled_rel; easy || lia.
Qed.

(** ** The whole function *)
Lemma ln_le_minus_1 y : 0 < y -> ln y <= y - 1.
Proof.
intros Y; rewrite <- (ln_exp (y - 1)); apply ln_le; [easy |].
assert (E := exp_ineq1_le (y - 1)); lra.
Qed.
Lemma ln1p_tiny x : 0 <= x <= tiny -> 0 <= x - ln (1 + x) <= u * ln (1 + x).
Proof.
intros X; assert (T : tiny <= u) by (apply bpow_le; lia).
assert (A := ln_le_minus_1 (1 + x) ltac:(lra)).
assert (B := ln_le_minus_1 (/ (1 + x)) ltac:(apply Rinv_0_lt_compat; lra)).
rewrite ln_Rinv in B by lra.
assert (E : / (1 + x) - 1 = - (x / (1 + x))) by (field; lra).
assert (G : x - x / (1 + x) = x * (x / (1 + x))) by (field; lra).
assert (P : 0 <= x / (1 + x)) by (apply (Rle_div_r 0 x); lra).
split; [lra |]; assert (U0 := u_pos).
apply Rle_trans with (x * (x / (1 + x))); [lra |].
apply Rmult_le_compat; lra.
Qed.
Theorem Log1p_rel x : F x -> 0 <= x <= 67108864 ->
  Rabs (Log1p x - ln (1 + x)) <= 21 / 10 * u * ln (1 + x).
Proof.
intros Fx X; destruct (Rlt_le_dec x tiny) as [T | T].
- rewrite Log1p_tiny by easy; assert (E := ln1p_tiny x ltac:(lra)).
  rewrite Rabs_pos_eq by lra; lra.
- assert (S := Stop_exists x X); rewrite (Log1p_eq x _ _ (conj T (proj2 X)) S).
  apply (Log1pLarge_rel x _ _ Fx); [lra | easy].
Qed.
Theorem Log1p_0 : Log1p 0 = 0.
Proof. apply Log1p_tiny, bpow_gt_0. Qed.
Theorem Log1p_F x : F x -> F (Log1p x).
Proof.
intros Fx; unfold Log1p; destruct (Rlt_dec x tiny); [easy | apply RN_format].
Qed.
Lemma ln1p_nonneg x : 0 <= x -> 0 <= ln (1 + x).
Proof. intros X; rewrite <- ln_1; apply ln_le; lra. Qed.
Theorem Log1p_nonneg x : F x -> 0 <= x <= 67108864 -> 0 <= Log1p x.
Proof.
intros Fx X; assert (E := Log1p_rel x Fx X); assert (L := ln1p_nonneg x (proj1 X)).
apply Rabs_le_inv in E; rewrite u_val in E; lra.
Qed.
Theorem Log1p_le x : F x -> 0 <= x <= 67108864 -> Log1p x <= 181 / 10.
Proof.
intros Fx X; assert (E := Log1p_rel x Fx X); assert (L := ln1p_nonneg x (proj1 X)).
assert (M : ln (1 + x) <= ln 67108865) by (apply ln_le; lra).
assert (N : ln 67108865 <= 1803 / 100) by interval.
apply Rabs_le_inv in E; rewrite u_val in E; lra.
Qed.
