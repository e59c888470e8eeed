(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * A larger logit has no smaller probability, almost

    exp is only known to be accurate, not monotone, to the last bit. Yet at
    arguments below -2 the gap between two binary64 numbers exceeds its error:
    there the order is exact. Above, the order is kept up to 4 u.

    Main results: [P04_order], [P04_exact], [P04_equal].
    Source: ours. *)

From Coq Require Import Reals Psatz Lia ZArith Classical.
From Flocq Require Import Core.
From Softproof Require Import Rounding Sums SoftmaxSum SoftmaxWeights SoftmaxError.
Open Scope R_scope.

(** ** Numbers on a grid *)
Lemma F_grid m e : (Z.abs m <= 9007199254740992)%Z -> (-1074 <= e)%Z ->
  F (IZR m * bpow radix2 e).
Proof.
intros Hm He; destruct (Z.eq_dec (Z.abs m) 9007199254740992) as [E | E].
- apply generic_format_abs_inv; rewrite Rabs_mult, <- abs_IZR, E.
  rewrite (Rabs_pos_eq (bpow _ _)) by apply bpow_ge_0.
  change 9007199254740992 with (bpow radix2 53); rewrite <- bpow_plus.
  apply F_bpow; lia.
- apply generic_format_FLT; exists (Float radix2 m e); simpl; easy || lia.
Qed.

(** A number of magnitude e is m 2^(e-53) with 2^52 <= m < 2^53. *)
Lemma F_mantissa y : F y -> bpow radix2 (-1000) <= y -> exists m e : Z,
  y = IZR m * bpow radix2 e /\ (4503599627370496 <= m < 9007199254740992)%Z
  /\ (-1060 <= e)%Z /\ ulp radix2 fexp y = bpow radix2 e.
Proof.
intros Hy Ly; assert (P := bpow_gt_0 radix2 (-1000)).
assert (N : y <> 0) by lra.
set (g := mag_val radix2 y (mag radix2 y)).
assert (H1 : bpow radix2 (g - 1) <= y)
  by (rewrite <- (Rabs_pos_eq y) by lra; now apply bpow_mag_le).
assert (H2 : y < bpow radix2 g)
  by (rewrite <- (Rabs_pos_eq y) at 1 by lra; apply bpow_mag_gt).
assert (G : (-1000 < g)%Z) by (apply (lt_bpow radix2); lra).
assert (C : cexp radix2 fexp y = (g - 53)%Z).
{ unfold cexp, FLT_exp; fold g; lia. }
exists (Ztrunc (scaled_mantissa radix2 fexp y)), (g - 53)%Z.
assert (E : y = IZR (Ztrunc (scaled_mantissa radix2 fexp y)) * bpow radix2 (g - 53)).
{ assert (E := Hy); unfold F, generic_format, F2R in E; cbn [Fnum Fexp] in E.
  now rewrite C in E. }
set (m := Ztrunc (scaled_mantissa radix2 fexp y)) in *.
assert (B := bpow_gt_0 radix2 (g - 53)).
split; [easy | split; [| split]].
- split.
  + apply le_IZR, Rmult_le_reg_r with (1 := B); rewrite <- E.
    change 4503599627370496 with (bpow radix2 52); rewrite <- bpow_plus.
    now replace (52 + (g - 53))%Z with (g - 1)%Z by ring.
  + apply lt_IZR, Rmult_lt_reg_r with (1 := B); rewrite <- E.
    change 9007199254740992 with (bpow radix2 53); rewrite <- bpow_plus.
    now replace (53 + (g - 53))%Z with g by ring.
- lia.
- rewrite ulp_neq_0, C by easy; easy.
Qed.

