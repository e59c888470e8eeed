// SPDX-License-Identifier: MIT
// Copyright the Softproof authors

// The clauses that the page judges: [function, clause, what it says, judge]. A judge
// gets the facts and returns [what is so here, whether the clause holds]; null in the
// second place says that the clause does not apply. build.py looks each clause up.

const NOT = (why) => [why, null];
const worst = (list) => `${short(Math.max(0, ...list))} u`;
const pairs = (z, good) => z.every((x, i) => z.every((y, j) =>
  !(Number.isFinite(x) && Number.isFinite(y)) || good(x, y, i, j)));
/** |p_i - g_i| <= rel u g_i + eta for all i */
const near = (p, g, rel) => [worst(p.map((x, i) => unitsOff(x, g[i], LEAST))) + " g",
  p.every((x, i) => within(x, g[i], rel * U, LEAST))];
const inUnit = (p) => [`${short(Math.min(...p))} to ${short(Math.max(...p))}`, p.every((x) => x >= 0 && x <= 1)];
/** |sum - 1| <= bound, both times 2^1074 */
const sumIs = (p, bound) => [`${short(inU(defect(p, 1)))} u`, abs(defect(p, 1)) <= whole(bound)];
const times53 = (x) => x << 53n;
/** p_i <= p_j (1 + k u) + more eta where z_i <= z_j */
const ordered = (c, k, more, floor) => pairs(c.z, (x, y, i, j) => x > y || c.p[j] < floor
  || times53(whole(c.p[i])) <= (2n ** 53n + k) * whole(c.p[j]) + times53(more));
const steps = (c, floor) => worst(c.z.flatMap((x, i) => c.z.map((y, j) =>
  (x <= y && c.p[j] > 0 && c.p[j] >= floor ? (c.p[i] - c.p[j]) / c.p[j] / U : 0))));
const peak = (c, p) => [`p_top = ${short(Math.max(...p))}`, c.top.every((top, t) => !top
  || (p.every((x) => x <= p[t]) && times53(BigInt(c.n) * whole(p[t])) >= (2n ** 53n - 3n) * ONE))];
const maskedAre0 = (c, p) => (c.z.includes(-Infinity) ? ["", c.z.every((x, i) => x !== -Infinity || p[i] === 0)]
  : NOT("nothing masked"));
/** p is 1 / count on `marked`, within u, and 0 elsewhere */
const uniform = (p, marked) => {
  const count = BigInt(marked.filter(Boolean).length);
  return [`1/${count}`, p.every((x, i) => (marked[i] ? times53(abs(count * whole(x) - ONE)) <= ONE : x === 0))];
};
const iff = (c, code, is) => [STATUS[c.status], (c.status === code) === is];
const relative = (x, g, rel, more, name) => [`${short(unitsOff(x, g, more))} u ${name}`, within(x, g, rel * U, more)];
const eta = (k) => BigInt(k) * LEAST;
const S16 = 1 + 2 ** -16;

