"""The tables of docs/connecting.md: fields of each dialect from its model, parameters of each form from their data.

``python -m app.connection.reference docs/connecting.md`` writes them between the page's marks.
"""

import re
import sys
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from app.connection.dialects import available
from app.connection.dialects.base import Dialect
from app.connection.url.vocabulary import NAMES, AsField, AsTls, Ignored, Meaning, Vocabulary, load

_MARKED = re.compile(
    r"(<!-- (?P<name>fields|parameters): made by [^\n]+ -->\n)(.*?)(<!-- end -->)", re.DOTALL
)

_SPECIAL_FIELDS = {
    "server": "the fields `host` and `port`, as `tcp:host,port`",
    "password": "the password, kept apart",
}


def renewed(page: str) -> str:
    """The page with its tables as they are now."""
    made = {"fields": fields_tables(), "parameters": parameter_tables()}
    return _MARKED.sub(lambda match: f"{match[1]}\n{made[match['name']]}\n{match[4]}", page)


def fields_tables() -> str:
    """Per dialect its fields, in the order of the form."""
    return "\n".join(f"### {dialect.title}\n\n{_fields_table(dialect)}" for dialect in available())


def parameter_tables() -> str:
    """Per form what becomes of each parameter."""
    vocabularies = (load(name) for name in NAMES)
    return "\n".join(
        f"### {vocabulary.title}\n\n{_parameters_table(vocabulary)}" for vocabulary in vocabularies
    )


def _fields_table(dialect: Dialect) -> str:
    schema = dialect.connection_type.model_json_schema()
    rows = [
        _field_row(name, part, schema) for name, part in schema["properties"].items() if name != "dialect"
    ]
    return "| Field | In the form | Default | |\n|---|---|---|---|\n" + "".join(rows)


def _field_row(name: str, part: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    default = part.get("default")
    shown = "required" if name in schema.get("required", ()) else "" if default is None else f"`{default}`"
    return f"| `{name}` | {part.get('title', '')} | {shown} | {part.get('description', '')} |\n"


def _parameters_table(vocabulary: Vocabulary) -> str:
    by_text = groupby(vocabulary.meanings.items(), lambda item: _told(item[1]))
    rows = ((", ".join(f"`{name}`" for name, _ in items), text) for text, items in by_text)
    return "| Parameters | What becomes of them |\n|---|---|\n" + "".join(
        f"| {names} | {text} |\n" for names, text in rows
    )


def _told(meaning: Meaning) -> str:
    match meaning:
        case AsField(field):
            return _SPECIAL_FIELDS.get(field, f"the field `{field}`")
        case AsTls(claims):
            return "encryption: " + ", ".join(_words(claims))
        case Ignored(why, values, otherwise) if values:
            names = ", ".join(f"`{value}`" for value in sorted(values))
            return f"{names}: ignored, {why}. Else refused: {otherwise}"
        case Ignored(why):
            return f"ignored: {why}"
        case _:
            return f"**refused**: {meaning.why}"


def _words(claims: Mapping[str, Any]) -> Iterator[str]:
    for word, claim in claims.items():
        if claim.least == claim.most:
            yield f"`{word}` is `{claim.mode.value}`"
        elif claim.most < 3:  # noqa: PLR2004 - the strongest
            yield f"`{word}` is at most `{claim.mode.value}`"
        elif claim.least:
            yield f"`{word}` is `{claim.mode.value}`"
        else:
            yield f"`{word}` says nothing"


if __name__ == "__main__":
    page = Path(sys.argv[1])
    page.write_text(renewed(page.read_text(encoding="utf-8")), encoding="utf-8")
