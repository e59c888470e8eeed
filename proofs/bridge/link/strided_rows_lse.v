(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* Rows with strides: log-sum-exp, and the contracts entry by entry *)

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
