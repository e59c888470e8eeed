(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * Accuracy of [sp_exp]

    In units of u, relative to e^x: 1 for the rounding of the last sum, 0.121 for
    all before it (ExpSum.v); then the multiplication by 2^-n, exact unless the result is
    below 2^-1022.

    Main results: [ExpModel_rel], [ExpModel_abs], [ExpModel_mixed],
    [ExpModel_range], [ExpModel_0], [ExpModel_below]; of the exponential of a
    sum, [ExpPair_mixed], [ExpPair_range], [ExpPair_0], [ExpPair_below].
    Source: P. T. P. Tang, ACM TOMS 15, 1989. *)

From Coq Require Import Reals Psatz Lia ZArith.
From Flocq Require Import Core Mult_error.
From Softproof Require Import Rounding HalfUlp ExpModel ExpSum ZInterval.
Open Scope R_scope.

(** ** The last rounding of the sum *)
(** A power of two is not jumped over. *)
Lemma RN_ge_pow e z : (-1000 <= e)%Z ->
  bpow radix2 e * (1 - u / 4) <= z -> bpow radix2 e <= RN z.
Proof.
intros He Hz; assert (P := bpow_gt_0 radix2 e); assert (U := u_pos).
apply round_N_ge_midp; [typeclasses eauto | apply F_bpow; lia |].
rewrite pred_bpow; replace (fexp e) with (e + -53)%Z by (unfold FLT_exp; lia).
rewrite bpow_plus; fold u; nra.
Qed.
Lemma RN_half_above e z : (-1000 <= e)%Z ->
  0 <= z <= bpow radix2 e * (1 + u / 4) ->
  Rabs (RN z - z) <= u * (bpow radix2 e / 2).
Proof.
intros He Hz; assert (P := bpow_gt_0 radix2 e); assert (U := u_pos).
destruct (Rle_lt_dec z (bpow radix2 e)) as [L | G].
- apply RN_half; [lia | rewrite Rabs_pos_eq; lra].
- assert (B : F (bpow radix2 e)) by (apply F_bpow; lia).
  apply Rle_trans with (1 := RN_nearest z _ B).
  rewrite Rabs_left; nra.
Qed.
Lemma Mantissa_error i r m : Split i r m ->
  0.489 <= Mantissa i r /\
  Rabs (Mantissa i r - Exact i m) <= 9 / 8 * u * Exact i m.
Proof.
intros H; destruct (Unrounded_error i r m H) as [W E]; assert (U := u_val).
assert (R := RN_abs_err (Unrounded i r)); rewrite <- Mantissa_eq in R.
assert (V := eta_le_u); set (y := Mantissa i r) in *; clearbody y.
assert (B : bpow radix2 (-1000) * u <= / 1000000 * u).
{ apply Rmult_le_compat_r; [lra |].
  apply Rle_trans with (bpow radix2 (-20)); [apply bpow_le; lia | simpl; lra]. }
set (w := Exact i m) in *; set (z := Unrounded i r) in *; clearbody w z.
assert (Uw : 0 <= u * w <= / 1000000 * w).
{ split; [apply Rmult_le_pos; lra | apply Rmult_le_compat_r; lra]. }
apply Rabs_le_inv in E; rewrite (Rabs_pos_eq z) in R by lra.
assert (Uz : u * z <= u * (1.000001 * w)) by (apply Rmult_le_compat_l; lra).
assert (Uc : u * 0.49 <= u * w) by (apply Rmult_le_compat_l; lra).
apply Rabs_le_inv in R; split; [lra | apply Rabs_le; lra].
Qed.

(** ** The last multiplication *)
Lemma scale y n : F y -> 0 <= y -> (0 <= n)%Z ->
  let w := bpow radix2 (- n) in
  Rabs (fmul y w - y * w) <= eta / 2 /\
  (bpow radix2 (-1022) <= y * w -> fmul y w = y * w).
Proof.
intros Hy Py Hn w; assert (Pw : 0 < w) by apply bpow_gt_0.
assert (X : bpow radix2 (-1022) <= y * w -> fmul y w = y * w).
{ intros H; apply RN_exact, mult_bpow_exact_FLT; [easy |].
  assert (Y : 0 < y).
  { destruct Py as [Py | <-]; [easy |].
    assert (Q := bpow_gt_0 radix2 (-1022)); lra. }
  assert (M : (-1022 < mag radix2 (y * w))%Z)
    by (apply mag_gt_bpow; rewrite Rabs_pos_eq; nra).
  unfold w in M; rewrite mag_mult_bpow in M by lra; lia. }
