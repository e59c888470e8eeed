(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* src/mask.c: one addition, and the loops over the scores. *)

(*@ NEEDS P_MaskedSum P_Maskable *)
Require MaskOps.
Lemma mask_two_969 : bpow radix2 969 = IZR (2 ^ 969). Proof. reflexivity. Qed.
Ltac try_masked_sum := intro_goal; match goal with
  | S : P_Maskable ?s, A : Float64.t'isFinite ?a \/ _
    |- P_MaskedSum ?s ?a (Float64.add RNE ?s ?a) =>
    let B := fresh in
    assert (B : Float64.is_minus_infinity s \/
      Float64.t'isFinite s /\ Rabs (Float64.t'real s) <= bpow radix2 969) by
      (destruct S as [S | [[S1 S2] S3]]; [now left | right; split; [exact S3 |]];
       rewrite mask_two_969; apply Rabs_le; simpl Z.pow; split; lra);
    split;
    [ intros I; apply MaskOps.masked_infinite; tauto
    | intros Fa Fs; operations; unfold fadd;
      destruct B as [B | [_ B]]; [exfalso; eapply finite_not_masked; eassumption |];
      destruct (MaskOps.masked_finite s a Fs Fa B); split; auto ]
  end.
(*@ TRY try_masked_sum *)

