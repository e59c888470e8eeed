# SPDX-License-Identifier: MIT
# Copyright the Softproof authors

# The loss of a label, and its gradient p - y by the logit of the label, for the
# logits (t, 1, 0) and label 0 over t from -8 to 8, as tab-separated values.
# Properties: P13, P14
# Usage: LC_ALL=C.UTF-8 gnuplot -c loss.gp DATA.tsv OUT.svg|OUT.png
# DATA.tsv is from loss.sh.
data = ARG1
out = ARG2
here = system("dirname ".ARG0)
name = "Loss_and_gradient"
load here."/terminal.gp"

set title "{/*1.3 The gradient is p − y: a push of at most 1, until the label wins}\n" \
  ."cross-entropy of label 0 for the logits (t, 1, 0), and its derivatives" \
  textcolor rgb "#222222"
set xlabel "logit t of the correct class"
set xrange [-8:8]
set yrange [-1.3:4]
set ytics 1
set xzeroaxis linetype 1 linewidth 1 linecolor rgb "#777777"
set label 1 "loss" at -2.35,3.75 textcolor linetype 1
set label 2 "p − 1, for the label" at -7.8,-0.82 textcolor linetype 2
set label 3 "p, for the logit 1" at -7.8,0.93 textcolor linetype 3
set label 4 "p, for the logit 0" at -7.8,0.45 textcolor linetype 4
plot data using 1:2 with lines linetype 1, data using 1:3 with lines linetype 2, \
  data using 1:4 with lines linetype 3, data using 1:5 with lines linetype 4