split; [| easy]; assert (P := eta_pos).
destruct (Rle_lt_dec (bpow radix2 (-1022)) (y * w)) as [L | G].
- rewrite X, Rminus_eq_0, Rabs_R0; lra.
- apply Rle_trans with (1 := error_le_half_ulp radix2 fexp _ (y * w)).
  rewrite ulp_FLT_small; [fold eta; lra | typeclasses eauto |].
  rewrite Rabs_pos_eq by nra; apply Rlt_trans with (1 := G), bpow_lt; lia.
Qed.
(** All that is used below about one argument: 2^(-i/64) e^m = W 2^-n, and
    y = RN Y is near W. *)
Definition Scaled (i : Z) (m : R) : R := exp2_64 (- i) * exp m.
Lemma ExpScaled_spec i r m : Split i r m -> exists n W Y,
  (0 <= n <= 1074)%Z /\ Scaled i m = W * bpow radix2 (- n) /\
  ExpScaled i r = fmul (RN Y) (bpow radix2 (- n)) /\
  0.49 <= W <= 1.006 /\ 0.489 <= RN Y /\ Rabs (Y - W) <= 0.121 * u * W /\
  Rabs (RN Y - W) <= 9 / 8 * u * W.
Proof.
intros H; exists (i / 64)%Z, (Exact i m), (Unrounded i r).
destruct (count_split _ (split_count _ _ _ H)) as [_ Hn].
destruct (Unrounded_error i r m H); destruct (Mantissa_error i r m H).
rewrite <- Mantissa_eq, <- exp2_64_pow.
repeat split; try tauto; try apply Hn; try lra.
rewrite exp2_64_pow; apply Exact_scaled.
Qed.

Lemma ExpScaled_mixed i r m : Split i r m ->
  Rabs (ExpScaled i r - Scaled i m) <= 9 / 8 * u * Scaled i m + eta / 2.
Proof.
intros H; destruct (ExpScaled_spec i r m H)
  as (n & W & Y & Hn & -> & -> & _ & Hy & _ & E).
destruct (scale (RN Y) n (RN_format Y) ltac:(lra) ltac:(lia)) as [A _].
set (w := bpow radix2 (- n)) in *; assert (Pw : 0 < w) by apply bpow_gt_0.
apply (Rmult_le_compat_r w) in E; [| lra].
rewrite <- (Rabs_pos_eq w), <- Rabs_mult, (Rabs_pos_eq w) in E by lra.
replace (_ - _) with ((fmul (RN Y) w - RN Y * w) + (RN Y - W) * w) by ring.
apply Rle_trans with (1 := Rabs_triang _ _); lra.
Qed.
Lemma ExpScaled_rel i r m : Split i r m -> bpow radix2 (-1022) <= Scaled i m ->
  Rabs (ExpScaled i r - Scaled i m) <= 9 / 8 * u * Scaled i m.
Proof.
intros HS; destruct (ExpScaled_spec i r m HS)
  as (n & W & Y & Hn & -> & -> & HW & Hy & Z & E).
