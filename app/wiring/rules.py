"""Checking and suggesting rules in this process, with the caller's own file rights."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.connection.config import Credential
from app.connection.limits import Limits
from app.errors import InputFileError
from app.model.schema import Snapshot
from app.pipeline.given_rules import GivenRules
from app.pipeline.local import LocalRun
from app.pipeline.rules import CheckedRules, check_source
from app.pipeline.schema import read_schema
from app.results.rules_document import RulesDocument, rules_document
from app.wiring.here import source_here
from app.wiring.running import outcome_of


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesChecked:
    """The schema the rules were checked against, and what they showed."""

    snapshot: Snapshot
    checked: CheckedRules


def check_here(
    connection: Mapping[str, object], credential: Credential, rules: GivenRules, *, timeout_seconds: int
) -> RulesChecked:
    """Read the schema and check the rules; raises the errors of ``app.errors`` that end a read."""
    limits = Limits(statement_timeout_seconds=timeout_seconds)

    async def run() -> RulesChecked:
        async with source_here(connection, credential, limits) as source:
            snapshot = await read_schema(source)
            return RulesChecked(snapshot=snapshot, checked=await check_source(source, snapshot, rules))

    return outcome_of(run())


def rules_results(given: GivenRules, run: LocalRun) -> RulesDocument | None:
    """What a run in this process found of the rules that came with it; ``None`` if none did."""
    if not given.rules:
        return None
    tables = {table.id: table for table in run.snapshot.tables}
    return rules_document(run.ruled, tables, complete=True)


def read_text(path: Path) -> str:
    """A file's text; raises ``InputFileError`` for one that cannot be read or is no UTF-8."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputFileError(path=str(path), problem=error.strerror or type(error).__name__) from None
    except UnicodeDecodeError:
        raise InputFileError(path=str(path), problem="it is not UTF-8") from None
