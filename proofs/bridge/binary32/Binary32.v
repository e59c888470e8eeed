(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* proofs/why3/binary32.mlw: the same functions as in Softproof.Rounding32. *)
Require Import BuiltIn.
From Softproof Require Rounding32.
Require ieee_float.Float32.
Definition rn32 (x : R) : R := Rounding32.RN32 x.
Definition unmasked32 (z : ieee_float.Float32.t) (x : R) : R :=
  if ieee_float.Float32.is_masked z then 0%R else x.
