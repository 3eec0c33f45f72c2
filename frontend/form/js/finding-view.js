/** One finding explained: confidence as a sum of named parts, what matched, masked evidence. */

import { h, prose } from "./dom.js";
import { count, counted, percent, probability } from "./format.js";
import { chip } from "./parts.js";
import { LEVEL_WORDS } from "./levels.js";

/** @typedef {import("./types.js").Finding} Finding */

/** @param {Finding} finding */
export function findingView(finding) {
  return h("section", { class: "stack", "aria-label": finding.title },
    h("div", { class: "chips" },
      chip(finding.level, finding.title, finding.type_id),
      finding.kind === "contains" && h("span", { class: "tag" }, "in some cells"),
      finding.regulations.map((regulation) => h("span", { class: "tag" }, regulation))),
    h("dl", { class: "facts" }, facts(finding).flatMap(([term, ...words]) => [h("dt", {}, term), h("dd", {}, words)])),
    partsView(finding),
    evidenceView(finding));
}

/**
 * @param {Finding} finding
 * @returns {[string, ...import("./dom.js").Child[]][]}
 */
function facts(finding) {
  return [
    ["Statement", finding.kind === "contains" ? "Some cells hold this" : "The column is this"],
    ...(finding.path ? [/** @type {[string, ...import("./dom.js").Child[]]} */ (["Where in the cells", h("code", {}, prose(finding.path))])] : []),
    ["Sensitivity", LEVEL_WORDS[finding.level] ?? finding.level],
    ["Category", finding.category],
    ["Confidence", probability(finding.confidence)],
    ["Matched", matchedWords(finding)],
    ["Share of cells", ...prevalenceWords(finding)],
    ["Type", h("code", {}, finding.type_id)],
    ["Catalogue", finding.rule_version],
  ];
}

/** @param {Finding} finding */
function matchedWords({ value_tested: tested, matched, tested: values }) {
  if (!tested) return "Values cannot tell this type; its name does";
  return values === 0 ? "No value to test" : `${count(matched)} of ${counted(values, "distinct sampled value")}`;
}

/** @param {Finding} finding @returns {import("./dom.js").Child[]} */
function prevalenceWords({ prevalence, prevalence_low: low, prevalence_high: high }) {
  if (prevalence === null) return ["not measured"];
  if (low === null || high === null) return [percent(prevalence), h("span", { class: "note" }, " · this sample allows no interval")];
  return [percent(prevalence), h("span", { class: "note" }, ` · ${percent(low)} to ${percent(high)} (95 % interval)`)];
}

/** @param {Finding} finding */
function partsView({ parts, confidence }) {
  if (parts.length === 0) return null;
  const sum = parts.reduce((total, part) => total + part.log_odds, 0);
  return h("table", { class: "parts" },
    h("caption", { class: "visually-hidden" }, "Why: the parts of the confidence in log-odds"),
    h("thead", { class: "visually-hidden" }, h("tr", {}, h("th", { scope: "col" }, "Part"), h("th", { scope: "col" }, "Log-odds"))),
    h("tbody", {}, parts.map((part) => h("tr", {},
      h("td", {}, part.name, part.detail && h("p", { class: "note" }, prose(part.detail))),
      h("td", { class: "number" }, signed(part.log_odds))))),
    h("tfoot", {}, h("tr", {},
      h("td", {}, `Sum, a confidence of ${probability(confidence)}`),
      h("td", { class: "number" }, signed(sum)))));
}

/** @param {number} value */
function signed(value) {
  return `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(2)}`;
}

/** @param {Finding} finding */
function evidenceView({ exemplars }) {
  if (exemplars.length === 0) return h("p", { class: "note" }, "No evidence is kept for this finding.");
  return h("div", { class: "stack" },
    h("div", { class: "row" }, h("h3", {}, "Evidence"), h("span", { class: "tag" }, "masked at source")),
    h("ul", { class: "evidence" }, exemplars.map((text) => h("li", {}, prose(text)))));
}
