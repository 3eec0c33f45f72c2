"""Every failure has one code, says a constant sentence, and explains itself with documented evidence only."""

import re
from string import Formatter

import pytest

from app import errors
from app.errors import Category, SourceSenseError

KINDS = sorted(SourceSenseError.__subclasses__(), key=lambda kind: kind.code)
PLANTED = "planted 4929-1234"

# Ids are no evidence about a source: they are known wherever a run is spoken of.
KNOWN_EVERYWHERE = {"run_id", "table_id", "state"}


def named(kind: type[SourceSenseError]) -> str:
    """The class, as a test is named after it."""
    return kind.__name__


def places(kind: type[SourceSenseError]) -> set[str]:
    """The names of evidence in its templates."""
    templates = (kind.message, kind.next_step)
    return {name for template in templates for _, name, _, _ in Formatter().parse(template) if name}


def documented(kind: type[SourceSenseError]) -> set[str]:
    """The names of evidence its docstring promises."""
    found = re.search(r"Evidence: ([^.]+)\.", kind.__doc__ or "")
    listed = re.sub(r"\([^)]*\)", "", found[1]) if found else ""
    return {name.strip() for name in listed.split(",") if name.strip()}


def test_no_two_failures_share_a_code() -> None:
    assert len({kind.code for kind in KINDS}) == len(KINDS)


def test_the_tree_is_one_level_deep() -> None:
    assert all(not kind.__subclasses__() for kind in KINDS)


def test_the_overview_names_every_failure_and_no_other() -> None:
    overview = set(re.findall(r"\b[A-Z]\w+Error\b", errors.__doc__ or "")) - {"SourceSenseError"}
    assert overview == {kind.__name__ for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS, ids=named)
def test_a_failure_is_complete(kind: type[SourceSenseError]) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9_]{1,39}", kind.code), "the contracts carry 40 characters"
    assert kind.category in Category
    assert kind.title.endswith(".")
    assert kind.message
    assert kind.next_step


@pytest.mark.parametrize("kind", KINDS, ids=named)
def test_templates_hold_documented_evidence_only(kind: type[SourceSenseError]) -> None:
    assert places(kind) <= documented(kind) | KNOWN_EVERYWHERE


@pytest.mark.parametrize("kind", KINDS, ids=named)
def test_the_text_of_a_failure_is_constant(kind: type[SourceSenseError]) -> None:
    error = kind(**dict.fromkeys(documented(kind) | places(kind) | {"other"}, PLANTED))

    assert str(error) == kind.title
    assert error.args == (kind.title,)
    assert PLANTED not in repr(error)
    assert not places_in(kind.title)


@pytest.mark.parametrize("kind", KINDS, ids=named)
def test_an_explanation_is_filled_from_the_evidence(kind: type[SourceSenseError]) -> None:
    evidence = {name: f"<{name}>" for name in places(kind)}

    explained = kind(**evidence).explain()

    text = explained.message + explained.next_step
    assert all(shown in text for shown in evidence.values())
    assert not places_in(text)
    assert (explained.code, explained.category) == (kind.code, kind.category)


@pytest.mark.parametrize("kind", KINDS, ids=named)
def test_what_is_not_known_reads_as_a_question_mark(kind: type[SourceSenseError]) -> None:
    explained = kind().explain()

    assert ("?" in explained.message + explained.next_step) is bool(places(kind))


def test_evidence_that_is_none_is_not_known() -> None:
    error = errors.SourceLostError(sqlstate=None)

    assert error.evidence == {}
    assert error.explain().message == "The connection to the database broke (?)."


def test_evidence_is_never_taken_for_a_template() -> None:
    explained = errors.NotADatabaseError(path="{object.__class__}{0}").explain()

    assert "{object.__class__}{0}" in explained.message


def places_in(text: str) -> list[str]:
    """Places of evidence that are still open in a text."""
    return re.findall(r"\{\w+\}", text)
