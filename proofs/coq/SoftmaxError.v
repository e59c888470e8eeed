(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * Rounding errors of the textbook softmax

    The float model [p] of src/softmax.c against softmax over the reals, [g].

    Main results, by property of specs/PROPERTIES: [P01_range], [P02_sum],
    [P03_mean], [P03_accuracy] (no spread, but ln n), [P03_spread],
    [P05_peak], [P05_lower], [P07_masked], [P14_gradient]; [softmax_logits]
    (the meaning of [g]). P04 is in
    SoftmaxOrder.v.
    Source: as SoftmaxWeights.v. *)

From Coq Require Import Reals Psatz Lia ZArith Classical.
From Flocq Require Import Core.
From Softproof Require Import Rounding Sums SoftmaxSum Gibbs SoftmaxWeights.
Open Scope R_scope.

Definition prob n (e : nat -> R) k := fdiv (e k) (fsum n e).
Definition softmax n (w : nat -> R) k := w k / sum n w.

Section Softmax.
Context {ex : R -> R} {n : nat} {z : nat -> R} {masked : nat -> Prop} {top : nat}.
Context {e w : nat -> R}.
Hypothesis HM : Model ex n z masked top e w.
Notation HR := (model_row HM).
Notation HW := (model_weights HM).
Notation dist := (dist z top).
Notation dcap := (dcap z top).
Notation mean := (mean n z top w).
Notation total := (sum n w).
Notation fl_total := (fsum n e).
Notation p := (prob n e).
Notation g := (softmax n w).

(** ** Probabilities *)
Theorem P01_range k : (k < n)%nat -> 0 <= p k <= 1 /\ F (p k).
Proof.
intros Hk; destruct (e_range HM k Hk) as [R _]; destruct (s_range HM) as [[S _] _].
assert (I : 0 < / fl_total) by (apply Rinv_0_lt_compat; lra).
split; [| apply RN_format]; split; unfold prob, fdiv.
- apply RN_nonneg; unfold Rdiv; nra.
- apply RN_le_format; [apply (F_int 1); lia |].
  apply Rmult_le_reg_r with fl_total; [lra |].
  unfold Rdiv; rewrite Rmult_assoc, Rinv_l by lra; lra.
Qed.
Theorem P07_masked k : (k < n)%nat -> masked k -> p k = 0 /\ g k = 0.
Proof.
intros Hk M; destruct (weights_masked HW k Hk M) as [E1 E2].
unfold prob, softmax, fdiv; rewrite E1, E2; unfold Rdiv; rewrite !Rmult_0_l, RN_0; easy.
Qed.
Theorem P05_peak k : (k < n)%nat -> p k <= p top.
Proof.
intros Hk; destruct (e_range HM k Hk) as [R _]; destruct (s_range HM) as [[S _] _].
apply RN_le, Rmult_le_compat_r; [apply Rlt_le, Rinv_0_lt_compat; lra |].
destruct (e_top HM) as [-> _]; lra.
Qed.
Theorem P05_lower : (1 - u) / INR n <= p top.
Proof.
destruct (s_range HM) as [[S1 S2] _]; destruct (e_top HM) as [E _].
assert (N := size_1 HM); assert (N2 := size_max HM).
assert (I : / 67108864 <= / INR n) by (apply Rinv_le_contravar; lra).
assert (H := RN_rel (/ INR n)); rewrite Rabs_pos_eq in H by lra.
apply Rle_trans with (RN (/ INR n)).
- assert (Rabs (RN (/ INR n) - / INR n) <= u * / INR n).
  { apply H; apply Rle_trans with (2 := I).
    replace (/ 67108864) with (bpow radix2 (-26)) by (simpl; lra).
    apply bpow_le; lia. }
  unfold Rdiv; apply Rabs_le_inv in H0; lra.
- unfold prob, fdiv; rewrite E; apply RN_le; unfold Rdiv; rewrite Rmult_1_l.
  apply Rinv_le_contravar; lra.
Qed.

(** The probabilities sum to 1 up to n u: no hypothesis on exp but its range. *)
Theorem P02_sum : Rabs (sum n p - 1) <= INR n * u * (1 + 2 * u).
Proof.
destruct (s_range HM) as [[S1 _] _]; assert (U := u_pos); assert (N := size_1 HM).
set (s := fl_total) in *; set (E := sum n e).
assert (HE0 : 0 <= E) by (apply sum_nonneg; intros; now apply (e_range HM)).
assert (A : Rabs (s - E) <= (INR n - 1) * u * s).
{ apply fsum_error_result; [exact (size_pos HM) | |]; intros; now apply (e_range HM). }
assert (I : 0 < / s) by (apply Rinv_0_lt_compat; lra).
assert (B : Rabs (E / s - 1) <= (INR n - 1) * u).
{ apply Rmult_le_reg_r with s; [lra |].
  rewrite Rabs_minus_sym in A; replace (E - s) with ((E / s - 1) * s) in A
    by (field; lra).
  now rewrite Rabs_mult, (Rabs_pos_eq s) in A by lra. }
