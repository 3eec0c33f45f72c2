/** The findings of a run by regulation: how many columns each concerns, and one of them with its articles. */

import { linkToView } from "./address.js";
import { h, name, prose } from "./dom.js";
import { count, counted, probability } from "./format.js";
import { LEVEL_WORDS } from "./levels.js";
import { box, chip, empty, problemBox, skeleton, typeChip } from "./parts.js";

/**
 * @typedef {import("./types.js").Regulations} Regulations
 * @typedef {import("./types.js").Regulation} Regulation
 * @typedef {import("./types.js").RegulationCategory} Category
 * @typedef {import("./types.js").RegulationPlace} Place
 * @typedef {import("./address.js").Address} Address
 */

/** Columns of a category that are shown; the riskiest come first. */
const MOST = 100;

/** @type {Record<string, string>} */
const RULES = { never: "must not be stored", unreadable: "must be unreadable" };

/**
 * @param {Regulations} regulations
 * @param {Regulation | null} chosen
 * @param {unknown} problem why the chosen one is not there
 * @param {Address} address
 */
export function regulationsView(regulations, chosen, problem, address) {
  return [
    h("div", { class: "heading" },
      h("h2", { id: "view-heading", tabindex: "-1" }, "Regulations"),
      h("span", { class: "secondary" }, lookedAtWords(regulations))),
    box("calm", regulations.guidance),
    h("section", { class: "panel", "aria-label": "Regulations" }, listView(regulations, address)),
    address.regulation && (problem ? problemBox(problem) : chosen ? regulationPanel(chosen, address) : h("div", { class: "panel" }, skeleton())),
  ];
}

/** @param {Regulations} regulations */
function lookedAtWords({ looked_at: seen, complete }) {
  const words = `${count(seen.tables_read)} of ${counted(seen.tables, "table")} read, values of ${count(seen.columns_tested)} of ${counted(seen.columns, "column")} tested`;
  return complete ? words : `${words} so far`;
}

/** @param {Regulations} regulations @param {Address} address */
function listView({ items }, address) {
  const header = (/** @type {string} */ words, kind = "") => h("th", { scope: "col", class: kind }, words);
  return h("div", { class: "scroller" }, h("table", {},
    h("thead", {}, h("tr", {}, header("Regulation"), header("Where"), header("Columns", "number"), header("By risk"), header("Must not be there"))),
    h("tbody", {}, items.map((item) => {
      const isChosen = item.id === address.regulation;
      const link = linkToView(address, { view: "regulations", regulation: isChosen ? null : item.id });
      return h("tr", { class: isChosen && "chosen" },
        h("th", { scope: "row" }, h("a", { href: link, id: `regulation-${item.id}`, "aria-current": isChosen && "true", "data-stay": true }, item.title)),
        h("td", {}, item.jurisdiction),
        h("td", { class: "number" }, count(item.columns)),
        h("td", {}, item.columns > 0 ? risksView(item.by_risk) : h("span", { class: "note" }, "nothing found")),
        h("td", {}, item.categories.filter((each) => each.at_rest === "never" && each.columns > 0).map((each) => each.title).join(", ")));
    }))));
}

/** How many columns have which risk. @param {Record<string, number>} risks */
function risksView(risks) {
  return h("div", { class: "chips" }, Object.entries(risks).filter(([, number]) => number > 0)
    .map(([band, number]) => chip(band, `${count(number)} ${(LEVEL_WORDS[band] ?? band).toLowerCase()}`, "risk")));
}

/** @param {Regulation} regulation @param {Address} address */
function regulationPanel(regulation, address) {
  return h("section", { class: "panel stack", id: `panel-${regulation.id}`, "aria-labelledby": "regulation-heading" },
    h("h2", { id: "regulation-heading" }, regulation.name),
    h("p", { class: "secondary" }, regulation.applies),
    h("p", { class: "note" }, `${regulation.version}. `,
      h("a", { href: regulation.source, target: "_blank", rel: "noopener noreferrer" }, "Official text (new tab)")),
    regulation.categories.map((category) => categoryView(category, regulation.id, address)));
}

/** Categories with columns stand open. @param {Category} category @param {string} regulation @param {Address} address */
function categoryView(category, regulation, address) {
  const marks = [category.special && "sensitive", RULES[category.at_rest]].filter(Boolean);
  return h("details", { id: `category-${regulation}-${category.id}`, open: category.total > 0 },
    h("summary", {}, `${category.title} `,
      category.risk && riskChip(category.risk),
      h("span", { class: "note" }, ` ${category.article} · ${category.columns ? counted(category.columns, "column") : "no column"}`)),
    h("div", { class: "stack" },
      marks.length > 0 && h("div", { class: "chips" }, marks.map((mark) => h("span", { class: "tag" }, String(mark)))),
      h("p", { class: "secondary" }, category.guidance, category.condition && ` Condition: ${category.condition}.`),
      category.items.length > 0 && placesView(category.items.slice(0, MOST), address),
      category.total > Math.min(MOST, category.items.length) && h("p", { class: "note" }, `The first ${count(Math.min(MOST, category.items.length))} of ${count(category.total)}.`),
      notFoundView(category)));
}

/** @param {Place[]} places @param {Address} address */
function placesView(places, address) {
  const header = (/** @type {string} */ words, kind = "") => h("th", { scope: "col", class: kind }, words);
  return h("div", { class: "scroller" }, h("table", {},
    h("thead", {}, h("tr", {}, header("Column"), header("Holds (level)"), header("Confidence", "number"), header("Risk here"), header("Because"))),
    h("tbody", {}, places.map((place) => h("tr", {},
      h("th", { scope: "row" }, h("a", { href: linkToView(address, { view: "tables", table: place.table_id, column: place.column }) },
        name(place.schema), ".", name(place.table), ".", name(place.column))),
      h("td", {}, typeChip(place), place.kind === "contains" && h("div", { class: "note" }, "in some cells")),
      h("td", { class: "number" }, probability(place.confidence)),
      h("td", {}, riskChip(place.risk.band), h("div", { class: "note" }, `${place.risk.points} points`)),
      h("td", {}, partsView(place)))))));
}

/** The summands of the risk. @param {Place} place */
function partsView({ risk }) {
  return h("ul", {}, risk.parts.map(({ name: title, points, detail }) =>
    h("li", {}, `${title} ${points < 0 ? "−" : "+"}${Math.abs(points)} `, h("span", { class: "note" }, prose(detail)))));
}

/** What was looked for in vain, and what nobody can tell. @param {Category} category */
function notFoundView({ not_found: absent, by_name_only: unsure, untold, total }) {
  const words = (/** @type {string[]} */ kinds) => kinds.map((kind) => kind.replaceAll("_", " ").toLowerCase()).join(", ");
  if (absent.length + unsure.length === 0 && !untold) return total > 0 ? null : empty("Nothing found");
  return h("dl", { class: "facts" }, [
    absent.length > 0 && ["Looked for, not found", words(absent)],
    unsure.length > 0 && ["Not found; only a name could tell", words(unsure)],
    untold && ["Columns do not show", untold],
  ].flatMap((fact) => (fact ? [h("dt", {}, String(fact[0])), h("dd", {}, String(fact[1]))] : [])));
}

/** @param {string} band */
const riskChip = (band) => chip(band, LEVEL_WORDS[band] ?? band);
