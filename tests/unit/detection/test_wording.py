"""The text model: what columns of words read as, and that nothing makes it raise."""

from math import isclose

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.detection.catalogue import builtin_types, load_catalogue
from app.detection.cells.values import column_values
from app.detection.wording.features import encode
from app.detection.wording.lexicon import EMPTY
from app.detection.wording.model import bundled_model
from app.detection.wording.reading import NO_WORDS, Reading, read, wording_part

# Written by hand: the generators that the model learnt from made none of these columns.
COLUMNS = {
    "person": [
        ["Braund, Mr. Owen Harris", "Heikkinen, Miss. Laina", "Moran, Mr. James", "Palsson, Master. Gosta"],
        ["Jeff Bezos", "Satya Nadella", "Sundar Pichai", "Tim Cook", "Marissa Mayer"],
        ["Мария Иванова", "Сергей Петров", "Ольга Смирнова", "Дмитрий Кузнецов"],
        ["MUELLER SABINE", "SCHNEIDER THOMAS", "KRAUSE PETRA", "VOGEL ANDREAS"],
    ],
    "address": [
        ["Obere Str. 57", "Avda. de la Constitución 2222", "120 Hanover Sq.", "Berguvsvägen 8"],
        ["1401 John F Kennedy Blvd, Philadelphia, PA 19102", "350 5th Ave, New York, NY 10118"],
        ["ul. Marszałkowska 10/12", "al. Jerozolimskie 54", "ul. Długa 7", "ul. Nowa 3 m. 8"],
    ],
    "city": [["Köln", "Essen", "Bonn", "Ulm", "Leipzig"], ["Lyon", "Toulouse", "Nantes", "Grenoble", "Dijon"]],
    "organization": [
        ["Pavlova, Ltd.", "Heli Süßwaren GmbH & Co. KG", "Norske Meierier AS", "PB Knäckebröd AB"],
        ["First National Bank", "Acme Holdings LLC", "Nakamura Trading Co., Ltd.", "Sofia Energy AD"],
    ],
}  # fmt: skip
ORDINARY = [
    ["Academy Dinosaur", "Ace Goldfinger", "Adaptation Holes", "Affair Prejudice", "African Egg"],
    ["Chai", "Aniseed Syrup", "Chef Anton's Cajun Seasoning", "Grandma's Boysenberry Spread"],
    ["Beverages", "Condiments", "Confections", "Dairy Products", "Grains/Cereals"],
    ["10 boxes x 20 bags", "24 - 12 oz bottles", "48 - 6 oz jars", "36 boxes"],
    ["Mo-Fr 08:00-18:00", "Sa 10:00-14:00", "Mo-Su 09:00-20:00"],
    ["NullPointerException in worker", "Timeout while reading socket", "Disk full on node 3"],
    ["pending", "shipped", "in progress", "delivered", "returned"],
]  # fmt: skip
SENSITIVE = {"person", "given", "surname", "address", "city", "organization", "occupation", "username"}


def reading(cells: list[str]) -> Reading:
    found = read(column_values(cells))
    assert found is not None
    return found


@pytest.mark.parametrize(("label", "cells"), [(k, c) for k, cs in COLUMNS.items() for c in cs])
def test_a_column_reads_as_what_it_is(label: str, cells: list[str]):
    probabilities = reading(cells).probabilities

    assert max(probabilities, key=lambda c: probabilities[c]) == label


@pytest.mark.parametrize("cells", ORDINARY)
def test_ordinary_text_reads_as_nothing_of_a_person(cells: list[str]):
    probabilities = reading(cells).probabilities

    assert sum(probabilities.get(c, 0.0) for c in SENSITIVE) < 0.5


def test_few_values_leave_more_doubt_than_many():
    names = ["Anna Berg", "John Miller", "Luis García", "Marie Dupont", "Piotr Nowak", "Eva Svensson"]

    alone = [reading([name]).probabilities["person"] for name in names]

    assert sum(alone) / len(alone) < reading(names).probabilities["person"]


def test_numbers_are_no_words():
    assert reading(["12", "7.5", "2024-01-02"]) is NO_WORDS
    assert read(column_values([None, ""])) is None


def test_a_text_reads_the_same_alone_and_among_others():
    texts = ["Maria Anders", "a", "12 Main Street", "x" * 500, "日本橋", "line\nbreak"]
    model = bundled_model()

    together = model.text_log_probabilities(texts)

    for row, text in zip(together, texts, strict=True):
        assert np.allclose(row, model.text_log_probabilities([text])[0], atol=1e-4)


@settings(deadline=None)
@given(st.lists(st.text(alphabet=st.characters(codec=None), min_size=1, max_size=80), min_size=1, max_size=6))
def test_any_text_has_features_and_probabilities(texts: list[str]):
    encoded = encode(texts, EMPTY)

    assert all(len(starts) == len(texts) for starts in encoded.starts)
    for row in bundled_model().text_log_probabilities(texts):
        assert isclose(float(np.exp(row).sum()), 1, abs_tol=1e-3)


def weight(type_id: str, cells: list[str]) -> float:
    types = load_catalogue(builtin_types()).types
    kin = [t for t in types.values() if t.wording and t.family == types[type_id].family]
    part = wording_part(types[type_id], kin, reading(cells))
    assert part is not None
    return part.log_odds


def test_what_reads_plainly_as_something_else_outweighs_a_telling_name():
    statuses = ["pending", "shipped", "in progress", "delivered", "returned", "cancelled"]

    assert weight("PERSON_NAME", statuses) < -5
    assert weight("PERSON_NAME", statuses[:3]) >= -4


def test_kindred_classes_do_not_contradict_each_other():
    streets = ["Obere Str. 57", "120 Hanover Sq.", "Berguvsvägen 8", "350 5th Ave", "12 Orchestra Terrace"]

    assert weight("CITY", streets) >= -4
