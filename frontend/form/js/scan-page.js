/** The page of a new scan: form, connection test, list of runs. */

import { linkTo, readAddress } from "./address.js";
import { api, Problem } from "./api.js";
import { takePasswordOut } from "./connection-url.js";
import { enableCopying } from "./copying.js";
import { announce, byId, h } from "./dom.js";
import { controlId, showProblem } from "./field-view.js";
import { counted } from "./format.js";
import { requestKey } from "./idempotency.js";
import { box, problemBox } from "./parts.js";
import { watchRuns } from "./run-watch.js";
import { ScanForm } from "./scan-form.js";
import { SelectionCounter } from "./selection-view.js";
import { testInvitation, testReportView } from "./test-view.js";

const element = /** @type {HTMLFormElement} */ (byId("scan"));
const result = byId("test-result");

enableCopying();
watchRuns();
result.replaceChildren(testInvitation());
openForm();

async function openForm() {
  try {
    const form = new ScanForm(element, await api.dialects());
    form.show(readAddress(location.search).dialect);
    listen(form);
  } catch (error) {
    const again = h("button", { type: "button", class: "button" }, "Try again");
    again.addEventListener("click", openForm);
    element.replaceChildren(problemBox(error, again));
  }
}

/** @param {ScanForm} form */
function listen(form) {
  const url = /** @type {HTMLInputElement} */ (byId("url"));
  url.addEventListener("change", () => splitUrl(form, url));
  url.addEventListener("input", (event) => {
    if (/** @type {InputEvent} */ (event).inputType === "insertFromPaste") splitUrl(form, url);
  });
  url.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault(); // Enter here means "split", not "start"
    splitUrl(form, url);
  });
  byId("test-connection").addEventListener("click", () => testConnection(form));
  element.addEventListener("submit", (event) => {
    event.preventDefault();
    startScan(form);
  });
  element.addEventListener("change", (event) => {
    if (event.target instanceof HTMLInputElement && event.target.name === "dialect") chooseDialect(form, event.target.value);
  });
  element.addEventListener("focusout", (event) => checkLeft(form, event.target));
  byId("connection").addEventListener("input", markStale);
  if (form.patterns.length > 0) countSelected(form);
}

/** Counts what the patterns select while they are typed, and on request. @param {ScanForm} form */
function countSelected(form) {
  const counter = new SelectionCounter(form, async (work) => {
    if (!complain(form.complaints("connection"))) await whileBusy("count-tables", "Counting", work);
  });
  element.addEventListener("input", ({ target }) => {
    const field = target instanceof HTMLElement ? form.fieldOf(target.id) : undefined;
    if (field && form.patterns.includes(field)) counter.typed();
  });
  element.addEventListener("connectionchanged", () => counter.forget());
  element.addEventListener("submit", () => counter.stop());
}

/** @param {ScanForm} form @param {string} id */
function chooseDialect(form, id) {
  form.choose(id);
  history.replaceState(null, "", linkTo(readAddress(location.search), { dialect: id }));
  markStale();
}

/** A field that was left is judged, unless it is still empty. @param {ScanForm} form @param {EventTarget | null} target */
function checkLeft(form, target) {
  if (!(target instanceof HTMLElement) || !("value" in target)) return;
  const field = form.fieldOf(target.id);
  if (field && (target.value !== "" || target.hasAttribute("aria-invalid"))) form.complaint(field);
}

let lastSplit = "";

/** @param {ScanForm} form @param {HTMLInputElement} input */
async function splitUrl(form, input) {
  const { url, password } = takePasswordOut(input.value);
  input.value = url;
  if (url === lastSplit && password === null) return; // Enter, and then leaving the field
  lastSplit = url;
  showProblem("url", null);
  showRemarks([]);
  if (password !== null) form.fill({}, password);
  if (url === "") return;
  try {
    const { dialect, fields, notes } = await api.parseUrl(url);
    chooseDialect(form, dialect);
    form.fill(fields, password);
    showRemarks(notes);
    announce(`${counted(Object.keys(fields).length, "field")} filled in${password === null ? "" : ", the password apart"}`);
  } catch (error) {
    showProblem("url", error instanceof Problem ? [error.detail || error.title, error.fix].filter(Boolean).join(" ") : String(error));
  }
}

/** What of a pasted text was ignored or translated. @param {{parameter: string, text: string}[]} notes */
function showRemarks(notes) {
  const list = byId("url-remarks");
  list.hidden = notes.length === 0;
  list.replaceChildren(...notes.map(({ parameter, text }) => h("li", {}, h("code", {}, parameter), ` ${text}`)));
}

/** @param {ScanForm} form */
async function testConnection(form) {
  if (complain(form.complaints("connection"))) return;
  await whileBusy("test-connection", "Testing", async () => {
    result.replaceChildren(h("div", { class: "skeleton" }, h("i"), h("i"), h("i"), h("i")));
    try {
      const report = await api.testConnection(form.connectionRequest());
      result.replaceChildren(testReportView(report, form.dialect.grant_script));
    } catch (error) {
      result.replaceChildren(problemBox(error));
      showFieldProblems(error);
    }
    delete result.dataset.stale;
  });
}

/** @param {ScanForm} form */
async function startScan(form) {
  if (complain(form.complaints("all"))) return;
  await whileBusy("start", "Starting", async () => {
    const request = form.runRequest();
    try {
      const run = await api.startRun(request, requestKey(JSON.stringify(request)));
      location.assign(`run.html?${new URLSearchParams({ run: run.id })}`);
    } catch (error) {
      showFieldProblems(error);
      showSummary(problemBox(error));
    }
  });
}

/**
 * A button works once at a time; it keeps the focus meanwhile, which `disabled` would take away.
 *
 * @param {string} id
 * @param {string} words
 * @param {() => Promise<void>} work
 */
async function whileBusy(id, words, work) {
  const button = byId(id);
  const label = /** @type {HTMLElement} */ (button.querySelector("span"));
  if (button.getAttribute("aria-disabled") === "true") return;
  const before = label.textContent;
  button.setAttribute("aria-disabled", "true");
  label.textContent = `${words}…`;
  await work();
  button.removeAttribute("aria-disabled");
  label.textContent = before;
}

/** @param {import("./scan-form.js").Complaint[]} complaints @returns {boolean} whether there was one */
function complain(complaints) {
  byId("summary").replaceChildren();
  if (complaints.length === 0) return false;
  const links = complaints.map(({ id, problem }) => h("li", {}, h("a", { href: `#${id}` }, problem)));
  showSummary(box("", `${counted(complaints.length, "field")} to correct`, h("ul", {}, links)));
  return true;
}

/** @param {HTMLElement} content */
function showSummary(content) {
  content.setAttribute("role", "alert");
  const summary = byId("summary");
  summary.replaceChildren(content);
  summary.focus();
  for (const link of summary.querySelectorAll("a")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      byId(link.hash.slice(1)).focus();
    });
  }
}

/** @param {unknown} error */
function showFieldProblems(error) {
  if (!(error instanceof Problem)) return;
  for (const { pointer, detail } of error.fieldProblems) {
    const name = pointer.split("/").at(-1) ?? "";
    showProblem(controlId(/** @type {import("./fields.js").Field} */ ({ name })), detail);
  }
}

/** A result that no longer belongs to the fields says so; a count of tables goes away. */
function markStale() {
  element.dispatchEvent(new Event("connectionchanged"));
  if (result.dataset.stale || !result.querySelector(".steps")) return;
  result.dataset.stale = "yes";
  result.prepend(h("p", { class: "note" }, "The fields changed after this test."));
}
