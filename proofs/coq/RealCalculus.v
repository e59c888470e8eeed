(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * Derivatives of softmax, log-sum-exp and cross-entropy

    Layer R. The logits move along a curve [z t] whose entries have
    derivatives [v k] at [t0]; the partial derivative in coordinate [j] is the
    case where only [z j] moves ([upd z j t]).

    Main results: [Softmax_Derivative], the derivative of Softmax i in z_j is
    g_i (d_ij - g_j); [LogSumExp_Derivative], that of log-sum-exp is g_j;
    [CrossEntropy_Derivative], that of the loss is (sum y) g_j - y_j, and so
    [CrossEntropy_Gradient], g_j - y_j for sum y = 1 (P11, P13);
    [Softmax_Direction], the derivative along v is the product J v.
    Source: C. M. Bishop, Pattern Recognition and Machine Learning, 2006,
    section 4.3.4. *)

From Coq Require Import Reals Psatz Lia.
From Coquelicot Require Import Coquelicot.
From Softproof Require Import Rounding RealSoftmax.
From Softproof Require Sums.
Import Sums (sum, sum_ext, sum_scal, sum_plus, sum_minus, sum_const).
Open Scope R_scope.

Lemma sum_derive n (f : nat -> R -> R) (d : nat -> R) x :
  (forall k, (k < n)%nat -> is_derive (f k) x (d k)) ->
  is_derive (fun t => sum n (fun k => f k t)) x (sum n d).
Proof.
induction n as [|n IH]; intros H; simpl; [apply @is_derive_const |].
apply @is_derive_plus; auto.
Qed.

Section Curve.
Variables (n : nat) (masked : nat -> bool) (z : R -> nat -> R) (t0 : R).
Variable v : nat -> R.
Hypothesis Entry : Has_Entry n masked.
Hypothesis Dz : forall k, (k < n)%nat -> is_derive (fun t => z t k) t0 (v k).

Let g := Softmax n masked (z t0).
Let mean := sum n (fun k => g k * v k).

Lemma weight_curve k : (k < n)%nat ->
  is_derive (fun t => weight masked (z t) k) t0 (weight masked (z t0) k * v k).
Proof.
intros Hk; unfold weight; destruct (masked k).
- rewrite Rmult_0_l; apply @is_derive_const.
- rewrite Rmult_comm; apply (is_derive_comp exp); [| now apply Dz].
  apply is_derive_Reals, derivable_pt_lim_exp.
Qed.
Lemma norm_curve :
  is_derive (fun t => norm n masked (z t)) t0 (norm n masked (z t0) * mean).
Proof.
assert (N := norm_pos n masked (z t0) Entry).
unfold mean; rewrite <- sum_scal.
rewrite (sum_ext n _ (fun k => weight masked (z t0) k * v k)).
- apply sum_derive; intros; now apply weight_curve.
- intros; unfold g, Softmax; field; lra.
Qed.
Theorem Softmax_Curve i : (i < n)%nat ->
  is_derive (fun t => Softmax n masked (z t) i) t0 (g i * (v i - mean)).
Proof.
intros Hi; assert (N := norm_pos n masked (z t0) Entry).
evar_last.
- apply is_derive_div; [now apply weight_curve | apply norm_curve | lra].
- unfold g, Softmax; field; lra.
Qed.
Theorem LogSumExp_Curve :
  is_derive (fun t => LogSumExp n masked (z t)) t0 mean.
Proof.
assert (N := norm_pos n masked (z t0) Entry).
evar_last.
- apply (is_derive_comp ln); [| apply norm_curve].
  now apply is_derive_Reals, derivable_pt_lim_ln.
- unfold scal; simpl; unfold mult; simpl; field; lra.
Qed.
Theorem CrossEntropy_Curve y :
  is_derive (fun t => CrossEntropy n masked y (z t)) t0
    (sum n y * mean - sum n (fun k => y k * v k)).
Proof.
apply (is_derive_ext (fun t => sum n y * LogSumExp n masked (z t) -
                               sum n (fun k => y k * z t k))).
{ intros t; symmetry; apply CrossEntropy_Sum. }
apply @is_derive_minus; [apply @is_derive_scal, LogSumExp_Curve |].
apply sum_derive; intros k Hk; apply @is_derive_scal; now apply Dz.
Qed.
End Curve.

