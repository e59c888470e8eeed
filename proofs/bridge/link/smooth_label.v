(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* src/smooth_label.c against proofs/coq/BatchError.v *)

(*@ NEEDS P_Smoothing *)
From Softproof Require BatchError.
Lemma link_Smoothing f : P_Smoothing f ->
  Float64.t'isFinite f /\ 0 <= Float64.t'real f <= 1.
Proof. intros H; destruct H as [[? ?] ?]; repeat split; assumption. Qed.

(*@ NEEDS P_Smoothing real_of_int *)
Require RowOps frama_c_wp.cfloat.Cfloat.
(* A size as a double *)
Lemma size_op i : (0 < i)%Z -> (i <= 67108864)%Z ->
  Float64.t'isFinite (frama_c_wp.cfloat.Cfloat.to_f64 (IZR i)) /\
  Float64.t'real (frama_c_wp.cfloat.Cfloat.to_f64 (IZR i)) = IZR i.
Proof.
intros I N.
destruct (frama_c_wp.cfloat.Cfloat.to_f64_correct (IZR i)) as [Fi V].
{ assert (1 <= IZR i) by (apply IZR_le; lia).
  assert (IZR i <= bpow radix2 1000).
  { apply Rle_trans with (IZR (2 ^ 26)); [apply IZR_le; lia |].
    change (IZR (2 ^ 26)) with (bpow radix2 26); apply bpow_le; lia. }
  assert (M := max_ge); split; lra. }
