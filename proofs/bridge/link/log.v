(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* Log-sum-exp and log-softmax: the theorems of CompensatedLog.v and
   CompensatedLoss.v, and the sums and differences of logits of RowOps.v. *)

(*@ NEEDS L_FExcess P_Top *)
From Softproof Require Others CompensatedLog CompensatedLoss.
Notation link_others t a top := (Others.others top
  (CompensatedSoftmax.cterm (link_masked t a) (link_entry t a) (link_entry t a top))).
Lemma link_FExcess t a n top i : P_Top t a n (Z.of_nat top) ->
  (Z.of_nat i <= n)%Z ->
  L_FExcess t a (Z.of_nat top) (Z.of_nat i) = fsum i (link_others t a top).
Proof.
intros T Hi; refine (Others.rec_others _
  (fun j => L_FExp (link_at t a j) (link_cell t a top))
  (fun k => fsum k (link_others t a top)) top i
  (L_FExcess_def t a (Z.of_nat top)) eq_refl (Others.fsum_others_top _ _) _ i (le_n i)).
intros k Hk N; rewrite Others.fsum_others_neq by exact N; f_equal.
symmetry; apply (link_term t a n); [exact T | lia].
Qed.
Ltac try_FExcess_Range := link_row; unfold real_of_int; match goal with
  | L : SoftmaxLink.Logits _ _ _ _, T : P_Top ?t ?a ?n (Z.of_nat ?top)
    |- context [L_FExcess _ _ _ (Z.of_nat ?k)] =>
    rewrite (link_FExcess t a n top k T) by lia; rewrite <- INR_IZR_INZ;
    generalize (CompensatedLog.CExcess_Partial _ _ _ _ L k ltac:(lia)); tauto
  end.
(*@ TRY try_FExcess_Range *)

(*@ NEEDS L_FExcessLow P_Top *)
Lemma link_FExcessLow t a n top i : P_Top t a n (Z.of_nat top) ->
  (Z.of_nat i <= n)%Z ->
  L_FExcessLow t a (Z.of_nat top) (Z.of_nat i) =
  CompensatedSum.low i (link_others t a top).
Proof.
intros T Hi; refine (Others.rec_others _
  (fun j => L_SumError (L_FExcess t a (Z.of_nat top) j)
     (L_FExp (link_at t a j) (link_cell t a top)))
  (fun k => CompensatedSum.low k (link_others t a top)) top i
  (L_FExcessLow_def t a (Z.of_nat top)) eq_refl (Others.low_others_top _ _) _ i (le_n i)).
intros k Hk N; rewrite Others.low_others_neq by exact N; f_equal.
rewrite link_SumError, (link_FExcess t a n top k T) by lia.
now rewrite <- (link_term t a n top k T) by lia.
Qed.
Ltac try_FExcessLow_Range := link_row; unfold real_of_int; match goal with
  | L : SoftmaxLink.Logits _ _ _ _, T : P_Top ?t ?a ?n (Z.of_nat ?top)
    |- context [L_FExcessLow _ _ _ (Z.of_nat ?k)] =>
    rewrite (link_FExcessLow t a n top k T) by lia; rewrite ?opp_IZR, <- ?INR_IZR_INZ;
    generalize (Rabs_le_inv _ _ (CompensatedLog.CExcess_Low _ _ _ _ L k ltac:(lia)));
    let A := fresh in intros A; split; lra
  end.
(*@ TRY try_FExcessLow_Range *)

(*@ NEEDS L_FExcess L_FExcessLow P_Top *)
Lemma link_CExcess t a n top : P_Top t a (Z.of_nat n) (Z.of_nat top) ->
  fadd (L_FExcess t a (Z.of_nat top) (Z.of_nat n))
    (L_FExcessLow t a (Z.of_nat top) (Z.of_nat n)) =
  CompensatedLog.cexcess (link_masked t a) (link_entry t a) top n.
Proof.
intros T; rewrite (link_FExcess t a (Z.of_nat n)), (link_FExcessLow t a (Z.of_nat n))
  by (exact T || lia); reflexivity.
Qed.
Ltac try_FExcess_Total := link_row; operations; match goal with
  | L : SoftmaxLink.Logits _ _ _ _, T : P_Top ?t ?a (Z.of_nat ?n) (Z.of_nat ?top)
    |- context [L_FExcess _ _ _ _] =>
    rewrite Nat2Z.id in L; rewrite (link_CExcess t a n top T);
    generalize (proj2 (CompensatedLog.CExcess_Arg _ _ _ _ L)); tauto
  end.
