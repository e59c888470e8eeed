(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* The gradient of targets of any sum: the theorem of SoftGradient.v, and what
   the loop stores; continues zloss_gradient.v. *)

(*@ NEEDS P_Probability L_FSoftEntry *)
From Softproof Require SoftGradient.
Lemma soft_entry_op t p y : Float64.t'isFinite t -> 0 <= Float64.t'real t ->
  Float64.t'real t <= 134217728 -> P_Probability p -> P_Probability y ->
  Float64.t'isFinite (Float64.mul RNE t p) /\
  Float64.t'isFinite (Float64.sub RNE (Float64.mul RNE t p) y) /\
  Float64.t'real (Float64.sub RNE (Float64.mul RNE t p) y) =
  fsub (fmul (Float64.t'real t) (Float64.t'real p)) (Float64.t'real y).
Proof.
intros Ft T0 T1 [[P1 P0] Fp] [[Y1 Y0] Fy].
assert (B : 134217729 <= bpow radix2 1000).
{ apply Rle_trans with (bpow radix2 30); [simpl; lra | apply bpow_le; lia]. }
assert (M : 0 <= RN (Float64.t'real t * Float64.t'real p) <= 134217728).
{ split; [apply RN_nonneg; nra |].
  apply RN_le_format; [apply (F_int 134217728); lia | nra]. }
destruct (op_mul t p Ft Fp) as [Fm E]; [rewrite Rabs_pos_eq; lra |].
destruct (op_sub _ y Fm Fy) as [Fs V].
- rewrite E; apply Rabs_le; split.
  + apply Rle_trans with (-134217729); [lra |].
    apply RN_ge_format; [apply (F_int (-134217729)); lia | lra].
  + apply Rle_trans with (134217729); [| lra].
    apply RN_le_format; [apply (F_int 134217729); lia | lra].
- split; [exact Fm | split; [exact Fs |]]; rewrite V, E; reflexivity.
Qed.
Ltac try_soft_entry := intro_goal; match goal with
  | P : P_Probability ?p, Y : P_Probability ?y
    |- context [Float64.mul RNE ?t ?p] =>
    let C := fresh in
    assert (C := soft_entry_op t p y ltac:(assumption) ltac:(assumption)
      ltac:(assumption) P Y);
    destruct C as (? & ? & ?); unfold L_FSoftEntry; operations;
    first [assumption | now apply finite_not_nan]
  end.
(*@ TRY try_soft_entry *)

(*@ NEEDS L_FOthers L_FOthersLow L_FTargetSum P_Probabilities *)
Lemma target_unit t y n : P_Probabilities t y (Z.of_nat n) ->
  forall k, (k < n)%nat -> 0 <= Others.others n (link_entry t y) k <= 1 /\
    F (Others.others n (link_entry t y) k).
Proof.
intros P; apply Others.others_in_unit; intros k Hk _; split; [| apply finite_F].
destruct (P (Z.of_nat k) ltac:(lia) ltac:(lia)) as [[Q1 Q0] _].
exact (conj Q0 Q1).
Qed.
Lemma link_FTargetSum t y n : L_FTargetSum t y (Z.of_nat n) =
  CompensatedSum.total n (Others.others n (link_entry t y)).
Proof. unfold L_FTargetSum; now rewrite link_FOthers, link_FOthersLow. Qed.
Lemma target_sum_range t y n k : P_Probabilities t y n -> (0 <= k)%Z ->
  (k <= n)%Z -> (n <= 67108864)%Z ->
  0 <= L_FOthers t y n k <= IZR k /\ - IZR k <= L_FOthersLow t y n k <= IZR k /\
  0 <= L_FTargetSum t y n <= 134217728.
Proof.
intros P K N B; assert (N0 : (0 <= n)%Z) by lia.
apply Z_of_nat_complete in K, N0; destruct K as [k' ->], N0 as [n' ->].
assert (U := target_unit t y n' P).
rewrite link_FOthers, link_FOthersLow, link_FTargetSum, <- INR_IZR_INZ.
split; [exact (Others.unit_partial n' _ B U k' ltac:(lia)) |].
split; [apply Rabs_le_inv, (Others.unit_low n' _ B U k'); lia |].
destruct (Others.unit_total n' _ B U) as [T0 T1].
destruct (Others.sum_unit n' _ U) as [S0 S1]; split; [exact T0 |].
assert (INR n' <= 67108864) by (rewrite INR_IZR_INZ; now apply IZR_le).
apply Rle_trans with (1 := T1); rewrite u_val; lra.
Qed.
Ltac try_TargetSum_Range := cbv zeta; intros; unfold real_of_int;
  rewrite ?mult_IZR, ?opp_IZR;
  match goal with
  | P : P_Probabilities ?t ?y ?n |- context [L_FOthersLow ?t ?y ?n ?k] =>
    let R := fresh in
    assert (R := target_sum_range t y n k P ltac:(lia) ltac:(lia) ltac:(lia));
    repeat split; lra
  end.
(*@ TRY try_TargetSum_Range *)

(*@ NEEDS P_SoftGradients L_SoftGradient L_FSoftmax L_Softmax P_Top L_Sum P_Probabilities *)
Lemma soft_accuracy t y z n top k v : (0 <= k)%Z -> (k < n)%Z ->
  (n <= 67108864)%Z -> P_Top t z n top -> P_Probabilities t y n -> F v ->
  let s := L_Sum t y n in let x := s * L_Softmax t z n k in
  Rabs (fsub (fmul (L_FTargetSum t y n) (L_FSoftmax t z n top k)) v - (x - v)) <=
  27 / 4 * u * (1 + bpow radix2 (-16)) * x + u * Rabs (x - v) + 2 * (s + 1) * eta.
Proof.
intros K N B T P Fv s x.
assert (A : Rabs (L_FSoftmax t z n top k - L_Softmax t z n k) <=
    9 / 2 * u * (1 + bpow radix2 (-16)) * L_Softmax t z n k + eta /\
  0 <= L_FSoftmax t z n top k /\ 0 <= L_Softmax t z n k).
{ clear s x P; revert K N B T; link_prob_row; rewrite link_Softmax, ?Nat2Z.id.
  match goal with L : SoftmaxLink.Logits ?n ?m ?z ?top
    |- context [CompensatedSoftmax.CProb _ _ _ _ ?k] =>
    split; [exact (CompensatedSoftmax.CProb_Accuracy n m z top L k ltac:(lia)) |];
    split; [apply (CompensatedSoftmax.CProb_Range n m z top L k ltac:(lia))
           | apply RealSoftmax.Softmax_Nonneg] end. }
destruct A as (A & P0 & G0).
assert (N0 : (0 <= n)%Z) by lia; apply Z_of_nat_complete in N0.
destruct N0 as [n' ->]; assert (U := target_unit t y n' P).
assert (S : s = sum n' (Others.others n' (link_entry t y))).
{ unfold s; rewrite link_Sum, Nat2Z.id; apply sum_ext; intros i Hi.
  now rewrite Others.others_neq by lia. }
apply SoftGradient.SoftEntry_Accuracy; try assumption.
- rewrite S; apply (Others.sum_unit n' _ U).
- rewrite link_FTargetSum; apply (Others.unit_total n' _ B U).
- rewrite link_FTargetSum, S; exact (Others.total_near n' _ B U).
Qed.
Ltac try_SoftGradients_Accuracy := intro_goal; lazymatch goal with
  | G : P_SoftGradients ?m ?t ?y ?z ?g ?n ?top _, T : P_Top ?t ?z ?n ?top,
    P : P_Probabilities ?t ?y ?n
    |- context [Float64.t'real (?m (_ ?g ?k))] =>
    destruct (G k ltac:(lia) ltac:(lia)) as [E _]; rewrite <- E;
    unfold L_SoftGradient, L_FSoftEntry; operations;
    set (v := Float64.t'real (t (_ y k))) in *;
    let A := fresh in
    assert (A := soft_accuracy t y z n top k v ltac:(lia) ltac:(lia) ltac:(lia) T P
      (finite_F _)); cbv zeta in A;
    gradient_exact A; right;
    replace (- (1) * v + L_Sum t y n * L_Softmax t z n k)
      with (L_Sum t y n * L_Softmax t z n k - v) by ring; field
  end.
(*@ TRY try_SoftGradients_Accuracy *)

(*@ NEEDS P_SoftGradients L_FSoftmax P_Top *)
Ltac try_SoftGradients_Masked := intro_goal; match goal with
  | G : P_SoftGradients ?m ?t ?y ?z ?g ?n ?top _, T : P_Top ?t ?z ?n ?top
    |- context [Float64.t'real (?m (_ ?g ?k))] =>
    destruct (G k ltac:(lia) ltac:(lia)) as [E _];
    unfold L_FSoftEntry in E;
    rewrite (link_masked_share t z n top k) in E by (assumption || lia);
    operations; unfold fsub, fmul in E;
    rewrite Rmult_0_r, RN_0, Rminus_0_l, RN_opp, RN_exact in E by apply finite_F;
    rewrite <- E; apply Rplus_opp_l
  end.
(*@ TRY try_SoftGradients_Masked *)

(*@ NEEDS P_SoftGradients P_SharesFrom P_Same separated *)
Ltac try_store_soft := intro_goal; lazymatch goal with
  | D : P_SoftGradients ?m ?t ?y ?z ?g ?n ?top ?i,
    R : P_SharesFrom ?m ?t ?z ?g ?n ?top ?i, Q : P_Same ?m ?t ?y ?y ?n,
    E : L_FSoftEntry ?s _ _ = Float64.t'real ?f
    |- P_SoftGradients (map.Map.set ?m (?sh ?g ?i) ?f) ?t ?y ?z ?g ?n ?top _ =>
    intros k; cbv zeta; intros Hk Nk; destruct (Z.eq_dec k i) as [-> | Ne];
    [ rewrite store_same;
      destruct (R i ltac:(lia) ltac:(lia)) as [[[V _] _] _];
      split; [| assumption];
      etransitivity; [| exact E];
      unfold L_FSoftEntry; apply f_equal2;
      [ apply f_equal2; [first [assumption | congruence] | exact V]
      | apply (Q i); lia ]
    | rewrite store_other by exact (entry_differ g i k ltac:(lia));
      apply D; lia ]
  end.
(*@ TRY try_store_soft *)

(*@ NEEDS P_SoftGradients L_FSoftmax P_Top P_Shares *)
Ltac try_soft_top := cbv zeta; intros; same_integers; top_range; match goal with
  | S : P_SoftGradients ?m ?t ?y ?z ?g ?n ?x ?n, X : P_Top ?t ?z ?n ?x,
    Y : P_Top ?t ?z ?n ?w |- P_SoftGradients _ _ _ _ _ _ ?w ?n =>
      let A := fresh in
      intros k; cbv zeta; intros K0 K1;
      assert (A := shares_any_top t z n x w k ltac:(lia) ltac:(lia) ltac:(lia)
        ltac:(lia) ltac:(lia) X Y);
      destruct (S k K0 K1) as [E ?]; split; [| assumption];
      etransitivity; [| exact E]; unfold L_FSoftEntry;
      apply f_equal2; [apply f_equal2; [reflexivity | exact A] | reflexivity]
  end.
(*@ TRY try_soft_top *)
