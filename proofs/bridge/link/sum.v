(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* src/sum_error.h: the rounding error of an addition. *)

(*@ NEEDS L_SumError *)
Require RowOps.
Ltac power_of_two e := change (bpow radix2 e) with (IZR (2 ^ e));
  let c := eval vm_compute in (2 ^ e)%Z in change (2 ^ e)%Z with c.
Ltac sum_range := power_of_two 1000%Z; split; lra.
Ltac try_sum_error := intro_goal; match goal with
  | |- context [Float64.add RNE ?a ?b] =>
    let Q := fresh in
    assert (Q := RowOps.sum_error_op a b ltac:(assumption) ltac:(assumption)
      ltac:(sum_range)); cbv zeta in Q;
    destruct Q as ((? & ? & ? & ? & ?) & ? & V & W);
    first [ assumption | apply finite_not_nan; assumption
          | unfold L_SumError; operations; rewrite V; ring
          | rewrite u_val in W; eapply Rle_trans; [exact W | right; field] ]
  end.
(*@ TRY try_sum_error *)

(* The difference of two logits as a double and its rounding error. *)
(*@ NEEDS L_SumError *)
From Softproof Require CompensatedSoftmax.
Lemma link_small x m : Float64.t'real x <= Float64.t'real m ->
  - 744.75 <= fsub (Float64.t'real x) (Float64.t'real m) ->
  Rabs (L_SumError (Float64.t'real x) (- (1) * Float64.t'real m)) <= / 8796093022208 /\
  - 1024 <= Float64.t'real x - Float64.t'real m /\
  fsub (Float64.t'real x) (Float64.t'real m) <= 0.
Proof.
intros L C; rewrite link_DiffError.
destruct (CompensatedSoftmax.pair_small _ _ (finite_F x) (finite_F m) L C)
  as (A & B & D).
split; [| split; assumption]; apply Rle_trans with (1 := A); simpl; lra.
Qed.
Ltac try_Pair_Small := intro_goal; match goal with
  | L : Float64.t'real ?x <= Float64.t'real ?m |- _ =>
    operations; destruct (link_small x m L ltac:(lra)) as (? & ? & ?);
    repeat split; lra
  end.
(*@ TRY try_Pair_Small *)

(*@ NEEDS L_ExpPair L_SumError *)
Ltac try_Pair_Range := intro_goal; match goal with
  | L : Float64.t'real ?x <= Float64.t'real ?m |- context [L_ExpPair _ _] =>
    operations; rewrite link_DiffError, link_ExpPair
      by (apply RN_le_format; [apply F_0 | lra]);
    let A := fresh in
    assert (A := CompensatedSoftmax.pair_range _ _ (finite_F x) (finite_F m) L);
    destruct A; split; assumption
  end.
(*@ TRY try_Pair_Range *)

(*@ NEEDS L_Reduced L_Steps *)
From Softproof Require CompensatedSoftmax.
Ltac try_Pair_Reduced := intro_goal; match goal with
  | |- context [L_Reduced ?x _] =>
    rewrite link_Steps, link_Reduced; operations;
    match goal with |- context [fadd (Reduced x) ?y] =>
      let A := fresh in
      assert (A := CompensatedSoftmax.pair_reduced x y ltac:(unfold Near; lra)
        ltac:(eapply Rle_trans; [eassumption | simpl; lra])); lra end
  end.
(*@ TRY try_Pair_Reduced *)

(* The weight of a logit x when m is the largest. *)
(*@ NEEDS L_ExpPair L_SumError *)
Lemma weight_range x m y v : Float64.t'isFinite x -> Float64.t'isFinite m ->
  Float64.t'real x <= Float64.t'real m ->
  L_SumError (Float64.t'real x) (Float64.t'real (Float64.neg m)) = y ->
  L_ExpPair (fsub (Float64.t'real x) (Float64.t'real m)) y = v -> v <= 1 /\ 0 <= v.
Proof.
intros Fx Fm L <- <-; rewrite (proj2 (op_neg m Fm)).
replace (- Float64.t'real m) with (- (1) * Float64.t'real m) by ring.
rewrite link_DiffError, link_ExpPair by (apply RN_le_format; [apply F_0 | lra]).
destruct (CompensatedSoftmax.pair_range _ _ (finite_F x) (finite_F m) L).
split; assumption.
Qed.
Ltac try_weight_range := cbv zeta; intros; operations; match goal with
  | Fx : Float64.t'isFinite ?x, Fm : Float64.t'isFinite ?m,
    Q : Float64.t'real (Float64.sub RNE ?x ?m) = _, S : L_SumError _ _ = ?y,
    E : L_ExpPair _ ?y = ?v, D : _ \/ Float64.is_minus_infinity ?x |- ?v <= 1 /\ 0 <= ?v =>
    rewrite Q in E; apply (weight_range x m y v Fx Fm); [| exact S | exact E];
    destruct D as [D | D]; [exact D |];
    apply RowOps.minus_infinity_eq in D; subst x; discriminate
  end.
(*@ TRY try_weight_range *)
