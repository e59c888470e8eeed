# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
"""Bad input and bad command lines: message, exit status, empty output."""

import os

import tool
from tap import check, equal, skip
from tool import write

SOFT = ["--op", "softmax"]
CSV = SOFT + ["--input-format", "csv"]
XENT = ["--op", "xent"]


def refuses(name, args, data, message, code=1):
    """The message without "softproof: "; nothing on standard output."""
    result = tool.run(["eval"] + args, data)
    equal(result, (code, "", f"softproof: {message}\n"), name)


def bad_text():
    def bad(name, data, message, args=SOFT):
        refuses(name, args, data, f"<stdin>:{message}")

    bad("trailing garbage", "1\t1.2.3\n", '1:3: not a number: "1.2.3"')
    bad("a word", "1 2\n# x\n\n3 abc 4\n", '4:3: not a number: "abc"')
    bad("0x alone", "0x\n", '1:1: not a number: "0x"')
    bad("a comma in TSV", "1,2\n",
        '1:1: not a number: "1,2" (for commas: --input-format csv)')
    bad("a decimal comma in CSV", "1;5,2\n", '1:1: not a number: "1;5"', CSV)
    bad("a quoted number", '"1",2\n', '1:1: not a number: ""1""', CSV)
    bad("unprintable bytes", b"1 \x01\xc3\xa9\n", '1:3: not a number: "\\x01\\xc3\\xa9"')
    bad("white space that strtod skips", b"1 \x0b2\n", '1:3: not a number: "\\x0b2"')
    bad("CR inside a line", b"1\r2\n", '1:1: not a number: "1\\x0d2"')
    bad("a comment after blanks", " # x\n", '1:2: not a number: "#"')
    bad("half a byte order mark", b"\xef\xbb1\n", '1:1: not a number: "\\xef"')
    bad("another byte order mark", b"\xff\xfe1\x00\n", "1:4: NUL byte")
    bad("a long bad field is cut", "x" * 60 + "\n",
        '1:1: not a number: "' + "x" * 40 + '..."')
    bad("a field of 4097 characters", "1" * 4097 + "\n",
        "1:1: number of more than 4096 characters")
    bad("overflow", "1 1e999\n", '1:3: too large for a double: "1e999"')
    bad("negative overflow", "-1e309\n", '1:1: too large for a double: "-1e309"')
    bad("hex overflow", "0x1p1024\n", '1:1: too large for a double: "0x1p1024"')
    bad("overflow of a float", "1e39\n", '1:1: too large for a float: "1e39"',
        SOFT + ["--precision", "float"])
    bad("NUL byte", b"1 2\n3 \x004\n", "2:3: NUL byte")
    bad("NUL byte in a number", b"12\x00\n", "1:3: NUL byte")
    bad("NUL byte in a comment", b"#1\x00\n", "1:3: NUL byte")
    bad("empty field in CSV", "1,,2\n", "1:3: empty field", CSV)
    bad("blank field in CSV", "1, ,2\n", "1:4: empty field", CSV)
    bad("leading comma", ",1\n", "1:1: empty field", CSV)
    bad("trailing comma", "1,2,\n", "1:5: empty field", CSV)
    bad("a comma alone", ",\n", "1:1: empty field", CSV)
    bad("missing comma", "1 2,3\n", "1:3: missing comma", CSV)
    bad("empty field in TSV", "1\t\t2\n", "1:3: empty field")
    bad("blank field in TSV", "1\t \t2\n", "1:4: empty field")
    bad("leading tab", "\t1\n", "1:1: empty field")
    bad("trailing tab", "1\t\n", "1:3: empty field")
    bad("the first of two faults", "1\t\t2 x\n", "1:3: empty field")
    bad("NaN", "1\tnan\n", "1:3: NaN among the logits")
    bad("+inf", "1\t-inf\tinf\n", "1:8: +inf among the logits")
    bad("all masked", "1 2\n-inf -inf\n", "2:1: every logit is -inf")
    bad("nothing half-written", "1 2\n" * 50000 + "1 x\n",
        '50001:3: not a number: "x"')
    bad("nothing half-written, JSON", "1 2\n1 x\n", '2:3: not a number: "x"',
        SOFT + ["--format", "json"])


    keep = ["--op", "top-k", "--k", "2"]
    bad("a probability above 1", "0.5 1.5\n",
        "1:5: a probability is NaN, negative or above 1", keep)
    bad("a negative probability", "-0.5\n",
        "1:1: a probability is NaN, negative or above 1", keep)
    bad("no positive probability", "1 0\n0 0\n", "2:1: every probability is 0", keep)
    bad("+inf for the sigmoid", "1 inf\n", "1:3: +inf among the logits",
        ["--op", "sigmoid"])
    bad("binary targets of another length", "1 2 3\n",
        "1:1: logits: 3, targets at --target:1: 2",
        ["--op", "binary-xent", "--target", "0,1"])


