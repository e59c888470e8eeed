(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * Log-sum-exp and log-softmax with compensated sums

    [clog] is log1p of the compensated sum of all weights but the largest; the
    difference of a logit to the largest enters [clog_prob] as a double and its
    rounding error. Nothing cancels, so the errors are relative: no n, no spread.

    Main results: [CLog_Error], [CLogProb_Relative], [CLogProb_Le0].
    Source: as CompensatedSoftmax.v; P. Blanchard, D. J. Higham, N. J. Higham,
    IMA J. Numer. Anal. 41, 2021, for the form with log1p. *)

From Coq Require Import Reals Psatz Lia ZArith Bool.
From Flocq Require Import Core.
From Softproof Require Import Rounding Sums SoftmaxSum Gibbs SoftmaxWeights.
From Softproof Require Import Others CompensatedSum SoftmaxLink CompensatedSoftmax.
From Softproof Require Log1pModel Log1pError RealSoftmax.
Open Scope R_scope.

Definition cexcess masked z top n :=
  total n (others top (cterm masked z (z top))).
Definition clog masked z top n := Log1pModel.Log1p (cexcess masked z top n).
(** log p_k for a logit that is not masked *)
Definition clog_prob masked z top n k :=
  fadd (dhi (z k) (z top)) (fsub (dlo (z k) (z top)) (clog masked z top n)).

Section Row.
Variables (n : nat) (masked : nat -> bool) (z : nat -> R) (top : nat).
Hypothesis HL : Logits n masked z top.
Notation e := (cterm masked z (z top)).
Notation w := (weight masked z (z top)).
Notation W := (sum n w).
(** The sum without the largest: over the reals, of the computed weights, and
    computed; and the logarithms. *)
Notation X := (sum n (others top w)).
Notation E := (sum n (others top e)).
Notation x := (cexcess masked z top n).
Notation L := (ln W).
Notation l := (clog masked z top n).

Lemma others_unit k : (k < n)%nat ->
  0 <= others top e k <= 1 /\ F (others top e k) /\ 0 <= others top w k <= 1.
Proof.
intros Hk; unfold others; destruct (Nat.eq_dec k top) as [_ | _].
- repeat split; try lra; apply F_0.
- destruct (e_unit n masked z top HL k Hk).
  assert (R := w_unit n masked z top HL k Hk); tauto.
Qed.
Lemma others_e k : (k < n)%nat -> 0 <= others top e k <= 1 /\ F (others top e k).
Proof. intros Hk; split; now apply others_unit. Qed.
(** No partial sum leaves this range, nor does the sum of the errors. *)
Theorem CExcess_Partial i : (i <= n)%nat -> 0 <= fsum i (others top e) <= INR i.
Proof. exact (unit_partial n _ (logits_size _ _ _ _ HL) others_e i). Qed.
Theorem CExcess_Low i : (i <= n)%nat -> Rabs (low i (others top e)) <= INR i.
Proof. exact (unit_low n _ (logits_size _ _ _ _ HL) others_e i). Qed.
Lemma total_split : W = 1 + X.
Proof.
rewrite <- (w_at_top n masked z top HL); apply sum_others, (logits_top _ _ _ _ HL).
Qed.
Lemma X_range : 0 <= X.
Proof. apply sum_nonneg; intros; now apply others_unit. Qed.
Lemma E_range : 0 <= E <= INR n - 1.
Proof.
split; [apply sum_nonneg; intros; now apply others_unit |].
destruct (e_total n masked z top HL) as [[_ B] _].
rewrite (sum_others top e n), (e_at_top n masked z top HL) in B
  by apply (logits_top _ _ _ _ HL); lra.
