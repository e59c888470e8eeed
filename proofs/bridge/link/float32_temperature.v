(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* Softmax at a temperature, of floats: specs/temperature32_facts.acsl; as
   float32_real.v and float32_widened.v *)

(*@ NEEDS L_SumExpT32 L_SoftmaxT32 *)
Lemma unmasked32_exp z x : 0 <= binary32.Binary32.unmasked32 z (exp x).
Proof.
unfold binary32.Binary32.unmasked32; destruct Float32.is_masked; [lra |].
left; apply exp_pos.
Qed.
Lemma SumExpT32_nonneg t z n T : 0 <= L_SumExpT32 t z n T.
Proof.
rewrite (rec_sum_sum (fun n => L_SumExpT32 t z n T)
  (fun k => L_WeightT32 (t (addr'mk (base z) (offset z + k)%Z)) T)
  (fun n => L_SumExpT32_def t z n T) n).
apply sum_nonneg; intros k _; apply unmasked32_exp.
Qed.
Ltac try_SoftmaxT32_Nonneg := float_lemma; lazymatch goal with
  | |- 0 <= L_SoftmaxT32 ?t ?z ?n ?T ?i =>
    let S := fresh in assert (S := SumExpT32_nonneg t z n T);
    unfold L_SoftmaxT32, L_WeightT32; cbv zeta;
    destruct S as [S | S]; [apply Rmult_le_pos; [apply unmasked32_exp |];
      now left; apply Rinv_0_lt_compat | rewrite <- S; unfold Rdiv;
      rewrite Rinv_0, Rmult_0_r; apply Rle_refl]
  end.
(*@ TRY try_SoftmaxT32_Nonneg *)

(*@ NEEDS P_Widened L_SumExpT32 L_SumExpT *)
Lemma widened_weightT t t1 z x n k T : P_Widened t t1 z x n -> (0 <= k)%Z ->
  (k < n)%Z -> L_WeightT32 (link_at t1 z k) T = L_WeightT (link_at t x k) T.
Proof.
intros W K N; unfold L_WeightT32, L_WeightT; cbv zeta.
unfold binary32.Binary32.unmasked32, binary64.Binary64.unmasked.
destruct (widened_cell t t1 z x n k W K N) as [[I J] | (F & G & ->)].
- apply Float32.is_masked_spec in I; apply Float64.is_masked_spec in J.
  now rewrite I, J.
- now destruct (link_at t1 z k), (link_at t x k).
Qed.
Lemma widened_sumT t t1 z x n T : P_Widened t t1 z x n ->
  L_SumExpT32 t1 z n T = L_SumExpT t x n T.
Proof.
intros W; rewrite (rec_sum_sum (fun n => L_SumExpT32 t1 z n T)
  (fun k => L_WeightT32 (link_at t1 z k) T) (fun n => L_SumExpT32_def t1 z n T) n).
rewrite (rec_sum_sum (fun n => L_SumExpT t x n T)
  (fun k => L_WeightT (link_at t x k) T) (fun n => L_SumExpT_def t x n T) n).
apply sum_ext; intros k Hk; unfold seq.
apply (widened_weightT t t1 z x n); [exact W | lia | lia].
Qed.

(*@ NEEDS P_Widened L_SoftmaxT32 L_SoftmaxT *)
Lemma widened_softmaxT t t1 z x n i T : P_Widened t t1 z x n -> (0 <= i)%Z ->
  (i < n)%Z -> L_SoftmaxT32 t1 z n T i = L_SoftmaxT t x n T i.
Proof.
intros W I N; unfold L_SoftmaxT32, L_SoftmaxT.
rewrite (widened_sumT t t1 z x n T W); f_equal.
exact (widened_weightT t t1 z x n i T W I N).
Qed.
Ltac try_Widened_SoftmaxT := float_lemma; match goal with
  | W : P_Widened ?t ?t1 ?z ?x ?n |- _ = _ =>
    let E := fresh in
    first [ now apply (widened_softmaxT t t1 z x n)
          | symmetry; now apply (widened_softmaxT t t1 z x n) ]
  end.
(*@ TRY try_Widened_SoftmaxT *)
