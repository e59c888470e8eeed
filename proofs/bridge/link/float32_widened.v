(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* A row of floats as doubles: specs/widened_facts.acsl *)

(*@ NEEDS P_Widened shift *)
Lemma widened_cell t t1 z x n k : P_Widened t t1 z x n -> (0 <= k)%Z -> (k < n)%Z ->
  (Float32.is_minus_infinity (link_at t1 z k) /\
   Float64.is_minus_infinity (link_at t x k)) \/
  (Float32.t'isFinite (link_at t1 z k) /\ Float64.t'isFinite (link_at t x k) /\
   Float64.t'real (link_at t x k) = Float32.t'real (link_at t1 z k)).
Proof.
intros W K N; destruct (W k K N) as [M | [[E F] G]];
  [left; exact M | right; split; [exact F | split; [exact G |]]];
  first [exact E | exact (eq_sym E)].
Qed.
Lemma widened_finite t t1 z x n k : P_Widened t t1 z x n -> (0 <= k)%Z -> (k < n)%Z ->
  Float32.t'isFinite (link_at t1 z k) -> Float64.t'isFinite (link_at t x k) /\
  Float64.t'real (link_at t x k) = Float32.t'real (link_at t1 z k).
Proof.
intros W K N F; destruct (widened_cell t t1 z x n k W K N) as [[[J _] _] | [_ E]];
  [exfalso; now destruct (link_at t1 z k) | exact E].
Qed.
Lemma widened_weight t t1 z x n k : P_Widened t t1 z x n -> (0 <= k)%Z -> (k < n)%Z ->
  binary32.Binary32.unmasked32 (link_at t1 z k) (exp (Float32.t'real (link_at t1 z k)))
  = binary64.Binary64.unmasked (link_at t x k) (exp (Float64.t'real (link_at t x k))).
Proof.
intros W K N; unfold binary32.Binary32.unmasked32, binary64.Binary64.unmasked.
destruct (widened_cell t t1 z x n k W K N) as [[I J] | (F & G & ->)].
- apply Float32.is_masked_spec in I; apply Float64.is_masked_spec in J.
  now rewrite I, J.
- now destruct (link_at t1 z k), (link_at t x k).
Qed.

(*@ NEEDS P_Widened L_SumExp32 L_SumExp *)
Lemma widened_sum t t1 z x n : P_Widened t t1 z x n ->
  L_SumExp32 t1 z n = L_SumExp t x n.
Proof.
intros W; rewrite (rec_sum_sum _ (fun k => L_Weight32 (link_at t1 z k))
  (L_SumExp32_def t1 z) n).
rewrite (rec_sum_sum _ (fun k => L_Weight (link_at t x k)) (L_SumExp_def t x) n).
apply sum_ext; intros k Hk; unfold seq.
apply (widened_weight t t1 z x n); [exact W | lia | lia].
Qed.
Ltac try_widened_sum := float_lemma; match goal with
  | W : P_Widened ?t ?t1 ?z ?x ?n |- _ = _ =>
    let E := fresh in pose proof (widened_sum t t1 z x n W) as E;
    first [ exact E | exact (eq_sym E) | repeat (progress unfold_acsl); rewrite E;
      first [ reflexivity | f_equal;
        let S := fresh in
        pose proof (fun i => widened_weight t t1 z x n i W) as S;
        first [ now apply S | symmetry; now apply S | clear S ];
        pose proof (fun i => widened_finite t t1 z x n i W) as S;
        first [ now apply S | symmetry; now apply S ] ] ]
  end.
(*@ TRY try_widened_sum *)

(*@ NEEDS P_Widened P_Top32 P_Top *)
Lemma widened_top t t1 z x n i : P_Widened t t1 z x n -> P_Top32 t1 z n i ->
  P_Top t x n i.
Proof.
intros W [[[I0 I1] F] T].
destruct (widened_finite t t1 z x n i W I0 I1 F) as [Fi Ei].
split; [split; [split; assumption | exact Fi] |].
intros k c K0 K1; destruct (widened_cell t t1 z x n k W K0 K1) as [[_ J] | (F' & G & E)];
  [now left | right; split; [| exact G]].
destruct (T k K0 K1) as [[J _] | [L _]];
  [exfalso; change (Float32.is_infinite (link_at t1 z k)) in J;
   now destruct (link_at t1 z k) |].
change (Float64.t'real (link_at t x k) <= Float64.t'real (link_at t x i)).
rewrite E, Ei; exact L.
Qed.
Ltac try_widened_top := float_lemma; match goal with
  | W : P_Widened ?t ?t1 ?z ?x ?n |- P_Top ?t ?x ?n ?i =>
    now apply (widened_top t t1 z) end.
(*@ TRY try_widened_top *)

(*@ NEEDS P_Widened P_Accepted32 P_Accepted *)
Lemma widened_accepted t t1 z x n : P_Widened t t1 z x n -> P_Accepted32 t1 z n ->
  P_Accepted t x n.
Proof.
intros W [[R _] Q]; split; [split; [exact R |] |].
- intros k c K N; destruct (widened_cell t t1 z x n k W K N) as [[_ J] | (_ & G & _)];
    [right; exact J | left; exact G].
- intros A; apply Q; intros k K N.
  destruct (widened_cell t t1 z x n k W K N) as [[I _] | (_ & G & _)]; [exact I |].
  exfalso; destruct (A k K N) as [J _]; change (Float64.is_infinite (link_at t x k)) in J.
  now destruct (link_at t x k).
Qed.
Ltac try_widened_accepted := float_lemma; match goal with
  | W : P_Widened ?t ?t1 ?z ?x ?n |- P_Accepted ?t ?x ?n =>
    now apply (widened_accepted t t1 z) end.
(*@ TRY try_widened_accepted *)