def bad_files():
    write("bad.tsv", "1 2\n3 oops\n")
    refuses("the message names the file", SOFT + ["bad.tsv"], b"",
            'bad.tsv:2:3: not a number: "oops"')
    refuses("a missing file", SOFT + ["none.tsv"], b"",
            "none.tsv: No such file or directory")
    os.mkdir("folder")
    refuses("a folder", SOFT + ["folder"], b"", "folder: Is a directory")
    refuses("an endless file", SOFT + ["/dev/zero"], b"", "/dev/zero:1:1: NUL byte")
    write("-x", "0 0\n")
    equal(tool.run(["eval", *SOFT, "--", "-x"]), (0, "0.5\t0.5\n", ""),
          "-- before a file that begins with -")
    equal(tool.run(["eval", "./-x", *SOFT]), (0, "0.5\t0.5\n", ""), "options after FILE")
    equal(tool.run(["eval", *SOFT, "-"], "0 0\n"), (0, "0.5\t0.5\n", ""),
          "- is standard input")
    name = "a row of more than 2^26 numbers"
    if os.environ.get("SOFTPROOF_SLOW") == "1":
        refuses(name, SOFT, b"0 " * (2**26 + 1),
                f"<stdin>:1:{2 * 2**26 + 1}: more than 2^26 numbers")
    else:
        skip(name, "set SOFTPROOF_SLOW=1")


def bad_targets():
    def bad(name, target, data, message, code=1):
        refuses(name, XENT + ["--target", target], data, message, code)

    outside = "a target is NaN, negative or above 1"
    bad("target above 1", "0.5,1.5", "1 2\n", f"--target:1:5: {outside}", 2)
    bad("negative target", "-1", "1\n", f"--target:1:1: {outside}", 2)
    bad("NaN target", "0,nan", "1 2\n", f"--target:1:3: {outside}", 2)
    bad("a bad list", "0.5,a", "1 2\n", '--target:1:5: not a number: "a"', 2)
    bad("a list with an empty field", "0.5,,", "1 2\n", "--target:1:5: empty field", 2)
    bad("a list of two lines", "0.5,0.5\n1,0", "1 2\n", "--target: more than one line", 2)
    bad("a list that is a comment", "#,", "1 2\n", "--target: no numbers", 2)
    bad("a list of another length", "0.5,0.5", "1 2\n1 2 3\n",
        "<stdin>:2:1: logits: 3, targets at --target:1: 2")
    write("t.tsv", "# t\n0.5\t0.5\n1\t0\n")
    bad("too few target rows", "t.tsv", "1 2\n3 4\n5 6\n",
        "<stdin>:3:1: no targets for this row in t.tsv")
    bad("too many target rows", "t.tsv", "1 2\n",
        "t.tsv:3:1: targets without logits in <stdin>")
    bad("target rows of another length", "t.tsv", "1 2\n1 2 3\n",
        "<stdin>:2:1: logits: 3, targets at t.tsv:3: 2")
    write("t2.tsv", "0.5\t-0.5\n")
    bad("a bad target in a file", "t2.tsv", "1 2\n", f"t2.tsv:1:5: {outside}")
    bad("no target file", "none,/x", "1 2\n", "none,/x: No such file or directory")
    binary = ["--op", "binary-xent", "--precision", "float", "--target"]
    refuses("a float target above 1", binary + ["0.5,1.1"], "1 2\n",
            f"--target:1:5: {outside}", 2)
    xent = ["--op", "xent", "--precision", "float", "--target"]
    refuses("a float target above 1, of xent", xent + ["0.5,1.1"], "1 2\n",
            "--target:1:5: a target is NaN, negative or above 1", 2)
    refuses("a target too large for a float", binary + ["1e39"], "1\n",
            '--target:1:1: too large for a float: "1e39"', 2)
    refuses("label out of range", XENT + ["--label", "2"], "1 2 3\n1 2\n",
            "<stdin>:2:1: label out of range: --label 2, logits: 2")
    write("z.tsv", "1 2\n")
    code, out, err = tool.run(["eval", *XENT, "--target", "-", "z.tsv"], "1 0\n")
    check(code == 0 and out.startswith("1.31326168751822") and err == "",
          "targets from standard input", (code, out, err))


