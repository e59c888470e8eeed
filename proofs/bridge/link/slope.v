(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* Derivatives over the reals: the ACSL functions with z[j] replaced by t are
   those of RealCalculus.v at upd z j t; continues real.v. *)

(*@ NEEDS L_EntryAt *)
From Softproof Require RealCalculus.
Lemma link_EntryAt t a k j r : L_EntryAt t a (Z.of_nat k) (Z.of_nat j) r =
  RealCalculus.upd (link_entry t a) j r k.
Proof.
destruct (L_EntryAt'def t a (Z.of_nat k) (Z.of_nat j) r) as [S O].
unfold RealCalculus.upd; destruct (Nat.eqb_spec k j) as [<- | N].
- now rewrite S.
- rewrite O; lia || easy.
Qed.

(*@ NEEDS L_SumExpAt *)
Lemma link_SumExpAt t a n j r : L_SumExpAt t a n (Z.of_nat j) r =
  RealSoftmax.norm (Z.to_nat n) (link_masked t a)
    (RealCalculus.upd (link_entry t a) j r).
Proof.
rewrite (RealLink.rec_sum_left _ (fun k => L_WeightAt t a k (Z.of_nat j) r)
  (fun n => L_SumExpAt_def t a n (Z.of_nat j) r)).
apply sum_ext; intros k _; unfold seq, L_WeightAt; now rewrite link_EntryAt.
Qed.

(*@ NEEDS L_SoftmaxAt *)
Lemma link_SoftmaxAt t a n i j r :
  L_SoftmaxAt t a n (Z.of_nat i) (Z.of_nat j) r =
  RealSoftmax.Softmax (Z.to_nat n) (link_masked t a)
    (RealCalculus.upd (link_entry t a) j r) i.
Proof.
unfold L_SoftmaxAt, L_WeightAt; now rewrite link_SumExpAt, link_EntryAt.
Qed.
Ltac try_Softmax_Derivative := link_nats;
  match goal with
  | E : 0 < ?e |- context [L_Softmax ?t ?a ?n (Z.of_nat ?i)] =>
    match goal with |- context [L_Jacobian t a n (Z.of_nat i) (Z.of_nat ?j)] =>
      rewrite link_Softmax, link_Jacobian;
      destruct (RealLink.derive_quotient _ _ (link_softmax t a n i) _
        (- (1) * RealSoftmax.Jacobian (link_softmax t a n) i j)
        (RealCalculus.Softmax_Derivative (Z.to_nat n) (link_masked t a)
          (link_entry t a) j ltac:(link_side) ltac:(lia) i ltac:(lia)))
        with (eps := e) as (radius & Positive & Close);
        [apply RealCalculus.Softmax_upd; lia
        | unfold link_softmax; ring | exact E |];
      exists radius; split; [exact Positive | intros];
      rewrite link_SoftmaxAt; apply Close; assumption
    end
  end.
(*@ TRY try_Softmax_Derivative *)

(*@ NEEDS L_LogSumExpAt *)
Lemma link_LogSumExpAt t a n j r : L_LogSumExpAt t a n (Z.of_nat j) r =
  RealSoftmax.LogSumExp (Z.to_nat n) (link_masked t a)
    (RealCalculus.upd (link_entry t a) j r).
Proof. unfold L_LogSumExpAt; now rewrite link_SumExpAt. Qed.

(*@ NEEDS L_LogSumExpAt L_Softmax *)
Ltac try_LogSumExp_Derivative := link_nats;
  match goal with
  | E : 0 < ?e |- context [L_Softmax ?t ?a ?n (Z.of_nat ?j)] =>
      destruct (RealLink.derive_quotient _ _ (L_LogSumExp t a n) _
        (- (1) * L_Softmax t a n (Z.of_nat j))
        (RealCalculus.LogSumExp_Derivative (Z.to_nat n) (link_masked t a)
          (link_entry t a) j ltac:(link_side) ltac:(lia)))
        with (eps := e) as (radius & Positive & Close);
        [rewrite link_LogSumExp; apply RealLink.LogSumExp_upd
        | rewrite link_Softmax; ring | exact E |];
      exists radius; split; [exact Positive | intros];
      rewrite link_LogSumExpAt; apply Close; assumption
  end.
(*@ TRY try_LogSumExp_Derivative *)

(*@ NEEDS L_LabelLossAt L_LabelGradient *)
Ltac try_LabelLoss_Derivative := link_nats;
  match goal with
  | E : 0 < ?e
    |- context [L_LabelGradient ?t ?a ?n (Z.of_nat ?l) (Z.of_nat ?j)] =>
      destruct (RealLink.derive_quotient _ _ (L_LabelLoss t a n (Z.of_nat l)) _
        (- (1) * L_LabelGradient t a n (Z.of_nat l) (Z.of_nat j))
        (RealLink.LabelLoss_Derivative (Z.to_nat n) (link_masked t a)
          (link_entry t a) l j ltac:(link_side) ltac:(lia) ltac:(lia)))
        with (eps := e) as (radius & Positive & Close);
        [rewrite link_LabelLoss; apply RealLink.LabelLoss_upd
        | unfold L_LabelGradient; rewrite link_Softmax, link_Delta; ring
        | exact E |];
      exists radius; split; [exact Positive | intros]; unfold L_LabelLossAt;
      rewrite link_LogSumExpAt, link_EntryAt; apply Close; assumption
  end.
(*@ TRY try_LabelLoss_Derivative *)

(*@ NEEDS L_CrossEntropyAt *)
Lemma link_CrossEntropyAt t y a n j r :
  L_CrossEntropyAt t y a n (Z.of_nat j) r =
  RealSoftmax.CrossEntropy (Z.to_nat n) (link_masked t a)
    (RealLink.unmasked_target (link_masked t a) (link_entry t y))
    (RealCalculus.upd (link_entry t a) j r).
Proof.
unfold L_CrossEntropyAt; rewrite (rec_sum_sum _ (fun k =>
  binary64.Binary64.unmasked (link_at t a k)
    (ieee_float.Float64.t'real (link_at t y k) *
     (L_LogSumExpAt t a n (Z.of_nat j) r +
      - (1) * L_EntryAt t a k (Z.of_nat j) r)))
  (L_TargetLossAt_def t y a n (Z.of_nat j) r)).
apply sum_ext; intros k _; unfold seq, binary64.Binary64.unmasked.
rewrite link_LogSumExpAt, link_EntryAt.
unfold RealLink.unmasked_target, link_masked.
destruct ieee_float.Float64.is_masked; unfold link_entry; ring.
Qed.

(*@ NEEDS L_CrossEntropyAt P_Targets L_Sum *)
Lemma link_Targets t y a n : P_Targets t y a n ->
  RealSoftmax.Targets (Z.to_nat n) (link_masked t a) (link_entry t y).
Proof.
intros T k Hk M; apply (T (Z.of_nat k)); [lia | lia |].
now apply ieee_float.Float64.is_masked_spec.
Qed.
Ltac try_Loss_Derivative := link_nats;
  match goal with
  | E : 0 < ?e, T : P_Targets ?t ?y ?a ?n
    |- context [L_Softmax _ _ _ (Z.of_nat ?j)] =>
      destruct (RealLink.derive_quotient _ _ (L_CrossEntropy t y a n) _
        (ieee_float.Float64.t'real (link_cell t y j) +
         - (1) * (L_Sum t y n * L_Softmax t a n (Z.of_nat j)))
        (RealLink.Loss_Derivative (Z.to_nat n) (link_masked t a)
          (link_entry t a) (link_entry t y) j ltac:(link_side) ltac:(lia)
          (link_Targets _ _ _ _ T)))
        with (eps := e) as (radius & Positive & Close);
        [rewrite link_CrossEntropy; apply RealLink.CrossEntropy_upd
        | rewrite link_Sum, link_Softmax; unfold link_entry; ring
        | exact E |];
      exists radius; split; [exact Positive | intros];
      rewrite link_CrossEntropyAt; apply Close; assumption
  end.
(*@ TRY try_Loss_Derivative *)
