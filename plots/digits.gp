# SPDX-License-Identifier: MIT
# Copyright the Softproof authors

# The right digits of a log-probability near 0, over how sure softmax is
# Properties: P15
# Usage: LC_ALL=C.UTF-8 gnuplot -c digits.gp DATA.tsv OUT.svg|OUT.png
# DATA.tsv is from digits.sh.
data = ARG1
out = ARG2
here = system("dirname ".ARG0)
name = "Digits_of_log_softmax"
load here."/terminal.gp"

set title "{/*1.3 Where softmax is sure, the usual log-softmax has no digit left}\n" \
  ."right decimal digits at the largest of the logits (d, 0, 0), in double arithmetic" \
  textcolor rgb "#222222"
set xlabel "d, how far the largest logit is ahead"
set ylabel "right digits"
set xrange [0:60]
set yrange [0:17]
set ytics 4
set label 1 "Softproof: log1p of the other terms, max taken out" at 59,14.4 right textcolor linetype 1
set label 2 "log(sum)" at 25.5,9.2 textcolor linetype 2
set label 3 "log(softmax)" at 11,3.5 textcolor linetype 3
set label 4 "0 is returned" at 59,0.9 right textcolor rgb "#333333"
plot data using 1:2 with lines linetype 1 linewidth 1.4, \
  data using 1:3 with lines linetype 2 linewidth 1.4, \
  data using 1:4 with lines linetype 3 linewidth 1.4