def bad_against():
    def bad(name, against, data, message, code=1):
        refuses(name, ["--op", "kl", "--against", against], data, message, code)

    bad("second logits of +inf", "0,inf", "1 2\n",
        "--against:1:3: +inf among the logits", 2)
    bad("second logits all masked", "-inf,-inf", "1 2\n",
        "--against:1:1: every logit is -inf")
    bad("first logits all masked", "0,0", "1 2\n-inf -inf\n",
        "<stdin>:2:1: every logit is -inf")
    bad("second logits of another length", "0,0", "1 2 3\n",
        "<stdin>:1:1: logits: 3, second logits at --against:1: 2")
    write("w.tsv", "0 0\n-inf -inf\n")
    bad("a masked row of second logits", "w.tsv", "1 2\n3 4\n",
        "w.tsv:2:1: every logit is -inf")
    bad("too few second rows", "w.tsv", "1 2\n-inf -inf\n3 4\n",
        "<stdin>:2:1: every logit is -inf")
    write("w.tsv", "0 0\n")
    bad("no second row", "w.tsv", "1 2\n3 4\n",
        "<stdin>:2:1: no second logits for this row in w.tsv")
    write("w.tsv", "0 0\n1 1\n")
    bad("a second row too many", "w.tsv", "1 2\n",
        "w.tsv:2:1: second logits without logits in <stdin>")


def bad_times():
    times = ["--op", "jacobian", "--times"]
    outside = "not a number from -2^990 to 2^990"
    refuses("a vector with inf", times + ["1,inf"], "1 2\n", f"--times:1:3: {outside}", 2)
    refuses("a vector too large", times + ["1e300,0"], "1 2\n", f"--times:1:1: {outside}", 2)
    refuses("a vector of another length", times + ["1"], "1 2\n",
            "<stdin>:1:1: logits: 2, numbers of the vector at --times:1: 1")
    write("v.tsv", "1 nan\n")
    refuses("NaN in a vector", times + ["v.tsv"], "1 2\n", f"v.tsv:1:3: {outside}")


