import assert from "node:assert/strict";
import { test } from "node:test";
import { takePasswordOut } from "../../frontend/form/js/connection-url.js";

for (const [pasted, url, password] of [
  ["postgresql://scanner:hunter2@db.internal:5432/shop?sslmode=require", "postgresql://scanner@db.internal:5432/shop?sslmode=require", "hunter2"],
  ["  mysql+pymysql://root:x@[::1]:3306/shop ", "mysql+pymysql://root@[::1]:3306/shop", "x"],
  ["postgresql://scanner@db/shop", "postgresql://scanner@db/shop", null],
  ["postgresql://db:5432/shop?application_name=me@home", "postgresql://db:5432/shop?application_name=me@home", null],
  ["postgresql://u:a%40b%3A@db/shop", "postgresql://u@db/shop", "a@b:"],
  ["postgresql://u:100%@db/shop", "postgresql://u@db/shop", "100%"],
  ["postgresql://u:@db/shop", "postgresql://u@db/shop", ""],
  ["postgresql://db/shop?user=u&password=s3cret&sslmode=require", "postgresql://db/shop?user=u&sslmode=require", "s3cret"],
  ["postgresql://db/shop?password=s3cret", "postgresql://db/shop", "s3cret"],
  ["postgresql://u:p@db/shop?sslpassword=key", "postgresql://u@db/shop", "p"],
  ["jdbc:postgresql://db/shop?user=u&password=s3cret", "jdbc:postgresql://db/shop?user=u", "s3cret"],
  ["host=db user=u password='a b' dbname=shop", "host=db user=u dbname=shop", "a b"],
  [String.raw`host=db password='it\'s \\ me' dbname=shop`, "host=db dbname=shop", String.raw`it's \ me`],
  [String.raw`host=db password=a\ b dbname=shop`, "host=db dbname=shop", "a b"],
  ["host=db password='open and more", "host=db", "open and more"],
  ["Driver={SQL Server};Server=db;UID=u;PWD={a;b}}c d};Encrypt=yes", "Driver={SQL Server};Server=db;UID=u;Encrypt=yes", "a;b}c d"],
  ["Driver={SQL Server};Server=db;PWD=a b%20c;Encrypt=yes", "Driver={SQL Server};Server=db;Encrypt=yes", "a b%20c"],
  ["Driver={SQL Server};Server=db;PWD={open;Encrypt=yes", "Driver={SQL Server};Server=db", "open;Encrypt=yes"],
  ["jdbc:sqlserver://db:1433;user=u;password={p@s;s};encrypt=true", "jdbc:sqlserver://db:1433;user=u;encrypt=true", "p@s;s"],
  ["jdbc:sqlserver://db;trustStorePassword=key;user=u", "jdbc:sqlserver://db;user=u", null],
  ["sqlite:////data/me@home:1/shop.db", "sqlite:////data/me@home:1/shop.db", null],
  ["", "", null],
]) {
  test(`${pasted} is sent as ${url}`, () => assert.deepEqual(takePasswordOut(pasted), { url, password }));
}

test("no password stays in the URL, whatever characters it was pasted with", () => {
  const awkward = ["p@ss", "a/b", "a?b", "a#b", "a:b", "a/b@c?d", "@@", "p@q?r", "pa ss", "?x=y&z", "1/2@3", "1?x", "1/2?x", "über@ß/", "%zz@"];
  for (const password of awkward) {
    const { url } = takePasswordOut(`postgresql://scanner:${password}@db.internal/shop`);
    assert.equal(url, "postgresql://scanner@db.internal/shop", password);
  }
});

/** Numbers from a seed: https://en.wikipedia.org/wiki/Linear_congruential_generator. @param {number} seed */
function chance(seed) {
  let state = seed;
  return (/** @type {number} */ below) => (state = (state * 1103515245 + 12345) % 2 ** 31) % below;
}

test("two thousand passwords, quoted as each form wants it, come out whole and leave nothing behind", () => {
  const next = chance(4);
  const characters = [..."abcXYZ019 ;{}=&?#/\\@:,'\"`|+$<>[]()!*~^%üß日😀"];
  for (let count = 0; count < 2000; count++) {
    const password = "k4n4r1" + Array.from({ length: next(12) }, () => characters[next(characters.length)]).join("") + "k4n4r1";
    const quoted = `'${password.replace(/[\\']/g, "\\$&")}'`;
    const braced = `{${password.replaceAll("}", "}}")}}`;
    for (const text of [
      `postgresql://u:${encodeURIComponent(password)}@db/shop`,
      `jdbc:postgresql://db/shop?user=u&password=${encodeURIComponent(password)}`,
      `host=db password=${quoted} dbname=shop`,
      `jdbc:sqlserver://db:1433;user=u;password=${braced};encrypt=true`,
      `Driver={SQL Server};Server=db;PWD=${braced};Encrypt=yes`,
    ]) {
      const taken = takePasswordOut(text);
      assert.equal(taken.password, password, text);
      assert.ok(!taken.url.includes("k4n4r1"), taken.url);
    }
  }
});
