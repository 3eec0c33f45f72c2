"""``sourcesense history`` as text."""

from typing import Any

from app.cli.history_text import history_text

PLACE = {"schema": "public", "table": "orders\n", "columns": ["email"]}


def document(
    *, runs: int = 7, items: int = 1, complete: bool = True, difference: float | None = -10.0
) -> dict[str, Any]:
    odd = {
        **PLACE,
        "column": "email",
        "title": "NULL share",
        "text": "40.0 %; 0.0 % to 4.0 % was to be expected",
    }
    reasons = [{**PLACE, "points": -0.5, "text": "NULL share: more than before"}] * 20
    return {
        "history": {
            "runs": runs,
            "runs_needed": 5,
            "complete": complete,
            "judged": 12,
            "total": 3,
            "items": [odd] * items,
        },
        "score_change": {
            "against": "run_6",
            "before": 98.0,
            "after": 88.0,
            "difference": difference,
            "items": reasons,
        },
    }


def test_what_is_odd_stands_before_what_moved_the_score_with_names_made_visible():
    text = history_text(document())

    assert text.splitlines()[:3] == [
        "Out of the ordinary, by 7 earlier runs (12 numbers judged):",
        "  public.orders\\n.email: NULL share: 40.0 %; 0.0 % to 4.0 % was to be expected",
        "  and 2 more.",
    ]
    assert "Score 98.00 → 88.00 (-10.00), since run run_6:" in text
    assert text.splitlines()[-1] == "  -2.50  5 smaller reasons"


def test_before_five_runs_it_says_how_many_were_seen():
    assert history_text(document(runs=3)).startswith("3 of 5 earlier runs seen")


def test_an_ordinary_run_and_one_that_goes_on_say_so():
    assert history_text(document(items=0)).startswith("Nothing out of the ordinary: 12 numbers")
    assert history_text(document(complete=False)).startswith("The run is still going on.")


def test_without_an_earlier_score_there_is_nothing_to_compare():
    assert history_text(document(difference=None)).endswith("No earlier run whose score could be compared.")
