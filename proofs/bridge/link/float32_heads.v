(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* src/heads_float.c: blocks of rows of floats, one after the other. *)

(*@ NEEDS P_HeadSizes P_HeadInput32 P_KeptAll32 P_AttentionValues32 P_Mask32 P_Logits32 P_Within32 P_Rows32 *)
Lemma heads32_values t m Q K a V b mm n d dv f : P_HeadInput32 m t Q K a V b mm n d dv ->
  P_AttentionValues32 t Q K V (b * mm) (b * n) d dv f ->
  P_AttentionValues32 m Q K V (b * mm) (b * n) d dv f.
Proof.
intros [[[I1 I2] I3] _] [[[A0 A1] A2] A3].
rewrite (Z.mul_comm b d), <- Z.mul_assoc in I1, I2.
rewrite (Z.mul_comm b dv), <- Z.mul_assoc in I3.
exact (conj (conj (conj A0 (queries32_kept_within _ _ _ _ _ I1 A1))
  (queries32_kept_within _ _ _ _ _ I2 A2)) (queries32_kept_within _ _ _ _ _ I3 A3)).
Qed.
Ltac try_heads32_values := intro_goal; match goal with
  | I : P_HeadInput32 ?m ?t ?Q ?K ?a ?V ?c ?mm ?n ?d ?dv,
    A : P_AttentionValues32 ?t _ _ _ _ _ _ _ _, M : P_Mask32 ?t ?a ?x
    |- P_Mask32 ?m ?a ?x /\ P_AttentionValues32 ?m _ _ _ _ _ _ _ _ =>
      split;
      [ destruct I as [_ I]; destruct M as [M | M]; [now left |];
        destruct I as [I | I]; [now left | right; exact (queries32_kept_logits t m a x I M)]
      | exact (heads32_values t m Q K a V c mm n d dv _ I A) ]
  end.
(*@ TRY try_heads32_values *)

(*@ NEEDS P_HeadSizes P_AttentionSizes P_AttentionValues32 P_Within32 P_Rows32 P_Mask32 P_Logits32 L_MaskRow32 *)
Lemma heads32_own t Q K a V b m n d dv f i : P_HeadSizes b m n d dv ->
  P_AttentionValues32 t Q K V (b * m) (b * n) d dv f -> P_Mask32 t a (b * m * n)%Z ->
  (0 <= i)%Z -> (i < b)%Z ->
  P_Mask32 t (L_MaskRow32 a (m * n) i) (m * n) /\
  P_AttentionValues32 t (entry_of Q (d * i * m)%Z) (entry_of K (d * i * n)%Z)
    (entry_of V (dv * i * n)%Z) m n d dv f.
