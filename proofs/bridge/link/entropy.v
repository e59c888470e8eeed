(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* src/entropy.c against proofs/coq/EntropySoftmax.v; t1 has the logits, t has
   the probabilities p too. *)

(*@ NEEDS P_LogitsFrom P_Shares P_Top L_FSoftmax *)
From Softproof Require EntropySoftmax.
Lemma entropy_same t t1 z n : P_LogitsFrom t t1 z 0%Z n ->
  forall k, (k < Z.to_nat n)%nat ->
  link_masked t z k = link_masked t1 z k /\ link_entry t z k = link_entry t1 z k.
Proof.
intros H k Hk; destruct (H (Z.of_nat k) ltac:(lia) ltac:(lia)) as [[HF HM] HE].
split; [| exact (eq_sym HE)].
apply Bool.eq_true_iff_eq; unfold link_masked; rewrite !Float64.is_masked_spec.
symmetry; exact HM.
Qed.
Lemma entropy_prob t t1 z p n top : P_Top t1 z n (Z.of_nat top) ->
  P_Shares t t1 z p n (Z.of_nat top) n -> forall k, (k < Z.to_nat n)%nat ->
  link_entry t p k =
  CompensatedSoftmax.CProb (Z.to_nat n) (link_masked t1 z) (link_entry t1 z) top k.
Proof.
intros T S k Hk; destruct (Z_of_nat_complete n) as [i ->];
  [destruct T as [[[? ?] _] _]; lia |].
rewrite Nat2Z.id in *; rewrite <- (link_FSoftmax t1 z i top k T Hk).
symmetry; exact (proj1 (proj1 (proj1 (S (Z.of_nat k) ltac:(lia) ltac:(lia))))).
Qed.

(*@ NEEDS P_LogitsFrom P_Shares P_Top P_Reachable L_FSoftmax *)
Lemma entropy_reachable t t1 z p n x j : (n <= 67108864)%Z ->
  P_Top t1 z n (Z.of_nat x) -> P_LogitsFrom t t1 z 0%Z n ->
  P_Shares t t1 z p n (Z.of_nat x) n -> (Z.of_nat j < n)%Z ->
  0 < link_entry t p j ->
  link_entry t z x - link_entry t z j <= bpow radix2 990 /\
  Float64.t'isFinite (link_cell t z j).
Proof.
intros N T R S J P.
rewrite (entropy_prob t t1 z p n x T S j ltac:(lia)) in P.
assert (X : (Z.of_nat x < n)%Z) by (destruct T as [[[_ X] _] _]; exact X).
destruct (entropy_same t t1 z n R j ltac:(lia)) as [_ Ej].
destruct (entropy_same t t1 z n R x ltac:(lia)) as [_ Ex].
destruct (link_masked t1 z j) eqn:Open.
{ rewrite (CompensatedSoftmax.CProb_Masked _ _ _ _ _ Open) in P.
  exfalso; exact (Rlt_irrefl 0 P). }
split.
- rewrite Ej, Ex.
  exact (EntropySoftmax.EntropyC_Far (Z.to_nat n) _ _ _ j ltac:(lia) Open P).
- destruct (proj2 T (Z.of_nat j) ltac:(lia) J) as [I | [_ I]].
  + apply link_infinite in I; congruence.
  + destruct (R (Z.of_nat j) ltac:(lia) J) as [[HF _] _]; apply HF; exact I.
Qed.
Ltac try_Entropy_Reachable := no_program; top_range; match goal with
  | T : P_Top ?t1 ?z ?n ?top, R : P_LogitsFrom ?t ?t1 ?z 0%Z ?n,
    S : P_Shares ?t ?t1 ?z ?p ?n ?top ?n, N : (?n <= 67108864)%Z
    |- P_Reachable ?t ?p ?z ?n _ =>
    let B := fresh in assert (B : (0 <= top)%Z) by assumption;
    apply Z_of_nat_complete in B; destruct B as [x ->];
    intros k; cbv zeta; intros K0 K1 P;
    apply Z_of_nat_complete in K0; destruct K0 as [j ->];
    destruct (entropy_reachable t t1 z p n x j N T R S K1 P) as [D F];
    split; [| exact F];
    change (bpow radix2 990) with (IZR (2 ^ 990)) in D;
    let c := eval vm_compute in (2 ^ 990)%Z in change (2 ^ 990)%Z with c in D;
    match goal with |- _ <= ?c + _ =>
      change (link_entry t z x <= c + link_entry t z j) end; lra
  end.
(*@ TRY try_Entropy_Reachable *)

