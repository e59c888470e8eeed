(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * Straight-line double computations in goals from WP

    Each C operation, as Why3 prints it, is finite and rounds its exact result
    when that result is far from overflow.

    Main results: [op_add] ... [op_div], [op_neg]; tactic [float_ops], which
    replaces every operation in the goal by [RN] of the real operation. *)

From Coq Require Import Reals Psatz Lia ZArith.
From Flocq Require Import Core IEEE754.BinarySingleNaN.
From Gappa Require Import Gappa_tactic.
From Softproof Require Import Rounding.
Require Import ieee_float.RoundingMode ieee_float.Float64.
Open Scope R_scope.

#[local] Instance vf : Valid_exp fexp. Proof. now apply FLT_exp_valid. Qed.

Lemma round_RN x : Float64.round RNE x = RN x. Proof. reflexivity. Qed.

Definition big := 1267650600228229401496703205376. (* 2^100 *)

Lemma max_ge : bpow radix2 1000 <= max_real.
Proof.
unfold max_real, F2R; cbn [Fnum Fexp].
change 1000%Z with (29 + 971)%Z; rewrite bpow_plus.
apply Rmult_le_compat_r; [apply bpow_ge_0 | simpl; lra].
Qed.
Lemma below_overflow x : Rabs (RN x) <= bpow radix2 1000 ->
  Rlt_bool (Rabs (Float64.round RNE x)) (bpow radix2 1024) = true.
Proof.
intros H; apply Rlt_bool_true, Rle_lt_trans with (1 := H), bpow_lt; lia.
Qed.
Lemma big_1000 x : Rabs (RN x) <= big -> Rabs (RN x) <= bpow radix2 1000.
Proof.
intros H; apply Rle_trans with (1 := H).
change big with (bpow radix2 100); now apply bpow_le.
Qed.

Lemma op_add x y : t'isFinite x -> t'isFinite y ->
  Rabs (RN (t'real x + t'real y)) <= bpow radix2 1000 ->
  t'isFinite (add RNE x y) /\ t'real (add RNE x y) = RN (t'real x + t'real y).
Proof.
intros Hx Hy H; apply below_overflow in H.
generalize (Bplus_correct 53 1024 Hprec Hmax (fmode RNE) x y Hx Hy).
change (Generic_fmt.round _ _ _ _)
  with (Float64.round RNE (t'real x + t'real y)); rewrite H; easy.
Qed.
Lemma op_sub x y : t'isFinite x -> t'isFinite y ->
  Rabs (RN (t'real x - t'real y)) <= bpow radix2 1000 ->
  t'isFinite (sub RNE x y) /\ t'real (sub RNE x y) = RN (t'real x - t'real y).
Proof.
intros Hx Hy H; apply below_overflow in H.
generalize (Bminus_correct 53 1024 Hprec Hmax (fmode RNE) x y Hx Hy).
change (Generic_fmt.round _ _ _ _)
  with (Float64.round RNE (t'real x - t'real y)); rewrite H; easy.
Qed.
Lemma op_mul x y : t'isFinite x -> t'isFinite y ->
  Rabs (RN (t'real x * t'real y)) <= bpow radix2 1000 ->
  t'isFinite (mul RNE x y) /\ t'real (mul RNE x y) = RN (t'real x * t'real y).
Proof.
intros Hx Hy H; apply below_overflow in H.
generalize (Bmult_correct 53 1024 Hprec Hmax (fmode RNE) x y).
change (Generic_fmt.round _ _ _ _)
  with (Float64.round RNE (t'real x * t'real y)); rewrite H, Hx, Hy; easy.
Qed.
Lemma op_div x y : t'isFinite x -> t'isFinite y -> t'real y <> 0 ->
  Rabs (RN (t'real x / t'real y)) <= bpow radix2 1000 ->
  t'isFinite (div RNE x y) /\ t'real (div RNE x y) = RN (t'real x / t'real y).
Proof.
intros Hx Hy Hn H; apply below_overflow in H.
generalize (Bdiv_correct 53 1024 Hprec Hmax (fmode RNE) x y Hn).
change (Generic_fmt.round _ _ _ _)
  with (Float64.round RNE (t'real x / t'real y)); rewrite H, Hx; easy.
