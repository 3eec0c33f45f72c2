"""How many rows tables had, from a document that ``sourcesense profile`` or ``scan`` printed with ``--json``."""

import msgspec

from app.errors import ProfileFileError
from app.model.schema import table_id


class _Table(msgspec.Struct):
    schema: str
    name: str
    rows: int | None


class _Document(msgspec.Struct):
    tables: list[_Table]


def earlier_rows(path: str, text: str) -> dict[str, int]:
    """Rows by table id, of tables whose rows were counted; raises ``ProfileFileError`` for any other file.

    >>> [*earlier_rows("monday.json", '{"tables": [{"schema": "s", "name": "t", "rows": 7}]}').values()]
    [7]
    """
    try:
        document = msgspec.json.decode(text, type=_Document)
    except msgspec.DecodeError:
        raise ProfileFileError(path=path, problem="it is no profile") from None
    return {table_id(each.schema, each.name): each.rows for each in document.tables if each.rows is not None}
