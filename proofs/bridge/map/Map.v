(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

Require Import BuiltIn.
Definition map (a b : Type) := a -> b.
Definition set {a : Type} {a_WT : WhyType a} {b : Type} {b_WT : WhyType b}
  (f : a -> b) (x : a) (v : b) (y : a) : b :=
  if why_decidable_eq y x then v else f y.
