"""The classifier out of the detector plugins."""

from collections.abc import Callable, Iterable
from typing import cast

from app.detection import Classifier, load_catalogue
from app.detection.catalogue import SensitiveType
from app.plugins import load_plugins


def load_classifier() -> Classifier:
    """A classifier over every type of every detector plugin that loads."""
    plugins = load_plugins("sourcesense.detectors").loaded.values()
    types = [kind for plugin in plugins for kind in cast("Callable[[], Iterable[SensitiveType]]", plugin)()]
    return Classifier(load_catalogue(types))
