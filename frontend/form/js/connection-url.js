/** Takes the secrets out of a pasted connection URL before anything is sent. */

const SECRET_PARAMETER = /(^|[?&;\s])((?:ssl)?(?:password|passwd|pass|pwd|passphrase))\s*=\s*('[^']*'|"[^"]*"|[^&;\s#]*)/gi;

/**
 * The URL without its password, and the password.
 *
 * Where it is unclear whether an `@` ends the password or stands in a database name, the password wins:
 * a wrong guess is seen in the fields, a leaked secret is not.
 *
 * @param {string} pasted
 * @returns {{url: string, password: string | null}}
 */
export function takePasswordOut(pasted) {
  const trimmed = pasted.trim();
  const start = trimmed.match(/^[a-z][a-z0-9+.:-]*?:\/\//i)?.[0] ?? "";
  const rest = trimmed.slice(start.length);
  const end = rest.startsWith("/") ? -1 : userinfoEnd(rest);
  const colon = end < 0 ? -1 : rest.slice(0, end).indexOf(":");
  const password = colon < 0 ? null : decoded(rest.slice(colon + 1, end));
  const kept = colon < 0 ? rest : rest.slice(0, colon) + rest.slice(end);
  return withoutSecretParameters(start + kept, password);
}

/**
 * Where the part before the host ends, -1 without one.
 *
 * @param {string} rest what follows `scheme://`
 */
function userinfoEnd(rest) {
  const mark = rest.indexOf("?");
  const beforeQuery = mark < 0 ? rest : rest.slice(0, mark);
  const looksPlain = /^(\[[^\]]*\]|[^:/?#]*)(:\d+)?([/?#]|$)/.test(rest) && isQuery(rest.slice(beforeQuery.length + 1));
  return (beforeQuery.includes("@") && isQuery(rest.slice(beforeQuery.length + 1))) || looksPlain
    ? beforeQuery.lastIndexOf("@")
    : rest.lastIndexOf("@"); // a question mark inside the password
}

/** Whether it can be the query of a URL: nothing but `name=value`. @param {string} text */
function isQuery(text) {
  return text === "" || text.split("&").every((part) => /^[\w.-]+=/.test(part));
}

/**
 * @param {string} url
 * @param {string | null} password
 */
function withoutSecretParameters(url, password) {
  let found = password;
  const cleaned = url.replace(SECRET_PARAMETER, (_all, before, name, value) => {
    if (found === null && !/^ssl/i.test(name)) found = decoded(value.replace(/^(['"])(.*)\1$/, "$2"));
    return before === "?" ? "?" : "";
  });
  return { url: cleaned.replace(/\?&/, "?").replace(/\?$/, ""), password: found };
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a bare percent sign: the password was pasted unencoded
  }
}
