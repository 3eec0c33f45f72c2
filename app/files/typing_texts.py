"""Types of columns that come as nothing but text: what all sampled values are written like, checked on every row."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from app.model.schema import DataType


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """How values of a type are written.

    Attributes:
        pattern: of the whole value, in the syntax that Python and RE2 share; ISO 8601 for days and moments.
        native: the DuckDB type such a value can be cast to.
    """

    data_type: DataType
    pattern: str
    native: str

    def cast(self, name: str) -> str:
        """SQL of the value, NULL where it is written otherwise or there is no such day."""
        return f"CASE WHEN regexp_full_match({name}, '{self.pattern}') THEN TRY_CAST({name} AS {self.native}) END"


_DAY: Final = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
WRITINGS: Final = (
    # A leading zero makes it a code, 19 digits may not fit.
    Writing(data_type=DataType.INTEGER, pattern=r"-?(0|[1-9][0-9]{0,17})", native="BIGINT"),
    Writing(
        data_type=DataType.FLOAT,
        pattern=r"-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][-+]?[0-9]{1,3})?",
        native="DOUBLE",
    ),
    Writing(data_type=DataType.DATE, pattern=_DAY, native="DATE"),
    Writing(
        data_type=DataType.TIMESTAMP,
        pattern=_DAY + r"[ T][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,6})?)?",
        native="TIMESTAMP",
    ),
    Writing(data_type=DataType.BOOLEAN, pattern=r"(?i:true|false)", native="BOOLEAN"),
)


def writing_of(values: Iterable[str | None]) -> Writing | None:
    """How all values that are not NULL are written; ``None`` where they differ, or there are none.

    >>> [found.data_type.value if (found := writing_of(values)) else None
    ...  for values in (["1", "-20", None], ["1.5", "2"], ["007"], ["2020-01-31"], [None])]
    ['integer', 'float', None, 'date', None]
    """
    texts = [value for value in values if value is not None]
    if not texts:
        return None
    return next(
        (each for each in WRITINGS if all(map(re.compile(each.pattern).fullmatch, texts))),
        None,
    )
