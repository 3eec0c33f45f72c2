"""Every failure a caller can tell apart.

    SourceSenseError
    ├── ConnectionFieldError, ConnectionUrlError, PasswordInUrlError, SettingInvalidError   inputs: what the user typed
    ├── UnsupportedDialectError, ExportUnknownError, OutputFileError, SnapshotFileError
    ├── ProfileFileError, InputFileError, DetectorFileError, TableUnknownError
    ├── NothingToProfileError, RuleFileError
    ├── RunNotFoundError, TableNotFoundError, RegulationNotFoundError, ResultNotReadyError  requests: what was asked for
    ├── EvidenceMissingError, EvidenceOutdatedError, EvidenceFileError
    ├── RunAlreadyExistsError, RunFinishedError, RunActiveError, RulesChangedError
    ├── RulesInContractError, SuggestionUnknownError
    ├── HostNotFoundError, HostRefusedError, HostSilentError, AddressDeniedError            connecting: reaching the source
    ├── NotThisServerError, ServerTooOldError, ServerStartingError, HostNotAllowedError
    ├── TooManyConnectionsError, SourceBusyError, SourceFileMissingError
    ├── SourceFileDeniedError, NotADatabaseError, OdbcDriverMissingError
    ├── TlsFailedError, TlsNotOfferedError, TlsRequiredError, SignInUnsafeError             tls
    ├── CertificateUntrustedError, CertificateWrongHostError, CertificateExpiredError
    ├── ClientCertificateError
    ├── WrongPasswordError, UnknownUserError, AccountLockedError, UnknownDatabaseError      signing_in
    ├── ConnectDeniedError
    ├── NoAccessError, TableGoneError, ViewBrokenError, StatementTimeoutError               tables: one table
    ├── TableLockedError, StatementRefusedError
    ├── SourceLostError, SourceAwayError, SourceHungError, ReaderCrashedError               reading: in mid-read
    ├── StoreUnavailableError, StaleRecordError, DamagedRecordError                         services: our own services
    ├── WorkflowUnavailableError, ServerUnreachableError, CredentialMissingError
    ├── KeyMissingError, RunDeadlineError, RunEndedOutsideError, RunNeverStartedError
    └── UnexpectedError

Three rules keep hosts, users, names and values where they belong:

* ``str(error)`` is a constant per class, so logs and Temporal history can carry it.
* ``error.explain()`` fills the evidence in; it is for a person who may see the source (results, HTTP answers).
* Evidence never holds a password or a value read from a table.

The categories are those of ``application_sdk.errors.categories``; this package stays free of the SDK because
the reader process and ``--local`` runs load it (docs/adr/0002-own-error-tree.md).
"""

from app.errors.base import Category, Explanation, SourceSenseError
from app.errors.connecting import (
    AddressDeniedError,
    HostNotAllowedError,
    HostNotFoundError,
    HostRefusedError,
    HostSilentError,
    NotADatabaseError,
    NotThisServerError,
    OdbcDriverMissingError,
    ServerStartingError,
    ServerTooOldError,
    SourceBusyError,
    SourceFileDeniedError,
    SourceFileMissingError,
    TooManyConnectionsError,
)
from app.errors.inputs import (
    ConnectionFieldError,
    ConnectionUrlError,
    DetectorFileError,
    ExportUnknownError,
    InputFileError,
    NothingToProfileError,
    OutputFileError,
    PasswordInUrlError,
    ProfileFileError,
    RuleFileError,
    SettingInvalidError,
    SnapshotFileError,
    TableUnknownError,
    UnsupportedDialectError,
)
from app.errors.reading import ReaderCrashedError, SourceAwayError, SourceHungError, SourceLostError
from app.errors.requests import (
    EvidenceFileError,
    EvidenceMissingError,
    EvidenceOutdatedError,
    RegulationNotFoundError,
    ResultNotReadyError,
    RulesChangedError,
    RulesInContractError,
    RunActiveError,
    RunAlreadyExistsError,
    RunFinishedError,
    RunNotFoundError,
    SuggestionUnknownError,
    TableNotFoundError,
)
from app.errors.services import (
    CredentialMissingError,
    DamagedRecordError,
    KeyMissingError,
    RunDeadlineError,
    RunEndedOutsideError,
    RunNeverStartedError,
    ServerUnreachableError,
    StaleRecordError,
    StoreUnavailableError,
    UnexpectedError,
    WorkflowUnavailableError,
)
from app.errors.signing_in import (
    AccountLockedError,
    ConnectDeniedError,
    UnknownDatabaseError,
    UnknownUserError,
    WrongPasswordError,
)
from app.errors.tables import (
    NoAccessError,
    StatementRefusedError,
    StatementTimeoutError,
    TableGoneError,
    TableLockedError,
    ViewBrokenError,
)
from app.errors.tls import (
    CertificateExpiredError,
    CertificateUntrustedError,
    CertificateWrongHostError,
    ClientCertificateError,
    SignInUnsafeError,
    TlsFailedError,
    TlsNotOfferedError,
    TlsRequiredError,
)

__all__ = [
    "AccountLockedError",
    "AddressDeniedError",
    "Category",
    "CertificateExpiredError",
    "CertificateUntrustedError",
    "CertificateWrongHostError",
    "ClientCertificateError",
    "ConnectDeniedError",
    "ConnectionFieldError",
    "ConnectionUrlError",
    "CredentialMissingError",
    "DamagedRecordError",
    "DetectorFileError",
    "EvidenceFileError",
    "EvidenceMissingError",
    "EvidenceOutdatedError",
    "Explanation",
    "ExportUnknownError",
    "HostNotAllowedError",
    "HostNotFoundError",
    "HostRefusedError",
    "HostSilentError",
    "InputFileError",
    "KeyMissingError",
    "NoAccessError",
    "NotADatabaseError",
    "NotThisServerError",
    "NothingToProfileError",
    "OdbcDriverMissingError",
    "OutputFileError",
    "PasswordInUrlError",
    "ProfileFileError",
    "ReaderCrashedError",
    "RegulationNotFoundError",
    "ResultNotReadyError",
    "RuleFileError",
    "RulesChangedError",
    "RulesInContractError",
    "RunActiveError",
    "RunAlreadyExistsError",
    "RunDeadlineError",
    "RunEndedOutsideError",
    "RunFinishedError",
    "RunNeverStartedError",
    "RunNotFoundError",
    "ServerStartingError",
    "ServerTooOldError",
    "ServerUnreachableError",
    "SettingInvalidError",
    "SignInUnsafeError",
    "SnapshotFileError",
    "SourceAwayError",
    "SourceBusyError",
    "SourceFileDeniedError",
    "SourceFileMissingError",
    "SourceHungError",
    "SourceLostError",
    "SourceSenseError",
    "StaleRecordError",
    "StatementRefusedError",
    "StatementTimeoutError",
    "StoreUnavailableError",
    "SuggestionUnknownError",
    "TableGoneError",
    "TableLockedError",
    "TableNotFoundError",
    "TableUnknownError",
    "TlsFailedError",
    "TlsNotOfferedError",
    "TlsRequiredError",
    "TooManyConnectionsError",
    "UnexpectedError",
    "UnknownDatabaseError",
    "UnknownUserError",
    "UnsupportedDialectError",
    "ViewBrokenError",
    "WorkflowUnavailableError",
    "WrongPasswordError",
]
