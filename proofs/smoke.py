#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
"""WP's smoke tests: preconditions that cannot hold, code that cannot be
reached, calls that cannot return and loop invariants that contradict each
other would make a proof say nothing. A smoke test passes when no prover
derives \\false there.

usage: smoke.py [NAME]   (functions and files whose name contains NAME)"""
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor

sys.dont_write_bytecode = True

import scan
from cache import place
from wp import BUILD, wp

SECONDS = 1
# Without a precondition or a loop WP has nothing to test.
NOTHING_TO_TEST = {("status.c", "sp_status_name"), ("sigmoid.c", "sp_sigmoid"),
                   ("sigmoid.c", "sp_log_sigmoid"), ("sigmoid.c", "check"),
                   ("temperature.c", "sp_is_temperature"),
                   ("reduction.c", "is_weight"), ("reduction.c", "is_loss"),
                   ("reduction_float.c", "is_weight"),
                   ("reduction_float.c", "is_loss"),
                   ("smooth_label_float.c", "is_smoothing"),
                   ("strided_layout.c", "fits"),
                   ("strided_layout.c", "sp_check_layout"),
                   ("within.c", "sp_is_logit"), ("online.c", "is_nan"),
                   ("mask.c", "is_maskable"),
                   ("divergence.c", "sp_first_listed"),
                   ("attention_input.c", "sp_check_heads"),
                   ("sigmoid_float.c", "sp_sigmoidf"),
                   ("sigmoid_float.c", "sp_log_sigmoidf"),
                   ("binary_float.c", "check"),
                   ("probability_float.c", "is_probability"),
                   ("sampling_float.c", "is_variate"),
                   ("sampling_float.c", "is_threshold"),
                   ("finite_float.c", "is_finite"),
                   ("scores_float.c", "is_scale"),
                   ("finite_float.c", "is_logit"),
                   ("mask_float.c", "is_small"),
                   ("mask_float.c", "is_maskable"),
                   ("mask_float.c", "minus_infinity")}
PROVERS = ["CVC5", "Z3"]
# Only the smoke tests, not the goals of the proof.
SELECT = ("-@lemma,-@requires,-@ensures,-@assigns,-@assert,-@terminates,"
          "-@invariant,-@variant,-@exits,-@check,-@decreases")


def smoke(item):
    path, name = item
    run = wp(path, PROVERS, SECONDS, BUILD / "smoke" / place(path, name),
             f"-wp-prop={SELECT}", "-wp-fct", name, smoke=True)
    if (path.name, name) in NOTHING_TO_TEST:
        return name, len(run.smoke), ["has tests, but is listed without"
                                      ] if run.smoke else []
    wrong = run.trouble + [f"{verdict}: {test}"
                           for test, verdict in run.smoke.items()
                           if verdict != "Passed"]
    if not run.smoke:
        wrong.append("no smoke tests")
    return name, len(run.smoke), wrong


def main():
    shutil.rmtree(BUILD / "smoke", ignore_errors=True)
    only = sys.argv[1] if len(sys.argv) > 1 else ""
    functions = [(f, n) for f, n in scan.functions()[0] if only in n or only in f.stem]
    total = 0
    failures = []
    with ThreadPoolExecutor(2) as pool:
        for i, (name, tests, wrong) in enumerate(pool.map(smoke, functions), 1):
            total += tests
            failures += [f"{name}: {w}" for w in wrong]
            print(f"[{i}/{len(functions)}] {'FAILED' if wrong else 'ok    '}"
                  f" {name:34} {tests:3} tests", *wrong,
                  sep="\n          ", flush=True)
    if failures:
        print("smoke: failed:", *failures, sep="\n  ")
    print(f"smoke: {total} tests, {len(failures)} failures"
          f" of {len(functions)} functions")
    return 1 if failures or not total else 0


if __name__ == "__main__":
    sys.exit(main())
