(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* The product of the Jacobian of softmax and a vector, of floats:
   specs/jacobian32_facts.acsl *)

(*@ NEEDS P_Widened P_Probabilities32 P_Probabilities *)
Lemma widened_probabilities t t1 p x n : P_Widened t t1 p x n ->
  P_Probabilities32 t1 p n -> P_Probabilities t x n.
Proof.
intros W P k K N; destruct (P k K N) as [[B A] F].
destruct (widened_finite t t1 p x n k W K N F) as [G E].
split; [split |]; [| | exact G].
- change (Float64.t'real (link_at t x k) <= 1); now rewrite E.
- change (0 <= Float64.t'real (link_at t x k)); now rewrite E.
Qed.
Ltac try_widened_probabilities := float_lemma; match goal with
  | W : P_Widened ?t ?t1 ?p ?x ?n |- P_Probabilities ?t ?x ?n =>
      now apply (widened_probabilities t t1 p)
  end.
(*@ TRY try_widened_probabilities *)

(*@ NEEDS P_Widened P_Within32 P_Within *)
Lemma widened_within t t1 v w n V : P_Widened t t1 v w n ->
  P_Within32 t1 v n V -> P_Within t w n V.
Proof.
intros W P k c r K N; destruct (P k K N) as [[B A] F].
destruct (widened_finite t t1 v w n k W K N F) as [G E].
split; [split |]; [| | exact G].
- change (Float64.t'real (link_at t w k) <= V); now rewrite E.
- change (0 <= V + Float64.t'real (link_at t w k)); now rewrite E.
Qed.
Ltac try_widened_within := float_lemma; match goal with
  | W : P_Widened ?t ?t1 ?v ?w ?n |- P_Within ?t ?w ?n ?V =>
      now apply (widened_within t t1 v)
  end.
(*@ TRY try_widened_within *)

(*@ NEEDS P_Widened P_Probabilities32 L_Sum32 L_Sum *)
Lemma widened_probability_sum t t1 p x n : P_Widened t t1 p x n ->
  P_Probabilities32 t1 p n -> L_Sum t x n = L_Sum32 t1 p n.
Proof.
intros W P.
rewrite (rec_sum_sum _ (fun k => Float32.t'real (link_at t1 p k))
  (L_Sum32_def t1 p) n).
rewrite (rec_sum_sum _ (fun k => Float64.t'real (link_at t x k))
  (L_Sum_def t x) n).
apply sum_ext; intros k Hk; unfold seq.
apply (widened_finite t t1 p x n); [exact W | lia | lia | apply P; lia].
Qed.
Ltac try_widened_probability_sum := float_lemma; match goal with
  | W : P_Widened ?t ?t1 ?p ?x ?n |- L_Sum ?t ?x ?n = _ =>
      now apply widened_probability_sum
  | W : P_Widened ?t ?t1 ?p ?x ?n |- _ = L_Sum ?t ?x ?n =>
      symmetry; now apply widened_probability_sum
  end.
(*@ TRY try_widened_probability_sum *)

(*@ NEEDS P_Probabilities32 P_Within32 L_Dot32 *)
Lemma Dot32_sum t p v n : L_Dot32 t p v n = sum (Z.to_nat n) (seq (fun k =>
  Float32.t'real (link_at t p k) * Float32.t'real (link_at t v k))).
Proof.
exact (rec_sum_sum _ (fun k =>
  Float32.t'real (link_at t p k) * Float32.t'real (link_at t v k))
  (L_Dot32_def t p v) n).
Qed.

(*@ NEEDS P_Widened P_Probabilities32 P_Within32 L_Dot32 L_ExactProduct32 L_ExactProduct *)
Lemma widened_product t t1 p v x w n i V : P_Widened t t1 p x n ->
  P_Widened t t1 v w n -> P_Probabilities32 t1 p n -> P_Within32 t1 v n V ->
  (0 <= i)%Z -> (i < n)%Z ->
  L_ExactProduct t x w n i = L_ExactProduct32 t1 p v n i.
Proof.
intros Wp Wv P Q I N.
assert (D : L_Dot t x w n = L_Dot32 t1 p v n).
{ rewrite Dot32_sum.
  rewrite (rec_sum_sum _ (fun k =>
    Float64.t'real (link_at t x k) * Float64.t'real (link_at t w k))
    (L_Dot_def t x w) n).
  apply sum_ext; intros k Hk; unfold seq.
  destruct (widened_finite t t1 p x n (Z.of_nat k) Wp ltac:(lia) ltac:(lia)
    (proj2 (P (Z.of_nat k) ltac:(lia) ltac:(lia)))) as [_ ->].
  now destruct (widened_finite t t1 v w n (Z.of_nat k) Wv ltac:(lia) ltac:(lia)
    (proj2 (Q (Z.of_nat k) ltac:(lia) ltac:(lia)))) as [_ ->]. }
destruct (widened_finite t t1 p x n i Wp I N (proj2 (P i I N))) as [_ A].
destruct (widened_finite t t1 v w n i Wv I N (proj2 (Q i I N))) as [_ B].
transitivity (Float64.t'real (link_at t x i) *
  (Float64.t'real (link_at t w i) + - (1) * L_Dot t x w n)); [reflexivity |].
rewrite D, A, B; reflexivity.
Qed.
Ltac try_widened_product := float_lemma; match goal with
  | A : P_Widened ?t ?t1 ?p ?x ?n, B : P_Widened ?t ?t1 ?v ?w ?n,
    Q : P_Within32 ?t1 ?v ?n ?V |- _ = _ =>
      first [ now apply (widened_product t t1 p v x w n _ V)
            | symmetry; now apply (widened_product t t1 p v x w n _ V) ]
  end.
(*@ TRY try_widened_product *)

(*@ NEEDS P_Probabilities32 P_Within32 L_Dot32 L_Sum32 L_ExactProduct32 *)
Lemma others_dot V (p v : nat -> R) n i : (forall k, (k < n)%nat ->
  0 <= p k /\ Rabs (v k) <= V) -> (i < n)%nat ->
  Rabs (sum n (fun k => p k * v k) - p i * v i) <= (sum n p - p i) * V.
Proof.
induction n as [| n IH]; intros H I; [lia |]; cbn [sum].
destruct (H n ltac:(lia)) as [Pn Vn].
assert (A : Rabs (p n * v n) <= p n * V).
{ rewrite Rabs_mult, (Rabs_pos_eq (p n)) by exact Pn.
  now apply Rmult_le_compat_l. }
destruct (Nat.eq_dec i n) as [-> | Ne].
- replace (_ + _ - _) with (sum n (fun k => p k * v k)) by ring.
  replace (_ + _ - _) with (sum n p) by ring.
  apply Rle_trans with (1 := sum_abs _ _).
  rewrite Rmult_comm, <- sum_scal; apply sum_le; intros k Hk.
  destruct (H k ltac:(lia)) as [Pk Vk].
  rewrite Rabs_mult, (Rabs_pos_eq (p k)), (Rmult_comm V) by exact Pk.
  now apply Rmult_le_compat_l.
- assert (B := IH ltac:(intros; apply H; lia) ltac:(lia)).
  replace (_ + _ - _) with (sum n (fun k => p k * v k) - p i * v i + p n * v n)
    by ring.
  apply Rle_trans with (1 := Rabs_triang _ _); lra.
Qed.
Lemma product_range V S p v s : 0 <= p <= 1 -> Rabs v <= V ->
  Rabs (s - p * v) <= (S - p) * V -> S <= 1 + / 524288 ->
  Rabs (p * (v - s)) <= 3 / 4 * V.
Proof.
intros P Hv D HS; assert (V0 := Rle_trans _ _ _ (Rabs_pos v) Hv).
replace (v - s) with ((1 - p) * v - (s - p * v)) by ring.
rewrite Rabs_mult, (Rabs_pos_eq p) by lra.
assert (T := Rabs_triang ((1 - p) * v) (- (s - p * v))).
rewrite Rabs_Ropp, Rabs_mult, (Rabs_pos_eq (1 - p)) in T by lra.
assert (A : (1 - p) * Rabs v <= (1 - p) * V) by (apply Rmult_le_compat_l; lra).
assert (B : (S - p) * V <= (1 + / 524288 - p) * V)
  by (apply Rmult_le_compat_r; lra).
apply Rle_trans with (p * (((1 - p) + (1 + / 524288 - p)) * V)).
- apply Rmult_le_compat_l; [lra |].
  change (Rabs ((1 - p) * v + - (s - p * v)) <=
    ((1 - p) + (1 + / 524288 - p)) * V); lra.
- rewrite <- Rmult_assoc; apply Rmult_le_compat_r; [exact V0 | nra].
Qed.
Lemma product32_range t p v n i V : P_Probabilities32 t p n ->
  P_Within32 t v n V -> L_Sum32 t p n <= 1 + / 524288 ->
  (0 <= i)%Z -> (i < n)%Z -> Rabs (L_ExactProduct32 t p v n i) <= 3 / 4 * V.
Proof.
intros P Q HS I N.
assert (H : forall k, (k < Z.to_nat n)%nat ->
  0 <= seq (fun k => Float32.t'real (link_at t p k)) k /\
  Rabs (seq (fun k => Float32.t'real (link_at t v k)) k) <= V).
{ intros k Hk; unfold seq; split.
  - exact (proj2 (proj1 (P (Z.of_nat k) ltac:(lia) ltac:(lia)))).
  - destruct (Q (Z.of_nat k) ltac:(lia) ltac:(lia)) as [[A B] _].
    change (Float32.t'real (link_at t v (Z.of_nat k)) <= V) in A.
    change (0 <= V + Float32.t'real (link_at t v (Z.of_nat k))) in B.
    apply Rabs_le; lra. }
assert (D := others_dot V _ _ _ (Z.to_nat i) H ltac:(lia)).
assert (Hi := proj2 (H (Z.to_nat i) ltac:(lia))).
unfold seq in D, Hi; rewrite Z2Nat.id in D, Hi by exact I.
rewrite (rec_sum_sum _ (fun k => Float32.t'real (link_at t p k))
  (L_Sum32_def t p) n) in HS.
assert (Pi := proj1 (P i I N)).
assert (R := product_range V _ (Float32.t'real (link_at t p i))
  (Float32.t'real (link_at t v i)) _ (conj (proj2 Pi) (proj1 Pi)) Hi D HS).
unfold L_ExactProduct32; rewrite Dot32_sum; unfold seq.
eapply Rle_trans; [apply Req_le | exact R]; f_equal.
match goal with |- _ = _ * (_ - ?s) => change (Float32.t'real (link_at t p i) *
  (Float32.t'real (link_at t v i) + - (1) * s) = Float32.t'real (link_at t p i) *
  (Float32.t'real (link_at t v i) - s)) end.
ring.
Qed.
Ltac try_ExactProduct32_Range := float_lemma; match goal with
  | P : P_Probabilities32 ?t ?p ?n, Q : P_Within32 ?t ?v ?n ?V
    |- Rabs (L_ExactProduct32 ?t ?p ?v ?n ?i) <= _ =>
      let B := fresh in
      assert (B := product32_range t p v n i V P Q ltac:(lra) ltac:(assumption)
        ltac:(assumption)); lra
  end.
(*@ TRY try_ExactProduct32_Range *)

(*@ NEEDS L_ProductError *)
Ltac try_ProductError_Small := float_lemma; unfold L_ProductError, real_of_int;
  rewrite ?plus_IZR;
  match goal with N : (?n <= 67108864)%Z, M : (0 <= ?n)%Z, X : 0 <= ?x, _ : ?x <= 1,
    V : 0 <= ?v |- _ =>
    apply IZR_le in N; apply IZR_le in M;
    assert (0 <= x * v) by (now apply Rmult_le_pos);
    assert (x * v <= v) by (rewrite <- (Rmult_1_l v) at 2; now apply Rmult_le_compat_r);
    assert (0 <= x * v * IZR n) by (now apply Rmult_le_pos);
    assert (x * v * IZR n <= v * 67108864)
      by (apply Rmult_le_compat; assumption || lra);
    split; lra
  end.
(*@ TRY try_ProductError_Small *)

(*@ NEEDS L_ProductError P_Within32 *)
Ltac try_ProductError_Nonneg := float_lemma; unfold L_ProductError, real_of_int;
  rewrite ?plus_IZR;
  match goal with W : P_Within32 _ _ ?n ?V, N : (0 < ?n)%Z, X : 0 <= ?x |- _ =>
    let A := fresh in let B := fresh in
    destruct (W 0%Z ltac:(lia) ltac:(lia)) as [[A B] _]; cbv zeta in A, B;
    assert (0 <= V) by lra; apply IZR_lt in N;
    assert (0 <= x * V) by (now apply Rmult_le_pos);
    assert (0 <= x * V * IZR n) by (apply Rmult_le_pos; lra); lra
  end.
(*@ TRY try_ProductError_Nonneg *)

(*@ NEEDS P_Rounded L_UlpBelow *)
Lemma rounded_product x y g r n : P_Rounded x y -> Float32.t'isFinite y -> 0 <= r ->
  Rabs g < 340282366920938463463374607431768211456 -> (0 <= n <= 67108864)%Z ->
  Rabs (Float64.t'real x + - (1) * g) <= r + (IZR n + 1) * eta ->
  Rabs (Float32.t'real y + - (1) * g) <= 2 * r + 8388609 / 16777216 *
    L_UlpBelow g 170141183460469231731687303715884105728 253.
Proof.
intros R F P G [N0 N1] D; apply (rounded_rest x y g r R F P G).
apply Rle_trans with (1 := D); apply IZR_le in N0; apply IZR_le in N1.
assert (E : (IZR n + 1) * eta <= bpow radix2 (-1000)).
{ apply Rle_trans with (bpow radix2 27 * eta).
  - apply Rmult_le_compat_r; [left; apply bpow_gt_0 | simpl; lra].
  - unfold eta; rewrite <- bpow_plus; now apply bpow_le. }
assert (U := u_pos); assert (A := Rabs_pos g).
assert (0 <= 8 * u * Rabs g) by (apply Rmult_le_pos; lra); lra.
Qed.
Ltac try_rounded_product := float_lemma; unfold real_of_int in *;
  rewrite ?plus_IZR in *; match goal with
  | R : P_Rounded ?x ?y, P : 0 <= ?r, N : (?n <= 67108864)%Z
    |- Rabs (_ + - (1) * ?g) <= _ =>
      apply (rounded_product x y g r n);
      [ assumption | assumption | assumption | assumption | split; assumption |];
      rewrite eta_frac;
      let c := eval vm_compute in (2 ^ 1074)%Z in change (2 ^ 1074)%Z with c;
      lra
  end.
(*@ TRY try_rounded_product *)

(* The error of the doubles, of the same entry *)
(*@ NEEDS P_Within P_Within32 L_ExactProduct L_ExactProduct32 *)
Ltac try_product_near := intro_goal; match goal with
  | H : forall (k : Z) (V : R), _ -> _ -> P_Within _ _ _ V -> _,
    E : forall k : Z, _ -> _ -> _ /\ L_ExactProduct _ _ _ _ _ = _,
    W : forall V : R, P_Within32 ?t ?v ?n V -> _, Q : P_Within32 ?t ?v ?n ?V
    |- Rabs (_ + - (1) * L_ExactProduct32 _ _ _ _ ?i) <= _ =>
      let A := fresh in let B := fresh in
      destruct (E i ltac:(assumption) ltac:(assumption)) as [A B];
      rewrite <- A, <- B;
      exact (H i V ltac:(assumption) ltac:(assumption) (W V Q))
  end.
(*@ TRY try_product_near *)

(*@ NEEDS P_Within32 L_ExactProduct32 L_ProductError *)
Ltac try_product_error := intro_goal; match goal with
  | H : forall (k : Z) (V : R), _ -> _ -> P_Within32 ?t ?v ?n V -> _,
    Q : P_Within32 ?t ?v ?n ?V
    |- Rabs (_ + - (1) * L_ExactProduct32 _ _ _ _ ?i) <= _ =>
      let A := fresh in
      pose proof (H i V ltac:(assumption) ltac:(assumption) Q) as A;
      unfold L_ProductError; cbv beta zeta in *; lra
  end.
(*@ TRY try_product_error *)

(* The double does not overflow, the float next to it neither. *)
(*@ NEEDS P_Within32 L_ExactProduct32 L_ProductError *)
Ltac try_product_below := intro_goal; lazymatch goal with
  | |- Rabs (Float64.t'real (?t (?s ?w ?i))) < _ /\ _ =>
      row_facts i; unfold real_of_int in *; rewrite ?plus_IZR in *;
      match goal with N : (?n <= 67108864)%Z |- _ => apply IZR_le in N end;
      match goal with
      | E : Rabs (Float64.t'real (t (s w i)) + _) <= _, B : Rabs (L_ExactProduct32 _ _ _ _ _) <= _
        |- _ => apply Rabs_le_inv in E; apply Rabs_le_inv in B
      end;
      split; [apply Rabs_def1; lra | assumption]
  end.
(*@ TRY try_product_below *)

(*@ NEEDS P_Within32 P_Rounded L_ExactProduct32 L_ProductError *)
Ltac try_product_finite := intro_goal; lazymatch goal with
  | |- Float32.t'isFinite (_ (_ _ ?i)) => row_facts i; match goal with
      | R : P_Rounded ?x ?y, F : Float64.t'isFinite ?x |- Float32.t'isFinite ?y =>
          apply (rounded_finite x y R F); rewrite FloatOps32.middle32_value; assumption
      end
  end.
(*@ TRY try_product_finite *)

(*@ NEEDS P_Within32 P_Rounded L_UlpBelow L_ExactProduct32 L_ProductError *)
Ltac try_product_ulp := intro_goal; match goal with
  | Z : forall (k : Z) (V : R), _ -> _ -> P_Within32 _ _ _ V -> 0 <= _,
    E : forall (k : Z) (V : R), _ -> _ -> P_Within32 _ _ _ V -> Rabs _ <= _,
    Q : P_Within32 ?t ?v ?n ?V
    |- Rabs (_ + - (1) * L_ExactProduct32 ?t ?p ?v ?n ?i) <= _ =>
      let A := fresh in let B := fresh in
      pose proof (Z i V ltac:(assumption) ltac:(assumption) Q) as A;
      pose proof (E i V ltac:(assumption) ltac:(assumption) Q) as B;
      clear Z E; row_facts i; unfold real_of_int in B; rewrite plus_IZR in B;
      match goal with R : P_Rounded ?x ?y |- _ =>
        match goal with |- _ <= ?a + ?b => rewrite (Rplus_comm a b) end;
        apply (rounded_product x y _ _ n R);
        [ assumption | exact A | lra | split; lia |];
        rewrite eta_frac;
        let c := eval vm_compute in (2 ^ 1074)%Z in change (2 ^ 1074)%Z with c; lra
      end
  end.
(*@ TRY try_product_ulp *)
