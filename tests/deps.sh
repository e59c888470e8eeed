#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
#
# usage: deps.sh PACKAGE...   Install the Debian packages that are missing, or
# say how to.
set -u
if ! command -v dpkg-query > /dev/null; then
  echo "This is not Debian: have these installed, under their names here: $*"
  exit 0
fi
missing=
for package; do
  dpkg-query -W -f '${Status}' "$package" 2> /dev/null |
    grep -q 'install ok installed' || missing="$missing $package"
done
if [ -z "$missing" ]; then
  echo "deps: all $# packages are installed"
  exit 0
fi

if [ "$(id -u)" = 0 ]; then
  sudo=
elif sudo -n true 2> /dev/null; then
  sudo="sudo -n"
else
  echo "Missing packages. Please run:"
  echo "  sudo apt-get install --no-install-recommends$missing"
  exit 1
fi
echo "deps: installing$missing"
export DEBIAN_FRONTEND=noninteractive
$sudo apt-get update -q
# shellcheck disable=SC2086 # a list of words
$sudo apt-get install -q -y --no-install-recommends $missing
