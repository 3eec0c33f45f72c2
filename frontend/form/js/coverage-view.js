/** What was read and what was not, with the reason and the next step for each gap. */

import { linkToView } from "./address.js";
import { catalogView } from "./catalog-view.js";
import { byState, coverageSentence, problemsOf } from "./coverage.js";
import { h, name, prose } from "./dom.js";
import { count } from "./format.js";
import { manifestView } from "./manifest-view.js";
import { box, copyButton, empty, reasonBox, stateLabel } from "./parts.js";
import { tableState } from "./states.js";

/**
 * @typedef {import("./types.js").Run} Run
 * @typedef {import("./types.js").TableSummary} TableSummary
 * @typedef {import("./address.js").Address} Address
 */

/** Tables named in a box before it only counts them. */
const NAMED = 5;

/** @param {Run} run @param {import("./types.js").Results} results @param {Address} address @param {number} now */
export function coverageView(run, { tables, manifest }, address, now) {
  const problems = problemsOf(tables);
  return [
    h("div", { class: "heading" },
      h("h2", { id: "view-heading", tabindex: "-1" }, "Coverage"),
      h("span", { class: "secondary" }, coverageSentence(tables))),
    run.failure && reasonBox(run.failure),
    catalogView(run, now),
    statesPanel(tables, address),
    h("section", { class: "panel stack", "aria-labelledby": "problems-heading" },
      h("h2", { id: "problems-heading" }, "Problems"),
      problems.length > 0 ? problems.map((problem) => problemView(problem, address, Infinity))
        : empty("No problem", run.failure ? "No table was reached." : "Every table that was asked for could be read so far.")),
    manifestView(manifest),
  ];
}

/** @param {TableSummary[]} tables @param {Address} address */
function statesPanel(tables, address) {
  return h("section", { class: "panel", "aria-labelledby": "states-heading" },
    h("h2", { id: "states-heading" }, "Listed tables"),
    h("table", {},
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "State"), h("th", { scope: "col", class: "number" }, "Tables"))),
      h("tbody", {}, byState(tables).map(([state, members]) => h("tr", {},
        h("th", { scope: "row" }, h("a", { href: linkToView(address, { view: "tables", state }) }, stateLabel(tableState(state)))),
        h("td", { class: "number" }, count(members.length)))))));
}

/**
 * Tables that failed for the same cause, with the fix.
 *
 * @param {import("./coverage.js").Problem} problem
 * @param {Address} address
 * @param {number} most tables named before the rest is counted
 */
export function problemView(problem, address, most = NAMED) {
  const steps = [...new Set(problem.tables.map((table) => table.reason?.next_step ?? ""))].filter(Boolean);
  const rest = problem.tables.length - most;
  return box("", problem.title,
    h("ul", {}, problem.tables.slice(0, most).map((table) => h("li", {},
      h("a", { href: linkToView(address, { view: "tables", table: table.id }) }, name(table.schema), ".", name(table.name)),
      table.reason && h("span", { class: "note" }, " ", prose(withoutName(table.reason.message, table)))))),
    rest > 0 && h("p", {}, h("a", { href: linkToView(address, { view: "coverage" }) }, `and ${count(rest)} more`)),
    steps.slice(0, most).map((step) => h("p", {}, prose(step))),
    steps.length > 0 && copyButton(steps.join("\n"), steps.length === 1 ? "Copy next step" : "Copy next steps", `copy-${problem.code}`));
}

/** The name stands before the message already. @param {string} message @param {TableSummary} table */
function withoutName(message, table) {
  const prefix = `${table.schema}.${table.name}: `;
  return message.startsWith(prefix) ? message.slice(prefix.length) : message;
}
