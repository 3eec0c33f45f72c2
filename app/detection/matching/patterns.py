"""The compiled patterns of a type, by the engine that suits their origin."""

import re

from app.detection.matching.linear import Pattern, linear
from app.detection.types import TypeDefinition


def pattern_of(definition: TypeDefinition) -> Pattern:
    """What a whole value of the type fits.

    The bundled patterns are tested against texts made to be slow; those from outside are compiled by RE2, and raise
    ``PatternRefusedError`` if it refuses them.
    """
    return linear(definition.pattern) if definition.linear else re.compile(definition.pattern)


def search_of(definition: TypeDefinition) -> Pattern | None:
    """What finds the type inside longer text, likewise; ``None`` if it is not looked for."""
    if definition.search is None:
        return None
    return linear(definition.search) if definition.linear else re.compile(definition.search)
