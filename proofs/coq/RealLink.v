(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * Layer R in the shapes of ACSL lemmas

    Adapters used by proofs/bridge/link/real.v.

    Main results: [derive_quotient], a derivative as the limit of difference
    quotients, in the words of specs/real_facts.acsl; [Same_Softmax] and
    [Same_norm], the values only depend on the entries below n. *)

From Coq Require Import Reals Psatz Lia ZArith.
From Coquelicot Require Import Coquelicot.
From Softproof Require Import RealSoftmax RealCalculus.
From Softproof Require Sums.
Open Scope R_scope.

(** WP writes a - b as a + -(1) * b. *)
Lemma derive_quotient (f : R -> R) (x fx d D : R) :
  is_derive f x d -> f x = fx -> D = - d ->
  forall eps, 0 < eps -> exists r, 0 < r /\ forall t,
  x <> t -> Rabs (t + - (1) * x) < r ->
  Rabs (D + (f t + - (1) * fx) / (t + - (1) * x)) < eps.
Proof.
intros Df <- -> eps E; apply is_derive_Reals in Df.
destruct (Df eps E) as [r H]; exists r; split; [apply cond_pos |].
intros t N B; specialize (H (t + - (1) * x)).
replace (x + (t + - (1) * x)) with t in H by ring.
replace (- d + (f t + - (1) * f x) / (t + - (1) * x))
  with ((f t - f x) / (t + - (1) * x) - d) by (unfold Rdiv; ring).
apply H; [lra | exact B].
Qed.

(** WP may swap the two terms of a recursive sum. *)
Lemma rec_sum_left S f : Sums.rec_sum (fun s x => x + s) S f ->
  forall n, S n = Sums.sum (Z.to_nat n) (Sums.seq f).
Proof.
intros D; apply Sums.rec_sum_sum; intros n; rewrite Rplus_comm; apply D.
Qed.

Lemma Same_norm n m m' z z' :
  (forall k, (k < n)%nat -> m k = m' k /\ z k = z' k) ->
  norm n m z = norm n m' z'.
Proof.
intros H; apply Sums.sum_ext; intros k Hk; unfold weight.
now destruct (H k Hk) as [-> ->].
Qed.
Lemma Same_Softmax n m m' z z' i :
  (forall k, (k < n)%nat -> m k = m' k /\ z k = z' k) -> (i < n)%nat ->
  Softmax n m z i = Softmax n m' z' i.
Proof.
intros H Hi; unfold Softmax, weight.
rewrite (Same_norm n m m' z z' H); now destruct (H i Hi) as [-> ->].
Qed.

(** Shifting the logits, with two masks. *)
Definition Shifted n (m m' : nat -> bool) (z z' : nat -> R) c :=
  forall k, (k < n)%nat -> m' k = m k /\ (m k = false -> z' k = z k + c).
Lemma Shifted_weight n m m' z z' c k : Shifted n m m' z z' c -> (k < n)%nat ->
  weight m' z' k = weight m z' k.
Proof. intros H Hk; unfold weight; now destruct (H k Hk) as [-> _]. Qed.
Lemma Shifted_norm n m m' z z' c : Shifted n m m' z z' c ->
  norm n m' z' = norm n m z'.
Proof. intros H; apply Sums.sum_ext; intros; eapply Shifted_weight; eauto. Qed.
Lemma Shifted_Softmax n m m' z z' c i : Shifted n m m' z z' c -> (i < n)%nat ->
  Softmax n m' z' i = Softmax n m z i.
Proof.
intros H Hi; rewrite <- (Softmax_Shift n m z z' c i); [| apply H | exact Hi].
unfold Softmax; erewrite Shifted_norm, Shifted_weight; eauto.
Qed.
Lemma Shifted_LogSumExp n m m' z z' c : Shifted n m m' z z' c ->
  Has_Entry n m -> LogSumExp n m' z' = LogSumExp n m z + c.
Proof.
intros H E; rewrite <- (LogSumExp_Shift n m z z' c E); [| apply H].
unfold LogSumExp; erewrite Shifted_norm; eauto.
Qed.

(** The gradient for a label l. *)
Lemma LabelGradient_Sum n m z l : Has_Entry n m -> (l < n)%nat ->
  Sums.sum n (fun j => Softmax n m z j - delta l j) = 0.
Proof.
intros E L; apply (Gradient_Sum n m (delta l) z E).
rewrite (Sums.sum_ext n _ (fun k => delta l k * 1)) by (intros; ring).
exact (sum_delta_sym n l (fun _ => 1) L).
Qed.

(** Cross-entropy skips the masked entries. *)
Definition unmasked_target (m : nat -> bool) (y : nat -> R) k :=
  if m k then 0 else y k.
Lemma CrossEntropy_unmasked_Nonneg n m y z :
  (forall k, (k < n)%nat -> 0 <= y k) ->
  0 <= CrossEntropy n m (unmasked_target m y) z.
Proof.
intros H; apply CrossEntropy_Nonneg; intros k Hk; unfold unmasked_target.
- destruct (m k); [lra | auto].
- now intros ->.
Qed.
Lemma unmasked_target_same n m y : Targets n m y ->
  forall k, (k < n)%nat -> unmasked_target m y k = y k.
Proof.
intros T k Hk; unfold unmasked_target.
destruct (m k) eqn:M; [symmetry; now apply T | easy].
Qed.

(** The losses with one logit replaced. *)
Lemma LogSumExp_upd n m z j : LogSumExp n m (upd z j (z j)) = LogSumExp n m z.
Proof.
unfold LogSumExp; f_equal; apply Same_norm; intros; split; [easy |].
apply upd_same.
Qed.
Lemma LabelLoss_upd n m z l j :
  LogSumExp n m (upd z j (z j)) + - (1) * upd z j (z j) l =
  LogSumExp n m z - z l.
Proof. rewrite LogSumExp_upd, upd_same; ring. Qed.
Lemma CrossEntropy_upd n m y z j :
  CrossEntropy n m y (upd z j (z j)) = CrossEntropy n m y z.
Proof.
apply Sums.sum_ext; intros; now rewrite LogSumExp_upd, upd_same.
Qed.
Lemma LabelLoss_Derivative n m z l j :
  Has_Entry n m -> (j < n)%nat -> (l < n)%nat ->
  is_derive (fun t => LogSumExp n m (upd z j t) + - (1) * upd z j t l) (z j)
    (Softmax n m z j - delta l j).
Proof.
intros E J L; eapply is_derive_ext;
  [| now apply (CrossEntropy_LabelGradient n m z j E J l)].
intros t; cbv beta; rewrite CrossEntropy_Label by easy; simpl; ring.
Qed.
Lemma Loss_Derivative n m z y j :
  Has_Entry n m -> (j < n)%nat -> Targets n m y ->
  is_derive (fun t => CrossEntropy n m (unmasked_target m y) (upd z j t)) (z j)
    (Sums.sum n y * Softmax n m z j - y j).
Proof.
intros E J T; rewrite <- (unmasked_target_same n m y T j J).
rewrite <- (Sums.sum_ext n _ _ (unmasked_target_same n m y T)).
now apply CrossEntropy_Derivative.
Qed.
