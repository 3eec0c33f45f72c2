/** Quality of a run: the score with its coverage, the dimensions it is made of, the tables that lower it. */

import { linkToView } from "./address.js";
import { h, name } from "./dom.js";
import { compact, percent, points, UNKNOWN } from "./format.js";
import { empty, firstRows, moreRows, scoreBar, shareBar, sortHeader } from "./parts.js";
import { historyPanel, scoreChangePanel } from "./history-view.js";
import { defectsPanel } from "./defects-view.js";
import { integrityPanels } from "./integrity-view.js";
import { lossesPanel } from "./losses-view.js";
import { orderTables } from "./ordering.js";
import { rulesPanel, suggestionsPanel } from "./rules-view.js";

/**
 * @typedef {import("./types.js").DimensionScore} DimensionScore
 * @typedef {import("./types.js").Run} Run
 * @typedef {import("./types.js").Results} Results
 * @typedef {import("./types.js").QualityNotes} QualityNotes
 * @typedef {import("./address.js").Address} Address
 */

/**
 * @param {Run} run
 * @param {Results} results
 * @param {QualityNotes | null} notes
 * @param {import("./run-data.js").Acceptance} acceptance
 * @param {Address} address
 */
export function qualityView(run, results, notes, acceptance, address) {
  const head = h("div", { class: "heading" },
    h("h2", { id: "view-heading", tabindex: "-1" }, "Quality"),
    h("span", { class: "secondary" }, scoreWords(run)));
  if (run.options.quality === false) return [head, h("div", { class: "panel" }, empty("Quality was left out", "This run's options say so; start a scan with quality to measure it."))];
  return [head, dimensionsPanel(results.dimensions ?? []), notes && lossesPanel(notes.score, address), notes && defectsPanel(notes.defects, address), notes && integrityPanels(notes.integrity, address),
    notes?.scoreChange && scoreChangePanel(notes.scoreChange, address), notes?.history && historyPanel(notes.history, address),
    notes && rulesPanel(notes.rules, address), notes?.suggestions && suggestionsPanel(notes.suggestions, acceptance, address), tablesPanel(results, address)];
}

/** @param {Run} run */
function scoreWords({ totals }) {
  if (totals.score === null) return "not measured yet";
  return `${points(totals.score)} of 100, over ${percent(totals.score_coverage)} of the weights`;
}

/** @param {DimensionScore[]} dimensions */
function dimensionsPanel(dimensions) {
  if (dimensions.length === 0) return null;
  return h("section", { class: "panel", "aria-labelledby": "dimensions-heading" },
    h("h2", { id: "dimensions-heading" }, "Dimensions"), dimensionsView(dimensions));
}

/**
 * Each dimension as a ratio; one that was not measured says so and does not count as perfect.
 *
 * @param {DimensionScore[]} dimensions
 */
export function dimensionsView(dimensions) {
  return h("div", { class: "scroller" }, h("table", {},
    h("thead", {}, h("tr", {}, ["Dimension", "Share that is good"].map((words) => h("th", { scope: "col" }, words)),
      h("th", { scope: "col", class: "number" }, "Good of checked"), h("th", { scope: "col" }, "Basis"))),
    h("tbody", {}, dimensions.map(({ dimension, ratio, numerator, denominator, exact }) => h("tr", {},
      h("th", { scope: "row" }, dimension.charAt(0).toUpperCase() + dimension.slice(1)),
      h("td", {}, shareBar(ratio, percent(ratio))),
      h("td", { class: "number" }, ratio === null ? UNKNOWN : `${compact(numerator)} of ${compact(denominator)}`),
      h("td", { class: "secondary" }, ratio === null ? "not measured" : exact ? "every row" : "sample"))))));
}

/** @param {Results} results @param {Address} address */
function tablesPanel(results, address) {
  const standing = address.sort ?? "score";
  const ordered = orderTables(results.tables.filter((table) => table.score !== null), standing);
  const shown = firstRows(ordered, address);
  if (ordered.length === 0) return h("div", { class: "panel" }, empty("No table measured yet", "Scores appear here while the quality stage goes on."));
  return h("section", { class: "panel", "aria-labelledby": "table-scores" },
    h("h2", { id: "table-scores" }, "Tables"),
    h("div", { class: "scroller" }, h("table", {},
      h("thead", {}, h("tr", {}, sortHeader(address, standing, "name", "Table"), sortHeader(address, standing, "score", "Score"),
        sortHeader(address, standing, "rows", "Rows", "number"))),
      h("tbody", {}, shown.map((table) => h("tr", {},
        h("th", { scope: "row" }, h("a", { href: linkToView(address, { view: "tables", table: table.id }), id: `quality-${table.id}` }, name(table.schema), ".", name(table.name))),
        h("td", {}, scoreBar(table.score, table.coverage)),
        h("td", { class: "number" }, compact(table.rows ?? table.row_estimate))))))),
    moreRows(shown.length, ordered.length, address));
}
