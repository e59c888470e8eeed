(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* Softmax at a temperature: the ACSL functions are those of RealTemperature.v
   and RealEntropy.v; continues real.v and real_array.v. *)

(*@ NEEDS L_SumExpT *)
From Softproof Require RealTemperature RealEntropy.
Lemma link_SumExpT t a n T : L_SumExpT t a n T =
  RealSoftmax.norm (Z.to_nat n) (link_masked t a)
    (fun k => link_entry t a k / T).
Proof.
array_sum (fun n => L_SumExpT t a n T) (fun k => L_WeightT (link_at t a k) T)
  (fun n => L_SumExpT_def t a n T).
apply sum_ext; intros k _; reflexivity.
Qed.

(*@ NEEDS L_SoftmaxT *)
Lemma link_SoftmaxT t a n T i : L_SoftmaxT t a n T (Z.of_nat i) =
  RealTemperature.SoftmaxT (Z.to_nat n) (link_masked t a) T (link_entry t a) i.
Proof. unfold L_SoftmaxT; now rewrite link_SumExpT. Qed.
Ltac try_SoftmaxT := link_nats; rewrite ?link_SoftmaxT;
  unfold RealTemperature.SoftmaxT; first
  [ apply RealSoftmax.Softmax_Nonneg
  | apply RealSoftmax.Softmax_Pos; array_side
  | apply RealSoftmax.Softmax_Masked; array_side ].
(*@ TRY try_SoftmaxT *)
Ltac try_SoftmaxT_Mono := link_nats; rewrite !link_SoftmaxT;
  apply RealSoftmax.Softmax_Mono; [array_side | array_side |];
  apply Rmult_le_compat_r; [| assumption];
  left; apply Rinv_0_lt_compat; assumption.
(*@ TRY try_SoftmaxT_Mono *)

(*@ NEEDS L_SoftmaxT L_Softmax *)
Ltac try_SoftmaxT_One := link_nats; rewrite link_SoftmaxT, link_Softmax;
  apply RealSoftmax.Softmax_Ext; [intros; unfold Rdiv; rewrite Rinv_1; ring | lia].
(*@ TRY try_SoftmaxT_One *)

(*@ NEEDS L_SoftmaxTSum *)
Lemma link_SoftmaxTSum t a n T k : L_SoftmaxTSum t a n T k =
  sum (Z.to_nat k) (RealSoftmax.Softmax (Z.to_nat n) (link_masked t a)
    (fun k => link_entry t a k / T)).
Proof.
array_sum (L_SoftmaxTSum t a n T) (L_SoftmaxT t a n T)
  (L_SoftmaxTSum_def t a n T).
apply sum_ext; intros i _; apply link_SoftmaxT.
Qed.
Ltac try_SoftmaxT_SumsToOne := link_nats; rewrite link_SoftmaxTSum;
  apply RealSoftmax.Softmax_Sum; array_side.
(*@ TRY try_SoftmaxT_SumsToOne *)

(*@ NEEDS L_Entries *)
From Softproof Require RealTemperature RealEntropy.
Notation open_count t a n := (RealTemperature.count (Z.to_nat n)
  (RealTemperature.unmasked (link_masked t a))).
Lemma link_Entries t a n : L_Entries t a n = open_count t a n.
Proof.
array_sum (L_Entries t a)
  (fun k => binary64.Binary64.unmasked (link_at t a k) 1) (L_Entries_def t a).
apply sum_ext; intros k _; unfold seq, RealTemperature.unmasked, link_masked,
  binary64.Binary64.unmasked.
now destruct ieee_float.Float64.is_masked.
Qed.
Ltac try_Entries_Range := link_nats; rewrite link_Entries;
  match goal with |- context [open_count ?t ?a ?n] =>
    destruct (RealEntropy.Entries_Range (Z.to_nat n) (link_masked t a))
      as [A B]; [array_side |];
    rewrite INR_IZR_INZ, Z2Nat.id in B by lia; split; assumption
  end.
(*@ TRY try_Entries_Range *)

(*@ NEEDS L_Ties *)
From Softproof Require RealTemperature RealEntropy.
Lemma link_Tie t a k m : L_Tie (link_cell t a k) m =
  if RealTemperature.tie (link_masked t a) (link_entry t a) m k then 1 else 0.
