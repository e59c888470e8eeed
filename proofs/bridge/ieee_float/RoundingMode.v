(* SPDX-License-Identifier: MIT
   Copyright the Softproof authors *)

Require Import BuiltIn.
From Flocq Require Import IEEE754.BinarySingleNaN.
Inductive mode := RNE | RNA | RTP | RTN | RTZ.
#[global] Instance mode_WhyType : WhyType mode.
Proof. split; [exact RNE | decide equality]. Qed.
Definition to_nearest (m : mode) : Prop := m = RNE \/ m = RNA.
Definition fmode (m : mode) : BinarySingleNaN.mode :=
  match m with RNE => mode_NE | RNA => mode_NA | RTP => mode_UP | RTN => mode_DN | RTZ => mode_ZR end.
