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
