(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * Softmax over the reals: definition and algebra

    Layer R. Logits are [z : nat -> R] with [n] entries, of which some may be
    masked; a masked entry (a logit of minus infinity in C) has weight 0. At
    least one entry must be unmasked ([Has_Entry]).

    Main results: [Softmax_Sum], [Softmax_Pos], [Softmax_Lt1],
    [Softmax_Shift], [Softmax_Mono], [Softmax_PeakBound] (P06, P10);
    [LogSumExp_Bounds] (P15); [CrossEntropy_Nonneg], [CrossEntropy_Label],
    [Gradient_Sum] (P13); [Jacobian_Symmetric], [Jacobian_RowSum],
    [Jacobian_PSD], [Jacobian_Quarter] (P11); [Softmax_Sigmoid] (P18).
    That the Jacobian and the gradient are derivatives: RealCalculus.v.
    Source: B. Gao, L. Pavel, On the properties of the softmax function with
    application in game theory and reinforcement learning, 2017. *)

From Coq Require Import Reals Psatz Lia.
From Softproof Require Import Rounding Sums.
Open Scope R_scope.

Definition weight (masked : nat -> bool) (z : nat -> R) (k : nat) : R :=
  if masked k then 0 else exp (z k).
Definition norm n masked z := sum n (weight masked z).
Definition Softmax n masked z k := weight masked z k / norm n masked z.
Definition LogSumExp n masked z := ln (norm n masked z).
Definition LogSoftmax n masked z k := z k - LogSumExp n masked z.

(** The targets [y] are 0 where masked, so the logit there does not matter. *)
Definition CrossEntropy n masked y z :=
  sum n (fun k => y k * (LogSumExp n masked z - z k)).

Definition Has_Entry n (masked : nat -> bool) : Prop :=
  exists k, (k < n)%nat /\ masked k = false.
Definition Targets n (masked : nat -> bool) (y : nat -> R) : Prop :=
  forall k, (k < n)%nat -> masked k = true -> y k = 0.

