(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* How far the polynomial of src/exp.c is from e^r, over the reals. *)
From Coq Require Import Reals.
From Interval Require Import Tactic.
Open Scope R_scope.

Lemma polynomial r : -542/100000 <= r <= 542/100000 ->
  Rabs (1 + r + r^2/2 + r^3/6 + r^4/24 + r^5/120 - exp r) <= 1/10^15.
Proof.
intros H; interval. (* TODO: rounding of intervals hides it. More help! *)
Qed.