(*@ TRY try_FExcess_Total *)

(*@ NEEDS L_FLogExcess P_Top *)
Require RowOps.
Lemma link_FLogExcess t a n top : P_Top t a (Z.of_nat n) (Z.of_nat top) ->
  L_FLogExcess t a (Z.of_nat top) (Z.of_nat n) =
  CompensatedLog.clog (link_masked t a) (link_entry t a) top n.
Proof.
intros T; unfold L_FLogExcess, CompensatedLog.clog; operations.
now rewrite link_Log1pModel, (link_CExcess t a n).
Qed.
(* The row of the goal as natural numbers; log of the excess by its model. *)
Ltac link_log_row := link_row;
  match goal with L : SoftmaxLink.Logits _ _ _ _ |- _ => rewrite Nat2Z.id in L end;
  match goal with T : P_Top ?t ?a (Z.of_nat ?n) (Z.of_nat ?top) |- _ =>
    pose proof (link_FLogExcess t a n top T) end.
Ltac use_log_model := operations; link_cells; match goal with
  E : L_FLogExcess _ _ _ _ = _ |- _ => rewrite E; clear E end;
  link_fold; unfold real_of_int; rewrite ?mult_IZR, <- ?INR_IZR_INZ.
(* Proves a bound by one that differs in form only. *)
Ltac log_exact A := rewrite u_val, ?eta_frac in A;
  change (2 ^ 1074)%Z with
    ltac:(let c := eval vm_compute in (2 ^ 1074)%Z in exact c) in A;
  replace (bpow radix2 (-16)) with (/ 65536) in A by (simpl; lra);
  repeat match goal with |- context [?x + - (1) * ?y] =>
    replace (x + - (1) * y) with (x - y) by ring end;
  match type of A with Rabs ?x <= ?y =>
    match goal with |- Rabs ?x' <= ?y' =>
      replace x' with x by ring; replace y' with y by field end end;
  exact A.

Ltac link_open := match goal with
  | H : Float64.t'isFinite _ |- _ => apply link_finite in H end.

