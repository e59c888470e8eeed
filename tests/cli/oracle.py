# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
"""gen and check: verdicts, files, refusals."""

import json
import math
import struct

import tool
from tap import check, equal
from tool import write


def answer(text, function):
    """The cases with the results of a function of logits."""
    out = []
    for line in text.splitlines():
        head, _, numbers = line.partition(" : ")
        z = [float.fromhex(x) if "n" not in x else float(x) for x in numbers.split()]
        out.append(f"{head} : {numbers} = " + " ".join(map(repr, function(z))))
    return "\n".join(out) + "\n"


def softmax(z):
    if any(map(math.isnan, z)) or max(z) == math.inf or max(z) == -math.inf:
        return [math.nan] * len(z)
    e = [math.exp(x - max(z)) for x in z]
    return [x / math.fsum(e) for x in e]


def pipe():
    _, cases, _ = tool.run(["gen", "--count", "300", "--level", "2"])
    _, again, _ = tool.run(["gen", "--count", "300", "--level", "2"])
    _, other, _ = tool.run(["gen", "--count", "300", "--level", "2", "--seed", "2"])
    check(cases == again and cases != other, "gen: a seed gives the same cases")
    equal(len(cases.splitlines()), 300, "gen: as many cases as asked for")
    equal(max(line.count("0x") for line in
              tool.run(["gen", "--n", "5", "--count", "9"])[1].splitlines()), 5, "gen --n")

    good = answer(cases, softmax)
    equal(tool.run(["check"], good)[0], 0, "check: a good softmax")
    equal(tool.run(["check", "--grade", "rounded"], good)[0], 0,
          "check: and its floats are correctly rounded")
    zeros = answer(cases, lambda z: [0.0] * len(z))
    code, out, _ = tool.run(["check", "--format", "json"], zeros)
    found = json.loads(out)
    equal((code, found["family"], found["wrong"], len(found["findings"])),
          (1, "M18", 300, 10), "check: zeros are wrong, and named")
    code, out, _ = tool.run(["check", "--format", "tap"], zeros)
    equal((code, out.count("\nnot ok") + out.startswith("not ok"), out.splitlines()[-1]),
          (1, 300, "1..300"), "check --format tap")
    equal(tool.run(["check"], "")[0], 2, "check: no cases")


def policies():
    masked = "softmax f32 : -inf -inf = "
    for policy, result in [("nan", "nan nan"), ("zero", "0 0"), ("uniform", "0.5 0.5"),
                           ("limit", "nan nan")]:
        for asked in ("nan", "zero", "uniform", "limit"):
            code = tool.run(["check", "--policy", asked], masked + result + "\n")[0]
            same = asked == policy or {asked, policy} == {"nan", "limit"}
            equal(code, 0 if same else 1, f"all masked: {result} by policy {asked}")
    equal(tool.run(["check", "--policy", "limit"], "softmax f32 : inf 1 inf = 0.5 0 0.5\n")[0],
          0, "the limit for +inf")
    equal(tool.run(["check"], "softmax f32 : nan 1 = nan 0\n")[0], 1, "a NaN must spread")
    tiny = "softmax f32 : 0 -100 = 1 0\n"
    equal([tool.run(["check"] + a, tiny)[0] for a in ([], ["--ftz"])], [1, 0],
          "a subnormal result may be 0 with --ftz only")


def grades():
    bits, = struct.unpack("<I", struct.pack("<f", 1 / (1 + math.exp(-1))))
    off, = struct.unpack("<f", struct.pack("<I", bits + 1))
    one_off = f"softmax f32 : 1 0 = {off!r} {1 / (1 + math.exp(1))!r}\n"
    _, out, _ = tool.run(["check", "--format", "json"], one_off)
    grade = json.loads(out)["grade"]
    check(grade in ("faithful", "sound"), "an ulp off is not correctly rounded", grade)
    equal(tool.run(["check", "--grade", "rounded"], one_off)[0], 1, "and --grade refuses it")


