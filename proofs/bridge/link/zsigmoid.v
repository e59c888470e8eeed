(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* src/sigmoid.c against proofs/coq/SigmoidError.v; continues exp.v, log1p.v,
   softmax.v and real_sigmoid.v. *)

(*@ NEEDS L_FTail *)
From Softproof Require SigmoidError.
Lemma link_FTail x : L_FTail x = SigmoidError.Tail x.
Proof.
unfold L_FTail, SigmoidError.Tail; assert (H := Rabs_pos x).
rewrite link_ExpModel by lra; f_equal; ring.
Qed.

(*@ NEEDS L_FTail L_FShare L_FSigmoid *)
Lemma link_FSigmoid x : L_FSigmoid x = SigmoidError.SigmoidModel x.
Proof.
unfold L_FSigmoid, SigmoidError.SigmoidModel.
destruct (L_FShare'def x) as [below above].
destruct (Rlt_dec x 0) as [N | P]; [rewrite (below N) | rewrite (above P)];
  operations; rewrite ?link_FTail; reflexivity.
Qed.
Ltac try_FSigmoid_Sides := intro_goal; rewrite !link_FSigmoid; first
  [ rewrite SigmoidError.SigmoidModel_0; lra
  | match goal with X : 0 <= ?x |- _ =>
      assert (S := SigmoidError.SigmoidModel_Above x X); lra end
  | match goal with X : ?x <= 0 |- _ =>
      assert (S := SigmoidError.SigmoidModel_Below x X); lra end ].
(*@ TRY try_FSigmoid_Sides *)

(*@ NEEDS L_FTail L_FShare L_FSigmoid L_Sigmoid *)
(* The goal's bound is A's up to lra; eta stays a name, or lra takes long. *)
Lemma one_eta : 1 / IZR ltac:(let c := eval vm_compute in (2 ^ 1074)%Z in exact c) = eta.
Proof.
rewrite eta_frac; let c := eval vm_compute in (2 ^ 1074)%Z in
  change (2 ^ 1074)%Z with c; unfold Rdiv; apply Rmult_1_l.
Qed.
Lemma three_half_eta :
  3 / IZR ltac:(let c := eval vm_compute in (2 ^ 1075)%Z in exact c) = 3 / 2 * eta.
Proof. rewrite <- one_eta; field. Qed.
Ltac sigmoid_bound A := rewrite ?one_eta, ?three_half_eta; rewrite u_val in A;
  match type of A with Rabs ?a <= _ =>
    match goal with |- Rabs ?b <= _ => replace b with a by ring end end;
  eapply Rle_trans; [exact A |].
Ltac try_FSigmoid_Accuracy := intro_goal;
  rewrite link_FSigmoid, link_Sigmoid; let A := fresh "Bound" in
  match goal with |- context [SigmoidError.SigmoidModel ?x] =>
    assert (S := RealSigmoid.Sigmoid_Range x);
    first
    [ pose proof (SigmoidError.SigmoidModel_Rel_Pos x ltac:(assumption)) as A;
      sigmoid_bound A; lra
    | pose proof (SigmoidError.SigmoidModel_Rel x) as A; sigmoid_bound A; lra ]
  end.
(*@ TRY try_FSigmoid_Accuracy *)

(*@ NEEDS L_FTail L_FShare L_FSigmoid L_Sigmoid P_Probability *)
Ltac try_FSigmoid_Gradient := intro_goal; operations;
  rewrite link_FSigmoid, link_Sigmoid; let A := fresh "Bound" in
  match goal with |- context [fsub (SigmoidError.SigmoidModel ?x) (Float64.t'real ?y)] =>
    assert (S := RealSigmoid.Sigmoid_Range x);
    pose proof (SigmoidError.SigmoidGradient_Error x _ (finite_F y)) as A;
    sigmoid_bound A;
    match goal with |- context [Rabs (?a + - (1) * ?b)] =>
      replace (a + - (1) * b) with (a - b) by ring end; lra
  end.
(*@ TRY try_FSigmoid_Gradient *)

(*@ NEEDS L_FTail L_FShare L_FSigmoid L_FSoftmax P_Top *)
From Softproof Require CompensatedSoftmax.
Ltac try_FSoftmax_Sigmoid := cbv zeta; intros; match goal with
  | T : P_Top ?t ?a 2%Z ?top |- _ =>
    assert (B : (0 <= top)%Z) by (destruct T as [[[B _] _] _]; exact B);
    apply Z_of_nat_complete in B; destruct B as [? ->];
    match type of T with P_Top _ _ _ (Z.of_nat ?k) =>
      pose proof (link_Logits t a 2 k T ltac:(lia)) as L;
      assert (M0 : link_masked t a 0 = false) by (apply link_finite; assumption);
      assert (M1 : link_masked t a 1 = false) by (apply link_finite; assumption);
      assert (Z1 : link_entry t a 1 = 0) by assumption;
      change (Z.to_nat 2) with 2%nat in L;
      lazymatch goal with |- L_FSoftmax _ _ _ _ _ = _ => idtac | _ => symmetry end;
      first
      [ etransitivity; [exact (link_FSoftmax t a 2 k 0 T ltac:(lia)) |];
        rewrite link_FSigmoid; exact (SigmoidError.CProb_First _ _ _ L M0 M1 Z1)
      | etransitivity; [exact (link_FSoftmax t a 2 k 1 T ltac:(lia)) |];
        rewrite link_FSigmoid;
        match goal with |- context [- (1) * ?x] =>
          replace (- (1) * x) with (- x) by ring end;
        exact (SigmoidError.CProb_Second _ _ _ L M0 M1 Z1) ]
    end
  end.
(*@ TRY try_FSoftmax_Sigmoid *)

(*@ NEEDS L_FTail L_FLogTail *)
Lemma link_FLogTail x : L_FLogTail x = SigmoidError.LogTail x.
Proof.
unfold L_FLogTail, SigmoidError.LogTail; rewrite link_FTail.
apply link_Log1pModel.
Qed.

(*@ NEEDS L_FTail L_FLogTail L_FLogSigmoid L_LogSigmoid *)
Lemma link_FLogSigmoid x : L_FLogSigmoid x = SigmoidError.LogSigmoidModel x.
Proof.
unfold L_FLogSigmoid, SigmoidError.LogSigmoidModel; operations.
rewrite link_FLogTail; first [reflexivity | rewrite Rmin_comm; reflexivity].
Qed.
Ltac try_FLogSigmoid := intro_goal; rewrite link_FLogSigmoid, link_LogSigmoid;
  let A := fresh "Bound" in match goal with
  |- context [SigmoidError.LogSigmoidModel (Float64.t'real ?x)] =>
    assert (S := RealSigmoid.LogSigmoid_Neg (Float64.t'real x));
    pose proof (SigmoidError.LogSigmoidModel_Rel _ (finite_F x)) as A;
    unfold SigmoidError.LogSigmoid in A; rewrite (Rabs_left (- ln _)) by exact S;
    sigmoid_bound A; lra
  end.
(*@ TRY try_FLogSigmoid *)

(*@ NEEDS L_FTail L_FLogTail L_FMiss L_FLogitLoss L_LogitLoss P_Probability *)
Lemma link_FLogitLoss x y : L_FLogitLoss x y = SigmoidError.LossModel x y.
Proof.
unfold L_FLogitLoss, SigmoidError.LossModel, SigmoidError.Miss.
destruct (L_FMiss'def x y) as [below above].
destruct (Rlt_dec x 0) as [N | P]; [rewrite (below N) | rewrite (above P)];
  operations; rewrite link_FLogTail; reflexivity.
Qed.
Ltac try_FLogitLoss := intro_goal; rewrite link_FLogitLoss, link_LogitLoss;
  let A := fresh "Bound" in match goal with
  P : P_Probability ?y |- context [SigmoidError.LossModel ?x _] =>
    destruct P as [[? ?] ?];
    pose proof (SigmoidError.LossModel_Rel x _ (finite_F y)
      ltac:(split; assumption)) as A;
    sigmoid_bound A; lra
  end.
(*@ TRY try_FLogitLoss *)
