(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* Rows of floats with strides: the results, specs/strided32_softmax.acsl *)

(*@ NEEDS P_EqualAlike *)
Ltac try_strided32_alike := intro_goal; match goal with
  | H : forall i j : Z, Float64.t'real _ = Float64.t'real _ -> _ |- P_EqualAlike _ _ _ _ _ =>
      let i := fresh in let j := fresh in
      intros i j; cbv zeta; intros; cbv zeta in H; apply H; assumption
  end.
(*@ TRY try_strided32_alike *)

(*@ NEEDS P_Gathered32 P_StridedAccepted32 P_Accepted *)
Lemma strided32_gathered m t z w s n : P_Gathered32 m t z w s n ->
  P_StridedAccepted32 t z s n -> P_Accepted m w n.
Proof.
intros G [[N M] A]; split; [split; [exact N |] |].
- intros k; cbv zeta; intros K L.
  destruct (G k K L) as [[_ B] | [_ B]]; [right | left]; exact B.
- intros Q; apply M; intros k K L; destruct (G k K L) as [[B _] | [_ B]]; [exact B |].
  exfalso; exact (finite_not_masked _ B (Q k K L)).
Qed.
Ltac try_strided32_gathered := intro_goal; match goal with
  | G : P_Gathered32 ?m ?t ?z ?w ?s ?n, A : P_StridedAccepted32 ?t ?z ?s ?n
    |- P_Accepted ?m ?w ?n => exact (strided32_gathered m t z w s n G A)
  end.
(*@ TRY try_strided32_gathered *)

(*@ NEEDS P_WideLogit L_Weight32 L_Weight *)
Lemma strided32_wide_weight a b : P_WideLogit a b -> L_Weight32 a = L_Weight b.
Proof.
unfold L_Weight32, L_Weight, binary32.Binary32.unmasked32, binary64.Binary64.unmasked.
intros [[I J] | [[E F] G]].
- apply Float32.is_masked_spec in I; apply Float64.is_masked_spec in J.
  now rewrite I, J.
- rewrite E; now destruct a, b.
Qed.

(*@ NEEDS L_StridedSumExp32 *)
Lemma link_StridedSumExp32 t z s n : L_StridedSumExp32 t z s n = sum (Z.to_nat n)
  (seq (fun k => L_Weight32 (t (entry_of z (k * s)%Z)))).
Proof.
etransitivity; [exact (rec_sum_sum _ (fun k => L_Weight32 (link_at t z (s * k)%Z))
  (L_StridedSumExp32_def t z s) n) |].
apply sum_ext; intros k _; unfold seq; now rewrite Z.mul_comm.
Qed.

(*@ NEEDS L_Weight32 P_SameValue32 *)
Lemma strided32_weight x y : P_SameValue32 x y -> L_Weight32 x = L_Weight32 y.
Proof.
intros E; unfold L_Weight32, binary32.Binary32.unmasked32; rewrite (strided32_real x y E).
assert (M := strided32_minus x y E); rewrite <- !Float32.is_masked_spec in M.
destruct (Float32.is_masked x), (Float32.is_masked y); try easy;
  destruct M as [M M']; [discriminate (M eq_refl) | discriminate (M' eq_refl)].
Qed.

(*@ NEEDS L_StridedSumExp32 P_SameValue32 *)
Lemma strided32_SumExp_equal t t' z z' s n :
  strided32_equal (fun k => t (entry_of z (k * s)%Z)) (fun k => t' (entry_of z' (k * s)%Z)) n ->
  L_StridedSumExp32 t z s n = L_StridedSumExp32 t' z' s n.
Proof.
intros E; rewrite !link_StridedSumExp32.
apply sum_ext; intros k K; apply strided32_weight; apply E; lia.
Qed.

(*@ NEEDS L_StridedSumExp32 L_SumExp P_Gathered32 *)
Lemma strided32_SumExp_gathered m t z w s n : P_Gathered32 m t z w s n ->
  L_StridedSumExp32 t z s n = L_SumExp m w n.
Proof.
intros E; rewrite link_StridedSumExp32.
rewrite (rec_sum_sum _ (fun k => L_Weight (link_at m w k)) (L_SumExp_def m w) n).
apply sum_ext; intros k K; apply strided32_wide_weight; apply E; lia.
Qed.

