(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* The float softmax: a row in memory is a row of SoftmaxLink.v. *)

(*@ NEEDS L_FExp P_Top *)
From Softproof Require SoftmaxLink.
Lemma link_FExp x m :
  Float64.t'real x <= Float64.t'real m \/ Float64.is_masked x = true ->
  L_FExp x m = (if Float64.is_masked x then 0
    else ExpModel (fsub (Float64.t'real x) (Float64.t'real m))).
Proof.
intros H; unfold L_FExp; operations; unfold binary64.Binary64.unmasked.
destruct (Float64.is_masked x); [easy |].
apply link_ExpModel; destruct H as [H | H]; [| easy].
apply RN_le_format; [apply F_0 | lra].
Qed.
Lemma link_Logits t a n top : P_Top t a n (Z.of_nat top) ->
  (n <= 67108864)%Z ->
  SoftmaxLink.Logits (Z.to_nat n) (link_masked t a) (link_entry t a) top.
Proof.
intros [[[T0 T1] Fin] H] Hn.
split; [lia | lia | now apply link_finite | intros k; apply finite_F |].
intros k Hk Open; destruct (H (Z.of_nat k)) as [D | [D _]]; [lia | lia | | exact D].
apply link_infinite in D; congruence.
Qed.
Lemma link_term t a n top k : P_Top t a n (Z.of_nat top) -> (Z.of_nat k < n)%Z ->
  L_FExp (link_cell t a k) (link_cell t a top) =
  SoftmaxLink.term (link_masked t a) (link_entry t a) (link_entry t a top) k.
Proof.
intros [_ H] Hk; apply link_FExp.
destruct (H (Z.of_nat k)) as [D | [D _]]; [lia | lia | | now left].
right; now apply link_infinite.
Qed.

Ltac link_cells := repeat match goal with
  | |- context [?t (?shift ?a (Z.of_nat ?k))] =>
      change (t (shift a (Z.of_nat k))) with (link_cell t a k)
  end.
