(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* src/exp.c against proofs/coq/Exp*.v *)

(*@ NEEDS L_Exp2 *)
From Softproof Require Import ExpModel ExpError.
Lemma link_Exp2 k : L_Exp2 k = exp2_64 k.
Proof. reflexivity. Qed.

(*@ NEEDS L_RootHi *)
Lemma link_RootHi j : L_RootHi j = RootHi j.
Proof. unfold L_RootHi, RootHi; rewrite link_Exp2; same_ops. Qed.

(*@ NEEDS L_RootLo *)
Lemma link_RootLo j : L_RootLo j = RootLo j.
Proof.
unfold L_RootLo, RootLo; rewrite link_RootHi, link_Exp2; operations.
f_equal; replace (- (1) * j)%Z with (- j)%Z by ring; ring.
Qed.

(*@ NEEDS L_Steps *)
Lemma link_Steps x : L_Steps x = Steps x.
Proof. unfold L_Steps, Steps, STEPS_PER_LN2, TO_INTEGER; same_ops. Qed.

(*@ NEEDS L_Reduced *)
Lemma link_Reduced x : L_Reduced x (Steps x) = Reduced x.
Proof. unfold L_Reduced, Reduced, STEP_HI, STEP_LO; same_ops. Qed.

(*@ NEEDS L_Expm1Small *)
Lemma link_Expm1Small r : L_Expm1Small r = Expm1Small r.
Proof. unfold L_Expm1Small, Expm1Small, C3, C4, C5; same_ops. Qed.

(*@ NEEDS L_ExpScaled *)
Lemma link_ExpScaled i r : (0 <= i)%Z -> L_ExpScaled i r = ExpScaled i r.
Proof.
intros Hi; unfold L_ExpScaled, ExpScaled, Mantissa, L_ExpSum.
rewrite Z.rem_mod_nonneg, Z.quot_div_nonneg by lia.
rewrite link_Expm1Small, link_RootHi, link_RootLo, link_Exp2.
operations; reflexivity.
Qed.
Lemma link_StepCount x : real.Truncate.truncate (- (1) * Steps x) = StepCount x.
Proof.
unfold StepCount; replace (- (1) * Steps x) with (- Steps x) by ring; reflexivity.
Qed.