(** Below -2 the numbers are multiples of 4 u. *)
Lemma F_gap x y : F x -> F y -> x < y -> y <= -2 -> 4 * u <= y - x.
Proof.
assert (G : forall t, F t -> t <= -2 -> exists k : Z, t = IZR k * (4 * u)).
{ intros t Ht L; assert (M : (2 <= mag radix2 t)%Z).
  { apply mag_ge_bpow; simpl; rewrite Rabs_left1; lra. }
  set (c := cexp radix2 fexp t).
  assert (Hc : (-51 <= c)%Z) by (unfold c, cexp, FLT_exp; lia).
  exists (Ztrunc (scaled_mantissa radix2 fexp t) * radix2 ^ (c + 51))%Z.
  unfold F, generic_format, F2R in Ht; cbn [Fnum Fexp] in Ht; fold c in Ht.
  replace (4 * u) with (bpow radix2 (-51)) by (rewrite u_val; simpl; lra).
  rewrite mult_IZR, IZR_Zpower, Rmult_assoc, <- bpow_plus by lia.
  now replace (c + 51 + -51)%Z with c by ring. }
intros Hx Hy L Ly; destruct (G x Hx) as [i Ei]; [lra |].
destruct (G y Hy Ly) as [j Ej]; assert (U := u_pos).
rewrite Ei, Ej in *.
assert (ij : (i < j)%Z) by (apply lt_IZR; nra).
assert (IZR i + 1 <= IZR j) by (rewrite <- plus_IZR; apply IZR_le; lia); nra.
Qed.

(** ** Rounding two numbers that differ by less than 2.4 u *)
Theorem RN_ratio a b : bpow radix2 (-1000) <= b -> a <= b * (1 + 12 / 5 * u) ->
  RN a <= RN b * (1 + 4 * u).
Proof.
intros Hb Ha; assert (U := u_val).
assert (Ly : bpow radix2 (-1000) <= RN b)
  by (apply RN_ge_format; [apply F_bpow; lia | easy]).
destruct (F_mantissa (RN b) (RN_format b) Ly) as (m & e & E & Hm & He & Hu).
assert (Hr : Rabs (RN b - b) <= / 2 * bpow radix2 e)
  by (rewrite <- Hu; apply error_le_half_ulp_round; typeclasses eauto).
