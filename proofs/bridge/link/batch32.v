(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* src/batch_float.c: as batch.v has it of doubles. *)

(*@ NEEDS P_AcceptedRows32 *)
Ltac try_row32_inside := intro_goal; match goal with
  |- ((0 <= ?n * ?r)%Z /\ (?n + ?n * ?r <= ?n * ?rows)%Z) /\
     (?n * ?rows <= _)%Z => repeat split; nia end.
(*@ TRY try_row32_inside *)

(*@ NEEDS P_KeptLogits32 shift *)
Lemma kept_of_row t u z x n size : (0 <= x)%Z -> (n + x <= size)%Z ->
  P_KeptLogits32 t u z size ->
  P_KeptLogits32 t u (addr'mk (base z) (offset z + x)%Z) n.
Proof.
intros X N H k a a1 a2 K0 K1.
assert (E : addr'mk (base z) (offset z + (x + k))%Z =
  addr'mk (base z) (offset z + x + k)%Z) by (now rewrite Z.add_assoc).
exact (eq_ind _ (fun q => ((Float32.t'isFinite (u q) <-> Float32.t'isFinite (t q)) /\
  (Float32.is_minus_infinity (u q) <-> Float32.is_minus_infinity (t q))) /\
  Float32.t'real (u q) = Float32.t'real (t q))
  (H (x + k)%Z ltac:(lia) ltac:(lia)) _ E).
Qed.
Ltac try_kept_of_row := intro_goal; match goal with
  | H : P_KeptLogits32 ?t ?u ?z ?size |- P_KeptLogits32 ?t ?u (_ ?z ?x) ?n =>
    exact (kept_of_row t u z x n size ltac:(lia) ltac:(lia) H)
  end.
(*@ TRY try_kept_of_row *)

(*@ NEEDS P_KeptLogits32 P_Accepted32 *)
Lemma accepted32_frame t u z n : P_KeptLogits32 t u z n -> P_Accepted32 u z n ->
  P_Accepted32 t z n.
Proof.
intros H [[[N0 N1] L] M]; split; [split; [now split |] |].
- intros k a K0 K1; destruct (H k K0 K1) as [[Q R] _]; destruct (L k K0 K1) as [D | D];
    [left; exact (proj1 Q D) | right; exact (proj1 R D)].
- intros A; apply M; intros k K0 K1; destruct (H k K0 K1) as [[_ R] _].
  exact (proj2 R (A k K0 K1)).
Qed.
Ltac try_Accepted32_Frame := intro_goal; match goal with
  | H : P_KeptLogits32 ?t ?u ?z ?n |- P_Accepted32 ?t ?z ?n =>
    apply (accepted32_frame t u z n H); assumption
  end.
(*@ TRY try_Accepted32_Frame *)

(*@ NEEDS P_KeptLogits32 P_LossOfRow32 L_LabelLoss32 L_SumExp32 *)
Lemma label_loss32_frame t u z n l : P_KeptLogits32 t u z n ->
  (0 <= l)%Z -> (l < n)%Z -> L_LabelLoss32 t z n l = L_LabelLoss32 u z n l.
Proof.
intros H L N; unfold L_LabelLoss32, L_LogSumExp32; cbv zeta.
destruct (H l L N) as [_ El]; f_equal; [f_equal | now rewrite <- El].
rewrite (rec_sum_sum _ (fun k => L_Weight32 (link_at t z k)) (L_SumExp32_def t z) n).
rewrite (rec_sum_sum _ (fun k => L_Weight32 (link_at u z k)) (L_SumExp32_def u z) n).
apply sum_ext; intros k Hk; unfold seq.
destruct (H (Z.of_nat k)) as [[_ M] E]; [lia | lia |].
unfold L_Weight32, binary32.Binary32.unmasked32.
change (Float32.t'real (link_at u z (Z.of_nat k)) =
  Float32.t'real (link_at t z (Z.of_nat k))) in E; rewrite <- E.
replace (Float32.is_masked (link_at t z (Z.of_nat k)))
  with (Float32.is_masked (link_at u z (Z.of_nat k))); [reflexivity |].
apply Bool.eq_true_iff_eq; rewrite !Float32.is_masked_spec; exact M.
Qed.
Lemma loss_of_row32_frame t u z n l x : P_KeptLogits32 t u z n ->
  (0 <= l)%Z -> (l < n)%Z -> P_LossOfRow32 t z n l x -> P_LossOfRow32 u z n l x.
Proof.
intros H L N; unfold P_LossOfRow32; cbv zeta.
rewrite (label_loss32_frame t u z n l H L N).
destruct (H l L N) as [[Q _] _]; unfold P_LossFloat; cbv zeta.
change (Float32.t'isFinite (u (addr'mk (base z) (offset z + l)%Z)) <->
  Float32.t'isFinite (t (addr'mk (base z) (offset z + l)%Z))) in Q.
