"""What a column's name, its comment and its table's name say about each type."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from app.detection.catalogue import Catalogue
from app.detection.evidence.scoring import rarity
from app.detection.names.heads import Role, Sides, Standing, Unit, standings, units
from app.detection.names.segmenting import Segmenter
from app.detection.names.splitting import folded, path, singular, tokens
from app.detection.names.terms import languages
from app.detection.names.vocabulary import vocabulary
from app.detection.types import STRUCTURED, Tier, TypeDefinition
from app.model.findings import Part
from app.model.schema import Column, Table

# Weights in log-odds. A telling name alone lifts a type of prior 2 % to about 95 %; one of several meanings
# does not decide without values; an attribute's name takes away what the term would have given and more.
_TELLING, _TELLING_QUALIFIED, _TELLING_OPEN = 7.0, 5.5, 4.0
_RARITY_MOST = 3.0
_HINT, _HINT_QUALIFIED = 4.0, 2.0
_ATTRIBUTE, _THING, _OTHER_NAME, _ORDINARY = -3.0, -2.0, -2.0, -1.5
_COMMENT, _KIN, _ARTICLE = 2.0, 2.5, -4.0
_TABLE_OF_PERSONS, _TABLE_OF_THINGS = 1.0, -1.5
_SEGMENTS, _COMMENT_WORDS, _CACHED_NAMES, _LONGEST_ACRONYM = 3, 40, 65_536, 5

# What has a name of its own, so "name" behind the term changes nothing (city name, but not e-mail name).
_NAMED = frozenset(
    {"PERSON", "ORGANIZATION", "LOCATION", "STREET_ADDRESS", "NATIONALITY", "LANGUAGE", "OCCUPATION", "RELIGION",
     "ETHNICITY", "MEDICAL", "USERNAME", "POLITICAL"}
)  # fmt: skip
# What only persons have; things have an age as well.
_OF_PERSONS = frozenset({"AGE", "GENDER", "MARITAL_STATUS", "RELIGION", "ETHNICITY"})
# Words that are written as codes too.
_CODED = frozenset(
    {"COUNTRY", "STATE_PROVINCE", "LANGUAGE", "NATIONALITY", "ICD10_CODE", "DIAGNOSIS_TEXT", "RELIGION", "ETHNIC_GROUP"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class HeaderEvidence:
    """Parts from names alone.

    Attributes:
        named: per type that a term speaks for or against, its part.
        kin: per value-tested type of a family that the name tells by another of its types, its part.
        others: what every other type gets; ``None`` where the name says nothing.
    """

    named: Mapping[str, Part]
    kin: Mapping[str, Part]
    others: Part | None

    def part(self, type_id: str) -> Part | None:
        """The part of that type."""
        return self.named.get(type_id) or self.kin.get(type_id, self.others)

    def speaks_for(self, type_id: str) -> bool:
        """Whether the name agrees with the type."""
        part = self.named.get(type_id)
        return part is not None and part.log_odds > 0

    def tells(self, type_id: str) -> bool:
        """Whether the name is that of the type and of nothing else."""
        part = self.named.get(type_id)
        return part is not None and part.log_odds >= _TELLING


class HeaderIndex:
    """The name terms of all types, folded, for looking names up; caches names, never values."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._types = catalogue.types
        self._tested = tuple(d for d in catalogue.types.values() if d.value_tested and not d.is_read)
        self._terms = _meanings(catalogue)
        self._sides = _sides(catalogue, self._terms)
        self._known = _dictionary(catalogue, self._terms)
        self._segmenter = Segmenter(self._known, vocabulary().short)
        self._cut = lru_cache(_CACHED_NAMES)(self._segmenter.cut)
        self._read = lru_cache(_CACHED_NAMES)(self._reading)

    def evidence(self, column: Column, table: Table) -> HeaderEvidence:
        """What the name says, and failing that the comment."""
        read = self._read(_in_context(self.words(column.name), self.words(table.name)))
        if column.comment and not any(part.log_odds > 0 for part in read.named.values()):
            return replace(read, named={**self._by_comment(column.comment), **read.named})
        return read

    def words(self, name: str) -> tuple[str, ...]:
        """The words of a name; of the containers a path leads through only those that say something.

        >>> from app.detection.catalogue import builtin_types, load_catalogue
        >>> HeaderIndex(load_catalogue(builtin_types())).words("data.customer.FIRSTNAME")
        ('customer', 'firstname')
        """
        *outer, last = path(name)[-_SEGMENTS:]
        containers = [word for segment in outer for word in self._words(segment) if self._qualifies(word)]
        return (*containers, *self._words(last))

    def knows(self, name: str) -> bool:
        """Whether most words of the name, one at least, are words of column names.

        One word alone has to be a name by itself: "ana", which in Turkish is part of one, is a person elsewhere.
        """
        words = [word for word in self._words(name) if not word.isdigit()]
        known = vocabulary().all().union(self._terms) if len(words) == 1 else self._known
        return sum(word in known or singular(word) in known for word in words) > len(words) / 2

    def _words(self, name: str) -> tuple[str, ...]:
        return tuple(word for token in tokens(name) for word in self._cut(token))

    def _qualifies(self, word: str) -> bool:
        words = vocabulary()
        return word in self._sides or singular(word) in words.persons | words.things | words.places

    def _reading(self, words: tuple[str, ...]) -> HeaderEvidence:
        name = units(words, self._sides.get)
        named: dict[str, Part] = {}
        for standing in standings(name):
            for type_id, telling in self._terms.get(standing.term) or self._terms[singular(standing.term)]:
                part = _name_part(standing, telling, self._types[type_id])
                if type_id not in named or part.log_odds > named[type_id].log_odds:
                    named[type_id] = part
        return HeaderEvidence(named, self._kin(named), _others(name, named))

    def _kin(self, named: Mapping[str, Part]) -> dict[str, Part]:
        """What a telling name says of the other types of its family: the same thing of another country or spelling."""
        told: dict[str, float] = {}
        for type_id, part in named.items():
            family = self._types[type_id].family
            told[family] = max(part.log_odds, told.get(family, 0.0))
        return {
            definition.id: Part(
                name="column name",
                log_odds=told[definition.family] - _KIN,
                detail="the column name tells its family",
            )
            for definition in self._tested
            if told.get(definition.family, 0.0) >= _TELLING_OPEN
        }

    def _by_comment(self, comment: str) -> dict[str, Part]:
        words = tuple(word for token in tokens(comment)[:_COMMENT_WORDS] for word in self._cut(token))
        return {
            type_id: Part(name="comment", log_odds=_COMMENT, detail=f"“{unit.text}” in the comment")
            for unit in units(words, self._sides.get)
            for type_id, telling in self._terms.get(unit.text, ())
            if telling
        }


