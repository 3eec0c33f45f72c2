/** Parts of views used in several places: chips, states, bars, boxes, sortable headers. */

import { linkTo, linkToSort } from "./address.js";
import { h, icon, prose, unseen } from "./dom.js";
import { percent, points, UNKNOWN } from "./format.js";
import { LEVEL_WORDS, rank } from "./levels.js";

/**
 * @typedef {import("./dom.js").Child} Child
 * @typedef {import("./address.js").Address} Address
 */

/**
 * A level of sensitivity with a word: shape, colour and text all say it.
 *
 * @param {string} level
 * @param {string} words
 * @param {string} [title]
 */
export function chip(level, words, title) {
  const known = rank(level) > 0;
  const word = LEVEL_WORDS[level] ?? level;
  return h("span", { class: `chip ${known ? level : "unknown"}`, title },
    icon(known ? `level-${level}` : "level-low", "shape"),
    words === word ? word : [unseen(`${word}: `), words]);
}

/** @param {{type_id: string, title: string, level: string}} finding */
export const typeChip = (finding) => chip(finding.level, finding.title, finding.type_id);

/**
 * The most sensitive findings as chips, and how many more there are.
 *
 * @param {{type_id: string, title: string, level: string}[]} findings
 * @param {number} most
 */
export function typeChips(findings, most = 3) {
  const distinct = [...new Map(findings.map((finding) => [finding.type_id, finding])).values()];
  const sorted = distinct.sort((left, right) => rank(right.level) - rank(left.level));
  const rest = sorted.length - most;
  return h("div", { class: "chips" },
    sorted.slice(0, most).map(typeChip),
    rest > 0 && h("span", { class: "note" }, `+${rest}`, unseen(" more")));
}

/**
 * A state with its icon.
 *
 * @param {import("./states.js").StateView} view
 */
export function stateLabel({ word, icon: id, tone }) {
  return h("span", { class: `state ${tone}` }, icon(id, id === "loader" ? "spin" : ""), word);
}

/**
 * A share of 0 to 1 as a bar with its number.
 *
 * @param {number | null | undefined} share
 * @param {string} words what stands beside the bar
 */
export function shareBar(share, words) {
  if (share == null) return h("span", { class: "note" }, UNKNOWN, unseen(" not measured"));
  const tone = share >= 0.8 ? "" : share >= 0.5 ? "fair" : "poor";
  return h("span", { class: `bar ${tone}` },
    h("svg", { viewBox: "0 0 100 6", preserveAspectRatio: "none", "aria-hidden": "true" },
      h("rect", { width: Math.round(share * 1000) / 10, height: 6 })),
    h("span", { class: "value" }, words));
}

/**
 * A score of 0 to 100 as a bar, with the share of the weights it rests on.
 *
 * @param {number | null} score
 * @param {number | null} coverage 0 to 1
 */
export function scoreBar(score, coverage) {
  const bar = shareBar(score === null ? null : score / 100, points(score));
  if (score !== null && coverage !== null) bar.append(h("span", { class: "note" }, `${percent(coverage)} measured`));
  return bar;
}

/**
 * A message with its next step.
 *
 * @param {string} tone `""` for a failure, `caution` or `calm`
 * @param {Child} title
 * @param {...(Child | Child[])} content
 */
export function box(tone, title, ...content) {
  return h("div", { class: `box ${tone}`.trim() }, h("strong", {}, title), ...content);
}

/**
 * A stored reason (run, table, step) as a box.
 *
 * @param {import("./types.js").Reason} reason
 * @param {...Child} content
 */
export function reasonBox(reason, ...content) {
  return box("", prose(reason.message), h("p", {}, prose(reason.next_step)), ...content);
}

/**
 * A failed call as a box.
 *
 * @param {unknown} error
 * @param {...Child} content
 */
export function problemBox(error, ...content) {
  const { title = "This page failed to show an answer.", detail = "", fix = "", message = "", traceId = "" } =
    /** @type {Partial<import("./api.js").Problem>} */ (error);
  const words = title === message || detail ? [detail, fix] : [message];
  return box("", prose(title),
    words.filter((text) => text && text !== title).map((text) => h("p", {}, prose(text))),
    traceId && h("p", { class: "note" }, `Trace ${traceId}`), ...content);
}

/**
 * Nothing to show, and why.
 *
 * @param {string} title
 * @param {...Child} content
 */
export function empty(title, ...content) {
  return h("div", { class: "empty" }, h("strong", {}, title), h("p", { class: "secondary" }, ...content));
}

/** A button that copies a text. @param {string} text @param {string} words @param {string} id */
export function copyButton(text, words, id) {
  return h("button", { type: "button", class: "button", id, "data-copy": text }, icon("copy"), h("span", {}, words));
}

/** Grey lines that stand for an answer under way. */
export function skeleton() {
  return h("div", { class: "skeleton" }, h("i"), h("i"), h("i"), h("i"));
}

/**
 * A header cell that sorts.
 *
 * @param {Address} address
 * @param {string} standing the order in force
 * @param {string} key
 * @param {string} words
 * @param {string} [kind] `number` for right-aligned
 */
export function sortHeader(address, standing, key, words, kind = "") {
  const active = standing.replace(/^-/, "") === key;
  const descending = standing.startsWith("-");
  return h("th", { scope: "col", class: kind, "aria-sort": active && (descending ? "descending" : "ascending") },
    h("a", { href: linkToSort(address, key, standing), id: `sort-${key}`, "data-stay": true },
      words, active && icon(descending ? "arrow-down" : "arrow-up")));
}

/** Rows shown at first; more on demand, so that thousands of tables do not slow the page. */
const ROWS = 200;

/**
 * The rows to show now.
 *
 * @template Item
 * @param {Item[]} items
 * @param {Address} address
 */
export function firstRows(items, address) {
  return items.slice(0, Math.max(ROWS, Number(address.rows) || 0));
}

/**
 * The link to further rows.
 *
 * @param {number} shown
 * @param {number} all
 * @param {Address} address
 */
export function moreRows(shown, all, address) {
  if (shown >= all) return null;
  return h("p", { class: "row" },
    h("a", { class: "button", href: linkTo(address, { rows: String(shown + 5 * ROWS) }), "data-stay": true }, "Show more"),
    h("span", { class: "note" }, `${shown.toLocaleString("en")} of ${all.toLocaleString("en")} shown`));
}
