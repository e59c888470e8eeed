(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * The tables of src/exp.c hold what the model says

    Main results: [root_hi_correct], [root_lo_correct]: every entry is
    2^(-j/64) rounded, and what that rounding lost, rounded.
    Method: c = m 2^e with 2^52 < |m| < 2^53 is RN v when |v - c| < 2^(e-1); the
    distance is checked by interval arithmetic. (This takes most of the time:
    20 s.) *)

From Coq Require Import Reals Psatz Lia ZArith List QArith Qreals.
From Flocq Require Import Core.
From Softproof Require Import Rounding ExpModel ZInterval.
Import ListNotations.
Open Scope R_scope.


Definition root_hi_table : list R := [
  0x1p0; 0x1.fa7c1819e90d8p-1; 0x1.f50765b6e454p-1; 0x1.efa1bee615a27p-1;
  0x1.ea4afa2a490dap-1; 0x1.e502ee78b3ff6p-1; 0x1.dfc97337b9b5fp-1;
  0x1.da9e603db3285p-1; 0x1.d5818dcfba487p-1; 0x1.d072d4a07897cp-1;
  0x1.cb720dcef9069p-1; 0x1.c67f12e57d14bp-1; 0x1.c199bdd85529cp-1;
  0x1.bcc1e904bc1d2p-1; 0x1.b7f76f2fb5e47p-1; 0x1.b33a2b84f15fbp-1;
  0x1.ae89f995ad3adp-1; 0x1.a9e6b5579fdbfp-1; 0x1.a5503b23e255dp-1;
  0x1.a0c667b5de565p-1; 0x1.9c49182a3f09p-1; 0x1.97d829fde4e5p-1;
  0x1.93737b0cdc5e5p-1; 0x1.8f1ae99157736p-1; 0x1.8ace5422aa0dbp-1;
  0x1.868d99b4492edp-1; 0x1.82589994cce13p-1; 0x1.7e2f336cf4e62p-1;
  0x1.7a11473eb0187p-1; 0x1.75feb564267c9p-1; 0x1.71f75e8ec5f74p-1;
  0x1.6dfb23c651a2fp-1; 0x1.6a09e667f3bcdp-1; 0x1.6623882552225p-1;
  0x1.6247eb03a5585p-1; 0x1.5e76f15ad2148p-1; 0x1.5ab07dd485429p-1;
  0x1.56f4736b527dap-1; 0x1.5342b569d4f82p-1; 0x1.4f9b2769d2ca7p-1;
  0x1.4bfdad5362a27p-1; 0x1.486a2b5c13cdp-1; 0x1.44e086061892dp-1;
  0x1.4160a21f72e2ap-1; 0x1.3dea64c123422p-1; 0x1.3a7db34e59ff7p-1;
  0x1.371a7373aa9cbp-1; 0x1.33c08b26416ffp-1; 0x1.306fe0a31b715p-1;
  0x1.2d285a6e4030bp-1; 0x1.29e9df51fdee1p-1; 0x1.26b4565e27cddp-1;
  0x1.2387a6e756238p-1; 0x1.2063b88628cd6p-1; 0x1.1d4873168b9aap-1;
  0x1.1a35beb6fcb75p-1; 0x1.172b83c7d517bp-1; 0x1.1429aaea92dep-1;
  0x1.11301d0125b51p-1; 0x1.0e3ec32d3d1a2p-1; 0x1.0b5586cf9890fp-1;
  0x1.0874518759bc8p-1; 0x1.059b0d3158574p-1; 0x1.02c9a3e778061p-1].
