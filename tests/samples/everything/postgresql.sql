CREATE SCHEMA "a.b ""c""";
CREATE TYPE public.mood AS ENUM ('so ''so''', 'b\ack', '');
CREATE TYPE public.span AS RANGE (SUBTYPE = date);
CREATE DOMAIN public.code AS varchar(5) DEFAULT 'x' NOT NULL CONSTRAINT "is ""long""" CHECK (length(VALUE) > 0);
CREATE TYPE public.place AS ("street ""1""" text, code public.code);
COMMENT ON DOMAIN public.code IS 'it''s';
CREATE SEQUENCE public.door START 100 INCREMENT -5 MINVALUE -1000 MAXVALUE 1000 CYCLE;
CREATE TABLE public.person (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    old serial,
    born date NOT NULL,
    name text COLLATE "C" DEFAULT E'a\nb''"\\',
    loud text GENERATED ALWAYS AS (upper(name)) STORED,
    moods public.mood[] DEFAULT '{}',
    home public.place, code public.code, years public.span,
    boss int REFERENCES public.person ON DELETE SET NULL DEFERRABLE,
    UNIQUE (born, id), CHECK (id > 0),
    CONSTRAINT "never ""twice""" EXCLUDE USING gist (years WITH &&)
);
COMMENT ON TABLE public.person IS E'two\nlines';
COMMENT ON COLUMN public.person.name IS '-- no comment';
ALTER TABLE public.person ADD CONSTRAINT late CHECK (born > '1900-01-01') NOT VALID;
ALTER TABLE public.person ENABLE ROW LEVEL SECURITY;
CREATE INDEX "i ""1""" ON public.person USING btree (lower(name), born DESC) INCLUDE (old) WHERE id > 5;
CREATE INDEX hashed ON public.person USING hash (name);
CREATE TABLE public.child (extra int) INHERITS (public.person);
CREATE TABLE "a.b ""c"""."Order ""%s""" ("select" int NOT NULL, "day;" date NOT NULL, "%(x)s" int DEFAULT 1)
    PARTITION BY RANGE ("day;");
CREATE TABLE "a.b ""c""".part_one PARTITION OF "a.b ""c"""."Order ""%s"""
    FOR VALUES FROM ('2026-01-01') TO ('2027-01-01') PARTITION BY LIST ("select");
CREATE TABLE "a.b ""c""".part_two PARTITION OF "a.b ""c""".part_one FOR VALUES IN (1, 2);
CREATE TABLE "a.b ""c""".rest PARTITION OF "a.b ""c"""."Order ""%s""" DEFAULT;
ALTER TABLE "a.b ""c"""."Order ""%s""" ADD PRIMARY KEY ("select", "day;");
CREATE INDEX ON "a.b ""c"""."Order ""%s""" ("%(x)s");
ALTER TABLE "a.b ""c"""."Order ""%s""" ADD FOREIGN KEY ("%(x)s") REFERENCES public.person ON UPDATE CASCADE;
CREATE VIEW public.z_first AS SELECT id, name FROM public.person;
CREATE MATERIALIZED VIEW public.a_second AS SELECT count(*) AS "how many" FROM public.z_first;
CREATE UNIQUE INDEX on_it ON public.a_second ("how many");
COMMENT ON VIEW public.z_first IS 'the first';
