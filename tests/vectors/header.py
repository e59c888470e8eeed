# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
"""The vectors as a C header, of doubles."""

TOP = """/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
/* clang-format off */

/* Vectors of version %d, made by `make vectors`: see README.md beside this file.
 * Every number is a double that the format has; a result is right where it is
 * within the tolerance of what is expected, or the same NaN or infinity. */
#ifndef SOFTPROOF_VECTORS_H
#define SOFTPROOF_VECTORS_H

#include <math.h>
#include <stddef.h>

typedef struct softproof_vector {
  const char *operation, *format, *kills;
  size_t n, values;      /* logits, and numbers that are expected */
  const double *logits;
  const double *targets; /* or NULL */
  long label;            /* or -1 */
  double smoothing;
  const double *expected, *tolerance;
} softproof_vector;

"""


def number(text):
    return {"nan": "NAN", "inf": "INFINITY", "-inf": "-INFINITY"}.get(text, text)


def array(name, numbers):
    lines, line = [], ""
    for x in map(number, numbers):
        if len(line) + len(x) > 76:
            lines.append(line)
            line = ""
        line += f"{x}, "
    lines.append(line)
    body = "\n  ".join(x.rstrip() for x in lines)
    return f"static const double {name}[] = {{\n  {body}\n}};\n"


def write(path, version, everything):
    arrays, table = [], []
    for op, vectors in everything.items():
        short = op.replace("-", "_")
        for v in vectors:
            name = f"softproof_{short}_{v['id']}"
            y = f"{name}_y" if "targets" in v else "NULL"
            arrays.append(array(f"{name}_z", v["logits"]))
            if "targets" in v:
                arrays.append(array(y, v["targets"]))
            arrays.append(array(f"{name}_e", v["expected"]))
            arrays.append(array(f"{name}_t", v["tolerance"]))
            table.append(f'  {{"{op}", "{v["format"]}", "{" ".join(v["kills"])}", '
                         f'{len(v["logits"])}, {len(v["expected"])}, {name}_z, {y}, '
                         f'{v.get("label", -1)}, {v.get("smoothing", "0.0")}, '
                         f'{name}_e, {name}_t}},\n')
    path.write_text(TOP % version + "".join(arrays)
                    + "\nstatic const softproof_vector softproof_vectors[] = {\n"
                    + "".join(table) + "};\n\n#endif\n")
