(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* One column of online attention against proofs/coq/OnlineValues.v;
   continues online_model.v *)

(* One column: what one more row does *)
(*@ NEEDS P_ValueState P_OnlineState L_FExp L_ShiftedSum *)
From Softproof Require OnlineValues.
Notation values_at t V d c k := (Float64.t'real (link_at t V (c + d * k)%Z)).
Lemma values_O t s V d c k m : (0 <= k)%Z -> L_ShiftedValues t s V d c (1 + k)%Z m =
  L_ShiftedValues t s V d c k m +
    L_ShiftedWeight (link_at t s k) m * values_at t V d c k.
Proof.
intros H; online_step (L_ShiftedValues_def t s V d c (1 + k)%Z m).
now replace (- (1) + (1 + k))%Z with k by lia.
Qed.
Lemma values_A t s V d c k m : (0 <= k)%Z ->
  L_ShiftedMagnitudes t s V d c (1 + k)%Z m = L_ShiftedMagnitudes t s V d c k m +
    L_ShiftedWeight (link_at t s k) m * Rabs (values_at t V d c k).
Proof.
intros H; online_step (L_ShiftedMagnitudes_def t s V d c (1 + k)%Z m).
now replace (- (1) + (1 + k))%Z with k by lia.
Qed.
Lemma values_T t s V d c k : (0 <= k)%Z ->
  L_TotalMagnitude t s V d c (1 + k)%Z = L_TotalMagnitude t s V d c k +
    binary64.Binary64.unmasked (link_at t s k) (Rabs (values_at t V d c k)).
Proof.
intros H; online_step (L_TotalMagnitude_def t s V d c (1 + k)%Z).
now replace (- (1) + (1 + k))%Z with k by lia.
Qed.
Lemma values_sizes t s V d c k m : (0 <= k)%Z -> P_Below t s k m ->
  Rabs (L_ShiftedValues t s V d c k (Float64.t'real m)) <=
    L_ShiftedMagnitudes t s V d c k (Float64.t'real m) <=
    L_TotalMagnitude t s V d c k.
Proof.
intros H; apply Z_of_nat_complete in H; destruct H as [n ->].
induction n as [| n IH]; intros B.
- change (Z.of_nat 0) with 0%Z.
  rewrite (proj1 (L_ShiftedValues_def _ _ _ _ _ _ _)),
    (proj1 (L_ShiftedMagnitudes_def _ _ _ _ _ _ _)),
    (proj1 (L_TotalMagnitude_def _ _ _ _ _ _)) by lia.
  rewrite Rabs_R0; lra.
- replace (Z.of_nat (S n)) with (1 + Z.of_nat n)%Z in * by lia.
  assert (X : Float64.is_minus_infinity (link_at t s (Z.of_nat n)) \/
    Float64.t'real (link_at t s (Z.of_nat n)) <= Float64.t'real m /\
    Float64.t'isFinite (link_at t s (Z.of_nat n))) by (apply B; lia).
  destruct IH as [I1 I2]; [intros j; cbv zeta; intros J N; apply B; lia |].
  rewrite values_O, values_A, values_T by lia.
  set (v := values_at t V d c (Z.of_nat n)); assert (V0 := Rabs_pos v).
  unfold L_ShiftedWeight, binary64.Binary64.unmasked; destruct X as [X | [X Fx]].
  + apply Float64.is_masked_spec in X; rewrite X, !Rmult_0_l, !Rplus_0_r; now split.
  + replace (Float64.is_masked _) with false by (now destruct (link_at t s (Z.of_nat n))).
    match goal with |- context [exp ?y] =>
      assert (W0 := exp_pos y);
      assert (W1 : exp y <= 1) by (apply Rle_trans with (exp 0);
        [apply exp_le_compat; lra | rewrite exp_0; lra]);
      set (w := exp y) in *; clearbody w end.
    split.
    * apply Rle_trans with (1 := Rabs_triang _ _).
      rewrite Rabs_mult, (Rabs_pos_eq w) by lra; lra.
    * assert (w * Rabs v <= 1 * Rabs v) by (apply Rmult_le_compat_r; lra); lra.
Qed.
Lemma values_masked t s V d c k m : (0 <= k)%Z -> P_AllMasked t s k ->
  L_ShiftedValues t s V d c k m = 0 /\ L_ShiftedMagnitudes t s V d c k m = 0 /\
  L_TotalMagnitude t s V d c k = 0.
Proof.
intros H; apply Z_of_nat_complete in H; destruct H as [n ->].
induction n as [| n IH]; intros A.
- change (Z.of_nat 0) with 0%Z.
  rewrite (proj1 (L_ShiftedValues_def _ _ _ _ _ _ _)),
    (proj1 (L_ShiftedMagnitudes_def _ _ _ _ _ _ _)),
    (proj1 (L_TotalMagnitude_def _ _ _ _ _ _)) by lia; auto.
- replace (Z.of_nat (S n)) with (1 + Z.of_nat n)%Z in * by lia.
  assert (X : Float64.is_minus_infinity (link_at t s (Z.of_nat n))) by (apply A; lia).
  apply Float64.is_masked_spec in X.
  destruct IH as (I1 & I2 & I3); [intros j J N; apply A; lia |].
  rewrite values_O, values_A, values_T, I1, I2, I3 by lia.
  unfold L_ShiftedWeight, binary64.Binary64.unmasked; rewrite X; repeat split; ring.
Qed.
(* A new reference *)
Lemma values_ShiftedMagnitudes t s v d c k m : L_ShiftedMagnitudes t s v d c k m =
  RealAttention.shifted (Z.to_nat k) (link_masked t s) (link_entry t s)
    (fun j => Rabs (link_value t v d c j)) m.
Proof.
array_sum (fun k => L_ShiftedMagnitudes t s v d c k m)
  (fun k => L_ShiftedWeight (link_at t s k) m * Rabs (link_column t v d c k))
  (fun k => L_ShiftedMagnitudes_def t s v d c k m).
apply sum_ext; intros i _; unfold seq; now rewrite link_ShiftedWeight.
Qed.
Lemma values_moved t s V d c k m x :
  L_ShiftedValues t s V d c k x = L_ShiftedValues t s V d c k m * exp (m - x) /\
  L_ShiftedMagnitudes t s V d c k x = L_ShiftedMagnitudes t s V d c k m * exp (m - x).
Proof.
rewrite !link_ShiftedValues, !values_ShiftedMagnitudes; split;
  apply RealAttention.shifted_rescale.
Qed.

Lemma values_eta : 1 / IZR
  ltac:(let c := eval vm_compute in (2 ^ 1074)%Z in exact c) = eta.
Proof. rewrite eta_frac; unfold Rdiv; now rewrite Rmult_1_l. Qed.
Lemma values_Error k r : L_ValueError k r = OnlineValues.values_bound (IZR k) r.
Proof.
unfold L_ValueError, OnlineValues.values_bound, real_of_int; rewrite u_val; field.
Qed.
Definition values_near t s V d c k m (o E K : R) :=
  Rabs (o - L_ShiftedValues t s V d c k m) <=
  E * L_ShiftedMagnitudes t s V d c k m + (1 + E) * K.
Lemma values_Near t s V d c k m o : P_ValueNear t s V d c k m o <->
  values_near t s V d c k (Float64.t'real m) (Float64.t'real o)
    (OnlineValues.values_bound (IZR k) (L_Records t s k))
    ((IZR k + L_TotalMagnitude t s V d c k) * eta).
Proof.
unfold P_ValueNear, values_near; cbv zeta; rewrite values_Error, values_eta.
unfold real_of_int.
set (E := OnlineValues.values_bound _ _); set (T := L_TotalMagnitude _ _ _ _ _ _).
set (O := L_ShiftedValues _ _ _ _ _ _ _).
replace (Float64.t'real o + - (1) * O) with (Float64.t'real o - O) by ring.
replace (eta * (1 + E) * (IZR k + T)) with ((1 + E) * ((IZR k + T) * eta)) by ring.
easy.
Qed.
Lemma values_state t s V d c k m o : Float64.t'isFinite o ->
  Rabs (Float64.t'real o) <= IZR k * bpow radix2 990 ->
  (P_AllMasked t s k -> Float64.t'real o = 0) ->
  values_near t s V d c k (Float64.t'real m) (Float64.t'real o)
    (OnlineValues.values_bound (IZR k) (L_Records t s k))
    ((IZR k + L_TotalMagnitude t s V d c k) * eta) ->
  P_ValueState t s V d c k m o.
Proof.
intros Fo R Z N; unfold P_ValueState; cbv zeta; rewrite Rmult_comm in R.
split; [split; [split; [exact R | exact Fo] | now apply values_Near] | exact Z].
Qed.

(* How many rescale *)
Lemma records_same t s k m : (0 <= k)%Z -> L_Highest t s k = Float64.t'real m ->
  Float64.is_minus_infinity (link_at t s k) \/
  (Float64.t'real (link_at t s k) <= Float64.t'real m /\
   Float64.t'isFinite (link_at t s k)) ->
  L_Records t s (1 + k)%Z = L_Records t s k.
Proof.
intros Hk Hm H; rewrite online_Records by lia; unfold binary64.Binary64.unmasked.
destruct (Float64.is_masked (link_at t s k)) eqn:M; [ring |].
destruct H as [H | [H _]]; [apply Float64.is_masked_spec in H; congruence |].
rewrite Hm, (proj2 (L_Exceeds'def _ _)) by lra; ring.
Qed.
Lemma records_up t s k h : (0 <= k)%Z -> L_Highest t s k = h ->
  Float64.t'isFinite (link_at t s k) -> h < Float64.t'real (link_at t s k) ->
  L_Records t s (1 + k)%Z = L_Records t s k + 1.
Proof.
intros Hk Hm F H; rewrite online_Records, Hm by lia; unfold binary64.Binary64.unmasked.
replace (Float64.is_masked _) with false by (now destruct (link_at t s k)).
now rewrite (proj1 (L_Exceeds'def _ _)) by lra.
Qed.

Lemma values_first t s V d c k m f : (0 <= k)%Z -> P_AllMasked t s k ->
  Float64.t'isFinite (link_at t s k) -> Float64.t'real (link_at t s k) = Float64.t'real m ->
  Rabs (values_at t V d c k) <= bpow radix2 990 -> Float64.t'isFinite f ->
  Float64.t'real f = values_at t V d c k -> P_ValueState t s V d c (1 + k)%Z m f.
Proof.
intros Hk A F X B Ff E; assert (P0 := bpow_gt_0 radix2 990).
assert (K0 := IZR_le _ _ Hk).
destruct (online_masked t s k Hk A) as (HH & HR & _).
destruct (values_masked t s V d c k (Float64.t'real m) Hk A) as (O0 & A0 & T0).
assert (Open : Float64.is_masked (link_at t s k) = false) by (now destruct (link_at t s k)).
assert (R1 : L_Records t s (1 + k)%Z = 1).
{ rewrite (records_up t s k _ Hk HH F), HR; [ring |].
  assert (L := online_least _ F); assert (L' := online_lowest t s); lra. }
apply values_state; [exact Ff | | |].
- rewrite E, plus_IZR; apply Rle_trans with (1 := B).
  rewrite <- (Rmult_1_l (bpow radix2 990)) at 1; apply Rmult_le_compat_r; lra.
- intros A'; assert (C : Float64.is_minus_infinity (link_at t s k)) by (apply A'; lia).
  apply Float64.is_masked_spec in C; congruence.
- unfold values_near; rewrite values_O, values_A, values_T, O0, A0, T0, R1, E by lia.
  unfold L_ShiftedWeight, binary64.Binary64.unmasked; rewrite Open, X.
  replace (Float64.t'real m + - (1) * Float64.t'real m) with 0 by ring.
  rewrite exp_0; set (v := values_at t V d c k); assert (V0 := Rabs_pos v).
  rewrite plus_IZR; assert (P := eta_pos).
  replace (v - (0 + 1 * v)) with 0 by ring; rewrite Rabs_R0.
  assert (E0 : 0 <= OnlineValues.values_bound (1 + IZR k) 1).
  { unfold OnlineValues.values_bound; rewrite u_val; lra. }
  apply Rplus_le_le_0_compat; apply Rmult_le_pos; try lra.
  apply Rmult_le_pos; lra.
Qed.

Lemma values_add t s V d c k m sum o w f : (0 <= k)%Z -> (k <= 67108863)%Z ->
  P_OnlineState t s k m sum -> P_ValueState t s V d c k m o ->
  Float64.is_minus_infinity (link_at t s k) \/
  (Float64.t'real (link_at t s k) <= Float64.t'real m /\
   Float64.t'isFinite (link_at t s k)) ->
  L_FExp (link_at t s k) m = w -> Rabs (values_at t V d c k) <= bpow radix2 990 ->
  Float64.t'isFinite f ->
  fadd (Float64.t'real o) (fmul w (values_at t V d c k)) = Float64.t'real f ->
  P_ValueState t s V d c (1 + k)%Z m f.
Proof.
intros Hk Nk [[[Fm Fs] B] C] [[[R Fo] N] Z] H <- HV Ff E.
assert (W := online_near (link_at t s k) m Fm H).
assert (K0 := IZR_le _ _ Hk); assert (K1 := IZR_le _ _ Nk).
destruct (values_sizes t s V d c k m Hk B) as [OA AT].
apply values_Near in N; assert (P := eta_pos).
assert (A0 := Rle_trans _ _ _ (Rabs_pos _) OA).
assert (R' : Rabs (Float64.t'real o) <= IZR k * bpow radix2 990)
  by (rewrite Rmult_comm; exact R).
destruct (OnlineValues.Value_Range k (Float64.t'real o) (L_FExp (link_at t s k) m)
  (values_at t V d c k) ltac:(lia) R' HV (proj1 W)) as [[_ Range] _].
rewrite E in Range; replace (k + 1)%Z with (1 + k)%Z in Range by lia.
assert (P1 : IZR (1 + k) = IZR k + 1) by (rewrite plus_IZR; ring).
destruct (Float64.is_masked (link_at t s k)) eqn:Open.
- (* masked: nothing changes *)
  assert (Ef : Float64.t'real f = Float64.t'real o).
  { rewrite <- E; unfold L_FExp, binary64.Binary64.unmasked; rewrite Open.
    apply OnlineValues.Value_Masked, finite_F. }
  assert (RS : L_Records t s (1 + k)%Z = L_Records t s k).
  { rewrite online_Records by lia; unfold binary64.Binary64.unmasked; rewrite Open; ring. }
  apply values_state; [exact Ff | exact Range | |].
  + intros A; rewrite Ef; apply Z; intros j J L; apply A; lia.
  + unfold values_near in *; rewrite values_O, values_A, values_T, RS, Ef by lia.
    unfold L_ShiftedWeight, binary64.Binary64.unmasked; rewrite Open.
    rewrite !Rmult_0_l, !Rplus_0_r, P1, OnlineValues.values_add.
    set (b := OnlineValues.values_bound _ _) in *.
    set (T := L_TotalMagnitude _ _ _ _ _ _) in *.
    set (A := L_ShiftedMagnitudes _ _ _ _ _ _ _) in *.
    apply Rle_trans with (1 := N).
    assert (U : 0 <= u * (1 + / 1048576)) by (rewrite u_val; lra).
    assert (Up : 0 <= u * (1 + / 1048576) * A) by (apply Rmult_le_pos; lra).
    assert (X1 : 0 <= (IZR k + T) * eta) by (apply Rmult_le_pos; lra).
    assert (X2 : 0 <= u * (1 + / 1048576) * ((IZR k + T) * eta))
      by (apply Rmult_le_pos; lra).
    assert (b0 : -1 <= b).
    { assert (R0 := proj1 (online_Records_range t s (Z.to_nat k))).
      rewrite Z2Nat.id in R0 by lia.
      unfold b, OnlineValues.values_bound; rewrite u_val; lra. }
    assert (X3 : 0 <= (1 + (b + u * (1 + / 1048576))) * eta)
      by (apply Rmult_le_pos; lra).
    lra.
- destruct H as [H | [H F]]; [apply Float64.is_masked_spec in H; congruence |].
  destruct C as [Near | [[M S0] A]].
  + destruct Near as [[[[[[Hm _] _] R2] R1] _] _]; unfold real_of_int in *.
    assert (BR := OnlineValues.values_range (IZR k) (L_Records t s k)
      (conj R1 R2) ltac:(lra)).
    assert (K : 0 <= (IZR k + L_TotalMagnitude t s V d c k) * eta)
      by (apply Rmult_le_pos; lra).
    assert (Step := OnlineValues.Value_Add _ _ _ _ _ _ (values_at t V d c k) _ W
      (finite_F o) OA K N BR).
    rewrite E in Step.
    apply values_state; [exact Ff | exact Range | |].
    * intros A'; assert (X : Float64.is_minus_infinity (link_at t s k)) by (apply A'; lia).
      apply Float64.is_masked_spec in X; congruence.
    * unfold values_near; rewrite values_O, values_A, values_T by lia.
      rewrite (records_same t s k m Hk Hm) by (right; now split).
      unfold binary64.Binary64.unmasked; rewrite Open, P1, OnlineValues.values_add.
      replace ((IZR k + 1 + (L_TotalMagnitude t s V d c k + Rabs (values_at t V d c k))) * eta)
        with ((IZR k + L_TotalMagnitude t s V d c k) * eta +
          (1 + Rabs (values_at t V d c k)) * eta) by ring.
      exact Step.
  + assert (X : Float64.t'real (link_at t s k) = Float64.t'real m).
    { assert (L := online_least _ F); rewrite online_max in L.
      apply Rle_antisym; [exact H | rewrite M; lra]. }
    apply values_first; try assumption.
    rewrite <- E, (Z A); unfold L_FExp; operations; unfold binary64.Binary64.unmasked.
    rewrite Open, X, link_DiffError, link_ExpPair by (apply RN_le_format; [apply F_0 | lra]).
    change (fsub ?a ?a) with (CompensatedSoftmax.dhi a a).
    rewrite OnlineSum.weight_top; unfold fadd, fmul.
    rewrite Rmult_1_l, Rplus_0_l, !RN_exact; trivial; try apply RN_format; apply finite_F.
Qed.

Lemma values_rescale t s V d c k m sum o x w f : (0 <= k)%Z -> (k <= 67108863)%Z ->
  P_OnlineState t s k m sum -> P_ValueState t s V d c k m o ->
  Float64.t'isFinite (link_at t s k) -> Float64.t'isFinite x ->
  Float64.t'real (link_at t s k) = Float64.t'real x ->
  Float64.t'real m < Float64.t'real x ->
  L_FExp m x = w -> Rabs (values_at t V d c k) <= bpow radix2 990 ->
  Float64.t'isFinite f ->
  fadd (fmul (Float64.t'real o) w) (values_at t V d c k) = Float64.t'real f ->
  P_ValueState t s V d c (1 + k)%Z x f.
Proof.
intros Hk Nk [[[Fm Fs] B] C] [[[R Fo] N] Z] F Fx X L <- HV Ff E.
assert (W := online_near m x Fx (or_intror (conj (Rlt_le _ _ L) Fm))).
assert (K0 := IZR_le _ _ Hk); assert (K1 := IZR_le _ _ Nk).
destruct (values_sizes t s V d c k m Hk B) as [OA AT].
apply values_Near in N; assert (P := eta_pos).
assert (A0 := Rle_trans _ _ _ (Rabs_pos _) OA).
assert (R' : Rabs (Float64.t'real o) <= IZR k * bpow radix2 990)
  by (rewrite Rmult_comm; exact R).
destruct (OnlineValues.Value_Range k (Float64.t'real o) (L_FExp m x)
  (values_at t V d c k) ltac:(lia) R' HV (proj1 W)) as [_ [_ Range]].
rewrite E in Range; replace (k + 1)%Z with (1 + k)%Z in Range by lia.
assert (P1 : IZR (1 + k) = IZR k + 1) by (rewrite plus_IZR; ring).
assert (Open : Float64.is_masked (link_at t s k) = false) by (now destruct (link_at t s k)).
assert (Openm : Float64.is_masked m = false) by (now destruct m).
destruct C as [Near | [[M S0] A]].
- destruct Near as [[[[[[Hm _] _] R2] R1] _] _]; unfold real_of_int in *.
  assert (BR := OnlineValues.values_range (IZR k) (L_Records t s k)
    (conj R1 R2) ltac:(lra)).
  assert (K : 0 <= (IZR k + L_TotalMagnitude t s V d c k) * eta)
    by (apply Rmult_le_pos; lra).
  assert (AK : L_ShiftedMagnitudes t s V d c k (Float64.t'real m) * eta <=
    (IZR k + L_TotalMagnitude t s V d c k) * eta)
    by (apply Rmult_le_compat_r; lra).
  assert (Step := OnlineValues.Value_Rescale _ _ _ _ _ _ (values_at t V d c k) _ W
    (finite_F _) OA K N BR AK).
  rewrite E in Step.
  assert (Ex : L_ShiftedWeight m (Float64.t'real x) =
    exp (Float64.t'real m - Float64.t'real x)).
  { unfold L_ShiftedWeight, binary64.Binary64.unmasked; rewrite Openm; f_equal; ring. }
  assert (One : L_ShiftedWeight (link_at t s k) (Float64.t'real x) = 1).
  { unfold L_ShiftedWeight, binary64.Binary64.unmasked; rewrite Open, X.
    replace (Float64.t'real x + - (1) * Float64.t'real x) with 0 by ring; apply exp_0. }
  apply values_state; [exact Ff | exact Range | |].
  + intros A'; assert (Y : Float64.is_minus_infinity (link_at t s k)) by (apply A'; lia).
    apply Float64.is_masked_spec in Y; congruence.
  + unfold values_near; rewrite values_O, values_A, values_T, One by lia.
    destruct (values_moved t s V d c k (Float64.t'real m) (Float64.t'real x)) as [-> ->].
    rewrite (records_up t s k _ Hk Hm F) by (rewrite X; exact L).
    unfold binary64.Binary64.unmasked; rewrite Open, P1, OnlineValues.values_rescale.
    rewrite <- Ex, !Rmult_1_l.
    replace ((IZR k + 1 + (L_TotalMagnitude t s V d c k + Rabs (values_at t V d c k))) * eta)
      with ((IZR k + L_TotalMagnitude t s V d c k) * eta +
        (1 + Rabs (values_at t V d c k)) * eta) by ring.
    exact Step.
- apply values_first; try assumption.
  rewrite <- E, (Z A); apply OnlineValues.Value_First, finite_F.
Qed.
