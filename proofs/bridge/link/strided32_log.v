(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* Rows of floats with strides: log-softmax, specs/strided32_log.acsl *)

(*@ NEEDS P_FloatRange P_Gathered32 *)
Lemma strided32_gathered_range m t z w s n : P_Gathered32 m t z w s n ->
  P_FloatRange m w n.
Proof.
intros G k; cbv zeta; intros K N F; destruct (G k K N) as [[_ V] | [[E A] _]].
- exfalso; exact (finite_not_masked _ F V).
- assert (B := FloatOps32.finite_largest _ A); unfold FloatOps32.largest in B.
  assert (Q : Float64.t'real (m (entry_of w k)) = Float32.t'real (t (entry_of z (k * s)%Z)))
    by first [exact E | exact (eq_sym E)].
  change (Float64.t'real (m (entry_of w k)) <= IZR (2 ^ 128 - 2 ^ 104) /\
    - IZR (2 ^ 128 - 2 ^ 104) <= Float64.t'real (m (entry_of w k))).
  rewrite Q; split; [exact (proj2 B) | exact (proj1 B)].
Qed.
Ltac try_strided32_gathered_range := intro_goal; match goal with
  | G : P_Gathered32 ?m ?t ?z ?w ?s ?n |- P_FloatRange ?m ?w ?n =>
      exact (strided32_gathered_range m t z w s n G)
  end.
(*@ TRY try_strided32_gathered_range *)

(*@ NEEDS P_NearLogSoftmax P_LogProbability P_Accurate *)
Lemma near_log_bound n y g : (0 < n)%Z -> (n <= 67108864)%Z ->
  Rabs (y + - (1) * g) <= 1 / IZR (2 ^ 1074) * real_of_int (2 * n) +
    851981 / 1180591620717411303424 * Rabs g ->
  Rabs (y + - (1) * g) <= 1 / IZR (2 ^ 1000) + 1 / 1125899906842624 * Rabs g.
Proof.
intros P N H; apply Rle_trans with (1 := H), Rplus_le_compat.
- replace (1 / IZR (2 ^ 1074)) with eta
    by (rewrite eta_frac; unfold Rdiv; now rewrite Rmult_1_l).
  change (real_of_int (2 * n)) with (IZR (2 * n)).
  replace (1 / IZR (2 ^ 1000)) with (bpow radix2 (-1000))
    by (unfold Rdiv; now rewrite Rmult_1_l).
  apply Rle_trans with (eta * bpow radix2 27).
  + apply Rmult_le_compat_l; [apply bpow_ge_0 |].
    change (bpow radix2 27) with (IZR 134217728); apply IZR_le; lia.
  + unfold eta; rewrite <- bpow_plus; now apply bpow_le.
- apply Rmult_le_compat_r; [apply Rabs_pos | lra].
Qed.

(*@ NEEDS P_NearLogSoftmax P_FloatRange P_LogProbability P_LogProbs P_Top *)
Lemma near_log_apart x y : - IZR (2 ^ 128 - 2 ^ 104) <= x -> y <= IZR (2 ^ 128 - 2 ^ 104) ->
  y <= IZR (2 ^ 1023) + x.
Proof.
intros A B.
assert (IZR (2 * (2 ^ 128 - 2 ^ 104)) <= IZR (2 ^ 1023))
  by (apply IZR_le; vm_compute; discriminate).
