(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * A sum in order together with the sum of its rounding errors

    [fsum n f] is the rounded sum, [low n f] the rounded sum of the exact errors
    of its additions. What both leave of the true sum is of the order (n u)^2.

    Main results: [total_exact], [total_error], [total_ge].
    Source: T. Ogita, S. M. Rump, S. Oishi, Accurate sum and dot product, SIAM J.
    Sci. Comput. 26, 2005 (Sum2). *)

From Coq Require Import Reals Psatz Lia ZArith.
From Flocq Require Import Core.
From Softproof Require Import Rounding Sums SoftmaxSum TwoSum.
Open Scope R_scope.

Definition step_error (f : nat -> R) (k : nat) : R :=
  fsum k f + f k - fsum (S k) f.
Definition low (n : nat) (f : nat -> R) : R := fsum n (step_error f).
Definition total (n : nat) (f : nat -> R) : R := fadd (fsum n f) (low n f).

Lemma low_ext n f g :
  (forall k, (k < n)%nat -> f k = g k) -> low n f = low n g.
Proof.
intros H; apply fsum_ext; intros k Hk; unfold step_error.
rewrite (fsum_ext k f g), (fsum_ext (S k) f g), (H k Hk); auto with arith.
- intros j Hj; apply H; lia.
- intros j Hj; apply H; lia.
Qed.
Lemma total_ext n f g :
  (forall k, (k < n)%nat -> f k = g k) -> total n f = total n g.
Proof. intros H; unfold total; now rewrite (fsum_ext n f g), (low_ext n f g). Qed.

(** Nothing is lost but what the sum of the errors loses. *)
Theorem total_exact n f : sum n f = fsum n f + sum n (step_error f).
Proof.
induction n as [|n IH]; [simpl; ring |].
change (sum (S n) f) with (sum n f + f n); rewrite IH.
change (sum (S n) (step_error f))
  with (sum n (step_error f) + (fsum n f + f n - fsum (S n) f)); ring.
Qed.

(** A rounded sum of small numbers of any sign. *)
Lemma fsum_small n f E : (Z.of_nat n <= 67108864)%Z -> 0 <= E ->
  (forall k, (k < n)%nat -> F (f k)) -> (forall k, (k < n)%nat -> Rabs (f k) <= E) ->
  Rabs (fsum n f - sum n f)
    <= INR n * (INR n + 1) / 2 * (1 + INR n * u) * (u * E).
Proof.
intros N HE HF HB; assert (U := u_pos).
assert (M : Rabs (sum n f) <= INR n * E).
{ apply Rle_trans with (1 := sum_abs _ _); rewrite <- sum_const; now apply sum_le. }
assert (G : forall i, (i <= n)%nat -> Rabs (sum i f) <= INR i * E /\
  Rabs (fsum i f - sum i f)
    <= INR i * (INR i + 1) / 2 * (1 + INR i * u) * (u * E)); [| apply G; lia].
induction i as [|i IH]; intros Hi.
{ simpl; rewrite Rminus_diag_eq, Rabs_R0 by easy; nra. }
destruct (IH ltac:(lia)) as [A B].
assert (T : Rabs (sum (S i) f) <= INR (S i) * E).
{ apply Rle_trans with (1 := sum_abs _ _); rewrite <- sum_const.
  apply sum_le; intros; apply HB; lia. }
split; [easy |]; simpl fsum; simpl (sum (S i) f) in *; unfold fadd.
set (s := fsum i f) in *; set (t := sum i f) in *.
assert (D := RN_plus_rel s (f i) (fsum_format _ _) (HF i ltac:(lia))).
rewrite S_INR in *; assert (I0 := pos_INR i); set (I := INR i) in *.
assert (I1 : I <= 67108864).
{ unfold I; rewrite INR_IZR_INZ; apply IZR_le; lia. }
assert (IU : 0 <= I * u <= / 2) by (split; [nra | rewrite u_val; lra]).
set (d := I * (I + 1) / 2 * (1 + I * u)) in *.
replace (RN (s + f i) - (t + f i)) with ((RN (s + f i) - (s + f i)) + (s - t)) by ring.
apply Rle_trans with (1 := Rabs_triang _ _).
assert (W : Rabs (s + f i) <= (I + 1) * E + d * (u * E)).
{ replace (s + f i) with ((t + f i) + (s - t)) by ring.
  apply Rle_trans with (1 := Rabs_triang _ _); lra. }
