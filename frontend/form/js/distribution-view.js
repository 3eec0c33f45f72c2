/** How the values of one column are spread: quantiles, bars, frequent values, shapes and weekdays, each with its bound. */

import { h, name, unseen } from "./dom.js";
import { count, numeral, percent, plain } from "./format.js";

/**
 * @typedef {import("./types.js").Distribution} Distribution
 * @typedef {import("./types.js").Frequency} Frequency
 * @typedef {import("./types.js").Quantile} Quantile
 * @typedef {import("./types.js").Bin} Bin
 */

const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const HEIGHT = 40;

/** Parts that are empty do not apply to the column, or were not measured. @param {Distribution | null} distribution @param {boolean} nominal whether numbers are labels */
export function distributionView(distribution, nominal) {
  if (!distribution) return null;
  const { quantiles, histogram, top_values: values, shapes, weekdays } = distribution;
  const shown = (/** @type {number | string} */ value) => typeof value === "string" ? name(value) : nominal ? numeral(value) : plain(value);
  return h("div", { class: "stack" },
    quantiles.length > 0 && quantilesTable(quantiles, shown),
    histogram.length > 0 && histogramFigure(histogram, shown),
    values.length > 0 && frequencies("Most frequent values", "Value", values, label),
    shapes.length > 0 && frequencies("Shapes", "Shape", shapes, label, "A and a stand for letters, 9 for a digit, + for one or more of them."),
    weekdays.length > 0 && frequencies("Weekdays", "Day", weekdays, (day) => DAYS[Number(day.label) - 1] ?? label(day)));
}

/** @typedef {(value: number | string) => import("./dom.js").Child} Shown how a value of the column is written */

/** @param {Quantile[]} quantiles @param {Shown} shown */
function quantilesTable(quantiles, shown) {
  return part("Quantiles", ["Share at or below", "Value"], quantiles.map(({ share, value, low, high, exact, masked }) => [
    percent(share),
    [value === null || masked ? hidden(value) : shown(value),
      low !== null && high !== null && h("span", { class: "note" }, " ", shown(low), " to ", shown(high)),
      !exact && low === null && !masked && h("span", { class: "note" }, " no bound")],
  ]));
}

/** Bars to look at; the same as numbers beside them. @param {Bin[]} bins @param {Shown} shown */
function histogramFigure(bins, shown) {
  const highest = Math.max(...bins.map((bin) => bin.share), Number.MIN_VALUE);
  const width = 100 / bins.length;
  return h("figure", { class: "histogram" },
    h("svg", { viewBox: `0 0 100 ${HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": "true" },
      bins.map((bin, place) => {
        const height = (bin.share / highest) * HEIGHT;
        return h("rect", { x: place * width, y: HEIGHT - height, width: width * 0.9, height });
      })),
    h("figcaption", { class: "note" }, shown(bins[0]?.low ?? ""), " to ", shown(bins[bins.length - 1]?.high ?? "")),
    h("details", {}, h("summary", {}, "Bars as numbers"),
      part("Histogram", ["From", "To", "Share"], bins.map((bin) => [shown(bin.low), shown(bin.high), [percent(bin.share), bound(bin)]]))));
}

/**
 * @param {string} title
 * @param {string} head
 * @param {Frequency[]} found
 * @param {(each: Frequency) => import("./dom.js").Child} words
 * @param {string} [hint]
 */
function frequencies(title, head, found, words, hint) {
  return h("div", {},
    part(title, [head, "Share"], found.map((each) => [words(each), [plainBar(each.share), bound(each)]])),
    hint && h("p", { class: "note" }, hint));
}

/**
 * @param {string} title
 * @param {string[]} heads
 * @param {(import("./dom.js").Child | import("./dom.js").Child[])[][]} rows
 */
function part(title, heads, rows) {
  return h("table", { class: "parts" },
    h("caption", {}, title),
    h("thead", {}, h("tr", {}, heads.map((head) => h("th", { scope: "col" }, head)))),
    h("tbody", {}, rows.map((cells) => h("tr", {}, cells.map((cell) => h("td", {}, cell))))));
}

/** A share as a bar of one colour: frequent is neither good nor bad. @param {number} share */
function plainBar(share) {
  return h("span", { class: "bar" },
    h("svg", { viewBox: "0 0 100 6", preserveAspectRatio: "none", "aria-hidden": "true" },
      h("rect", { width: Math.round(share * 1000) / 10, height: 6 })),
    h("span", { class: "value" }, percent(share)));
}

/** @param {Frequency} each */
function label({ label: text, masked }) {
  if (text === null || masked) return hidden(text);
  return text === "" ? h("span", { class: "note" }, "(empty)") : name(text);
}

/** A value that may not be shown, in words beside what is left of it. @param {number | string | null} left */
function hidden(left) {
  return h("span", {}, left === null ? null : [name(String(left)), " "], h("span", { class: "note" }, "masked"),
    unseen(": the column is sensitive or was not tested, or this is a long text"));
}

/** @param {{bound: number | null, exact: boolean, count: number}} each */
function bound({ bound: width, exact, count: rows }) {
  if (exact) return h("span", { class: "note" }, ` ${count(rows)} ${rows === 1 ? "row" : "rows"}`);
  return h("span", { class: "note" }, width === null ? " of the sample, no bound" : ` ± ${percent(width)}`);
}
