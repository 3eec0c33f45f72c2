"""Services and processes of our own."""

from app.errors.base import Category, SourceSenseError


class StoreUnavailableError(SourceSenseError):
    """The result store does not answer."""

    code = "store_unavailable"
    category = Category.DEPENDENCY_UNAVAILABLE
    title = "The results store does not answer."
    message = "The results store (Dapr) does not answer."
    next_step = "Results are not lost; wait for the store, or look at the health page."


class StaleRecordError(SourceSenseError):
    """Somebody else changed the record in the meantime."""

    code = "stale_record"
    category = Category.PRECONDITION
    title = "The record was changed in the meantime."
    message = "The record was changed in the meantime."
    next_step = "Read it again and repeat the change."


class DamagedRecordError(SourceSenseError):
    """A stored record cannot be decrypted or decoded. Evidence: key."""

    code = "record_damaged"
    category = Category.DATA_INTEGRITY
    title = "A stored record is damaged."
    message = "The stored record {key} is damaged or was swapped."
    next_step = "Scan again; the other results stay readable."


class WorkflowUnavailableError(SourceSenseError):
    """Temporal does not answer. Evidence: address."""

    code = "workflow_unavailable"
    category = Category.DEPENDENCY_UNAVAILABLE
    title = "Runs cannot start: the workflow service does not answer."
    message = "Runs cannot start: the workflow service does not answer ({address})."
    next_step = "Finished results stay available; start Temporal, or look at the health page."


class ServerUnreachableError(SourceSenseError):
    """The command line found no SourceSense server. Evidence: address."""

    code = "server_unreachable"
    category = Category.DEPENDENCY_UNAVAILABLE
    title = "No SourceSense server answers."
    message = "No SourceSense server answers ({address})."
    next_step = (
        "Start one with `make run`, name one with --server, or scan without one: sourcesense scan --local."
    )


class CredentialMissingError(SourceSenseError):
    """The run's credential is gone or belongs to another connection."""

    code = "credential_missing"
    category = Category.PRECONDITION
    title = "The credential of this run is no longer stored."
    message = "The credential of run {run_id} is no longer stored."
    next_step = "Start a new run and type the password again."


class KeyMissingError(SourceSenseError):
    """The encryption key is missing or malformed. Evidence: reason."""

    code = "key_missing"
    category = Category.PRECONDITION
    title = "The encryption key is missing or malformed."
    message = "The encryption key cannot be used: {reason}."
    next_step = "Restore the secrets file; stored credentials and results cannot be opened without it."


class RunDeadlineError(SourceSenseError):
    """The run waited too long for its turn or its source."""

    code = "run_deadline"
    category = Category.TIMEOUT
    title = "The run did not finish within its time limit."
    message = "Run {run_id} did not finish within its time limit."
    next_step = "Scan fewer tables, or raise the limit."


class RunEndedOutsideError(SourceSenseError):
    """The workflow of a run was terminated or timed out, so it could not close the run."""

    code = "ended_outside"
    category = Category.CANCELLED
    title = "The run was ended from outside before it was complete."
    message = "Run {run_id} was ended from outside (terminated or timed out) before it was complete."
    next_step = "What was written is kept; start a new run for the rest."


class RunNeverStartedError(SourceSenseError):
    """A stored run whose workflow nobody started, or that Temporal no longer knows."""

    code = "never_started"
    category = Category.CANCELLED
    title = "The run was stored but not started in time."
    message = "Run {run_id} was stored but not started in time; its password is no longer kept."
    next_step = "Start a new run."


class UnexpectedError(SourceSenseError):
    """A failure nobody foresaw. Evidence: kind (the exception's class name only)."""

    code = "unexpected"
    category = Category.INTERNAL
    title = "An unforeseen failure; its details are kept out of logs because they may hold data."
    message = "An unforeseen failure ({kind})."
    next_step = "Please report it with this code and the run's id."