apply Rle_trans with (u * ((I + 1) * E + d * (u * E)) + d * (u * E)).
{ apply Rplus_le_compat; [| easy].
  apply Rle_trans with (1 := D), Rmult_le_compat_l; lra. }
replace (u * ((I + 1) * E + d * (u * E)) + d * (u * E))
  with ((I + 1 + d * (1 + u)) * (u * E)) by ring.
apply Rmult_le_compat_r; [nra |].
(* d (1 + u) = I (I + 1) / 2 (1 + (I + 1) u + I u^2) *)
assert (Q : I * (I + 1) / 2 * (I * u * u) <= (I + 1) * ((I + 1) * u)).
{ replace (I * (I + 1) / 2 * (I * u * u))
    with ((I + 1) * (I * (I * u) * u / 2)) by field.
  apply Rmult_le_compat_l; [lra |].
  apply Rle_trans with (I * u); [| nra].
  assert (I * (I * u) <= I * / 2) by (apply Rmult_le_compat_l; lra); nra. }
unfold d; nra.
Qed.

Section Total.
Variables (n : nat) (f : nat -> R).
Hypothesis size : (Z.of_nat n <= 67108864)%Z.
Hypothesis f_pos : forall k, (k < n)%nat -> 0 <= f k.
Hypothesis f_F : forall k, (k < n)%nat -> F (f k).

Lemma step_error_F k : (k < n)%nat -> F (step_error f k).
Proof.
intros H; unfold step_error; simpl fsum; apply error_F; [apply fsum_format | auto].
Qed.
Lemma step_error_bound k : (k < n)%nat -> Rabs (step_error f k) <= u * fsum n f.
Proof.
intros H; assert (U := u_pos); unfold step_error; simpl fsum.
rewrite Rabs_minus_sym; unfold fadd.
apply Rle_trans with (1 := RN_plus_rel_result _ _ (fsum_format _ _) (f_F k H)).
apply Rmult_le_compat_l; [lra |]; change (RN (fsum k f + f k)) with (fsum (S k) f).
rewrite Rabs_pos_eq by (apply fsum_nonneg; intros; apply f_pos; lia).
apply fsum_incr with n; auto.
Qed.
Lemma size_real : 0 <= INR n <= 67108864.
Proof. split; [apply pos_INR | rewrite INR_IZR_INZ; now apply IZR_le]. Qed.
Lemma sum_pos : 0 <= sum n f.
Proof. now apply sum_nonneg. Qed.
Lemma rounded_sum_le : 0 <= fsum n f <= sum n f * (1 + / 100000000).
Proof.
split; [now apply fsum_nonneg |].
destruct (Nat.eq_dec n 0) as [Z | Z]; [rewrite Z; simpl; lra |].
assert (A := fsum_error_pred n f ltac:(lia) f_pos f_F).
assert (S := size_real); assert (P := sum_pos); apply Rabs_le_inv in A.
assert ((INR n - 1) * u * sum n f <= / 100000000 * sum n f).
{ apply Rmult_le_compat_r; [easy |]; rewrite u_val; lra. }
lra.
Qed.

(** Before the last addition is rounded. *)
Lemma pair_error :
  Rabs (fsum n f + low n f - sum n f) <= (/ 4 + / 1000000) * u * sum n f.
Proof.
assert (U := u_pos); assert (S := size_real); assert (P := sum_pos).
destruct rounded_sum_le as [R0 R].
assert (A := fsum_small n (step_error f) (u * fsum n f) size ltac:(nra)
  step_error_F step_error_bound).
replace (fsum n f + low n f - sum n f) with (low n f - sum n (step_error f))
  by (rewrite (total_exact n f) at 1; ring).
