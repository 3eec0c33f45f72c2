"""One table that cannot be read; the others are."""

from app.errors.base import Category, SourceSenseError


class NoAccessError(SourceSenseError):
    """The role may not read this object. Evidence: object, user, grant."""

    code = "no_access"
    category = Category.PERMISSION
    title = "The role may not read this table."
    message = "{object}: the role “{user}” lacks SELECT."
    next_step = "Run {grant} and scan again."


class TableGoneError(SourceSenseError):
    """The object disappeared while the run went on. Evidence: object."""

    code = "gone"
    category = Category.NOT_FOUND
    title = "The table disappeared while the run went on."
    message = "{object} was dropped or renamed while the run went on."
    next_step = "Scan again to see the schema as it is now."


class ViewBrokenError(SourceSenseError):
    """A view cannot be evaluated. Evidence: object, sqlstate."""

    code = "view_error"
    category = Category.PRECONDITION
    title = "The view cannot be evaluated."
    message = "{object} cannot be evaluated; the server answered {sqlstate}."
    next_step = "Select from it by hand to see the server's message; repair or refresh the view."


class StatementTimeoutError(SourceSenseError):
    """A statement ran into its time limit. Evidence: object, seconds."""

    code = "timeout"
    category = Category.TIMEOUT
    title = "Reading the table took longer than its limit."
    message = "Reading {object} took longer than {seconds} s and was stopped."
    next_step = "Raise the limit per statement for this run, or leave this table out."


class TableLockedError(SourceSenseError):
    """Another session holds a lock that reading has to wait for. Evidence: object."""

    code = "locked"
    category = Category.TIMEOUT
    title = "Another session holds a lock on the table."
    message = "{object} is locked by another session."
    next_step = "Scan again when the other session has finished."


class StatementRefusedError(SourceSenseError):
    """The server refused a statement for another reason. Evidence: object, sqlstate."""

    code = "statement_refused"
    category = Category.PRECONDITION
    title = "The database server refused a statement."
    message = "{object}: the server answered {sqlstate}."
    next_step = "Look this code up in the server's documentation; the other tables are not affected."
