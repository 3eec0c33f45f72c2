"""The documents hold: everything is documented, everything documented exists, and links lead somewhere."""

import json
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import typer.main
from fastapi.routing import APIRoute
from pydantic import AliasChoices
from typer.core import TyperGroup, TyperOption

from app.api.errors_page import entries, html_page, markdown_page
from app.api.routes import NOUNS
from app.cli.exits import Exit
from app.cli.main import app as command_line
from app.connection.reference import renewed
from app.detection.catalogue import builtin_types
from app.local.ports import DOORS, Door
from app.results.exports import export_names
from app.results.exports.json_schema import json_schema
from app.settings import Settings

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
DECISIONS = sorted((ROOT / "docs" / "adr").glob("*.md"))
SOURCES = [ROOT / "main.py", ROOT / "Makefile", *sorted((ROOT / "app").rglob("*.py"))]
VARIABLE = re.compile(r"\bSOURCESENSE_[A-Z][A-Z_]*[A-Z]\b")


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def variable_of(field: str) -> str:
    """The environment variable a setting is read from."""
    alias = Settings.model_fields[field].validation_alias
    if isinstance(alias, AliasChoices):
        return str(alias.choices[0])
    return f"{Settings.model_config.get('env_prefix', '')}{field}".upper()


def commands() -> dict[str, list[str]]:
    """The options of every command, as they are typed."""
    group = typer.main.get_command(command_line)
    assert isinstance(group, TyperGroup)
    nested = {
        f"{name} {noun}": command
        for name, inner in group.commands.items()
        if isinstance(inner, TyperGroup)
        for noun, command in inner.commands.items()
    }
    return {
        name: [
            option
            for parameter in command.params
            if isinstance(parameter, TyperOption)
            for option in (*parameter.opts, *parameter.secondary_opts)
        ]
        for name, command in {**group.commands, **nested}.items()
    }


def routes() -> set[str]:
    """Method and path of every route below /api/v1, parameters as ``{}``."""
    routers = [noun.router for noun in NOUNS]
    found = [route for router in routers for route in router.routes if isinstance(route, APIRoute)]
    return {_anonymous(f"{method} {route.path}") for route in found for method in route.methods or ()}


def documented_routes() -> set[str]:
    calls = re.findall(r"`((?:GET|POST|DELETE|PUT|PATCH) /[^`?]*)", text_of("docs/api.md"))
    return {_anonymous(call) for call in calls}


def _anonymous(call: str) -> str:
    return re.sub(r"\{\w+\}", "{}", call)


# ── settings ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("field", Settings.model_fields)
def test_every_setting_is_documented_with_its_default(field: str) -> None:
    default = Settings.model_fields[field].default
    shown = f"`{default}`" if str(default) else ""
    row = rf"^\| `{variable_of(field)}`( †)? \| {re.escape(shown)} ?\|"
    assert re.search(row, text_of("docs/configuration.md"), re.MULTILINE), f"no row like: {row}"


@pytest.mark.parametrize("door", DOORS.values(), ids=lambda door: door.variable)
def test_every_port_that_can_be_chosen_is_documented_with_its_usual_number(door: Door) -> None:
    assert f"| `{door.variable}` | `{door.usual}` |" in text_of("docs/configuration.md")


def test_every_variable_of_ours_that_the_code_names_is_documented() -> None:
    named = {name for path in SOURCES for name in VARIABLE.findall(path.read_text(encoding="utf-8"))}
    assert named <= set(VARIABLE.findall(text_of("docs/configuration.md")))


def test_every_documented_variable_of_ours_is_read_by_something() -> None:
    sources = [*SOURCES, *sorted((ROOT / "tests" / "support").glob("*.py"))]
    named = {name for path in sources for name in VARIABLE.findall(path.read_text(encoding="utf-8"))}
    named |= {variable_of(field) for field in Settings.model_fields}
    assert set(VARIABLE.findall(text_of("docs/configuration.md"))) <= named


# ── errors ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("page", "made", "command"),
    [
        ("frontend/form/docs/errors.html", html_page, "python -m app.api.errors_page"),
        ("docs/errors.md", markdown_page, "python -m app.api.errors_page --markdown"),
    ],
)
def test_the_pages_of_errors_are_current(page: str, made: Callable[[], str], command: str) -> None:
    assert text_of(page) == made(), f"run: {command} > {page}"


