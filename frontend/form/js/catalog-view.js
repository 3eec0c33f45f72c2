/** When the schema of a run was read, and by which run. */

import { h } from "./dom.js";
import { ago, moment } from "./format.js";

/** @param {import("./types.js").Run} run @param {number} now */
export function catalogView({ catalog, source }, now) {
  if (!catalog) return null;
  const age = h("time", { datetime: catalog.read_at, title: moment(catalog.read_at) }, ago(catalog.read_at, now));
  if (!catalog.cached) return h("p", { class: "note" }, "Schema read ", age, " by this run.");
  return h("p", { class: "note" }, "Schema read ", age, " by ",
    h("a", { href: `run.html?run=${encodeURIComponent(catalog.run_id)}` }, `run ${catalog.run_id}`),
    "; tables made since are not in it. To refresh it, ",
    h("a", { href: `./?dialect=${encodeURIComponent(source.dialect)}` }, "scan again"), " with “Read the schema anew” ticked.");
}
