(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * Differences of logits, which may overflow to -inf

    Main results: [sub_top], z[i] - z[top] of a row; [add_small], a sum that
    cannot overflow because one term is small against the other's last digit;
    [sum_error_op], the error of a sum as src/sum_error.h computes it. *)

From Coq Require Import Reals Psatz Lia ZArith.
From Flocq Require Import Core IEEE754.BinarySingleNaN.
From Softproof Require Import Rounding TwoSum.
Require Import ieee_float.RoundingMode ieee_float.Float64 FloatOps.
Open Scope R_scope.

Lemma minus_infinity_eq x : is_minus_infinity x -> x = B754_infinity true.
Proof. intros [I N]; now destruct x as [s | [|] | | s m e H]. Qed.

(** The difference of a logit and the largest: exact up to rounding, or -inf
    when it is below every double. *)
Lemma sub_top x m : t'isFinite m ->
  is_minus_infinity x \/ (t'isFinite x /\ t'real x <= t'real m) ->
  (is_minus_infinity x /\ is_minus_infinity (sub RNE x m)) \/
  (t'isFinite x /\ t'isFinite (sub RNE x m) /\
   t'real (sub RNE x m) = RN (t'real x - t'real m) /\
   RN (t'real x - t'real m) <= 0) \/
  (t'isFinite x /\ is_minus_infinity (sub RNE x m) /\
   RN (t'real x - t'real m) <= - bpow radix2 1024).
Proof.
intros Fm [Hx | [Fx L]].
- left; split; [easy |]; apply minus_infinity_eq in Hx; subst x.
  now destruct m as [s | s | | s m e H].
- right; assert (N : RN (t'real x - t'real m) <= 0).
  { apply RN_le_format; [apply F_0 | lra]. }
  generalize (Bminus_correct 53 1024 Hprec Hmax (fmode RNE) x m Fx Fm).
  change (Generic_fmt.round _ _ _ _) with (RN (t'real x - t'real m)).
  case Rlt_bool_spec; intros B.
  + intros (E & F' & _); left; easy.
  + intros (E & S); right; split; [easy |].
    rewrite Rabs_left1 in B by easy; split; [| lra].
    assert (Sx : Bsign x = true).
    { destruct (Bsign x) eqn:Bx; [easy | exfalso].
      symmetry in S; apply Bool.negb_false_iff in S.
      assert (Px : 0 <= t'real x).
      { destruct x as [s | s | | s mx ex Hx]; try easy; simpl; [lra |].
        simpl in Bx; subst s; apply F2R_ge_0; easy. }
      assert (Pm : t'real m <= 0).
      { destruct m as [s | s | | s mx ex Hx]; try easy; simpl; [lra |].
        simpl in S; subst s; apply F2R_le_0; easy. }
      assert (Z : t'real x - t'real m = 0) by lra.
      rewrite Z, RN_0 in B; assert (T := bpow_gt_0 radix2 1024); lra. }
    revert E; rewrite Sx; unfold sub.
    destruct (Bminus (fmode RNE) x m) as [s | s | | s mx ex Hx]; simpl;
      try discriminate; intros E; injection E as ->; now split.
Qed.

(** A small term cannot make the sum overflow: the rounded sum is as near to the
    exact one as the large term, which is a double. *)
Lemma max_small : max_real + 64 < bpow radix2 1024.
Proof.
unfold max_real, F2R; cbn [Fnum Fexp].
replace (bpow radix2 1024) with (9007199254740992 * bpow radix2 971).
- assert (64 < bpow radix2 971); [| lra].
  change 64 with (bpow radix2 6); apply bpow_lt; lia.
- change 9007199254740992 with (bpow radix2 53); now rewrite <- bpow_plus.
Qed.
Lemma near_format x y : F x -> Rabs x <= max_real -> Rabs y <= 32 ->
  Rlt_bool (Rabs (Float64.round RNE (x + y))) (bpow radix2 1024) = true.
Proof.
intros Fx X Y; apply Rlt_bool_true; rewrite round_RN.
destruct (round_N_pt radix2 fexp (fun z => negb (Z.even z)) (x + y)) as [_ N].
specialize (N x Fx).
change (Generic_fmt.round radix2 fexp ZnearestE (x + y)) with (RN (x + y)) in N.
apply Rle_lt_trans with (2 := max_small).
replace (x - (x + y)) with (- y) in N by ring; rewrite Rabs_Ropp in N.
replace (RN (x + y)) with ((RN (x + y) - (x + y)) + (x + y)) by ring.
assert (T := Rabs_triang (RN (x + y) - (x + y)) (x + y)).
assert (T' := Rabs_triang x y); lra.
Qed.
Lemma finite_max x : Rabs (t'real x) <= max_real.
Proof.
unfold t'real, max_real.
assert (H := abs_B2R_le_emax_minus_prec 53 1024 Hprec x).
apply Rle_trans with (1 := H), Req_le; unfold F2R; cbn [Fnum Fexp].
replace (bpow radix2 1024) with (9007199254740992 * bpow radix2 971).
- change (1024 - 53)%Z with 971%Z; ring.
- change 9007199254740992 with (bpow radix2 53); now rewrite <- bpow_plus.
Qed.
Lemma add_small x y : t'isFinite x -> t'isFinite y -> Rabs (t'real y) <= 32 ->
  t'isFinite (add RNE x y) /\ t'real (add RNE x y) = RN (t'real x + t'real y).
Proof.
intros Fx Fy B.
generalize (Bplus_correct 53 1024 Hprec Hmax (fmode RNE) x y Fx Fy).
change (Generic_fmt.round _ _ _ _)
  with (Float64.round RNE (t'real x + t'real y)).
rewrite near_format by (apply finite_F || apply finite_max || exact B); easy.
Qed.
Lemma sub_small x y : t'isFinite x -> t'isFinite y -> Rabs (t'real y) <= 32 ->
  t'isFinite (sub RNE x y) /\ t'real (sub RNE x y) = RN (t'real x - t'real y).
Proof.
intros Fx Fy B.
generalize (Bminus_correct 53 1024 Hprec Hmax (fmode RNE) x y Fx Fy).
change (Generic_fmt.round _ _ _ _)
  with (Float64.round RNE (t'real x + - t'real y)).
rewrite near_format
  by (apply finite_F || apply finite_max || (rewrite Rabs_Ropp; exact B)); easy.
Qed.
(** A difference that does not overflow. *)
Lemma sub_near x y : t'isFinite x -> t'isFinite y ->
  Rabs (t'real x - t'real y) <= bpow radix2 1023 ->
  t'isFinite (sub RNE x y) /\ t'real (sub RNE x y) = RN (t'real x - t'real y).
Proof.
intros Fx Fy B.
generalize (Bminus_correct 53 1024 Hprec Hmax (fmode RNE) x y Fx Fy).
change (Generic_fmt.round _ _ _ _)
  with (Float64.round RNE (t'real x - t'real y)).
rewrite Rlt_bool_true; [easy |].
apply Rle_lt_trans with (bpow radix2 1023); [| apply bpow_lt; lia].
apply abs_round_le_generic; [now apply FLT_exp_valid | apply valid_rnd_round_mode | |].
- apply generic_format_bpow; unfold FLT_exp; lia.
- exact B.
Qed.

(** ** Losses: sums of nonnegative terms, which may overflow to +inf *)
Lemma plus_infinity_eq x : is_plus_infinity x -> x = B754_infinity false.
Proof. intros [I N]; now destruct x as [s | [|] | | s m e H]. Qed.
Lemma is_plus x : x = B754_infinity false -> is_plus_infinity x.
Proof. intros ->; now split. Qed.
Lemma sign_nonneg x : t'isFinite x -> 0 < t'real x -> Bsign x = false.
Proof.
intros Fx P; destruct x as [s | s | | [|] m e H]; try easy; simpl in *; try lra.
exfalso; revert P; apply Rle_not_lt, F2R_le_0; easy.
Qed.
Lemma overflow_plus x : B2SF x = binary_overflow 53 1024 (fmode RNE) false ->
  is_plus_infinity x.
Proof.
intros E; apply is_plus; destruct x as [s | s | | s m e H]; simpl in E; try discriminate.
now injection E as ->.
Qed.

(** The distance of a logit from the largest. *)
Lemma top_sub x m : t'isFinite m ->
  is_minus_infinity x \/ (t'isFinite x /\ t'real x <= t'real m) ->
  is_plus_infinity (sub RNE m x) \/
  (t'isFinite x /\ t'isFinite (sub RNE m x) /\
   t'real (sub RNE m x) = RN (t'real m - t'real x) /\
   0 <= RN (t'real m - t'real x)).
Proof.
intros Fm [Hx | [Fx L]].
- left; apply minus_infinity_eq in Hx; subst x; apply is_plus.
  now destruct m as [s | s | | s m e H].
- assert (N : 0 <= RN (t'real m - t'real x)).
  { apply RN_ge_format; [apply F_0 | lra]. }
  generalize (Bminus_correct 53 1024 Hprec Hmax (fmode RNE) m x Fm Fx).
  change (Generic_fmt.round _ _ _ _) with (RN (t'real m - t'real x)).
  case Rlt_bool_spec; intros B.
  + intros (E & F' & _); right; easy.
  + intros (E & S); left.
    rewrite Rabs_pos_eq in B by easy.
    assert (T := bpow_gt_0 radix2 1024).
    assert (Sm : Bsign m = false).
    { destruct (Rle_or_lt (t'real m) 0) as [Pm | Pm].
      - destruct (Rle_or_lt (t'real x) 0) as [Px | Px]; [| lra].
        rewrite S; destruct (Req_dec (t'real x) 0) as [Zx | Zx].
        { exfalso; assert (Z : t'real m - t'real x <= 0) by lra.
          apply (RN_le _ 0) in Z; rewrite RN_0 in Z; lra. }
        apply Bool.negb_false_iff; destruct x as [s | s | | [|] mx ex Hx]; try easy;
          simpl in *; try lra.
        exfalso; revert Px; apply Rlt_not_le, F2R_gt_0; easy.
      - now apply sign_nonneg. }
    rewrite Sm in E; now apply overflow_plus.
Qed.
Lemma plus_add x y : is_plus_infinity x -> t'isFinite y \/ is_plus_infinity y ->
  is_plus_infinity (add RNE x y) /\ is_plus_infinity (add RNE y x).
Proof.
intros X Y; apply plus_infinity_eq in X; subst x.
destruct Y as [Y | Y]; [| apply plus_infinity_eq in Y; subst y; now repeat split].
now destruct y as [s | s | | s m e H].
Qed.
Lemma add_nonneg x y : t'isFinite x -> t'isFinite y ->
  0 <= t'real x -> 0 <= t'real y ->
  is_plus_infinity (add RNE x y) \/
  (t'isFinite (add RNE x y) /\
   t'real (add RNE x y) = RN (t'real x + t'real y) /\
   0 <= RN (t'real x + t'real y)).
Proof.
intros Fx Fy X Y.
assert (N : 0 <= RN (t'real x + t'real y)).
{ apply RN_ge_format; [apply F_0 | lra]. }
generalize (Bplus_correct 53 1024 Hprec Hmax (fmode RNE) x y Fx Fy).
change (Generic_fmt.round _ _ _ _) with (RN (t'real x + t'real y)).
case Rlt_bool_spec; intros B.
- intros (E & F' & _); right; easy.
- intros (E & S); left.
  assert (T := bpow_gt_0 radix2 1024); rewrite Rabs_pos_eq in B by easy.
  assert (Sx : Bsign x = false).
  { destruct (Req_dec (t'real x) 0) as [Zx | Zx]; [| apply sign_nonneg; [easy | lra]].
    rewrite S; apply sign_nonneg; [easy |].
    destruct (Req_dec (t'real y) 0) as [Zy | Zy]; [| lra].
    rewrite Zx, Zy, Rplus_0_l, RN_0 in B; lra. }
  rewrite Sx in E; now apply overflow_plus.
Qed.
(** A share of a loss. *)
Lemma mul_share y x : t'isFinite y -> 0 <= t'real y <= 1 ->
  t'isFinite x -> 0 <= t'real x ->
  t'isFinite (mul RNE y x) /\ t'real (mul RNE y x) = RN (t'real y * t'real x) /\
  0 <= RN (t'real y * t'real x) <= t'real x.
Proof.
intros Fy Y Fx X.
assert (R : 0 <= RN (t'real y * t'real x) <= t'real x).
{ split; [apply RN_ge_format; [apply F_0 | nra] |].
  apply RN_le_format; [apply finite_F | nra]. }
generalize (Bmult_correct 53 1024 Hprec Hmax (fmode RNE) y x).
change (Generic_fmt.round _ _ _ _) with (RN (t'real y * t'real x)).
rewrite Rlt_bool_true; [rewrite Fx, Fy; easy |].
rewrite Rabs_pos_eq by apply R; apply Rle_lt_trans with (1 := proj2 R).
assert (M := finite_max x); rewrite Rabs_pos_eq in M by easy.
assert (B := max_small); lra.
Qed.
Lemma mul_plus y x : t'isFinite y -> 0 < t'real y -> is_plus_infinity x ->
  is_plus_infinity (mul RNE y x).
Proof.
intros Fy Y X; apply plus_infinity_eq in X; subst x.
assert (S := sign_nonneg y Fy Y); apply is_plus.
destruct y as [s | s | | s m e H]; simpl in *; try easy; try lra.
now rewrite S.
Qed.

Lemma op_add_max x y : t'isFinite x -> t'isFinite y ->
  Rabs (RN (t'real x + t'real y)) < bpow radix2 1024 ->
  t'isFinite (add RNE x y) /\ t'real (add RNE x y) = RN (t'real x + t'real y).
Proof.
intros Fx Fy H; generalize (Bplus_correct 53 1024 Hprec Hmax (fmode RNE) x y Fx Fy).
change (Generic_fmt.round _ _ _ _) with (RN (t'real x + t'real y)).
rewrite Rlt_bool_true by exact H; easy.
Qed.

(** ** Probabilities: a weight over the sum of all; the sum of weights *)
Lemma share_op x s : t'isFinite x -> t'isFinite s ->
  0 <= t'real x <= 1 -> 1 <= t'real s ->
  t'isFinite (div RNE x s) /\
  t'real (div RNE x s) = fdiv (t'real x) (t'real s) /\
  0 <= t'real (div RNE x s) <= 1.
Proof.
intros Fx Fs X S.
assert (Q : 0 <= t'real x / t'real s <= 1).
{ split; [apply Rmult_le_pos; [lra | left; apply Rinv_0_lt_compat; lra] |].
  apply Rmult_le_reg_r with (t'real s); [lra |].
  unfold Rdiv; rewrite Rmult_assoc, Rinv_l; lra. }
assert (R : 0 <= RN (t'real x / t'real s) <= 1).
{ split; [apply RN_ge_format; [apply F_0 | lra] |].
  rewrite <- RN_1; apply RN_le; lra. }
destruct (op_div x s) as [Fd E]; [assumption | assumption | lra | |].
- rewrite Rabs_pos_eq by apply R; apply Rle_trans with (1 := proj2 R).
  apply (bpow_le radix2 0); lia.
- rewrite E; split; [exact Fd | split; [reflexivity | exact R]].
Qed.
Lemma sum_op s v i : t'isFinite s -> t'isFinite v ->
  (0 <= i)%Z -> (i < 67108864)%Z -> 0 <= t'real s <= IZR i ->
  0 <= t'real v <= 1 ->
  t'isFinite (add RNE s v) /\
  t'real (add RNE s v) = fadd (t'real s) (t'real v) /\
  0 <= t'real (add RNE s v) <= IZR (1 + i).
Proof.
intros Fs Fv I N S V.
assert (R : 0 <= RN (t'real s + t'real v) <= IZR (1 + i)).
{ split; [apply RN_ge_format; [apply F_0 | lra] |].
  rewrite <- (RN_int (1 + i)) by lia; apply RN_le; rewrite plus_IZR; lra. }
destruct (op_add s v Fs Fv) as [Fd E].
- rewrite Rabs_pos_eq by apply R; apply Rle_trans with (1 := proj2 R).
  apply Rle_trans with (IZR (2 ^ 27)); [apply IZR_le; lia |].
  change (IZR (2 ^ 27)) with (bpow radix2 27); apply bpow_le; lia.
- rewrite E; split; [exact Fd | split; [reflexivity | exact R]].
Qed.

(** ** The rounding error of a sum *)
Lemma op_sub_max x y : t'isFinite x -> t'isFinite y ->
  Rabs (RN (t'real x - t'real y)) < bpow radix2 1024 ->
  t'isFinite (sub RNE x y) /\ t'real (sub RNE x y) = RN (t'real x - t'real y).
Proof.
intros Fx Fy H; generalize (Bminus_correct 53 1024 Hprec Hmax (fmode RNE) x y Fx Fy).
change (Generic_fmt.round _ _ _ _) with (RN (t'real x - t'real y)).
rewrite Rlt_bool_true by exact H; easy.
Qed.
Lemma sum_error_op a b : t'isFinite a -> t'isFinite b ->
  - bpow radix2 1000 <= t'real a + t'real b <= bpow radix2 1000 ->
  let s := add RNE a b in
  let b1 := sub RNE s a in
  let c := sub RNE s b1 in
  let d := sub RNE a c in
  let e := sub RNE b b1 in
  let f := add RNE d e in
  (t'isFinite s /\ t'isFinite b1 /\ t'isFinite c /\ t'isFinite d /\ t'isFinite e) /\
  t'isFinite f /\
  t'real f = t'real a + t'real b - fadd (t'real a) (t'real b) /\
  Rabs (t'real f) <= u * Rabs (t'real a + t'real b).
Proof.
intros Fa Fb H s b1 c d e f.
assert (Ba : below_max (t'real a)) by apply abs_B2R_lt_emax.
assert (Bb : below_max (t'real b)) by apply abs_B2R_lt_emax.
destruct (sum_error_ops _ _ (finite_F a) (finite_F b) Ba Bb ltac:(now apply Rabs_le))
  as (Hs & Hb & Hc & Hd & He & Hf).
destruct (op_add_max a b Fa Fb Hs) as [Fs Es]; fold s in Fs, Es.
unfold fsub, fadd in *; rewrite <- Es in Hb, Hc, Hd, He.
destruct (op_sub_max s a Fs Fa Hb) as [Fb1 Eb]; fold b1 in Fb1, Eb.
rewrite <- Eb in Hc, Hd, He.
destruct (op_sub_max s b1 Fs Fb1 Hc) as [Fc Ec]; fold c in Fc, Ec.
rewrite <- Ec in Hd.
destruct (op_sub_max a c Fa Fc Hd) as [Fd Ed]; fold d in Fd, Ed.
destruct (op_sub_max b b1 Fb Fb1 He) as [Fe Ee]; fold e in Fe, Ee.
assert (X : sum_error (t'real a) (t'real b) = RN (t'real d + t'real e)).
{ unfold sum_error, fadd, fsub; cbv zeta; rewrite Ed, Ee, Ec, Eb, Es; reflexivity. }
rewrite X in Hf; destruct (op_add_max d e Fd Fe Hf) as [Ff Ef]; fold f in Ff, Ef.
rewrite <- X, sum_error_exact in Ef by apply finite_F.
split; [tauto |]; split; [exact Ff |]; split; [exact Ef |].
rewrite Ef; apply sum_error_small; apply finite_F.
Qed.

(** 0 - x is -x, and not -0 for x = 0. *)
Lemma negated c x : t'isFinite c -> t'real c = 0 ->
  (is_minus_infinity x -> is_plus_infinity (sub RNE c x)) /\
  (t'isFinite x -> t'isFinite (sub RNE c x) /\
     t'real (sub RNE c x) = - t'real x).
Proof.
intros Fc Zc; split.
- intros X; apply minus_infinity_eq in X; subst x; apply is_plus.
  now destruct c as [s | s | | s m e B].
- intros Fx; assert (E : RN (t'real c - t'real x) = - t'real x).
  { rewrite Zc, Rminus_0_l; apply RN_exact, F_opp, finite_F. }
  destruct (op_sub_max c x Fc Fx) as [D V]; [| now rewrite V, E].
  rewrite E, Rabs_Ropp; apply abs_B2R_lt_emax.
Qed.

(** p - y, an entry of a gradient *)
Lemma difference_op p y : t'isFinite p -> t'isFinite y ->
  0 <= t'real p <= 1 -> 0 <= t'real y <= 1 ->
  t'isFinite (sub RNE p y) /\
  t'real (sub RNE p y) = fsub (t'real p) (t'real y) /\
  - t'real y <= t'real (sub RNE p y) <= 1 /\
  (t'real p = 0 -> t'real (sub RNE p y) = - t'real y) /\
  (t'real y = 1 -> t'real (sub RNE p y) <= 0).
Proof.
intros Fp Fy P Y.
destruct (sub_small p y Fp Fy) as [Fs E]; [rewrite Rabs_pos_eq; lra |].
rewrite E; split; [exact Fs | split; [reflexivity | split; [split | split]]].
- apply RN_ge_format; [apply F_opp, finite_F | lra].
- apply RN_le_format; [apply (F_int 1); lia | lra].
- intros ->; rewrite Rminus_0_l; apply RN_exact, F_opp, finite_F.
- intros ->; apply RN_le_format; [apply F_0 | lra].
Qed.
