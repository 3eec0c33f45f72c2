"""The table of the bench."""

import re

from bench.quality.mixed import COLUMNS, blocks, creation


def test_blocks_make_every_row_once():
    spans = [re.findall(r"generate_series\((\d+), (\d+)\)", block)[0] for block in blocks("t", 2_500_000)]
    numbers = [(int(first), int(last)) for first, last in spans]
    assert numbers == [(1, 1_000_000), (1_000_001, 2_000_000), (2_000_001, 2_500_000)]


def test_the_columns_that_peers_are_asked_for_are_those_of_the_table():
    assert tuple(re.findall(r" AS (\w+)(?=,|\s+FROM)", creation("t"))) == COLUMNS
