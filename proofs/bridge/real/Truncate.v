(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(** Why3's theory real.Truncate. *)
Require Import BuiltIn.
From Flocq Require Import Core.
Definition truncate (x : R) : Z := Ztrunc x.
Definition floor (x : R) : Z := Zfloor x.
Definition ceil (x : R) : Z := Zceil x.
