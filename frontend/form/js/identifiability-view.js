/** Which columns together tell persons apart: one folded part per table, its worst set in the summary. */

import { linkToView } from "./address.js";
import { h, name } from "./dom.js";
import { count, counted, percent } from "./format.js";
import { empty } from "./parts.js";

/**
 * @typedef {import("./types.js").Identifiability} Identifiability
 * @typedef {import("./types.js").TableIdentifiability} TableIdentifiability
 * @typedef {import("./types.js").ColumnSet} ColumnSet
 * @typedef {import("./address.js").Address} Address
 */

/** Tables shown; those with the most rows alone come first. */
const MOST = 100;

/** @param {Identifiability} identifiability @param {Address} address */
export function identifiabilityPanel({ items, guidance }, address) {
  return h("section", { class: "panel stack", "aria-labelledby": "identifiability-heading" },
    h("h2", { id: "identifiability-heading" }, "Who can be told apart"),
    h("p", { class: "secondary" }, `Columns that name nobody and tell persons apart together. ${guidance}`),
    items.length > 0 ? items.slice(0, MOST).map((item) => tableView(item, address)) : empty("Nobody", "No table of persons has columns that could tell them apart."),
    items.length > MOST && h("p", { class: "note" }, `The first ${count(MOST)} of ${count(items.length)} tables.`));
}

/** @param {TableIdentifiability} item @param {Address} address */
function tableView(item, address) {
  const worst = item.sets.reduce((left, right) => (right.alone > left.alone ? right : left));
  return h("details", { id: `apart-${item.table_id}` },
    h("summary", {}, name(item.schema), ".", name(item.table), " ",
      h("span", { class: "note" }, `${percent(worst.alone_share)} of ${rowWords(item)} alone by `, setNames(worst))),
    h("div", { class: "stack" },
      setTable(item),
      h("p", { class: "note" }, sampleWords(item)),
      h("p", {}, h("a", { href: linkToView(address, { view: "tables", table: item.table_id }) }, "Open this table"))));
}

/** @param {TableIdentifiability} item */
function setTable(item) {
  const header = (/** @type {string} */ words, kind = "") => h("th", { scope: "col", class: kind }, words);
  const gives = item.sets.some((set) => set.diversity.length > 0);
  return h("div", { class: "scroller" }, h("table", {},
    h("caption", { class: "visually-hidden" }, "Sets of columns and the rows they tell apart"),
    h("thead", {}, h("tr", {}, header("Columns"), header("Smallest group (k)", "number"), header("Rows alone", "number"), header("In groups under five", "number"),
      gives && header("Gives away"))),
    h("tbody", {}, item.sets.map((set) => h("tr", {},
      h("th", { scope: "row" }, setNames(set), set.unique && h("div", { class: "note" }, "tells every row apart")),
      h("td", { class: "number" }, count(set.k)),
      h("td", { class: "number" }, `${count(set.alone)} (${percent(set.alone_share)})`, matchWords(set)),
      h("td", { class: "number" }, percent(set.under_five_share)),
      gives && h("td", {}, set.diversity.filter((given) => given.rows_given_away > 0).map((given) =>
        h("div", {}, name(given.column), ` of ${counted(given.rows_given_away, "row")}`))))))));
}

/** @param {ColumnSet} set */
function setNames({ columns }) {
  return h("span", {}, columns.flatMap((column, place) => [place > 0 && " + ", name(column)]));
}

/** @param {ColumnSet} set */
function matchWords({ match_chance: chance }) {
  return chance !== null && h("div", { class: "note" }, `a match is right in ${percent(chance)}`);
}

/** @param {TableIdentifiability} item */
function rowWords({ exact, rows }) {
  return exact ? `all ${counted(rows, "row")}` : `${counted(rows, "sampled row")}`;
}

/** @param {TableIdentifiability} item */
function sampleWords({ exact, all_examined: all, examined }) {
  return [
    exact ? "Every row was read." : "True of the sample: rows alone in it may have their like in the table.",
    !all && `${counted(examined, "set")} of columns were looked at, not all.`,
  ].filter(Boolean).join(" ");
}
