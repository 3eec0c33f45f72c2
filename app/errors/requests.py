"""What was asked for and is not there, not yet, or no longer possible."""

from app.errors.base import Category, SourceSenseError


class RunNotFoundError(SourceSenseError):
    """No run with that id."""

    code = "run_not_found"
    category = Category.NOT_FOUND
    title = "There is no such run."
    message = "There is no run {run_id}."
    next_step = "See the list of runs; a deleted run does not come back."


class TableNotFoundError(SourceSenseError):
    """The run has no table with that id."""

    code = "table_not_found"
    category = Category.NOT_FOUND
    title = "The run has no such table."
    message = "Run {run_id} has no table {table_id}."
    next_step = "See the list of tables of this run."


class RegulationNotFoundError(SourceSenseError):
    """No regulation has that id. Evidence: regulation_id."""

    code = "regulation_not_found"
    category = Category.NOT_FOUND
    title = "There is no such regulation."
    message = "No regulation has the id {regulation_id}."
    next_step = "See the list of regulations of a run; docs/regulations.md describes each."


class ResultNotReadyError(SourceSenseError):
    """The run has not written this result yet."""

    code = "result_not_ready"
    category = Category.PRECONDITION
    title = "This result is not written yet."
    message = "Run {run_id} has not written this result yet."
    next_step = "Wait for the run to reach that stage; the run page shows where it is."


class EvidenceMissingError(SourceSenseError):
    """A run has no evidence: it was made before evidence was kept, or it read no table. Evidence: run_id."""

    code = "evidence_missing"
    category = Category.NOT_FOUND
    title = "The run keeps no evidence."
    message = "Run {run_id} keeps no evidence that could be decided on again."
    next_step = "Scan the source again; since this version every scan keeps what its values showed."


class EvidenceOutdatedError(SourceSenseError):
    """Evidence of another version of the product. Evidence: format, known."""

    code = "evidence_outdated"
    category = Category.PRECONDITION
    title = "The evidence is of another version."
    message = "The evidence is of format {format}; this version decides on format {known}."
    next_step = "Scan the source again, or decide with the version that made the evidence."


class EvidenceFileError(SourceSenseError):
    """A file of evidence cannot be read. Evidence: path, problem."""

    code = "evidence_file"
    category = Category.INVALID_INPUT
    title = "The file of evidence is not valid."
    message = "{path}: {problem}"
    next_step = "Give a file that sourcesense classify or scan wrote with --evidence."


class RunAlreadyExistsError(SourceSenseError):
    """The same Idempotency-Key came with another request."""

    code = "idempotency_conflict"
    category = Category.ALREADY_EXISTS
    title = "This Idempotency-Key was used for another request."
    message = "This Idempotency-Key was used for another request (run {run_id})."
    next_step = "Send the original request again, or use a new key."


class RunFinishedError(SourceSenseError):
    """A finished run cannot be cancelled."""

    code = "run_finished"
    category = Category.PRECONDITION
    title = "The run has ended already."
    message = "Run {run_id} has ended already: {state}."
    next_step = "Nothing is left to cancel; its results stay available."


class RunActiveError(SourceSenseError):
    """A run that goes on cannot be deleted."""

    code = "run_active"
    category = Category.PRECONDITION
    title = "The run still goes on."
    message = "Run {run_id} still goes on."
    next_step = "Cancel it first and wait until it has ended."


class RulesChangedError(SourceSenseError):
    """The rules of a source are of another version than the one somebody changed. Evidence: version."""

    code = "rules_changed"
    category = Category.PRECONDITION
    title = "Somebody else has changed the rules in the meantime."
    message = "Somebody else has changed the rules in the meantime; version {version} stands there now."
    next_step = "Read them again, bring your change into them, and store that."


class RulesInContractError(SourceSenseError):
    """The rules of a source are kept as a data contract, which takes no rules of our own."""

    code = "rules_in_contract"
    category = Category.PRECONDITION
    title = "The rules of this source are a data contract."
    message = (
        "The rules of this source are kept as a data contract, into which suggested rules are not written."
    )
    next_step = "Bring those that are meant into the contract by hand, as its quality, and store that."


class SuggestionUnknownError(SourceSenseError):
    """The run suggests no rule of that id. Evidence: rule."""

    code = "suggestion_unknown"
    category = Category.NOT_FOUND
    title = "The run suggests no such rule."
    message = "The run suggests no rule {rule}."
    next_step = "Read its suggestions again, and accept one of these."
