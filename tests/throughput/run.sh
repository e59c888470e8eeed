#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
# How long certified values take: beside MPFR and Arb alone and mpmath; and how many
# rows gen prints and check judges. usage: run.sh SOFTPROOF THROUGHPUT EMULATE OUTPUT.tsv
set -eu
"$2" | tee "$4"
/usr/bin/python3 "$(dirname "$0")/others.py" "$1" "$3" | tee -a "$4"
