#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors

# The data of digits.gp: see digits.py.
# Usage: digits.sh PATH_TO_SOFTPROOF PATH_TO_EMULATE
set -eu
# the same exp of glibc on every processor
export GLIBC_TUNABLES=glibc.cpu.hwcaps=-FMA,-FMA4,-AVX2
exec python3 -B "$(dirname "$0")/digits.py" "${1:?usage: digits.sh SOFTPROOF EMULATE}" "$2"
