"""What differs between servers, as data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

from app.model.schema import Column, DataType
from app.quality.placeholders import PLACEHOLDER_DAYS, PLACEHOLDER_TEXTS

TEXT_CHARACTERS: Final = 200
"""Longest text that is sent as a minimum or maximum."""

NUMBER_CHARACTERS: Final = 1200
"""Longest number that is sent; the widest double written out has 1,079. A longer one (PostgreSQL's numeric can have
147,455 digits) is not given rather than cut."""

GREATEST_SUMMED: Final = "1e145"
"""Floating-point numbers beyond this have no mean: the sum of the squares of 10^17 of them would overflow."""


def _literals(texts: tuple[str, ...]) -> str:
    """The texts as a list in SQL; they are constants of letters and punctuation, without quotes (tested)."""
    return "(" + ", ".join(f"'{text}'" for text in texts) + ")"


TEXTS: Final = _literals(PLACEHOLDER_TEXTS)
DAYS: Final = _literals(PLACEHOLDER_DAYS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """How one kind of server writes aggregates.

    A template may hold ``{c}``, the column as it stands in the table; ``{v}``, its value in a form that aggregates
    can work with; ``{n}``, the length of a text; ``{f}``, a number that can be summed, else NULL; ``{t}``, the table;
    ``{as_text}``, the column as text; ``{min}`` and ``{max}``, its bounds as text.

    Attributes:
        dialect: quotes names.
        widest: result columns a statement may have.
        value: the template of ``{v}``, over ``{c}``.
        length: the template of ``{n}``, over ``{c}`` and ``{v}``.
        summed: the template of ``{f}``, over ``{c}`` and ``{v}``.
        text: an expression over such a column as text.
        aggregates: templates by aggregate, or by aggregate and data type where that makes a difference; without one
            the server is not asked for it.
        texts: data types whose cells may hold any text, whatever the declaration says.
        in_doubles: whether standard deviations are computed in floating point, also of integers and decimals.
        rows: counts rows.
        hint: what follows the table's name, by its storage.
        has_grouping_sets: whether one scan can group by several columns, each by itself.
        first: a SELECT of what is given that ends after so many rows.
        only: what stands before a table's name so that the rows of those that inherit from it are left out.
    """

    dialect: sa.Dialect
    widest: int
    value: Callable[[Column], str]
    length: str
    summed: Callable[[Column], str]
    text: Callable[[Column, str], str]
    aggregates: Mapping[str, str]
    texts: frozenset[DataType] = frozenset({DataType.TEXT})
    in_doubles: bool = True
    rows: str = "count(*)"
    hint: Callable[[str | None], str] = lambda _: ""
    only: str = ""
    has_grouping_sets: bool = False
    first: Callable[[str, int], str] = lambda selected, rows: f"SELECT {selected} LIMIT {rows}"

    def quote(self, name: str) -> str:
        """The name as a quoted identifier, in the form the driver wants it in."""
        return self.dialect.identifier_preparer.quote_identifier(name)

    def template(self, aggregate: str, column: Column) -> str | None:
        """How the aggregate is written for that column; ``None`` where the server has nothing to say."""
        typed = f"{aggregate} of {column.data_type.value}"
        return self.aggregates.get(typed, self.aggregates.get(aggregate))
