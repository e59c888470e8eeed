(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* Losses and their gradients: the theorems of CompensatedLoss.v, and the sums of
   RowOps.v that may overflow. *)

(*@ NEEDS L_FLabelLoss P_Top *)
Ltac try_FLabelLoss_Nonneg := link_log_row; unfold L_FLabelLoss, L_FLogProb;
  cbv zeta; rewrite link_FLogOf; use_log_model; link_open; match goal with
  | L : SoftmaxLink.Logits _ _ _ _, M : link_masked _ _ ?k = false |- _ =>
    let A := fresh in
    pose proof (CompensatedLoss.CLogOf_Le0 _ _ _ _ L k ltac:(lia) M) as A; lra end.
(*@ TRY try_FLabelLoss_Nonneg *)

(*@ NEEDS L_FLabelLoss L_LabelLoss P_Top *)
Ltac try_FLabelLoss_Accuracy := link_log_row; unfold L_FLabelLoss, L_FLogProb;
  rewrite !link_LabelLoss; cbv zeta; rewrite link_FLogOf; use_log_model;
  rewrite ?Nat2Z.id; link_open;
  match goal with
  | L : SoftmaxLink.Logits _ _ _ _, M : link_masked _ _ ?k = false |- _ =>
    let A := fresh in
    pose proof (CompensatedLoss.CLoss_Accuracy _ _ _ _ L k ltac:(lia) M) as A;
    log_exact A end.
(*@ TRY try_FLabelLoss_Accuracy *)

(*@ NEEDS L_FTargetLoss P_Top P_Probabilities *)
Lemma link_FTargetLoss t y a n top : P_Top t a (Z.of_nat n) (Z.of_nat top) ->
  P_Probabilities t y (Z.of_nat n) ->
  (forall k, (0 <= k)%Z -> (k < Z.of_nat n)%Z ->
    0 < Float64.t'real (link_at t y k) -> Float64.t'isFinite (link_at t a k)) ->
  forall i, (i <= n)%nat ->
  L_FTargetLoss t y a (Z.of_nat n) (Z.of_nat top) (Z.of_nat i) =
  fsum i (CompensatedLoss.cterm_target
    (RealLink.unmasked_target (link_masked t a) (link_entry t y))
    (link_masked t a) (link_entry t a) top n).
Proof.
intros T P Y i; induction i as [|i IH]; intros Hi.
{ apply (L_FTargetLoss_def t y a (Z.of_nat n) (Z.of_nat top) 0); lia. }
destruct (L_FTargetLoss_def t y a (Z.of_nat n) (Z.of_nat top) (Z.of_nat (S i)))
  as [_ step]; cbv zeta in step.
