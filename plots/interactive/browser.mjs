// SPDX-License-Identifier: MIT
// Copyright the Softproof authors

// The page in a real Chromium, at desktop and phone width.
// usage: node browser.mjs PAGE.html FOLDER_FOR_SCREENSHOTS [CHROMIUM]
// Needs playwright-core where node finds it (npm install playwright-core). Prints TAP.
import { chromium } from "playwright-core";
import { resolve } from "node:path";

const [page_file, folder, executablePath = "/usr/bin/chromium"] = process.argv.slice(2);
const url = "file://" + resolve(page_file);
let number = 0, failed = 0;
function check(ok, text) {
  failed += !ok;
  console.log(`${ok ? "ok" : "not ok"} ${++number} - ${text}`);
}

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });

async function open(width, height, hash = "") {
  const page = await browser.newPage({ viewport: { width, height } });
  page.wrong = [];
  page.on("console", (m) => m.type() === "error" && page.wrong.push(m.text()));
  page.on("pageerror", (e) => page.wrong.push(String(e)));
  page.on("request", (r) => /^https?:/.test(r.url()) && page.wrong.push(r.url()));
  await page.goto(url + hash);
  await page.waitForSelector("#probabilities tbody tr");
  return page;
}
const column = (page, table, k) => page.$$eval(`#${table} tbody tr`, (rows, k) => rows.map((r) => r.cells[k].textContent), k);

for (const [name, width, height] of [["desktop", 1200, 900], ["phone", 390, 844]]) {
  const page = await open(width, height);
  check((await column(page, "probabilities", 1)).join() ===
    "0.5792585299413737,0.21309730428862378,0.12925004855316274,0.07839411721683971", `${name}: softmax of 2 1 0.5 0`);
  check(await page.evaluate(() => document.documentElement.scrollWidth) <= width, `${name}: no wider than the window`);
  const presets = await page.$$eval("#preset option", (x) => x.length);
  const wrong = [];
  for (let i = 0; i < presets; i++) {
    await page.selectOption("#preset", String(i));
    wrong.push(...await page.$$eval("td.no", (x) => x.map((y) => y.parentNode.textContent)));
  }
  check(wrong.length === 0, `${name}: every clause holds for ${presets} presets ${wrong}`);
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  check(page.wrong.length === 0, `${name}: no error and no request ${page.wrong}`);
  await page.close();
}

const page = await open(1200, 900);
await page.focus("#temperature");
for (let i = 0; i < 6; i++) await page.keyboard.press("ArrowRight");
check(await page.textContent("#T") === "T = 1.995", "the keyboard moves the temperature");
check(await page.getAttribute("#temperature", "aria-valuetext") === "T = 1.995", "and a screen reader hears it");
await page.click("#cold");
check((await column(page, "probabilities", 1)).join() === "1,0,0,0", "T to 0");
await page.click("#hot");
check((await column(page, "probabilities", 1)).join() === "0.25,0.25,0.25,0.25", "T to infinity");
const address = await page.evaluate(() => location.hash);
const again = await open(1200, 900, address);
check(await again.textContent("#T") === "T \u2192 \u221e", "the address holds the state");
await again.fill("#logits", "1000 999 998");
await again.click("#one");
check((await column(again, "probabilities", 4)).join() === "NaN,NaN,NaN", "the naive form overflows, and shows it");
check((await column(again, "probabilities", 1))[0] === "0.6652409557748218", "the proved one does not");
await again.fill("#logits", "1 x");
check((await again.textContent("#problem")).startsWith("1 to 8 numbers"), "what is no number is told");
await again.fill("#logits", "nan 1");
check((await again.textContent("#problem")).includes("SP_NAN_LOGIT"), "NaN is refused");
await again.fill("#logits", "40 0");
check((await again.textContent("#losses")).includes("4.248354255291589e\u221218"), "the loss of a sure classifier");
check((await again.textContent("#losses")).includes("log(naive p)0") ||
  (await again.textContent("#losses")).includes("log(naive p)\u22120"), "which the naive form loses");
await again.fill("#logits", "1.5 -0.5");
const two = (await again.textContent("#sigmoid")).match(/[\d.]{10,}/g).map((x) => x.replace(/\.$/, ""));
check(two.length === 2 && two[0] === two[1], "two logits are a sigmoid");
await again.click("#draw");
check((await column(again, "draws", 2)).reduce((a, x) => a + Number(x), 0) === 1000, "1000 draws");
check((await again.textContent("#code")).includes("echo '1.5 -0.5' | softproof eval --op softmax --bound"), "the command");
const unnamed = await again.$$eval("input, select", (x) => x.filter((e) => !e.labels.length).length);
check(unnamed === 0, "every control has a label");
console.log(`1..${number}`);
await browser.close();
process.exit(failed ? 1 : 0);
