#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
#
# usage: run.sh COMPARE TABLE   Measure the libraries; write TABLE, tab-separated.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
here=$(dirname "$0")
"$1" emit "$work/rows"
/usr/bin/python3 "$here/others.py" "$work/rows" "$work" > "$work/names"
set --  "$1" "$2" judge "$work/rows"
while read -r name; do set -- "$@" "$name"; done < "$work/names"
compare=$1
table=$2
shift 2
"$compare" "$@" > "$table.new"
mv "$table.new" "$table"
cat "$table"
