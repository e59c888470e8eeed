(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * An entry of the gradient of cross-entropy for targets of any sum

    t is the computed sum of the targets, S the exact one; p the computed
    softmax, g the exact one; y the target.

    Main result: [SoftEntry_Accuracy], t p - y against S g - y (P14). *)

From Coq Require Import Reals Psatz Lia ZArith.
From Flocq Require Import Core.
From Softproof Require Import Rounding.
Open Scope R_scope.

Theorem SoftEntry_Accuracy t S p g y : 0 <= S -> 0 <= g -> 0 <= t -> 0 <= p -> F y ->
  Rabs (t - S) <= (5 / 4 + / 500000) * u * S ->
  Rabs (p - g) <= 9 / 2 * u * (1 + bpow radix2 (-16)) * g + eta ->
  Rabs (fsub (fmul t p) y - (S * g - y)) <=
  27 / 4 * u * (1 + bpow radix2 (-16)) * (S * g) + u * Rabs (S * g - y) +
  2 * (S + 1) * eta.
Proof.
intros HS Hg Ht Hp Fy T P; assert (U := u_val); assert (E := eta_pos).
assert (Q := RN_abs_err (t * p)); fold (fmul t p) in Q.
rewrite (Rabs_pos_eq (t * p)) in Q by now apply Rmult_le_pos.
assert (D := RN_minus_rel (fmul t p) y (RN_format _) Fy).
fold (fsub (fmul t p) y) in D.
replace (bpow radix2 (-16)) with (/ 65536) in * by (simpl; lra).
set (q := fmul t p) in *; set (x := S * g).
assert (x0 : 0 <= x) by now apply Rmult_le_pos.
set (h := S * eta); assert (h0 : 0 <= h) by (apply Rmult_le_pos; lra).
(* S (p - g) and (t - S) p *)
assert (A1 : S * Rabs (p - g) <= 9 / 2 * u * (1 + / 65536) * x + h).
{ replace (9 / 2 * u * (1 + / 65536) * x + h)
    with (S * (9 / 2 * u * (1 + / 65536) * g + eta)) by (unfold x, h; ring).
  now apply Rmult_le_compat_l. }
assert (Hp1 : p <= g * (1 + / 1000000) + eta).
{ apply Rabs_le_inv in P; assert (0 <= u * g) by (apply Rmult_le_pos; [rewrite U |]; lra).
  assert (9 / 2 * u * (1 + / 65536) * g <= / 1000000 * g); [| lra].
  apply Rmult_le_compat_r; [easy | rewrite U; lra]. }
set (c := (5 / 4 + / 500000) * u) in *.
assert (c0 : 0 <= c <= / 1000000) by (unfold c; rewrite U; lra).
assert (A2 : Rabs (t - S) * p <= c * (1 + / 1000000) * x + / 1000000 * h).
{ apply Rle_trans with (c * S * (g * (1 + / 1000000) + eta)).
  - apply Rmult_le_compat; [apply Rabs_pos | easy | easy | easy].
  - replace (c * S * (g * (1 + / 1000000) + eta))
      with (c * (1 + / 1000000) * x + c * h) by (unfold x, h; ring).
    apply Rplus_le_compat_l, Rmult_le_compat_r; lra. }
assert (A : Rabs (t * p - x) <= (9 / 2 * u * (1 + / 65536) + c * (1 + / 1000000)) * x
  + (1 + / 1000000) * h).
{ replace (t * p - x) with ((t - S) * p + S * (p - g)) by (unfold x; ring).
  apply Rle_trans with (1 := Rabs_triang _ _); rewrite !Rabs_mult.
  rewrite (Rabs_pos_eq p), (Rabs_pos_eq S) by easy; lra. }
assert (ux : 0 <= u * x) by (apply Rmult_le_pos; [rewrite U |]; lra).
set (a := (9 / 2 * u * (1 + / 65536) + c * (1 + / 1000000)) * x
  + (1 + / 1000000) * h) in *.
assert (a0 : 0 <= a) by (assert (G := Rabs_pos (t * p - x)); lra).
assert (TP : t * p <= x + a) by (apply Rabs_le_inv in A; lra).
assert (UA : u * a <= / 1000000000 * a)
  by (apply Rmult_le_compat_r; [easy | rewrite U; lra]).
assert (UT : u * (t * p) <= u * x + u * a).
{ rewrite <- Rmult_plus_distr_l; apply Rmult_le_compat_l; [rewrite U |]; lra. }
assert (B : Rabs (q - x) <= u * x + (1 + / 1000000000) * a + eta / 2).
{ replace (q - x) with ((q - t * p) + (t * p - x)) by ring.
  apply Rle_trans with (1 := Rabs_triang _ _); lra. }
set (b := u * x + (1 + / 1000000000) * a + eta / 2) in *.
assert (b0 : 0 <= b) by (assert (G := Rabs_pos (q - x)); lra).
assert (UB : u * b <= / 1000000000 * b)
  by (apply Rmult_le_compat_r; [easy | rewrite U; lra]).
assert (C : Rabs (q - y) <= Rabs (x - y) + b).
{ replace (q - y) with ((x - y) + (q - x)) by ring.
  apply Rle_trans with (1 := Rabs_triang _ _); lra. }
assert (UC : u * Rabs (q - y) <= u * Rabs (x - y) + u * b).
{ rewrite <- Rmult_plus_distr_l; apply Rmult_le_compat_l; [rewrite U |]; lra. }
replace (fsub q y - (x - y)) with ((fsub q y - (q - y)) + (q - x)) by ring.
apply Rle_trans with (1 := Rabs_triang _ _).
replace (2 * (S + 1) * eta) with (2 * h + 2 * eta) by (unfold h; ring).
assert (CX : c * x = (5 / 4 + / 500000) * (u * x)) by (unfold c; ring).
assert (AX : a = 9 / 2 * (1 + / 65536) * (u * x) + (1 + / 1000000) * (c * x)
  + (1 + / 1000000) * h) by (unfold a; ring).
rewrite CX in AX; unfold b in *; lra.
Qed.
