/** What seems wrong in the values: which columns have which kind of error, the surest first. */

import { linkToView } from "./address.js";
import { h, name } from "./dom.js";
import { count, percent } from "./format.js";
import { empty } from "./parts.js";

/**
 * @typedef {import("./types.js").Defects} Defects
 * @typedef {import("./types.js").PlacedDefect} PlacedDefect
 * @typedef {import("./address.js").Address} Address
 */

/** Defects shown; the rest are less sure. */
const MOST = 50;

/** @param {Defects} defects @param {Address} address */
export function defectsPanel({ items, total, by_kind: kinds, complete }, address) {
  const none = complete ? "No kind of error that is looked for was seen in the sampled rows." : "None in the tables read so far.";
  return h("section", { class: "panel", "aria-labelledby": "defects-heading" },
    h("h2", { id: "defects-heading" }, "What seems wrong"),
    items.length > 0 && h("p", { class: "secondary" }, Object.entries(kinds).map(([kind, number]) => `${kindWords(kind)} ${count(number)}`).join(" · ")),
    items.length === 0 ? empty("Nothing", none) : defectsTable(items.slice(0, MOST), address),
    total > MOST && h("p", { class: "note" }, `The ${count(MOST)} surest of ${count(total)}.`));
}

/**
 * Of one table, which its place need not name again.
 *
 * @param {PlacedDefect[]} items @param {Address} address
 */
export function tableDefectsPanel(items, address) {
  if (items.length === 0) return null;
  return h("section", { class: "panel", "aria-labelledby": "defects-heading" },
    h("h2", { id: "defects-heading" }, "What seems wrong"), defectsTable(items, address, columns));
}

/** @param {PlacedDefect[]} items @param {Address} address */
function defectsTable(items, address, where = place) {
  return h("div", { class: "scroller" }, h("table", {},
    h("thead", {}, h("tr", {}, ["Kind", "Where", "Why"].map((words) => h("th", { scope: "col" }, words)),
      ["Rows", "Confidence"].map((words) => h("th", { scope: "col", class: "number" }, words)))),
    h("tbody", {}, items.map((item) => h("tr", {},
      h("th", { scope: "row" }, kindWords(item.kind)),
      h("td", {}, h("a", { href: linkToView(address, { view: "tables", table: item.table_id, column: item.columns[0] }) }, where(item))),
      h("td", {}, item.reasons.join("; "), item.examples.length > 0 && h("div", { class: "note" }, "For example ", item.examples.flatMap((example, at) => [at > 0 && ", ", name(example)]))),
      h("td", { class: "number" }, `${count(item.count)} of ${count(item.rows)}`, h("div", { class: "note" }, item.exact ? percent(item.share) : `${percent(item.share)} of the sample`)),
      h("td", { class: "number" }, percent(item.confidence)))))));
}

/** @param {PlacedDefect} item */
function place({ schema, table, columns }) {
  return [name(schema), ".", name(table), ": ", ...columns.flatMap((column, at) => [at > 0 && ", ", name(column)])];
}

/** @param {PlacedDefect} item */
function columns({ columns: named }) {
  return named.flatMap((column, at) => [at > 0 && ", ", name(column)]);
}

/** @param {string} kind */
export function kindWords(kind) {
  const words = kind.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
