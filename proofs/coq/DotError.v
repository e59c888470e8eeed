(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * Rounding error of sums of any signs, and of dot products

    Layer F. [Dot n p v] multiplies, rounds, and adds in order.

    Main results: [fsum_abs_error], |fsum - sum| <= (n - 1) u sum |f| for every
    n and all signs; [Dot_Error], for n <= 2^26,
    |Dot - sum p v| <= n u (1 + u) sum |p v| + n eta; [Dot_Range], its partial
    sums do not overflow when the p sum to about 1.
    Source: S. M. Rump, Error estimation of floating-point summation and dot
    product, BIT 52, 2012. *)

From Coq Require Import Reals Psatz Lia ZArith.
From Flocq Require Import Core.
From Softproof Require Import Rounding Sums.
Open Scope R_scope.

Definition Dot (n : nat) (p v : nat -> R) : R :=
  fsum n (fun k => fmul (p k) (v k)).

(** The proof of [fsum_error], with the sum of the magnitudes for the sum. *)
Theorem fsum_abs_error n f :
  (forall k, (k <= n)%nat -> F (f k)) ->
  Rabs (fsum (S n) f - sum (S n) f) <=
  INR n * u * sum (S n) (fun k => Rabs (f k)).
Proof.
assert (U := u_pos); induction n as [|n IH]; intros Hf.
- simpl; unfold fadd; rewrite !Rplus_0_l, RN_exact by auto.
  rewrite Rminus_diag_eq, Rabs_R0 by easy; lra.
- specialize (IH (fun k H => Hf k (le_S _ _ H))).
  assert (Hst := sum_abs (S n) f).
  set (s := fsum (S n) f) in *; set (t := sum (S n) f) in *.
  set (a := sum (S n) (fun k => Rabs (f k))) in *; set (y := f (S n)).
  change (fsum (S (S n)) f) with (RN (s + y)).
  change (sum (S (S n)) f) with (t + y).
  change (sum (S (S n)) (fun k => Rabs (f k))) with (a + Rabs y).
  assert (Hy := Rabs_pos y); assert (Ha := Rle_trans _ _ _ (Rabs_pos t) Hst).
  replace (RN (s + y) - (t + y)) with ((RN (s + y) - (s + y)) + (s - t)) by ring.
  apply Rle_trans with (1 := Rabs_triang _ _).
  rewrite S_INR; assert (N := pos_INR n).
  assert (0 <= u * Rabs y) by nra; assert (0 <= INR n * (u * Rabs y)) by nra.
  destruct (Rle_lt_dec (Rabs y) (u * a)) as [C|C].
  + assert (D : Rabs (RN (s + y) - (s + y)) <= Rabs y).
    { apply Rle_trans with (1 := RN_nearest (s + y) s (fsum_format _ _)).
      replace (s - (s + y)) with (- y) by ring; rewrite Rabs_Ropp; lra. }
    lra.
  + assert (D := RN_plus_rel s y (fsum_format _ _) (Hf _ (le_n _))).
    assert (E : Rabs (s + y) <= (a + Rabs y) + INR n * u * a).
    { replace (s + y) with (t + y + (s - t)) by ring.
      apply Rle_trans with (1 := Rabs_triang _ _).
      assert (T := Rabs_triang t y); lra. }
    assert (G : u * (INR n * u * a) <= INR n * u * Rabs y).
    { replace (u * (INR n * u * a)) with (INR n * u * (u * a)) by ring.
      apply Rmult_le_compat_l; [nra | lra]. }
    apply (Rmult_le_compat_l u) in E; lra.
Qed.

Lemma n_u_small n : INR n <= 67108864 -> 0 <= INR n * u <= / 134217728.
Proof. assert (N := pos_INR n); rewrite u_val; lra. Qed.
Lemma n_eta_small n : INR n <= 67108864 -> 0 <= INR n * eta <= bpow radix2 (-1048).
Proof.
assert (E := eta_pos); assert (N := pos_INR n); intros H; split; [nra |].
replace (-1048)%Z with (26 + -1074)%Z by lia; rewrite bpow_plus.
apply Rmult_le_compat_r; [now left | simpl; lra].
Qed.

Theorem Dot_Error n p v : INR n <= 67108864 ->
  Rabs (Dot n p v - sum n (fun k => p k * v k)) <=
  INR n * u * (1 + u) * sum n (fun k => Rabs (p k * v k)) + INR n * eta.
Proof.
intros Hn; assert (U := u_pos); assert (Et := eta_pos).
destruct n as [|m].
{ unfold Dot; simpl; rewrite Rminus_0_r, Rabs_R0; lra. }
set (q := fun k => fmul (p k) (v k)); set (n := S m) in *.
set (a := sum n (fun k => Rabs (p k * v k))).
assert (Ha : 0 <= a) by (apply sum_nonneg; intros; apply Rabs_pos).
assert (Eq : forall k, Rabs (q k - p k * v k) <=
                       u * Rabs (p k * v k) + eta / 2).
{ intros k; apply RN_abs_err. }
assert (E1 : Rabs (sum n q - sum n (fun k => p k * v k)) <=
             u * a + INR n * (eta / 2)).
{ rewrite <- sum_minus; apply Rle_trans with (1 := sum_abs _ _).
  unfold a; rewrite <- sum_scal, <- sum_const, <- sum_plus.
  apply sum_le; intros; apply Eq. }
