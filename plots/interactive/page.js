"use strict";
// SPDX-License-Identifier: MIT
// Copyright the Softproof authors

const MOST = 8, U = 2 ** -53, ETA = 2 ** -1074, HUGE = "\u221e";

// --- state ---

const PRESETS = [
  ["a textbook row", "2 1 0.5 0", 1, "Four classes."],
  ["two tied winners", "2 2 1 -1", 1, "As T goes to 0, each gets one half."],
  ["overflow of the naive form", "1000 999 998", 1, "e^1000 is infinite in double arithmetic."],
  ["llm.c: the maximum begins at -10000", "-20000 -20001 -20003", 1,
    "A running maximum that begins at -10000 leaves only zeros to divide by."],
  ["log-softmax of a sure classifier", "40 0", 1,
    "log(sum) is 0 here; the loss of label 0 is 4.2e-18, as log1p has it."],
  ["two equal large logits", "1e8 1e8", 1, "x - logsumexp(x) gave 0 in PyTorch; log 2 is right."],
  ["low temperature", "2 1 0.5 0", 0.001, "Widgets stop at T = 0.1 or so, where exp overflows."],
  ["masked entries", "1 -inf 2 -inf", 1, "-inf masks an entry: its probability is exactly 0."],
  ["all masked", "-inf -inf", 1, "There is no distribution: the function says so."],
  ["not a number", "1 nan 2", 1, "A NaN is refused, never lost."],
  ["far apart", "0 -700 -740 -745 -746", 1, "Probabilities below the normal numbers, and 0."],
];
const state = { z: [2, 1, 0.5, 0], T: 1, label: 0, shift: 4, k: 0, nucleus: 1, seed: 1,
  turn: 0.1, d: 2, drawn: null };

function read(text) {
  return text.trim().split(/[\s,;]+/).filter((w) => w !== "").map((w) => {
    const word = w.replace("\u2212", "-").toLowerCase();
    if (word === "inf" || word === "+inf") return Infinity;
    if (word === "-inf") return -Infinity;
    return word === "nan" ? NaN : /^[-+.\de]+$/.test(word) ? Number(word) : undefined;
  });
}
const shown = (x) => (x === Infinity ? "inf" : x === -Infinity ? "-inf" : String(x));

function save() {
  const T = state.T === Infinity ? "inf" : state.T;
  const hash = `#z=${state.z.map(shown).join(",")}&T=${T}&label=${state.label}&c=${state.shift}`
    + `&k=${state.k}&p=${state.nucleus}&seed=${state.seed}&turn=${state.turn}&d=${state.d}`;
  history.replaceState(null, "", hash);
}
function restore() {
  const given = new URLSearchParams(location.hash.slice(1));
  const z = given.has("z") ? read(given.get("z")) : null;
  if (z && z.length > 0 && z.length <= MOST && z.every((x) => x !== undefined)) state.z = z;
  const number = (key, name, low, high) => {
    const x = given.get(key) === "inf" ? Infinity : Number(given.get(key));
    if (given.has(key) && x >= low && x <= high) state[name] = x;
  };
  number("T", "T", 0, Infinity);
  number("label", "label", 0, MOST - 1);
  number("c", "shift", -3, 9);
  number("k", "k", 0, 64);
  number("p", "nucleus", 0.05, 1);
  number("seed", "seed", 1, 999999);
  number("turn", "turn", 0, 1);
  number("d", "d", 1, 5);
}

// --- drawing ---

const digits = (x) => (Number.isNaN(x) ? "NaN" : x === Infinity ? HUGE : x === -Infinity ? "\u2212" + HUGE
  : String(x).replace("-", "\u2212"));
const short = (x) => digits(Number(x.toPrecision(4)));
function cell(row, text, kind) {
  const td = row.insertCell();
  td.textContent = text;
  if (kind) td.className = kind;
  return td;
}
function bar(row, value) {
  const td = row.insertCell(), fill = document.createElement("span");
  td.className = "bar";
  fill.className = value < 0 ? "fill negative" : "fill";
  fill.style.width = `${Math.min(1, Math.abs(value)) * 100}%`;
  fill.style.minWidth = value === 0 ? "0" : "1px";
  td.append(fill);
}
function empty(id) {
  const body = $(id).tBodies[0];
  body.replaceChildren();
  return body;
}
function list(id, pairs) {
  $(id).replaceChildren(...pairs.map(([name, value]) => {
    const div = document.createElement("div"), dt = document.createElement("dt"), dd = document.createElement("dd");
    dt.textContent = name;
    dd.textContent = value;
    div.append(dt, dd);
    return div;
  }));
}

