(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * The order of two probabilities with the same sum

    a and b stand for the weights v <= w, each with an error of one compensated
    exponential; s is the sum that divides them, of which only 1 <= s is used:
    so the order is kept alike by sums that are compensated and that are not.

    Main results: [weights_ordered]; [quotients_ordered], up to 4 u where the
    larger quotient is at least 2^-900; [quotients_ordered_any], for any (P04).
    Source: ours. *)

From Coq Require Import Reals Psatz Lia ZArith.
From Flocq Require Import Core.
From Softproof Require Import Rounding Sums SoftmaxSum SoftmaxOrder.
Open Scope R_scope.

Lemma weights_ordered a v b w : 0 <= a <= 1 -> 0 <= b <= 1 -> 0 <= v <= 1 ->
  0 <= w <= 1 -> v <= w ->
  a = 0 /\ v <= 3 / 4 * eta \/ Rabs (a - v) <= (9 / 8 + / 4096) * u * v + eta / 2 ->
  b = 0 /\ w <= 3 / 4 * eta \/ Rabs (b - w) <= (9 / 8 + / 4096) * u * w + eta / 2 ->
  a <= b * (1 + (9 / 4 + / 1000) * u) + 3 / 2 * eta.
Proof.
intros Ra Rb Rv Rw L Ea Eb; assert (U := u_val); assert (P := eta_pos).
assert (Uw : 0 <= u * v <= u * w)
  by (split; [apply Rmult_le_pos | apply Rmult_le_compat_l]; rewrite ?U; lra).
assert (A : a <= w * (1 + (9 / 8 + / 4096) * u) + eta / 2).
{ destruct Ea as [[-> _] | A]; [lra |]; apply Rabs_le_inv in A; lra. }
destruct Eb as [[Z Lj] | B].
- rewrite Z; assert (u * w <= / 1000000 * w)
    by (apply Rmult_le_compat_r; [lra | rewrite U; lra]); lra.
- apply Rabs_le_inv in B.
  assert (C : w * (1 - (9 / 8 + / 4096) * u) <= b + eta / 2) by lra.
  assert (D : w <= (b + eta / 2) * (1 + (9 / 8 + / 4000) * u)).
  { apply Rmult_le_reg_r with (1 - (9 / 8 + / 4096) * u); [rewrite U; lra |].
    apply Rle_trans with (1 := C).
    rewrite Rmult_assoc, <- (Rmult_1_r (b + eta / 2)) at 1.
    apply Rmult_le_compat_l; [lra | rewrite U; lra]. }
  apply Rle_trans with (1 := A).
  apply Rle_trans with ((b + eta / 2) * (1 + (9 / 8 + / 4000) * u)
    * (1 + (9 / 8 + / 4096) * u) + eta / 2).
  + apply Rplus_le_compat_r, Rmult_le_compat_r; [rewrite U; lra | easy].
  + rewrite (Rmult_assoc (b + eta / 2)).
    assert (Q : (1 + (9 / 8 + / 4000) * u) * (1 + (9 / 8 + / 4096) * u)
                <= 1 + (9 / 4 + / 1000) * u) by (rewrite U; lra).
    apply (Rmult_le_compat_l (b + eta / 2)) in Q; [| lra].
    assert (eta / 2 * ((9 / 4 + / 1000) * u) <= eta / 2 * 1)
      by (apply Rmult_le_compat_l; [| rewrite U]; lra); lra.
Qed.

Section Quotients.
Variables a b s : R.
Hypothesis S1 : 1 <= s.
Hypothesis A : a <= b * (1 + (9 / 4 + / 1000) * u) + 3 / 2 * eta.

Lemma inv_unit : 0 < / s <= 1.
Proof.
split; [apply Rinv_0_lt_compat; lra |].
rewrite <- Rinv_1; apply Rinv_le_contravar; lra.
Qed.
Lemma quotient_le : a / s <= b / s * (1 + (9 / 4 + / 1000) * u) + 3 / 2 * eta.
Proof.
assert (I := inv_unit); assert (P := eta_pos); unfold Rdiv.
assert (B := A); apply (Rmult_le_compat_r (/ s)) in B; [| lra].
assert (3 / 2 * eta * / s <= 3 / 2 * eta * 1) by (apply Rmult_le_compat_l; lra).
lra.
Qed.
Theorem quotients_ordered :
  bpow radix2 (-900) <= fdiv b s -> fdiv a s <= fdiv b s * (1 + 4 * u).
