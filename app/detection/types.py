"""What the catalogue says about one kind of data."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from app.model.findings import Level
from app.model.schema import DataType

ValueTest = Callable[[str], bool]
"""Whether one value is of the type; total: no input makes it raise."""

PopulationTest = Callable[[list[str]], float]
"""Log-odds from all values of a column together, for what no single value shows."""


ANYTHING = r"(?s:.*)"
"""The pattern of a type whose values are not told by one."""


class Tier(StrEnum):
    """How much a value alone can say.

    ``A``: check digits or a grammar that at most 2 % of random strings pass; ``B``: one check digit; ``C``:
    structure, dictionary or issuer prefix; ``D``: only the name tells, values can merely contradict; ``E``:
    words that the text model reads, or compared with gazetteers.
    """

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"


STRUCTURED = frozenset({Tier.A, Tier.B, Tier.C})
"""Tiers whose values have a grammar; the others are words or anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A cheap gate before any pattern: length in characters and character classes.

    Attributes:
        shortest: inclusive.
        longest: inclusive.
        needs: classes (``app.detection.cells.shapes``) that must all occur.
        allows: classes that may occur; empty for any.
    """

    shortest: int
    longest: int
    needs: tuple[str, ...] = ()
    allows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeDefinition:
    r"""One kind of data.

    Attributes:
        id: name after Google infoTypes and Presidio, e.g. ``EMAIL_ADDRESS``.
        family: types a person would not tell apart.
        regions: ISO 3166-1 codes of the issuing countries (``EU`` for the Union); empty for anywhere.
        regulations: codes such as ``GDPR Art. 4``; guidance, not legal advice.
        names: whole-token column names that tell the type by themselves, in several languages.
        hints: names that agree with the type and with others (``name``, ``state``).
        shape: the gate; ``None`` lets every value through to the pattern.
        pattern: a regular expression the whole value fits if it may be of the type at all.
        test: the value test on those that fit; ``None`` where no value test exists.
        wording: classes of the text model (``app.detection.wording``) that the values read as. Without a ``test`` the
            model takes the place of shape, pattern and test; beside one it seconds it or raises a doubt.
        population: a test of all values together.
        p0: share of random values of the same shape that pass pattern and test.
        p0_source: how that share was measured, in words.
        p0_draw: the template (``app.detection.matching.chance``) of the random values it was measured on; a test measures
            again. Empty where no template says what is random.
        coverage: least share of values that pass in a column that really is of the type.
        floor: the least log-odds that values failing the test give, where the test knows only the telling ones of
            several forms; ``None`` for that of the tier.
        prior: share of columns in ordinary databases that hold the type.
        search: a regular expression that finds the type inside longer text; ``None``: not looked for.
        search_needs: character classes a text must hold for ``search`` to be worth trying.
        search_p0: share of what ``search`` finds in ordinary text that passes the test by chance.
        context: words beside a span or in the column name that speak for the type.
        declared: declared types a column of this type can have.
        near: families whose presence in the same table speaks for the type.
        distinct: values identify somebody, so few distinct values in many rows speak against it.
        personal: the type tells something of a party, so a table of parties speaks for it, one of things against.
        linear: pattern and search come from outside and are matched by RE2, in time linear in the text.
    """

    id: str
    family: str
    title: str
    tier: Tier
    category: str
    level: Level
    regions: tuple[str, ...] = ()
    regulations: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    shape: Shape | None = None
    pattern: str = ANYTHING
    test: ValueTest | None = None
    wording: tuple[str, ...] = ()
    population: PopulationTest | None = None
    p0: float = 1.0
    p0_source: str = ""
    p0_draw: str = ""
    coverage: float = 0.8
    floor: float | None = None
    prior: float = 0.002
    search: str | None = None
    search_needs: tuple[str, ...] = ()
    search_p0: float = 0.001
    context: tuple[str, ...] = ()
    declared: tuple[DataType, ...] = field(default=(DataType.TEXT,))
    near: frozenset[str] = frozenset()
    distinct: bool = True
    personal: bool = False
    linear: bool = False
    sources: tuple[str, ...] = ()
    matches: tuple[str, ...] = ()
    rejects: tuple[str, ...] = ()

    @property
    def is_read(self) -> bool:
        """Whether the text model alone tells values of the type."""
        return bool(self.wording) and self.test is None

    @property
    def decisive(self) -> bool:
        """Whether a value that fails the test is wrong, not merely unknown: check digits or a complete grammar."""
        return self.tier in {Tier.A, Tier.B}

    @property
    def value_tested(self) -> bool:
        """Whether values can speak for the type, not merely against it."""
        return self.tier is not Tier.D
