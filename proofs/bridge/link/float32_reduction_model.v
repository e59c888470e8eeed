(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* Rows of float losses and weights as doubles: specs/reduction32_facts.acsl *)

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

(* The loop that writes the losses as doubles *)
(*@ NEEDS P_RowLoss32 *)
Ltac try_loss32_number := intro_goal; match goal with
  | H : P_RowLoss32 ?f |- ~ Float32.is_nan ?f =>
      unfold P_RowLoss32 in H; cbv zeta in H; let N := fresh in intros N;
      destruct H as [H | H]; destruct H; now destruct f
  end.
(*@ TRY try_loss32_number *)

(*@ NEEDS P_RowLoss32 P_WideLoss *)
Ltac try_wide_loss32 := intro_goal; lazymatch goal with
  | H : P_RowLoss32 ?f |- P_WideLoss ?f _ =>
      unfold P_RowLoss32, P_WideLoss in *; cbv zeta in *; tauto
  end.
(*@ TRY try_wide_loss32 *)

(*@ NEEDS P_WideLosses separated valid_rw shift *)
Lemma wide_losses_next m t v y x i f : (0 <= i)%Z -> P_WideLosses m t v y x i ->
  (0 < Float32.t'real (link_at t v i) -> P_WideLoss (link_at t y i) f) ->
  P_WideLosses (map.Map.set m (entry_of x i) f) t v y x (1 + i).
Proof.
intros I W C k K N V; destruct (Z.eq_dec k i) as [-> | D].
- rewrite store_same; now apply C.
- rewrite store_other by (apply entry_differ; lia).
  apply W; [exact K | lia | exact V].
Qed.
Ltac try_wide_losses_next := intro_goal; match goal with
  | H : P_WideLosses ?m ?t ?v ?y ?x ?i
    |- P_WideLosses (map.Map.set ?m (_ ?x ?i) ?f) ?t ?v ?y ?x _ =>
      apply (wide_losses_next m t v y x i f); [assumption | exact H | assumption]
  end.
(*@ TRY try_wide_losses_next *)
