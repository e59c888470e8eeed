(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* Log-sum-exp: the theorems of LogLink.v, and the sums and differences of
   logits of RowOps.v. *)

(*@ NEEDS L_FExcess P_Top *)
From Softproof Require LogError LogLink.
Lemma link_FExcess t a n top i : P_Top t a n (Z.of_nat top) ->
  (Z.of_nat i <= n)%Z ->
  L_FExcess t a (Z.of_nat top) (Z.of_nat i) =
  LogLink.excess (link_masked t a) (link_entry t a) top i.
Proof.
intros T; induction i as [|i IH]; intros Hi.
- destruct (L_FExcess_def t a (Z.of_nat top) (Z.of_nat 0)) as [zero _].
  now apply zero.
- destruct (L_FExcess_def t a (Z.of_nat top) (Z.of_nat (S i))) as [_ step].
  cbv zeta in step; destruct step as [skip add]; [lia |].
  replace (- (1) + Z.of_nat (S i))%Z with (Z.of_nat i) in skip, add by lia.
  unfold LogLink.excess; destruct (Nat.eq_dec i top) as [E | N].
  + rewrite skip, IH by lia; subst i; symmetry; apply LogError.fsum_others_top.
  + rewrite add, IH by lia; rewrite LogError.fsum_others_neq by exact N.
    operations; f_equal; apply (tlink_term t a n); [exact T | lia].
Qed.
Ltac try_FExcess_Range := link_row; unfold real_of_int; match goal with
  | L : SoftmaxLink.Logits _ _ _ _, T : P_Top ?t ?a ?n (Z.of_nat ?top)
    |- context [L_FExcess _ _ _ (Z.of_nat ?k)] =>
    rewrite (link_FExcess t a n top k T) by lia; rewrite <- INR_IZR_INZ;
    generalize (LogLink.Excess_Range _ _ _ _ L k ltac:(lia)); tauto
  end.
(*@ TRY try_FExcess_Range *)

(*@ NEEDS L_FLogExcess P_Top *)
Require RowOps.
Lemma link_FLogExcess t a n top : P_Top t a (Z.of_nat n) (Z.of_nat top) ->
  L_FLogExcess t a (Z.of_nat top) (Z.of_nat n) =
  LogLink.log_excess (link_masked t a) (link_entry t a) top n.
Proof.
intros T; unfold L_FLogExcess, LogLink.log_excess.
rewrite link_Log1pModel, (link_FExcess t a (Z.of_nat n)) by (exact T || lia).
reflexivity.
Qed.
(* The row of the goal as natural numbers; log of the excess by its model. *)
Ltac link_log_row := link_row;
  match goal with L : SoftmaxLink.Logits _ _ _ _ |- _ => rewrite Nat2Z.id in L end;
  match goal with T : P_Top ?t ?a (Z.of_nat ?n) (Z.of_nat ?top) |- _ =>
    assert (link_FLogExcess t a n top T = link_FLogExcess t a n top T) by easy;
    pose proof (link_FLogExcess t a n top T) end.
Ltac use_log_model := operations; link_cells; match goal with
  E : L_FLogExcess _ _ _ _ = _ |- _ => rewrite E; clear E end;
  link_fold; unfold real_of_int; rewrite <- ?INR_IZR_INZ.
Ltac log_exact A := rewrite u_val, ?eta_frac in A;
  change (2 ^ 1074)%Z with
    ltac:(let c := eval vm_compute in (2 ^ 1074)%Z in exact c) in A;
  replace (bpow radix2 (-20)) with (/ 1048576) in A by (simpl; lra);
  match type of A with Rabs ?x <= ?y =>
    match goal with |- Rabs ?x' <= ?y' =>
      replace x' with x by ring; replace y' with y by field end end;
  exact A.

Ltac link_open := match goal with
  | H : Float64.t'isFinite _ |- _ => apply link_finite in H end.

(*@ NEEDS L_FLogSumExp P_Top *)
Ltac try_FLogSumExp_Ge := link_log_row; unfold L_FLogSumExp; use_log_model;
  match goal with L : SoftmaxLink.Logits _ _ _ _ |- _ =>
    exact (LogLink.Lse_Ge _ _ _ _ L) end.
