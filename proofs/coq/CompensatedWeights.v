(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * Shares of inexact weights in their compensated sum

    The weights [e] stand for [w], each with a relative error of at most c u, or
    cut to 0 where w is below 3/4 eta; the largest is 1. What softmax, at a
    temperature or not, makes of them: [share], each over the compensated sum.

    Main results: [Share_Range] (P01), [Share_Sum] (P02), [Share_Accuracy] (P03,
    for every n), [Share_Order], [Share_Order_Any] (P04), [Share_Peak],
    [Share_Lower] (P05), [Low_Range] and [Total_Range] (no overflow). *)

From Coq Require Import Reals Psatz Lia ZArith Bool.
From Flocq Require Import Core.
From Softproof Require Import Rounding Sums SoftmaxSum TwoSum.
From Softproof Require Import SoftmaxWeights QuotientOrder CompensatedSum Others.
Open Scope R_scope.

Definition share n (e : nat -> R) k := fdiv (e k) (total n e).

(** A row of weights. *)
Record Inexact (n top : nat) (c : R) (e w : nat -> R) : Prop := {
  inexact_size : (Z.of_nat n <= 67108864)%Z;
  inexact_top : (top < n)%nat;
  inexact_c : 9 / 8 <= c <= 9 / 8 + / 4096;
  inexact_unit : forall k, (k < n)%nat -> 0 <= e k <= 1 /\ F (e k);
  inexact_1 : e top = 1;
  exact_unit : forall k, (k < n)%nat -> 0 <= w k <= 1;
  exact_1 : w top = 1;
  inexact_error : forall k, (k < n)%nat ->
    e k = 0 /\ w k <= 3 / 4 * eta \/
    Rabs (e k - w k) <= c * u * w k + eta / 2 }.

Section Row.
Variables (n top : nat) (c : R) (e w : nat -> R).
Hypothesis HI : Inexact n top c e w.
Notation T := (total n e).
Notation E := (sum n e).
Notation W := (sum n w).
Notation p := (share n e).

Lemma size_n : (Z.of_nat n <= 67108864)%Z. Proof. apply HI. Qed.
Lemma top_n : (top < n)%nat. Proof. apply HI. Qed.
Lemma c_range : 9 / 8 <= c <= 9 / 8 + / 4096. Proof. apply HI. Qed.
Lemma e_unit k : (k < n)%nat -> 0 <= e k <= 1 /\ F (e k). Proof. apply HI. Qed.
Lemma e_at_top : e top = 1. Proof. apply HI. Qed.
Lemma w_unit k : (k < n)%nat -> 0 <= w k <= 1. Proof. apply HI. Qed.
Lemma w_at_top : w top = 1. Proof. apply HI. Qed.
Lemma term_error k : (k < n)%nat -> e k = 0 /\ w k <= 3 / 4 * eta \/
  Rabs (e k - w k) <= c * u * w k + eta / 2.
Proof. apply HI. Qed.
Lemma row_size_1 : 1 <= INR n <= 67108864.
Proof.
destruct HI as [S P _ _ _ _ _ _]; split; [apply (le_INR 1); lia |].
rewrite INR_IZR_INZ; now apply IZR_le.
Qed.
Lemma term_error_abs k : (k < n)%nat ->
  Rabs (e k - w k) <= c * u * w k + 3 / 4 * eta.
Proof.
intros Hk; assert (P := eta_pos); assert (U := u_pos).
destruct (term_error k Hk) as [[-> L] | L]; [| lra].
assert (R := w_unit k Hk); rewrite Rabs_left1 by lra; assert (C := c_range).
assert (0 <= c * u * w k) by (apply Rmult_le_pos; [apply Rmult_le_pos |]; lra); lra.
Qed.

(** ** The sum *)
Lemma true_total : 1 <= W.
Proof.
rewrite <- w_at_top; apply sum_term; [exact top_n |].
intros; now apply w_unit.
Qed.
Lemma e_total : 1 <= E <= INR n /\ Rabs (E - W) <= (c + / 1000000) * u * W.
Proof.
assert (N := row_size_1); assert (P := eta_tiny); assert (P0 := eta_pos).
assert (WT := true_total); assert (U := u_pos); assert (C := c_range).
split; [split |].
- rewrite <- e_at_top; apply sum_term; [exact top_n |].
  intros; now apply e_unit.
