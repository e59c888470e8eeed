(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** What every goal printed by Why3's Coq driver relies on: types are
    inhabited and equality is decidable (classically). *)

From Coq Require Export ZArith Rbase.
From Coq Require Import ClassicalEpsilon.
Class WhyType (T : Type) := {
  why_inhabitant : T ;
  why_decidable_eq : forall x y : T, {x = y} + {x <> y} }.
Notation int := Z (only parsing).
Notation real := R (only parsing).
Notation IZR := IZR (only parsing).
#[global] Instance int_WhyType : WhyType Z := Build_WhyType Z 0%Z Z.eq_dec.
#[global] Instance real_WhyType : WhyType R := Build_WhyType R 0%R Req_EM_T.
#[global] Instance bool_WhyType : WhyType bool := Build_WhyType bool false Bool.bool_dec.
#[global] Instance unit_WhyType : WhyType unit.
Proof. split; [ exact tt | intros [] []; now left ]. Qed.
#[global] Instance func_WhyType (a : Type) {a_WT : WhyType a} (b : Type) {b_WT : WhyType b} :
  WhyType (a -> b).
Proof. split; [ exact (fun _ => why_inhabitant) | intros x y; apply excluded_middle_informative ]. Qed.
#[global] Instance pair_WhyType (a : Type) {a_WT : WhyType a} (b : Type) {b_WT : WhyType b} :
  WhyType (a * b).
Proof. split; [ exact (why_inhabitant, why_inhabitant)
  | intros x y; apply excluded_middle_informative ]. Qed.
