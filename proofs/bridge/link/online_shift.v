(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* The model of online softmax of a row and of the same row elsewhere *)

(*@ NEEDS P_Shifted L_FOnline *)
Lemma online_pair_shift x m c : L_PairExp (x + c) (m + c) = L_PairExp x m.
Proof.
unfold L_PairExp, L_SumError; operations; unfold fadd, fsub.
apply f_equal2; [apply f_equal; ring |].
apply f_equal2; [ring | apply f_equal, f_equal; ring].
Qed.
Lemma online_cell_shift t z w n c k : P_Shifted t z w n c ->
  (0 <= k)%Z -> (k < n)%Z ->
  (Float64.is_masked (link_at t z k) = true /\
   Float64.is_masked (link_at t w k) = true) \/
  (Float64.is_masked (link_at t z k) = false /\
   Float64.is_masked (link_at t w k) = false /\
   Float64.t'real (link_at t w k) = Float64.t'real (link_at t z k) + c).
Proof.
intros H K N; destruct (H k K N) as [[A B] | [[E A] B]]; [left | right].
- split; now apply Float64.is_masked_spec.
- split; [now destruct (link_at t z k) |].
  split; [now destruct (link_at t w k) |].
  rewrite Rplus_comm; symmetry; exact E.
Qed.
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
- assert (C := online_cell_shift t z w n c (Z.of_nat k) H ltac:(lia) ltac:(lia)).
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
unfold binary64.Binary64.unmasked.
destruct (online_cell_shift t z w _ c _ H I N) as [[Mz Mw] | (Mz & Mw & E)];
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
