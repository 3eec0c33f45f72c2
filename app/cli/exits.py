"""Exit codes, the same for every command."""

from enum import IntEnum
from http import HTTPStatus

from app.errors import Category, SourceSenseError


class Exit(IntEnum):
    """What the shell learns. 2 (usage) and 130 (interrupted) are set by Typer and the shell."""

    OK = 0
    UNEXPECTED = 1
    USAGE = 2
    RULE_FAILED = 3
    CANNOT_CONNECT = 4
    NOT_PERMITTED = 5
    PARTIAL = 6
    SERVER_UNREACHABLE = 7


_BY_CATEGORY = {
    Category.INVALID_INPUT: Exit.USAGE,
    Category.UNIMPLEMENTED: Exit.USAGE,
    Category.AUTH: Exit.CANNOT_CONNECT,
    Category.SOURCE_UNAVAILABLE: Exit.CANNOT_CONNECT,
    Category.NOT_FOUND: Exit.CANNOT_CONNECT,
    Category.PRECONDITION: Exit.CANNOT_CONNECT,
    Category.TIMEOUT: Exit.CANNOT_CONNECT,
    Category.PERMISSION: Exit.NOT_PERMITTED,
    Category.DEPENDENCY_UNAVAILABLE: Exit.SERVER_UNREACHABLE,
}


_BY_STATE = {"succeeded": Exit.OK, "partial": Exit.PARTIAL, "cancelled": Exit.UNEXPECTED}

_BY_STATUS: dict[int, Exit] = {
    HTTPStatus.UNPROCESSABLE_ENTITY: Exit.USAGE,
    HTTPStatus.FORBIDDEN: Exit.NOT_PERMITTED,
    HTTPStatus.SERVICE_UNAVAILABLE: Exit.SERVER_UNREACHABLE,
}


def exit_of(category: Category) -> Exit:
    """The exit code of a failure of that category."""
    return _BY_CATEGORY.get(category, Exit.UNEXPECTED)


def exit_of_run(state: str, failure_code: str | None) -> Exit:
    """The exit code of a run that ended in that state, failed runs by the category of their failure."""
    if state in _BY_STATE:
        return _BY_STATE[state]
    categories = {kind.code: kind.category for kind in SourceSenseError.__subclasses__()}
    return exit_of(categories.get(failure_code or "", Category.INTERNAL))


def exit_with_rules(run: Exit, rules: Exit) -> Exit:
    """The exit code of a run whose tables were read: a failed rule comes before a gap, and both before success."""
    if run in {Exit.OK, Exit.PARTIAL} and rules is not Exit.OK:
        return rules if run is Exit.OK else min(rules, run)
    return run


def exit_of_status(status: int) -> Exit:
    """The exit code of a request that the server refused with that HTTP status."""
    return _BY_STATUS.get(status, Exit.UNEXPECTED)
