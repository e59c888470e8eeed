(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * Rounding of binary32, and an accurate double that is rounded to it

    Layer F. As Rounding.v, for 24 bits: [RN32] has no largest number.

    Main results, for a double d near the exact g: [after_error], any distance;
    [after_ulp], [after_rel], [after_abs], a distance of 8u |g| and a little;
    [ulp_below_32], the ulp by halving, as specs/binary32.acsl has it;
    [RN32_small], what does not overflow.
    Source: Flocq. *)

From Coq Require Import Reals Psatz Lia ZArith.
From Flocq Require Import Core.
From Softproof Require Import Rounding.
Open Scope R_scope.

#[global] Instance p24 : Prec_gt_0 24 := eq_refl.
Notation fexp32 := (FLT_exp (-149) 24).

Definition F32 (x : R) : Prop := generic_format radix2 fexp32 x.
Definition RN32 (x : R) : R := round radix2 fexp32 ZnearestE x.
Definition ulp32 (x : R) : R := ulp radix2 fexp32 x.
(** The unit roundoff of binary32. *)
Definition u32 := bpow radix2 (-24).

Lemma RN32_exact x : F32 x -> RN32 x = x.
Proof. apply round_generic; typeclasses eauto. Qed.
Lemma F32_bpow k : (-149 <= k)%Z -> F32 (bpow radix2 k).
Proof. intros H; apply generic_format_bpow; unfold FLT_exp; lia. Qed.
Lemma RN32_le x y : x <= y -> RN32 x <= RN32 y.
Proof. apply round_le; typeclasses eauto. Qed.
Lemma RN32_0 : RN32 0 = 0. Proof. apply RN32_exact, generic_format_0. Qed.
Lemma RN32_1 : RN32 1 = 1.
Proof. apply RN32_exact; change 1 with (bpow radix2 0); now apply F32_bpow. Qed.
Lemma RN32_opp x : RN32 (- x) = - RN32 x.
Proof. apply round_NE_opp. Qed.
Lemma RN32_nearest x y : F32 y -> Rabs (RN32 x - x) <= Rabs (y - x).
Proof.
intros; now apply (round_N_pt radix2 fexp32 (fun z => negb (Z.even z)) x).
Qed.
Lemma RN32_half_ulp x : Rabs (RN32 x - x) <= / 2 * ulp32 x.
Proof. apply error_le_half_ulp; typeclasses eauto. Qed.

(** ** The ulp *)
Lemma ulp32_small x : Rabs x < bpow radix2 (-125) -> ulp32 x = bpow radix2 (-149).
Proof. intros H; now apply ulp_FLT_small. Qed.
Lemma ulp32_ge x : bpow radix2 (-149) <= ulp32 x.
Proof.
unfold ulp32; rewrite <- (ulp_FLT_0 radix2 (-149) 24).
apply ulp_ge_ulp_0; typeclasses eauto.
Qed.
Lemma ulp32_gt x : Rabs x * u32 < ulp32 x.
Proof. unfold ulp32, u32; apply (ulp_FLT_gt radix2 (-149) 24). Qed.
Lemma ulp32_le x : bpow radix2 (-126) <= Rabs x -> ulp32 x <= 2 * u32 * Rabs x.
Proof.
intros H; replace (2 * u32 * Rabs x) with (Rabs x * bpow radix2 (1 - 24))
  by (unfold u32; simpl; lra).
now apply ulp_FLT_le.
Qed.
(** Between numbers of different ulp there is a power of two. *)
Lemma ulp32_lt g d : ulp32 g < ulp32 d ->
  exists k, (-149 <= k)%Z /\ Rabs g <= bpow radix2 k <= Rabs d.
Proof.
intros L; assert (Nd : d <> 0).
{ intros ->; revert L; apply Rle_not_lt; unfold ulp32 at 1.
  rewrite (ulp_FLT_0 radix2 (-149) 24); apply ulp32_ge. }
assert (K : (-149 < FLT_exp (-149) 24 (mag radix2 d))%Z).
{ apply (lt_bpow radix2); apply Rle_lt_trans with (1 := ulp32_ge g).
  unfold ulp32 in L at 2; now rewrite ulp_neq_0 in L. }
exists (mag radix2 d - 1)%Z; split; [unfold FLT_exp in K; lia |].
split; [| now apply bpow_mag_le].
destruct (Req_dec g 0) as [-> | Ng]; [rewrite Rabs_R0; apply bpow_ge_0 |].
unfold ulp32 in L; rewrite !ulp_neq_0 in L by easy; apply lt_bpow in L.
apply Rlt_le, Rlt_le_trans with (1 := bpow_mag_gt radix2 g), bpow_le.
unfold cexp, FLT_exp in L; lia.
Qed.

(** ** A double d that is near g, rounded *)

(** Where d is in a binade above that of g, the power of two between them is as
    near to d as g. *)
