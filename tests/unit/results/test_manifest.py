"""What is missing of a schema beside its tables: counted once, by reason, with what would help."""

from dataclasses import replace

from app.model.run import ScanOptions
from app.model.schema import ObjectKind, Skipped, SkipReason, Snapshot
from app.results.manifest import LISTED, manifest_document, missing_objects
from tests.support.runs import a_snapshot


def skipped(
    name: str,
    reason: SkipReason = SkipReason.NO_ACCESS,
    *,
    kind: ObjectKind = ObjectKind.ROUTINE,
    missing: str | None = None,
    grant: str | None = None,
) -> Skipped:
    """An object of the schema ``public``."""
    return Skipped(kind=kind, schema="public", name=name, reason=reason, missing=missing, grant=grant)


def lacking(*missing: Skipped) -> Snapshot:
    """A schema of two tables that lacks these."""
    return replace(a_snapshot(tables=2), skipped=missing)


def names(snapshot: Snapshot, options: ScanOptions | None = None) -> list[str]:
    """What is missing, by name."""
    return [each.name for each in missing_objects(snapshot, options or ScanOptions())]


def test_a_whole_schema_lacks_nothing() -> None:
    document = manifest_document(missing_objects(lacking(), ScanOptions()))

    assert (document.missing, document.by_reason, document.objects, document.grants) == (0, {}, [], [])


def test_what_was_left_out_on_purpose_is_not_missing() -> None:
    assert names(lacking(skipped("f", SkipReason.FILTERED), skipped("g"))) == ["g"]


def test_tables_the_run_was_not_asked_for_are_not_missing() -> None:
    snapshot = lacking(skipped("old", kind=ObjectKind.VIEW), skipped("new", kind=ObjectKind.VIEW))

    assert names(snapshot, ScanOptions(exclude=("old",))) == ["new"]
    assert names(snapshot, ScanOptions(include=("table_*",))) == []


def test_a_table_that_is_listed_is_told_once_and_what_is_missing_of_it_too() -> None:
    whole = skipped("table_0000", kind=ObjectKind.TABLE)
    part = skipped("table_0001", kind=ObjectKind.TABLE, missing="row estimate")

    assert names(lacking(whole, part)) == ["table_0001"]


def test_numbers_are_by_reason_and_each_grant_stands_once() -> None:
    grant = "GRANT SHOW VIEW ON shop.* TO reader"
    missing = [
        skipped("v", kind=ObjectKind.VIEW, missing="definition", grant=grant),
        skipped("w", kind=ObjectKind.VIEW, missing="definition", grant=grant),
        skipped("f", SkipReason.TIMEOUT),
    ]

    document = manifest_document(missing)

    assert (document.missing, document.by_reason) == (3, {"no_access": 2, "timeout": 1})
    assert document.grants == [grant]
    assert (document.objects[0].kind, document.objects[0].missing) == ("view", "definition")


def test_a_long_list_is_cut_and_counted_in_full() -> None:
    document = manifest_document(skipped(f"f{number}") for number in range(LISTED + 5))

    assert (document.missing, len(document.objects)) == (LISTED + 5, LISTED)
