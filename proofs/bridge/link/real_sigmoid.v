(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* The logistic function: the ACSL functions are those of RealSigmoid.v;
   continues real.v and real_array.v. *)

(*@ NEEDS shift *)
(* The two entries of a pair are not masked. *)
Ltac link_pair t a := assert (link_masked t a 0 = false)
  by (apply link_finite; assumption); assert (link_masked t a 1 = false)
  by (apply link_finite; assumption).
(* The goal is the equation S about entries 0 and 1, either way round. *)
Ltac link_pair_is S := first [etransitivity; [exact S |]
    | symmetry; etransitivity; [exact S |]];
  unfold link_entry; change (Z.of_nat 0) with 0%Z; change (Z.of_nat 1) with 1%Z;
  f_equal; array_ring.

(*@ NEEDS L_Sigmoid *)
From Softproof Require RealSoftmax RealSigmoid.
Lemma link_Sigmoid x : L_Sigmoid x = RealSoftmax.Sigmoid x.
Proof. rewrite <- RealSigmoid.Sigmoid_quotient; unfold L_Sigmoid; array_ring. Qed.
Ltac try_Sigmoid := intro_goal; rewrite !link_Sigmoid; first
  [ apply RealSigmoid.Sigmoid_Range
  | apply RealSigmoid.Sigmoid_Mono; assumption
  | unfold RealSoftmax.Sigmoid; rewrite Ropp_0, exp_0; lra
  | match goal with |- context [RealSoftmax.Sigmoid (- (1) * ?x)] =>
      replace (- (1) * x) with (- x) by ring;
      rewrite RealSoftmax.Sigmoid_Reflect; ring
    end ].
(*@ TRY try_Sigmoid *)
Ltac try_Sigmoid_Derivative := intro_goal; match goal with
  |- context [_ * (1 + - (1) * L_Sigmoid ?x)] =>
    array_derivative (RealSigmoid.Sigmoid_Derivative x) link_Sigmoid
  end.
(*@ TRY try_Sigmoid_Derivative *)

(*@ NEEDS L_Sigmoid L_Softmax *)
Ltac try_Sigmoid_Softmax := intro_goal; rewrite link_Sigmoid; let Pair := fresh "Pair" in
  match goal with |- context [L_Softmax ?t ?a 2 0] =>
    link_pair t a;
    pose proof (eq_trans (link_Softmax t a 2 0)
      (RealSoftmax.Softmax_Sigmoid (link_masked t a) (link_entry t a)
        ltac:(assumption) ltac:(assumption))) as Pair
  | |- context [L_Softmax ?t ?a 2 1] =>
    link_pair t a;
    pose proof (eq_trans (link_Softmax t a 2 1)
      (RealSigmoid.Softmax_Sigmoid_Second (link_masked t a) (link_entry t a)
        ltac:(assumption) ltac:(assumption))) as Pair
  end;
  link_pair_is Pair.
(*@ TRY try_Sigmoid_Softmax *)

(*@ NEEDS L_LogSigmoid *)
From Softproof Require RealSoftmax RealSigmoid.
Lemma link_LogSigmoid x : L_LogSigmoid x = - ln (1 + exp (- x)).
Proof. rewrite exp_Ropp; unfold L_LogSigmoid, Rdiv; rewrite Rmult_1_l; ring. Qed.
Ltac try_LogSigmoid_Neg := intro_goal; rewrite link_LogSigmoid;
  apply RealSigmoid.LogSigmoid_Neg.
(*@ TRY try_LogSigmoid_Neg *)

(*@ NEEDS L_LogSigmoid L_Sigmoid *)
Ltac try_LogSigmoid_Log := intro_goal; rewrite link_LogSigmoid, link_Sigmoid,
  RealSigmoid.LogSigmoid_Ln; reflexivity.
(*@ TRY try_LogSigmoid_Log *)

(*@ NEEDS L_LogitLoss *)
From Softproof Require RealSoftmax RealSigmoid.
Lemma link_LogitLoss x y : L_LogitLoss x y = RealSigmoid.LogitLoss x y.
Proof.
unfold RealSigmoid.LogitLoss; rewrite exp_Ropp, (Rmax_comm x 0).
unfold L_LogitLoss, Rdiv; rewrite ?(Rmax_comm x 0), Rmult_1_l; ring.
Qed.
Ltac try_LogitLoss_Nonneg := intro_goal; rewrite link_LogitLoss;
  apply RealSigmoid.LogitLoss_Nonneg; split; assumption.
(*@ TRY try_LogitLoss_Nonneg *)

(*@ NEEDS L_LogitLoss L_Sigmoid *)
Ltac try_LogitLoss_Derivative := intro_goal; match goal with
  |- context [L_Sigmoid ?x] => match goal with
  |- context [L_LogitLoss x ?y] => rewrite link_Sigmoid;
    array_derivative (RealSigmoid.LogitLoss_Derivative x y) link_LogitLoss
  end end.
(*@ TRY try_LogitLoss_Derivative *)

(*@ NEEDS L_LogitLoss L_Sigmoid L_BinaryLoss *)
Ltac try_LogitLoss_BinaryLoss := intro_goal;
  rewrite link_LogitLoss, link_Sigmoid, RealSigmoid.LogitLoss_BinaryLoss;
  unfold RealSigmoid.BinaryLoss, L_BinaryLoss;
  rewrite <- RealSoftmax.Sigmoid_Reflect;
  match goal with |- context [1 + - (1) * RealSoftmax.Sigmoid ?x] =>
    replace (1 + - (1) * RealSoftmax.Sigmoid x) with (RealSoftmax.Sigmoid (- x))
      by (rewrite RealSoftmax.Sigmoid_Reflect; ring)
  end; ring.
(*@ TRY try_LogitLoss_BinaryLoss *)

(*@ NEEDS L_LogitLoss L_LabelLoss *)
Ltac try_LogitLoss_LabelLoss := intro_goal; rewrite link_LogitLoss; let Pair := fresh "Pair" in
  match goal with |- context [L_LabelLoss ?t ?a 2 0] =>
    link_pair t a;
    pose proof (eq_trans (link_LabelLoss t a 2 0)
      (RealSigmoid.LogitLoss_Label (link_masked t a) (link_entry t a)
        ltac:(assumption) ltac:(assumption))) as Pair
  end;
  link_pair_is Pair.
(*@ TRY try_LogitLoss_LabelLoss *)
