(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** proofs/why3/binary64.mlw: the same functions as in Softproof.Rounding. *)
Require Import BuiltIn.
Require ieee_float.Float64.
From Softproof Require Rounding.
Definition rn (x : R) : R := Rounding.RN x.
Definition fadd (x y : R) : R := Rounding.fadd x y.
Definition fsub (x y : R) : R := Rounding.fsub x y.
Definition fmul (x y : R) : R := Rounding.fmul x y.
Definition fdiv (x y : R) : R := Rounding.fdiv x y.
Definition unmasked (z : Float64.t) (x : R) : R :=
  if Float64.is_masked z then 0 else x.
