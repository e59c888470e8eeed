(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * The gradient of binary cross-entropy in double arithmetic

    For x >= 0 and y >= 1/2 it is (1 - y) - (1 - s) for s - y: 1 - y is exact
    there, and 1 - s, the sigmoid of -x, has a relative error.

    Main results, P18: [GradientModel_Error], [GradientModel_Right],
    [GradientModel_One], [GradientModel_One_Above], [GradientModel_Zero];
    [GradientModel_Label] (bit for bit the gradient of a label of (x, 0)). *)

From Coq Require Import Reals Psatz Lia ZArith.
From Flocq Require Import Core.
From Softproof Require Import Rounding HalfUlp CompensatedSum RealSigmoid SigmoidError.
From Softproof Require LogitError Others RealSoftmax.
Open Scope R_scope.

Lemma Right_dec x y : {0 <= x /\ 1 / 2 <= y} + {~ (0 <= x /\ 1 / 2 <= y)}.
Proof. destruct (Rle_dec 0 x), (Rle_dec (1 / 2) y); tauto. Qed.
Definition GradientModel (x y : R) : R :=
  if Right_dec x y then fsub (LogitError.Miss x y) (SigmoidModel (- x))
  else fsub (SigmoidModel x) y.

Lemma fsub_swap a b : fsub a b = - fsub b a.
Proof. unfold fsub; rewrite <- RN_opp; f_equal; ring. Qed.
Lemma fsub_0 a : F a -> fsub a 0 = a.
Proof. intros H; unfold fsub; rewrite Rminus_0_r; now apply RN_exact. Qed.

(** 1 - y is exact. *)
Lemma Miss_exact x y : 0 <= x -> F y -> 1 / 2 <= y <= 1 ->
  LogitError.Miss x y = 1 - y.
Proof.
intros X Fy Y; unfold LogitError.Miss; destruct Rlt_dec as [L | _]; [lra |].
apply RN_sterbenz; [apply (F_int 1); lia | easy | lra].
Qed.

(** A computed sigmoid minus a double. *)
Lemma Difference_Error x y : F y ->
  Rabs (fsub (SigmoidModel x) y - (Sigmoid x - y)) <=
    25 / 8 * u * (1 + / 2 ^ 20) * Sigmoid x + eta + u * Rabs (Sigmoid x - y).
Proof.
intros Fy; assert (R := SigmoidModel_Rel x); assert (S := Sigmoid_Range x).
assert (Q := RN_minus_rel (SigmoidModel x) y (RN_format _) Fy).
fold (fsub (SigmoidModel x) y) in Q.
set (s := SigmoidModel x) in *; set (g := Sigmoid x) in *.
assert (P := eta_pos); assert (U := u_val).
replace (fsub s y - (g - y)) with ((fsub s y - (s - y)) + (s - g)) by ring.
apply Rle_trans with (1 := Rabs_triang _ _).
assert (T := Rabs_triang (s - g) (g - y)).
replace (s - g + (g - y)) with (s - y) in T by ring.
assert (u * Rabs (s - y) <= u * (Rabs (s - g) + Rabs (g - y)))
  by (apply Rmult_le_compat_l; [rewrite U |]; lra).
rewrite U in *; lra.
Qed.

Theorem GradientModel_Right x y : 0 <= x -> F y -> 1 / 2 <= y <= 1 ->
  Rabs (GradientModel x y - (Sigmoid x - y)) <=
    25 / 8 * u * (1 + / 2 ^ 20) * (1 - Sigmoid x) + eta + u * Rabs (Sigmoid x - y).
Proof.
intros X Fy Y; unfold GradientModel; destruct Right_dec as [_ | N]; [| lra].
rewrite Miss_exact, fsub_swap by easy.
assert (Fd : F (1 - y)).
{ rewrite <- (Miss_exact x y) by easy; unfold LogitError.Miss.
  destruct Rlt_dec; [easy | apply RN_format]. }
assert (D := Difference_Error (- x) (1 - y) Fd).
rewrite RealSoftmax.Sigmoid_Reflect in D.
replace (1 - Sigmoid x - (1 - y)) with (- (Sigmoid x - y)) in D by ring.
rewrite Rabs_Ropp in D; rewrite <- Rabs_Ropp.
match goal with |- Rabs ?a <= _ => match type of D with Rabs ?b <= _ =>
  replace a with b by ring end end; exact D.
