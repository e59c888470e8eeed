(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * The Jacobian of float probabilities, in double and rounded once

    Main results: [product_exact]: a product of two floats is exact in double;
    [diagonal_ulp], [other_ulp], [row_sum]. *)

From Coq Require Import Reals Psatz Lia ZArith.
From Flocq Require Import Core Calc.Operations.
From Softproof Require Import Rounding Rounding32 Sums.
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

(** ** Row sums *)
Definition entry32 (p : nat -> R) i j :=
  if Nat.eq_dec i j then diagonal32 (p i) else other32 (p i) (p j).
Definition unit32 := u32 * (1 + bpow radix2 (-23)).
Definition least32 := bpow radix2 (-150) * (1 + bpow radix2 (-23)).

Lemma ulp_both g : (/ 2 + bpow radix2 (-24)) * ulp32 g <= unit32 * Rabs g + least32.
Proof.
assert (H : ulp32 g <= 2 * u32 * Rabs g + bpow radix2 (-149)).
{ assert (A := Rabs_pos g); assert (B := bpow_gt_0 radix2 (-149)).
  destruct (Rle_or_lt (bpow radix2 (-126)) (Rabs g)) as [L | L].
  - apply Rle_trans with (1 := ulp32_le g L); lra.
  - rewrite ulp32_small by (apply Rlt_le_trans with (1 := L); now apply bpow_le).
    unfold u32; simpl (bpow radix2 (-24)); lra. }
unfold unit32, least32; change (bpow radix2 (-149)) with (bpow radix2 (1 + -150)) in H.
rewrite bpow_plus in H; simpl (bpow radix2 1) in H.
unfold u32 in *; simpl (bpow radix2 (-24)) in *; simpl (bpow radix2 (-23)); lra.
Qed.
Lemma entry_error p i j : Prob32 (p i) -> Prob32 (p j) ->
  Rabs (entry32 p i j - RealSoftmax.Jacobian p i j) <=
  unit32 * (p i * p j + RealSoftmax.delta j i * (p i * (1 - 2 * p i))) + least32.
Proof.
intros Pi Pj; unfold entry32; destruct Nat.eq_dec as [<- | N].
- rewrite JacobianError.Jacobian_Diag, RealSoftmax.delta_same.
  apply Rle_trans with (1 := diagonal_ulp _ Pi).
  apply Rle_trans with (1 := ulp_both _); destruct Pi as [_ Pi].
  rewrite Rabs_pos_eq by (apply Rmult_le_pos; lra).
  apply Req_le; ring.
- rewrite JacobianError.Jacobian_Off, RealSoftmax.delta_other by congruence.
  apply Rle_trans with (1 := other_ulp _ _).
  assert (U := ulp32_ge (- (p i * p j))); assert (Z := bpow_gt_0 radix2 (-149)).
  apply Rle_trans with ((/ 2 + bpow radix2 (-24)) * ulp32 (- (p i * p j))).
  { apply Rmult_le_compat_r; [lra |]; assert (0 < bpow radix2 (-24)) by apply bpow_gt_0; lra. }
  apply Rle_trans with (1 := ulp_both _); destruct Pi as [_ Pi], Pj as [_ Pj].
  rewrite Rabs_Ropp, Rabs_pos_eq by (apply Rmult_le_pos; lra).
  apply Req_le; ring.
Qed.
Theorem row_sum n p i s : (forall k, (k < n)%nat -> Prob32 (p k)) -> (i < n)%nat ->
  Rabs (sum n p - 1) <= s ->
  Rabs (sum n (entry32 p i)) <=
  p i * (s + unit32 * (2 * (1 - p i) + s)) + INR n * least32.
Proof.
intros Hp Hi Hs.
assert (Ex : sum n (RealSoftmax.Jacobian p i) = p i * (1 - sum n p)).
{ rewrite (sum_ext n _ (fun j => RealSoftmax.Jacobian p i j * 1)) by (intros; ring).
  rewrite (RealSoftmax.Jacobian_Product n p (fun _ => 1)) by easy.
  now rewrite (sum_ext n (fun k => p k * 1) p) by (intros; ring). }
set (c := p i * (1 - 2 * p i)).
assert (C : sum n (fun j => RealSoftmax.delta j i * c) = c)
  by now apply (RealSoftmax.sum_delta n i (fun _ => c)).
assert (Er : Rabs (sum n (entry32 p i) - sum n (RealSoftmax.Jacobian p i)) <=
  unit32 * (p i * sum n p + c) + INR n * least32).
{ apply Rle_trans with (sum n (fun j =>
    unit32 * (p i * p j + RealSoftmax.delta j i * c) + least32)).
  - rewrite <- sum_minus; apply Rle_trans with (1 := sum_abs _ _).
    apply sum_le; intros j Hj; apply entry_error; auto.
  - rewrite !sum_plus, sum_scal, sum_const, sum_plus, sum_scal, C; apply Rle_refl. }
destruct (Hp i Hi) as (_ & P); rewrite Ex in Er.
assert (A : Rabs (p i * (1 - sum n p)) <= p i * s).
{ rewrite Rabs_mult, Rabs_pos_eq, Rabs_minus_sym by lra.
  now apply Rmult_le_compat_l. }
assert (W : 0 < unit32) by (unfold unit32, u32; simpl; lra).
assert (B : unit32 * (p i * sum n p + c) <= unit32 * (p i * (2 * (1 - p i) + s))).
{ apply Rmult_le_compat_l; [lra |]; unfold c.
  replace (p i * sum n p + p i * (1 - 2 * p i))
    with (p i * (sum n p + (1 - 2 * p i))) by ring.
  apply Rmult_le_compat_l; [lra |]; apply Rabs_le_inv in Hs; lra. }
replace (sum n (entry32 p i)) with
  ((sum n (entry32 p i) - p i * (1 - sum n p)) + p i * (1 - sum n p)) by ring.
apply Rle_trans with (1 := Rabs_triang _ _); lra.
Qed.
