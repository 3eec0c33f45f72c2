import pytest

from app.schema.selection import Selection


@pytest.mark.parametrize(
    ("glob", "schema", "name", "taken"),
    [
        ("customer", "public", "customer", True),
        ("customer", "public", "customers", False),
        ("CUSTOMER", "public", "customer", True),
        ("public.*", "public", "customer", True),
        ("public.*", "private", "customer", False),
        ("*.tmp_*", "any", "tmp_1", True),
        ("a.b", "a", "b", True),
        ("a.b", "a", "axb", False),
        ("line?", "public", "line\n", True),
        ("[[]odd]", "public", "[odd]", True),
        ("100%", "public", "100%", True),
    ],
)
def test_a_glob_takes_the_tables_it_names(glob: str, schema: str, name: str, taken: bool):
    assert Selection(include=(glob,)).takes(schema, name) is taken


def test_what_is_left_out_wins_over_what_is_taken():
    assert not Selection(include=("*",), exclude=("secret",)).takes("public", "secret")


def test_a_long_glob_of_stars_ends_at_once():
    assert not Selection(include=("*a" * 60 + "b",)).takes("public", "a" * 128)