intros H; destruct (scale (RN Y) n (RN_format Y) ltac:(lra) ltac:(lia)) as [_ X].
assert (U := u_val); assert (Pw : 0 < bpow radix2 (- n)) by apply bpow_gt_0.
assert (Z' : W * (1 - u / 4) <= Y) by (apply Rabs_le_inv in Z; lra).
(* 2^(n - 1022) <= W, and so for y *)
assert (HW' : bpow radix2 (n - 1022) <= W).
{ apply Rmult_le_reg_r with (1 := Pw); rewrite <- bpow_plus.
  now replace (n - 1022 + - n)%Z with (-1022)%Z by ring. }
assert (Hy' : bpow radix2 (n - 1022) <= RN Y).
{ destruct (Z_le_dec n 1020) as [L | G].
  - apply Rle_trans with (bpow radix2 (-2)); [apply bpow_le; lia | simpl; lra].
  - apply RN_ge_pow; [lia |]; apply Rle_trans with (2 := Z').
    apply Rmult_le_compat_r; lra. }
rewrite X.
- replace (_ - _) with ((RN Y - W) * bpow radix2 (- n)) by ring.
  rewrite Rabs_mult, (Rabs_pos_eq (bpow _ _)) by lra.
  apply (Rmult_le_compat_r (bpow radix2 (- n))) in E; lra.
- apply (Rmult_le_compat_r (bpow radix2 (- n))) in Hy'; [| lra].
  rewrite <- bpow_plus in Hy'.
  now replace (n - 1022 + - n)%Z with (-1022)%Z in Hy' by ring.
Qed.
(** One binade of W. *)
Lemma ExpScaled_abs_case e n W Y : (-1 <= e)%Z -> (0 <= n)%Z ->
  bpow radix2 e / 2 <= W < bpow radix2 e -> Rabs (Y - W) <= 0.121 * u * W ->
  W * bpow radix2 (- n) < bpow radix2 (-1022) ->
  Rabs (RN Y - W) * bpow radix2 (- n) <= eta / 2.
Proof.
intros He Hn HW HY H; set (c := bpow radix2 e) in *.
assert (U := u_val); assert (Pc : 0 < c) by apply bpow_gt_0.
assert (Pw : 0 < bpow radix2 (- n)) by apply bpow_gt_0.
assert (Ln : (1022 + e <= n)%Z).
{ destruct (Z_le_dec (1022 + e) n) as [L | G]; [easy | exfalso].
  assert (L1 := Rmult_le_compat_r _ _ _ (Rlt_le _ _ Pw) (proj1 HW)).
  assert (L : bpow radix2 (-1021 - e) <= bpow radix2 (- n)) by (apply bpow_le; lia).
  apply (Rmult_le_compat_l c) in L; [| lra]; unfold c in L.
  rewrite <- bpow_plus in L; fold c in L.
  replace (e + (-1021 - e))%Z with (1 + -1022)%Z in L by ring.
  rewrite bpow_plus in L; simpl (bpow radix2 1) in L; lra. }
assert (Uc : 0.121 * u * W <= 0.121 * (u * c)).
{ rewrite Rmult_assoc; apply Rmult_le_compat_l; [lra |].
  apply Rmult_le_compat_l; lra. }
apply Rabs_le_inv in HY.
assert (B : 0.121 * (u * c) <= / 1000000 * c).
{ rewrite <- Rmult_assoc; apply Rmult_le_compat_r; lra. }
assert (R := RN_half_above e Y ltac:(lia) ltac:(fold c; lra)); fold c in R.
assert (T : Rabs (RN Y - W) <= 0.621 * (u * c)).
{ apply Rabs_le_inv in R; apply Rabs_le; lra. }
apply Rle_trans with (0.621 * (u * c) * bpow radix2 (- (1022 + e))).
- apply Rmult_le_compat; try apply Rabs_pos; try lra; apply bpow_le; lia.
- replace (0.621 * (u * c) * bpow radix2 (- (1022 + e)))
    with (0.621 * (u * bpow radix2 (-1022))).
  + unfold u; rewrite <- bpow_plus; change (-53 + -1022)%Z with (-1 + -1074)%Z.
    rewrite bpow_plus; fold eta; simpl (bpow radix2 (-1)).
    assert (P := eta_pos); lra.
  + replace (-1022)%Z with (e + - (1022 + e))%Z at 1 by ring.
    rewrite bpow_plus; fold c; field.
Qed.
Lemma ExpScaled_abs i r m : Split i r m -> Scaled i m <= bpow radix2 (-1022) ->
  Rabs (ExpScaled i r - Scaled i m) <= eta.
Proof.
intros HS [H | H].
- revert H.
  destruct (ExpScaled_spec i r m HS) as (n & W & Y & Hn & -> & -> & HW & Hy & Z & _).
  intros H; destruct (scale (RN Y) n (RN_format Y) ltac:(lra) ltac:(lia)) as [A _].
  set (w := bpow radix2 (- n)) in *; assert (Pw : 0 < w) by apply bpow_gt_0.
  assert (B : Rabs (RN Y - W) * w <= eta / 2).
  { destruct (Rlt_le_dec W (/ 2)) as [C | C];
      [| destruct (Rlt_le_dec W 1) as [D | D]].
    - apply (ExpScaled_abs_case (-1)); simpl; lia || lra || easy.
    - apply (ExpScaled_abs_case 0); simpl; lia || lra || easy.
    - apply (ExpScaled_abs_case 1); simpl; lia || lra || easy. }
  rewrite <- (Rabs_pos_eq w), <- Rabs_mult in B by lra.
  replace (_ - _) with ((fmul (RN Y) w - RN Y * w) + (RN Y - W) * w) by ring.
  apply Rle_trans with (1 := Rabs_triang _ _); lra.
- apply Rle_trans with (1 := ExpScaled_rel i r m HS (Req_le _ _ (eq_sym H))).
  rewrite H, Rmult_assoc; unfold u; rewrite <- bpow_plus.
  change (-53 + -1022)%Z with (-1 + -1074)%Z; rewrite bpow_plus; fold eta.
  simpl (bpow radix2 (-1)); assert (P := eta_pos); lra.
Qed.
Lemma ExpScaled_range i r m : Split i r m -> Scaled i m <= 1 ->
  0 <= ExpScaled i r <= 1.
Proof.
intros HS L1.
destruct (exp_scaled_ops i r (split_count _ _ _ HS) (split_arg _ _ _ HS))
  as (_ & _ & _ & P).
split; [apply P |]; clear P.
destruct (ExpScaled_spec i r m HS) as (n & W & Y & Hn & Ex & -> & HW & Hy & Z & E).
rewrite Ex in L1.
assert (U := u_val); apply RN_le_format; [apply (F_int 1); lia |].
apply Rabs_le_inv in E; destruct (Z.eq_dec n 0) as [-> | N].
- simpl bpow in *; rewrite Rmult_1_r in *.
  apply round_N_le_midp; [typeclasses eauto | apply (F_int 1); lia |].
  rewrite succ_eq_pos, ulp_neq_0 by lra; unfold cexp; rewrite mag_1; simpl.
  change (Z.pow_pos 2 52) with 4503599627370496%Z.
  rewrite U in Z; apply Rabs_le_inv in Z; lra.
- rewrite U in E; assert (L : bpow radix2 (- n) <= bpow radix2 (-1))
    by (apply bpow_le; lia).
  assert (P := bpow_gt_0 radix2 (- n)); simpl in L.
  apply Rle_trans with (1.01 * / 2); [apply Rmult_le_compat; lra | lra].
Qed.


Lemma scaled_x x : exp x = Scaled (StepCount x) (Rest x).
Proof. apply Rest_exp. Qed.
Lemma scaled_pair x y : exp (x + y) = Scaled (StepCount x) (Rest x + y).
Proof. unfold Scaled; rewrite !exp_plus, Rest_exp; ring. Qed.
Lemma exp_le_1 x : x <= 0 -> exp x <= 1.
Proof. intros H; rewrite <- exp_0; now apply Raux.exp_le. Qed.

(** ** The theorems *)
Lemma ZERO_BELOW_val : ZERO_BELOW = -744.75.
Proof. unfold ZERO_BELOW; lra. Qed.
Lemma eta_exp : eta = exp (- (1074 * ln 2)).
Proof. unfold eta; rewrite bpow_exp; f_equal; simpl; ring. Qed.
Lemma exp_below x : x < -744.75 -> exp x < eta.
Proof.
intros H; rewrite eta_exp; apply exp_increasing, Rlt_trans with (1 := H).
interval.
Qed.
Theorem ExpModel_below x : x < -744.75 -> ExpModel x = 0 /\ exp x < eta.
Proof.
intros H; split; [| now apply exp_below].
unfold ExpModel; rewrite ZERO_BELOW_val; now destruct (Rlt_dec x (-744.75)).
Qed.
Lemma ExpModel_near x : Near x ->
  ExpModel x = ExpScaled (StepCount x) (Reduced x).
Proof.
intros [H _]; unfold ExpModel; rewrite ZERO_BELOW_val.
destruct (Rlt_dec x (-744.75)); [lra | easy].
Qed.
Lemma below_or_near x : x <= 0 -> x < -744.75 \/ Near x.
Proof. unfold Near; lra. Qed.

Theorem ExpModel_F x : F (ExpModel x).
Proof. unfold ExpModel; destruct Rlt_dec; [apply F_0 | apply RN_format]. Qed.
Theorem ExpModel_range x : x <= 0 -> 0 <= ExpModel x <= 1.
Proof.
intros H; destruct (below_or_near x H) as [B | N].
- rewrite (proj1 (ExpModel_below x B)); lra.
- rewrite ExpModel_near by easy.
  apply ExpScaled_range with (Rest x); [now apply split_x |].
  rewrite <- scaled_x; now apply exp_le_1.
Qed.
Theorem ExpModel_0 : ExpModel 0 = 1.
Proof.
rewrite ExpModel_near by (unfold Near; lra).
assert (K : Steps 0 = 0).
{ unfold Steps, fmul; rewrite Rmult_0_l, RN_0, TO_INTEGER_val; unfold fadd, fsub.
  now rewrite Rplus_0_l, RN_int, Rminus_eq_0, RN_0 by lia. }
assert (S : StepCount 0 = 0%Z).
{ unfold StepCount; rewrite K, Ropp_0; apply (Ztrunc_IZR 0). }
assert (R : Reduced 0 = 0).
{ unfold Reduced; rewrite K; unfold fmul, fsub.
  now rewrite !Rmult_0_l, RN_0, !Rminus_0_r, !RN_0. }
assert (Q : Expm1Small 0 = 0).
{ unfold Expm1Small, fmul, fadd; cbv zeta.
  repeat rewrite ?Rmult_0_l, ?Rplus_0_l, ?RN_0; easy. }
unfold ExpScaled, Mantissa, RootLo, RootHi; cbv zeta; rewrite S, R, Q.
change (- (0 mod 64))%Z with 0%Z; change (-64 * (0 / 64))%Z with 0%Z.
rewrite exp2_64_0, RN_1, Rminus_eq_0; unfold fmul, fadd.
repeat rewrite ?Rmult_0_r, ?Rplus_0_r, ?Rmult_1_r, ?RN_0, ?RN_1; easy.
Qed.
Theorem ExpModel_mixed x : -744.75 <= x <= 0 ->
  Rabs (ExpModel x - exp x) <= 9 / 8 * u * exp x + eta / 2.
Proof.
intros H; rewrite ExpModel_near, scaled_x by easy.
now apply ExpScaled_mixed, split_x.
Qed.
Theorem ExpModel_rel x : x <= 0 -> bpow radix2 (-1022) <= exp x ->
  Rabs (ExpModel x - exp x) <= 9 / 8 * u * exp x.
Proof.
intros H L; destruct (below_or_near x H) as [B | N].
- assert (E := exp_below x B).
  assert (eta <= bpow radix2 (-1022)) by (apply bpow_le; lia); lra.
- rewrite ExpModel_near by easy; revert L; rewrite scaled_x.
  now apply ExpScaled_rel, split_x.
Qed.
Theorem ExpModel_abs x : x <= 0 -> exp x <= bpow radix2 (-1022) ->
  Rabs (ExpModel x - exp x) <= eta.
Proof.
intros H L; destruct (below_or_near x H) as [B | N].
- destruct (ExpModel_below x B) as [-> E]; assert (P := exp_pos x).
  rewrite Rminus_0_l, Rabs_Ropp, Rabs_pos_eq; lra.
- rewrite ExpModel_near by easy; revert L; rewrite scaled_x.
  now apply ExpScaled_abs, split_x.
Qed.

(** ** e^(x + y) with y small *)
Lemma ExpPair_near x y : Near x ->
  ExpPair x y = ExpScaled (StepCount x) (fadd (Reduced x) y).
Proof.
intros [H _]; unfold ExpPair; rewrite ZERO_BELOW_val.
destruct (Rlt_dec x (-744.75)); [lra | easy].
Qed.
Theorem ExpPair_below x y : x < -744.75 -> ExpPair x y = 0.
Proof.
intros H; unfold ExpPair; rewrite ZERO_BELOW_val; now destruct (Rlt_dec x (-744.75)).
Qed.
Theorem ExpPair_F x y : F (ExpPair x y).
Proof. unfold ExpPair; destruct Rlt_dec; [apply F_0 | apply RN_format]. Qed.
Theorem ExpPair_range x y : x <= 0 -> Rabs y <= bpow radix2 (-43) -> x + y <= 0 ->
  0 <= ExpPair x y <= 1.
Proof.
intros H Y L; destruct (below_or_near x H) as [B | N].
- rewrite ExpPair_below by easy; lra.
- rewrite ExpPair_near by easy.
  apply ExpScaled_range with (Rest x + y); [now apply split_pair |].
  rewrite <- scaled_pair; now apply exp_le_1.
Qed.
Theorem ExpPair_0 : ExpPair 0 0 = 1.
Proof.
assert (N : Near 0) by (unfold Near; lra).
rewrite ExpPair_near, <- ExpModel_0, ExpModel_near by easy; f_equal.
unfold fadd; rewrite Rplus_0_r; apply RN_exact, RN_format.
Qed.
Theorem ExpPair_mixed x y : -744.75 <= x <= 0 -> Rabs y <= bpow radix2 (-43) ->
  Rabs (ExpPair x y - exp (x + y)) <= 9 / 8 * u * exp (x + y) + eta / 2.
Proof.
intros H Y; rewrite ExpPair_near, scaled_pair by easy.
now apply ExpScaled_mixed, split_pair.
Qed.