(*@ NEEDS L_ExpModel *)
Lemma link_ExpModel x : x <= 0 -> L_ExpModel x = ExpModel x.
Proof.
intros Hx; destruct (L_ExpModel'def x) as [below near].
unfold ExpModel, ZERO_BELOW; destruct (Rlt_dec x (- 0x1.746p9)) as [B | N].
- apply below; lra.
- rewrite near by lra; rewrite link_Steps, link_StepCount, link_Reduced.
  apply link_ExpScaled, Steps_count; unfold Near; lra.
Qed.
Ltac try_ExpModel := intro_goal;
  match goal with
  | |- L_ExpModel 0 = 1 => rewrite link_ExpModel by lra; exact ExpModel_0
  | H : ?x <= 0 |- _ /\ _ =>
      rewrite link_ExpModel by exact H;
      destruct (ExpModel_range x H); split; assumption
  end.
(*@ TRY try_ExpModel *)
Ltac try_ExpModel_error accuracy := intro_goal;
  match goal with H : Float64.t'real ?f <= 0 |- _ =>
    rewrite link_ExpModel by exact H;
    generalize (accuracy (Float64.t'real f) H) end;
  dyadic_constants;
  match goal with |- (_ -> ?a <= _) -> ?b <= _ =>
    replace b with a by (f_equal; ring) end;
  intros L; specialize (L ltac:(lra)); lra.
Ltac try_ExpModel_rel := try_ExpModel_error ExpModel_rel.
Ltac try_ExpModel_abs := try_ExpModel_error ExpModel_abs.
(*@ TRY try_ExpModel_rel *)
(*@ TRY try_ExpModel_abs *)

(*@ NEEDS L_ExpPair *)
Lemma link_ExpPair x y : x <= 0 -> L_ExpPair x y = ExpPair x y.
Proof.
intros Hx; destruct (L_ExpPair'def x y) as [below near].
unfold ExpPair, ZERO_BELOW; destruct (Rlt_dec x (- 0x1.746p9)) as [B | N].
- apply below; lra.
- rewrite near by lra; rewrite link_Steps, link_StepCount, link_Reduced.
  operations; apply link_ExpScaled, Steps_count; unfold Near; lra.
Qed.

(*@ NEEDS L_SumError *)
From Softproof Require TwoSum CompensatedSoftmax.
Lemma link_SumError x y : L_SumError x y = x + y - fadd x y.
Proof. unfold L_SumError; operations; ring. Qed.
Lemma link_DiffError x m : L_SumError x (- (1) * m) = CompensatedSoftmax.dlo x m.
Proof.
rewrite link_SumError; unfold CompensatedSoftmax.dlo, fadd, fsub.
replace (x + - (1) * m) with (x - m) by ring; ring.
Qed.

(*@ NEEDS L_Steps real_of_int *)
Ltac steps_range x :=
  rewrite link_Steps; destruct (Steps_int x) as (i & Hi & E & _);
  [unfold Near; lra |];
  change (real.Truncate.truncate ?r) with (Ztrunc r);
  assert (0 <= IZR i <= 68765)
    by (split; [apply (IZR_le 0) | apply (IZR_le i 68765)]; lia);
  unfold real_of_int; rewrite E, <- opp_IZR, Ztrunc_IZR, opp_IZR;
  repeat split; lra || reflexivity.
Ltac try_Steps_Range :=
  cbv zeta; intros;
  try match goal with E : L_Steps ?x = ?k |- context [?k] => rewrite <- E end;
  match goal with |- context [L_Steps ?x] => steps_range x end.
(*@ TRY try_Steps_Range *)

(*@ NEEDS L_Reduced L_Steps *)
Ltac try_Reduced_Range :=
  cbv zeta; intros f H0 H1 Hf; rewrite link_Steps, link_Reduced;
  assert (Nx : Near (Float64.t'real f)) by (unfold Near; lra);
  destruct (Reduced_spec (Float64.t'real f) Nx) as (_ & _ & _ & _ & B);
  generalize (Rest_bound (Float64.t'real f) Nx); rewrite u_val in B;
  revert B; unfold Rabs; repeat destruct Rcase_abs; intros; lra.
(*@ TRY try_Reduced_Range *)

(*@ NEEDS L_Expm1Small *)
Ltac try_Expm1Small_Range :=
  cbv zeta; intros f H Hf; rewrite link_Expm1Small;
  destruct (expm1_small_ops (Float64.t'real f))
    as (_ & _ & _ & _ & _ & _ & _ & _ & _ & B); lra.
(*@ TRY try_Expm1Small_Range *)

(*@ NEEDS L_Exp2 *)
Lemma fine_times_coarse n f g : (0 <= n <= 1074)%Z ->
  Float64.t'isFinite f -> Float64.t'isFinite g ->
  exp2_64 (-64 * (n mod 32)) = Float64.t'real f ->
  exp2_64 (-64 * (32 * (n / 32))) = Float64.t'real g ->
  Float64.t'isFinite (Float64.mul RNE f g) /\
  Float64.t'real (Float64.mul RNE f g) = exp2_64 (-64 * n) /\
  0 < exp2_64 (-64 * n) <= 1.
Proof.
intros Hn Ff Fg A B; destruct (pow2_minus_ops n Hn) as (_ & _ & E & E2 & P).
assert (V := pow2_product n Hn); rewrite A, B in V.
assert (R : 0 < exp2_64 (-64 * n) <= 1) by (rewrite <- E, E2; exact P).
destruct (op_mul f g Ff Fg) as [F W].
- fold (fmul (Float64.t'real f) (Float64.t'real g)); rewrite V.
  rewrite Rabs_pos_eq by lra; apply Rle_trans with (1 := proj2 R).
  apply (bpow_le radix2 0); lia.
- split; [exact F |]; rewrite W; now split.
Qed.

(*@ NEEDS L_Exp2 is_uint32 id_uint32 *)
Lemma halves_32 n : is_uint32 n ->
  (0 <= n)%Z /\ to_uint32 (Z.rem n 32) = (n mod 32)%Z /\
  to_uint32 (Z.quot n 32) = (n / 32)%Z.
Proof.
intros U; apply is_uint32_def in U; destruct U as [U V].
rewrite Z.rem_mod_nonneg, Z.quot_div_nonneg by lia.
split; [exact U | split; apply id_uint32; Z.to_euclidean_division_equations; lia].
Qed.
Ltac try_pow2_minus := cbv zeta; intros;
  match goal with
  | A : L_Exp2 (_ * to_uint32 (Z.rem ?n 32)) = Float64.t'real ?f,
    B : L_Exp2 (_ * to_uint32 (Z.quot ?n 32)) = Float64.t'real ?g,
    U : is_uint32 ?n |- _ =>
      change L_Exp2 with exp2_64 in *;
      destruct (halves_32 n U) as (N & R1 & R2); rewrite R1 in A; rewrite R2 in B;
      destruct (fine_times_coarse n f g) as (Fin & V & R);
        [ lia | assumption | assumption
        | rewrite <- A; f_equal; ring | rewrite <- B; f_equal; ring |];
      first [ exact Fin | now apply finite_not_nan
            | rewrite V; first [ f_equal; ring | split; apply R ] ]
  end.
(*@ TRY try_pow2_minus *)

(*@ NEEDS L_RootHi L_RootLo *)
Ltac try_Root_Range :=
  cbv zeta; intros j H0 H1; rewrite link_RootHi, link_RootLo;
  destruct (Root_spec j) as (A & _ & B & _); [lia |]; rewrite u_val in B;
  repeat split; lra.
(*@ TRY try_Root_Range *)

(*@ NEEDS L_Exp2 is_uint32 *)
From Softproof Require Import ExpTable.
Ltac index_below i n :=
  is_var i;
  assert (Hi : (0 <= i < n)%Z)
    by (match goal with U : is_uint32 i |- _ => apply is_uint32_def in U end; lia);
  repeat match goal with H : context [i] |- _ =>
    lazymatch H with Hi => fail | _ => clear H end end;
  revert i Hi.
Ltac table_index n :=
  match goal with
  | |- context [Float64.t'real (?t ?i)] => index_below i n
  | |- Float64.t'isFinite (?t ?i) => index_below i n
  end.
Ltac try_table_finite n := cbv zeta; intros; literal_facts;
  match goal with |- Float64.t'isFinite _ => idtac end; table_index n;
  each_index; match goal with T : ?t ?k = _ |- context [?t ?k] =>
    rewrite T; assumption end.
Ltac try_finite_64 := try_table_finite 64%Z.
Ltac try_finite_34 := try_table_finite 34%Z.
Ltac try_finite_32 := try_table_finite 32%Z.
(*@ TRY try_finite_64 *)
(*@ TRY try_finite_34 *)
(*@ TRY try_finite_32 *)
Ltac try_pow2_table n := cbv zeta; intros; literal_equations;
  change L_Exp2 with exp2_64 in *; table_index n; each_index; entry_value;
  first [ lra | match goal with |- exp2_64 ?k = _ =>
    let m := eval compute in (- (k / 64))%Z in
    change k with (-64 * m)%Z; rewrite exp2_64_pow; simpl; lra end ].
Ltac try_pow2_34 := try_pow2_table 34%Z.
Ltac try_pow2_32 := try_pow2_table 32%Z.
(*@ TRY try_pow2_34 *)
(*@ TRY try_pow2_32 *)

(*@ NEEDS L_RootHi is_uint32 *)
Ltac try_root_hi := cbv zeta; intros; literal_equations;
  table_index 64%Z; each_index; entry_value;
  rewrite link_RootHi, <- root_hi_correct by lia; simpl List.nth; lra.
(*@ TRY try_root_hi *)

(*@ NEEDS L_RootLo is_uint32 *)
Ltac try_root_lo := cbv zeta; intros; literal_equations;
  table_index 64%Z; each_index; entry_value;
  rewrite link_RootLo, <- root_lo_correct by lia; simpl List.nth; lra.
(*@ TRY try_root_lo *)

(*@ NEEDS L_ExpScaled is_uint32 id_uint32 *)
Lemma halves_64 n : is_uint32 n ->
  to_uint32 (Z.rem n 64) = Z.rem n 64 /\ to_uint32 (Z.quot n 64) = Z.quot n 64.
Proof.
intros U; apply is_uint32_def in U; destruct U as [U V].
split; apply id_uint32; Z.to_euclidean_division_equations; lia.
Qed.
Ltac try_exp_scaled := cbv zeta; intros; match goal with
  | A : L_RootHi (to_uint32 (Z.rem ?x 64)) = _, B : L_RootLo _ = _,
    C : L_Exp2 _ = _, E : L_Expm1Small _ = _, U : is_uint32 ?x
    |- L_ExpScaled ?x _ = _ =>
    destruct (halves_64 x U) as [R Q]; rewrite R in A, B; rewrite Q in C;
    unfold L_ExpScaled, L_ExpSum; cbv zeta; rewrite A, B, C, E; assumption
  end.
(*@ TRY try_exp_scaled *)
