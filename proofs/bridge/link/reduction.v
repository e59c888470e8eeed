(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* src/reduction.c against proofs/coq/BatchError.v: sums and means of losses *)

(*@ NEEDS P_RowWeight *)
From Softproof Require BatchError.
Ltac power_500 :=
  change (bpow radix2 (-500)) with (/ IZR (2 ^ 500));
  change (bpow radix2 500) with (IZR (2 ^ 500));
  let c := eval vm_compute in (2 ^ 500)%Z in change (2 ^ 500)%Z with c.
Ltac power_of e := change (bpow radix2 e) with (IZR (2 ^ e)) in *;
  let c := eval vm_compute in (2 ^ e)%Z in change (2 ^ e)%Z with c in *.
Lemma weight_cases f : P_RowWeight f -> Float64.t'isFinite f /\
  (Float64.t'real f = 0 \/ bpow radix2 (-500) <= Float64.t'real f <= bpow radix2 500).
Proof.
intros [Ff H]; split; [exact Ff |]; power_500.
destruct H as [Z | H]; [now left | right; lra].
Qed.
Lemma weight_range f : P_RowWeight f ->
  Float64.t'isFinite f /\ 0 <= Float64.t'real f <= bpow radix2 500.
Proof.
intros H; destruct (weight_cases f H) as [Ff C]; split; [exact Ff |].
assert (P := bpow_gt_0 radix2 (-500)); assert (Q := bpow_gt_0 radix2 500); lra.
Qed.

(*@ NEEDS P_RowWeights shift *)
Lemma link_weights t w n : P_RowWeights t w n -> forall k, (k < Z.to_nat n)%nat ->
  F (link_entry t w k) /\ 0 <= link_entry t w k <= bpow radix2 500 /\
  (link_entry t w k = 0 \/ bpow radix2 (-500) <= link_entry t w k).
Proof.
intros H k K; assert (Q := H (Z.of_nat k) ltac:(lia) ltac:(lia)).
destruct (weight_range _ Q) as [_ R]; destruct (weight_cases _ Q) as [_ C].
split; [apply finite_F | split; [exact R |]].
destruct C as [C | [C _]]; [left | right]; exact C.
Qed.

