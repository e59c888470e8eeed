# SPDX-License-Identifier: MIT
# Copyright the Softproof authors

# The probabilities of one row of logits as the temperature goes from near 0
# to far above the logits.
# Properties: P16, P17
# Usage: LC_ALL=C.UTF-8 gnuplot -c temperature_sweep.gp DATA.tsv OUT.svg|OUT.png
# DATA.tsv is from temperature_sweep.sh.
data = ARG1
out = ARG2
here = system("dirname ".ARG0)
name = "Softmax_against_temperature"
load here."/terminal.gp"

n = 4
set title "{/*1.3 Low temperature picks the winners, high temperature a tie}\n" \
  ."softmax(z/T) of the logits z = (2, 2, 1, −1), computed by the verified " \
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
set label 1 "T → 0: 1/2 for each of the two\nlargest logits, which are tied ..." \
  at 0.0125,0.64 textcolor rgb "#333333"
set label 2 "... and 0 for all others" at 0.0125,0.05 textcolor rgb "#333333"
set label 3 "T → ∞: uniform,\n1/4 for every logit" \
  at 96,0.43 right textcolor rgb "#333333"
set label 4 "T = 1" at 1.06,0.97 textcolor rgb "#777777"

# A curve's name stands beside it, in the row of the data where T is 2.
name_row = 230
array dx[6] = [0, 1.0, 0, -9.5, 1.4, 0]
array dy[6] = [0, 0.9, 0, -0.4, -0.6, 0]
plot for [i in "2 4 5"] data using 1:int(i) with lines linetype (i == 2 ? 1 : i == 4 ? 2 : 3), \
  for [i in "2 4 5"] data using 1:int(i):(columnhead(int(i))) every ::name_row::name_row \
    with labels left offset dx[int(i)],dy[int(i)] textcolor linetype (i == 2 ? 1 : i == 4 ? 2 : 3)
