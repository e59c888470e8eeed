(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* The float softmax: a row in memory is a row of CompensatedSoftmax.v. *)

(*@ NEEDS L_FExp P_Top *)
Lemma link_FExp x m :
  Float64.t'real x <= Float64.t'real m \/ Float64.is_masked x = true ->
  L_FExp x m = (if Float64.is_masked x then 0
    else ExpPair (CompensatedSoftmax.dhi (Float64.t'real x) (Float64.t'real m))
           (CompensatedSoftmax.dlo (Float64.t'real x) (Float64.t'real m))).
Proof.
intros H; unfold L_FExp; operations; unfold binary64.Binary64.unmasked.
destruct (Float64.is_masked x); [easy |].
rewrite <- link_DiffError; apply link_ExpPair; destruct H as [H | H]; [| easy].
apply RN_le_format; [apply F_0 | lra].
Qed.
Lemma link_term t a n top k : P_Top t a n (Z.of_nat top) -> (Z.of_nat k < n)%Z ->
  L_FExp (link_cell t a k) (link_cell t a top) =
  CompensatedSoftmax.cterm (link_masked t a) (link_entry t a) (link_entry t a top) k.
Proof.
intros [_ H] Hk; apply link_FExp.
destruct (H (Z.of_nat k)) as [D | [D _]]; [lia | lia | | now left].
right; now apply link_infinite.
Qed.

(*@ NEEDS L_FSumExp P_Top *)
Lemma link_FSumExp t a n top k : P_Top t a n (Z.of_nat top) ->
  (Z.of_nat k <= n)%Z ->
  L_FSumExp t a (link_cell t a top) (Z.of_nat k) = fsum k
    (CompensatedSoftmax.cterm (link_masked t a) (link_entry t a) (link_entry t a top)).
Proof.
intros T Hk; set (m := link_cell t a top).
rewrite (rec_sum_fsum _ (fun j => L_FExp (link_at t a j) m) (L_FSumExp_def t a m)).
rewrite Nat2Z.id; apply fsum_ext; intros j Hj; unfold seq.
apply (link_term t a n); [exact T | lia].
Qed.

(*@ NEEDS L_FLow P_Top *)
From Softproof Require CompensatedSum.
Lemma link_FLow t a n top k : P_Top t a n (Z.of_nat top) ->
  (Z.of_nat k <= n)%Z ->
  L_FLow t a (link_cell t a top) (Z.of_nat k) = CompensatedSum.low k
    (CompensatedSoftmax.cterm (link_masked t a) (link_entry t a) (link_entry t a top)).
Proof.
intros T Hk; set (m := link_cell t a top).
rewrite (rec_sum_fsum _ (fun j => L_SumError (L_FSumExp t a m j)
  (L_FExp (link_at t a j) m)) (L_FLow_def t a m)).
rewrite Nat2Z.id; apply fsum_ext; intros j Hj; unfold seq.
rewrite link_SumError; unfold m.
rewrite (link_FSumExp t a n), (link_term t a n) by (exact T || lia).
reflexivity.
Qed.
Ltac try_FLow_Range := link_row; unfold real_of_int; match goal with
  | T : P_Top ?t ?a ?n _, L : SoftmaxLink.Logits _ _ _ _
    |- context [L_FLow _ _ _ (Z.of_nat ?k)] =>
      rewrite (link_FLow t a n) by (exact T || lia);
      rewrite ?opp_IZR, <- ?INR_IZR_INZ;
      generalize (Rabs_le_inv _ _
        (CompensatedSoftmax.CLow_Range _ _ _ _ L k ltac:(lia)));
      let A := fresh in intros A; split; lra
  end.
(*@ TRY try_FLow_Range *)

(*@ NEEDS L_FTotal P_Top *)
Lemma link_FTotal t a n top : P_Top t a (Z.of_nat n) (Z.of_nat top) ->
  L_FTotal t a (link_cell t a top) (Z.of_nat n) = CompensatedSum.total n
    (CompensatedSoftmax.cterm (link_masked t a) (link_entry t a) (link_entry t a top)).
