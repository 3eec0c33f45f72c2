"""Cells that hold several values: taken apart by path, each path judged as a column."""

import json
import math
import time
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.detection.catalogue import builtin_types, load_catalogue
from app.detection.classifier import Classifier, classify_table
from app.detection.nested.branches import Branch, Leaf, Wild, json_path
from app.detection.nested.folding_keys import fold_keys
from app.detection.nested.json_text import json_leaves
from app.detection.nested.list_text import array_leaves, items_of
from app.detection.nested.pair_text import pair_leaves
from app.detection.nested.taking_apart import take_apart
from app.detection.nested.xml_text import xml_leaves
from app.model.findings import ColumnVerdict, FindingKind
from app.model.sample import Sample, SampleFacts, SamplingMethod
from app.model.schema import Column, DataType, Table, TableKind

CLASSIFIER = Classifier(load_catalogue(builtin_types()))
NAMES = ["Ana Silva", "John Miller", "Maria Anders", "Tom Baker", "Hanna Moos", "Peter Franken"]
ITEM = Wild.ITEM


def verdict(
    cells: Sequence[str | None], name: str = "payload", method: SamplingMethod = SamplingMethod.ALL
) -> ColumnVerdict:
    column = Column(name=name, position=1, native_type="text", data_type=DataType.TEXT)
    table = Table(schema="", name="orders", kind=TableKind.TABLE, columns=(column,))
    facts = SampleFacts(method=method, rows=len(cells), seed=0)
    return classify_table(CLASSIFIER, table, Sample(facts=facts, values={name: tuple(cells)}))[0]


def placed(found: ColumnVerdict) -> set[tuple[str, str | None]]:
    return {(f.family, f.path) for f in found.findings if f.kind is FindingKind.CONTAINS}


def mail(name: str) -> str:
    return f"{name.split(maxsplit=1)[0].lower()}@example.org"


def order(number: int, name: str) -> dict[str, object]:
    return {
        "id": number,
        "customer": {
            "first_name": name.split(maxsplit=1)[0],
            "email": mail(name),
            "tel": f"+31 6 1234 567{number}",
        },
        "items": [{"sku": f"AB-{number}", "price": 9.99}, {"sku": f"CD-{number}", "price": 1}],
    }


ORDERS = [order(number, name) for number, name in enumerate(NAMES)]
FOUND = {
    ("PERSON", "$.customer.first_name"),
    ("EMAIL_ADDRESS", "$.customer.email"),
    ("PHONE_NUMBER", "$.customer.tel"),
}


@pytest.mark.parametrize(
    "cells",
    [
        [json.dumps(each) for each in ORDERS],
        [json.dumps(json.dumps(each)) for each in ORDERS],
        [repr(each) for each in ORDERS],
        ["\ufeff" + json.dumps(each)[:-1] + ",}" for each in ORDERS],
        [json.dumps(each)[:-25] for each in ORDERS],
    ],
    ids=["json", "json in a string", "python", "trailing comma and byte order mark", "cut off"],
)
def test_json_is_judged_by_path_however_it_is_written(cells: list[str]):
    assert placed(verdict(cells)) == FOUND


def test_a_statement_about_a_path_counts_cells_and_its_parts_add_up():
    cells = [json.dumps(each) for each in ORDERS] + ["{}"] * 6
    found = next(f for f in verdict(cells).findings if f.family == "EMAIL_ADDRESS")

    assert (found.matched, found.tested, found.prevalence) == (6, 6, 0.5)
    assert found.prevalence_low is not None
    assert found.prevalence_high is not None
    assert found.prevalence_low < 0.5 < found.prevalence_high
    assert 1 / (1 + math.exp(-sum(part.log_odds for part in found.parts))) == pytest.approx(found.confidence)
    assert found.exemplars
    assert not any(mail(name) in found.exemplars for name in NAMES)


def test_a_sample_that_allows_no_bound_gets_no_interval():
    cells = [json.dumps(each) for each in ORDERS]
    assert {f.prevalence_low for f in verdict(cells, method=SamplingMethod.HEAD).findings} == {None}


def test_a_list_in_which_some_items_fit_counts_the_cells_that_hold_one():
    cells = [json.dumps({"to": [mail(name), f"x{n}@example.com"]}) for n, name in enumerate(NAMES)]
    found = next(f for f in verdict([*cells, '{"to": []}', '{"to": ["none"]}']).findings)
    assert (found.path, found.prevalence) == ("$.to[*]", 0.75)


def test_xml_is_judged_by_path():
    cells = [
        f'<order id="{n}"><buyer name="{name}"><mail>{mail(name)}</mail></buyer></order>'
        for n, name in enumerate(NAMES)
    ]
    expected = {("PERSON", "/order/buyer/@name"), ("EMAIL_ADDRESS", "/order/buyer/mail")}
    assert placed(verdict(cells)) == expected


