(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* Softmax, log-sum-exp and sigmoids over the reals, of floats *)

(*@ NEEDS L_SumExp32 L_Softmax32 *)
Lemma unmasked32_pos z x : 0 <= binary32.Binary32.unmasked32 z (exp x).
Proof.
unfold binary32.Binary32.unmasked32; destruct Float32.is_masked; [lra |].
left; apply exp_pos.
Qed.
Lemma SumExp32_nonneg t z n : 0 <= L_SumExp32 t z n.
Proof.
rewrite (rec_sum_sum _ (fun k => L_Weight32 (t (addr'mk (base z) (offset z + k)%Z)))
  (L_SumExp32_def t z) n).
apply sum_nonneg; intros k _; apply unmasked32_pos.
Qed.
Ltac try_Softmax32_Nonneg := float_lemma; lazymatch goal with
  | |- 0 <= L_Softmax32 ?t ?z ?n ?i =>
    let S := fresh in assert (S := SumExp32_nonneg t z n);
    repeat (progress unfold_acsl);
    destruct S as [S | S]; [apply Rmult_le_pos; [apply unmasked32_pos |];
      now left; apply Rinv_0_lt_compat | rewrite <- S; unfold Rdiv;
      rewrite Rinv_0, Rmult_0_r; apply Rle_refl]
  end.
(*@ TRY try_Softmax32_Nonneg *)

(*@ NEEDS P_Top32 L_SumExp32 *)
Lemma SumExp32_norm t z n : L_SumExp32 t z n = RealSoftmax.norm (Z.to_nat n)
  (fun k => Float32.is_masked (link_at t z (Z.of_nat k)))
  (fun k => Float32.t'real (link_at t z (Z.of_nat k))).
Proof.
exact (rec_sum_sum _ (fun k => L_Weight32 (link_at t z k)) (L_SumExp32_def t z) n).
Qed.
Lemma LogSumExp32_bounds t z n i : P_Top32 t z n i ->
  Float32.t'real (link_at t z i) <= ln (L_SumExp32 t z n) <=
    Float32.t'real (link_at t z i) + IZR n.
Proof.
intros [[[I0 I1] F] T]; apply Z_of_nat_complete in I0; destruct I0 as [j ->].
rewrite SumExp32_norm.
assert (B := RealSoftmax.LogSumExp_Bounds (Z.to_nat n)
  (fun k => Float32.is_masked (link_at t z (Z.of_nat k)))
  (fun k => Float32.t'real (link_at t z (Z.of_nat k))) j).
destruct B as [A B].
- split; [lia | split].
  + change (Float32.t'isFinite (link_at t z (Z.of_nat j))) in F.
    now destruct (link_at t z (Z.of_nat j)).
  + intros k Hk M; destruct (T (Z.of_nat k) ltac:(lia) ltac:(lia)) as [J | [L _]];
      [apply Float32.is_masked_spec in J | exact L].
    change (Float32.is_masked (link_at t z (Z.of_nat k)) = true) in J; congruence.
- split; [exact A | apply Rle_trans with (1 := B), Rplus_le_compat_l].
  assert (P : 0 < IZR n) by (apply IZR_lt; lia).
  rewrite INR_IZR_INZ, Z2Nat.id by lia.
  apply Rle_trans with (ln (exp (IZR n))); [| rewrite ln_exp; apply Rle_refl].
  apply RealSoftmax.ln_le; [exact P |].
  apply Rle_trans with (1 + IZR n); [lra | apply exp_ineq1_le].
Qed.
Ltac try_LogSumExp32_Bounds := float_lemma; match goal with
  | T : P_Top32 ?t ?z ?n ?i |- _ =>
    let B := fresh in pose proof (LogSumExp32_bounds t z n i T) as B;
    repeat (progress unfold_acsl); unfold real_of_int in *;
    destruct B as [B1 B2]; split; first [exact B1 | exact B2 | rewrite Rplus_comm; exact B2]
  end.
(*@ TRY try_LogSumExp32_Bounds *)

(*@ NEEDS P_Top32 P_Accepted32 *)
Lemma top32_exists t z n : P_Logits32 t z n -> forall m, (Z.of_nat m <= n)%Z ->
  P_AllMasked32 t z (Z.of_nat m) \/ exists i, P_Top32 t z (Z.of_nat m) i.
Proof.
intros L; induction m as [| m IH]; intros M; [left; intros k K0 K1; lia |].
destruct (L (Z.of_nat m) ltac:(lia) ltac:(lia)) as [F | I].
- right; destruct (IH ltac:(lia)) as [A | (i & [[[I0 I1] Fi] T])].
  + exists (Z.of_nat m); split; [split; [lia | exact F] |].
    intros k c K0 K1; destruct (Z.eq_dec k (Z.of_nat m)) as [E | N].
    * right; unfold c; rewrite E; split; [apply Rle_refl | exact F].
    * left; apply (A k K0); lia.
  + assert (C : forall k, (0 <= k)%Z -> (k < Z.of_nat (S m))%Z ->
      k = Z.of_nat m \/ (k < Z.of_nat m)%Z) by lia.
    destruct (Rle_or_lt (Float32.t'real (link_at t z (Z.of_nat m)))
                (Float32.t'real (link_at t z i))) as [B | B].
    * exists i; split; [split; [lia | exact Fi] |].
      intros k c K0 K1; destruct (C k K0 K1) as [E | K]; [| exact (T k K0 K)].
      right; unfold c; rewrite E; split; [exact B | exact F].
    * exists (Z.of_nat m); split; [split; [lia | exact F] |].
      intros k c K0 K1; destruct (C k K0 K1) as [E | K].
      -- right; unfold c; rewrite E; split; [apply Rle_refl | exact F].
      -- destruct (T k K0 K) as [J | [B' Fk]]; [left; exact J | right].
         split; [| exact Fk].
         apply Rle_trans with (1 := B'); left; exact B.
- destruct (IH ltac:(lia)) as [A | (i & [[[I0 I1] Fi] T])].
  + left; intros k K0 K1; destruct (Z.eq_dec k (Z.of_nat m)) as [-> | N];
      [exact I | apply A; lia].
  + right; exists i; split; [split; [lia | exact Fi] |].
    intros k c K0 K1; destruct (Z.eq_dec k (Z.of_nat m)) as [E | N];
      [left; unfold c; rewrite E; exact I | apply (T k K0); lia].
Qed.
Ltac try_Top32_Exists := float_lemma; match goal with
  | A : P_Accepted32 ?t ?z ?n |- exists i, P_Top32 ?t ?z ?n i =>
    let N := fresh in let L := fresh in let M := fresh in
    destruct A as [[[N _] L] M];
    destruct (Z_of_nat_complete n ltac:(lia)) as [m ->];
    destruct (top32_exists t z _ L m (Z.le_refl _)); [contradiction | assumption]
  end.
(*@ TRY try_Top32_Exists *)

(*@ NEEDS L_LogSigmoid *)
Lemma LogSigmoid_bounds x : - Rabs x - 1 <= - ln (1 + exp (- x)) <= 0.
Proof.
assert (E := exp_pos (- x)); assert (R := Rabs_pos x).
assert (B : 1 + exp (- x) <= exp (Rabs x + 1)).
{ rewrite exp_plus; assert (A : exp (- x) <= exp (Rabs x)).
  { apply exp_le_compat; rewrite <- Rabs_Ropp; apply Rle_abs. }
  assert (C := exp_ineq1_le (Rabs x)); assert (D := exp_ineq1_le 1); nra. }
split.
- apply Ropp_le_cancel; rewrite Ropp_involutive.
  replace (- (- Rabs x - 1)) with (Rabs x + 1) by ring.
  rewrite <- (ln_exp (Rabs x + 1)); destruct B as [B | ->]; [| apply Rle_refl].
  left; now apply ln_increasing; [lra |].
- assert (0 < ln (1 + exp (- x))); [| lra].
  rewrite <- ln_1; apply ln_increasing; lra.
Qed.
Ltac try_LogSigmoid_Bounds := float_lemma; unfold L_LogSigmoid;
  match goal with |- context [ln (1 + 1 / exp ?x)] =>
    let B := fresh in pose proof (LogSigmoid_bounds x) as B;
    replace (1 / exp x) with (exp (- x))
      by (rewrite exp_Ropp; unfold Rdiv; now rewrite Rmult_1_l);
    split; lra
  end.
(*@ TRY try_LogSigmoid_Bounds *)

(*@ NEEDS P_Rounded L_UlpBelow P_Top32 P_Accepted32 L_SumExp32 L_LogSumExp32 *)
Definition lse_near t z n x := forall i, P_Top32 t z n i ->
  Rabs (Float64.t'real x + - (1) * ln (L_SumExp32 t z n)) <=
    eta * IZR n + u * Rabs (ln (L_SumExp32 t z n)) +
    9 / 2 * u * (1 + bpow radix2 (-16)) *
    (ln (L_SumExp32 t z n) + - (1) * Float32.t'real (link_at t z i)).
Lemma lse_bounds t z n i : P_Accepted32 t z n -> P_Top32 t z n i ->
  let L := ln (L_SumExp32 t z n) in
  0 <= eta * IZR n <= bpow radix2 (-1000) /\
  0 <= L + - (1) * Float32.t'real (link_at t z i) <= 67108864 /\
  Rabs L <= FloatOps32.largest + 67108864.
Proof.
intros [[[N0 N1] _] _] T L.
assert (B := LogSumExp32_bounds t z n i T); fold L in B.
assert (C : 0 < IZR n <= 67108864) by (split; [now apply IZR_lt | now apply IZR_le]).
assert (F : Float32.t'isFinite (link_at t z i)) by (destruct T as [[_ F] _]; exact F).
apply FloatOps32.finite_largest in F.
split; [| split; [lra | apply Rabs_le; lra]].
assert (P : 0 < eta) by apply bpow_gt_0.
split; [apply Rmult_le_pos; lra |].
apply Rle_trans with (eta * bpow radix2 26).
- apply Rmult_le_compat_l; [lra | exact (proj2 C)].
- unfold eta; rewrite <- bpow_plus; now apply bpow_le.
Qed.
Lemma lse_finite t z n x y : P_Accepted32 t z n -> P_Rounded x y ->
  Float64.t'isFinite x -> lse_near t z n x -> Float32.t'isFinite y.
Proof.
intros A R F D; assert (N := proj1 (proj1 A)).
destruct (Z_of_nat_complete n ltac:(lia)) as [m E].
assert (S : exists i, P_Top32 t z n i).
{ destruct A as [[_ L] Q]; rewrite E in *.
  destruct (top32_exists t z _ L m (Z.le_refl _)); [contradiction | assumption]. }
destruct S as [i T]; specialize (D i T); cbv zeta in D.
destruct (lse_bounds t z n i A T) as (B1 & B2 & B3); revert D B1 B2 B3.
set (L := ln _); set (d := L + _); intros D B1 B2 B3.
apply (rounded_finite x y R F); rewrite FloatOps32.middle32_value.
assert (K : bpow radix2 (-1000) <= 1) by (change 1 with (bpow radix2 0); now apply bpow_le).
assert (G := Rabs_triang L (Float64.t'real x + - (1) * L)).
replace (L + (Float64.t'real x + - (1) * L)) with (Float64.t'real x) in G by ring.
rewrite u_val in D; simpl (bpow radix2 (-16)) in D; unfold FloatOps32.largest in B3; lra.
Qed.
Lemma lse_ulp t z n x y i : P_Accepted32 t z n -> P_Rounded x y ->
  Float64.t'isFinite x -> lse_near t z n x -> P_Top32 t z n i ->
  Rabs (Float32.t'real y + - (1) * ln (L_SumExp32 t z n)) <=
    2 * (9 / 2 * u * (1 + bpow radix2 (-16)) *
      (ln (L_SumExp32 t z n) + - (1) * Float32.t'real (link_at t z i))) +
    8388609 / 16777216 *
      L_UlpBelow (ln (L_SumExp32 t z n)) 170141183460469231731687303715884105728 253.
Proof.
intros A R F D T; assert (Fy := lse_finite t z n x y A R F D).
specialize (D i T); cbv zeta in D.
destruct (lse_bounds t z n i A T) as (B1 & B2 & B3); revert D B1 B2 B3.
set (L := ln _); set (d := L + _); intros D B1 B2 B3.
assert (U := u_pos); assert (K := bpow_gt_0 radix2 (-16)); assert (Q := Rabs_pos L).
apply (rounded_rest x y); [exact R | exact Fy | | |].
- repeat apply Rmult_le_pos; lra.
- unfold FloatOps32.largest in B3; lra.
- apply Rle_trans with (1 := D).
  assert (u * Rabs L <= 8 * u * Rabs L) by nra; lra.
Qed.
Ltac lse_constants := replace (9 / 2 * u * (1 + bpow radix2 (-16)))
  with (589833 / 1180591620717411303424) by (rewrite u_val; simpl; lra);
  rewrite ?u_val, ?eta_frac;
  let c := eval vm_compute in (2 ^ 1074)%Z in change (2 ^ 1074)%Z with c.
Ltac try_lse := cbv zeta; intros; unfold L_LogSumExp32, real_of_int in *; lazymatch goal with
  | A : P_Accepted32 ?t ?z ?n, R : P_Rounded ?x ?y, F : Float64.t'isFinite ?x |- _ =>
    let D := fresh in
    assert (D : lse_near t z n x)
      by (let i := fresh in let T := fresh in let Q := fresh in
          intros i T; lse_constants;
          match goal with H : _ |- _ => pose proof (H i T) as Q end;
          match type of Q with context [Float32.t'real (t ?p)] =>
            change (t p) with (link_at t z i) in Q end; lra);
    lazymatch goal with
    | |- Float32.t'isFinite y => exact (lse_finite t z n x y A R F D)
    | T : P_Top32 t z n ?i |- Rabs _ <= _ =>
        let U := fresh in pose proof (lse_ulp t z n x y i A R F D T) as U;
        match goal with |- context [Float32.t'real (t ?p)] =>
          change (t p) with (link_at t z i) end;
        revert U; lse_constants; clear; lra
    end
  end.
(*@ TRY try_lse *)