Ltac link_fold := repeat match goal with
  | |- context [Float64.t'real (?t (addr'mk (base ?a) (offset ?a + Z.of_nat ?k)%Z))] =>
      change (Float64.t'real (link_cell t a k)) with (link_entry t a k)
  end.
(* Names the row of a lemma: its length, its top, and where it is stored. A goal
   of a function has the sizes of allocated memory, Z -> Z, and so many
   hypotheses that it would take long to see that this does not apply. *)
Ltac no_program := cbv zeta; intros;
  lazymatch goal with _ : Z -> Z |- _ => fail | _ => idtac end.
Ltac clear_program := repeat match goal with
  m : Z -> Z |- _ => clear dependent m end.
Ltac link_row := no_program;
  match goal with T : P_Top ?t ?a ?n ?top |- _ =>
    let B := fresh in
    assert (B : (0 <= top)%Z) by (destruct T as [[[B _] _] _]; exact B);
    assert ((top < n)%Z) by (destruct T as [[[_ T1] _] _]; exact T1);
    apply Z_of_nat_complete in B; destruct B as [? ->];
    pose proof (link_Logits t a n _ T ltac:(lia));
    try (assert ((0 <= n)%Z) by lia)
  end;
  link_nats; link_cells.

Ltac try_FExp_Range := link_row;
  match goal with T : P_Top ?t ?a ?n _ |- context [L_FExp _ _] =>
    rewrite (link_term t a n) by (exact T || lia) end;
  match goal with L : SoftmaxLink.Logits _ _ _ _ |- context [SoftmaxLink.term _ _ _ ?k] =>
    generalize (SoftmaxLink.Term_Range _ _ _ _ L k ltac:(lia)); tauto end.
(*@ TRY try_FExp_Range *)

(*@ NEEDS L_FSumExp P_Top *)
Lemma link_FSumExp t a n top k : P_Top t a n (Z.of_nat top) ->
  (Z.of_nat k <= n)%Z ->
  L_FSumExp t a (link_cell t a top) (Z.of_nat k) = fsum k
    (SoftmaxLink.term (link_masked t a) (link_entry t a) (link_entry t a top)).
Proof.
intros T Hk; set (m := link_cell t a top).
rewrite (rec_sum_fsum _ (fun j => L_FExp (link_at t a j) m) (L_FSumExp_def t a m)).
rewrite Nat2Z.id; apply fsum_ext; intros j Hj; unfold seq.
apply (link_term t a n); [exact T | lia].
Qed.
Ltac try_FSumExp := link_row; unfold real_of_int;
  match goal with
  | T : P_Top ?t ?a ?n _ |- context [L_FSumExp _ _ _ _] =>
      rewrite (link_FSumExp t a n) by (exact T || lia)
  | T : P_Top ?t ?a ?n _ |- context [L_FExp _ _] =>
      rewrite (link_term t a n) by (exact T || lia)
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
(*@ TRY try_FSumExp *)

(*@ NEEDS L_FSoftmax P_Top *)
Lemma link_FSoftmax t a n top k : P_Top t a (Z.of_nat n) (Z.of_nat top) ->
  (k < n)%nat ->
  L_FSoftmax t a (Z.of_nat n) (Z.of_nat top) (Z.of_nat k) =
  SoftmaxLink.Prob n (link_masked t a) (link_entry t a) top k.
Proof.
intros T Hk; unfold L_FSoftmax, SoftmaxLink.Prob; cbv zeta; link_cells; operations.
rewrite (link_FSumExp t a (Z.of_nat n)), (link_term t a (Z.of_nat n));
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
(*@ TRY try_FSoftmax *)
Ltac try_FSoftmax_Order := link_prob_row; match goal with
  | L : SoftmaxLink.Logits ?n ?m ?z ?top |- SoftmaxLink.Prob _ _ _ _ ?i <= _ =>
    match goal with |- context [_ * SoftmaxLink.Prob _ _ _ _ ?j] =>
      generalize (SoftmaxLink.Prob_Order _ _ _ _ L i j); rewrite u_val; intros O;
      eapply Rle_trans; [apply O | right; field];
      first [lia | now apply link_finite | assumption] end
  end.
(*@ TRY try_FSoftmax_Order *)
Ltac try_FSoftmax_Equal := cbv zeta; intros; unfold L_FSoftmax, L_FExp;
  operations; unfold binary64.Binary64.unmasked;
  repeat match goal with H : Float64.t'isFinite ?x |- _ =>
    replace (Float64.is_masked x) with false by (now destruct x); clear H end;
  congruence.
(*@ TRY try_FSoftmax_Equal *)

(*@ NEEDS L_FSoftmax L_Softmax P_Top *)
Ltac try_FSoftmax_Accuracy := link_prob_row;
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
(*@ TRY try_FSoftmax_Accuracy *)

(*@ NEEDS L_FSoftmax L_Sum P_Top *)
Ltac try_FSoftmax_Sum := link_row; unfold real_of_int; match goal with
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
unfold SoftmaxLink.Prob; replace (link_entry t a x) with (link_entry t a y);
  [reflexivity | apply Rle_antisym; auto].
Qed.

(* The same of a computed row of probabilities. *)
(*@ NEEDS L_FSoftmax P_Top P_Shares *)
Ltac top_range := repeat match goal with T : P_Top ?t ?a ?n ?top |- _ =>
    lazymatch goal with
    | _ : (0 <= top)%Z |- _ => fail
    | _ => assert (0 <= top)%Z by (destruct T as [[[? _] _] _]; assumption);
           assert (top < n)%Z by (destruct T as [[[_ ?] _] _]; assumption)
    end end.
Ltac use_shares := cbv zeta; intros; top_range;
  repeat match goal with
  | S : P_Shares ?m ?t ?z ?p ?n ?top _
    |- context [Float64.t'real (?m (?s ?p ?k))] =>
      rewrite <- (proj1 (proj1 (proj1 (S k ltac:(lia) ltac:(lia)))))
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

(* The loops of sp_softmax: what a store to p[i] changes. *)
(*@ NEEDS P_LogitsFrom separated *)
Lemma store_rest m t z p n i f :
  z = p \/ separated (entry_of p 0%Z) n (entry_of z 0%Z) n ->
  (0 <= i)%Z -> (i < n)%Z -> P_LogitsFrom m t z i n ->
  P_LogitsFrom (map.Map.set m (entry_of p i) f) t z (1 + i) n.
Proof.
intros A I N H k; cbv zeta; intros Hk Nk.
rewrite store_other
  by exact (entry_apart p z n i k A ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)
              ltac:(lia)).
apply H; lia.
Qed.
Ltac try_store_rest := intro_goal; match goal with
  | A : ?z = ?p \/ _, H : P_LogitsFrom ?m ?t ?z ?i ?n
    |- P_LogitsFrom (map.Map.set ?m (?s ?p ?i) ?f) ?t ?z _ ?n =>
    exact (store_rest m t z p n i f A ltac:(lia) ltac:(lia) H) end.
(*@ TRY try_store_rest *)

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
Lemma share_op x s : Float64.t'isFinite x -> Float64.t'isFinite s ->
  0 <= Float64.t'real x <= 1 -> 1 <= Float64.t'real s ->
  Float64.t'isFinite (Float64.div RNE x s) /\
  Float64.t'real (Float64.div RNE x s) = fdiv (Float64.t'real x) (Float64.t'real s) /\
  0 <= Float64.t'real (Float64.div RNE x s) <= 1.
Proof.
intros Fx Fs X S.
assert (Q : 0 <= Float64.t'real x / Float64.t'real s <= 1).
{ split; [apply Rmult_le_pos; [lra | left; apply Rinv_0_lt_compat; lra] |].
  apply Rmult_le_reg_r with (Float64.t'real s); [lra |].
  unfold Rdiv; rewrite Rmult_assoc, Rinv_l; lra. }
assert (R : 0 <= RN (Float64.t'real x / Float64.t'real s) <= 1).
{ split; [apply RN_ge_format; [apply F_0 | lra] |].
  rewrite <- RN_1; apply RN_le; lra. }
destruct (op_div x s) as [Fd E]; [assumption | assumption | lra | |].
- rewrite Rabs_pos_eq by apply R; apply Rle_trans with (1 := proj2 R).
  apply (bpow_le radix2 0); lia.
- rewrite E; split; [exact Fd | split; [reflexivity | exact R]].
Qed.
Ltac share_value k := match goal with
  | W : P_Weights _ _ _ _ _ ?i _, S : L_FSumExp _ _ _ _ = ?s
    |- context [Float64.div RNE ?x ?d] =>
    destruct (W k ltac:(lia) ltac:(lia)) as [[[E X1] X0] Fx];
    let Q := fresh in
    assert (Q := share_op x d ltac:(assumption) ltac:(assumption)
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
Lemma sum_op s v i : Float64.t'isFinite s -> Float64.t'isFinite v ->
  (0 <= i)%Z -> (i < 67108864)%Z -> 0 <= Float64.t'real s <= IZR i ->
  0 <= Float64.t'real v <= 1 ->
  Float64.t'isFinite (Float64.add RNE s v) /\
  Float64.t'real (Float64.add RNE s v) = fadd (Float64.t'real s) (Float64.t'real v) /\
  0 <= Float64.t'real (Float64.add RNE s v) <= IZR (1 + i).
Proof.
intros Fs Fv I N S V.
assert (R : 0 <= RN (Float64.t'real s + Float64.t'real v) <= IZR (1 + i)).
{ split; [apply RN_ge_format; [apply F_0 | lra] |].
  rewrite <- (RN_int (1 + i)) by lia; apply RN_le; rewrite plus_IZR; lra. }
destruct (op_add s v Fs Fv) as [Fd E].
- rewrite Rabs_pos_eq by apply R; apply Rle_trans with (1 := proj2 R).
  apply Rle_trans with (IZR (2 ^ 27)); [apply IZR_le; lia |].
  change (IZR (2 ^ 27)) with (bpow radix2 27); apply bpow_le; lia.
- rewrite E; split; [exact Fd | split; [reflexivity | exact R]].
Qed.
Ltac try_sum_next := intro_goal; unfold real_of_int in *; match goal with
  | E : L_FSumExp ?t ?a ?x ?i = Float64.t'real ?s
    |- context [Float64.add RNE ?s ?v] =>
    let Q := fresh in
    assert (Q := sum_op s v i ltac:(assumption) ltac:(assumption) ltac:(lia)
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
