// SPDX-License-Identifier: MIT
// Copyright the Softproof authors

// The WebAssembly of the page gives the bits of the native build.
// usage: node check.mjs PAGE.wasm SOFTPROOF    Prints TAP.
import { readFileSync } from "node:fs";
import { execFileSync } from "node:child_process";

const [wasm, tool] = process.argv.slice(2);
const core = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(wasm))).exports;
const at = (name, n) => new Float64Array(core.memory.buffer, core["address_" + name](), n);
const VALUES = 100000;

// Park and Miller
let s = 20261127;
const unit = () => (s = (s * 16807) % 2147483647) / 2147483647;
const spreads = [1e-6, 1, 30, 800, 1e5, 1e300];
function row() {
  const n = 1 + Math.floor(unit() * 12), size = spreads[Math.floor(unit() * spreads.length)];
  const kept = Math.floor(unit() * n);
  return Array.from({ length: n }, (_, i) => (i !== kept && unit() < 0.1 ? -Infinity : (unit() - 0.5) * size));
}

function native(rows, words) {
  const text = rows.map((z) => z.map((x) => (x === -Infinity ? "-inf" : x.toString())).join(" ")).join("\n") + "\n";
  return execFileSync(tool, ["eval", ...words], { input: text, maxBuffer: 1 << 28 }).toString()
    .trim().split("\n").map((line) => line.split("\t").map((x) => (x === "-inf" ? -Infinity : x === "inf" ? Infinity : Number(x))));
}

const rows = [];
for (let count = 0; count < VALUES; count += rows.at(-1).length) rows.push(row());
const array = (f, ...rest) => (z) => { core[f](z.length, ...rest); return Array.from(at("p", z.length)); };
const number = (f, ...rest) => (z) => { core[f](z.length, ...rest); return [core.last_number()]; };
const cases = [
  ["softmax", ["--op", "softmax"], array("softmax")],
  ["softmax-textbook", ["--op", "softmax-textbook"], array("textbook")],
  ["softmax at T = 0.3", ["--op", "softmax", "--temperature", "0.3"], array("temperature", 0.3)],
  ["softmax-cold", ["--op", "softmax-cold"], array("cold")],
  ["softmax-hot", ["--op", "softmax-hot"], array("hot")],
  ["logsoftmax", ["--op", "logsoftmax"], array("log_softmax")],
  ["logsumexp", ["--op", "logsumexp"], number("logsumexp")],
  ["entropy", ["--op", "entropy"], number("entropy")],
  ["perplexity", ["--op", "perplexity"], number("perplexity")],
  ["xent", ["--op", "xent", "--label", "0"], number("loss", 0)],
  ["xent-gradient", ["--op", "xent", "--label", "0", "--gradient"], array("gradient", 0)],
  ["sigmoid", ["--op", "sigmoid"], (z) => z.map((x) => core.sigmoid(x))],
];
let failed = 0, k = 0;
for (const [name, words, f] of cases) {
  const expected = native(rows, words);
  let wrong = 0, count = 0;
  rows.forEach((z, i) => {
    at("z", z.length).set(z);
    f(z).forEach((x, j) => { count++; wrong += !Object.is(x, expected[i][j]); });
  });
  failed += wrong > 0;
  console.log(`${wrong ? "not ok" : "ok"} ${++k} - ${name}: ${count} values, ${wrong} other bits`);
}
console.log(`1..${k}`);
process.exit(failed ? 1 : 0);
