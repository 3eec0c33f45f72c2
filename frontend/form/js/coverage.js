/** What was read and what was not: gaps grouped by cause, and the sentence that says how far silence can be trusted. */

import { counted } from "./format.js";
import { grouped } from "./ordering.js";
import { isGap } from "./states.js";

/**
 * @typedef {import("./types.js").TableSummary} TableSummary
 * @typedef {{code: string, title: string, tables: TableSummary[]}} Problem
 */

/** @type {Record<string, string>} */
const CAUSES = {
  no_access: "could not be read: the role lacks a privilege",
  view_error: "could not be evaluated",
  timeout: "took longer than the limit",
  gone: "disappeared while the run went on",
  locked: "stayed locked by another session",
  source_away: "could not be reached: the source stayed away",
  connection_lost: "lost their connection twice",
};

/**
 * Tables with a gap, grouped by cause, the most frequent cause first.
 *
 * @param {TableSummary[]} tables
 * @returns {Problem[]}
 */
export function problemsOf(tables) {
  const gaps = tables.filter((table) => isGap(table.state));
  return grouped(gaps, (table) => table.reason?.code ?? table.state).map(([code, members]) => ({
    code,
    title: `${counted(members.length, "table")} ${CAUSES[code] ?? "could not be read"}`,
    tables: members,
  }));
}

/**
 * One sentence on what was read: `26 of 29 tables read, 20 of them sampled, 1 empty; 1 left out, 2 with gaps`.
 *
 * @param {TableSummary[]} tables
 */
export function coverageSentence(tables) {
  const number = (/** @type {string[]} */ ...states) => tables.filter((table) => states.includes(table.state)).length;
  const [sampled, empty, filtered, pending] = ["sampled", "empty", "filtered", "pending"].map((state) => number(state));
  const gaps = tables.filter((table) => isGap(table.state)).length;
  const read = `${number("scanned", "sampled", "empty")} of ${counted(tables.length, "table")} read`;
  const how = [sampled && `${sampled} of them sampled`, empty && `${empty} empty`].filter(Boolean);
  const rest = [pending && `${pending} waiting`, filtered && `${filtered} left out`, gaps && `${gaps} with gaps`].filter(Boolean);
  return [[read, ...how].join(", "), rest.join(", ")].filter(Boolean).join("; ");
}

/**
 * Numbers of tables per state, in the order in which they matter.
 *
 * @param {TableSummary[]} tables
 * @returns {[string, TableSummary[]][]}
 */
export function byState(tables) {
  return grouped(tables, (table) => table.state);
}
