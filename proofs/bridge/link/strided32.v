(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* Rows of floats: which are checked, which are written *)

(*@ NEEDS P_AcceptedStrided32 P_StridedStatus32 P_Layout L_LastIndex *)
Ltac try_strided32_accepted := intro_goal; match goal with
  | A : P_AcceptedStrided32 ?t ?z ?r ?c ?rs ?s, S : P_StridedStatus32 ?t (_ ?z _) ?s ?c 0%Z
    |- P_AcceptedStrided32 ?t ?z (1 + ?r)%Z ?c ?rs ?s =>
      let k := fresh in let Hk := fresh in let Nk := fresh in let D := fresh in
      intros k Hk Nk; destruct (Z.eq_dec k r) as [-> | D];
      [ destruct S as [[_ S] _]; exact (proj2 S eq_refl) | exact (A k Hk ltac:(lia)) ]
  | N : ~ (?i = 0)%Z, S : P_StridedStatus32 ?t (_ ?z (?r * ?rs)%Z) ?s ?c ?i
    |- ~ P_AcceptedStrided32 ?t ?z ?rows ?c ?rs ?s =>
      let A := fresh in intros A; apply N; destruct S as [[_ S] _];
      apply (proj1 S); exact (A r ltac:(assumption) ltac:(assumption))
  end.
(*@ TRY try_strided32_accepted *)

(*@ NEEDS P_StridedAccepted32 P_SameValue32 *)
Lemma strided32_accepted_equal t t' z z' s n :
  strided32_equal (fun k => t (entry_of z (k * s)%Z)) (fun k => t' (entry_of z' (k * s)%Z)) n ->
  P_StridedAccepted32 t z s n -> P_StridedAccepted32 t' z' s n.
Proof.
intros E [[N M] A]; split; [split; [exact N |] |].
- intros H; apply M; intros k K L; apply (strided32_minus _ _ (E k K L)); exact (H k K L).
- intros k; cbv zeta; intros K L; destruct (A k K L) as [B | B]; [left | right].
  + exact (proj1 (strided32_finite _ _ (E k K L)) B).
  + exact (proj1 (strided32_minus _ _ (E k K L)) B).
Qed.

