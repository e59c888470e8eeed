(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * The running sum of online softmax, in floating point

    Layer C (P03), for src/online.c. After some logits the sum s, relative to
    the largest of them, m, is near the real sum S of the e^(z - m). A logit z
    below m adds e^(z - m). One above m rescales: e^(m - z) S + 1 is the sum
    relative to z (RealAttention.v, [shifted_rescale]).

    Main results: [weight_near], the computed weight of two logits; [Sum_Add]
    and [Sum_Rescale], one step of each kind adds u, or 25/8 u, to the relative
    error; [Online_Share], the error of a probability; [Online_Order] (P04).
    Source: M. Milakov, N. Gimelshein, Online normalizer calculation for
    softmax, 2018. *)

From Coq Require Import Reals Psatz Lia ZArith.
From Flocq Require Import Core.
From Softproof Require Import Rounding Sums SoftmaxSum ExpModel ExpError.
From Softproof Require Import SoftmaxWeights QuotientOrder Gibbs CompensatedSoftmax.
From Softproof Require RealSoftmax RealAttention.
Open Scope R_scope.

(** e is a double and stands for the weight w, or is w cut to 0. *)
Definition Weight_Near e w := 0 <= e <= 1 /\ F e /\ 0 <= w <= 1 /\
  (e = 0 /\ w <= 3 / 4 * eta \/ Rabs (e - w) <= 9 / 8 * u * w + eta / 2).

Lemma weight_masked : Weight_Near 0 0.
Proof.
assert (E := eta_pos); repeat split; try lra; try apply F_0.
Qed.
Lemma weight_top x : ExpPair (dhi x x) (dlo x x) = 1.
Proof.
unfold dhi, dlo, fsub; rewrite Rminus_diag_eq, RN_0, Rminus_0_r by easy.
apply ExpPair_0.
Qed.
Lemma weight_near x m : F x -> F m -> x <= m ->
  Weight_Near (ExpPair (dhi x m) (dlo x m)) (exp (x - m)).
Proof.
intros Fx Fm L; assert (P := exp_pos (x - m)).
assert (Q : exp (x - m) <= 1) by (rewrite <- exp_0; apply Raux.exp_le; lra).
split; [now apply pair_range |]; split; [apply ExpPair_F |]; split; [lra |].
destruct (Rlt_le_dec (dhi x m) (- 744.75)) as [C | C].
- left; split; [now apply ExpPair_below |]; apply exp_cut.
  destruct (Rle_lt_dec (x - m) (- 744.75)) as [B | B]; [easy |].
  assert (- 744.75 <= dhi x m); [| lra].
  apply RN_ge_format; [apply F_cut | lra].
- right; destruct (pair_small x m Fx Fm L C) as (A & _ & B).
  assert (M := ExpPair_mixed (dhi x m) (dlo x m) (conj C B) A).
  now replace (dhi x m + dlo x m) with (x - m) in M by (unfold dhi, dlo; ring).
Qed.
Lemma weight_error e w : Weight_Near e w ->
  Rabs (e - w) <= 9 / 8 * u * w + 3 / 4 * eta.
Proof.
assert (P := eta_pos); intros (_ & _ & Rw & [[-> L] | L]); [| lra].
rewrite Rabs_left1 by lra.
assert (0 <= 9 / 8 * u * w) by (apply Rmult_le_pos; [rewrite u_val |]; lra); lra.
Qed.

(** The error of the sum of i logits that rescaled r times, the first included *)
Definition online_bound (i r : R) := (i + 17 / 8 * r - 2) * u * (1 + / 1048576).
Lemma bound_add i r : online_bound (i + 1) r =
  online_bound i r + u * (1 + / 1048576).
Proof. unfold online_bound; ring. Qed.
Lemma bound_rescale i r : online_bound (i + 1) (r + 1) =
  online_bound i r + 25 / 8 * (u * (1 + / 1048576)).
Proof. unfold online_bound; field. Qed.
Lemma bound_range i r : 1 <= r <= i -> i <= 67108864 ->
  9 / 8 * u * (1 + / 1048576) <= online_bound i r <= / 16777216.
Proof. intros; unfold online_bound; rewrite u_val; lra. Qed.

Section Step.
Variables s S e w E : R.
Hypothesis W : Weight_Near e w.
Hypothesis Fs : F s.
Hypothesis Hs : 1 <= s <= 67108864.
Hypothesis S1 : 1 <= S.
Hypothesis Near : Rabs (s - S) <= E * S.
Hypothesis HE : 9 / 8 * u * (1 + / 1048576) <= E <= / 16777216.

