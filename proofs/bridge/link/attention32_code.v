(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* src/attention_float.c; products of sizes in src/scores_float.c, too *)

(*@ NEEDS P_Sizes to_uint64 id_uint64 is_uint64_def *)
Ltac try_sizes32 := intro_goal; match goal with
  | Z : P_Sizes ?n ?d |- (_ = to_uint64 _ /\ _) /\ _ =>
      destruct Z as [[[? ?] ?] ?];
      assert ((0 < d * n)%Z /\ (d * n <= 4503599627370496)%Z) as [? ?] by nia;
      rewrite id_uint64 by lia; repeat split; assumption
  end.
(*@ TRY try_sizes32 *)

(*@ NEEDS P_ColumnIn32 P_ColumnIn L_HullError *)
Ltac try_attendf_hull := intro_goal; match goal with
  | K : P_ColumnIn32 ?t1 ?s ?V ?n ?d ?c ?lo ?hi,
    C : forall (k : Z) (r r0 : R), _ -> _ -> P_ColumnIn32 _ _ _ _ _ _ _ _ ->
      P_ColumnIn _ _ _ _ _ _ _ _,
    H : forall (k : Z) (r r0 r1 : R), _
    |- _ <= ?hi + L_HullError ?n ?M /\ _ =>
      let B := fresh in
      pose proof (H c lo hi M ltac:(assumption) ltac:(assumption)
        ltac:(assumption) ltac:(assumption)
        (C c lo hi ltac:(assumption) ltac:(assumption) K)) as B;
      unfold L_HullError, real_of_int in *; destruct B; split; lra
  end.
(*@ TRY try_attendf_hull *)

(*@ NEEDS P_ColumnIn L_Attention L_Attention32 L_Magnitude L_Magnitude32 *)
Ltac try_attendf_error := intro_goal; match goal with
  | E : forall k : Z, _ -> _ -> L_Attention _ _ _ _ _ _ = _ /\ _,
    C : forall k : Z, _ -> _ -> P_ColumnIn ?m ?x ?W ?n ?d k _ ?hi,
    H : forall (k : Z) (r : R), _
    |- Rabs (_ + - (1) * L_Attention32 _ _ _ _ _ ?c) <= _ =>
      let K := fresh in let B := fresh in
      pose proof (C c ltac:(assumption) ltac:(assumption)) as K;
      replace (- hi) with (- (1) * hi) in K by ring;
      pose proof (H c hi ltac:(assumption) ltac:(assumption) K) as B;
      destruct (E c ltac:(assumption) ltac:(assumption)) as [? ?];
      match type of B with Rabs (_ + - (1) * ?a) <= _ => match goal with
        A : a = _, G : L_Magnitude _ _ _ _ _ _ = _ |- _ => rewrite A, G in B
      end end; lra
  end.
(*@ TRY try_attendf_error *)

(*@ NEEDS L_AttendError L_Magnitude32 L_Softmax32 L_SumExp32 P_Sizes *)
Ltac try_attendf_nonneg := intro_goal; match goal with
  | Z : P_Sizes ?n _ |- 0 <= L_AttendError ?n (L_Magnitude32 _ _ _ ?n _ _) =>
      apply attend_error_nonneg; destruct Z as [[[_ ?] _] _]; lia
  end.
(*@ TRY try_attendf_nonneg *)

