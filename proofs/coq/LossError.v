(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * Rounding errors of log-sum-exp, log-softmax and cross-entropy

    The float models of src/logsumexp.c and src/cross_entropy.c, built on
    [l], the computed value of L = ln (sum of exp (z k - z top)). Distances and
    L are added, never subtracted, so the errors stay relative; [r] is the
    spread of the logits.

    Main results: [P15_lse], [P15_lse_abs], [P15_lse_ge]; [P14_loss],
    [P14_loss_rel], [P14_loss_abs], [P14_loss_nonneg]; the same of
    [P15_log_softmax]; [P14_target], [P14_target_nonneg].
    Source: P. Blanchard, D. J. Higham, N. J. Higham, Accurately computing the
    log-sum-exp and softmax functions, IMA J. Numer. Anal. 41, 2021. *)

From Coq Require Import Reals Psatz Lia ZArith Classical.
From Flocq Require Import Core.
From Softproof Require Import Rounding Sums SoftmaxSum Gibbs SoftmaxWeights LogError.
Open Scope R_scope.

(** The results of the C code, from the maximum, [l] and one logit. *)
Definition float_lse m l := fadd m l.
Definition float_loss m l t := fadd (fsub m t) l.
Definition float_log_prob m l t := fsub (fsub t m) l.
(** Targets: where [y] is 0 the term is 0, as good as left out. *)
Definition float_term (y : nat -> R) m l (z : nat -> R) k :=
  fmul (y k) (float_loss m l (z k)).
Definition true_term (y : nat -> R) m L (z : nat -> R) k := y k * ((m - z k) + L).

Section Loss.
Context {ex lp : R -> R} {n : nat} {z : nat -> R} {masked : nat -> Prop} {top : nat}.
Context {e w : nat -> R}.
Hypothesis HM : Model ex n z masked top e w.
Hypothesis HL : Float_Log1p lp.
Notation HR := (model_row HM).
Notation m := (z top).
Notation L := (ln (sum n w)).
Notation l := (lp (fsum n (others top e))).

Notation lse := (float_lse m l).
Notation loss k := (float_loss m l (z k)).
Notation log_prob k := (float_log_prob m l (z k)).

Lemma loss_log_prob k : log_prob k = - loss k.
Proof.
unfold float_log_prob, float_loss, fadd, fsub.
replace (z k - m) with (- (m - z k)) by ring.
rewrite (RN_opp (m - z k)), <- (RN_opp (RN (m - z k) + l)); f_equal; ring.
Qed.

(** ** log-sum-exp *)
Theorem P15_lse_ge : m <= lse.
Proof.
apply RN_ge_format; [apply (row_F HR); [apply (row_top HR) | apply (row_open HR)] |].
assert (H := log_range HM HL); lra.
Qed.
Lemma lse_from b : Rabs (l - L) <= b ->
  Rabs (lse - (m + L)) <= u * Rabs (m + L) + (1 + u) * b.
Proof.
intros H; assert (U := u_pos).
assert (A := RN_plus_rel m l (row_F HR top (row_top HR) (row_open HR)) (log_F HM HL)).
unfold float_lse, fadd.
assert (T := Rabs_triang (m + L) (l - L)).
replace (m + L + (l - L)) with (m + l) in T by ring.
replace (RN (m + l) - (m + L)) with ((RN (m + l) - (m + l)) + (l - L)) by ring.
apply Rle_trans with (1 := Rabs_triang _ _).
assert (u * Rabs (m + l) <= u * (Rabs (m + L) + b)) by (apply Rmult_le_compat_l; lra).
lra.
Qed.

(** Room for one more rounding in the slack. *)
Lemma more_slack c : 0 <= c ->
  (1 + u) * (c * u * (1 + / 8388608) + INR n * (9 / 10 * eta))
  <= c * u * (1 + / 4194304) + INR n * (19 / 20 * eta).
Proof.
intros H; assert (U := u_pos); assert (N := size_1 HM); assert (P := eta_pos).
assert (0 <= c * u) by nra; assert (0 <= INR n * eta) by nra.
apply Rle_trans with
  ((1 + / 1000000000) * (c * u * (1 + / 8388608) + INR n * (9 / 10 * eta))); [| lra].
apply Rmult_le_compat_r; [nra | rewrite u_val; lra].
Qed.
Lemma more_slack' c : 0 <= c ->
  c * u * (1 + / 4194304) + INR n * (19 / 20 * eta)
  <= c * u * (1 + bpow radix2 (-20)) + INR n * eta.
