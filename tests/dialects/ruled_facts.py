"""Rules that reproduce facts between columns, rows and tables, as a user would write them.

Per fact, in the order of its result, what a rule says: how many rows are against it, how many it looked at. A place in the
fact's result is ``"#0"``; a number stands where the result names rows or values, which the rule then names too.
"""

from typing import Final, NamedTuple

Expected = str | int | None


class Said(NamedTuple):
    """What stands in the rule beside its table, rows against it, rows looked at; ``None`` is not compared."""

    rule: str
    failing: Expected = None
    checked: Expected = None


def _refers(column: str, table: str, key: str) -> tuple[Said, ...]:
    rule = f"column: {column}, kind: foreign_key, references: {table}, referred_columns: {key}"
    return (Said(rule, failing="#1", checked="#0"),)


def _finds(query: str, *, failing: Expected, checked: Expected = None) -> Said:
    """Rows of a SELECT; those of the table are counted beside them where the tolerance is a share."""
    share = "" if checked is None else ", mustBeLessThan: 100, unit: percent"
    quoted = query.replace("'", "''")
    return Said(f"kind: failing_rows, query: '{quoted}'{share}", failing, checked)


_PAID = "SELECT p.rental_id FROM payment p JOIN rental r ON p.rental_id = r.rental_id WHERE "
_TWICE = "SELECT COUNT(*) OVER (PARTITION BY name, album_id, composer) AS n FROM track"
_SAME_TRACKS = "SELECT playlist_id, string_agg(CAST(track_id AS text), ',' ORDER BY track_id) AS tracks FROM playlist_track GROUP BY playlist_id"
_BACKSLASH = "SELECT {id} FROM {table} WHERE position('\\' IN name || coalesce(composer, '')) > 0"

