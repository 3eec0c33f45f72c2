/** What stands above every view of a run: its title, state and actions, and the rail beside it. */

import { linkToView } from "./address.js";
import { h, icon, name, prose, unseen } from "./dom.js";
import { ago, count, duration, moment } from "./format.js";
import { stateLabel } from "./parts.js";
import { isFinal, isGap, runState } from "./states.js";

/**
 * @typedef {import("./types.js").Run} Run
 * @typedef {import("./types.js").Results} Results
 * @typedef {import("./address.js").Address} Address
 */

/** @param {Run} run @param {number} now */
export function runHead(run, now) {
  return h("div", { class: "heading" },
    h("h1", {}, name(run.source.title)),
    run.source.product && h("span", { class: "tag" }, prose(run.source.product)),
    stateLabel(runState(run.state)),
    h("span", { class: "secondary" }, timeWords(run, now)),
    h("div", { class: "actions" },
      run.temporal_url && h("a", { class: "button", href: run.temporal_url, target: "_blank", rel: "noopener noreferrer" },
        icon("external-link"), "Open in Temporal", unseen(" (new tab)")),
      !isFinal(run.state) && h("button", { class: "button", type: "button", id: "ask-cancel", disabled: run.cancel_requested },
        icon("x"), run.cancel_requested ? "Cancelling" : "Cancel run")));
}

/** @param {Run} run @param {number} now */
function timeWords({ state, created_at: created, started_at: started, ended_at: ended }, now) {
  if (!started) return h("span", {}, "asked for ", timeView(created, now));
  if (!isFinal(state)) return `for ${duration(Math.max(0, now - Date.parse(started)))}`;
  return h("span", {}, timeView(started, now), ended ? `, took ${duration(Date.parse(ended) - Date.parse(started))}` : "");
}

/** @param {string} time @param {number} now */
function timeView(time, now) {
  return h("time", { datetime: time, title: moment(time) }, ago(time, now));
}

/** The views of a run, in the order of the rail. */
export const VIEWS = ["overview", "tables", "findings", "regulations", "quality", "schema", "coverage"];

/** @type {Record<string, [string, string]>} */
const RAIL = {
  overview: ["layout-dashboard", "Overview"],
  tables: ["table-2", "Tables"],
  findings: ["shield-alert", "Findings"],
  regulations: ["file-text", "Regulations"],
  quality: ["gauge", "Quality"],
  schema: ["file-search", "Schema"],
  coverage: ["list-checks", "Coverage"],
};

/** @param {Run | null} run @param {Results | null} results @param {Address} address @param {string} view */
export function railView(run, results, address, view) {
  /** @type {Record<string, number | undefined>} */
  const counts = {
    tables: run?.totals.tables,
    findings: run?.totals.findings,
    coverage: results ? results.tables.filter((table) => isGap(table.state)).length + (results.manifest?.missing ?? 0) : undefined,
  };
  return h("ul", {},
    h("li", {}, h("a", { href: "./" }, icon("plug"), "New scan")),
    h("li", {}, h("a", { href: "./#runs" }, icon("history"), "Runs")),
    h("li", { class: "group" }, "This run"),
    VIEWS.map((id) => h("li", {},
      h("a", { href: linkToView(address, { view: id === "overview" ? null : id }), id: `view-${id}`, "aria-current": view === id && "page" },
        icon(RAIL[id][0]), RAIL[id][1],
        (counts[id] ?? 0) > 0 && h("span", { class: "count" }, count(counts[id]), id === "coverage" && unseen(" problems"))))));
}