const CLAIMS = [
  ["sp_softmax", "P09_ok", "SP_OK just where the row is accepted", (c) => iff(c, 0, c.accepted)],
  ["sp_softmax", "P09_nan", "SP_NAN_LOGIT just where some logit is NaN", (c) => iff(c, 3, c.nan)],
  ["sp_softmax", "P09_inf", "SP_POS_INF_LOGIT just where one is +\u221e, none NaN", (c) => iff(c, 4, c.inf)],
  ["sp_softmax", "P09_masked", "SP_ALL_MASKED just where all are \u2212\u221e", (c) => iff(c, 5, c.masked)],
  ["sp_softmax", "P08", "only p[0..n \u2212 1] is written, and nothing where refused",
    (c) => [c.accepted ? `${c.n} written` : "nothing written", c.kept]],
  ["sp_softmax", "P01_range", "0 \u2264 p \u2264 1", (c) => inUnit(c.p)],
  ["sp_softmax", "P02_sum", "|sum \u2212 1| \u2264 2.25 u (1 + 2^\u221216)", (c) => sumIs(c.p, 2.25 * U * S16)],
  ["sp_softmax", "P03_accuracy", "|p \u2212 g| \u2264 4.5 u (1 + 2^\u221216) g + \u03b7", (c) => near(c.p, c.real.g, 4.5 * S16)],
  ["sp_softmax", "P04_equal", "equal logits have equal p", (c) => {
    const tied = c.z.some((x, i) => Number.isFinite(x) && c.z.indexOf(x) !== i);
    return tied ? ["", pairs(c.z, (x, y, i, j) => x !== y || c.p[i] === c.p[j])] : NOT("no ties");
  }],
  ["sp_softmax", "P04_order", "z_i \u2264 z_j gives p_i \u2264 p_j (1 + 4 u), where p_j \u2265 2^\u2212900",
    (c) => [steps(c, 2 ** -900), ordered(c, 4n, 0n, 2 ** -900)]],
  ["sp_softmax", "P04_order_any", "and p_i \u2264 p_j (1 + 5 u) + 3 \u03b7 everywhere", (c) => [steps(c, 0), ordered(c, 5n, 3n, 0)]],
  ["sp_softmax", "P05_peak", "at each largest z, p is largest and at least (1 \u2212 3 u)/n", (c) => peak(c, c.p)],
  ["sp_softmax", "P06_model", "p depends on the differences only: z + c has the same bits", (c) =>
    (c.shiftExact ? ["z + c is exact", same(c.p, c.moved)] : NOT("z + c is rounded, which moves z"))],
  ["sp_softmax", "P07_masked", "p = 0 where z = \u2212\u221e", (c) => maskedAre0(c, c.p)],

  ["sp_softmax_textbook", "P02_sum", "|sum \u2212 1| \u2264 n u (1 + 2 u)", (c) => sumIs(c.old, c.n * U * (1 + 2 * U))],
  ["sp_softmax_textbook", "P03_accuracy", "|p \u2212 g| \u2264 (n + ln n + min(m \u2212 z, 746) + 2.25) u (1 + 2^\u221220) g + \u03b7",
    (c) => [near(c.old, c.real.g, 0)[0], c.old.every((x, i) => within(x, c.real.g[i],
      (c.n + Math.log(c.n) + Math.min(Math.max(...c.z) - c.z[i], 746) + 2.25) * U * (1 + 2 ** -20), LEAST))]],

  ["sp_softmax_temperature", "P09_temperature", "SP_BAD_TEMPERATURE just where T is not in [2^\u2212900, 2^900]", (c) =>
    (c.statusT === null ? NOT("a limit of T") : [STATUS[c.statusT], (c.statusT === 13) === !(c.T >= 2 ** -900 && c.T <= 2 ** 900)])],
  ...[
    ["P17_range", "0 \u2264 p \u2264 1", (c) => inUnit(c.pT)],
    ["P17_sum", "|sum \u2212 1| \u2264 2.25 u (1 + 2^\u221216)", (c) => sumIs(c.pT, 2.25 * U * S16)],
    ["P17_accuracy", "|p \u2212 g| \u2264 4.5 u (1 + 2^\u221210) g + \u03b7, g of z/T", (c) => near(c.pT, c.realT.g, 4.5 * (1 + 2 ** -10))],
    ["P17_peak", "at each largest z, p is largest and at least (1 \u2212 3 u)/n", (c) => peak(c, c.pT)],
    ["P17_masked", "p = 0 where z = \u2212\u221e", (c) => maskedAre0(c, c.pT)],
  ].map(([clause, says, judge]) => ["sp_softmax_temperature", clause, says,
    (c) => (c.pT ? judge(c) : NOT(c.statusT === null ? "a limit of T" : "T is refused"))]),
  ["sp_softmax_cold", "P17_accuracy", "1 over the number of largest logits, within u; else 0", (c) => uniform(c.cold, c.top)],
  ["sp_softmax_hot", "P17_accuracy", "1 over the number of unmasked logits, within u; else 0",
    (c) => uniform(c.hot, c.z.map(Number.isFinite))],

  ["sp_entropy", "P17_entropy_nonneg", "H \u2265 0", (c) => [short(c.entropy), c.entropy >= 0]],
  ["sp_entropy", "P17_entropy_accuracy", "off by at most (n + 11) u (1 + 2^\u221215) H + 780 n \u03b7", (c) =>
    relative(c.entropy, trueEntropy(c.real), (c.n + 11) * (1 + 2 ** -15), eta(780 * c.n), "H")],
  ["sp_perplexity", "P17_perplexity_range", "1 \u2264 e^H \u2264 n (1 + 2^\u221222)", (c) =>
    [short(c.perplexity), c.perplexity >= 1 && c.perplexity <= c.n * (1 + 2 ** -22)]],
  ["sp_perplexity", "P17_perplexity_accuracy", "off by at most ((n + 11) H + 2.13) u (1 + 2^\u221214) e^H", (c) => {
    const H = trueEntropy(c.real), g = (UNIT << F) / expBelow(-H);
    return relative(c.perplexity, g, ((c.n + 11) * ratio(H) + 2.13) * (1 + 2 ** -14), 0n, "e^H");
  }],

  ["sp_softmax_jacobian", "P12_symmetric", "J is symmetric", (c) => ["", pairsOf(c, (i, j, x) => x === c.J[j * c.n + i])]],
  ["sp_softmax_jacobian", "P12_diagonal", "0 \u2264 J_ii \u2264 1/4", (c) =>
    ["", pairsOf(c, (i, j, x) => i !== j || (x >= 0 && x <= 0.25))]],
  ["sp_softmax_jacobian", "P12_other", "\u22121 \u2264 J_ij \u2264 0 for i \u2260 j", (c) =>
    ["", pairsOf(c, (i, j, x) => i === j || (x >= -1 && x <= 0))]],
  ["sp_softmax_jacobian", "P12_error", "off p_i (\u03b4_ij \u2212 p_j) by at most 2 u of it, and \u03b7/2", (c) => ["", pairsOf(c, (i, j, x) => {
    const exact = whole(c.p[i]) * ((i === j ? ONE : 0n) - whole(c.p[j]));
    return times53(abs((whole(x) << 1074n) - exact)) <= 2n * abs(exact) + times53(1n << 1073n);
  })]],
  ["sp_softmax_jacobian", "P12_row_sum", "|sum of row i| \u2264 p_i (s + u (3 (1 \u2212 p_i) + s)) + n \u03b7/2, s = |sum p \u2212 1|", (c) => {
    const s = abs(defect(c.p, 1)), sums = c.p.map((_, i) => abs(defect(c.J.slice(i * c.n, (i + 1) * c.n), 0)));
    return [worst(sums.map(inU)), sums.every((r, i) => r << 1127n <= whole(c.p[i])
      * (times53(s) + 3n * (ONE - whole(c.p[i])) + s) + (BigInt(c.n) << 1126n))];
  }],

  ["sp_cross_entropy", "P14_nonneg", "the loss is at least 0", (c) => [short(c.loss), c.loss >= 0]],
  ["sp_cross_entropy", "P14_accuracy", "off by at most 6.5 u (1 + 2^\u221216) of it, and 2 n \u03b7", (c) =>
    (c.loss === Infinity ? NOT("\u221e")
      : relative(c.loss, c.real.logSum - c.real.d[c.label], 6.5 * S16, eta(2 * c.n), "loss"))],
  ["sp_cross_entropy_gradient", "P14_gradient_range", "from \u22121 to 1", (c) =>
    [`${short(Math.min(...c.gradient))} to ${short(Math.max(...c.gradient))}`, c.gradient.every((x) => x >= -1 && x <= 1)]],
  ["sp_cross_entropy_gradient", "P14_gradient_sign", "at most 0 at the label, at least 0 elsewhere", (c) =>
    ["", c.gradient.every((x, i) => (i === c.label ? x <= 0 : x >= 0))]],
  ["sp_cross_entropy_gradient", "P14_gradient_accuracy", "elsewhere off g by at most 4.5 u (1 + 2^\u221216) g + \u03b7", (c) => {
    const there = (a) => a.filter((_, i) => i !== c.label);
    return near(there(c.gradient), there(c.real.g), 4.5 * S16);
  }],
  ["sp_cross_entropy_gradient", "P14_gradient_at_label", "there by at most 5.75 u (1 + 2^\u221216) (1 \u2212 g) + 2 n \u03b7", (c) => {
    const rest = c.real.e.reduce((a, x, i) => (i === c.label ? a : a + x), 0n);
    return relative(c.gradient[c.label], (-rest << F) / c.real.sum, 5.75 * S16, eta(2 * c.n), "(1 \u2212 g)");
  }],

  ["sp_logsumexp", "P15_bounds", "m \u2264 lse", (c) => [short(c.lse), c.lse >= Math.max(...c.z)]],
  ["sp_logsumexp", "P15_accuracy", "off by at most u |lse| + 4.5 u (1 + 2^\u221216) (lse \u2212 m) + n \u03b7", (c) => {
    const lse = (c.real.m << (F - 1074n)) + c.real.logSum, more = scaled(c.real.logSum, 4.5 * U * S16) + eta(c.n);
    return relative(c.lse, lse, 1, more, "|lse|, and the rest");
  }],
  ["sp_log_softmax", "P15_log_softmax_nonpositive", "log p \u2264 0", (c) => [short(Math.max(...c.logs)), c.logs.every((x) => x <= 0)]],
  ["sp_log_softmax", "P15_log_softmax_accuracy", "off by at most 6.5 u (1 + 2^\u221216) of it, and 2 n \u03b7", (c) => {
    const finite = c.logs.map((x, i) => [x, i]).filter(([x]) => Number.isFinite(x))
      .map(([x, i]) => [x, c.real.d[i] - c.real.logSum]);
    return [worst(finite.map(([x, g]) => unitsOff(x, g, eta(2 * c.n)))) + " |log p|",
      finite.every(([x, g]) => within(x, g, 6.5 * U * S16, eta(2 * c.n)))];
  }],

  ["sp_sigmoid", "P18_softmax", "the first entry of softmax(x, 0), for x = z_0 \u2212 z_1", (c) => (c.pair === null
    ? NOT("for two logits") : ["", core.sigmoid(c.pair) === call("softmax", [c.pair, 0])[0]])],
  ["sp_sigmoid", "P18_accuracy", "off by at most 3.125 u (1 + 2^\u221220) of it, and \u03b7", (c) => (c.pair === null
    ? NOT("for two logits") : relative(core.sigmoid(c.pair), reference([c.pair, 0], 1).g[0], 3.125 * (1 + 2 ** -20), LEAST, "s"))],

  ["sp_attention_scores", "P19_scores_accuracy", "off scale (q . K_i) by at most (d + 1) u |scale| sum |q_l K_il| and some \u03b7, times 1 + 2^\u221216",
    (c) => ["both tables", c.toys.every(scoresHold)]],
  ["sp_attend", "P19_weights_accuracy", "|weight \u2212 g| \u2264 4.5 u (1 + 2^\u221216) g + \u03b7, g of the scores", (c) => {
    const both = c.toys.map((t) => near(t.weights, reference(t.scores, 1).g, 4.5 * S16));
    return [both.map(([here]) => here).join(", "), both.every(([, good]) => good)];
  }],
  ["sp_attend", "P19_accuracy", "the mean is off by at most ((n + 4.5) u sum g |V| + n (1 + M) \u03b7) (1 + 2^\u221216)", (c) => {
    const both = c.toys.map((t) => relative(t.out, mean(t), (t.n + 4.5) * S16, eta(t.n * t.n), "mean"));
    return [both.map(([here]) => here).join(", "), both.every(([, good]) => good)];
  }],
  ["sp_attend", "P19_hull", "the mean is between the least and the largest value, but for ((n + 4.5) u M + n \u03b7) (1 + 2^\u221215)", (c) =>
    [c.toys.map((t) => short(t.out)).join(", "), c.toys.every((t) => {
      const slack = ((t.n + 4.5) * U * (t.n - 1) + t.n * ETA) * (1 + 2 ** -15);
      return t.out >= -slack && whole(t.out) <= whole(t.n - 1) + whole(slack);
    })]],

  ...[
    ["sp_top_k", "P20_kept", "the first min(k, n) entries are kept, divided by their sum; the rest is 0",
      ({ good, size }) => [`${size} kept`, good.top_k]],
    ["sp_top_p", "P20_kept", "the same of the fewest entries that sum to the threshold", ({ good, fewest }) => [`${fewest} kept`, good.top_p]],
    ["sp_sample", "P20_positive", "what is drawn has p > 0", ({ good }) => ["", good.positive]],
    ["sp_sample", "P20_bracket", "the variate is in the step of what is drawn, or above them all", ({ good }) => ["", good.bracket]],
    ["sp_sample", "P20_first", "no earlier step is above the variate", ({ good }) => ["", good.first]],
  ].map(([f, clause, says, judge]) => [f, clause, says, (c) => {
    if (!c.draw) return NOT("T is refused");
    const count = c.draw.drawn.reduce((a, b) => a + b, 0);
    if (f !== "sp_sample") return judge(c.draw);
    return count ? [`${count} draws`, judge(c.draw)[1]] : NOT("nothing drawn yet");
  }]),

  ["sp_exp", "P21_relative", "off by at most 1.125 u of it, where e^x \u2265 2^\u22121022; x = z \u2212 m, rounded", (c) => {
    const there = exps(c).filter(([, g]) => g >= 1n << (F - 1022n));
    return [worst(there.map(([y, g]) => unitsOff(y, g, 0n))) + " e^x", there.every(([y, g]) => within(y, g, 1.125 * U, 0n))];
  }],
  ["sp_exp", "P21_absolute", "off by at most \u03b7, where e^x \u2264 2^\u22121022", (c) => {
    const there = exps(c).filter(([, g]) => g <= 1n << (F - 1022n));
    return there.length ? ["", there.every(([y, g]) => within(y, g, 0, LEAST))] : NOT("none so small");
  }],
];

function trueEntropy({ d, g, logSum }) {
  return d.reduce((H, x, i) => (x === null ? H : H + times(g[i], logSum - x)), 0n);
}
const ratio = (a) => Number(a >> 300n) / 2 ** 1000;
const pairsOf = (c, good) => c.J.every((x, k) => good(Math.floor(k / c.n), k % c.n, x));
const exps = (c) => c.z.filter(Number.isFinite).map((x) => x - Math.max(...c.z)).filter(Number.isFinite)
  .map((x) => [core.exp(x), expBelow(fix(x))]);
const mean = (t) => reference(t.scores, 1).g.reduce((a, g, i) => a + g * BigInt(t.values[i]), 0n);
