"""Every failure a caller can tell apart.

    SourceSenseError
    ├── ConnectionFieldError, ConnectionUrlError, PasswordInUrlError, UnsupportedDialectError,  what the user typed
    ├── ExportUnknownError, OutputFileError, SnapshotFileError, SettingInvalidError
    ├── InputFileError, ProfileFileError, DetectorFileError, TableUnknownError, NothingToProfileError, RuleFileError
    ├── RunNotFoundError, TableNotFoundError, RegulationNotFoundError, ResultNotReadyError      what was asked for
    ├── RunAlreadyExistsError, RunFinishedError, RunActiveError
    ├── EvidenceMissingError, EvidenceOutdatedError, EvidenceFileError
    ├── RulesInContractError, SuggestionUnknownError
    ├── HostNotFoundError, HostRefusedError, HostSilentError, AddressDeniedError                reaching the source
    ├── NotThisServerError, ServerTooOldError, ServerStartingError, HostNotAllowedError
    ├── TlsFailedError, TlsNotOfferedError, TlsRequiredError, SignInUnsafeError
    ├── CertificateUntrustedError, CertificateWrongHostError, CertificateExpiredError, ClientCertificateError
    ├── WrongPasswordError, UnknownUserError, AccountLockedError, UnknownDatabaseError, ConnectDeniedError
    ├── TooManyConnectionsError, SourceBusyError
    ├── SourceFileMissingError, SourceFileDeniedError, NotADatabaseError, OdbcDriverMissingError
    ├── NoAccessError, TableGoneError, ViewBrokenError, StatementTimeoutError                   one table
    ├── TableLockedError, StatementRefusedError
    ├── SourceLostError, SourceAwayError, SourceHungError, ReaderCrashedError                   in mid-read
    ├── StoreUnavailableError, StaleRecordError, RulesChangedError, DamagedRecordError                      our own services
    ├── WorkflowUnavailableError, ServerUnreachableError, CredentialMissingError, KeyMissingError
    ├── RunDeadlineError, RunEndedOutsideError, RunNeverStartedError
    └── UnexpectedError

Three rules keep hosts, users, names and values where they belong:

* ``str(error)`` is a constant per class, so logs and Temporal history can carry it.
* ``error.explain()`` fills the evidence in; it is for a person who may see the source (results, HTTP answers).
* Evidence never holds a password or a value read from a table.

The categories are those of ``application_sdk.errors.categories``; this module stays free of the SDK because
the reader process and ``--local`` runs load it (docs/adr/0002-own-error-tree.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar


class Category(StrEnum):
    """What happened; decides retrying (``app/workflow/attempts.py``) and the HTTP status."""

    CANCELLED = "CANCELLED"
    TIMEOUT = "TIMEOUT"
    RATE_LIMITED = "RATE_LIMITED"
    AUTH = "AUTH"
    PERMISSION = "PERMISSION"
    NOT_FOUND = "NOT_FOUND"
    ALREADY_EXISTS = "ALREADY_EXISTS"
    INVALID_INPUT = "INVALID_INPUT"
    PRECONDITION = "PRECONDITION"
    DEPENDENCY_UNAVAILABLE = "DEPENDENCY_UNAVAILABLE"
    SOURCE_UNAVAILABLE = "SOURCE_UNAVAILABLE"
    RESOURCE_EXHAUSTED = "RESOURCE_EXHAUSTED"
    DATA_INTEGRITY = "DATA_INTEGRITY"
    INTERNAL = "INTERNAL"
    UNIMPLEMENTED = "UNIMPLEMENTED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One failure in words for a person: what happened, with its evidence, and what to do next."""

    code: str
    category: Category
    message: str
    next_step: str


class _Evidence(dict[str, object]):
    """Evidence for a message template; what is not known reads as "?"."""

    def __missing__(self, key: str) -> str:
        return "?"