- rewrite <- (Rmult_1_r (INR n)), <- sum_const; apply sum_le; intros; now apply e_unit.
- rewrite <- sum_minus; apply Rle_trans with (1 := sum_abs _ _).
  apply Rle_trans with (1 := sum_le _ _ _ term_error_abs).
  rewrite sum_plus, sum_const, sum_scal.
  assert (INR n * (3 / 4 * eta) <= 67108864 * (/ 1152921504606846976 * u))
    by (apply Rmult_le_compat; lra).
  assert (u * 1 <= u * W) by (apply Rmult_le_compat_l; lra); lra.
Qed.
Lemma t_error : Rabs (T - E) <= (5 / 4 + / 500000) * u * E.
Proof.
apply total_error; [exact size_n | |]; intros; now apply e_unit.
Qed.
Theorem Total_Unit : 1 <= T.
Proof.
apply total_ge; [exact size_n | | |]; try (intros; now apply e_unit).
apply e_total.
Qed.
Theorem Total_Range : 1 <= T <= 2 * INR n /\ F T.
Proof.
assert (A := t_error); destruct e_total as [[E1 E2] _]; assert (U := u_val).
split; [split; [apply Total_Unit |] | apply RN_format].
apply Rabs_le_inv in A.
assert ((5 / 4 + / 500000) * u * E <= 1 * E)
  by (apply Rmult_le_compat_r; [lra | rewrite U; lra]); lra.
Qed.
Lemma t_true : Rabs (T - W) <= (c + 5 / 4 + / 100000) * u * W.
Proof.
assert (A := t_error); destruct e_total as [_ B]; assert (U := u_val).
assert (WT := true_total); assert (C := c_range).
replace (T - W) with ((T - E) + (E - W)) by ring.
apply Rle_trans with (1 := Rabs_triang _ _).
assert (E <= W * (1 + / 1000000)).
{ apply Rabs_le_inv in B.
  assert ((c + / 1000000) * u * W <= / 1000000 * W)
    by (apply Rmult_le_compat_r; [lra | rewrite U; lra]); lra. }
assert (u * E <= u * (W * (1 + / 1000000)))
  by (apply Rmult_le_compat_l; [rewrite U; lra | easy]).
assert (0 <= u * W) by (apply Rmult_le_pos; [rewrite U |]; lra); lra.
Qed.
(** No sum of the errors leaves this range. *)
Theorem Low_Range i : (i <= n)%nat -> Rabs (low i e) <= INR i.
Proof. exact (unit_low n e size_n e_unit i). Qed.

(** ** Probabilities *)
Theorem Share_Range k : (k < n)%nat -> 0 <= p k <= 1.
Proof.
intros Hk; destruct (e_unit k Hk) as [R _]; assert (S := Total_Unit).
assert (I : 0 < / T) by (apply Rinv_0_lt_compat; lra).
split; unfold share, fdiv.
- apply RN_nonneg; unfold Rdiv; nra.
- apply RN_le_format; [apply (F_int 1); lia |].
  apply Rmult_le_reg_r with T; [lra |].
  unfold Rdiv; rewrite Rmult_assoc, Rinv_l by lra; lra.
Qed.
Theorem Share_Zero k : e k = 0 -> p k = 0.
Proof. intros Z; unfold share, fdiv, Rdiv; now rewrite Z, Rmult_0_l, RN_0. Qed.
Theorem Share_Peak k : (k < n)%nat -> p k <= p top.
Proof.
intros Hk; destruct (e_unit k Hk) as [R _]; assert (S := Total_Unit).
apply RN_le, Rmult_le_compat_r; [apply Rlt_le, Rinv_0_lt_compat; lra |].
rewrite e_at_top; lra.
Qed.
(** 1 / T, at least *)
Lemma inv_total : (1 - 2 * u) / INR n <= / T <= 1.
Proof.
assert (A := t_error); destruct e_total as [[E1 E2] _]; assert (U := u_val).
assert (S := Total_Unit); assert (N := row_size_1); apply Rabs_le_inv in A.
split; [| rewrite <- Rinv_1; apply Rinv_le_contravar; lra].
assert (TU : T <= (1 + 3 / 2 * u) * INR n).
{ apply Rle_trans with ((1 + 3 / 2 * u) * E); [| apply Rmult_le_compat_l; [rewrite U |]; lra].
  assert (0 <= u * E) by (apply Rmult_le_pos; [rewrite U |]; lra); lra. }