split; [exact Fi |]; rewrite V; change (RN (IZR i) = IZR i); apply RN_int; lia.
Qed.
Lemma uniform_share_op f i : P_Smoothing f -> (0 < i)%Z -> (i <= 67108864)%Z ->
  let a := Float64.div RNE f (frama_c_wp.cfloat.Cfloat.to_f64 (IZR i)) in
  Float64.t'isFinite a /\ Float64.t'real a = fdiv (Float64.t'real f) (IZR i) /\
  0 <= Float64.t'real a <= Float64.t'real f.
Proof.
intros S I N a; destruct (link_Smoothing f S) as [Ff R].
destruct (size_op i I N) as [Fi V].
assert (I1 : 1 <= IZR i) by (apply IZR_le; lia).
assert (B := BatchError.share_range _ (IZR i) (finite_F f) R I1).
assert (Q : Rabs (RN (Float64.t'real f / Float64.t'real
  (frama_c_wp.cfloat.Cfloat.to_f64 (IZR i)))) <= bpow radix2 1000).
{ rewrite V; change (RN ?x) with (fdiv (Float64.t'real f) (IZR i)).
  rewrite Rabs_pos_eq by lra; apply Rle_trans with 1; [lra |].
  apply (bpow_le radix2 0); lia. }
destruct (op_div f _ Ff Fi ltac:(rewrite V; lra) Q) as [Fa E].
fold a in Fa, E; rewrite V in E; rewrite E.
split; [exact Fa | split; [reflexivity | exact B]].
Qed.
Ltac try_uniform_share := intro_goal; unfold real_of_int in *; match goal with
  | S : P_Smoothing ?f |- context [Float64.div RNE ?f (_ (BuiltIn.IZR ?i))] =>
    let C := fresh in
    assert (C := uniform_share_op f i S ltac:(lia) ltac:(lia)); cbv zeta in C;
    destruct C as (? & ? & ? & ?); operations;
    repeat split; first [assumption | now apply finite_not_nan]
  end.
(*@ TRY try_uniform_share *)

(*@ NEEDS P_Smoothing P_Probability *)
Lemma label_share_op s f c : P_Smoothing f -> Float64.t'isFinite s ->
  0 <= Float64.t'real s <= Float64.t'real f ->
  Float64.t'isFinite c -> Float64.t'real c = 1 ->
  let a := Float64.add RNE s (Float64.sub RNE c f) in
  Float64.t'isFinite (Float64.sub RNE c f) /\ Float64.t'isFinite a /\
  Float64.t'real a = fadd (Float64.t'real s) (fsub 1 (Float64.t'real f)) /\
  0 <= Float64.t'real a <= 1.
Proof.
intros S Fs Rs Fc Vc a; destruct (link_Smoothing f S) as [Ff R].
assert (B := BatchError.rest_range _ R).
assert (B1 : 1 <= bpow radix2 1000) by (apply (bpow_le radix2 0); lia).
assert (Q1 : Rabs (RN (Float64.t'real c - Float64.t'real f)) <= bpow radix2 1000).
{ rewrite Vc; change (RN ?x) with (fsub 1 (Float64.t'real f)).
  rewrite Rabs_pos_eq; lra. }
destruct (op_sub c f Fc Ff Q1) as [F1 V1]; rewrite Vc in V1.
change (RN (1 - Float64.t'real f)) with (fsub 1 (Float64.t'real f)) in V1.
assert (A := BatchError.top_range _ (finite_F f) R _ (finite_F s) Rs).
assert (Q2 : Rabs (RN (Float64.t'real s + Float64.t'real (Float64.sub RNE c f)))
  <= bpow radix2 1000).
{ rewrite V1; change (RN ?x) with (fadd (Float64.t'real s) (fsub 1 (Float64.t'real f))).
  rewrite Rabs_pos_eq; lra. }
destruct (op_add s _ Fs F1 Q2) as [F2 V2]; fold a in F2, V2; rewrite V1 in V2.
split; [exact F1 | split; [exact F2 |]]; rewrite V2.
split; [reflexivity | exact A].
Qed.
Ltac try_label_share := intro_goal; literal_facts; literal_equations;
  match goal with
  | S : P_Smoothing ?f |- context [Float64.add RNE ?s (Float64.sub RNE ?c ?f)] =>
    let C := fresh in
    assert (C := label_share_op s f c S ltac:(assumption)
      ltac:(split; assumption) ltac:(assumption) ltac:(assumption));
    cbv zeta in C; destruct C as (? & ? & ? & ? & ?); operations;
    repeat split; first [assumption | now apply finite_not_nan]
  end.
(*@ TRY try_label_share *)

(*@ NEEDS L_FSmoothTarget L_SmoothTarget L_Delta *)
(* The goal is the bound A, in WP's form. *)
Ltac batch_exact A := rewrite u_val, ?eta_frac in A;
  change (2 ^ 1074)%Z with
    ltac:(let c := eval vm_compute in (2 ^ 1074)%Z in exact c) in A;
  replace (bpow radix2 (-16)) with (/ 65536) in A by (simpl; lra);
  match type of A with Rabs ?x <= ?y =>
    match goal with |- Rabs ?x' <= ?y' =>
      replace x' with x by (unfold Rdiv; ring);
      apply Rle_trans with (1 := A); apply Req_le; field; lra end end.
Ltac try_FSmoothTarget := intro_goal; unfold L_SmoothTarget, real_of_int;
  match goal with
  | |- context [L_FSmoothTarget ?n ?l ?a ?k] =>
    let same := fresh in let other := fresh in
    destruct (L_FSmoothTarget'def n l a k) as [same other];
    cbv zeta in same, other; unfold real_of_int in same, other; operations;
    assert (1 <= BuiltIn.IZR n) by (apply IZR_le; lia);
    let s := fresh in let o := fresh in
    destruct (L_Delta'def l k) as [s o];
    let A := fresh in
    destruct (Z.eq_dec k l) as [E | E];
    [ rewrite (same ltac:(lia)), (s ltac:(lia))
    | rewrite (other ltac:(lia)), (o ltac:(lia)) ];
    match goal with
    | S : P_Smoothing ?f |- _ =>
      destruct (link_Smoothing f S) as [_ R];
      first [ assert (A := BatchError.Top_Accuracy _ _ (finite_F f) R
                ltac:(eassumption))
            | idtac ];
      first [ batch_exact A
            | clear A; assert (A := BatchError.Share_Accuracy _ (BuiltIn.IZR n)
                R ltac:(assumption)); batch_exact A ]
    | _ => unfold fdiv, fadd, fsub, Rdiv;
      rewrite ?Rmult_0_l, ?Rminus_0_r, RN_0, ?RN_1, ?Rplus_0_l, ?RN_1; lra
    end
  end.
(*@ TRY try_FSmoothTarget *)

(* The loop that writes a smoothed target. *)
(*@ NEEDS P_SmoothTargets L_FSmoothTarget L_SmoothTarget L_Delta *)
Ltac try_smooth_none := intro_goal; match goal with
  | S : P_SmoothTargets ?m ?y ?n ?l 0 ?n
    |- Float64.t'real (?m (_ ?y ?k)) = L_Delta ?l ?k =>
    destruct (S k ltac:(assumption) ltac:(assumption)) as [E _];
    etransitivity; [exact E |]; clear E; try_FSmoothTarget
  end.
(*@ TRY try_smooth_none *)

(*@ NEEDS P_SmoothTargets L_FSmoothTarget separated valid_rw shift *)
Lemma smooth_next m y n l a i f : (0 <= i)%Z -> P_SmoothTargets m y n l a i ->
  Float64.t'real f = L_FSmoothTarget n l a i /\ P_Probability f ->
  P_SmoothTargets (map.Map.set m (entry_of y i) f) y n l a (1 + i).
Proof.
intros I H E k v K0 K1; revert v.
pose (row := fun v => Float64.t'real v = L_FSmoothTarget n l a k /\ P_Probability v).
change (row (map.Map.set m (entry_of y i) f (entry_of y k))).
destruct (Z.eq_dec k i) as [D | D].
- subst k; rewrite store_same; exact E.
- rewrite store_other by (apply entry_differ; lia); exact (H k K0 ltac:(lia)).
Qed.
Ltac try_smooth_next := intro_goal; match goal with
  | H : P_SmoothTargets ?m ?y ?n ?l ?a ?i, D : _ \/ _,
    E : L_FSmoothTarget ?n ?l ?a ?i = Float64.t'real (?t (_ ?y ?i)),
    P : P_Probability (?t (_ ?y ?i))
    |- P_SmoothTargets ?t ?y ?n ?l ?a (1 + ?i)%Z =>
    destruct D as [D | D]; repeat match goal with Q : _ /\ _ |- _ => destruct Q end;
    match goal with Q : map.Map.set m (_ ?y ?i) ?f = t |- _ =>
      let V := fresh in
      assert (V : t (entry_of y i) = f) by (rewrite <- Q; exact (store_same m _ f));
      rewrite <- Q; apply (smooth_next m y n l a i f); [assumption | exact H |];
      rewrite <- V; split; [exact (eq_sym E) | exact P] end
  end.
(*@ TRY try_smooth_next *)