RULED: Final[dict[str, tuple[Said, ...]]] = {
    "fk-1": _refers("customer_id", "customer", "customer_id"),
    "fk-2": _refers("staff_id", "staff", "staff_id"),
    "fk-3": _refers("rental_id", "rental", "rental_id"),
    "fk-4": _refers("manager_staff_id", "staff", "staff_id"),
    "fk-5": _refers("film_id", "film", "film_id"),
    "fk-6": _refers("approved_by", "employees", "id"),
    "fk-7": _refers("submitted_by", "employees", "id"),
    "fk-8": _refers("purchase_order_id", "purchase_orders", "id"),
    "fk-9": _refers("inventory_id", "inventory_transactions", "id"),
    "fk-10": (
        Said("column: supplier_ids, kind: pattern, regex: ';', forbidden: true", failing="#0", checked="#1"),
    ),
    "cross-1": (
        _finds(_PAID + "p.customer_id <> r.customer_id", failing="#0"),
        _finds(_PAID + "p.customer_id <> r.customer_id AND p.rental_id = 4591", failing="#0"),
    ),
    "cross-2": (_finds(_PAID + "p.payment_date < r.rental_date", failing="#0", checked="#1"),),
    "cross-3": (
        _finds(_PAID + "p.payment_date < r.rental_date", failing="#0"),
        Said("column: rental_id, kind: foreign_key, references: rental", failing=0, checked="#1"),
    ),
    "cross-4": (
        Said("columns: [order_date, shipped_date], kind: compare, operator: <=", failing="#0"),
        Said("columns: [shipped_date, required_date], kind: compare, operator: <=", failing="#1"),
    ),
    "cross-5": (
        Said("columns: [creation_date, submitted_date], kind: compare, operator: <=", failing="#0"),
    ),
    "cross-6": (
        _finds(
            "SELECT i.invoice_id FROM invoice i JOIN invoice_line l ON l.invoice_id = i.invoice_id"
            " GROUP BY i.invoice_id, i.total HAVING i.total <> SUM(l.unit_price * l.quantity)",
            failing="#0",
        ),
    ),
    "cross-7": (
        Said("column: film_id, kind: foreign_key, references: inventory, referred_columns: film_id", "#0"),
        Said("column: film_id, kind: foreign_key, references: film_actor, referred_columns: film_id", "#1"),
    ),
    "cross-8": (
        Said("column: artist_id, kind: foreign_key, references: album, referred_columns: artist_id", "#0"),
    ),
    "cross-9": (
        Said("column: customer_id, kind: foreign_key, references: orders, referred_columns: customer_id", 2),
        _finds(
            "SELECT c.customer_id FROM customers c LEFT JOIN orders o ON o.customer_id = c.customer_id"
            " WHERE o.order_id IS NULL AND c.customer_id IN ('FISSA', 'PARIS')",
            failing=2,
        ),
    ),
    "dup-2": (_finds(f"SELECT tracks FROM ({_SAME_TRACKS}) s GROUP BY tracks HAVING COUNT(*) = 2", failing="#0"),),  # noqa: S608 - words of this file
    "dup-3": (
        _finds("SELECT name FROM track GROUP BY name, album_id, composer HAVING COUNT(*) > 1", failing="#0"),
        _finds(f"SELECT n FROM ({_TWICE}) t WHERE n > 1", failing="#1"),  # noqa: S608 - as above
    ),
    "dup-5": (
        Said("columns: [first_name, last_name], kind: unique", failing=1),
        _finds(
            "SELECT a.actor_id FROM actor a JOIN actor b ON a.first_name = b.first_name AND a.last_name = b.last_name"
            " WHERE a.actor_id = 101 AND b.actor_id = 110",
            failing=1,
        ),
    ),
    "dup-7": (
        _finds("SELECT rental_id FROM payment GROUP BY rental_id HAVING COUNT(*) > 1", failing=1),
        _finds("SELECT rental_id FROM payment WHERE rental_id = 4591", failing="#1"),
    ),
    "dup-12": (
        _finds(
            "SELECT t.film_id FROM film_text t JOIN film f ON f.film_id = t.film_id"
            " WHERE f.title <> t.title OR f.description <> t.description",
            failing="#0",
            checked="#1",
        ),
    ),
    "fmt-7": (
        Said("column: phone, kind: pattern, regex: '^\\+'", failing="#0"),
        Said("column: phone, kind: not_in_set, values: ['1 (780) 836-9987']", failing=1),
    ),
    "fmt-8": (Said("column: city, kind: not_in_set, values: [Los Angelas]", failing="#0"),),
    "fmt-9": (
        Said("column: territory_description, kind: not_in_set, values: [Georgetow, Neward]", failing="#0"),
    ),
    "fmt-10": (
        Said("kind: expression, sql: \"typeof(UnitPrice) <> 'integer'\"", failing="#0"),
        Said("kind: expression, sql: \"typeof(UnitPrice) <> 'real'\"", failing="#1"),
    ),
    "fmt-12": (
        _finds(_BACKSLASH.format(id="track_id", table="track"), failing="#0"),
        _finds(
            _BACKSLASH.format(id="track_id", table="track") + " AND track_id IN (3435, 3448, 3485, 3499)",
            failing="#0",
        ),
    ),
    "fmt-13": (
        _finds("SELECT TrackId FROM Track WHERE instr(Name || coalesce(Composer, ''), '\\') > 0", failing="#0"),
        _finds(
            "SELECT TrackId FROM Track WHERE instr(Name || coalesce(Composer, ''), '\\') > 0"
            " AND TrackId IN (3435, 3448, 3485, 3499)",
            failing="#0",
        ),
    ),
    "fmt-14": (
        Said("column: Name, kind: pattern, regex: '\\\\', forbidden: true", failing="#0"),
        Said("column: Composer, kind: pattern, regex: '\\\\', forbidden: true", failing="#0"),
    ),
}  # fmt: skip
"""Facts of tests/samples/quality-facts.json by their id."""
