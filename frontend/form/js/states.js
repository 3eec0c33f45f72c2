/** States of runs, tables and stages: word, icon and tone. An unknown state reads as itself. */

/** @typedef {{word: string, icon: string, tone: "good" | "busy" | "fair" | "bad" | "idle"}} StateView */

/** @type {Record<string, StateView>} */
const RUN = {
  queued: { word: "Queued", icon: "timer", tone: "idle" },
  running: { word: "Running", icon: "loader", tone: "busy" },
  succeeded: { word: "Finished", icon: "circle-check", tone: "good" },
  partial: { word: "Finished with gaps", icon: "triangle-alert", tone: "fair" },
  failed: { word: "Failed", icon: "octagon-alert", tone: "bad" },
  cancelled: { word: "Cancelled", icon: "ban", tone: "idle" },
};

/** @type {Record<string, StateView>} */
const TABLE = {
  pending: { word: "waiting", icon: "timer", tone: "idle" },
  scanned: { word: "every row read", icon: "circle-check", tone: "good" },
  sampled: { word: "sampled", icon: "circle-check", tone: "good" },
  empty: { word: "empty", icon: "circle-dashed", tone: "idle" },
  no_access: { word: "no access", icon: "ban", tone: "bad" },
  view_error: { word: "view fails", icon: "octagon-alert", tone: "bad" },
  timeout: { word: "timed out", icon: "timer", tone: "bad" },
  gone: { word: "gone", icon: "circle-x", tone: "bad" },
  unavailable: { word: "source away", icon: "plug", tone: "bad" },
  filtered: { word: "left out", icon: "circle-dashed", tone: "idle" },
  failed: { word: "failed", icon: "octagon-alert", tone: "bad" },
};

/** @type {Record<string, StateView>} */
const STAGE = {
  waiting: { word: "waiting", icon: "timer", tone: "idle" },
  running: { word: "running", icon: "loader", tone: "busy" },
  done: { word: "done", icon: "circle-check", tone: "good" },
  failed: { word: "failed", icon: "octagon-alert", tone: "bad" },
  skipped: { word: "skipped", icon: "circle-dashed", tone: "idle" },
  cancelled: { word: "cancelled", icon: "ban", tone: "idle" },
};

/** @type {Record<string, StateView>} */
const STEP = {
  passed: { word: "passed", icon: "circle-check", tone: "good" },
  failed: { word: "failed", icon: "octagon-alert", tone: "bad" },
  warning: { word: "warning", icon: "triangle-alert", tone: "fair" },
  skipped: { word: "not tried", icon: "circle-dashed", tone: "idle" },
};

/** @type {Record<string, StateView>} */
const RULE = {
  passed: { word: "passed", icon: "circle-check", tone: "good" },
  failed: { word: "failed", icon: "octagon-alert", tone: "bad" },
  error: { word: "not checked", icon: "triangle-alert", tone: "fair" },
  skipped: { word: "skipped", icon: "circle-dashed", tone: "idle" },
};

/** What a change means for readers. @type {Record<string, StateView>} */
const EFFECT = {
  breaking: { word: "breaking", icon: "octagon-alert", tone: "bad" },
  unknown: { word: "unknown", icon: "triangle-alert", tone: "fair" },
  safe: { word: "safe", icon: "circle-check", tone: "good" },
};

/** @type {Record<string, StateView>} */
const SEVERITY = {
  error: { word: "error", icon: "octagon-alert", tone: "bad" },
  warning: { word: "warning", icon: "triangle-alert", tone: "fair" },
  notice: { word: "notice", icon: "info", tone: "idle" },
};

/** What was found of the column itself, beside a proposal. @type {Record<string, StateView>} */
const STANDING = {
  new: { word: "nothing of the kind found", icon: "circle-dashed", tone: "idle" },
  stronger: { word: "found, less surely", icon: "circle-check", tone: "good" },
  contradicted: { word: "found to be otherwise", icon: "triangle-alert", tone: "fair" },
};

/** @type {Record<string, StateView>} */
const RELATION = {
  confirmed: { word: "confirmed", icon: "circle-check", tone: "good" },
  mostly: { word: "mostly", icon: "triangle-alert", tone: "fair" },
  refuted: { word: "refuted", icon: "circle-x", tone: "bad" },
  empty: { word: "empty", icon: "circle-dashed", tone: "idle" },
  untested: { word: "not tested", icon: "circle-dashed", tone: "idle" },
};

/**
 * @param {Record<string, StateView>} known
 * @returns {(state: string) => StateView}
 */
const viewOf = (known) => (state) => known[state] ?? { word: state.replaceAll("_", " "), icon: "info", tone: "idle" };

export const runState = viewOf(RUN);
export const tableState = viewOf(TABLE);
const MEASURED = { ...TABLE.sampled, word: "every row measured, values sampled" };

/** How a table was read; numbers may come from every row where values were looked at in a sample. @param {{state: string, rows: number | null}} table */
export const tableReading = ({ state, rows }) => state === "sampled" && rows !== null ? MEASURED : tableState(state);
export const stageState = viewOf(STAGE);
export const stepState = viewOf(STEP);
export const effectState = viewOf(EFFECT);
export const severityState = viewOf(SEVERITY);
export const ruleState = viewOf(RULE);
export const relationState = viewOf(RELATION);
export const standingState = viewOf(STANDING);

/** @param {string} state */
export const isFinal = (state) => !["queued", "running"].includes(state);

/** States of tables that were asked for and are missing. @param {string} state */
export const isGap = (state) => !["pending", "scanned", "sampled", "empty", "filtered"].includes(state);
