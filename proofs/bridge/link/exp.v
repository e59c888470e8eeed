(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

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

(*@ NEEDS L_ExpModel *)
Lemma link_ExpModel x : x <= 0 -> L_ExpModel x = ExpModel x.
Proof.
intros Hx; destruct (L_ExpModel'def x) as [below near].
unfold ExpModel, ZERO_BELOW; destruct (Rlt_dec x (- 0x1.746p9)) as [B | N].
- apply below; lra.
- rewrite near by lra; assert (Nx : Near x) by (unfold Near; lra).
  unfold L_ExpNear, ExpNear, L_ExpSum; rewrite link_Steps.
  change (real.Truncate.truncate ?r) with (Ztrunc r).
  replace (- (1) * Steps x) with (- Steps x) by ring.
  change (Ztrunc (- Steps x)) with (StepCount x).
  destruct (Steps_count x Nx) as (Hi & E & _).
  set (i := StepCount x) in *.
  rewrite Z.rem_mod_nonneg, Z.quot_div_nonneg by lia.
  replace (real_of_int (- (1) * i)) with (Steps x)
    by (rewrite E; unfold real_of_int; rewrite mult_IZR, opp_IZR; ring).
  rewrite link_Reduced, link_Expm1Small, link_RootHi, link_RootLo, link_Exp2.
  operations; reflexivity.
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

(*@ NEEDS L_Steps real_of_int *)
Ltac try_Steps_Range :=
  cbv zeta; intros f H0 H1 Hf; rewrite link_Steps;
  change (real.Truncate.truncate ?r) with (Ztrunc r);
  destruct (Steps_int (Float64.t'real f)) as (i & Hi & E & _);
  [unfold Near; lra |];
  assert (0 <= IZR i <= 68765)
    by (split; [apply (IZR_le 0) | apply (IZR_le i 68765)]; lia);
  unfold real_of_int; rewrite E, <- opp_IZR, Ztrunc_IZR, opp_IZR;
  repeat split; lra || reflexivity.
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
  destruct (expm1_small_ops (Float64.t'real f)) as (_ & _ & _ & _ & _ & B);
  lra.
(*@ TRY try_Expm1Small_Range *)

(*@ NEEDS L_Exp2 *)
Ltac try_Exp2 := cbv zeta; intros; operations; rewrite ?link_Exp2;
  match goal with
  | |- 0 < exp2_64 ?k /\ _ <= 1 =>
      replace k with (- - k)%Z by ring; apply exp2_64_unit; lia
  | H : (0 <= ?n)%Z |- fmul _ _ = _ =>
      rewrite Z.rem_mod_nonneg, Z.quot_div_nonneg by lia;
      transitivity (exp2_64 (-64 * n)); [| f_equal; ring];
      rewrite <- (pow2_product n) by lia; do 2 f_equal; ring
  end.
(*@ TRY try_Exp2 *)

(*@ NEEDS L_RootHi L_RootLo *)
Ltac try_Root_Range :=
  cbv zeta; intros j H0 H1; rewrite link_RootHi, link_RootLo;
  destruct (Root_spec j) as (A & _ & B & _); [lia |]; rewrite u_val in B;
  repeat split; lra.
(*@ TRY try_Root_Range *)
