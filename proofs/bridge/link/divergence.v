(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* src/divergence.c against proofs/coq/DivergenceError.v *)

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

(* Between two program points *)
(*@ NEEDS P_LogitsFrom *)
From Softproof Require DivergenceError.
Lemma kl_same t t1 z n : P_LogitsFrom t t1 z 0%Z n ->
  forall k, (k < Z.to_nat n)%nat ->
  link_masked t1 z k = link_masked t z k /\ link_entry t1 z k = link_entry t z k.
Proof.
intros H k Hk; destruct (H (Z.of_nat k) ltac:(lia) ltac:(lia)) as [[HF HM] HE].
split; [| exact HE].
apply Bool.eq_true_iff_eq; unfold link_masked; rewrite !Float64.is_masked_spec.
exact HM.
Qed.
Lemma kl_Top t t1 z n k : P_LogitsFrom t t1 z 0%Z n -> P_Top t1 z n k ->
  P_Top t z n k.
Proof.
intros H [[A F] T]; destruct A as [A B].
assert (E : forall j, (0 <= j)%Z -> (j < n)%Z ->
  Float64.t'real (link_at t1 z j) = Float64.t'real (link_at t z j)).
{ intros j J0 J1; exact (proj2 (H j J0 J1)). }
split; [split; [now split |] |].
- destruct (H k A B) as [[HF _] _]; apply HF; exact F.
- intros j; cbv zeta; intros J0 J1; destruct (H j J0 J1) as [[HF HM] _].
  destruct (T j J0 J1) as [I | [L I]]; [left; apply HM; exact I | right].
  split; [| apply HF; exact I].
  change (Float64.t'real (link_at t z j) <= Float64.t'real (link_at t z k)).
  rewrite <- !E by assumption; exact L.
Qed.

(*@ NEEDS P_LogitsFrom P_Top L_FSoftmax *)
Lemma kl_prob_frame t t1 z n top k : P_LogitsFrom t t1 z 0%Z n -> P_Top t1 z n top ->
  (0 <= k)%Z -> (k < n)%Z -> L_FSoftmax t1 z n top k = L_FSoftmax t z n top k.
