(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * Computed and true weights of softmax

    A row of logits, the float exponentials of its differences to the maximum,
    and their rounded sum, against the same over the reals. A masked entry
    (logit minus infinity) has weight 0; nothing is assumed of its [z].

    Main results: [partial_sum] and [s_range] (no overflow), [weight_error],
    [total_error], [mean_ln], [mean_spread].
    Source: P. Blanchard, D. J. Higham, N. J. Higham, Accurately computing the
    log-sum-exp and softmax functions, IMA J. Numer. Anal. 41, 2021; that the
    spread enters only through its mean is ours. *)

From Coq Require Import Reals Psatz Lia ZArith Classical.
From Flocq Require Import Core.
From Softproof Require Import Rounding Sums SoftmaxSum Gibbs.
Open Scope R_scope.

(** ** What is assumed of exp *)
Definition exp_err := 9 / 8.
Lemma exp_err_val : exp_err = 9 / 8. Proof. easy. Qed.
Lemma exp_err_range : 1 <= exp_err <= 19 / 16.
Proof. unfold exp_err; lra. Qed.
(** From here on the proofs use [exp_err_range] only. *)
Global Opaque exp_err.

Record Float_Exp (ex : R -> R) : Prop := {
  ex_F : forall x, F x -> x <= 0 -> F (ex x);
  ex_0 : ex 0 = 1;
  ex_range : forall x, F x -> x <= 0 -> 0 <= ex x <= 1;
  ex_zero : forall x, F x -> x < - 744.75 -> ex x = 0;
  ex_acc : forall x, F x -> - 744.75 <= x <= 0 ->
    Rabs (ex x - exp x) <= exp_err * u * exp x + eta / 2 }.

(** ** What is assumed of a row of logits; [z top] is the maximum *)
Record Row (n : nat) (z : nat -> R) (masked : nat -> Prop) (top : nat) : Prop := {
  row_size : (Z.of_nat n <= 67108864)%Z;
  row_top : (top < n)%nat;
  row_open : ~ masked top;
  row_F : forall k, (k < n)%nat -> ~ masked k -> F (z k);
  row_max : forall k, (k < n)%nat -> ~ masked k -> z k <= z top }.

(** Computed and true weights. *)
Record Weights (ex : R -> R) n z (masked : nat -> Prop) top (e w : nat -> R)
  : Prop := {
  weights_masked : forall k, (k < n)%nat -> masked k -> e k = 0 /\ w k = 0;
  weights_open : forall k, (k < n)%nat -> ~ masked k ->
    e k = ex (fsub (z k) (z top)) /\ w k = exp (z k - z top) }.

(** The textbook softmax: all of the above. *)
Record Model (ex : R -> R) n z (masked : nat -> Prop) top (e w : nat -> R)
  : Prop := {
  model_exp : Float_Exp ex;
  model_row : Row n z masked top;
  model_weights : Weights ex n z masked top e w }.

Arguments ex_F {ex}. Arguments ex_0 {ex}. Arguments ex_range {ex}.
Arguments ex_zero {ex}. Arguments ex_acc {ex}.
Arguments row_size {n z masked top}. Arguments row_top {n z masked top}.
Arguments row_open {n z masked top}. Arguments row_F {n z masked top}.
Arguments row_max {n z masked top}.
Arguments weights_masked {ex n z masked top e w}.
Arguments weights_open {ex n z masked top e w}.
Arguments model_exp {ex n z masked top e w}.
Arguments model_row {ex n z masked top e w}.
Arguments model_weights {ex n z masked top e w}.

(** Distance to the maximum, also cut at 746, beyond which the weight is 0; and
    its mean under the softmax distribution. *)
Definition dist (z : nat -> R) top k := z top - z k.
Definition dcap z top k := Rmin (dist z top k) 746.
Definition mean n z top w := sum n (fun k => w k * dcap z top k) / sum n w.

