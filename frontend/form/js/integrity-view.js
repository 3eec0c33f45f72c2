/** How rows hang together: keys with the rows that lead nowhere, and columns that settle others. */

import { linkToView } from "./address.js";
import { h, name, prose } from "./dom.js";
import { count, counted, percent, points } from "./format.js";
import { copyButton, empty } from "./parts.js";

/**
 * @typedef {import("./types.js").Integrity} Integrity
 * @typedef {import("./types.js").KeyItem} KeyItem
 * @typedef {import("./types.js").DependencyItem} DependencyItem
 * @typedef {import("./address.js").Address} Address
 */

/** Rows shown of each table; keys with the most orphans come first, those nobody looked into last. */
const MOST = 100;

/** @param {Integrity} integrity @param {Address} address */
export function integrityPanels({ keys, dependencies, complete }, address) {
  return [keysPanel(keys, complete, address), dependencies.length > 0 && dependenciesPanel(dependencies, address)];
}

/** @param {KeyItem[]} keys @param {boolean} complete @param {Address} address */
function keysPanel(keys, complete, address) {
  const broken = keys.filter(({ found }) => found !== null && found.orphan_rows > 0).length;
  const untested = keys.filter(({ found }) => found === null).length;
  const words = `${counted(broken, "key")} with rows that lead nowhere, ${count(untested)} not looked into, of ${count(keys.length)}.`;
  const none = complete ? "No table that was read refers to another one." : "No key was looked into yet.";
  return h("section", { class: "panel stack", "aria-labelledby": "keys-heading" },
    h("h2", { id: "keys-heading" }, "Keys and orphans"),
    keys.length > 0 && h("p", { class: "secondary" }, words),
    keys.length === 0 ? empty("No key", none) : keyTable(keys.slice(0, MOST), address),
    keys.length > MOST && h("p", { class: "note" }, `The first ${count(MOST)} of ${count(keys.length)}.`));
}

/** @param {KeyItem[]} keys @param {Address} address */
function keyTable(keys, address) {
  return h("div", { class: "scroller" }, h("table", {},
    h("caption", { class: "visually-hidden" }, "Keys and the rows whose key leads nowhere"),
    head(["Key"], ["Refers to"], ["Orphans", "number"], ["Rows looked up", "number"], ["Query that finds them"]),
    h("tbody", {}, keys.map((key, at) => h("tr", {},
      h("th", { scope: "row" }, place(key, key.columns, address), h("div", { class: "note" }, standing(key))),
      h("td", {}, name(key.referred_schema), ".", name(key.referred_table), list(key.referred_columns)),
      key.found === null ? untested(key) : found(key.found),
      h("td", {}, key.query !== "" && copyButton(key.query, "Copy", `orphan-query-${at}`)))))));
}

/** Whether somebody declared it, and who vouches. @param {KeyItem} key */
function standing({ declared, enforced, confidence }) {
  if (!declared) return `supposed, ${percent(confidence)} sure`;
  if (enforced === null) return "declared; the server does not say whether it holds";
  return enforced ? "declared and enforced" : "declared, not enforced for every row";
}

/** @param {KeyItem} key */
function untested({ reason }) {
  return h("td", { colspan: "2" }, "not looked into", reason !== null && h("div", { class: "note" }, prose(reason.message), " ", prose(reason.next_step)));
}

/** @param {import("./types.js").KeyCounts} counts */
function found({ rows, orphan_rows: orphans, orphan_values: values, partly_null_rows: partly, exact, orphan_share_at_most: most }) {
  const basis = exact ? "every row" : most === null ? "some rows, no bound" : `some rows; at most ${percent(most)} of all (95 %)`;
  return [
    h("td", { class: "number" }, count(orphans), orphans > 0 && h("div", { class: "note" }, `${percent(orphans / rows)}, ${counted(values, "value")}`)),
    h("td", { class: "number" }, count(rows), h("div", { class: "note" }, basis), partly !== null && partly > 0 && h("div", { class: "note" }, `${count(partly)} partly NULL`)),
  ];
}

/** @param {DependencyItem[]} items @param {Address} address */
function dependenciesPanel(items, address) {
  return h("section", { class: "panel stack", "aria-labelledby": "dependencies-heading" },
    h("h2", { id: "dependencies-heading" }, "Columns that settle others"),
    h("p", { class: "secondary" }, "Rows that agree in the first columns agree in the last, but for a few; found in the sampled values, in exact mode counted on every row."),
    h("div", { class: "scroller" }, h("table", {},
      h("caption", { class: "visually-hidden" }, "Dependencies between columns"),
      head(["Columns"], ["Settle"], ["Rows against it", "number"], ["Groups", "number"], ["Strength, of 100", "number"], ["Basis"]),
      h("tbody", {}, items.slice(0, MOST).map((item) => h("tr", {},
        h("th", { scope: "row" }, place(item, item.determinant, address)),
        h("td", {}, name(item.dependent)),
        h("td", { class: "number" }, `${count(item.violations)} of ${count(item.rows)}`, item.confidence !== null && h("div", { class: "note" }, `errors, ${percent(item.confidence)} sure`)),
        h("td", { class: "number" }, count(item.groups)),
        h("td", { class: "number" }, points(item.strength * 100)),
        h("td", { class: "secondary" }, item.exact ? "every row" : "sample")))))),
    items.length > MOST && h("p", { class: "note" }, `The first ${count(MOST)} of ${count(items.length)}.`));
}

/** @param {...string[]} columns the words of each and its class */
function head(...columns) {
  return h("thead", {}, h("tr", {}, columns.map(([words = "", kind = ""]) => h("th", { scope: "col", class: kind }, words))));
}

/** @param {{schema: string, table: string, table_id: string}} item @param {string[]} columns @param {Address} address */
function place({ schema, table, table_id: id }, columns, address) {
  return h("a", { href: linkToView(address, { view: "tables", table: id, column: columns[0] ?? null }) }, name(schema), ".", name(table), list(columns));
}

/** @param {string[]} columns */
function list(columns) {
  return columns.flatMap((column, at) => [at === 0 ? "." : ", ", name(column)]);
}
