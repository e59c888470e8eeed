#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors

# The data of elementary.gp: what elementary.c, compiled, prints.
# Usage: elementary.sh PATH_TO_SOFTPROOF   (the program is beside it)
set -eu
exec "$(dirname "${1:?usage: elementary.sh SOFTPROOF}")/elementary"
