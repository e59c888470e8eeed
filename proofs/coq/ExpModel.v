(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * The floating-point model of [sp_exp], and the size of every step

    [ExpModel] and [ExpPair] are src/exp.c over the reals: each operation rounded, the tables
    replaced by what they hold (ExpTable.v checks the digits).
    Conventions: k = - i is the rounded number of steps (ln 2)/64 in x, with
    i = 64 n + j; t, l are the two table entries for 2^(-j/64).

    Main results: [Steps_int] (k is an integer), [Rest_bound] (what is left of
    x), and what no C operation may exceed, one lemma for each C function:
    [pow2_minus_ops], [reduce_steps_ops], [expm1_small_ops], [exp_scaled_ops].
    Source: P. T. P. Tang, ACM TOMS 15, 1989. *)

From Coq Require Import Reals Psatz Lia ZArith.
From Flocq Require Import Core.
From Softproof Require Import Rounding HalfUlp ZInterval.
Open Scope R_scope.

(** ** The model *)
Definition ZERO_BELOW := (- 0x1.746p9)%R.
Definition STEPS_PER_LN2 := 0x1.71547652b82fep6.
Definition TO_INTEGER := 0x1.8p52.
Definition STEP_HI := 0x1.62e42fefap-7.
Definition STEP_LO := 0x1.cf79abc9e3b3ap-46.
Definition C3 := 0x1.55555555559dap-3.
Definition C4 := 0x1.555565c30600fp-5.
Definition C5 := 0x1.111115c2b5c86p-7.

(** 2^(k/64) *)
Definition exp2_64 (k : Z) : R := exp (IZR k * ln 2 / 64).
Definition RootHi (j : Z) : R := RN (exp2_64 (- j)).
Definition RootLo (j : Z) : R := RN (exp2_64 (- j) - RootHi j).

Definition Steps (x : R) : R :=
  fsub (fadd (fmul x STEPS_PER_LN2) TO_INTEGER) TO_INTEGER.
Definition Reduced (x : R) : R :=
  let k := Steps x in fsub (fsub x (fmul k STEP_HI)) (fmul k STEP_LO).
Definition Expm1Small (r : R) : R :=
  let r2 := fmul r r in
  fadd (fadd r (fmul r2 (fadd 0.5 (fmul r C3))))
       (fmul (fmul r2 r2) (fadd C4 (fmul r C5))).
Definition StepCount (x : R) : Z := Ztrunc (- Steps x).
(** The last factor but one, about 2^(-j/64) e^r; j = i mod 64. *)
Definition Mantissa (i : Z) (r : R) : R :=
  let t := RootHi (i mod 64) in
  fadd t (fadd (RootLo (i mod 64)) (fmul t (Expm1Small r))).
(** 2^(-i/64) e^r *)
Definition ExpScaled (i : Z) (r : R) : R :=
  fmul (Mantissa i r) (exp2_64 (-64 * (i / 64))).
Definition ExpModel (x : R) : R :=
  if Rlt_dec x ZERO_BELOW then 0 else ExpScaled (StepCount x) (Reduced x).
(** e^(x + y), where y is small against x: the rounding error of x, say. *)
Definition ExpPair (x y : R) : R :=
  if Rlt_dec x ZERO_BELOW then 0
  else ExpScaled (StepCount x) (fadd (Reduced x) y).

