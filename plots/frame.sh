#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors

# The data of frame.gp: what frame.c, compiled, prints.
# Usage: frame.sh PATH_TO_SOFTPROOF   (the program is beside it)
set -eu
exec "$(dirname "${1:?usage: frame.sh SOFTPROOF}")/frame"
