(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * From the errors of the scores to the error of attention

    Layers R and C (P19). Scores s that are within e of the scores S move every
    weight of softmax by a factor between exp (-2e) and exp (2e); so the mean of
    the values moves by at most exp (2e) - 1 times the mean of their magnitudes.

    Main results: [Softmax_Perturbed] and [Attention_Perturbed] (R);
    [Masked_Accuracy], the error of a score c (q . v) + a; [Query_Accuracy] and
    [Query_Hull], the float model of one query against attention over its
    computed scores; [Query_True], against attention over the exact ones. *)

From Coq Require Import Reals Psatz Lia ZArith.
From Flocq Require Import Core.
From Softproof Require Import SoftmaxLink CompensatedSoftmax.
From Softproof Require Import Rounding Sums DotError RealSoftmax RealAttention.
From Softproof Require Import AttentionError.
From Softproof Require CompensatedSum.
Open Scope R_scope.

Section Perturbed.
Variables (n : nat) (masked : nat -> bool) (s S : nat -> R) (e : R).
Hypothesis Entry : Has_Entry n masked.
Hypothesis Close : forall k, (k < n)%nat -> masked k = false ->
  Rabs (s k - S k) <= e.

Lemma weight_close k : (k < n)%nat ->
  exp (- e) * weight masked S k <= weight masked s k <= exp e * weight masked S k.
Proof.
intros Hk; unfold weight; destruct (masked k) eqn:M; [lra |].
specialize (Close k Hk M); apply Rabs_le_inv in Close.
rewrite <- !exp_plus; split; apply exp_le; lra.
Qed.
Lemma norm_close :
  exp (- e) * norm n masked S <= norm n masked s <= exp e * norm n masked S.
Proof.
unfold norm; rewrite <- !sum_scal.
split; apply sum_le; intros k Hk; now apply weight_close.
Qed.
Lemma quotient_close a b c x y : 0 < x -> 0 < y -> 0 <= a -> 0 <= c -> 0 <= b ->
  a <= c * b -> y <= c * x -> a / x <= c * c * (b / y).
Proof.
intros X Y A C B H1 H2; unfold Rdiv.
apply Rmult_le_reg_r with (x * y); [nra |].
replace (a * / x * (x * y)) with (a * y) by (field; lra).
replace (c * c * (b * / y) * (x * y)) with (c * b * (c * x)) by (field; lra).
apply Rmult_le_compat; lra.
Qed.
Lemma Softmax_Factor k : (k < n)%nat ->
  exp (- (2 * e)) * Softmax n masked S k <= Softmax n masked s k <=
  exp (2 * e) * Softmax n masked S k.
