(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* The textbook softmax: a row in memory is a row of SoftmaxLink.v. *)

(*@ NEEDS L_TExp P_Top *)
From Softproof Require SoftmaxLink.
Lemma link_TExp x m :
  Float64.t'real x <= Float64.t'real m \/ Float64.is_masked x = true ->
  L_TExp x m = (if Float64.is_masked x then 0
    else ExpModel (fsub (Float64.t'real x) (Float64.t'real m))).
Proof.
intros H; unfold L_TExp; operations; unfold binary64.Binary64.unmasked.
destruct (Float64.is_masked x); [easy |].
apply link_ExpModel; destruct H as [H | H]; [| easy].
apply RN_le_format; [apply F_0 | lra].
Qed.
Lemma tlink_term t a n top k : P_Top t a n (Z.of_nat top) -> (Z.of_nat k < n)%Z ->
  L_TExp (link_cell t a k) (link_cell t a top) =
  SoftmaxLink.term (link_masked t a) (link_entry t a) (link_entry t a top) k.
Proof.
intros [_ H] Hk; apply link_TExp.
destruct (H (Z.of_nat k)) as [D | [D _]]; [lia | lia | | now left].
right; now apply link_infinite.
Qed.

Ltac try_TExp_Range := link_row;
  match goal with T : P_Top ?t ?a ?n _ |- context [L_TExp _ _] =>
    rewrite (tlink_term t a n) by (exact T || lia) end;
  match goal with L : SoftmaxLink.Logits _ _ _ _ |- context [SoftmaxLink.term _ _ _ ?k] =>
    generalize (SoftmaxLink.Term_Range _ _ _ _ L k ltac:(lia)); tauto end.
(*@ TRY try_TExp_Range *)

(*@ NEEDS L_TSumExp P_Top *)
Lemma link_TSumExp t a n top k : P_Top t a n (Z.of_nat top) ->
  (Z.of_nat k <= n)%Z ->
  L_TSumExp t a (link_cell t a top) (Z.of_nat k) = fsum k
    (SoftmaxLink.term (link_masked t a) (link_entry t a) (link_entry t a top)).
Proof.
intros T Hk; set (m := link_cell t a top).
rewrite (rec_sum_fsum _ (fun j => L_TExp (link_at t a j) m) (L_TSumExp_def t a m)).
rewrite Nat2Z.id; apply fsum_ext; intros j Hj; unfold seq.
apply (tlink_term t a n); [exact T | lia].
Qed.
Ltac try_TSumExp := link_row; unfold real_of_int;
  match goal with
  | T : P_Top ?t ?a ?n _ |- context [L_TSumExp _ _ _ _] =>
      rewrite (link_TSumExp t a n) by (exact T || lia)
  | T : P_Top ?t ?a ?n _ |- context [L_TExp _ _] =>
      rewrite (tlink_term t a n) by (exact T || lia)
  end;
  match goal with L : SoftmaxLink.Logits ?n _ _ _ |- _ =>
    rewrite <- ?INR_IZR_INZ;
    first
    [ match goal with |- context [fsum ?k _] =>
        generalize (SoftmaxLink.Partial_Range _ _ _ _ L k ltac:(lia)); tauto end
    | generalize (proj1 (SoftmaxLink.Total_Range _ _ _ _ L));
      rewrite Nat2Z.id; tauto
    | match goal with |- context [SoftmaxLink.term _ _ _ ?k] =>
        generalize (SoftmaxLink.Term_Range _ _ _ _ L k ltac:(lia)); tauto end ]
  end.
(*@ TRY try_TSumExp *)

(*@ NEEDS L_TSoftmax P_Top *)
Lemma link_TSoftmax t a n top k : P_Top t a (Z.of_nat n) (Z.of_nat top) ->
  (k < n)%nat ->
  L_TSoftmax t a (Z.of_nat n) (Z.of_nat top) (Z.of_nat k) =
  SoftmaxLink.Prob n (link_masked t a) (link_entry t a) top k.
Proof.
intros T Hk; unfold L_TSoftmax, SoftmaxLink.Prob; cbv zeta; link_cells; operations.
rewrite (link_TSumExp t a (Z.of_nat n)), (tlink_term t a (Z.of_nat n));
  (exact T || lia || reflexivity).
