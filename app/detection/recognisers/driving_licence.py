"""Whether a value follows the grammar of any country (``app.detection.grammars/driving_licences.toml``)."""

from app.detection import grammars


def is_valid(value: str) -> bool:
    """By itself this says little: many codes are laid out so."""
    return grammars.follows("driving_licences", value)
