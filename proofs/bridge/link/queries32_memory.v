(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* The memory of src/scaled_attention_float.c: rows of queries and of the mask,
   and what stays as it was while the output is written *)

(*@ NEEDS P_Within32 P_Rows32 P_AttentionValues32 P_AttentionSizes *)
Lemma queries32_part t V x b j l : P_Within32 t V x b -> (0 <= j)%Z -> (j + l <= x)%Z ->
  P_Within32 t (entry_of V j) l b.
Proof.
intros W Hj X k; cbv zeta; intros Hk Nk.
pose (Q := fun a => (Float32.t'real (t a) <= b /\ 0 <= b + Float32.t'real (t a)) /\
  Float32.t'isFinite (t a)).
change (Q (entry_of (entry_of V j) k)); rewrite entry32.
exact (W (j + k)%Z ltac:(lia) ltac:(lia)).
Qed.
Lemma queries32_less t V x y b : P_Within32 t V x b -> (y <= x)%Z -> P_Within32 t V y b.
Proof. intros W Y k; cbv zeta; intros Hk Nk; exact (W k Hk ltac:(lia)). Qed.
Ltac try_queries32_values := intro_goal; match goal with
  | A : P_AttentionValues32 ?t ?Q ?K ?V ?m ?n ?d ?dv ?f
    |- (P_Rows32 _ _ _ _ /\ _) /\ P_Within32 _ _ _ _ =>
      rows_bounds;
      let WQ := fresh in let WK := fresh in let WV := fresh in
      destruct A as [[[_ WK] WQ] WV]; unfold P_Rows32 in *;
      split; [split |];
      [ apply (queries32_less t V (dv * n)%Z); [exact WV | lia]
      | apply (queries32_less t K (d * n)%Z); [exact WK | lia]
      | apply (queries32_part t Q (d * m)%Z); [exact WQ | lia | lia] ]
  end.
(*@ TRY try_queries32_values *)

(*@ NEEDS P_Logits32 P_Mask32 P_AttentionSizes valid_rd separated *)
Lemma queries32_logits t a x j l : P_Logits32 t a x -> (0 <= j)%Z -> (j + l <= x)%Z ->
  P_Logits32 t (entry_of a j) l.
Proof.
intros W Hj X k; cbv zeta; intros Hk Nk.
pose (Q := fun a => Float32.t'isFinite (t a) \/ Float32.is_minus_infinity (t a)).
change (Q (entry_of (entry_of a j) k)).
assert (E : entry_of (entry_of a j) k = entry_of a (j + k)%Z)
  by (cbn [base offset]; f_equal; lia).
rewrite E; exact (W (j + k)%Z ltac:(lia) ltac:(lia)).
Qed.
Lemma queries32_valid u a x j h : valid_rd u (entry_of a 0%Z) x -> (0 <= j)%Z ->
  (j + h <= x)%Z -> valid_rd u (entry_of a j) h.
Proof. intros S J X; unfold valid_rd in *; cbn [base offset] in *; lia. Qed.
Lemma queries32_separated w n a x j h :
  separated (entry_of w 0%Z) n (entry_of a 0%Z) x -> (0 <= j)%Z -> (j + h <= x)%Z ->
  separated (entry_of w 0%Z) n (entry_of a j) h.
Proof. intros S J X; unfold separated in *; cbn [base offset] in *; lia. Qed.
Ltac try_queries32_mask := intro_goal; match goal with
  | M : P_Mask32 ?t ?a ?x, V : null = ?a \/ valid_rd ?u (_ ?a 0%Z) ?x,
    S : null = ?a \/ separated (_ ?w 0%Z) ?n (_ ?a 0%Z) ?x
    |- null = ?a \/ (valid_rd ?u (_ ?a ?j) ?h /\ P_Logits32 ?t _ ?h) /\ _ =>
      destruct M as [M | M]; [now left |];
      destruct V as [V | V]; [now left |]; destruct S as [S | S]; [now left |];
      assert ((0 <= j)%Z /\ (j + h <= x)%Z) as [? ?] by (split; lia);
      right; split; [split |];
      [ apply (queries32_valid u a x j h V); assumption
      | apply (queries32_logits t a x j h M); assumption
      | apply (queries32_separated w n a x j h S); assumption ]
  end.
(*@ TRY try_queries32_mask *)

(* What is kept *)
(*@ NEEDS P_SameEntry32 P_KeptAll32 separated shift *)
Definition queries32_cell (t m : addr -> Float32.t) (x : addr) :=
  ((Float32.t'isFinite (t x) <-> Float32.t'isFinite (m x)) /\
   (Float32.is_minus_infinity (t x) <-> Float32.is_minus_infinity (m x))) /\
  Float32.t'real (t x) = Float32.t'real (m x).
Lemma queries32_step t m m' o j l y V x :
  (forall q, separated q 1 (entry_of o j) l -> P_SameEntry32 m' m q 0) ->
  separated (entry_of o 0%Z) y (entry_of V 0%Z) x -> (0 <= j)%Z -> (j + l <= y)%Z ->
  P_KeptAll32 m t V x -> P_KeptAll32 m' t V x.
Proof.
intros K S Hj Hl H k Hk Nk.
assert (A : queries32_cell t m (entry_of V k)) by exact (H k Hk Nk).
assert (B : P_SameEntry32 m' m (entry_of V k) 0)
  by (apply K; unfold separated in *; cbn [base offset] in *; lia).
assert (E : entry_of (entry_of V k) 0%Z = entry_of V k)
  by (cbn [base offset]; f_equal; lia).
assert (C : queries32_cell m m' (entry_of V k)) by (rewrite <- E; exact B).
change (queries32_cell t m' (entry_of V k)).
destruct A as [[A1 A2] A3], C as [[C1 C2] C3].
split; [split; [now rewrite A1 | now rewrite A2] | now rewrite A3].
Qed.

(*@ NEEDS P_SameEntry32 P_KeptAll32 P_AttentionInput32 P_AttentionSizes separated *)
Ltac try_queries32_input := intro_goal; match goal with
  | I : P_AttentionInput32 ?m ?t ?Q ?K ?a ?V ?c ?n ?d ?dv,
    H : forall q : addr, separated q 1 (_ ?o ?j) ?l -> P_SameEntry32 ?m' ?m q 0,
    S : null = ?a \/ separated (_ ?o 0%Z) ?y (_ ?a 0%Z) ?x /\ separated _ _ (_ ?a 0%Z) ?x
    |- P_AttentionInput32 ?m' ?t ?Q ?K ?a ?V ?c ?n ?d ?dv =>
      let G := fresh in
      assert (G : forall W z, separated (entry_of o 0%Z) y (entry_of W 0%Z) z ->
        P_KeptAll32 m t W z -> P_KeptAll32 m' t W z) by
        (intros; apply (queries32_step t m m' o j l y); try assumption; lia);
      destruct I as [[[I1 I2] I3] I4];
      split; [split; [split; apply G; assumption | apply G; assumption] |];
      destruct S as [S | [S T]]; [now left |];
      destruct I4 as [I4 | I4]; [now left | right; apply G; assumption]
  end.
(*@ TRY try_queries32_input *)

(*@ NEEDS P_KeptAll32 P_SameEntry32 P_Logits32 P_Within32 *)
Lemma queries32_kept_within t m V n b : P_KeptAll32 m t V n -> P_Within32 t V n b ->
  P_Within32 m V n b.
Proof.
intros H W k; cbv zeta; intros Hk Nk.
assert (A : queries32_cell t m (entry_of V k)) by exact (H k Hk Nk).
destruct A as [[F _] E]; destruct (W k Hk Nk) as [C Fm].
change ((Float32.t'real (m (entry_of V k)) <= b /\
  0 <= b + Float32.t'real (m (entry_of V k))) /\ Float32.t'isFinite (m (entry_of V k))).
rewrite <- E; split; [exact C | exact (proj1 F Fm)].
Qed.
Lemma queries32_kept_logits t m V n : P_KeptAll32 m t V n -> P_Logits32 t V n ->
  P_Logits32 m V n.
Proof.
intros H W k; cbv zeta; intros Hk Nk.
assert (A : queries32_cell t m (entry_of V k)) by exact (H k Hk Nk).
destruct A as [[F I] _].
destruct (W k Hk Nk) as [D | D]; [left; exact (proj1 F D) | right; exact (proj1 I D)].
Qed.

(*@ NEEDS P_KeptAll32 P_SameEntry32 P_AttentionInput32 P_AttentionValues32 P_Mask32 P_Logits32 P_Within32 P_Rows32 *)
Ltac try_queries32_kept_values := intro_goal; match goal with
  | I : P_AttentionInput32 ?m ?t ?Q ?K ?a ?V ?c ?n ?d ?dv,
    A : P_AttentionValues32 ?t _ _ _ _ _ _ _ _, M : P_Mask32 ?t ?a ?x
    |- P_Mask32 ?m ?a ?x /\ P_AttentionValues32 ?m _ _ _ _ _ _ _ _ =>
      destruct I as [[[I1 I2] I3] I4]; destruct A as [[[A0 A1] A2] A3];
      split;
      [ destruct M as [M | M]; [now left |]; destruct I4 as [I4 | I4]; [now left |];
        right; exact (queries32_kept_logits t m a x I4 M)
      | exact (conj (conj (conj A0 (queries32_kept_within _ _ _ _ _ I1 A1))
          (queries32_kept_within _ _ _ _ _ I2 A2)) (queries32_kept_within _ _ _ _ _ I3 A3)) ]
  end.
(*@ TRY try_queries32_kept_values *)
