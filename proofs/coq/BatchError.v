(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * Smoothed labels, weighted sums and means of losses

    What src/smooth_label.c and src/reduction.c compute.

    Main results (P14 of specs/PROPERTIES): [share_range], [top_range],
    [Share_Accuracy], [Top_Accuracy], the entries of a smoothed target. *)

From Coq Require Import Reals Psatz Lia ZArith.
From Flocq Require Import Core.
From Softproof Require Import Rounding Sums DotError SoftmaxSum.
Open Scope R_scope.

Notation slack := (1 + bpow radix2 (-16)).
Lemma slack_16 : slack = 1 + / 65536.
Proof. simpl; lra. Qed.

(** ** A smoothed label: a/n for all, and 1 - a for the label *)
Section Smooth.
Variables a n : R.
Hypothesis Fa : F a.
Hypothesis Ha : 0 <= a <= 1.
Hypothesis Hn : 1 <= n.

Lemma quotient_range : 0 <= a / n <= a.
Proof.
split.
- apply Rmult_le_pos; [| left; apply Rinv_0_lt_compat]; lra.
- apply Rmult_le_reg_r with n; [lra |].
  unfold Rdiv; rewrite Rmult_assoc, Rinv_l by lra; nra.
Qed.
Lemma share_range : 0 <= fdiv a n <= a.
Proof.
destruct quotient_range; split; [now apply RN_nonneg |].
now apply RN_le_format.
Qed.
Theorem Share_Accuracy :
  Rabs (fdiv a n - a / n) <= 2 * u * slack * (a / n) + eta.
Proof.
assert (Q := quotient_range); assert (A := RN_abs_err (a / n)).
rewrite (Rabs_pos_eq (a / n)) in A by lra; fold (fdiv a n) in A.
assert (P := eta_pos); assert (0 <= u * (a / n)) by (assert (U := u_pos); nra).
rewrite slack_16; lra.
Qed.

Lemma rest_err : Rabs (fsub 1 a - (1 - a)) <= u * (1 - a).
Proof.
assert (B := RN_minus_rel 1 a (F_int 1 ltac:(lia)) Fa).
now rewrite (Rabs_pos_eq (1 - a)) in B by lra.
Qed.
Lemma rest_range : 0 <= fsub 1 a <= 1.
Proof.
split; [apply RN_nonneg; lra |].
apply RN_le_format; [apply (F_int 1); lia | lra].
Qed.
Lemma RN_below_midpoint x : x < 1 + u -> RN x <= 1.
Proof.
intros H; unfold RN.
apply round_N_le_midp; [typeclasses eauto | apply (F_int 1); lia |].
replace (succ radix2 fexp 1) with (1 + 2 * u); [lra |].
rewrite succ_eq_pos by lra; change 1 with (bpow radix2 0) at 3.
rewrite ulp_bpow; unfold u; simpl; lra.
Qed.
Theorem top_range s : F s -> 0 <= s <= a -> 0 <= fadd s (fsub 1 a) <= 1.
Proof.
intros Fs S; assert (R := rest_range); assert (E := rest_err).
apply Rabs_le_inv in E; assert (U := u_pos).
split; [apply RN_nonneg; lra |].
destruct (Req_dec a 0) as [Z | Z].
- apply RN_le_format; [apply (F_int 1); lia | lra].
- apply RN_below_midpoint; nra.
Qed.
Theorem Top_Accuracy : Rabs (fadd (fdiv a n) (fsub 1 a) - ((1 - a) + a / n)) <=
  2 * u * slack * ((1 - a) + a / n) + eta.
Proof.
assert (Q := quotient_range); assert (A := RN_abs_err (a / n)).
rewrite (Rabs_pos_eq (a / n)) in A by lra; fold (fdiv a n) in A.
assert (P := eta_pos); assert (U := u_val); assert (E := rest_err).
assert (R := rest_range); assert (S := share_range).
assert (B := RN_plus_rel (fdiv a n) (fsub 1 a) (RN_format _) (RN_format _)).
fold (fadd (fdiv a n) (fsub 1 a)) in B.
rewrite (Rabs_pos_eq (_ + _)) in B by lra.
set (t := 1 - a + a / n) in *.
assert (C : Rabs (fdiv a n + fsub 1 a - t) <= u * t + eta / 2).
{ replace (fdiv a n + fsub 1 a - t)
    with ((fdiv a n - a / n) + (fsub 1 a - (1 - a))) by (unfold t; ring).
  apply Rle_trans with (1 := Rabs_triang _ _); unfold t; lra. }
