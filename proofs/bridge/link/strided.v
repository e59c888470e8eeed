(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* Where the rows lie, which are checked, which are written *)

(* Where the rows lie *)
(*@ NEEDS P_Layout L_LastIndex *)
Lemma strided_row_end rows cols rs s r : P_Layout rows cols rs s ->
  (0 <= r)%Z -> (r < rows)%Z -> (0 <= r * rs)%Z /\
  (r * rs + s * (-1 + cols) <= L_LastIndex rows cols rs s)%Z /\
  (0 <= s * (-1 + cols))%Z.
Proof.
intros [[[[[C R] _] _] L] [[S RS] _]] A B; unfold L_LastIndex in *.
change (- (1))%Z with (-1)%Z in *.
assert (0 <= s * (-1 + cols))%Z by nia.
destruct RS as [-> | RS].
- replace r with 0%Z by lia; lia.
- repeat split; [nia | nia | assumption].
Qed.

(*@ NEEDS P_Layout L_LastIndex P_StridedSize *)
Lemma strided_layout_size rows cols rs s : P_Layout rows cols rs s ->
  P_StridedSize s cols.
Proof.
intros L; assert (E := L); destruct L as [[[[[C R] C1] _] L] [[S _] _]].
destruct (strided_row_end rows cols rs s 0 E ltac:(lia) R) as [_ [A _]].
split; [repeat split; assumption |].
change (- (1))%Z with (-1)%Z; lia.
Qed.
Ltac try_strided_layout := intro_goal; match goal with
  | L : P_Layout ?rows ?cols ?rs ?s
    |- ((((0 <= ?r * ?rs)%Z /\ _) /\ _) /\ P_StridedSize ?s ?cols) =>
      let A := fresh in let B := fresh in
      destruct (strided_row_end rows cols rs s r L) as [A [B _]];
        [assumption | assumption |];
      exact (conj (conj (conj A B) (proj2 (proj1 L)))
        (strided_layout_size rows cols rs s L))
  end.
(*@ TRY try_strided_layout *)

(*@ NEEDS P_Layout L_LastIndex to_uint64 id_uint64 *)
Ltac try_strided_row_size := intro_goal; match goal with
  | L : P_Layout ?rows ?cols ?rs ?s |- (?r * ?rs)%Z = to_uint64 _ =>
      let A := fresh in let B := fresh in let C := fresh in
      destruct (strided_row_end rows cols rs s r L) as [A [B C]];
        [assumption | assumption |];
      rewrite id_uint64; [reflexivity |];
      assert (L_LastIndex rows cols rs s <= 4503599627370496)%Z
        by exact (proj2 (proj1 L));
      lia
  end.
(*@ TRY try_strided_row_size *)

(* The rows that are checked *)
(*@ NEEDS P_AcceptedStrided P_StridedStatus P_Layout L_LastIndex *)
Lemma strided_accepted_next t z r cols rs s : P_AcceptedStrided t z r cols rs s ->
  P_StridedStatus t (entry_of z (r * rs)) s cols 0 ->
  P_AcceptedStrided t z (1 + r) cols rs s.
Proof.
intros A [[[_ _] S] _] k Hk Nk.
destruct (Z.eq_dec k r) as [-> | D]; [exact (proj2 S eq_refl) |].
exact (A k Hk ltac:(lia)).
Qed.
Ltac try_strided_accepted := intro_goal; match goal with
  | A : P_AcceptedStrided ?t ?z ?r ?c ?rs ?s, S : P_StridedStatus ?t (_ ?z _) ?s ?c 0%Z
    |- P_AcceptedStrided ?t ?z (1 + ?r)%Z ?c ?rs ?s =>
      exact (strided_accepted_next t z r c rs s A S)
  | N : ~ (?i = 0)%Z, S : P_StridedStatus ?t (_ ?z (?r * ?rs)%Z) ?s ?c ?i
    |- ~ P_AcceptedStrided ?t ?z ?rows ?c ?rs ?s =>
      let A := fresh in intros A; apply N; destruct S as [[[_ _] S] _];
      apply (proj1 S); exact (A r ltac:(assumption) ltac:(assumption))
  end.
(*@ TRY try_strided_accepted *)

(* A row that lies apart from work *)
(*@ NEEDS P_KeptBeside P_KeptAt separated P_Layout L_LastIndex *)
Lemma strided_apart_row m t w n z s d x r rows rs : P_KeptBeside m t w n ->
  P_Layout rows d rs s -> (0 <= r)%Z -> (r < rows)%Z ->
  separated (entry_of w 0%Z) n (entry_of z 0%Z) x ->
  x = (1 + L_LastIndex rows d rs s)%Z ->
  strided_equal (fun k => m (entry_of (entry_of z (r * rs)) (k * s)))
    (fun k => t (entry_of (entry_of z (r * rs)) (k * s))) d.
