(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * Rounding error of the logarithm of the sum of exponentials

    The float model of sp_log_excess in src/row.c. The entry at the maximum
    counts as exactly 1 and the others enter through log1p, so that a small
    logarithm keeps its relative accuracy. [r] is the spread, a bound of
    [z top - z k] over the unmasked [k]. What is built on it: LossError.v.

    Main results: [excess_partial], [excess_range] and [log_range] (no
    overflow), [L_range], [log_sum_exp] (the meaning of L), [log_error_rel],
    [log_error_abs].
    Source: P. Blanchard, D. J. Higham, N. J. Higham, Accurately computing the
    log-sum-exp and softmax functions, IMA J. Numer. Anal. 41, 2021. *)

From Coq Require Import Reals Psatz Lia ZArith Classical.
From Flocq Require Import Core.
From Softproof Require Import Rounding Sums SoftmaxSum Gibbs SoftmaxWeights.
From Softproof Require Import ZInterval.
Open Scope R_scope.

(** ** What is assumed of log1p *)
Definition log1p_err := 3.
Lemma log1p_err_val : log1p_err = 3. Proof. easy. Qed.
Lemma log1p_err_range : 0 <= log1p_err <= 4.
Proof. unfold log1p_err; lra. Qed.
(** From here on the proofs use [log1p_err_range] only. *)
Global Opaque log1p_err.

Record Float_Log1p (lp : R -> R) : Prop := {
  lp_F : forall x, F x -> 0 <= x <= 67108864 -> F (lp x);
  lp_nonneg : forall x, F x -> 0 <= x <= 67108864 -> 0 <= lp x;
  lp_acc : forall x, F x -> 0 <= x <= 67108864 ->
    Rabs (lp x - ln (1 + x)) <= log1p_err * u * ln (1 + x) }.
Arguments lp_F {lp}. Arguments lp_nonneg {lp}. Arguments lp_acc {lp}.

(** ** Leaving out the entry at the maximum *)
Definition others (top : nat) (f : nat -> R) k := if Nat.eq_dec k top then 0 else f k.
Lemma others_top top f : others top f top = 0.
Proof. unfold others; now destruct (Nat.eq_dec top top). Qed.
Lemma others_neq top f k : k <> top -> others top f k = f k.
Proof. unfold others; now destruct (Nat.eq_dec k top). Qed.
(** Adding the 0 is the same as leaving it out. *)
Lemma fsum_others_top top f :
  fsum (S top) (others top f) = fsum top (others top f).
Proof. simpl; rewrite others_top; apply fadd_0_r, fsum_format. Qed.
Lemma fsum_others_neq top f k : k <> top ->
  fsum (S k) (others top f) = fadd (fsum k (others top f)) (f k).
Proof. intros H; simpl; now rewrite others_neq. Qed.
Lemma sum_others top f n : (top < n)%nat ->
  sum n f = f top + sum n (others top f).
Proof.
assert (B : forall i, (i <= top)%nat -> sum i f = sum i (others top f)).
{ intros i Hi; apply sum_ext; intros; now rewrite others_neq by lia. }
induction n as [|n IH]; intros H; [lia | simpl].
destruct (Nat.eq_dec n top) as [-> | N].
- rewrite others_top, B by easy; ring.
- rewrite others_neq, IH by lia; ring.
Qed.

Section Log.
Context {ex lp : R -> R} {n : nat} {z : nat -> R} {masked : nat -> Prop} {top : nat}.
Context {e w : nat -> R}.
Hypothesis HM : Model ex n z masked top e w.
Hypothesis HL : Float_Log1p lp.
Notation HR := (model_row HM).
Notation HW := (model_weights HM).
Notation dist := (dist z top).
Notation dcap := (dcap z top).
Notation mean := (mean n z top w).
Notation total := (sum n w).
Notation m := (z top).
(** The true and the computed sum of the others, and their logarithms. *)
Notation X := (sum n (others top w)).
Notation x := (fsum n (others top e)).
Notation L := (ln (sum n w)).
Notation l := (lp (fsum n (others top e))).

