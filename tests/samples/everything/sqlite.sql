CREATE TABLE person (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name "VARCHAR (9" COLLATE NOCASE NOT NULL DEFAULT 'it''s "',
    born DATE DEFAULT (date('now')), size DECIMAL(10, 2) DEFAULT -1.5, loud TEXT AS (upper(name)),
    boss INTEGER CONSTRAINT "fk ""1""" REFERENCES person ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
    UNIQUE (born, id), CONSTRAINT "u ""2""" UNIQUE (size), CONSTRAINT "is ""long""" CHECK (length(name) > 0)
);
CREATE TABLE "Order ""%s""" ("select" TEXT, "%(x)s" INT, PRIMARY KEY ("%(x)s", "select")) STRICT, WITHOUT ROWID;
CREATE TABLE keyed (a TEXT UNIQUE, b TEXT, PRIMARY KEY (b, a), UNIQUE (b));
CREATE INDEX "i ""1""" ON person (lower(name), born DESC) WHERE id > 5;
CREATE VIEW z_first AS SELECT id, name FROM person;
CREATE VIEW a_second AS SELECT count(*) AS "how many" FROM z_first;
CREATE TRIGGER loudly AFTER INSERT ON person BEGIN UPDATE person SET name = name || '!' WHERE id = NEW.id; SELECT 1; END;
