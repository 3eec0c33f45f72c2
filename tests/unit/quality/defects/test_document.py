"""docs/defects.md names every kind of error that is searched for, with its threshold."""

from pathlib import Path

import pytest

from app.model.defects import DefectKind

PAGE = (Path(__file__).parents[4] / "docs" / "defects.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", DefectKind)
def test_every_kind_is_documented(kind: DefectKind) -> None:
    assert f"`{kind.value}`" in PAGE
