"""DuckDB inside a reader process: locked down, bounded, and failing as data.

Loaded in reader processes only; the module ``duckdb`` is imported where it is first needed, because most never do.
"""

import os
import resource
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from app.connection.dialects.base import Failure
from app.connection.driver import Driver, KnownFailureError, Source
from app.connection.wire import Order, Pull
from app.profiling.relation import Ask, TooMuchMemoryError
from app.quality.profile import Measured

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

PullFunction = Callable[[Driver, Source, Order, Pull], tuple[Measured, tuple[str, ...]]]
"""What a ``puller_module`` has as ``pull``: it reads over the source's connection, or closes that before it opens others."""

PULL_BYTES: Final = 2 * 2**30
"""Address space a pull may use beyond the reader's usual limit: DuckDB reserves much more than it fills."""

MEMORY: Final = "220MiB"
"""Of DuckDB's own buffers and hash tables; beyond it a statement fails, because there is no place to spill to."""

_SETTINGS: Final = {
    "memory_limit": MEMORY,
    "temp_directory": "",
    # What is no longer needed goes back soon, or the next peak stands on top of it; at once would cost 8 % of the time.
    "allocator_bulk_deallocation_flush_threshold": "2MiB",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_unsigned_extensions": "false",
    "extension_directory": "/nonexistent",
    "secret_directory": "/nonexistent",
    "home_directory": "/nonexistent",
    "preserve_insertion_order": "false",
}


_ONE_THREAD_EACH: Final = ("POLARS_MAX_THREADS", "OPENBLAS_NUM_THREADS")


def permit_pulling(memory_bytes: int) -> None:
    """Raise the limit of this process' address space for good; it was left that far open when it was confined.

    To be called before polars or numpy is loaded: they reserve memory for a thread per processor.
    """
    limit = memory_bytes + PULL_BYTES
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    os.environ.update(dict.fromkeys(_ONE_THREAD_EACH, "1"))


def locked_duck(
    extension: str | None,
    attach: Sequence[str],
    threads: int,
    *,
    objects: Mapping[str, object] = MappingProxyType({}),
) -> "DuckDBPyConnection":
    """DuckDB in memory with one extension loaded and the sources attached; then no file, network or setting is in reach.

    Args:
        extension: name of the extension, of the package ``duckdb_extension_NAME``; its signature is checked. ``None`` where all is in ``objects``.
        attach: statements that attach what is to be read.
        threads: as many as there are streams.
        objects: Arrow streams of ours, by the name SQL calls them.

    Raises:
        duckdb.Error: a source cannot be reached.
    """
    import duckdb  # noqa: PLC0415 - see above

    duck = duckdb.connect(":memory:", config={**_SETTINGS, "threads": str(threads)})
    if extension is not None:
        duck.execute(f"LOAD '{extension_file(extension)}'")
    for name, stream in objects.items():
        duck.register(name, stream)
    for statement in attach:
        duck.execute(statement)
    duck.execute("SET enable_external_access = false")
    duck.execute("SET lock_configuration = true")
    return duck


def extension_file(name: str) -> Path:
    """Where the package keeps the extension.

    Raises:
        ImportError: there is no such package, or not for this machine.
    """
    package = import_module(f"duckdb_extension_{name}")
    found = next(Path(str(package.__file__)).parent.glob(f"extensions/*/{name}.duckdb_extension"), None)
    if found is None:
        raise ImportError(name)
    return found


def asking(duck: "DuckDBPyConnection") -> Ask:
    """Statements and all their rows; running out of DuckDB's memory is told apart."""
    import duckdb  # noqa: PLC0415 - see above

    def ask(sql: str) -> list[tuple[object, ...]]:
        try:
            return duck.execute(sql).fetchall()
        except (duckdb.OutOfMemoryException, MemoryError):
            raise TooMuchMemoryError from None

    return ask


def literal(text: str) -> str:
    """As a string of DuckDB's SQL.

    >>> literal("it's")
    "'it''s'"
    """
    return "'" + text.replace("'", "''") + "'"


def out_of_memory() -> KnownFailureError:
    """What is told when even the careful way needs too much."""
    return KnownFailureError(Failure("memory"))
