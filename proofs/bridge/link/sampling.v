(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* Cumulative sums, and the entries that a filter keeps. *)

(*@ NEEDS L_FSum P_Probabilities *)
(* A rounded sum of n numbers in [0, 1] is in [0, n]. *)
Lemma partial_sum_next s v i : (0 <= i)%Z -> (i < 67108864)%Z ->
  0 <= s <= IZR i -> 0 <= v <= 1 -> 0 <= fadd s v <= IZR (1 + i).
Proof.
intros I N S V; unfold fadd; split; [apply RN_ge_format; [apply F_0 | lra] |].
rewrite <- (RN_int (1 + i)) by lia; apply RN_le; rewrite plus_IZR; lra.
Qed.
Lemma link_probability_range t p n k : P_Probabilities t p n -> (0 <= k)%Z ->
  (k < n)%Z -> 0 <= link_real_at t p k <= 1.
Proof. intros P K N; destruct (P k K N) as [[A B] _]; unfold link_real_at; lra. Qed.
Lemma FSum_range t p n : P_Probabilities t p n -> (n <= 67108864)%Z ->
  forall k, (0 <= k)%Z -> (k <= n)%Z -> 0 <= L_FSum t p k <= IZR k.
Proof.
intros P N; apply (natlike_ind (fun k => (k <= n)%Z -> 0 <= L_FSum t p k <= IZR k)).
- intros _; destruct (L_FSum_def t p 0%Z) as [E _]; rewrite E by lia; lra.
- intros k K IH Kn; destruct (L_FSum_def t p (Z.succ k)) as [_ E].
  cbv zeta in E; rewrite E by lia.
  replace (- (1) + Z.succ k)%Z with k by lia; replace (Z.succ k) with (1 + k)%Z by lia.
  apply partial_sum_next; [exact K | lia | apply IH; lia |].
  exact (link_probability_range t p n k P K ltac:(lia)).
Qed.
Ltac try_FSum_Range := intro_goal; unfold real_of_int; match goal with
  | P : P_Probabilities ?t ?p ?n |- context [L_FSum ?t ?p ?k] =>
      destruct (FSum_range t p n P ltac:(lia) k ltac:(lia) ltac:(lia));
      split; assumption
  end.
(*@ TRY try_FSum_Range *)

(*@ NEEDS L_KeptCount P_Precedes *)
Definition in_order (x : R) (i : Z) (y : R) (j : Z) : Prop :=
  y < x \/ y = x /\ (i < j)%Z.
Lemma in_order_dec x i y j : {in_order x i y j} + {~ in_order x i y j}.
Proof.
unfold in_order; destruct (Rlt_dec y x); [left; now left |].
destruct (Req_EM_T y x), (Z_lt_dec i j); (left; tauto) || (right; tauto).
Qed.
Lemma in_order_irrefl x i : ~ in_order x i x i.
Proof. intros [H | [_ H]]; [lra | lia]. Qed.
Lemma in_order_trans x i y j z k :
  in_order x i y j -> in_order y j z k -> in_order x i z k.