class SourceSenseError(Exception):
    """A failure with a stable code, a cause and a next step.

    Attributes:
        code: stable identifier, also the anchor in the documentation.
        category: decides retrying and HTTP status.
        title: constant sentence without evidence; what ``str()`` gives.
        message: template of the full sentence; ``{field}`` is filled from the evidence.
        next_step: template of what the user can do.
        evidence: what is known about this failure; never a password, never a value read from a table.
    """

    code: ClassVar[str]
    category: ClassVar[Category]
    title: ClassVar[str]
    message: ClassVar[str]
    next_step: ClassVar[str]

    def __init__(self, **evidence: str | float | None) -> None:
        super().__init__(self.title)
        self.evidence: Mapping[str, str | int | float] = {k: v for k, v in evidence.items() if v is not None}

    @property
    def is_unavailability(self) -> bool:
        """Whether the source as a whole is out of reach, so that waiting may help and trying on will not."""
        return self.category is Category.SOURCE_UNAVAILABLE

    def explain(self) -> Explanation:
        """The failure with its evidence filled in, for a person who may see the source."""
        known = _Evidence(self.evidence)
        return Explanation(
            code=self.code,
            category=self.category,
            message=self.message.format_map(known),
            next_step=self.next_step.format_map(known),
        )


# ── what the user typed ──────────────────────────────────────────────────────────────────────────


class ConnectionFieldError(SourceSenseError):
    """A connection field is missing or malformed. Evidence: field, problem."""

    code = "connection_field"
    category = Category.INVALID_INPUT
    title = "A connection field is not valid."
    message = "{field}: {problem}"
    next_step = "Correct this field and try again."


class ConnectionUrlError(SourceSenseError):
    """A pasted connection text cannot be split into fields. Evidence: problem (never a value of the text)."""

    code = "connection_url"
    category = Category.INVALID_INPUT
    title = "The connection URL cannot be read."
    message = "The connection URL cannot be read: {problem}"
    next_step = (
        "Use postgresql://user@host:5432/database, mysql://user@host:3306/database or sqlite:///path, a JDBC, ODBC "
        "or libpq text (docs/connecting.md lists their parameters), or fill in the fields."
    )


class PasswordInUrlError(SourceSenseError):
    """A command line holds a password inside a URL."""

    code = "password_in_url"
    category = Category.INVALID_INPUT
    title = "A password on the command line is visible to every user of this machine."
    message = "The URL holds a password; a command line is visible to every user of this machine."
    next_step = "Leave it out of the URL and use --password-stdin, --password-file or SOURCESENSE_PASSWORD."


class SettingInvalidError(SourceSenseError):
    """A setting in the environment is not valid. Evidence: setting (its variable), problem."""

    code = "setting_invalid"
    category = Category.INVALID_INPUT
    title = "A setting is not valid."
    message = "{setting}: {problem}"
    next_step = "Correct or unset this environment variable; docs/configuration.md lists them."


class UnsupportedDialectError(SourceSenseError):
    """No dialect plugin of that name. Evidence: dialect, available."""

    code = "dialect_unsupported"
    category = Category.UNIMPLEMENTED
    title = "This kind of database is not supported yet."
    message = "“{dialect}” is not supported; available are {available}."
    next_step = "Choose one of the available kinds, or install a plugin for it."


class ExportUnknownError(SourceSenseError):
    """No export plugin of that name, or it does not load. Evidence: format, available."""

    code = "export_unknown"
    category = Category.INVALID_INPUT
    title = "There is no such format."
    message = "“{format}” is no format that a schema can be written in; there are {available}."
    next_step = "Choose one of these; for a plugin that does not load see sourcesense doctor."


class OutputFileError(SourceSenseError):
    """The file a command should write cannot be written. Evidence: path, reason."""

    code = "output_file"
    category = Category.INVALID_INPUT
    title = "The output file cannot be written."
    message = "{path} cannot be written: {reason}."
    next_step = "Choose another path, or leave --output out and redirect standard output."


class SnapshotFileError(SourceSenseError):
    """A file is no snapshot of ours. Evidence: problem."""

    code = "snapshot_file"
    category = Category.INVALID_INPUT
    title = "The file cannot be read as a schema."
    message = "The file cannot be read as a schema: {problem}."
    next_step = "Use a file that sourcesense schema wrote with --format json or jsonl."


class ProfileFileError(SourceSenseError):
    """A file is no profile of ours, or does not follow the one before. Evidence: path, problem."""

    code = "profile_file"
    category = Category.INVALID_INPUT
    title = "The file cannot be compared as a profile."
    message = "{path} cannot be compared as a profile: {problem}."
    next_step = "Give files that sourcesense profile --json wrote, from the oldest to the newest."


