(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* The model of src/online.c against proofs/coq/OnlineSum.v *)

(* Of what one more logit does *)
(*@ NEEDS L_Highest *)
Ltac online_step D := let S := fresh in
  pose proof D as S; cbv zeta in S; destruct S as [_ S];
  rewrite S by lia; clear S.
Lemma online_Highest t z i : (0 <= i)%Z ->
  L_Highest t z (1 + i)%Z = L_Higher (link_at t z i) (L_Highest t z i).
Proof.
intros H; online_step (L_Highest_def t z (1 + i)%Z).
now replace (- (1) + (1 + i))%Z with i by lia.
Qed.
Lemma online_max : Float64.max_real =
  ltac:(let c := eval vm_compute in (9007199254740991 * 2 ^ 971)%Z in exact (IZR c)).
Proof.
transitivity (IZR 9007199254740991 * IZR (2 ^ 971)); [reflexivity |].
rewrite <- mult_IZR; apply f_equal; vm_compute; reflexivity.
Qed.
Lemma online_least x : Float64.t'isFinite x ->
  - Float64.max_real <= Float64.t'real x.
Proof. intros _; assert (B := RowOps.finite_max x); apply Rabs_le_inv in B; lra. Qed.
Lemma online_lowest t z : L_Highest t z 0%Z < - Float64.max_real.
Proof. rewrite (proj1 (L_Highest_def t z 0%Z)), online_max by lia; lra. Qed.
Lemma online_above t z x : L_Highest t z 0%Z < Float64.t'real x.
Proof.
assert (B := RowOps.finite_max x); apply Rabs_le_inv in B.
assert (L := online_lowest t z); lra.
Qed.

(*@ NEEDS L_Records L_Highest *)
Lemma online_Records t z i : (0 <= i)%Z ->
  L_Records t z (1 + i)%Z = L_Records t z i +
    binary64.Binary64.unmasked (link_at t z i)
      (L_Exceeds (link_at t z i) (L_Highest t z i)).
