import assert from "node:assert/strict";
import { test } from "node:test";
import { Problem } from "../../frontend/form/js/api.js";
import { poll, waitAfter } from "../../frontend/form/js/polling.js";
import { RunData } from "../../frontend/form/js/run-data.js";
import { stageNote, stageRemaining, stageTime } from "../../frontend/form/js/stages.js";

/** A clock that remembers how long it was asked to wait. */
function fakeClock() {
  const waits = [];
  return { waits, wait: async (milliseconds) => { waits.push(milliseconds); } };
}

test("the pace stays while things move, then slows down to its limit", () => {
  assert.deepEqual([0, 4, 5, 6, 50].map((quiet) => waitAfter(quiet)), [1000, 1000, 1500, 2250, 8000]);
});

test("polling ends with the last answer and waits in between", async () => {
  const clock = fakeClock();
  const answers = ["changed", "same", "done"];
  await poll({ ask: async () => answers.shift(), failed: () => "again", clock });
  assert.deepEqual(clock.waits, [1000, 1000]);
});

test("a failure is reported with the wait before the next question", async () => {
  const clock = fakeClock();
  const reported = [];
  let asked = 0;
  const ask = async () => {
    asked += 1;
    if (asked < 3) throw new Error("away");
    return "done";
  };
  await poll({ ask, failed: (_error, wait) => { reported.push(wait); return "again"; }, clock });
  assert.deepEqual([reported, clock.waits], [[1500, 2250], [1500, 2250]]);
});

const RUN = { id: "run_1", state: "running", stages: [], totals: {} };

test("a run that does not exist is not asked for twice", async () => {
  let asked = 0;
  const calls = { run: async () => { asked += 1; throw new Problem({ status: 404, title: "There is no such run." }); } };
  const data = new RunData("run_1", { calls, clock: fakeClock(), changed: () => {} });
  await data.follow();
  assert.deepEqual([asked, data.state.problem?.title, data.state.retryMilliseconds], [1, "There is no such run.", null]);
});

test("results are fetched when the run moved and not otherwise", async () => {
  const states = ["running", "running", "running", "succeeded"];
  let fetched = 0;
  const calls = {
    run: async () => ({ ...RUN, state: states.shift() }),
    results: async () => { fetched += 1; return { tables: [] }; },
  };
  await new RunData("run_1", { calls, clock: fakeClock(), changed: () => {} }).follow();
  assert.equal(fetched, 2);
});

test("a run without results yet is no failure", async () => {
  const states = ["queued", "succeeded"];
  const calls = {
    run: async () => ({ ...RUN, state: states.shift() }),
    results: async () => { throw new Problem({ status: 409, title: "This result is not written yet." }); },
  };
  const data = new RunData("run_1", { calls, clock: fakeClock(), changed: () => {} });
  await data.follow();
  assert.deepEqual([data.state.problem, data.state.results], [null, null]);
});

test("the answer for a table that is no longer wanted is dropped", async () => {
  const waiting = {};
  const calls = {
    run: async () => ({ ...RUN, state: "succeeded" }), results: async () => ({ tables: [] }),
    table: (_run, id) => new Promise((resolve) => { waiting[id] = () => resolve({ id }); }),
  };
  const data = new RunData("run_1", { calls, clock: fakeClock(), changed: () => {} });
  await data.follow();
  const first = data.want({ findings: false, schema: false, table: "t1" });
  const second = data.want({ findings: false, schema: false, table: "t2" });
  waiting.t2();
  waiting.t1();
  await Promise.all([first, second]);
  assert.equal(data.state.table?.id, "t2");
});

const begun = Date.parse("2026-11-24T07:00:00Z");
const stage = (more) => ({ stage: "detect_sensitive_data", state: "running", done: 5, total: 10, started_at: "2026-11-24T07:00:00Z", ended_at: null, ...more });

for (const [title, more, milliseconds, words] of [
  ["half done after twenty seconds", {}, 20_000, "~20 s left"],
  ["before ten seconds", {}, 9_000, ""],
  ["before five per cent", { done: 0 }, 60_000, ""],
  ["without a total", { total: null }, 60_000, ""],
  ["when done", { state: "done" }, 60_000, ""],
]) {
  test(`time left ${title}: ${JSON.stringify(words)}`, () => assert.equal(stageRemaining(stage(more), begun + milliseconds), words));
}
test("a finished stage shows what it took, a running one what it has taken", () => {
  assert.equal(stageTime(stage({ state: "done", ended_at: "2026-11-24T07:00:03.1Z" }), begun), "3.1 s");
  assert.equal(stageTime(stage({}), begun + 48_000), "48 s");
  assert.equal(stageTime(stage({ started_at: null }), begun), "");
});

const run = { source: { product: null }, totals: { tables: 28, columns: 312, statements: 1, rows_read: 0 } };
for (const [more, words] of [
  [{ state: "waiting" }, "Waits for the steps above"],
  [{}, "5 of 10 tables"],
  [{ state: "cancelled" }, "Stopped at 5 of 10"],
  [{ stage: "analyze_data_quality", state: "skipped" }, "Left out by this run's options"],
  [{ stage: "extract_schema_metadata", state: "done", total: null }, "28 tables, 312 columns"],
  [{ stage: "test_database_connection", total: null }, "Connecting"],
  [{ stage: "finalize_run", state: "done", total: null }, "1 statement on the source, 0 rows read"],
]) {
  test(`a stage says ${words}`, () => assert.equal(stageNote(stage(more), run), words));
}
