/** Builds and updates elements. Text only ever becomes text nodes; markup is never parsed. */

import { visiblePieces } from "./names.js";

/** @typedef {Node | string | number | null | undefined | false} Child */
/** @typedef {string | number | boolean | null | undefined} AttributeValue */

const SVG = new Set(["svg", "use", "rect", "line", "polyline", "polygon", "circle"]);
const REFUSED = /^(on|style$|srcdoc$)/i;

/**
 * An element.
 *
 * @param {string} tag
 * @param {Record<string, AttributeValue>} [attributes] `true` is an attribute without value; `null`, `undefined` and `false` leave it out
 * @param {...(Child | Child[])} children
 * @returns {HTMLElement}
 */
export function h(tag, attributes = {}, ...children) {
  const element = SVG.has(tag) ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value == null || value === false) continue;
    if (REFUSED.test(name)) throw new TypeError(`attribute ${name} is not allowed here`);
    if (name === "href" && !isSafeLink(String(value))) continue;
    element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat().filter(isShown).map((child) => (child instanceof Node ? child : String(child))));
  return /** @type {HTMLElement} */ (element);
}

/** @param {Child} child @returns {child is Node | string | number} */
function isShown(child) {
  return child !== null && child !== undefined && child !== false;
}

/** Relative links and http(s) only; a link from the server may not run anything. @param {string} link */
export function isSafeLink(link) {
  return /^(https?:\/\/|[./?#]|[\w-]+\.(html|svg))/i.test(link);
}

/**
 * An icon of the sprite; it says nothing to a screen reader, so it needs words beside it.
 *
 * @param {string} id
 * @param {string} [more] further classes
 */
export function icon(id, more = "") {
  return h("svg", { class: `icon ${more}`.trim(), "aria-hidden": "true" }, h("use", { href: `icons.svg#${id}` }));
}

/**
 * A name out of a database: isolated from the direction of the text around it, unseen characters spelt out.
 *
 * @param {string} text
 */
export function name(text) {
  const pieces = visiblePieces(text).map((piece) => (piece.escaped ? h("span", { class: "escape" }, piece.text) : piece.text));
  return h("bdi", { class: "name" }, pieces.length > 0 ? pieces : h("span", { class: "escape" }, "(no name)"));
}

/**
 * Text from the server in which names may stand; unseen characters are spelt out.
 *
 * @param {string} text
 */
export function prose(text) {
  return h("bdi", {}, visiblePieces(text).map((piece) => (piece.escaped ? h("span", { class: "escape" }, piece.text) : piece.text)));
}

/** Words for a screen reader only. @param {string} text */
export function unseen(text) {
  return h("span", { class: "visually-hidden" }, text);
}

/**
 * The element with that id.
 *
 * @param {string} id
 */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  return element;
}

/** Says something to a screen reader, politely. @param {string} text */
export function announce(text) {
  byId("announcement").textContent = text;
}
