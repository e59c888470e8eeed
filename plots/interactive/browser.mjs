// SPDX-License-Identifier: MIT
// Copyright the Softproof authors

// The page in a real Chromium, at desktop and phone width.
// usage: node browser.mjs PAGE.html FOLDER_FOR_SCREENSHOTS [CHROMIUM]
// Needs playwright-core where node finds it (npm install playwright-core). Prints TAP.
import { chromium } from "playwright-core";
import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";

const [page_file, given, executablePath = "/usr/bin/chromium"] = process.argv.slice(2), folder = resolve(given);
const url = "file://" + resolve(page_file), root = resolve(dirname(page_file), "../..");
let number = 0, failed = 0;
function check(ok, text) {
  failed += !ok;
  console.log(`${ok ? "ok" : "not ok"} ${++number} - ${text}`);
}

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });

async function open(width, height, hash = "", from = url) {
  const page = await browser.newPage({ viewport: { width, height } });
  page.wrong = [];
  page.on("console", (m) => m.type() === "error" && page.wrong.push(m.text()));
  page.on("pageerror", (e) => page.wrong.push(String(e)));
  page.on("request", (r) => /^https?:/.test(r.url()) && page.wrong.push(r.url()));
  await page.goto(from + hash);
  await page.waitForSelector("#probabilities tbody tr");
  return page;
}
const column = (page, table, k) => page.$$eval(`#${table} tbody tr`, (rows, k) => rows.map((r) => r.cells[k].textContent), k);
const probabilities = async (page) => (await column(page, "probabilities", 1)).join();
const text = (page, id) => page.textContent("#" + id);
/** Clauses that are said not to hold, as function.clause */
const broken = (page) => page.$$eval("td.no", (x) => x.map((y) =>
  `${y.closest("details").querySelector("code").textContent}.${y.parentNode.cells[0].textContent}`));
/** clause -> [here, holds], of a function */
const clauses = (page, f) => page.$$eval("#contract details", (all, f) => Object.fromEntries(all
  .filter((d) => d.querySelector("code").textContent === f)
  .flatMap((d) => Array.from(d.querySelectorAll("tbody tr"), (r) => [r.cells[0].textContent, [r.cells[2].textContent, r.cells[3].textContent]]))), f);
async function turnTo(page, hash) { // as when an address is pasted, or on the way back
  await page.evaluate((h) => { location.hash = h; }, hash);
  await page.waitForFunction((h) => document.querySelector("#problem") && location.hash.length > 0 && h, hash);
  await page.waitForTimeout(30);
}
/** The page with another text in it */
function changed(name, from, to) {
  const html = readFileSync(page_file, "utf8"), file = join(folder, name + ".html");
  if (!html.match(from)) throw new Error(`no ${from} in the page`);
  writeFileSync(file, html.replace(from, to));
  return "file://" + resolve(file);
}

// --- both widths ---

for (const [name, width, height] of [["desktop", 1200, 900], ["phone", 390, 844]]) {
  const page = await open(width, height);
  check(await probabilities(page) ===
    "0.5792585299413737,0.21309730428862378,0.12925004855316274,0.07839411721683971", `${name}: softmax of 2 1 0.5 0`);
  const presets = (await page.$$eval("#preset option", (x) => x.length)) - 1, wrong = [], wide = [];
  for (let i = 0; i < presets; i++) {
    await page.selectOption("#preset", String(i));
    wrong.push(...await broken(page));
    if (await page.evaluate(() => document.documentElement.scrollWidth) > width) wide.push(i);
  }
  check(wide.length === 0, `${name}: no wider than the window ${wide}`);
  check(presets === 13 && wrong.length === 0, `${name}: every clause holds for ${presets} presets ${wrong}`);
  await page.click("#draw");
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  check(page.wrong.length === 0, `${name}: no error and no request ${page.wrong}`);
  await page.close();
}

// --- temperature and the address ---

