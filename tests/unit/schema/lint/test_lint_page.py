from pathlib import Path

from app.schema.lint.document import lint_page

PAGE = Path(__file__).parents[4] / "docs" / "lint.md"


def test_the_page_of_rules_is_current():
    assert PAGE.read_text(encoding="utf-8") == lint_page(), (
        "run: python -m app.schema.lint.document > docs/lint.md"
    )