class InputFileError(SourceSenseError):
    """A file whose columns should be classified cannot be read. Evidence: path, problem."""

    code = "input_file"
    category = Category.INVALID_INPUT
    title = "The file cannot be read as columns."
    message = "{path} cannot be read: {problem}."
    next_step = "Give a CSV, JSON lines or Parquet file, or - for standard input; --format says which it is."


class DetectorFileError(SourceSenseError):
    """A file of custom detectors cannot be used. Evidence: path, problem (with the id of the detector)."""

    code = "detector_file"
    category = Category.INVALID_INPUT
    title = "The file of detectors is not valid."
    message = "{path}: {problem}"
    next_step = (
        "Run sourcesense detectors lint on it; docs/detectors-custom.md shows how a detector is written."
    )


class TableUnknownError(SourceSenseError):
    """A table that was named is not there. Evidence: table, known (names near it, or how many there are)."""

    code = "table_unknown"
    category = Category.INVALID_INPUT
    title = "There is no table of that name."
    message = "No table or view is called {table}; {known}."
    next_step = (
        "Give its name, schema.name, or a glob such as sales.*; sourcesense schema lists what there is."
    )


class NothingToProfileError(SourceSenseError):
    """No table is left to read. Evidence: database, tables (how many there are)."""

    code = "nothing_to_profile"
    category = Category.INVALID_INPUT
    title = "There is no table to profile."
    message = (
        "{database} has no table to profile: of {tables} tables and views that can be seen none is asked for."
    )
    next_step = "Check the database, --include and --exclude; --views reads views too; GRANT SELECT shows what is hidden."


class RuleFileError(SourceSenseError):
    """A file of rules cannot be used. Evidence: line (from 1), path (within the file), problem."""

    code = "rule_file"
    category = Category.INVALID_INPUT
    title = "The file of rules is not valid."
    message = "Line {line}, {path}: {problem}."
    next_step = "Correct it and run sourcesense rules lint on it; docs/rules.md shows how rules are written."


# ── what was asked for ───────────────────────────────────────────────────────────────────────────


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


# ── reaching the source ──────────────────────────────────────────────────────────────────────────


class HostNotFoundError(SourceSenseError):
    """The host name does not resolve. Evidence: host."""

    code = "host_not_found"
    category = Category.SOURCE_UNAVAILABLE
    title = "The name of the database server does not resolve."
    message = "The name “{host}” does not resolve to an address."
    next_step = "Check the spelling, or that this machine uses the right name server."


class HostRefusedError(SourceSenseError):
    """Nothing listens on that port. Evidence: host, port."""

    code = "connection_refused"
    category = Category.SOURCE_UNAVAILABLE
    title = "The database server refused the connection."
    message = "{host}:{port} refused the connection: nothing listens there."
    next_step = "Check the port, and that the server is running and listens on this address."


class HostSilentError(SourceSenseError):
    """No answer within the time limit. Evidence: host, port, seconds."""

    code = "host_silent"
    category = Category.SOURCE_UNAVAILABLE
    title = "The database server did not answer in time."
    message = "No answer from {host}:{port} within {seconds} s."
    next_step = "A firewall may drop the packets: ask for this machine's address to be allowed."


class AddressDeniedError(SourceSenseError):
    """The address is not one a source may have. Evidence: host, reason."""

    code = "address_denied"
    category = Category.PERMISSION
    title = "Connections to this address are not allowed."
    message = "Connections to “{host}” are not allowed: {reason}."
    next_step = "Use the address of the database itself, or ask an administrator to allow it."


class NotThisServerError(SourceSenseError):
    """Something else than this kind of database answers there. Evidence: host, port, product, reason."""

    code = "other_server"
    category = Category.PRECONDITION
    title = "Another kind of server answers at this address."
    message = "{host}:{port} does not answer as {product} does: {reason}."
    next_step = "Check the port and the kind of database."


class ServerTooOldError(SourceSenseError):
    """The server's version is not supported. Evidence: product, version, supported."""

    code = "server_too_old"
    category = Category.PRECONDITION
    title = "The database server is too old."
    message = "{product} {version} is older than what can be read: {supported}."
    next_step = "Upgrade the server, or scan a copy of the database on a newer one."


