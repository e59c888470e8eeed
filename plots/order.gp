# SPDX-License-Identifier: MIT
# Copyright the Softproof authors

# Shares of logits that differ in their last bits alone, in one row and from row to row,
# and what is proved of their order
# Properties: P04, P05
# Usage: LC_ALL=C.UTF-8 gnuplot -c order.gp DATA.tsv OUT.svg|OUT.png
# DATA.tsv is from order.sh.
data = ARG1
out = ARG2
here = system("dirname ".ARG0)
name = "Order_of_shares_in_the_last_bits"
width = 1000
load here."/terminal.gp"

set multiplot layout 1,2 margins 0.07,0.985,0.17,0.76 spacing 0.09,0 \
  title "{/*1.3 Shares keep the order of logits within a row, not from row to row}\n" \
  ."each logit is the next double after the one to its left; the thin line is the truth" \
  textcolor rgb "#222222"
set xrange [-1:49]
set xtics 12
set xlabel "the logit, in its last place"
set ylabel "its share, in its last place"
set title "one row of 49; the last is the maximum" offset 0,-0.5 textcolor rgb "#333333"
set label 1 "computed: steps,\nnever one down" at 1,7.3 textcolor linetype 1
set label 2 "proved: no share below this\n(up to 1 + 4u of those before)" at 47.5,-1.4 right \
  textcolor linetype 5
set yrange [-3:9]
plot data index 0 using 1:4 with steps linetype 5 linewidth 1.6, \
  data index 0 using 1:3 with lines linewidth 1.2 dashtype solid linecolor rgb "#888888", \
  data index 0 using 1:2 with points linetype 1 pointtype 7 pointsize 0.5
set title "49 rows (x, 0): the first share of each" offset 0,-0.5 textcolor rgb "#333333"
unset ylabel
unset label 2
set yrange [*:*]
stats data index 1 using 5 nooutput
set label 1 sprintf("a larger x,\na smaller share:\n%d times", STATS_sum) \
  at 1,20 textcolor linetype 2
plot data index 1 using 1:3 with lines linewidth 1.2 dashtype solid linecolor rgb "#888888", \
  data index 1 using 1:($5 == 0 ? $2 : NaN) with points linetype 1 pointtype 7 pointsize 0.5, \
  data index 1 using 1:($5 == 1 ? $2 : NaN) with points linetype 2 pointtype 5 pointsize 0.7
unset multiplot