(*@ NEEDS L_FLogOf L_SumError *)
From Softproof Require CompensatedLoss.
Lemma m999 : - bpow radix2 999 = IZR (- 2 ^ 999).
Proof. now rewrite opp_IZR. Qed.
Lemma link_FLogOf x m l : L_FLogOf x m l = CompensatedLoss.clog_of x m l.
Proof.
destruct (L_FLogOf'def x m l) as [far near]; unfold CompensatedLoss.clog_of.
rewrite <- link_DiffError, m999.
let c := eval vm_compute in (- 2 ^ 999)%Z in change (- 2 ^ 999)%Z with c.
destruct Rlt_dec as [H | H]; [exact (far H) | exact (near H)].
Qed.
Ltac try_FLogOf_Le0 := no_program; match goal with
  | X : Float64.t'isFinite ?x, M : Float64.t'isFinite ?m |- L_FLogOf _ _ ?l <= 0 =>
    rewrite link_FLogOf; apply CompensatedLoss.clog_of_le0;
    [apply finite_F | apply finite_F | lra | lra] end.
(*@ TRY try_FLogOf_Le0 *)
Ltac try_FLogOf_Ge := no_program; match goal with
  | X : Float64.t'isFinite ?x, M : Float64.t'isFinite ?m |- _ <= L_FLogOf _ _ ?l =>
    rewrite link_FLogOf;
    let A := fresh in
    assert (A := CompensatedLoss.clog_of_ge (Float64.t'real x) (Float64.t'real m) l
      (finite_F x) (finite_F m) ltac:(lra));
    change (bpow radix2 990) with (IZR (2 ^ 990)) in A;
    change (bpow radix2 991) with (IZR (2 ^ 991)) in A;
    rewrite <- opp_IZR in A;
    let c := eval vm_compute in (2 ^ 990)%Z in change (2 ^ 990)%Z with c in A;
    let c := eval vm_compute in (- 2 ^ 991)%Z in change (- 2 ^ 991)%Z with c in A;
    apply A; lra end.
(*@ TRY try_FLogOf_Ge *)

(*@ NEEDS L_FLogSumExp P_Top *)
Ltac try_FLogSumExp_Ge := link_log_row; unfold L_FLogSumExp; use_log_model;
  match goal with L : SoftmaxLink.Logits _ _ _ _ |- _ =>
    exact (CompensatedLoss.CLse_Ge _ _ _ _ L) end.
(*@ TRY try_FLogSumExp_Ge *)

(*@ NEEDS L_FLogSumExp L_LogSumExp P_Top *)
Ltac try_FLogSumExp_Accuracy := link_log_row; unfold L_FLogSumExp;
  use_log_model; rewrite !link_LogSumExp, ?Nat2Z.id;
  match goal with L : SoftmaxLink.Logits _ _ _ _ |- _ =>
    let A := fresh in pose proof (CompensatedLoss.CLse_Accuracy _ _ _ _ L) as A;
    log_exact A end.
(*@ TRY try_FLogSumExp_Accuracy *)

(*@ NEEDS L_FLogProb P_Top *)
Ltac try_FLogProb_Le0 := link_log_row; unfold L_FLogProb; cbv zeta; rewrite link_FLogOf;
  use_log_model;
  link_open; match goal with
  | L : SoftmaxLink.Logits _ _ _ _, M : link_masked _ _ ?k = false |- _ =>
    exact (CompensatedLoss.CLogOf_Le0 _ _ _ _ L k ltac:(lia) M) end.
(*@ TRY try_FLogProb_Le0 *)

(*@ NEEDS L_FLogProb L_LogSoftmax P_Top *)
Ltac try_FLogProb_Accuracy := link_log_row; unfold L_FLogProb, L_LogSoftmax;
  cbv zeta; rewrite link_FLogOf; use_log_model; rewrite !link_LogSumExp, ?Nat2Z.id; link_open;
  match goal with
  | L : SoftmaxLink.Logits _ _ _ _, M : link_masked _ _ ?k = false |- _ =>
    let A := fresh in
    pose proof (CompensatedLoss.CLogOf_Accuracy _ _ _ _ L k ltac:(lia) M) as A;
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
    13 / 2 * / 9007199254740992 * (1 + / 65536) * Rabs (L_LogSoftmax t a n k) +
    2 * real_of_int n * / IZR (2 ^ 1074).
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
      eapply Rle_trans; [exact A | right; unfold real_of_int; rewrite ?mult_IZR; field] ]
  end.
(*@ TRY try_LogProbs_Accuracy *)
Ltac try_log_softmax := cbv zeta; intros; same_integers; try_LogProbs_Accuracy.
(*@ TRY try_log_softmax *)

(* Sums and differences of logits. *)
(*@ NEEDS *)
Require RowOps.
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

(* sp_log_prob: d + (e - l), or d when it is below -2^999 *)
(*@ NEEDS L_FLogOf L_SumError *)
Require RowOps.
From Softproof Require TwoSum.
Ltac power_literals := rewrite <- ?opp_IZR;
  repeat match goal with |- context [(2 ^ ?e)%Z] =>
    let c := eval vm_compute in (2 ^ e)%Z in change (2 ^ e)%Z with c end;
  repeat match goal with |- context [IZR (- ?e)] =>
    let c := eval vm_compute in (- e)%Z in change (- e)%Z with c end.
Lemma log_difference x m : Float64.t'isFinite m ->
  Float64.is_minus_infinity x \/
    (Float64.t'isFinite x /\ Float64.t'real x <= Float64.t'real m) ->
  let d := Float64.sub RNE x m in
  Float64.is_minus_infinity d \/
  (Float64.t'isFinite x /\ Float64.t'isFinite d /\
   Float64.t'real d = fsub (Float64.t'real x) (Float64.t'real m) /\
   Float64.t'real d <= 0).
Proof.
intros Fm X d; destruct (RowOps.sub_top x m Fm X)
  as [[_ D] | [(Fx & D & E & N) | (_ & D & _)]]; [now left | right | now left].
unfold d; rewrite E; repeat split; assumption.
Qed.
Lemma log_prob_op d e l : Float64.t'isFinite d -> Float64.t'isFinite e ->
  Float64.t'isFinite l -> - IZR (2 ^ 999) <= Float64.t'real d <= 0 ->
  - IZR (2 ^ 950) <= Float64.t'real e <= IZR (2 ^ 950) ->
  0 <= Float64.t'real l <= 145 / 8 ->
  let a := Float64.sub RNE e l in
  let r := Float64.add RNE d a in
  Float64.t'isFinite a /\ Float64.t'isFinite r /\
  Float64.t'real r = fadd (Float64.t'real d)
    (fsub (Float64.t'real e) (Float64.t'real l)).