def test_pairs_are_judged_by_key():
    assert placed(
        verdict([f"page={n}&e={mail(name).replace('@', '%40')}" for n, name in enumerate(NAMES)])
    ) == {("EMAIL_ADDRESS", "$.e")}
    assert placed(verdict([f"customer_name={name}; lang=en; page=2" for name in NAMES])) == {
        ("PERSON", "$.customer_name")
    }


def test_items_of_a_list_are_judged_together():
    cells = ["{" + ",".join(mail(name) for name in NAMES[: n + 1]) + "}" for n in range(len(NAMES))]
    assert placed(verdict(cells, "recipients")) == {("EMAIL_ADDRESS", "$[*]")}


def test_tags_and_settings_hold_nothing():
    tags = ["red, green", "blue, red", "black", "green, yellow, white", "blue, black"]
    settings = [json.dumps({"theme": "dark", "size": n, "retries": [1, 2, n]}) for n in range(8)]
    assert verdict(tags, "tags").findings == ()
    assert verdict(settings, "settings").findings == ()
    assert "none found in" in verdict(settings, "settings").statement


def test_text_inside_a_leaf_is_searched_and_cells_of_another_form_too():
    cells = [json.dumps({"note": f"please write to {mail(name)} about the late order"}) for name in NAMES]
    other = ["the card is 4111 1111 1111 1111, he said", "no card"]
    assert placed(verdict([*cells, *other])) == {("EMAIL_ADDRESS", "$.note"), ("CREDIT_CARD", None)}


# ── keys that are data ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("keys", [[mail(name) for name in NAMES], NAMES, [f"{n}98765432" for n in range(6)]])
def test_keys_that_are_data_never_stand_in_a_path(keys: list[str]):
    maps = [json.dumps({key: {"tel": "+31 6 1234 5678"} for key in keys[n:]}) for n in range(6)]
    found = verdict(maps)
    shown = repr(found)
    assert ("PHONE_NUMBER", "$.*.tel") in placed(found)
    assert not any(key in shown for key in keys)


@pytest.mark.parametrize(
    "keys", [["ana"], ["Ana", "John"], ["Silva"], ["silva", "miller"], ["ana_silva"], ["anasilva", "johnm"],
             ["hiv", "diabetes"], ["catholic", "muslim"], ["Ana", "email"], ["ana@example.org", "email"], ["王小明"]]
)  # fmt: skip
def test_few_keys_that_are_data_stand_in_no_path_even_where_every_cell_has_them(keys: list[str]):
    cells = [json.dumps(dict.fromkeys(keys, f"+31 6 1234 567{n}")) for n in range(5)]
    found = verdict(cells)
    assert {f.path for f in found.findings} >= {"$.*"}
    assert not any(key in (f.path or "") for f in found.findings for key in keys if key != "email")


def test_names_of_fields_stay_even_if_no_dictionary_has_them():
    fields = ["fooBar", "bazQux", "sku", "wt_kg2", "utm_x", "prénom"]
    cells = [json.dumps(dict.fromkeys(fields, f"ana{n}@example.org")) for n in range(5)]
    assert placed(verdict(cells)) == {("EMAIL_ADDRESS", f"$.{field}") for field in fields}


def test_keys_that_come_seldom_are_folded():
    tree = Branch()
    for cell in range(10):
        tree.add(cell, [(("always",), "v"), ((f"q{'xyzuvwabcd'[cell]}z",), "v")])
    fold_keys(tree, lambda _: False, lambda _: ())
    assert {json_path(p) for p, b in tree.walk() if b.leaves} == {"$.*", "$.*~"}
    assert tree.children[Wild.ANY].times == 20


def test_keys_are_judged_as_a_column():
    maps = [json.dumps({mail(name): n}) for n, name in enumerate(NAMES)]
    assert placed(verdict(maps)) == {("EMAIL_ADDRESS", "$.*~")}


def test_one_odd_key_among_names_is_folded_alone():
    tree = Branch()
    tree.add(0, json_leaves('{"email": "a", "tel": "b", "ana@example.org": "c"}') or ())
    fold_keys(tree, lambda _: True, lambda _: ())
    assert {json_path(p) for p, b in tree.walk() if b.leaves} == {"$.email", "$.tel", "$.*", "$.*~"}


def test_a_map_of_thousands_of_keys_is_one_path():
    tree = Branch()
    tree.add(0, [((f"k{n}x", "v"), str(n)) for n in range(1)])
    for cell in range(300):
        tree.add(cell + 1, [((f"w{chr(97 + cell % 26)}{chr(97 + cell // 26)}q",), "v")])
    fold_keys(tree, lambda key: key == "v", lambda _: ())
    assert {json_path(p) for p, b in tree.walk() if b.leaves} == {"$.*", "$.*~", "$.*.v"}


