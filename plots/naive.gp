# SPDX-License-Identifier: MIT
# Copyright the Softproof authors

# Softmax of (x, x - 1) for x from -1000 to 1000, with the maximum not subtracted
# (family M1 of tests/families, in double) and as Softproof has it.
# Needs tests/families/emulate, compiled, as the second word.
# Properties: P01, P09
# Usage: LC_ALL=C.UTF-8 gnuplot -c naive.gp DATA.tsv OUT.svg|OUT.png
# DATA.tsv is from naive.sh.
data = ARG1
out = ARG2
here = system("dirname ".ARG0)
name = "Naive_and_shifted_softmax"
load here."/terminal.gp"

set datafile missing "nan"
set title "{/*1.3 Without the shift, softmax is a number only in a window}\n" \
  ."first probability for the logits (x, x − 1) in double arithmetic" \
  textcolor rgb "#222222"
set xlabel "logit x"
set xrange [-1000:1000]
set yrange [0:1.02]
set ytics 0.25
set object 1 rectangle from -1000,0 to -745,1.02 fillcolor rgb "#f2f2f2" \
  fillstyle solid noborder behind
set object 2 rectangle from 709,0 to 1000,1.02 fillcolor rgb "#f2f2f2" \
  fillstyle solid noborder behind
set label 1 "0 / 0\n= NaN" at -985,0.5 textcolor rgb "#333333"
set label 2 "∞ / ∞\n= NaN" at 735,0.5 textcolor rgb "#333333"
set label 3 "e^x / Σ e^x" at -250,0.67 textcolor linetype 2
set label 4 "Softproof: e^{x − m} / Σ e^{x − m}" at -250,0.8 textcolor linetype 1
plot data using 1:3 with lines linetype 1, \
  data using 1:2 with lines linetype 2 linewidth 5
