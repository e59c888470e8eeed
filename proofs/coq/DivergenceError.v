(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * The Kullback-Leibler divergence of two softmaxes, over the reals and in C

    Over the reals: [KL_Nonneg], [KL_Zero], [KL_Logs]: the divergence without
    logarithms of probabilities, [KL_Split]: cross-entropy less entropy.
    What src/divergence.c computes: the terms p (log p - log q) of the computed
    probabilities and log-softmaxes; main result [KL_Accuracy].
    Source: T. M. Cover, J. A. Thomas, Elements of Information Theory, 2006,
    section 2.6. *)

From Coq Require Import Reals Psatz Lia ZArith Bool.
From Flocq Require Import Core.
From Softproof Require Import Rounding Sums Gibbs SoftmaxLink CompensatedSoftmax.
From Softproof Require Import CompensatedLog CompensatedLoss DotError.
From Softproof Require CompensatedSum RealSoftmax RealDivergence RealTemperature.
From Softproof Require RealLink EntropySoftmax.
Open Scope R_scope.

(** A sum over the entries that are not masked *)
Definition open_sum n (masked : nat -> bool) (f : nat -> R) :=
  sum n (fun k => if masked k then 0 else f k).
Lemma open_sum_nonneg n masked f :
  (forall k, (k < n)%nat -> masked k = false -> 0 <= f k) -> 0 <= open_sum n masked f.
Proof.
intros H; apply sum_nonneg; intros k Hk; destruct (masked k) eqn:M; [lra | auto].
Qed.

Lemma open_sum_ext n masked masked' f f' :
  (forall k, (k < n)%nat -> masked k = masked' k /\ f k = f' k) ->
  open_sum n masked f = open_sum n masked' f'.
Proof. intros H; apply sum_ext; intros k Hk; now destruct (H k Hk) as [-> ->]. Qed.

(** The computed probabilities depend on nothing but the row. *)
Lemma CProb_Same n m m' z z' top k :
  (forall k, (k < n)%nat -> m k = m' k /\ z k = z' k) -> (top < n)%nat -> (k < n)%nat ->
  CProb n m z top k = CProb n m' z' top k.