# ── forms ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "leaves"),
    [
        (
            '{"a": 1.50, "b": [true, null, "x"]}',
            [(("a",), "1.50"), (("b", ITEM), "true"), (("b", ITEM), "x")],
        ),
        ('{"a": 1, "a": 2}', [(("a",), "1"), (("a",), "2")]),
        ('{"a": NaN, "b": Infinity, "c": 1,}', [(("c",), "1")]),
        ("[1, 2,]", [((ITEM,), "1"), ((ITEM,), "2")]),
        ("{'a': True, 'b': None, 'c': \"it's\"}", [(("a",), "true"), (("c",), "it's")]),
        ("{a: 'x', b: 2}", [(("a",), "x"), (("b",), "2")]),
        ('{"a": "{\\"b\\": \\"{\\\\\\"c\\\\\\": 1}\\"}"}', [(("a", "b"), '{"c": 1}')]),
        ('"{\\"a\\": 1}"', [(("a",), "1")]),
        ('{"a": "\\ud800"}', [(("a",), "\ud800")]),
        ('{"a": [{"b": "done"}, {"b": "cut of', [(("a", ITEM, "b"), "done")]),
        ("{}", []),
        ("{name}", None),
        ("[see above] and more", None),
        ("{a,b}", None),
        ('{"a": 1} and more', None),
        ("12", None),
        ("", None),
        ('"text"', None),
        ("{" * 100, None),
    ],
)
def test_what_is_read_as_json(text: str, leaves: list[Leaf] | None):
    assert json_leaves(text) == leaves


def test_json_nested_beyond_all_depth_costs_nothing():
    assert json_leaves("[" * 100_000 + "]" * 100_000) in (None, [])
    assert json_leaves('{"a":' * 60 + '"deep"' + "}" * 60) == []
    assert json_leaves('{"a":' * 60) is None


BOMB = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">' + "]><l>&b;</l>"
LAUGHS = (
    '<!DOCTYPE l [<!ENTITY l0 "lol">'
    + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    + "]><l>&l9;</l>"
)
OUTSIDE = '<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/hostname">]><l>&x;</l>'


@pytest.mark.parametrize(
    "text", [BOMB, LAUGHS, OUTSIDE, '<!DOCTYPE l SYSTEM "file:///etc/hostname"><l>a</l>']
)
def test_xml_that_declares_anything_is_refused_at_once(text: str):
    started = time.perf_counter()
    assert xml_leaves(text) is None
    assert time.perf_counter() - started < 0.1


@pytest.mark.parametrize(
    ("text", "leaves"),
    [
        ("<a b='1'>x &amp; &#65;</a>", [(("a", "@b"), "1"), (("a",), "x & A")]),
        ('<?xml version="1.0" encoding="utf-16"?><a>\u00e9</a>', [(("a",), "\u00e9")]),
        ('<s:a xmlns:s="urn:x"><s:b>1</s:b></s:a>', [(("a", "b"), "1")]),
        ("<a><b>1</b><b>2</b><c>cut o", [(("a", "b"), "1"), (("a", "b"), "2")]),
        ("<a>\ud800</a>", [(("a",), "?")]),
        ("<a>&undeclared;</a>", None),
        ("<3 you", None),
        ("<a>\0</a>", None),
        ("<a/>", None),
    ],
)
def test_what_is_read_as_xml(text: str, leaves: list[Leaf] | None):
    assert xml_leaves(text) == leaves


@pytest.mark.parametrize(
    "text",
    ["a = b", "QUJDRA==", "12:30", "https://example.org/?a=1&b=2", "He said: no", "x=1; and so on", ""],
)
def test_what_is_not_made_of_pairs(text: str):
    assert pair_leaves(text) is None


def test_arrays_and_lists():
    assert array_leaves("{}") == []
    assert array_leaves("{{1,2},{3,4}}") == [((ITEM,), each) for each in "1234"]
    assert array_leaves("{a,b} and more") is None
    assert items_of("one", ";") is None


@given(st.text())
def test_no_text_makes_any_form_raise(text: str):
    for form in (json_leaves, xml_leaves, pair_leaves, array_leaves):
        for opening in ("", "{", '{"', "[", "<a>", "<", "a=", '"'):
            form(opening + text)
    take_apart([text, "{" + text, None])


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda s: st.lists(s) | st.dictionaries(st.text(), s),
    )
)
def test_every_json_document_is_taken_apart(document: object):
    if isinstance(document, list | dict):
        assert json_leaves(json.dumps(document)) is not None


@pytest.mark.parametrize(
    "text",
    ['{"' + '\\"' * 30_000, "{'" * 30_000, "a=" * 30_000, '"a"=>' * 10_000, "{" + '"' * 60_000, "a:\n" * 20_000, "<a " * 20_000,
     "a" * 60_000 + "=", "=" * 60_000, "a b " * 15_000 + "=1;b=2"],
)  # fmt: skip
def test_texts_made_to_be_slow_are_not(text: str):
    started = time.perf_counter()
    take_apart([text])
    assert time.perf_counter() - started < 1
