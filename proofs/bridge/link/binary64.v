(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* Links: proofs about the ACSL definitions that a goal contains. coqwp copies a block
   into the proof of a goal when the goal defines every name in the block's
   first line; TRY names a tactic that may solve such goals. Files in the order
   of their names; later blocks may use earlier ones. *)

(*@ NEEDS *)
Ltac try_binary64 := intro_goal; operations;
  match goal with
  | |- fmul ?a ?b = fmul ?b ?a => unfold fmul; now rewrite Rmult_comm
  | |- fdiv 0 ?s = 0 => unfold fdiv, Rdiv; rewrite Rmult_0_l; exact RN_0
  | H : ?s <> 0 |- fdiv ?s ?s = 1 =>
      unfold fdiv, Rdiv; rewrite Rinv_r by exact H; exact RN_1
  | H : ?a <= ?b, P : 0 < ?s |- fdiv ?a ?s <= fdiv ?b ?s =>
      apply RN_le, Rmult_le_compat_r;
      [left; now apply Rinv_0_lt_compat | exact H]
  | |- fadd _ _ <= fadd _ _ => apply RN_le; lra
  end.
(*@ TRY try_binary64 *)

(*@ NEEDS real_of_int *)
Ltac try_integers := intro_goal; operations; unfold real_of_int in *;
  match goal with
  | |- fadd (BuiltIn.IZR ?i) (BuiltIn.IZR ?j) = BuiltIn.IZR (?i + ?j) =>
      unfold fadd; rewrite <- plus_IZR; apply RN_int; lia
  end.
(*@ TRY try_integers *)

