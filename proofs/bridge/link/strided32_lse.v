(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* Rows of floats with strides: log-sum-exp, specs/strided32_log.acsl *)

(*@ NEEDS P_RoundedLogSumExp P_FloatRange P_Rounded P_Top L_SumExp L_UlpBelow *)
Lemma lse32_bounds t z n i : P_FloatRange t z n -> P_Top t z n i ->
  0 <= ln (L_SumExp t z n) + - (1) * Float64.t'real (link_at t z i) <= IZR n /\
  Rabs (Float64.t'real (link_at t z i)) <= FloatOps32.largest.
Proof.
intros R T; assert (T' := T); destruct T' as [[[I0 I1] F] _].
assert (B := R i I0 I1 F); cbv zeta in B.
apply Z_of_nat_complete in I0; destruct I0 as [j ->].
destruct (RealSoftmax.LogSumExp_Bounds _ _ _ _ (link_Top _ _ _ _ T)) as [A A'].
assert (P : 0 < IZR n) by (apply IZR_lt; lia).
rewrite INR_IZR_INZ, Z2Nat.id in A' by lia.
assert (C : ln (IZR n) <= IZR n).
{ apply Rle_trans with (ln (exp (IZR n))); [| rewrite ln_exp; apply Rle_refl].
  apply RealSoftmax.ln_le; [exact P |].
  apply Rle_trans with (1 + IZR n); [lra | apply exp_ineq1_le]. }
unfold RealSoftmax.LogSumExp in A, A'; rewrite <- link_SumExp in A, A'.
unfold link_entry in A, A'; split; [split; lra |].
apply Rabs_le; unfold FloatOps32.largest; destruct B as [B B']; split; [exact B' | exact B].
Qed.
Lemma lse32_rounded t z n x y i : (n <= 67108864)%Z -> P_FloatRange t z n ->
  P_Top t z n i -> P_Rounded x y -> Float64.t'isFinite x ->
  Rabs (Float64.t'real x + - (1) * ln (L_SumExp t z n)) <=
    eta * IZR n + u * Rabs (ln (L_SumExp t z n)) +
    9 / 2 * u * (1 + bpow radix2 (-16)) *
    (ln (L_SumExp t z n) + - (1) * Float64.t'real (link_at t z i)) ->
  Float32.t'isFinite y /\
  Rabs (Float32.t'real y + - (1) * ln (L_SumExp t z n)) <=
    2 * (9 / 2 * u * (1 + bpow radix2 (-16)) *
      (ln (L_SumExp t z n) + - (1) * Float64.t'real (link_at t z i))) +
    8388609 / 16777216 *
      L_UlpBelow (ln (L_SumExp t z n)) 170141183460469231731687303715884105728 253.
Proof.
intros N R T Q F D; destruct (lse32_bounds t z n i R T) as [B1 B2].
assert (C : 0 <= IZR n <= 67108864).
{ destruct T as [[[I0 I1] _] _]; split; [apply IZR_le; lia | now apply IZR_le]. }
assert (S : eta * IZR n <= bpow radix2 (-1000)).
{ apply Rle_trans with (eta * bpow radix2 26).
  - apply Rmult_le_compat_l; [apply bpow_ge_0 | exact (proj2 C)].
  - unfold eta; rewrite <- bpow_plus; now apply bpow_le. }
revert D B1 B2; set (L := ln _); set (m := Float64.t'real (link_at t z i)).
intros D B1 B2.
assert (B3 : Rabs L <= FloatOps32.largest + 67108864).
{ apply Rabs_le; apply Rabs_def3 in B2 || apply Rabs_le_inv in B2; lra. }
assert (K : bpow radix2 (-1000) <= 1) by (change 1 with (bpow radix2 0); now apply bpow_le).
assert (U := u_pos); assert (V := bpow_gt_0 radix2 (-16)); assert (W := Rabs_pos L).
assert (Fy : Float32.t'isFinite y).
{ apply (rounded_finite x y Q F); rewrite FloatOps32.middle32_value.
  assert (G := Rabs_triang L (Float64.t'real x + - (1) * L)).
  replace (L + (Float64.t'real x + - (1) * L)) with (Float64.t'real x) in G by ring.
  rewrite u_val in D; simpl (bpow radix2 (-16)) in D; unfold FloatOps32.largest in B3; lra. }
split; [exact Fy |].
apply (rounded_rest x y); [exact Q | exact Fy | | |].
- repeat apply Rmult_le_pos; lra.
- unfold FloatOps32.largest in B3; lra.
- apply Rle_trans with (1 := D).
  assert (u * Rabs L <= 8 * u * Rabs L) by nra; lra.
Qed.
Lemma lse32_of t z n x y i : (n <= 67108864)%Z -> P_FloatRange t z n -> P_Top t z n i ->
  P_Rounded x y -> Float64.t'isFinite x ->
  (forall j, P_Top t z n j -> Rabs (Float64.t'real x + - (1) * L_LogSumExp t z n) <=
    1 / IZR (2 ^ 1074) * real_of_int n +
    1 / 9007199254740992 * Rabs (L_LogSumExp t z n) +
    589833 / 1180591620717411303424 *
      (L_LogSumExp t z n + - (1) * Float64.t'real (t (entry_of z j)))) ->
  P_RoundedLogSumExp t z n y.
Proof.
intros N R T Q F D.
assert (K : 9 / 2 * u * (1 + bpow radix2 (-16)) = 589833 / 1180591620717411303424)
  by (rewrite u_val; simpl; lra).
assert (E : eta = 1 / IZR (2 ^ 1074))
  by (rewrite eta_frac; unfold Rdiv; now rewrite Rmult_1_l).
assert (G : forall j, P_Top t z n j -> Float32.t'isFinite y /\
  P_LogSumExpFloat y (L_LogSumExp t z n) (Float64.t'real (t (entry_of z j)))).
{ intros j J; assert (A := lse32_rounded t z n x y j N R J Q F).
  rewrite K, E in A; replace u with (1 / 9007199254740992) in A by (rewrite u_val; lra).
  destruct (A (D j J)) as [A1 A2]; split; [exact A1 |].
  apply Rle_trans with (1 := A2), Req_le; unfold L_LogSumExp.
  change (link_at t z j) with (t (entry_of z j)); lra. }
split; [exact (proj1 (G i T)) | intros j J; exact (proj2 (G j J))].
Qed.
Ltac try_lse32_of := intro_goal; match goal with
  | R : P_FloatRange ?t ?z ?n, T : P_Top ?t ?z ?n ?i, Q : P_Rounded ?x ?y,
    F : Float64.t'isFinite ?x, N : (?n <= _)%Z, D : forall j, P_Top ?t ?z ?n j -> Rabs _ <= _
    |- P_RoundedLogSumExp ?t ?z ?n ?y => exact (lse32_of t z n x y i N R T Q F D)
  end.
(*@ TRY try_lse32_of *)

(*@ NEEDS P_StridedTop32 *)
Definition strided32_top (v : Z -> Float32.t) n t :=
  (((0 <= t)%Z /\ (t < n)%Z) /\ Float32.t'isFinite (v t)) /\
  forall i, (0 <= i)%Z -> (i < n)%Z -> Float32.is_minus_infinity (v i) \/
    Float32.t'real (v i) <= Float32.t'real (v t) /\ Float32.t'isFinite (v i).
Lemma link_StridedTop32 t z s n k :
  P_StridedTop32 t z s n k = strided32_top (fun i => t (entry_of z (i * s)%Z)) n k.
Proof.
pose (Q := fun j => (((0 <= k)%Z /\ (k < n)%Z) /\ Float32.t'isFinite (t (entry_of z j))) /\
  forall i, let a := t (entry_of z (i * s)%Z) in (0 <= i)%Z -> (i < n)%Z ->
    Float32.is_minus_infinity a \/
    Float32.t'real a <= Float32.t'real (t (entry_of z j)) /\ Float32.t'isFinite a).
change (Q (s * k)%Z = Q (k * s)%Z); now rewrite Z.mul_comm.
Qed.

(*@ NEEDS P_StridedTop32 P_SameValue32 *)
Lemma strided32_top_equal v v' n t : strided32_equal v v' n -> strided32_top v n t ->
  strided32_top v' n t.
Proof.
intros E [[[A B] F] T]; assert (Et := E t A B).
split; [split; [now split | exact (proj1 (strided32_finite _ _ Et) F)] |].
intros i I N; assert (Ei := E i I N).
rewrite <- (strided32_real _ _ Et), <- (strided32_real _ _ Ei).
destruct (T i I N) as [M | [L Fi]].
- left; exact (proj1 (strided32_minus _ _ Ei) M).
- right; split; [exact L | exact (proj1 (strided32_finite _ _ Ei) Fi)].
Qed.

(*@ NEEDS P_StridedTop32 P_Top P_Gathered32 *)
Lemma strided32_top_gathered m t z w s n k : P_Gathered32 m t z w s n ->
  P_StridedTop32 t z s n k -> P_Top m w n k /\
  Float64.t'real (m (entry_of w k)) = Float32.t'real (t (entry_of z (k * s)%Z)).
Proof.
rewrite link_StridedTop32; intros G [[[K0 K1] F] T].
assert (W : forall i, (0 <= i)%Z -> (i < n)%Z -> Float32.t'isFinite (t (entry_of z (i * s)%Z)) ->
  Float64.t'isFinite (m (entry_of w i)) /\
  Float64.t'real (m (entry_of w i)) = Float32.t'real (t (entry_of z (i * s)%Z))).
{ intros i I0 I1 A; destruct (G i I0 I1) as [[V _] | [[V _] U]];
    [exfalso; exact (strided32_masked_finite _ A V) | now split]. }
destruct (W k K0 K1 F) as [F' E]; split; [| exact E].
split; [split; [now split | exact F'] |]; intros i; cbv zeta; intros I0 I1.
destruct (T i I0 I1) as [M | [L Fi]].
- left; destruct (G i I0 I1) as [[_ V] | [[_ V] _]]; [exact V |].
  exfalso; exact (strided32_masked_finite _ V M).
- destruct (W i I0 I1 Fi) as [Fi' Ei]; right; split; [| exact Fi'].
  change (Float64.t'real (m (entry_of w i)) <= Float64.t'real (m (entry_of w k))).
  rewrite E, Ei; exact L.
Qed.

(*@ NEEDS P_LogSumExpRow32 P_StridedTop32 P_RoundedLogSumExp P_Gathered32 *)
Lemma strided32_lse_gathered m t z w s n y : P_Gathered32 m t z w s n ->
  P_RoundedLogSumExp m w n y -> P_LogSumExpRow32 t z s n y.
Proof.
intros G [F H]; split; [exact F |]; intros k T.
destruct (strided32_top_gathered m t z w s n k G T) as [T' E].
change (P_LogSumExpFloat y (L_StridedLogSumExp32 t z s n)
  (Float32.t'real (t (entry_of z (k * s)%Z)))).
unfold L_StridedLogSumExp32; rewrite (strided32_SumExp_gathered m t z w s n G), <- E.
exact (H k T').
Qed.
Ltac try_strided32_lse_row := intro_goal; match goal with
  | G : P_Gathered32 ?m ?t ?z ?w ?s ?n, H : P_RoundedLogSumExp ?m ?w ?n ?y
    |- P_LogSumExpRow32 ?t ?z ?s ?n ?y => exact (strided32_lse_gathered m t z w s n y G H)
  end.
(*@ TRY try_strided32_lse_row *)

(* Where the logits are as they were *)
(*@ NEEDS P_LogSumExpRow32 P_StridedTop32 L_StridedSumExp32 P_SameValue32 *)
Lemma strided32_lse_equal t t' z z' s n y :
  strided32_equal (fun k => t (entry_of z (k * s)%Z)) (fun k => t' (entry_of z' (k * s)%Z)) n ->
  P_LogSumExpRow32 t z s n y -> P_LogSumExpRow32 t' z' s n y.
Proof.
intros E [F H]; split; [exact F |]; intros k T.
rewrite link_StridedTop32 in T.
assert (T' := strided32_top_equal _ _ n k (strided32_equal_sym _ _ n E) T).
assert (A := H k ltac:(rewrite link_StridedTop32; exact T')).
destruct T' as [[[K0 K1] _] _].
change (P_LogSumExpFloat y (L_StridedLogSumExp32 t' z' s n)
  (Float32.t'real (t' (entry_of z' (k * s)%Z)))).
rewrite <- (strided32_real _ _ (E k K0 K1)).
unfold L_StridedLogSumExp32; rewrite <- (strided32_SumExp_equal t t' z z' s n E).
exact A.
Qed.

(*@ NEEDS P_LogSumExpRow32 P_StridedTop32 P_RowsFrom32 P_KeptAt32 *)
Ltac try_strided32_lse_value := intro_goal; match goal with
  | F : P_RowsFrom32 ?m ?t ?z 0%Z ?rows ?cols ?rs ?s,
    S : P_LogSumExpRow32 ?m (_ ?z (?r * ?rs)%Z) ?s ?cols ?y
    |- P_LogSumExpRow32 ?t (_ ?z (?r * ?rs)%Z) ?s ?cols ?y =>
      refine (strided32_lse_equal m t _ _ s cols y (strided32_equal_sym _ _ _ _) S);
      apply (strided32_row_equal m t z rows cols rs s 0 r F); assumption
  end.
(*@ TRY try_strided32_lse_value *)

(*@ NEEDS P_RowsFrom32 P_AcceptedStrided32 P_StridedAccepted32 P_LogSumExpRow32 P_KeptAt32 *)
Ltac try_strided32_lse_accepted := intro_goal; match goal with
  | A : P_AcceptedStrided32 ?t ?z ?rows ?cols ?rs ?s,
    F : P_RowsFrom32 ?m ?t ?z 0%Z ?rows ?cols ?rs ?s
    |- P_StridedAccepted32 ?m (_ ?z (?r * ?rs)%Z) ?s ?cols =>
      refine (strided32_accepted_equal t m _ _ s cols
        (strided32_row_equal m t z rows cols rs s 0 r F ltac:(assumption)
          ltac:(assumption)) _);
      apply A; assumption
  end.
(*@ TRY try_strided32_lse_accepted *)

(* The loop that writes them: the logits and earlier results are elsewhere. *)
(*@ NEEDS P_LogSumExpRows32 P_LogSumExpRow32 P_RowsFrom32 P_KeptAt32 P_Layout L_LastIndex separated shift *)
Lemma strided32_lse_store m t z out rows cols rs s r f x : P_Layout rows cols rs s ->
  x = (1 + L_LastIndex rows cols rs s)%Z -> (0 <= r)%Z -> (r < rows)%Z ->
  separated (entry_of out 0%Z) rows (entry_of z 0%Z) x ->
  P_RowsFrom32 m t z 0 rows cols rs s ->
  P_RowsFrom32 (map.Map.set m (entry_of out r) f) t z 0 rows cols rs s.
Proof.
intros L X R N S F k i I0 I1 K0 K1; unfold P_KeptAt32.
rewrite store32_other; [exact (F k i I0 I1 K0 K1) |]; intros E.
destruct (strided_row_end rows cols rs s k L K0 K1) as [A [B _]].
assert (P : (0 < s)%Z) by exact (proj1 (proj1 (proj2 L))).
assert (C : (0 <= k * rs + i * s < x)%Z) by nia; clear A B P.
assert (O : (offset out + r = offset z + (k * rs + i * s))%Z) by exact (f_equal offset E).
assert (Q : base out = base z) by exact (f_equal base E).
unfold separated in S; cbn [base offset] in S; lia.
Qed.
Ltac try_strided32_lse_store := intro_goal; match goal with
  | L : P_Layout ?rows ?cols ?rs ?s, F : P_RowsFrom32 ?m ?t ?z 0%Z ?rows ?cols ?rs ?s,
    S : separated (_ ?out 0%Z) ?rows (_ ?z 0%Z) ?x
    |- P_RowsFrom32 (map.Map.set ?m (_ ?out ?r) ?f) ?t ?z 0%Z ?rows ?cols ?rs ?s =>
      apply (strided32_lse_store m t z out rows cols rs s r f x);
      first [assumption | reflexivity]
  end.
(*@ TRY try_strided32_lse_store *)
Lemma strided32_lse_next m t z out r cols rs s f : (0 <= r)%Z ->
  P_LogSumExpRows32 m t z out r cols rs s ->
  P_LogSumExpRow32 t (entry_of z (r * rs)%Z) s cols f ->
  P_LogSumExpRows32 (map.Map.set m (entry_of out r) f) t z out (1 + r) cols rs s.
Proof.
intros R D V k K0 K1.
change (P_LogSumExpRow32 t (entry_of z (k * rs)%Z) s cols
  (map.Map.set m (entry_of out r) f (entry_of out k))).
destruct (Z.eq_dec k r) as [-> | N].
- rewrite store32_same; exact V.
- rewrite store32_other by (apply entry_differ; lia); exact (D k K0 ltac:(lia)).
Qed.
Ltac try_strided32_lse_next := intro_goal; match goal with
  | R : (0 <= ?r)%Z, D : P_LogSumExpRows32 ?m ?t ?z ?out ?r ?cols ?rs ?s,
    V : P_LogSumExpRow32 ?t (_ ?z (?r * ?rs)%Z) ?s ?cols ?f
    |- P_LogSumExpRows32 (map.Map.set ?m _ ?f) ?t ?z ?out (1 + ?r)%Z ?cols ?rs ?s =>
      exact (strided32_lse_next m t z out r cols rs s f R D V)
  end.
(*@ TRY try_strided32_lse_next *)

(* The contract, row by row *)
(*@ NEEDS P_LogSumExpRows32 P_LogSumExpRow32 P_StridedTop32 P_Layout *)
Ltac try_strided32_lse_contract := intro_goal; match goal with
  | D : P_LogSumExpRows32 ?m ?t ?z ?out ?rows ?cols ?rs ?s,
    R : (0 <= ?r)%Z, N : (?r < ?rows)%Z |- Float32.t'isFinite (?m (_ ?out ?r)) =>
      exact (proj1 (D r R N))
  | D : P_LogSumExpRows32 ?m ?t ?z ?out ?rows ?cols ?rs ?s,
    R : (0 <= ?r)%Z, N : (?r < ?rows)%Z, T : P_StridedTop32 ?t (_ ?z (?r * ?rs)%Z) ?s ?cols ?k
    |- Rabs (Float32.t'real (?m (_ ?out ?r)) + _) <= _ =>
      let A := fresh in let Q := fresh in
      assert (A := proj2 (D r R N) k T);
      assert (Q : t (entry_of z (r * rs + k * s)%Z) =
        t (entry_of (entry_of z (r * rs)%Z) (k * s)%Z))
        by (cbn [base offset]; now rewrite Z.add_assoc);
      match goal with |- context [Float32.t'real (t (?f z ?j))] =>
        replace (Float32.t'real (t (f z j))) with
          (Float32.t'real (t (entry_of (entry_of z (r * rs)%Z) (k * s)%Z)))
          by exact (f_equal Float32.t'real (eq_sym Q)) end;
      exact A
  end.
(*@ TRY try_strided32_lse_contract *)
