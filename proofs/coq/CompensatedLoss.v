(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * Log-sum-exp, log-softmax, losses and their gradients, compensated

    What src/logsumexp.c and src/cross_entropy.c compute from the logarithm of
    CompensatedLog.v. [clog_of] is log-softmax for differences of any size: far
    below the largest logit, the logarithm is less than the rounding of the
    difference, whose own error could not be computed without overflow.

    Main results, by property of specs/PROPERTIES: [CLse_Ge], [CLse_Accuracy],
    [CLogOf_Le0], [CLogOf_Accuracy] (P15), [CTarget_Accuracy],
    [CLabel_Accuracy], [CLabel_Small], [CLabel_Range] (P14).
    Source: as CompensatedLog.v. *)

From Coq Require Import Reals Psatz Lia ZArith Bool.
From Flocq Require Import Core.
From Softproof Require Import Rounding Sums SoftmaxSum Gibbs SoftmaxWeights.
From Softproof Require Import Others CompensatedSum SoftmaxLink CompensatedSoftmax.
From Softproof Require Import CompensatedLog ZInterval.
From Softproof Require Log1pModel Log1pError RealSoftmax.
Open Scope R_scope.

Definition clog_of (x m l : R) : R :=
  if Rlt_dec (dhi x m) (- bpow radix2 999) then dhi x m
  else fadd (dhi x m) (fsub (dlo x m) l).
(** A term of the loss of targets *)
Definition cterm_target (y : nat -> R) masked z top n k :=
  fmul (y k) (- clog_of (z k) (z top) (clog masked z top n)).

(** What rounding leaves of a difference, and its error. *)
Lemma diff_pair x m : F x -> F m -> x <= m ->
  F (dhi x m) /\ dhi x m <= 0 /\ dhi x m + dlo x m = x - m /\
  Rabs (dlo x m) <= u * (m - x).
Proof.
intros Fx Fm H; unfold dhi, dlo; split; [apply RN_format | split].
- apply RN_le_format; [apply F_0 | lra].
- split; [ring |]; rewrite Rabs_minus_sym; replace (m - x) with (Rabs (x - m))
    by (rewrite Rabs_left1; lra); now apply RN_minus_rel.
Qed.
Lemma clog_of_le0 x m l : F x -> F m -> x <= m -> 0 <= l -> clog_of x m l <= 0.
Proof.
intros Fx Fm H L; destruct (diff_pair x m Fx Fm H) as (Fh & H0 & S & _).
unfold clog_of; destruct Rlt_dec as [_ | _]; [easy |].
apply RN_le_format; [apply F_0 |].
assert (fsub (dlo x m) l <= - dhi x m); [| lra].
apply RN_le_format; [now apply F_opp | lra].
Qed.
Lemma clog_of_ge x m l : F x -> F m -> x <= m -> m - x <= bpow radix2 990 ->
  0 <= l <= 32 -> - bpow radix2 991 <= clog_of x m l.
Proof.
intros Fx Fm H D L; destruct (diff_pair x m Fx Fm H) as (Fh & H0 & S & B).
assert (T : bpow radix2 991 = 2 * bpow radix2 990)
  by (change 991%Z with (990 + 1)%Z; rewrite bpow_plus;
      change (bpow radix2 1) with 2; ring).
