(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* The model of src/attention.c against proofs/coq/AttentionError.v *)

(*@ NEEDS shift *)
Ltac attend_nat k :=
  let H := fresh in
  assert (H : (0 <= k)%Z) by lia; apply Z_of_nat_complete in H;
  let j := fresh in destruct H as [j ->].

(*@ NEEDS real_of_int *)
(* Two forms of one bound, with the literals of WP *)
Ltac attend_form n := unfold real_of_int; rewrite ?plus_IZR;
  replace (INR (Z.to_nat n)) with (IZR n)
    by (rewrite INR_IZR_INZ, Z2Nat.id; [reflexivity | lia]);
  dyadic_constants; field.

(*@ NEEDS P_Sizes shift *)
From Softproof Require DotError JacobianError AttentionError.
Definition attend_column (t : addr -> ieee_float.Float64.t) V d c (k : nat) : R :=
  ieee_float.Float64.t'real (link_at t V (c + d * Z.of_nat k)%Z).
Lemma attend_index n d c k : (0 <= c)%Z -> (c < d)%Z -> (0 <= k)%Z -> (k < n)%Z ->
  (0 <= c + d * k)%Z /\ (c + d * k < n * d)%Z.
Proof. intros; split; nia. Qed.
Lemma attend_size n d : P_Sizes n d -> INR (Z.to_nat n) <= 67108864.
Proof.
intros [[[_ N] _] L]; rewrite INR_IZR_INZ, Z2Nat.id by lia; now apply IZR_le.
Qed.

(*@ NEEDS L_FColumn P_Sizes *)
Lemma link_FColumn t p V d c n : L_FColumn t p V d c n =
  DotError.Dot (Z.to_nat n) (link_entry t p) (attend_column t V d c).
