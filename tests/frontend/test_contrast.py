"""The colours of tokens.css against WCAG 2.2: 4.5 to 1 for text, 3 to 1 for what controls are seen by."""

import re
from itertools import product
from pathlib import Path

import pytest

TOKENS = (Path(__file__).parents[2] / "frontend" / "form" / "styles" / "tokens.css").read_text()
COLOURS = {
    name: {"light": light, "dark": dark}
    for name, light, dark in re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", TOKENS)
}

TEXT = [
    *product(("text", "text-secondary", "text-tertiary"), ("background", "surface", "raised")),
    ("text-secondary", "accent-tint"),
    ("accent", "surface"),
    ("accent", "background"),
    ("accent", "accent-tint"),
    ("on-accent", "accent"),
    ("danger", "surface"),
    ("text", "danger-tint"),
    ("text-secondary", "danger-tint"),
    ("accent", "danger-tint"),
    ("text", "caution-tint"),
    ("medium", "caution-tint"),
    *((level, f"{level}-tint") for level in ("critical", "high", "medium", "low")),
]
CONTROLS = [
    ("control", "surface"),
    ("ok", "surface"),
    ("fair", "surface"),
    ("danger", "surface"),
    ("accent", "raised"),
]


def _luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(first: str, second: str) -> float:
    darker, lighter = sorted((_luminance(first), _luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back"), TEXT)
def test_text_can_be_read(front: str, back: str, scheme: str) -> None:
    assert _contrast(COLOURS[front][scheme], COLOURS[back][scheme]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back"), CONTROLS)
def test_controls_can_be_seen(front: str, back: str, scheme: str) -> None:
    assert _contrast(COLOURS[front][scheme], COLOURS[back][scheme]) >= 3
