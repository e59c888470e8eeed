(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* Arrays in WP's memory: which entries are valid, and what a store to one
   entry leaves as it was. *)

(*@ NEEDS shift included separated valid_rd valid_rw *)
(* A loop ends where its index is the bound. *)
Ltac same_integers := repeat match goal with
  | A : (?x <= ?y)%Z, B : (?y <= ?x)%Z |- _ =>
      is_var x; is_var y; assert (x = y) by lia; subst y
  end.
Notation entry_of p k := (addr'mk (base p) (offset p + k)%Z).
Lemma valid_rw_entry m p n k : valid_rw m (entry_of p 0%Z) n ->
  (0 <= k)%Z -> (k < n)%Z -> valid_rw m (entry_of p k) 1.
Proof.
unfold valid_rw; cbn [base offset]; intros V K N _.
destruct V as (B & O & E); lia.
Qed.
Lemma valid_rd_entry m p n k : valid_rd m (entry_of p 0%Z) n ->
  (0 <= k)%Z -> (k < n)%Z -> valid_rd m (entry_of p k) 1.
Proof.
unfold valid_rd; cbn [base offset]; intros V K N _.
destruct V as (B & O & E); lia.
Qed.
Lemma valid_rw_read m q n : valid_rw m q n -> valid_rd m q n.
Proof. unfold valid_rw, valid_rd; intros V N; destruct (V N) as (B & O & E); lia. Qed.
(* `included', whose name a library hides, of an entry in its array *)
Lemma included_entry p n k : (0 <= k)%Z -> (k < n)%Z ->
  (0 < 1)%Z -> (0 <= n)%Z /\ base p = base p /\
  (offset p + 0 <= offset p + k)%Z /\ (offset p + k + 1 <= offset p + 0 + n)%Z.
Proof. intros; repeat split; lia. Qed.
Ltac try_valid := intro_goal; match goal with
  | V : valid_rw ?m ?q 1 |- valid_rd ?m ?q 1 => exact (valid_rw_read m q 1 V)
  | V : valid_rw ?m (?s ?p _) ?n |- valid_rw ?m (?s ?p ?k) 1 =>
      exact (valid_rw_entry m p n k V ltac:(lia) ltac:(lia))
  | V : valid_rd ?m (?s ?p _) ?n |- valid_rd ?m (?s ?p ?k) 1 =>
      exact (valid_rd_entry m p n k V ltac:(lia) ltac:(lia))
  | V : valid_rw ?m (?s ?p _) ?n |- valid_rd ?m (?s ?p ?k) 1 =>
      exact (valid_rw_read _ _ _
        (valid_rw_entry m p n k V ltac:(lia) ltac:(lia)))
  | |- _ (?s ?p ?k) 1%Z (?s ?p 0%Z) ?n =>
      exact (included_entry p n k ltac:(lia) ltac:(lia))
  end.
(*@ TRY try_valid *)

Lemma entry_differ p i j : i <> j -> entry_of p i <> entry_of p j.
Proof. intros N E; injection E; lia. Qed.
Lemma entry_separated p z n i j :
  separated (entry_of p 0%Z) n (entry_of z 0%Z) n ->
  (0 <= i)%Z -> (i < n)%Z -> (0 <= j)%Z -> (j < n)%Z ->
  entry_of p i <> entry_of z j.
Proof.
unfold separated; cbn [base offset]; intros S Hi Ni Hj Nj E; injection E.
intros O B; destruct S as [S | [S | [S | [S | S]]]]; lia.
Qed.
Lemma entry_apart p z n i j :
  z = p \/ separated (entry_of p 0%Z) n (entry_of z 0%Z) n ->
  (0 <= i)%Z -> (i < n)%Z -> (0 <= j)%Z -> (j < n)%Z -> i <> j ->
  entry_of p i <> entry_of z j.
Proof.
intros [-> | S] Hi Ni Hj Nj N; [now apply entry_differ |].
now apply (entry_separated p z n).
Qed.
Lemma store_same (m : addr -> Float64.t) q f : map.Map.set m q f q = f.
Proof. unfold map.Map.set; now destruct (why_decidable_eq q q). Qed.
Lemma store_other (m : addr -> Float64.t) q f x : q <> x ->
  map.Map.set m q f x = m x.
Proof.
intros N; unfold map.Map.set; destruct (why_decidable_eq x q); [| easy].
now symmetry in e.
Qed.
