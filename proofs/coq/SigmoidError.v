(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * The sigmoid in double arithmetic

    The float model of src/sigmoid.c, from w = e^-|x|. The sigmoid is the
    softmax of (x, 0) bit for bit: with two entries, one of which has the weight
    1, the compensated sum is the rounded sum. Its logarithm: LogitError.v.

    Main results, P18: [SigmoidModel_Range], [SigmoidModel_Rel] (25/8 u),
    [SigmoidModel_Rel_Pos] (33/16 u for x >= 0), [CProb_First] and
    [CProb_Second] (bit for bit). The gradient: SigmoidGradient.v. *)

From Coq Require Import Reals Psatz Lia ZArith.
From Flocq Require Import Core.
From Softproof Require Import Rounding HalfUlp Sums SoftmaxSum TwoSum ExpModel.
From Softproof Require Import ExpError Gibbs CompensatedSum CompensatedSoftmax.
From Softproof Require Import SoftmaxWeights RealSigmoid ZInterval.
From Softproof Require RealSoftmax.
Open Scope R_scope.
Notation Sigmoid := RealSoftmax.Sigmoid.

(** ** The model *)
Definition Tail (x : R) : R := ExpModel (- Rabs x).
Definition SigmoidModel (x : R) : R :=
  fdiv (if Rlt_dec x 0 then Tail x else 1) (fadd 1 (Tail x)).

(** ** e^-|x| *)
Notation e := (fun x => exp (- Rabs x)).
Lemma e_range x : 0 < e x <= 1.
Proof.
split; [apply exp_pos |]; rewrite <- exp_0; apply Raux.exp_le.
assert (H := Rabs_pos x); lra.
Qed.
Lemma Tail_F x : F (Tail x). Proof. apply ExpModel_F. Qed.
Lemma Tail_range x : 0 <= Tail x <= 1.
Proof. apply ExpModel_range; assert (H := Rabs_pos x); lra. Qed.
Lemma Tail_error x : Rabs (Tail x - e x) <= 9 / 8 * u * e x + 3 / 4 * eta.
Proof.
assert (A := Rabs_pos x); assert (E := e_range x); assert (P := eta_pos).
assert (U := u_pos); assert (0 <= u * e x) by (apply Rmult_le_pos; lra).
unfold Tail; destruct (Rlt_le_dec (- Rabs x) (- 744.75)) as [C | C].
- rewrite (proj1 (ExpModel_below _ C)).
  assert (K := exp_cut (- Rabs x) ltac:(lra)).
  rewrite Rminus_0_l, Rabs_Ropp, Rabs_pos_eq; lra.
- assert (M := ExpModel_mixed (- Rabs x) ltac:(lra)); lra.
Qed.
Lemma Tail_rel x : u / 8 <= e x -> Rabs (Tail x - e x) <= 9 / 8 * u * e x.
Proof.
intros H; apply ExpModel_rel; [assert (A := Rabs_pos x); lra |].
apply Rle_trans with (2 := H); apply Rle_trans with (bpow radix2 (-60)).
- apply bpow_le; lia.
- rewrite u_val; simpl; lra.
Qed.

(** ** 1 + w *)
Lemma plus1_range w : 0 <= w <= 1 -> 1 <= fadd 1 w <= 2 /\ Rabs (fadd 1 w - (1 + w)) <= u.
Proof.
intros W; split; [split |].
- apply RN_ge_format; [apply (F_int 1); lia | lra].
- apply RN_le_format; [apply (F_int 2); lia | lra].
- assert (H := RN_half 1 (1 + w) ltac:(lia)); change (bpow radix2 1) with 2 in H.
  rewrite (Rabs_pos_eq (1 + w)) in H by lra; specialize (H ltac:(lra)).
  unfold fadd; lra.
Qed.
Lemma plus1_small w : 0 <= w < u -> fadd 1 w = 1.
Proof.
intros W; assert (U := u_val); apply Rle_antisym.
- unfold fadd, RN; apply round_N_le_midp; [typeclasses eauto | apply (F_int 1); lia |].
  rewrite succ_eq_pos, ulp_neq_0 by lra; unfold cexp; rewrite mag_1; simpl.
  change (Z.pow_pos 2 52) with 4503599627370496%Z; lra.
