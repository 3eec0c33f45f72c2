"""Loading plugins by entry point; the built-ins come through the same door.

Groups: ``sourcesense.dialects``, ``sourcesense.detectors``, ``sourcesense.rules``, ``sourcesense.exports``.
"""

from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points


@dataclass(frozen=True, slots=True)
class Plugins:
    """What one group offers.

    Attributes:
        loaded: the objects by entry-point name, in the order of their names.
        failed: entry-point name to the class of the exception that loading it raised; reported, not fatal.
    """

    loaded: dict[str, object]
    failed: dict[str, str]


def load_plugins(group: str) -> Plugins:
    """Load every plugin of a group.

    Of two distributions that register the same name the one found first on ``sys.path`` wins, as Python's own
    import does. A plugin may raise anything while it is imported; that costs only this plugin.
    """
    loaded: dict[str, object] = {}
    failed: dict[str, str] = {}
    for name, entry in _unique(group).items():
        try:
            loaded[name] = entry.load()
        except Exception as error:  # noqa: BLE001 - a foreign module may raise anything; reported by name
            failed[name] = type(error).__name__
    return Plugins(loaded, failed)


def plugin_names(group: str) -> tuple[str, ...]:
    """The names a group offers, in order; whether they load is not tried."""
    return tuple(_unique(group))


def load_plugin(group: str, name: str) -> object | None:
    """One plugin of a group and none of the others; ``None`` if there is none of that name or it does not load."""
    entry = _unique(group).get(name)
    try:
        return None if entry is None else entry.load()
    except Exception:  # noqa: BLE001 - as above; ``load_plugins`` tells what it raised
        return None


def _unique(group: str) -> dict[str, EntryPoint]:
    found: dict[str, EntryPoint] = {}
    for entry in entry_points(group=group):
        found.setdefault(entry.name, entry)
    return dict(sorted(found.items()))