(*@ NEEDS P_MaskedSum *)
Require MaskOps.
Ltac try_minus_infinity := intro_goal; match goal with
  | F : Float64.t'isFinite ?x, V : Float64.t'real ?x = _
    |- Float64.is_minus_infinity (Float64.sub RNE (Float64.neg ?x) ?x) =>
    let W := fresh in
    assert (W : Float64.t'real x = bpow radix2 1024 - bpow radix2 971) by
      (rewrite V, <- MaskOps.max_val; unfold Float64.max_real, F2R; cbn [Fnum Fexp];
       change (bpow radix2 971) with (IZR (2 ^ 971)); rewrite <- mult_IZR;
       apply f_equal; vm_compute; reflexivity);
    destruct (op_neg x F) as [Fn En];
    assert (0 < bpow radix2 971) by apply bpow_gt_0;
    assert (bpow radix2 1024 = 9007199254740992 * bpow radix2 971) by
      (change (bpow radix2 1024) with (bpow radix2 (53 + 971)); apply bpow_plus);
    apply MaskOps.negative_overflow; [exact Fn | exact F | |];
    rewrite En; lra
  end.
(*@ TRY try_minus_infinity *)

(*@ NEEDS P_Logits shift *)
Lemma mask_logits_next t a i : P_Logits t a i ->
  Float64.t'isFinite (link_at t a i) \/
  Float64.is_minus_infinity (link_at t a i) -> P_Logits t a (1 + i)%Z.
Proof.
intros H E k; cbv zeta; intros K0 K1.
destruct (Z.eq_dec k i) as [-> | N]; [exact E | apply (H k K0); lia].
Qed.
Ltac try_logits_next := intro_goal; match goal with
  | H : P_Logits ?t ?a ?i |- P_Logits ?t ?a (1 + ?i)%Z =>
    apply (mask_logits_next t a i H); assumption
  end.
(*@ TRY try_logits_next *)

(*@ NEEDS P_SameEntry P_MaskedScores P_MaskedSum separated *)
Lemma mask_kept m t q k x f : x <> entry_of q k -> P_SameEntry m t q k ->
  P_SameEntry (map.Map.set m x f) t q k.
Proof.
intros N K; unfold P_SameEntry in *; cbv zeta in *.
rewrite !store_other by exact N; exact K.
Qed.
Ltac try_mask_kept := intro_goal; match goal with
  | S : separated (_ ?o 0%Z) ?n (_ ?q 0%Z) ?n,
    H : forall k : Z, (0 <= k)%Z -> _ -> P_SameEntry ?m ?t ?q k
    |- P_SameEntry (map.Map.set ?m (_ ?o ?i) ?f) ?t ?q ?k =>
      apply (mask_kept m t q k (entry_of o i) f);
      [apply (entry_separated o q n i k S); lia | apply H; lia]
  | H : forall k : Z, _ -> _ -> P_SameEntry ?m ?t ?o k
    |- P_SameEntry (map.Map.set ?m (_ ?o ?i) ?f) ?t ?o ?k =>
      apply (mask_kept m t o k (entry_of o i) f);
      [apply entry_differ; lia | apply H; lia]
  end.
(*@ TRY try_mask_kept *)
Lemma mask_next m t s a i f : P_MaskedScores m t s a i ->
  P_MaskedSum (link_at t s i) (link_at t a i) f ->
  P_MaskedScores (map.Map.set m (entry_of s i) f) t s a (1 + i)%Z.
Proof.
intros H E k; cbv zeta; intros K0 K1.
change (P_MaskedSum (link_at t s k) (link_at t a k)
  (map.Map.set m (entry_of s i) f (entry_of s k))).
destruct (Z.eq_dec k i) as [-> | N].
- rewrite store_same; exact E.
- rewrite store_other by (apply entry_differ; lia); apply (H k K0); lia.
Qed.
Ltac try_mask_next := intro_goal; match goal with
  | H : P_MaskedScores ?m ?t ?s ?a ?i
    |- P_MaskedScores (map.Map.set ?m _ ?f) ?t ?s ?a (1 + ?i)%Z =>
    apply (mask_next m t s a i f H); assumption
  end.
(*@ TRY try_mask_next *)

(*@ NEEDS P_SameEntry P_MaskableScores P_Maskable *)
Lemma mask_kept_maskable m t s k : P_SameEntry m t s k -> P_Maskable (link_at t s k) ->
  P_Maskable (link_at m s k).
Proof.
intros [[A B] C] H; unfold P_Maskable in *; cbv zeta in *.
change (Float64.t'real (link_at t s k) = Float64.t'real (link_at m s k)) in C.
change (Float64.is_minus_infinity (link_at t s k) <->
  Float64.is_minus_infinity (link_at m s k)) in B.
change (Float64.t'isFinite (link_at t s k) <->
  Float64.t'isFinite (link_at m s k)) in A.
rewrite <- C; tauto.
Qed.
Ltac try_kept_maskable := intro_goal; match goal with
  | K : P_SameEntry ?m ?t ?s ?k, H : P_MaskableScores ?t ?s ?n
    |- P_Maskable (?m (_ ?s ?k)) =>
    apply (mask_kept_maskable m t s k K); apply (H k); lia
  end.
(*@ TRY try_kept_maskable *)

(*@ NEEDS P_MaskedSum *)
Lemma mask_accuracy s a y : Float64.t'isFinite y -> P_MaskedSum s a y ->
  Float64.t'isFinite s \/ Float64.is_minus_infinity s ->
  Float64.t'isFinite a \/ Float64.is_minus_infinity a ->
  Rabs (Float64.t'real y + - (1) * Float64.t'real s + - (1) * Float64.t'real a) <=
  1 / 9007199254740992 * Rabs (Float64.t'real s + Float64.t'real a).
Proof.
intros Fy [MI MF] Hs Ha.
assert (Float64.t'isFinite s /\ Float64.t'isFinite a) as [Fs Fa].
{ destruct Hs as [Hs | Hs], Ha as [Ha | Ha]; try tauto;
    exfalso; apply (finite_not_masked y); tauto. }
destruct (MF Fa Fs) as [E _].
assert (R := RN_plus_rel (Float64.t'real s) (Float64.t'real a)
  (finite_F s) (finite_F a)).
assert (E' : RN (Float64.t'real s + Float64.t'real a) = Float64.t'real y)
  by exact E.
rewrite E', u_val in R.
match type of R with Rabs ?x <= ?v => match goal with |- Rabs ?x' <= ?v' =>
  replace x' with x by ring; replace v' with v by field end end.
exact R.
Qed.
Ltac try_mask_accuracy := intro_goal; match goal with
  | M : P_MaskedSum ?s ?a ?y |- Rabs _ <= _ =>
    apply (mask_accuracy s a y); assumption
  end.
(*@ TRY try_mask_accuracy *)

(*@ NEEDS P_MaskedSum P_MaskedScores P_Maskable P_MaskableScores P_Logits *)
Ltac try_masked_accuracy := intro_goal; match goal with
  | M : P_MaskedScores ?m ?t ?s ?a ?n, F : Float64.t'isFinite (?m (_ ?s ?i)),
    K : P_MaskableScores ?t ?s ?n, L : P_Logits ?t ?a ?n |- Rabs _ <= _ =>
    apply (mask_accuracy (link_at t s i) (link_at t a i) (link_at m s i));
    [ exact F | apply (M i); lia
    | destruct (K i ltac:(lia) ltac:(lia)) as [D | [_ D]]; [right | left]; exact D
    | apply (L i); lia ]
  end.
(*@ TRY try_masked_accuracy *)
