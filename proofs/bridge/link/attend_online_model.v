(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* All columns of online attention, and their quotients *)

(* All columns: scores and values are read at t1, and were the same at t2. *)
(*@ NEEDS P_ValueState P_OnlineState L_FExp L_ShiftedSum P_LogitsFrom P_Columns P_Same P_Rows P_Sizes *)
Lemma values_logit m t s n k : P_LogitsFrom m t s 0%Z n -> (0 <= k)%Z -> (k < n)%Z ->
  Float64.t'real (link_at m s k) = Float64.t'real (link_at t s k) /\
  (Float64.t'isFinite (link_at m s k) <-> Float64.t'isFinite (link_at t s k)) /\
  (Float64.is_minus_infinity (link_at m s k) <->
   Float64.is_minus_infinity (link_at t s k)).
Proof.
intros H K N; destruct (H k K N) as [[HF HM] HE].
split; [| split; [| exact HM || (apply iff_sym; exact HM)]].
- first [exact HE | exact (eq_sym HE)].
- first [exact HF | apply iff_sym; exact HF].
Qed.
Lemma values_below m t s n k x : P_LogitsFrom m t s 0%Z n -> (0 <= k)%Z -> (k < n)%Z ->
  Float64.is_minus_infinity (link_at m s k) \/
  (Float64.t'real (link_at m s k) <= Float64.t'real x /\
   Float64.t'isFinite (link_at m s k)) ->
  Float64.is_minus_infinity (link_at t s k) \/
  (Float64.t'real (link_at t s k) <= Float64.t'real x /\
   Float64.t'isFinite (link_at t s k)).
Proof.
intros H K N C; destruct (values_logit m t s n k H K N) as (E & F & M).
destruct C as [C | [C D]]; [left; now apply M | right; split; [now rewrite <- E | now apply F]].
Qed.
Lemma values_FExp m t s n k x : P_LogitsFrom m t s 0%Z n -> (0 <= k)%Z -> (k < n)%Z ->
  L_FExp (link_at t s k) x = L_FExp (link_at m s k) x.
Proof.
intros H K N; destruct (values_logit m t s n k H K N) as (E & _ & M).
unfold L_FExp; cbv zeta; operations; unfold binary64.Binary64.unmasked.
rewrite E; replace (Float64.is_masked (link_at m s k))
  with (Float64.is_masked (link_at t s k)); [easy |].
apply Bool.eq_true_iff_eq; rewrite !Float64.is_masked_spec; tauto.
Qed.
Lemma values_shift V d k c : entry_of (entry_of V (d * k)%Z) c = entry_of V (c + d * k)%Z.
Proof. cbn [base offset]; f_equal; lia. Qed.
Lemma values_index n d c k : (0 <= c)%Z -> (c < d)%Z -> (0 <= k)%Z -> (k < n)%Z ->
  (0 <= c + d * k)%Z /\ (c + d * k < n * d)%Z.
Proof. intros; split; nia. Qed.
Lemma values_read m t V n d c k b : P_Same m t V V (n * d)%Z -> P_Rows m V n d b ->
  (0 <= c)%Z -> (c < d)%Z -> (0 <= k)%Z -> (k < n)%Z ->
  values_at m V d c k = values_at t V d c k /\ Rabs (values_at t V d c k) <= b.
Proof.
intros S W C C' K K'; destruct (values_index n d c k C C' K K') as [A B].
assert (E : values_at t V d c k = values_at m V d c k) by exact (S _ A B).
rewrite E; split; [easy |].
assert (B' : (c + d * k < d * n)%Z) by lia.
destruct (W _ A B') as [[U L] _].
assert (U' : values_at m V d c k <= b) by exact U.
assert (L' : 0 <= b + values_at m V d c k) by exact L.
apply Rabs_le; split; lra.
Qed.
Lemma values_count n d k : P_Sizes n d -> (k < n)%Z -> (k <= 67108863)%Z.
Proof. intros [[[_ N] _] L]; lia. Qed.

(*@ NEEDS P_ValueState P_OnlineState L_FExp L_ShiftedSum P_LogitsFrom P_Columns P_Same P_Rows P_Sizes P_RowAdded *)
Lemma attend_online_add t t1 t2 s V o n d k m sum next w y : y = (n * d)%Z -> P_Sizes n d ->
  (0 <= k)%Z -> (k < n)%Z -> P_LogitsFrom t1 t2 s 0%Z n ->
  P_Same t1 t2 V V y -> P_Rows t1 V n d (bpow radix2 990) ->
  P_OnlineState t2 s k m sum -> P_Columns t1 t2 s V d k m o ->
  Float64.is_minus_infinity (link_at t1 s k) \/
  (Float64.t'real (link_at t1 s k) <= Float64.t'real m /\
   Float64.t'isFinite (link_at t1 s k)) ->
  L_FExp (link_at t1 s k) m = Float64.t'real w -> Float64.t'isFinite next ->
  fadd (Float64.t'real sum) (Float64.t'real w) = Float64.t'real next ->
  P_RowAdded t t1 w (entry_of V (d * k)%Z) o d ->
  P_OnlineState t2 s (1 + k)%Z m next /\ P_Columns t t2 s V d (1 + k)%Z m o.
Proof.
intros -> Sz K K' F S W H C L E Fn En R.
assert (N := values_count n d k Sz K').
rewrite <- (values_FExp t1 t2 s n k m F K K') in E.
apply (values_below t1 t2 s n k m F K K') in L.
split; [rewrite <- E in En; now apply (online_add t2 s k m sum next) |].
intros c C0 C1; destruct (R c C0 C1) as [X Fx]; operations.
destruct (values_read t1 t2 V n d c k _ S W C0 C1 K K') as [Ev Bv].
apply (values_add t2 s V d c k m sum _ _ _ K N H (C c C0 C1) L E Bv Fx).
rewrite <- Ev.
refine (eq_trans _ X); apply f_equal; apply f_equal.
exact (f_equal (fun a => Float64.t'real (t1 a)) (eq_sym (values_shift V d k c))).
Qed.
Ltac try_attend_online_add := intro_goal; operations; match goal with
  | C : P_Columns ?t1 ?t2 ?s ?v ?d ?k ?m ?o, R : P_RowAdded ?t ?t1 ?w _ ?o ?d,
    S : P_OnlineState ?t2 ?s ?k ?m ?sum, Z : P_Sizes ?n ?d,
    Y : P_Same ?t1 ?t2 ?v ?v ?y
    |- P_OnlineState ?t2 ?s _ ?m ?next /\ P_Columns ?t ?t2 ?s ?v ?d _ ?m ?o =>
      apply (attend_online_add t t1 t2 s v o n d k m sum next w y);
      first [assumption | ring]
  end.
(*@ TRY try_attend_online_add *)

(*@ NEEDS P_ValueState P_OnlineState L_FExp L_ShiftedSum P_LogitsFrom P_Columns P_Same P_Rows P_Sizes P_RowRescaled *)
Lemma online_state_ext t s k x y f : Float64.t'real x = Float64.t'real y ->
  Float64.t'isFinite y -> P_OnlineState t s k x f -> P_OnlineState t s k y f.
Proof.
intros E F [[[_ Ff] B] C]; unfold P_OnlineState, P_OnlineNear, P_Below in *.
cbv zeta in *; rewrite E in *; split; [split; [now split | exact B] | exact C].
Qed.
Lemma attend_online_rescale t t1 t2 s V o n d k m sum x next f y : y = (n * d)%Z ->
  P_Sizes n d ->
  (0 <= k)%Z -> (k < n)%Z -> P_LogitsFrom t1 t2 s 0%Z n ->
  P_Same t1 t2 V V y -> P_Rows t1 V n d (bpow radix2 990) ->
  P_OnlineState t2 s k m sum -> P_Columns t1 t2 s V d k m o ->
  Float64.t'isFinite x -> Float64.t'isFinite (link_at t1 s k) ->
  Float64.t'real (link_at t1 s k) = Float64.t'real x ->
  Float64.t'real m < Float64.t'real x ->
  L_FExp m x = Float64.t'real f -> Float64.t'isFinite next ->
  fadd (fmul (Float64.t'real sum) (Float64.t'real f)) 1 = Float64.t'real next ->
  P_RowRescaled t t1 f (entry_of V (d * k)%Z) o d ->
  P_OnlineState t2 s (1 + k)%Z x next /\ P_Columns t t2 s V d (1 + k)%Z x o.
Proof.
intros -> Sz K K' F S W H C Fx F1 X L E Fn En R.
assert (N := values_count n d k Sz K').
destruct (values_logit t1 t2 s n k F K K') as (Er & Ef & Em).
assert (F2 : Float64.t'isFinite (link_at t2 s k)) by now apply Ef.
rewrite Er in X.
split.
- apply (online_state_ext t2 s (1 + k)%Z (link_at t2 s k)); [exact X | exact Fx |].
  apply (online_rescale t2 s k m sum next); try assumption; [rewrite X; exact L |].
  replace (L_FExp m (link_at t2 s k)) with (L_FExp m x); [now rewrite E |].
  unfold L_FExp; now rewrite X.
- intros c C0 C1; destruct (R c C0 C1) as [Y Fy]; operations.
  destruct (values_read t1 t2 V n d c k _ S W C0 C1 K K') as [Ev Bv].
  apply (values_rescale t2 s V d c k m sum _ x _ _ K N H (C c C0 C1) F2 Fx X L E Bv Fy).
  rewrite <- Ev.
  refine (eq_trans _ Y); apply f_equal.
  exact (f_equal (fun a => Float64.t'real (t1 a)) (eq_sym (values_shift V d k c))).
Qed.
Ltac try_attend_online_rescale := intro_goal; operations; match goal with
  | C : P_Columns ?t1 ?t2 ?s ?v ?d ?k ?m ?o, R : P_RowRescaled ?t ?t1 ?f _ ?o ?d,
    S : P_OnlineState ?t2 ?s ?k ?m ?sum, Z : P_Sizes ?n ?d,
    Y : P_Same ?t1 ?t2 ?v ?v ?y
    |- P_OnlineState ?t2 ?s _ ?x ?next /\ P_Columns ?t ?t2 ?s ?v ?d _ ?x ?o =>
      apply (attend_online_rescale t t1 t2 s v o n d k m sum x next f y);
      first [assumption | reflexivity | ring]
  end.
(*@ TRY try_attend_online_rescale *)

(* The quotient of the two sums *)
(*@ NEEDS P_ValueState P_OnlineState L_FExp L_ShiftedSum P_ColumnIn P_Sizes L_Attention P_Logits *)
Lemma values_Below t s n m : (0 <= n)%Z -> P_Logits t s n ->
  L_Highest t s n = Float64.t'real m -> P_Below t s n m.
Proof.
intros Hn L H k; cbv zeta; intros K N; destruct (L k K N) as [F | I]; [right | now left].
split; [| exact F]; apply Z_of_nat_complete in Hn; destruct Hn as [j ->].
apply Z_of_nat_complete in K; destruct K as [i ->].
rewrite <- H; apply (online_highest t s j i); [lia | exact F].
Qed.
Lemma values_entry t s n m : 1 <= L_ShiftedSum t s n m ->
  RealSoftmax.Has_Entry (Z.to_nat n) (link_masked t s).
Proof.
rewrite link_ShiftedSum; intros S.
apply (OnlineSum.entry_of_sum _ _ (link_entry t s) m); lra.
Qed.
Lemma values_Attention t s V n d c m : 1 <= L_ShiftedSum t s n m ->
  L_ShiftedValues t s V d c n m / L_ShiftedSum t s n m = L_Attention t s V n d c.
Proof.
intros S; assert (E := values_entry t s n m S).
rewrite link_Attention, link_ShiftedValues, link_ShiftedSum.
now apply RealAttention.Attention_Quotient.
Qed.
Lemma values_open t s V n d c lo hi : P_Logits t s n -> P_ColumnIn t s V n d c lo hi ->
  forall k, (k < Z.to_nat n)%nat -> link_masked t s k = false ->
  lo <= link_value t V d c k <= hi.
Proof.
intros L C k Hk M; destruct (C (Z.of_nat k) ltac:(lia) ltac:(lia)
  (array_Logits t s n L k Hk M)) as [A B].
split; [exact B | exact A].
Qed.
Lemma values_hull t s V n d c lo hi m : P_Logits t s n ->
  P_ColumnIn t s V n d c lo hi -> 1 <= L_ShiftedSum t s n m ->
  lo <= L_Attention t s V n d c <= hi.
Proof.
intros L C S; rewrite link_Attention.
apply (RealAttention.Attention_Hull _ _ _ (link_value t V d c));
  [exact (values_entry t s n m S) | exact (values_open t s V n d c lo hi L C)].
Qed.
Lemma values_abs t s V n d c M : P_Logits t s n -> P_ColumnIn t s V n d c (- (1) * M) M ->
  forall k, (k < Z.to_nat n)%nat -> link_masked t s k = false ->
  0 <= Rabs (link_value t V d c k) <= M.
Proof.
intros L C k Hk O; split; [apply Rabs_pos | apply Rabs_le].
destruct (values_open t s V n d c _ _ L C k Hk O); split; lra.
Qed.
Lemma values_magnitude t s V n d c M m : P_Logits t s n ->
  P_ColumnIn t s V n d c (- (1) * M) M -> 1 <= L_ShiftedSum t s n m ->
  0 <= L_ShiftedMagnitudes t s V d c n m / L_ShiftedSum t s n m <= M.
Proof.
intros L C S; assert (E := values_entry t s n m S).
rewrite values_ShiftedMagnitudes, link_ShiftedSum, RealAttention.Attention_Quotient by exact E.
apply RealAttention.Attention_Hull; [exact E | exact (values_abs t s V n d c M L C)].
Qed.
Lemma values_total t s V n d c M m : (0 <= n)%Z -> P_Logits t s n ->
  P_ColumnIn t s V n d c (- (1) * M) M -> 1 <= L_ShiftedSum t s n m ->
  0 <= M /\ L_TotalMagnitude t s V d c n <= IZR n * M.
Proof.
intros Hn L C T1; assert (M0 : 0 <= M).
{ destruct (values_entry t s n m T1) as (k & Hk & O).
  destruct (values_abs t s V n d c M L C k Hk O); lra. }
split; [exact M0 |].
apply Z_of_nat_complete in Hn; destruct Hn as [j ->].
assert (G : forall i, (i <= j)%nat ->
  L_TotalMagnitude t s V d c (Z.of_nat i) <= INR i * M).
{ induction i as [| i IH]; intros Hi.
  - change (Z.of_nat 0) with 0%Z.
    rewrite (proj1 (L_TotalMagnitude_def _ _ _ _ _ _)) by lia; simpl; lra.
  - replace (Z.of_nat (S i)) with (1 + Z.of_nat i)%Z by lia.
    rewrite values_T, S_INR by lia; specialize (IH ltac:(lia)).
    assert (B := values_abs t s V _ d c M L C i ltac:(lia)).
    unfold link_masked, link_value in B; unfold binary64.Binary64.unmasked.
    destruct (Float64.is_masked (link_at t s (Z.of_nat i))); [lra |].
    destruct (B eq_refl); lra. }
rewrite <- INR_IZR_INZ; now apply G.
Qed.
Lemma values_mean t s V n d c m sum o M : P_Sizes n d -> P_Logits t s n ->
  P_OnlineNear t s n m sum -> P_ValueState t s V d c n m o ->
  P_ColumnIn t s V n d c (- (1) * M) M ->
  exists K, 0 <= M /\ 1 <= L_Records t s n <= IZR n /\
  0 <= L_ShiftedMagnitudes t s V d c n (Float64.t'real m) /
    L_ShiftedSum t s n (Float64.t'real m) <= M /\
  K <= IZR n * (1 + M) * eta /\
  Rabs (fdiv (Float64.t'real o) (Float64.t'real sum) - L_Attention t s V n d c) <=
    (2 * IZR n + 17 / 4 * L_Records t s n - 2) * u * (1 + / 524288) *
    (L_ShiftedMagnitudes t s V d c n (Float64.t'real m) /
       L_ShiftedSum t s n (Float64.t'real m)) + (1 + / 4194304) * K + eta / 2.
Proof.
intros Sz L [[[[[[Hm S2] S1] R2] R1] T1] D] [[[R Fo] N] Z] C.
assert (Hn : (0 <= n)%Z /\ (n <= 67108864)%Z)
  by (destruct Sz as [[[Z1 Z2] Z3] Z4]; split; lia).
destruct Hn as [Hn Nn].
assert (B := values_Below t s n m Hn L Hm).
destruct (values_sizes t s V d c n m Hn B) as [OA AT].
destruct (values_total t s V n d c M _ Hn L C T1) as [M0 T].
assert (A0 := Rle_trans _ _ _ (Rabs_pos _) OA); assert (P := eta_pos).
assert (K0 := IZR_le _ _ Hn); assert (K1 := IZR_le _ _ Nn).
rewrite online_Error in D; apply online_sum_abs in D; unfold real_of_int in *.
apply values_Near in N.
set (K := (IZR n + L_TotalMagnitude t s V d c n) * eta) in *.
exists K; split; [exact M0 |]; split; [now split |]; split.
{ exact (values_magnitude t s V n d c M _ L C T1). }
split.
- unfold K; apply Rmult_le_compat_r; lra.
- rewrite <- (values_Attention t s V n d c _ T1).
  apply OnlineValues.Value_Mean; try assumption; try lra.
  unfold K; apply Rmult_le_pos; lra.
Qed.
Ltac values_form := unfold real_of_int; rewrite ?mult_IZR, ?plus_IZR;
  dyadic_constants; field.
Lemma values_wider t s V n d c lo hi M : P_ColumnIn t s V n d c lo hi ->
  0 <= lo + M -> hi <= M -> P_ColumnIn t s V n d c (- (1) * M) M.
Proof.
intros C Lo Hi k; cbv zeta; intros K N F; destruct (C k K N F) as [A B].
split; [exact (Rle_trans _ _ _ A Hi) |].
eapply Rle_trans; [| exact B]; lra.
Qed.
Ltac try_AttendOnline_Hull := intro_goal; operations; match goal with
  | C : P_ColumnIn ?t ?s ?v ?n ?d ?c ?lo ?hi, Z : P_Sizes ?n ?d,
    N : P_OnlineNear ?t ?s ?n ?m ?sum, O : P_ValueState ?t ?s ?v ?d ?c ?n ?m ?o,
    L : P_Logits ?t ?s ?n, Lo : 0 <= ?lo + ?M, Hi : ?hi <= ?M
    |- fdiv _ _ <= _ + ?e /\ _ =>
      let C' := fresh in
      assert (C' : P_ColumnIn t s v n d c (- (1) * M) M)
        by exact (values_wider t s v n d c lo hi M C Lo Hi);
      let G := fresh in
      assert (G := values_hull t s v n d c lo hi _ L C (proj2 (proj1 N)));
      let K := fresh in let M0 := fresh in let R := fresh in let A := fresh in
      let HK := fresh in let B := fresh in
      destruct (values_mean t s v n d c m sum o M Z L N O C')
        as (K & M0 & R & A & HK & B);
      let X := fresh in
      assert (X := OnlineValues.Mean_Hull _ _ _ _ _ M K R M0 (proj1 A) HK B lo hi
        (proj2 A) G);
      match type of X with _ - ?b <= _ <= _ => replace e with b by values_form end;
      split; lra
  end.
(*@ TRY try_AttendOnline_Hull *)

(*@ NEEDS P_ValueState P_OnlineState L_FExp L_ShiftedSum P_ColumnIn P_Sizes L_Attention P_Logits L_Magnitude *)
Lemma values_Magnitude t s V n d c m : 1 <= L_ShiftedSum t s n m ->
  L_ShiftedMagnitudes t s V d c n m / L_ShiftedSum t s n m = L_Magnitude t s V n d c.
Proof.
intros S; assert (E := values_entry t s n m S).
rewrite values_ShiftedMagnitudes, link_ShiftedSum, RealAttention.Attention_Quotient by exact E.
symmetry; unfold L_Magnitude.
array_sum (L_MagnitudeSum t s V n d c)
  (fun k => L_Softmax t s n k * Rabs (values_at t V d c k))
  (L_MagnitudeSum_def t s V n d c).
apply sum_ext; intros i _; unfold seq; now rewrite link_Softmax.
Qed.
Ltac try_AttendOnline_Accuracy := intro_goal; operations; match goal with
  | C : P_ColumnIn ?t ?s ?v ?n ?d ?c _ ?M, Z : P_Sizes ?n ?d,
    N : P_OnlineNear ?t ?s ?n ?m ?sum, O : P_ValueState ?t ?s ?v ?d ?c ?n ?m ?o,
    L : P_Logits ?t ?s ?n |- Rabs (fdiv _ _ + _) <= _ =>
      let K := fresh in let M0 := fresh in let R := fresh in let A := fresh in
      let HK := fresh in let B := fresh in
      destruct (values_mean t s v n d c m sum o M Z L N O C)
        as (K & M0 & R & A & HK & B);
      rewrite (values_Magnitude t s v n d c _ (proj2 (proj1 N))) in A, B;
      let X := fresh in
      assert (X := OnlineValues.Mean_Accuracy _ _ _ _ _ M K R M0 (proj1 A) HK B);
      match type of X with Rabs ?x <= ?y =>
        match goal with |- Rabs ?x' <= ?y' =>
          replace x' with x by ring; replace y' with y by values_form end end;
      exact X
  end.
(*@ TRY try_AttendOnline_Accuracy *)
