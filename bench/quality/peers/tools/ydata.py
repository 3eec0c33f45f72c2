"""ydata-profiling: the table into pandas, then its minimal report's numbers, without writing the page."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from bench.quality.peers.tools.place import url

Told = dict[str, set[str]]

_NO_METRICS = {"first_rows", "hashable", "memory_size", "ordering", "type"}


def prepare(target: dict[str, Any]) -> Callable[[], Told]:
    """The connection."""
    pandas, report = import_module("pandas"), import_module("ydata_profiling").ProfileReport
    engine = import_module("sqlalchemy").create_engine(url(target))

    def profile() -> Told:
        frame = pandas.read_sql_query(f"SELECT * FROM {target['table']}", engine)  # noqa: S608 - a name of ours
        variables = report(frame, minimal=True, progress_bar=False).get_description().variables
        return {
            column: {metric for metric, value in fields.items() if value is not None} - _NO_METRICS
            for column, fields in variables.items()
        }

    return profile
