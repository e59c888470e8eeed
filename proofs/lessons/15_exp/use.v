(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

(* The lemma is still the one that was asked for: this is put after your file. *)
Goal forall r : Rdefinitions.R, Rle (Rabs r) 0.00543 ->
  Rle (Rabs ((1 + (r + (r * r) * (0.5 + r * 0x1.55555555559dap-3) +
                   (r * r) * (r * r) *
                   (0x1.555565c30600fp-5 + r * 0x1.111115c2b5c86p-7)))
             * Rtrigo_def.exp (- r) - 1)) 0x1.5p-57.
Proof. exact polynomial. Qed.
