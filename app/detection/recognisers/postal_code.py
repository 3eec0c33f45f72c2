"""Whether a value follows the form of any country's postal codes (``app.detection.grammars/postal_codes.toml``)."""

from app.detection import grammars


def is_valid(value: str) -> bool:
    """By itself this says little; codes of digits alone follow none."""
    return grammars.follows("postal_codes", value)