Qed.
Ltac tlink_prob := repeat match goal with
  | T : P_Top ?t ?a (Z.of_nat ?n) _ |- context [L_TSoftmax ?t ?a _ _ _] =>
      rewrite (link_TSoftmax t a n) by (exact T || lia)
  end.
Ltac tlink_prob_row := link_row; tlink_prob; unfold real_of_int;
  match goal with L : SoftmaxLink.Logits _ _ _ _ |- _ =>
    rewrite Nat2Z.id in L; rewrite <- ?INR_IZR_INZ end.
Ltac try_TSoftmax := tlink_prob_row; match goal with
  | L : SoftmaxLink.Logits ?n ?m ?z ?top |- _ => first
    [ match goal with |- SoftmaxLink.Prob _ _ _ _ ?k <= 1 /\ _ =>
        generalize (SoftmaxLink.Prob_Range _ _ _ _ L k ltac:(lia)); tauto end
    | apply (SoftmaxLink.Prob_Peak _ _ _ _ L); lia
    | symmetry; apply (SoftmaxLink.Prob_Masked _ _ _ _ L);
      [lia | now apply link_infinite]
    | apply (SoftmaxLink.Prob_Masked _ _ _ _ L);
      [lia | now apply link_infinite]
    | generalize (SoftmaxLink.Prob_Lower _ _ _ _ L); rewrite u_val;
      intros P; eapply Rle_trans; [right | exact P]; field;
      apply not_0_INR; lia ]
  end.
(*@ TRY try_TSoftmax *)
Ltac try_TSoftmax_Order := tlink_prob_row; match goal with
  | L : SoftmaxLink.Logits ?n ?m ?z ?top |- SoftmaxLink.Prob _ _ _ _ ?i <= _ =>
    match goal with |- context [_ * SoftmaxLink.Prob _ _ _ _ ?j] =>
      generalize (SoftmaxLink.Prob_Order _ _ _ _ L i j); rewrite u_val; intros O;
      eapply Rle_trans; [apply O | right; field];
      first [lia | now apply link_finite | assumption] end
  end.
(*@ TRY try_TSoftmax_Order *)
Ltac try_TSoftmax_Equal := cbv zeta; intros; unfold L_TSoftmax, L_TExp;
  operations; unfold binary64.Binary64.unmasked;
  repeat match goal with H : Float64.t'isFinite ?x |- _ =>
    replace (Float64.is_masked x) with false by (now destruct x); clear H end;
  congruence.
(*@ TRY try_TSoftmax_Equal *)

(*@ NEEDS L_TSoftmax L_Softmax P_Top *)
Ltac try_TSoftmax_Accuracy := tlink_prob_row;
  rewrite link_Softmax, ?Nat2Z.id; match goal with
  | L : SoftmaxLink.Logits _ _ _ _ |- context [SoftmaxLink.Prob ?n ?m ?z ?top ?k] =>
    generalize (SoftmaxLink.Prob_Accuracy n m z top L k ltac:(lia));
    rewrite u_val, eta_frac, (Rmin_comm _ 746);
    change (2 ^ 1074)%Z with ltac:(let c := eval vm_compute in (2 ^ 1074)%Z in exact c);
    replace (bpow radix2 (-20)) with (/ 1048576) by (simpl; lra);
    link_fold;
    match goal with |- context [Rmin 746 (?x - ?y)] =>
      replace (x - y) with (x + - (1) * y) by ring end;
    let A := fresh in intros A;
    match type of A with Rabs ?x <= ?y =>
      match goal with |- Rabs ?x' <= ?y' =>
        replace x' with x by ring; replace y' with y by field end end;
    exact A
  end.
(*@ TRY try_TSoftmax_Accuracy *)

