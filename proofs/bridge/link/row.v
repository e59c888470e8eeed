(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* A row of logits in memory is a mask and a vector with a largest entry. *)

(*@ NEEDS P_Top *)
From Softproof Require SoftmaxLink.
Lemma link_Logits t a n top : P_Top t a n (Z.of_nat top) ->
  (n <= 67108864)%Z ->
  SoftmaxLink.Logits (Z.to_nat n) (link_masked t a) (link_entry t a) top.
Proof.
intros [[[T0 T1] Fin] H] Hn.
split; [lia | lia | now apply link_finite | intros k; apply finite_F |].
intros k Hk Open; destruct (H (Z.of_nat k)) as [D | [D _]]; [lia | lia | | exact D].
apply link_infinite in D; congruence.
Qed.
Ltac link_cells := repeat match goal with
  | |- context [?t (?shift ?a (Z.of_nat ?k))] =>
      change (t (shift a (Z.of_nat k))) with (link_cell t a k)
  end.
Ltac link_fold := repeat match goal with
  | |- context [Float64.t'real (?t (addr'mk (base ?a) (offset ?a + Z.of_nat ?k)%Z))] =>
      change (Float64.t'real (link_cell t a k)) with (link_entry t a k)
  end.
(* Names the row of a lemma: its length, its top, and where it is stored. A goal
   of a function has the sizes of allocated memory, Z -> Z, and so many
   hypotheses that it would take long to see that this does not apply. *)
Ltac no_program := cbv zeta; intros;
  lazymatch goal with _ : Z -> Z |- _ => fail | _ => idtac end.
Ltac clear_program := repeat match goal with
  m : Z -> Z |- _ => clear dependent m end.
Ltac link_row := no_program;
  match goal with T : P_Top ?t ?a ?n ?top |- _ =>
    let B := fresh in
    assert (B : (0 <= top)%Z) by (destruct T as [[[B _] _] _]; exact B);
    assert ((top < n)%Z) by (destruct T as [[[_ T1] _] _]; exact T1);
    apply Z_of_nat_complete in B; destruct B as [? ->];
    pose proof (link_Logits t a n _ T ltac:(lia));
    try (assert ((0 <= n)%Z) by lia)
  end;
  link_nats; link_cells.
Ltac top_range := repeat match goal with T : P_Top ?t ?a ?n ?top |- _ =>
    lazymatch goal with
    | _ : (0 <= top)%Z |- _ => fail
    | _ => assert (0 <= top)%Z by (destruct T as [[[? _] _] _]; assumption);
           assert (top < n)%Z by (destruct T as [[[_ ?] _] _]; assumption)
    end end.

(* The loops on a row: what a store to p[i] changes. *)
(*@ NEEDS P_LogitsFrom separated *)
Lemma store_rest m t z p n i f :
  z = p \/ separated (entry_of p 0%Z) n (entry_of z 0%Z) n ->
  (0 <= i)%Z -> (i < n)%Z -> P_LogitsFrom m t z i n ->
  P_LogitsFrom (map.Map.set m (entry_of p i) f) t z (1 + i) n.
Proof.
intros A I N H k; cbv zeta; intros Hk Nk.
rewrite store_other
  by exact (entry_apart p z n i k A ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)
              ltac:(lia)).
apply H; lia.
Qed.
Ltac try_store_rest := intro_goal; match goal with
  | A : ?z = ?p \/ _, H : P_LogitsFrom ?m ?t ?z ?i ?n
    |- P_LogitsFrom (map.Map.set ?m (?s ?p ?i) ?f) ?t ?z _ ?n =>
    exact (store_rest m t z p n i f A ltac:(lia) ltac:(lia) H) end.
(*@ TRY try_store_rest *)
