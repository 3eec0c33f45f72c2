"""What may stand in a log line or on a span: ids, counts and codes.

Hosts, users, table names and values are not among them, so nobody can log one by accident: the type checker
refuses a field that is not here, and at run time it is dropped.
"""

from collections.abc import Mapping
from typing import TypedDict


class Fields(TypedDict, total=False):
    """The fields of a log line or span."""

    attempt: int
    batch: int
    code: str
    """Code of an error, as in ``app.errors``."""
    count: int
    kind: str
    """Class name of an exception."""
    last: bool
    """Whether an attempt was the last."""
    path: str
    """Template of a route, e.g. ``/api/v1/runs/{id}``; never the path itself."""
    run_id: str
    seconds: float
    stage: str
    state: str
    status: int
    tables: int
    where: str
    """Place in our own code."""


ALLOWED = frozenset(Fields.__annotations__)


def allowed(fields: Mapping[str, object]) -> dict[str, str | int | float | bool]:
    """The fields that may be shown; others are dropped, and so are values that are not plain.

    >>> allowed({"run_id": "4f1c", "host": "db.internal", "batch": None})
    {'run_id': '4f1c'}
    """
    return {
        name: value
        for name, value in fields.items()
        if name in ALLOWED and isinstance(value, str | int | float | bool)
    }