Lemma total_others : total = 1 + X.
Proof.
destruct (e_top HM) as [_ E]; rewrite <- E; apply sum_others, (row_top HR).
Qed.
Lemma others_range k : (k < n)%nat ->
  0 <= others top e k <= 1 /\ F (others top e k) /\
  0 <= others top w k /\ 0 <= others top w k * dcap k <= 746 * others top w k.
Proof.
intros Hk; unfold others; destruct (Nat.eq_dec k top) as [_ | _].
- repeat split; try lra; apply F_0.
- destruct (e_range HM k Hk), (w_range HM k Hk), (w_dcap HM k Hk); tauto.
Qed.
Lemma X_nonneg : 0 <= X.
Proof. apply sum_nonneg; intros; now apply others_range. Qed.
Lemma mean_others : sum n (fun k => others top w k * dcap k) = mean * total.
Proof.
rewrite <- (mean_total HM); apply sum_ext; intros k _; unfold others.
destruct (Nat.eq_dec k top) as [-> | _]; [| easy].
unfold SoftmaxWeights.dcap, SoftmaxWeights.dist; rewrite Rmin_left; lra.
Qed.

(** No overflow: partial sums and the argument of log1p. *)
Theorem excess_partial i : (i <= n)%nat -> 0 <= fsum i (others top e) <= INR i.
Proof.
intros Hi; split; [apply fsum_nonneg; intros; apply others_range; lia |].
apply fsum_le_INR with n; try (intros; now apply others_range); try easy.
assert (H := row_size HR); lia.
Qed.
Theorem excess_range : 0 <= x <= INR n - 1 /\ F x.
Proof.
split; [split; [now apply excess_partial |] | apply fsum_format].
assert (G : forall i, (top < i)%nat -> (i <= n)%nat ->
  fsum i (others top e) <= INR i - 1).
{ induction i as [|i IH]; intros T N; [lia |].
  rewrite S_INR; replace (INR i + 1 - 1) with (INR i) by ring.
  destruct (Nat.eq_dec i top) as [-> | E].
  - rewrite fsum_others_top; apply excess_partial; lia.
  - simpl; apply RN_le_format.
    + apply F_INR; assert (H := row_size HR); lia.
    + assert (H := IH ltac:(lia) ltac:(lia)).
      destruct (others_range i ltac:(lia)) as [H1 _]; lra. }
apply G; [apply (row_top HR) | easy].
Qed.
Lemma excess_arg : F x /\ 0 <= x <= 67108864.
Proof.
destruct excess_range as [R Fx]; assert (N := size_max HM); split; [easy | lra].
Qed.
Theorem log_F : F l.
Proof. now apply (lp_F HL); apply excess_arg. Qed.
Theorem log_range : 0 <= l <= 19.
Proof.
destruct excess_arg as [Fx R]; split; [now apply (lp_nonneg HL) |].
assert (A := lp_acc HL x Fx R); apply Rabs_le_inv in A.
assert (B : ln (1 + x) <= 18.1).
{ apply Rle_trans with (ln 67108865); [apply ln_mono; lra | interval]. }
assert (P : 0 <= ln (1 + x)) by (apply ln_nonneg; lra).
assert (Y := log1p_err_range); assert (U := u_val).
assert (log1p_err * u * ln (1 + x) <= 4 * u * 18.1).
{ apply Rmult_le_compat; try lra; rewrite U; nra. }
rewrite U in *; lra.
Qed.
(** The same over the reals. *)
Theorem L_range : 0 <= L <= ln (INR n).
Proof.
assert (T := total_1 HM); split; [now apply ln_nonneg | apply ln_mono; [lra |]].
rewrite <- (Rmult_1_r (INR n)), <- sum_const; apply sum_le.
intros; now apply (w_range HM).
Qed.
Theorem log_sum_exp v :
  (forall k, (k < n)%nat -> masked k -> v k = 0) ->
  (forall k, (k < n)%nat -> ~ masked k -> v k = exp (z k)) ->
  ln (sum n v) = m + L.
Proof.
intros V0 V1; assert (T := total_1 HM).
rewrite <- (ln_exp m) at 1; rewrite <- ln_mult by (lra || apply exp_pos).
f_equal; rewrite <- sum_scal; apply sum_ext; intros k Hk.
destruct (classic (masked k)) as [M | M].
- rewrite V0 by easy; destruct (weights_masked HW k Hk M) as [_ ->]; ring.
- rewrite V1 by easy; destruct (weights_open HW k Hk M) as [_ ->].
  rewrite <- exp_plus; f_equal; ring.