Proof.
intros K L R N S -> k K0 K1; apply strided_same_sym, K.
destruct (strided_row_end rows d rs s r L R N) as [A [B C]].
assert (P : (0 < s)%Z) by exact (proj1 (proj1 (proj2 L))).
assert (D : (0 <= k * s)%Z /\ (k * s <= s * (-1 + d))%Z) by nia.
change (separated (entry_of (entry_of z (r * rs)) (k * s)) 1 (entry_of w 0%Z) n).
unfold separated in *; cbn [base offset] in *.
clear - S A B C D; lia.
Qed.
(*@ NEEDS P_StridedStatus P_KeptBeside P_KeptAt separated P_Layout L_LastIndex P_StridedSize *)
Ltac try_strided_status_kept := intro_goal; match goal with
  | K : P_KeptBeside ?m ?t ?w ?n, L : P_Layout ?rows ?d ?rs ?s,
    S : separated (_ ?w 0%Z) ?n (_ ?z 0%Z) ?x,
    H : P_StridedStatus ?m (_ ?z (?r * ?rs)%Z) ?s ?d ?i |- P_StridedStatus ?t _ ?s ?d ?i =>
      refine (strided_status_equal m t _ _ s s d i _ H);
      apply (strided_apart_row m t w n z s d x r rows rs K L);
      first [assumption | reflexivity]
  end.
(*@ TRY try_strided_status_kept *)

(* Rows that are written *)
(*@ NEEDS P_KeptBesideBoth P_KeptBeside P_KeptBesideRow P_KeptAt *)
Ltac try_strided_both := intro_goal; match goal with
  | A : P_KeptBeside ?m1 ?t ?w ?n, B : P_KeptBeside ?m2 ?m1 ?w ?n,
    C : P_KeptBesideRow ?m3 ?m2 ?p ?s ?n |- P_KeptBesideBoth ?m3 ?t ?p ?s ?n ?w =>
      let q := fresh in let S := fresh in let R := fresh in
      intros q S R;
      exact (strided_same_trans _ _ _ (A q S)
        (strided_same_trans _ _ _ (B q S) (C q R)))
  end.
(*@ TRY try_strided_both *)

