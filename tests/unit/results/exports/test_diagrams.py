"""Diagrams are valid whatever the names are. The rules are those of Mermaid 11's lexer and of @dbml/core 10."""

import re
from dataclasses import replace

from hypothesis import given

from app.model.schema import Key, Snapshot
from app.results.exports.dbml import write as write_dbml
from app.results.exports.mermaid import write as write_mermaid
from tests.support.everything import CUSTOMER, EVERYTHING, ORDERS
from tests.support.strange_names import hostile_snapshots

WORDS_OF_MERMAID = (
    "one|many|only|zero|to|style|class|classDef|subgraph|end|direction|erDiagram|title|u|optionally"
)
WORD = rf"(?!(?i:{WORDS_OF_MERMAID})\b)[A-Za-z][A-Za-z0-9_]*"
TEXT = r'"[^"%\r\n\v\x08\\]+"'
ENTITY = re.compile(rf"    ({WORD})(?:\[{TEXT}\])? {{")
COLUMN = re.compile(
    rf"        (?!(?i:[PFU]K)\b)[A-Za-z][A-Za-z0-9_\[\]()]* ((?!(?i:[PFU]K)\b){WORD})(?: [PFU]K(?:, [PFU]K)*)?(?: {TEXT})?"
)
RELATION = re.compile(rf"    ({WORD}) (?:\|\||\|o)--(?:o\||o{{) ({WORD}) : {TEXT}")


@given(hostile_snapshots())
def test_mermaid_names_are_words_each_once_in_its_place(snapshot: Snapshot) -> None:
    first, *lines = "".join(write_mermaid(snapshot)).splitlines()
    assert first == "erDiagram"
    entities: list[str] = []
    columns: list[str] = []
    for line in lines:
        assert not re.search(r"direction\s+(TB|BT|RL|LR)", line, re.IGNORECASE)
        if entity := ENTITY.fullmatch(line):
            entities.append(entity[1].lower())
            columns = []
        elif column := COLUMN.fullmatch(line):
            columns.append(column[1].lower())
            assert len(set(columns)) == len(columns)
        elif relation := RELATION.fullmatch(line):
            assert {relation[1].lower(), relation[2].lower()} <= set(entities)
        else:
            assert line == "    }"
    assert len(set(entities)) == len(entities) == len(snapshot.tables)


@given(hostile_snapshots())
def test_no_name_ends_a_text_of_dbml(snapshot: Snapshot) -> None:
    written = "".join(write_dbml(snapshot, None))
    bare = re.sub(r'"(?:[^"\\\n]|\\.)*"' + r"|'(?:[^'\\\n]|\\.)*'" + r"|`[^`\n]*`", "", written)
    assert re.fullmatch(
        r"(?:Project|Enum|Table|Ref|Note|database_type|indexes|update|delete|default|note|pk"
        r"|not null|no action|unique|name|type: btree|increment|cascade|set null|[\s{}()\[\]:,.>-])*",
        bare,
    )


def test_how_many_rows_refer_follows_keys_and_nulls() -> None:
    lines = [
        line for line in write_mermaid(EVERYTHING) if "--" in line and " : " in line and "{\n" not in line
    ]
    assert '    shop_customer |o--o{ shop_customer : "customer_referred_by_fkey"\n' in lines  # may be NULL
    assert '    shop_customer ||--o{ shop_orders : "orders_customer_id_fkey"\n' in lines
    single = replace(ORDERS, primary_key=Key(columns=("customer_id",)), indexes=())
    assert '    customer ||--o| orders : "orders_customer_id_fkey"\n' in list(
        write_mermaid(replace(EVERYTHING, tables=(CUSTOMER, single)))
    )


def test_dbml_names_each_pair_of_ends_once() -> None:
    twice = replace(
        ORDERS, foreign_keys=(*ORDERS.foreign_keys, replace(ORDERS.foreign_keys[0], name="again"))
    )
    written = "".join(write_dbml(replace(EVERYTHING, tables=(CUSTOMER, twice))))
    assert written.count("Ref ") == 2  # the other is the table's own
