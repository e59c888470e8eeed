(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * Some terms of a sum, divided by their rounded sum

    Layer F, for src/filter.c: of n numbers those are kept that [keep] says,
    [count] of them.

    Main result: [Shares_Sum], the quotients sum to 1 up to count u (1 + u) and
    count eta / 2, however many are dropped.
    Source: S. M. Rump, Error estimation of floating-point summation and dot
    product, BIT 52, 2012. *)

From Coq Require Import Reals Psatz Lia ZArith.
From Softproof Require Import Rounding Sums SoftmaxSum.
Open Scope R_scope.

Section Kept.
Variables (keep : nat -> bool) (f : nat -> R).
Definition kept k : R := if keep k then f k else 0.
Fixpoint count (n : nat) : nat :=
  match n with O => O | S k => if keep k then S (count k) else count k end.
Definition share n k : R := if keep k then fdiv (f k) (fsum n kept) else 0.

Lemma sum_over_kept n c : sum n (fun k => if keep k then c else 0) = INR (count n) * c.
Proof.
induction n as [|n IH]; [simpl; ring |].
cbn [sum count]; rewrite IH; destruct (keep n); [rewrite S_INR |]; ring.
Qed.

Variable n : nat.
Hypothesis Hp : forall k, (k < n)%nat -> 0 <= f k.
Hypothesis Hf : forall k, (k < n)%nat -> F (f k).

Lemma kept_nonneg k : (k < n)%nat -> 0 <= kept k.
Proof. intros H; unfold kept; destruct (keep k); [auto | lra]. Qed.

(** As [fsum_error_result], but what is dropped does not count. *)
Lemma kept_error_or i : (i <= n)%nat ->
  (count i = O /\ fsum i kept = 0 /\ sum i kept = 0) \/
  ((1 <= count i)%nat /\
   Rabs (fsum i kept - sum i kept) <= (INR (count i) - 1) * u * fsum i kept).
Proof.
assert (U := u_pos); induction i as [|i IH]; intros L; [now left |].
specialize (IH ltac:(lia)); cbn [fsum sum count].
assert (P := Hp i L); assert (Fi := Hf i L); unfold kept at 2 4 6 8 10.
destruct (keep i).
- right; split; [lia |].
  assert (D := RN_plus_rel_result (fsum i kept) (f i) (fsum_format _ _) Fi).
  destruct IH as [(C & -> & ->) | (C & E)].
  + rewrite C; unfold fadd; rewrite !Rplus_0_l, RN_exact by exact Fi.
    rewrite Rminus_diag_eq, Rabs_R0 by easy; simpl; lra.
  + assert (H0 : 0 <= fsum i kept)
      by (apply fsum_nonneg; intros; apply kept_nonneg; lia).
    assert (Hs : fsum i kept <= fadd (fsum i kept) (f i))
      by (apply RN_ge_format; [apply fsum_format | lra]).
    change (RN (fsum i kept + f i)) with (fadd (fsum i kept) (f i)) in D.
    set (s := fsum i kept) in *; set (s' := fadd s (f i)) in *.
    rewrite (Rabs_pos_eq s') in D by lra; rewrite S_INR.
    assert (N : 1 <= INR (count i)) by (apply (le_INR 1); exact C).
    assert (0 <= (INR (count i) - 1) * u) by (apply Rmult_le_pos; lra).
    assert ((INR (count i) - 1) * u * s <= (INR (count i) - 1) * u * s')
      by now apply Rmult_le_compat_l.
    replace (s' - (sum i kept + f i))
      with ((s' - (s + f i)) + (s - sum i kept)) by ring.
    apply Rle_trans with (1 := Rabs_triang _ _); lra.
- rewrite fadd_0_r, Rplus_0_r by apply fsum_format; exact IH.
Qed.

Theorem Shares_Sum : 0 < fsum n kept ->
  Rabs (sum n (share n) - 1) <= INR (count n) * (u * (1 + u) + eta / 2).
Proof.
intros S0; assert (U := u_pos).
destruct (kept_error_or n (le_n _)) as [(_ & E & _) | (C & E)]; [lra |].
assert (C1 : 1 <= INR (count n)) by (apply (le_INR 1); exact C).
set (s := fsum n kept) in *; set (c := INR (count n)) in *.
assert (Is : 0 < / s) by now apply Rinv_0_lt_compat.
assert (E' : Rabs (sum n kept * / s - 1) <= (c - 1) * u).
{ replace (sum n kept * / s - 1) with (- (s - sum n kept) * / s)
    by (field; lra).
  rewrite Rabs_mult, Rabs_Ropp, (Rabs_pos_eq (/ s)) by lra.
  replace ((c - 1) * u) with ((c - 1) * u * s * / s) by (field; lra).
  apply Rmult_le_compat_r; lra. }
assert (D : Rabs (sum n (share n) - sum n kept * / s) <=
            u * (sum n kept * / s) + c * (eta / 2)).
{ assert (K := sum_over_kept n (eta / 2)); fold c in K.
  rewrite (Rmult_comm (sum n kept)), <- sum_scal, <- sum_minus.
  apply Rle_trans with (1 := sum_abs _ _).
  rewrite <- sum_scal, <- K, <- sum_plus.
  apply sum_le; intros k L; unfold share, kept; fold s.
  destruct (keep k); [| rewrite Rmult_0_r, Rminus_0_r, Rabs_R0; lra].
  assert (A := RN_abs_err (f k / s)); fold (fdiv (f k) s) in A.
  assert (P : 0 <= f k / s) by (apply Rmult_le_pos; [now apply Hp | lra]).
  rewrite (Rabs_pos_eq (f k / s)) in A by exact P.
  rewrite (Rmult_comm (/ s)); exact A. }
assert (E2 := Rle_trans _ _ _ (Rle_abs _) E').
assert (B : u * (sum n kept * / s) <= u * (1 + (c - 1) * u))
  by (apply Rmult_le_compat_l; lra).
replace (sum n (share n) - 1) with
  ((sum n (share n) - sum n kept * / s) + (sum n kept * / s - 1)) by ring.
apply Rle_trans with (1 := Rabs_triang _ _).
assert (0 <= u * u) by (apply Rmult_le_pos; lra); nra.
Qed.
End Kept.