const page = await open(1200, 900);
await page.focus("#temperature");
for (let i = 0; i < 6; i++) await page.keyboard.press("ArrowRight");
check(await text(page, "T") === "T = 1.995", "the keyboard moves the temperature");
check(await page.getAttribute("#temperature", "aria-valuetext") === "T = 1.995", "and a screen reader hears it");
await page.click("#cold");
check(await probabilities(page) === "1,0,0,0", "T to 0");
await page.click("#hot");
check(await probabilities(page) === "0.25,0.25,0.25,0.25", "T to infinity");
check((await text(page, "scalars")).includes("perplexity4"), "with perplexity 4");
await page.fill("#logits", "1e300 0 -inf 1e-7");
await page.click("#draw");
await page.fill("#seed", "77");
const address = await page.evaluate(() => location.hash);
const again = await open(1200, 900, address);
check(await text(again, "T") === "T \u2192 \u221e", "the address holds the temperature");
check(await again.inputValue("#logits") === "1e300 0 -inf 1e-7", `and the logits, ${address}`);
check((await text(again, "drawn")).startsWith("1000 draws of seed 77"), "and the draws");
check(await again.inputValue("#seed") === "77" && (await again.evaluate(() => location.hash)) === address, "and all else");
await turnTo(again, "#z=1e+300,0&T=1");
check((await column(again, "probabilities", 0)).join() === "1e300,0", "an address with a plus sign");
await turnTo(again, "#z=3,1&T=2");
check(await again.inputValue("#logits") === "3 1" && await text(again, "T") === "T = 2", "a changed address is followed");
for (const T of ["1e-300", "1e300", "-1"]) {
  await turnTo(again, `#z=3,1&T=${T}`);
  check((await text(again, "problem")).includes("SP_BAD_TEMPERATURE") && await probabilities(again) === "refused,refused", `T = ${T} is refused by name`);
}
check((await broken(again)).length === 0, "and no clause is broken by it");
await turnTo(again, "#z=3,1x&T=1&seed=0");
check((await text(again, "entry")).includes("seed=0"), "what is no state is told");
await turnTo(again, "#z=2,1,0.5,0&T=1");

// --- text of logits ---

await again.fill("#logits", "1000 999 998");
check((await column(again, "probabilities", 4)).join() === "NaN,NaN,NaN", "the naive form overflows, and shows it");
check((await column(again, "probabilities", 1))[0] === "0.6652409557748218", "the proved one does not");
const before = await again.evaluate(() => location.hash);
for (const [typed, says] of [["1 x", "'x' is not a number"], ["1e", "'1e' is not a number"], ["-", "'-' is not a number"],
  ["1.2.3", "'1.2.3' is not a number"], ["1 2 3 4 5 6 7 8 9", "9 logits, at most 8"], ["", "no logits"], ["1e999", "above every double"]]) {
  await again.fill("#logits", typed);
  const told = await text(again, "entry");
  check(told.includes(says) && told.includes("the last valid row, 1000 999 998") && !(await text(again, "problem")),
    `"${typed}" is told: ${told}`);
}
check(await again.getAttribute("#logits", "aria-invalid") === "true" && await again.getAttribute("#logits", "aria-describedby") === "entry"
  && await again.$eval("main", (x) => x.classList.contains("stale")), "the field and the results are marked");
check(await again.evaluate(() => location.hash) === before, "and the address stays");
await again.fill("#logits", "nan 1");
check((await text(again, "problem")).includes("SP_NAN_LOGIT") && await text(again, "entry") === ""
  && await again.getAttribute("#logits", "aria-invalid") === "false", "NaN is refused, and no typing error");
for (const [z, clause, status] of [["nan 1", "P09_nan", "SP_NAN_LOGIT"], ["inf 0", "P09_inf", "SP_POS_INF_LOGIT"], ["-inf -inf", "P09_masked", "SP_ALL_MASKED"]]) {
  await again.fill("#logits", z);
  const c = await clauses(again, "sp_softmax");
  check(c[clause].join() === `${status},yes` && c.P08.join() === "nothing written,yes" && c.P03_accuracy.join() === "refused,not applicable",
    `${z}: the contract's part for refused rows`);
}

// --- loss, sigmoid ---

