(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* src/heads.c: blocks of rows, one after the other. *)

(*@ NEEDS P_HeadSizes *)
Lemma heads_sizes b m n d dv : P_HeadSizes b m n d dv ->
  (0 < b /\ 0 < m /\ 0 < n /\ 0 < d /\ d <= 67108864 /\ 0 < dv /\ dv <= 67108864 /\
   b * m <= 67108864 /\ b * n <= 67108864 /\ m <= 67108864 /\ n <= 67108864)%Z.
Proof.
unfold P_HeadSizes; intros H; destruct H as [[[[[[[[B D] V] M] N] D'] V'] M'] N'].
repeat split; assumption || nia.
Qed.
Lemma heads_inside i b x y : (0 <= i)%Z -> (i < b)%Z -> (0 < x)%Z -> (0 < y)%Z ->
  (0 < x * y /\ 0 <= x * i * y /\ x * y + x * i * y <= b * x * y)%Z.
Proof.
intros I0 I1 X Y; assert (P : (0 < x * y)%Z) by nia.
replace (x * i * y)%Z with (i * (x * y))%Z by ring.
replace (b * x * y)%Z with (b * (x * y))%Z by ring.
repeat split; nia.
Qed.
Lemma heads_below b x y : (b * y <= 67108864)%Z -> (0 < x)%Z -> (x <= 67108864)%Z ->
  (b * x * y <= 4503599627370496)%Z.
Proof. intros H X L; replace (b * x * y)%Z with (b * y * x)%Z by ring; nia. Qed.
Ltac heads_bounds := match goal with Z : P_HeadSizes ?b ?m ?n ?d ?dv |- _ =>
  let S := fresh in assert (S := heads_sizes b m n d dv Z);
  destruct S as (? & ? & ? & ? & ? & ? & ? & ? & ? & ? & ?) end.

(*@ NEEDS P_HeadSizes P_AttentionSizes *)
Lemma heads_one b m n d dv : P_HeadSizes b m n d dv -> P_AttentionSizes m n d dv.
Proof. intros Z; heads_bounds; unfold P_AttentionSizes; lia. Qed.
Ltac try_heads_all := intro_goal; match goal with
  | Z : P_HeadSizes ?b ?m ?n ?d ?dv |- _ /\ P_AttentionSizes _ _ _ _ =>
      heads_bounds;
      assert (A := heads_below b m n ltac:(assumption) ltac:(assumption) ltac:(assumption));
      assert ((0 < b * m /\ 0 < b * n)%Z) as [? ?] by (split; nia);
      assert ((0 < b * m * n)%Z) by nia;
      unfold P_AttentionSizes; repeat split; first [assumption | lia]
  end.
(*@ TRY try_heads_all *)
Ltac try_heads_one := intro_goal; match goal with
  | Z : P_HeadSizes ?b ?m ?n ?d ?dv |- P_AttentionSizes ?m ?n ?d ?dv =>
      exact (heads_one b m n d dv Z)
  | Z : P_HeadSizes ?b ?m ?n ?d ?dv, I0 : (0 <= ?i)%Z, I1 : (?i < ?b)%Z
    |- _ /\ (_ + _ <= _)%Z =>
      heads_bounds;
      assert (A := heads_inside i b d m I0 I1 ltac:(assumption) ltac:(assumption));
      assert (B := heads_inside i b d n I0 I1 ltac:(assumption) ltac:(assumption));
      assert (C := heads_inside i b dv n I0 I1 ltac:(assumption) ltac:(assumption));
      assert (D := heads_inside i b dv m I0 I1 ltac:(assumption) ltac:(assumption));
      assert (E := heads_inside i b m n I0 I1 ltac:(assumption) ltac:(assumption));
      clear - A B C D E;
      destruct A as (? & ? & ?), B as (? & ? & ?), C as (? & ? & ?),
        D as (? & ? & ?), E as (? & ? & ?);
      repeat split; lia
  | Z : P_HeadSizes ?b ?m ?n ?d ?dv |- _ /\ (_ <= 4503599627370496)%Z =>
      heads_bounds;
      assert (A := heads_below b d m ltac:(assumption) ltac:(assumption) ltac:(assumption));
      assert (B := heads_below b d n ltac:(assumption) ltac:(assumption) ltac:(assumption));
      assert (C := heads_below b dv n ltac:(assumption) ltac:(assumption) ltac:(assumption));
      assert (D := heads_below b dv m ltac:(assumption) ltac:(assumption) ltac:(assumption));
      assert (E := heads_below b n m ltac:(assumption) ltac:(assumption) ltac:(assumption));
      clear - A B C D E; repeat split; lia
  end.
(*@ TRY try_heads_one *)

(*@ NEEDS P_HeadSizes P_HeadInput P_KeptAll P_AttentionValues P_Mask P_Logits *)
Ltac heads_product t := let e := fresh in assert (e : t) by ring; rewrite e; clear e.
Lemma heads_values t m Q K a V b mm n d dv f : P_HeadInput m t Q K a V b mm n d dv ->
  P_AttentionValues t Q K V (b * mm) (b * n) d dv f ->
  P_AttentionValues m Q K V (b * mm) (b * n) d dv f.
Proof.
intros [[[I1 I2] I3] _] [[[A0 A1] A2] A3].
rewrite (Z.mul_comm b d), <- Z.mul_assoc in I1, I2.
rewrite (Z.mul_comm b dv), <- Z.mul_assoc in I3.
exact (conj (conj (conj A0 (rows_kept_within _ _ _ _ _ I1 A1))
  (rows_kept_within _ _ _ _ _ I2 A2)) (rows_kept_within _ _ _ _ _ I3 A3)).
Qed.
Ltac try_heads_values := intro_goal; match goal with
  | I : P_HeadInput ?m ?t ?Q ?K ?a ?V ?c ?mm ?n ?d ?dv,
    A : P_AttentionValues ?t _ _ _ _ _ _ _ _, M : P_Mask ?t ?a ?x
    |- P_Mask ?m ?a ?x /\ P_AttentionValues ?m _ _ _ _ _ _ _ _ =>
      split;
      [ destruct I as [_ I]; destruct M as [M | M]; [now left |];
        destruct I as [I | I]; [now left | right; exact (rows_kept_logits t m a x I M)]
      | exact (heads_values t m Q K a V c mm n d dv _ I A) ]
  end.
(*@ TRY try_heads_values *)

(*@ NEEDS P_HeadSizes P_AttentionSizes P_AttentionValues P_Within P_Rows P_Mask P_Logits P_Open L_MaskRow L_Visible *)
Lemma heads_own t Q K a V b m n d dv f i : P_HeadSizes b m n d dv ->
  P_AttentionValues t Q K V (b * m) (b * n) d dv f -> P_Mask t a (b * m * n)%Z ->
  (0 <= i)%Z -> (i < b)%Z ->
  P_Mask t (L_MaskRow a (m * n) i) (m * n) /\
  P_AttentionValues t (entry_of Q (d * i * m)%Z) (entry_of K (d * i * n)%Z)
    (entry_of V (dv * i * n)%Z) m n d dv f.
Proof.
intros Z [[[A0 A1] A2] A3] M I0 I1; heads_bounds.
assert (A := heads_inside i b d m I0 I1 ltac:(assumption) ltac:(assumption)).
assert (B := heads_inside i b d n I0 I1 ltac:(assumption) ltac:(assumption)).
assert (C := heads_inside i b dv n I0 I1 ltac:(assumption) ltac:(assumption)).
split.
- rewrite <- Z.mul_assoc in M.
  apply (rows_row t a b (m * n)%Z i); [exact M | exact I0 | exact I1 | nia | lia].
- refine (conj (conj (conj A0 _) _) _).
  + apply (rows_part t K (d * (b * n))%Z); [exact A1 | lia | lia].
  + apply (rows_part t Q (d * (b * m))%Z); [exact A2 | lia | lia].
  + apply (rows_part t V (dv * (b * n))%Z); [exact A3 | lia | lia].
Qed.
Lemma heads_own_any t Q K a V b m n d dv f i sm u v bm bn jq jk jv :
  sm = (b * m * n)%Z -> u = (m * n)%Z -> v = u -> bm = (b * m)%Z -> bn = (b * n)%Z ->
  jq = (d * i * m)%Z -> jk = (d * i * n)%Z -> jv = (dv * i * n)%Z ->
  P_HeadSizes b m n d dv ->
  P_AttentionValues t Q K V bm bn d dv f -> P_Mask t a sm -> (0 <= i)%Z -> (i < b)%Z ->
  P_Mask t (L_MaskRow a u i) v /\
  P_AttentionValues t (entry_of Q jq) (entry_of K jk) (entry_of V jv) m n d dv f.
Proof. intros -> -> -> -> -> -> -> ->; apply heads_own. Qed.
Ltac try_heads_own := intro_goal; match goal with
  | Z : P_HeadSizes ?b ?m ?n ?d ?dv, M : P_Mask ?t ?a ?sm,
    A : P_AttentionValues ?t ?Q ?K ?V ?bm ?bn _ _ ?f,
    I0 : (0 <= ?i)%Z, I1 : (?i < ?b)%Z
    |- P_Mask ?t (L_MaskRow ?a ?u ?i) ?v /\
       P_AttentionValues ?t (_ ?Q ?jq) (_ ?K ?jk) (_ ?V ?jv) ?m ?n _ _ _ =>
      apply (heads_own_any t Q K a V b m n d dv f i sm u v bm bn jq jk jv);
      first [assumption | reflexivity | ring]
  end.
(*@ TRY try_heads_own *)


(*@ NEEDS P_SameEntry P_KeptAll P_HeadInput P_HeadSizes separated *)
Lemma heads_step t m m' w n o j l y V x :
  (forall q, separated q 1 (entry_of w 0%Z) n -> separated q 1 (entry_of o j) l ->
     P_SameEntry m' m q 0) ->
  separated (entry_of w 0%Z) n (entry_of V 0%Z) x ->
  separated (entry_of o 0%Z) y (entry_of V 0%Z) x -> (0 <= j)%Z -> (j + l <= y)%Z ->
  P_KeptAll m t V x -> P_KeptAll m' t V x.
Proof.
intros K S T Hj Hl H; apply rows_kept_all; intros k Hk Nk.
apply rows_kept_trans with m; [now apply (proj1 (rows_kept_all t m V x) H) |].
now apply (rows_cell m m' w n o j l y V x).
Qed.
Ltac try_heads_input := intro_goal; match goal with
  | I : P_HeadInput ?m ?t ?Q ?K ?a ?V ?b ?c ?n ?d ?dv,
    H : forall q : addr, separated q 1 (_ ?w 0%Z) ?n -> separated q 1 (_ ?o ?j) ?l ->
      P_SameEntry ?m' ?m q 0,
    S : null = ?a \/ separated _ _ (_ ?a 0%Z) ?x /\ separated _ ?y (_ ?a 0%Z) ?x
    |- P_HeadInput ?m' ?t ?Q ?K ?a ?V ?b ?c ?n ?d ?dv =>
      let G := fresh in
      assert (G : forall W z, separated (entry_of w 0%Z) n (entry_of W 0%Z) z ->
        separated (entry_of o 0%Z) y (entry_of W 0%Z) z ->
        P_KeptAll m t W z -> P_KeptAll m' t W z) by
        (intros; apply (heads_step t m m' w n o j l y); try assumption; lia);
      destruct I as [[[I1 I2] I3] I4];
      split; [split; [split; apply G; assumption | apply G; assumption] |];
      destruct S as [S | [S T]]; [now left |];
      destruct I4 as [I4 | I4]; [now left | right; apply G; assumption]
  end.
(*@ TRY try_heads_input *)

(*@ NEEDS L_FQueryMean L_FKeyShare L_KeyScore P_TopKey P_Open P_Mask P_QueryResult P_Hidden P_SameEntry L_FDot L_FScore L_MaskAt P_AttentionRows P_AttentionSizes L_MaskRow L_Visible P_Logits P_KeptAll P_HeadInput P_HeadSizes P_AttentionBlocks separated *)
Lemma heads_next t m m' Q K a V b mm n d dv r c w o i :
  P_HeadSizes b mm n d dv -> P_Mask t a (b * mm * n)%Z -> (0 <= i)%Z -> (i < b)%Z ->
  P_HeadInput m t Q K a V b mm n d dv ->
  (forall q, separated q 1 (entry_of w 0%Z) n ->
     separated q 1 (entry_of o (dv * i * mm)%Z) (dv * mm)%Z -> P_SameEntry m' m q 0) ->
  separated (entry_of w 0%Z) n (entry_of o 0%Z) (b * dv * mm)%Z ->
  P_AttentionRows m' m (entry_of Q (d * i * mm)%Z) (entry_of K (d * i * n)%Z)
    (L_MaskRow a (mm * n) i) (entry_of V (dv * i * n)%Z) mm n d dv r c
    (entry_of o (dv * i * mm)%Z) mm ->
  P_AttentionBlocks m t Q K a V mm n d dv r c o i ->
  P_AttentionBlocks m' t Q K a V mm n d dv r c o (1 + i)%Z.
Proof.
intros Z M I0 I1 [[[IK IQ] IV] IA] Kp S R H k K0 K1.
assert (One := heads_one b mm n d dv Z); heads_bounds.
destruct (Z.eq_dec k i) as [-> | N].
- assert (A := heads_inside i b d mm I0 I1 ltac:(assumption) ltac:(assumption)).
  assert (B := heads_inside i b d n I0 I1 ltac:(assumption) ltac:(assumption)).
  assert (C := heads_inside i b dv n I0 I1 ltac:(assumption) ltac:(assumption)).
  refine (rows_block t m m' (entry_of Q (d * i * mm)%Z) (entry_of K (d * i * n)%Z)
    (L_MaskRow a (mm * n) i) (entry_of V (dv * i * n)%Z) mm n d dv r c _ One _ _ _ _ _ R).
  + rewrite <- Z.mul_assoc in M.
    apply (rows_row t a b (mm * n)%Z i); [exact M | exact I0 | exact I1 | nia | lia].
  + apply (rows_same_part t m Q (b * d * mm)%Z);
      [exact (proj1 (rows_kept_all _ _ _ _) IQ) | lia | lia].
  + apply (rows_same_part t m K (b * d * n)%Z);
      [exact (proj1 (rows_kept_all _ _ _ _) IK) | lia | lia].
  + apply (rows_same_part t m V (b * dv * n)%Z);
      [exact (proj1 (rows_kept_all _ _ _ _) IV) | lia | lia].
  + apply (rows_MaskRow t m a b (mm * n)%Z i); [| exact I0 | exact I1 | nia | lia].
    destruct IA as [IA | IA]; [now left | right].
    rewrite <- Z.mul_assoc in IA; exact (proj1 (rows_kept_all _ _ _ _) IA).
- assert (L : (k < i)%Z) by lia.
  assert (P : (0 < dv * mm)%Z) by nia.
  assert (A := heads_inside k i dv mm K0 L ltac:(assumption) ltac:(assumption)).
  assert (B := heads_inside i b dv mm I0 I1 ltac:(assumption) ltac:(assumption)).
  refine (rows_block_output t m m' (entry_of Q (d * k * mm)%Z) (entry_of K (d * k * n)%Z)
    (L_MaskRow a (mm * n) k) (entry_of V (dv * k * n)%Z) mm n d dv r c
    (entry_of o (dv * k * mm)%Z) One _ (H k K0 L)).
  intros j J0 J1; rewrite rows_entry; apply query_kept_cell, Kp.
  + apply (rows_apart w n n o (b * dv * mm)%Z 0); [exact S | lia | lia | lia | lia].
  + unfold separated; cbn [base offset]; right; right; right; lia.
Qed.
(* The products of WP are sorted by the names of its variables. *)
Lemma heads_next_any t m m' Q K a V b mm n d dv r c w o i sm so u jq jk jv jo l :
  sm = (b * mm * n)%Z -> so = (b * dv * mm)%Z -> u = (mm * n)%Z ->
  jq = (d * i * mm)%Z -> jk = (d * i * n)%Z -> jv = (dv * i * n)%Z ->
  jo = (dv * i * mm)%Z -> l = (dv * mm)%Z ->
  P_HeadSizes b mm n d dv -> P_Mask t a sm -> (0 <= i)%Z -> (i < b)%Z ->
  P_HeadInput m t Q K a V b mm n d dv ->
  (forall q, separated q 1 (entry_of w 0%Z) n ->
     separated q 1 (entry_of o jo) l -> P_SameEntry m' m q 0) ->
  separated (entry_of w 0%Z) n (entry_of o 0%Z) so ->
  P_AttentionRows m' m (entry_of Q jq) (entry_of K jk)
    (L_MaskRow a u i) (entry_of V jv) mm n d dv r c (entry_of o jo) mm ->
  P_AttentionBlocks m t Q K a V mm n d dv r c o i ->
  P_AttentionBlocks m' t Q K a V mm n d dv r c o (1 + i)%Z.
Proof. intros -> -> -> -> -> -> -> ->; apply heads_next. Qed.
Ltac try_heads_done := intro_goal; match goal with
  | Z : P_HeadSizes ?b ?mm ?n ?d ?dv, M : P_Mask ?t ?a ?sm,
    I : P_HeadInput ?m ?t ?Q ?K ?a ?V ?b ?mm ?n ?d ?dv,
    H : forall q : addr, separated q 1 (_ ?w 0%Z) ?n -> separated q 1 (_ ?o ?jo) ?l ->
      P_SameEntry ?m' ?m q 0,
    S : separated (_ ?w 0%Z) ?n (_ ?o 0%Z) ?so,
    R : P_AttentionRows ?m' ?m (_ ?Q ?jq) (_ ?K ?jk) (L_MaskRow ?a ?u ?i) (_ ?V ?jv)
      _ _ _ _ _ _ _ _,
    A : P_AttentionBlocks ?m ?t _ _ _ _ _ _ _ _ ?r ?c ?o ?i
    |- P_AttentionBlocks ?m' ?t ?Q ?K ?a ?V ?mm ?n ?d ?dv ?r ?c ?o (1 + ?i)%Z =>
      apply (heads_next_any t m m' Q K a V b mm n d dv r c w o i sm so u jq jk jv jo l);
      first [assumption | ring]
  end.
(*@ TRY try_heads_done *)
