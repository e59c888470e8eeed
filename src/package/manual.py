#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
"""Prints the manual page of the library, softproof(3), from the public headers.
usage: manual.py >softproof.3"""

import re

import headers

HEAD = r""".\" SPDX-License-Identifier: MIT
.\" Copyright the Softproof authors
.\" Made by src/package/manual.py from the public headers.
.Dd November 26, 2026
.Dt SOFTPROOF 3
.Os
.Sh NAME
.Nm softproof
.Nd softmax and its family, proved
.Sh LIBRARY
Softproof (libsoftproof, \-lsoftproof)
.Sh SYNOPSIS
.In softproof.h
"""
DESCRIPTION = r""".Sh DESCRIPTION
Every vector is a pointer and a length
.Fa n ,
from 1 to
.Dv SP_MAX_N .
A logit is a finite number of any size, or \-infinity for a masked entry.
Output arrays either equal the input array or do not overlap it.
Functions whose names end in
.Sq f
take and give floats.
The library allocates nothing and calls no other.
.Pp
Contracts, in
.In softproof.h
of the source, say exactly what each function promises; they are proved.
"""
RETURN = r""".Sh RETURN VALUES
On any status but
.Dv SP_OK
nothing is written to outputs.
.Bl -tag -width Ds
"""
TAIL = r""".El
.Pp
.Fn sp_status_name
gives a short text for a status.
.Sh SEE ALSO
.Xr softproof 1
"""


def escape(text):
    text = text.replace("\\", "\\e").replace("-", "\\-")
    text = re.sub(r"(?<=[.:]) +(?=[A-Z])", "\n", text)  # a sentence a line
    return re.sub(r"^([.'])", r"\\&\1", text, flags=re.M)


def main():
    out, description = HEAD, DESCRIPTION
    for _, comment, prototype in headers.functions():
        kind, name, arguments = re.match(r"(.*?)(sp_\w+)\((.*)\);", prototype).groups()
        out += f".Ft {kind.strip()}\n.Fo {name}\n"
        out += "".join(f'.Fa "{a.strip()}"\n' for a in arguments.split(","))
        out += ".Fc\n"
        if comment:
            description += f".Ss {name}\n{escape(comment)}\n"
    statuses = re.findall(r"(SP_\w+)(?: = 0)?,? +/\* (.*?) \*/",
                          (headers.SRC / "sp_status.h").read_text())
    out += description + RETURN
    out += "".join(f".It Dv {name}\n{escape(text)}\n" for name, text in statuses)
    print(out + TAIL, end="")


main()
