"""What a column's name, its comment and its table's name say about each type."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.detection.catalogue import Catalogue
from app.detection.naming import Occurrence, folded, occurrences, singular, tokens, vocabulary
from app.detection.types import TypeDefinition
from app.model.findings import Part
from app.model.schema import Column, Table

# Weights in log-odds. A telling name alone lifts a type of prior 2 % to about 95 %; one of several meanings
# does not decide without values; an attribute's name takes away what the term would have given and more.
_TELLING, _TELLING_QUALIFIED = 7.0, 5.5
_HINT, _HINT_QUALIFIED = 4.0, 2.0
_ATTRIBUTE, _THING, _OTHER_NAME, _ORDINARY = -3.0, -2.0, -2.0, -1.5
_COMMENT = 2.0
_TABLE_OF_PERSONS, _TABLE_OF_THINGS = 1.0, -1.5


@dataclass(frozen=True, slots=True)
class HeaderEvidence:
    """Parts from names alone.

    Attributes:
        named: per type that a term speaks for or against, its part.
        others: what every other type gets; ``None`` where the name says nothing.
    """

    named: Mapping[str, Part]
    others: Part | None

    def part(self, type_id: str) -> Part | None:
        """The part of that type."""
        return self.named.get(type_id, self.others)


class HeaderIndex:
    """The name terms of all types, folded, for looking names up."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._types = catalogue.types
        self._terms: dict[str, list[tuple[str, bool]]] = {}
        for definition in catalogue.types.values():
            for terms, telling in ((definition.names, True), (definition.hints, False)):
                for term in terms:
                    self._terms.setdefault(folded(term), []).append((definition.id, telling))

    def evidence(self, column: Column, table: Table) -> HeaderEvidence:
        """What the name says, and failing that the comment."""
        words = _in_context(tokens(column.name), table)
        named = self._by_name(words)
        if not any(part.log_odds > 0 for part in named.values()) and column.comment:
            named = {**self._by_comment(tokens(column.comment)), **named}
        return HeaderEvidence(named, _others(words, named))

    def _by_name(self, words: tuple[str, ...]) -> dict[str, Part]:
        parts: dict[str, Part] = {}
        taken: list[range] = []
        for occurrence in occurrences(words):
            run = range(len(occurrence.before), len(words) - len(occurrence.after))
            meanings = self._meanings(occurrence.term)
            # "address" inside "ip address" is not a street.
            if not meanings or any(run.start >= t.start and run.stop <= t.stop for t in taken):
                continue
            taken.append(run)
            for type_id, telling in meanings:
                part = _name_part(occurrence, telling, self._types[type_id])
                if type_id not in parts or part.log_odds > parts[type_id].log_odds:
                    parts[type_id] = part
        return parts

    def _meanings(self, term: str) -> list[tuple[str, bool]]:
        return self._terms.get(term) or self._terms.get(singular(term)) or []

    def _by_comment(self, words: tuple[str, ...]) -> dict[str, Part]:
        return {
            type_id: Part(name="comment", log_odds=_COMMENT, detail=f"“{occurrence.term}” in the comment")
            for occurrence in occurrences(words[:40])
            for type_id, telling in self._terms.get(occurrence.term, ())
            if telling
        }


def _in_context(words: tuple[str, ...], table: Table) -> tuple[str, ...]:
    """The words of the name; a mere "name" in a table of things is the name of such a thing."""
    if len(words) != 1 or words[0] not in vocabulary().generic:
        return words
    nouns = tuple(singular(word) for word in tokens(table.name))
    is_of_things = vocabulary().things.intersection(nouns) and not vocabulary().persons.intersection(nouns)
    return (*nouns, *words) if is_of_things else words


def _name_part(occurrence: Occurrence, telling: bool, definition: TypeDefinition) -> Part:
    weight, detail = _weight(occurrence, telling, definition)
    return Part(name="column name", log_odds=weight, detail=detail.format(term=occurrence.term))


def _weight(occurrence: Occurrence, telling: bool, definition: TypeDefinition) -> tuple[float, str]:
    if not occurrence.is_head:
        return _ATTRIBUTE, "“{term}” in the column name qualifies something else"
    if telling:
        return (_TELLING if occurrence.is_whole else _TELLING_QUALIFIED), "“{term}” in the column name"
    if definition.personal and occurrence.of_a_thing:
        return _THING, "“{term}” in the column name belongs to a thing"
    whole = occurrence.is_whole
    return (_HINT if whole else _HINT_QUALIFIED), "“{term}” in the column name has several meanings"


def _others(words: tuple[str, ...], named: Mapping[str, Part]) -> Part | None:
    if any(part.log_odds >= _TELLING_QUALIFIED for part in named.values()):
        return Part(name="column name", log_odds=_OTHER_NAME, detail="the column name tells another type")
    ordinary = vocabulary().things | vocabulary().attributes
    if words and singular(words[-1]) in ordinary:
        return Part(
            name="column name", log_odds=_ORDINARY, detail="the column name is that of an ordinary column"
        )
    return None


def table_part(table: Table, definition: TypeDefinition) -> Part | None:
    """What the table's name says about a type that tells something of a person."""
    if not definition.personal:
        return None
    nouns = {singular(word) for word in tokens(table.name)}
    if nouns & vocabulary().persons:
        return Part(name="table", log_odds=_TABLE_OF_PERSONS, detail="the table is named after persons")
    if nouns & vocabulary().things:
        return Part(name="table", log_odds=_TABLE_OF_THINGS, detail="the table is named after things")
    return None
