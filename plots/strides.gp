# SPDX-License-Identifier: MIT
# Copyright the Softproof authors

# Softmax of a tensor along each of its axes, and where the entries of a row are in memory
# Properties: P23
# Usage: LC_ALL=C.UTF-8 gnuplot -c strides.gp DATA.tsv OUT.svg|OUT.png
# DATA.tsv is from strides.sh.
data = ARG1
out = ARG2
here = system("dirname ".ARG0)
name = "Softmax_along_each_axis"
width = 1000
height = 560
load here."/terminal.gp"

unset datafile
set datafile separator "\t"
set multiplot layout 1,3 margins 0.02,0.98,0.03,0.79 spacing 0.04,0 \
  title "{/*1.3 The same numbers, another axis: a row is wherever its stride leads}\n" \
  ."softmax of a tensor of shape 2 × 3 × 4; below, the 24 numbers in memory; " \
  ."outlined: one row, of sum 1" \
  textcolor rgb "#222222"
set palette defined (0 "#ffffff", 1 "#0072b2")
set cbrange [0:1]
unset colorbox
unset grid
unset border
unset tics
set xrange [-0.05:4.05]
set yrange [7.6:-0.1]
set style fill solid border linecolor rgb "#bbbbbb"
ink(x) = x > 0.85 ? 0xffffff : 0x222222

# In the two matrices, and in memory: entry k of the tensor. The row is that of entry 5.
across(k) = int(k) % 4 + 0.5
down(k) = int(k) / 4 + (k < 12 ? 0.5 : 0.8)
place(k) = (k + 0.5) / 6.0
array stride[3] = [1, 4, 12]
inner(s) = 5 % s
length(s) = s == 1 ? 4 : s == 4 ? 3 : 2
outer(s) = 5 / (s * length(s))
in_row(k, s) = int(k) % s == inner(s) && int(k) / (s * length(s)) == outer(s)
do for [a=1:3] {
  s = stride[a]
  set title sprintf("axis %d: stride %d", 3 - a, s) offset 0,-0.7 textcolor rgb "#333333"
  plot data index a-1 using (across($1)):(down($1)):(0.5):(0.5):2 with boxxyerror \
      fillcolor palette, \
    data index a-1 using (across($1)):(down($1)):(sprintf("%.2f", $2)):(ink($2)) \
      with labels font ",14" textcolor rgb variable, \
    data index a-1 using (place($1)):(7.1):(1.0/12):(0.3):2 with boxxyerror \
      linetype 1 linewidth 1 dashtype solid fillcolor palette, \
    data index a-1 using (in_row($1, s) ? across($1) : NaN):(down($1)):(0.46):(0.46) \
      with boxxyerror linetype 2 dashtype solid linewidth 3.4 fillstyle empty border linetype 2, \
    data index a-1 using (in_row($1, s) ? place($1) : NaN):(7.1):(1.0/14):(0.27) \
      with boxxyerror linetype 2 dashtype solid linewidth 3.4 fillstyle empty border linetype 2
}
unset multiplot
