"""What follows from the findings of a run in the shapes of docs/api.md, hostile names included."""

from tests.frontend.fake_data import HOSTILE_COLUMN, HOSTILE_TABLE, Json


def identifiability() -> Json:
    """A table that was read as a whole, and a sample of one with a hostile name."""
    return {
        "complete": True,
        "guidance": "Guidance, not legal advice: rows are counted, not what others really know.",
        "items": [
            _table(HOSTILE_TABLE, ["birth_date", HOSTILE_COLUMN], exact=False, match_chance=0.31),
            _table("customer", ["birth_date", "postal_code"], exact=True, match_chance=None),
        ],
    }


def proposals() -> Json:
    """One proposal of each standing."""
    own = [{"kind": "type", "type_id": "USERNAME", "family": "USERNAME", "title": "User name", "level": "medium",
            "confidence": 0.91}]  # fmt: skip
    return {
        "complete": True,
        "total": 3,
        "items": [
            _proposal("customer_email", "new", []),
            _proposal("buyer", "stronger", [{**own[0], "title": "E-mail address", "confidence": 0.6}]),
            {**_proposal(HOSTILE_COLUMN, "contradicted", own), "table": HOSTILE_TABLE, "kind": "contains"},
        ],
    }


def _table(table: str, columns: list[str], *, exact: bool, match_chance: float | None) -> Json:
    first, second = columns
    given = {
        "column": "blood_group",
        "family": "MEDICAL",
        "least_values": 1,
        "rows_given_away": 377,
        "share_given_away": 0.94,
    }
    return {
        "table_id": "t5" if table == HOSTILE_TABLE else "t1", "schema": "sales", "table": table, "rows": 400, "exact": exact,
        "quasi_identifiers": [{"column": first, "family": "DATE_OF_BIRTH"}, {"column": second, "family": "POSTAL_CODE"}],
        "sensitive": [{"column": "blood_group", "family": "MEDICAL"}], "left_out": [], "examined": 3, "all_examined": exact,
        "sets": [
            {"columns": [second], "groups": 90, "k": 2, "alone": 0, "alone_share": 0.0, "under_five": 12, "under_five_share": 0.03,
             "unique": False, "match_chance": None, "diversity": []},
            {"columns": columns, "groups": 390, "k": 1, "alone": 381, "alone_share": 0.9525, "under_five": 400, "under_five_share": 1.0,
             "unique": exact, "match_chance": match_chance, "diversity": [given]},
        ],
    }  # fmt: skip


def _proposal(column: str, standing: str, own: list[Json]) -> Json:
    place = {"table_id": "t2", "schema": "sales", "table": "orders", "column": column}
    source = {"table_id": "t1", "schema": "sales", "table": "customer", "column": "email"}
    why = "sales.orders refers to sales.customer.email by foreign key orders_email_fkey"
    return {
        **place, "kind": "type", "type_id": "EMAIL_ADDRESS", "family": "EMAIL_ADDRESS", "title": "E-mail address", "level": "medium",
        "confidence": 0.982, "finding_confidence": 0.982, "link_confidence": 1.0, "standing": standing, "via": "foreign key",
        "source": source, "path": [{"kind": "refers", "by": "orders_email_fkey", "declared": True, "confidence": 1.0, "place": place, "why": why}],
        "reason": f"E-mail address was found in sales.customer.email; {why}", "own": own,
    }  # fmt: skip
