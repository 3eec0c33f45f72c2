"""Reads the definitions of the metrics."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from importlib.resources import files
from typing import Final

import msgspec

from app.model.measurements import Dimension
from app.model.schema import DataType

_FILES: Final = (
    "completeness",
    "uniqueness",
    "consistency",
    "values",
    "numbers",
    "texts",
    "moments",
    "truth",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """One metric of a column.

    Attributes:
        formula: in words, over the rows of the table or the sampled cells of the column.
        unit: ``values``, ``rows``, ``share`` (0 to 1), ``characters``, or ``as the column``.
        empty: what NULL cells count as, and what an empty table or an all-NULL column gives.
        dimension: the quality dimension it feeds; ``None`` for a plain description.
        source: where the definition comes from.
        types: the data types it applies to; empty for all.
        shows_values: whether it gives away a value of the column, to be masked where the column is sensitive.
    """

    id: str
    title: str
    formula: str
    unit: str
    empty: str
    source: str
    dimension: Dimension | None = None
    types: frozenset[DataType] = frozenset()
    shows_values: bool = False

    def applies_to(self, data_type: DataType) -> bool:
        """Whether a column of that type can have it."""
        return not self.types or data_type in self.types


_KEYS: Final = frozenset(field.name for field in fields(Metric)) - {"id"}


def read_metric(metric_id: str, entry: Mapping[str, object]) -> Metric:
    """The definition as a file holds it.

    Raises:
        ValueError: a key is missing or unknown, or there is no such dimension or data type.
    """
    # A misspelt key must not be dropped silently, and msgspec allows unknown ones for dataclasses.
    if unknown := entry.keys() - _KEYS:
        raise ValueError(f"{metric_id}: unknown keys {sorted(unknown)}")
    return msgspec.convert({"id": metric_id, **entry}, Metric)


def _read() -> Iterator[Metric]:
    folder = files("app.quality.metrics")
    for name in _FILES:
        for metric_id, entry in tomllib.loads((folder / f"{name}.toml").read_text("utf-8")).items():
            yield read_metric(metric_id, entry)


METRICS: Final = (*_read(),)
"""All metrics, in the order in which results are shown."""

METRIC: Final = {metric.id: metric for metric in METRICS}
"""The metrics by id."""

ORDER: Final = {metric.id: position for position, metric in enumerate(METRICS)}
"""Position of each metric in the order of the definitions."""

SHOWS_VALUES: Final = frozenset(metric.id for metric in METRICS if metric.shows_values)
"""Metrics whose value is a value of the column, or tells one where there are few rows."""