(** Kronecker's delta, and the Jacobian matrix of a probability vector. *)
Definition delta (i j : nat) : R := if Nat.eqb i j then 1 else 0.
Definition Jacobian (g : nat -> R) i j := g i * (delta i j - g j).
Definition Gradient (y g : nat -> R) j := g j - y j.

(** ** More about sums *)
Lemma delta_same i : delta i i = 1.
Proof. unfold delta; now rewrite Nat.eqb_refl. Qed.
Lemma delta_other i j : i <> j -> delta i j = 0.
Proof. intros H; unfold delta; now destruct (Nat.eqb_spec i j). Qed.
Lemma delta_sym i j : delta i j = delta j i.
Proof. unfold delta; now rewrite Nat.eqb_sym. Qed.
Lemma sum_delta n i f : (i < n)%nat -> sum n (fun k => delta k i * f k) = f i.
Proof.
induction n as [|n IH]; intros H; [lia | simpl].
destruct (Nat.eq_dec i n) as [-> | N].
- rewrite delta_same, (sum_ext _ _ (fun _ => 0)), sum_const; [ring |].
  intros k Hk; rewrite delta_other by lia; ring.
- rewrite IH, (delta_other n i) by lia; ring.
Qed.
Lemma sum_delta_sym n i f :
  (i < n)%nat -> sum n (fun k => delta i k * f k) = f i.
Proof.
intros H; rewrite <- (sum_delta n i f H); apply sum_ext; intros.
now rewrite delta_sym.
Qed.
Lemma sum_zero n f : (forall k, (k < n)%nat -> f k = 0) -> sum n f = 0.
Proof. intros H; rewrite (sum_ext n f (fun _ => 0) H), sum_const; ring. Qed.
Lemma sum_term2 n f i j :
  (i < n)%nat -> (j < n)%nat -> i <> j ->
  (forall k, (k < n)%nat -> 0 <= f k) -> f i + f j <= sum n f.
Proof.
intros Hi Hj N H.
rewrite <- (sum_delta n i f Hi), <- (sum_delta n j f Hj), <- sum_plus.
apply sum_le; intros k Hk; specialize (H k Hk); unfold delta.
destruct (Nat.eqb_spec k i), (Nat.eqb_spec k j); subst; lra || easy.
Qed.

Lemma exp_le x y : x <= y -> exp x <= exp y.
Proof. intros [H | ->]; [left; now apply exp_increasing | right; easy]. Qed.
Lemma ln_le x y : 0 < x -> x <= y -> ln x <= ln y.
Proof. intros P [H | ->]; [left; now apply ln_increasing | right; easy]. Qed.
Lemma exp_ge_1plus x : 1 + x <= exp x.
Proof.
destruct (Req_dec x 0) as [-> | N]; [rewrite exp_0; lra |].
now left; apply exp_ineq1.
Qed.
Lemma div_le_1 a b : 0 < b -> a <= b -> a / b <= 1.
Proof.
intros Hb H; apply Rmult_le_reg_r with (1 := Hb); unfold Rdiv.
rewrite Rmult_assoc, Rinv_l, Rmult_1_r, Rmult_1_l; lra.
Qed.

(** ** Weights *)
Lemma weight_nonneg masked z k : 0 <= weight masked z k.
Proof. unfold weight; destruct (masked k); [lra | left; apply exp_pos]. Qed.
Lemma weight_unmasked masked z k :
  masked k = false -> weight masked z k = exp (z k).
Proof. intros H; unfold weight; now rewrite H. Qed.
Lemma weight_pos masked z k : masked k = false -> 0 < weight masked z k.
Proof. intros H; rewrite weight_unmasked by easy; apply exp_pos. Qed.
Lemma weight_masked masked z k : masked k = true -> weight masked z k = 0.
Proof. intros H; unfold weight; now rewrite H. Qed.
Lemma weight_le masked z i j :
  masked j = false -> z i <= z j -> weight masked z i <= weight masked z j.
Proof.
intros Hj H; rewrite (weight_unmasked masked z j) by easy; unfold weight.
destruct (masked i); [left; apply exp_pos | now apply exp_le].
Qed.
Lemma weight_le_norm n masked z k :
  (k < n)%nat -> weight masked z k <= norm n masked z.
Proof. intros; apply sum_term; [easy |]; intros; apply weight_nonneg. Qed.
Lemma norm_pos n masked z : Has_Entry n masked -> 0 < norm n masked z.
Proof.
intros (k & Hk & Hm); apply Rlt_le_trans with (weight masked z k).
- now apply weight_pos.
- now apply weight_le_norm.
Qed.
Lemma norm_nonneg n masked z : 0 <= norm n masked z.
Proof. apply sum_nonneg; intros; apply weight_nonneg. Qed.

(** ** Softmax (P06, P07, P10) *)
Theorem Softmax_Ext n masked z z' i :
  (forall k, (k < n)%nat -> masked k = false -> z k = z' k) -> (i < n)%nat ->
  Softmax n masked z i = Softmax n masked z' i.
Proof.
intros H Hi.
assert (W : forall k, (k < n)%nat -> weight masked z k = weight masked z' k).
{ intros k Hk; unfold weight; specialize (H k Hk).
  now destruct (masked k); [| rewrite H]. }
unfold Softmax, norm; now rewrite (sum_ext n _ _ W), W.
Qed.
Theorem Softmax_Nonneg n masked z i : 0 <= Softmax n masked z i.
Proof.
unfold Softmax, Rdiv; destruct (norm_nonneg n masked z) as [N | <-].
- apply Rmult_le_pos; [apply weight_nonneg |]; left; now apply Rinv_0_lt_compat.
- (* / 0 is unspecified but its sign is not: here the weight is 0 *)
  rewrite Rinv_0; lra.
Qed.
Theorem Softmax_Pos n masked z i :
  (i < n)%nat -> masked i = false -> 0 < Softmax n masked z i.
Proof.
intros Hi Hm; apply Rdiv_lt_0_compat; [now apply weight_pos |].
apply norm_pos; now exists i.
Qed.
Theorem Softmax_Masked n masked z i : masked i = true -> Softmax n masked z i = 0.
Proof. intros H; unfold Softmax; rewrite weight_masked by easy; lra. Qed.
Theorem Softmax_Sum n masked z :
  Has_Entry n masked -> sum n (Softmax n masked z) = 1.
Proof.
intros H; apply (norm_pos n masked z) in H.
rewrite (sum_ext _ _ (fun k => / norm n masked z * weight masked z k)).
- rewrite sum_scal; fold (norm n masked z); field; lra.
- intros; unfold Softmax; field; lra.
Qed.
Theorem Softmax_Le1 n masked z i :
  Has_Entry n masked -> (i < n)%nat -> Softmax n masked z i <= 1.
Proof.
intros H Hi; rewrite <- (Softmax_Sum n masked z H).
apply sum_term; [easy |]; intros; apply Softmax_Nonneg.
Qed.
Theorem Softmax_Lt1 n masked z i j :
  (i < n)%nat -> (j < n)%nat -> i <> j -> masked j = false ->
  Softmax n masked z i < 1.
Proof.
intros Hi Hj N Hm; assert (E : Has_Entry n masked) by now exists j.
rewrite <- (Softmax_Sum n masked z E).
assert (P := Softmax_Pos n masked z j Hj Hm).
assert (S := sum_term2 n (Softmax n masked z) i j Hi Hj N
               (fun k _ => Softmax_Nonneg n masked z k)).
lra.
Qed.
Lemma norm_shift n masked z z' c :
  (forall k, (k < n)%nat -> masked k = false -> z' k = z k + c) ->
  norm n masked z' = exp c * norm n masked z.
Proof.
intros H; unfold norm; rewrite <- sum_scal; apply sum_ext; intros k Hk.
unfold weight; specialize (H k Hk); destruct (masked k); [ring |].
rewrite H, exp_plus by easy; ring.
Qed.
(** In particular c = - max z: the form that C computes. *)
Theorem Softmax_Shift n masked z z' c i :
  (forall k, (k < n)%nat -> masked k = false -> z' k = z k + c) ->
  (i < n)%nat -> Softmax n masked z' i = Softmax n masked z i.
Proof.
intros H Hi; unfold Softmax; rewrite (norm_shift n masked z z' c H).
unfold weight; specialize (H i Hi); destruct (masked i) eqn:M; [lra |].
rewrite H, exp_plus by easy.
assert (N : 0 < norm n masked z) by (apply norm_pos; now exists i).
assert (E := exp_pos c); field; lra.
Qed.
Lemma Softmax_Ratio n masked z i j :
  (i < n)%nat -> masked i = false -> masked j = false ->
  Softmax n masked z j = Softmax n masked z i * exp (z j - z i).
Proof.
intros Hi Mi Mj; unfold Softmax; rewrite !weight_unmasked by easy.
replace (z j) with (z i + (z j - z i)) at 1 by ring; rewrite exp_plus.
assert (N : 0 < norm n masked z) by (apply norm_pos; now exists i); field; lra.
Qed.
Theorem Softmax_Mono n masked z i j :
  masked j = false -> (j < n)%nat -> z i <= z j ->
  Softmax n masked z i <= Softmax n masked z j.
Proof.
intros Hm Hj H; apply Rmult_le_compat_r; [| now apply weight_le].
left; apply Rinv_0_lt_compat, norm_pos; now exists j.
Qed.

(** [Top n masked z t]: entry t is unmasked and has the largest logit. *)
Definition Top n (masked : nat -> bool) (z : nat -> R) t : Prop :=
  (t < n)%nat /\ masked t = false /\
  forall k, (k < n)%nat -> masked k = false -> z k <= z t.
Lemma Top_Entry n masked z t : Top n masked z t -> Has_Entry n masked.
Proof. intros (H & M & _); now exists t. Qed.
Lemma norm_Top n masked z t :
  Top n masked z t -> norm n masked z <= INR n * exp (z t).
Proof.
intros (Ht & Mt & H); rewrite <- sum_const; apply sum_le; intros k Hk.
unfold weight; specialize (H k Hk).
destruct (masked k); [left; apply exp_pos | now apply exp_le, H].
Qed.
Theorem Softmax_PeakBound n masked z t :
  Top n masked z t -> / INR n <= Softmax n masked z t.
Proof.
intros H; assert (N := norm_pos n masked z (Top_Entry _ _ _ _ H)).
assert (B := norm_Top n masked z t H); destruct H as (Ht & Mt & _).
assert (P : 0 < INR n) by (apply lt_0_INR; lia).
unfold Softmax; rewrite weight_unmasked by easy.
apply Rmult_le_reg_r with (1 := N), Rmult_le_reg_l with (1 := P).
field_simplify; lra.
Qed.

(** ** Log-sum-exp and log-softmax (P15) *)
Theorem LogSumExp_Ge n masked z k :
  (k < n)%nat -> masked k = false -> z k <= LogSumExp n masked z.
Proof.
intros Hk Hm; rewrite <- (ln_exp (z k)); apply ln_le; [apply exp_pos |].
rewrite <- (weight_unmasked masked z k Hm); now apply weight_le_norm.
Qed.
Theorem LogSumExp_Bounds n masked z t :
  Top n masked z t -> z t <= LogSumExp n masked z <= z t + ln (INR n).
Proof.
intros H; split; [apply LogSumExp_Ge; apply H |].
assert (P : 0 < INR n) by (apply lt_0_INR; destruct H; lia).
apply Rle_trans with (ln (INR n * exp (z t))).
- apply ln_le; [eapply norm_pos, Top_Entry, H | now apply norm_Top].
- rewrite ln_mult, ln_exp by (easy || apply exp_pos); lra.
Qed.
Theorem LogSumExp_Shift n masked z z' c :
  Has_Entry n masked ->
  (forall k, (k < n)%nat -> masked k = false -> z' k = z k + c) ->
  LogSumExp n masked z' = LogSumExp n masked z + c.
Proof.
intros E H; unfold LogSumExp; rewrite (norm_shift n masked z z' c H).
rewrite ln_mult, ln_exp; [ring | apply exp_pos | now apply norm_pos].
Qed.
Theorem LogSoftmax_Nonpos n masked z k :
  (k < n)%nat -> masked k = false -> LogSoftmax n masked z k <= 0.
Proof.
intros Hk Hm; assert (H := LogSumExp_Ge n masked z k Hk Hm).
unfold LogSoftmax; lra.
Qed.
Theorem LogSoftmax_Ln n masked z k :
  (k < n)%nat -> masked k = false ->
  LogSoftmax n masked z k = ln (Softmax n masked z k).
Proof.
intros Hk Hm; assert (N : 0 < norm n masked z) by (apply norm_pos; now exists k).
unfold Softmax, Rdiv; rewrite weight_unmasked by easy.
rewrite ln_mult, ln_exp, ln_Rinv;
  [easy | easy | apply exp_pos | now apply Rinv_0_lt_compat].
Qed.

(** ** Cross-entropy and its gradient (P13) *)
Theorem CrossEntropy_Nonneg n masked y z :
  (forall k, (k < n)%nat -> 0 <= y k) -> Targets n masked y ->
  0 <= CrossEntropy n masked y z.
Proof.
intros Hy T; apply sum_nonneg; intros k Hk.
destruct (masked k) eqn:M; [rewrite T by easy; lra |].
assert (H := LogSumExp_Ge n masked z k Hk M).
apply Rmult_le_pos; [now apply Hy | lra].
Qed.
Theorem CrossEntropy_Ln n masked y z :
  Targets n masked y ->
  CrossEntropy n masked y z = - sum n (fun k => y k * ln (Softmax n masked z k)).
Proof.
intros T; unfold CrossEntropy.
replace (- sum n _) with (-1 * sum n (fun k => y k * ln (Softmax n masked z k)))
  by ring.
rewrite <- sum_scal; apply sum_ext; intros k Hk.
destruct (masked k) eqn:M; [rewrite T by easy; ring |].
rewrite <- LogSoftmax_Ln by easy; unfold LogSoftmax; ring.
Qed.
(** [delta l]: all of the target is on label l. *)
Theorem CrossEntropy_Label n masked z l :
  (l < n)%nat ->
  CrossEntropy n masked (delta l) z = LogSumExp n masked z - z l.
Proof. apply (sum_delta_sym n l (fun k => LogSumExp n masked z - z k)). Qed.
Theorem CrossEntropy_Sum n masked y z :
  CrossEntropy n masked y z =
  sum n y * LogSumExp n masked z - sum n (fun k => y k * z k).
Proof.
unfold CrossEntropy; set (l := LogSumExp n masked z).
rewrite (sum_ext _ _ (fun k => l * y k - y k * z k)) by (intros; ring).
rewrite sum_minus, sum_scal; ring.
Qed.
Theorem Gradient_Sum n masked y z :
  Has_Entry n masked -> sum n y = 1 ->
  sum n (Gradient y (Softmax n masked z)) = 0.
Proof.
intros H Hy; unfold Gradient; rewrite sum_minus, Hy, Softmax_Sum by easy; ring.
Qed.

(** ** The Jacobian matrix of any probability vector (P11) *)
Theorem Jacobian_Symmetric g i j : Jacobian g i j = Jacobian g j i.
Proof.
unfold Jacobian; rewrite (delta_sym i j); destruct (Nat.eq_dec j i) as [-> | N].
- ring.
- rewrite delta_other by easy; ring.
Qed.
Theorem Jacobian_Product n g v i :
  (i < n)%nat -> sum n (fun j => Jacobian g i j * v j) =
                 g i * (v i - sum n (fun k => g k * v k)).
Proof.
intros Hi; unfold Jacobian.
rewrite (sum_ext _ _ (fun j => g i * (delta i j * v j - g j * v j)))
  by (intros; ring).
now rewrite sum_scal, sum_minus, sum_delta_sym.
Qed.
Theorem Jacobian_TransposeProduct n g v j :
  (j < n)%nat -> sum n (fun i => v i * Jacobian g i j) =
                 g j * (v j - sum n (fun k => g k * v k)).
Proof.
intros Hj; rewrite <- Jacobian_Product by easy; apply sum_ext; intros.
rewrite Jacobian_Symmetric; ring.
Qed.
Theorem Jacobian_RowSum n g i :
  sum n g = 1 -> (i < n)%nat -> sum n (Jacobian g i) = 0.
Proof.
intros Hg Hi; rewrite (sum_ext _ _ (fun j => Jacobian g i j * 1))
  by (intros; ring).
rewrite (Jacobian_Product n g (fun _ => 1)) by easy.
rewrite (sum_ext _ _ g) by (intros; ring); rewrite Hg; ring.
Qed.
Theorem Jacobian_ColumnSum n g j :
  sum n g = 1 -> (j < n)%nat -> sum n (fun i => Jacobian g i j) = 0.
Proof.
intros Hg Hj; rewrite <- (Jacobian_RowSum n g j Hg Hj); apply sum_ext.
intros; apply Jacobian_Symmetric.
Qed.
(** The quadratic form is the variance of v under g. *)
Theorem Jacobian_Variance n g v :
  sum n g = 1 -> let m := sum n (fun k => g k * v k) in
  sum n (fun i => sum n (fun j => v i * Jacobian g i j * v j)) =
  sum n (fun i => g i * (v i - m)²).
Proof.
intros Hg m.
rewrite (sum_ext n _ (fun i => v i * (g i * (v i - m)))).
- rewrite (sum_ext n (fun i => g i * _)
            (fun i => v i * (g i * (v i - m)) - m * (g i * v i - m * g i)))
    by (intros; unfold Rsqr; ring).
  rewrite sum_minus, sum_scal, sum_minus, sum_scal, Hg; fold m; ring.
- intros i Hi; unfold m; rewrite <- Jacobian_Product, <- sum_scal by easy.
  apply sum_ext; intros; ring.
Qed.
Theorem Jacobian_PSD n g v :
  (forall k, (k < n)%nat -> 0 <= g k) -> sum n g = 1 ->
  0 <= sum n (fun i => sum n (fun j => v i * Jacobian g i j * v j)).
Proof.
intros Hp Hg; rewrite Jacobian_Variance by easy; apply sum_nonneg; intros.
apply Rmult_le_pos; [now apply Hp | apply Rle_0_sqr].
Qed.
Theorem Jacobian_Quarter n g i j :
  (forall k, (k < n)%nat -> 0 <= g k) -> sum n g = 1 ->
  (i < n)%nat -> (j < n)%nat -> Rabs (Jacobian g i j) <= / 4.
Proof.
intros Hp Hg Hi Hj; unfold Jacobian; destruct (Nat.eq_dec i j) as [<- | N].
- rewrite delta_same; assert (L := sum_term n g i Hi Hp); specialize (Hp i Hi).
  assert (Q := Rle_0_sqr (g i - / 2)); unfold Rsqr in Q.
  rewrite Rabs_pos_eq; nra.
- rewrite delta_other by easy; assert (L := sum_term2 n g i j Hi Hj N Hp).
  assert (Pi := Hp i Hi); assert (Pj := Hp j Hj).
  assert (Q := Rle_0_sqr (g i - g j)); unfold Rsqr in Q.
  rewrite Rabs_left1; nra.
Qed.

(** ** Two classes: the logistic function (P18) *)
Definition Sigmoid x := / (1 + exp (- x)).
Theorem Softmax_Sigmoid masked z :
  masked 0%nat = false -> masked 1%nat = false ->
  Softmax 2 masked z 0 = Sigmoid (z 0%nat - z 1%nat).
Proof.
intros M0 M1; unfold Softmax, norm, Sigmoid; simpl.
rewrite !weight_unmasked by easy.
replace (- (z 0%nat - z 1%nat)) with (z 1%nat + - z 0%nat) by ring.
rewrite exp_plus, exp_Ropp; assert (H0 := exp_pos (z 0%nat)).
assert (H1 := exp_pos (z 1%nat)); field; lra.
Qed.
Theorem Sigmoid_Reflect x : Sigmoid (- x) = 1 - Sigmoid x.
Proof.
unfold Sigmoid; rewrite Ropp_involutive, exp_Ropp.
assert (H := exp_pos x); field; lra.
Qed.
