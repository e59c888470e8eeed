(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* The loss of targets, of floats: specs/target32_facts.acsl *)

(*@ NEEDS P_Widened P_Probabilities32 P_Probabilities *)
Lemma widened_targets t t1 y w n : P_Widened t t1 y w n ->
  P_Probabilities32 t1 y n -> P_Probabilities t w n.
Proof.
intros W P k K N; destruct (P k K N) as [[B A] F].
destruct (widened_finite t t1 y w n k W K N F) as [G E].
split; [split |]; [| | exact G].
- change (Float64.t'real (link_at t w k) <= 1); now rewrite E.
- change (0 <= Float64.t'real (link_at t w k)); now rewrite E.
Qed.

(*@ NEEDS P_Widened P_Probabilities32 P_Probabilities L_Sum *)
Lemma targets_sum t w n : (0 <= n)%Z -> P_Probabilities t w n ->
  L_Sum t w n <= IZR n.
Proof.
intros N P.
rewrite (rec_sum_sum _ (fun k => Float64.t'real (link_at t w k)) (L_Sum_def t w) n).
apply Rle_trans with (sum (Z.to_nat n) (fun _ => 1)).
- apply sum_le; intros k Hk; unfold seq.
  exact (proj1 (proj1 (P (Z.of_nat k) ltac:(lia) ltac:(lia)))).
- rewrite sum_const, INR_IZR_INZ, Z2Nat.id by exact N; lra.
Qed.
Ltac try_Widened_Targets := float_lemma; unfold real_of_int; match goal with
  | W : P_Widened ?t ?t1 ?y ?w ?n, P : P_Probabilities32 ?t1 ?y ?n |- _ /\ _ =>
      let Q := fresh in assert (Q := widened_targets t t1 y w n W P);
      split; first [exact Q | now apply targets_sum]
  end.
(*@ TRY try_Widened_Targets *)

(*@ NEEDS P_Widened P_Probabilities32 P_Reachable32 P_Reachable P_Top *)
Lemma widened_reachable t t1 y z w x n i : P_Widened t t1 y w n ->
  P_Widened t t1 z x n -> P_Top t x n i -> P_Probabilities32 t1 y n ->
  P_Reachable32 t1 y z n ->
  P_Reachable t w x n (Float64.t'real (t (entry_of x i))).
Proof.
intros Wy Wz [[[I0 I1] Fi] _] P R k; cbv zeta; intros K N Y.
destruct (widened_finite t t1 y w n k Wy K N (proj2 (P k K N))) as [_ E].
assert (Y' : 0 < Float32.t'real (link_at t1 y k)) by (rewrite <- E; exact Y).
assert (Fk : Float32.t'isFinite (link_at t1 z k)) by exact (R k K N Y').
destruct (widened_finite t t1 z x n k Wz K N Fk) as [Gk Ek].
assert (Bk := FloatOps32.finite_largest _ Fk); rewrite <- Ek in Bk.
destruct (widened_cell t t1 z x n i Wz I0 I1) as [[_ [J _]] | (F' & _ & Ei)];
  [exfalso; cbv zeta in Fi; change (Float64.t'isFinite (link_at t x i)) in Fi;
   now destruct (link_at t x i) |].
assert (Bi := FloatOps32.finite_largest _ F'); rewrite <- Ei in Bi.
split; [| exact Gk]; revert Bi Bk; unfold FloatOps32.largest.
match goal with |- _ -> _ -> ?a <= ?c + ?b =>
  change a with (Float64.t'real (link_at t x i));
  change b with (Float64.t'real (link_at t x k)) end.
intros; lra.
Qed.
Ltac try_Widened_Reachable := float_lemma; match goal with
  | A : P_Widened ?t ?t1 ?y ?w ?n, B : P_Widened ?t ?t1 ?z ?x ?n,
    R : P_Reachable32 ?t1 ?y ?z ?n |- P_Reachable ?t ?w ?x ?n _ =>
      now apply (widened_reachable t t1 y z w x n)
  end.
(*@ TRY try_Widened_Reachable *)

(*@ NEEDS L_CrossEntropy32 *)
Lemma CrossEntropy32_sum t y z n : L_CrossEntropy32 t y z n =
  sum (Z.to_nat n) (seq (fun k => binary32.Binary32.unmasked32 (link_at t z k)
    (Float32.t'real (link_at t y k) *
     (L_LogSumExp32 t z n + - (1) * Float32.t'real (link_at t z k))))).
Proof.
unfold L_CrossEntropy32.
exact (rec_sum_sum _ (fun k => binary32.Binary32.unmasked32 (link_at t z k)
    (Float32.t'real (link_at t y k) *
     (L_LogSumExp32 t z n + - (1) * Float32.t'real (link_at t z k))))
  (L_TargetLoss32_def t y z n) n).
Qed.

(*@ NEEDS P_Widened P_Probabilities32 L_CrossEntropy32 L_CrossEntropy *)
Lemma widened_loss t t1 y z w x n : P_Widened t t1 y w n ->
  P_Widened t t1 z x n -> P_Probabilities32 t1 y n ->
  L_CrossEntropy32 t1 y z n = L_CrossEntropy t w x n.
Proof.
intros Wy Wz P; rewrite CrossEntropy32_sum; unfold L_CrossEntropy.
rewrite (rec_sum_sum _ (fun k => binary64.Binary64.unmasked (link_at t x k)
    (Float64.t'real (link_at t w k) *
     (L_LogSumExp t x n + - (1) * Float64.t'real (link_at t x k))))
  (L_TargetLoss_def t w x n) n).
apply sum_ext; intros k Hk; unfold seq.
set (i := Z.of_nat k); assert (I : (0 <= i < n)%Z) by (unfold i; lia).
destruct (widened_finite t t1 y w n i Wy ltac:(lia) ltac:(lia)
  (proj2 (P i ltac:(lia) ltac:(lia)))) as [_ Ey].
unfold binary32.Binary32.unmasked32, binary64.Binary64.unmasked.
destruct (widened_cell t t1 z x n i Wz ltac:(lia) ltac:(lia))
  as [[A B] | (F & G & E)].
- apply Float32.is_masked_spec in A; apply Float64.is_masked_spec in B.
  now rewrite A, B.
- unfold L_LogSumExp32, L_LogSumExp; rewrite (widened_sum t t1 z x n Wz), E, Ey.
  now destruct (link_at t1 z i), (link_at t x i).
Qed.
Ltac try_Widened_CrossEntropy := float_lemma; match goal with
  | A : P_Widened ?t ?t1 ?y ?w ?n, B : P_Widened ?t ?t1 ?z ?x ?n |- _ = _ =>
      first [ now apply (widened_loss t t1 y z w x n)
            | symmetry; now apply (widened_loss t t1 y z w x n) ]
  end.
(*@ TRY try_Widened_CrossEntropy *)

(*@ NEEDS P_Accepted32 P_Top32 P_Probabilities32 L_CrossEntropy32 *)
Lemma targets_loss_nonneg t y z n : P_Accepted32 t z n ->
  P_Probabilities32 t y n -> 0 <= L_CrossEntropy32 t y z n.
Proof.
intros A P; assert (S : exists i, P_Top32 t z n i).
{ assert (N := proj1 (proj1 (proj1 A))).
  destruct (Z_of_nat_complete n ltac:(lia)) as [m E].
  destruct A as [[_ L] Q]; rewrite E in *.
  destruct (top32_exists t z _ L m (Z.le_refl _)); [contradiction | assumption]. }
destruct S as [i T]; assert (B := proj1 (LogSumExp32_bounds t z n i T)).
rewrite CrossEntropy32_sum; apply sum_nonneg; intros k Hk; unfold seq.
set (j := Z.of_nat k); assert (J : (0 <= j < n)%Z) by (unfold j; lia).
destruct T as [_ T]; destruct (T j ltac:(lia) ltac:(lia)) as [M | [L _]].
- apply Float32.is_masked_spec in M.
  change (Float32.is_masked (link_at t z j) = true) in M.
  unfold binary32.Binary32.unmasked32; rewrite M; apply Rle_refl.
- unfold binary32.Binary32.unmasked32; destruct Float32.is_masked; [lra |].
  apply Rmult_le_pos.
  + exact (proj2 (proj1 (P j ltac:(lia) ltac:(lia)))).
  + change (Float32.t'real (link_at t z j) <= Float32.t'real (link_at t z i)) in L.
    unfold L_LogSumExp32; lra.
Qed.
Ltac try_CrossEntropy32_Nonneg := float_lemma; now apply targets_loss_nonneg.
(*@ TRY try_CrossEntropy32_Nonneg *)

(*@ NEEDS L_Softmax32 L_SumExp32 *)
Lemma Softmax32_le1 t z n i : (0 <= i)%Z -> (i < n)%Z -> L_Softmax32 t z n i <= 1.
Proof.
intros I N; unfold L_Softmax32.
assert (W : L_Weight32 (link_at t z i) <= L_SumExp32 t z n).
{ rewrite (rec_sum_sum _ (fun k => L_Weight32 (link_at t z k))
    (L_SumExp32_def t z) n).
  replace i with (Z.of_nat (Z.to_nat i)) at 1 by lia.
  apply (sum_term _ (seq (fun k => L_Weight32 (link_at t z k)))); [lia |].
  intros k _; apply unmasked32_pos. }
assert (P : 0 <= L_Weight32 (link_at t z i)) by apply unmasked32_pos.
change (L_Weight32 (link_at t z i) / L_SumExp32 t z n <= 1).
destruct (Rle_lt_or_eq_dec _ _ (Rle_trans _ _ _ P W)) as [S | S].
- apply Rmult_le_reg_r with (L_SumExp32 t z n); [exact S |].
  unfold Rdiv; rewrite Rmult_assoc, Rinv_l by lra; lra.
- rewrite <- S; unfold Rdiv; rewrite Rinv_0; lra.
Qed.
Ltac try_Softmax32_Le1 := float_lemma; now apply Softmax32_le1.
(*@ TRY try_Softmax32_Le1 *)

(*@ NEEDS *)
Lemma targets_tail n s : 0 < n <= 67108864 -> s <= n ->
  eta * n * (1 + 3 * s) <= bpow radix2 (-1000).
Proof.
intros N S; assert (P := bpow_gt_0 radix2 (-1074)).
apply Rle_trans with (eta * (bpow radix2 26 * bpow radix2 28)).
- rewrite Rmult_assoc; apply Rmult_le_compat_l; [left; exact P |].
  apply Rle_trans with (n * (1 + 3 * n)); [apply Rmult_le_compat_l; lra |].
  apply Rmult_le_compat; simpl; lra.
- unfold eta; rewrite <- !bpow_plus; now apply bpow_le.
Qed.
Ltac try_Targets_Tail := float_lemma; unfold real_of_int in *; match goal with
  | A : (0 < ?n)%Z, B : (?n <= 67108864)%Z, S : ?s <= IZR ?n
    |- _ * (1 + 3 * ?s) <= _ =>
      apply IZR_lt in A; apply IZR_le in B;
      let T := fresh in
      assert (T := targets_tail (IZR n) s ltac:(split; assumption) S);
      rewrite eta_frac, <- thousand in T;
      let c := eval vm_compute in (2 ^ 1074)%Z in change (2 ^ 1074)%Z with c in T;
      let c := eval vm_compute in (2 ^ 1000)%Z in change (2 ^ 1000)%Z with c in T;
      lra
  end.
(*@ TRY try_Targets_Tail *)

(*@ NEEDS P_Rounded *)
Ltac try_Rounded_FromFinite := float_lemma; match goal with
  | R : P_Rounded ?x ?y, F : Float32.t'isFinite ?y |- Float64.t'isFinite ?x =>
      exact (proj1 (rounded_value x y R F))
  end.
(*@ TRY try_Rounded_FromFinite *)

(* What rounds a double that is near the loss g of n targets *)
Definition target_share n g := n * u * (1 + bpow radix2 (-16)) * g.
Lemma target_share_range n g : 0 < n <= 67108864 -> 0 <= g ->
  0 <= target_share n g <= bpow radix2 (-26) * g.
Proof.
intros N G; unfold target_share.
replace (n * u * (1 + bpow radix2 (-16)) * g)
  with (n * (u * (1 + bpow radix2 (-16)) * g)) by ring.
assert (C : 0 <= u * (1 + bpow radix2 (-16)) * g)
  by (rewrite u_val; simpl (bpow radix2 (-16)); lra).
split; [apply Rmult_le_pos; lra |].
apply Rle_trans with (67108864 * (u * (1 + bpow radix2 (-16)) * g)).
- apply Rmult_le_compat_r; [exact C | apply N].
- rewrite u_val; simpl (bpow radix2 (-16)); simpl (bpow radix2 (-26)); lra.
Qed.
Definition near_target x n g := 0 <= g /\
  Rabs (x - g) <= 8 * u * Rabs g + target_share n g + bpow radix2 (-1000).
Lemma target_ulp x n g : 0 < n <= 67108864 -> near_target x n g ->
  Rabs (Rounding32.RN32 x - g) <=
    (/ 2 + bpow radix2 (-24)) * Rounding32.ulp32 g + target_share n g.
Proof.
intros N [G D]; destruct (target_share_range n g N G) as [T0 T].
apply Rle_trans with (1 := Rounding32.after_error x g _ D).
assert (E := Rounding32.error_ulp g); assert (S := Rounding32.small_ulp g).
assert (L := Rounding32.ulp32_gt g); unfold Rounding32.u32 in L.
assert (P := Rounding32.ulp32_ge g); assert (Q := bpow_gt_0 radix2 (-149)).
rewrite (Rabs_pos_eq g) in * by exact G.
simpl (bpow radix2 (-26)) in *; simpl (bpow radix2 (-24)) in *.
apply Rmax_lub; lra.
Qed.
Lemma target_relative x n g : 0 < n <= 67108864 -> near_target x n g ->
  bpow radix2 (-126) <= g -> Rabs (Rounding32.RN32 x - g) <=
    Rounding32.u32 * (1 + bpow radix2 (-23)) * g + target_share n g.
Proof.
intros N D B; apply Rle_trans with (1 := target_ulp x n g N D).
apply Rplus_le_compat_r; destruct D as [G _].
assert (L := Rounding32.ulp32_le g); rewrite Rabs_pos_eq in L by exact G.
specialize (L B); unfold Rounding32.u32 in *.
simpl (bpow radix2 (-24)) in *; simpl (bpow radix2 (-23)); lra.
Qed.
Lemma target_size x n g : 0 < n <= 67108864 -> near_target x n g ->
  Rabs (x - g) <= bpow radix2 (-25) * (3 / 4) * g + 1.
Proof.
intros N [G D]; destruct (target_share_range n g N G) as [_ T].
assert (S : bpow radix2 (-1000) <= 1) by (change 1 with (bpow radix2 0); now apply bpow_le).
rewrite (Rabs_pos_eq g) in D by exact G.
rewrite u_val in D; simpl (bpow radix2 (-26)) in T; simpl (bpow radix2 (-25)); lra.
Qed.

(*@ NEEDS P_Rounded P_NearLoss *)
Lemma near_loss x n g : (0 < n)%Z -> (n <= 67108864)%Z -> P_NearLoss x n g ->
  Float64.t'isFinite x /\ near_target (Float64.t'real x) (IZR n) g.
Proof.
intros N M [[G D] F]; split; [exact F | split; [exact G |]].
apply IZR_lt in N; unfold real_of_int in D; unfold target_share.
replace (Float64.t'real x - g) with (Float64.t'real x + - (1) * g) by ring.
apply Rle_trans with (1 := D); rewrite (Rabs_pos_eq g) by exact G.
rewrite <- thousand, u_val; simpl (bpow radix2 (-16)).
let c := eval vm_compute in (2 ^ 1000)%Z in change (2 ^ 1000)%Z with c.
lra.
Qed.
Lemma loss_rounded_finite x y n g : P_Rounded x y -> (0 < n)%Z ->
  (n <= 67108864)%Z -> P_NearLoss x n g ->
  g <= 340282346638528859811704183484516925440 -> Float32.t'isFinite y.
Proof.
intros R N M D B; destruct (near_loss x n g N M D) as [F E].
apply IZR_lt in N; apply IZR_le in M.
assert (T := target_size _ _ _ (conj N M) E); destruct E as [G _].
apply (rounded_finite x y R F); rewrite FloatOps32.middle32_value.
apply Rabs_le_inv in T; simpl (bpow radix2 (-25)) in T.
apply Rabs_def1; lra.
Qed.
Lemma loss_rounded_below x y n g : P_Rounded x y -> Float32.t'isFinite y ->
  (0 < n)%Z -> (n <= 67108864)%Z -> P_NearLoss x n g ->
  g < 340282366920938463463374607431768211456.
Proof.
intros R Fy N M D; destruct (near_loss x n g N M D) as [F E].
apply IZR_lt in N; apply IZR_le in M.
assert (T := target_size _ _ _ (conj N M) E); destruct E as [G _].
destruct (rounded_value x y R Fy) as (_ & B & _).
rewrite FloatOps32.middle32_value in B; apply Rabs_def2 in B.
apply Rabs_le_inv in T; simpl (bpow radix2 (-25)) in T; lra.
Qed.
Lemma loss_rounded_relative x y n g : P_Rounded x y -> Float32.t'isFinite y ->
  (0 < n)%Z -> (n <= 67108864)%Z -> P_NearLoss x n g ->
  1 / 85070591730234615865843651857942052864 <= g ->
  Rabs (Float32.t'real y + - (1) * g) <= g * (8388609 / 140737488355328 +
    65537 / 590295810358705651712 * IZR n).
Proof.
intros R Fy N M D B; destruct (near_loss x n g N M D) as [F E].
destruct (rounded_value x y R Fy) as (_ & _ & ->).
assert (T := target_relative _ (IZR n) g
  (conj (IZR_lt _ _ N) (IZR_le _ _ M)) E).
change (bpow radix2 (-126)) with (/ 85070591730234615865843651857942052864) in T.
replace (_ + - (1) * g) with (Rounding32.RN32 (Float64.t'real x) - g) by ring.
apply Rle_trans with (1 := T ltac:(lra)); unfold target_share, Rounding32.u32.
rewrite u_val; simpl (bpow radix2 (-16)); simpl (bpow radix2 (-24)).
simpl (bpow radix2 (-23)); lra.
Qed.
Ltac try_loss_rounded := float_lemma; unfold real_of_int; match goal with
  | R : P_Rounded ?x ?y, D : P_NearLoss ?x ?n ?g |- _ =>
      first [ now apply (loss_rounded_finite x y n g)
            | now apply (loss_rounded_below x y n g)
            | now apply (loss_rounded_relative x y n g) ]
  end.
(*@ TRY try_loss_rounded *)

(*@ NEEDS P_Rounded P_NearLoss L_UlpBelow *)
Lemma loss_rounded_ulp x y n g : P_Rounded x y -> Float32.t'isFinite y ->
  (0 < n)%Z -> (n <= 67108864)%Z -> P_NearLoss x n g ->
  Rabs (Float32.t'real y + - (1) * g) <= 8388609 / 16777216 *
    L_UlpBelow g 170141183460469231731687303715884105728 253 +
    65537 / 590295810358705651712 * g * IZR n.
Proof.
intros R Fy N M D; destruct (near_loss x n g N M D) as [F E].
assert (B := loss_rounded_below x y n g R Fy N M D).
assert (G := proj1 E); rewrite (link_Ulp32 g), half_and
  by (rewrite Rabs_pos_eq by exact G; exact B).
destruct (rounded_value x y R Fy) as (_ & _ & ->).
replace (_ + - (1) * g) with (Rounding32.RN32 (Float64.t'real x) - g) by ring.
apply Rle_trans with (1 := target_ulp _ (IZR n) g
  (conj (IZR_lt _ _ N) (IZR_le _ _ M)) E).
apply Rplus_le_compat_l; unfold target_share.
rewrite u_val; simpl (bpow radix2 (-16)); lra.
Qed.
Ltac try_Rounded_LossUlp := float_lemma; unfold real_of_int; match goal with
  | R : P_Rounded ?x ?y, D : P_NearLoss ?x ?n ?g |- _ =>
      now apply (loss_rounded_ulp x y n g)
  end.
(*@ TRY try_Rounded_LossUlp *)

(* The error of the double, of the same loss *)
(*@ NEEDS P_NearLoss L_CrossEntropy32 L_CrossEntropy L_Sum *)
Ltac try_near_loss := intro_goal; lazymatch goal with
  | D : Rabs (Float64.t'real ?f + _ * L_CrossEntropy ?t ?w ?x ?n) <= _,
    T : _ * (1 + 3 * L_Sum ?t ?w ?n) <= _ |- P_NearLoss ?f ?n ?g =>
      let E := fresh in
      assert (E : L_CrossEntropy t w x n = g) by congruence;
      rewrite E in D; split; [split; [assumption |] | assumption]; clear E;
      repeat match goal with H : ?A |- _ =>
        lazymatch H with D => fail | T => fail | _ => clear H end end;
      lra
  end.
(*@ TRY try_near_loss *)
