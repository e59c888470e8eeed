(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * The quotient of a difference of logits and a temperature, as a sum

    (x - m) / T is h + y up to 2^-13 u: h is the rounded quotient to a multiple
    of 2^-16, y the quotient of what h leaves of x - m. Nothing is lost where y
    is computed, since h times the high part of T is exact; what is rounded
    afterwards is below 2^-15 T.

    Main results: [Step_spec] (h), [High_spec] (the high part of T),
    [Quotient_close] (the sum), [Quotient_ops] (no overflow).
    Source: T. J. Dekker, A floating-point technique for extending the available
    precision, Numer. Math. 18, 1971; the proof of the splitting is Flocq's (S.
    Boldo, Pff2Flocq.v). *)

From Coq Require Import Reals Psatz Lia ZArith.
From Flocq Require Import Core Relative Sterbenz.
From Flocq Require Pff.Pff2Flocq.
From Softproof Require Import Rounding TwoSum.
Open Scope R_scope.

(** The temperatures that are accepted. *)
Definition Temp (T : R) : Prop :=
  F T /\ bpow radix2 (-900) <= T <= bpow radix2 900.

(** ** A multiple of 2^-16 near q *)
Definition TO_STEPS := 103079215104. (* 1.5 2^36 *)
Definition Step (q : R) : R := fsub (fadd q TO_STEPS) TO_STEPS.

Lemma RN_steps z : bpow radix2 36 <= z < bpow radix2 37 ->
  RN z = IZR (ZnearestE (z * 65536)) / 65536.
Proof.
intros H; assert (C : cexp radix2 fexp z = (-16)%Z).
{ unfold cexp; rewrite (mag_unique_pos radix2 z 37) by easy; reflexivity. }
unfold RN, round, scaled_mantissa; rewrite C; unfold F2R; cbn [Fnum Fexp].
change (bpow radix2 (- -16)) with 65536.
now replace (bpow radix2 (-16)) with (/ 65536) by (simpl; lra).
Qed.
Lemma F_steps i : (Z.abs i <= 9007199254740992)%Z -> F (IZR i / 65536).
Proof.
intros H; replace (IZR i / 65536) with (IZR i * bpow radix2 (-16)) by (simpl; lra).
destruct (Z.eq_dec (Z.abs i) 9007199254740992) as [E | E].
- apply generic_format_abs_inv; rewrite Rabs_mult, <- abs_IZR, E.
  rewrite (Rabs_pos_eq (bpow _ _)) by apply bpow_ge_0.
  change 9007199254740992 with (bpow radix2 53); rewrite <- bpow_plus.
  apply F_bpow; lia.
- apply generic_format_FLT; exists (Float radix2 i (-16)); simpl; try lia.
  reflexivity.
Qed.
Lemma Step_spec q : - 745 <= q <= 0 -> exists i,
  (0 <= i <= 48824320)%Z /\ Step q = - (IZR i / 65536) /\
  Rabs (Step q - q) <= / 131072 /\
  103079214359 <= fadd q TO_STEPS <= TO_STEPS.
Proof.
intros Q; set (z := q + TO_STEPS).
assert (E : fadd q TO_STEPS = IZR (ZnearestE (z * 65536)) / 65536).
{ apply RN_steps; unfold z, TO_STEPS; simpl; lra. }
assert (B : 103079214359 <= fadd q TO_STEPS <= TO_STEPS).
{ unfold fadd; split.
  - apply RN_ge_format; [apply F_int; lia | unfold TO_STEPS; lra].
  - apply RN_le_format; [apply (F_int 103079215104); lia | lra]. }
assert (N := Znearest_half (fun t => negb (Z.even t)) (z * 65536)).
fold ZnearestE in N; apply Rabs_le_inv in N.
set (k := ZnearestE (z * 65536)) in *; clearbody k.
assert (K : (6755399392231424 <= k <= 6755399441055744)%Z).
{ rewrite E in B; unfold TO_STEPS in B; split; apply le_IZR; lra. }
exists (6755399441055744 - k)%Z; split; [lia |].
assert (S : Step q = - (IZR (6755399441055744 - k) / 65536)).
{ unfold Step, fsub; rewrite E; rewrite minus_IZR.
  replace (IZR k / 65536 - TO_STEPS) with (IZR (k - 6755399441055744) / 65536)
    by (rewrite minus_IZR; unfold TO_STEPS; lra).
  rewrite RN_exact by (apply F_steps; lia); rewrite minus_IZR; lra. }