Proof.
intros T; unfold L_FTotal; operations.
rewrite (link_FSumExp t a (Z.of_nat n)), (link_FLow t a (Z.of_nat n))
  by (exact T || lia); reflexivity.
Qed.
Ltac try_FTotal_Range := link_row; unfold real_of_int; match goal with
  | T : P_Top ?t ?a (Z.of_nat ?n) _, L : SoftmaxLink.Logits _ _ _ _ |- _ =>
      rewrite (link_FTotal t a n) by exact T; rewrite Nat2Z.id in L;
      rewrite <- ?INR_IZR_INZ, ?mult_IZR;
      generalize (proj1 (CompensatedSoftmax.Total_Range _ _ _ _ L));
      let A := fresh in intros A; rewrite <- ?INR_IZR_INZ; split; lra
  end.
(*@ TRY try_FTotal_Range *)

(*@ NEEDS L_FSoftmax P_Top *)
Lemma link_FSoftmax t a n top k : P_Top t a (Z.of_nat n) (Z.of_nat top) ->
  (k < n)%nat ->
  L_FSoftmax t a (Z.of_nat n) (Z.of_nat top) (Z.of_nat k) =
  CompensatedSoftmax.CProb n (link_masked t a) (link_entry t a) top k.
Proof.
intros T Hk; unfold L_FSoftmax, CompensatedSoftmax.CProb; cbv zeta; link_cells.
operations.
rewrite (link_FTotal t a n), (link_term t a (Z.of_nat n));
  (exact T || lia || reflexivity).
Qed.
Ltac link_prob := repeat match goal with
  | T : P_Top ?t ?a (Z.of_nat ?n) _ |- context [L_FSoftmax ?t ?a _ _ _] =>
      rewrite (link_FSoftmax t a n) by (exact T || lia)
  end.
Ltac link_prob_row := link_row; link_prob; unfold real_of_int;
  match goal with L : SoftmaxLink.Logits _ _ _ _ |- _ =>
    rewrite Nat2Z.id in L; rewrite <- ?INR_IZR_INZ end.
Ltac try_FSoftmax := link_prob_row; match goal with
  | L : SoftmaxLink.Logits ?n ?m ?z ?top |- _ => first
    [ match goal with |- CompensatedSoftmax.CProb _ _ _ _ ?k <= 1 /\ _ =>
        generalize (CompensatedSoftmax.CProb_Range _ _ _ _ L k ltac:(lia)); tauto end
    | apply (CompensatedSoftmax.CProb_Peak _ _ _ _ L); lia
    | symmetry; apply CompensatedSoftmax.CProb_Masked; now apply link_infinite
    | apply CompensatedSoftmax.CProb_Masked; now apply link_infinite
    | generalize (CompensatedSoftmax.CProb_Lower _ _ _ _ L); rewrite u_val;
      intros P; eapply Rle_trans; [right | exact P]; field;
      apply not_0_INR; lia ]
  end.
(*@ TRY try_FSoftmax *)
Lemma two_m900 : bpow radix2 (-900) = 1 / IZR (2 ^ 900).
Proof. unfold Rdiv; rewrite Rmult_1_l; reflexivity. Qed.
Ltac order_exact O i j := rewrite u_val, ?eta_frac in O;
  change (2 ^ 1074)%Z with
    ltac:(let c := eval vm_compute in (2 ^ 1074)%Z in exact c) in O;
  eapply Rle_trans; [apply O | right; field];
  first [lia | now apply link_finite | assumption
    | rewrite two_m900; let c := eval vm_compute in (2 ^ 900)%Z in
      change (2 ^ 900)%Z with c; assumption].
