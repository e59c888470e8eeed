(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* The functions of src/temperature.c *)

(*@ NEEDS P_Temperature fliteral *)
Ltac temperature_literal := literal_values; lra.

(*@ NEEDS P_Temperature L_FHigh fliteral *)
Require TempOps.
Ltac try_high_part := cbv zeta; intros; literal_facts; match goal with
  | P : P_Temperature ?f |- context [Float64.mul RNE ?f ?c] =>
    let Q := fresh in
    assert (Q := TempOps.high_op f c (proj2 P) (link_Temperature f P)
      ltac:(assumption) ltac:(temperature_literal));
    cbv zeta in Q; let E := fresh in destruct Q as (? & ? & ? & E);
    first [ assumption | apply finite_not_nan; assumption
          | rewrite E; symmetry; apply link_FHigh ]
  end.
(*@ TRY try_high_part *)

(*@ NEEDS P_Temperature L_FHigh *)
Require TempOps.
Ltac rest_ops d e h f g P E := let Q := fresh in
  assert (Q := TempOps.rest_op d e h f g ltac:(assumption) ltac:(assumption)
    ltac:(assumption) (proj2 P) (link_Temperature f P) ltac:(assumption)
    ltac:(rewrite <- link_FHigh; symmetry; assumption)
    ltac:(split; lra) ltac:(split; lra) ltac:(split; lra));
  cbv zeta in Q; destruct Q as ((? & ? & ? & ? & ? & ? & ?) & E).
Ltac try_rest := cbv zeta; intros; match goal with
  | P : P_Temperature ?f,
    H : ~ Float64.is_nan (Float64.sub RNE ?d (Float64.mul RNE ?h ?g)),
    A : 0 <= Float64.t'real ?f + Float64.t'real ?e |- _ =>
    let E := fresh in rest_ops d e h f g P E;
    first [ assumption | apply finite_not_nan; assumption ]
  end.
(*@ TRY try_rest *)

(*@ NEEDS P_Temperature L_FHigh L_FRest *)
Ltac try_rest_model := cbv zeta; intros; match goal with
  | P : P_Temperature ?f,
    H : ~ Float64.is_nan (Float64.sub RNE ?d (Float64.mul RNE ?h ?g)),
    A : 0 <= Float64.t'real ?f + Float64.t'real ?e |- _ = L_FRest _ _ _ _ =>
    let E := fresh in rest_ops d e h f g P E; rewrite E; symmetry; apply link_FRest
  end.
(*@ TRY try_rest_model *)

