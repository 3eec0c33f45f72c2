/**
 * Names as a person can trust them: characters that would not be seen, or would reorder their neighbours,
 * are spelt out as escapes.
 */

/** Controls, zero-width and other format characters, line separators, unusual spaces, lone surrogates. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u115f\u1160\u3164\ufe00-\ufe0f]/u;

/** @type {Record<string, string>} */
const SHORT = { "\n": "\\n", "\r": "\\r", "\t": "\\t", "\0": "\\0" };

/**
 * The escape that stands for one character.
 *
 * @param {string} character
 */
export function escapeOf(character) {
  const point = character.codePointAt(0) ?? 0;
  const digits = point.toString(16).toUpperCase();
  return SHORT[character] ?? (point > 0xffff ? `\\u{${digits}}` : `\\u${digits.padStart(4, "0")}`);
}

/**
 * A name cut into stretches of plain text and of escapes. Spaces at either end count as unseen.
 *
 * @param {string} name
 * @returns {{text: string, escaped: boolean}[]} empty for the empty name
 */
export function visiblePieces(name) {
  /** @type {{text: string, escaped: boolean}[]} */
  const pieces = [];
  const characters = [...name];
  const edge = { first: 0, last: characters.length - 1 };
  characters.forEach((character, position) => {
    const atEdge = character === " " && (position === edge.first || position === edge.last);
    const escaped = atEdge || UNSEEN.test(character);
    const text = escaped ? escapeOf(character) : character;
    const previous = pieces.at(-1);
    if (previous && previous.escaped === escaped) previous.text += text;
    else pieces.push({ text, escaped });
  });
  return pieces;
}

/**
 * The same as one string, for titles and announcements.
 *
 * @param {string} name
 */
export function visibleName(name) {
  return visiblePieces(name).map((piece) => piece.text).join("");
}
