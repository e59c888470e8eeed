(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * Kullback-Leibler divergence and label smoothing

    Layer R (P13), for proofs/bridge/link/real_divergence.v.

    Main results: [Divergence_Nonneg], [Divergence_Zero], it is 0 only for
    equal distributions; [CrossEntropy_Split], cross-entropy is entropy plus
    divergence; [SmoothLoss_Mean] and [SmoothLoss_Derivative].
    Source: T. M. Cover, J. A. Thomas, Elements of Information Theory, 2006,
    section 2.6; C. Szegedy et al., Rethinking the Inception architecture for
    computer vision, 2016, section 7. *)

From Coq Require Import Reals Psatz Lia.
From Coquelicot Require Import Coquelicot.
From Softproof Require Import Rounding RealSoftmax RealCalculus.
From Softproof Require Sums.
Import Sums (sum, sum_ext, sum_scal, sum_plus, sum_minus, sum_const, sum_le,
  sum_nonneg, sum_term).
Open Scope R_scope.

Definition kl y p := if Rlt_dec 0 y then y * ln (y / p) else 0.
Definition Divergence n (y p : nat -> R) := sum n (fun k => kl (y k) (p k)).
Definition entropy_term y := if Rlt_dec 0 y then - (y * ln y) else 0.

(** ** One term: y ln(y / p) >= y - p, with equality for y = p only *)
Lemma ln_lt_minus_1 x : 0 < x -> x <> 1 -> ln x < x - 1.
Proof.
intros P N; assert (E := exp_ineq1 (ln x)); rewrite exp_ln in E by easy.
assert (ln x <> 0).
{ intros Z; apply N; now rewrite <- (exp_ln x P), Z, exp_0. }
specialize (E H); lra.
Qed.
Lemma kl_strict y p : 0 < y -> 0 < p -> y <> p -> y - p < y * ln (y / p).
Proof.
intros Hy Hp N; assert (Q : 0 < p / y) by now apply Rdiv_lt_0_compat.
assert (L : ln (p / y) < p / y - 1).
{ apply ln_lt_minus_1; [easy |]; intros E; apply N.
  apply (Rmult_eq_compat_r y) in E; unfold Rdiv in E.
  rewrite Rmult_assoc, Rinv_l in E; lra. }
replace (y / p) with (/ (p / y)) by (field; lra).
rewrite ln_Rinv by easy; apply (Rmult_lt_compat_l y) in L; [| easy].
replace (y * (p / y - 1)) with (p - y) in L by (field; lra); lra.
Qed.
Lemma kl_same y p : y = p -> kl y p = 0.
Proof.
intros <-; unfold kl; destruct (Rlt_dec 0 y); [| easy].
unfold Rdiv; rewrite Rinv_r, ln_1 by lra; ring.
Qed.
Lemma kl_ge y p : 0 <= y -> 0 <= p -> (p = 0 -> y = 0) ->
  y - p <= kl y p /\ (kl y p = y - p -> y = p).
Proof.
intros Hy Hp Z; destruct (Req_dec y p) as [E | N].
- rewrite kl_same by easy; lra.
- unfold kl; destruct (Rlt_dec 0 y) as [P | P]; [| lra].
  assert (0 < p) by (destruct Hp; [easy | subst p; lra]).
  assert (S := kl_strict y p P H N); lra.
Qed.

