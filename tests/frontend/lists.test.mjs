import assert from "node:assert/strict";
import { test } from "node:test";
import { linkTo, linkToSort, linkToView, readAddress } from "../../frontend/form/js/address.js";
import { coverageSentence, problemsOf } from "../../frontend/form/js/coverage.js";
import { highestRank, rank } from "../../frontend/form/js/levels.js";
import { filterFindings, filterTables, grouped, orderFindings, orderTables } from "../../frontend/form/js/ordering.js";
import { isFinal, isGap, runState, tableState } from "../../frontend/form/js/states.js";

const email = { type_id: "EMAIL_ADDRESS", title: "E-mail address", level: "medium" };
const card = { type_id: "CREDIT_CARD_NUMBER", title: "Credit card number", level: "critical" };
const table = (name, more = {}) => ({ id: name, schema: "sales", name, rows: 10, row_estimate: null, columns: 2, findings: [], score: 50, coverage: 1, state: "scanned", reason: null, ...more });
const names = (tables) => tables.map(({ name }) => name);

const TABLES = [
  table("b10", { findings: [email], score: null }),
  table("b9", { findings: [card], rows: null, row_estimate: 99 }),
  table("a", { score: 90, state: "no_access", reason: { code: "no_access", message: "m", next_step: "s" } }),
];

for (const [order, expected] of [
  ["name", ["a", "b9", "b10"]],
  ["-name", ["b10", "b9", "a"]],
  ["-level", ["b9", "b10", "a"]],
  ["rows", ["b10", "a", "b9"]],
  ["score", ["b9", "a", "b10"]],
  ["-score", ["a", "b9", "b10"]],
  ["unknown", ["b10", "b9", "a"]],
]) {
  test(`ordered by ${order}: ${expected}, unknown values last`, () => assert.deepEqual(names(orderTables(TABLES, order)), expected));
}
test("ordering does not change its input", () => {
  orderTables(TABLES, "name");
  assert.deepEqual(names(TABLES), ["b10", "b9", "a"]);
});

for (const [filter, expected] of [
  [{}, ["b10", "b9", "a"]],
  [{ q: "SALES.B" }, ["b10", "b9"]],
  [{ q: "card" }, ["b9"]],
  [{ q: "b credit" }, ["b9"]],
  [{ level: "medium" }, ["b10"]],
  [{ state: "no_access" }, ["a"]],
  [{ q: "nothing like it" }, []],
]) {
  test(`filtered by ${JSON.stringify(filter)}: ${expected}`, () => assert.deepEqual(names(filterTables(TABLES, filter)), expected));
}

const FINDINGS = [
  { ...email, schema: "s", table: "t", column: "mail", confidence: 0.7, prevalence: null },
  { ...card, schema: "s", table: "t", column: "pan", confidence: 0.9, prevalence: 0.5 },
];
test("findings are filtered by level, type and words", () => {
  assert.deepEqual([{ level: "critical" }, { type: "EMAIL_ADDRESS" }, { q: "t.pan" }].map((filter) => filterFindings(FINDINGS, filter).map(({ column }) => column)), [["pan"], ["mail"], ["pan"]]);
});
test("findings are ordered by sensitivity", () => assert.equal(orderFindings(FINDINGS, "-level")[0].column, "pan"));
test("groups come largest first", () => assert.deepEqual(grouped([1, 2, 4], (n) => (n % 2 ? "odd" : "even")), [["even", [2, 4]], ["odd", [1]]]));

test("levels rank from critical to low, unknown ones last", () => {
  assert.deepEqual(["critical", "high", "medium", "low", "new"].map(rank), [4, 3, 2, 1, 0]);
  assert.equal(highestRank([email, card]), 4);
  assert.equal(highestRank([]), 0);
});

test("gaps are grouped by their cause", () => {
  const locked = table("x", { state: "failed", reason: { code: "locked", message: "", next_step: "" } });
  assert.deepEqual(problemsOf([...TABLES, locked, { ...locked, id: "y" }]).map(({ code, title }) => [code, title]), [
    ["locked", "2 tables stayed locked by another session"], ["no_access", "1 table could not be read: the role lacks a privilege"],
  ]);
});
test("the coverage sentence leaves nothing out", () => {
  const tables = ["scanned", "sampled", "sampled", "empty", "filtered", "timeout", "pending"].map((state) => table(state, { state }));
  assert.equal(coverageSentence(tables), "4 of 7 tables read, 2 of them sampled, 1 empty; 1 waiting, 1 left out, 1 with gaps");
});

test("an unknown state reads as itself and is not mistaken for success", () => {
  assert.deepEqual(tableState("quarantined_by_policy"), { word: "quarantined by policy", icon: "info", tone: "idle" });
  assert.equal(isGap("quarantined_by_policy"), true);
});
test("a partial run is not shown as success", () => assert.equal(runState("partial").tone, "fair"));
test("only queued and running runs go on", () => assert.deepEqual(["queued", "running", "partial", "failed"].map(isFinal), [false, false, true, true]));

test("links keep the rest of the address and drop empty values", () => {
  assert.equal(linkTo({ run: "r", q: "x" }, { q: "", sort: "-level" }), "?run=r&sort=-level");
  assert.equal(linkToView({ run: "r", q: "x" }, { view: "tables" }), "?run=r&view=tables");
});
test("an address reads back what a link says, whatever the name holds", () => {
  const column = 'a&b=c#"/\n<é>';
  assert.equal(readAddress(linkTo({ run: "r" }, { column })).column, column);
});
test("a second click turns the order", () => {
  assert.equal(linkToSort({ run: "r" }, "rows", "name"), "?run=r&sort=rows");
  assert.equal(linkToSort({ run: "r" }, "rows", "rows"), "?run=r&sort=-rows");
});