(*@ NEEDS P_LogitsFrom P_Shares P_Top L_FSoftmax L_CrossEntropy L_Entropy L_Sum *)
Lemma entropy_bound t t1 z p n x h : (n <= 67108864)%Z ->
  P_Top t1 z n (Z.of_nat x) -> P_LogitsFrom t t1 z 0%Z n ->
  P_Shares t t1 z p n (Z.of_nat x) n ->
  Rabs (h - L_CrossEntropy t p z n) <=
    (IZR n + 13 / 2) * (u * (1 + bpow radix2 (-16))) * L_CrossEntropy t p z n +
    IZR n * (1 + 3 * L_Sum t p n) * eta ->
  Rabs (h - L_Entropy t1 z n 1) <=
    (IZR n + 11) * u * (1 + bpow radix2 (-15)) * L_Entropy t1 z n 1 +
    780 * IZR n * eta.
Proof.
intros N T R S E; assert (L := link_Logits t1 z n x T N).
assert (Z0 : (0 <= n)%Z) by (destruct T as [[[? ?] _] _]; lia).
assert (EN : IZR n = INR (Z.to_nat n)) by (rewrite INR_IZR_INZ, Z2Nat.id; easy).
assert (EH : L_Entropy t1 z n 1 = RealTemperature.Entropy (Z.to_nat n)
  (link_masked t1 z) (link_entry t1 z)).
{ rewrite link_Entropy, !RealEntropy.Entropy_XLogX; f_equal; apply sum_ext.
  intros k Hk; f_equal; apply RealSoftmax.Softmax_Ext; [| exact Hk].
  intros; unfold Rdiv; rewrite Rinv_1; ring. }
rewrite EN, EH; rewrite EN, link_Sum in E.
rewrite (sum_ext (Z.to_nat n) (link_entry t p) _ (entropy_prob t t1 z p n x T S)) in E.
apply (EntropySoftmax.EntropyC_Accuracy _ _ _ _ L h (L_CrossEntropy t p z n));
  [apply RealTemperature.Entropy_Nonneg | | exact E].
rewrite link_CrossEntropy; apply EntropySoftmax.CrossEntropy_Same.
- exact (entropy_same t t1 z n R).
- intros k Hk; unfold RealLink.unmasked_target.
  destruct (entropy_same t t1 z n R k Hk) as [-> _].
  now rewrite (entropy_prob t t1 z p n x T S k Hk).
Qed.
Ltac try_Entropy_Accuracy := no_program; top_range; unfold real_of_int in *;
  match goal with
  | T : P_Top ?t1 ?z ?n ?top, R : P_LogitsFrom ?t ?t1 ?z 0%Z ?n,
    S : P_Shares ?t ?t1 ?z ?p ?n ?top ?n, N : (?n <= 67108864)%Z,
    E : Rabs (?h + _) <= _ |- _ =>
    let B := fresh in assert (B : (0 <= top)%Z) by assumption;
    apply Z_of_nat_complete in B; destruct B as [x ->];
    pose proof (entropy_bound t t1 z p n x h N T R S) as A;
    clear T R S; rewrite ?plus_IZR, ?mult_IZR in *;
    rewrite u_val, eta_frac in A;
    replace (bpow radix2 (-16)) with (/ 65536) in A by (simpl; lra);
    replace (bpow radix2 (-15)) with (/ 32768) in A by (simpl; lra);
    let c := eval vm_compute in (2 ^ 1074)%Z in change (2 ^ 1074)%Z with c in A;
    match type of A with (Rabs ?a <= ?b) -> Rabs ?d <= ?e =>
      match type of E with Rabs ?a' <= ?b' =>
      replace a' with a in E by ring; replace b' with b in E by field end;
      match goal with |- Rabs ?d' <= ?e' =>
      replace d' with d by ring; replace e' with e by field end end;
    exact (A E)
  end.
(*@ TRY try_Entropy_Accuracy *)

(*@ NEEDS P_LogitsFrom P_Shares P_Top P_Reachable L_FSoftmax L_CrossEntropy L_Entropy L_Sum *)
Ltac try_entropy_contract := cbv zeta; intros; match goal with
  | T : P_Top ?t1 ?z ?n ?top, T2 : P_Top ?t ?z ?n ?top,
    R : P_LogitsFrom ?t ?t1 ?z 0%Z ?n, S : P_Shares ?t ?t1 ?z ?p ?n ?top ?n,
    N : (?n <= 67108864)%Z, V : P_Reachable ?t ?p ?z ?n _,
    Fin : forall k, P_Top ?t ?z ?n k -> P_Reachable _ _ _ _ _ -> Float64.t'isFinite ?f,
    E : Float64.t'isFinite ?f -> Rabs _ <= _ |- Rabs (Float64.t'real ?f + _) <= _ =>
    specialize (E (Fin top T2 V)); clear - E T R S N; try_Entropy_Accuracy
  end.
(*@ TRY try_entropy_contract *)
