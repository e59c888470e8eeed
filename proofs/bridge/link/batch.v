(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* src/batch.c: row r, of n logits, begins at r n. *)

(*@ NEEDS P_AcceptedRows *)
Ltac try_row_inside := intro_goal; match goal with
  |- ((0 <= ?n * ?r)%Z /\ (?n + ?n * ?r <= ?n * ?rows)%Z) /\
     (?n * ?rows <= _)%Z => repeat split; nia end.
(*@ TRY try_row_inside *)

(*@ NEEDS P_LogitsFrom shift *)
Lemma logits_of_row t u z x n size : (0 <= x)%Z -> (n + x <= size)%Z ->
  P_LogitsFrom t u z 0 size ->
  P_LogitsFrom t u (addr'mk (base z) (offset z + x)%Z) 0 n.
Proof.
intros X N H k a a1 a2 K0 K1.
assert (E : addr'mk (base z) (offset z + (x + k))%Z =
  addr'mk (base z) (offset z + x + k)%Z) by (now rewrite Z.add_assoc).
exact (eq_ind _ (fun q => ((Float64.t'isFinite (u q) <-> Float64.t'isFinite (t q)) /\
  (Float64.is_minus_infinity (u q) <-> Float64.is_minus_infinity (t q))) /\
  Float64.t'real (u q) = Float64.t'real (t q))
  (H (x + k)%Z ltac:(lia) ltac:(lia)) _ E).
Qed.
Ltac try_logits_of_row := intro_goal; match goal with
  | H : P_LogitsFrom ?t ?u ?z 0%Z ?size |- P_LogitsFrom ?t ?u (_ ?z ?x) 0%Z ?n =>
    exact (logits_of_row t u z x n size ltac:(lia) ltac:(lia) H)
  end.
(*@ TRY try_logits_of_row *)
Lemma logits_same t u z n : P_LogitsFrom t u z 0 n ->
  forall k, (k < Z.to_nat n)%nat ->
  link_masked t z k = link_masked u z k /\ link_entry t z k = link_entry u z k.
Proof.
intros H k Hk; unfold link_masked, link_entry.
destruct (H (Z.of_nat k)) as [[_ M] E]; [lia | lia | split; [| exact (eq_sym E)]].
apply Bool.eq_true_iff_eq; rewrite !ieee_float.Float64.is_masked_spec.
exact (iff_sym M).
Qed.

(*@ NEEDS P_LogitsFrom P_Accepted P_Logits P_AllMasked *)
Lemma accepted_frame t u z n : P_LogitsFrom t u z 0 n -> P_Accepted u z n ->
  P_Accepted t z n.
Proof.
intros H [[[N0 N1] L] M]; split; [split; [now split |] |].
- intros k a K0 K1; destruct (H k K0 K1) as [[Q R] _]; destruct (L k K0 K1) as [D | D];
    [left; exact (proj1 Q D) | right; exact (proj1 R D)].
- intros A; apply M; intros k K0 K1; destruct (H k K0 K1) as [[_ R] _].
  exact (proj2 R (A k K0 K1)).
Qed.
Ltac try_Accepted_Frame := intro_goal; match goal with
  | H : P_LogitsFrom ?t ?u ?z 0%Z ?n |- P_Accepted ?t ?z ?n =>
    apply (accepted_frame t u z n H); assumption
  end.
(*@ TRY try_Accepted_Frame *)

(*@ NEEDS P_LogitsFrom P_LossOfRow L_LabelLoss P_Top *)
Lemma label_loss_frame t u z n l : P_LogitsFrom t u z 0 n ->
  (0 <= l)%Z -> (l < n)%Z -> L_LabelLoss t z n l = L_LabelLoss u z n l.
Proof.
intros H L N; apply Z_of_nat_complete in L; destruct L as [k ->].
rewrite !link_LabelLoss; assert (S := logits_same t u z n H).
unfold RealSoftmax.LogSumExp; rewrite (RealLink.Same_norm _ _ _ _ _ S).
now rewrite (proj2 (S k ltac:(lia))).
Qed.
Lemma top_frame t u z n k : P_LogitsFrom t u z 0 n -> P_Top u z n k -> P_Top t z n k.
Proof.
intros H [[[K0 K1] Fk] T]; destruct (H k K0 K1) as [[Q _] E].
split; [split; [split; assumption | exact (proj1 Q Fk)] |].
intros i a I0 I1; destruct (H i I0 I1) as [[Qi Mi] Ei].
destruct (T i I0 I1) as [D | [D Di]]; [left; exact (proj1 Mi D) | right].
split; [exact (eq_ind _ (fun x => x <= _) (eq_ind _ (fun y => _ <= y) D _ E) _ Ei)
  | exact (proj1 Qi Di)].
Qed.
Lemma loss_of_row_frame t u z n l x : P_LogitsFrom t u z 0 n ->
  (0 <= l)%Z -> (l < n)%Z -> P_LossOfRow t z n l x -> P_LossOfRow u z n l x.
Proof.
intros H L N [[A B] C]; assert (E := label_loss_frame t u z n l H L N).
destruct (H l L N) as [[Q _] El].
split; [split |].
- rewrite <- E; exact A.
- destruct B as [B | [B Fl]]; [now left | right; split; [exact B |]].
  exact (proj2 Q Fl).
- intros k D T Fl; apply (C k); [| apply (top_frame t u z n k H T) | exact (proj1 Q Fl)].
  destruct T as [[[K0 K1] _] _]; destruct (H k K0 K1) as [_ Ek].
  revert D; rewrite El, Ek; intros D; exact D.
Qed.
Ltac try_LossOfRow_Frame := intro_goal; match goal with
  | H : P_LogitsFrom ?t ?u ?z 0%Z ?n |- P_LossOfRow ?u ?z ?n ?l ?x =>
    apply (loss_of_row_frame t u z n l x H); assumption
  end.
(*@ TRY try_LossOfRow_Frame *)

(* A loss is written; the logits are elsewhere. *)
(*@ NEEDS P_LogitsFrom P_LossesOfRows P_LossOfRow separated valid_rw *)
Lemma store_apart t u z size p rows r f :
  separated (entry_of p 0%Z) rows (entry_of z 0%Z) size ->
  (0 <= r)%Z -> (r < rows)%Z -> P_LogitsFrom t u z 0 size ->
  P_LogitsFrom (map.Map.set t (entry_of p r) f) u z 0 size.
Proof.
intros S R N H k; cbv zeta; intros K0 K1; rewrite store_other; [now apply H |].
unfold separated in S; cbn [base offset] in S; intros E; injection E; intros O B.
destruct S as [S | [S | [S | [S | S]]]]; lia.
Qed.
Ltac try_store_apart := intro_goal; match goal with
  | S : separated (_ ?p 0%Z) ?rows (_ ?z 0%Z) ?size, D : _ \/ _
    |- P_LogitsFrom _ ?u ?z 0%Z ?size =>
    destruct D as [D | D]; repeat match goal with H : _ /\ _ |- _ => destruct H end;
    subst; match goal with |- P_LogitsFrom (map.Map.set ?t (_ _ ?r) ?f) _ _ _ _ =>
      apply (store_apart t u z size p rows r f S); assumption end
  end.
(*@ TRY try_store_apart *)
Lemma losses_next m t labels z lab p i n ig f : (0 <= i)%Z ->
  P_LossesOfRows m t labels z lab p i n ig ->
  (labels (entry_of lab i) = ig -> Float64.t'real f = 0 /\ Float64.t'isFinite f) ->
  (labels (entry_of lab i) <> ig ->
    P_LossOfRow t (entry_of z (n * i)) n (labels (entry_of lab i)) f) ->
  P_LossesOfRows (map.Map.set m (entry_of p i) f) t labels z lab p (1 + i) n ig.
Proof.
intros I H A B k x a K0 K1; revert x a.
pose (row := fun v => (labels (entry_of lab k) = ig ->
    Float64.t'real v = 0 /\ Float64.t'isFinite v) /\
  (labels (entry_of lab k) <> ig ->
    P_LossOfRow t (entry_of z (k * n)) n (labels (entry_of lab k)) v)).
change (row (map.Map.set m (entry_of p i) f (entry_of p k))).
destruct (Z.eq_dec k i) as [E | E].
- subst k; rewrite store_same; split; [exact A |].
  rewrite (Z.mul_comm i n); exact B.
- rewrite store_other by (apply entry_differ; lia).
  exact (H k K0 ltac:(lia)).
Qed.
Ltac try_losses_next := intro_goal; literal_facts; literal_equations; match goal with
  | H : P_LossesOfRows ?m ?t ?labels ?z ?lab ?p ?i ?n ?ig, D : _ \/ _
    |- P_LossesOfRows _ ?t ?labels ?z ?lab ?p (1 + ?i)%Z ?n ?ig =>
    destruct D as [D | D]; repeat match goal with Q : _ /\ _ |- _ => destruct Q end;
    match goal with Q : map.Map.set _ _ ?f = _ |- _ =>
      rewrite <- Q; apply (losses_next m t labels z lab p i n ig f) end;
    [ assumption | exact H | | | assumption | exact H | | ];
    let E := fresh in intros E;
    first [ split; assumption | assumption | exfalso; apply E; assumption
          | exfalso; match goal with N : _ <> _ |- _ => apply N; exact E end ]
  end.
(*@ TRY try_losses_next *)
