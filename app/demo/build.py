"""Builds the demo: a SQLite database with planted data, decoys and faults, the same for the same seed."""

import os
from pathlib import Path
from random import Random

from app.demo.clinic import clinic
from app.demo.database import answer_sheet, numbered_names, own_names, write_database
from app.demo.people import make_people
from app.demo.planted import Planted
from app.demo.sheet import Sheet
from app.demo.shop import shop
from app.demo.staff import staff
from app.demo.support import support

CUSTOMERS, EMPLOYEES, PATIENTS, PRACTITIONERS = 6_000, 420, 3_000, 60


def build_demo(path: Path, *, seed: int = 1, rename_columns: bool = False) -> Planted:
    """Write the demo database to ``path``, replacing a file there, and give what was planted.

    Two builds with the same seed are identical to the byte with the same SQLite version. Another seed gives
    other people in the same tables; ``rename_columns`` calls all columns c1 to cn, table by table.

    Raises:
        OSError: the file cannot be written.
    """
    sheets = make_sheets(seed)
    naming = numbered_names(sheets) if rename_columns else own_names
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.part")
    unfinished.unlink(missing_ok=True)
    try:
        write_database(unfinished, sheets, naming, rename_views=rename_columns)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return answer_sheet(seed, sheets, naming)


def make_sheets(seed: int) -> list[Sheet]:
    """All tables of the demo, each after those it refers to."""
    customers = make_people(_stream(seed, "customers"), CUSTOMERS)
    employees = make_people(_stream(seed, "employees"), EMPLOYEES, oldest=66)
    patients = make_people(_stream(seed, "patients"), PATIENTS, youngest=0)
    practitioners = make_people(_stream(seed, "practitioners"), PRACTITIONERS, youngest=28, oldest=68)
    return [
        *shop(_stream(seed, "shop"), customers),
        *staff(_stream(seed, "staff"), employees),
        *clinic(_stream(seed, "clinic"), patients, practitioners),
        *support(_stream(seed, "support"), customers),
    ]


def _stream(seed: int, name: str) -> Random:
    """Random numbers of their own for each part, so that a change of one part leaves the others alone."""
    return Random(f"{seed}/{name}")  # noqa: S311 - a demo, not a secret
