/** The panel of one column: what it is, what was found or ruled out, what was measured. */

import { h, name, prose } from "./dom.js";
import { numeral, percent, plain, UNKNOWN } from "./format.js";
import { distributionView } from "./distribution-view.js";
import { findingView } from "./finding-view.js";

/**
 * @typedef {import("./types.js").ColumnDetail} ColumnDetail
 * @typedef {import("./types.js").Measurement} Measurement
 */

/** @param {ColumnDetail} column */
export function columnPanel(column) {
  return h("aside", { class: "panel stack", "aria-labelledby": "column-heading" },
    h("h2", { id: "column-heading", tabindex: "-1" }, name(column.name)),
    h("p", { class: "note" }, h("code", {}, column.native_type), ` · ${nullWords(column.nullable)}`,
      column.default !== null && [" · default ", h("code", {}, prose(column.default))],
      column.identity && ` · numbered by the server (${column.identity})`,
      column.generation && [" · computed as ", h("code", {}, prose(column.generation))],
      column.collation && [" · collation ", name(column.collation)],
      column.user_type && [" · type ", name(`${column.user_type.schema}.${column.user_type.name}`)]),
    column.comment && h("p", {}, prose(column.comment)),
    column.findings.length > 0 ? column.findings.map(findingView) : h("p", {}, nothingWords(column)),
    measurementsView(column),
    distributionView(column.distribution, column.nominal));
}

/** @param {boolean | null} nullable */
function nullWords(nullable) {
  if (nullable === null) return "NULL or not is unknown";
  return nullable ? "may be NULL" : "never NULL";
}

/** What "nothing found" rests on; silence is never shown as safety. @param {ColumnDetail} column */
export function nothingWords({ statement, none_at_most: bound }) {
  if (statement) return statement.charAt(0).toUpperCase() + statement.slice(1);
  return bound === null ? "Not tested" : `None found; at most ${percent(bound)} of the cells may still hold something (95 %)`;
}

/** @param {ColumnDetail} column */
function measurementsView({ measurements, nominal }) {
  if (measurements.length === 0) return null;
  return h("table", { class: "parts" },
    h("caption", { class: "visually-hidden" }, "Measurements"),
    h("thead", { class: "visually-hidden" }, h("tr", {}, h("th", { scope: "col" }, "Metric"), h("th", { scope: "col" }, "Value"))),
    h("tbody", {}, measurements.map((measurement) => h("tr", {},
      h("td", {}, measurement.title),
      h("td", { class: "number" }, valueView(measurement, nominal))))));
}

/**
 * A measured value with its unit and how far it can be trusted.
 *
 * @param {Measurement} measurement
 * @param {boolean} nominal whether the column's numbers are labels
 */
export function valueView(measurement, nominal) {
  const { value, bound, masked, unit } = measurement;
  if (value === null) return h("span", { class: "secondary" }, UNKNOWN);
  const number = nominal && unit === "as the column" ? numeral : plain;
  const words = unit === "share" && typeof value === "number" ? percent(value) : number(value);
  const suffix = unit === null || unit === "share" || unit === "as the column" ? "" : ` ${unit}`;
  return h("span", {},
    typeof value === "string" ? name(value) : words, suffix,
    bound !== null && h("span", { class: "note" }, ` ± ${unit === "share" ? percent(bound) : number(bound)}`),
    " ", masked ? mark("masked", "Masked: the column holds sensitive data") : null,
    basis(measurement));
}

/** @param {Measurement} measurement */
function basis({ exact, bound, from_catalog: told }) {
  if (exact) return null;
  if (told) return mark("catalog", "Estimated by the database’s own statistics, as old as its last ANALYZE; no row was read");
  return mark("estimated", bound === null ? "Measured on a sample that allows no bound" : "Measured on a sample, 95 % interval");
}

/** @param {string} word @param {string} title */
function mark(word, title) {
  return h("span", { class: "tag mark", title }, word);
}