Proof.
intros R T K N; assert (T' := kl_Top t t1 z n top R T).
assert (S := kl_same t t1 z n R); destruct (T) as [[[B0 B1] _] _].
apply Z_of_nat_complete in B0; destruct B0 as [x ->].
apply Z_of_nat_complete in K; destruct K as [j ->].
destruct (Z_of_nat_complete n ltac:(lia)) as [i ->].
rewrite (link_FSoftmax t z i x j T') by lia.
rewrite (link_FSoftmax t1 z i x j T) by lia.
rewrite Nat2Z.id in S; apply DivergenceError.CProb_Same; [exact S | lia | lia].
Qed.
Ltac try_FSoftmax_Frame := no_program; match goal with
  | R : P_LogitsFrom ?t ?t1 ?z 0%Z ?n, T : P_Top ?t1 ?z ?n ?top
    |- L_FSoftmax _ ?z ?n ?top ?k = _ =>
    first [ exact (kl_prob_frame t t1 z n top k R T ltac:(assumption) ltac:(assumption))
          | exact (eq_sym (kl_prob_frame t t1 z n top k R T ltac:(assumption)
              ltac:(assumption))) ]
  end.
(*@ TRY try_FSoftmax_Frame *)

(*@ NEEDS P_LogitsFrom P_Top P_IsKL *)
Lemma kl_frame t t1 z w n s y : P_LogitsFrom t t1 z 0%Z n ->
  P_LogitsFrom t t1 w 0%Z n -> P_Top t1 w n s -> P_IsKL t z w n s y ->
  P_IsKL t1 z w n s y.
Proof.
intros Z W T H.
assert (SZ := kl_same t t1 z n Z); assert (SW := kl_same t t1 w n W).
assert (C : P_Covered t1 z w n <-> P_Covered t z w n).
{ split; intros C k; cbv zeta; intros K0 K1 F;
    destruct (Z k K0 K1) as [[ZF _] _]; destruct (W k K0 K1) as [[WF _] _];
    apply WF, (C k K0 K1), ZF, F. }
assert (R : P_KLReachable t1 z w n (Float64.t'real (link_at t1 w s)) ->
            P_KLReachable t z w n (Float64.t'real (link_at t w s))).
{ intros R k; cbv zeta; intros K0 K1 F.
  destruct (Z k K0 K1) as [[ZF _] _]; destruct (W k K0 K1) as [[WF _] WE].
  assert (WS : Float64.t'real (link_at t1 w s) = Float64.t'real (link_at t w s)).
  { destruct T as [[[S0 S1] _] _]; exact (proj2 (W s S0 S1)). }
  destruct (R k K0 K1 (proj2 ZF F)) as [A B]; rewrite WS in A.
  split; [| apply WF; exact B].
  assert (WE' : Float64.t'real (link_at t1 w k) = Float64.t'real (link_at t w k)) by exact WE.
  change (Float64.t'real (t1 (addr'mk (base w) (offset w + k)%Z)))
    with (Float64.t'real (link_at t1 w k)) in A.
  match type of A with ?a <= ?b + ?c =>
    change (a <= b + Float64.t'real (link_at t1 w k)) in A end.
  rewrite WE' in A; exact A. }
destruct (DivergenceError.Scales_Same (Z.to_nat n) _ _ _ _ _ _ _ _ SZ SW) as (M & X & Y & E).
assert (K := DivergenceError.KL_Same (Z.to_nat n) _ _ _ _ _ _ _ _ SZ SW).
revert H; unfold P_IsKL.
rewrite !link_KL, !link_KLMagnitude, !link_KLCross, !link_KLReach, !kl_entropy.
rewrite M, X, Y, E, K; intros [[[H1 H2] H3] H4].
split; [split; [split |] |].
- intros N; apply H1; intros Q; apply N, C, Q.
- intros Q; apply H2, R, Q.
- exact H3.
- exact H4.
Qed.
Ltac try_IsKL_Frame := no_program; match goal with
  | H : P_IsKL ?t ?z ?w ?n ?s ?y, T : P_Top ?t1 _ _ _
    |- P_IsKL ?t1 ?z ?w ?n ?s ?y =>
    apply (kl_frame t t1 z w n s y); assumption
  end.
(*@ TRY try_IsKL_Frame *)

(* sum + p (log p - log q) *)
(*@ NEEDS L_FKL *)
Require DivergenceOps.
Ltac kl_operands s p a b :=
  let S := fresh in let B := fresh in let A := fresh in let P := fresh in
  assert (S : Float64.is_plus_infinity s \/
    (Float64.t'isFinite s /\ - bpow radix2 36 <= Float64.t'real s))
    by (match goal with D : _ \/ _ |- _ => destruct D; [first [left; assumption
          | right; split; [tauto | simpl bpow; lra]] | first [left; assumption
          | right; split; [tauto | simpl bpow; lra]]] end);
  assert (B : DivergenceOps.log_of_prob b) by (unfold DivergenceOps.log_of_prob; tauto);
  assert (P : 0 < Float64.t'real p <= 1) by (split; assumption);
  assert (A : -1024 <= Float64.t'real a <= 0) by (split; [lra | assumption]);
  pose proof (DivergenceOps.kl_add_cases s p a b S ltac:(assumption) P
    ltac:(assumption) A B);
  pose proof (DivergenceOps.kl_no_nan s p a b S ltac:(assumption) P
    ltac:(assumption) A B);
  pose proof (DivergenceOps.kl_add_below s p a b S ltac:(assumption) P
    ltac:(assumption) A B);
  pose proof (DivergenceOps.kl_add_small s p a b S ltac:(assumption) P
    ltac:(assumption) A B).
Ltac try_kl_add := intro_goal; operations; match goal with
  | |- context [Float64.add RNE ?s (Float64.mul RNE ?p (Float64.sub RNE ?a ?b))] =>
    kl_operands s p a b
  end; first
  [ tauto
  | match goal with
    | B : forall j, _ -> _ -> _ -> -1024 * IZR j <= _ -> _
      |- real_of_int (_ + _ * ?i)%Z <= _ =>
      unfold real_of_int in *; rewrite ?plus_IZR, ?mult_IZR, ?opp_IZR in *;
      eapply Rle_trans; [| apply (B i)]; first [lia | assumption | lra
        | rewrite plus_IZR; lra]
    end
  | match goal with
    | L : ?r <= _ * real_of_int ?i, B : forall j, _ -> _ -> _ -> _ <= _ * bpow radix2 991 -> _ |- _ =>
      full_power 991%Z; unfold real_of_int in *;
      let C := fresh in let D := fresh in
      destruct (B i) as [C D]; [lia | lia | assumption | lra | assumption | lra |];
      rewrite plus_IZR in *; first [assumption | lra | split; first [assumption | lra]]
    end ].
(*@ TRY try_kl_add *)

(* The loop of src/divergence.c, and what is returned *)
(*@ NEEDS L_FKL P_PartialKL P_KLReachable P_Top L_FSoftmax *)
Lemma partial_kl_skip t p z w n a b i s : (0 <= i)%Z ->
  ~ 0 < Float64.t'real (link_at t p i) ->
  P_PartialKL t p z w n a b i s -> P_PartialKL t p z w n a b (1 + i) s.
Proof.
intros I P [R V]; destruct (L_FKL_def t p z w n a b (1 + i)) as [_ step]; cbv zeta in step.
destruct step as [_ skip]; [lia |].
replace (- (1) + (1 + i))%Z with i in skip by lia.
unfold real_of_int in *; split.
- intros Q; destruct (R Q) as [A F]; split; [| exact F]; rewrite plus_IZR; lra.
- destruct V as [V | [[E L] F]]; [now left | right]; split; [split |].
  + etransitivity; [exact (skip P) | exact E].
  + apply Rle_trans with (2 := L), IZR_le; lia.
  + exact F.
Qed.
Lemma partial_kl_add t p z w n a b i s f lp x : (0 <= i)%Z -> (i <= 67108863)%Z ->
  0 < Float64.t'real (link_at t p i) ->
  P_PartialKL t p z w n a b i s -> L_FLogProb t z n a i = lp ->
  (Float64.is_minus_infinity x \/ (L_FLogProb t w n b i = Float64.t'real x /\
    Float64.t'isFinite x)) ->
  (P_KLReachable t z w n (Float64.t'real (link_at t w b)) ->
    - bpow radix2 991 <= Float64.t'real x /\ Float64.t'isFinite x) ->
  (Float64.is_plus_infinity f \/
    (((fadd (Float64.t'real s) (fmul (Float64.t'real (link_at t p i))
       (fsub lp (Float64.t'real x))) = Float64.t'real f /\
      Float64.t'isFinite s) /\ Float64.t'isFinite f) /\ Float64.t'isFinite x)) ->
  (forall j, (0 <= j)%Z -> real_of_int (- (1024) * j) <= Float64.t'real s ->
    (j <= 67108863)%Z -> Float64.t'isFinite f ->
    real_of_int (- (1024) + - (1024) * j) <= Float64.t'real f) ->
  (forall j, (0 <= j)%Z -> - bpow radix2 991 <= Float64.t'real x ->
    Float64.t'real s <= bpow radix2 991 * real_of_int j -> (j <= 67108863)%Z ->
    Float64.t'isFinite s -> Float64.t'isFinite x ->
    Float64.t'real f <= bpow radix2 991 * real_of_int (1 + j) /\ Float64.t'isFinite f) ->
  P_PartialKL t p z w n a b (1 + i) f.
Proof.
intros I N P [R V] Ez Ex Q H below small.
destruct (L_FKL_def t p z w n a b (1 + i)) as [_ step]; cbv zeta in step.
destruct step as [add _]; [lia |].
replace (- (1) + (1 + i))%Z with i in add by lia.
split.
- intros C; destruct (R C) as [A F]; destruct (Q C) as [B X].
  exact (small i I B A N F X).
- destruct H as [H | [[[E Fs] Ff] Fx]]; [now left | right].
  destruct V as [V | [[Es L] _]].
  { apply RowOps.plus_infinity_eq in V; rewrite V in Fs; discriminate. }
  destruct Ex as [Ex | [Ex _]].
  { apply RowOps.minus_infinity_eq in Ex; rewrite Ex in Fx; discriminate. }
  split; [split |]; [| | exact Ff].
  + etransitivity; [exact (add P) |]; rewrite Es, Ez, Ex; operations; exact E.
  + replace (- (1024) * (1 + i))%Z with (- (1024) + - (1024) * i)%Z by ring.
    exact (below i I L N Ff).
Qed.
Ltac try_partial_kl := intro_goal; literal_facts; lazymatch goal with
  | S : P_PartialKL ?t ?p ?z ?w ?n ?a ?b ?i ?s,
    D : Float64.lt _ _ /\ _ \/ ~ Float64.lt _ _ /\ ?s = ?f,
    E : forall k, (0 <= k)%Z -> (k < ?n)%Z -> (((L_FSoftmax _ _ _ _ _ = _ /\ _) /\ _) /\ _),
    Z : forall k, (0 <= k)%Z -> (k < ?n)%Z -> 0 < _ -> _
    |- P_PartialKL ?t ?p ?z ?w ?n ?a ?b _ ?f =>
    let Fp := fresh in
    destruct (E i ltac:(lia) ltac:(lia)) as [_ Fp];
    destruct D as [[_ D] | [L <-]];
    [ repeat match goal with H : _ /\ _ |- _ => destruct H end; subst s; operations;
      lazymatch goal with
      | A : Float64.is_plus_infinity f \/
          (((fadd _ (fmul _ (fsub ?lp (Float64.t'real ?x))) = _ /\ _) /\ _) /\ _) |- _ =>
        let Fz := fresh in
        destruct (Z i ltac:(lia) ltac:(lia) ltac:(assumption)) as [_ Fz];
        lazymatch goal with S : P_PartialKL t p z w n a b i ?s |- _ =>
          apply (partial_kl_add t p z w n a b i s f lp x);
          [ assumption | lia | assumption | exact S | assumption
          | match goal with H : _ \/ ((L_FLogProb _ _ _ _ _ = _ /\ _) /\ _) |- _ =>
              destruct H as [H | [[H _] ?]]; [left; exact H | right; split; assumption]
            end
          | let C := fresh in let F := fresh in let B := fresh in
            intros C; destruct (C i ltac:(lia) ltac:(lia) Fz) as [B F];
            full_power 991%Z; match goal with
              H : _ -> _ -> _ <= Float64.t'real x /\ _ |- _ => exact (H B F) end
          | exact A | assumption | full_power 991%Z; assumption ]
        end
      end
    | apply partial_kl_skip; [lia | | exact S];
      apply not_lt_real in L; [| assumption | exact Fp];
      revert L; literal_values; intros; apply Rle_not_lt; assumption ]
  end.
(*@ TRY try_partial_kl *)

(*@ NEEDS L_FKL P_PartialKL P_KLReachable P_Top L_FSoftmax *)
Lemma kl_top_logit t z n a k : P_Top t z n a -> (0 <= k)%Z -> (k < n)%Z ->
  Float64.is_minus_infinity (link_at t z k) \/
  Float64.t'real (link_at t z k) <= Float64.t'real (link_at t z a) /\
  Float64.t'isFinite (link_at t z k).
Proof. intros [_ T] A B; exact (T k A B). Qed.
Ltac try_kl_logits := intro_goal; lazymatch goal with
  | A : P_Top ?t ?z ?n ?a, B : P_Top ?t ?w ?n ?b
    |- (_ \/ _ <= Float64.t'real (_ (_ ?x ?a')) /\ _) /\ (_ \/ _) =>
    split; eapply kl_top_logit; eassumption
  end.
(*@ TRY try_kl_logits *)

(*@ NEEDS P_IsKL L_FKL P_PartialKL P_KLReachable P_Top L_FSoftmax *)
Lemma is_kl t p z w n a b s f : P_Top t z n a -> P_Top t w n b ->
  (n <= 67108864)%Z -> P_Covered t z w n ->
  (forall k, (0 <= k)%Z -> (k < n)%Z ->
    L_FSoftmax t z n a k = Float64.t'real (link_at t p k)) ->
  P_PartialKL t p z w n a b n s ->
  (Float64.is_plus_infinity s -> Float64.is_plus_infinity f) ->
  (Float64.t'isFinite s -> (Float64.t'real f = Rmax 0 (L_FKL t p z w n a b n) /\
    0 <= Float64.t'real f) /\ Float64.t'isFinite f) ->
  P_IsKL t z w n b f.
Proof.
intros A B N C P [R V] Inf Fin; unfold P_IsKL.
assert (Q := kl_accuracy t p z w n a b A B N C P).
split; [split; [split |] |].
- intros H; contradiction.
- intros H; destruct (R H) as [_ F]; now apply Fin.
- intros F; destruct V as [V | [_ Fs]].
  { apply Inf, RowOps.plus_infinity_eq in V; rewrite V in F; discriminate. }
  destruct (Fin Fs) as [[-> _] _]; kl_bound Q.
- destruct V as [V | [_ Fs]]; [left; now apply Inf | right].
  destruct (Fin Fs) as [[_ L] F]; now split.
Qed.
Lemma is_kl_uncovered t z w n b f : ~ P_Covered t z w n ->
  Float64.is_plus_infinity f -> P_IsKL t z w n b f.
Proof.
intros C F; assert (N : ~ Float64.t'isFinite f).
{ intros X; apply RowOps.plus_infinity_eq in F; rewrite F in X; discriminate. }
split; [split; [split |] |]; [trivial | | contradiction | now left].
intros R; exfalso; apply C; intros k; cbv zeta; intros K0 K1 Z.
exact (proj2 (R k K0 K1 Z)).
Qed.
Ltac try_is_kl := intro_goal; use_literals; lazymatch goal with
  | C : P_Covered ?t ?z ?w ?n <-> ?n = ?k,
    D : (?k < ?n)%Z /\ _ \/ ~ (?k < ?n)%Z /\ _,
    A : P_Top ?t ?z ?n ?a, B : P_Top ?t ?w ?n ?b,
    M : (?k < ?n)%Z -> _ |- P_IsKL ?t ?z ?w ?n ?b ?f =>
    destruct D as [[L D] | [L D]];
    [ apply is_kl_uncovered;
      [ let Q := fresh in intros Q; apply C in Q; lia
      | destruct D as [[[_ D] _] _]; rewrite <- D;
        lazymatch goal with |- _ (Float64.sub RNE ?c ?x) =>
          exact (proj1 (RowOps.negated c x ltac:(assumption) ltac:(assumption)) (M L))
        end ]
    | assert (n = k) by lia; subst k;
      repeat match goal with H : _ /\ _ |- _ => destruct H end;
      match goal with
      | S : P_PartialKL ?t ?p ?z ?w ?n ?a ?b ?n ?s,
        I : Float64.is_plus_infinity ?s -> Float64.is_plus_infinity f,
        F : Float64.t'isFinite ?s -> _ |- _ =>
        apply (is_kl t p z w n a b s f A B); [lia | apply C; reflexivity | | exact S
          | exact I | exact F];
        let k := fresh in let X := fresh in let Y := fresh in
        intros k X Y; match goal with
          E : forall j, (0 <= j)%Z -> (j < n)%Z -> _ |- _ =>
          exact (proj1 (proj1 (proj1 (E k X Y)))) end
      end ]
  end.
(*@ TRY try_is_kl *)

(* What does not overlap the probabilities is kept. *)
(*@ NEEDS L_FKL P_LogitsFrom separated *)
Lemma kl_kept m m' p z n : separated (entry_of p 0%Z) n (entry_of z 0%Z) n ->
  (forall q, separated q 1 (entry_of p 0%Z) n ->
   ((Float64.t'isFinite (m' q) <-> Float64.t'isFinite (m q)) /\
    (Float64.is_minus_infinity (m' q) <-> Float64.is_minus_infinity (m q))) /\
   Float64.t'real (m' q) = Float64.t'real (m q)) ->
  P_LogitsFrom m' m z 0%Z n.
Proof.
intros S K k; cbv zeta; intros K0 K1; destruct (K (entry_of z k)) as [[F I] E].
{ unfold separated in *; cbn [base offset] in *; lia. }
split; [split |]; [apply iff_sym; exact F | apply iff_sym; exact I | exact (eq_sym E)].
Qed.
Ltac try_kl_kept := intro_goal; match goal with
  | S : separated (_ ?p 0%Z) ?n (_ ?z 0%Z) ?n, K : forall q : addr, _
    |- P_LogitsFrom ?m' ?m ?z 0%Z ?n => exact (kl_kept m m' p z n S K)
  end.
(*@ TRY try_kl_kept *)
