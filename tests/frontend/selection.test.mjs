import assert from "node:assert/strict";
import { test } from "node:test";
import { firstNames, readSentence, selectionSentence } from "../../frontend/form/js/selection.js";

const counted = (changes) => ({ tables: 29, selected: 12, schemas: 4, schemas_selected: 2, first_selected: [], first_left_out: [], ...changes });

for (const [changes, sentence] of [
  [{}, "12 of 29 tables and views selected, in 2 of 4 schemas"],
  [{ selected: 29, schemas_selected: 4 }, "All 29 tables and views selected, in 4 of 4 schemas"],
  [{ schemas: 1, schemas_selected: 1 }, "12 of 29 tables and views selected"],
  [{ selected: 0, schemas_selected: 0 }, "None of 29 tables and views is selected"],
  [{ tables: 1, selected: 0 }, "None of 1 table or view is selected"],
  [{ tables: 0, selected: 0, schemas: 0 }, "The database holds no tables that this user can see"],
]) {
  test(sentence, () => assert.equal(selectionSentence(counted(changes)), sentence));
}

test("names beyond the first are counted", () => {
  assert.deepEqual(firstNames(["a.b", "a.c"], 5), { names: ["a.b", "a.c"], more: " and 3 more" });
  assert.equal(firstNames(["a.b"], 1).more, "");
});
test("a count says how old its schema is and whose", () => {
  const now = Date.parse("2026-01-01T08:03:20Z");
  const selection = { known: true, read_at: "2026-01-01T08:00:00Z", run_id: "run_1", count: counted({}) };
  assert.equal(readSentence(selection, now), "Schema read 3 minutes ago by run run_1.");
  assert.equal(readSentence({ ...selection, run_id: null }, now), "Schema read 3 minutes ago.");
});
