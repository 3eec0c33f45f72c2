"""Whether a value follows the grammar of any country (``app.detection.grammars/passports.toml``)."""

from app.detection import grammars


def is_valid(value: str) -> bool:
    """By itself this says little: many codes are laid out so."""
    return grammars.follows("passports", value)
