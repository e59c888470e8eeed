# SPDX-License-Identifier: MIT
# Copyright the Softproof authors

# The error of softmax over the number of logits, and what is proved of it
# Properties: P03
# Usage: LC_ALL=C.UTF-8 gnuplot -c accuracy_n.gp DATA.tsv OUT.svg|OUT.png
# DATA.tsv is from accuracy_n.sh.
data = ARG1
out = ARG2
here = system("dirname ".ARG0)
name = "Error_of_softmax_over_the_number_of_logits"
load here."/terminal.gp"

set title "{/*1.3 A plain sum loses digits with n, a compensated one does not}\n" \
  ."largest error of softmax in 12 rows of n logits, 1 apart at most" textcolor rgb "#222222"
set xlabel "n"
set logscale xy
set format y "%g"
set xrange [9.9:30300]
set xtics ("10" 10, "100" 100, "1000" 1000, "10,000" 1e4)
set yrange [0.3:1e5]
set ylabel "units in the last place"
set label 1 "textbook: proved, n + ln n + 3.25" at 12,9e3 textcolor linetype 2
set label 2 "crosses: measured for 0 and n − 1 times −36.7369" at 12,3e3 textcolor linetype 2
set label 5 "measured; circles: in C with GSL's exp" at 2.7e4,230 right textcolor linetype 2
set label 3 "Softproof: proved, 4.5" at 2.7e4,6.4 right textcolor linetype 1
set label 4 "measured" at 2.7e4,0.9 right textcolor linetype 1
bound(n) = n + log(n) + 3.25
plot data using 1:(4.5) with lines linetype 1 dashtype (3,4), \
  data using 1:2 with linespoints linetype 1 pointtype 7 pointsize 0.6, \
  data using 1:(bound($1)) with lines linetype 2 dashtype (3,4), \
  data using 1:3 with lines linetype 2 dashtype solid, \
  data using 1:5 with points pointtype 2 pointsize 0.8 linewidth 1.6 linecolor rgb "#d55e00", \
  data using 1:4 with points pointtype 6 pointsize 0.9 linewidth 1.6 linecolor rgb "#000000"
