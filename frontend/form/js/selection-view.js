/** Below the patterns of a new scan: how many tables they select, counted while they are typed. */

import { api } from "./api.js";
import { byId, h, icon, name } from "./dom.js";
import { problemBox } from "./parts.js";
import { firstNames, readSentence, selectionSentence } from "./selection.js";

/**
 * @typedef {import("./selection.js").Selection} Selection
 * @typedef {import("./scan-form.js").ScanForm} ScanForm
 */

/** Nobody who types faster than this is asked for. */
const PAUSE_MILLISECONDS = 400;

/** Where the count stands; what changes in it is read out. */
export function selectionPlace() {
  return h("div", { class: "field whole selection" },
    h("div", { id: "selection", role: "status", "aria-live": "polite" }),
    h("div", {}, h("button", { type: "button", class: "button", id: "count-tables" }, icon("list-checks"), h("span", {}, "Count tables"))),
    h("p", { class: "note" }, "Reads the schema if that was not done in the last ten minutes; that signs in once."));
}

/** Counts for one form. */
export class SelectionCounter {
  /** @param {ScanForm} form @param {(work: () => Promise<void>) => Promise<void>} whileBusy */
  constructor(form, whileBusy) {
    this.form = form;
    this.asked = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    byId("count-tables").addEventListener("click", () => whileBusy(() => this.count({ read: true })));
  }

  /** Patterns were typed: count soon, if the connection is complete. The source is left alone. */
  typed() {
    this.stop();
    this.timer = setTimeout(() => this.form.isComplete() && this.count({ read: false }), PAUSE_MILLISECONDS);
  }

  /** What was typed last is not counted any more. */
  stop() {
    clearTimeout(this.timer);
  }

  /** What was counted is of another connection now. */
  forget() {
    this.stop();
    this.asked += 1;
    byId("selection").replaceChildren();
  }

  /** @param {{read: boolean}} how */
  async count({ read }) {
    const question = (this.asked += 1);
    const view = await api.countSelection(this.form.selectionRequest(read)).then(selectionView, (error) => problemBox(error));
    if (question === this.asked) byId("selection").replaceChildren(view); // else a late answer
  }
}

/** @param {Selection} selection */
function selectionView(selection) {
  if (selection.count === null) {
    return h("p", { class: "secondary" }, "How many tables that selects is not known yet: the schema was not read in the last ten minutes.");
  }
  const { count } = selection;
  return h("div", {},
    h("strong", {}, `${selectionSentence(count)}.`),
    namesView("Selected: ", count.first_selected, count.selected),
    namesView("Left out: ", count.first_left_out, count.tables - count.selected),
    h("p", { class: "note" }, readSentence(selection, Date.now())));
}

/** @param {string} title @param {string[]} first @param {number} all */
function namesView(title, first, all) {
  if (all === 0) return null;
  const { names, more } = firstNames(first, all);
  return h("p", { class: "secondary" }, title, names.flatMap((each, position) => [position > 0 ? ", " : "", name(each)]), more);
}
