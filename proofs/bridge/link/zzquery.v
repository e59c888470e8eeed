(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* One query of attention: its scores and its mask in memory are a vector and a
   mask of proofs/coq/AttentionScores.v. *)

(*@ NEEDS P_Open shift *)
From Softproof Require RealSoftmax RealAttention DotError AttentionError AttentionScores.
Definition query_hidden (t : addr -> Float64.t) a (k : nat) : bool :=
  if why_decidable_eq null a then false else link_masked t a k.
Definition query_column (t : addr -> Float64.t) V d c (k : nat) : R :=
  Float64.t'real (link_at t V (c + d * Z.of_nat k)%Z).
Lemma query_hidden_shut t a k : query_hidden t a k = true -> ~ P_Open t a (Z.of_nat k).
Proof.
unfold query_hidden; destruct (why_decidable_eq null a) as [E | N]; [discriminate |].
intros M [E | F]; [easy |]; apply link_finite in F; congruence.
Qed.
Ltac query_size := match goal with |- INR (Z.to_nat ?n) <= _ =>
  rewrite INR_IZR_INZ, Z2Nat.id by lia; apply IZR_le; lia end.

(*@ NEEDS P_Open P_Mask *)
Lemma query_hidden_open t a n k : P_Mask t a n -> (k < Z.to_nat n)%nat ->
  query_hidden t a k = false <-> P_Open t a (Z.of_nat k).
Proof.
intros M Hk; unfold query_hidden, P_Open.
destruct (why_decidable_eq null a) as [E | N]; [split; [now left | easy] |].
destruct M as [M | M]; [easy |].
destruct (M (Z.of_nat k) ltac:(lia) ltac:(lia)) as [F | I].
- split; [right; exact F | intros _; apply link_finite; exact F].
- split.
  + intros H; apply link_infinite in I; congruence.
  + intros [E | F]; [easy | exfalso; exact (finite_not_masked _ F I)].
Qed.

(*@ NEEDS P_Open P_Mask P_Hidden *)
Lemma query_entry t a n : P_Mask t a n -> ~ P_Hidden t a n ->
  RealSoftmax.Has_Entry (Z.to_nat n) (query_hidden t a).
Proof.
intros M H; destruct (AttentionScores.some_or_none (Z.to_nat n) (query_hidden t a))
  as [E | E]; [exact E |].
exfalso; apply H; intros i Hi Ni; apply Z_of_nat_complete in Hi; destruct Hi as [k ->].
apply query_hidden_shut, E; lia.
Qed.

(*@ NEEDS P_Open P_OpenColumnIn P_Mask *)
Lemma query_in t a V n dv c lo hi : P_OpenColumnIn t a V n dv c lo hi -> P_Mask t a n ->
  forall k, (k < Z.to_nat n)%nat -> query_hidden t a k = false ->
  lo <= query_column t V dv c k <= hi.
Proof.
intros C M k Hk O; apply (query_hidden_open t a n k M Hk) in O.
destruct (C (Z.of_nat k) ltac:(lia) ltac:(lia) O) as [A B]; split; [exact B | exact A].
Qed.
Lemma query_in_abs t a V n dv c M : P_OpenColumnIn t a V n dv c (- (1) * M) M ->
  P_Mask t a n -> forall k, (k < Z.to_nat n)%nat -> query_hidden t a k = false ->
  Rabs (query_column t V dv c k) <= M.
Proof.
intros C P k Hk O; apply Rabs_le.
destruct (query_in t a V n dv c _ _ C P k Hk O); split; lra.
Qed.

(*@ NEEDS L_KeyScore P_Open *)
Definition query_score e t q K a d r (k : nat) : R :=
  L_KeyScore t e q K a d r (Z.of_nat k).
