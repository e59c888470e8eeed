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