Qed.
Theorem GradientModel_Error x y : F y -> 0 <= y <= 1 ->
  Rabs (GradientModel x y - (Sigmoid x - y)) <=
    25 / 8 * u * (1 + / 2 ^ 20) * Sigmoid x + eta + u * Rabs (Sigmoid x - y).
Proof.
intros Fy Y; destruct (Right_dec x y) as [[X H] | N].
- apply Rle_trans with (1 := GradientModel_Right x y X Fy ltac:(lra)).
  assert (S : 1 - Sigmoid x <= Sigmoid x).
  { rewrite Sigmoid_pos by easy; assert (E := e_range x); cbv beta in *.
    set (v := exp (- Rabs x)) in *; assert (0 < / (1 + v)) by (apply Rinv_0_lt_compat; lra).
    assert (/ (1 + v) * (1 + v) = 1) by (apply Rinv_l; lra).
    unfold Rdiv; rewrite Rmult_1_l; nra. }
  assert (U := u_pos).
  apply Rplus_le_compat_r, Rplus_le_compat_r, Rmult_le_compat_l; [lra | easy].
- unfold GradientModel; destruct Right_dec as [R | _]; [tauto |].
  now apply Difference_Error.
Qed.

(** ** The targets 1 and 0 *)
Lemma F_one : F 1. Proof. apply (F_int 1); lia. Qed.
Theorem GradientModel_One_Above x : 0 <= x -> GradientModel x 1 = - SigmoidModel (- x).
Proof.
intros X; unfold GradientModel; destruct Right_dec as [_ | N]; [| lra].
rewrite Miss_exact, fsub_swap by (exact F_one || lra).
replace (1 - 1) with 0 by ring; now rewrite fsub_0 by apply RN_format.
Qed.
Theorem GradientModel_Zero x : GradientModel x 0 = SigmoidModel x.
Proof.
unfold GradientModel; destruct Right_dec as [[_ Y] | _]; [lra |].
apply fsub_0, RN_format.
Qed.
Theorem GradientModel_One x :
  Rabs (GradientModel x 1 - (Sigmoid x - 1)) <=
    33 / 8 * u * (1 + / 2 ^ 20) * (1 - Sigmoid x) + eta.
Proof.
assert (S := Sigmoid_Range x); assert (U := u_val); assert (P := eta_pos).
destruct (Rle_lt_dec 0 x) as [X | X].
- apply Rle_trans with (1 := GradientModel_Right x 1 X F_one ltac:(lra)).
  rewrite Rabs_left by lra; rewrite U in *; lra.
- apply Rle_trans with (1 := GradientModel_Error x 1 F_one ltac:(lra)).
  rewrite Rabs_left by lra.
  assert (Sigmoid x <= 1 - Sigmoid x).
  { rewrite Sigmoid_neg by easy; assert (E := e_range x); cbv beta in *.
    set (v := exp (- Rabs x)) in *; assert (0 < / (1 + v)) by (apply Rinv_0_lt_compat; lra).
    assert (/ (1 + v) * (1 + v) = 1) by (apply Rinv_l; lra).
    unfold Rdiv; nra. }
  rewrite U in *; lra.
Qed.

(** ** The softmax of (x, 0) *)
(** A double in [1/2, 1) is a multiple of u. *)
Lemma F_units w : F w -> / 2 <= w < 1 -> exists m, w = IZR m * u.
Proof.
intros H W; exists (Ztrunc (scaled_mantissa radix2 fexp w)).
assert (C : cexp radix2 fexp w = (-53)%Z).
{ unfold cexp; rewrite (mag_unique_pos radix2 w 0); [reflexivity | simpl; lra]. }
unfold F, generic_format in H; rewrite C in H; exact H.
Qed.
(** 2 - u is half way between two doubles, and rounds to the even one, 2. *)
Lemma RN_below_2 : RN (2 - u) = 2.
Proof.
assert (C : cexp radix2 fexp (2 - u) = (-52)%Z).
{ unfold cexp; rewrite (mag_unique_pos radix2 _ 1); [reflexivity |].
  rewrite u_val; simpl; lra. }
unfold RN, round, scaled_mantissa; rewrite C, u_val; unfold F2R; simpl.
match goal with |- IZR (Znearest _ ?a) * _ = _ =>
  replace a with (IZR 9007199254740991 + / 2) by (simpl; lra) end.
assert (D : Zfloor (IZR 9007199254740991 + / 2) = 9007199254740991%Z)
  by (apply Zfloor_imp; rewrite plus_IZR; lra).
