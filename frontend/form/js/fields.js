/** Form fields out of the JSON Schema the server sends: what to ask, and what is wrong with an answer. */

/**
 * @typedef {import("./types.js").Schema} Schema
 * @typedef {{id: string, title: string}} Choice
 * @typedef {{name: string, title: string, note: string, kind: "text" | "integer" | "boolean" | "choice" | "long" | "lines",
 *   required: boolean, initial: string | boolean, choices: Choice[], minimum: number | null, maximum: number | null,
 *   maxLength: number | null, maxLines: number | null, pattern: string | null, example: string}} Field
 */

/** Longer answers (certificates) get several lines; paths, with at most 4,096 characters, do not. */
const LONGEST_LINE = 4096;

/**
 * The fields of a schema in its order. Constants (the dialect) are not asked.
 *
 * @param {Schema} schema
 * @param {Choice[]} tlsModes words for the modes of a field named `tls`
 * @returns {Field[]}
 */
export function fieldsOf(schema, tlsModes = []) {
  const required = new Set(schema.required ?? []);
  return Object.entries(schema.properties ?? {})
    .map(([name, raw]) => ({ name, property: resolved(raw, schema.$defs ?? {}) }))
    .filter(({ property }) => property.const === undefined)
    .map(({ name, property }) => fieldOf(name, property, required.has(name), tlsModes));
}

/**
 * @param {string} name
 * @param {Schema} property
 * @param {boolean} required
 * @param {Choice[]} tlsModes
 * @returns {Field}
 */
function fieldOf(name, property, required, tlsModes) {
  const choices = choicesOf(name, property, tlsModes);
  return {
    name,
    title: property.title ?? name,
    note: property.description ?? "",
    kind: kindOf(property, choices),
    required,
    initial: initialOf(property),
    choices,
    minimum: property.minimum ?? null,
    maximum: property.maximum ?? null,
    maxLength: (property.items ?? property).maxLength ?? null,
    maxLines: property.maxItems ?? null,
    pattern: property.pattern ?? null,
    example: String(property.examples?.[0] ?? ""),
  };
}

/** @param {Schema} property */
function initialOf({ type, default: initial }) {
  if (type === "boolean") return initial === true;
  return Array.isArray(initial) ? initial.join("\n") : String(initial ?? "");
}

/**
 * Follows references and drops the `null` of an optional field.
 *
 * @param {Schema} property
 * @param {Record<string, Schema>} definitions
 * @returns {Schema}
 */
function resolved(property, definitions) {
  const { $ref, anyOf, ...own } = property;
  const target = $ref ? definitions[$ref.split("/").at(-1) ?? ""] : anyOf?.find((option) => option.type !== "null");
  return target ? { ...resolved(target, definitions), ...own } : own;
}

/**
 * @param {string} name
 * @param {Schema} property
 * @param {Choice[]} tlsModes
 * @returns {Choice[]}
 */
function choicesOf(name, property, tlsModes) {
  if (/^tls(_mode)?$/.test(name) && tlsModes.length > 0) return tlsModes;
  return (property.enum ?? []).map((value) => ({ id: String(value), title: String(value) }));
}

/**
 * @param {Schema} property
 * @param {Choice[]} choices
 * @returns {Field["kind"]}
 */
function kindOf(property, choices) {
  if (choices.length > 0) return "choice";
  if (property.type === "integer" || property.type === "boolean") return property.type;
  if (property.type === "array") return "lines";
  return (property.maxLength ?? 0) > LONGEST_LINE ? "long" : "text";
}

/**
 * What is wrong with an answer, in words; `null` if nothing is.
 *
 * @param {Field} field
 * @param {string | boolean} answer
 * @returns {string | null}
 */
export function problemOf(field, answer) {
  if (typeof answer === "boolean") return null;
  const text = field.kind === "long" ? answer : answer.trim();
  if (text === "") return field.required ? `Enter ${lowerFirst(field.title)}` : null;
  if (field.kind === "integer") return integerProblem(field, text);
  if (field.kind === "lines") return linesProblem(field, linesOf(text));
  if (field.maxLength !== null && text.length > field.maxLength) return `Use at most ${field.maxLength} characters`;
  if (field.pattern !== null && !matches(field.pattern, text)) return `This is not a valid ${lowerFirst(field.title)}`;
  return null;
}

/**
 * @param {Field} field
 * @param {string[]} lines
 */
function linesProblem({ maxLength, maxLines }, lines) {
  if (maxLines !== null && lines.length > maxLines) return `Use at most ${maxLines} lines`;
  const isLong = maxLength !== null && lines.some((line) => line.length > maxLength);
  return isLong ? `Use at most ${maxLength} characters in a line` : null;
}

/** The lines of an answer that hold something. @param {string} text */
export function linesOf(text) {
  return text.split("\n").map((line) => line.trim()).filter(Boolean);
}

/**
 * @param {Field} field
 * @param {string} text
 */
function integerProblem({ minimum, maximum }, text) {
  const value = Number(text);
  const inside = /^\d+$/.test(text) && value >= (minimum ?? 0) && value <= (maximum ?? Infinity);
  if (inside) return null;
  if (maximum === null) return `Use a whole number from ${minimum ?? 0} up`;
  return `Use a number from ${minimum ?? 0} to ${maximum.toLocaleString("en")}`;
}

/**
 * Patterns come from Python; one that JavaScript cannot read is left to the server.
 *
 * @param {string} pattern
 * @param {string} text
 */
function matches(pattern, text) {
  try {
    return new RegExp(pattern, "u").test(text);
  } catch {
    return true;
  }
}

/** @param {string} title */
function lowerFirst(title) {
  return /^[A-Z][a-z]/.test(title) ? title[0].toLowerCase() + title.slice(1) : title;
}

/**
 * Answers as the API takes them: numbers as numbers, lines as lists, empty optional answers left out.
 *
 * @param {Field[]} fields
 * @param {Record<string, string | boolean>} answers
 * @returns {Record<string, string | number | boolean | string[]>}
 */
export function valuesOf(fields, answers) {
  /** @type {Record<string, string | number | boolean | string[]>} */
  const values = {};
  for (const { name, kind } of fields) {
    const answer = answers[name] ?? "";
    if (typeof answer === "boolean") values[name] = answer;
    else if (answer.trim() !== "") values[name] = valueOf(kind, answer);
  }
  return values;
}

/** @param {Field["kind"]} kind @param {string} answer */
function valueOf(kind, answer) {
  if (kind === "integer") return Number(answer);
  if (kind === "lines") return linesOf(answer);
  return kind === "long" ? answer : answer.trim();
}
