# SPDX-License-Identifier: MIT
# Copyright the Softproof authors

# How softmax(z + c) differs from softmax(z) in the last place, with the maximum
# subtracted and not
# Properties: P06
# Usage: LC_ALL=C.UTF-8 gnuplot -c shift.gp DATA.tsv OUT.svg|OUT.png
# DATA.tsv is from shift.sh.
data = ARG1
out = ARG2
here = system("dirname ".ARG0)
name = "Softmax_of_shifted_logits"
load here."/terminal.gp"

set title "{/*1.3 A shift of all logits changes nothing, if the maximum is subtracted}\n" \
  ."p_1(z + c) − p_1(z) for z = (1.5, 0.25, −2) and shifts c that keep z + c exact" \
  textcolor rgb "#222222"
set xlabel "shift c"
set xrange [-700:700]
set ylabel "units in the last place"
set yrange [-3:2]
set ytics 1
stats data using ($3 != 0) nooutput
set label 1 sprintf("e^z / Σ e^z: other bits for %d of the %d shifts", STATS_sum, STATS_records) \
  at -680,1.3 textcolor linetype 2
set label 2 "Softproof: the same bits for every shift" at 680,0.3 right textcolor linetype 1
plot data using 1:3 with points linetype 2 pointtype 5 pointsize 0.5, \
  data using 1:2 with lines linetype 1 linewidth 4
