"""What is counted, and by which labels."""

from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import HistogramDataPoint, InMemoryMetricReader, NumberDataPoint

from app.observability.metrics import Metrics

Points = dict[tuple[str, tuple[tuple[str, object], ...]], float]


def points(reader: InMemoryMetricReader) -> Points:
    data = reader.get_metrics_data()
    assert data is not None
    found: Points = {}
    for metric in data.resource_metrics[0].scope_metrics[0].metrics:
        for point in metric.data.data_points:
            key = (metric.name, tuple(sorted((point.attributes or {}).items())))
            if isinstance(point, NumberDataPoint):
                found[key] = point.value
            if isinstance(point, HistogramDataPoint):
                found[key] = point.sum
    return found


def test_everything_is_counted_under_its_labels() -> None:
    reader = InMemoryMetricReader()
    provider = MeterProvider([reader])
    counted = Metrics(provider.get_meter("test"))

    counted.batch_read("detect", statements=3, rows=1000)
    counted.batch_read("detect", statements=2, rows=500)
    counted.run_ended("partial")
    counted.task_ended("finalize_run", 0.5, "ok")
    counted.task_ended("finalize_run", 1.5, "timeout")

    assert points(reader) == {
        ("sourcesense.statements", (("stage", "detect"),)): 5,
        ("sourcesense.rows_read", (("stage", "detect"),)): 1500,
        ("sourcesense.runs", (("state", "partial"),)): 1,
        ("sourcesense.task.duration", (("outcome", "ok"), ("task", "finalize_run"))): 0.5,
        ("sourcesense.task.duration", (("outcome", "timeout"), ("task", "finalize_run"))): 1.5,
    }
    provider.shutdown()
