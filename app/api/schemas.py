"""What the API takes and answers, where the stored dataclasses are not the answer themselves."""

import re
from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, JsonValue, SecretStr

from app.api.connection_schema import describe_connection
from app.connection.credential import Credential, credential_for
from app.connection.fields import Connection
from app.connection.probe import ProbeStep
from app.model.run import Reason, RunState, ScanOptions
from app.model.ways import Mode
from app.schema.counting import SelectionCount
from app.schema.selection import Selection


class _Request(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


MOST_GLOBS = 50
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f]")


def _is_glob(text: str) -> str:
    """The glob without spaces around it; ``ValueError`` for one with control characters or of nothing else."""
    glob = text.strip()
    if not glob or _UNPRINTABLE.search(glob):
        raise ValueError("must be a pattern of printable characters")
    return glob


Glob = Annotated[str, Field(min_length=1, max_length=256), AfterValidator(_is_glob)]
Globs = Annotated[list[Glob], Field(max_length=MOST_GLOBS)]


class SelectedRequest(_Request):
    """Which tables are meant; see ``app.schema.selection``."""

    include: Globs = Field(
        default=[],
        title="Only these tables",
        description="Patterns such as sales.* or *_2024, one a line; empty for all tables.",
    )
    exclude: Globs = Field(
        default=[], title="Without these tables", description="Patterns likewise, taken out of those above."
    )

    def selection(self) -> Selection:
        """As the core takes it."""
        return Selection(include=tuple(self.include), exclude=tuple(self.exclude))


class OptionsRequest(SelectedRequest):
    """What a run reads; see ``ScanOptions``."""

    sample_rows: int = Field(
        default=1000,
        ge=1,
        le=100_000,
        title="Rows per table",
        description="Sampled at random where the server can.",
    )
    quality: bool = Field(default=True, title="Analyse quality", description="One more statement per table.")
    measure: Literal["fast", "default", "exact"] = Field(
        default="default",
        title="How much is measured",
        description="fast: the sample alone; default: every row where that is cheap; exact: every number from every row.",
    )
    views: bool = Field(default=False, title="Read views", description="Runs their queries.")
    statement_timeout_seconds: int = Field(
        default=30,
        ge=1,
        le=3600,
        title="Limit of a statement, seconds",
        description="The server stops it after this.",
    )
    max_connections: int = Field(
        default=2, ge=1, le=16, title="Connections", description="To the source, over all workers."
    )
    refresh_schema: bool = Field(
        default=False,
        title="Read the schema anew",
        description="Else one that a run has read in the last ten minutes may be used.",
    )

    def options(self) -> ScanOptions:
        """As the core takes them."""
        fields = self.model_dump(exclude={"include", "exclude", "measure"})
        return ScanOptions(
            **fields, measure=Mode(self.measure), include=tuple(self.include), exclude=tuple(self.exclude)
        )


class UrlRequest(_Request):
    """A pasted connection text: a URL, or the forms of libpq, JDBC and ODBC."""

    url: Annotated[str, Field(min_length=1, max_length=4096)]


class ConnectionRequest(_Request):
    """A connection to test: the fields of its dialect (``GET /dialects``) and its secrets beside them."""

    connection: dict[str, str | int | bool | None] = Field(
        examples=[{"dialect": "postgresql", "host": "db.internal", "database": "shop", "user": "scanner"}],
        json_schema_extra=describe_connection,
    )
    password: SecretStr | None = Field(default=None, max_length=1024)
    client_key: SecretStr | None = Field(
        default=None, max_length=20_000, description="PEM private key of the client certificate."
    )

    def secret(self) -> str | None:
        """The password in clear; ``None`` without one."""
        return self.password.get_secret_value() if self.password else None

    def credential(self, connection: Connection) -> Credential:
        """What the request proves itself with; ``ConnectionFieldError`` if the key does not fit the connection."""
        key = self.client_key.get_secret_value() if self.client_key else None
        return credential_for(connection, self.secret(), key)


class RunRequest(ConnectionRequest):
    """A run to start."""

    options: OptionsRequest = OptionsRequest()


class SelectionRequest(ConnectionRequest, SelectedRequest):
    """Globs to try on the tables of a connection."""

    read: bool = Field(
        default=False, description="Read the schema now if it is not known; that signs in once."
    )


class SelectionAnswer(BaseModel):
    """What globs select; ``count`` is null while the schema is not known."""

    known: bool
    read_at: datetime | None
    run_id: str | None
    count: SelectionCount | None


class TlsModeAnswer(BaseModel):
    """A TLS mode in words."""

    id: str
    title: str


class DialectAnswer(BaseModel):
    """A kind of database; ``fields`` is the JSON Schema of its connection fields."""

    id: str
    title: str
    subtitle: str
    default_port: int | None
    fields: dict[str, JsonValue]
    tls_modes: list[TlsModeAnswer]
    grant_script: str


class DialectList(BaseModel):
    """Every kind of database, and the JSON Schema of a run's options."""

    items: list[DialectAnswer]
    options: dict[str, JsonValue]


class TestAnswer(BaseModel):
    """How a connection test went."""

    passed: bool
    product: str | None
    version: str | None
    steps: list[ProbeStep]


class UrlNote(BaseModel):
    """A parameter of a pasted text that was ignored or translated, and what became of it."""

    parameter: str
    text: str


class UrlAnswer(BaseModel):
    """The fields of a pasted text; its password is dropped."""

    dialect: str
    fields: dict[str, str | int | bool | None]
    password_removed: bool
    notes: list[UrlNote]


class SourceAnswer(BaseModel):
    """The source of a run."""

    dialect: str
    title: str
    product: str | None


class StageAnswer(BaseModel):
    """One stage; ``total`` is null until it is known."""

    stage: str
    title: str
    state: str
    done: int
    total: int | None
    started_at: datetime | None
    ended_at: datetime | None


class TotalsAnswer(BaseModel):
    """What a run found."""

    tables: int
    columns: int
    tables_with_gaps: int
    objects_missing: int
    findings: int
    findings_by_level: dict[str, int]
    score: float | None
    score_coverage: float
    connections_opened: int
    statements: int
    rows_read: int


class CatalogAnswer(BaseModel):
    """When the schema was read and by which run; ``cached``: by another one, less than ten minutes before."""

    read_at: datetime
    run_id: str
    cached: bool


class RunAnswer(BaseModel):
    """A run."""

    id: str
    state: RunState
    state_text: str
    source: SourceAnswer
    options: ScanOptions
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    queue_position: int
    cancel_requested: bool
    source_away_since: datetime | None = Field(
        description="Set while a running run waits for its source to come back."
    )
    stages: list[StageAnswer]
    catalog: CatalogAnswer | None
    totals: TotalsAnswer
    failure: Reason | None
    temporal_url: str | None
    worker_ready: bool
    correlation_id: str


class RunList(BaseModel):
    """Runs, newest first."""

    items: list[RunAnswer]
    next_cursor: str | None


class Check(BaseModel):
    """One thing a health answer looked at."""

    name: str
    ok: bool
    detail: str
    milliseconds: int


class Health(BaseModel):
    """``ok`` when every check is."""

    status: str
    checks: list[Check]


class VersionAnswer(BaseModel):
    """What runs here."""

    version: str
    python: str
    application_sdk: str
