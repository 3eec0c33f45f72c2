"""A connection that ends in mid-read."""

from app.errors.base import Category, SourceSenseError


class SourceLostError(SourceSenseError):
    """The connection broke. Evidence: sqlstate."""

    code = "connection_lost"
    category = Category.SOURCE_UNAVAILABLE
    title = "The connection to the database broke."
    message = "The connection to the database broke ({sqlstate})."
    next_step = "It is tried again; if it stays, look at the server's log."


class SourceAwayError(SourceSenseError):
    """The source stayed out of reach for as long as a run waits. Evidence: seconds, cause (a sentence)."""

    code = "source_away"
    category = Category.SOURCE_UNAVAILABLE
    title = "The database stayed out of reach for as long as a run waits."
    message = "The database was out of reach for {seconds} s, the longest a run waits. {cause}"
    next_step = "Bring the database back, then scan again; everything that was read before is kept."


class SourceHungError(SourceSenseError):
    """The source stopped answering; its reader was killed at the deadline. Evidence: seconds."""

    code = "source_hung"
    category = Category.TIMEOUT
    title = "The database stopped answering; the reader was stopped at its deadline."
    message = "The database stopped answering for {seconds} s; the reader was stopped."
    next_step = "Look at the server; then scan again."


class ReaderCrashedError(SourceSenseError):
    """Our reader process ended without an answer. Evidence: exit."""

    code = "reader_crashed"
    category = Category.RESOURCE_EXHAUSTED
    title = "The process that reads the database ended unexpectedly."
    message = "The process that reads the database ended unexpectedly ({exit})."
    next_step = "It is tried once more in a new process; if it stays, leave this table out and report it."
