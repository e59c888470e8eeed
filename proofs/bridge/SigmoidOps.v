(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * The operations of src/sigmoid.c on doubles; o is the literal 0 or 1

    Main results: [share1_op], a / (1 + w); [minus_log_op] and
    [minus_log_masked], min(x, 0) - l; [miss_op], 1 - y; [add_log_op], t a + l. *)

From Coq Require Import Reals Psatz Lia ZArith.
From Flocq Require Import Core IEEE754.BinarySingleNaN.
From Softproof Require Import Rounding.
Require Import ieee_float.RoundingMode ieee_float.Float64 FloatOps RowOps.
Open Scope R_scope.

Lemma share1_op a o w : t'isFinite a -> t'isFinite o -> t'isFinite w ->
  t'real o = 1 -> 0 <= t'real a <= 1 -> 0 <= t'real w <= 1 ->
  t'real (div RNE a (add RNE o w)) = fdiv (t'real a) (fadd 1 (t'real w)).
Proof.
intros Fa Fo Fw O A W.
assert (R : 1 <= RN (t'real o + t'real w) <= 2).
{ rewrite O; split.
  - apply RN_ge_format; [apply (F_int 1); lia | lra].
  - apply RN_le_format; [apply (F_int 2); lia | lra]. }
destruct (op_add o w Fo Fw) as [Fs E].
{ rewrite Rabs_pos_eq by lra; apply Rle_trans with (1 := proj2 R).
  apply (bpow_le radix2 1); lia. }
destruct (share_op a (add RNE o w) Fa Fs A ltac:(rewrite E; lra)) as (_ & V & _).
rewrite V, E, O; reflexivity.
Qed.
Lemma minus_log_op x o l m : t'isFinite x -> t'isFinite o -> t'real o = 0 ->
  t'isFinite l -> 0 <= t'real l <= 145 / 8 ->
  lt x o /\ x = m \/ ~ lt x o /\ o = m ->
  t'isFinite (sub RNE m l) /\
  t'real (sub RNE m l) = fsub (Rmin 0 (t'real x)) (t'real l) /\
  t'real (sub RNE m l) <= 0.
Proof.
intros Fx Fo O Fl L C.
assert (M : t'isFinite m /\ t'real m = Rmin 0 (t'real x)).
{ destruct C as [[C <-] | [C <-]]; split; try easy.
  - apply lt_real in C; [| easy | easy]; rewrite Rmin_right; lra.
  - apply not_lt_real in C; [| easy | easy]; rewrite Rmin_left; lra. }
destruct M as [Fm M]; assert (N := Rmin_l 0 (t'real x)).
destruct (sub_small m l Fm Fl) as [Fs E]; [rewrite Rabs_pos_eq; lra |].
rewrite E, M; repeat split; [exact Fs |].
apply RN_le_format; [apply F_0 | lra].
Qed.
Lemma minus_log_masked x o l m : is_minus_infinity x -> t'isFinite o ->
  t'isFinite l -> lt x o /\ x = m \/ ~ lt x o /\ o = m ->
  is_minus_infinity (sub RNE m l).
Proof.
intros X Fo Fl [[_ <-] | [C _]]; [| now destruct C; apply minus_infinity_lt].
apply minus_infinity_eq in X; subst x; now destruct l.
Qed.
Lemma miss_op o y : t'isFinite o -> t'real o = 1 -> t'isFinite y ->
  0 <= t'real y <= 1 ->
  t'isFinite (sub RNE o y) /\ t'real (sub RNE o y) = fsub 1 (t'real y) /\
  0 <= t'real (sub RNE o y) <= 1.
Proof.
intros Fo O Fy Y.
destruct (sub_small o y Fo Fy) as [Fs E]; [rewrite Rabs_pos_eq; lra |].
rewrite E, O; split; [exact Fs | split; [reflexivity | split]].
- apply RN_nonneg; lra.
- apply RN_le_format; [apply (F_int 1); lia | lra].
Qed.
Lemma add_log_op t a l : t'isFinite t -> 0 <= t'real t <= 1 ->
  t'isFinite a -> 0 <= t'real a -> t'isFinite l -> 0 <= t'real l <= 145 / 8 ->
  t'isFinite (mul RNE t a) /\ t'isFinite (add RNE (mul RNE t a) l) /\
  t'real (add RNE (mul RNE t a) l) =
    fadd (fmul (t'real t) (t'real a)) (t'real l) /\
  0 <= t'real (add RNE (mul RNE t a) l).
Proof.
intros Ft T Fa A Fl L; destruct (mul_share t a Ft T Fa A) as (Fm & E & [N _]).
destruct (add_small (mul RNE t a) l Fm Fl) as [Fs V]; [rewrite Rabs_pos_eq; lra |].
rewrite V, E; repeat split; [exact Fm | exact Fs |].
apply RN_nonneg; lra.
Qed.
