# SPDX-License-Identifier: MIT
# Copyright the Softproof authors

# Which entries of an array change when a row in it is replaced by its softmax, and that
# none does when the row is refused
# Properties: P08, P09, P23
# Usage: LC_ALL=C.UTF-8 gnuplot -c frame.gp DATA.tsv OUT.svg|OUT.png
# DATA.tsv is from frame.sh.
data = ARG1
out = ARG2
here = system("dirname ".ARG0)
name = "What_is_written"
width = 1000
height = 430
load here."/terminal.gp"

unset datafile
set datafile separator "\t"
set title "{/*1.3 A row is written, and nothing beside it; what is refused is left as it was}\n" \
  ."an array before, and after each of three calls in place; blue: other bits than before" \
  textcolor rgb "#222222"
unset grid
unset border
unset tics
set lmargin 1
set rmargin 1
set bmargin 0.5
set xrange [-4.6:15.6]
set yrange [3.5:-0.5]
set style fill solid border linecolor rgb "#bbbbbb"
returned(k) = system(sprintf("tail -n 3 '%s' | sed -n '%dp' | cut -f 2", data, k))
set label 1 "before" at -4.5,0 textcolor rgb "#333333"
set label 2 "sp_softmax\n4 entries: ".returned(1) at -4.5,0.87 noenhanced textcolor rgb "#333333"
set label 3 "sp_softmax_rows\nstride 4: ".returned(2) at -4.5,1.87 noenhanced textcolor rgb "#333333"
set label 4 "the same, refused:\n".returned(3) at -4.5,2.87 noenhanced textcolor rgb "#333333"
plot data index 0 using 2:1:(0.5):(0.36):($4 == 1 ? 0x0072b2 : 0xf4f4f4) with boxxyerror \
    linecolor rgb variable, \
  data index 0 using 2:1:(0.5):(0.36) with boxxyerror linetype 1 dashtype solid linewidth 1 \
    linecolor rgb "#bbbbbb" fillstyle empty border linecolor rgb "#bbbbbb", \
  data index 0 using 2:1:(strcol(3) eq "nan" ? "NaN" : $3 == int($3) && $4 == 0 ? \
      sprintf("%d", int($3)) : sprintf("%.2f", $3)):($4 == 1 ? 0xffffff : 0x444444) \
    with labels font ",14" textcolor rgb variable
