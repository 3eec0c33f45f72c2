/** Keeps the list of runs on the page up to date. */

import { api } from "./api.js";
import { byId } from "./dom.js";
import { morphChildren } from "./morph.js";
import { problemBox } from "./parts.js";
import { browserClock, poll } from "./polling.js";
import { runListView } from "./run-list.js";

const PACE = { first: 3000, longest: 15_000 };

/** @type {import("./types.js").Run[]} */
let older = [];

/** Asks for the newest runs again and again. */
export function watchRuns() {
  let last = "";
  poll({
    ask: async () => {
      const page = await api.runs();
      show(page);
      const seen = JSON.stringify(page);
      const changed = seen !== last;
      last = seen;
      return changed ? "changed" : "same";
    },
    failed: (error) => {
      if (last === "") byId("run-list").replaceChildren(problemBox(error));
      return "again";
    },
    clock: browserClock,
    pace: PACE,
  });
}

/** @param {{items: import("./types.js").Run[], next_cursor: string | null}} page */
function show({ items, next_cursor: cursor }) {
  const known = new Set(items.map(({ id }) => id));
  const all = [...items, ...older.filter(({ id }) => !known.has(id))];
  const next = older.length > 0 ? nextOlder : cursor;
  morphChildren(byId("run-list"), [runListView(all, { now: Date.now(), more: next !== null })]);
  const button = document.getElementById("more-runs");
  if (button) button.onclick = () => showOlder(items, next, cursor);
}

/** @type {string | null} */
let nextOlder = null;

/**
 * @param {import("./types.js").Run[]} newest
 * @param {string | null} next
 * @param {string | null} cursor of the newest page
 */
async function showOlder(newest, next, cursor) {
  const page = await api.runs(next);
  older = [...older, ...page.items];
  nextOlder = page.next_cursor;
  show({ items: newest, next_cursor: cursor });
}