await again.fill("#logits", "40 0");
check((await text(again, "losses")).includes("4.248354255291589e\u221218"), "the loss of a sure classifier");
check(/log\(naive p\)\u2212?0log/.test(await text(again, "losses")), "which the naive form loses");
await again.fill("#logits", "1e17 1e17");
const losses = await text(again, "losses");
check(losses.includes("log-softmax, as proved\u22120.6931471805599453") && losses.endsWith("z \u2212 logsumexp(z)0"), "two large logits: -log 2, not 0");
await again.fill("#logits", "-431 279 427");
check((await text(again, "losses")).startsWith("loss, as proved858\u2212log(naive p)\u221e"), "NNlib's row: 858, not infinite");
await again.fill("#logits", "1.5 -0.5");
const two = (await text(again, "sigmoid")).match(/[\d.]{10,}/g).map((x) => x.replace(/\.$/, ""));
check(two.length === 2 && two[0] === two[1], "two logits are a sigmoid");

// --- draws ---

const counts = async () => (await column(again, "draws", 6)).map(Number);
const total = (a) => a.reduce((x, y) => x + y, 0);
await again.click("#draw");
const one = await counts();
await again.click("#draw");
const more = await counts();
check(total(one) === 1000 && total(more) === 2000 && more.every((x, i) => x > one[i]), "1000 draws, and 1000 others");
check((await column(again, "draws", 1)).join() === "0.8808,0.1192" && Math.abs(Number((await column(again, "draws", 4))[0]) - 0.8808) < 0.03, "frequencies beside p");
for (const seed of ["0", "", "-5", "2.5"]) {
  await again.fill("#seed", seed);
  check(await again.getAttribute("#seed", "aria-invalid") === "true" && (await text(again, "sample-entry")).includes("from 1 to 2147483646")
    && (await counts()).join() === more.join(), `a seed "${seed}" is told, and changes nothing`);
}
await again.fill("#seed", "2");
check(await text(again, "sample-entry") === "" && total(await counts()) === 2000 && (await counts()).join() !== more.join(), "another seed, other draws");
await again.fill("#k", "1");
check((await column(again, "draws", 2)).join() === "1,0" && (await counts()).join() === "2000,0", "top-1");
await again.click("#undraw");
check((await column(again, "draws", 6)).join() === "\u2014,\u2014", "start again");
await again.fill("#k", "0");

// --- attention ---

const out = await again.$$eval("#attention tfoot td", (x) => x.map((y) => y.textContent));
check(out.length === 3 && out.slice(1).every((x) => Number(x) > 0 && Number(x) < 1), `attention has an output between the values ${out}`);

// --- sliders, presets, labels ---

await again.selectOption("#preset", "2"); // 1000 999 998
const slider = (i) => again.$eval(`#sliders label:nth-child(${i + 1}) input`, (x) => [x.value, x.disabled, x.getAttribute("aria-valuetext")].join());
check(await slider(0) === "1000,false,z0 = 1000", `a slider is where its logit is: ${await slider(0)}`);
check((await text(again, "story")).includes("e^1000"), "a preset has its story");
await again.focus("#sliders label:nth-child(2) input");
await again.keyboard.press("ArrowRight");
check(await again.inputValue("#logits") === "1000 999.1 998", "one touch is one step");
check((await again.$$eval("#label option", (x) => x.map((o) => o.text))).join() === "0: 1000,1: 999.1,2: 998", "the labels follow");
check(await again.$eval("#preset", (x) => x.selectedOptions[0].text) === "custom" && await text(again, "story") === "", "so do preset and story");
await again.fill("#logits", "1e17 -inf nan");
check([await slider(0), await slider(1), await slider(2)].join(" ") ===
  "0,true,z0 = 1e17, off scale 0,true,z1 = masked 0,true,z2 = NaN", "what no slider can show is said");
await again.fill("#logits", "2 1 0.5 0");
check(await again.$eval("#preset", (x) => x.selectedOptions[0].text) === "a textbook row", "a preset is known again");

// --- the contract: links, proof, and judges that can fail ---