class ServerStartingError(SourceSenseError):
    """The server starts, stops or recovers. Evidence: product."""

    code = "server_starting"
    category = Category.SOURCE_UNAVAILABLE
    title = "The database server is starting or shutting down."
    message = "{product} is starting, shutting down or recovering and lets nobody in."
    next_step = "Try again in a minute; if it stays so, the server's log says what it waits for."


class HostNotAllowedError(SourceSenseError):
    """The server lets nobody, or not this user, in from this machine. Evidence: product, user, database."""

    code = "host_not_allowed"
    category = Category.PERMISSION
    title = "The database server does not accept this machine."
    message = "{product} does not accept the user “{user}” for “{database}” from this machine's address."
    next_step = "Ask its administrator to allow this address: a line in pg_hba.conf, or an account for this host (FLUSH HOSTS if it was blocked)."


class TlsFailedError(SourceSenseError):
    """TLS could not be agreed for another reason than those below. Evidence: host."""

    code = "tls_failed"
    category = Category.PRECONDITION
    title = "No encrypted connection could be made."
    message = "The TLS handshake with {host} failed."
    next_step = "Check that nothing between here and the server changes the connection, and that it knows TLS 1.2 or later."


class TlsNotOfferedError(SourceSenseError):
    """The server has no TLS. Evidence: host."""

    code = "tls_not_offered"
    category = Category.PRECONDITION
    title = "The database server does not offer encryption."
    message = "{host} does not offer encrypted connections; nothing was sent."
    next_step = "Switch TLS on at the server; without it only a server on this machine can be read."


class TlsRequiredError(SourceSenseError):
    """The server wants TLS, and it is off. Evidence: host."""

    code = "tls_required"
    category = Category.PRECONDITION
    title = "The database server accepts encrypted connections only."
    message = "{host} accepts encrypted connections only, at least for this user and database."
    next_step = "Choose “verify host” as encryption."


class SignInUnsafeError(SourceSenseError):
    """The server asked for the password in a way that gives it away. Evidence: host."""

    code = "sign_in_unsafe"
    category = Category.PRECONDITION
    title = "The database server asked for the password in a way that would give it away."
    message = "{host} asked for the password in a way that would give it away; it was not sent."
    next_step = "Choose “verify host” as encryption so that the server is known, or use SCRAM or a salted hash for this user."


class CertificateUntrustedError(SourceSenseError):
    """The server's certificate is not signed by a trusted authority. Evidence: host, reason."""

    code = "certificate_untrusted"
    category = Category.PRECONDITION
    title = "The database server's certificate is not trusted."
    message = "The certificate of {host} is not trusted: {reason}."
    next_step = "Paste the certificate of the authority that signed it (or of the server itself) as certificate authority."


class CertificateWrongHostError(SourceSenseError):
    """The server's certificate is for another name. Evidence: host."""

    code = "certificate_wrong_host"
    category = Category.PRECONDITION
    title = "The database server's certificate is for another host."
    message = "The server's certificate is trusted and does not name “{host}”."
    next_step = (
        "Use the host name that stands in the certificate, or “verify CA” if the name cannot be right."
    )


class CertificateExpiredError(SourceSenseError):
    """The server's certificate has expired or is not valid yet. Evidence: host."""

    code = "certificate_expired"
    category = Category.PRECONDITION
    title = "The database server's certificate has expired or is not valid yet."
    message = "The certificate of {host} has expired or is not valid yet."
    next_step = "Ask the server's administrator to renew it; check this machine's clock too."


class ClientCertificateError(SourceSenseError):
    """The server wants a client certificate, or not this one. Evidence: product, user, reason."""

    code = "client_certificate"
    category = Category.AUTH
    title = "The client certificate is missing or was not accepted."
    message = "{product} does not let “{user}” in: {reason}."
    next_step = "Give the client certificate and its private key that the server's administrator issued for this user."


class WrongPasswordError(SourceSenseError):
    """The server refused the sign-in. Evidence: product, user, sqlstate."""

    code = "wrong_password"
    category = Category.AUTH
    title = "The database server refused the user name or the password."
    message = "{product} refused the password for “{user}” (the server answered {sqlstate})."
    next_step = "Check the password, that the role exists on this server, and whether it must use TLS or a client certificate. It was tried once."


