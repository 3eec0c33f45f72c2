"""The bench's own arithmetic."""

import pytest

from bench.detection.columns import LabelledColumn
from bench.detection.scores import Answer, Judged, calibration_error, confusions, contained, scored


def _judged(
    label: str | None,
    said: str | None,
    confidence: float | None = None,
    *,
    accept: tuple[str, ...] = (),
    contains: tuple[str, ...] = (),
    found: tuple[str, ...] = (),
) -> Judged:
    column = LabelledColumn(
        id="1", name="", table="", dtype="text", values=("x",), label=label, source="trap", header="none",
        accept=frozenset(accept), contains=frozenset(contains),
    )  # fmt: skip
    return Judged(column, Answer(family=said, confidence=confidence, contains=frozenset(found)))


def test_a_wrong_family_is_missed_for_one_and_wrongly_said_for_the_other():
    scores = scored([_judged("IBAN_CODE", "PERSON"), _judged("PERSON", "PERSON"), _judged(None, None)])
    assert scores.overall.f1 == pytest.approx(0.5)
    assert scores.families["IBAN_CODE"].f1 == 0
    assert scores.families["PERSON"].f1 == pytest.approx(2 / 3)
    assert scores.macro_f1 == pytest.approx(1 / 3)


def test_false_alarms_are_counted_over_ordinary_columns_only():
    scores = scored([_judged(None, "PERSON"), _judged(None, None), _judged("PERSON", None)])
    assert scores.false_alarms == pytest.approx(0.5)
    assert scores.overall.precision == 0


def test_an_accepted_family_is_right():
    assert scored([_judged("NATIONAL_ID", "TAX_ID", accept=("TAX_ID",))]).overall.f1 == 1


def test_calibration_is_the_weighted_gap_between_confidence_and_share_right():
    sure = [_judged("PERSON", "PERSON", 0.95) for _ in range(3)]
    assert calibration_error([*sure, _judged(None, "PERSON", 0.95)]) == pytest.approx(0.2)
    assert calibration_error([_judged("PERSON", None)]) is None


def test_contained_families_are_judged_each_on_its_own():
    rate = contained([_judged(None, None, contains=("A", "B"), found=("B", "C"))])
    assert (rate.right, rate.wrong, rate.missed) == (1, 1, 1)


def test_confusions_name_the_trap():
    assert confusions([_judged(None, "PERSON")]) == {("- (trap)", "PERSON"): 1}