Proof.
intros B; assert (Q := quotient_le); assert (U := u_val); unfold fdiv in *.
set (y := b / s) in *.
assert (Ly : bpow radix2 (-901) <= y).
{ destruct (Rle_lt_dec (bpow radix2 (-901)) y) as [H | H]; [easy |].
  assert (RN y <= bpow radix2 (-901))
    by (apply RN_le_format; [apply F_bpow; lia | lra]).
  assert (bpow radix2 (-901) < bpow radix2 (-900)) by (apply bpow_lt; lia); lra. }
apply RN_ratio; [apply Rle_trans with (2 := Ly), bpow_le; lia |].
assert (Eta : 3 / 2 * eta <= / 100 * u * y).
{ assert (Eb : eta <= bpow radix2 (-120) * u * bpow radix2 (-901)).
  { unfold u, eta; rewrite <- !bpow_plus; apply bpow_le; lia. }
  assert (bpow radix2 (-120) <= / 1000).
  { apply Rle_trans with (bpow radix2 (-20)); [apply bpow_le; lia | simpl; lra]. }
  assert (P1 := bpow_gt_0 radix2 (-901)).
  apply Rle_trans with (3 / 2 * (/ 1000 * u * bpow radix2 (-901))).
  - apply Rmult_le_compat_l; [lra |]; apply Rle_trans with (1 := Eb).
    apply Rmult_le_compat_r; [lra |]; apply Rmult_le_compat_r; [rewrite U |]; lra.
  - assert (u * bpow radix2 (-901) <= u * y)
      by (apply Rmult_le_compat_l; [rewrite U |]; lra).
    assert (0 <= u * y) by (apply Rmult_le_pos; [rewrite U |]; lra); lra. }
apply Rle_trans with (1 := Q); assert (0 <= u * y); [| lra].
assert (P1 := bpow_gt_0 radix2 (-901)); apply Rmult_le_pos; [rewrite U |]; lra.
Qed.

Hypothesis Ra : 0 <= a.
Hypothesis Rb : 0 <= b.
Theorem quotients_ordered_any : fdiv a s <= fdiv b s * (1 + 5 * u) + 3 * eta.
Proof.
assert (B := quotient_le); assert (I := inv_unit); assert (U := u_val).
assert (P := eta_pos); unfold fdiv.
assert (X : 0 <= a / s) by (apply Rmult_le_pos; lra).
assert (Y : 0 <= b / s) by (apply Rmult_le_pos; lra).
assert (RX := RN_abs_err (a / s)); assert (RY := RN_abs_err (b / s)).
rewrite (Rabs_pos_eq (a / s)) in RX by easy.
rewrite (Rabs_pos_eq (b / s)) in RY by easy.
set (x := a / s) in *; set (y := b / s) in *; clearbody x y.
apply Rabs_le_inv in RX; apply Rabs_le_inv in RY.
assert (Y1 : y * (1 - u) <= RN y + eta / 2) by lra.
assert (PY : 0 <= RN y) by now apply RN_nonneg.
assert (Y2 : y <= (RN y + eta / 2) * (1 + (1 + / 1000) * u)).
{ apply Rmult_le_reg_r with (1 - u); [rewrite U; lra |].
  apply Rle_trans with (1 := Y1).
  rewrite Rmult_assoc, <- (Rmult_1_r (RN y + eta / 2)) at 1.
  apply Rmult_le_compat_l; [lra | rewrite U; lra]. }
assert (X2 : RN x <= x * (1 + u) + eta / 2) by lra.
set (r := RN y) in *; clearbody r; set (q := RN x) in *; clearbody q.
assert (X3 : x * (1 + u) <= y * ((1 + (9 / 4 + / 1000) * u) * (1 + u)) + 7 / 4 * eta).
{ apply (Rmult_le_compat_r (1 + u)) in B; [| rewrite U; lra].
  assert (3 / 2 * eta * (1 + u) <= 3 / 2 * eta * (7 / 6))
    by (apply Rmult_le_compat_l; [| rewrite U]; lra); lra. }
assert (K : (1 + (1 + / 1000) * u) * ((1 + (9 / 4 + / 1000) * u) * (1 + u))
            <= 1 + 9 / 2 * u) by (rewrite U; lra).
assert (K0 : 0 <= (1 + (9 / 4 + / 1000) * u) * (1 + u)) by (rewrite U; lra).
apply (Rmult_le_compat_r _ _ _ K0) in Y2.
rewrite (Rmult_assoc (r + eta / 2)) in Y2.
apply (Rmult_le_compat_l (r + eta / 2)) in K; [| lra].
assert (eta * (9 / 2 * u) <= eta * / 100)
  by (apply Rmult_le_compat_l; [| rewrite U]; lra).
assert (0 <= r * u) by (apply Rmult_le_pos; [| rewrite U]; lra); lra.
Qed.
End Quotients.
