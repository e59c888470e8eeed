# SPDX-License-Identifier: MIT
# Copyright the Softproof authors

# The Jacobian of softmax(z / T) by z / T, for z = (2, 1, 0, -1) and T = 1/4, 1
# and 4: three matrices of tab-separated values, a blank line apart twice.
# Properties: P10, P11, P12
# Usage: LC_ALL=C.UTF-8 gnuplot -c jacobian.gp DATA.tsv OUT.svg|OUT.png
# DATA.tsv is from jacobian.sh.
data = ARG1
out = ARG2
here = system("dirname ".ARG0)
name = "Jacobian_at_three_temperatures"
width = 1000
height = 440
load here."/terminal.gp"

unset datafile
set datafile separator "\t"
set multiplot layout 1,3 margins 0.05,0.9,0.2,0.74 spacing 0.03,0 \
  title "{/*1.3 The surer softmax is, the less it listens}\n" \
  ."∂p_i/∂x_j at x = z/T, z = (2, 1, 0, −1); no entry is beyond ±1/4, which is proved (P11)" \
  textcolor rgb "#222222"
set palette defined (-1 "#2166ac", -0.5 "#92c5de", 0 "#f7f7f7", 0.5 "#f4a582", 1 "#b2182b")
set cbrange [-0.25:0.25]
set xrange [-0.5:3.5]
set yrange [3.5:-0.5]
set size square
unset grid
unset border
set tics scale 0
set xtics ("2" 0, "1" 1, "0" 2, "−1" 3)
set ytics ("2" 0, "1" 1, "0" 2, "−1" 3)
set xlabel "by the logit"
number(x) = abs(x) < 0.0005 ? "≈ 0" : sprintf("%.3f", x)
ink(x) = abs(x) > 0.15 ? 0xffffff : 0x222222
unset colorbox
array title[3] = ["T = 1/4", "T = 1", "T = 4"]
do for [k=1:3] {
  if (k == 2) {
    unset ytics
  }
  if (k == 3) {
    set colorbox user origin 0.925,0.24 size 0.015,0.46
    set cbtics ("−1/4" -0.25, "0" 0, "1/4" 0.25)
  }
  set title title[k]." " offset 0,-0.5 textcolor rgb "#333333"
  plot data index k-1 matrix using 1:2:3 with image pixels, \
    data index k-1 matrix using 1:2:(number($3)):(ink($3)) \
      with labels font ",13" textcolor rgb variable
}
unset multiplot