Lemma unit_error : u * s <= (1 + / 16777216) * (u * S).
Proof.
assert (U := u_pos); apply Rabs_le_inv in Near.
assert (E * S <= / 16777216 * S) by (apply Rmult_le_compat_r; lra).
rewrite <- Rmult_assoc, (Rmult_comm (1 + _)), Rmult_assoc.
apply Rmult_le_compat_l; lra.
Qed.
Theorem Sum_Add :
  Rabs (fadd s e - (S + w)) <= (E + u * (1 + / 1048576)) * (S + w).
Proof.
assert (D := weight_error e w W); destruct W as (R & Fe & Rw & _).
assert (U := u_val); assert (T := eta_tiny); assert (P := eta_pos).
assert (A := RN_plus_rel s e Fs Fe); fold (fadd s e) in A.
rewrite (Rabs_pos_eq (s + e)) in A by lra.
assert (V := unit_error); assert (N := Near).
apply Rabs_le_inv in A; apply Rabs_le_inv in D; apply Rabs_le_inv in N.
assert (US : u <= u * S) by (rewrite U; lra).
assert (Uw : 0 <= u * w <= u) by (rewrite U; lra).
assert (Ew : 9 / 8 * (u * w) <= E * w).
{ rewrite <- Rmult_assoc; apply Rmult_le_compat_r; rewrite ?U in *; lra. }
assert (Ue : u * e <= u * w + / 16777216 * u).
{ replace (u * w + / 16777216 * u) with (u * (w + / 16777216)) by ring.
  apply Rmult_le_compat_l; rewrite U in *; lra. }
set (us := u * S) in *; set (uw := u * w) in *.
replace ((E + u * (1 + / 1048576)) * (S + w)) with
  (E * S + E * w + us * (1 + / 1048576) + uw * (1 + / 1048576))
  by (unfold us, uw; ring).
apply Rabs_le.
replace (9 / 8 * u * w) with (9 / 8 * uw) in D by (unfold uw; ring).
rewrite Rmult_plus_distr_l in A; lra.
Qed.
Theorem Sum_Rescale :
  Rabs (fadd (fmul s e) 1 - (S * w + 1)) <=
  (E + 25 / 8 * (u * (1 + / 1048576))) * (S * w + 1).
Proof.
assert (D := weight_error e w W); destruct W as (R & Fe & Rw & _).
assert (U := u_val); assert (T := eta_tiny); assert (P := eta_pos).
assert (V := unit_error); assert (N := Near).
assert (M := RN_abs_err (s * e)); fold (fmul s e) in M.
assert (A := RN_plus_rel (fmul s e) 1 (RN_format _) (F_int 1 ltac:(lia))).
fold (fadd (fmul s e) 1) in A.
rewrite (Rabs_pos_eq (s * e)) in M by (apply Rmult_le_pos; lra).
assert (K : Rabs (s * e - S * w) <= E * (S * w) + 9 / 8 * (u * s * w) + 3 / 4 * (s * eta)).
{ replace (s * e - S * w) with (s * (e - w) + (s - S) * w) by ring.
  apply Rle_trans with (1 := Rabs_triang _ _); rewrite !Rabs_mult.
  rewrite (Rabs_pos_eq s), (Rabs_pos_eq w) by lra.
  apply (Rmult_le_compat_l s) in D; [| lra].
  apply (Rmult_le_compat_r w) in N; lra. }
assert (X : 0 <= S * w) by (apply Rmult_le_pos; lra).
assert (Y : 0 <= u * (S * w)) by (apply Rmult_le_pos; [rewrite U |]; lra).
assert (G : s * eta <= / 16777216 * u).
{ apply Rle_trans with (67108864 * (/ 1152921504606846976 * u));
    [apply Rmult_le_compat; lra | rewrite U; lra]. }
assert (Z : u * s * w <= (1 + / 16777216) * (u * (S * w))).
{ apply (Rmult_le_compat_r w) in V; lra. }
assert (EX : 0 <= E * (S * w) <= / 16777216 * (S * w))
  by (split; [apply Rmult_le_pos | apply Rmult_le_compat_r]; rewrite ?U in *; lra).
assert (se : s * e <= (1 + / 8388608) * (S * w) + / 16777216).
{ apply Rabs_le_inv in K.
  assert (u * (S * w) <= / 100000000000 * (S * w))
    by (apply Rmult_le_compat_r; [easy | rewrite U; lra]).
  rewrite U in G; lra. }
