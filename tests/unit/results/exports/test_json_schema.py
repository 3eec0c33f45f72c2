"""The JSON Schema describes what is written."""

import json

from app.results.exports.json import write
from app.results.exports.json_schema import json_schema
from app.results.exports.objects import LISTS
from tests.support.everything import EVERYTHING


def test_every_field_that_is_written_is_described_and_the_other_way_round() -> None:
    document: dict[str, list[dict[str, object]]] = json.loads("".join(write(EVERYTHING)))
    described = json_schema()
    assert list(document) == described["required"]
    for name in LISTS:
        kind = described["properties"][name]["items"]["$ref"].rpartition("/")[2]
        assert {tuple(each) for each in document[name]} == {tuple(described["$defs"][kind]["properties"])}
