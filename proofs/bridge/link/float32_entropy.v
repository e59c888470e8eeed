(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* The entropy and the perplexity of floats: specs/entropy32_facts.acsl *)

(*@ NEEDS P_Widened L_Softmax32 L_SoftmaxT *)
Lemma widened_weight_one t t1 z x n k : P_Widened t t1 z x n -> (0 <= k)%Z ->
  (k < n)%Z -> L_WeightT (link_at t x k) 1 = L_Weight32 (link_at t1 z k).
Proof.
intros W K N; unfold L_WeightT, L_Weight32; cbv zeta.
rewrite (widened_weight t t1 z x n k W K N); f_equal; f_equal.
unfold Rdiv; now rewrite Rinv_1, Rmult_1_r.
Qed.
Lemma widened_softmax_one t t1 z x n k : P_Widened t t1 z x n -> (0 <= k)%Z ->
  (k < n)%Z -> L_SoftmaxT t x n 1 k = L_Softmax32 t1 z n k.
Proof.
intros W K N; unfold L_SoftmaxT, L_Softmax32.
f_equal; [exact (widened_weight_one t t1 z x n k W K N) |].
rewrite (rec_sum_sum (fun n => L_SumExpT t x n 1)
  (fun k => L_WeightT (link_at t x k) 1) (fun n => L_SumExpT_def t x n 1) n).
rewrite (rec_sum_sum _ (fun k => L_Weight32 (link_at t1 z k))
  (L_SumExp32_def t1 z) n).
apply sum_ext; intros i Hi; unfold seq.
apply (widened_weight_one t t1 z x n); [exact W | lia | lia].
Qed.

(*@ NEEDS P_Widened L_Entropy32 L_Entropy *)
Lemma widened_entropy t t1 z x n : P_Widened t t1 z x n ->
  L_Entropy t x n 1 = L_Entropy32 t1 z n.
Proof.
intros W; unfold L_Entropy, L_Entropy32; f_equal.
rewrite (rec_sum_sum (L_XLogXSum t x n 1) (fun k => L_XLogX (L_SoftmaxT t x n 1 k))
  (L_XLogXSum_def t x n 1) n).
rewrite (rec_sum_sum (L_XLogXSum32 t1 z n) (fun k => L_XLogX (L_Softmax32 t1 z n k))
  (L_XLogXSum32_def t1 z n) n).
apply sum_ext; intros k Hk; unfold seq; f_equal.
apply widened_softmax_one; [exact W | lia | lia].
Qed.
Ltac try_Widened_Entropy := float_lemma; match goal with
  | W : P_Widened ?t ?t1 ?z ?x ?n |- _ = _ =>
      first [ now apply widened_entropy | symmetry; now apply widened_entropy ]
  end.
(*@ TRY try_Widened_Entropy *)

(*@ NEEDS P_Widened L_Perplexity32 L_Perplexity *)
Ltac try_Widened_Perplexity := float_lemma; match goal with
  | W : P_Widened ?t ?t1 ?z ?x ?n |- _ = _ =>
      unfold L_Perplexity, L_Perplexity32; now rewrite (widened_entropy t t1 z x n W)
  end.
(*@ TRY try_Widened_Perplexity *)

(*@ NEEDS L_Entropy P_Top *)
Ltac try_Entropy_Range := no_program; match goal with
  | P : P_Top ?t ?z ?n ?a |- _ /\ _ =>
    let N := fresh in let H := fresh in let L := fresh in
    destruct (entropy_range t z n a 1 P ltac:(lia)) as [N H];
    assert (L : L_Entropy t z n 1 <= 181 / 10)
      by (eapply PerplexityError.H_max; eassumption); split; lra
  end.
(*@ TRY try_Entropy_Range *)

(* What rounds a double that is near the entropy g of n logits *)
(*@ NEEDS P_Rounded P_NearEntropy *)
Definition entropy_share n g := n * u * (1 + bpow radix2 (-15)) * g.
Lemma entropy_share_range n g : 0 < n <= 67108864 -> 0 <= g ->
  0 <= entropy_share n g <= bpow radix2 (-26) * g.
