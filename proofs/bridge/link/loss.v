(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* Losses: the theorems of CompensatedLoss.v, and the sums of RowOps.v that may
   overflow. *)

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