apply Rmult_le_reg_r with (T * INR n); [nra |].
replace ((1 - 2 * u) / INR n * (T * INR n)) with ((1 - 2 * u) * T) by (field; lra).
replace (/ T * (T * INR n)) with (INR n) by (field; lra).
apply Rle_trans with ((1 - 2 * u) * ((1 + 3 / 2 * u) * INR n)).
- apply Rmult_le_compat_l; [rewrite U |]; lra.
- assert (B : (1 - 2 * u) * (1 + 3 / 2 * u) <= 1) by (rewrite U; lra).
  apply (Rmult_le_compat_r (INR n)) in B; lra.
Qed.
Theorem Share_Lower : (1 - 3 * u) / INR n <= p top.
Proof.
destruct inv_total as [L _]; assert (N := row_size_1); assert (U := u_val).
assert (I : / 67108864 <= / INR n) by (apply Rinv_le_contravar; lra).
unfold share, fdiv; rewrite e_at_top; unfold Rdiv in *; rewrite Rmult_1_l.
apply Rle_trans with (RN ((1 - 2 * u) * / INR n)); [| now apply RN_le].
set (x := (1 - 2 * u) * / INR n) in *.
assert (X0 : / 134217728 <= x).
{ unfold x; apply Rle_trans with (/ 2 * / 67108864); [lra |].
  apply Rmult_le_compat; try lra; rewrite U; lra. }
assert (R := RN_rel x); rewrite (Rabs_pos_eq x) in R by lra.
assert (B : bpow radix2 (-1022) <= x).
{ apply Rle_trans with (bpow radix2 (-27)); [apply bpow_le; lia | simpl; lra]. }
apply R in B; apply Rabs_le_inv in B.
assert (u * x <= u * / INR n).
{ apply Rmult_le_compat_l; [rewrite U; lra |]; unfold x.
  rewrite <- (Rmult_1_l (/ INR n)) at 2; apply Rmult_le_compat_r; [lra | rewrite U; lra]. }
unfold x in *; lra.
Qed.

(** The probabilities sum to 1: nothing of exp is used but its range. *)
Theorem Share_Sum : Rabs (sum n p - 1) <= 9 / 4 * u * (1 + bpow radix2 (-16)).
Proof.
assert (A := t_error); destruct e_total as [[E1 E2] _]; assert (U := u_val).
assert (S := Total_Unit); assert (N := row_size_1); assert (P := eta_tiny).
assert (P0 := eta_pos).
assert (I : 0 < / T) by (apply Rinv_0_lt_compat; lra).
assert (B : Rabs (E / T - 1) <= (5 / 4 + / 250000) * u).
{ apply Rabs_le_inv in A.
  assert (C : E <= T * (1 + / 1000000)).
  { assert ((5 / 4 + / 500000) * u * E <= / 10000000 * E)
      by (apply Rmult_le_compat_r; [lra | rewrite U; lra]); lra. }
  replace (E / T - 1) with ((E - T) * / T) by (field; lra).
  rewrite Rabs_mult, (Rabs_pos_eq (/ T)) by lra.
  apply Rmult_le_reg_r with T; [lra |].
  rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra.
  assert (u * E <= u * (T * (1 + / 1000000)))
    by (apply Rmult_le_compat_l; [rewrite U; lra | easy]).
  assert (0 <= u * T) by (apply Rmult_le_pos; [rewrite U |]; lra).
  apply Rabs_le; lra. }
assert (C : Rabs (sum n p - E / T) <= u * (E / T) + INR n * (eta / 2)).
{ replace (E / T) with (sum n (fun k => / T * e k)) at 1
    by (rewrite sum_scal; unfold Rdiv; ring).
  rewrite <- sum_minus; apply Rle_trans with (1 := sum_abs _ _).
  replace (u * (E / T) + INR n * (eta / 2))
    with (sum n (fun k => u * / T * e k + eta / 2))
    by (rewrite sum_plus, sum_const, sum_scal; unfold Rdiv; ring).
  apply sum_le; intros k Hk; destruct (e_unit k Hk) as [R _].
  assert (H := RN_abs_err (e k / T)); unfold share, fdiv.
  rewrite (Rmult_comm (/ T)), (Rmult_assoc u), (Rmult_comm (/ T)).
  unfold Rdiv in *; now rewrite (Rabs_pos_eq (e k * / T)) in H by nra. }
replace (sum n p - 1) with ((sum n p - E / T) + (E / T - 1)) by ring.
apply Rle_trans with (1 := Rabs_triang _ _).
assert (D : u * (E / T) <= u * (1 + / 1000000)).
{ apply Rmult_le_compat_l; [rewrite U; lra |].
  apply Rabs_le_inv in B; rewrite U in B; lra. }