Qed.
Lemma x_near_E : Rabs (x - E) <= (5 / 4 + / 500000) * u * E.
Proof.
apply total_error; [apply (logits_size _ _ _ _ HL) | |]; intros; now apply others_unit.
Qed.
Theorem CExcess_Arg : F x /\ 0 <= x <= 67108864.
Proof.
assert (A := x_near_E); destruct E_range as [E0 E1]; assert (U := u_val).
destruct (row_size_1 n masked z top HL) as [N1 N2].
split; [apply RN_format |]; apply Rabs_le_inv in A.
assert (B : (5 / 4 + / 500000) * u * E <= / 134217728 * E)
  by (apply Rmult_le_compat_r; [easy | rewrite U; lra]).
split; lra.
Qed.
Lemma E_near_X : Rabs (E - X) <= 9 / 8 * u * X + INR n * (3 / 4 * eta).
Proof.
rewrite <- sum_minus; apply Rle_trans with (1 := sum_abs _ _).
replace (9 / 8 * u * X + INR n * (3 / 4 * eta))
  with (sum n (fun k => 9 / 8 * u * others top w k + 3 / 4 * eta))
  by (rewrite sum_plus, sum_const, sum_scal; ring).
apply sum_le; intros k Hk; unfold others; destruct (Nat.eq_dec k top) as [_ | _].
- assert (P := eta_pos); rewrite Rminus_diag_eq, Rabs_R0 by easy; lra.
- now apply (term_error_abs n masked z top HL).
Qed.
Lemma n_eta : 0 <= INR n * eta <= / 17179869184 * u.
Proof.
destruct (row_size_1 n masked z top HL) as [N1 N2].
assert (P := eta_tiny); assert (P' := eta_pos); split; [nra |].
apply Rle_trans with (67108864 * (/ 1152921504606846976 * u)); [| lra].
apply Rmult_le_compat; lra.
Qed.
Lemma x_near_X : Rabs (x - X) <= (19 / 8 + / 100000) * u * X + INR n * (7 / 8 * eta).
Proof.
assert (A := x_near_E); assert (B := E_near_X); assert (U := u_val).
assert (X0 := X_range); assert (N := n_eta); destruct E_range as [E0 _].
replace (x - X) with ((x - E) + (E - X)) by ring.
apply Rle_trans with (1 := Rabs_triang _ _).
assert (C : E <= X * (1 + / 1000000) + INR n * eta).
{ apply Rabs_le_inv in B.
  assert (9 / 8 * u * X <= / 1000000 * X)
    by (apply Rmult_le_compat_r; [easy | rewrite U; lra]); lra. }
assert (u * E <= u * (X * (1 + / 1000000) + INR n * eta))
  by (apply Rmult_le_compat_l; [rewrite U; lra | easy]).
assert (u * (INR n * eta) <= / 1000000 * (INR n * eta))
  by (apply Rmult_le_compat_r; [lra | rewrite U; lra]).
assert (0 <= u * X) by (apply Rmult_le_pos; [rewrite U |]; lra); lra.
Qed.

(** The logarithm: log1p is well conditioned, X / (1 + X) <= log (1 + X). *)
Lemma L_nonneg : 0 <= L.
Proof. apply ln_nonneg, (true_total n masked z top HL). Qed.
Lemma share_le_log : X / W <= L.
Proof.
assert (T := true_total n masked z top HL); assert (S := total_split).
assert (H := exp_ineq1_le (- L)); rewrite exp_Ropp, exp_ln in H by lra.
replace (X / W) with (1 - / W) by (rewrite S in *; field; lra); lra.
Qed.
Theorem CLog_Error : Rabs (l - L) <= (9 / 2) * u * L + INR n * (9 / 10 * eta).
Proof.
destruct CExcess_Arg as [Fx Rx]; assert (D := x_near_X); assert (S := total_split).
assert (T := true_total n masked z top HL); assert (U := u_val); assert (U0 := u_pos).
assert (X0 := X_range); assert (N := n_eta); assert (L0 := L_nonneg).
assert (H := share_le_log).
set (b := (19 / 8 + / 100000) * u) in *; set (c := INR n * (7 / 8 * eta)) in *.
assert (B0 : 0 <= b <= / 100000000) by (unfold b; rewrite U; lra).
assert (C0 : 0 <= c <= / 100000000) by (unfold c; rewrite U in N; lra).
assert (D' : Rabs (x - X) / W <= b * L + c).
{ apply Rle_trans with ((b * X + c) / W).
  - apply Rmult_le_compat_r; [apply Rlt_le, Rinv_0_lt_compat; lra | easy].
  - replace ((b * X + c) / W) with (b * (X / W) + c * / W) by (field; lra).
    apply Rplus_le_compat; [apply Rmult_le_compat_l; lra |].
    rewrite <- (Rmult_1_r c) at 2; apply Rmult_le_compat_l; [lra |].
    rewrite <- Rinv_1; apply Rinv_le_contravar; lra. }
assert (Q : Rabs (ln (1 + x) - L) <= (b * L + c) * (1 + / 10000000)).
{ apply Rle_trans with (Rabs (1 + x - W) / W / (1 - / 67108864)).
  - apply ln_near; [lra | lra |].
    replace (1 + x - W) with (x - X) by (rewrite S; ring).
    apply Rle_trans with (1 := D).
    assert (b * X <= / 100000000 * X) by (apply Rmult_le_compat_r; lra).
    rewrite S; lra.
  - replace (1 + x - W) with (x - X) by (rewrite S; ring).
    assert (0 <= b * L) by (apply Rmult_le_pos; lra).
    unfold Rdiv at 1; lra. }
assert (A := Log1pError.Log1p_rel x Fx Rx); fold l in A.
replace (l - L) with ((l - ln (1 + x)) + (ln (1 + x) - L)) by ring.
apply Rle_trans with (1 := Rabs_triang _ _).
assert (BL : 0 <= b * L) by (apply Rmult_le_pos; lra).
assert (Q' : ln (1 + x) <= L + (b * L + c) * (1 + / 10000000))
  by (apply Rabs_le_inv in Q; lra).
assert (A1 : u * ln (1 + x) <= u * (L + (b * L + c) * (1 + / 10000000)))
  by (apply Rmult_le_compat_l; lra).
assert (bL : b * L <= / 100000000 * L) by (apply Rmult_le_compat_r; lra).
assert (A2 : u * (L + (b * L + c) * (1 + / 10000000)) <= u * (L * (1 + / 10000000)) + / 1000000 * c).
{ assert (u * (c * (1 + / 10000000)) <= / 1000000 * c).
  { assert (u * (1 + / 10000000) <= / 1000000) by (rewrite U; lra).
    replace (u * (c * (1 + / 10000000))) with (u * (1 + / 10000000) * c) by ring.
    apply Rmult_le_compat_r; lra. }
  assert (u * (b * L * (1 + / 10000000)) <= u * (/ 100000000 * L * (1 + / 10000000)))
    by (apply Rmult_le_compat_l; lra).
  assert (0 <= u * L) by (apply Rmult_le_pos; lra); lra. }
assert (UL : 0 <= u * L) by (apply Rmult_le_pos; lra).
assert (P := eta_pos).
unfold b in *; unfold c in *; lra.
Qed.

(** ** log p_k *)
Section Entry.
Variable k : nat.
Hypothesis Hk : (k < n)%nat.
Hypothesis Mk : masked k = false.
Notation hi := (dhi (z k) (z top)).
Notation lo := (dlo (z k) (z top)).
Lemma CLog_Nonneg : F l /\ 0 <= l.
Proof.
destruct CExcess_Arg as [Fx Rx].
split; [now apply Log1pError.Log1p_F | now apply Log1pError.Log1p_nonneg].
Qed.
Theorem CLogProb_Relative :
  Rabs (clog_prob masked z top n k - (z k - z top - L))
    <= 13 / 2 * u * (1 + bpow radix2 (-16)) * Rabs (z k - z top - L) + 2 * INR n * eta.
Proof.
destruct (open_pair n masked z top HL k Hk Mk) as (Fh & H0 & H1 & S & B).
destruct CLog_Nonneg as [Fl l0]; assert (A := CLog_Error); assert (U := u_val).
assert (L0 := L_nonneg); assert (N := n_eta); assert (P := eta_pos).
assert (Fo : F lo).
{ replace lo with (z k + - z top - fadd (z k) (- z top))
    by (unfold CompensatedSoftmax.dlo, fadd, fsub; unfold Rminus; ring).
  apply TwoSum.error_F; [| apply F_opp]; apply (logits_F _ _ _ _ HL). }
assert (E1 := RN_minus_rel lo l Fo Fl).
assert (E2 := RN_plus_rel hi (fsub lo l) Fh (RN_format _)).
fold (fsub lo l) in E1; fold (fadd hi (fsub lo l)) in E2.
change (fadd hi (fsub lo l)) with (clog_prob masked z top n k) in E2.
set (y := clog_prob masked z top n k) in *; set (a := fsub lo l) in *.
set (d := z k - z top) in *; rewrite (Rabs_left1 d) in B by easy.
rewrite (Rabs_left1 (d - L)) by lra.
replace (bpow radix2 (-16)) with (/ 65536) by (simpl; lra).
apply Rabs_le_inv in A; apply Rabs_le_inv in B.
(* everything against D = L - d *)
assert (LA : 9 / 2 * u * L <= / 10000000 * L)
  by (apply Rmult_le_compat_r; [easy | rewrite U; lra]).
assert (dU : u * - d <= / 10000000 * - d)
  by (apply Rmult_le_compat_r; [lra | rewrite U; lra]).
assert (Ql : Rabs (lo - l) <= u * - d + L * (1 + / 10000000) + INR n * eta)
  by (apply Rabs_le; lra).
assert (E1' : Rabs (a - (lo - l)) <= u * (u * - d + L * (1 + / 10000000) + INR n * eta)).
{ apply Rle_trans with (1 := E1), Rmult_le_compat_l; [rewrite U; lra | easy]. }
assert (UD : 0 <= u * - d) by (apply Rmult_le_pos; [rewrite U |]; lra).
assert (UL : 0 <= u * L) by (apply Rmult_le_pos; [rewrite U |]; lra).
assert (Un : u * (INR n * eta) <= / 1000000 * (INR n * eta))
  by (apply Rmult_le_compat_r; [lra | rewrite U; lra]).
assert (Uu : u * (u * - d) <= / 1000000 * (u * - d))
  by (apply Rmult_le_compat_r; [easy | rewrite U; lra]).
apply Rabs_le_inv in E1'.
assert (Qh : Rabs (hi + a) <= (L - d) * (1 + / 1000000) + 2 * (INR n * eta)).
{ apply Rabs_le; split; lra. }
assert (E2' : Rabs (y - (hi + a)) <= u * ((L - d) * (1 + / 1000000) + 2 * (INR n * eta))).
{ apply Rle_trans with (1 := E2), Rmult_le_compat_l; [rewrite U; lra | easy]. }
apply Rabs_le_inv in E2'.
replace (y - (d - L)) with ((y - (hi + a)) + (a - (lo - l)) - (l - L))
  by (rewrite <- S; ring).
apply Rabs_le; lra.
Qed.
Theorem CLogProb_Le0 : clog_prob masked z top n k <= 0.
Proof.
destruct (open_pair n masked z top HL k Hk Mk) as (Fh & H0 & H1 & S & B).
destruct CLog_Nonneg as [Fl l0].
apply RN_le_format; [apply F_0 |].
assert (Q : fsub lo l <= - hi).
{ apply RN_le_format; [now apply F_opp | lra]. }
lra.
Qed.
End Entry.
End Row.
