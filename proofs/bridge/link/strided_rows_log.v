(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* Rows with strides: log-softmax, specs/strided_log.acsl *)

(*@ NEEDS P_StridedTop P_SameValue *)
Definition strided_top (v : Z -> Float64.t) n t :=
  (((0 <= t)%Z /\ (t < n)%Z) /\ Float64.t'isFinite (v t)) /\
  forall i, (0 <= i)%Z -> (i < n)%Z -> Float64.is_minus_infinity (v i) \/
    Float64.t'real (v i) <= Float64.t'real (v t) /\ Float64.t'isFinite (v i).
Lemma link_StridedTop t z s n k :
  P_StridedTop t z s n k = strided_top (fun i => t (entry_of z (i * s))) n k.
Proof.
pose (Q := fun j => (((0 <= k)%Z /\ (k < n)%Z) /\ Float64.t'isFinite (t (entry_of z j))) /\
  forall i, let a := t (entry_of z (i * s)) in (0 <= i)%Z -> (i < n)%Z ->
    Float64.is_minus_infinity a \/
    Float64.t'real a <= Float64.t'real (t (entry_of z j)) /\ Float64.t'isFinite a).
change (Q (s * k)%Z = Q (k * s)%Z); now rewrite Z.mul_comm.
Qed.
Lemma strided_finite x y : P_SameValue x y ->
  (Float64.t'isFinite x <-> Float64.t'isFinite y).
Proof. unfold P_SameValue; tauto. Qed.
Lemma strided_top_equal v v' n t : strided_equal v v' n -> strided_top v n t ->
  strided_top v' n t.
Proof.
intros E [[[A B] F] T]; assert (Et := E t A B).
split; [split; [now split | exact (proj1 (strided_finite _ _ Et) F)] |].
intros i I N; assert (Ei := E i I N).
rewrite <- (strided_real _ _ Et), <- (strided_real _ _ Ei).
destruct (T i I N) as [M | [L Fi]].
- left; exact (proj1 (strided_same_minus _ _ Ei) M).
- right; split; [exact L | exact (proj1 (strided_finite _ _ Ei) Fi)].
Qed.

(*@ NEEDS P_LogSoftmaxRow P_LogProbability P_StridedTop P_SameValue *)
(* within the bound, and not so far below the largest that it overflows *)
Definition strided_log_near n y g := Rabs (y + - (1) * g) <=
  1 / IZR (2 ^ 1074) * real_of_int (2 * n) +
  851981 / 1180591620717411303424 * Rabs g.
Definition strided_logs (y x : Z -> Float64.t) n := forall i,
  (0 <= i)%Z -> (i < n)%Z ->
  ((P_LogProbability (y i) /\
    (Float64.is_minus_infinity (x i) -> Float64.is_minus_infinity (y i))) /\
   (Float64.t'isFinite (y i) -> strided_log_near n (Float64.t'real (y i))
     (Float64.t'real (x i) + - (1) * ln (strided_total x n)))) /\
  (forall j, Float64.t'real (x j) <= IZR (2 ^ 1023) + Float64.t'real (x i) ->
   strided_top x n j -> Float64.t'isFinite (x i) -> Float64.t'isFinite (y i)).
Lemma strided_log_probability x y : P_SameValue x y -> P_LogProbability x ->
  P_LogProbability y.
Proof.
intros E [M | [L Fi]]; [left; exact (proj1 (strided_same_minus _ _ E) M) | right].
split; [rewrite <- (strided_real _ _ E); exact L | exact (proj1 (strided_finite _ _ E) Fi)].
Qed.
Lemma strided_logs_equal y x y' x' n : strided_equal y y' n -> strided_equal x x' n ->
  strided_logs y x n -> strided_logs y' x' n.
Proof.
intros E F H i I N; destruct (H i I N) as [[[A B] C] D].
assert (Ei := E i I N); assert (Fi := F i I N).
split; [split; [split |] |].
- exact (strided_log_probability _ _ Ei A).
- intros M; apply (strided_same_minus _ _ Ei), B, (strided_same_minus _ _ Fi), M.
- intros M; rewrite <- (strided_real _ _ Ei), <- (strided_real _ _ Fi),
    <- (strided_total_equal _ _ n F).
  apply C, (strided_finite _ _ Ei), M.
- intros j O T M; apply (strided_finite _ _ Ei); destruct T as [[[J0 J1] T1] T2].
  apply (D j).
  + rewrite (strided_real _ _ Fi), (strided_real _ _ (F j J0 J1)); exact O.
  + apply (strided_top_equal x' x n j (strided_equal_sym _ _ n F)).
    exact (conj (conj (conj J0 J1) T1) T2).
  + apply (strided_finite _ _ Fi), M.
Qed.
Lemma link_LogSoftmaxRow m t z p s n : P_LogSoftmaxRow m t z p s n <->
  strided_logs (fun k => m (entry_of p (k * s))) (fun k => t (entry_of z (k * s))) n.
Proof.
assert (G : forall i, L_StridedLogSoftmax t z s n i =
  Float64.t'real (t (entry_of z (i * s))) +
  - (1) * ln (strided_total (fun k => t (entry_of z (k * s))) n)).
{ intros i; unfold L_StridedLogSoftmax, L_StridedLogSumExp.
  now rewrite link_StridedSumExp. }
split; intros H i; cbv zeta; intros I N; destruct (H i I N) as [[[A B] C] D];
  (split; [split; [now split |] |]).
- intros M; rewrite <- G; exact (C M).
- intros j O T; apply (D j O); rewrite link_StridedTop; exact T.
- intros M; rewrite G; exact (C M).
- intros j O T; apply (D j O); rewrite link_StridedTop in T; exact T.
Qed.

(*@ NEEDS P_LogSoftmaxOf P_LogProbability P_LogProbs P_Top *)
Ltac try_log_softmax_of := intro_goal; match goal with
  | P : P_LogProbs ?m ?t ?z ?p ?n ?top _, T : P_Top ?t ?z ?n ?top,
    R : forall i : Z, _ -> _ -> Float64.is_minus_infinity _ \/ _,
    A : forall i : Z, _ -> _ -> Float64.t'isFinite _ -> Rabs _ <= _
    |- P_LogSoftmaxOf ?m ?t ?z ?p ?n =>
      let i := fresh in let I := fresh in let N := fresh in let B := fresh in
      let C := fresh in
      intros i; cbv zeta; intros I N; destruct (P i I N) as [[B C] _];
      split; [split; [split; [exact (R i I N) | exact B] | exact (A i I N)] |];
      let j := fresh in let O := fresh in let J := fresh in let M := fresh in
      intros j O J M; apply C; [| exact M];
      destruct T as [[[? ?] ?] _]; destruct J as [_ J];
      match goal with F : Float64.t'isFinite (t (_ z top)) |- _ =>
        destruct (J top ltac:(assumption) ltac:(assumption)) as [J' | [J' _]];
        [ exfalso; exact (finite_not_masked _ F J')
        | exact (Rle_trans _ _ _ J' O) ]
      end
  end.
(*@ TRY try_log_softmax_of *)

(*@ NEEDS P_LogSoftmaxRow P_LogSoftmaxOf P_LogProbability P_StridedTop P_Top P_Gathered L_LogSoftmax *)
Lemma link_LogSoftmaxOf m t z p n : P_LogSoftmaxOf m t z p n ->
  strided_logs (fun k => m (entry_of p k)) (fun k => t (entry_of z k)) n.
Proof.
assert (G : L_SumExp t z n = strided_total (fun k => t (entry_of z k)) n).
{ exact (rec_sum_sum _ (fun k => L_Weight (link_at t z k)) (L_SumExp_def t z) n). }
intros H i I N; destruct (H i I N) as [[[A B] C] D].
split; [split; [now split |] |].
- intros M; rewrite <- G; exact (C M).
- intros j O T; exact (D j O T).
Qed.
Ltac try_strided_log_row := intro_goal; match goal with
  | F : P_Gathered ?m1 ?t ?z ?w ?s ?n, S : P_LogSoftmaxOf ?m2 ?m1 ?w ?w ?n,
    E : P_Gathered ?m2 ?m3 ?p ?w ?s ?n |- P_LogSoftmaxRow ?m3 ?t ?z ?p ?s ?n =>
      apply link_LogSoftmaxRow;
      apply (strided_logs_equal _ _ _ _ n (strided_equal_sym _ _ n E)
        (strided_equal_sym _ _ n F) (link_LogSoftmaxOf m2 m1 w w n S))
  end.
(*@ TRY try_strided_log_row *)

(*@ NEEDS P_LogSoftmaxRows P_LogSoftmaxRow P_LogProbability P_StridedTop P_Layout *)
Lemma strided_log_equal m t z p m' t' z' p' s n :
  strided_equal (fun k => m' (entry_of p' (k * s))) (fun k => m (entry_of p (k * s))) n ->
  strided_equal (fun k => t' (entry_of z' (k * s))) (fun k => t (entry_of z (k * s))) n ->
  P_LogSoftmaxRow m t z p s n -> P_LogSoftmaxRow m' t' z' p' s n.
Proof.
intros E F H; apply link_LogSoftmaxRow; apply link_LogSoftmaxRow in H.
exact (strided_logs_equal _ _ _ _ n (strided_equal_sym _ _ n E)
  (strided_equal_sym _ _ n F) H).
Qed.

(*@ NEEDS P_LogSoftmaxRows P_LogSoftmaxRow P_RowsFrom P_KeptBesideBoth P_Layout *)
Ltac try_strided_log_rows := intro_goal; match goal with
  | L : P_Layout ?rows ?cols ?rs ?s, K : P_KeptBesideBoth ?m' ?m (_ ?p (?r * ?rs)%Z) ?s ?cols ?w,
    F : P_RowsFrom ?m ?t ?z ?r ?rows ?cols ?rs ?s, D : P_LogSoftmaxRows ?m ?t ?z ?p ?r ?cols ?rs ?s,
    S : P_LogSoftmaxRow ?m' ?m _ _ ?s ?cols, A : ?z = ?p \/ separated (_ ?p 0%Z) ?x _ ?x
    |- P_LogSoftmaxRows ?m' ?t ?z ?p (1 + ?r)%Z ?cols ?rs ?s =>
      let k := fresh in let K0 := fresh in let K1 := fresh in
      intros k; cbv zeta; intros K0 K1;
      let N := fresh in
      destruct (Z.eq_dec k r) as [-> | N];
      [ refine (strided_log_equal m' m _ _ m' t _ _ s cols
          (strided_equal_refl _ _) _ S);
        apply (strided_row_equal m t z rows cols rs s r r F); assumption || lia
      | refine (strided_log_equal m t _ _ m' t _ _ s cols _
          (strided_equal_refl _ _) (D k K0 ltac:(lia)));
        apply (strided_outputs m' m z p w x r rows cols rs s k);
        strided_row_lemma ]
  end.
(*@ TRY try_strided_log_rows *)

(* The contract of sp_log_softmax_rows *)
(*@ NEEDS P_LogSoftmaxRows P_LogSoftmaxRow P_KeptBeside P_Layout separated *)
Ltac try_strided_log_kept := intro_goal; match goal with
  | K : P_KeptBeside ?m ?t ?w ?n, L : P_Layout ?rows ?cols ?rs ?s,
    S : separated (_ ?w 0%Z) ?n (_ ?z 0%Z) ?x, D : P_LogSoftmaxRows ?m' ?m ?z ?p ?rows ?cols ?rs ?s
    |- P_LogSoftmaxRows ?m' ?t ?z ?p ?rows ?cols ?rs ?s =>
      let k := fresh in let K0 := fresh in let K1 := fresh in
      intros k; cbv zeta; intros K0 K1;
      refine (strided_log_equal m' m _ _ m' t _ _ s cols
        (strided_equal_refl _ _) _ (D k K0 K1));
      apply strided_equal_sym;
      apply (strided_apart_row m t w n z s cols x k rows rs K L);
      first [assumption | reflexivity]
  end.
(*@ TRY try_strided_log_kept *)
