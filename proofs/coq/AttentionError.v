(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * Attention in floating point

    Layer C (P19), for src/attention.c: weights p that are near the softmax g
    of the scores, and a dot product of them with each column of V, in order
    ([Dot] of DotError.v).

    Main results: [Attend_Accuracy], the error against [Attention];
    [Attend_Hull], the column's unmasked entries enclose the result up to that
    error; [Score_Accuracy], a score c (q . v); [Terms_Range], no overflow.
    Source: S. M. Rump 2012 for the dot product (DotError.v). *)

From Coq Require Import Reals Psatz Lia ZArith.
From Flocq Require Import Core.
From Softproof Require Import Rounding Sums DotError RealSoftmax RealAttention.
Open Scope R_scope.

Theorem Terms_Range n p v e : INR n <= 67108864 -> (-1000 <= e)%Z ->
  (forall k, (k < n)%nat -> Rabs (p k * v k) <= bpow radix2 e) ->
  Rabs (Dot n p v) <= bpow radix2 (e + 27).
Proof.
intros Hn He H; set (V := bpow radix2 e) in *.
assert (HV : 0 < V) by apply bpow_gt_0.
assert (E := Dot_Error n p v Hn).
assert (A : sum n (fun k => Rabs (p k * v k)) <= INR n * V)
  by (rewrite <- sum_const; now apply sum_le).
assert (B := sum_abs n (fun k => p k * v k)).
set (a := sum n (fun k => Rabs (p k * v k))) in *.
set (d := sum n (fun k => p k * v k)) in *.
assert (Ha : 0 <= a) by (apply sum_nonneg; intros; apply Rabs_pos).
assert (U := n_u_small n Hn).
assert (Et : INR n * eta <= V * / 1024).
{ apply Rle_trans with (1 := proj2 (n_eta_small n Hn)).
  unfold V; change (/ 1024) with (bpow radix2 (-10)); rewrite <- bpow_plus.
  apply bpow_le; lia. }
assert (C : INR n * u * (1 + u) * a <= / 67108864 * a).
{ apply Rmult_le_compat_r; [easy |].
  apply Rle_trans with (/ 134217728 * 2); [| lra].
  apply Rmult_le_compat; rewrite ?u_val in *; lra. }
assert (N : INR n * V <= 67108864 * V) by (apply Rmult_le_compat_r; lra).
rewrite bpow_plus; fold V; change (bpow radix2 27) with 134217728.
assert (T := Rabs_triang_inv (Dot n p v) d); lra.
Qed.

(** ** Scores *)
Theorem Score_Accuracy n q v c : INR n <= 67108864 ->
  Rabs (fmul c (Dot n q v) - c * sum n (fun k => q k * v k)) <=
  ((INR n + 1) * u * (Rabs c * sum n (fun k => Rabs (q k * v k))) +
   (INR n * Rabs c + 1) * eta) * (1 + / 65536).
Proof.
intros Hn; assert (E := Dot_Error n q v Hn); assert (B := sum_abs n (fun k => q k * v k)).
set (a := sum n (fun k => Rabs (q k * v k))) in *.
set (d := sum n (fun k => q k * v k)) in *; set (x := Dot n q v) in *.
assert (Ha : 0 <= a) by (apply sum_nonneg; intros; apply Rabs_pos).
assert (C := Rabs_pos c); assert (Up := u_pos); assert (Et := eta_pos).
assert (N := pos_INR n); assert (Nu := n_u_small n Hn).
assert (R := RN_abs_err (c * x)); fold (fmul c x) in R.
assert (X : Rabs x <= a + Rabs (x - d)).
{ replace x with (d + (x - d)) at 1 by ring.
  apply Rle_trans with (1 := Rabs_triang _ _); lra. }
set (e := INR n * u * (1 + u) * a + INR n * eta) in *.
rewrite Rabs_mult in R.
assert (F1 : Rabs c * Rabs x <= Rabs c * (a + e))
  by (apply Rmult_le_compat_l; [easy |]; lra).
assert (F2 : Rabs (c * x - c * d) <= Rabs c * e).
{ rewrite <- Rmult_minus_distr_l, Rabs_mult; now apply Rmult_le_compat_l. }
apply (Rmult_le_compat_l u) in F1; [| lra].
assert (CA : 0 <= Rabs c * a) by now apply Rmult_le_pos.
assert (G : INR n * u * (1 + u) * (1 + u) * (Rabs c * a) <=
            (1 + / 65536) * (INR n * u * (Rabs c * a))).
{ replace (INR n * u * (1 + u) * (1 + u) * (Rabs c * a)) with
    ((1 + u) * (1 + u) * (INR n * u * (Rabs c * a))) by ring.
  apply Rmult_le_compat_r; [apply Rmult_le_pos; lra |].
  rewrite u_val; lra. }
