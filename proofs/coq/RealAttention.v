(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * Attention over the reals

    Layer R (P19), for proofs/bridge/link/real_attention.v. [v k] is the value
    of row k in one column.

    Main results: [Attention_Hull], the output lies between the least and the
    largest unmasked value; [shifted_rescale], moving the reference m of the
    weights e^(s - m) rescales a sum; [Attention_Quotient], the quotient of two
    such sums is the output for every m; [online_invariant], one pass over the
    rows with any sequence of references.
    Source: M. Milakov, N. Gimelshein, Online normalizer calculation for
    softmax, 2018. *)

From Coq Require Import Reals Psatz Lia ZArith.
From Softproof Require Import Rounding RealSoftmax Sums.
Open Scope R_scope.

Definition Attention n masked s (v : nat -> R) :=
  sum n (fun k => Softmax n masked s k * v k).

Lemma Attention_Ext n masked s v v' :
  (forall k, (k < n)%nat -> masked k = false -> v k = v' k) ->
  Attention n masked s v = Attention n masked s v'.
Proof.
intros H; apply sum_ext; intros k Hk; destruct (masked k) eqn:M.
- rewrite Softmax_Masked by easy; ring.
- now rewrite H.
Qed.
Lemma Attention_Const n masked s c :
  Has_Entry n masked -> Attention n masked s (fun _ => c) = c.
Proof.
intros E; unfold Attention.
rewrite (sum_ext _ _ (fun k => c * Softmax n masked s k)) by (intros; ring).
rewrite sum_scal, Softmax_Sum by easy; ring.
Qed.
Lemma Attention_Le n masked s v v' :
  (forall k, (k < n)%nat -> masked k = false -> v k <= v' k) ->
  Attention n masked s v <= Attention n masked s v'.
Proof.
intros H; apply sum_le; intros k Hk; destruct (masked k) eqn:M.
- rewrite Softmax_Masked by easy; lra.
- apply Rmult_le_compat_l; [apply Softmax_Nonneg | auto].
Qed.
Theorem Attention_Hull n masked s v lo hi : Has_Entry n masked ->
  (forall k, (k < n)%nat -> masked k = false -> lo <= v k <= hi) ->
  lo <= Attention n masked s v <= hi.
Proof.
intros E H; split.
- apply Rle_trans with (Attention n masked s (fun _ => lo)).
  + right; symmetry; now apply Attention_Const.
  + apply Attention_Le; intros; now apply H.
- apply Rle_trans with (Attention n masked s (fun _ => hi)).
  + apply Attention_Le; intros; now apply H.
  + right; now apply Attention_Const.
Qed.

(** ** Weights with a reference m *)
Definition shifted_weight (masked : nat -> bool) (s : nat -> R) m k :=
  if masked k then 0 else exp (s k - m).
Definition shifted n masked s v m :=
  sum n (fun k => shifted_weight masked s m k * v k).

Lemma shifted_weight_rescale masked s m m' k :
  shifted_weight masked s m' k = shifted_weight masked s m k * exp (m - m').
Proof.
unfold shifted_weight; destruct (masked k); [ring |].
rewrite <- exp_plus; f_equal; ring.
Qed.
Theorem shifted_rescale n masked s v m m' :
  shifted n masked s v m' = shifted n masked s v m * exp (m - m').
Proof.
unfold shifted; rewrite Rmult_comm, <- sum_scal; apply sum_ext; intros k _.
rewrite (shifted_weight_rescale masked s m m'); ring.
Qed.
Lemma shifted_zero n masked s v :
  shifted n masked s v 0 = sum n (fun k => weight masked s k * v k).
Proof.
apply sum_ext; intros k _; unfold shifted_weight, weight.
now rewrite Rminus_0_r.
Qed.
Lemma shifted_norm n masked s m :
  shifted n masked s (fun _ => 1) m = norm n masked s * exp (- m).
Proof.
rewrite (shifted_rescale n masked s _ 0 m), shifted_zero, Rminus_0_l.
f_equal; apply sum_ext; intros; ring.
Qed.
Lemma shifted_pos n masked s m :
  Has_Entry n masked -> 0 < shifted n masked s (fun _ => 1) m.
Proof.
intros E; rewrite shifted_norm.
apply Rmult_lt_0_compat; [now apply norm_pos | apply exp_pos].
Qed.
Theorem Attention_Quotient n masked s v m : Has_Entry n masked ->
  shifted n masked s v m / shifted n masked s (fun _ => 1) m =
  Attention n masked s v.
Proof.
intros E; assert (N := norm_pos n masked s E); assert (P := exp_pos (- m)).
rewrite shifted_norm, (shifted_rescale n masked s v 0 m), shifted_zero.
rewrite Rminus_0_l; unfold Attention.
rewrite (sum_ext n (fun k => Softmax n masked s k * v k)
  (fun k => / norm n masked s * (weight masked s k * v k)))
  by (intros; unfold Softmax; field; lra).
rewrite sum_scal; field; lra.
Qed.

(** ** One pass, as ACSL writes it: a recursion over Z *)
Theorem online_invariant (S : Z -> R) masked s v (m : Z -> R) :
  (forall k, (k <= 0)%Z -> S k = 0) ->
  (forall k, S (Z.of_nat (Datatypes.S k)) =
     S (Z.of_nat k) * exp (m (Z.of_nat k) - m (Z.of_nat (Datatypes.S k))) +
     shifted_weight masked s (m (Z.of_nat (Datatypes.S k))) k * v k) ->
  forall k, S k = shifted (Z.to_nat k) masked s v (m k).
Proof.
intros S0 SS k; destruct (Z_le_dec k 0) as [N | N].
- rewrite S0 by easy; now replace (Z.to_nat k) with O by lia.
- rewrite <- (Z2Nat.id k) at 1 3 by lia.
  generalize (Z.to_nat k); clear k N; induction n as [|n IH].
  + now rewrite S0 by easy.
  + rewrite SS, IH, <- shifted_rescale; easy.
Qed.
