"""Which aggregates a column is asked for, by its type."""

from collections.abc import Iterator, Mapping
from typing import Final

from app.extraction.measurement.engine import Engine
from app.model.schema import Column, DataType

_BOUNDS = ("min", "max")
_NUMBER = (
    "filled", *_BOUNDS, "summed", "mean", "deviation", "squares", "offsets", "zero", "negative", "wrong_type",
)  # fmt: skip
_DAY = ("filled", *_BOUNDS, "placeholder", "future")

_CHEAP: Final[Mapping[DataType, tuple[str, ...]]] = {
    DataType.TEXT: ("filled", "blank", "wrong_type"),
    DataType.INTEGER: _NUMBER,
    DataType.DECIMAL: _NUMBER,
    DataType.FLOAT: _NUMBER,
    DataType.BOOLEAN: ("filled", "true", "wrong_type"),
    DataType.DATE: _DAY,
    DataType.TIME: ("filled", *_BOUNDS),
    DataType.TIMESTAMP: (*_DAY, "midnight"),
    DataType.BINARY: ("filled", "empty"),
}
_DEAR: Final[Mapping[DataType, tuple[str, ...]]] = {
    DataType.TEXT: (
        "distinct", *_BOUNDS, "empty", "placeholder", "min_length", "max_length", "sum_length", "nul",
    ),
    DataType.DECIMAL: ("distinct", "nan", "infinite"),
    DataType.FLOAT: ("distinct", "nan", "infinite"),
    DataType.DATE: ("distinct", "infinite"),
    DataType.TIMESTAMP: ("distinct", "infinite"),
    **dict.fromkeys(
        (DataType.INTEGER, DataType.BOOLEAN, DataType.TIME, DataType.UUID, DataType.NETWORK), ("distinct",)
    ),
}  # fmt: skip
"""What more than doubles the time of a large table; there it is left to the sample, or to a pass over everything."""

_OF_TEXT = ("blank", "placeholder")
"""Asked for wherever any text may stand, whatever the declaration says."""


def asked(engine: Engine, column: Column, *, thorough: bool) -> Iterator[tuple[str, str]]:
    """Each aggregate with its template, where the engine has one."""
    names = _CHEAP.get(column.data_type, ("filled",))
    if column.data_type in engine.texts:
        names += _OF_TEXT
    if thorough:
        names += _DEAR.get(column.data_type, ())
    elif column.data_type is DataType.TEXT:
        names = tuple(name for name in names if name != "placeholder")
    for name in dict.fromkeys(names):
        if (template := engine.template(name, column)) is not None:
            yield name, template
