(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* What rounds the sums and means of float losses: specs/reduction32_facts.acsl *)

(* What rounds a double that is near the sum or mean g, after n roundings *)
(*@ NEEDS P_Rounded P_NearReduction *)
Lemma reduction_share_range n g : 0 < n <= 134217728 -> 0 <= g ->
  0 <= target_share n g <= bpow radix2 (-26) * (1 + bpow radix2 (-16)) * g.
Proof.
intros N G; unfold target_share.
replace (n * u * (1 + bpow radix2 (-16)) * g)
  with (n * (u * (1 + bpow radix2 (-16)) * g)) by ring.
assert (C : 0 <= u * (1 + bpow radix2 (-16)) * g)
  by (rewrite u_val; simpl (bpow radix2 (-16)); lra).
split; [apply Rmult_le_pos; lra |].
apply Rle_trans with (134217728 * (u * (1 + bpow radix2 (-16)) * g)).
- apply Rmult_le_compat_r; [exact C | apply N].
- rewrite u_val; simpl (bpow radix2 (-16)); simpl (bpow radix2 (-26)); lra.
Qed.
Lemma near_reduction x n g : (0 < n)%Z -> (n <= 134217728)%Z ->
  P_NearReduction x n g -> Float64.t'isFinite x /\ 0 <= g /\
  0 <= target_share (IZR n) g <= bpow radix2 (-26) * (1 + bpow radix2 (-16)) * g /\
  Rabs (Float64.t'real x - g) <= target_share (IZR n) g + bpow radix2 (-400).
