(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* How far the polynomial of src/exp.c is from e^r, over the reals: a twelfth of
   u = 2^-53, relatively. *)
From Coq Require Import Reals.
From Interval Require Import Tactic.
Open Scope R_scope.

Definition C3 := 0x1.55555555559dap-3.
Definition C4 := 0x1.555565c30600fp-5.
Definition C5 := 0x1.111115c2b5c86p-7.

Lemma polynomial r : Rabs r <= 0.00543 ->
  Rabs ((1 + (r + (r * r) * (0.5 + r * C3) + (r * r) * (r * r) * (C4 + r * C5)))
        * exp (- r) - 1) <= 0x1.5p-57.
Proof.
intros H; unfold C3, C4, C5.
interval. (* TODO: plain intervals lose it. More help! *)
Qed.