(*@ NEEDS P_KeptBesideRow32 P_Layout L_LastIndex P_KeptAt32 separated *)
From Softproof Require Strided.
Section Row32.
Variables (m' m : addr -> Float32.t) (z p : addr) (x r rows cols rs s : Z).
Hypotheses (L : P_Layout rows cols rs s) (Lx : x = (1 + L_LastIndex rows cols rs s)%Z)
  (R : (0 <= r)%Z) (Nr : (r < rows)%Z)
  (K : P_KeptBesideRow32 m' m (entry_of p (r * rs)) s cols).
Lemma strided32_range k i : (0 <= k)%Z -> (k < rows)%Z -> (0 <= i)%Z ->
  (i < cols)%Z -> (0 <= k * rs + i * s)%Z /\ (k * rs + i * s < x)%Z.
Proof.
clear K; intros K0 K1 I0 I1.
destruct (strided_row_end rows cols rs s k L K0 K1) as [A [B _]].
assert (S : (0 < s)%Z) by exact (proj1 (proj1 (proj2 L))).
subst x; split; nia.
Qed.
Lemma strided32_other k i : (0 <= k)%Z -> (k < rows)%Z -> (0 <= i)%Z ->
  (i < cols)%Z -> k <> r -> P_KeptAt32 m' m (entry_of p (k * rs + i * s)).
Proof.
intros K0 K1 I0 I1 N; apply K; intros j J0 J1 E; apply N.
assert (O : (offset p + r * rs + j * s = offset p + (k * rs + i * s))%Z)
  by exact (f_equal offset E).
destruct L as [_ [[S1 S2] S3]].
apply (Strided.Index_injective rows cols rs s k r i j); lia.
Qed.
Lemma strided32_rest_row k i : z = p \/ separated (entry_of p 0%Z) x (entry_of z 0%Z) x ->
  (0 <= k)%Z -> (k < rows)%Z -> (0 <= i)%Z ->
  (i < cols)%Z -> k <> r -> P_KeptAt32 m' m (entry_of z (k * rs + i * s)).
Proof.
intros A K0 K1 I0 I1 N; destruct A as [-> | A]; [now apply strided32_other |].
destruct (strided32_range k i K0 K1 I0 I1) as [B C]; apply K; intros j J0 J1 E.
destruct (strided32_range r j R Nr J0 J1) as [D F].
assert (O : (offset p + r * rs + j * s = offset z + (k * rs + i * s))%Z)
  by exact (f_equal offset E).
assert (Q : base p = base z) by exact (f_equal base E).
unfold separated in A; cbn [base offset] in A; clear - A B C D F O Q; lia.
Qed.
End Row32.

(*@ NEEDS P_KeptBesideRow32 P_Layout L_LastIndex P_KeptAt32 separated P_RowsFrom32 *)
Ltac try_strided32_rest := intro_goal; match goal with
  | L : P_Layout ?rows ?cols ?rs ?s, K : P_KeptBesideRow32 ?m' ?m (_ ?p (?r * ?rs)%Z) ?s ?cols,
    F : P_RowsFrom32 ?m ?t ?z ?r ?rows ?cols ?rs ?s, A : ?z = ?p \/ separated (_ ?p 0%Z) ?x _ ?x
    |- P_RowsFrom32 ?m' ?t ?z (1 + ?r)%Z ?rows ?cols ?rs ?s =>
      let k := fresh in let i := fresh in
      intros k i ? ? ? ?;
      apply (strided32_trans _ _ _ (F k i ltac:(assumption) ltac:(assumption)
        ltac:(lia) ltac:(assumption)));
      apply (strided32_rest_row m' m z p x r rows cols rs s);
      first [assumption | reflexivity | lia]
  end.
(*@ TRY try_strided32_rest *)
(*@ NEEDS P_KeptBesideRow32 P_KeptAt32 P_KeptBesideRows32 shift *)
Lemma strided32_entry_in p a b q : entry_of (entry_of p a) b = q ->
  entry_of p (a + b)%Z = q.
Proof. intros <-; cbn [base offset]; f_equal; lia. Qed.
Ltac try_strided32_kept := intro_goal; match goal with
  | K : P_KeptBesideRows32 ?m ?t ?p ?rows ?cols ?rs ?s,
    B : P_KeptBesideRow32 ?m' ?m (_ ?p (?r * ?rs)%Z) ?s ?cols
    |- P_KeptBesideRows32 ?m' ?t ?p ?rows ?cols ?rs ?s =>
      let q := fresh in let H := fresh in let i := fresh in let E := fresh in
      intros q H; refine (strided32_trans _ _ _ (K q H) (B q _));
      intros i ? ? E; apply (H r i); try assumption;
      exact (strided32_entry_in p (r * rs)%Z (i * s)%Z q E)
  end.
(*@ TRY try_strided32_kept *)
Ltac try_strided32_kept_end := intro_goal; same_integers; assumption.
(*@ TRY try_strided32_kept_end *)

(*@ NEEDS P_RowsFrom32 P_AcceptedStrided32 P_StridedAccepted32 P_KeptAt32 *)
Lemma strided32_row_equal m t z rows cols rs s r k : P_RowsFrom32 m t z r rows cols rs s ->
  (r <= k)%Z -> (k < rows)%Z ->
  strided32_equal (fun i => t (entry_of (entry_of z (k * rs)) (i * s)%Z))
    (fun i => m (entry_of (entry_of z (k * rs)) (i * s)%Z)) cols.
Proof.
intros F R N i I0 I1; cbn [base offset]; rewrite <- Z.add_assoc.
exact (F k i I0 I1 R N).
Qed.
Ltac try_strided32_row_accepted := intro_goal; match goal with
  | A : P_AcceptedStrided32 ?t ?z ?rows ?cols ?rs ?s,
    F : P_RowsFrom32 ?m ?t ?z ?r ?rows ?cols ?rs ?s
    |- P_StridedAccepted32 ?m (_ ?z (?r * ?rs)%Z) ?s ?cols =>
      refine (strided32_accepted_equal t m _ _ s cols
        (strided32_row_equal m t z rows cols rs s r r F (Z.le_refl r) ltac:(assumption)) _);
      apply A; assumption
  end.
(*@ TRY try_strided32_row_accepted *)

(*@ NEEDS P_KeptBesideRows32 P_EntryIndex P_KeptAt32 L_LastIndex *)
Ltac try_strided32_gaps := intro_goal; match goal with
  | K : P_KeptBesideRows32 ?m ?t ?p ?rows ?cols ?rs ?s, N : ~ P_EntryIndex ?rows ?cols ?rs ?s ?j
    |- P_KeptAt32 ?m ?t (_ ?p ?j) =>
      apply K; let k := fresh in let i := fresh in let E := fresh in
      intros k i ? ? ? ? E; apply N; exists k, i;
      assert (offset p + (k * rs + i * s) = offset p + j)%Z
        by exact (f_equal offset E);
      repeat split; first [assumption | lia]
  end.
(*@ TRY try_strided32_gaps *)

(* A row lies within all of the array: 0 <= x, x + d <= e *)
(*@ NEEDS P_Layout L_LastIndex separated valid_rd valid_rw shift *)
Lemma strided32_within_rw m p x d e : (0 <= x)%Z -> (x + d <= e)%Z ->
  valid_rw m (entry_of p 0%Z) (1 + e)%Z -> valid_rw m (entry_of p x) (1 + d)%Z.
Proof. unfold valid_rw; cbn [base offset]; intros X B V N; destruct V as (A & O & E); lia. Qed.
Lemma strided32_within_rd m p x d e : (0 <= x)%Z -> (x + d <= e)%Z ->
  valid_rd m (entry_of p 0%Z) (1 + e)%Z -> valid_rd m (entry_of p x) (1 + d)%Z.
Proof. unfold valid_rd; cbn [base offset]; intros X B V N; destruct V as (A & O & E); lia. Qed.
Lemma strided32_within_apart w p n x d e : (0 <= x)%Z -> (x + d <= e)%Z ->
  separated (entry_of w 0%Z) n (entry_of p 0%Z) (1 + e)%Z ->
  separated (entry_of w 0%Z) n (entry_of p x) (1 + d)%Z.
Proof. unfold separated; cbn [base offset]; lia. Qed.
Lemma strided32_within_included p x d e : (0 <= x)%Z -> (x + d <= e)%Z ->
  (0 < 1 + d)%Z -> (0 <= 1 + e)%Z /\ base p = base p /\
  (offset p + 0 <= offset p + x)%Z /\ (offset p + x + (1 + d) <= offset p + 0 + (1 + e))%Z.
Proof. intros; repeat split; lia. Qed.
Ltac try_strided32_within := intro_goal; match goal with
  | X : (0 <= ?x)%Z, B : (?x + ?d <= ?e)%Z |- _ => match goal with
      | V : valid_rw ?m (_ ?p 0%Z) (1 + e)%Z |- valid_rw ?m (_ ?p x) (1 + d)%Z =>
          exact (strided32_within_rw m p x d e X B V)
      | V : valid_rd ?m (_ ?p 0%Z) (1 + e)%Z |- valid_rd ?m (_ ?p x) (1 + d)%Z =>
          exact (strided32_within_rd m p x d e X B V)
      | S : separated (_ ?w 0%Z) ?n (_ ?p 0%Z) (1 + e)%Z
        |- separated (_ ?w 0%Z) ?n (_ ?p x) (1 + d)%Z =>
          exact (strided32_within_apart w p n x d e X B S)
      | |- _ (_ ?p x) (1 + d)%Z (_ ?p 0%Z) (1 + e)%Z \/ _ =>
          left; exact (strided32_within_included p x d e X B)
      end
  end.
(*@ TRY try_strided32_within *)