(*@ TRY try_FLogSumExp_Ge *)

(*@ NEEDS L_FLogSumExp L_LogSumExp P_Top *)
Ltac try_FLogSumExp_Accuracy := link_log_row; unfold L_FLogSumExp;
  use_log_model; rewrite !link_LogSumExp, ?Nat2Z.id;
  match goal with L : SoftmaxLink.Logits _ _ _ _ |- _ =>
    let A := fresh in pose proof (LogLink.Lse_Accuracy _ _ _ _ L) as A;
    log_exact A end.
(*@ TRY try_FLogSumExp_Accuracy *)

(*@ NEEDS L_FLogProb P_Top *)
Ltac try_FLogProb_Le0 := link_log_row; unfold L_FLogProb; use_log_model;
  link_open; match goal with
  | L : SoftmaxLink.Logits _ _ _ _, M : link_masked _ _ ?k = false |- _ =>
    exact (LogLink.LogProb_Le0 _ _ _ _ L k ltac:(lia) M) end.
(*@ TRY try_FLogProb_Le0 *)

(*@ NEEDS L_FLogProb L_LogSoftmax P_Top *)
Ltac try_FLogProb_Accuracy := link_log_row; unfold L_FLogProb, L_LogSoftmax;
  use_log_model; rewrite !link_LogSumExp, ?Nat2Z.id; link_open;
  match goal with
  | L : SoftmaxLink.Logits _ _ _ _, M : link_masked _ _ ?k = false |- _ =>
    let A := fresh in
    pose proof (LogLink.LogProb_Accuracy _ _ _ _ L k ltac:(lia) M) as A;
    log_exact A end.
(*@ TRY try_FLogProb_Accuracy *)

(*@ NEEDS L_FLogProb P_Top P_LogProbs *)
Lemma link_FLogProb_Le0 t a n top k : P_Top t a n top -> (n <= 67108864)%Z ->
  (0 <= k)%Z -> (k < n)%Z -> Float64.t'isFinite (link_at t a k) ->
  L_FLogProb t a n top k <= 0.
Proof. try_FLogProb_Le0. Qed.
Ltac try_LogProbs_Le0 := intro_goal; match goal with
  | H : P_LogProbs ?m ?t ?a ?p ?n ?top _, T : P_Top ?t ?a ?n ?top
    |- Float64.is_minus_infinity (?m (?s ?p ?k)) \/ _ =>
    destruct (H k ltac:(lia) ltac:(lia)) as [_ [M | [[E F] Fz]]];
    [ now left | right; split; [rewrite <- E | exact F];
      apply link_FLogProb_Le0; assumption || lia ]
  end.
(*@ TRY try_LogProbs_Le0 *)