Proof.
intros Hk; assert (W := weight_close k Hk); assert (N := norm_close).
assert (P := norm_pos n masked s Entry); assert (Q := norm_pos n masked S Entry).
assert (A := weight_nonneg masked s k); assert (B := weight_nonneg masked S k).
assert (E := exp_pos e); assert (E' := exp_pos (- e)).
assert (I : exp e * exp (- e) = 1) by (rewrite <- exp_plus, Rplus_opp_r; apply exp_0).
assert (L : forall x, exp e * (exp (- e) * x) = x)
  by (intros x; rewrite <- Rmult_assoc, I; ring).
unfold Softmax; replace (2 * e) with (e + e) by ring.
rewrite Ropp_plus_distr, !exp_plus; split.
- apply Rmult_le_reg_l with (exp e * exp e); [nra |].
  replace (exp e * exp e * (exp (- e) * exp (- e) * (weight masked S k / norm n masked S)))
    with (exp e * (exp (- e) * (exp e * (exp (- e) * (weight masked S k / norm n masked S)))))
    by ring.
  rewrite !L; apply quotient_close; try lra.
  rewrite <- (L (weight masked S k)); apply Rmult_le_compat_l; lra.
- apply quotient_close; try lra.
  rewrite <- (L (norm n masked S)); apply Rmult_le_compat_l; lra.
Qed.
Lemma two_sided x g : 0 <= g -> exp (- (2 * e)) * g <= x <= exp (2 * e) * g ->
  Rabs (x - g) <= (exp (2 * e) - 1) * g.
Proof.
intros G [L U].
assert (A := exp_ge_1plus (2 * e)); assert (B := exp_ge_1plus (- (2 * e))).
assert (P := exp_pos (2 * e)); assert (Q := exp_pos (- (2 * e))).
assert (I : exp (2 * e) * exp (- (2 * e)) = 1)
  by (rewrite <- exp_plus, Rplus_opp_r; apply exp_0).
assert (T : 2 <= exp (2 * e) + exp (- (2 * e))).
{ set (a := exp (2 * e)) in *; set (b := exp (- (2 * e))) in *.
  assert (0 <= (a - b) * (a - b)) by apply Rle_0_sqr.
  assert (4 <= (a + b) * (a + b)) by nra; nra. }
assert (2 * g <= (exp (2 * e) + exp (- (2 * e))) * g)
  by (apply Rmult_le_compat_r; lra).
apply Rabs_le; lra.
Qed.
Theorem Softmax_Perturbed k : (k < n)%nat ->
  Rabs (Softmax n masked s k - Softmax n masked S k) <=
  (exp (2 * e) - 1) * Softmax n masked S k.
Proof.
intros Hk; apply two_sided; [apply Softmax_Nonneg | now apply Softmax_Factor].
Qed.
Theorem Attention_Perturbed v :
  Rabs (Attention n masked s v - Attention n masked S v) <=
  (exp (2 * e) - 1) * sum n (fun k => Softmax n masked S k * Rabs (v k)).
Proof.
unfold Attention; rewrite <- sum_minus, <- sum_scal.
apply Rle_trans with (1 := sum_abs _ _), sum_le; intros k Hk.
rewrite <- Rmult_minus_distr_r, Rabs_mult, <- Rmult_assoc.
apply Rmult_le_compat_r; [apply Rabs_pos | now apply Softmax_Perturbed].
Qed.
Lemma Magnitude_Perturbed v :
  sum n (fun k => Softmax n masked s k * Rabs (v k)) <=
  exp (2 * e) * sum n (fun k => Softmax n masked S k * Rabs (v k)).
Proof.
rewrite <- sum_scal; apply sum_le; intros k Hk; rewrite <- Rmult_assoc.
apply Rmult_le_compat_r; [apply Rabs_pos | now apply Softmax_Factor].
Qed.
End Perturbed.

(** ** A score with a mask *)
Theorem Masked_Accuracy n q v c a : INR n <= 67108864 -> F a ->
  Rabs (fadd (fmul c (Dot n q v)) a - (c * sum n (fun k => q k * v k) + a)) <=
  ((INR n + 1) * u * (Rabs c * sum n (fun k => Rabs (q k * v k))) +
   (INR n * Rabs c + 1) * eta +
   u * Rabs (c * sum n (fun k => q k * v k) + a)) * (1 + / 32768).
Proof.
intros Hn Fa; assert (A := Score_Accuracy n q v c Hn).
assert (R := RN_plus_rel (fmul c (Dot n q v)) a (RN_format _) Fa).
fold (fadd (fmul c (Dot n q v)) a) in R.
set (E := (INR n + 1) * u * _ + (INR n * Rabs c + 1) * eta) in *.
set (X := c * sum n (fun k => q k * v k)) in *.
set (x := fmul c (Dot n q v)) in *; set (y := fadd x a) in *.
assert (T : Rabs (x + a) <= Rabs (X + a) + Rabs (x - X)).
{ replace (x + a) with ((X + a) + (x - X)) by ring; apply Rabs_triang. }
assert (U := u_val); assert (P := Rabs_pos (X + a)); assert (Q := Rabs_pos (x - X)).
replace (y - (X + a)) with ((y - (x + a)) + (x - X)) by ring.
apply Rle_trans with (1 := Rabs_triang _ _).
rewrite U in *; lra.
Qed.

(** ** One query: the weights of softmax, then the mean *)
Section Query.
Variables (n : nat) (masked : nat -> bool) (s v : nat -> R) (top : nat).
Hypothesis HL : Logits n masked s top.
Let p := CProb n masked s top.

Lemma query_size : INR n <= 67108864.
Proof.
rewrite INR_IZR_INZ; apply IZR_le; exact (logits_size _ _ _ _ HL).
Qed.
Lemma query_entry : Has_Entry n masked.
Proof. exists top; split; [exact (logits_top _ _ _ _ HL) | exact (logits_open _ _ _ _ HL)]. Qed.
Lemma query_near k : (k < n)%nat -> Rabs (p k - Softmax n masked s k) <=
  9 / 2 * u * (1 + / 65536) * Softmax n masked s k + eta.
Proof.
intros Hk; change (/ 65536) with (bpow radix2 (-16)).
exact (CProb_Accuracy _ _ _ _ HL k Hk).
Qed.
Lemma query_zero k : (k < n)%nat -> masked k = true -> p k = 0.
Proof. intros _; apply CProb_Masked. Qed.

Theorem Query_Accuracy M :
  (forall k, (k < n)%nat -> masked k = false -> Rabs (v k) <= M) ->
  Rabs (Dot n p v - Attention n masked s v) <=
  ((INR n + 9 / 2) * u * sum n (fun k => Softmax n masked s k * Rabs (v k)) +
   INR n * (1 + M) * eta) * (1 + / 65536).
Proof.
intros H; exact (Attend_Accuracy n masked s p v query_size query_entry query_near
  query_zero M H).
Qed.
Theorem Query_Hull lo hi M :
  (forall k, (k < n)%nat -> masked k = false -> lo <= v k <= hi) ->
  - M <= lo -> hi <= M ->
  lo - ((INR n + 9 / 2) * u * M + INR n * eta) * (1 + / 32768) <= Dot n p v <=
  hi + ((INR n + 9 / 2) * u * M + INR n * eta) * (1 + / 32768).
Proof.
exact (Attend_Hull n masked s p v query_size query_entry query_near query_zero lo hi M).
Qed.
Theorem Query_True S e M :
  (forall k, (k < n)%nat -> masked k = false -> Rabs (s k - S k) <= e) ->
  (forall k, (k < n)%nat -> masked k = false -> Rabs (v k) <= M) ->
  let size := sum n (fun k => Softmax n masked S k * Rabs (v k)) in
  Rabs (Dot n p v - Attention n masked S v) <=
  (exp (2 * e) - 1) * size +
  ((INR n + 9 / 2) * u * (exp (2 * e) * size) + INR n * (1 + M) * eta) *
    (1 + / 65536).
Proof.
intros Hs Hv size; assert (A := Query_Accuracy M Hv).
assert (B := Attention_Perturbed n masked s S e query_entry Hs v).
assert (C := Magnitude_Perturbed n masked s S e query_entry Hs v).
fold size in B, C; set (a := sum n (fun k => Softmax n masked s k * Rabs (v k))) in *.
replace (Dot n p v - Attention n masked S v) with
  ((Dot n p v - Attention n masked s v) +
   (Attention n masked s v - Attention n masked S v)) by ring.
apply Rle_trans with (1 := Rabs_triang _ _).
assert (Up := u_pos); assert (N := pos_INR n).
assert (D : (INR n + 9 / 2) * u * a <= (INR n + 9 / 2) * u * (exp (2 * e) * size))
  by (apply Rmult_le_compat_l; [apply Rmult_le_pos |]; lra).
lra.
Qed.
End Query.

(** ** Rows in memory: a largest score, and rows that agree where not masked *)
Lemma some_or_none n (masked : nat -> bool) :
  Has_Entry n masked \/ forall k, (k < n)%nat -> masked k = true.
Proof.
induction n as [|n [(k & Hk & M) | IH]];
  [right; intros; lia | left; exists k; split; [lia | easy] |].
destruct (masked n) eqn:M; [right | left; exists n; split; [lia | easy]].
intros k Hk; destruct (Nat.eq_dec k n) as [-> | N]; [easy | apply IH; lia].
Qed.
Lemma some_top n (masked : nat -> bool) (s : nat -> R) : Has_Entry n masked ->
  exists t, (t < n)%nat /\ masked t = false /\
    forall k, (k < n)%nat -> masked k = false -> s k <= s t.
Proof.
induction n as [|n IH]; intros (k & Hk & M); [lia |].
destruct (some_or_none n masked) as [H | H].
- destruct (IH H) as (t & Ht & Mt & L).
  destruct (masked n) eqn:Mn.
  + exists t; repeat split; [lia | easy |]; intros j Hj Mj.
    destruct (Nat.eq_dec j n) as [-> | N]; [congruence | apply L; [lia | easy]].
  + destruct (Rle_lt_dec (s n) (s t)) as [C | C].
    * exists t; repeat split; [lia | easy |]; intros j Hj Mj.
      destruct (Nat.eq_dec j n) as [-> | N]; [easy | apply L; [lia | easy]].
    * exists n; repeat split; [lia | easy |]; intros j Hj Mj.
      destruct (Nat.eq_dec j n) as [-> | N]; [lra |].
      apply Rle_trans with (s t); [apply L; [lia | easy] | lra].
- assert (k = n) by (destruct (Nat.eq_dec k n) as [E | N]; [easy |];
    rewrite H in M by lia; discriminate); subst k.
  exists n; repeat split; [lia | easy |]; intros j Hj Mj.
  destruct (Nat.eq_dec j n) as [-> | N]; [lra |].
  rewrite H in Mj by lia; discriminate.
Qed.
Lemma CProb_Same n masked masked' s s' top k :
  (forall j, (j < n)%nat -> masked j = masked' j) ->
  (forall j, (j < n)%nat -> masked j = false -> s j = s' j) ->
  (top < n)%nat -> masked top = false -> (k < n)%nat ->
  CProb n masked s top k = CProb n masked' s' top k.
Proof.
intros HM HS Ht Mt Hk.
assert (T : forall j, (j < n)%nat ->
  cterm masked s (s top) j = cterm masked' s' (s' top) j).
{ intros j Hj; unfold cterm; rewrite <- HM by easy.
  destruct (masked j) eqn:M; [easy |]; now rewrite !HS. }
unfold CProb; rewrite T by easy; f_equal; unfold CompensatedSum.total.
assert (P : forall j, (j <= n)%nat ->
  fsum j (cterm masked s (s top)) = fsum j (cterm masked' s' (s' top))).
{ intros j Hj; apply fsum_ext; intros i Hi; apply T; lia. }
f_equal; [now apply P | now apply CompensatedSum.low_ext].
Qed.
