(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * What the blocks of link.v share

    Tactics that bridge the shapes of goals printed by WP (constants as
    fractions, [a + -1 * b] for [a - b]) and those of our library. *)

From Coq Require Export Reals Psatz Lia ZArith.
From Flocq Require Export Core.
From Gappa Require Export Gappa_tactic.
From Softproof Require Export Rounding Sums.
Require Export ieee_float.RoundingMode FloatOps.
Require ieee_float.Float64 binary64.Binary64.
Open Scope R_scope.

Lemma two_m1022 : bpow radix2 (-1022) = / IZR (2 ^ 1022). Proof. reflexivity. Qed.
Lemma eta_frac : eta = / IZR (2 ^ 1074). Proof. reflexivity. Qed.

(** Powers of two as WP prints them: 1 / (a number in full). *)
Ltac dyadic_constants :=
  let a := eval vm_compute in (2 ^ 1022)%Z in
  let b := eval vm_compute in (2 ^ 1074)%Z in
  rewrite ?u_val, ?two_m1022, ?eta_frac in *;
  change (2 ^ 1022)%Z with a in *; change (2 ^ 1074)%Z with b in *.

(** Rewrite the operations of theory Binary64 to those of Rounding. *)
Ltac operations :=
  unfold binary64.Binary64.rn, binary64.Binary64.fadd, binary64.Binary64.fsub,
    binary64.Binary64.fmul, binary64.Binary64.fdiv in *;
  repeat change (Float64.round RNE ?x) with (RN x) in *.

(** Two expressions of rounded operations that differ by ring identities
    under the roundings. *)
Ltac same_ops :=
  operations; unfold fadd, fsub, fmul, fdiv;
  repeat (reflexivity || lra || f_equal).

Ltac intro_goal := cbv zeta; intros.

Lemma exp_le_compat x y : x <= y -> exp x <= exp y.
Proof. intros [H | ->]; [left; now apply exp_increasing | lra]. Qed.

(** Unfolds every ACSL definition of the goal; coqwp redefines it. *)
Ltac unfold_acsl := idtac.

(** gappa wants two-sided enclosures. *)
Ltac two_sided := repeat match goal with
  | A : ?a <= Float64.t'real ?x, B : Float64.t'real ?x <= ?b |- _ =>
      lazymatch goal with
      | _ : a <= Float64.t'real x <= b |- _ => fail
      | _ => assert (a <= Float64.t'real x <= b) by (split; assumption)
      end
  end.

(** A straight-line function computes what its model says, with no overflow. *)
Ltac try_float := cbv zeta; intros; literal_facts; two_sided;
  match goal with
  | |- Float64.t'isFinite _ => float_finite
  | |- ~ Float64.is_nan _ => float_finite
  | |- _ = _ => float_ops; literal_values; unfold_acsl; same_ops
  end.

Lemma finite_not_masked x :
  Float64.t'isFinite x -> Float64.is_minus_infinity x -> False.
Proof. intros F [I N]; now destruct x as [s | s | | s m e H]. Qed.

(** What a C comparison that failed says of a logit, masked or not. *)
Ltac try_compare := cbv zeta; intros; literal_facts;
  match goal with N : ~ Float64.lt ?x ?y |- _ =>
    assert (Float64.t'isFinite x) by
      (first [assumption |
        match goal with D : _ \/ _ |- _ => destruct D; [| tauto] end;
        exfalso; apply N, minus_infinity_lt; assumption]);
    apply not_lt_real in N; [literal_values; revert N; literal_values; intros
      | assumption | assumption] end;
  repeat match goal with D : _ \/ _ |- _ => destruct D end;
  first [ exfalso; eapply finite_not_masked; eassumption
        | repeat match goal with D : _ /\ _ |- _ => destruct D end;
          repeat split; first [assumption | lra] ].

(** Tables: a statement on every index below a number is a list of cases. *)
Lemma index_cases n (P : Z -> Prop) :
  P n -> (forall i, (0 <= i < n)%Z -> P i) ->
  forall i, (0 <= i < n + 1)%Z -> P i.
Proof. intros Hn H i Hi; destruct (Z.eq_dec i n) as [-> | N]; auto with zarith. Qed.
Lemma no_index (P : Z -> Prop) : forall i, (0 <= i < 0)%Z -> P i.
Proof. intros; lia. Qed.
Ltac each_index :=
  match goal with
  | |- forall i, (0 <= i < 0)%Z -> @?P i => exact (no_index P)
  | |- forall i, (0 <= i < ?n)%Z -> @?P i =>
      let m := eval compute in (n - 1)%Z in
      change (forall i, (0 <= i < m + 1)%Z -> P i);
      apply (index_cases m P); [cbv beta | each_index]
  end.
(** Values of the goal's literals as hypotheses; coqwp redefines it. *)
Ltac literal_equations := idtac.
Ltac entry_value := match goal with
  | T : ?t ?k = ?l, V : Float64.t'real ?l = _ |- context [?t ?k] =>
      rewrite T; first [assumption | rewrite V]
  end.
