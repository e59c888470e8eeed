#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors

# The data of digits.gp: see digits.py.
# Usage: digits.sh PATH_TO_SOFTPROOF PATH_TO_EMULATE
set -eu
exec python3 -B "$(dirname "$0")/digits.py" "${1:?usage: digits.sh SOFTPROOF EMULATE}" "$2"