(** ** Gibbs' inequality *)
Section Gibbs.
Variables (n : nat) (y p : nat -> R).
Hypothesis Hy : forall k, (k < n)%nat -> 0 <= y k.
Hypothesis Hp : forall k, (k < n)%nat -> 0 <= p k.
Hypothesis Hz : forall k, (k < n)%nat -> p k = 0 -> y k = 0.
Hypothesis Total : sum n y = sum n p.

Let excess k := kl (y k) (p k) - (y k - p k).
Lemma excess_nonneg k : (k < n)%nat -> 0 <= excess k.
Proof.
intros Hk; destruct (kl_ge (y k) (p k)); auto; unfold excess; lra.
Qed.
Lemma Divergence_excess : Divergence n y p = sum n excess.
Proof.
unfold excess; rewrite sum_minus, sum_minus, Total; unfold Divergence; ring.
Qed.
Theorem Divergence_Nonneg : 0 <= Divergence n y p.
Proof.
rewrite Divergence_excess; apply sum_nonneg; exact excess_nonneg.
Qed.
Theorem Divergence_Zero :
  Divergence n y p = 0 <-> forall k, (k < n)%nat -> y k = p k.
Proof.
split; [intros D k Hk | intros E].
- rewrite Divergence_excess in D.
  assert (T := sum_term n excess k Hk excess_nonneg); rewrite D in T.
  assert (P := excess_nonneg k Hk); unfold excess in P, T.
  apply (kl_ge (y k) (p k)); auto; lra.
- apply sum_zero; intros k Hk; apply kl_same; auto.
Qed.
End Gibbs.

(** ** Against softmax *)
Lemma Softmax_Zero n masked z y k : Targets n masked y -> (k < n)%nat ->
  Softmax n masked z k = 0 -> y k = 0.
Proof.
intros T Hk E; destruct (masked k) eqn:M; [now apply T |].
assert (P := Softmax_Pos n masked z k Hk M); lra.
Qed.
Lemma Targets_Entry n masked y :
  Targets n masked y -> sum n y = 1 -> Has_Entry n masked.
Proof.
intros T S.
assert (D : Has_Entry n masked \/
            forall k, (k < n)%nat -> masked k = true).
{ clear; induction n as [|n [(k & Hk & M) | IH]].
  - right; intros; lia.
  - left; exists k; split; [lia | easy].
  - destruct (masked n) eqn:M; [right | left; exists n; split; [lia | easy]].
    intros k Hk; destruct (Nat.eq_dec k n) as [-> |]; [easy |].
    apply IH; lia. }
destruct D as [D | D]; [easy |].
rewrite (sum_zero n y) in S; [lra |]; intros; apply T; auto.
Qed.
Theorem CrossEntropy_Split n masked y z :
  (forall k, (k < n)%nat -> 0 <= y k) -> Targets n masked y ->
  CrossEntropy n masked y z =
  sum n (fun k => entropy_term (y k)) +
  Divergence n y (Softmax n masked z).
Proof.
intros Hy T; rewrite CrossEntropy_Ln by easy; unfold Divergence.
rewrite <- sum_plus.
replace (- sum n _) with
  (-1 * sum n (fun k => y k * ln (Softmax n masked z k))) by ring.
rewrite <- sum_scal; apply sum_ext; intros k Hk; unfold entropy_term, kl.
destruct (Rlt_dec 0 (y k)) as [P | N].
- destruct (masked k) eqn:M; [specialize (T k Hk M); lra |].
  assert (S := Softmax_Pos n masked z k Hk M); unfold Rdiv.
  rewrite ln_mult, ln_Rinv; [ring | easy | easy |].
  now apply Rinv_0_lt_compat.
- specialize (Hy k Hk); replace (y k) with 0 by lra; ring.
Qed.

(** ** Label smoothing *)
Definition smooth n label a k := (1 - a) * delta label k + a / INR n.
Lemma sum_smooth n label a f : (label < n)%nat ->
  sum n (fun k => smooth n label a k * f k) =
  (1 - a) * f label + a * (sum n f / INR n).
Proof.
intros L; unfold smooth.
rewrite (sum_ext _ _ (fun k => (1 - a) * (delta label k * f k) +
  a / INR n * f k)) by (intros; ring).
rewrite sum_plus, !sum_scal, sum_delta_sym by easy; unfold Rdiv; ring.
Qed.
Lemma smooth_sum n label a : (label < n)%nat -> sum n (smooth n label a) = 1.
Proof.
intros L; rewrite (sum_ext _ _ (fun k => smooth n label a k * 1))
  by (intros; ring).
rewrite (sum_smooth n label a (fun _ => 1)) by easy.
assert (0 < INR n) by (apply lt_0_INR; lia).
rewrite sum_const; field; lra.
Qed.
Lemma smooth_nonneg n label a k : (label < n)%nat -> 0 <= a <= 1 ->
  0 <= smooth n label a k.
Proof.
intros L A; assert (0 < / INR n) by (apply Rinv_0_lt_compat, lt_0_INR; lia).
unfold smooth, Rdiv, delta; destruct (Nat.eqb label k); nra.
Qed.
Theorem SmoothLoss_Mean n masked z label a : (label < n)%nat ->
  CrossEntropy n masked (smooth n label a) z =
  (1 - a) * (LogSumExp n masked z - z label) +
  a * (sum n (fun k => LogSumExp n masked z - z k) / INR n).
Proof.
intros L; exact (sum_smooth n label a (fun k => LogSumExp n masked z - z k) L).
Qed.
Theorem SmoothLoss_Nonneg n masked z label a :
  (label < n)%nat -> 0 <= a <= 1 ->
  (forall k, (k < n)%nat -> masked k = false) ->
  0 <= CrossEntropy n masked (smooth n label a) z.
Proof.
intros L A U; apply CrossEntropy_Nonneg.
- intros; now apply smooth_nonneg.
- intros k Hk M; rewrite U in M by easy; easy.
Qed.
Theorem SmoothLoss_Derivative n masked z label a j :
  Has_Entry n masked -> (j < n)%nat -> (label < n)%nat ->
  is_derive (fun t => CrossEntropy n masked (smooth n label a) (upd z j t))
    (z j) (Softmax n masked z j - smooth n label a j).
Proof.
intros E J L; apply (CrossEntropy_Gradient n masked z j E J).
now apply smooth_sum.
Qed.
