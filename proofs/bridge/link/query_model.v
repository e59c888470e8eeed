(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* The model of src/query.c, and a result against attention over the reals *)

(* The float model *)
(*@ NEEDS L_FQueryMean L_FKeyShare L_KeyScore P_TopKey P_Open P_Mask *)
From Softproof Require SoftmaxLink CompensatedSoftmax CompensatedSum.
Lemma query_Logits t q K a n d r top : P_Mask t a n ->
  P_TopKey t q K a n d r (Z.of_nat top) -> (n <= 67108864)%Z ->
  SoftmaxLink.Logits (Z.to_nat n) (query_hidden t a) (query_score 0 t q K a d r) top.
Proof.
intros M [[[T0 T1] O] L] N; split; [lia | lia | | apply query_score_F |].
- apply (query_hidden_open t a n top M); [lia | exact O].
- intros k Hk Ok; apply (query_hidden_open t a n k M Hk) in Ok.
  exact (L (Z.of_nat k) ltac:(lia) ltac:(lia) Ok).
Qed.
Lemma query_FKeyWeight t q K a n d r top k : P_Mask t a n ->
  P_TopKey t q K a n d r (Z.of_nat top) -> (k < Z.to_nat n)%nat ->
  L_FKeyWeight t q K a d r (Z.of_nat top) (Z.of_nat k) =
  CompensatedSoftmax.cterm (query_hidden t a) (query_score 0 t q K a d r)
    (query_score 0 t q K a d r top) k.
Proof.
intros M [_ L] Hk; unfold L_FKeyWeight; cbv zeta; rewrite query_seen.
unfold CompensatedSoftmax.cterm; destruct (query_hidden t a k) eqn:O; [easy |].
apply (query_hidden_open t a n k M Hk) in O.
specialize (L (Z.of_nat k) ltac:(lia) ltac:(lia) O).
rewrite link_DiffError; operations; apply link_ExpPair, RN_le_format; [apply F_0 |].
unfold query_score; lra.
Qed.
Lemma query_FKeySum t q K a n d r top k : P_Mask t a n ->
  P_TopKey t q K a n d r (Z.of_nat top) -> (k <= Z.to_nat n)%nat ->
  L_FKeySum t q K a d r (Z.of_nat top) (Z.of_nat k) =
  fsum k (CompensatedSoftmax.cterm (query_hidden t a) (query_score 0 t q K a d r)
    (query_score 0 t q K a d r top)).
Proof.
intros M T Hk.
rewrite (rec_sum_fsum _ (L_FKeyWeight t q K a d r (Z.of_nat top))
  (L_FKeySum_def t q K a d r (Z.of_nat top))), Nat2Z.id.
apply fsum_ext; intros j Hj; apply (query_FKeyWeight t q K a n); [exact M | exact T | lia].
Qed.
Lemma query_FKeyLow t q K a n d r top : P_Mask t a n ->
  P_TopKey t q K a n d r (Z.of_nat top) ->
  L_FKeyLow t q K a d r (Z.of_nat top) n = CompensatedSum.low (Z.to_nat n)
    (CompensatedSoftmax.cterm (query_hidden t a) (query_score 0 t q K a d r)
    (query_score 0 t q K a d r top)).
Proof.
intros M T.
rewrite (rec_sum_fsum _ (fun j => L_SumError (L_FKeySum t q K a d r (Z.of_nat top) j)
  (L_FKeyWeight t q K a d r (Z.of_nat top) j))
  (L_FKeyLow_def t q K a d r (Z.of_nat top))).
apply fsum_ext; intros j Hj; unfold seq.
rewrite link_SumError, (query_FKeySum t q K a n), (query_FKeyWeight t q K a n)
  by (exact M || exact T || lia).
reflexivity.
Qed.
Lemma query_FKeyShare t q K a n d r top k : P_Mask t a n ->
  P_TopKey t q K a n d r (Z.of_nat top) -> (k < Z.to_nat n)%nat ->
  L_FKeyShare t q K a n d r (Z.of_nat top) (Z.of_nat k) =
  CompensatedSoftmax.CProb (Z.to_nat n) (query_hidden t a)
    (query_score 0 t q K a d r) top k.