(* A double y, rounded *)
(*@ NEEDS P_Rows32 P_ColumnIn32 P_Sizes L_HullError *)
Ltac try_attendf_below := intro_goal; match goal with
  | H : forall (k : Z) (r r0 r1 : R), _, P : P_Rows32 ?t ?V ?n ?d, Z : P_Sizes ?n ?d
    |- Rabs (Float64.t'real (?m (?s ?y ?c))) < _ /\ _ =>
      row_facts c;
      let B := fresh in let C := fresh in
      match type of H with forall k lo hi M, _ -> _ -> _ -> _ ->
        P_ColumnIn32 _ ?z _ _ _ _ _ _ -> _ =>
        pose proof (column32_finite t z V n d c _ _ P ltac:(assumption)
          ltac:(assumption) eq_refl eq_refl) as C end;
      pose proof (H c (- (340282346638528859811704183484516925440))
        340282346638528859811704183484516925440
        340282346638528859811704183484516925440 ltac:(lra) ltac:(assumption) ltac:(assumption) ltac:(lra) C) as B;
      cbv zeta in B; unfold L_HullError, real_of_int in B;
      destruct Z as [[[_ ?N] _] ?L];
      match goal with N : (0 < n)%Z, L : (n <= _)%Z |- _ =>
        apply IZR_lt in N; apply IZR_le in L end;
      split; [apply Rabs_def1; lra | assumption]
  end.
(*@ TRY try_attendf_below *)

(*@ NEEDS P_Rounded P_Accurate P_Probabilities *)
Ltac try_attendf_weights := intro_goal; lazymatch goal with
  | |- Float32.t'isFinite (_ (_ _ ?i)) /\ P_Accurate (?m (_ ?x _)) _ => match goal with
      | P : P_Probabilities m x _ |- _ =>
        destruct (P i ltac:(assumption) ltac:(assumption)) as [[? ?] ?] end;
      row_facts i; split; [| assumption];
      match goal with
      | R : P_Rounded ?x ?y, F : Float64.t'isFinite ?x |- Float32.t'isFinite ?y =>
        apply (rounded_finite x y R F); rewrite FloatOps32.middle32_value;
        apply Rabs_def1; cbv zeta in *; lra end
  end.
(*@ TRY try_attendf_weights *)

(*@ NEEDS P_Rounded L_UlpBelow P_Sizes *)
Ltac try_attendf_ulp := intro_goal; lazymatch goal with
  | |- Rabs (Float32.t'real (_ (_ _ ?i)) + _) <= ?a + 2 * ?r =>
      row_facts i; rewrite (Rplus_comm a); match goal with
      | R : P_Rounded ?x ?y |- Rabs (Float32.t'real ?y + - (1) * ?g) <= _ =>
          apply (rounded_near x y g r); try assumption;
          rewrite <- nine_hundred;
          let c := eval vm_compute in (2 ^ 900)%Z in change (2 ^ 900)%Z with c;
          assumption
      end
  end.
(*@ TRY try_attendf_ulp *)

(*@ NEEDS P_Rounded P_ColumnIn32 L_HullError *)
Ltac try_attendf_rounded_hull := intro_goal; match goal with
  | H : forall (k : Z) (r r0 r1 : R), _, K : P_ColumnIn32 _ _ _ _ _ ?c ?lo ?hi
    |- Float32.t'real ?y <= Float32.round RNE (?hi + L_HullError _ ?M) /\ _ =>
      let B := fresh in
      pose proof (H c lo hi M ltac:(assumption) ltac:(assumption)
        ltac:(assumption) ltac:(assumption) K) as B; cbv zeta in B;
      row_facts c; match goal with
      | R : P_Rounded ?x y, F : Float32.t'isFinite y |- _ =>
          destruct (rounded_value x y R F) as (_ & _ & ->) end;
      split; apply Rounding32.RN32_le; lra
  end.
(*@ TRY try_attendf_rounded_hull *)

(*@ NEEDS P_Rounded P_ColumnIn32 P_Sizes L_HullError *)
Ltac try_attendf_largest := intro_goal; match goal with
  | H : forall (k : Z) (r r0 r1 : R), _, K : P_ColumnIn32 _ _ _ ?n _ ?c ?lo ?hi,
    G : Float32.t'isFinite ?m, Z : P_Sizes ?n _, P : 0 <= Float32.t'real ?m
    |- Float32.t'real ?y <= Float32.t'real ?m /\ _ =>
      let B := fresh in
      pose proof (H c lo hi hi ltac:(lra) ltac:(assumption)
        ltac:(assumption) ltac:(lra) K) as B; cbv zeta in B;
      row_facts c; match goal with
      | R : P_Rounded ?x y, F : Float32.t'isFinite y |- _ =>
          destruct (rounded_value x y R F) as (_ & _ & ->);
          destruct Z as [[[_ ?] _] ?]; let A := fresh in
          assert (A := AttentionRounding.after_largest (Float32.t'real m)
            (Float64.t'real x) (L_HullError n (Float32.t'real m)) (FloatOps32.finite_F32 m G) P
            (hull_error_small n _ ltac:(lia) P) ltac:(split; lra)) end;
      split; lra
  end.
(*@ TRY try_attendf_largest *)
