// SPDX-License-Identifier: MIT
// Copyright the Softproof authors

// What the C gives for the state, and what is true of it by exact arithmetic.

const PLACES = 64; // of the arrays in wasm.c

/** softmax(z) in arrays with a mark in every place that it must leave alone */
function framed(z) {
  const mark = 42.5, n = z.length;
  for (const name of ["z", "p"]) at(name, PLACES).fill(mark);
  at("z", n).set(z);
  const status = core.softmax(n), p = Array.from(at("p", PLACES));
  const kept = Array.from(at("z", PLACES)).every((x, i) => Object.is(x, i < n ? z[i] : mark))
    && p.every((x, i) => (status === 0 && i < n) || x === mark);
  return { status, kept, p: p.slice(0, n) };
}

/** A linear congruence (Park and Miller): the same draws for a seed, everywhere. */
function* variates(seed) {
  let s = seed;
  for (;;) yield (s = (s * 16807) % 2147483647) / 2147483647;
}

/** The `count` entries of p that come first: the larger, then the lower index */
const first = (p, count) => p.map((_, i) => i).sort((i, j) => p[j] - p[i] || i - j).slice(0, count);
const sumOf = (p, kept) => p.reduce((s, x, i) => (kept.includes(i) ? s + x : s), 0);
const renormalised = (p, kept) => p.map((x, i) => (kept.includes(i) ? x / sumOf(p, kept) : 0));
const same = (a, b) => a.every((x, i) => x === b[i]);

/** p filtered by top-k, then by top-p; then `count` draws, each judged */
function sampling(p, { k, nucleus, seed }, count) {
  const n = p.length, size = k > 0 ? Math.min(k, n) : n;
  at("p", n).set(p);
  core.top_k(n, size);
  const top = Array.from(at("q", n));
  at("p", n).set(top);
  core.top_p(n, nucleus);
  const kept = Array.from(at("q", n)), drawn = new Array(n).fill(0), steps = [0];
  kept.forEach((x) => steps.push(steps.at(-1) + x));
  const last = kept.findLastIndex((x) => x > 0), r = variates(seed);
  const good = { positive: true, bracket: true, first: true };
  for (let i = 0; i < count; i++) {
    const x = r.next().value, j = core.sample(n, x);
    drawn[j]++;
    good.positive &&= kept[j] > 0;
    good.bracket &&= (steps[j] <= x && x < steps[j + 1]) || (steps[n] <= x && j === last);
    good.first &&= steps.slice(0, j + 1).every((s) => s <= x);
  }
  let fewest = 1;
  while (fewest < n && sumOf(top, first(top, fewest)) < nucleus && top[first(top, fewest + 1)[fewest]] > 0) fewest++;
  good.top_k = same(top, renormalised(p, first(p, size)));
  good.top_p = same(kept, renormalised(top, first(top, fewest)));
  return { top, kept, drawn, good, size, fewest };
}

/** One query against n keys that point to i/n of a turn, the values 0 .. n - 1 */
function attention(n, d, turn, scale) {
  const point = (x) => Array.from({ length: d }, (_, l) => (l % 2 ? Math.sin : Math.cos)(2 * Math.PI * x));
  const query = point(turn), keys = Array.from({ length: n }, (_, i) => point(i / n));
  const values = keys.map((_, i) => i);
  at("query", d).set(query);
  at("keys", n * d).set(keys.flat());
  at("values", n).set(values);
  core.scores(n, d, scale);
  const scores = Array.from(at("z", n));
  core.attend(n);
  return { n, d, scale, query, keys, values, scores, weights: Array.from(at("p", n)), out: core.last_number() };
}

/** Judges each score by whole numbers of 2^-3222. */
function scoresHold({ d, scale, query, keys, scores }) {
  const c = whole(scale), q = query.map(whole);
  return scores.every((s, i) => {
    const terms = keys[i].map((x, l) => whole(x) * q[l]);
    const exact = c * terms.reduce((a, x) => a + x, 0n), size = abs(c) * terms.reduce((a, x) => a + abs(x), 0n);
    const absolute = ((BigInt(d) * abs(c)) << 1074n) + (1n << 2148n);
    return abs((whole(s) << 2148n) - exact) << 69n
      <= 65537n * (BigInt(d + 1) * size + (absolute << 53n));
  });
}

/** All that the claims are judged by; p and what follows only where z is accepted */
function facts(state) {
  const z = state.z.slice(), n = z.length, T = state.T, c = { z, n, T, ...framed(z) };
  c.nan = z.some(Number.isNaN);
  c.inf = !c.nan && z.includes(Infinity);
  c.masked = z.every((x) => x === -Infinity);
  c.accepted = !c.nan && !c.inf && !c.masked;
  const limit = T === 0 || T === Infinity;
  c.statusT = limit ? null : statusAt(z, T);
  if (!c.accepted) return c;
  c.label = Math.min(state.label, n - 1);
  c.real = reference(z, 1);
  c.top = z.map((x) => x === Math.max(...z));
  c.old = call("textbook", z);
  if (c.statusT === 0) Object.assign(c, { pT: softmaxAt(z, T), realT: reference(z, T) });
  c.cold = call("cold", z);
  c.hot = call("hot", z);
  c.J = jacobian(c.p);
  c.loss = callNumber("loss", z, c.label);
  c.gradient = call("gradient", z, c.label);
  c.lse = callNumber("logsumexp", z);
  c.logs = call("log_softmax", z);
  c.entropy = callNumber("entropy", z);
  c.perplexity = callNumber("perplexity", z);
  c.shift = state.shift < -2.9 ? 0 : 10 ** state.shift;
  const moved = z.map((x) => x + c.shift);
  c.shiftExact = moved.every((x, i) => z[i] === -Infinity
    || (Number.isFinite(x) && whole(x) === whole(z[i]) + whole(c.shift)));
  c.moved = call("softmax", moved);
  c.pair = n === 2 && z.every(Number.isFinite) && Number.isFinite(z[0] - z[1]) ? z[0] - z[1] : null;
  c.now = limit || c.statusT === 0 ? softmaxAt(z, T) : null;
  if (c.now) c.draw = sampling(c.now, state, 1000 * state.draws);
  const d = 2 ** state.d;
  c.toys = [1 / Math.sqrt(d), 1].map((scale) => attention(Math.max(2, n), d, state.turn, scale));
  return c;
}
