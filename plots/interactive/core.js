"use strict";
// SPDX-License-Identifier: MIT
// Copyright the Softproof authors

const $ = (id) => document.getElementById(id);

// --- the verified C ---

const bytes = Uint8Array.from(atob($("wasm").textContent.trim()), (c) => c.charCodeAt(0));
const core = new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports;
const at = (name, n) => new Float64Array(core.memory.buffer, core["address_" + name](), n);

/** The first n entries of the array `name` after f ran on z; null where it refuses. */
function call(f, z, ...rest) {
  at("z", z.length).set(z);
  return core[f](z.length, ...rest) === 0 ? Array.from(at("p", z.length)) : null;
}
function callNumber(f, z, ...rest) {
  at("z", z.length).set(z);
  return core[f](z.length, ...rest) === 0 ? core.last_number() : NaN;
}

/** softmax(z / T), its limits included */
function softmaxAt(z, T) {
  if (T === 0) return call("cold", z);
  if (T === Infinity) return call("hot", z);
  return call("temperature", z, T);
}

function naive(z) {
  const e = z.map(Math.exp), sum = e.reduce((a, b) => a + b, 0);
  return e.map((x) => x / sum);
}

// --- exact sums: every double is a whole number of 2^-1074 ---

function whole(x) {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  const bits = view.getBigUint64(0), exponent = Number((bits >> 52n) & 2047n);
  const part = bits & ((1n << 52n) - 1n);
  const size = exponent === 0 ? part : (part | (1n << 52n)) << BigInt(exponent - 1);
  return bits >> 63n ? -size : size;
}
const ONE = 1n << 1074n;
/** sum - target, in units of u = 2^-53, as a double */
function defect(values, target) {
  const sum = values.reduce((a, x) => a + whole(x), 0n) - BigInt(target) * ONE;
  return Number(sum) / Number(1n << 1021n);
}
