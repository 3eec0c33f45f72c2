"""Detectors somebody writes: what may be left out, what is refused, and what lint remarks."""

import re
from pathlib import Path

import pytest

from app.detection.catalogue import builtin_types, load_catalogue
from app.detection.custom.detectors import DetectorRefusedError, custom_types, measured_chance
from app.detection.custom.lint import lint
from app.detection.types import Tier
from app.model.findings import Level

CATALOGUE = load_catalogue(builtin_types())
BADGE = """
[EMPLOYEE_BADGE]
names = ["badge tag"]
pattern = "EMP-[0-9]{6}"
p0 = 0.0001
sources = ["handbook"]
matches = ["EMP-123456", "EMP-000001", "EMP-904417"]
rejects = ["EMP-12345", "emp-123456", "EMP 123456"]
"""


def changed(**keys: str) -> str:
    """The badge with these keys instead, as TOML; a value of "" leaves the key out."""
    text = BADGE
    for key, value in keys.items():
        text = re.sub(rf"^{key} = .*\n", "", text, flags=re.MULTILINE)
        text += f"{key} = {value}\n" if value else ""
    return text


def rules(text: str) -> set[str]:
    return {remark.rule for remark in lint(text, CATALOGUE)}


def test_an_entry_is_completed():
    (badge,) = custom_types(BADGE)

    assert (badge.family, badge.title, badge.level) == ("EMPLOYEE_BADGE", "Employee badge", Level.MEDIUM)
    assert badge.tier is Tier.A
    assert badge.linear


def test_names_alone_are_a_detector_that_only_names_tell():
    (badge,) = custom_types('[BADGE]\nnames = ["badge"]\n')

    assert badge.tier is Tier.D
    assert not badge.value_tested


def test_chance_is_measured_on_values_like_the_examples():
    (rare,) = custom_types(changed(p0=""))
    (usual,) = custom_types('[NUMBER_OF]\npattern = "[0-9]{5}"\nmatches = ["12345"]\n')

    assert rare.p0 < 0.01
    assert usual.p0 > 0.99
    assert usual.tier is Tier.C
    assert measured_chance(rare) == rare.p0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("junk", "it is not TOML"),
        ("A = 1", "no table"),
        ('[a]\nnames = ["x"]', "capital letters"),
        ("[AB]\ntitle = 'x'", "neither names nor a pattern"),
        (changed(pattern="'(a)\\1'"), "EMPLOYEE_BADGE: pattern: it has a backreference"),
        (changed(pattern="'(?=a)'"), "EMPLOYEE_BADGE: pattern: it has lookaround"),
        (changed(search="'(?<!a)b'"), "EMPLOYEE_BADGE: search: it has lookaround"),
        (changed(patern="'a'"), "unknown keys"),
        (changed(level="9"), "EMPLOYEE_BADGE"),
        (changed(test="'os.path'"), "bundled validators"),
        (changed(test="'validators.unheard_of'"), "no such test"),
        (changed(population="'populations.x'"), "bundled validators"),
        (changed(search_needs="['digits']"), "unknown character classes"),
        (changed(p0="", matches=""), "give p0"),
        (changed(names="7"), "EMPLOYEE_BADGE"),
    ],
)
def test_what_is_not_valid_is_refused_with_the_id_and_the_reason(text: str, words: str):
    with pytest.raises(DetectorRefusedError, match=re.escape(words)):
        custom_types(text)

    assert "not-usable" in rules(text)


def test_a_bundled_test_can_be_used():
    (card,) = custom_types(
        '[LOYALTY]\npattern = "9[0-9]{9}"\ntest = "validators.luhn"\nmatches = ["9000000001"]\n'
    )

    assert card.test is not None
    assert card.p0 < 0.1


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (changed(matches='["EMP-1"]'), "own-match-fails"),
        (changed(rejects='["EMP-123456"]'), "own-reject-passes"),
        (changed(rejects="[]"), "few-examples"),
        (changed(p0="0.3"), "p0-differs"),
        (changed(p0=""), "p0-missing"),
        (changed(pattern="'.*'", p0="1.0"), "says-nothing"),
        (changed(pattern="'.*'", p0="1.0"), "accepts-others"),
        (changed(names="[]"), "no-names"),
        (changed(names='["e-mail"]'), "shared-name"),
        (changed(sources="[]"), "no-source"),
        (changed(near='["NOWHERE"]'), "unknown-family"),
        (changed(regions='["Germany"]'), "unknown-region"),
        (BADGE.replace("EMPLOYEE_BADGE", "EMAIL_ADDRESS"), "replaces"),
        (changed(pattern="'[0-9]{16}'", matches="['4111111111111111']"), "others-accept"),
    ],
)
def test_lint_remarks(text: str, rule: str):
    assert rule in rules(text)


def test_a_good_detector_needs_no_remark():
    assert rules(BADGE) == set()


def test_the_documented_example_is_a_good_one():
    page = (Path(__file__).parents[3] / "docs" / "detectors-custom.md").read_text(encoding="utf-8")
    example = re.search(r"```toml\n(.*?)```", page, re.DOTALL)

    assert example
    assert [remark for remark in lint(example[1], CATALOGUE) if remark.severity != "notice"] == []