(** ** Numbers *)
Lemma F_cut : F (- 744.75).
Proof.
replace (- 744.75) with (F2R (Float radix2 (-2979) (-2))) by (unfold F2R; simpl; lra).
apply generic_format_FLT; exists (Float radix2 (-2979) (-2)); simpl; lia || easy.
Qed.
Lemma slack_val : bpow radix2 (-20) = / 1048576.
Proof. simpl; lra. Qed.
Lemma eta_tiny : eta <= / 1152921504606846976 * u.
Proof.
apply Rle_trans with (1 := eta_le_u), Rmult_le_compat_r; [assert (U := u_pos); lra |].
replace (/ 1152921504606846976) with (bpow radix2 (-60)) by (simpl; lra).
apply bpow_le; lia.
Qed.

(** ** Sums of inexact nonnegative numbers, their errors as [weight_error] *)
Lemma fsum_weights n e w a :
  (1 <= n)%nat -> (Z.of_nat n <= 67108864)%Z ->
  (forall k, (k < n)%nat -> 0 <= e k /\ F (e k) /\ 0 <= w k /\ 0 <= w k * a k) ->
  (forall k, (k < n)%nat ->
    Rabs (e k - w k) <= (exp_err + a k) * u * (1 + / 1099511627776) * w k + 3 / 4 * eta) ->
  Rabs (fsum n e - sum n w) <=
    ((INR n - 1 + exp_err) * sum n w + sum n (fun k => w k * a k)) * u
      * (1 + / 67108864) + INR n * (7 / 8 * eta).
Proof.
intros Hn HN Hp He; assert (X := exp_err_range); assert (U := u_pos);
assert (P := eta_pos).
set (W := sum n w); set (Q := sum n (fun k => w k * a k)); set (E := sum n e).
assert (HW : 0 <= W) by (apply sum_nonneg; apply Hp).
assert (HQ : 0 <= Q) by (apply sum_nonneg; apply Hp).
assert (N1 : 1 <= INR n) by now apply (le_INR 1).
assert (N2 : INR n <= 67108864) by (rewrite INR_IZR_INZ; now apply IZR_le).
set (A := (exp_err * W + Q) * u * (1 + / 1099511627776) + INR n * (3 / 4 * eta)).
assert (HA : 0 <= A).
{ assert (0 <= exp_err * W + Q) by nra; assert (0 <= (exp_err * W + Q) * u) by nra.
  unfold A; assert (0 <= INR n * (3 / 4 * eta)) by nra; lra. }
assert (EW : Rabs (E - W) <= A).
{ unfold E, W; rewrite <- sum_minus; apply Rle_trans with (1 := sum_abs _ _).
  apply Rle_trans with (1 := sum_le _ _ _ He).
  rewrite sum_plus, sum_const; unfold A; apply Rplus_le_compat_r.
  apply Req_le; transitivity (sum n (fun k =>
    exp_err * u * (1 + / 1099511627776) * w k
    + u * (1 + / 1099511627776) * (w k * a k))).
  - apply sum_ext; intros; ring.
  - rewrite sum_plus, !sum_scal; fold W Q; ring. }