split; [exact S | split; [| exact B]].
rewrite S, minus_IZR; unfold z, TO_STEPS in N; apply Rabs_le; lra.
Qed.
Lemma Step_range q : - 745 <= q <= 0 -> - 745 <= Step q <= 0.
Proof.
intros Q; destruct (Step_spec q Q) as (i & Hi & -> & _).
assert (0 <= IZR i <= 48824320) by (split; apply IZR_le; lia); lra.
Qed.

(** ** The high part of T: 26 bits *)
Definition SPLIT := 134217729. (* 2^27 + 1 *)
Definition High (T : R) : R :=
  let c := fmul T SPLIT in fadd (fsub T c) c.

Lemma High_veltkamp T : F T -> exists choice,
  High T = round radix2 (FLT_exp (-1074) 26) (Znearest choice) T.
Proof.
intros FT.
destruct (Pff2Flocq.Veltkamp radix2 (-1074) 53 (fun z => negb (Z.even z)) 27
  ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) T FT) as [c E].
exists c; change 26%Z with (53 - 27)%Z; etransitivity; [| exact E].
unfold High, fadd, fsub, fmul, RN; cbv zeta.
now replace SPLIT with (bpow radix2 27 + 1) by (unfold SPLIT; simpl; lra).
Qed.
Lemma High_spec T : Temp T ->
  Rabs (High T - T) <= / 67108864 * T /\
  forall i, (0 <= i <= 67108864)%Z -> F (IZR i / 65536 * High T).
Proof.
intros [FT [L H]]; destruct (High_veltkamp T FT) as [c E].
assert (P := bpow_gt_0 radix2 (-900)).
assert (P26 : Prec_gt_0 26) by easy.
assert (D : Rabs (High T - T) <= / 67108864 * T).
{ rewrite E; replace T with (Rabs T) at 3 by (apply Rabs_pos_eq; lra).
  replace (/ 67108864) with (/ 2 * bpow radix2 (-26 + 1)) by (simpl; lra).
  apply (relative_error_N_FLT radix2 (-1074) 26 P26).
  rewrite Rabs_pos_eq by lra; apply Rle_trans with (2 := L), bpow_le; lia. }
split; [exact D |]; intros i Hi.
assert (G : generic_format radix2 (FLT_exp (-1074) 26) (High T)).
{ rewrite E; apply generic_format_round; typeclasses eauto. }
assert (Hh : bpow radix2 (-901) <= High T).
{ assert (bpow radix2 (-901) = / 2 * bpow radix2 (-900)).
  { change (-901)%Z with (-1 + -900)%Z; rewrite bpow_plus; simpl; lra. }
  apply Rabs_le_inv in D; lra. }
assert (N0 : High T <> 0).
{ intros Z; rewrite Z in Hh; assert (Q := bpow_gt_0 radix2 (-901)); lra. }
set (e := cexp radix2 (FLT_exp (-1074) 26) (High T)).
assert (Me : (-900 <= mag radix2 (High T))%Z).
{ apply (mag_ge_bpow radix2); change (-900 - 1)%Z with (-901)%Z.
  now rewrite Rabs_pos_eq; [| apply Rle_trans with (2 := Hh), bpow_ge_0]. }
assert (Ee : e = (mag radix2 (High T) - 26)%Z)
  by (unfold e, cexp, FLT_exp; lia).
