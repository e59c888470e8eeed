# SPDX-License-Identifier: MIT
# Copyright the Softproof authors

# The look shared by all figures; load it after `set terminal`.
# Colours: from Okabe and Ito's set, those with a contrast of at least 3:1 on
# white. Lines differ in dash type as well, and carry their names.
set encoding utf8
set border 3 linewidth 1 linecolor rgb "#555555"
set tics nomirror out scale 0.6 textcolor rgb "#333333"
set xlabel textcolor rgb "#333333"
set ylabel textcolor rgb "#333333"
set grid ytics linetype 1 linewidth 0.6 linecolor rgb "#e4e4e4"
unset key

set linetype 1 linewidth 2.6 dashtype solid    linecolor rgb "#0072b2"
set linetype 2 linewidth 2.6 dashtype (14,5)   linecolor rgb "#d55e00"
set linetype 3 linewidth 2.6 dashtype (6,4)    linecolor rgb "#009e73"
set linetype 4 linewidth 2.6 dashtype (14,4,3,4) linecolor rgb "#cc79a7"
set linetype 5 linewidth 2.6 dashtype (2,3)    linecolor rgb "#000000"
