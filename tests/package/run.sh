#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
# Installs into a scratch folder and uses what is there from C, C++ and Python.
# usage: run.sh BUILD_FOLDER    Prints TAP.
set -u
build=$1
here=$(dirname "$0")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
prefix=$scratch/usr
count=0
failed=0

check() { # check TEXT COMMAND...
  count=$((count + 1))
  text=$1
  shift
  if "$@" >"$scratch/log" 2>&1; then
    echo "ok $count - $text"
  else
    failed=$((failed + 1))
    echo "not ok $count - $text"
    sed 's/^/# /' "$scratch/log" | head -20
  fi
}

flags() {
  PKG_CONFIG_PATH=$prefix/lib/pkgconfig pkg-config "$@" softproof
}

# The prefix of a package is where it will be; DESTDIR is where it is now.
check "make install" make --no-print-directory install B="$build" PREFIX="$prefix"
# shellcheck disable=SC2046 # several flags
check "C11, shared library" gcc -std=c11 -Wall -Wextra -pedantic -Werror \
  "$here/use.c" $(flags --cflags --libs) -o "$scratch/use"
check "and it runs" env LD_LIBRARY_PATH="$prefix/lib" "$scratch/use"
# shellcheck disable=SC2046
check "C11, static library" gcc -std=c11 -Wall -Wextra -pedantic -Werror \
  "$here/use.c" $(flags --cflags) "$prefix/lib/libsoftproof.a" -o "$scratch/use"
check "and it runs alone" "$scratch/use"
# shellcheck disable=SC2046
check "C++17" g++ -std=c++17 -Wall -Wextra -pedantic -Werror -x c++ \
  "$here/use.c" $(flags --cflags --libs) -o "$scratch/use"
check "and it runs" env LD_LIBRARY_PATH="$prefix/lib" "$scratch/use"
check "the two files" gcc -std=c11 -O2 -ffp-contract=off -Wall -Wextra -Wconversion -Werror \
  -I"$build/amalgamation" "$here/use.c" "$build/amalgamation/softproof.c" -o "$scratch/use"
check "and they run" "$scratch/use"
if pkg-config gsl; then
  # shellcheck disable=SC2046
  check "GSL, from C" gcc -std=c11 -Wall -Wextra -pedantic -Werror \
    "$here/use_gsl.c" $(flags --cflags --libs) $(pkg-config --libs gsl) -o "$scratch/use"
  check "and it runs" env LD_LIBRARY_PATH="$prefix/lib" "$scratch/use"
  # shellcheck disable=SC2046
  check "GSL, from C++" g++ -std=c++17 -Wall -Wextra -pedantic -Werror -x c++ -fsyntax-only \
    "$here/use_gsl.c" $(flags --cflags)
else
  count=$((count + 1))
  echo "ok $count - GSL # SKIP not here"
fi
check "only public symbols are exported" sh -c \
  "! nm -D --defined-only '$prefix/lib/libsoftproof.so.0' | grep -v ' T sp_' | grep -q ' T '"
check "the library needs no other" sh -c \
  "! readelf -d '$prefix/lib/libsoftproof.so.0' | grep -q 'NEEDED.*\[lib[^c]'"
check "its name" sh -c "readelf -d '$prefix/lib/libsoftproof.so.0' | grep -q 'SONAME.*libsoftproof.so.0'"
if /usr/bin/python3 -c 'import numpy' 2>"$scratch/log"; then
  check "Python" env SOFTPROOF_LIBRARY="$prefix/lib/libsoftproof.so.0" \
    PYTHONPATH="$prefix/share/softproof" PYTHONDONTWRITEBYTECODE=1 \
    /usr/bin/python3 "$here/use.py"
else
  count=$((count + 1))
  echo "ok $count - Python # SKIP no numpy"
fi
check "make uninstall" make --no-print-directory uninstall B="$build" PREFIX="$prefix"
check "leaves no file" sh -c "[ -z \"\$(find '$prefix' -type f -o -type l)\" ]"
echo "1..$count"
[ "$failed" -eq 0 ]
