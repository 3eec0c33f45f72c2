"""The ``sourcesense`` command; what a noun needs is loaded when it is typed."""

from collections.abc import Iterator, MutableMapping
from importlib import import_module
from importlib.metadata import version as installed_version
from typing import Any

import typer
import typer.main
from typer.core import TyperGroup

NOUNS = (
    "up",
    "demo",
    "scan",
    "profile",
    "schema",
    "lint",
    "rules",
    "diff",
    "history",
    "regulations",
    "redecide",
    "identifiability",
    "proposals",
    "classify",
    "detectors",
    "doctor",
)
"""Commands in the order of the help, each a function of its name in a module of its name."""


class _Commands(MutableMapping[str, Any]):
    """Commands by name, each loaded when it is looked up: one must not wait for what another needs."""

    def __init__(self, known: dict[str, Any]) -> None:
        self._loaded = known

    def __getitem__(self, name: str) -> Any:
        if name not in self._loaded:
            if name not in NOUNS:
                raise KeyError(name)
            self._loaded[name] = _command(name)
        return self._loaded[name]

    def __setitem__(self, name: str, command: Any) -> None:
        self._loaded[name] = command

    def __delitem__(self, name: str) -> None:
        del self._loaded[name]

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys([*self._loaded, *NOUNS]))

    def __len__(self) -> int:
        return len(list(iter(self)))


class _Nouns(TyperGroup):
    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = _Commands(dict(self.commands))


app = typer.Typer(
    name="sourcesense",
    cls=_Nouns,
    help="Schema, sensitive data and quality of a SQL database, without writing to it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.command()
def version() -> None:
    """Print the version."""
    typer.echo(installed_version("sourcesense"))


@app.callback()
def _of_a_group() -> None:
    """With one command of its own Typer would make no group of it."""


def _command(name: str) -> Any:
    noun = getattr(import_module(f"app.cli.{name}"), name)
    if isinstance(noun, typer.Typer):
        return typer.main.get_command(noun)
    alone = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    alone.command(name)(noun)
    return typer.main.get_command(alone)


if __name__ == "__main__":
    app()
