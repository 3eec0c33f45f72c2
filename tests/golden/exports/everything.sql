-- The schema of shop on PostgreSQL 15.18, written by SourceSense.
-- Not in it: rows, rights, owners, and the code of functions and procedures.
-- Statements that need one of these stand here as comments.
CREATE SCHEMA IF NOT EXISTS "a.b ""c""";
CREATE SCHEMA IF NOT EXISTS "shop";
CREATE EXTENSION IF NOT EXISTS "citext" WITH SCHEMA "public";
CREATE TYPE "shop"."mood" AS ENUM ('sad', 'so so', 'it''s "fine"');
CREATE TYPE "shop"."span" AS RANGE (SUBTYPE = date);
CREATE DOMAIN "shop"."postcode" AS text DEFAULT '00000'::text NOT NULL CONSTRAINT "postcode_check" CHECK (VALUE ~ '^\d{5}$'::text);
CREATE TYPE "shop"."place" AS (street text, code shop.postcode);
CREATE SEQUENCE "shop"."ticket" AS bigint START WITH 100 INCREMENT BY 5 MINVALUE 1 MAXVALUE 9223372036854775807;
CREATE TABLE "a.b ""c"""."x|y`z` \ ""q"" <b>&amp;</b>
# not a heading %% }} ]] /* */ -- ‮txt 💩" (
    "select' | *all*
{id}" integer NOT NULL,
    "order" text DEFAULT 'it''s | \ "'::text,
    CONSTRAINT "pk ""1""" PRIMARY KEY ("select' | *all*
{id}")
);
CREATE TABLE "shop"."customer" (
    "id" integer GENERATED ALWAYS AS IDENTITY NOT NULL,
    "email" character varying(120) COLLATE "C" NOT NULL,
    "mood" shop.mood DEFAULT 'so so'::shop.mood,
    "score" numeric(10,2) DEFAULT 0.00,
    "address" text GENERATED ALWAYS AS (lower(email)) STORED,
    "referred_by" integer,
    CONSTRAINT "customer_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "customer_email_key" UNIQUE ("email"),
    CONSTRAINT "customer_score_check" CHECK (score >= 0::numeric),
    CONSTRAINT "customer_one_email" EXCLUDE USING gist (email WITH =)
);
ALTER TABLE "shop"."customer" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "shop"."orders" (
    "customer_id" integer NOT NULL,
    "placed_on" date NOT NULL,
    "tags" text[],
    CONSTRAINT "orders_pkey" PRIMARY KEY ("customer_id", "placed_on")
) PARTITION BY RANGE (placed_on);
CREATE TABLE "shop"."orders_2026" (
    "customer_id" integer NOT NULL,
    "placed_on" date NOT NULL,
    "tags" text[],
    CONSTRAINT "orders_2026_pkey" PRIMARY KEY ("customer_id", "placed_on")
);
CREATE INDEX "ix ""1""" ON "a.b ""c"""."x|y`z` \ ""q"" <b>&amp;</b>
# not a heading %% }} ]] /* */ -- ‮txt 💩" ("order");
CREATE INDEX "customer_lower_email" ON "shop"."customer" USING btree ((lower(email)), "id" DESC) INCLUDE ("mood") WHERE score > 0::numeric;
ALTER TABLE "shop"."orders" ATTACH PARTITION "shop"."orders_2026" FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
ALTER TABLE "a.b ""c"""."x|y`z` \ ""q"" <b>&amp;</b>
# not a heading %% }} ]] /* */ -- ‮txt 💩" ADD CONSTRAINT "fk`1`" FOREIGN KEY ("select' | *all*
{id}") REFERENCES "shop"."customer" ("id");
ALTER TABLE "shop"."customer" ADD CONSTRAINT "customer_referred_by_fkey" FOREIGN KEY ("referred_by") REFERENCES "shop"."customer" ("id") ON UPDATE CASCADE ON DELETE SET NULL DEFERRABLE;
ALTER TABLE "shop"."orders" ADD CONSTRAINT "orders_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "shop"."customer" ("id");
CREATE VIEW "shop"."buyers" AS
SELECT c.email, count(*) AS orders
   FROM shop.customer c JOIN shop.orders o ON o.customer_id = c.id
  GROUP BY c.email;
-- CREATE TRIGGER customer_audit BEFORE INSERT OR UPDATE ON shop.customer FOR EACH ROW EXECUTE FUNCTION shop.audit();
-- CREATE POLICY "own rows" ON "shop"."customer" FOR SELECT TO "reader" USING (email = CURRENT_USER);
COMMENT ON DOMAIN "shop"."postcode" IS 'Five digits';
COMMENT ON SEQUENCE "shop"."ticket" IS 'Numbers at the door';
COMMENT ON SCHEMA "shop" IS 'The shop';
COMMENT ON TABLE "a.b ""c"""."x|y`z` \ ""q"" <b>&amp;</b>
# not a heading %% }} ]] /* */ -- ‮txt 💩" IS '*/ "; DROP TABLE x; --
| cell | `code` <script>';
COMMENT ON COLUMN "a.b ""c"""."x|y`z` \ ""q"" <b>&amp;</b>
# not a heading %% }} ]] /* */ -- ‮txt 💩"."select' | *all*
{id}" IS 'it''s "quoted" \ back
next';
COMMENT ON VIEW "shop"."buyers" IS 'Customers with their number of orders';
COMMENT ON TABLE "shop"."customer" IS 'People who bought something.
One row each | never deleted.';
COMMENT ON COLUMN "shop"."customer"."email" IS 'Where to write to';
