(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* The gradient of the loss of targets, of floats: specs/target32_facts.acsl *)

(*@ NEEDS L_FSoftmax L_Softmax L_Gradient P_Top *)
Lemma target_softmax t a n top k : (0 <= k)%Z -> (k < n)%Z ->
  (n <= 67108864)%Z -> P_Top t a n top ->
  Rabs (L_FSoftmax t a n top k - L_Softmax t a n k) <=
  9 / 2 * u * (1 + bpow radix2 (-16)) * L_Softmax t a n k + eta.
Proof.
intros K N; revert K N; link_prob_row; rewrite link_Softmax, ?Nat2Z.id.
match goal with L : SoftmaxLink.Logits ?n ?m ?z ?top
  |- context [CompensatedSoftmax.CProb _ _ _ _ ?k] =>
  exact (CompensatedSoftmax.CProb_Accuracy n m z top L k ltac:(lia)) end.
Qed.
Lemma target_error f s y e c : 0 <= c <= bpow radix2 (-40) -> 0 <= s -> 0 <= e ->
  Rabs (f - s) <= c * s + e ->
  c * s + e + u * Rabs (f - y) <=
    u * Rabs (s - y) + c * (1 + bpow radix2 (-50)) * s + 2 * e.
Proof.
intros C S E D.
assert (T := Rabs_triang (f - s) (s - y)).
replace (f - s + (s - y)) with (f - y) in T by ring.
assert (CS : 0 <= c * s) by (apply Rmult_le_pos; lra).
rewrite u_val; simpl (bpow radix2 (-50)); lra.
Qed.
Ltac try_Target_Error := no_program; match goal with
  | T : P_Top ?t ?a ?n ?top
    |- context [L_FSoftmax ?t ?a ?n ?top ?k + - (1) * ?y] =>
    let A := fresh in
    assert (A := target_softmax t a n top k ltac:(assumption) ltac:(assumption)
      ltac:(assumption) T);
    let S := fresh in
    assert (S : 0 <= L_Softmax t a n k)
      by (replace k with (Z.of_nat (Z.to_nat k)) by lia;
          rewrite link_Softmax; apply RealSoftmax.Softmax_Nonneg);
    let E := fresh in
    assert (E := target_error _ _ y eta (9 / 2 * u * (1 + bpow radix2 (-16)))
      ltac:(rewrite u_val; simpl; lra) S ltac:(apply bpow_ge_0) A);
    unfold L_Gradient;
    replace (L_FSoftmax t a n top k + - (1) * y)
      with (L_FSoftmax t a n top k - y) by ring;
    match goal with |- context [Rabs (L_Softmax t a n k + - (1) * ?z)] =>
      change z with y;
      replace (L_Softmax t a n k + - (1) * y) with (L_Softmax t a n k - y)
        by ring end;
    revert E; clear - S; rewrite u_val, eta_frac;
    let c := eval vm_compute in (2 ^ 1074)%Z in change (2 ^ 1074)%Z with c;
    simpl (bpow radix2 (-16)); simpl (bpow radix2 (-50)); intros; lra
  end.
(*@ TRY try_Target_Error *)

(*@ NEEDS P_Rounded P_NearGradient L_UlpBelow *)
Ltac try_Rounded_NearGradient := float_lemma; match goal with
  | R : P_Rounded ?x ?y, F : Float32.t'isFinite ?y, D : P_NearGradient ?x ?g ?s
    |- _ =>
      let S := fresh in let G := fresh in let E := fresh in let T := fresh in
      destruct D as [[[S G] E] _]; cbv zeta in G, E;
      assert (T := rounded_rest x y g
        (4.5 * u * (1 + bpow radix2 (-15)) * s) R F);
      rewrite u_val in T; simpl (bpow radix2 (-15)) in T;
      eapply Rle_trans; [apply T |]; clear T; [lra | lra | | lra];
      apply Rle_trans with (1 := E);
      rewrite <- thousand;
      let c := eval vm_compute in (2 ^ 1000)%Z in change (2 ^ 1000)%Z with c;
      assert (0 <= Rabs g) by apply Rabs_pos; lra
  end.
(*@ TRY try_Rounded_NearGradient *)

(*@ NEEDS P_Rounded *)
Lemma rounded_minus x y b : P_Rounded x y -> Float64.t'isFinite x ->
  Float32.t'isFinite b -> Rabs (Float32.t'real b) <= 1 ->
  Float32.t'real b + Float64.t'real x = 0 ->
  Float32.t'real y + Float32.t'real b = 0 /\ Float32.t'isFinite y.
Proof.
intros R F Fb B E.
assert (Fy : Float32.t'isFinite y).
{ apply (rounded_finite x y R F); rewrite FloatOps32.middle32_value.
  apply Rabs_le_inv in B; apply Rabs_def1; lra. }
split; [| exact Fy]; destruct (rounded_value x y R Fy) as (_ & _ & ->).
assert (M := minus_float b Fb).
replace (Float64.t'real x) with (- (1) * Float32.t'real b) by lra.
rewrite M; lra.
Qed.
Ltac try_Rounded_Minus := float_lemma; match goal with
  | R : P_Rounded ?x ?y |- _ + Float32.t'real ?b = 0 /\ _ =>
      now apply (rounded_minus x y b)
  end.
(*@ TRY try_Rounded_Minus *)
