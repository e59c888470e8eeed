(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** Not imported: some names of Log1pModel are also names of ExpModel. *)

(*@ NEEDS L_AtanhSeries *)
From Softproof Require Log1pModel Log1pError.
Lemma link_AtanhSeries z : L_AtanhSeries z = Log1pModel.AtanhSeries z.
Proof.
unfold L_AtanhSeries, Log1pModel.AtanhSeries, Log1pModel.log_C0,
  Log1pModel.log_C1, Log1pModel.log_C2, Log1pModel.log_C3, Log1pModel.log_C4,
  Log1pModel.log_C5, Log1pModel.log_C6, Log1pModel.log_C7.
operations; reflexivity.
Qed.
Ltac try_AtanhSeries_Range := intro_goal; rewrite link_AtanhSeries;
  match goal with |- context [Log1pModel.AtanhSeries ?z] =>
    destruct (Log1pModel.AtanhSeries_range z); lra end.
(*@ TRY try_AtanhSeries_Range *)

(*@ NEEDS L_GapT L_GapZ *)
From Softproof Require Log1pModel.
Lemma link_GapT f : L_GapT f = Log1pModel.GapT f.
Proof. reflexivity. Qed.
Lemma link_GapZ f : L_GapZ f = Log1pModel.GapZ f.
Proof. reflexivity. Qed.

(*@ NEEDS L_GapT L_GapZ *)
Ltac try_GapZ := cbv zeta; intros; literal_facts; two_sided;
  float_ops; unfold L_GapZ; cbv zeta;
  match goal with E : _ = L_GapT ?x |- _ => rewrite <- E end; same_ops.
(*@ TRY try_GapZ *)

(*@ NEEDS L_AtanhSeries L_GapT L_GapZ L_Log1pGap *)
Lemma link_Log1pGap f : L_Log1pGap f = Log1pModel.Log1pGap f.
Proof.
unfold L_Log1pGap; cbv zeta.
rewrite link_AtanhSeries, link_GapT, link_GapZ; operations; reflexivity.
Qed.
Ltac try_Log1pGap_Range := cbv zeta; intros f A B;
  rewrite link_Log1pGap, link_GapT, link_GapZ;
  destruct (Log1pModel.GapT_range f) as (_ & T1 & T2); [lra |];
  destruct (Log1pModel.GapZ_range f) as (Z1 & Z2); [lra |];
  destruct (Log1pModel.Log1pGap_range f) as (_ & _ & G); [lra |];
  repeat split; lra.
(*@ TRY try_Log1pGap_Range *)

(*@ NEEDS L_Log1pGap *)
Ltac use_parts := repeat match goal with
  | E : L_Log1pGap ?x = _ |- context [L_Log1pGap ?x] => rewrite E
  | E : _ = L_GapT ?x |- context [L_GapT ?x] => rewrite <- E
  | E : _ = L_GapZ ?x |- context [L_GapZ ?x] => rewrite <- E
  | E : L_AtanhSeries ?x = _ |- context [L_AtanhSeries ?x] => rewrite E
  end.
Ltac try_Log1pGap := cbv zeta; intros; literal_facts; two_sided;
  float_ops; literal_values; unfold L_Log1pGap; cbv zeta; use_parts; same_ops.
(*@ TRY try_Log1pGap *)

(*@ NEEDS L_Log1pGap L_LogScaled *)
Ltac try_LogScaled := cbv zeta; intros; literal_facts; two_sided;
  float_ops; literal_values; unfold L_LogScaled; use_parts; same_ops.
(*@ TRY try_LogScaled *)

(*@ NEEDS L_AtanhSeries *)
Ltac try_float_range := cbv zeta; intros; literal_facts; two_sided;
  match goal with |- Float64.t'real _ <= _ /\ _ <= Float64.t'real _ =>
    float_ops; literal_values; only_bounds; split; gappa end.
(*@ TRY try_float_range *)

(*@ NEEDS L_LogReduced *)
From Softproof Require Log1pModel.
Lemma link_LogReduced x p : L_LogReduced x p = Log1pModel.Reduced x p.
Proof. reflexivity. Qed.

(*@ NEEDS L_LogBound *)
From Softproof Require Log1pModel.
Lemma link_LogBound p : L_LogBound p = Log1pModel.Bound p.
Proof. reflexivity. Qed.

(*@ NEEDS L_LogScaled L_Log1pGap L_AtanhSeries L_GapT L_GapZ *)
Lemma link_LogScaled k f : L_LogScaled k f = Log1pModel.LogScaled k f.
Proof.
unfold L_LogScaled, Log1pModel.LogScaled, Log1pModel.LN2_HI, Log1pModel.LN2_LO.
rewrite link_Log1pGap; operations; reflexivity.
Qed.

(*@ NEEDS L_Pow2 *)
From Softproof Require Log1pModel.
Lemma link_Pow2 n : L_Pow2 (Z.of_nat n) = 2 ^ n.
Proof.
induction n as [|n IH]; [now apply L_Pow2_def |].
destruct (L_Pow2_def (Z.of_nat (S n))) as [_ step]; rewrite step by lia.
replace (- (1) + Z.of_nat (S n))%Z with (Z.of_nat n) by lia.
now rewrite IH.
Qed.

(*@ NEEDS L_Pow2 real_of_int P_LogScale *)
Lemma link_LogScale p k : P_LogScale p k <-> Log1pModel.Scaled p k.
Proof.
unfold P_LogScale, Log1pModel.Scaled, real_of_int; split.
- intros (i & ((K & P) & I0) & I1); exists (Z.to_nat i).
  rewrite <- link_Pow2, INR_IZR_INZ, Z2Nat.id by lia.
  now repeat split; try lia.
