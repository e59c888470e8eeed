(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * The rounded sum of numbers in [0, 1]

    What softmax needs to know of its loop besides [fsum_error]: the partial
    sums grow, dominate every term and never exceed the number of terms; and
    the error is also bounded by the computed sum.

    Main results: [fsum_le_INR], [fsum_ge_term], [fsum_error_result],
    [quotient_error] (error of a rounded quotient of inexact numbers).
    Source: C.-P. Jeannerod, S. M. Rump, Improved error bounds for inner
    products in floating-point arithmetic, SIAM J. Matrix Anal. 34, 2013. *)

From Coq Require Import Reals Psatz Lia ZArith.
From Flocq Require Import Core Relative Plus_error.
From Softproof Require Import Rounding Sums.
Open Scope R_scope.

Lemma F_INR n : (Z.of_nat n <= 9007199254740992)%Z -> F (INR n).
Proof. intros H; rewrite INR_IZR_INZ; apply F_int; lia. Qed.
Lemma fadd_0_r s : F s -> fadd s 0 = s.
Proof. intros H; unfold fadd; rewrite Rplus_0_r; now apply RN_exact. Qed.

(** The error of an addition is also small relative to its result. *)
Lemma RN_plus_rel_result x y : F x -> F y ->
  Rabs (RN (x + y) - (x + y)) <= u * Rabs (RN (x + y)).
Proof.
intros Hx Hy.
destruct (FLT_plus_error_N_round_ex radix2 (-1074) 53
            (fun z => negb (Z.even z)) x y Hx Hy) as (d & Hd & E).
fold (RN (x + y)) in E; rewrite E at 2.
replace (_ - _) with (- d * RN (x + y)) by ring.
rewrite Rabs_mult, Rabs_Ropp; apply Rmult_le_compat_r; [apply Rabs_pos |].
replace u with (u_ro radix2 53) by (unfold u, u_ro; simpl; lra); easy.
Qed.

(** Numbers of the format are multiples of eta. *)
Lemma F_multiple x : F x -> exists k : Z, x = IZR k * eta.
Proof.
intros H; apply FLT_format_generic in H; [| easy].
destruct H as [[k e] E _ L]; cbn [Fexp Fnum] in *.
exists (k * radix2 ^ (e + 1074))%Z; rewrite E; unfold F2R, eta; cbn [Fexp Fnum].
rewrite mult_IZR, IZR_Zpower, Rmult_assoc, <- bpow_plus by lia.
now replace (e + 1074 + -1074)%Z with e by ring.
Qed.
Lemma F_lt_eta x y : F x -> F y -> x < y + eta -> x <= y.
Proof.
intros Hx Hy H; destruct (F_multiple x Hx) as [i ->].
destruct (F_multiple y Hy) as [j ->]; assert (P := eta_pos).
apply Rmult_le_compat_r; [lra | apply IZR_le].
apply Zlt_succ_le, lt_IZR; unfold Z.succ; rewrite plus_IZR.
apply Rmult_lt_reg_r with (1 := P); lra.
Qed.

Section Sum.
Variables (n : nat) (f : nat -> R).
Hypothesis f_pos : forall k, (k < n)%nat -> 0 <= f k.
Hypothesis f_F : forall k, (k < n)%nat -> F (f k).

Lemma fsum_step i : (i < n)%nat -> fsum i f <= fsum (S i) f.
Proof.
intros H; simpl; unfold fadd; apply RN_ge_format; [apply fsum_format |].
assert (P := f_pos i H); lra.
Qed.
Lemma fsum_incr i j : (i <= j)%nat -> (j <= n)%nat -> fsum i f <= fsum j f.
Proof.
intros L; induction L as [|j L IH]; intros H; [lra |].
apply Rle_trans with (fsum j f); [apply IH; lia | now apply fsum_step].
Qed.
Lemma fsum_ge_term i : (i < n)%nat -> f i <= fsum n f.
Proof.
intros H; apply Rle_trans with (fsum (S i) f); [| apply fsum_incr; lia].
simpl; unfold fadd; apply RN_ge_format; [now apply f_F |].
assert (P : 0 <= fsum i f) by (apply fsum_nonneg; intros; apply f_pos; lia); lra.
Qed.
Lemma fsum_le_INR : (forall k, (k < n)%nat -> f k <= 1) ->
  (Z.of_nat n <= 9007199254740992)%Z ->
  forall i, (i <= n)%nat -> fsum i f <= INR i.
