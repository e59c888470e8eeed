(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* src/perplexity.c against proofs/coq/PerplexityError.v *)

(*@ NEEDS *)
From Softproof Require PerplexityError.
Ltac try_ExpEntropy_Normal := intro_goal; match goal with
  | H : ?h <= 19 |- _ <= 1 / exp ?h =>
    let A := fresh in pose proof (PerplexityError.ExpEntropy_Normal h H) as A;
    rewrite exp_Ropp in A; unfold Rdiv; rewrite !Rmult_1_l; exact A
  end.
(*@ TRY try_ExpEntropy_Normal *)
Ltac try_ExpEntropy_Inverse := intro_goal; operations; match goal with
  | H : ?h <= 19, F : Float64.t'isFinite ?e, E : Rabs _ <= _ * (1 / exp ?h) |- _ =>
    let A := fresh in
    pose proof (PerplexityError.ExpEntropy_Accuracy h (Float64.t'real e)
      ltac:(lra) (finite_F e) ltac:(assumption)) as A;
    rewrite u_val, exp_Ropp in A;
    let R := fresh in let L := fresh in let D := fresh in
    destruct A as (R & L & D);
    [ match type of E with Rabs ?x <= ?y => match goal with |- Rabs ?x' <= ?y' =>
        replace x' with x by (unfold Rdiv; ring);
        replace y' with y by (unfold Rdiv; field; apply Rgt_not_eq, exp_pos) end end;
      exact E
    | split; [split; [lra | exact L] |];
      match type of D with Rabs ?x <= ?y => match goal with |- Rabs ?x' <= ?y' =>
        replace x' with x by ring; replace y' with y by field end end;
      exact D ]
  end.
(*@ TRY try_ExpEntropy_Inverse *)

(*@ NEEDS L_Entropy P_Top *)
Lemma entropy_range t z n a T : P_Top t z n a -> (n <= 67108864)%Z ->
  1 <= IZR n <= 67108864 /\ 0 <= L_Entropy t z n T <= ln (IZR n).
Proof.
intros P N; assert (Q := P); destruct Q as [[[A0 A1] _] _].
assert (1 <= IZR n <= 67108864) by (split; apply IZR_le; lia).
split; [assumption |]; rewrite link_Entropy.
assert (E : RealSoftmax.Has_Entry (Z.to_nat n) (link_masked t z)).
{ destruct P as [[_ F] _]; exists (Z.to_nat a); split; [lia |].
  apply link_finite; now rewrite Z2Nat.id. }
split; [apply RealTemperature.Entropy_Nonneg |].
apply Rle_trans with (1 := RealTemperature.Entropy_Max _ _ _ E).
destruct (RealEntropy.Entries_Range _ _ E) as [C D].
rewrite INR_IZR_INZ, Z2Nat.id in D by lia; apply RealSoftmax.ln_le; lra.
Qed.
(* A bound of WP, with the error of the entropy as PerplexityError has it *)
Ltac entropy_near Near := unfold real_of_int in *; rewrite ?plus_IZR, ?mult_IZR in *;
  rewrite u_val, eta_frac;
  replace (bpow radix2 (-15)) with (/ 32768) by (simpl; lra);
  let c := eval vm_compute in (2 ^ 1074)%Z in change (2 ^ 1074)%Z with c;
  match type of Near with Rabs ?x <= _ => match goal with |- Rabs ?x' <= _ =>
    replace x' with x by ring end end;
  apply Rle_trans with (1 := Near);
  match goal with N : 1 <= _ <= 67108864 |- _ => destruct N; lra end.
Ltac try_Entropy_Computed := no_program; match goal with
  | P : P_Top ?t ?z ?n ?a, E : Rabs (?h + _) <= _ |- ?h <= 19 =>
    let N := fresh in let H := fresh in
    destruct (entropy_range t z n a 1 P ltac:(lia)) as [N H];
    apply (PerplexityError.Entropy_Computed (IZR n) (L_Entropy t z n 1) h 11 N H
      ltac:(lra));
    entropy_near E
  end.
(*@ TRY try_Entropy_Computed *)

(*@ NEEDS L_Perplexity P_Top *)
Ltac try_Perplexity_Computed := no_program; match goal with
  | P : P_Top ?t ?z ?n ?a, E : Rabs (?h + _ * L_Entropy ?t ?z ?n 1) <= _,
    X : Rabs (?p + _ * exp ?h) <= _ |- ?p <= _ /\ _ =>
    let N := fresh in let H := fresh in let C := fresh in let D := fresh in
    destruct (entropy_range t z n a 1 P ltac:(lia)) as [N H];
    assert (C : Rabs (h - L_Entropy t z n 1) <= (IZR n + 11) * u *
      (1 + bpow radix2 (-15)) * L_Entropy t z n 1 + 1000 * IZR n * eta)
      by (entropy_near E);
    assert (D : Rabs (p - exp h) <= 1063 / 500 * u * exp h)
      by (rewrite u_val; replace (p - exp h) with (p + - (1) * exp h) by ring; lra);
    let A := fresh in let B := fresh in
    pose proof (PerplexityError.Perplexity_Le (IZR n) (L_Entropy t z n 1) h 11 N H
      ltac:(lra) C p D) as A;
    pose proof (PerplexityError.Perplexity_Accuracy (IZR n) (L_Entropy t z n 1) h 11 N H
      ltac:(lra) C p D) as B;
    unfold L_Perplexity, real_of_int in *; rewrite ?plus_IZR; rewrite u_val in B;
    replace (bpow radix2 (-14)) with (/ 16384) in B by (simpl; lra);
    replace (bpow radix2 (-22)) with (/ 4194304) in A by (simpl; lra);
    split; [lra |];
    match type of B with Rabs ?x <= ?y => match goal with |- Rabs ?x' <= ?y' =>
      replace x' with x by ring; replace y' with y by field end end;
    exact B
  end.
(*@ TRY try_Perplexity_Computed *)

(* The functions of src/perplexity.c *)
(*@ NEEDS L_Entropy L_Perplexity P_Top *)
Ltac try_entropy_computed := cbv zeta; intros; match goal with
  | P : P_Top ?t ?z ?n ?a, E : Rabs (?h + _ * L_Entropy ?t ?z ?n 1) <= _,
    N : (?n <= 67108864)%Z |- ?h <= 19 => clear - P E N; try_Entropy_Computed
  | P : P_Top ?t ?z ?n ?a, E : Rabs (?h + _ * L_Entropy ?t ?z ?n 1) <= _,
    X : Rabs (?p + _ * exp ?h) <= _, N : (?n <= 67108864)%Z |- ?p <= _ /\ _ =>
    clear - P E X N; try_Perplexity_Computed
  end.
(*@ TRY try_entropy_computed *)

(*@ NEEDS L_ExpModel L_Entropy *)
From Softproof Require Import TwoSum.
Lemma exp_entropy_op one h e : Float64.t'isFinite one -> Float64.t'real one = 1 ->
  Float64.t'isFinite h -> 0 <= Float64.t'real h <= 19 ->
  Float64.t'isFinite e -> Float64.t'real e <= 1 ->
  (bpow radix2 (-1022) <= exp (- Float64.t'real h) ->
   Rabs (Float64.t'real e - exp (- Float64.t'real h)) <=
     9 / 8 * u * exp (- Float64.t'real h)) ->
  / 268435456 <= Float64.t'real e /\
  Float64.t'isFinite (Float64.div RNE one e) /\
  Float64.t'real (Float64.div RNE one e) = fdiv 1 (Float64.t'real e) /\
  1 <= Float64.t'real (Float64.div RNE one e) /\
  Rabs (Float64.t'real (Float64.div RNE one e) - exp (Float64.t'real h)) <=
    1063 / 500 * u * exp (Float64.t'real h).
Proof.
intros F1 V1 Fh H Fe E1 E.
destruct (PerplexityError.ExpEntropy_Accuracy (Float64.t'real h) (Float64.t'real e) H
  (finite_F e) E1 (E (PerplexityError.ExpEntropy_Normal _ (proj2 H)))) as (L & R & D).
destruct (op_div one e F1 Fe) as [Fd V]; [lra | |].
- rewrite V1; apply RN_bpow; [lia |].
  unfold Rdiv; rewrite Rmult_1_l, Rabs_pos_eq.
  + apply Rle_trans with (/ / 268435456); [apply Rinv_le_contravar; lra |].
    apply Rle_trans with (bpow radix2 28); [simpl; lra | apply bpow_le; lia].
  + left; apply Rinv_0_lt_compat; lra.
- rewrite V1 in V; change (RN (1 / Float64.t'real e)) with (fdiv 1 (Float64.t'real e)) in V.
  rewrite V; repeat split; assumption.
Qed.
Ltac try_exp_entropy := intro_goal; literal_facts; literal_equations; operations;
  match goal with
  | H : _ <= exp (Float64.t'real (Float64.neg ?h)) -> Float64.t'isFinite _ ->
      Rabs (Float64.t'real ?e + _) <= _ * exp _,
    F : Float64.t'isFinite ?h, U : Float64.t'real ?h <= 19 |- _ =>
    let Fn := fresh in let Vn := fresh in let B := fresh in let A := fresh in
    let L := fresh in let D := fresh in let W := fresh in let I := fresh in
    destruct (op_neg h F) as [Fn Vn]; rewrite Vn in H;
    assert (B : bpow radix2 (-1022) <= exp (- Float64.t'real h) ->
      Rabs (Float64.t'real e - exp (- Float64.t'real h)) <=
      9 / 8 * u * exp (- Float64.t'real h))
      by (rewrite two_m1022; let c := eval vm_compute in (2 ^ 1022)%Z in
          change (2 ^ 1022)%Z with c; rewrite u_val; let X := fresh in intros X;
          specialize (H ltac:(lra) Fn);
          replace (Float64.t'real e - exp (- Float64.t'real h)) with
            (Float64.t'real e + - (1) * exp (- Float64.t'real h)) by ring; lra);
    first
    [ match goal with V : Float64.t'real ?one = 1 |- context [Float64.div RNE ?one e] =>
        destruct (exp_entropy_op one h e ltac:(assumption) V F ltac:(lra)
          ltac:(assumption) ltac:(assumption) B) as (L & D & W & I & A) end;
      first [ exact I | split; assumption
        | rewrite u_val in A;
          match type of A with Rabs ?x <= ?y => match goal with |- Rabs ?x' <= ?y' =>
            replace x' with x by ring; replace y' with y by field end end; exact A ]
    | destruct (PerplexityError.ExpEntropy_Accuracy (Float64.t'real h)
        (Float64.t'real e) ltac:(lra) (finite_F e) ltac:(assumption)
        (B (PerplexityError.ExpEntropy_Normal _ U))) as [L _]; lra ]
  end.
(*@ TRY try_exp_entropy *)
