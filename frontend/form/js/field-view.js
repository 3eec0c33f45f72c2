/** One field of a form: label, control, note and problem, tied together for a screen reader. */

import { h, icon } from "./dom.js";

/**
 * @typedef {import("./fields.js").Field} Field
 * @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Control
 */

/**
 * A password is asked beside the fields of the schema, because it is sent beside them and never stored with them.
 *
 * @type {Field}
 */
export const PASSWORD = {
  name: "password", title: "Password", note: "Sealed on the server for this run only, and deleted when it ends.", kind: "text",
  required: false, initial: "", choices: [], minimum: null, maximum: null, maxLength: 1024, maxLines: null, pattern: null, example: "",
};

/**
 * The other secret: asked beside the client certificate.
 *
 * @type {Field}
 */
export const CLIENT_KEY = {
  ...PASSWORD, name: "client_key", title: "Private key of the client certificate", kind: "long", maxLength: 20_000,
  note: "PEM text without a passphrase. Sealed on the server for this run only, and deleted when it ends.",
};

/** What is sent beside the connection and never stored with it. */
export const SECRETS = [PASSWORD, CLIENT_KEY];

/** @param {Field} field */
export const controlId = (field) => `field-${field.name}`;

/**
 * @param {Field} field
 * @param {string | boolean} answer
 */
export function fieldView(field, answer) {
  return field.kind === "boolean" ? checkView(field, answer === true) : inputView(field, String(answer));
}

/**
 * @param {Field} field
 * @param {boolean} checked
 */
function checkView(field, checked) {
  const id = controlId(field);
  return h("div", { class: "check" },
    h("input", { type: "checkbox", id, name: field.name, checked, "aria-describedby": field.note && `${id}-note` }),
    h("label", { for: id }, field.title),
    field.note && h("p", { class: "note", id: `${id}-note` }, field.note));
}

/**
 * @param {Field} field
 * @param {string} answer
 */
function inputView(field, answer) {
  const id = controlId(field);
  return h("div", { class: `field ${widthOf(field)}` },
    h("label", { for: id }, field.title),
    controlView(field, answer, {
      id,
      name: field.name,
      "aria-describedby": field.note ? `${id}-note ${id}-problem` : `${id}-problem`,
      "aria-required": field.required && "true",
      autocapitalize: "none",
      spellcheck: "false",
    }),
    field.note && h("p", { class: "note", id: `${id}-note` }, field.note),
    h("p", { class: "problem", id: `${id}-problem`, hidden: true }));
}

/**
 * @param {Field} field
 * @param {string} answer
 * @param {Record<string, string | boolean>} attributes
 */
function controlView(field, answer, attributes) {
  if (field.kind === "choice") {
    return h("select", attributes, field.choices.map(({ id, title }) => h("option", { value: id, selected: id === answer }, title)));
  }
  if (field.kind === "long" || field.kind === "lines") return h("textarea", { ...attributes, rows: 3, autocomplete: "off" }, answer);
  if (field === PASSWORD) return h("input", { ...attributes, type: "password", value: answer, autocomplete: "off" });
  const numeric = field.kind === "integer" && { inputmode: "numeric" };
  return h("input", { ...attributes, ...numeric, type: "text", value: answer, placeholder: field.example || null, autocomplete: "off" });
}

/** @param {Field} field */
function widthOf({ name, kind }) {
  if (kind === "long" || name === "path") return "whole";
  if (kind === "integer") return "third";
  return name === "host" ? "two-thirds" : "";
}

/**
 * Shows what is wrong with a field, or that nothing is.
 *
 * @param {string} id of its control
 * @param {string | null} problem
 */
export function showProblem(id, problem) {
  const control = document.getElementById(id);
  const place = document.getElementById(`${id}-problem`);
  if (!control || !place) return;
  place.hidden = problem === null;
  place.replaceChildren(...(problem === null ? [] : [icon("octagon-alert"), problem]));
  if (problem === null) control.removeAttribute("aria-invalid");
  else {
    control.setAttribute("aria-invalid", "true");
    control.closest("details")?.setAttribute("open", ""); // a problem must be seen
  }
}

/**
 * What stands in a field now.
 *
 * @param {Field} field
 * @returns {string | boolean} its initial value if it is not on the page
 */
export function answerOf(field) {
  const control = /** @type {Control | null} */ (document.getElementById(controlId(field)));
  if (control === null) return field.initial;
  return control instanceof HTMLInputElement && control.type === "checkbox" ? control.checked : control.value;
}
