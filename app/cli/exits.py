"""Exit codes, the same for every command."""

from enum import IntEnum

from app.errors import Category


class Exit(IntEnum):
    """What the shell learns. 2 (usage) and 130 (interrupted) are set by Typer and the shell."""

    OK = 0
    UNEXPECTED = 1
    USAGE = 2
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


def exit_of(category: Category) -> Exit:
    """The exit code of a failure of that category."""
    return _BY_CATEGORY.get(category, Exit.UNEXPECTED)
