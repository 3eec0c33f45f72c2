/** What a stage of a run says about itself: counts, time so far, time left. */

import { compact, count, counted, duration } from "./format.js";

/**
 * @typedef {import("./types.js").StageProgress} StageProgress
 * @typedef {import("./types.js").Run} Run
 */

const PER_TABLE = new Set(["detect_sensitive_data", "analyze_data_quality"]);

/**
 * One line below the title of a stage.
 *
 * @param {StageProgress} stage
 * @param {Run} run
 */
export function stageNote(stage, run) {
  if (stage.state === "waiting") return "Waits for the steps above";
  if (stage.state === "skipped") return stage.stage === "analyze_data_quality" ? "Left out by this run's options" : "Not reached";
  if (stage.state === "cancelled") return stage.total ? `Stopped at ${count(stage.done)} of ${count(stage.total)}` : "Stopped";
  if (PER_TABLE.has(stage.stage) && stage.total !== null) return `${count(stage.done)} of ${counted(stage.total, "table")}`;
  if (stage.state === "failed") return "Failed";
  return doneNote(stage, run);
}

/**
 * @param {StageProgress} stage
 * @param {Run} run
 */
function doneNote(stage, { source, totals }) {
  if (stage.stage === "test_database_connection") return source.product ?? (stage.state === "running" ? "Connecting" : "");
  if (stage.stage === "extract_schema_metadata" && totals.tables > 0) {
    return `${counted(totals.tables, "table")}, ${counted(totals.columns, "column")}`;
  }
  if (stage.stage === "finalize_run" && stage.state === "done") {
    return `${counted(totals.statements, "statement")} on the source, ${compact(totals.rows_read)} rows read`;
  }
  return stage.total === null ? "" : `${count(stage.done)} of ${count(stage.total)}`;
}

/**
 * Time a stage has taken, `""` before it starts.
 *
 * @param {StageProgress} stage
 * @param {number} now milliseconds since the epoch
 */
export function stageTime(stage, now) {
  if (!stage.started_at) return "";
  const end = stage.ended_at ? Date.parse(stage.ended_at) : stage.state === "running" ? now : null;
  return end === null ? "" : duration(Math.max(0, end - Date.parse(stage.started_at)));
}

/**
 * Time left at the pace so far; `""` before 5 % and ten seconds, when nobody can know.
 *
 * @param {StageProgress} stage
 * @param {number} now milliseconds since the epoch
 */
export function stageRemaining(stage, now) {
  if (stage.state !== "running" || !stage.started_at || !stage.total) return "";
  const elapsed = now - Date.parse(stage.started_at);
  const share = stage.done / stage.total;
  if (elapsed < 10_000 || share < 0.05 || share >= 1) return "";
  return `~${duration((elapsed / share) * (1 - share))} left`;
}
