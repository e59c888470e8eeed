# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
"""TAP output: check(), skip(), and finish() with the closing count."""

passed = 0
failed = 0


def check(ok, name, detail=""):
    global passed, failed
    if ok:
        passed += 1
    else:
        failed += 1
    print(f"{'ok' if ok else 'not ok'} {passed + failed} - {name}", flush=True)
    if not ok and detail:
        for line in str(detail)[:2000].splitlines():
            print(f"# {line}")


def equal(actual, expected, name):
    check(actual == expected, name, f"got:      {actual!r}\nexpected: {expected!r}")


def skip(name, why):
    global passed
    passed += 1
    print(f"ok {passed + failed} - {name} # SKIP {why}")


def finish():
    print(f"1..{passed + failed}")
    print(f"{passed} passed, {failed} failed")
    return 0 if failed == 0 else 1
