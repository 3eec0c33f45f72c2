/** The question before a run is cancelled: what is kept, what is stopped. */

import { api, Problem } from "./api.js";
import { announce, byId } from "./dom.js";
import { counted } from "./format.js";

/** @param {import("./run-data.js").RunData} data */
export function askCancel(data) {
  const dialog = /** @type {HTMLDialogElement} */ (byId("cancel"));
  byId("cancel-text").textContent = keptWords(data.state.results?.tables ?? []);
  byId("cancel-no").onclick = () => dialog.close();
  byId("cancel-yes").onclick = () => cancel(data, dialog);
  dialog.showModal();
}

/** @param {import("./types.js").TableSummary[]} tables */
function keptWords(tables) {
  const finished = tables.filter((table) => table.state !== "pending").length;
  const kept = finished === 0 ? "No table is finished yet, so only the schema is kept." : `${counted(finished, "finished table")} ${finished === 1 ? "is" : "are"} kept.`;
  return `${kept} Statements that run on the source are stopped.`;
}

/** @param {import("./run-data.js").RunData} data @param {HTMLDialogElement} dialog */
async function cancel(data, dialog) {
  dialog.close();
  try {
    data.take(await api.cancelRun(data.id));
    announce("Cancelling");
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    data.put({ problem: error });
  }
}
