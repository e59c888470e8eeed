(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* src/attend_online.c against proofs/coq/OnlineValues.v; continues zzonline.v *)

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

(* All columns: scores and values are read at t1, and were the same at t2. *)
(*@ NEEDS P_ValueState P_OnlineState L_FExp L_ShiftedSum P_LogitsFrom P_Columns P_Same P_Rows P_Sizes *)
Lemma values_logit m t s n k : P_LogitsFrom m t s 0%Z n -> (0 <= k)%Z -> (k < n)%Z ->
  Float64.t'real (link_at m s k) = Float64.t'real (link_at t s k) /\
  (Float64.t'isFinite (link_at m s k) <-> Float64.t'isFinite (link_at t s k)) /\
  (Float64.is_minus_infinity (link_at m s k) <->
   Float64.is_minus_infinity (link_at t s k)).
Proof.
intros H K N; destruct (H k K N) as [[HF HM] HE].
split; [| split; [| exact HM || (apply iff_sym; exact HM)]].
- first [exact HE | exact (eq_sym HE)].
- first [exact HF | apply iff_sym; exact HF].
Qed.
Lemma values_below m t s n k x : P_LogitsFrom m t s 0%Z n -> (0 <= k)%Z -> (k < n)%Z ->
  Float64.is_minus_infinity (link_at m s k) \/
  (Float64.t'real (link_at m s k) <= Float64.t'real x /\
   Float64.t'isFinite (link_at m s k)) ->
  Float64.is_minus_infinity (link_at t s k) \/
  (Float64.t'real (link_at t s k) <= Float64.t'real x /\
   Float64.t'isFinite (link_at t s k)).
Proof.
intros H K N C; destruct (values_logit m t s n k H K N) as (E & F & M).
destruct C as [C | [C D]]; [left; now apply M | right; split; [now rewrite <- E | now apply F]].
Qed.
Lemma values_FExp m t s n k x : P_LogitsFrom m t s 0%Z n -> (0 <= k)%Z -> (k < n)%Z ->
  L_FExp (link_at t s k) x = L_FExp (link_at m s k) x.
Proof.
intros H K N; destruct (values_logit m t s n k H K N) as (E & _ & M).
unfold L_FExp; cbv zeta; operations; unfold binary64.Binary64.unmasked.
rewrite E; replace (Float64.is_masked (link_at m s k))
  with (Float64.is_masked (link_at t s k)); [easy |].
apply Bool.eq_true_iff_eq; rewrite !Float64.is_masked_spec; tauto.
Qed.
Lemma values_shift V d k c : entry_of (entry_of V (d * k)%Z) c = entry_of V (c + d * k)%Z.
Proof. cbn [base offset]; f_equal; lia. Qed.
Lemma values_index n d c k : (0 <= c)%Z -> (c < d)%Z -> (0 <= k)%Z -> (k < n)%Z ->
  (0 <= c + d * k)%Z /\ (c + d * k < n * d)%Z.
Proof. intros; split; nia. Qed.
Lemma values_read m t V n d c k b : P_Same m t V V (n * d)%Z -> P_Rows m V n d b ->
  (0 <= c)%Z -> (c < d)%Z -> (0 <= k)%Z -> (k < n)%Z ->
  values_at m V d c k = values_at t V d c k /\ Rabs (values_at t V d c k) <= b.
Proof.
intros S W C C' K K'; destruct (values_index n d c k C C' K K') as [A B].
assert (E : values_at t V d c k = values_at m V d c k) by exact (S _ A B).
rewrite E; split; [easy |].
assert (B' : (c + d * k < d * n)%Z) by lia.
destruct (W _ A B') as [[U L] _].
assert (U' : values_at m V d c k <= b) by exact U.
assert (L' : 0 <= b + values_at m V d c k) by exact L.
apply Rabs_le; split; lra.
Qed.
Lemma values_count n d k : P_Sizes n d -> (k < n)%Z -> (k <= 67108863)%Z.
Proof. intros [[[_ N] _] L]; lia. Qed.

(*@ NEEDS P_ValueState P_OnlineState L_FExp L_ShiftedSum P_LogitsFrom P_Columns P_Same P_Rows P_Sizes P_RowAdded *)
Lemma attend_online_add t t1 t2 s V o n d k m sum next w y : y = (n * d)%Z -> P_Sizes n d ->
  (0 <= k)%Z -> (k < n)%Z -> P_LogitsFrom t1 t2 s 0%Z n ->
  P_Same t1 t2 V V y -> P_Rows t1 V n d (bpow radix2 990) ->
  P_OnlineState t2 s k m sum -> P_Columns t1 t2 s V d k m o ->
  Float64.is_minus_infinity (link_at t1 s k) \/
  (Float64.t'real (link_at t1 s k) <= Float64.t'real m /\
   Float64.t'isFinite (link_at t1 s k)) ->
  L_FExp (link_at t1 s k) m = Float64.t'real w -> Float64.t'isFinite next ->
  fadd (Float64.t'real sum) (Float64.t'real w) = Float64.t'real next ->
  P_RowAdded t t1 w (entry_of V (d * k)%Z) o d ->
  P_OnlineState t2 s (1 + k)%Z m next /\ P_Columns t t2 s V d (1 + k)%Z m o.
Proof.
intros -> Sz K K' F S W H C L E Fn En R.
assert (N := values_count n d k Sz K').
rewrite <- (values_FExp t1 t2 s n k m F K K') in E.
apply (values_below t1 t2 s n k m F K K') in L.
split; [rewrite <- E in En; now apply (online_add t2 s k m sum next) |].
intros c C0 C1; destruct (R c C0 C1) as [X Fx]; operations.
destruct (values_read t1 t2 V n d c k _ S W C0 C1 K K') as [Ev Bv].
apply (values_add t2 s V d c k m sum _ _ _ K N H (C c C0 C1) L E Bv Fx).
rewrite <- Ev.
refine (eq_trans _ X); apply f_equal; apply f_equal.
exact (f_equal (fun a => Float64.t'real (t1 a)) (eq_sym (values_shift V d k c))).
Qed.
Ltac try_attend_online_add := intro_goal; operations; match goal with
  | C : P_Columns ?t1 ?t2 ?s ?v ?d ?k ?m ?o, R : P_RowAdded ?t ?t1 ?w _ ?o ?d,
    S : P_OnlineState ?t2 ?s ?k ?m ?sum, Z : P_Sizes ?n ?d,
    Y : P_Same ?t1 ?t2 ?v ?v ?y
    |- P_OnlineState ?t2 ?s _ ?m ?next /\ P_Columns ?t ?t2 ?s ?v ?d _ ?m ?o =>
      apply (attend_online_add t t1 t2 s v o n d k m sum next w y);
      first [assumption | ring]
  end.
(*@ TRY try_attend_online_add *)

(*@ NEEDS P_ValueState P_OnlineState L_FExp L_ShiftedSum P_LogitsFrom P_Columns P_Same P_Rows P_Sizes P_RowRescaled *)
Lemma online_state_ext t s k x y f : Float64.t'real x = Float64.t'real y ->
  Float64.t'isFinite y -> P_OnlineState t s k x f -> P_OnlineState t s k y f.
Proof.
intros E F [[[_ Ff] B] C]; unfold P_OnlineState, P_OnlineNear, P_Below in *.
cbv zeta in *; rewrite E in *; split; [split; [now split | exact B] | exact C].
Qed.
Lemma attend_online_rescale t t1 t2 s V o n d k m sum x next f y : y = (n * d)%Z ->
  P_Sizes n d ->
  (0 <= k)%Z -> (k < n)%Z -> P_LogitsFrom t1 t2 s 0%Z n ->
  P_Same t1 t2 V V y -> P_Rows t1 V n d (bpow radix2 990) ->
  P_OnlineState t2 s k m sum -> P_Columns t1 t2 s V d k m o ->
  Float64.t'isFinite x -> Float64.t'isFinite (link_at t1 s k) ->
  Float64.t'real (link_at t1 s k) = Float64.t'real x ->
  Float64.t'real m < Float64.t'real x ->
  L_FExp m x = Float64.t'real f -> Float64.t'isFinite next ->
  fadd (fmul (Float64.t'real sum) (Float64.t'real f)) 1 = Float64.t'real next ->
  P_RowRescaled t t1 f (entry_of V (d * k)%Z) o d ->
  P_OnlineState t2 s (1 + k)%Z x next /\ P_Columns t t2 s V d (1 + k)%Z x o.
Proof.
intros -> Sz K K' F S W H C Fx F1 X L E Fn En R.
assert (N := values_count n d k Sz K').
destruct (values_logit t1 t2 s n k F K K') as (Er & Ef & Em).
assert (F2 : Float64.t'isFinite (link_at t2 s k)) by now apply Ef.
rewrite Er in X.
split.
- apply (online_state_ext t2 s (1 + k)%Z (link_at t2 s k)); [exact X | exact Fx |].
  apply (online_rescale t2 s k m sum next); try assumption; [rewrite X; exact L |].
  replace (L_FExp m (link_at t2 s k)) with (L_FExp m x); [now rewrite E |].
  unfold L_FExp; now rewrite X.
- intros c C0 C1; destruct (R c C0 C1) as [Y Fy]; operations.
  destruct (values_read t1 t2 V n d c k _ S W C0 C1 K K') as [Ev Bv].
  apply (values_rescale t2 s V d c k m sum _ x _ _ K N H (C c C0 C1) F2 Fx X L E Bv Fy).
  rewrite <- Ev.
  refine (eq_trans _ Y); apply f_equal.
  exact (f_equal (fun a => Float64.t'real (t1 a)) (eq_sym (values_shift V d k c))).
Qed.
Ltac try_attend_online_rescale := intro_goal; operations; match goal with
  | C : P_Columns ?t1 ?t2 ?s ?v ?d ?k ?m ?o, R : P_RowRescaled ?t ?t1 ?f _ ?o ?d,
    S : P_OnlineState ?t2 ?s ?k ?m ?sum, Z : P_Sizes ?n ?d,
    Y : P_Same ?t1 ?t2 ?v ?v ?y
    |- P_OnlineState ?t2 ?s _ ?x ?next /\ P_Columns ?t ?t2 ?s ?v ?d _ ?x ?o =>
      apply (attend_online_rescale t t1 t2 s v o n d k m sum x next f y);
      first [assumption | reflexivity | ring]
  end.
(*@ TRY try_attend_online_rescale *)

(* The quotient of the two sums *)
(*@ NEEDS P_ValueState P_OnlineState L_FExp L_ShiftedSum P_ColumnIn P_Sizes L_Attention P_Logits *)
Lemma values_Below t s n m : (0 <= n)%Z -> P_Logits t s n ->
  L_Highest t s n = Float64.t'real m -> P_Below t s n m.
Proof.
intros Hn L H k; cbv zeta; intros K N; destruct (L k K N) as [F | I]; [right | now left].
split; [| exact F]; apply Z_of_nat_complete in Hn; destruct Hn as [j ->].
apply Z_of_nat_complete in K; destruct K as [i ->].
rewrite <- H; apply (online_highest t s j i); [lia | exact F].
Qed.
Lemma values_entry t s n m : 1 <= L_ShiftedSum t s n m ->
  RealSoftmax.Has_Entry (Z.to_nat n) (link_masked t s).
Proof.
rewrite link_ShiftedSum; intros S.
apply (OnlineSum.entry_of_sum _ _ (link_entry t s) m); lra.
Qed.
Lemma values_Attention t s V n d c m : 1 <= L_ShiftedSum t s n m ->
  L_ShiftedValues t s V d c n m / L_ShiftedSum t s n m = L_Attention t s V n d c.
Proof.
intros S; assert (E := values_entry t s n m S).
rewrite link_Attention, link_ShiftedValues, link_ShiftedSum.
now apply RealAttention.Attention_Quotient.
Qed.
Lemma values_open t s V n d c lo hi : P_Logits t s n -> P_ColumnIn t s V n d c lo hi ->
  forall k, (k < Z.to_nat n)%nat -> link_masked t s k = false ->
  lo <= link_value t V d c k <= hi.
Proof.
intros L C k Hk M; destruct (C (Z.of_nat k) ltac:(lia) ltac:(lia)
  (array_Logits t s n L k Hk M)) as [A B].
split; [exact B | exact A].
Qed.
Lemma values_hull t s V n d c lo hi m : P_Logits t s n ->
  P_ColumnIn t s V n d c lo hi -> 1 <= L_ShiftedSum t s n m ->
  lo <= L_Attention t s V n d c <= hi.
Proof.
intros L C S; rewrite link_Attention.
apply (RealAttention.Attention_Hull _ _ _ (link_value t V d c));
  [exact (values_entry t s n m S) | exact (values_open t s V n d c lo hi L C)].
Qed.
Lemma values_abs t s V n d c M : P_Logits t s n -> P_ColumnIn t s V n d c (- (1) * M) M ->
  forall k, (k < Z.to_nat n)%nat -> link_masked t s k = false ->
  0 <= Rabs (link_value t V d c k) <= M.
Proof.
intros L C k Hk O; split; [apply Rabs_pos | apply Rabs_le].
destruct (values_open t s V n d c _ _ L C k Hk O); split; lra.
Qed.
Lemma values_magnitude t s V n d c M m : P_Logits t s n ->
  P_ColumnIn t s V n d c (- (1) * M) M -> 1 <= L_ShiftedSum t s n m ->
  0 <= L_ShiftedMagnitudes t s V d c n m / L_ShiftedSum t s n m <= M.
Proof.
intros L C S; assert (E := values_entry t s n m S).
rewrite values_ShiftedMagnitudes, link_ShiftedSum, RealAttention.Attention_Quotient by exact E.
apply RealAttention.Attention_Hull; [exact E | exact (values_abs t s V n d c M L C)].
Qed.
Lemma values_total t s V n d c M m : (0 <= n)%Z -> P_Logits t s n ->
  P_ColumnIn t s V n d c (- (1) * M) M -> 1 <= L_ShiftedSum t s n m ->
  0 <= M /\ L_TotalMagnitude t s V d c n <= IZR n * M.
Proof.
intros Hn L C T1; assert (M0 : 0 <= M).
{ destruct (values_entry t s n m T1) as (k & Hk & O).
  destruct (values_abs t s V n d c M L C k Hk O); lra. }
split; [exact M0 |].
apply Z_of_nat_complete in Hn; destruct Hn as [j ->].
assert (G : forall i, (i <= j)%nat ->
  L_TotalMagnitude t s V d c (Z.of_nat i) <= INR i * M).
{ induction i as [| i IH]; intros Hi.
  - change (Z.of_nat 0) with 0%Z.
    rewrite (proj1 (L_TotalMagnitude_def _ _ _ _ _ _)) by lia; simpl; lra.
  - replace (Z.of_nat (S i)) with (1 + Z.of_nat i)%Z by lia.
    rewrite values_T, S_INR by lia; specialize (IH ltac:(lia)).
    assert (B := values_abs t s V _ d c M L C i ltac:(lia)).
    unfold link_masked, link_value in B; unfold binary64.Binary64.unmasked.
    destruct (Float64.is_masked (link_at t s (Z.of_nat i))); [lra |].
    destruct (B eq_refl); lra. }
rewrite <- INR_IZR_INZ; now apply G.
Qed.
Lemma values_mean t s V n d c m sum o M : P_Sizes n d -> P_Logits t s n ->
  P_OnlineNear t s n m sum -> P_ValueState t s V d c n m o ->
  P_ColumnIn t s V n d c (- (1) * M) M ->
  exists K, 0 <= M /\ 1 <= L_Records t s n <= IZR n /\
  0 <= L_ShiftedMagnitudes t s V d c n (Float64.t'real m) /
    L_ShiftedSum t s n (Float64.t'real m) <= M /\
  K <= IZR n * (1 + M) * eta /\
  Rabs (fdiv (Float64.t'real o) (Float64.t'real sum) - L_Attention t s V n d c) <=
    (2 * IZR n + 17 / 4 * L_Records t s n - 2) * u * (1 + / 524288) *
    (L_ShiftedMagnitudes t s V d c n (Float64.t'real m) /
       L_ShiftedSum t s n (Float64.t'real m)) + (1 + / 4194304) * K + eta / 2.
Proof.
intros Sz L [[[[[[Hm S2] S1] R2] R1] T1] D] [[[R Fo] N] Z] C.
assert (Hn : (0 <= n)%Z /\ (n <= 67108864)%Z)
  by (destruct Sz as [[[Z1 Z2] Z3] Z4]; split; lia).
destruct Hn as [Hn Nn].
assert (B := values_Below t s n m Hn L Hm).
destruct (values_sizes t s V d c n m Hn B) as [OA AT].
destruct (values_total t s V n d c M _ Hn L C T1) as [M0 T].
assert (A0 := Rle_trans _ _ _ (Rabs_pos _) OA); assert (P := eta_pos).
assert (K0 := IZR_le _ _ Hn); assert (K1 := IZR_le _ _ Nn).
rewrite online_Error in D; apply online_sum_abs in D; unfold real_of_int in *.
apply values_Near in N.
set (K := (IZR n + L_TotalMagnitude t s V d c n) * eta) in *.
exists K; split; [exact M0 |]; split; [now split |]; split.
{ exact (values_magnitude t s V n d c M _ L C T1). }
split.
- unfold K; apply Rmult_le_compat_r; lra.
- rewrite <- (values_Attention t s V n d c _ T1).
  apply OnlineValues.Value_Mean; try assumption; try lra.
  unfold K; apply Rmult_le_pos; lra.
Qed.
Ltac values_form := unfold real_of_int; rewrite ?mult_IZR, ?plus_IZR;
  dyadic_constants; field.
Lemma values_wider t s V n d c lo hi M : P_ColumnIn t s V n d c lo hi ->
  0 <= lo + M -> hi <= M -> P_ColumnIn t s V n d c (- (1) * M) M.
Proof.
intros C Lo Hi k; cbv zeta; intros K N F; destruct (C k K N F) as [A B].
split; [exact (Rle_trans _ _ _ A Hi) |].
eapply Rle_trans; [| exact B]; lra.
Qed.
Ltac try_AttendOnline_Hull := intro_goal; operations; match goal with
  | C : P_ColumnIn ?t ?s ?v ?n ?d ?c ?lo ?hi, Z : P_Sizes ?n ?d,
    N : P_OnlineNear ?t ?s ?n ?m ?sum, O : P_ValueState ?t ?s ?v ?d ?c ?n ?m ?o,
    L : P_Logits ?t ?s ?n, Lo : 0 <= ?lo + ?M, Hi : ?hi <= ?M
    |- fdiv _ _ <= _ + ?e /\ _ =>
      let C' := fresh in
      assert (C' : P_ColumnIn t s v n d c (- (1) * M) M)
        by exact (values_wider t s v n d c lo hi M C Lo Hi);
      let G := fresh in
      assert (G := values_hull t s v n d c lo hi _ L C (proj2 (proj1 N)));
      let K := fresh in let M0 := fresh in let R := fresh in let A := fresh in
      let HK := fresh in let B := fresh in
      destruct (values_mean t s v n d c m sum o M Z L N O C')
        as (K & M0 & R & A & HK & B);
      let X := fresh in
      assert (X := OnlineValues.Mean_Hull _ _ _ _ _ M K R M0 (proj1 A) HK B lo hi
        (proj2 A) G);
      match type of X with _ - ?b <= _ <= _ => replace e with b by values_form end;
      split; lra
  end.
(*@ TRY try_AttendOnline_Hull *)

(*@ NEEDS P_ValueState P_OnlineState L_FExp L_ShiftedSum P_ColumnIn P_Sizes L_Attention P_Logits L_Magnitude *)
Lemma values_Magnitude t s V n d c m : 1 <= L_ShiftedSum t s n m ->
  L_ShiftedMagnitudes t s V d c n m / L_ShiftedSum t s n m = L_Magnitude t s V n d c.
Proof.
intros S; assert (E := values_entry t s n m S).
rewrite values_ShiftedMagnitudes, link_ShiftedSum, RealAttention.Attention_Quotient by exact E.
symmetry; unfold L_Magnitude.
array_sum (L_MagnitudeSum t s V n d c)
  (fun k => L_Softmax t s n k * Rabs (values_at t V d c k))
  (L_MagnitudeSum_def t s V n d c).
apply sum_ext; intros i _; unfold seq; now rewrite link_Softmax.
Qed.
Ltac try_AttendOnline_Accuracy := intro_goal; operations; match goal with
  | C : P_ColumnIn ?t ?s ?v ?n ?d ?c _ ?M, Z : P_Sizes ?n ?d,
    N : P_OnlineNear ?t ?s ?n ?m ?sum, O : P_ValueState ?t ?s ?v ?d ?c ?n ?m ?o,
    L : P_Logits ?t ?s ?n |- Rabs (fdiv _ _ + _) <= _ =>
      let K := fresh in let M0 := fresh in let R := fresh in let A := fresh in
      let HK := fresh in let B := fresh in
      destruct (values_mean t s v n d c m sum o M Z L N O C)
        as (K & M0 & R & A & HK & B);
      rewrite (values_Magnitude t s v n d c _ (proj2 (proj1 N))) in A, B;
      let X := fresh in
      assert (X := OnlineValues.Mean_Accuracy _ _ _ _ _ M K R M0 (proj1 A) HK B);
      match type of X with Rabs ?x <= ?y =>
        match goal with |- Rabs ?x' <= ?y' =>
          replace x' with x by ring; replace y' with y by values_form end end;
      exact X
  end.
(*@ TRY try_AttendOnline_Accuracy *)

(* The operations of src/attend_online.c: ranges that need more than 2^1000 *)
(*@ NEEDS P_RowAdded P_RowRescaled P_Columns *)
From Softproof Require JacobianError.
Lemma values_mul_op x y : Float64.t'isFinite x -> Float64.t'isFinite y ->
  Rabs (RN (Float64.t'real x * Float64.t'real y)) < bpow radix2 1024 ->
  Float64.t'isFinite (Float64.mul RNE x y) /\
  Float64.t'real (Float64.mul RNE x y) = fmul (Float64.t'real x) (Float64.t'real y).
Proof.
intros Fx Fy H.
generalize (BinarySingleNaN.Bmult_correct 53 1024 Float64.Hprec Float64.Hmax
  (fmode RNE) x y).
change (Generic_fmt.round _ _ _ _) with (RN (Float64.t'real x * Float64.t'real y)).
rewrite Rlt_bool_true by exact H; rewrite Fx, Fy; easy.
Qed.
Lemma values_div_op x y : Float64.t'isFinite x -> Float64.t'real y <> 0 ->
  Rabs (RN (Float64.t'real x / Float64.t'real y)) < bpow radix2 1024 ->
  Float64.t'isFinite (Float64.div RNE x y) /\
  Float64.t'real (Float64.div RNE x y) = fdiv (Float64.t'real x) (Float64.t'real y).
Proof.
intros Fx N H.
generalize (BinarySingleNaN.Bdiv_correct 53 1024 Float64.Hprec Float64.Hmax
  (fmode RNE) x y N).
change (Generic_fmt.round _ _ _ _) with (RN (Float64.t'real x / Float64.t'real y)).
rewrite Rlt_bool_true by exact H; rewrite Fx; easy.
Qed.
Lemma values_share_size x w e : (-1074 <= e)%Z -> Rabs x <= bpow radix2 e ->
  0 <= w <= 1 -> Rabs (RN (x * w)) <= bpow radix2 e.
Proof.
intros He Hx Hw; apply JacobianError.RN_abs_le; [apply F_bpow; lia |].
rewrite Rabs_mult, (Rabs_pos_eq w), <- (Rmult_1_r (bpow radix2 e)) by lra.
apply Rmult_le_compat; try lra; apply Rabs_pos.
Qed.
Lemma values_sum_size x y : Rabs x <= bpow radix2 1016 -> Rabs y <= bpow radix2 1016 ->
  Rabs (RN (x + y)) < bpow radix2 1024.
Proof.
intros Hx Hy; apply Rle_lt_trans with (bpow radix2 1017); [| apply bpow_lt; lia].
apply JacobianError.RN_abs_le; [apply F_bpow; lia |].
apply Rle_trans with (1 := Rabs_triang _ _).
change 1017%Z with (1 + 1016)%Z; rewrite bpow_plus; simpl (bpow radix2 1); lra.
Qed.
Lemma values_wide x : Rabs x <= bpow radix2 990 -> Rabs x <= bpow radix2 1016.
Proof. intros H; apply Rle_trans with (1 := H), bpow_le; lia. Qed.
Lemma values_add_op o w v : Float64.t'isFinite o -> Float64.t'isFinite w ->
  Float64.t'isFinite v -> Rabs (Float64.t'real o) <= bpow radix2 1016 ->
  0 <= Float64.t'real w <= 1 -> Rabs (Float64.t'real v) <= bpow radix2 990 ->
  let a := Float64.add RNE o (Float64.mul RNE w v) in
  Float64.t'isFinite a /\ Float64.t'real a =
    fadd (Float64.t'real o) (fmul (Float64.t'real w) (Float64.t'real v)).
Proof.
intros Fo Fw Fv Ho Hw Hv a.
assert (S : Rabs (RN (Float64.t'real w * Float64.t'real v)) <= bpow radix2 990)
  by (rewrite Rmult_comm; apply values_share_size; [lia | exact Hv | exact Hw]).
destruct (values_mul_op w v Fw Fv) as [Fm E].
{ apply Rle_lt_trans with (1 := S), bpow_lt; lia. }
destruct (RowOps.op_add_max o _ Fo Fm) as [Fa A].
- rewrite E; apply values_sum_size; [exact Ho | now apply values_wide].
- rewrite E in A; now split.
Qed.
Lemma values_rescale_op o f v : Float64.t'isFinite o -> Float64.t'isFinite f ->
  Float64.t'isFinite v -> Rabs (Float64.t'real o) <= bpow radix2 1016 ->
  0 <= Float64.t'real f <= 1 -> Rabs (Float64.t'real v) <= bpow radix2 990 ->
  let a := Float64.add RNE (Float64.mul RNE o f) v in
  Float64.t'isFinite a /\ Float64.t'real a =
    fadd (fmul (Float64.t'real o) (Float64.t'real f)) (Float64.t'real v).
Proof.
intros Fo Ff Fv Ho Hf Hv a.
assert (S : Rabs (RN (Float64.t'real o * Float64.t'real f)) <= bpow radix2 1016)
  by (apply values_share_size; [lia | exact Ho | exact Hf]).
destruct (values_mul_op o f Fo Ff) as [Fm E].
{ apply Rle_lt_trans with (1 := S), bpow_lt; lia. }
destruct (RowOps.op_add_max _ v Fm Fv) as [Fa A].
- rewrite E; apply values_sum_size; [exact S | now apply values_wide].
- rewrite E in A; now split.
Qed.
Lemma values_divide_op o s : Float64.t'isFinite o ->
  Rabs (Float64.t'real o) <= bpow radix2 1016 -> 1 <= Float64.t'real s ->
  let a := Float64.div RNE o s in
  Float64.t'isFinite a /\
  Float64.t'real a = fdiv (Float64.t'real o) (Float64.t'real s).
Proof.
intros Fo Ho Hs a; apply values_div_op; [exact Fo | lra |].
apply Rle_lt_trans with (bpow radix2 1016); [| apply bpow_lt; lia].
apply values_share_size; [lia | exact Ho |].
split; [left; apply Rinv_0_lt_compat; lra |].
rewrite <- Rinv_1; apply Rinv_le_contravar; lra.
Qed.
Ltac values_op Q := let F := fresh in let E := fresh in
  destruct Q as [F E]; first [exact F | exact E | exact (eq_sym E)
    | apply finite_not_nan; exact F].
Ltac values_size := apply Rabs_le; split; assumption.
Ltac try_values_op := intro_goal; operations; match goal with
  | |- context [Float64.add RNE ?o (Float64.mul RNE ?w ?v)] =>
      values_op (values_add_op o w v ltac:(assumption) ltac:(assumption)
        ltac:(assumption) ltac:(values_size) ltac:(split; assumption) ltac:(values_size))
  | |- context [Float64.add RNE (Float64.mul RNE ?o ?f) ?v] =>
      values_op (values_rescale_op o f v ltac:(assumption) ltac:(assumption)
        ltac:(assumption) ltac:(values_size) ltac:(split; assumption) ltac:(values_size))
  | |- context [Float64.div RNE ?o ?s] =>
      values_op (values_divide_op o s ltac:(assumption) ltac:(values_size)
        ltac:(assumption))
  end.
(*@ TRY try_values_op *)

(* The steps of attend in src/attend_online.c *)
(*@ NEEDS P_ValueState P_OnlineState L_FExp L_ShiftedSum P_Columns P_RowAdded *)
Lemma values_none t s V d c m o : Float64.t'isFinite o -> Float64.t'real o = 0 ->
  P_ValueState t s V d c 0%Z m o.
Proof.
intros Fo Z; apply values_state; [exact Fo | | trivial |].
- rewrite Z, Rabs_R0, Rmult_0_l; lra.
- unfold values_near.
  rewrite (proj1 (L_ShiftedValues_def _ _ _ _ _ _ _)),
    (proj1 (L_ShiftedMagnitudes_def _ _ _ _ _ _ _)),
    (proj1 (L_TotalMagnitude_def _ _ _ _ _ _)), Z by lia.
  rewrite Rminus_0_r, Rabs_R0, Rplus_0_l, Rmult_0_l; lra.
Qed.
Ltac try_columns_none := intro_goal; match goal with
  | H : forall i : Z, _ |- P_Columns ?t1 ?t2 ?s ?v ?d 0%Z ?m ?o =>
      let c := fresh in let C := fresh in let N := fresh in
      intros c C N; destruct (H c C N) as [? ?]; now apply values_none
  end.
(*@ TRY try_columns_none *)
(* What the row functions leave as it was *)
(*@ NEEDS P_OthersKept P_LogitsFrom P_Same P_Rows P_Within separated *)
Lemma others_apart p o x n k : separated (entry_of p 0%Z) x (entry_of o 0%Z) n ->
  (0 <= k)%Z -> (k < x)%Z -> separated (entry_of p k) 1 (entry_of o 0%Z) n.
Proof. intros S K N; unfold separated in *; cbn [base offset] in *; lia. Qed.
Definition same_logit (t m : addr -> Float64.t) q :=
  ((Float64.t'isFinite (t q) <-> Float64.t'isFinite (m q)) /\
   (Float64.is_minus_infinity (t q) <-> Float64.is_minus_infinity (m q))) /\
  Float64.t'real (t q) = Float64.t'real (m q).
Lemma same_logit_trans t m m' q : same_logit t m q -> same_logit m m' q ->
  same_logit t m' q.
Proof.
intros [[A B] C] [[A' B'] C']; split; [split |]; [tauto | tauto | congruence].
Qed.
Lemma others_kept_logits m m' s o n d : P_OthersKept m' m o d ->
  separated (entry_of s 0%Z) n (entry_of o 0%Z) d -> P_LogitsFrom m' m s 0%Z n.
Proof.
intros H S k; cbv zeta; intros K N.
exact (H (entry_of s k) (others_apart s o n d k S K N)).
Qed.
Lemma others_logits m m' t s o n d : P_OthersKept m' m o d ->
  separated (entry_of s 0%Z) n (entry_of o 0%Z) d ->
  P_LogitsFrom m t s 0%Z n -> P_LogitsFrom m' t s 0%Z n.
Proof.
intros H S L k; cbv zeta; intros K N.
apply (same_logit_trans t m m' (entry_of s k)); [exact (L k K N) |].
exact (H (entry_of s k) (others_apart s o n d k S K N)).
Qed.
Lemma others_values m m' t V o x d b : P_OthersKept m' m o d ->
  separated (entry_of V 0%Z) x (entry_of o 0%Z) d -> P_Within m V x b ->
  P_Same m t V V x -> P_Same m' t V V x /\ P_Within m' V x b.
Proof.
intros H S W E.
assert (Q : forall k, (0 <= k)%Z -> (k < x)%Z ->
  Float64.t'real (m' (entry_of V k)) = Float64.t'real (m (entry_of V k)) /\
  (Float64.t'isFinite (m' (entry_of V k)) <-> Float64.t'isFinite (m (entry_of V k)))).
{ intros k K N; assert (Q := H (entry_of V k) (others_apart V o x d k S K N)).
  cbv zeta in Q; destruct Q as [[QF _] QE]; split; [now symmetry | tauto]. }
split; intros k; cbv zeta; intros K N; destruct (Q k K N) as [A B].
- assert (E' : Float64.t'real (t (entry_of V k)) = Float64.t'real (m (entry_of V k)))
    by exact (E k K N).
  change (Float64.t'real (t (entry_of V k)) = Float64.t'real (m' (entry_of V k))).
  now rewrite A.
- destruct (W k K N) as [C F]; split; [| now apply B].
  change (Float64.t'real (m' (entry_of V k)) <= b /\
    0 <= b + Float64.t'real (m' (entry_of V k))).
  rewrite A; exact C.
Qed.
Lemma same_itself m V x : P_Same m m V V x.
Proof. intros k K N; reflexivity. Qed.
Ltac try_others_kept := intro_goal; match goal with
  | H : P_OthersKept ?m' ?m ?o ?d, S : separated (_ ?s 0%Z) ?n (_ ?o 0%Z) ?d,
    L : P_LogitsFrom ?m ?t ?s 0%Z ?n |- P_LogitsFrom ?m' ?t ?s 0%Z ?n =>
      exact (others_logits m m' t s o n d H S L)
  | H : P_OthersKept ?m' ?m ?o ?d, S : separated (_ ?s 0%Z) ?n (_ ?o 0%Z) ?d
    |- P_LogitsFrom ?m' ?m ?s 0%Z ?n =>
      exact (others_kept_logits m m' s o n d H S)
  | H : P_OthersKept ?m' ?m ?o ?d, S : separated (_ ?v 0%Z) ?x (_ ?o 0%Z) ?d,
    W : P_Rows ?m ?v ?n _ ?b, E : P_Same ?m ?t ?v ?v ?x
    |- P_Same ?m' ?t ?v ?v ?x /\ P_Rows ?m' ?v _ _ _ =>
      exact (others_values m m' t v o x d b H S W E)
  | H : P_OthersKept ?m' ?m ?o ?d, S : separated (_ ?v 0%Z) ?x (_ ?o 0%Z) ?d,
    W : P_Rows ?m ?v _ _ ?b |- P_Same ?m' ?m ?v ?v ?x /\ P_Rows ?m' ?v _ _ _ =>
      exact (others_values m m' m v o x d b H S W (same_itself m v x))
  end.
(*@ TRY try_others_kept *)

(* A key's values, and its score *)
(*@ NEEDS P_Rows P_Within P_Same P_LogitsFrom P_Accepted P_OthersKept *)
Lemma values_key t V x d j b : P_Within t V x b -> (0 <= j)%Z -> (d + j <= x)%Z ->
  P_Within t (entry_of V j) d b.
Proof.
intros W Hj X k; cbv zeta; intros Hk Nk.
pose (Q := fun a => (Float64.t'real (t a) <= b /\ 0 <= b + Float64.t'real (t a)) /\
  Float64.t'isFinite (t a)).
change (Q (entry_of (entry_of V j) k)).
replace (entry_of (entry_of V j) k) with (entry_of V (j + k)%Z)
  by (cbn [base offset]; f_equal; lia).
exact (W (j + k)%Z ltac:(lia) ltac:(lia)).
Qed.
Ltac try_values_key := intro_goal; match goal with
  | W : P_Rows ?m ?v _ _ ?b |- P_Within ?m (_ ?v ?j) ?d ?b =>
      exact (values_key m v _ d j b W ltac:(lia) ltac:(lia))
  end.
(*@ TRY try_values_key *)
Ltac try_values_score := intro_goal; match goal with
  | L : P_LogitsFrom ?m ?t ?s 0%Z ?n, A : P_Accepted ?t ?s ?n
    |- Float64.t'isFinite (?m (_ ?s ?k)) \/ _ =>
      let B := fresh in let C := fresh in let D := fresh in let E := fresh in
      destruct A as [[_ B] _]; assert (C := L k ltac:(lia) ltac:(lia)); cbv zeta in C;
      destruct C as [[C D] _]; destruct (B k ltac:(lia) ltac:(lia)) as [E | E];
      [left; now apply C | right; now apply D]
  | L : P_LogitsFrom ?m ?t ?s 0%Z ?n, A : P_Accepted ?t ?s ?n
    |- _ \/ Float64.t'isFinite (?m (_ ?s ?k)) =>
      let B := fresh in let C := fresh in let D := fresh in let E := fresh in
      destruct A as [[_ B] _]; assert (C := L k ltac:(lia) ltac:(lia)); cbv zeta in C;
      destruct C as [[C D] _]; destruct (B k ltac:(lia) ltac:(lia)) as [E | E];
      [right; now apply C | left; now apply D]
  end.
(*@ TRY try_values_score *)
Lemma values_larger m x : Float64.t'isFinite m ->
  Float64.t'isFinite x \/ Float64.is_minus_infinity x -> Float64.lt m x ->
  Float64.t'real m < Float64.t'real x /\ Float64.t'isFinite x.
Proof.
intros Fm [Fx | I] L; [split; [| exact Fx]; now apply lt_real in L |].
exfalso; apply RowOps.minus_infinity_eq in I; subst x.
destruct m as [s | s | | s e f g]; try discriminate; destruct s; discriminate.
Qed.
Ltac try_values_larger := intro_goal; match goal with
  | L : Float64.lt ?m ?x, S : P_OnlineState _ _ _ ?m _
    |- Float64.t'real ?m < Float64.t'real ?x /\ _ =>
      apply values_larger;
      [exact (proj1 (proj1 (proj1 S))) | tauto | exact L]
  end.
(*@ TRY try_values_larger *)
Ltac try_values_smaller := intro_goal; match goal with
  | N : ~ Float64.lt ?m ?x, S : P_OnlineState _ _ _ ?m _
    |- Float64.is_minus_infinity ?x \/ _ =>
      let F := fresh in let I := fresh in
      assert (F : Float64.t'isFinite x \/ Float64.is_minus_infinity x) by tauto;
      destruct F as [F | I]; [right | left; exact I];
      split; [| exact F]; now apply not_lt_real in N;
        [| exact (proj1 (proj1 (proj1 S))) | exact F]
  end.
(*@ TRY try_values_smaller *)

(* After both branches *)
(*@ NEEDS P_OnlineState L_FExp L_ShiftedSum to_uint64 id_uint64 is_uint64_def *)
Ltac online_conjs := repeat match goal with H : _ /\ _ |- _ => destruct H end.
Ltac try_online_merge := intro_goal; match goal with
  | |- context [to_uint64 (1 + ?k)%Z] =>
      let E := fresh in
      assert (E : to_uint64 (1 + k)%Z = (1 + k)%Z) by
        (apply id_uint64; match goal with
         | L : (k < ?n)%Z, U : is_uint64 ?n |- _ =>
             apply is_uint64_def in U; split; lia end);
      rewrite E in *; clear E
  end;
  match goal with D : Float64.lt _ _ /\ _ \/ _ |- _ => destruct D end;
  online_conjs; repeat match goal with
  | E : ?x = ?y |- _ => is_var x; subst x
  | E : ?x = ?y |- _ => is_var y; subst y
  end; assumption.
(*@ TRY try_online_merge *)

(* The contract of attend *)
(*@ NEEDS P_ValueState P_OnlineState L_FExp L_ShiftedSum P_ColumnIn P_Sizes L_Attention P_Logits P_Columns *)
Ltac values_quotient := same_integers; match goal with
  | K : forall i : Z, _ -> _ -> _ = Float64.t'real (?m (?h ?o i)) /\ _,
    C : P_Columns ?m1 ?t ?s ?v ?d ?n ?x ?o, N : P_OnlineNear ?t ?s ?n ?x ?sum
    |- context [Float64.t'real (?m (?h ?o ?c))] =>
      let V := fresh in
      assert (V := C c ltac:(assumption) ltac:(assumption));
      rewrite <- (proj1 (K c ltac:(assumption) ltac:(assumption)))
  end.
Ltac try_attend_online_hull := intro_goal; values_quotient; try_AttendOnline_Hull.
(*@ TRY try_attend_online_hull *)

(*@ NEEDS P_ValueState P_OnlineState L_FExp L_ShiftedSum P_ColumnIn P_Sizes L_Attention P_Logits P_Columns L_Magnitude *)
Ltac try_attend_online_accuracy := intro_goal; values_quotient;
  try_AttendOnline_Accuracy.
(*@ TRY try_attend_online_accuracy *)
