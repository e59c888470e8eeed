(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* Softmax over the reals: an array in memory is a mask and a vector of reals,
   and each ACSL function is the function of RealSoftmax.v on these. *)

(*@ NEEDS shift *)
(* The goal's t (shift a k), whose name a library hides. *)
Notation link_at t a k := (t (addr'mk (base a) (offset a + k)%Z)).
Notation link_cell t a k := (link_at t a (Z.of_nat k)).
Definition link_masked (t : addr -> ieee_float.Float64.t) a (k : nat) : bool :=
  ieee_float.Float64.is_masked (link_cell t a k).
Definition link_entry (t : addr -> ieee_float.Float64.t) a (k : nat) : R :=
  ieee_float.Float64.t'real (link_cell t a k).
Lemma link_finite t a k :
  ieee_float.Float64.t'isFinite (link_cell t a k) -> link_masked t a k = false.
Proof. unfold link_masked; now destruct (t _). Qed.
Lemma link_infinite t a k :
  ieee_float.Float64.is_minus_infinity (link_cell t a k) ->
  link_masked t a k = true.
Proof. apply ieee_float.Float64.is_masked_spec. Qed.
Ltac link_entries := repeat match goal with
  | |- context [ieee_float.Float64.t'real (?t (?shift ?a (Z.of_nat ?k)))] =>
      change (ieee_float.Float64.t'real (t (shift a (Z.of_nat k))))
        with (link_entry t a k)
  end.
(* Indices become natural numbers. *)
Ltac link_nats := cbv zeta; intros; repeat match goal with
  | H : (0 <= ?i)%Z |- _ =>
      is_var i; apply Z_of_nat_complete in H; destruct H as [? ->]
  end.

(*@ NEEDS L_Sum *)
Lemma link_Sum t a n : L_Sum t a n = sum (Z.to_nat n) (link_entry t a).
Proof.
exact (rec_sum_sum _ (fun k => ieee_float.Float64.t'real (link_at t a k))
  (L_Sum_def t a) n).
Qed.
Ltac try_Sum_Nonneg := intros t a n H; rewrite link_Sum; apply sum_nonneg;
  intros k Hk; apply (H (Z.of_nat k)); lia.
(*@ TRY try_Sum_Nonneg *)

(*@ NEEDS P_Same L_Sum *)
Ltac try_Sum_Unchanged := intros t t1 a a1 n H; rewrite !link_Sum;
  apply sum_ext; intros k Hk; apply (H (Z.of_nat k)); lia.
(*@ TRY try_Sum_Unchanged *)

(*@ NEEDS L_SumExp *)
From Softproof Require RealSoftmax RealLink.
Lemma link_SumExp t a n : L_SumExp t a n =
  RealSoftmax.norm (Z.to_nat n) (link_masked t a) (link_entry t a).
Proof.
exact (rec_sum_sum _ (fun k => L_Weight (link_at t a k)) (L_SumExp_def t a) n).
Qed.
Lemma link_Entry t a n k : (Z.of_nat k < n)%Z ->
  ieee_float.Float64.t'isFinite (link_cell t a k) ->
  RealSoftmax.Has_Entry (Z.to_nat n) (link_masked t a).
Proof. intros L H; exists k; split; [lia | now apply link_finite]. Qed.
Ltac link_sum f recursion := first [rewrite (rec_sum_sum _ f recursion)
  | rewrite (RealLink.rec_sum_left _ f recursion)].
Ltac link_side := first [lia | lra | assumption
  | eapply link_Entry; [| eassumption]; lia
  | eapply link_finite; eassumption | apply link_infinite; assumption].
Ltac try_SumExp := link_nats; rewrite ?link_SumExp; first
  [ apply RealSoftmax.norm_nonneg | apply RealSoftmax.norm_pos; link_side ].
(*@ TRY try_SumExp *)

(*@ NEEDS P_SameLogits L_SumExp *)
Lemma link_Same t t1 a a1 n : P_SameLogits t t1 a a1 n ->
  forall k, (k < Z.to_nat n)%nat ->
  link_masked t1 a k = link_masked t a1 k /\ link_entry t1 a k = link_entry t a1 k.
Proof.
intros H k Hk; unfold link_masked, link_entry.
destruct (H (Z.of_nat k)) as [M E]; [lia | lia | split; [| exact E]].
apply Bool.eq_true_iff_eq; rewrite !ieee_float.Float64.is_masked_spec; tauto.
Qed.
Ltac try_SumExp_Unchanged := intros t t1 a a1 n H; rewrite !link_SumExp;
  apply RealLink.Same_norm, link_Same, H.
(*@ TRY try_SumExp_Unchanged *)

(*@ NEEDS P_SameLogits L_LogSumExp *)
Ltac try_LogSumExp_Unchanged := intros t t1 a a1 n H; unfold L_LogSumExp;
  f_equal; revert H; revert t t1 a a1 n; try_SumExp_Unchanged.
(*@ TRY try_LogSumExp_Unchanged *)

(*@ NEEDS L_Softmax *)
Lemma link_Softmax t a n i : L_Softmax t a n (Z.of_nat i) =
  RealSoftmax.Softmax (Z.to_nat n) (link_masked t a) (link_entry t a) i.
Proof. unfold L_Softmax; now rewrite link_SumExp. Qed.
Ltac try_Softmax := link_nats; rewrite ?link_Softmax; first
  [ apply RealSoftmax.Softmax_Nonneg
  | apply RealSoftmax.Softmax_Pos; link_side
  | apply RealSoftmax.Softmax_Le1; link_side
  | apply RealSoftmax.Softmax_Masked; link_side
  | apply RealSoftmax.Softmax_Mono; link_side ].
(*@ TRY try_Softmax *)
Ltac try_Softmax_Lt1 := link_nats; rewrite link_Softmax;
  match goal with
  | N : ~ (Z.of_nat ?k = Z.of_nat ?i) |- _ =>
      apply RealSoftmax.Softmax_Lt1 with (j := k); link_side
  end.
(*@ TRY try_Softmax_Lt1 *)

(*@ NEEDS P_SameLogits L_Softmax *)
Ltac try_Softmax_Unchanged := link_nats; rewrite !link_Softmax;
  apply RealLink.Same_Softmax; [now apply link_Same | lia].
(*@ TRY try_Softmax_Unchanged *)

(*@ NEEDS L_SoftmaxSum *)
Ltac try_Softmax_SumsToOne := link_nats;
  match goal with |- L_SoftmaxSum ?t ?a ?n _ = 1 =>
    link_sum (L_Softmax t a n) (L_SoftmaxSum_def t a n);
    rewrite (sum_ext _ _ _ (fun k _ => link_Softmax t a n k));
    apply RealSoftmax.Softmax_Sum; link_side
  end.
(*@ TRY try_Softmax_SumsToOne *)

(*@ NEEDS P_Shifted L_Softmax *)
Lemma link_Shifted t a a1 n c : P_Shifted t a a1 n c ->
  RealLink.Shifted (Z.to_nat n) (link_masked t a) (link_masked t a1)
    (link_entry t a) (link_entry t a1) c.
Proof.
intros H k Hk; specialize (H (Z.of_nat k)); cbv zeta in H.
destruct H as [[A B] | [[E A] B]]; [lia | lia | |].
- rewrite !link_infinite by assumption; now split.
- rewrite !link_finite by assumption; split; [easy | intros _].
  rewrite Rplus_comm; exact (eq_sym E).
Qed.
Ltac try_Softmax_Shift := link_nats; rewrite !link_Softmax;
  eapply RealLink.Shifted_Softmax; [apply link_Shifted; eassumption | lia].
(*@ TRY try_Softmax_Shift *)

(*@ NEEDS L_LogSumExp *)
Lemma link_LogSumExp t a n : L_LogSumExp t a n =
  RealSoftmax.LogSumExp (Z.to_nat n) (link_masked t a) (link_entry t a).
Proof. unfold L_LogSumExp; now rewrite link_SumExp. Qed.

(*@ NEEDS P_Shifted L_LogSumExp *)
Ltac try_LogSumExp_Shift := link_nats; rewrite !link_LogSumExp, Rplus_comm;
  symmetry; apply RealLink.Shifted_LogSumExp; [now apply link_Shifted | link_side].
(*@ TRY try_LogSumExp_Shift *)

(*@ NEEDS P_Top L_SumExp *)
Lemma link_Top t a n i : P_Top t a n (Z.of_nat i) ->
  RealSoftmax.Top (Z.to_nat n) (link_masked t a) (link_entry t a) i.
Proof.
intros [[I Fi] T]; split; [lia | split; [now apply link_finite |]].
intros k Hk M; destruct (T (Z.of_nat k)) as [H | H]; [lia | lia | | apply H].
apply link_infinite in H; congruence.
Qed.

(*@ NEEDS P_Top L_LogSumExp *)
Ltac try_LogSumExp_Bounds := cbv zeta; intros t a n i H;
  pose proof H as [[I _] _]; destruct (Z_of_nat_complete i) as [k E]; [lia |];
  subst i; rewrite link_LogSumExp;
  destruct (RealSoftmax.LogSumExp_Bounds _ _ _ _ (link_Top _ _ _ _ H)) as [A B];
  rewrite INR_IZR_INZ, Z2Nat.id in B by lia;
  link_entries; change (real_of_int n) with (IZR n); split; lra.
(*@ TRY try_LogSumExp_Bounds *)

(*@ NEEDS L_LogSoftmax L_Softmax *)
Ltac try_LogSoftmax_Ln := link_nats; rewrite link_Softmax; unfold L_LogSoftmax;
  rewrite link_LogSumExp, <- RealSoftmax.LogSoftmax_Ln by link_side;
  link_entries; unfold RealSoftmax.LogSoftmax; ring.
(*@ TRY try_LogSoftmax_Ln *)

(*@ NEEDS L_Delta *)
From Softproof Require RealSoftmax.
Lemma link_Delta i j :
  L_Delta (Z.of_nat i) (Z.of_nat j) = RealSoftmax.delta i j.
Proof.
destruct (L_Delta'def (Z.of_nat i) (Z.of_nat j)) as [S O].
destruct (Nat.eq_dec i j) as [<- | N].
- rewrite S, RealSoftmax.delta_same; easy.
- rewrite O, RealSoftmax.delta_other; lia || easy.
Qed.

(*@ NEEDS L_Jacobian *)
Definition link_softmax t a n :=
  RealSoftmax.Softmax (Z.to_nat n) (link_masked t a) (link_entry t a).
Lemma link_Jacobian t a n i j : L_Jacobian t a n (Z.of_nat i) (Z.of_nat j) =
  RealSoftmax.Jacobian (link_softmax t a n) i j.
Proof.
unfold L_Jacobian, RealSoftmax.Jacobian, link_softmax.
rewrite !link_Softmax, link_Delta; ring.
Qed.
Lemma link_softmax_nonneg t a n k : 0 <= link_softmax t a n k.
Proof. apply RealSoftmax.Softmax_Nonneg. Qed.
Lemma link_softmax_sum t a n k : (Z.of_nat k < n)%Z ->
  ieee_float.Float64.t'isFinite (link_cell t a k) ->
  sum (Z.to_nat n) (link_softmax t a n) = 1.
Proof. intros L H; apply RealSoftmax.Softmax_Sum; link_side. Qed.
Ltac try_Jacobian := link_nats; rewrite !link_Jacobian; first
  [ apply RealSoftmax.Jacobian_Symmetric
  | replace (1 / 4) with (/ 4) by lra;
    eapply RealSoftmax.Jacobian_Quarter;
      [ intros; apply link_softmax_nonneg
      | eapply link_softmax_sum; [| eassumption]; lia | lia | lia ] ].
(*@ TRY try_Jacobian *)

(*@ NEEDS L_JacobianSum *)
Ltac try_Jacobian_RowSum := link_nats;
  match goal with |- L_JacobianSum ?t ?a ?n (Z.of_nat ?i) _ = 0 =>
    link_sum (L_Jacobian t a n (Z.of_nat i))
      (L_JacobianSum_def t a n (Z.of_nat i));
    rewrite (sum_ext _ _ _ (fun k _ => link_Jacobian t a n i k));
    apply RealSoftmax.Jacobian_RowSum;
      [eapply link_softmax_sum; [| eassumption]; lia | lia]
  end.
(*@ TRY try_Jacobian_RowSum *)

(*@ NEEDS L_JacobianProduct *)
Lemma link_JacobianProduct t v a n i k :
  L_JacobianProduct t v a n (Z.of_nat i) k = sum (Z.to_nat k) (fun j =>
    RealSoftmax.Jacobian (link_softmax t a n) i j * link_entry t v j).
Proof.
rewrite (rec_sum_sum _ (fun j => ieee_float.Float64.t'real (link_at t v j) *
  L_Jacobian t a n (Z.of_nat i) j) (L_JacobianProduct_def t v a n (Z.of_nat i))).
apply sum_ext; intros j _; unfold seq; rewrite <- link_Jacobian.
unfold link_entry; ring.
Qed.

(*@ NEEDS L_JacobianProduct L_Mean *)
Lemma link_Mean t v a n k : L_Mean t v a n k =
  sum (Z.to_nat k) (fun j => link_softmax t a n j * link_entry t v j).
Proof.
rewrite (rec_sum_sum _ (fun j => L_Softmax t a n j *
  ieee_float.Float64.t'real (link_at t v j)) (L_Mean_def t v a n)).
apply sum_ext; intros j _; unfold seq, link_softmax; rewrite <- link_Softmax.
unfold link_entry; ring.
Qed.
Ltac try_Jacobian_Product := link_nats;
  rewrite link_JacobianProduct, link_Mean, link_Softmax,
    RealSoftmax.Jacobian_Product by lia;
  link_entries; unfold link_softmax; ring.
(*@ TRY try_Jacobian_Product *)

(*@ NEEDS L_JacobianForm *)
Lemma link_JacobianForm t v a n k : L_JacobianForm t v a n k =
  sum (Z.to_nat k) (fun i => sum (Z.to_nat n) (fun j => link_entry t v i *
    RealSoftmax.Jacobian (link_softmax t a n) i j * link_entry t v j)).
Proof.
rewrite (rec_sum_sum _ (fun i =>
  ieee_float.Float64.t'real (link_at t v i) * L_JacobianProduct t v a n i n)
  (L_JacobianForm_def t v a n)).
apply sum_ext; intros i _; unfold seq; rewrite link_JacobianProduct.
rewrite (sum_ext _ (fun j => link_entry t v i * _ * _) (fun j =>
  link_entry t v i *
  (RealSoftmax.Jacobian (link_softmax t a n) i j * link_entry t v j)))
  by (intros; ring).
rewrite sum_scal; unfold link_entry; ring.
Qed.
Ltac try_Jacobian_PSD := link_nats; rewrite link_JacobianForm;
  apply RealSoftmax.Jacobian_PSD;
    [intros; apply link_softmax_nonneg | eapply link_softmax_sum; [| eassumption]; lia].
(*@ TRY try_Jacobian_PSD *)

(*@ NEEDS L_LabelLoss *)
Lemma link_LabelLoss t a n l : L_LabelLoss t a n (Z.of_nat l) =
  RealSoftmax.LogSumExp (Z.to_nat n) (link_masked t a) (link_entry t a) -
  link_entry t a l.
Proof.
unfold L_LabelLoss; rewrite link_LogSumExp; link_entries; ring.
Qed.
Ltac try_LabelLoss_Nonneg := link_nats; rewrite link_LabelLoss;
  apply Rge_le, Rge_minus, Rle_ge, RealSoftmax.LogSumExp_Ge; link_side.
(*@ TRY try_LabelLoss_Nonneg *)

(*@ NEEDS L_CrossEntropy *)
Lemma link_CrossEntropy t y a n : L_CrossEntropy t y a n =
  RealSoftmax.CrossEntropy (Z.to_nat n) (link_masked t a)
    (RealLink.unmasked_target (link_masked t a) (link_entry t y))
    (link_entry t a).
Proof.
unfold L_CrossEntropy; rewrite (rec_sum_sum _ (fun k =>
  binary64.Binary64.unmasked (link_at t a k)
    (ieee_float.Float64.t'real (link_at t y k) * (L_LogSumExp t a n +
     - (1) * ieee_float.Float64.t'real (link_at t a k))))
  (L_TargetLoss_def t y a n)).
apply sum_ext; intros k _; unfold seq, binary64.Binary64.unmasked.
rewrite link_LogSumExp; unfold RealLink.unmasked_target, link_masked.
destruct ieee_float.Float64.is_masked; unfold link_entry; ring.
Qed.
Ltac try_Loss_Nonneg := intros t y a n H; rewrite link_CrossEntropy;
  apply RealLink.CrossEntropy_unmasked_Nonneg;
  intros k Hk; apply (H (Z.of_nat k)); lia.
(*@ TRY try_Loss_Nonneg *)

(*@ NEEDS L_LabelGradientSum *)
Ltac try_LabelGradient := link_nats;
  match goal with |- L_LabelGradientSum ?t ?a ?n (Z.of_nat ?l) _ = 0 =>
    link_sum (L_LabelGradient t a n (Z.of_nat l))
      (L_LabelGradientSum_def t a n (Z.of_nat l));
    rewrite (sum_ext _ _ (fun j => RealSoftmax.Softmax (Z.to_nat n)
      (link_masked t a) (link_entry t a) j - RealSoftmax.delta l j));
    [ apply RealLink.LabelGradient_Sum; link_side
    | intros k _; unfold seq, L_LabelGradient;
      rewrite link_Softmax, link_Delta; ring ]
  end.
(*@ TRY try_LabelGradient *)

(*@ NEEDS L_GradientSum *)
Ltac try_Gradient := link_nats;
  match goal with S : L_Sum ?t ?y ?n = 1 |- L_GradientSum _ _ ?a _ _ = 0 =>
    rewrite link_Sum in S;
    link_sum (L_Gradient t y a n) (L_GradientSum_def t y a n);
    rewrite (sum_ext _ _ (RealSoftmax.Gradient (link_entry t y)
      (RealSoftmax.Softmax (Z.to_nat n) (link_masked t a) (link_entry t a))));
    [ apply RealSoftmax.Gradient_Sum; [link_side | exact S]
    | intros k _; unfold seq, L_Gradient, RealSoftmax.Gradient;
      rewrite link_Softmax; link_entries; ring ]
  end.
(*@ TRY try_Gradient *)
