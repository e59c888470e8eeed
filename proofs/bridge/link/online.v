(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* The probabilities, the loops and the contract of src/online.c *)

(* The probabilities *)
(*@ NEEDS P_OnlineShares P_OnlineNear L_FExp L_ShiftedSum *)
Definition online_weight t z m k := L_ShiftedWeight (link_cell t z k) m.
Lemma online_share t t1 z p n m s : P_OnlineShares t t1 z p m s (Z.of_nat n) ->
  forall k, (k < n)%nat -> link_entry t p k =
    fdiv (L_FExp (link_cell t1 z k) m) (Float64.t'real s).
Proof.
intros H k Hk; destruct (H (Z.of_nat k) ltac:(lia) ltac:(lia)) as [[[E _] _] _].
symmetry; exact E.
Qed.
Lemma online_row t z n m : Float64.t'isFinite m -> P_Below t z (Z.of_nat n) m ->
  forall k, (k < n)%nat -> OnlineSum.Weight_Near (L_FExp (link_cell t z k) m)
    (online_weight t z (Float64.t'real m) k).
Proof.
intros Fm B k Hk; apply (online_near (link_cell t z k) m Fm).
exact (B (Z.of_nat k) ltac:(lia) ltac:(lia)).
Qed.
Ltac try_OnlineShares_Masked := link_nats; match goal with
  | S : P_OnlineShares ?t ?t1 ?z ?p ?m ?s ?n |- Float64.t'real (?t (?h ?p ?k)) = 0 =>
      rewrite <- (proj1 (proj1 (proj1 (S k ltac:(lia) ltac:(lia)))));
      operations; unfold L_FExp, binary64.Binary64.unmasked;
      match goal with H : Float64.is_minus_infinity _ |- _ =>
        apply Float64.is_masked_spec in H; rewrite H end;
      unfold fdiv, Rdiv; rewrite Rmult_0_l; apply RN_0
  end.
(*@ TRY try_OnlineShares_Masked *)

(*@ NEEDS P_OnlineShares P_OnlineNear L_FExp L_ShiftedSum L_Softmax *)
Lemma online_softmax t z n m k : 0 < L_ShiftedSum t z (Z.of_nat n) m ->
  online_weight t z m k / L_ShiftedSum t z (Z.of_nat n) m =
  RealSoftmax.Softmax n (link_masked t z) (link_entry t z) k.
Proof.
unfold online_weight; rewrite link_ShiftedSum, link_ShiftedWeight, Nat2Z.id.
rewrite RealAttention.shifted_norm; unfold RealSoftmax.Softmax, RealAttention.shifted_weight,
  RealSoftmax.weight.
set (N := RealSoftmax.norm n (link_masked t z) (link_entry t z)); intros P.
assert (E := exp_pos (- m)).
assert (N0 : N <> 0) by (intros Z; rewrite Z in P; lra).
destruct link_masked; [unfold Rdiv; now rewrite !Rmult_0_l |].
unfold Rminus; rewrite exp_plus; field; lra.
Qed.
Lemma online_accuracy t t1 z p n m s k : (k < n)%nat -> (Z.of_nat n <= 67108864)%Z ->
  Float64.t'isFinite m -> P_Below t1 z (Z.of_nat n) m ->
  P_OnlineNear t1 z (Z.of_nat n) m s -> P_OnlineShares t t1 z p m s (Z.of_nat n) ->
  Rabs (link_entry t p k - RealSoftmax.Softmax n (link_masked t1 z) (link_entry t1 z) k)
  <= (INR n + 17 / 8 * L_Records t1 z (Z.of_nat n) + / 8) * u * (1 + / 524288) *
     RealSoftmax.Softmax n (link_masked t1 z) (link_entry t1 z) k + eta.
Proof.
intros Hk Hn Fm B N S; destruct N as [[[[[[Hm S2] S1] R2] R1] T1] D].
rewrite online_Error in D; apply online_sum_abs in D; unfold real_of_int in *.
rewrite <- (online_softmax t1 z n (Float64.t'real m) k) by lra.
rewrite (online_share t t1 z p n m s S k Hk), INR_IZR_INZ.
apply OnlineSum.Online_Share; try assumption; try (now split).
- now apply (online_row t1 z n m Fm B).
- now apply IZR_le.
Qed.
Ltac online_form := unfold real_of_int; dyadic_constants;
  rewrite <- ?INR_IZR_INZ; field.
Ltac try_OnlineShares_Accuracy := link_nats; match goal with
  | S : P_OnlineShares ?t ?t1 ?z ?p ?m ?s ?i,
    N : P_OnlineNear ?t1 ?z ?i ?m ?s, B : P_Below ?t1 ?z ?i ?m
    |- Rabs (Float64.t'real (?t (_ ?p (Z.of_nat ?k))) + _) <= _ =>
      let H := fresh in
      assert (H : (0 <= i)%Z) by lia; apply Z_of_nat_complete in H;
      let n := fresh in destruct H as [n ->];
      let A := fresh in
      assert (A := online_accuracy t t1 z p n m s k ltac:(lia) ltac:(lia)
        ltac:(assumption) B N S);
      rewrite link_Softmax, Nat2Z.id;
      match type of A with Rabs ?x <= ?y =>
        match goal with |- Rabs ?x' <= ?y' =>
          replace x' with x by (unfold link_entry; array_ring);
          replace y' with y by online_form end end;
      exact A
  end.
(*@ TRY try_OnlineShares_Accuracy *)

(*@ NEEDS P_OnlineShares P_OnlineNear L_FExp L_ShiftedSum L_Softmax L_Sum *)
Lemma online_sums t t1 z p n m s : (Z.of_nat n <= 67108864)%Z ->
  Float64.t'isFinite m -> P_Below t1 z (Z.of_nat n) m ->
  P_OnlineNear t1 z (Z.of_nat n) m s -> P_OnlineShares t t1 z p m s (Z.of_nat n) ->
  Rabs (sum n (link_entry t p) - 1) <=
  (INR n + 17 / 8 * L_Records t1 z (Z.of_nat n) + / 8) * u * (1 + / 524288) +
  INR n * eta.
Proof.
intros Hn Fm B N S.
apply (OnlineSum.Online_Sum n _
  (RealSoftmax.Softmax n (link_masked t1 z) (link_entry t1 z))).
- intros k Hk; exact (online_accuracy t t1 z p n m s k Hk Hn Fm B N S).
- apply RealSoftmax.Softmax_Sum; destruct N as [[_ T1] _].
  apply (OnlineSum.entry_of_sum _ _ (link_entry t1 z) (Float64.t'real m)).
  rewrite link_ShiftedSum, Nat2Z.id in T1; lra.
Qed.
Ltac try_OnlineShares_Sum := link_nats; match goal with
  | S : P_OnlineShares ?t ?t1 ?z ?p ?m ?s ?i,
    N : P_OnlineNear ?t1 ?z ?i ?m ?s, B : P_Below ?t1 ?z ?i ?m |- Rabs _ <= _ =>
      let H := fresh in
      assert (H : (0 <= i)%Z) by lia; apply Z_of_nat_complete in H;
      let n := fresh in destruct H as [n ->];
      let A := fresh in
      assert (A := online_sums t t1 z p n m s ltac:(lia) ltac:(assumption) B N S);
      rewrite link_Sum, Nat2Z.id;
      match type of A with Rabs ?x <= ?y =>
        match goal with |- Rabs ?x' <= ?y' =>
          replace x' with x by ring; replace y' with y by online_form end end;
      exact A
  end.
(*@ TRY try_OnlineShares_Sum *)

(*@ NEEDS P_OnlineShares P_OnlineNear L_FExp L_ShiftedSum P_Top *)
Lemma online_attained t z n : L_Highest t z (Z.of_nat n) = L_Highest t z 0%Z \/
  exists k, (k < n)%nat /\ Float64.is_masked (link_cell t z k) = false /\
    L_Highest t z (Z.of_nat n) = Float64.t'real (link_cell t z k).
Proof.
induction n as [| n IH]; [now left |].
replace (Z.of_nat (S n)) with (1 + Z.of_nat n)%Z by lia.
rewrite online_Highest by lia; unfold L_Higher, binary64.Binary64.unmasked.
set (h := L_Highest t z (Z.of_nat n)) in *.
assert (K : h + 0 = L_Highest t z 0%Z \/ exists k, (k < S n)%nat /\
  Float64.is_masked (link_cell t z k) = false /\
  h + 0 = Float64.t'real (link_cell t z k)).
{ rewrite Rplus_0_r; destruct IH as [IH | (k & A & B & C)]; [now left | right].
  exists k; repeat split; try assumption; lia. }
destruct (Float64.is_masked (link_cell t z n)) eqn:M; [exact K |].
match goal with |- context [Rmax 0 ?r] =>
  destruct (Rle_dec r 0) as [L | L]; [rewrite Rmax_left by exact L; exact K |];
  rewrite Rmax_right by lra end.
right; exists n; repeat split; [lia | exact M |]; ring.
Qed.
Lemma online_top t z n top m : Float64.t'isFinite m -> P_Below t z (Z.of_nat n) m ->
  L_Highest t z (Z.of_nat n) = Float64.t'real m -> (top < n)%nat ->
  P_Top t z (Z.of_nat n) (Z.of_nat top) ->
  Float64.t'real (link_cell t z top) = Float64.t'real m /\
  Float64.is_masked (link_cell t z top) = false.
Proof.
intros Fm B H Ht [[_ F] T].
assert (F' : Float64.t'isFinite (link_cell t z top)) by exact F.
split; [| now destruct (link_cell t z top)].
assert (U := online_highest t z n top Ht F'); rewrite H in U.
apply Rle_antisym; [exact U |].
destruct (online_attained t z n) as [A | (k & Hk & M & A)].
- exfalso; assert (L := online_lowest t z); assert (L' := online_least _ Fm); lra.
- rewrite <- H, A; destruct (T (Z.of_nat k) ltac:(lia) ltac:(lia)) as [I | [I _]];
    [| exact I].
  apply Float64.is_masked_spec in I.
  assert (I' : Float64.is_masked (link_cell t z k) = true) by exact I; congruence.
Qed.
Lemma online_peak t t1 z p n m s i top : (i < n)%nat -> (top < n)%nat ->
  (Z.of_nat n <= 67108864)%Z -> Float64.t'isFinite m ->
  P_Below t1 z (Z.of_nat n) m -> P_OnlineNear t1 z (Z.of_nat n) m s ->
  P_Top t1 z (Z.of_nat n) (Z.of_nat top) ->
  P_OnlineShares t t1 z p m s (Z.of_nat n) ->
  link_entry t p i <= link_entry t p top /\ (1 - u) / INR n <= link_entry t p top.
Proof.
intros Hi Ht Hn Fm B N T S; destruct N as [[[[[[Hm S2] S1] _] _] _] _].
destruct (online_top t1 z n top m Fm B Hm Ht T) as [E M].
rewrite !(online_share t t1 z p n m s S) by assumption.
assert (One : L_FExp (link_cell t1 z top) m = 1).
{ unfold L_FExp; operations; unfold binary64.Binary64.unmasked; rewrite M, E.
  rewrite link_DiffError, link_ExpPair by (apply RN_le_format; [apply F_0 | lra]).
  change (fsub ?a ?a) with (CompensatedSoftmax.dhi a a); apply OnlineSum.weight_top. }
rewrite One; apply OnlineSum.Online_Peak.
- exact (proj1 (online_row t1 z n m Fm B i Hi)).
- unfold real_of_int in S2; rewrite INR_IZR_INZ; split; assumption.
- rewrite INR_IZR_INZ; now apply IZR_le.
Qed.
Ltac try_OnlineShares_Peak := link_nats; match goal with
  | S : P_OnlineShares ?t ?t1 ?z ?p ?m ?s ?i, T : P_Top ?t1 ?z ?i ?top,
    N : P_OnlineNear ?t1 ?z ?i ?m ?s, B : P_Below ?t1 ?z ?i ?m
    |- Float64.t'real (?t (_ ?p (Z.of_nat ?k))) <= _ /\ _ =>
      let H := fresh in
      assert (H : (0 <= i)%Z) by lia; apply Z_of_nat_complete in H;
      let n := fresh in destruct H as [n ->];
      let T0 := fresh in
      assert (T0 : (0 <= top)%Z /\ (top < Z.of_nat n)%Z) by (destruct T as [[? _] _]; lia);
      destruct T0 as [T0 T1]; apply Z_of_nat_complete in T0;
      let j := fresh in destruct T0 as [j ->];
      let A := fresh in
      assert (A := online_peak t t1 z p n m s k j ltac:(lia) ltac:(lia) ltac:(lia)
        ltac:(assumption) B N T S);
      destruct A as [A A'];
      split; [exact A |]; eapply Rle_trans; [right | exact A'];
      unfold real_of_int; rewrite u_val, <- INR_IZR_INZ; field; apply not_0_INR; lia
  end.
(*@ TRY try_OnlineShares_Peak *)

(* The loops of src/online.c *)
(*@ NEEDS P_OnlineShares P_LogitsFrom L_FExp separated *)
Ltac try_online_store := intro_goal; operations; match goal with
  | D : P_OnlineShares ?m ?t ?z ?p ?x ?s ?i, R : P_LogitsFrom ?m ?t ?z ?i ?n,
    E : fdiv (L_FExp (?m (_ ?z ?i)) ?x) _ = Float64.t'real ?f
    |- P_OnlineShares (map.Map.set ?m (?h ?p ?i) ?f) ?t ?z ?p ?x ?s _ =>
    intros k; cbv zeta; operations; intros Hk Nk;
    destruct (Z.eq_dec k i) as [-> | Ne];
    [ rewrite store_same; split; [split; [split; [| assumption] | assumption] | assumption];
      etransitivity; [| exact E]; apply (f_equal (fun r => fdiv r (Float64.t'real s)));
      exact (FExp_rest m t z i n x R ltac:(lia))
    | rewrite store_other by exact (entry_differ p i k ltac:(lia)); apply D; lia ]
  end.
(*@ TRY try_online_store *)
(*@ NEEDS P_OnlineShares P_LogitsFrom P_Below *)
Ltac try_online_logit := intro_goal; match goal with
  | B : P_Below ?t ?z ?n ?m, R : P_LogitsFrom ?t' ?t ?z ?i ?n
    |- Float64.is_minus_infinity (?t' (_ ?z ?i)) \/ _ =>
      destruct (R i ltac:(lia) ltac:(lia)) as [[F M] E];
      destruct (B i ltac:(lia) ltac:(lia)) as [D | [D G]];
      [ left; tauto
      | right; split; [eapply Rle_trans; [right; first [exact E | symmetry; exact E]
        | exact D] | tauto] ]
  end.
(*@ TRY try_online_logit *)
(*@ NEEDS P_OnlineState L_FExp L_ShiftedSum *)
Ltac try_online_add_step := intro_goal; operations; match goal with
  | S : P_OnlineState ?t ?z ?i ?m ?s, W : L_FExp _ ?m = Float64.t'real ?w,
    E : fadd (Float64.t'real ?s) (Float64.t'real ?w) = Float64.t'real ?f
    |- P_OnlineState ?t ?z _ ?m ?f =>
      rewrite <- W in E; apply (online_add t z i m s f); assumption || lia
  end.
(*@ TRY try_online_add_step *)
Ltac try_online_rescale_step := intro_goal; operations; match goal with
  | S : P_OnlineState ?t ?z ?i ?m ?s, W : L_FExp ?m _ = Float64.t'real ?w,
    E : fadd (fmul (Float64.t'real ?s) (Float64.t'real ?w)) 1 = Float64.t'real ?f
    |- P_OnlineState ?t ?z _ _ ?f =>
      rewrite <- W in E; apply (online_rescale t z i m s f); assumption || lia
  end.
(*@ TRY try_online_rescale_step *)

(* What the first pass has seen *)
(*@ NEEDS P_OnlineState L_FExp L_ShiftedSum P_HasNaN P_HasPlusInfinity P_Logits *)
Lemma online_logits t z n m s : P_OnlineState t z n m s ->
  (P_Logits t z n /\ ~ P_HasNaN t z n) /\ ~ P_HasPlusInfinity t z n.
Proof.
intros [[_ B] _]; assert (C : forall k, (0 <= k)%Z -> (k < n)%Z ->
  Float64.is_minus_infinity (link_at t z k) \/ Float64.t'isFinite (link_at t z k)).
{ intros k K N; destruct (B k K N) as [D | [_ D]]; [now left | now right]. }
split; [split |].
- intros k; cbv zeta; intros K N; destruct (C k K N); [now right | now left].
- intros [k [[K L] N]]; destruct (C k ltac:(lia) ltac:(lia)) as [D | D];
    change (Float64.is_nan (link_at t z k)) in N.
  + destruct D as [D _]; now destruct (link_at t z k).
  + now destruct (link_at t z k).
- intros [k [[K L] N]]; destruct (C k ltac:(lia) ltac:(lia)) as [D | D];
    change (Float64.is_plus_infinity (link_at t z k)) in N; destruct N as [N P].
  + destruct D as [_ D]; destruct (link_at t z k); try easy; cbn in *; congruence.
  + now destruct (link_at t z k).
Qed.
Ltac try_online_logits := intro_goal; match goal with
  | S : P_OnlineState ?t ?z ?n ?m ?s |- (P_Logits ?t ?z ?n /\ _) /\ _ =>
      exact (online_logits t z n m s S)
  end.
(*@ TRY try_online_logits *)

(*@ NEEDS P_OnlineState L_FExp L_ShiftedSum P_Accepted *)
Lemma online_accepted t z n m s : P_OnlineNear t z n m s -> ~ P_AllMasked t z n.
Proof.
intros [[_ T1] _] A; destruct (Z_le_dec 0 n) as [N | N].
- destruct (online_masked t z n N A) as (_ & _ & Z); rewrite Z in T1; lra.
- rewrite (proj1 (L_ShiftedSum_def t z n _)) in T1 by lia; lra.
Qed.
Ltac try_online_accepted := intro_goal; same_integers; match goal with
  | N : P_OnlineNear ?t ?z ?n ?m ?s, L : P_Logits ?t ?z ?n |- P_Accepted ?t ?z ?n =>
      unfold P_Accepted; repeat split; try lia; try assumption;
      exact (online_accepted t z n m s N)
  end.
(*@ TRY try_online_accepted *)

(* The contract of sp_softmax_online: every path but one contradicts Accepted. *)
(*@ NEEDS P_OnlineState P_Accepted P_OnlineShares *)
Ltac online_parts := repeat match goal with
  | H : _ /\ _ |- _ => destruct H
  | H : _ \/ _ |- _ => destruct H
  end.
Ltac online_path := repeat match goal with
  | E : ?x = ?y |- _ => is_var x; match type of x with addr -> _ => subst x end
  | E : ?x = ?y |- _ => is_var y; match type of y with addr -> _ => subst y end
  | A : (?x <= ?y)%Z, B : ~ (?x < ?y)%Z |- _ =>
      assert (x = y) by lia; clear B; subst x
  end.
Ltac try_online_contract := intro_goal; match goal with
  | A : P_Accepted ?t ?z ?n |- _ =>
      let S := fresh in
      assert (S : (n <= 67108864)%Z) by (destruct A; online_parts; assumption)
  end;
  online_parts; online_path; first
  [ exfalso; lia
  | exfalso; match goal with N : ~ P_Accepted _ _ _ |- _ => apply N; assumption end
  | match goal with K : forall i : Z, _ |- _ => apply K; assumption end
  | match goal with K : forall i j : Z, _ |- _ => eapply K; eassumption end ].
(*@ TRY try_online_contract *)