Proof.
intros H; assert (U := u_pos); assert (N := size_1 HM); assert (P := eta_pos).
assert (0 <= c * u) by nra; assert (0 <= INR n * eta) by nra.
rewrite slack_val; lra.
Qed.

Lemma abs_const : 0 <= INR n - 1 + exp_err + ln (INR n) + log1p_err * L.
Proof.
assert (E := exp_err_range); assert (Y := log1p_err_range); assert (N := size_1 HM).
destruct (L_range HM) as [A B]; nra.
Qed.
Theorem P15_lse_abs : Rabs (lse - (m + L)) <= u * Rabs (m + L)
  + (INR n - 1 + exp_err + (1 + log1p_err) * ln (INR n)) * u * (1 + bpow radix2 (-20))
  + INR n * eta.
Proof.
assert (A := lse_from _ (log_error_abs HM HL)).
assert (B := more_slack _ abs_const); assert (C := more_slack' _ abs_const).
assert (Y := log1p_err_range); assert (U := u_pos); destruct (L_range HM) as [L0 L1].
assert (D : (INR n - 1 + exp_err + ln (INR n) + log1p_err * L) * u * (1 + bpow radix2 (-20))
  <= (INR n - 1 + exp_err + (1 + log1p_err) * ln (INR n)) * u * (1 + bpow radix2 (-20))).
{ rewrite slack_val; apply Rmult_le_compat_r; [lra |]; apply Rmult_le_compat_r; nra. }
lra.
Qed.

Section Spread.
Variable r : R.
Hypothesis spread : forall k, (k < n)%nat -> ~ masked k -> m - z k <= r.

Lemma rel_const : 2 <= INR n + exp_err + log1p_err + Rmin r 746.
Proof.
assert (E := exp_err_range); assert (Y := log1p_err_range); assert (N := size_1 HM).
assert (0 <= Rmin r 746); [| lra].
apply Rmin_glb; [| lra].
assert (G := spread top (row_top HR) (row_open HR)); lra.
Qed.
Theorem P15_lse : Rabs (lse - (m + L)) <= u * Rabs (m + L)
  + (INR n - 1 + exp_err + log1p_err + Rmin r 746) * L * u * (1 + bpow radix2 (-20))
  + INR n * eta.
Proof.
assert (A := lse_from _ (log_error_rel HM HL r spread)).
assert (G : 0 <= (INR n - 1 + exp_err + log1p_err + Rmin r 746) * L)
  by (apply Rmult_le_pos; [assert (H := rel_const); lra | apply (L_range HM)]).
assert (B := more_slack _ G); assert (C := more_slack' _ G); lra.
Qed.
End Spread.

(** ** The loss of one label, and log-softmax *)
Section Label.
Variable k : nat.
Hypothesis Hk : (k < n)%nat.
Hypothesis Mk : ~ masked k.
Notation d := (m - z k).

Lemma d_nonneg : 0 <= d.
Proof. assert (H := row_max HR k Hk Mk); lra. Qed.
Theorem P14_loss_nonneg : 0 <= loss k.
Proof.
assert (H := log_range HM HL); assert (D := d_nonneg).
apply RN_nonneg, Rplus_le_le_0_compat; [now apply RN_nonneg | lra].
Qed.
Theorem P15_log_softmax_le : log_prob k <= 0.
Proof. rewrite loss_log_prob; assert (H := P14_loss_nonneg); lra. Qed.

Lemma loss_from b : Rabs (l - L) <= b ->
  Rabs (loss k - (d + L)) <= (2 + u) * u * d + u * L + (1 + u) * b.
Proof.
intros H; assert (U := u_pos); assert (D := d_nonneg); destruct (L_range HM) as [L0 _].
assert (A := RN_minus_rel m (z k) (row_F HR top (row_top HR) (row_open HR))
               (row_F HR k Hk Mk)); rewrite (Rabs_pos_eq d) in A by easy.
assert (B := RN_plus_rel (fsub m (z k)) l (RN_format _) (log_F HM HL)).
unfold float_loss, fadd; set (x := fsub m (z k)) in *; fold (fsub m (z k)) in A;
fold x in A.
replace (RN (x + l) - (d + L))
  with ((RN (x + l) - (x + l)) + ((x - d) + (l - L))) by ring.
assert (T := Rabs_triang (d + L) ((x - d) + (l - L))).
assert (T' := Rabs_triang (x - d) (l - L)).
replace (d + L + (x - d + (l - L))) with (x + l) in T by ring.
rewrite (Rabs_pos_eq (d + L)) in T by lra.
apply Rle_trans with (1 := Rabs_triang _ _).
assert (u * Rabs (x + l) <= u * ((d + L) + (u * d + b)))
  by (apply Rmult_le_compat_l; lra).
lra.
Qed.

(** From a bound of the error of l to one of the loss. *)
Lemma loss_slack c : 0 <= c ->
  Rabs (l - L) <= c * u * (1 + / 8388608) + INR n * (9 / 10 * eta) ->
  Rabs (loss k - (d + L)) <=
    (2 * d + L + c) * u * (1 + / 4194304) + INR n * (19 / 20 * eta).
Proof.
intros Hc H; apply Rle_trans with (1 := loss_from _ H).
assert (A := more_slack c Hc); assert (U := u_pos); assert (D := d_nonneg).
destruct (L_range HM) as [L0 _].
assert (0 <= u * d) by nra; assert (0 <= u * L) by nra.
assert (u * (u * d) <= / 4194304 * (u * d))
  by (apply Rmult_le_compat_r; rewrite ?u_val; lra).
lra.
Qed.

Theorem P14_loss_abs : Rabs (loss k - (d + L)) <=
  (2 * d + INR n - 1 + exp_err + (2 + log1p_err) * ln (INR n))
    * u * (1 + bpow radix2 (-20)) + INR n * eta.
Proof.
apply Rle_trans with (1 := loss_slack _ abs_const (log_error_abs HM HL)).
assert (C0 := abs_const); assert (D := d_nonneg); assert (U := u_pos).
assert (Y := log1p_err_range); destruct (L_range HM) as [L0 L1].
eapply Rle_trans; [apply more_slack'; lra |].
assert (log1p_err * L <= log1p_err * ln (INR n)) by (apply Rmult_le_compat_l; lra).
rewrite slack_val; apply Rplus_le_compat_r, Rmult_le_compat_r; [lra |].
apply Rmult_le_compat_r; lra.
Qed.

Section Spread.
Variable r : R.
Hypothesis spread : forall k, (k < n)%nat -> ~ masked k -> m - z k <= r.
Notation c := (INR n + exp_err + log1p_err + Rmin r 746).

Lemma loss_rel_slack : Rabs (loss k - (d + L)) <=
  (2 * d + c * L) * u * (1 + / 4194304) + INR n * (19 / 20 * eta).
Proof.
assert (C := rel_const r spread); destruct (L_range HM) as [L0 _].
assert (A := loss_slack ((INR n - 1 + exp_err + log1p_err + Rmin r 746) * L)
  ltac:(apply Rmult_le_pos; lra) (log_error_rel HM HL r spread)).
replace (2 * d + c * L)
  with (2 * d + L + (INR n - 1 + exp_err + log1p_err + Rmin r 746) * L) by ring; easy.
Qed.
(** The distance d carries only two roundings. *)
Theorem P14_loss : Rabs (loss k - (d + L)) <=
  (2 * d + (INR n + exp_err + log1p_err + Rmin r 746) * L)
    * u * (1 + bpow radix2 (-20)) + INR n * eta.
Proof.
assert (C := rel_const r spread); destruct (L_range HM) as [L0 _].
assert (D := d_nonneg); apply Rle_trans with (1 := loss_rel_slack).
apply more_slack'; nra.
Qed.
Theorem P14_loss_rel : Rabs (loss k - (d + L)) <=
  (INR n + exp_err + log1p_err + Rmin r 746) * u * (1 + bpow radix2 (-20)) * (d + L)
  + INR n * eta.
Proof.
assert (C := rel_const r spread); destruct (L_range HM) as [L0 _].
assert (D := d_nonneg); assert (U := u_pos); apply Rle_trans with (1 := P14_loss).
apply Rplus_le_compat_r; rewrite slack_val.
replace (c * u * (1 + / 1048576) * (d + L)) with (c * (d + L) * u * (1 + / 1048576))
  by ring.
apply Rmult_le_compat_r; [lra |]; apply Rmult_le_compat_r; nra.
Qed.
End Spread.

(** log-softmax is the loss with the other sign, bit for bit. *)
Lemma log_prob_err b :
  Rabs (loss k - (d + L)) <= b -> Rabs (log_prob k - ((z k - m) - L)) <= b.
Proof.
intros H; rewrite loss_log_prob, <- Rabs_Ropp.
now replace (- (- loss k - (z k - m - L))) with (loss k - (d + L)) by ring.
Qed.
Definition P15_log_softmax r H := log_prob_err _ (P14_loss r H).
Definition P15_log_softmax_rel r H := log_prob_err _ (P14_loss_rel r H).
Definition P15_log_softmax_abs := log_prob_err _ P14_loss_abs.
End Label.

(** ** The loss of targets: each term rounded, summed from left to right *)
Section Target.
Variables (y : nat -> R) (r : R).
Hypothesis y_range : forall k, (k < n)%nat -> 0 <= y k <= 1.
Hypothesis y_masked : forall k, (k < n)%nat -> masked k -> y k = 0.
Hypothesis spread : forall k, (k < n)%nat -> ~ masked k -> m - z k <= r.
Notation term := (float_term y m l z).
Notation true_term := (true_term y m L z).
Notation Y := (sum n true_term).

Lemma term_zero k : y k = 0 -> term k = 0 /\ true_term k = 0.
Proof.
intros E; unfold float_term, LossError.true_term, fmul.
now rewrite E, !Rmult_0_l, RN_0.
Qed.
Lemma term_nonneg k : (k < n)%nat -> 0 <= term k /\ 0 <= true_term k.
Proof.
intros Hk; destruct (classic (masked k)) as [M | M].
- destruct (term_zero k (y_masked k Hk M)) as [-> ->]; lra.
- assert (A := y_range k Hk); assert (B := P14_loss_nonneg k Hk M).
  assert (C := d_nonneg k Hk M); destruct (L_range HM) as [L0 _].
  split; [apply RN_nonneg |]; unfold LossError.true_term; apply Rmult_le_pos; lra.
Qed.
Theorem P14_target_nonneg i : (i <= n)%nat -> 0 <= fsum i term.
Proof. intros; apply fsum_nonneg; intros; apply term_nonneg; lia. Qed.

Notation c := (INR n + exp_err + log1p_err + Rmin r 746).
Lemma term_error k : (k < n)%nat -> Rabs (term k - true_term k) <=
  (c + 1) * u * (1 + / 2097152) * true_term k
  + INR n * (39 / 40 * eta) * y k + eta / 2.
Proof.
intros Hk; assert (P := eta_pos); assert (U := u_pos).
assert (N := size_1 HM); assert (N2 := size_max HM).
destruct (classic (masked k)) as [M | M].
{ destruct (term_zero k (y_masked k Hk M)) as [-> ->].
  rewrite (y_masked k Hk M), Rminus_diag_eq, Rabs_R0 by easy; lra. }
assert (C := rel_const r spread); assert (A := y_range k Hk).
assert (B := loss_rel_slack k Hk M r spread); assert (G := P14_loss_nonneg k Hk M).
assert (D := d_nonneg k Hk M); destruct (L_range HM) as [L0 _].
assert (E := exp_err_range); assert (E' := log1p_err_range).
assert (R7 := Rmin_r r 746).
unfold float_term, LossError.true_term, fmul; set (t := m - z k + L) in *.
set (h := INR n * (19 / 20 * eta)) in *.
assert (T0 : 0 <= t) by (unfold t; lra).
assert (H0 : 0 <= h) by (unfold h; nra).
set (V := c * u * (1 + / 4194304) * t).
assert (B' : Rabs (loss k - t) <= V + h).
{ apply Rle_trans with (1 := B), Rplus_le_compat_r; unfold V.
  replace (c * u * (1 + / 4194304) * t) with (c * t * u * (1 + / 4194304)) by ring.
  apply Rmult_le_compat_r; [lra |]; apply Rmult_le_compat_r; [lra |].
  unfold t; nra. }
assert (Q := RN_abs_err (y k * loss k)).
rewrite (Rabs_pos_eq (y k * loss k)) in Q by (apply Rmult_le_pos; lra).
replace (RN (y k * loss k) - y k * t)
  with ((RN (y k * loss k) - y k * loss k) + y k * (loss k - t)) by ring.
apply Rle_trans with (1 := Rabs_triang _ _); rewrite Rabs_mult.
rewrite (Rabs_pos_eq (y k)) by lra.
assert (S1 : y k * Rabs (loss k - t) <= y k * (V + h))
  by (apply Rmult_le_compat_l; lra).
assert (S2 : u * (y k * loss k) <= u * (y k * t) + u * (y k * (V + h))).
{ rewrite <- Rmult_plus_distr_l; apply Rmult_le_compat_l; [lra |].
  rewrite <- Rmult_plus_distr_l; apply Rmult_le_compat_l; [lra |].
  apply Rabs_le_inv in B'; lra. }
assert (C0 : 0 <= c * u * t) by (apply Rmult_le_pos; [apply Rmult_le_pos |]; lra).
assert (V0 : 0 <= V).
{ unfold V; replace (c * u * (1 + / 4194304) * t)
    with ((1 + / 4194304) * (c * u * t)) by ring.
  apply Rmult_le_pos; lra. }
assert (S3 : u * (y k * (V + h)) <= / 1000000000 * (y k * (V + h)))
  by (apply Rmult_le_compat_r; [nra | rewrite u_val; lra]).
assert (K0 : 0 <= y k * (c * u * t)) by (apply Rmult_le_pos; lra).
assert (K1 : 0 <= u * (y k * t)) by (apply Rmult_le_pos; nra).
assert (K2 : 0 <= INR n * eta * y k) by (apply Rmult_le_pos; nra).
assert (K3 : y k * V = y k * (c * u * t) * (1 + / 4194304)) by (unfold V; ring).
unfold h in *; lra.
Qed.

Theorem P14_target : Rabs (fsum n term - Y) <=
  (2 * INR n + exp_err + log1p_err + Rmin r 746) * u * (1 + bpow radix2 (-20)) * Y
  + INR n * (1 + sum n y) * eta.
Proof.
assert (P := eta_pos); assert (U := u_pos); assert (N := size_1 HM).
assert (N2 := size_max HM); assert (C := rel_const r spread).
set (E := sum n term).
assert (Y0 : 0 <= Y) by (apply sum_nonneg; intros; now apply term_nonneg).
assert (y0 : 0 <= sum n y) by (apply sum_nonneg; intros; now apply y_range).
set (A := (c + 1) * u * (1 + / 2097152) * Y
          + INR n * (39 / 40 * eta) * sum n y + INR n * (eta / 2)).
assert (EA : Rabs (E - Y) <= A).
{ unfold E; rewrite <- sum_minus; apply Rle_trans with (1 := sum_abs _ _).
  unfold A; rewrite <- (sum_const n (eta / 2)), <- !sum_scal, <- !sum_plus.
  apply sum_le; intros; now apply term_error. }
assert (FE : Rabs (fsum n term - E) <= (INR n - 1) * u * E).
{ apply fsum_error_pred; [exact (size_pos HM) | |]; intros k Hk.
  - now apply term_nonneg.
  - apply RN_format. }
assert (HE : E <= Y + A) by (apply Rabs_le_inv in EA; lra).
assert (B : (INR n - 1) * u <= / 134217728) by (rewrite u_val; lra).
assert (A0 : 0 <= A) by (assert (G := Rabs_pos (E - Y)); lra).
assert (FE' : (INR n - 1) * u * E <= (INR n - 1) * u * Y + / 134217728 * A).
{ apply Rle_trans with ((INR n - 1) * u * (Y + A)).
  - apply Rmult_le_compat_l; [apply Rmult_le_pos |]; lra.
  - rewrite Rmult_plus_distr_l; apply Rplus_le_compat_l, Rmult_le_compat_r; lra. }
replace (fsum n term - Y) with ((fsum n term - E) + (E - Y)) by ring.
apply Rle_trans with (1 := Rabs_triang _ _).
apply Rle_trans with ((INR n - 1) * u * Y + (1 + / 134217728) * A); [lra |].
assert (K0 : 0 <= (INR n - 1) * u * Y)
  by (apply Rmult_le_pos; [apply Rmult_le_pos |]; lra).
assert (K1 : 0 <= (c + 1) * u * Y) by (apply Rmult_le_pos; [apply Rmult_le_pos |]; lra).
assert (K2 : 0 <= INR n * eta * sum n y)
  by (apply Rmult_le_pos; [apply Rmult_le_pos |]; lra).
assert (K3 : 0 <= INR n * eta) by (apply Rmult_le_pos; lra).
rewrite slack_val.
replace ((2 * INR n + exp_err + log1p_err + Rmin r 746) * u * (1 + / 1048576) * Y)
  with (((INR n - 1) * u * Y + (c + 1) * u * Y) * (1 + / 1048576)) by ring.
unfold A; lra.
Qed.
End Target.
End Loss.
