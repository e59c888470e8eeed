(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* Gradients of the losses, p - y: the theorems of CompensatedLoss.v, and what the
   loops store. *)

(* src/gradient_entry.h: p - y *)
(*@ NEEDS P_Probability *)
Require RowOps.
Ltac use_probabilities := repeat match goal with
  P : P_Probability ?x |- _ => destruct P as [[? ?] ?] end.
Ltac try_gradient_entry := cbv zeta; intros; use_probabilities; match goal with
  |- context [Float64.sub RNE ?p ?y] =>
    let Q := fresh in
    assert (Q := RowOps.difference_op p y ltac:(assumption) ltac:(assumption)
      ltac:(split; assumption) ltac:(split; assumption));
    destruct Q as (? & ? & ? & M & S);
    first [ assumption | apply finite_not_nan; assumption
          | lra | split; lra | rewrite (M ltac:(assumption)); ring
          | exact (S ltac:(assumption)) ]
  end.
(*@ TRY try_gradient_entry *)

(* p - y, where p is the float softmax *)
(*@ NEEDS L_FSoftmax L_Softmax P_Top *)
Lemma link_gradient t a n top k y : (0 <= k)%Z -> (k < n)%Z ->
  (n <= 67108864)%Z -> P_Top t a n top -> F y ->
  Rabs (fsub (L_FSoftmax t a n top k) y - (L_Softmax t a n k - y)) <=
  (9 / 2 * u * (1 + bpow radix2 (-16)) * L_Softmax t a n k + eta) +
  u * Rabs (L_FSoftmax t a n top k - y).
Proof.
intros K N; revert K N; link_prob_row; rewrite link_Softmax, ?Nat2Z.id.
match goal with L : SoftmaxLink.Logits ?n ?m ?z ?top, Fy : F ?y
  |- context [CompensatedSoftmax.CProb _ _ _ _ ?k] =>
  exact (CompensatedSoftmax.CGradient_Accuracy n m z top L y k ltac:(lia) Fy) end.
Qed.
Lemma link_masked_share t a n top k : (0 <= k)%Z -> (k < n)%Z ->
  (n <= 67108864)%Z -> P_Top t a n top ->
  Float64.is_minus_infinity (link_at t a k) -> L_FSoftmax t a n top k = 0.
Proof. try_FSoftmax. Qed.
Ltac gradient_exact A := rewrite u_val, eta_frac in A;
  change (2 ^ 1074)%Z with
    ltac:(let c := eval vm_compute in (2 ^ 1074)%Z in exact c) in A;
  replace (bpow radix2 (-16)) with (/ 65536) in A by (simpl; lra);
  match type of A with Rabs ?x <= ?b =>
    match goal with |- Rabs ?y <= ?c => replace y with x by ring;
      apply Rle_trans with (1 := A) end end.

