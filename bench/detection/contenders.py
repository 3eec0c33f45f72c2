"""Who is judged: SourceSense, Presidio, header patterns. Each gives one answer per column."""

import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from bench.detection.columns import LabelledColumn, as_json_lines
from bench.detection.scores import Answer

_HERE = Path(__file__).parent
# The usual patterns of tools that read column names alone.
_NAMES = {
    "PERSON": r"^.*(first_?name|last_?name|full_?name|fname|lname|maiden_?name|nick_?name|given_?name|surname|(^|_)name$).*$",
    "EMAIL_ADDRESS": r"^.*(e?_?mail).*$",
    "DATE_OF_BIRTH": r"^.*(date_?of_?birth|dob|birthday|birth_?date|born).*$",
    "GENDER": r"^.*(gender|(^|_)sex($|_)).*$",
    "NATIONALITY": r"^.*(nationality|citizenship).*$",
    "STREET_ADDRESS": r"^.*(address|addr|street|residence).*$",
    "LOCATION": r"^.*(city|state|county|country|province).*$",
    "POSTAL_CODE": r"^.*(zip_?code|postal|postcode|(^|_)zip).*$",
    "USERNAME": r"^.*(user(_?id|_?name)?|login).*$",
    "PASSWORD": r"^.*(pass|pwd|passwd|password).*$",
    "NATIONAL_ID": r"^.*(ssn|social_?security|national_?id).*$",
    "PHONE_NUMBER": r"^.*(phone|mobile|(^|_)tel|cell).*$",
    "CREDIT_CARD": r"^.*(credit_?card|card_?num|cc_?num).*$",
    "IP_ADDRESS": r"^.*(^|_)ip(_|$).*$",
    "IBAN_CODE": r"^.*iban.*$",
    "BANK_ACCOUNT": r"^.*(account_?n|bank_?acc).*$",
    "SALARY": r"^.*(salary|income|wage).*$",
}  # fmt: skip


def header_names(columns: Sequence[LabelledColumn]) -> list[Answer]:
    """Regular expressions on the header, the first that fits (in the manner of piicatcher's metadata scan)."""
    patterns = [(family, re.compile(pattern, re.IGNORECASE)) for family, pattern in _NAMES.items()]
    return [
        Answer(family=next((f for f, pattern in patterns if pattern.match(column.name)), None))
        for column in columns
    ]


def sourcesense(columns: Sequence[LabelledColumn]) -> list[Answer]:
    """``sourcesense classify FILE``, the command a user runs."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "columns.jsonl"
        with file.open("w", encoding="utf-8") as lines:
            lines.writelines(as_json_lines(columns))
        command = [str(Path(sys.executable).with_name("sourcesense")), "classify", str(file)]
        done = subprocess.run(command, stdout=subprocess.PIPE, check=True)  # noqa: S603 - our own command line
    return _in_order(columns, done.stdout)


def presidio(python: str, columns: Sequence[LabelledColumn]) -> list[Answer]:
    """``presidio-analyzer``'s pattern recognisers in an environment of its own."""
    given = "".join(as_json_lines(columns))
    command = [python, str(_HERE / "presidio_peer.py")]
    quiet = subprocess.DEVNULL
    done = subprocess.run(command, input=given.encode(), stdout=subprocess.PIPE, stderr=quiet, check=True)  # noqa: S603 - as above
    return _in_order(columns, done.stdout)


def timed(contender: Iterable[Answer], began: float) -> tuple[list[Answer], float]:
    """Answers and the seconds since."""
    answers = list(contender)
    return answers, time.perf_counter() - began


def _in_order(columns: Sequence[LabelledColumn], output: bytes) -> list[Answer]:
    by_id = {line["id"]: _answer(line) for line in map(json.loads, output.splitlines())}
    return [by_id.get(column.id, Answer(family=None)) for column in columns]


def _answer(line: dict[str, Any]) -> Answer:
    contains = {
        c if isinstance(c, str) else str(c.get("family") or c.get("type")) for c in line.get("contains") or ()
    }
    return Answer(family=line.get("family"), confidence=line.get("confidence"), contains=frozenset(contains))
