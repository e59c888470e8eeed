(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* The results of src/scaled_attention_float.c, where the input is the same *)

(*@ NEEDS P_QueryResult32 P_Hidden32 P_Open32 L_KeyScore32 L_MaskAt32 L_FScore32 L_FDot32 L_Score32 L_Dot32 L_AbsDot32 L_ScoreBound32 P_ScoresWithin32 P_TrueResult32 L_QueryMean32 L_QuerySize32 L_KeyShare32 P_OpenColumnIn32 P_KeptAll32 P_SameEntry32 P_Mask32 P_Logits32 *)
Lemma queries32_fdot (t m : addr -> Float32.t) q v d :
  (forall k, (0 <= k)%Z -> (k < d)%Z ->
    Float32.t'real (link_at m q k) = Float32.t'real (link_at t q k) /\
    Float32.t'real (link_at m v k) = Float32.t'real (link_at t v k)) ->
  L_FDot32 m q v d = L_FDot32 t q v d.
Proof.
intros H.
rewrite (rec_sum_fsum _ (fun k => fmul (Float32.t'real (link_at m q k))
  (Float32.t'real (link_at m v k))) (L_FDot32_def m q v) d).
rewrite (rec_sum_fsum _ (fun k => fmul (Float32.t'real (link_at t q k))
  (Float32.t'real (link_at t v k))) (L_FDot32_def t q v) d).
apply fsum_ext; intros k Hk; unfold seq.
now destruct (H (Z.of_nat k) ltac:(lia) ltac:(lia)) as [-> ->].
Qed.
Lemma queries32_dot (t m : addr -> Float32.t) q v d :
  (forall k, (0 <= k)%Z -> (k < d)%Z ->
    Float32.t'real (link_at m q k) = Float32.t'real (link_at t q k) /\
    Float32.t'real (link_at m v k) = Float32.t'real (link_at t v k)) ->
  L_Dot32 m q v d = L_Dot32 t q v d /\ L_AbsDot32 m q v d = L_AbsDot32 t q v d.
Proof.
intros H; split; [| rewrite !AbsDot32_sum];
  [rewrite (rec_sum_sum _ (fun k => Float32.t'real (link_at m q k) *
     Float32.t'real (link_at m v k)) (L_Dot32_def m q v) d);
   rewrite (rec_sum_sum _ (fun k => Float32.t'real (link_at t q k) *
     Float32.t'real (link_at t v k)) (L_Dot32_def t q v) d) |];
  apply sum_ext; intros k Hk; unfold seq;
  now destruct (H (Z.of_nat k) ltac:(lia) ltac:(lia)) as [-> ->].
Qed.
Section Same32.
Variables (t m : addr -> Float32.t) (q K a V : addr) (n d dv : Z) (r : R).
Hypothesis SQ : P_KeptAll32 m t q d.
Hypothesis SK : P_KeptAll32 m t K (d * n)%Z.
Hypothesis SV : P_KeptAll32 m t V (dv * n)%Z.
Hypothesis SA : null = a \/ P_KeptAll32 m t a n.
Hypothesis Ma : P_Mask32 t a n.
Lemma queries32_Open k : (0 <= k)%Z -> (k < n)%Z -> P_Open32 m a k <-> P_Open32 t a k.
Proof.
intros Hk Nk; unfold P_Open32; destruct SA as [E | S]; [tauto |].
destruct (S k Hk Nk) as [[F _] _].
split; (intros [E | O]; [now left | right; apply F; exact O]).
Qed.
Lemma queries32_Hidden : P_Hidden32 m a n <-> P_Hidden32 t a n.
Proof. split; intros H k Hk Nk O; apply (H k Hk Nk); now apply queries32_Open. Qed.
Lemma queries32_hidden k : (k < Z.to_nat n)%nat ->
  query32_hidden m a k = query32_hidden t a k.
Proof.
intros Hk; unfold query32_hidden; destruct (why_decidable_eq null a) as [E | E]; [easy |].
destruct SA as [E' | S]; [easy |].
destruct (S (Z.of_nat k) ltac:(lia) ltac:(lia)) as [[_ I] _].
change (Float32.is_minus_infinity (t (entry_of a (Z.of_nat k))) <->
  Float32.is_minus_infinity (m (entry_of a (Z.of_nat k)))) in I.
rewrite <- !Float32.is_masked_spec in I.
destruct (Float32.is_masked (t _)), (Float32.is_masked (m _)); intuition congruence.
Qed.
Lemma queries32_key i : (0 <= i)%Z -> (i < n)%Z -> forall j, (0 <= j)%Z -> (j < d)%Z ->
  Float32.t'real (link_at m q j) = Float32.t'real (link_at t q j) /\
  Float32.t'real (link_at m (entry_of K (d * i)%Z) j) =
  Float32.t'real (link_at t (entry_of K (d * i)%Z) j).
Proof.
intros I0 I1 j J N; split.
- destruct (SQ j J N) as [_ E]; exact (eq_sym E).
- destruct (SK (d * i + j)%Z ltac:(nia) ltac:(nia)) as [_ E].
  pose (P := fun x => Float32.t'real (m x) = Float32.t'real (t x)).
  change (P (entry_of (entry_of K (d * i)%Z) j)).
  rewrite entry32; exact (eq_sym E).
Qed.
Lemma queries32_score e k : e = 0%Z \/ e = 1%Z -> (k < Z.to_nat n)%nat ->
  query32_score e m q K a d r k = query32_score e t q K a d r k.
Proof.
intros Eq Hk; unfold query32_score.
assert (KK := queries32_key (Z.of_nat k) ltac:(lia) ltac:(lia)).
assert (M : L_MaskAt32 m a (Z.of_nat k) = L_MaskAt32 t a (Z.of_nat k)).
{ destruct (L_MaskAt32'def m a (Z.of_nat k)) as [Zm Am].
  destruct (L_MaskAt32'def t a (Z.of_nat k)) as [Zt At].
  destruct (why_decidable_eq null a) as [E | E]; [now rewrite Zm, Zt |].
  rewrite Am, At by exact E; destruct SA as [E' | S]; [easy |].
  destruct (S (Z.of_nat k) ltac:(lia) ltac:(lia)) as [_ R']; exact (eq_sym R'). }
destruct (L_KeyScore32'def m e q K a d r (Z.of_nat k)) as [D1 D0].
destruct (L_KeyScore32'def t e q K a d r (Z.of_nat k)) as [D1' D0'].
cbv zeta in D0, D1, D0', D1'.
destruct Eq as [-> | ->]; [rewrite D0, D0', M by easy | rewrite D1, D1', M by easy];
  f_equal; [unfold L_FScore32 | unfold L_Score32]; f_equal;
  [now apply queries32_fdot | exact (proj1 (queries32_dot t m _ _ _ KK))].
Qed.
Lemma queries32_bound i : (0 <= i)%Z -> (i < n)%Z ->
  L_ScoreBound32 m q K a d r i = L_ScoreBound32 t q K a d r i.
Proof.
intros I0 I1; assert (E := queries32_score 1%Z (Z.to_nat i) (or_intror eq_refl) ltac:(lia)).
unfold query32_score in E; rewrite Z2Nat.id in E by exact I0.
assert (A := proj2 (queries32_dot t m _ _ _ (queries32_key i I0 I1))).
unfold L_ScoreBound32; cbv zeta; rewrite E.
match goal with |- context [L_AbsDot32 m q (?s K (d * i)%Z) d] =>
  change (s K (d * i)%Z) with (entry_of K (d * i)%Z) end.
now rewrite A.
Qed.
Lemma queries32_within e : P_ScoresWithin32 t q K a n d r e ->
  P_ScoresWithin32 m q K a n d r e.
Proof.
intros S i I0 I1 O; rewrite queries32_bound by assumption.
apply S; [assumption | assumption | now apply queries32_Open].
Qed.
Lemma queries32_column c k : (0 <= c)%Z -> (c < dv)%Z -> (k < Z.to_nat n)%nat ->
  query32_column m V dv c k = query32_column t V dv c k.
Proof.
intros C D Hk; destruct (index32 n dv c (Z.of_nat k) C D ltac:(lia) ltac:(lia)) as [A B].
destruct (SV (c + dv * Z.of_nat k)%Z A ltac:(lia)) as [_ E]; exact (eq_sym E).
Qed.
End Same32.

(*@ NEEDS P_QueryResult32 P_Hidden32 P_Open32 L_KeyScore32 L_MaskAt32 L_FScore32 L_FDot32 L_Score32 L_Dot32 L_AbsDot32 L_ScoreBound32 P_ScoresWithin32 P_TrueResult32 L_QueryMean32 L_QuerySize32 L_KeyShare32 P_OpenColumnIn32 P_KeptAll32 P_SameEntry32 P_Mask32 P_Logits32 L_AttendError L_HullError L_UlpBelow *)
Section Result32.
Variables (t m : addr -> Float32.t) (q K a V : addr) (n d dv : Z) (r : R).
Hypothesis SQ : P_KeptAll32 m t q d.
Hypothesis SK : P_KeptAll32 m t K (d * n)%Z.
Hypothesis SV : P_KeptAll32 m t V (dv * n)%Z.
Hypothesis SA : null = a \/ P_KeptAll32 m t a n.
Lemma queries32_mean e c : e = 0%Z \/ e = 1%Z -> (0 <= c)%Z -> (c < dv)%Z ->
  L_QueryMean32 m e q K a V n d dv r c n = L_QueryMean32 t e q K a V n d dv r c n.
Proof.
intros Eq C0 C1; rewrite !query32_QueryMean; apply query32_mean_ext; intros k Hk.
- now apply (queries32_hidden t m a n).
- intros _; now apply (queries32_score t m q K a n d).
- now apply (queries32_column t m V n dv).
Qed.
Lemma queries32_size e c : e = 0%Z \/ e = 1%Z -> (0 <= c)%Z -> (c < dv)%Z ->
  L_QuerySize32 m e q K a V n d dv r c n = L_QuerySize32 t e q K a V n d dv r c n.
Proof.
intros Eq C0 C1; rewrite !query32_QuerySize; apply query32_size_ext; intros k Hk.
- now apply (queries32_hidden t m a n).
- intros _; now apply (queries32_score t m q K a n d).
- now apply (queries32_column t m V n dv).
Qed.
Lemma queries32_true c y : (0 <= c)%Z -> (c < dv)%Z ->
  P_TrueResult32 m q K a V n d dv r c y -> P_TrueResult32 t q K a V n d dv r c y.
Proof.
intros C0 C1 T e Se; specialize (T e (queries32_within t m q K a n d r SQ SK SA e Se)).
rewrite queries32_mean, queries32_size in T by (assumption || now right).
exact T.
Qed.
Lemma queries32_column_in c lo hi : (0 <= c)%Z -> (c < dv)%Z ->
  P_OpenColumnIn32 t a V n dv c lo hi -> P_OpenColumnIn32 m a V n dv c lo hi.
Proof.
intros C0 C1 H k; cbv zeta; intros Hk Nk O.
apply (queries32_Open t m a n) in O; [| assumption | assumption | assumption].
destruct (H k Hk Nk O) as [U L].
assert (E := queries32_column t m V n dv SV c (Z.to_nat k) C0 C1 ltac:(lia)).
unfold query32_column in E; rewrite !Z2Nat.id in E by exact Hk.
change (Float32.t'real (m (entry_of V (c + dv * k)%Z)) <= hi /\
  lo <= Float32.t'real (m (entry_of V (c + dv * k)%Z))).
rewrite E; split; [exact U | exact L].
Qed.
Theorem queries32_result m' o : P_QueryResult32 m' m q K a V n d dv r o ->
  P_QueryResult32 m' t q K a V n d dv r o.
Proof.
intros H c; cbv zeta; intros C0 C1; destruct (H c C0 C1) as [[F Z] G]; clear H.
assert (HH := queries32_Hidden t m a n SA).
split; [split; [exact F | intros P; apply Z, HH, P] |].
intros P; destruct G as [[[U T] L] W]; [intros X; apply P, HH, X |].
rewrite queries32_mean, queries32_size in U by (assumption || now left).
split; [split; [split; [exact U | now apply queries32_true] |] |].
- intros f P0 Ff O; apply (L f P0 Ff); now apply queries32_column_in.
- intros lo hi M A B O; apply (W lo hi M A B); now apply queries32_column_in.
Qed.
End Result32.
Lemma queries32_output t m m' q K a V n d dv r o :
  (forall k, (0 <= k)%Z -> (k < dv)%Z -> queries32_cell m m' (entry_of o k)) ->
  P_QueryResult32 m t q K a V n d dv r o -> P_QueryResult32 m' t q K a V n d dv r o.
Proof.
intros S H c; cbv zeta; intros C0 C1; destruct (S c C0 C1) as [[F _] E].
specialize (H c C0 C1); cbv zeta in H.
match type of H with (Float32.t'isFinite (m ?x) /\ _) /\ _ =>
  assert (E' : Float32.t'real (m x) = Float32.t'real (m' x)) by exact E end.
rewrite <- E'; destruct H as [[Fm Z] G]; exact (conj (conj (proj1 F Fm) Z) G).
Qed.

(* One more row is done *)
(*@ NEEDS P_KeptAll32 P_SameEntry32 L_MaskRow32 *)
Lemma queries32_kept_part t m V x j l : P_KeptAll32 m t V x -> (0 <= j)%Z ->
  (j + l <= x)%Z -> P_KeptAll32 m t (entry_of V j) l.
Proof.
intros S J L k Hk Nk; change (queries32_cell t m (entry_of (entry_of V j) k)).
assert (E : entry_of (entry_of V j) k = entry_of V (j + k)%Z)
  by (cbn [base offset]; f_equal; lia).
rewrite E; exact (S (j + k)%Z ltac:(lia) ltac:(lia)).
Qed.
Lemma queries32_kept_row t m a x n j h : (null = a \/ P_KeptAll32 m t a (x * n)%Z) ->
  (0 <= j)%Z -> (j < x)%Z -> (0 <= h)%Z -> (h <= n)%Z ->
  null = L_MaskRow32 a n j \/ P_KeptAll32 m t (L_MaskRow32 a n j) h.
Proof.
intros M J0 J1 H0 H1; destruct (L_MaskRow32'def a n j) as [Z A].
destruct (why_decidable_eq null a) as [E | E]; [left; now rewrite Z |].
rewrite A by exact E; right; destruct M as [M | M]; [easy |].
apply (queries32_kept_part t m a (x * n)%Z (j * n)%Z h M); nia.
Qed.

(*@ NEEDS P_QueryResult32 P_Hidden32 P_Open32 L_KeyScore32 L_MaskAt32 L_FScore32 L_FDot32 L_Score32 L_Dot32 L_AbsDot32 L_ScoreBound32 P_ScoresWithin32 P_TrueResult32 L_QueryMean32 L_QuerySize32 L_KeyShare32 P_OpenColumnIn32 P_KeptAll32 P_SameEntry32 P_AttentionRows32 P_AttentionSizes P_AttentionInput32 L_MaskRow32 L_Visible separated *)
Lemma queries32_next t m m' Q K a V mm n d dv r c o j :
  P_AttentionSizes mm n d dv -> (0 <= j)%Z -> (j < mm)%Z ->
  P_AttentionInput32 m t Q K a V mm n d dv ->
  (forall q, separated q 1 (entry_of o (dv * j)%Z) dv -> P_SameEntry32 m' m q 0) ->
  P_QueryResult32 m' m (entry_of Q (d * j)%Z) K (L_MaskRow32 a n j) V
    (L_Visible mm n c j) d dv r (entry_of o (dv * j)%Z) ->
  P_AttentionRows32 m t Q K a V mm n d dv r c o j ->
  P_AttentionRows32 m' t Q K a V mm n d dv r c o (1 + j)%Z.
Proof.
intros Z J0 J1 [[[IK IQ] IV] IA] Kp R H i I0 I1; rewrite ?Z.add_0_r in *.
destruct (Z.eq_dec i j) as [-> | N].
- rows_bounds; destruct (rows_Visible mm n c j) as [L0 L1]; [lia | lia | lia |].
  apply (queries32_result t m).
  + apply (queries32_kept_part t m Q (d * mm)%Z); [exact IQ | nia | nia].
  + intros k Hk Nk; apply IK; nia.
  + intros k Hk Nk; apply IV; nia.
  + apply (queries32_kept_row t m a mm n j); assumption.
  + exact R.
- rows_bounds; apply (queries32_output t m m'); [| apply (H i); lia].
  intros k Hk Nk.
  assert (A : P_SameEntry32 m' m (entry_of (entry_of o (dv * i)%Z) k) 0).
  { apply Kp; assert ((dv * i + k < dv * j)%Z) by nia.
    unfold separated; cbn [base offset]; right; right; right; lia. }
  assert (E : entry_of (entry_of (entry_of o (dv * i)%Z) k) 0%Z =
    entry_of (entry_of o (dv * i)%Z) k) by (cbn [base offset]; f_equal; lia).
  change (queries32_cell m m' (entry_of (entry_of o (dv * i)%Z) k)).
  rewrite <- E; exact A.
Qed.
Ltac try_queries32_done := intro_goal; match goal with
  | Z : P_AttentionSizes ?mm ?n ?d ?dv,
    I : P_AttentionInput32 ?m ?t ?Q ?K ?a ?V ?mm ?n ?d ?dv,
    H : forall q : addr, separated q 1 (_ ?o ?x) ?l -> P_SameEntry32 ?m' ?m q 0,
    R : P_QueryResult32 ?m' ?m _ _ _ _ _ _ _ _ _,
    A : P_AttentionRows32 ?m ?t _ _ _ _ _ _ _ _ ?r ?c ?o ?j
    |- P_AttentionRows32 ?m' ?t ?Q ?K ?a ?V ?mm ?n ?d ?dv ?r ?c ?o (1 + ?j)%Z =>
      exact (queries32_next t m m' Q K a V mm n d dv r c o j Z ltac:(assumption)
        ltac:(assumption) I H R A)
  end.
(*@ TRY try_queries32_done *)

(* K and V in double, while one more row is written *)
(*@ NEEDS P_Widened P_SameEntry P_SameEntry32 separated *)
Lemma queries32_widened t m t1 m1 z x n o j l y w k : P_Widened t t1 z x n ->
  (forall q, separated q 1 (entry_of o j) l -> P_SameEntry32 m1 t1 q 0) ->
  (forall q, separated q 1 (entry_of w 0%Z) k -> P_SameEntry m t q 0) ->
  separated (entry_of o 0%Z) y (entry_of z 0%Z) n ->
  separated (entry_of w 0%Z) k (entry_of x 0%Z) n ->
  (0 <= j)%Z -> (j + l <= y)%Z -> P_Widened m m1 z x n.
Proof.
intros W K32 K64 S32 S64 J L i; cbv zeta; intros Hi Ni.
assert (A : P_SameEntry32 m1 t1 (entry_of z i) 0)
  by (apply K32; unfold separated in *; cbn [base offset] in *; lia).
assert (B : query_cell_kept t m (entry_of x i))
  by (apply query_kept_cell, K64; unfold separated in *; cbn [base offset] in *; lia).
assert (E : entry_of (entry_of z i) 0%Z = entry_of z i)
  by (cbn [base offset]; f_equal; lia).
assert (C : queries32_cell t1 m1 (entry_of z i)) by (rewrite <- E; exact A).
destruct B as [[BF BI] BR], C as [[CF CI] CR].
destruct (widened_cell t t1 z x n i W Hi Ni) as [[I1 I2] | (F1 & F2 & V)].
- left; split; [exact (proj1 CI I1) | exact (proj2 BI I2)].
- right; split; [split; [| exact (proj1 CF F1)] | exact (proj2 BF F2)].
  exact (eq_trans BR (eq_trans V CR)).
Qed.
Ltac try_queries32_wide := intro_goal; match goal with
  | H : forall q : addr, separated q 1 (_ ?o ?j) ?l -> P_SameEntry32 ?m1 ?t1 q 0,
    G : forall q : addr, separated q 1 (_ ?w 0%Z) ?k -> P_SameEntry ?m ?t q 0,
    L : (_ <= ?y)%Z, _ : separated (_ ?o 0%Z) ?y _ _
    |- P_Widened ?m ?m1 ?z1 ?x1 ?n1 /\ P_Widened ?m ?m1 ?z2 ?x2 ?n2 =>
      split;
      [ apply (queries32_widened t m t1 m1 z1 x1 n1 o j l y w k)
      | apply (queries32_widened t m t1 m1 z2 x2 n2 o j l y w k) ];
      first [assumption | lia]
  end.
(*@ TRY try_queries32_wide *)

(* What follows of a row from the result of its query *)
(*@ NEEDS P_QueryResult32 P_Hidden32 P_AttentionRows32 P_AttentionSizes L_MaskRow32 L_Visible P_OpenColumnIn32 L_QueryMean32 L_QuerySize32 L_AttendError L_HullError L_UlpBelow *)
Ltac queries32_take := match goal with
  | A : P_AttentionRows32 ?t ?t1 ?Q ?K ?a ?V ?m ?n ?d ?dv ?r ?k ?o ?m,
    J0 : (0 <= ?j)%Z, J1 : (?j < ?m)%Z, C0 : (0 <= ?c)%Z, C1 : (?c < ?dv)%Z
    |- context [?t (?s ?o (?c + ?dv * ?j)%Z)] =>
      let E := fresh "E" in
      assert (E : s o (c + dv * j)%Z = s (s o (dv * j)%Z) c) by
        (change (entry_of o (c + dv * j)%Z = entry_of (entry_of o (dv * j)%Z) c);
         cbn [base offset]; f_equal; lia);
      rewrite E; clear E;
      let F := fresh "F" in let G := fresh "G" in
      destruct (A j J0 J1 c C0 C1) as [F G]
  end.
Ltac queries32_clause := match goal with
  | F : Float32.t'isFinite _ /\ _ |- Float32.t'isFinite _ => exact (proj1 F)
  | F : Float32.t'isFinite _ /\ (P_Hidden32 _ _ _ -> _), H : P_Hidden32 _ _ _ |- _ =>
      exact (proj2 F H)
  | G : ~ P_Hidden32 _ _ _ -> _, H : ~ P_Hidden32 _ _ _ |- _ =>
      let U := fresh in let L := fresh in let W := fresh in
      let T := fresh in
      destruct (G H) as [[[U T] L] W];
      first [ exact U | eapply T; eassumption | eapply L; eassumption
        | eapply W; eassumption ]
  end.
Ltac try_queries32_clause := intro_goal; rows_accepted; queries32_take; queries32_clause.
(*@ TRY try_queries32_clause *)

