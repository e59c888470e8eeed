#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors

# The data of order.gp: see order.py.
# Usage: order.sh PATH_TO_SOFTPROOF
set -eu
exec python3 -B "$(dirname "$0")/order.py" "${1:?usage: order.sh SOFTPROOF}"