assert (T' : bpow radix2 990 = 2 * bpow radix2 989)
  by (change 990%Z with (989 + 1)%Z; rewrite bpow_plus;
      change (bpow radix2 1) with 2; ring).
assert (P : 64 <= bpow radix2 989)
  by (change 64 with (bpow radix2 6); apply bpow_le; lia).
assert (Hh : - bpow radix2 990 <= dhi x m).
{ apply RN_ge_format; [apply F_opp, F_bpow; lia | lra]. }
assert (U : u * (m - x) <= / 4 * (m - x)).
{ apply Rmult_le_compat_r; [lra | rewrite u_val; lra]. }
apply Rabs_le_inv in B.
unfold clog_of; destruct Rlt_dec as [_ | _]; [lra |].
apply RN_ge_format; [apply F_opp, F_bpow; lia |].
assert (- bpow radix2 989 <= fsub (dlo x m) l); [| lra].
apply RN_ge_format; [apply F_opp, F_bpow; lia | lra].
Qed.

Section Row.
Variables (n : nat) (masked : nat -> bool) (z : nat -> R) (top : nat).
Hypothesis HL : Logits n masked z top.
Notation W := (sum n (weight masked z (z top))).
Notation L := (ln W).
Notation l := (clog masked z top n).
Notation m := (z top).
Notation LSE := (RealSoftmax.LogSumExp n masked z).
Notation slack := (1 + bpow radix2 (-16)).

Lemma slack_16 : slack = 1 + / 65536.
Proof. simpl; lra. Qed.
Theorem CLog_Range : F l /\ 0 <= l <= 181 / 10.
Proof.
destruct (CExcess_Arg n masked z top HL) as [Fx Rx].
split; [now apply Log1pError.Log1p_F | split];
  [now apply Log1pError.Log1p_nonneg | now apply Log1pError.Log1p_le].
Qed.
(** The meaning of L *)
Lemma log_sum : LSE = m + L.
Proof.
unfold RealSoftmax.LogSumExp, RealSoftmax.norm.
assert (T := true_total n masked z top HL).
rewrite <- (ln_exp m) at 1; rewrite <- ln_mult by (lra || apply exp_pos).
f_equal; rewrite <- sum_scal; apply sum_ext; intros k Hk.
unfold RealSoftmax.weight, weight; destruct (masked k); [ring |].
rewrite <- exp_plus; f_equal; ring.
Qed.
Lemma L_le : 0 <= L <= 181 / 10.
Proof.
assert (T := true_total n masked z top HL).
destruct (row_size_1 n masked z top HL) as [N1 N2].
split; [now apply ln_nonneg |].
apply Rle_trans with (ln 67108864); [| interval].
apply ln_mono; [lra |]; apply Rle_trans with (2 := N2).
rewrite <- (Rmult_1_r (INR n)), <- sum_const; apply sum_le; intros k Hk.
now apply (w_unit n masked z top HL).
Qed.

(** ** log-sum-exp *)
Theorem CLse_Ge : m <= fadd m l.
Proof. apply RN_ge_format; [apply (logits_F _ _ _ _ HL) | destruct CLog_Range; lra]. Qed.
Theorem CLse_Accuracy : Rabs (fadd m l - LSE) <=
  u * Rabs LSE + 9 / 2 * u * slack * (LSE - m) + INR n * eta.
Proof.
assert (A := CLog_Error n masked z top HL); destruct CLog_Range as [Fl _].
assert (N := n_eta n masked z top HL); destruct L_le as [L0 _]; assert (U := u_val).
assert (B := RN_plus_rel m l (logits_F _ _ _ _ HL top) Fl); fold (fadd m l) in B.
rewrite log_sum, slack_16; replace (m + L - m) with L by ring.
set (b := 9 / 2 * u * L + INR n * (9 / 10 * eta)) in *.
replace (fadd m l - (m + L)) with ((fadd m l - (m + l)) + (l - L)) by ring.
apply Rle_trans with (1 := Rabs_triang _ _).
assert (C : Rabs (m + l) <= Rabs (m + L) + b).
{ replace (m + l) with ((m + L) + (l - L)) by ring.
  apply Rle_trans with (1 := Rabs_triang _ _); lra. }
assert (D : u * Rabs (m + l) <= u * Rabs (m + L) + u * b)
  by (rewrite <- Rmult_plus_distr_l; apply Rmult_le_compat_l; [rewrite U |]; lra).
assert (b0 : 0 <= b) by (unfold b; rewrite U; lra).
assert (u * b <= / 1000000 * b) by (apply Rmult_le_compat_r; [| rewrite U]; lra).
assert (0 <= u * L) by (apply Rmult_le_pos; [rewrite U |]; lra).
unfold b in *; lra.
Qed.

(** ** log-softmax and the loss of a label *)
Section Entry.
Variable k : nat.
Hypothesis Hk : (k < n)%nat.
Hypothesis Mk : masked k = false.
Notation logp := (clog_of (z k) m l).

Lemma entry_log : z k - LSE = z k - m - L.
Proof. rewrite log_sum; ring. Qed.
Theorem CLogOf_Le0 : logp <= 0.
Proof.
unfold clog_of; destruct Rlt_dec as [H | _].
- assert (P := bpow_gt_0 radix2 999); lra.
- exact (CLogProb_Le0 n masked z top HL k Hk Mk).
Qed.
Theorem CLogOf_Accuracy : Rabs (logp - (z k - LSE)) <=
  13 / 2 * u * slack * Rabs (z k - LSE) + 2 * INR n * eta.
Proof.
rewrite entry_log; unfold clog_of; destruct Rlt_dec as [H | _];
  [| exact (CLogProb_Relative n masked z top HL k Hk Mk)].
destruct (open_pair n masked z top HL k Hk Mk) as (Fh & H0 & H1 & S & B).
destruct L_le as [L0 L1]; assert (N := n_eta n masked z top HL); assert (U := u_val).
assert (D : bpow radix2 998 <= - (z k - m)).
{ apply Rnot_lt_le; intros Q; apply (Rlt_not_le _ _ H).
  apply Rle_trans with (- bpow radix2 998).
  - apply Ropp_le_contravar, bpow_le; lia.
  - apply RN_ge_format; [apply F_opp, F_bpow; lia | lra]. }
assert (Big : 181 / 10 <= u * - (z k - m)).
{ apply Rle_trans with (u * bpow radix2 998).
  - unfold u; rewrite <- bpow_plus; apply Rle_trans with (bpow radix2 10);
      [simpl; lra | apply bpow_le; lia].
  - apply Rmult_le_compat_l; [rewrite U |]; lra. }
set (d := z k - m) in *; rewrite (Rabs_left1 d) in B by easy.
rewrite (Rabs_left1 (d - L)) by lra.
replace (dhi (z k) m - (d - L)) with (- dlo (z k) m + L) by lra.
apply Rle_trans with (1 := Rabs_triang _ _); rewrite Rabs_Ropp, (Rabs_pos_eq L) by lra.
assert (0 <= u * - d) by (apply Rmult_le_pos; [rewrite U |]; lra).
assert (0 <= u * L) by (apply Rmult_le_pos; [rewrite U |]; lra).
rewrite slack_16; lra.
Qed.
Theorem CLoss_Accuracy : Rabs (- logp - (LSE - z k)) <=
  13 / 2 * u * slack * (LSE - z k) + 2 * INR n * eta.
Proof.
assert (A := CLogOf_Accuracy); rewrite entry_log in A.
assert (D := logits_max _ _ _ _ HL k Hk Mk); destruct L_le as [L0 _].
rewrite (Rabs_left1 (z k - m - L)) in A by lra.
rewrite log_sum, <- Rabs_Ropp.
replace (- (- logp - (m + L - z k))) with (logp - (z k - m - L)) by ring.
replace (m + L - z k) with (- (z k - m - L)) by ring; exact A.
Qed.
End Entry.

(** ** The loss of targets: each term rounded, summed from left to right *)
Section Target.
Variable y : nat -> R.
Hypothesis y_range : forall k, (k < n)%nat -> 0 <= y k <= 1.
Hypothesis y_masked : forall k, (k < n)%nat -> masked k = true -> y k = 0.
Notation term := (cterm_target y masked z top n).
Notation true_term := (fun k => y k * (LSE - z k)).
Notation CE := (RealSoftmax.CrossEntropy n masked y z).

Lemma target_zero k : y k = 0 -> term k = 0 /\ true_term k = 0.
Proof. intros E; unfold cterm_target, fmul; now rewrite E, !Rmult_0_l, RN_0. Qed.
Lemma gap_nonneg k : (k < n)%nat -> masked k = false -> 0 <= LSE - z k.
Proof.
intros Hk Mk; assert (D := logits_max _ _ _ _ HL k Hk Mk); destruct L_le.
rewrite log_sum; lra.
Qed.
Lemma target_nonneg k : (k < n)%nat -> 0 <= term k /\ 0 <= true_term k.
Proof.
intros Hk; destruct (masked k) eqn:M.
- destruct (target_zero k (y_masked k Hk M)) as [-> ->]; lra.
- assert (A := y_range k Hk); assert (B := CLogOf_Le0 k Hk M).
  assert (C := gap_nonneg k Hk M).
  split; [apply RN_nonneg |]; apply Rmult_le_pos; lra.
Qed.
Lemma target_error k : (k < n)%nat -> Rabs (term k - true_term k) <=
  (15 / 2 + / 9500) * u * true_term k + INR n * (21 / 10 * eta) * y k + eta / 2.
Proof.
intros Hk; assert (P := eta_pos); assert (U := u_val).
assert (N := n_eta n masked z top HL).
destruct (masked k) eqn:M.
{ destruct (target_zero k (y_masked k Hk M)) as [-> ->].
  rewrite (y_masked k Hk M), Rminus_diag_eq, Rabs_R0 by easy; lra. }
assert (A := y_range k Hk); assert (B := CLogOf_Accuracy k Hk M).
assert (G := CLogOf_Le0 k Hk M); assert (T0 := gap_nonneg k Hk M).
unfold cterm_target, fmul; set (x := clog_of (z k) m l) in *.
set (t := LSE - z k) in *; rewrite slack_16 in B.
rewrite (Rabs_left1 (z k - LSE)) in B by (unfold t in T0; lra).
replace (- (z k - LSE)) with t in B by (unfold t; ring).
set (h := 2 * INR n * eta) in *.
assert (h0 : 0 <= h) by (unfold h; lra).
set (V := 13 / 2 * u * (1 + / 65536) * t) in *.
assert (ut : 0 <= u * t) by (apply Rmult_le_pos; [rewrite U |]; lra).
assert (V0 : 0 <= V) by (unfold V; lra).
assert (B' : Rabs (- x - t) <= V + h).
{ rewrite <- Rabs_Ropp; replace (- (- x - t)) with (x - (z k - LSE)) by (unfold t; ring).
  exact B. }
assert (Q := RN_abs_err (y k * - x)).
rewrite (Rabs_pos_eq (y k * - x)) in Q by (apply Rmult_le_pos; lra).
replace (RN (y k * - x) - y k * t)
  with ((RN (y k * - x) - y k * - x) + y k * (- x - t)) by ring.
apply Rle_trans with (1 := Rabs_triang _ _); rewrite Rabs_mult.
rewrite (Rabs_pos_eq (y k)) by lra.
assert (S1 : y k * Rabs (- x - t) <= y k * (V + h))
  by (apply Rmult_le_compat_l; lra).
assert (S2 : u * (y k * - x) <= u * (y k * t) + u * (y k * (V + h))).
{ rewrite <- Rmult_plus_distr_l; apply Rmult_le_compat_l; [rewrite U; lra |].
  rewrite <- Rmult_plus_distr_l; apply Rmult_le_compat_l; [lra |].
  apply Rabs_le_inv in B'; lra. }
assert (YV : 0 <= y k * (V + h)) by (apply Rmult_le_pos; lra).
assert (S3 : u * (y k * (V + h)) <= / 1000000000 * (y k * (V + h)))
  by (apply Rmult_le_compat_r; [easy | rewrite U; lra]).
assert (K0 : 0 <= u * (y k * t))
  by (apply Rmult_le_pos; [rewrite U; lra | apply Rmult_le_pos; lra]).
assert (K2 : 0 <= y k * h) by (apply Rmult_le_pos; lra).
assert (K3 : y k * (V + h) = 13 / 2 * (1 + / 65536) * (u * (y k * t)) + y k * h)
  by (unfold V; ring).
replace (INR n * (21 / 10 * eta) * y k) with (21 / 20 * (y k * h)) by (unfold h; field).
replace ((15 / 2 + / 9500) * u * (y k * t)) with ((15 / 2 + / 9500) * (u * (y k * t)))
  by ring.
lra.
Qed.
Theorem CTarget_Accuracy : Rabs (fsum n term - CE) <=
  (INR n + 13 / 2) * u * slack * CE + INR n * (1 + 3 * sum n y) * eta.
Proof.
assert (P := eta_pos); assert (U := u_val); assert (N := n_eta n masked z top HL).
destruct (row_size_1 n masked z top HL) as [N1 N2].
unfold RealSoftmax.CrossEntropy; set (Y := sum n true_term).
set (E := sum n term).
assert (Y0 : 0 <= Y) by (apply sum_nonneg; intros; now apply target_nonneg).
assert (y0 : 0 <= sum n y) by (apply sum_nonneg; intros; now apply y_range).
set (A := (15 / 2 + / 9500) * u * Y + INR n * (21 / 10 * eta) * sum n y
          + INR n * (eta / 2)).
assert (EA : Rabs (E - Y) <= A).
{ unfold E, Y; rewrite <- sum_minus; apply Rle_trans with (1 := sum_abs _ _).
  unfold A, Y; rewrite <- (sum_const n (eta / 2)), <- !sum_scal, <- !sum_plus.
  apply sum_le; intros; now apply target_error. }
assert (FE : Rabs (fsum n term - E) <= (INR n - 1) * u * E).
{ apply fsum_error_pred.
  - apply INR_le; simpl; lra.
  - intros k Hk; now apply target_nonneg.
  - intros k Hk; apply RN_format. }
assert (HE : E <= Y + A) by (apply Rabs_le_inv in EA; lra).
assert (B0 : 0 <= (INR n - 1) * u <= / 134217728) by (rewrite U; lra).
assert (A0 : 0 <= A) by (assert (G := Rabs_pos (E - Y)); lra).
assert (FE' : (INR n - 1) * u * E <= (INR n - 1) * u * Y + / 134217728 * A).
{ apply Rle_trans with ((INR n - 1) * u * (Y + A)).
  - apply Rmult_le_compat_l; lra.
  - rewrite Rmult_plus_distr_l; apply Rplus_le_compat_l, Rmult_le_compat_r; lra. }
replace (fsum n term - Y) with ((fsum n term - E) + (E - Y)) by ring.
apply Rle_trans with (1 := Rabs_triang _ _).
apply Rle_trans with ((INR n - 1) * u * Y + (1 + / 134217728) * A); [lra |].
assert (K0 : 0 <= (INR n - 1) * u * Y) by (apply Rmult_le_pos; lra).
assert (K1 : 0 <= u * Y) by (apply Rmult_le_pos; [rewrite U |]; lra).
assert (K2 : 0 <= INR n * eta * sum n y) by (apply Rmult_le_pos; lra).
rewrite slack_16.
replace ((INR n + 13 / 2) * u * (1 + / 65536) * Y)
  with (((INR n - 1) * u * Y + 15 / 2 * (u * Y)) * (1 + / 65536)) by field.
unfold A; lra.
Qed.
End Target.

(** ** p - 1, the gradient at a label; minus the sum of the other p if p >= 1/2 *)
Section Label.
Variable label : nat.
Hypothesis Hl : (label < n)%nat.
Notation p := (CProb n masked z top).
Notation g := (RealSoftmax.Softmax n masked z).
Notation S := (total n (others label p)).

Lemma p_unit k : (k < n)%nat -> 0 <= p k <= 1 /\ F (p k).
Proof.
intros Hk; split; [exact (CProb_Range n masked z top HL k Hk) | apply RN_format].
Qed.
Lemma other_p k : (k < n)%nat -> 0 <= others label p k <= 1 /\ F (others label p k).
Proof. revert k; apply others_in_unit; intros k Hk _; now apply p_unit. Qed.
Lemma other_g : sum n (others label g) = 1 - g label.
Proof.
assert (E : RealSoftmax.Has_Entry n masked).
{ exists top; split; [apply (logits_top _ _ _ _ HL) | apply (logits_open _ _ _ _ HL)]. }
rewrite <- (RealSoftmax.Softmax_Sum n masked z E), (sum_others label g n Hl); ring.
Qed.
Theorem CLabel_Accuracy : Rabs (- S - (g label - 1)) <=
  23 / 4 * u * slack * (1 - g label) + 2 * INR n * eta.
Proof.
assert (A := total_near n _ (logits_size _ _ _ _ HL) other_p).
assert (U := u_val); assert (P := eta_pos); assert (N := n_eta n masked z top HL).
assert (B : Rabs (sum n (others label p) - (1 - g label)) <=
  9 / 2 * u * slack * (1 - g label) + INR n * eta).
{ rewrite <- other_g, <- sum_minus; apply Rle_trans with (1 := sum_abs _ _).
  rewrite <- (sum_const n eta), <- sum_scal, <- sum_plus; apply sum_le; intros k Hk.
  unfold others; destruct (Nat.eq_dec k label) as [_ | _];
    [rewrite Rminus_diag_eq, Rabs_R0 by easy; lra |].
  exact (CProb_Accuracy n masked z top HL k Hk). }
assert (G : 0 <= 1 - g label).
{ rewrite <- other_g; apply sum_nonneg; intros k Hk; unfold others.
  destruct (Nat.eq_dec k label); [lra | apply RealSoftmax.Softmax_Nonneg]. }
rewrite slack_16 in *; set (s := sum n (others label p)) in *.
set (q := 1 - g label) in *.
replace (- S - (g label - 1)) with (- ((S - s) + (s - q))) by (unfold q; ring).
rewrite Rabs_Ropp; apply Rle_trans with (1 := Rabs_triang _ _).
apply Rabs_le_inv in B as B'.
assert (uq : 0 <= u * q) by (apply Rmult_le_pos; [rewrite U |]; lra).
assert (C : u * s <= u * (q * (1 + / 1000000) + INR n * eta)).
{ apply Rmult_le_compat_l; [rewrite U; lra |].
  assert (9 / 2 * u * (1 + / 65536) * q <= / 1000000 * q)
    by (apply Rmult_le_compat_r; [easy | rewrite U; lra]); lra. }
assert (D : u * (INR n * eta) <= / 1000000 * (INR n * eta))
  by (apply Rmult_le_compat_r; [lra | rewrite U; lra]).
lra.
Qed.
Lemma label_p : Rabs (p label - g label) <= / 1000000 * g label + / 1000000.
Proof.
assert (A := CProb_Accuracy n masked z top HL label Hl); assert (U := u_val).
assert (P := eta_tiny); assert (G := RealSoftmax.Softmax_Nonneg n masked z label).
rewrite slack_16 in A; apply Rle_trans with (1 := A), Rplus_le_compat.
- apply Rmult_le_compat_r; [easy | rewrite U; lra].
- rewrite U in P; lra.
Qed.
(** Where p is below 1/2, p - 1 loses nothing. *)
Theorem CLabel_Small : p label < / 2 ->
  Rabs (fsub (p label) 1 - (g label - 1)) <=
  23 / 4 * u * slack * (1 - g label) + 2 * INR n * eta.
Proof.
intros H; assert (A := CGradient_Accuracy n masked z top HL 1 label Hl (F_int 1 ltac:(lia))).
assert (B := label_p); assert (C := CProb_Accuracy n masked z top HL label Hl).
assert (U := u_val); assert (P := eta_pos).
destruct (row_size_1 n masked z top HL) as [N1 N2].
assert (R := CProb_Range n masked z top HL label Hl).
assert (G := RealSoftmax.Softmax_Nonneg n masked z label).
rewrite slack_16 in *; rewrite (Rabs_left1 (p label - 1)) in A by lra.
apply Rle_trans with (1 := A); apply Rabs_le_inv in B; apply Rabs_le_inv in C.
set (q := g label) in *.
assert (Q : q <= (1 - q) * (1 + / 100000)) by lra.
assert (E : 1 * eta <= INR n * eta) by (apply Rmult_le_compat_r; lra).
assert (V : u * - (p label - 1) <= u * ((1 - q) * (1 + / 1000000) + eta)).
{ apply Rmult_le_compat_l; [rewrite U; lra |].
  assert (9 / 2 * u * (1 + / 65536) * q <= / 10000000 * q)
    by (apply Rmult_le_compat_r; [easy | rewrite U; lra]); lra. }
assert (W : 9 / 2 * u * (1 + / 65536) * q
  <= 9 / 2 * u * (1 + / 65536) * ((1 - q) * (1 + / 100000)))
  by (apply Rmult_le_compat_l; [rewrite U |]; lra).
assert (ue : u * eta <= / 1000 * eta) by (apply Rmult_le_compat_r; [| rewrite U]; lra).
assert (0 <= u * (1 - q)) by (apply Rmult_le_pos; [rewrite U |]; lra).
lra.
Qed.
Theorem CLabel_Small_Range : -1 <= fsub (p label) 1 <= 0.
Proof.
assert (R := CProb_Range n masked z top HL label Hl); split;
  [apply RN_ge_format; [apply (F_int (-1)); lia | lra]
  | apply RN_le_format; [apply F_0 | lra]].
Qed.
Theorem CLabel_Range : / 2 <= p label -> -1 <= - S <= 0.
Proof.
intros H; assert (A := CLabel_Accuracy); assert (B := label_p).
destruct (unit_total n _ (logits_size _ _ _ _ HL) other_p) as [S0 _].
assert (N := n_eta n masked z top HL); assert (U := u_val).
rewrite slack_16 in A; apply Rabs_le_inv in A; apply Rabs_le_inv in B; split; [| lra].
set (q := 1 - g label) in *.
assert (0 <= q).
{ unfold q; rewrite <- other_g; apply sum_nonneg; intros k Hk; unfold others.
  destruct (Nat.eq_dec k label); [lra | apply RealSoftmax.Softmax_Nonneg]. }
assert (23 / 4 * u * (1 + / 65536) * q <= / 1000000 * q)
  by (apply Rmult_le_compat_r; [easy | rewrite U; lra]).
unfold q in *; rewrite U in N; lra.
Qed.
End Label.
End Row.