replace (fadd (fdiv a n) (fsub 1 a) - t) with
  ((fadd (fdiv a n) (fsub 1 a) - (fdiv a n + fsub 1 a)) +
   (fdiv a n + fsub 1 a - t)) by ring.
apply Rle_trans with (1 := Rabs_triang _ _).
apply Rabs_le_inv in C.
assert (T : 0 <= t) by (unfold t; lra).
assert (D : u * (fdiv a n + fsub 1 a) <= u * (t + (u * t + eta / 2)))
  by (apply Rmult_le_compat_l; [rewrite U |]; lra).
assert (C' : Rabs (fdiv a n + fsub 1 a - t) <= u * t + eta / 2)
  by (apply Rabs_le; lra).
rewrite slack_16; rewrite U in *; lra.
Qed.
End Smooth.

(** ** Weighted sums and means: w of weights, x of losses *)
Section Weighted.
Variables (n : nat) (w x : nat -> R).
Hypothesis Hn : INR n <= 67108864.
Hypothesis Fw : forall k, (k < n)%nat -> F (w k).
Hypothesis Hw : forall k, (k < n)%nat -> 0 <= w k.
Hypothesis Hx : forall k, (k < n)%nat -> 0 <= w k * x k.
Notation N := (sum n (fun k => w k * x k)).
Notation D := (sum n w).

Lemma products_nonneg : 0 <= N.
Proof. apply sum_nonneg; exact Hx. Qed.
Lemma Dot_near : Rabs (Dot n w x - N) <= INR n * u * (1 + u) * N + INR n * eta.
Proof.
assert (E := Dot_Error n w x Hn).
replace (sum n (fun k => Rabs (w k * x k))) with N in E; [exact E |].
apply sum_ext; intros k Hk; symmetry; apply Rabs_pos_eq; auto.
Qed.
Theorem WeightedSum_Accuracy : Rabs (Dot n w x - N) <=
  INR n * u * slack * N + INR n * eta.
Proof.
apply Rle_trans with (1 := Dot_near); apply Rplus_le_compat_r.
apply Rmult_le_compat_r; [exact products_nonneg |].
apply Rmult_le_compat_l; [| rewrite slack_16, u_val; lra].
assert (P := pos_INR n); apply Rmult_le_pos; [easy | rewrite u_val; lra].
Qed.

Hypothesis Pos : 0 < D.
Lemma some_row : (0 < n)%nat.
Proof. destruct n; [simpl in Pos; lra | lia]. Qed.
Lemma total_near : Rabs (fsum n w - D) <= (INR n - 1) * u * D.
Proof.
apply fsum_error_pred; [exact some_row | exact Hw | exact Fw].
Qed.
Lemma total_low : D * (1 - / 134217728) <= fsum n w.
Proof.
assert (T := total_near); apply Rabs_le_inv in T; assert (P := pos_INR n).
assert ((INR n - 1) * u * D <= / 134217728 * D).
{ apply Rmult_le_compat_r; [lra | rewrite u_val; lra]. }
lra.
Qed.
(** The quotient before its rounding. *)
Lemma mean_near : Rabs (Dot n w x / fsum n w - N / D) <=
  ((2 * INR n - 1 + INR n * u) * u * (N / D) + INR n * eta / D) * (1 + / 60000000).
Proof.
assert (A := Dot_near); assert (B := total_near); assert (C := total_low).
assert (N0 := products_nonneg); assert (P := pos_INR n).
assert (E0 := eta_pos); assert (U := u_pos).
set (q := Dot n w x) in *; set (s := fsum n w) in *; set (M := N / D).
assert (EN : N = M * D) by (unfold M; field; lra).
assert (M0 : 0 <= M).
{ apply Rmult_le_pos; [exact N0 | left; now apply Rinv_0_lt_compat]. }
rewrite EN in A.
assert (S0 : 0 < s) by lra.
assert (K : D / s <= 1 + / 60000000).
{ apply Rmult_le_reg_r with s; [easy |].
  unfold Rdiv; rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra; lra. }
replace (q / s - M) with ((q - M * D + M * (D - s)) / s) by (field; lra).
unfold Rdiv at 1; rewrite Rabs_mult, (Rabs_pos_eq (/ s))
  by (left; now apply Rinv_0_lt_compat).
assert (G : Rabs (q - M * D + M * (D - s)) <=
  ((2 * INR n - 1 + INR n * u) * u * M + INR n * eta / D) * D).
{ apply Rle_trans with (1 := Rabs_triang _ _).
  rewrite Rabs_mult, (Rabs_pos_eq M), (Rabs_minus_sym D) by easy.
  assert (M * Rabs (s - D) <= M * ((INR n - 1) * u * D))
    by (now apply Rmult_le_compat_l).
  replace (((2 * INR n - 1 + INR n * u) * u * M + INR n * eta / D) * D)
    with (INR n * u * (1 + u) * (M * D) + INR n * eta + M * ((INR n - 1) * u * D))
    by (field; lra).
  lra. }
set (T := (2 * INR n - 1 + INR n * u) * u * M + INR n * eta / D) in *.
assert (N1 : 1 <= INR n) by (apply (le_INR 1); exact some_row).
assert (T0 : 0 <= T).
{ unfold T; apply Rplus_le_le_0_compat.
  - apply Rmult_le_pos; [apply Rmult_le_pos; [nra | lra] | easy].
  - apply Rmult_le_pos; [nra | left; now apply Rinv_0_lt_compat]. }
apply Rle_trans with (T * D * / s).
- apply Rmult_le_compat_r; [left; now apply Rinv_0_lt_compat | exact G].
- rewrite Rmult_assoc; now apply Rmult_le_compat_l.
Qed.
Theorem Mean_Accuracy : Rabs (fdiv (Dot n w x) (fsum n w) - N / D) <=
  2 * INR n * (u * slack * (N / D) + eta / D) + eta.
Proof.
assert (A := mean_near); assert (N0 := products_nonneg).
assert (N1 : 1 <= INR n) by (apply (le_INR 1); exact some_row).
assert (E0 := eta_pos); assert (U := u_val).
set (q := Dot n w x / fsum n w) in *; set (M := N / D) in *.
assert (M0 : 0 <= M).
{ apply Rmult_le_pos; [exact N0 | left; now apply Rinv_0_lt_compat]. }
set (h := INR n * eta / D) in *.
assert (h0 : 0 <= h).
{ apply Rmult_le_pos; [nra | left; now apply Rinv_0_lt_compat]. }
set (E := ((2 * INR n - 1 + INR n * u) * u * M + h) * (1 + / 60000000)) in *.
assert (B := RN_abs_err q).
assert (Q : Rabs q <= M + E).
{ replace q with (M + (q - M)) by ring; apply Rle_trans with (1 := Rabs_triang _ _).
  rewrite (Rabs_pos_eq M) by easy; lra. }
unfold fdiv; fold q; replace (RN q - M) with ((RN q - q) + (q - M)) by ring.
apply Rle_trans with (1 := Rabs_triang _ _).
replace (2 * INR n * (u * slack * M + eta / D) + eta)
  with (2 * INR n * slack * (u * M) + 2 * h + eta) by (unfold h, Rdiv; ring).
assert (Q' : u * Rabs q <= u * (M + E))
  by (apply Rmult_le_compat_l; [rewrite U |]; lra).
assert (a0 : 0 <= u * M) by (apply Rmult_le_pos; [rewrite U |]; lra).
assert (F1 : (2 * INR n - 1 + INR n * u) * u * M <= (2 * INR n - 1 + / 134217728) * (u * M)).
{ rewrite Rmult_assoc; apply Rmult_le_compat_r; [easy | rewrite U; lra]. }
assert (na : u * M <= INR n * (u * M)) by nra.
assert (uE : u * E <= / 1000000000 * E).
{ apply Rmult_le_compat_r; [| rewrite U; lra].
  assert (T := Rabs_pos (q - M)); lra. }
assert (HE : E <= ((2 * INR n - 1 + / 134217728) * (u * M) + h) * (1 + / 60000000)).
{ unfold E; apply Rmult_le_compat_r; lra. }
rewrite slack_16; lra.
Qed.
(** A mean of numbers up to b, before its rounding *)
Theorem Mean_Bounded b : (forall k, (k < n)%nat -> w k * x k <= w k * b) ->
  eta / D <= / 4294967296 -> 0 <= b -> 0 <= Dot n w x / fsum n w <= 2 * b + 1.
Proof.
intros Hb He B0; assert (A := mean_near); assert (N0 := products_nonneg).
assert (N1 : 1 <= INR n) by (apply (le_INR 1); exact some_row).
assert (E0 := eta_pos); assert (U := u_val); assert (C := total_low).
split.
{ apply Rmult_le_pos; [| left; apply Rinv_0_lt_compat; lra].
  apply fsum_nonneg; intros k Hk; apply RN_nonneg; auto. }
set (q := Dot n w x / fsum n w) in *; set (M := N / D) in *.
assert (M0 : 0 <= M <= b).
{ split; [apply Rmult_le_pos; [exact N0 | left; now apply Rinv_0_lt_compat] |].
  apply Rmult_le_reg_r with D; [easy |].
  unfold M, Rdiv; rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra.
  rewrite <- sum_scal; apply sum_le; intros k Hk.
  rewrite (Rmult_comm b); auto. }
apply Rabs_le_inv in A.
assert (F1 : (2 * INR n - 1 + INR n * u) * u * M <= / 1000 * M).
{ apply Rmult_le_compat_r; [easy | rewrite U; nra]. }
assert (F2 : INR n * eta / D <= / 64).
{ unfold Rdiv in *; rewrite Rmult_assoc.
  apply Rle_trans with (67108864 * / 4294967296); [| lra].
  apply Rmult_le_compat; try lra.
  apply Rmult_le_pos; [lra | left; now apply Rinv_0_lt_compat]. }
lra.
Qed.
End Weighted.

(** ** Range of a rounded sum of weights *)
Lemma fsum_ge_term n f k : (k < n)%nat -> (forall i, (i < n)%nat -> 0 <= f i) ->
  (forall i, (i < n)%nat -> F (f i)) -> f k <= fsum n f.
Proof.
induction n as [| n IH]; intros K P Ff; [lia |].
assert (S0 : 0 <= fsum n f) by (apply fsum_nonneg; intros; apply P; lia).
assert (P0 : 0 <= f n) by (apply P; lia).
simpl; unfold fadd; destruct (Nat.eq_dec k n) as [-> | D].
- apply RN_ge_format; [apply Ff; lia | lra].
- apply Rle_trans with (fsum n f); [apply IH; [lia | |]; intros; [apply P | apply Ff]; lia |].
  apply RN_ge_format; [apply fsum_format | lra].
Qed.
Lemma F_multiple n e : INR n <= 67108865 -> (-1000 <= e)%Z -> F (INR n * bpow radix2 e).
Proof.
intros N E; rewrite INR_IZR_INZ in *; apply le_IZR in N.
apply generic_format_FLT; exists (Float radix2 (Z.of_nat n) e); simpl;
  [reflexivity | lia | lia].
Qed.
Lemma fsum_le_count n f e : INR n <= 67108864 -> (-1000 <= e)%Z ->
  (forall k, (k < n)%nat -> 0 <= f k <= bpow radix2 e) ->
  fsum n f <= INR n * bpow radix2 e.
Proof.
intros N E; induction n as [| n IH]; intros P; [simpl; lra |].
rewrite S_INR in N; assert (Hn := pos_INR n).
simpl fsum; apply RN_le_format; [apply F_multiple; rewrite ?S_INR; [lra | easy] |].
specialize (IH ltac:(lra) ltac:(intros; apply P; lia)).
specialize (P n ltac:(lia)); rewrite S_INR; lra.
Qed.
