"""Runs of the fake server: finished ones, and one that takes a step at each question."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from tests.frontend.fake_data import HOSTILE_TABLE, Json, dimensions, placed_findings, summary, tables

START = datetime(2026, 11, 24, 7, 12, 9, tzinfo=UTC)
STAGES = {
    "test_database_connection": "Test connection",
    "extract_schema_metadata": "Extract schema",
    "detect_sensitive_data": "Detect sensitive data",
    "analyze_data_quality": "Analyse quality",
    "finalize_run": "Write results",
}
STEPS_PER_STAGE = 2


@dataclass(kw_only=True)
class FakeRun:
    """One run; ``step`` counts the stages' halves, so a run of five stages ends at step 10."""

    id: str
    title: str = "shop on db.internal:5432"
    final_state: str = "succeeded"
    step: int = STEPS_PER_STAGE * len(STAGES)
    queue_position: int = 0
    worker_ready: bool = True
    cancel_requested: bool = False
    cancelled: bool = False
    away_since: datetime | None = None
    catalog: Json | None = None
    missing: list[Json] = field(default_factory=list[Json])
    held: bool = False
    empty: bool = False
    failure: Json | None = None
    created_at: datetime = START
    tables: list[Json] = field(default_factory=tables)

    def advance(self) -> None:
        """One step further, unless the test holds the run where it is."""
        if self.cancel_requested:
            self.cancelled = True
        elif not self.held and self.step < STEPS_PER_STAGE * len(STAGES):
            self.step += 1

    @property
    def state(self) -> str:
        """As the API says it."""
        if self.cancelled:
            return "cancelled"
        if self.step == 0:
            return "queued"
        return self.final_state if self.step >= STEPS_PER_STAGE * len(STAGES) else "running"

    @property
    def is_final(self) -> bool:
        """Whether nothing changes any more."""
        return self.state not in {"queued", "running"}

    def seen_tables(self) -> list[Json]:
        """The tables as far as the run has come."""
        if self.empty or self.step < STEPS_PER_STAGE * 2:
            return []
        if self.step >= STEPS_PER_STAGE * 3:
            return self.tables
        pending: Json = {
            "state": "pending",
            "findings": [],
            "reason": None,
            "score": None,
            "coverage": None,
            "sample": None,
        }
        return [{**whole, **(pending if position > 3 else {})} for position, whole in enumerate(self.tables)]

    def answer(self) -> Json:
        """The run of docs/api.md."""
        done = [whole for whole in self.seen_tables() if whole["state"] != "pending"]
        found = placed_findings(done)
        levels = [item["level"] for item in found]
        return {
            "id": self.id, "state": self.state, "state_text": self.state.capitalize(),
            "source": {"dialect": "postgresql", "title": self.title, "product": "PostgreSQL 16.4" if self.step > 1 else None},
            "options": {"sample_rows": 1000, "quality": True, "views": False, "statement_timeout_seconds": 30, "max_connections": 2},
            "created_at": self.created_at.isoformat(),
            "started_at": self.created_at.isoformat() if self.step else None,
            "ended_at": (self.created_at + timedelta(seconds=76)).isoformat() if self.is_final else None,
            "queue_position": self.queue_position, "cancel_requested": self.cancel_requested,
            "source_away_since": self.away_since.isoformat() if self.away_since else None, "catalog": self.catalog, "stages": self.stages(),
            "totals": {
                "tables": len(self.seen_tables()), "columns": sum(len(whole["column_details"]) for whole in self.seen_tables()),
                "objects_missing": len(self.missing), "tables_with_gaps": sum(whole["state"] == "no_access" for whole in done), "findings": len(found),
                "findings_by_level": {level: levels.count(level) for level in ("critical", "high", "medium", "low")},
                "score": 86.9 if self.step >= STEPS_PER_STAGE * 4 and not self.empty else None, "score_coverage": 0.64,
                "connections_opened": 4, "statements": 31, "rows_read": 14_310,
            },
            "failure": self.failure, "temporal_url": f"http://127.0.0.1:8233/namespaces/default/workflows/ss-{self.id}",
            "worker_ready": self.worker_ready,
        }  # fmt: skip

    def stages(self) -> list[Json]:
        """Each stage with its counts."""
        return [self._stage(position, stage, title) for position, (stage, title) in enumerate(STAGES.items())]

    def _stage(self, position: int, stage: str, title: str) -> Json:
        begun = self.created_at + timedelta(seconds=position * 15)
        halves = min(STEPS_PER_STAGE, max(0, self.step - position * STEPS_PER_STAGE))
        state = ("waiting", "running", "done")[halves]
        if self.cancelled and state == "running":
            state = "cancelled"
        if self.failure and position == 0:
            state = "failed"
        elif self.failure:
            state = "skipped"
        total = len(self.tables) if position in {2, 3} else None
        return {
            "stage": stage, "title": title, "state": state, "done": (total or 0) * halves // STEPS_PER_STAGE, "total": total,
            "started_at": begun.isoformat() if halves else None,
            "ended_at": (begun + timedelta(seconds=3.1)).isoformat() if state in {"done", "failed"} else None,
        }  # fmt: skip

    def results(self) -> Json:
        """The answer of GET /runs/{id}/results."""
        seen = self.seen_tables()
        measured = self.step >= STEPS_PER_STAGE * 4 and not self.empty
        return {
            "run_id": self.id, "state": self.state, "product": "PostgreSQL", "version": "16.4", "complete": self.is_final,
            "manifest": {
                "missing": len(self.missing), "by_reason": dict(Counter(each["reason"] for each in self.missing)),
                "objects": self.missing, "grants": list(dict.fromkeys(each["grant"] for each in self.missing if each["grant"])),
            },
            "tables": [summary(whole) for whole in seen], "dimensions": dimensions() if measured else [],
        }  # fmt: skip