Lemma query_score_F t q K a d r k : F (query_score 0 t q K a d r k).
Proof.
unfold query_score; destruct (L_KeyScore'def t 0 q K a d r (Z.of_nat k)) as [_ D].
cbv zeta in D; rewrite D by easy; operations; apply RN_format.
Qed.

(*@ NEEDS L_Seen P_Open *)
Lemma query_seen t a k x :
  L_Seen t a (Z.of_nat k) x = if query_hidden t a k then 0 else x.
Proof.
destruct (L_Seen'def t a (Z.of_nat k) x) as [A B]; unfold query_hidden.
destruct (why_decidable_eq null a) as [E | N]; [now apply A |].
rewrite B by exact N; unfold binary64.Binary64.unmasked, link_masked; reflexivity.
Qed.

(*@ NEEDS L_KeyShare L_KeyScore P_Open *)
Lemma query_KeyWeight t e q K a d r k : L_KeyWeight t e q K a d r (Z.of_nat k) =
  RealSoftmax.weight (query_hidden t a) (query_score e t q K a d r) k.
Proof. unfold L_KeyWeight; apply query_seen. Qed.
Lemma query_KeySum t e q K a d r n : L_KeySum t e q K a d r n =
  RealSoftmax.norm (Z.to_nat n) (query_hidden t a) (query_score e t q K a d r).
Proof.
array_sum (L_KeySum t e q K a d r) (L_KeyWeight t e q K a d r)
  (L_KeySum_def t e q K a d r).
apply sum_ext; intros k _; apply query_KeyWeight.
Qed.
Lemma query_KeyShare t e q K a n d r k : L_KeyShare t e q K a n d r (Z.of_nat k) =
  RealSoftmax.Softmax (Z.to_nat n) (query_hidden t a) (query_score e t q K a d r) k.
Proof. unfold L_KeyShare; now rewrite query_KeyWeight, query_KeySum. Qed.

(*@ NEEDS L_KeyShare L_QueryMean L_KeyScore P_Open *)
Lemma query_QueryMean t e q K a V n d dv r c : L_QueryMean t e q K a V n d dv r c n =
  RealAttention.Attention (Z.to_nat n) (query_hidden t a)
    (query_score e t q K a d r) (query_column t V dv c).
Proof.
array_sum (L_QueryMean t e q K a V n d dv r c)
  (fun k => L_KeyShare t e q K a n d r k *
    Float64.t'real (link_at t V (c + dv * k)%Z))
  (L_QueryMean_def t e q K a V n d dv r c).
apply sum_ext; intros k _; unfold seq; now rewrite query_KeyShare.
Qed.

(*@ NEEDS L_KeyShare L_QuerySize L_KeyScore P_Open *)
Lemma query_QuerySize t e q K a V n d dv r c : L_QuerySize t e q K a V n d dv r c n =
  sum (Z.to_nat n) (fun k => RealSoftmax.Softmax (Z.to_nat n) (query_hidden t a)
    (query_score e t q K a d r) k * Rabs (query_column t V dv c k)).
Proof.
array_sum (L_QuerySize t e q K a V n d dv r c)
  (fun k => L_KeyShare t e q K a n d r k *
    Rabs (Float64.t'real (link_at t V (c + dv * k)%Z)))
  (L_QuerySize_def t e q K a V n d dv r c).
apply sum_ext; intros k _; unfold seq; now rewrite query_KeyShare.
Qed.

(* How the errors of scores move the weights, and the mean *)
(*@ NEEDS L_KeyShare L_KeyScore P_Open P_Mask P_Hidden *)
Lemma query_close t q K a n d r e : P_Mask t a n ->
  (forall i, (0 <= i)%Z -> (i < n)%Z -> P_Open t a i ->
   Rabs (L_KeyScore t 0 q K a d r i + - (1) * L_KeyScore t 1 q K a d r i) <= e) ->
  forall k, (k < Z.to_nat n)%nat -> query_hidden t a k = false ->
  Rabs (query_score 0 t q K a d r k - query_score 1 t q K a d r k) <= e.
Proof.
intros M H k Hk O; apply (query_hidden_open t a n k M Hk) in O.
assert (A := H (Z.of_nat k) ltac:(lia) ltac:(lia) O).
match type of A with Rabs ?x <= _ => match goal with |- Rabs ?y <= _ =>
  replace y with x by (unfold query_score; ring) end end; exact A.
Qed.
Ltac try_KeyShare_Perturbed := intro_goal; match goal with
  | N : (0 <= ?i)%Z, H : ~ P_Hidden ?t ?a ?n, M : P_Mask ?t ?a ?n,
    E : forall j : Z, _
    |- Rabs (L_KeyShare ?t 0 ?q ?K ?a ?n ?d ?r ?i + _) <= _ * (_ + exp (2 * ?e)) =>
      apply Z_of_nat_complete in N; destruct N as [k ->];
      rewrite !query_KeyShare;
      let A := fresh in
      assert (A := AttentionScores.Softmax_Perturbed (Z.to_nat n) (query_hidden t a)
        (query_score 0 t q K a d r) (query_score 1 t q K a d r) e
        (query_entry t a n M H) (query_close t q K a n d r e M E) k ltac:(lia));
      array_close A
  end.
(*@ TRY try_KeyShare_Perturbed *)

(*@ NEEDS L_KeyShare L_KeyScore P_Open P_Mask P_Hidden L_QueryMean L_QuerySize *)
Ltac try_QueryMean_Perturbed := intro_goal; match goal with
  | H : ~ P_Hidden ?t ?a ?n, M : P_Mask ?t ?a ?n, E : forall j : Z, _
    |- Rabs (L_QueryMean ?t 0 ?q ?K ?a ?V ?n ?d ?dv ?r ?c ?n + _) <= _ =>
      match goal with |- context [exp (2 * ?e)] =>
      rewrite !query_QueryMean, query_QuerySize;
      let A := fresh in
      assert (A := AttentionScores.Attention_Perturbed (Z.to_nat n) (query_hidden t a)
        (query_score 0 t q K a d r) (query_score 1 t q K a d r) e
        (query_entry t a n M H) (query_close t q K a n d r e M E)
        (query_column t V dv c));
      array_close A end
  end.
(*@ TRY try_QueryMean_Perturbed *)


(* Scores *)
(*@ NEEDS L_FDot L_FScore P_Within *)
From Softproof Require JacobianError.
Lemma query_within t v d b : P_Within t v d b ->
  forall k, (k < Z.to_nat d)%nat -> Rabs (link_entry t v k) <= b.
Proof.
intros W k Hk; destruct (W (Z.of_nat k) ltac:(lia) ltac:(lia)) as [[U L] _].
assert (U' : link_entry t v k <= b) by exact U.
assert (L' : 0 <= b + link_entry t v k) by exact L.
apply Rabs_le; split; lra.
Qed.
Lemma query_small t q v d r : (0 < d)%Z -> (d <= 67108864)%Z ->
  P_Within t q d (bpow radix2 400) -> P_Within t v d (bpow radix2 400) ->
  Rabs r <= bpow radix2 100 -> Rabs (L_FScore t q v d r) <= bpow radix2 969.
Proof.
intros D0 D Q V C; unfold L_FScore; operations.
assert (H : Rabs (L_FDot t q v d) <= bpow radix2 827).
{ rewrite attend_FDot; apply (AttentionError.Terms_Range _ _ _ 800); [query_size | lia |].
  intros k Hk; change 800%Z with (400 + 400)%Z; rewrite bpow_plus, Rabs_mult.
  apply Rmult_le_compat; try apply Rabs_pos; now apply (query_within t _ d). }
apply JacobianError.RN_abs_le; [apply F_bpow; lia |].
apply Rle_trans with (bpow radix2 (100 + 827)); [| apply bpow_le; lia].
rewrite Rabs_mult, bpow_plus.
apply Rmult_le_compat; try apply Rabs_pos; assumption.
Qed.
Ltac try_FScore_Small := intro_goal; match goal with
  | Q : P_Within ?t ?q ?d _, V : P_Within ?t ?v ?d _
    |- context [L_FScore ?t ?q ?v ?d ?r] =>
      let A := fresh in
      assert (A := query_small t q v d r ltac:(lia) ltac:(lia) Q V
        ltac:(apply Rabs_le; split; assumption));
      apply Rabs_le_inv in A;
      change (bpow radix2 969) with (IZR (2 ^ 969)) in A;
      let c := eval vm_compute in (2 ^ 969)%Z in change (2 ^ 969)%Z with c in A;
      split; lra
  end.
(*@ TRY try_FScore_Small *)

(*@ NEEDS L_KeyScore L_ScoreBound P_Open L_FScore L_Score L_AbsDot L_FDot L_MaskAt *)
Lemma query_mask_F t a k : F (L_MaskAt t a k).
Proof.
destruct (L_MaskAt'def t a k) as [A B]; destruct (why_decidable_eq null a) as [E | N].
- rewrite A by exact E; apply F_0.
- rewrite B by exact N; apply finite_F.
Qed.
Lemma query_KeyScore_Accuracy t q K a d r k : (0 < d)%Z -> (d <= 67108864)%Z ->
  Rabs (L_KeyScore t 0 q K a d r k - L_KeyScore t 1 q K a d r k) <=
  L_ScoreBound t q K a d r k.
Proof.
intros D0 D; unfold L_ScoreBound; cbv zeta.
destruct (L_KeyScore'def t 0 q K a d r k) as [_ F0].
destruct (L_KeyScore'def t 1 q K a d r k) as [F1 _].
cbv zeta in F0, F1; rewrite F0, F1 by easy; clear F0 F1.
assert (M := query_mask_F t a k); set (x := L_MaskAt t a k) in *.
unfold L_FScore, L_Score; rewrite attend_FDot, attend_Dot_exact, attend_AbsDot.
operations; unfold real_of_int; rewrite plus_IZR.
assert (A := AttentionScores.Masked_Accuracy (Z.to_nat d) (link_entry t q)
  (link_entry t (entry_of K (d * k)%Z)) r x ltac:(query_size) M).
rewrite INR_IZR_INZ, Z2Nat.id in A by lia; rewrite u_val, eta_frac in A.
let c := eval vm_compute in (2 ^ 1074)%Z in change (2 ^ 1074)%Z with c in A.
match goal with |- context [link_entry t (?s K (d * k)%Z)] =>
  change (s K (d * k)%Z) with (entry_of K (d * k)%Z) end.
rewrite !(Rplus_comm x).
match type of A with Rabs ?x <= ?y => match goal with |- Rabs ?x' <= ?y' =>
  change x' with x; replace y' with y by (unfold Rdiv; field); exact A end end.
Qed.
Ltac try_KeyScore_Accuracy := intro_goal; match goal with
  | |- Rabs (L_KeyScore ?t 0 ?q ?K ?a ?d ?r ?k + _) <= _ =>
      let A := fresh in
      assert (A := query_KeyScore_Accuracy t q K a d r k ltac:(lia) ltac:(lia));
      match type of A with Rabs ?x <= _ => match goal with |- Rabs ?x' <= _ =>
        replace x' with x by ring end end;
      exact A
  end.
(*@ TRY try_KeyScore_Accuracy *)

(* From a row of scores in memory *)
(*@ NEEDS P_ScoresOf P_TopKey P_Top P_Open L_KeyScore *)
Lemma query_top t t1 q K a s n d r i : P_ScoresOf t t1 q K a s n d r ->
  P_TopKey t1 q K a n d r i <-> P_Top t s n i.
Proof.
intros H; split.
- intros [[[I N] O] L]; destruct (H i I N) as [_ Hi]; destruct (Hi O) as [Ei Fi].
  split; [split; [split; assumption | exact Fi] |].
  intros k x K0 K1; destruct (H k K0 K1) as [Sk Ok].
  destruct (Classical_Prop.classic (P_Open t1 a k)) as [P | P]; [right | left].
  + destruct (Ok P) as [Ek Fk]; split; [| exact Fk].
    assert (G := L k K0 K1 P); rewrite Ek, Ei in G; exact G.
  + exact (Sk P).
- intros [[[I N] Fi] L]; destruct (H i I N) as [Si Oi].
  assert (O : P_Open t1 a i).
  { destruct (Classical_Prop.classic (P_Open t1 a i)) as [P | P]; [exact P |].
    exfalso; exact (finite_not_masked _ Fi (Si P)). }
  split; [split; [split; assumption | exact O] |].
  intros k K0 K1 P; destruct (H k K0 K1) as [_ Ok]; destruct (Ok P) as [Ek Fk].
  destruct (Oi O) as [Ei _]; rewrite Ek, Ei.
  destruct (L k K0 K1) as [D | [D _]];
    [exfalso; exact (finite_not_masked _ Fk D) | exact D].
Qed.
Ltac try_TopKey_Top := intro_goal; match goal with
  | H : P_ScoresOf ?t ?t1 ?q ?K ?a ?s ?n ?d ?r |- _ <-> P_Top ?t ?s ?n ?i =>
      exact (query_top t t1 q K a s n d r i H)
  end.
(*@ TRY try_TopKey_Top *)

(*@ NEEDS P_ScoresOf P_Hidden P_AllMasked P_Open *)
Lemma query_all t t1 q K a s n d r : P_ScoresOf t t1 q K a s n d r ->
  P_Hidden t1 a n <-> P_AllMasked t s n.
Proof.
intros H; split; intros A k K0 K1; destruct (H k K0 K1) as [Sk Ok].
- exact (Sk (A k K0 K1)).
- intros P; destruct (Ok P) as [_ F]; exact (finite_not_masked _ F (A k K0 K1)).
Qed.
Ltac try_Hidden_AllMasked := intro_goal; match goal with
  | H : P_ScoresOf ?t ?t1 ?q ?K ?a ?s ?n ?d ?r |- _ <-> _ =>
      first [ exact (query_all t t1 q K a s n d r H)
        | exact (iff_sym (query_all t t1 q K a s n d r H)) ]
  end.
(*@ TRY try_Hidden_AllMasked *)

(* The float model *)
(*@ NEEDS L_FQueryMean L_FKeyShare L_KeyScore P_TopKey P_Open P_Mask *)
From Softproof Require SoftmaxLink CompensatedSoftmax CompensatedSum.
Lemma query_Logits t q K a n d r top : P_Mask t a n ->
  P_TopKey t q K a n d r (Z.of_nat top) -> (n <= 67108864)%Z ->
  SoftmaxLink.Logits (Z.to_nat n) (query_hidden t a) (query_score 0 t q K a d r) top.
Proof.
intros M [[[T0 T1] O] L] N; split; [lia | lia | | apply query_score_F |].
- apply (query_hidden_open t a n top M); [lia | exact O].
- intros k Hk Ok; apply (query_hidden_open t a n k M Hk) in Ok.
  exact (L (Z.of_nat k) ltac:(lia) ltac:(lia) Ok).
Qed.
Lemma query_FKeyWeight t q K a n d r top k : P_Mask t a n ->
  P_TopKey t q K a n d r (Z.of_nat top) -> (k < Z.to_nat n)%nat ->
  L_FKeyWeight t q K a d r (Z.of_nat top) (Z.of_nat k) =
  CompensatedSoftmax.cterm (query_hidden t a) (query_score 0 t q K a d r)
    (query_score 0 t q K a d r top) k.
Proof.
intros M [_ L] Hk; unfold L_FKeyWeight; cbv zeta; rewrite query_seen.
unfold CompensatedSoftmax.cterm; destruct (query_hidden t a k) eqn:O; [easy |].
apply (query_hidden_open t a n k M Hk) in O.
specialize (L (Z.of_nat k) ltac:(lia) ltac:(lia) O).
rewrite link_DiffError; operations; apply link_ExpPair, RN_le_format; [apply F_0 |].
unfold query_score; lra.
Qed.
Lemma query_FKeySum t q K a n d r top k : P_Mask t a n ->
  P_TopKey t q K a n d r (Z.of_nat top) -> (k <= Z.to_nat n)%nat ->
  L_FKeySum t q K a d r (Z.of_nat top) (Z.of_nat k) =
  fsum k (CompensatedSoftmax.cterm (query_hidden t a) (query_score 0 t q K a d r)
    (query_score 0 t q K a d r top)).
Proof.
intros M T Hk.
rewrite (rec_sum_fsum _ (L_FKeyWeight t q K a d r (Z.of_nat top))
  (L_FKeySum_def t q K a d r (Z.of_nat top))), Nat2Z.id.
apply fsum_ext; intros j Hj; apply (query_FKeyWeight t q K a n); [exact M | exact T | lia].
Qed.
Lemma query_FKeyLow t q K a n d r top : P_Mask t a n ->
  P_TopKey t q K a n d r (Z.of_nat top) ->
  L_FKeyLow t q K a d r (Z.of_nat top) n = CompensatedSum.low (Z.to_nat n)
    (CompensatedSoftmax.cterm (query_hidden t a) (query_score 0 t q K a d r)
    (query_score 0 t q K a d r top)).
Proof.
intros M T.
rewrite (rec_sum_fsum _ (fun j => L_SumError (L_FKeySum t q K a d r (Z.of_nat top) j)
  (L_FKeyWeight t q K a d r (Z.of_nat top) j))
  (L_FKeyLow_def t q K a d r (Z.of_nat top))).
apply fsum_ext; intros j Hj; unfold seq.
rewrite link_SumError, (query_FKeySum t q K a n), (query_FKeyWeight t q K a n)
  by (exact M || exact T || lia).
reflexivity.
Qed.
Lemma query_FKeyShare t q K a n d r top k : P_Mask t a n ->
  P_TopKey t q K a n d r (Z.of_nat top) -> (k < Z.to_nat n)%nat ->
  L_FKeyShare t q K a n d r (Z.of_nat top) (Z.of_nat k) =
  CompensatedSoftmax.CProb (Z.to_nat n) (query_hidden t a)
    (query_score 0 t q K a d r) top k.
Proof.
intros M T Hk; unfold L_FKeyShare, CompensatedSoftmax.CProb; operations.
rewrite (query_FKeyWeight t q K a n), (query_FKeyLow t q K a n) by assumption.
rewrite <- (Z2Nat.id n) at 1 by lia.
rewrite (query_FKeySum t q K a n) by (exact M || exact T || lia).
reflexivity.
Qed.
Lemma query_FQueryMean t q K a V n d dv r top c : P_Mask t a n ->
  P_TopKey t q K a n d r (Z.of_nat top) ->
  L_FQueryMean t q K a V n d dv r (Z.of_nat top) c n =
  DotError.Dot (Z.to_nat n) (CompensatedSoftmax.CProb (Z.to_nat n)
    (query_hidden t a) (query_score 0 t q K a d r) top) (query_column t V dv c).
Proof.
intros M T.
rewrite (rec_sum_fsum _ (fun k => fmul (L_FKeyShare t q K a n d r (Z.of_nat top) k)
  (Float64.t'real (link_at t V (c + dv * k)%Z)))
  (L_FQueryMean_def t q K a V n d dv r (Z.of_nat top) c)).
apply fsum_ext; intros k Hk; unfold seq.
now rewrite (query_FKeyShare t q K a n).
Qed.

(*@ NEEDS L_FQueryMean L_FKeyShare L_KeyScore P_TopKey P_Open P_Mask P_ScoresOf P_Top L_FColumn L_FSoftmax P_Sizes P_Same *)
Lemma query_same t t1 q K a s n d r : P_ScoresOf t t1 q K a s n d r -> P_Mask t1 a n ->
  forall k, (k < Z.to_nat n)%nat ->
  link_masked t s k = query_hidden t1 a k /\
  (query_hidden t1 a k = false -> link_entry t s k = query_score 0 t1 q K a d r k).
Proof.
intros H M k Hk; destruct (H (Z.of_nat k) ltac:(lia) ltac:(lia)) as [S O].
assert (I := query_hidden_open t1 a n k M Hk).
destruct (query_hidden t1 a k) eqn:E.
- split; [| discriminate]; apply link_infinite, S; intros P; apply I in P; discriminate.
- destruct (O (proj1 I eq_refl)) as [V Fk].
  split; [apply link_finite; exact Fk | intros _; symmetry; exact V].
Qed.
Lemma query_Attend t t1 t2 q K a s p V n d dv r top c : P_Sizes n dv ->
  P_Mask t2 a n -> P_Top t1 s n (Z.of_nat top) -> P_ScoresOf t1 t2 q K a s n d r ->
  (forall k, (0 <= k)%Z -> (k < n)%Z -> L_FSoftmax t1 s n (Z.of_nat top) k =
     Float64.t'real (link_at t p k)) ->
  (forall k, (k < Z.to_nat n)%nat ->
     query_column t V dv c k = query_column t2 V dv c k) ->
  L_FQueryMean t2 q K a V n d dv r (Z.of_nat top) c n = L_FColumn t p V dv c n.
Proof.
intros [[[_ N] _] _] M T S P C; assert (TK := proj2 (query_top _ _ _ _ _ _ _ _ _ _ S) T).
rewrite (query_FQueryMean t2 q K a V n d dv r top c M TK), link_FColumn.
apply fsum_ext; intros k Hk.
assert (Ep : link_entry t p k = CompensatedSoftmax.CProb (Z.to_nat n)
  (query_hidden t2 a) (query_score 0 t2 q K a d r) top k).
{ change (link_entry t p k) with (Float64.t'real (link_at t p (Z.of_nat k))).
  rewrite <- (P (Z.of_nat k)) by lia.
  assert (TN : P_Top t1 s (Z.of_nat (Z.to_nat n)) (Z.of_nat top))
    by (rewrite Z2Nat.id by lia; exact T).
  assert (G := link_FSoftmax t1 s (Z.to_nat n) top k TN Hk).
  rewrite Z2Nat.id in G by lia; rewrite G.
  destruct T as [[[T0 T1] F] _].
  assert (Hs := query_same t1 t2 q K a s n d r S M).
  apply AttentionScores.CProb_Same; try lia; try (apply link_finite; exact F).
  - intros j Hj; exact (proj1 (Hs j Hj)).
  - intros j Hj Mj; rewrite (proj1 (Hs j Hj)) in Mj; exact (proj2 (Hs j Hj) Mj). }
rewrite Ep; f_equal; symmetry; exact (C k Hk).
Qed.
Ltac try_FQueryMean_Attend := intro_goal; match goal with
  | Z : P_Sizes ?n ?dv, M : P_Mask ?t2 ?a ?n, T : P_Top ?t1 ?s ?n ?top,
    E : P_Same ?t2 ?t ?V ?V ?x, S : P_ScoresOf ?t1 ?t2 ?q ?K ?a ?s ?n ?d ?r,
    P : forall k : Z, _
    |- L_FQueryMean ?t2 _ _ _ ?V _ _ _ _ _ ?c _ = L_FColumn ?t ?p _ _ _ _ =>
      let B := fresh in
      assert (B : (0 <= top)%Z) by (destruct T as [[[B _] _] _]; exact B);
      apply Z_of_nat_complete in B; destruct B as [x' ->];
      apply (query_Attend t t1 t2 q K a s p V n d dv r x' c Z M T S P);
      intros k Hk;
      destruct (attend_index n dv c (Z.of_nat k)) as [A B];
        [lia | lia | lia | lia |];
      exact (E _ A B)
  end.
(*@ TRY try_FQueryMean_Attend *)

(* A result against attention over the reals *)
(*@ NEEDS L_FQueryMean L_FKeyShare L_KeyScore P_TopKey P_Open P_Mask P_QueryResult P_Hidden *)
Lemma query_result t t1 q K a V n d dv r o c : (n <= 67108864)%Z ->
  P_Mask t1 a n -> ~ P_Hidden t1 a n -> P_QueryResult t t1 q K a V n d dv r o ->
  (0 <= c)%Z -> (c < dv)%Z ->
  exists top, SoftmaxLink.Logits (Z.to_nat n) (query_hidden t1 a)
    (query_score 0 t1 q K a d r)  top /\
  Float64.t'real (link_at t o c) = DotError.Dot (Z.to_nat n)
    (CompensatedSoftmax.CProb (Z.to_nat n) (query_hidden t1 a)
       (query_score 0 t1 q K a d r) top) (query_column t1 V dv c).
Proof.
intros N M H R C0 C1.
destruct (AttentionScores.some_top (Z.to_nat n) (query_hidden t1 a)
  (query_score 0 t1 q K a d r) (query_entry t1 a n M H)) as (top & Ht & Ot & L).
assert (T : P_TopKey t1 q K a n d r (Z.of_nat top)).
{ split; [split; [split; lia | now apply (query_hidden_open t1 a n top M)] |].
  intros k K0 K1 O; apply Z_of_nat_complete in K0; destruct K0 as [j ->].
  apply (L j); [lia | apply (query_hidden_open t1 a n j M); [lia | exact O]]. }
exists top; split; [now apply (query_Logits t1 q K a n d r top M T) |].
rewrite <- (query_FQueryMean t1 q K a V n d dv r top c M T).
destruct (R c C0 C1) as [_ E]; symmetry; exact (E _ T).
Qed.

(*@ NEEDS L_FQueryMean L_FKeyShare L_KeyScore P_TopKey P_Open P_Mask P_QueryResult P_Hidden P_OpenColumnIn *)
Ltac query_nonempty n H := assert ((0 < n)%Z) by
  (destruct (Z_lt_le_dec 0 n); [assumption |]; exfalso; apply H; intros ? ? ?; lia).
Ltac query_hull :=
  match goal with
  | R : P_QueryResult ?t ?t1 ?q ?K ?a ?V ?n ?d ?dv ?r ?o, M : P_Mask ?t1 ?a ?n,
    H : ~ P_Hidden ?t1 ?a ?n, C : P_OpenColumnIn ?t1 ?a ?V ?n ?dv ?c ?lo ?hi,
    L : 0 <= ?lo + ?m, U : ?hi <= ?m |- _ <= _ + ?e /\ _ =>
      query_nonempty n H;
      destruct (query_result t t1 q K a V n d dv r o c ltac:(lia) M H R ltac:(lia)
        ltac:(lia)) as (top & G & E);
      let A := fresh in
      assert (A := AttentionScores.Query_Hull (Z.to_nat n) (query_hidden t1 a)
        (query_score 0 t1 q K a d r) (query_column t1 V dv c) top G lo hi m
        (query_in t1 a V n dv c lo hi C M) ltac:(lra) U);
      match type of A with _ - ?b <= _ <= _ =>
        replace e with b by attend_form n end;
      match goal with |- ?x <= _ /\ _ =>
        let E' := fresh in
        assert (E' : x = _) by exact E; rewrite E' end;
      destruct A; split; lra
  end.
Ltac try_QueryResult_Hull := intro_goal; query_hull.
(*@ TRY try_QueryResult_Hull *)

(*@ NEEDS L_FQueryMean L_FKeyShare L_KeyShare L_KeyScore P_TopKey P_Open P_Mask P_QueryResult P_Hidden L_QueryMean L_QuerySize P_OpenColumnIn *)
Ltac query_bound A n E := rewrite <- E in A;
  match type of A with Rabs ?x <= ?y =>
    match goal with |- Rabs ?x' <= ?y' =>
      replace x' with x by (rewrite (Ropp_mult_distr_l_reverse 1), Rmult_1_l; reflexivity);
      replace y' with y by attend_form n end end;
  exact A.
Ltac try_QueryResult_Accuracy := intro_goal; match goal with
  | R : P_QueryResult ?t ?t1 ?q ?K ?a ?V ?n ?d ?dv ?r ?o, M : P_Mask ?t1 ?a ?n,
    H : ~ P_Hidden ?t1 ?a ?n, C : P_OpenColumnIn ?t1 ?a ?V ?n ?dv ?c _ ?m
    |- Rabs (_ + _ * L_QueryMean _ 0 _ _ _ _ _ _ _ _ _ _) <= _ =>
      query_nonempty n H;
      destruct (query_result t t1 q K a V n d dv r o c ltac:(lia) M H R ltac:(lia)
        ltac:(lia)) as (top & G & E);
      rewrite query_QueryMean, query_QuerySize;
      let A := fresh in
      assert (A := AttentionScores.Query_Accuracy (Z.to_nat n) (query_hidden t1 a)
        (query_score 0 t1 q K a d r) (query_column t1 V dv c) top G m
        (query_in_abs t1 a V n dv c m C M));
      query_bound A n E
  end.
(*@ TRY try_QueryResult_Accuracy *)

(*@ NEEDS L_FQueryMean L_FKeyShare L_KeyShare L_KeyScore P_TopKey P_Open P_Mask P_QueryResult P_Hidden L_QueryMean L_QuerySize P_OpenColumnIn L_ScoreBound L_FScore L_Score L_AbsDot L_FDot L_MaskAt *)
Lemma query_bounded t q K a n d r e : (0 < d)%Z -> (d <= 67108864)%Z -> P_Mask t a n ->
  (forall k, (0 <= k)%Z -> (k < n)%Z -> P_Open t a k ->
     L_ScoreBound t q K a d r k <= e) ->
  forall k, (k < Z.to_nat n)%nat -> query_hidden t a k = false ->
  Rabs (query_score 0 t q K a d r k - query_score 1 t q K a d r k) <= e.
Proof.
intros D0 D M B k Hk O; apply (query_hidden_open t a n k M Hk) in O.
apply Rle_trans with (1 := query_KeyScore_Accuracy t q K a d r (Z.of_nat k) D0 D).
apply B; [lia | lia | exact O].
Qed.
Ltac try_QueryResult_True := intro_goal; match goal with
  | R : P_QueryResult ?t ?t1 ?q ?K ?a ?V ?n ?d ?dv ?r ?o, M : P_Mask ?t1 ?a ?n,
    H : ~ P_Hidden ?t1 ?a ?n, C : P_OpenColumnIn ?t1 ?a ?V ?n ?dv ?c _ ?m,
    B : forall k : Z, _ -> _ -> P_Open _ _ k -> L_ScoreBound _ _ _ _ _ _ k <= ?e
    |- Rabs (_ + _ * L_QueryMean _ 1 _ _ _ _ _ _ _ _ _ _) <= _ =>
      query_nonempty n H;
      destruct (query_result t t1 q K a V n d dv r o c ltac:(lia) M H R ltac:(lia)
        ltac:(lia)) as (top & G & E);
      rewrite query_QueryMean, query_QuerySize;
      let A := fresh in
      assert (A := AttentionScores.Query_True (Z.to_nat n) (query_hidden t1 a)
        (query_score 0 t1 q K a d r) (query_column t1 V dv c) top G
        (query_score 1 t1 q K a d r) e m
        (query_bounded t1 q K a n d r e ltac:(lia) ltac:(lia) M B)
        (query_in_abs t1 a V n dv c m C M));
      cbv zeta in A; query_bound A n E
  end.
(*@ TRY try_QueryResult_True *)

(* src/query.c *)
(*@ NEEDS L_FScore P_Rows P_Within L_FDot *)
Lemma query_key t V x d j b : P_Within t V x b -> (0 <= j)%Z -> (d + j <= x)%Z ->
  P_Within t (entry_of V j) d b.
Proof.
intros W Hj X k; cbv zeta; intros Hk Nk.
pose (Q := fun a => (Float64.t'real (t a) <= b /\ 0 <= b + Float64.t'real (t a)) /\
  Float64.t'isFinite (t a)).
assert (E : entry_of (entry_of V j) k = entry_of V (j + k)%Z)
  by (cbn [base offset]; f_equal; lia).
change (Q (entry_of (entry_of V j) k)); rewrite E.
exact (W (j + k)%Z ltac:(lia) ltac:(lia)).
Qed.
Ltac try_query_small := intro_goal; match goal with
  | Q : P_Within ?t ?q ?d _, W : P_Rows ?t ?K ?n ?d _
    |- L_FScore ?t ?q (?sh ?K ?j) ?d ?r <= _ /\ _ =>
      let A := fresh in
      assert (A := query_small t q (entry_of K j) d r ltac:(lia) ltac:(lia) Q
        (query_key t K _ d j _ W ltac:(nia) ltac:(nia))
        ltac:(apply Rabs_le; split; assumption));
      apply Rabs_le_inv in A;
      change (L_FScore t q (entry_of K j) d r) with (L_FScore t q (sh K j) d r) in A;
      change (bpow radix2 969) with (IZR (2 ^ 969)) in A;
      let c := eval vm_compute in (2 ^ 969)%Z in change (2 ^ 969)%Z with c in A;
      split; lra
  end.
(*@ TRY try_query_small *)

Ltac try_query_scored := intro_goal; match goal with
  | F : forall k : Z, _ -> _ -> Float64.t'isFinite _,
    E : forall k : Z, _ -> _ -> L_FScore _ _ _ _ _ = Float64.t'real _,
    B : forall k : Z, _ -> _ -> L_FScore _ _ _ _ _ <= _ /\ _
    |- ((L_FScore _ _ (_ _ (?d * ?k)%Z) _ _ = _ /\ _) /\ _) /\ _ =>
      let L := fresh in
      assert (L := B k ltac:(lia) ltac:(lia)); rewrite E in L by lia;
      destruct L; repeat split; [apply E | assumption | assumption | apply F]; lia
  end.
(*@ TRY try_query_scored *)

(* What does not overlap what is written is kept. *)
(*@ NEEDS P_Kept shift *)
Definition query_cell_kept (m m' : addr -> Float64.t) (x : addr) :=
  ((Float64.t'isFinite (m' x) <-> Float64.t'isFinite (m x)) /\
   (Float64.is_minus_infinity (m' x) <-> Float64.is_minus_infinity (m x))) /\
  Float64.t'real (m' x) = Float64.t'real (m x).
Lemma query_kept_cell m m' V k : P_Kept m' m (entry_of V k) 0 ->
  query_cell_kept m m' (entry_of V k).
Proof.
intros [[A B] C].
assert (E : entry_of (entry_of V k) 0%Z = entry_of V k)
  by (cbn [base offset]; f_equal; lia).
unfold query_cell_kept; rewrite <- E.
split; [split; apply iff_sym; assumption | symmetry; exact C].
Qed.

(*@ NEEDS P_Kept P_Rows P_Same separated *)
Lemma query_kept_same m m' V x :
  (forall k, (0 <= k)%Z -> (k < x)%Z -> P_Kept m' m (entry_of V k) 0) ->
  P_Same m' m V V x.
Proof.
intros K k Hk Nk; destruct (query_kept_cell m m' V k (K k Hk Nk)) as [_ E].
exact (eq_sym E).
Qed.
Lemma query_kept_within m m' V x b :
  (forall k, (0 <= k)%Z -> (k < x)%Z -> P_Kept m' m (entry_of V k) 0) ->
  P_Within m V x b -> P_Within m' V x b.
Proof.
intros K W k; cbv zeta; intros Hk Nk.
destruct (query_kept_cell m m' V k (K k Hk Nk)) as [[F _] E].
destruct (W k Hk Nk) as [C Fm].
change ((Float64.t'real (m' (entry_of V k)) <= b /\
  0 <= b + Float64.t'real (m' (entry_of V k))) /\ Float64.t'isFinite (m' (entry_of V k))).
rewrite E; split; [exact C | exact (proj2 F Fm)].
Qed.
Lemma query_apart s n V x k : separated (entry_of s 0%Z) n (entry_of V 0%Z) x \/
  separated (entry_of V 0%Z) x (entry_of s 0%Z) n ->
  (0 <= k)%Z -> (k < x)%Z -> separated (entry_of V k) 1 (entry_of s 0%Z) n.
Proof. intros S Hk Nk; unfold separated in *; cbn [base offset] in *; lia. Qed.
Ltac try_query_kept := intro_goal; match goal with
  | K : forall q : addr, separated q 1 (_ ?s 0%Z) ?n -> P_Kept ?m' ?m q 0,
    W : P_Rows ?m ?v ?n ?d ?b, S : separated (_ ?s 0%Z) ?n (_ ?v 0%Z) ?x
    |- P_Same ?m' ?m ?v ?v ?x /\ P_Rows ?m' ?v _ _ _ =>
      let G := fresh in
      assert (G : forall k, (0 <= k)%Z -> (k < x)%Z -> P_Kept m' m (entry_of v k) 0)
        by (intros; apply K, (query_apart s n v x); [left; exact S | lia | lia]);
      exact (conj (query_kept_same m m' v x G) (query_kept_within m m' v x b G W))
  end.
(*@ TRY try_query_kept *)
Ltac try_query_kept_twice := intro_goal; match goal with
  | K : forall q : addr, separated q 1 (_ ?s 0%Z) ?n ->
      separated q 1 (_ ?o 0%Z) ?y -> P_Kept ?m' ?m q 0,
    E : P_Same ?m ?t ?v ?v ?x, S : separated (_ ?s 0%Z) ?n (_ ?v 0%Z) ?x,
    T : separated (_ ?v 0%Z) ?x (_ ?o 0%Z) ?y |- P_Same ?m' ?t ?v ?v ?x =>
      let k := fresh in let A := fresh in let B := fresh in let C := fresh in
      intros k A B;
      assert (C : P_Kept m' m (entry_of v k) 0) by
        (apply K; [apply (query_apart s n v x) | apply (query_apart o y v x)];
         first [left; assumption | right; assumption | assumption]);
      destruct (query_kept_cell m m' v k C) as [_ D];
      exact (eq_trans (E k A B) (eq_sym D))
  end.
(*@ TRY try_query_kept_twice *)

(*@ NEEDS P_Kept P_Logits P_LogitsFrom separated P_Rows P_Same *)
Ltac try_query_kept_mask := intro_goal; match goal with
  | K : forall q : addr, separated q 1 (_ ?s 0%Z) ?n -> P_Kept ?m' ?m q 0,
    W : P_Logits ?m ?v ?n, S : separated (_ ?s 0%Z) ?n (_ ?v 0%Z) ?n
    |- P_Logits ?m' ?v ?n /\ P_LogitsFrom ?m' ?m ?v 0%Z ?n =>
      let G := fresh in
      assert (G : forall k, (0 <= k)%Z -> (k < n)%Z ->
        query_cell_kept m m' (entry_of v k)) by
        (intros; apply query_kept_cell, K, (query_apart s n v n);
         [left; exact S | lia | lia]);
      split; intros k; cbv zeta; intros A B; destruct (G k A B) as [[F I] E];
      [ destruct (W k A B) as [D | D]; [left; exact (proj2 F D) | right; exact (proj2 I D)]
      | split; [split; apply iff_sym; assumption | symmetry; exact E] ]
  end.
(*@ TRY try_query_kept_mask *)

(* The scores of a query, with its mask or without *)
(*@ NEEDS P_ScoresOf P_Open L_KeyScore L_MaskAt L_FScore *)
Lemma query_unmasked t q K a d r k : null = a ->
  L_KeyScore t 0 q K a d r k = L_FScore t q (entry_of K (d * k)%Z) d r.
Proof.
intros N; destruct (L_KeyScore'def t 0 q K a d r k) as [_ D]; cbv zeta in D.
etransitivity; [apply D; easy |].
destruct (L_MaskAt'def t a k) as [Z _]; rewrite Z by exact N.
operations; unfold fadd; rewrite Rplus_0_r; apply RN_exact.
unfold L_FScore; operations; apply RN_format.
Qed.
Lemma query_with_mask t q K a d r k : ~ (null = a) ->
  L_KeyScore t 0 q K a d r k =
  fadd (L_FScore t q (entry_of K (d * k)%Z) d r) (Float64.t'real (link_at t a k)).
Proof.
intros N; destruct (L_KeyScore'def t 0 q K a d r k) as [_ D]; cbv zeta in D.
etransitivity; [apply D; easy |].
destruct (L_MaskAt'def t a k) as [_ M]; rewrite M by exact N; reflexivity.
Qed.
Ltac try_query_free := intro_goal; match goal with
  | N : null = ?a, H : forall k : Z, _
    |- P_ScoresOf ?m ?t ?q ?K ?a ?s ?n ?d ?r =>
      let k := fresh in
      intros k; cbv zeta; intros A B; split; [intros O; exfalso; apply O; left; exact N |];
      intros _; destruct (H k A B) as [[[E _] _] F]; split; [| exact F];
      etransitivity; [exact (query_unmasked t q K a d r k N) | exact E]
  | H : forall k : Z, _ |- P_ScoresOf ?m ?t ?q ?K null ?s ?n ?d ?r =>
      let k := fresh in
      intros k; cbv zeta; intros A B;
      split; [intros O; exfalso; apply O; left; reflexivity |];
      intros _; destruct (H k A B) as [[[E _] _] F]; split; [| exact F];
      etransitivity; [exact (query_unmasked t q K null d r k eq_refl) | exact E]
  end.
(*@ TRY try_query_free *)

(*@ NEEDS P_ScoresOf P_Open L_KeyScore L_MaskAt L_FScore P_MaskedScores P_MaskedSum P_LogitsFrom P_Logits *)
Ltac try_query_scores := intro_goal; match goal with
  | N : ~ (null = ?a), H : forall k : Z, _, L : P_Logits ?m ?a ?n,
    G : P_LogitsFrom ?m ?t ?a 0%Z ?n, M : P_MaskedScores ?m' ?m ?s ?a ?n
    |- P_ScoresOf ?m' ?t ?q ?K ?a ?s ?n ?d ?r =>
      let k := fresh in
      intros k; cbv zeta; intros A B; destruct (H k A B) as [[[E _] _] F];
      destruct (M k A B) as [I S]; destruct (G k A B) as [[GF GI] GE];
      split;
      [ intros O; apply I; left; destruct (L k A B) as [D | D]; [| exact D];
        exfalso; apply O; right; exact (proj1 GF D)
      | intros [O | O]; [exfalso; exact (N O) |];
        destruct (S (proj2 GF O) F) as [V W]; split; [| exact W];
        etransitivity; [exact (query_with_mask t q K a d r k N) |];
        etransitivity; [| exact V]; operations; f_equal; [exact E | exact GE || exact (eq_sym GE)] ]
  end.
(*@ TRY try_query_scores *)

(* The result of a query *)
(*@ NEEDS L_FQueryMean L_FKeyShare L_KeyScore P_TopKey P_Open P_Mask P_ScoresOf P_Top L_FColumn L_FSoftmax P_Sizes P_Same P_QueryResult P_Hidden *)
Ltac try_query_done := intro_goal; match goal with
  | O : ~ P_Hidden ?t2 ?a ?n, S : P_ScoresOf ?t1 ?t2 ?q ?K ?a ?s ?n ?d ?r,
    E : P_Same ?t ?t2 ?V ?V ?x, W : forall i j : Z, _ -> _ -> P_Top _ _ _ _ -> _,
    C : forall i : Z, _ -> _ -> L_FColumn ?t ?s ?V ?dv i ?n = _ /\ _,
    Q : null = ?a \/ _
    |- P_QueryResult ?t ?t2 ?q ?K ?a ?V ?n ?d ?dv ?r ?o =>
      let M := fresh in let Z := fresh in
      assert (M : P_Mask t2 a n) by
        (destruct Q as [Q | [[Q _] _]]; [left | right]; exact Q);
      assert (Z : P_Sizes n dv) by (unfold P_Sizes; lia);
      intros c; cbv zeta; intros A B; destruct (C c A B) as [D F];
      split; [split; [exact F | intros N; exfalso; exact (O N)] |];
      intros top T;
      assert (T' := proj1 (query_top _ _ _ _ _ _ _ _ _ _ S) T);
      assert (P : (0 <= top)%Z) by (destruct T as [[[P _] _] _]; exact P);
      apply Z_of_nat_complete in P; destruct P as [k ->];
      refine (eq_trans (query_Attend t t1 t2 q K a s s V n d dv r k c Z M T' S _ _) D);
      [ intros i I J; symmetry; exact (W i _ I J T')
      | intros i I;
        destruct (attend_index n dv c (Z.of_nat i)) as [X Y];
          [lia | lia | lia | lia |];
        exact (eq_sym (E _ X ltac:(lia))) ]
  end.
(*@ TRY try_query_done *)
