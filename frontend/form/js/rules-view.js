/** Rules of the source: what the run found of them, with the query that finds the rows, and rules the data would keep. */

import { linkToView } from "./address.js";
import { h, icon, name, prose, unseen } from "./dom.js";
import { count, counted, percent, plain } from "./format.js";
import { copyButton, empty, problemBox, stateLabel } from "./parts.js";
import { ruleState, severityState } from "./states.js";

/**
 * @typedef {import("./types.js").RuleItem} RuleItem
 * @typedef {import("./types.js").RunRules} RunRules
 * @typedef {import("./types.js").RuleSuggestion} RuleSuggestion
 * @typedef {import("./types.js").RuleSuggestions} RuleSuggestions
 * @typedef {import("./run-data.js").Acceptance} Acceptance
 * @typedef {import("./address.js").Address} Address
 */

/** Rows shown; the worst rules and the surest suggestions come first. */
const MOST = 200;

/** @param {RunRules} rules @param {Address} address */
export function rulesPanel({ document: found }, address) {
  const shown = found.items.slice(0, MOST);
  return h("section", { class: "panel stack", "aria-labelledby": "rules-heading" },
    h("h2", { id: "rules-heading" }, "Rules"),
    shown.length > 0 && h("p", { class: "secondary" }, `${count(found.failed)} failed, ${count(found.error)} could not be checked, ${count(found.skipped)} skipped, ${count(found.passed)} passed.`),
    shown.length > 0 ? ruleTable(shown, address) : empty("No rule", "Nobody keeps rules for this source, or none is checked yet; docs/api.md says how they are kept."),
    found.items.length > MOST && h("p", { class: "note" }, `The first ${count(MOST)} of ${count(found.items.length)}.`));
}

/** @param {RuleItem[]} items @param {Address} address */
function ruleTable(items, address) {
  const header = (/** @type {string} */ words, kind = "") => h("th", { scope: "col", class: kind }, words);
  return h("div", { class: "scroller" }, h("table", {},
    h("caption", { class: "visually-hidden" }, "Results of rules"),
    h("thead", {}, h("tr", {}, header("Result"), header("Rule"), header("About"), header("Rows against it", "number"), header("Query"))),
    h("tbody", {}, items.map((item, at) => h("tr", {},
      h("td", {}, stateLabel(ruleState(item.status)), h("div", { class: "note" }, stateLabel(severityState(item.severity)))),
      h("th", { scope: "row" }, name(item.id), h("div", { class: "note" }, item.kind, item.owner === null ? [] : [", ", prose(item.owner)]),
        item.description !== null && h("div", { class: "note" }, prose(item.description))),
      h("td", {}, place(item, address)),
      h("td", { class: "number" }, amount(item), item.reason !== null && h("div", { class: "note" }, prose(item.reason.message))),
      h("td", {}, item.query !== null && copyButton(item.query, "Copy", `rule-query-${at}`)))))));
}

/** Rows of rows, or the number that was compared. @param {RuleItem} item */
function amount({ failing, checked, value, accepts }) {
  if (failing !== null) return checked === null ? count(failing) : `${count(failing)} of ${count(checked)}`;
  return value === null ? "" : `${plain(value)}, ${accepts}`;
}

/** @param {{table: string, table_id: string | null, columns: string[]}} item @param {Address} address */
function place({ table, table_id: id, columns }, address) {
  const words = [name(table), columns.flatMap((column, at) => [at === 0 ? "." : ", ", name(column)])].flat();
  return id === null ? h("span", {}, words) : h("a", { href: linkToView(address, { view: "tables", table: id, column: columns[0] ?? null }) }, words);
}

/** @param {RuleSuggestions} suggestions @param {Acceptance} acceptance @param {Address} address */
export function suggestionsPanel({ items, total }, acceptance, address) {
  const shown = items.slice(0, MOST);
  const open = shown.filter((item) => !item.kept);
  return h("section", { class: "panel stack", "aria-labelledby": "rule-suggestions-heading" },
    h("h2", { id: "rule-suggestions-heading" }, "Rules the data keeps"),
    h("p", { class: "secondary" }, "Add those that are meant to the rules of this source: every later run checks them. None is added by itself."),
    acceptance.problem !== null && problemBox(acceptance.problem),
    shown.length === 0 ? empty("No suggestion", "Constraints say it already, or there are too few rows.") : h("details", { id: "rule-suggestions" },
      h("summary", {}, suggestionWords(total, shown.length - open.length)),
      h("p", { class: "row" }, addAllButton(open, acceptance),
        copyButton(`rules:\n${shown.map((item) => item.yaml).join("")}`, `Copy ${shown.length === 1 ? "it" : `all ${count(shown.length)}`}`, "rule-suggestions-copy"),
        h("span", { class: "note" }, acceptance.words)),
      suggestionTable(shown, acceptance, address)),
    total > shown.length && h("p", { class: "note" }, `The first ${count(shown.length)} of ${count(total)}.`));
}

/** @param {number} total @param {number} kept */
function suggestionWords(total, kept) {
  return kept === 0 ? counted(total, "suggestion") : `${counted(total, "suggestion")}, ${count(kept)} among the rules`;
}

/** @param {RuleSuggestion[]} open @param {Acceptance} acceptance */
function addAllButton(open, acceptance) {
  if (open.length === 0) return addButton([], "All are among the rules of this source", "rule-suggestions-add", acceptance);
  const which = open.length === 1 ? "it" : `all ${count(open.length)}`;
  return addButton(open, `Add ${which} to the rules of this source`, "rule-suggestions-add", acceptance);
}

/**
 * Without suggestions it cannot be pressed, and stays where it is for who stands on it with the keyboard.
 *
 * @param {RuleSuggestion[]} items
 * @param {import("./dom.js").Child | import("./dom.js").Child[]} words
 * @param {string} id
 * @param {Acceptance} acceptance
 */
function addButton(items, words, id, acceptance) {
  const isIdle = items.length === 0 || acceptance.busy;
  return h("button", { type: "button", class: "button", id, "aria-disabled": isIdle ? "true" : null, "data-accept": isIdle ? null : JSON.stringify(items.map((item) => item.id)) },
    icon(items.length === 0 ? "check" : "list-checks"), h("span", {}, words));
}

/** @param {RuleSuggestion[]} items @param {Acceptance} acceptance @param {Address} address */
function suggestionTable(items, acceptance, address) {
  const header = (/** @type {string} */ words, kind = "") => h("th", { scope: "col", class: kind }, words);
  return h("div", { class: "scroller" }, h("table", {},
    h("caption", { class: "visually-hidden" }, "Suggested rules"),
    h("thead", {}, h("tr", {}, header("About"), header("Kind"), header("Because"), header("Rows", "number"), header("Of rows to come, at least", "number"), header("Rule"))),
    h("tbody", {}, items.map((item, at) => h("tr", {},
      h("th", { scope: "row" }, place(item, address)),
      h("td", {}, item.kind),
      h("td", {}, prose(item.reason)),
      h("td", { class: "number" }, count(item.support)),
      h("td", { class: "number" }, percent(item.confidence)),
      h("td", {}, h("div", { class: "row" },
        addButton(item.kept ? [] : [item], [item.kept ? "Added" : "Add", unseen(` ${item.kind} of ${item.table}.${item.columns.join(", ")}`)], `rule-suggestion-add-${at}`, acceptance),
        copyButton(item.yaml, "Copy", `rule-suggestion-${at}`))))))));
}
