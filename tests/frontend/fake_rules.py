"""Results of rules and suggestions in the shapes of docs/api.md, hostile names included."""

from tests.frontend.fake_data import HOSTILE_TABLE, Json


def rules() -> Json:
    """A rule that fails, one that could not be checked, one about a number, one that holds."""
    late = {"code": "timeout", "message": "It took longer than 30 s.", "next_step": "Scan it alone."}
    return {
        "source_id": "0123456789abcdef",
        "document": {
            "complete": True, "passed": 1, "failed": 2, "error": 1, "skipped": 0,
            "items": [
                _rule("orders-have-customers", "foreign_key", "sales.orders", "t2", "failed", failing=12, checked=4_000,
                      query='SELECT t.* FROM "sales"."orders" t WHERE 1', owner="sales@example.com"),
                _rule("fresh", "freshness", "sales.orders", "t2", "failed", value=7200, accepts="mustBeLessOrEqualTo 3600"),
                _rule("slow", "expression", HOSTILE_TABLE, None, "error", reason=late),
                _rule("mails", "not_null", "sales.customer", "t1", "passed", failing=0, checked=12_345, severity="warning"),
            ],
        },
    }  # fmt: skip


def suggestions(kept: frozenset[str] = frozenset()) -> Json:
    """Two rules the data keeps; ``kept`` are ids of those that stand among the rules."""
    items = [
        {
            "id": f"sales.orders.{column}.not_null", "kind": "not_null", "table": "sales.orders", "table_id": "t2",
            "columns": [column], "support": 4_000, "confidence": 0.99925, "reason": "no row is without a value, and NULL is allowed",
            "kept": f"sales.orders.{column}.not_null" in kept,
            "yaml": f"  - id: {column}\n    table: sales.orders\n    column: {column}\n    kind: not_null\n",
        }
        for column in ("city", "total")
    ]  # fmt: skip
    return {"complete": True, "total": 2, "items": items}


def _rule(rule: str, kind: str, table: str, table_id: str | None, status: str, **more: object) -> Json:
    return {
        "id": rule, "kind": kind, "table": table, "table_id": table_id, "columns": ["customer_id"], "dimension": "integrity",
        "severity": "error", "owner": None, "description": None, "accepts": "mustBe 0", "status": status, "reason": None,
        "failing": None, "checked": None, "value": None, "exact": True, "query": "SELECT 1", **more,
    }  # fmt: skip
