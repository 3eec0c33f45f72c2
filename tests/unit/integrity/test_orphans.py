"""What keys say to the score and to the defects of their table."""

from dataclasses import replace

from app.integrity.orphans import SURE, key_parts, orphan_defects
from app.model.defects import DefectKind
from app.model.integrity import KeyCheck, KeyCounts, KeyLink
from app.model.measurements import Dimension

KEY = KeyLink(
    schema="s", table="t", columns=("c",), referred_schema="s", referred_table="p", referred_columns=("id",)
)
FOUND = KeyCounts(rows=90, orphan_rows=9, orphan_values=3, partly_null_rows=0, exact=True)
CHECK = KeyCheck(key=KEY, found=FOUND, query="")


def test_integrity_is_rows_found_of_rows_with_a_key():
    (part,) = key_parts([CHECK], 100)
    assert (part.dimension, part.good, part.total, part.exact) == (Dimension.INTEGRITY, 81, 90, True)


def test_some_rows_are_scaled_to_the_table_and_are_no_exact_part():
    (part,) = key_parts([replace(CHECK, found=replace(FOUND, exact=False))], 900)
    assert (part.good, part.total, part.exact) == (810, 900, False)


def test_keys_that_were_not_looked_into_have_no_rows_or_may_be_none_say_nothing():
    doubtful = replace(CHECK, key=replace(KEY, declared=False, confidence=SURE - 0.01))
    empty = replace(CHECK, found=replace(FOUND, rows=0, orphan_rows=0))
    assert key_parts([replace(CHECK, found=None), empty, doubtful], 100) == ()


def test_orphans_are_a_defect_as_sure_as_the_key():
    drawn = replace(FOUND, exact=False, orphan_share_at_most=0.15)
    supposed = replace(CHECK, key=replace(KEY, declared=False, confidence=0.8), found=drawn)
    (defect,) = orphan_defects([supposed, replace(CHECK, found=replace(FOUND, orphan_rows=0))])
    assert (defect.kind, defect.columns, defect.count, defect.rows) == (DefectKind.ORPHAN, ("c",), 9, 90)
    assert (defect.exact, defect.confidence, round(defect.bound or 0, 3)) == (False, 0.8, 0.05)
    assert defect.reasons == ("supposed key to p (id), which lacks 3 of its values",)


def test_a_declared_key_nobody_vouches_for_says_so():
    (defect,) = orphan_defects([replace(CHECK, key=replace(KEY, enforced=False))])
    assert defect.reasons[1:] == ("no server vouches for it",)
