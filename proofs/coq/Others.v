(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * Sums that leave out one entry

    [others top f] is [f] with 0 in the place of entry [top]: adding the 0 is
    the same as leaving the entry out, rounded or not.

    Main results: [sum_others], [fsum_others_top], [low_others_top] and their
    like, [rec_others], [unit_partial], [unit_low], [unit_total] (no overflow). *)

From Coq Require Import Reals Psatz Lia ZArith.
From Flocq Require Import Core.
From Softproof Require Import Rounding Sums SoftmaxSum TwoSum CompensatedSum.
Open Scope R_scope.

Definition others (top : nat) (f : nat -> R) k := if Nat.eq_dec k top then 0 else f k.
Lemma others_top top f : others top f top = 0.
Proof. unfold others; now destruct (Nat.eq_dec top top). Qed.
Lemma others_neq top f k : k <> top -> others top f k = f k.
Proof. unfold others; now destruct (Nat.eq_dec k top). Qed.
Lemma others_ext n top f g : (forall k, (k < n)%nat -> k <> top -> f k = g k) ->
  forall k, (k < n)%nat -> others top f k = others top g k.
Proof.
intros H k Hk; unfold others; destruct (Nat.eq_dec k top); [easy | now apply H].
Qed.
Lemma sum_others top f n : (top < n)%nat ->
  sum n f = f top + sum n (others top f).
Proof.
assert (B : forall i, (i <= top)%nat -> sum i f = sum i (others top f)).
{ intros i Hi; apply sum_ext; intros; now rewrite others_neq by lia. }
induction n as [|n IH]; intros H; [lia | simpl].
destruct (Nat.eq_dec n top) as [-> | N].
- rewrite others_top, B by easy; ring.
- rewrite others_neq, IH by lia; ring.
Qed.

Lemma fsum_others_top top f :
  fsum (S top) (others top f) = fsum top (others top f).
Proof. simpl; rewrite others_top; apply fadd_0_r, fsum_format. Qed.
Lemma fsum_others_neq top f k : k <> top ->
  fsum (S k) (others top f) = fadd (fsum k (others top f)) (f k).
Proof. intros H; simpl; now rewrite others_neq. Qed.
Lemma low_others_top top f :
  low (S top) (others top f) = low top (others top f).
Proof.
unfold low at 1; simpl; fold (low top (others top f)); unfold step_error.
rewrite fsum_others_top, others_top, Rplus_0_r, Rminus_diag_eq by easy.
apply fadd_0_r, fsum_format.
Qed.
Lemma low_others_neq top f k : k <> top ->
  low (S k) (others top f) = fadd (low k (others top f))
    (fsum k (others top f) + f k - fadd (fsum k (others top f)) (f k)).
Proof.
intros H; unfold low at 1; simpl; fold (low k (others top f)); unfold step_error.
now rewrite fsum_others_neq, others_neq.
Qed.

(** What leaves out [top] in the same way is equal: a recursive function of WP,
    [L], whose steps add [g], is [s]. *)
Lemma rec_others (L g : Z -> R) (s : nat -> R) top n :
  (forall i, ((i <= 0)%Z -> L i = 0) /\
     (~ (i <= 0)%Z -> ((1 + Z.of_nat top = i)%Z -> L i = L (-1 + i)%Z) /\
       (~ (1 + Z.of_nat top = i)%Z -> L i = fadd (L (-1 + i)%Z) (g (-1 + i)%Z)))) ->
  s 0%nat = 0 -> s (S top) = s top ->
  (forall k, (k < n)%nat -> k <> top -> s (S k) = fadd (s k) (g (Z.of_nat k))) ->
  forall i, (i <= n)%nat -> L (Z.of_nat i) = s i.
Proof.
intros D Z0 T N; induction i as [|i IH]; intros Hi.
- rewrite Z0; now apply D.
- destruct (D (Z.of_nat (S i))) as [_ step].
  destruct step as [skip add]; [lia |].
  replace (-1 + Z.of_nat (S i))%Z with (Z.of_nat i) in skip, add by lia.
  destruct (Nat.eq_dec i top) as [E | E].
  + rewrite skip, IH by lia; subst i; now rewrite T.
  + rewrite add, IH by lia; symmetry; apply N; [lia | easy].
Qed.

(** ** Numbers in [0, 1] *)
Section Unit.
Variables (n : nat) (f : nat -> R).
Hypothesis size : (Z.of_nat n <= 67108864)%Z.
Hypothesis f_unit : forall k, (k < n)%nat -> 0 <= f k <= 1 /\ F (f k).