const links = await again.$$eval("#contract a, #others a", (x) => x.map((a) => [a.textContent, a.getAttribute("href"), a.closest("details").querySelector("summary").textContent]));
const astray = links.filter(([name, href]) => {
  const [file, line] = href.split("#L"), there = readFileSync(resolve(dirname(page_file), file), "utf8").split("\n")[line - 1];
  return !there.includes(name === "P08" || name.startsWith("sp_") ? "" : name);
});
check(links.length > 50 && astray.length === 0, `${links.length} links lead to the line of their clause or lemma ${astray}`);
const properties = [...readFileSync(join(root, "specs/PROPERTIES"), "utf8").matchAll(/^\| (P\d\d) [a-z]/gm)].map((m) => m[1]);
const named = (await again.$$eval("#contract th a, #others th", (x) => x.map((y) => y.textContent.slice(0, 3))));
check(properties.length >= 23 && properties.every((p) => named.includes(p)), `all of ${properties.length} properties are named`);
check(/ (\d+) hold here.*; \d+ of \d+ goals proved$/.test(await again.textContent("#contract summary")), "goals beside each function");
const opened = await open(1200, 900, "", changed("open", /("sp_softmax":\{"file":"[^"]*","goals":\[)\d+/, "$1106"));
check((await opened.textContent("#contract summary .open")).includes("OPEN"), "an open goal shows");
await opened.close();

let rows = 0;
const wrong = [];
for (const z of ["0,-1e300", "5e-324,0", "1e308,-1e308,0", "-0,0", "700,0,-44.5", "1,2,3,4,5,6,7,8", "0.1,0.2,0.3", "1e-9,0", "-745,0,-746,-708.5",
  "1e8,1e8", "2.5,-inf", "36.7,0", "1e15,999999999999999", "-1e17,-1e17,-1e17"])
  for (const rest of ["T=1&c=0.25&draws=1", "T=0.001&k=2&p=0.6&label=1", "T=0&draws=3&d=5&turn=0.37", "T=1e200&k=1&label=7&d=1", "T=inf&p=0.05&draws=1&seed=9"]) {
    rows++;
    await turnTo(again, `#z=${z}&${rest}`);
    wrong.push(...(await broken(again)).map((x) => `${z} ${rest} ${x}`));
  }
check(wrong.length === 0, `every clause holds for ${rows} other states ${wrong.slice(0, 3)}`);
await turnTo(again, "#z=0.1,0.2&c=4");
check((await clauses(again, "sp_softmax")).P06_model[1] === "not applicable", "a rounded shift says nothing of P06");
await turnTo(again, "#z=1,2&c=4");
check((await clauses(again, "sp_softmax")).P06_model[1] === "yes", "an exact one does");

const AT = "const at_ = (name, n) => new Float64Array(right.memory.buffer, right['address_' + name](), n);";
const after = (f, what) => `core.${f} = (n, ...r) => { const s = right.${f}(n, ...r), p = at_("p", n), q = at_("q", n), J = at_("J", n * n), z = at_("z", n); ${what}; return s; };`;
const scale = (f, k) => after(f, `p[1] *= 1 + 2 ** ${k}`);
const slip = (f, k) => `const old_${f} = core.last_number; ${after(f, `core.last_number = () => old_${f}() * (1 + 2 ** ${k})`)}`;
const SABOTAGE = [
  [scale("softmax", -48), ["sp_softmax.P02_sum", "sp_softmax.P03_accuracy"]],
  [after("softmax", "p.reverse()"), ["sp_softmax.P04_order", "sp_softmax.P04_order_any", "sp_softmax.P05_peak", "sp_softmax.P07_masked"]],
  [after("softmax", "p[0] += 2"), ["sp_softmax.P01_range"]],
  [after("softmax", "p[0] = z[0] / 100"), ["sp_softmax.P06_model"]],
  [after("softmax", "at_('p', n + 1)[n] = 1"), ["sp_softmax.P08"]],
  ["core.softmax = (n) => (right.softmax(n), 0);", ["sp_softmax.P09_ok", "sp_softmax.P09_nan"], "#z=nan,1"],
  ["core.softmax = (n) => (right.softmax(n), 3);", ["sp_softmax.P09_inf"], "#z=inf,1"],
  ["core.softmax = (n) => (right.softmax(n), 3);", ["sp_softmax.P09_masked"], "#z=-inf"],
  [after("softmax", "p[2] *= 1 + 2 ** -52"), ["sp_softmax.P04_equal"], "#z=1,0,1"],
  [scale("textbook", -46), ["sp_softmax_textbook.P02_sum", "sp_softmax_textbook.P03_accuracy"]],
  [scale("temperature", -48), ["sp_softmax_temperature.P17_sum", "sp_softmax_temperature.P17_accuracy"]],
  [after("temperature", "p.reverse()"), ["sp_softmax_temperature.P17_peak", "sp_softmax_temperature.P17_masked"]],
  [after("temperature", "p[0] = -p[0]"), ["sp_softmax_temperature.P17_range"]],
  ["core.temperature = (n, T) => right.temperature(n, 1);", ["sp_softmax_temperature.P09_temperature"], "#z=1,2&T=1e-300"],
  [after("cold", "p[0] *= 1 - 2 ** -51"), ["sp_softmax_cold.P17_accuracy"]],
  [after("hot", "p[3] = 1e-300"), ["sp_softmax_hot.P17_accuracy"]],
  [slip("entropy", -47), ["sp_entropy.P17_entropy_accuracy"]],
  [slip("perplexity", -46), ["sp_perplexity.P17_perplexity_accuracy"]],
  ["core.last_number = () => -right.last_number();", ["sp_entropy.P17_entropy_nonneg", "sp_perplexity.P17_perplexity_range", "sp_cross_entropy.P14_nonneg",
    "sp_logsumexp.P15_bounds", "sp_attend.P19_hull"]],
  [after("jacobian", "J[1] *= 1 + 2 ** -50"), ["sp_softmax_jacobian.P12_symmetric", "sp_softmax_jacobian.P12_error"]],
  [after("jacobian", "J[0] += 2 ** -48"), ["sp_softmax_jacobian.P12_row_sum"]],
  [after("jacobian", "J[0] += 0.25; J[1] = -J[1]"), ["sp_softmax_jacobian.P12_diagonal", "sp_softmax_jacobian.P12_other"]],
  [slip("loss", -49), ["sp_cross_entropy.P14_accuracy"]],
  [scale("gradient", -49), ["sp_cross_entropy_gradient.P14_gradient_at_label"]],
  [after("gradient", "p[0] *= 1 + 2 ** -49"), ["sp_cross_entropy_gradient.P14_gradient_accuracy"]],
  [after("gradient", "p[0] *= -9"), ["sp_cross_entropy_gradient.P14_gradient_range", "sp_cross_entropy_gradient.P14_gradient_sign"]],
  [slip("logsumexp", -49), ["sp_logsumexp.P15_accuracy"]],
  [scale("log_softmax", -49), ["sp_log_softmax.P15_log_softmax_accuracy"]],
  [after("log_softmax", "p[0] = 1e-300"), ["sp_log_softmax.P15_log_softmax_nonpositive"]],
  ["core.sigmoid = (x) => right.sigmoid(x) * (1 + 2 ** -50);", ["sp_sigmoid.P18_softmax", "sp_sigmoid.P18_accuracy"], "#z=1,2"],
  [after("scores", "z[0] *= 1 + 2 ** -46"), ["sp_attention_scores.P19_scores_accuracy"]],
  [scale("attend", -48), ["sp_attend.P19_weights_accuracy"]],
  [slip("attend", -46), ["sp_attend.P19_accuracy"]],
  ["core.top_k = (n) => right.top_k(n, 1);", ["sp_top_k.P20_kept"]],
  ["core.top_p = (n) => right.top_p(n, 0.01);", ["sp_top_p.P20_kept"]],
  ["core.sample = (n, x) => n - 1;", ["sp_sample.P20_positive", "sp_sample.P20_first"]],
  ["core.sample = (n, x) => 0;", ["sp_sample.P20_bracket"]],
  ["core.exp = (x) => right.exp(x) * (1 + 2 ** -51);", ["sp_exp.P21_relative"]],
  ["core.exp = (x) => right.exp(x) + 2 ** -1073;", ["sp_exp.P21_absolute"], "#z=0,-740"],
];
const all = new Set(await again.$$eval("#contract th a", (x) => x.map((a) => `${a.closest("details").querySelector("code").textContent}.${a.textContent}`)));
for (const [what, expected, hash = "#z=2,1,0.5,-inf&label=1&draws=1&c=4&T=1.5"] of SABOTAGE) {
  const bad = await open(1200, 900, hash, changed("wrong", /const core = (.*);/, (_, exports) => `const right = ${exports}, core = { ...right }; ${AT} ${what}`));
  const seen = await broken(bad), missed = expected.filter((x) => !seen.includes(x));
  expected.forEach((x) => all.delete(x));
  check(missed.length === 0, `seen to be broken: ${expected.join(" ")}${missed.length ? `, but not ${missed}` : ""}`);
  await bad.close();
}
check(all.size === 0, `each judge was seen to fail ${[...all]}`);

// --- to take away ---

await turnTo(again, "#z=1.5,-0.5,-inf&T=0.3");
check((await text(again, "code-command")) === "echo '1.5 -0.5 -inf' | softproof eval --op softmax --temperature 0.3 --bound", "the command");
const results = async () => (await text(again, "code-tsv")).split("\n").slice(2).map((x) => x.split("\t")[1]);
const taken = await results();
check(taken.join() === await probabilities(again).then((x) => x.replaceAll("\u2212", "-")), "TSV with the results");
const core = readdirSync(join(root, "src")).filter((x) => x.endsWith(".c")).map((x) => join(root, "src", x));
const cc = (...words) => execFileSync("cc", ["-std=c11", "-Wall", "-Werror", "-ffp-contract=off", "-I", join(root, "src"), ...words], { cwd: folder });
cc("-c", ...core);
const objects = core.map((x) => basename(x).replace(/c$/, "o"));
for (const hash of ["#z=1.5,-0.5,-inf&T=0.3", "#z=1e20,-0,100000000000000000000&T=1e20", "#z=2,2,-inf&T=0", "#z=5,2,-inf&T=inf", "#z=0,-1&T=1", "#z=1,nan"]) {
  await turnTo(again, hash);
  writeFileSync(join(folder, "taken.c"), await text(again, "code-c"));
  cc("-o", "taken", "taken.c", ...objects);
  const { status, stdout, stderr } = spawnSync(join(folder, "taken"), { encoding: "utf8" });
  check(hash.includes("nan") ? status === 1 && stderr === "NaN among the logits\n" && (await results()).join() === "refused,refused"
    : status === 0 && stdout.trim().split("\n").map(Number).join() === (await results()).map(Number).join(), `the C program of ${hash} gives the results`);
}
await turnTo(again, "#z=1.5,-0.5,-inf&T=0.3");
for (let i = 0; i < 2; i++) {
  await again.click("[data-copy=tsv]");
  check(await text(again, "copied") === "", "a copy is told anew");
  await again.waitForFunction(() => document.querySelector("#copied").textContent !== "");
}

// --- access, print ---

const unnamed = await again.$$eval("input, select", (x) => x.filter((e) => !e.labels.length).length);
check(unnamed === 0, "every control has a label");
const mute = await again.$$eval("input[type=range]", (x) => x.filter((e) => !e.getAttribute("aria-valuetext")).length);
check(mute === 0 && await again.getAttribute("#d", "aria-valuetext") === "d = 4" && await again.getAttribute("#shift", "aria-valuetext") === "c = 10000",
  "every slider says its value");
const headless = await again.$$eval("table tbody tr", (x) => x.filter((r) => r.cells[0].tagName !== "TH" || r.cells[0].scope !== "row").length);
check(headless === 0 && (await again.$$eval("#jacobian thead th[scope=col]", (x) => x.length)) === 4, "every row has a header, and the Jacobian its columns");
await again.emulateMedia({ media: "print" });
const visible = (id) => again.isVisible("#" + id);
check(await visible("T") && await visible("label") && await visible("c") && await visible("k") && await visible("x") && await visible("length")
  && !(await visible("draw")), "print shows the values, not the buttons");
check((await again.$eval("#probabilities .fill", (x) => getComputedStyle(x).printColorAdjust || getComputedStyle(x).webkitPrintColorAdjust)) === "exact", "and the bars");
await again.pdf({ path: `${folder}/print.pdf`, format: "A4" });
check(again.wrong.length === 0 && page.wrong.length === 0, `no error all along ${again.wrong} ${page.wrong}`);
console.log(`1..${number}`);
await browser.close();
process.exit(failed ? 1 : 0);
