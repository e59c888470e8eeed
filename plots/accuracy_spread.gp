# SPDX-License-Identifier: MIT
# Copyright the Softproof authors

# The error of softmax over the spread of the logits, and what is proved of it
# Properties: P03
# Usage: LC_ALL=C.UTF-8 gnuplot -c accuracy_spread.gp DATA.tsv OUT.svg|OUT.png
# DATA.tsv is from accuracy_spread.sh.
data = ARG1
out = ARG2
here = system("dirname ".ARG0)
name = "Error_of_softmax_over_the_spread"
load here."/terminal.gp"

set title "{/*1.3 A rounded shift loses digits with the spread, an exact one does not}\n" \
  ."largest error of softmax in 12 rows of 10 logits, s apart at most" textcolor rgb "#222222"
set xlabel "spread s"
set logscale xy
set format y "%g"
set xrange [0.1:700]
set xtics ("0.1" 0.1, "1" 1, "10" 10, "100" 100, "700" 700)
set yrange [0.3:3e3]
set ylabel "units in the last place"
set label 1 "textbook: proved, n + ln n + s + 9/4" at 0.12,30 textcolor linetype 2
set label 2 "measured; circles: GSL's exp" at 650,7.2 right textcolor linetype 2
set label 3 "Softproof: proved, 4.5" at 0.12,6.2 textcolor linetype 1
set label 4 "measured" at 0.12,0.75 textcolor linetype 1
bound(s) = 10 + log(10) + s + 2.25
plot data using 1:(4.5) with lines linetype 1 dashtype (3,4), \
  data using 1:2 with linespoints linetype 1 pointtype 7 pointsize 0.6, \
  data using 1:(bound($1)) with lines linetype 2 dashtype (3,4), \
  data using 1:3 with lines linetype 2 dashtype solid, \
  data using 1:4 with points pointtype 6 pointsize 0.9 linewidth 1.6 linecolor rgb "#000000"
