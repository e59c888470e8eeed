(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* Rows with strides: order and peak, specs/strided_order.acsl *)

(*@ NEEDS P_OrderRow P_StridedTop P_SameValue *)
(* entries of the result, u and v, where the logits are a and b *)
Definition strided_pair u v a b := ((b = a -> v = u) /\
  (1 / IZR (2 ^ 900) <= v -> a <= b ->
   u <= 2251799813685249 / 2251799813685248 * v)) /\
  (a <= b -> u <= 3 / IZR (2 ^ 1074) + 9007199254740997 / 9007199254740992 * v).
Definition strided_order (y x : Z -> Float64.t) n :=
  (forall i j, (0 <= i)%Z -> (i < n)%Z -> strided_top x n j ->
    Float64.t'real (y i) <= Float64.t'real (y j) /\
    9007199254740989 / 9007199254740992 / real_of_int n <= Float64.t'real (y j)) /\
  (forall i j, (0 <= i)%Z -> (i < n)%Z -> (0 <= j)%Z -> (j < n)%Z ->
    Float64.t'isFinite (x i) -> Float64.t'isFinite (x j) ->
    strided_pair (Float64.t'real (y i)) (Float64.t'real (y j))
      (Float64.t'real (x i)) (Float64.t'real (x j))).
Lemma strided_order_equal y x y' x' n : strided_equal y y' n -> strided_equal x x' n ->
  strided_order y x n -> strided_order y' x' n.
Proof.
intros E F [P O]; split.
- intros i j I N T; assert (J := T); destruct J as [[[J0 J1] _] _].
  rewrite <- (strided_real _ _ (E i I N)), <- (strided_real _ _ (E j J0 J1)).
  exact (P i j I N (strided_top_equal _ _ n j (strided_equal_sym _ _ n F) T)).
- intros i j I N J M A B; assert (Fi := F i I N); assert (Fj := F j J M).
  rewrite <- (strided_real _ _ (E i I N)), <- (strided_real _ _ (E j J M)).
  rewrite <- (strided_real _ _ Fi), <- (strided_real _ _ Fj).
  apply (O i j I N J M); [exact (proj2 (strided_finite _ _ Fi) A)
    | exact (proj2 (strided_finite _ _ Fj) B)].
Qed.
Lemma link_OrderRow m t z p s n : P_OrderRow m t z p s n <->
  strided_order (fun k => m (entry_of p (k * s))) (fun k => t (entry_of z (k * s))) n.
Proof.
split; intros [P O]; (split; [| exact O]); intros i j; cbv zeta; intros I N T;
  apply (P i j I N).
