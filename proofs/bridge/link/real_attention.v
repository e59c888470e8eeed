(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* Attention over the reals: the ACSL functions are those of RealAttention.v;
   continues real.v and real_array.v. *)

(*@ NEEDS L_ShiftedWeight *)
From Softproof Require RealSoftmax RealAttention.
Notation link_column t v d c k :=
  (ieee_float.Float64.t'real (link_at t v (c + d * k)%Z)).
Definition link_value (t : addr -> ieee_float.Float64.t) v d c (k : nat) : R :=
  link_column t v d c (Z.of_nat k).
Lemma link_ShiftedWeight t s k m : L_ShiftedWeight (link_cell t s k) m =
  RealAttention.shifted_weight (link_masked t s) (link_entry t s) m k.
Proof.
unfold L_ShiftedWeight, binary64.Binary64.unmasked,
  RealAttention.shifted_weight, link_masked.
destruct ieee_float.Float64.is_masked; [easy | f_equal; array_ring].
Qed.
Ltac link_rescale := match goal with |- context [exp (?m1 + - (1) * ?m2)] =>
    rewrite (RealAttention.shifted_rescale _ _ _ _ m1 m2);
    replace (m1 + - (1) * m2) with (m1 - m2) by ring; ring
  end.

(*@ NEEDS L_ShiftedSum *)
Lemma link_ShiftedSum t s k m : L_ShiftedSum t s k m =
  RealAttention.shifted (Z.to_nat k) (link_masked t s) (link_entry t s)
    (fun _ => 1) m.
Proof.
array_sum (fun k => L_ShiftedSum t s k m)
  (fun k => L_ShiftedWeight (link_at t s k) m)
  (fun k => L_ShiftedSum_def t s k m).
apply sum_ext; intros i _; unfold seq; rewrite link_ShiftedWeight; ring.
Qed.
Ltac try_ShiftedSum_Pos := link_nats; rewrite link_ShiftedSum;
  apply RealAttention.shifted_pos; array_side.
(*@ TRY try_ShiftedSum_Pos *)
Ltac try_ShiftedSum_Rescale := intro_goal; rewrite !link_ShiftedSum;
  link_rescale.
(*@ TRY try_ShiftedSum_Rescale *)

(*@ NEEDS L_ShiftedValues *)
Lemma link_ShiftedValues t s v d c k m : L_ShiftedValues t s v d c k m =
  RealAttention.shifted (Z.to_nat k) (link_masked t s) (link_entry t s)
    (link_value t v d c) m.
Proof.
array_sum (fun k => L_ShiftedValues t s v d c k m)
  (fun k => L_ShiftedWeight (link_at t s k) m * link_column t v d c k)
  (fun k => L_ShiftedValues_def t s v d c k m).
apply sum_ext; intros i _; unfold seq; now rewrite link_ShiftedWeight.
Qed.
Ltac try_ShiftedValues_Rescale := intro_goal; rewrite !link_ShiftedValues;
  link_rescale.
(*@ TRY try_ShiftedValues_Rescale *)

(*@ NEEDS L_OnlineSum L_ShiftedWeight *)
Lemma link_OnlineSum t s m k : L_OnlineSum t s m k =
  RealAttention.shifted (Z.to_nat k) (link_masked t s) (link_entry t s)
    (fun _ => 1) (ieee_float.Float64.t'real (link_at t m k)).
Proof.
apply (RealAttention.online_invariant (L_OnlineSum t s m) _ _ _
  (fun k => ieee_float.Float64.t'real (link_at t m k))).
- intros i Hi; now apply L_OnlineSum_def.
- intros i; pose proof (L_OnlineSum_def t s m (Z.of_nat (S i))) as D.
  cbv zeta in D; destruct D as [_ D]; rewrite D by lia.
  replace (- (1) + Z.of_nat (S i))%Z with (Z.of_nat i) by lia.
  rewrite <- link_ShiftedWeight.
  unfold Rminus; rewrite (Ropp_mult_distr_l_reverse 1), Rmult_1_l; array_ring.
Qed.

(*@ NEEDS L_OnlineSum L_ShiftedSum *)
Ltac try_OnlineSum_Invariant := intro_goal;
  rewrite link_OnlineSum, link_ShiftedSum; reflexivity.
(*@ TRY try_OnlineSum_Invariant *)

(*@ NEEDS L_OnlineValues L_ShiftedWeight *)
Lemma link_OnlineValues t s v d c m k : L_OnlineValues t s v d c m k =
  RealAttention.shifted (Z.to_nat k) (link_masked t s) (link_entry t s)
    (link_value t v d c) (ieee_float.Float64.t'real (link_at t m k)).
Proof.
apply (RealAttention.online_invariant (L_OnlineValues t s v d c m) _ _ _
  (fun k => ieee_float.Float64.t'real (link_at t m k))).
- intros i Hi; now apply L_OnlineValues_def.
- intros i; pose proof (L_OnlineValues_def t s v d c m (Z.of_nat (S i))) as D.
  cbv zeta in D; destruct D as [_ D]; rewrite D by lia.
  replace (- (1) + Z.of_nat (S i))%Z with (Z.of_nat i) by lia.
  rewrite <- link_ShiftedWeight; unfold link_value.
  unfold Rminus; rewrite (Ropp_mult_distr_l_reverse 1), Rmult_1_l; array_ring.
Qed.

(*@ NEEDS L_OnlineValues L_ShiftedValues *)
Ltac try_OnlineValues_Invariant := intro_goal;
  rewrite link_OnlineValues, link_ShiftedValues; reflexivity.
(*@ TRY try_OnlineValues_Invariant *)

(*@ NEEDS L_Attention *)
From Softproof Require RealSoftmax RealAttention.
Notation link_cell_value t v d c k :=
  (ieee_float.Float64.t'real (link_at t v (c + d * k)%Z)).
Lemma link_Attention t s v n d c : L_Attention t s v n d c =
  RealAttention.Attention (Z.to_nat n) (link_masked t s) (link_entry t s)
    (fun k => link_cell_value t v d c (Z.of_nat k)).
Proof.
unfold L_Attention.
array_sum (L_AttentionSum t s v n d c)
  (fun k => L_Softmax t s n k * link_cell_value t v d c k)
  (L_AttentionSum_def t s v n d c).
apply sum_ext; intros i _; unfold seq; now rewrite link_Softmax.
Qed.

(*@ NEEDS L_Attention P_Logits *)
Ltac try_Attention_Hull := link_nats; match goal with
  | L : P_Logits ?t ?s ?n, H : forall i, _ |-
      context [L_Attention _ _ ?v _ ?d ?c] => rewrite link_Attention;
    match goal with |- context [_ <= ?hi] => match goal with
      |- context [?lo <= RealAttention.Attention _ _ _ ?f] =>
      destruct (RealAttention.Attention_Hull (Z.to_nat n) (link_masked t s)
        (link_entry t s) f lo hi);
      [ array_side
      | intros k Hk M; apply (array_Logits _ _ _ L k Hk) in M;
        destruct (H (Z.of_nat k) ltac:(lia) ltac:(lia) M); split; assumption
      | split; assumption ]
    end end
  end.
(*@ TRY try_Attention_Hull *)
Ltac try_Attention_Masked := intro_goal; match goal with
  | L : P_Logits ?t ?s ?n, H : forall i, _ |- _ => rewrite !link_Attention;
    apply RealAttention.Attention_Ext;
    intros k Hk M; apply (array_Logits _ _ _ L k Hk) in M;
    first [ exact (H (Z.of_nat k) ltac:(lia) ltac:(lia) M)
      | exact (eq_sym (H (Z.of_nat k) ltac:(lia) ltac:(lia) M)) ]
  end.
(*@ TRY try_Attention_Masked *)

(*@ NEEDS L_Attention P_Shifted *)
Ltac try_Attention_Shift := intro_goal; rewrite !link_Attention;
  apply sum_ext; intros k Hk; f_equal; first [ eapply RealLink.Shifted_Softmax
    | symmetry; eapply RealLink.Shifted_Softmax ];
  [apply link_Shifted; eassumption | exact Hk].
(*@ TRY try_Attention_Shift *)

(*@ NEEDS L_Attention L_ShiftedValues L_ShiftedSum *)
Ltac try_Attention_Quotient := link_nats;
  rewrite link_Attention, link_ShiftedValues, link_ShiftedSum; first
  [ apply RealAttention.Attention_Quotient; array_side
  | symmetry; apply RealAttention.Attention_Quotient; array_side ].
(*@ TRY try_Attention_Quotient *)

(*@ NEEDS L_Attention L_OnlineValues L_OnlineSum L_ShiftedWeight *)
Ltac try_Attention_Online := link_nats;
  rewrite link_Attention, link_OnlineValues, link_OnlineSum; first
  [ apply RealAttention.Attention_Quotient; array_side
  | symmetry; apply RealAttention.Attention_Quotient; array_side ].
(*@ TRY try_Attention_Online *)
