"""The grammar of one country over the whole column (``app.detection.grammars/license_plates.toml``)."""

from app.detection import grammars


def log_odds(values: list[str]) -> float:
    """From 0 to 6.5."""
    return grammars.log_odds("license_plates", values)
