(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* src/sigmoid.c against proofs/coq/SigmoidError.v and LogitError.v; continues exp.v, log1p.v,
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
Lemma sigmoid_one_eta :
  1 / IZR ltac:(let c := eval vm_compute in (2 ^ 1074)%Z in exact c) = eta.
Proof.
rewrite eta_frac; let c := eval vm_compute in (2 ^ 1074)%Z in
  change (2 ^ 1074)%Z with c; unfold Rdiv; apply Rmult_1_l.
Qed.
Lemma sigmoid_three_half_eta :
  3 / IZR ltac:(let c := eval vm_compute in (2 ^ 1075)%Z in exact c) = 3 / 2 * eta.
Proof. rewrite <- sigmoid_one_eta; field. Qed.
Ltac sigmoid_bound A :=
  rewrite ?sigmoid_one_eta, ?sigmoid_three_half_eta; rewrite u_val in A;
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
    | assert (P := eta_pos);
      pose proof (SigmoidError.SigmoidModel_Rel x) as A; sigmoid_bound A; lra ]
  end.
(*@ TRY try_FSigmoid_Accuracy *)

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
From Softproof Require LogitError.
Lemma link_FLogTail x : L_FLogTail x = LogitError.LogTail x.
Proof.
unfold L_FLogTail, LogitError.LogTail; rewrite link_FTail.
apply link_Log1pModel.
Qed.

(*@ NEEDS L_FTail L_FLogTail L_FLogSigmoid *)
Lemma link_FLogSigmoid x : L_FLogSigmoid x = LogitError.LogSigmoidModel x.
Proof.
unfold L_FLogSigmoid, LogitError.LogSigmoidModel; operations.
rewrite link_FLogTail; first [reflexivity | rewrite Rmin_comm; reflexivity].
Qed.

