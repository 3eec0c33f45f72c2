"""States and provinces by name: few of them among many other words are none; ``closed_sets`` weighs them."""

from app.detection.populations.closed_sets import told_by

log_odds = told_by("subdivisions", share=0.5, all_ambiguous=-1.0)
