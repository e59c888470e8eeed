# SPDX-License-Identifier: MIT
# Copyright the Softproof authors

# The error of softmax of floats over their number, through double and in float
# throughout, and what is proved of it
# Properties: P22
# Usage: LC_ALL=C.UTF-8 gnuplot -c floats.gp DATA.tsv OUT.svg|OUT.png
# DATA.tsv is from floats.sh.
data = ARG1
out = ARG2
here = system("dirname ".ARG0)
name = "Error_of_softmax_of_floats"
load here."/terminal.gp"

set title "{/*1.3 Floats through double are rounded once, whatever their number}\n" \
  ."largest error of softmax in 12 rows of n floats, 1 apart at most" textcolor rgb "#222222"
set xlabel "n"
set logscale xy
set format y "%g"
set xrange [9.9:30300]
set xtics ("10" 10, "100" 100, "1000" 1000, "10,000" 1e4)
set yrange [0.2:200]
set ylabel "units in the last place of a float"
set label 1 "every operation in float" at 900,32 right textcolor linetype 2
set label 2 "Softproof, measured" at 12,0.7 textcolor linetype 1
set label 3 "dots: proved, 1/2 + 2^{−24}" at 12,0.36 textcolor linetype 5
plot data using 1:3 with linespoints linetype 2 dashtype solid pointtype 5 pointsize 0.6, \
  data using 1:2 with linespoints linetype 1 pointtype 7 pointsize 0.6, \
  data using 1:(0.5 + 2**-24) with lines linetype 5 dashtype (3,4)
