(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* The memory of src/scaled_attention.c: rows of queries, of the mask and of the
   output, and what stays as it was while they are written *)

(*@ NEEDS P_AttentionSizes *)
Lemma rows_sizes m n d dv : P_AttentionSizes m n d dv ->
  (0 < m /\ m <= 67108864 /\ 0 < n /\ n <= 67108864 /\ 0 < d /\ d <= 67108864 /\
   0 < dv /\ dv <= 67108864)%Z.
Proof. unfold P_AttentionSizes; intros H; repeat split; lia. Qed.
Lemma rows_inside j m w : (0 <= j)%Z -> (j < m)%Z -> (0 < w)%Z ->
  (0 <= w * j /\ w + w * j <= w * m)%Z.
Proof. intros; split; nia. Qed.
Ltac rows_bounds := match goal with Z : P_AttentionSizes ?m ?n ?d ?dv |- _ =>
  let S := fresh in assert (S := rows_sizes m n d dv Z);
  destruct S as (? & ? & ? & ? & ? & ? & ? & ?) end.
Ltac clear_but_integers := repeat match goal with
  | H : ?P |- _ => lazymatch P with
      | (_ <= _)%Z => fail | (_ < _)%Z => fail | Z => fail
      | Z -> Z => fail | addr => fail | _ -> ieee_float.Float64.t => fail
      | R => fail | _ => clear H end end.
Ltac rows_nia := clear_but_integers; nia.
Ltac try_rows_inside := intro_goal; rows_bounds; match goal with
  | |- (0 <= ?w * ?j)%Z /\ (?w + ?w * ?j <= ?w * ?m)%Z =>
      apply rows_inside; assumption
  end.
(*@ TRY try_rows_inside *)
Ltac try_rows_indices := intro_goal; match goal with
  | |- _ /\ (_ <= 4503599627370496)%Z =>
      rows_bounds; clear_but_integers; repeat split; nia end.
(*@ TRY try_rows_indices *)

(*@ NEEDS P_AttentionSizes is_uint64 is_uint64_def *)
Ltac try_rows_products := intro_goal; match goal with
  | |- _ /\ P_AttentionSizes ?m ?n ?d ?dv =>
      assert ((0 <= m /\ 0 <= n /\ 0 <= d /\ 0 <= dv)%Z) as (? & ? & ? & ?)
        by (repeat split; apply is_uint64_def; assumption);
      assert ((0 < m /\ 0 < n /\ 0 < d /\ 0 < dv)%Z) as (? & ? & ? & ?)
        by (repeat split; lia);
      split; [clear_but_integers; repeat split; nia | unfold P_AttentionSizes; lia] end.
(*@ TRY try_rows_products *)

(* Entries inside an array *)
(*@ NEEDS shift *)
Lemma rows_index n d c k : (0 <= c)%Z -> (c < d)%Z -> (0 <= k)%Z -> (k < n)%Z ->
  (0 <= c + d * k)%Z /\ (c + d * k < n * d)%Z.
Proof. intros; split; nia. Qed.
Lemma rows_entry V j k : entry_of (entry_of V j) k = entry_of V (j + k)%Z.
Proof. cbn [base offset]; f_equal; lia. Qed.

(*@ NEEDS P_Within P_Rows P_AttentionValues P_AttentionSizes *)
Lemma rows_part t V x b j l : P_Within t V x b -> (0 <= j)%Z -> (j + l <= x)%Z ->
  P_Within t (entry_of V j) l b.
