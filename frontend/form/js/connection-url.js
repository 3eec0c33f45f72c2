/** Takes the secrets out of a pasted connection text before anything is sent. */

const SECRET_NAME = "[\\w.-]*(?:password|passwd|pass|pwd|passphrase|secret|token)";
const OWN_PASSWORD = /^(?:password|passwd|pass|pwd)$/i;

/**
 * How a value ends, and what stands for what in it; one that is not closed ends with the text.
 *
 * @typedef {{value: string, plain: (value: string) => string}} Quoting
 */

/** @type {Quoting} ODBC and JDBC of SQL Server: `{…}` with `}}`, else up to the semicolon */
const SEMICOLONS = {
  value: "\\{(?:[^}]|\\}\\})*(?:\\}(?!\\})[^;]*|$)|[^;]*",
  plain: (value) => (value.startsWith("{") ? value.replace(/^\{|\}\s*$/g, "").replaceAll("}}", "}") : value.trim()),
};

/** @type {Quoting} libpq: `'…'` with backslashes, else up to a space */
const SPACES = {
  value: "'(?:[^'\\\\]|\\\\[\\s\\S])*(?:'\\S*|$)|(?:[^\\s\\\\]|\\\\[\\s\\S])*",
  plain: (value) => value.replace(/^'|'$/g, "").replace(/\\([\s\S])/g, "$1"),
};

/** @type {Quoting} the query of a URL */
const AMPERSANDS = { value: "[^&#]*", plain: decoded };

/**
 * The text without its password, and the password. Known forms: URLs, libpq's key/value, JDBC, ODBC.
 *
 * Where it is unclear whether an `@` ends the password or stands in a database name, the password wins:
 * a wrong guess is seen in the fields, a leaked secret is not.
 *
 * @param {string} pasted
 * @returns {{url: string, password: string | null}}
 */
export function takePasswordOut(pasted) {
  const trimmed = pasted.trim();
  const isList = quotingOf(trimmed) === SEMICOLONS || /^\w+\s*=/.test(trimmed);
  if (isList) return withoutSecretParameters(trimmed, null);
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
  const { value: pattern, plain } = quotingOf(url);
  const secret = new RegExp(`(^|[?&;\\s])(${SECRET_NAME})\\s*=\\s*(${pattern})`, "gi");
  const cleaned = url.replace(secret, (_all, before, name, value) => {
    if (found === null && OWN_PASSWORD.test(name)) found = plain(value);
    return before === "?" ? "?" : "";
  });
  return { url: cleaned.replace(/\?&/, "?").replace(/\?$/, ""), password: found };
}

/** @param {string} text */
function quotingOf(text) {
  if (/^jdbc:sqlserver:|(^|;)\s*(driver|dsn|filedsn|server)\s*=/i.test(text)) return SEMICOLONS;
  return text.includes("://") ? AMPERSANDS : SPACES;
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a bare percent sign: the password was pasted unencoded
  }
}