(*@ NEEDS L_StridedSoftmax32 P_SameValue32 *)
Lemma strided32_Softmax_equal t t' z z' s n i :
  strided32_equal (fun k => t (entry_of z (k * s)%Z)) (fun k => t' (entry_of z' (k * s)%Z)) n ->
  (0 <= i)%Z -> (i < n)%Z ->
  L_StridedSoftmax32 t z s n i = L_StridedSoftmax32 t' z' s n i.
Proof.
intros E I N; unfold L_StridedSoftmax32; rewrite (strided32_SumExp_equal t t' z z' s n E).
f_equal; exact (strided32_weight _ _ (E i I N)).
Qed.

(*@ NEEDS L_StridedSoftmax32 L_Softmax P_Gathered32 *)
Lemma strided32_Softmax_gathered m t z w s n i : P_Gathered32 m t z w s n ->
  (0 <= i)%Z -> (i < n)%Z -> L_StridedSoftmax32 t z s n i = L_Softmax m w n i.
Proof.
intros E I N; unfold L_StridedSoftmax32, L_Softmax.
rewrite (strided32_SumExp_gathered m t z w s n E).
f_equal; exact (strided32_wide_weight _ _ (E i I N)).
Qed.

(*@ NEEDS P_SoftmaxRow32 P_NearSoftmax P_EqualAlike P_Gathered32 P_Scattered32 L_UlpBelow *)
Lemma strided32_one_finite x y : P_Rounded x y -> Float64.t'isFinite x ->
  0 <= Float64.t'real x -> Float64.t'real x <= 1 -> Float32.t'isFinite y.
Proof.
intros R F A B; apply (rounded_finite x y R F); rewrite FloatOps32.middle32_value.
apply Rabs_def1; lra.
Qed.
Lemma strided32_softmax_gathered t3 m2 m1 t z w p s n : P_Gathered32 m1 t z w s n ->
  P_NearSoftmax m2 m1 w w n -> P_EqualAlike m2 m1 w w n -> P_Scattered32 m2 t3 w p s n ->
  P_SoftmaxRow32 t3 t z p s n.
Proof.
intros G H Q S; split.
- intros i; cbv zeta; intros I N; destruct (H i I N) as [[[[B A] F] C] M]; unfold P_SoftmaxFloat; cbv zeta.
  assert (R := S i I N); assert (Fy := strided32_one_finite _ _ R F A B).
  assert (X := rounded_ulp _ _ _ R Fy C).
  rewrite <- (strided32_Softmax_gathered m1 t z w s n i G I N) in X.
  destruct (rounded_value _ _ R Fy) as (_ & _ & E).
  repeat match goal with |- _ /\ _ => split end.
  + eapply Rle_trans; [right; exact E |].
    rewrite <- Rounding32.RN32_1; now apply Rounding32.RN32_le.
  + eapply Rle_trans; [| right; exact (eq_sym E)]; now apply rounded_ge.
  + exact X.
  + exact Fy.
  + intros Z; refine (eq_trans E _); rewrite M; [exact Rounding32.RN32_0 |].
    destruct (G i I N) as [[_ V] | [[_ V] _]]; [exact V |].
    exfalso; exact (strided32_masked_finite _ V Z).