Qed.
Lemma op_neg x : t'isFinite x ->
  t'isFinite (neg x) /\ t'real (neg x) = - t'real x.
Proof.
intros H; split; [unfold t'isFinite, neg; now rewrite is_finite_Bopp |].
apply B2R_Bopp.
Qed.
Lemma finite_F x : F (t'real x). Proof. apply generic_format_B2R. Qed.
Lemma finite_not_nan x : t'isFinite x -> ~ is_nan x.
Proof. now destruct x. Qed.

(** ** Comparisons *)
Lemma lt_real x y : t'isFinite x -> t'isFinite y ->
  (lt x y <-> t'real x < t'real y).
Proof.
intros Hx Hy; unfold lt, t'real; rewrite Bltb_correct by easy.
case Rlt_bool_spec; split; try easy; lra.
Qed.
Lemma not_lt_real x y : t'isFinite x -> t'isFinite y ->
  ~ lt x y -> t'real y <= t'real x.
Proof. intros Hx Hy H; rewrite lt_real in H by easy; lra. Qed.
Lemma le_real x y : t'isFinite x -> t'isFinite y ->
  (le x y <-> t'real x <= t'real y).
Proof.
intros Hx Hy; unfold le, t'real; rewrite Bleb_correct by easy.
case Rle_bool_spec; split; try easy; lra.
Qed.
Lemma minus_infinity_lt x y : is_minus_infinity x -> t'isFinite y -> lt x y.
Proof.
intros [I N] Y; destruct x as [s | [|] | | s m e H]; try easy.
now destruct y as [s | s | | [|] m e H].
Qed.

(** ** The tactic *)

(** Finiteness and values of the goal's literals; coqwp redefines both. *)
Ltac literal_facts := idtac.
Ltac literal_values := idtac.

Ltac values := literal_values; repeat match goal with
  | E : t'real ?e = RN _ |- context [t'real ?e] => rewrite E
  | E : t'real ?e = - _ |- context [t'real ?e] => rewrite E
  end; literal_values.
Ltac only_bounds := values;
  repeat match goal with E : t'real _ = _ |- _ => clear E end;
  rewrite <- ?opp_IZR in *; cbn [Z.opp] in *; unfold big, RN.
Ltac small := apply big_1000; only_bounds; gappa.
Ltac nonzero := only_bounds; first [lra | gappa].
Ltac finite_by lemma :=
  let FV := fresh "FV" in
  let V := fresh "V" in
  destruct lemma as [FV V].
Ltac float_op e :=
  lazymatch goal with
  | H : t'isFinite e |- _ => idtac
  | _ =>
    lazymatch e with
    | add RNE ?a ?b => float_op a; float_op b;
        finite_by (op_add a b ltac:(assumption) ltac:(assumption) ltac:(small))
    | sub RNE ?a ?b => float_op a; float_op b;
        finite_by (op_sub a b ltac:(assumption) ltac:(assumption) ltac:(small))
    | mul RNE ?a ?b => float_op a; float_op b;
        finite_by (op_mul a b ltac:(assumption) ltac:(assumption) ltac:(small))
    | div RNE ?a ?b => float_op a; float_op b;
        finite_by (op_div a b ltac:(assumption) ltac:(assumption)
                     ltac:(nonzero) ltac:(small))
    | neg ?a => float_op a; finite_by (op_neg a ltac:(assumption))
    end
  end.
Ltac float_ops := repeat match goal with
  | |- context [t'real (add RNE ?a ?b)] => float_op (add RNE a b); values
  | |- context [t'real (sub RNE ?a ?b)] => float_op (sub RNE a b); values
  | |- context [t'real (mul RNE ?a ?b)] => float_op (mul RNE a b); values
  | |- context [t'real (div RNE ?a ?b)] => float_op (div RNE a b); values
  | |- context [t'real (neg ?a)] => float_op (neg a); values
  end.
Ltac float_finite := match goal with
  | |- t'isFinite ?e => float_op e; assumption
  | |- ~ is_nan ?e => apply finite_not_nan; float_op e; assumption
  end.
