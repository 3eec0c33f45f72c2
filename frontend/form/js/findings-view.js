/** The findings of a run: filters by level and type, a list, the chosen one explained beside it; below, what follows from them. */

import { linkTo, linkToView } from "./address.js";
import { h, icon, name, prose } from "./dom.js";
import { findingView } from "./finding-view.js";
import { count, counted, percent, probability } from "./format.js";
import { identifiabilityPanel } from "./identifiability-view.js";
import { LEVELS, LEVEL_WORDS } from "./levels.js";
import { filterFindings, grouped, orderFindings } from "./ordering.js";
import { empty, firstRows, moreRows, sortHeader, typeChip } from "./parts.js";
import { proposalsPanel } from "./proposals-view.js";
import { searchBox, select } from "./tables-view.js";
import { coverageSentence } from "./coverage.js";

/**
 * @typedef {import("./types.js").PlacedFinding} PlacedFinding
 * @typedef {import("./types.js").Results} Results
 * @typedef {import("./address.js").Address} Address
 */

/** What names a finding in an address; column names may hold anything. @param {PlacedFinding} finding */
export const findingKey = (finding) =>
  [finding.table_id, finding.kind, finding.type_id, ...(finding.path ? [finding.path] : []), finding.column].join("/");

/**
 * @param {PlacedFinding[]} findings
 * @param {import("./types.js").Conclusions | null} conclusions
 * @param {Results} results
 * @param {Address} address
 */
export function findingsView(findings, conclusions, results, address) {
  const found = filterFindings(findings, address);
  const standing = address.sort ?? "-level";
  const shown = firstRows(orderFindings(found, standing), address);
  const chosen = findings.find((finding) => findingKey(finding) === address.finding);
  const list = h("section", { class: "panel", "aria-label": "Findings" },
    shown.length > 0 ? findingList(shown, address, standing) : nothing(findings, results, address),
    moreRows(shown.length, found.length, address));
  return [
    h("div", { class: "heading" },
      h("h2", { id: "view-heading", tabindex: "-1" }, "Findings"),
      h("span", { class: "secondary", role: "status" }, `${count(found.length)} of ${count(findings.length)}`)),
    filters(findings, address),
    chosen ? h("div", { class: "split" }, list, findingPanel(chosen, address)) : list,
    conclusions && proposalsPanel(conclusions.proposals, address),
    conclusions && identifiabilityPanel(conclusions.identifiability, address),
  ];
}

/** @param {PlacedFinding[]} findings @param {Address} address */
function filters(findings, address) {
  const pill = (/** @type {string} */ level, /** @type {string} */ words, /** @type {number} */ number) =>
    h("a", { class: "pill", id: `level-${level}`, "data-stay": true, href: linkTo(address, { level, rows: null }),
      "aria-current": (address.level ?? "") === level && "true" },
      level && icon(`level-${level}`, "shape"), `${words} ${count(number)}`);
  const types = grouped(findings, (finding) => finding.type_id);
  return h("div", { class: "filters", role: "search" },
    pill("", "All", findings.length),
    LEVELS.map((level) => pill(level, LEVEL_WORDS[level], findings.filter((finding) => finding.level === level).length)),
    select("type", "Type", address.type, types.map(([id, members]) => [id, `${members[0].title} (${count(members.length)})`])),
    searchBox(address, "Filter columns and types"));
}

/** @param {PlacedFinding[]} findings @param {Address} address @param {string} standing */
function findingList(findings, address, standing) {
  const header = (/** @type {string} */ key, /** @type {string} */ words, kind = "") => sortHeader(address, standing, key, words, kind);
  return h("div", { class: "scroller" }, h("table", {},
    h("thead", {}, h("tr", {}, header("level", "Type"), header("table", "Table"), header("column", "Column"),
      header("confidence", "Confidence", "number"), header("prevalence", "Cells", "number"))),
    h("tbody", {}, findings.map((finding) => findingRow(finding, address)))));
}

/** @param {PlacedFinding} finding @param {Address} address */
function findingRow(finding, address) {
  const key = findingKey(finding);
  const isChosen = key === address.finding;
  return h("tr", { class: isChosen && "chosen" },
    h("td", {}, typeChip(finding)),
    h("td", {}, name(finding.schema), ".", name(finding.table)),
    h("th", { scope: "row" }, h("a", {
      id: `finding-${key}`, href: linkTo(address, { finding: isChosen ? null : key }), "aria-current": isChosen && "true", "data-stay": true,
    }, name(finding.column), finding.path && h("code", { class: "note" }, " ", prose(finding.path)))),
    h("td", { class: "number" }, probability(finding.confidence)),
    h("td", { class: "number" }, finding.kind === "contains" ? `some: ${percent(finding.prevalence)}` : percent(finding.prevalence)));
}

/** @param {PlacedFinding} finding @param {Address} address */
function findingPanel(finding, address) {
  const link = linkToView(address, { view: "tables", table: finding.table_id, column: finding.column });
  return h("aside", { class: "panel stack", "aria-labelledby": "finding-heading" },
    h("h2", { id: "finding-heading", class: "path", tabindex: "-1" },
      h("span", {}, name(finding.schema), ".", name(finding.table), ".", name(finding.column))),
    findingView(finding),
    h("p", {}, h("a", { href: link }, "Open this column in its table")));
}

/** @param {PlacedFinding[]} findings @param {Results} results @param {Address} address */
function nothing(findings, results, address) {
  if (findings.length > 0) {
    return empty("No finding fits the filter", h("a", { href: linkToView(address, { view: "findings" }) }, "Show all findings"));
  }
  const title = results.complete ? `No sensitive data found in ${counted(results.tables.length, "table")}` : "Nothing found yet";
  return empty(title, `${coverageSentence(results.tables)}. `, h("a", { href: linkToView(address, { view: "coverage" }) }, "See coverage"));
}