rewrite mult_IZR in H; lra.
Qed.
Ltac try_near_log_softmax := intro_goal; match goal with
  | P : P_LogProbs ?m ?t ?z ?p ?n ?top _, T : P_Top ?t ?z ?n ?top, F : P_FloatRange ?t ?z ?n,
    R : forall i : Z, _ -> _ -> Float64.is_minus_infinity _ \/ _,
    A : forall i : Z, _ -> _ -> Float64.t'isFinite _ -> Rabs _ <= _
    |- P_NearLogSoftmax ?m ?t ?z ?p ?n =>
      let i := fresh in let I := fresh in let N := fresh in let B := fresh in
      let C := fresh in let M := fresh in let Q := fresh in
      intros i; cbv zeta; intros I N; destruct (P i I N) as [[B C] _];
      split; [split; [exact (R i I N) | exact B] | intros M];
      assert (Q : Float64.t'isFinite (m (entry_of p i))) by
        (apply C; [| exact M]; destruct T as [[[? ?] ?] _];
         apply near_log_apart;
         [ exact (proj2 (F i I N M))
         | exact (proj1 (F top ltac:(assumption) ltac:(assumption) ltac:(assumption))) ]);
      split; [| exact Q];
      exact (near_log_bound n _ _ ltac:(lia) ltac:(lia) (A i I N Q))
  end.
(*@ TRY try_near_log_softmax *)

(*@ NEEDS P_Rounded *)
Lemma strided32_rounded_masked x y : P_Rounded x y -> Float64.is_minus_infinity x ->
  Float32.is_minus_infinity y.
Proof.
intros [[[_ F] | [_ [[Q Q'] | [_ F]]]] | [M _]] [A A']; try exact M;
  exfalso; now destruct x as [s | [|] | | s m e H].
Qed.

(*@ NEEDS L_StridedLogSoftmax32 L_LogSoftmax P_Gathered32 *)
Lemma strided32_log_gathered m t z w s n i : P_Gathered32 m t z w s n ->
  Float64.t'real (m (entry_of w i)) = Float32.t'real (t (entry_of z (i * s)%Z)) ->
  L_LogSoftmax m w n i = L_StridedLogSoftmax32 t z s n i.
Proof.
intros G E; unfold L_LogSoftmax, L_LogSumExp, L_StridedLogSoftmax32, L_StridedLogSumExp32.
rewrite (strided32_SumExp_gathered m t z w s n G); f_equal; exact E.
Qed.

(*@ NEEDS P_LogSoftmaxRow32 P_NearLogSoftmax P_Gathered32 P_Scattered32 L_UlpBelow *)
Lemma strided32_log_row t3 m2 m1 t z w p s n : P_Gathered32 m1 t z w s n ->
  P_NearLogSoftmax m2 m1 w w n -> P_Scattered32 m2 t3 w p s n ->
  P_LogSoftmaxRow32 t3 t z p s n.
Proof.
intros G H S i; cbv zeta; intros I N; destruct (H i I N) as [[A B] C].
assert (R := S i I N); assert (K := rounded_nonpos _ _ R A).
unfold P_LogSoftmaxFloat; cbv zeta.
destruct (G i I N) as [[V U] | [[E F] F']].
- assert (M := strided32_rounded_masked _ _ R (B U)).
  repeat match goal with |- _ /\ _ => split end; first
    [ exact K | intros _; exact M
    | intros; exfalso; eapply strided32_masked_finite; eassumption ].
- assert (Q : Float64.t'real (m1 (entry_of w i)) = Float32.t'real (t (entry_of z (i * s)%Z)))
    by first [exact E | exact (eq_sym E)].
  assert (F1 : Float64.t'isFinite (m1 (entry_of w i))) by first [exact F | exact F'].
  assert (F2 : Float32.t'isFinite (t (entry_of z (i * s)%Z))) by first [exact F | exact F'].
  assert (X := C F1); rewrite (strided32_log_gathered m1 t z w s n i G Q) in X.
  repeat match goal with |- _ /\ _ => split end.
  all: first
    [ exact K
    | intros M; exfalso; exact (strided32_masked_finite _ F2 M)
    | intros L _; exact (near_finite _ _ _ R X L)
    | intros L; split; first [exact (near_bound _ _ _ R L X) | exact (rounded_ulp _ _ _ R L X)] ].
Qed.
Ltac try_strided32_log_row := intro_goal; match goal with
  | G : P_Gathered32 ?m1 ?t ?z ?w ?s ?n, H : P_NearLogSoftmax ?m2 ?m1 ?w ?w ?n,
    S : P_Scattered32 ?m2 ?t3 ?w ?p ?s ?n |- P_LogSoftmaxRow32 ?t3 ?t ?z ?p ?s ?n =>
      exact (strided32_log_row t3 m2 m1 t z w p s n G H S)
  end.
(*@ TRY try_strided32_log_row *)

(* What is said of p and the log-softmax of z holds of equal values. *)
(*@ NEEDS P_LogSoftmaxRow32 L_StridedLogSoftmax32 L_StridedSumExp32 P_SameValue32 *)
Lemma strided32_log_float z z' p p' g : P_SameValue32 z z' -> P_SameValue32 p p' ->
  P_LogSoftmaxFloat z p g -> P_LogSoftmaxFloat z' p' g.
Proof.
intros E F; unfold P_LogSoftmaxFloat, P_LogProbability32; cbv zeta.
rewrite (strided32_real _ _ F).
assert (A := strided32_finite _ _ F); assert (B := strided32_minus _ _ F).
assert (C := strided32_finite _ _ E); assert (D := strided32_minus _ _ E); tauto.
Qed.
Lemma strided32_log_equal m t z p m' t' z' p' s n :
  strided32_equal (fun k => m (entry_of p (k * s)%Z)) (fun k => m' (entry_of p' (k * s)%Z)) n ->
  strided32_equal (fun k => t (entry_of z (k * s)%Z)) (fun k => t' (entry_of z' (k * s)%Z)) n ->
  P_LogSoftmaxRow32 m t z p s n -> P_LogSoftmaxRow32 m' t' z' p' s n.
Proof.
intros E F H i; cbv zeta; intros I N.
assert (G : L_StridedLogSoftmax32 t z s n i = L_StridedLogSoftmax32 t' z' s n i).
{ unfold L_StridedLogSoftmax32, L_StridedLogSumExp32.
  rewrite (strided32_SumExp_equal t t' z z' s n F); f_equal.
  exact (strided32_real _ _ (F i I N)). }
rewrite <- G; exact (strided32_log_float _ _ _ _ _ (F i I N) (E i I N) (H i I N)).
Qed.

(*@ NEEDS P_LogSoftmaxRows32 P_LogSoftmaxRow32 P_RowsFrom32 P_KeptBesideRow32 P_Layout L_LastIndex separated *)
Ltac try_strided32_log_rows := intro_goal; match goal with
  | L : P_Layout ?rows ?cols ?rs ?s, K : P_KeptBesideRow32 ?m' ?m (_ ?p (?r * ?rs)%Z) ?s ?cols,
    F : P_RowsFrom32 ?m ?t ?z ?r ?rows ?cols ?rs ?s,
    D : P_LogSoftmaxRows32 ?m ?t ?z ?p ?r ?cols ?rs ?s,
    S : P_LogSoftmaxRow32 ?m' ?m _ _ ?s ?cols
    |- P_LogSoftmaxRows32 ?m' ?t ?z ?p (1 + ?r)%Z ?cols ?rs ?s =>
      let k := fresh in let K0 := fresh in let K1 := fresh in let N := fresh in
      intros k; cbv zeta; intros K0 K1; destruct (Z.eq_dec k r) as [-> | N];
      [ refine (strided32_log_equal m' m _ _ m' t _ _ s cols
          (strided32_equal_refl _ _) (strided32_equal_sym _ _ _ _) S);
        apply (strided32_row_equal m t z rows cols rs s r r F); assumption || lia
      | refine (strided32_log_equal m t _ _ m' t _ _ s cols _
          (strided32_equal_refl _ _) (D k K0 ltac:(lia)));
        apply (strided32_outputs m' m p r rows cols rs s k);
        first [assumption | lia] ]
  end.
(*@ TRY try_strided32_log_rows *)

(* Before the first row *)
(*@ NEEDS P_LogSoftmaxRows32 *)
Ltac try_strided32_log_none := intro_goal; match goal with
  | |- P_LogSoftmaxRows32 _ _ _ _ 0%Z _ _ _ =>
      let k := fresh in intros k; cbv zeta; intros; exfalso; lia
  end.
(*@ TRY try_strided32_log_none *)

(* The contract, entry by entry *)
(*@ NEEDS P_LogSoftmaxRows32 P_LogSoftmaxRow32 P_Layout *)
Lemma strided32_log_entry t z p m r i rs s g :
  P_LogSoftmaxFloat (t (entry_of (entry_of z (r * rs)%Z) (i * s)%Z))
    (m (entry_of (entry_of p (r * rs)%Z) (i * s)%Z)) g ->
  P_LogSoftmaxFloat (t (entry_of z (r * rs + i * s)%Z)) (m (entry_of p (r * rs + i * s)%Z)) g.
Proof. cbn [base offset]; now rewrite !Z.add_assoc. Qed.
Ltac try_strided32_log_contract := intro_goal; match goal with
  | D : P_LogSoftmaxRows32 ?m ?t ?z ?p ?rows ?cols ?rs ?s,
    R : (0 <= ?r)%Z, N : (?r < ?rows)%Z, I : (0 <= ?i)%Z, J : (?i < ?cols)%Z
    |- context [L_StridedLogSoftmax32 ?t (_ ?z (?r * ?rs)%Z) ?s ?cols ?i] =>
      let A := fresh in
      assert (A := strided32_log_entry t z p m r i rs s _ (D r R N i I J));
      unfold P_LogSoftmaxFloat in A; cbv zeta in A; destruct A as [_ A];
      match goal with F : Float32.t'isFinite (m _) |- _ => apply (A F) end
  | D : P_LogSoftmaxRows32 ?m ?t ?z ?p ?rows ?cols ?rs ?s,
    R : (0 <= ?r)%Z, N : (?r < ?rows)%Z, I : (0 <= ?i)%Z, J : (?i < ?cols)%Z
    |- context [?m (_ ?p (?r * ?rs + ?i * ?s)%Z)] =>
      let A := fresh in
      assert (A := strided32_log_entry t z p m r i rs s _ (D r R N i I J));
      unfold P_LogSoftmaxFloat in A; cbv zeta in A; destruct A as [[[A A'] A''] _];
      first [ exact A | apply A'; assumption | apply A''; assumption ]
  end.
(*@ TRY try_strided32_log_contract *)