class UnknownUserError(SourceSenseError):
    """The server has no such user. Evidence: product, user."""

    code = "unknown_user"
    category = Category.AUTH
    title = "The database server has no such user."
    message = "{product} has no user “{user}”."
    next_step = (
        "Check the name (it is case-sensitive), or make the user with the script shown beside the form."
    )


class AccountLockedError(SourceSenseError):
    """The user exists and may not sign in. Evidence: product, user, sqlstate."""

    code = "account_locked"
    category = Category.AUTH
    title = "The user may not sign in."
    message = "{product} does not let “{user}” sign in: the account is locked, expired or not for signing in (the server answered {sqlstate})."
    next_step = "Ask the server's administrator to unlock it or to set a new password."


class UnknownDatabaseError(SourceSenseError):
    """The server has no such database. Evidence: database, product."""

    code = "unknown_database"
    category = Category.NOT_FOUND
    title = "The server has no such database."
    message = "{product} has no database “{database}”, or this user may not see it."
    next_step = "Check the name (it is case-sensitive on most servers)."


class ConnectDeniedError(SourceSenseError):
    """The user may not connect to this database. Evidence: database, user, connect_grant."""

    code = "connect_denied"
    category = Category.PERMISSION
    title = "The user may not connect to this database."
    message = "“{user}” may not connect to the database “{database}”."
    next_step = "Run {connect_grant} and try again."


class TooManyConnectionsError(SourceSenseError):
    """The server has no free connection. Evidence: product."""

    code = "too_many_connections"
    category = Category.SOURCE_UNAVAILABLE
    title = "The database server has no free connection."
    message = "{product} has no free connection for this user."
    next_step = "Try again when it is less busy, or raise the limit of this role."


class SourceBusyError(SourceSenseError):
    """Our own runs hold every connection this source may have. Evidence: connections."""

    code = "source_busy"
    category = Category.RATE_LIMITED
    title = "Running scans hold every connection this source may have."
    message = "Running scans hold all {connections} connections this source may have."
    next_step = "Try again when the run is further, or cancel it."


class SourceFileMissingError(SourceSenseError):
    """The SQLite file does not exist. Evidence: path."""

    code = "file_missing"
    category = Category.NOT_FOUND
    title = "The database file does not exist."
    message = "There is no file {path}."
    next_step = "Check the path; it is read on the machine the worker runs on."


class SourceFileDeniedError(SourceSenseError):
    """The SQLite file lies outside the allowed folders or cannot be read. Evidence: path, reason."""

    code = "file_denied"
    category = Category.PERMISSION
    title = "The database file may not be read."
    message = "{path} may not be read: {reason}."
    next_step = "Move it below an allowed folder (SOURCESENSE_FILE_ROOTS), or give this user read permission."


class NotADatabaseError(SourceSenseError):
    """The file is not a SQLite database. Evidence: path."""

    code = "not_a_database"
    category = Category.INVALID_INPUT
    title = "The file is not a SQLite database."
    message = "{path} is not a SQLite database (or it is encrypted)."
    next_step = "Choose a file that starts with “SQLite format 3”."


class OdbcDriverMissingError(SourceSenseError):
    """What reads SQL Server is not installed on the worker. Evidence: reason."""

    code = "odbc_driver_missing"
    category = Category.PRECONDITION
    title = "The ODBC driver for SQL Server is not installed."
    message = "SQL Server cannot be read from this machine: {reason}."
    next_step = "On the machine the worker runs on: apt-get install libodbc2 libgssapi-krb5-2; pip install mssql-python-odbc."


# ── one table ────────────────────────────────────────────────────────────────────────────────────


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


# ── in mid-read ──────────────────────────────────────────────────────────────────────────────────


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


# ── our own services ─────────────────────────────────────────────────────────────────────────────


class StoreUnavailableError(SourceSenseError):
    """The result store does not answer."""

    code = "store_unavailable"
    category = Category.DEPENDENCY_UNAVAILABLE
    title = "The results store does not answer."
    message = "The results store (Dapr) does not answer."
    next_step = "Results are not lost; wait for the store, or look at the health page."


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
