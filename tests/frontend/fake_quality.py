"""What a run's quality rests on in the shapes of docs/api.md, hostile names included."""

from tests.frontend.fake_data import HOSTILE_COLUMN, HOSTILE_TABLE, Json, dimensions


def score() -> Json:
    """A dear loss, one of a table with a hostile name between two columns, one of whole rows."""
    return {
        "run_id": "r1", "complete": True, "score": 87.46, "coverage": 0.64, "tables": 6, "scored": 4,
        "dimensions": [{**each, "weight": 1 / 7} for each in dimensions()],
        "total": 3,
        "losses": [
            _loss("t1", "customer", "completeness", ["email"], "null_share", title="NULL share", count=444.4, points=1.234),
            _loss("t5", HOSTILE_TABLE, "consistency", [HOSTILE_COLUMN, "city"], "swapped_columns", title="Swapped columns",
                  count=12, points=0.2, exact=False),
            _loss("t2", "orders", "uniqueness", [], "duplicate_rows", title="Duplicate rows", count=1, points=0.004),
        ],
    }  # fmt: skip


def _loss(
    table_id: str, table: str, dimension: str, columns: list[str], source: str, *, title: str, count: float,
    points: float, exact: bool = True,
) -> Json:  # fmt: skip
    return {
        "table_id": table_id, "schema": "sales", "table": table, "dimension": dimension, "columns": columns,
        "source": source, "title": title, "count": count, "total": 12_345, "share": count / 12_345,
        "points": points, "table_points": points * 4, "exact": exact,
    }  # fmt: skip


def defects() -> Json:
    """One of a sample with examples, one between two columns of a table with a hostile name."""
    return {
        "complete": True, "total": 2, "by_kind": {"disguised_missing": 1, "swapped_columns": 1},
        "items": [
            _defect("t1", "customer", ["country"], "disguised_missing", count=7, confidence=0.92, examples=["n/a", "-"]),
            _defect("t5", HOSTILE_TABLE, [HOSTILE_COLUMN, "city"], "swapped_columns", count=12, confidence=0.8, examples=[]),
        ],
    }  # fmt: skip


def _defect(
    table_id: str, table: str, columns: list[str], kind: str, *, count: int, confidence: float, examples: list[str]
) -> Json:  # fmt: skip
    return {
        "table_id": table_id, "schema": "sales", "table": table, "columns": columns, "kind": kind, "count": count, "rows": 1000,
        "share": count / 1000, "exact": False, "bound": 0.01, "confidence": confidence, "reasons": ["words stand for no value"],
        "examples": examples,
    }  # fmt: skip


def integrity() -> Json:
    """A key with orphans, a supposed one of a sample without any, one that could not be looked into; one dependency."""
    unread = {
        "code": "table_not_read",
        "message": "The run left the table out.",
        "next_step": "Include it in the run.",
    }
    return {
        "run_id": "r1", "complete": True, "duplicates": [],
        "keys": [
            _key("t2", "orders", ["customer_id"], "customer", found=_counts(4_000, orphans=12), enforced=False),
            _key("t5", HOSTILE_TABLE, [HOSTILE_COLUMN, "city"], "place", declared=False,
                 found=_counts(10_000, exact=False, most=0.0003)),
            _key("t2", "orders", ["basket_id"], "basket", found=None, reason=unread),
        ],
        "dependencies": [
            {"schema": "sales", "table": "customer", "table_id": "t1", "determinant": ["postal_code"], "dependent": "city",
             "strength": 0.9871, "rows": 1000, "groups": 120, "violations": 3, "exact": False, "confidence": 0.81},
        ],
    }  # fmt: skip


def _key(
    table_id: str, table: str, columns: list[str], to: str, *, found: Json | None, declared: bool = True,
    enforced: bool | None = None, reason: Json | None = None,
) -> Json:  # fmt: skip
    return {
        "schema": "sales", "table": table, "table_id": table_id, "name": None, "columns": columns, "referred_schema": "sales",
        "referred_table": to, "referred_columns": ["id", "city"][: len(columns)], "declared": declared, "enforced": enforced,
        "match_full": False, "confidence": 1.0 if declared else 0.86, "found": found,
        "query": f'SELECT t.* FROM "sales"."{table}" t', "reason": reason,  # noqa: S608 - shown, never run
    }  # fmt: skip


def _counts(rows: int, *, orphans: int = 0, exact: bool = True, most: float | None = None) -> Json:
    return {
        "rows": rows, "orphan_rows": orphans, "orphan_values": orphans // 2, "partly_null_rows": None, "exact": exact,
        "orphan_share_at_most": most,
    }  # fmt: skip