unfold generic_format in G; set (M := Ztrunc _) in G; fold e in G.
assert (MB : (Z.abs M < 67108864)%Z).
{ apply lt_IZR; rewrite abs_IZR; apply Rmult_lt_reg_r with (bpow radix2 e);
    [apply bpow_gt_0 |].
  replace (Rabs (IZR M) * bpow radix2 e) with (Rabs (High T)).
  - apply Rlt_le_trans with (bpow radix2 (mag radix2 (High T))).
    + now apply bpow_mag_gt.
    + change 67108864 with (bpow radix2 26); rewrite <- bpow_plus.
      apply bpow_le; lia.
  - rewrite G at 1; unfold F2R; cbn [Fnum Fexp]; rewrite Rabs_mult; f_equal.
    apply Rabs_pos_eq, bpow_ge_0. }
apply generic_format_FLT; exists (Float radix2 (i * M) (e - 16)); cbn [Fnum Fexp].
- rewrite G; unfold F2R; cbn [Fnum Fexp]; rewrite mult_IZR.
  unfold Zminus; rewrite bpow_plus; simpl (bpow radix2 (- (16))); lra.
- rewrite Z.abs_mul; change (radix2 ^ 53)%Z with 9007199254740992%Z; nia.
- lia.
Qed.

(** ** What the multiple of 2^-16 leaves *)
Definition Left (d h T : R) : R :=
  fsub (fsub d (fmul h (High T))) (fmul h (fsub T (High T))).
Definition Rest (d e h T : R) : R := fdiv (fadd (Left d h T) e) T.

Section Quotient.
Variables x m T : R.
Hypothesis Fx : F x.
Hypothesis Fm : F m.
Hypothesis L : x <= m.
Hypothesis HT : Temp T.
Notation d := (fsub x m).
Notation e := (x - m - fsub x m).
Notation q := (fdiv d T).
Notation h := (Step q).
Notation y := (Rest d e h T).
Hypothesis Q : - 745 <= q.

Lemma T_pos : 0 < T.
Proof.
destruct HT as (_ & A & _); apply Rlt_le_trans with (2 := A), bpow_gt_0.
Qed.
Lemma eta_T : 0 < eta <= / 1000000000 * (u * T).
Proof.
split; [apply eta_pos |]; destruct HT as (_ & A & _).
assert (E : eta = bpow radix2 (-121) * (u * bpow radix2 (-900))).
{ unfold eta, u; rewrite <- !bpow_plus; f_equal. }
rewrite E; apply Rmult_le_compat.
- apply bpow_ge_0.
- apply Rmult_le_pos; apply bpow_ge_0.
- apply Rle_trans with (bpow radix2 (-30)); [apply bpow_le; lia | simpl; lra].
- apply Rmult_le_compat_l; [apply bpow_ge_0 | exact A].
Qed.
Lemma d_le : d <= 0.
Proof. apply RN_le_format; [apply F_0 | lra]. Qed.
Lemma q_le : q <= 0.
Proof.
apply RN_le_format; [apply F_0 |]; assert (D := d_le); assert (P := T_pos).
apply Rmult_le_reg_r with T; [easy |]; unfold Rdiv.
rewrite Rmult_assoc, Rinv_l; lra.
Qed.
(** q T is d, up to 746 u T *)
Lemma q_close : Rabs (q * T - d) <= 746 * (u * T) /\ - 746 * T <= d.
Proof.
assert (P := T_pos); assert (U := u_val); assert (A := RN_abs_err (d / T)).
change (RN (d / T)) with q in A; assert (D := d_le); assert (H := eta_T); assert (N := q_le).
assert (I : d / T * T = d) by (field; lra).
assert (D0 : d / T <= 0).
{ apply Rmult_le_reg_r with T; [easy | rewrite I; lra]. }
rewrite (Rabs_left1 (d / T)) in A by easy; set (r := d / T) in *.
assert (Eu : eta <= u).
{ apply Rle_trans with (1 := eta_le_u).
  rewrite <- (Rmult_1_l u) at 2; apply Rmult_le_compat_r; [rewrite U; lra |].
  apply (bpow_le radix2 _ 0); lia. }
assert (R : - 745.1 <= r) by (apply Rabs_le_inv in A; rewrite U in *; lra).
assert (C : Rabs (q - r) <= 746 * u).
{ apply Rle_trans with (1 := A).
  assert (u * - r <= u * 745.1) by (apply Rmult_le_compat_l; [rewrite U |]; lra).
  assert (E := eta_pos); rewrite U in *; lra. }