/** Why the C refuses the row, or "" */
function problem(z) {
  if (z.some(Number.isNaN)) return "NaN among the logits: refused, SP_NAN_LOGIT";
  if (z.some((x) => x === Infinity)) return "+inf among the logits: refused, SP_POS_INF_LOGIT";
  if (z.every((x) => x === -Infinity)) return "every logit is -inf: refused, SP_ALL_MASKED";
  return "";
}

function drawSoftmax(z) {
  const p = softmaxAt(z, state.T), body = empty("probabilities");
  const x = z.map((v) => (v === -Infinity ? v : v / state.T));
  const finite = state.T > 0 && state.T < Infinity;
  const plain = finite ? naive(x) : null, old = finite ? call("textbook", x) : null;
  z.forEach((v, i) => {
    const row = body.insertRow();
    cell(row, digits(v));
    cell(row, p ? digits(p[i]) : "refused", p ? "" : "bad");
    bar(row, p ? p[i] : 0);
    cell(row, old ? digits(old[i]) : "\u2014");
    const bad = plain && !(plain[i] >= 0 && Math.abs(plain[i] - (p ? p[i] : 0)) < 1e-9);
    cell(row, plain ? digits(plain[i]) : "\u2014", bad ? "bad" : "");
  });
  const one = finite ? x : z;
  list("scalars", p === null ? [] : [
    ["entropy", finite ? digits(callNumber("entropy", one)) : short(Math.log(p.filter((v) => v > 0).length))],
    ["perplexity", finite ? digits(callNumber("perplexity", one)) : digits(p.filter((v) => v > 0).length)],
    ["logsumexp(z)", digits(callNumber("logsumexp", z))],
    ["sum \u2212 1", `${short(defect(p, 1))} u`],
  ]);
  return p;
}

const HEADERS = { P11: "sp_jacobian.h", P12: "sp_jacobian.h", P15: "sp_logsumexp.h" };

function claim(body, id, says, here, holds) {
  const row = body.insertRow(), link = document.createElement("a");
  link.href = `../../src/${HEADERS[id] ?? "sp_softmax.h"}`;
  link.textContent = id;
  link.title = "The contract with the clauses " + id + "_...";
  cell(row, "").append(link);
  cell(row, says);
  cell(row, here);
  cell(row, holds ? "yes" : "NO", holds ? "yes" : "no");
}

function drawContract(z) {
  const body = empty("contract"), p = call("softmax", z);
  if (p === null) return;
  const top = p.indexOf(Math.max(...p)), sum = defect(p, 1);
  claim(body, "P01", "every p is finite, from 0 to 1", `${short(Math.min(...p))} to ${short(Math.max(...p))}`,
    p.every((x) => x >= 0 && x <= 1));
  claim(body, "P02", "|sum \u2212 1| \u2264 2.25 u (1 + 2^\u221216)", `${short(sum)} u`,
    Math.abs(sum) <= 2.25 * (1 + 2 ** -16));
  let worst = 0;
  p.forEach((a, i) => p.forEach((b, j) => { if (z[i] <= z[j]) worst = Math.max(worst, a - b); }));
  claim(body, "P04", "a larger logit has no smaller p, but for 4 u p or 3 \u03b7", short(worst),
    p.every((a, i) => p.every((b, j) => !(z[i] <= z[j]) || a - b <= 5 * U * b + 3 * ETA)));
  claim(body, "P05", "1 \u2212 n p_top \u2264 3 u", short(1 - z.length * p[top]), 1 - z.length * p[top] <= 3 * U);
  const shift = state.shift < -2.9 ? 0 : 10 ** state.shift;
  const moved = z.map((x) => x + shift), q = call("softmax", moved);
  const exact = moved.every((x, i) => z[i] === -Infinity || whole(x) === whole(z[i]) + whole(shift));
  const far = q ? Math.max(...p.map((x, i) => Math.abs(x - q[i]) / (x || 1))) : NaN;
  claim(body, "P06", exact ? "softmax(z + c) is softmax(z): z + c is exact here, so to 9 u"
    : "of the reals; z + c is rounded here, which moves z itself", `${short(far / U)} u`, !exact || far <= 9.01 * U);
  if (z.includes(-Infinity))
    claim(body, "P07", "a masked entry has p = 0", "", z.every((x, i) => x !== -Infinity || p[i] === 0));
  at("p", p.length).set(p);
  core.jacobian(z.length);
  const J = Array.from(at("J", z.length ** 2));
  claim(body, "P11", "|J| \u2264 1/4", short(Math.max(...J.map(Math.abs))), J.every((x) => Math.abs(x) <= 0.25 * (1 + 9 * U)));
  claim(body, "P12", "J is symmetric", "", p.every((_, i) => p.every((_, j) => J[i * p.length + j] === J[j * p.length + i])));
  const rows = p.map((_, i) => defect(J.slice(i * p.length, (i + 1) * p.length), 0));
  claim(body, "P12", "rows of J sum to p_i (s + ...), s = 2.25 u", `${short(Math.max(...rows.map(Math.abs)))} u`,
    rows.every((r, i) => Math.abs(r) <= p[i] * (2.26 + 3 * (1 - p[i]) + 2.26 * 2 ** -40) + p.length * ETA / U));
  const logp = call("log_softmax", z);
  claim(body, "P15", "log p is never above 0", short(Math.max(...logp)), logp.every((x) => x <= 0));
  drawJacobian(z, J);
}

