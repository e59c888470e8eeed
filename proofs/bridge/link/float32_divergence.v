(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* The divergence of floats: specs/divergence32_facts.acsl *)

(*@ NEEDS P_Widened P_Covered32 P_Covered *)
Lemma widened_covered t t1 z w x v n : P_Widened t t1 z x n ->
  P_Widened t t1 w v n -> P_Covered t x v n <-> P_Covered32 t1 z w n.
Proof.
intros Z W; split; intros C k; cbv zeta; intros K N F.
- destruct (widened_finite t t1 z x n k Z K N F) as [G _].
  assert (V : Float64.t'isFinite (link_at t v k)) by exact (C k K N G).
  destruct (widened_cell t t1 w v n k W K N) as [[_ [I _]] | (A & _)];
    [exfalso; now destruct (link_at t v k) | exact A].
- destruct (widened_cell t t1 z x n k Z K N) as [[_ [I _]] | (A & _)];
    [exfalso; change (Float64.t'isFinite (link_at t x k)) in F;
     now destruct (link_at t x k) |].
  exact (proj1 (widened_finite t t1 w v n k W K N (C k K N A))).
Qed.
Ltac try_Widened_Covered := float_lemma; match goal with
  | Z : P_Widened ?t ?t1 ?z ?x ?n, W : P_Widened ?t ?t1 ?w ?v ?n
    |- P_Covered ?t ?x ?v ?n <-> _ => now apply widened_covered
  | Z : P_Widened ?t ?t1 ?z ?x ?n, W : P_Widened ?t ?t1 ?w ?v ?n
    |- _ <-> P_Covered ?t ?x ?v ?n => apply iff_sym; now apply widened_covered
  end.
(*@ TRY try_Widened_Covered *)

(*@ NEEDS P_Widened L_KL32 L_KL *)
Lemma widened_kl t t1 z w x v n : P_Widened t t1 z x n -> P_Widened t t1 w v n ->
  L_KL t x v n = L_KL32 t1 z w n.
Proof.
intros Z W; unfold L_KL, L_KL32.
rewrite (rec_sum_sum (L_KLSum t x v n)
  (fun k => L_DivergenceTerm (L_Softmax t x n k) (L_Softmax t v n k))
  (L_KLSum_def t x v n) n).
rewrite (rec_sum_sum (L_KLSum32 t1 z w n)
  (fun k => L_DivergenceTerm (L_Softmax32 t1 z n k) (L_Softmax32 t1 w n k))
  (L_KLSum32_def t1 z w n) n).
apply sum_ext; intros k Hk; unfold seq.
rewrite (widened_softmax t t1 z x n) by (assumption || lia).
now rewrite (widened_softmax t t1 w v n) by (assumption || lia).
Qed.

(*@ NEEDS P_Widened L_LogSoftmax32 L_LogSoftmax *)
Lemma widened_log t t1 z x n k : P_Widened t t1 z x n -> (0 <= k)%Z -> (k < n)%Z ->
  Float32.t'isFinite (link_at t1 z k) ->
  L_LogSoftmax t x n k = L_LogSoftmax32 t1 z n k.
Proof.
intros W K N F; unfold L_LogSoftmax, L_LogSoftmax32, L_LogSumExp, L_LogSumExp32.
rewrite (widened_sum t t1 z x n W); f_equal.
exact (proj2 (widened_finite t t1 z x n k W K N F)).
Qed.

(*@ NEEDS P_Widened P_Covered32 L_KLMagnitude32 L_KLMagnitude *)
Lemma widened_kl_magnitude t t1 z w x v n : P_Widened t t1 z x n ->
  P_Widened t t1 w v n -> P_Covered32 t1 z w n ->
  L_KLMagnitude t x v n = L_KLMagnitude32 t1 z w n.
Proof.
intros Z W C; unfold L_KLMagnitude, L_KLMagnitude32.
rewrite (rec_sum_sum (L_KLMagnitudeSum t x v n)
  (fun k => binary64.Binary64.unmasked (link_at t x k) (L_Softmax t x n k *
    Rabs (L_LogSoftmax t x n k + - (1) * L_LogSoftmax t v n k)))
  (L_KLMagnitudeSum_def t x v n) n).
rewrite (rec_sum_sum (L_KLMagnitudeSum32 t1 z w n)
  (fun k => binary32.Binary32.unmasked32 (link_at t1 z k) (L_Softmax32 t1 z n k *
    Rabs (L_LogSoftmax32 t1 z n k + - (1) * L_LogSoftmax32 t1 w n k)))
  (L_KLMagnitudeSum32_def t1 z w n) n).
apply sum_ext; intros k Hk; unfold seq; set (i := Z.of_nat k).
assert (I0 : (0 <= i)%Z) by (unfold i; lia); assert (I1 : (i < n)%Z) by (unfold i; lia).
unfold binary32.Binary32.unmasked32, binary64.Binary64.unmasked.
destruct (widened_cell t t1 z x n i Z I0 I1) as [[A B] | (F & G & _)].
- apply Float32.is_masked_spec in A; apply Float64.is_masked_spec in B.
  now rewrite A, B.
- rewrite (widened_softmax t t1 z x n), (widened_log t t1 z x n),
    (widened_log t t1 w v n) by (trivial; exact (C i I0 I1 F)).
  now destruct (link_at t1 z i), (link_at t x i).
Qed.

(* What bounds the error *)
(*@ NEEDS P_Widened P_Top32 P_Top P_Covered32 P_Covered L_KLReach *)
From Softproof Require DivergenceScale.
Lemma widened_reach t t1 z w x v n a b : P_Widened t t1 z x n ->
  P_Widened t t1 w v n -> P_Top32 t1 z n a -> P_Top32 t1 w n b ->
  (n <= 67108864)%Z -> P_Covered32 t1 z w n ->
  L_KLReach t x v n <= IZR n * bpow radix2 130.
Proof.
intros Z W A B N C.
assert (Tz := widened_top t t1 z x n a Z A); assert (Tw := widened_top t t1 w v n b W B).
destruct (kl_rows t x v n a b Tz Tw
  (proj2 (widened_covered t t1 z w x v n Z W) C)) as [_ V].
destruct B as [[[B0 B1] Fb] _].
destruct (widened_finite t t1 w v n b W B0 B1 Fb) as [_ Eb].
assert (Lb := FloatOps32.finite_largest (link_at t1 w b) Fb); rewrite <- Eb in Lb.
destruct (Z_of_nat_complete b B0) as [y ->].
assert (LW := link_Logits t v n y Tw N).
rewrite link_KLReach.
apply Rle_trans with (INR (Z.to_nat n) *
  (2 * 340282366920938463463374607431768211456 + 181 / 10)).
- apply (DivergenceScale.Reach_Le (Z.to_nat n) (link_masked t x) (link_masked t v)
    (link_entry t v) y LW); [lra |].
  intros k Hk M; apply (V k Hk) in M.
  destruct (widened_cell t t1 w v n (Z.of_nat k) W ltac:(lia) ltac:(lia))
    as [[_ I] | (F & _ & E)].
  + apply link_infinite in I; congruence.
  + assert (Lk := FloatOps32.finite_largest _ F); rewrite <- E in Lk.
    unfold FloatOps32.largest in *.
    change (link_entry t v y) with (Float64.t'real (link_at t v (Z.of_nat y))).
    change (link_entry t v k) with (Float64.t'real (link_at t v (Z.of_nat k))).
    lra.
- rewrite INR_IZR_INZ, Z2Nat.id by lia.
  apply Rmult_le_compat_l; [apply IZR_le; lia | simpl (bpow radix2 130); lra].
Qed.

(*@ NEEDS P_KLScale P_Widened P_Top32 P_Covered32 L_KL32 L_KLMagnitude32 L_Entropy32 *)
Lemma kl_scale t t1 z w x v n a b : P_Widened t t1 z x n ->
  P_Widened t t1 w v n -> P_Top32 t1 z n a -> P_Top32 t1 w n b ->
  (n <= 67108864)%Z -> P_Covered32 t1 z w n ->
  P_KLScale t x v n (L_KL32 t1 z w n) (L_KLMagnitude32 t1 z w n) (L_Entropy32 t1 z n).
Proof.
intros Z W A B N C.
assert (R := widened_reach t t1 z w x v n a b Z W A B N C).
assert (Tz := widened_top t t1 z x n a Z A); assert (Tw := widened_top t t1 w v n b W B).
destruct (kl_rows t x v n a b Tz Tw
  (proj2 (widened_covered t t1 z w x v n Z W) C)) as [E V].
destruct (entropy_range t x n a 1 Tz N) as [Nr He].
assert (L : L_Entropy t x n 1 <= 181 / 10) by (eapply PerplexityError.H_max; eassumption).
rewrite <- (widened_kl t t1 z w x v n Z W).
rewrite <- (widened_kl_magnitude t t1 z w x v n Z W C).
rewrite <- (widened_entropy t t1 z x n Z).
assert (K := DivergenceError.KL_Nonneg (Z.to_nat n) _ _ (link_entry t x)
  (link_entry t v) E V).
destruct A as [[[A0 _] _] _]; destruct (Z_of_nat_complete a A0) as [i ->].
destruct B as [[[B0 _] _] _]; destruct (Z_of_nat_complete b B0) as [j ->].
assert (LZ := link_Logits t x n i Tz N); assert (LW := link_Logits t v n j Tw N).
assert (X := DivergenceScale.Cross_KL (Z.to_nat n) _ _ (link_entry t x)
  (link_entry t v) V).
assert (M := DivergenceScale.Magnitude_Le (Z.to_nat n) _ _ _ _ i j LZ LW V).
rewrite <- link_KL in K, X, M; rewrite <- link_KLCross in X.
rewrite <- link_KLMagnitude in M; rewrite <- kl_entropy in X, M.
assert (T : (780 * IZR n + 2 * L_KLReach t x v n) * eta <= bpow radix2 (-900)).
{ apply Rle_trans with (bpow radix2 158 * bpow radix2 (-1074)).
  - apply Rmult_le_compat_r; [apply bpow_ge_0 |].
    simpl (bpow radix2 130) in R; simpl (bpow radix2 158); lra.
  - rewrite <- bpow_plus; now apply bpow_le. }
rewrite eta_frac, <- nine_hundred in T.
let c := eval vm_compute in (2 ^ 1074)%Z in change (2 ^ 1074)%Z with c in T.
let c := eval vm_compute in (2 ^ 900)%Z in change (2 ^ 900)%Z with c in T.
unfold P_KLScale, real_of_int; rewrite mult_IZR; repeat split; lra.
Qed.
Ltac try_Widened_KLScale := float_lemma; match goal with
  | Z : P_Widened ?t ?t1 ?z ?x ?n, W : P_Widened ?t ?t1 ?w ?v ?n,
    A : P_Top32 ?t1 ?z ?n ?a, B : P_Top32 ?t1 ?w ?n ?b
    |- P_KLScale ?t ?x ?v ?n _ _ _ => now apply (kl_scale t t1 z w x v n a b)
  end.
(*@ TRY try_Widened_KLScale *)

(* What rounds a double x that is near the divergence g *)
(*@ NEEDS P_Rounded P_NearKL *)
Definition kl_rest n m h := ((n + 11 / 2) * m + 13 * h) * u * (1 + bpow radix2 (-15)).
Lemma near_kl x n g m h : (0 < n)%Z -> (n <= 67108864)%Z -> P_NearKL x n g m h ->
  Float64.t'isFinite x /\ 0 <= g /\ 0 <= kl_rest (IZR n) m h <= bpow radix2 (-26) * g + 1 /\
  Rabs (Float64.t'real x - g) <= 8 * u * Rabs g + kl_rest (IZR n) m h + bpow radix2 (-900).
Proof.
intros N M P; unfold P_NearKL, real_of_int in P; cbv zeta in P.
assert (F : Float64.t'isFinite x) by tauto.
assert (G : 0 <= g) by tauto; assert (H : 0 <= h <= 19) by (split; tauto).
assert (M0 : 0 <= m <= g + 2 * h) by (split; tauto).
match type of P with context [Rabs ?e <= ?r] =>
  assert (D : Rabs e <= r) by tauto; clear P;
  replace (Float64.t'real x - g) with e by ring end.
apply IZR_lt in N; apply IZR_le in M.
assert (Q : 0 <= (IZR n + 11 / 2) * m <= (67108864 + 11 / 2) * (g + 2 * h))
  by (split; [apply Rmult_le_pos | apply Rmult_le_compat]; lra).
rewrite (Rabs_pos_eq g) by exact G; unfold kl_rest.
set (q := (IZR n + 11 / 2) * m) in *; rewrite u_val; simpl (bpow radix2 (-15)).
simpl (bpow radix2 (-26)).
split; [exact F | split; [exact G | split; [lra |]]].
apply Rle_trans with (1 := D); unfold q; clear D Q q.
rewrite <- nine_hundred.
let c := eval vm_compute in (2 ^ 900)%Z in change (2 ^ 900)%Z with c.
lra.
Qed.
Lemma kl_size x n g m h : (0 < n)%Z -> (n <= 67108864)%Z -> P_NearKL x n g m h ->
  Float64.t'isFinite x /\ 0 <= g /\
  Rabs (Float64.t'real x - g) <= bpow radix2 (-25) * (3 / 4) * g + 2.
Proof.
intros N M P; destruct (near_kl x n g m h N M P) as (F & G & Q & D).
split; [exact F | split; [exact G |]]; apply Rle_trans with (1 := D).
assert (S : bpow radix2 (-900) <= 1)
  by (change 1 with (bpow radix2 0); now apply bpow_le).
rewrite (Rabs_pos_eq g), u_val by exact G.
simpl (bpow radix2 (-26)) in Q; simpl (bpow radix2 (-25)); lra.
Qed.
Lemma kl_rounded_finite x y n g m h : P_Rounded x y -> (0 < n)%Z ->
  (n <= 67108864)%Z -> P_NearKL x n g m h ->
  g <= 340282346638528859811704183484516925440 -> Float32.t'isFinite y.
Proof.
intros R N M P B; destruct (kl_size x n g m h N M P) as (F & G & D).
apply (rounded_finite x y R F); rewrite FloatOps32.middle32_value.
apply Rabs_le_inv in D; simpl (bpow radix2 (-25)) in D; apply Rabs_def1; lra.
Qed.
Lemma kl_rounded_below x y n g m h : P_Rounded x y -> Float32.t'isFinite y ->
  (0 < n)%Z -> (n <= 67108864)%Z -> P_NearKL x n g m h ->
  g < 340282366920938463463374607431768211456.
Proof.
intros R Fy N M P; destruct (kl_size x n g m h N M P) as (F & G & D).
destruct (rounded_value x y R Fy) as (_ & B & _).
rewrite FloatOps32.middle32_value in B; apply Rabs_def2 in B.
apply Rabs_le_inv in D; simpl (bpow radix2 (-25)) in D; lra.
Qed.
Ltac try_kl_rounded := float_lemma; match goal with
  | R : P_Rounded ?x ?y, D : P_NearKL ?x ?n ?g ?m ?h |- _ =>
      first [ now apply (kl_rounded_finite x y n g m h)
            | now apply (kl_rounded_below x y n g m h) ]
  end.
(*@ TRY try_kl_rounded *)

(*@ NEEDS P_Rounded P_NearKL L_UlpBelow *)
Lemma kl_rounded_ulp x y n g m h : P_Rounded x y -> Float32.t'isFinite y ->
  (0 < n)%Z -> (n <= 67108864)%Z -> P_NearKL x n g m h ->
  Rabs (Float32.t'real y + - (1) * g) <= 8388609 / 16777216 *
    L_UlpBelow g 170141183460469231731687303715884105728 253 +
    2 * kl_rest (IZR n) m h.
Proof.
intros R Fy N M P; destruct (near_kl x n g m h N M P) as (F & G & Q & D).
assert (B := kl_rounded_below x y n g m h R Fy N M P).
rewrite (link_Ulp32 g), half_and by (rewrite Rabs_pos_eq by exact G; exact B).
destruct (rounded_value x y R Fy) as (_ & _ & ->).
replace (_ + - (1) * g) with (Rounding32.RN32 (Float64.t'real x) - g) by ring.
apply Rle_trans with (1 := Rounding32.after_error _ g _ D).
assert (E := Rounding32.error_ulp g); assert (T := Rounding32.ulp32_ge g).
assert (S : bpow radix2 (-900) <= bpow radix2 (-26) * bpow radix2 (-149))
  by (rewrite <- bpow_plus; now apply bpow_le).
assert (Z := bpow_gt_0 radix2 (-149)).
simpl (bpow radix2 (-26)) in *; simpl (bpow radix2 (-24)).
set (r := kl_rest (IZR n) m h) in *.
apply Rmax_lub; lra.
Qed.
Ltac kl_rest_field := apply Req_le; unfold kl_rest, real_of_int;
  rewrite ?plus_IZR, u_val;
  replace (bpow radix2 (-15)) with (/ 32768) by (simpl; lra); field.
Ltac try_Rounded_KLUlp := float_lemma; match goal with
  | R : P_Rounded ?x ?y, D : P_NearKL ?x ?n ?g ?m ?h |- _ =>
      eapply Rle_trans; [now apply (kl_rounded_ulp x y n g m h) | kl_rest_field]
  end.
(*@ TRY try_Rounded_KLUlp *)

(* The error of the double, of the same divergence *)
(*@ NEEDS P_NearKL P_KLScale *)
Lemma near_of_scale t x v n f g m h : P_KLScale t x v n g m h ->
  Float64.t'isFinite f -> 0 <= Float64.t'real f ->
  Rabs (Float64.t'real f + - (1) * L_KL t x v n) <=
  32769 / 295147905179352825856 * L_KLMagnitude t x v n * (11 / 2 + IZR n) +
  425997 / 590295810358705651712 * (L_Entropy t x n 1 + L_KLCross t x v n) +
  1 / IZR (2 ^ 1074) * (IZR (780 * n) + 2 * L_KLReach t x v n) ->
  P_NearKL f n g m h.
Proof.
intros S F P D; unfold P_KLScale, real_of_int in S.
assert (E : L_KL t x v n = g) by tauto; assert (H : L_Entropy t x n 1 = h) by tauto.
assert (M : L_KLMagnitude t x v n = m) by tauto.
assert (C : g + h = L_KLCross t x v n) by tauto.
rewrite E, H, M, <- C in D.
let c := eval vm_compute in (2 ^ 1074)%Z in change (2 ^ 1074)%Z with c in D.
unfold P_NearKL, real_of_int; cbv zeta; repeat split; try assumption; try tauto.
match type of S with context [?a / ?b * (_ + _) <= ?e] =>
  assert (T : a / b * (IZR (780 * n) + 2 * L_KLReach t x v n) <= e) by tauto end.
clear - D T; lra.
Qed.
Ltac try_near_kl := intro_goal; lazymatch goal with
  | S : P_KLScale ?t ?x ?v ?n ?g ?m ?h, A : P_Top ?t ?v ?n ?s,
    R : P_KLReachable ?t ?x ?v ?n _ |- P_NearKL ?f ?n ?g ?m ?h =>
      let F := fresh in
      assert (F : Float64.t'isFinite f) by (match goal with
        X : forall i, P_Top t v n i -> _ -> Float64.t'isFinite f |- _ =>
          exact (X s A R) end);
      apply (near_of_scale t x v n f g m h S F);
      [ match goal with X : Float64.is_plus_infinity f \/ _ |- _ =>
          destruct X as [[X _] | [X _]]; [exfalso; now destruct f | exact X] end
      | match goal with X : Float64.t'isFinite f -> _ |- _ =>
          let c := eval vm_compute in (2 ^ 1074)%Z in change (2 ^ 1074)%Z with c;
          exact (X F) end ]
  end.
(*@ TRY try_near_kl *)

(*@ NEEDS P_NearKL P_Rounded P_Covered32 P_Accepted32 *)
Lemma kl_rounded_near x y n g m h (C : Prop) : P_Rounded x y ->
  Float32.t'isFinite y -> (C -> P_NearKL x n g m h) ->
  (~ C -> Float64.is_plus_infinity x) -> C /\ P_NearKL x n g m h.
Proof.
intros R F N I; assert (C0 : C).
{ apply Classical_Prop.NNPP; intros Q; apply I in Q; destruct Q as [Q _].
  destruct (rounded_value x y R F) as (G & _); now destruct x. }
split; [exact C0 | now apply N].
Qed.
Ltac kl_near N := match goal with
  | R : P_Rounded ?x ?y, F : Float32.t'isFinite ?y, I : ~ ?C -> _,
    P : ?C -> P_NearKL ?x ?n ?g ?m ?h, A : P_Accepted32 _ _ ?n |- _ =>
      pose proof (proj1 (proj1 (proj1 A))) as N;
      destruct (kl_rounded_near x y n g m h C R F P I) as [?C0 ?Q];
      pose proof (kl_rounded_below x y n g m h R F N ltac:(assumption) Q)
  end.
Ltac try_kl_below := intro_goal; let N := fresh in kl_near N; match goal with
  | Q : P_NearKL _ _ _ _ _ |- _ => unfold P_NearKL in Q; cbv zeta in Q; tauto end.
(*@ TRY try_kl_below *)

(*@ NEEDS P_NearKL P_Rounded P_Covered32 P_Accepted32 L_UlpBelow *)
Ltac try_kl_ulp := intro_goal; let N := fresh in kl_near N; match goal with
  | R : P_Rounded ?x ?y, F : Float32.t'isFinite ?y, Q : P_NearKL ?x ?n ?g ?m ?h |- _ =>
      eapply Rle_trans;
      [ exact (kl_rounded_ulp x y n g m h R F N ltac:(assumption) Q)
      | kl_rest_field ]
  end.
(*@ TRY try_kl_ulp *)
