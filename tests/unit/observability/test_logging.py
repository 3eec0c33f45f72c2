"""One JSON line per event, correlated, without source data or secrets. Runs on the SDK's own logger."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
from application_sdk.observability.console_sink import console_writer

from app.observability.logging import correlate, correlation_id, get_log, write_json_lines
from app.security.redaction import live_secrets


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    stream, handlers = io.StringIO(), list(logging.root.handlers)
    write_json_lines(stream, "DEBUG")
    yield stream
    write_json_lines(io.StringIO())
    logging.root.handlers = handlers


def lines(stream: io.StringIO) -> list[dict[str, object]]:
    console_writer.flush(timeout=5)
    return [json.loads(line) for line in stream.getvalue().splitlines()]


@pytest.mark.parametrize("level", ["debug", "info", "warning", "error"])
def test_an_event_is_one_line_of_json(stream: io.StringIO, level: str) -> None:
    getattr(get_log("app.somewhere"), level)("batch done", run_id="4f1c", batch=3, tables=40)

    (line,) = lines(stream)

    assert line["event"] == "batch done"
    assert line["level"] == level
    assert line["logger"] == "app.somewhere"
    assert (line["run_id"], line["batch"], line["tables"]) == ("4f1c", 3, 40)


def test_the_correlation_id_stands_in_every_line(stream: io.StringIO) -> None:
    correlate("click-1")

    get_log("app.somewhere").info("one")
    logging.getLogger("some.library").warning("two")

    assert [line["correlation_id"] for line in lines(stream)] == ["click-1", "click-1"]


def test_an_id_is_kept_once_there_is_one() -> None:
    correlate("click-2")

    assert correlation_id() == "click-2"


@pytest.mark.parametrize("proposed", [None, "", "a b", "x" * 65, "new\nline", "ä"])
def test_an_id_that_is_not_well_formed_is_replaced(proposed: str | None) -> None:
    chosen = correlate(proposed)

    assert chosen != proposed
    assert len(chosen) == 32
    assert correlation_id() == chosen


def test_fields_outside_the_list_never_reach_a_line(stream: io.StringIO) -> None:
    get_log("app.somewhere").info("connected", host="db.internal", run_id="4f1c")  # pyright: ignore[reportCallIssue] - the point

    assert "db.internal" not in stream.getvalue()
    assert lines(stream)[0]["run_id"] == "4f1c"


def test_a_line_of_a_library_keeps_its_text_but_not_its_extras(stream: io.StringIO) -> None:
    logging.getLogger("some.library").warning("pool of %d", 3, extra={"host": "db.internal", "batch": 4})

    (line,) = lines(stream)

    assert line["event"] == "pool of 3"
    assert line["batch"] == 4
    assert "db.internal" not in stream.getvalue()


def test_of_an_exception_only_its_class_is_shown(stream: io.StringIO) -> None:
    logging.getLogger("some.library").error("it failed", exc_info=ValueError("row data 078-05-1120"))

    (line,) = lines(stream)

    assert line["kind"] == "ValueError"
    assert "078-05-1120" not in stream.getvalue()


def test_a_secret_in_use_is_cut_out_even_of_a_librarys_line(stream: io.StringIO) -> None:
    with live_secrets.held('planted "secret"'):
        logging.getLogger("some.library").warning('login with planted "secret" refused')

    assert lines(stream)[0]["event"] == "login with [redacted] refused"


def test_a_message_with_line_breaks_stays_one_line(stream: io.StringIO) -> None:
    logging.getLogger("some.library").warning('two\nlines and {"braces"}')

    assert lines(stream)[0]["event"] == 'two\nlines and {"braces"}'