Proof.
intros M T Hk; unfold L_FKeyShare, CompensatedSoftmax.CProb; operations.
rewrite (query_FKeyWeight t q K a n), (query_FKeyLow t q K a n) by assumption.
rewrite <- (Z2Nat.id n) at 1 by lia.
rewrite (query_FKeySum t q K a n) by (exact M || exact T || lia).
reflexivity.
Qed.
Lemma query_FQueryMean t q K a V n d dv r top c : P_Mask t a n ->
  P_TopKey t q K a n d r (Z.of_nat top) ->
  L_FQueryMean t q K a V n d dv r (Z.of_nat top) c n =
  DotError.Dot (Z.to_nat n) (CompensatedSoftmax.CProb (Z.to_nat n)
    (query_hidden t a) (query_score 0 t q K a d r) top) (query_column t V dv c).
Proof.
intros M T.
rewrite (rec_sum_fsum _ (fun k => fmul (L_FKeyShare t q K a n d r (Z.of_nat top) k)
  (Float64.t'real (link_at t V (c + dv * k)%Z)))
  (L_FQueryMean_def t q K a V n d dv r (Z.of_nat top) c)).
apply fsum_ext; intros k Hk; unfold seq.
now rewrite (query_FKeyShare t q K a n).
Qed.

(*@ NEEDS L_FQueryMean L_FKeyShare L_KeyScore P_TopKey P_Open P_Mask P_ScoresOf P_Top L_FColumn L_FSoftmax P_Sizes P_Same *)
Lemma query_same t t1 q K a s n d r : P_ScoresOf t t1 q K a s n d r -> P_Mask t1 a n ->
  forall k, (k < Z.to_nat n)%nat ->
  link_masked t s k = query_hidden t1 a k /\
  (query_hidden t1 a k = false -> link_entry t s k = query_score 0 t1 q K a d r k).
Proof.
intros H M k Hk; destruct (H (Z.of_nat k) ltac:(lia) ltac:(lia)) as [S O].
assert (I := query_hidden_open t1 a n k M Hk).
destruct (query_hidden t1 a k) eqn:E.
- split; [| discriminate]; apply link_infinite, S; intros P; apply I in P; discriminate.
- destruct (O (proj1 I eq_refl)) as [V Fk].
  split; [apply link_finite; exact Fk | intros _; symmetry; exact V].
Qed.
Lemma query_Attend t t1 t2 q K a s p V n d dv r top c : P_Sizes n dv ->
  P_Mask t2 a n -> P_Top t1 s n (Z.of_nat top) -> P_ScoresOf t1 t2 q K a s n d r ->
  (forall k, (0 <= k)%Z -> (k < n)%Z -> L_FSoftmax t1 s n (Z.of_nat top) k =
     Float64.t'real (link_at t p k)) ->
  (forall k, (k < Z.to_nat n)%nat ->
     query_column t V dv c k = query_column t2 V dv c k) ->
  L_FQueryMean t2 q K a V n d dv r (Z.of_nat top) c n = L_FColumn t p V dv c n.
Proof.
intros [[[_ N] _] _] M T S P C; assert (TK := proj2 (query_top _ _ _ _ _ _ _ _ _ _ S) T).
rewrite (query_FQueryMean t2 q K a V n d dv r top c M TK), link_FColumn.
apply fsum_ext; intros k Hk.
assert (Ep : link_entry t p k = CompensatedSoftmax.CProb (Z.to_nat n)
  (query_hidden t2 a) (query_score 0 t2 q K a d r) top k).
{ change (link_entry t p k) with (Float64.t'real (link_at t p (Z.of_nat k))).
  rewrite <- (P (Z.of_nat k)) by lia.
  assert (TN : P_Top t1 s (Z.of_nat (Z.to_nat n)) (Z.of_nat top))
    by (rewrite Z2Nat.id by lia; exact T).
  assert (G := link_FSoftmax t1 s (Z.to_nat n) top k TN Hk).
  rewrite Z2Nat.id in G by lia; rewrite G.
  destruct T as [[[T0 T1] F] _].
  assert (Hs := query_same t1 t2 q K a s n d r S M).
  apply AttentionScores.CProb_Same; try lia; try (apply link_finite; exact F).
  - intros j Hj; exact (proj1 (Hs j Hj)).
  - intros j Hj Mj; rewrite (proj1 (Hs j Hj)) in Mj; exact (proj2 (Hs j Hj) Mj). }
rewrite Ep; f_equal; symmetry; exact (C k Hk).
Qed.
Ltac try_FQueryMean_Attend := intro_goal; match goal with
  | Z : P_Sizes ?n ?dv, M : P_Mask ?t2 ?a ?n, T : P_Top ?t1 ?s ?n ?top,
    E : P_Same ?t2 ?t ?V ?V ?x, S : P_ScoresOf ?t1 ?t2 ?q ?K ?a ?s ?n ?d ?r,
    P : forall k : Z, _
    |- L_FQueryMean ?t2 _ _ _ ?V _ _ _ _ _ ?c _ = L_FColumn ?t ?p _ _ _ _ =>
      let B := fresh in
      assert (B : (0 <= top)%Z) by (destruct T as [[[B _] _] _]; exact B);
      apply Z_of_nat_complete in B; destruct B as [x' ->];
      apply (query_Attend t t1 t2 q K a s p V n d dv r x' c Z M T S P);
      intros k Hk;
      destruct (attend_index n dv c (Z.of_nat k)) as [A B];
        [lia | lia | lia | lia |];
      exact (E _ A B)
  end.
(*@ TRY try_FQueryMean_Attend *)

(* A result against attention over the reals *)
(*@ NEEDS L_FQueryMean L_FKeyShare L_KeyScore P_TopKey P_Open P_Mask P_QueryResult P_Hidden *)
Lemma query_result t t1 q K a V n d dv r o c : (n <= 67108864)%Z ->
  P_Mask t1 a n -> ~ P_Hidden t1 a n -> P_QueryResult t t1 q K a V n d dv r o ->
  (0 <= c)%Z -> (c < dv)%Z ->
  exists top, SoftmaxLink.Logits (Z.to_nat n) (query_hidden t1 a)
    (query_score 0 t1 q K a d r)  top /\
  Float64.t'real (link_at t o c) = DotError.Dot (Z.to_nat n)
    (CompensatedSoftmax.CProb (Z.to_nat n) (query_hidden t1 a)
       (query_score 0 t1 q K a d r) top) (query_column t1 V dv c).
Proof.
intros N M H R C0 C1.
destruct (AttentionScores.some_top (Z.to_nat n) (query_hidden t1 a)
  (query_score 0 t1 q K a d r) (query_entry t1 a n M H)) as (top & Ht & Ot & L).
assert (T : P_TopKey t1 q K a n d r (Z.of_nat top)).
{ split; [split; [split; lia | now apply (query_hidden_open t1 a n top M)] |].
  intros k K0 K1 O; apply Z_of_nat_complete in K0; destruct K0 as [j ->].
  apply (L j); [lia | apply (query_hidden_open t1 a n j M); [lia | exact O]]. }
exists top; split; [now apply (query_Logits t1 q K a n d r top M T) |].
rewrite <- (query_FQueryMean t1 q K a V n d dv r top c M T).
destruct (R c C0 C1) as [_ E]; symmetry; exact (E _ T).
Qed.

(*@ NEEDS L_FQueryMean L_FKeyShare L_KeyScore P_TopKey P_Open P_Mask P_QueryResult P_Hidden P_OpenColumnIn *)
Ltac query_nonempty n H := assert ((0 < n)%Z) by
  (destruct (Z_lt_le_dec 0 n); [assumption |]; exfalso; apply H; intros ? ? ?; lia).
Ltac query_hull :=
  match goal with
  | R : P_QueryResult ?t ?t1 ?q ?K ?a ?V ?n ?d ?dv ?r ?o, M : P_Mask ?t1 ?a ?n,
    H : ~ P_Hidden ?t1 ?a ?n, C : P_OpenColumnIn ?t1 ?a ?V ?n ?dv ?c ?lo ?hi,
    L : 0 <= ?lo + ?m, U : ?hi <= ?m |- _ <= _ + ?e /\ _ =>
      query_nonempty n H;
      destruct (query_result t t1 q K a V n d dv r o c ltac:(lia) M H R ltac:(lia)
        ltac:(lia)) as (top & G & E);
      let A := fresh in
      assert (A := AttentionScores.Query_Hull (Z.to_nat n) (query_hidden t1 a)
        (query_score 0 t1 q K a d r) (query_column t1 V dv c) top G lo hi m
        (query_in t1 a V n dv c lo hi C M) ltac:(lra) U);
      match type of A with _ - ?b <= _ <= _ =>
        replace e with b by attend_form n end;
      match goal with |- ?x <= _ /\ _ =>
        let E' := fresh in
        assert (E' : x = _) by exact E; rewrite E' end;
      destruct A; split; lra
  end.
Ltac try_QueryResult_Hull := intro_goal; query_hull.
(*@ TRY try_QueryResult_Hull *)

(*@ NEEDS L_FQueryMean L_FKeyShare L_KeyShare L_KeyScore P_TopKey P_Open P_Mask P_QueryResult P_Hidden L_QueryMean L_QuerySize P_OpenColumnIn *)
Ltac query_bound A n E := rewrite <- E in A;
  match type of A with Rabs ?x <= ?y =>
    match goal with |- Rabs ?x' <= ?y' =>
      replace x' with x by (rewrite (Ropp_mult_distr_l_reverse 1), Rmult_1_l; reflexivity);
      replace y' with y by attend_form n end end;
  exact A.
Ltac try_QueryResult_Accuracy := intro_goal; match goal with
  | R : P_QueryResult ?t ?t1 ?q ?K ?a ?V ?n ?d ?dv ?r ?o, M : P_Mask ?t1 ?a ?n,
    H : ~ P_Hidden ?t1 ?a ?n, C : P_OpenColumnIn ?t1 ?a ?V ?n ?dv ?c _ ?m
    |- Rabs (_ + _ * L_QueryMean _ 0 _ _ _ _ _ _ _ _ _ _) <= _ =>
      query_nonempty n H;
      destruct (query_result t t1 q K a V n d dv r o c ltac:(lia) M H R ltac:(lia)
        ltac:(lia)) as (top & G & E);
      rewrite query_QueryMean, query_QuerySize;
      let A := fresh in
      assert (A := AttentionScores.Query_Accuracy (Z.to_nat n) (query_hidden t1 a)
        (query_score 0 t1 q K a d r) (query_column t1 V dv c) top G m
        (query_in_abs t1 a V n dv c m C M));
      query_bound A n E
  end.
(*@ TRY try_QueryResult_Accuracy *)

(*@ NEEDS L_FQueryMean L_FKeyShare L_KeyShare L_KeyScore P_TopKey P_Open P_Mask P_QueryResult P_Hidden L_QueryMean L_QuerySize P_OpenColumnIn L_ScoreBound L_FScore L_Score L_AbsDot L_FDot L_MaskAt *)
Lemma query_bounded t q K a n d r e : (0 < d)%Z -> (d <= 67108864)%Z -> P_Mask t a n ->
  (forall k, (0 <= k)%Z -> (k < n)%Z -> P_Open t a k ->
     L_ScoreBound t q K a d r k <= e) ->
  forall k, (k < Z.to_nat n)%nat -> query_hidden t a k = false ->
  Rabs (query_score 0 t q K a d r k - query_score 1 t q K a d r k) <= e.
Proof.
intros D0 D M B k Hk O; apply (query_hidden_open t a n k M Hk) in O.
apply Rle_trans with (1 := query_KeyScore_Accuracy t q K a d r (Z.of_nat k) D0 D).
apply B; [lia | lia | exact O].
Qed.
Ltac try_QueryResult_True := intro_goal; match goal with
  | R : P_QueryResult ?t ?t1 ?q ?K ?a ?V ?n ?d ?dv ?r ?o, M : P_Mask ?t1 ?a ?n,
    H : ~ P_Hidden ?t1 ?a ?n, C : P_OpenColumnIn ?t1 ?a ?V ?n ?dv ?c _ ?m,
    B : forall k : Z, _ -> _ -> P_Open _ _ k -> L_ScoreBound _ _ _ _ _ _ k <= ?e
    |- Rabs (_ + _ * L_QueryMean _ 1 _ _ _ _ _ _ _ _ _ _) <= _ =>
      query_nonempty n H;
      destruct (query_result t t1 q K a V n d dv r o c ltac:(lia) M H R ltac:(lia)
        ltac:(lia)) as (top & G & E);
      rewrite query_QueryMean, query_QuerySize;
      let A := fresh in
      assert (A := AttentionScores.Query_True (Z.to_nat n) (query_hidden t1 a)
        (query_score 0 t1 q K a d r) (query_column t1 V dv c) top G
        (query_score 1 t1 q K a d r) e m
        (query_bounded t1 q K a n d r e ltac:(lia) ltac:(lia) M B)
        (query_in_abs t1 a V n dv c m C M));
      cbv zeta in A; query_bound A n E
  end.
(*@ TRY try_QueryResult_True *)
