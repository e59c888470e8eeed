(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* Rows of floats with strides: log-sum-exp, specs/strided32_log.acsl *)

(*@ NEEDS P_RoundedLogSumExp P_FloatRange P_Rounded P_Top L_SumExp L_UlpBelow *)
Lemma lse32_bounds t z n i : P_FloatRange t z n -> P_Top t z n i ->
  0 <= ln (L_SumExp t z n) + - (1) * Float64.t'real (link_at t z i) <= IZR n /\
  Rabs (Float64.t'real (link_at t z i)) <= FloatOps32.largest.
Proof.
intros R T; assert (T' := T); destruct T' as [[[I0 I1] F] _].
assert (B := R i I0 I1 F); cbv zeta in B.
apply Z_of_nat_complete in I0; destruct I0 as [j ->].
destruct (RealSoftmax.LogSumExp_Bounds _ _ _ _ (link_Top _ _ _ _ T)) as [A A'].
assert (P : 0 < IZR n) by (apply IZR_lt; lia).
rewrite INR_IZR_INZ, Z2Nat.id in A' by lia.
assert (C : ln (IZR n) <= IZR n).
{ apply Rle_trans with (ln (exp (IZR n))); [| rewrite ln_exp; apply Rle_refl].
  apply RealSoftmax.ln_le; [exact P |].
  apply Rle_trans with (1 + IZR n); [lra | apply exp_ineq1_le]. }
unfold RealSoftmax.LogSumExp in A, A'; rewrite <- link_SumExp in A, A'.
unfold link_entry in A, A'; split; [split; lra |].
apply Rabs_le; unfold FloatOps32.largest; destruct B as [B B']; split; [exact B' | exact B].
Qed.
Lemma lse32_rounded t z n x y i : (n <= 67108864)%Z -> P_FloatRange t z n ->
  P_Top t z n i -> P_Rounded x y -> Float64.t'isFinite x ->
  Rabs (Float64.t'real x + - (1) * ln (L_SumExp t z n)) <=
    eta * IZR n + u * Rabs (ln (L_SumExp t z n)) +
    9 / 2 * u * (1 + bpow radix2 (-16)) *
    (ln (L_SumExp t z n) + - (1) * Float64.t'real (link_at t z i)) ->
  Float32.t'isFinite y /\
  Rabs (Float32.t'real y + - (1) * ln (L_SumExp t z n)) <=
    2 * (9 / 2 * u * (1 + bpow radix2 (-16)) *
      (ln (L_SumExp t z n) + - (1) * Float64.t'real (link_at t z i))) +
    8388609 / 16777216 *
      L_UlpBelow (ln (L_SumExp t z n)) 170141183460469231731687303715884105728 253.
Proof.
intros N R T Q F D; destruct (lse32_bounds t z n i R T) as [B1 B2].
assert (C : 0 <= IZR n <= 67108864).
{ destruct T as [[[I0 I1] _] _]; split; [apply IZR_le; lia | now apply IZR_le]. }
assert (S : eta * IZR n <= bpow radix2 (-1000)).
{ apply Rle_trans with (eta * bpow radix2 26).
  - apply Rmult_le_compat_l; [apply bpow_ge_0 | exact (proj2 C)].
  - unfold eta; rewrite <- bpow_plus; now apply bpow_le. }
revert D B1 B2; set (L := ln _); set (m := Float64.t'real (link_at t z i)).
intros D B1 B2.
assert (B3 : Rabs L <= FloatOps32.largest + 67108864).
{ apply Rabs_le; apply Rabs_def3 in B2 || apply Rabs_le_inv in B2; lra. }
assert (K : bpow radix2 (-1000) <= 1) by (change 1 with (bpow radix2 0); now apply bpow_le).
assert (U := u_pos); assert (V := bpow_gt_0 radix2 (-16)); assert (W := Rabs_pos L).
assert (Fy : Float32.t'isFinite y).
{ apply (rounded_finite x y Q F); rewrite FloatOps32.middle32_value.
  assert (G := Rabs_triang L (Float64.t'real x + - (1) * L)).
  replace (L + (Float64.t'real x + - (1) * L)) with (Float64.t'real x) in G by ring.
  rewrite u_val in D; simpl (bpow radix2 (-16)) in D; unfold FloatOps32.largest in B3; lra. }
split; [exact Fy |].
apply (rounded_rest x y); [exact Q | exact Fy | | |].
- repeat apply Rmult_le_pos; lra.
- unfold FloatOps32.largest in B3; lra.
- apply Rle_trans with (1 := D).
  assert (u * Rabs L <= 8 * u * Rabs L) by nra; lra.
Qed.
Ltac lse32_constants := replace (9 / 2 * u * (1 + bpow radix2 (-16)))
  with (589833 / 1180591620717411303424) by (rewrite u_val; simpl; lra);
  rewrite ?u_val, ?eta_frac;
  let c := eval vm_compute in (2 ^ 1074)%Z in change (2 ^ 1074)%Z with c.
