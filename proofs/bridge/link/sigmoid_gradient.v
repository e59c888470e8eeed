(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* The gradient of src/sigmoid.c against proofs/coq/SigmoidGradient.v; continues
   sigmoid.v. *)

(*@ NEEDS L_FTail L_FShare L_FSigmoid L_FMiss L_FLogitGradient *)
From Softproof Require SigmoidGradient.
Lemma link_FLogitGradient x y :
  L_FLogitGradient x y = SigmoidGradient.GradientModel x y.
Proof.
unfold SigmoidGradient.GradientModel, LogitError.Miss.
destruct (L_FLogitGradient'def x y) as [right other].
destruct (L_FMiss'def x y) as [below above].
destruct (SigmoidGradient.Right_dec x y) as [R | N].
- rewrite (right R); destruct (Rlt_dec x 0) as [L | L];
    [exfalso; lra | rewrite (above L)]; operations; rewrite link_FSigmoid;
    repeat f_equal; ring.
- rewrite (other N); operations; rewrite link_FSigmoid; reflexivity.
Qed.
Ltac try_FLogitGradient_Ends := intro_goal; rewrite link_FLogitGradient; first
  [ rewrite SigmoidGradient.GradientModel_Zero; rewrite link_FSigmoid; reflexivity
  | rewrite SigmoidGradient.GradientModel_One_Above by assumption;
    rewrite link_FSigmoid;
    match goal with |- context [- (1) * ?x] =>
      replace (- (1) * x) with (- x) by ring end; lra ].
(*@ TRY try_FLogitGradient_Ends *)

(*@ NEEDS L_FTail L_FShare L_FSigmoid L_FMiss L_FLogitGradient L_Sigmoid *)
Ltac try_FLogitGradient_One := intro_goal;
  rewrite link_FLogitGradient, link_Sigmoid; let A := fresh "Bound" in
  match goal with |- context [SigmoidGradient.GradientModel ?x 1] =>
    assert (S := RealSigmoid.Sigmoid_Range x);
    pose proof (SigmoidGradient.GradientModel_One x) as A;
    sigmoid_bound A; lra
  end.
(*@ TRY try_FLogitGradient_One *)

(*@ NEEDS L_FTail L_FShare L_FSigmoid L_FMiss L_FLogitGradient L_Sigmoid P_Probability *)
Ltac try_FLogitGradient := intro_goal;
  rewrite link_FLogitGradient, link_Sigmoid; let A := fresh "Bound" in
  match goal with P : P_Probability ?y
    |- context [SigmoidGradient.GradientModel ?x (Float64.t'real ?y)] =>
    destruct P as [[? ?] ?]; assert (S := RealSigmoid.Sigmoid_Range x);
    first
    [ pose proof (SigmoidGradient.GradientModel_Right x _ ltac:(assumption)
        (finite_F y) ltac:(split; lra)) as A;
      sigmoid_bound A;
      match goal with |- context [Rabs (?a + - (1) * ?b)] =>
        replace (a + - (1) * b) with (a - b) by ring end; lra
    | pose proof (SigmoidGradient.GradientModel_Error x _
        (finite_F y) ltac:(split; lra)) as A;
      sigmoid_bound A;
      match goal with |- context [Rabs (?a + - (1) * ?b)] =>
        replace (a + - (1) * b) with (a - b) by ring end; lra ]
  end.
(*@ TRY try_FLogitGradient *)

(* The gradients of the labels 0 and 1 of the logits (x, 0) *)
(*@ NEEDS L_FTail L_FShare L_FSigmoid L_FMiss L_FLogitGradient P_LabelGradients L_FSoftmax P_Top L_FOthers *)
Lemma pair_label t m z g top : P_Top t z 2 top ->
  link_masked t z 0 = false -> link_masked t z 1 = false -> link_entry t z 1 = 0 ->
  P_LabelGradients m t z g 2 top 0 ->
  Float64.t'real (link_at m g 0) =
    SigmoidGradient.GradientModel (Float64.t'real (link_at t z 0)) 1.
Proof.
intros T M0 M1 Z1 G; assert (B : (0 <= top)%Z) by (destruct T as [[[B _] _] _]; exact B).
apply Z_of_nat_complete in B; destruct B as [k ->].
assert (L := link_Logits t z 2 k T ltac:(lia)); change (Z.to_nat 2) with 2%nat in L.
assert (V := label_value t m z g 2 k 0 ltac:(lia) T G); cbv zeta in V.
assert (P1 := SigmoidError.CProb_Second _ _ _ L M0 M1 Z1).
rewrite SigmoidGradient.total_second in V by (rewrite P1; apply RN_format).
rewrite P1, (SigmoidError.CProb_First _ _ _ L M0 M1 Z1) in V.
etransitivity; [exact V |]; symmetry; etransitivity;
  [apply SigmoidGradient.GradientModel_Label |].
change (Float64.t'real (link_at t z 0)) with (link_entry t z 0%nat).
do 2 destruct Rlt_dec; lra.
Qed.
Ltac try_pair_label := intro_goal; rewrite link_FLogitGradient;
  let V := fresh in match goal with
  | T : P_Top ?t ?z 2%Z ?top, G : P_LabelGradients ?m ?t ?z ?g 2%Z ?top 0%Z |- _ =>
    assert (V := pair_label t m z g top T ltac:(apply link_finite; assumption)
      ltac:(apply link_finite; assumption) ltac:(assumption) G);
    first [exact V | symmetry; exact V]
  end.
(*@ TRY try_pair_label *)
