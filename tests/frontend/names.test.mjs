import assert from "node:assert/strict";
import { test } from "node:test";
import { escapeOf, visibleName, visiblePieces } from "../../frontend/form/js/names.js";

for (const [name, shown] of [
  ["customer", "customer"],
  ["größe_名前", "größe_名前"],
  ["two words", "two words"],
  ["line\nbreak", "line\\nbreak"],
  ["a\u202eb", "a\\u202Eb"],
  ["zero\u200bwidth", "zero\\u200Bwidth"],
  ["\u2066isolate\u2069", "\\u2066isolate\\u2069"],
  ["bom\ufeff", "bom\\uFEFF"],
  ["nbsp\u00a0", "nbsp\\u00A0"],
  [" edge ", "\\u0020edge\\u0020"],
  ["nul\0", "nul\\0"],
  ["tag\u{e0041}", "tag\\u{E0041}"],
  ["lone\ud800", "lone\\uD800"],
  ["", ""],
]) {
  test(`the name ${JSON.stringify(name)} is shown as ${shown}`, () => assert.equal(visibleName(name), shown));
}

test("escapes are told apart from a name that is spelt like one", () => {
  assert.deepEqual(visiblePieces("\\n\n"), [{ text: "\\n", escaped: false }, { text: "\\n", escaped: true }]);
});

test("no control or format character of Unicode is left as it is", () => {
  for (let point = 0; point < 0x3000; point += 1) {
    const character = String.fromCodePoint(point);
    if (/[\p{Cc}\p{Cf}]/u.test(character)) assert.equal(visibleName(`a${character}b`), `a${escapeOf(character)}b`);
  }
});
