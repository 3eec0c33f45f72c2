"""The definitions of the metrics, and the page made of them."""

from pathlib import Path

import pytest

from app.quality.document import metrics_page
from app.quality.metrics import METRIC, METRICS, Metric

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
