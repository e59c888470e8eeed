(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* The functions of src/query.c *)

(* src/query.c *)
(*@ NEEDS L_FScore P_Rows P_Within L_FDot *)
Lemma query_key t V x d j b : P_Within t V x b -> (0 <= j)%Z -> (d + j <= x)%Z ->
  P_Within t (entry_of V j) d b.
Proof.
intros W Hj X k; cbv zeta; intros Hk Nk.
pose (Q := fun a => (Float64.t'real (t a) <= b /\ 0 <= b + Float64.t'real (t a)) /\
  Float64.t'isFinite (t a)).
assert (E : entry_of (entry_of V j) k = entry_of V (j + k)%Z)
  by (cbn [base offset]; f_equal; lia).
change (Q (entry_of (entry_of V j) k)); rewrite E.
exact (W (j + k)%Z ltac:(lia) ltac:(lia)).
Qed.
Ltac try_query_small := intro_goal; match goal with
  | Q : P_Within ?t ?q ?d _, W : P_Rows ?t ?K ?n ?d _
    |- L_FScore ?t ?q (?sh ?K ?j) ?d ?r <= _ /\ _ =>
      let A := fresh in
      assert (A := query_small t q (entry_of K j) d r ltac:(lia) ltac:(lia) Q
        (query_key t K _ d j _ W ltac:(nia) ltac:(nia))
        ltac:(apply Rabs_le; split; assumption));
      apply Rabs_le_inv in A;
      change (L_FScore t q (entry_of K j) d r) with (L_FScore t q (sh K j) d r) in A;
      change (bpow radix2 969) with (IZR (2 ^ 969)) in A;
      let c := eval vm_compute in (2 ^ 969)%Z in change (2 ^ 969)%Z with c in A;
      split; lra
  end.
(*@ TRY try_query_small *)

Ltac try_query_scored := intro_goal; match goal with
  | F : forall k : Z, _ -> _ -> Float64.t'isFinite _,
    E : forall k : Z, _ -> _ -> L_FScore _ _ _ _ _ = Float64.t'real _,
    B : forall k : Z, _ -> _ -> L_FScore _ _ _ _ _ <= _ /\ _
    |- ((L_FScore _ _ (_ _ (?d * ?k)%Z) _ _ = _ /\ _) /\ _) /\ _ =>
      let L := fresh in
      assert (L := B k ltac:(lia) ltac:(lia)); rewrite E in L by lia;
      destruct L; repeat split; [apply E | assumption | assumption | apply F]; lia
  end.
(*@ TRY try_query_scored *)

(* What does not overlap what is written is kept. *)
(*@ NEEDS P_SameEntry shift *)
Definition query_cell_kept (m m' : addr -> Float64.t) (x : addr) :=
  ((Float64.t'isFinite (m' x) <-> Float64.t'isFinite (m x)) /\
   (Float64.is_minus_infinity (m' x) <-> Float64.is_minus_infinity (m x))) /\
  Float64.t'real (m' x) = Float64.t'real (m x).
Lemma query_kept_cell m m' V k : P_SameEntry m' m (entry_of V k) 0 ->
  query_cell_kept m m' (entry_of V k).
Proof.
intros [[A B] C].
assert (E : entry_of (entry_of V k) 0%Z = entry_of V k)
  by (cbn [base offset]; f_equal; lia).
unfold query_cell_kept; rewrite <- E.
split; [split; apply iff_sym; assumption | symmetry; exact C].
Qed.

