/** Sensitivity levels, highest first, with their words. Each has a shape of its own in icons.svg. */

/** @typedef {import("./types.js").Level} Level */

/** @type {readonly Level[]} */
export const LEVELS = ["critical", "high", "medium", "low"];

/** @type {Record<string, string>} */
export const LEVEL_WORDS = { critical: "Critical", high: "High", medium: "Medium", low: "Low" };

/**
 * 4 for critical down to 1 for low; 0 for a level this page does not know.
 *
 * @param {string} level
 */
export function rank(level) {
  const position = LEVELS.indexOf(/** @type {Level} */ (level));
  return position < 0 ? 0 : LEVELS.length - position;
}

/**
 * The highest rank among findings, 0 without any.
 *
 * @param {{level: string}[]} findings
 */
export function highestRank(findings) {
  return findings.reduce((highest, { level }) => Math.max(highest, rank(level)), 0);
}
