"""What the columns of the sample databases really hold (labels.json), and how a scan compares with it."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NOTHING = "none"
"""Label of a column without personal data; in ``accept`` it allows finding nothing."""


@dataclass(frozen=True, slots=True)
class Label:
    """One column; ``accept`` are further labels that are no mistake, ``filled`` counts its values."""

    engine: str
    database: str
    table: str
    column: str
    label: str
    kind: str
    filled: int
    accept: frozenset[str]

    @property
    def place(self) -> tuple[str, str]:
        """Table and column."""
        return self.table, self.column

    def __str__(self) -> str:
        return f"{self.engine} {self.database}.{self.table}.{self.column}"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A labelled column and the families that were found in it."""

    label: Label
    families: frozenset[str]

    @property
    def is_sensitive(self) -> bool:
        """Whether something is to be found."""
        return self.label.label != NOTHING

    @property
    def is_found(self) -> bool:
        """Whether what is to be found, or what is no mistake either, was found."""
        return self.is_sensitive and bool(self.families & ({self.label.label} | self.label.accept))

    @property
    def is_missed(self) -> bool:
        """Whether what is to be found was not."""
        silent = not self.families and NOTHING in self.label.accept
        return self.is_sensitive and not self.is_found and not silent

    @property
    def is_false_alarm(self) -> bool:
        """Whether something was found in a column that holds nothing."""
        return not self.is_sensitive and bool(self.families - self.label.accept)

    def __str__(self) -> str:
        return f"{self.label}: {self.label.label}, found {', '.join(sorted(self.families)) or 'nothing'}"


def read_labels(path: Path) -> list[Label]:
    """All labels of the file."""
    entries: list[dict[str, Any]] = json.loads(path.read_text())
    return [
        Label(
            **{name: entry[name] for name in ("engine", "database", "table", "column")},
            label=entry["label"],
            kind=entry["kind"],
            filled=entry["filled"],
            accept=frozenset(entry.get("accept", ())),
        )
        for entry in entries
    ]


@dataclass(frozen=True, slots=True)
class Scoreboard:
    """The judgements of all columns that count, and how many do not for which reason."""

    judged: list[Judgement]
    excluded: Counter[str]

    @property
    def sensitive(self) -> list[Judgement]:
        """Those in which something is to be found; without those that may as well be left alone and were."""
        return [each for each in self.judged if each.is_found or each.is_missed]

    @property
    def empty_handed(self) -> list[Judgement]:
        """Those in which nothing is to be found."""
        return [each for each in self.judged if not each.is_sensitive]

    @property
    def misses(self) -> list[Judgement]:
        """Those in which what is there was not found."""
        return [each for each in self.judged if each.is_missed]

    @property
    def false_alarms(self) -> list[Judgement]:
        """Those in which something was found that is not there."""
        return [each for each in self.judged if each.is_false_alarm]

    @property
    def recall(self) -> float:
        """Share of the sensitive columns that were found."""
        return 1 - len(self.misses) / len(self.sensitive)

    @property
    def false_alarm_share(self) -> float:
        """Share of the other columns in which something was found."""
        return len(self.false_alarms) / len(self.empty_handed)

    def text(self) -> str:
        """The numbers, per label and in all, and every mistake by name."""
        all_of = Counter(each.label.label for each in self.sensitive)
        missed = Counter(each.label.label for each in self.misses)
        return "\n".join(
            [
                f"{len(self.judged)} columns judged, {self.excluded.total()} excluded",
                *(f"  {count} excluded: {why}" for why, count in self.excluded.most_common()),
                *(f"  {label}: {count - missed[label]} of {count}" for label, count in all_of.most_common()),
                f"recall {self.recall:.3f} of {len(self.sensitive)}",
                f"false alarms {self.false_alarm_share:.3f} of {len(self.empty_handed)}",
                *(f"  miss: {each}" for each in self.misses),
                *(f"  false alarm: {each}" for each in self.false_alarms),
            ]
        )


def judge(
    labels: Iterable[Label], found: Mapping[tuple[str, str], frozenset[str]], supported: frozenset[str]
) -> Scoreboard:
    """Compare with the families found per column of the tables that were read.

    Left out: columns without values, of a family that is not supported, of a table that was not read.
    """
    labels = list(labels)
    reasons = [_why_excluded(label, found, supported) for label in labels]
    return Scoreboard(
        judged=[
            Judgement(label, found[label.place])
            for label, why in zip(labels, reasons, strict=True)
            if why is None
        ],
        excluded=Counter(why for why in reasons if why is not None),
    )


def _why_excluded(
    label: Label, found: Mapping[tuple[str, str], frozenset[str]], supported: frozenset[str]
) -> str | None:
    if not label.filled:
        return "no values"
    if label.label not in supported | {NOTHING}:
        return "family not supported"
    return None if label.place in found else "table not read"


def pooled(boards: Iterable[Scoreboard]) -> Scoreboard:
    """All of them as one."""
    boards = list(boards)
    return Scoreboard(
        judged=[each for board in boards for each in board.judged],
        excluded=sum((board.excluded for board in boards), Counter[str]()),
    )
