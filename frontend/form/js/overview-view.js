/** The first view of a run: numbers, progress, what was found, the tables that matter most. */

import { linkToView } from "./address.js";
import { catalogView } from "./catalog-view.js";
import { problemsOf } from "./coverage.js";
import { h } from "./dom.js";
import { exportsPanel } from "./exports-view.js";
import { compact, count, counted, percent, points } from "./format.js";
import { orderTables } from "./ordering.js";
import { empty, skeleton } from "./parts.js";
import { foundPanel, noStages, progressPanel, waitingBox } from "./progress-view.js";
import { isFinal } from "./states.js";
import { allTablesLink, tableList } from "./tables-view.js";

/**
 * @typedef {import("./types.js").Run} Run
 * @typedef {import("./types.js").Results} Results
 * @typedef {import("./address.js").Address} Address
 */

/** Tables shown here; the list has them all. */
const FIRST = 8;

/**
 * @param {Run} run
 * @param {Results | null} results
 * @param {Address} address
 * @param {number} now
 */
export function overviewView(run, results, address, now) {
  return [
    waitingBox(run, now),
    run.totals.tables > 0 && numbersView(run, results, address),
    catalogView(run, now),
    h("div", { class: "split" }, run.stages.length > 0 ? progressPanel(run, now) : noStages(), foundPanel(run, results, address)),
    tablesPanel(run, results, address),
    run.totals.tables > 0 && exportsPanel(run),
  ];
}

/** @param {Run} run @param {Results | null} results @param {Address} address */
function numbersView({ totals, state }, results, address) {
  const gaps = isFinal(state) ? totals.tables_with_gaps : problemsOf(results?.tables ?? []).flatMap((problem) => problem.tables).length;
  const holding = (results?.tables ?? []).filter((table) => table.findings.length > 0).length;
  return h("ul", { class: "panel numbers", "aria-label": "Numbers of this run" },
    number("Tables", count(totals.tables), counted(totals.columns, "column"), linkToView(address, { view: "tables" })),
    number("Findings", count(totals.findings), `in ${counted(holding, "table")}`, linkToView(address, { view: "findings" })),
    number("Critical", count(totals.findings_by_level.critical ?? 0), "findings", linkToView(address, { view: "findings", level: "critical" })),
    number("Quality", points(totals.score), totals.score === null ? "not measured" : `of 100, ${percent(totals.score_coverage)} measured`, linkToView(address, { view: "quality" })),
    number("With gaps", count(gaps), gapNote(gaps, totals.objects_missing ?? 0), linkToView(address, { view: "coverage" })),
    number("Rows read", compact(totals.rows_read), `${counted(totals.statements, "statement")}, ${counted(totals.connections_opened, "connection")}`, null));
}

/** @param {number} gaps tables @param {number} objects other ones */
function gapNote(gaps, objects) {
  return `${gaps === 1 ? "table" : "tables"}${objects ? `, ${counted(objects, "other object")}` : ""}`;
}

/** @param {string} title @param {string} value @param {string} note @param {string | null} link */
function number(title, value, note, link) {
  return h("li", {},
    h("span", { class: "note" }, title),
    h("span", { class: "value" }, link ? h("a", { href: link }, value) : value),
    h("span", { class: "note" }, note));
}

/** @param {Run} run @param {Results | null} results @param {Address} address */
function tablesPanel(run, results, address) {
  const tables = results?.tables ?? [];
  const first = orderTables(tables, address.sort ?? "-level").slice(0, FIRST);
  return h("section", { class: "panel", "aria-labelledby": "tables-heading" },
    h("header", {}, h("h2", { id: "tables-heading" }, "Tables"), tables.length > FIRST && allTablesLink(address, tables.length)),
    first.length > 0 ? tableList(first, address, address.sort ?? "-level")
      : results === null ? skeleton()
        : empty("No table yet", isFinal(run.state) ? "The run ended before the schema was read." : "Tables appear here as soon as the schema is read."));
}