(*@ NEEDS P_Gradients L_Gradient L_FSoftmax L_Softmax P_Top *)
Ltac try_Gradients_Accuracy := intro_goal; lazymatch goal with
  | G : P_Gradients ?m ?t ?y ?z ?g ?n ?top _, T : P_Top ?t ?z ?n ?top
    |- context [Float64.t'real (?m (_ ?g ?k))] =>
    destruct (G k ltac:(lia) ltac:(lia)) as [[[E _] _] _]; rewrite <- E;
    unfold L_Gradient; operations;
    set (x := Float64.t'real (t (_ y k))) in *;
    let A := fresh in
    assert (A := link_gradient t z n top k x ltac:(lia) ltac:(lia) ltac:(lia) T
      (finite_F _));
    gradient_exact A; right;
    replace (L_FSoftmax t z n top k + - (1) * x) with (L_FSoftmax t z n top k - x)
      by ring; field
  end.
(*@ TRY try_Gradients_Accuracy *)

(*@ NEEDS P_Gradients L_FSoftmax P_Top *)
Ltac try_Gradients_Masked := intro_goal; match goal with
  | G : P_Gradients ?m ?t ?y ?z ?g ?n ?top _, T : P_Top ?t ?z ?n ?top
    |- context [Float64.t'real (?m (_ ?g ?k))] =>
    destruct (G k ltac:(lia) ltac:(lia)) as [[[E _] _] _];
    rewrite (link_masked_share t z n top k) in E by (assumption || lia);
    operations; unfold fsub in E; rewrite Rminus_0_l, RN_opp, RN_exact in E
      by apply finite_F;
    rewrite <- E; apply Rplus_opp_l
  end.
(*@ TRY try_Gradients_Masked *)

(* The sum of all probabilities but one. *)
(*@ NEEDS L_FOthers *)
From Softproof Require Others CompensatedSum.
Lemma link_FOthers t a top i :
  L_FOthers t a (Z.of_nat top) (Z.of_nat i) =
  fsum i (Others.others top (link_entry t a)).
Proof.
refine (Others.rec_others _ (fun j => Float64.t'real (link_at t a j))
  (fun k => fsum k (Others.others top (link_entry t a))) top i
  (L_FOthers_def t a (Z.of_nat top)) eq_refl (Others.fsum_others_top _ _) _ i (le_n i)).
intros k _ N; now rewrite Others.fsum_others_neq.
Qed.
(*@ NEEDS L_FOthersLow *)
Lemma link_FOthersLow t a top i :
  L_FOthersLow t a (Z.of_nat top) (Z.of_nat i) =
  CompensatedSum.low i (Others.others top (link_entry t a)).
Proof.
refine (Others.rec_others _
  (fun j => L_SumError (L_FOthers t a (Z.of_nat top) j) (Float64.t'real (link_at t a j)))
  (fun k => CompensatedSum.low k (Others.others top (link_entry t a))) top i
  (L_FOthersLow_def t a (Z.of_nat top)) eq_refl (Others.low_others_top _ _) _ i (le_n i)).
intros k _ N; rewrite Others.low_others_neq, link_SumError, link_FOthers; easy.
Qed.

(*@ NEEDS L_FOthers L_FOthersLow P_OthersInUnit *)
Lemma others_unit t a n top : P_OthersInUnit t a (Z.of_nat n) (Z.of_nat top) ->
  forall k, (k < n)%nat -> 0 <= Others.others top (link_entry t a) k <= 1 /\
    F (Others.others top (link_entry t a) k).
Proof.
intros H; apply Others.others_in_unit; intros k Hk N; split; [| apply finite_F].
destruct (H (Z.of_nat k) ltac:(lia) ltac:(lia) ltac:(lia)) as [[Q1 Q0] _].
exact (conj Q0 Q1).
Qed.
Lemma others_range t a n top k : (0 <= top)%Z -> (0 <= k)%Z -> (k <= n)%Z ->
  (n <= 67108864)%Z -> P_OthersInUnit t a n top ->
  0 <= L_FOthers t a top k <= IZR k /\ - IZR k <= L_FOthersLow t a top k <= IZR k.
Proof.
intros T K N B H; assert (N0 : (0 <= n)%Z) by lia.
apply Z_of_nat_complete in T, K, N0.
destruct T as [top' ->], K as [k' ->], N0 as [n' ->].
rewrite link_FOthers, link_FOthersLow, <- INR_IZR_INZ.
split; [exact (Others.unit_partial n' _ B (others_unit t a n' top' H) k' ltac:(lia)) |].
apply Rabs_le_inv, (Others.unit_low n' _ B (others_unit t a n' top' H) k'); lia.
Qed.
Ltac try_FOthers_Range := cbv zeta; intros; unfold real_of_int;
  rewrite ?mult_IZR, ?opp_IZR;
  match goal with
  | H : P_OthersInUnit ?t ?a ?n ?top |- context [L_FOthersLow ?t ?a ?top ?k] =>
    let R := fresh in
    assert (R := others_range t a n top k ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) H);
    repeat split; lra
  end.
(*@ TRY try_FOthers_Range *)
Lemma others_frame t t' a n top : (0 <= top)%Z ->
  (forall i, (0 <= i)%Z -> (i < n)%Z -> i <> top ->
    Float64.t'real (link_at t a i) = Float64.t'real (link_at t' a i)) ->
  L_FOthers t a top n = L_FOthers t' a top n /\
  L_FOthersLow t a top n = L_FOthersLow t' a top n.
Proof.
intros T H; destruct (Z.le_gt_cases n 0) as [N | N].
- destruct (L_FOthers_def t a top n) as [A _], (L_FOthers_def t' a top n) as [B _].
  destruct (L_FOthersLow_def t a top n) as [C _], (L_FOthersLow_def t' a top n) as [D _].
  now rewrite A, B, C, D.
- assert (N0 : (0 <= n)%Z) by lia; apply Z_of_nat_complete in T, N0.
  destruct T as [top' ->], N0 as [n' ->]; rewrite !link_FOthers, !link_FOthersLow.
  assert (E := Others.others_ext n' top' (link_entry t a) (link_entry t' a)
    (fun k Hk Ne => H (Z.of_nat k) ltac:(lia) ltac:(lia) ltac:(lia))).
  split; [now apply fsum_ext | now apply CompensatedSum.low_ext].
Qed.
Ltac try_FOthers_Frame := cbv zeta; intros; match goal with
  | H : forall i, _ |- L_FOthers ?t ?a ?top ?n = L_FOthers ?t' ?a ?top ?n /\ _ =>
    apply others_frame; [lia |];
    intros i0 I0 I1 Ne; first [apply H | symmetry; apply H]; lia || congruence
  | H : forall i, _ |- _ /\ L_FOthers ?t ?a ?top ?n = L_FOthers ?t' ?a ?top ?n =>
    apply and_comm, others_frame; [lia |];
    intros i0 I0 I1 Ne; first [apply H | symmetry; apply H]; lia || congruence
  end.
(*@ TRY try_FOthers_Frame *)

(*@ NEEDS P_LabelGradients L_LabelGradient L_FSoftmax L_Softmax P_Top *)
Lemma link_accuracy t a n top k : (0 <= k)%Z -> (k < n)%Z ->
  (n <= 67108864)%Z -> P_Top t a n top ->
  Rabs (L_FSoftmax t a n top k - L_Softmax t a n k) <=
  9 / 2 * u * (1 + bpow radix2 (-16)) * L_Softmax t a n k + eta.
Proof.
intros K N; revert K N; link_prob_row; rewrite link_Softmax, ?Nat2Z.id.
match goal with L : SoftmaxLink.Logits ?n ?m ?z ?top
  |- context [CompensatedSoftmax.CProb _ _ _ _ ?k] =>
  exact (CompensatedSoftmax.CProb_Accuracy n m z top L k ltac:(lia)) end.
Qed.
Ltac try_LabelGradients_Accuracy := intro_goal; match goal with
  | G : P_LabelGradients ?m ?t ?z ?g ?n ?top ?l, T : P_Top ?t ?z ?n ?top
    |- Rabs (Float64.t'real (?m (_ ?g ?k)) + _) <= _ =>
    let Q := fresh in assert (Q : k <> l) by congruence;
    destruct G as [_ Other];
    destruct (Other k ltac:(lia) ltac:(lia) ltac:(lia)) as [[[E _] _] _];
    destruct (L_Delta'def l k) as [_ D0]; unfold L_LabelGradient;
    rewrite D0 by congruence; rewrite <- E;
    let A := fresh in
    assert (A := link_accuracy t z n top k ltac:(lia) ltac:(lia) ltac:(lia) T);
    gradient_exact A; right; field
  end.
(*@ TRY try_LabelGradients_Accuracy *)

(*@ NEEDS P_LabelGradients L_FSoftmax P_Top L_FOthers L_FOthersLow *)
From Softproof Require CompensatedSoftmax.
Lemma label_value t m z g n top l : (l < n)%nat ->
  P_Top t z (Z.of_nat n) (Z.of_nat top) ->
  P_LabelGradients m t z g (Z.of_nat n) (Z.of_nat top) (Z.of_nat l) ->
  let p := CompensatedSoftmax.CProb n (link_masked t z) (link_entry t z) top in
  Float64.t'real (link_at m g (Z.of_nat l)) =
    if Rlt_dec (p l) (/ 2) then fsub (p l) 1
    else - CompensatedSum.total n (Others.others l p).
Proof.
intros Hl T [[V _] Other] p.
assert (X : forall k, (k < n)%nat -> Others.others l (link_entry m g) k =
  Others.others l p k).
{ apply Others.others_ext; intros k Hk Ne.
  destruct (Other (Z.of_nat k) ltac:(lia) ltac:(lia) ltac:(lia)) as [[[E _] _] _].
  unfold p; rewrite <- (link_FSoftmax t z n top k T Hk); symmetry; exact E. }
set (S := CompensatedSum.total n (Others.others l p)).
assert (Y : fadd (L_FOthers m g (Z.of_nat l) (Z.of_nat n))
  (L_FOthersLow m g (Z.of_nat l) (Z.of_nat n)) = S).
{ unfold S; rewrite <- (CompensatedSum.total_ext n _ _ X).
  unfold CompensatedSum.total; now rewrite link_FOthers, link_FOthersLow. }
etransitivity; [symmetry; exact V |]; operations; rewrite Y.
rewrite (link_FSoftmax t z n top l T) by lia; fold p.
destruct (L_FLabelEntry'def (p l) S) as [small big]; operations.
destruct Rlt_dec as [H | H]; [apply small; lra |].
etransitivity; [apply big; lra | ring].
Qed.
(*@ NEEDS P_LabelGradients L_LabelGradient L_FSoftmax L_Softmax P_Top L_FOthers *)
From Softproof Require CompensatedLoss.
Lemma at_label t m z g n top l : (0 <= l)%Z -> (l < n)%Z -> (n <= 67108864)%Z ->
  P_Top t z n top -> P_LabelGradients m t z g n top l ->
  let x := Float64.t'real (link_at m g l) in
  let p := L_Softmax t z n l in
  -1 <= x <= 0 /\
  Rabs (x - (p - 1)) <= 23 / 4 * u * (1 + bpow radix2 (-16)) * (1 - p) +
    2 * IZR n * eta.
Proof.
intros L0 L1 N T G; assert (T0 : (0 <= top)%Z) by (destruct T as [[[? _] _] _]; assumption).
assert (N0 : (0 <= n)%Z) by lia; apply Z_of_nat_complete in L0, T0, N0.
destruct L0 as [l' ->], T0 as [top' ->], N0 as [n' ->].
assert (L := link_Logits t z _ _ T N); rewrite Nat2Z.id in L.
assert (E := label_value t m z g n' top' l' ltac:(lia) T G).
set (p := CompensatedSoftmax.CProb n' (link_masked t z) (link_entry t z) top') in *.
set (S := CompensatedSum.total n' (Others.others l' p)) in *.
cbv zeta; rewrite E, link_Softmax, ?Nat2Z.id, <- INR_IZR_INZ.
destruct Rlt_dec as [H | H]; split.
- exact (CompensatedLoss.CLabel_Small_Range n' _ _ top' L l' ltac:(lia)).
- exact (CompensatedLoss.CLabel_Small n' _ _ top' L l' ltac:(lia) H).
- exact (CompensatedLoss.CLabel_Range n' _ _ top' L l' ltac:(lia) (Rnot_lt_le _ _ H)).
- exact (CompensatedLoss.CLabel_Accuracy n' _ _ top' L l' ltac:(lia)).
Qed.
Ltac at_label_end x y B := repeat split; try lra; match goal with
  |- Rabs ?x' <= ?y' => replace x' with x by ring; replace y' with y by field; exact B end.
Ltac try_AtLabel := intro_goal; match goal with
  | G : P_LabelGradients ?m ?t ?z ?g ?n ?top ?l, T : P_Top ?t ?z ?n ?top |- _ =>
    let A := fresh in
    assert (A := at_label t m z g n top l ltac:(lia) ltac:(lia) ltac:(lia) T G);
    cbv zeta in A; rewrite u_val, ?eta_frac in A;
    change (2 ^ 1074)%Z with
      ltac:(let c := eval vm_compute in (2 ^ 1074)%Z in exact c) in A;
    replace (bpow radix2 (-16)) with (/ 65536) in A by (simpl; lra);
    destruct (L_Delta'def l l) as [D1 _]; unfold L_LabelGradient, real_of_int;
    rewrite ?D1 by reflexivity; rewrite ?mult_IZR;
    repeat match goal with |- context [Float64.t'real (m (?s g l))] =>
      change (m (s g l)) with (link_at m g l) end;
    let B := fresh in destruct A as [[? ?] B];
    match type of B with Rabs ?x <= ?y => at_label_end x y B end
  end.
(*@ TRY try_AtLabel *)

(* The entry at the label, and what its store changes. *)
(*@ NEEDS L_FLabelEntry *)
Require RowOps.
Ltac try_label_entry := intro_goal; use_literals; match goal with
  | D : Float64.lt ?a ?c /\ _ \/ ~ Float64.lt ?a ?c /\ _,
    Fa : Float64.t'isFinite ?a |- L_FLabelEntry ?x ?o = _ =>
    let small := fresh in let big := fresh in
    destruct (L_FLabelEntry'def x o) as [small big]; cbv zeta in *; operations;
    let L := fresh in
    destruct D as [[L D] | [L D]];
    [ apply lt_real in L; [| assumption | assumption]; use_literals;
      rewrite small by lra; tauto
    | apply not_lt_real in L; [| assumption | assumption]; use_literals;
      rewrite big by lra;
      repeat match goal with H : _ /\ _ |- _ => destruct H end;
      match goal with Q : Float64.sub RNE ?z ?y = ?f |- _ = Float64.t'real ?f =>
        destruct (RowOps.negated z y ltac:(assumption) ltac:(assumption)) as [_ N];
        destruct N as [_ N]; [assumption |]; rewrite <- Q, N; lra end ]
  end.
(*@ TRY try_label_entry *)

(*@ NEEDS P_LabelGradients P_Shares P_OthersInUnit separated is_uint64 *)
Ltac try_store_label := intro_goal; match goal with
  | S : forall k : Z, P_Top ?t ?z ?n k -> P_Shares ?m ?t ?z ?g ?n k ?n,
    T : P_Top ?t ?z ?n ?top,
    E : L_FLabelEntry _ _ = Float64.t'real ?f, Ff : Float64.t'isFinite ?f
    |- P_LabelGradients (map.Map.set ?m (?s ?g ?l) ?f) ?t ?z ?g ?n ?top ?l =>
    let L := fresh in
    assert (L : (0 <= l)%Z) by (now apply is_uint64_def);
    let O := fresh in
    assert (O : forall k, k <> l -> map.Map.set m (s g l) f (s g k) = m (s g k))
      by (intros k Ne; apply store_other; exact (entry_differ g l k ltac:(lia)));
    let Q := fresh in
    assert (Q := others_frame (map.Map.set m (s g l) f) m g n l ltac:(lia)
      (fun i _ _ Ne => f_equal Float64.t'real (O i Ne)));
    destruct Q as [Q1 Q2]; split;
    [ split;
      [ rewrite Q1, Q2, store_same;
        destruct (S top T l ltac:(lia) ltac:(lia)) as [[[V _] _] _];
        etransitivity; [apply f_equal2; [exact V | reflexivity] | exact E]
      | rewrite store_same; exact Ff ]
    | intros k; cbv zeta; intros Ne K0 K1;
      rewrite (O k ltac:(lia)); exact (S top T k K0 K1) ]
  end.
(*@ TRY try_store_label *)

(* The loop of the gradient for targets: what a store to grad[i] changes. *)
(*@ NEEDS P_SharesFrom separated *)
Ltac try_store_left := intro_goal; match goal with
  | D : P_SharesFrom ?m ?t ?z ?g ?n ?top ?i
    |- P_SharesFrom (map.Map.set ?m (?s ?g ?i) ?f) ?t ?z ?g ?n ?top _ =>
    intros k; cbv zeta; intros Nk Hk;
    rewrite store_other by exact (entry_differ g i k ltac:(lia));
    apply D; lia
  end.
(*@ TRY try_store_left *)

(*@ NEEDS P_Probabilities P_Same separated *)
Ltac try_store_targets := intro_goal; lazymatch goal with
  | A : separated (?s ?g 0%Z) ?n (_ ?y 0%Z) ?n
    |- P_Probabilities (map.Map.set ?m (_ ?g ?i) ?f) ?y ?n /\ _ =>
    assert (O : forall k : Z, (0 <= k)%Z -> (k < n)%Z ->
        map.Map.set m (entry_of g i) f (entry_of y k) = m (entry_of y k))
      by (intros k K N; apply store_other;
          exact (entry_separated g y n i k A ltac:(lia) ltac:(lia) ltac:(lia)
            ltac:(lia)));
    match goal with P : P_Probabilities m y n, S : P_Same m ?t y y n |- _ =>
      split; intros k; cbv zeta; intros K N;
      [ generalize (P k K N) | generalize (S k K N) ];
      change (map.Map.set m (s g i) f (s y k))
        with (map.Map.set m (entry_of g i) f (entry_of y k));
      rewrite (O k K N); exact (fun H => H) end
  end.
(*@ TRY try_store_targets *)

(*@ NEEDS P_Gradients P_SharesFrom P_Same separated *)
Ltac try_store_gradient := intro_goal; lazymatch goal with
  | D : P_Gradients ?m ?t ?y ?z ?g ?n ?top ?i, R : P_SharesFrom ?m ?t ?z ?g ?n ?top ?i,
    Q : P_Same ?m ?t ?y ?y ?n,
    E : binary64.Binary64.fsub _ _ = Float64.t'real ?f
    |- P_Gradients (map.Map.set ?m (?s ?g ?i) ?f) ?t ?y ?z ?g ?n ?top _ =>
    intros k; cbv zeta; intros Hk Nk; destruct (Z.eq_dec k i) as [-> | Ne];
    [ rewrite store_same;
      destruct (R i ltac:(lia) ltac:(lia)) as [[[V _] _] _];
      split; [split; [split; [| assumption] | assumption] | assumption];
      etransitivity; [apply f_equal2; [exact V | apply (Q i); lia] | exact E]
    | rewrite store_other by exact (entry_differ g i k ltac:(lia));
      apply D; lia ]
  end.
(*@ TRY try_store_gradient *)

(*@ NEEDS P_Gradients L_FSoftmax P_Top P_Shares *)
Ltac try_gradients_top := cbv zeta; intros; same_integers; top_range; match goal with
  | S : P_Gradients ?m ?t ?y ?z ?g ?n ?x ?n, X : P_Top ?t ?z ?n ?x,
    Y : P_Top ?t ?z ?n ?w |- P_Gradients _ _ _ _ _ _ ?w ?n =>
      let A := fresh in
      intros k; cbv zeta; intros K0 K1;
      assert (A := shares_any_top t z n x w k ltac:(lia) ltac:(lia) ltac:(lia)
        ltac:(lia) ltac:(lia) X Y);
      destruct (S k K0 K1) as [[[E ?] ?] ?];
      repeat split; try assumption;
      etransitivity; [apply f_equal2; [exact A | reflexivity] | exact E]
  end.
(*@ TRY try_gradients_top *)

(*@ NEEDS P_Gradients L_Gradient L_FSoftmax L_Softmax P_Top P_Accepted *)
Ltac try_any_gradient := cbv zeta; intros; same_integers;
  match goal with
  | A : forall k : Z, P_Top ?t ?z ?n k -> P_Gradients ?m ?t ?y ?z ?g ?n k ?n,
    T : P_Top ?t ?z ?n ?top |- Rabs _ <= _ =>
      let S := fresh in pose proof (A top T) as S;
      repeat match goal with
      | H : forall k : Z, _ |- _ => clear H
      | H : _ -> _ |- _ => clear H
      | H : _ \/ _ |- _ => clear H
      end;
      try_Gradients_Accuracy
  end.
(*@ TRY try_any_gradient *)
