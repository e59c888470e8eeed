(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * Finite sums of reals, and the rounding error of summing in order

    [sum n f = f 0 + ... + f (n - 1)]; [fsum] is the same with every addition
    rounded, from left to right.

    Main result: [fsum_error], |fsum - sum| <= (n - 1) u sum for nonnegative
    binary64 numbers and every n.
    Source: S. M. Rump, Error estimation of floating-point summation and dot
    product, BIT 52, 2012; C.-P. Jeannerod, S. M. Rump, 2013. *)

From Coq Require Import Reals Psatz Lia ZArith.
From Softproof Require Import Rounding.
Open Scope R_scope.

Fixpoint sum (n : nat) (f : nat -> R) : R :=
  match n with O => 0 | S k => sum k f + f k end.
Fixpoint fsum (n : nat) (f : nat -> R) : R :=
  match n with O => 0 | S k => fadd (fsum k f) (f k) end.

Lemma sum_ext n f g : (forall k, (k < n)%nat -> f k = g k) -> sum n f = sum n g.
Proof. induction n as [|n IH]; intros H; simpl; [easy | rewrite IH, H; auto]. Qed.
Lemma fsum_ext n f g :
  (forall k, (k < n)%nat -> f k = g k) -> fsum n f = fsum n g.
Proof. induction n as [|n IH]; intros H; simpl; [easy | rewrite IH, H; auto]. Qed.
Lemma sum_scal n c f : sum n (fun k => c * f k) = c * sum n f.
Proof. induction n as [|n IH]; simpl; [ring | rewrite IH; ring]. Qed.
Lemma sum_plus n f g : sum n (fun k => f k + g k) = sum n f + sum n g.
Proof. induction n as [|n IH]; simpl; [ring | rewrite IH; ring]. Qed.
Lemma sum_minus n f g : sum n (fun k => f k - g k) = sum n f - sum n g.
Proof. induction n as [|n IH]; simpl; [ring | rewrite IH; ring]. Qed.
Lemma sum_const n c : sum n (fun _ => c) = INR n * c.
Proof.
induction n as [|n IH]; [simpl; ring | rewrite S_INR; simpl; rewrite IH; ring].
Qed.
Lemma sum_le n f g :
  (forall k, (k < n)%nat -> f k <= g k) -> sum n f <= sum n g.
Proof.
induction n as [|n IH]; intros H; simpl; [lra | apply Rplus_le_compat; auto].
Qed.
Lemma sum_nonneg n f : (forall k, (k < n)%nat -> 0 <= f k) -> 0 <= sum n f.
Proof. intros H; rewrite <- (Rmult_0_r (INR n)), <- sum_const; now apply sum_le. Qed.
Lemma sum_abs n f : Rabs (sum n f) <= sum n (fun k => Rabs (f k)).
Proof.
induction n as [|n IH]; simpl; [rewrite Rabs_R0; lra |].
apply Rle_trans with (1 := Rabs_triang _ _); lra.
Qed.
Lemma sum_term n f i :
  (i < n)%nat -> (forall k, (k < n)%nat -> 0 <= f k) -> f i <= sum n f.
Proof.
induction n as [|n IH]; intros Hi H; [lia | simpl].
destruct (Nat.eq_dec i n) as [-> | N].
- assert (0 <= sum n f) by (apply sum_nonneg; auto); lra.
- assert (f i <= sum n f) by (apply IH; [lia | auto]).
  assert (0 <= f n) by auto; lra.
Qed.

(** ** Rounded sums *)
Lemma fsum_format n f : F (fsum n f).
Proof. destruct n; [apply F_0 | apply RN_format]. Qed.
Lemma fsum_nonneg n f : (forall k, (k < n)%nat -> 0 <= f k) -> 0 <= fsum n f.
Proof.
induction n as [|n IH]; intros H; simpl; [lra |].
apply RN_nonneg, Rplus_le_le_0_compat; auto.
Qed.
Theorem fsum_error n f :
  (forall k, (k <= n)%nat -> 0 <= f k) -> (forall k, (k <= n)%nat -> F (f k)) ->
  Rabs (fsum (S n) f - sum (S n) f) <= INR n * u * sum (S n) f.