(*@ NEEDS P_RowWeights L_FSum shift *)
Lemma batch_FSum t w n : L_FSum t w n = fsum (Z.to_nat n) (link_entry t w).
Proof.
exact (rec_sum_fsum _ (fun k => Float64.t'real (link_at t w k)) (L_FSum_def t w) n).
Qed.
Ltac try_FSum_Weights := intro_goal; unfold real_of_int; match goal with
  | P : P_RowWeights ?t ?w ?n |- context [L_FSum ?t ?w ?k] =>
    let A := fresh in
    assert (A := link_weights t w n P); rewrite batch_FSum; power_500;
    split; [ apply fsum_nonneg; intros; apply A; lia |];
    let B := fresh in
    assert (B := BatchError.fsum_le_count (Z.to_nat k) (link_entry t w) 500);
    rewrite INR_IZR_INZ, Z2Nat.id in B by lia;
    revert B; power_500; intros B; rewrite Rmult_comm; apply B;
    [ apply IZR_le; lia | lia
    | let i := fresh in let I := fresh in intros i I; revert A; power_500;
      intros A; apply A; lia ]
  end.
(*@ TRY try_FSum_Weights *)
Ltac try_FSum_SomeWeight := intro_goal; match goal with
  | P : P_RowWeights ?t ?w ?n, N : _ <> 0, K : (0 <= ?k)%Z
    |- context [L_FSum ?t ?w ?n] =>
    let A := fresh in
    assert (A := link_weights t w n P); rewrite batch_FSum;
    apply Rle_trans with (link_entry t w (Z.to_nat k));
    [ destruct (A (Z.to_nat k) ltac:(lia)) as [_ [_ [Z | C]]];
      [ exfalso; apply N; revert Z; unfold link_entry; rewrite Z2Nat.id by lia;
        intros Z; exact Z
      | revert C; power_500; lra ]
    | apply BatchError.fsum_ge_term; [lia | intros; apply A; lia
      | intros; apply A; lia ] ]
  end.
(*@ TRY try_FSum_SomeWeight *)

(*@ NEEDS L_FDot shift P_RowWeights *)
Lemma batch_FDot t w x n : L_FDot t w x n =
  DotError.Dot (Z.to_nat n) (link_entry t w) (link_entry t x).
Proof.
exact (rec_sum_fsum _ (fun k => fmul (Float64.t'real (link_at t w k))
  (Float64.t'real (link_at t x k))) (L_FDot_def t w x) n).
Qed.
Lemma FDot_left_out t w x k : (0 <= k)%Z ->
  Float64.t'real (link_at t w k) = 0 ->
  L_FDot t w x (1 + k) = L_FDot t w x k.
Proof.
intros K E; rewrite !batch_FDot.
replace (Z.to_nat (1 + k)) with (S (Z.to_nat k)) by lia.
unfold DotError.Dot; simpl fsum; unfold fadd, fmul at 2.
unfold link_entry at 3; rewrite Z2Nat.id, E, Rmult_0_l, RN_0, Rplus_0_r by easy.
apply RN_exact, fsum_format.
Qed.
Ltac try_FDot_LeftOut := intro_goal; match goal with
  | E : _ = 0 |- L_FDot ?t ?w ?x _ = L_FDot ?t ?w ?x ?k =>
    exact (FDot_left_out t w x k ltac:(assumption) E)
  end.
(*@ TRY try_FDot_LeftOut *)

(*@ NEEDS P_Reducible L_FDot L_Dot shift *)
Require RowOps.
Lemma batch_Dot t w x n : L_Dot t w x n =
  sum (Z.to_nat n) (fun k => link_entry t w k * link_entry t x k).
Proof.
exact (rec_sum_sum _ (fun k => Float64.t'real (link_at t w k) *
  Float64.t'real (link_at t x k)) (L_Dot_def t w x) n).
Qed.
Lemma link_Reducible t w x n : P_Reducible t w x n ->
  (0 <= n)%Z /\ INR (Z.to_nat n) = IZR n /\ INR (Z.to_nat n) <= 67108864 /\
  (forall k, (k < Z.to_nat n)%nat -> F (link_entry t w k)) /\
  (forall k, (k < Z.to_nat n)%nat -> 0 <= link_entry t w k) /\
  (forall k, (k < Z.to_nat n)%nat ->
    0 <= link_entry t w k * link_entry t x k) /\
  bpow radix2 (-500) <= sum (Z.to_nat n) (link_entry t w).
Proof.
intros [[[[N0 N1] NZ] P] L].
assert (E : INR (Z.to_nat n) = IZR n) by (rewrite INR_IZR_INZ, Z2Nat.id; lia || easy).
assert (A := link_weights t w n P).
split; [lia | split; [exact E | split; [rewrite E; now apply IZR_le |]]].
split; [intros; now apply A | split; [intros; now apply A | split]].
- intros k K; destruct (A k K) as (_ & B & [Z | C]); [rewrite Z; lra |].
  apply Rmult_le_pos; [lra |].
  assert (Q := bpow_gt_0 radix2 (-500)).
  destruct (L (Z.of_nat k)) as [I | [R _]]; [lia | lia | | | exact R].
  + exact (Rlt_le_trans _ _ _ Q C).
  + apply RowOps.plus_infinity_eq in I.
    assert (V : link_entry t x k = 0) by exact (f_equal Float64.t'real I).
    rewrite V; apply Rle_refl.
- destruct (Rle_lt_dec (bpow radix2 (-500)) (sum (Z.to_nat n) (link_entry t w)))
    as [H | H]; [exact H | exfalso; apply NZ; intros i I0 I1].
  destruct (A (Z.to_nat i) ltac:(lia)) as (_ & B & [Z | C]).
  + revert Z; unfold link_entry; rewrite Z2Nat.id by lia; intros Z; exact Z.
  + exfalso; apply (Rlt_irrefl (sum (Z.to_nat n) (link_entry t w))).
    apply Rlt_le_trans with (1 := H), Rle_trans with (1 := C).
    apply sum_term; [lia | intros; now apply A].
Qed.
(* The goal is the bound A, in WP's form. *)
Ltac sum_exact A := rewrite u_val, ?eta_frac in A;
  change (2 ^ 1074)%Z with
    ltac:(let c := eval vm_compute in (2 ^ 1074)%Z in exact c) in A;
  replace (bpow radix2 (-16)) with (/ 65536) in A by (simpl; lra);
  match type of A with Rabs ?x <= ?y =>
    match goal with |- Rabs ?x' <= ?y' =>
      replace x' with x by ring;
      apply Rle_trans with (1 := A); apply Req_le; rewrite ?mult_IZR end end.
Ltac try_FDot_Accuracy := intro_goal; unfold real_of_int; match goal with
  | R : P_Reducible ?t ?w ?x ?n |- Rabs (L_FDot _ _ _ _ + _) <= _ =>
    destruct (link_Reducible t w x n R) as (? & E & ? & ? & ? & ? & ?);
    let A := fresh in
    assert (A := BatchError.WeightedSum_Accuracy (Z.to_nat n) (link_entry t w)
      (link_entry t x) ltac:(assumption) ltac:(assumption));
    rewrite E, <- batch_FDot, <- batch_Dot in A;
    sum_exact A; field
  end.
(*@ TRY try_FDot_Accuracy *)

(*@ NEEDS P_Reducible L_FMeanLoss L_MeanLoss L_Sum *)
Ltac try_FMeanLoss_Accuracy := intro_goal; unfold real_of_int; match goal with
  | R : P_Reducible ?t ?w ?x ?n
    |- Rabs (L_FMeanLoss _ _ _ _ + _) <= _ =>
    destruct (link_Reducible t w x n R) as (? & E & ? & ? & ? & ? & S);
    let P := fresh in
    assert (P : 0 < sum (Z.to_nat n) (link_entry t w))
      by (apply Rlt_le_trans with (2 := S); apply bpow_gt_0);
    let A := fresh in
    assert (A := BatchError.Mean_Accuracy (Z.to_nat n) (link_entry t w)
      (link_entry t x) ltac:(assumption) ltac:(assumption) ltac:(assumption)
      ltac:(assumption) P);
    rewrite <- link_Sum in P;
    rewrite E, <- batch_FDot, <- batch_Dot, <- batch_FSum, <- link_Sum in A;
    unfold L_FMeanLoss, L_MeanLoss; operations; sum_exact A; field; lra
  end.
(*@ TRY try_FMeanLoss_Accuracy *)

(*@ NEEDS P_Reducible L_FMeanLoss P_ModerateLosses L_Sum *)
Lemma mean_bounded t w x n : P_Reducible t w x n -> P_ModerateLosses t w x n ->
  0 <= L_FMeanLoss t w x n <= bpow radix2 492.
Proof.
intros R M; destruct (link_Reducible t w x n R) as (? & E & ? & ? & W & ? & S).
assert (Q := bpow_gt_0 radix2 (-500)).
assert (P : 0 < sum (Z.to_nat n) (link_entry t w)) by lra.
assert (B : 0 <= DotError.Dot (Z.to_nat n) (link_entry t w) (link_entry t x) /
  fsum (Z.to_nat n) (link_entry t w) <= 2 * bpow radix2 490 + 1).
{ apply BatchError.Mean_Bounded; try assumption.
  - intros k K; assert (W0 := W k K).
    destruct (Rle_lt_or_eq_dec _ _ W0) as [Wp | Wz]; [| rewrite <- Wz; lra].
    apply Rmult_le_compat_l; [exact W0 |].
    destruct (M (Z.of_nat k) ltac:(lia) ltac:(lia) Wp) as [B _].
    power_of 490%Z; exact B.
  - apply Rle_trans with (bpow radix2 (-1074) * bpow radix2 500).
    + unfold eta, Rdiv; apply Rmult_le_compat_l; [apply bpow_ge_0 |].
      change 500%Z with (- (-500))%Z; rewrite bpow_opp.
      apply Rinv_le_contravar; [exact Q | exact S].
    + rewrite <- bpow_plus; apply Rle_trans with (bpow radix2 (-32));
        [apply bpow_le; lia | simpl; lra].
  - apply bpow_ge_0. }
unfold L_FMeanLoss; rewrite batch_FDot, batch_FSum.
change (0 <= RN (DotError.Dot (Z.to_nat n) (link_entry t w) (link_entry t x) /
  fsum (Z.to_nat n) (link_entry t w)) <= bpow radix2 492).
split; [now apply RN_nonneg |].
apply RN_le_format; [apply F_bpow; lia |]; apply Rle_trans with (1 := proj2 B).
assert (1 <= bpow radix2 490) by (apply (bpow_le radix2 0); lia).
change 492%Z with (490 + 2)%Z; rewrite bpow_plus; change (bpow radix2 2) with 4; lra.
Qed.
Ltac try_FMeanLoss_Bounded := intro_goal; match goal with
  | R : P_Reducible ?t ?w ?x ?n, M : P_ModerateLosses ?t ?w ?x ?n |- _ =>
    let A := fresh in
    assert (A := mean_bounded t w x n R M); power_of 492%Z;
    destruct A; split; assumption
  end.
(*@ TRY try_FMeanLoss_Bounded *)

(* sum + w x *)
(*@ NEEDS P_RowWeight P_RowLoss *)
Require RowOps.
Require BatchOps.
Lemma row_loss_cases x : P_RowLoss x ->
  Float64.is_plus_infinity x \/ (Float64.t'isFinite x /\ 0 <= Float64.t'real x).
Proof. intros [I | [R Fx]]; [now left | right; now split]. Qed.
Lemma add_loss_cases s y x : P_RowWeight y -> 0 < Float64.t'real y ->
  P_RowLoss s -> P_RowLoss x ->
  let d := Float64.add RNE s (Float64.mul RNE y x) in
  Float64.is_plus_infinity d \/
  (Float64.t'isFinite d /\ Float64.t'isFinite s /\ Float64.t'isFinite x /\
   Float64.t'real d = fadd (Float64.t'real s)
     (fmul (Float64.t'real y) (Float64.t'real x)) /\
   0 <= Float64.t'real d).
Proof.
intros Wy Y S X; destruct (weight_range y Wy) as [Fy _].
apply row_loss_cases in S; apply row_loss_cases in X.
assert (M : Float64.is_plus_infinity (Float64.mul RNE y x) \/
  (Float64.t'isFinite x /\ Float64.t'isFinite (Float64.mul RNE y x) /\
   Float64.t'real (Float64.mul RNE y x) = fmul (Float64.t'real y) (Float64.t'real x) /\
   0 <= fmul (Float64.t'real y) (Float64.t'real x))).
{ destruct X as [X | [Fx X]]; [left; exact (RowOps.mul_plus y x Fy Y X) |].
  destruct (BatchOps.mul_nonneg y x Fy Y Fx X) as [I | H]; [now left | right; tauto]. }
destruct M as [M | (Fx & Fp & E & P)].
{ left; refine (proj2 (RowOps.plus_add _ s M _)); tauto. }
destruct S as [S | [Fs S]].
{ left; exact (proj1 (RowOps.plus_add s _ S (or_introl Fp))). }
rewrite <- E in P.
destruct (RowOps.add_nonneg s _ Fs Fp S P) as [D | (Fd & V & Q)];
  [now left | right].
rewrite <- V in Q; repeat split; try assumption.
cbv zeta; rewrite V, E; reflexivity.
Qed.
Lemma plus_no_nan x : Float64.is_plus_infinity x -> ~ Float64.is_nan x.
Proof. intros H; apply RowOps.plus_infinity_eq in H; now subst x. Qed.
Ltac try_add_loss := intro_goal; match goal with
  | W : P_RowWeight ?y |- context [Float64.add RNE ?s (Float64.mul RNE ?y ?x)] =>
    let C := fresh in
    assert (C := add_loss_cases s y x W ltac:(assumption) ltac:(assumption)
      ltac:(assumption)); cbv zeta in C; operations;
    first [ tauto | destruct C as [C | [C _]];
      [now apply plus_no_nan | now apply finite_not_nan] ]
  end.
(*@ TRY try_add_loss *)

(*@ NEEDS P_RowWeight P_RowLoss P_SmallSum *)
Lemma sum_F i : (0 <= i)%Z -> (i <= 67108865)%Z -> F (IZR i * bpow radix2 991).
Proof.
intros I N; apply generic_format_FLT; exists (Float radix2 i 991); simpl;
  [reflexivity | lia | lia].
Qed.
Lemma add_loss_small s y x i : P_RowWeight y -> 0 < Float64.t'real y ->
  Float64.t'isFinite s -> P_RowLoss s -> Float64.t'isFinite x -> P_RowLoss x ->
  Float64.t'real x <= bpow radix2 490 ->
  (0 <= i)%Z -> (i <= 67108864)%Z -> Float64.t'real s <= IZR i * bpow radix2 991 ->
  let d := Float64.add RNE s (Float64.mul RNE y x) in
  Float64.t'isFinite d /\ Float64.t'real d <= IZR (1 + i) * bpow radix2 991.
Proof.
intros Wy Y Fs Ls Fx Lx B I N S; destruct (weight_range y Wy) as [Fy Ry].
assert (S0 : 0 <= Float64.t'real s).
{ destruct (row_loss_cases s Ls) as [C | C]; [| easy].
  apply RowOps.plus_infinity_eq in C; subst s; easy. }
assert (X0 : 0 <= Float64.t'real x).
{ destruct (row_loss_cases x Lx) as [C | C]; [| easy].
  apply RowOps.plus_infinity_eq in C; subst x; easy. }
assert (P : 0 <= RN (Float64.t'real y * Float64.t'real x) <= bpow radix2 991).
{ split; [apply RN_nonneg; nra |].
  apply RN_le_format; [apply F_bpow; lia |].
  apply Rle_trans with (bpow radix2 500 * bpow radix2 490);
    [apply Rmult_le_compat; lra |].
  rewrite <- bpow_plus; apply bpow_le; lia. }
destruct (op_mul y x Fy Fx) as [Fp E].
{ rewrite Rabs_pos_eq by apply P; apply Rle_trans with (1 := proj2 P).
  apply bpow_le; lia. }
rewrite <- E in P.
assert (R : 0 <= RN (Float64.t'real s + Float64.t'real (Float64.mul RNE y x))
            <= IZR (1 + i) * bpow radix2 991).
{ split; [apply RN_nonneg; lra |].
  apply RN_le_format; [apply sum_F; lia | rewrite plus_IZR; lra]. }
cbv zeta; destruct (RowOps.op_add_max s _ Fs Fp) as [Fd V].
- rewrite Rabs_pos_eq by apply R; apply Rle_lt_trans with (1 := proj2 R).
  apply Rle_lt_trans with (IZR (2 ^ 27) * bpow radix2 991).
  + apply Rmult_le_compat_r; [apply bpow_ge_0 | apply IZR_le; lia].
  + change (IZR (2 ^ 27)) with (bpow radix2 27); rewrite <- bpow_plus.
    apply bpow_lt; lia.
- rewrite V; split; [exact Fd | exact (proj2 R)].
Qed.
Ltac try_add_loss_small := intro_goal; match goal with
  | W : P_RowWeight ?y, B : P_SmallSum (Float64.t'real ?s) ?i
    |- Float64.t'isFinite (Float64.add RNE ?s (Float64.mul RNE ?y ?x)) /\ _ =>
    let C := fresh in
    assert (C := add_loss_small s y x i W); cbv zeta in C;
    unfold P_SmallSum, real_of_int in *; power_of 490%Z; power_of 991%Z;
    destruct C as [C C']; try assumption;
    [ lra | split; [exact C | lra] ]
  end.
(*@ TRY try_add_loss_small *)

(* sum / total *)
(*@ NEEDS P_RowLoss *)
Require RowOps.
Require BatchOps.
Ltac try_quotient := intro_goal; match goal with
  | S : P_RowLoss ?s |- context [Float64.div RNE ?s ?d] =>
    let C := fresh in
    assert (C := BatchOps.quotient_cases s d ltac:(assumption) ltac:(lra)
      ltac:(destruct S as [S | [S ?]]; [left; exact S | right; split; assumption]));
    operations;
    first [ tauto | destruct C as [C | [C _]];
      [apply RowOps.plus_infinity_eq in C; rewrite C; now intros
      | now apply finite_not_nan] ]
  end.
(*@ TRY try_quotient *)
Ltac try_quotient_small := intro_goal; operations; match goal with
  | B : fdiv (Float64.t'real ?s) (Float64.t'real ?d) <= _
    |- Float64.t'isFinite (Float64.div RNE ?s ?d) =>
    let N := fresh in
    assert (N : 0 <= fdiv (Float64.t'real s) (Float64.t'real d)) by
      (apply RN_nonneg, Rmult_le_pos; [
        match goal with S : P_RowLoss s |- _ => destruct S as [S | [S _]];
          [apply RowOps.plus_infinity_eq in S; subst s; discriminate | exact S] end
      | left; apply Rinv_0_lt_compat; lra ]);
    refine (proj1 (op_div s d _ _ _ _)); [assumption | assumption | lra |];
    change (Rabs (fdiv (Float64.t'real s) (Float64.t'real d)) <= bpow radix2 1000);
    rewrite Rabs_pos_eq by exact N;
    apply Rle_trans with (bpow radix2 492);
    [ change (bpow radix2 492) with (IZR (2 ^ 492));
      let c := eval vm_compute in (2 ^ 492)%Z in
      change (2 ^ 492)%Z with c; exact B
    | apply bpow_le; lia ]
  end.
(*@ TRY try_quotient_small *)

(* One loss of a weighted sum. *)
(*@ NEEDS P_PartialSum P_SmallSum P_ModerateLosses L_FDot P_RowWeights shift *)
Require RowOps.
Lemma small_sum_next r i : P_SmallSum r i -> P_SmallSum r (1 + i).
Proof. unfold P_SmallSum, real_of_int; intros H; rewrite plus_IZR; lra. Qed.
Lemma partial_left_out t w x n i s : (0 <= i)%Z ->
  Float64.t'real (link_at t w i) = 0 ->
  P_PartialSum t w x n i s -> P_PartialSum t w x n (1 + i) s.
Proof.
intros I W [R V]; split.
{ intros H; destruct (R H); split; [assumption | now apply small_sum_next]. }
destruct V as [V | [[[E P] Fs] M]]; [now left | right].
repeat split; try assumption.
- etransitivity; [exact (FDot_left_out t w x i I W) | exact E].
- intros k K N; destruct (Z.eq_dec k i) as [-> | D]; [| apply M; lia].
  intros Q; exfalso; apply (Rlt_irrefl 0); rewrite <- W at 2; exact Q.
Qed.
Lemma partial_take t w x n i s f c : (0 <= i)%Z -> (i < n)%Z -> (n <= 67108864)%Z ->
  0 < Float64.t'real (link_at t w i) -> P_PartialSum t w x n i s ->
  (P_ModerateLosses t w x n ->
     Float64.t'real (link_at t x i) <= c /\ Float64.t'isFinite (link_at t x i)) ->
  (Float64.is_plus_infinity f \/
   (fadd (Float64.t'real s)
      (fmul (Float64.t'real (link_at t w i)) (Float64.t'real (link_at t x i))) =
    Float64.t'real f /\ 0 <= Float64.t'real f /\ Float64.t'isFinite s /\
    Float64.t'isFinite f /\ Float64.t'isFinite (link_at t x i))) ->
  (forall k, (0 <= k)%Z -> Float64.t'real (link_at t x i) <= c ->
    (k <= 67108864)%Z -> Float64.t'isFinite s -> P_SmallSum (Float64.t'real s) k ->
    Float64.t'isFinite (link_at t x i) ->
    Float64.t'isFinite f /\ P_SmallSum (Float64.t'real f) (1 + k)) ->
  P_PartialSum t w x n (1 + i) f.
Proof.
intros I N B W [R V] Hc Lf Hs; split.
{ intros H; destruct (R H) as [Fs S]; destruct (Hc H) as [C Fx].
  apply Hs; assumption || lia. }
destruct Lf as [Lf | (E & P & Fs & Ff & Fx)]; [now left | right].
destruct V as [V | [[[Es _] _] M]].
{ apply RowOps.plus_infinity_eq in V; subst s; easy. }
destruct (L_FDot_def t w x (1 + i)) as [_ step]; cbv zeta in step.
replace (- (1) + (1 + i))%Z with i in step by lia.
repeat split; try assumption.
- etransitivity; [exact (step ltac:(lia)) |]; rewrite Es; operations; exact E.
- intros k K K1 Wk; destruct (Z.eq_dec k i) as [-> | D]; [exact Fx |].
  apply M; [lia | lia | exact Wk].
Qed.
Ltac try_partial_sum := intro_goal; lazymatch goal with
  | S : P_PartialSum ?t ?w ?x ?n ?i ?s, R : P_Reducible ?t ?w ?x ?n,
    D : (?c = 0)%Z /\ _ \/ ~ (?c = 0)%Z /\ _, Z : (?c = 0)%Z -> _ = 0
    |- P_PartialSum ?t ?w ?x ?n (1 + ?i)%Z ?f =>
    assert (n <= 67108864)%Z by (destruct R as [[[[_ ?] _] _] _]; assumption);
    let C := fresh in let E := fresh in
    destruct D as [[C E] | [_ C]];
    [ rewrite <- E; apply partial_left_out; [assumption | exact (Z C) | exact S]
    | repeat match goal with H : _ /\ _ |- _ => destruct H end; subst s;
      operations;
      eapply (partial_take t w x n i _ f); [ assumption | assumption | assumption
        | assumption | exact S | | | eassumption ];
      [ let M := fresh in intros M; apply (M i); assumption | tauto ] ]
  end.
(*@ TRY try_partial_sum *)
