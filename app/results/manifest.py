"""The completeness manifest of a run beyond its tables: what the catalog lists and the schema lacks, and why.

How each table ended is in ``report``; this is about everything else a catalog holds, and about parts of tables, such as
the definition of a view. Every object stands in one of the two places, never in both.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from app.model.run import ScanOptions
from app.model.schema import Skipped, SkipReason, Snapshot
from app.schema.narrowing import narrowed
from app.schema.selection import Selection

LISTED = 1_000
"""Objects named in an answer; the counts are of all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingObject:
    """One object that is missing, wholly or in part (``missing`` says which), and the statement that would help."""

    kind: str
    schema: str
    name: str
    reason: str
    missing: str | None
    grant: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestDocument:
    """What is missing of the schema of a run.

    Attributes:
        missing: how many objects in all.
        by_reason: how many for which reason, the most frequent first.
        objects: the first ``LISTED`` of them in the order of the catalog.
        grants: statements that would change it, each once.
    """

    missing: int
    by_reason: dict[str, int]
    objects: list[MissingObject]
    grants: list[str]


def missing_objects(snapshot: Snapshot, options: ScanOptions) -> tuple[Skipped, ...]:
    """What is missing of what the run was asked for; tables that are listed among its tables are not named again."""
    selection = Selection(include=options.include, exclude=options.exclude)
    tables = {(table.schema, table.name) for table in snapshot.tables}
    return tuple(
        skipped
        for skipped in narrowed(snapshot, selection).skipped
        if skipped.reason is not SkipReason.FILTERED
        and (skipped.missing is not None or (skipped.schema, skipped.name) not in tables)
    )


def manifest_document(missing: Iterable[Skipped]) -> ManifestDocument:
    """The manifest as programs read it."""
    missing = tuple(missing)
    counts = Counter(skipped.reason.value for skipped in missing)
    listed = missing[:LISTED]
    return ManifestDocument(
        missing=len(missing),
        by_reason=dict(counts.most_common()),
        objects=[_object(skipped) for skipped in listed],
        grants=list(dict.fromkeys(skipped.grant for skipped in listed if skipped.grant)),
    )


def _object(skipped: Skipped) -> MissingObject:
    return MissingObject(
        kind=skipped.kind.value,
        schema=skipped.schema,
        name=skipped.name,
        reason=skipped.reason.value,
        missing=skipped.missing,
        grant=skipped.grant,
    )
