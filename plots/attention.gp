# SPDX-License-Identifier: MIT
# Copyright the Softproof authors

# Weights of attention for 16 random keys of length d, scores not scaled and scaled
# by 1 / sqrt(d), for d = 1, 4, 16, ..., 1024: the largest weight, as the mean of 40
# queries, as tab-separated values.
# Properties: P19
# Usage: LC_ALL=C.UTF-8 gnuplot -c attention.gp DATA.tsv OUT.svg|OUT.png
# DATA.tsv is from attention.sh.
data = ARG1
out = ARG2
here = system("dirname ".ARG0)
name = "Attention_before_and_after_scaling"
load here."/terminal.gp"

set title "{/*1.3 Without the scale, longer keys make attention a hard choice}\n" \
  ."largest of 16 weights, mean of 40 queries, entries of variance 1" \
  textcolor rgb "#222222"
set xlabel "length d of queries and keys"
set ylabel "largest weight"
set logscale x 2
set xrange [0.8:1400]
set xtics ("1" 1, "4" 4, "16" 16, "64" 64, "256" 256, "1024" 1024)
set yrange [0:1.02]
set ytics 0.25
set arrow 1 from 0.8,1.0/16 to 1400,1.0/16 nohead linewidth 1.2 dashtype (3,4) \
  linecolor rgb "#777777" back
set label 1 "1/16: all alike" at 1300,0.105 right textcolor rgb "#333333"
set label 2 "q · k" at 40,0.93 textcolor linetype 2
set label 3 "q · k / √d" at 64,0.37 textcolor linetype 1
plot data using 1:2 with linespoints linetype 2 pointtype 7 pointsize 0.7, \
  data using 1:3 with linespoints linetype 1 pointtype 7 pointsize 0.7
