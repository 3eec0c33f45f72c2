/** The form of a new scan: kind of database, its fields, what to read. Built from what the server says it needs. */

import { h, icon } from "./dom.js";
import { answerOf, CLIENT_KEY, controlId, fieldView, PASSWORD, SECRETS, showProblem } from "./field-view.js";
import { fieldsOf, problemOf, valuesOf } from "./fields.js";
import { selectionPlace } from "./selection-view.js";
import { scriptView } from "./test-view.js";

/**
 * @typedef {import("./types.js").Dialect} Dialect
 * @typedef {import("./types.js").Dialects} Dialects
 * @typedef {import("./fields.js").Field} Field
 * @typedef {{id: string, problem: string}} Complaint about one control
 */

/** Numbers stand in one row, before the boxes to tick. @param {Field} field */
const isNumber = (field) => field.kind === "integer";

/** Text of many lines. @param {Field} field */
const isCertificate = (field) => field.kind === "long";

/** What is asked, and what was answered so far: answers survive a change of the kind of database. */
export class ScanForm {
  /** @param {HTMLElement} element @param {Dialects} dialects */
  constructor(element, dialects) {
    this.element = element;
    this.dialects = dialects.items;
    const options = fieldsOf(dialects.options ?? {});
    this.options = [...options.filter(isNumber), ...options.filter((field) => !isNumber(field))];
    this.patterns = this.options.filter((field) => field.kind === "lines");
    /** @type {Record<string, string | boolean>} */
    this.answers = {};
    /** @type {Dialect} */
    this.dialect = this.dialects[0];
    /** @type {Field[]} */
    this.fields = [];
  }

  /** Builds the form. @param {string | undefined} dialect the kind to start with */
  show(dialect) {
    this.element.replaceChildren(
      h("div", { id: "summary", tabindex: "-1" }),
      this.tiles(),
      urlView(),
      h("div", { class: "fields", id: "connection" }),
      h("fieldset", { hidden: this.options.length === 0 }, h("legend", {}, "What to read"),
        h("div", { class: "fields", id: "options" }, this.optionViews())),
      h("div", { class: "row" },
        h("button", { type: "button", class: "button", id: "test-connection" }, icon("plug"), h("span", {}, "Test connection")),
        h("button", { type: "submit", class: "button primary", id: "start" }, icon("play"), h("span", {}, "Start scan"))),
      h("div", { id: "script" }));
    this.choose(dialect ?? this.dialect.id);
  }

  /** The options in their order; what the patterns select stands below the last of them. */
  optionViews() {
    return this.options.flatMap((field) => {
      const view = fieldView(field, field.initial);
      return field === this.patterns.at(-1) ? [view, selectionPlace()] : [view];
    });
  }

  tiles() {
    return h("fieldset", {}, h("legend", {}, "Kind of database"),
      h("div", { class: "tiles" }, this.dialects.map(tileView)));
  }

  /** Asks for the fields of that kind; an unknown one changes nothing. @param {string} id */
  choose(id) {
    const found = this.dialects.find((dialect) => dialect.id === id);
    if (found === this.dialect && this.fields.length > 0) return; // rebuilding would take the focus away
    this.keepAnswers();
    this.dialect = found ?? this.dialect;
    this.fields = connectionFields(this.dialect);
    const tile = document.getElementById(`dialect-${this.dialect.id}`);
    if (tile instanceof HTMLInputElement) tile.checked = true;
    document.getElementById("connection")?.replaceChildren(...this.fieldViews());
    document.getElementById("script")?.replaceChildren(...(this.dialect.grant_script ? [scriptView(this.dialect.grant_script)] : []));
  }

  /** The fields of the connection; certificates are folded away, because few servers ask for one. */
  fieldViews() {
    const view = (/** @type {Field} */ field) => fieldView(field, this.answerFor(field));
    const certificates = this.fields.filter(isCertificate);
    const usual = this.fields.filter((field) => !isCertificate(field)).map(view);
    if (certificates.length === 0) return usual;
    const open = certificates.some((field) => this.answerFor(field) !== "");
    return [...usual, h("details", { open }, h("summary", {}, "Certificates"), h("div", { class: "fields" }, certificates.map(view)))];
  }

