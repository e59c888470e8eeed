# SPDX-License-Identifier: MIT
# Copyright the Softproof authors

# Softmax regression on handwritten digits: the loss over the steps, and how
# often an answer is right over its probability
# Properties: P01, P02, P03, P17
# Usage: LC_ALL=C.UTF-8 gnuplot -c calibration.gp DATA.tsv OUT.svg|OUT.png
# DATA.tsv is from calibration.sh.
data = ARG1
out = ARG2
here = system("dirname ".ARG0)
name = "Training_and_calibration_on_digits"
width = 1000
height = 540
load here."/terminal.gp"

stats data index 2 using 4 nooutput
T = STATS_max
last = system("grep ^4000 ".data." | cut -f3") + 0.0
stats data index 2 using 5 nooutput
cooled = STATS_max

set multiplot layout 1,2 margins 0.075,0.965,0.13,0.85 spacing 0.115,0 \
  title "{/*1.3 Longer training makes the answers too sure; a temperature takes that back}\n" \
  ."softmax regression on 8x8 handwritten digits: 1078 rows to train, 719 held back" \
  textcolor rgb "#222222"

set xlabel "steps of gradient descent"
set ylabel "mean loss"
set logscale xy
set xrange [1:5000]
set xtics ("1" 1, "10" 10, "100" 100, "1000" 1000)
set yrange [0.005:3]
set ytics ("0.01" 0.01, "0.1" 0.1, "1" 1)
set label 1 "trained rows" at 640,0.0138 right textcolor linetype 1
set label 2 sprintf("held back: %.4f", last) at 4600,0.21 right textcolor linetype 2
set label 3 sprintf("T = %.2f: %.4f", T, cooled) at 4600,0.084 right textcolor linetype 3
plot data index 0 using 1:2 with lines linetype 1, \
  data index 0 using 1:3 with lines linetype 2, \
  data index 2 using (4000):5 every ::0::0 with points pointtype 7 pointsize 1 linecolor rgb "#009e73"

unset label
unset logscale
set size ratio 1
set xlabel "probability of the answer, mean of a bin"
set ylabel "share of right answers in the bin"
set xrange [0.4:1.02]
FEWEST = 5
set yrange [-0.03:1.03]
set xtics 0.1
set ytics 0.2
set format "%.1f"
set label 1 "as trained (T = 1)" at 1.0,0.36 right textcolor linetype 2
set label 2 sprintf("at T = %.2f", T) at 1.0,0.26 right textcolor linetype 3
set label 3 "as sure as right" at 0.41,0.63 textcolor rgb "#333333"
set label 4 sprintf("bins of %d rows or more; areas show how many", FEWEST) at 1.0,0.06 \
  right font ",13" textcolor rgb "#333333"
mean(x, rows) = rows < FEWEST ? NaN : x
area(rows) = 0.55 + sqrt(rows) / 9
plot x with lines linetype 5 linewidth 1.2, \
  data index 1 using (mean($1, $3)):2 with lines linetype 2 linewidth 1.2, \
  data index 1 using (mean($1, $3)):2:(area($3)) with points pointtype 6 pointsize variable linewidth 2 linecolor rgb "#d55e00", \
  data index 2 using (mean($1, $3)):2 with lines linetype 3 linewidth 1.2, \
  data index 2 using (mean($1, $3)):2:(area($3)) with points pointtype 4 pointsize variable linewidth 2 linecolor rgb "#009e73"
unset multiplot
