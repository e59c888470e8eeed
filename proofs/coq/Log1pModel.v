(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * log1p as the C code computes it: the model, its exact parts, its ranges

    Layer F. Every definition mirrors one function of [src/log1p.c], operation
    by operation; [Scaled] and [Stop] describe its loop.

    Main results: [Scaled_init], [Scaled_step], [Scaled_last] (the loop),
    [Reduced_exact] ((1 + f) p = 1 + x without rounding), ranges of every
    intermediate value, and [Log1p_eq] (the loop finds the model's p and k).
    Source: the log1p of FDLIBM; Sterbenz' lemma, from Flocq. *)

From Coq Require Import Reals Psatz Lia ZArith.
From Flocq Require Import Core Mult_error.
From Coquelicot Require Import Rcomplements.
From Gappa Require Import Gappa_tactic.
From Softproof Require Import Rounding.
Open Scope R_scope.

(** The constants of [src/log1p.c]; [C0] is called [log_C0], and so on. *)
Definition LN2_HI := 195103586505167 / 281474976710656.
Definition LN2_LO := 8561838944740865 / 5070602400912917605986812821504.
Definition log_C0 := 1501199875790165 / 2251799813685248.
Definition log_C1 := 7205759403798403 / 18014398509481984.
Definition log_C2 := 2573485500310991 / 9007199254740992.
Definition log_C3 := 250199999416841 / 1125899906842624.
Definition log_C4 := 6550639155314465 / 36028797018963968.
Definition log_C5 := 2772586419939019 / 18014398509481984.
Definition log_C6 := 4746550008737229 / 36028797018963968.
Definition log_C7 := 1247366566405905 / 9007199254740992.

Definition AtanhSeries z :=
  fadd log_C0 (fmul z (fadd log_C1 (fmul z (fadd log_C2 (fmul z
    (fadd log_C3 (fmul z (fadd log_C4 (fmul z (fadd log_C5 (fmul z
      (fadd log_C6 (fmul z log_C7))))))))))))).
Definition GapT f := fdiv f (fadd 2 f).
Definition GapZ f := fmul (GapT f) (GapT f).
Definition Log1pGap f :=
  fmul (GapT f) (fsub f (fmul (GapZ f) (AtanhSeries (GapZ f)))).
Definition LogScaled k f :=
  fadd (fmul k LN2_HI) (fsub f (fsub (Log1pGap f) (fmul k LN2_LO))).
Definition Reduced x p := fdiv (fsub x (fsub p 1)) p.
Definition Log1pLarge x p k := LogScaled k (Reduced x p).

(** The loop: its invariant, and why it has stopped. *)
Definition Scaled p k := exists n, (n <= 26)%nat /\ p = 2 ^ n /\ k = INR n.
Definition Bound p := fsub (fmul (3 / 2) p) 1.
Definition Stop x p k := Scaled p k /\ 3 / 4 * p <= 1 + x /\ x < Bound p.

(** The whole function; [exponent x 26] is what the loop finds. *)
Definition tiny := bpow radix2 (-54).
Fixpoint exponent x n :=
  match n with
  | O => O
  | S m => if Rlt_dec x (Bound (2 ^ m)) then exponent x m else n
  end.
Definition Log1p x :=
  if Rlt_dec x tiny then x
  else let n := exponent x 26 in Log1pLarge x (2 ^ n) (INR n).

(** ** The loop *)
Lemma pow2_IZR n : 2 ^ n = IZR (2 ^ Z.of_nat n).
Proof. now rewrite <- pow_IZR. Qed.
Lemma pow2_bpow n : 2 ^ n = bpow radix2 (Z.of_nat n).
Proof. rewrite pow2_IZR; destruct n as [|n]; easy. Qed.
Lemma pow2_Z n : (n <= 26)%nat -> (1 <= 2 ^ Z.of_nat n <= 67108864)%Z.
Proof.
intros H; split.
- now apply (Z.pow_le_mono_r 2 0); lia.
- now apply (Z.pow_le_mono_r 2 _ 26); lia.
Qed.
Lemma pow2_range n : (n <= 26)%nat -> 1 <= 2 ^ n <= 67108864.
Proof.
intros H; rewrite pow2_IZR; assert (P := pow2_Z n H).
split; apply IZR_le; lia.
Qed.

Lemma Scaled_range p k : Scaled p k -> 1 <= p <= 67108864 /\ 0 <= k <= 26.
Proof.
intros (n & Hn & -> & ->); split; [now apply pow2_range |].
split; [apply pos_INR | rewrite INR_IZR_INZ; apply IZR_le; lia].
Qed.
Lemma Scaled_F p k : Scaled p k -> F p /\ F k.
Proof.
intros (n & Hn & -> & ->); rewrite INR_IZR_INZ, pow2_IZR.
assert (P := pow2_Z n Hn); split; apply F_int; lia.
Qed.
Lemma Bound_exact p k : Scaled p k -> Bound p = 3 / 2 * p - 1.
Proof.
intros (n & Hn & -> & _); unfold Bound, fsub, fmul.
assert (P := pow2_Z n Hn); rewrite pow2_IZR; set (m := (2 ^ Z.of_nat n)%Z) in *.
assert (H : forall a, (Z.abs a < 2 ^ 53)%Z -> RN (IZR a / 2) = IZR a / 2).
{ intros a Ha; apply RN_exact, generic_format_FLT.
  exists (Float radix2 a (-1)); [unfold F2R; simpl; lra | exact Ha | easy]. }
replace (3 / 2 * IZR m) with (IZR (3 * m) / 2) by (rewrite mult_IZR; lra).
rewrite H by lia.
replace (IZR (3 * m) / 2 - 1) with (IZR (3 * m - 2) / 2)
  by (rewrite minus_IZR; lra).
apply H; lia.
Qed.

Lemma Scaled_pow n : (n <= 26)%nat -> Scaled (2 ^ n) (INR n).
Proof. intros H; now exists n. Qed.
Lemma Scaled_init : Scaled 1 0.
Proof. apply (Scaled_pow 0); lia. Qed.
(** While the test holds, x <= 2^26 leaves room for one more step. *)
Lemma Scaled_step x p k :
  x <= 67108864 -> Scaled p k -> Bound p <= x ->
  fmul 2 p = 2 * p /\ fadd k 1 = k + 1 /\
  Scaled (fmul 2 p) (fadd k 1) /\ 3 / 4 * fmul 2 p <= 1 + x.
Proof.
intros X S B; rewrite (Bound_exact p k S) in B.
destruct S as (n & Hn & -> & ->).
assert (N : (n <= 25)%nat).
{ destruct (le_lt_dec n 25) as [L | L]; [easy | exfalso].
  replace n with 26%nat in B by lia; simpl in B; lra. }
assert (P : (1 <= 2 ^ Z.of_nat (S n) <= 67108864)%Z) by (apply pow2_Z; lia).
assert (E : fmul 2 (2 ^ n) = 2 * 2 ^ n).
{ apply RN_exact; change (2 * 2 ^ n) with (2 ^ S n).
  rewrite pow2_IZR; apply F_int; lia. }
assert (G : fadd (INR n) 1 = INR n + 1).
{ apply RN_exact; rewrite <- S_INR, INR_IZR_INZ; apply F_int; lia. }
rewrite E, G; repeat split; try lra.
exists (S n); repeat split; [lia | now rewrite S_INR].
Qed.
Lemma Scaled_last x p k : x <= 67108864 -> Scaled p k -> Bound p <= x -> k <= 25.
Proof.
intros X S B; destruct (Scaled_step x p k X S B) as (_ & E & S' & _).
rewrite E in S'; destruct (Scaled_range _ _ S'); lra.
Qed.

Lemma exponent_stop x n :
  (n <= 26)%nat -> 0 <= x -> x < Bound (2 ^ n) ->
  Stop x (2 ^ exponent x n) (INR (exponent x n)).
Proof.
induction n as [|n IH]; intros Hn X B; simpl exponent.
- repeat split; [apply Scaled_init | simpl; lra | easy].
- destruct (Rlt_dec x (Bound (2 ^ n))) as [L | L]; [apply IH; easy || lia |].
  repeat split; [now apply Scaled_pow | | easy].
  rewrite (Bound_exact _ _ (Scaled_pow n ltac:(lia))) in L.
  change (2 ^ S n) with (2 * 2 ^ n); lra.
Qed.
Lemma Stop_exists x : 0 <= x <= 67108864 ->
  Stop x (2 ^ exponent x 26) (INR (exponent x 26)).
Proof.
intros X; apply exponent_stop; [easy | easy |].
rewrite (Bound_exact _ _ (Scaled_pow 26 (le_n _))); simpl pow; lra.
Qed.
Lemma Stop_unique x p k p' k' : Stop x p k -> Stop x p' k' -> p = p' /\ k = k'.
Proof.
intros (S & A & B) (S' & A' & B').
rewrite (Bound_exact _ _ S) in B; rewrite (Bound_exact _ _ S') in B'.
destruct S as (n & _ & -> & ->); destruct S' as (n' & _ & -> & ->).
assert (H : forall a b, 3 / 4 * 2 ^ a <= 1 + x -> x < 3 / 2 * 2 ^ b - 1 ->
            (a <= b)%nat).
{ intros a b Ha Hb; destruct (le_lt_dec a b) as [L | L]; [easy | exfalso].
  assert (P : 2 ^ S b <= 2 ^ a) by (apply Rle_pow; [lra | lia]).
  simpl in P; lra. }
now replace n' with n by (apply Nat.le_antisymm; auto).
Qed.
Theorem Log1p_eq x p k :
  tiny <= x <= 67108864 -> Stop x p k -> Log1p x = Log1pLarge x p k.
Proof.
intros X S; assert (T : 0 <= tiny) by apply bpow_ge_0.
destruct (Stop_unique x _ _ _ _ S (Stop_exists x ltac:(lra))) as (-> & ->).
unfold Log1p; destruct (Rlt_dec x tiny) as [L | L]; [lra | easy].
Qed.
Theorem Log1p_tiny x : x < tiny -> Log1p x = x.
Proof. intros X; unfold Log1p; now destruct (Rlt_dec x tiny). Qed.

(** ** The reduced argument *)
Lemma F_multiple x : F x -> 1 / 2 <= x -> exists m, x = IZR m * bpow radix2 (-53).
Proof.
intros Fx X; unfold F in Fx.
assert (E : (-53 <= cexp radix2 fexp x)%Z).
{ unfold cexp, FLT_exp; assert (M : (0 <= mag radix2 x)%Z); [| lia].
  apply mag_ge_bpow; simpl; rewrite Rabs_pos_eq; lra. }
exists (Ztrunc (scaled_mantissa radix2 fexp x) * 2 ^ (cexp radix2 fexp x + 53))%Z.
rewrite Fx at 1; unfold F2R, Defs.Fnum, Defs.Fexp.
rewrite mult_IZR, Rmult_assoc; apply f_equal.
change 2%Z with (radix_val radix2); rewrite IZR_Zpower, <- bpow_plus by lia.
apply f_equal; ring.
Qed.
Theorem Reduced_exact x p k : F x -> 0 <= x -> Stop x p k ->
  fsub p 1 = p - 1 /\ fsub x (fsub p 1) = x - (p - 1) /\
  Reduced x p = (1 + x) / p - 1 /\ F (Reduced x p) /\
  - / 4 <= Reduced x p <= / 2 /\ (p = 1 -> Reduced x p = x).
Proof.
intros Fx X (S & A & B); rewrite (Bound_exact _ _ S) in B; unfold Reduced.
destruct S as (n & Hn & -> & _); assert (P := pow2_Z n Hn).
assert (P1 : F (2 ^ n - 1)).
{ rewrite pow2_IZR, <- minus_IZR; apply F_int; lia. }
assert (Q : 1 <= 2 ^ n) by now apply pow2_range.
assert (E1 : fsub (2 ^ n) 1 = 2 ^ n - 1) by now apply RN_exact.
rewrite E1; destruct n as [|n].
- simpl in B |- *; assert (E : fsub x (1 - 1) = x).
  { unfold fsub; replace (x - (1 - 1)) with x by lra; now apply RN_exact. }
  assert (D : fdiv x 1 = x).
  { unfold fdiv, Rdiv; rewrite Rinv_1, Rmult_1_r; now apply RN_exact. }
  rewrite E, D; repeat split; easy || lra.
- assert (T : 1 <= 2 ^ n) by (apply pow2_range; lia).
  change (2 ^ S n) with (2 * 2 ^ n) in A, B, Q.
  assert (E2 : fsub x (2 ^ S n - 1) = x - (2 ^ S n - 1)).
  { apply RN_sterbenz; try easy; change (2 ^ S n) with (2 * 2 ^ n); lra. }
  assert (E3 : (x - (2 ^ S n - 1)) / 2 ^ S n = (1 + x) / 2 ^ S n - 1).
  { field; apply pow_nonzero; lra. }
  assert (G : F ((x - (2 ^ S n - 1)) / 2 ^ S n)).
  { destruct (F_multiple x Fx) as (m & Em); [lra |].
    set (d := x - (2 ^ S n - 1)) in *.
    assert (Fd : F d) by (rewrite <- E2; apply RN_format).
    destruct (Req_dec d 0) as [-> | D0]; [unfold Rdiv; rewrite Rmult_0_l; apply F_0 |].
    rewrite pow2_bpow; unfold Rdiv; rewrite <- bpow_opp.
    apply mult_bpow_exact_FLT; [easy |].
    assert (M : (-52 <= mag radix2 d)%Z); [| lia].
    apply mag_ge_bpow.
    assert (Ed : d = IZR (m - (2 ^ Z.of_nat (S n) - 1) * 2 ^ 53) * bpow radix2 (-53)).
    { assert (One : IZR (2 ^ 53) * bpow radix2 (-53) = 1) by (simpl; lra).
      rewrite minus_IZR, mult_IZR, minus_IZR, <- pow2_IZR.
      rewrite Rmult_minus_distr_r, Rmult_assoc, One, <- Em; unfold d; ring. }
    rewrite Ed in D0 |- *; rewrite Rabs_mult, <- abs_IZR.
    rewrite (Rabs_pos_eq (bpow _ _)) by apply bpow_ge_0.
    rewrite <- (Rmult_1_l (bpow radix2 (-52 - 1))).
    apply Rmult_le_compat_r; [apply bpow_ge_0 | apply IZR_le].
    assert (N : (m - (2 ^ Z.of_nat (S n) - 1) * 2 ^ 53 <> 0)%Z); [| lia].
    intros Z0; rewrite Z0 in D0; lra. }
  assert (E4 : fdiv (x - (2 ^ S n - 1)) (2 ^ S n) = (1 + x) / 2 ^ S n - 1).
  { unfold fdiv; rewrite RN_exact by easy; exact E3. }
  rewrite E2, E4; rewrite E3 in G.
  assert (C : 0 < 2 ^ S n) by (apply pow_lt; lra).
  assert (L : 3 / 4 <= (1 + x) / 2 ^ S n <= 3 / 2).
  { split; [apply (Rle_div_r (3 / 4)) | apply (Rle_div_l (1 + x))]; try easy;
      change (2 ^ S n) with (2 * 2 ^ n); lra. }
  repeat split; try easy; try lra.
  intros H; change (2 ^ S n) with (2 * 2 ^ n) in H; lra.
Qed.

(** ** Ranges of the intermediate values *)
Lemma AtanhSeries_step c z s : 0 <= c <= 3 / 4 -> 0 <= z <= 1 / 8 -> 0 <= s <= 1 ->
  0 <= fmul z s <= 1 / 8 /\ 0 <= fadd c (fmul z s) <= 1.
Proof. intros C Z S; unfold fadd, fmul, RN; split; gappa. Qed.
Lemma AtanhSeries_range z : 0 <= z <= 1 / 8 -> 1 / 2 <= AtanhSeries z <= 1.
Proof.
intros Z; unfold AtanhSeries, fadd, fmul, RN, log_C0, log_C1, log_C2, log_C3,
  log_C4, log_C5, log_C6, log_C7; gappa.
Qed.
Lemma GapT_range f : - / 4 <= f <= / 2 ->
  1 <= fadd 2 f <= 3 /\ - (1 / 4) <= GapT f <= 3 / 8.
Proof. intros H; unfold GapT, fdiv, fadd, RN; split; gappa. Qed.
Lemma GapZ_range f : - / 4 <= f <= / 2 -> 0 <= GapZ f <= 1 / 8.
Proof.
intros H; unfold GapZ, GapT, fmul, fdiv, fadd, RN; gappa.
Qed.
Lemma Log1pGap_range f : - / 4 <= f <= / 2 ->
  0 <= fmul (GapZ f) (AtanhSeries (GapZ f)) <= 1 / 8 /\
  Rabs (fsub f (fmul (GapZ f) (AtanhSeries (GapZ f)))) <= 1 /\
  Rabs (Log1pGap f) <= 1.
Proof.
intros H; assert (S := AtanhSeries_range _ (GapZ_range f H)).
unfold Log1pGap; set (s := AtanhSeries (GapZ f)) in *.
unfold GapZ, GapT, fmul, fdiv, fadd, fsub, RN in *; repeat split; gappa.
Qed.
Lemma LogScaled_range k f : 0 <= k <= 26 -> - / 4 <= f <= / 2 ->
  0 <= fmul k LN2_HI <= 32 /\ 0 <= fmul k LN2_LO <= 1 /\
  Rabs (fsub (Log1pGap f) (fmul k LN2_LO)) <= 2 /\
  Rabs (fsub f (fsub (Log1pGap f) (fmul k LN2_LO))) <= 4 /\
  Rabs (LogScaled k f) <= 64.
Proof.
intros K H; destruct (Log1pGap_range f H) as (_ & _ & G).
unfold LogScaled; set (g := Log1pGap f) in *.
unfold LN2_HI, LN2_LO, fmul, fadd, fsub, RN in *; repeat split; gappa.
Qed.
Lemma Reduced_range x p : 0 <= x <= 67108864 -> 1 <= p <= 67108864 ->
  0 <= fmul (3 / 2) p <= 134217728 /\ Rabs (Bound p) <= 134217728 /\
  0 <= fmul 2 p <= 134217728 /\ 0 <= fsub p 1 <= 67108864 /\
  Rabs (fsub x (fsub p 1)) <= 134217728 /\ Rabs (Reduced x p) <= 134217728.
Proof.
intros X P; unfold Bound, Reduced, fmul, fsub, fdiv, RN; repeat split; gappa.
Qed.