(** ** Partial derivatives: z with entry j replaced by t *)
Definition upd (z : nat -> R) (j : nat) (t : R) : nat -> R :=
  fun k => if Nat.eqb k j then t else z k.
Lemma upd_same z j k : upd z j (z j) k = z k.
Proof. unfold upd; destruct (Nat.eqb_spec k j); congruence. Qed.
Lemma upd_derive z j k :
  is_derive (fun t => upd z j t k) (z j) (delta k j).
Proof.
unfold upd, delta; destruct (Nat.eqb k j);
  [apply @is_derive_id | apply @is_derive_const].
Qed.
Lemma Softmax_upd n masked z j i :
  (i < n)%nat -> Softmax n masked (upd z j (z j)) i = Softmax n masked z i.
Proof. intros Hi; apply Softmax_Ext; [intros; apply upd_same | easy]. Qed.

Section Partial.
Variables (n : nat) (masked : nat -> bool) (z : nat -> R) (j : nat).
Hypothesis Entry : Has_Entry n masked.
Hypothesis Hj : (j < n)%nat.
Let g := Softmax n masked z.

Lemma mean_upd :
  sum n (fun k => Softmax n masked (upd z j (z j)) k * delta k j) = g j.
Proof.
rewrite <- (sum_delta n j g Hj); apply sum_ext; intros k Hk.
rewrite Softmax_upd by easy; unfold g; ring.
Qed.
Theorem Softmax_Derivative i : (i < n)%nat ->
  is_derive (fun t => Softmax n masked (upd z j t) i) (z j) (Jacobian g i j).
Proof.
intros Hi; evar_last.
- now apply (Softmax_Curve n masked (upd z j) (z j) (fun k => delta k j));
    [| intros; apply upd_derive |].
- cbv beta; rewrite mean_upd, Softmax_upd by easy; easy.
Qed.
Theorem LogSumExp_Derivative :
  is_derive (fun t => LogSumExp n masked (upd z j t)) (z j) (g j).
Proof.
rewrite <- mean_upd.
apply (LogSumExp_Curve n masked (upd z j) (z j) (fun k => delta k j)); [easy |].
intros; apply upd_derive.
Qed.
Theorem CrossEntropy_Derivative y :
  is_derive (fun t => CrossEntropy n masked y (upd z j t)) (z j)
    (sum n y * g j - y j).
Proof.
rewrite <- mean_upd, <- (sum_delta n j y Hj).
rewrite (sum_ext n (fun k => delta k j * y k) (fun k => y k * delta k j))
  by (intros; ring).
apply (CrossEntropy_Curve n masked (upd z j) (z j) (fun k => delta k j)); [easy |].
intros; apply upd_derive.
Qed.
Theorem CrossEntropy_Gradient y : sum n y = 1 ->
  is_derive (fun t => CrossEntropy n masked y (upd z j t)) (z j)
    (Gradient y g j).
Proof.
intros Hy; evar_last; [apply CrossEntropy_Derivative |].
rewrite Hy; unfold Gradient; ring.
Qed.
Theorem CrossEntropy_LabelGradient l : (l < n)%nat ->
  is_derive (fun t => CrossEntropy n masked (delta l) (upd z j t)) (z j)
    (g j - delta l j).
Proof.
intros Hl; apply CrossEntropy_Gradient.
rewrite (sum_ext _ _ (fun k => delta l k * 1)) by (intros; ring).
exact (sum_delta_sym n l (fun _ => 1) Hl).
Qed.
End Partial.

(** ** The derivative in direction v is the Jacobian times v *)
Theorem Softmax_Direction n masked z v i :
  Has_Entry n masked -> (i < n)%nat ->
  is_derive (fun t => Softmax n masked (fun k => z k + t * v k) i) 0
    (sum n (fun j => Jacobian (Softmax n masked z) i j * v j)).
Proof.
intros Entry Hi; evar_last.
- apply (Softmax_Curve n masked (fun t k => z k + t * v k) 0 v); [easy | | easy].
  intros k _; auto_derive; [easy | ring].
- rewrite Jacobian_Product by easy; cbv beta.
  assert (E : forall k, (k < n)%nat ->
    Softmax n masked (fun l => z l + 0 * v l) k = Softmax n masked z k).
  { intros; apply Softmax_Ext; [intros; ring | easy]. }
  rewrite E by easy; do 2 f_equal; apply sum_ext; intros; now rewrite E.
Qed.