Definition root_lo_table : list R := [
  0; 0x1.74853f3a5931ep-56; 0x1.9d3e12dd8a18bp-55; 0x1.dc7f486a4b6bp-55;
  -0x1.e9c23179c2893p-55; 0x1.39e8980a9cc8fp-56; -0x1.1a5cd4f184b5cp-55;
  0x1.c2300696db532p-55; 0x1.2ed02d75b3707p-56; -0x1.cbc3743797a9cp-55;
  0x1.503cbd1e949dbp-57; 0x1.2884dff483cadp-55; 0x1.11065895048ddp-56;
  0x1.23dd07a2d9e84p-56; -0x1.5584f7e54ac3bp-57; -0x1.2805e3084d708p-58;
  0x1.7a1cd345dcc81p-55; 0x1.0fac90ef7fd31p-55; -0x1.d2f6edb8d41e1p-55;
  -0x1.359495d1cd533p-55; 0x1.c7c46b071f2bep-57; -0x1.d185b7c1b85d1p-55;
  -0x1.75fc781b57ebcp-58; 0x1.5cc13a2e3976cp-56; 0x1.6e9f156864b27p-55;
  -0x1.fc6f89bd4f6bap-55; -0x1.d4c1dd41532d8p-55; 0x1.05d02ba15797ep-57;
  -0x1.41577ee04992fp-56; -0x1.0245957316dd3p-55; -0x1.16e4786887a99p-56;
  -0x1.bbe3a683c88abp-58; -0x1.bdd3413b26456p-55; -0x1.bb60987591c34p-55;
  -0x1.383c17e40b497p-55; 0x1.ba6f93080e65ep-55; 0x1.6324c054647adp-55;
  0x1.9bb2c011d93adp-55; -0x1.07abe1db13cadp-56; -0x1.4b309d25957e3p-55;
  0x1.d4397afec42e2p-57; 0x1.3c1a3b69062fp-57; 0x1.89b7a04ef80dp-60;
  -0x1.ef3691c309278p-59; 0x1.ada0911f09ebcp-56; -0x1.5e436d661f5e3p-57;
  -0x1.63aeabf42eae2p-55; 0x1.32721843659a6p-55; 0x1.6f46ad23182e4p-56;
  0x1.0024754db41d5p-55; 0x1.612e8afad1255p-56; 0x1.2bd339940e9d9p-56;
  0x1.9b07eb6c70573p-55; 0x1.dc775814a8495p-56; 0x1.e016e00a2643cp-55;
  0x1.e5b4c7b4968e4p-56; -0x1.19041b9d78a76p-56; -0x1.32fbf9af1369ep-55;
  -0x1.6c51039449b3ap-55; 0x1.03a1727c57b53p-60; 0x1.8a62e4adc610bp-55;
  0x1.186be4bb284ffp-58; 0x1.d73e2a475b465p-56; -0x1.19083535b085dp-57].

Lemma RN_unique m e v : (-1074 <= e)%Z -> (2 ^ 52 < Z.abs m < 2 ^ 53)%Z ->
  Rabs (v - IZR m * bpow radix2 e) < bpow radix2 e / 2 ->
  RN v = IZR m * bpow radix2 e.
Proof.
intros He Hm Hv; assert (P := bpow_gt_0 radix2 e).
assert (C : cexp radix2 fexp v = e).
{ unfold cexp; rewrite (mag_unique radix2 v (53 + e)); [unfold FLT_exp; lia |].
  assert (B : (IZR (2 ^ 52) + 1) * bpow radix2 e <= Rabs (IZR m * bpow radix2 e)
               <= (IZR (2 ^ 53) - 1) * bpow radix2 e).
  { rewrite Rabs_mult, (Rabs_pos_eq (bpow _ _)), <- abs_IZR by lra.
    split; apply Rmult_le_compat_r; try lra.
    - rewrite <- plus_IZR; apply IZR_le; lia.
    - rewrite <- minus_IZR; apply IZR_le; lia. }
  replace (53 + e - 1)%Z with (52 + e)%Z by lia; rewrite !bpow_plus.
  change (bpow radix2 52) with (IZR (2 ^ 52)).
  change (bpow radix2 53) with (IZR (2 ^ 53)).
  set (c := IZR m * bpow radix2 e) in *.
  assert (T1 := Rabs_triang_inv v c); assert (T2 := Rabs_triang_inv c v).
  rewrite (Rabs_minus_sym c v) in T2; split; lra. }
unfold RN, round, F2R, scaled_mantissa; rewrite C; simpl; f_equal; f_equal.
apply Znearest_imp.
replace (v * bpow radix2 (- e) - IZR m)
  with ((v - IZR m * bpow radix2 e) * bpow radix2 (- e)).
- rewrite Rabs_mult, (Rabs_pos_eq (bpow _ (- e))) by apply bpow_ge_0.
  replace (/ 2) with (bpow radix2 e / 2 * bpow radix2 (- e)).
  + apply Rmult_lt_compat_r; [apply bpow_gt_0 | easy].
  + rewrite bpow_opp; field; lra.
- rewrite bpow_opp; field; lra.
Qed.

(** The same for c = m / 2^k, where m may be short of s zero bits, as it is in
    the hexadecimal notation. *)
Lemma RN_entry m k s v : (Z.pos k + s <= 1074)%Z -> (0 <= s)%Z ->
  (2 ^ 52 < Z.abs m * 2 ^ s < 2 ^ 53)%Z ->
  Rabs (v - IZR m / IZR (Z.pow_pos 2 k)) < / IZR (2 ^ (Z.pos k + s + 1)) ->
  IZR m / IZR (Z.pow_pos 2 k) = RN v.
