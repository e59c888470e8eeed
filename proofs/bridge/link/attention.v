(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* The functions of src/attention.c *)

(*@ NEEDS P_Sizes P_Rows *)
Ltac try_attend_index := intro_goal; match goal with
  | Z : P_Sizes ?n ?d |- _ => destruct Z as [[[Z1 Z2] Z3] Z4];
    repeat split; nia
  end.
(*@ TRY try_attend_index *)

(*@ NEEDS P_Sizes P_Rows P_Probabilities *)
Ltac try_attend_entries := intro_goal; match goal with
  | P : P_Probabilities ?m ?p ?n, W : P_Rows ?m ?v ?n ?d _
    |- P_Probability (?m (?s ?p ?k)) /\ _ (?m (?s ?v (?c + ?d * ?k)%Z)) =>
      destruct (attend_index n d c k) as [A B]; try lia;
      rewrite (Z.mul_comm n d) in B;
      exact (conj (P k ltac:(lia) ltac:(lia)) (proj2 (W _ A B)))
  end.
(*@ TRY try_attend_entries *)

(*@ NEEDS L_FColumn P_Sizes P_Rows P_Probabilities *)
Ltac try_attend_next := intro_goal; match goal with
  | E : L_FColumn ?m ?p ?v ?d ?c ?k = Float64.t'real ?f
    |- binary64.Binary64.fadd (Float64.t'real ?f) _ <= _ /\ _ =>
      rewrite <- E; clear E; try_FColumn_Next
  | E : L_FColumn ?m ?p ?v ?d ?c ?k = Float64.t'real ?f,
    A : binary64.Binary64.fadd (Float64.t'real ?f) _ = Float64.t'real ?g
    |- L_FColumn ?m ?p ?v ?d ?c (1 + ?k)%Z = Float64.t'real ?g =>
      let S := fresh in
      destruct (L_FColumn_def m p v d c (1 + k)%Z) as [_ S]; cbv zeta in S;
      rewrite S by lia; replace (- (1) + (1 + k))%Z with k by lia;
      rewrite E; exact A
  end.
(*@ TRY try_attend_next *)

(* A store to an output leaves the inputs as they are. *)
(*@ NEEDS P_Rows P_Within P_Same separated *)
Lemma attend_store m t V x o n i f b :
  separated (entry_of V 0%Z) x (entry_of o 0%Z) n -> (0 <= i)%Z -> (i < n)%Z ->
  P_Within m V x b -> P_Same m t V V x ->
  P_Within (map.Map.set m (entry_of o i) f) V x b /\
  P_Same (map.Map.set m (entry_of o i) f) t V V x.
Proof.
intros S Hi Ni W E.
assert (D : forall k, (0 <= k)%Z -> (k < x)%Z -> entry_of o i <> entry_of V k).
{ intros k Hk Nk Q; injection Q; intros O B.
  unfold separated in S; cbn [base offset] in S.
  destruct S as [S | [S | [S | [S | S]]]]; try lia; apply S; now rewrite B. }
split; intros k; cbv zeta; intros Hk Nk.
- rewrite !store_other by exact (D k Hk Nk); exact (W k Hk Nk).
- rewrite !store_other by exact (D k Hk Nk); exact (E k Hk Nk).
Qed.
Ltac try_attend_store := intro_goal; match goal with
  | S : separated (_ ?v 0%Z) ?x (_ ?o 0%Z) ?n, E : P_Same ?m ?t ?v ?v ?x,
    W : _ ?m ?v _ _ |- context [map.Map.set ?m (_ ?o ?i) ?f] =>
      destruct (attend_store m t v x o n i f _ S ltac:(lia) ltac:(lia) W E);
      split; assumption
  | S : separated (_ ?v 0%Z) ?x (_ ?o 0%Z) ?n, E : P_Same ?m ?t ?v ?v ?x,
    W : P_Rows ?m ?v _ _ _ |- context [map.Map.set ?m (_ ?o ?i) ?f] =>
      destruct (attend_store m t v x o n i f _ S ltac:(lia) ltac:(lia) W E);
      split; assumption
  end.
(*@ TRY try_attend_store *)

(*@ NEEDS L_FColumn P_Sizes P_Rows P_Same P_Probabilities separated *)
Ltac try_attend_done := intro_goal; match goal with
  | P : P_Same ?m ?t ?p ?p ?n, V : P_Same ?m ?t ?v ?v ?x,
    E : L_FColumn ?m ?p ?v ?d ?c ?n = Float64.t'real ?f
    |- context [map.Map.set ?m (?s ?o ?c) ?f (?s ?o ?k)] =>
      destruct (Z.eq_dec k c) as [-> | N]; [| link_kept; link_hyp];
      rewrite link_set_same; split; [| assumption];
      rewrite (attend_unchanged m t p v n d c x P V ltac:(ring) ltac:(lia)
        ltac:(lia)); congruence
  end.
(*@ TRY try_attend_done *)

(* What does not overlap the weights is kept. *)
(*@ NEEDS P_Sizes P_Rows P_Same separated *)
Lemma attend_kept m m' p V x n b :
  separated (entry_of p 0%Z) n (entry_of V 0%Z) x -> P_Within m V x b ->
  (forall q, separated q 1 (entry_of p 0%Z) n -> Float64.t'isFinite (m q) ->
   Float64.t'real (m' q) = Float64.t'real (m q) /\ Float64.t'isFinite (m' q)) ->
  P_Same m' m V V x /\ P_Within m' V x b.
Proof.
intros S W K.
assert (E : forall k, (0 <= k)%Z -> (k < x)%Z ->
  Float64.t'real (m' (entry_of V k)) = Float64.t'real (m (entry_of V k)) /\
  Float64.t'isFinite (m' (entry_of V k))).
{ intros k Hk Nk; apply K.
  - unfold separated in *; cbn [base offset] in *; lia.
  - exact (proj2 (W k Hk Nk)). }
split; intros k; cbv zeta; intros Hk Nk; destruct (E k Hk Nk) as [A B].
- exact (eq_sym A).
- destruct (W k Hk Nk) as [C _]; split; [| exact B].
  change (Float64.t'real (m' (entry_of V k)) <= b /\
    0 <= b + Float64.t'real (m' (entry_of V k))).
  rewrite A; exact C.
Qed.
Ltac try_attend_kept := intro_goal; match goal with
  | K : forall q : addr, _, W : P_Rows ?m ?v ?n ?d ?b,
    S : separated (_ ?p 0%Z) ?n (_ ?v 0%Z) ?x
    |- P_Same ?m' ?m ?v ?v ?x /\ P_Rows ?m' ?v _ _ _ =>
      exact (attend_kept m m' p v x n b S W (fun q A B => K q B A))
  end.
(*@ TRY try_attend_kept *)

(* The contract of sp_attend: an output is the model of its column. *)
(*@ NEEDS L_FColumn P_Sizes P_Same P_Top P_SoftmaxNear P_ColumnIn L_Magnitude L_Attention P_Probabilities *)
Ltac attend_model := match goal with
  | H : forall i : Z, _ -> _ -> L_FColumn ?m ?p ?v ?d i ?n = _ /\ _,
    I : (0 <= ?c)%Z, N : (?c < ?d)%Z |- context [Float64.t'real (?m (_ _ ?c))] =>
      rewrite <- (proj1 (H c I N))
  end.
Ltac try_attend_accuracy := intro_goal; attend_model; try_FColumn_Accuracy.
(*@ TRY try_attend_accuracy *)

(*@ NEEDS L_FColumn P_Sizes P_Same P_Top P_SoftmaxNear P_ColumnIn P_Probabilities *)
Ltac attend_model_hull := match goal with
  | H : forall i : Z, _ -> _ -> L_FColumn ?m ?p ?v ?d i ?n = _ /\ _,
    I : (0 <= ?c)%Z, N : (?c < ?d)%Z |- context [Float64.t'real (?m (_ _ ?c))] =>
      rewrite <- (proj1 (H c I N))
  end.
Ltac try_attend_hull := intro_goal; attend_model_hull; try_FColumn_Hull.
(*@ TRY try_attend_hull *)

(*@ NEEDS to_uint64 id_uint64 is_uint64_def *)
Ltac try_attend_size := intro_goal; match goal with
  | |- ((?n * ?d)%Z = to_uint64 _ /\ _) /\ _ =>
      assert (0 <= n)%Z by (apply is_uint64_def; assumption);
      assert (0 <= d)%Z by (apply is_uint64_def; assumption);
      assert ((0 < n * d)%Z /\ (n * d <= 4503599627370496)%Z) as [? ?] by nia;
      rewrite id_uint64 by lia;
      repeat split; assumption
  end.
(*@ TRY try_attend_size *)

(* The contract of sp_attend, where everything is accepted. *)
(*@ NEEDS P_Sizes P_Rows P_Within P_Accepted P_Top P_ColumnIn L_FColumn *)
Ltac attend_parts := repeat match goal with H : _ /\ _ |- _ => destruct H end.
Ltac attend_accepted := match goal with Z : P_Sizes ?n ?d |- _ =>
    let Z' := fresh in
    pose proof Z as Z'; destruct Z' as [[[? ?] ?] ?]
  end;
  repeat match goal with
  | D : (_ = 0%Z) /\ _ \/ ~ _ /\ _ |- _ =>
      let N := fresh in
      destruct D as [[N _] | [_ D]];
      [exfalso; first [lia |
         match goal with
         | W : P_Rows _ _ _ _ _, B : P_Within _ _ _ _ <-> _ |- _ =>
             exact (proj1 B W N)
         | W : P_Rows _ _ _ _ _, B : _ <-> P_Within _ _ _ _ |- _ =>
             exact (proj2 B W N)
         end]
      |]
  | D : (_ <= _)%Z /\ _ \/ ~ _ /\ _ |- _ =>
      let N := fresh in
      destruct D as [[N _] | [_ D]]; [exfalso; lia |]
  | H : _ /\ _ |- _ => destruct H
  | E : ?x = ?m |- _ => is_var m; match type of m with addr -> _ => subst m end
  end.
Ltac try_attend_accepted := intro_goal; attend_accepted; match goal with
  | T : P_Top _ _ _ ?top, C : P_ColumnIn _ _ _ _ _ ?c _ ?M,
    K : forall (i j : Z) (r : R), _ |- Rabs _ <= _ =>
      apply (K c top M); assumption
  | T : P_Top _ _ _ ?top, C : P_ColumnIn _ _ _ _ _ ?c ?lo ?hi,
    L : 0 <= ?lo + ?M, K : forall (i j : Z) (r s t : R), _ |- _ /\ _ =>
      apply (K c top lo hi M); assumption
  end.
(*@ TRY try_attend_accepted *)

(* The loop over the keys *)
(*@ NEEDS P_Rows P_Within P_Same *)
Lemma entry_entry V j k : entry_of (entry_of V j) k = entry_of V (j + k)%Z.
Proof. cbn [base offset]; f_equal; lia. Qed.
Lemma attend_key t V x d j b : P_Within t V x b -> (0 <= j)%Z -> (d + j <= x)%Z ->
  P_Within t (entry_of V j) d b.
Proof.
intros W Hj X k; cbv zeta; intros Hk Nk.
pose (Q := fun a => (Float64.t'real (t a) <= b /\ 0 <= b + Float64.t'real (t a)) /\
  Float64.t'isFinite (t a)).
change (Q (entry_of (entry_of V j) k)); rewrite entry_entry.
exact (W (j + k)%Z ltac:(lia) ltac:(lia)).
Qed.
Lemma attend_key_same t t1 V x d j : P_Same t t1 V V x -> (0 <= j)%Z ->
  (d + j <= x)%Z -> P_Same t t1 (entry_of V j) (entry_of V j) d.
Proof.
intros E Hj X k Hk Nk.
pose (Q := fun a => Float64.t'real (t1 a) = Float64.t'real (t a)).
change (Q (entry_of (entry_of V j) k)); rewrite entry_entry.
exact (E (j + k)%Z ltac:(lia) ltac:(lia)).
Qed.
Ltac try_attend_key := intro_goal; match goal with
  | W : P_Rows ?m ?v _ _ ?b, E : P_Same ?m ?t ?v ?v ?x
    |- P_Within ?m (_ ?v ?j) ?d ?b /\ _ =>
      exact (conj (attend_key m v x d j b W ltac:(lia) ltac:(lia))
        (attend_key_same m t v x d j E ltac:(lia) ltac:(lia)))
  | |- (0 <= ?d * ?i)%Z /\ (?d + ?d * ?i <= _)%Z => split; nia
  end.
(*@ TRY try_attend_key *)

(*@ NEEDS L_FScore P_Rows P_Within P_Same separated *)
Ltac try_scores_done := intro_goal; match goal with
  | E : L_FScore ?m ?q ?v ?d ?r = Float64.t'real ?f, Q : P_Same ?m ?t ?q ?q ?d,
    V : P_Same ?m ?t ?v ?v ?d, H : forall i : Z, _
    |- context [map.Map.set ?m (?s ?o ?i) ?f (?s ?o ?k)] =>
      let U := fresh in
      assert (U : L_FScore t q v d r = L_FScore m q v d r)
        by (clear - Q V; try_FScore_Unchanged);
      destruct (Z.eq_dec k i) as [-> | N];
      [ rewrite store_same; split; [congruence | assumption]
      | rewrite store_other by exact (entry_differ o i k ltac:(lia));
        let A := fresh in let B := fresh in
        destruct (H k ltac:(lia) ltac:(lia)) as [A B];
        split; [first [exact A | exact (eq_sym A)] | exact B] ]
  end.
(*@ TRY try_scores_done *)

(*@ NEEDS P_Sizes P_Rows P_Accepted *)
(* Where the contract of a function follows from that of what it calls: the ways
   in which it refuses its input contradict what is known of it. *)
Ltac refused := exfalso; first
  [ contradiction | lia | match goal with
    | W : ?P <-> ~ ?E, K : ?P, N : ?E |- _ => exact (proj1 W K N)
    end ].
Ltac accepted_case := repeat match goal with
  | H : _ /\ _ |- _ => destruct H
  | H : _ \/ _ |- _ => first
      [ destruct H as [H | H]; [solve [repeat (match goal with
          K : _ /\ _ |- _ => destruct K end); refused] |]
      | destruct H as [H | H]; [| solve [repeat (match goal with
          K : _ /\ _ |- _ => destruct K end); refused]] ]
  end.
Ltac try_accepted_case := intro_goal;
  match goal with H : _ /\ _ \/ _ |- _ => idtac end;
  try unfold P_Sizes in *; try unfold P_Rows in *; try unfold P_Accepted in *;
  accepted_case; match goal with
  | H : forall _ : Z, _ |- _ => solve [eapply H; eassumption | eapply H; eauto 2]
  end.
(*@ TRY try_accepted_case *)
