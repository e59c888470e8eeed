(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* The models of softmax of a row and of the same row elsewhere *)

(*@ NEEDS P_Shifted *)
Lemma shift_cell t z w n c k : P_Shifted t z w n c ->
  (0 <= k)%Z -> (k < n)%Z ->
  (Float64.is_masked (link_at t z k) = true /\
   Float64.is_masked (link_at t w k) = true) \/
  (Float64.is_masked (link_at t z k) = false /\
   Float64.is_masked (link_at t w k) = false /\
   Float64.t'real (link_at t w k) = Float64.t'real (link_at t z k) + c).
Proof.
intros H K N; destruct (H k K N) as [[A B] | [[E A] B]]; [left | right].
- split; now apply Float64.is_masked_spec.
- change (Float64.t'isFinite (link_at t z k)) in B.
  change (Float64.t'isFinite (link_at t w k)) in A.
  split; [now destruct (link_at t z k) |].
  split; [now destruct (link_at t w k) |].
  rewrite Rplus_comm; symmetry; exact E.
Qed.
Lemma shift_fsub x m c : fsub (x + c) (m + c) = fsub x m.
Proof. unfold fsub; f_equal; ring. Qed.

(*@ NEEDS P_Shifted P_Top *)
Ltac shift_goal rule := intro_goal; match goal with
  | H : P_Shifted ?t ?z ?w ?n ?c, T : P_Top ?t ?z ?n ?top |- _ =>
    let A := fresh in
    assert (A : (0 <= n)%Z) by lia; apply Z_of_nat_complete in A;
    destruct A as [? ->];
    repeat match goal with K : (0 <= ?k)%Z |- _ => is_var k;
      apply Z_of_nat_complete in K; destruct K as [? ->] end;
    first [apply (rule t z w _ c top H T) | symmetry; apply (rule t z w _ c top H T)]; lia
  end.

(*@ NEEDS P_Shifted L_SumError *)
Lemma shift_error x m c : L_SumError (x + c) (- (1) * (m + c)) = L_SumError x (- (1) * m).
Proof.
unfold L_SumError; operations; unfold fadd.
replace (x + c + - (1) * (m + c)) with (x + - (1) * m) by ring; reflexivity.
Qed.

(*@ NEEDS P_Shifted P_Top L_FSoftmax *)
Section Compensated.
Variables (t : addr -> Float64.t) (z w : addr) (n : nat) (c : R) (top : Z).
Hypothesis H : P_Shifted t z w (Z.of_nat n) c.
Hypothesis T : P_Top t z (Z.of_nat n) top.
Notation mz := (link_at t z top).
Notation mw := (link_at t w top).
Lemma shift_FExp k : (k < n)%nat -> L_FExp (link_cell t w k) mw = L_FExp (link_cell t z k) mz.
Proof.
intros Hk; unfold L_FExp, binary64.Binary64.unmasked; operations.
destruct T as [[[T0 T1] F] _].
destruct (shift_cell t z w _ c top H T0 T1) as [[M _] | (_ & _ & E)];
  [change (Float64.t'isFinite mz) in F; destruct mz; discriminate || easy |].
destruct (shift_cell t z w _ c (Z.of_nat k) H ltac:(lia) ltac:(lia))
  as [[Mz Mw] | (Mz & Mw & Ek)]; rewrite Mz, Mw; [easy |].
now rewrite E, Ek, shift_fsub, shift_error.
Qed.
Lemma shift_FSumExp k : (k <= n)%nat ->
  L_FSumExp t w mw (Z.of_nat k) = L_FSumExp t z mz (Z.of_nat k).
Proof.
intros Hk.
rewrite (rec_sum_fsum _ (fun j => L_FExp (link_at t w j) mw) (L_FSumExp_def t w mw)).
rewrite (rec_sum_fsum _ (fun j => L_FExp (link_at t z j) mz) (L_FSumExp_def t z mz)).
rewrite Nat2Z.id; apply fsum_ext; intros j Hj; unfold seq; apply shift_FExp; lia.
Qed.
Lemma shift_FLow : L_FLow t w mw (Z.of_nat n) = L_FLow t z mz (Z.of_nat n).
Proof.
rewrite (rec_sum_fsum _ (fun j => L_SumError (L_FSumExp t w mw j)
  (L_FExp (link_at t w j) mw)) (L_FLow_def t w mw)).
rewrite (rec_sum_fsum _ (fun j => L_SumError (L_FSumExp t z mz j)
  (L_FExp (link_at t z j) mz)) (L_FLow_def t z mz)).
rewrite Nat2Z.id; apply fsum_ext; intros j Hj; unfold seq.
now rewrite shift_FSumExp, shift_FExp by lia.
Qed.
Lemma shift_FSoftmax k : (k < n)%nat ->
  L_FSoftmax t w (Z.of_nat n) top (Z.of_nat k) =
  L_FSoftmax t z (Z.of_nat n) top (Z.of_nat k).
Proof.
intros Hk; unfold L_FSoftmax, L_FTotal; cbv zeta.
assert (E := shift_FExp k Hk); assert (S := shift_FSumExp n (le_n n)).
assert (L := shift_FLow).
apply f_equal2; [exact E | apply f_equal2; [exact S | exact L]].
Qed.
End Compensated.
Ltac try_FSoftmax_Shift := shift_goal shift_FSoftmax.
(*@ TRY try_FSoftmax_Shift *)

(*@ NEEDS P_Shifted P_Top L_TSoftmax *)
Section Textbook.
Variables (t : addr -> Float64.t) (z w : addr) (n : nat) (c : R) (top : Z).
Hypothesis H : P_Shifted t z w (Z.of_nat n) c.
Hypothesis T : P_Top t z (Z.of_nat n) top.
Notation mz := (link_at t z top).
Notation mw := (link_at t w top).
Lemma shift_TExp k : (k < n)%nat -> L_TExp (link_cell t w k) mw = L_TExp (link_cell t z k) mz.
Proof.
intros Hk; unfold L_TExp, binary64.Binary64.unmasked; operations.
destruct T as [[[T0 T1] F] _].
destruct (shift_cell t z w _ c top H T0 T1) as [[M _] | (_ & _ & E)];
  [change (Float64.t'isFinite mz) in F; destruct mz; discriminate || easy |].
destruct (shift_cell t z w _ c (Z.of_nat k) H ltac:(lia) ltac:(lia))
  as [[Mz Mw] | (Mz & Mw & Ek)]; rewrite Mz, Mw; [easy |].
now rewrite E, Ek, shift_fsub.
Qed.
Lemma shift_TSumExp : L_TSumExp t w mw (Z.of_nat n) = L_TSumExp t z mz (Z.of_nat n).
Proof.
rewrite (rec_sum_fsum _ (fun j => L_TExp (link_at t w j) mw) (L_TSumExp_def t w mw)).
rewrite (rec_sum_fsum _ (fun j => L_TExp (link_at t z j) mz) (L_TSumExp_def t z mz)).
rewrite Nat2Z.id; apply fsum_ext; intros j Hj; unfold seq; now apply shift_TExp.
Qed.
Lemma shift_TSoftmax k : (k < n)%nat ->
  L_TSoftmax t w (Z.of_nat n) top (Z.of_nat k) =
  L_TSoftmax t z (Z.of_nat n) top (Z.of_nat k).
Proof.
intros Hk; unfold L_TSoftmax; cbv zeta.
apply f_equal2; [exact (shift_TExp k Hk) | exact shift_TSumExp].
Qed.
End Textbook.
Ltac try_TSoftmax_Shift := shift_goal shift_TSoftmax.
(*@ TRY try_TSoftmax_Shift *)

(*@ NEEDS P_Shifted L_FOnline *)
Lemma online_pair_shift x m c : L_PairExp (x + c) (m + c) = L_PairExp x m.
Proof. unfold L_PairExp; operations; now rewrite shift_fsub, shift_error. Qed.
Lemma online_higher_open x h : Float64.is_masked x = false ->
  L_Higher x h = h + Rmax 0 (Float64.t'real x - h).
Proof.
intros M; unfold L_Higher, binary64.Binary64.unmasked; rewrite M.
do 2 f_equal; ring.
Qed.
Lemma online_higher_masked x h : Float64.is_masked x = true -> L_Higher x h = h.
Proof.
intros M; unfold L_Higher, binary64.Binary64.unmasked; rewrite M; ring.
Qed.

(* Until a logit is not masked, both sums are 0. *)
Lemma online_run_shift t z w n c : P_Shifted t z w n c ->
  forall k, (Z.of_nat k <= n)%Z ->
  ((forall j, (j < k)%nat -> Float64.is_masked (link_cell t z j) = true) /\
   (L_Highest t z (Z.of_nat k) = L_Highest t z 0%Z /\
    L_Highest t w (Z.of_nat k) = L_Highest t z 0%Z) /\
   L_FOnlineSum t z (Z.of_nat k) = 0 /\ L_FOnlineSum t w (Z.of_nat k) = 0) \/
  (L_Highest t w (Z.of_nat k) = L_Highest t z (Z.of_nat k) + c /\
   L_FOnlineSum t w (Z.of_nat k) = L_FOnlineSum t z (Z.of_nat k)).
Proof.
intros H; induction k as [| k IH]; intros K.
- left; split; [lia |]; change (Z.of_nat 0) with 0%Z.
  rewrite (proj1 (L_FOnlineSum_def t z 0%Z)), (proj1 (L_FOnlineSum_def t w 0%Z)) by lia.
  rewrite (proj1 (L_Highest_def t z 0%Z)), (proj1 (L_Highest_def t w 0%Z)) by lia.
  repeat split.
- assert (C := shift_cell t z w n c (Z.of_nat k) H ltac:(lia) ltac:(lia)).
  specialize (IH ltac:(lia)).
  replace (Z.of_nat (S k)) with (1 + Z.of_nat k)%Z by lia.
  rewrite !online_Highest, !online_FOnlineSum by lia.
  destruct C as [[Mz Mw] | (Mz & Mw & E)].
  + rewrite !online_higher_masked, !online_step_masked by assumption.
    destruct IH as [(M & IH & Sz & Sw) | [IH S]]; [left | right; now rewrite S].
    rewrite Sz, Sw; unfold fadd; rewrite Rplus_0_r, RN_0.
    split; [| now split]; intros j Hj; destruct (Nat.eq_dec j k) as [-> | D];
      [exact Mz | apply M; lia].
  + rewrite !online_higher_open, E by assumption; right.
    destruct IH as [(_ & [Hz Hw] & Sz & Sw) | [IH S]].
    * rewrite Hz, Hw, Sz, Sw.
      assert (Lz := online_above t z (link_at t z (Z.of_nat k))).
      assert (Lw := online_above t z (link_at t w (Z.of_nat k))).
      rewrite !online_step_above, !OnlineSum.Sum_First by (assumption || lra).
      rewrite E in Lw; rewrite !Rmax_right by lra; split; [ring | reflexivity].
    * rewrite IH, S; set (h := L_Highest t z (Z.of_nat k)).
      replace (Float64.t'real (link_at t z (Z.of_nat k)) + c - (h + c))
        with (Float64.t'real (link_at t z (Z.of_nat k)) - h) by ring.
      split; [ring |].
      destruct (Rle_lt_dec (Float64.t'real (link_at t z (Z.of_nat k))) h) as [L | L].
      -- rewrite !online_step_below, E, online_pair_shift
           by (assumption || rewrite ?E; lra); reflexivity.
      -- rewrite !online_step_above, E, online_pair_shift
           by (assumption || rewrite ?E; lra); reflexivity.
Qed.
Lemma online_shift t z w n c i : P_Shifted t z w n c -> (0 <= i)%Z -> (i < n)%Z ->
  L_FOnline t w n i = L_FOnline t z n i.
Proof.
intros H I N; unfold L_FOnline; cbv zeta; operations.
assert (Z0 : (0 <= n)%Z) by lia; apply Z_of_nat_complete in Z0.
destruct Z0 as [m ->]; assert (R := online_run_shift t z w _ c H m ltac:(lia)).
assert (I' := I); apply Z_of_nat_complete in I'; destruct I' as [k ->].
change (fdiv (binary64.Binary64.unmasked (link_cell t w k) (L_PairExp
    (Float64.t'real (link_cell t w k)) (L_Highest t w (Z.of_nat m))))
    (L_FOnlineSum t w (Z.of_nat m)) =
  fdiv (binary64.Binary64.unmasked (link_cell t z k) (L_PairExp
    (Float64.t'real (link_cell t z k)) (L_Highest t z (Z.of_nat m))))
    (L_FOnlineSum t z (Z.of_nat m))).
unfold binary64.Binary64.unmasked.
destruct (shift_cell t z w _ c _ H I N) as [[Mz Mw] | (Mz & Mw & E)];
  rewrite Mz, Mw.
- unfold fdiv, Rdiv; now rewrite !Rmult_0_l.
- destruct R as [(M & _) | [R S]]; [rewrite M in Mz by lia; discriminate |].
  now rewrite E, R, S, online_pair_shift.
Qed.
Ltac try_FOnline_Shift := intro_goal; match goal with
  | H : P_Shifted ?t ?z ?w ?n ?c |- L_FOnline ?t ?z ?n ?i = L_FOnline _ _ _ _ =>
      symmetry; apply (online_shift t z w n c i H); assumption
  | H : P_Shifted ?t ?z ?w ?n ?c |- L_FOnline ?t ?w ?n ?i = L_FOnline _ _ _ _ =>
      apply (online_shift t z w n c i H); assumption
  end.
(*@ TRY try_FOnline_Shift *)
