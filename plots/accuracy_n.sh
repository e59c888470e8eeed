#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors

# The data of accuracy_n.gp: see accuracy.py.
# Usage: accuracy_n.sh PATH_TO_SOFTPROOF PATH_TO_EMULATE
set -eu
exec python3 -B "$(dirname "$0")/accuracy.py" n "${1:?usage: accuracy_n.sh SOFTPROOF EMULATE}" "$2"
