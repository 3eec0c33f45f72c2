/** What can be said of the schema: changes since the run before, keys nobody declared, remarks. */

import { changesPanel } from "./changes-view.js";
import { h } from "./dom.js";
import { counted } from "./format.js";
import { lintPanel } from "./lint-view.js";
import { relationsPanel } from "./relations-view.js";

/**
 * @typedef {import("./types.js").SchemaNotes} SchemaNotes
 * @typedef {import("./address.js").Address} Address
 */

/** @param {SchemaNotes} notes @param {Address} address */
export function schemaView({ diff, relations, lint }, address) {
  const words = [diff.against && counted(diff.total, "change"), counted(relations.items.length, "suggested key"), counted(lint.total, "remark")];
  return [
    h("div", { class: "heading" },
      h("h2", { id: "view-heading", tabindex: "-1" }, "Schema"),
      h("span", { class: "secondary" }, words.filter(Boolean).join(", "))),
    changesPanel(diff, address),
    relationsPanel(relations, address),
    lintPanel(lint, address),
  ];
}
