/** Foreign keys that nobody declared, apart from those that are. */

import { linkToView } from "./address.js";
import { h, name, prose } from "./dom.js";
import { count, counted, percent } from "./format.js";
import { empty, stateLabel } from "./parts.js";
import { relationState } from "./states.js";

/**
 * @typedef {import("./types.js").Relations} Relations
 * @typedef {import("./types.js").Relation} Relation
 * @typedef {import("./address.js").Address} Address
 */

/** Suggestions shown; the surest come first. */
const MOST = 200;

/** @param {Relations} relations @param {Address} address */
export function relationsPanel({ items }, address) {
  return h("section", { class: "panel stack", "aria-labelledby": "relations-heading" },
    h("h2", { id: "relations-heading" }, "Suggested keys"),
    h("p", { class: "secondary" }, "Columns that seem to refer to a key although no foreign key says so."),
    items.length > 0 ? relationTable(items.slice(0, MOST), address) : empty("No suggestion", "No column without a foreign key is named after another table."),
    items.length > MOST && h("p", { class: "note" }, `The first ${count(MOST)} of ${count(items.length)}.`));
}

/** @param {Relation[]} items @param {Address} address */
function relationTable(items, address) {
  const header = (/** @type {string} */ words, kind = "") => h("th", { scope: "col", class: kind }, words);
  return h("div", { class: "scroller" }, h("table", {},
    h("thead", {}, h("tr", {}, header("Column"), header("Refers to"), header("Confidence", "number"), header("Values"), header("Because"))),
    h("tbody", {}, items.map((item) => h("tr", {},
      h("th", { scope: "row" }, h("a", { href: linkToView(address, { view: "tables", table: item.table_id, column: item.column }) },
        name(item.schema), ".", name(item.table), ".", name(item.column))),
      h("td", {}, name(item.referred_schema), ".", name(item.referred_table), ".", name(item.referred_column)),
      h("td", { class: "number" }, percent(item.confidence)),
      h("td", {}, stateLabel(relationState(item.verdict)), h("div", { class: "note" }, valueWords(item))),
      h("td", {}, prose(item.reasons.join("; "))))))));
}

/** @param {Relation} item */
function valueWords({ inclusion, reason }) {
  if (!inclusion) return prose(reason?.message ?? "");
  if (inclusion.rows === 0) return "no value in it";
  const looked = inclusion.exact ? "all rows" : `${count(inclusion.rows)} rows looked at`;
  if (inclusion.orphan_rows === 0) return `${counted(inclusion.values, "value")} found, ${looked}${bound(inclusion)}`;
  return `${counted(inclusion.orphan_rows, "row")} without a match, ${looked}${bound(inclusion)}`;
}

/** @param {{orphan_share_at_most: number | null}} inclusion */
function bound({ orphan_share_at_most: most }) {
  return most === null ? "" : `; at most ${percent(most)} of all (95 %)`;
}
