(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * The running weighted sum of online attention, in floating point

    Layer C (P19), for src/attend_online.c. One column of the values: o is near
    the real sum O of the w_k v_k, relative to the largest score so far; A is
    the sum of the w_k |v_k|; K = (k + sum |v_k|) eta bounds what underflows.

    Main results: [Value_Add] and [Value_Rescale], one step of each kind;
    [Value_Mean], the quotient of the two running sums against O / S;
    [Value_Range], no overflow.
    Source: T. Dao et al., FlashAttention, NeurIPS 2022, for the algorithm. *)

From Coq Require Import Reals Psatz Lia ZArith.
From Flocq Require Import Core.
From Softproof Require Import Rounding Sums SoftmaxWeights OnlineSum.
Open Scope R_scope.

Definition values_bound (i r : R) := (i + 17 / 8 * r - 1) * u * (1 + / 1048576).
Lemma values_add i r : values_bound (i + 1) r =
  values_bound i r + u * (1 + / 1048576).
Proof. unfold values_bound; ring. Qed.
Lemma values_rescale i r : values_bound (i + 1) (r + 1) =
  values_bound i r + 25 / 8 * (u * (1 + / 1048576)).
Proof. unfold values_bound; field. Qed.
Lemma values_range i r : 1 <= r <= i -> i <= 67108864 ->
  17 / 8 * u * (1 + / 1048576) <= values_bound i r <= / 16777216.
Proof. intros; unfold values_bound; rewrite u_val; lra. Qed.

Section Step.
Variables o O A K e w v E : R.
Hypothesis W : Weight_Near e w.
Hypothesis Fo : F o.
Hypothesis Fv : F v.
Hypothesis HO : Rabs O <= A.
Hypothesis HK : 0 <= K.
Hypothesis Near : Rabs (o - O) <= E * A + (1 + E) * K.
Hypothesis HE : 17 / 8 * u * (1 + / 1048576) <= E <= / 16777216.

Lemma A_nonneg : 0 <= A.
Proof. apply Rle_trans with (2 := HO), Rabs_pos. Qed.
Lemma E_times x : 0 <= x -> 0 <= E * x <= / 16777216 * x.
Proof.
intros Hx; split; [apply Rmult_le_pos | apply Rmult_le_compat_r]; try lra.
rewrite u_val in HE; lra.
Qed.
Lemma u_times x y : x <= y -> u * x <= u * y.
Proof. apply Rmult_le_compat_l; rewrite u_val; lra. Qed.
Lemma o_size : Rabs o <= A + (E * A + (1 + E) * K).
Proof.
replace o with (O + (o - O)) by ring.
apply Rle_trans with (1 := Rabs_triang _ _); lra.
Qed.

Theorem Value_Add :
  Rabs (fadd o (fmul e v) - (O + w * v)) <=
  (E + u * (1 + / 1048576)) * (A + w * Rabs v) +
  (1 + (E + u * (1 + / 1048576))) * (K + (1 + Rabs v) * eta).
