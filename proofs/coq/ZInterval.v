(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** * The [interval] tactic, computed with integers of type [Z]

    The stock tactic computes with machine integers, whose specification is a
    list of about 50 axioms. This instance proves the same goals, more slowly,
    from the axioms of the reals alone.

    Use: import this file after every other one that exports [interval], and
    write either plain [interval] or [interval with (i_prec 60, ...)]. Without
    [i_prec] the options of coq-interval 4.6 mean machine floats.

    Main result: the tactic [interval].
    Source: G. Melquiond, coq-interval. *)

From Coq Require Import PArith.
From Interval.Float Require Import Specific_ops Specific_stdz.
From Interval Require Export Tactic.

Module ZFloat := SpecificFloat StdZRadix2.
Module ZTactic := IntervalTactic ZFloat.
Export ZTactic.

Tactic Notation "interval" := interval with (i_prec 60%positive).