Proof.
change (IZR (2 ^ 999)) with (bpow radix2 999).
change (IZR (2 ^ 950)) with (bpow radix2 950); intros Fd Fe Fl D E L a r.
destruct (RowOps.sub_small e l Fe Fl ltac:(apply Rabs_le; lra)) as [Fa Va].
fold a in Fa, Va.
assert (T : forall i, bpow radix2 (i + 1) = 2 * bpow radix2 i)
  by (intros i; rewrite bpow_plus; change (bpow radix2 1) with 2; ring).
assert (A : Rabs (Float64.t'real a) <= bpow radix2 951).
{ rewrite Va; apply TwoSum.RN_bpow; [lia |]; change 951%Z with (950 + 1)%Z; rewrite T.
  assert (64 <= bpow radix2 950) by (change 64 with (bpow radix2 6); apply bpow_le; lia).
  apply Rabs_le; lra. }
destruct (RowOps.op_add_max d a Fd Fa) as [Fr Vr].
{ apply Rle_lt_trans with (bpow radix2 1000); [| apply bpow_lt; lia].
  apply TwoSum.RN_bpow; [lia |]; change 1000%Z with (999 + 1)%Z; rewrite T.
  assert (bpow radix2 951 <= bpow radix2 999) by (apply bpow_le; lia).
  apply Rabs_le_inv in A; apply Rabs_le; lra. }
fold r in Fr, Vr; split; [exact Fa | split; [exact Fr |]].
rewrite Vr, Va; reflexivity.
Qed.
Ltac use_literals := literal_facts; literal_equations;
  repeat match goal with
  | E : Float64.t'real ?c = _, H : context [Float64.t'real ?c] |- _ =>
      lazymatch H with E => fail | _ => rewrite E in H end end.
(* All about the difference of the logits that the goal has. *)
Ltac log_difference_of x m := let C := fresh in
  assert (C := log_difference x m ltac:(assumption) ltac:(tauto)); cbv zeta in C;
  destruct C as [C | (? & ? & ? & ?)].
Ltac try_log_far := intro_goal; use_literals; match goal with
  | H : Float64.lt (Float64.sub RNE ?x ?m) ?c |- _ \/ _ =>
    log_difference_of x m; [left; assumption | right];
    apply lt_real in H; [| assumption | assumption]; use_literals;
    repeat split; try assumption;
    let far := fresh in
    match goal with |- L_FLogOf ?a ?b ?l = _ =>
      destruct (L_FLogOf'def a b l) as [far _]; cbv zeta in far; operations;
      rewrite far; [symmetry; assumption | lra] end
  end.
(*@ TRY try_log_far *)
Ltac try_log_sum := intro_goal; match goal with
  | |- context [Float64.add RNE ?d (Float64.sub RNE ?e ?l)] =>
    let C := fresh in
    assert (C := log_prob_op d e l ltac:(assumption) ltac:(assumption)
      ltac:(assumption) ltac:(power_literals; split; lra)
      ltac:(power_literals; split; lra) ltac:(split; lra)); cbv zeta in C;
    operations; destruct C as (? & ? & ?);
    first [ assumption | apply finite_not_nan; assumption
          | symmetry; assumption | split; assumption || (symmetry; assumption) ]
  end.
(*@ TRY try_log_sum *)
Ltac try_log_model := intro_goal; operations; match goal with
  | E : L_SumError ?a (Float64.t'real (Float64.neg ?m)) = ?e, M : Float64.t'isFinite ?m,
    D : ?d = fsub ?a (Float64.t'real ?m) |- context [L_FLogOf ?a (Float64.t'real ?m) ?l] =>
    symmetry in D; rewrite (proj2 (op_neg m M)) in E;
    replace (- Float64.t'real m) with (- (1) * Float64.t'real m) in E by ring;
    let near := fresh in
    destruct (L_FLogOf'def a (Float64.t'real m) l) as [_ near]; cbv zeta in near;
    operations; rewrite near; [rewrite D, E; congruence | rewrite D; lra]
  end.
(*@ TRY try_log_model *)

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