unfold Znearest; rewrite D, Rcompare_Eq by lra; simpl.
rewrite (Zceil_imp 9007199254740992) by (simpl; lra); simpl; lra.
Qed.
Theorem SigmoidModel_Half x : x < 0 -> / 2 <= SigmoidModel x -> Tail x = 1.
Proof.
intros X H; assert (W := Tail_range x); assert (Fw := Tail_F x).
destruct (Rle_lt_or_eq_dec _ _ (proj2 W)) as [L | E]; [exfalso | easy].
destruct (plus1_range (Tail x) W) as [D B]; assert (U := u_val).
revert H; unfold SigmoidModel; destruct Rlt_dec as [_ | N]; [| lra].
set (w := Tail x) in *; apply Rlt_not_le.
assert (K : 2 * w <= fadd 1 w * (1 - u)).
{ destruct (Rle_lt_dec (1 - 3 * u) w) as [G | G].
  - destruct (F_units w Fw) as [m M]; [rewrite U in *; lra |].
    assert (Hm : (m = 9007199254740989 \/ m = 9007199254740990
                  \/ m = 9007199254740991)%Z).
    { assert (9007199254740989 <= m < 9007199254740992)%Z; [| lia].
      split; [apply le_IZR | apply lt_IZR]; rewrite U in *; lra. }
    destruct Hm as [-> | [-> | ->]].
    + apply Rabs_le_inv in B; rewrite M in *; rewrite U in *; nra.
    + assert (Q : fadd 1 w = 2 - 2 * u).
      { unfold fadd; replace (1 + w) with (2 - 2 * u) by (rewrite M, U; lra).
        replace (2 - 2 * u) with (IZR 9007199254740991 * bpow radix2 (-52))
          by (rewrite U; simpl; lra).
        apply RN_exact, generic_format_FLT.
        exists (Float radix2 9007199254740991 (-52)); easy. }
      rewrite Q, M, U; lra.
    + assert (Q : fadd 1 w = 2).
      { unfold fadd; rewrite <- RN_below_2; f_equal; rewrite M, U; lra. }
      rewrite Q, M, U; lra.
  - apply Rabs_le_inv in B; rewrite U in *; nra. }
apply Rle_lt_trans with (/ 2 - u / 2); [| assert (P := u_pos); lra].
apply RN_le_format.
- replace (/ 2 - u / 2) with (IZR 9007199254740991 * bpow radix2 (-54))
    by (rewrite U; simpl; lra).
  apply generic_format_FLT; exists (Float radix2 9007199254740991 (-54)); easy.
- apply Rmult_le_reg_r with (fadd 1 w); [lra |].
  unfold Rdiv; rewrite Rmult_assoc, Rinv_l by lra; lra.
Qed.
Theorem GradientModel_Label x : GradientModel x 1 =
  if Rlt_dec (SigmoidModel x) (1 / 2) then fsub (SigmoidModel x) 1
  else - SigmoidModel (- x).
Proof.
destruct (Rle_lt_dec 0 x) as [X | X].
- rewrite GradientModel_One_Above by easy; assert (A := SigmoidModel_Above x X).
  destruct Rlt_dec as [L | _]; [lra | easy].
- unfold GradientModel; destruct Right_dec as [[R _] | _]; [lra |].
  destruct Rlt_dec as [_ | H]; [easy |].
  assert (T := SigmoidModel_Half x X ltac:(lra)).
  unfold SigmoidModel; destruct (Rlt_dec x 0), (Rlt_dec (- x) 0); try lra.
  unfold Tail in *; rewrite Rabs_Ropp, T; unfold fadd, fdiv, fsub.
  replace (1 + 1) with 2 by ring; rewrite (RN_int 2) by lia.
  replace (1 / 2) with (/ 2) by lra; rewrite (RN_exact (/ 2) F_half).
  replace (/ 2 - 1) with (- / 2) by lra; rewrite RN_opp, (RN_exact _ F_half); easy.
Qed.

(** Of two entries, all but the first are the second. *)
Lemma total_second f : F (f 1%nat) -> total 2 (Others.others 0 f) = f 1%nat.
Proof.
intros H; rewrite total_pair; rewrite ?Others.others_top, ?Others.others_neq by lia;
  [| exact F_0 | exact H].
rewrite Rplus_0_l; now apply RN_exact.
Qed.
