# SPDX-License-Identifier: MIT
# Copyright the Softproof authors

# Softmax of rows of which some scores, or all, are hidden: by 10^9 subtracted, by -inf in
# three passes, and by -inf in Softproof
# Properties: P07, P09
# Usage: LC_ALL=C.UTF-8 gnuplot -c mask.gp DATA.tsv OUT.svg|OUT.png
# DATA.tsv is from mask.sh.
data = ARG1
out = ARG2
here = system("dirname ".ARG0)
name = "Masked_rows"
width = 1000
height = 420
load here."/terminal.gp"

unset datafile
set datafile separator "\t"
set multiplot layout 1,3 margins 0.075,0.99,0.05,0.7 spacing 0.03,0 \
  title "{/*1.3 Where all is masked there is no softmax: do not make one up}\n" \
  ."rows that see 5, 3, 1 and 0 of five scores; the others are masked" \
  textcolor rgb "#222222"
set palette defined (0 "#ffffff", 1 "#0072b2")
set cbrange [0:1]
unset colorbox
set xrange [0.5:5.5]
set yrange [4.5:0.5]
unset grid
set border 15 linecolor rgb "#bbbbbb"
unset xtics
set tics scale 0
set ytics ("sees 5" 1, "3" 2, "1" 3, "0" 4)
set style fill solid border linecolor rgb "#bbbbbb"
ink(x) = x > 0.85 ? 0xffffff : 0x222222
text(x) = x == 0 || x == 1 ? sprintf("%g", x) : sprintf("%.2f", x)
array title[3] = ["10^9 subtracted: as if unmasked", \
  "−∞, in the textbook’s three passes", "−∞, in Softproof"]
do for [k=1:3] {
  if (k == 2) {
    unset ytics
  }
  if (k == 3) {
    set label 1 "refused: ".system("tail -n 1 ".data) at 3,4 center \
      textcolor rgb "#009e73"
  }
  set title title[k] offset 0,-0.5 textcolor rgb "#333333"
  plot data index k-1 using 2:1:(0.5):(0.5):3 with boxxyerror fillcolor palette, \
    data index k-1 using 2:1:(strcol(3) eq "nan" ? "NaN" : text($3)): \
      (strcol(3) eq "nan" ? 0xa84300 : ink($3)) with labels font ",14" textcolor rgb variable
}
unset multiplot
