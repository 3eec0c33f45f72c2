"""Regulations, their categories, and which kinds of data fall under them."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

GUIDANCE: Final = "This is guidance, not legal advice: it says which columns a regulation may concern, not whether it applies to you."
"""Stands in every view."""


class AtRest(StrEnum):
    """How the data of a category may be stored."""

    PROTECTED = "protected"
    """In a form fit for how sensitive it is."""
    UNREADABLE = "unreadable"
    """Never as readable text (PCI DSS Req. 3.5.1)."""
    NEVER = "never"
    """Not at all (PCI DSS Req. 3.3.1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Kinds of data: whole families, less some of their types, and types by themselves.

    Attributes:
        beside: types of which one must be a column of the same table; empty where it may stand alone.
    """

    families: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()

    def covers(self, type_id: str, family: str, neighbours: frozenset[str] = frozenset()) -> bool:
        """Whether the type is among them, in a table with columns of these types.

        >>> Scope(families=("TAX_ID",), without=("VAT_NUMBER",)).covers("VAT_NUMBER", "TAX_ID")
        False
        """
        if self.beside and neighbours.isdisjoint(self.beside):
            return False
        return type_id in self.types or (family in self.families and type_id not in self.without)


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """One kind of data as a regulation names it.

    Attributes:
        id: unique within the regulation, e.g. ``art-9``.
        article: where the text says it.
        guidance: one sentence on what follows.
        codes: how entries of the catalogue, and detectors of one's own, name it in their ``regulations``.
        condition: when the data falls under it, where the kind alone does not decide; empty otherwise.
        untold: what no column can show; empty where nothing is to be said.
        special: the regulation sets it apart from other personal data.
    """

    id: str
    article: str
    title: str
    guidance: str
    scopes: tuple[Scope, ...]
    codes: tuple[str, ...] = ()
    condition: str = ""
    untold: str = ""
    special: bool = False
    at_rest: AtRest = AtRest.PROTECTED

    def covers(self, type_id: str, family: str, neighbours: frozenset[str] = frozenset()) -> bool:
        """Whether the type falls under the category, in a table with columns of these types."""
        return any(scope.covers(type_id, family, neighbours) for scope in self.scopes)

    @property
    def kinds(self) -> tuple[str, ...]:
        """Families and types that fall under it wherever they are, in the order of the file, each once."""
        named = [
            kind for scope in self.scopes if not scope.beside for kind in (*scope.families, *scope.types)
        ]
        return tuple(dict.fromkeys(named))


@dataclass(frozen=True, slots=True, kw_only=True)
class Regulation:
    """One regulation.

    Attributes:
        id: e.g. ``pci-dss``.
        title: as people call it.
        name: in full.
        jurisdiction: where.
        applies: to whom and when, in one sentence.
        source: address of the official text.
        version: which version of the text the mapping follows.
    """

    id: str
    title: str
    name: str
    jurisdiction: str
    applies: str
    source: str
    version: str
    categories: tuple[Category, ...]

    def falling_under(
        self, type_id: str, family: str, codes: Iterable[str], neighbours: frozenset[str] = frozenset()
    ) -> tuple[Category, ...]:
        """The categories a finding falls under, in the order of the file.

        A type that none of them covers (a detector of one's own) goes by the codes it gives itself, each to the first
        category that has it.
        """
        covering = tuple(each for each in self.categories if each.covers(type_id, family, neighbours))
        if covering:
            return covering
        named = (next((each for each in self.categories if code in each.codes), None) for code in codes)
        return tuple(dict.fromkeys(each for each in named if each is not None))
