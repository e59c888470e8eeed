(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * The Jacobian of float probabilities, in double and rounded once

    Main results: [product_exact]: a product of two floats is exact in double;
    [diagonal_ulp], [other_ulp]. *)

From Coq Require Import Reals Psatz Lia ZArith.
From Flocq Require Import Core Calc.Operations.
From Softproof Require Import Rounding Rounding32.
From Softproof Require JacobianError RealSoftmax.
Open Scope R_scope.

Definition Prob32 (x : R) : Prop := F32 x /\ 0 <= x <= 1.
Definition diagonal32 x := RN32 (fmul x (fsub 1 x)).
Definition other32 x y := RN32 (- (x * y)).

Lemma F32_F x : F32 x -> F x.
Proof.
intros H; apply FLT_format_generic in H; [| easy].
destruct H as [f -> M E]; apply generic_format_FLT; exists f; [easy | | lia].
apply Z.lt_trans with (1 := M); now apply Zpower_lt.
Qed.
Theorem product_exact x y : F32 x -> F32 y -> fmul x y = x * y.
Proof.
intros X Y; apply RN_exact; apply FLT_format_generic in X; [| easy].
apply FLT_format_generic in Y; [| easy].
destruct X as [[m e] -> M E]; destruct Y as [[m' e'] -> M' E'].
rewrite <- F2R_mult; apply generic_format_FLT.
exists (Float radix2 (m * m') (e + e')); cbn [Fnum Fexp] in *; [easy | | lia].
change (Zpower radix2 24) with 16777216%Z in *; change (Zpower radix2 53) with (2 ^ 53)%Z.
rewrite Z.abs_mul; apply Z.le_lt_trans with (16777216 * 16777216)%Z; [| easy].
apply Z.mul_le_mono_nonneg; lia.
Qed.

Lemma diagonal_double x : Prob32 x -> 0 <= fmul x (fsub 1 x) <= / 4 /\
  Rabs (fmul x (fsub 1 x) - x * (1 - x)) <= 2 * u * (x * (1 - x)) + eta / 2.
Proof.
intros [Fx X].
assert (P : JacobianError.Prob ((fun _ => x) O)) by (split; [now apply F32_F | exact X]).
rewrite <- (JacobianError.JacobianC_Diag (fun _ => x) 0).
assert (E := JacobianError.JacobianC_Diag_Error (fun _ => x) 0 P).
rewrite JacobianError.Jacobian_Diag in E; split; [split | exact E].
- now apply JacobianError.JacobianC_Diag_Nonneg.
- now apply JacobianError.JacobianC_Quarter.
Qed.
Theorem diagonal_range x : Prob32 x -> 0 <= diagonal32 x <= / 4.
Proof.
intros P; destruct (diagonal_double x P) as [[A B] _]; unfold diagonal32; split.
- rewrite <- RN32_0 at 1; now apply RN32_le.
- replace (/ 4) with (RN32 (bpow radix2 (-2)))
    by (rewrite RN32_exact by (now apply F32_bpow); simpl; lra).
  apply RN32_le; simpl; lra.
Qed.
Theorem diagonal_ulp x : Prob32 x ->
  Rabs (diagonal32 x - x * (1 - x)) <= (/ 2 + bpow radix2 (-24)) * ulp32 (x * (1 - x)).
Proof.
intros P; destruct (diagonal_double x P) as [_ E]; destruct P as [_ X].
assert (G : 0 <= x * (1 - x)) by (apply Rmult_le_pos; lra).
apply after_ulp; apply Rle_trans with (1 := E); rewrite (Rabs_pos_eq _ G).
assert (T : eta <= bpow radix2 (-1000)) by (now apply bpow_le).
assert (U := u_pos); assert (0 <= u * (x * (1 - x))) by (apply Rmult_le_pos; lra).
assert (0 < eta) by apply bpow_gt_0; lra.
Qed.
Theorem other_range x y : Prob32 x -> Prob32 y -> - 1 <= other32 x y <= 0.
Proof.
intros [_ X] [_ Y]; unfold other32; rewrite RN32_opp.
assert (P : 0 <= x * y <= 1 * 1)
  by (split; [apply Rmult_le_pos | apply Rmult_le_compat]; lra).
assert (0 <= RN32 (x * y)) by (rewrite <- RN32_0 at 1; apply RN32_le; lra).
assert (RN32 (x * y) <= 1) by (rewrite <- RN32_1; apply RN32_le; lra); lra.
Qed.
Theorem other_ulp x y :
  Rabs (other32 x y - - (x * y)) <= / 2 * ulp32 (- (x * y)).
Proof. apply RN32_half_ulp. Qed.
