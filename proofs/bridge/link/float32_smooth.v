(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* A smoothed label, rounded: specs/smooth32_facts.acsl *)

(*@ NEEDS L_FSmoothTarget *)
Definition smooth_double a n (top : bool) :=
  if top then fadd (fdiv a n) (fsub 1 a) else fdiv a n.
Lemma smooth_same n l a k : L_FSmoothTarget n l a k =
  smooth_double a (IZR n) (Z.eqb k l).
Proof.
destruct (L_FSmoothTarget'def n l a k) as [S O]; cbv zeta in S, O.
unfold real_of_int in S, O; operations.
destruct (Z.eqb_spec k l) as [E | E];
  [exact (S ltac:(lia)) | exact (O ltac:(lia))].
Qed.

(*@ NEEDS P_Smoothing L_FSmoothTarget *)
Lemma smooth_double_range f n b : P_Smoothing f -> 1 <= n ->
  0 <= smooth_double (Float64.t'real f) n b <= 1.
Proof.
intros S N; destruct (link_Smoothing f S) as [_ A].
assert (R := BatchError.share_range _ n (finite_F f) A N).
destruct b; unfold smooth_double; [| lra].
apply (BatchError.top_range _ (finite_F f) A); [apply RN_format | exact R].
Qed.
Ltac smooth_float := float_lemma;
  repeat change (Float32.round RNE ?x) with (Rounding32.RN32 x);
  match goal with
  | S : P_Smoothing ?f |- context [L_FSmoothTarget ?n ?l ?a ?k] =>
    rewrite (smooth_same n l a k);
    assert (1 <= IZR n) by (apply IZR_le; lia)
  end.
Ltac try_SmoothFloat_Range := smooth_float; match goal with
  | S : P_Smoothing ?f, N : 1 <= ?n |- context [smooth_double _ _ ?b] =>
    destruct (smooth_double_range f n b S N); split; first
    [ now apply rounded_ge
    | apply Rle_trans with (Rounding32.RN32 1);
      [ now apply Rounding32.RN32_le | rewrite Rounding32.RN32_1; apply Rle_refl ] ]
  end.

(*@ NEEDS P_Smoothing L_FSmoothTarget L_SmoothTarget L_Delta *)
Definition smooth_entry a n (top : bool) := if top then (1 - a) + a / n else a / n.
Lemma smooth_exact n l a k : L_SmoothTarget n l a k =
  smooth_entry a (IZR n) (Z.eqb k l).
Proof.
destruct (L_Delta'def l k) as [S O]; unfold L_SmoothTarget, real_of_int.
destruct (Z.eqb_spec k l) as [E | E];
  [rewrite (S ltac:(lia)) | rewrite (O ltac:(lia))]; unfold smooth_entry; ring.
Qed.
Lemma smooth_range f n b : P_Smoothing f -> 1 <= n ->
  0 <= smooth_entry (Float64.t'real f) n b <= 1.
Proof.
intros S N; destruct (link_Smoothing f S) as [_ A].
assert (Q := BatchError.quotient_range _ n A N).
destruct b; unfold smooth_entry; lra.
Qed.
Lemma smooth_near f n b : P_Smoothing f -> 1 <= n ->
  Rabs (smooth_double (Float64.t'real f) n b - smooth_entry (Float64.t'real f) n b)
  <= 8 * u * Rabs (smooth_entry (Float64.t'real f) n b) + bpow radix2 (-1000).
Proof.
intros S N; destruct (link_Smoothing f S) as [_ A].
rewrite (Rabs_pos_eq (smooth_entry _ _ _)) by apply (smooth_range f n b S N).
assert (E : eta <= bpow radix2 (-1000)) by now apply bpow_le.
assert (B : Rabs (smooth_double (Float64.t'real f) n b -
    smooth_entry (Float64.t'real f) n b) <=
  2 * u * (1 + bpow radix2 (-16)) * smooth_entry (Float64.t'real f) n b + eta).
{ destruct b; unfold smooth_double, smooth_entry.
  - exact (BatchError.Top_Accuracy _ n (finite_F f) A N).
  - exact (BatchError.Share_Accuracy _ n A N). }
assert (G := proj1 (smooth_range f n b S N)).
apply Rle_trans with (1 := B); revert G E; rewrite u_val.
replace (bpow radix2 (-16)) with (/ 65536) by (simpl; lra); intros; lra.
Qed.
Lemma smooth_relative f n b : P_Smoothing f -> 1 <= n ->
  1 / 85070591730234615865843651857942052864 <= smooth_entry (Float64.t'real f) n b ->
  Rabs (Rounding32.RN32 (smooth_double (Float64.t'real f) n b) -
    smooth_entry (Float64.t'real f) n b) <=
  8388609 / 140737488355328 * smooth_entry (Float64.t'real f) n b.
Proof.
intros S N L; assert (H := smooth_near f n b S N).
destruct (smooth_range f n b S N) as [G _].
apply Rounding32.after_rel in H.
- rewrite (Rabs_pos_eq (smooth_entry _ _ _)) in H by exact G.
  apply Rle_trans with (1 := H); unfold Rounding32.u32.
  simpl (bpow radix2 (-23)); simpl (bpow radix2 (-24)); lra.
- change (bpow radix2 (-126)) with (/ 85070591730234615865843651857942052864).
  rewrite Rabs_pos_eq by exact G; lra.
Qed.
Ltac smooth_both := smooth_float; rewrite !smooth_exact in *; match goal with
  |- context [Rabs (?r + - (1) * ?g)] => replace (r + - (1) * g) with (r - g) by ring
  end.
Ltac try_SmoothFloat_Relative := smooth_both; now apply smooth_relative.

(*@ NEEDS L_FSmoothTarget L_Delta *)
Ltac try_SmoothFloat_None := float_lemma;
  repeat change (Float32.round RNE ?x) with (Rounding32.RN32 x);
  match goal with |- _ = L_Delta ?l ?k =>
    let s := fresh in let o := fresh in let E := fresh in
    destruct (L_Delta'def l k) as [s o]; rewrite smooth_same;
    unfold smooth_double, fdiv, fadd, fsub, Rdiv;
    destruct (Z.eqb_spec k l) as [E | E];
    [rewrite (s ltac:(lia)) | rewrite (o ltac:(lia))];
    rewrite ?Rmult_0_l, ?Rminus_0_r, RN_0, ?RN_1, ?Rplus_0_l, ?RN_1;
    first [exact Rounding32.RN32_1 | exact Rounding32.RN32_0]
  end.

(*@ NEEDS P_Smoothing L_FSmoothTarget L_SmoothTarget L_Delta L_UlpBelow *)
Lemma smooth_ulp f n b : P_Smoothing f -> 1 <= n ->
  Rabs (Rounding32.RN32 (smooth_double (Float64.t'real f) n b) -
    smooth_entry (Float64.t'real f) n b) <= 8388609 / 16777216 *
  L_UlpBelow (smooth_entry (Float64.t'real f) n b)
    170141183460469231731687303715884105728 253.
Proof.
intros S N; assert (H := smooth_near f n b S N).
destruct (smooth_range f n b S N) as [G B].
rewrite (link_Ulp32 (smooth_entry _ _ _)), half_and
  by (rewrite Rabs_pos_eq by exact G; apply Rle_lt_trans with (1 := B); simpl; lra).
exact (Rounding32.after_ulp _ _ H).
Qed.
Ltac try_SmoothFloat_Ulp := smooth_both; now apply smooth_ulp.

(* The same of a row of them *)
(*@ NEEDS P_SmoothFloats L_FSmoothTarget shift *)
Lemma smooth_floats_entry t y n l a i k : P_SmoothFloats t y n l a i ->
  (0 <= k)%Z -> (k < i)%Z -> Float32.t'isFinite (link_at t y k) /\
  Float32.t'real (link_at t y k) = Rounding32.RN32 (L_FSmoothTarget n l a k).
Proof.
intros S K N; assert (Q := S k K N); cbv zeta in Q; split;
  first [ exact (proj1 Q) | exact (proj2 Q) | exact (eq_sym (proj1 Q))
        | exact (eq_sym (proj2 Q)) ].
Qed.
Ltac smooth_row := float_lemma; match goal with
  | S : P_SmoothFloats ?t ?y ?n ?l ?a ?n |- context [?t (?s ?y ?k)] =>
    let F := fresh in let E := fresh in
    destruct (smooth_floats_entry t y n l a n k S ltac:(assumption)
      ltac:(assumption)) as [F E];
    change (t (s y k)) with (link_at t y k); rewrite E
  end.

(*@ NEEDS P_SmoothFloats P_Smoothing P_Probabilities32 L_FSmoothTarget *)
Ltac try_SmoothFloats_Range := float_lemma; match goal with
  | S : P_SmoothFloats ?t ?y ?n ?l ?a ?n |- P_Probabilities32 ?t ?y ?n =>
    let k := fresh in let K := fresh in let N := fresh in
    let F := fresh in let E := fresh in
    intros k; cbv zeta; intros K N;
    destruct (smooth_floats_entry t y n l a n k S K N) as [F E];
    split; [| exact F];
    change (Float32.t'real (link_at t y k) <= 1 /\ 0 <= Float32.t'real (link_at t y k));
    rewrite E; try_SmoothFloat_Range
  end.
(*@ TRY try_SmoothFloats_Range *)

(*@ NEEDS P_SmoothFloats P_Smoothing L_FSmoothTarget L_SmoothTarget L_Delta *)
Ltac try_SmoothFloats_Relative := smooth_row; try_SmoothFloat_Relative.
(*@ TRY try_SmoothFloats_Relative *)

(*@ NEEDS P_SmoothFloats L_FSmoothTarget L_Delta *)
Ltac try_SmoothFloats_None := smooth_row; try_SmoothFloat_None.
(*@ TRY try_SmoothFloats_None *)

(*@ NEEDS P_SmoothFloats P_Smoothing L_FSmoothTarget L_SmoothTarget L_Delta L_UlpBelow *)
Ltac try_SmoothFloats_Ulp := smooth_row; try_SmoothFloat_Ulp.
(*@ TRY try_SmoothFloats_Ulp *)

(*@ NEEDS P_Smoothing32 *)
Ltac try_smoothing32_number := intro_goal; match goal with
  | S : P_Smoothing32 ?f |- ~ Float32.is_nan ?f =>
    apply FloatOps32.not_nan_finite; unfold P_Smoothing32 in S; cbv zeta in S; tauto
  end.
(*@ TRY try_smoothing32_number *)
