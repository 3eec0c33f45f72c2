/** Numbers, shares, times and counts in words. `null` means unknown and reads as a dash, never as zero. */

export const UNKNOWN = "—";

const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const label = new Intl.NumberFormat("en", { maximumFractionDigits: 4, useGrouping: false });
const precise = new Intl.NumberFormat("en", { maximumFractionDigits: 4 });

/**
 * A count with separators: `12,345`.
 *
 * @param {number | null | undefined} value
 */
export function count(value) {
  return value == null ? UNKNOWN : whole.format(value);
}

/**
 * A count at a glance: `747`, `1.3 k`, `94.0 M`.
 *
 * @param {number | null | undefined} value
 */
export function compact(value) {
  if (value == null) return UNKNOWN;
  const scales = /** @type {[number, string][]} */ ([[1e9, "G"], [1e6, "M"], [1e3, "k"]]);
  const [factor, letter] = scales.find(([limit]) => Math.abs(value) >= limit * 0.99995) ?? [1, ""];
  return letter ? `${(value / factor).toFixed(1)} ${letter}` : whole.format(value);
}

/**
 * A size: `8.0 KiB`, `1.2 GiB`.
 *
 * @param {number | null | undefined} value
 */
export function bytes(value) {
  if (value == null) return UNKNOWN;
  const units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];
  const power = value < 1 ? 0 : Math.min(Math.floor(Math.log2(value) / 10), units.length - 1);
  return `${power === 0 ? whole.format(value) : (value / 1024 ** power).toFixed(1)} ${units[power]}`;
}

/**
 * A number with its noun: `1 table`, `28 tables`.
 *
 * @param {number} value
 * @param {string} singular
 * @param {string} [plural]
 */
export function counted(value, singular, plural = `${singular}s`) {
  return `${count(value)} ${value === 1 ? singular : plural}`;
}

/**
 * A share between 0 and 1 as a percentage. What is not everything never reads `100 %`, what is not nothing
 * never reads `0 %`.
 *
 * @param {number | null | undefined} share
 */
export function percent(share) {
  if (share == null) return UNKNOWN;
  if (share === 0 || share === 1) return `${share * 100} %`;
  if (share > 0 && share < 0.001) return "< 0.1 %";
  if (share < 1 && share > 0.999) return "> 99.9 %";
  return `${(share * 100).toFixed(1)} %`;
}

/**
 * A score of 0 to 100 with one digit, rounded down, so that 100 means perfect.
 *
 * @param {number | null | undefined} score
 */
export function points(score) {
  if (score == null) return UNKNOWN;
  const tenths = Math.floor(score * 10 + 1e-9);
  return tenths === 1000 ? "100" : (tenths / 10).toFixed(1);
}

/**
 * A probability with two digits; certainty is never claimed.
 *
 * @param {number} value
 */
export function probability(value) {
  return value > 0.99 && value < 1 ? "> 0.99" : value.toFixed(2);
}

/**
 * A measured value with up to four decimals; text stays as it is.
 *
 * @param {number | string} value
 */
export function plain(value) {
  return typeof value === "number" ? precise.format(value) : value;
}

/**
 * A number that is a label, such as a year or a key: `2006`; text stays as it is.
 *
 * @param {number | string} value
 */
export function numeral(value) {
  return typeof value === "number" ? label.format(value) : value;
}

/**
 * A length of time: `11 ms`, `3.1 s`, `48 s`, `2 min 05 s`, `1 h 02 min`.
 *
 * @param {number | null | undefined} milliseconds
 */
export function duration(milliseconds) {
  if (milliseconds == null) return UNKNOWN;
  if (milliseconds < 100) return `${Math.max(0, Math.round(milliseconds))} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const rounded = Math.round(seconds);
  if (rounded < 60) return `${rounded} s`;
  const pad = (/** @type {number} */ value) => String(value).padStart(2, "0");
  if (rounded < 3600) return `${Math.floor(rounded / 60)} min ${pad(rounded % 60)} s`;
  return `${Math.floor(rounded / 3600)} h ${pad(Math.floor((rounded % 3600) / 60))} min`;
}

/**
 * How long ago: `just now`, `4 minutes ago`, `3 days ago`.
 *
 * @param {string} time RFC 3339
 * @param {number} now milliseconds since the epoch
 */
export function ago(time, now) {
  const seconds = Math.max(0, (now - Date.parse(time)) / 1000);
  const units = /** @type {[number, string][]} */ ([[86400, "day"], [3600, "hour"], [60, "minute"]]);
  const [length, unit] = units.find(([limit]) => seconds >= limit) ?? [0, ""];
  return unit ? `${counted(Math.floor(seconds / length), unit)} ago` : "just now";
}

/**
 * The exact moment: `2026-11-24 07:12:09 UTC`.
 *
 * @param {string} time RFC 3339
 */
export function moment(time) {
  return `${new Date(time).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}
