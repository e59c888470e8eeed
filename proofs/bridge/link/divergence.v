(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* The functions of src/divergence.c *)

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
