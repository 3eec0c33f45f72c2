/** A run beside earlier ones of its source: what is out of the ordinary, with small charts, and what moved the score. */

import { linkToView } from "./address.js";
import { h, name, prose } from "./dom.js";
import { count, counted, moment, percent, plain, points } from "./format.js";
import { historyChart } from "./history-chart.js";
import { empty } from "./parts.js";

/**
 * @typedef {import("./types.js").History} History
 * @typedef {import("./types.js").HistoryItem} HistoryItem
 * @typedef {import("./types.js").HistoryChart} HistoryChart
 * @typedef {import("./types.js").ScoreChange} ScoreChange
 * @typedef {import("./types.js").ScoreReason} ScoreReason
 * @typedef {import("./address.js").Address} Address
 */

/** Charts and reasons shown; the rest says less. */
const MOST = 12;
const MOST_REASONS = 15;

/** @param {History} history @param {Address} address */
export function historyPanel(history, address) {
  const drawn = history.runs > 0 ? history.charts : []; // one point is no chart
  const charts = drawn.slice(0, MOST);
  return h("section", { class: "panel stack", "aria-labelledby": "history-heading" },
    h("h2", { id: "history-heading" }, "Beside earlier runs"),
    standing(history),
    history.items.length > 0 && itemTable(history, address),
    charts.length > 0 && h("ul", { class: "history-charts" }, charts.map((chart) => h("li", { id: chartId(chart) }, chartView(chart, address)))),
    drawn.length > charts.length && h("p", { class: "note" }, `The first ${count(MOST)} of ${counted(drawn.length, "chart")}.`));
}

/** @param {History} history */
function standing({ runs, runs_needed: needed, judged, total }) {
  if (runs < needed) return empty(`${runs} of ${needed} earlier runs seen`, "What is ordinary here is not known yet, so nothing is judged.");
  if (total === 0) return empty("Nothing out of the ordinary", `${counted(judged, "number")} lie where ${counted(runs, "earlier run")} let expect them.`);
  return h("p", { class: "secondary" }, `${counted(total, "number")} of ${count(judged)} out of the ordinary, by ${counted(runs, "earlier run")}.`);
}

/** @param {History} history @param {Address} address */
function itemTable({ items, total }, address) {
  const shown = items.slice(0, 2 * MOST);
  return h("div", { class: "stack" },
    h("div", { class: "scroller" }, h("table", {},
      h("caption", { class: "visually-hidden" }, "Out of the ordinary"),
      h("thead", {}, h("tr", {}, ["What", "Where", "Why"].map((words) => h("th", { scope: "col" }, words)))),
      h("tbody", {}, shown.map((item) => h("tr", {},
        h("th", { scope: "row" }, item.title),
        h("td", {}, place(item, address)),
        h("td", {}, prose(item.text))))))),
    total > shown.length && h("p", { class: "note" }, `The first ${count(shown.length)} of ${count(total)}.`));
}

/** @param {HistoryChart} chart @param {Address} address */
function chartView(chart, address) {
  const odd = chart.state === "anomaly";
  return h("figure", { class: "stack" },
    h("figcaption", {}, h("strong", {}, chart.title), " ", place(chart, address)),
    historyChart(chart.points, `${chart.title}: ${chart.text}`, odd),
    h("p", { class: odd ? "note odd" : "note" }, prose(chart.text)),
    h("details", { id: `${chartId(chart)}-numbers` }, h("summary", {}, "Numbers"), pointTable(chart)));
}

/** @param {HistoryChart} chart */
function pointTable(chart) {
  const header = (/** @type {string} */ words, kind = "number") => h("th", { scope: "col", class: kind }, words);
  return h("div", { class: "scroller" }, h("table", {},
    h("thead", {}, h("tr", {}, header("Run of", ""), header("Value"), header("Expected"))),
    h("tbody", {}, chart.points.toReversed().map(({ at, value, low, high }) => h("tr", {},
      h("th", { scope: "row" }, moment(at)),
      h("td", { class: "number" }, amount(value, chart.unit)),
      h("td", { class: "number" }, low === null || high === null ? "not known yet" : `${amount(low, chart.unit)} to ${amount(high, chart.unit)}`))))));
}

/** A number in its unit; seconds as hours, because loads come by the hour or day. @param {number} value @param {string} unit */
export function amount(value, unit) {
  if (unit === "share") return percent(value);
  if (unit === "seconds") return `${(value / 3600).toFixed(1)} h`;
  return unit === "rows" || unit === "values" ? count(value) : plain(value);
}

/** @param {ScoreChange} change @param {Address} address */
export function scoreChangePanel({ against, against_created_at: since, before, after, difference, items, total }, address) {
  const heading = h("h2", { id: "score-change-heading" }, "What moved the score");
  if (against === null || difference === null || before === null || after === null) {
    return h("section", { class: "panel stack", "aria-labelledby": "score-change-heading" }, heading, empty("Nothing to compare", "There is no earlier run of this source whose quality was measured."));
  }
  const shown = items.slice(0, MOST_REASONS);
  const rest = difference - shown.reduce((sum, item) => sum + item.points, 0);
  return h("section", { class: "panel stack", "aria-labelledby": "score-change-heading" },
    heading,
    h("p", { class: "secondary" }, `${points(before)} → ${points(after)} (${signed(difference)}) since `,
      h("a", { href: linkToView({ run: against }, {}) }, since ? `the run of ${moment(since)}` : "the run before"), "."),
    total === 0 ? empty("Nothing", "The score is what it was.") : reasonTable(shown, total > shown.length ? rest : null, address));
}

/** @param {ScoreReason[]} items @param {number | null} rest @param {Address} address */
function reasonTable(items, rest, address) {
  return h("div", { class: "scroller" }, h("table", {},
    h("thead", {}, h("tr", {}, h("th", { scope: "col", class: "number" }, "Points"), ["Why", "Where", "Dimension"].map((words) => h("th", { scope: "col" }, words)))),
    h("tbody", {}, items.map((item) => h("tr", {},
      h("td", { class: "number" }, signed(item.points)),
      h("th", { scope: "row" }, prose(item.text)),
      h("td", {}, h("a", { href: linkToView(address, { view: "tables", table: item.table_id, column: item.columns[0] }) },
        name(item.schema), ".", name(item.table), item.columns.flatMap((column, at) => [at === 0 ? "." : ", ", name(column)]))),
      h("td", {}, item.dimension ?? ""))),
      rest !== null && h("tr", {}, h("td", { class: "number" }, signed(rest)), h("th", { scope: "row" }, "All smaller reasons"), h("td", {}), h("td", {})))));
}

/** Points with their sign; a small move never reads as none. @param {number} value */
export function signed(value) {
  const sign = value < 0 ? "−" : "+";
  return Math.abs(value) < 0.005 && value !== 0 ? `${sign}< 0.01` : `${sign}${Math.abs(value).toFixed(2)}`;
}

/** @param {HistoryItem} item @param {Address} address */
function place(item, address) {
  return h("a", { href: linkToView(address, { view: "tables", table: item.table_id, column: item.column }) },
    name(item.schema), ".", name(item.table), item.column === null ? [] : [".", name(item.column)]);
}

/** @param {HistoryItem} item */
function chartId({ table_id: table, column, metric }) {
  return `history-${table}-${metric}-${column ?? ""}`.replaceAll(/[^\w-]/g, "_");
}
