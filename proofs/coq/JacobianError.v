(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * The Jacobian of softmax in floating point

    Layer C, for sp_softmax_jacobian of src/jacobian.c: [JacobianC p i j] is
    the value that it stores. [Jacobian p] is the same matrix in exact
    arithmetic (RealSoftmax.v). The product J v: JacobianProduct.v.

    Main results (P12): [JacobianC_Symmetric], [JacobianC_Diag_Nonneg],
    [JacobianC_Off_Nonpos], [JacobianC_Quarter]; errors against the exact
    matrix of p, [JacobianC_Error], and against the Jacobian of the true
    softmax g, [JacobianC_Diag_True], [JacobianC_Off_True];
    [JacobianC_RowSum].
    Source: C.-P. Jeannerod, S. M. Rump, On relative errors of floating-point
    operations: optimal bounds and applications, 2018 (the u / (1 + u)). *)

From Coq Require Import Reals Psatz Lia ZArith.
From Flocq Require Import Core Relative Plus_error.
From Softproof Require Import Rounding Sums RealSoftmax.
Open Scope R_scope.

Definition JacobianC (p : nat -> R) (i j : nat) : R :=
  if Nat.eqb i j then fmul (p i) (fsub 1 (p i)) else - fmul (p i) (p j).

(** ** Rounding a little more sharply: u / (1 + u) instead of u *)
Definition u1 := u / (1 + u).
Lemma u1_val : u1 = / 9007199254740993.
Proof. unfold u1; rewrite u_val; field. Qed.
Lemma u_ro_u1 : u_ro radix2 53 / (1 + u_ro radix2 53) = u1.
Proof.
unfold u1; replace (u_ro radix2 53) with u; [easy |].
unfold u, u_ro; simpl; lra.
Qed.
Lemma RN_err_u1 x : exists d h,
  Rabs d <= u1 /\ Rabs h <= eta / 2 /\ RN x = x * (1 + d) + h.
Proof.
destruct (relative_error_N_FLT'_ex radix2 (-1074) 53 eq_refl
            (fun z => negb (Z.even z)) x) as (d & h & A & B & _ & D).
exists d, h; rewrite u_ro_u1 in A; repeat split; [easy | unfold eta; lra | easy].
Qed.
Lemma RN_minus_u1 x y : F x -> F y ->
  exists d, Rabs d <= u1 /\ RN (x - y) = (x - y) * (1 + d).
Proof.
intros Hx Hy; apply F_opp in Hy.
destruct (FLT_plus_error_N_ex radix2 (-1074) 53 (fun z => negb (Z.even z))
            x (- y) Hx Hy) as (d & A & D).
rewrite u_ro_u1 in A; now exists d.
Qed.
(** A difference and a product: two roundings cost at most 2 u. *)
Lemma mul_sub_error p x y : F x -> F y ->
  Rabs (fmul p (fsub x y) - p * (x - y)) <= 2 * u * Rabs (p * (x - y)) + eta / 2.
