/** One table: columns with what they hold, keys, indexes, quality; a chosen column beside it. */

import { linkTo, linkToView } from "./address.js";
import { columnPanel, nothingWords, valueView } from "./column-view.js";
import { h, icon, name, prose, unseen } from "./dom.js";
import { compact, count, UNKNOWN } from "./format.js";
import { box, reasonBox, scoreBar, stateLabel, typeChips } from "./parts.js";
import { dimensionsView } from "./quality-view.js";
import { tableState } from "./states.js";

/**
 * @typedef {import("./types.js").TableDetail} TableDetail
 * @typedef {import("./types.js").ColumnDetail} ColumnDetail
 * @typedef {import("./address.js").Address} Address
 */

/**
 * @param {TableDetail} table
 * @param {Address} address
 */
export function tableView(table, address) {
  const chosen = table.column_details.find((column) => column.name === address.column);
  const content = h("div", { class: "stack" }, columnsPanel(table, address), keysPanel(table, address), qualityPanel(table));
  return [
    h("p", {}, h("a", { href: linkToView(address, { view: "tables" }) }, icon("arrow-left"), " All tables")),
    headView(table),
    table.reason && reasonBox(table.reason),
    chosen ? h("div", { class: "split" }, content, columnPanel(chosen)) : content,
  ];
}

/** @param {TableDetail} table */
function headView(table) {
  const words = [
    table.kind, `${count(table.column_details.length)} columns`,
    table.rows === null ? `about ${compact(table.row_estimate)} rows` : `${count(table.rows)} rows`,
    table.sample && table.sample.method !== "all" && `${count(table.sample.rows)} rows sampled (${table.sample.method.replaceAll("_", " ")})`,
  ];
  return h("div", { class: "stack" },
    h("div", { class: "heading" },
      h("h2", { id: "view-heading", tabindex: "-1" }, name(table.schema), ".", name(table.name)),
      stateLabel(tableState(table.state)),
      h("span", { class: "secondary" }, words.filter(Boolean).join(" · "))),
    table.comment && h("p", { class: "secondary" }, prose(table.comment)));
}

/** @param {TableDetail} table @param {Address} address */
function columnsPanel(table, address) {
  return h("section", { class: "panel", "aria-labelledby": "columns-heading" },
    h("h2", { id: "columns-heading" }, "Columns"),
    h("div", { class: "scroller" }, h("table", {},
      h("thead", {}, h("tr", {}, ["Column", "Type", "Nullable", "Sensitive data"].map((words) => h("th", { scope: "col" }, words)),
        ["NULL", "Distinct"].map((words) => h("th", { scope: "col", class: "number" }, words)))),
      h("tbody", {}, table.column_details.map((column) => columnRow(table, column, address))))));
}

/** @param {TableDetail} table @param {ColumnDetail} column @param {Address} address */
function columnRow(table, column, address) {
  const isChosen = column.name === address.column;
  const link = linkTo(address, { column: isChosen ? null : column.name });
  return h("tr", { class: isChosen && "chosen" },
    h("th", { scope: "row" },
      h("a", { href: link, id: `column-${column.position}`, "aria-current": isChosen && "true", "data-stay": true }, name(column.name)),
      keyMarks(table, column)),
    h("td", {}, h("code", {}, column.native_type)),
    h("td", {}, column.nullable === null ? UNKNOWN : column.nullable ? "yes" : "no"),
    h("td", {}, column.findings.length > 0 ? typeChips(column.findings, 2) : h("span", { class: "note" }, nothingWords(column))),
    h("td", { class: "number" }, measured(column, "null_share")),
    h("td", { class: "number" }, measured(column, "distinct_count")));
}

/** @param {ColumnDetail} column @param {string} metric */
function measured(column, metric) {
  const measurement = column.measurements.find((candidate) => candidate.metric === metric);
  return measurement ? valueView({ ...measurement, unit: measurement.unit === "share" ? "share" : null }) : UNKNOWN;
}

/** @param {TableDetail} table @param {ColumnDetail} column */
function keyMarks(table, column) {
  const refers = table.foreign_keys.some((key) => key.columns.includes(column.name));
  return [
    column.primary_key && h("span", { title: "primary key" }, " ", icon("key-round"), unseen(" primary key")),
    refers && h("span", { title: "foreign key" }, " ", icon("link-2"), unseen(" foreign key")),
  ];
}

/** @param {TableDetail} table @param {Address} address */
function keysPanel(table, address) {
  const rows = [
    table.primary_key.length > 0 && keyRow("Primary key", columnNames(table.primary_key)),
    ...table.unique_keys.map((columns) => keyRow("Unique", columnNames(columns))),
    ...table.foreign_keys.map((key) => keyRow("Refers to", [
      ...columnNames(key.columns), " → ",
      h("a", { href: linkToView(address, { view: "tables", q: key.referred_table }) }, name(`${key.referred_schema}.${key.referred_table}`)),
      key.referred_columns.length > 0 && [" (", ...columnNames(key.referred_columns), ")"]].flat())),
    ...table.indexes.map((index) => keyRow(index.unique ? "Unique index" : "Index", [name(index.name), ": ", ...columnNames(index.columns)])),
  ].filter((row) => row !== false);
  return h("section", { class: "panel", "aria-labelledby": "keys-heading" },
    h("h2", { id: "keys-heading" }, "Keys and indexes"),
    rows.length > 0 ? h("dl", { class: "facts" }, rows.flat())
      : h("p", { class: "secondary" }, "This table declares no key and no index."));
}

/** @param {string} term @param {import("./dom.js").Child[]} words */
function keyRow(term, words) {
  return [h("dt", {}, term), h("dd", {}, words)];
}

/** @param {string[]} columns */
function columnNames(columns) {
  return columns.flatMap((column, position) => [position > 0 && ", ", name(column)]);
}

/** @param {TableDetail} table */
function qualityPanel(table) {
  return h("section", { class: "panel", "aria-labelledby": "quality-heading" },
    h("header", {}, h("h2", { id: "quality-heading" }, "Quality"), scoreBar(table.score, table.coverage)),
    table.dimensions.length > 0 ? dimensionsView(table.dimensions)
      : box("calm", "Quality was not measured for this table"));
}
