(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* Divergence and label smoothing: the ACSL functions are those of
   RealDivergence.v; continues real.v and real_array.v. *)

(*@ NEEDS P_Targets *)
From Softproof Require RealSoftmax.
Lemma link_SoftmaxTargets t y z n : P_Targets t y z n ->
  (forall k, (k < Z.to_nat n)%nat -> 0 <= link_entry t y k) /\
  RealSoftmax.Targets (Z.to_nat n) (link_masked t z) (link_entry t y).
Proof.
intros H; split; [| intros k Hk M]; try intros k Hk;
  destruct (H (Z.of_nat k)) as [[A B] C]; try lia; try exact A.
apply C; now apply ieee_float.Float64.is_masked_spec.
Qed.

(*@ NEEDS L_DivergenceTerm shift *)
From Softproof Require RealSoftmax RealDivergence.
Lemma link_DivergenceTerm y p : L_DivergenceTerm y p = RealDivergence.kl y p.
Proof.
destruct (L_DivergenceTerm'def y p) as [S O]; unfold RealDivergence.kl.
destruct Rlt_dec as [P | N]; [rewrite (S P) | rewrite (O N)]; array_ring.
Qed.
(* The same equations for all k of nat and of Z; `view' turns the library's
   functions into ACSL's. *)
Ltac link_all view :=
  let E := fresh in let k := fresh in let L := fresh in
  let U := fresh in let i := fresh in
  split; [intros E k L U; apply Z_of_nat_complete in L; destruct L as [i ->];
      specialize (E i ltac:(lia)) | intros E k L;
      specialize (E (Z.of_nat k) ltac:(lia) ltac:(lia))];
  revert E; view; let Q := fresh in intros Q;
  first [exact Q | exact (eq_sym Q)].
(* The goal is an equivalence with: the divergence is 0. *)
Ltac link_zero := match goal with
  | |- RealDivergence.Divergence _ _ _ = 0 <-> _ => idtac
  | |- _ <-> RealDivergence.Divergence _ _ _ = 0 => apply iff_sym
  end; eapply iff_trans; [apply RealDivergence.Divergence_Zero; assumption |].

(*@ NEEDS L_Divergence *)
Lemma link_Divergence t y p n : L_Divergence t y p n =
  RealDivergence.Divergence (Z.to_nat n) (link_entry t y) (link_entry t p).
Proof.
array_sum (L_Divergence t y p)
  (fun k => L_DivergenceTerm (ieee_float.Float64.t'real (link_at t y k))
    (ieee_float.Float64.t'real (link_at t p k))) (L_Divergence_def t y p).
apply sum_ext; intros k _; apply link_DivergenceTerm.
Qed.

(*@ NEEDS L_Divergence P_Distributions *)
Lemma link_Distributions t y p n : P_Distributions t y p n ->
  (forall k, (k < Z.to_nat n)%nat -> 0 <= link_entry t y k) /\
  (forall k, (k < Z.to_nat n)%nat -> 0 <= link_entry t p k) /\
  (forall k, (k < Z.to_nat n)%nat ->
    link_entry t p k = 0 -> link_entry t y k = 0) /\
  sum (Z.to_nat n) (link_entry t y) = sum (Z.to_nat n) (link_entry t p).
Proof.
intros [S H]; rewrite !link_Sum in S; repeat split; try (now rewrite S);
  intros k Hk; destruct (H (Z.of_nat k)) as [[A B] C];
  try lia; assumption.
Qed.
Ltac try_Divergence_Nonneg := intro_goal; match goal with
  | D : P_Distributions _ _ _ _ |- _ =>
    destruct (link_Distributions _ _ _ _ D) as (Y & P & N & S)
  end; rewrite link_Divergence; apply RealDivergence.Divergence_Nonneg; assumption.
(*@ TRY try_Divergence_Nonneg *)
Ltac try_Divergence_Zero := intro_goal; match goal with
  | D : P_Distributions _ _ _ _ |- _ =>
    destruct (link_Distributions _ _ _ _ D) as (Y & P & N & S)
  end; rewrite link_Divergence; link_zero; link_all idtac.
(*@ TRY try_Divergence_Zero *)

(*@ NEEDS L_SoftmaxDivergence *)
Lemma link_SoftmaxDivergence t y z n : L_SoftmaxDivergence t y z n =
  RealDivergence.Divergence (Z.to_nat n) (link_entry t y)
    (RealSoftmax.Softmax (Z.to_nat n) (link_masked t z) (link_entry t z)).
Proof.
unfold L_SoftmaxDivergence; array_sum (L_SoftmaxDivergenceSum t y z n)
  (fun k => L_DivergenceTerm (ieee_float.Float64.t'real (link_at t y k))
    (L_Softmax t z n k)) (L_SoftmaxDivergenceSum_def t y z n).
apply sum_ext; intros k _; unfold seq.
rewrite link_Softmax; apply link_DivergenceTerm.
Qed.

(*@ NEEDS L_SoftmaxDivergence P_Targets L_Sum *)
(* Targets and softmax are distributions. *)
Lemma link_SoftmaxDistributions t y z n : P_Targets t y z n -> L_Sum t y n = 1 ->
  (forall k, (k < Z.to_nat n)%nat -> 0 <= link_entry t y k) /\
  (forall k, (k < Z.to_nat n)%nat -> 0 <= RealSoftmax.Softmax (Z.to_nat n)
    (link_masked t z) (link_entry t z) k) /\
  (forall k, (k < Z.to_nat n)%nat -> RealSoftmax.Softmax (Z.to_nat n)
    (link_masked t z) (link_entry t z) k = 0 -> link_entry t y k = 0) /\
  sum (Z.to_nat n) (link_entry t y) = sum (Z.to_nat n)
    (RealSoftmax.Softmax (Z.to_nat n) (link_masked t z) (link_entry t z)).
Proof.
intros T S; rewrite link_Sum in S; apply link_SoftmaxTargets in T.
destruct T as [Y T]; split; [exact Y | split; [| split]].
- intros; apply RealSoftmax.Softmax_Nonneg.
- intros k Hk E; exact (RealDivergence.Softmax_Zero _ _ _ _ k T Hk E).
- rewrite S, RealSoftmax.Softmax_Sum; [easy |].
  exact (RealDivergence.Targets_Entry _ _ _ T S).
Qed.
Ltac link_targets := match goal with
  | T : P_Targets _ _ _ _, S : L_Sum _ _ _ = 1 |- _ =>
    destruct (link_SoftmaxDistributions _ _ _ _ T S) as (Y & P & N & Total)
  end.
Ltac try_SoftmaxDivergence_Nonneg := intro_goal; link_targets;
  rewrite link_SoftmaxDivergence; apply RealDivergence.Divergence_Nonneg;
  assumption.
(*@ TRY try_SoftmaxDivergence_Nonneg *)
Ltac try_SoftmaxDivergence_Zero := intro_goal; link_targets;
  rewrite link_SoftmaxDivergence; link_zero; 
  link_all ltac:(rewrite <- ?link_Softmax).
(*@ TRY try_SoftmaxDivergence_Zero *)

(*@ NEEDS L_TargetEntropy *)
From Softproof Require RealSoftmax RealDivergence.
Lemma link_TargetEntropy t y n : L_TargetEntropy t y n = sum (Z.to_nat n)
  (fun k => RealDivergence.entropy_term (link_entry t y k)).
Proof.
array_sum (L_TargetEntropy t y)
  (fun k => L_EntropyTerm (ieee_float.Float64.t'real (link_at t y k)))
  (L_TargetEntropy_def t y).
apply sum_ext; intros k _; unfold seq, RealDivergence.entropy_term, link_entry.
set (x := ieee_float.Float64.t'real _).
destruct (L_EntropyTerm'def x) as [S O].
destruct Rlt_dec as [P | N]; [rewrite (S P) | rewrite (O N)]; array_ring.
Qed.

(*@ NEEDS L_CrossEntropy P_Targets L_TargetEntropy *)
Lemma link_TargetsCrossEntropy t y z n : P_Targets t y z n ->
  L_CrossEntropy t y z n = L_TargetEntropy t y n +
  RealDivergence.Divergence (Z.to_nat n) (link_entry t y)
    (RealSoftmax.Softmax (Z.to_nat n) (link_masked t z) (link_entry t z)).
Proof.
intros T; apply link_SoftmaxTargets in T.
destruct T as [Y T]; rewrite link_TargetEntropy, link_CrossEntropy.
rewrite <- RealDivergence.CrossEntropy_Split by assumption.
apply sum_ext; intros k Hk; f_equal.
now apply (RealLink.unmasked_target_same (Z.to_nat n)).
Qed.

(*@ NEEDS L_CrossEntropy P_Targets L_TargetEntropy L_SoftmaxDivergence *)
Ltac try_CrossEntropy_Divergence := intro_goal;
  rewrite link_TargetsCrossEntropy, link_SoftmaxDivergence by assumption;
  array_ring.
(*@ TRY try_CrossEntropy_Divergence *)

(*@ NEEDS L_CrossEntropy P_Targets L_TargetEntropy L_Sum *)
Ltac try_CrossEntropy_Entropy := intro_goal;
  rewrite link_TargetsCrossEntropy by assumption; link_targets;
  rewrite <- (Rplus_0_r (L_TargetEntropy _ _ _)) at 1;
  apply Rplus_le_compat_l, RealDivergence.Divergence_Nonneg; assumption.
(*@ TRY try_CrossEntropy_Entropy *)

(*@ NEEDS L_SmoothTarget shift *)
From Softproof Require RealSoftmax RealDivergence.
Lemma link_SmoothTarget n label a k : (0 <= n)%Z ->
  L_SmoothTarget n (Z.of_nat label) a (Z.of_nat k) =
  RealDivergence.smooth (Z.to_nat n) label a k.
Proof.
intros N; unfold L_SmoothTarget, RealDivergence.smooth.
rewrite link_Delta, INR_IZR_INZ, Z2Nat.id by easy.
change (real_of_int n) with (IZR n); array_ring.
Qed.

(*@ NEEDS L_SmoothTargetSum shift *)
Ltac try_SmoothTarget_SumsToOne := link_nats; match goal with
  |- L_SmoothTargetSum ?n (Z.of_nat ?l) ?a ?k = 1 =>
    array_sum (L_SmoothTargetSum n (Z.of_nat l) a)
      (L_SmoothTarget n (Z.of_nat l) a)
      (L_SmoothTargetSum_def n (Z.of_nat l) a);
    rewrite (sum_ext _ _ _ (fun i _ => link_SmoothTarget n l a i ltac:(lia)));
    apply RealDivergence.smooth_sum; lia
  end.
(*@ TRY try_SmoothTarget_SumsToOne *)

(*@ NEEDS L_SmoothLoss *)
Lemma link_SmoothLoss t z n label a : (0 <= n)%Z ->
  L_SmoothLoss t z n (Z.of_nat label) a =
  RealSoftmax.CrossEntropy (Z.to_nat n) (link_masked t z)
    (RealDivergence.smooth (Z.to_nat n) label a) (link_entry t z).
Proof.
intros N; unfold L_SmoothLoss.
array_sum (L_SmoothLossSum t z n (Z.of_nat label) a)
  (fun k => L_SmoothTarget n (Z.of_nat label) a k *
    (L_LogSumExp t z n - ieee_float.Float64.t'real (link_at t z k)))
  (L_SmoothLossSum_def t z n (Z.of_nat label) a).
apply sum_ext; intros k _; unfold seq.
now rewrite link_SmoothTarget, link_LogSumExp.
Qed.
Ltac try_SmoothLoss_Nonneg := link_nats; rewrite link_SmoothLoss by lia;
  apply RealDivergence.SmoothLoss_Nonneg; [lia | split; assumption |];
  intros k Hk; apply link_finite; match goal with
  | H : forall i, _ |- _ => apply (H (Z.of_nat k)); lia
  end.
(*@ TRY try_SmoothLoss_Nonneg *)

(*@ NEEDS L_SmoothLoss L_LabelLossSum *)
Lemma link_LabelLossSum t z n k : L_LabelLossSum t z n k = sum (Z.to_nat k)
  (fun i => RealSoftmax.LogSumExp (Z.to_nat n) (link_masked t z)
    (link_entry t z) - link_entry t z i).
Proof.
array_sum (L_LabelLossSum t z n) (L_LabelLoss t z n) (L_LabelLossSum_def t z n).
apply sum_ext; intros i _; apply link_LabelLoss.
Qed.
Ltac try_SmoothLoss_Mean := link_nats; match goal with
  |- context [L_SmoothLoss ?t ?z ?n (Z.of_nat ?l) ?a] =>
    rewrite link_SmoothLoss, RealDivergence.SmoothLoss_Mean by lia;
    rewrite link_LabelLoss, link_LabelLossSum, INR_IZR_INZ, Z2Nat.id by lia;
    change (real_of_int n) with (IZR n); unfold Rdiv; ring
  end.
(*@ TRY try_SmoothLoss_Mean *)