(*@ NEEDS L_TSoftmax L_Sum P_Top *)
Ltac try_TSoftmax_Sum := link_row; unfold real_of_int; match goal with
  | L : SoftmaxLink.Logits _ _ _ _, T : P_Top ?t ?a (Z.of_nat ?n) _,
    H : forall i, _ |- context [L_Sum ?t1 ?a1 _] =>
    rewrite Nat2Z.id in L; rewrite link_Sum, Nat2Z.id, <- INR_IZR_INZ;
    generalize (SoftmaxLink.Prob_Sum _ _ _ _ L);
    rewrite (sum_ext n (SoftmaxLink.Prob _ _ _ _) (link_entry t1 a1));
    [ rewrite u_val; let A := fresh in intros A;
      match type of A with Rabs ?x <= ?y =>
        match goal with |- Rabs ?x' <= ?y' =>
          replace x' with x by ring; replace y' with y by field end end;
      exact A
    | intros k Hk; rewrite <- (link_TSoftmax t a n) by (exact T || exact Hk);
      apply (H (Z.of_nat k)); lia ]
  end.
(*@ TRY try_TSoftmax_Sum *)

(*@ NEEDS L_TSoftmax P_Top *)
Lemma tlink_AnyTop t a n x y k : (Z.of_nat n <= 67108864)%Z -> (k < n)%nat ->
  P_Top t a (Z.of_nat n) (Z.of_nat x) -> P_Top t a (Z.of_nat n) (Z.of_nat y) ->
  L_TSoftmax t a (Z.of_nat n) (Z.of_nat x) (Z.of_nat k) =
  L_TSoftmax t a (Z.of_nat n) (Z.of_nat y) (Z.of_nat k).
Proof.
intros Hn Hk X Y; rewrite (link_TSoftmax t a n x), (link_TSoftmax t a n y) by assumption.
assert (LX := link_Logits t a _ _ X Hn); assert (LY := link_Logits t a _ _ Y Hn).
rewrite Nat2Z.id in LX, LY; destruct LX as [_ Tx Ox _ Mx], LY as [_ Ty Oy _ My].
unfold SoftmaxLink.Prob; replace (link_entry t a x) with (link_entry t a y);
  [reflexivity | apply Rle_antisym; auto].
Qed.

