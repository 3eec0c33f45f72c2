/** The tables of a run: filter, order, what they hold, how good they are, how they ended. */

import { linkTo, linkToView } from "./address.js";
import { h, icon, name, prose, unseen } from "./dom.js";
import { compact, count } from "./format.js";
import { LEVELS, LEVEL_WORDS } from "./levels.js";
import { filterTables, grouped, orderTables } from "./ordering.js";
import { empty, firstRows, moreRows, scoreBar, sortHeader, stateLabel, typeChips } from "./parts.js";
import { tableReading, tableState } from "./states.js";

/**
 * @typedef {import("./types.js").TableSummary} TableSummary
 * @typedef {import("./address.js").Address} Address
 */

/**
 * @param {TableSummary[]} tables
 * @param {Address} address
 */
export function tablesView(tables, address) {
  const found = filterTables(tables, address);
  const standing = address.sort ?? "-level";
  const shown = firstRows(orderTables(found, standing), address);
  return [
    h("div", { class: "heading" },
      h("h2", { id: "view-heading", tabindex: "-1" }, "Tables"),
      h("span", { class: "secondary", role: "status" }, `${count(found.length)} of ${count(tables.length)}`)),
    h("div", { class: "filters", role: "search" }, searchBox(address, "Filter tables and types"), levelSelect(address),
      stateSelect(tables, address)),
    h("section", { class: "panel", "aria-label": "Tables" },
      shown.length > 0 ? tableList(shown, address, standing)
        : empty(tables.length > 0 ? "No table fits the filter" : "No table yet", tables.length > 0
          ? h("a", { href: linkToView(address, { view: "tables" }) }, "Show all tables")
          : "Tables appear here as soon as the schema is read."),
      moreRows(shown.length, found.length, address)),
  ];
}

/** @param {Address} address @param {string} words */
export function searchBox(address, words) {
  return [
    h("label", { class: "visually-hidden", for: "filter" }, words),
    h("input", { type: "search", id: "filter", "data-parameter": "q", value: address.q ?? "", placeholder: words, autocomplete: "off", spellcheck: "false" }),
  ];
}

/** @param {Address} address */
function levelSelect(address) {
  return select("level", "Sensitivity", address.level, LEVELS.map((level) => [level, LEVEL_WORDS[level]]));
}

/** @param {TableSummary[]} tables @param {Address} address */
function stateSelect(tables, address) {
  const states = grouped(tables, (table) => table.state);
  return select("state", "State", address.state, states.map(([state, members]) => [state, `${tableState(state).word} (${count(members.length)})`]));
}

/**
 * A choice that changes the address.
 *
 * @param {string} parameter
 * @param {string} words
 * @param {string | undefined} standing
 * @param {[string, string][]} choices
 */
export function select(parameter, words, standing, choices) {
  return [
    h("label", { class: "visually-hidden", for: `filter-${parameter}` }, words),
    h("select", { id: `filter-${parameter}`, "data-parameter": parameter },
      h("option", { value: "" }, `${words}: any`),
      choices.map(([value, title]) => h("option", { value, selected: value === standing }, title))),
  ];
}

/**
 * @param {TableSummary[]} tables
 * @param {Address} address
 * @param {string} standing the order in force
 */
export function tableList(tables, address, standing) {
  const header = (/** @type {string} */ key, /** @type {string} */ words, kind = "") => sortHeader(address, standing, key, words, kind);
  return h("div", { class: "scroller" }, h("table", {},
    h("thead", {}, h("tr", {}, header("name", "Table"), header("columns", "Columns", "number"), header("rows", "Rows", "number"),
      header("level", "Sensitive data"), header("score", "Quality"), header("state", "State"))),
    h("tbody", {}, tables.map((table) => tableRow(table, address)))));
}

/** @param {TableSummary} table @param {Address} address */
function tableRow(table, address) {
  return h("tr", { id: `table-${table.id}` },
    h("th", { scope: "row" },
      h("a", { href: linkTo({ run: address.run ?? "" }, { view: "tables", table: table.id }), id: `open-${table.id}` },
        h("span", { class: "secondary" }, name(table.schema), "."), name(table.name)),
      table.kind !== "table" && h("span", { class: "note" }, ` ${table.kind}`)),
    h("td", { class: "number" }, count(table.columns)),
    h("td", { class: "number" }, rowsView(table)),
    h("td", {}, table.findings.length > 0 ? typeChips(table.findings) : ""),
    h("td", {}, table.score === null ? "" : scoreBar(table.score, null)),
    h("td", {}, stateLabel(tableReading(table)), table.reason && h("p", { class: "note" }, prose(table.reason.message))));
}

/** @param {TableSummary} table */
function rowsView({ rows, row_estimate: estimate }) {
  if (rows !== null) return h("span", { title: `${count(rows)} rows` }, compact(rows));
  return estimate === null ? h("span", {}, "—", unseen(" unknown")) : h("span", { class: "secondary", title: "estimated by the catalog" }, `~ ${compact(estimate)}`);
}

/** A link with an icon to the full list. @param {Address} address @param {number} number */
export function allTablesLink(address, number) {
  return h("a", { href: linkToView(address, { view: "tables" }) }, icon("table-2"), ` All ${count(number)} tables`);
}