Proof.
assert (U := u_pos); induction n as [|n IH]; intros Hp Hf.
- simpl; unfold fadd; rewrite !Rplus_0_l, RN_exact by auto.
  rewrite Rminus_diag_eq, Rabs_R0 by easy; lra.
- specialize (IH (fun k H => Hp k (le_S _ _ H)) (fun k H => Hf k (le_S _ _ H))).
  set (s := fsum (S n) f) in *; set (t := sum (S n) f) in *; set (y := f (S n)).
  change (fsum (S (S n)) f) with (RN (s + y)).
  change (sum (S (S n)) f) with (t + y).
  assert (Ht : 0 <= t) by (apply sum_nonneg; intros; apply Hp; lia).
  assert (Hy : 0 <= y) by (apply Hp; lia).
  replace (RN (s + y) - (t + y)) with ((RN (s + y) - (s + y)) + (s - t)) by ring.
  apply Rle_trans with (1 := Rabs_triang _ _).
  rewrite S_INR; assert (N := pos_INR n).
  assert (0 <= u * y) by nra; assert (0 <= INR n * (u * y)) by nra.
  destruct (Rle_lt_dec y (u * t)) as [C|C].
  + assert (D : Rabs (RN (s + y) - (s + y)) <= y).
    { apply Rle_trans with (1 := RN_nearest (s + y) s (fsum_format _ _)).
      rewrite Rabs_left1; lra. }
    lra.
  + assert (D := RN_plus_rel s y (fsum_format _ _) (Hf _ (le_n _))).
    assert (E : Rabs (s + y) <= (t + y) + INR n * u * t).
    { replace (s + y) with ((t + y) + (s - t)) by ring.
      apply Rle_trans with (1 := Rabs_triang _ _).
      rewrite (Rabs_pos_eq (t + y)) by lra; lra. }
    assert (G : u * (INR n * u * t) <= INR n * u * y).
    { replace (u * (INR n * u * t)) with (INR n * u * (u * t)) by ring.
      apply Rmult_le_compat_l; [nra | lra]. }
    apply (Rmult_le_compat_l u) in E; lra.
Qed.

(** ** From recursions over Z, as ACSL writes them, to sums over nat *)
Definition seq (f : Z -> R) : nat -> R := fun k => f (Z.of_nat k).
Definition rec_sum (add : R -> R -> R) (S f : Z -> R) : Prop := forall n : Z,
  ((n <= 0)%Z -> S n = 0) /\
  (~ (n <= 0)%Z -> S n = add (S (-1 + n)%Z) (f (-1 + n)%Z)).
Lemma rec_sum_sum S f : rec_sum Rplus S f ->
  forall n, S n = sum (Z.to_nat n) (seq f).
Proof.
intros D n; destruct (Z_le_dec n 0) as [N|N].
- rewrite (proj1 (D n)) by easy; now replace (Z.to_nat n) with O by lia.
- assert (P : (0 <= n)%Z) by lia; clear N; revert n P; apply natlike_ind.
  + now rewrite (proj1 (D 0%Z)) by lia.
  + intros k Hk IH; rewrite (proj2 (D (Z.succ k))) by lia.
    replace (-1 + Z.succ k)%Z with k by lia; rewrite IH, Z2Nat.inj_succ by easy.
    simpl; unfold seq; now rewrite Z2Nat.id.
Qed.
Lemma rec_sum_fsum S f : rec_sum fadd S f ->
  forall n, S n = fsum (Z.to_nat n) (seq f).
Proof.
intros D n; destruct (Z_le_dec n 0) as [N|N].
- rewrite (proj1 (D n)) by easy; now replace (Z.to_nat n) with O by lia.
- assert (P : (0 <= n)%Z) by lia; clear N; revert n P; apply natlike_ind.
  + now rewrite (proj1 (D 0%Z)) by lia.
  + intros k Hk IH; rewrite (proj2 (D (Z.succ k))) by lia.
    replace (-1 + Z.succ k)%Z with k by lia; rewrite IH, Z2Nat.inj_succ by easy.
    simpl; unfold seq; now rewrite Z2Nat.id.
Qed.