rewrite E in *; set (B := bpow radix2 e) in *; assert (PB : 0 < B) by apply bpow_gt_0.
apply Rabs_le_inv in Hr; destruct Hm as [m1 m2].
assert (M1 := IZR_le _ _ m1); assert (M2 := IZR_lt _ _ m2).
assert (Ha' : a <= (IZR m + / 2) * (1 + 12 / 5 * u) * B).
{ apply Rle_trans with (1 := Ha).
  replace ((IZR m + / 2) * (1 + 12 / 5 * u) * B)
    with ((IZR m * B + / 2 * B) * (1 + 12 / 5 * u)) by ring.
  apply Rmult_le_compat_r; lra. }
assert (S : forall y, 0 <= y -> succ radix2 fexp y = y + ulp radix2 fexp y)
  by (intros; now apply succ_eq_pos).
destruct (Z_le_gt_dec m 6755399441055744) as [C | C].
- (* the next but one number is near enough *)
  assert (MC := IZR_le _ _ C).
  apply Rle_trans with (IZR (m + 2) * B); [| rewrite plus_IZR; nra].
  assert (Y : 0 <= IZR (m + 2) * B) by (rewrite plus_IZR; nra).
  apply round_N_le_midp; [typeclasses eauto | apply F_grid; lia |].
  rewrite S by easy.
  assert (B <= ulp radix2 fexp (IZR (m + 2) * B)).
  { rewrite <- Hu; apply ulp_le_pos; try typeclasses eauto; rewrite ?plus_IZR; nra. }
  apply Rle_lt_trans with (1 := Ha').
  apply Rlt_le_trans with ((IZR m + 5 / 2) * B).
  + apply Rmult_lt_compat_r; [easy |]; rewrite U; lra.
  + rewrite plus_IZR in *; lra.
- assert (MC := IZR_lt _ _ (Z.gt_lt _ _ C)).
  assert (Ha3 : a < (IZR m + 3) * B).
  { apply Rle_lt_trans with (1 := Ha'), Rmult_lt_compat_r; [easy |]; rewrite U; lra. }
  destruct (Z.eq_dec m 9007199254740990) as [T | T].
  + (* two below a power of two: that power is nearest *)
    apply Rle_trans with (bpow radix2 (53 + e)).
    * apply round_N_le_midp; [typeclasses eauto | apply F_bpow; lia |].
      rewrite S, ulp_bpow by apply bpow_ge_0.
      replace (fexp (53 + e + 1)) with (1 + e)%Z by (unfold FLT_exp; lia).
      rewrite !bpow_plus; fold B; rewrite T in Ha3.
      change (bpow radix2 53) with 9007199254740992; change (bpow radix2 1) with 2.
      lra.
    * rewrite bpow_plus, T; fold B; change (bpow radix2 53) with 9007199254740992.
      rewrite U; lra.
  + apply Rle_trans with (IZR (m + 3) * B); [| rewrite plus_IZR; nra].
    apply RN_le_format; [| rewrite plus_IZR; lra].
    destruct (Z_le_gt_dec (m + 3) 9007199254740992) as [D | D]; [apply F_grid; lia |].
    replace (m + 3)%Z with (2 * 4503599627370497)%Z by lia.
    rewrite mult_IZR, (Rmult_comm 2), Rmult_assoc.
    change 2 with (bpow radix2 1); unfold B; rewrite <- bpow_plus; apply F_grid; lia.
Qed.

Section Order.
Context {ex : R -> R} {n : nat} {z : nat -> R} {masked : nat -> Prop} {top : nat}.
Context {e w : nat -> R}.
Hypothesis HM : Model ex n z masked top e w.
Notation HE := (model_exp HM).
Notation HR := (model_row HM).
Notation HW := (model_weights HM).
Notation p := (prob n e).

Theorem P04_equal i j : (i < n)%nat -> (j < n)%nat -> ~ masked i -> ~ masked j ->
  z i = z j -> p i = p j.
Proof.
intros Hi Hj Mi Mj E; unfold prob.
destruct (weights_open HW i Hi Mi) as [-> _], (weights_open HW j Hj Mj) as [-> _].
now rewrite E.
Qed.

(** exp of a smaller argument, up to its error. *)
Lemma ex_upper x y : F x -> x <= y -> y <= 0 ->
  ex x <= exp x * (1 + exp_err * u) + eta / 2.
Proof.
intros Hx L Ly; assert (P := eta_pos); assert (X := exp_err_range).
assert (U := u_pos); assert (Q := exp_pos x).
destruct (Rlt_le_dec x (- 744.75)) as [C | C].
- rewrite (ex_zero HE) by easy; assert (0 <= exp_err * u) by nra; nra.
- assert (A := ex_acc HE x Hx ltac:(lra)); apply Rabs_le_inv in A; lra.
Qed.
Lemma ex_le_low x y : F x -> F y -> x <= y -> y <= -2 -> ex x <= ex y.
Proof.
intros Hx Hy [L | ->] Ly; [| lra].
assert (P := eta_pos); assert (X := exp_err_range); assert (U := u_val).
destruct (Rlt_le_dec x (- 744.75)) as [C | C].
{ rewrite (ex_zero HE x) by easy; apply (ex_range HE); easy || lra. }
apply F_lt_eta; [apply (ex_F HE); easy || lra | apply (ex_F HE); easy || lra |].
assert (A := ex_upper x y Hx ltac:(lra) ltac:(lra)).
assert (A' := ex_acc HE y Hy ltac:(lra)); apply Rabs_le_inv in A'.
assert (G := F_gap x y Hx Hy L Ly); assert (Q := exp_pos x).
assert (D : exp x * (1 + 4 * u) <= exp y).
{ replace (exp y) with (exp x * exp (y - x))
    by (rewrite <- exp_plus; f_equal; ring).
  apply Rmult_le_compat_l; [lra |].
  assert (H := exp_ineq1_le (y - x)); lra. }
assert (H : exp x * (1 + exp_err * u) < exp y * (1 - exp_err * u)); [| lra].
apply Rlt_le_trans with (exp x * (1 + 4 * u) * (1 - exp_err * u)).
- rewrite Rmult_assoc; apply Rmult_lt_compat_l; [easy |]; rewrite U; lra.
- apply Rmult_le_compat_r; [rewrite U; lra | easy].
Qed.
Lemma ex_le_high x y : F x -> F y -> x <= y -> -2 <= y <= 0 ->
  / 10 <= ex y /\ ex x <= ex y * (1 + 12 / 5 * u).
Proof.
intros Hx Hy L Ly; assert (X := exp_err_range); assert (P := eta_pos).
assert (T := eta_tiny); assert (U := u_val).
assert (A := ex_upper x y Hx ltac:(lra) ltac:(lra)).
assert (A' := ex_acc HE y Hy ltac:(lra)); apply Rabs_le_inv in A'.
assert (D : exp x <= exp y) by (apply Raux.exp_le; lra).
assert (Q : / 9 <= exp y).
{ apply Rle_trans with (exp (-2)); [| apply Raux.exp_le; lra].
  replace (-2) with (- (1 + 1)) by ring; rewrite exp_Ropp, exp_plus.
  assert (H := exp_le_3); assert (H1 := exp_pos 1).
  apply Rinv_le_contravar; nra. }
rewrite U in *.
assert (exp_err * / 9007199254740992 * exp y
        <= 19 / 16 * / 9007199254740992 * exp y)
  by (apply Rmult_le_compat_r; lra).
split; [lra |].
apply Rle_trans with (exp y * (1 + exp_err * / 9007199254740992) + eta / 2).
- apply Rle_trans with (1 := A), Rplus_le_compat_r, Rmult_le_compat_r; lra.
- lra.
Qed.

Lemma order_args i j : (i < n)%nat -> (j < n)%nat -> ~ masked i -> ~ masked j ->
  z i <= z j -> fsub (z i) (z top) <= fsub (z j) (z top).
Proof. intros; apply RN_le; lra. Qed.

(** At least 2 below the maximum the order is kept exactly. *)
Theorem P04_exact i j : (i < n)%nat -> (j < n)%nat -> ~ masked i -> ~ masked j ->
  z i <= z j -> z j <= z top - 2 -> p i <= p j.
Proof.
intros Hi Hj Mi Mj L Lj; destruct (s_range HM) as [[S _] _].
apply RN_le, Rmult_le_compat_r; [apply Rlt_le, Rinv_0_lt_compat; lra |].
destruct (weights_open HW i Hi Mi) as [-> _], (weights_open HW j Hj Mj) as [-> _].
apply ex_le_low; try apply RN_format; [now apply order_args |].
apply RN_le_format; [apply (F_int (-2)); lia | lra].
Qed.

Theorem P04_order i j : (i < n)%nat -> (j < n)%nat -> ~ masked i -> ~ masked j ->
  z i <= z j -> p i <= p j * (1 + 4 * u).
Proof.
intros Hi Hj Mi Mj L; destruct (s_range HM) as [[S S'] _]; assert (U := u_pos).
assert (N := size_max HM); destruct (P01_range HM j Hj) as [[Pj _] _].
assert (A := order_args i j Hi Hj Mi Mj L).
destruct (open_arg HM i Hi Mi) as (Fi & _ & _).
destruct (open_arg HM j Hj Mj) as (Fj & Lj & _).
assert (I : / 67108864 <= / fsum n e) by (apply Rinv_le_contravar; lra).
unfold prob, fdiv in *.
destruct (weights_open HW i Hi Mi) as [Ei _], (weights_open HW j Hj Mj) as [Ej _].
rewrite Ei, Ej in *.
destruct (Rlt_le_dec (fsub (z j) (z top)) (-2)) as [C | C].
- apply Rle_trans with (RN (ex (fsub (z j) (z top)) / fsum n e)); [| nra].
  apply RN_le, Rmult_le_compat_r; [lra |].
  apply ex_le_low; easy || lra.
- destruct (ex_le_high _ _ Fi Fj A (conj C Lj)) as [H1 H2].
  apply RN_ratio; unfold Rdiv.
  + apply Rle_trans with (/ 10 * / 67108864); [| apply Rmult_le_compat; lra].
    apply Rle_trans with (bpow radix2 (-40)); [apply bpow_le; lia | simpl; lra].
  + rewrite Rmult_assoc, (Rmult_comm (/ _)), <- Rmult_assoc.
    apply Rmult_le_compat_r; lra.
Qed.
End Order.