assert (E2 : sum n (fun k => Rabs (q k)) <= (1 + u) * a + INR n * (eta / 2)).
{ unfold a; rewrite <- sum_scal, <- sum_const, <- sum_plus.
  apply sum_le; intros k _; specialize (Eq k).
  assert (T := Rabs_triang_inv (q k) (p k * v k)); lra. }
assert (E3 : Rabs (Dot n p v - sum n q) <= INR m * u * sum n (fun k => Rabs (q k)))
  by (apply fsum_abs_error; intros; apply RN_format).
assert (Nm : INR n = INR m + 1) by apply S_INR.
assert (Pm := pos_INR m).
assert (Small : 0 <= INR m * u <= 1) by (rewrite u_val; lra).
apply (Rmult_le_compat_l (INR m * u)) in E2; [| easy].
assert (E4 : INR m * u * (INR n * (eta / 2)) <= 1 * (INR n * (eta / 2))).
{ apply Rmult_le_compat_r; nra. }
assert (E5 : 0 <= u * (u * a)) by nra.
replace (Dot n p v - sum n (fun k => p k * v k)) with
  ((Dot n p v - sum n q) + (sum n q - sum n (fun k => p k * v k))) by ring.
apply Rle_trans with (1 := Rabs_triang _ _); rewrite Nm in *; lra.
Qed.

(** ** Weights p that sum to about 1, and |v| <= V *)
Lemma dot_abs_le n p v V :
  (forall k, (k < n)%nat -> 0 <= p k) -> (forall k, (k < n)%nat -> Rabs (v k) <= V) ->
  sum n (fun k => Rabs (p k * v k)) <= sum n p * V.
Proof.
intros Hp Hv; rewrite Rmult_comm, <- sum_scal; apply sum_le; intros k Hk.
specialize (Hp k Hk); rewrite Rabs_mult, Rabs_pos_eq, Rmult_comm by easy.
apply Rmult_le_compat_r; auto.
Qed.
Lemma sum_prefix_le i n f :
  (i <= n)%nat -> (forall k, (k < n)%nat -> 0 <= f k) -> sum i f <= sum n f.
Proof.
induction 1 as [| n Hn IH]; intros H; [lra | simpl].
assert (sum i f <= sum n f) by (apply IH; intros; apply H; lia).
assert (0 <= f n) by (apply H; lia); lra.
Qed.
Theorem Dot_Range n p v i e : INR n <= 67108864 -> (i <= n)%nat ->
  (forall k, (k < n)%nat -> 0 <= p k) -> sum n p <= 1 + / 524288 ->
  (-1000 <= e)%Z -> (forall k, (k < n)%nat -> Rabs (v k) <= bpow radix2 e) ->
  Rabs (Dot i p v) <= bpow radix2 (e + 1).
Proof.
intros Hn Hi Hp Hs He Hv; set (V := bpow radix2 e).
assert (HV : 0 < V) by apply bpow_gt_0.
assert (Hin : INR i <= INR n) by now apply le_INR.
assert (Hi' : INR i <= 67108864) by lra.
assert (E := Dot_Error i p v Hi').
assert (A : sum i (fun k => Rabs (p k * v k)) <= (1 + / 524288) * V).
{ apply Rle_trans with (sum i p * V).
  - apply dot_abs_le; intros; [apply Hp | apply Hv]; lia.
  - apply Rmult_le_compat_r; [lra |].
    apply Rle_trans with (2 := Hs); now apply sum_prefix_le. }
assert (B := sum_abs i (fun k => p k * v k)).
assert (U := n_u_small i Hi'); assert (Up := u_pos).
assert (Et : INR i * eta <= V * / 1024).
{ apply Rle_trans with (1 := proj2 (n_eta_small i Hi')).
  unfold V; change (/ 1024) with (bpow radix2 (-10)); rewrite <- bpow_plus.
  apply bpow_le; lia. }
rewrite bpow_plus; fold V; change (bpow radix2 1) with 2.
set (a := sum i (fun k => Rabs (p k * v k))) in *.
set (d := sum i (fun k => p k * v k)) in *.
assert (Ha : 0 <= a) by (apply sum_nonneg; intros; apply Rabs_pos).
assert (C : INR i * u * (1 + u) * a <= / 67108864 * a).
{ apply Rmult_le_compat_r; [easy |].
  assert (L : INR i * u * (1 + u) <= / 134217728 * 2)
    by (apply Rmult_le_compat; rewrite ?u_val in *; lra).
  lra. }
assert (T := Rabs_triang_inv (Dot i p v) d); lra.
Qed.
