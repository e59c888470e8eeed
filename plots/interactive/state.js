// SPDX-License-Identifier: MIT
// Copyright the Softproof authors

const MOST = 8, HUGE = "\u221e", MOST_SEED = 2147483646;

// --- presets: logits, temperature, story, label ---

const PRESETS = [
  ["a textbook row", "2 1 0.5 0", 1, "Four classes."],
  ["two tied winners", "2 2 1 -1", 1, "As T goes to 0, each gets one half."],
  ["overflow of the naive form", "1000 999 998", 1, "e^1000 is infinite in double arithmetic."],
  ["llm.c: the maximum begins at -10000", "-20000 -20001 -20003", 1,
    "A running maximum that begins at -10000 leaves only zeros to divide by."],
  ["NNlib: a label without a chance", "-431 279 427", 1,
    "p of the label is 0 to every digit, and -log p infinite; the loss is 858. A gradient through log p is NaN."],
  ["log-softmax of a sure classifier", "40 0", 1,
    "log(sum) is 0 here; the loss of label 0 is 4.2e-18, as log1p has it."],
  ["two equal large logits", "1e17 1e17", 1,
    "logsumexp rounds to 1e17, so that z - logsumexp(z) is 0; log-softmax is -log 2. In floats 1e8 is enough."],
  ["low temperature", "2 1 0.5 0", 0.001,
    "e^(2/T) overflows for T below 0.0028: the naive column is NaN. The page transformer-explainer leaves T = 0.05 and 0.1 out for an error in Math.exp."],
  ["masked entries", "1 -inf 2 -inf", 1, "-inf masks an entry: its probability is exactly 0."],
  ["all masked", "-inf -inf", 1, "There is no distribution: the function says so."],
  ["not a number", "1 nan 2", 1, "A NaN is refused, never lost."],
  ["plus infinity", "inf 0", 1, "SciPy's reviewers weighed NaN and 0 against 1 and 0. Here it is refused."],
  ["far apart", "0 -700 -740 -745 -746", 1, "Probabilities below the normal numbers, and 0."],
];

const START = { z: [2, 1, 0.5, 0], T: 1, label: 0, shift: 4, k: 0, nucleus: 1, seed: 1, draws: 0,
  turn: 0.1, d: 2 };
const state = { ...START };

// --- numbers as text ---

const NUMBER = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/;
/** The numbers of a text, and what is wrong with it, or "" */
function read(text) {
  const words = text.split(/[\s,;]+/).filter((w) => w !== "");
  const numbers = words.map((w) => {
    const word = w.replaceAll("\u2212", "-").toLowerCase();
    if (/^[-+]?(inf|infinity|\u221e)$/.test(word)) return word[0] === "-" ? -Infinity : Infinity;
    return word === "nan" ? NaN : NUMBER.test(word) ? Number(word) : undefined;
  });
  const bad = numbers.indexOf(undefined);
  const large = words.findIndex((w, i) => /\d/.test(w) && Math.abs(numbers[i]) === Infinity);
  const wrong = words.length === 0 ? "no logits, at least 1"
    : bad >= 0 ? `'${words[bad]}' is not a number`
    : large >= 0 ? `'${words[large]}' is above every double`
    : words.length > MOST ? `${words.length} logits, at most ${MOST}` : "";
  return { numbers, wrong };
}
/** The digits that make the double, with an exponent where that is shorter; no plus sign, which addresses change */
function plain(x) {
  const text = Object.is(x, -0) ? "-0" : String(x), large = x.toExponential();
  return (Math.abs(x) >= 1e9 && large.length < text.length ? large : text).replace("e+", "e");
}
const shown = (x) => (Number.isNaN(x) ? "nan" : x === Infinity ? "inf" : x === -Infinity ? "-inf" : plain(x));
const digits = (x) => (Number.isNaN(x) ? "NaN" : x === Infinity ? HUGE : x === -Infinity ? "\u2212" + HUGE
  : plain(x).replaceAll("-", "\u2212"));
