"""Suggested rules of a run: which of them the source's rules have, and accepting others of them."""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from app.errors import RuleFileError, RulesChangedError, SuggestionUnknownError
from app.model.rules import Rule
from app.model.schema import Table
from app.pipeline.results import read_results
from app.results.rule_book import RuleBook, StoredRules
from app.results.runs import RunRepository
from app.results.suggestions_document import SuggestionsDocument, suggestions, suggestions_document
from app.rules.appending import is_kept, with_rules
from app.rules.reading import read_rules
from app.rules.suggesting import SuggestedRule, comment_of

_TRIES: Final = 5
"""Of adding rules while others change them; who adds does not care in which order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """The rules of a source after some were accepted; ``added`` are ids, without those that were there already."""

    source_id: str
    stored: StoredRules
    added: tuple[str, ...]


async def suggest(runs: RunRepository, book: RuleBook, run_id: str, *, most: int) -> SuggestionsDocument:
    """What a run suggests so far; raises ``RunNotFoundError``."""
    run = await runs.load(run_id)
    stored = await book.read(run.source.source_id)
    return suggestions_document(
        await _suggested(runs, run_id), complete=run.state.is_final, known=_readable(stored), most=most
    )


async def accept(runs: RunRepository, book: RuleBook, run_id: str, ids: Collection[str]) -> Accepted:
    """Add these suggestions of a run to the rules of its source, after whatever stands there by then.

    Raises:
        RunNotFoundError: there is no such run.
        SuggestionUnknownError: the run suggests no rule of one of the ids.
        RulesInContractError: the rules are kept as a data contract.
        RuleFileError: the rules that are kept cannot be read, or the file would be too long.
        RulesChangedError: others kept changing the rules.
    """
    run = await runs.load(run_id)
    suggested = {each.rule.id: each for _, each in await _suggested(runs, run_id)}
    for unknown in (each for each in ids if each not in suggested):
        raise SuggestionUnknownError(rule=unknown)
    wanted = [suggested[each] for each in dict.fromkeys(ids)]
    for _ in range(_TRIES - 1):
        with suppress(RulesChangedError):
            return await _added(book, run.source.source_id, wanted)
    return await _added(book, run.source.source_id, wanted)


async def _added(book: RuleBook, source_id: str, wanted: list[SuggestedRule]) -> Accepted:
    stored = await book.read(source_id)
    known = read_rules(stored.text).usable() if stored.text.strip() else ()
    new = [each for each in wanted if not is_kept(each.rule, known)]
    if new:
        comments = {each.rule.id: comment_of(each) for each in new}
        text = with_rules(stored.text, [each.rule for each in new], comments)
        stored = await book.keep(source_id, text, version=stored.version)
    return Accepted(source_id=source_id, stored=stored, added=tuple(each.rule.id for each in new))


async def _suggested(runs: RunRepository, run_id: str) -> list[tuple[Table, SuggestedRule]]:
    results = await read_results(runs, run_id)
    checks = [check for batch in await runs.read_qualities(run_id) for check in batch.relations]
    return [*suggestions(results.views, checks)]


def _readable(stored: StoredRules) -> tuple[Rule, ...]:
    """What is kept, as far as it can be read: suggestions do not wait for a plugin that is missing."""
    try:
        return read_rules(stored.text).rules if stored.text.strip() else ()
    except RuleFileError:
        return ()
