# SPDX-License-Identifier: MIT
# Copyright the Softproof authors

# What every figure begins with. Set before: `out', the picture, whose ending
# chooses the terminal; `here', the folder of the scripts; `name'; and perhaps
# `width' and `height'.
if (!exists("width")) width = 860
if (!exists("height")) height = 520
if (out[strlen(out)-3:] eq ".svg") {
  set terminal svg size width,height enhanced background rgb "#ffffff" \
    font "sans-serif,15" name name
} else {
  set terminal pngcairo size 2*width,2*height enhanced background rgb "#ffffff" \
    font "sans-serif,15" fontscale 1.8 linewidth 2
}
set output out
load here."/style.gp"
set datafile separator "\t"
set datafile columnheaders
