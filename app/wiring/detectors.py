"""The classifier out of the bundled types, detector plugins and files of custom detectors."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from app.detection.catalogue import Catalogue, builtin_types, load_catalogue
from app.detection.classifier import Classifier
from app.detection.types import TypeDefinition
from app.errors import DetectorFileError
from app.plugins import load_plugins

VARIABLE = "SOURCESENSE_DETECTORS"
_BUILTIN = "builtin"


@dataclass(frozen=True, slots=True)
class Detectors:
    """What there is.

    Attributes:
        types: all of them; of two with one id the later replaces the earlier.
        failed: plugin, and why it or one of its types is not used.
    """

    types: tuple[TypeDefinition, ...]
    failed: dict[str, str]


def load_classifier(files: Sequence[Path] = ()) -> Classifier:
    """A classifier over all detectors; raises ``DetectorFileError``."""
    return Classifier(load_catalogue(load_detectors(files).types))


def catalogue_with(texts: Sequence[str] = (), files: Sequence[Path] = ()) -> Catalogue:
    """The types of all detectors, and those of these TOML texts; raises ``DetectorFileError``."""
    given = [each for text in texts for each in types_of_text(text, "detectors")]
    return load_catalogue((*load_detectors(files).types, *given))


def load_detectors(files: Sequence[Path] = ()) -> Detectors:
    """Bundled types, those of every plugin that loads, those of the files in ``SOURCESENSE_DETECTORS``, and these.

    A plugin that does not load costs only its own types; a file that somebody named has to be right.

    Raises:
        DetectorFileError: a file cannot be read, or a detector in it is not valid.
    """
    plugins = load_plugins("sourcesense.detectors")
    failed = dict(plugins.failed)
    types = list(builtin_types())
    for name, plugin in plugins.loaded.items():
        if name != _BUILTIN:
            types += _types_of(name, plugin, failed)
    types += [each for file in (*configured_files(), *files) for each in types_in(file)]
    return Detectors(tuple(types), failed)


def configured_files() -> Iterator[Path]:
    """The files the setting names; read here rather than with all settings, which take longer to load."""
    return (Path(name) for name in os.environ.get(VARIABLE, "").split(os.pathsep) if name)


def text_in(file: Path) -> str:
    """The text of a file of detectors; raises ``DetectorFileError``."""
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise DetectorFileError(path=str(file), problem="it is not UTF-8") from None
    except OSError as error:
        raise DetectorFileError(path=str(file), problem=error.strerror or type(error).__name__) from None


def types_in(file: Path) -> tuple[TypeDefinition, ...]:
    """The detectors in a TOML file; raises ``DetectorFileError``."""
    return types_of_text(text_in(file), str(file))


def types_of_text(text: str, path: str) -> tuple[TypeDefinition, ...]:
    """The detectors in a TOML text, called ``path`` where one is refused; raises ``DetectorFileError``."""
    from app.detection.custom.detectors import DetectorRefusedError, custom_types  # noqa: PLC0415 - most calls have none

    try:
        return custom_types(text)
    except DetectorRefusedError as refusal:
        raise DetectorFileError(path=path, problem=str(refusal)) from None


def _types_of(name: str, plugin: object, failed: dict[str, str]) -> Iterator[TypeDefinition]:
    """The types of a plugin; one that RE2 refuses, or a plugin that raises, is reported and not fatal."""
    from app.detection.custom.detectors import DetectorRefusedError, outside  # noqa: PLC0415 - as above

    try:
        offered = list(cast("Callable[[], Iterable[TypeDefinition]]", plugin)())
    except Exception as error:  # noqa: BLE001 - a foreign function may raise anything
        failed[name] = type(error).__name__
        return
    for each in offered:
        try:
            yield outside(each)
        except DetectorRefusedError as refusal:
            failed[name] = str(refusal)