Qed.

(** ** Error of the logarithm *)
Lemma excess_error : Rabs (x - X) <=
  ((INR n - 1 + exp_err) * X + mean * total) * u * (1 + / 67108864)
  + INR n * (7 / 8 * eta).
Proof.
rewrite <- mean_others; apply fsum_weights;
  [exact (size_pos HM) | apply (row_size HR) | |].
- intros k Hk; destruct (others_range k Hk); tauto.
- intros k Hk; unfold others; destruct (Nat.eq_dec k top) as [_ | _];
    [| now apply (weight_error_abs HM)].
  assert (P := eta_pos); rewrite Rminus_diag_eq, Rabs_R0 by easy; lra.
Qed.

(** [c]: a bound of the errors of the weights and of the sum, relative to S. *)
Lemma log_error c : 0 <= c ->
  (INR n - 1 + exp_err) * (X / total) + mean <= c ->
  Rabs (l - L) <= (c + log1p_err * L) * u * (1 + / 8388608) + INR n * (9 / 10 * eta).
Proof.
intros Hc0 Hc; assert (T := total_1 HM); assert (HX := X_nonneg).
assert (TX := total_others); assert (U := u_pos); assert (P := eta_pos).
assert (P' := eta_tiny); assert (E := exp_err_range); assert (Y := log1p_err_range).
assert (N1 := size_1 HM); assert (N2 := size_max HM).
assert (M := mean_nonneg HM); assert (M' := mean_746 HM).
destruct excess_arg as [Fx Rx]; destruct L_range as [L0 _].
set (S := total) in *; set (a := INR n - 1 + exp_err) in *.
set (b := (a * (X / S) + mean) * u * (1 + / 67108864) + INR n * (7 / 8 * eta)).
assert (HN : 0 <= INR n * eta <= / 17179869184 * u).
{ split; [nra |]; apply Rle_trans with (67108864 * (/ 1152921504606846976 * u));
  [| lra].
  apply Rmult_le_compat; lra. }
assert (D : Rabs (x - X) <= b * S).
{ apply Rle_trans with (1 := excess_error); fold S a.
  replace (b * S) with ((a * X + mean * S) * u * (1 + / 67108864)
    + S * (INR n * (7 / 8 * eta))) by (unfold b; field; lra).
  apply Rplus_le_compat_l; nra. }
assert (F0 : 0 <= X / S <= 1).
{ split; [apply Rmult_le_pos; [easy | apply Rlt_le, Rinv_0_lt_compat; lra] |].
  apply Rmult_le_reg_r with S; [lra |].
  unfold Rdiv; rewrite Rmult_assoc, Rinv_l by lra; lra. }
assert (A0 : 0 <= a * (X / S) + mean <= 67110000).
{ assert (0 <= a <= 67108866) by (unfold a; lra); nra. }
assert (B : 0 <= b <= / 67108864).
{ unfold b; rewrite u_val in *; lra. }
assert (Q : Rabs (ln (1 + x) - ln S) <= c * u * (1 + / 16777216) + INR n * (8 / 9 * eta)).
{ apply Rle_trans with (Rabs (1 + x - S) / S / (1 - / 67108864)).
  - apply ln_near; [lra | lra |].
    replace (1 + x - S) with (x - X) by (rewrite TX; ring).
    apply Rle_trans with (1 := D), Rmult_le_compat_r; lra.
  - replace (1 + x - S) with (x - X) by (rewrite TX; ring).
    assert (D' : Rabs (x - X) / S <= b).
    { apply Rmult_le_reg_r with S; [lra |].
      unfold Rdiv; rewrite Rmult_assoc, Rinv_l by lra; lra. }
    assert (bc : b <= c * u * (1 + / 67108864) + INR n * (7 / 8 * eta)).
    { unfold b; apply Rplus_le_compat_r, Rmult_le_compat_r; [lra |].
      apply Rmult_le_compat_r; lra. }
    assert (0 <= c * u) by nra.
    unfold Rdiv at 1; lra. }
assert (A := lp_acc HL x Fx Rx).
replace (l - ln S) with ((l - ln (1 + x)) + (ln (1 + x) - ln S)) by ring.
apply Rle_trans with (1 := Rabs_triang _ _).
assert (Q' : ln (1 + x) <= ln S + (c * u * (1 + / 16777216) + INR n * (8 / 9 * eta)))
  by (apply Rabs_le_inv in Q; lra).
assert (G : 0 <= log1p_err * u <= 4 * u) by nra.
set (V := c * u * (1 + / 16777216) + INR n * (8 / 9 * eta)) in *.
assert (V0 : 0 <= V) by (unfold V; nra).
assert (A1 : Rabs (l - ln (1 + x)) <= log1p_err * u * ln S + 4 * u * V).
{ apply Rle_trans with (1 := A), Rle_trans with (log1p_err * u * (ln S + V)).
  - apply Rmult_le_compat_l; lra.
  - rewrite Rmult_plus_distr_l; apply Rplus_le_compat_l, Rmult_le_compat_r; lra. }
apply Rle_trans with (log1p_err * u * ln S + (1 + / 1000000000) * V).
- assert (4 * u * V <= / 1000000000 * V)
  by (apply Rmult_le_compat_r; rewrite ?u_val; lra).
  lra.
- assert (0 <= c * u) by nra; assert (0 <= log1p_err * u * ln S) by nra.
  unfold V; lra.
Qed.

(** Relative to L, for logits of spread r. *)
Lemma log_error_rel r : (forall k, (k < n)%nat -> ~ masked k -> m - z k <= r) ->
  Rabs (l - L) <= (INR n - 1 + exp_err + log1p_err + Rmin r 746) * L
    * u * (1 + / 8388608) + INR n * (9 / 10 * eta).
Proof.
intros H; assert (HX := X_nonneg); assert (E := exp_err_range).
assert (TX := total_others); assert (N1 := size_1 HM); destruct L_range as [L0 _].
assert (R0 : 0 <= Rmin r 746).
{ apply Rmin_glb; [| lra].
  assert (G := H top (row_top HR) (row_open HR)); lra. }
assert (F : X / total <= L) by (rewrite TX; now apply frac_le_ln).
assert (M : mean <= Rmin r 746 * (X / total)).
{ apply Rmult_le_reg_r with total; [lra |]; rewrite <- mean_others.
  replace (Rmin r 746 * (X / total) * total) with (Rmin r 746 * X) by (field; lra).
  apply mean_le_spread; intros k Hk; destruct (others_range k Hk) as (_ & _ & W & _).
  destruct (classic (masked k)) as [K | K].
  - left; unfold others; destruct (Nat.eq_dec k top); [easy |].
    now apply (weights_masked HW).
  - right; split; [easy |]; apply Rle_min_compat_r; now apply H. }
replace ((INR n - 1 + exp_err + log1p_err + Rmin r 746) * L)
  with ((INR n - 1 + exp_err + Rmin r 746) * L + log1p_err * L) by ring.
apply log_error; [nra |].
apply Rle_trans with ((INR n - 1 + exp_err + Rmin r 746) * (X / total)); [lra |].
apply Rmult_le_compat_l; lra.
Qed.
(** Without the spread, in the absolute sense. *)
Lemma log_error_abs :
  Rabs (l - L) <= (INR n - 1 + exp_err + ln (INR n) + log1p_err * L)
    * u * (1 + / 8388608) + INR n * (9 / 10 * eta).
Proof.
assert (HX := X_nonneg); assert (E := exp_err_range); assert (M := mean_ln HM).
assert (TX := total_others); assert (N1 := size_1 HM); assert (G := ln_nonneg _ N1).
apply log_error; [lra |]; apply Rplus_le_compat; [| easy].
rewrite <- (Rmult_1_r (INR n - 1 + exp_err)) at 2; apply Rmult_le_compat_l; [lra |].
apply Rmult_le_reg_r with total; [lra |].
unfold Rdiv; rewrite Rmult_assoc, Rinv_l by lra; lra.
Qed.
End Log.
