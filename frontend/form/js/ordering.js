/** Filters and orders lists of tables and of findings. Nothing here changes its input. */

import { highestRank, rank } from "./levels.js";

/**
 * @typedef {import("./types.js").TableSummary} TableSummary
 * @typedef {import("./types.js").PlacedFinding} PlacedFinding
 * @typedef {number | string | null | undefined} Key
 */

const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** @type {Record<string, (table: TableSummary) => Key>} */
const TABLE_KEYS = {
  name: (table) => `${table.schema}.${table.name}`,
  columns: (table) => table.columns,
  rows: (table) => table.rows ?? table.row_estimate,
  level: (table) => highestRank(table.findings) * 1000 + table.findings.length,
  score: (table) => table.score,
  coverage: (table) => table.coverage,
  state: (table) => table.state,
};

/** @type {Record<string, (finding: PlacedFinding) => Key>} */
const FINDING_KEYS = {
  level: (finding) => rank(finding.level),
  type: (finding) => finding.title,
  table: (finding) => `${finding.schema}.${finding.table}`,
  column: (finding) => finding.column,
  confidence: (finding) => finding.confidence,
  prevalence: (finding) => finding.prevalence,
};

/**
 * @param {Key} left
 * @param {Key} right
 */
function compare(left, right) {
  if (typeof left === "number" && typeof right === "number") return left - right;
  return collator.compare(String(left), String(right));
}

/**
 * @template Item
 * @param {Item[]} items
 * @param {string} order a key, with `-` before it for descending; unknown values stand last either way
 * @param {Record<string, (item: Item) => Key>} keys
 * @returns {Item[]} in stable order; an unknown key keeps the order
 */
function ordered(items, order, keys) {
  const descending = order.startsWith("-");
  const key = keys[order.replace(/^-/, "")];
  if (!key) return items;
  return [...items].sort((left, right) => {
    const [a, b] = [key(left), key(right)];
    if (a == null || b == null) return Number(a == null) - Number(b == null);
    return descending ? compare(b, a) : compare(a, b);
  });
}

/**
 * @param {TableSummary[]} tables
 * @param {string} order
 */
export const orderTables = (tables, order) => ordered(tables, order, TABLE_KEYS);

/**
 * @param {PlacedFinding[]} findings
 * @param {string} order
 */
export const orderFindings = (findings, order) => ordered(findings, order, FINDING_KEYS);

/**
 * Whether every word of the query occurs in one of the texts, ignoring case.
 *
 * @param {string} query
 * @param {string[]} texts
 */
function mentions(query, texts) {
  const text = texts.join("\n").toLowerCase();
  return query.toLowerCase().split(/\s+/).every((word) => text.includes(word));
}

/**
 * @param {TableSummary[]} tables
 * @param {{q?: string, level?: string, state?: string}} filter `q` is looked for in schema, name and types found
 */
export function filterTables(tables, { q = "", level = "", state = "" }) {
  return tables.filter((table) =>
    (level === "" || table.findings.some((finding) => finding.level === level))
    && (state === "" || table.state === state)
    && mentions(q, [`${table.schema}.${table.name}`, ...table.findings.flatMap((finding) => [finding.type_id, finding.title])]));
}

/**
 * @param {PlacedFinding[]} findings
 * @param {{q?: string, level?: string, type?: string}} filter
 */
export function filterFindings(findings, { q = "", level = "", type = "" }) {
  return findings.filter((finding) =>
    (level === "" || finding.level === level)
    && (type === "" || finding.type_id === type)
    && mentions(q, [`${finding.schema}.${finding.table}.${finding.column}`, finding.type_id, finding.title, finding.path ?? ""]));
}

/**
 * How many items each value has, most frequent first.
 *
 * @template Item
 * @param {Item[]} items
 * @param {(item: Item) => string} valueOf
 * @returns {[string, Item[]][]}
 */
export function grouped(items, valueOf) {
  /** @type {Map<string, Item[]>} */
  const groups = new Map();
  for (const item of items) groups.set(valueOf(item), [...(groups.get(valueOf(item)) ?? []), item]);
  return [...groups].sort(([, left], [, right]) => right.length - left.length);
}
