"""Sexual orientations: ``closed_sets`` tells what their terms say together."""

from app.detection.populations.closed_sets import told_by

log_odds = told_by("sexual orientations")