Proof.
unfold L_Tie, binary64.Binary64.unmasked, RealTemperature.tie, link_masked.
destruct ieee_float.Float64.is_masked; [easy |].
fold (link_entry t a k).
destruct (L_Equal'def (link_entry t a k) m) as [S O].
destruct Req_EM_T; [apply S | apply O]; congruence.
Qed.
Lemma link_Ties t a n m : L_Ties t a n m = RealTemperature.count (Z.to_nat n)
  (RealTemperature.tie (link_masked t a) (link_entry t a) m).
Proof.
array_sum (fun n => L_Ties t a n m) (fun k => L_Tie (link_at t a k) m)
  (fun n => L_Ties_def t a n m).
apply sum_ext; intros k _; apply link_Tie.
Qed.

(*@ NEEDS L_Ties L_Entries *)
Ltac try_Ties_Range := link_nats; rewrite link_Ties, link_Entries;
  match goal with |- context [ieee_float.Float64.t'real (?t (?shift ?a (Z.of_nat ?k)))] =>
    match goal with |- context [open_count t a ?n] =>
      destruct (RealEntropy.Ties_Range (Z.to_nat n) (link_masked t a)
        (link_entry t a) k); [lia | array_side |]; split; assumption
    end
  end.
(*@ TRY try_Ties_Range *)

(*@ NEEDS L_Ties L_SoftmaxT P_Top *)
Lemma link_Cold t a n m i :
  L_Tie (link_cell t a i) m / L_Ties t a n m =
  RealEntropy.cold (Z.to_nat n) (link_masked t a) (link_entry t a) m i.
Proof. now rewrite link_Tie, link_Ties. Qed.
Ltac link_cold := cbv zeta; intros; match goal with
  | H : P_Top _ _ _ _ |- _ => pose proof H as [[[? ?] ?] _]
  end; link_nats.
Ltac try_SoftmaxT_ColdLimit := link_cold; match goal with
  | T : P_Top ?t ?a ?n (Z.of_nat ?m), E : 0 < ?e |-
      context [L_SoftmaxT _ _ _ _ (Z.of_nat ?i)] =>
    destruct (RealEntropy.SoftmaxT_Cold_Limit (Z.to_nat n) (link_masked t a)
      (link_entry t a) m i e (array_Top _ _ _ _ T) ltac:(lia) E)
      as (d & Positive & Close);
    exists d; split; [exact Positive |]; intros temperature P L;
    specialize (Close temperature P L);
    rewrite <- link_SoftmaxT, <- link_Cold in Close; array_close Close
  end.
(*@ TRY try_SoftmaxT_ColdLimit *)

(*@ NEEDS L_Ties L_Entries L_SoftmaxT P_Top P_Gap *)
Lemma link_Gap t a n m gap : P_Top t a n (Z.of_nat m) ->
  P_Gap t a n (Z.of_nat m) gap ->
  forall k, (k < Z.to_nat n)%nat -> link_masked t a k = false ->
  link_entry t a k <> link_entry t a m ->
  link_entry t a k <= link_entry t a m - gap.
Proof.
intros T G k Hk M N; assert (F := array_Top_finite _ _ _ _ T k Hk M).
enough (gap + link_entry t a k <= link_entry t a m) by lra.
apply (G (Z.of_nat k)); [| lia | lia | exact F].
intros E; apply N; first [exact E | exact (eq_sym E)].
Qed.
Ltac try_SoftmaxT_ColdRate := link_cold; match goal with
  | T : P_Top ?t ?a ?n (Z.of_nat ?m), G : P_Gap _ _ _ _ ?gap |-
      context [L_SoftmaxT _ _ _ ?temperature (Z.of_nat ?i)] =>
    assert (C := RealEntropy.SoftmaxT_Cold_Rate (Z.to_nat n) (link_masked t a)
      temperature (link_entry t a) m gap i ltac:(assumption)
      (array_Top _ _ _ _ T) ltac:(lia) (link_Gap _ _ _ _ _ T G));
    rewrite <- link_SoftmaxT, <- link_Cold, <- link_Ties, <- link_Entries in C;
    replace (- (gap / temperature)) with (- (1) * gap / temperature) in C
      by (unfold Rdiv; ring);
    array_close C
  end.
(*@ TRY try_SoftmaxT_ColdRate *)

(*@ NEEDS L_Entries L_SoftmaxT *)
Ltac link_hot C := rewrite <- link_SoftmaxT, <- link_Entries in C; array_close C.
Ltac try_SoftmaxT_HotLimit := link_nats; match goal with
  | E : 0 < ?e |- context [L_SoftmaxT ?t ?a ?n _ (Z.of_nat ?i)] =>
    destruct (RealEntropy.SoftmaxT_Hot_Limit (Z.to_nat n) (link_masked t a)
      (link_entry t a) i e ltac:(lia) ltac:(array_side) E)
      as (hot & Positive & Close);
    exists hot; split; [exact Positive |]; intros temperature L;
    specialize (Close temperature L);
    link_hot Close
  end.
(*@ TRY try_SoftmaxT_HotLimit *)

(*@ NEEDS L_Entries L_SoftmaxT P_Logits P_Spread *)
Lemma link_Spread t a n s : P_Logits t a n -> P_Spread t a n s ->
  forall k l, (k < Z.to_nat n)%nat -> (l < Z.to_nat n)%nat ->
  link_masked t a k = false -> link_masked t a l = false ->
  link_entry t a k - link_entry t a l <= s.
Proof.
intros L S k l Hk Hl Mk Ml; apply (array_Logits _ _ _ L) in Mk, Ml; try lia.
enough (link_entry t a k <= s + link_entry t a l) by lra.
apply (S (Z.of_nat k) (Z.of_nat l)); lia || assumption.
Qed.
Ltac try_SoftmaxT_HotRate := link_nats; match goal with
  | L : P_Logits ?t ?a ?n, S : P_Spread _ _ _ ?s |-
      context [L_SoftmaxT _ _ _ ?temperature (Z.of_nat ?i)] =>
    let C := fresh in
    assert (C := RealTemperature.SoftmaxT_Spread (Z.to_nat n)
      (link_masked t a) temperature (link_entry t a) s i ltac:(assumption)
      ltac:(lia) ltac:(array_side) (link_Spread _ _ _ _ L S)); link_hot C
  end.
Ltac try_SoftmaxT_HotLinear := link_nats; match goal with
  | L : P_Logits ?t ?a ?n, S : P_Spread _ _ _ ?s |-
      context [L_SoftmaxT _ _ _ ?temperature (Z.of_nat ?i)] =>
    let C := fresh in
    assert (C := RealEntropy.SoftmaxT_Hot_Linear (Z.to_nat n)
      (link_masked t a) temperature (link_entry t a) s i ltac:(assumption)
      ltac:(lia) ltac:(array_side) (link_Spread _ _ _ _ L S)
      ltac:(assumption)); link_hot C
  end.
(*@ TRY try_SoftmaxT_HotRate *)
(*@ TRY try_SoftmaxT_HotLinear *)

(*@ NEEDS L_Entropy *)
Lemma link_XLogX x : L_XLogX x = RealEntropy.xlogx x.
Proof.
destruct (L_XLogX'def x) as [S O]; unfold RealEntropy.xlogx.
destruct Rlt_dec as [P | N]; [rewrite (S P) | rewrite (O N)]; array_ring.
Qed.
Lemma link_Entropy t a n T : L_Entropy t a n T =
  RealTemperature.Entropy (Z.to_nat n) (link_masked t a)
    (fun k => link_entry t a k / T).
Proof.
rewrite RealEntropy.Entropy_XLogX.
assert (E : L_XLogXSum t a n T n = sum (Z.to_nat n) (fun k =>
  RealEntropy.xlogx (RealTemperature.SoftmaxT (Z.to_nat n) (link_masked t a) T
    (link_entry t a) k))).
{ array_sum (L_XLogXSum t a n T) (fun k => L_XLogX (L_SoftmaxT t a n T k))
    (L_XLogXSum_def t a n T).
  apply sum_ext; intros k _; unfold seq; now rewrite link_XLogX, link_SoftmaxT. }
unfold L_Entropy; rewrite E; unfold RealTemperature.SoftmaxT; ring.
Qed.
Ltac try_Entropy := link_nats; rewrite !link_Entropy; first
  [ apply RealTemperature.Entropy_Nonneg
  | apply RealTemperature.Entropy_Mono; [array_side | split; assumption] ].
(*@ TRY try_Entropy *)

(*@ NEEDS L_Entropy L_Entries *)
Ltac try_Entropy_Max := link_nats; rewrite link_Entropy, link_Entries;
  apply RealTemperature.Entropy_Max; array_side.
(*@ TRY try_Entropy_Max *)

(*@ NEEDS L_Perplexity *)
Ltac try_Perplexity_Mono := link_nats; unfold L_Perplexity;
  rewrite !link_Entropy; apply RealSoftmax.exp_le, RealTemperature.Entropy_Mono;
  [array_side | split; assumption].
(*@ TRY try_Perplexity_Mono *)

(*@ NEEDS L_Perplexity L_Entries *)
Ltac try_Perplexity_Range := link_nats; unfold L_Perplexity;
  rewrite link_Entropy, link_Entries;
  match goal with |- context [open_count ?t ?a ?n] =>
    match goal with |- context [exp (RealTemperature.Entropy _ _ ?z)] =>
      destruct (RealEntropy.Perplexity_Range (Z.to_nat n) (link_masked t a) z);
        [array_side | split; assumption]
    end
  end.
(*@ TRY try_Perplexity_Range *)
