// SPDX-License-Identifier: MIT
// Copyright the Softproof authors

// The WebAssembly of the page gives the bits of the native build, and its statuses.
// usage: node check.mjs PAGE.wasm SOFTPROOF [ROWS]    Prints TAP.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [wasm, tool, ROWS = 100000] = process.argv.slice(2);
const core = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(wasm))).exports;
const at = (name, n) => new Float64Array(core.memory.buffer, core["address_" + name](), n);
const take = (name, n) => Array.from(at(name, n));
const work = mkdtempSync(join(tmpdir(), "page-"));

// Park and Miller
let s = 20261127;
const unit = () => (s = (s * 16807) % 2147483647) / 2147483647;
const spreads = [1e-6, 1, 30, 800, 1e5, 1e300];
const some = (n, size) => Array.from({ length: n }, () => (unit() - 0.5) * size);
function row() {
  const n = 1 + Math.floor(unit() * 12), size = spreads[Math.floor(unit() * spreads.length)];
  const kept = Math.floor(unit() * n);
  return some(n, size).map((x, i) => (i !== kept && unit() < 0.1 ? -Infinity : x));
}

const word = (x) => (x === Infinity ? "inf" : x === -Infinity ? "-inf" : Number.isNaN(x) ? "nan" : Object.is(x, -0) ? "-0" : String(x));
const text = (rows) => rows.map((z) => z.map(word).join(" ")).join("\n") + "\n";
const numbers = (line) => line.split("\t").map((x) => (x === "-inf" ? -Infinity : x === "inf" ? Infinity : Number(x)));
const run = (rows, words) => spawnSync(tool, ["eval", ...words], { input: text(rows), maxBuffer: 1 << 30, encoding: "utf8" });
function native(rows, words) {
  const { status, stdout, stderr } = run(rows, words);
  if (status !== 0) throw new Error(`${words}: ${stderr}`);
  return stdout.split("\n").filter((x) => x !== "").map(numbers);
}

let failed = 0, k = 0;
function report(wrong, what) {
  failed += wrong > 0;
  console.log(`${wrong ? "not ok" : "ok"} ${++k} - ${what}`);
}
/** f(row, index) gives the numbers of one row, or of its `lines` lines in the tool's output */
function compare(name, rows, words, f, lines = () => 1) {
  const expected = native(rows, words);
  let wrong = 0, count = 0, line = 0;
  rows.forEach((z) => {
    const ours = f(z), theirs = expected.slice(line, line += lines(z)).flat();
    wrong += ours.length !== theirs.length;
    ours.forEach((x, j) => { count++; wrong += !Object.is(x, theirs[j]); });
  });
  wrong += line !== expected.length;
  report(wrong, `${name}: ${rows.length} rows, ${count} values, ${wrong} differ`);
}
const array = (f, ...rest) => (z) => { at("z", z.length).set(z); core[f](z.length, ...rest); return take("p", z.length); };
const number = (f, ...rest) => (z) => { at("z", z.length).set(z); core[f](z.length, ...rest); return [core.last_number()]; };
const filter = (f, x) => (p) => { at("p", p.length).set(p); core[f](p.length, x); return take("q", p.length); };
const softmax = array("softmax");

// --- bits ---

const rows = Array.from({ length: ROWS }, row);
const at_T = (T) => [`softmax at T = ${T}`, rows, ["--op", "softmax", "--temperature", String(T)], array("temperature", T)];
compare("softmax", rows, ["--op", "softmax"], softmax);
compare("softmax-textbook", rows, ["--op", "softmax-textbook"], array("textbook"));
compare(...at_T(0.3));
compare(...at_T(1e-3));
compare(...at_T(1e250));
compare("softmax-cold", rows, ["--op", "softmax-cold"], array("cold"));
compare("softmax-hot", rows, ["--op", "softmax-hot"], array("hot"));
compare("logsoftmax", rows, ["--op", "logsoftmax"], array("log_softmax"));
compare("logsumexp", rows, ["--op", "logsumexp"], number("logsumexp"));
compare("entropy", rows, ["--op", "entropy"], number("entropy"));
compare("perplexity", rows, ["--op", "perplexity"], number("perplexity"));
compare("xent", rows, ["--op", "xent", "--label", "0"], number("loss", 0));
compare("xent-gradient", rows, ["--op", "xent", "--label", "0", "--gradient"], array("gradient", 0));
compare("sigmoid", rows, ["--op", "sigmoid"], (z) => z.map((x) => core.sigmoid(x)));
compare("jacobian", rows.slice(0, ROWS / 4), ["--op", "jacobian"], (z) => {
  softmax(z);
  core.jacobian(z.length);
  return take("J", z.length ** 2);
}, (z) => z.length);
compare("exp", rows, ["--op", "softmax-textbook"], (z) => { // the sum of the textbook, by our exp
  const m = Math.max(...z), e = z.map((x) => core.exp(x - m)), sum = e.reduce((a, b) => a + b, 0);
  return e.map((x) => x / sum);
});
const p = rows.map(softmax);
for (const count of [1, 3]) compare(`top-k, k = ${count}`, p, ["--op", "top-k", "--k", String(count)], filter("top_k", count));
for (const x of [0.5, 0.95]) compare(`top-p, ${x}`, p, ["--op", "top-p", "--threshold", String(x)], filter("top_p", x));
for (const x of [0, 0.37, 1 - 2 ** -53])
  compare(`sample, ${x}`, p, ["--op", "sample", "--variate", String(x)], (z) => { at("q", z.length).set(z); return [core.sample(z.length, x)]; });
