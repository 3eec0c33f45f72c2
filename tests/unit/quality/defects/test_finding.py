"""What is found in a table, what is not, and what of its values may be seen."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest

from app.detection.cells.masking import mask
from app.model.defects import SHOWN_FROM, Defect, DefectKind
from app.model.findings import ColumnVerdict
from app.model.sample import SamplingMethod
from app.model.schema import DataType
from app.quality.defects.finding import find_defects
from tests.support.tables import make_sample, make_table
from tests.support.verdicts import email_verdict

TODAY = date(2026, 11, 27)
ROWS = 200
TEXT, INTEGER, DECIMAL, DATE = DataType.TEXT, DataType.INTEGER, DataType.DECIMAL, DataType.DATE
Cells = list[str | None]


def clean() -> dict[str, Cells]:
    """A table of orders without an error."""
    r = Random(7)  # noqa: S311 - the same table every time
    days = [date(2024, 1, 1) + timedelta(days=place) for place in range(ROWS)]
    return {
        "id": [str(1000 + place) for place in range(ROWS)],
        "customer_id": [str(r.randint(1, 60)) for _ in range(ROWS)],
        "status": r.choices(["delivered", "shipped", "pending", "cancelled"], [80, 12, 6, 2], k=ROWS),  # type: ignore[list-item]
        "city": r.choices(["Rotterdam", "Antwerpen", "Hamburg", "Marseille", "Genova"], k=ROWS),  # type: ignore[list-item]
        "country": r.choices(["Netherlands", "Belgium", "Germany", "France", "Italy"], k=ROWS),  # type: ignore[list-item]
        "weight_kg": [f"{r.gauss(70, 9):.1f}" for _ in range(ROWS)],
        "amount": [f"{40 * r.lognormvariate(0, 1):.2f}" for _ in range(ROWS)],
        "ordered": [day.isoformat() for day in days],
        "shipped": [(day + timedelta(days=r.randint(1, 9))).isoformat() for day in days],
        "code": [f"AB-{r.randint(1000, 9999)}" for _ in range(ROWS)],
    }


TYPES = {
    "id": INTEGER, "customer_id": INTEGER, "status": TEXT, "city": TEXT, "country": TEXT, "weight_kg": DECIMAL, "amount": DECIMAL,
    "ordered": DATE, "shipped": DATE, "code": TEXT,
}  # fmt: skip


def harmless(column: str) -> ColumnVerdict:
    return ColumnVerdict(
        column=column, findings=(), runner_up=None, sampled=ROWS, tested=50, none_at_most=None, statement=""
    )


def found(
    cells: Mapping[str, Sequence[str | None]],
    *,
    verdicts: Sequence[ColumnVerdict] | None = None,
    method: SamplingMethod = SamplingMethod.ALL,
    parents: Mapping[str, frozenset[str]] | None = None,
) -> list[Defect]:
    """What is shown of the table."""
    table = make_table({name: TYPES[name] for name in cells}, unique=("id",))
    sample = make_sample(cells, method=method)
    given = [harmless(name) for name in cells] if verdicts is None else verdicts
    defects = find_defects(table, sample, given, today=TODAY, parents=parents, mask=mask)
    return [defect for defect in defects if defect.confidence >= SHOWN_FROM]


def kinds(defects: Sequence[Defect]) -> set[tuple[DefectKind, tuple[str, ...]]]:
    return {(defect.kind, defect.columns) for defect in defects}


def put(cells: dict[str, Cells], column: str, values: Mapping[int, str | None]) -> dict[str, Cells]:
    """The table with other cells at some rows."""
    changed = list(cells[column])
    for row, value in values.items():
        changed[row] = value
    return {**cells, column: changed}


def test_a_clean_table_has_no_defect() -> None:
    assert found(clean()) == []


@pytest.mark.parametrize(
    ("kind", "column", "values"),
    [
        (DefectKind.MISSING, "city", {3: None, 90: None, 91: ""}),
        (DefectKind.DISGUISED_MISSING, "city", {3: "n/a", 90: "-"}),
        (DefectKind.DISGUISED_MISSING, "weight_kg", {3: "999", 90: "999"}),
        (DefectKind.DISGUISED_MISSING, "weight_kg", {3: "-1", 90: "-1"}),
        (DefectKind.DISGUISED_MISSING, "shipped", {3: "9999-12-31", 90: "1900-01-01"}),
        (DefectKind.TYPO, "city", {3: "Rotterdm", 90: "Hamburrg"}),
        (DefectKind.FORMAT_MIX, "city", {3: "HAMBURG", 90: "GENOVA"}),
        (DefectKind.FORMAT_MIX, "code", {3: "AB1234", 90: "1234", 91: "ab-7777"}),
        (DefectKind.STRAY_SPACE, "city", {3: " Hamburg", 90: "Genova "}),
        (DefectKind.ENCODING, "city", {3: "MÃ¼nchen", 90: "K\ufffdln"}),
        (DefectKind.UNIT_MIX, "weight_kg", {3: "154.3", 20: "149.9", 90: "160.2", 91: "171.7", 120: "143.3"}),
        (DefectKind.UNIT_MIX, "weight_kg", {3: "71000", 20: "68200", 90: "77300", 91: "59900"}),
        (DefectKind.OUTLIER, "weight_kg", {3: "612.5"}),
        (DefectKind.OUTLIER, "amount", {3: "91000.00", 9: "240000.00"}),
        (DefectKind.SHIFTED_DATES, "ordered", {row: f"2014-05-{row - 79:02}" for row in range(80, 88)}),
    ],
)  # fmt: skip
def test_an_error_is_named_with_its_column_and_nothing_else_is(
    kind: DefectKind, column: str, values: dict[int, str | None]
) -> None:
    defects = found(put(clean(), column, values))

    assert kinds(defects) == {(kind, (column,))}
    assert defects[0].count == len(values)
    assert defects[0].exact
    assert defects[0].reasons


def test_values_in_each_others_column_are_named_with_both() -> None:
    cells = clean()
    for row in (5, 50, 77):
        cells["city"][row], cells["country"][row] = cells["country"][row], cells["city"][row]

    (defect,) = found(cells)

    assert (defect.kind, defect.columns, defect.count) == (
        DefectKind.SWAPPED_COLUMNS,
        ("city", "country"),
        3,
    )


def test_rows_that_stand_twice_are_named_whatever_their_key() -> None:
    cells = clean()
    copied = {name: [*values, values[4], values[9]] for name, values in cells.items()}
    copied["id"][-2:] = ["5000", "5001"]

    (defect,) = found(copied)

    assert (defect.kind, defect.count, defect.rows) == (DefectKind.DUPLICATE_ROWS, 2, ROWS + 2)
    assert "id" not in defect.columns


def test_values_that_are_no_keys_of_the_table_they_refer_to_are_orphans() -> None:
    keys = frozenset(str(key) for key in range(1, 61))

    (defect,) = found(put(clean(), "customer_id", {3: "61", 4: "78"}), parents={"customer_id": keys})

    assert (defect.kind, defect.columns, defect.count) == (DefectKind.ORPHAN, ("customer_id",), 2)


def test_examples_are_masked_where_the_column_is_sensitive_and_absent_where_it_was_not_tested() -> None:
    cells = put(clean(), "code", {3: "someone.else@example.org ", 4: " other.person@example.org"})
    harmless_code = [harmless("code")]

    told = {defect.kind: defect.examples for defect in found(cells, verdicts=harmless_code)}
    masked = {
        defect.kind: defect.examples
        for defect in found(cells, verdicts=[replace(email_verdict(1.0), column="code")])
    }
    untested = {defect.kind: defect.examples for defect in found(cells, verdicts=[])}

    assert "someone.else@example.org " in told[DefectKind.STRAY_SPACE]
    assert masked[DefectKind.STRAY_SPACE]
    assert not any("someone" in example for example in masked[DefectKind.STRAY_SPACE])
    assert untested[DefectKind.STRAY_SPACE] == ()


def test_a_sample_gives_a_bound_where_rows_were_drawn_by_themselves() -> None:
    cells = put(clean(), "city", {3: None, 90: None})

    (drawn,) = found(cells, method=SamplingMethod.BERNOULLI)
    (first,) = found(cells, method=SamplingMethod.HEAD)

    assert not drawn.exact
    assert drawn.bound is not None
    assert 0.01 < drawn.bound < 0.05
    assert first.bound is None


def test_a_table_without_rows_has_no_defect() -> None:
    assert found({name: [] for name in TYPES}) == []


@pytest.mark.parametrize(
    "value", ["\ud800", "\x00", "9" * 400, "-838:59:59", "NaN", "Infinity", "0044-03-15 BC", "\u202e"]
)
def test_odd_values_never_raise(value: str) -> None:
    cells = clean()
    for name in cells:
        found(put(cells, name, dict.fromkeys(range(0, ROWS, 9), value)))
