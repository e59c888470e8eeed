(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* The product with the Jacobian against that at the logits of which p is the
   softmax: theorem ProductC_True of JacobianProduct.v. *)

(*@ NEEDS P_Accepted P_AllMasked P_Logits *)
Lemma link_Accepted t z n : P_Accepted t z n ->
  RealSoftmax.Has_Entry (Z.to_nat n) (link_masked t z).
Proof.
intros A; destruct (Classical_Prop.classic
  (RealSoftmax.Has_Entry (Z.to_nat n) (link_masked t z))) as [E | E]; [easy |].
exfalso; destruct A as [_ A]; apply A; intros k K N.
apply ieee_float.Float64.is_masked_spec.
destruct (ieee_float.Float64.is_masked _) eqn:M; [easy |].
exfalso; apply E; exists (Z.to_nat k); split; [lia |].
unfold link_masked; rewrite Z2Nat.id by exact K; exact M.
Qed.

(*@ NEEDS P_Approximates P_Near P_Probabilities L_Softmax *)
Lemma link_Approximates t B A p z n : P_Approximates t B A p z n ->
  (0 <= B <= / 1048576 /\ 0 <= A) /\
  sum (Z.to_nat n) (link_softmax t z n) = 1 /\
  forall k, (k < Z.to_nat n)%nat ->
    JacobianError.Near B A (link_real t p k) (link_softmax t z n k).
Proof.
intros [Acc H]; assert (N := proj1 (proj1 (proj1 Acc))).
assert (E : forall k, (k < Z.to_nat n)%nat ->
  P_Near B A (link_real t p k) (link_softmax t z n k)).
{ intros k Hk; unfold link_softmax; rewrite <- link_Softmax.
  apply (H (Z.of_nat k)); lia. }
split; [| split].
- destruct (link_Near _ _ _ _ (E 0%nat ltac:(lia))) as [(_ & R) _]; exact R.
- apply RealSoftmax.Softmax_Sum, link_Accepted, Acc.
- intros k Hk; exact (proj2 (link_Near _ _ _ _ (E k Hk))).
Qed.

(*@ NEEDS P_Approximates P_Within L_FProduct L_FDot L_JacobianProduct L_Sum *)
Lemma link_Product_True t p v z n i B A V : (0 <= i)%Z -> (i < n)%Z ->
  (n <= 67108864)%Z -> P_Probabilities t p n ->
  L_Sum t p n <= 1 + / 524288 -> P_Within t v n V ->
  P_Approximates t B A p z n ->
  Rabs (L_FProduct t p v n i - L_JacobianProduct t v z n i n) <=
  (3 * B + (IZR n + 4) * u) * (1 + / 131072) * L_Softmax t z n i * V +
  (IZR n + 3) * A * V + (IZR n + 1) * eta.
Proof.
intros I N M P S W Ap; apply link_Approximates in Ap.
destruct Ap as ((HB & HA) & Sg & E); rewrite link_real_Sum in S.
assert (T := JacobianProduct.ProductC_True (Z.to_nat n)
  (link_real t p) (link_real t v) (link_INR_le n ltac:(lia) M)
  (link_Probabilities t p n P) ltac:(intros; apply finite_F) V
  (link_Within t v n V W) S (link_softmax t z n) B A (Z.to_nat i) ltac:(lia)
  (fun k _ => link_softmax_nonneg t z n k) Sg HB HA E).
rewrite link_INR in T by lia; unfold JacobianProduct.ProductC in T.
unfold L_FProduct; rewrite link_FDot.
destruct (Z_of_nat_complete i I) as [j ->]; rewrite Nat2Z.id in T.
rewrite link_JacobianProduct, RealSoftmax.Jacobian_Product, link_Softmax by lia.
exact T.
Qed.
(* After the loop out holds the products. *)
Ltac try_Product_True := cbv zeta; intros; link_counter;
  match goal with
  | H : forall k, _ -> _ -> _ = L_FProduct ?t ?p ?v ?n k /\ _,
    Ap : P_Approximates ?t ?B ?A ?p ?z ?n, W : P_Within ?t ?v ?n ?V
    |- Rabs (_ + _ * L_JacobianProduct ?t ?v ?z ?n ?i ?n) <= _ =>
      is_var V; rewrite (proj1 (H i ltac:(assumption) ltac:(assumption)));
      assert (T := link_Product_True t p v z n i B A V ltac:(assumption)
        ltac:(assumption) ltac:(assumption) ltac:(assumption) ltac:(lra) W Ap);
      unfold real_of_int; link_bound T
  end.
(*@ TRY try_Product_True *)
