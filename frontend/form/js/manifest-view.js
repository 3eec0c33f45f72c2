/** What the catalog lists besides the tables of a run and the schema lacks: why, and what would change it. */

import { h, name, prose } from "./dom.js";
import { count, counted } from "./format.js";
import { copyButton } from "./parts.js";

/**
 * @typedef {import("./types.js").Manifest} Manifest
 * @typedef {import("./types.js").MissingObject} MissingObject
 */

/** @type {Record<string, string>} */
const REASONS = {
  no_access: "the role lacks a privilege",
  gone: "disappeared while it was read",
  view_error: "cannot be evaluated",
  timeout: "took longer than the limit",
  locked: "locked by another session",
  foreign_unreachable: "its foreign server cannot be reached",
  unsupported: "of a kind that is not read yet",
};

/** Objects shown before the rest is counted. */
const SHOWN = 100;

/** Nothing, where nothing is missing. @param {Manifest | undefined} manifest */
export function manifestView(manifest) {
  if (!manifest || manifest.missing === 0) return null;
  const shown = manifest.objects.slice(0, SHOWN);
  const rest = manifest.missing - shown.length;
  return h("section", { class: "panel stack", "aria-labelledby": "manifest-heading" },
    h("h2", { id: "manifest-heading" }, "Missing of the schema"),
    h("p", { class: "secondary" }, `${counted(manifest.missing, "object")}, wholly or in part: ${reasonWords(manifest)}.`),
    h("div", { class: "scroller", tabindex: "0", role: "group", "aria-label": "Missing objects" },
      h("table", {},
        h("thead", {}, h("tr", {}, ["Object", "Kind", "Missing", "Why", "What would help"].map((words) => h("th", { scope: "col" }, words)))),
        h("tbody", {}, shown.map(objectView)))),
    rest > 0 && h("p", { class: "note" }, `and ${count(rest)} more`),
    manifest.grants.length > 0 && h("div", {},
      copyButton(manifest.grants.join("\n"), manifest.grants.length === 1 ? "Copy statement" : "Copy statements", "copy-grants")));
}

/** @param {Manifest} manifest */
function reasonWords({ by_reason: reasons }) {
  return Object.entries(reasons).map(([reason, number]) => `${count(number)} ${REASONS[reason] ?? reason.replaceAll("_", " ")}`).join("; ");
}

/** @param {MissingObject} missing */
function objectView({ kind, schema, name: own, missing, reason, grant }) {
  return h("tr", {},
    h("th", { scope: "row" }, schema && [name(schema), "."], name(own)),
    h("td", {}, kind),
    h("td", {}, missing ?? "all of it"),
    h("td", {}, REASONS[reason] ?? reason.replaceAll("_", " ")),
    h("td", {}, grant ? h("code", {}, prose(grant)) : "—"));
}
