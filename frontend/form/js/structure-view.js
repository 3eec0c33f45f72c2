/** How a table is built: storage, partitions, inheritance, triggers, policies, the SQL of a view. */

import { linkToView } from "./address.js";
import { h, name, prose } from "./dom.js";
import { bytes, compact, moment } from "./format.js";

/**
 * @typedef {import("./types.js").TableDetail} TableDetail
 * @typedef {import("./address.js").Address} Address
 * @typedef {import("./dom.js").Child} Child
 */

/**
 * Panels for what the table has; none for what it has not.
 *
 * @param {TableDetail} table
 * @param {Address} address
 */
export function structurePanels(table, address) {
  return [
    panel("structure", "Storage", storageRows(table, address)),
    panel("partitions", "Partitions", table.partitions.map((each) => keyRow(name(each.name), partitionWords(each)))),
    panel("triggers", "Triggers", table.triggers.map((each) => keyRow(name(each.name), triggerWords(each)))),
    panel("policies", "Row-level security", table.policies.map((each) => keyRow(name(each.name), policyWords(each)))),
    table.definition && h("section", { class: "panel", "aria-labelledby": "definition-heading" },
      h("h2", { id: "definition-heading" }, "SQL of the view"),
      h("div", { class: "scroller", tabindex: "0", role: "region", "aria-labelledby": "definition-heading" }, h("pre", {}, h("code", {}, prose(table.definition))))),
  ];
}

/** @param {string} id @param {string} title @param {Child[][]} rows */
function panel(id, title, rows) {
  if (rows.length === 0) return null;
  return h("section", { class: "panel", "aria-labelledby": `${id}-heading` },
    h("h2", { id: `${id}-heading` }, title), h("dl", { class: "facts" }, rows.flat()));
}

/** @param {TableDetail} table @param {Address} address */
function storageRows(table, address) {
  const parent = table.partition_of;
  /** @type {(Child[] | false | null | "")[]} */
  const rows = [
    table.owner && keyRow("Owner", [name(table.owner)]),
    table.size_bytes !== null && keyRow("Size", [bytes(table.size_bytes), table.index_bytes ? ` and ${bytes(table.index_bytes)} of indexes` : ""]),
    table.row_estimate !== null && keyRow("Row estimate", [compact(table.row_estimate), table.estimated_at ? note(` made ${moment(table.estimated_at)}`) : ""]),
    table.storage && keyRow("Storage", [name(table.storage)]),
    table.partition_key && keyRow("Partitioned by", [code(table.partition_key)]),
    parent && keyRow("Partition of", [tableLink(parent, address), table.partition_bound && [" ", code(table.partition_bound)]].flat()),
    table.inherits.length > 0 && keyRow("Inherits from", table.inherits.flatMap((each, place) => [place > 0 && ", ", tableLink(each, address)])),
    table.row_security && keyRow("Row-level security", ["on: a role may see some of the rows only"]),
    table.privileges && keyRow("This role may", [table.privileges.length > 0 ? table.privileges.join(", ").toLowerCase() : "do nothing with it"]),
  ];
  return /** @type {Child[][]} */ (rows.filter(Boolean));
}

/** @param {import("./types.js").ObjectName} of @param {Address} address */
function tableLink(of, address) {
  return h("a", { href: linkToView(address, { view: "tables", q: of.name }) }, name(`${of.schema}.${of.name}`));
}

/** @param {TableDetail["partitions"][number]} partition */
function partitionWords(partition) {
  return [
    partition.bound && code(partition.bound),
    note([partition.row_estimate !== null && ` about ${compact(partition.row_estimate)} rows`, partition.size_bytes !== null && ` ${bytes(partition.size_bytes)}`].filter(Boolean).join(",")),
  ];
}

/** @param {TableDetail["triggers"][number]} trigger */
function triggerWords(trigger) {
  return [
    [trigger.timing, trigger.events.join(" or ")].filter(Boolean).join(" ").toLowerCase(),
    trigger.enabled === false && note(" switched off"),
    trigger.definition && h("details", {}, h("summary", {}, "SQL"), h("pre", {}, code(trigger.definition))),
  ];
}

/** @param {TableDetail["policies"][number]} policy */
function policyWords(policy) {
  return [
    `${policy.command.toLowerCase()}, for `, ...columnNames(policy.roles),
    policy.using && [": ", code(policy.using)], policy.check && [note(" new rows "), code(policy.check)],
  ].flat();
}

/** @param {Child} term @param {Child[]} words */
export function keyRow(term, words) {
  return [h("dt", {}, term), h("dd", {}, words)];
}

/** @param {string[]} columns */
export function columnNames(columns) {
  return columns.flatMap((column, position) => [position > 0 && ", ", name(column)]);
}

/** SQL out of a catalog. @param {string} sql */
export function code(sql) {
  return h("code", {}, prose(sql));
}

/** @param {string} words */
export function note(words) {
  return words === "" ? null : h("span", { class: "note" }, words);
}
