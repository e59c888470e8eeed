(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* Sampling and filters of floats: specs/sampling32_facts.acsl *)

(*@ NEEDS P_Widened P_Probabilities32 P_Doubles *)
Ltac try_Widened_Doubles := float_lemma; match goal with
  | W : P_Widened ?t ?t1 ?p ?x ?n, P : P_Probabilities32 ?t1 ?p ?n
    |- P_Doubles ?t ?t1 ?p ?x ?n =>
      let k := fresh in let K := fresh in let N := fresh in
      intros k; cbv zeta; intros K N;
      let F := fresh in assert (F := proj2 (P k K N)); cbv zeta in F;
      let G := fresh in let E := fresh in
      destruct (widened_finite t t1 p x n k W K N F) as [G E];
      split; [split; [symmetry; exact E | exact F] | exact G]
  end.
(*@ TRY try_Widened_Doubles *)

(*@ NEEDS P_Doubles P_Distribution32 P_Distribution shift *)
Lemma doubles_distribution t t1 p x n : P_Doubles t t1 p x n ->
  P_Distribution32 t1 p n -> P_Distribution t x n.
Proof.
intros D [[N P] Z0]; split; [split; [exact N |] |].
- intros k K M; destruct (D k K M) as [[E _] F]; destruct (P k K M) as [B _].
  split; [| exact F]; cbv zeta in B, E; rewrite <- E; exact B.
- intros Z1; apply Z0; intros k K M; destruct (D k K M) as [[E _] _].
  cbv zeta in E; rewrite E; exact (Z1 k K M).
Qed.
Ltac try_Doubles_Distribution := float_lemma; match goal with
  | D : P_Doubles ?t ?t1 ?p ?x ?n |- P_Distribution ?t ?x ?n =>
      now apply (doubles_distribution t t1 p)
  end.
(*@ TRY try_Doubles_Distribution *)

(* What is counted and summed of entries of the same values is the same. *)
(*@ NEEDS P_Same L_KeptCount *)
Lemma same_count t t1 p m n : P_Same t t1 p p n -> (0 <= m)%Z -> (m < n)%Z ->
  forall k, (0 <= k)%Z -> (k <= n)%Z ->
  L_KeptCount t1 p m k = L_KeptCount t p m k.
Proof.
intros S M M'.
apply (natlike_ind (fun k => (k <= n)%Z -> L_KeptCount t1 p m k = L_KeptCount t p m k)).
- intros _; destruct (L_KeptCount_def t1 p m 0%Z) as [A _].
  destruct (L_KeptCount_def t p m 0%Z) as [B _]; now rewrite A, B by lia.
