(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* The entries that a filter keeps: their order, number, sum and quotients;
   continues sampling.v. *)

(*@ NEEDS P_Precedes *)
(* The order of entries. *)
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
Lemma in_order_le x i y j : in_order x i y j -> y <= x.
Proof. intros [H | [H _]]; lra. Qed.
Definition value (t : addr -> Float64.t) p i : R :=
  Float64.t'real (t (entry_of p i)).
Definition precedes t p i j := in_order (value t p i) i (value t p j) j.

(*@ NEEDS L_KeptCount P_Precedes *)
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
Lemma in_order_kept x m y i z j : ~ in_order x m y i -> ~ ~ in_order x m z j ->
  in_order y i z j.
Proof.
intros A B; destruct (in_order_dec y i z j) as [D | D]; [exact D |].
exfalso; apply B; intros C; unfold in_order in *.
assert (x <= y) by (apply Rnot_lt_le; tauto).
assert (y <= z) by (apply Rnot_lt_le; tauto).
destruct C as [C | [C C']]; [lra |].
assert (y = x) by lra; assert (z = y) by lra.
assert (~ (m < i)%Z) by tauto; assert (~ (i < j)%Z) by tauto; lia.
Qed.
Ltac try_Kept_Order := intros t p m i j B A;
  exact (in_order_kept _ _ _ _ _ _ A B).
(*@ TRY try_Kept_Order *)

(*@ NEEDS L_FKeptSum P_Precedes P_Probabilities *)
Lemma kept_sum_step t p m n : (0 <= n)%Z -> L_FKeptSum t p m (Z.succ n) =
  if in_order_dec (value t p m) m (value t p n) n then L_FKeptSum t p m n
  else fadd (L_FKeptSum t p m n) (value t p n).
Proof.
intros N; destruct (L_FKeptSum_def t p m (Z.succ n)) as [_ E]; cbv zeta in E.
replace (- (1) + Z.succ n)%Z with n in E by lia.
destruct (E ltac:(lia)) as [A B].
destruct (in_order_dec _ _ _ _) as [D | D].
- apply A; destruct D as [D | [D D']]; [left; exact D | right; split; [exact D | lia]].
- apply B; intros [C | [C C']]; apply D; [left; exact C | right; split; [exact C | lia]].
Qed.
Lemma kept_sum_range t p m n : P_Probabilities t p n -> (n <= 67108864)%Z ->
  forall k, (0 <= k)%Z -> (k <= n)%Z -> 0 <= L_FKeptSum t p m k <= IZR k.
Proof.
intros P N.
apply (natlike_ind (fun k => (k <= n)%Z -> 0 <= L_FKeptSum t p m k <= IZR k)).
- intros _; destruct (L_FKeptSum_def t p m 0%Z) as [E _]; rewrite E by lia; lra.
- intros k K IH Kn; rewrite kept_sum_step by exact K.
  specialize (IH ltac:(lia)); replace (Z.succ k) with (1 + k)%Z by lia.
  destruct in_order_dec; [rewrite plus_IZR; lra |].
  apply partial_sum_next; [exact K | lia | exact IH |].
  exact (probability_range t p n k P K ltac:(lia)).
Qed.
Lemma kept_sum_ge t p m n j : P_Probabilities t p n -> (n <= 67108864)%Z ->
  (0 <= j)%Z -> ~ precedes t p m j -> forall k, (0 <= k)%Z -> (k <= n)%Z ->
  (j < k)%Z -> value t p j <= L_FKeptSum t p m k.
Proof.
intros P N J D; apply (natlike_ind (fun k => (k <= n)%Z -> (j < k)%Z ->
  value t p j <= L_FKeptSum t p m k)); [lia |].
intros k K IH Kn Jk; rewrite kept_sum_step by exact K.
assert (V : 0 <= value t p k <= 1)
  by exact (probability_range t p n k P K ltac:(lia)).
assert (S := kept_sum_range t p m n P N k K ltac:(lia)).
assert (Fj : F (value t p j)) by apply finite_F.
destruct (Z.eq_dec j k) as [<- | Ne].
- destruct in_order_dec; [now destruct D |].
  apply RN_ge_format; [exact Fj | lra].
- specialize (IH ltac:(lia) ltac:(lia)); destruct in_order_dec; [exact IH |].
  apply RN_ge_format; [exact Fj | lra].
Qed.
Ltac try_FKeptSum_Range := intro_goal; unfold real_of_int; match goal with
  | P : P_Probabilities ?t ?p ?n |- context [L_FKeptSum ?t ?p ?m ?k] =>
      destruct (kept_sum_range t p m n P ltac:(lia) k ltac:(lia) ltac:(lia));
      split; assumption
  end.
(*@ TRY try_FKeptSum_Range *)

(*@ NEEDS L_FKeptSum P_Precedes P_Probabilities P_Kept *)
Ltac try_FKeptSum_Ge := intro_goal; match goal with
  | P : P_Probabilities ?t ?p ?n, D : P_Kept ?t ?p ?m ?j
    |- _ <= L_FKeptSum ?t ?p ?m ?n =>
      exact (kept_sum_ge t p m n j P ltac:(lia) ltac:(lia) D n ltac:(lia)
        ltac:(lia) ltac:(lia))
  end.
(*@ TRY try_FKeptSum_Ge *)

(*@ NEEDS P_Selected P_Nearer P_Next P_Precedes *)
Lemma precedes_later t p s j : value t p j <= value t p s -> (s < j)%Z ->
  P_Precedes t p s j.
Proof.
intros [L | E] N; [left; exact L | right; split; [exact E | exact N]].
Qed.
Lemma precedes_larger t p s j : value t p s < value t p j -> P_Precedes t p j s.
Proof. intros L; left; exact L. Qed.
Lemma precedes_trans t p i j k :
  P_Precedes t p i j -> P_Precedes t p j k -> P_Precedes t p i k.
Proof. exact (in_order_trans _ _ _ _ _ _). Qed.
Lemma selected_step t p n m s j r : (0 <= j)%Z -> (j < n)%Z ->
  P_Selected t p n m s j -> P_Nearer t p n m s j r ->
  P_Selected t p n m r (1 + j)%Z.
Proof.
intros J N [Some None] [New Old]; cbv zeta in New, Old.
fold (value t p s) (value t p j) in New, Old.
destruct (in_order_dec (value t p m) m (value t p j) j) as [P | P].
- change (P_Precedes t p m j) in P; destruct (Z.eq_dec s n) as [E | E].
  + rewrite (New P (or_introl E)); split; [intros _ | lia].
    split; [split; [lia | exact P] |]; intros i Ni I I' Pi.
    destruct (None E i I ltac:(lia) Pi).
  + destruct (Some E) as [[[S0 S1] Ps] S].
    destruct (Rlt_dec (value t p s) (value t p j)) as [L | L].
    * rewrite (New P (or_intror L)); split; [intros _ | lia].
      split; [split; [lia | exact P] |]; intros i Ni I I' Pi.
      assert (G := precedes_larger t p s j L).
      destruct (Z.eq_dec s i) as [<- | Nsi]; [exact G |].
      exact (precedes_trans t p j s i G (S i Nsi I ltac:(lia) Pi)).
    * apply Rnot_lt_le in L; rewrite <- (Old (or_intror (conj E L))).
      split; [intros _ | easy].
      split; [split; [lia | exact Ps] |]; intros i Ni I I' Pi.
      destruct (Z.eq_dec i j) as [-> | Nj].
      -- exact (precedes_later t p s j L S1).
      -- exact (S i Ni I ltac:(lia) Pi).
- change (~ P_Precedes t p m j) in P; rewrite <- (Old (or_introl P)); split.
  + intros E; destruct (Some E) as [[[S0 S1] Ps] S].
    split; [split; [lia | exact Ps] |]; intros i Ni I I' Pi.
    destruct (Z.eq_dec i j) as [-> | Nj]; [now destruct P |].
    exact (S i Ni I ltac:(lia) Pi).
  + intros E i I I'; destruct (Z.eq_dec i j) as [-> | Nj]; [exact P |].
    exact (None E i I ltac:(lia)).
Qed.
Ltac try_Selected_Step := intros t p n m s j r J N S;
  exact (selected_step t p n m s j r J N S).
(*@ TRY try_Selected_Step *)

(*@ NEEDS L_FKeptSum P_Precedes P_Probabilities P_AllZero *)
Lemma kept_sum_positive t p m n : P_Probabilities t p n -> (n <= 67108864)%Z ->
  (0 <= m)%Z -> (m < n)%Z -> ~ P_AllZero t p n -> 0 < L_FKeptSum t p m n.
Proof.
intros P N M M' Z0; apply Rnot_le_lt; intros L; apply Z0; intros k K Nk.
assert (Vk : 0 <= value t p k <= 1) by exact (probability_range t p n k P K Nk).
assert (Vm := kept_sum_ge t p m n m P N M (in_order_irrefl _ _) n ltac:(lia)
  ltac:(lia) M').
change (value t p k = 0).
destruct (in_order_dec (value t p m) m (value t p k) k) as [D | D].
- apply in_order_le in D; lra.
- assert (G := kept_sum_ge t p m n k P N K D n ltac:(lia) ltac:(lia) Nk); lra.
Qed.
Ltac try_FKeptSum_Positive := intros t p m n M M' N P Z0;
  exact (kept_sum_positive t p m n P N M M' Z0).
(*@ TRY try_FKeptSum_Positive *)

(*@ NEEDS P_First P_Precedes P_Probabilities P_AllZero *)
Ltac try_First_Positive := intros t p m n P Z0 [[M M'] H];
  apply Rnot_le_lt; intros L; apply Z0; intros k K N;
  change (value t p m <= 0) in L; change (value t p k = 0);
  assert (Vk : 0 <= value t p k <= 1)
    by exact (probability_range t p n k P K N);
  destruct (Z.eq_dec m k) as [<- | Ne]; [lra |];
  assert (G : value t p k <= value t p m)
    by exact (in_order_le _ _ _ _ (H k Ne K N)); lra.
(*@ TRY try_First_Positive *)

(*@ NEEDS P_Renormalised P_Filter P_Kept *)
Ltac try_Filter_Renormalised := intros t t1 p q m n H k; cbv zeta; intros K N;
  destruct (H k K N) as [Ff [[[Y1 Y0] Out] In]];
  split; [split; [split; [split; assumption | exact Ff] |] |];
  [ intros D; apply Classical_Prop.NNPP in D; exact (Out D)
  | intros D; exact (In D) ].
(*@ TRY try_Filter_Renormalised *)

(*@ NEEDS P_RestZero L_KeptCount P_Precedes *)
Ltac try_RestZero_All := intros t p m n E k K N D; exfalso; apply D;
  let P := fresh in intros P; apply (Z.lt_irrefl n); rewrite <- E at 1;
  eapply count_few; [| exact P | |]; lia.
(*@ TRY try_RestZero_All *)

(*@ NEEDS P_RestZero P_Next P_Precedes P_Probabilities *)
Ltac try_RestZero_Next := intros t p m s n E P [_ H] k K N D;
  apply Classical_Prop.NNPP in D;
  destruct (Z.eq_dec s k) as [<- | Ne]; [exact E |];
  assert (Vk : 0 <= value t p k <= 1)
    by exact (probability_range t p n k P K N);
  change (value t p k = 0); change (value t p s = 0) in E;
  destruct (H k Ne K N D) as [L | [L _]];
    [change (value t p k < value t p s) in L
    | change (value t p k = value t p s) in L]; lra.
(*@ TRY try_RestZero_Next *)

(*@ NEEDS P_Short P_Precedes *)
Lemma in_order_total x i y j : i <> j -> ~ in_order x i y j ->
  in_order y j x i.
Proof.
intros N D; unfold in_order in *.
destruct (Rtotal_order x y) as [L | [E | L]]; [now left | | tauto].
right; split; [easy |]; assert (~ (i < j)%Z) by (intros L; apply D; now right).
lia.
Qed.
Lemma in_order_cycle x i y j : in_order x i y j -> in_order y j x i -> False.
Proof.
intros A B; exact (in_order_irrefl _ _ (in_order_trans _ _ _ _ _ _ A B)).
Qed.

(*@ NEEDS P_Short P_Precedes P_First *)
Ltac try_Short_First := intros t p m n x [_ H] s S N P; exfalso;
  destruct (Z.eq_dec m s) as [<- | Ne];
  [ exact (in_order_irrefl _ _ P)
  | exact (in_order_cycle _ _ _ _ P (H s Ne S N)) ].
(*@ TRY try_Short_First *)

(*@ NEEDS P_Short P_Precedes P_Next *)
Ltac try_Short_Next := intros t p m s n x L [[_ P] H] S k K N Pk;
  destruct (Z.eq_dec k m) as [-> | Ne]; [exact L |];
  destruct (in_order_dec (value t p k) k (value t p m) m) as [D | D];
  [ exact (S k K N D) | exfalso ];
  apply (in_order_total _ _ _ _ Ne) in D;
  destruct (Z.eq_dec s k) as [<- | Ns];
  [ exact (in_order_irrefl _ _ Pk)
  | exact (in_order_cycle _ _ _ _ Pk (H k Ns K N D)) ].
(*@ TRY try_Short_Next *)

(* The loop that writes: what a store to out[i] changes. *)
(*@ NEEDS P_ProbabilitiesFrom P_Filter L_FKeptSum P_Precedes separated *)
Lemma from_entry m t p i n : P_ProbabilitiesFrom m t p i n -> (i < n)%Z ->
  P_Probability (m (entry_of p i)) /\ value m p i = value t p i.
Proof.
intros H N; destruct (H i ltac:(lia) N) as [A B].
split; first [exact A | exact B | exact (eq_sym A) | exact (eq_sym B)].
Qed.
Ltac try_from_entry := intro_goal; match goal with
  H : P_ProbabilitiesFrom ?m ?t ?p ?i ?n |- P_Probability (?m (?s ?p ?i)) =>
    exact (proj1 (from_entry m t p i n H ltac:(lia))) end.
(*@ TRY try_from_entry *)
Lemma part_of_sum m t p k i n : P_Probabilities t p n -> (n <= 67108864)%Z ->
  P_ProbabilitiesFrom m t p i n -> (0 <= i)%Z -> (i < n)%Z ->
  ~ in_order (value t p k) k (value m p i) i ->
  value m p i <= L_FKeptSum t p k n.
Proof.
intros P N H I In; rewrite (proj2 (from_entry m t p i n H In)); intros D.
exact (kept_sum_ge t p k n i P N I D n ltac:(lia) ltac:(lia) In).
Qed.
Ltac try_part_of_sum := intro_goal; match goal with
  | E : L_FKeptSum ?t ?p ?k ?n = ?r, P : P_Probabilities ?t ?p ?n,
    H : P_ProbabilitiesFrom ?m ?t ?p ?i ?n, D : ~ P_Before _ _ _ _ |- _ <= ?r =>
      rewrite <- E;
      exact (part_of_sum m t p k i n P ltac:(lia) H ltac:(lia) ltac:(lia) D)
  end.
(*@ TRY try_part_of_sum *)
Lemma store_from m t p q n i f :
  p = q \/ separated (entry_of q 0%Z) n (entry_of p 0%Z) n ->
  (0 <= i)%Z -> (i < n)%Z -> P_ProbabilitiesFrom m t p i n ->
  P_ProbabilitiesFrom (map.Map.set m (entry_of q i) f) t p (1 + i) n.
Proof.
intros A I N H k; cbv zeta; intros Hk Nk.
rewrite store_other
  by exact (entry_apart q p n i k A ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)
              ltac:(lia)).
apply H; lia.
Qed.
Ltac try_store_from := intro_goal; match goal with
  | A : ?p = ?q \/ _, H : P_ProbabilitiesFrom ?m ?t ?p ?i ?n
    |- P_ProbabilitiesFrom (map.Map.set ?m (?s ?q ?i) ?f) ?t ?p _ ?n =>
    exact (store_from m t p q n i f A ltac:(lia) ltac:(lia) H) end.
(*@ TRY try_store_from *)
Lemma store_filter m t p q k r n i f : P_Filter m t p q k r i ->
  P_ProbabilitiesFrom m t p i n -> (i < n)%Z -> Float64.t'isFinite f ->
  P_Filtered (Float64.t'real f) (value m p i) i (value t p k) k r ->
  P_Filter (map.Map.set m (entry_of q i) f) t p q k r (1 + i).
Proof.
intros D H N Ff Y j; cbv zeta; intros J Nj.
destruct (Z.eq_dec j i) as [-> | Ne].
- rewrite store_same; split; [exact Ff |].
  rewrite (proj2 (from_entry m t p i n H N)) in Y; exact Y.
- rewrite store_other by exact (entry_differ q i j ltac:(lia)); apply D; lia.
Qed.
Ltac try_store_filter := intro_goal; match goal with
  | D : P_Filter ?m ?t ?p ?q ?k ?r ?i, H : P_ProbabilitiesFrom ?m ?t ?p ?i ?n,
    Y : P_Filtered _ _ _ _ _ _
    |- P_Filter (map.Map.set ?m (?s ?q ?i) ?f) ?t ?p ?q ?k ?r _ =>
    exact (store_filter m t p q k r n i f D H ltac:(lia) ltac:(assumption) Y)
  end.
(*@ TRY try_store_filter *)