Proof.
exact (rec_sum_fsum _ (fun k => fmul (ieee_float.Float64.t'real (link_at t p k))
  (ieee_float.Float64.t'real (link_at t V (c + d * k)%Z)))
  (L_FColumn_def t p V d c) n).
Qed.

(*@ NEEDS L_FColumn P_Sizes P_Same *)
Lemma attend_same_column t t1 V n d c k x : P_Same t t1 V V x -> x = (n * d)%Z ->
  (0 <= c)%Z -> (c < d)%Z -> (k < Z.to_nat n)%nat ->
  attend_column t1 V d c k = attend_column t V d c k.
Proof.
intros S -> Hc Nc Hk.
destruct (attend_index n d c (Z.of_nat k)) as [A B]; [lia | lia | lia | lia |].
exact (S _ A B).
Qed.
Lemma attend_unchanged t t1 p V n d c x : P_Same t t1 p p n ->
  P_Same t t1 V V x -> x = (n * d)%Z -> (0 <= c)%Z -> (c < d)%Z ->
  L_FColumn t1 p V d c n = L_FColumn t p V d c n.
Proof.
intros P S X Hc Nc; rewrite !link_FColumn; apply fsum_ext; intros k Hk; f_equal.
- exact (P (Z.of_nat k) ltac:(lia) ltac:(lia)).
- exact (attend_same_column t t1 V n d c k x S X Hc Nc Hk).
Qed.
Ltac try_FColumn_Unchanged := intro_goal; match goal with
  | P : P_Same ?t ?t1 ?p ?p ?n, V : P_Same ?t ?t1 ?v ?v ?x
    |- L_FColumn _ ?p ?v ?d ?c ?n = L_FColumn _ ?p ?v ?d ?c ?n =>
      let A := fresh in
      assert (A := attend_unchanged t t1 p v n d c x P V ltac:(ring) ltac:(lia)
        ltac:(lia));
      first [exact A | exact (eq_sym A)]
  end.
(*@ TRY try_FColumn_Unchanged *)

(*@ NEEDS P_Sizes P_Rows P_Probabilities *)
Lemma attend_term t p V n d c k : P_Probabilities t p n ->
  P_Rows t V n d (bpow radix2 990) -> (0 <= c)%Z -> (c < d)%Z ->
  (k < Z.to_nat n)%nat ->
  Rabs (link_entry t p k * attend_column t V d c k) <= bpow radix2 990.
Proof.
intros P W Hc Nc Hk.
destruct (attend_index n d c (Z.of_nat k)) as [A B]; [lia | lia | lia | lia |].
rewrite (Z.mul_comm n d) in B; destruct (W _ A B) as [[U L] _].
assert (U' : attend_column t V d c k <= bpow radix2 990) by exact U.
assert (L' : 0 <= bpow radix2 990 + attend_column t V d c k) by exact L.
destruct (P (Z.of_nat k) ltac:(lia) ltac:(lia)) as [[P1 P0] _].
assert (P1' : link_entry t p k <= 1) by exact P1.
assert (P0' : 0 <= link_entry t p k) by exact P0.
rewrite Rabs_mult, (Rabs_pos_eq (link_entry t p k)) by exact P0'.
assert (R : Rabs (attend_column t V d c k) <= bpow radix2 990)
  by (apply Rabs_le; split; lra).
assert (Z := Rabs_pos (attend_column t V d c k)); nra.
Qed.
Lemma attend_FColumn_Term t p V n d c k : P_Probabilities t p n ->
  P_Rows t V n d (bpow radix2 990) -> (0 <= c)%Z -> (c < d)%Z ->
  (0 <= k)%Z -> (k < n)%Z ->
  - bpow radix2 990 <= fmul (link_entry t p (Z.to_nat k))
    (attend_column t V d c (Z.to_nat k)) <= bpow radix2 990.
Proof.
intros P W Hc Nc Hk Nk; apply Rabs_le_inv, JacobianError.RN_abs_le;
  [apply F_bpow; lia | apply (attend_term t p V n); assumption || lia].
Qed.
Ltac try_FColumn_Term := intro_goal; operations; match goal with
  | P : P_Probabilities ?t ?p ?n, W : P_Rows ?t ?v ?n ?d _
    |- fmul _ (_ (_ (_ _ (?c + ?d * ?k)%Z))) <= _ /\ _ =>
      attend_nat k;
      match goal with K : (Z.of_nat ?j < n)%Z |- _ =>
        let A := fresh in
        assert (A := attend_FColumn_Term t p v n d c (Z.of_nat j) P W ltac:(lia)
          ltac:(lia) ltac:(lia) K);
        rewrite Nat2Z.id in A; destruct A; split; assumption end
  end.
(*@ TRY try_FColumn_Term *)

(*@ NEEDS L_FColumn P_Sizes P_Rows P_Probabilities *)
Lemma attend_FColumn_Next t p V n d c k : P_Probabilities t p n -> P_Sizes n d ->
  P_Rows t V n d (bpow radix2 990) -> (0 <= c)%Z -> (c < d)%Z ->
  (0 <= k)%Z -> (k < n)%Z ->
  - bpow radix2 1017 <= fadd (L_FColumn t p V d c k)
    (fmul (link_entry t p (Z.to_nat k)) (attend_column t V d c (Z.to_nat k)))
  <= bpow radix2 1017.
Proof.
intros P Sz W Hc Nc Hk Nk; rewrite link_FColumn; apply Rabs_le_inv.
apply (AttentionError.Terms_Range (S (Z.to_nat k)) (link_entry t p)
  (attend_column t V d c) 990); [| lia |].
- apply Rle_trans with (2 := attend_size n d Sz), le_INR; lia.
- intros j Hj; apply (attend_term t p V n); assumption || lia.
Qed.
Ltac try_FColumn_Next := intro_goal; operations; match goal with
  | P : P_Probabilities ?t ?p ?n, W : P_Rows ?t ?v ?n ?d _, Z : P_Sizes ?n ?d
    |- fadd (L_FColumn _ _ _ _ ?c ?k) _ <= _ /\ _ =>
      attend_nat k;
      match goal with K : (Z.of_nat ?j < n)%Z |- _ =>
        let A := fresh in
        assert (A := attend_FColumn_Next t p v n d c (Z.of_nat j) P Z W ltac:(lia)
          ltac:(lia) ltac:(lia) K);
        rewrite Nat2Z.id in A; destruct A; split; assumption end
  end.
(*@ TRY try_FColumn_Next *)

(*@ NEEDS L_FColumn P_Sizes P_Same P_Top P_SoftmaxNear *)
Lemma attend_Entry t s n top : P_Top t s n top ->
  RealSoftmax.Has_Entry (Z.to_nat n) (link_masked t s).
Proof.
intros [[[A B] Fi] _]; exists (Z.to_nat top); split; [lia |].
apply link_finite; now rewrite Z2Nat.id.
Qed.
Lemma attend_near t t1 s p n : P_SoftmaxNear t t1 s p n ->
  forall k, (k < Z.to_nat n)%nat ->
  Rabs (link_entry t p k - RealSoftmax.Softmax (Z.to_nat n) (link_masked t1 s)
    (link_entry t1 s) k) <= 9 / 2 * u * (1 + / 65536) *
    RealSoftmax.Softmax (Z.to_nat n) (link_masked t1 s) (link_entry t1 s) k + eta.
Proof.
intros H k Hk; destruct (H (Z.of_nat k) ltac:(lia) ltac:(lia)) as [E _].
rewrite link_Softmax in E; revert E; dyadic_constants.
match goal with |- Rabs ?x <= ?y -> Rabs ?x' <= ?y' =>
  replace x' with x by array_ring; replace y' with y by field end.
trivial.
Qed.
Lemma attend_zero t t1 s p n : P_SoftmaxNear t t1 s p n ->
  forall k, (k < Z.to_nat n)%nat -> link_masked t1 s k = true ->
  link_entry t p k = 0.
Proof.
intros H k Hk M; destruct (H (Z.of_nat k) ltac:(lia) ltac:(lia)) as [_ E].
apply E; now apply ieee_float.Float64.is_masked_spec.
Qed.
Lemma attend_Dot t t1 p V n d c x : P_Same t t1 V V x -> x = (n * d)%Z ->
  (0 <= c)%Z -> (c < d)%Z -> L_FColumn t p V d c n =
  DotError.Dot (Z.to_nat n) (link_entry t p) (attend_column t1 V d c).
Proof.
intros S X Hc Nc; rewrite link_FColumn; apply fsum_ext; intros k Hk; f_equal.
symmetry; now apply (attend_same_column t t1 V n d c k x).
Qed.

(*@ NEEDS L_FColumn P_Sizes P_Same P_Top P_SoftmaxNear P_ColumnIn *)
Lemma attend_in t s V n d c lo hi top : P_ColumnIn t s V n d c lo hi ->
  P_Top t s n top ->
  forall k, (k < Z.to_nat n)%nat -> link_masked t s k = false ->
  lo <= attend_column t V d c k <= hi.
Proof.
intros C T k Hk M.
destruct (C (Z.of_nat k) ltac:(lia) ltac:(lia)
  (array_Top_finite t s n top T k Hk M)) as [A B].
split; [exact B | exact A].
Qed.
Ltac attend_sizes := match goal with Z : P_Sizes ?n ?d |- _ =>
    assert ((0 < n)%Z) by (destruct Z as [[[_ ?] _] _]; assumption) end.
Ltac try_FColumn_Hull := intro_goal; attend_sizes; match goal with
  | C : P_ColumnIn ?t1 ?s ?v ?n ?d ?c ?lo ?hi, Z : P_Sizes ?n ?d,
    T : P_Top ?t1 ?s ?n ?top, N : P_SoftmaxNear ?t ?t1 ?s ?p ?n,
    S : P_Same ?t ?t1 ?v ?v ?x, L : 0 <= ?lo + ?M, H : ?hi <= ?M
    |- L_FColumn ?t ?p ?v ?d ?c ?n <= _ + ?e /\ _ =>
      rewrite (attend_Dot t t1 p v n d c x S ltac:(ring)) by lia;
      let A := fresh in
      assert (A := AttentionError.Attend_Hull (Z.to_nat n) (link_masked t1 s)
        (link_entry t1 s) (link_entry t p) (attend_column t1 v d c)
        (attend_size n d Z) (attend_Entry t1 s n top T)
        (attend_near t t1 s p n N) (attend_zero t t1 s p n N) lo hi M
        (attend_in t1 s v n d c lo hi top C T) ltac:(lra) H);
      match type of A with _ - ?b <= _ <= _ =>
        replace e with b by attend_form n end;
      split; lra
  end.
(*@ TRY try_FColumn_Hull *)

(*@ NEEDS L_FColumn P_Sizes P_Same P_Top P_SoftmaxNear P_ColumnIn L_Magnitude L_Attention *)
Lemma link_Magnitude t s V n d c : L_Magnitude t s V n d c =
  sum (Z.to_nat n) (fun k => RealSoftmax.Softmax (Z.to_nat n) (link_masked t s)
    (link_entry t s) k * Rabs (attend_column t V d c k)).
Proof.
unfold L_Magnitude.
array_sum (L_MagnitudeSum t s V n d c)
  (fun k => L_Softmax t s n k *
    Rabs (ieee_float.Float64.t'real (link_at t V (c + d * k)%Z)))
  (L_MagnitudeSum_def t s V n d c).
apply sum_ext; intros i _; unfold seq; now rewrite link_Softmax.
Qed.
Lemma attend_in_abs t s V n d c M top : P_ColumnIn t s V n d c (- (1) * M) M ->
  P_Top t s n top ->
  forall k, (k < Z.to_nat n)%nat -> link_masked t s k = false ->
  Rabs (attend_column t V d c k) <= M.
Proof.
intros C T k Hk O; apply Rabs_le.
destruct (attend_in t s V n d c _ _ top C T k Hk O); split; lra.
Qed.
Ltac try_FColumn_Accuracy := intro_goal; attend_sizes; match goal with
  | C : P_ColumnIn ?t1 ?s ?v ?n ?d ?c _ ?M, Z : P_Sizes ?n ?d,
    T : P_Top ?t1 ?s ?n ?top, N : P_SoftmaxNear ?t ?t1 ?s ?p ?n,
    S : P_Same ?t ?t1 ?v ?v ?x
    |- Rabs (L_FColumn ?t ?p ?v ?d ?c ?n + _) <= _ =>
      rewrite (attend_Dot t t1 p v n d c x S ltac:(ring)), link_Attention,
        link_Magnitude by lia;
      let A := fresh in
      assert (A := AttentionError.Attend_Accuracy (Z.to_nat n) (link_masked t1 s)
        (link_entry t1 s) (link_entry t p) (attend_column t1 v d c)
        (attend_size n d Z) (attend_Entry t1 s n top T)
        (attend_near t t1 s p n N) (attend_zero t t1 s p n N) M
        (attend_in_abs t1 s v n d c M top C T));
      match type of A with Rabs ?x <= ?y =>
        match goal with |- Rabs ?x' <= ?y' =>
          replace x' with x by (unfold attend_column; array_ring);
          replace y' with y by attend_form n end end;
      exact A
  end.
(*@ TRY try_FColumn_Accuracy *)

(* Scores *)
(*@ NEEDS L_FDot shift *)
From Softproof Require DotError JacobianError AttentionError.
Lemma attend_FDot t q v d : L_FDot t q v d =
  DotError.Dot (Z.to_nat d) (link_entry t q) (link_entry t v).
Proof.
exact (rec_sum_fsum _ (fun k => fmul (ieee_float.Float64.t'real (link_at t q k))
  (ieee_float.Float64.t'real (link_at t v k))) (L_FDot_def t q v) d).
Qed.

(*@ NEEDS L_FDot P_Within P_Rows *)
Lemma attend_within t v d b : P_Within t v d b ->
  forall k, (k < Z.to_nat d)%nat -> Rabs (link_entry t v k) <= b.
Proof.
intros W k Hk; destruct (W (Z.of_nat k) ltac:(lia) ltac:(lia)) as [[U L] _].
assert (U' : link_entry t v k <= b) by exact U.
assert (L' : 0 <= b + link_entry t v k) by exact L.
apply Rabs_le; split; lra.
Qed.
Lemma attend_product t q v d : P_Within t q d (bpow radix2 400) ->
  P_Within t v d (bpow radix2 400) -> forall k, (k < Z.to_nat d)%nat ->
  Rabs (link_entry t q k * link_entry t v k) <= bpow radix2 800.
Proof.
intros Q V k Hk; change 800%Z with (400 + 400)%Z; rewrite bpow_plus, Rabs_mult.
apply Rmult_le_compat; try apply Rabs_pos; now apply (attend_within t _ d).
Qed.
Lemma attend_FScore_Next t q v d k : (d <= 67108864)%Z ->
  P_Within t q d (bpow radix2 400) -> P_Within t v d (bpow radix2 400) ->
  (k < Z.to_nat d)%nat ->
  - bpow radix2 990 <= fmul (link_entry t q k) (link_entry t v k) <=
    bpow radix2 990 /\
  - bpow radix2 1017 <= fadd (L_FDot t q v (Z.of_nat k))
    (fmul (link_entry t q k) (link_entry t v k)) <= bpow radix2 1017.
Proof.
intros D Q V Hk; split; apply Rabs_le_inv.
- apply JacobianError.RN_abs_le; [apply F_bpow; lia |].
  apply Rle_trans with (1 := attend_product t q v d Q V k Hk), bpow_le; lia.
- rewrite attend_FDot, Nat2Z.id.
  apply Rle_trans with (bpow radix2 (800 + 27)); [| apply bpow_le; lia].
  apply (AttentionError.Terms_Range (S k) (link_entry t q) (link_entry t v) 800);
    [| lia |].
  + apply Rle_trans with (IZR d); [| now apply IZR_le].
    rewrite INR_IZR_INZ; apply IZR_le; lia.
  + intros j Hj; apply (attend_product t q v d Q V); lia.
Qed.
Lemma attend_FScore_Range t q v d c : (0 < d)%Z -> (d <= 67108864)%Z ->
  P_Within t q d (bpow radix2 400) -> P_Within t v d (bpow radix2 400) ->
  Rabs c <= bpow radix2 100 ->
  - bpow radix2 990 <= fmul c (L_FDot t q v d) <= bpow radix2 990.
Proof.
intros D0 D Q V C.
assert (H : Rabs (L_FDot t q v d) <= bpow radix2 (800 + 27)).
{ rewrite attend_FDot; apply AttentionError.Terms_Range; [| lia |].
  - rewrite INR_IZR_INZ, Z2Nat.id by lia; now apply IZR_le.
  - intros j Hj; now apply (attend_product t q v d Q V). }
apply Rabs_le_inv, JacobianError.RN_abs_le; [apply F_bpow; lia |].
apply Rle_trans with (bpow radix2 (100 + 827)); [| apply bpow_le; lia].
rewrite Rabs_mult, bpow_plus.
apply Rmult_le_compat; try apply Rabs_pos; assumption.
Qed.
Ltac attend_split H := destruct H as [[? ?] [? ?]]; repeat split; assumption.
Ltac attend_score_next t q v d k Q V :=
  attend_nat k;
  match goal with K : (Z.of_nat ?j < d)%Z |- _ =>
    let A := fresh in
    assert (A := attend_FScore_Next t q v d j ltac:(lia) Q V ltac:(lia));
    first [attend_split A
      | destruct A as [[? ?] _]; split; assumption
      | destruct A as [_ [? ?]]; split; assumption] end.
Ltac try_FScore_Next := intro_goal; operations; match goal with
  | Q : P_Within ?t ?q ?d _, V : P_Within ?t ?v ?d _
    |- context [fmul (_ (?t (_ ?q ?k))) (_ (?t (_ ?v ?k)))] =>
      attend_score_next t q v d k Q V
  end.
(*@ TRY try_FScore_Next *)
Ltac try_FScore_Range := intro_goal; operations; match goal with
  | Q : P_Within ?t ?q ?d _, V : P_Within ?t ?v ?d _
    |- fmul ?c (L_FDot ?t ?q ?v ?d) <= _ /\ _ =>
      let A := fresh in
      assert (A := attend_FScore_Range t q v d c ltac:(lia) ltac:(lia) Q V
        ltac:(apply Rabs_le; split; assumption));
      destruct A; split; assumption
  end.
(*@ TRY try_FScore_Range *)
Ltac try_score_next := intro_goal; match goal with
  | E : L_FDot ?m ?q ?v ?k = Float64.t'real ?f
    |- binary64.Binary64.fadd (Float64.t'real ?f) _ <= _ /\ _ =>
      rewrite <- E; clear E; try_FScore_Next
  | E : L_FDot ?m ?q ?v ?k = Float64.t'real ?f,
    A : binary64.Binary64.fadd (Float64.t'real ?f) _ = Float64.t'real ?g
    |- L_FDot ?m ?q ?v (1 + ?k)%Z = Float64.t'real ?g =>
      let S := fresh in
      destruct (L_FDot_def m q v (1 + k)%Z) as [_ S]; cbv zeta in S;
      rewrite S by lia; replace (- (1) + (1 + k))%Z with k by lia;
      rewrite E; exact A
  end.
(*@ TRY try_score_next *)

(*@ NEEDS L_FScore P_Same *)
Ltac try_FScore_Unchanged := intro_goal; match goal with
  | Q : P_Same ?t ?t1 ?q ?q ?d, V : P_Same ?t ?t1 ?v ?v ?d
    |- L_FScore _ ?q ?v ?d _ = L_FScore _ ?q ?v ?d _ =>
      unfold L_FScore; f_equal; rewrite !attend_FDot;
      apply fsum_ext; intros k Hk; f_equal;
      first [ exact (Q (Z.of_nat k) ltac:(lia) ltac:(lia))
        | exact (eq_sym (Q (Z.of_nat k) ltac:(lia) ltac:(lia)))
        | exact (V (Z.of_nat k) ltac:(lia) ltac:(lia))
        | exact (eq_sym (V (Z.of_nat k) ltac:(lia) ltac:(lia))) ]
  end.
(*@ TRY try_FScore_Unchanged *)

(*@ NEEDS L_FScore L_Score L_AbsDot *)
Lemma attend_Dot_exact t q v d : L_Dot t q v d =
  sum (Z.to_nat d) (fun k => link_entry t q k * link_entry t v k).
Proof.
exact (rec_sum_sum _ (fun k => ieee_float.Float64.t'real (link_at t q k) *
  ieee_float.Float64.t'real (link_at t v k)) (L_Dot_def t q v) d).
Qed.
Lemma attend_AbsDot t q v d : L_AbsDot t q v d =
  sum (Z.to_nat d) (fun k => Rabs (link_entry t q k * link_entry t v k)).
Proof.
exact (rec_sum_sum _ (fun k => Rabs (ieee_float.Float64.t'real (link_at t q k) *
  ieee_float.Float64.t'real (link_at t v k))) (L_AbsDot_def t q v) d).
Qed.
Ltac try_FScore_Accuracy := intro_goal; match goal with
  | |- Rabs (L_FScore ?t ?q ?v ?n ?c + _) <= _ =>
      unfold L_FScore, L_Score;
      rewrite attend_FDot, attend_Dot_exact, attend_AbsDot; operations;
      let A := fresh in
      assert (A := AttentionError.Score_Accuracy (Z.to_nat n) (link_entry t q)
        (link_entry t v) c
        ltac:(rewrite INR_IZR_INZ, Z2Nat.id by lia; apply IZR_le; lia));
      match type of A with Rabs ?x <= ?y =>
        match goal with |- Rabs ?x' <= ?y' =>
          replace x' with x by ring; replace y' with y by attend_form n end end;
      exact A
  end.
(*@ TRY try_FScore_Accuracy *)
