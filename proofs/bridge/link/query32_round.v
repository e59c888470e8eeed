(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* src/query_float.c: the results in double, rounded to floats *)

(*@ NEEDS P_QueryNear32 P_QueryResult32 P_Rounded P_Hidden32 P_OpenColumnIn32 L_QueryMean32 L_QuerySize32 L_KeyShare32 L_AttendError L_HullError L_UlpBelow L_AbsDot32 L_ScoreBound32 P_ScoresWithin32 L_TrueError P_TrueNear32 P_TrueResult32 *)
Lemma query32_error_nonneg n s : (0 <= n)%Z -> 0 <= s -> 0 <= L_AttendError n s.
Proof.
intros N A; unfold L_AttendError, real_of_int; cbv zeta; apply IZR_le in N.
assert (0 <= s * IZR n) by now apply Rmult_le_pos.
lra.
Qed.
Lemma query32_bound_nonneg t q K a d r k : (0 < d)%Z ->
  0 <= L_ScoreBound32 t q K a d r k.
Proof.
intros D; unfold L_ScoreBound32, real_of_int; cbv zeta; rewrite plus_IZR.
assert (A : 0 <= L_AbsDot32 t q (entry_of K (d * k)%Z) d)
  by (rewrite AbsDot32_sum; apply sum_nonneg; intros; apply Rabs_pos).
assert (C := Rabs_pos r); assert (P := Rabs_pos (L_KeyScore32 t 1 q K a d r k)).
apply IZR_lt in D.
assert (B := Rmult_le_pos _ _ (Rlt_le _ _ D) C).
assert (B' := Rmult_le_pos _ _ (Rmult_le_pos _ _ C A) (Rlt_le _ _ D)).
assert (B'' := Rmult_le_pos _ _ C A).
match goal with |- context [L_AbsDot32 t q (?s K (d * k)%Z) d] =>
  change (s K (d * k)%Z) with (entry_of K (d * k)%Z) end.
apply Rmult_le_pos; [lra | apply Rplus_le_le_0_compat; lra].
Qed.
Lemma query32_within_nonneg t q K a n d r e : (0 < d)%Z -> ~ P_Hidden32 t a n ->
  P_ScoresWithin32 t q K a n d r e -> 0 <= e.
Proof.
intros D H S; destruct (Rle_lt_dec 0 e) as [P | P]; [exact P |].
exfalso; apply H; intros k K0 K1 O.
assert (A := query32_bound_nonneg t q K a d r k D); specialize (S k K0 K1 O); lra.
Qed.
Lemma query32_true_nonneg n e s : (0 <= n)%Z -> 0 <= s -> 0 <= e ->
  0 <= L_TrueError n e s.
Proof.
intros N S E; unfold L_TrueError; cbv zeta.
assert (A := exp_ineq1_le (2 * e)).
apply Rplus_le_le_0_compat;
  [apply query32_error_nonneg; [exact N |] |]; apply Rmult_le_pos; lra.
Qed.
Lemma query32_round m t t1 q K a V n d dv r y o : (0 <= n)%Z -> (n <= 67108864)%Z ->
  (0 < d)%Z ->
  P_QueryNear32 m t1 q K a V n d dv r y ->
  (forall k, (0 <= k)%Z -> (k < dv)%Z -> P_Rounded (m (entry_of y k)) (t (entry_of o k))) ->
  P_QueryResult32 t t1 q K a V n d dv r o.
Proof.
intros N0 N1 D H Rd c; cbv zeta; intros C0 C1.
assert (R := Rd c C0 C1); destruct (H c C0 C1) as [[[B Fy] Z] G]; clear H Rd.
change (Float64.t'isFinite (m (entry_of y c))) in Fy.
change (Rabs (Float64.t'real (m (entry_of y c))) <
  340282356779733661637539395458142568448) in B.
assert (Fo : Float32.t'isFinite (t (entry_of o c)))
  by (apply (rounded_finite _ _ R Fy); rewrite FloatOps32.middle32_value; exact B).
destruct (rounded_value _ _ R Fo) as (_ & _ & Eo).
split; [split; [exact Fo |] |].
- intros Hd; specialize (Z Hd); change (Float64.t'real (m (entry_of y c)) = 0) in Z.
  refine (eq_trans Eo _); rewrite Z; apply Rounding32.RN32_0.
- intros Hd; destruct (G Hd) as [[A T] I]; clear G Z; split; [split; [split |] |].
  + match goal with |- _ <= ?p + ?s => rewrite (Rplus_comm p s) end;
    apply (rounded_near _ _ _ _ R Fo);
      [apply query32_error_nonneg; [exact N0 | apply query32_size_nonneg] |].
    rewrite <- nine_hundred; exact A.
  + intros e Se; specialize (T e Se).
    match type of T with _ <= ?x + _ => change x with (1 / IZR (2 ^ 900)) in T end.
    match goal with |- _ <= ?p + ?s => rewrite (Rplus_comm p s) end;
    apply (rounded_near _ _ _ _ R Fo);
      [apply query32_true_nonneg;
        [exact N0 | apply query32_size_nonneg |
         exact (query32_within_nonneg t1 q K a n d r e D Hd Se)] |].
    rewrite <- nine_hundred; exact T.
  + intros f P F O.
    destruct (I (- (1) * Float32.t'real f) (Float32.t'real f) (Float32.t'real f)
      (Rle_refl _) ltac:(lra) O) as [U L].
    assert (A' := AttentionRounding.after_largest (Float32.t'real f)
      (Float64.t'real (m (entry_of y c))) (L_HullError n (Float32.t'real f))
      (FloatOps32.finite_F32 f F) P (hull_error_small n _ (conj N0 N1) P)).
    change (Float64.t'real (m (entry_of y c)) <=
      Float32.t'real f + L_HullError n (Float32.t'real f)) in U.
    change (- (1) * Float32.t'real f <= L_HullError n (Float32.t'real f) +
      Float64.t'real (m (entry_of y c))) in L.
    specialize (A' ltac:(split; lra)); rewrite <- Eo in A'.
    change (Float32.t'real (t (entry_of o c)) <= Float32.t'real f /\
      0 <= Float32.t'real f + Float32.t'real (t (entry_of o c))); split; lra.
  + intros lo hi mm U L O; destruct (I lo hi mm U L O) as [U' L'].
    change (Float64.t'real (m (entry_of y c)) <= hi + L_HullError n mm) in U'.
    change (lo <= L_HullError n mm + Float64.t'real (m (entry_of y c))) in L'.
    change (Float32.t'real (t (entry_of o c)) <= Rounding32.RN32 (hi + L_HullError n mm) /\
      Rounding32.RN32 (lo + - (1) * L_HullError n mm) <=
      Float32.t'real (t (entry_of o c))); rewrite Eo.
    split; apply Rounding32.RN32_le; lra.
Qed.
Ltac try_query32_round := intro_goal; match goal with
  | H : P_QueryNear32 ?m ?t1 ?q ?K ?a ?V ?n ?d ?dv ?r ?y
    |- P_QueryResult32 ?t ?t1 ?q ?K ?a ?V ?n ?d ?dv ?r ?o =>
      apply (query32_round m t t1 q K a V n d dv r y o); assumption
  end.
(*@ TRY try_query32_round *)