assert (FE : Rabs (fsum n e - E) <= (INR n - 1) * u * E).
{ now apply fsum_error_pred; [| apply Hp | apply Hp]. }
replace (fsum n e - W) with ((fsum n e - E) + (E - W)) by ring.
apply Rle_trans with (1 := Rabs_triang _ _).
assert (HE : E <= W + A) by (apply Rabs_le_inv in EW; lra).
assert (B : (INR n - 1) * u <= / 134217728) by (rewrite u_val; lra).
assert (B' : (INR n - 1) * u * E <= (INR n - 1) * u * W + / 134217728 * A).
{ apply Rle_trans with ((INR n - 1) * u * (W + A)).
  - apply Rmult_le_compat_l; [apply Rmult_le_pos |]; lra.
  - rewrite Rmult_plus_distr_l; apply Rplus_le_compat_l, Rmult_le_compat_r; lra. }
unfold A in *.
set (V := (exp_err * W + Q) * u) in *; set (Y := (INR n - 1) * u * W) in *.
replace (((INR n - 1 + exp_err) * W + Q) * u) with (Y + V) by (unfold Y, V; ring).
assert (0 <= Y) by (apply Rmult_le_pos; [apply Rmult_le_pos |]; lra).
assert (0 <= V) by (apply Rmult_le_pos; nra).
assert (0 <= INR n * eta) by nra.
lra.
Qed.

Section Weights.
Context {ex : R -> R} {n : nat} {z : nat -> R} {masked : nat -> Prop} {top : nat}.
Context {e w : nat -> R}.
Hypothesis HM : Model ex n z masked top e w.
Notation HE := (model_exp HM).
Notation HR := (model_row HM).
Notation HW := (model_weights HM).
Notation dist := (dist z top).
Notation dcap := (dcap z top).
Notation mean := (mean n z top w).
Notation total := (sum n w).
Notation fl_total := (fsum n e).

(** ** The weights *)
Lemma size_pos : (1 <= n)%nat.
Proof. assert (H := row_top HR); lia. Qed.
Lemma size_1 : 1 <= INR n.
Proof. apply (le_INR 1), size_pos. Qed.
Lemma size_max : INR n <= 67108864.
Proof. rewrite INR_IZR_INZ; apply IZR_le, (row_size HR). Qed.

Lemma open_arg k : (k < n)%nat -> ~ masked k ->
  F (fsub (z k) (z top)) /\ fsub (z k) (z top) <= 0 /\ 0 <= dist k.
Proof.
intros Hk M; assert (L := row_max HR k Hk M).
repeat split; [apply RN_format | | unfold SoftmaxWeights.dist; lra].
apply RN_le_format; [apply F_0 | lra].
Qed.
Lemma e_top : e top = 1 /\ w top = 1.
Proof.
destruct (weights_open HW top (row_top HR) (row_open HR))
  as [-> ->].
unfold fsub; rewrite Rminus_diag_eq, RN_0, exp_0 by easy.
now rewrite (ex_0 HE).
Qed.
Lemma e_range k : (k < n)%nat -> 0 <= e k <= 1 /\ F (e k).
Proof.
intros Hk; destruct (classic (masked k)) as [M | M].
- destruct (weights_masked HW k Hk M) as [-> _].
  split; [lra | apply F_0].
- destruct (weights_open HW k Hk M) as [-> _].
  destruct (open_arg k Hk M) as (A & B & _).
  split; [now apply (ex_range HE) | now apply (ex_F HE)].
Qed.
Lemma w_range k : (k < n)%nat ->
  (w k = 0 \/ w k = exp (- dist k) /\ 0 <= dist k) /\ 0 <= w k <= 1.
Proof.
intros Hk; destruct (classic (masked k)) as [M | M].
- destruct (weights_masked HW k Hk M) as [_ ->]; lra.
- destruct (weights_open HW k Hk M) as [_ ->].
  destruct (open_arg k Hk M) as (_ & _ & D); unfold SoftmaxWeights.dist in *.
  split; [right; split; [f_equal; ring | easy] |].
  split; [apply Rlt_le, exp_pos | rewrite <- exp_0; apply Raux.exp_le; lra].
Qed.
Lemma w_dcap k : (k < n)%nat -> 0 <= w k * dcap k <= 746 * w k.
Proof.
intros Hk; destruct (w_range k Hk) as [[E | [_ D]] P]; [rewrite E; lra |].
assert (0 <= dcap k <= 746); [| nra].
split; [apply Rmin_glb; lra | apply Rmin_r].
Qed.

(** An exponential: subtraction rounded, then exp, or cut to 0. *)
Lemma weight_error k : (k < n)%nat ->
  e k = 0 /\ w k <= 3 / 4 * eta \/
  Rabs (e k - w k) <=
    (exp_err + dcap k) * u * (1 + / 1099511627776) * w k + eta / 2.
Proof.
intros Hk; assert (P := eta_pos); assert (U := u_pos); assert (X := exp_err_range).
destruct (classic (masked k)) as [M | M].
{ destruct (weights_masked HW k Hk M) as [-> ->].
  right; rewrite Rminus_diag_eq, Rabs_R0, Rmult_0_r by easy; lra. }
destruct (weights_open HW k Hk M) as [-> Ew].
destruct (open_arg k Hk M) as (A & B & D).
set (x := fsub (z k) (z top)) in *; set (t := z k - z top) in *.
assert (Hxt : Rabs (x - t) <= u * dist k).
{ replace (dist k) with (Rabs t)
    by (unfold t, SoftmaxWeights.dist in *; rewrite Rabs_left1; lra).
  apply RN_minus_rel; [now apply (row_F HR) |].
  apply (row_F HR); [apply (row_top HR) | apply (row_open HR)]. }
destruct (Rlt_le_dec x (- 744.75)) as [C | C].
- left; split; [now apply (ex_zero HE) |]; rewrite Ew; apply exp_cut.
  destruct (Rle_lt_dec t (- 744.75)) as [T | T]; [easy |].
  assert (- 744.75 <= x) by (apply RN_ge_format; [apply F_cut | unfold t in T; lra]);
  lra.
- right; assert (Dt : t = - dist k) by (unfold t, SoftmaxWeights.dist; ring).
  assert (Dm : dist k <= 746).
  { apply Rabs_le_inv in Hxt; rewrite u_val in Hxt; lra. }
  replace (dcap k) with (dist k)
    by (unfold SoftmaxWeights.dcap; rewrite Rmin_left; lra).
  set (d := dist k) in *; set (y := x - t) in *.
  assert (Ed : u * d <= / 8796093022208) by (rewrite u_val; lra).
  assert (Ed0 : 0 <= u * d) by nra.
  assert (Ey := exp_near y ltac:(lra)).
  assert (W : 0 < w k) by (rewrite Ew; apply exp_pos).
  assert (Ex : exp x = w k * exp y)
    by (rewrite Ew, <- exp_plus; f_equal; unfold y; ring).
  assert (Ea := ex_acc HE x A (conj C B)); rewrite Ex in Ea.
  replace (ex x - w k) with ((ex x - w k * exp y) + w k * (exp y - 1)) by ring.
  apply Rle_trans with (1 := Rabs_triang _ _).
  rewrite (Rabs_mult (w k)), (Rabs_pos_eq (w k)) by lra.
  assert (Y := Rabs_pos y).
  assert (E1 : Rabs (exp y - 1) <= u * d * (1 + / 4398046511104)).
  { apply Rle_trans with (1 := Ey); apply Rmult_le_compat; lra. }
  assert (E2 : exp y <= 1 + / 4398046511104) by (apply Rabs_le_inv in E1; lra).
  assert (E3 : exp_err * u * (w k * exp y)
               <= exp_err * u * w k * (1 + / 4398046511104)).
  { rewrite <- Rmult_assoc; apply Rmult_le_compat_l; [| easy].
    apply Rmult_le_pos; nra. }
  apply (Rmult_le_compat_l (w k)) in E1; [| lra].
  replace ((exp_err + d) * u * (1 + / 1099511627776) * w k)
    with (exp_err * u * w k * (1 + / 1099511627776)
          + w k * (u * d * (1 + / 1099511627776))) by ring.
  assert (0 <= exp_err * u * w k) by (apply Rmult_le_pos; nra).
  assert (0 <= w k * (u * d)) by nra.
  lra.
Qed.
Lemma weight_error_abs k : (k < n)%nat ->
  Rabs (e k - w k) <=
    (exp_err + dcap k) * u * (1 + / 1099511627776) * w k + 3 / 4 * eta.
Proof.
intros Hk; assert (P := eta_pos); assert (U := u_pos); assert (X := exp_err_range).
destruct (weight_error k Hk) as [[-> W] | W]; [| lra].
destruct (w_range k Hk) as [_ R]; destruct (w_dcap k Hk) as [C _].
rewrite Rabs_left1 by lra.
assert (0 <= (exp_err + dcap k) * u * (1 + / 1099511627776) * w k); [| lra].
replace ((exp_err + dcap k) * u * (1 + / 1099511627776) * w k)
  with (u * (1 + / 1099511627776) * (exp_err * w k + w k * dcap k)) by ring.
apply Rmult_le_pos; nra.
Qed.

(** ** The sum *)
Lemma total_1 : 1 <= total.
Proof.
destruct e_top as [_ <-]; apply (sum_term n w); [apply (row_top HR) |].
intros; now apply w_range.
Qed.
Theorem partial_sum i : (i <= n)%nat -> 0 <= fsum i e <= INR i.
Proof.
intros Hi; split; [apply fsum_nonneg; intros; apply e_range; lia |].
apply fsum_le_INR with n; try (intros; now apply e_range); try easy.
assert (H := row_size HR); lia.
Qed.
Theorem s_range : 1 <= fl_total <= INR n /\ F fl_total.
Proof.
split; [split |].
- destruct e_top as [E _]; rewrite <- E; apply fsum_ge_term;
    try (intros; now apply e_range); apply (row_top HR).
- now apply partial_sum.
- apply fsum_format.
Qed.

(** The mean distance is at most ln n. *)
Lemma mean_total : sum n (fun k => w k * dcap k) = mean * total.
Proof. unfold SoftmaxWeights.mean; assert (T := total_1); field; lra. Qed.
Lemma mean_nonneg : 0 <= mean.
Proof.
assert (T := total_1); apply Rmult_le_pos; [| apply Rlt_le, Rinv_0_lt_compat; lra].
apply sum_nonneg; intros; now apply w_dcap.
Qed.
Lemma mean_le c : (forall k, (k < n)%nat -> w k * dcap k <= c * w k) -> mean <= c.
Proof.
intros H; assert (T := total_1).
apply Rmult_le_reg_r with total; [lra |]; rewrite <- mean_total.
rewrite <- sum_scal; now apply sum_le.
Qed.
Lemma mean_746 : mean <= 746.
Proof. apply mean_le; intros; now apply w_dcap. Qed.
Theorem mean_ln : mean <= ln (INR n).
Proof.
assert (T := total_1).
apply Rmult_le_reg_r with total; [lra |]; rewrite <- mean_total.
apply Rle_trans with (sum n (fun k => w k * dist k)).
- apply sum_le; intros k Hk; apply Rmult_le_compat_l; [| apply Rmin_l].
  now apply w_range.
- rewrite Rmult_comm; apply gibbs; [apply size_pos | easy |].
  intros k Hk; destruct (w_range k Hk) as [[E | [E _]] _]; auto.
Qed.
Theorem mean_spread r :
  (forall k, (k < n)%nat -> ~ masked k -> dist k <= r) -> mean <= Rmin r 746.
Proof.
intros H; apply mean_le; intros k Hk; destruct (classic (masked k)) as [M | M].
- destruct (weights_masked HW k Hk M) as [_ ->]; lra.
- rewrite Rmult_comm; apply Rmult_le_compat_r; [now apply w_range |].
  apply Rle_min_compat_r; auto.
Qed.

Lemma total_error : Rabs (fl_total - total) <=
  (INR n - 1 + exp_err + mean) * u * (1 + / 8388608) * total.
Proof.
assert (T := total_1); assert (N1 := size_1); assert (N2 := size_max).
assert (U := u_pos); assert (P := eta_tiny); assert (X := exp_err_range).
assert (M := mean_nonneg).
assert (H : Rabs (fl_total - total) <= ((INR n - 1 + exp_err) * total + mean * total) * u
              * (1 + / 67108864) + INR n * (7 / 8 * eta)).
{ rewrite <- mean_total; apply fsum_weights;
    [apply size_pos | apply (row_size HR) | | apply weight_error_abs].
  intros k Hk; destruct (e_range k Hk), (w_range k Hk), (w_dcap k Hk); tauto. }
apply Rle_trans with (1 := H).
set (c := INR n - 1 + exp_err + mean) in *.
assert (C : 1 <= c) by (unfold c; lra).
replace ((INR n - 1 + exp_err) * total + mean * total) with (c * total)
  by (unfold c; ring).
assert (CT : 1 <= c * total) by nra.
assert (INR n * (7 / 8 * eta) <= 67108864 * (/ 1152921504606846976 * u))
  by (apply Rmult_le_compat; [lra | assert (Q := eta_pos); lra | easy | lra]).
assert (u <= c * total * u) by nra.
replace (c * u * (1 + / 8388608) * total) with (c * total * u * (1 + / 8388608))
  by ring.
lra.
Qed.

End Weights.
