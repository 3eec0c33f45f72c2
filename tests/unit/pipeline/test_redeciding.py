"""Other rules on kept evidence: what they change, what they leave, and what only another scan can tell."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from app.connection.config import SqliteConnection
from app.demo import build_demo
from app.detection.catalogue import Catalogue, builtin_types, load_catalogue
from app.detection.classifier import Classifier
from app.detection.custom.detectors import custom_types
from app.detection.types import TypeDefinition
from app.errors import DamagedRecordError, EvidenceMissingError, EvidenceOutdatedError
from app.model.evidence import EvidenceBatch
from app.model.findings import FindingKind, Level
from app.model.redecision import Movement, Redecision, Staleness
from app.model.run import ScanOptions
from app.pipeline.local import scan_locally
from app.pipeline.redeciding import KeptTable, kept_tables, redecide, redecide_run
from app.results.encoding import encoded
from app.results.evidence_record import EvidenceRecord, packed, unpacked
from app.results.memory_store import MemoryObjectStore, MemoryStateStore
from app.results.runs import RunRepository
from app.security.cipher import MasterKey
from tests.support.evidence import scanned
from tests.support.fake_source import FakeReaders, a_source
from tests.support.runs import a_plan, a_run, a_snapshot

CATALOGUE = load_catalogue(builtin_types())
CLASSIFIER = Classifier(CATALOGUE)
RANDOM = Random(7)  # noqa: S311 - test data
CARDS = ("4111111111111111", "5500005555555559", "340000000000009", "6011000000000004", "30000000000004")
COLUMNS: Mapping[str, Sequence[str | None]] = {
    "id": [str(n) for n in range(1, 41)],
    "email": [f"person{n}@example.org" for n in range(40)],
    "card": CARDS,
    "kdstat": [RANDOM.choice("ABC") for _ in range(40)],
    "note": [f"wrote to ana{n}@example.com about it, and waited for days" for n in range(40)],
    "label": [f"shelf {n}" for n in range(40)],
}


def kept(columns: Mapping[str, Sequence[str | None]] = COLUMNS) -> KeptTable:
    """The table scanned, its evidence written and read back, its values gone."""
    found = scanned(CLASSIFIER, columns)
    batch = unpacked(packed(found.evidence))
    return KeptTable(found.table, batch.rules, batch.tables[0], found.detection.tables[0].verdicts)


KEPT = kept()


def under(*changed: TypeDefinition, without: str = "") -> Redecision:
    """The kept table decided on with these types changed or added, and one left out."""
    types = {**CATALOGUE.types, **{t.id: t for t in changed}}
    types.pop(without, None)
    return redecide([KEPT], Catalogue(types))


def altered(type_id: str, change: Callable[[TypeDefinition], TypeDefinition]) -> Redecision:
    return under(change(CATALOGUE.types[type_id]))


def types_of(redecision: Redecision) -> dict[str, list[str]]:
    return {
        v.column: [f.type_id for f in v.findings if f.kind is FindingKind.TYPE]
        for t in redecision.tables
        for v in t.verdicts
    }


THEN = types_of(under())


def test_the_same_rules_change_nothing():
    same = under()

    assert (same.changes, same.stale, same.gone, same.doubts) == ((), (), (), ())
    assert encoded(same.tables[0].verdicts) == encoded(KEPT.verdicts)
    assert same.rules_before == (same.rules_after,)


def test_what_is_kept_holds_what_the_tests_below_need():
    assert THEN["email"] == ["EMAIL_ADDRESS"]
    assert THEN["card"] == ["CREDIT_CARD_NUMBER"]
    assert THEN["kdstat"] == THEN["note"] == THEN["label"] == THEN["id"] == []


def test_another_prior_moves_that_part_of_the_columns_of_the_type_alone():
    found = altered("CREDIT_CARD_NUMBER", lambda t: replace(t, prior=t.prior / 2))

    [change] = found.changes
    assert (change.column, change.movement) == ("card", Movement.WEIGHED)
    assert [part.name for part in change.moved] == ["prior"]
    assert (change.moved[0].before or 0) > (change.moved[0].after or 0)
    assert found.stale == ()


def test_a_new_name_term_changes_columns_of_that_name_alone():
    found = altered("CREDIT_CARD_NUMBER", lambda t: replace(t, names=(*t.names, "label", "card")))

    assert [(c.column, c.movement, [p.name for p in c.moved]) for c in found.changes] == [
        ("card", Movement.WEIGHED, ["column name"])
    ]
    assert found.stale == ()


def test_a_new_name_of_a_type_that_only_names_tell_finds_it_and_says_that_no_value_was_tried():
    by_name = CATALOGUE.types["PASSWORD"]
    found = under(replace(by_name, names=(*by_name.names, "kdstat"), hints=()))

    assert types_of(found) == {**THEN, "kdstat": ["PASSWORD"]}
    assert [(c.column, c.movement) for c in found.changes] == [("kdstat", Movement.FOUND)]
    assert [(d.column, d.why) for d in found.doubts] == [
        ("kdstat", f"its values were never tried as {by_name.title}")
    ]


def test_a_raised_level_restates_the_findings_of_the_type():
    found = altered("EMAIL_ADDRESS", lambda t: replace(t, level=Level.CRITICAL))

    assert [(c.column, c.movement) for c in found.changes] == [
        ("email", Movement.RESTATED), ("note", Movement.RESTATED),
    ]  # fmt: skip
    assert found.changes[0].before[0].level is not Level.CRITICAL
    assert found.changes[0].after[0].level is Level.CRITICAL
    assert found.changes[0].moved == ()
    assert types_of(found) == THEN


def test_a_removed_type_is_found_no_more():
    found = under(without="CREDIT_CARD_NUMBER")

    assert found.gone == ("CREDIT_CARD_NUMBER",)
    assert [c.column for c in found.changes] == ["card"]
    assert "CREDIT_CARD_NUMBER" not in types_of(found)["card"]
    assert {part.after for part in found.changes[0].moved if part.type_id == "CREDIT_CARD_NUMBER"} == {None}


def test_a_new_detector_by_name_alone_is_decided_on_in_full():
    (shelf,) = custom_types('[SHELF_MARK]\nnames = ["label"]\nlevel = 3\n')

    found = under(shelf)

    assert types_of(found) == {**THEN, "label": ["SHELF_MARK"]}
    assert [(c.column, c.movement) for c in found.changes] == [("label", Movement.FOUND)]
    assert found.stale == ()
    assert found.doubts == ()


def test_a_new_detector_with_a_pattern_needs_another_scan_and_decides_nothing():
    (shelf,) = custom_types(
        "[SHELF_MARK]\nnames = ['label']\npattern = 'shelf \\d+'\nmatches = ['shelf 1']\n"
    )

    found = under(shelf)

    assert found.changes == ()
    assert [(s.type_id, s.why) for s in found.stale] == [("SHELF_MARK", Staleness.NEW)]


EMAIL = CATALOGUE.types["EMAIL_ADDRESS"]


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        (replace(EMAIL, pattern=EMAIL.pattern + "x?"), Staleness.CHANGED),
        (replace(EMAIL, shape=None), Staleness.CHANGED),
        (replace(EMAIL, test=str.isprintable), Staleness.CHANGED),
        (replace(EMAIL, search="x"), Staleness.INSIDE),
    ],
    ids=["pattern", "shape", "test", "search"],
)
def test_another_value_test_is_stale_and_what_is_known_of_the_former_counts(
    changed: TypeDefinition, why: Staleness
):
    found = under(changed)

    assert [(s.type_id, s.why) for s in found.stale] == [("EMAIL_ADDRESS", why)]
    assert types_of(found) == THEN


def test_a_column_that_is_a_type_no_longer_was_not_looked_into():
    assert ("email", "its texts were not looked into while it was taken for a type") in {
        (d.column, d.why) for d in under(without="EMAIL_ADDRESS").doubts
    }


def test_evidence_of_another_format_is_refused_as_such_and_damaged_evidence_as_damaged():
    record = packed(EvidenceBatch(number=0, rules=CLASSIFIER.marks, tables=()))

    with pytest.raises(EvidenceOutdatedError) as refused:
        unpacked(replace(record, format=0))
    assert "format 0" in refused.value.explain().message
    for body in (b"", record.body[:-9], b"x\x9c\x03\x00"):
        with pytest.raises(DamagedRecordError):
            unpacked(EvidenceRecord(format=record.format, body=body))


async def test_a_scan_is_decided_on_again_without_its_source(tmp_path: Path):
    build_demo(tmp_path / "demo.sqlite")
    source = a_source(FakeReaders(), SqliteConnection(path=str(tmp_path / "demo.sqlite")))
    scan = await scan_locally(source, ScanOptions(sample_rows=100), CLASSIFIER, run_id="run_0000000001")
    (tmp_path / "demo.sqlite").unlink()
    verdicts = {t.table_id: t.verdicts for batch in scan.detections for t in batch.tables}
    batches = [unpacked(packed(batch)) for batch in scan.evidence]

    again = redecide(list(kept_tables(scan.snapshot.tables, batches, verdicts)), CATALOGUE)

    assert (again.changes, again.stale, again.doubts) == ((), (), ())
    assert len(again.tables) == len(verdicts) > 10
    assert encoded({t.table_id: t.verdicts for t in again.tables}) == encoded(verdicts)


async def test_a_run_without_evidence_says_so():
    runs = RunRepository(MemoryStateStore(), MemoryObjectStore(), MasterKey(bytes(range(32))))
    await runs.create(a_run("r1"))
    await runs.write_snapshot("r1", a_snapshot())
    await runs.write_plan("r1", a_plan(1))

    with pytest.raises(EvidenceMissingError):
        await redecide_run(runs, "r1", CATALOGUE)


SECRETS = {
    "mail": [f"zyx{n}wvu@planted-host.example" for n in range(5)],
    "card": CARDS,
    "word": ["Xanthippe", "Quetzalcoatl", "Zebedee", "Wolfeschlegel", "Yggdrasil"],
    "note": [f"call Xanthippe{n} at +31612345{n:03d} or zyx{n}@planted-host.example" for n in range(5)],
    "json": [f'{{"zyx{n}@planted.example": {{"tel": "+3161234{n:04d}"}}, "Xanthippe": "ok"}}' for n in range(9)],
    "list": ["Xanthippe Zebedee; Wolfeschlegel Yggdrasil", "Quetzalcoatl Xanthippe; Zebedee Yggdrasil"],
    "key": [f"ghp_{'zq' * 17}{n}x" for n in range(5)],
    "odd": ["\ud800planted", "planted\x00planted", '="planted7"', "x" * 5000, "planted planted"],
}  # fmt: skip
PLANTED = re.compile(
    r"xanthippe|quetzal|zebedee|wolfeschl|yggdras|zyx\d|wvu|planted|1111111|5500005|zqzq|6123|xxxx",
    re.IGNORECASE,
)


@pytest.mark.parametrize("name", SECRETS)
@pytest.mark.parametrize("header", ["", "c1", "name", "email", "secret", "payload"])
def test_no_value_is_in_what_is_kept(name: str, header: str):
    evidence = kept({header: SECRETS[name]}).evidence

    stored = encoded(evidence).decode("ascii", "backslashreplace")
    assert PLANTED.findall(stored) == []
