/** One table: columns with what they hold, keys, indexes, quality; a chosen column beside it. */

import { linkTo, linkToView } from "./address.js";
import { columnPanel, nothingWords, valueView } from "./column-view.js";
import { h, icon, name, prose, unseen } from "./dom.js";
import { tableDefectsPanel } from "./defects-view.js";
import { compact, count, counted, UNKNOWN } from "./format.js";
import { box, reasonBox, scoreBar, stateLabel, typeChips } from "./parts.js";
import { dimensionsView } from "./quality-view.js";
import { code, columnNames, keyRow, note, structurePanels } from "./structure-view.js";
import { tableReading } from "./states.js";

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
  const content = h("div", { class: "stack" }, columnsPanel(table, address), keysPanel(table, address), ...structurePanels(table, address), qualityPanel(table),
    tableDefectsPanel(table.defects.map((defect) => ({ ...defect, table_id: table.id, schema: table.schema, table: table.name })), address));
  return [
    h("p", {}, h("a", { href: linkToView(address, { view: "tables" }) }, icon("arrow-left"), " All tables")),
    headView(table),
    table.reason && reasonBox(table.reason),
    chosen ? h("div", { class: "split" }, content, columnPanel(chosen)) : content,
  ];
}

/** How a table's numbers came about. @type {Record<string, string>} */
const WAYS = { sample: "From the sample alone", push_down: "Every row counted by its server", pull: "Every row read once" };

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
      stateLabel(tableReading(table)),
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
  return measurement ? valueView({ ...measurement, unit: measurement.unit === "share" ? "share" : null }, false) : UNKNOWN;
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
      key.referred_columns.length > 0 && [" (", ...columnNames(key.referred_columns), ")"], note(actionWords(key))].flat())),
    ...table.checks.map((check) => keyRow("Check", [check.name && [name(check.name), ": "], code(check.expression), check.validated === false && note(" not validated")].flat())),
    ...table.exclusions.map((exclusion) => keyRow("Exclusion", [exclusion.name && [name(exclusion.name), ": "], code(exclusion.definition)].flat())),
    ...table.indexes.map((index) => keyRow(index.unique ? "Unique index" : "Index", indexWords(index))),
  ].filter((row) => row !== false);
  return h("section", { class: "panel", "aria-labelledby": "keys-heading" },
    h("h2", { id: "keys-heading" }, "Keys, checks and indexes"),
    rows.length > 0 ? h("dl", { class: "facts" }, rows.flat())
      : h("p", { class: "secondary" }, "This table declares no key, no check and no index."));
}

/** @param {import("./types.js").Index} index */
function indexWords(index) {
  return [
    name(index.name), ": ",
    ...index.columns.flatMap((column, place) => [place > 0 && ", ", index.expressions.includes(place) ? code(column) : name(column)]),
    index.included.length > 0 && [" with ", ...columnNames(index.included)],
    index.predicate && [" where ", code(index.predicate)],
    note([index.method && ` ${index.method}`, index.valid === false && " not usable"].filter(Boolean).join(",")),
  ].flat();
}

/** What happens to rows that refer, where it is not the usual refusal. @param {import("./types.js").ForeignKey} key */
function actionWords(key) {
  const said = [
    key.on_delete && key.on_delete !== "NO ACTION" && `on delete ${key.on_delete.toLowerCase()}`,
    key.on_update && key.on_update !== "NO ACTION" && `on update ${key.on_update.toLowerCase()}`,
    key.validated === false && "not validated",
  ].filter(Boolean);
  return said.length > 0 ? ` ${said.join(", ")}` : "";
}

/** @param {TableDetail} table */
function qualityPanel(table) {
  return h("section", { class: "panel", "aria-labelledby": "quality-heading" },
    h("header", {}, h("h2", { id: "quality-heading" }, "Quality"), scoreBar(table.score, table.coverage)),
    table.dimensions.length > 0 ? dimensionsView(table.dimensions)
      : box("calm", "Quality was not measured for this table"),
    table.plan && h("p", { class: "note" }, planWords(table.plan)));
}

/** @param {NonNullable<TableDetail["plan"]>} plan */
function planWords({ way, reason, catalog, listed }) {
  return [
    `${WAYS[way] ?? way}: ${reason}.`,
    listed.length > 0 && `Every value of ${counted(listed.length, "column")} was listed.`,
    catalog && "Statistics of the catalog were looked at too; that reads no row.",
  ].filter(Boolean).join(" ");
}