Theorem unit_partial i : (i <= n)%nat -> 0 <= fsum i f <= INR i.
Proof.
intros Hi; split; [apply fsum_nonneg; intros; apply f_unit; lia |].
apply fsum_le_INR with n; try (intros; now apply f_unit); easy || lia.
Qed.
Theorem unit_low i : (i <= n)%nat -> Rabs (low i f) <= INR i.
Proof.
intros Hi; destruct (unit_partial i Hi) as [S0 S].
assert (A := fsum_small i (step_error f) (u * fsum i f) ltac:(lia)).
assert (U := u_val); assert (I0 := pos_INR i).
assert (I1 : INR i <= 67108864) by (rewrite INR_IZR_INZ; apply IZR_le; lia).
assert (E : forall k, (k < i)%nat -> F (step_error f k) /\
  Rabs (step_error f k) <= u * fsum i f).
{ intros k Hk; split.
  - apply (step_error_F i); [intros; apply f_unit; lia | easy].
  - apply (step_error_bound i); try (intros; apply f_unit; lia); easy. }
assert (B : Rabs (sum i (step_error f)) <= INR i * (u * fsum i f)).
{ apply Rle_trans with (1 := sum_abs _ _); rewrite <- sum_const.
  apply sum_le; intros k Hk; now apply E. }
assert (A' := A ltac:(rewrite U; lra) (fun k Hk => proj1 (E k Hk))
  (fun k Hk => proj2 (E k Hk))).
fold (low i f) in A'.
set (I := INR i) in *; set (s := fsum i f) in *.
assert (IU : 0 <= I * u <= / 134217728) by (split; [rewrite U; lra | rewrite U; lra]).
assert (us : 0 <= u * s <= / 134217728) by (split; rewrite U; lra).
assert (C : I * (I + 1) / 2 * (1 + I * u) * (u * (u * s)) <= / 2 * I).
{ replace (I * (I + 1) / 2 * (1 + I * u) * (u * (u * s)))
    with (I * (((I + 1) * u) * (1 + I * u) / 2 * (u * s))) by field.
  rewrite (Rmult_comm (/ 2)); apply Rmult_le_compat_l; [lra |].
  assert (V : 0 <= (I + 1) * u <= / 100000000) by (split; rewrite U; lra).
  assert (W : 0 <= (I + 1) * u * (1 + I * u) / 2 <= / 100000000).
  { split; [| apply Rle_trans with (/ 100000000 * (1 + / 134217728) / 2); [| lra]].
    - apply Rmult_le_pos; [apply Rmult_le_pos |]; lra.
    - apply Rmult_le_compat_r; [lra |]; apply Rmult_le_compat; lra. }
  apply Rle_trans with (/ 100000000 * / 134217728); [apply Rmult_le_compat |]; lra. }
assert (B' : I * (u * s) <= / 2 * I).
{ rewrite (Rmult_comm I); apply Rmult_le_compat_r; lra. }
replace (low i f) with ((low i f - sum i (step_error f)) + sum i (step_error f)) by ring.
apply Rle_trans with (1 := Rabs_triang _ _); lra.
Qed.
Lemma total_near : Rabs (total n f - sum n f) <= (5 / 4 + / 500000) * u * sum n f.
Proof. apply total_error; [easy | |]; intros; now apply f_unit. Qed.
Lemma sum_unit : 0 <= sum n f <= INR n.
Proof.
split; [apply sum_nonneg; intros; now apply f_unit |].
rewrite <- (Rmult_1_r (INR n)), <- sum_const; apply sum_le; intros; now apply f_unit.
Qed.
Theorem unit_total : 0 <= total n f <= sum n f * (1 + 2 * u).
Proof.
assert (A := total_near); assert (B := sum_unit); assert (U := u_val).
apply Rabs_le_inv in A; set (s := sum n f) in *.
assert ((5 / 4 + / 500000) * u * s <= / 2 * s)
  by (apply Rmult_le_compat_r; [| rewrite U]; lra).
assert (0 <= u * s) by (apply Rmult_le_pos; [rewrite U |]; lra); lra.
Qed.
End Unit.
Lemma others_in_unit n top f :
  (forall k, (k < n)%nat -> k <> top -> 0 <= f k <= 1 /\ F (f k)) ->
  forall k, (k < n)%nat -> 0 <= others top f k <= 1 /\ F (others top f k).
Proof.
intros H k Hk; unfold others; destruct (Nat.eq_dec k top) as [_ | N].
- split; [lra | apply F_0].
- now apply H.
Qed.
