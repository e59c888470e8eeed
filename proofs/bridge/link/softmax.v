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
(* Names the row of a goal: its length, its top, and where it is stored. *)
Ltac link_row := cbv zeta; intros;
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
Ltac try_FSoftmax_AnyTop := cbv zeta; intros; match goal with
  | A : P_Top ?t ?a ?n ?x, B : P_Top ?t ?a ?n ?y
    |- L_FSoftmax _ _ _ ?x _ = L_FSoftmax _ _ _ ?y _ =>
      let X := fresh in let Y := fresh in let N := fresh in
      assert (X : (0 <= x)%Z) by (destruct A as [[[X _] _] _]; exact X);
      assert (Y : (0 <= y)%Z) by (destruct B as [[[Y _] _] _]; exact Y);
      assert (N : (0 <= n)%Z) by lia;
      apply Z_of_nat_complete in X; destruct X as [? ->];
      apply Z_of_nat_complete in Y; destruct Y as [? ->]; link_nats
  end; apply link_AnyTop; assumption || lia.
(*@ TRY try_FSoftmax_AnyTop *)
