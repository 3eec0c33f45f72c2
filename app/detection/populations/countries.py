"""Countries by name: "Jordan", "Chad" and "Georgia" are persons and states as well; ``closed_sets`` weighs them."""

from app.detection.populations.closed_sets import told_by

log_odds = told_by("countries", share=0.7, all_ambiguous=-1.0)
