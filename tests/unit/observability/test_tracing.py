"""One span per task, one trace per run, and no text of any failure."""

import pytest
from opentelemetry import trace
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from app.errors import NoAccessError
from app.observability.tracing import send_spans, task_span


@pytest.fixture
def exporter(monkeypatch: pytest.MonkeyPatch) -> InMemorySpanExporter:
    exporter = InMemorySpanExporter()
    provider = TracerProvider(shutdown_on_exit=False)
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    # The process has one provider, set once; a test needs its own.
    monkeypatch.setattr(trace, "get_tracer", provider.get_tracer)
    return exporter


def only(exporter: InMemorySpanExporter) -> ReadableSpan:
    (span,) = exporter.get_finished_spans()
    return span


def identity(span: ReadableSpan) -> trace.SpanContext:
    context = span.get_span_context()
    assert context is not None
    return context


def test_a_task_is_a_span_with_its_ids(exporter: InMemorySpanExporter) -> None:
    with task_span("detect_sensitive_data", run_id="4f1c", batch=3):
        pass

    span = only(exporter)

    assert span.name == "detect_sensitive_data"
    assert dict(span.attributes or {}) == {"sourcesense.run_id": "4f1c", "sourcesense.batch": 3}
    assert span.status.is_unset


def test_the_tasks_of_a_run_are_in_one_trace_and_those_of_another_are_not(
    exporter: InMemorySpanExporter,
) -> None:
    for run_id in ("one", "one", "two"):
        with task_span("detect_sensitive_data", run_id=run_id):
            pass

    traces = [identity(span).trace_id for span in exporter.get_finished_spans()]

    assert traces[0] == traces[1] != traces[2]


def test_a_span_inside_another_is_its_child(exporter: InMemorySpanExporter) -> None:
    with task_span("outer", run_id="one"), task_span("inner", run_id="one"):
        pass

    inner, outer = exporter.get_finished_spans()

    assert inner.parent is not None
    assert inner.parent.span_id == identity(outer).span_id


class TemporalError(Exception):
    """As Temporal's ``ApplicationError`` carries it."""

    type = "timeout"


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (NoAccessError(object="public.salary"), "no_access"),
        (TemporalError("public.salary"), "timeout"),
        (ValueError("public.salary 078-05-1120"), "ValueError"),
    ],
)
def test_a_failure_is_told_by_code_or_class_only(
    exporter: InMemorySpanExporter, error: Exception, outcome: str
) -> None:
    def fail() -> None:
        with task_span("detect_sensitive_data", run_id="4f1c"):
            raise error

    with pytest.raises(type(error)):
        fail()

    span = only(exporter)
    assert (span.status.is_ok, span.status.description) == (False, outcome)
    assert "salary" not in span.to_json()
    assert span.events == ()


def test_without_an_endpoint_nothing_is_sent() -> None:
    assert not send_spans("", "worker")
