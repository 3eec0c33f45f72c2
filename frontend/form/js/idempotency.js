/** Keys that let a repeated request start one run only. */

let standing = { body: "", key: "" };

/**
 * The same key for the same request sent again, a new one for another.
 *
 * @param {string} body
 */
export function requestKey(body) {
  if (standing.body !== body) standing = { body, key: randomKey() };
  return standing.key;
}

/** 128 random bits in hexadecimal; works on plain http too, where `crypto.randomUUID` does not exist. */
function randomKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