const short = (x) => digits(Number(x.toPrecision(4)));

// --- the address ---

const whole_in = (low, high) => (x) => Number.isInteger(x) && x >= low && x <= high;
const between = (low, high) => (x) => x >= low && x <= high;
/** Name in the address, name in the state, and what is allowed: of T, what C then judges */
const KEYS = [["T", "T", (x) => !Number.isNaN(x)], ["label", "label", whole_in(0, MOST - 1)], ["c", "shift", between(-3, 9)],
  ["k", "k", whole_in(0, MOST)], ["p", "nucleus", between(0.05, 1)], ["seed", "seed", whole_in(1, MOST_SEED)],
  ["draws", "draws", whole_in(0, 100)], ["turn", "turn", between(0, 1)], ["d", "d", whole_in(1, 5)]];

function save() {
  const parts = [["z", state.z.map(shown).join(",")], ...KEYS.map(([key, name]) => [key, shown(state[name])])];
  const hash = "#" + parts.map(([key, text]) => `${key}=${text}`).join("&");
  if (hash !== location.hash) history.replaceState(null, "", hash);
}
/** Takes the state from the address; what is wrong with it, or "" */
function restore() {
  const given = {};
  let wrong = "";
  for (const part of location.hash.slice(1).split("&")) {
    const [key, ...rest] = part.split("=");
    try { given[key] = decodeURIComponent(rest.join("=")); } catch { wrong = "it is cut off"; }
  }
  Object.assign(state, START, { z: START.z.slice() });
  if ("z" in given) {
    const { numbers, wrong: why } = read(given.z);
    if (why) wrong = why; else state.z = numbers;
  }
  for (const [key, name, allowed] of KEYS) {
    if (!(key in given)) continue;
    const { numbers, wrong: why } = read(given[key]);
    if (!why && numbers.length === 1 && allowed(numbers[0])) state[name] = numbers[0];
    else wrong = `${key}=${given[key]}`;
  }
  return wrong && `The address is not all understood: ${wrong}.`;
}

// --- to take away ---

function program() {
  const { z, T } = state, n = z.length;
  const c = (x) => (Number.isNaN(x) ? "NAN" : Math.abs(x) > 1e9 && Math.abs(x) < Infinity // no integer, which may be too large
    ? x.toExponential().replace("e+", "e") : shown(x).replace("inf", "INFINITY"));
  const f = T === 1 ? "softmax" : operation(T)[0] === "temperature" ? "softmax_temperature" : "softmax_" + operation(T)[0];
  return ["// cc -std=c11 -ffp-contract=off -I src this.c src/*.c", "#include <math.h>", "#include <stdio.h>",
    '#include "softproof.h"', "", "int main(void)", "{",
    `  const double z[${n}] = {${z.map(c).join(", ")}};`, `  double p[${n}];`,
    `  sp_status s = sp_${f}(z, p, ${n}${f === "softmax_temperature" ? `, ${c(T)}` : ""});`, "  if (s != SP_OK) {",
    '    fprintf(stderr, "%s\\n", sp_status_name(s));', "    return 1;", "  }",
    `  for (size_t i = 0; i < ${n}; i++)`, '    printf("%.17g\\n", p[i]);', "}"].join("\n");
}
function table() {
  const p = softmaxAt(state.z, state.T);
  return [`# softmax of z/T, T = ${shown(state.T)}`, "z\tp", ...state.z.map((x, i) =>
    `${shown(x)}\t${p ? shown(p[i]) : "refused"}`)].join("\n");
}
function command() {
  const { z, T } = state;
  const op = T === 0 ? "softmax-cold" : T === Infinity ? "softmax-hot"
    : `softmax${T === 1 ? "" : ` --temperature ${shown(T)}`}`;
  return `echo '${z.map(shown).join(" ")}' | softproof eval --op ${op} --bound`;
}
const TAKE = { c: program, tsv: table, command };
