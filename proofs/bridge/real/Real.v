(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)
Require Import BuiltIn.
