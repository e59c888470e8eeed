(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* src/limits.c against proofs/coq/Limits.v; continues real_temperature.v *)

(*@ NEEDS L_Ties *)
From Softproof Require Limits.
Notation ties_of t a m :=
  (RealTemperature.tie (link_masked t a) (link_entry t a) m).
Ltac limit_cells := repeat match goal with
  | |- context [?t (?shift ?a (Z.of_nat ?k))] =>
      change (t (shift a (Z.of_nat k))) with (link_cell t a k)
  end.
Ltac try_Ties_Next := link_nats; unfold real_of_int; limit_cells; operations;
  match goal with |- context [L_Ties ?t ?a (1 + Z.of_nat ?i) ?m] =>
    replace (1 + Z.of_nat i)%Z with (Z.of_nat (S i)) by lia;
    rewrite !link_Ties, !Nat2Z.id, link_Tie, <- INR_IZR_INZ;
    destruct (Limits.count_range (S i) (ties_of t a m));
    split; [split; [apply (Limits.count_next i (ties_of t a m)); lia |] |];
    assumption
  end.
(*@ TRY try_Ties_Next *)

(*@ NEEDS L_Ties P_Top *)
Lemma link_tied t a k : Float64.t'isFinite (link_cell t a k) ->
  ties_of t a (link_entry t a k) k = true.
Proof.
intros F; unfold RealTemperature.tie; rewrite (link_finite t a k F).
now destruct Req_EM_T.
Qed.
Lemma link_top_range t a n k : P_Top t a n k ->
  (0 <= k)%Z /\ (k < n)%Z /\ Float64.t'isFinite (link_at t a k).
Proof. intros [[[A B] F] _]; repeat split; assumption. Qed.
Ltac link_tops := top_range; link_nats; link_cells.
Ltac try_Ties_Top := no_program; link_tops; match goal with
  | T : P_Top ?t ?a ?n (Z.of_nat ?k) |- 1 <= L_Ties _ _ _ _ =>
    rewrite link_Ties;
    apply (RealTemperature.count_ge1 (Z.to_nat n) (ties_of t a (link_entry t a k)) k);
    [lia | apply link_tied; apply (link_top_range t a n _ T)]
  end.
(*@ TRY try_Ties_Top *)

(*@ NEEDS L_FCold P_Top P_ColdShares *)
Lemma link_FCold t a n m k : L_FCold t a n m (Z.of_nat k) =
  Limits.equal (Z.to_nat n) (ties_of t a m) k.
Proof.
unfold L_FCold, Limits.equal; rewrite link_Ties; link_cells; rewrite link_Tie.
operations; reflexivity.
Qed.
Lemma cold_value m t a p n x i k : P_ColdShares m t a p n x i ->
  (0 <= k)%Z -> (k < i)%Z -> Float64.t'real (link_at m p k) = L_FCold t a n x k.
Proof. intros H A B; symmetry; exact (proj1 (proj1 (proj1 (H k A B)))). Qed.
Ltac unit_bound A := rewrite u_val in A;
  match type of A with Rabs ?x <= ?y => match goal with |- Rabs ?u <= ?v =>
    replace u with x by (unfold Rdiv; ring);
    replace v with y by (unfold Rdiv; ring); exact A end end.
