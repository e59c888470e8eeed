(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * The quotient by a temperature, in goals from WP

    Main results: [high_op], [rest_op] (no overflow), [quotient_op], a difference
    of logits and its quotient, either of which may overflow to -inf. *)

From Coq Require Import Reals Psatz Lia ZArith.
From Flocq Require Import Core IEEE754.BinarySingleNaN.
From Softproof Require Import Rounding TwoSum TemperaturePair.
Require Import ieee_float.RoundingMode ieee_float.Float64 FloatOps RowOps.
Open Scope R_scope.

(** A result of at most 2^99 T. *)
Lemma near_T T x k : Temp T -> Rabs x <= k * T -> k <= bpow radix2 99 ->
  Rabs (RN x) <= bpow radix2 1000.
Proof.
intros HT X K; apply RN_bpow; [lia |]; apply Rle_trans with (1 := X).
assert (P := T_pos T HT); change 1000%Z with (100 + 900)%Z; rewrite bpow_plus.
apply Rmult_le_compat.
- assert (A := Rabs_pos x); destruct (Rle_lt_dec 0 k) as [| N]; [easy |].
  assert (k * T < 0) by nra; lra.
- lra.
- apply Rle_trans with (1 := K), bpow_le; lia.
- apply HT.
Qed.
Lemma pow_99 : 1000000000000 <= bpow radix2 99.
Proof. apply Rle_trans with (bpow radix2 40); [simpl; lra | apply bpow_le; lia]. Qed.

