/** What patterns select, in words. */

import { ago, count, counted } from "./format.js";

/**
 * @typedef {{tables: number, selected: number, schemas: number, schemas_selected: number, first_selected: string[],
 *   first_left_out: string[]}} SelectionCount
 * @typedef {{known: boolean, read_at: string | null, run_id: string | null, count: SelectionCount | null}} Selection
 */

/**
 * `12 of 29 tables and views selected, in 2 of 4 schemas`.
 *
 * @param {SelectionCount} selection
 */
export function selectionSentence({ tables, selected, schemas, schemas_selected: within }) {
  if (tables === 0) return "The database holds no tables that this user can see";
  if (selected === 0) return `None of ${counted(tables, "table or view", "tables and views")} is selected`;
  const whole = selected === tables ? "All" : `${count(selected)} of`;
  const schemasWords = schemas > 1 ? `, in ${count(within)} of ${count(schemas)} schemas` : "";
  return `${whole} ${counted(tables, "table or view", "tables and views")} selected${schemasWords}`;
}

/**
 * The first names, and how many there are besides.
 *
 * @param {string[]} names
 * @param {number} all
 * @returns {{names: string[], more: string}}
 */
export function firstNames(names, all) {
  const rest = all - names.length;
  return { names, more: rest > 0 ? ` and ${count(rest)} more` : "" };
}

/**
 * How old the names are: `Schema read 3 minutes ago.`
 *
 * @param {Selection} selection
 * @param {number} now
 */
export function readSentence({ read_at: time, run_id: run }, now) {
  if (time === null) return "";
  return `Schema read ${ago(time, now)}${run ? ` by run ${run}` : ""}.`;
}
