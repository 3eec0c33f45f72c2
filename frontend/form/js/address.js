/** The state of a page as its address, so that every view can be pasted to a colleague. */

/** @typedef {Record<string, string>} Address */

/**
 * @param {string} search e.g. `?run=run_1&view=tables`
 * @returns {Address} the last value of each parameter
 */
export function readAddress(search) {
  return Object.fromEntries(new URLSearchParams(search));
}

/**
 * A link to the same page with some parameters changed; an empty or missing value drops the parameter.
 *
 * @param {Address} address
 * @param {Record<string, string | null | undefined>} changes
 */
export function linkTo(address, changes) {
  const kept = Object.entries({ ...address, ...changes }).filter(([, value]) => value != null && value !== "");
  return `?${new URLSearchParams(/** @type {[string, string][]} */ (kept))}`;
}

/**
 * A link to another view of the run; filters of the view that is left behind are dropped.
 *
 * @param {Address} address
 * @param {Record<string, string | null | undefined>} changes
 */
export function linkToView(address, changes) {
  return linkTo({ run: address.run ?? "" }, changes);
}

/**
 * The link that sorts by a column, or turns its order if it is sorted by it already.
 *
 * @param {Address} address
 * @param {string} key
 * @param {string} standing the order in force, e.g. `-level`
 */
export function linkToSort(address, key, standing) {
  return linkTo(address, { sort: standing === key ? `-${key}` : key, rows: null });
}
