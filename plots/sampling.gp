# SPDX-License-Identifier: MIT
# Copyright the Softproof authors

# How often each of 5 entries is drawn from softmax(z / T) by 400 variates, for
# z = (2, 1, 0, -1, -2) and T = 1/2, 1 and 2, and the probability, as tab-separated
# values: temperature, entry, share, probability.
# Properties: P20
# Usage: LC_ALL=C.UTF-8 gnuplot -c sampling.gp DATA.tsv OUT.svg|OUT.png
# DATA.tsv is from sampling.sh.
data = ARG1
out = ARG2
here = system("dirname ".ARG0)
name = "Sampled_shares"
load here."/terminal.gp"

set title "{/*1.3 What is drawn is what the temperature says}\n" \
  ."shares of 400 draws (bars) from softmax(z/T), z = (2, 1, 0, −1, −2), " \
  ."and p (dots)" textcolor rgb "#222222"
set xlabel "logit"
set ylabel "share"
set yrange [0:1]
set ytics 0.25
set xrange [-0.7:18.7]
set xtics ("2" 0, "1" 1, "0" 2, "−1" 3, "−2" 4, "2" 7, "1" 8, "0" 9, "−1" 10, "−2" 11, \
  "2" 14, "1" 15, "0" 16, "−1" 17, "−2" 18)
set label 1 "T = 1/2" at 2,0.93 center textcolor rgb "#333333"
set label 2 "T = 1" at 9,0.93 center textcolor rgb "#333333"
set label 3 "T = 2" at 16,0.93 center textcolor rgb "#333333"
set boxwidth 0.8
set style fill solid 0.55 border
at(T, k) = k + (T < 0.7 ? 0 : T < 1.5 ? 7 : 14)
plot data using (at($1, $2)):3 with boxes linetype 1 linewidth 1, \
  data using (at($1, $2)):4 with points pointtype 7 pointsize 0.8 linecolor rgb "#000000"