- rewrite link_StridedTop; exact T.
- rewrite link_StridedTop in T; exact T.
Qed.
Lemma strided_OrderRow_equal m t z p m' t' z' p' s s' n :
  strided_equal (fun k => m' (entry_of p' (k * s'))) (fun k => m (entry_of p (k * s))) n ->
  strided_equal (fun k => t' (entry_of z' (k * s'))) (fun k => t (entry_of z (k * s))) n ->
  P_OrderRow m t z p s n -> P_OrderRow m' t' z' p' s' n.
Proof.
rewrite !link_OrderRow; intros E F.
exact (strided_order_equal _ _ _ _ n (strided_equal_sym _ _ n E)
  (strided_equal_sym _ _ n F)).
Qed.

(*@ NEEDS P_OrderRow P_Gathered *)
Lemma strided_gathered_one m t z w s n : P_Gathered m t z w s n ->
  strided_equal (fun k => t (entry_of z (k * s))) (fun k => m (entry_of w (k * 1))) n.
Proof. intros G k K N; rewrite Z.mul_1_r; exact (G k K N). Qed.
Ltac try_strided_order_row := intro_goal; match goal with
  | F : P_Gathered ?m1 ?t ?z ?w ?s ?n, O : P_OrderRow ?m2 ?m1 ?w ?w 1%Z ?n,
    E : P_Gathered ?m2 ?m3 ?p ?w ?s ?n |- P_OrderRow ?m3 ?t ?z ?p ?s ?n =>
      exact (strided_OrderRow_equal _ _ _ _ _ _ _ _ 1 s n
        (strided_gathered_one m2 m3 p w s n E)
        (strided_gathered_one m1 t z w s n F) O)
  end.
(*@ TRY try_strided_order_row *)

(* The contract of sp_softmax is that of a row of stride 1. *)
(*@ NEEDS P_OrderRow P_StridedTop P_Top P_SameValue *)
Lemma strided_one t z n : strided_equal (fun k => t (entry_of z k))
  (fun k => t (entry_of z (k * 1))) n.
Proof. intros k _ _; rewrite Z.mul_1_r; apply strided_same_refl. Qed.
Ltac try_strided_order_one := intro_goal; match goal with
  |- P_OrderRow ?m ?t ?z ?p 1%Z ?n =>
    apply link_OrderRow, (strided_order_equal _ _ _ _ n (strided_one m p n)
      (strided_one t z n));
    let i := fresh in let j := fresh in let T := fresh in cbv zeta in *; split;
    [ intros i j ? ? T; match goal with H : context [P_Top _ _ _ _ -> _ /\ _] |- _ =>
        exact (H i j ltac:(assumption) ltac:(assumption) T) end
    | intros i j ? ? ? ? ? ?; split; [split |]; intros;
      match goal with H : context [Float64.t'isFinite _ -> _] |- _ =>
        apply H; assumption end ]
  end.
(*@ TRY try_strided_order_one *)

(*@ NEEDS P_OrderRows P_OrderRow P_RowsFrom P_KeptBesideBoth P_Layout *)
Ltac try_strided_order_rows := intro_goal; match goal with
  | L : P_Layout ?rows ?cols ?rs ?s, K : P_KeptBesideBoth ?m' ?m (_ ?p (?r * ?rs)%Z) ?s ?cols ?w,
    F : P_RowsFrom ?m ?t ?z ?r ?rows ?cols ?rs ?s, D : P_OrderRows ?m ?t ?z ?p ?r ?cols ?rs ?s,
    O : P_OrderRow ?m' ?m _ _ ?s ?cols, A : ?z = ?p \/ separated (_ ?p 0%Z) ?x _ ?x
    |- P_OrderRows ?m' ?t ?z ?p (1 + ?r)%Z ?cols ?rs ?s =>
      let k := fresh in let K0 := fresh in let K1 := fresh in
      intros k; cbv zeta; intros K0 K1;
      let N := fresh in
      destruct (Z.eq_dec k r) as [-> | N];
      [ refine (strided_OrderRow_equal m' m _ _ m' t _ _ s s cols
          (strided_equal_refl _ _) _ O);
        apply (strided_row_equal m t z rows cols rs s r r F); assumption || lia
      | refine (strided_OrderRow_equal m t _ _ m' t _ _ s s cols _
          (strided_equal_refl _ _) (D k K0 ltac:(lia)));
        apply (strided_outputs m' m z p w x r rows cols rs s k);
        strided_row_lemma ]
  end.
(*@ TRY try_strided_order_rows *)

(* The contract of sp_softmax_rows *)
(*@ NEEDS P_OrderRows P_OrderRow P_KeptBeside P_Layout separated *)
Ltac try_strided_order_kept := intro_goal; match goal with
  | K : P_KeptBeside ?m ?t ?w ?n, L : P_Layout ?rows ?cols ?rs ?s,
    S : separated (_ ?w 0%Z) ?n (_ ?z 0%Z) ?x, D : P_OrderRows ?m' ?m ?z ?p ?rows ?cols ?rs ?s
    |- P_OrderRows ?m' ?t ?z ?p ?rows ?cols ?rs ?s =>
      let k := fresh in let K0 := fresh in let K1 := fresh in
      intros k; cbv zeta; intros K0 K1;
      refine (strided_OrderRow_equal m' m _ _ m' t _ _ s s cols
        (strided_equal_refl _ _) _ (D k K0 K1));
      apply strided_equal_sym;
      apply (strided_apart_row m t w n z s cols x k rows rs K L);
      first [assumption | reflexivity]
  end.
(*@ TRY try_strided_order_kept *)

(*@ NEEDS P_OrderRows P_OrderRow P_StridedTop P_SameValue *)
Lemma strided_entries t z a s n : strided_equal
  (fun k => t (entry_of (entry_of z a) (k * s))) (fun k => t (entry_of z (a + k * s))) n.
Proof. intros k _ _; rewrite strided_entry; apply strided_same_refl. Qed.
Lemma strided_order_of_row m t z p rows cols rs s r : P_OrderRows m t z p rows cols rs s ->
  (0 <= r)%Z -> (r < rows)%Z ->
  strided_order (fun k => m (entry_of p (r * rs + k * s)))
    (fun k => t (entry_of z (r * rs + k * s))) cols.
Proof.
intros D R N; assert (O := D r R N); apply link_OrderRow in O.
exact (strided_order_equal _ _ _ _ cols (strided_entries m p _ s cols)
  (strided_entries t z _ s cols) O).
Qed.
Lemma strided_top_of_row t z cols rs s r j : P_StridedTop t (entry_of z (r * rs)) s cols j ->
  strided_top (fun k => t (entry_of z (r * rs + k * s))) cols j.
Proof.
rewrite link_StridedTop; exact (strided_top_equal _ _ cols j (strided_entries t z _ s cols)).
Qed.
Ltac try_strided_order_contract := intro_goal; match goal with
  | D : P_OrderRows ?m ?t ?z ?p ?rows ?cols ?rs ?s, R : (0 <= ?r)%Z, N : (?r < ?rows)%Z
    |- context [?m (_ ?p (?r * ?rs + _ * ?s)%Z)] =>
      let O := fresh in
      assert (O := strided_order_of_row m t z p rows cols rs s r D R N);
      match goal with
      | T : P_StridedTop t (_ z (r * rs)%Z) s cols ?j, I : (0 <= ?i)%Z, J : (?i < cols)%Z
        |- _ /\ _ =>
          exact (proj1 O i j I J (strided_top_of_row t z cols rs s r j T))
      | I : (0 <= ?i)%Z, J : (0 <= ?j)%Z, A : (?i < cols)%Z, B : (?j < cols)%Z,
        F : Float64.t'isFinite (t (_ z (r * rs + ?i * s)%Z)),
        G : Float64.t'isFinite (t (_ z (r * rs + ?j * s)%Z)) |- _ =>
          let X := fresh in let Y := fresh in let W := fresh in
          destruct (proj2 O i j I A J B F G) as [[X Y] W];
          first [ exact (X ltac:(assumption)) | exact (W ltac:(assumption))
            | exact (Y ltac:(assumption) ltac:(assumption)) ]
      end
  end.
(*@ TRY try_strided_order_contract *)
