"""The definitions of the metrics, and the page made of them."""

from pathlib import Path

import pytest

from app.model.schema import DataType
from app.quality.document import metrics_page
from app.quality.metrics import METRIC, METRICS, Metric
from app.quality.metrics.definitions import read_metric

PAGE = Path(__file__).parents[3] / "docs" / "metrics.md"


def test_the_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == metrics_page(), (
        "run: python -m app.quality.document > docs/metrics.md"
    )


def test_no_two_metrics_share_an_id() -> None:
    assert len(METRIC) == len(METRICS)


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.id)
def test_every_metric_says_what_it_means_and_where_it_comes_from(metric: Metric) -> None:
    assert all((metric.title, metric.formula, metric.unit, metric.empty, metric.source))
    assert metric.id.endswith("_share") == (metric.unit == "share")


def test_a_metric_without_types_applies_to_all_and_one_with_types_to_those() -> None:
    assert METRIC["null_count"].applies_to(DataType.OTHER)
    assert METRIC["mean"].applies_to(DataType.FLOAT)
    assert not METRIC["mean"].applies_to(DataType.TEXT)


def test_a_definition_with_an_unknown_key_is_refused() -> None:
    entry = {"title": "T", "formula": "f", "unit": "rows", "empty": "e", "source": "s"}
    assert read_metric("new", entry).dimension is None
    with pytest.raises(ValueError, match="dimesion"):
        read_metric("new", entry | {"dimesion": "validity"})
    with pytest.raises(ValueError, match="shape"):
        read_metric("new", entry | {"types": ["shape"]})