split.
- replace (q * T - d) with ((q - r) * T) by lra.
  rewrite Rabs_mult, (Rabs_pos_eq T) by lra.
  rewrite <- Rmult_assoc; apply Rmult_le_compat_r; [lra | easy].
- assert (- 746 * T <= r * T) by (apply Rmult_le_compat_r; lra); lra.
Qed.
Lemma e_small : Rabs e <= 747 * (u * T) /\ - 747 * T <= x - m.
Proof.
assert (P := T_pos); assert (U := u_val); destruct q_close as [_ D].
assert (A := RN_minus_rel x m Fx Fm); fold d in A.
rewrite Rabs_minus_sym, (Rabs_left1 (x - m)) in A by lra.
assert (B := Rabs_le_inv _ _ A).
assert (C : - 747 * T <= x - m).
{ assert (u * - (x - m) <= / 1000000 * - (x - m))
    by (apply Rmult_le_compat_r; [lra | rewrite U; lra]); lra. }
split; [| exact C]; apply Rle_trans with (1 := A).
replace (747 * (u * T)) with (u * (747 * T)) by ring.
apply Rmult_le_compat_l; [rewrite U |]; lra.
Qed.

(** The rest before the division, and every operation on the way. *)
Lemma Left_close :
  Rabs (h * High T) <= 750 * T /\ fmul h (High T) = h * High T /\
  Rabs (fsub d (fmul h (High T))) <= T /\
  F (fsub T (High T)) /\ fsub T (High T) = T - High T /\
  Rabs (fmul h (fsub T (High T))) <= T /\
  Rabs (Left d h T) <= T /\ Rabs (fadd (Left d h T) e) <= / 65536 * T /\
  Rabs (fadd (Left d h T) e - (x - m - h * T)) <= / 10000 * (u * T).
Proof.
assert (P := T_pos); assert (U := u_val); assert (Eta := eta_T).
destruct q_close as [Qd D]; destruct e_small as [E X]; assert (D0 := d_le).
destruct (Step_spec q (conj Q q_le)) as (i & Hi & Eh & Hq & _).
destruct (High_spec T HT) as [HH FH].
assert (I : 0 <= IZR i / 65536 <= 745).
{ split; [apply Rmult_le_pos; [apply (IZR_le 0); lia | lra] |].
  assert (IZR i <= 48824320) by (apply IZR_le; lia); lra. }
assert (A : fmul h (High T) = h * High T).
{ unfold fmul; rewrite Eh, Ropp_mult_distr_l_reverse.
  apply RN_exact, F_opp, FH; lia. }
set (k := IZR i / 65536) in *; clearbody k.
assert (FT : F T) by apply HT.
assert (B : fsub T (High T) = T - High T).
{ apply RN_sterbenz; [easy | unfold High; apply RN_format |].
  apply Rabs_le_inv in HH; lra. }
assert (UT : 0 < u * T <= / 1000000000000 * T).
{ split; [apply Rmult_lt_0_compat; [rewrite U |]; lra |].
  apply Rmult_le_compat_r; [lra | rewrite U; lra]. }
(* h T against d *)
assert (HqT : Rabs (h * T - q * T) <= / 131072 * T).
{ replace (h * T - q * T) with ((h - q) * T) by ring.
  rewrite Rabs_mult, (Rabs_pos_eq T) by lra; apply Rmult_le_compat_r; lra. }
assert (K : Rabs (k * (T - High T)) <= / 86000 * T).
{ rewrite Rabs_mult, (Rabs_pos_eq k), (Rabs_minus_sym T) by lra.
  apply Rle_trans with (745 * (/ 67108864 * T)); [| lra].
  apply Rmult_le_compat; try apply Rabs_pos; lra. }
assert (KT : 0 <= k * T <= 745 * T)
  by (split; [apply Rmult_le_pos | apply Rmult_le_compat_r]; lra).
