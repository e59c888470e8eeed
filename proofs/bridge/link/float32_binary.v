(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* Binary cross-entropy of floats: specs/binary_float_facts.acsl *)

(*@ NEEDS L_LogitLoss *)
Lemma LogitLoss_bounds x y : 0 <= y <= 1 ->
  0 <= RealSigmoid.LogitLoss x y <= Rabs x + 1.
Proof.
intros Y; split; [now apply RealSigmoid.LogitLoss_Nonneg |].
unfold RealSigmoid.LogitLoss; assert (R := Rabs_pos x).
assert (E := exp_pos (- Rabs x)).
assert (L : ln (1 + exp (- Rabs x)) <= 1).
{ apply Rle_trans with (ln (exp 1)); [| rewrite ln_exp; apply Rle_refl].
  apply RealSoftmax.ln_le; [lra |].
  assert (A := exp_ineq1_le (Rabs x)); assert (B := exp_ineq1_le 1).
  assert (C : exp (- Rabs x) * exp (Rabs x) = 1)
    by (rewrite <- exp_plus, Rplus_opp_l; exact exp_0); nra. }
assert (M : Rmax x 0 - x * y <= Rabs x); [| lra].
destruct (Rle_or_lt 0 x) as [P | P].
- rewrite Rmax_left, Rabs_pos_eq by exact P; assert (0 <= x * y); [| lra].
  now apply Rmult_le_pos.
- rewrite Rmax_right, Rabs_left by lra.
  assert (- x * y <= - x * 1) by (apply Rmult_le_compat_l; lra); lra.
Qed.
Ltac try_LogitLoss_Bounds := float_lemma; rewrite ?link_LogitLoss;
  match goal with |- context [RealSigmoid.LogitLoss ?x ?y] =>
    let B := fresh in
    assert (B := LogitLoss_bounds x y ltac:(split; assumption)); split; lra
  end.
(*@ TRY try_LogitLoss_Bounds *)

(*@ NEEDS P_Rounded *)
Lemma minus_float b : Float32.t'isFinite b ->
  Rounding32.RN32 (- (1) * Float32.t'real b) = - (1) * Float32.t'real b.
Proof.
intros F; replace (- (1) * Float32.t'real b) with (- Float32.t'real b) by ring.
rewrite Rounding32.RN32_opp, Rounding32.RN32_exact; [reflexivity |].
now apply FloatOps32.finite_F32.
Qed.
Ltac try_rounded_minus := float_lemma; match goal with
  | R : P_Rounded ?x ?y, F : Float32.t'isFinite ?y, G : Float32.t'isFinite ?b |- _ =>
      let E := fresh in assert (E := minus_float b G);
      destruct (rounded_value x y R F) as (_ & _ & ->);
      match goal with
      | |- Float32.t'real b + _ <= 0 => idtac
      | _ => first
        [ rewrite <- E; now apply Rounding32.RN32_le
        | let A := fresh in
          assert (A : - (1) * Float32.t'real b <= Rounding32.RN32 (Float64.t'real x))
            by (rewrite <- E; apply Rounding32.RN32_le; lra); lra
        | let A := fresh in
          assert (A : Rounding32.RN32 (Float64.t'real x) <= - (1) * Float32.t'real b)
            by (rewrite <- E; apply Rounding32.RN32_le; lra); lra ]
      end
  end.
(*@ TRY try_rounded_minus *)

(*@ NEEDS P_Rounded L_UlpBelow L_Sigmoid *)
Lemma Sigmoid_unit x : 0 <= L_Sigmoid x <= 1.
Proof.
unfold L_Sigmoid; assert (P := exp_pos x).
assert (0 < 1 / exp x) by (apply Rdiv_lt_0_compat; lra).
split; [left; apply Rdiv_lt_0_compat; lra |].
apply Rmult_le_reg_r with (1 + 1 / exp x); [lra |].
unfold Rdiv at 1; rewrite Rmult_assoc, Rinv_l; lra.
Qed.
(* r is s or 1 - s *)
Ltac rounded_gradient R F d y g r := let E := fresh in
  assert (E := rounded_rest d y g (3.125 * (1 + / 1048576) * u * r) R F);
  rewrite u_val in E; eapply Rle_trans; [apply E |]; clear E;
  [ lra | lra
  | rewrite <- ?eight_u, <- ?thousand; rewrite ?u_val;
    let c := eval vm_compute in (2 ^ 1000)%Z in change (2 ^ 1000)%Z with c; lra
  | lra ].
Ltac try_rounded_gradient := float_lemma; match goal with
  | R : P_Rounded ?d ?y, F : Float32.t'isFinite ?y
    |- Rabs (Float32.t'real ?y + - (1) * ?g) <= _ =>
      match goal with |- context [L_Sigmoid ?x] =>
        let S := fresh in assert (S := Sigmoid_unit x);
        first [ rounded_gradient R F d y g (L_Sigmoid x)
              | rounded_gradient R F d y g (1 - L_Sigmoid x) ]
      end
  end.
(*@ TRY try_rounded_gradient *)
