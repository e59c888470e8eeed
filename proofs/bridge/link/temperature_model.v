(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* The model of src/temperature.c against proofs/coq/TemperaturePair.v and
   TemperatureSoftmax.v *)

(*@ NEEDS P_Temperature *)
From Softproof Require TemperaturePair.
Lemma bpow_900 : bpow radix2 900 = IZR (2 ^ 900). Proof. reflexivity. Qed.
Lemma bpow_m900 : bpow radix2 (-900) = 1 / IZR (2 ^ 900).
Proof. unfold Rdiv; rewrite Rmult_1_l; reflexivity. Qed.
Lemma link_Temperature T : P_Temperature T ->
  TemperaturePair.Temp (Float64.t'real T).
Proof.
intros [[A B] _]; split; [apply finite_F |]; rewrite bpow_900, bpow_m900.
let c := eval vm_compute in (2 ^ 900)%Z in change (2 ^ 900)%Z with c.
split; assumption.
Qed.

(*@ NEEDS P_Temperature L_FHigh *)
Lemma link_FHigh T : L_FHigh T = TemperaturePair.High T.
Proof. unfold L_FHigh, TemperaturePair.High, TemperaturePair.SPLIT; same_ops. Qed.
Ltac try_FHigh_Range := intro_goal; rewrite link_FHigh; match goal with
  | H : P_Temperature _ |- _ => apply link_Temperature in H;
    let A := fresh in
    assert (A := proj1 (TemperaturePair.High_spec _ H)); apply Rabs_le_inv in A;
    apply Rabs_le; lra
  end.
(*@ TRY try_FHigh_Range *)

(*@ NEEDS L_FSteps *)
From Softproof Require TemperaturePair.
Lemma link_FSteps q : L_FSteps q = TemperaturePair.Step q.
Proof. unfold L_FSteps, TemperaturePair.Step, TemperaturePair.TO_STEPS; same_ops. Qed.
Ltac try_FSteps_Range := intro_goal; match goal with
  | |- L_FSteps ?q <= 0 /\ _ => rewrite link_FSteps;
    destruct (TemperaturePair.Step_range q ltac:(split; lra)); split; lra
  end.
(*@ TRY try_FSteps_Range *)

(*@ NEEDS P_Temperature L_SumError *)
From Softproof Require TemperatureSoftmax.
Ltac try_Quotient_Range := intro_goal; operations; match goal with
  | H : P_Temperature ?T, L : Float64.t'real ?x <= Float64.t'real ?m,
    Q : _ <= fdiv ?d ?c |- _ => apply link_Temperature in H;
    assert (- 745 <= fdiv d c) as Q' by lra;
    rewrite link_DiffError;
    destruct (TemperaturePair.Quotient_range (Float64.t'real x) (Float64.t'real m)
      (Float64.t'real T) (finite_F x) (finite_F m) L H Q') as (A & B & C & D & E);
    change (bpow radix2 1000) with (IZR (2 ^ 1000)) in A; unfold CompensatedSoftmax.dlo;
    revert A; let c := eval vm_compute in (2 ^ 1000)%Z in
      change (2 ^ 1000)%Z with c; intros A; repeat split; lra
  end.
(*@ TRY try_Quotient_Range *)

(*@ NEEDS P_Temperature L_FRest L_SumError *)
Lemma link_FRest d e h T : L_FRest d e h T = TemperaturePair.Rest d e h T.
Proof.
unfold L_FRest, TemperaturePair.Rest, TemperaturePair.Left; rewrite link_FHigh.
operations; reflexivity.
Qed.
Ltac try_Rest_Range := intro_goal; operations; match goal with
  | H : P_Temperature ?T, L : Float64.t'real ?x <= Float64.t'real ?m,
    Q : _ <= fdiv ?d ?c |- _ => apply link_Temperature in H;
    assert (- 745 <= fdiv d c) as Q' by lra;
    rewrite link_DiffError, link_FSteps, link_FRest;
    exact (TemperaturePair.pair_nonpos (Float64.t'real x) (Float64.t'real m)
      (Float64.t'real T) (finite_F x) (finite_F m) L H Q')
  end.
(*@ TRY try_Rest_Range *)

(*@ NEEDS L_FExpT P_Temperature *)
Lemma link_FExpQuotient x m T : F x -> F m -> x <= m -> TemperaturePair.Temp T ->
  L_FExpQuotient (fdiv (fsub x m) T) (fsub x m) (L_SumError x (- (1) * m)) T =
  TemperatureSoftmax.PairT (fsub x m) (CompensatedSoftmax.dlo x m) T.
Proof.
intros Fx Fm L HT; rewrite link_DiffError; unfold CompensatedSoftmax.dlo.
set (d := fsub x m); set (e := x - m - d).
destruct (L_FExpQuotient'def (fdiv d T) d e T) as [below near].
unfold TemperatureSoftmax.PairT; destruct (Rlt_dec (fdiv d T) (- 745)) as [B | N].
- apply below; lra.
- rewrite near by lra; cbv zeta; unfold L_FExpSum; operations.
  rewrite link_FSteps, link_FRest, link_SumError; apply link_ExpPair.
  apply RN_le_format; [apply F_0 |].
  apply (TemperaturePair.pair_nonpos x m T Fx Fm L HT).
  fold d; lra.
Qed.
Lemma link_FExpT x m T :
  Float64.t'real x <= Float64.t'real m \/ Float64.is_masked x = true ->
  TemperaturePair.Temp T ->
  L_FExpT x m T = (if Float64.is_masked x then 0
    else TemperatureSoftmax.PairT
      (CompensatedSoftmax.dhi (Float64.t'real x) (Float64.t'real m))
      (CompensatedSoftmax.dlo (Float64.t'real x) (Float64.t'real m)) T).
Proof.
intros H HT; unfold L_FExpT; cbv zeta; operations; unfold binary64.Binary64.unmasked.
destruct (Float64.is_masked x) eqn:E; [easy |].
destruct H as [H | H]; [| easy].
exact (link_FExpQuotient _ _ _ (finite_F x) (finite_F m) H HT).
Qed.

(*@ NEEDS L_FExpT P_Temperature P_Top *)
Notation link_terms t a top T := (TemperatureSoftmax.tterm (link_masked t a)
  (link_entry t a) (link_entry t a top) T).
Lemma link_termT t a n top T k : P_Top t a n (Z.of_nat top) ->
  (Z.of_nat k < n)%Z -> TemperaturePair.Temp T ->
  L_FExpT (link_cell t a k) (link_cell t a top) T = link_terms t a top T k.
Proof.
intros [_ H] Hk HT; apply link_FExpT; [| exact HT].
destruct (H (Z.of_nat k)) as [D | [D _]]; [lia | lia | | now left].
right; now apply link_infinite.
Qed.

(*@ NEEDS L_FSumExpT P_Temperature P_Top *)
Lemma link_FSumExpT t a n top T k : P_Top t a n (Z.of_nat top) ->
  (Z.of_nat k <= n)%Z -> TemperaturePair.Temp T ->
  L_FSumExpT t a (link_cell t a top) T (Z.of_nat k) =
  fsum k (link_terms t a top T).
Proof.
intros H Hk HT; set (m := link_cell t a top).
rewrite (rec_sum_fsum _ (fun j => L_FExpT (link_at t a j) m T)
  (L_FSumExpT_def t a m T)).
rewrite Nat2Z.id; apply fsum_ext; intros j Hj; unfold seq.
apply (link_termT t a n); [exact H | lia | exact HT].
Qed.

(*@ NEEDS L_FLowT P_Temperature P_Top *)
From Softproof Require CompensatedSum.
Lemma link_FLowT t a n top T k : P_Top t a n (Z.of_nat top) ->
  (Z.of_nat k <= n)%Z -> TemperaturePair.Temp T ->
  L_FLowT t a (link_cell t a top) T (Z.of_nat k) =
  CompensatedSum.low k (link_terms t a top T).
Proof.
intros H Hk HT; set (m := link_cell t a top).
rewrite (rec_sum_fsum _ (fun j => L_SumError (L_FSumExpT t a m T j)
  (L_FExpT (link_at t a j) m T)) (L_FLowT_def t a m T)).
rewrite Nat2Z.id; apply fsum_ext; intros j Hj; unfold seq.
rewrite link_SumError; unfold m.
rewrite (link_FSumExpT t a n), (link_termT t a n) by (exact H || exact HT || lia).
reflexivity.
Qed.
Ltac use_temperature := repeat match goal with H : P_Temperature ?T |- _ =>
  apply link_Temperature in H end.
Ltac try_FLowT_Range := link_row; use_temperature; unfold real_of_int;
  match goal with
  | T : P_Top ?t ?a ?n _, L : SoftmaxLink.Logits _ _ _ _,
    HT : TemperaturePair.Temp _ |- context [L_FLowT _ _ _ _ (Z.of_nat ?k)] =>
      rewrite (link_FLowT t a n) by (exact T || exact HT || lia);
      rewrite ?opp_IZR, <- ?INR_IZR_INZ;
      generalize (Rabs_le_inv _ _
        (TemperatureSoftmax.TLow_Range _ _ _ _ _ L HT k ltac:(lia)));
      let A := fresh in intros A; split; lra
  end.
(*@ TRY try_FLowT_Range *)

(*@ NEEDS L_FTotalT P_Temperature P_Top *)
Lemma link_FTotalT t a n top T : P_Top t a (Z.of_nat n) (Z.of_nat top) ->
  TemperaturePair.Temp T ->
  L_FTotalT t a (link_cell t a top) T (Z.of_nat n) =
  CompensatedSum.total n (link_terms t a top T).
Proof.
intros H HT; unfold L_FTotalT; operations.
rewrite (link_FSumExpT t a (Z.of_nat n)), (link_FLowT t a (Z.of_nat n))
  by (exact H || exact HT || lia); reflexivity.
Qed.
Ltac try_FTotalT_Range := link_row; use_temperature; unfold real_of_int;
  match goal with
  | T : P_Top ?t ?a (Z.of_nat ?n) _, L : SoftmaxLink.Logits _ _ _ _,
    HT : TemperaturePair.Temp _ |- _ =>
      rewrite (link_FTotalT t a n) by (exact T || exact HT); rewrite Nat2Z.id in L;
      rewrite <- ?INR_IZR_INZ, ?mult_IZR;
      generalize (proj1 (TemperatureSoftmax.TTotal_Range _ _ _ _ _ L HT));
      let A := fresh in intros A; rewrite <- ?INR_IZR_INZ; split; lra
  end.
(*@ TRY try_FTotalT_Range *)

(*@ NEEDS L_FSoftmaxT P_Temperature P_Top *)
Lemma link_FSoftmaxT t a n top T k : P_Top t a (Z.of_nat n) (Z.of_nat top) ->
  (k < n)%nat -> TemperaturePair.Temp T ->
  L_FSoftmaxT t a (Z.of_nat n) T (Z.of_nat top) (Z.of_nat k) =
  TemperatureSoftmax.TProb n (link_masked t a) (link_entry t a) top T k.
Proof.
intros H Hk HT; unfold L_FSoftmaxT, TemperatureSoftmax.TProb; cbv zeta; link_cells.
operations.
rewrite (link_FTotalT t a n), (link_termT t a (Z.of_nat n));
  (exact H || exact HT || lia || reflexivity).
Qed.
Ltac link_probT := repeat match goal with
  | T : P_Top ?t ?a (Z.of_nat ?n) _, HT : TemperaturePair.Temp _
    |- context [L_FSoftmaxT ?t ?a _ _ _ _] =>
      rewrite (link_FSoftmaxT t a n) by (exact T || exact HT || lia)
  end.
Ltac link_probT_row := link_row; use_temperature; link_probT; unfold real_of_int;
  match goal with L : SoftmaxLink.Logits _ _ _ _ |- _ =>
    rewrite Nat2Z.id in L; rewrite <- ?INR_IZR_INZ end.
Ltac try_FSoftmaxT := link_probT_row; match goal with
  | L : SoftmaxLink.Logits ?n ?m ?z ?top, HT : TemperaturePair.Temp _ |- _ => first
    [ match goal with |- TemperatureSoftmax.TProb _ _ _ _ _ ?k <= 1 /\ _ =>
        generalize (TemperatureSoftmax.TProb_Range _ _ _ _ _ L HT k ltac:(lia)); tauto end
    | apply (TemperatureSoftmax.TProb_Peak _ _ _ _ _ L HT); lia
    | symmetry; apply TemperatureSoftmax.TProb_Masked; now apply link_infinite
    | apply TemperatureSoftmax.TProb_Masked; now apply link_infinite
    | generalize (TemperatureSoftmax.TProb_Lower _ _ _ _ _ L HT); rewrite u_val;
      let P := fresh in intros P; eapply Rle_trans; [right | exact P]; field;
      apply not_0_INR; lia ]
  end.
(*@ TRY try_FSoftmaxT *)
Ltac orderT_exact O := rewrite u_val, ?eta_frac in O;
  change (2 ^ 1074)%Z with
    ltac:(let c := eval vm_compute in (2 ^ 1074)%Z in exact c) in O;
  eapply Rle_trans; [apply O | right; field];
  first [lia | now apply link_finite | assumption
    | rewrite bpow_m900; let c := eval vm_compute in (2 ^ 900)%Z in
      change (2 ^ 900)%Z with c; assumption].
Ltac try_FSoftmaxT_Order := link_probT_row;
  repeat match goal with
  | H : context [L_FSoftmaxT _ _ _ _ _ _] |- _ => revert H; link_probT; intros H end;
  match goal with
  | L : SoftmaxLink.Logits ?n ?m ?z ?top, HT : TemperaturePair.Temp _
    |- TemperatureSoftmax.TProb _ _ _ _ _ ?i <= _ =>
    match goal with |- context [TemperatureSoftmax.TProb _ _ _ _ _ ?j] =>
      lazymatch j with i => fail | _ => idtac end;
      let O := fresh in
      first
      [ pose proof (TemperatureSoftmax.TProb_Order _ _ _ _ _ L HT i j) as O;
        orderT_exact O
      | pose proof (TemperatureSoftmax.TProb_Order_Any _ _ _ _ _ L HT i j) as O;
        orderT_exact O ] end
  end.
(*@ TRY try_FSoftmaxT_Order *)

(*@ NEEDS L_FSoftmaxT L_SoftmaxT P_Temperature P_Top *)
Ltac probT_exact A := rewrite u_val, eta_frac in A;
  change (2 ^ 1074)%Z with
    ltac:(let c := eval vm_compute in (2 ^ 1074)%Z in exact c) in A;
  replace (bpow radix2 (-10)) with (/ 1024) in A by (simpl; lra);
  match type of A with Rabs ?x <= ?y =>
    match goal with |- Rabs ?x' <= ?y' =>
      replace x' with x by ring; replace y' with y by field end end;
  exact A.
Ltac try_FSoftmaxT_Accuracy := link_probT_row;
  rewrite link_SoftmaxT, ?Nat2Z.id; match goal with
  | L : SoftmaxLink.Logits _ _ _ _, HT : TemperaturePair.Temp _
    |- context [TemperatureSoftmax.TProb ?n ?m ?z ?top ?T ?k] =>
    let A := fresh in
    pose proof (TemperatureSoftmax.TProb_Accuracy n m z top T L HT k ltac:(lia)) as A;
    probT_exact A
  end.
(*@ TRY try_FSoftmaxT_Accuracy *)

(*@ NEEDS L_FSoftmaxT L_Sum P_Temperature P_Top *)
Ltac try_FSoftmaxT_Sum := link_row; use_temperature; unfold real_of_int;
  match goal with
  | L : SoftmaxLink.Logits _ _ _ _, T : P_Top ?t ?a (Z.of_nat ?n) _,
    HT : TemperaturePair.Temp _,
    H : forall i, _ |- context [L_Sum ?t1 ?a1 _] =>
    rewrite Nat2Z.id in L; rewrite link_Sum, Nat2Z.id;
    generalize (TemperatureSoftmax.TProb_Sum _ _ _ _ _ L HT);
    rewrite (sum_ext n (TemperatureSoftmax.TProb _ _ _ _ _) (link_entry t1 a1));
    [ rewrite u_val; replace (bpow radix2 (-16)) with (/ 65536) by (simpl; lra);
      let A := fresh in intros A;
      match type of A with Rabs ?x <= ?y =>
        match goal with |- Rabs ?x' <= ?y' =>
          replace x' with x by ring; replace y' with y by field end end;
      exact A
    | intros k Hk; rewrite <- (link_FSoftmaxT t a n) by (exact T || exact Hk || exact HT);
      apply (H (Z.of_nat k)); lia ]
  end.
(*@ TRY try_FSoftmaxT_Sum *)

(*@ NEEDS L_FSoftmaxT P_Temperature P_Top *)
Lemma link_AnyTopT t a n x y T k : (Z.of_nat n <= 67108864)%Z -> (k < n)%nat ->
  TemperaturePair.Temp T ->
  P_Top t a (Z.of_nat n) (Z.of_nat x) -> P_Top t a (Z.of_nat n) (Z.of_nat y) ->
  L_FSoftmaxT t a (Z.of_nat n) T (Z.of_nat x) (Z.of_nat k) =
  L_FSoftmaxT t a (Z.of_nat n) T (Z.of_nat y) (Z.of_nat k).
Proof.
intros Hn Hk HT X Y.
rewrite (link_FSoftmaxT t a n x), (link_FSoftmaxT t a n y) by assumption.
assert (LX := link_Logits t a _ _ X Hn); assert (LY := link_Logits t a _ _ Y Hn).
rewrite Nat2Z.id in LX, LY; destruct LX as [_ Tx Ox _ Mx], LY as [_ Ty Oy _ My].
unfold TemperatureSoftmax.TProb; replace (link_entry t a x) with (link_entry t a y);
  [reflexivity | apply Rle_antisym; auto].
Qed.

(* The same of a computed row of probabilities. *)
(*@ NEEDS L_FSoftmaxT P_Temperature P_Top P_SharesT *)
Ltac use_sharesT := cbv zeta; intros; top_range;
  repeat match goal with
  | S : P_SharesT ?m ?t ?z ?p ?n ?T ?top _
    |- context [Float64.t'real (?m (?s ?p ?k))] =>
      rewrite <- (proj1 (proj1 (proj1 (S k ltac:(lia) ltac:(lia)))))
  | S : P_SharesT ?m ?t ?z ?p ?n ?T ?top _, H : _ <= Float64.t'real (?m (?s ?p ?k)) |- _ =>
      rewrite <- (proj1 (proj1 (proj1 (S k ltac:(lia) ltac:(lia))))) in H
  end;
  repeat match goal with S : P_SharesT _ _ _ _ _ _ _ _ |- _ => clear S end.
Ltac try_SharesT_Peak := use_sharesT; try_FSoftmaxT.
(*@ TRY try_SharesT_Peak *)
Ltac try_SharesT_Order := use_sharesT; try_FSoftmaxT_Order.
(*@ TRY try_SharesT_Order *)
Lemma sharesT_any_top t a n x y T k : (n <= 67108864)%Z -> (0 <= k)%Z ->
  (k < n)%Z -> (0 <= x)%Z -> (0 <= y)%Z -> TemperaturePair.Temp T ->
  P_Top t a n x -> P_Top t a n y ->
  L_FSoftmaxT t a n T y k = L_FSoftmaxT t a n T x k.
Proof.
intros N K L X Y HT; assert (Z0 : (0 <= n)%Z) by lia.
apply Z_of_nat_complete in K, X, Y, Z0.
destruct K as [? ->], X as [? ->], Y as [? ->], Z0 as [? ->].
intros; apply link_AnyTopT; assumption || lia.
Qed.
Ltac try_SharesT_AnyTop := cbv zeta; intros; top_range; use_temperature;
  match goal with
  | S : P_SharesT ?m ?t ?z ?p ?n ?T ?x ?i, X : P_Top ?t ?z ?n ?x,
    Y : P_Top ?t ?z ?n ?y, HT : TemperaturePair.Temp _
    |- P_SharesT _ _ _ _ _ _ ?y ?i =>
      intros k; cbv zeta; intros K0 K1;
      assert (A := sharesT_any_top t z n x y T k ltac:(lia) ltac:(lia) ltac:(lia)
        ltac:(lia) ltac:(lia) HT X Y);
      destruct (S k K0 K1) as [[[E ?] ?] ?];
      repeat split; try assumption; etransitivity; [exact A | exact E]
  end.
(*@ TRY try_SharesT_AnyTop *)

(*@ NEEDS L_FSoftmaxT L_SoftmaxT P_Temperature P_Top P_SharesT *)
Ltac try_SharesT_Accuracy := use_sharesT; try_FSoftmaxT_Accuracy.
(*@ TRY try_SharesT_Accuracy *)
