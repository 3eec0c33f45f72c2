/** The page of one run: follows it while it goes on, shows its results, and keeps its state in the address. */

import { linkTo, readAddress } from "./address.js";
import { askCancel } from "./cancel-dialog.js";
import { enableCopying } from "./copying.js";
import { coverageView } from "./coverage-view.js";
import { announce, byId, h } from "./dom.js";
import { findingsView } from "./findings-view.js";
import { duration } from "./format.js";
import { morphChildren } from "./morph.js";
import { visibleName } from "./names.js";
import { overviewView } from "./overview-view.js";
import { empty, problemBox, skeleton } from "./parts.js";
import { qualityView } from "./quality-view.js";
import { regulationsView } from "./regulations-view.js";
import { RunData } from "./run-data.js";
import { railView, runHead, VIEWS } from "./run-head.js";
import { schemaView } from "./schema-view.js";
import { isFinal, runState } from "./states.js";
import { tableView } from "./table-view.js";
import { tablesView } from "./tables-view.js";

const data = new RunData(readAddress(location.search).run ?? "", { changed: show });
let saidState = "";
let headingWanted = false; // a new view takes the focus to its heading as soon as it has one

enableCopying();
listen();
arrive();
if (data.id === "") byId("main").replaceChildren(...noRun());
else await follow();

/** Follows the run; its clock ticks each second even when the server has nothing new. */
async function follow() {
  const ticking = setInterval(show, 1000);
  await data.follow();
  clearInterval(ticking);
  show();
}

/** Takes the address as it is now. */
function arrive() {
  const { view, table, regulation } = readAddress(location.search);
  data.want({
    findings: view === "findings", schema: view === "schema", quality: view === "quality", table: view === "tables" ? table ?? "" : "",
    regulation: view === "regulations" ? regulation ?? "" : null,
  });
  show();
}

function show() {
  if (data.id === "") return;
  const address = readAddress(location.search);
  const view = VIEWS.includes(address.view) ? address.view : "overview";
  const { run, results } = data.state;
  const content = [run ? runHead(run, Date.now()) : plainHead(), problemView(), ...(run ? viewContent(view, address) : loading())];
  morphChildren(byId("rail"), [railView(run, results, address, view)]);
  morphChildren(byId("main"), content.flat().filter((node) => node instanceof Node));
  if (run) titleAndSay(run, view);
  if (headingWanted) takeFocus();
}

function takeFocus() {
  const heading = document.getElementById("view-heading");
  const hasMovedOn = document.activeElement !== byId("main") && document.activeElement !== document.body;
  if (heading && !hasMovedOn) heading.focus();
  headingWanted = !heading && !hasMovedOn;
}

/** @param {string} view @param {import("./address.js").Address} address */
function viewContent(view, address) {
  const { run, results, findings, conclusions, schema, quality, acceptance, table, tableProblem, regulations, regulation, regulationProblem } = data.state;
  if (!run) return [];
  if (view === "overview") return overviewView(run, results, address, Date.now());
  if (!results) return [h("div", { class: "panel" }, isFinal(run.state) ? empty("No results", "The run ended before it wrote any.") : skeleton())];
  if (view === "tables" && address.table) return table ? tableView(table, address) : [tableProblem ? problemBox(tableProblem) : panelSkeleton()];
  if (view === "tables") return tablesView(results.tables, address);
  if (view === "findings") return findings ? findingsView(findings, conclusions, results, address) : [panelSkeleton()];
  if (view === "regulations") return regulations ? regulationsView(regulations, regulation, regulationProblem, address) : [panelSkeleton()];
  if (view === "quality") return qualityView(run, results, quality, acceptance, address);
  if (view === "schema") return schema ? schemaView(schema, address) : [panelSkeleton()];
  return coverageView(run, results, address, Date.now());
}

function problemView() {
  const { problem, retryMilliseconds } = data.state;
  if (!problem) return null;
  if (retryMilliseconds === null) return problemBox(problem, h("a", { class: "button", href: "./#runs" }, "See all runs"));
  return problemBox(problem, h("p", { class: "note" }, `Asking again in ${duration(retryMilliseconds)}.`));
}

/** @returns {Node[]} */
function loading() {
  return data.state.problem ? [] : [panelSkeleton()];
}

function panelSkeleton() {
  return h("div", { class: "panel" }, skeleton());
}

/** Stands where the head of a run will be. */
function plainHead() {
  return h("div", { class: "heading" }, h("h1", {}, "Run"));
}

function noRun() {
  const list = h("a", { href: "./#runs" }, "Choose one from the list");
  return [plainHead(), h("div", { class: "panel" }, empty("No run chosen", list, "."))];
}

/** @param {import("./types.js").Run} run @param {string} view */
function titleAndSay(run, view) {
  const { word } = runState(run.state);
  const title = [visibleName(run.source.title), view === "overview" ? word.toLowerCase() : view, "SourceSense"].join(" · ");
  if (document.title !== title) document.title = title;
  const stage = run.source_away_since ? "" : run.stages.find(({ state }) => state === "running")?.title ?? word;
  if (stage !== saidState) announce([run.state_text, stage !== word && stage].filter(Boolean).join(": "));
  saidState = stage;
}

function listen() {
  addEventListener("popstate", arrive);
  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest("#ask-cancel") && data.state.run) askCancel(data);
    const accepted = target?.closest("[data-accept]");
    if (accepted instanceof HTMLElement) data.accept(JSON.parse(accepted.dataset.accept ?? "[]")).then(announce);
    const link = target?.closest("a");
    if (link && isInside(link, event)) {
      event.preventDefault();
      go(link.getAttribute("href") ?? "", link.hasAttribute("data-stay"));
    }
  });
  document.addEventListener("input", (event) => {
    const control = event.target;
    if (!(control instanceof HTMLInputElement || control instanceof HTMLSelectElement) || !control.dataset.parameter) return;
    history.replaceState(null, "", linkTo(readAddress(location.search), { [control.dataset.parameter]: control.value, rows: null }));
    show();
  });
}

/** A plain click on a link to another view of this page. @param {HTMLAnchorElement} link @param {MouseEvent} event */
function isInside(link, event) {
  const plain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  return plain && (link.getAttribute("href") ?? "").startsWith("?");
}

/**
 * Goes to another view of the run. Reading goes on at its heading, unless the link only changes the view it stands in.
 *
 * @param {string} link
 * @param {boolean} stays
 */
function go(link, stays) {
  history.pushState(null, "", link);
  if (!stays) {
    byId("main").focus();
    headingWanted = true;
    scrollTo(0, 0);
  }
  arrive();
  if (stays) document.querySelector(".split > aside h2")?.scrollIntoView({ block: "nearest" });
}