def usage():
    def wrong(name, args, message):
        result = tool.run(["eval"] + args, "1 2\n")
        expected = f"softproof: {message}\nsoftproof: try 'softproof eval --help'\n"
        equal(result, (2, "", expected), f"usage: {name}")

    ops = ("softmax, softmax-textbook, softmax-online, softmax-cold, softmax-hot, argmax, logsoftmax, logsumexp, entropy,"
           " perplexity, kl, jacobian, xent,"
           " sigmoid, logsigmoid, binary-xent, attention, top-k, top-p, sample")
    wrong("no --op", [], "--op is missing")
    wrong("--op without a value", ["--op"], "--op needs a value")
    wrong("unknown operation", ["--op", "max"], f'--op: unknown value "max" (one of: {ops})')
    wrong("empty operation", ["--op="], f'--op: unknown value "" (one of: {ops})')
    wrong("unknown option", ["--opp", "x"], "unknown option --opp")
    wrong("short option", ["-b"], "unknown option -b")
    wrong("value for a flag", SOFT + ["--hex=1"], "unknown option --hex=1")
    wrong("output format", SOFT + ["--format", "csv"],
          '--format: unknown value "csv" (one of: tsv, json)')
    wrong("input format", SOFT + ["--input-format=json"],
          '--input-format: unknown value "json" (one of: tsv, csv)')
    wrong("two files", SOFT + ["a", "b"], "more than one input: b")
    for label in ("-1", "1.0", "", "x", "+1", "67108864", "99999999999999999999999"):
        wrong(f'label "{label}"', XENT + ["--label", label],
              f'--label is not a whole number from 0 to 67108863: "{label}"')
    wrong("--label without a value", XENT + ["--label"], "--label needs a value")
    wrong("--target without a value", XENT + ["--target"], "--target needs a value")
    wrong("label for softmax", SOFT + ["--label", "0"], "--label needs --op xent")
    wrong("target for softmax", SOFT + ["--target", "1"], "--target needs --op xent or binary-xent")
    wrong("against for softmax", SOFT + ["--against", "1"], "--op kl and --against go together")
    wrong("kl alone", ["--op", "kl"], "--op kl and --against go together")
    wrong("kl with targets", ["--op", "kl", "--target", "1"],
          "--target needs --op xent or binary-xent")
    wrong("kl with standard input twice", ["--op", "kl", "--against", "-"],
          "only one input can be standard input")
    wrong("gradient of softmax", SOFT + ["--gradient"],
          "--gradient needs --op xent or binary-xent")
    wrong("times of softmax", SOFT + ["--times", "1"], "--times needs --op jacobian")
    wrong("times of xent", XENT + ["--times", "1"], "--times needs --op jacobian")
    wrong("a certified product", ["--op", "jacobian", "--times", "1", "--certified"],
          "--certified and --times exclude each other")
    wrong("binary-xent alone", ["--op", "binary-xent"], "--op binary-xent needs --target")
    wrong("label for binary-xent", ["--op", "binary-xent", "--label", "0"],
          "--label needs --op xent")
    for op, option, value in (("top-k", "k", "2"), ("top-p", "threshold", "0.5"),
                              ("sample", "variate", "0.5")):
        both = f"--op {op} and --{option} go together"
        wrong(f"{op} alone", ["--op", op], both)
        wrong(f"--{option} for softmax", SOFT + [f"--{option}", value], both)
        wrong(f"--{option} without a value", ["--op", op, f"--{option}"],
              f"--{option} needs a value")
        wrong(f"--bound for {op}", ["--op", op, f"--{option}={value}", "--bound"],
              "--bound: no bound is proved for this operation")
    for T in ("0", "-1", "inf", "nan", "1e-300", "1e300"):
        wrong(f'temperature "{T}"', SOFT + ["--temperature", T],
              "--temperature: not in [2^-900, 2^900] (for 0 there is --op softmax-cold,"
              f' for infinity --op softmax-hot): "{T}"')
    wrong("temperature of another operation",
          ["--op", "softmax-cold", "--temperature", "1"],
          "--temperature needs --op softmax")
    for k in ("0", "-1", "1.0", "", "67108865"):
        wrong(f'k "{k}"', ["--op", "top-k", "--k", k],
              f'--k is not a whole number from 1 to 67108864: "{k}"')
    for p in ("0", "-0.5", "1.5", "nan"):
        wrong(f'threshold "{p}"', ["--op", "top-p", "--threshold", p],
              f'--threshold: the top-p threshold is not in (0, 1]: "{p}"')
    for x in ("1", "-0.5", "inf", "nan"):
        wrong(f'variate "{x}"', ["--op", "sample", "--variate", x],
              f'--variate: the variate is not in [0, 1): "{x}"')
    wrong("a variate that is no number", ["--op", "sample", "--variate=x"],
          '--variate: not a number: "x"')
    attention = ["--op", "attention"]
    wrong("attention alone", attention, "--op attention needs --keys and --values")
    wrong("attention without values", attention + ["--keys", "k"],
          "--op attention needs --keys and --values")
    wrong("keys of softmax", SOFT + ["--keys", "k"],
          "--keys, --values, --mask and --keep need --op attention")
    wrong("scale of softmax", SOFT + ["--scale", "1"],
          "--scale, --causal, --heads and --online need --op attention")
    wrong("causal of softmax", SOFT + ["--causal", "end"],
          "--scale, --causal, --heads and --online need --op attention")
    wrong("heads of softmax", SOFT + ["--heads", "2"],
          "--scale, --causal, --heads and --online need --op attention")
    wrong("no heads", attention + ["--heads", "0"],
          '--heads is not a whole number from 1 to 67108864: "0"')
    wrong("online softmax by option", SOFT + ["--online"],
          "--scale, --causal, --heads and --online need --op attention")
    wrong("online attention of floats",
          attention + ["--keys", "k", "--values", "v", "--online", "--precision", "float"],
          "--precision float is not for --online")
    wrong("two masks", attention + ["--keys", "k", "--values", "v", "--mask", "a", "--keep",
                                    "m"], "--mask and --keep exclude each other")
    wrong("keys and queries from standard input",
          attention + ["--keys", "-", "--values", "v"], "only one input can be standard input")
    wrong("causal", attention + ["--causal", "yes"],
          '--causal: unknown value "yes" (one of: start, end)')
    for scale in ("nan", "inf", "1e31"):
        wrong(f'scale "{scale}"', attention + ["--scale", scale],
              f'--scale: not from -2^100 to 2^100: "{scale}"')
    wrong("precision", SOFT + ["--precision", "quarter"],
          '--precision: unknown value "quarter" (one of: double, float, half, bfloat16)')
    for op in ("softmax-textbook", "softmax-online"):
        wrong(f"floats of {op}", ["--op", op, "--precision", "float"],
              "--precision float is not for softmax-textbook and softmax-online")
    wrong("a variate that rounds to 1", ["--op", "sample", "--variate", "0.99999999",
                                         "--precision", "float"],
          "--variate: the float next to it is 1")
    wrong("a threshold that rounds to 0", ["--op", "top-p", "--threshold", "1e-60",
                                           "--precision", "float"],
          "--threshold: the float next to it is 0")
    one = "--op xent needs one of --label, --labels and --target"
    wrong("xent alone", XENT, one)
    wrong("label and target", XENT + ["--label", "0", "--target", "1"], one)
    wrong("standard input twice", XENT + ["--target", "-"],
          "only one input can be standard input")

    short = "usage: softproof eval --op OP [OPTION]... [FILE]\ntry 'softproof --help'\n"
    equal(tool.run([]), (2, "", short), "usage: no arguments")
    equal(tool.run(["frob"]), (2, "", "softproof: unknown command: frob\n" + short),
          "usage: unknown command")
    equal(tool.run(["--frob"]), (2, "", "softproof: unknown option: --frob\n" + short),
          "usage: unknown option of the tool")


def run():
    bad_text()
    bad_files()
    bad_targets()
    bad_against()
    bad_times()
    usage()