(*@ NEEDS P_KeptBesideBoth P_Layout L_LastIndex P_KeptAt separated *)
From Softproof Require Strided.
Section Row.
Variables (m' m : addr -> Float64.t) (z p w : addr) (x r rows cols rs s : Z).
Hypotheses (L : P_Layout rows cols rs s) (Lx : x = (1 + L_LastIndex rows cols rs s)%Z)
  (R : (0 <= r)%Z) (Nr : (r < rows)%Z)
  (Sz : separated (entry_of w 0%Z) cols (entry_of z 0%Z) x)
  (Sp : separated (entry_of w 0%Z) cols (entry_of p 0%Z) x)
  (K : P_KeptBesideBoth m' m (entry_of p (r * rs)) s cols w).
Lemma strided_entry_range k i : (0 <= k)%Z -> (k < rows)%Z -> (0 <= i)%Z ->
  (i < cols)%Z -> (0 <= k * rs + i * s)%Z /\ (k * rs + i * s < x)%Z.
Proof.
clear Sz Sp K.
intros K0 K1 I0 I1; destruct (strided_row_end rows cols rs s k L K0 K1) as [A [B _]].
assert (S : (0 < s)%Z) by exact (proj1 (proj1 (proj2 L))).
subst x; split; nia.
Qed.
Lemma strided_other k i : (0 <= k)%Z -> (k < rows)%Z -> (0 <= i)%Z ->
  (i < cols)%Z -> k <> r -> P_KeptAt m' m (entry_of p (k * rs + i * s)).
Proof.
clear Sz; intros K0 K1 I0 I1 N; apply K.
- destruct (strided_entry_range k i K0 K1 I0 I1) as [A B].
  change (separated (entry_of p (k * rs + i * s)) 1 (entry_of w 0%Z) cols).
  unfold separated in *; cbn [base offset] in *; clear - Sp A B; lia.
- intros j J0 J1 E; apply N.
  assert (O : (offset p + r * rs + j * s = offset p + (k * rs + i * s))%Z)
    by exact (f_equal offset E).
  destruct L as [_ [[S1 S2] S3]].
  apply (Strided.Index_injective rows cols rs s k r i j); lia.
Qed.
Lemma strided_rest k i : z = p \/ separated (entry_of p 0%Z) x (entry_of z 0%Z) x ->
  (0 <= k)%Z -> (k < rows)%Z -> (0 <= i)%Z ->
  (i < cols)%Z -> k <> r -> P_KeptAt m' m (entry_of z (k * rs + i * s)).
Proof.
intros A K0 K1 I0 I1 N; destruct A as [-> | A]; [now apply strided_other |].
destruct (strided_entry_range k i K0 K1 I0 I1) as [B C]; apply K.
- change (separated (entry_of z (k * rs + i * s)) 1 (entry_of w 0%Z) cols).
  unfold separated in *; cbn [base offset] in *; clear - Sz B C; lia.
- intros j J0 J1 E.
  destruct (strided_entry_range r j R Nr J0 J1) as [D F].
  assert (O : (offset p + r * rs + j * s = offset z + (k * rs + i * s))%Z)
    by exact (f_equal offset E).
  assert (Q : base p = base z) by exact (f_equal base E).
  unfold separated in A; cbn [base offset] in A; clear - A B C D F O Q; lia.
Qed.
End Row.

(*@ NEEDS P_KeptBesideBoth P_Layout L_LastIndex P_KeptAt separated *)
Lemma strided_outputs m' m z p w x r rows cols rs s k : P_Layout rows cols rs s ->
  x = (1 + L_LastIndex rows cols rs s)%Z -> (0 <= r)%Z -> (r < rows)%Z ->
  separated (entry_of w 0%Z) cols (entry_of z 0%Z) x ->
  separated (entry_of w 0%Z) cols (entry_of p 0%Z) x ->
  P_KeptBesideBoth m' m (entry_of p (r * rs)) s cols w ->
  (0 <= k)%Z -> (k < r)%Z ->
  strided_equal (fun i => m' (entry_of (entry_of p (k * rs)) (i * s)))
    (fun i => m (entry_of (entry_of p (k * rs)) (i * s))) cols.
Proof.
intros L Lx R N Sz Sp K K0 K1 i I0 I1; cbn [base offset]; rewrite <- Z.add_assoc.
apply strided_same_sym.
exact (strided_other m' m p w x r rows cols rs s L Lx R N Sp K k i K0
  ltac:(lia) I0 I1 ltac:(lia)).
Qed.

(*@ NEEDS P_KeptBesideBoth P_Layout L_LastIndex P_KeptAt separated P_RowsFrom P_KeptBesideRows *)
Ltac strided_row_lemma := first [assumption | reflexivity | lia].
Ltac try_strided_rest := intro_goal; match goal with
  | L : P_Layout ?rows ?cols ?rs ?s, K : P_KeptBesideBoth ?m' ?m (_ ?p (?r * ?rs)%Z) ?s ?cols ?w,
    F : P_RowsFrom ?m ?t ?z ?r ?rows ?cols ?rs ?s, A : ?z = ?p \/ separated (_ ?p 0%Z) ?x _ ?x
    |- P_RowsFrom ?m' ?t ?z (1 + ?r)%Z ?rows ?cols ?rs ?s =>
      let k := fresh in let i := fresh in let B := fresh in
      intros k i ? ? ? ?;
      apply (strided_same_trans _ _ _ (F k i ltac:(assumption) ltac:(assumption)
        ltac:(lia) ltac:(assumption)));
      apply (strided_rest m' m z p w x r rows cols rs s); strided_row_lemma
  end.
(*@ TRY try_strided_rest *)
Lemma strided_kept_rows m' m t p w r rows cols rs s :
  P_KeptBesideRows m t p rows cols rs s w -> (0 <= r)%Z -> (r < rows)%Z ->
  P_KeptBesideBoth m' m (entry_of p (r * rs)) s cols w ->
  P_KeptBesideRows m' t p rows cols rs s w.
Proof.
intros K R N B q S H; refine (strided_same_trans _ _ _ (K q S H) (B q S _)).
intros i I0 I1 E; apply (H r i I0 I1 R N); rewrite <- E.
change (entry_of p (r * rs + i * s) = entry_of (entry_of p (r * rs)) (i * s)).
cbn [base offset]; f_equal; lia.
Qed.
Ltac try_strided_kept_rows := intro_goal; match goal with
  | K : P_KeptBesideRows ?m ?t ?p ?rows ?cols ?rs ?s ?w,
    B : P_KeptBesideBoth ?m' ?m (_ ?p (?r * ?rs)%Z) ?s ?cols ?w
    |- P_KeptBesideRows ?m' ?t ?p ?rows ?cols ?rs ?s ?w =>
      apply (strided_kept_rows m' m t p w r rows cols rs s); assumption
  end.
(*@ TRY try_strided_kept_rows *)

(*@ NEEDS P_RowsFrom P_AcceptedStrided P_StridedAccepted P_KeptAt *)
Lemma strided_row_equal m t z rows cols rs s r k : P_RowsFrom m t z r rows cols rs s ->
  (r <= k)%Z -> (k < rows)%Z ->
  strided_equal (fun i => t (entry_of (entry_of z (k * rs)) (i * s)))
    (fun i => m (entry_of (entry_of z (k * rs)) (i * s))) cols.
Proof.
intros F R N i I0 I1; cbn [base offset]; rewrite <- Z.add_assoc.
exact (F k i I0 I1 R N).
Qed.
Ltac try_strided_row_accepted := intro_goal; match goal with
  | A : P_AcceptedStrided ?t ?z ?rows ?cols ?rs ?s, F : P_RowsFrom ?m ?t ?z ?r ?rows ?cols ?rs ?s
    |- P_StridedAccepted ?m (_ ?z (?r * ?rs)%Z) ?s ?cols =>
      refine (proj1 (strided_accepted_equal t m _ _ s s cols
        (strided_row_equal m t z rows cols rs s r r F (Z.le_refl r) ltac:(assumption))) _);
      apply A; assumption
  end.
(*@ TRY try_strided_row_accepted *)

(* Checking wrote only to work. *)
(*@ NEEDS P_KeptBeside P_Layout L_LastIndex P_KeptAt separated P_AcceptedStrided P_StridedAccepted *)
Ltac try_strided_accepted_kept := intro_goal; match goal with
  | K : P_KeptBeside ?m ?t ?w ?n, L : P_Layout ?rows ?cols ?rs ?s,
    S : separated (_ ?w 0%Z) ?n (_ ?z 0%Z) ?x, A : P_AcceptedStrided ?t ?z ?rows ?cols ?rs ?s
    |- P_AcceptedStrided ?m ?z ?rows ?cols ?rs ?s =>
      let k := fresh in let K0 := fresh in let K1 := fresh in
      intros k; cbv zeta; intros K0 K1;
      refine (proj2 (strided_accepted_equal m t _ _ s s cols _) (A k K0 K1));
      apply (strided_apart_row m t w n z s cols x k rows rs K L);
      first [assumption | reflexivity]
  end.
(*@ TRY try_strided_accepted_kept *)

(*@ NEEDS P_KeptBesideRows P_EntryIndex P_KeptAt separated L_LastIndex *)
Ltac try_strided_gaps := intro_goal; match goal with
  | K : P_KeptBesideRows ?m ?t ?p ?rows ?cols ?rs ?s ?w, N : ~ P_EntryIndex ?rows ?cols ?rs ?s ?j,
    S : separated (_ ?w 0%Z) ?cols (_ ?p 0%Z) _ |- P_KeptAt ?m ?t (_ ?p ?j) =>
      apply K;
      [ change (separated (entry_of p j) 1 (entry_of w 0%Z) cols);
        unfold separated in S |- *; cbn [base offset] in S |- *;
        change (separated (entry_of w 0%Z) cols (entry_of p 0%Z)
          (1 + L_LastIndex rows cols rs s)) in S;
        unfold separated in S; cbn [base offset] in S; lia
      | let k := fresh in let i := fresh in
        intros k i ? ? ? ?; let E := fresh in
        intros E; apply N; exists k, i;
        assert (offset p + (k * rs + i * s) = offset p + j)%Z
          by exact (f_equal offset E);
        repeat split; first [assumption | lia] ]
  end.
(*@ TRY try_strided_gaps *)

(* Facts *)
(*@ NEEDS P_Layout L_LastIndex *)
From Softproof Require Strided.
Ltac try_strided_facts := intro_goal; match goal with
  | L : P_Layout ?rows ?cols ?rs ?s |- ?r = ?k /\ ?i = ?j =>
      let A := fresh in
      assert (A : r = k) by (destruct L as [_ [[? ?] ?]];
        apply (Strided.Index_injective rows cols rs s r k i j); lia);
      split; [exact A | subst r;
        assert (0 < s)%Z by exact (proj1 (proj1 (proj2 L))); nia]
  | L : P_Layout ?rows ?cols ?rs ?s |- ?i = ?j /\ ?r = ?k =>
      let A := fresh in
      assert (A : r = k) by (destruct L as [_ [[? ?] ?]];
        apply (Strided.Index_injective rows cols rs s r k i j); lia);
      split; [subst r;
        assert (0 < s)%Z by exact (proj1 (proj1 (proj2 L))); nia | exact A]
  | |- P_Layout ?rows ?cols _ _ =>
      unfold P_Layout, P_LayoutSize, P_LayoutApart, L_LastIndex;
      repeat split; first [assumption | lia | nia | left; lia | right; lia]
  end.
(*@ TRY try_strided_facts *)
