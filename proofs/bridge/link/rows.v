(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* The results of src/scaled_attention.c *)

(* The result of a query, where its input is the same *)
(*@ NEEDS L_FQueryMean L_FKeyShare L_KeyScore P_TopKey P_Open P_Mask P_QueryResult P_Hidden P_SameEntry L_FDot L_FScore L_MaskAt *)
Definition rows_same (t m : addr -> Float64.t) V n :=
  forall k, (0 <= k)%Z -> (k < n)%Z -> query_cell_kept t m (entry_of V k).
Section Same.
Variables (t m : addr -> Float64.t) (q K a V : addr) (n d dv : Z) (r : R).
Hypothesis N : (n <= 67108864)%Z.
Hypothesis Mask : P_Mask t a n.
Hypothesis SQ : rows_same t m q d.
Hypothesis SK : rows_same t m K (d * n)%Z.
Hypothesis SV : rows_same t m V (dv * n)%Z.
Hypothesis SA : null = a \/ rows_same t m a n.
Lemma rows_Open k : (0 <= k)%Z -> (k < n)%Z -> P_Open m a k <-> P_Open t a k.
Proof.
intros Hk Nk; unfold P_Open; destruct SA as [E | S]; [tauto |].
destruct (S k Hk Nk) as [[F _] _].
assert (F' : Float64.t'isFinite (m (entry_of a k)) <-> Float64.t'isFinite (t (entry_of a k)))
  by exact F.
split; (intros [E | O]; [now left | right; apply F'; exact O]).
Qed.
Lemma rows_Mask : P_Mask m a n.
Proof.
destruct Mask as [E | L]; [now left |]; destruct SA as [E | S]; [now left | right].
intros k; cbv zeta; intros Hk Nk; destruct (S k Hk Nk) as [[F I] _].
destruct (L k Hk Nk) as [D | D]; [left; exact (proj2 F D) | right; exact (proj2 I D)].
Qed.
Lemma rows_MaskAt k : (0 <= k)%Z -> (k < n)%Z -> L_MaskAt m a k = L_MaskAt t a k.
Proof.
intros Hk Nk; destruct (L_MaskAt'def m a k) as [Zm Am], (L_MaskAt'def t a k) as [Zt At].
destruct (why_decidable_eq null a) as [E | E]; [now rewrite Zm, Zt |].
rewrite Am, At by exact E; destruct SA as [E' | S]; [easy |].
destruct (S k Hk Nk) as [_ R']; exact R'.
Qed.
Lemma rows_FScore k : (0 <= k)%Z -> (k < n)%Z ->
  L_FScore m q (entry_of K (d * k)%Z) d r = L_FScore t q (entry_of K (d * k)%Z) d r.
Proof.
intros Hk Nk; unfold L_FScore; f_equal; rewrite !attend_FDot.
apply fsum_ext; intros j Hj; f_equal.
- destruct (SQ (Z.of_nat j) ltac:(lia) ltac:(lia)) as [_ E]; exact E.
- destruct (SK (d * k + Z.of_nat j)%Z ltac:(nia) ltac:(nia)) as [_ E].
  pose (P := fun x => Float64.t'real (m x) = Float64.t'real (t x)).
  change (P (entry_of (entry_of K (d * k)%Z) (Z.of_nat j))); rewrite rows_entry.
  exact E.
Qed.
Lemma rows_KeyScore k : (0 <= k)%Z -> (k < n)%Z ->
  L_KeyScore m 0 q K a d r k = L_KeyScore t 0 q K a d r k.
Proof.
intros Hk Nk.
destruct (L_KeyScore'def m 0 q K a d r k) as [_ Dm].
destruct (L_KeyScore'def t 0 q K a d r k) as [_ Dt].
cbv zeta in Dm, Dt; rewrite Dm, Dt by easy; f_equal; [| now apply rows_MaskAt].
exact (rows_FScore k Hk Nk).
Qed.
Lemma rows_TopKey i : P_TopKey t q K a n d r i -> P_TopKey m q K a n d r i.
Proof.
intros [[[I0 I1] O] L]; split; [split; [split; assumption | now apply rows_Open] |].
intros k Hk Nk P; rewrite !rows_KeyScore by assumption.
apply L; [exact Hk | exact Nk | now apply rows_Open].
Qed.
Lemma rows_FQueryMean i c : P_TopKey t q K a n d r i -> (0 <= c)%Z -> (c < dv)%Z ->
  L_FQueryMean m q K a V n d dv r i c n = L_FQueryMean t q K a V n d dv r i c n.
Proof.
intros T Hc Nc; assert (Tm := rows_TopKey i T); assert (Mm := rows_Mask).
assert (I0 : (0 <= i)%Z) by (destruct T as [[[I0 _] _] _]; exact I0).
apply Z_of_nat_complete in I0; destruct I0 as [top ->].
rewrite (query_FQueryMean m q K a V n d dv r top c Mm Tm).
rewrite (query_FQueryMean t q K a V n d dv r top c Mask T).
destruct T as [[[T0 T1] TO] _].
assert (H : forall k, (k < Z.to_nat n)%nat -> query_hidden m a k = query_hidden t a k).
{ intros k Hk; assert (A := query_hidden_open m a n k Mm Hk).
  assert (B := query_hidden_open t a n k Mask Hk).
  assert (C := rows_Open (Z.of_nat k) ltac:(lia) ltac:(lia)).
  destruct (query_hidden m a k), (query_hidden t a k); intuition discriminate. }
apply fsum_ext; intros k Hk; f_equal.
- apply AttentionScores.CProb_Same; [exact H | | lia | | exact Hk].
  + intros j Hj _; apply rows_KeyScore; lia.
  + rewrite H by lia; apply (query_hidden_open t a n top Mask); [lia | exact TO].
- destruct (rows_index n dv c (Z.of_nat k)) as [X Y]; [lia | lia | lia | lia |].
  destruct (SV (c + dv * Z.of_nat k)%Z X ltac:(lia)) as [_ E]; exact E.
Qed.
Theorem rows_result m' o : P_QueryResult m' m q K a V n d dv r o ->
  P_QueryResult m' t q K a V n d dv r o.
Proof.
intros H c; cbv zeta; intros Hc Nc; destruct (H c Hc Nc) as [[F Z] E].
split; [split; [exact F |] |].
- intros P; apply Z; intros k Hk Nk O; apply (P k Hk Nk); now apply rows_Open.
- intros i T; rewrite <- (rows_FQueryMean i c T Hc Nc); apply E, rows_TopKey, T.
Qed.
End Same.

(* Row j of the mask, and how many keys query j sees *)
(*@ NEEDS P_Mask P_Logits P_Open L_MaskRow L_Visible P_AttentionSizes *)
Lemma rows_row t a m n j h : P_Mask t a (m * n)%Z -> (0 <= j)%Z -> (j < m)%Z ->
  (0 <= h)%Z -> (h <= n)%Z -> P_Mask t (L_MaskRow a n j) h.
Proof.
intros M J0 J1 H0 H1; destruct (L_MaskRow'def a n j) as [Z A].
destruct (why_decidable_eq null a) as [E | E]; [left; now rewrite Z |].
rewrite A by exact E; right; destruct M as [M | M]; [easy |].
apply (rows_logits t a (m * n)%Z (j * n)%Z h M); nia.
Qed.
(*@ NEEDS L_Visible *)
Lemma rows_Visible m n c j : (0 < n)%Z -> (0 <= j)%Z -> (j < m)%Z ->
  (0 <= L_Visible m n c j)%Z /\ (L_Visible m n c j <= n)%Z.
Proof.
intros N J0 J1; destruct (L_Visible'def m n c j) as [A B].
set (v := L_Visible m n c j) in *.
destruct (Z.eq_dec c 1) as [E | E].
- destruct (A E) as [A1 A2]; destruct (Z_le_dec (2 + j) n) as [L | L].
  + specialize (A1 L); lia.
  + specialize (A2 L); lia.
- destruct (B E) as [C D]; destruct (Z.eq_dec c 2) as [F | F].
  + destruct (C F) as [B1 B2]; destruct (Z_le_dec (2 + j + n) m) as [L | L].
    * specialize (B1 L); lia.
    * specialize (B2 L); lia.
  + specialize (D F); lia.
Qed.


(* One more row is done *)
(*@ NEEDS L_FQueryMean L_FKeyShare L_KeyScore P_TopKey P_Open P_Mask P_QueryResult P_Hidden P_SameEntry L_FDot L_FScore L_MaskAt P_AttentionRows P_AttentionSizes L_MaskRow P_Logits *)
Lemma rows_same_part t m V x j l : rows_same t m V x -> (0 <= j)%Z -> (j + l <= x)%Z ->
  rows_same t m (entry_of V j) l.
Proof.
intros S J L k Hk Nk; rewrite rows_entry; apply S; lia.
Qed.
Lemma rows_MaskRow t m' a m n j h : (null = a \/ rows_same t m' a (m * n)%Z) ->
  (0 <= j)%Z -> (j < m)%Z -> (0 <= h)%Z -> (h <= n)%Z ->
  null = L_MaskRow a n j \/ rows_same t m' (L_MaskRow a n j) h.
Proof.
intros M J0 J1 H0 H1; destruct (L_MaskRow'def a n j) as [Z A].
destruct (why_decidable_eq null a) as [E | E]; [left; now rewrite Z |].
rewrite A by exact E; right; destruct M as [M | M]; [easy |].
apply (rows_same_part t m' a (m * n)%Z (j * n)%Z h M); nia.
Qed.
Lemma rows_query t m m' Q K a V mm n d dv r c o j :
  P_AttentionSizes mm n d dv -> P_Mask t a (mm * n)%Z ->
  rows_same t m Q (d * mm)%Z -> rows_same t m K (d * n)%Z -> rows_same t m V (dv * n)%Z ->
  (null = a \/ rows_same t m a (mm * n)%Z) -> (0 <= j)%Z -> (j < mm)%Z ->
  P_QueryResult m' m (entry_of Q (d * j)%Z) K (L_MaskRow a n j) V
    (L_Visible mm n c j) d dv r o ->
  P_QueryResult m' t (entry_of Q (d * j)%Z) K (L_MaskRow a n j) V
    (L_Visible mm n c j) d dv r o.
Proof.
intros Z M SQ SK SV SA J0 J1; rows_bounds.
destruct (rows_Visible mm n c j) as [L0 L1]; [lia | lia | lia |].
apply rows_result; try lia.
- now apply (rows_row t a mm n j).
- apply (rows_same_part t m Q (d * mm)%Z); [exact SQ | nia | nia].
- intros k Hk Nk; apply SK; nia.
- intros k Hk Nk; apply SV; nia.
- now apply (rows_MaskRow t m a mm n j).
Qed.
Lemma rows_output t m m' q K a V n d dv r o :
  rows_same m m' o dv -> P_QueryResult m t q K a V n d dv r o ->
  P_QueryResult m' t q K a V n d dv r o.
Proof.
intros S H c; cbv zeta; intros Hc Nc; destruct (S c Hc Nc) as [[F _] E].
destruct (H c Hc Nc) as [[Fm Z] G].
assert (E' : Float64.t'real (m' (entry_of o c)) = Float64.t'real (m (entry_of o c)))
  by exact E.
split; [split; [exact (proj2 F Fm) |] |].
- intros P; etransitivity; [exact E' | exact (Z P)].
- intros i T; etransitivity; [exact (G i T) | exact (eq_sym E')].
Qed.

Lemma rows_block t m m' Q K a V mm n d dv r c o :
  P_AttentionSizes mm n d dv -> P_Mask t a (mm * n)%Z ->
  rows_same t m Q (d * mm)%Z -> rows_same t m K (d * n)%Z -> rows_same t m V (dv * n)%Z ->
  (null = a \/ rows_same t m a (mm * n)%Z) ->
  P_AttentionRows m' m Q K a V mm n d dv r c o mm ->
  P_AttentionRows m' t Q K a V mm n d dv r c o mm.
Proof.
intros Z M SQ SK SV SA H j J0 J1.
exact (rows_query t m m' Q K a V mm n d dv r c _ j Z M SQ SK SV SA J0 J1 (H j J0 J1)).
Qed.
Lemma rows_block_output t m m' Q K a V mm n d dv r c o : P_AttentionSizes mm n d dv ->
  rows_same m m' o (dv * mm)%Z ->
  P_AttentionRows m t Q K a V mm n d dv r c o mm ->
  P_AttentionRows m' t Q K a V mm n d dv r c o mm.
Proof.
intros Z S H j J0 J1; rows_bounds; apply (rows_output t m m'); [| exact (H j J0 J1)].
apply (rows_same_part m m' o (dv * mm)%Z); [exact S | nia | nia].
Qed.

(*@ NEEDS L_FQueryMean L_FKeyShare L_KeyScore P_TopKey P_Open P_Mask P_QueryResult P_Hidden P_SameEntry L_FDot L_FScore L_MaskAt P_AttentionRows P_AttentionSizes L_MaskRow P_Logits P_KeptAll P_AttentionInput separated *)
Lemma rows_next t m m' Q K a V mm n d dv r c w o j :
  P_AttentionSizes mm n d dv -> P_Mask t a (mm * n)%Z -> (0 <= j)%Z -> (j < mm)%Z ->
  P_AttentionInput m t Q K a V mm n d dv ->
  (forall q, separated q 1 (entry_of w 0%Z) n ->
     separated q 1 (entry_of o (dv * j)%Z) dv -> P_SameEntry m' m q 0) ->
  separated (entry_of w 0%Z) n (entry_of o 0%Z) (dv * mm)%Z ->
  P_QueryResult m' m (entry_of Q (d * j)%Z) K (L_MaskRow a n j) V
    (L_Visible mm n c j) d dv r (entry_of o (dv * j)%Z) ->
  P_AttentionRows m t Q K a V mm n d dv r c o j ->
  P_AttentionRows m' t Q K a V mm n d dv r c o (1 + j)%Z.
Proof.
intros Z M J0 J1 [[[IK IQ] IV] IA] Kp S R H i I0 I1.
destruct (Z.eq_dec i j) as [-> | N].
- refine (rows_query t m m' Q K a V mm n d dv r c _ j Z M
    (proj1 (rows_kept_all _ _ _ _) IQ) (proj1 (rows_kept_all _ _ _ _) IK)
    (proj1 (rows_kept_all _ _ _ _) IV) _ J0 J1 R).
  destruct IA as [IA | IA]; [now left | right; exact (proj1 (rows_kept_all _ _ _ _) IA)].
- rows_bounds.
  apply (rows_output t m m'); [| apply (H i); lia].
  intros k Hk Nk; change (query_cell_kept m m' (entry_of (entry_of o (dv * i)%Z) k)).
  rewrite rows_entry; apply query_kept_cell, Kp.
  + assert ((dv * i + k < dv * mm)%Z) by nia; assert ((0 <= dv * i)%Z) by nia.
    apply (rows_apart w n n o (dv * mm)%Z 0); [exact S | lia | lia | lia | lia].
  + assert ((dv * i + k < dv * j)%Z) by nia.
    unfold separated; cbn [base offset]; right; right; right; lia.
Qed.
Ltac try_rows_done := intro_goal; match goal with
  | Z : P_AttentionSizes ?mm ?n ?d ?dv, M : P_Mask ?t ?a _,
    I : P_AttentionInput ?m ?t ?Q ?K ?a ?V ?mm ?n ?d ?dv,
    H : forall q : addr, separated q 1 (_ ?w 0%Z) ?n -> separated q 1 (_ ?o ?x) ?l ->
      P_SameEntry ?m' ?m q 0,
    S : separated (_ ?w 0%Z) ?n (_ ?o 0%Z) _,
    R : P_QueryResult ?m' ?m _ _ _ _ _ _ _ _ _,
    A : P_AttentionRows ?m ?t _ _ _ _ _ _ _ _ ?r ?c ?o ?j
    |- P_AttentionRows ?m' ?t ?Q ?K ?a ?V ?mm ?n ?d ?dv ?r ?c ?o (1 + ?j)%Z =>
      exact (rows_next t m m' Q K a V mm n d dv r c w o j Z M ltac:(assumption)
        ltac:(assumption) I H S R A)
  end.
(*@ TRY try_rows_done *)

(* What follows of a row from the result of its query *)
(*@ NEEDS L_FQueryMean L_FKeyShare L_KeyScore P_TopKey P_Open P_Mask P_QueryResult P_Hidden P_AttentionRows P_AttentionSizes L_MaskRow L_Visible P_Logits *)
Ltac rows_take := match goal with
  | Z : P_AttentionSizes ?m ?n ?d ?dv, M : P_Mask ?t1 ?a _,
    A : P_AttentionRows ?t ?t1 ?Q ?K ?a ?V ?m ?n ?d ?dv ?r ?k ?o ?m,
    J0 : (0 <= ?j)%Z, J1 : (?j < ?m)%Z |- context [?t (?s ?o (?c + ?dv * ?j)%Z)] =>
      rows_bounds;
      let R := fresh "R" in let MR := fresh "MR" in let E := fresh "E" in
      destruct (rows_Visible m n k j) as [? ?]; [assumption | assumption | assumption |];
      assert (R := A j J0 J1);
      assert (MR := rows_row t1 a m n j (L_Visible m n k j) M J0 J1
        ltac:(assumption) ltac:(assumption));
      assert (E : s o (c + dv * j)%Z = s (s o (dv * j)%Z) c) by
        (change (entry_of o (c + dv * j)%Z = entry_of (entry_of o (dv * j)%Z) c);
         cbn [base offset]; f_equal; lia);
      rewrite E; clear E A M Z;
      assert ((L_Visible m n k j <= 67108864)%Z) by lia
  end.
(* In a contract, where all of the input is accepted *)
(*@ NEEDS P_AttentionSizes *)
Ltac rows_accepted := rows_bounds; repeat match goal with
  | D : (?p /\ _) \/ (~ ?p /\ _) |- _ => lazymatch p with
      | (_ = _)%Z => idtac | (_ <= _)%Z => idtac end;
      let N := fresh "N" in
      destruct D as [[N _] | [_ D]]; [exfalso; lia |]
  end;
  repeat match goal with
  | H : _ /\ _ |- _ => destruct H
  | E : ?x = ?m |- _ => is_var m; match type of m with addr -> _ => subst m end
  end.
Ltac rows_contract := lazymatch goal with
  | _ : Z -> Z |- _ => rows_accepted
  | _ => idtac end.
(*@ NEEDS L_FQueryMean L_FKeyShare L_KeyScore P_TopKey P_Open P_Mask P_QueryResult P_Hidden P_AttentionRows P_AttentionSizes L_MaskRow L_Visible P_Logits *)
Ltac try_AttentionRows_Finite := intro_goal; rows_contract; rows_take; match goal with
  | R : P_QueryResult ?t ?t1 _ _ _ _ _ _ ?dv _ ?o, C0 : (0 <= ?c)%Z, C1 : (?c < ?dv)%Z
    |- Float64.t'isFinite (?t (_ ?o ?c)) =>
      destruct (R c C0 C1) as [[F _] _]; exact F
  | R : P_QueryResult ?t ?t1 _ _ ?a _ ?h _ ?dv _ ?o, C0 : (0 <= ?c)%Z, C1 : (?c < ?dv)%Z,
    H : P_Hidden ?t1 ?a ?h |- Float64.t'real (?t (_ ?o ?c)) = 0 =>
      destruct (R c C0 C1) as [[_ F] _]; exact (F H)
  end.
(*@ TRY try_AttentionRows_Finite *)

(*@ NEEDS L_FQueryMean L_FKeyShare L_KeyShare L_KeyScore P_TopKey P_Open P_Mask P_QueryResult P_Hidden L_QueryMean L_QuerySize P_OpenColumnIn P_AttentionRows P_AttentionSizes L_MaskRow L_Visible P_Logits L_ScoreBound L_FScore L_Score L_AbsDot L_FDot L_MaskAt *)
Ltac try_AttentionRows_Hull := intro_goal; rows_contract; rows_take; query_hull.
(*@ TRY try_AttentionRows_Hull *)
Ltac try_AttentionRows_Accuracy := intro_goal; rows_contract; rows_take; try_QueryResult_Accuracy.
(*@ TRY try_AttentionRows_Accuracy *)
Ltac try_AttentionRows_True := intro_goal; rows_contract; rows_take; try_QueryResult_True.
(*@ TRY try_AttentionRows_True *)