def bad_cases():
    def bad(name, data, message):
        equal(tool.run(["check"], data), (2, "", f"softproof: <stdin>:{message}\n"), name)

    bad("an operation", "softmix f32 : 1 = 1\n", '1:1: not an operation: "softmix"')
    bad("a gradient of softmax", "softmax-gradient f32 : 1 = 1\n",
        '1:1: not an operation: "softmax-gradient"')
    bad("a format", "softmax f33 : 1 = 1\n",
        '1:9: not a format (f64, f32, f16, bf16): "f33"')
    bad("no format", "softmax\n",
        "1:9: not a format (f64, f32, f16, bf16) at the end of the line")
    bad("no colon", "softmax f32 1 = 1\n", '1:13: ":" is missing: "1"')
    bad("no numbers", "\n# x\nsoftmax f32 : = 1\n", '3:15: no numbers: "="')
    bad("a number", "softmax f32 : 1 x = 1\n", '1:17: not a number: "x"')
    bad("a decimal comma", "softmax f32 : 1,5 = 1\n", '1:15: not a number: "1,5"')
    bad("too large", "softmax f32 : 1e39 = 1\n", '1:15: too large for the format: "1e39"')
    bad("no result", "softmax f32 : 1\n",
        '1:1: no result: "=" and numbers are missing')
    bad("too short a result", "softmax f32 : 1 2 = 1\n",
        "1:1: values in the result: 1, expected: 2")
    bad("two results", "softmax f32 : 1 = 1 = 1\n", '1:21: not expected here: "="')
    bad("a parameter", "softmax label=1 f32 : 1 = 1\n",
        '1:9: not a parameter of this operation, or out of its range: "label"')
    bad("T = 0", "softmax T=0 f32 : 1 = 1\n",
        '1:9: not a parameter of this operation, or out of its range: "T"')
    bad("a label", "xent label=2 f32 : 1 2 = 1\n",
        "1:1: label out of range")
    bad("no target", "xent f32 : 1 2 = 1\n",
        '1:16: ";" and second numbers are missing: "="')
    bad("a target too many", "softmax f32 : 1 2 ; 1 2 = 1 2\n",
        '1:19: second numbers without need: ";"')
    bad("a target too short", "xent f32 : 1 2 ; 1 = 1\n",
        '1:20: as many second numbers are needed as first ones: "="')
    bad("NUL", b"softmax f32 : 1 \x002 = 1 2\n", "1:17: NUL byte")
    for name, data, message in [
            ("a target above 1", "xent f32 : 1 2 ; 2 0 = 1\n",
             "line 1: a target is not in [0, 1]"),
            ("all zero", "top-k k=1 f32 : 0 0 = 0 0\n", "line 1: every probability is 0")]:
        code, out, err = tool.run(["check"], data)
        check(code == 2 and out == "" and message.split(":")[0] in err, name, err)
    code, out, err = tool.run(["check", "--format", "json"],
                              "softmax f32 : 1 = 1\nsoftmax f32 : 1 = x\n")
    equal((code, out), (2, ""), "no half of a JSON verdict")
    equal(tool.run(["check"], b"\xef\xbb\xbfsoftmax f32 : 1 = 1\n")[0], 0,
          "a byte order mark is skipped")
    equal(tool.run(["check"], b"softmax f32 : 1 2 = 1 2\r\n")[0], 1, "CRLF ends a line")


def npy(path, descr, shape, data, order=False):
    header = f"{{'descr': '{descr}', 'fortran_order': {order}, 'shape': {shape}, }}"
    header += " " * (-(len(header) + 11) % 64) + "\n"
    write(path, b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header.encode() + data)