apply Rle_trans with (1 := A).
set (N := INR n) in *; set (s := fsum n f) in *; set (t := sum n f) in *.
clearbody N s t; clear A.
assert (B : N * (N + 1) / 2 * (1 + N * u) * u <= / 4 + / 10000000).
{ assert (NU : 0 <= N * u <= / 134217728) by (split; [nra | rewrite u_val; lra]).
  replace (N * (N + 1) / 2 * (1 + N * u) * u)
    with (N * u * ((N + 1) / 2) * (1 + N * u)) by field.
  apply Rle_trans with (/ 134217728 * (67108865 / 2) * (1 + / 134217728)); [| lra].
  apply Rmult_le_compat; [| lra | | lra].
  - apply Rmult_le_pos; lra.
  - apply Rmult_le_compat; lra. }
replace (N * (N + 1) / 2 * (1 + N * u) * (u * (u * s)))
  with (N * (N + 1) / 2 * (1 + N * u) * u * (u * s)) by ring.
apply Rle_trans with ((/ 4 + / 10000000) * (u * (t * (1 + / 100000000)))).
- assert (0 <= N * (N + 1) / 2 * (1 + N * u) * u).
  { repeat apply Rmult_le_pos; try lra; nra. }
  assert (u * s <= u * (t * (1 + / 100000000))) by (apply Rmult_le_compat_l; lra).
  apply Rmult_le_compat; try easy; nra.
- assert (0 <= u * t) by (apply Rmult_le_pos; lra); lra.
Qed.
Lemma low_F : F (low n f).
Proof. apply fsum_format. Qed.
Theorem total_error :
  Rabs (total n f - sum n f) <= (5 / 4 + / 500000) * u * sum n f.
Proof.
assert (A := pair_error); assert (U := u_val); assert (P := sum_pos).
assert (R := RN_plus_rel (fsum n f) (low n f) (fsum_format _ _) low_F).
fold (fadd (fsum n f) (low n f)) in R; fold (total n f) in R.
set (x := fsum n f + low n f) in *; set (t := sum n f) in *.
assert (X : Rabs x <= t * (1 + / 10000000)).
{ replace x with (x - t + t) by ring; apply Rle_trans with (1 := Rabs_triang _ _).
  rewrite (Rabs_pos_eq t) by easy.
  assert ((/ 4 + / 1000000) * u * t <= / 10000000 * t)
    by (apply Rmult_le_compat_r; [easy | rewrite U; lra]); lra. }
replace (total n f - t) with ((total n f - x) + (x - t)) by ring.
apply Rle_trans with (1 := Rabs_triang _ _).
apply (Rmult_le_compat_l u) in X; [| rewrite U; lra].
assert (0 <= u * t) by (apply Rmult_le_pos; [rewrite U |]; lra); lra.
Qed.

(** A sum that is at least 1 stays so. *)
Theorem total_ge : 1 <= sum n f -> 1 <= total n f.
Proof.
intros H; unfold total, fadd; rewrite <- RN_1 at 1.
assert (A := pair_error); apply Rabs_le_inv in A; assert (U := u_val).
assert (L : 1 - u / 2 <= fsum n f + low n f).
{ assert (sum n f * (1 - (/ 4 + / 1000000) * u) <= fsum n f + low n f) by lra.
  assert (0 <= 1 - (/ 4 + / 1000000) * u) by (rewrite U; lra); nra. }
rewrite RN_1; apply round_N_ge_midp; [typeclasses eauto | apply (F_int 1); lia |].
change 1 with (bpow radix2 0); rewrite pred_bpow.
replace (bpow radix2 (fexp 0)) with u by (unfold u; f_equal).
change (bpow radix2 0) with 1.
assert (sum n f * (1 - (/ 4 + / 1000000) * u) <= fsum n f + low n f) by lra.
assert (1 - (/ 4 + / 1000000) * u <= sum n f * (1 - (/ 4 + / 1000000) * u)).
{ rewrite <- (Rmult_1_l (1 - _)) at 1; apply Rmult_le_compat_r; [rewrite U; lra | easy]. }
assert (P := u_pos); lra.
Qed.
End Total.
