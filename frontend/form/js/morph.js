/** Makes what stands on the page equal to a freshly built tree, touching only what differs: focus, caret and scroll stay. */

/** Attributes that the reader changes by using the page. */
const KEPT = new Set(["open"]);

/**
 * Gives an element these children.
 *
 * @param {Element} parent
 * @param {Node[]} wanted
 */
export function morphChildren(parent, wanted) {
  const keyed = new Map([...parent.children].filter((child) => child.id).map((child) => [child.id, child]));
  wanted.forEach((node, position) => {
    const here = parent.childNodes[position] ?? null;
    const kept = keptFor(node, here, keyed);
    if (!kept) parent.insertBefore(node, here);
    else {
      if (kept !== here) parent.insertBefore(kept, here);
      morph(kept, node);
    }
  });
  while (parent.childNodes.length > wanted.length) parent.lastChild?.remove();
}

/**
 * The node on the page that will stand for a wanted one: the one with its id, else the one at its place.
 *
 * @param {Node} node
 * @param {Node | null} here
 * @param {Map<string, Element>} keyed
 * @returns {Node | null}
 */
function keptFor(node, here, keyed) {
  const id = node instanceof Element ? node.id : "";
  const hereId = here instanceof Element ? here.id : "";
  const candidate = id ? keyed.get(id) ?? null : hereId ? null : here;
  return candidate && candidate.nodeName === node.nodeName ? candidate : null;
}

/**
 * @param {Node} current
 * @param {Node} wanted of the same kind
 */
function morph(current, wanted) {
  if (current instanceof Element && wanted instanceof Element) {
    morphAttributes(current, wanted);
    morphChildren(current, [...wanted.childNodes]);
    morphValue(current, wanted);
  } else if (current.nodeValue !== wanted.nodeValue) current.nodeValue = wanted.nodeValue;
}

/**
 * @param {Element} current
 * @param {Element} wanted
 */
function morphAttributes(current, wanted) {
  for (const { name } of [...current.attributes]) {
    if (!wanted.hasAttribute(name) && !KEPT.has(name)) current.removeAttribute(name);
  }
  for (const { name, value } of wanted.attributes) {
    if (current.getAttribute(name) !== value && !KEPT.has(name)) current.setAttribute(name, value);
  }
}

/**
 * What the reader is typing is not overwritten.
 *
 * @param {Element} current
 * @param {Element} wanted
 */
function morphValue(current, wanted) {
  const isField = current instanceof HTMLInputElement || current instanceof HTMLSelectElement;
  if (!isField || current === document.activeElement) return;
  const { value } = /** @type {HTMLInputElement} */ (wanted);
  if (current.value !== value) current.value = value;
}