assert (Q : INR n * (eta / 2) <= 67108864 * (/ 1152921504606846976 * u))
  by (apply Rmult_le_compat; lra).
replace (bpow radix2 (-16)) with (/ 65536) by (simpl; lra).
lra.
Qed.

(** The relative error of p, up to eta for underflow: no n, no spread. *)
Theorem Share_Accuracy k : (k < n)%nat -> Rabs (p k - w k / W) <=
  (2 * c + 9 / 4) * u * (1 + bpow radix2 (-16)) * (w k / W) + eta.
Proof.
intros Hk; assert (U := u_val); assert (P := eta_pos); assert (C := c_range).
assert (WT := true_total); assert (R := w_unit k Hk); assert (D := t_true).
assert (G : 0 <= w k / W <= w k).
{ assert (0 < / W <= 1); [| unfold Rdiv; nra].
  split; [apply Rinv_0_lt_compat; lra |].
  rewrite <- Rinv_1; apply Rinv_le_contravar; lra. }
replace (bpow radix2 (-16)) with (/ 65536) by (simpl; lra).
destruct (term_error k Hk) as [[Z L] | L].
- replace (p k) with 0 by (unfold share, fdiv, Rdiv; now rewrite Z, Rmult_0_l, RN_0).
  assert (0 <= (2 * c + 9 / 4) * u * (1 + / 65536) * (w k / W)); [| rewrite Rabs_left1; lra].
  apply Rmult_le_pos; [| lra]; rewrite U; lra.
- set (a := c * u) in *; set (b := (c + 5 / 4 + / 100000) * u) in *.
  assert (Ha : 0 <= a) by (unfold a; rewrite U; lra).
  assert (Hb : 0 <= b <= / 1000000000) by (unfold b; rewrite U; lra).
  apply Rle_trans with (1 := quotient_error (e k) T (w k) W a b (proj1 R)
    Total_Unit ltac:(lra) Ha ltac:(lra) L D).
  apply Rplus_le_compat_r, Rmult_le_compat_r; [easy |].
  assert (Hi : (1 + u) / (1 - b) <= 1 + / 100000000).
  { apply Rmult_le_reg_r with (1 - b); [lra |].
    unfold Rdiv; rewrite Rmult_assoc, Rinv_l by lra; rewrite U; lra. }
  replace ((1 + u) * (a + b) / (1 - b)) with ((a + b) * ((1 + u) / (1 - b)))
    by (field; lra).
  apply Rle_trans with ((a + b) * (1 + / 100000000) + u).
  + apply Rplus_le_compat_r, Rmult_le_compat_l; lra.
  + unfold a, b; rewrite U; lra.
Qed.

(** ** Order *)
Lemma term_error_max k : (k < n)%nat ->
  e k = 0 /\ w k <= 3 / 4 * eta \/
  Rabs (e k - w k) <= (9 / 8 + / 4096) * u * w k + eta / 2.
Proof.
intros Hk; destruct (term_error k Hk) as [A | A]; [now left |].
right; apply Rle_trans with (1 := A), Rplus_le_compat_r.
assert (C := c_range); assert (R := w_unit k Hk).
apply Rmult_le_compat_r; [lra |]; apply Rmult_le_compat_r; [rewrite u_val |]; lra.
Qed.
Lemma term_order i j : (i < n)%nat -> (j < n)%nat ->
  w i <= w j ->
  e i <= e j * (1 + (9 / 4 + / 1000) * u) + 3 / 2 * eta.
Proof.
intros Hi Hj Wij; apply (weights_ordered (e i) (w i) (e j) (w j));
  [now apply e_unit | now apply e_unit | now apply w_unit | now apply w_unit
  | exact Wij | now apply term_error_max | now apply term_error_max].
Qed.
(** Up to 4 u where p is not tiny, *)
Theorem Share_Order i j : (i < n)%nat -> (j < n)%nat ->
  w i <= w j ->
  bpow radix2 (-900) <= p j -> p i <= p j * (1 + 4 * u).
Proof.
intros Hi Hj Wij; apply quotients_ordered; [apply Total_Unit | now apply term_order].
Qed.
(** and for any p. *)
Theorem Share_Order_Any i j : (i < n)%nat -> (j < n)%nat ->
  w i <= w j ->
  p i <= p j * (1 + 5 * u) + 3 * eta.
Proof.
intros Hi Hj Wij; apply quotients_ordered_any; [apply Total_Unit | now apply term_order
  | now apply e_unit | now apply e_unit].
Qed.

End Row.
