(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* Rows with strides: specs/strided_model.acsl, src/strided_row.c *)

(*@ NEEDS P_SameValue *)
Lemma strided_same_refl x : P_SameValue x x.
Proof. unfold P_SameValue; tauto. Qed.
Lemma strided_same_sym x y : P_SameValue x y -> P_SameValue y x.
Proof.
unfold P_SameValue; intros [[[[A B] C] D] E]; rewrite E; tauto.
Qed.
Lemma strided_same_trans x y z :
  P_SameValue x y -> P_SameValue y z -> P_SameValue x z.
Proof.
unfold P_SameValue; intros [[[[A B] C] D] E] [[[[A' B'] C'] D'] E'].
rewrite E', E; tauto.
Qed.

(*@ NEEDS P_StridedSize *)
Lemma strided_index s n i : P_StridedSize s n -> (0 <= i)%Z -> (i < n)%Z ->
  ((0 <= i * s)%Z /\ (i * s <= s * (-1 + n))%Z) /\
  (s * (-1 + n) <= 4503599627370496)%Z.
Proof.
intros [[[_ S] _] H] I N; change (s * (-1 + n) <= 4503599627370496)%Z in H.
repeat split; [nia | nia | exact H].
Qed.
Ltac try_strided_index := intro_goal; match goal with
  | H : P_StridedSize ?s ?n |- ((0 <= ?i * ?s)%Z /\ _) /\ _ =>
      apply (strided_index s n i H); assumption
  end.
(*@ TRY try_strided_index *)

(*@ NEEDS P_StridedSize to_uint64 id_uint64 *)
Ltac try_strided_size := intro_goal; match goal with
  | A : (?x <= ?y)%Z, B : (?y <= 4503599627370496)%Z |- ?x = to_uint64 ?x =>
      rewrite id_uint64; [reflexivity | lia]
  end.
(*@ TRY try_strided_size *)

(* The loops that read and write a row *)
(*@ NEEDS P_Gathered P_KeptAt separated *)
Lemma strided_gather_next m t z w s i n d : (0 <= i)%Z -> (i < n)%Z ->
  P_Gathered m t z w s i -> P_KeptAt m t (entry_of z (i * s)) -> d = (1 + i)%Z ->
  P_Gathered (map.Map.set m (entry_of w i) (m (entry_of z (i * s)))) t z w s d.
Proof.
intros I N G K -> k Hk Nk.
change (P_SameValue (t (entry_of z (k * s)))
  (map.Map.set m (entry_of w i) (m (entry_of z (i * s))) (entry_of w k))).
destruct (Z.eq_dec k i) as [-> | D].
- rewrite store_same; exact K.
- rewrite store_other by (apply entry_differ; lia); exact (G k Hk ltac:(lia)).
Qed.
Ltac try_strided_gather := intro_goal; match goal with
  | G : P_Gathered ?m ?t ?z ?w ?s ?i, K : P_KeptAt ?m ?t _
    |- P_Gathered (map.Map.set ?m _ _) ?t ?z ?w ?s _ =>
      eapply (strided_gather_next m t z w s i); try eassumption; lia
  end.
(*@ TRY try_strided_gather *)
Lemma strided_scatter_next m t p w s i n d : (0 <= i)%Z -> (i < n)%Z ->
  (0 < s)%Z -> P_Gathered t m p w s i -> P_KeptAt m t (entry_of w i) ->
  d = (1 + i)%Z ->
  P_Gathered t (map.Map.set m (entry_of p (i * s)) (m (entry_of w i))) p w s d.
Proof.
intros I N S G K -> k Hk Nk.
change (P_SameValue (map.Map.set m (entry_of p (i * s)) (m (entry_of w i))
  (entry_of p (k * s))) (t (entry_of w k))).
destruct (Z.eq_dec k i) as [-> | D].
- rewrite store_same; apply strided_same_sym; exact K.
- rewrite store_other by (apply entry_differ; nia); exact (G k Hk ltac:(lia)).
Qed.
Ltac try_strided_scatter := intro_goal; match goal with
  | G : P_Gathered ?t ?m ?p ?w ?s ?i, K : P_KeptAt ?m ?t _, H : P_StridedSize ?s ?n
    |- P_Gathered ?t (map.Map.set ?m _ _) ?p ?w ?s _ =>
      eapply (strided_scatter_next m t p w s i); try eassumption;
      [exact (proj2 (proj1 (proj1 H))) | lia]
  end.
(*@ TRY try_strided_scatter *)

(*@ NEEDS P_KeptBeside P_KeptAt separated *)
Lemma strided_store_beside m t w n i f : (0 <= i)%Z -> (i < n)%Z ->
  P_KeptBeside m t w n -> P_KeptBeside (map.Map.set m (entry_of w i) f) t w n.
Proof.
intros I N K q S; unfold P_KeptAt; rewrite store_other; [exact (K q S) |].
intros E; subst q; change (separated (entry_of w i) 1 (entry_of w 0%Z) n) in S.
unfold separated in S; cbn [base offset] in S.
destruct S as [S | [S | [S | [S | S]]]]; try lia; now apply S.
Qed.
Ltac try_strided_beside := intro_goal; match goal with
  | K : P_KeptBeside ?m ?t ?w ?n |- P_KeptBeside (map.Map.set ?m (_ ?w ?i) ?f) ?t ?w ?n =>
      apply (strided_store_beside m t w n i f); assumption || lia
  end.
(*@ TRY try_strided_beside *)

(*@ NEEDS P_KeptBesideRow P_KeptAt *)
Lemma strided_store_row m t p s n i f : (0 <= i)%Z -> (i < n)%Z ->
  P_KeptBesideRow m t p s n ->
  P_KeptBesideRow (map.Map.set m (entry_of p (i * s)) f) t p s n.
Proof.
intros I N K q S; unfold P_KeptAt; rewrite store_other; [exact (K q S) |].
exact (S i I N).
Qed.
Ltac try_strided_row := intro_goal; match goal with
  | K : P_KeptBesideRow ?m ?t ?p ?s ?n
    |- P_KeptBesideRow (map.Map.set ?m (_ ?p (?i * ?s)%Z) ?f) ?t ?p ?s ?n =>
      apply (strided_store_row m t p s n i f); assumption || lia
  end.
(*@ TRY try_strided_row *)

(*@ NEEDS P_KeptBesideRow P_KeptAt separated P_StridedSize *)
Ltac try_strided_end := intro_goal; same_integers; match goal with
  | K : P_KeptBesideRow ?m ?t ?p ?s ?n |- P_KeptBesideRow ?m ?t ?p ?s ?n => exact K
  end.
(*@ TRY try_strided_end *)
Lemma strided_work_kept m t p s n w i x : P_StridedSize s n ->
  P_KeptBesideRow m t p s n ->
  separated (entry_of w 0%Z) n (entry_of p 0%Z) x -> x = (1 + s * (-1 + n))%Z ->
  (0 <= i)%Z -> (i < n)%Z -> P_KeptAt m t (entry_of w i).
Proof.
intros Z K S -> I N; apply K; intros k Hk Nk E.
destruct (strided_index s n k Z Hk Nk) as [[A B] _].
assert (O : (offset p + k * s = offset w + i)%Z) by exact (f_equal offset E).
assert (D : base p = base w) by exact (f_equal base E).
unfold separated in S; cbn [base offset] in S.
destruct S as [S | [S | [S | [S | S]]]]; try lia; now apply S.
Qed.
Ltac try_strided_work := intro_goal; match goal with
  | Z : P_StridedSize ?s ?n, K : P_KeptBesideRow ?m ?t ?p ?s ?n,
    S : separated (_ ?w 0%Z) ?n (_ ?p 0%Z) ?x |- P_KeptAt ?m ?t (_ ?w ?i) =>
      apply (strided_work_kept m t p s n w i x Z K S); first [reflexivity | lia]
  end.
(*@ TRY try_strided_work *)
