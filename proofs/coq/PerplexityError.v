(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * Perplexity: the exponential of a computed entropy

    1 / e^-h, where e^-h comes from exp on the negative numbers.

    Main results: [ExpEntropy_Normal], [ExpEntropy_Accuracy]; [Entropy_Computed], a computed entropy
    of at most 2^26 entries is at most 19; [Perplexity_Accuracy] and
    [Perplexity_Range], from the bounds of an entropy with a relative error of
    (n + k) u. *)

From Coq Require Import Reals Psatz Lia ZArith.
From Flocq Require Import Core.
From Softproof Require Import Rounding Sums Gibbs ZInterval.
Open Scope R_scope.

(** e is e^-h up to rounding. *)
Lemma exp_inverse h : exp h * exp (- h) = 1.
Proof. rewrite <- exp_plus, Rplus_opp_r; apply exp_0. Qed.
Lemma exp_19 h : h <= 19 -> / 200000000 <= exp (- h).
Proof.
intros L; apply Rle_trans with (exp (- 19)); [interval |].
destruct L as [L | ->]; [left; apply exp_increasing; lra | right; easy].
Qed.
Theorem ExpEntropy_Normal h : h <= 19 -> bpow radix2 (-1022) <= exp (- h).
Proof.
intros L; apply Rle_trans with (2 := exp_19 h L).
apply Rle_trans with (bpow radix2 (-30)); [apply bpow_le; lia | simpl; lra].
Qed.
Theorem ExpEntropy_Accuracy h e : 0 <= h <= 19 -> F e -> e <= 1 ->
  Rabs (e - exp (- h)) <= 9 / 8 * u * exp (- h) ->
  / 268435456 <= e /\ 1 <= fdiv 1 e /\
  Rabs (fdiv 1 e - exp h) <= 1063 / 500 * u * exp h.
Proof.
intros Hh Fe E1 E; assert (U := u_val); assert (X := exp_inverse h).
assert (P := exp_pos (- h)); assert (Q := exp_pos h); apply Rabs_le_inv in E.
assert (E0 : (1 - 9 / 8 * u) * exp (- h) <= e) by lra.
assert (E2 : e <= (1 + 9 / 8 * u) * exp (- h)) by lra.
assert (e0 : 0 < e).
{ apply Rlt_le_trans with (2 := E0); apply Rmult_lt_0_compat; [rewrite U; lra | easy]. }
assert (I : 0 < / e) by now apply Rinv_0_lt_compat.
assert (I1 : 1 <= / e) by (rewrite <- Rinv_1; apply Rinv_le_contravar; lra).
split; [| split].
{ assert (M := exp_19 h (proj2 Hh)); apply Rle_trans with (2 := E0).
  assert (u * exp (- h) <= / 1000 * exp (- h))
    by (apply Rmult_le_compat_r; [| rewrite U]; lra); lra. }
{ apply RN_ge_format; [apply (F_int 1); lia | unfold Rdiv; lra]. }
(* 1 / e against e^h *)
assert (EI : e * / e = 1) by (apply Rinv_r; lra).
assert (L : / e <= (1 + 9 / 8 * u * (1 + / 1000000)) * exp h).
{ apply Rmult_le_reg_l with e; [easy |]; rewrite EI.
  apply Rle_trans with ((1 - 9 / 8 * u) * exp (- h) *
    ((1 + 9 / 8 * u * (1 + / 1000000)) * exp h)).
  - replace ((1 - 9 / 8 * u) * exp (- h) * ((1 + 9 / 8 * u * (1 + / 1000000)) * exp h))
      with ((1 - 9 / 8 * u) * (1 + 9 / 8 * u * (1 + / 1000000)) * (exp h * exp (- h)))
      by ring.
    rewrite X, U; lra.
  - apply Rmult_le_compat_r; [| easy].
    apply Rmult_le_pos; [rewrite U |]; lra. }
assert (G : (1 - 9 / 8 * u) * exp h <= / e).
{ apply Rmult_le_reg_l with e; [easy |]; rewrite EI.
  apply Rle_trans with ((1 + 9 / 8 * u) * exp (- h) * ((1 - 9 / 8 * u) * exp h)).
  - apply Rmult_le_compat_r; [| easy]; apply Rmult_le_pos; [rewrite U |]; lra.
  - replace ((1 + 9 / 8 * u) * exp (- h) * ((1 - 9 / 8 * u) * exp h))
      with ((1 + 9 / 8 * u) * (1 - 9 / 8 * u) * (exp h * exp (- h))) by ring.
    rewrite X, U; lra. }
assert (R : Rabs (fdiv 1 e - / e) <= u * / e).
{ unfold fdiv, Rdiv; rewrite Rmult_1_l.
  rewrite <- (Rabs_pos_eq (/ e)) at 3 by lra; apply RN_rel.
  rewrite Rabs_pos_eq by lra; apply Rle_trans with (2 := I1).
  apply (bpow_le radix2 (-1022) 0); lia. }
apply Rabs_le_inv in R.
assert (uL : u * / e <= u * ((1 + 9 / 8 * u * (1 + / 1000000)) * exp h))
  by (apply Rmult_le_compat_l; [rewrite U |]; lra).
apply Rabs_le; rewrite U in *; lra.
Qed.

(** The entropy H of at most N entries, and h as computed *)
Section Entropy.
Variables (N H h k : R).
Hypothesis N_size : 1 <= N <= 67108864.
Hypothesis H_range : 0 <= H <= ln N.
Hypothesis k_size : 0 <= k <= 32.
Hypothesis Near : Rabs (h - H) <= (N + k) * u * (1 + bpow radix2 (-15)) * H
  + 1000 * N * eta.