Proof.
assert (D := weight_error e w W); destruct W as (R & Fe & Rw & _).
assert (U := u_val); assert (T := eta_tiny); assert (P := eta_pos).
assert (A0 := A_nonneg); assert (V := Rabs_pos v); set (a := Rabs v) in *.
set (q := fmul e v); set (X := w * a).
assert (X0 : 0 <= X) by (apply Rmult_le_pos; lra).
assert (Y0 : 0 <= a * eta) by (apply Rmult_le_pos; lra).
assert (Q : Rabs (q - w * v) <= 17 / 8 * (u * X) + / 8388608 * (u * X) +
  (3 / 4 + / 8388608) * (a * eta) + eta / 2).
{ assert (M := RN_abs_err (e * v)); fold (fmul e v) in M; fold q in M.
  rewrite Rabs_mult, (Rabs_pos_eq e) in M by lra; fold a in M.
  assert (D' : Rabs (e * v - w * v) <= 9 / 8 * (u * X) + 3 / 4 * (a * eta)).
  { rewrite <- Rmult_minus_distr_r, Rabs_mult; fold a.
    apply (Rmult_le_compat_r a) in D; [unfold X; lra | easy]. }
  assert (Ea : e * a <= X * (1 + / 16777216) + a * eta).
  { apply Rabs_le_inv in D.
    assert (B : e <= w * (1 + / 16777216) + eta).
    { assert (9 / 8 * u * w <= / 16777216 * w)
        by (apply Rmult_le_compat_r; [lra | rewrite U; lra]); lra. }
    apply (Rmult_le_compat_r a) in B; [unfold X; lra | easy]. }
  apply u_times in Ea.
  assert (u * (a * eta) <= / 8388608 * (a * eta))
    by (apply Rmult_le_compat_r; [easy | rewrite U; lra]).
  assert (0 <= u * X) by (apply Rmult_le_pos; [rewrite U |]; lra).
  replace (q - w * v) with ((q - e * v) + (e * v - w * v)) by ring.
  apply Rle_trans with (1 := Rabs_triang _ _); lra. }
assert (N := RN_plus_rel o q Fo (RN_format _)); fold (fadd o q) in N.
assert (UX : 0 <= u * X <= / 16777216 * X)
  by (split; [apply Rmult_le_pos | apply Rmult_le_compat_r]; rewrite ?U; lra).
assert (EA := E_times A A0); assert (EX := E_times X X0); assert (EK := E_times K HK).
assert (EX' : 17 / 8 * (1 + / 1048576) * (u * X) <= E * X).
{ rewrite <- Rmult_assoc; apply Rmult_le_compat_r; [easy | lra]. }
assert (Size : Rabs (o + q) <= A * (1 + / 16777216) + K * (1 + / 16777216) +
  X * (1 + / 2097152) + a * eta + eta).
{ replace (o + q) with (o + (w * v + (q - w * v))) by ring.
  assert (B := o_size).
  assert (T1 := Rabs_triang o (w * v + (q - w * v))).
  assert (T2 := Rabs_triang (w * v) (q - w * v)).
  rewrite Rabs_mult, (Rabs_pos_eq w) in T2 by lra; fold a in T2; fold X in T2; lra. }
apply u_times in Size.
assert (UA : 0 <= u * A) by (apply Rmult_le_pos; [rewrite U |]; lra).
assert (UK : 0 <= u * K) by (apply Rmult_le_pos; [rewrite U |]; lra).
assert (UY : u * (a * eta + eta) <= / 8388608 * (a * eta + eta))
  by (apply Rmult_le_compat_r; [lra | rewrite U; lra]).
replace (fadd o q - (O + w * v)) with ((fadd o q - (o + q)) + (o - O) + (q - w * v))
  by ring.
apply Rle_trans with (1 := Rabs_triang _ _).
assert (T3 := Rabs_triang (fadd o q - (o + q)) (o - O)).
assert (Z : 0 <= (E + u * (1 + / 1048576)) * ((1 + a) * eta)).
{ apply Rmult_le_pos; [rewrite U in *; lra | apply Rmult_le_pos; lra]. }
replace ((E + u * (1 + / 1048576)) * (A + X) +
  (1 + (E + u * (1 + / 1048576))) * (K + (1 + a) * eta)) with
  (E * A + (1 + / 1048576) * (u * A) + E * X + (1 + / 1048576) * (u * X) + K +
   E * K + (1 + / 1048576) * (u * K) + eta + a * eta +
   (E + u * (1 + / 1048576)) * ((1 + a) * eta)) by ring.
lra.
Qed.

(** A small weight has an absolute error, but then little is left of the old sum
    and of what underflowed in it. *)
Lemma rescale_split : A * eta <= K -> exists z, 0 <= z /\
  Rabs (e - w) <= (9 / 8 + / 16777216) * u * w + z /\
  K * w + (1 + / 1048576) * (Rabs o * z) <= K.
Proof.
intros AK; assert (D := weight_error e w W); destruct W as (R & Fe & Rw & _).
assert (U := u_val); assert (P := eta_pos); assert (T := eta_tiny).
destruct (Rle_lt_dec (bpow radix2 (-900)) w) as [L | L].
- exists 0; split; [lra |]; split; [| rewrite Rmult_0_r; nra].
  assert (B : 3 / 4 * eta <= / 16777216 * u * w).
  { apply Rle_trans with (/ 16777216 * u * bpow radix2 (-900)).
    - replace (/ 16777216 * u * bpow radix2 (-900)) with (bpow radix2 (-977)).
      + apply Rle_trans with eta; [lra | apply bpow_le; lia].
      + replace (-977)%Z with (-24 + (-53 + -900))%Z by lia.
        rewrite !bpow_plus; unfold u.
        change (bpow radix2 (-24)) with (/ 16777216); ring.
    - apply Rmult_le_compat_l; [rewrite U |]; lra. }
  lra.
- exists (3 / 4 * eta); split; [lra |]; split.
  { assert (0 <= / 16777216 * u * w) by (apply Rmult_le_pos; [rewrite U |]; lra); lra. }
  assert (Small : bpow radix2 (-900) <= / 1048576).
  { change (/ 1048576) with (bpow radix2 (-20)); apply bpow_le; lia. }
  assert (KW : K * w <= K * / 1048576) by (apply Rmult_le_compat_l; lra).
  assert (B := o_size); assert (EA := E_times A A_nonneg); assert (EK := E_times K HK).
  assert (C : Rabs o * (3 / 4 * eta) <= 3 / 4 * (1 + / 16777216) * (K * (1 + / 16777216))).
  { apply Rle_trans with ((1 + / 16777216) * (A + K) * (3 / 4 * eta)).
    - apply Rmult_le_compat_r; lra.
    - assert (Ke : K * eta <= K * / 16777216) by (apply Rmult_le_compat_l; rewrite ?U in *; lra).
      nra. }
  nra.
Qed.
Theorem Value_Rescale : A * eta <= K ->
  Rabs (fadd (fmul o e) v - (O * w + v)) <=
  (E + 25 / 8 * (u * (1 + / 1048576))) * (A * w + Rabs v) +
  (1 + (E + 25 / 8 * (u * (1 + / 1048576)))) * (K + (1 + Rabs v) * eta).
Proof.
intros AK; destruct (rescale_split AK) as (z & Hz & D & Keep).
destruct W as (R & Fe & Rw & _).
assert (U := u_val); assert (T := eta_tiny); assert (P := eta_pos).
assert (A0 := A_nonneg); assert (V := Rabs_pos v); set (a := Rabs v) in *.
assert (No := Rabs_pos o).
set (B := A * w) in *; set (L := K * w) in *; set (Q := Rabs o * z) in *.
assert (B0 : 0 <= B) by (apply Rmult_le_pos; lra).
assert (L0 : 0 <= L) by (apply Rmult_le_pos; lra).
assert (Q0 : 0 <= Q) by (apply Rmult_le_pos; lra).
assert (EB := E_times B B0); assert (EL := E_times L L0); assert (EK := E_times K HK).
assert (Ow : Rabs o * w <= (1 + / 8388608) * (B + L)).
{ apply Rle_trans with ((A + (E * A + (1 + E) * K)) * w);
    [apply Rmult_le_compat_r; [lra | apply o_size] |].
  replace ((A + (E * A + (1 + E) * K)) * w) with (B + E * B + L + E * L)
    by (unfold B, L; ring); lra. }
assert (UOw := u_times _ _ Ow).
assert (UBL : 0 <= u * (B + L) <= / 16777216 * (B + L))
  by (split; [apply Rmult_le_pos | apply Rmult_le_compat_r]; rewrite ?U; lra).
assert (UQ : 0 <= u * Q <= / 16777216 * Q)
  by (split; [apply Rmult_le_pos | apply Rmult_le_compat_r]; rewrite ?U; lra).
assert (Oe : Rabs o * Rabs (e - w) <= (9 / 8 + / 4194304) * (u * (B + L)) + Q).
{ apply Rle_trans with (Rabs o * ((9 / 8 + / 16777216) * u * w + z));
    [apply Rmult_le_compat_l; assumption |].
  replace (Rabs o * ((9 / 8 + / 16777216) * u * w + z)) with
    ((9 / 8 + / 16777216) * (u * (Rabs o * w)) + Q) by (unfold Q; ring); lra. }
assert (OW : Rabs (o - O) * w <= E * B + L + E * L).
{ apply (Rmult_le_compat_r w) in Near; [| lra]; unfold B, L; lra. }
assert (S1 : Rabs (o * e - O * w) <= E * B + L + E * L +
  (9 / 8 + / 4194304) * (u * (B + L)) + Q).
{ replace (o * e - O * w) with (o * (e - w) + (o - O) * w) by ring.
  apply Rle_trans with (1 := Rabs_triang _ _); rewrite !Rabs_mult, (Rabs_pos_eq w) by lra.
  lra. }
assert (M := RN_abs_err (o * e)); fold (fmul o e) in M; set (p := fmul o e) in *.
rewrite Rabs_mult, (Rabs_pos_eq e) in M by lra.
assert (Oee : Rabs o * e <= (1 + / 2097152) * (B + L) + Q).
{ apply Rle_trans with (Rabs o * (w + Rabs (e - w))).
  - apply Rmult_le_compat_l; [easy |].
    assert (X := Rle_abs (e - w)); lra.
  - rewrite Rmult_plus_distr_l; lra. }
apply u_times in Oee.
assert (S2 : Rabs (p - O * w) <= E * B + L + E * L +
  (17 / 8 + / 1048577) * (u * (B + L)) + (1 + / 16777216) * Q + eta / 2).
{ replace (p - O * w) with ((p - o * e) + (o * e - O * w)) by ring.
  apply Rle_trans with (1 := Rabs_triang _ _); lra. }
assert (N := RN_plus_rel p v (RN_format _) Fv); fold (fadd p v) in N.
assert (OB : Rabs (O * w) <= B).
{ rewrite Rabs_mult, (Rabs_pos_eq w) by lra; apply Rmult_le_compat_r; lra. }
assert (Size : Rabs (p + v) <= B + a + / 2097152 * (B + L) + L + 2 * Q + eta).
{ replace (p + v) with (O * w + (p - O * w) + v) by ring.
  assert (T1 := Rabs_triang (O * w + (p - O * w)) v).
  assert (T2 := Rabs_triang (O * w) (p - O * w)); fold a in T1; lra. }
apply u_times in Size.
assert (Ua : 0 <= u * a) by (apply Rmult_le_pos; [rewrite U |]; lra).
assert (Ea := E_times a V).
assert (Ue : u * eta <= / 16777216 * eta)
  by (apply Rmult_le_compat_r; [lra | rewrite U; lra]).
replace (fadd p v - (O * w + v)) with ((fadd p v - (p + v)) + (p - O * w)) by ring.
apply Rle_trans with (1 := Rabs_triang _ _).
assert (UL : 0 <= u * L <= u * K).
{ split; [apply Rmult_le_pos; rewrite ?U; lra | apply u_times; lra]. }
assert (ELK : E * L + E * Q <= E * K).
{ rewrite <- Rmult_plus_distr_l; apply Rmult_le_compat_l; [rewrite U in HE |]; lra. }
assert (EQ := E_times Q Q0).
assert (UB : 0 <= u * B) by (apply Rmult_le_pos; [rewrite U |]; lra).
assert (Z : 0 <= (E + 25 / 8 * (u * (1 + / 1048576))) * ((1 + a) * eta)).
{ apply Rmult_le_pos; [rewrite U in *; lra | apply Rmult_le_pos; lra]. }
assert (Y0 : 0 <= a * eta) by (apply Rmult_le_pos; lra).
replace ((E + 25 / 8 * (u * (1 + / 1048576))) * (B + a) +
  (1 + (E + 25 / 8 * (u * (1 + / 1048576)))) * (K + (1 + a) * eta)) with
  (E * B + E * a + 25 / 8 * (1 + / 1048576) * (u * B) +
   25 / 8 * (1 + / 1048576) * (u * a) + K + E * K +
   25 / 8 * (1 + / 1048576) * (u * K) + eta + a * eta +
   (E + 25 / 8 * (u * (1 + / 1048576))) * ((1 + a) * eta)) by ring.
lra.
Qed.
End Step.

(** The first value above none: 0 rescaled, and the value. *)
Lemma Value_First e v : F v -> fadd (fmul 0 e) v = v.
Proof.
intros Fv; unfold fadd, fmul; rewrite Rmult_0_l, RN_0, Rplus_0_l; now apply RN_exact.
Qed.
(** A masked row *)
Lemma Value_Masked o v : F o -> fadd o (fmul 0 v) = o.
Proof.
intros Fo; unfold fadd, fmul; rewrite Rmult_0_l, RN_0, Rplus_0_r; now apply RN_exact.
Qed.

(** ** No overflow: i values of at most 2^990 *)
Lemma F_multiple i : (0 <= i <= 67108864)%Z -> F (IZR i * bpow radix2 990).
Proof.
intros Hi; apply generic_format_FLT; exists (Float radix2 i 990); simpl; try lia.
reflexivity.
Qed.
Lemma RN_multiple i x : (0 <= i <= 67108864)%Z -> Rabs x <= IZR i * bpow radix2 990 ->
  Rabs (RN x) <= IZR i * bpow radix2 990.
Proof.
intros Hi H; apply Rabs_le_inv in H; assert (Fi := F_multiple i Hi).
apply Rabs_le; split.
- apply RN_ge_format; [now apply F_opp | lra].
- apply RN_le_format; [easy | lra].
Qed.
Lemma product_size i o e : (0 <= i)%Z -> Rabs o <= IZR i * bpow radix2 990 ->
  0 <= e <= 1 -> Rabs (o * e) <= IZR i * bpow radix2 990.
Proof.
intros Hi Ho He; rewrite Rabs_mult, (Rabs_pos_eq e), <- (Rmult_1_r (_ * bpow _ _)) by lra.
apply Rmult_le_compat; try lra; apply Rabs_pos.
Qed.
Theorem Value_Range i o e v : (0 <= i < 67108864)%Z ->
  Rabs o <= IZR i * bpow radix2 990 -> Rabs v <= bpow radix2 990 -> 0 <= e <= 1 ->
  (Rabs (fmul e v) <= bpow radix2 990 /\
   Rabs (fadd o (fmul e v)) <= IZR (i + 1) * bpow radix2 990) /\
  (Rabs (fmul o e) <= IZR i * bpow radix2 990 /\
   Rabs (fadd (fmul o e) v) <= IZR (i + 1) * bpow radix2 990).
Proof.
intros Hi Ho Hv He; rewrite plus_IZR.
assert (V : Rabs (fmul e v) <= bpow radix2 990).
{ assert (X := RN_multiple 1 (e * v) ltac:(lia)); rewrite Rmult_1_l in X.
  apply X; rewrite Rmult_comm, <- (Rmult_1_l (bpow radix2 990)).
  apply product_size; [lia | lra | exact He]. }
assert (O : Rabs (fmul o e) <= IZR i * bpow radix2 990)
  by (apply RN_multiple; [lia |]; apply product_size; [lia | easy | easy]).
rewrite <- plus_IZR; repeat split; try assumption; apply RN_multiple; try lia;
  rewrite plus_IZR; apply Rle_trans with (1 := Rabs_triang _ _); lra.
Qed.

(** ** The quotient *)
Theorem Value_Mean o O A K s S i r : Rabs O <= A -> 0 <= K ->
  1 <= s -> 1 <= S -> 1 <= r <= i -> i <= 67108864 ->
  Rabs (s - S) <= online_bound i r * S ->
  Rabs (o - O) <= values_bound i r * A + (1 + values_bound i r) * K ->
  Rabs (fdiv o s - O / S) <=
  (2 * i + 17 / 4 * r - 2) * u * (1 + / 524288) * (A / S) + (1 + / 4194304) * K + eta / 2.
Proof.
intros HO HK Hs HS Hr Hi Ds Do; assert (B := bound_range i r Hr Hi).
assert (C := values_range i r Hr Hi); assert (U := u_val).
set (b := online_bound i r) in *; set (c := values_bound i r) in *.
assert (A0 : 0 <= A) by (apply Rle_trans with (2 := HO), Rabs_pos).
assert (Is : 0 < / s <= 1).
{ split; [apply Rinv_0_lt_compat; lra |].
  rewrite <- Rinv_1; apply Rinv_le_contravar; lra. }
assert (IS : 0 < / S) by (apply Rinv_0_lt_compat; lra).
set (M := A / S); assert (M0 : 0 <= M) by (apply Rmult_le_pos; lra).
assert (Ss : S / s <= 1 + / 8388608).
{ apply Rmult_le_reg_r with s; [lra |]; unfold Rdiv; rewrite Rmult_assoc, Rinv_l by lra.
  apply Rabs_le_inv in Ds.
  assert (b * S <= / 16777216 * S) by (apply Rmult_le_compat_r; lra); lra. }
assert (As : A / s <= (1 + / 8388608) * M).
{ replace (A / s) with (S / s * M) by (unfold M; field; lra).
  now apply Rmult_le_compat_r. }
assert (X1 : Rabs ((o - O) / s) <= c * ((1 + / 8388608) * M) + (1 + c) * K).
{ unfold Rdiv; rewrite Rabs_mult, (Rabs_pos_eq (/ s)) by lra.
  apply Rle_trans with ((c * A + (1 + c) * K) * / s);
    [apply Rmult_le_compat_r; lra |].
  assert (c * (A / s) <= c * ((1 + / 8388608) * M))
    by (apply Rmult_le_compat_l; rewrite ?U in C; lra).
  assert ((1 + c) * K * / s <= (1 + c) * K * 1).
  { apply Rmult_le_compat_l; [apply Rmult_le_pos |]; rewrite ?U in C; lra. }
  unfold Rdiv in *; lra. }
assert (X2 : Rabs (O / S * ((S - s) / s)) <= b * ((1 + / 8388608) * M)).
{ rewrite Rabs_mult.
  assert (Y1 : Rabs (O / S) <= M).
  { unfold Rdiv; rewrite Rabs_mult, (Rabs_pos_eq (/ S)) by lra.
    apply Rmult_le_compat_r; lra. }
  assert (Y2 : Rabs ((S - s) / s) <= b * (1 + / 8388608)).
  { unfold Rdiv; rewrite Rabs_mult, (Rabs_pos_eq (/ s)), Rabs_minus_sym by lra.
    apply Rle_trans with (b * S * / s); [apply Rmult_le_compat_r; lra |].
    rewrite Rmult_assoc; apply Rmult_le_compat_l; [rewrite U in B; lra | exact Ss]. }
  apply Rle_trans with (M * (b * (1 + / 8388608))); [| right; ring].
  apply Rmult_le_compat; try apply Rabs_pos; assumption. }
assert (X : Rabs (o / s - O / S) <= (b + c) * (1 + / 8388608) * M + (1 + c) * K).
{ replace (o / s - O / S) with ((o - O) / s + O / S * ((S - s) / s)) by (field; lra).
  apply Rle_trans with (1 := Rabs_triang _ _); lra. }
assert (OS : Rabs (O / S) <= M).
{ unfold Rdiv; rewrite Rabs_mult, (Rabs_pos_eq (/ S)) by lra.
  apply Rmult_le_compat_r; lra. }
assert (R := RN_abs_err (o / s)); fold (fdiv o s) in R.
assert (bc : (b + c) * (1 + / 8388608) * M <= / 4194304 * M).
{ apply Rmult_le_compat_r; [easy | rewrite U in B, C; lra]. }
assert (cK : 0 <= c * K <= / 16777216 * K).
{ split; [apply Rmult_le_pos | apply Rmult_le_compat_r]; rewrite ?U in C; lra. }
assert (Size : Rabs (o / s) <= (1 + / 4194304) * M + (1 + / 16777216) * K).
{ replace (o / s) with (O / S + (o / s - O / S)) by ring.
  apply Rle_trans with (1 := Rabs_triang _ _); lra. }
apply u_times in Size.
assert (uK : u * K <= / 16777216 * K)
  by (apply Rmult_le_compat_r; [easy | rewrite U; lra]).
assert (uM : 0 <= u * M) by (apply Rmult_le_pos; [rewrite U |]; lra).
assert (F : (b + c) * (1 + / 8388608) + u * (1 + / 4194304) <=
  (2 * i + 17 / 4 * r - 2) * u * (1 + / 524288)).
{ unfold b, c, online_bound, values_bound; rewrite U; lra. }
apply (Rmult_le_compat_r M) in F; [| easy].
replace (fdiv o s - O / S) with ((fdiv o s - o / s) + (o / s - O / S)) by ring.
apply Rle_trans with (1 := Rabs_triang _ _); lra.
Qed.

(** In the terms of the contract: x for the quotient, g for attention over the
    reals, a for the mean of the magnitudes, values of at most M. *)
Section Mean.
Variables i r x g a M K : R.
Hypothesis Hr : 1 <= r <= i.
Hypothesis HM : 0 <= M.
Hypothesis Ha : 0 <= a.
Hypothesis HK : K <= i * (1 + M) * eta.
Hypothesis Near : Rabs (x - g) <=
  (2 * i + 17 / 4 * r - 2) * u * (1 + / 524288) * a + (1 + / 4194304) * K + eta / 2.

Theorem Mean_Accuracy : Rabs (x - g) <=
  ((2 * i + 17 / 4 * r - 2) * u * a + (i * (1 + M) + 1) * eta) * (1 + / 65536).
Proof.
assert (P := eta_pos); assert (U := u_val).
assert (B : 0 <= (2 * i + 17 / 4 * r - 2) * u * a)
  by (apply Rmult_le_pos; [apply Rmult_le_pos; rewrite ?U |]; lra).
assert (C : 0 <= i * (1 + M) * eta)
  by (apply Rmult_le_pos; [apply Rmult_le_pos |]; lra).
lra.
Qed.
Theorem Mean_Hull lo hi : a <= M -> lo <= g <= hi ->
  lo - ((2 * i + 17 / 4 * r - 2) * u * M + (i + 1) * eta) * (1 + / 32768) <= x <=
  hi + ((2 * i + 17 / 4 * r - 2) * u * M + (i + 1) * eta) * (1 + / 32768).
Proof.
intros aM Hg; assert (A := Mean_Accuracy); assert (P := eta_pos); assert (U := u_val).
assert (B : (2 * i + 17 / 4 * r - 2) * u * a <= (2 * i + 17 / 4 * r - 2) * u * M)
  by (apply Rmult_le_compat_l; [apply Rmult_le_pos; rewrite ?U |]; lra).
assert (C : i * M * eta <= / 1048576 * ((2 * i + 17 / 4 * r - 2) * u * M)).
{ apply Rle_trans with (i * M * (/ 1048576 * u)).
  - apply Rmult_le_compat_l; [apply Rmult_le_pos; lra |].
    assert (T := eta_tiny); rewrite U in *; lra.
  - replace (/ 1048576 * ((2 * i + 17 / 4 * r - 2) * u * M)) with
      ((2 * i + 17 / 4 * r - 2) * (M * (/ 1048576 * u))) by ring.
    rewrite Rmult_assoc; apply Rmult_le_compat_r; [| lra].
    apply Rmult_le_pos; [| rewrite U]; lra. }
assert (D : 0 <= i * eta) by (apply Rmult_le_pos; lra).
assert (G : 0 <= (2 * i + 17 / 4 * r - 2) * u * M)
  by (apply Rmult_le_pos; [apply Rmult_le_pos; rewrite ?U |]; lra).
apply Rabs_le_inv in A; lra.
Qed.
End Mean.