Proof.
intros N G; unfold entropy_share.
replace (n * u * (1 + bpow radix2 (-15)) * g)
  with (n * (u * (1 + bpow radix2 (-15)) * g)) by ring.
assert (C : 0 <= u * (1 + bpow radix2 (-15)) * g)
  by (rewrite u_val; simpl (bpow radix2 (-15)); lra).
split; [apply Rmult_le_pos; lra |].
apply Rle_trans with (67108864 * (u * (1 + bpow radix2 (-15)) * g)).
- apply Rmult_le_compat_r; [exact C | apply N].
- rewrite u_val; simpl (bpow radix2 (-15)); simpl (bpow radix2 (-26)); lra.
Qed.
Definition near_entropy x n g := 0 <= g <= 19 /\
  Rabs (x - g) <= 16 * u * g + entropy_share n g + bpow radix2 (-1000).
Lemma entropy_ulp x n g : 0 < n <= 67108864 -> near_entropy x n g ->
  Rabs (Rounding32.RN32 x - g) <=
    (/ 2 + bpow radix2 (-24)) * Rounding32.ulp32 g + entropy_share n g.
Proof.
intros N [G D]; destruct (entropy_share_range n g N (proj1 G)) as [T0 T].
apply Rle_trans with (1 := Rounding32.after_error x g _ D).
assert (E := Rounding32.error_ulp g); assert (S := Rounding32.small_ulp g).
assert (L := Rounding32.ulp32_gt g); unfold Rounding32.u32 in L.
assert (P := Rounding32.ulp32_ge g); assert (Q := bpow_gt_0 radix2 (-149)).
rewrite (Rabs_pos_eq g) in * by exact (proj1 G).
simpl (bpow radix2 (-26)) in *; simpl (bpow radix2 (-24)) in *.
apply Rmax_lub; lra.
Qed.
Lemma near_entropy_of x n g : (0 < n)%Z -> (n <= 67108864)%Z ->
  P_NearEntropy x n g -> Float64.t'isFinite x /\ 0 <= Float64.t'real x <= 20 /\
    near_entropy (Float64.t'real x) (IZR n) g.
Proof.
intros N M H; unfold P_NearEntropy, real_of_int in H; cbv zeta in H.
assert (F : Float64.t'isFinite x) by tauto.
assert (X : 0 <= Float64.t'real x) by tauto.
assert (G : 0 <= g <= 19) by (split; tauto).
assert (D : Rabs (Float64.t'real x - g) <= 16 * u * g + entropy_share (IZR n) g +
  bpow radix2 (-1000)).
{ apply IZR_lt in N; apply IZR_le in M; unfold entropy_share.
  match type of H with context [Rabs ?e <= ?r] =>
    assert (D : Rabs e <= r) by tauto; clear H;
    replace (Float64.t'real x - g) with e by ring end.
  apply Rle_trans with (1 := D); rewrite ?plus_IZR, ?mult_IZR.
  rewrite <- thousand, u_val; simpl (bpow radix2 (-15)).
  let c := eval vm_compute in (2 ^ 1000)%Z in change (2 ^ 1000)%Z with c.
  lra. }
repeat split; try assumption; try apply G.
destruct (entropy_share_range (IZR n) g (conj (IZR_lt _ _ N) (IZR_le _ _ M))
  (proj1 G)) as [_ T].
assert (S : bpow radix2 (-1000) <= / 2)
  by (change (/ 2) with (bpow radix2 (-1)); now apply bpow_le).
apply Rabs_le_inv in D; rewrite u_val in D; simpl (bpow radix2 (-26)) in T; lra.
Qed.
Lemma entropy_rounded_range x y n g : P_Rounded x y -> (0 < n)%Z ->
  (n <= 67108864)%Z -> P_NearEntropy x n g ->
  Float32.t'isFinite y /\ 0 <= Float32.t'real y.
Proof.
intros R N M D; destruct (near_entropy_of x n g N M D) as (F & X & E).
assert (Fy : Float32.t'isFinite y).
{ apply (rounded_finite x y R F); rewrite FloatOps32.middle32_value.
  apply Rabs_def1; lra. }
split; [exact Fy |]; destruct (rounded_value x y R Fy) as (_ & _ & ->).
now apply rounded_ge.
Qed.
Lemma entropy_rounded_relative x y n g : P_Rounded x y -> (0 < n)%Z ->
  (n <= 67108864)%Z -> P_NearEntropy x n g ->
  1 / 85070591730234615865843651857942052864 <= g ->
  Rabs (Float32.t'real y + - (1) * g) <= g * (8388609 / 140737488355328 +
    32769 / 295147905179352825856 * IZR n).
Proof.
intros R N M D B; destruct (near_entropy_of x n g N M D) as (F & X & E).
destruct (entropy_rounded_range x y n g R N M D) as [Fy _].
destruct (rounded_value x y R Fy) as (_ & _ & ->).
replace (_ + - (1) * g) with (Rounding32.RN32 (Float64.t'real x) - g) by ring.
apply Rle_trans with (1 := entropy_ulp _ (IZR n) g
  (conj (IZR_lt _ _ N) (IZR_le _ _ M)) E).
assert (L := Rounding32.ulp32_le g).
change (bpow radix2 (-126)) with (/ 85070591730234615865843651857942052864) in L.
rewrite Rabs_pos_eq in L by apply E; specialize (L ltac:(lra)).
unfold Rounding32.u32 in L; unfold entropy_share.
rewrite u_val; simpl (bpow radix2 (-15)); simpl (bpow radix2 (-24)) in *; lra.
Qed.
Ltac try_entropy_rounded := float_lemma; unfold real_of_int; match goal with
  | R : P_Rounded ?x ?y, D : P_NearEntropy ?x ?n ?g |- _ =>
      first [ apply and_comm; now apply (entropy_rounded_range x y n g)
            | now apply (entropy_rounded_range x y n g)
            | now apply (entropy_rounded_relative x y n g) ]
  end.
(*@ TRY try_entropy_rounded *)

(*@ NEEDS P_Rounded P_NearEntropy L_UlpBelow *)
Lemma entropy_rounded_ulp x y n g : P_Rounded x y -> (0 < n)%Z ->
  (n <= 67108864)%Z -> P_NearEntropy x n g ->
  Rabs (Float32.t'real y + - (1) * g) <= 8388609 / 16777216 *
    L_UlpBelow g 170141183460469231731687303715884105728 253 +
    32769 / 295147905179352825856 * g * IZR n.
Proof.
intros R N M D; destruct (near_entropy_of x n g N M D) as (F & X & E).
destruct (entropy_rounded_range x y n g R N M D) as [Fy _].
assert (G := proj1 E); rewrite (link_Ulp32 g), half_and
  by (rewrite Rabs_pos_eq by apply G;
      apply Rle_lt_trans with (1 := proj2 G); simpl; lra).
destruct (rounded_value x y R Fy) as (_ & _ & ->).
replace (_ + - (1) * g) with (Rounding32.RN32 (Float64.t'real x) - g) by ring.
apply Rle_trans with (1 := entropy_ulp _ (IZR n) g
  (conj (IZR_lt _ _ N) (IZR_le _ _ M)) E).
apply Rplus_le_compat_l; unfold entropy_share.
rewrite u_val; simpl (bpow radix2 (-15)); lra.
Qed.
Ltac try_Rounded_EntropyUlp := float_lemma; unfold real_of_int; match goal with
  | R : P_Rounded ?x ?y, D : P_NearEntropy ?x ?n ?g |- _ =>
      now apply (entropy_rounded_ulp x y n g)
  end.
(*@ TRY try_Rounded_EntropyUlp *)

(* The same of the perplexity g *)
(*@ NEEDS P_Rounded P_NearPerplexity *)
Definition perplexity_share n h := ((n + 11) * h + 213 / 100) * u * (1 + bpow radix2 (-14)).
Lemma perplexity_share_range n h : 0 < n <= 67108864 -> 0 <= h <= 19 ->
  0 <= perplexity_share n h <= bpow radix2 (-22).
Proof.
intros N H; unfold perplexity_share.
assert (A : 0 <= (n + 11) * h <= 67108875 * 19).
{ split; [apply Rmult_le_pos; lra | apply Rmult_le_compat; lra]. }
rewrite u_val; simpl (bpow radix2 (-14)); simpl (bpow radix2 (-22)); lra.
Qed.
Lemma near_perplexity x n h g : (0 < n)%Z -> (n <= 67108864)%Z ->
  P_NearPerplexity x n h g -> Float64.t'isFinite x /\
  1 <= Float64.t'real x <= IZR n * (1 + bpow radix2 (-22)) /\
  0 <= perplexity_share (IZR n) h * g /\ 0 <= g <= bpow radix2 28 /\
  Rabs (Float64.t'real x - g) <= perplexity_share (IZR n) h * g.
Proof.
intros N M P; unfold P_NearPerplexity, real_of_int in P; cbv zeta in P.
assert (F : Float64.t'isFinite x) by tauto.
assert (H : 0 <= h <= 19) by (split; tauto).
assert (X0 : 1 <= Float64.t'real x) by tauto.
apply IZR_lt in N; apply IZR_le in M.
assert (S := perplexity_share_range (IZR n) h (conj N M) H).
match type of P with context [Float64.t'real x <= ?r] =>
  assert (X1 : Float64.t'real x <= r) by tauto end.
assert (D : Rabs (Float64.t'real x - g) <= perplexity_share (IZR n) h * g).
{ match type of P with context [Rabs ?e <= ?r] =>
    assert (D : Rabs e <= r) by tauto;
    replace (Float64.t'real x - g) with e by ring end.
  apply Rle_trans with (1 := D), Req_le; unfold perplexity_share.
  rewrite ?plus_IZR, u_val.
  replace (bpow radix2 (-14)) with (/ 16384) by (simpl; lra); field. }
clear P.
assert (X : Float64.t'real x <= IZR n * (1 + bpow radix2 (-22)))
  by (simpl (bpow radix2 (-22)); lra).
set (s := perplexity_share (IZR n) h) in *.
assert (G : 0 <= g).
{ destruct (Rle_or_lt 0 g) as [G | G]; [exact G | exfalso].
  assert (s * g <= 0) by (assert (0 <= s * - g) by (apply Rmult_le_pos; lra); lra).
  apply Rabs_le_inv in D; lra. }
assert (Sg : 0 <= s * g <= bpow radix2 (-22) * g)
  by (split; [apply Rmult_le_pos | apply Rmult_le_compat_r]; lra).
repeat split; try assumption; try apply Sg.
apply Rabs_le_inv in D; simpl (bpow radix2 (-22)) in *; simpl (bpow radix2 28); lra.
Qed.
Lemma perplexity_rounded_range x y n h g : P_Rounded x y -> (0 < n)%Z ->
  (n <= 67108864)%Z -> P_NearPerplexity x n h g -> Float32.t'isFinite y /\
  1 <= Float32.t'real y <= IZR n * (1 + bpow radix2 (-21)).
Proof.
intros R N M P; destruct (near_perplexity x n h g N M P) as (F & X & _).
apply IZR_lt in N; apply IZR_le in M; simpl (bpow radix2 (-22)) in X.
assert (Fy : Float32.t'isFinite y).
{ apply (rounded_finite x y R F); rewrite FloatOps32.middle32_value.
  apply Rabs_def1; lra. }
split; [exact Fy |]; destruct (rounded_value x y R Fy) as (_ & _ & ->).
split; [rewrite <- Rounding32.RN32_1; now apply Rounding32.RN32_le |].
assert (E := Rounding32.RN32_half_ulp (Float64.t'real x)); apply Rabs_le_inv in E.
assert (L := Rounding32.ulp32_le (Float64.t'real x)).
rewrite Rabs_pos_eq in L by lra; unfold Rounding32.u32 in L.
assert (B : bpow radix2 (-126) <= 1) by (change 1 with (bpow radix2 0); now apply bpow_le).
specialize (L ltac:(lra)); simpl (bpow radix2 (-24)) in L; simpl (bpow radix2 (-21)); lra.
Qed.
Ltac try_Rounded_PerplexityRange := float_lemma; unfold real_of_int; match goal with
  | R : P_Rounded ?x ?y, D : P_NearPerplexity ?x ?n ?h ?g |- _ =>
      let F := fresh in let B := fresh in
      destruct (perplexity_rounded_range x y n h g R ltac:(assumption)
        ltac:(assumption) D) as (F & B);
      simpl (bpow radix2 (-21)) in B; repeat split; first [exact F | lra]
  end.
(*@ TRY try_Rounded_PerplexityRange *)

(*@ NEEDS P_Rounded P_NearPerplexity L_UlpBelow *)
Ltac try_Rounded_PerplexityUlp := float_lemma; match goal with
  | R : P_Rounded ?x ?y, D : P_NearPerplexity ?x ?n ?h ?g |- Rabs _ <= _ =>
      let F := fresh in let X := fresh in let S := fresh in let G := fresh in
      let E := fresh in let Fy := fresh in let T := fresh in
      destruct (near_perplexity x n h g ltac:(assumption) ltac:(assumption) D)
        as (F & X & S & G & E);
      destruct (perplexity_rounded_range x y n h g R ltac:(assumption)
        ltac:(assumption) D) as [Fy _];
      assert (T := rounded_rest x y g (perplexity_share (IZR n) h * g) R Fy S);
      eapply Rle_trans; [apply T; clear T |];
      [ rewrite Rabs_pos_eq by apply G; simpl (bpow radix2 28) in G; lra
      | replace (Float64.t'real x + - (1) * g) with (Float64.t'real x - g) by ring;
        apply Rle_trans with (1 := E);
        assert (0 < bpow radix2 (-1000)) by apply bpow_gt_0;
        assert (0 <= 8 * u * Rabs g)
          by (assert (A := Rabs_pos g); rewrite u_val; lra); lra
      | apply Req_le; unfold perplexity_share, real_of_int;
        rewrite ?plus_IZR, u_val;
        replace (bpow radix2 (-14)) with (/ 16384) by (simpl; lra); field ]
  end.
(*@ TRY try_Rounded_PerplexityUlp *)

(* The errors of the doubles, of the same entropy and perplexity *)
(*@ NEEDS P_NearEntropy L_Entropy32 L_Entropy *)
Ltac try_near_entropy := intro_goal; lazymatch goal with
  | D : Rabs (Float64.t'real ?f + _ * L_Entropy ?t ?x ?n 1) <= _,
    E : L_Entropy ?t ?x ?n 1 = ?g |- P_NearEntropy ?f ?n ?g =>
      rewrite E in D; unfold P_NearEntropy; cbv zeta; repeat split;
      first [ assumption
            | apply Rle_trans with (1 := D), Req_le; unfold real_of_int;
              rewrite ?plus_IZR, ?mult_IZR; field ]
  end.
(*@ TRY try_near_entropy *)

(*@ NEEDS P_NearPerplexity L_Perplexity32 L_Entropy32 L_Perplexity L_Entropy *)
Ltac try_near_perplexity := intro_goal; lazymatch goal with
  | D : Rabs (Float64.t'real ?f + _ * L_Perplexity ?t ?x ?n 1) <= _,
    E : L_Entropy ?t ?x ?n 1 = ?h, F : L_Perplexity ?t ?x ?n 1 = ?g
    |- P_NearPerplexity ?f ?n ?h ?g =>
      rewrite E, F in D; unfold P_NearPerplexity; cbv zeta; repeat split;
      first [ assumption
            | apply Rle_trans with (1 := D), Req_le; unfold real_of_int;
              rewrite ?plus_IZR; field ]
  end.
(*@ TRY try_near_perplexity *)