Proof.
intros Hk Hs Hm Hv; set (e := (- Z.pos k - s)%Z).
assert (E : IZR m / IZR (Z.pow_pos 2 k) = IZR (m * 2 ^ s) * bpow radix2 e).
{ change 2%Z with (radix_val radix2) at 2; rewrite mult_IZR, IZR_Zpower by easy.
  rewrite Rmult_assoc, <- bpow_plus; unfold e.
  now replace (s + (- Z.pos k - s))%Z with (Z.neg k) by lia. }
rewrite E in *; symmetry; apply RN_unique.
- lia.
- now rewrite Z.abs_mul, (Z.abs_eq (2 ^ s)) by (apply Z.pow_nonneg; lia).
- apply Rlt_le_trans with (1 := Hv); right.
  change 2%Z with (radix_val radix2); rewrite IZR_Zpower, <- bpow_opp by lia.
  unfold e; replace (- (Z.pos k + s + 1))%Z with (- Z.pos k - s + -1)%Z by lia.
  rewrite bpow_plus; unfold Rdiv; now f_equal; simpl.
Qed.
(** The goal c = RN v, for a literal c. *)
Ltac entry prec :=
  lazymatch goal with
  | |- Q2R (?m # ?d) / IZR (Z.pow_pos 2 ?e) = _ =>
    let k := eval vm_compute in (Z.to_pos (Z.log2 (Z.pos d) + Z.pos e)) in
    replace (Q2R (m # d) / _) with (IZR m / IZR (Z.pow_pos 2 k)) by lra;
    let s := eval vm_compute in (52 - Z.log2 (Z.abs m))%Z in
    apply (RN_entry m k s); [easy | easy | now vm_compute |];
    let d := eval vm_compute in (2 ^ (Z.pos k + s + 1))%Z in
    change (2 ^ (Z.pos k + s + 1))%Z with d; unfold exp2_64;
    interval with (i_prec prec)
  end.

(** [holds f j [c0; c1; ...]]: c0 = f j, c1 = f (j + 1), ... *)
Fixpoint holds (f : Z -> R) (j : Z) (table : list R) : Prop :=
  match table with
  | [] => True
  | c :: rest => c = f j /\ holds f (j + 1) rest
  end.
Lemma holds_nth f table : forall j n, holds f j table -> (n < length table)%nat ->
  nth n table 0 = f (j + Z.of_nat n)%Z.
Proof.
induction table as [| c rest IH]; intros j n H Hn; [simpl in Hn; lia |].
destruct H as [Hc H]; destruct n as [| n]; simpl nth.
- now rewrite Z.add_0_r.
- simpl in Hn; rewrite (IH (j + 1)%Z) by (easy || lia); f_equal; lia.
Qed.

Lemma root_hi_holds : holds RootHi 0 root_hi_table.
Proof.
unfold RootHi; cbn [holds root_hi_table Z.add Z.opp Pos.add Pos.succ].
split; [rewrite exp2_64_0, RN_1; lra |].
repeat (split; [entry 70%positive |]); easy.
Qed.
Theorem root_hi_correct j : (0 <= j < 64)%Z ->
  nth (Z.to_nat j) root_hi_table 0 = RootHi j.
Proof.
intros H; rewrite (holds_nth RootHi _ 0), Z.add_0_l, Z2Nat.id; try easy.
- apply root_hi_holds.
- simpl length; lia.
Qed.

Lemma root_lo_holds : holds RootLo 0 root_lo_table.
Proof.
assert (H := root_hi_holds); unfold RootLo.
cbn [holds root_hi_table root_lo_table Z.add Z.opp Pos.add Pos.succ] in *.
destruct H as [H0 H]; split.
{ rewrite <- H0, exp2_64_0; replace (1 - _) with 0 by lra; now rewrite RN_0. }
clear H0; repeat
  (destruct H as [H0 H]; split; [rewrite <- H0; clear; entry 118%positive |];
   clear H0); easy.
Qed.
Theorem root_lo_correct j : (0 <= j < 64)%Z ->
  nth (Z.to_nat j) root_lo_table 0 = RootLo j.
Proof.
intros H; rewrite (holds_nth RootLo _ 0), Z.add_0_l, Z2Nat.id; try easy.
- apply root_lo_holds.
- simpl length; lia.
Qed.
