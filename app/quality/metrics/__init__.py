"""Every metric, defined once: what it is called, what it means, and what it says about quality.

A measurement (``app.model.measurements.Measurement``) refers to a metric by its id. The definitions stand in
``*.toml`` beside this module, files and entries in the order in which results are shown; ``docs/metrics.md`` is
generated from them. What computes a metric, on every row or on a sample, refers to the same definition.
"""

from app.quality.metrics.definitions import METRIC, METRICS, ORDER, SHOWS_VALUES, Metric

__all__ = ["METRIC", "METRICS", "ORDER", "SHOWS_VALUES", "Metric"]
