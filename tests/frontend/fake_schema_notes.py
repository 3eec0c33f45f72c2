"""Remarks, suggested keys and changes of a run in the shapes of docs/api.md, hostile names included."""

from tests.frontend.fake_data import HOSTILE_COLUMN, HOSTILE_TABLE, Json


def lint() -> Json:
    """Two rules, one of them in two places."""
    return {
        "counts": {"error": 0, "warning": 2, "notice": 1},
        "total": 3,
        "items": [
            _remark("no_primary_key", "No primary key", "warning", "orders", "The table has no primary key."),
            _remark("no_primary_key", "No primary key", "warning", HOSTILE_TABLE, "The table has no primary key."),
            _remark("reserved_word", "Name that is a reserved word", "notice", "orders", f"{HOSTILE_COLUMN} is a reserved word."),
        ],
    }  # fmt: skip


def relations() -> Json:
    """A key that is confirmed, one that is not, and one that was not tested."""
    found = {"rows": 400, "values": 100, "orphan_rows": 0, "orphan_values": 0, "exact": True, "orphan_share_at_most": None}  # fmt: skip
    drawn = {**found, "rows": 10_000, "orphan_rows": 9_000, "exact": False, "orphan_share_at_most": 0.91}
    reason = {"code": "no_access", "message": "The role may not read it.", "next_step": "GRANT SELECT."}
    return {
        "complete": True,
        "items": [
            _relation("customer_id", 0.95, "confirmed", found, None),
            _relation("parent_id", 0.7, "untested", None, reason),
            _relation(HOSTILE_COLUMN, 0.08, "refuted", drawn, None),
        ],
    }


def diff() -> Json:
    """One change of each kind."""
    return {
        "run_id": "run_partial",
        "against": "run_whole",
        "against_created_at": "2026-11-24T07:00:00Z",
        "fingerprint": "1" * 32,
        "fingerprint_before": "2" * 32,
        "counts": {"breaking": 2, "safe": 1, "unknown": 1},
        "total": 4,
        "items": [
            _change("removed", "table", None, "old_orders", "breaking"),
            _change("added", "table", None, HOSTILE_TABLE, "safe"),
            _change("renamed", "column", "orders", "buyer_id", "breaking", before="customer_id", after="buyer_id", score=0.87, evidence="same type, same place"),
            _change("changed", "column", "orders", HOSTILE_COLUMN, "unknown", attribute="native_type", before="integer", after="bigint"),
        ],
    }  # fmt: skip


def _remark(rule: str, title: str, severity: str, table: str, message: str) -> Json:
    return {"rule": rule, "title": title, "severity": severity, "schema": "sales", "table": table, "table_id": "t2",
            "columns": [], "object": None, "message": message, "fix": "Do something about it."}  # fmt: skip


def _relation(
    column: str, confidence: float, verdict: str, inclusion: Json | None, reason: Json | None
) -> Json:
    return {"schema": "sales", "table": "orders", "table_id": "t2", "column": column, "referred_schema": "sales",
            "referred_table": "customer", "referred_column": "id", "confidence": confidence, "name_confidence": 0.8,
            "reasons": ["named after customer"], "verdict": verdict, "inclusion": inclusion, "reason": reason}  # fmt: skip


def _change(kind: str, part: str, table: str | None, name: str, effect: str, **more: object) -> Json:
    return {"kind": kind, "part": part, "schema": "sales", "table": table, "table_id": "t2", "name": name,
            "attribute": None, "before": None, "after": None, "score": None, "evidence": "", "effect": effect,
            "reason": "Statements that name it fail.", **more}  # fmt: skip
