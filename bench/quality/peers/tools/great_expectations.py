"""Great Expectations: a suite over the whole table whose bounds are open, so that it says what it observed."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from bench.quality.mixed import COLUMNS, NUMBERS, TEXTS, TIMES
from bench.quality.peers.tools.place import url

Told = dict[str, set[str]]

_EVERY = ("ColumnValuesToNotBeNull", "ColumnUniqueValueCountToBeBetween")
_NUMBER = ("ColumnMinToBeBetween", "ColumnMaxToBeBetween", "ColumnMeanToBeBetween", "ColumnStdevToBeBetween", "ColumnMedianToBeBetween")  # fmt: skip
_TIME = ("ColumnMinToBeBetween", "ColumnMaxToBeBetween")
_LONGEST = 200


def prepare(target: dict[str, Any]) -> Callable[[], Told]:
    """The batch of the whole table, and the suite."""
    gx = import_module("great_expectations")
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    # A dollar sign begins a variable there.
    source = context.data_sources.add_postgres("bench", connection_string=url(target).replace("$", "\\$"))
    asset = source.add_table_asset("table", table_name=target["table"])
    batch = asset.add_batch_definition_whole_table("whole").get_batch()
    suite = gx.ExpectationSuite(name="profile", expectations=_expectations(gx.expectations))

    def profile() -> Told:
        told: Told = {column: set() for column in COLUMNS}
        for result in batch.validate(suite, result_format="SUMMARY").results:
            settings = result.expectation_config
            if result.exception_info.get("raised_exception"):
                raise RuntimeError(result.exception_info["exception_message"])
            told[settings.kwargs["column"]].add(settings.type.removeprefix("expect_column_"))
        return told

    return profile


def _expectations(every: Any) -> list[Any]:
    named = [(column, _EVERY) for column in COLUMNS]
    named += [(column, _NUMBER) for column in NUMBERS] + [(column, _TIME) for column in TIMES]
    asked = [getattr(every, f"Expect{kind}")(column=column) for column, kinds in named for kind in kinds]
    lengths = every.ExpectColumnValueLengthsToBeBetween
    return asked + [lengths(column=column, min_value=0, max_value=_LONGEST) for column in TEXTS]