(*@ NEEDS P_SameEntry P_Rows P_Same separated *)
Lemma query_kept_same m m' V x :
  (forall k, (0 <= k)%Z -> (k < x)%Z -> P_SameEntry m' m (entry_of V k) 0) ->
  P_Same m' m V V x.
Proof.
intros K k Hk Nk; destruct (query_kept_cell m m' V k (K k Hk Nk)) as [_ E].
exact (eq_sym E).
Qed.
Lemma query_kept_within m m' V x b :
  (forall k, (0 <= k)%Z -> (k < x)%Z -> P_SameEntry m' m (entry_of V k) 0) ->
  P_Within m V x b -> P_Within m' V x b.
Proof.
intros K W k; cbv zeta; intros Hk Nk.
destruct (query_kept_cell m m' V k (K k Hk Nk)) as [[F _] E].
destruct (W k Hk Nk) as [C Fm].
change ((Float64.t'real (m' (entry_of V k)) <= b /\
  0 <= b + Float64.t'real (m' (entry_of V k))) /\ Float64.t'isFinite (m' (entry_of V k))).
rewrite E; split; [exact C | exact (proj2 F Fm)].
Qed.
Lemma query_apart s n V x k : separated (entry_of s 0%Z) n (entry_of V 0%Z) x \/
  separated (entry_of V 0%Z) x (entry_of s 0%Z) n ->
  (0 <= k)%Z -> (k < x)%Z -> separated (entry_of V k) 1 (entry_of s 0%Z) n.
Proof. intros S Hk Nk; unfold separated in *; cbn [base offset] in *; lia. Qed.
Ltac try_query_kept := intro_goal; match goal with
  | K : forall q : addr, separated q 1 (_ ?s 0%Z) ?n -> P_SameEntry ?m' ?m q 0,
    W : P_Rows ?m ?v ?n ?d ?b, S : separated (_ ?s 0%Z) ?n (_ ?v 0%Z) ?x
    |- P_Same ?m' ?m ?v ?v ?x /\ P_Rows ?m' ?v _ _ _ =>
      let G := fresh in
      assert (G : forall k, (0 <= k)%Z -> (k < x)%Z -> P_SameEntry m' m (entry_of v k) 0)
        by (intros; apply K, (query_apart s n v x); [left; exact S | lia | lia]);
      exact (conj (query_kept_same m m' v x G) (query_kept_within m m' v x b G W))
  end.
(*@ TRY try_query_kept *)
Ltac try_query_kept_twice := intro_goal; match goal with
  | K : forall q : addr, separated q 1 (_ ?s 0%Z) ?n ->
      separated q 1 (_ ?o 0%Z) ?y -> P_SameEntry ?m' ?m q 0,
    E : P_Same ?m ?t ?v ?v ?x, S : separated (_ ?s 0%Z) ?n (_ ?v 0%Z) ?x,
    T : separated (_ ?v 0%Z) ?x (_ ?o 0%Z) ?y |- P_Same ?m' ?t ?v ?v ?x =>
      let k := fresh in let A := fresh in let B := fresh in let C := fresh in
      intros k A B;
      assert (C : P_SameEntry m' m (entry_of v k) 0) by
        (apply K; [apply (query_apart s n v x) | apply (query_apart o y v x)];
         first [left; assumption | right; assumption | assumption]);
      destruct (query_kept_cell m m' v k C) as [_ D];
      exact (eq_trans (E k A B) (eq_sym D))
  end.
(*@ TRY try_query_kept_twice *)

(*@ NEEDS P_SameEntry P_Logits P_LogitsFrom separated P_Rows P_Same *)
Ltac try_query_kept_mask := intro_goal; match goal with
  | K : forall q : addr, separated q 1 (_ ?s 0%Z) ?n -> P_SameEntry ?m' ?m q 0,
    W : P_Logits ?m ?v ?n, S : separated (_ ?s 0%Z) ?n (_ ?v 0%Z) ?n
    |- P_Logits ?m' ?v ?n /\ P_LogitsFrom ?m' ?m ?v 0%Z ?n =>
      let G := fresh in
      assert (G : forall k, (0 <= k)%Z -> (k < n)%Z ->
        query_cell_kept m m' (entry_of v k)) by
        (intros; apply query_kept_cell, K, (query_apart s n v n);
         [left; exact S | lia | lia]);
      split; intros k; cbv zeta; intros A B; destruct (G k A B) as [[F I] E];
      [ destruct (W k A B) as [D | D]; [left; exact (proj2 F D) | right; exact (proj2 I D)]
      | split; [split; apply iff_sym; assumption | symmetry; exact E] ]
  end.
(*@ TRY try_query_kept_mask *)

(* The scores of a query, with its mask or without *)
(*@ NEEDS P_ScoresOf P_Open L_KeyScore L_MaskAt L_FScore *)
Lemma query_unmasked t q K a d r k : null = a ->
  L_KeyScore t 0 q K a d r k = L_FScore t q (entry_of K (d * k)%Z) d r.
Proof.
intros N; destruct (L_KeyScore'def t 0 q K a d r k) as [_ D]; cbv zeta in D.
etransitivity; [apply D; easy |].
destruct (L_MaskAt'def t a k) as [Z _]; rewrite Z by exact N.
operations; unfold fadd; rewrite Rplus_0_r; apply RN_exact.
unfold L_FScore; operations; apply RN_format.
Qed.
Lemma query_with_mask t q K a d r k : ~ (null = a) ->
  L_KeyScore t 0 q K a d r k =
  fadd (L_FScore t q (entry_of K (d * k)%Z) d r) (Float64.t'real (link_at t a k)).
Proof.
intros N; destruct (L_KeyScore'def t 0 q K a d r k) as [_ D]; cbv zeta in D.
etransitivity; [apply D; easy |].
destruct (L_MaskAt'def t a k) as [_ M]; rewrite M by exact N; reflexivity.
Qed.
Ltac try_query_free := intro_goal; match goal with
  | N : null = ?a, H : forall k : Z, _
    |- P_ScoresOf ?m ?t ?q ?K ?a ?s ?n ?d ?r =>
      let k := fresh in
      intros k; cbv zeta; intros A B; split; [intros O; exfalso; apply O; left; exact N |];
      intros _; destruct (H k A B) as [[[E _] _] F]; split; [| exact F];
      etransitivity; [exact (query_unmasked t q K a d r k N) | exact E]
  | H : forall k : Z, _ |- P_ScoresOf ?m ?t ?q ?K null ?s ?n ?d ?r =>
      let k := fresh in
      intros k; cbv zeta; intros A B;
      split; [intros O; exfalso; apply O; left; reflexivity |];
      intros _; destruct (H k A B) as [[[E _] _] F]; split; [| exact F];
      etransitivity; [exact (query_unmasked t q K null d r k eq_refl) | exact E]
  end.
(*@ TRY try_query_free *)

(*@ NEEDS P_ScoresOf P_Open L_KeyScore L_MaskAt L_FScore P_MaskedScores P_MaskedSum P_LogitsFrom P_Logits *)
Ltac try_query_scores := intro_goal; match goal with
  | N : ~ (null = ?a), H : forall k : Z, _, L : P_Logits ?m ?a ?n,
    G : P_LogitsFrom ?m ?t ?a 0%Z ?n, M : P_MaskedScores ?m' ?m ?s ?a ?n
    |- P_ScoresOf ?m' ?t ?q ?K ?a ?s ?n ?d ?r =>
      let k := fresh in
      intros k; cbv zeta; intros A B; destruct (H k A B) as [[[E _] _] F];
      destruct (M k A B) as [I S]; destruct (G k A B) as [[GF GI] GE];
      split;
      [ intros O; apply I; left; destruct (L k A B) as [D | D]; [| exact D];
        exfalso; apply O; right; exact (proj1 GF D)
      | intros [O | O]; [exfalso; exact (N O) |];
        destruct (S (proj2 GF O) F) as [V W]; split; [| exact W];
        etransitivity; [exact (query_with_mask t q K a d r k N) |];
        etransitivity; [| exact V]; operations; f_equal; [exact E | exact GE || exact (eq_sym GE)] ]
  end.
(*@ TRY try_query_scores *)

(* The result of a query *)
(*@ NEEDS L_FQueryMean L_FKeyShare L_KeyScore P_TopKey P_Open P_Mask P_ScoresOf P_Top L_FColumn L_FSoftmax P_Sizes P_Same P_QueryResult P_Hidden *)
Ltac try_query_done := intro_goal; match goal with
  | O : ~ P_Hidden ?t2 ?a ?n, S : P_ScoresOf ?t1 ?t2 ?q ?K ?a ?s ?n ?d ?r,
    E : P_Same ?t ?t2 ?V ?V ?x, W : forall i j : Z, _ -> _ -> P_Top _ _ _ _ -> _,
    C : forall i : Z, _ -> _ -> L_FColumn ?t ?s ?V ?dv i ?n = _ /\ _,
    Q : null = ?a \/ _
    |- P_QueryResult ?t ?t2 ?q ?K ?a ?V ?n ?d ?dv ?r ?o =>
      let M := fresh in let Z := fresh in
      assert (M : P_Mask t2 a n) by
        (destruct Q as [Q | [[Q _] _]]; [left | right]; exact Q);
      assert (Z : P_Sizes n dv) by (unfold P_Sizes; lia);
      intros c; cbv zeta; intros A B; destruct (C c A B) as [D F];
      split; [split; [exact F | intros N; exfalso; exact (O N)] |];
      intros top T;
      assert (T' := proj1 (query_top _ _ _ _ _ _ _ _ _ _ S) T);
      assert (P : (0 <= top)%Z) by (destruct T as [[[P _] _] _]; exact P);
      apply Z_of_nat_complete in P; destruct P as [k ->];
      refine (eq_trans (query_Attend t t1 t2 q K a s s V n d dv r k c Z M T' S _ _) D);
      [ intros i I J; symmetry; exact (W i _ I J T')
      | intros i I;
        destruct (attend_index n dv c (Z.of_nat i)) as [X Y];
          [lia | lia | lia | lia |];
        exact (eq_sym (E _ X ltac:(lia))) ]
  end.
(*@ TRY try_query_done *)