assert (CN : 0 <= INR n * Rabs c * eta) by (apply Rmult_le_pos; [nra | lra]).
assert (H : u * (INR n * Rabs c * eta) <= / 65536 * (INR n * Rabs c * eta))
  by (apply Rmult_le_compat_r; [easy |]; rewrite u_val; lra).
assert (K : 0 <= u * (Rabs c * a)) by (apply Rmult_le_pos; lra).
replace (fmul c x - c * d) with ((fmul c x - c * x) + (c * x - c * d)) by ring.
apply Rle_trans with (1 := Rabs_triang _ _).
apply Rle_trans with (Rabs c * e + u * (Rabs c * (a + e)) + eta / 2); [lra |].
replace (Rabs c * e + u * (Rabs c * (a + e)) + eta / 2) with
  (INR n * u * (1 + u) * (1 + u) * (Rabs c * a) + u * (Rabs c * a) +
   (INR n * Rabs c * eta + u * (INR n * Rabs c * eta)) + eta / 2)
  by (unfold e; ring).
lra.
Qed.

Section Attend.
Variables (n : nat) (masked : nat -> bool) (s p v : nat -> R).
Hypothesis Hn : INR n <= 67108864.
Hypothesis Entry : Has_Entry n masked.
Let g := Softmax n masked s.
Let B := 9 / 2 * u * (1 + / 65536).
Hypothesis Near : forall k, (k < n)%nat -> Rabs (p k - g k) <= B * g k + eta.
Hypothesis Zero : forall k, (k < n)%nat -> masked k = true -> p k = 0.
Let a := sum n (fun k => g k * Rabs (v k)).

Lemma g_nonneg k : 0 <= g k. Proof. apply Softmax_Nonneg. Qed.
Lemma a_nonneg : 0 <= a.
Proof.
apply sum_nonneg; intros k _; apply Rmult_le_pos; [apply g_nonneg | apply Rabs_pos].
Qed.

Section Bounded.
Variable M : R.
Hypothesis HM : forall k, (k < n)%nat -> masked k = false -> Rabs (v k) <= M.

Lemma M_nonneg : 0 <= M.
Proof.
destruct Entry as (k & Hk & O); apply Rle_trans with (2 := HM k Hk O), Rabs_pos.
Qed.
Lemma weight_term k : (k < n)%nat ->
  Rabs ((p k - g k) * v k) <= B * (g k * Rabs (v k)) + eta * M.
Proof.
intros Hk; assert (Z := M_nonneg); assert (E := eta_pos).
destruct (masked k) eqn:O.
- unfold g; rewrite (Zero k Hk O), Softmax_Masked by easy.
  rewrite Rminus_0_r, !Rmult_0_l, Rabs_R0; nra.
- rewrite Rabs_mult; specialize (HM k Hk O); assert (P := Rabs_pos (v k)).
  apply Rle_trans with ((B * g k + eta) * Rabs (v k));
    [apply Rmult_le_compat_r; auto |].
  assert (eta * Rabs (v k) <= eta * M) by (apply Rmult_le_compat_l; lra); lra.
Qed.
Lemma magnitude_le : a <= M.
Proof.
rewrite <- (Rmult_1_r M), <- (Softmax_Sum n masked s Entry), <- sum_scal.
apply sum_le; intros k Hk; fold (g k); destruct (masked k) eqn:O.
- unfold g; rewrite Softmax_Masked by easy; lra.
- rewrite Rmult_comm; apply Rmult_le_compat_r; [apply g_nonneg | auto].
Qed.

Theorem Attend_Accuracy :
  Rabs (Dot n p v - Attention n masked s v) <=
  ((INR n + 9 / 2) * u * a + INR n * (1 + M) * eta) * (1 + / 65536).
Proof.
assert (Z := M_nonneg); assert (Et := eta_pos); assert (Up := u_pos).
assert (N := pos_INR n); assert (Nu := n_u_small n Hn); assert (A := a_nonneg).
assert (E1 : Rabs (sum n (fun k => p k * v k) - Attention n masked s v) <=
             B * a + INR n * (eta * M)).
{ unfold Attention; rewrite <- sum_minus; apply Rle_trans with (1 := sum_abs _ _).
  unfold a; rewrite <- sum_scal, <- sum_const, <- sum_plus.
  apply sum_le; intros k Hk; fold (g k); rewrite <- Rmult_minus_distr_r.
  now apply weight_term. }