intros; tauto.
Qed.
Ltac try_LossOfRow32_Frame := intro_goal; match goal with
  | H : P_KeptLogits32 ?t ?u ?z ?n |- P_LossOfRow32 ?u ?z ?n ?l ?x =>
    apply (loss_of_row32_frame t u z n l x H); assumption
  end.
(*@ TRY try_LossOfRow32_Frame *)

(* A loss is written; the logits are elsewhere. *)
(*@ NEEDS P_KeptLogits32 P_LossesOfRows32 P_LossOfRow32 separated valid_rw *)
Lemma store32_apart t u z size p rows r f :
  separated (entry_of p 0%Z) rows (entry_of z 0%Z) size ->
  (0 <= r)%Z -> (r < rows)%Z -> P_KeptLogits32 t u z size ->
  P_KeptLogits32 (map.Map.set t (entry_of p r) f) u z size.
Proof.
intros S R N H k; cbv zeta; intros K0 K1; rewrite store32_other; [now apply H |].
unfold separated in S; cbn [base offset] in S; intros E; injection E; intros O B.
destruct S as [S | [S | [S | [S | S]]]]; lia.
Qed.
Ltac try_store32_apart := intro_goal; match goal with
  | S : separated (_ ?p 0%Z) ?rows (_ ?z 0%Z) ?size, D : _ \/ _
    |- P_KeptLogits32 _ ?u ?z ?size =>
    destruct D as [D | D]; repeat match goal with H : _ /\ _ |- _ => destruct H end;
    subst; match goal with |- P_KeptLogits32 (map.Map.set ?t (_ _ ?r) ?f) _ _ _ =>
      apply (store32_apart t u z size p rows r f S); assumption end
  end.
(*@ TRY try_store32_apart *)
Lemma losses32_next m t labels z lab p i n ig f : (0 <= i)%Z ->
  P_LossesOfRows32 m t labels z lab p i n ig ->
  (labels (entry_of lab i) = ig -> Float32.t'real f = 0 /\ Float32.t'isFinite f) ->
  (labels (entry_of lab i) <> ig ->
    P_LossOfRow32 t (entry_of z (n * i)) n (labels (entry_of lab i)) f) ->
  P_LossesOfRows32 (map.Map.set m (entry_of p i) f) t labels z lab p (1 + i) n ig.
Proof.
intros I H A B k x a K0 K1; revert x a.
pose (row := fun v => (labels (entry_of lab k) = ig ->
    Float32.t'real v = 0 /\ Float32.t'isFinite v) /\
  (labels (entry_of lab k) <> ig ->
    P_LossOfRow32 t (entry_of z (k * n)) n (labels (entry_of lab k)) v)).
change (row (map.Map.set m (entry_of p i) f (entry_of p k))).
destruct (Z.eq_dec k i) as [E | E].
- subst k; rewrite store32_same; split; [exact A |].
  rewrite (Z.mul_comm i n); exact B.
- rewrite store32_other by (apply entry_differ; lia).
  exact (H k K0 ltac:(lia)).
Qed.
Ltac try_losses32_next := intro_goal; literal_facts; literal_equations; match goal with
  | H : P_LossesOfRows32 ?m ?t ?labels ?z ?lab ?p ?i ?n ?ig, D : _ \/ _
    |- P_LossesOfRows32 _ ?t ?labels ?z ?lab ?p (1 + ?i)%Z ?n ?ig =>
    destruct D as [D | D]; repeat match goal with Q : _ /\ _ |- _ => destruct Q end;
    match goal with Q : map.Map.set _ _ ?f = _ |- _ =>
      rewrite <- Q; apply (losses32_next m t labels z lab p i n ig f) end;
    [ assumption | exact H | | | assumption | exact H | | ];
    let E := fresh in intros E;
    first [ split; assumption | assumption | exfalso; apply E; assumption
          | exfalso; match goal with N : _ <> _ |- _ => apply N; exact E end ]
  end.
(*@ TRY try_losses32_next *)