def files():
    def run(*words):
        return tool.run(["check", "--op", "softmax", "--logits"] + list(words))

    z, p = [1.0, 0.0, 3.0, 2.0], softmax([1.0, 0.0]) + softmax([3.0, 2.0])
    npy("z.npy", "<f4", "(2, 2)", struct.pack("<4f", *z))
    npy("p.npy", "<f4", "(2, 2)", struct.pack("<4f", *p))
    equal(run("z.npy", "--result", "p.npy")[0], 0, "NPY")
    equal(tool.run(["check", "--expected-op", "softmax", "--logits", "z.npy", "--result",
                    "p.npy"])[0], 0, "check --expected-op")
    npy("p.npy", ">f4", "(2, 2)", struct.pack(">4f", p[0], p[2], p[1], p[3]), True)
    equal(run("z.npy", "--result", "p.npy")[0], 0, "NPY, big endian, Fortran order")
    code, out, _ = run("z.npy", "--result", "p.npy", "--axis", "0")
    check(code == 1 and "M15" not in out, "NPY along the wrong axis")
    write("z.json", json.dumps([[1, 0], [3, "0x2p0"]]))
    write("p.csv", "".join(f"{a!r},{b!r}\n" for a, b in (p[:2], p[2:])))
    equal(run("z.json", "--result", "p.csv")[0], 0, "JSON and CSV")

    def bad(name, message, *words):
        equal(run(*words), (2, "", f"softproof: {message}\n"), name)

    bad("a missing file", "none.npy: No such file or directory", "none.npy", "--result", "p.csv")
    for name, data, message in [
            ("no NPY", b"PK\x03\x04" + b"\0" * 30, "not an NPY file"),
            ("an empty NPY", b"", "not an NPY file"),
            ("NPY 9", b"\x93NUMPY\x09\x00\x00\x00", "an NPY version that is not known"),
            ("half a header", b"\x93NUMPY\x01\x00\xff\x00{", "the header ends early"),
            ("a huge header", b"\x93NUMPY\x02\x00\xff\xff\xff\xff",
             "a header of more than 65536 bytes")]:
        write("bad.npy", data)
        bad(name, f"bad.npy: {message}", "bad.npy", "--result", "p.csv")
    for name, descr, shape, message in [
            ("integers", "<i4", "(4,)", "not an array of f2, f4 or f8"),
            ("an empty axis", "<f4", "(0, 4)", "an axis of length 0"),
            ("a negative axis", "<f4", "(-1, 4)", "no shape that NumPy writes"),
            ("a huge shape", "<f4", "(99999999999, 99999999999)",
             "more numbers than memory can have"),
            ("too few numbers", "<f4", "(5,)", "fewer numbers than the shape has"),
            ("too many numbers", "<f4", "(3,)", "more bytes than the shape has"),
            ("bfloat16 unannounced", "|V2", "(8,)",
             "two bytes of no known kind (for bfloat16: --precision bf16)")]:
        npy("bad.npy", descr, shape, struct.pack("<4f", *z))
        bad(name, f"bad.npy: {message}", "bad.npy", "--result", "p.csv")
    for name, header, message in [
            ("a key twice", "'descr': '<f4', 'shape': (4,), 'fortran_order': False,"
             " 'shape': (2, 2)", "a key twice in the header"),
            ("a key more", "'descr': '<f4', 'shape': (4,), 'fortran_order': False, 'x': 1",
             "an unknown key in the header"),
            ("a key less", "'descr': '<f4', 'fortran_order': False",
             "no 'shape' in the header"),
            ("NUL in a header", "'descr': '<f4', 'shape': (4,)\0, 'fortran_order': False",
             "a NUL byte in the header")]:
        write("bad.npy", b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header) + 3)
              + f"{{{header}}}\n".encode() + struct.pack("<4f", *z))
        bad(name, f"bad.npy: {message}", "bad.npy", "--result", "p.csv")
    for name, data in [("JSON with a byte order mark", b"\xef\xbb\xbf[[1, 0], [3, 2]]"),
                       ("JSON with CRLF", b"[[1,\r\n0],\r\n[3, 2]]\r\n")]:
        write("z.json", data)
        equal(run("z.json", "--result", "p.csv")[0], 0, name)
    for name, data in [("CSV with a byte order mark", b"\xef\xbb\xbf1,0\n3,2\n"),
                       ("CSV with CRLF", b"1,0\r\n3,2\r\n")]:
        write("z.csv", data)
        equal(run("z.csv", "--result", "p.csv")[0], 0, name)
    for name, data, message in [
            ("a decimal comma", b"1;0\n", '1:1: not a number: "1;0"'),
            ("NUL in CSV", b"1,0\x00\n", "1:4: NUL byte"),
            ("too large in CSV", b"1,1e999\n", '1:3: too large for a double: "1e999"'),
            ("an empty CSV", b"", " no numbers")]:
        write("z.csv", data)
        bad(name, f"z.csv:{message}", "z.csv", "--result", "p.csv")
    for name, data, message in [
            ("a decimal comma in JSON", "[1,5 0]", '1:6: "," or "]" is missing'),
            ("NUL in JSON", "[1, 2\0]", "1:6: NUL byte"),
            ("too large in JSON", "[1e999]", "1:7: a number that is too large"),
            ("half a byte order mark", b"\xef\xbb[1]", "1:3: not an array of numbers"),
            ("keys in JSON", '{"z": [1], "z": [2]}', "1:1: not an array of numbers"),
            ("no array", "1", "1:1: not an array of numbers"),
            ("an object", "[{}]", '1:4: not a number'),
            ("ragged arrays", "[[1, 2], [3]]", "1:13: arrays of different lengths"),
            ("numbers beside arrays", "[1, [2]]", "1:6: numbers at different depths"),
            ("an empty array", "[[], []]", "1:4: an empty array"),
            ("no end", "[1, 2", '1:6: "," or "]" is missing'),
            ("two arrays", "[1] [2]", "1:5: more than one array"),
            ("deep", "[" * 40, "1:33: more than 32 axes")]:
        write("bad.json", data)
        bad(name, f"bad.json:{message}", "bad.json", "--result", "p.csv")
    write("z.tsv", "1 2\n3\n")
    bad("ragged rows", "z.tsv:2:1: numbers: 1, in the first row: 2", "z.tsv", "--result", "p.csv")
    write("z.tsv", "1 2 3\n")
    bad("other counts", "p.csv: numbers: 4, expected: 3, for the logits and the operation",
        "z.tsv", "--result", "p.csv")