- intros i j; cbv zeta; intros E I N J L Fi Fj.
  destruct (H i I N) as [[[[Bi Ai] Gi] _] _]; destruct (H j J L) as [[[[Bj Aj] Gj] _] _].
  assert (Ri := S i I N); assert (Rj := S j J L).
  destruct (rounded_value _ _ Ri (strided32_one_finite _ _ Ri Gi Ai Bi)) as (_ & _ & Ei).
  destruct (rounded_value _ _ Rj (strided32_one_finite _ _ Rj Gj Aj Bj)) as (_ & _ & Ej).
  refine (eq_trans Ej (eq_trans (f_equal Rounding32.RN32 _) (eq_sym Ei))).
  assert (W : forall k, (0 <= k)%Z -> (k < n)%Z ->
    Float32.t'isFinite (t (entry_of z (k * s)%Z)) ->
    Float64.t'isFinite (m1 (entry_of w k)) /\
    Float64.t'real (m1 (entry_of w k)) = Float32.t'real (t (entry_of z (k * s)%Z))).
  { intros k K0 K1 F; destruct (G k K0 K1) as [[[V V'] _] | [[V _] U]];
      [exfalso; exact (strided32_masked_finite _ F (conj V V')) | now split]. }
  destruct (W i I N Fi) as [Ui Vi]; destruct (W j J L Fj) as [Uj Vj].
  apply (Q i j); try assumption.
  exact (eq_trans Vj (eq_trans E (eq_sym Vi))).
Qed.
Ltac try_strided32_softmax_row := intro_goal; match goal with
  | G : P_Gathered32 ?m1 ?t ?z ?w ?s ?n, H : P_NearSoftmax ?m2 ?m1 ?w ?w ?n,
    Q : P_EqualAlike ?m2 ?m1 ?w ?w ?n, S : P_Scattered32 ?m2 ?t3 ?w ?p ?s ?n
    |- P_SoftmaxRow32 ?t3 ?t ?z ?p ?s ?n =>
      exact (strided32_softmax_gathered t3 m2 m1 t z w p s n G H Q S)
  end.
(*@ TRY try_strided32_softmax_row *)

(*@ NEEDS P_SoftmaxRow32 L_StridedSoftmax32 P_SameValue32 *)
Lemma strided32_float_equal z z' p p' g : P_SameValue32 z z' -> P_SameValue32 p p' ->
  P_SoftmaxFloat z p g -> P_SoftmaxFloat z' p' g.
Proof.
intros E F [H M]; unfold P_SoftmaxFloat in *; cbv zeta in *.
rewrite <- (strided32_real _ _ F); split; [split; [exact (proj1 H) |] |].
- exact (proj1 (strided32_finite _ _ F) (proj2 H)).
- intros Q; apply M; exact (proj2 (strided32_minus _ _ E) Q).
Qed.
Lemma strided32_softmax_equal m t z p m' t' z' p' s n :
  strided32_equal (fun k => m (entry_of p (k * s)%Z)) (fun k => m' (entry_of p' (k * s)%Z)) n ->
  strided32_equal (fun k => t (entry_of z (k * s)%Z)) (fun k => t' (entry_of z' (k * s)%Z)) n ->
  P_SoftmaxRow32 m t z p s n -> P_SoftmaxRow32 m' t' z' p' s n.
Proof.
intros E F [H Q]; split.
- intros i; cbv zeta; intros I N.
  rewrite <- (strided32_Softmax_equal t t' z z' s n i F I N).
  exact (strided32_float_equal _ _ _ _ _ (F i I N) (E i I N) (H i I N)).
- intros i j; cbv zeta; intros X I N J L A B.
  refine (eq_trans (eq_sym (strided32_real _ _ (E j J L))) (eq_trans _
    (strided32_real _ _ (E i I N)))).
  apply (Q i j); try assumption.
  + exact (eq_trans (strided32_real _ _ (F j J L)) (eq_trans X
      (eq_sym (strided32_real _ _ (F i I N))))).
  + exact (proj2 (strided32_finite _ _ (F i I N)) A).
  + exact (proj2 (strided32_finite _ _ (F j J L)) B).
Qed.

(*@ NEEDS P_KeptBesideRow32 P_Layout L_LastIndex P_KeptAt32 separated *)
Lemma strided32_outputs m' m p r rows cols rs s k : P_Layout rows cols rs s ->
  (0 <= r)%Z -> (r < rows)%Z ->
  P_KeptBesideRow32 m' m (entry_of p (r * rs)) s cols -> (0 <= k)%Z -> (k < r)%Z ->
  strided32_equal (fun i => m (entry_of (entry_of p (k * rs)) (i * s)%Z))
    (fun i => m' (entry_of (entry_of p (k * rs)) (i * s)%Z)) cols.
Proof.
intros L R N K K0 K1 i I0 I1; cbn [base offset]; rewrite <- Z.add_assoc.
exact (strided32_other m' m p r rows cols rs s L R N K k i K0 ltac:(lia) I0 I1
  ltac:(lia)).
Qed.

(*@ NEEDS P_SoftmaxRows32 P_SoftmaxRow32 P_RowsFrom32 P_KeptBesideRow32 P_Layout L_LastIndex separated *)
Ltac try_strided32_softmax_rows := intro_goal; match goal with
  | L : P_Layout ?rows ?cols ?rs ?s, K : P_KeptBesideRow32 ?m' ?m (_ ?p (?r * ?rs)%Z) ?s ?cols,
    F : P_RowsFrom32 ?m ?t ?z ?r ?rows ?cols ?rs ?s,
    D : P_SoftmaxRows32 ?m ?t ?z ?p ?r ?cols ?rs ?s, S : P_SoftmaxRow32 ?m' ?m _ _ ?s ?cols
    |- P_SoftmaxRows32 ?m' ?t ?z ?p (1 + ?r)%Z ?cols ?rs ?s =>
      let k := fresh in let K0 := fresh in let K1 := fresh in let N := fresh in
      intros k; cbv zeta; intros K0 K1; destruct (Z.eq_dec k r) as [-> | N];
      [ refine (strided32_softmax_equal m' m _ _ m' t _ _ s cols
          (strided32_equal_refl _ _) (strided32_equal_sym _ _ _ _) S);
        apply (strided32_row_equal m t z rows cols rs s r r F); assumption || lia
      | refine (strided32_softmax_equal m t _ _ m' t _ _ s cols _
          (strided32_equal_refl _ _) (D k K0 ltac:(lia)));
        apply (strided32_outputs m' m p r rows cols rs s k);
        first [assumption | lia] ]
  end.
(*@ TRY try_strided32_softmax_rows *)

(* Before the first row *)
(*@ NEEDS P_SoftmaxRows32 *)
Ltac try_strided32_softmax_none := intro_goal; match goal with
  | |- P_SoftmaxRows32 _ _ _ _ 0%Z _ _ _ =>
      let k := fresh in intros k; cbv zeta; intros; exfalso; lia
  end.
(*@ TRY try_strided32_softmax_none *)

(*@ NEEDS P_SoftmaxRows32 P_SoftmaxRow32 P_Layout *)
Lemma strided32_entry p a b : entry_of (entry_of p a) b = entry_of p (a + b)%Z.
Proof. cbn [base offset]; f_equal; lia. Qed.
Ltac try_strided32_contract := intro_goal; match goal with
  | D : P_SoftmaxRows32 ?m ?t ?z ?p ?rows ?cols ?rs ?s,
    R : (0 <= ?r)%Z, N : (?r < ?rows)%Z |- context [?m (_ ?p (?r * ?rs + _ * ?s)%Z)] =>
      let H := fresh in let S := fresh in let E := fresh in let G := fresh in
      destruct (D r R N) as [H S]; cbv zeta in H, S;
      assert (E := fun i => eq_sym (f_equal m (strided32_entry p (r * rs) (i * s))));
      assert (G := fun i => f_equal t (strided32_entry z (r * rs) (i * s)));
      cbv beta in E, G;
      lazymatch goal with
      | X : Float32.t'real (t (_ z (r * rs + ?j * s)%Z)) =
            Float32.t'real (t (_ z (r * rs + ?i * s)%Z)) |- _ = _ =>
          refine (eq_trans (f_equal Float32.t'real (E j)) (eq_trans (S i j _ _ _ _ _ _ _)
            (f_equal Float32.t'real (eq_sym (E i)))));
          first [ assumption
            | exact (eq_trans (f_equal Float32.t'real (G j)) (eq_trans X
                (f_equal Float32.t'real (eq_sym (G i)))))
            | refine (eq_ind_r Float32.t'isFinite _ (G i)); assumption
            | refine (eq_ind_r Float32.t'isFinite _ (G j)); assumption ]
      | I : (0 <= ?i)%Z, J : (?i < cols)%Z |- _ =>
          let A := fresh in let M := fresh in
          destruct (H i I J) as [A M]; cbv zeta in A, M;
          lazymatch goal with
          | |- (_ <= _ /\ _ <= _) /\ _ =>
              exact (eq_ind_r (fun v => (Float32.t'real v <= 1 /\ 0 <= Float32.t'real v) /\
                Float32.t'isFinite v) (conj (proj1 (proj1 A)) (proj2 A)) (E i))
          | |- Rabs (?x + _) <= _ =>
              replace x with (Float32.t'real (m (entry_of (entry_of p (r * rs)) (i * s))))
                by exact (f_equal Float32.t'real (eq_sym (E i)));
              exact (proj2 (proj1 A))
          | X : Float32.is_minus_infinity (t _) |- _ = 0 =>
              refine (eq_trans (f_equal Float32.t'real (E i)) (M _));
              refine (eq_ind_r Float32.is_minus_infinity X (G i))
          end
      end
  end.
(*@ TRY try_strided32_contract *)