def missing_objects() -> list[Json]:
    """What a schema may lack, a hostile name included."""
    grant = "GRANT SHOW VIEW ON shop.* TO scanner"
    return [
        {"kind": "view", "schema": "shop", "name": "sales", "reason": "no_access", "missing": "definition", "grant": grant},
        {"kind": "view", "schema": "shop", "name": HOSTILE_TABLE, "reason": "no_access", "missing": "definition", "grant": grant},
        {"kind": "routine", "schema": "shop", "name": "refund", "reason": "timeout", "missing": None, "grant": None},
    ]  # fmt: skip


def run_with_gaps() -> FakeRun:
    """A run over a schema that another run has read, with a table that stayed away and objects that are missing."""
    reason = {"code": "source_away", "message": "The database was out of reach for 900 s, the longest a run waits.",
              "next_step": "Bring the database back, then scan again; everything that was read before is kept."}  # fmt: skip
    away: Json = {"state": "unavailable", "reason": reason, "findings": [], "score": None, "coverage": None, "sample": None}  # fmt: skip
    whole = [{**table, **(away if table["id"] == "t2" else {})} for table in tables()]
    catalog = {"read_at": START.isoformat(), "run_id": "run_whole", "cached": True}
    return FakeRun(id="gaps", final_state="partial", tables=whole, catalog=catalog, missing=missing_objects())


def finished_runs() -> dict[str, FakeRun]:
    """What a server that has been used holds, newest first."""
    refused = {"code": "wrong_password", "message": "PostgreSQL refused the password for “scanner” (the server answered 28P01).",
               "next_step": "Check the password, or that the role exists on this server. It was tried once."}  # fmt: skip
    no_hostile = [whole for whole in tables() if whole["id"] in {"t3", "t6"}]
    runs = [
        FakeRun(id="run_partial", final_state="partial"),
        FakeRun(id="run_whole", tables=no_hostile, title="crm.db", created_at=START - timedelta(hours=5)),
        FakeRun(
            id="run_failed",
            final_state="failed",
            empty=True,
            failure=refused,
            created_at=START - timedelta(days=1),
        ),
    ]
    return {run.id: run for run in runs}
