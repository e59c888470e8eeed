(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* Sums and means of float losses: specs/reduction32_facts.acsl *)

(*@ NEEDS P_RowWeight32 *)
Lemma weight32_range f : P_RowWeight32 f ->
  Float32.t'isFinite f /\ 0 <= Float32.t'real f.
Proof. unfold P_RowWeight32; cbv zeta; intros H; tauto. Qed.

(*@ NEEDS P_RowWeights32 P_Logits32 *)
Ltac try_Weights_Logits := float_lemma; match goal with
  | H : P_RowWeights32 ?t ?v ?n |- P_Logits32 ?t ?v ?n =>
      let k := fresh in let K := fresh in let N := fresh in
      intros k ? K N; left; exact (proj1 (weight32_range _ (H k K N)))
  end.
(*@ TRY try_Weights_Logits *)

(*@ NEEDS P_WideLoss *)
Lemma wide_loss_cases a b : P_WideLoss a b ->
  (Float32.is_plus_infinity a /\ Float64.is_plus_infinity b) \/
  (Float32.t'isFinite a /\ Float64.t'isFinite b /\ 0 <= Float32.t'real a /\
   Float64.t'real b = Float32.t'real a).
Proof.
unfold P_WideLoss; cbv zeta; intros H; assert (E := eq_sym (x := Float64.t'real b)
  (y := Float32.t'real a)); assert (E' := eq_sym (x := Float32.t'real a)
  (y := Float64.t'real b)); tauto.
Qed.

(*@ NEEDS P_WideRows P_RowWeights32 shift *)
Lemma wide_weight t t1 v y w x n k : P_WideRows t t1 v y w x n ->
  P_RowWeights32 t1 v n -> (0 <= k)%Z -> (k < n)%Z ->
  Float32.t'isFinite (link_at t1 v k) /\ 0 <= Float32.t'real (link_at t1 v k) /\
  Float64.t'isFinite (link_at t w k) /\
  Float64.t'real (link_at t w k) = Float32.t'real (link_at t1 v k).
Proof.
intros H P K N; assert (W : P_Widened t t1 v w n) by (unfold P_WideRows in H; tauto).
destruct (weight32_range _ (P k K N)) as [F R].
destruct (widened_finite t t1 v w n k W K N F) as [G E].
split; [exact F | split; [exact R | split; [exact G | exact E]]].
Qed.
Lemma wide_loss t t1 v y w x n k : P_WideRows t t1 v y w x n ->
  (0 <= k)%Z -> (k < n)%Z -> 0 < Float32.t'real (link_at t1 v k) ->
  (Float32.is_plus_infinity (link_at t1 y k) /\
   Float64.is_plus_infinity (link_at t x k)) \/
  (Float32.t'isFinite (link_at t1 y k) /\ Float64.t'isFinite (link_at t x k) /\
   0 <= Float32.t'real (link_at t1 y k) /\
   Float64.t'real (link_at t x k) = Float32.t'real (link_at t1 y k)).
Proof.
intros H K N P; assert (W : P_WideLosses t t1 v y x n)
  by (unfold P_WideRows in H; tauto).
exact (wide_loss_cases _ _ (W k K N P)).
Qed.

(*@ NEEDS P_WideRows P_Reducible32 P_Reducible *)
Lemma finite32_least f : Float32.t'isFinite f -> 0 < Float32.t'real f ->
  bpow radix2 (-149) <= Float32.t'real f.
Proof.
intros F P; rewrite (Float32.real_B2R f F) in *.
apply (generic_format_ge_bpow radix2 (FLT_exp (-149) 24)); [| exact P |].
- intros e; unfold FLT_exp; lia.
- apply BinarySingleNaN.generic_format_B2R.
Qed.
Lemma weight_of f : Float64.t'isFinite f -> Float64.t'real f = 0 \/
  bpow radix2 (-500) <= Float64.t'real f <= bpow radix2 500 -> P_RowWeight f.
Proof.
intros F; power_500; intros C; unfold P_RowWeight; cbv zeta.
split; [exact F |]; destruct C as [C | C]; [left; lra | right; split; lra].
Qed.
Lemma reducible32_rows t v y n : P_Reducible32 t v y n ->
  (0 < n)%Z /\ (n <= 67108864)%Z /\ P_RowWeights32 t v n /\
  ~ P_AllZero32 t v n /\ P_RowLosses32 t v y n.
Proof. unfold P_Reducible32; cbv zeta; intros H; tauto. Qed.
Lemma wide_reducible t t1 v y w x n : P_WideRows t t1 v y w x n ->
  P_Reducible32 t1 v y n -> P_Reducible t w x n.
Proof.
intros H R; destruct (reducible32_rows _ _ _ _ R) as (N0 & N1 & P & Z & L).
assert (A : P_RowWeights t w n).
{ intros k K N; destruct (wide_weight t t1 v y w x n k H P K N) as (F & V & G & E).
  change (P_RowWeight (link_at t w k)); apply weight_of; [exact G | rewrite E].
  destruct V as [V | V]; [right | left; now symmetry].
  assert (B := finite32_least _ F V); assert (C := FloatOps32.finite_largest _ F).
  split.
  - apply Rle_trans with (2 := B), bpow_le; lia.
  - apply Rle_trans with (1 := proj2 C), Rle_trans with (bpow radix2 128).
    + left; exact FloatOps32.largest_infinity.
    + apply bpow_le; lia. }
assert (B : ~ P_AllZero t w n).
{ intros Q; apply Z; intros k K N.
  destruct (wide_weight t t1 v y w x n k H P K N) as (_ & _ & _ & E).
  exact (eq_trans (eq_sym E) (Q k K N)). }
assert (C : P_RowLosses t w x n).
{ intros k; cbv zeta; intros K N V; destruct (wide_weight t t1 v y w x n k H P K N) as (_ & _ & _ & E).
  change (P_RowLoss (link_at t x k)); unfold P_RowLoss; cbv zeta.
  destruct (wide_loss t t1 v y w x n k H K N) as [[_ I] | (_ & G & D & D')].
  - rewrite <- E; exact V.
  - left; exact I.
  - rewrite <- D' in D; tauto. }
unfold P_Reducible; cbv zeta; tauto.
Qed.
Ltac try_Wide_Reducible := float_lemma; match goal with
  | H : P_WideRows ?t ?t1 ?v ?y ?w ?x ?n |- P_Reducible ?t ?w ?x ?n =>
      now apply (wide_reducible t t1 v y w x n)
  end.
(*@ TRY try_Wide_Reducible *)

(*@ NEEDS P_WideRows P_RowWeights32 P_FiniteLosses32 P_ModerateLosses *)
Lemma wide_moderate t t1 v y w x n : P_WideRows t t1 v y w x n ->
  P_RowWeights32 t1 v n -> P_FiniteLosses32 t1 v y n -> P_ModerateLosses t w x n.
Proof.
intros H P Q k; cbv zeta; intros K N V.
destruct (wide_weight t t1 v y w x n k H P K N) as (_ & _ & _ & E).
assert (V' : 0 < Float32.t'real (link_at t1 v k)) by (rewrite <- E; exact V).
destruct (wide_loss t t1 v y w x n k H K N V') as [[[I _] _] | (F & G & D & D')].
{ exfalso; assert (F := Q k K N V'); cbv zeta in F.
  change (Float32.t'isFinite (link_at t1 y k)) in F.
  now destruct (link_at t1 y k). }
assert (C := FloatOps32.finite_largest _ F); rewrite <- D' in C.
assert (B : Float64.t'real (link_at t x k) <= bpow radix2 490).
{ apply Rle_trans with (1 := proj2 C), Rle_trans with (bpow radix2 128).
  - left; exact FloatOps32.largest_infinity.
  - apply bpow_le; lia. }
power_of 490%Z; split; [exact B | exact G].
Qed.
Ltac try_Wide_Moderate := float_lemma; match goal with
  | H : P_WideRows ?t ?t1 ?v ?y ?w ?x ?n |- P_ModerateLosses ?t ?w ?x ?n =>
      now apply (wide_moderate t t1 v y w x n)
  end.
(*@ TRY try_Wide_Moderate *)

(*@ NEEDS P_WideRows P_RowWeights32 P_FiniteLosses32 P_InfiniteLoss *)
Lemma wide_infinite t t1 v y w x n : P_WideRows t t1 v y w x n ->
  P_RowWeights32 t1 v n -> ~ P_FiniteLosses32 t1 v y n -> P_InfiniteLoss t w x n.
Proof.
intros H P Q; destruct (Classical_Prop.classic (P_InfiniteLoss t w x n)) as [A | A];
  [exact A | exfalso; apply Q].
intros k K N V; destruct (wide_weight t t1 v y w x n k H P K N) as (_ & _ & _ & E).
destruct (wide_loss t t1 v y w x n k H K N V) as [[_ I] | (F & _)]; [| exact F].
assert (V' : 0 < Float64.t'real (link_at t w k)) by (rewrite E; exact V).
exfalso; apply A; unfold P_InfiniteLoss; cbv zeta; exists k; tauto.
Qed.
Ltac try_Wide_Infinite := float_lemma; match goal with
  | H : P_WideRows ?t ?t1 ?v ?y ?w ?x ?n |- P_InfiniteLoss ?t ?w ?x ?n =>
      now apply (wide_infinite t t1 v y w x n)
  end.
(*@ TRY try_Wide_Infinite *)

(*@ NEEDS P_WideRows P_Reducible32 P_FiniteLosses32 L_Dot32 L_Dot *)
Lemma wide_product t t1 v y w x n k : P_WideRows t t1 v y w x n ->
  P_RowWeights32 t1 v n -> P_FiniteLosses32 t1 v y n -> (0 <= k)%Z -> (k < n)%Z ->
  Float64.t'real (link_at t w k) * Float64.t'real (link_at t x k) =
    Float32.t'real (link_at t1 v k) * Float32.t'real (link_at t1 y k) /\
  0 <= Float32.t'real (link_at t1 v k) * Float32.t'real (link_at t1 y k) <=
    Float32.t'real (link_at t1 v k) * FloatOps32.largest.
Proof.
intros H P Q K N; destruct (wide_weight t t1 v y w x n k H P K N) as (_ & R & _ & ->).
destruct R as [R | R]; [| rewrite <- R, !Rmult_0_l; lra].
destruct (wide_loss t t1 v y w x n k H K N R) as [[[I _] _] | (F & _ & D & ->)].
{ exfalso; assert (F := Q k K N R); cbv zeta in F.
  change (Float32.t'isFinite (link_at t1 y k)) in F.
  now destruct (link_at t1 y k). }
assert (C := FloatOps32.finite_largest _ F).
split; [reflexivity |]; split; [apply Rmult_le_pos; lra |].
apply Rmult_le_compat_l; lra.
Qed.
Lemma Dot32_rows t p v n : L_Dot32 t p v n = sum (Z.to_nat n) (seq (fun k =>
  Float32.t'real (link_at t p k) * Float32.t'real (link_at t v k))).
Proof.
exact (rec_sum_sum _ (fun k =>
  Float32.t'real (link_at t p k) * Float32.t'real (link_at t v k))
  (L_Dot32_def t p v) n).
Qed.
Lemma wide_dot t t1 v y w x n : P_WideRows t t1 v y w x n ->
  P_RowWeights32 t1 v n -> P_FiniteLosses32 t1 v y n ->
  L_Dot t w x n = L_Dot32 t1 v y n /\ 0 <= L_Dot32 t1 v y n.
Proof.
intros H P Q; rewrite Dot32_rows.
rewrite (rec_sum_sum _ (fun k =>
  Float64.t'real (link_at t w k) * Float64.t'real (link_at t x k))
  (L_Dot_def t w x) n).
split; [apply sum_ext | apply sum_nonneg]; intros k Hk; unfold seq;
  apply (wide_product t t1 v y w x n (Z.of_nat k) H P Q); lia.
Qed.
Ltac try_Wide_Dot := float_lemma; match goal with
  | H : P_WideRows ?t ?t1 ?v ?y ?w ?x ?n, R : P_Reducible32 ?t1 ?v ?y ?n |- _ =>
      let A := fresh in let B := fresh in
      destruct (wide_dot t t1 v y w x n H
        (proj1 (proj2 (proj2 (reducible32_rows _ _ _ _ R)))) ltac:(assumption))
        as [A B];
      first [ split; [first [exact A | exact (eq_sym A)] | exact B]
            | split; [exact B | first [exact A | exact (eq_sym A)]] ]
  end.
(*@ TRY try_Wide_Dot *)

(*@ NEEDS P_WideRows P_Reducible32 P_FiniteLosses32 L_MeanLoss32 L_MeanLoss *)
Lemma wide_mean t t1 v y w x n : P_WideRows t t1 v y w x n ->
  P_Reducible32 t1 v y n -> P_FiniteLosses32 t1 v y n ->
  L_MeanLoss t w x n = L_MeanLoss32 t1 v y n /\
  0 <= L_MeanLoss32 t1 v y n <= FloatOps32.largest.
Proof.
intros H R Q; destruct (reducible32_rows _ _ _ _ R) as (N0 & N1 & P & Z & _).
destruct (wide_dot t t1 v y w x n H P Q) as [D D0].
set (f := seq (fun k => Float32.t'real (link_at t1 v k))).
assert (S : L_Sum32 t1 v n = sum (Z.to_nat n) f)
  by exact (rec_sum_sum _ (fun k => Float32.t'real (link_at t1 v k))
       (L_Sum32_def t1 v) n).
assert (F0 : forall k, (k < Z.to_nat n)%nat -> 0 <= f k).
{ intros k Hk; unfold f, seq.
  apply (wide_weight t t1 v y w x n (Z.of_nat k) H P); lia. }
assert (E : L_Sum t w n = L_Sum32 t1 v n).
{ rewrite S, (rec_sum_sum _ (fun k => Float64.t'real (link_at t w k))
    (L_Sum_def t w) n).
  apply sum_ext; intros k Hk; unfold f, seq.
  apply (wide_weight t t1 v y w x n (Z.of_nat k) H P); lia. }
assert (S0 : 0 < L_Sum32 t1 v n).
{ rewrite S; destruct (Rlt_le_dec 0 (sum (Z.to_nat n) f)) as [A | A]; [exact A |].
  exfalso; apply Z; intros k K N.
  assert (B := sum_term (Z.to_nat n) f (Z.to_nat k) ltac:(lia) F0).
  assert (C := F0 (Z.to_nat k) ltac:(lia)).
  assert (V : f (Z.to_nat k) = Float32.t'real (link_at t1 v k))
    by (unfold f, seq; now rewrite Z2Nat.id).
  change (Float32.t'real (link_at t1 v k) = 0); rewrite <- V; lra. }
assert (M : L_Dot32 t1 v y n <= FloatOps32.largest * L_Sum32 t1 v n).
{ rewrite S, Dot32_rows, <- sum_scal; apply sum_le; intros k Hk; unfold f, seq.
  rewrite (Rmult_comm FloatOps32.largest).
  apply (wide_product t t1 v y w x n (Z.of_nat k) H P Q); lia. }
unfold L_MeanLoss, L_MeanLoss32; rewrite D, E; split; [reflexivity |]; split.
- apply Rmult_le_pos; [exact D0 | left; now apply Rinv_0_lt_compat].
- apply Rmult_le_reg_r with (1 := S0); unfold Rdiv.
  rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra; exact M.
Qed.
Ltac try_Wide_Mean := float_lemma; match goal with
  | H : P_WideRows ?t ?t1 ?v ?y ?w ?x ?n, R : P_Reducible32 ?t1 ?v ?y ?n |- _ =>
      let A := fresh in let B := fresh in
      destruct (wide_mean t t1 v y w x n H R ltac:(assumption)) as [A B];
      unfold FloatOps32.largest in B; repeat split;
      first [exact A | exact (eq_sym A) | apply B]
  end.
(*@ TRY try_Wide_Mean *)

(* What rounds a double that is near the sum or mean g, after n roundings *)
(*@ NEEDS P_Rounded P_NearReduction *)
Lemma reduction_share_range n g : 0 < n <= 134217728 -> 0 <= g ->
  0 <= target_share n g <= bpow radix2 (-26) * (1 + bpow radix2 (-16)) * g.
Proof.
intros N G; unfold target_share.
replace (n * u * (1 + bpow radix2 (-16)) * g)
  with (n * (u * (1 + bpow radix2 (-16)) * g)) by ring.
assert (C : 0 <= u * (1 + bpow radix2 (-16)) * g)
  by (rewrite u_val; simpl (bpow radix2 (-16)); lra).
split; [apply Rmult_le_pos; lra |].
apply Rle_trans with (134217728 * (u * (1 + bpow radix2 (-16)) * g)).
- apply Rmult_le_compat_r; [exact C | apply N].
- rewrite u_val; simpl (bpow radix2 (-16)); simpl (bpow radix2 (-26)); lra.
Qed.
Lemma near_reduction x n g : (0 < n)%Z -> (n <= 134217728)%Z ->
  P_NearReduction x n g -> Float64.t'isFinite x /\ 0 <= g /\
  0 <= target_share (IZR n) g <= bpow radix2 (-26) * (1 + bpow radix2 (-16)) * g /\
  Rabs (Float64.t'real x - g) <= target_share (IZR n) g + bpow radix2 (-400).
Proof.
intros N M H; unfold P_NearReduction, real_of_int in H; cbv zeta in H.
assert (F : Float64.t'isFinite x) by tauto.
assert (G : 0 <= g) by tauto.
apply IZR_lt in N; apply IZR_le in M.
assert (S := reduction_share_range (IZR n) g (conj N M) G).
repeat split; try assumption; try apply S.
match type of H with context [Rabs ?e <= ?r] =>
  assert (D : Rabs e <= r) by tauto; clear H;
  replace (Float64.t'real x - g) with e by ring end.
apply Rle_trans with (1 := D), Req_le; unfold target_share.
change (bpow radix2 (-400)) with (/ IZR (2 ^ 400));
let c := eval vm_compute in (2 ^ 400)%Z in change (2 ^ 400)%Z with c.
rewrite u_val; replace (bpow radix2 (-16)) with (/ 65536) by (simpl; lra); field.
Qed.
Lemma reduction_tail : bpow radix2 (-400) <= 1.
Proof. change 1 with (bpow radix2 0); now apply bpow_le. Qed.
Lemma reduction_finite x y n g : P_Rounded x y -> (0 < n)%Z ->
  (n <= 134217728)%Z -> P_NearReduction x n g ->
  g <= 340282346638528859811704183484516925440 -> Float32.t'isFinite y.
Proof.
intros R N M D B; destruct (near_reduction x n g N M D) as (F & G & S & E).
apply (rounded_finite x y R F); rewrite FloatOps32.middle32_value.
assert (T := reduction_tail); apply Rabs_le_inv in E.
simpl (bpow radix2 (-26)) in S; simpl (bpow radix2 (-16)) in S.
apply Rabs_def1; lra.
Qed.
Lemma reduction_below x y n g : P_Rounded x y -> Float32.t'isFinite y ->
  (0 < n)%Z -> (n <= 134217728)%Z -> P_NearReduction x n g ->
  g < 340282366920938463463374607431768211456.
Proof.
intros R Fy N M D; destruct (near_reduction x n g N M D) as (F & G & S & E).
destruct (rounded_value x y R Fy) as (_ & B & _).
rewrite FloatOps32.middle32_value in B; apply Rabs_def2 in B.
assert (T := reduction_tail); apply Rabs_le_inv in E.
simpl (bpow radix2 (-26)) in S; simpl (bpow radix2 (-16)) in S; lra.
Qed.
Lemma reduction_ulp x y n g : P_Rounded x y -> Float32.t'isFinite y ->
  (0 < n)%Z -> (n <= 134217728)%Z -> P_NearReduction x n g ->
  Rabs (Float32.t'real y - g) <=
    (/ 2 + bpow radix2 (-24)) * Rounding32.ulp32 g + target_share (IZR n) g.
Proof.
intros R Fy N M D; destruct (near_reduction x n g N M D) as (F & G & S & E).
destruct (rounded_value x y R Fy) as (_ & _ & ->).
apply Rle_trans with (1 := Rounding32.after_error _ g _ E).
assert (L := Rounding32.ulp32_gt g); unfold Rounding32.u32 in L.
assert (P := Rounding32.ulp32_ge g); assert (Q := bpow_gt_0 radix2 (-149)).
assert (T : bpow radix2 (-400) <= bpow radix2 (-26) * Rounding32.ulp32 g).
{ apply Rle_trans with (bpow radix2 (-26) * bpow radix2 (-149)).
  - rewrite <- bpow_plus; now apply bpow_le.
  - apply Rmult_le_compat_l; [apply bpow_ge_0 | exact P]. }
rewrite (Rabs_pos_eq g) in L by exact G.
simpl (bpow radix2 (-26)) in *; simpl (bpow radix2 (-16)) in *.
simpl (bpow radix2 (-24)) in *; apply Rmax_lub; lra.
Qed.
Lemma reduction_relative x y n g : P_Rounded x y -> Float32.t'isFinite y ->
  (0 < n)%Z -> (n <= 134217728)%Z -> P_NearReduction x n g ->
  1 / 85070591730234615865843651857942052864 <= g ->
  Rabs (Float32.t'real y + - (1) * g) <= g * (8388609 / 140737488355328 +
    65537 / 590295810358705651712 * IZR n).
Proof.
intros R Fy N M D B; assert (T := reduction_ulp x y n g R Fy N M D).
destruct (near_reduction x n g N M D) as (_ & G & _ & _).
replace (_ + - (1) * g) with (Float32.t'real y - g) by ring.
apply Rle_trans with (1 := T).
assert (L := Rounding32.ulp32_le g).
change (bpow radix2 (-126)) with (/ 85070591730234615865843651857942052864) in L.
rewrite Rabs_pos_eq in L by exact G; specialize (L ltac:(lra)).
unfold Rounding32.u32 in L; unfold target_share.
rewrite u_val; simpl (bpow radix2 (-16)); simpl (bpow radix2 (-24)) in *; lra.
Qed.
Ltac try_reduction_rounded := float_lemma; unfold real_of_int; match goal with
  | R : P_Rounded ?x ?y, D : P_NearReduction ?x ?n ?g |- _ =>
      first [ now apply (reduction_finite x y n g)
            | now apply (reduction_below x y n g)
            | now apply (reduction_relative x y n g) ]
  end.
(*@ TRY try_reduction_rounded *)

(* What is rounded to a finite float is finite. *)
Ltac try_reduction_from_finite := intro_goal; match goal with
  | R : P_Rounded ?x ?y, F : Float32.t'isFinite ?y |- Float64.t'isFinite ?x =>
      exact (proj1 (rounded_value x y R F))
  end.
(*@ TRY try_reduction_from_finite *)

(*@ NEEDS P_Rounded P_NearReduction L_UlpBelow *)
Lemma reduction_rounded_ulp x y n g : P_Rounded x y -> Float32.t'isFinite y ->
  (0 < n)%Z -> (n <= 134217728)%Z -> P_NearReduction x n g ->
  Rabs (Float32.t'real y + - (1) * g) <= 8388609 / 16777216 *
    L_UlpBelow g 170141183460469231731687303715884105728 253 +
    65537 / 590295810358705651712 * g * IZR n.
Proof.
intros R Fy N M D; assert (B := reduction_below x y n g R Fy N M D).
destruct (near_reduction x n g N M D) as (_ & G & _ & _).
rewrite (link_Ulp32 g), half_and by (rewrite Rabs_pos_eq by exact G; exact B).
replace (_ + - (1) * g) with (Float32.t'real y - g) by ring.
apply Rle_trans with (1 := reduction_ulp x y n g R Fy N M D).
apply Rplus_le_compat_l; unfold target_share.
rewrite u_val; simpl (bpow radix2 (-16)); lra.
Qed.
Ltac try_Rounded_ReductionUlp := float_lemma; unfold real_of_int; match goal with
  | R : P_Rounded ?x ?y, D : P_NearReduction ?x ?n ?g |- _ =>
      now apply (reduction_rounded_ulp x y n g)
  end.
(*@ TRY try_Rounded_ReductionUlp *)

(* The errors of the doubles *)
(*@ NEEDS P_NearReduction P_Reducible L_FDot L_Dot *)
Lemma sum_nearly n g d : 0 < n <= 67108864 ->
  d <= n * u * (1 + bpow radix2 (-16)) * g + n * eta ->
  d <= n * u * (1 + bpow radix2 (-16)) * g + bpow radix2 (-400).
Proof.
intros N D; apply Rle_trans with (1 := D), Rplus_le_compat_l.
apply Rle_trans with (bpow radix2 26 * eta).
- apply Rmult_le_compat_r; [apply bpow_ge_0 | simpl; lra].
- unfold eta; rewrite <- bpow_plus; now apply bpow_le.
Qed.
Lemma mean_nearly n g s d : 0 < n <= 67108864 -> bpow radix2 (-500) <= s ->
  d <= 2 * n * (u * (1 + bpow radix2 (-16)) * g + eta / s) + eta ->
  d <= 2 * n * u * (1 + bpow radix2 (-16)) * g + bpow radix2 (-400).
Proof.
intros N S D; apply Rle_trans with (1 := D).
assert (T : eta / s <= bpow radix2 (-574)).
{ apply Rle_trans with (eta * bpow radix2 500).
  - apply Rmult_le_compat_l; [apply bpow_ge_0 |].
    change 500%Z with (- (-500))%Z; rewrite bpow_opp.
    apply Rinv_le_contravar; [apply bpow_gt_0 | exact S].
  - unfold eta; rewrite <- bpow_plus; now apply bpow_le. }
assert (T' : n * (eta / s) <= bpow radix2 (-548)).
{ apply Rle_trans with (bpow radix2 26 * bpow radix2 (-574)).
  - apply Rmult_le_compat; [lra | | simpl; lra | exact T].
    assert (Q := bpow_gt_0 radix2 (-500)).
    apply Rmult_le_pos; [apply bpow_ge_0 | left; apply Rinv_0_lt_compat; lra].
  - rewrite <- bpow_plus; now apply bpow_le. }
assert (A : bpow radix2 (-548) <= bpow radix2 (-402)) by now apply bpow_le.
assert (B : eta <= bpow radix2 (-402)) by now apply bpow_le.
replace (bpow radix2 (-400)) with (4 * bpow radix2 (-402))
  by (change 4 with (bpow radix2 2); now rewrite <- bpow_plus).
assert (C := bpow_gt_0 radix2 (-402)); lra.
Qed.
(* From and to the form that WP gives to such a bound *)
Ltac reduction_form := unfold real_of_int; rewrite ?mult_IZR, ?eta_frac, ?u_val;
  change (bpow radix2 (-400)) with (/ IZR (2 ^ 400));
  replace (bpow radix2 (-16)) with (/ 65536) by (simpl; lra);
  let c := eval vm_compute in (2 ^ 400)%Z in change (2 ^ 400)%Z with c;
  let c := eval vm_compute in (2 ^ 1074)%Z in change (2 ^ 1074)%Z with c;
  apply Req_le; field; try lra.
Ltac try_near_sum := intro_goal; lazymatch goal with
  | R : P_Reducible ?t ?w ?x ?n, F : Float64.t'isFinite ?f
    |- P_NearReduction ?f ?n (L_Dot ?t ?w ?x ?n) =>
    match goal with D : context [Rabs (_ + _ * L_Dot t w x n) <= _] |- _ =>
      let N := fresh in let E := fresh in let B := fresh in let P := fresh in
      destruct (link_Reducible t w x n R) as (N & E & B & _ & _ & P & _);
      rewrite E in B;
      assert (0 < n)%Z by (unfold P_Reducible in R; cbv zeta in R; tauto);
      let G := fresh in
      assert (G : 0 < IZR n <= 67108864) by (split; [apply IZR_lt; lia | exact B]);
      split; [split; [rewrite batch_Dot; now apply sum_nonneg |] | exact F];
      match type of D with
      | Rabs ?d <= _ => idtac
      | _ => specialize (D F)
      end;
      match goal with |- Rabs ?d <= _ =>
        apply Rle_trans with (IZR n * u * (1 + bpow radix2 (-16)) *
          L_Dot t w x n + bpow radix2 (-400));
        [ apply (sum_nearly _ _ _ G); apply Rle_trans with (1 := D); reduction_form
        | reduction_form ] end
    end
  end.
(*@ TRY try_near_sum *)

(*@ NEEDS P_NearReduction P_Reducible L_MeanLoss L_Sum L_FDot L_Dot *)
Ltac try_near_mean := intro_goal; lazymatch goal with
  | R : P_Reducible ?t ?w ?x ?n, F : Float64.t'isFinite ?f
    |- P_NearReduction ?f _ (L_MeanLoss ?t ?w ?x ?n) =>
    match goal with D : context [Rabs (_ + _ * L_MeanLoss t w x n) <= _] |- _ =>
      let N := fresh in let E := fresh in let B := fresh in let P := fresh in
      let S := fresh in
      destruct (link_Reducible t w x n R) as (N & E & B & _ & _ & P & S);
      rewrite E in B; rewrite <- link_Sum in S;
      assert (0 < n)%Z by (unfold P_Reducible in R; cbv zeta in R; tauto);
      let G := fresh in
      assert (G : 0 < IZR n <= 67108864) by (split; [apply IZR_lt; lia | exact B]);
      assert (0 < L_Sum t w n)
        by (apply Rlt_le_trans with (2 := S); apply bpow_gt_0);
      split; [split; [unfold L_MeanLoss; apply Rmult_le_pos;
        [ rewrite batch_Dot; now apply sum_nonneg
        | now left; apply Rinv_0_lt_compat ] |] | exact F];
      match type of D with
      | Rabs ?d <= _ => idtac
      | _ => specialize (D F)
      end;
      match goal with |- Rabs ?d <= _ =>
        apply Rle_trans with (2 * IZR n * u * (1 + bpow radix2 (-16)) *
          L_MeanLoss t w x n + bpow radix2 (-400));
        [ apply (mean_nearly _ _ _ _ G S); apply Rle_trans with (1 := D);
          reduction_form
        | reduction_form ] end
    end
  end.
(*@ TRY try_near_mean *)
