(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * Attention in double, rounded to binary32

    Layer F (P22), for src/attention_float.c and src/scores_float.c.

    Main results: [after_near], a double d near the exact g, which may be beyond
    the largest float; [after_largest], a double that is at most a float and a
    little is rounded to at most that float. *)

From Coq Require Import Reals Psatz Lia ZArith.
From Flocq Require Import Core.
From Softproof Require Import Rounding Rounding32.
Open Scope R_scope.

Lemma ulp32_most d : Rabs d < bpow radix2 128 -> ulp32 d <= bpow radix2 104.
Proof.
intros H; destruct (Req_dec d 0) as [-> | N].
- unfold ulp32; rewrite (ulp_FLT_0 radix2 (-149) 24); now apply bpow_le.
- unfold ulp32; rewrite ulp_neq_0 by easy; apply bpow_le.
  unfold cexp, FLT_exp; assert (M := mag_le_bpow radix2 d 128 N H); lia.
Qed.

Theorem after_near d g r : 0 <= r -> Rabs d < middle32 ->
  Rabs (d - g) <= r + bpow radix2 (-900) ->
  Rabs (RN32 d - g) <=
    (/ 2 + bpow radix2 (-24)) * ulp_below g (bpow radix2 127) 253 + 2 * r.
Proof.
intros P B D; assert (N := bpow_gt_0 radix2 (-149)).
assert (E : bpow radix2 (-24) = / 16777216) by (simpl; lra).
destruct (Rlt_or_le (Rabs g) (bpow radix2 128)) as [S | L].
- rewrite (ulp_below_32 g S); apply Rle_trans with (1 := after_error d g _ D).
  assert (U := ulp32_ge g).
  assert (T : bpow radix2 (-900) <= / 67108864 * ulp32 g).
  { apply Rle_trans with (bpow radix2 (-26) * bpow radix2 (-149)).
    - rewrite <- bpow_plus; now apply bpow_le.
    - replace (bpow radix2 (-26)) with (/ 67108864) by (simpl; lra).
      apply Rmult_le_compat_l; [lra | exact U]. }
  rewrite E; apply Rmax_lub; lra.
- assert (G : bpow radix2 127 <= Rabs g)
    by (apply Rle_trans with (2 := L); now apply bpow_le).
  cbn [ulp_below]; destruct Rle_dec as [_ | F]; [| contradiction].
  rewrite <- bpow_plus; change (127 + -23)%Z with 104%Z.
  destruct largest_middle as [_ M]; assert (Q := bpow_gt_0 radix2 103).
  assert (U := ulp32_most d ltac:(lra)); assert (H := RN32_half_ulp d).
  assert (T : bpow radix2 (-900) <= / 67108864 * bpow radix2 104).
  { replace (/ 67108864) with (bpow radix2 (-26)) by (simpl; lra).
    rewrite <- bpow_plus; now apply bpow_le. }
  replace (RN32 d - g) with ((RN32 d - d) + (d - g)) by ring.
  apply Rle_trans with (1 := Rabs_triang _ _).
  assert (0 < bpow radix2 104) by apply bpow_gt_0; rewrite E; lra.
Qed.

Lemma below_largest M d e : F32 M -> 0 <= M ->
  e <= bpow radix2 (-26) * M + bpow radix2 (-160) -> d <= M + e -> RN32 d <= M.
Proof.
intros F P E D; destruct (Rle_or_lt d M) as [L | L].
{ rewrite <- (RN32_exact M F); now apply RN32_le. }
assert (U1 := ulp32_gt M); assert (U2 := ulp32_ge M).
rewrite (Rabs_pos_eq M P) in U1; unfold u32 in U1.
assert (H := RN32_nearest d M F); rewrite (Rabs_left1 (M - d)) in H by lra.
apply Rabs_le_inv in H; apply Rnot_lt_le; intros C.
assert (G : F32 (RN32 d)) by (apply generic_format_round; typeclasses eauto).
apply (succ_le_lt radix2 fexp32) in C; [| exact F | exact G].
rewrite succ_eq_pos in C by exact P; fold (ulp32 M) in C.
assert (S : bpow radix2 (-160) = / 2048 * bpow radix2 (-149)).
{ change (-160)%Z with (-11 + -149)%Z; rewrite bpow_plus; simpl; lra. }
assert (Z := bpow_gt_0 radix2 (-149)).
simpl (bpow radix2 (-26)) in E; simpl (bpow radix2 (-24)) in U1; lra.
Qed.
Theorem after_largest M d e : F32 M -> 0 <= M ->
  e <= bpow radix2 (-26) * M + bpow radix2 (-160) -> - M - e <= d <= M + e ->
  - M <= RN32 d <= M.
Proof.
intros F P E [A B]; split; [| now apply (below_largest M d e)].
assert (C := below_largest M (- d) e F P E ltac:(lra)).
rewrite RN32_opp in C; lra.
Qed.
