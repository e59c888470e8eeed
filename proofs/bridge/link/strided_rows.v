(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* Rows with strides: the results, specs/strided_softmax.acsl *)

(*@ NEEDS L_Weight *)
Definition strided_total (v : Z -> Float64.t) n :=
  sum (Z.to_nat n) (seq (fun k => L_Weight (v k))).

(*@ NEEDS P_SameValue *)
Lemma strided_equal_refl v n : strided_equal v v n.
Proof. intros k _ _; apply strided_same_refl. Qed.
Lemma strided_equal_sym v v' n : strided_equal v v' n -> strided_equal v' v n.
Proof. intros E k K N; exact (strided_same_sym _ _ (E k K N)). Qed.
Lemma strided_real x y : P_SameValue x y -> Float64.t'real x = Float64.t'real y.
Proof. intros [_ E]; exact (eq_sym E). Qed.
Lemma strided_sum_equal v v' n : strided_equal v v' n ->
  sum (Z.to_nat n) (seq (fun k => Float64.t'real (v k))) =
  sum (Z.to_nat n) (seq (fun k => Float64.t'real (v' k))).
Proof. intros E; apply sum_ext; intros k K; apply strided_real, E; lia. Qed.

(*@ NEEDS P_SameValue L_Weight *)
Lemma strided_weight x y : P_SameValue x y -> L_Weight x = L_Weight y.
Proof.
intros E; unfold L_Weight, binary64.Binary64.unmasked; rewrite (strided_real x y E).
assert (M := strided_same_minus x y E); rewrite <- !Float64.is_masked_spec in M.
destruct (Float64.is_masked x), (Float64.is_masked y); try easy;
  destruct M as [M M']; [discriminate (M eq_refl) | discriminate (M' eq_refl)].
Qed.
Lemma strided_total_equal v v' n : strided_equal v v' n ->
  strided_total v n = strided_total v' n.
Proof. intros E; apply sum_ext; intros k K; apply strided_weight, E; lia. Qed.