- apply RN_ge_format; [apply (F_int 1); lia | lra].
Qed.

(** ** The sigmoid *)
Lemma Sigmoid_pos x : 0 <= x -> Sigmoid x = 1 / (1 + e x).
Proof.
intros H; unfold RealSoftmax.Sigmoid; cbv beta; rewrite Rabs_pos_eq by easy.
unfold Rdiv; now rewrite Rmult_1_l.
Qed.
Lemma Sigmoid_neg x : x < 0 -> Sigmoid x = e x / (1 + e x).
Proof. intros H; cbv beta; rewrite Rabs_left, Ropp_involutive by easy; apply Sigmoid_exp. Qed.

Theorem SigmoidModel_Range x : 0 <= SigmoidModel x <= 1.
Proof.
assert (W := Tail_range x); destruct (plus1_range (Tail x) W) as [D _].
unfold SigmoidModel; set (n := if Rlt_dec x 0 then Tail x else 1).
assert (N : 0 <= n <= 1) by (unfold n; destruct Rlt_dec; lra).
assert (I : 0 < / fadd 1 (Tail x)) by (apply Rinv_0_lt_compat; lra).
split; [apply RN_nonneg, Rmult_le_pos; lra |].
apply RN_le_format; [apply (F_int 1); lia |].
apply Rmult_le_reg_r with (fadd 1 (Tail x)); [lra |].
unfold Rdiv; rewrite Rmult_assoc, Rinv_l; lra.
Qed.
Theorem SigmoidModel_0 : SigmoidModel 0 = / 2.
Proof.
unfold SigmoidModel, Tail; destruct (Rlt_dec 0 0) as [L | _]; [lra |].
rewrite Rabs_R0, Ropp_0, ExpModel_0; unfold fadd.
replace (1 + 1) with 2 by ring; rewrite (RN_int 2) by lia; unfold fdiv.
replace (1 / 2) with (bpow radix2 (-1)) by (simpl; lra).
rewrite RN_exact by (apply F_bpow; lia); simpl; lra.
Qed.
(** The sides of 1/2. *)
Lemma F_half : F (/ 2).
Proof. replace (/ 2) with (bpow radix2 (-1)) by (simpl; lra); apply F_bpow; lia. Qed.
Theorem SigmoidModel_Above x : 0 <= x -> / 2 <= SigmoidModel x.
Proof.
intros H; destruct (plus1_range (Tail x) (Tail_range x)) as [D _].
unfold SigmoidModel; destruct (Rlt_dec x 0) as [L | _]; [lra |].
apply RN_ge_format; [exact F_half |]; unfold Rdiv; rewrite Rmult_1_l.
apply Rinv_le_contravar; lra.
Qed.
Lemma F_double w : F w -> F (2 * w).
Proof.
intros H; replace (2 * w) with (w * bpow radix2 1)
  by (change (bpow radix2 1) with 2; ring).
apply generic_format_FLT; destruct (FLT_format_generic radix2 (-1074) 53 w H)
  as [[m x] -> A B]; exists (Float radix2 m (x + 1));
  cbn [Fnum Fexp] in *.
- unfold F2R; cbn [Fnum Fexp]; rewrite bpow_plus; ring.
- easy.
- lia.
Qed.
Theorem SigmoidModel_Below x : x <= 0 -> SigmoidModel x <= / 2.
Proof.
intros [H | ->]; [| rewrite SigmoidModel_0; lra].
assert (W := Tail_range x); destruct (plus1_range (Tail x) W) as [D _].
assert (T : 2 * Tail x <= fadd 1 (Tail x))
  by (apply RN_ge_format; [apply F_double, Tail_F | lra]).
unfold SigmoidModel; destruct (Rlt_dec x 0) as [_ | L]; [| lra].
apply RN_le_format; [exact F_half |].
apply Rmult_le_reg_r with (fadd 1 (Tail x)); [lra |].
unfold Rdiv; rewrite Rmult_assoc, Rinv_l; lra.
Qed.

