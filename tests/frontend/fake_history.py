"""A run beside earlier ones in the shapes of docs/api.md, hostile names included."""

from tests.frontend.fake_data import HOSTILE_COLUMN, HOSTILE_TABLE, Json


def history() -> Json:
    """A table that halved, a column whose NULLs jumped, and one table that is as it was."""
    volume = _item(
        "volume",
        "customer",
        None,
        "rows",
        "Rows",
        text="5,000; 9,700 to 10,300 was to be expected by the level of 7 runs",
    )
    nulls = _item(
        "metric",
        HOSTILE_TABLE,
        HOSTILE_COLUMN,
        "null_share",
        "NULL share",
        unit="share",
        text="40.0 %; 0.0 % to 4.0 % was to be expected",
    )
    usual = _item(
        "volume",
        "orders",
        None,
        "rows",
        "Rows",
        text="10,010; 9,700 to 10,300 was to be expected",
        state="ordinary",
    )
    return {
        "run_id": "r1", "complete": True, "runs": 7, "runs_needed": 5, "series": 40, "judged": 38, "total": 2,
        "items": [volume, nulls],
        "charts": [
            {**volume, "points": _points([10_000 + 10 * day for day in range(7)], 5_000)},
            {**nulls, "points": _points([0.02] * 7, 0.4, width=0.02)},
            {**usual, "points": _points([10_000] * 7, 10_010)},
        ],
    }  # fmt: skip


def few_runs() -> Json:
    """What is said before enough runs were seen."""
    learning = {**history()["charts"][0], "state": "learning", "text": "3 of 5 earlier runs seen"}
    points = [{**each, "low": None, "high": None} for each in _points([10_000, 10_010, 10_030], 9_990)]
    return {
        **history(),
        "runs": 3,
        "judged": 0,
        "total": 0,
        "items": [],
        "charts": [{**learning, "points": points}],
    }


def score_change() -> Json:
    """More NULLs, a table that came, fewer stray spaces."""
    return {
        "run_id": "r1", "complete": True, "against": "run_whole", "against_created_at": "2026-11-24T07:00:00Z",
        "before": 91.25, "after": 87.46, "difference": -3.79, "by_dimension": [], "by_table": [], "total": 3,
        "items": [
            _reason("values", HOSTILE_TABLE, "completeness", [HOSTILE_COLUMN], -4.1, text="NULL share: more than before"),
            _reason("table_added", "orders", None, [], 0.309, text="The table was added; it stands at 93.0"),
            _reason("values", "customer", "consistency", ["email"], 0.001, text="Untrimmed share: less than before"),
        ],
    }  # fmt: skip


def _points(values: list[float], last: float, *, width: float = 300) -> list[Json]:
    return [
        {"at": f"2026-11-{17 + day}T07:00:00Z", "value": value, "bound": 0.0,
         "low": max(values[0] - width, 0) if day >= 5 else None, "high": values[0] + width if day >= 5 else None}
        for day, value in enumerate([*values, last])
    ]  # fmt: skip


def _item(
    subject: str, table: str, column: str | None, metric: str, title: str, *, text: str, unit: str = "rows", state: str = "anomaly"
) -> Json:  # fmt: skip
    return {"subject": subject, "table_id": {HOSTILE_TABLE: "t5", "orders": "t2"}.get(table, "t1"), "schema": "sales", "table": table, "column": column,
            "metric": metric, "title": title, "unit": unit, "state": state, "value": 1.0, "expected": 2.0, "low": 1.5, "high": 2.5,
            "method": "level", "runs": 7, "weight": 3.0, "text": text}  # fmt: skip


def _reason(
    cause: str, table: str, dimension: str | None, columns: list[str], points: float, *, text: str
) -> Json:
    return {"cause": cause, "table_id": "t5", "schema": "sales", "table": table, "dimension": dimension, "columns": columns,
            "source": None, "points": points, "text": text}  # fmt: skip
