"""How the rows of a source hang together, in lines: keys that were looked up, columns that settle others."""

from collections.abc import Iterator

from app.cli.document import Document
from app.cli.words import counted
from app.model.names import visible

_MOST_DEPENDENCIES = 10


def integrity_lines(integrity: Document) -> Iterator[str]:
    """One line for all keys, one for each dependency; none where there is nothing to tell."""
    if integrity["keys"]:
        yield _keys(integrity["keys"])
    found = integrity["dependencies"]
    yield from (_dependency(each) for each in found[:_MOST_DEPENDENCIES])
    if len(found) > _MOST_DEPENDENCIES:
        yield f"  and {counted(len(found) - _MOST_DEPENDENCIES, 'dependency', 'dependencies')} more; --json has all"


def _keys(keys: list[Document]) -> str:
    looked_up = [key for key in keys if key["found"]]
    broken = sum(key["found"]["orphan_rows"] > 0 for key in looked_up)
    unread = len(keys) - len(looked_up)
    led = f"{broken} with rows that lead nowhere" if broken else "every row leads somewhere"
    rest = f"; {unread} not looked into" if unread else ""
    return f"Foreign keys: {len(looked_up)} looked up, {led}{rest}."


def _dependency(found: Document) -> str:
    """E.g. ``sales.address: zip settles city; 3 of 600 rows against it (every row counted)``."""
    settles = " and ".join(found["determinant"])
    against = f"{found['violations']:,} of {counted(found['rows'], 'row')} against it"
    basis = "every row counted" if found["exact"] else "in the sample"
    place = f"{found['schema']}.{found['table']}".lstrip(".")
    return visible(f"{place}: {settles} settles {found['dependent']}; {against} ({basis}).")
