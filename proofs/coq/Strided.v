(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * Rows with strides

    Entry i of row r is at index r * row_stride + i * stride.

    Main result: [Index_injective], no two entries coincide where the rows, or
    the columns, are apart; then what is written to one row leaves the others
    as they were. *)

From Coq Require Import ZArith Lia.
Open Scope Z_scope.

Lemma Step_large r k d : 0 <= d -> r <> k -> d <= Z.abs ((r - k) * d).
Proof. intros D N; rewrite Z.abs_mul, (Z.abs_eq d) by exact D; nia. Qed.
Lemma Step_small n i j d : 0 <= d -> 0 <= i < n -> 0 <= j < n ->
  Z.abs ((i - j) * d) <= (n - 1) * d.
Proof. intros D I J; rewrite Z.abs_mul, (Z.abs_eq d) by exact D; nia. Qed.

(** The distance of two entries in one direction is less than a step in the
    other. *)
Lemma Steps_injective n d e r k i j : 0 <= d -> 0 <= i < n -> 0 <= j < n ->
  (n - 1) * d < e -> r * e + i * d = k * e + j * d -> r = k.
Proof.
intros D I J A E; destruct (Z.eq_dec r k) as [H | N]; [exact H | exfalso].
assert (L := Step_large r k e ltac:(nia) N).
assert (S := Step_small n i j d D I J); lia.
Qed.

Theorem Index_injective rows cols row_stride stride r k i j :
  0 < stride -> rows = 1 \/ 0 < row_stride ->
  (rows - 1) * row_stride < stride \/ (cols - 1) * stride < row_stride ->
  0 <= r < rows -> 0 <= k < rows -> 0 <= i < cols -> 0 <= j < cols ->
  r * row_stride + i * stride = k * row_stride + j * stride -> r = k.
Proof.
intros S RS A R K I J E; destruct RS as [-> | RS]; [lia |].
destruct A as [A | A].
- assert (i = j) by (apply (Steps_injective rows row_stride stride i j r k); lia).
  subst j; nia.
- apply (Steps_injective cols stride row_stride r k i j); lia.
Qed.