(*@ NEEDS P_Temperature L_FExpT fliteral *)
Require TempOps.
Lemma masked_of x : Float64.is_minus_infinity x -> Float64.is_masked x = true.
Proof. apply Float64.is_masked_spec. Qed.
Lemma weightT_zero x m T c : Float64.t'isFinite m ->
  Float64.is_minus_infinity x \/
    Float64.t'real x <= Float64.t'real m /\ Float64.t'isFinite x ->
  P_Temperature T -> Float64.t'isFinite c -> Float64.t'real c = - 745 ->
  Float64.lt (Float64.div RNE (Float64.sub RNE x m) T) c ->
  L_FExpT x m (Float64.t'real T) = 0.
Proof.
intros Fm X P Fc C L; destruct (TempOps.quotient_op x m T c Fm ltac:(tauto)
  (proj2 P) (link_Temperature T P) Fc C) as (_ & _ & [[_ D] | [N _]]); [| tauto].
unfold L_FExpT; cbv zeta; unfold binary64.Binary64.unmasked.
destruct D as [D | [Fx D]]; [now rewrite masked_of |].
replace (Float64.is_masked x) with false by (now destruct x).
apply L_FExpQuotient'def; operations; lra.
Qed.

(*@ NEEDS P_Temperature L_FExpT L_FExp fliteral *)
Lemma weightT_value x m d T q s h y : Float64.t'isFinite x ->
  Float64.t'isFinite m -> Float64.t'isFinite h -> Float64.t'isFinite y ->
  Float64.t'real d = binary64.Binary64.fsub (Float64.t'real x) (Float64.t'real m) ->
  L_SumError (Float64.t'real x) (Float64.t'real (Float64.neg m)) = s ->
  q = binary64.Binary64.fdiv
    (binary64.Binary64.fsub (Float64.t'real x) (Float64.t'real m)) T ->
  L_FSteps q = Float64.t'real h -> - 745 <= q ->
  L_FRest (Float64.t'real d) s (Float64.t'real h) T = Float64.t'real y ->
  L_FExpT x m T = L_FExp h (Float64.neg y).
Proof.
intros Fx Fm Fh Fy D S Q H Q0 Y; unfold L_FExpT, L_FExp; cbv zeta.
unfold binary64.Binary64.unmasked.
replace (Float64.is_masked x) with false by (now destruct x).
replace (Float64.is_masked h) with false by (now destruct h).
rewrite <- Q, <- D, (proj2 (op_neg y Fy)).
rewrite (proj2 (op_neg m Fm)) in S.
replace (- (1) * Float64.t'real m) with (- Float64.t'real m) by ring.
rewrite S; destruct (L_FExpQuotient'def q (Float64.t'real d) s T) as [_ near].
rewrite near by lra; cbv zeta; rewrite H, Y; unfold L_FExpSum; operations.
replace (- (1) * - Float64.t'real y) with (Float64.t'real y) by ring.
unfold fadd, fsub; f_equal; f_equal; ring.
Qed.
Ltac try_weightT := cbv zeta; intros; literal_facts; match goal with
  | C : Float64.lt (Float64.div RNE (Float64.sub RNE ?x ?m) ?T) ?c /\ ?z = ?w \/ _,
    P : P_Temperature ?T |- L_FExpT ?x ?m _ = Float64.t'real ?w =>
    let L := fresh in let R := fresh in
    destruct C as [[L <-] | [L R]];
    [ rewrite (weightT_zero x m T c) by (assumption || temperature_literal);
      temperature_literal
    | destruct R as [R _];
      repeat match goal with H : _ /\ _ |- _ => destruct H end;
      match goal with
      | E : L_FExp ?h (Float64.neg ?y) = Float64.t'real w,
        S : L_SumError _ _ = ?s |- _ =>
        etransitivity; [| exact E];
        eapply (weightT_value x m (Float64.sub RNE x m) (Float64.t'real T) _ s h y);
        eassumption || lra
      end ]
  end.
(*@ TRY try_weightT *)

(*@ NEEDS P_Temperature L_FHigh fliteral *)
Ltac try_quotient := cbv zeta; intros; literal_facts; match goal with
  | P : P_Temperature ?T,
    L : ~ Float64.lt (Float64.div RNE (Float64.sub RNE ?x ?m) ?T) ?c |- _ =>
    let Q := fresh in
    assert (Q := TempOps.quotient_op x m T c ltac:(assumption) ltac:(tauto)
      (proj2 P) (link_Temperature T P) ltac:(assumption)
      ltac:(temperature_literal));
    cbv zeta in Q; destruct Q as (_ & _ & [[Q _] | Q]); [contradiction |];
    operations; repeat split; apply Q
  end.
(*@ TRY try_quotient *)

(*@ NEEDS P_Temperature L_FRest L_SumError *)
Lemma rest_nonpositive x m T d s q h y : Float64.t'isFinite x ->
  Float64.t'isFinite m -> P_Temperature T ->
  Float64.t'real x <= Float64.t'real m \/ Float64.is_minus_infinity x ->
  d = binary64.Binary64.fsub (Float64.t'real x) (Float64.t'real m) ->
  L_SumError (Float64.t'real x) (Float64.t'real (Float64.neg m)) = s ->
  q = binary64.Binary64.fdiv
    (binary64.Binary64.fsub (Float64.t'real x) (Float64.t'real m))
    (Float64.t'real T) ->
  L_FSteps q = h -> - 745 <= q -> L_FRest d s h (Float64.t'real T) = y ->
  h + y <= 0.
Proof.
intros Fx Fm P X D S Q H Q0 Y.
destruct X as [X | [I N]]; [| now destruct x as [? | ? | | ? ? ? ?]].
rewrite (proj2 (op_neg m Fm)) in S.
replace (- Float64.t'real m) with (- (1) * Float64.t'real m) in S by ring.
rewrite link_DiffError in S; rewrite <- Y, <- H, link_FSteps, link_FRest, <- S, D, Q.
operations; rewrite Q in Q0.
exact (TemperaturePair.pair_nonpos (Float64.t'real x) (Float64.t'real m)
  (Float64.t'real T) (finite_F x) (finite_F m) X (link_Temperature T P) Q0).
Qed.
Ltac try_nonpositive := cbv zeta; intros; match goal with
  | P : P_Temperature ?T, D : Float64.t'real (Float64.sub RNE ?x ?m) = _,
    Y : L_FRest _ _ _ _ = Float64.t'real ?y |- ?h + Float64.t'real ?y <= 0 =>
    eapply (rest_nonpositive x m T (Float64.t'real (Float64.sub RNE x m)));
    eassumption || lra
  end.
(*@ TRY try_nonpositive *)

(* The loops of sp_softmax_temperature, as in softmax.v *)
(*@ NEEDS P_LogitsFrom L_FExpT *)
Lemma FExp_restT m t z i n x T : P_LogitsFrom m t z i n -> (i < n)%Z ->
  L_FExpT (t (entry_of z i)) x T = L_FExpT (m (entry_of z i)) x T.
Proof.
intros H N; destruct (H i ltac:(lia) N) as [[HF HM] HE].
unfold L_FExpT; cbv zeta; operations; unfold binary64.Binary64.unmasked.
replace (Float64.t'real (t (entry_of z i)))
  with (Float64.t'real (m (entry_of z i))) by exact (eq_sym HE).
replace (Float64.is_masked (m (entry_of z i)))
  with (Float64.is_masked (t (entry_of z i))); [easy |].
apply Bool.eq_true_iff_eq; rewrite !Float64.is_masked_spec; exact HM.
Qed.

(*@ NEEDS P_WeightsT separated *)
Ltac try_store_weightT := intro_goal; match goal with
  | D : P_WeightsT ?m ?t ?z ?p ?x ?T 0%Z ?i
    |- P_WeightsT (map.Map.set ?m (?s ?p ?i) ?f) ?t ?z ?p ?x ?T 0%Z _ =>
    intros k; cbv zeta; intros Hk Nk;
    destruct (Z.eq_dec k i) as [-> | Ne];
    [ rewrite store_same;
      match goal with R : P_LogitsFrom m t z i _ |- _ =>
        split; [split; [split; [| assumption] | assumption] | assumption];
        etransitivity; [exact (FExp_restT m t z i _ x T R ltac:(lia)) | assumption]
      end
    | rewrite store_other by exact (entry_differ p i k ltac:(lia));
      apply D; lia ]
  | D : P_WeightsT ?m ?t ?z ?p ?x ?T ?i ?n
    |- P_WeightsT (map.Map.set ?m (?s ?p ?i) ?f) ?t ?z ?p ?x ?T _ ?n =>
    intros k; cbv zeta; intros Hk Nk;
    rewrite store_other by exact (entry_differ p i k ltac:(lia));
    apply D; lia
  end.
(*@ TRY try_store_weightT *)

(*@ NEEDS P_SharesT P_WeightsT separated *)
Require RowOps.
Ltac share_valueT k := match goal with
  | W : P_WeightsT _ _ _ _ _ _ ?i _, S : L_FTotalT _ _ _ _ _ = ?s
    |- context [Float64.div RNE ?x ?d] =>
    destruct (W k ltac:(lia) ltac:(lia)) as [[[E X1] X0] Fx];
    let Q := fresh in
    assert (Q := RowOps.share_op x d ltac:(assumption) ltac:(assumption)
      ltac:(lra) ltac:(lra));
    destruct Q as (Fq & Q & Q0 & Q1);
    split; [split; [split; [| exact Q1] | exact Q0] | exact Fq];
    etransitivity; [| symmetry; exact Q];
    unfold L_FSoftmaxT; cbv zeta; operations;
    etransitivity; [apply f_equal2; [exact E | exact S] | reflexivity]
  end.
Ltac try_store_shareT := intro_goal; match goal with
  | D : P_SharesT ?m ?t ?z ?p ?n ?T ?top ?i
    |- P_SharesT (map.Map.set ?m (?s ?p ?i) ?f) ?t ?z ?p ?n ?T ?top _ =>
    intros k; cbv zeta; intros Hk Nk;
    destruct (Z.eq_dec k i) as [-> | Ne];
    [ rewrite store_same; share_valueT i
    | rewrite store_other by exact (entry_differ p i k ltac:(lia));
      apply D; lia ]
  end.
(*@ TRY try_store_shareT *)

(*@ NEEDS P_Temperature P_SharesT P_Accepted *)
Ltac try_rangeT := cbv zeta; intros; match goal with
  | S : P_SharesT ?m _ _ ?p ?n _ _ ?n
    |- Float64.t'real (?m (_ ?p ?k)) <= 1 /\ _ =>
    destruct (S k ltac:(assumption) ltac:(assumption)) as [[[_ ?] ?] _];
    split; assumption
  end.
(*@ TRY try_rangeT *)

(* The contract of sp_softmax_temperature, for any place of a largest logit. *)
(*@ NEEDS L_FSoftmaxT P_Temperature P_Top P_SharesT P_Accepted *)
Ltac any_topT := cbv zeta; intros; same_integers; clear_program; match goal with
  | A : forall k : Z, P_Top ?t ?z ?n k -> P_SharesT _ _ _ _ _ _ _ _,
    H : P_Top ?t ?z ?n ?top |- _ =>
      let S := fresh in pose proof (A top H) as S; clear A;
      repeat match goal with
      | S' : P_SharesT _ _ _ _ _ _ _ _ |- _ =>
          lazymatch S' with S => fail | _ => clear S' end
      | T' : P_Top _ _ _ _ |- _ =>
          lazymatch T' with H => fail | _ => clear T' end
      end
  end.
Ltac try_any_modelT := any_topT; match goal with
  | S : P_SharesT ?m _ _ _ _ _ _ _ |- Float64.t'real (?m (_ _ ?k)) = _ =>
      exact (eq_sym (proj1 (proj1 (proj1 (S k ltac:(lia) ltac:(lia))))))
  end.
(*@ TRY try_any_modelT *)
Ltac try_orderT := cbv zeta; intros; same_integers; clear_program;
  try_SharesT_Order.
(*@ TRY try_orderT *)
Ltac try_any_peakT := any_topT; try split; try_SharesT_Peak.
(*@ TRY try_any_peakT *)

(*@ NEEDS L_FSoftmaxT L_SoftmaxT P_Temperature P_Top P_SharesT P_Accepted *)
Ltac try_any_accuracyT := any_topT; try_SharesT_Accuracy.
(*@ TRY try_any_accuracyT *)

(*@ NEEDS P_WeightsT L_FSumExpT *)
Require RowOps.
Ltac try_sum_nextT := intro_goal; unfold real_of_int in *; match goal with
  | E : L_FSumExpT ?t ?a ?x ?T ?i = Float64.t'real ?s
    |- context [Float64.add RNE ?s ?v] =>
    let Q := fresh in
    assert (Q := RowOps.sum_op s v i ltac:(assumption) ltac:(assumption) ltac:(lia)
      ltac:(lia) ltac:(split; assumption) ltac:(split; assumption));
    destruct Q as (Q & V & V0 & V1);
    assert (L_FSumExpT t a x T (1 + i)%Z = Float64.t'real (Float64.add RNE s v))
      by (idtac; destruct (L_FSumExpT_def t a x T (1 + i)%Z) as [_ step];
          cbv zeta in step; rewrite step by lia;
          replace (- (1) + (1 + i))%Z with i by lia; rewrite E, V; operations;
          f_equal; etransitivity;
          [ match goal with R : P_LogitsFrom ?m t a i _ |- _ =>
              exact (FExp_restT m t a i _ x T R ltac:(lia)) end | assumption ]);
    repeat split; assumption
  end.
(*@ TRY try_sum_nextT *)

(* The sum of the errors of the sum. *)
(*@ NEEDS P_LogitsFrom L_FLowT *)
Ltac try_low_nextT := intro_goal; match goal with
  | E : L_FSumExpT ?t ?a ?x ?T ?i = _, D : L_FLowT ?t ?a ?x ?T ?i = _,
    R : P_LogitsFrom ?m ?t ?a ?i _ |- _ = Float64.t'real ?s =>
    destruct (L_FLowT_def t a x T (1 + i)%Z) as [_ step]; cbv zeta in step;
    etransitivity; [apply step; lia |];
    replace (- (1) + (1 + i))%Z with i by lia; rewrite D, E;
    etransitivity; [apply f_equal2; [reflexivity |]; apply f_equal2; [reflexivity |];
      exact (FExp_restT m t a i _ x T R ltac:(lia)) |];
    operations; congruence
  end.
(*@ TRY try_low_nextT *)

(*@ NEEDS L_FTotalT *)
Lemma total_opT s l i : Float64.t'isFinite s -> Float64.t'isFinite l ->
  (i <= 67108864)%Z -> 0 <= Float64.t'real s <= IZR i ->
  - IZR i <= Float64.t'real l <= IZR i ->
  Float64.t'isFinite (Float64.add RNE s l) /\
  Float64.t'real (Float64.add RNE s l) = fadd (Float64.t'real s) (Float64.t'real l).
Proof.
intros Fs Fl I S L; apply op_add; [assumption | assumption |].
apply IZR_le in I; apply Rle_trans with (bpow radix2 27); [| apply bpow_le; lia].
apply TwoSum.RN_bpow; [lia | apply Rabs_le; simpl; lra].
Qed.
Ltac try_totalT := intro_goal; unfold real_of_int in *; match goal with
  | E : L_FSumExpT ?t ?a ?x ?T ?i = Float64.t'real ?s,
    D : L_FLowT ?t ?a ?x ?T ?i = Float64.t'real ?l |- context [Float64.add RNE ?s ?l] =>
    let Q := fresh in
    assert (Q := total_opT s l i ltac:(assumption) ltac:(assumption) ltac:(lia)
      ltac:(split; assumption) ltac:(rewrite <- ?opp_IZR; split;
        [eapply Rle_trans; [| eassumption]; right; f_equal; lia | assumption]));
    destruct Q as [Q V]; first
    [ split; [| exact Q]; unfold L_FTotalT; rewrite V; operations; congruence
    | exact Q | unfold L_FTotalT; rewrite V; operations; congruence ]
  end.
(*@ TRY try_totalT *)

(* What is left of the logits is a logit still. *)
(*@ NEEDS P_LogitsFrom P_WeightsT P_Top separated *)
Ltac try_logitT := intro_goal; match goal with
  | T : P_Top ?t ?z ?n ?top, R : P_LogitsFrom ?m ?t ?z ?i ?n
    |- Float64.is_minus_infinity (?m (?s ?z ?i)) \/ _ =>
    destruct (R i ltac:(lia) ltac:(lia)) as [[HF HM] HE];
    destruct (proj2 T i ltac:(lia) ltac:(lia)) as [D | [L D]];
    [ left; apply HM; exact D
    | right; split; [exact (eq_ind _ (fun v => v <= _) L _ HE) | apply HF; exact D] ]
  end.
(*@ TRY try_logitT *)