for (const [n, d, size] of [[7, 4, 1], [12, 9, 30], [40, 2, 1e5]]) {
  const keys = Array.from({ length: n }, () => some(d, size)), values = some(n, 10).map((x) => [x]);
  writeFileSync(join(work, "keys"), text(keys));
  writeFileSync(join(work, "values"), text(values));
  at("keys", n * d).set(keys.flat());
  at("values", n).set(values.flat());
  compare(`attention, ${n} keys of ${d}`, Array.from({ length: ROWS / 10 }, () => some(d, size)),
    ["--op", "attention", "--keys", join(work, "keys"), "--values", join(work, "values")], (q) => {
      at("query", d).set(q);
      core.scores(n, d, 1 / Math.sqrt(d));
      core.attend(n);
      return [core.last_number()];
    });
}

// --- statuses: the tool says what the WebAssembly says, and nothing is written ---

function name(status) {
  const all = new Uint8Array(core.memory.buffer, core.status_name(status));
  return String.fromCharCode(...all.subarray(0, all.indexOf(0)));
}
const loss = ["--op", "xent", "--label", "9"], bad = [0.5, 1.5], zeros = [0, 0];
const refused = [
  ...[[NaN, 1], [1, Infinity], [-Infinity, -Infinity], [NaN, Infinity], [-Infinity, 2, NaN]].flatMap((z) => [
    [z, ["--op", "softmax"], "softmax"], [z, ["--op", "softmax-textbook"], "textbook"], [z, ["--op", "softmax-cold"], "cold"],
    [z, ["--op", "softmax-hot"], "hot"], [z, ["--op", "softmax", "--temperature", "2"], "temperature", 2],
    [z, ["--op", "logsoftmax"], "log_softmax"], [z, ["--op", "logsumexp"], "logsumexp"], [z, ["--op", "entropy"], "entropy"],
    [z, ["--op", "perplexity"], "perplexity"], [z, ["--op", "xent", "--label", "0"], "loss", 0],
    [z, ["--op", "xent", "--label", "0", "--gradient"], "gradient", 0]]),
  [[1, 2], loss, "loss", 9], [[1, 2], [...loss, "--gradient"], "gradient", 9],
  ...[bad, zeros, [NaN, 0.5]].flatMap((z) => [[z, ["--op", "top-k", "--k", "1"], "top_k", 1], [z, ["--op", "top-p", "--threshold", "0.5"], "top_p", 0.5]]),
];
let wrong = 0;
for (const [z, words, f, ...rest] of refused) {
  const n = z.length, on = f.startsWith("top") ? "p" : "z", out = on === "p" ? "q" : "p";
  at("p", n).fill(42);
  at("q", n).fill(42);
  at(on, n).set(z);
  const status = core[f](n, ...rest), written = take(out, n).some((x) => x !== 42);
  const theirs = run([z], words);
  if (status === 0 || written || theirs.status !== 1 || !theirs.stderr.includes(name(status))) {
    wrong++;
    console.log(`# ${words.join(" ")} of ${z}: ${status} ${name(status)}${written ? ", written" : ""}; the tool: ${theirs.status} ${theirs.stderr}`);
  }
}
report(wrong, `${refused.length} refusals have the tool's words, ${wrong} not`);
wrong = 0;
for (const T of [0, -1, NaN, 1e-300, 1e300, Infinity]) {
  at("z", 2).set([1, 2]);
  wrong += core.temperature(2, T) !== 13 || run([[1, 2]], ["--op", "softmax", "--temperature", word(T)]).status === 0;
}
report(wrong, `temperatures out of range are refused, ${wrong} not`);

// --- the page's reference by whole numbers: rounded, it is what MPFR and Arb certify ---

const source = readFileSync(new URL("core.js", import.meta.url), "utf8").split("// --- exact numbers")[1];
const { reference, F, abs } = new Function(`const U = 2 ** -53; //${source}; return { reference, F, abs };`)();
/** a / 2^F as a double, to nearest: of 70 bits or more the rest is one bit more */
function nearest(a) {
  const size = abs(a), drop = BigInt(Math.max(0, size.toString(2).length - 70)), top = size >> drop;
  const rounded = Number(top << 1n | (top << drop === size ? 0n : 1n)) * 2 ** (Number(drop - F) + 599) * 2 ** -600;
  return a < 0n ? -rounded : rounded;
}
const LOST = 1n << (F - 1150n); // where this breaks a tie, either side will do
function certified(what, rows, words, f) {
  const theirs = native(rows, [...words, "--certified"]).map((x) => x[0]), ours = rows.flatMap(f);
  let wrong = ours.length !== theirs.length, count = 0;
  ours.forEach((x, i) => {
    if (x === null || Math.abs(theirs[i]) < 2 ** -1021) return;
    count++;
    wrong += theirs[i] !== nearest(x + LOST) && theirs[i] !== nearest(x - LOST);
  });
  report(wrong, `reference, ${what}: ${count} certified values, ${wrong} differ`);
}
const few = rows.slice(0, 500);
certified("softmax", few, ["--op", "softmax"], (z) => reference(z, 1).g);
for (const T of [0.3, 1e-3]) certified(`T = ${T}`, few, ["--op", "softmax", "--temperature", String(T)], (z) => reference(z, T).g);
certified("log-softmax", few, ["--op", "logsoftmax"], (z) => {
  const { d, logSum } = reference(z, 1); // null where the gap's log is too large for nearest, or masked
  return d.map((x) => (x === null || x < -(1n << (F + 80n)) ? null : x - logSum));
});
certified("logsumexp", few, ["--op", "logsumexp"], (z) => {
  const { m, logSum } = reference(z, 1), sum = (m << (F - 1074n)) + logSum;
  return [abs(sum) > 1n << (F + 80n) ? null : sum];
});

rmSync(work, { recursive: true });
console.log(`1..${k}`);
process.exit(failed ? 1 : 0);