(* The same of a computed row of probabilities. *)
(*@ NEEDS L_TSoftmax P_Top P_TShares *)
Ltac tuse_shares := cbv zeta; intros; top_range;
  repeat match goal with
  | S : P_TShares ?m ?t ?z ?p ?n ?top _
    |- context [Float64.t'real (?m (?s ?p ?k))] =>
      rewrite <- (proj1 (proj1 (proj1 (S k ltac:(lia) ltac:(lia)))))
  end;
  repeat match goal with S : P_TShares _ _ _ _ _ _ _ |- _ => clear S end.
Ltac try_TShares_Peak := tuse_shares; try_TSoftmax.
(*@ TRY try_TShares_Peak *)
Ltac try_TShares_Order := tuse_shares; try_TSoftmax_Order.
(*@ TRY try_TShares_Order *)
Lemma tshares_any_top t a n x y k : (n <= 67108864)%Z -> (0 <= k)%Z -> (k < n)%Z ->
  (0 <= x)%Z -> (0 <= y)%Z -> P_Top t a n x -> P_Top t a n y ->
  L_TSoftmax t a n y k = L_TSoftmax t a n x k.
Proof.
intros N K L X Y; assert (Z0 : (0 <= n)%Z) by lia.
apply Z_of_nat_complete in K, X, Y, Z0.
destruct K as [? ->], X as [? ->], Y as [? ->], Z0 as [? ->].
intros; apply tlink_AnyTop; assumption || lia.
Qed.
Ltac try_TShares_AnyTop := cbv zeta; intros; top_range; match goal with
  | S : P_TShares ?m ?t ?z ?p ?n ?x ?i, X : P_Top ?t ?z ?n ?x,
    Y : P_Top ?t ?z ?n ?y |- P_TShares _ _ _ _ _ ?y ?i =>
      intros k; cbv zeta; intros K0 K1;
      assert (A := tshares_any_top t z n x y k ltac:(lia) ltac:(lia) ltac:(lia)
        ltac:(lia) ltac:(lia) X Y);
      destruct (S k K0 K1) as [[[E ?] ?] ?];
      repeat split; try assumption; etransitivity; [exact A | exact E]
  end.
(*@ TRY try_TShares_AnyTop *)

(*@ NEEDS L_TSoftmax L_Softmax P_Top P_TShares *)
Ltac try_TShares_Accuracy := tuse_shares; try_TSoftmax_Accuracy.
(*@ TRY try_TShares_Accuracy *)

(*@ NEEDS P_LogitsFrom L_TExp *)
Lemma TExp_rest m t z i n x : P_LogitsFrom m t z i n -> (i < n)%Z ->
  L_TExp (t (entry_of z i)) x = L_TExp (m (entry_of z i)) x.
Proof.
intros H N; destruct (H i ltac:(lia) N) as [[HF HM] HE].
unfold L_TExp; cbv zeta; operations; unfold binary64.Binary64.unmasked.
replace (Float64.t'real (t (entry_of z i)))
  with (Float64.t'real (m (entry_of z i))) by exact (eq_sym HE).
replace (Float64.is_masked (m (entry_of z i)))
  with (Float64.is_masked (t (entry_of z i))); [easy |].
apply Bool.eq_true_iff_eq; rewrite !Float64.is_masked_spec; exact HM.
Qed.

(*@ NEEDS P_TWeights separated *)
Ltac try_tstore_weight := intro_goal; match goal with
  | D : P_TWeights ?m ?t ?z ?p ?x 0%Z ?i
    |- P_TWeights (map.Map.set ?m (?s ?p ?i) ?f) ?t ?z ?p ?x 0%Z _ =>
    intros k; cbv zeta; intros Hk Nk;
    destruct (Z.eq_dec k i) as [-> | Ne];
    [ rewrite store_same;
      match goal with R : P_LogitsFrom m t z i _ |- _ =>
        split; [split; [split; [| assumption] | assumption] | assumption];
        etransitivity; [exact (TExp_rest m t z i _ x R ltac:(lia)) | assumption]
      end
    | rewrite store_other by exact (entry_differ p i k ltac:(lia));
      apply D; lia ]
  | D : P_TWeights ?m ?t ?z ?p ?x ?i ?n
    |- P_TWeights (map.Map.set ?m (?s ?p ?i) ?f) ?t ?z ?p ?x _ ?n =>
    intros k; cbv zeta; intros Hk Nk;
    rewrite store_other by exact (entry_differ p i k ltac:(lia));
    apply D; lia
  end.
(*@ TRY try_tstore_weight *)

(*@ NEEDS P_TShares P_TWeights separated *)
Require RowOps.
Ltac tshare_value k := match goal with
  | W : P_TWeights _ _ _ _ _ ?i _, S : L_TSumExp _ _ _ _ = ?s
    |- context [Float64.div RNE ?x ?d] =>
    destruct (W k ltac:(lia) ltac:(lia)) as [[[E X1] X0] Fx];
    let Q := fresh in
    assert (Q := RowOps.share_op x d ltac:(assumption) ltac:(assumption)
      ltac:(lra) ltac:(lra));
    destruct Q as (Fq & Q & Q0 & Q1);
    split; [split; [split; [| exact Q1] | exact Q0] | exact Fq];
    etransitivity; [| symmetry; exact Q];
    unfold L_TSoftmax; cbv zeta; operations;
    etransitivity; [apply f_equal2; [exact E | exact S] | reflexivity]
  end.
Ltac try_tstore_share := intro_goal; match goal with
  | D : P_TShares ?m ?t ?z ?p ?n ?top ?i
    |- P_TShares (map.Map.set ?m (?s ?p ?i) ?f) ?t ?z ?p ?n ?top _ =>
    intros k; cbv zeta; intros Hk Nk;
    destruct (Z.eq_dec k i) as [-> | Ne];
    [ rewrite store_same; tshare_value i
    | rewrite store_other by exact (entry_differ p i k ltac:(lia));
      apply D; lia ]
  end.
(*@ TRY try_tstore_share *)

(* The contract of sp_softmax, for any place of a largest logit. *)
(*@ NEEDS L_TSoftmax P_Top P_TShares P_Accepted *)
Ltac tany_top := cbv zeta; intros; same_integers; clear_program; match goal with
  | A : forall k : Z, P_Top ?t ?z ?n k -> P_TShares _ _ _ _ _ _ _,
    T : P_Top ?t ?z ?n ?top |- _ =>
      let S := fresh in pose proof (A top T) as S; clear A;
      repeat match goal with
      | S' : P_TShares _ _ _ _ _ _ _ |- _ =>
          lazymatch S' with S => fail | _ => clear S' end
      | T' : P_Top _ _ _ _ |- _ =>
          lazymatch T' with T => fail | _ => clear T' end
      end
  end.
Ltac try_tany_model := tany_top; match goal with
  | S : P_TShares ?m _ _ _ _ _ _ |- Float64.t'real (?m (_ _ ?k)) = _ =>
      exact (eq_sym (proj1 (proj1 (proj1 (S k ltac:(lia) ltac:(lia))))))
  end.
(*@ TRY try_tany_model *)
Ltac try_torder := cbv zeta; intros; same_integers; clear_program;
  try_TShares_Order.
(*@ TRY try_torder *)
Ltac try_tany_peak := tany_top; try split; try_TShares_Peak.
(*@ TRY try_tany_peak *)

(*@ NEEDS L_TSoftmax L_Softmax P_Top P_TShares P_Accepted *)
Ltac try_tany_accuracy := tany_top; try_TShares_Accuracy.
(*@ TRY try_tany_accuracy *)

(*@ NEEDS P_TWeights L_TSumExp *)
Require RowOps.
Ltac try_tsum_next := intro_goal; unfold real_of_int in *; match goal with
  | E : L_TSumExp ?t ?a ?x ?i = Float64.t'real ?s
    |- context [Float64.add RNE ?s ?v] =>
    let Q := fresh in
    assert (Q := RowOps.sum_op s v i ltac:(assumption) ltac:(assumption) ltac:(lia)
      ltac:(lia) ltac:(split; assumption) ltac:(split; assumption));
    destruct Q as (Q & V & V0 & V1);
    assert (L_TSumExp t a x (1 + i)%Z = Float64.t'real (Float64.add RNE s v))
      by (idtac; destruct (L_TSumExp_def t a x (1 + i)%Z) as [_ step];
          cbv zeta in step; rewrite step by lia;
          replace (- (1) + (1 + i))%Z with i by lia; rewrite E, V; operations;
          f_equal; etransitivity;
          [ match goal with R : P_LogitsFrom ?m t a i _ |- _ =>
              exact (TExp_rest m t a i _ x R ltac:(lia)) end | assumption ]);
    repeat split; assumption
  end.
(*@ TRY try_tsum_next *)

(* The weight of one logit: the difference may be -inf. *)
(*@ NEEDS L_TExp *)
Require RowOps.
Lemma texp_masked x m : Float64.is_minus_infinity x -> L_TExp x m = 0.
Proof.
intros H; unfold L_TExp; operations; unfold binary64.Binary64.unmasked.
apply Float64.is_masked_spec in H; now rewrite H.
Qed.
Lemma texp_open x m : Float64.t'isFinite x ->
  L_TExp x m = L_ExpModel (fsub (Float64.t'real x) (Float64.t'real m)).
Proof.
intros H; unfold L_TExp; operations; unfold binary64.Binary64.unmasked.
now destruct x.
Qed.
Lemma texp_deep d : d <= - bpow radix2 1024 -> L_ExpModel d = 0.
Proof.
intros H; assert (B : 1024 <= bpow radix2 1024).
{ change 1024 with (bpow radix2 10); apply bpow_le; lia. }
apply L_ExpModel'def; lra.
Qed.
Ltac texp_cases x m := let C := fresh in
  assert (C := RowOps.sub_top x m ltac:(assumption) ltac:(tauto));
  destruct C as [[? ?] | [(? & ? & ? & ?) | (? & ? & ?)]].
Ltac try_TExp := intro_goal; match goal with
  | |- L_TExp ?x ?m = _ => texp_cases x m;
    [ rewrite texp_masked by assumption; symmetry; auto
    | rewrite texp_open by assumption;
      match goal with E : _ = RN (?a - ?b) |- _ =>
        change (fsub a b) with (RN (a - b)); rewrite <- E end; auto
    | rewrite texp_open, texp_deep by assumption; symmetry; auto ]
  end.
(*@ TRY try_TExp *)

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