Theorem after_error d g e : Rabs (d - g) <= e ->
  Rabs (RN32 d - g) <= Rmax (/ 2 * ulp32 g + e) (2 * e).
Proof.
intros D.
assert (T : Rabs (RN32 d - g) <= Rabs (RN32 d - d) + Rabs (d - g)).
{ replace (RN32 d - g) with ((RN32 d - d) + (d - g)) by ring; apply Rabs_triang. }
assert (H := RN32_half_ulp d).
destruct (Rle_or_lt (ulp32 d) (ulp32 g)) as [L | L].
{ apply Rle_trans with (2 := Rmax_l _ _); lra. }
apply Rle_trans with (2 := Rmax_r _ _).
destruct (ulp32_lt g d L) as (k & K & B1 & B2).
assert (Q : Rabs (RN32 d - d) <= Rabs (d - g)); [| lra].
assert (G := Rabs_le_inv _ _ B1); destruct (Rle_or_lt 0 d) as [P | P].
- rewrite Rabs_pos_eq in B2 by easy.
  apply Rle_trans with (1 := RN32_nearest d _ (F32_bpow k K)).
  rewrite Rabs_left1, Rabs_pos_eq; lra.
- rewrite Rabs_left1 in B2 by lra.
  apply Rle_trans with
    (1 := RN32_nearest d _ (generic_format_opp _ _ _ (F32_bpow k K))).
  rewrite Rabs_pos_eq, Rabs_left1; lra.
Qed.

Lemma error_ulp g : 8 * u * Rabs g <= bpow radix2 (-26) * ulp32 g.
Proof.
replace (8 * u * Rabs g) with (bpow radix2 (-26) * (Rabs g * u32))
  by (unfold u32, u; simpl; lra).
apply Rmult_le_compat_l; [apply bpow_ge_0 | left; apply ulp32_gt].
Qed.
Lemma small_ulp g : bpow radix2 (-1000) <= bpow radix2 (-26) * ulp32 g.
Proof.
apply Rle_trans with (bpow radix2 (-26) * bpow radix2 (-149)).
- rewrite <- bpow_plus; now apply bpow_le.
- apply Rmult_le_compat_l; [apply bpow_ge_0 | apply ulp32_ge].
Qed.

(** An error of r more than the relative one. *)
Theorem after_rest d g r : 0 <= r ->
  Rabs (d - g) <= 8 * u * Rabs g + r + bpow radix2 (-1000) ->
  Rabs (RN32 d - g) <= (/ 2 + bpow radix2 (-24)) * ulp32 g + 2 * r.
Proof.
intros R D; apply Rle_trans with (1 := after_error d g _ D).
assert (E := error_ulp g); assert (S := small_ulp g); assert (P := ulp32_ge g).
assert (N := bpow_gt_0 radix2 (-149)).
simpl (bpow radix2 (-26)) in E, S; simpl (bpow radix2 (-24)).
apply Rmax_lub; lra.
Qed.

Section Accurate.
Variables d g : R.
Hypothesis Hd : Rabs (d - g) <= 8 * u * Rabs g + bpow radix2 (-1000).

Theorem after_ulp : Rabs (RN32 d - g) <= (/ 2 + bpow radix2 (-24)) * ulp32 g.
Proof. generalize (after_rest d g 0); lra. Qed.
Corollary after_rel : bpow radix2 (-126) <= Rabs g ->
  Rabs (RN32 d - g) <= u32 * (1 + bpow radix2 (-23)) * Rabs g.
Proof.
intros L; apply Rle_trans with (1 := after_ulp).
replace (u32 * (1 + bpow radix2 (-23)) * Rabs g)
  with ((/ 2 + bpow radix2 (-24)) * (2 * u32 * Rabs g)) by (simpl; lra).
apply Rmult_le_compat_l; [simpl; lra | now apply ulp32_le].
Qed.
Corollary after_abs : Rabs g <= bpow radix2 (-126) ->
  Rabs (RN32 d - g) <= bpow radix2 (-150) * (1 + bpow radix2 (-23)).
Proof.
intros L; apply Rle_trans with (1 := after_ulp); rewrite ulp32_small.
- change (-149)%Z with (1 + -150)%Z; rewrite bpow_plus.
  simpl (bpow radix2 1); simpl (bpow radix2 (-24)); simpl (bpow radix2 (-23)); lra.
- apply Rle_lt_trans with (1 := L); now apply bpow_lt.
Qed.
(** With d, g is small. *)
Lemma near_small e : (-900 <= e)%Z -> Rabs d <= bpow radix2 e ->
  Rabs g <= bpow radix2 e * (1 + bpow radix2 (-40)).
Proof.
intros E B; assert (P := bpow_gt_0 radix2 e).
assert (S : bpow radix2 (-1000) <= bpow radix2 (-50) * bpow radix2 e)
  by (rewrite <- bpow_plus; apply bpow_le; lia).
