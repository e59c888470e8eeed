(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * Softmax at a temperature: limits with rates, and entropy

    Layer R (P16). [SoftmaxT n masked T z] is softmax of z / T.

    Main results: [SoftmaxT_Gap], the distance to the uniform distribution on
    the tied maxima is at most n exp(-gap / T); [SoftmaxT_Spread], the distance
    to the uniform distribution on all unmasked entries is at most
    (exp(spread / T) - 1) / count; the limits [SoftmaxT_Cold], [SoftmaxT_Hot];
    [Entropy_Mono], entropy grows with T; [Entropy_Max].
    Source: B. Gao, L. Pavel 2017; T. M. Cover, J. A. Thomas, Elements of
    Information Theory, 2006, section 2.6 (Gibbs' inequality). *)

From Coq Require Import Reals Psatz Lia.
From Coquelicot Require Import Coquelicot.
From Softproof Require Import Rounding RealSoftmax RealCalculus.
From Softproof Require Sums.
Import Sums (sum, sum_ext, sum_scal, sum_plus, sum_minus, sum_const, sum_le,
  sum_nonneg, sum_term).
Open Scope R_scope.

Definition SoftmaxT n masked T (z : nat -> R) :=
  Softmax n masked (fun k => z k / T).
Definition count n (set : nat -> bool) : R :=
  sum n (fun k => if set k then 1 else 0).
Definition unmasked (masked : nat -> bool) k := negb (masked k).
(** The unmasked entries with logit m. *)
Definition tie (masked : nat -> bool) (z : nat -> R) (m : R) k : bool :=
  if masked k then false else if Req_EM_T (z k) m then true else false.

Lemma count_ge1 n set k : (k < n)%nat -> set k = true -> 1 <= count n set.
Proof.
intros Hk H; replace 1 with (if set k then 1 else 0) by now rewrite H.
apply (sum_term n (fun l => if set l then 1 else 0) k Hk).
intros l _; destruct (set l); lra.
Qed.
Lemma SoftmaxT_Two masked T z :
  masked 0%nat = false -> masked 1%nat = false ->
  SoftmaxT 2 masked T z 0 = Sigmoid ((z 0%nat - z 1%nat) / T).
Proof.
intros M0 M1; unfold SoftmaxT; rewrite Softmax_Sigmoid by easy.
f_equal; unfold Rdiv; ring.
Qed.

(** ** Cold: T -> 0 *)
Theorem SoftmaxT_Gap n masked T z t gap i :
  0 < T -> Top n masked z t -> (i < n)%nat ->
  (forall k, (k < n)%nat -> masked k = false -> z k <> z t ->
     z k <= z t - gap) ->
  Rabs (SoftmaxT n masked T z i -
        (if tie masked z (z t) i then / count n (tie masked z (z t)) else 0))
  <= INR n * exp (- (gap / T)).
Proof.
intros HT (Ht & Mt & _) Hi Hgap.
set (m := z t) in *; set (e := exp (- (gap / T))).
set (w := fun k => if masked k then 0 else exp ((z k - m) / T)).
set (C := count n (tie masked z m)).
set (S := sum n (fun k => if tie masked z m k then 0 else w k)).
assert (He : 0 < e) by apply exp_pos.
assert (Hn : 1 <= INR n) by (apply (le_INR 1); lia).
assert (Htie : forall k, tie masked z m k = true -> w k = 1).
{ intros k; unfold tie, w; destruct (masked k); [easy |].
  destruct (Req_EM_T (z k) m) as [-> |]; [intros _ | easy].
  unfold Rdiv; rewrite Rminus_diag_eq, Rmult_0_l, exp_0; easy. }
assert (Hw : forall k, (k < n)%nat -> tie masked z m k = false -> 0 <= w k <= e).
{ intros k Hk; unfold tie, w; destruct (masked k) eqn:Mk; [lra |].
  destruct (Req_EM_T (z k) m) as [| N]; [easy | intros _].
  split; [left; apply exp_pos |]; apply exp_le; unfold Rdiv.
  rewrite Ropp_mult_distr_l; apply Rmult_le_compat_r.
  - left; now apply Rinv_0_lt_compat.
  - specialize (Hgap k Hk Mk N); lra. }
assert (HC : 1 <= C).
{ apply (count_ge1 n _ t Ht); unfold tie; rewrite Mt.
  now destruct (Req_EM_T (z t) m). }
assert (HS : 0 <= S <= INR n * e).
{ unfold S; rewrite <- sum_const; split; [apply sum_nonneg | apply sum_le];
    intros k Hk; specialize (Hw k Hk); destruct (tie masked z m k); lra. }
assert (HN : sum n w = C + S).
{ unfold C, count, S; rewrite <- sum_plus; apply sum_ext; intros k Hk.
  destruct (tie masked z m k) eqn:E; [rewrite Htie by easy |]; lra. }
assert (HG : SoftmaxT n masked T z i = w i / (C + S)).
{ rewrite <- HN; unfold SoftmaxT.
  rewrite <- (Softmax_Shift n masked _ (fun k => (z k - m) / T) (- (m / T)));
    [easy | | easy].
  intros; unfold Rdiv; ring. }
rewrite HG; destruct (tie masked z m i) eqn:E.
- rewrite Htie by easy.
  replace (1 / (C + S) - / C) with (- (S * / (C * (C + S)))) by (field; lra).
  rewrite Rabs_Ropp, Rabs_pos_eq.
  + apply Rle_trans with (S * 1); [| lra].
    apply Rmult_le_compat_l; [easy |].
    rewrite <- Rinv_1; apply Rinv_le_contravar; nra.
  + apply Rmult_le_pos; [easy |]; left; apply Rinv_0_lt_compat; nra.
- rewrite Rminus_0_r; specialize (Hw i Hi E).
  assert (P : 0 < / (C + S)) by (apply Rinv_0_lt_compat; lra).
  assert (P1 : / (C + S) <= 1)
    by (rewrite <- Rinv_1; apply Rinv_le_contravar; lra).
  unfold Rdiv; rewrite Rabs_pos_eq by (apply Rmult_le_pos; lra).
  apply Rle_trans with (e * 1); [apply Rmult_le_compat; lra | nra].
Qed.

(** Finitely many logits: there is always a gap below the maximum. *)
Lemma gap_exists n (masked : nat -> bool) (z : nat -> R) m :
  (forall k, (k < n)%nat -> masked k = false -> z k <= m) ->
  exists gap, 0 < gap /\
    forall k, (k < n)%nat -> masked k = false -> z k <> m -> z k <= m - gap.
Proof.
induction n as [|n IH]; intros H.
- exists 1; split; [lra | intros; lia].
- destruct IH as (gap & P & Hgap); [intros; apply H; auto |].
  destruct (Rlt_le_dec (z n) m) as [L | L].
  + exists (Rmin gap (m - z n)); split; [apply Rmin_pos; lra |].
    assert (A := Rmin_l gap (m - z n)); assert (B := Rmin_r gap (m - z n)).
    intros k Hk Mk N; destruct (Nat.eq_dec k n) as [-> | Nk]; [lra |].
    assert (z k <= m - gap) by (apply Hgap; [lia | easy | easy]); lra.
  + exists gap; split; [easy |]; intros k Hk Mk N.
    destruct (Nat.eq_dec k n) as [-> | Nk].
    * assert (z n <= m) by (apply H; auto); lra.
    * apply Hgap; [lia | easy | easy].
Qed.
Lemma exp_gap_limit c gap : 0 < gap ->
  filterlim (fun T => c * exp (- (gap / T))) (at_right 0) (locally 0).
Proof.
intros Hg; rewrite <- (Rmult_0_r c) at 2.
apply (filterlim_comp _ _ _ (fun T => exp (- (gap / T))) (fun x => c * x) _
         (locally 0)); [| apply (filterlim_scal_r c 0)].
apply (filterlim_comp _ _ _ Rinv (fun x => exp (- (gap * x))) _
         (Rbar_locally p_infty)); [exact filterlim_Rinv_0_right |].
apply (filterlim_comp _ _ _ (fun x => - (gap * x)) exp _
         (Rbar_locally m_infty)); [| exact is_lim_exp_m].
change (is_lim (fun x => - (gap * x)) p_infty (Rbar_opp p_infty)).
apply is_lim_opp; evar_last; [apply (is_lim_scal_l (fun x => x) gap), is_lim_id |].
simpl; destruct Rle_dec; [destruct Rle_lt_or_eq_dec; [easy | lra] | lra].
Qed.
Theorem SoftmaxT_Cold n masked z t i :
  Top n masked z t -> (i < n)%nat ->
  filterlim (fun T => SoftmaxT n masked T z i) (at_right 0)
    (locally (if tie masked z (z t) i then / count n (tie masked z (z t))
              else 0)).
Proof.
intros HTop Hi; destruct (gap_exists n masked z (z t)) as (gap & P & Hgap).
{ apply HTop. }
apply filterlim_locally; intros eps.
assert (L := exp_gap_limit (INR n) gap P).
apply filterlim_locally with (eps := eps) in L.
assert (Pos : at_right 0 (fun T => 0 < T)) by (exists (mkposreal 1 Rlt_0_1); easy).
generalize (filter_and _ _ L Pos); apply filter_imp; intros T [B HT].
apply Rle_lt_trans with (1 := SoftmaxT_Gap n masked T z t gap i HT HTop Hi Hgap).
change (Rabs (INR n * exp (- (gap / T)) - 0) < eps) in B.
rewrite Rminus_0_r in B; apply Rle_lt_trans with (1 := Rle_abs _), B.
Qed.

(** ** Hot: T -> infinity *)
Theorem SoftmaxT_Spread n masked T z spread i :
  0 < T -> (i < n)%nat -> masked i = false ->
  (forall k l, (k < n)%nat -> (l < n)%nat -> masked k = false ->
     masked l = false -> z k - z l <= spread) ->
  Rabs (SoftmaxT n masked T z i - / count n (unmasked masked)) <=
  (exp (spread / T) - 1) * / count n (unmasked masked).
Proof.
intros HT Hi Mi H; set (C := count n (unmasked masked)).
set (w := fun k => if masked k then 0 else exp ((z k - z i) / T)).
set (E := exp (spread / T)).
assert (HE : 0 < E) by apply exp_pos.
assert (HE1 : 1 <= E).
{ unfold E; rewrite <- exp_0; apply exp_le; unfold Rdiv.
  specialize (H i i Hi Hi Mi Mi); apply Rmult_le_pos; [lra |].
  left; now apply Rinv_0_lt_compat. }
assert (HC : 1 <= C).
{ apply (count_ge1 n _ i Hi); unfold unmasked; now rewrite Mi. }
assert (HG : SoftmaxT n masked T z i = / sum n w).
{ unfold SoftmaxT.
  rewrite <- (Softmax_Shift n masked _ (fun k => (z k - z i) / T) (- (z i / T)));
    [| intros; unfold Rdiv; ring | easy].
  unfold Softmax; rewrite weight_unmasked, Rminus_diag_eq by easy.
  unfold Rdiv at 2; rewrite Rmult_0_l, exp_0; unfold Rdiv; rewrite Rmult_1_l.
  easy. }
assert (Hexp : forall x, x <= spread -> exp (x / T) <= E).
{ intros x Hx; apply exp_le; unfold Rdiv; apply Rmult_le_compat_r; [| easy].
  left; now apply Rinv_0_lt_compat. }
assert (Hup : sum n w <= E * C).
{ unfold C, count; rewrite <- sum_scal; apply sum_le; intros k Hk.
  unfold w, unmasked; destruct (masked k) eqn:Mk; simpl; [lra |].
  rewrite Rmult_1_r; apply Hexp; now apply H. }
assert (Hlow : C <= E * sum n w).
{ rewrite <- sum_scal; apply sum_le; intros k Hk.
  unfold w, unmasked; destruct (masked k) eqn:Mk; simpl; [lra |].
  assert (A := Hexp (z i - z k) (H i k Hi Hk Mi Mk)).
  replace ((z i - z k) / T) with (- ((z k - z i) / T)) in A by (field; lra).
  rewrite exp_Ropp in A; assert (B := exp_pos ((z k - z i) / T)).
  apply (Rmult_le_compat_r (exp ((z k - z i) / T))) in A; [| lra].
  rewrite Rinv_l in A; lra. }
assert (HP : 0 < sum n w) by nra.
rewrite HG; apply Rabs_le; split.
- (* / (E C) is at most / sum, and 2 - E at most / E *)
  assert (A : / (E * C) <= / sum n w) by now apply Rinv_le_contravar.
  rewrite Rinv_mult_distr in A by lra.
  assert (I : 0 < / C) by (apply Rinv_0_lt_compat; lra).
  assert (Q : 2 - E <= / E).
  { apply Rmult_le_reg_r with (1 := HE); rewrite Rinv_l by lra.
    assert (Q := Rle_0_sqr (E - 1)); unfold Rsqr in Q; lra. }
  apply (Rmult_le_compat_r (/ C)) in Q; lra.
- assert (A : / sum n w <= E * / C).
  { apply Rmult_le_reg_l with (1 := HP); rewrite Rinv_r by lra.
    apply Rmult_le_reg_r with C; [lra |].
    replace (sum n w * (E * / C) * C) with (E * sum n w) by (field; lra); lra. }
  lra.
Qed.
Lemma spread_exists n (masked : nat -> bool) (z : nat -> R) :
  exists spread, forall k l, (k < n)%nat -> (l < n)%nat ->
    masked k = false -> masked l = false -> z k - z l <= spread.
Proof.
exists (2 * sum n (fun k => Rabs (z k))); intros k l Hk Hl _ _.
assert (A := sum_term n _ k Hk (fun j _ => Rabs_pos (z j))).
assert (B := sum_term n _ l Hl (fun j _ => Rabs_pos (z j))).
assert (Rabs (z k - z l) <= Rabs (z k) + Rabs (z l)).
{ unfold Rminus; rewrite <- (Rabs_Ropp (z l)); apply Rabs_triang. }
assert (C := Rle_abs (z k - z l)); cbv beta in A, B; lra.
Qed.
Lemma exp_spread_limit c s :
  is_lim (fun T => (exp (s / T) - 1) * c) p_infty 0.
Proof.
evar_last.
- apply is_lim_scal_r, is_lim_minus'; [| apply is_lim_const].
  apply (is_lim_comp_continuous (fun T => s / T) exp p_infty 0);
    [| apply continuous_exp].
  evar_last; [apply (is_lim_scal_l Rinv s p_infty (Rbar_inv p_infty)) |].
  + apply (is_lim_inv (fun T => T)); [apply is_lim_id | easy].
  + simpl; f_equal; ring.
- simpl; f_equal; rewrite exp_0; ring.
Qed.
Theorem SoftmaxT_Hot n masked z i :
  (i < n)%nat -> masked i = false ->
  is_lim (fun T => SoftmaxT n masked T z i) p_infty
    (/ count n (unmasked masked)).
Proof.
intros Hi Mi; destruct (spread_exists n masked z) as (s & Hs).
apply is_lim_spec; intros eps.
assert (L := exp_spread_limit (/ count n (unmasked masked)) s).
apply is_lim_spec in L; destruct (L eps) as (M & HM).
exists (Rmax M 0); intros T HT.
assert (M < T /\ 0 < T) as (HT1 & HT2)
  by (assert (A := Rmax_l M 0); assert (B := Rmax_r M 0); lra).
apply Rle_lt_trans
  with (1 := SoftmaxT_Spread n masked T z s i HT2 Hi Mi Hs).
specialize (HM T HT1); rewrite Rminus_0_r in HM.
apply Rle_lt_trans with (1 := Rle_abs _), HM.
Qed.

(** ** Entropy *)
Definition Entropy n masked z := CrossEntropy n masked (Softmax n masked z) z.
(** Gibbs: no other logits code Softmax z in less than its entropy. *)
Theorem Entropy_Gibbs n masked z z' :
  Has_Entry n masked ->
  Entropy n masked z <= CrossEntropy n masked (Softmax n masked z) z'.
Proof.
intros H; set (p := Softmax n masked z); set (q := Softmax n masked z').
assert (D : CrossEntropy n masked p z - CrossEntropy n masked p z' <=
            sum n (fun k => q k - p k)).
{ unfold CrossEntropy; rewrite <- sum_minus; apply sum_le; intros k Hk.
  destruct (masked k) eqn:M.
  - unfold p, q; rewrite !Softmax_Masked by easy; lra.
  - set (a := LogSoftmax n masked z k); set (b := LogSoftmax n masked z' k).
    replace (q k) with (p k * exp (b - a)).
    + assert (P : 0 < p k) by now apply Softmax_Pos.
      assert (E := Rmult_le_compat_l (p k) _ _ (Rlt_le _ _ P)
                     (exp_ge_1plus (b - a))).
      unfold a, b, LogSoftmax in *; lra.
    + unfold a, b; rewrite !LogSoftmax_Ln by easy; fold p q.
      unfold Rminus; rewrite exp_plus, exp_Ropp, !exp_ln
        by now apply Softmax_Pos.
      field; apply Rgt_not_eq; now apply Softmax_Pos. }
assert (Sp : sum n p = 1) by now apply Softmax_Sum.
assert (Sq : sum n q = 1) by now apply Softmax_Sum.
rewrite sum_minus, Sp, Sq in D; unfold Entropy; fold p; lra.
Qed.
(** With b = 1 / T and the mean logit <g, z>, Gibbs' inequality both ways. *)
Theorem Entropy_Mono n masked z T T' :
  Has_Entry n masked -> 0 < T <= T' ->
  Entropy n masked (fun k => z k / T) <= Entropy n masked (fun k => z k / T').
Proof.
intros H (HT & [HT' | <-]); [| lra].
set (a := / T); set (b := / T').
assert (Hb : 0 < b) by (apply Rinv_0_lt_compat; lra).
assert (Hab : b < a) by (apply Rinv_lt_contravar; nra).
assert (G1 := Entropy_Gibbs n masked (fun k => z k / T) (fun k => z k / T') H).
assert (G2 := Entropy_Gibbs n masked (fun k => z k / T') (fun k => z k / T) H).
unfold Entropy in *; rewrite !CrossEntropy_Sum, !Softmax_Sum in * by easy.
set (p := Softmax n masked (fun k => z k / T)) in *.
set (q := Softmax n masked (fun k => z k / T')) in *.
assert (Mean : forall r d,
  sum n (fun k => r k * (z k / d)) = / d * sum n (fun k => r k * z k)).
{ intros r d; rewrite <- sum_scal; apply sum_ext; intros; unfold Rdiv; ring. }
rewrite !Mean in *; fold a b in G1, G2 |- *.
set (mp := sum n (fun k => p k * z k)) in *.
set (mq := sum n (fun k => q k * z k)) in *.
assert (M : mq <= mp) by (apply Rmult_le_reg_l with (a - b); lra).
apply (Rmult_le_compat_l b) in M; lra.
Qed.
Theorem Entropy_Max n masked z :
  Has_Entry n masked -> Entropy n masked z <= ln (count n (unmasked masked)).
Proof.
intros H; apply Rle_trans with (1 := Entropy_Gibbs n masked z (fun _ => 0) H).
rewrite CrossEntropy_Sum, Softmax_Sum by easy.
rewrite (sum_ext n _ (fun _ => 0)), sum_const by (intros; ring).
unfold LogSumExp, norm, count.
rewrite (sum_ext n (weight _ _) (fun k => if unmasked masked k then 1 else 0));
  [lra |].
intros k _; unfold weight, unmasked; rewrite exp_0; now destruct (masked k).
Qed.
Theorem Entropy_Nonneg n masked z : 0 <= Entropy n masked z.
Proof.
apply CrossEntropy_Nonneg; [intros; apply Softmax_Nonneg |].
intros k _; apply Softmax_Masked.
Qed.
