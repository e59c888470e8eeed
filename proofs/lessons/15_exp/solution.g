# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
# The last coefficients of e^r - 1 in src/exp.c, in doubles.
@rnd = float<ieee_64, ne>;
r = rnd(rr);
C4 = 0x1.555565c30600fp-5;
C5 = 0x1.111115c2b5c86p-7;
computed rnd= C4 + r * C5;
exact = C4 + r * C5;

{ |r| <= 0x1.63dp-8 -> |computed - exact| <= 0x1p-57 }