- intros (n & N & -> & ->); exists (Z.of_nat n).
  rewrite link_Pow2, <- INR_IZR_INZ; repeat split; lia.
Qed.
Ltac try_LogScale_Init := apply link_LogScale;
  exact Log1pModel.Scaled_init.
(*@ TRY try_LogScale_Init *)
Ltac try_LogScale_Range := cbv zeta; intros p k S; apply link_LogScale in S;
  destruct (Log1pModel.Scaled_range p k S); repeat split; lra.
(*@ TRY try_LogScale_Range *)

(*@ NEEDS L_Pow2 real_of_int P_LogScale L_LogBound *)
Ltac try_LogScale_Step := intro_goal;
  match goal with
    X : ?x <= 67108864, B : L_LogBound ?p <= ?x, S : P_LogScale ?p ?k |- _ =>
  apply link_LogScale in S; rewrite link_LogBound in B; operations;
  change (real.Truncate.truncate ?r) with (Ztrunc r);
  destruct (Log1pModel.Scaled_step x p k X S B) as (_ & E & S' & A);
  assert (L := Log1pModel.Scaled_last x p k X S B);
  rewrite link_LogScale; destruct S as (n & N & P & K);
  rewrite E, K, INR_IZR_INZ, <- plus_IZR, !Ztrunc_IZR;
  rewrite K, INR_IZR_INZ in L; apply le_IZR in L;
  rewrite E, K, INR_IZR_INZ, <- plus_IZR in S';
  repeat split; lia || assumption
  end.
(*@ TRY try_LogScale_Step *)

(*@ NEEDS L_Pow2 real_of_int L_LogBound L_Exponent *)
Lemma link_Exponent x n :
  L_Exponent x (Z.of_nat n) = Z.of_nat (Log1pModel.exponent x n).
Proof.
induction n as [|n IH].
{ destruct (L_Exponent_def x 0) as [zero _]; now apply zero. }
destruct (L_Exponent_def x (Z.of_nat (S n))) as [_ step]; cbv zeta in step.
destruct step as [low high]; [lia |].
replace (- (1) + Z.of_nat (S n))%Z with (Z.of_nat n) in low, high by lia.
rewrite link_Pow2, link_LogBound in low, high; simpl Log1pModel.exponent.
destruct (Rlt_dec x (Log1pModel.Bound (2 ^ n))) as [L | L].
- now rewrite low, IH.
- now apply high.
Qed.

(*@ NEEDS L_Log1pModel L_Log1pLarge L_LogScaled L_LogReduced L_Exponent *)
Lemma tiny_val : Log1pModel.tiny = 1 / 18014398509481984.
Proof. unfold Log1pModel.tiny; simpl; lra. Qed.
Lemma link_Log1pModel x : L_Log1pModel x = Log1pModel.Log1p x.
Proof.
destruct (L_Log1pModel'def x) as [low high]; rewrite <- tiny_val in low, high.
unfold Log1pModel.Log1p.
destruct (Rlt_dec x Log1pModel.tiny) as [L | L]; [now apply low |].
rewrite high by exact L; unfold L_Log1pLarge, Log1pModel.Log1pLarge, real_of_int.
change 26%Z with (Z.of_nat 26); rewrite link_Exponent, link_Pow2.
rewrite <- INR_IZR_INZ, link_LogScaled, link_LogReduced; reflexivity.
Qed.
Ltac try_Log1pModel_Zero := rewrite link_Log1pModel; exact Log1pError.Log1p_0.
(*@ TRY try_Log1pModel_Zero *)
Ltac try_Log1pModel_Range := cbv zeta; intros f A B H;
  rewrite link_Log1pModel; assert (Ff := finite_F f);
  assert (X : 0 <= Float64.t'real f <= 67108864) by lra;
  generalize (Log1pError.Log1p_nonneg _ Ff X) (Log1pError.Log1p_le _ Ff X);
  intros; split; lra.
(*@ TRY try_Log1pModel_Range *)
Ltac try_Log1pModel_Relative := cbv zeta; intros f A B H;
  rewrite link_Log1pModel; assert (Ff := finite_F f);
  assert (X : 0 <= Float64.t'real f <= 67108864) by lra;
  generalize (Log1pError.Log1p_rel _ Ff X); rewrite u_val;
  match goal with |- (Rabs ?a <= _) -> Rabs ?b <= _ =>
    replace b with a by ring end; intros E; lra.
(*@ TRY try_Log1pModel_Relative *)

(*@ NEEDS L_Log1pModel L_Log1pLarge L_LogScaled L_LogReduced L_Exponent P_LogScale *)
Ltac try_LogScale_Stop := cbv zeta; intros f p k X1 X0 B A H S;
  
  rewrite link_Log1pModel; assert (Ff := finite_F f); apply link_LogScale in S; rewrite link_LogBound in B;
  rewrite <- tiny_val in X0; assert (T0 := bpow_ge_0 radix2 (-54));
  fold Log1pModel.tiny in T0;
  assert (St : Log1pModel.Stop (Float64.t'real f) p k) by (repeat split; assumption);
  rewrite link_LogScaled, link_LogReduced, (Log1pModel.Log1p_eq _ p k);
  [| split; assumption | exact St];
  destruct (Log1pModel.Reduced_exact _ p k Ff ltac:(lra) St)
    as (_ & _ & _ & _ & R & _);
  repeat split; reflexivity || lra.
(*@ TRY try_LogScale_Stop *)
