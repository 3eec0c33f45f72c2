"""Spans really arrive at an OTLP receiver, from a process that does nothing but a task."""

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import grpc
import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import (
    ExportTraceServiceRequest,
    ExportTraceServiceResponse,
)
from opentelemetry.proto.collector.trace.v1.trace_service_pb2_grpc import (
    TraceServiceServicer,
    add_TraceServiceServicer_to_server,  # pyright: ignore[reportUnknownVariableType] - generated without types
)

PROCESS = """
from app.observability.tracing import send_spans, task_span
import os
send_spans(os.environ["OTEL_EXPORTER_OTLP_ENDPOINT"], "worker")
with task_span("detect_sensitive_data", run_id="4f1c", batch=3):
    pass
"""


@dataclass
class Receiver(TraceServiceServicer):
    """An OTLP receiver that remembers."""

    requests: list[ExportTraceServiceRequest] = field(default_factory=list[ExportTraceServiceRequest])
    port: int = 0

    def Export(  # noqa: N802 - the name of the protocol
        self, request: ExportTraceServiceRequest, context: object
    ) -> ExportTraceServiceResponse:
        del context
        self.requests.append(request)
        return ExportTraceServiceResponse()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    receiver = Receiver()
    server = grpc.server(ThreadPoolExecutor(max_workers=1))
    add_TraceServiceServicer_to_server(receiver, server)
    receiver.port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    yield receiver
    server.stop(grace=None).wait()


def test_a_span_arrives_and_nothing_is_printed(receiver: Receiver) -> None:
    environment = os.environ | {"OTEL_EXPORTER_OTLP_ENDPOINT": f"http://127.0.0.1:{receiver.port}"}

    ended = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", PROCESS], env=environment, capture_output=True, timeout=60, check=True
    )

    assert (ended.stdout, ended.stderr) == (b"", b"")
    (request,) = receiver.requests
    (resource,) = request.resource_spans
    service = {each.key: each.value.string_value for each in resource.resource.attributes}["service.name"]
    (span,) = resource.scope_spans[0].spans
    assert (service, span.name) == ("worker", "detect_sensitive_data")
    assert {each.key for each in span.attributes} == {"sourcesense.run_id", "sourcesense.batch"}
