"""``sourcesense detectors``: what is looked for, one value against one type, and detectors of one's own."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from app.cli.detectors_text import examination_text, list_text, remarks_text
from app.cli.document import Document
from app.cli.endings import fail
from app.cli.exits import Exit
from app.cli.options import AsJson, DetectorFiles
from app.cli.rendering import as_json
from app.detection.types import TypeDefinition
from app.errors import SourceSenseError
from app.wiring.detectors import Detectors, load_detectors, text_in

detectors = typer.Typer(
    help="List the types that are looked for, try values on one, check detectors of your own.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@detectors.command("list")
def list_(
    *,
    family: Annotated[list[str] | None, typer.Option(help="Only these families.")] = None,
    region: Annotated[list[str] | None, typer.Option(help="Only these countries, ISO 3166-1.")] = None,
    regulation: Annotated[
        list[str] | None, typer.Option(help="Only what these regulations name, by their beginning.")
    ] = None,
    files: DetectorFiles = None,
    json: AsJson = False,
) -> None:
    """List the types: family, tier, level, regions, regulations, and how often chance passes as one."""
    known = _known(files)
    chosen = [
        each
        for each in {t.id: t for t in known.types}.values()
        if (not family or each.family in {name.upper() for name in family})
        and (not region or {name.upper() for name in region}.intersection(each.regions))
        and (not regulation or _names_any(each.regulations, regulation))
    ]
    document: Document = {"items": [_item(each) for each in chosen], "total": len(chosen)}
    for name, reason in known.failed.items():
        typer.echo(f"Plugin {name} is not used, or not in full: {reason}.", err=True)
    if json:
        as_json(document)
    else:
        typer.echo(list_text(document))


@detectors.command("test")
def try_values(
    type_id: Annotated[str, typer.Argument(metavar="TYPE", help="Id of a type, as list shows it.")],
    values: Annotated[
        list[str] | None,
        typer.Argument(metavar="VALUE", help="Values; without any, lines of standard input."),
    ] = None,
    *,
    files: DetectorFiles = None,
    json: AsJson = False,
) -> None:
    """Say at which gate, pattern or test each value passes or fails; values are shown masked."""
    from app.detection.matching.examining import examine, found_inside  # noqa: PLC0415 - of no use to the other nouns

    definition = {t.id: t for t in _known(files).types}.get(type_id.upper())
    if definition is None:
        raise typer.BadParameter("There is no such type; sourcesense detectors list shows them.")
    given = values or sys.stdin.read().splitlines()
    items: list[Document] = []
    for value in given:
        found = examine(definition, value)
        items.append(
            {
                "value": found.shown,
                "passed": found.passed,
                "testable": definition.value_tested,
                "steps": [{"name": s.name, "passed": s.passed, "detail": s.detail} for s in found.steps],
                "found_inside": found_inside(definition, value),
            }
        )
    document: Document = {"type": definition.id, "items": items}
    if json:
        as_json(document)
    else:
        typer.echo(examination_text(document))
    sys.exit(Exit.OK if all(item["passed"] for item in items) else Exit.UNEXPECTED)


@detectors.command("lint")
def lint_(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="TOML files of custom detectors.")],
    *,
    json: AsJson = False,
) -> None:
    """Check detectors of your own: whether they load, pass their own examples, and get in each other's way."""
    from app.detection.catalogue import builtin_types, load_catalogue  # noqa: PLC0415 - as above
    from app.detection.custom.lint import lint  # noqa: PLC0415 - as above

    catalogue = load_catalogue(builtin_types())
    try:
        items: list[Document] = [
            {
                "file": str(file),
                "detector": remark.detector,
                "rule": remark.rule,
                "severity": remark.severity.value,
                "message": remark.message,
            }
            for file in files
            for remark in lint(text_in(file), catalogue)
        ]
    except SourceSenseError as error:
        fail(error)
    document: Document = {"items": items, "total": len(items)}
    if json:
        as_json(document)
    else:
        typer.echo(remarks_text(document))
    sys.exit(Exit.USAGE if any(item["severity"] == "error" for item in items) else Exit.OK)


def _known(files: Sequence[Path] | None) -> Detectors:
    try:
        return load_detectors(tuple(files or ()))
    except SourceSenseError as error:
        fail(error)


def _names_any(regulations: Sequence[str], wanted: Sequence[str]) -> bool:
    beginnings = tuple(each.lower() for each in wanted)
    return any(each.lower().startswith(beginnings) for each in regulations)


def _item(definition: TypeDefinition) -> Document:
    return {
        "id": definition.id,
        "family": definition.family,
        "title": definition.title,
        "category": definition.category,
        "tier": definition.tier.value,
        "level": definition.level.name.lower(),
        "regions": list(definition.regions),
        "regulations": list(definition.regulations),
        "testable": definition.value_tested,
        "p0": definition.p0 if definition.value_tested else None,
        "custom": definition.linear,
    }