Proof.
intros H T K; destruct (H top T) as [_ E].
assert (S : forall j, (j < n)%nat -> cterm m z (z top) j = cterm m' z' (z' top) j).
{ intros j Hj; unfold cterm; destruct (H j Hj) as [-> ->]; now rewrite E. }
unfold CProb, CompensatedSum.total; rewrite (S k K).
now rewrite (fsum_ext n _ _ S), (CompensatedSum.low_ext n _ _ S).
Qed.

Section Real.
Variables (n : nat) (mz mw : nat -> bool) (z w : nat -> R).
Hypothesis Entry : RealSoftmax.Has_Entry n mz.
Hypothesis Covered : forall k, (k < n)%nat -> mz k = false -> mw k = false.
Notation g := (RealSoftmax.Softmax n mz z).
Notation h := (RealSoftmax.Softmax n mw w).
Notation a k := (RealSoftmax.LogSumExp n mz z - z k).
Notation b k := (RealSoftmax.LogSumExp n mw w - w k).
Notation KL := (RealDivergence.Divergence n g h).

Lemma Entry_w : RealSoftmax.Has_Entry n mw.
Proof. destruct Entry as (k & Hk & M); exists k; auto. Qed.
Lemma h_zero k : (k < n)%nat -> h k = 0 -> g k = 0.
Proof.
intros Hk E; apply RealSoftmax.Softmax_Masked.
destruct (mz k) eqn:M; [easy |].
assert (P := RealSoftmax.Softmax_Pos n mw w k Hk (Covered k Hk M)); lra.
Qed.
Theorem KL_Nonneg : 0 <= KL.
Proof.
apply RealDivergence.Divergence_Nonneg.
- intros; apply RealSoftmax.Softmax_Nonneg.
- intros; apply RealSoftmax.Softmax_Nonneg.
- exact h_zero.
- rewrite !RealSoftmax.Softmax_Sum; [easy | apply Entry_w | apply Entry].
Qed.
Theorem KL_Zero : KL = 0 <-> forall k, (k < n)%nat -> g k = h k.
Proof.
apply RealDivergence.Divergence_Zero.
- intros; apply RealSoftmax.Softmax_Nonneg.
- intros; apply RealSoftmax.Softmax_Nonneg.
- exact h_zero.
- rewrite !RealSoftmax.Softmax_Sum; [easy | apply Entry_w | apply Entry].
Qed.
Theorem KL_Logs : KL = open_sum n mz (fun k => g k * (b k - a k)).
Proof.
apply sum_ext; intros k Hk; unfold RealDivergence.kl.
destruct (mz k) eqn:M.
- rewrite (RealSoftmax.Softmax_Masked n mz z k M).
  destruct Rlt_dec; [lra | easy].
- assert (G := RealSoftmax.Softmax_Pos n mz z k Hk M).
  assert (W := RealSoftmax.Softmax_Pos n mw w k Hk (Covered k Hk M)).
  destruct Rlt_dec as [_ | N]; [| easy]; f_equal; unfold Rdiv.
  rewrite ln_mult, ln_Rinv by (try apply Rinv_0_lt_compat; easy).
  rewrite <- (RealSoftmax.LogSoftmax_Ln n mz z k Hk M).
  rewrite <- (RealSoftmax.LogSoftmax_Ln n mw w k Hk (Covered k Hk M)).
  unfold RealSoftmax.LogSoftmax; ring.
Qed.
Theorem KL_Split : KL = open_sum n mz (fun k => g k * b k) -
  RealTemperature.Entropy n mz z.
Proof.
rewrite KL_Logs; unfold RealTemperature.Entropy, RealSoftmax.CrossEntropy, open_sum.
rewrite <- sum_minus; apply sum_ext; intros k Hk; destruct (mz k) eqn:M.
- rewrite (RealSoftmax.Softmax_Masked n mz z k M); ring.
- ring.
Qed.
End Real.

Section Rows.
Variables (n : nat) (mz mw : nat -> bool) (z w : nat -> R) (tz tw : nat).
Hypothesis HZ : Logits n mz z tz.
Hypothesis HW : Logits n mw w tw.
Hypothesis Covered : forall k, (k < n)%nat -> mz k = false -> mw k = false.
Notation g := (RealSoftmax.Softmax n mz z).
Notation a k := (RealSoftmax.LogSumExp n mz z - z k).
Notation b k := (RealSoftmax.LogSumExp n mw w - w k).
Notation p := (CProb n mz z tz).
Notation lp k := (clog_of (z k) (z tz) (clog mz z tz n)).
Notation lq k := (clog_of (w k) (w tw) (clog mw w tw n)).
Notation KL := (RealDivergence.Divergence n g (RealSoftmax.Softmax n mw w)).
Notation N := (INR n).

(** As C has it: nothing where the probability is 0. *)
Definition kl_term k := if Rlt_dec 0 (p k) then fmul (p k) (fsub (lp k) (lq k)) else 0.
Definition kl_true k := if mz k then 0 else g k * (b k - a k).
Definition Magnitude := open_sum n mz (fun k => g k * Rabs (b k - a k)).
Definition Cross := open_sum n mz (fun k => g k * b k).
Definition Reach := open_sum n mz (fun k => b k).

Lemma p_positive k : (k < n)%nat -> 0 < p k -> mz k = false /\ - 745 < z k - z tz.
Proof.
intros Hk P; destruct (mz k) eqn:M.
- rewrite (CProb_Masked n mz z tz k M) in P; lra.
- split; [easy |]; apply Rnot_le_lt; intros D.
  rewrite (EntropySoftmax.below_zero n mz z tz k Hk M D) in P; lra.
Qed.
(** log p does not overflow where p is not 0. *)
Theorem KL_LogRange k : (k < n)%nat -> 0 < p k -> - 1024 <= lp k <= 0.
Proof.
intros Hk P; destruct (p_positive k Hk P) as [M D].
assert (Dm := logits_max _ _ _ _ HZ k Hk M).
split; [| exact (CLogOf_Le0 n mz z tz HZ k Hk M)].
assert (A := CLogOf_Accuracy n mz z tz HZ k Hk M); assert (U := u_val).
assert (E := n_eta n mz z tz HZ).
rewrite (log_sum n mz z tz HZ) in A; destruct (L_le n mz z tz HZ) as [L0 L1].
rewrite slack_16 in A; set (L := ln (sum n _)) in *.
rewrite (Rabs_left1 (z k - _)) in A by lra; apply Rabs_le_inv in A.
rewrite U in *; lra.
Qed.

Lemma clog_of_F x m l : F (clog_of x m l).
Proof. unfold clog_of; destruct Rlt_dec; apply RN_format. Qed.
Lemma pair_error k : (k < n)%nat -> mz k = false ->
  Rabs (lp k - lq k - (b k - a k)) <=
    13 / 2 * u * (1 + / 65536) * (a k + b k) + 4 * N * eta /\ 0 <= a k /\ 0 <= b k.
Proof.
intros Hk M; assert (Mw := Covered k Hk M).
assert (A := CLogOf_Accuracy n mz z tz HZ k Hk M).
assert (B := CLogOf_Accuracy n mw w tw HW k Hk Mw).
assert (A0 := gap_nonneg n mz z tz HZ k Hk M).
assert (B0 := gap_nonneg n mw w tw HW k Hk Mw).
rewrite slack_16 in *.
rewrite (Rabs_left1 (z k - RealSoftmax.LogSumExp n mz z)) in A by lra.
rewrite (Rabs_left1 (w k - RealSoftmax.LogSumExp n mw w)) in B by lra.
split; [| split; assumption].
apply Rabs_le_inv in A; apply Rabs_le_inv in B; apply Rabs_le; lra.
Qed.
(** One term: the error of p, of the two logarithms, of their difference and of
    the product. *)
Lemma term_near q x G D S e : 0 <= G -> 0 <= q -> 0 <= e <= / 1000000 ->
  Rabs (q - G) <= 9 / 2 * u * (1 + / 65536) * G + eta -> Rabs D <= S ->
  Rabs (x - D) <= 13 / 2 * u * (1 + / 65536) * S + e ->
  Rabs (RN x - x) <= u * Rabs x ->
  Rabs (fmul q (RN x) - G * D) <=
    (13 / 2 + / 9000) * u * (G * Rabs D + G * S) +
    1001 / 1000 * (eta * S) + 1001 / 1000 * (G * e) + 6 / 10 * eta.
Proof.
intros HG Hq He Q DS X R; assert (U := u_val); assert (P := eta_pos).
set (C := 13 / 2 * u * (1 + / 65536)) in *; set (B := 9 / 2 * u * (1 + / 65536)) in *.
set (Y := Rabs D) in *; assert (Y0 : 0 <= Y) by apply Rabs_pos.
assert (AX : Rabs x <= Y + (C * S + e)).
{ replace x with (D + (x - D)) by ring; apply Rle_trans with (1 := Rabs_triang _ _).
  unfold Y; lra. }
assert (AU : u * Rabs x <= u * (Y + (C * S + e)))
  by (apply Rmult_le_compat_l; [rewrite U |]; lra).
assert (Z1 : Rabs (RN x - D) <= u * Y + (1 + u) * (C * S + e)).
{ replace (RN x - D) with ((RN x - x) + (x - D)) by ring.
  apply Rle_trans with (1 := Rabs_triang _ _); lra. }
assert (Z2 : Rabs (RN x) <= (1 + u) * (Y + (C * S + e))).
{ replace (RN x) with ((RN x - x) + x) by ring.
  apply Rle_trans with (1 := Rabs_triang _ _); lra. }
assert (M := RN_abs_err (q * RN x)); rewrite Rabs_mult, (Rabs_pos_eq q) in M by easy.
fold (fmul q (RN x)) in M.
assert (q1 : q <= (1 + B) * G + eta) by (apply Rabs_le_inv in Q; lra).
assert (T1 : q * Rabs (RN x) <= q * ((1 + u) * (Y + (C * S + e))))
  by (apply Rmult_le_compat_l; lra).
assert (T2 : q * Rabs (RN x - D) <= q * (u * Y + (1 + u) * (C * S + e)))
  by (apply Rmult_le_compat_l; lra).
assert (T3 : Rabs (q - G) * Y <= (B * G + eta) * Y)
  by (apply Rmult_le_compat_r; lra).
assert (V1 : u * (q * Rabs (RN x)) <= u * (q * ((1 + u) * (Y + (C * S + e)))))
  by (apply Rmult_le_compat_l; [rewrite U |]; lra).
assert (qY : q * Y <= ((1 + B) * G + eta) * Y) by (apply Rmult_le_compat_r; lra).
assert (qS : q * S <= ((1 + B) * G + eta) * S) by (apply Rmult_le_compat_r; lra).
assert (qe : q * e <= ((1 + B) * G + eta) * e) by (apply Rmult_le_compat_r; lra).
assert (E0 : Rabs (fmul q (RN x) - G * D) <=
  u * (q * ((1 + u) * (Y + (C * S + e)))) + eta / 2 +
  q * (u * Y + (1 + u) * (C * S + e)) + (B * G + eta) * Y).
{ replace (fmul q (RN x) - G * D) with
    ((fmul q (RN x) - q * RN x) + (q * (RN x - D) + (q - G) * D)) by ring.
  apply Rle_trans with (1 := Rabs_triang _ _).
  assert (W := Rabs_triang (q * (RN x - D)) ((q - G) * D)).
  rewrite !Rabs_mult, (Rabs_pos_eq q) in W by easy; fold Y in W; lra. }
apply Rle_trans with (1 := E0).
assert (GY : 0 <= G * Y) by now apply Rmult_le_pos.
assert (GS : 0 <= G * S) by (apply Rmult_le_pos; lra).
assert (Ge : 0 <= G * e) by (apply Rmult_le_pos; lra).
assert (eS : eta * Y <= eta * S) by (apply Rmult_le_compat_l; lra).
assert (eY : 0 <= eta * Y) by (apply Rmult_le_pos; lra).
assert (ee : eta * e <= eta * / 1000000) by (apply Rmult_le_compat_l; lra).
assert (ee0 : 0 <= eta * e) by (apply Rmult_le_pos; lra).
apply Rle_trans with ((2 * u + u * u) * (q * Y) + (1 + u) * (1 + u) * C * (q * S) +
  (1 + u) * (1 + u) * (q * e) + eta / 2 + (B * G + eta) * Y); [right; ring |].
unfold B, C in *; clear - U P GY GS Ge eS eY ee ee0 qY qS qe; rewrite U in *; lra.
Qed.
Lemma KL_Term k : (k < n)%nat -> Rabs (kl_term k - kl_true k) <=
  (13 / 2 + / 9000) * u * (g k * (if mz k then 0 else Rabs (b k - a k)) +
    g k * (if mz k then 0 else a k + b k)) +
  1001 / 1000 * (eta * (if mz k then 0 else b k)) +
  4004 / 1000 * (g k * (N * eta)) + 772 * eta.
Proof.
intros Hk; assert (P := eta_pos); assert (U := u_val).
assert (E := n_eta n mz z tz HZ); assert (G0 := RealSoftmax.Softmax_Nonneg n mz z k).
unfold kl_term, kl_true; destruct (mz k) eqn:M.
{ rewrite (CProb_Masked n mz z tz k M), (RealSoftmax.Softmax_Masked n mz z k M).
  destruct Rlt_dec as [A | _]; [lra |]; rewrite Rminus_0_r, Rabs_R0; lra. }
destruct (pair_error k Hk M) as (X & A0 & B0).
assert (Q := CProb_Accuracy n mz z tz HZ k Hk); rewrite slack_16 in Q.
assert (Q0 := CProb_Range n mz z tz HZ k Hk).
assert (L := EntropySoftmax.l_exp n mz z k Hk M); cbv beta in L.
set (x := a k) in *; set (y := b k) in *.
assert (DS : Rabs (y - x) <= x + y) by (apply Rabs_le; lra).
assert (D0 := Rabs_pos (y - x)).
destruct Rlt_dec as [Pk | Pk].
- assert (Far : x <= 770).
  { apply Rnot_lt_le; intros H; assert (Z := EntropySoftmax.l_max n mz z tz HZ k Hk M H).
    rewrite Z in Pk; lra. }
  assert (T := term_near (p k) (lp k - lq k) (g k) (y - x) (x + y) (4 * N * eta)
    G0 (proj1 Q0) ltac:(rewrite U in E; lra) Q DS X
    ltac:(apply RN_minus_rel; apply clog_of_F)).
  fold (fsub (lp k) (lq k)) in T; apply Rle_trans with (1 := T).
  assert (eta * x <= eta * 770) by (apply Rmult_le_compat_l; lra).
  lra.
- assert (Z : p k = 0) by lra; rewrite Z in Q.
  replace (0 - g k) with (- g k) in Q by ring; rewrite Rabs_Ropp, Rabs_pos_eq in Q by easy.
  assert (G1 : g k <= 1001 / 1000 * eta) by (rewrite U in Q; lra).
  rewrite Rminus_0_l, Rabs_Ropp, Rabs_mult, (Rabs_pos_eq (g k)) by easy.
  assert (T1 : g k * Rabs (y - x) <= g k * (x + y)) by (apply Rmult_le_compat_l; lra).
  assert (T2 : g k * y <= 1001 / 1000 * eta * y) by (apply Rmult_le_compat_r; lra).
  assert (T3 : g k * x <= 771 * eta).
  { destruct (Rle_lt_dec x 770) as [H | H].
    - apply Rle_trans with (1001 / 1000 * eta * 770); [apply Rmult_le_compat; lra | lra].
    - destruct L as [-> _]; assert (F := EntropySoftmax.far_term x ltac:(lra)); lra. }
  assert (0 <= u * (g k * Rabs (y - x)))
    by (apply Rmult_le_pos; [rewrite U; lra | now apply Rmult_le_pos]).
  assert (0 <= u * (g k * (x + y)))
    by (apply Rmult_le_pos; [rewrite U; lra | apply Rmult_le_pos; lra]).
  assert (0 <= g k * (N * eta)) by (apply Rmult_le_pos; lra).
  lra.
Qed.
Lemma kl_term_F k : F (kl_term k).
Proof. unfold kl_term; destruct Rlt_dec; [apply RN_format | apply F_0]. Qed.

Notation H := (RealTemperature.Entropy n mz z).
Lemma KL_scales : 0 <= Magnitude /\ 0 <= H + Cross /\ 0 <= Reach /\
  sum n (fun k => g k * (if mz k then 0 else a k + b k)) = H + Cross /\
  sum n (fun k => Rabs (kl_true k)) = Magnitude.
Proof.
assert (G := RealSoftmax.Softmax_Nonneg n mz z).
assert (AB : forall k, (k < n)%nat -> mz k = false -> 0 <= a k /\ 0 <= b k)
  by (intros k Hk M; apply (pair_error k Hk M)).
assert (S : sum n (fun k => g k * (if mz k then 0 else a k + b k)) = H + Cross).
{ unfold RealTemperature.Entropy, RealSoftmax.CrossEntropy, Cross, open_sum.
  rewrite <- sum_plus; apply sum_ext; intros k Hk; destruct (mz k) eqn:M; [| ring].
  rewrite (RealSoftmax.Softmax_Masked n mz z k M); ring. }
split; [| split; [| split; [| split; [exact S |]]]].
- apply open_sum_nonneg; intros k _ _; apply Rmult_le_pos; [apply G | apply Rabs_pos].
- rewrite <- S; apply sum_nonneg; intros k Hk; apply Rmult_le_pos; [apply G |].
  destruct (mz k) eqn:M; [lra |]; destruct (AB k Hk M); lra.
- apply open_sum_nonneg; intros k Hk M; now apply AB.
- unfold Magnitude, open_sum; apply sum_ext; intros k Hk; unfold kl_true.
  destruct (mz k); [apply Rabs_R0 |].
  now rewrite Rabs_mult, (Rabs_pos_eq (g k)) by apply G.
Qed.
(** The sum, and the clamp at 0: no farther from what is not negative. *)
Theorem KL_Near : Rabs (fsum n kl_term - KL) <=
  (N + 11 / 2) * u * (1 + bpow radix2 (-15)) * Magnitude +
  13 / 2 * u * (1 + bpow radix2 (-15)) * (H + Cross) + (780 * N + 2 * Reach) * eta.
Proof.
assert (P := eta_pos); assert (U := u_val); assert (E := n_eta n mz z tz HZ).
destruct (row_size_1 n mz z tz HZ) as [N1 N2].
destruct KL_scales as (D0 & S0 & R0 & SS & SD).
assert (Entry : RealSoftmax.Has_Entry n mz)
  by (eapply RealSoftmax.Top_Entry, EntropySoftmax.top_of_row; exact HZ).
rewrite (KL_Logs n mz mw z w Covered).
change (open_sum n mz _) with (sum n kl_true).
set (T := sum n kl_term); set (K := sum n kl_true).
set (D := Magnitude) in *; set (W := H + Cross) in *; set (R := Reach) in *.
set (c := (13 / 2 + / 9000) * u).
set (A := c * (D + W) + 1001 / 1000 * (eta * R) + (4004 / 1000 * 1 + 772) * (N * eta)).
assert (TK : Rabs (T - K) <= A /\ sum n (fun k => Rabs (kl_term k)) <= D + A).
{ assert (B : sum n (fun k => Rabs (kl_term k - kl_true k)) <= A).
  { apply Rle_trans with (1 := sum_le n _ _ KL_Term); apply Req_le.
    rewrite !sum_plus, !sum_scal, sum_plus, sum_const, SS.
    rewrite (sum_ext n (fun k => g k * (if mz k then 0 else Rabs (b k - a k)))
      (fun k => Rabs (kl_true k))).
    2: { intros k Hk; unfold kl_true; destruct (mz k); [rewrite Rabs_R0; ring |].
         now rewrite Rabs_mult, (Rabs_pos_eq (g k)) by apply RealSoftmax.Softmax_Nonneg. }
    rewrite SD; rewrite (sum_ext n (fun k => g k * (N * eta)) (fun k => N * eta * g k))
      by (intros; ring).
    rewrite sum_scal, (RealSoftmax.Softmax_Sum n mz z Entry).
    change (sum n (fun k => if mz k then 0 else b k)) with R; unfold A, c; ring. }
  split.
  - unfold T, K; rewrite <- sum_minus; apply Rle_trans with (1 := sum_abs _ _); exact B.
  - apply Rle_trans with (sum n (fun k => Rabs (kl_true k) + Rabs (kl_term k - kl_true k))).
    + apply sum_le; intros k _; assert (Q := Rabs_triang (kl_true k) (kl_term k - kl_true k)).
      replace (kl_true k + (kl_term k - kl_true k)) with (kl_term k) in Q by ring; exact Q.
    + rewrite sum_plus, SD; lra. }
destruct TK as [TK TA].
assert (FE : Rabs (fsum n kl_term - T) <= (N - 1) * u * (D + A)).
{ destruct n as [| i]; [simpl in N1; lra |].
  assert (Q := fsum_abs_error i kl_term (fun k _ => kl_term_F k)); fold T in Q.
  apply Rle_trans with (1 := Q); rewrite S_INR.
  replace (INR i + 1 - 1) with (INR i) by ring.
  apply Rmult_le_compat_l; [| exact TA].
  apply Rmult_le_pos; [apply pos_INR | rewrite U; lra]. }
assert (B0 : 0 <= (N - 1) * u <= / 134217728) by (rewrite U; lra).
assert (uD : 0 <= u * D) by (apply Rmult_le_pos; [rewrite U |]; lra).
assert (uW : 0 <= u * W) by (apply Rmult_le_pos; [rewrite U |]; lra).
assert (eR : 0 <= eta * R) by (apply Rmult_le_pos; lra).
assert (A0 : 0 <= A) by (unfold A, c; lra).
assert (FA : (N - 1) * u * A <= / 134217728 * A) by (apply Rmult_le_compat_r; lra).
assert (ND : 0 <= (N - 1) * (u * D)) by (apply Rmult_le_pos; lra).
replace (fsum n kl_term - K) with ((fsum n kl_term - T) + (T - K)) by ring.
apply Rle_trans with (1 := Rabs_triang _ _).
replace (bpow radix2 (-15)) with (/ 32768) by (simpl; lra).
apply Rle_trans with ((N - 1) * (u * D) + (1 + / 134217728) * A); [lra |].
unfold A, c; lra.
Qed.
Theorem KL_Accuracy : Rabs (Rmax 0 (fsum n kl_term) - KL) <=
  (N + 11 / 2) * u * (1 + bpow radix2 (-15)) * Magnitude +
  13 / 2 * u * (1 + bpow radix2 (-15)) * (H + Cross) + (780 * N + 2 * Reach) * eta.
Proof.
apply Rle_trans with (2 := KL_Near).
assert (K := KL_Nonneg n mz mw z w (RealSoftmax.Top_Entry _ _ _ _
  (EntropySoftmax.top_of_row _ _ _ _ HZ)) Covered).
set (x := fsum n kl_term); set (y := RealDivergence.Divergence _ _ _) in *.
unfold Rmax; destruct Rle_dec as [L | L]; [lra |].
rewrite !Rabs_left1; lra.
Qed.
End Rows.

(** ** The same rows give the same values *)
Section Same.
Variables (n : nat) (mz mw mz' mw' : nat -> bool) (z w z' w' : nat -> R).
Hypothesis Z : forall k, (k < n)%nat -> mz k = mz' k /\ z k = z' k.
Hypothesis W : forall k, (k < n)%nat -> mw k = mw' k /\ w k = w' k.
Lemma Softmax_same m m' x x' : (forall k, (k < n)%nat -> m k = m' k /\ x k = x' k) ->
  forall k, (k < n)%nat -> RealSoftmax.Softmax n m x k = RealSoftmax.Softmax n m' x' k.
Proof.
intros H k Hk; unfold RealSoftmax.Softmax, RealSoftmax.weight.
rewrite (RealLink.Same_norm n m m' x x' H).
now destruct (H k Hk) as [-> ->].
Qed.
Lemma LogSumExp_same m m' x x' : (forall k, (k < n)%nat -> m k = m' k /\ x k = x' k) ->
  RealSoftmax.LogSumExp n m x = RealSoftmax.LogSumExp n m' x'.
Proof. intros H; unfold RealSoftmax.LogSumExp; now rewrite (RealLink.Same_norm n m m' x x' H). Qed.
Ltac same := match goal with Hk : (_ < n)%nat |- _ =>
  rewrite ?(Softmax_same mz mz' z z' Z _ Hk), ?(LogSumExp_same mz mz' z z' Z),
    ?(LogSumExp_same mw mw' w w' W);
  let A := fresh in let B := fresh in let C := fresh in
  destruct (Z _ Hk) as [A B]; destruct (W _ Hk) as [_ C]; rewrite ?A, ?B, ?C;
  split; reflexivity end.
Theorem KL_Same :
  RealDivergence.Divergence n (RealSoftmax.Softmax n mz z) (RealSoftmax.Softmax n mw w) =
  RealDivergence.Divergence n (RealSoftmax.Softmax n mz' z') (RealSoftmax.Softmax n mw' w').
Proof.
apply sum_ext; intros k Hk; f_equal; now apply Softmax_same.
Qed.
Theorem Scales_Same : Magnitude n mz mw z w = Magnitude n mz' mw' z' w' /\
  Cross n mz mw z w = Cross n mz' mw' z' w' /\
  Reach n mz mw w = Reach n mz' mw' w' /\
  RealTemperature.Entropy n mz z = RealTemperature.Entropy n mz' z'.
Proof.
split; [| split; [| split]]; try (apply open_sum_ext; intros k Hk; same).
apply sum_ext; intros k Hk; rewrite (Softmax_same mz mz' z z' Z k Hk).
rewrite (LogSumExp_same mz mz' z z' Z); now destruct (Z k Hk) as [_ ->].
Qed.
End Same.
