#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors

# The data of calibration.gp: what `demo --curves` prints of the digits.
# Usage: calibration.sh PATH_TO_SOFTPROOF   (the demonstration is beside it)
set -eu
here=$(dirname "$0")
exec "$(dirname "${1:?usage: calibration.sh SOFTPROOF}")/demo" --curves "$here/../tests/data"