function drawJacobian(z, J) {
  const body = empty("jacobian"), n = z.length;
  for (let i = 0; i < n; i++) {
    const row = body.insertRow();
    for (let j = 0; j < n; j++) {
      const x = J[i * n + j], t = Math.min(1, Math.abs(x) * 4), td = cell(row, Math.abs(x) < 5e-4 && x !== 0 ? "\u2248 0" : digits(Number(x.toFixed(4))));
      const [r, g, b] = x > 0 ? [178, 24, 43] : [33, 102, 172], mix = (c) => Math.round(247 + (c - 247) * t);
      td.style.background = `rgb(${mix(r)},${mix(g)},${mix(b)})`;
      td.style.color = t > 0.6 ? "#fff" : "#222";
    }
  }
}

function drawLoss(z) {
  const label = Math.min(state.label, z.length - 1), loss = callNumber("loss", z, label);
  const g = call("gradient", z, label), plain = -Math.log(naive(z)[label]);
  list("losses", [["loss, as proved", digits(loss)], ["\u2212log(naive p)", digits(plain)],
    ["log-softmax", digits(-loss)]]);
  const body = empty("gradient");
  z.forEach((v, i) => {
    const row = body.insertRow();
    cell(row, digits(v) + (i === label ? "  \u2190 label" : ""));
    cell(row, g ? digits(g[i]) : "refused", g ? "" : "bad");
    bar(row, g ? g[i] : 0);
  });
  const p = call("softmax", z);
  $("sigmoid").textContent = z.length === 2 && p && z.every(Number.isFinite)
    ? `Two logits: p\u2080 = ${digits(p[0])}, and sigmoid(z\u2080 \u2212 z\u2081) = ${digits(core.sigmoid(z[0] - z[1]))}.`
    : "With two logits, a sigmoid stands here.";
}

/** A linear congruence (Park and Miller): the same draws for a seed, everywhere. */
function* variates(seed) {
  let s = seed;
  for (;;) yield (s = (s * 16807) % 2147483647) / 2147483647;
}

function drawSample(z) {
  const p = softmaxAt(z, state.T), body = empty("draws");
  if (p === null) return;
  const n = z.length;
  at("p", n).set(p);
  core.top_k(n, state.k > 0 ? Math.min(state.k, n) : n);
  at("p", n).set(Array.from(at("q", n)));
  core.top_p(n, state.nucleus);
  const kept = Array.from(at("q", n)), count = new Array(n).fill(0);
  if (state.drawn) {
    const r = variates(state.seed);
    for (let i = 0; i < 1000; i++) count[core.sample(n, r.next().value)]++;
  }
  z.forEach((v, i) => {
    const row = body.insertRow();
    cell(row, digits(v));
    cell(row, digits(Number(kept[i].toPrecision(6))));
    cell(row, state.drawn ? String(count[i]) : "\u2014");
    bar(row, state.drawn ? count[i] / 1000 : kept[i]);
  });
}

function drawAttention(n) {
  const d = 2 ** state.d, body = empty("attention"), weights = [];
  const turn = (x) => Array.from({ length: d }, (_, l) => (l % 2 ? Math.sin : Math.cos)(2 * Math.PI * x));
  at("query", d).set(turn(state.turn));
  for (let i = 0; i < n; i++) new Float64Array(core.memory.buffer, core.address_keys() + 8 * i * d, d).set(turn(i / n));
  for (const scale of [1 / Math.sqrt(d), 1]) {
    core.scores(n, d, scale);
    core.softmax(n);
    weights.push(Array.from(at("p", n)));
  }
  for (let i = 0; i < n; i++) {
    const row = body.insertRow();
    cell(row, `${i}/${n} turn`);
    for (const w of weights) {
      cell(row, digits(Number(w[i].toPrecision(5))));
      bar(row, w[i]);
    }
  }
}

