#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
"""Prints a linker script that exports the public functions only."""

import headers

print("{ global:")
print(*(f"  {name};" for name in headers.names()), sep="\n")
print("local: *; };")
