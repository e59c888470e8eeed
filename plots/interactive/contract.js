// SPDX-License-Identifier: MIT
// Copyright the Softproof authors

// The contract panel: a table for each function, made once, and judged at each change.

const judged = []; // of each claim its cells
const element = (name, text) => Object.assign(document.createElement(name), { textContent: text });
function link(text, file, line) {
  const a = element("a", text);
  a.href = `../../${file}#L${line}`;
  a.title = `${file}, line ${line}`;
  return a;
}
/** How much of it is proved; what is open is told as such */
function proved(of) {
  const [done, goals] = of, span = element("span", `${done} of ${goals} goals proved`);
  span.className = done === goals ? "proved" : "open";
  if (done !== goals) span.append(`: ${goals - done} OPEN`);
  return span;
}

function buildGroup(name, claims) {
  const { file, goals, lines } = PROOF.functions[name], details = element("details", ""), summary = element("summary", "");
  const table = element("table", ""), count = element("span", "");
  details.open = name === "sp_softmax";
  summary.append(element("code", name), " ", count, "; ", proved(goals));
  table.append(Object.assign(element("caption", `Clauses of ${name}`), { className: "hidden" }));
  const top = table.createTHead().insertRow();
  for (const title of ["clause", "says", "here", "holds"]) head(top, title);
  const body = table.createTBody(), group = { details, count, cells: [] };
  for (const [, clause, says, judge] of claims) {
    const row = body.insertRow();
    head(row, "").append(link(clause, file, lines[clause]));
    cell(row, says, "says");
    group.cells.push({ clause, judge, here: cell(row, ""), holds: cell(row, "") });
  }
  judged.push(group);
  const scroll = element("div", "");
  scroll.className = "scroll";
  scroll.append(table);
  details.append(summary, scroll);
  return details;
}

function buildContract() {
  const names = [...new Set(CLAIMS.map(([f]) => f))];
  $("contract").replaceChildren(...names.map((f) => buildGroup(f, CLAIMS.filter(([g]) => g === f))));
  $("goals").append(proved(PROOF.all), "; of the lemmas on which functions rest, ", proved(PROOF.lemmas), ".");
  for (const { id, name, claim, at: [text, file, line], goals } of PROOF.properties) {
    const row = $("others").tBodies[0].insertRow();
    head(row, `${id} ${name}`);
    cell(row, claim, "says");
    cell(row, "").append(link(text, file, line));
    cell(row, "").append(proved(goals));
  }
}

function judge(claim, c) {
  const always = /^P0[89]/.test(claim.clause) && claim.clause !== "P09_temperature";
  return c.accepted || always ? claim.judge(c) : ["refused", null];
}

function drawContract(c) {
  const all = { yes: 0, no: 0, none: 0 };
  for (const { details, count, cells } of judged) {
    let yes = 0, no = 0;
    for (const claim of cells) {
      const [here, holds] = judge(claim, c);
      claim.here.textContent = here;
      claim.holds.textContent = holds === null ? "not applicable" : holds ? "yes" : "NO";
      claim.holds.className = holds === null ? "none" : holds ? "yes" : "no";
      yes += holds === true;
      no += holds === false;
    }
    const none = cells.length - yes - no;
    count.textContent = `${yes} hold here` + (none ? `, ${none} not applicable` : "") + (no ? `, ${no} DO NOT HOLD` : "");
    if (no) details.open = true;
    all.yes += yes;
    all.no += no;
    all.none += none;
  }
  tell("verdict", `${all.yes} clauses hold here, ${all.no} do not, ${all.none} are not applicable to this row.`);
}
