(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* The functions of src/float32.c and src/softmax_float.c *)

(*@ NEEDS P_Rounded *)
Lemma narrowed_rounded x : Float64.t'isFinite x -> Float64.t'real x <> 0 ->
  Rabs (Float64.t'real x) <= FloatOps32.largest ->
  P_Rounded x (frama_c_wp.cfloat.Cfloat.to_f32 (Float64.t'real x)).
Proof.
intros F N B; destruct (FloatOps32.narrow _ B N) as [G E].
left; left; repeat split; [first [exact E | now symmetry] | | exact G | exact F].
revert B; unfold FloatOps32.largest; lra.
Qed.
Lemma to_zero x y : Float64.t'real x = 0 -> Float64.t'isFinite x ->
  Float32.t'real y = 0 -> Float32.t'isFinite y -> P_Rounded x y.
Proof.
intros Zx Fx Zy Fy; left; left; cbv zeta; rewrite Zx, Zy, Rabs_R0.
repeat split; [first [exact Rounding32.RN32_0 | symmetry; exact Rounding32.RN32_0]
  | lra | exact Fy | exact Fx].
Qed.
Lemma to_largest x y : Float64.t'isFinite x -> Float32.t'isFinite y ->
  FloatOps32.largest <= Float64.t'real x < Rounding32.middle32 ->
  Float32.t'real y = FloatOps32.largest -> P_Rounded x y.
Proof.
intros Fx Fy B E; left; left; cbv zeta; rewrite E.
rewrite <- FloatOps32.largest32_largest in *; rewrite <- FloatOps32.middle32_value.
repeat split; [first [now apply Rounding32.RN32_largest
  | symmetry; now apply Rounding32.RN32_largest] | | exact Fy | exact Fx].
rewrite FloatOps32.largest32_largest in B; unfold FloatOps32.largest in B.
apply Rabs_def1; lra.
Qed.
Lemma to_least x y : Float64.t'isFinite x -> Float32.t'isFinite y ->
  - Rounding32.middle32 < Float64.t'real x <= - FloatOps32.largest ->
  Float32.t'real y = - FloatOps32.largest -> P_Rounded x y.
Proof.
intros Fx Fy B E; left; left; cbv zeta; rewrite E.
rewrite <- FloatOps32.largest32_largest in *; rewrite <- FloatOps32.middle32_value.
repeat split; [| | exact Fy | exact Fx].
- cut (Rounding32.RN32 (Float64.t'real x) = - Rounding32.largest32);
    [intros H; first [exact H | exact (eq_sym H)] |].
  rewrite <- (Ropp_involutive (Float64.t'real x)), Rounding32.RN32_opp; f_equal.
  apply Rounding32.RN32_largest; lra.
- rewrite FloatOps32.largest32_largest in B; unfold FloatOps32.largest in B.
  apply Rabs_def1; lra.
Qed.
Ltac try_to_float := intro_goal; lazymatch goal with
  | |- P_Rounded ?x (frama_c_wp.cfloat.Cfloat.to_f32 _) =>
      now apply narrowed_rounded
  | _ : Float64.t'real ?x = 0 |- P_Rounded ?x _ => now apply to_zero
  | |- P_Rounded _ _ => first
      [ apply to_largest; try assumption; rewrite ?FloatOps32.middle32_value;
        split; assumption
      | apply to_least; try assumption; rewrite ?FloatOps32.middle32_value;
        split; assumption ]
  end.
(*@ TRY try_to_float *)

(*@ NEEDS *)
Ltac try_convert := intro_goal; lazymatch goal with
  | |- ~ Float32.is_nan (frama_c_wp.cfloat.Cfloat.to_f32 _) =>
      apply FloatOps32.not_nan_finite, FloatOps32.narrow; assumption
  | |- ~ Float64.is_nan
         (frama_c_wp.cfloat.Cfloat.to_f64 (Float32.t'real _)) =>
      apply FloatOps32.not_nan_finite_64, FloatOps32.widen; assumption
  | |- _ = Float64.t'real (frama_c_wp.cfloat.Cfloat.to_f64 (Float32.t'real _))
       /\ _ => split; [symmetry |]; apply FloatOps32.widen; assumption
  | |- Float64.t'real (frama_c_wp.cfloat.Cfloat.to_f64 (Float32.t'real _)) = _
       /\ _ => apply and_comm, FloatOps32.widen; assumption
  end.
(*@ TRY try_convert *)

(*@ NEEDS fliteral *)
Ltac twice_sign := rewrite ?Rlt_bool_true, ?Rlt_bool_false by lra.
Ltac try_twice := intro_goal; literal_facts; lazymatch goal with
  | X : Rabs (Float32.t'real ?x) = _ |- context [Float32.mul RNE ?x ?y] =>
      let E := fresh in
      assert (E : Float32.mul RNE x y = BinarySingleNaN.B754_infinity
        (Rlt_bool (Float32.t'real x) 0))
        by (apply FloatOps32.twice_32;
            [assumption | assumption | literal_values; reflexivity | exact X]);
      rewrite E; clear E
  | X : Rabs (Float64.t'real ?x) = _ |- context [Float64.mul RNE ?x ?y] =>
      let E := fresh in
      assert (E : Float64.mul RNE x y = BinarySingleNaN.B754_infinity
        (Rlt_bool (Float64.t'real x) 0))
        by (apply FloatOps32.twice_64; [literal_values; reflexivity |];
            rewrite X, FloatOps32.max_real_64; f_equal; vm_compute; reflexivity);
      rewrite E; clear E
  end; first [now intros [] | twice_sign; now split].
(*@ TRY try_twice *)

(*@ NEEDS P_Widened P_Logits32 havoc separated *)
Lemma widened_store m t1 z x n i f : (0 <= i)%Z -> (i < n)%Z -> P_Logits32 t1 z n ->
  P_Widened m t1 z x i ->
  (Float32.is_minus_infinity (link_at t1 z i) -> Float64.is_minus_infinity f) ->
  (Float32.t'isFinite (link_at t1 z i) ->
   Float32.t'real (link_at t1 z i) = Float64.t'real f /\ Float64.t'isFinite f) ->
  P_Widened (map.Map.set m (entry_of x i) f) t1 z x (1 + i).
Proof.
intros I0 I1 L W M F k; cbv zeta; intros K0 K1.
destruct (Z.eq_dec k i) as [-> | N].
- rewrite store_same; destruct (L i ltac:(lia) I1) as [G | G].
  + right; destruct (F G) as [E G']; split; [split; [| exact G] | exact G'].
    first [exact E | exact (eq_sym E)].
  + left; split; [exact G | now apply M].
- rewrite store_other by (apply entry_differ; lia).
  apply W; lia.
Qed.
Ltac try_widened_store := intro_goal; match goal with
  | W : P_Widened ?m ?t1 ?z ?x ?i, L : P_Logits32 ?t1 ?z ?n
    |- P_Widened (map.Map.set ?m (?s ?x ?i) ?f) ?t1 ?z ?x _ =>
      apply (widened_store m t1 z x n i f); try assumption;
      match goal with F : Float32.t'isFinite _ -> _ |- Float32.t'isFinite _ -> _ =>
        let H := fresh in let E := fresh in
        intros H; destruct (F H) as [E ?]; split;
        [first [exact E | exact (eq_sym E)] | assumption] end
  end.
(*@ TRY try_widened_store *)
