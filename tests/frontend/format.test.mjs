import assert from "node:assert/strict";
import { test } from "node:test";
import { ago, bytes, compact, count, counted, duration, moment, numeral, percent, plain, points, probability } from "../../frontend/form/js/format.js";

/** @param {string} title @param {(value: any) => string} format @param {[unknown, string][]} table */
function reads(title, format, table) {
  for (const [value, words] of table) test(`${title}: ${value} reads ${words}`, () => assert.equal(format(value), words));
}

reads("a count", count, [[0, "0"], [1234567, "1,234,567"], [null, "—"], [undefined, "—"]]);
reads("a count at a glance", compact, [[0, "0"], [999, "999"], [1000, "1.0 k"], [1304, "1.3 k"], [999_999, "1.0 M"], [94e6, "94.0 M"], [2.5e9, "2.5 G"], [null, "—"]]);
reads("a size", bytes, [[0, "0 B"], [1023, "1,023 B"], [8192, "8.0 KiB"], [44_040_192, "42.0 MiB"], [3 * 1024 ** 4, "3.0 TiB"], [null, "—"]]);
reads("a share", percent, [[0, "0 %"], [1, "100 %"], [0.981, "98.1 %"], [0.99999, "> 99.9 %"], [0.0000001, "< 0.1 %"], [null, "—"]]);
reads("a score", points, [[100, "100"], [99.99, "99.9"], [98.86, "98.8"], [0, "0.0"], [null, "—"]]);
reads("a probability", probability, [[0.5, "0.50"], [0.999, "> 0.99"], [0.984, "0.98"]]);
reads("a value", plain, [[0.123456, "0.1235"], [12345, "12,345"], ["2020-01-01", "2020-01-01"]]);
reads("a label", numeral, [[2006, "2006"], [2006.5, "2006.5"], ["2006", "2006"]]);
reads("a duration", duration, [[0, "0 ms"], [11.4, "11 ms"], [400, "0.4 s"], [3100, "3.1 s"], [9960, "10 s"], [48_000, "48 s"], [59_600, "1 min 00 s"], [125_000, "2 min 05 s"], [3_725_000, "1 h 02 min"], [null, "—"]]);

const now = Date.parse("2026-11-24T07:12:09Z");
reads("a moment", (time) => ago(time, now), [
  ["2026-11-24T07:12:00Z", "just now"], ["2026-11-24T07:11:00Z", "1 minute ago"],
  ["2026-11-24T04:12:00Z", "3 hours ago"], ["2026-11-20T04:12:00Z", "4 days ago"], ["2026-11-24T07:13:00Z", "just now"],
]);

test("the exact moment is in UTC", () => assert.equal(moment("2026-11-24T08:12:09.5+01:00"), "2026-11-24 07:12:09 UTC"));
test("one thing is singular", () => assert.deepEqual([counted(1, "table"), counted(2, "table"), counted(2, "index", "indexes")], ["1 table", "2 tables", "2 indexes"]));