Proof.
intros Hx Hy; unfold fmul, fsub.
destruct (RN_minus_u1 x y Hx Hy) as (d & Hd & ->).
destruct (RN_err_u1 (p * ((x - y) * (1 + d)))) as (e & h & He & Hh & ->).
replace (_ - _) with ((d + e + d * e) * (p * (x - y)) + h) by ring.
apply Rle_trans with (1 := Rabs_triang _ _), Rplus_le_compat; [| easy].
rewrite Rabs_mult; apply Rmult_le_compat_r; [apply Rabs_pos |].
assert (P : Rabs (d * e) <= u1 * u1).
{ rewrite Rabs_mult; apply Rmult_le_compat; easy || apply Rabs_pos. }
assert (T := Rabs_triang (d + e) (d * e)); assert (T' := Rabs_triang d e).
rewrite u1_val in *; rewrite u_val; lra.
Qed.
Lemma mul_error x y :
  Rabs (fmul x y - x * y) <= u * Rabs (x * y) + eta / 2.
Proof. apply RN_abs_err. Qed.
Lemma RN_abs_le x y : F y -> Rabs x <= y -> Rabs (RN x) <= y.
Proof.
intros Fy H; apply Rabs_le_inv in H; apply Rabs_le; split.
- apply RN_ge_format; [now apply F_opp | easy].
- now apply RN_le_format.
Qed.

(** ** Entries: symmetry, signs, size *)
Definition Prob (x : R) : Prop := F x /\ 0 <= x <= 1.

Theorem JacobianC_Symmetric p i j : JacobianC p i j = JacobianC p j i.
Proof.
unfold JacobianC; rewrite (Nat.eqb_sym j i).
destruct (Nat.eqb_spec i j) as [-> | N]; [easy |].
unfold fmul; now rewrite Rmult_comm.
Qed.
Lemma JacobianC_Diag p i : JacobianC p i i = fmul (p i) (fsub 1 (p i)).
Proof. unfold JacobianC; now rewrite Nat.eqb_refl. Qed.
Lemma JacobianC_Off p i j : i <> j -> JacobianC p i j = - fmul (p i) (p j).
Proof. intros N; unfold JacobianC; now destruct (Nat.eqb_spec i j). Qed.
Lemma one_minus_range x : Prob x -> 0 <= fsub 1 x <= 1.
Proof.
intros (_ & H); split; [apply RN_nonneg; lra |].
apply RN_le_format; [apply (F_int 1); lia | lra].
Qed.
Theorem JacobianC_Diag_Nonneg p i : Prob (p i) -> 0 <= JacobianC p i i.
Proof.
intros H; rewrite JacobianC_Diag; assert (S := one_minus_range _ H).
destruct H as (_ & H); apply RN_nonneg; nra.
Qed.
Theorem JacobianC_Off_Nonpos p i j :
  i <> j -> Prob (p i) -> Prob (p j) -> JacobianC p i j <= 0.
Proof.
intros N (_ & Hi) (_ & Hj); rewrite JacobianC_Off by easy.
assert (0 <= fmul (p i) (p j)) by (apply RN_nonneg; nra); lra.
Qed.
(** A little above a quarter still rounds down to it. *)
Lemma RN_quarter x : x < / 4 + u / 4 -> RN x <= / 4.
Proof.
intros H; replace (/ 4) with (bpow radix2 (-2)) in * by (simpl; lra).
apply round_N_le_midp; [typeclasses eauto | apply F_bpow; lia |].
rewrite succ_eq_pos, ulp_bpow by (apply bpow_ge_0 || lra).
apply Rlt_le_trans with (1 := H); unfold u; simpl; lra.
Qed.
Theorem JacobianC_Quarter p i : Prob (p i) -> JacobianC p i i <= / 4.
Proof.
intros (Fp & H); rewrite JacobianC_Diag; apply RN_quarter.
assert (U := u_pos).
destruct (Req_dec (p i) (/ 2)) as [-> | N].
- unfold fsub; replace (1 - / 2) with (bpow radix2 (-1)) by (simpl; lra).
  rewrite RN_exact by (apply F_bpow; lia); simpl; lra.
- assert (E := RN_minus_rel 1 (p i) (F_int 1 ltac:(lia)) Fp).
  rewrite (Rabs_pos_eq (1 - p i)) in E by lra; apply Rabs_le_inv in E.
  unfold fsub; set (s := RN (1 - p i)) in *.
  assert (Q : 0 < (p i - / 2)²) by (apply Rsqr_pos_lt; lra).
  unfold Rsqr in Q.
  assert (L : p i * s <= p i * ((1 + u) * (1 - p i))).
  { apply Rmult_le_compat_l; lra. }
  assert (Q' : 0 < u * ((p i - / 2) * (p i - / 2))) by now apply Rmult_lt_0_compat.
  lra.
Qed.
Theorem JacobianC_Off_Quarter p i j s :
  i <> j -> Prob (p i) -> Prob (p j) -> 0 <= s -> p i + p j <= 1 + s ->
  - JacobianC p i j <= (1 + u) * (1 + s) * (1 + s) / 4.
Proof.
intros N (_ & Hi) (_ & Hj) Hs H; rewrite JacobianC_Off, Ropp_involutive by easy.
assert (U := u_pos); set (x := (1 + s) * (1 + s) / 4).
assert (X : / 4 <= x) by (unfold x; nra).
assert (P : p i * p j <= x).
{ assert (Q := Rle_0_sqr (p i - p j)); unfold Rsqr in Q.
  assert ((p i + p j) * (p i + p j) <= (1 + s) * (1 + s))
    by (apply Rmult_le_compat; lra).
  unfold x; lra. }
apply Rle_trans with (1 := RN_le _ _ P).
assert (E := RN_rel x); rewrite Rabs_pos_eq in E by lra.
assert (Rabs (RN x - x) <= u * x) as E'.
{ apply E, Rle_trans with (bpow radix2 (-2)); [apply bpow_le; lia | simpl; lra]. }
apply Rabs_le_inv in E'; unfold x in *; lra.
Qed.

(** ** Errors of the entries, against the exact matrix of the same p *)
Lemma Jacobian_Diag g i : Jacobian g i i = g i * (1 - g i).
Proof. unfold Jacobian; now rewrite delta_same. Qed.
Lemma Jacobian_Off g i j : i <> j -> Jacobian g i j = - (g i * g j).
Proof. intros N; unfold Jacobian; rewrite delta_other by easy; ring. Qed.
Theorem JacobianC_Diag_Error p i : Prob (p i) ->
  Rabs (JacobianC p i i - Jacobian p i i) <= 2 * u * (p i * (1 - p i)) + eta / 2.
Proof.
intros (Fp & H); rewrite JacobianC_Diag, Jacobian_Diag.
rewrite <- (Rabs_pos_eq (p i * (1 - p i))) at 2 by nra.
apply mul_sub_error; [apply (F_int 1); lia | easy].
Qed.
Theorem JacobianC_Off_Error p i j : i <> j -> Prob (p i) -> Prob (p j) ->
  Rabs (JacobianC p i j - Jacobian p i j) <= u * (p i * p j) + eta / 2.
Proof.
intros N (_ & Hi) (_ & Hj); rewrite JacobianC_Off, Jacobian_Off by easy.
replace (_ - _) with (- (fmul (p i) (p j) - p i * p j)) by ring.
rewrite Rabs_Ropp; apply Rle_trans with (1 := mul_error _ _).
rewrite Rabs_pos_eq by nra; lra.
Qed.
Theorem JacobianC_Error p i j : Prob (p i) -> Prob (p j) ->
  Rabs (JacobianC p i j - Jacobian p i j) <=
  2 * u * Rabs (Jacobian p i j) + eta / 2.
Proof.
intros Pi Pj; assert (U := u_pos); destruct (Nat.eq_dec i j) as [<- | N].
- apply Rle_trans with (1 := JacobianC_Diag_Error p i Pi).
  rewrite Jacobian_Diag; destruct Pi as (_ & H); rewrite Rabs_pos_eq; nra.
- apply Rle_trans with (1 := JacobianC_Off_Error p i j N Pi Pj).
  rewrite Jacobian_Off, Rabs_Ropp by easy.
  destruct Pi as (_ & Hi); destruct Pj as (_ & Hj).
  assert (0 <= p i * p j) by nra; rewrite Rabs_pos_eq by easy; nra.
Qed.

(** ** Row sums (and, by symmetry, column sums) *)
Theorem JacobianC_RowSum n p i s :
  (forall k, (k < n)%nat -> Prob (p k)) -> (i < n)%nat ->
  Rabs (sum n p - 1) <= s ->
  Rabs (sum n (JacobianC p i)) <=
  p i * (s + u * (3 * (1 - p i) + s)) + INR n * eta / 2.
Proof.
intros Hp Hi Hs; assert (U := u_pos).
assert (Ex : sum n (Jacobian p i) = p i * (1 - sum n p)).
{ rewrite (sum_ext n _ (fun j => Jacobian p i j * 1)) by (intros; ring).
  rewrite (Jacobian_Product n p (fun _ => 1)) by easy.
  now rewrite (sum_ext n (fun k => p k * 1) p) by (intros; ring). }
assert (Er : Rabs (sum n (JacobianC p i) - sum n (Jacobian p i)) <=
  u * p i * (sum n p + (2 - 3 * p i)) + INR n * (eta / 2)).
{ set (c := u * p i * (2 - 3 * p i)).
  assert (C : sum n (fun j => delta j i * c) = c)
    by now apply (sum_delta n i (fun _ => c)).
  apply Rle_trans with
    (sum n (fun j => u * p i * p j + delta j i * c + eta / 2)).
  - rewrite <- sum_minus; apply Rle_trans with (1 := sum_abs _ _).
    apply sum_le; intros j Hj; destruct (Nat.eq_dec j i) as [-> | N].
    + apply Rle_trans with (1 := JacobianC_Diag_Error p i (Hp i Hi)).
      rewrite delta_same; unfold c; lra.
    + rewrite delta_other by easy.
      assert (E := JacobianC_Off_Error p i j (not_eq_sym N) (Hp i Hi) (Hp j Hj)).
      lra.
  - rewrite !sum_plus, sum_scal, sum_const, C; unfold c; lra. }
destruct (Hp i Hi) as (_ & P); rewrite Ex in Er.
assert (A : Rabs (p i * (1 - sum n p)) <= p i * s).
{ rewrite Rabs_mult, Rabs_pos_eq, Rabs_minus_sym by lra.
  now apply Rmult_le_compat_l. }
assert (B : u * p i * (sum n p + (2 - 3 * p i)) <=
            u * p i * (3 * (1 - p i) + s)).
{ apply Rmult_le_compat_l; [nra |]; apply Rabs_le_inv in Hs; lra. }
replace (sum n (JacobianC p i)) with
  ((sum n (JacobianC p i) - p i * (1 - sum n p)) + p i * (1 - sum n p)) by ring.
apply Rle_trans with (1 := Rabs_triang _ _); lra.
Qed.

(** ** Errors of the entries, against the Jacobian of the true softmax g

    [Near B A x g]: x has relative error B and absolute error A. *)
Definition Near B A (x g : R) : Prop := Rabs (x - g) <= B * g + A.

Lemma Near_Sum n p g B A : sum n g = 1 ->
  (forall k, (k < n)%nat -> Near B A (p k) (g k)) ->
  Rabs (sum n p - 1) <= B + INR n * A.
Proof.
intros Sg E; rewrite <- Sg, <- sum_minus; apply Rle_trans with (1 := sum_abs _ _).
replace (B + INR n * A) with (B * sum n g + INR n * A) by (rewrite Sg; ring).
rewrite <- sum_scal, <- sum_const, <- sum_plus; now apply sum_le.
Qed.

Theorem JacobianC_Diag_True p g i B A :
  Prob (p i) -> 0 <= g i <= 1 -> 0 <= B <= / 1048576 -> 0 <= A ->
  Near B A (p i) (g i) ->
  Rabs (JacobianC p i i - Jacobian g i i) <=
  ((B + 2 * u) * g i + A) * (1 + / 1048576) + eta / 2.
Proof.
intros Pi Gi HB HA E; unfold Near in E; rewrite Jacobian_Diag.
assert (E1 := JacobianC_Diag_Error p i Pi); rewrite Jacobian_Diag in E1.
destruct Pi as (_ & H); assert (U := u_pos).
set (x := p i) in *; set (y := g i) in *; set (J := JacobianC p i i) in *.
assert (D : Rabs (x * (1 - x) - y * (1 - y)) <= B * y + A).
{ replace (x * (1 - x) - y * (1 - y)) with ((x - y) * (1 - x - y)) by ring.
  rewrite Rabs_mult, <- (Rmult_1_r (B * y + A)).
  apply Rmult_le_compat; try apply Rabs_pos; [easy | apply Rabs_le; lra]. }
assert (X : x * (1 - x) <= (1 + B) * y + A).
{ apply Rabs_le_inv in E; nra. }
assert (X' := Rmult_le_compat_l (2 * u) _ _ ltac:(lra) X).
assert (BY : 0 <= B * y) by nra; assert (UY : 0 <= u * y) by nra.
assert (UA : u * A <= / 4194304 * A)
  by (apply Rmult_le_compat_r; [| rewrite u_val]; lra).
assert (UBY : B * (u * y) <= / 1048576 * (u * y))
  by (apply Rmult_le_compat_r; lra).
replace (J - y * (1 - y)) with
  ((J - x * (1 - x)) + (x * (1 - x) - y * (1 - y))) by ring.
apply Rle_trans with (1 := Rabs_triang _ _); lra.
Qed.
Theorem JacobianC_Off_True p g i j B A :
  i <> j -> Prob (p i) -> Prob (p j) -> 0 <= g i <= 1 -> 0 <= g j <= 1 ->
  0 <= B <= / 1048576 -> 0 <= A ->
  Near B A (p i) (g i) -> Near B A (p j) (g j) ->
  Rabs (JacobianC p i j - Jacobian g i j) <=
  ((2 * B + u) * (g i * g j) + 2 * A) * (1 + / 262144) + eta / 2.
Proof.
intros N Pi Pj Gi Gj HB HA Ei Ej; unfold Near in Ei, Ej.
rewrite Jacobian_Off by easy.
assert (E1 := JacobianC_Off_Error p i j N Pi Pj).
rewrite Jacobian_Off in E1 by easy.
destruct Pi as (_ & Hi); destruct Pj as (_ & Hj); assert (U := u_pos).
set (x := p i) in *; set (x' := p j) in *; set (y := g i) in *.
set (y' := g j) in *; set (J := JacobianC p i j) in *.
assert (X : x <= (1 + B) * y + A) by (apply Rabs_le_inv in Ei; lra).
assert (X' : x' <= (1 + B) * y' + A) by (apply Rabs_le_inv in Ej; lra).
set (q := y * y'); assert (Q : 0 <= q) by (unfold q; nra).
assert (BQ : 0 <= B * q) by nra; assert (UQ : 0 <= u * q) by nra.
assert (Ay : A * y <= A) by nra; assert (Ax : A * x' <= A) by nra.
assert (BA : 0 <= B * A <= / 1048576 * A)
  by (split; [nra | apply Rmult_le_compat_r; lra]).
assert (BBQ : B * (B * q) <= / 1048576 * (B * q))
  by (apply Rmult_le_compat_r; lra).
assert (D : Rabs (x * x' - y * y') <= (2 * B + B * B) * q + (2 + B) * A).
{ replace (x * x' - y * y') with ((x - y) * x' + y * (x' - y')) by ring.
  apply Rle_trans with (1 := Rabs_triang _ _); rewrite !Rabs_mult.
  rewrite (Rabs_pos_eq x'), (Rabs_pos_eq y) by lra.
  assert (D1 : Rabs (x - y) * x' <= (B * y + A) * x')
    by (apply Rmult_le_compat_r; lra).
  assert (D2 : y * Rabs (x' - y') <= y * (B * y' + A))
    by (apply Rmult_le_compat_l; lra).
  assert (D3 : B * y * x' <= B * y * ((1 + B) * y' + A))
    by (apply Rmult_le_compat_l; nra).
  assert (D4 : B * (A * y) <= B * A) by (apply Rmult_le_compat_l; lra).
  unfold q in *; lra. }
assert (P : x * x' <= (1 + (2 * B + B * B)) * q + (2 + B) * A).
{ apply Rabs_le_inv in D; unfold q in *; lra. }
assert (P' := Rmult_le_compat_l u _ _ (Rlt_le _ _ U) P).
assert (C1 : (2 * B + B * B) * (u * q) <= / 262144 * (u * q)).
{ apply Rmult_le_compat_r; [easy | nra]. }
assert (C2 : u * ((2 + B) * A) <= / 1048576 * A).
{ rewrite <- Rmult_assoc; apply Rmult_le_compat_r; [easy |].
  rewrite u_val; lra. }
fold q in D |- *.
replace (J - - q) with ((J - - (x * x')) + - (x * x' - q)) by ring.
apply Rle_trans with (1 := Rabs_triang _ _); rewrite Rabs_Ropp; lra.
Qed.