Ltac try_FSoftmax_Order := link_prob_row;
  repeat match goal with
  | H : context [L_FSoftmax _ _ _ _ _] |- _ => revert H; link_prob; intros H end;
  match goal with
  | L : SoftmaxLink.Logits ?n ?m ?z ?top |- CompensatedSoftmax.CProb _ _ _ _ ?i <= _ =>
    match goal with |- context [CompensatedSoftmax.CProb _ _ _ _ ?j] =>
      lazymatch j with i => fail | _ => idtac end;
      let O := fresh in
      first
      [ pose proof (CompensatedSoftmax.CProb_Order _ _ _ _ L i j) as O; order_exact O i j
      | pose proof (CompensatedSoftmax.CProb_Order_Any _ _ _ _ L i j) as O;
        order_exact O i j ] end
  end.
(*@ TRY try_FSoftmax_Order *)
Ltac try_FSoftmax_Equal := cbv zeta; intros; unfold L_FSoftmax, L_FExp;
  operations; unfold binary64.Binary64.unmasked;
  repeat match goal with H : Float64.t'isFinite ?x |- _ =>
    replace (Float64.is_masked x) with false by (now destruct x); clear H end;
  congruence.
(*@ TRY try_FSoftmax_Equal *)

(*@ NEEDS L_FSoftmax L_Softmax P_Top *)
Ltac prob_exact A := rewrite u_val, eta_frac in A;
  change (2 ^ 1074)%Z with
    ltac:(let c := eval vm_compute in (2 ^ 1074)%Z in exact c) in A;
  replace (bpow radix2 (-16)) with (/ 65536) in A by (simpl; lra);
  match type of A with Rabs ?x <= ?y =>
    match goal with |- Rabs ?x' <= ?y' =>
      replace x' with x by ring; replace y' with y by field end end;
  exact A.
Ltac try_FSoftmax_Accuracy := link_prob_row;
  rewrite link_Softmax, ?Nat2Z.id; match goal with
  | L : SoftmaxLink.Logits _ _ _ _
    |- context [CompensatedSoftmax.CProb ?n ?m ?z ?top ?k] =>
    let A := fresh in
    pose proof (CompensatedSoftmax.CProb_Accuracy n m z top L k ltac:(lia)) as A;
    prob_exact A
  end.
(*@ TRY try_FSoftmax_Accuracy *)

(*@ NEEDS L_FSoftmax L_Sum P_Top *)
Ltac try_FSoftmax_Sum := link_row; unfold real_of_int; match goal with
  | L : SoftmaxLink.Logits _ _ _ _, T : P_Top ?t ?a (Z.of_nat ?n) _,
    H : forall i, _ |- context [L_Sum ?t1 ?a1 _] =>
    rewrite Nat2Z.id in L; rewrite link_Sum, Nat2Z.id;
    generalize (CompensatedSoftmax.CProb_Sum _ _ _ _ L);
    rewrite (sum_ext n (CompensatedSoftmax.CProb _ _ _ _) (link_entry t1 a1));
    [ rewrite u_val; replace (bpow radix2 (-16)) with (/ 65536) by (simpl; lra);
      let A := fresh in intros A;
      match type of A with Rabs ?x <= ?y =>
        match goal with |- Rabs ?x' <= ?y' =>
          replace x' with x by ring; replace y' with y by field end end;
      exact A
    | intros k Hk; rewrite <- (link_FSoftmax t a n) by (exact T || exact Hk);
      apply (H (Z.of_nat k)); lia ]
  end.
(*@ TRY try_FSoftmax_Sum *)

(*@ NEEDS L_FSoftmax P_Top *)
Lemma link_AnyTop t a n x y k : (Z.of_nat n <= 67108864)%Z -> (k < n)%nat ->
  P_Top t a (Z.of_nat n) (Z.of_nat x) -> P_Top t a (Z.of_nat n) (Z.of_nat y) ->
  L_FSoftmax t a (Z.of_nat n) (Z.of_nat x) (Z.of_nat k) =
  L_FSoftmax t a (Z.of_nat n) (Z.of_nat y) (Z.of_nat k).
