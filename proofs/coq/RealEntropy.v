(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * Softmax at a temperature, in the shapes of ACSL lemmas

    Layer R (P16); continues RealTemperature.v for
    proofs/bridge/link/real_temperature.v.

    Main results: [SoftmaxT_Cold_Rate], the distance to the uniform
    distribution on the ties of the maximum is at most
    (entries - ties) / ties exp(-gap / T); [SoftmaxT_Cold_Limit] and
    [SoftmaxT_Hot_Limit], the two limits in epsilons; [Entropy_XLogX], entropy
    is - sum p ln p; [Perplexity_Range]. *)

From Coq Require Import Reals Psatz Lia.
From Coquelicot Require Import Coquelicot.
From Softproof Require Import Rounding RealSoftmax RealCalculus RealTemperature.
From Softproof Require Sums.
Import Sums (sum, sum_ext, sum_scal, sum_plus, sum_minus, sum_const, sum_le,
  sum_nonneg, sum_term).
Open Scope R_scope.

(** ** Counting *)
Lemma count_nonneg n set : 0 <= count n set.
Proof. apply sum_nonneg; intros k _; destruct (set k); lra. Qed.
Lemma count_le n (s s' : nat -> bool) :
  (forall k, s k = true -> s' k = true) -> count n s <= count n s'.
Proof.
intros H; apply sum_le; intros k _; specialize (H k).
destruct (s k); [rewrite H by easy; lra | destruct (s' k); lra].
Qed.
Lemma count_le_n n set : count n set <= INR n.
Proof.
rewrite <- (Rmult_1_r (INR n)), <- sum_const; apply sum_le; intros k _.
destruct (set k); lra.
Qed.
(** What one set has more than the other. *)
Lemma count_minus n (s s' : nat -> bool) :
  (forall k, s k = true -> s' k = true) ->
  count n s' - count n s =
  count n (fun k => if s k then false else s' k).
Proof.
intros H; unfold count; rewrite <- sum_minus; apply sum_ext; intros k _.
specialize (H k); destruct (s k); [rewrite H by easy; lra |].
destruct (s' k); lra.
Qed.
Lemma tie_unmasked masked z m k :
  tie masked z m k = true -> unmasked masked k = true.
Proof. unfold tie, unmasked; now destruct (masked k). Qed.
Lemma tie_top masked z t : masked t = false -> tie masked z (z t) t = true.
Proof. intros M; unfold tie; rewrite M; now destruct (Req_EM_T (z t) (z t)). Qed.

Lemma Entries_Range n masked : Has_Entry n masked ->
  1 <= count n (unmasked masked) <= INR n.
Proof.
intros (k & Hk & M); split; [| apply count_le_n].
apply (count_ge1 n _ k Hk); unfold unmasked; now rewrite M.
Qed.
Lemma Ties_Range n masked z t : (t < n)%nat -> masked t = false ->
  1 <= count n (tie masked z (z t)) <= count n (unmasked masked).
Proof.
intros Ht M; split.
- apply (count_ge1 n _ t Ht); now apply tie_top.
- apply count_le; intros k; apply tie_unmasked.
Qed.

(** ** Cold *)
Definition cold n masked z m i :=
  (if tie masked z m i then 1 else 0) / count n (tie masked z m).

Theorem SoftmaxT_Cold_Rate n masked T z t gap i :
  0 < T -> Top n masked z t -> (i < n)%nat ->
  (forall k, (k < n)%nat -> masked k = false -> z k <> z t ->
     z k <= z t - gap) ->
  Rabs (SoftmaxT n masked T z i - cold n masked z (z t) i) <=
  (count n (unmasked masked) - count n (tie masked z (z t))) /
  count n (tie masked z (z t)) * exp (- (gap / T)).
Proof.
intros HT (Ht & Mt & _) Hi Hgap; unfold cold.
rewrite (count_minus n _ _ (tie_unmasked masked z (z t))).
assert (HC := proj1 (Ties_Range n masked z t Ht Mt)).
set (m := z t) in *; set (e := exp (- (gap / T))).
set (w := fun k => if masked k then 0 else exp ((z k - m) / T)).
set (C := count n (tie masked z m)) in *.
set (rest := fun k => if tie masked z m k then false else unmasked masked k).
set (S := sum n (fun k => if rest k then w k else 0)).
assert (He : 0 < e) by apply exp_pos.
assert (Htie : forall k, tie masked z m k = true -> w k = 1).
{ intros k; unfold tie, w; destruct (masked k); [easy |].
  destruct (Req_EM_T (z k) m) as [-> |]; [intros _ | easy].
  unfold Rdiv; rewrite Rminus_diag_eq, Rmult_0_l, exp_0; easy. }
assert (Hw : forall k, (k < n)%nat -> rest k = true -> 0 <= w k <= e).
{ intros k Hk; unfold rest, tie, unmasked, w.
  destruct (masked k) eqn:Mk; [easy |].
  destruct (Req_EM_T (z k) m) as [| N]; [easy | intros _].
  split; [left; apply exp_pos |]; apply exp_le; unfold Rdiv.
  rewrite Ropp_mult_distr_l; apply Rmult_le_compat_r.
  - left; now apply Rinv_0_lt_compat.
  - specialize (Hgap k Hk Mk N); lra. }
assert (Hmasked : forall k, tie masked z m k = false -> rest k = false -> w k = 0).
{ intros k; unfold rest, unmasked, w; intros ->; now destruct (masked k). }
assert (HS : 0 <= S <= e * count n rest).
{ unfold S, count; rewrite <- sum_scal; split;
    [apply sum_nonneg | apply sum_le];
    intros k Hk; specialize (Hw k Hk); destruct (rest k); lra. }
assert (HN : sum n w = C + S).
{ unfold C, count, S; rewrite <- sum_plus; apply sum_ext; intros k Hk.
  destruct (tie masked z m k) eqn:E.
  - rewrite Htie by easy; unfold rest; rewrite E; lra.
  - destruct (rest k) eqn:Q; [| rewrite Hmasked by easy]; lra. }
assert (HG : SoftmaxT n masked T z i = w i / (C + S)).
{ rewrite <- HN; unfold SoftmaxT.
  rewrite <- (Softmax_Shift n masked _ (fun k => (z k - m) / T) (- (m / T)));
    [easy | | easy].
  intros; unfold Rdiv; ring. }
assert (Hr := count_nonneg n rest); assert (IC : 0 < / C)
  by (apply Rinv_0_lt_compat; lra).
assert (IS : 0 < / (C + S) <= / C).
{ split; [apply Rinv_0_lt_compat; lra | apply Rinv_le_contravar; lra]. }
rewrite HG; destruct (tie masked z m i) eqn:E.
- rewrite Htie by easy.
  replace (1 / (C + S) - 1 / C) with (- (S * / C * / (C + S))) by (field; lra).
  rewrite Rabs_Ropp, Rabs_pos_eq by (repeat apply Rmult_le_pos; lra).
  assert (/ (C + S) <= 1)
    by (rewrite <- Rinv_1; apply Rinv_le_contravar; lra).
  assert (0 <= S * / C) by (apply Rmult_le_pos; lra).
  apply Rle_trans with (S * / C * 1); [apply Rmult_le_compat_l; lra |].
  unfold Rdiv; rewrite Rmult_1_r.
  apply Rle_trans with (e * count n rest * / C); [| right; ring].
  apply Rmult_le_compat_r; lra.
- unfold Rdiv; rewrite Rmult_0_l, Rminus_0_r.
  destruct (rest i) eqn:Q.
  + specialize (Hw i Hi Q); assert (H1 := count_ge1 n rest i Hi Q).
    rewrite Rabs_pos_eq by (apply Rmult_le_pos; lra).
    apply Rle_trans with (e * / C); [apply Rmult_le_compat; lra |].
    replace (count n rest * / C * e) with (count n rest * (e * / C)) by ring.
    assert (0 < e * / C) by (apply Rmult_lt_0_compat; lra).
    rewrite <- (Rmult_1_l (e * / C)) at 1; apply Rmult_le_compat_r; lra.
  + rewrite Hmasked, Rmult_0_l, Rabs_R0 by easy.
    apply Rmult_le_pos; [apply Rmult_le_pos |]; lra.
Qed.
Theorem SoftmaxT_Cold_Limit n masked z t i eps :
  Top n masked z t -> (i < n)%nat -> 0 < eps ->
  exists d, 0 < d /\ forall T, 0 < T -> T < d ->
  Rabs (SoftmaxT n masked T z i - cold n masked z (z t) i) < eps.
Proof.
intros HTop Hi He; assert (L := SoftmaxT_Cold n masked z t i HTop Hi).
apply filterlim_locally with (eps := mkposreal eps He) in L.
destruct L as (d & H); exists d; split; [apply cond_pos |].
intros T HT Hd; assert (B : ball 0 d T).
{ change (Rabs (T - 0) < d); rewrite Rminus_0_r, Rabs_pos_eq; lra. }
specialize (H T B HT).
replace (cold n masked z (z t) i) with
  (if tie masked z (z t) i then / count n (tie masked z (z t)) else 0);
  [exact H |].
unfold cold; destruct (tie masked z (z t) i); unfold Rdiv; ring.
Qed.

(** ** Hot *)
Theorem SoftmaxT_Hot_Linear n masked T z spread i :
  0 < T -> (i < n)%nat -> masked i = false ->
  (forall k l, (k < n)%nat -> (l < n)%nat -> masked k = false ->
     masked l = false -> z k - z l <= spread) ->
  2 * spread <= T ->
  Rabs (SoftmaxT n masked T z i - / count n (unmasked masked)) <=
  2 * (spread / T) * / count n (unmasked masked).
Proof.
intros HT Hi Mi H H2.
apply Rle_trans with (1 := SoftmaxT_Spread n masked T z spread i HT Hi Mi H).
assert (0 < / count n (unmasked masked)).
{ apply Rinv_0_lt_compat; destruct (Entries_Range n masked); [now exists i |].
  lra. }
apply Rmult_le_compat_r; [lra |].
assert (S := H i i Hi Hi Mi Mi); set (x := spread / T).
assert (X0 : 0 <= x).
{ apply Rmult_le_pos; [lra | left; now apply Rinv_0_lt_compat]. }
assert (X1 : x <= / 2).
{ apply Rmult_le_reg_r with (1 := HT); unfold x, Rdiv.
  rewrite Rmult_assoc, Rinv_l; lra. }
assert (E := exp_ge_1plus (- x)); assert (P := exp_pos x).
assert (Q : exp x * exp (- x) = 1)
  by (rewrite <- exp_plus, Rplus_opp_r; apply exp_0).
assert (exp x * (1 - x) <= 1) by nra; nra.
Qed.
Theorem SoftmaxT_Hot_Limit n masked z i eps :
  (i < n)%nat -> masked i = false -> 0 < eps ->
  exists M, 0 < M /\ forall T, M < T ->
  Rabs (SoftmaxT n masked T z i - / count n (unmasked masked)) < eps.
Proof.
intros Hi Mi He; assert (L := SoftmaxT_Hot n masked z i Hi Mi).
apply is_lim_spec in L; destruct (L (mkposreal eps He)) as (M & H).
exists (Rmax M 1); assert (A := Rmax_l M 1); assert (B := Rmax_r M 1).
split; [lra | intros T HT; apply H; lra].
Qed.

(** ** Entropy *)
Definition xlogx p := if Rlt_dec 0 p then p * ln p else 0.
Theorem Entropy_XLogX n masked z :
  Entropy n masked z = - sum n (fun k => xlogx (Softmax n masked z k)).
Proof.
unfold Entropy; rewrite CrossEntropy_Ln
  by (intros k _; apply Softmax_Masked).
f_equal; apply sum_ext; intros k _; unfold xlogx.
destruct (Rlt_dec 0 (Softmax n masked z k)) as [| N]; [easy |].
assert (P := Softmax_Nonneg n masked z k).
replace (Softmax n masked z k) with 0 by lra; ring.
Qed.
Theorem Perplexity_Range n masked z : Has_Entry n masked ->
  1 <= exp (Entropy n masked z) <= count n (unmasked masked).
Proof.
intros H; split.
- rewrite <- exp_0; apply exp_le, Entropy_Nonneg.
- destruct (Entries_Range n masked H) as [C _].
  rewrite <- (exp_ln (count n (unmasked masked))) by lra.
  now apply exp_le, Entropy_Max.
Qed.
