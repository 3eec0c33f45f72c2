"""Adding rules to a file: what somebody wrote stays, and what is read afterwards is both."""

import pytest

from app.errors import RuleFileError, RulesInContractError
from app.model.rules import Rule
from app.rules.appending import is_kept, with_rules
from app.rules.reading import read_rules

NEW = Rule(
    id="s.t.c.in_set", kind="in_set", table="s.t", columns=("c",), arguments={"values": ("NO", "a\nb", "x")}
)
COMMENTS = {NEW.id: "3 values make up all rows"}  # fmt: skip
ONE = "{table: t, column: c, kind: not_null}"


@pytest.mark.parametrize(
    "text",
    [
        f"# ours\nrules:\n  - {ONE}  # meant\n",
        "# ours\nrules:\n- table: t\n  column: c\n  kind: not_null # meant",
        f"# ours\nrules:\n      # meant\n      - {ONE}\n\n\nversion: 1\n",
        f"version: 1\r\n# ours\r\nrules:\r\n  - {ONE} # meant\r\n",
        f"---\n# ours\nrules:\n  - {ONE} # meant\n...\n",
    ],
)
def test_comments_and_layout_stay(text: str):
    longer = with_rules(text, [NEW], COMMENTS)
    assert [each.kind for each in read_rules(longer).usable()] == ["not_null", "in_set"]
    assert read_rules(longer).rules[1] == NEW
    assert "# ours" in longer
    assert "# meant" in longer
    assert "# 3 values make up all rows" in longer


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("", 0),
        ("  \n", 0),
        ("rules: []\n", 0),
        ("rules: []", 0),
        ("rules: [] # none yet\nversion: 1\n", 0),
        ("{rules: []}", 0),
        (f"rules: [{ONE}]", 1),
        (f"{{rules: [{ONE}], version: 1}}", 1),
        (f"rules: {ONE}", 1),
        ("\ufeffrules: []", 0),
    ],
)
def test_a_file_without_a_list_over_lines_gets_one(text: str, before: int):
    longer = with_rules(text, [NEW], COMMENTS)
    rules = read_rules(longer).usable()
    assert (len(rules), rules[-1]) == (before + 1, NEW)


def test_a_data_contract_takes_none():
    with pytest.raises(RulesInContractError):
        with_rules("apiVersion: v3.0.0\nkind: DataContract\nschema: []\n", [NEW], COMMENTS)


def test_an_id_that_is_taken_and_a_file_that_is_full_are_refused():
    taken = f"rules:\n  - {{id: {NEW.id}, table: other, kind: row_count}}\n"
    full = f"rules:\n  - {ONE}\n" + "#" * 196_500
    for text in (taken, full):
        with pytest.raises(RuleFileError):
            with_rules(text, [NEW], COMMENTS)


@pytest.mark.parametrize(
    ("table", "column", "kind", "kept"),
    [
        ("s.t", "c", "in_set", True),
        ("T", "c", "in_set", True),
        ("other.t", "c", "in_set", False),
        ("s.t", "d", "in_set", False),
        ("s.t", "c", "not_in_set", False),
    ],
)
def test_a_rule_of_that_kind_about_the_column_is_kept_already(table: str, column: str, kind: str, kept: bool):
    known = Rule(id="1", kind=kind, table=table, columns=(column,), arguments={"values": ("x",)})
    assert is_kept(NEW, [known]) is kept