assert (C : Rabs (sum n p - E / s) <= u * (E / s) + INR n * (eta / 2)).
{ replace (E / s) with (sum n (fun k => / s * e k)) at 1
    by (rewrite sum_scal; fold E; unfold Rdiv; ring).
  rewrite <- sum_minus.
  apply Rle_trans with (1 := sum_abs _ _).
  replace (u * (E / s) + INR n * (eta / 2))
    with (sum n (fun k => u * / s * e k + eta / 2))
    by (rewrite sum_plus, sum_const, sum_scal; fold E; unfold Rdiv; ring).
  apply sum_le; intros k Hk; destruct (e_range HM k Hk) as [R _].
  assert (H := RN_abs_err (e k / s)); unfold prob, fdiv; fold s.
  rewrite (Rmult_comm (/ s)), (Rmult_assoc u), (Rmult_comm (/ s)).
  unfold Rdiv in *; now rewrite (Rabs_pos_eq (e k * / s)) in H by nra. }
replace (sum n p - 1) with ((sum n p - E / s) + (E / s - 1)) by ring.
apply Rle_trans with (1 := Rabs_triang _ _).
assert (D : u * (E / s) <= u * (1 + (INR n - 1) * u))
  by (apply Rmult_le_compat_l; [| apply Rabs_le_inv in B]; lra).
