"""One OpenTelemetry span per task, sent to ``OTEL_EXPORTER_OTLP_ENDPOINT``; without one, spans cost nothing.

    with task_span("detect_sensitive_data", run_id=run.id, batch=3):
        ...

The SDK installs no tracer provider until something asks for it, and then prints every span on the console
(SDK fact F15), so the provider is ours: ``send_spans`` at the start of a process.
"""

import time
from collections.abc import Generator
from contextlib import contextmanager
from hashlib import sha256
from typing import TYPE_CHECKING, Unpack

from app.errors import SourceSenseError
from app.observability.fields import Fields, allowed
from app.observability.metrics import metrics

if TYPE_CHECKING:
    from opentelemetry.context import Context
    from opentelemetry.sdk.trace.export import SpanExporter

_TRACER = "sourcesense"


def send_spans(endpoint: str, service: str) -> bool:
    """Send the spans of this process to that OTLP address over gRPC; ``False`` and nothing done if it is empty.

    ``service`` tells server and worker apart. Called once per process.
    """
    if not endpoint:
        return False
    from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import (  # noqa: PLC0415 - only with an endpoint
        OTLPSpanExporter,
    )

    export_spans(OTLPSpanExporter(endpoint=endpoint, insecure=not endpoint.startswith("https:")), service)
    return True


def export_spans(exporter: "SpanExporter", service: str) -> None:
    """Hand the spans of this process to that exporter, in batches and once more when the process ends."""
    from opentelemetry.sdk.resources import Resource  # noqa: PLC0415 - only with an endpoint
    from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415 - only with an endpoint
    from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415 - only with an endpoint
    from opentelemetry.trace import set_tracer_provider  # noqa: PLC0415 - only with an endpoint

    provider = TracerProvider(resource=Resource.create({"service.name": service}))
    provider.add_span_processor(BatchSpanProcessor(exporter))
    set_tracer_provider(provider)


@contextmanager
def task_span(name: str, **fields: Unpack[Fields]) -> Generator[None]:
    """A span and a duration for one task. A failure is told by its code or class, never by its text.

    All tasks of a run, on whatever worker, are in one trace: its id derives from ``run_id``.
    """
    from opentelemetry.trace import Status, StatusCode, get_tracer  # noqa: PLC0415 - only where tasks run

    began = time.monotonic()
    outcome = "ok"
    with get_tracer(_TRACER).start_as_current_span(
        name,
        context=trace_of(fields.get("run_id", "")),
        attributes={f"sourcesense.{field}": value for field, value in allowed(fields).items()},
        record_exception=False,
        set_status_on_exception=False,
    ) as span:
        try:
            yield
        except BaseException as error:
            outcome = _outcome(error)
            span.set_status(Status(StatusCode.ERROR, outcome))
            raise
        finally:
            metrics().task_ended(name, time.monotonic() - began, outcome)


def _outcome(error: BaseException) -> str:
    """The code of a failure; in tasks it stands in the ``type`` of Temporal's error. Else the class."""
    code = error.code if isinstance(error, SourceSenseError) else getattr(error, "type", None)
    return code if isinstance(code, str) and code else type(error).__name__


def trace_of(run_id: str) -> "Context | None":
    """The context all spans of a run hang in; ``None`` (whatever is current) without a run or inside a span."""
    from opentelemetry.trace import (  # noqa: PLC0415 - see above
        NonRecordingSpan,
        SpanContext,
        TraceFlags,
        get_current_span,
        set_span_in_context,
    )

    if not run_id or get_current_span().get_span_context().is_valid:
        return None
    digest = sha256(run_id.encode()).digest()
    parent = SpanContext(
        trace_id=int.from_bytes(digest[:16], "big"),
        span_id=int.from_bytes(digest[16:24], "big"),
        is_remote=True,
        trace_flags=TraceFlags(TraceFlags.SAMPLED),
    )
    return set_span_in_context(NonRecordingSpan(parent))
