# SPDX-License-Identifier: MIT
# Copyright the Softproof authors

# The errors of our exp and log1p over their range, and what is proved of them
# Properties: P21
# Usage: LC_ALL=C.UTF-8 gnuplot -c elementary.gp DATA.tsv OUT.svg|OUT.png
# DATA.tsv is from elementary.sh.
data = ARG1
out = ARG2
here = system("dirname ".ARG0)
name = "Errors_of_exp_and_log1p"
width = 1000
load here."/terminal.gp"

set multiplot layout 1,2 margins 0.07,0.985,0.17,0.76 spacing 0.08,0 \
  title "{/*1.3 Our exp and log1p stay below their proved bounds everywhere}\n" \
  ."relative error: the largest of 4000 values in each of 177 parts of the range, by MPFR" \
  textcolor rgb "#222222"
set yrange [0:2.4]
set ytics 0.5
set label 2 "measured" textcolor linetype 1
set ylabel "units of u = 2^{−53}"
set xlabel "x"
set xrange [-708:0]
set title "exp" offset 0,-0.5 textcolor rgb "#333333"
set label 1 "proved: 1.125 u" at -690,1.26 textcolor linetype 5
set label 2 at -690,0.62
plot data index 0 using 1:2 with points linetype 1 pointtype 7 pointsize 0.4, \
  1.125 with lines linetype 5 dashtype (3,4)
unset ylabel
set xrange [-60:26]
set xtics ("2^{−60}" -60, "2^{−40}" -40, "2^{−20}" -20, "1" 0, "2^{20}" 20)
set title "log1p" offset 0,-0.5 textcolor rgb "#333333"
set label 1 "proved: 2.1 u" at -58,2.23
set label 2 at -58,1.25
plot data index 1 using 1:2 with points linetype 1 pointtype 7 pointsize 0.4, \
  2.1 with lines linetype 5 dashtype (3,4)
unset multiplot
