(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* Sums of probabilities, and the quotient of one by its sum. *)

(*@ NEEDS P_Probabilities *)
(* A rounded sum of n numbers in [0, 1] is in [0, n]. *)
Lemma partial_sum_next s v i : (0 <= i)%Z -> (i < 67108864)%Z ->
  0 <= s <= IZR i -> 0 <= v <= 1 -> 0 <= fadd s v <= IZR (1 + i).
Proof.
intros I N S V; unfold fadd; split; [apply RN_ge_format; [apply F_0 | lra] |].
rewrite <- (RN_int (1 + i)) by lia; apply RN_le; rewrite plus_IZR; lra.
Qed.
Lemma probability_range t p n k : P_Probabilities t p n -> (0 <= k)%Z ->
  (k < n)%Z -> 0 <= link_real_at t p k <= 1.
Proof. intros P K N; destruct (P k K N) as [[A B] _]; split; [exact B | exact A]. Qed.

(*@ NEEDS L_FSum P_Probabilities *)
Lemma FSum_range t p n : P_Probabilities t p n -> (n <= 67108864)%Z ->
  forall k, (0 <= k)%Z -> (k <= n)%Z -> 0 <= L_FSum t p k <= IZR k.
Proof.
intros P N; apply (natlike_ind (fun k => (k <= n)%Z -> 0 <= L_FSum t p k <= IZR k)).
- intros _; destruct (L_FSum_def t p 0%Z) as [E _]; rewrite E by lia; lra.
- intros k K IH Kn; destruct (L_FSum_def t p (Z.succ k)) as [_ E].
  cbv zeta in E; rewrite E by lia.
  replace (- (1) + Z.succ k)%Z with k by lia; replace (Z.succ k) with (1 + k)%Z by lia.
  apply partial_sum_next; [exact K | lia | apply IH; lia |].
  exact (probability_range t p n k P K ltac:(lia)).
Qed.
Ltac try_FSum_Range := intro_goal; unfold real_of_int; match goal with
  | P : P_Probabilities ?t ?p ?n |- context [L_FSum ?t ?p ?k] =>
      destruct (FSum_range t p n P ltac:(lia) k ltac:(lia) ltac:(lia));
      split; assumption
  end.
(*@ TRY try_FSum_Range *)
Lemma FSum_format t p k : F (L_FSum t p k).
Proof.
destruct (L_FSum_def t p k) as [A B]; destruct (Z_le_dec k 0) as [K | K].
- rewrite (A K); exact F_0.
- cbv zeta in B; rewrite (B K); apply RN_format.
Qed.
Lemma FSum_zero t p k : (0 <= k)%Z -> link_real_at t p k = 0 ->
  L_FSum t p (1 + k) = L_FSum t p k.
Proof.
intros K E; destruct (L_FSum_def t p (1 + k)%Z) as [_ B]; cbv zeta in B.
rewrite B by lia; replace (- (1) + (1 + k))%Z with k by lia.
transitivity (RN (L_FSum t p k + link_real_at t p k)); [reflexivity |].
rewrite E, Rplus_0_r; apply RN_exact, FSum_format.
Qed.
Ltac try_FSum_Zero := intros t p k; cbv zeta; intros E K _; exact (FSum_zero t p k K E).
(*@ TRY try_FSum_Zero *)

(*@ NEEDS P_Probability *)
(* The quotient of a part by its sum. *)
Lemma part_op x s : Float64.t'isFinite x -> Float64.t'isFinite s ->
  0 <= Float64.t'real x <= Float64.t'real s -> 0 < Float64.t'real s ->
  Float64.t'isFinite (Float64.div RNE x s) /\
  Float64.t'real (Float64.div RNE x s) = fdiv (Float64.t'real x) (Float64.t'real s) /\
  0 <= Float64.t'real (Float64.div RNE x s) <= 1.
Proof.
intros Fx Fs X S.
assert (Q : 0 <= Float64.t'real x / Float64.t'real s <= 1).
{ split; [apply Rmult_le_pos; [lra | left; apply Rinv_0_lt_compat; lra] |].
  apply Rmult_le_reg_r with (Float64.t'real s); [lra |].
  unfold Rdiv; rewrite Rmult_assoc, Rinv_l; lra. }
assert (R : 0 <= RN (Float64.t'real x / Float64.t'real s) <= 1).
{ split; [apply RN_ge_format; [apply F_0 | lra] |].
  rewrite <- RN_1; apply RN_le; lra. }
destruct (op_div x s) as [Fd E]; [assumption | assumption | lra | |].
- rewrite Rabs_pos_eq by apply R; apply Rle_trans with (1 := proj2 R).
  apply (bpow_le radix2 0); lia.
- rewrite E; split; [exact Fd | split; [reflexivity | exact R]].
Qed.
Ltac try_part := intro_goal; match goal with
  P : P_Probability ?x |- context [Float64.div RNE ?x ?s] =>
    destruct P as [[? P0] Fx];
    destruct (part_op x s) as (Q & V & V0 & V1);
    [ assumption | assumption | split; assumption | assumption
    | first [exact Q | apply finite_not_nan; exact Q | exact V
            | split; assumption] ]
  end.
(*@ TRY try_part *)