Ltac cold_row := no_program; link_tops; match goal with
  | T : P_Top ?t ?a ?n (Z.of_nat ?k), S : P_ColdShares ?m ?t ?a ?p ?n ?x ?n |- _ =>
    revert S; link_cells;
    change (Float64.t'real (link_cell t a k)) with (link_entry t a k); intros S
  end.
Ltac try_ColdShares_Accuracy := cold_row; match goal with
  | T : P_Top ?t ?a ?n (Z.of_nat ?k), S : P_ColdShares ?m ?t ?a ?p ?n ?x ?n
    |- context [L_Tie (link_cell ?t ?a ?i) _] =>
    rewrite (link_Tie t a i), link_Ties;
    rewrite (cold_value m t a p n _ n (Z.of_nat i) S) by lia;
    rewrite link_FCold;
    let A := fresh in
    pose proof (Limits.equal_error (Z.to_nat n) (ties_of t a (link_entry t a k)) k
      ltac:(lia) ltac:(lia)
      (link_tied t a k (proj2 (proj2 (link_top_range t a n _ T)))) i) as A;
    unfold Limits.one in A; unit_bound A
  end.
(*@ TRY try_ColdShares_Accuracy *)
Lemma tops_le t a n x y : P_Top t a n x -> P_Top t a n y ->
  Float64.t'real (link_at t a x) <= Float64.t'real (link_at t a y).
Proof.
intros X [_ Y]; destruct (link_top_range t a n x X) as (A & B & F).
destruct (Y x A B) as [I | [I _]]; [| exact I].
exfalso; exact (finite_not_masked _ F I).
Qed.
Lemma tops_equal t a n x y : P_Top t a n x -> P_Top t a n y ->
  Float64.t'real (link_at t a x) = Float64.t'real (link_at t a y).
Proof. intros X Y; apply Rle_antisym; apply (tops_le t a n); assumption. Qed.
Ltac try_ColdShares_AnyTop := no_program; match goal with
  | X : P_Top ?t ?a ?n ?x, Y : P_Top ?t ?a ?n ?y,
    S : P_ColdShares ?m ?t ?a ?p ?n (Float64.t'real (?t (?s ?a ?x))) ?n
    |- P_ColdShares _ _ _ _ _ (Float64.t'real (?t (?s ?a ?y))) _ =>
    let E := fresh in pose proof (tops_equal t a n x y X Y) as E;
    change (Float64.t'real (t (s a y))) with (Float64.t'real (link_at t a y));
    rewrite <- E; exact S
  end.
(*@ TRY try_ColdShares_AnyTop *)

(*@ NEEDS L_FCold L_Sum P_Top P_ColdShares *)
Ltac try_ColdShares_Sum := cold_row; match goal with
  | T : P_Top ?t ?a ?n (Z.of_nat ?k), S : P_ColdShares ?m ?t ?a ?p ?n _ ?n
    |- context [L_Sum _ _ _] =>
    rewrite link_Sum;
    rewrite (sum_ext (Z.to_nat n) (link_entry m p)
      (Limits.equal (Z.to_nat n) (ties_of t a (link_entry t a k))))
      by (let j := fresh in intros j ?; rewrite <- link_FCold;
          exact (cold_value m t a p n _ n (Z.of_nat j) S ltac:(lia) ltac:(lia)));
    let A := fresh in
    pose proof (Limits.equal_sum (Z.to_nat n) (ties_of t a (link_entry t a k)) k
      ltac:(lia) ltac:(lia)
      (link_tied t a k (proj2 (proj2 (link_top_range t a n _ T))))) as A;
    unit_bound A
  end.
(*@ TRY try_ColdShares_Sum *)

(*@ NEEDS L_Entries *)
From Softproof Require Limits.
Notation entries_of t a := (RealTemperature.unmasked (link_masked t a)).
Lemma link_one t a k : binary64.Binary64.unmasked (link_cell t a k) 1 =
  Limits.one (entries_of t a) k.
Proof.
unfold Limits.one, RealTemperature.unmasked, link_masked, binary64.Binary64.unmasked.
now destruct ieee_float.Float64.is_masked.
Qed.
Ltac entry_cells := repeat match goal with
  | |- context [?t (?shift ?a (Z.of_nat ?k))] =>
      change (t (shift a (Z.of_nat k))) with (link_cell t a k)
  end.
Ltac try_Entries_Next := link_nats; unfold real_of_int; entry_cells; operations;
  match goal with |- context [L_Entries ?t ?a (1 + Z.of_nat ?i)] =>
    replace (1 + Z.of_nat i)%Z with (Z.of_nat (S i)) by lia;
    rewrite !link_Entries, !Nat2Z.id, link_one, <- INR_IZR_INZ;
    destruct (Limits.count_range (S i) (entries_of t a));
    split; [split; [apply (Limits.count_next i (entries_of t a)); lia |] |];
    assumption
  end.
(*@ TRY try_Entries_Next *)

(*@ NEEDS L_Entries P_Top *)
Lemma link_unmasked t a k : Float64.t'isFinite (link_cell t a k) ->
  entries_of t a k = true.
Proof.
intros F; unfold RealTemperature.unmasked; now rewrite (link_finite t a k F).
Qed.
Lemma entries_top_range t a n k : P_Top t a n k ->
  (0 <= k)%Z /\ (k < n)%Z /\ Float64.t'isFinite (link_at t a k).
Proof. intros [[[A B] F] _]; repeat split; assumption. Qed.
Ltac entries_tops := top_range; link_nats; link_cells.
Ltac try_Entries_Top := no_program; entries_tops; match goal with
  | T : P_Top ?t ?a ?n (Z.of_nat ?k) |- 1 <= L_Entries _ _ _ =>
    rewrite link_Entries;
    apply (RealTemperature.count_ge1 (Z.to_nat n) (entries_of t a) k);
    [lia | apply link_unmasked; apply (entries_top_range t a n _ T)]
  end.
(*@ TRY try_Entries_Top *)

(*@ NEEDS L_FHot P_Top P_HotShares *)
Lemma link_FHot t a n k : L_FHot t a n (Z.of_nat k) =
  Limits.equal (Z.to_nat n) (entries_of t a) k.
Proof.
unfold L_FHot, Limits.equal; rewrite link_Entries; link_cells; rewrite link_one.
operations; reflexivity.
Qed.
Lemma hot_value m t a p n i k : P_HotShares m t a p n i ->
  (0 <= k)%Z -> (k < i)%Z -> Float64.t'real (link_at m p k) = L_FHot t a n k.
Proof. intros H A B; exact (proj1 (proj1 (proj1 (H k A B)))). Qed.
Ltac hot_bound A := rewrite u_val in A;
  match type of A with Rabs ?x <= ?y => match goal with |- Rabs ?u <= ?v =>
    replace u with x by (unfold Rdiv; ring);
    replace v with y by (unfold Rdiv; ring); exact A end end.
Ltac try_HotShares_Accuracy := no_program; entries_tops; match goal with
  | T : P_Top ?t ?a ?n (Z.of_nat ?k), S : P_HotShares ?m ?t ?a ?p ?n ?n
    |- context [Float64.t'real (link_cell ?m ?p ?i)] =>
    rewrite (link_one t a i), link_Entries;
    rewrite (hot_value m t a p n n (Z.of_nat i) S) by lia;
    rewrite link_FHot;
    let A := fresh in
    pose proof (Limits.equal_error (Z.to_nat n) (entries_of t a) k
      ltac:(lia) ltac:(lia)
      (link_unmasked t a k (proj2 (proj2 (entries_top_range t a n _ T)))) i) as A;
    hot_bound A
  end.
(*@ TRY try_HotShares_Accuracy *)

(*@ NEEDS L_FHot L_Sum P_Top P_HotShares *)
Ltac try_HotShares_Sum := no_program; entries_tops; match goal with
  | T : P_Top ?t ?a ?n (Z.of_nat ?k), S : P_HotShares ?m ?t ?a ?p ?n ?n
    |- context [L_Sum _ _ _] =>
    rewrite link_Sum;
    rewrite (sum_ext (Z.to_nat n) (link_entry m p) (Limits.equal (Z.to_nat n) (entries_of t a)))
      by (let j := fresh in intros j ?; rewrite <- link_FHot;
          exact (hot_value m t a p n n (Z.of_nat j) S ltac:(lia) ltac:(lia)));
    let A := fresh in
    pose proof (Limits.equal_sum (Z.to_nat n) (entries_of t a) k
      ltac:(lia) ltac:(lia)
      (link_unmasked t a k (proj2 (proj2 (entries_top_range t a n _ T))))) as A;
    hot_bound A
  end.
(*@ TRY try_HotShares_Sum *)

(* The contracts of sp_softmax_cold and sp_softmax_hot *)
(*@ NEEDS P_ColdShares P_Accepted *)
Ltac try_cold_entry := cbv zeta; intros; match goal with
  | S : P_ColdShares ?m _ _ ?p ?n _ ?n
    |- Float64.t'real (?m (_ ?p ?k)) <= 1 /\ _ =>
    destruct (S k ltac:(assumption) ltac:(assumption)) as [[[_ ?] ?] _];
    split; assumption
  | A : forall k : Z, P_Top ?t ?z ?n k -> P_ColdShares ?m _ _ ?p _ _ _,
    T : P_Top ?t ?z ?n ?top |- L_FCold _ _ _ (Float64.t'real (?t (_ ?z ?top))) ?k = _ =>
    exact (proj1 (proj1 (proj1 (A top T k ltac:(assumption) ltac:(assumption)))))
  end.
(*@ TRY try_cold_entry *)

(*@ NEEDS P_ColdShares P_Top P_Accepted *)
Ltac try_cold_accuracy := cbv zeta; intros; clear_program; match goal with
  | A : forall k : Z, P_Top ?t ?z ?n k -> P_ColdShares ?m _ _ ?p _ _ _,
    T : P_Top ?t ?z ?n ?top |- context [L_Tie _ (Float64.t'real (?t (_ ?z ?top)))] =>
    let S := fresh in pose proof (A top T) as S; clear A;
    repeat match goal with
    | S' : P_ColdShares _ _ _ _ _ _ _ |- _ =>
        lazymatch S' with S => fail | _ => clear S' end
    | T' : P_Top _ _ _ _ |- _ =>
        lazymatch T' with T => fail | _ => clear T' end
    end; try_ColdShares_Accuracy
  end.
(*@ TRY try_cold_accuracy *)

(*@ NEEDS P_HotShares P_Accepted *)
Ltac try_hot_entry := cbv zeta; intros; match goal with
  | S : P_HotShares ?m _ _ ?p ?n ?n
    |- Float64.t'real (?m (_ ?p ?k)) <= 1 /\ _ =>
    destruct (S k ltac:(assumption) ltac:(assumption)) as [[[_ ?] ?] _];
    split; assumption
  | S : P_HotShares ?m _ _ ?p ?n ?n |- Float64.t'real (?m (_ ?p ?k)) = _ =>
    exact (proj1 (proj1 (proj1 (S k ltac:(assumption) ltac:(assumption)))))
  end.
(*@ TRY try_hot_entry *)

(* The loops: what a store to p[i] changes, n being the end of the first loop *)
(*@ NEEDS P_LogitsFrom P_ColdShares separated *)
Lemma Tie_rest m t z i n x : P_LogitsFrom m t z i n -> (i < n)%Z ->
  L_Tie (t (entry_of z i)) x = L_Tie (m (entry_of z i)) x.
Proof.
intros H N; destruct (H i ltac:(lia) N) as [[HF HM] HE].
unfold L_Tie; cbv zeta; unfold binary64.Binary64.unmasked.
replace (Float64.t'real (t (entry_of z i)))
  with (Float64.t'real (m (entry_of z i))) by exact (eq_sym HE).
replace (Float64.is_masked (m (entry_of z i)))
  with (Float64.is_masked (t (entry_of z i))); [easy |].
apply Bool.eq_true_iff_eq; rewrite !Float64.is_masked_spec; exact HM.
Qed.
Ltac try_cold_rest := intro_goal; same_integers; match goal with
  | A : ?z = ?p \/ _, H : P_LogitsFrom ?m ?t ?z ?i ?n
    |- P_LogitsFrom (map.Map.set ?m (?s ?p ?i) ?f) ?t ?z _ ?n =>
    exact (store_rest m t z p n i f A ltac:(lia) ltac:(lia) H) end.
(*@ TRY try_cold_rest *)
Ltac try_cold_store := intro_goal; same_integers; match goal with
  | D : P_ColdShares ?m ?t ?z ?p ?n ?x ?i, R : P_LogitsFrom ?m ?t ?z ?i ?n,
    C : L_Ties ?t ?z ?n ?x = ?c, V : L_Tie _ ?x = ?v,
    Q : binary64.Binary64.fdiv ?v ?c = Float64.t'real ?f
    |- P_ColdShares (map.Map.set ?m (?s ?p ?i) ?f) ?t ?z ?p ?n ?x _ =>
    intros k; cbv zeta; intros Hk Nk;
    destruct (Z.eq_dec k i) as [-> | Ne];
    [ rewrite store_same;
      split; [split; [split; [| assumption] | assumption] | assumption];
      etransitivity; [| exact Q];
      unfold L_FCold; cbv zeta; rewrite C, <- V;
      apply f_equal2; [exact (Tie_rest m t z i n x R ltac:(lia)) | reflexivity]
    | rewrite store_other by exact (entry_differ p i k ltac:(lia));
      apply D; lia ]
  end.
(*@ TRY try_cold_store *)

(*@ NEEDS P_LogitsFrom P_HotShares separated *)
Lemma entry_rest m t z i n : P_LogitsFrom m t z i n -> (i < n)%Z ->
  binary64.Binary64.unmasked (t (entry_of z i)) 1 =
  binary64.Binary64.unmasked (m (entry_of z i)) 1.
Proof.
intros H N; destruct (H i ltac:(lia) N) as [[HF HM] HE].
unfold binary64.Binary64.unmasked.
replace (Float64.is_masked (m (entry_of z i)))
  with (Float64.is_masked (t (entry_of z i))); [easy |].
apply Bool.eq_true_iff_eq; rewrite !Float64.is_masked_spec; exact HM.
Qed.
Ltac try_hot_rest := intro_goal; same_integers; match goal with
  | A : ?z = ?p \/ _, H : P_LogitsFrom ?m ?t ?z ?i ?n
    |- P_LogitsFrom (map.Map.set ?m (?s ?p ?i) ?f) ?t ?z _ ?n =>
    exact (store_rest m t z p n i f A ltac:(lia) ltac:(lia) H) end.
(*@ TRY try_hot_rest *)
Ltac try_hot_store := intro_goal; same_integers; match goal with
  | D : P_HotShares ?m ?t ?z ?p ?n ?i, R : P_LogitsFrom ?m ?t ?z ?i ?n,
    C : L_Entries ?t ?z ?n = ?c,
    V : binary64.Binary64.unmasked _ 1 = ?v,
    Q : binary64.Binary64.fdiv ?v ?c = Float64.t'real ?f
    |- P_HotShares (map.Map.set ?m (?s ?p ?i) ?f) ?t ?z ?p ?n _ =>
    intros k; cbv zeta; intros Hk Nk;
    destruct (Z.eq_dec k i) as [-> | Ne];
    [ rewrite store_same;
      split; [split; [split; [| assumption] | assumption] | assumption];
      etransitivity; [symmetry; exact Q |];
      unfold L_FHot; cbv zeta; rewrite C, <- V;
      apply f_equal2; [symmetry; exact (entry_rest m t z i n R ltac:(lia)) | reflexivity]
    | rewrite store_other by exact (entry_differ p i k ltac:(lia));
      apply D; lia ]
  end.
(*@ TRY try_hot_store *)

(*@ NEEDS P_LogitsFrom P_HotShares P_Top separated *)
Ltac try_hot_logit := intro_goal; same_integers; match goal with
  | T : P_Top ?t ?z ?n ?top, R : P_LogitsFrom ?m ?t ?z ?i ?n
    |- Float64.t'isFinite (?m (?s ?z ?i)) \/ _ =>
    destruct (R i ltac:(lia) ltac:(lia)) as [[HF HM] _];
    destruct (proj2 T i ltac:(lia) ltac:(lia)) as [D | [_ D]];
    [right; apply HM; exact D | left; apply HF; exact D]
  end.
(*@ TRY try_hot_logit *)

(* x / count for x in [0, 1] and a count of at least 1 *)
(*@ NEEDS *)
Require RowOps.
Ltac try_limit_share := cbv zeta; intros; match goal with
  | X1 : Float64.t'real ?x <= 1, X0 : 0 <= Float64.t'real ?x,
    C : 1 <= Float64.t'real ?c |- context [Float64.div RNE ?x ?c] =>
    let Q := fresh in
    assert (Q := RowOps.share_op x c ltac:(assumption) ltac:(assumption)
      ltac:(split; assumption) ltac:(assumption));
    destruct Q as (? & V & ? & ?);
    first [ assumption | split; assumption | exact V | exact (eq_sym V) ]
  end.
(*@ TRY try_limit_share *)