Proof.
intros W Hj X k; cbv zeta; intros Hk Nk.
pose (Q := fun a => (Float64.t'real (t a) <= b /\ 0 <= b + Float64.t'real (t a)) /\
  Float64.t'isFinite (t a)).
change (Q (entry_of (entry_of V j) k)); rewrite rows_entry.
exact (W (j + k)%Z ltac:(lia) ltac:(lia)).
Qed.
Lemma rows_less t V x y b : P_Within t V x b -> (y <= x)%Z -> P_Within t V y b.
Proof. intros W Y k; cbv zeta; intros Hk Nk; exact (W k Hk ltac:(lia)). Qed.
Ltac try_rows_values := intro_goal; match goal with
  | A : P_AttentionValues ?t ?Q ?K ?V ?m ?n ?d ?dv ?f |- (P_Within _ _ _ _ /\ _) /\ _ =>
      rows_bounds;
      let WQ := fresh in let WK := fresh in let WV := fresh in
      destruct A as [[[_ WK] WQ] WV];
      split; [split |];
      [ apply (rows_part t Q (d * m)%Z); [exact WQ | lia | lia]
      | apply (rows_less t V (dv * n)%Z); [exact WV | lia]
      | apply (rows_less t K (d * n)%Z); [exact WK | lia] ]
  end.
(*@ TRY try_rows_values *)

(*@ NEEDS P_Logits P_Mask P_AttentionSizes *)
Lemma rows_logits t a x j l : P_Logits t a x -> (0 <= j)%Z -> (j + l <= x)%Z ->
  P_Logits t (entry_of a j) l.
Proof.
intros W Hj X k; cbv zeta; intros Hk Nk.
pose (Q := fun a => Float64.t'isFinite (t a) \/ Float64.is_minus_infinity (t a)).
change (Q (entry_of (entry_of a j) k)); rewrite rows_entry.
exact (W (j + k)%Z ltac:(lia) ltac:(lia)).
Qed.

(*@ NEEDS P_Logits P_Mask P_AttentionSizes valid_rd separated *)
Lemma rows_valid u a x j h : valid_rd u (entry_of a 0%Z) x -> (0 <= j)%Z ->
  (j + h <= x)%Z -> valid_rd u (entry_of a j) h.
Proof. intros S J X; unfold valid_rd in *; cbn [base offset] in *; lia. Qed.
Lemma rows_separated w n a x j h : separated (entry_of w 0%Z) n (entry_of a 0%Z) x ->
  (h <= n)%Z -> (0 <= j)%Z -> (j + h <= x)%Z ->
  separated (entry_of w 0%Z) h (entry_of a j) h.
Proof. intros S H J X; unfold separated in *; cbn [base offset] in *; lia. Qed.
Ltac try_rows_mask := intro_goal; match goal with
  | M : P_Mask ?t ?a ?x, V : null = ?a \/ valid_rd ?u (_ ?a 0%Z) ?x,
    S : null = ?a \/ separated (_ ?w 0%Z) ?n (_ ?a 0%Z) ?x
    |- null = ?a \/ (valid_rd ?u (_ ?a ?j) ?h /\ P_Logits ?t _ ?h) /\ _ =>
      destruct M as [M | M]; [now left |];
      destruct V as [V | V]; [now left |]; destruct S as [S | S]; [now left |];
      assert ((0 <= j)%Z /\ (j + h <= x)%Z) as [? ?] by lia;
      right; split; [split |];
      [ apply (rows_valid u a x j h V); assumption
      | apply (rows_logits t a x j h M); assumption
      | apply (rows_separated w n a x j h S); [lia | assumption | assumption] ]
  end.
(*@ TRY try_rows_mask *)

(* What is kept *)
(*@ NEEDS P_SameEntry P_KeptAll shift *)
Lemma rows_kept_all t m V n : P_KeptAll m t V n <->
  forall k, (0 <= k)%Z -> (k < n)%Z -> query_cell_kept t m (entry_of V k).
Proof.
split; intros H k; cbv zeta; intros Hk Nk.
- destruct (H k Hk Nk) as [[A B] C]; split; [split; apply iff_sym; assumption |].
  symmetry; exact C.
- destruct (H k Hk Nk) as [[A B] C]; split; [split; apply iff_sym; assumption |].
  symmetry; exact C.
Qed.
Lemma rows_kept_trans t m m' x : query_cell_kept t m x -> query_cell_kept m m' x ->
  query_cell_kept t m' x.
Proof. unfold query_cell_kept; intros [[A B] C] [[D E] G]; rewrite G, C; tauto. Qed.

(*@ NEEDS P_SameEntry P_KeptAll separated shift *)
Lemma rows_apart p l y V x j k : separated (entry_of p 0%Z) y (entry_of V 0%Z) x ->
  (0 <= j)%Z -> (j + l <= y)%Z -> (0 <= k)%Z -> (k < x)%Z ->
  separated (entry_of V k) 1 (entry_of p j) l.
Proof. intros S Hj Hl Hk Nk; unfold separated in *; cbn [base offset] in *; lia. Qed.
Lemma rows_cell m m' w n o j l y V x :
  (forall q, separated q 1 (entry_of w 0%Z) n -> separated q 1 (entry_of o j) l ->
     P_SameEntry m' m q 0) ->
  separated (entry_of w 0%Z) n (entry_of V 0%Z) x ->
  separated (entry_of o 0%Z) y (entry_of V 0%Z) x -> (0 <= j)%Z -> (j + l <= y)%Z ->
  forall k, (0 <= k)%Z -> (k < x)%Z -> query_cell_kept m m' (entry_of V k).
Proof.
intros K S T Hj Hl k Hk Nk; apply query_kept_cell, K.
- apply (rows_apart w n n V x 0); [exact S | lia | lia | exact Hk | exact Nk].
- apply (rows_apart o l y V x j); [exact T | lia | lia | exact Hk | exact Nk].
Qed.

(*@ NEEDS P_SameEntry P_KeptAll P_AttentionInput P_AttentionSizes separated *)
Lemma rows_step t m m' w n o j l y V x :
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
Ltac try_rows_input := intro_goal; match goal with
  | I : P_AttentionInput ?m ?t ?Q ?K ?a ?V ?c ?n ?d ?dv,
    H : forall q : addr, separated q 1 (_ ?w 0%Z) ?n -> separated q 1 (_ ?o ?j) ?l ->
      P_SameEntry ?m' ?m q 0,
    S : null = ?a \/ separated _ _ (_ ?a 0%Z) ?x /\ separated _ ?y (_ ?a 0%Z) ?x
    |- P_AttentionInput ?m' ?t ?Q ?K ?a ?V ?c ?n ?d ?dv =>
      let G := fresh in
      assert (G : forall W z, separated (entry_of w 0%Z) n (entry_of W 0%Z) z ->
        separated (entry_of o 0%Z) y (entry_of W 0%Z) z ->
        P_KeptAll m t W z -> P_KeptAll m' t W z) by
        (intros; apply (rows_step t m m' w n o j l y); try assumption; lia);
      destruct I as [[[I1 I2] I3] I4];
      split; [split; [split; apply G; assumption | apply G; assumption] |];
      destruct S as [S | [S T]]; [now left |];
      destruct I4 as [I4 | I4]; [now left | right; apply G; assumption]
  end.
(*@ TRY try_rows_input *)

(*@ NEEDS P_KeptAll P_SameEntry P_Within P_Mask P_Logits *)
Lemma rows_kept_within t m V n b : P_KeptAll m t V n -> P_Within t V n b ->
  P_Within m V n b.
Proof.
intros H W k; cbv zeta; intros Hk Nk.
destruct (proj1 (rows_kept_all t m V n) H k Hk Nk) as [[F _] E].
destruct (W k Hk Nk) as [C Fm].
change ((Float64.t'real (m (entry_of V k)) <= b /\
  0 <= b + Float64.t'real (m (entry_of V k))) /\ Float64.t'isFinite (m (entry_of V k))).
rewrite E; split; [exact C | exact (proj2 F Fm)].
Qed.
Lemma rows_kept_logits t m V n : P_KeptAll m t V n -> P_Logits t V n -> P_Logits m V n.
Proof.
intros H W k; cbv zeta; intros Hk Nk.
destruct (proj1 (rows_kept_all t m V n) H k Hk Nk) as [[F I] _].
destruct (W k Hk Nk) as [D | D]; [left; exact (proj2 F D) | right; exact (proj2 I D)].
Qed.

(*@ NEEDS P_KeptAll P_SameEntry P_AttentionInput P_AttentionValues P_Mask P_Logits *)
Ltac try_rows_kept_values := intro_goal; match goal with
  | I : P_AttentionInput ?m ?t ?Q ?K ?a ?V ?c ?n ?d ?dv,
    A : P_AttentionValues ?t _ _ _ _ _ _ _ _, M : P_Mask ?t ?a ?x
    |- P_Mask ?m ?a ?x /\ P_AttentionValues ?m _ _ _ _ _ _ _ _ =>
      destruct I as [[[I1 I2] I3] I4]; destruct A as [[[A0 A1] A2] A3];
      split;
      [ destruct M as [M | M]; [now left |]; destruct I4 as [I4 | I4]; [now left |];
        right; exact (rows_kept_logits t m a x I4 M)
      | exact (conj (conj (conj A0 (rows_kept_within _ _ _ _ _ I1 A1))
          (rows_kept_within _ _ _ _ _ I2 A2)) (rows_kept_within _ _ _ _ _ I3 A3)) ]
  end.
(*@ TRY try_rows_kept_values *)
