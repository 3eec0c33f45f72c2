"""JSON logs: one line per event, with one correlation id from the click to the task.

    log = get_log(__name__)
    log.info("batch done", run_id=run.id, batch=3, tables=40)

Events are constant texts; what varies stands in ``fields.Fields``. Everything goes through the SDK's logger,
which adds the correlation id and, in a workflow, drops what a replay would say again. ``write_json_lines``
replaces the SDK's text output, for its own lines and those of every library too.
"""

import json
import logging
import re
from typing import TYPE_CHECKING, TextIO, Unpack
from uuid import uuid4

from app.observability.fields import ALLOWED, Fields, allowed
from app.security.redaction import live_secrets

if TYPE_CHECKING:
    from application_sdk.observability import AtlanLoggerAdapter
    from loguru import Message, Record

_CORRELATION = re.compile(r"[A-Za-z0-9_.-]{1,64}")
_CONTEXT = ("correlation_id", "trace_id", "workflow_id", "activity_type")


class Log:
    """Events of one module."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._adapter: AtlanLoggerAdapter | None = None

    def debug(self, event: str, **fields: Unpack[Fields]) -> None:
        """Something only a developer wants to see."""
        self._logger().debug(event, **allowed(fields))

    def info(self, event: str, **fields: Unpack[Fields]) -> None:
        """Something that happens in a good run."""
        self._logger().info(event, **allowed(fields))

    def warning(self, event: str, **fields: Unpack[Fields]) -> None:
        """Something that failed and is dealt with."""
        self._logger().warning(event, **allowed(fields))

    def error(self, event: str, **fields: Unpack[Fields]) -> None:
        """Something an operator has to look at."""
        self._logger().error(event, **allowed(fields))

    def _logger(self) -> "AtlanLoggerAdapter":
        if self._adapter is None:
            from application_sdk.observability import get_logger  # noqa: PLC0415 - seconds; only when logging

            self._adapter = get_logger(self._name)
        return self._adapter


def get_log(name: str) -> Log:
    """The log of a module, named like it; costs nothing until the first event."""
    return Log(name)


def write_json_lines(stream: TextIO, level: str = "INFO") -> None:
    """From now on every log line of this process goes to the stream, as one JSON object.

    To be called once the SDK is imported. A slow reader of the stream delays nobody: a thread of the SDK does
    the writing.
    """
    from application_sdk.observability import get_logger  # noqa: PLC0415 - see above
    from application_sdk.observability.console_sink import console_writer  # noqa: PLC0415 - see above
    from loguru import logger  # noqa: PLC0415 - what the SDK logs with

    get_logger(__name__)  # sets the SDK's own outputs up, which would come back later otherwise
    _bring_in_the_standard_library()
    write = console_writer.sink(stream)

    def sink(message: "Message") -> None:
        write(json_line(message.record))

    logger.remove()
    logger.add(sink, level=level)


def _bring_in_the_standard_library() -> None:
    """Hand lines of ``logging`` on to the SDK's logger; it does so itself unless somebody was there before it."""
    from application_sdk.observability.logger_adaptor import InterceptHandler  # noqa: PLC0415 - see above

    root = logging.getLogger()
    if not any(isinstance(handler, InterceptHandler) for handler in root.handlers):
        root.addHandler(InterceptHandler())


def json_line(record: "Record") -> str:
    """One line for one record, without any secret that is in use right now.

    Of an exception only the class is shown: its text may hold data.
    """
    extra = record["extra"]
    line: dict[str, object] = {
        "time": record["time"].isoformat(timespec="milliseconds"),
        "level": record["level"].name.lower(),
        "event": record["message"],
        "logger": extra.get("logger_name") or record["name"],
    }
    line |= {name: extra[name] for name in _CONTEXT if extra.get(name)}
    line |= allowed({name: extra[name] for name in ALLOWED if name in extra})
    if record["exception"] is not None and record["exception"].type is not None:
        line["kind"] = record["exception"].type.__name__
    return live_secrets.redacted(json.dumps(line, default=str)) + "\n"


def correlation_id() -> str:
    """The id of what is going on: the request's or the workflow's; a new one if there is none yet."""
    from application_sdk.observability import get_correlation_context  # noqa: PLC0415 - see above

    context = get_correlation_context()
    return context.correlation_id if context and context.correlation_id else correlate(None)


def correlate(proposed: str | None) -> str:
    """Begin something: everything logged from here on carries this id, or a new one if it is not well-formed."""
    from application_sdk.observability import (  # noqa: PLC0415 - see above
        CorrelationContext,
        set_correlation_context,
    )

    chosen = proposed if proposed and _CORRELATION.fullmatch(proposed) else uuid4().hex
    set_correlation_context(CorrelationContext(correlation_id=chosen))
    return chosen