destruct step as [add skip]; [lia |].
replace (- (1) + Z.of_nat (S i))%Z with (Z.of_nat i) in add, skip by lia.
change (fsum (S i) ?f) with (fadd (fsum i f) (f i)); rewrite <- IH by lia.
destruct (P (Z.of_nat i)) as [[Y1 Y0] Fy]; [lia | lia |].
destruct (Rlt_dec 0 (Float64.t'real (link_at t y (Z.of_nat i)))) as [Q | Q].
- etransitivity; [exact (add Q) |]; operations; f_equal.
  assert (M := link_finite t a i (Y (Z.of_nat i) ltac:(lia) ltac:(lia) Q)).
  unfold CompensatedLoss.cterm_target, RealLink.unmasked_target; rewrite M.
  unfold L_FLabelLoss, L_FLogProb; cbv zeta.
  rewrite link_FLogOf, (link_FLogExcess t a n top T); f_equal.
  now rewrite <- Ropp_mult_distr_l, Rmult_1_l.
- etransitivity; [exact (skip Q) |].
  assert (Z0 : RealLink.unmasked_target (link_masked t a) (link_entry t y) i = 0).
  { unfold RealLink.unmasked_target; destruct (link_masked t a i); [easy |].
    apply Rle_antisym; [exact (Rnot_lt_le _ _ Q) | exact Y0]. }
  unfold CompensatedLoss.cterm_target; rewrite Z0; unfold fmul, fadd.
  rewrite Rmult_0_l, RN_0, Rplus_0_r, RN_exact; [reflexivity |].
  rewrite IH by lia; apply fsum_format.
Qed.

(*@ NEEDS L_FTargetLoss L_CrossEntropy L_Sum P_Top P_Probabilities *)
Lemma sum_unmasked t y a n : P_Probabilities t y (Z.of_nat n) ->
  (forall k, (0 <= k)%Z -> (k < Z.of_nat n)%Z ->
    0 < Float64.t'real (link_at t y k) -> Float64.t'isFinite (link_at t a k)) ->
  sum n (RealLink.unmasked_target (link_masked t a) (link_entry t y)) =
  L_Sum t y (Z.of_nat n).
Proof.
intros P Y; rewrite link_Sum, Nat2Z.id; apply sum_ext; intros k Hk.
unfold RealLink.unmasked_target; destruct (link_masked t a k) eqn:M; [| easy].
destruct (P (Z.of_nat k)) as [[_ Y0] _]; [lia | lia |].
destruct (Rle_lt_or_eq_dec _ _ Y0) as [Q | Q]; [| exact Q].
assert (C := link_finite t a k (Y (Z.of_nat k) ltac:(lia) ltac:(lia) Q)); congruence.
Qed.
Ltac try_FTargetLoss_Accuracy := link_log_row; unfold real_of_int;
  match goal with
  | L : SoftmaxLink.Logits ?n ?m ?z ?top,
    T : P_Top ?t ?a (Z.of_nat ?n) (Z.of_nat ?top),
    P : P_Probabilities ?t ?y _, Y : forall k, _ |- _ =>
    let A := fresh in
    assert (A := CompensatedLoss.CTarget_Accuracy n m z top L
      (RealLink.unmasked_target m (link_entry t y)));
    rewrite (sum_unmasked t y a n P Y) in A;
    rewrite <- (link_FTargetLoss t y a n top T P Y n (le_n n)) in A;
    rewrite link_CrossEntropy, Nat2Z.id, <- ?INR_IZR_INZ;
    let B := fresh in
    assert (B := A ltac:(intros k Hk; unfold RealLink.unmasked_target;
      destruct (m k); [lra |];
      destruct (P (Z.of_nat k) ltac:(lia) ltac:(lia)) as [[? ?] _];
      split; assumption)
      ltac:(intros k _ E; unfold RealLink.unmasked_target; now rewrite E));
    log_exact B
  end.
(*@ TRY try_FTargetLoss_Accuracy *)

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
induction i as [|i IH].
- destruct (L_FOthers_def t a (Z.of_nat top) (Z.of_nat 0)) as [zero _].
  now apply zero.
- destruct (L_FOthers_def t a (Z.of_nat top) (Z.of_nat (S i))) as [_ step].
  cbv zeta in step; destruct step as [skip add]; [lia |].
  replace (- (1) + Z.of_nat (S i))%Z with (Z.of_nat i) in skip, add by lia.
  destruct (Nat.eq_dec i top) as [E | N].
  + rewrite skip, IH by lia; subst i; symmetry; apply Others.fsum_others_top.
  + rewrite add, IH by lia; rewrite Others.fsum_others_neq by exact N.
    operations; reflexivity.
Qed.
(*@ NEEDS L_FOthersLow *)
Lemma link_FOthersLow t a top i :
  L_FOthersLow t a (Z.of_nat top) (Z.of_nat i) =
  CompensatedSum.low i (Others.others top (link_entry t a)).
Proof.
induction i as [|i IH].
- destruct (L_FOthersLow_def t a (Z.of_nat top) (Z.of_nat 0)) as [zero _].
  now apply zero.
- destruct (L_FOthersLow_def t a (Z.of_nat top) (Z.of_nat (S i))) as [_ step].
  cbv zeta in step; destruct step as [skip add]; [lia |].
  replace (- (1) + Z.of_nat (S i))%Z with (Z.of_nat i) in skip, add by lia.
  destruct (Nat.eq_dec i top) as [E | N].
  + rewrite skip, IH by lia; subst i; symmetry; apply Others.low_others_top.
  + rewrite add, IH by lia; rewrite Others.low_others_neq by exact N.
    rewrite link_FOthers, link_SumError; operations; reflexivity.
Qed.

(*@ NEEDS L_FOthers L_FOthersLow P_OthersInUnit *)
Definition other_units t a n top := forall i, (0 <= i)%Z -> (i < n)%Z -> i <> top ->
  0 <= Float64.t'real (link_at t a i) <= 1.
Lemma other_unit t a n top : other_units t a (Z.of_nat n) (Z.of_nat top) ->
  forall k, (k < n)%nat -> 0 <= Others.others top (link_entry t a) k <= 1 /\
    F (Others.others top (link_entry t a) k).
Proof.
intros H; apply Others.others_in_unit; intros k Hk N; split; [| apply finite_F].
apply H; lia.
Qed.
Lemma others_range t a n top k : (0 <= top)%Z -> (0 <= k)%Z -> (k <= n)%Z ->
  (n <= 67108864)%Z -> other_units t a n top ->
  0 <= L_FOthers t a top k <= IZR k /\ - IZR k <= L_FOthersLow t a top k <= IZR k.
Proof.
intros T K N B H; assert (N0 : (0 <= n)%Z) by lia.
apply Z_of_nat_complete in T, K, N0.
destruct T as [top' ->], K as [k' ->], N0 as [n' ->].
rewrite link_FOthers, link_FOthersLow, <- INR_IZR_INZ.
split; [exact (Others.unit_partial n' _ B (other_unit t a n' top' H) k' ltac:(lia)) |].
apply Rabs_le_inv, (Others.unit_low n' _ B (other_unit t a n' top' H) k'); lia.
Qed.
Ltac try_FOthers_Range := cbv zeta; intros; unfold real_of_int;
  rewrite ?mult_IZR, ?opp_IZR;
  match goal with
  | H : P_OthersInUnit ?t ?a ?n ?top, B : (?n <= 67108864)%Z
    |- context [L_FOthersLow ?t ?a ?top ?k] =>
    let A := fresh in
    assert (A : other_units t a n top)
      by (intros i0 I0 I1 Ne;
          destruct (H i0 ltac:(lia) ltac:(lia) ltac:(lia)) as [[Q1 Q0] _];
          exact (conj Q0 Q1));
    let R := fresh in
    assert (R := others_range t a n top k ltac:(lia) ltac:(lia) ltac:(lia) B A);
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
Lemma link_probability t a n top k : (0 <= k)%Z -> (k < n)%Z ->
  (n <= 67108864)%Z -> P_Top t a n top -> 0 <= L_FSoftmax t a n top k <= 1.
Proof.
intros K N; revert K N; link_prob_row; match goal with
  L : SoftmaxLink.Logits _ _ _ _ |- 0 <= CompensatedSoftmax.CProb _ _ _ _ ?k <= 1 =>
    exact (CompensatedSoftmax.CProb_Range _ _ _ _ L k ltac:(lia)) end.
Qed.
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
destruct G as [[V _] Other].
assert (X : forall k, (k < n')%nat -> Others.others l' (link_entry m g) k =
  Others.others l' (CompensatedSoftmax.CProb n' (link_masked t z) (link_entry t z) top') k).
{ apply Others.others_ext; intros k Hk Ne.
  destruct (Other (Z.of_nat k) ltac:(lia) ltac:(lia) ltac:(lia)) as [[[E _] _] _].
  rewrite <- (link_FSoftmax t z n' top' k T Hk); symmetry; exact E. }
set (p := CompensatedSoftmax.CProb n' (link_masked t z) (link_entry t z) top').
set (S := CompensatedSum.total n' (Others.others l' p)).
assert (Y : fadd (L_FOthers m g (Z.of_nat l') (Z.of_nat n'))
  (L_FOthersLow m g (Z.of_nat l') (Z.of_nat n')) = S).
{ unfold S, p; rewrite <- (CompensatedSum.total_ext n' _ _ X).
  unfold CompensatedSum.total; now rewrite link_FOthers, link_FOthersLow. }
assert (E : Float64.t'real (link_at m g (Z.of_nat l')) =
  if Rlt_dec (p l') (/ 2) then fsub (p l') 1 else - S).
{ etransitivity; [symmetry; exact V |]; operations; rewrite Y.
  rewrite (link_FSoftmax t z n' top' l' T) by lia; fold p.
  destruct (L_FLabelEntry'def (p l') S) as [small big]; operations.
  destruct Rlt_dec as [H | H]; [apply small; lra |].
  etransitivity; [apply big; lra | ring]. }
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

(* 0 - sp_log_prob, for +0 rather than -0 *)
(*@ NEEDS L_FLogOf *)
Require RowOps.
Ltac try_label_loss := intro_goal; use_literals; match goal with
  | |- context [Float64.sub RNE ?c ?x] =>
    let C := fresh in
    assert (C := RowOps.negated c x ltac:(assumption) ltac:(assumption));
    destruct C as [? C];
    first [ tauto
          | assert (Float64.t'isFinite x) by tauto; destruct (C ltac:(assumption)) as [? V];
            rewrite V; repeat split; first [assumption | congruence | lra]
          | match goal with D : Float64.is_minus_infinity x \/ _ |- _ =>
              destruct D as [D | D];
              [ left; tauto
              | right; destruct C as [? V]; [tauto |]; rewrite V;
                repeat split; first [tauto | lra] ] end ]
  end.
(*@ TRY try_label_loss *)

(* sum + y loss *)
Lemma add_term_cases s y x : Float64.t'isFinite y -> 0 < Float64.t'real y <= 1 ->
  Float64.is_plus_infinity s \/ (Float64.t'isFinite s /\ 0 <= Float64.t'real s) ->
  Float64.is_plus_infinity x \/ (Float64.t'isFinite x /\ 0 <= Float64.t'real x) ->
  let d := Float64.add RNE s (Float64.mul RNE y x) in
  Float64.is_plus_infinity d \/
  (Float64.t'isFinite d /\ Float64.t'isFinite s /\ Float64.t'isFinite x /\
   Float64.t'real d = fadd (Float64.t'real s)
     (fmul (Float64.t'real y) (Float64.t'real x)) /\
   0 <= Float64.t'real d).
Proof.
intros Fy Y S X; destruct X as [X | [Fx X]].
{ assert (M := RowOps.mul_plus y x Fy (proj1 Y) X); left.
  refine (proj2 (RowOps.plus_add _ s M _)); tauto. }
destruct (RowOps.mul_share y x Fy ltac:(lra) Fx X) as (Fp & E & P).
destruct S as [S | [Fs S]].
{ left; exact (proj1 (RowOps.plus_add s _ S (or_introl Fp))). }
rewrite <- E in P.
destruct (RowOps.add_nonneg s _ Fs Fp S (proj1 P)) as [D | (Fd & V & Q)];
  [now left | right].
rewrite <- V in Q; repeat split; try assumption.
cbv zeta; rewrite V, E; reflexivity.
Qed.
Ltac add_term_case s y x :=
  let C := fresh in
  assert (C := add_term_cases s y x ltac:(assumption) ltac:(split; assumption)
    ltac:(tauto) ltac:(tauto)); cbv zeta in C; operations.
Lemma plus_not_nan x : Float64.is_plus_infinity x -> ~ Float64.is_nan x.
Proof. intros H; apply RowOps.plus_infinity_eq in H; now subst x. Qed.
Ltac try_add_term := intro_goal; match goal with
  | |- context [Float64.add RNE ?s (Float64.mul RNE ?y ?x)] =>
    add_term_case s y x;
    first [ tauto | match goal with
      C : Float64.is_plus_infinity _ \/ Float64.t'isFinite _ /\ _ |- _ =>
        destruct C as [C | [C _]];
        [now apply plus_not_nan | now apply finite_not_nan] end ]
  end.
(*@ TRY try_add_term *)

Ltac full_power e := change (bpow radix2 e) with (IZR (2 ^ e)) in *;
  let c := eval vm_compute in (2 ^ e)%Z in change (2 ^ e)%Z with c in *.

(*@ NEEDS P_Small *)
Lemma small_F i : (0 <= i)%Z -> (i <= 67108864)%Z -> F (IZR i * bpow radix2 991).
Proof.
intros I N; apply generic_format_FLT; exists (Float radix2 i 991); simpl;
  [reflexivity | apply Z.le_lt_trans with (Z.abs 67108864); simpl; lia | lia].
Qed.
Lemma add_term_small s y x i : Float64.t'isFinite y ->
  0 < Float64.t'real y <= 1 -> Float64.t'isFinite s -> 0 <= Float64.t'real s ->
  Float64.t'isFinite x -> 0 <= Float64.t'real x <= bpow radix2 991 ->
  (0 <= i)%Z -> (i <= 67108864)%Z -> Float64.t'real s <= IZR i * bpow radix2 991 ->
  let d := Float64.add RNE s (Float64.mul RNE y x) in
  Float64.t'isFinite d /\ Float64.t'real d <= IZR (1 + i) * bpow radix2 991.
Proof.
intros Fy Y Fs S Fx X I N B.
destruct (RowOps.mul_share y x Fy ltac:(lra) Fx (proj1 X)) as (Fp & E & P).
rewrite <- E in P.
assert (R : 0 <= RN (Float64.t'real s + Float64.t'real (Float64.mul RNE y x))
            <= IZR (1 + i) * bpow radix2 991).
{ split; [apply RN_ge_format; [apply F_0 | lra] |].
  destruct (Z.eq_dec i 67108864) as [-> | D].
  - apply RN_le_format; [| rewrite plus_IZR; lra].
    apply generic_format_FLT; exists (Float radix2 67108865 991); simpl;
      [reflexivity | lia | lia].
  - apply RN_le_format; [apply small_F; lia | rewrite plus_IZR; lra]. }
cbv zeta; destruct (RowOps.op_add_max s _ Fs Fp) as [Fd V].
- rewrite Rabs_pos_eq by apply R; apply Rle_lt_trans with (1 := proj2 R).
  apply Rle_lt_trans with (IZR (2 ^ 27) * bpow radix2 991).
  + apply Rmult_le_compat_r; [apply bpow_ge_0 | apply IZR_le; lia].
  + change (IZR (2 ^ 27)) with (bpow radix2 27); rewrite <- bpow_plus.
    apply bpow_lt; lia.
- rewrite V; split; [exact Fd | exact (proj2 R)].
Qed.
Ltac try_add_small_term := intro_goal; unfold P_Small in *; match goal with
  | |- context [Float64.add RNE ?s (Float64.mul RNE ?y ?x)] =>
    let C := fresh in
    repeat match goal with D : _ \/ Float64.is_plus_infinity ?v |- _ =>
      destruct D as [D | D];
      [| apply RowOps.plus_infinity_eq in D; subst v; discriminate] end;
    match goal with B : Float64.t'real s <= _ * real_of_int ?i |- _ =>
      assert (C := add_term_small s y x i) end;
    cbv zeta in C; full_power 991%Z; unfold real_of_int in *;
    destruct C as [C C'];
      [ assumption | split; assumption | assumption | assumption | assumption
      | split; assumption | assumption | assumption | lra |];
    split; [exact C | lra]
  end.
(*@ TRY try_add_small_term *)

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

(* One term of the loss of targets. *)
(*@ NEEDS P_PartialLoss P_Small P_Reachable P_Probabilities L_FTargetLoss L_FLabelLoss *)
Lemma small_next r i : (0 <= i)%Z -> P_Small r i -> P_Small r (1 + i).
Proof.
unfold P_Small, real_of_int; intros I H; rewrite plus_IZR; lra.
Qed.
Lemma plus_not_finite x : Float64.is_plus_infinity x -> ~ Float64.t'isFinite x.
Proof. intros H; apply RowOps.plus_infinity_eq in H; now subst x. Qed.
Lemma partial_skip t y z n top i s : (0 <= i)%Z ->
  ~ 0 < Float64.t'real (t (entry_of y i)) ->
  P_PartialLoss t y z n top i s -> P_PartialLoss t y z n top (1 + i) s.
Proof.
intros I Y [R V]; split; [intros H; destruct (R H); split; auto using small_next |].
destruct V as [V | [[[E P] Fs] M]]; [now left | right].
destruct (L_FTargetLoss_def t y z n top (1 + i)) as [_ step]; cbv zeta in step.
destruct step as [_ skip]; [lia |].
replace (- (1) + (1 + i))%Z with i in skip by lia.
repeat split; try assumption; [etransitivity; [exact (skip Y) | exact E] |].
intros k K N; destruct (Z.eq_dec k i) as [-> | D]; [now intros H | apply M; lia].
Qed.
Lemma partial_add t y z n top i s x f : (0 <= i)%Z -> (i < n)%Z ->
  (n <= 67108864)%Z ->
  0 < Float64.t'real (t (entry_of y i)) ->
  P_PartialLoss t y z n top i s ->
  (P_Reachable t y z n (Float64.t'real (t (entry_of z top))) ->
    Float64.t'isFinite x /\
    (Float64.t'isFinite s -> P_Small (Float64.t'real s) i ->
      Float64.t'isFinite f /\ P_Small (Float64.t'real f) (1 + i))) ->
  (Float64.is_plus_infinity x \/
    (L_FLabelLoss t z n top i = Float64.t'real x /\
     Float64.t'isFinite (t (entry_of z i)))) ->
  (Float64.is_plus_infinity f \/
    (fadd (Float64.t'real s)
       (fmul (Float64.t'real (t (entry_of y i))) (Float64.t'real x)) =
     Float64.t'real f /\ 0 <= Float64.t'real f /\ Float64.t'isFinite s /\
     Float64.t'isFinite f /\ Float64.t'isFinite x)) ->
  P_PartialLoss t y z n top (1 + i) f.
Proof.
intros I N B Y [R V] Hx Lx Lf; split.
{ intros H; destruct (R H); now apply Hx. }
destruct Lf as [Lf | (E & P & Fs & Ff & Fx)]; [now left | right].
destruct V as [V | [[[Es _] _] M]]; [now destruct (plus_not_finite s V) |].
destruct Lx as [Lx | [Ex Fz]]; [now destruct (plus_not_finite x Lx) |].
destruct (L_FTargetLoss_def t y z n top (1 + i)) as [_ step]; cbv zeta in step.
destruct step as [add _]; [lia |].
replace (- (1) + (1 + i))%Z with i in add by lia.
repeat split; try assumption.
- etransitivity; [exact (add Y) |]; rewrite Es, Ex; operations; exact E.
- intros k K K1 Yk; destruct (Z.eq_dec k i) as [-> | D]; [exact Fz |].
  apply M; [lia | lia | exact Yk].
Qed.
Ltac try_partial_loss := intro_goal; literal_facts; lazymatch goal with
  | S : P_PartialLoss ?t ?y ?z ?n ?top ?i ?s, P : P_Probabilities ?t ?y ?n,
    D : Float64.lt _ _ /\ _ \/ ~ Float64.lt _ _ /\ ?s = ?f
    |- P_PartialLoss ?t ?y ?z ?n ?top _ ?f =>
    destruct (P i ltac:(lia) ltac:(lia)) as [[_ Y0] Fy];
    destruct D as [[_ D] | [L <-]];
    [ repeat match goal with H : _ /\ _ |- _ => destruct H end; subst s;
      operations; lazymatch goal with
      | X : Float64.is_plus_infinity ?x \/ ((_ + L_FLogOf _ _ _ = 0 /\ _) /\ _) /\ _,
        A : Float64.is_plus_infinity f \/ _ |- _ =>
        eapply (partial_add t y z n top i _ x f); try eassumption; try lia;
        [ | destruct X as [X | [[[X _] _] Fz]];
          [left; exact X | right; split; [| exact Fz]];
          unfold L_FLabelLoss, L_FLogProb; cbv zeta;
          match goal with E : L_FLogExcess _ _ _ _ = _ |- _ => rewrite E end; lra
        | destruct A as [A | [[[[? ?] ?] ?] ?]];
          [left; exact A | right; repeat split; assumption] ];
        let R := fresh in intros R; destruct (R i) as [N F];
          [lia | lia | assumption |];
        match goal with
        | B : _ -> _ -> Float64.t'real x <= _ /\ Float64.t'isFinite x,
          C : forall k : Z, (0 <= k)%Z -> Float64.t'real x <= _ -> _ |- _ =>
          let B1 := fresh in let B2 := fresh in
          destruct (B N F) as [B1 B2]; split; [exact B2 | intros];
          apply (C i ltac:(lia) B1 ltac:(lia)); assumption
        end
      end
    | apply partial_skip; [lia | | exact S];
      apply not_lt_real in L; [| assumption | assumption];
      revert L; literal_values; intros; apply Rle_not_lt; assumption ]
  end.
(*@ TRY try_partial_loss *)