def _meanings(catalogue: Catalogue) -> dict[str, list[tuple[str, bool]]]:
    """Per folded term the types it names, and whether it tells them."""
    meanings: dict[str, dict[str, bool]] = {}
    for definition in catalogue.types.values():
        for terms, telling in ((definition.hints, False), (definition.names, True)):
            for term in filter(None, map(folded, terms)):
                for spelling in _spellings(term):
                    meanings.setdefault(spelling, {})[definition.id] = telling
    return {term: list(types.items()) for term, types in meanings.items()}


def _spellings(term: str) -> tuple[str, ...]:
    """The term, and with the abbreviation that databases write for a number at its end."""
    return (term, f"{term.removesuffix('nummer')}nr") if term.endswith("nummer") else (term,)


def _sides(catalogue: Catalogue, meanings: Mapping[str, Sequence[tuple[str, bool]]]) -> dict[str, Sides]:
    """Per folded term where the languages that have it put the head of a name."""
    by_head: dict[str, set[str]] = {"first": set(), "last": set()}
    for language in languages():
        by_head[language.head] |= {
            folded(t) for ts in language.types.values() for t in (*ts.telling, *ts.hints)
        }
    containers = {
        folded(t)
        for d in catalogue.types.values()
        if d.family == "STREET_ADDRESS"
        for t in (*d.names, *d.hints)
    }
    acronyms = _acronyms(catalogue)
    return {
        term: Sides(
            first=term in by_head["first"],
            last=term in by_head["last"],
            container=term in containers,
            international=term in acronyms,
            telling=any(telling for _, telling in types),
        )
        for term, types in meanings.items()
    }