Proof.
intros H N i; induction i as [|i IH]; intros I; [simpl; lra |].
rewrite S_INR; simpl; unfold fadd; apply RN_le_format.
- rewrite <- S_INR; apply F_INR; lia.
- apply Rplus_le_compat; [apply IH; lia | apply H; lia].
Qed.
End Sum.

Lemma fsum_error_pred n f : (1 <= n)%nat ->
  (forall k, (k < n)%nat -> 0 <= f k) -> (forall k, (k < n)%nat -> F (f k)) ->
  Rabs (fsum n f - sum n f) <= (INR n - 1) * u * sum n f.
Proof.
destruct n as [|n]; intros H Hp Hf; [lia |].
replace (INR (S n) - 1) with (INR n) by (rewrite S_INR; ring).
apply fsum_error; auto with arith.
Qed.

(** The bound of [fsum_error] with the computed sum on the right. *)
Lemma fsum_error_result_S n f :
  (forall k, (k < S n)%nat -> 0 <= f k) -> (forall k, (k < S n)%nat -> F (f k)) ->
  Rabs (fsum (S n) f - sum (S n) f) <= INR n * u * fsum (S n) f.
Proof.
assert (U := u_pos); induction n as [|n IH]; intros Hp Hf.
- simpl; unfold fadd; rewrite !Rplus_0_l, RN_exact by auto with arith.
  rewrite Rminus_diag_eq, Rabs_R0 by easy; lra.
