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
