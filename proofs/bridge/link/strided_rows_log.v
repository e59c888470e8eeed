(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* Rows with strides: logarithms, specs/strided_log.acsl. A row is a function v
   of values, so that rows that are equal have equal results. *)

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

(*@ NEEDS P_LogSumExpRow P_StridedTop P_SameValue *)
Definition strided_lse (f : Float64.t) (x : Z -> Float64.t) n :=
  let g := ln (strided_total x n) in
  Float64.t'isFinite f /\ forall j, strided_top x n j ->
    Float64.t'real (x j) <= Float64.t'real f /\
    Rabs (Float64.t'real f + - (1) * g) <=
      1 / IZR (2 ^ 1074) * real_of_int n + 1 / 9007199254740992 * Rabs g +
      589833 / 1180591620717411303424 * (g + - (1) * Float64.t'real (x j)).
Lemma strided_lse_equal f x x' n : strided_equal x x' n -> strided_lse f x n ->
  strided_lse f x' n.
Proof.
intros E [A B]; split; [exact A |]; intros j T.
rewrite <- (strided_total_equal _ _ n E).
destruct T as [[[J0 J1] T1] T2]; rewrite <- (strided_real _ _ (E j J0 J1)).
apply B; apply (strided_top_equal x' x n j (strided_equal_sym _ _ n E)).
exact (conj (conj (conj J0 J1) T1) T2).
Qed.
Lemma link_LogSumExpRow t z s n f : P_LogSumExpRow t z s n f <->
  strided_lse f (fun k => t (entry_of z (k * s))) n.
Proof.
assert (G : L_StridedLogSumExp t z s n =
  ln (strided_total (fun k => t (entry_of z (k * s))) n)).
{ unfold L_StridedLogSumExp; now rewrite link_StridedSumExp. }
unfold strided_lse; cbv zeta; rewrite <- G.
split; intros [A B]; (split; [exact A |]); intros j; cbv zeta; intros T; apply B;
  [rewrite link_StridedTop; exact T | rewrite link_StridedTop in T; exact T].
Qed.

(*@ NEEDS P_LogSumExpRow P_LogSumExpOf P_StridedTop P_Top P_Gathered *)
Lemma link_LogSumExpOf m w n f : P_LogSumExpOf m w n f ->
  strided_lse f (fun k => m (entry_of w k)) n.
Proof.
assert (G : L_SumExp m w n = strided_total (fun k => m (entry_of w k)) n).
{ exact (rec_sum_sum _ (fun k => L_Weight (link_at m w k)) (L_SumExp_def m w) n). }
intros [A B]; unfold strided_lse; cbv zeta; rewrite <- G; split; [exact A |].
intros j T; exact (B j T).
Qed.
Ltac try_strided_lse_row := intro_goal; match goal with
  | F : P_Gathered ?m ?t ?z ?w ?s ?n, S : P_LogSumExpOf ?m ?w ?n ?f
    |- P_LogSumExpRow ?t ?z ?s ?n ?f =>
      apply link_LogSumExpRow;
      exact (strided_lse_equal f _ _ n (strided_equal_sym _ _ n F)
        (link_LogSumExpOf m w n f S))
  end.
(*@ TRY try_strided_lse_row *)

(*@ NEEDS P_LogSumExpRow P_StridedTop P_Layout *)
Lemma strided_lse_row_equal t m z s n f :
  strided_equal (fun k => t (entry_of z (k * s))) (fun k => m (entry_of z (k * s))) n ->
  P_LogSumExpRow m z s n f -> P_LogSumExpRow t z s n f.
Proof.
intros E H; apply link_LogSumExpRow; apply link_LogSumExpRow in H.
exact (strided_lse_equal f _ _ n (strided_equal_sym _ _ n E) H).
Qed.

(*@ NEEDS P_LogSumExpRow P_StridedTop P_RowsFrom P_Layout *)
Ltac try_strided_lse_value := intro_goal; match goal with
  | F : P_RowsFrom ?m ?t ?z 0%Z ?rows ?cols ?rs ?s,
    S : P_LogSumExpRow ?m (_ ?z (?r * ?rs)%Z) ?s ?cols ?f
    |- P_LogSumExpRow ?t (_ ?z (?r * ?rs)%Z) ?s ?cols ?f =>
      refine (strided_lse_row_equal t m _ s cols f _ S);
      apply (strided_row_equal m t z rows cols rs s 0 r F); assumption
  end.
(*@ TRY try_strided_lse_value *)

(*@ NEEDS P_RowsFrom P_AcceptedStrided P_StridedAccepted P_Layout P_LogSumExpRow *)
Ltac try_strided_lse_accepted := intro_goal; match goal with
  | A : P_AcceptedStrided ?t ?z ?rows ?cols ?rs ?s,
    F : P_RowsFrom ?m ?t ?z 0%Z ?rows ?cols ?rs ?s
    |- P_StridedAccepted ?m (_ ?z (?r * ?rs)%Z) ?s ?cols =>
      refine (proj1 (strided_accepted_equal t m _ _ s s cols
        (strided_row_equal m t z rows cols rs s 0 r F ltac:(assumption)
          ltac:(assumption))) _);
      apply A; assumption
  end.
(*@ TRY try_strided_lse_accepted *)

(* The loop that writes them: the logits and earlier results are elsewhere. *)
(*@ NEEDS P_RowsFrom P_KeptBeside P_KeptAt separated P_Layout L_LastIndex P_LogSumExpRows *)
Lemma strided_index_range rows cols rs s k i : P_Layout rows cols rs s ->
  (0 <= k)%Z -> (k < rows)%Z -> (0 <= i)%Z -> (i < cols)%Z ->
  (0 <= k * rs + i * s)%Z /\ (k * rs + i * s <= L_LastIndex rows cols rs s)%Z.
Proof.
intros L K0 K1 I0 I1; destruct (strided_row_end rows cols rs s k L K0 K1) as [A [B _]].
assert (S : (0 < s)%Z) by exact (proj1 (proj1 (proj2 L))); split; nia.
Qed.
Ltac try_strided_lse_logits := intro_goal; match goal with
  | L : P_Layout ?rows ?cols ?rs ?s, F : P_RowsFrom ?m ?t ?z 0%Z ?rows ?cols ?rs ?s,
    K : P_KeptBeside ?m' ?m ?w ?n, S : separated (_ ?w 0%Z) ?n (_ ?z 0%Z) _
    |- P_RowsFrom ?m' ?t ?z 0%Z ?rows ?cols ?rs ?s =>
      let k := fresh in let i := fresh in
      intros k i ? ? ? ?;
      apply (strided_same_trans _ _ _ (F k i ltac:(assumption) ltac:(assumption)
        ltac:(assumption) ltac:(assumption))), K;
      destruct (strided_index_range rows cols rs s k i L ltac:(assumption)
        ltac:(assumption) ltac:(assumption) ltac:(assumption));
      change (separated (entry_of w 0%Z) n (entry_of z 0%Z)
        (1 + L_LastIndex rows cols rs s)) in S;
      change (separated (entry_of z (k * rs + i * s)) 1 (entry_of w 0%Z) n);
      unfold separated in S |- *; cbn [base offset] in S |- *; lia
  | L : P_Layout ?rows ?cols ?rs ?s, F : P_RowsFrom ?m ?t ?z 0%Z ?rows ?cols ?rs ?s,
    S : separated (_ ?out 0%Z) ?rows (_ ?z 0%Z) _
    |- P_RowsFrom (map.Map.set ?m (_ ?out ?r) ?f) ?t ?z 0%Z ?rows ?cols ?rs ?s =>
      let k := fresh in let i := fresh in
      intros k i ? ? ? ?; unfold P_KeptAt;
      rewrite store_other;
      [ exact (F k i ltac:(assumption) ltac:(assumption) ltac:(assumption)
          ltac:(assumption)) |];
      destruct (strided_index_range rows cols rs s k i L ltac:(assumption)
        ltac:(assumption) ltac:(assumption) ltac:(assumption));
      change (entry_of out r <> entry_of z (k * rs + i * s));
      let E := fresh in
      intros E;
      assert (offset out + r = offset z + (k * rs + i * s))%Z by exact (f_equal offset E);
      assert (base out = base z) by exact (f_equal base E);
      change (separated (entry_of out 0%Z) rows (entry_of z 0%Z)
        (1 + L_LastIndex rows cols rs s)) in S;
      unfold separated in S; cbn [base offset] in S; lia
  end.
(*@ TRY try_strided_lse_logits *)

(*@ NEEDS P_LogSumExpRows P_LogSumExpRow P_StridedTop P_KeptBeside P_KeptAt separated *)
Lemma strided_lse_same t z s n f f' : P_SameValue f f' ->
  P_LogSumExpRow t z s n f -> P_LogSumExpRow t z s n f'.
Proof.
intros E H; apply link_LogSumExpRow; apply link_LogSumExpRow in H.
unfold strided_lse in *; cbv zeta in *; rewrite <- (strided_real _ _ E).
destruct H as [A B]; split; [exact (proj1 (strided_finite _ _ E) A) | exact B].
Qed.
Ltac try_strided_lse_kept := intro_goal; match goal with
  | D : P_LogSumExpRows ?m ?t ?z ?out ?r ?cols ?rs ?s, K : P_KeptBeside ?m' ?m ?w ?n,
    S : separated (_ ?w 0%Z) ?n (_ ?out 0%Z) ?rows
    |- P_LogSumExpRows ?m' ?t ?z ?out ?r ?cols ?rs ?s =>
      let k := fresh in let K0 := fresh in let K1 := fresh in
      intros k; cbv zeta; intros K0 K1;
      refine (strided_lse_same t _ s cols _ _ _ (D k K0 K1));
      apply K;
      change (separated (entry_of out k) 1 (entry_of w 0%Z) n);
      change (separated (entry_of w 0%Z) n (entry_of out 0%Z) rows) in S;
      unfold separated in S |- *; cbn [base offset] in S |- *; lia
  end.
(*@ TRY try_strided_lse_kept *)
Lemma strided_lse_next m t z out r cols rs s f : (0 <= r)%Z ->
  P_LogSumExpRows m t z out r cols rs s ->
  P_LogSumExpRow t (entry_of z (r * rs)) s cols f ->
  P_LogSumExpRows (map.Map.set m (entry_of out r) f) t z out (1 + r) cols rs s.
Proof.
intros R D V k K0 K1.
change (P_LogSumExpRow t (entry_of z (k * rs)) s cols
  (map.Map.set m (entry_of out r) f (entry_of out k))).
destruct (Z.eq_dec k r) as [-> | N].
- rewrite store_same; exact V.
- rewrite store_other by (apply entry_differ; lia); exact (D k K0 ltac:(lia)).
Qed.
Ltac try_strided_lse_next := intro_goal; match goal with
  | D : P_LogSumExpRows ?m ?t ?z ?out ?r ?cols ?rs ?s,
    V : P_LogSumExpRow ?t (_ ?z (?r * ?rs)%Z) ?s ?cols ?f
    |- P_LogSumExpRows (map.Map.set ?m _ ?f) ?t ?z ?out (1 + ?r)%Z ?cols ?rs ?s =>
      exact (strided_lse_next m t z out r cols rs s f ltac:(assumption) D V)
  end.
(*@ TRY try_strided_lse_next *)


(* The contract of sp_logsumexp_rows *)
(*@ NEEDS P_LogSumExpRows P_LogSumExpRow P_KeptBeside P_Layout separated *)
Ltac try_strided_lse_checked := intro_goal; match goal with
  | K : P_KeptBeside ?m ?t ?w ?n, L : P_Layout ?rows ?cols ?rs ?s,
    S : separated (_ ?w 0%Z) ?n (_ ?z 0%Z) ?x,
    D : P_LogSumExpRows ?m' ?m ?z ?out ?rows ?cols ?rs ?s
    |- P_LogSumExpRows ?m' ?t ?z ?out ?rows ?cols ?rs ?s =>
      let k := fresh in let K0 := fresh in let K1 := fresh in
      intros k; cbv zeta; intros K0 K1;
      refine (strided_lse_row_equal t m _ s cols _ _ (D k K0 K1));
      apply strided_equal_sym;
      apply (strided_apart_row m t w n z s cols x k rows rs K L);
      first [assumption | reflexivity]
  end.
(*@ TRY try_strided_lse_checked *)

(* The contracts, entry by entry *)
(*@ NEEDS P_LogSoftmaxRows P_LogSoftmaxRow P_LogProbability P_Layout *)
Lemma strided_log_entry p a b : entry_of (entry_of p a) b = entry_of p (a + b)%Z.
Proof. cbn [base offset]; f_equal; lia. Qed.
Lemma strided_nested (m : addr -> Float64.t) (Q : Float64.t -> Prop) p a b :
  Q (m (entry_of (entry_of p a) b)) <-> Q (m (entry_of p (a + b))).
Proof. now rewrite strided_log_entry. Qed.
Ltac try_strided_log_contract := intro_goal; match goal with
  | D : P_LogSoftmaxRows ?m ?t ?z ?p ?rows ?cols ?rs ?s,
    R : (0 <= ?r)%Z, N : (?r < ?rows)%Z, I : (0 <= ?i)%Z, J : (?i < ?cols)%Z
    |- context [?m (_ ?p (?r * ?rs + ?i * ?s)%Z)] =>
      let A := fresh in let B := fresh in let C := fresh in let E := fresh in
      let Q := fresh in
      destruct (D r R N i I J) as [[[A B] C] E];
      lazymatch goal with
      | |- P_LogProbability _ =>
          exact (proj1 (strided_nested m P_LogProbability p (r * rs) (i * s)) A)
      | X : Float64.is_minus_infinity (t _) |- Float64.is_minus_infinity _ =>
          exact (proj1 (strided_nested m Float64.is_minus_infinity p (r * rs) (i * s))
            (B (proj2 (strided_nested t Float64.is_minus_infinity z (r * rs) (i * s)) X)))
      | X : Float64.t'isFinite (m _) |- Rabs (?x + _) <= _ =>
          assert (Q : m (entry_of p (r * rs + i * s)) =
            m (entry_of (entry_of p (r * rs)) (i * s)))
            by (f_equal; symmetry; apply strided_log_entry);
          replace x with (Float64.t'real (m (entry_of (entry_of p (r * rs)) (i * s))))
            by exact (f_equal Float64.t'real (eq_sym Q));
          exact (C (proj2 (strided_nested m Float64.t'isFinite p (r * rs) (i * s)) X))
      | X : P_StridedTop t _ s cols ?k, O : _ <= _ + _, F : Float64.t'isFinite (t _)
        |- Float64.t'isFinite _ =>
          apply (proj1 (strided_nested m Float64.t'isFinite p (r * rs) (i * s)));
          apply (E k);
          [ exact (proj2 (strided_nested t (fun v => Float64.t'real v <= _) z
              (r * rs) (k * s)) (proj2 (strided_nested t (fun v => _ <= _ +
              Float64.t'real v) z (r * rs) (i * s)) O))
          | exact X
          | exact (proj2 (strided_nested t Float64.t'isFinite z (r * rs) (i * s)) F) ]
      end
  end.
(*@ TRY try_strided_log_contract *)

(*@ NEEDS P_LogSumExpRows P_LogSumExpRow P_StridedTop P_Layout *)
Lemma strided_lse_entry p a b : entry_of (entry_of p a) b = entry_of p (a + b)%Z.
Proof. cbn [base offset]; f_equal; lia. Qed.
Ltac try_strided_lse_contract := intro_goal; match goal with
  | D : P_LogSumExpRows ?m ?t ?z ?out ?rows ?cols ?rs ?s,
    R : (0 <= ?r)%Z, N : (?r < ?rows)%Z |- context [?m (_ ?out ?r)] =>
      let A := fresh in let B := fresh in let C := fresh in let E := fresh in
      destruct (D r R N) as [A B];
      lazymatch goal with
      | |- Float64.t'isFinite _ => exact A
      | X : P_StridedTop t _ s cols ?k |- _ =>
          destruct (B k X) as [C E];
          assert (Q : t (entry_of z (r * rs + k * s)) =
            t (entry_of (entry_of z (r * rs)) (k * s)))
            by (f_equal; symmetry; apply strided_lse_entry);
          match goal with
          | |- Rabs _ <= _ =>
              match goal with |- context [Float64.t'real (t (?f z ?j))] =>
                replace (Float64.t'real (t (f z j))) with
                  (Float64.t'real (t (entry_of (entry_of z (r * rs)) (k * s))))
                  by exact (f_equal Float64.t'real (eq_sym Q)) end;
              exact E
          | |- ?x <= _ =>
              replace x with
                (Float64.t'real (t (entry_of (entry_of z (r * rs)) (k * s))))
                by exact (f_equal Float64.t'real (eq_sym Q));
              exact C
          end
      end
  end.
(*@ TRY try_strided_lse_contract *)
