"""A validator of ours beside python-stdnum, both ways, and the forms in which people separate its numbers."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from random import Random

from app.detection.matching.chance import draws


def never(_: str) -> bool:
    return False


def oracle_draws(usually: int) -> int:
    """Random values per validator; ``ORACLE_DRAWS`` sets more."""
    return int(os.environ.get("ORACLE_DRAWS", str(usually)))


@dataclass(frozen=True)
class Case:
    """One validator beside its oracle.

    ``forms`` separate a bare value (``#`` for each of its characters); ``differ`` says where the two may disagree,
    ``because`` why; ``options`` go to the oracle.
    """

    validator: str
    oracle: str
    template: str
    forms: tuple[str, ...] = ()
    differ: Callable[[str], bool] = never
    because: str = ""
    options: tuple[tuple[str, bool], ...] = ()


def separated(form: str, value: str) -> str:
    characters = iter(value)
    return "".join(next(characters) if c == "#" else c for c in form)


def compare(case: Case, count: int) -> None:
    """Assert that both accept the same of so many random values, and that ours reads each accepted one in its forms."""
    is_valid = import_module(f"app.detection.validators.{case.validator}").is_valid
    oracle = import_module(f"stdnum.{case.oracle}").is_valid
    draw, random = draws(case.template), Random(case.validator)  # noqa: S311 - test data
    values = {draw(random) for _ in range(count)}

    accepted = {value for value in values if is_valid(value)}
    expected = {value for value in values if oracle(value, **dict(case.options))}

    assert {value for value in accepted ^ expected if not case.differ(value)} == set()
    assert accepted
    for form in case.forms:
        fitting = [value for value in accepted if len(value) == form.count("#")]
        assert [value for value in fitting if not is_valid(separated(form, value))] == []
