(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * The rounding error of an addition, computed exactly

    [sum_error] is what src/sum_error.h computes, operation by operation.

    Main results: [sum_error_exact], and, for C, where a result above DBL_MAX
    would be an infinity, [sum_error_ops]: no operation is far above its
    arguments.
    Source: D. E. Knuth, The Art of Computer Programming 2, 4.2.2; the proof of
    exactness is Flocq's (S. Boldo, Pff2Flocq.v). *)

From Coq Require Import Reals Psatz Lia ZArith.
From Flocq Require Import Core Plus_error Sterbenz.
From Flocq Require Pff.Pff2Flocq.
From Softproof Require Import Rounding.
Open Scope R_scope.

Definition sum_error (x y : R) : R :=
  let s := fadd x y in
  let b := fsub s x in
  fadd (fsub x (fsub s b)) (fsub y b).

Theorem sum_error_exact x y : F x -> F y -> sum_error x y = (x + y) - fadd x y.
Proof.
intros Hx Hy.
assert (S : forall t, negb (Z.even t) = negb (negb (Z.even (- (t + 1))))).
{ intros t; rewrite Bool.negb_involutive, Z.even_opp, Z.even_add; simpl.
  now destruct (Z.even t). }
assert (E := Pff2Flocq.TwoSum_correct (-1074) 53 (fun z => negb (Z.even z))
  ltac:(lia) ltac:(lia) S x y Hx Hy).
unfold sum_error, fadd, fsub, RN; cbv zeta; lra.
Qed.
Lemma sum_error_F x y : F (sum_error x y).
Proof. apply RN_format. Qed.
Lemma error_F x y : F x -> F y -> F (x + y - fadd x y).
Proof. intros Hx Hy; rewrite <- sum_error_exact by easy; apply sum_error_F. Qed.
Lemma sum_error_small x y : F x -> F y ->
  Rabs (x + y - fadd x y) <= u * Rabs (x + y).
Proof. intros Hx Hy; rewrite Rabs_minus_sym; now apply RN_plus_rel. Qed.

(** ** No overflow *)
Lemma RN_bpow e x : (-1074 <= e)%Z -> Rabs x <= bpow radix2 e ->
  Rabs (RN x) <= bpow radix2 e.
Proof.
intros He H; apply Rabs_le_inv in H; assert (B := F_bpow e He); apply Rabs_le.
split; [apply RN_ge_format; [now apply F_opp | easy] | now apply RN_le_format].
Qed.
Definition below_max (x : R) : Prop := Rabs x < bpow radix2 1024.
Lemma sum_error_ops x y : F x -> F y -> below_max x -> below_max y ->
  Rabs (x + y) <= bpow radix2 1000 ->
  let s := fadd x y in
  let b := fsub s x in
  below_max s /\ below_max b /\ below_max (fsub s b) /\
  below_max (fsub x (fsub s b)) /\ below_max (fsub y b) /\
  below_max (sum_error x y).
Proof.
intros Hx Hy Bx By Bs s b; unfold below_max in *.
assert (P : forall e, (e < 1024)%Z -> forall t, Rabs t <= bpow radix2 e ->
  Rabs t < bpow radix2 1024).
{ intros e He t Ht; apply Rle_lt_trans with (1 := Ht), bpow_lt; lia. }
assert (D : forall e, bpow radix2 (e + 1) = 2 * bpow radix2 e)
  by (intros e; rewrite bpow_plus; change (bpow radix2 1) with 2; ring).
assert (Sum : forall e t v, (-1074 <= e)%Z -> Rabs t <= bpow radix2 e ->
  Rabs v <= bpow radix2 e -> Rabs (fsub t v) <= bpow radix2 (e + 1)).
{ intros e t v He Ht Hv; apply RN_bpow; [lia |]; rewrite D.
  apply Rabs_le_inv in Ht; apply Rabs_le_inv in Hv; apply Rabs_le; lra. }
assert (Ss : Rabs s <= bpow radix2 1000) by (apply RN_bpow; [lia | easy]).
destruct (Rle_lt_dec (Rabs x) (bpow radix2 1010)) as [L | G].
- assert (H0 : bpow radix2 1000 <= bpow radix2 1010) by (apply bpow_le; lia).
  assert (Ly : Rabs y <= bpow radix2 1011).
  { change 1011%Z with (1010 + 1)%Z; rewrite D; revert Bs L; unfold Rabs.
    repeat destruct Rcase_abs; lra. }
  assert (Lb : Rabs b <= bpow radix2 1011) by (apply (Sum 1010%Z); lia || lra).
  assert (M : forall i j, (i <= j)%Z -> forall t, Rabs t <= bpow radix2 i ->
    Rabs t <= bpow radix2 j)
    by (intros i j Hij t Ht; apply Rle_trans with (1 := Ht), bpow_le; easy).
  assert (Lc : Rabs (fsub s b) <= bpow radix2 1012)
    by (apply (Sum 1011%Z); [lia | apply (M 1000%Z); easy || lia | easy]).
  assert (Ld : Rabs (fsub x (fsub s b)) <= bpow radix2 1013)
    by (apply (Sum 1012%Z); [lia | apply (M 1010%Z); easy || lia | easy]).
  assert (Le : Rabs (fsub y b) <= bpow radix2 1012)
    by (apply (Sum 1011%Z); easy || lia).
  assert (Lf : Rabs (sum_error x y) <= bpow radix2 1014).
  { unfold sum_error; cbv zeta; fold s; fold b; apply RN_bpow; [lia |].
    apply (M 1012%Z 1013%Z) in Le; [| lia].
    change 1014%Z with (1013 + 1)%Z; rewrite D.
    apply Rle_trans with (1 := Rabs_triang _ _); lra. }
  repeat split; [apply (P 1000%Z) | apply (P 1011%Z) | apply (P 1012%Z)
    | apply (P 1013%Z) | apply (P 1012%Z) | apply (P 1014%Z)]; easy || lia.
- (* large terms that nearly cancel: every operation is exact *)
  assert (T : bpow radix2 1000 <= bpow radix2 1010 / 4).
  { replace (bpow radix2 1010 / 4) with (bpow radix2 1008).
    - apply bpow_le; lia.
    - change 1010%Z with (1008 + 2)%Z; rewrite bpow_plus.
    change (bpow radix2 2) with 4; field. }
  assert (Es : s = x + y).
  { unfold s, fadd; replace (x + y) with (x - (- y)) by ring.
    destruct (Rle_or_lt 0 x) as [X | X].
    - apply RN_sterbenz; [easy | now apply F_opp |].
      rewrite (Rabs_pos_eq x) in G by easy; apply Rabs_le_inv in Bs; lra.
    - rewrite <- (Ropp_involutive (x - - y)), RN_opp.
      replace (- (x - - y)) with (- x - y) by ring; f_equal.
      apply RN_sterbenz; [now apply F_opp | easy |].
      rewrite Rabs_left in G by easy; apply Rabs_le_inv in Bs; lra. }
  assert (Eb : b = y)
    by (unfold b, fsub; rewrite Es; replace (x + y - x) with y by ring;
        now apply RN_exact).
  assert (Ec : fsub s b = x)
    by (unfold fsub; rewrite Es, Eb; replace (x + y - y) with x by ring;
        now apply RN_exact).
  assert (Z : forall t, fsub t t = 0)
    by (intros t; unfold fsub; now rewrite Rminus_diag_eq, RN_0).
  assert (B0 : Rabs 0 < bpow radix2 1024) by (rewrite Rabs_R0; apply bpow_gt_0).
  unfold sum_error; cbv zeta; fold s; fold b; rewrite Ec, Eb, !Z.
  unfold fadd; rewrite Rplus_0_r, RN_0.
  repeat split; try easy; now apply (P 1000%Z).
Qed.