Lemma H_max : H <= 181 / 10.
Proof.
apply Rle_trans with (1 := proj2 H_range).
apply Rle_trans with (ln 67108864); [apply ln_mono; lra | interval].
Qed.
Lemma near_small : Rabs (h - H) <= / 7000000 /\
  Rabs (h - H) <= ((N + k) * H * (1 + / 32768) + / 100000) * u.
Proof.
assert (U := u_val); assert (P := eta_pos); assert (M := H_max).
assert (E : 1000 * N * eta <= / 100000 * u).
{ apply Rle_trans with (67108864000 * eta); [apply Rmult_le_compat_r; lra |].
  apply Rle_trans with (67108864000 * (bpow radix2 (-1000) * u)).
  - apply Rmult_le_compat_l; [lra | exact eta_le_u].
  - assert (B : bpow radix2 (-1000) <= bpow radix2 (-60)) by (apply bpow_le; lia).
    replace (bpow radix2 (-60)) with (/ 1152921504606846976) in B by (simpl; lra).
    rewrite <- Rmult_assoc; apply Rmult_le_compat_r; [rewrite U |]; lra. }
replace (bpow radix2 (-15)) with (/ 32768) in Near by (simpl; lra).
assert (Q : 0 <= (N + k) * H <= 67108896 * (181 / 10)).
{ split; [apply Rmult_le_pos; lra |]; apply Rmult_le_compat; lra. }
assert (Z : Rabs (h - H) <= ((N + k) * H * (1 + / 32768) + / 100000) * u) by lra.
split; [| exact Z]; apply Rle_trans with (1 := Z); rewrite U; lra.
Qed.
Theorem Entropy_Computed : h <= 19.
Proof. destruct near_small as [A _]; apply Rabs_le_inv in A; assert (M := H_max); lra. Qed.

Variable p : R.
Hypothesis Exp : Rabs (p - exp h) <= 1063 / 500 * u * exp h.
Theorem Perplexity_Accuracy : Rabs (p - exp H) <=
  ((N + k) * H + 213 / 100) * u * (1 + bpow radix2 (-14)) * exp H.
Proof.
assert (U := u_val); destruct near_small as [A B]; assert (Q := exp_pos H).
set (y := h - H) in *; assert (Ey : exp h = exp H * exp y)
  by (rewrite <- exp_plus; f_equal; unfold y; ring).
assert (Hy := exp_near y ltac:(lra)).
set (d := Rabs y) in *; assert (d0 : 0 <= d) by apply Rabs_pos.
assert (Y : Rabs (exp y - 1) <= d * (1 + / 3000000)).
{ apply Rle_trans with (1 := Hy); apply Rmult_le_compat_l; lra. }
assert (Y1 : exp y <= 1 + / 1000000) by (apply Rabs_le_inv in Y; lra).
replace (bpow radix2 (-14)) with (/ 16384) by (simpl; lra).
assert (K : 0 <= (N + k) * H) by (apply Rmult_le_pos; lra).
assert (C : Rabs (exp h - exp H) <= d * (1 + / 3000000) * exp H).
{ rewrite Ey; replace (exp H * exp y - exp H) with ((exp y - 1) * exp H) by ring.
  rewrite Rabs_mult, (Rabs_pos_eq (exp H)) by lra.
  apply Rmult_le_compat_r; lra. }
assert (D : 1063 / 500 * u * exp h <= 1063 / 500 * u * (1 + / 1000000) * exp H).
{ rewrite Ey; replace (1063 / 500 * u * (1 + / 1000000) * exp H)
    with (1063 / 500 * u * (exp H * (1 + / 1000000))) by ring.
  apply Rmult_le_compat_l; [rewrite U; lra | apply Rmult_le_compat_l; lra]. }
replace (p - exp H) with ((p - exp h) + (exp h - exp H)) by ring.
apply Rle_trans with (1 := Rabs_triang _ _).
apply Rle_trans with ((1063 / 500 * u * (1 + / 1000000) + d * (1 + / 3000000)) * exp H);
  [lra |].
apply Rmult_le_compat_r; [lra |]; rewrite U in *; lra.
Qed.
Theorem Perplexity_Le : p <= N * (1 + bpow radix2 (-22)).
Proof.
assert (U := u_val); assert (A := Perplexity_Accuracy); apply Rabs_le_inv in A.
assert (Q : 0 < exp H <= N).
{ split; [apply exp_pos |]; rewrite <- (exp_ln N) by lra.
  destruct (proj2 H_range) as [L | ->]; [left; now apply exp_increasing | right; easy]. }
assert (M := H_max); replace (bpow radix2 (-22)) with (/ 4194304) by (simpl; lra).
replace (bpow radix2 (-14)) with (/ 16384) in A by (simpl; lra).
assert (K : 0 <= (N + k) * H <= 67108896 * (181 / 10)).
{ split; [apply Rmult_le_pos; lra |]; apply Rmult_le_compat; lra. }
set (r := ((N + k) * H + 213 / 100) * u * (1 + / 16384)) in *.
assert (r1 : r <= / 4194304) by (unfold r; rewrite U; lra).
apply Rle_trans with ((1 + r) * exp H); [lra |].
rewrite Rmult_comm; apply Rmult_le_compat; try lra.
unfold r; rewrite U; lra.
Qed.
End Entropy.