(*@ NEEDS L_FTail L_FLogTail L_FLogSigmoid L_LogSigmoid *)
Ltac try_FLogSigmoid := intro_goal; rewrite link_FLogSigmoid, link_LogSigmoid;
  let A := fresh "Bound" in match goal with
  |- context [LogitError.LogSigmoidModel (Float64.t'real ?x)] =>
    assert (S := RealSigmoid.LogSigmoid_Neg (Float64.t'real x));
    pose proof (LogitError.LogSigmoidModel_Rel _ (finite_F x)) as A;
    unfold LogitError.LogSigmoid in A; rewrite (Rabs_left (- ln _)) by exact S;
    sigmoid_bound A; lra
  end.
(*@ TRY try_FLogSigmoid *)

(*@ NEEDS L_FTail L_FLogTail L_FMiss L_FLogitLoss *)
Lemma link_FLogitLoss x y : L_FLogitLoss x y = LogitError.LossModel x y.
Proof.
unfold L_FLogitLoss, LogitError.LossModel, LogitError.Miss.
destruct (L_FMiss'def x y) as [below above].
destruct (Rlt_dec x 0) as [N | P]; [rewrite (below N) | rewrite (above P)];
  operations; rewrite link_FLogTail; reflexivity.
Qed.

(*@ NEEDS L_FTail L_FLogTail L_FMiss L_FLogitLoss L_FLogSigmoid *)
Ltac try_FLogitLoss_Ends := intro_goal; match goal with
  |- context [L_FLogitLoss (Float64.t'real ?x) _] =>
    assert (One := LogitError.LossModel_One _ (finite_F x));
    assert (Zero := LogitError.LossModel_Zero _ (finite_F x));
    replace (- (1) * Float64.t'real x) with (- Float64.t'real x) by ring;
    rewrite link_FLogitLoss, link_FLogSigmoid; lra
  end.
(*@ TRY try_FLogitLoss_Ends *)

(*@ NEEDS L_FTail L_FLogTail L_FMiss L_FLogitLoss L_LogitLoss P_Probability *)
Ltac try_FLogitLoss := intro_goal; rewrite link_FLogitLoss, link_LogitLoss;
  let A := fresh "Bound" in match goal with
  P : P_Probability ?y |- context [LogitError.LossModel ?x _] =>
    destruct P as [[? ?] ?];
    pose proof (LogitError.LossModel_Rel x _ (finite_F y)
      ltac:(split; assumption)) as A;
    sigmoid_bound A; lra
  end.
(*@ TRY try_FLogitLoss *)

(* The functions of src/sigmoid.c *)
(*@ NEEDS L_FTail *)
Ltac try_sigmoid_tail := cbv zeta; intros; match goal with
  | M : Rabs ?r = Float64.t'real ?f,
    E : Float64.t'isFinite (Float64.neg ?f) -> L_ExpModel _ = ?w |- L_FTail ?r = ?w =>
    let N := fresh in pose proof (op_neg f ltac:(assumption)) as N;
    rewrite <- (E (proj1 N)), (proj2 N), <- M; unfold L_FTail; f_equal; ring
  end.
(*@ TRY try_sigmoid_tail *)

(*@ NEEDS fliteral *)
Require RowOps SigmoidOps.
Ltac sigmoid_literal := literal_values; lra.
Ltac try_sigmoid_share := cbv zeta; intros; literal_facts; match goal with
  |- Float64.t'real (Float64.div RNE ?a (Float64.add RNE ?o ?w)) = _ =>
    rewrite (SigmoidOps.share1_op a o w)
      by (assumption || sigmoid_literal || (split; lra));
    unfold fdiv, fadd; repeat match goal with H : Float64.t'real _ = _ |- _ =>
      rewrite H; clear H end;
    rewrite ?Rplus_0_r, ?RN_1; unfold Rdiv;
    rewrite ?Rmult_0_l, ?Rinv_1, ?Rmult_1_l, ?RN_1, ?RN_0; reflexivity
  end.
(*@ TRY try_sigmoid_share *)
Ltac try_sigmoid_minus_log := cbv zeta; intros; literal_facts; match goal with
  | X : Float64.is_minus_infinity ?x, C : Float64.lt ?x ?o /\ _ \/ _
    |- Float64.is_minus_infinity (Float64.sub RNE ?m ?l) =>
    exact (SigmoidOps.minus_log_masked x o l m X ltac:(assumption) ltac:(assumption) C)
  | C : Float64.lt ?x ?o /\ ?x = ?m \/ _ |- context [Float64.sub RNE ?m ?l] =>
    let Q := fresh in
    assert (Q := SigmoidOps.minus_log_op x o l m ltac:(assumption) ltac:(assumption)
      ltac:(sigmoid_literal) ltac:(assumption) ltac:(split; assumption) C);
    first [exact (proj1 Q) | exact (proj2 (proj2 Q))
          | symmetry; exact (proj1 (proj2 Q))]
  end.
(*@ TRY try_sigmoid_minus_log *)

(*@ NEEDS P_Probability *)
Require RowOps SigmoidOps.
Ltac try_sigmoid_add_log := cbv zeta; intros; use_probabilities; match goal with
  |- context [Float64.mul RNE ?t ?a] =>
    match goal with L : Float64.t'real ?l <= 145 / 8 |- _ =>
    let Q := fresh in
    assert (Q := SigmoidOps.add_log_op t a l ltac:(assumption) ltac:(split; assumption)
      ltac:(assumption) ltac:(assumption) ltac:(assumption) ltac:(split; assumption));
    destruct Q as (? & ? & ? & ?);
    first [ assumption | apply finite_not_nan; assumption ] end
  end.
(*@ TRY try_sigmoid_add_log *)

(*@ NEEDS P_Probability fliteral *)
Ltac sigmoid_miss o y := let Q := fresh in
  assert (Q := SigmoidOps.miss_op o y ltac:(assumption) ltac:(sigmoid_literal)
    ltac:(assumption) ltac:(split; assumption));
  destruct Q as (? & ? & ? & ?).
Ltac try_sigmoid_miss := cbv zeta; intros; literal_facts;
  use_probabilities; match goal with
  |- context [Float64.sub RNE ?o ?y] => sigmoid_miss o y;
    first [ apply finite_not_nan; assumption
          | repeat split; assumption ]
  end.
(*@ TRY try_sigmoid_miss *)

(*@ NEEDS P_Probability L_FMiss fliteral *)
Ltac try_sigmoid_miss_model := cbv zeta; intros; literal_facts;
  use_probabilities; match goal with
  | C : Float64.lt ?x ?o /\ ?y = ?m \/ ~ _ /\ Float64.sub RNE ?one ?y = ?m /\ _
    |- L_FMiss (Float64.t'real ?x) (Float64.t'real ?y) = Float64.t'real ?m =>
    sigmoid_miss one y;
    let B := fresh in let A := fresh in
    destruct (L_FMiss'def (Float64.t'real x) (Float64.t'real y)) as [B A];
    let L := fresh in
    destruct C as [[L <-] | (L & <- & _)];
    [ apply B; apply lt_real in L; [| assumption | assumption];
      revert L; literal_values; intros; lra
    | etransitivity; [apply A |]; [| operations; symmetry; assumption];
      apply not_lt_real in L; [| assumption | assumption];
      revert L; literal_values; intros; lra ]
  end.
(*@ TRY try_sigmoid_miss_model *)
