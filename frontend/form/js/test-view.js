/** The staged result of a connection test. */

import { h, icon, prose, unseen } from "./dom.js";
import { duration } from "./format.js";
import { box, copyButton, reasonBox } from "./parts.js";
import { stepState } from "./states.js";

/**
 * @typedef {import("./types.js").TestReport} TestReport
 * @typedef {import("./types.js").TestStep} TestStep
 */

/** Before the first test. */
export function testInvitation() {
  return h("p", { class: "secondary" },
    "Checks the name, the port, encryption, sign-in and privileges, and whether the role can only read. ",
    "The password is tried once; nothing is stored.");
}

/**
 * @param {TestReport} report
 * @param {string | null} grantScript for a read-only role, offered where a step failed or warns
 */
export function testReportView(report, grantScript) {
  const needsRole = report.steps.some((step) => step.state === "warning" || step.failure !== null);
  return h("div", { class: "stack" },
    h("p", {}, h("strong", {}, report.passed ? "Ready to scan" : "The scan would fail"),
      report.product && h("span", { class: "secondary" }, ` · ${[report.product, report.version].filter(Boolean).join(" ")}`)),
    h("ol", { class: "steps" }, report.steps.map((step) => stepView(step, needsRole && isCulprit(step) ? grantScript : null))));
}

/** @param {TestStep} step */
const isCulprit = (step) => step.state === "warning" || step.failure !== null;

/**
 * @param {TestStep} step
 * @param {string | null} grantScript
 */
function stepView(step, grantScript) {
  const { word, icon: id } = stepState(step.state);
  return h("li", { class: step.state },
    icon(id),
    h("h3", {}, prose(step.title), unseen(`: ${word}`)),
    h("span", { class: "secondary" }, step.milliseconds === null ? "" : duration(step.milliseconds)),
    step.detail && h("p", { class: "note" }, prose(step.detail)),
    step.failure ? reasonBox(step.failure, actions(step, grantScript))
      : grantScript && box("caution", "A read-only role is safer", actions(step, grantScript)));
}

/**
 * @param {TestStep} step
 * @param {string | null} grantScript
 */
function actions(step, grantScript) {
  const details = step.failure && `${step.title}: ${step.failure.message} (${step.failure.code}) ${step.failure.next_step}`;
  return h("div", { class: "row" },
    details && copyButton(details, "Copy details", `copy-${step.id}`),
    grantScript && copyButton(grantScript, "Copy script for a read-only role", `script-${step.id}`));
}

/** The script itself, for those who want to read it first. @param {string} script */
export function scriptView(script) {
  return h("details", {},
    h("summary", {}, "How to create a read-only role"),
    h("div", { class: "stack" },
      h("pre", { class: "script", tabindex: "0", role: "region", "aria-label": "Script for a read-only role" }, script),
      h("p", {}, copyButton(script, "Copy script", "copy-script"))));
}