- assert (Hs : fsum (S n) f <= fsum (S (S n)) f) by (apply fsum_step with (S (S n));
  auto).
  assert (H0 : 0 <= fsum (S n) f) by (apply fsum_nonneg; auto with arith).
  assert (D := RN_plus_rel_result (fsum (S n) f) (f (S n)) (fsum_format _ _)
                 (Hf (S n) (le_n _))).
  specialize (IH (fun k H => Hp k (le_S _ _ H)) (fun k H => Hf k (le_S _ _ H))).
  change (RN (fsum (S n) f + f (S n))) with (fsum (S (S n)) f) in D.
  change (sum (S (S n)) f) with (sum (S n) f + f (S n)).
  rewrite S_INR; assert (N := pos_INR n).
  set (s := fsum (S n) f) in *; set (s' := fsum (S (S n)) f) in *.
  replace (s' - (sum (S n) f + f (S n)))
    with ((s' - (s + f (S n))) + (s - sum (S n) f)) by ring.
  apply Rle_trans with (1 := Rabs_triang _ _).
  rewrite (Rabs_pos_eq s') in D by lra.
  assert (0 <= INR n * u) by nra.
  assert (INR n * u * s <= INR n * u * s') by now apply Rmult_le_compat_l.
  lra.
Qed.

Theorem fsum_error_result n f : (1 <= n)%nat ->
  (forall k, (k < n)%nat -> 0 <= f k) -> (forall k, (k < n)%nat -> F (f k)) ->
  Rabs (fsum n f - sum n f) <= (INR n - 1) * u * fsum n f.
Proof.
destruct n as [|n]; intros H; [lia |].
replace (INR (S n) - 1) with (INR n) by (rewrite S_INR; ring).
apply fsum_error_result_S.
Qed.

(** A rounded quotient e / s against w / S, where e and s are inexact.
    [s >= 1] keeps the absolute error of e from growing; the rounding itself
    adds either a relative or an absolute error, not both. *)
Theorem quotient_error e s w S a b :
  0 <= w -> 1 <= s -> 0 < S -> 0 <= a -> 0 <= b < 1 ->
  Rabs (e - w) <= a * w + eta / 2 -> Rabs (s - S) <= b * S ->
  Rabs (fdiv e s - w / S) <=
    ((1 + u) * (a + b) / (1 - b) + u) * (w / S) + eta.
Proof.
intros Hw Hs HS Ha Hb He Hd; assert (U := u_pos); assert (P := eta_pos).
set (g := w / S); set (q := e / s).
assert (Hg : 0 <= g) by (apply Rmult_le_pos; [| apply Rlt_le, Rinv_0_lt_compat]; lra).
assert (Hq : Rabs (q - g) <= (a + b) / (1 - b) * g + eta / 2).
{ assert (Hr : S / s <= / (1 - b)).
  { apply Rmult_le_reg_r with (s * (1 - b)); [nra |].
    replace (S / s * (s * (1 - b))) with (S * (1 - b)) by (field; lra).
    replace (/ (1 - b) * (s * (1 - b))) with s by (field; lra).
    assert (H := Rabs_def2 (s - S) (b * S + 1)); apply Rabs_le_inv in Hd; nra. }
  assert (Hi : 0 < / s <= 1).
  { split; [apply Rinv_0_lt_compat; lra |].
    rewrite <- Rinv_1; apply Rinv_le_contravar; lra. }
  replace (q - g) with ((e - w) * / s + g * (S - s) * / s)
    by (unfold q, g; field; lra).
  apply Rle_trans with (1 := Rabs_triang _ _); rewrite !Rabs_mult.
  rewrite (Rabs_pos_eq (/ s)), (Rabs_pos_eq g), (Rabs_minus_sym S s) by lra.
  apply Rle_trans with ((a * w + eta / 2) * / s + g * (b * S) * / s).
  { apply Rplus_le_compat; apply Rmult_le_compat_r; try lra.
    now apply Rmult_le_compat_l. }
  replace ((a * w + eta / 2) * / s + g * (b * S) * / s)
    with ((a + b) * g * (S / s) + eta / 2 * / s) by (unfold g; field; lra).
  replace ((a + b) / (1 - b) * g) with ((a + b) * g * / (1 - b)) by (field; lra).
  apply Rplus_le_compat; [apply Rmult_le_compat_l; [nra | easy] | nra]. }
assert (HX : 0 <= (a + b) / (1 - b) * g).
{ apply Rmult_le_pos; [apply Rmult_le_pos; [| apply Rlt_le, Rinv_0_lt_compat] |]; lra. }
replace ((1 + u) * (a + b) / (1 - b)) with ((1 + u) * ((a + b) / (1 - b)))
  by (field; lra).
unfold fdiv; fold q; destruct (RN_err q) as (d & h & Hd1 & Hh & Hdh & ->).
set (X := (a + b) / (1 - b) * g) in *; fold X.
replace (q * (1 + d) + h - g) with ((q - g) + d * ((q - g) + g) + h) by ring.
assert (L1 := Rabs_triang ((q - g) + d * ((q - g) + g)) h).
assert (L2 := Rabs_triang (q - g) (d * ((q - g) + g))).
rewrite Rabs_mult in L2; assert (L3 := Rabs_triang (q - g) g).
rewrite (Rabs_pos_eq g) in L3 by easy.
replace (((1 + u) * ((a + b) / (1 - b)) + u) * g) with ((1 + u) * X + u * g)
  by (unfold X; ring).
assert (L4 : Rabs d * Rabs (q - g + g) <= Rabs d * (X + eta / 2 + g))
  by (apply Rmult_le_compat_l; [apply Rabs_pos | lra]).
assert (0 <= u * X) by nra; assert (0 <= u * g) by nra.
destruct (Rmult_integral _ _ Hdh) as [Z | Z]; apply (f_equal Rabs) in Z;
  rewrite Rabs_R0 in Z.
- rewrite Z in L2; lra.
- assert (Rabs d * (X + eta / 2 + g) <= u * (X + eta / 2 + g))
    by (apply Rmult_le_compat_r; lra).
  assert (u * (eta / 2) <= eta / 2) by (rewrite u_val in *; lra).
  lra.
Qed.
