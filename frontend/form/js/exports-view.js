/** Links to the schema of a run as a file. */

import { schemaLink } from "./api.js";
import { h, icon } from "./dom.js";

/** @typedef {import("./types.js").Run} Run */

/** Formats of docs/schema-formats.md, each with what it is for. */
const FORMATS = [
  ["markdown", "Markdown", "a data dictionary to read"],
  ["sql", "SQL", "CREATE statements"],
  ["mermaid", "Mermaid", "a diagram"],
  ["dbml", "DBML", "for dbdiagram.io"],
  ["json", "JSON", "everything, one document"],
  ["jsonl", "JSON lines", "everything, line by line"],
];

/** @param {Run} run */
export function exportsPanel(run) {
  return h("section", { class: "panel", "aria-labelledby": "exports-heading" },
    h("header", {}, h("h2", { id: "exports-heading" }, "Schema as a file")),
    h("ul", { class: "exports" }, FORMATS.map(([format, title, what]) => h("li", {},
      h("a", { href: schemaLink(run.id, format), download: true }, icon("file-text"), title),
      h("span", { class: "note" }, what)))));
}
