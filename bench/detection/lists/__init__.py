"""Word lists of this bench: its own, and those that mimesis ships."""

import json
import tomllib
from functools import cache
from importlib import resources
from typing import Any

LOCALES = (
    "ar-eg", "ar-sa", "cs", "da", "de", "el", "en", "en-gb", "es", "es-mx", "et", "fa", "fi", "fr", "hr", "hu", "is",
    "it", "ja", "kk", "ko", "nl", "no", "pl", "pt", "pt-br", "ru", "sv", "tr", "uk", "zh", "ar-dz", "ar-ma", "az", "sk",
)  # fmt: skip
NON_LATIN = frozenset({"ar-eg", "ar-sa", "ar-dz", "ar-ma", "el", "fa", "ja", "kk", "ko", "ru", "uk", "zh"})


@cache
def own(name: str) -> dict[str, Any]:
    """A file of this folder."""
    return tomllib.loads(resources.files(__package__ or "").joinpath(f"{name}.toml").read_text("utf-8"))


@cache
def mimesis(locale: str, topic: str) -> dict[str, Any]:
    """A data file of mimesis (MIT): ``person``, ``address``, ``food``, ``finance``, ``text``."""
    return json.loads(
        resources.files("mimesis.datasets").joinpath(locale, f"{topic}.json").read_text("utf-8")
    )


def script_of(locale: str) -> str:
    """``english``, ``latin`` or ``non-latin``."""
    if locale in NON_LATIN:
        return "non-latin"
    return "english" if locale.startswith("en") else "latin"