assert (P : INR n * (eta / 2) <= INR n * (u * u)).
{ apply Rmult_le_compat_l; [lra |]; assert (T := eta_tiny).
  assert (T' := eta_pos); rewrite u_val in *; lra. }
assert (0 <= u * u) by nra; lra.
Qed.

(** [g] is softmax of the logits themselves. *)
Theorem softmax_logits v :
  (forall k, (k < n)%nat -> masked k -> v k = 0) ->
  (forall k, (k < n)%nat -> ~ masked k -> v k = exp (z k)) ->
  forall k, (k < n)%nat -> g k = v k / sum n v.
Proof.
intros V0 V1; apply (shift_invariance n v w z (z top)).
intros j Hj; destruct (classic (masked j)) as [M | M].
- left; split; [now apply V0 | now apply (weights_masked HW)].
- right; split; [now apply V1 | now apply (weights_open HW)].
Qed.

(** The relative error of p, up to eta for underflow. *)
Theorem P03_mean k : (k < n)%nat ->
  Rabs (p k - g k) <=
    (INR n + mean + dcap k + 2 * exp_err) * u * (1 + bpow radix2 (-20)) * g k + eta.
Proof.
intros Hk; assert (X := exp_err_range); assert (U := u_pos); assert (P := eta_pos).
assert (T := total_1 HM); assert (M := mean_nonneg HM); assert (M' := mean_746 HM).
assert (N1 := size_1 HM); assert (N2 := size_max HM).
destruct (classic (masked k)) as [K | K].
{ destruct (P07_masked k Hk K) as [-> ->].
  rewrite Rminus_diag_eq, Rabs_R0, Rmult_0_r by easy; lra. }
destruct (open_arg HM k Hk K) as (_ & _ & D).
assert (C : 0 <= dcap k <= 746) by (split; [apply Rmin_glb; lra | apply Rmin_r]).
destruct (w_range HM k Hk) as [_ R].
assert (G : 0 <= g k <= w k).
{ assert (0 < / total <= 1); [| unfold softmax, Rdiv; nra].
  split; [apply Rinv_0_lt_compat; lra |].
  rewrite <- Rinv_1; apply Rinv_le_contravar; lra. }
rewrite slack_val; set (c := INR n + mean + dcap k + 2 * exp_err).
destruct (weight_error HM k Hk) as [[E W] | W].
- assert (0 <= c * u * (1 + / 1048576) * g k)
    by (apply Rmult_le_pos; [unfold c; nra | easy]).
  replace (p k) with 0 by (unfold prob, fdiv, Rdiv; now rewrite E, Rmult_0_l, RN_0).
  rewrite Rabs_left1; lra.
- set (a := (exp_err + dcap k) * u * (1 + / 1099511627776)) in *.
  set (b := (INR n - 1 + exp_err + mean) * u * (1 + / 8388608)).
  assert (Ha : 0 <= a) by (unfold a; nra).
  assert (Hb : 0 <= b <= / 67108864) by (unfold b; rewrite u_val; lra).
  apply Rle_trans with (1 := quotient_error (e k) fl_total (w k) total a b (proj1 R)
    (proj1 (proj1 (s_range HM))) ltac:(lra) Ha ltac:(lra) W (total_error HM)).
  apply Rplus_le_compat_r, Rmult_le_compat_r; [easy |].
  assert (Hab : a + b <= (c - 1) * u * (1 + / 8388608)) by (unfold a, b, c; nra).
  assert (Hi : (1 + u) / (1 - b) <= 1 + / 33554432).
  { apply Rmult_le_reg_r with (1 - b); [lra |].
    unfold Rdiv; rewrite Rmult_assoc, Rinv_l by lra; rewrite u_val; lra. }
  replace ((1 + u) * (a + b) / (1 - b)) with ((a + b) * ((1 + u) / (1 - b)))
    by (field; lra).
  assert (Hp : 0 <= (c - 1) * u) by (apply Rmult_le_pos; unfold c; lra).
  apply Rle_trans with ((c - 1) * u * (1 + / 8388608) * (1 + / 33554432) + u).
  + apply Rplus_le_compat_r, Rmult_le_compat; try lra.
    apply Rmult_le_pos; [lra | apply Rlt_le, Rinv_0_lt_compat; lra].
  + lra.
Qed.

Lemma P03_from c : mean <= c -> forall k, (k < n)%nat ->
  Rabs (p k - g k) <=
    (INR n + c + dcap k + 2 * exp_err) * u * (1 + bpow radix2 (-20)) * g k + eta.
Proof.
intros H k Hk; apply Rle_trans with (1 := P03_mean k Hk).
assert (U := u_pos); assert (T := total_1 HM); destruct (w_range HM k Hk) as [_ R].
apply Rplus_le_compat_r, Rmult_le_compat_r.
- apply Rmult_le_pos; [lra | apply Rlt_le, Rinv_0_lt_compat; lra].
- rewrite slack_val, !Rmult_assoc; apply Rmult_le_compat_r; lra.
Qed.
Theorem P03_accuracy k : (k < n)%nat ->
  Rabs (p k - g k) <= (INR n + ln (INR n) + Rmin (z top - z k) 746 + 2 * exp_err)
    * u * (1 + bpow radix2 (-20)) * g k + eta.
Proof. apply P03_from, (mean_ln HM). Qed.
(** [r] is the spread of the logits; 2 exp_err < 8. *)
Theorem P03_spread r :
  (forall j, (j < n)%nat -> ~ masked j -> z top - z j <= r) ->
  forall k, (k < n)%nat -> Rabs (p k - g k) <=
    (INR n + 2 * Rmin r 746 + 2 * exp_err) * u * (1 + bpow radix2 (-20)) * g k + eta.
Proof.
intros H k Hk; destruct (classic (masked k)) as [K | K].
{ destruct (P07_masked k Hk K) as [-> ->]; assert (P := eta_pos).
  rewrite Rminus_diag_eq, Rabs_R0, Rmult_0_r by easy; lra. }
apply Rle_trans with (1 := P03_from _ (mean_spread HM r H) k Hk).
assert (U := u_pos); assert (T := total_1 HM); destruct (w_range HM k Hk) as [_ R].
assert (D : dcap k <= Rmin r 746) by (apply Rle_min_compat_r; now apply H).
apply Rplus_le_compat_r, Rmult_le_compat_r.
- apply Rmult_le_pos; [lra | apply Rlt_le, Rinv_0_lt_compat; lra].
- rewrite slack_val, !Rmult_assoc; apply Rmult_le_compat_r; lra.
Qed.

(** ** The gradient of the cross-entropy, p - y *)
Theorem P14_gradient y b k : Rabs (p k - g k) <= b -> F y -> (k < n)%nat ->
  Rabs (fsub (p k) y - (g k - y)) <= u * Rabs (p k - y) + b.
Proof.
intros H Hy Hk; destruct (P01_range k Hk) as [_ Hp].
replace (fsub (p k) y - (g k - y)) with ((fsub (p k) y - (p k - y)) + (p k - g k))
  by ring.
apply Rle_trans with (1 := Rabs_triang _ _).
apply Rplus_le_compat; [now apply RN_minus_rel | easy].
Qed.
End Softmax.
