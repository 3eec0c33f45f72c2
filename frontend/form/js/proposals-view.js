/** What columns may hold because of columns they are linked to, apart from what was found. */

import { linkToView } from "./address.js";
import { h, name, prose } from "./dom.js";
import { count, probability } from "./format.js";
import { empty, stateLabel, typeChip } from "./parts.js";
import { standingState } from "./states.js";

/**
 * @typedef {import("./types.js").Proposals} Proposals
 * @typedef {import("./types.js").Proposal} Proposal
 * @typedef {import("./address.js").Address} Address
 */

/** Proposals shown; the surest come first. */
const MOST = 200;

/** @param {Proposals} proposals @param {Address} address */
export function proposalsPanel({ items, total }, address) {
  return h("section", { class: "panel stack", "aria-labelledby": "proposals-heading" },
    h("h2", { id: "proposals-heading" }, "Proposed by keys and views"),
    h("p", { class: "secondary" }, "What columns may hold because of columns they are linked to. None of it is a finding, and nothing counts it."),
    items.length > 0 ? proposalTable(items.slice(0, MOST), address) : empty("No proposal", "No key or view leads from a finding to a column without it."),
    total > Math.min(items.length, MOST) && h("p", { class: "note" }, `The first ${count(Math.min(items.length, MOST))} of ${count(total)}.`));
}

/** @param {Proposal[]} items @param {Address} address */
function proposalTable(items, address) {
  const header = (/** @type {string} */ words, kind = "") => h("th", { scope: "col", class: kind }, words);
  return h("div", { class: "scroller" }, h("table", {},
    h("thead", {}, h("tr", {}, header("Column"), header("May hold"), header("Confidence", "number"), header("Itself"), header("Because"))),
    h("tbody", {}, items.map((item) => h("tr", {},
      h("th", { scope: "row" }, h("a", { href: linkToView(address, { view: "tables", table: item.table_id, column: item.column }) },
        name(item.schema), ".", name(item.table), ".", name(item.column))),
      h("td", {}, typeChip(item), item.kind === "contains" && h("div", { class: "note" }, "in some cells")),
      h("td", { class: "number" }, probability(item.confidence)),
      h("td", {}, stateLabel(standingState(item.standing)), h("div", { class: "note" }, ownWords(item))),
      h("td", {}, prose(item.reason)))))));
}

/** @param {Proposal} item */
function ownWords({ own }) {
  return own.map((finding) => `${finding.title} (${probability(finding.confidence)})`).join(", ");
}
