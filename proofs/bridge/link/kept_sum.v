(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* The entries that a filter keeps, divided by their sum: theorem Shares_Sum of
   KeptSum.v. *)

(*@ NEEDS L_KeptCount L_FKeptSum P_Precedes P_Kept *)
Definition link_keeps t p m (k : nat) : bool :=
  if in_order_dec (value t p m) m (value t p (Z.of_nat k)) (Z.of_nat k)
  then false else true.
Lemma link_keeps_at t p m k : (0 <= k)%Z -> link_keeps t p m (Z.to_nat k) =
  if in_order_dec (value t p m) m (value t p k) k then false else true.
Proof. intros K; unfold link_keeps; now rewrite Z2Nat.id by exact K. Qed.
Lemma link_KeptCount t p m : forall n, (0 <= n)%Z -> L_KeptCount t p m n =
  Z.of_nat (KeptSum.count (link_keeps t p m) (Z.to_nat n)).
Proof.
apply natlike_ind; [now apply count_0 |].
intros n N IH; rewrite count_step, IH, Z2Nat.inj_succ by easy.
cbn [KeptSum.count]; rewrite link_keeps_at by exact N.
destruct in_order_dec; lia.
Qed.
Lemma link_FKeptSum t p m : forall n, (0 <= n)%Z -> L_FKeptSum t p m n =
  fsum (Z.to_nat n) (KeptSum.kept (link_keeps t p m) (seq (value t p))).
Proof.
apply natlike_ind.
- destruct (L_FKeptSum_def t p m 0%Z) as [E _]; now rewrite E by lia.
- intros n N IH; rewrite kept_sum_step, Z2Nat.inj_succ by easy.
  cbn [fsum]; rewrite <- IH; unfold KeptSum.kept.
  rewrite link_keeps_at by exact N; unfold seq; rewrite Z2Nat.id by exact N.
  destruct in_order_dec; [| reflexivity].
  symmetry; apply SoftmaxSum.fadd_0_r; rewrite IH; apply fsum_format.
Qed.

(*@ NEEDS P_Renormalised P_Probabilities P_AllZero L_KeptCount L_FKeptSum L_Sum *)
Lemma link_Renormalised t u p q m n : P_Renormalised u t p q n m ->
  L_Sum u q n = sum (Z.to_nat n)
    (KeptSum.share (link_keeps t p m) (seq (value t p)) (Z.to_nat n)).
Proof.
intros H; rewrite link_real_Sum; apply sum_ext; intros k Hk.
destruct (H (Z.of_nat k) ltac:(lia) ltac:(lia)) as [[_ Out] In].
unfold KeptSum.share; rewrite <- link_FKeptSum by lia.
unfold link_keeps; destruct in_order_dec as [D | D].
- apply Out; intros C; exact (C D).
- exact (eq_sym (In D)).
Qed.
Lemma link_Renormalised_Sum t u p q m n : P_Probabilities t p n ->
  (n <= 67108864)%Z -> (0 <= m)%Z -> (m < n)%Z -> ~ P_AllZero t p n ->
  P_Renormalised u t p q n m ->
  Rabs (L_Sum u q n - 1) <=
  IZR (L_KeptCount t p m n) * (Rounding.u * (1 + Rounding.u) + eta / 2).
Proof.
intros P N M L Z0 H; rewrite (link_Renormalised t u p q m n H).
rewrite link_KeptCount, <- INR_IZR_INZ by lia.
apply KeptSum.Shares_Sum.
- intros k Hk; apply (probability_range t p n (Z.of_nat k) P); lia.
- intros; apply finite_F.
- rewrite <- link_FKeptSum by lia; now apply kept_sum_positive.
Qed.
Ltac try_Renormalised_Sum := cbv zeta; intros; match goal with
  | R : P_Renormalised ?u ?t ?p ?q ?n ?m |- Rabs (_ + L_Sum ?u ?q ?n) <= _ =>
      assert (T := link_Renormalised_Sum t u p q m n ltac:(assumption)
        ltac:(lia) ltac:(lia) ltac:(lia) ltac:(assumption) R);
      unfold real_of_int; link_bound T
  end.
(*@ TRY try_Renormalised_Sum *)