Lemma high_op T c : t'isFinite T -> Temp (t'real T) ->
  t'isFinite c -> t'real c = 134217729 ->
  let p := mul RNE T c in
  t'isFinite p /\ t'isFinite (sub RNE T p) /\
  t'isFinite (add RNE (sub RNE T p) p) /\
  t'real (add RNE (sub RNE T p) p) = High (t'real T).
Proof.
intros FT HT Fc C p; assert (P := T_pos _ HT); assert (K := pow_99).
assert (U := u_val); assert (Eta := eta_T _ HT).
assert (UT : u * t'real T <= / 1000 * t'real T)
  by (apply Rmult_le_compat_r; [lra | rewrite U; lra]).
set (t := t'real T) in *.
destruct (op_mul T c FT Fc) as [Fp Ep].
{ rewrite C; apply (near_T t _ 134217729); [easy | fold t | lra].
  rewrite Rabs_pos_eq by nra; lra. }
fold p in Fp, Ep; rewrite C in Ep; fold t in Ep.
assert (A := RN_abs_err (t * 134217729)); rewrite <- Ep in A.
rewrite (Rabs_pos_eq (t * 134217729)) in A by nra; apply Rabs_le_inv in A.
destruct (op_sub T p FT Fp) as [Fs Es].
{ apply (near_T t _ 200000000); [easy | fold t; apply Rabs_le; lra | lra]. }
fold t in Es; assert (B := RN_abs_err (t - t'real p)); rewrite <- Es in B.
assert (S : Rabs (t - t'real p) <= 200000000 * t) by (apply Rabs_le; lra).
assert (US : u * Rabs (t - t'real p) <= / 1000 * (200000000 * t)).
{ apply Rmult_le_compat; [rewrite U; lra | apply Rabs_pos | rewrite U; lra | easy]. }
apply Rabs_le_inv in B; apply Rabs_le_inv in S.
destruct (op_add (sub RNE T p) p Fs Fp) as [Fa Ea].
{ apply (near_T t _ 500000000); [easy | fold t; apply Rabs_le; lra | lra]. }
split; [easy | split; [easy | split; [easy |]]].
rewrite Ea, Es, Ep; unfold High, SPLIT, fadd, fsub, fmul; reflexivity.
Qed.

Lemma rest_op d e h T g : t'isFinite d -> t'isFinite e -> t'isFinite h ->
  t'isFinite T -> Temp (t'real T) -> t'isFinite g -> t'real g = High (t'real T) ->
  - 745 <= t'real h <= 0 -> - 746 * t'real T <= t'real d <= 0 ->
  - t'real T <= t'real e <= t'real T ->
  let a := mul RNE h g in
  let b := sub RNE d a in
  let k := sub RNE T g in
  let c := mul RNE h k in
  let l := sub RNE b c in
  let s := add RNE l e in
  let q := div RNE s T in
  (t'isFinite a /\ t'isFinite b /\ t'isFinite k /\ t'isFinite c /\ t'isFinite l /\
   t'isFinite s /\ t'isFinite q) /\
  t'real q = Rest (t'real d) (t'real e) (t'real h) (t'real T).
Proof.
intros Fd Fe Fh FT HT Fg G H D E a b k c l s q.
assert (P := T_pos _ HT); assert (K := pow_99); assert (U := u_val).
assert (Eta := eta_T _ HT); destruct (High_spec _ HT) as [HH _].
rewrite <- G in HH; set (t := t'real T) in *.
assert (UT : 0 <= u * t <= / 1000 * t).
{ split; [apply Rmult_le_pos; [rewrite U |]; lra |].
  apply Rmult_le_compat_r; [lra | rewrite U; lra]. }
apply Rabs_le_inv in HH.
(* what rounding may add *)
assert (Err : forall z m, Rabs z <= m * t -> Rabs (RN z) <= 2 * m * t + t).
{ intros z m Z; assert (A := RN_abs_err z).
  assert (u * Rabs z <= 1 * Rabs z)
    by (apply Rmult_le_compat_r; [apply Rabs_pos | rewrite U; lra]).
  replace (RN z) with ((RN z - z) + z) by ring.
  apply Rle_trans with (1 := Rabs_triang _ _); lra. }
assert (A0 : Rabs (t'real h * t'real g) <= 750 * t).
{ rewrite Rabs_mult, (Rabs_left1 (t'real h)), Rabs_pos_eq by lra.
  apply Rle_trans with (745 * t'real g); [apply Rmult_le_compat_r |]; lra. }
destruct (op_mul h g Fh Fg) as [Fa Ea];
  [apply (near_T t _ 750); [easy | easy | lra] |]; fold a in Fa, Ea.
assert (A1 := Err _ _ A0); rewrite <- Ea in A1; apply Rabs_le_inv in A1.
assert (B0 : Rabs (t'real d - t'real a) <= 3000 * t) by (apply Rabs_le; lra).
destruct (op_sub d a Fd Fa) as [Fb Eb];
  [apply (near_T t _ 3000); [easy | easy | lra] |]; fold b in Fb, Eb.
assert (B1 := Err _ _ B0); rewrite <- Eb in B1; apply Rabs_le_inv in B1.
assert (K0 : Rabs (t - t'real g) <= 1 * t) by (apply Rabs_le; lra).
destruct (op_sub T g FT Fg) as [Fk Ek];
  [apply (near_T t _ 1); [easy | easy | lra] |]; fold k in Fk, Ek; fold t in Ek.
assert (K1 := Err _ _ K0); rewrite <- Ek in K1.
assert (C0 : Rabs (t'real h * t'real k) <= 2300 * t).
{ rewrite Rabs_mult, (Rabs_left1 (t'real h)) by lra.
  apply Rle_trans with (745 * (2 * 1 * t + t)); [| lra].
  apply Rmult_le_compat; try apply Rabs_pos; lra. }
destruct (op_mul h k Fh Fk) as [Fc Ec];
  [apply (near_T t _ 2300); [easy | easy | lra] |]; fold c in Fc, Ec.
assert (C1 := Err _ _ C0); rewrite <- Ec in C1; apply Rabs_le_inv in C1.
assert (L0 : Rabs (t'real b - t'real c) <= 20000 * t) by (apply Rabs_le; lra).
destruct (op_sub b c Fb Fc) as [Fl El];
  [apply (near_T t _ 20000); [easy | easy | lra] |]; fold l in Fl, El.
assert (L1 := Err _ _ L0); rewrite <- El in L1; apply Rabs_le_inv in L1.
assert (S0 : Rabs (t'real l + t'real e) <= 50000 * t) by (apply Rabs_le; lra).
destruct (op_add l e Fl Fe) as [Fs Es];
  [apply (near_T t _ 50000); [easy | easy | lra] |]; fold s in Fs, Es.
assert (S1 := Err _ _ S0); rewrite <- Es in S1.
destruct (op_div s T Fs FT) as [Fq Eq]; [fold t; lra | |].
{ apply RN_bpow; [lia |]; fold t; unfold Rdiv; rewrite Rabs_mult.
  rewrite (Rabs_pos_eq (/ t)) by (left; now apply Rinv_0_lt_compat).
  apply Rmult_le_reg_r with t; [easy |].
  rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra.
  apply Rle_trans with (1 := S1).
  replace (2 * 50000 * t + t) with (100001 * t) by ring.
  apply Rmult_le_compat_r; [lra |].
  apply Rle_trans with (bpow radix2 40); [simpl; lra | apply bpow_le; lia]. }
split; [repeat split; easy |]; fold q in Eq; rewrite Eq; fold t.
rewrite Es, El, Eb, Ec, Ek, Ea, G; reflexivity.
Qed.

(** ** A quotient that may overflow to -inf *)
Lemma minus_is x : x = B754_infinity true -> is_minus_infinity x.
Proof. intros ->; now split. Qed.
Lemma sign_neg x : t'isFinite x -> t'real x < 0 -> Bsign x = true.
Proof.
intros Fx P; destruct x as [s | s | | [|] m e H]; try easy; simpl in *; try lra.
exfalso; revert P; apply Rle_not_lt, F2R_ge_0; easy.
Qed.
Lemma overflow_minus x : B2SF x = binary_overflow 53 1024 (fmode RNE) true ->
  is_minus_infinity x.
Proof.
intros E; apply minus_is; destruct x as [s | s | | s m e H]; simpl in E; try discriminate.
now injection E as ->.
Qed.
Lemma div_top d T : t'isFinite d -> t'real d <= 0 -> t'isFinite T -> 0 < t'real T ->
  (t'isFinite (div RNE d T) /\
   t'real (div RNE d T) = RN (t'real d / t'real T)) \/
  (is_minus_infinity (div RNE d T) /\
   RN (t'real d / t'real T) <= - bpow radix2 1024).
Proof.
intros Fd D FT P.
assert (N : t'real d / t'real T <= 0).
{ unfold Rdiv; apply Rmult_le_reg_r with (t'real T); [easy |].
  rewrite Rmult_assoc, Rinv_l; lra. }
assert (R : RN (t'real d / t'real T) <= 0) by (apply RN_le_format; [apply F_0 | easy]).
generalize (Bdiv_correct 53 1024 Hprec Hmax (fmode RNE) d T ltac:(fold (t'real T); lra)).
change (Generic_fmt.round _ _ _ _) with (RN (t'real d / t'real T)).
case Rlt_bool_spec; intros B.
- intros (E & F' & _); left; split; [| exact E].
  unfold t'isFinite, div; rewrite F'; exact Fd.
- intros E; right; assert (T0 := bpow_gt_0 radix2 1024).
  rewrite Rabs_left1 in B by easy; split; [| lra].
  assert (D0 : t'real d <> 0).
  { intros Z; rewrite Z in B; unfold Rdiv in B; rewrite Rmult_0_l, RN_0 in B; lra. }
  rewrite (sign_neg d Fd ltac:(lra)), (sign_nonneg T FT P) in E.
  now apply overflow_minus.
Qed.

Lemma quotient_op x m T c : t'isFinite m ->
  is_minus_infinity x \/ (t'isFinite x /\ t'real x <= t'real m) ->
  t'isFinite T -> Temp (t'real T) -> t'isFinite c -> t'real c = - 745 ->
  let d := sub RNE x m in
  let q := div RNE d T in
  let Q := fdiv (fsub (t'real x) (t'real m)) (t'real T) in
  ~ is_nan d /\ ~ is_nan q /\
  ((lt q c /\ (is_minus_infinity x \/ (t'isFinite x /\ Q < - 745))) \/
   (~ lt q c /\ t'isFinite x /\ t'isFinite d /\ t'isFinite q /\
    t'real d = fsub (t'real x) (t'real m) /\ t'real q = Q /\ - 745 <= Q)).
Proof.
intros Fm X FT HT Fc C d q Q; assert (P := T_pos _ HT).
assert (Inf : is_minus_infinity d -> is_minus_infinity q).
{ intros I; apply minus_infinity_eq in I; unfold q; rewrite I.
  assert (S := sign_nonneg T FT P).
  destruct T as [s | s | | s mt et Ht]; simpl in *; try easy; try lra.
  rewrite S; now split. }
assert (NaN : forall y, is_minus_infinity y -> ~ is_nan y).
{ intros y I; apply minus_infinity_eq in I; now rewrite I. }
assert (Low : forall y, is_minus_infinity y -> lt y c)
  by (intros y I; now apply minus_infinity_lt).
destruct (sub_top x m Fm X) as [[I D] | [(Fx & Fd & D & N) | (Fx & I & N)]];
  fold d in D || (fold d in Fd, D) || fold d in I.
- assert (Iq := Inf D); split; [now apply NaN | split; [now apply NaN |]].
  left; split; [now apply Low | now left].
- split; [now apply finite_not_nan |].
  destruct (div_top d T Fd ltac:(rewrite D; exact N) FT P) as [[Fq E] | [I E]];
    fold q in E || fold q in I.
  + fold q in Fq; split; [now apply finite_not_nan |].
    assert (EQ : t'real q = Q) by (rewrite E, D; reflexivity).
    destruct (Rlt_le_dec Q (- 745)) as [A | A]; [left | right].
    * split; [apply lt_real; [easy | easy |]; rewrite EQ, C; easy | now right].
    * split; [| now repeat split].
      intros H; apply lt_real in H; [| easy | easy]; rewrite EQ, C in H; lra.
  + split; [now apply NaN |]; left; split; [now apply Low | right; split; [easy |]].
    rewrite D in E; change (RN (RN (t'real x - t'real m) / t'real T)) with Q in E.
    assert (bpow radix2 10 <= bpow radix2 1024) by (apply bpow_le; lia).
    simpl (bpow radix2 10) in *; lra.
- assert (Iq := Inf I); split; [now apply NaN | split; [now apply NaN |]].
  left; split; [now apply Low | right; split; [easy |]].
  assert (B : RN (t'real x - t'real m) / t'real T <= - bpow radix2 124).
  { apply Rmult_le_reg_r with (t'real T); [easy |].
    unfold Rdiv; rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra.
    apply Rle_trans with (1 := N).
    assert (bpow radix2 124 * t'real T <= bpow radix2 124 * bpow radix2 900)
      by (apply Rmult_le_compat_l; [apply bpow_ge_0 | apply HT]).
    rewrite <- bpow_plus in *; simpl (124 + 900)%Z in *; lra. }
  assert (A : Q <= - bpow radix2 124)
    by (apply RN_le_format; [apply F_opp, F_bpow; lia | exact B]).
  assert (bpow radix2 10 <= bpow radix2 124) by (apply bpow_le; lia).
  simpl (bpow radix2 10) in *; lra.
Qed.
