#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors

# Draws one figure: its data, then its picture, the same on every machine.
# Usage: draw.sh NAME SOFTPROOF EMULATE DATA.tsv OUT.svg
set -eu
here=$(dirname "$0")
# the same exp of glibc on every processor, for those who take it
export GLIBC_TUNABLES=glibc.cpu.hwcaps=-FMA,-FMA4,-AVX2
sh "$here/$1.sh" "$2" "$3" >"$4"
LC_ALL=C.UTF-8 gnuplot -c "$here/$1.gp" "$4" "$5"