(*@ NEEDS L_FLogProb L_LogSoftmax P_Top P_LogProbs *)
Lemma link_FLogProb_Accuracy t a n top k : P_Top t a n top ->
  (n <= 67108864)%Z ->
  (0 <= k)%Z -> (k < n)%Z -> Float64.t'isFinite (link_at t a k) ->
  Rabs (L_FLogProb t a n top k + - (1) * L_LogSoftmax t a n k) <=
    1 / IZR (2 ^ 1074) * real_of_int n +
    1048577 / 9444732965739290427392 *
      (1 / 8 + real_of_int n + 5 * ln (real_of_int n) +
       2 * (Float64.t'real (link_at t a top) +
            - (1) * Float64.t'real (link_at t a k))).
Proof.
intros T N K0 K1 F.
let c := eval vm_compute in (2 ^ 1074)%Z in change (2 ^ 1074)%Z with c.
revert K0 K1 N T F.
try_FLogProb_Accuracy.
Qed.
Ltac try_LogProbs_Accuracy := intro_goal; match goal with
  | H : P_LogProbs ?m ?t ?a ?p ?n ?top _, T : P_Top ?t ?a ?n ?top,
    Q : Float64.t'isFinite (?m (?s ?p ?k)) |- Rabs _ <= _ =>
    destruct (H k ltac:(lia) ltac:(lia)) as [_ [M | [[E F] Fz]]];
    [ apply RowOps.minus_infinity_eq in M; rewrite M in Q; discriminate
    | rewrite <- E;
      let A := fresh in
      pose proof (link_FLogProb_Accuracy t a n top k T ltac:(lia) ltac:(lia)
        ltac:(lia) Fz) as A;
      let c := eval vm_compute in (2 ^ 1074)%Z in change (2 ^ 1074)%Z with c in A;
      exact A ]
  end.
(*@ TRY try_LogProbs_Accuracy *)
Ltac try_log_softmax := cbv zeta; intros; same_integers; try_LogProbs_Accuracy.
(*@ TRY try_log_softmax *)

(* Sums and differences of logits. *)
(*@ NEEDS L_TExp *)
Require RowOps.
Lemma exp_masked x m : Float64.is_minus_infinity x -> L_TExp x m = 0.
Proof.
intros H; unfold L_TExp; operations; unfold binary64.Binary64.unmasked.
apply Float64.is_masked_spec in H; now rewrite H.
Qed.
Lemma exp_open x m : Float64.t'isFinite x ->
  L_TExp x m = L_ExpModel (fsub (Float64.t'real x) (Float64.t'real m)).
Proof.
intros H; unfold L_TExp; operations; unfold binary64.Binary64.unmasked.
now destruct x.
Qed.
Lemma exp_deep d : d <= - bpow radix2 1024 -> L_ExpModel d = 0.
Proof.
intros H; assert (B : 1024 <= bpow radix2 1024).
{ change 1024 with (bpow radix2 10); apply bpow_le; lia. }
apply L_ExpModel'def; lra.
Qed.
Ltac sub_cases x m := let C := fresh in
  assert (C := RowOps.sub_top x m ltac:(assumption) ltac:(tauto));
  destruct C as [[? ?] | [(? & ? & ? & ?) | (? & ? & ?)]].
Ltac try_FExp := intro_goal; match goal with
  | |- L_TExp ?x ?m = _ => sub_cases x m;
    [ rewrite exp_masked by assumption; symmetry; auto
    | rewrite exp_open by assumption;
      match goal with E : _ = RN (?a - ?b) |- _ =>
        change (fsub a b) with (RN (a - b)); rewrite <- E end; auto
    | rewrite exp_open, exp_deep by assumption; symmetry; auto ]
  end.
(*@ TRY try_FExp *)

(*@ NEEDS *)
Require RowOps.
Ltac try_deep := intro_goal; match goal with
  | |- Float64.is_minus_infinity (Float64.sub RNE ?x ?m) \/ _ =>
    let C := fresh in
    assert (C := RowOps.sub_top x m ltac:(assumption) ltac:(tauto));
    destruct C as [[? ?] | [(? & ? & E & ?) | (? & ? & ?)]];
    [ left; assumption | right; rewrite E; split; assumption
    | left; assumption ]
  end.
(*@ TRY try_deep *)
Ltac rabs_32 := apply Rabs_le; split; lra.
Ltac try_add_small := intro_goal; match goal with
  | |- context [Float64.add RNE ?a ?b] =>
    let F' := fresh in let V := fresh in
    destruct (RowOps.add_small a b ltac:(assumption) ltac:(assumption)
      ltac:(rabs_32)) as [F' V];
    first [ exact F' | rewrite V; operations; reflexivity
          | symmetry; rewrite V; operations; reflexivity ]
  end.
(*@ TRY try_add_small *)

(* (x - m) - l *)
Lemma sub_masked x y : Float64.is_minus_infinity x -> Float64.t'isFinite y ->
  Float64.is_minus_infinity (Float64.sub RNE x y).
Proof.
intros H F; apply RowOps.minus_infinity_eq in H; subst x.
now destruct y as [s | s | | s m e B].
Qed.
Lemma masked_not_nan x : Float64.is_minus_infinity x -> ~ Float64.is_nan x.
Proof. intros H; apply RowOps.minus_infinity_eq in H; now subst x. Qed.
Lemma log_prob_cases x m l : Float64.t'isFinite m -> Float64.t'isFinite l ->
  0 <= Float64.t'real l <= 145 / 8 ->
  Float64.is_minus_infinity x \/
    (Float64.t'isFinite x /\ Float64.t'real x <= Float64.t'real m) ->
  let d := Float64.sub RNE (Float64.sub RNE x m) l in
  Float64.is_minus_infinity d \/
  (Float64.t'isFinite x /\ Float64.t'isFinite d /\
   Float64.t'real d = fsub (fsub (Float64.t'real x) (Float64.t'real m))
                        (Float64.t'real l)).
Proof.
intros Fm Fl L X; destruct (RowOps.sub_top x m Fm X)
  as [[_ D] | [(Fx & D & E & _) | (_ & D & _)]].
- left; now apply sub_masked.
- right; split; [exact Fx |]; unfold fsub at 2; rewrite <- E.
  apply RowOps.sub_small; [exact D | exact Fl | rabs_32].
- left; now apply sub_masked.
Qed.
Ltac try_log_prob := intro_goal; match goal with
  | |- context [Float64.sub RNE (Float64.sub RNE ?x ?m) ?l] =>
    let C := fresh in
    assert (C := log_prob_cases x m l ltac:(assumption) ltac:(assumption)
      ltac:(split; lra) ltac:(tauto)); cbv zeta in C; operations;
    destruct C as [C | (? & ? & ?)];
    first [ apply masked_not_nan; assumption
          | apply finite_not_nan; assumption | tauto ]
  end.
(*@ TRY try_log_prob *)
Ltac try_log_prob_masked := intro_goal;
  apply sub_masked; [apply sub_masked |]; assumption.
(*@ TRY try_log_prob_masked *)
Ltac try_log_prob_near := intro_goal; match goal with
  | |- Float64.t'isFinite (Float64.sub RNE (Float64.sub RNE ?x ?m) ?l) =>
    destruct (RowOps.sub_near x m) as [? _];
    [ assumption | assumption
    | change (bpow radix2 1023) with (IZR (2 ^ 1023));
      match goal with |- context [(2 ^ 1023)%Z] =>
        let c := eval vm_compute in (2 ^ 1023)%Z in change (2 ^ 1023)%Z with c end;
      match goal with D : _ \/ Float64.is_minus_infinity x |- _ =>
        destruct D as [? | D];
        [| apply RowOps.minus_infinity_eq in D; subst x; discriminate] end;
      apply Rabs_le; split; lra
    | apply RowOps.sub_small; [assumption | assumption | rabs_32] ]
  end.
(*@ TRY try_log_prob_near *)

(* The loop of log_softmax: what a store to logp[i] changes. *)
(*@ NEEDS P_LogProbs P_LogitsFrom separated *)
Ltac try_logit := intro_goal; match goal with
  | H : P_LogitsFrom ?m ?t ?a ?i ?n
    |- Float64.is_minus_infinity (?m (?s ?a ?i)) \/ _ =>
    destruct (H i ltac:(lia) ltac:(lia)) as [[HF HM] HE];
    match goal with Q : forall k : Z, _ |- _ =>
      destruct (Q i ltac:(lia) ltac:(lia)) as [M | [L F]];
      [ left; now apply HM
      | right; split; [rewrite <- HE; exact L | now apply HF] ] end
  end.
(*@ TRY try_logit *)
Ltac try_store_done := intro_goal; match goal with
  | D : P_LogProbs ?m ?t ?z ?p ?n ?top ?i, R : P_LogitsFrom ?m ?t ?z ?i ?n
    |- P_LogProbs _ _ _ _ _ _ (1 + ?i)%Z =>
    intros k; cbv zeta; intros Hk Nk;
    destruct (Z.eq_dec k i) as [-> | Ne];
    [ rewrite store_same;
      destruct (R i ltac:(lia) ltac:(lia)) as [[HF HM] HE];
      unfold L_FLogProb; rewrite HE, HF, HM;
      match goal with E : L_FLogExcess _ _ _ _ = _ |- _ => rewrite E end;
      tauto
    | rewrite store_other by exact (entry_differ p i k ltac:(lia));
      apply D; lia ]
  end.
(*@ TRY try_store_done *)