(*@ NEEDS L_StridedSum *)
Lemma link_StridedSum t p s n : L_StridedSum t p s n = sum (Z.to_nat n)
  (seq (fun k => Float64.t'real (t (entry_of p (k * s))))).
Proof.
etransitivity; [exact (rec_sum_sum _ (fun k => Float64.t'real (link_at t p (s * k)%Z))
  (L_StridedSum_def t p s) n) |].
apply sum_ext; intros k _; unfold seq; now rewrite Z.mul_comm.
Qed.

(*@ NEEDS L_StridedSum P_SameValue *)
Lemma strided_Sum_equal t t' p p' s s' n :
  strided_equal (fun k => t (entry_of p (k * s))) (fun k => t' (entry_of p' (k * s'))) n ->
  L_StridedSum t p s n = L_StridedSum t' p' s' n.
Proof. intros E; rewrite !link_StridedSum; exact (strided_sum_equal _ _ n E). Qed.

(*@ NEEDS L_StridedSum L_Sum P_Gathered *)
Lemma strided_Sum_gathered m t z w s n : P_Gathered m t z w s n ->
  L_StridedSum t z s n = L_Sum m w n.
Proof.
intros E; rewrite link_StridedSum, link_Sum; exact (strided_sum_equal _ _ n E).
Qed.
Ltac try_strided_Sum := intro_goal; match goal with
  | G : P_Gathered ?m ?t ?z ?w ?s ?n |- L_StridedSum ?t ?z ?s ?n = L_Sum ?m ?w ?n =>
      exact (strided_Sum_gathered m t z w s n G)
  | G : P_Gathered ?m ?t ?z ?w ?s ?n |- L_Sum ?m ?w ?n = L_StridedSum ?t ?z ?s ?n =>
      exact (eq_sym (strided_Sum_gathered m t z w s n G))
  end.
(*@ TRY try_strided_Sum *)

(*@ NEEDS L_StridedSumExp *)
Lemma link_StridedSumExp t z s n : L_StridedSumExp t z s n =
  strided_total (fun k => t (entry_of z (k * s))) n.
Proof.
etransitivity; [exact (rec_sum_sum _ (fun k => L_Weight (link_at t z (s * k)%Z))
  (L_StridedSumExp_def t z s) n) |].
apply sum_ext; intros k _; unfold seq; now rewrite Z.mul_comm.
Qed.

(*@ NEEDS L_StridedSumExp P_SameValue *)
Lemma strided_SumExp_equal t t' z z' s s' n :
  strided_equal (fun k => t (entry_of z (k * s))) (fun k => t' (entry_of z' (k * s'))) n ->
  L_StridedSumExp t z s n = L_StridedSumExp t' z' s' n.
Proof. intros E; rewrite !link_StridedSumExp; exact (strided_total_equal _ _ n E). Qed.

(*@ NEEDS L_StridedSumExp L_SumExp P_Gathered *)
Lemma strided_SumExp_gathered m t z w s n : P_Gathered m t z w s n ->
  L_StridedSumExp t z s n = L_SumExp m w n.
Proof.
intros E; rewrite link_StridedSumExp.
etransitivity; [exact (strided_total_equal _ _ n E) | symmetry].
exact (rec_sum_sum _ (fun k => L_Weight (link_at m w k)) (L_SumExp_def m w) n).
Qed.

(*@ NEEDS L_StridedSoftmax P_SameValue *)
Lemma strided_Softmax_equal t t' z z' s s' n i :
  strided_equal (fun k => t (entry_of z (k * s))) (fun k => t' (entry_of z' (k * s'))) n ->
  (0 <= i)%Z -> (i < n)%Z ->
  L_StridedSoftmax t z s n i = L_StridedSoftmax t' z' s' n i.
Proof.
intros E I N; unfold L_StridedSoftmax.
rewrite (strided_SumExp_equal t t' z z' s s' n E); f_equal.
exact (strided_weight _ _ (E i I N)).
Qed.

(*@ NEEDS L_StridedSoftmax L_Softmax P_Gathered *)
Lemma strided_Softmax_gathered m t z w s n i : P_Gathered m t z w s n ->
  (0 <= i)%Z -> (i < n)%Z -> L_StridedSoftmax t z s n i = L_Softmax m w n i.
Proof.
intros E I N; unfold L_StridedSoftmax, L_Softmax.
rewrite (strided_SumExp_gathered m t z w s n E); f_equal.
exact (strided_weight _ _ (E i I N)).
Qed.
Ltac try_strided_Softmax := intro_goal; match goal with
  | G : P_Gathered ?m ?t ?z ?w ?s ?n
    |- L_StridedSoftmax ?t ?z ?s ?n ?i = L_Softmax ?m ?w ?n ?i =>
      apply (strided_Softmax_gathered m t z w s n i G); assumption
  | G : P_Gathered ?m ?t ?z ?w ?s ?n
    |- L_Softmax ?m ?w ?n ?i = L_StridedSoftmax ?t ?z ?s ?n ?i =>
      symmetry; apply (strided_Softmax_gathered m t z w s n i G); assumption
  end.
(*@ TRY try_strided_Softmax *)

(* What is said of p and the softmax g of z holds of equal values. *)
(*@ NEEDS P_SoftmaxRow L_StridedSoftmax P_SameValue *)
Lemma strided_softmax_equal m t z p m' t' z' p' s n :
  strided_equal (fun k => m' (entry_of p' (k * s))) (fun k => m (entry_of p (k * s))) n ->
  strided_equal (fun k => t' (entry_of z' (k * s))) (fun k => t (entry_of z (k * s))) n ->
  P_SoftmaxRow m t z p s n -> P_SoftmaxRow m' t' z' p' s n.
Proof.
intros E F [S H]; split.
- rewrite (strided_Sum_equal m' m p' p s s n E); exact S.
- intros i; cbv zeta; intros I N; destruct (H i I N) as [[[[B A] D] C] M].
  assert (X := E i I N); assert (Y := strided_real _ _ X).
  assert (G := strided_Softmax_equal t' t z' z s s n i F I N).
  repeat match goal with |- _ /\ _ => split end.
  + exact (eq_ind_r (fun x => x <= 1) B Y).
  + exact (eq_ind_r (fun x => 0 <= x) A Y).
  + rewrite G.
    match goal with |- Rabs (?x + _) <= _ =>
      replace x with (Float64.t'real (m (entry_of p (i * s)))) by exact (eq_sym Y) end.
    exact D.
  + destruct X as [[[[X _] _] _] _]; exact (proj1 X C).
  + intros Q; refine (eq_trans Y (M _)).
    exact (proj1 (strided_same_minus _ _ (F i I N)) Q).
Qed.

(*@ NEEDS P_SoftmaxRow P_SoftmaxOf P_Gathered L_StridedSoftmax L_Softmax *)
Lemma strided_softmax_gathered m3 m2 m1 t z w p s n : P_Gathered m1 t z w s n ->
  P_SoftmaxOf m2 m1 w w n -> P_Gathered m2 m3 p w s n -> P_SoftmaxRow m3 t z p s n.
Proof.
intros F [S H] E; split.
- rewrite (strided_Sum_gathered m2 m3 p w s n E); exact S.
- intros i; cbv zeta; intros I N; destruct (H i I N) as [[[[B A] D] C] M].
  assert (X := E i I N); assert (Y := strided_real _ _ X).
  assert (G := strided_Softmax_gathered m1 t z w s n i F I N).
  repeat match goal with |- _ /\ _ => split end.
  + exact (eq_ind_r (fun x => x <= 1) B Y).
  + exact (eq_ind_r (fun x => 0 <= x) A Y).
  + rewrite G.
    match goal with |- Rabs (?x + _) <= _ =>
      replace x with (Float64.t'real (m2 (entry_of w i))) by exact (eq_sym Y) end.
    exact D.
  + destruct X as [[[[X _] _] _] _]; exact (proj1 X C).
  + intros Q; refine (eq_trans Y (M _)).
    exact (proj1 (strided_same_minus _ _ (F i I N)) Q).
Qed.
Ltac try_strided_softmax_row := intro_goal; match goal with
  | F : P_Gathered ?m1 ?t ?z ?w ?s ?n, S : P_SoftmaxOf ?m2 ?m1 ?w ?w ?n,
    E : P_Gathered ?m2 ?m3 ?p ?w ?s ?n |- P_SoftmaxRow ?m3 ?t ?z ?p ?s ?n =>
      exact (strided_softmax_gathered m3 m2 m1 t z w p s n F S E)
  end.
(*@ TRY try_strided_softmax_row *)

(*@ NEEDS P_SoftmaxRows P_SoftmaxRow P_RowsFrom P_KeptBesideBoth P_Layout *)
Ltac try_strided_softmax_rows := intro_goal; match goal with
  | L : P_Layout ?rows ?cols ?rs ?s, K : P_KeptBesideBoth ?m' ?m (_ ?p (?r * ?rs)%Z) ?s ?cols ?w,
    F : P_RowsFrom ?m ?t ?z ?r ?rows ?cols ?rs ?s, D : P_SoftmaxRows ?m ?t ?z ?p ?r ?cols ?rs ?s,
    S : P_SoftmaxRow ?m' ?m _ _ ?s ?cols, A : ?z = ?p \/ separated (_ ?p 0%Z) ?x _ ?x
    |- P_SoftmaxRows ?m' ?t ?z ?p (1 + ?r)%Z ?cols ?rs ?s =>
      let k := fresh in let K0 := fresh in let K1 := fresh in
      intros k; cbv zeta; intros K0 K1;
      let N := fresh in
      destruct (Z.eq_dec k r) as [-> | N];
      [ refine (strided_softmax_equal m' m _ _ m' t _ _ s cols
          (strided_equal_refl _ _) _ S);
        apply (strided_row_equal m t z rows cols rs s r r F); assumption || lia
      | refine (strided_softmax_equal m t _ _ m' t _ _ s cols _
          (strided_equal_refl _ _) (D k K0 ltac:(lia)));
        apply (strided_outputs m' m z p w x r rows cols rs s k);
        strided_row_lemma ]
  end.
(*@ TRY try_strided_softmax_rows *)

(* The contract of sp_softmax_rows *)
(*@ NEEDS P_SoftmaxRows P_SoftmaxRow P_KeptBeside P_Layout separated *)
Ltac try_strided_softmax_kept := intro_goal; match goal with
  | K : P_KeptBeside ?m ?t ?w ?n, L : P_Layout ?rows ?cols ?rs ?s,
    S : separated (_ ?w 0%Z) ?n (_ ?z 0%Z) ?x, D : P_SoftmaxRows ?m' ?m ?z ?p ?rows ?cols ?rs ?s
    |- P_SoftmaxRows ?m' ?t ?z ?p ?rows ?cols ?rs ?s =>
      let k := fresh in let K0 := fresh in let K1 := fresh in
      intros k; cbv zeta; intros K0 K1;
      refine (strided_softmax_equal m' m _ _ m' t _ _ s cols
        (strided_equal_refl _ _) _ (D k K0 K1));
      apply strided_equal_sym;
      apply (strided_apart_row m t w n z s cols x k rows rs K L);
      first [assumption | reflexivity]
  end.
(*@ TRY try_strided_softmax_kept *)

(* Two ways to the same entry *)
(*@ NEEDS P_SoftmaxRows P_SoftmaxRow P_Layout *)
Lemma strided_entry p a b : entry_of (entry_of p a) b = entry_of p (a + b)%Z.
Proof. cbn [base offset]; f_equal; lia. Qed.
Ltac try_strided_softmax_contract := intro_goal; match goal with
  | D : P_SoftmaxRows ?m ?t ?z ?p ?rows ?cols ?rs ?s,
    R : (0 <= ?r)%Z, N : (?r < ?rows)%Z, I : (0 <= ?i)%Z, J : (?i < ?cols)%Z
    |- context [?m (_ ?p (?r * ?rs + ?i * ?s)%Z)] =>
      let H := fresh in let A := fresh in let B := fresh in let C := fresh in
      let F := fresh in let M := fresh in let Q := fresh in let X := fresh in
      destruct (D r R N) as [_ H]; destruct (H i I J) as [[[[B A] C] F] M];
      assert (Q : m (entry_of p (r * rs + i * s)) =
        m (entry_of (entry_of p (r * rs)) (i * s)))
        by (f_equal; symmetry; apply strided_entry);
      lazymatch goal with
      | |- (_ <= _ /\ _ <= _) /\ _ =>
          exact (eq_ind_r (fun v => (Float64.t'real v <= 1 /\ 0 <= Float64.t'real v) /\
            Float64.t'isFinite v) (conj (conj B A) F) Q)
      | |- Rabs (?x + _) <= _ =>
          replace x with (Float64.t'real (m (entry_of (entry_of p (r * rs)) (i * s))))
            by exact (f_equal Float64.t'real (eq_sym Q));
          exact C
      | X : Float64.is_minus_infinity (t _) |- _ = 0 =>
          refine (eq_trans (f_equal Float64.t'real Q) (M _));
          refine (eq_ind_r (fun q => Float64.is_minus_infinity (t q)) _
            (strided_entry z (r * rs) (i * s)));
          exact X
      end
  | D : P_SoftmaxRows ?m ?t ?z ?p ?rows ?cols ?rs ?s
    |- Rabs (_ + L_StridedSum ?m (_ ?p (?r * ?rs)%Z) ?s ?cols) <= _ =>
      exact (proj1 (D r ltac:(assumption) ltac:(assumption)))
  end.
(*@ TRY try_strided_softmax_contract *)

(* Stride 1 *)
(*@ NEEDS L_StridedSum L_Sum *)
Ltac try_strided_Sum_one := intro_goal; first [idtac | symmetry];
  match goal with |- L_StridedSum ?t ?z 1%Z ?n = L_Sum ?t ?z ?n =>
    rewrite link_StridedSum, link_Sum; apply sum_ext; intros k _;
    unfold seq; now rewrite Z.mul_1_r end.
(*@ TRY try_strided_Sum_one *)

(*@ NEEDS L_StridedSoftmax L_Softmax *)
Lemma strided_SumExp_one t z n : L_StridedSumExp t z 1 n = L_SumExp t z n.
Proof.
rewrite link_StridedSumExp; symmetry; etransitivity;
  [exact (rec_sum_sum _ (fun k => L_Weight (link_at t z k)) (L_SumExp_def t z) n) |].
apply sum_ext; intros k _; unfold seq; now rewrite Z.mul_1_r.
Qed.
Ltac try_strided_Softmax_one := intro_goal; first [idtac | symmetry];
  match goal with |- L_StridedSoftmax ?t ?z 1%Z ?n ?i = L_Softmax ?t ?z ?n ?i =>
    unfold L_StridedSoftmax, L_Softmax; rewrite strided_SumExp_one, Z.mul_1_r;
    reflexivity end.
(*@ TRY try_strided_Softmax_one *)
