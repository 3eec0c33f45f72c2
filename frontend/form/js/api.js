/** The calls of docs/api.md. Every failure is a `Problem` with words for a person. */

/** @typedef {{pointer: string, code: string, detail: string}} FieldProblem */

const BASE = "/api/v1";

/** A call that failed. `fieldProblems` point into the request (RFC 6901). */
export class Problem extends Error {
  /**
   * @param {{status: number, title: string, detail?: string, fix?: string, code?: string, errors?: FieldProblem[],
   *   trace_id?: string}} document
   */
  constructor({ status, title, detail = "", fix = "", code = "", errors = [], trace_id: traceId = "" }) {
    super(title);
    this.name = "Problem";
    this.status = status;
    this.title = title;
    this.detail = detail;
    this.fix = fix;
    this.code = code;
    this.fieldProblems = errors;
    this.traceId = traceId;
  }
}

/**
 * @param {string} path below the base
 * @param {RequestInit} [options]
 * @returns {Promise<any>} `null` for an empty answer
 */
async function call(path, options = {}) {
  const response = await reach(path, options);
  const text = await response.text();
  const body = parsed(text);
  if (response.ok) return body;
  const answer = body !== null && typeof body === "object" ? body : {};
  throw new Problem({ title: `The server answered ${response.status}.`, ...answer, status: response.status });
}

/**
 * @param {string} path
 * @param {RequestInit} options
 */
async function reach(path, options) {
  try {
    return await fetch(BASE + path, { ...options, headers: { Accept: "application/json", ...options.headers } });
  } catch {
    throw new Problem({
      status: 0,
      title: "The SourceSense server does not answer.",
      fix: "Check that it is still running; this page needs no reload.",
      code: "server_unreachable",
    });
  }
}

/** @param {string} text */
function parsed(text) {
  try {
    return text === "" ? null : JSON.parse(text);
  } catch {
    return null; // not JSON: the status speaks for itself
  }
}

/**
 * @param {string} path
 * @param {unknown} body
 * @param {Record<string, string>} [headers]
 */
function post(path, body, headers = {}) {
  return call(path, { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json", ...headers } });
}

/** @param {string} id */
const run = (id) => `/runs/${encodeURIComponent(id)}`;

/** Where the schema of a run is as a file. @param {string} id @param {string} format */
export const schemaLink = (id, format) => `${BASE}${run(id)}/schema?format=${format}`;

export const api = {
  /** @returns {Promise<import("./types.js").Dialects>} */
  dialects: () => call("/dialects"),
  /** @param {string} url without its password @returns {Promise<import("./types.js").SplitUrl>} */
  parseUrl: (url) => post("/connections/parse-url", { url }),
  /** @param {{connection: object, password: string | null, client_key: string | null}} request @returns {Promise<import("./types.js").TestReport>} */
  testConnection: (request) => post("/connection-tests", request),
  /** @param {object} request @returns {Promise<import("./selection.js").Selection>} */
  countSelection: (request) => post("/selections", request),
  /** @param {object} request @param {string} key @returns {Promise<import("./types.js").Run>} */
  startRun: (request, key) => post("/runs", request, { "Idempotency-Key": key }),
  /** @param {string | null} cursor @returns {Promise<{items: import("./types.js").Run[], next_cursor: string | null}>} */
  runs: (cursor = null) => call(`/runs?limit=20${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`),
  /** @param {string} id @returns {Promise<import("./types.js").Run>} */
  run: (id) => call(run(id)),
  /** @param {string} id @returns {Promise<import("./types.js").Run>} */
  cancelRun: (id) => post(`${run(id)}/cancel`, {}),
  /** @param {string} id @returns {Promise<import("./types.js").Results>} */
  results: (id) => call(`${run(id)}/results`),
  /** @param {string} id @param {string} table @returns {Promise<import("./types.js").TableDetail>} */
  table: (id, table) => call(`${run(id)}/tables/${encodeURIComponent(table)}`),
  /** @param {string} id @returns {Promise<{items: import("./types.js").PlacedFinding[]}>} */
  findings: (id) => call(`${run(id)}/findings`),
  /** @param {string} id @returns {Promise<import("./types.js").ScoreNotes>} */
  score: (id) => call(`${run(id)}/score`),
  /** @param {string} id @returns {Promise<import("./types.js").Defects>} */
  defects: (id) => call(`${run(id)}/defects`),
  /** @param {string} id @returns {Promise<import("./types.js").Integrity>} */
  integrity: (id) => call(`${run(id)}/integrity`),
  /** @param {string} id @returns {Promise<import("./types.js").RunRules>} */
  rules: (id) => call(`${run(id)}/rules`),
  /** @param {string} id @returns {Promise<import("./types.js").RuleSuggestions>} */
  ruleSuggestions: (id) => call(`${run(id)}/rules/suggestions`),
  /** @param {string} id @param {string[]} ids of suggestions @returns {Promise<import("./types.js").AcceptedRules>} */
  acceptSuggestions: (id, ids) => post(`${run(id)}/rules/suggestions/accept`, { ids }),
  /** @param {string} id @returns {Promise<import("./types.js").History>} */
  history: (id) => call(`${run(id)}/history`),
  /** @param {string} id @returns {Promise<import("./types.js").ScoreChange>} since the run before of the same source */
  scoreChange: (id) => call(`${run(id)}/score-change`),
  /** @param {string} id @returns {Promise<import("./types.js").Identifiability>} */
  identifiability: (id) => call(`${run(id)}/identifiability`),
  /** @param {string} id @returns {Promise<import("./types.js").Proposals>} */
  proposals: (id) => call(`${run(id)}/proposals`),
  /** @param {string} id @returns {Promise<import("./types.js").Regulations>} */
  regulations: (id) => call(`${run(id)}/regulations`),
  /** @param {string} id @param {string} regulation @returns {Promise<import("./types.js").Regulation>} */
  regulation: (id, regulation) => call(`${run(id)}/regulations/${encodeURIComponent(regulation)}`),
  /** @param {string} id @returns {Promise<import("./types.js").Lint>} */
  lint: (id) => call(`${run(id)}/lint`),
  /** @param {string} id @returns {Promise<import("./types.js").Relations>} */
  relations: (id) => call(`${run(id)}/relations`),
  /** @param {string} id @returns {Promise<import("./types.js").Diff>} since the run before of the same source */
  diff: (id) => call(`${run(id)}/diff`),
};