Proof.
intros H; online_step (L_Records_def t z (1 + i)%Z).
now replace (- (1) + (1 + i))%Z with i by lia.
Qed.
Lemma online_Exceeds x m : 0 <= L_Exceeds x m <= 1.
Proof.
destruct (L_Exceeds'def x m) as [A B].
destruct (Rlt_dec m (ieee_float.Float64.t'real x)) as [C | C];
  [rewrite A | rewrite B]; auto; lra.
Qed.
Lemma online_Records_range t z n : 0 <= L_Records t z (Z.of_nat n) <= INR n.
Proof.
induction n as [| n IH].
- change (Z.of_nat 0) with 0%Z.
  rewrite (proj1 (L_Records_def t z 0%Z)) by lia; simpl; lra.
- replace (Z.of_nat (S n)) with (1 + Z.of_nat n)%Z by lia.
  rewrite online_Records, S_INR by lia; unfold binary64.Binary64.unmasked.
  assert (E := online_Exceeds (link_at t z (Z.of_nat n)) (L_Highest t z (Z.of_nat n))).
  destruct ieee_float.Float64.is_masked; lra.
Qed.
Ltac try_Records_Range := link_nats; match goal with
  | |- L_Records ?t ?z (Z.of_nat ?n) <= _ /\ _ =>
      destruct (online_Records_range t z n); rewrite INR_IZR_INZ in *;
      split; assumption
  | |- 0 <= L_Records ?t ?z (Z.of_nat ?n) /\ _ =>
      destruct (online_Records_range t z n); rewrite INR_IZR_INZ in *;
      split; assumption
  end.
(*@ TRY try_Records_Range *)

(*@ NEEDS L_FExp L_ShiftedWeight *)
From Softproof Require OnlineSum.
Lemma online_near x m : Float64.t'isFinite m -> Float64.is_minus_infinity x \/
  (Float64.t'real x <= Float64.t'real m /\ Float64.t'isFinite x) ->
  OnlineSum.Weight_Near (L_FExp x m) (L_ShiftedWeight x (Float64.t'real m)).
Proof.
intros Fm H; unfold L_FExp, L_ShiftedWeight; operations.
unfold binary64.Binary64.unmasked.
destruct H as [H | [H Fx]].
- apply Float64.is_masked_spec in H; rewrite H; apply OnlineSum.weight_masked.
- replace (Float64.is_masked x) with false by (now destruct x).
  rewrite link_DiffError, link_ExpPair by (apply RN_le_format; [apply F_0 | lra]).
  replace (Float64.t'real x + - (1) * Float64.t'real m)
    with (Float64.t'real x - Float64.t'real m) by ring.
  apply OnlineSum.weight_near; [apply finite_F | apply finite_F | exact H].
Qed.

(* One step keeps the invariant. *)
(*@ NEEDS P_OnlineState L_FExp L_ShiftedSum *)
Lemma online_ShiftedSum t z i m : (0 <= i)%Z -> L_ShiftedSum t z (1 + i)%Z m =
  L_ShiftedSum t z i m + L_ShiftedWeight (link_at t z i) m.
Proof.
intros H; online_step (L_ShiftedSum_def t z (1 + i)%Z m).
now replace (- (1) + (1 + i))%Z with i by lia.
Qed.
Lemma online_masked t z i : (0 <= i)%Z -> P_AllMasked t z i ->
  L_Highest t z i = L_Highest t z 0%Z /\ L_Records t z i = 0 /\
  forall m, L_ShiftedSum t z i m = 0.
Proof.
intros Hi; apply Z_of_nat_complete in Hi; destruct Hi as [n ->].
induction n as [| n IH]; intros A.
- split; [easy |]; split; [apply L_Records_def; lia |].
  intros m; apply L_ShiftedSum_def; lia.
- replace (Z.of_nat (S n)) with (1 + Z.of_nat n)%Z in * by lia.
  destruct IH as (IH & IR & IS); [intros k K N; apply A; lia |].
  assert (M : Float64.is_minus_infinity (link_at t z (Z.of_nat n))) by (apply A; lia).
  apply Float64.is_masked_spec in M.
  rewrite online_Highest, online_Records, IR by lia.
  unfold L_Higher, binary64.Binary64.unmasked; rewrite M, Rplus_0_r, IH.
  repeat split; [lra |]; intros m; rewrite online_ShiftedSum, IS by lia.
  unfold L_ShiftedWeight, binary64.Binary64.unmasked; rewrite M; lra.
Qed.
Lemma online_highest t z n top : (top < n)%nat ->
  Float64.t'isFinite (link_cell t z top) ->
  Float64.t'real (link_cell t z top) <= L_Highest t z (Z.of_nat n).
Proof.
induction n as [| n IH]; intros Ht F; [lia |].
replace (Z.of_nat (S n)) with (1 + Z.of_nat n)%Z by lia.
rewrite online_Highest by lia; unfold L_Higher, binary64.Binary64.unmasked.
destruct (Nat.eq_dec top n) as [-> | D].
- replace (Float64.is_masked _) with false by (now destruct (link_cell t z n)).
  match goal with |- ?x <= ?h + Rmax 0 ?r => assert (M := Rmax_r 0 r) end; lra.
- specialize (IH ltac:(lia) F); destruct Float64.is_masked; [lra |].
  match goal with |- ?x <= ?h + Rmax 0 ?r => assert (M := Rmax_l 0 r) end; lra.
Qed.
Lemma online_Error i r : L_OnlineError i r = OnlineSum.online_bound (IZR i) r.
Proof.
unfold L_OnlineError, OnlineSum.online_bound, real_of_int; rewrite u_val; field.
Qed.
Lemma online_one t z i m f : (0 <= i)%Z -> L_Highest t z i = Float64.t'real m ->
  L_Records t z i = 1 -> L_ShiftedSum t z i (Float64.t'real m) = 1 ->
  Float64.t'real f = 1 -> (1 <= i)%Z -> P_OnlineNear t z i m f.
Proof.
intros Hi H R S F I; apply IZR_le in I; unfold P_OnlineNear; cbv zeta.
rewrite R, S, F, online_Error; unfold real_of_int, OnlineSum.online_bound.
repeat split; try assumption; try lra.
replace (1 + - (1) * 1) with 0 by lra; rewrite Rabs_R0, Rmult_1_l.
rewrite u_val; lra.
Qed.
Lemma online_Below t z i m x : P_Below t z i m -> Float64.t'real m <= Float64.t'real x ->
  Float64.is_minus_infinity (link_at t z i) \/
  (Float64.t'real (link_at t z i) <= Float64.t'real x /\
   Float64.t'isFinite (link_at t z i)) ->
  P_Below t z (1 + i)%Z x.
Proof.
intros B L H k; cbv zeta; intros K N; destruct (Z.eq_dec k i) as [-> | D]; [exact H |].
destruct (B k K ltac:(lia)) as [C | [C D']]; [now left | right; split; [| exact D']].
eapply Rle_trans; [exact C | exact L].
Qed.
Lemma online_abs_sum (s S : R) E : Rabs (s - S) <= E * S -> Rabs (s + - (1) * S) <= S * E.
Proof. intros H; replace (s + - (1) * S) with (s - S) by ring; lra. Qed.
Lemma online_sum_abs (s S : R) E : Rabs (s + - (1) * S) <= S * E -> Rabs (s - S) <= E * S.
Proof. intros H; replace (s - S) with (s + - (1) * S) by ring; lra. Qed.

Lemma online_add t z i m s f : (0 <= i)%Z -> (i <= 67108863)%Z ->
  P_OnlineState t z i m s ->
  Float64.is_minus_infinity (link_at t z i) \/
  (Float64.t'real (link_at t z i) <= Float64.t'real m /\
   Float64.t'isFinite (link_at t z i)) ->
  Float64.t'isFinite f ->
  fadd (Float64.t'real s) (L_FExp (link_at t z i) m) = Float64.t'real f ->
  P_OnlineState t z (1 + i)%Z m f.
Proof.
intros Hi Ni [[[Fm Fs] B] C] H Ff E.
assert (W := online_near (link_at t z i) m Fm H).
split; [split; [now split | apply (online_Below t z i m); try assumption; lra] |].
destruct C as [N | [[M Z] A]].
- left; destruct N as [[[[[[Hm S2] S1] R2] R1] T1] D].
  rewrite online_Error in D; apply online_sum_abs in D; unfold real_of_int in *.
  assert (I := IZR_le _ _ Ni).
  assert (BR := OnlineSum.bound_range (IZR i) (L_Records t z i) (conj R1 R2) ltac:(lra)).
  assert (Same : L_Highest t z (1 + i)%Z = L_Highest t z i /\
    L_Records t z (1 + i)%Z = L_Records t z i).
  { rewrite online_Highest, online_Records by lia.
    unfold L_Higher, binary64.Binary64.unmasked.
    destruct H as [H | [H F1]].
    - apply Float64.is_masked_spec in H; rewrite H; split; ring.
    - replace (Float64.is_masked _) with false by (now destruct (link_at t z i)).
      rewrite Hm, Rmax_left by lra.
      rewrite (proj2 (L_Exceeds'def _ _)) by lra; split; ring. }
  unfold P_OnlineNear; cbv zeta; unfold real_of_int.
  destruct Same as [-> ->]; rewrite online_Error, online_ShiftedSum by lia.
  assert (Step := OnlineSum.Sum_Add _ _ _ _ _ W (finite_F s) ltac:(lra) T1 D BR).
  assert (Range := OnlineSum.Add_Range (Float64.t'real s) _ i ltac:(lia)
    (conj S1 S2) (proj1 W)).
  rewrite E in Step, Range.
  replace (i + 1)%Z with (1 + i)%Z in Range by lia.
  assert (P1 : IZR (1 + i) = IZR i + 1) by (rewrite plus_IZR; ring).
  assert (W0 := proj1 (proj2 (proj2 W))).
  rewrite <- OnlineSum.bound_add, <- P1 in Step.
  repeat split; try assumption; try lra; try apply Range.
  now apply online_abs_sum.
- rewrite Z in E; destruct H as [H | [H F1]].
  + right; split; [split; [exact M |] |].
    * apply Float64.is_masked_spec in H; rewrite <- E; unfold L_FExp, fadd.
      unfold binary64.Binary64.unmasked; rewrite H, Rplus_0_r; apply RN_0.
    * intros k K L; destruct (Z.eq_dec k i) as [-> | D]; [exact H | apply A; lia].
  + left.
    assert (X : Float64.t'real (link_at t z i) = Float64.t'real m).
    { assert (L := online_least _ F1); rewrite online_max in L.
      apply Rle_antisym; [exact H | rewrite M; lra]. }
    destruct (online_masked t z i Hi A) as (HH & HR & HS).
    assert (Low := online_lowest t z); assert (L := online_least _ Fm).
    apply online_one; try lia.
    * rewrite online_Highest, HH by lia; unfold L_Higher, binary64.Binary64.unmasked.
      replace (Float64.is_masked _) with false by (now destruct (link_at t z i)).
      rewrite X, Rmax_right by lra; ring.
    * rewrite online_Records, HR, HH by lia; unfold binary64.Binary64.unmasked.
      replace (Float64.is_masked _) with false by (now destruct (link_at t z i)).
      rewrite (proj1 (L_Exceeds'def _ _)) by (rewrite X; lra); ring.
    * rewrite online_ShiftedSum, HS by lia.
      unfold L_ShiftedWeight, binary64.Binary64.unmasked.
      replace (Float64.is_masked _) with false by (now destruct (link_at t z i)).
      rewrite X; replace (Float64.t'real m + - (1) * Float64.t'real m) with 0 by ring.
      rewrite exp_0; ring.
    * rewrite <- E; unfold L_FExp; operations; unfold binary64.Binary64.unmasked.
      replace (Float64.is_masked _) with false by (now destruct (link_at t z i)).
      rewrite X, link_DiffError, link_ExpPair by (apply RN_le_format; [apply F_0 | lra]).
      change (fsub ?a ?a) with (CompensatedSoftmax.dhi a a).
      rewrite OnlineSum.weight_top; unfold fadd; rewrite Rplus_0_l; apply RN_1.
Qed.
Ltac try_Online_Add := intro_goal; operations; match goal with
  | S : P_OnlineState ?t ?z ?i ?m ?s |- P_OnlineState ?t ?z _ ?m ?f =>
      apply (online_add t z i m s f); assumption
  end.
(*@ TRY try_Online_Add *)

(* A new largest *)
(*@ NEEDS P_OnlineState L_FExp L_ShiftedSum *)
Lemma online_rescale t z i m s f : (0 <= i)%Z -> (i <= 67108863)%Z ->
  P_OnlineState t z i m s -> Float64.t'isFinite (link_at t z i) ->
  Float64.t'real m < Float64.t'real (link_at t z i) -> Float64.t'isFinite f ->
  fadd (fmul (Float64.t'real s) (L_FExp m (link_at t z i))) 1 = Float64.t'real f ->
  P_OnlineState t z (1 + i)%Z (link_at t z i) f.
Proof.
intros Hi Ni [[[Fm Fs] B] C] Fx L Ff E; set (x := link_at t z i) in *.
assert (Open : Float64.is_masked x = false) by (now destruct x).
assert (Openm : Float64.is_masked m = false) by (now destruct m).
split; [split; [now split | apply (online_Below t z i m); try assumption; [lra |]] |].
{ right; split; [apply Rle_refl | exact Fx]. }
left.
assert (One : L_ShiftedWeight x (Float64.t'real x) = 1).
{ unfold L_ShiftedWeight, binary64.Binary64.unmasked; rewrite Open.
  replace (Float64.t'real x + - (1) * Float64.t'real x) with 0 by ring; apply exp_0. }
assert (Up : forall h, h < Float64.t'real x ->
  L_Higher x h = Float64.t'real x /\
  binary64.Binary64.unmasked x (L_Exceeds x h) = 1).
{ intros h H; unfold L_Higher, binary64.Binary64.unmasked; rewrite Open.
  rewrite Rmax_right, (proj1 (L_Exceeds'def _ _)) by lra; split; ring. }
destruct C as [N | [[M Z] A]].
- destruct N as [[[[[[Hm S2] S1] R2] R1] T1] D].
  rewrite online_Error in D; apply online_sum_abs in D; unfold real_of_int in *.
  assert (I := IZR_le _ _ Ni).
  assert (BR := OnlineSum.bound_range (IZR i) (L_Records t z i) (conj R1 R2) ltac:(lra)).
  assert (W := online_near m x Fx
    (or_intror (conj (Rlt_le _ _ L) Fm))).
  assert (Ex : L_ShiftedWeight m (Float64.t'real x) =
    exp (Float64.t'real m - Float64.t'real x)).
  { unfold L_ShiftedWeight, binary64.Binary64.unmasked; rewrite Openm; f_equal; ring. }
  rewrite Ex in W.
  assert (Hs : 1 <= Float64.t'real s <= 67108864) by lra.
  assert (Step := OnlineSum.Sum_Rescale _ _ _ _ _ W Hs T1 D BR).
  assert (Range := OnlineSum.Rescale_Range (Float64.t'real s) _ i ltac:(lia)
    (conj (Rle_trans _ _ _ Rle_0_1 S1) S2) (proj1 W)).
  rewrite E in Step, Range; replace (i + 1)%Z with (1 + i)%Z in Range by lia.
  assert (P1 : IZR (1 + i) = IZR i + 1) by (rewrite plus_IZR; ring).
  assert (Sum : L_ShiftedSum t z (1 + i)%Z (Float64.t'real x) =
    L_ShiftedSum t z i (Float64.t'real m) *
      exp (Float64.t'real m - Float64.t'real x) + 1).
  { rewrite online_ShiftedSum by lia; fold x; rewrite One; f_equal.
    rewrite !link_ShiftedSum; apply RealAttention.shifted_rescale. }
  destruct (Up (L_Highest t z i)) as [H1 H2]; [rewrite Hm; exact L |].
  assert (E0 : 0 <= exp (Float64.t'real m - Float64.t'real x))
    by (left; apply exp_pos).
  assert (P0 : 0 <= L_ShiftedSum t z i (Float64.t'real m) *
    exp (Float64.t'real m - Float64.t'real x)) by (apply Rmult_le_pos; lra).
  unfold P_OnlineNear; cbv zeta; unfold real_of_int.
  rewrite online_Highest, online_Records, Sum, online_Error by lia.
  fold x; rewrite H1, H2, P1.
  rewrite <- OnlineSum.bound_rescale in Step.
  repeat split; try assumption; try lra; try apply Range.
  now apply online_abs_sum.
- rewrite Z, OnlineSum.Sum_First in E; symmetry in E.
  destruct (online_masked t z i Hi A) as (HH & HR & HS).
  assert (Low := online_lowest t z); assert (B' := online_least _ Fx).
  destruct (Up (L_Highest t z i)) as [H1 H2]; [rewrite HH; lra |].
  apply online_one; try lia; try assumption.
  + rewrite online_Highest by lia; exact H1.
  + rewrite online_Records, HR by lia; fold x; rewrite H2; ring.
  + rewrite online_ShiftedSum, HS by lia; fold x; rewrite One; ring.
Qed.
Ltac try_Online_Rescale := intro_goal; operations; match goal with
  | S : P_OnlineState ?t ?z ?i ?m ?s |- P_OnlineState ?t ?z _ _ ?f =>
      apply (online_rescale t z i m s f); assumption
  end.
(*@ TRY try_Online_Rescale *)
