/** What is known of one run, kept up to date: its head every second, results whenever they moved. */

import { api, Problem } from "./api.js";
import { counted } from "./format.js";
import { browserClock, poll } from "./polling.js";
import { isFinal } from "./states.js";

/**
 * @typedef {import("./types.js").Run} Run
 * @typedef {import("./types.js").Results} Results
 * @typedef {import("./types.js").PlacedFinding} PlacedFinding
 * @typedef {import("./types.js").TableDetail} TableDetail
 * @typedef {import("./types.js").SchemaNotes} SchemaNotes
 * @typedef {import("./types.js").Conclusions} Conclusions
 * @typedef {import("./types.js").Regulations} Regulations
 * @typedef {import("./types.js").Regulation} Regulation
 * @typedef {import("./types.js").QualityNotes} QualityNotes
 * @typedef {{findings: boolean, schema: boolean, quality: boolean, table: string, regulation: string | null}} Wanted the regulations are wanted unless null, one with its id
 * @typedef {{run: Run | null, results: Results | null, findings: PlacedFinding[] | null, table: TableDetail | null, schema: SchemaNotes | null, quality: QualityNotes | null,
 *   conclusions: Conclusions | null, regulations: Regulations | null, regulation: Regulation | null, regulationProblem: Problem | null,
 *   acceptance: Acceptance, problem: Problem | null, tableProblem: Problem | null, retryMilliseconds: number | null}} RunState
 * @typedef {{busy: boolean, words: string, problem: Problem | null}} Acceptance how adding suggestions to the rules went
 */

/** Follows a run until it has ended. */
export class RunData {
  /**
   * @param {string} id
   * @param {{calls?: typeof api, clock?: import("./polling.js").Clock, changed: (state: RunState) => void}} options
   */
  constructor(id, { calls = api, clock = browserClock, changed }) {
    this.id = id;
    this.calls = calls;
    this.clock = clock;
    this.changed = changed;
    /** @type {Wanted} */
    this.wanted = { findings: false, schema: false, quality: false, table: "", regulation: null };
    this.signature = "";
    /** @type {RunState} */
    this.state = { run: null, results: null, findings: null, table: null, schema: null, quality: null, conclusions: null, regulations: null, regulation: null, regulationProblem: null, acceptance: { busy: false, words: "", problem: null }, problem: null, tableProblem: null, retryMilliseconds: null };
  }

  /** Asks until the run has ended. A run that does not exist is not asked for twice. */
  follow() {
    return poll({
      ask: () => this.refresh(),
      failed: (error, wait) => {
        const problem = error instanceof Problem ? error : new Problem({ status: 0, title: String(error) });
        const gone = problem.status === 404;
        this.put({ problem, retryMilliseconds: gone ? null : wait });
        return gone ? "stop" : "again";
      },
      clock: this.clock,
    });
  }

  /** Which details the page shows now. @param {Wanted} wanted */
  async want(wanted) {
    const isNew = JSON.stringify(wanted) !== JSON.stringify(this.wanted);
    this.wanted = wanted;
    if (wanted.table !== this.state.table?.id) this.state.table = null;
    if (wanted.regulation !== this.state.regulation?.id) Object.assign(this.state, { regulation: null, regulationProblem: null });
    if (isNew && this.state.run) await this.fetchDetails();
  }

  /** @returns {Promise<"changed" | "same" | "done">} */
  async refresh() {
    const run = await this.calls.run(this.id);
    const signature = JSON.stringify([run.state, run.stages, run.totals, run.source_away_since]);
    const moved = signature !== this.signature;
    if (moved || this.state.problem) {
      this.put({ run });
      this.state.results = await this.calls.results(this.id).catch(notReady);
      await this.fetchDetails();
    }
    this.signature = signature;
    this.put({ run, problem: null, retryMilliseconds: null });
    if (isFinal(run.state)) return "done";
    return moved ? "changed" : "same";
  }

