# SPDX-License-Identifier: MIT
# Copyright the Softproof authors

# The probabilities of one row of logits as the temperature goes from near 0
# to far above the logits.
# Usage: LC_ALL=C.UTF-8 gnuplot -c temperature_sweep.gp DATA.tsv OUT.svg|OUT.png
# DATA.tsv is from temperature_sweep.sh.
data = ARG1
out = ARG2
if (out[strlen(out)-3:] eq ".svg") {
  set terminal svg size 860,520 enhanced background rgb "#ffffff" \
    font "sans-serif,15" name "Softmax_against_temperature"
} else {
  set terminal pngcairo size 1720,1040 enhanced background rgb "#ffffff" \
    font "sans-serif,15" fontscale 1.8 linewidth 2
}
set output out
load system("dirname ".ARG0)."/style.gp"
set datafile separator "\t"
set datafile columnheaders

n = 4
set title "{/*1.3 Low temperature picks a winner, high temperature a tie}\n" \
  ."softmax(z/T) of the logits z = (2, 1, 0, −1), computed by the verified " \
  ."code" textcolor rgb "#222222"
set xlabel "temperature T"
set ylabel "probability"
set logscale x
set xrange [0.01:100]
set yrange [0:1.02]
set xtics ("0.01" 0.01, "0.1" 0.1, "1" 1, "10" 10, "100" 100)
set ytics 0.25

# The limits, and T = 1 where the logits are taken as they are.
set arrow 1 from 0.01,1.0/n to 100,1.0/n nohead linewidth 1.2 \
  dashtype (3,4) linecolor rgb "#777777" back
set arrow 2 from 1,0 to 1,1.02 nohead linewidth 1.2 linecolor rgb "#c8c8c8" back
set label 1 "T → 0: one-hot,\n1 for the largest logit ..." \
  at 0.0125,0.945 textcolor rgb "#333333"
set label 2 "... and 0 for all others" at 0.0125,0.05 textcolor rgb "#333333"
set label 3 "T → ∞: uniform,\n1/4 for every logit" \
  at 96,0.43 right textcolor rgb "#333333"
set label 4 "T = 1" at 1.06,0.97 textcolor rgb "#777777"

# A curve's name stands beside it, in the row of the data where T is 2.
name_row = 230
array dx[5] = [0, 1.0, -2.0, -3.0, 1.4]
array dy[5] = [0, 0.5, 0.8, 0.7, -0.5]
plot for [i=2:5] data using 1:i with lines linetype i-1, \
  for [i=2:5] data using 1:i:(columnhead(i)) every ::name_row::name_row \
    with labels left offset dx[i],dy[i] textcolor linetype i-1
