(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* The derivative of the smoothed loss; continues slope.v and
   real_divergence.v. *)

(*@ NEEDS L_SmoothLossAt L_SmoothLoss *)
Lemma link_SmoothLossAt t z n label a j r : (0 <= n)%Z ->
  L_SmoothLossAt t z n (Z.of_nat label) a (Z.of_nat j) r =
  RealSoftmax.CrossEntropy (Z.to_nat n) (link_masked t z)
    (RealDivergence.smooth (Z.to_nat n) label a)
    (RealCalculus.upd (link_entry t z) j r).
Proof.
intros N; unfold L_SmoothLossAt.
array_sum (L_SmoothLossSumAt t z n (Z.of_nat label) a (Z.of_nat j) r)
  (fun k => L_SmoothTarget n (Z.of_nat label) a k *
    (L_LogSumExpAt t z n (Z.of_nat j) r - L_EntryAt t z k (Z.of_nat j) r))
  (L_SmoothLossSumAt_def t z n (Z.of_nat label) a (Z.of_nat j) r).
apply sum_ext; intros k _; unfold seq.
now rewrite link_SmoothTarget, link_LogSumExpAt, link_EntryAt.
Qed.
Ltac try_SmoothLoss_Derivative := link_nats; match goal with
  E : 0 < ?e |- context [L_SmoothLoss ?t ?z ?n (Z.of_nat ?l) ?a] =>
    match goal with |- context [L_SmoothTarget _ _ _ (Z.of_nat ?j)] =>
      let radius := fresh in let Positive := fresh in let Close := fresh in
      let p := fresh in let N := fresh in let B := fresh in let C := fresh in
      destruct (RealLink.derive_quotient _ _ (L_SmoothLoss t z n (Z.of_nat l) a)
        _ (- (RealSoftmax.Softmax (Z.to_nat n) (link_masked t z)
            (link_entry t z) j - RealDivergence.smooth (Z.to_nat n) l a j))
        (RealDivergence.SmoothLoss_Derivative (Z.to_nat n)
          (link_masked t z) (link_entry t z) l a j ltac:(array_side)
          ltac:(lia) ltac:(lia)))
        with (eps := e) as (radius & Positive & Close);
        [ rewrite link_SmoothLoss by lia; apply RealLink.CrossEntropy_upd
        | reflexivity | exact E |];
      exists radius; split; [exact Positive | intros p N B];
      assert (C := Close p (fun Q => N ltac:(first [exact Q | exact (eq_sym Q)])) B);
      rewrite <- link_SmoothLossAt, <- link_SmoothTarget, <- link_Softmax in C
        by lia;
      array_close C
    end
  end.
(*@ TRY try_SmoothLoss_Derivative *)
