(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* The model of src/divergence.c against proofs/coq/DivergenceError.v *)

(*@ NEEDS P_Covered shift *)
From Softproof Require DivergenceError.
Lemma kl_covered t z w n : P_Covered t z w n ->
  (forall k, (k < Z.to_nat n)%nat -> link_masked t z k = false ->
    Float64.t'isFinite (link_cell t z k)) ->
  forall k, (k < Z.to_nat n)%nat -> link_masked t z k = false ->
  link_masked t w k = false.
Proof.
intros C Z k Hk M; apply link_finite.
apply (C (Z.of_nat k)); [lia | lia | exact (Z k Hk M)].
Qed.
Lemma kl_unmasked t z k x : binary64.Binary64.unmasked (link_cell t z k) x =
  if link_masked t z k then 0 else x.
Proof. reflexivity. Qed.
(* The rows of a lemma as the theorems have them *)
Notation kl_masked t z := (link_masked t z).
Notation kl_softmax t z n :=
  (RealSoftmax.Softmax (Z.to_nat n) (link_masked t z) (link_entry t z)).

(*@ NEEDS P_Covered P_Top *)
Lemma kl_rows t z w n a b : P_Top t z n a -> P_Top t w n b -> P_Covered t z w n ->
  RealSoftmax.Has_Entry (Z.to_nat n) (link_masked t z) /\
  (forall k, (k < Z.to_nat n)%nat -> link_masked t z k = false ->
   link_masked t w k = false).
Proof.
intros A B C; split.
- destruct A as [[[A0 A1] F] _]; exists (Z.to_nat a); split; [lia |].
  apply link_finite; now rewrite Z2Nat.id.
- exact (kl_covered t z w n C (array_Top_finite t z n a A)).
Qed.

(*@ NEEDS L_KL *)
Lemma link_KL t z w n : L_KL t z w n = RealDivergence.Divergence (Z.to_nat n)
  (kl_softmax t z n) (kl_softmax t w n).
Proof.
unfold L_KL; array_sum (L_KLSum t z w n)
  (fun k => L_DivergenceTerm (L_Softmax t z n k) (L_Softmax t w n k))
  (L_KLSum_def t z w n).
apply sum_ext; intros k _; unfold seq.
rewrite !link_Softmax; apply link_DivergenceTerm.
Qed.

(*@ NEEDS L_KL P_Covered P_Top *)
Ltac kl_row_facts := intro_goal; match goal with
  | C : P_Covered ?t ?z ?w ?n, A : P_Top ?t ?z ?n ?a, B : P_Top ?t ?w ?n ?b |- _ =>
    destruct (kl_rows t z w n a b A B C) as [E V] end.
Ltac try_KL_Nonneg := kl_row_facts; rewrite link_KL;
  apply DivergenceError.KL_Nonneg; assumption.
(*@ TRY try_KL_Nonneg *)
Ltac try_KL_Zero := kl_row_facts; rewrite link_KL;
  apply iff_sym; eapply iff_trans;
    [apply DivergenceError.KL_Zero; assumption |];
  link_all ltac:(rewrite <- ?link_Softmax).
(*@ TRY try_KL_Zero *)

(*@ NEEDS L_KLCross *)
Lemma link_KLCross t z w n : L_KLCross t z w n =
  DivergenceError.Cross (Z.to_nat n) (link_masked t z) (link_masked t w)
    (link_entry t z) (link_entry t w).
Proof.
unfold L_KLCross; array_sum (L_KLCrossSum t z w n)
  (fun k => binary64.Binary64.unmasked (link_at t z k) (L_Softmax t z n k *
    (L_LogSumExp t w n + - (1) * ieee_float.Float64.t'real (link_at t w k))))
  (L_KLCrossSum_def t z w n).
apply sum_ext; intros k _; unfold seq.
rewrite kl_unmasked, link_Softmax, link_LogSumExp.
destruct link_masked; [easy |]; f_equal; unfold link_entry; ring.
Qed.

(*@ NEEDS L_Entropy L_KL P_Covered P_Top *)
Lemma kl_entropy t z n : L_Entropy t z n 1 =
  RealTemperature.Entropy (Z.to_nat n) (link_masked t z) (link_entry t z).
Proof.
rewrite link_Entropy, !RealEntropy.Entropy_XLogX; f_equal; apply sum_ext.
intros k Hk; f_equal; apply RealSoftmax.Softmax_Ext; [| exact Hk].
intros; unfold Rdiv; rewrite Rinv_1; ring.
Qed.

(*@ NEEDS L_KLCross L_Entropy L_KL P_Covered P_Top *)
Ltac try_KL_Split := kl_row_facts; rewrite link_KL, link_KLCross, kl_entropy;
  rewrite DivergenceError.KL_Split by assumption;
  unfold DivergenceError.Cross; ring.
(*@ TRY try_KL_Split *)

(*@ NEEDS L_KLMagnitude *)
Lemma link_KLMagnitude t z w n : L_KLMagnitude t z w n =
  DivergenceError.Magnitude (Z.to_nat n) (link_masked t z) (link_masked t w)
    (link_entry t z) (link_entry t w).
Proof.
unfold L_KLMagnitude; array_sum (L_KLMagnitudeSum t z w n)
  (fun k => binary64.Binary64.unmasked (link_at t z k) (L_Softmax t z n k *
    Rabs (L_LogSoftmax t z n k + - (1) * L_LogSoftmax t w n k)))
  (L_KLMagnitudeSum_def t z w n).
apply sum_ext; intros k _; unfold seq.
rewrite kl_unmasked, link_Softmax; unfold L_LogSoftmax; rewrite !link_LogSumExp.
destruct link_masked; [easy |]; do 2 f_equal; link_cells; unfold link_entry; ring.
Qed.

(*@ NEEDS L_KLReach *)
Lemma link_KLReach t z w n : L_KLReach t z w n =
  DivergenceError.Reach (Z.to_nat n) (link_masked t z) (link_masked t w)
    (link_entry t w).
Proof.
unfold L_KLReach; array_sum (L_KLReachSum t z w n)
  (fun k => binary64.Binary64.unmasked (link_at t z k)
    (L_LogSumExp t w n + - (1) * ieee_float.Float64.t'real (link_at t w k)))
  (L_KLReachSum_def t z w n).
apply sum_ext; intros k _; unfold seq; rewrite kl_unmasked, link_LogSumExp.
destruct link_masked; [easy |]; unfold link_entry; ring.
Qed.

(*@ NEEDS L_FSoftmax L_FLogProb P_Top *)
From Softproof Require DivergenceError.
Lemma kl_log_prob t z n top k : P_Top t z (Z.of_nat n) (Z.of_nat top) ->
  L_FLogProb t z (Z.of_nat n) (Z.of_nat top) (Z.of_nat k) =
  CompensatedLoss.clog_of (link_entry t z k) (link_entry t z top)
    (CompensatedLog.clog (link_masked t z) (link_entry t z) top n).
Proof.
intros T; unfold L_FLogProb; cbv zeta.
now rewrite link_FLogOf, (link_FLogExcess t z n top T).
Qed.
Lemma kl_range t z n top k : P_Top t z n top -> (n <= 67108864)%Z ->
  (0 <= k)%Z -> (k < n)%Z -> 0 < L_FSoftmax t z n top k ->
  Float64.t'isFinite (link_at t z k) /\
  Float64.t'real (link_at t z top) <= 745 + Float64.t'real (link_at t z k) /\
  -1024 <= L_FLogProb t z n top k <= 0.
Proof.
intros T N K0 K1 P; assert (T0 := T); destruct T0 as [[[A0 A1] Ft] M].
apply Z_of_nat_complete in A0; destruct A0 as [x ->].
apply Z_of_nat_complete in K0; destruct K0 as [j ->].
destruct (Z_of_nat_complete n ltac:(lia)) as [i ->].
assert (L := link_Logits t z (Z.of_nat i) x T N); rewrite Nat2Z.id in L.
rewrite (link_FSoftmax t z i x j T ltac:(lia)) in P.
destruct (DivergenceError.p_positive i (link_masked t z) (link_entry t z) x j ltac:(lia) P)
  as [O D].
rewrite (kl_log_prob t z i x j T); split; [| split].
- destruct (M (Z.of_nat j) ltac:(lia) ltac:(lia)) as [I | [_ I]]; [| exact I].
  apply link_infinite in I; congruence.
- change (link_entry t z x <= 745 + link_entry t z j); lra.
- exact (DivergenceError.KL_LogRange _ _ _ _ L j ltac:(lia) P).
Qed.
Ltac try_FKL_LogProb := no_program; match goal with
  | T : P_Top ?t ?z ?n ?top, P : 0 < L_FSoftmax ?t ?z ?n ?top ?k |- _ =>
    destruct (kl_range t z n top k T ltac:(lia) ltac:(lia) ltac:(lia) P)
      as (F & D & A & B);
    split; [split; [split; lra |] | exact F];
    apply (Rle_trans _ _ _ D), Rplus_le_compat_r; lra
  end.
(*@ TRY try_FKL_LogProb *)

(*@ NEEDS L_FKL L_FSoftmax P_Top *)
Lemma link_FKL t p z w n a b : P_Top t z (Z.of_nat n) (Z.of_nat a) ->
  P_Top t w (Z.of_nat n) (Z.of_nat b) ->
  (forall k, (k < n)%nat -> link_entry t p k =
    CompensatedSoftmax.CProb n (link_masked t z) (link_entry t z) a k) ->
  forall i, (i <= n)%nat ->
  L_FKL t p z w (Z.of_nat n) (Z.of_nat a) (Z.of_nat b) (Z.of_nat i) =
  fsum i (DivergenceError.kl_term n (link_masked t z) (link_masked t w)
    (link_entry t z) (link_entry t w) a b).
Proof.
intros A B P i; induction i as [| i IH]; intros Hi.
{ apply (L_FKL_def t p z w (Z.of_nat n) (Z.of_nat a) (Z.of_nat b) 0); lia. }
destruct (L_FKL_def t p z w (Z.of_nat n) (Z.of_nat a) (Z.of_nat b) (Z.of_nat (S i)))
  as [_ step]; cbv zeta in step.
destruct step as [add skip]; [lia |].
replace (- (1) + Z.of_nat (S i))%Z with (Z.of_nat i) in add, skip by lia.
change (fsum (S i) ?f) with (fadd (fsum i f) (f i)); rewrite <- IH by lia.
unfold DivergenceError.kl_term at 1; rewrite <- (P i ltac:(lia)).
destruct Rlt_dec as [Q | Q].
- etransitivity; [exact (add Q) |]; operations.
  rewrite (kl_log_prob t z n a i A), (kl_log_prob t w n b i B); reflexivity.
- etransitivity; [exact (skip Q) |]; unfold fadd.
  rewrite Rplus_0_r, RN_exact; [reflexivity |].
  rewrite IH by lia; apply fsum_format.
Qed.

(*@ NEEDS L_FKL L_FSoftmax P_Top P_Covered L_KL L_KLCross L_KLMagnitude L_KLReach L_Entropy *)
Lemma kl_accuracy t p z w n a b : P_Top t z n a -> P_Top t w n b ->
  (n <= 67108864)%Z -> P_Covered t z w n ->
  (forall k, (0 <= k)%Z -> (k < n)%Z ->
    L_FSoftmax t z n a k = Float64.t'real (link_at t p k)) ->
  Rabs (Rmax 0 (L_FKL t p z w n a b n) - L_KL t z w n) <=
  (IZR n + 11 / 2) * u * (1 + bpow radix2 (-15)) * L_KLMagnitude t z w n +
  13 / 2 * u * (1 + bpow radix2 (-15)) * (L_Entropy t z n 1 + L_KLCross t z w n) +
  (780 * IZR n + 2 * L_KLReach t z w n) * eta.
Proof.
intros A B N C P; destruct (kl_rows t z w n a b A B C) as [E V].
assert (A0 := A); destruct A0 as [[[A0 A1] _] _].
assert (B0 := B); destruct B0 as [[[B0 B1] _] _].
apply Z_of_nat_complete in A0; destruct A0 as [x ->].
apply Z_of_nat_complete in B0; destruct B0 as [y ->].
assert (LZ := link_Logits t z n x A N); assert (LW := link_Logits t w n y B N).
rewrite link_KL, link_KLMagnitude, link_KLCross, link_KLReach, kl_entropy.
destruct (Z_of_nat_complete n ltac:(lia)) as [i ->].
rewrite Nat2Z.id, <- INR_IZR_INZ in *.
rewrite (link_FKL t p z w i x y A B) by (try lia; intros k Hk;
  rewrite <- (link_FSoftmax t z i x k A Hk);
  symmetry; exact (P (Z.of_nat k) ltac:(lia) ltac:(lia))).
exact (DivergenceError.KL_Accuracy i _ _ _ _ x y LZ LW V).
Qed.
Ltac kl_bound A := unfold real_of_int in *; rewrite ?plus_IZR, ?mult_IZR in *;
  rewrite u_val, eta_frac in A;
  replace (bpow radix2 (-15)) with (/ 32768) in A by (simpl; lra);
  let c := eval vm_compute in (2 ^ 1074)%Z in change (2 ^ 1074)%Z with c in A;
  match type of A with Rabs ?x <= ?y => match goal with |- Rabs ?x' <= ?y' =>
    replace x' with x by ring; replace y' with y by field end end;
  exact A.
Ltac try_FKL_Accuracy := no_program; match goal with
  | A : P_Top ?t ?z ?n ?a, B : P_Top ?t ?w ?n ?b, C : P_Covered ?t ?z ?w ?n
    |- context [L_FKL ?t ?p ?z ?w ?n ?a ?b ?n] =>
    let Q := fresh in
    assert (Q := kl_accuracy t p z w n a b A B ltac:(lia) C ltac:(assumption));
    kl_bound Q
  end.
(*@ TRY try_FKL_Accuracy *)
