/** Remarks on the schema by rule, with what to do. */

import { linkToView } from "./address.js";
import { h, name, prose } from "./dom.js";
import { count, counted } from "./format.js";
import { grouped } from "./ordering.js";
import { empty, stateLabel } from "./parts.js";
import { severityState } from "./states.js";

/**
 * @typedef {import("./types.js").Lint} Lint
 * @typedef {import("./types.js").Remark} Remark
 * @typedef {import("./address.js").Address} Address
 */

/** Places of a rule that are shown before the rest is counted. */
const MOST = 50;

/** @param {Lint} lint @param {Address} address */
export function lintPanel(lint, address) {
  return h("section", { class: "panel stack", "aria-labelledby": "lint-heading" },
    h("h2", { id: "lint-heading" }, "Remarks"),
    lint.items.length > 0 ? byRule(lint.items).map(([, remarks]) => ruleView(remarks, address)) : empty("No remark", "Keys, indexes, names and types are in order."),
    lint.total > lint.items.length && h("p", { class: "note" }, `The first ${count(lint.items.length)} of ${count(lint.total)}.`));
}

/** Groups in the order of the answer: errors first. @param {Remark[]} items @returns {[string, Remark[]][]} */
function byRule(items) {
  const order = [...new Set(items.map((item) => item.rule))];
  return grouped(items, (item) => item.rule).sort(([left], [right]) => order.indexOf(left) - order.indexOf(right));
}

/** @param {Remark[]} remarks @param {Address} address */
function ruleView(remarks, address) {
  const [{ rule, title, severity, fix }] = remarks;
  const rest = remarks.length - MOST;
  return h("details", { id: `lint-${rule}` },
    h("summary", {}, stateLabel(severityState(severity)), ` ${title} `, h("span", { class: "note" }, counted(remarks.length, "place"))),
    h("p", { class: "secondary" }, prose(fix)),
    h("ul", {}, remarks.slice(0, MOST).map((remark) => h("li", {}, place(remark, address), ": ", prose(remark.message)))),
    rest > 0 && h("p", { class: "note" }, `and ${count(rest)} more`));
}

/** @param {Remark} remark @param {Address} address */
function place({ schema, table, table_id: id }, address) {
  if (table === null || id === null) return name(schema);
  return h("a", { href: linkToView(address, { view: "tables", table: id }) }, name(schema), ".", name(table));
}
