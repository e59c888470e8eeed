#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors

# The data of accuracy_spread.gp: see accuracy.py.
# Usage: accuracy_spread.sh PATH_TO_SOFTPROOF PATH_TO_EMULATE
set -eu
exec python3 -B "$(dirname "$0")/accuracy.py" spread "${1:?usage: accuracy_spread.sh SOFTPROOF EMULATE}" "$2"