assert (T := Rabs_triang d (- (d - g))); rewrite Rabs_Ropp in T.
replace (d + - (d - g)) with g in T by ring.
unfold u in Hd; simpl (bpow radix2 (-53)) in Hd.
simpl (bpow radix2 (-50)) in S; simpl (bpow radix2 (-40)); lra.
Qed.
End Accurate.

(** ** Overflow: the largest float and the middle to the next *)
Definition largest32 := 16777215 * bpow radix2 104.
Definition middle32 := 33554431 * bpow radix2 103.
Lemma F32_largest : F32 largest32.
Proof. apply generic_format_FLT; now exists (Float radix2 16777215 104). Qed.
Lemma largest_middle : largest32 + bpow radix2 103 = middle32 /\
  middle32 + bpow radix2 103 = bpow radix2 128.
Proof.
assert (A : bpow radix2 104 = 2 * bpow radix2 103)
  by exact (bpow_plus radix2 1 103).
assert (B : bpow radix2 128 = 33554432 * bpow radix2 103)
  by exact (bpow_plus radix2 25 103).
unfold largest32, middle32; rewrite A, B; split; ring.
Qed.
Lemma RN32_largest x : largest32 <= x < middle32 -> RN32 x = largest32.
Proof.
destruct largest_middle as [M M']; intros [A B].
assert (P := bpow_gt_0 radix2 103).
assert (N := RN32_nearest x largest32 F32_largest).
rewrite (Rabs_left1 (largest32 - x)) in N by lra.
apply Rabs_le_inv in N.
assert (L : largest32 <= RN32 x).
{ rewrite <- (RN32_exact largest32 F32_largest); now apply RN32_le. }
assert (U : RN32 x < bpow radix2 128) by lra.
assert (G : F32 (RN32 x)) by (apply generic_format_round; typeclasses eauto).
apply Rle_antisym; [| exact L].
assert (S : RN32 x <= pred radix2 fexp32 (bpow radix2 128)).
{ apply pred_ge_gt; try typeclasses eauto; [exact G | now apply F32_bpow | exact U]. }
apply Rle_trans with (1 := S), Req_le.
rewrite pred_bpow; unfold FLT_exp; change (Z.max (128 - 24) (-149)) with 104%Z.
assert (E : bpow radix2 128 = 16777216 * bpow radix2 104)
  by exact (bpow_plus radix2 24 104).
unfold largest32; rewrite E; ring.
Qed.
Lemma RN32_small x : Rabs x < middle32 -> Rabs (RN32 x) <= largest32.
Proof.
assert (O := RN32_exact _ F32_largest).
assert (A : forall y, y < middle32 -> RN32 y <= largest32).
{ intros y H; destruct (Rle_or_lt largest32 y).
  - apply Req_le, RN32_largest; lra.
  - rewrite <- O; apply RN32_le; lra. }
intros H; apply Rabs_def2 in H; apply Rabs_le; split; [| apply A; lra].
assert (B := A (- x) ltac:(lra)); rewrite RN32_opp in B; lra.
Qed.

(** ** The ulp without logarithms *)
Fixpoint ulp_below (x top : R) (k : nat) : R :=
  match k with
  | O => top * bpow radix2 (-23)
  | S k => if Rle_dec top (Rabs x) then top * bpow radix2 (-23)
           else ulp_below x (top / 2) k
  end.
Lemma ulp_below_correct x k : forall e, e = (Z.of_nat k - 126)%Z ->
  Rabs x < bpow radix2 (e + 1) -> ulp_below x (bpow radix2 e) k = ulp32 x.
Proof.
induction k as [| k IH]; intros e E H; cbn [ulp_below].
- rewrite <- bpow_plus, E; symmetry; apply ulp32_small; now rewrite E in H.
- destruct Rle_dec as [L | L].
  + unfold ulp32; rewrite ulp_neq_0, <- bpow_plus.
    * unfold cexp; rewrite (mag_unique radix2 x (e + 1)).
      -- apply f_equal; unfold FLT_exp; lia.
      -- split; [| exact H]; now replace (e + 1 - 1)%Z with e by ring.
    * intros ->; rewrite Rabs_R0 in L; assert (P := bpow_gt_0 radix2 e); lra.
  + replace (bpow radix2 e / 2) with (bpow radix2 (e - 1)).
    * apply IH; [lia |]; replace (e - 1 + 1)%Z with e by ring.
      now apply Rnot_le_lt.
    * change (e - 1)%Z with (e + -1)%Z; rewrite bpow_plus.
      simpl (bpow radix2 (-1)); lra.
Qed.
Corollary ulp_below_32 x : Rabs x < bpow radix2 128 ->
  ulp_below x (bpow radix2 127) 253 = ulp32 x.
Proof. now apply (ulp_below_correct x 253 127). Qed.
