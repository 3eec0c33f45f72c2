/** What keeps the score from 100: what speaks against which cells, the dearest first. */

import { linkToView } from "./address.js";
import { h, name } from "./dom.js";
import { compact, count, percent } from "./format.js";
import { empty } from "./parts.js";

/**
 * @typedef {import("./types.js").ScoreNotes} ScoreNotes
 * @typedef {import("./types.js").Loss} Loss
 * @typedef {import("./address.js").Address} Address
 */

/** Losses shown; the rest are small. */
const MOST = 25;

/** @param {ScoreNotes} score @param {Address} address */
export function lossesPanel({ losses, total, scored }, address) {
  if (scored === 0) return null;
  return h("section", { class: "panel", "aria-labelledby": "losses-heading" },
    h("h2", { id: "losses-heading" }, "What lowers the score"),
    losses.length === 0 ? empty("Nothing", "Nothing that was measured speaks against any value.") : lossesTable(losses.slice(0, MOST), address),
    total > MOST && h("p", { class: "note" }, `The ${count(MOST)} that cost most of ${count(total)}.`));
}

/** @param {Loss[]} losses @param {Address} address */
function lossesTable(losses, address) {
  return h("div", { class: "scroller" }, h("table", {},
    h("thead", {}, h("tr", {}, ["What", "Where", "Dimension"].map((words) => h("th", { scope: "col" }, words)),
      ["Share", "Affected", "Points lost"].map((words) => h("th", { scope: "col", class: "number" }, words)), h("th", { scope: "col" }, "Basis"))),
    h("tbody", {}, losses.map((loss) => h("tr", {},
      h("th", { scope: "row" }, loss.title),
      h("td", {}, h("a", { href: linkToView(address, { view: "tables", table: loss.table_id, column: loss.columns[0] }) }, place(loss))),
      h("td", {}, loss.dimension),
      h("td", { class: "number" }, percent(loss.share)),
      h("td", { class: "number" }, `${compact(loss.count)} of ${compact(loss.total)}`),
      h("td", { class: "number" }, lost(loss.points)),
      h("td", { class: "secondary" }, loss.exact ? "every row" : "sample"))))));
}

/** @param {Loss} loss */
function place({ schema, table, columns }) {
  return [name(schema), ".", name(table), ...columns.flatMap((column, at) => [at === 0 ? "." : ", ", name(column)])];
}

/** Points with two digits; what is lost never reads as nothing. @param {number} value */
export function lost(value) {
  return value < 0.01 ? "< 0.01" : value.toFixed(2);
}
