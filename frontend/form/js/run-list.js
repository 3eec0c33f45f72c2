/** The list of runs: what was scanned when, how it ended, what it found. */

import { h, name } from "./dom.js";
import { ago, count, counted, duration, moment } from "./format.js";
import { LEVELS, LEVEL_WORDS } from "./levels.js";
import { chip, empty, scoreBar, stateLabel } from "./parts.js";
import { runState } from "./states.js";

/** @typedef {import("./types.js").Run} Run */

/**
 * @param {Run[]} runs newest first
 * @param {{now: number, more: boolean}} context
 */
export function runListView(runs, { now, more }) {
  if (runs.length === 0) {
    return empty("No run yet", "Fill in the form and start a scan; every run stays listed here with what it found.");
  }
  return h("div", { class: "stack" },
    h("div", { class: "scroller" }, h("table", {},
      h("caption", { class: "visually-hidden" }, "Runs, newest first"),
      h("thead", {}, h("tr", {},
        ["Source", "State", "Started", "Took"].map((words) => h("th", { scope: "col" }, words)),
        h("th", { scope: "col", class: "number" }, "Tables"),
        ["Sensitive data", "Quality"].map((words) => h("th", { scope: "col" }, words)))),
      h("tbody", {}, runs.map((run) => runRow(run, now))))),
    more && h("p", {}, h("button", { type: "button", class: "button", id: "more-runs" }, "Show older runs")));
}

/**
 * @param {Run} run
 * @param {number} now
 */
function runRow(run, now) {
  const { totals } = run;
  return h("tr", { id: `row-${run.id}` },
    h("th", { scope: "row" }, h("a", { href: `run.html?${new URLSearchParams({ run: run.id })}` }, name(run.source.title))),
    h("td", {}, stateLabel(runState(run.state))),
    h("td", {}, h("time", { datetime: run.created_at, title: moment(run.created_at) }, ago(run.created_at, now))),
    h("td", { class: "whole-line" }, run.started_at && run.ended_at ? duration(Date.parse(run.ended_at) - Date.parse(run.started_at)) : ""),
    h("td", { class: "number" }, totals.tables > 0 ? count(totals.tables) : "",
      totals.tables_with_gaps > 0 && h("span", { class: "note" }, ` (${counted(totals.tables_with_gaps, "gap")})`)),
    h("td", {}, levelCounts(totals)),
    h("td", {}, totals.score === null ? "" : scoreBar(totals.score, totals.score_coverage)));
}

/** @param {import("./types.js").Totals} totals */
function levelCounts({ findings, findings_by_level: byLevel, columns }) {
  if (findings === 0) return columns > 0 ? h("span", { class: "secondary" }, "none found") : "";
  const present = LEVELS.filter((level) => (byLevel[level] ?? 0) > 0);
  return h("div", { class: "chips" },
    present.map((level) => chip(level, count(byLevel[level]), `${LEVEL_WORDS[level]}: ${count(byLevel[level])}`)));
}
