"""Which rules evidence was gathered under, in digests, so that a changed value test is known to be another one.

The digest of a test covers its module, the modules of detection that this one imports, and the bundled lists whose
names stand in them. It may change where the test did not (a comment was reworded): evidence is then called stale that is not.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from hashlib import sha256
from importlib.abc import InspectLoader
from importlib.resources import files
from importlib.util import find_spec

from app.detection.catalogue import Catalogue
from app.detection.types import TypeDefinition
from app.detection.wording.model import MODEL_FILE
from app.model.evidence import RuleMarks, TypeMark

_HOME = "app.detection"
_IMPORT = re.compile(rf"^\s*(?:from|import) ({_HOME}[\w.]*)(?: import ([\w, ]+))?", re.MULTILINE)
_QUOTED = re.compile(r'"([a-z0-9_]+)"')
_LISTS = ("registries", "gazetteers", "grammars")
_DIGITS = 12


def marks_of(catalogue: Catalogue) -> RuleMarks:
    """The marks of every type of the catalogue."""
    types = {type_id: mark_of(definition) for type_id, definition in catalogue.types.items()}
    return RuleMarks(version=catalogue.version, model=model_digest(), types=types)


def mark_of(definition: TypeDefinition) -> TypeMark:
    """The mark of one type.

    >>> from dataclasses import replace
    >>> from app.detection.catalogue import builtin_types
    >>> first = next(t for t in builtin_types() if t.pattern and not t.search)
    >>> mark_of(first) == mark_of(replace(first, prior=0.3)), mark_of(first) == mark_of(replace(first, pattern="a+"))
    (True, False)
    """
    tests = [_test_digest(test) for test in (definition.test, definition.population)]
    whole = [
        definition.shape,
        definition.pattern,
        definition.linear,
        definition.value_tested,
        definition.is_read,
    ]
    inside = [definition.search, definition.search_needs, definition.context, definition.linear]
    return TypeMark(
        values=_digest(repr((whole, tests))),
        inside="" if definition.search is None else _digest(repr((inside, tests))),
    )


@cache
def model_digest() -> str:
    """The digest of the text model."""
    return _digest((files("app.detection.wording") / MODEL_FILE).read_bytes())


def _test_digest(test: Callable[..., object] | None) -> str:
    if test is None:
        return ""
    # The test of a plugin may be any callable: a builtin or a partial one has no module or no name of its own.
    module = getattr(test, "__module__", None) or type(test).__module__
    name = getattr(test, "__qualname__", type(test).__qualname__)
    return _digest(f"{module}.{name} {_module_digest(module)}")


@cache
def _module_digest(name: str) -> str:
    modules = sorted(_with_imports(name))
    sources = {module: _source(module) for module in modules}
    quoted = {word for source in sources.values() for word in _QUOTED.findall(source)}
    packages = [p for p in _LISTS if f"{_HOME}.{p}" in sources]
    lists = [digest for package in packages for digest in _list_digests(package, quoted)]
    return _digest(repr((list(sources.values()), lists)))


def _with_imports(name: str) -> set[str]:
    """The module and all modules of detection that it leads to."""
    found, open_ends = {name}, [name]
    while open_ends:
        for imported in _imports(_source(open_ends.pop())):
            if imported not in found:
                found.add(imported)
                open_ends.append(imported)
    return found


def _imports(source: str) -> Iterator[str]:
    for module, names in _IMPORT.findall(source):
        yield module
        yield from (
            f"{module}.{name.strip()}" for name in names.split(",") if _source(f"{module}.{name.strip()}")
        )


@cache
def _source(name: str) -> str:
    """The text of a module; empty for what is no module, or one whose text is not there."""
    try:
        spec = find_spec(name)
        loader = spec.loader if spec else None
        source = loader.get_source(name) if isinstance(loader, InspectLoader) else None
    except (ImportError, ValueError, OSError):
        return ""
    return source or ""


def _list_digests(package: str, names: set[str]) -> Iterator[str]:
    for file in sorted(files(f"{_HOME}.{package}").iterdir(), key=lambda f: f.name):
        stem, _, suffix = file.name.partition(".")
        if stem in names and suffix != "py":
            yield _file_digest(package, file.name)


@cache
def _file_digest(package: str, name: str) -> str:
    return _digest((files(f"{_HOME}.{package}") / name).read_bytes())


def _digest(content: str | bytes) -> str:
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    return sha256(data).hexdigest()[:_DIGITS]
