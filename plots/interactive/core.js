// SPDX-License-Identifier: MIT
// Copyright the Softproof authors

const $ = (id) => document.getElementById(id);
const U = 2 ** -53, ETA = 2 ** -1074;

// --- what the proof says, from build.py ---

const PROOF = JSON.parse($("proof").textContent), STATUS = PROOF.statuses;

// --- the verified C ---

const packed = Uint8Array.from(atob($("wasm").textContent.trim()), (c) => c.charCodeAt(0));
const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
const core = (await WebAssembly.instantiate(await new Response(unpacked).arrayBuffer())).instance.exports;
const at = (name, n) => new Float64Array(core.memory.buffer, core["address_" + name](), n);

/** The first n entries of p after f ran on z; null where it refuses. */
function call(f, z, ...rest) {
  at("z", z.length).set(z);
  return core[f](z.length, ...rest) === 0 ? Array.from(at("p", z.length)) : null;
}
function callNumber(f, z, ...rest) {
  at("z", z.length).set(z);
  return core[f](z.length, ...rest) === 0 ? core.last_number() : NaN;
}
function statusName(s) {
  const text = new Uint8Array(core.memory.buffer, core.status_name(s));
  return String.fromCharCode(...text.subarray(0, text.indexOf(0)));
}

/** What computes softmax(z / T), and its limits */
const operation = (T) => (T === 0 ? ["cold"] : T === Infinity ? ["hot"] : ["temperature", T]);
function softmaxAt(z, T) {
  const [f, ...rest] = operation(T);
  return call(f, z, ...rest);
}
function statusAt(z, T) {
  const [f, ...rest] = operation(T);
  at("z", z.length).set(z);
  return core[f](z.length, ...rest);
}

/** The Jacobian for probabilities p, as one list */
function jacobian(p) {
  at("p", p.length).set(p);
  core.jacobian(p.length);
  return Array.from(at("J", p.length ** 2));
}

// --- not of the C: the form that overflows ---

function naive(z) {
  const e = z.map(Math.exp), sum = e.reduce((a, b) => a + b, 0);
  return e.map((x) => x / sum);
}

// --- exact numbers: every double is a whole number of 2^-1074 ---

function whole(x) {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  const bits = view.getBigUint64(0), exponent = Number((bits >> 52n) & 2047n);
  const part = bits & ((1n << 52n) - 1n);
  const size = exponent === 0 ? part : (part | (1n << 52n)) << BigInt(exponent - 1);
  return bits >> 63n ? -size : size;
}
const ONE = 1n << 1074n;
const abs = (a) => (a < 0n ? -a : a);
const most = (a) => a.reduce((x, y) => (x > y ? x : y));
/** sum - target, exactly */
const defect = (values, target) => values.reduce((a, x) => a + whole(x), 0n) - BigInt(target) * ONE;
/** In units of u = 2^-53, as a double */
const inU = (a) => Number(a) / Number(1n << 1021n);

// --- the reference: whole numbers of 2^-1300, none of it from the C. What is below
// 2^-1150 may be lost; eta, the least of all the bounds' absolute terms, is 2^-1074 ---

const F = 1300n, UNIT = 1n << F, LEAST = 1n << (F - 1074n);
const fix = (x) => whole(x) << (F - 1074n);
const times = (a, b) => (a * b) >> F;
/** a b, for a double b */
const scaled = (a, b) => (a * whole(b)) >> 1074n;

/** e^d for d <= 0, within 2^-1270: Taylor at d / 2^20, squared 20 times. */
function expBelow(d) {
  if (d < -800n * UNIT) return 0n;
  const r = d >> 20n;
  let s = UNIT;
  for (let k = 95n; k > 0n; k--) s = UNIT + times(r, s) / k;
  for (let k = 0; k < 20; k++) s = times(s, s);
  return s;
}
/** log s for s >= 1: the steps make the error its cube. */
function log(s) {
  let y = fix(Math.log(Number(s >> 300n) / 2 ** 1000));
  for (let k = 0; k < 3; k++) {
    const q = times(s, expBelow(-y));
    y += (2n * (q - UNIT) << F) / (q + UNIT);
  }
  return y;
}
/** Softmax of z / T over the reals: d_i = (z_i - m) / T, g_i, and log sum_j e^d_j */
function reference(z, T) {
  const finite = z.filter(Number.isFinite).map(whole), m = most(finite);
  const d = z.map((x) => (x === -Infinity ? null
    : T === 1 ? (whole(x) - m) << (F - 1074n) : ((whole(x) - m) << F) / whole(T)));
  const e = d.map((x) => (x === null ? 0n : expBelow(x))), sum = e.reduce((a, b) => a + b, 0n);
  return { d, e, sum, m, g: e.map((x) => (x << F) / sum), logSum: log(sum) };
}
/** How many u |g| the double x is from g, over and above `more` */
function unitsOff(x, g, more) {
  const far = abs(fix(x) - g) - more;
  return far <= 0n ? 0 : g === 0n ? Infinity : Number((far << 90n) / abs(g)) / 2 ** 90 / U;
}
/** |x - g| <= rel |g| + more, exactly */
const within = (x, g, rel, more) => abs(fix(x) - g) <= scaled(abs(g), rel) + more;