  /** What was typed stays, except ports and choices, whose initial values belong to the kind. */
  keepAnswers() {
    for (const field of this.fields) {
      const answer = answerOf(field);
      if (answer === field.initial || !["text", "long"].includes(field.kind)) delete this.answers[field.name];
      else this.answers[field.name] = answer;
    }
  }

  /** @param {Field} field */
  answerFor(field) {
    return this.answers[field.name] ?? field.initial;
  }

  /** Fills in what a pasted URL said. @param {Record<string, unknown>} values @param {string | null} password */
  fill(values, password) {
    for (const field of this.fields) {
      const value = field === PASSWORD ? password : values[field.name];
      const control = /** @type {HTMLInputElement | null} */ (document.getElementById(controlId(field)));
      if (control === null || value == null) continue;
      control.value = String(value);
      showProblem(control.id, problemOf(field, control.value));
    }
  }

  /** Every field that is wrong, shown at its place. @param {"connection" | "all"} part @returns {Complaint[]} */
  complaints(part) {
    const asked = part === "all" ? [...this.fields, ...this.options] : this.fields;
    return asked.flatMap((field) => this.complaint(field) ?? []);
  }

  /** @param {Field} field @returns {Complaint | null} */
  complaint(field) {
    const problem = problemOf(field, answerOf(field));
    showProblem(controlId(field), problem);
    return problem === null ? null : { id: controlId(field), problem: `${field.title}: ${problem}` };
  }

  /** @param {string} id of a control */
  fieldOf(id) {
    return [...this.fields, ...this.options].find((field) => controlId(field) === id);
  }

  /** Whether the connection could be tried; nothing is shown at the fields. */
  isComplete() {
    return this.fields.every((field) => problemOf(field, answerOf(field)) === null);
  }

  /** What the patterns select; the secrets go along only if the schema may be read. @param {boolean} read */
  selectionRequest(read) {
    const { connection, ...secrets } = this.connectionRequest();
    return { connection, ...(read ? secrets : {}), ...valuesOf(this.patterns, answersTo(this.patterns)), read };
  }

  /** The connection and its secrets, as the API takes them. */
  connectionRequest() {
    const fields = this.fields.filter((field) => !SECRETS.includes(field));
    return {
      connection: { dialect: this.dialect.id, ...valuesOf(fields, answersTo(fields)) },
      password: this.secret(PASSWORD),
      client_key: this.secret(CLIENT_KEY),
    };
  }

  /** What was typed, if this kind of database asks for it. @param {Field} field @returns {string | null} */
  secret(field) {
    return (this.fields.includes(field) && String(answerOf(field))) || null;
  }

  /** The whole request of a run. */
  runRequest() {
    return { ...this.connectionRequest(), options: valuesOf(this.options, answersTo(this.options)) };
  }
}

/** @param {Dialect} dialect */
function connectionFields(dialect) {
  const fields = fieldsOf(dialect.fields, dialect.tls_modes);
  return after(after(fields, "user", PASSWORD), "client_certificate", CLIENT_KEY); // a file has neither
}

/** The fields with a further one behind that of a name, if there is one. @param {Field[]} fields @param {string} name @param {Field} further */
function after(fields, name, further) {
  return fields.flatMap((field) => (field.name === name ? [field, further] : [field]));
}

/** @param {Field[]} fields */
function answersTo(fields) {
  return Object.fromEntries(fields.map((field) => [field.name, answerOf(field)]));
}

/** @param {Dialect} dialect */
function tileView({ id, title, subtitle }) {
  return h("div", { class: "tile" },
    h("input", { type: "radio", name: "dialect", id: `dialect-${id}`, value: id }),
    h("label", { for: `dialect-${id}` }, title, h("small", {}, subtitle)));
}

function urlView() {
  return h("div", { class: "field whole" },
    h("label", { for: "url" }, "Paste a connection URL"),
    h("input", {
      id: "url", type: "text", autocomplete: "off", autocapitalize: "none", spellcheck: "false",
      placeholder: "postgresql://user@host:5432/database", "aria-describedby": "url-note url-remarks url-problem",
    }),
    h("p", { class: "note", id: "url-note" },
      "Or a JDBC, ODBC or libpq text. Fills the fields below; a password in it goes to its own field before anything is sent."),
    h("ul", { class: "note", id: "url-remarks", hidden: true }),
    h("p", { class: "problem", id: "url-problem", hidden: true }));
}
