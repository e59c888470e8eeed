// SPDX-License-Identifier: MIT
// Copyright the Softproof authors

// --- drawing ---

function cell(row, text, kind) {
  const td = row.insertCell();
  td.textContent = text;
  if (kind) td.className = kind;
  return td;
}
function head(row, text) {
  const th = document.createElement("th");
  th.scope = row.parentNode.tagName === "THEAD" ? "col" : "row";
  th.textContent = text;
  row.append(th);
  return th;
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
/** Live regions are written only when they change, else they are read again. */
function tell(id, text) {
  if ($(id).textContent !== text) $(id).textContent = text;
}

function drawSoftmax({ z, T, now }) {
  const body = empty("probabilities"), finite = T > 0 && T < Infinity, m = Math.max(...z);
  const x = finite ? z.map((v) => v / T) : null;
  const plain = finite && naive(x), old = finite && call("textbook", x);
  z.forEach((v, i) => {
    const row = body.insertRow();
    head(row, digits(v));
    cell(row, now ? digits(now[i]) : "refused", now ? "" : "bad");
    bar(row, now ? now[i] : 0);
    cell(row, old ? digits(old[i]) : "\u2014");
    const bad = plain && !(plain[i] >= 0 && Math.abs(plain[i] - (now ? now[i] : 0)) < 1e-9);
    cell(row, plain ? digits(plain[i]) : "\u2014", bad ? "bad" : "");
  });
  if (!now) return list("scalars", []);
  const one = z.map((v) => (finite ? (v - m) / T : (T === 0 ? v === m : v > -Infinity) ? 0 : -Infinity));
  list("scalars", [["entropy", digits(callNumber("entropy", one))], ["perplexity", digits(callNumber("perplexity", one))],
    ["sum \u2212 1, exactly", `${short(inU(defect(now, 1)))} u`]]);
}

function drawJacobian({ p, J, n }) {
  const table = $("jacobian"), body = empty("jacobian");
  table.tHead.replaceChildren();
  if (!J) return;
  const top = table.tHead.insertRow();
  head(top, "i \\ j");
  p.forEach((_, j) => head(top, j));
  for (let i = 0; i < n; i++) {
    const row = body.insertRow();
    head(row, i);
    for (let j = 0; j < n; j++) {
      const x = J[i * n + j], t = Math.min(1, Math.abs(x) * 4), td = cell(row, Math.abs(x) < 5e-4 && x !== 0 ? "\u2248 0" : digits(Number(x.toFixed(4))));
      const [r, g, b] = x > 0 ? [178, 24, 43] : [33, 102, 172], mix = (c) => Math.round(247 + (c - 247) * t);
      td.style.background = `rgb(${mix(r)},${mix(g)},${mix(b)})`;
      td.style.color = t > 0.6 ? "#fff" : "#222";
    }
  }
}

function drawLoss({ z, label, loss, gradient, lse, logs, pair, accepted }) {
  const body = empty("gradient");
  list("losses", accepted ? [["loss, as proved", digits(loss)], ["\u2212log(naive p)", digits(-Math.log(naive(z)[label]))],
    ["log-softmax, as proved", digits(logs[label])], ["logsumexp(z)", digits(lse)],
    ["z \u2212 logsumexp(z)", digits(z[label] - lse)]] : []);
  z.forEach((v, i) => {
    const row = body.insertRow();
    head(row, digits(v) + (i === label ? "  \u2190 label" : ""));
    cell(row, gradient ? digits(gradient[i]) : "refused", gradient ? "" : "bad");
    bar(row, gradient ? gradient[i] : 0);
  });
  $("sigmoid").textContent = pair !== null && accepted
    ? `Two logits: p\u2080 = ${digits(call("softmax", z)[0])}, and sigmoid(z\u2080 \u2212 z\u2081) = ${digits(core.sigmoid(pair))}.`
    : "With two finite logits, a sigmoid stands here.";
}

function drawSample({ z, now, draw }) {
  const body = empty("draws"), count = 1000 * state.draws;
  tell("drawn", !now ? "Nothing to draw from: refused." : count ? `${count} draws of seed ${state.seed}.` : "Nothing drawn yet.");
  $("draw").disabled = !now || state.draws >= 100;
  if (now) z.forEach((v, i) => {
    const row = body.insertRow(), { kept, drawn } = draw;
    head(row, digits(v));
    cell(row, digits(Number(now[i].toPrecision(5))));
    cell(row, digits(Number(kept[i].toPrecision(5))));
    bar(row, kept[i]);
    cell(row, count ? digits(Number((drawn[i] / count).toPrecision(5))) : "\u2014");
    bar(row, count ? drawn[i] / count : 0);
    cell(row, count ? String(drawn[i]) : "\u2014");
  });
}

function drawAttention(toys) {
  const body = empty("attention"), last = $("attention").tFoot;
  last.replaceChildren();
  if (!toys) return;
  toys[0].values.forEach((v, i) => {
    const row = body.insertRow();
    head(row, `${i}/${toys[0].n} turn`);
    cell(row, digits(v));
    for (const { weights } of toys) {
      cell(row, digits(Number(weights[i].toPrecision(5))));
      bar(row, weights[i]);
    }
  });
  const row = last.insertRow();
  head(row, "output");
  cell(row, "");
  for (const { out } of toys) cell(row, digits(Number(out.toPrecision(5)))).colSpan = 2;
}

/** The labels follow the logits; the list is made anew only when they change. */
function drawLabels({ z }) {
  const texts = z.map((x, i) => `${i}: ${digits(x)}`);
  if (texts.join() !== Array.from($("label").options, (o) => o.text).join())
    $("label").replaceChildren(...texts.map((text, i) => new Option(text, i)));
  state.label = Math.min(state.label, z.length - 1);
  $("label").value = state.label;
}

/** The preset that the state is, if it is one */
function drawPreset() {
  const i = PRESETS.findIndex(([, z, T]) => {
    const { numbers } = read(z);
    return T === state.T && numbers.length === state.z.length && numbers.every((x, k) => Object.is(x, state.z[k]));
  });
  $("preset").value = i;
  tell("story", i < 0 ? "" : PRESETS[i][3]);
}

function drawSliders() {
  state.z.forEach((x, i) => {
    const [input, output] = $("sliders").children[i].querySelectorAll("input, output");
    output.textContent = x === -Infinity ? "masked" : Number.isFinite(x)
      ? (input.disabled ? `${digits(x)}, off scale` : digits(Number(x.toPrecision(9)))) : digits(x);
    input.setAttribute("aria-valuetext", `z${i} = ${output.textContent}`);
  });
}

function drawOutputs() {
  const T = state.T === 0 ? "T \u2192 0" : state.T === Infinity ? "T \u2192 \u221e" : `T = ${short(state.T)}`;
  const c = state.shift < -2.9 ? "c = 0" : `c = ${short(10 ** state.shift)}`;
  for (const [slider, output, text] of [["temperature", "T", T], ["shift", "c", c], ["nucleus", "x", short(state.nucleus)],
    ["turn", "angle", short(state.turn)], ["d", "length", `d = ${2 ** state.d}`]]) {
    $(output).textContent = text;
    $(slider).setAttribute("aria-valuetext", text);
  }
}

function draw() {
  drawLabels(state);
  drawPreset();
  drawSliders();
  drawOutputs();
  const status = statusAt(state.z, state.T);
  tell("problem", status === 0 ? "" : `Refused: ${statusName(status)}, ${STATUS[status]}.`);
  const c = facts(state);
  drawSoftmax(c);
  drawContract(c);
  drawJacobian(c);
  drawLoss(c);
  drawSample(c);
  drawAttention(c.toys ?? null);
  for (const kind in TAKE) $("code-" + kind).textContent = TAKE[kind]();
  save();
}

// --- controls ---

const rowText = () => state.z.map(shown).join(" ");
/** What is wrong with the text of logits, or "" */
function entry(wrong) {
  tell("entry", wrong);
  $("logits").setAttribute("aria-invalid", String(wrong !== ""));
  document.querySelector("main").classList.toggle("stale", wrong !== "");
}

/** Makes the sliders anew, around the logits that they are for. */
function rebuild(keepText) {
  if (!keepText) $("logits").value = rowText();
  $("sliders").replaceChildren(...state.z.map((x, i) => {
    const label = document.createElement("label"), input = document.createElement("input");
    const center = Math.abs(x) <= 10 ? 0 : Math.round(x);
    input.type = "range";
    input.disabled = !(Math.abs(x) <= 1e9);
    input.min = input.disabled ? -10 : center - 10;
    input.max = input.disabled ? 10 : center + 10;
    input.step = 0.1;
    input.value = input.disabled ? 0 : x;
    input.addEventListener("input", () => {
      state.z[i] = Number(input.value);
      $("logits").value = rowText();
      entry("");
      draw();
    });
    label.append(`z${i}`, input, document.createElement("output"));
    return label;
  }));
  draw();
}

function setTemperature(T) {
  state.T = T;
  if (T > 0 && T < Infinity) $("temperature").value = Math.log10(T);
  draw();
}

function listenToRow() {
  $("preset").append(new Option("custom", -1), ...PRESETS.map(([name], i) => new Option(name, i)));
  $("preset").addEventListener("change", () => {
    if ($("preset").value < 0) return drawPreset();
    const [, z, T, , label = 0] = PRESETS[$("preset").value];
    Object.assign(state, { z: read(z).numbers, T, label });
    entry("");
    rebuild();
    setTemperature(T);
  });
  $("logits").addEventListener("input", () => {
    const { numbers, wrong } = read($("logits").value);
    entry(wrong && `${wrong}. What follows is of the last valid row, ${rowText()}.`);
    if (wrong) return;
    state.z = numbers;
    rebuild(true);
  });
  const resize = (change) => { change(); entry(""); rebuild(); };
  $("add").addEventListener("click", () => state.z.length < MOST && resize(() => state.z.push(0)));
  $("remove").addEventListener("click", () => state.z.length > 1 && resize(() => state.z.pop()));
  $("temperature").addEventListener("input", () => { state.T = 10 ** Number($("temperature").value); draw(); });
  $("cold").addEventListener("click", () => setTemperature(0));
  $("one").addEventListener("click", () => setTemperature(1));
  $("hot").addEventListener("click", () => setTemperature(Infinity));
}

/** A field of a whole number; what is none is said, and the last one stands. */
function follow_whole(id, name, title, low, high) {
  $(id).addEventListener("input", () => {
    const text = $(id).value.trim(), good = text !== "" && whole_in(low, high)(Number(text));
    $(id).setAttribute("aria-invalid", String(!good));
    tell("sample-entry", good ? "" : `${title} is a whole number from ${low} to ${high}; ${state[name]} stands.`);
    if (!good) return;
    state[name] = Number(text);
    draw();
  });
}

function listen() {
  for (const [id, name] of SLIDERS)
    $(id).addEventListener("input", () => { state[name] = Number($(id).value); draw(); });
  follow_whole("k", "k", "top-k", 0, MOST);
  follow_whole("seed", "seed", "The seed", 1, MOST_SEED);
  $("draw").addEventListener("click", () => { state.draws = Math.min(100, state.draws + 1); draw(); });
  $("undraw").addEventListener("click", () => { state.draws = 0; draw(); });
  for (const button of document.querySelectorAll("[data-copy]"))
    button.addEventListener("click", () => {
      const kind = button.dataset.copy, write = navigator.clipboard?.writeText(TAKE[kind]()) ?? Promise.reject();
      $("copied").textContent = ""; // so that a second copy is told again
      const say = (text) => setTimeout(() => { $("copied").textContent = text; }, 50);
      write.then(() => say("Copied."), () => {
        getSelection().selectAllChildren($("code-" + kind));
        say("The browser does not let the page copy; the text is selected.");
      });
    });
  addEventListener("hashchange", load);
  const shut = [];
  addEventListener("beforeprint", () => document.querySelectorAll("details:not([open])").forEach((x) => { shut.push(x); x.open = true; }));
  addEventListener("afterprint", () => shut.splice(0).forEach((x) => { x.open = false; }));
}

const SLIDERS = [["shift", "shift"], ["label", "label"], ["nucleus", "nucleus"], ["turn", "turn"], ["d", "d"]];

/** The controls as the address has them */
function load() {
  const wrong = restore();
  for (const [id, name] of [...SLIDERS, ["k", "k"], ["seed", "seed"]]) {
    $(id).value = state[name];
    $(id).removeAttribute("aria-invalid");
  }
  tell("sample-entry", "");
  $("temperature").value = state.T > 0 && state.T < Infinity ? Math.log10(state.T) : 0;
  entry("");
  tell("entry", wrong);
  rebuild();
}

buildContract();
listenToRow();
listen();
load();