- intros k K IH N; specialize (IH ltac:(lia)).
  destruct (L_KeptCount_def t1 p m (Z.succ k)) as [_ A].
  destruct (L_KeptCount_def t p m (Z.succ k)) as [_ B]; cbv zeta in A, B.
  replace (- (1) + Z.succ k)%Z with k in A, B by lia.
  destruct (A ltac:(lia)) as [A0 A1], (B ltac:(lia)) as [B0 B1].
  rewrite (S k K ltac:(lia)), (S m M M'), IH in A0, A1.
  match type of A0 with ?C -> _ => destruct (Classical_Prop.classic C) as [D | D] end.
  + now rewrite (A0 D), (B0 D).
  + now rewrite (A1 D), (B1 D).
Qed.
Ltac try_KeptCount_Same := no_program; match goal with
  | S : P_Same ?t ?t1 ?p ?p ?n |- L_KeptCount _ ?p ?m ?n = _ =>
      first [ apply (same_count t t1 p m n S); lia
            | symmetry; apply (same_count t t1 p m n S); lia ]
  end.
(*@ TRY try_KeptCount_Same *)

(*@ NEEDS P_Same L_FKeptSum *)
Lemma same_kept_sum t t1 p m n : P_Same t t1 p p n -> (0 <= m)%Z -> (m < n)%Z ->
  forall k, (0 <= k)%Z -> (k <= n)%Z ->
  L_FKeptSum t1 p m k = L_FKeptSum t p m k.
Proof.
intros S M M'.
apply (natlike_ind (fun k => (k <= n)%Z -> L_FKeptSum t1 p m k = L_FKeptSum t p m k)).
- intros _; destruct (L_FKeptSum_def t1 p m 0%Z) as [A _].
  destruct (L_FKeptSum_def t p m 0%Z) as [B _]; now rewrite A, B by lia.
- intros k K IH N; specialize (IH ltac:(lia)).
  destruct (L_FKeptSum_def t1 p m (Z.succ k)) as [_ A].
  destruct (L_FKeptSum_def t p m (Z.succ k)) as [_ B]; cbv zeta in A, B.
  replace (- (1) + Z.succ k)%Z with k in A, B by lia.
  destruct (A ltac:(lia)) as [A0 A1], (B ltac:(lia)) as [B0 B1].
  rewrite (S k K ltac:(lia)), (S m M M'), IH in A0, A1.
  match type of A0 with ?C -> _ => destruct (Classical_Prop.classic C) as [D | D] end.
  + now rewrite (A0 D), (B0 D).
  + now rewrite (A1 D), (B1 D).
Qed.

(*@ NEEDS P_Same L_FKeptSum P_Kept P_Precedes *)
Lemma same_precedes t t1 p i j n : P_Same t t1 p p n -> (0 <= i)%Z -> (i < n)%Z ->
  (0 <= j)%Z -> (j < n)%Z -> P_Precedes t p i j -> P_Precedes t1 p i j.
Proof.
intros S I I' J J'; unfold P_Precedes, P_Before; cbv zeta.
now rewrite (S i I I'), (S j J J').
Qed.
Lemma same_precedes_back t t1 p i j n : P_Same t t1 p p n -> (0 <= i)%Z ->
  (i < n)%Z -> (0 <= j)%Z -> (j < n)%Z -> P_Precedes t1 p i j ->
  P_Precedes t p i j.
Proof.
intros S I I' J J'; unfold P_Precedes, P_Before; cbv zeta.
now rewrite (S i I I'), (S j J J').
Qed.

(*@ NEEDS P_Same L_FKeptSum P_Kept P_Precedes P_Renormalised *)
Ltac try_Renormalised_Same := no_program; match goal with
  | S : P_Same ?t ?t1 ?p ?p ?n, R : P_Renormalised ?t ?t1 ?p ?y ?n ?m
    |- P_Renormalised ?t ?t ?p ?y ?n ?m =>
      let k := fresh in let K := fresh in let N := fresh in
      intros k; cbv zeta; intros K N;
      let A := fresh in let B := fresh in let C := fresh in
      destruct (R k K N) as [[A B] C]; cbv zeta in A, B, C;
      rewrite (S k K N), (same_kept_sum t t1 p m n S) in C by lia;
      split; [split; [exact A |] |]; intros D;
      [ apply B; intros E; apply D; intros F; apply E;
        apply (same_precedes t t1 p m k n S); assumption
      | apply C; intros F; apply D;
        apply (same_precedes_back t t1 p m k n S); assumption ]
  end.
(*@ TRY try_Renormalised_Same *)

(*@ NEEDS P_Same L_FKeptSum P_Kept P_Precedes P_Nucleus P_Short P_RestZero *)
Ltac try_Nucleus_Same := no_program; match goal with
  | S : P_Same ?t ?t1 ?p ?p ?n, R : P_Nucleus ?t1 ?p ?n ?c ?m
    |- P_Nucleus ?t ?p ?n ?c ?m =>
      let A := fresh in let B := fresh in let C := fresh in
      destruct R as [[A B] C];
      rewrite (S m) in A by assumption;
      rewrite (same_kept_sum t t1 p m n S) in C by lia;
      split; [split; [exact A |] |];
      [ let k := fresh in let K := fresh in let N := fresh in let P := fresh in
        intros k K N P; rewrite <- (same_kept_sum t t1 p k n S) by lia;
        apply B; [assumption | assumption |];
        apply (same_precedes t t1 p k m n S); assumption
      | destruct C as [C | C]; [left; exact C | right];
        let k := fresh in let K := fresh in let N := fresh in let P := fresh in
        intros k K N P; rewrite <- (S k K N); apply C; [assumption | assumption |];
        intros D; apply P; intros E; apply D;
        apply (same_precedes t t1 p m k n S); assumption ]
  end.
(*@ TRY try_Nucleus_Same *)

(* How C compares a float with 0 and 1, as float32_model.v has it *)
(*@ NEEDS P_UnitVariate32 *)
Ltac try_Float_Variate := float_lemma; unfold P_UnitVariate32; cbv zeta;
  try_float32_order.
(*@ TRY try_Float_Variate *)
(*@ NEEDS P_Threshold32 *)
Ltac try_Float_Threshold := float_lemma; unfold P_Threshold32; cbv zeta;
  try_float32_order.
(*@ TRY try_Float_Threshold *)

(*@ NEEDS P_Renormalised P_Probabilities L_FKeptSum P_Precedes P_Kept *)
Lemma kept_ge t x y m n i : P_Probabilities t x n -> (n <= 67108864)%Z ->
  (0 <= m)%Z -> (m < n)%Z -> (0 <= i)%Z -> (i < n)%Z ->
  P_Renormalised t t x y n m -> L_FKeptSum t x m n <= 1 -> P_Kept t x m i ->
  Float64.t'real (t (entry_of x i)) <= Float64.t'real (t (entry_of y i)).
Proof.
intros P N M M' I I' R S K.
assert (X : 0 <= value t x i <= 1) by exact (probability_range t x n i P I I').
assert (G := kept_sum_ge t x m n i P N I K n ltac:(lia) ltac:(lia) I').
destruct (R i I I') as [[[[_ Y0] _] _] E]; cbv zeta in Y0, E.
specialize (E K); unfold value in X, G.
change (Float64.t'real (t (entry_of x i)) <= Float64.t'real (t (entry_of y i))).
destruct (proj1 X) as [X0 | X0].
- match type of E with ?a = ?b => change b with (Float64.t'real (t (entry_of y i))) in E end.
  rewrite <- E; operations; unfold fdiv.
  rewrite <- (RN_exact (Float64.t'real (t (entry_of x i)))) at 1 by apply finite_F.
  apply RN_le.
  set (s := L_FKeptSum t x m n) in *; set (v := Float64.t'real (t (entry_of x i))) in *.
  change (v <= v / s); apply Rmult_le_reg_r with s; [lra |].
  unfold Rdiv; rewrite Rmult_assoc, Rinv_l by lra; nra.
- rewrite <- X0; exact Y0.
Qed.
Ltac try_Kept_Ge := no_program; match goal with
  | P : P_Probabilities ?t ?x ?n, R : P_Renormalised ?t ?t ?x ?y ?n ?m,
    K : P_Kept ?t ?x ?m ?i |- _ <= _ =>
      apply (kept_ge t x y m n i); assumption
  end.
(*@ TRY try_Kept_Ge *)

(*@ NEEDS P_Rounded *)
Lemma rounded_ge_float x y b : P_Rounded x y -> Float32.t'isFinite y ->
  Float32.t'isFinite b -> Float32.t'real b <= Float64.t'real x ->
  Float32.t'real b <= Float32.t'real y.
Proof.
intros R Fy Fb B; destruct (rounded_value x y R Fy) as (_ & _ & ->).
rewrite <- (Rounding32.RN32_exact (Float32.t'real b)).
- now apply Rounding32.RN32_le.
- rewrite Float32.real_B2R by exact Fb.
  apply BinarySingleNaN.generic_format_B2R.
Qed.
Ltac try_Rounded_GeFloat := float_lemma; match goal with
  | R : P_Rounded ?x ?y, Fb : Float32.t'isFinite ?b
    |- Float32.t'real ?b <= Float32.t'real ?y =>
      now apply (rounded_ge_float x y b)
  end.
(*@ TRY try_Rounded_GeFloat *)
