#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors

# The data of floats.gp: see accuracy.py.
# Usage: floats.sh PATH_TO_SOFTPROOF PATH_TO_EMULATE
set -eu
exec python3 -B "$(dirname "$0")/accuracy.py" floats "${1:?usage: floats.sh SOFTPROOF EMULATE}" "$2"
