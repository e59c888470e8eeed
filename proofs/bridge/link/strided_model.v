(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* A row with strides: specs/strided_model.acsl, src/strided_row.c *)

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

(* What a row of values v is refused for *)
(*@ NEEDS P_SameValue *)
Definition strided_some (Q : Float64.t -> Prop) (v : Z -> Float64.t) n :=
  exists k, ((0 <= k)%Z /\ (k < n)%Z) /\ Q (v k).
Definition strided_every (Q : Float64.t -> Prop) (v : Z -> Float64.t) n :=
  forall k, (0 <= k)%Z -> (k < n)%Z -> Q (v k).
Definition strided_logit x := Float64.t'isFinite x \/ Float64.is_minus_infinity x.
Definition strided_equal (v v' : Z -> Float64.t) n :=
  forall k, (0 <= k)%Z -> (k < n)%Z -> P_SameValue (v k) (v' k).
Section Equal.
Variables (v v' : Z -> Float64.t) (n : Z) (E : strided_equal v v' n).
Lemma strided_some_equal (Q : Float64.t -> Prop) :
  (forall x y, P_SameValue x y -> (Q x <-> Q y)) ->
  strided_some Q v n <-> strided_some Q v' n.
Proof.
intros H; split; intros [k [[A B] C]]; exists k; (split; [now split |]);
  now apply (H _ _ (E k A B)).
Qed.
Lemma strided_every_equal (Q : Float64.t -> Prop) :
  (forall x y, P_SameValue x y -> (Q x <-> Q y)) ->
  strided_every Q v n <-> strided_every Q v' n.
Proof.
intros H; split; intros C k A B; apply (H _ _ (E k A B)); now apply C.
Qed.
Lemma strided_same_nan x y :
  P_SameValue x y -> (Float64.is_nan x <-> Float64.is_nan y).
Proof. unfold P_SameValue; tauto. Qed.
Lemma strided_same_plus x y : P_SameValue x y ->
  (Float64.is_plus_infinity x <-> Float64.is_plus_infinity y).
Proof. unfold P_SameValue; tauto. Qed.
Lemma strided_same_minus x y : P_SameValue x y ->
  (Float64.is_minus_infinity x <-> Float64.is_minus_infinity y).
Proof. unfold P_SameValue; tauto. Qed.
Lemma strided_same_logit x y :
  P_SameValue x y -> (strided_logit x <-> strided_logit y).
Proof. unfold P_SameValue, strided_logit; tauto. Qed.
End Equal.
Lemma strided_classes x : strided_logit x \/ Float64.is_nan x \/
  Float64.is_plus_infinity x.
Proof.
unfold strided_logit; destruct x as [s | [|] | | s m e H].
- left; left; reflexivity.
- left; right; now split.
- right; right; now split.
- right; left; exact I.
- left; left; reflexivity.
Qed.
Lemma strided_exhaustive v n : strided_every strided_logit v n \/
  strided_some Float64.is_nan v n \/ strided_some Float64.is_plus_infinity v n.
Proof.
destruct (Classical_Prop.classic (strided_some Float64.is_nan v n)) as [N | N];
  [now right; left |].
destruct (Classical_Prop.classic (strided_some Float64.is_plus_infinity v n))
  as [P | P]; [now right; right |].
left; intros k A B; destruct (strided_classes (v k)) as [C | [C | C]];
  [exact C | exfalso; apply N | exfalso; apply P]; exists k;
  (split; [split; assumption | exact C]).
Qed.
(*@ NEEDS P_SameValue P_StridedAccepted *)
Lemma strided_accepted_equal t t' z z' s s' n :
  strided_equal (fun k => t (entry_of z (k * s))) (fun k => t' (entry_of z' (k * s'))) n ->
  P_StridedAccepted t z s n <-> P_StridedAccepted t' z' s' n.
Proof.
intros E.
assert (C := strided_every_equal _ _ n E Float64.is_minus_infinity strided_same_minus).
assert (D := strided_every_equal _ _ n E strided_logit strided_same_logit).
change (P_StridedMasked t z s n <-> P_StridedMasked t' z' s' n) in C.
split; intros [[S M] L]; (split; [split; [exact S | clear - M C; tauto] |]);
  [exact (proj1 D L) | exact (proj2 D L)].
Qed.

(*@ NEEDS P_StridedAccepted P_Accepted P_Logits P_AllMasked P_Gathered *)
Lemma strided_accepted_gathered m t z w s n : P_Gathered m t z w s n ->
  P_StridedAccepted t z s n <-> P_Accepted m w n.
Proof.
intros G.
assert (C := strided_every_equal _ _ n G Float64.is_minus_infinity strided_same_minus).
assert (D := strided_every_equal _ _ n G strided_logit strided_same_logit).
change (P_StridedMasked t z s n <-> P_AllMasked m w n) in C.
split; [intros [[S M] L] | intros [[S L] M]].
- split; [split; [exact S | exact (proj1 D L)] | clear - M C; tauto].
- split; [split; [exact S | clear - M C; tauto] | exact (proj2 D L)].
Qed.
Ltac try_strided_gathered := intro_goal; match goal with
  | G : P_Gathered ?m ?t ?z ?w ?s ?n, A : P_StridedAccepted ?t ?z ?s ?n
    |- P_Accepted ?m ?w ?n => exact (proj1 (strided_accepted_gathered m t z w s n G) A)
  end.
(*@ TRY try_strided_gathered *)

(*@ NEEDS P_SameValue P_StridedStatus *)
Lemma strided_status_equal t t' z z' s s' n i :
  strided_equal (fun k => t (entry_of z (k * s))) (fun k => t' (entry_of z' (k * s'))) n ->
  P_StridedStatus t z s n i -> P_StridedStatus t' z' s' n i.
Proof.
intros E; unfold P_StridedStatus.
assert (A := strided_some_equal _ _ n E Float64.is_nan strided_same_nan).
assert (B := strided_some_equal _ _ n E Float64.is_plus_infinity strided_same_plus).
assert (C := strided_every_equal _ _ n E Float64.is_minus_infinity strided_same_minus).
change (P_StridedNaN t z s n <-> P_StridedNaN t' z' s' n) in A.
change (P_StridedPlusInfinity t z s n <-> P_StridedPlusInfinity t' z' s' n) in B.
change (P_StridedMasked t z s n <-> P_StridedMasked t' z' s' n) in C.
assert (F := strided_accepted_equal t t' z z' s s' n E).
clear - A B C F; tauto.
Qed.

(*@ NEEDS P_StridedStatus P_Gathered P_Accepted P_HasNaN P_HasPlusInfinity P_AllMasked P_StridedSize *)
Lemma strided_status m t z w s n i : P_Gathered m t z w s n ->
  (0 < n)%Z -> (n <= 67108864)%Z ->
  (n = 0%Z <-> i = 1%Z) -> ((67108865 <= n)%Z <-> i = 2%Z) ->
  (P_Accepted m w n <-> i = 0%Z) ->
  (((0 < n)%Z /\ (n <= 67108864)%Z) /\ P_HasNaN m w n <-> i = 3%Z) ->
  (((0 < n)%Z /\ (n <= 67108864)%Z) /\ P_AllMasked m w n <-> i = 5%Z) ->
  ((((0 < n)%Z /\ (n <= 67108864)%Z) /\ ~ P_HasNaN m w n) /\
    P_HasPlusInfinity m w n <-> i = 4%Z) ->
  P_StridedStatus t z s n i.
Proof.
intros G N0 N1 S1 S2 S0 S3 S5 S4.
assert (A := strided_some_equal _ _ n G Float64.is_nan strided_same_nan).
assert (B := strided_some_equal _ _ n G Float64.is_plus_infinity strided_same_plus).
assert (C := strided_every_equal _ _ n G Float64.is_minus_infinity strided_same_minus).
assert (X := strided_exhaustive (fun k => m (entry_of w k)) n).
change (P_StridedNaN t z s n <-> P_HasNaN m w n) in A.
change (P_StridedPlusInfinity t z s n <-> P_HasPlusInfinity m w n) in B.
change (P_StridedMasked t z s n <-> P_AllMasked m w n) in C.
change (P_Logits m w n \/ P_HasNaN m w n \/ P_HasPlusInfinity m w n) in X.
assert (F := strided_accepted_gathered m t z w s n G).
assert (N : ((0 < n)%Z /\ (n <= 67108864)%Z)) by (split; assumption).
assert (~ i = 1%Z) by (intros E; apply S1 in E; lia).
assert (~ i = 2%Z) by (intros E; apply S2 in E; lia).
assert (~ i = 20%Z).
{ intros ->.
  assert (~ (20 = 0)%Z) by lia; assert (~ (20 = 3)%Z) by lia.
  assert (~ (20 = 4)%Z) by lia; assert (~ (20 = 5)%Z) by lia.
  assert (P_Logits m w n /\ ~ P_AllMasked m w n -> P_Accepted m w n)
    by (intros [L M]; exact (conj (conj N L) M)).
  tauto. }
unfold P_StridedStatus; tauto.
Qed.
Ltac try_strided_status := intro_goal; match goal with
  | G : P_Gathered ?m ?t ?z ?w ?s ?n, Z : P_StridedSize ?s ?n
    |- P_StridedStatus ?t ?z ?s ?n ?i =>
      destruct Z as [[[? _] ?] _];
      apply (strided_status m t z w s n i G); assumption
  end.
(*@ TRY try_strided_status *)
