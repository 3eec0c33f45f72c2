/** What changed in the schema since the run before, and what it means for those who read the database. */

import { linkToView } from "./address.js";
import { h, name, prose } from "./dom.js";
import { count, moment, percent } from "./format.js";
import { empty, stateLabel } from "./parts.js";
import { effectState } from "./states.js";

/**
 * @typedef {import("./types.js").Diff} Diff
 * @typedef {import("./types.js").Change} Change
 * @typedef {import("./address.js").Address} Address
 */

/** @param {Diff} diff @param {Address} address */
export function changesPanel(diff, address) {
  return h("section", { class: "panel stack", "aria-labelledby": "changes-heading" },
    h("h2", { id: "changes-heading" }, "Changes"),
    diff.against && diff.against_created_at && h("p", { class: "secondary" }, "Since ",
      h("a", { href: linkToView({ run: diff.against }, {}) }, `the run of ${moment(diff.against_created_at)}`)),
    diff.items.length > 0 ? changeTable(diff.items, address) : nothing(diff),
    diff.total > diff.items.length && h("p", { class: "note" }, `The first ${count(diff.items.length)} of ${count(diff.total)}.`));
}

/** @param {Diff} diff */
function nothing(diff) {
  return diff.against ? empty("No change", "The schema is what it was.") : empty("Nothing to compare", "There is no earlier run of this source.");
}

/** @param {Change[]} changes @param {Address} address */
function changeTable(changes, address) {
  const header = (/** @type {string} */ words) => h("th", { scope: "col" }, words);
  return h("div", { class: "scroller" }, h("table", {},
    h("thead", {}, h("tr", {}, header("For readers"), header("What"), header("Change"), header("Why"))),
    h("tbody", {}, changes.map((change) => h("tr", {},
      h("td", {}, stateLabel(effectState(change.effect))),
      h("th", { scope: "row" }, `${change.part} `, place(change, address)),
      h("td", {}, changeWords(change)),
      h("td", {}, prose(change.reason)))))));
}

/** A part that is gone has no page here. @param {Change} change @param {Address} address */
function place(change, address) {
  const isTable = change.table === null;
  const owner = isTable ? change.name : change.table ?? "";
  const table = [name(change.schema), ".", name(owner)];
  const hasPage = change.table_id && !(isTable && change.kind === "removed");
  const shown = hasPage ? [h("a", { href: linkToView(address, { view: "tables", table: change.table_id }) }, ...table)] : table;
  return h("span", {}, shown, isTable ? [] : [".", name(change.name)]);
}

/** @param {Change} change */
function changeWords(change) {
  if (change.kind === "added" || change.kind === "removed") return change.kind;
  const values = [value(change.before), " → ", value(change.after)];
  if (change.kind === "changed") return h("span", {}, `${(change.attribute ?? "").replaceAll("_", " ")}: `, values);
  return h("span", {}, "renamed: ", values,
    h("span", { class: "note" }, ` a guess, ${percent(change.score)}: `, prose(change.evidence)));
}

/** @param {string | null} text */
function value(text) {
  return text === null ? h("span", { class: "note" }, "nothing") : prose(text);
}
