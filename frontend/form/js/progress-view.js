/** The progress of a run: its stages, what was found so far, what went wrong. */

import { linkToView } from "./address.js";
import { problemView } from "./coverage-view.js";
import { coverageSentence, problemsOf } from "./coverage.js";
import { h, icon, unseen } from "./dom.js";
import { count, counted, duration, moment } from "./format.js";
import { LEVELS, LEVEL_WORDS, rank } from "./levels.js";
import { grouped } from "./ordering.js";
import { box, chip, empty, reasonBox } from "./parts.js";
import { stageNote, stageRemaining, stageTime } from "./stages.js";
import { isFinal, stageState } from "./states.js";

/**
 * @typedef {import("./types.js").Run} Run
 * @typedef {import("./types.js").Results} Results
 * @typedef {import("./types.js").StageProgress} StageProgress
 * @typedef {import("./address.js").Address} Address
 */

/** @param {Run} run @param {number} now */
export function progressPanel(run, now) {
  return h("section", { class: "panel", "aria-labelledby": "progress-heading" },
    h("h2", { id: "progress-heading" }, "Progress"),
    h("ol", { class: "stages" }, run.stages.map((stage) => stageView(stage, run, now))));
}

/** @param {StageProgress} stage @param {Run} run @param {number} now */
function stageView(stage, run, now) {
  const { icon: id, word } = stageState(stage.state);
  const moving = stage.state === "running" && stage.total;
  return h("li", { class: stage.state },
    icon(id, id === "loader" ? "spin" : ""),
    h("h3", {}, stage.title, unseen(`: ${word}`)),
    h("span", { class: "time" }, stageTime(stage, now)),
    h("span", { class: "time remaining" }, stageRemaining(stage, now)),
    h("p", { class: "note" }, stageNote(stage, run)),
    moving ? h("progress", { value: stage.done, max: moving, "aria-label": stage.title }) : null);
}

/** @param {Run} run @param {Results | null} results @param {Address} address */
export function foundPanel(run, results, address) {
  const tables = results?.tables ?? [];
  return h("section", { class: "panel found", "aria-labelledby": "found-heading" },
    h("h2", { id: "found-heading" }, isFinal(run.state) ? "Found" : "Found so far"),
    run.failure && reasonBox(run.failure),
    levelNumbers(run, address),
    typesView(tables, address),
    h("p", { class: "secondary" }, foundWords(run, tables)),
    problemsOf(tables).map((problem) => problemView(problem, address)));
}

/** @param {Run} run @param {Address} address */
function levelNumbers({ totals }, address) {
  if (totals.findings === 0) return null;
  return h("ul", { class: "levels" }, LEVELS.map((level) => h("li", {},
    h("a", { class: "value", href: linkToView(address, { view: "findings", level }) },
      count(totals.findings_by_level[level] ?? 0), unseen(` findings of level ${level}`)),
    chip(level, LEVEL_WORDS[level]))));
}

/** @param {import("./types.js").TableSummary[]} tables @param {Address} address */
function typesView(tables, address) {
  const labels = tables.flatMap((table) => table.findings);
  const types = grouped(labels, (label) => label.type_id).sort(([, left], [, right]) => rank(right[0].level) - rank(left[0].level));
  if (types.length === 0) return null;
  return h("ul", { class: "chips", "aria-label": "Types found" }, types.slice(0, 12).map(([id, members]) => h("li", {},
    h("a", { href: linkToView(address, { view: "findings", type: id }) }, chip(members[0].level, members[0].title, id)))),
    types.length > 12 && h("li", { class: "note" }, `+${types.length - 12}`, unseen(" more types")));
}

/** @param {Run} run @param {import("./types.js").TableSummary[]} tables */
function foundWords(run, tables) {
  const holding = tables.filter((table) => table.findings.length > 0).length;
  const found = run.totals.findings === 0 ? "No sensitive data found"
    : `${counted(run.totals.findings, "finding")} in ${counted(holding, "table")}`;
  if (tables.length === 0) return isFinal(run.state) ? "No table was read." : "Nothing yet; findings appear here while the run goes on.";
  if (!isFinal(run.state)) return `${found} so far. Results are usable now and update while the run continues.`;
  return `${found}. ${coverageSentence(tables)}.`;
}

/** Why nothing moves, where that is known. @param {Run} run @param {number} now */
export function waitingBox(run, now) {
  if (run.cancel_requested && !isFinal(run.state)) {
    return box("calm", "The run is being cancelled", h("p", {}, "Statements on the source are stopped first; finished tables are kept."));
  }
  if (run.source_away_since) return awayBox(run.source_away_since, now);
  if (run.state !== "queued") return null;
  if (!run.worker_ready) return box("calm", "The worker is still loading", h("p", {}, "The scan starts by itself, usually within ten seconds."));
  if (run.queue_position) {
    return box("calm", `Waits for its turn: place ${run.queue_position} in the queue of this source`,
      h("p", {}, "One run reads a source at a time, so that the limit on connections holds."));
  }
  return null;
}

/** @param {string} since @param {number} now */
function awayBox(since, now) {
  return box("caution", h("span", {}, "Waiting for the source since ", h("time", { datetime: since }, moment(since))),
    h("p", {}, `It has been out of reach for ${duration(Math.max(0, now - Date.parse(since)))} and is tried again every 10 seconds. `,
      "The run goes on by itself when it is back; if it stays away, the tables that are left become gaps."));
}

/** Nothing to progress through. */
export function noStages() {
  return empty("Not started yet", "The stages appear here when the run starts.");
}