function code(kind) {
  const z = state.z.map(shown), T = state.T === Infinity ? "inf" : state.T;
  if (kind === "tsv") return z.join("\t");
  if (kind === "command") {
    const op = state.T === 0 ? "softmax-cold" : T === "inf" ? "softmax-hot"
      : `softmax${state.T === 1 ? "" : ` --temperature ${T}`}`;
    return `echo '${z.join(" ")}' | softproof eval --op ${op} --bound`;
  }
  return `const double z[] = {${z.map((x) => x.replace("inf", "INFINITY").replace("NaN", "NAN")).join(", ")}};`;
}

function draw() {
  const z = state.z, why = problem(z);
  $("problem").textContent = why;
  $("T").textContent = state.T === 0 ? "T \u2192 0" : state.T === Infinity ? "T \u2192 \u221e" : `T = ${short(state.T)}`;
  $("temperature").setAttribute("aria-valuetext", $("T").textContent);
  $("c").textContent = state.shift < -2.9 ? "c = 0" : `c = ${short(10 ** state.shift)}`;
  $("x").textContent = short(state.nucleus);
  $("angle").textContent = short(state.turn);
  $("length").textContent = `d = ${2 ** state.d}`;
  drawSoftmax(z);
  drawContract(z);
  if (why) empty("jacobian");
  drawLoss(z);
  drawSample(z);
  drawAttention(Math.max(2, z.length));
  $("code").textContent = ["c", "tsv", "command"].map(code).join("\n");
  save();
}

/** Makes the controls that depend on the logits anew. */
function rebuild(keepText) {
  if (!keepText) $("logits").value = state.z.map(shown).join(" ");
  $("sliders").replaceChildren(...state.z.map((x, i) => {
    const label = document.createElement("label"), input = document.createElement("input");
    input.type = "range";
    input.min = -10;
    input.max = 10;
    input.step = 0.1;
    input.value = Number.isFinite(x) ? x : 0;
    input.addEventListener("input", () => {
      state.z[i] = Number(input.value);
      $("logits").value = state.z.map(shown).join(" ");
      draw();
    });
    label.append(`z${i}`, input);
    return label;
  }));
  $("label").replaceChildren(...state.z.map((x, i) => new Option(`${i}: ${digits(x)}`, i)));
  state.label = Math.min(state.label, state.z.length - 1);
  $("label").value = state.label;
  draw();
}

function setTemperature(T) {
  state.T = T;
  if (T > 0 && T < Infinity) $("temperature").value = Math.log10(T);
  draw();
}

function listen() {
  PRESETS.forEach(([name], i) => $("preset").append(new Option(name, i)));
  $("preset").addEventListener("change", () => {
    const [, z, T, story] = PRESETS[$("preset").value];
    state.z = read(z);
    $("story").textContent = story;
    rebuild();
    setTemperature(T);
  });
  $("logits").addEventListener("input", () => {
    const z = read($("logits").value);
    if (z.length === 0 || z.length > MOST || z.includes(undefined)) {
      $("problem").textContent = `1 to ${MOST} numbers are needed, such as 2 1e3 -inf`;
      return;
    }
    state.z = z;
    rebuild(true);
  });
  $("add").addEventListener("click", () => { if (state.z.length < MOST) { state.z.push(0); rebuild(); } });
  $("remove").addEventListener("click", () => { if (state.z.length > 1) { state.z.pop(); rebuild(); } });
  $("temperature").addEventListener("input", () => { state.T = 10 ** Number($("temperature").value); draw(); });
  $("cold").addEventListener("click", () => setTemperature(0));
  $("one").addEventListener("click", () => setTemperature(1));
  $("hot").addEventListener("click", () => setTemperature(Infinity));
  const follow = (id, name) => $(id).addEventListener("input", () => { state[name] = Number($(id).value); draw(); });
  follow("shift", "shift");
  follow("label", "label");
  follow("k", "k");
  follow("nucleus", "nucleus");
  follow("seed", "seed");
  follow("turn", "turn");
  follow("d", "d");
  $("draw").addEventListener("click", () => { state.drawn = true; draw(); });
  for (const button of document.querySelectorAll("[data-copy]"))
    button.addEventListener("click", () => {
      const text = code(button.dataset.copy);
      Promise.resolve(navigator.clipboard ? navigator.clipboard.writeText(text) : Promise.reject())
        .then(() => { $("copied").textContent = "copied"; }, () => { $("copied").textContent = text; });
    });
}

function begin() {
  restore();
  listen();
  for (const [id, name] of [["shift", "shift"], ["k", "k"], ["nucleus", "nucleus"], ["seed", "seed"], ["turn", "turn"], ["d", "d"]])
    $(id).value = state[name];
  $("temperature").value = state.T > 0 && state.T < Infinity ? Math.log10(state.T) : 0;
  rebuild();
}

begin();
