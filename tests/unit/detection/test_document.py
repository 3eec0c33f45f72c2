"""The page of detectors is what the catalogue says."""

from pathlib import Path

from app.detection.catalogue import builtin_types
from app.detection.document import pages

PAGE = Path(__file__).parents[3] / "docs" / "detectors.md"


def test_the_page_of_detectors_is_current():
    assert PAGE.read_text("utf-8") == "\n".join(pages(builtin_types())) + "\n"
