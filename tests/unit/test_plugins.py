"""Plugins come through entry points, the built-ins too; one that cannot load costs only itself."""

import sys
from pathlib import Path

import pytest

from app.connection.dialects.sqlite import DIALECT
from app.detection.catalogue import builtin_types
from app.plugins import load_plugins

GROUP = "sourcesense.tests"


def install(folder: Path, distribution: str, source: str, entries: dict[str, str]) -> None:
    """A distribution of one module, as pip leaves it in a folder of ``sys.path``."""
    information = folder / f"{distribution}-1.0.dist-info"
    information.mkdir(parents=True)
    (folder / f"{distribution}.py").write_text(source, encoding="utf-8")
    (information / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.0\n", encoding="utf-8"
    )
    lines = "\n".join(f"{name} = {place}" for name, place in entries.items())
    (information / "entry_points.txt").write_text(f"[{GROUP}]\n{lines}\n", encoding="utf-8")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "path", [str(tmp_path / "first"), *sys.path])
    return tmp_path / "first"


def test_the_builtins_come_through_the_same_door() -> None:
    assert load_plugins("sourcesense.dialects").loaded["sqlite"] is DIALECT
    assert load_plugins("sourcesense.detectors").loaded["builtin"] is builtin_types


def test_a_group_nobody_registered_is_empty() -> None:
    plugins = load_plugins("sourcesense.nothing")

    assert (plugins.loaded, plugins.failed) == ({}, {})


def test_plugins_are_in_the_order_of_their_names(site: Path) -> None:
    install(
        site, "ss_plugin_ordered", "A, B = 1, 2", {"b": "ss_plugin_ordered:B", "a": "ss_plugin_ordered:A"}
    )

    assert list(load_plugins(GROUP).loaded.items()) == [("a", 1), ("b", 2)]


@pytest.mark.parametrize(
    ("source", "place", "failure"),
    [
        ("raise RuntimeError('planted')", "", "RuntimeError"),
        ("import ss_nowhere", "", "ModuleNotFoundError"),
        ("A = 1", ":B", "AttributeError"),
        ("A = = 1", "", "SyntaxError"),
    ],
)
def test_a_plugin_that_cannot_load_is_named_and_the_others_load(
    site: Path, source: str, place: str, failure: str
) -> None:
    name = f"ss_plugin_{failure.lower()}"
    install(site, name, source, {"broken": f"{name}{place}"})
    install(site, f"{name}_good", "A = 1", {"good": f"{name}_good:A"})

    plugins = load_plugins(GROUP)

    assert plugins.loaded == {"good": 1}
    assert plugins.failed == {"broken": failure}


def test_of_two_plugins_of_one_name_the_first_on_the_path_wins(site: Path, tmp_path: Path) -> None:
    second = tmp_path / "second"
    install(site, "ss_plugin_first", "A = 'first'", {"same": "ss_plugin_first:A"})
    install(second, "ss_plugin_second", "A = 'second'", {"same": "ss_plugin_second:A"})
    sys.path.append(str(second))  # of the list the fixture put in place

    assert load_plugins(GROUP).loaded == {"same": "first"}