Proof.
intros Hn Hk X Y; rewrite (link_FSoftmax t a n x), (link_FSoftmax t a n y) by assumption.
assert (LX := link_Logits t a _ _ X Hn); assert (LY := link_Logits t a _ _ Y Hn).
rewrite Nat2Z.id in LX, LY; destruct LX as [_ Tx Ox _ Mx], LY as [_ Ty Oy _ My].
unfold CompensatedSoftmax.CProb; replace (link_entry t a x) with (link_entry t a y);
  [reflexivity | apply Rle_antisym; auto].
Qed.

(* The same of a computed row of probabilities. *)
(*@ NEEDS L_FSoftmax P_Top P_Shares *)
Ltac use_shares := cbv zeta; intros; top_range;
  repeat match goal with
  | S : P_Shares ?m ?t ?z ?p ?n ?top _
    |- context [Float64.t'real (?m (?s ?p ?k))] =>
      rewrite <- (proj1 (proj1 (proj1 (S k ltac:(lia) ltac:(lia)))))
  | S : P_Shares ?m ?t ?z ?p ?n ?top _, H : _ <= Float64.t'real (?m (?s ?p ?k)) |- _ =>
      rewrite <- (proj1 (proj1 (proj1 (S k ltac:(lia) ltac:(lia))))) in H
  end;
  repeat match goal with S : P_Shares _ _ _ _ _ _ _ |- _ => clear S end.
Ltac try_Shares_Peak := use_shares; try_FSoftmax.
(*@ TRY try_Shares_Peak *)
Ltac try_Shares_Order := use_shares; try_FSoftmax_Order.
(*@ TRY try_Shares_Order *)
Lemma shares_any_top t a n x y k : (n <= 67108864)%Z -> (0 <= k)%Z -> (k < n)%Z ->
  (0 <= x)%Z -> (0 <= y)%Z -> P_Top t a n x -> P_Top t a n y ->
  L_FSoftmax t a n y k = L_FSoftmax t a n x k.
Proof.
intros N K L X Y; assert (Z0 : (0 <= n)%Z) by lia.
apply Z_of_nat_complete in K, X, Y, Z0.
destruct K as [? ->], X as [? ->], Y as [? ->], Z0 as [? ->].
intros; apply link_AnyTop; assumption || lia.
Qed.
Ltac try_Shares_AnyTop := cbv zeta; intros; top_range; match goal with
  | S : P_Shares ?m ?t ?z ?p ?n ?x ?i, X : P_Top ?t ?z ?n ?x,
    Y : P_Top ?t ?z ?n ?y |- P_Shares _ _ _ _ _ ?y ?i =>
      intros k; cbv zeta; intros K0 K1;
      assert (A := shares_any_top t z n x y k ltac:(lia) ltac:(lia) ltac:(lia)
        ltac:(lia) ltac:(lia) X Y);
      destruct (S k K0 K1) as [[[E ?] ?] ?];
      repeat split; try assumption; etransitivity; [exact A | exact E]
  end.
(*@ TRY try_Shares_AnyTop *)

(*@ NEEDS L_FSoftmax L_Softmax P_Top P_Shares *)
Ltac try_Shares_Accuracy := use_shares; try_FSoftmax_Accuracy.
(*@ TRY try_Shares_Accuracy *)

(*@ NEEDS P_LogitsFrom L_FExp *)
Lemma FExp_rest m t z i n x : P_LogitsFrom m t z i n -> (i < n)%Z ->
  L_FExp (t (entry_of z i)) x = L_FExp (m (entry_of z i)) x.
Proof.
intros H N; destruct (H i ltac:(lia) N) as [[HF HM] HE].
unfold L_FExp; cbv zeta; operations; unfold binary64.Binary64.unmasked.
replace (Float64.t'real (t (entry_of z i)))
  with (Float64.t'real (m (entry_of z i))) by exact (eq_sym HE).
replace (Float64.is_masked (m (entry_of z i)))
  with (Float64.is_masked (t (entry_of z i))); [easy |].
apply Bool.eq_true_iff_eq; rewrite !Float64.is_masked_spec; exact HM.
Qed.

(*@ NEEDS P_Weights separated *)
Ltac try_store_weight := intro_goal; match goal with
  | D : P_Weights ?m ?t ?z ?p ?x 0%Z ?i
    |- P_Weights (map.Map.set ?m (?s ?p ?i) ?f) ?t ?z ?p ?x 0%Z _ =>
    intros k; cbv zeta; intros Hk Nk;
    destruct (Z.eq_dec k i) as [-> | Ne];
    [ rewrite store_same;
      match goal with R : P_LogitsFrom m t z i _ |- _ =>
        split; [split; [split; [| assumption] | assumption] | assumption];
        etransitivity; [exact (FExp_rest m t z i _ x R ltac:(lia)) | assumption]
      end
    | rewrite store_other by exact (entry_differ p i k ltac:(lia));
      apply D; lia ]
  | D : P_Weights ?m ?t ?z ?p ?x ?i ?n
    |- P_Weights (map.Map.set ?m (?s ?p ?i) ?f) ?t ?z ?p ?x _ ?n =>
    intros k; cbv zeta; intros Hk Nk;
    rewrite store_other by exact (entry_differ p i k ltac:(lia));
    apply D; lia
  end.
(*@ TRY try_store_weight *)

(*@ NEEDS P_Shares P_Weights separated *)
Require RowOps.
Ltac share_value k := match goal with
  | W : P_Weights _ _ _ _ _ ?i _, S : L_FTotal _ _ _ _ = ?s
    |- context [Float64.div RNE ?x ?d] =>
    destruct (W k ltac:(lia) ltac:(lia)) as [[[E X1] X0] Fx];
    let Q := fresh in
    assert (Q := RowOps.share_op x d ltac:(assumption) ltac:(assumption)
      ltac:(lra) ltac:(lra));
    destruct Q as (Fq & Q & Q0 & Q1);
    split; [split; [split; [| exact Q1] | exact Q0] | exact Fq];
    etransitivity; [| symmetry; exact Q];
    unfold L_FSoftmax; cbv zeta; operations;
    etransitivity; [apply f_equal2; [exact E | exact S] | reflexivity]
  end.
Ltac try_store_share := intro_goal; match goal with
  | D : P_Shares ?m ?t ?z ?p ?n ?top ?i
    |- P_Shares (map.Map.set ?m (?s ?p ?i) ?f) ?t ?z ?p ?n ?top _ =>
    intros k; cbv zeta; intros Hk Nk;
    destruct (Z.eq_dec k i) as [-> | Ne];
    [ rewrite store_same; share_value i
    | rewrite store_other by exact (entry_differ p i k ltac:(lia));
      apply D; lia ]
  end.
(*@ TRY try_store_share *)

(* The contract of sp_softmax, for any place of a largest logit. *)
(*@ NEEDS L_FSoftmax P_Top P_Shares P_Accepted *)
Ltac any_top := cbv zeta; intros; same_integers; clear_program; match goal with
  | A : forall k : Z, P_Top ?t ?z ?n k -> P_Shares _ _ _ _ _ _ _,
    T : P_Top ?t ?z ?n ?top |- _ =>
      let S := fresh in pose proof (A top T) as S; clear A;
      repeat match goal with
      | S' : P_Shares _ _ _ _ _ _ _ |- _ =>
          lazymatch S' with S => fail | _ => clear S' end
      | T' : P_Top _ _ _ _ |- _ =>
          lazymatch T' with T => fail | _ => clear T' end
      end
  end.
Ltac try_any_model := any_top; match goal with
  | S : P_Shares ?m _ _ _ _ _ _ |- Float64.t'real (?m (_ _ ?k)) = _ =>
      exact (eq_sym (proj1 (proj1 (proj1 (S k ltac:(lia) ltac:(lia))))))
  end.
(*@ TRY try_any_model *)
Ltac try_order := cbv zeta; intros; same_integers; clear_program;
  try_Shares_Order.
(*@ TRY try_order *)
Ltac try_any_peak := any_top; try split; try_Shares_Peak.
(*@ TRY try_any_peak *)

(*@ NEEDS L_FSoftmax L_Softmax P_Top P_Shares P_Accepted *)
Ltac try_any_accuracy := any_top; try_Shares_Accuracy.
(*@ TRY try_any_accuracy *)

(*@ NEEDS P_Weights L_FSumExp *)
Require RowOps.
Ltac try_sum_next := intro_goal; unfold real_of_int in *; match goal with
  | E : L_FSumExp ?t ?a ?x ?i = Float64.t'real ?s
    |- context [Float64.add RNE ?s ?v] =>
    let Q := fresh in
    assert (Q := RowOps.sum_op s v i ltac:(assumption) ltac:(assumption) ltac:(lia)
      ltac:(lia) ltac:(split; assumption) ltac:(split; assumption));
    destruct Q as (Q & V & V0 & V1);
    assert (L_FSumExp t a x (1 + i)%Z = Float64.t'real (Float64.add RNE s v))
      by (idtac; destruct (L_FSumExp_def t a x (1 + i)%Z) as [_ step];
          cbv zeta in step; rewrite step by lia;
          replace (- (1) + (1 + i))%Z with i by lia; rewrite E, V; operations;
          f_equal; etransitivity;
          [ match goal with R : P_LogitsFrom ?m t a i _ |- _ =>
              exact (FExp_rest m t a i _ x R ltac:(lia)) end | assumption ]);
    repeat split; assumption
  end.
(*@ TRY try_sum_next *)

(* The sum of the errors of the sum. *)
(*@ NEEDS P_LogitsFrom L_FLow *)
Ltac try_low_next := intro_goal; match goal with
  | E : L_FSumExp ?t ?a ?x ?i = _, D : L_FLow ?t ?a ?x ?i = _,
    R : P_LogitsFrom ?m ?t ?a ?i _ |- _ = Float64.t'real ?s =>
    destruct (L_FLow_def t a x (1 + i)%Z) as [_ step]; cbv zeta in step;
    etransitivity; [apply step; lia |];
    replace (- (1) + (1 + i))%Z with i by lia; rewrite D, E;
    etransitivity; [apply f_equal2; [reflexivity |]; apply f_equal2; [reflexivity |];
      exact (FExp_rest m t a i _ x R ltac:(lia)) |];
    operations; congruence
  end.
(*@ TRY try_low_next *)

(*@ NEEDS L_FTotal *)
Lemma total_op s l i : Float64.t'isFinite s -> Float64.t'isFinite l ->
  (i <= 67108864)%Z -> 0 <= Float64.t'real s <= IZR i ->
  - IZR i <= Float64.t'real l <= IZR i ->
  Float64.t'isFinite (Float64.add RNE s l) /\
  Float64.t'real (Float64.add RNE s l) = fadd (Float64.t'real s) (Float64.t'real l).
Proof.
intros Fs Fl I S L; apply op_add; [assumption | assumption |].
apply IZR_le in I; apply Rle_trans with (bpow radix2 27); [| apply bpow_le; lia].
apply TwoSum.RN_bpow; [lia | apply Rabs_le; simpl; lra].
Qed.
Ltac try_total := intro_goal; unfold real_of_int in *; match goal with
  | E : L_FSumExp ?t ?a ?x ?i = Float64.t'real ?s,
    D : L_FLow ?t ?a ?x ?i = Float64.t'real ?l |- context [Float64.add RNE ?s ?l] =>
    let Q := fresh in
    assert (Q := total_op s l i ltac:(assumption) ltac:(assumption) ltac:(lia)
      ltac:(split; assumption) ltac:(rewrite <- ?opp_IZR; split;
        [eapply Rle_trans; [| eassumption]; right; f_equal; lia | assumption]));
    destruct Q as [Q V]; first
    [ split; [| exact Q]; unfold L_FTotal; rewrite V; operations; congruence
    | exact Q | unfold L_FTotal; rewrite V; operations; congruence ]
  end.
(*@ TRY try_total *)
