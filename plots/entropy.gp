# SPDX-License-Identifier: MIT
# Copyright the Softproof authors

# Entropy and perplexity of one row of logits over the temperature.
# Properties: P17
# Usage: LC_ALL=C.UTF-8 gnuplot -c entropy.gp DATA.tsv OUT.svg|OUT.png
# DATA.tsv is from entropy.sh.
data = ARG1
out = ARG2
here = system("dirname ".ARG0)
name = "Entropy_and_perplexity_against_temperature"
load here."/terminal.gp"

set title "{/*1.3 Heat spreads probability: from 2 tied winners to all 4}\n" \
  ."entropy, and perplexity e^H, of softmax(z/T) for z = (2, 2, 1, −1)" \
  textcolor rgb "#222222"
set xlabel "temperature T"
set logscale x
set xrange [0.01:100]
set xtics ("0.01" 0.01, "0.1" 0.1, "1" 1, "10" 10, "100" 100)
set yrange [0:4.3]
set ytics 1
set ylabel "nats; entries"

set arrow 1 from 0.01,2 to 1.2,2 nohead linewidth 1.2 dashtype (3,4) \
  linecolor rgb "#777777" back
set arrow 2 from 1.2,4 to 100,4 nohead linewidth 1.2 dashtype (3,4) \
  linecolor rgb "#777777" back
set arrow 3 from 0.01,log(2) to 1.2,log(2) nohead linewidth 1.2 dashtype (3,4) \
  linecolor rgb "#777777" back
set arrow 4 from 1.2,log(4) to 100,log(4) nohead linewidth 1.2 dashtype (3,4) \
  linecolor rgb "#777777" back
set label 1 "T → 0: the 2 that are tied" at 0.0125,2.2 textcolor rgb "#333333"
set label 2 "log 2" at 0.0125,0.86 textcolor rgb "#333333"
set label 3 "T → ∞: 4 entries" at 96,4.15 right textcolor rgb "#333333"
set label 4 "log 4" at 96,1.55 right textcolor rgb "#333333"
set label 5 "perplexity" at 1.5,2.85 textcolor linetype 1
set label 6 "entropy" at 1.5,0.95 textcolor linetype 2

plot data using 1:3 with lines linetype 1, data using 1:2 with lines linetype 2