assert (use : u * (s * e) <= (1 + / 8388608) * (u * (S * w)) + / 16777216 * u).
{ apply (Rmult_le_compat_l u) in se; [lra | rewrite U; lra]. }
assert (mu : 0 <= fmul s e) by (apply RN_nonneg, Rmult_le_pos; lra).
rewrite (Rabs_pos_eq (fmul s e + 1)) in A by lra.
assert (me : fmul s e <= (1 + / 4194304) * (S * w) + / 8388608).
{ apply Rabs_le_inv in M.
  assert (u * (s * e) <= / 100000000000 * (s * e))
    by (apply Rmult_le_compat_r; [apply Rmult_le_pos; lra | rewrite U; lra]).
  rewrite U in T; lra. }
assert (ume : u * fmul s e <= (1 + / 4194304) * (u * (S * w)) + / 8388608 * u)
  by (apply (Rmult_le_compat_l u) in me; [lra | rewrite U; lra]).
apply Rabs_le_inv in A; apply Rabs_le_inv in M; apply Rabs_le_inv in K.
assert (EU : 9 / 8 * u <= E) by (rewrite U in *; lra).
set (x := S * w) in *; set (ux := u * x) in *; set (ex := E * x) in *.
replace ((E + 25 / 8 * (u * (1 + / 1048576))) * (x + 1)) with
  (ex + 25 / 8 * (ux * (1 + / 1048576)) + E + 25 / 8 * (u * (1 + / 1048576)))
  by (unfold ex, ux; ring).
assert (U0 : 0 < u) by apply u_pos; clear U.
rewrite Rmult_plus_distr_l, Rmult_1_r in A; apply Rabs_le; lra.
Qed.
End Step.

(** The first logit above none: 0 rescaled, and 1. *)
Lemma Sum_First e : fadd (fmul 0 e) 1 = 1.
Proof. unfold fadd, fmul; rewrite Rmult_0_l, RN_0, Rplus_0_l; apply RN_1. Qed.

(** ** Ranges *)
Lemma Add_Range s e i : (0 <= i <= 67108864)%Z -> 1 <= s <= IZR i -> 0 <= e <= 1 ->
  1 <= fadd s e <= IZR (i + 1).
Proof.
intros Hi Hs He; split.
- apply RN_ge_format; [apply (F_int 1); lia | lra].
- apply RN_le_format; [apply F_int; lia | rewrite plus_IZR; lra].
Qed.
Lemma Rescale_Range s e i : (0 <= i <= 67108864)%Z -> 0 <= s <= IZR i -> 0 <= e <= 1 ->
  1 <= fadd (fmul s e) 1 <= IZR (i + 1).
Proof.
intros Hi Hs He; assert (M : 0 <= fmul s e <= IZR i).
{ split; [apply RN_nonneg, Rmult_le_pos; lra |].
  apply RN_le_format; [apply F_int; lia |].
  rewrite <- (Rmult_1_r (IZR i)); apply Rmult_le_compat; lra. }
split.
- apply RN_ge_format; [apply (F_int 1); lia | lra].
- apply RN_le_format; [apply F_int; lia | rewrite plus_IZR; lra].
Qed.

(** ** A probability *)
Theorem Online_Share s S e w i r : Weight_Near e w -> 1 <= s -> 1 <= S ->
  1 <= r <= i -> i <= 67108864 -> Rabs (s - S) <= online_bound i r * S ->
  Rabs (fdiv e s - w / S) <=
  (i + 17 / 8 * r + / 8) * u * (1 + / 524288) * (w / S) + eta.
Proof.
intros W Hs HS Hr Hi D; assert (B := bound_range i r Hr Hi).
assert (U := u_val); assert (P := eta_pos); destruct W as (R & Fe & Rw & C).
assert (G : 0 <= w / S <= w).
{ assert (0 < / S <= 1); [| unfold Rdiv; nra].
  split; [apply Rinv_0_lt_compat; lra |].
  rewrite <- Rinv_1; apply Rinv_le_contravar; lra. }
destruct C as [[-> L] | L].
- unfold fdiv, Rdiv at 1; rewrite Rmult_0_l, RN_0.
  assert (0 <= (i + 17 / 8 * r + / 8) * u * (1 + / 524288) * (w / S));
    [| rewrite Rabs_left1; lra].
  apply Rmult_le_pos; [| lra]; rewrite U; lra.
