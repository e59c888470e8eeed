# SPDX-License-Identifier: MIT
# Copyright the Softproof authors

# The sigmoid of x and the first probability of softmax(x, 0), for x from -8 to 8,
# as tab-separated values.
# Properties: P18
# Usage: LC_ALL=C.UTF-8 gnuplot -c sigmoid.gp DATA.tsv OUT.svg|OUT.png
# DATA.tsv is from sigmoid.sh.
data = ARG1
out = ARG2
here = system("dirname ".ARG0)
name = "Sigmoid_is_the_softmax_of_two"
load here."/terminal.gp"

set title "{/*1.3 The sigmoid is the softmax of two logits, one of which is 0}\n" \
  ."softmax(x, 0), and the sigmoid of x on it" textcolor rgb "#222222"
set xlabel "logit x"
set xrange [-8:8]
set yrange [0:1.02]
set ytics 0.25
set label 1 "sigmoid(x), every half" at 1.6,0.72 textcolor linetype 5
set label 2 "p_0 of softmax(x, 0)" at 3,0.9 textcolor linetype 1
set label 3 "p_1 = sigmoid(−x)" at -7.8,0.9 textcolor linetype 2
plot data using 1:3 with lines linetype 1, data using 1:4 with lines linetype 2, \
  data using 1:2 every 10 with points pointtype 6 pointsize 0.9 linewidth 1.6 \
    linecolor rgb "#000000"