(** A numerator n and the weight w; n / RN (1 + w) against n / (1 + w). *)
Lemma share_step n w : 0 <= n -> 0 <= w <= 1 ->
  Rabs (n / fadd 1 w - n / (1 + w)) <= u * (n / (1 + w)).
Proof.
intros N W; destruct (plus1_range w W) as [D E]; set (d := fadd 1 w) in *.
replace (n / d - n / (1 + w)) with (n / (1 + w) * ((1 + w - d) * / d)) by (field; lra).
assert (V : 0 <= n / (1 + w))
  by (apply Rmult_le_pos; [| left; apply Rinv_0_lt_compat]; lra).
rewrite Rabs_mult, (Rabs_pos_eq (n / (1 + w))), Rmult_comm by easy.
apply Rmult_le_compat_r; [easy |].
assert (I : 0 < / d <= 1).
{ split; [apply Rinv_0_lt_compat; lra | rewrite <- Rinv_1; apply Rinv_le_contravar; lra]. }
rewrite Rabs_mult, (Rabs_pos_eq (/ d)), Rabs_minus_sym by lra.
rewrite <- (Rmult_1_r u); apply Rmult_le_compat; try lra; apply Rabs_pos.
Qed.
(** From the exact quotient's error to that of the rounded one. *)
Lemma share_round q s a : bpow radix2 (-60) <= q -> 0 <= s -> 0 <= a <= 4 ->
  Rabs (q - s) <= a * u * s -> Rabs (RN q - s) <= (1 + a) * u * (1 + / 2 ^ 40) * s.
Proof.
intros Q S A E; assert (P := bpow_gt_0 radix2 (-60)); assert (U := u_val).
assert (R : Rabs (RN q - q) <= u * q).
{ rewrite <- (Rabs_pos_eq q) at 3 by lra; apply RN_rel; rewrite Rabs_pos_eq by lra.
  apply Rle_trans with (2 := Q), bpow_le; lia. }
replace (RN q - s) with ((RN q - q) + (q - s)) by ring.
apply Rle_trans with (1 := Rabs_triang _ _).
assert (L : q <= s + a * u * s) by (apply Rabs_le_inv in E; lra).
assert (u * q <= u * (s + a * u * s)) by (apply Rmult_le_compat_l; [rewrite U |]; lra).
assert (a * u * u * s <= / 2 ^ 40 * u * s).
{ apply Rmult_le_compat_r; [easy |]; apply Rmult_le_compat_r; rewrite U; lra. }
assert (0 <= a * u * s * / 2 ^ 40).
{ repeat apply Rmult_le_pos; rewrite ?U; lra. }
lra.
Qed.

(** x >= 0: only the denominator has an error. *)
Theorem SigmoidModel_Rel_Pos x : 0 <= x ->
  Rabs (SigmoidModel x - Sigmoid x) <= 33 / 16 * u * (1 + / 2 ^ 30) * Sigmoid x.
Proof.
intros H; rewrite Sigmoid_pos by easy; unfold SigmoidModel.
destruct (Rlt_dec x 0) as [L | _]; [lra |].
assert (E := e_range x); cbv beta in E; set (v := exp (- Rabs x)) in *.
assert (W := Tail_range x); assert (R := Tail_error x); cbv beta in R; fold v in R.
destruct (plus1_range (Tail x) W) as [D B].
set (w := Tail x) in *; set (d := fadd 1 w) in *; assert (U := u_val).
assert (Te := eta_tiny).
assert (G : Rabs (d - (1 + v)) <= (17 / 16 + / 2 ^ 60) * u * (1 + v)).
{ replace (d - (1 + v)) with ((d - (1 + w)) + (w - v)) by ring.
  apply Rle_trans with (1 := Rabs_triang _ _).
  assert (u * v <= u) by (rewrite U; lra).
  assert (0 <= u * v) by (rewrite U; lra).
  assert (0 <= / 2 ^ 60 * u * v) by (rewrite U; lra); lra. }
assert (S : 0 < / (1 + v)) by (apply Rinv_0_lt_compat; lra).
assert (K : Rabs (1 / d - 1 / (1 + v)) <= (17 / 16 + / 2 ^ 40) * u * (1 / (1 + v))).
{ replace (1 / d - 1 / (1 + v)) with (1 / (1 + v) * (((1 + v) - d) * / d)) by (field; lra).
  assert (I : 0 < / d) by (apply Rinv_0_lt_compat; lra).
  rewrite Rabs_mult, (Rabs_pos_eq (1 / (1 + v))), Rmult_comm by lra.
  apply Rmult_le_compat_r; [lra |].
  rewrite Rabs_mult, (Rabs_pos_eq (/ d)), Rabs_minus_sym by lra.
  apply Rmult_le_reg_r with d; [lra |]; rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra.
  apply Rle_trans with (1 := G); apply Rabs_le_inv in G.
  assert (M : (1 + v) * (1 - 2 * u) <= d) by (rewrite U in *; lra).
  apply Rle_trans with ((17 / 16 + / 2 ^ 40) * u * ((1 + v) * (1 - 2 * u)));
    [| apply Rmult_le_compat_l; [rewrite U |]; lra].
  rewrite U; nra. }
assert (Q : bpow radix2 (-60) <= 1 / d).
{ apply Rle_trans with (1 / 2); [simpl; lra |].
  apply Rmult_le_compat_l; [lra | apply Rinv_le_contravar; lra]. }
apply share_round in K; [| easy | lra | lra].
apply Rle_trans with (1 := K); apply Rmult_le_compat_r; [lra |]; rewrite U; lra.
Qed.

(** x < 0: the numerator has an error too. *)
Theorem SigmoidModel_Rel_Neg x : x < 0 ->
  Rabs (SigmoidModel x - Sigmoid x) <=
    25 / 8 * u * (1 + / 2 ^ 30) * Sigmoid x + 3 / 4 * eta.
Proof.
intros H; rewrite Sigmoid_neg by easy; unfold SigmoidModel.
destruct (Rlt_dec x 0) as [_ | L]; [| lra].
assert (E := e_range x); assert (R := Tail_error x); assert (C := Tail_rel x).
cbv beta in *; set (v := exp (- Rabs x)) in *.
assert (W := Tail_range x); destruct (plus1_range (Tail x) W) as [D _].
assert (Fw := Tail_F x); assert (Z := plus1_small (Tail x)).
assert (St := share_step (Tail x) (Tail x) (proj1 W) W).
set (w := Tail x) in *; assert (U := u_val); assert (P := eta_pos).
assert (Te := eta_tiny).
assert (S : 0 < v / (1 + v)) by (apply Rdiv_lt_0_compat; lra).
assert (V : v = v / (1 + v) * (1 + v)) by (field; lra).
set (s := v / (1 + v)) in *.
destruct (Rlt_le_dec v (u / 8)) as [Small | Large].
- rewrite Z by (apply Rabs_le_inv in R; split; [lra |]; rewrite U in *; lra).
  unfold fdiv, Rdiv; rewrite Rinv_1, Rmult_1_r, RN_exact by easy.
  replace (w - s) with ((w - v) + (v - s)) by ring.
  apply Rle_trans with (1 := Rabs_triang _ _).
  assert (v - s = s * v) by lra.
  assert (0 <= s * v <= s * (u / 8))
    by (split; [apply Rmult_le_pos | apply Rmult_le_compat_l]; lra).
  rewrite (Rabs_pos_eq (v - s)) by lra.
  assert (u * v <= u * (2 * s)).
  { apply Rmult_le_compat_l; [rewrite U; lra |]; rewrite U in *; lra. }
  assert (0 <= u * s) by (apply Rmult_le_pos; rewrite ?U; lra).
  assert (0 <= u * s * / 2 ^ 30) by (apply Rmult_le_pos; lra).
  lra.
- specialize (C Large); apply Rle_trans with (25 / 8 * u * (1 + / 2 ^ 30) * s); [| lra].
  assert (Wv : Rabs (w / (1 + w) - s) <= 9 / 8 * u * s).
  { unfold s; replace (w / (1 + w) - v / (1 + v))
      with ((w - v) * / (1 + v) * / (1 + w)) by (field; lra).
    assert (I : 0 < / (1 + w) <= 1).
    { split; [apply Rinv_0_lt_compat | rewrite <- Rinv_1; apply Rinv_le_contravar]; lra. }
    assert (J : 0 < / (1 + v)) by (apply Rinv_0_lt_compat; lra).
    rewrite !Rabs_mult, (Rabs_pos_eq (/ (1 + v))), (Rabs_pos_eq (/ (1 + w))) by lra.
    apply Rle_trans with (9 / 8 * u * v * / (1 + v) * 1); [| unfold Rdiv; lra].
    apply Rmult_le_compat; try lra; [apply Rmult_le_pos; [apply Rabs_pos | lra] |].
    apply Rmult_le_compat_r; lra. }
  set (q := w / (1 + w)) in *; set (d := fadd 1 w) in *.
  assert (K : Rabs (w / d - s) <= (17 / 8 + / 2 ^ 40) * u * s).
  { replace (w / d - s) with ((w / d - q) + (q - s)) by ring.
    apply Rle_trans with (1 := Rabs_triang _ _).
    assert (q <= s + 9 / 8 * u * s) by (apply Rabs_le_inv in Wv; lra).
    assert (u * q <= u * (s + 9 / 8 * u * s)) by (apply Rmult_le_compat_l; [rewrite U |]; lra).
    assert (9 / 8 * u * u * s <= / 2 ^ 40 * u * s).
    { apply Rmult_le_compat_r; [lra |]; apply Rmult_le_compat_r; rewrite U; lra. }
    lra. }
  assert (Q : bpow radix2 (-60) <= w / d).
  { apply Rabs_le_inv in C; apply Rle_trans with (u / 16 * / 2); [rewrite U; simpl; lra |].
    apply Rmult_le_compat; [rewrite U; lra | lra | |].
    - rewrite U in *; lra.
    - apply Rinv_le_contravar; lra. }
  apply share_round in K; [| easy | lra | lra].
  apply Rle_trans with (1 := K); apply Rmult_le_compat_r; [lra |]; rewrite U; lra.
Qed.
Theorem SigmoidModel_Rel x : Rabs (SigmoidModel x - Sigmoid x) <=
  25 / 8 * u * (1 + / 2 ^ 30) * Sigmoid x + 3 / 4 * eta.
Proof.
destruct (Rlt_le_dec x 0) as [H | H]; [now apply SigmoidModel_Rel_Neg |].
apply Rle_trans with (1 := SigmoidModel_Rel_Pos x H).
assert (S := Sigmoid_Range x); assert (P := eta_pos); assert (U := u_val).
assert (33 / 16 * u * (1 + / 2 ^ 30) * Sigmoid x <= 25 / 8 * u * (1 + / 2 ^ 30) * Sigmoid x).
{ apply Rmult_le_compat_r; [lra |]; rewrite U; lra. }
lra.
Qed.

(** ** The softmax of two logits, one of them 0 *)
Lemma ExpPair_exact x : ExpPair x 0 = ExpModel x.
Proof.
unfold ExpPair, ExpModel; destruct Rlt_dec as [_ | _]; [easy |].
unfold fadd; rewrite Rplus_0_r, RN_exact; [easy | apply RN_format].
Qed.
Lemma total_pair f : F (f 0%nat) -> F (f 1%nat) ->
  total 2 f = RN (f 0%nat + f 1%nat).
Proof.
intros A B; assert (Z : fadd 0 (f 0%nat) = f 0%nat)
  by (unfold fadd; rewrite Rplus_0_l; now apply RN_exact).
unfold total, low, step_error; simpl; rewrite Z.
replace (0 + f 0%nat - f 0%nat) with 0 by ring.
replace (fadd 0 0) with 0 by (unfold fadd; now rewrite Rplus_0_l, RN_0).
set (s := fadd (f 0%nat) (f 1%nat)).
assert (L : fadd 0 (f 0%nat + f 1%nat - s) = f 0%nat + f 1%nat - s).
{ unfold fadd; rewrite Rplus_0_l; apply RN_exact, error_F; easy. }
rewrite L; unfold fadd; f_equal; ring.
Qed.
Lemma pair_diff x m : F (x - m) -> ExpPair (dhi x m) (dlo x m) = ExpModel (x - m).
Proof.
intros H; unfold dhi, dlo, fsub; rewrite RN_exact by easy.
replace (x - m - (x - m)) with 0 by ring; apply ExpPair_exact.
Qed.

Section Pair.
Variables (masked : nat -> bool) (z : nat -> R) (top : nat).
Hypothesis HL : SoftmaxLink.Logits 2 masked z top.
Hypothesis M0 : masked 0%nat = false.
Hypothesis M1 : masked 1%nat = false.
Hypothesis Z1 : z 1%nat = 0.
Notation x := (z 0%nat).
Notation f := (cterm masked z (z top)).

Lemma pair_top : z top = Rmax x 0.
Proof.
assert (A := SoftmaxLink.logits_max _ _ _ _ HL 0%nat ltac:(lia) M0).
assert (B := SoftmaxLink.logits_max _ _ _ _ HL 1%nat ltac:(lia) M1).
assert (T := SoftmaxLink.logits_top _ _ _ _ HL).
assert (C : z top = x \/ z top = 0).
{ destruct top as [|[|k]]; [now left | now right | lia]. }
rewrite Z1 in B; destruct C as [C | C]; rewrite C in *.
- now rewrite Rmax_left.
- now rewrite Rmax_right.
Qed.
(** Both differences are exact: the weights are 1 and e^-|x|. *)
Lemma pair_first : f 0%nat = if Rlt_dec x 0 then Tail x else 1.
Proof.
assert (Fx := SoftmaxLink.logits_F _ _ _ _ HL 0%nat).
unfold cterm; rewrite M0, pair_top, pair_diff; unfold Tail.
- destruct (Rlt_dec x 0) as [L | L].
  + rewrite Rmax_right, Rabs_left by lra; f_equal; ring.
  + rewrite Rmax_left, Rminus_diag_eq by lra; exact ExpModel_0.
- destruct (Rle_lt_dec 0 x) as [L | L].
  + rewrite Rmax_left, Rminus_diag_eq by lra; exact F_0.
  + rewrite Rmax_right, Rminus_0_r by lra; exact Fx.
Qed.
Lemma pair_second : f 1%nat = if Rlt_dec 0 x then Tail x else 1.
Proof.
assert (Fx := SoftmaxLink.logits_F _ _ _ _ HL 0%nat).
unfold cterm; rewrite M1, pair_top, Z1, pair_diff; unfold Tail.
- destruct (Rlt_dec 0 x) as [L | L].
  + rewrite Rmax_left, Rabs_pos_eq by lra; f_equal; ring.
  + rewrite Rmax_right, Rminus_diag_eq by lra; exact ExpModel_0.
- destruct (Rle_lt_dec 0 x) as [L | L].
  + rewrite Rmax_left, Rminus_0_l by lra; now apply F_opp.
  + rewrite Rmax_right, Rminus_0_r by lra; exact F_0.
Qed.
Lemma pair_total : total 2 f = fadd 1 (Tail x).
Proof.
assert (FT := Tail_F x); assert (F1 : F 1) by (apply (F_int 1); lia).
rewrite total_pair, pair_first, pair_second.
- destruct (Rlt_dec x 0), (Rlt_dec 0 x); try lra; unfold fadd; f_equal; try ring.
  replace x with 0 by lra; unfold Tail; rewrite Rabs_R0, Ropp_0, ExpModel_0; ring.
- rewrite pair_first; now destruct Rlt_dec.
- rewrite pair_second; now destruct Rlt_dec.
Qed.
Theorem CProb_First : CProb 2 masked z top 0 = SigmoidModel x.
Proof. unfold CProb, SigmoidModel; now rewrite pair_total, pair_first. Qed.
Theorem CProb_Second : CProb 2 masked z top 1 = SigmoidModel (- x).
Proof.
unfold CProb, SigmoidModel; rewrite pair_total, pair_second.
unfold Tail; rewrite Rabs_Ropp; f_equal.
destruct (Rlt_dec 0 x), (Rlt_dec (- x) 0); easy || lra.
Qed.
End Pair.
