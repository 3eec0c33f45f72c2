"""A whole schema at one moment, and what of it could not be read."""

from dataclasses import dataclass
from datetime import datetime

from app.model.schema.kinds import ObjectKind, SkipReason
from app.model.schema.objects import Extension, Routine, Schema, Sequence, UserType
from app.model.schema.tables import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """An object the catalog lists and the snapshot lacks, wholly or in part.

    Attributes:
        missing: what is missing of it, e.g. ``definition``; ``None`` when all of it is.
        grant: the statement that would change it, where rights are missing.
    """

    kind: ObjectKind
    schema: str
    name: str
    reason: SkipReason
    missing: str | None = None
    grant: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """What the catalog of one database holds.

    Attributes:
        tables: tables and views; ordered by schema and name in a ``Snapshot``.
        skipped: what is listed and could not be read; everything else listed is in the snapshot.
        reader: ``catalog``, or ``inspector`` where SQLAlchemy's Inspector stood in for a catalog of the dialect's own.
    """

    tables: tuple[Table, ...]
    schemas: tuple[Schema, ...] = ()
    types: tuple[UserType, ...] = ()
    sequences: tuple[Sequence, ...] = ()
    routines: tuple[Routine, ...] = ()
    extensions: tuple[Extension, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    reader: str = "catalog"


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot(Catalog):
    """The schema of one database at one moment.

    Attributes:
        product: e.g. ``PostgreSQL``, ``MariaDB``, ``SQLite``.
        version: as the server says it, e.g. ``15.18``.
        database: the database, MySQL schema or file name scanned.
        statements: catalog statements it took.
    """

    product: str
    version: str
    database: str
    taken_at: datetime
    statements: int
