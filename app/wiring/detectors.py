"""The classifier out of the detector plugins."""

from collections.abc import Callable, Iterable
from typing import cast

from app.detection.catalogue import load_catalogue
from app.detection.classifier import Classifier
from app.detection.types import TypeDefinition
from app.plugins import load_plugins


def load_classifier() -> Classifier:
    """A classifier over every type of every detector plugin that loads."""
    plugins = load_plugins("sourcesense.detectors").loaded.values()
    types = [kind for plugin in plugins for kind in cast("Callable[[], Iterable[TypeDefinition]]", plugin)()]
    return Classifier(load_catalogue(types))
