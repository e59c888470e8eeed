#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors

# The data of shift.gp: see shift.py.
# Usage: shift.sh PATH_TO_SOFTPROOF PATH_TO_EMULATE
set -eu
exec python3 -B "$(dirname "$0")/shift.py" "${1:?usage: shift.sh SOFTPROOF EMULATE}" "$2"