def test_every_error_has_a_code_of_its_own_and_a_place_on_the_page() -> None:
    codes = [entry.code for group in entries().values() for entry in group]
    source = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "app" / "errors").glob("*.py"))
    written = re.findall(r'^    code = "(\w+)"$', source, re.MULTILINE)
    assert len(codes) == len(set(codes))
    assert written
    assert set(written) <= set(codes)
    assert all(f'<article id="{code}">' in html_page() for code in codes)


def test_the_page_of_errors_runs_nothing_that_its_policy_forbids() -> None:
    page = html_page()
    assert re.findall(r"<script[^>]*>", page) == ['<script src="../js/theme.js">']
    assert not re.search(r"style=|<style|\son\w+=|https?:", page)
    for target in re.findall(r'(?:href|src)="(\.\./[\w./-]+\.\w+)', page):
        assert (ROOT / "frontend" / "form" / "docs" / target).resolve().is_file(), target


# ── interfaces ───────────────────────────────────────────────────────────────────────────────────────


def test_every_route_is_documented() -> None:
    assert routes() <= documented_routes()


def test_every_documented_route_exists() -> None:
    assert documented_routes() <= routes()


@pytest.mark.parametrize(("name", "options"), commands().items())
def test_every_command_is_documented_with_its_options(name: str, options: list[str]) -> None:
    page = text_of("docs/cli.md")
    assert f"`sourcesense {name}" in page
    assert [option for option in options if f"`{option}`" not in page] == []


def test_the_documented_schema_of_the_json_format_is_current() -> None:
    command = "python -m app.results.exports.json_schema > docs/schema-format.json"
    assert json.loads(text_of("docs/schema-format.json")) == json_schema(), f"run: {command}"


def test_every_format_is_documented() -> None:
    page = text_of("docs/schema-formats.md")
    assert [name for name in export_names() if f"| `{name}` |" not in page] == []


def test_every_exit_code_is_documented() -> None:
    documented = {int(code) for code in re.findall(r"^\| (\d+) \|", text_of("docs/cli.md"), re.MULTILINE)}
    assert {int(code) for code in Exit} <= documented


# ── connections ──────────────────────────────────────────────────────────────────────────────────────


def test_the_tables_of_fields_and_parameters_are_current() -> None:
    page = text_of("docs/connecting.md")
    assert renewed(page) == page, "run: python -m app.connection.reference docs/connecting.md"


# ── the documents themselves ─────────────────────────────────────────────────────────────────────────


def shell_blocks() -> Iterator[tuple[str, str]]:
    for document in DOCUMENTS:
        for block in re.findall(
            r"^```sh\n(.*?)^```$", document.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
        ):
            yield f"{document.relative_to(ROOT)}: {block.splitlines()[0]}", block


@pytest.mark.parametrize("block", [pytest.param(block, id=name) for name, block in shell_blocks()])
def test_every_shell_block_parses(block: str) -> None:
    parsed = subprocess.run(["bash", "-n"], input=block, text=True, capture_output=True, check=False)  # noqa: S607 - bash of the machine
    assert parsed.stderr == ""
    assert parsed.returncode == 0


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_between_documents_leads_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", document.read_text(encoding="utf-8")):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        there = (document.parent / path).resolve() if path else document
        assert there.exists(), target
        assert not anchor or anchor in anchors(there), target


def anchors(document: Path) -> set[str]:
    """Anchors of headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_is_short_and_says_why_what_and_what_follows(decision: Path) -> None:
    text = decision.read_text(encoding="utf-8")
    assert text.startswith(f"# {int(decision.stem[:4])}. ")
    parts = re.findall(r"^\*\*(Context|Decision|Consequences)\.\*\*", text, re.MULTILINE)
    assert parts == ["Context", "Decision", "Consequences"]
    assert len(text.splitlines()) < 40


def test_no_two_decisions_share_a_number() -> None:
    numbers = [decision.stem[:4] for decision in DECISIONS]
    assert len(numbers) == len(set(numbers))


def test_the_code_map_names_every_part_of_the_application() -> None:
    parts = [path for path in (ROOT / "app").iterdir() if not path.name.startswith("_")]
    missing = [
        path.name
        for path in parts
        if f"| `app/{path.name}{'/' if path.is_dir() else ''}` |" not in text_of("ARCHITECTURE.md")
    ]
    assert missing == []


@pytest.mark.parametrize("document", ["README.md", "CHANGELOG.md"])
def test_the_number_of_types_is_right(document: str) -> None:
    assert re.findall(r"(\d+) types", text_of(document)) == [str(len(list(builtin_types())))]