def _acronyms(catalogue: Catalogue) -> frozenset[str]:
    """Short names of numbers that have value tests: nearly all are acronyms, and stand so in every language."""
    tested = (d for d in catalogue.types.values() if d.tier in STRUCTURED and d.test is not None)
    names = (folded(name) for d in tested for name in d.names if name.isascii() and " " not in name)
    return frozenset(name for name in names if len(name) <= _LONGEST_ACRONYM)


def _dictionary(catalogue: Catalogue, meanings: Mapping[str, object]) -> frozenset[str]:
    terms = (term for d in catalogue.types.values() for term in (*d.names, *d.hints))
    return frozenset(meanings) | {word for term in terms for word in tokens(term)} | vocabulary().all()


def _in_context(words: tuple[str, ...], table: tuple[str, ...]) -> tuple[str, ...]:
    """The words of the name; a mere "name" in a table of things is the name of such a thing."""
    if len(words) != 1 or words[0] not in vocabulary().generic:
        return words
    nouns = tuple(singular(word) for word in table)
    is_of_things = _things().intersection(nouns) and not vocabulary().persons.intersection(nouns)
    return (*nouns, *words) if is_of_things else words


def _things() -> frozenset[str]:
    return vocabulary().things | vocabulary().places


def _name_part(standing: Standing, telling: bool, definition: TypeDefinition) -> Part:
    weight, detail = _weight(standing, telling, definition)
    return Part(name="column name", log_odds=weight, detail=detail.format(term=standing.term))


def _weight(standing: Standing, telling: bool, definition: TypeDefinition) -> tuple[float, str]:
    if not standing.is_head or not _agrees(standing, definition):
        return _ATTRIBUTE, "“{term}” in the column name qualifies something else"
    if telling and definition.family in _OF_PERSONS and (standing.of_a_thing or standing.of_a_place):
        return _THING, "“{term}” in the column name belongs to a thing"
    if telling:
        return _telling(standing) + _rarity(definition), "“{term}” in the column name"
    if standing.of_a_thing or (standing.of_a_place and definition.family == "PERSON"):
        return _THING, "“{term}” in the column name belongs to a thing"
    weight = _HINT if standing.is_bare else _HINT_QUALIFIED
    return weight, "“{term}” in the column name has several meanings"


def _telling(standing: Standing) -> float:
    if standing.is_whole:
        return _TELLING
    return _TELLING_OPEN if standing.open_end else _TELLING_QUALIFIED


def _rarity(definition: TypeDefinition) -> float:
    """What a telling name says more of a rare type that only names tell: few other columns are named after it."""
    if definition.value_tested:
        return 0.0
    return min(max(rarity(definition.prior), 0.0), _RARITY_MOST)


def _agrees(standing: Standing, definition: TypeDefinition) -> bool:
    """Whether the type can have a name, a number or a code beside it: a street number is no street."""
    if standing.with_name and definition.family not in _NAMED:
        return False
    if standing.with_number and definition.tier is Tier.E:
        return False
    return not standing.with_code or definition.tier is not Tier.E or definition.id in _CODED


def _others(name: Sequence[Unit], named: Mapping[str, Part]) -> Part | None:
    if any(part.log_odds >= _TELLING_QUALIFIED for part in named.values()):
        return Part(name="column name", log_odds=_OTHER_NAME, detail="the column name tells another type")
    if any(unit.text in vocabulary().articles for unit in name[-2:]):
        detail = "the column name tells numbers of articles, files or versions"
        return Part(name="column name", log_odds=_ARTICLE, detail=detail)
    if all(unit.text in vocabulary().empty for unit in name):
        return None
    ordinary = {Role.ATTRIBUTE, Role.THING, Role.MEASURE}
    if name and name[-1].role in ordinary:
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
    if nouns & _things():
        return Part(name="table", log_odds=_TABLE_OF_THINGS, detail="the table is named after things")
    return None