  async fetchDetails() {
    const { findings, schema, quality, table, regulation } = this.wanted;
    if (findings) await this.fetchFindings();
    if (schema) this.state.schema = await this.fetchSchema().catch(notReady);
    if (quality) this.state.quality = await this.fetchQuality().catch(notReady);
    if (table) await this.fetchTable(table);
    if (typeof regulation === "string") await this.fetchRegulations(regulation);
    this.changed(this.state);
  }

  /** What follows from the findings is asked for once, when all of them are there. */
  async fetchFindings() {
    this.state.findings = (await this.calls.findings(this.id).catch(notReady))?.items ?? [];
    this.changed(this.state);
    if (!this.state.run || !isFinal(this.state.run.state) || this.state.conclusions) return;
    this.state.conclusions = await this.fetchConclusions().catch(notReady);
  }

  /** @returns {Promise<Conclusions>} */
  async fetchConclusions() {
    const [identifiability, proposals] = await Promise.all([this.calls.identifiability(this.id), this.calls.proposals(this.id)]);
    return { identifiability, proposals };
  }

  /** @returns {Promise<SchemaNotes>} */
  async fetchSchema() {
    const [lint, relations, diff] = await Promise.all([this.calls.lint(this.id), this.calls.relations(this.id), this.calls.diff(this.id)]);
    return { lint, relations, diff };
  }

  /** @returns {Promise<QualityNotes>} */
  async fetchQuality() {
    const isOver = this.state.run !== null && isFinal(this.state.run.state);
    const [score, defects, integrity, history, scoreChange, rules, suggestions] = await Promise.all([
      this.calls.score(this.id),
      this.calls.defects(this.id),
      this.calls.integrity(this.id),
      isOver ? this.calls.history(this.id) : null,
      isOver ? this.calls.scoreChange(this.id) : null,
      this.calls.rules(this.id),
      isOver ? this.calls.ruleSuggestions(this.id) : null,
    ]);
    return { score, defects, integrity, history, scoreChange, rules, suggestions };
  }

  /** Adds suggestions to the rules of the source; gives what to say of it. @param {string[]} ids */
  async accept(ids) {
    if (this.state.acceptance.busy || !this.state.quality) return "";
    this.put({ acceptance: { busy: true, words: "", problem: null } });
    try {
      const { added, version } = await this.calls.acceptSuggestions(this.id, ids);
      const suggestions = await this.calls.ruleSuggestions(this.id);
      const words = `${counted(added.length, "rule")} added, version ${version} of the rules`;
      this.put({ quality: { ...this.state.quality, suggestions }, acceptance: { busy: false, words, problem: null } });
      return words;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      this.put({ acceptance: { busy: false, words: "", problem: error } });
      return error.message;
    }
  }

  /** The list, and one of them unless its id is empty. @param {string} id */
  async fetchRegulations(id) {
    this.state.regulations = await this.calls.regulations(this.id).catch(notReady);
    if (!id) return;
    try {
      const regulation = await this.calls.regulation(this.id, id);
      if (id === this.wanted.regulation) Object.assign(this.state, { regulation, regulationProblem: null }); // else a late answer
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (id === this.wanted.regulation) this.state.regulationProblem = error;
    }
  }

  /** @param {string} id */
  async fetchTable(id) {
    try {
      const table = await this.calls.table(this.id, id);
      if (id === this.wanted.table) Object.assign(this.state, { table, tableProblem: null }); // else a late answer
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      this.state.tableProblem = error;
    }
  }

  /** Takes the answer of a cancel. @param {Run} run */
  take(run) {
    this.put({ run });
  }

  /** @param {Partial<RunState>} changes */
  put(changes) {
    Object.assign(this.state, changes);
    this.changed(this.state);
  }
}

/** A run without results yet is no failure. @param {unknown} error @returns {null} */
function notReady(error) {
  if (error instanceof Problem && (error.status === 404 || error.status === 409)) return null;
  throw error;
}