Proof.
intros Z [[[A0 A1] A2] A3] M I0 I1; heads_bounds.
assert (A := heads_inside i b d m I0 I1 ltac:(assumption) ltac:(assumption)).
assert (B := heads_inside i b d n I0 I1 ltac:(assumption) ltac:(assumption)).
assert (C := heads_inside i b dv n I0 I1 ltac:(assumption) ltac:(assumption)).
split.
- destruct (L_MaskRow32'def a (m * n)%Z i) as [E W].
  destruct (why_decidable_eq null a) as [N | N]; [left; now rewrite E |].
  rewrite W by exact N; right; destruct M as [M | M]; [easy |].
  assert (D := heads_inside i b m n I0 I1 ltac:(assumption) ltac:(assumption)).
  apply (queries32_logits t a (b * m * n)%Z (i * (m * n))%Z (m * n)%Z M); lia.
- refine (conj (conj (conj A0 _) _) _).
  + apply (queries32_part t K (d * (b * n))%Z); [exact A1 | lia | lia].
  + apply (queries32_part t Q (d * (b * m))%Z); [exact A2 | lia | lia].
  + apply (queries32_part t V (dv * (b * n))%Z); [exact A3 | lia | lia].
Qed.
Lemma heads32_own_any t Q K a V b m n d dv f i sm u v bm bn jq jk jv :
  sm = (b * m * n)%Z -> u = (m * n)%Z -> v = u -> bm = (b * m)%Z -> bn = (b * n)%Z ->
  jq = (d * i * m)%Z -> jk = (d * i * n)%Z -> jv = (dv * i * n)%Z ->
  P_HeadSizes b m n d dv ->
  P_AttentionValues32 t Q K V bm bn d dv f -> P_Mask32 t a sm -> (0 <= i)%Z -> (i < b)%Z ->
  P_Mask32 t (L_MaskRow32 a u i) v /\
  P_AttentionValues32 t (entry_of Q jq) (entry_of K jk) (entry_of V jv) m n d dv f.
Proof. intros -> -> -> -> -> -> -> ->; apply heads32_own. Qed.
Ltac try_heads32_own := intro_goal; match goal with
  | Z : P_HeadSizes ?b ?m ?n ?d ?dv, M : P_Mask32 ?t ?a ?sm,
    A : P_AttentionValues32 ?t ?Q ?K ?V ?bm ?bn _ _ ?f,
    I0 : (0 <= ?i)%Z, I1 : (?i < ?b)%Z
    |- P_Mask32 ?t (L_MaskRow32 ?a ?u ?i) ?v /\
       P_AttentionValues32 ?t (_ ?Q ?jq) (_ ?K ?jk) (_ ?V ?jv) ?m ?n _ _ _ =>
      apply (heads32_own_any t Q K a V b m n d dv f i sm u v bm bn jq jk jv);
      first [assumption | reflexivity | ring]
  end.
(*@ TRY try_heads32_own *)

(*@ NEEDS P_HeadInput32 P_KeptAll32 P_SameEntry32 *)
Lemma heads32_kept_same t V n : P_KeptAll32 t t V n.
Proof.
intros k; cbv zeta; intros _ _; exact (conj (conj (iff_refl _) (iff_refl _)) eq_refl).
Qed.
Ltac try_heads32_same := intro_goal; match goal with
  | |- P_HeadInput32 ?t ?t _ _ _ _ _ _ _ _ _ =>
      split; [split; [split |] | right]; apply heads32_kept_same
  end.
(*@ TRY try_heads32_same *)

(* What a block has of the memory *)
(*@ NEEDS P_HeadSizes separated *)
Lemma heads32_apart o y q z j l k h : separated (entry_of o 0%Z) y (entry_of q 0%Z) z ->
  (0 <= j)%Z -> (l + j <= y)%Z -> (0 <= k)%Z -> (h + k <= z)%Z ->
  separated (entry_of o j) l (entry_of q k) h.
Proof. intros S J L K H; unfold separated in *; cbn [base offset] in *; lia. Qed.
Ltac try_heads32_apart := intro_goal; match goal with
  | S : separated (_ ?o 0%Z) ?y (_ ?q 0%Z) ?z |- separated (_ ?o ?j) ?l (_ ?q ?k) ?h =>
      apply (heads32_apart o y q z j l k h S); assumption
  end.
(*@ TRY try_heads32_apart *)
(*@ NEEDS P_HeadSizes L_MaskRow32 separated valid_rd *)
Lemma heads32_mask u o y p x a z j l k h w : w = entry_of a k ->
  valid_rd u (entry_of a 0%Z) z -> separated (entry_of p 0%Z) x (entry_of a 0%Z) z ->
  separated (entry_of o 0%Z) y (entry_of a 0%Z) z ->
  (0 <= j)%Z -> (l + j <= y)%Z -> (0 <= k)%Z -> (h + k <= z)%Z ->
  w = null \/ (valid_rd u (entry_of w 0%Z) h /\
    separated (entry_of p 0%Z) x (entry_of w 0%Z) h) /\
  separated (entry_of o j) l (entry_of w 0%Z) h.
Proof.
intros -> V P S J L K H; right.
unfold valid_rd, separated in *; cbn [base offset] in *.
split; [split |]; lia.
Qed.
Ltac try_heads32_mask := intro_goal; match goal with
  | E : L_MaskRow32 ?a ?v ?i = _ ?a ?k, V : valid_rd ?u (_ ?a 0%Z) ?z,
    P : separated (_ ?p 0%Z) ?x (_ ?a 0%Z) ?z, S : separated (_ ?o 0%Z) ?y (_ ?a 0%Z) ?z
    |- _ \/ (_ /\ separated (_ ?p 0%Z) ?x _ ?h) /\ separated (_ ?o ?j) ?l _ ?h =>
      apply (heads32_mask u o y p x a z j l k h _ E V P S); assumption
  end.
(*@ TRY try_heads32_mask *)

(*@ NEEDS P_SameEntry32 P_KeptAll32 P_HeadInput32 P_HeadSizes separated *)
Ltac try_heads32_input := intro_goal; match goal with
  | I : P_HeadInput32 ?m ?t ?Q ?K ?a ?V ?b ?c ?n ?d ?dv,
    H : forall q : addr, separated q 1 (_ ?o ?j) ?l -> P_SameEntry32 ?m' ?m q 0,
    S : null = ?a \/ separated (_ ?o 0%Z) ?y (_ ?a 0%Z) ?x /\ separated _ _ (_ ?a 0%Z) ?x
    |- P_HeadInput32 ?m' ?t ?Q ?K ?a ?V ?b ?c ?n ?d ?dv =>
      let G := fresh in
      assert (G : forall W z, separated (entry_of o 0%Z) y (entry_of W 0%Z) z ->
        P_KeptAll32 m t W z -> P_KeptAll32 m' t W z) by
        (intros; apply (queries32_step t m m' o j l y); try assumption; lia);
      destruct I as [[[I1 I2] I3] I4];
      split; [split; [split; apply G; assumption | apply G; assumption] |];
      destruct S as [S | [S T]]; [now left |];
      destruct I4 as [I4 | I4]; [now left | right; apply G; assumption]
  end.
(*@ TRY try_heads32_input *)

(* One more block is done *)
(*@ NEEDS P_QueryResult32 P_Hidden32 P_Open32 L_KeyScore32 L_MaskAt32 L_FScore32 L_FDot32 L_Score32 L_Dot32 L_AbsDot32 L_ScoreBound32 P_ScoresWithin32 P_TrueResult32 L_QueryMean32 L_QuerySize32 L_KeyShare32 P_OpenColumnIn32 P_KeptAll32 P_SameEntry32 P_AttentionRows32 P_AttentionSizes L_MaskRow32 L_Visible P_HeadInput32 P_HeadSizes P_AttentionBlocks32 separated *)
Lemma heads32_block t m m' Q K a V mm n d dv r c o : P_AttentionSizes mm n d dv ->
  P_KeptAll32 m t Q (d * mm)%Z -> P_KeptAll32 m t K (d * n)%Z ->
  P_KeptAll32 m t V (dv * n)%Z -> (null = a \/ P_KeptAll32 m t a (mm * n)%Z) ->
  P_AttentionRows32 m' m Q K a V mm n d dv r c o mm ->
  P_AttentionRows32 m' t Q K a V mm n d dv r c o mm.
Proof.
intros Z IQ IK IV IA R j J0 J1; rows_bounds.
destruct (rows_Visible mm n c j) as [L0 L1]; [lia | lia | lia |].
apply (queries32_result t m).
- apply (queries32_kept_part t m Q (d * mm)%Z); [exact IQ | nia | nia].
- intros k Hk Nk; apply IK; nia.
- intros k Hk Nk; apply IV; nia.
- apply (queries32_kept_row t m a mm n j); assumption.
- exact (R j J0 J1).
Qed.
Lemma heads32_output t m m' Q K a V mm n d dv r c o : P_AttentionSizes mm n d dv ->
  (forall k, (0 <= k)%Z -> (k < dv * mm)%Z -> queries32_cell m m' (entry_of o k)) ->
  P_AttentionRows32 m t Q K a V mm n d dv r c o mm ->
  P_AttentionRows32 m' t Q K a V mm n d dv r c o mm.
Proof.
intros Z S H j J0 J1; rows_bounds.
apply (queries32_output t m m'); [| exact (H j J0 J1)].
intros k Hk Nk; change (queries32_cell m m' (entry_of (entry_of o (dv * j)%Z) k)).
assert (E : entry_of (entry_of o (dv * j)%Z) k = entry_of o (dv * j + k)%Z)
  by (cbn [base offset]; f_equal; lia).
rewrite E; apply S; nia.
Qed.
Lemma heads32_next t m m' Q K a V b mm n d dv r c o i :
  P_HeadSizes b mm n d dv -> (0 <= i)%Z -> (i < b)%Z ->
  P_HeadInput32 m t Q K a V b mm n d dv ->
  (forall q, separated q 1 (entry_of o (dv * i * mm)%Z) (dv * mm)%Z ->
     P_SameEntry32 m' m q 0) ->
  P_AttentionRows32 m' m (entry_of Q (d * i * mm)%Z) (entry_of K (d * i * n)%Z)
    (L_MaskRow32 a (mm * n) i) (entry_of V (dv * i * n)%Z) mm n d dv r c
    (entry_of o (dv * i * mm)%Z) mm ->
  P_AttentionBlocks32 m t Q K a V mm n d dv r c o i ->
  P_AttentionBlocks32 m' t Q K a V mm n d dv r c o (1 + i)%Z.
Proof.
intros Z I0 I1 [[[IK IQ] IV] IA] Kp R H k K0 K1.
assert (One := heads_one b mm n d dv Z); heads_bounds.
destruct (Z.eq_dec k i) as [-> | N].
- assert (A := heads_inside i b d mm I0 I1 ltac:(assumption) ltac:(assumption)).
  assert (B := heads_inside i b d n I0 I1 ltac:(assumption) ltac:(assumption)).
  assert (C := heads_inside i b dv n I0 I1 ltac:(assumption) ltac:(assumption)).
  refine (heads32_block t m m' (entry_of Q (d * i * mm)%Z) (entry_of K (d * i * n)%Z)
    (L_MaskRow32 a (mm * n) i) (entry_of V (dv * i * n)%Z) mm n d dv r c _ One _ _ _ _ R).
  + apply (queries32_kept_part t m Q (b * d * mm)%Z); [exact IQ | lia | lia].
  + apply (queries32_kept_part t m K (b * d * n)%Z); [exact IK | lia | lia].
  + apply (queries32_kept_part t m V (b * dv * n)%Z); [exact IV | lia | lia].
  + apply (queries32_kept_row t m a b (mm * n)%Z i); [| exact I0 | exact I1 | nia | lia].
    rewrite <- Z.mul_assoc in IA; exact IA.
- assert (L : (k < i)%Z) by lia.
  assert (P : (0 < dv * mm)%Z) by nia.
  assert (A := heads_inside k i dv mm K0 L ltac:(assumption) ltac:(assumption)).
  refine (heads32_output t m m' (entry_of Q (d * k * mm)%Z) (entry_of K (d * k * n)%Z)
    (L_MaskRow32 a (mm * n) k) (entry_of V (dv * k * n)%Z) mm n d dv r c
    (entry_of o (dv * k * mm)%Z) One _ (H k K0 L)).
  intros j J0 J1.
  assert (X : P_SameEntry32 m' m (entry_of (entry_of o (dv * k * mm)%Z) j) 0).
  { apply Kp; unfold separated; cbn [base offset]; right; right; right; lia. }
  assert (E : entry_of (entry_of (entry_of o (dv * k * mm)%Z) j) 0%Z =
    entry_of (entry_of o (dv * k * mm)%Z) j) by (cbn [base offset]; f_equal; lia).
  change (queries32_cell m m' (entry_of (entry_of o (dv * k * mm)%Z) j)).
  rewrite <- E; exact X.
Qed.
(* The products of WP are sorted by the names of its variables. *)
Lemma heads32_next_any t m m' Q K a V b mm n d dv r c o i u jq jk jv jo l :
  u = (mm * n)%Z -> jq = (d * i * mm)%Z -> jk = (d * i * n)%Z -> jv = (dv * i * n)%Z ->
  jo = (dv * i * mm)%Z -> l = (dv * mm)%Z ->
  P_HeadSizes b mm n d dv -> (0 <= i)%Z -> (i < b)%Z ->
  P_HeadInput32 m t Q K a V b mm n d dv ->
  (forall q, separated q 1 (entry_of o jo) l -> P_SameEntry32 m' m q 0) ->
  P_AttentionRows32 m' m (entry_of Q jq) (entry_of K jk)
    (L_MaskRow32 a u i) (entry_of V jv) mm n d dv r c (entry_of o jo) mm ->
  P_AttentionBlocks32 m t Q K a V mm n d dv r c o i ->
  P_AttentionBlocks32 m' t Q K a V mm n d dv r c o (1 + i)%Z.
Proof. intros -> -> -> -> -> ->; apply heads32_next. Qed.
Ltac try_heads32_done := intro_goal; match goal with
  | Z : P_HeadSizes ?b ?mm ?n ?d ?dv,
    I : P_HeadInput32 ?m ?t ?Q ?K ?a ?V ?b ?mm ?n ?d ?dv,
    H : forall q : addr, separated q 1 (_ ?o ?jo) ?l -> P_SameEntry32 ?m' ?m q 0,
    R : P_AttentionRows32 ?m' ?m (_ ?Q ?jq) (_ ?K ?jk) (L_MaskRow32 ?a ?u ?i) (_ ?V ?jv)
      _ _ _ _ _ _ _ _,
    A : P_AttentionBlocks32 ?m ?t _ _ _ _ _ _ _ _ ?r ?c ?o ?i
    |- P_AttentionBlocks32 ?m' ?t ?Q ?K ?a ?V ?mm ?n ?d ?dv ?r ?c ?o (1 + ?i)%Z =>
      apply (heads32_next_any t m m' Q K a V b mm n d dv r c o i u jq jk jv jo l);
      first [assumption | ring]
  end.
(*@ TRY try_heads32_done *)