rewrite A, B; rewrite Eh in *.
replace (- k * T) with (- (k * T)) in * by ring.
replace (- k * High T) with (k * (T - High T) - k * T) by ring.
assert (K' := Rabs_le_inv _ _ K).
apply Rabs_le_inv in Qd; apply Rabs_le_inv in HqT; apply Rabs_le_inv in E.
set (g := k * (T - High T)) in *; set (f := k * T) in *.
(* the first subtraction *)
assert (F1 : F (g - f)).
{ replace (g - f) with (- k * High T) by (unfold g, f; ring).
  rewrite <- A; apply RN_format. }
assert (R1 := RN_minus_rel d (g - f) (RN_format _) F1).
assert (B1 : Rabs (d - (g - f)) <= / 51000 * T) by (apply Rabs_le; lra).
assert (R1' : Rabs (fsub d (g - f) - (d - (g - f))) <= / 51000 * (u * T)).
{ apply Rle_trans with (1 := R1).
  replace (/ 51000 * (u * T)) with (u * (/ 51000 * T)) by ring.
  apply Rmult_le_compat_l; [rewrite U; lra | exact B1]. }
clear R1; apply Rabs_le_inv in R1'; apply Rabs_le_inv in B1.
(* the low product *)
assert (E2 : - k * (T - High T) = - g) by (unfold g; ring).
assert (R2 := RN_abs_err (- g)); rewrite Rabs_Ropp in R2.
assert (R2' : Rabs (RN (- g) - - g) <= / 85000 * (u * T)).
{ apply Rle_trans with (1 := R2).
  assert (u * Rabs g <= u * (/ 86000 * T))
    by (apply Rmult_le_compat_l; [rewrite U |]; lra).
  lra. }
clear R2; apply Rabs_le_inv in R2'.
unfold Left; rewrite A, B; unfold fmul; rewrite !E2.
replace (- k * High T) with (g - f) by (unfold g, f; ring).
set (r1 := fsub d (g - f)) in *; set (r2 := RN (- g)) in *.
(* the second subtraction *)
assert (B3 : Rabs (r1 - r2) <= / 130000 * T) by (apply Rabs_le; lra).
assert (R3 := RN_minus_rel r1 r2 (RN_format _) (RN_format _)).
assert (R3' : Rabs (fsub r1 r2 - (r1 - r2)) <= / 130000 * (u * T)).
{ apply Rle_trans with (1 := R3).
  replace (/ 130000 * (u * T)) with (u * (/ 130000 * T)) by ring.
  apply Rmult_le_compat_l; [rewrite U; lra | exact B3]. }
clear R3; apply Rabs_le_inv in R3'; apply Rabs_le_inv in B3.
set (r3 := fsub r1 r2) in *.
(* the error of the difference of the logits is added *)
assert (F4 : F e).
{ change (F (x + - m - fadd x (- m))).
  apply error_F; [exact Fx | now apply F_opp]. }
assert (B4 : Rabs (r3 + e) <= / 120000 * T) by (apply Rabs_le; lra).
assert (R4 := RN_plus_rel r3 e (RN_format _) F4).
assert (R4' : Rabs (fadd r3 e - (r3 + e)) <= / 120000 * (u * T)).
{ apply Rle_trans with (1 := R4).
  replace (/ 120000 * (u * T)) with (u * (/ 120000 * T)) by ring.
  apply Rmult_le_compat_l; [rewrite U; lra | exact B4]. }
clear R4; apply Rabs_le_inv in R4'; apply Rabs_le_inv in B4.
assert (FB : F (T - High T)) by (rewrite <- B; apply RN_format).
repeat split; try exact FB; apply Rabs_le; unfold f, g in *; lra.
Qed.

Theorem Quotient_range : - bpow radix2 1000 <= x - m /\ - 746 * T <= d <= 0 /\
  q <= 0 /\ - T <= e <= T /\ Rabs e <= T.
Proof.
assert (P := T_pos); assert (U := u_val).
destruct q_close as [_ D]; destruct e_small as [E X].
assert (B : 747 * T <= bpow radix2 1000).
{ change 1000%Z with (10 + 990)%Z; rewrite bpow_plus.
  apply Rmult_le_compat; [lra | lra | simpl; lra |].
  apply Rle_trans with (1 := proj2 (proj2 HT)), bpow_le; lia. }
assert (UT : u * T <= / 1000 * T) by (apply Rmult_le_compat_r; [lra | rewrite U; lra]).
assert (E' : Rabs e <= T) by lra; apply Rabs_le_inv in E' as E''.
assert (A := d_le); assert (A' := q_le).
split; [lra | split; [lra | split; [easy | split; easy]]].
Qed.
Lemma y_close :
  Rabs (y - ((x - m) / T - h)) <= / 8192 * u /\ Rabs y <= / 60000.
Proof.
assert (P := T_pos); assert (U := u_val); assert (Eta := eta_T).
destruct Left_close as (_ & _ & _ & _ & _ & _ & _ & S & C).
set (s := fadd (Left d h T) e) in *; unfold Rest; fold s.
assert (Sc : forall a c, Rabs a <= c * T -> Rabs (a / T) <= c).
{ intros a c H; unfold Rdiv; rewrite Rabs_mult, (Rabs_pos_eq (/ T))
    by (left; now apply Rinv_0_lt_compat).
  apply Rmult_le_reg_r with T; [easy |].
  rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra; exact H. }
apply Sc in S as S'.
replace (/ 10000 * (u * T)) with (/ 10000 * u * T) in C by ring.
apply Sc in C.
replace ((s - (x - m - h * T)) / T) with (s / T - ((x - m) / T - h)) in C
  by (field; lra).
assert (A := RN_abs_err (s / T)); change (RN (s / T)) with (fdiv s T) in A.
assert (Eu : eta <= / 1000000000 * u).
{ apply Rle_trans with (1 := eta_le_u), Rmult_le_compat_r; [rewrite U; lra |].
  apply Rle_trans with (bpow radix2 (-30)); [apply bpow_le; lia | simpl; lra]. }
assert (B : u * Rabs (s / T) <= u * / 65536)
  by (apply Rmult_le_compat_l; [rewrite U; lra | exact S']).
apply Rabs_le_inv in S'; apply Rabs_le_inv in C; apply Rabs_le_inv in A.
split; apply Rabs_le; rewrite U in *; lra.
Qed.
Lemma pair_nonpos : h + y <= 0.
Proof.
assert (P := T_pos); assert (U := u_val).
destruct (Step_spec q (conj Q q_le)) as (i & Hi & Eh & Hq & _).
destruct (Z.eq_dec i 0) as [Z | N].
- (* y is the rounded quotient *)
  assert (H0 : h = 0) by (rewrite Eh, Z; lra).
  assert (Y : y = q).
  { unfold Rest, Left; rewrite H0; unfold fmul; rewrite !Rmult_0_l, !RN_0.
    unfold fsub at 1 2; rewrite !Rminus_0_r, !(RN_exact d) by apply RN_format.
    unfold fadd; replace (d + e) with (x - m) by ring; reflexivity. }
  rewrite Y, H0; assert (A := q_le); lra.
- assert (H1 : h <= - / 65536).
  { assert (1 <= IZR i) by (apply (IZR_le 1); lia); rewrite Eh; lra. }
  destruct q_close as [Qd _]; destruct y_close as [C _].
  assert (D := RN_minus_rel x m Fx Fm); change (RN (x - m)) with d in D.
  rewrite (Rabs_left1 (x - m)) in D by lra.
  apply Rabs_le_inv in Hq; apply Rabs_le_inv in Qd; apply Rabs_le_inv in C.
  apply Rabs_le_inv in D.
  assert (Q1 : q * T <= - / 131072 * T) by (apply Rmult_le_compat_r; lra).
  assert (UT : u * T <= / 1000000000000 * T)
    by (apply Rmult_le_compat_r; [lra | rewrite U; lra]).
  assert (UD : u * - (x - m) <= / 2 * - (x - m))
    by (apply Rmult_le_compat_r; [lra | rewrite U; lra]).
  assert (X : (x - m) / T <= - / 262144).
  { apply Rmult_le_reg_r with T; [easy |].
    unfold Rdiv; rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra; lra. }
  rewrite U in C; lra.
Qed.
End Quotient.