assert (E2 : sum n (fun k => Rabs (p k * v k)) <=
             (1 + B) * a + INR n * (eta * M)).
{ unfold a; rewrite <- sum_scal, <- sum_const, <- sum_plus.
  apply sum_le; intros k Hk; assert (W := weight_term k Hk).
  replace (p k * v k) with ((p k - g k) * v k + g k * v k) by ring.
  apply Rle_trans with (1 := Rabs_triang _ _).
  rewrite (Rabs_mult (g k)), (Rabs_pos_eq (g k)) by apply g_nonneg; lra. }
assert (E3 := Dot_Error n p v Hn).
set (r := INR n * (eta * M)) in *.
assert (R0 : 0 <= r) by (apply Rmult_le_pos; [easy |]; nra).
assert (E4 : INR n * u * (1 + u) * sum n (fun k => Rabs (p k * v k)) <=
             INR n * u * (1 + u) * ((1 + B) * a + r))
  by (apply Rmult_le_compat_l; [apply Rmult_le_pos |]; lra).
assert (Bv : 0 <= B <= / 1048576) by (unfold B; rewrite u_val; lra).
assert (NuA : 0 <= INR n * u * a) by (apply Rmult_le_pos; lra).
assert (E5 : INR n * u * (1 + u) * ((1 + B) * a) <=
             (1 + / 65536) * (INR n * u * a)).
{ replace (INR n * u * (1 + u) * ((1 + B) * a)) with
    ((1 + u) * (1 + B) * (INR n * u * a)) by ring.
  apply Rmult_le_compat_r; [easy |].
  apply Rle_trans with ((1 + / 1048576) * (1 + / 1048576)); [| lra].
  apply Rmult_le_compat; rewrite ?u_val; lra. }
assert (E6 : INR n * u * (1 + u) * r <= / 65536 * r).
{ apply Rmult_le_compat_r; [easy |].
  apply Rle_trans with (/ 134217728 * 2); [| lra].
  apply Rmult_le_compat; rewrite ?u_val in *; lra. }
replace (Dot n p v - Attention n masked s v) with
  ((Dot n p v - sum n (fun k => p k * v k)) +
   (sum n (fun k => p k * v k) - Attention n masked s v)) by ring.
apply Rle_trans with (1 := Rabs_triang _ _).
replace (((INR n + 9 / 2) * u * a + INR n * (1 + M) * eta) * (1 + / 65536)) with
  ((1 + / 65536) * (INR n * u * a) + B * a + r * (1 + / 65536) +
   INR n * eta * (1 + / 65536)) by (unfold B, r; ring).
assert (0 <= INR n * eta) by nra; lra.
Qed.
End Bounded.

Theorem Attend_Hull lo hi M :
  (forall k, (k < n)%nat -> masked k = false -> lo <= v k <= hi) ->
  - M <= lo -> hi <= M ->
  lo - ((INR n + 9 / 2) * u * M + INR n * eta) * (1 + / 32768) <= Dot n p v <=
  hi + ((INR n + 9 / 2) * u * M + INR n * eta) * (1 + / 32768).
Proof.
intros H L U.
assert (HM : forall k, (k < n)%nat -> masked k = false -> Rabs (v k) <= M)
  by (intros k Hk O; apply Rabs_le; specialize (H k Hk O); lra).
assert (Z := M_nonneg M HM); assert (A := magnitude_le M HM).
assert (E := Attend_Accuracy M HM).
destruct (Attention_Hull n masked s v lo hi Entry H) as [HL HU].
apply Rabs_le_inv in E; assert (Et := eta_pos); assert (Up := u_pos).
assert (N := pos_INR n).
assert (EM : INR n * (eta * M) <= INR n * (/ 1048576 * (u * M))).
{ apply Rmult_le_compat_l; [easy |]; rewrite <- Rmult_assoc.
  apply Rmult_le_compat_r; [easy |].
  apply Rle_trans with (1 := eta_le_u), Rmult_le_compat_r; [lra |].
  change (/ 1048576) with (bpow radix2 (-20)); apply bpow_le; lia. }
assert (AM : (INR n + 9 / 2) * u * a <= (INR n + 9 / 2) * u * M)
  by (apply Rmult_le_compat_l; [apply Rmult_le_pos |]; lra).
assert (NuM : 0 <= INR n * (u * M)) by (apply Rmult_le_pos; [easy |]; nra).
assert (UM : 0 <= u * M) by nra; assert (NE : 0 <= INR n * eta) by nra.
assert (((INR n + 9 / 2) * u * a + INR n * (1 + M) * eta) * (1 + / 65536) <=
        ((INR n + 9 / 2) * u * M + INR n * eta) * (1 + / 32768)) by lra.
lra.
Qed.
End Attend.
