"""DataProfiler: the table into pandas, then its profile as it comes, of a fifth of the rows, its model for entities left out."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from bench.quality.peers.tools.place import url

Told = dict[str, set[str]]


def prepare(target: dict[str, Any]) -> Callable[[], Told]:
    """The connection, and its options."""
    pandas, profiler = import_module("pandas"), import_module("dataprofiler")
    engine = import_module("sqlalchemy").create_engine(url(target))
    options = profiler.ProfilerOptions()
    options.set({"data_labeler.is_enabled": False})

    def profile() -> Told:
        frame = pandas.read_sql_query(f"SELECT * FROM {target['table']}", engine)  # noqa: S608 - a name of ours
        made = profiler.Profiler(frame, options=options)
        columns = made.report(report_options={"output_format": "serializable"})["data_stats"]
        return {
            column["column_name"]: {
                metric for metric, value in column["statistics"].items() if value is not None
            }
            for column in columns
        }

    return profile