Proof.
intros N M H; unfold P_NearReduction, real_of_int in H; cbv zeta in H.
assert (F : Float64.t'isFinite x) by tauto.
assert (G : 0 <= g) by tauto.
apply IZR_lt in N; apply IZR_le in M.
assert (S := reduction_share_range (IZR n) g (conj N M) G).
repeat split; try assumption; try apply S.
match type of H with context [Rabs ?e <= ?r] =>
  assert (D : Rabs e <= r) by tauto; clear H;
  replace (Float64.t'real x - g) with e by ring end.
apply Rle_trans with (1 := D), Req_le; unfold target_share.
change (bpow radix2 (-400)) with (/ IZR (2 ^ 400));
let c := eval vm_compute in (2 ^ 400)%Z in change (2 ^ 400)%Z with c.
rewrite u_val; replace (bpow radix2 (-16)) with (/ 65536) by (simpl; lra); field.
Qed.
Lemma reduction_tail : bpow radix2 (-400) <= 1.
Proof. change 1 with (bpow radix2 0); now apply bpow_le. Qed.
Lemma reduction_finite x y n g : P_Rounded x y -> (0 < n)%Z ->
  (n <= 134217728)%Z -> P_NearReduction x n g ->
  g <= 340282346638528859811704183484516925440 -> Float32.t'isFinite y.
Proof.
intros R N M D B; destruct (near_reduction x n g N M D) as (F & G & S & E).
apply (rounded_finite x y R F); rewrite FloatOps32.middle32_value.
assert (T := reduction_tail); apply Rabs_le_inv in E.
simpl (bpow radix2 (-26)) in S; simpl (bpow radix2 (-16)) in S.
apply Rabs_def1; lra.
Qed.
Lemma reduction_below x y n g : P_Rounded x y -> Float32.t'isFinite y ->
  (0 < n)%Z -> (n <= 134217728)%Z -> P_NearReduction x n g ->
  g < 340282366920938463463374607431768211456.
Proof.
intros R Fy N M D; destruct (near_reduction x n g N M D) as (F & G & S & E).
destruct (rounded_value x y R Fy) as (_ & B & _).
rewrite FloatOps32.middle32_value in B; apply Rabs_def2 in B.
assert (T := reduction_tail); apply Rabs_le_inv in E.
simpl (bpow radix2 (-26)) in S; simpl (bpow radix2 (-16)) in S; lra.
Qed.
Lemma reduction_ulp x y n g : P_Rounded x y -> Float32.t'isFinite y ->
  (0 < n)%Z -> (n <= 134217728)%Z -> P_NearReduction x n g ->
  Rabs (Float32.t'real y - g) <=
    (/ 2 + bpow radix2 (-24)) * Rounding32.ulp32 g + target_share (IZR n) g.
Proof.
intros R Fy N M D; destruct (near_reduction x n g N M D) as (F & G & S & E).
destruct (rounded_value x y R Fy) as (_ & _ & ->).
apply Rle_trans with (1 := Rounding32.after_error _ g _ E).
assert (L := Rounding32.ulp32_gt g); unfold Rounding32.u32 in L.
assert (P := Rounding32.ulp32_ge g); assert (Q := bpow_gt_0 radix2 (-149)).
assert (T : bpow radix2 (-400) <= bpow radix2 (-26) * Rounding32.ulp32 g).
{ apply Rle_trans with (bpow radix2 (-26) * bpow radix2 (-149)).
  - rewrite <- bpow_plus; now apply bpow_le.
  - apply Rmult_le_compat_l; [apply bpow_ge_0 | exact P]. }
rewrite (Rabs_pos_eq g) in L by exact G.
simpl (bpow radix2 (-26)) in *; simpl (bpow radix2 (-16)) in *.
simpl (bpow radix2 (-24)) in *; apply Rmax_lub; lra.
Qed.
Lemma reduction_relative x y n g : P_Rounded x y -> Float32.t'isFinite y ->
  (0 < n)%Z -> (n <= 134217728)%Z -> P_NearReduction x n g ->
  1 / 85070591730234615865843651857942052864 <= g ->
  Rabs (Float32.t'real y + - (1) * g) <= g * (8388609 / 140737488355328 +
    65537 / 590295810358705651712 * IZR n).
Proof.
intros R Fy N M D B; assert (T := reduction_ulp x y n g R Fy N M D).
destruct (near_reduction x n g N M D) as (_ & G & _ & _).
replace (_ + - (1) * g) with (Float32.t'real y - g) by ring.
apply Rle_trans with (1 := T).
assert (L := Rounding32.ulp32_le g).
change (bpow radix2 (-126)) with (/ 85070591730234615865843651857942052864) in L.
rewrite Rabs_pos_eq in L by exact G; specialize (L ltac:(lra)).
unfold Rounding32.u32 in L; unfold target_share.
rewrite u_val; simpl (bpow radix2 (-16)); simpl (bpow radix2 (-24)) in *; lra.
Qed.
Ltac try_reduction_rounded := float_lemma; unfold real_of_int; match goal with
  | R : P_Rounded ?x ?y, D : P_NearReduction ?x ?n ?g |- _ =>
      first [ now apply (reduction_finite x y n g)
            | now apply (reduction_below x y n g)
            | now apply (reduction_relative x y n g) ]
  end.
(*@ TRY try_reduction_rounded *)

(* What is rounded to a finite float is finite. *)
Ltac try_reduction_from_finite := intro_goal; match goal with
  | R : P_Rounded ?x ?y, F : Float32.t'isFinite ?y |- Float64.t'isFinite ?x =>
      exact (proj1 (rounded_value x y R F))
  end.
(*@ TRY try_reduction_from_finite *)

(*@ NEEDS P_Rounded P_NearReduction L_UlpBelow *)
Lemma reduction_rounded_ulp x y n g : P_Rounded x y -> Float32.t'isFinite y ->
  (0 < n)%Z -> (n <= 134217728)%Z -> P_NearReduction x n g ->
  Rabs (Float32.t'real y + - (1) * g) <= 8388609 / 16777216 *
    L_UlpBelow g 170141183460469231731687303715884105728 253 +
    65537 / 590295810358705651712 * g * IZR n.
Proof.
intros R Fy N M D; assert (B := reduction_below x y n g R Fy N M D).
destruct (near_reduction x n g N M D) as (_ & G & _ & _).
rewrite (link_Ulp32 g), half_and by (rewrite Rabs_pos_eq by exact G; exact B).
replace (_ + - (1) * g) with (Float32.t'real y - g) by ring.
apply Rle_trans with (1 := reduction_ulp x y n g R Fy N M D).
apply Rplus_le_compat_l; unfold target_share.
rewrite u_val; simpl (bpow radix2 (-16)); lra.
Qed.
Ltac try_Rounded_ReductionUlp := float_lemma; unfold real_of_int; match goal with
  | R : P_Rounded ?x ?y, D : P_NearReduction ?x ?n ?g |- _ =>
      now apply (reduction_rounded_ulp x y n g)
  end.
(*@ TRY try_Rounded_ReductionUlp *)

(* The errors of the doubles *)
(*@ NEEDS P_NearReduction P_Reducible L_FDot L_Dot *)
Lemma sum_nearly n g d : 0 < n <= 67108864 ->
  d <= n * u * (1 + bpow radix2 (-16)) * g + n * eta ->
  d <= n * u * (1 + bpow radix2 (-16)) * g + bpow radix2 (-400).
Proof.
intros N D; apply Rle_trans with (1 := D), Rplus_le_compat_l.
apply Rle_trans with (bpow radix2 26 * eta).
- apply Rmult_le_compat_r; [apply bpow_ge_0 | simpl; lra].
- unfold eta; rewrite <- bpow_plus; now apply bpow_le.
Qed.
Lemma mean_nearly n g s d : 0 < n <= 67108864 -> bpow radix2 (-500) <= s ->
  d <= 2 * n * (u * (1 + bpow radix2 (-16)) * g + eta / s) + eta ->
  d <= 2 * n * u * (1 + bpow radix2 (-16)) * g + bpow radix2 (-400).
Proof.
intros N S D; apply Rle_trans with (1 := D).
assert (T : eta / s <= bpow radix2 (-574)).
{ apply Rle_trans with (eta * bpow radix2 500).
  - apply Rmult_le_compat_l; [apply bpow_ge_0 |].
    change 500%Z with (- (-500))%Z; rewrite bpow_opp.
    apply Rinv_le_contravar; [apply bpow_gt_0 | exact S].
  - unfold eta; rewrite <- bpow_plus; now apply bpow_le. }
assert (T' : n * (eta / s) <= bpow radix2 (-548)).
{ apply Rle_trans with (bpow radix2 26 * bpow radix2 (-574)).
  - apply Rmult_le_compat; [lra | | simpl; lra | exact T].
    assert (Q := bpow_gt_0 radix2 (-500)).
    apply Rmult_le_pos; [apply bpow_ge_0 | left; apply Rinv_0_lt_compat; lra].
  - rewrite <- bpow_plus; now apply bpow_le. }
assert (A : bpow radix2 (-548) <= bpow radix2 (-402)) by now apply bpow_le.
assert (B : eta <= bpow radix2 (-402)) by now apply bpow_le.
replace (bpow radix2 (-400)) with (4 * bpow radix2 (-402))
  by (change 4 with (bpow radix2 2); now rewrite <- bpow_plus).
assert (C := bpow_gt_0 radix2 (-402)); lra.
Qed.
(* From and to the form that WP gives to such a bound *)
Ltac reduction_form := unfold real_of_int; rewrite ?mult_IZR, ?eta_frac, ?u_val;
  change (bpow radix2 (-400)) with (/ IZR (2 ^ 400));
  replace (bpow radix2 (-16)) with (/ 65536) by (simpl; lra);
  let c := eval vm_compute in (2 ^ 400)%Z in change (2 ^ 400)%Z with c;
  let c := eval vm_compute in (2 ^ 1074)%Z in change (2 ^ 1074)%Z with c;
  apply Req_le; field; try lra.
Ltac try_near_sum := intro_goal; lazymatch goal with
  | R : P_Reducible ?t ?w ?x ?n, F : Float64.t'isFinite ?f
    |- P_NearReduction ?f ?n (L_Dot ?t ?w ?x ?n) =>
    match goal with D : context [Rabs (_ + _ * L_Dot t w x n) <= _] |- _ =>
      let N := fresh in let E := fresh in let B := fresh in let P := fresh in
      destruct (link_Reducible t w x n R) as (N & E & B & _ & _ & P & _);
      rewrite E in B;
      assert (0 < n)%Z by (unfold P_Reducible in R; cbv zeta in R; tauto);
      let G := fresh in
      assert (G : 0 < IZR n <= 67108864) by (split; [apply IZR_lt; lia | exact B]);
      split; [split; [rewrite batch_Dot; now apply sum_nonneg |] | exact F];
      match type of D with
      | Rabs ?d <= _ => idtac
      | _ => specialize (D F)
      end;
      match goal with |- Rabs ?d <= _ =>
        apply Rle_trans with (IZR n * u * (1 + bpow radix2 (-16)) *
          L_Dot t w x n + bpow radix2 (-400));
        [ apply (sum_nearly _ _ _ G); apply Rle_trans with (1 := D); reduction_form
        | reduction_form ] end
    end
  end.
(*@ TRY try_near_sum *)

(*@ NEEDS P_NearReduction P_Reducible L_MeanLoss L_Sum L_FDot L_Dot *)
Ltac try_near_mean := intro_goal; lazymatch goal with
  | R : P_Reducible ?t ?w ?x ?n, F : Float64.t'isFinite ?f
    |- P_NearReduction ?f _ (L_MeanLoss ?t ?w ?x ?n) =>
    match goal with D : context [Rabs (_ + _ * L_MeanLoss t w x n) <= _] |- _ =>
      let N := fresh in let E := fresh in let B := fresh in let P := fresh in
      let S := fresh in
      destruct (link_Reducible t w x n R) as (N & E & B & _ & _ & P & S);
      rewrite E in B; rewrite <- link_Sum in S;
      assert (0 < n)%Z by (unfold P_Reducible in R; cbv zeta in R; tauto);
      let G := fresh in
      assert (G : 0 < IZR n <= 67108864) by (split; [apply IZR_lt; lia | exact B]);
      assert (0 < L_Sum t w n)
        by (apply Rlt_le_trans with (2 := S); apply bpow_gt_0);
      split; [split; [unfold L_MeanLoss; apply Rmult_le_pos;
        [ rewrite batch_Dot; now apply sum_nonneg
        | now left; apply Rinv_0_lt_compat ] |] | exact F];
      match type of D with
      | Rabs ?d <= _ => idtac
      | _ => specialize (D F)
      end;
      match goal with |- Rabs ?d <= _ =>
        apply Rle_trans with (2 * IZR n * u * (1 + bpow radix2 (-16)) *
          L_MeanLoss t w x n + bpow radix2 (-400));
        [ apply (mean_nearly _ _ _ _ G S); apply Rle_trans with (1 := D);
          reduction_form
        | reduction_form ] end
    end
  end.
(*@ TRY try_near_mean *)
