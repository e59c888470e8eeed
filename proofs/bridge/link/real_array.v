(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* What the links of real_*.v share: recursive sums whatever the order in which
   WP writes their terms, and masks of arrays. *)

(*@ NEEDS shift *)
From Softproof Require RealSoftmax RealLink.
(* Entries as t (addr'mk ...), and -1 as one number. *)
Ltac array_cells := cbv beta; unfold link_entry; change (Z.opp 1) with (-1)%Z;
  repeat match goal with
  | |- context [?t (?shift ?a ?k)] =>
      match type of a with addr =>
        progress change (t (shift a k)) with (link_at t a k)
      end
  end.
Ltac array_ring := first [reflexivity | array_cells; unfold Rdiv; ring].
Ltac array_step D := let n := fresh in let Z := fresh in let S := fresh in
  let N := fresh in
  intros n; pose proof (D n) as S; cbv zeta in S; destruct S as [Z S];
  split; [exact Z | intros N; rewrite (S N); array_ring].
(* Turns the left side, which is S at some n, into a sum of the values of f. *)
Ltac array_sum S f D := etransitivity;
  [ refine (rec_sum_sum S f _ _); array_step D | ].
(* The goal is the inequality H, up to the order of terms. *)
Ltac array_close H := match type of H with
  | Rabs ?x <= ?y => match goal with |- Rabs ?u <= ?v =>
      replace u with x by array_ring; replace v with y by array_ring; exact H
    end
  | Rabs ?x < _ => match goal with |- Rabs ?u < _ =>
      replace u with x by array_ring; exact H
    end
  end.
(* The goal says, in epsilons, what `proof' says of a derivative; `view' turns
   an ACSL function into that of the proof. *)
Ltac array_derivative proof view := match goal with
  | E : 0 < ?e |- _ =>
    let radius := fresh in let Positive := fresh in let Close := fresh in
    let p := fresh in let N := fresh in let B := fresh in let C := fresh in
    destruct (RealLink.derive_quotient _ _ _ _ _ proof eq_refl eq_refl e E)
      as (radius & Positive & Close);
    exists radius; split; [exact Positive |];
    intros p N B;
    assert (C := Close p (fun Q => N ltac:(congruence)) B);
    cbv beta in C; rewrite <- !view in C; array_close C
  end.

Lemma array_Entry t a n k : (Z.of_nat k < n)%Z ->
  ieee_float.Float64.t'isFinite (link_cell t a k) ->
  RealSoftmax.Has_Entry (Z.to_nat n) (link_masked t a).
Proof. intros L H; exists k; split; [lia | now apply link_finite]. Qed.
Ltac array_side := first [lia | lra | assumption
  | eapply array_Entry; [| eassumption]; lia
  | eapply link_finite; eassumption | apply link_infinite; assumption].

(*@ NEEDS P_Logits *)
Lemma array_Logits t a n : P_Logits t a n ->
  forall k, (k < Z.to_nat n)%nat -> link_masked t a k = false ->
  ieee_float.Float64.t'isFinite (link_cell t a k).
Proof.
intros H k Hk M; destruct (H (Z.of_nat k)) as [F | I]; [lia | lia | easy |].
apply link_infinite in I; congruence.
Qed.

(*@ NEEDS P_Top *)
Lemma array_Top t a n i : P_Top t a n (Z.of_nat i) ->
  RealSoftmax.Top (Z.to_nat n) (link_masked t a) (link_entry t a) i.
Proof.
intros [[I Fi] T]; split; [lia | split; [now apply link_finite |]].
intros k Hk M; destruct (T (Z.of_nat k)) as [H | H]; [lia | lia | | apply H].
apply link_infinite in H; congruence.
Qed.
Lemma array_Top_finite t a n i : P_Top t a n i ->
  forall k, (k < Z.to_nat n)%nat -> link_masked t a k = false ->
  ieee_float.Float64.t'isFinite (link_cell t a k).
Proof.
intros [_ T] k Hk M; destruct (T (Z.of_nat k)) as [H | H]; [lia | lia | |].
- apply link_infinite in H; congruence.
- apply H.
Qed.
