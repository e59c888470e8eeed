(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* A row of floats with strides: specs/strided32_model.acsl,
   src/strided_float_row.c, src/strided_float_check.c *)

(*@ NEEDS *)
Lemma strided32_masked_finite x : Float32.t'isFinite x ->
  Float32.is_minus_infinity x -> False.
Proof. destruct (FloatOps32.classes x); tauto. Qed.

(*@ NEEDS P_SameValue32 *)
Lemma strided32_refl x : P_SameValue32 x x.
Proof. unfold P_SameValue32; tauto. Qed.
Lemma strided32_sym x y : P_SameValue32 x y -> P_SameValue32 y x.
Proof.
unfold P_SameValue32; intros [[[[A B] C] D] E]; rewrite E; tauto.
Qed.
Lemma strided32_trans x y z :
  P_SameValue32 x y -> P_SameValue32 y z -> P_SameValue32 x z.
Proof.
unfold P_SameValue32; intros [[[[A B] C] D] E] [[[[A' B'] C'] D'] E'].
rewrite E', E; tauto.
Qed.
Lemma strided32_real x y : P_SameValue32 x y -> Float32.t'real x = Float32.t'real y.
Proof. intros [_ E]; exact (eq_sym E). Qed.
Lemma strided32_minus x y : P_SameValue32 x y ->
  (Float32.is_minus_infinity x <-> Float32.is_minus_infinity y).
Proof. unfold P_SameValue32; tauto. Qed.
Lemma strided32_finite x y : P_SameValue32 x y ->
  (Float32.t'isFinite x <-> Float32.t'isFinite y).
Proof. unfold P_SameValue32; tauto. Qed.
Definition strided32_equal (v v' : Z -> Float32.t) n :=
  forall k, (0 <= k)%Z -> (k < n)%Z -> P_SameValue32 (v k) (v' k).
Lemma strided32_equal_refl v n : strided32_equal v v n.
Proof. intros k _ _; apply strided32_refl. Qed.
Lemma strided32_equal_sym v v' n : strided32_equal v v' n -> strided32_equal v' v n.
Proof. intros E k K N; exact (strided32_sym _ _ (E k K N)). Qed.

(*@ NEEDS shift *)
Lemma store32_same (m : addr -> Float32.t) q f : map.Map.set m q f q = f.
Proof. unfold map.Map.set; now destruct (why_decidable_eq q q). Qed.
Lemma store32_other (m : addr -> Float32.t) q f x : q <> x ->
  map.Map.set m q f x = m x.
Proof.
intros N; unfold map.Map.set; destruct (why_decidable_eq x q); [| easy].
now symmetry in e.
Qed.

(* The loops that read and write a row *)
(*@ NEEDS P_Gathered32 separated *)
Lemma strided32_gather_next m t z w s i f : P_Gathered32 m t z w s i ->
  P_WideLogit (t (entry_of z (i * s))) f ->
  P_Gathered32 (map.Map.set m (entry_of w i) f) t z w s (1 + i)%Z.
Proof.
intros G W k Hk Nk; destruct (Z.eq_dec k i) as [-> | D].
- rewrite store_same; exact W.
- rewrite store_other by (apply entry_differ; lia); exact (G k Hk ltac:(lia)).
Qed.
Ltac try_strided32_gather := intro_goal; match goal with
  | G : P_Gathered32 ?m ?t ?z ?w ?s ?i, W : P_WideLogit _ ?f
    |- P_Gathered32 (map.Map.set ?m _ ?f) ?t ?z ?w ?s (1 + ?i)%Z =>
      exact (strided32_gather_next m t z w s i f G W)
  end.
(*@ TRY try_strided32_gather *)

(*@ NEEDS P_StridedAccepted32 shift *)
Lemma strided32_number x : Float32.t'isFinite x \/ Float32.is_minus_infinity x ->
  ~ Float32.is_nan x.
Proof. destruct (FloatOps32.classes x); tauto. Qed.
Ltac try_strided32_number := intro_goal; match goal with
  | A : P_StridedAccepted32 ?t ?z ?s ?n, I : (0 <= ?i)%Z, N : (?i < ?n)%Z
    |- ~ Float32.is_nan (?t (_ ?z (?i * ?s)%Z)) =>
      let B := fresh in intros B; destruct A as [_ A];
      specialize (A i I N); cbv zeta in A;
      exact (strided32_number _ A B)
  end.
(*@ TRY try_strided32_number *)

(*@ NEEDS P_WideLogit P_StridedAccepted32 shift *)
Ltac try_strided32_wide := intro_goal; match goal with
  | A : P_StridedAccepted32 ?t ?z ?s ?n, I : (0 <= ?i)%Z, N : (?i < ?n)%Z
    |- P_WideLogit (?t (_ ?z (?i * ?s)%Z)) ?f =>
      let B := fresh in destruct A as [_ A];
      assert (B := A i I N); cbv zeta in B; destruct B as [B | B];
      [ right; match goal with H : Float32.t'isFinite _ -> _ /\ _ |- _ =>
          destruct (H B); repeat split; congruence || assumption end
      | left; split; [exact B |];
        match goal with H : Float32.is_minus_infinity _ -> _ |- _ => exact (H B) end ]
  end.
(*@ TRY try_strided32_wide *)

(*@ NEEDS P_Scattered32 P_StridedSize separated *)
Lemma strided32_scatter_next m t x p s i f n : P_StridedSize s n ->
  P_Scattered32 m t x p s i -> P_Rounded (m (entry_of x i)) f ->
  P_Scattered32 m (map.Map.set t (entry_of p (i * s)) f) x p s (1 + i)%Z.
Proof.
intros [[[_ S] _] _] G R k Hk Nk; destruct (Z.eq_dec k i) as [-> | D].
- rewrite store32_same; exact R.
- rewrite store32_other by (apply entry_differ; nia); exact (G k Hk ltac:(lia)).
Qed.
Ltac try_strided32_scatter := intro_goal; match goal with
  | S : P_StridedSize ?s ?n, G : P_Scattered32 ?m ?t ?x ?p ?s ?i, R : P_Rounded _ ?f
    |- P_Scattered32 ?m (map.Map.set ?t _ ?f) ?x ?p ?s (1 + ?i)%Z =>
      exact (strided32_scatter_next m t x p s i f n S G R)
  end.
(*@ TRY try_strided32_scatter *)

(*@ NEEDS P_KeptBesideRow32 P_KeptAt32 separated *)
Lemma strided32_store_row m t p s n i f : (0 <= i)%Z -> (i < n)%Z ->
  P_KeptBesideRow32 m t p s n ->
  P_KeptBesideRow32 (map.Map.set m (entry_of p (i * s)) f) t p s n.
Proof.
intros I N K q S; unfold P_KeptAt32; rewrite store32_other; [exact (K q S) |].
exact (S i I N).
Qed.
Ltac try_strided32_row := intro_goal; match goal with
  | K : P_KeptBesideRow32 ?m ?t ?p ?s ?n
    |- P_KeptBesideRow32 (map.Map.set ?m (_ ?p (?i * ?s)%Z) ?f) ?t ?p ?s ?n =>
      apply (strided32_store_row m t p s n i f); assumption || lia
  end.
(*@ TRY try_strided32_row *)
Ltac try_strided32_end := intro_goal; same_integers; match goal with
  | K : P_KeptBesideRow32 ?m ?t ?p ?s ?n |- P_KeptBesideRow32 ?m ?t ?p ?s ?n => exact K
  end.
(*@ TRY try_strided32_end *)

(* What a row of values is refused for *)
(*@ NEEDS P_StridedNaN32 shift *)
Lemma strided32_some_next (Q : Float32.t -> Prop) (v : Z -> Float32.t) i : (0 <= i)%Z ->
  (exists k, ((0 <= k)%Z /\ (k < 1 + i)%Z) /\ Q (v k)) <->
  (exists k, ((0 <= k)%Z /\ (k < i)%Z) /\ Q (v k)) \/ Q (v i).
Proof.
intros I; split.
- intros [k [[A B] C]]; destruct (Z.eq_dec k i) as [-> | D]; [now right |].
  left; exists k; repeat split; [exact A | lia | exact C].
- intros [[k [[A B] C]] | C]; [exists k | exists i]; repeat split;
    lia || assumption.
Qed.
Ltac try_strided32_nan := intro_goal; match goal with
  | H : ~ P_StridedNaN32 ?t ?z ?s ?i, N : ~ Float32.is_nan _
    |- ~ P_StridedNaN32 ?t ?z ?s (1 + ?i)%Z =>
      let A := fresh in intros A;
      apply (strided32_some_next Float32.is_nan
        (fun k => t (entry_of z (k * s)%Z)) i) in A; [| assumption];
      destruct A as [A | A]; [exact (H A) | exact (N A)]
  end.
(*@ TRY try_strided32_nan *)

(*@ NEEDS P_StridedPlusInfinity32 shift fliteral fliteral1 *)
Lemma strided32_plus_next t z s i : (0 <= i)%Z ->
  P_StridedPlusInfinity32 t z s (1 + i)%Z <->
  P_StridedPlusInfinity32 t z s i \/ Float32.is_plus_infinity (t (entry_of z (i * s)%Z)).
Proof.
exact (strided32_some_next Float32.is_plus_infinity (fun k => t (entry_of z (k * s)%Z)) i).
Qed.
Lemma strided32_above x f : Float32.t'isFinite f -> Float32.t'real f = FloatOps32.largest ->
  (Float32.lt f x <-> Float32.is_plus_infinity x).
Proof.
intros F E; rewrite FloatOps32.lt_spec; unfold FloatOps32.compared.
assert (L := FloatOps32.largest_infinity).
destruct (FloatOps32.classes f); try contradiction.
destruct (FloatOps32.classes x); rewrite ?E in *;
  repeat match goal with H : FloatOps32.place _ = _ |- _ => rewrite H in *; clear H end;
  rewrite ?E in *; unfold FloatOps32.largest in *; split; intros; try tauto;
  try (exfalso; lra); repeat split; try assumption; lra.
Qed.
Ltac strided32_largest := literal_facts; match goal with
  | |- context [P_StridedPlusInfinity32] =>
    let A := fresh in assert (A := fun x => strided32_above x fliteral
      ltac:(assumption) ltac:(unfold FloatOps32.largest; literal_values; lra)) end.
Lemma strided32_plus_case t z s i a b (L : Prop) : (0 <= i)%Z ->
  (P_StridedPlusInfinity32 t z s i <-> ~ (a = 0)%Z) ->
  (L <-> Float32.is_plus_infinity (t (entry_of z (i * s)%Z))) ->
  (L /\ b = 1%Z \/ ~ L /\ a = b) ->
  (P_StridedPlusInfinity32 t z s (1 + i)%Z <-> ~ (b = 0)%Z).
Proof.
intros I H A D; rewrite (strided32_plus_next t z s i I), H, <- A.
destruct D as [[D ->] | [D ->]]; [| tauto].
split; [lia | intros _; right; exact D].
Qed.
Ltac try_strided32_plus := intro_goal; strided32_largest; match goal with
  | A : forall x, Float32.lt ?f x <-> _, H : P_StridedPlusInfinity32 ?t ?z ?s ?i <-> ~ (?a = 0)%Z,
    I : (0 <= ?i)%Z, D : _ \/ ~ Float32.lt _ _ /\ _
    |- P_StridedPlusInfinity32 ?t ?z ?s (1 + ?i)%Z <-> ~ (?b = 0)%Z =>
      apply (strided32_plus_case t z s i a b _ I H (A (t (entry_of z (i * s)%Z))));
      clear - D; tauto
  end.
(*@ TRY try_strided32_plus *)

(*@ NEEDS P_StridedMasked32 shift fliteral fliteral1 *)
Lemma strided32_masked_next t z s i : (0 <= i)%Z ->
  P_StridedMasked32 t z s (1 + i)%Z <->
  P_StridedMasked32 t z s i /\ Float32.is_minus_infinity (t (entry_of z (i * s)%Z)).
Proof.
intros I; split.
- intros H; split; [intros k A B; apply H; lia | apply (H i); lia].
- intros [H M] k A B; destruct (Z.eq_dec k i) as [-> | D]; [exact M | apply H; lia].
Qed.
Lemma strided32_below x f : Float32.t'isFinite f ->
  Float32.t'real f = - FloatOps32.largest -> ~ Float32.is_nan x ->
  (Float32.le f x <-> ~ Float32.is_minus_infinity x).
Proof.
intros F E N; rewrite FloatOps32.le_spec; unfold FloatOps32.compared.
assert (L := FloatOps32.largest_infinity).
destruct (FloatOps32.classes f); try contradiction.
destruct (FloatOps32.classes x); rewrite ?E in *;
  repeat match goal with H : FloatOps32.place _ = _ |- _ => rewrite H in *; clear H end;
  rewrite ?E in *; unfold FloatOps32.largest in *; split; intros; try tauto;
  try (exfalso; lra); repeat split; try assumption; lra.
Qed.
Lemma strided32_above_plus x f : Float32.t'isFinite f ->
  Float32.t'real f = FloatOps32.largest -> Float32.lt f x ->
  ~ Float32.is_minus_infinity x.
Proof.
intros F E; rewrite FloatOps32.lt_spec; unfold FloatOps32.compared.
assert (L := FloatOps32.largest_infinity).
intros (_ & _ & P) M; destruct (FloatOps32.classes f); try contradiction.
destruct (FloatOps32.classes x); try contradiction.
repeat match goal with H : FloatOps32.place _ = _ |- _ => rewrite H in *; clear H end.
rewrite ?E in *; unfold FloatOps32.largest in *; lra.
Qed.
Lemma strided32_masked_case (M M' m L E : Prop) (a b c d : Z) :
  (M' <-> M /\ m) -> (a = 0%Z /\ b = 0%Z <-> M) -> (L -> ~ m) -> (E <-> ~ m) ->
  (L /\ d = 1%Z \/ ~ L /\ b = d /\ (E /\ c = 1%Z \/ ~ E /\ a = c)) ->
  (c = 0%Z /\ d = 0%Z <-> M').
Proof.
intros N H A B D; rewrite N, <- H.
destruct (Classical_Prop.classic m) as [X | X].
- destruct D as [[D ->] | (_ & -> & [[D _] | [_ ->]])]; [exfalso; tauto
  | exfalso; tauto | tauto].
- destruct D as [[_ ->] | (_ & -> & [[_ ->] | [D _]])];
    [split; [lia | tauto] | split; [lia | tauto] | exfalso; tauto].
Qed.
Ltac try_strided32_masked := intro_goal; literal_facts; match goal with
  | H : ?a = 0%Z /\ ?b = 0%Z <-> P_StridedMasked32 ?t ?z ?s ?i, I : (0 <= ?i)%Z,
    N : ~ Float32.is_nan (?t (_ ?z (?i * ?s)%Z)), D : _ \/ ~ Float32.lt _ _ /\ _
    |- ?c = 0%Z /\ ?d = 0%Z <-> P_StridedMasked32 ?t ?z ?s (1 + ?i)%Z =>
      let A := fresh in let B := fresh in
      assert (A := strided32_above_plus (t (entry_of z (i * s)%Z)) fliteral
        ltac:(assumption) ltac:(unfold FloatOps32.largest; literal_values; lra));
      assert (B := strided32_below (t (entry_of z (i * s)%Z)) fliteral1
        ltac:(assumption) ltac:(unfold FloatOps32.largest; literal_values; lra) N);
      apply (strided32_masked_case _ _ _ _ _ a b c d
        (strided32_masked_next t z s i I) H A B);
      clear - D; intuition congruence
  end.
(*@ TRY try_strided32_masked *)

(*@ NEEDS P_StridedStatus32 P_StridedSize *)
Lemma strided32_classes (x : Float32.t) : ~ Float32.is_nan x ->
  ~ Float32.is_plus_infinity x -> Float32.t'isFinite x \/ Float32.is_minus_infinity x.
Proof. destruct (FloatOps32.classes x); tauto. Qed.
Lemma strided32_nan t z s n i : (0 <= i)%Z -> (i < n)%Z ->
  Float32.is_nan (t (entry_of z (i * s)%Z)) -> P_StridedStatus32 t z s n 3.
Proof.
intros I J N.
assert (X : P_StridedNaN32 t z s n) by (exists i; exact (conj (conj I J) N)).
assert (M : ~ P_StridedMasked32 t z s n).
{ intros M; specialize (M i I J); destruct (FloatOps32.classes (t (entry_of z (i * s)%Z)));
    tauto. }
assert (A : ~ P_StridedAccepted32 t z s n).
{ intros [_ A]; specialize (A i I J); cbv zeta in A;
  destruct (FloatOps32.classes (t (entry_of z (i * s)%Z))); tauto. }
unfold P_StridedStatus32; repeat split; intros; try lia; try tauto; exfalso; tauto || lia.
Qed.
Lemma strided32_rest t z s n a b i : P_StridedSize s n -> ~ P_StridedNaN32 t z s n ->
  (P_StridedPlusInfinity32 t z s n <-> ~ (a = 0)%Z) ->
  (b = 0%Z /\ a = 0%Z <-> P_StridedMasked32 t z s n) ->
  ((a = 0)%Z /\ (b = 0%Z /\ i = 5%Z \/ ~ (b = 0%Z) /\ i = 0%Z) \/
   ~ (a = 0)%Z /\ i = 4%Z) -> P_StridedStatus32 t z s n i.
Proof.
intros [[[N0 _] N1] _] X P M D.
assert (A : P_StridedAccepted32 t z s n <->
  ~ P_StridedPlusInfinity32 t z s n /\ ~ P_StridedMasked32 t z s n).
{ split.
  - intros [[_ Q] A]; split; [| exact Q]; intros [k [[K L] R]].
    specialize (A k K L); cbv zeta in A.
    destruct (FloatOps32.classes (t (entry_of z (k * s)%Z))); tauto.
  - intros [Q R]; repeat split; try assumption; try lia.
    intros k; cbv zeta; intros K L; apply strided32_classes.
    + intros Y; apply X; exists k; exact (conj (conj K L) Y).
    + intros Y; apply Q; exists k; exact (conj (conj K L) Y). }
unfold P_StridedStatus32; rewrite A, P, <- M; clear - X D.
destruct D as [[-> [[-> ->] | [B ->]]] | [A ->]]; repeat split; intros;
  try lia; try tauto; exfalso; tauto || lia.
Qed.
Ltac try_strided32_status := intro_goal; same_integers; match goal with
  | N : Float32.is_nan (?t (_ ?z (?i * ?s)%Z)), I : (0 <= ?i)%Z, J : (?i < ?n)%Z
    |- P_StridedStatus32 ?t ?z ?s ?n 3%Z => exact (strided32_nan t z s n i I J N)
  | S : P_StridedSize ?s ?n, N : ~ P_StridedNaN32 ?t ?z ?s ?n,
    P : P_StridedPlusInfinity32 ?t ?z ?s ?n <-> ~ (?a = 0)%Z,
    M : ?b = 0%Z /\ ?a = 0%Z <-> P_StridedMasked32 ?t ?z ?s ?n
    |- P_StridedStatus32 ?t ?z ?s ?n ?i =>
      apply (strided32_rest t z s n a b i S N P M); clear N P M S; intuition lia
  end.
(*@ TRY try_strided32_status *)