Proof.
intros [H | [E H]] [H' | [E' H']]; subst; unfold in_order;
  solve [left; lra | right; split; [easy | lia]].
Qed.
Definition value (t : addr -> Float64.t) p i : R :=
  Float64.t'real (t (entry_of p i)).
Definition precedes t p i j := in_order (value t p i) i (value t p j) j.
Lemma count_0 t p m n : (n <= 0)%Z -> L_KeptCount t p m n = 0%Z.
Proof. intros N; destruct (L_KeptCount_def t p m n) as [E _]; now apply E. Qed.
Lemma count_step t p m n : (0 <= n)%Z -> L_KeptCount t p m (Z.succ n) =
  (if in_order_dec (value t p m) m (value t p n) n then L_KeptCount t p m n
   else 1 + L_KeptCount t p m n)%Z.
Proof.
intros N; destruct (L_KeptCount_def t p m (Z.succ n)) as [_ E]; cbv zeta in E.
replace (- (1) + Z.succ n)%Z with n in E by lia.
destruct (E ltac:(lia)) as [A B].
destruct (in_order_dec _ _ _ _) as [D | D].
- apply A; destruct D as [D | [D D']]; [left; exact D | right; split; [exact D | lia]].
- apply B; intros [C | [C C']]; apply D; [left; exact C | right; split; [exact C | lia]].
Qed.
Lemma count_range t p m : forall n, (0 <= n)%Z ->
  (0 <= L_KeptCount t p m n <= n)%Z.
Proof.
apply natlike_ind; [rewrite count_0; lia |].
intros n N IH; rewrite count_step by easy; destruct in_order_dec; lia.
Qed.
Lemma count_all t p m : forall n, (0 <= n)%Z ->
  (forall j, (0 <= j)%Z -> (j < n)%Z -> ~ precedes t p m j) ->
  L_KeptCount t p m n = n.
Proof.
apply (natlike_ind (fun n => (forall j, _ -> _ -> _) -> L_KeptCount t p m n = n)).
- intros _; now apply count_0.
- intros n N IH H; rewrite count_step by easy; destruct in_order_dec as [D | D].
  + destruct (H n N ltac:(lia) D).
  + rewrite IH; [lia | intros j J Jn; apply H; lia].
Qed.
Lemma count_few t p m j : (0 <= j)%Z -> precedes t p m j -> forall n, (0 <= n)%Z ->
  (j < n)%Z -> (L_KeptCount t p m n < n)%Z.
Proof.
intros J P; apply (natlike_ind (fun n => (j < n)%Z -> (L_KeptCount t p m n < n)%Z)).
- lia.
- intros n N IH Jn; rewrite count_step by easy.
  assert (R := count_range t p m n N); destruct in_order_dec as [D | D]; [lia |].
  destruct (Z.eq_dec j n) as [-> | Ne]; [now destruct D | specialize (IH ltac:(lia)); lia].
Qed.
Lemma count_first t p m n : (m < n)%Z ->
  (forall j, m <> j -> (0 <= j)%Z -> (j < n)%Z -> precedes t p m j) ->
  forall k, (0 <= k)%Z -> (k <= n)%Z ->
  L_KeptCount t p m k = if Z_lt_dec m k then (if Z_le_dec 0 m then 1 else 0)%Z else 0%Z.
Proof.
intros M H.
apply (natlike_ind (fun k => (k <= n)%Z -> L_KeptCount t p m k =
  if Z_lt_dec m k then (if Z_le_dec 0 m then 1 else 0)%Z else 0%Z)).
- intros _; rewrite count_0 by lia; repeat destruct Z_lt_dec; repeat destruct Z_le_dec; lia.
- intros k K IH Kn; rewrite count_step, IH by lia; destruct in_order_dec as [D | D].
  + assert (m <> k) by (intros ->; exact (in_order_irrefl _ _ D)).
    repeat destruct Z_lt_dec; lia.
  + destruct (Z.eq_dec m k) as [<- | N]; [| destruct (D (H k N K ltac:(lia)))].
    repeat destruct Z_lt_dec; repeat destruct Z_le_dec; lia.
Qed.
Lemma count_next t p m s n : (0 <= s)%Z -> precedes t p m s ->
  (forall j, s <> j -> (0 <= j)%Z -> (j < n)%Z -> precedes t p m j ->
   precedes t p s j) ->
  forall k, (0 <= k)%Z -> (k <= n)%Z ->
  L_KeptCount t p s k =
  (L_KeptCount t p m k + if Z_lt_dec s k then 1 else 0)%Z.
Proof.
intros S P H; apply (natlike_ind (fun k => (k <= n)%Z -> L_KeptCount t p s k =
  (L_KeptCount t p m k + if Z_lt_dec s k then 1 else 0)%Z)).
- intros _; rewrite !count_0 by lia; destruct Z_lt_dec; lia.
- intros k K IH Kn; rewrite !count_step, IH by lia.
  destruct (Z.eq_dec s k) as [<- | N].
  + destruct in_order_dec as [D | D]; [destruct (in_order_irrefl _ _ D) |].
    destruct in_order_dec as [D' | D']; [| now destruct D'].
    repeat destruct Z_lt_dec; lia.
  + destruct in_order_dec as [D | D], in_order_dec as [D' | D'].
    * repeat destruct Z_lt_dec; lia.
    * destruct D'; exact (in_order_trans _ _ _ _ _ _ P D).
    * destruct D; exact (H k N K ltac:(lia) D').
    * repeat destruct Z_lt_dec; lia.
Qed.
Ltac try_KeptCount := intros t p; cbv zeta; intros; match goal with
  | N : (0 <= ?n)%Z |- (_ <= ?n)%Z /\ (0 <= L_KeptCount t p ?m ?n)%Z =>
      pose proof (count_range t p m n N); lia
  | L : (L_KeptCount t p ?m ?n < ?n)%Z |- exists j, _ =>
      apply Classical_Prop.NNPP; intros E; apply (Z.lt_irrefl n);
      rewrite <- (count_all t p m n) at 1; [exact L | assumption |];
      intros j J Jn O; apply E; exists j; repeat split; assumption
  | E : L_KeptCount t p ?m ?n = ?n |- ~ _ =>
      let P := fresh in intros P; apply (Z.lt_irrefl n); rewrite <- E at 1;
      eapply count_few; [| exact P | |]; lia
  end.
(*@ TRY try_KeptCount *)

(*@ NEEDS L_KeptCount P_Precedes P_Kept *)
Ltac try_KeptCount_All := unfold P_Kept; try_KeptCount.
(*@ TRY try_KeptCount_All *)

(*@ NEEDS L_KeptCount P_Precedes P_First *)
Ltac try_KeptCount_First := intros t p m n [[M N] H];
  rewrite (count_first t p m n N H n) by lia;
  repeat destruct Z_lt_dec; repeat destruct Z_le_dec; lia.
(*@ TRY try_KeptCount_First *)

(*@ NEEDS L_KeptCount P_Precedes P_Next *)
Ltac try_KeptCount_Next := intros t p m s n [[[S N] P] H];
  rewrite (count_next t p m s n S P H n) by lia;
  destruct Z_lt_dec; lia.
(*@ TRY try_KeptCount_Next *)

(*@ NEEDS P_Precedes P_Kept *)
Ltac try_Kept_Order := intros t p m i j; unfold P_Kept, P_Precedes, P_Before;
  intros A B; apply Classical_Prop.NNPP in B; revert A B;
  match goal with |- ~ (?x < ?y \/ _) -> _ =>
    destruct (Rlt_dec x y), (Rlt_dec y x), (Z_lt_dec m i) end;
  intros A [B | [B B']]; solve [left; lra | right; split; [lra | lia] | tauto | lra].
(*@ TRY try_Kept_Order *)