def bad_words():
    files = ["--logits", "z.tsv", "--result", "p.tsv"]
    for words, message in [
            (["--op", "softmax"], "--op needs --logits and --result"),
            (files, "--logits and --result need --op"),
            (["--op", "logsoftmax", "--temperature", "2"] + files,
             "--temperature needs --op softmax"),
            (["--op", "softmax", "--label", "1"] + files,
             "--label, --labels and --smoothing need --op xent"),
            (["--op", "xent"] + files, "--op xent needs one of --label, --labels and --target"),
            (["--op", "sample", "--variate", "1"] + files, "--variate must be below 1"),
            (["--op", "top-k"] + files, "--op top-k needs --k"),
            (["a", "b"], "more than one input: b"),
            (["--op", "attention"] + files,
             "--op attention needs --queries, --keys, --values and --result"),
            (["--op", "attend"] + files, '--op: no operation here: "attend"'),
            (["--grade", "good"], '--grade: unknown value "good" (one of: rounded, faithful,'
                                  ' sound, textbook)')]:
        equal(tool.run(["check"] + words),
              (2, "", f"softproof: {message}\nsoftproof: try 'softproof check --help'\n"),
              message)


def selftest():
    code, out, err = tool.run(["selftest"])
    equal((code, err, out.splitlines()[-1]), (0, "", "1..8"), "selftest")


def run():
    pipe()
    policies()
    grades()
    bad_cases()
    files()
    bad_words()
    selftest()
