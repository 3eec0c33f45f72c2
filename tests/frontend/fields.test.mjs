import assert from "node:assert/strict";
import { test } from "node:test";
import { fieldsOf, problemOf, valuesOf } from "../../frontend/form/js/fields.js";

const SCHEMA = {
  required: ["host", "user"],
  $defs: { TlsMode: { type: "string", enum: ["off", "verify-host"] } },
  properties: {
    dialect: { const: "postgresql", default: "postgresql" },
    host: { type: "string", title: "Host", maxLength: 9 },
    port: { type: "integer", title: "Port", minimum: 1, maximum: 65535, default: 5432 },
    user: { type: "string", title: "User", pattern: "^[a-z]+$" },
    tls: { $ref: "#/$defs/TlsMode", default: "verify-host", title: "Encryption" },
    ca_certificates: { anyOf: [{ type: "string", maxLength: 200000 }, { type: "null" }], default: null, title: "Certificate authority" },
    quality: { type: "boolean", default: true, title: "Quality" },
    include: { type: "array", items: { type: "string", maxLength: 9 }, maxItems: 2, default: ["sales.*"], title: "Only these tables" },
  },
};
const fields = fieldsOf(SCHEMA, [{ id: "off", title: "Off" }, { id: "verify-host", title: "Verify the host" }]);
const field = (name) => fields.find((candidate) => candidate.name === name);

test("the constant dialect is not asked", () => {
  assert.deepEqual(fields.map(({ name }) => name), ["host", "port", "user", "tls", "ca_certificates", "quality", "include"]);
});
test("kinds follow the schema", () => {
  assert.deepEqual(fields.map(({ kind }) => kind), ["text", "integer", "text", "choice", "long", "boolean", "lines"]);
});
test("TLS is asked in words", () => assert.deepEqual(field("tls").choices.map(({ title }) => title), ["Off", "Verify the host"]));
test("without words the values of the schema are offered", () => {
  assert.deepEqual(fieldsOf(SCHEMA).find(({ name }) => name === "tls").choices.map(({ title }) => title), ["off", "verify-host"]);
});
test("defaults are initial answers, null is none", () => {
  assert.deepEqual(fields.map(({ initial }) => initial), ["", "5432", "", "verify-host", "", true, "sales.*"]);
});
test("an empty schema asks nothing", () => assert.deepEqual(fieldsOf({}), []));

for (const [name, answer, problem] of [
  ["host", "", "Enter host"],
  ["host", "db", null],
  ["host", "much.too.long", "Use at most 9 characters"],
  ["port", "54322x", "Use a number from 1 to 65,535"],
  ["port", "0", "Use a number from 1 to 65,535"],
  ["port", "-1", "Use a number from 1 to 65,535"],
  ["port", "1e3", "Use a number from 1 to 65,535"],
  ["port", "", null],
  ["port", " 5432 ", null],
  ["user", "Root1", "This is not a valid user"],
  ["ca_certificates", "", null],
  ["quality", false, null],
  ["include", " sales.* \n\n*_old ", null],
  ["include", "a\nb\nc", "Use at most 2 lines"],
  ["include", "a\nmuch.too.long", "Use at most 9 characters in a line"],
]) {
  test(`${JSON.stringify(answer)} as ${name}: ${problem ?? "no problem"}`, () => assert.equal(problemOf(field(name), answer), problem));
}

test("a pattern only Python reads is left to the server", () => {
  assert.equal(problemOf({ ...field("user"), pattern: "(?P<name>x)" }, "anything"), null);
});
test("answers go out typed, empty optional ones not at all", () => {
  const answers = { host: " db ", port: "5432", user: "me", tls: "off", ca_certificates: "", quality: false, include: " sales.* \n\n*_old" };
  assert.deepEqual(valuesOf(fields, answers), { host: "db", port: 5432, user: "me", tls: "off", quality: false, include: ["sales.*", "*_old"] });
});
