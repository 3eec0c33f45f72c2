"""Expectations by their names, which Great Expectations and dbt_expectations share."""

from collections.abc import Callable, Mapping
from typing import Final

from app.model.rules import Argument, Rule, Tolerance
from app.rules.imports.brought import (
    UnmappedError,
    at_least_share,
    between,
    count_between,
    needed,
    plain,
)
from app.rules.yaml_tree import Node


def expected(name: str, arguments: Node, table: str, column: str | None) -> Rule:
    """The rule of an expectation; raises ``UnmappedError`` for one that has none."""
    make = _EXPECTATIONS.get(name)
    if make is None:
        raise UnmappedError("no kind of rule says this")
    for key in ("row_condition", "condition_parser", "group_by", "where"):
        if arguments.get(key) is not None and key != "condition_parser":
            raise UnmappedError(f"{key} limits it to some rows; write it as failing_rows")
    return make(arguments, _Place(table, column or _text(arguments, "column")))


class _Place:
    def __init__(self, table: str, column: str | None) -> None:
        self.table = table
        self._column = column

    def of_column(self, at: Node, kind: str, **arguments: Argument) -> Rule:
        if self._column is None:
            raise UnmappedError("column is missing")
        return Rule(
            id="",
            kind=kind,
            table=self.table,
            columns=(self._column,),
            arguments=arguments,
            tolerance=at_least_share(plain(at.get("mostly"))),
        )

    def of_table(
        self, kind: str, *columns: str, tolerance: Tolerance | None = None, **arguments: Argument
    ) -> Rule:
        return Rule(
            id="", kind=kind, table=self.table, columns=columns, arguments=arguments, tolerance=tolerance
        )


def _between(at: Node, place: _Place) -> Rule:
    ends = between(at, "min_value", "max_value")
    strict = [plain(at.get(key)) is True for key in ("strict_min", "strict_max", "strictly")]
    return place.of_column(at, "range", **ends, **({"exclusive": True} if any(strict) else {}))


def _lengths(at: Node, place: _Place) -> Rule:
    return place.of_column(at, "length", **between(at, "min_value", "max_value"))


def _length(at: Node, place: _Place) -> Rule:
    value = needed(at, "value")
    return place.of_column(at, "length", min=value, max=value)


def _rows_between(at: Node, place: _Place) -> Rule:
    return place.of_table("row_count", tolerance=count_between(between(at, "min_value", "max_value")))


def _rows_equal(at: Node, place: _Place) -> Rule:
    value = needed(at, "value")
    return place.of_table("row_count", tolerance=count_between({"min": value, "max": value}))


def _compound(at: Node, place: _Place) -> Rule:
    columns = plain(at.get("column_list")) or needed(at, "columns")
    if plain(at.get("ignore_row_if")) not in {None, "any_value_is_missing", "never"}:
        raise UnmappedError("ignore_row_if is read as any_value_is_missing alone")
    return place.of_table("unique", *map(str, columns if isinstance(columns, tuple) else (columns,)))


def _pair(at: Node, place: _Place) -> Rule:
    equal = plain(at.get("or_equal")) is True
    columns = (str(needed(at, "column_A")), str(needed(at, "column_B")))
    return place.of_table("compare", *columns, operator=">=" if equal else ">")


def _pair_equal(at: Node, place: _Place) -> Rule:
    return place.of_table("compare", str(needed(at, "column_A")), str(needed(at, "column_B")), operator="=")


def _rows_of_other(at: Node, place: _Place) -> Rule:
    other = plain(at.get("other_table_name")) or needed(at, "compare_model")
    return place.of_table("same_rows", other=str(other))


def _text(at: Node, key: str) -> str | None:
    found = plain(at.get(key))
    return None if found is None else str(found)


def _only(at: Node, place: _Place, end: str) -> Rule:
    """The least value lies above a bound exactly if every value does; a bound on the other side is another demand."""
    ends = between(at, "min_value", "max_value")
    if set(ends) != {end}:
        raise UnmappedError(
            f"a bound for the {end} from the other side speaks about one value and not about rows"
        )
    return place.of_column(at, "range", **ends)


def _pair_unlike(at: Node, place: _Place) -> Rule:
    columns = needed(at, "column_list")
    if not isinstance(columns, tuple) or len(columns) != 2:  # noqa: PLR2004 - a pair
        raise UnmappedError("only two columns can be compared")
    return place.of_table("compare", *map(str, columns), operator="<>")


_EXPECTATIONS: Final[Mapping[str, Callable[[Node, _Place], Rule]]] = {
    "expect_column_values_to_not_be_null": lambda at, place: place.of_column(at, "not_null"),
    "expect_column_values_to_be_unique": lambda at, place: place.of_column(at, "unique"),
    "expect_column_values_to_be_in_set": lambda at, place: place.of_column(
        at, "in_set", values=needed(at, "value_set")
    ),
    "expect_column_values_to_not_be_in_set": lambda at, place: place.of_column(
        at, "not_in_set", values=needed(at, "value_set")
    ),
    "expect_column_distinct_values_to_be_in_set": lambda at, place: place.of_column(
        at, "in_set", values=needed(at, "value_set")
    ),
    "expect_column_values_to_be_between": _between,
    "expect_column_min_to_be_between": lambda at, place: _only(at, place, "min"),
    "expect_column_max_to_be_between": lambda at, place: _only(at, place, "max"),
    "expect_column_values_to_match_regex": lambda at, place: place.of_column(
        at, "pattern", regex=needed(at, "regex")
    ),
    "expect_column_values_to_not_match_regex": lambda at, place: place.of_column(
        at, "pattern", regex=needed(at, "regex"), forbidden=True
    ),
    "expect_column_value_lengths_to_be_between": _lengths,
    "expect_column_value_lengths_to_equal": _length,
    "expect_table_row_count_to_be_between": _rows_between,
    "expect_table_row_count_to_equal": _rows_equal,
    "expect_table_row_count_to_equal_other_table": _rows_of_other,
    "expect_compound_columns_to_be_unique": _compound,
    "expect_select_column_values_to_be_unique_within_record": _pair_unlike,
    "expect_column_pair_values_a_to_be_greater_than_b": _pair,
    "expect_column_pair_values_to_be_equal": _pair_equal,
}