- apply Rle_trans with (1 := quotient_error e s w S (9 / 8 * u) (online_bound i r)
    (proj1 Rw) Hs ltac:(lra) ltac:(rewrite U; lra) ltac:(rewrite U in B; lra) L D).
  apply Rplus_le_compat_r, Rmult_le_compat_r; [easy |].
  set (b := online_bound i r) in *; set (a := 9 / 8 * u).
  assert (Hi' : (1 + u) / (1 - b) <= 1 + / 8388608).
  { apply Rmult_le_reg_r with (1 - b); [lra |].
    unfold Rdiv; rewrite Rmult_assoc, Rinv_l by lra; rewrite U; lra. }
  replace ((1 + u) * (a + b) / (1 - b)) with ((a + b) * ((1 + u) / (1 - b)))
    by (field; lra).
  apply Rle_trans with ((a + b) * (1 + / 8388608) + u).
  + apply Rplus_le_compat_r, Rmult_le_compat_l; [unfold a; rewrite U in *; lra | easy].
  + unfold a, b, online_bound; rewrite U; lra.
Qed.

(** They sum to 1. *)
Lemma entry_of_sum n masked z m :
  0 < RealAttention.shifted n masked z (fun _ => 1) m -> RealSoftmax.Has_Entry n masked.
Proof.
unfold RealAttention.shifted; induction n as [| n IH]; simpl; [lra |].
unfold RealAttention.shifted_weight at 2; destruct (masked n) eqn:M.
- rewrite Rmult_0_l, Rplus_0_r; intros H; destruct (IH H) as (k & Hk & O).
  exists k; split; [lia | exact O].
- intros _; exists n; split; [lia | exact M].
Qed.
Theorem Online_Sum n p g B : (forall k, (k < n)%nat -> Rabs (p k - g k) <= B * g k + eta) ->
  sum n g = 1 -> Rabs (sum n p - 1) <= B + INR n * eta.
Proof.
intros H E; rewrite <- E at 1; rewrite <- sum_minus.
apply Rle_trans with (1 := sum_abs _ _).
apply Rle_trans with (1 := sum_le _ _ _ H).
rewrite sum_plus, sum_scal, sum_const, E; lra.
Qed.
Theorem Online_Peak e s n : 0 <= e <= 1 -> 1 <= s <= INR n -> INR n <= 67108864 ->
  fdiv e s <= fdiv 1 s /\ (1 - u) / INR n <= fdiv 1 s.
Proof.
intros He Hs Hn; assert (I : 0 < / s) by (apply Rinv_0_lt_compat; lra).
split; [apply RN_le, Rmult_le_compat_r; lra |].
assert (L : / 67108864 <= / INR n) by (apply Rinv_le_contravar; lra).
assert (R := RN_rel (/ INR n)); rewrite (Rabs_pos_eq (/ INR n)) in R by lra.
assert (B : bpow radix2 (-1022) <= / INR n).
{ apply Rle_trans with (bpow radix2 (-26)); [apply bpow_le; lia | simpl; lra]. }
apply R in B; apply Rabs_le_inv in B.
unfold fdiv, Rdiv; rewrite Rmult_1_l; apply Rle_trans with (RN (/ INR n)); [lra |].
apply RN_le, Rinv_le_contravar; lra.
Qed.

(** The order of two: their sum is the same. *)
Lemma weight_error_max e w : Weight_Near e w ->
  e = 0 /\ w <= 3 / 4 * eta \/ Rabs (e - w) <= (9 / 8 + / 4096) * u * w + eta / 2.
Proof.
intros (_ & _ & Rw & [C | C]); [now left | right]; assert (U := u_val).
apply Rle_trans with (1 := C), Rplus_le_compat_r, Rmult_le_compat_r; [| rewrite U]; lra.
Qed.
Theorem Online_Order a v b w s : Weight_Near a v -> Weight_Near b w -> v <= w ->
  1 <= s ->
  (bpow radix2 (-900) <= fdiv b s -> fdiv a s <= fdiv b s * (1 + 4 * u)) /\
  fdiv a s <= fdiv b s * (1 + 5 * u) + 3 * eta.
Proof.
intros A B L S.
assert (O : a <= b * (1 + (9 / 4 + / 1000) * u) + 3 / 2 * eta).
{ apply (weights_ordered a v b w); try assumption; try apply A; try apply B;
    now apply weight_error_max. }
split; [now apply quotients_ordered |].
apply quotients_ordered_any; try assumption; [apply A | apply B].
Qed.
