(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * The [interval] tactic, computed with integers of type [Z]

    The stock tactic computes with machine integers, whose specification is a
    list of about 50 axioms. This instance proves the same goals, more slowly,
    from the axioms of the reals alone.
    Import it after every other file that exports an [interval] tactic.

    Main result: the tactic [interval].
    Source: G. Melquiond, coq-interval. *)

From Interval.Float Require Import Specific_ops Specific_stdz.
From Interval Require Export Tactic.

Module ZFloat := SpecificFloat StdZRadix2.
Module ZTactic := IntervalTactic ZFloat.
Export ZTactic.