(** ** Powers of two *)
Lemma exp2_64_0 : exp2_64 0 = 1.
Proof. unfold exp2_64, Rdiv; rewrite !Rmult_0_l; apply exp_0. Qed.
Lemma exp2_64_plus a b : exp2_64 (a + b) = exp2_64 a * exp2_64 b.
Proof. unfold exp2_64; rewrite <- exp_plus, plus_IZR; f_equal; field. Qed.
Lemma exp2_64_pow n : exp2_64 (-64 * n) = bpow radix2 (- n).
Proof.
unfold exp2_64; rewrite bpow_exp, mult_IZR, opp_IZR; simpl IZR; f_equal; field.
Qed.
Lemma exp2_64_le a b : (a <= b)%Z -> exp2_64 a <= exp2_64 b.
Proof.
intros H; unfold exp2_64; apply IZR_le in H; assert (L : 0 < ln 2) by interval.
destruct (Rle_lt_or_eq_dec _ _ H) as [H' | ->]; [| lra].
left; apply exp_increasing; nra.
Qed.
Lemma exp2_64_unit k : (0 <= k)%Z -> 0 < exp2_64 (- k) <= 1.
Proof.
intros H; split; [apply exp_pos | rewrite <- exp2_64_0; apply exp2_64_le; lia].
Qed.
Lemma pow2_F n : (0 <= n <= 1074)%Z -> F (exp2_64 (-64 * n)).
Proof. intros H; rewrite exp2_64_pow; apply F_bpow; lia. Qed.
(** [pow2_minus]: both entries are in [2^-1056, 1], the product is exact. *)
Lemma pow2_minus_ops n : (0 <= n <= 1074)%Z ->
  let fine := bpow radix2 (- (n mod 32)) in
  let coarse := bpow radix2 (- (32 * (n / 32))) in
  0 < fine <= 1 /\ 0 < coarse <= 1 /\
  fmul fine coarse = exp2_64 (-64 * n) /\
  fmul fine coarse = bpow radix2 (- n) /\ 0 < bpow radix2 (- n) <= 1.
Proof.
intros H fine coarse.
assert (B : forall m, (0 <= m)%Z -> 0 < bpow radix2 (- m) <= 1).
{ intros m Hm; split; [apply bpow_gt_0 | apply (bpow_le radix2 _ 0); lia]. }
assert (E : fmul fine coarse = bpow radix2 (- n)).
{ unfold fmul, fine, coarse; rewrite <- bpow_plus.
  replace (_ + _)%Z with (- n)%Z by (rewrite (Z.div_mod n 32) at 1; lia).
  apply RN_exact, F_bpow; lia. }
split; [| split; [| split; [| split]]]; auto.
- apply B; apply Z.mod_pos_bound; lia.
- apply B; assert (0 <= n / 32)%Z by (apply Z.div_pos; lia); lia.
- now rewrite exp2_64_pow.
- apply B; lia.
Qed.

Lemma pow2_product n : (0 <= n <= 1074)%Z ->
  fmul (exp2_64 (-64 * (n mod 32))) (exp2_64 (-64 * (32 * (n / 32)))) =
  exp2_64 (-64 * n).
Proof.
intros H; rewrite (exp2_64_pow (n mod 32)), (exp2_64_pow (32 * _)).
now apply pow2_minus_ops.
Qed.

(** ** The number of steps *)
Definition Near (x : R) : Prop := -744.75 <= x <= 0.

Lemma Near_scaled x : Near x -> -68765 <= x * STEPS_PER_LN2 <= 0.
Proof. unfold Near, STEPS_PER_LN2; lra. Qed.
Lemma TO_INTEGER_val : TO_INTEGER = 6755399441055744.
Proof. unfold TO_INTEGER; lra. Qed.

(** [reduce_steps]: the result is an integer, and near to x 64 / ln 2. *)
Lemma Steps_spec x : Near x ->
  let a := fmul x STEPS_PER_LN2 in
  -68765 <= a <= 0 /\
  6755399440986979 <= fadd a TO_INTEGER <= 6755399441055744 /\
  exists i, (0 <= i <= 68765)%Z /\ Steps x = - IZR i /\
    Rabs (IZR i + x * STEPS_PER_LN2) <= 0.5 + u * 65536.
Proof.
intros Hx a; assert (Hs := Near_scaled x Hx).
assert (Ha : -68765 <= a <= 0).
{ split; [apply RN_ge_format; [now apply F_int | easy] |].
  apply RN_le_format; [apply F_0 | easy]. }
destruct (RN_small 17 131072 (x * STEPS_PER_LN2)) as [_ He];
  [simpl; lra | lia | lra |]; fold (fmul x STEPS_PER_LN2) in He; fold a in He.
set (z := a + TO_INTEGER); assert (Ez : z = a + 6755399441055744)
  by (unfold z; now rewrite TO_INTEGER_val).
assert (Eb : fadd a TO_INTEGER = IZR (ZnearestE z)).
{ apply RN_unit; fold z; rewrite Ez; simpl bpow; lra. }
assert (Hb : 6755399440986979 <= fadd a TO_INTEGER <= 6755399441055744).
{ unfold fadd; fold z; split.
  - apply RN_ge_format; [now apply F_int | lra].
  - apply RN_le_format; [now apply F_int | lra]. }
split; [easy | split; [easy |]].
assert (Hn := Znearest_half (fun t => negb (Z.even t)) z).
fold ZnearestE in Hn; apply Rabs_le_inv in Hn.
set (i := (6755399441055744 - ZnearestE z)%Z).
assert (Ei : IZR i = 6755399441055744 - IZR (ZnearestE z)) by apply minus_IZR.
assert (Hi : (0 <= i <= 68765)%Z).
{ rewrite Eb in Hb; split; apply le_IZR; lra. }
exists i; split; [easy | split].
- unfold Steps; fold a; rewrite Eb, TO_INTEGER_val; unfold fsub.
  replace (_ - _) with (IZR (- i)) by (rewrite opp_IZR; lra).
  rewrite RN_int by lia; apply opp_IZR.
- apply Rabs_le; lra.
Qed.
Lemma Steps_count x : Near x -> (0 <= StepCount x <= 68765)%Z /\
  Steps x = - IZR (StepCount x) /\
  Rabs (IZR (StepCount x) + x * STEPS_PER_LN2) <= 0.5 + u * 65536.
Proof.
intros Hx; destruct (Steps_spec x Hx) as (_ & _ & i & Hi & E & He).
replace (StepCount x) with i; [auto |].
unfold StepCount; now rewrite E, Ropp_involutive, Ztrunc_IZR.
Qed.
Theorem Steps_int x : Near x -> exists i : Z, (0 <= i <= 68765)%Z /\
  Steps x = - IZR i /\ StepCount x = i.
Proof.
intros Hx; destruct (Steps_count x Hx) as (Hi & E & _); now exists (StepCount x).
Qed.
Lemma reduce_steps_ops x : Near x ->
  -68765 <= fmul x STEPS_PER_LN2 <= 0 /\
  6755399440986979 <= fadd (fmul x STEPS_PER_LN2) TO_INTEGER
    <= 6755399441055744 /\
  -68765 <= Steps x <= 0.
Proof.
intros Hx; destruct (Steps_spec x Hx) as (Ha & Hb & i & Hi & -> & _).
split; [easy | split; [easy |]].
assert (0 <= IZR i <= 68765) by (split; apply IZR_le; lia); lra.
Qed.
(** Split of i: i = 64 n + j. *)
Lemma count_split i : (0 <= i <= 68765)%Z ->
  (0 <= i mod 64 < 64)%Z /\ (0 <= i / 64 <= 1074)%Z.
Proof.
intros H; split; [apply Z.mod_pos_bound; lia |].
split; [apply Z.div_pos; lia | change 1074%Z with (68765 / 64)%Z].
apply Z.div_le_mono; lia.
Qed.

(** ** The rest *)
Definition Rest (x : R) : R := x + IZR (StepCount x) * (ln 2 / 64).
Lemma Rest_exp x :
  exp x = exp2_64 (- StepCount x) * exp (Rest x).
Proof.
unfold exp2_64, Rest; rewrite <- exp_plus, opp_IZR; f_equal; field.
Qed.
Lemma Rest_bound x : Near x -> Rabs (Rest x) <= 0.005417.
Proof.
intros Hx; destruct (Steps_count x Hx) as (_ & _ & He).
unfold Near in Hx; unfold Rest; set (i := IZR (StepCount x)) in *.
replace (x + i * (ln 2 / 64)) with
  ((i + x * STEPS_PER_LN2) * (ln 2 / 64) + x * (1 - STEPS_PER_LN2 * (ln 2 / 64)))
  by ring.
set (e := i + x * STEPS_PER_LN2) in *; clearbody e.
assert (He' : Rabs e <= 0.50001) by (rewrite u_val in He; lra); clear He.
assert (Hs : Rabs (1 - STEPS_PER_LN2 * (ln 2 / 64)) <= 1e-10)
  by (unfold STEPS_PER_LN2; interval).
set (s := 1 - STEPS_PER_LN2 * (ln 2 / 64)) in *; clearbody s.
interval.
Qed.
(** i STEP_HI needs at most 17 + 36 bits. *)
Lemma fmul_STEP_HI i : (0 <= i <= 68765)%Z ->
  fmul (- IZR i) STEP_HI = - (IZR i * STEP_HI).
Proof.
intros Hi; unfold fmul; rewrite Ropp_mult_distr_l_reverse, RN_opp; f_equal.
apply RN_exact, generic_format_FLT.
exists (Float radix2 (i * 47632711549) (-42)); simpl; try lia.
unfold F2R, STEP_HI; simpl; rewrite mult_IZR; lra.
Qed.
Lemma STEP_split : Rabs (STEP_HI - ln 2 / 64) <= / 2 ^ 44 /\
  Rabs (STEP_HI + STEP_LO - ln 2 / 64) <= / 2 ^ 98.
Proof.
unfold STEP_HI, STEP_LO; split; interval with (i_prec 130).
Qed.
(** Every operation of the reduction, and its whole error. *)
Lemma Reduced_spec x : Near x ->
  let k := Steps x in
  -745 <= fmul k STEP_HI <= 0 /\
  Rabs (fsub x (fmul k STEP_HI)) <= / 128 /\
  Rabs (fmul k STEP_LO) <= / 268435456 /\
  Rabs (Reduced x) <= 0.00543 /\
  Rabs (Reduced x - Rest x) <= u / 127.
Proof.
intros Hx k; destruct (Steps_count x Hx) as (Hi & Ek & _).
assert (Hr := Rest_bound x Hx); unfold Rest in *; unfold Reduced; fold k.
fold k in Ek; set (i := StepCount x) in *; set (I := IZR i) in *.
assert (HI : 0 <= I <= 68765) by (split; apply IZR_le; lia).
assert (Eh : fmul k STEP_HI = - (I * STEP_HI))
  by (rewrite Ek; now apply fmul_STEP_HI).
destruct STEP_split as [S1 S2].
assert (D1 : Rabs (I * (STEP_HI - ln 2 / 64)) <= 68765 * / 2 ^ 44).
{ rewrite Rabs_mult, (Rabs_pos_eq I) by lra.
  apply Rmult_le_compat; lra || apply Rabs_pos. }
assert (D2 : Rabs (I * (STEP_HI + STEP_LO - ln 2 / 64)) <= 68765 * / 2 ^ 98).
{ rewrite Rabs_mult, (Rabs_pos_eq I) by lra.
  apply Rmult_le_compat; lra || apply Rabs_pos. }
apply Rabs_le_inv in D1; apply Rabs_le_inv in D2; apply Rabs_le_inv in Hr.
assert (U := u_val).
assert (Hh : -745 <= fmul k STEP_HI <= 0) by (rewrite Eh; unfold STEP_HI; lra).
set (d := fsub x (fmul k STEP_HI)); set (m := fmul k STEP_LO).
destruct (RN_small (-7) (/ 128) (x - fmul k STEP_HI)) as [Bd Ed];
  [simpl; lra | lia | rewrite Eh; lra |]; fold (fsub x (fmul k STEP_HI)) in *.
destruct (RN_small (-28) (/ 268435456) (k * STEP_LO)) as [Bm Em];
  [simpl; lra | lia | rewrite Ek; unfold STEP_LO; lra |].
fold (fmul k STEP_LO) in *; fold d in Bd, Ed; fold m in Bm, Em.
assert (Bdm : -0.00543 <= d - m <= 0.00543) by (rewrite Eh in Ed; lra).
destruct (RN_small (-7) (/ 128) (d - m)) as [_ Er]; [simpl; lra | lia | lra |].
fold (fsub d m) in *; rewrite Ek in Em; rewrite Eh in Ed.
repeat split; try (apply Rabs_le; lra); lra.
Qed.

(** ** [expm1_small] *)
Lemma expm1_small_ops r : Rabs r <= 0.00543 ->
  let r2 := fmul r r in
  Rabs r2 <= / 32768 /\
  Rabs (fmul r C3) <= / 512 /\
  Rabs (fadd 0.5 (fmul r C3)) <= 1 /\
  Rabs (fmul r2 (fadd 0.5 (fmul r C3))) <= / 32768 /\
  Rabs (fadd r (fmul r2 (fadd 0.5 (fmul r C3)))) <= 0.0055 /\
  Rabs (fmul r2 r2) <= / 2 ^ 30 /\
  Rabs (fmul r C5) <= / 8192 /\
  Rabs (fadd C4 (fmul r C5)) <= / 16 /\
  Rabs (fmul (fmul r2 r2) (fadd C4 (fmul r C5))) <= / 2 ^ 34 /\
  Rabs (Expm1Small r) <= 0.0055.
Proof.
intros Hr; apply Rabs_le_inv in Hr; assert (U := u_val); unfold Expm1Small; cbv zeta.
assert (M : forall e a b c y z, (-1021 <= e)%Z -> bpow radix2 e = c ->
  a * b <= c -> - a <= y <= a -> - b <= z <= b -> - c <= fmul y z <= c).
{ intros e a b c y z He Ec Hc Hy Hz; apply (RN_small e); auto.
  apply Rabs_le_inv, Rle_trans with (2 := Hc); rewrite Rabs_mult.
  apply Rmult_le_compat; try apply Rabs_pos; now apply Rabs_le. }
assert (H2 : - / 32768 <= fmul r r <= / 32768)
  by (apply (M (-15)%Z 0.00543 0.00543); (lia || simpl; lra)).
assert (H3 : - / 512 <= fmul r C3 <= / 512)
  by (apply (M (-9)%Z 0.00543 0.17); unfold C3; (lia || simpl; lra)).
destruct (RN_small 0 1 (0.5 + fmul r C3)) as [H4 _]; [simpl; lra | lia | lra |].
fold (fadd 0.5 (fmul r C3)) in H4; set (s := fadd 0.5 (fmul r C3)) in *.
assert (H5 : - / 32768 <= fmul (fmul r r) s <= / 32768)
  by (apply (M (-15)%Z (/ 32768) 1); (lia || simpl; lra)).
destruct (RN_small (-7) (/ 128) (r + fmul (fmul r r) s)) as [_ H6];
  [simpl; lra | lia | lra |]; fold (fadd r (fmul (fmul r r) s)) in H6.
assert (H7 : - / 2 ^ 30 <= fmul (fmul r r) (fmul r r) <= / 2 ^ 30)
  by (apply (M (-30)%Z (/ 32768) (/ 32768)); (lia || simpl; lra)).
assert (H8 : - / 8192 <= fmul r C5 <= / 8192)
  by (apply (M (-13)%Z 0.00543 0.01); unfold C5; (lia || simpl; lra)).
destruct (RN_small (-4) (/ 16) (C4 + fmul r C5)) as [H9 _];
  [simpl; lra | lia | unfold C4; lra |]; fold (fadd C4 (fmul r C5)) in H9.
set (p := fadd r (fmul (fmul r r) s)) in *.
set (v := fadd C4 (fmul r C5)) in *; set (r4 := fmul (fmul r r) (fmul r r)) in *.
assert (H10 : - / 2 ^ 34 <= fmul r4 v <= / 2 ^ 34)
  by (apply (M (-34)%Z (/ 2 ^ 30) (/ 16)); (lia || simpl; lra)).
destruct (RN_small (-7) (/ 128) (p + fmul r4 v)) as [_ H11];
  [simpl; lra | lia | lra |]; fold (fadd p (fmul r4 v)) in H11.
repeat split; apply Rabs_le; lra.
Qed.

(** ** Table entries *)
Lemma exp2_64_range j : (0 <= j < 64)%Z -> / 2 <= exp2_64 (- j) <= 1.
Proof.
intros Hj; replace (/ 2) with (exp2_64 (-64 * 1)) by (rewrite exp2_64_pow; simpl; lra).
rewrite <- exp2_64_0; split; apply exp2_64_le; lia.
Qed.
Lemma Root_spec j : (0 <= j < 64)%Z ->
  / 2 <= RootHi j <= 1 /\ Rabs (exp2_64 (- j) - RootHi j) <= u / 2 /\
  Rabs (RootLo j) <= u / 2 /\
  Rabs (RootHi j + RootLo j - exp2_64 (- j)) <= u * u.
Proof.
intros Hj; assert (B := exp2_64_range j Hj); assert (U := u_val).
assert (H1 := RN_half 0 (exp2_64 (- j)) ltac:(lia)); fold (RootHi j) in H1.
assert (E1 : Rabs (exp2_64 (- j) - RootHi j) <= u / 2).
{ rewrite Rabs_minus_sym; simpl in H1; apply Rle_trans with (u * (1 / 2)); [| lra].
  apply H1, Rabs_le; lra. }
assert (E0 : bpow radix2 (-54) = u / 2) by (rewrite U; simpl; lra).
destruct (RN_small (-54) (u / 2) (exp2_64 (- j) - RootHi j)) as [B2 E2];
  [easy | lia | now apply Rabs_le_inv |]; fold (RootLo j) in B2, E2.
split; [split | split; [easy | split; [now apply Rabs_le |]]].
- apply RN_ge_format; [| lra]; replace (/ 2) with (bpow radix2 (-1)) by (simpl; lra).
  apply F_bpow; lia.
- apply RN_le_format; [apply (F_int 1); lia | lra].
- apply Rabs_le; nra.
Qed.

(** ** [exp_scaled] *)
(** What the reduction leaves: t = m - i (ln 2)/64, and r is m up to rounding. *)
Record Split (i : Z) (r m : R) : Prop := {
  split_count : (0 <= i <= 68765)%Z;
  split_rest : Rabs m <= 0.005418;
  split_arg : Rabs r <= 0.00543;
  split_error : Rabs (r - m) <= u / 84 }.
Lemma split_x x : Near x -> Split (StepCount x) (Reduced x) (Rest x).
Proof.
intros Hx; destruct (Reduced_spec x Hx) as (_ & _ & _ & Hr & Hd).
assert (U := u_pos); assert (B := Rest_bound x Hx).
split; try lra; apply Steps_count; easy.
Qed.
(** The small part is added to the reduced argument: one more rounding. *)
Lemma split_pair x y : Near x -> Rabs y <= bpow radix2 (-43) ->
  Split (StepCount x) (fadd (Reduced x) y) (Rest x + y).
Proof.
intros Hx Hy; destruct (Reduced_spec x Hx) as (_ & _ & _ & _ & Hd).
assert (U := u_val); assert (B := Rest_bound x Hx).
assert (Y : bpow radix2 (-43) = / 8796093022208) by (simpl; lra).
rewrite Y in Hy; apply Rabs_le_inv in Hy.
apply Rabs_le_inv in B; apply Rabs_le_inv in Hd.
destruct (RN_small (-7) (/ 128) (Reduced x + y)) as [_ He]; [simpl; lra | lia | lra |].
fold (fadd (Reduced x) y) in He.
split; [apply Steps_count; easy | apply Rabs_le; lra | apply Rabs_le; lra |].
apply Rabs_le; lra.
Qed.

Lemma exp_scaled_ops i r : (0 <= i <= 68765)%Z -> Rabs r <= 0.00543 ->
  let j := (i mod 64)%Z in let n := (i / 64)%Z in
  let q := Expm1Small r in
  ((0 <= j < 64)%Z /\ (0 <= n <= 1074)%Z) /\
  (Rabs q <= 0.0055 /\ / 2 <= RootHi j <= 1 /\ Rabs (RootLo j) <= / 2 ^ 54 /\
   Rabs (fmul (RootHi j) q) <= / 128 /\
   Rabs (fadd (RootLo j) (fmul (RootHi j) q)) <= / 64) /\
  0.49 <= Mantissa i r <= 1.01 /\
  0 <= ExpScaled i r <= 1.01.
Proof.
intros Hi Hr j n q.
assert (Hq : Rabs q <= 0.0055) by now apply expm1_small_ops.
destruct (count_split i Hi) as [Hj Hn]; fold j in Hj; fold n in Hn.
destruct (Root_spec j Hj) as (Ht & _ & Hl & _); assert (U := u_val).
assert (Hl' := Rabs_le_inv _ _ Hl); assert (Hq' := Rabs_le_inv _ _ Hq).
unfold ExpScaled, Mantissa; cbv zeta; fold j; fold n; fold q.
set (t := RootHi j) in *; set (l := RootLo j) in *.
destruct (RN_small (-7) (/ 128) (t * q)) as [Hp _]; [simpl; lra | lia | nra |].
fold (fmul t q) in Hp; set (p := fmul t q) in *.
assert (Hp' : - 0.0056 <= p <= 0.0056).
{ destruct (RN_small (-7) (/ 128) (t * q)) as [_ E]; [simpl; lra | lia | nra |].
  fold (fmul t q) in E; fold p in E; nra. }
destruct (RN_small (-7) (/ 128) (l + p)) as [Hs Es]; [simpl; lra | lia | lra |].
fold (fadd l p) in Hs, Es; set (s := fadd l p) in *.
destruct (RN_small 1 2 (t + s)) as [_ Hy]; [simpl; lra | lia | lra |].
fold (fadd t s) in Hy; set (y := fadd t s) in *.
assert (Hy' : 0.49 <= y <= 1.006) by lra.
destruct (pow2_minus_ops n Hn) as (_ & _ & _ & _ & Hw).
rewrite exp2_64_pow; set (w := bpow radix2 (- n)) in *.
assert (Hyw : 0 <= y * w <= 1.006) by nra.
destruct (RN_small 1 2 (y * w)) as [_ Hf]; [simpl; lra | lia | lra |].
fold (fmul y w) in Hf.
assert (H0 : 0 <= fmul y w) by (apply RN_nonneg; lra).
repeat match goal with |- _ /\ _ => split end;
  try easy; try (apply Rabs_le; lra); lra.
Qed.
