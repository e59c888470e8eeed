(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* src/mask_float.c: one addition, and the loops over the scores. *)

(*@ NEEDS P_Maskable32 P_Wide P_MaskedSum P_MaskedSum32 P_Rounded *)
Lemma mask32_not_masked x : Float32.t'isFinite x -> ~ Float32.is_minus_infinity x.
Proof. intros F [I _]; now destruct x. Qed.
Lemma mask32_size s : P_Maskable32 s -> Float32.t'isFinite s ->
  Rabs (Float32.t'real s) <= bpow radix2 102.
Proof.
intros [I | [[U L] _]] F; [exfalso; now apply (mask32_not_masked s) |].
change (bpow radix2 102) with 5070602400912917605986812821504; apply Rabs_le; lra.
Qed.
Lemma mask32_finite s a v w x y : P_Maskable32 s -> Float32.t'isFinite s ->
  Float32.t'isFinite a -> P_Wide s v -> P_Wide a w -> P_MaskedSum v w x ->
  P_Rounded x y -> Float32.t'isFinite y /\
  Float32.t'real y = Rounding32.RN32 (Float32.t'real s + Float32.t'real a).
Proof.
intros M Fs Fa [[Iv _] | [[Ev _] Fv]] [[Iw _] | [[Ew _] Fw]] [_ X] R;
  try (exfalso; now apply (mask32_not_masked s));
  try (exfalso; now apply (mask32_not_masked a)).
destruct (X Fw Fv) as [E Fx]; unfold binary64.Binary64.fadd, fadd in E.
rewrite Ev, Ew in E.
assert (B : Rabs (Float64.t'real x) < Rounding32.middle32).
{ rewrite <- E; apply FloatSum.sum_below; [now apply mask32_size |].
  rewrite FloatOps32.largest32_largest; apply Rabs_le.
  now apply FloatOps32.finite_largest. }
assert (Fy := rounded_finite x y R Fx B); split; [exact Fy |].
destruct (rounded_value x y R Fy) as (_ & _ & ->); rewrite <- E.
apply FloatSum.sum_rounded; now apply FloatOps32.finite_F32.
Qed.
Ltac try_masked32_sum := float_lemma; match goal with
  | M : P_Maskable32 ?s, R : P_Rounded ?x ?y, A : P_Wide ?a ?w, S : P_Wide ?s ?v,
    X : P_MaskedSum ?v ?w ?x |- P_MaskedSum32 ?s ?a ?y =>
      split;
      [ intros I; apply (strided32_rounded_masked x y R); apply (proj1 X);
        destruct A as [[_ A] | [[_ FA] _]], S as [[_ S] | [[_ FS] _]];
        first [now left | now right | exfalso; destruct I as [I | I];
               [now apply (mask32_not_masked a) | now apply (mask32_not_masked s)]]
      | intros Fa Fs; destruct (mask32_finite s a v w x y M Fs Fa S A X R) as [F E];
        split; [| exact F]; rewrite E, Rplus_comm; reflexivity ]
  end.
(*@ TRY try_masked32_sum *)

(*@ NEEDS P_Maskable32 P_MaskedSum32 *)
Lemma mask32_accuracy s a y : Float32.t'isFinite y -> P_MaskedSum32 s a y ->
  Float32.t'isFinite s \/ Float32.is_minus_infinity s ->
  Float32.t'isFinite a \/ Float32.is_minus_infinity a ->
  Rabs (Float32.t'real y + - (1) * Float32.t'real s + - (1) * Float32.t'real a) <=
  1 / 16777216 * Rabs (Float32.t'real s + Float32.t'real a).
Proof.
intros Fy [MI MF] Hs Ha.
assert (Float32.t'isFinite s /\ Float32.t'isFinite a) as [Fs Fa].
{ destruct Hs as [Hs | Hs], Ha as [Ha | Ha]; try tauto;
    exfalso; assert (I : Float32.is_minus_infinity y) by tauto;
    destruct I as [I _]; now destruct y. }
destruct (MF Fa Fs) as [E _].
assert (R := FloatSum.sum_relative (Float32.t'real s) (Float32.t'real a)
  (FloatOps32.finite_F32 s Fs) (FloatOps32.finite_F32 a Fa)).
assert (E' : Rounding32.RN32 (Float32.t'real s + Float32.t'real a) = Float32.t'real y)
  by (rewrite Rplus_comm; exact E).
rewrite E' in R; replace Rounding32.u32 with (1 / 16777216) in R
  by (unfold Rounding32.u32; simpl; lra).
match type of R with Rabs ?x <= _ => match goal with |- Rabs ?x' <= _ =>
  replace x' with x by ring end end.
exact R.
Qed.
Lemma mask32_score s : P_Maskable32 s ->
  Float32.t'isFinite s \/ Float32.is_minus_infinity s.
Proof. intros [I | [_ F]]; [now right | now left]. Qed.
Ltac try_mask32_accuracy := float_lemma; match goal with
  | M : P_MaskedSum32 ?s ?a ?y, S : P_Maskable32 ?s |- Rabs _ <= _ =>
    apply (mask32_accuracy s a y); try assumption; now apply mask32_score
  end.
(*@ TRY try_mask32_accuracy *)

(*@ NEEDS P_MaskedSum32 P_MaskedScores32 P_Maskable32 P_MaskableScores32 P_Logits32 *)
Ltac try_masked32_accuracy := intro_goal; match goal with
  | M : P_MaskedScores32 ?m ?t ?s ?a ?n, F : Float32.t'isFinite (?m (_ ?s ?i)),
    K : P_MaskableScores32 ?t ?s ?n, L : P_Logits32 ?t ?a ?n |- Rabs _ <= _ =>
    apply (mask32_accuracy (link_at t s i) (link_at t a i) (link_at m s i));
    [ exact F | apply (M i); lia | apply mask32_score, (K i); lia | apply (L i); lia ]
  end.
(*@ TRY try_masked32_accuracy *)

(*@ NEEDS P_SameEntry32 P_MaskedScores32 P_MaskedSum32 separated *)
Lemma mask32_kept m t q k x f : x <> entry_of q k -> P_SameEntry32 m t q k ->
  P_SameEntry32 (map.Map.set m x f) t q k.
Proof.
intros N K; unfold P_SameEntry32 in *; cbv zeta in *.
rewrite !store32_other by exact N; exact K.
Qed.
Ltac try_mask32_kept := intro_goal; match goal with
  | S : separated (_ ?o 0%Z) ?n (_ ?q 0%Z) ?n,
    H : forall k : Z, (0 <= k)%Z -> _ -> P_SameEntry32 ?m ?t ?q k
    |- P_SameEntry32 (map.Map.set ?m (_ ?o ?i) ?f) ?t ?q ?k =>
      apply (mask32_kept m t q k (entry_of o i) f);
      [apply (entry_separated o q n i k S); lia | apply H; lia]
  | H : forall k : Z, _ -> _ -> P_SameEntry32 ?m ?t ?o k
    |- P_SameEntry32 (map.Map.set ?m (_ ?o ?i) ?f) ?t ?o ?k =>
      apply (mask32_kept m t o k (entry_of o i) f);
      [apply entry_differ; lia | apply H; lia]
  end.
(*@ TRY try_mask32_kept *)
Lemma mask32_next m t s a i f : P_MaskedScores32 m t s a i ->
  P_MaskedSum32 (link_at t s i) (link_at t a i) f ->
  P_MaskedScores32 (map.Map.set m (entry_of s i) f) t s a (1 + i)%Z.
Proof.
intros H E k; cbv zeta; intros K0 K1.
change (P_MaskedSum32 (link_at t s k) (link_at t a k)
  (map.Map.set m (entry_of s i) f (entry_of s k))).
destruct (Z.eq_dec k i) as [-> | N].
- rewrite store32_same; exact E.
- rewrite store32_other by (apply entry_differ; lia); apply (H k K0); lia.
Qed.
Ltac try_mask32_next := intro_goal; match goal with
  | H : P_MaskedScores32 ?m ?t ?s ?a ?i
    |- P_MaskedScores32 (map.Map.set ?m _ ?f) ?t ?s ?a (1 + ?i)%Z =>
    apply (mask32_next m t s a i f H); assumption
  end.
(*@ TRY try_mask32_next *)

(*@ NEEDS P_SameEntry32 P_MaskableScores32 P_Maskable32 *)
Lemma mask32_kept_maskable m t s k : P_SameEntry32 m t s k ->
  P_Maskable32 (link_at t s k) -> P_Maskable32 (link_at m s k).
Proof.
intros [[A B] C] H; unfold P_Maskable32 in *; cbv zeta in *.
change (Float32.t'real (link_at t s k) = Float32.t'real (link_at m s k)) in C.
change (Float32.is_minus_infinity (link_at t s k) <->
  Float32.is_minus_infinity (link_at m s k)) in B.
change (Float32.t'isFinite (link_at t s k) <->
  Float32.t'isFinite (link_at m s k)) in A.
rewrite <- C; tauto.
Qed.
Ltac try_kept_maskable32 := intro_goal; match goal with
  | K : P_SameEntry32 ?m ?t ?s ?k, H : P_MaskableScores32 ?t ?s ?n
    |- P_Maskable32 (?m (_ ?s ?k)) =>
    apply (mask32_kept_maskable m t s k K); apply (H k); lia
  end.
(*@ TRY try_kept_maskable32 *)
