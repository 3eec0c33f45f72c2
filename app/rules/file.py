"""What reading a file of rules came to: the rules, and every problem with the line it is on."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from app.errors import RuleFileError
from app.model.rules import Rule
from app.rules.yaml_tree import Node


class ProblemKind(StrEnum):
    """Whether the file cannot be used with it, or it is only worth knowing."""

    ERROR = "error"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleProblem:
    """One thing that is wrong or was left out; ``line`` from 1, ``path`` such as ``rules[2].columns``."""

    kind: ProblemKind
    line: int
    path: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFile:
    """The rules of a file in its order, and its problems by line."""

    rules: tuple[Rule, ...]
    problems: tuple[RuleProblem, ...]

    def usable(self) -> tuple[Rule, ...]:
        """The rules; raises ``RuleFileError`` for the first error, if there is one."""
        errors = [each for each in self.problems if each.kind is ProblemKind.ERROR]
        if errors:
            first, more = errors[0], len(errors) - 1
            text = f"{first.text} ({more} more errors)" if more else first.text
            raise RuleFileError(line=first.line, path=first.path, problem=text)
        return self.rules


@dataclass(slots=True)
class Gathering:
    """Rules and problems while a file is read."""

    rules: list[Rule] = field(default_factory=list[Rule])
    problems: list[RuleProblem] = field(default_factory=list[RuleProblem])
    _lines: dict[str, int] = field(default_factory=dict[str, int])

    def error(self, at: Node, text: str, *, key: str = "") -> None:
        """The file cannot be used because of this."""
        self._tell(ProblemKind.ERROR, at, text, key)

    def note(self, at: Node, text: str, *, key: str = "") -> None:
        """Worth knowing."""
        self._tell(ProblemKind.NOTE, at, text, key)

    def unknown(self, at: Node, known: Iterable[str]) -> None:
        """Tell every key that is not among these."""
        for key, node in at.items().items():
            if key not in known:
                self._tell(ProblemKind.NOTE, node, "this key is not known and was left out", "")

    def add(self, rule: Rule, at: Node) -> None:
        """Take a rule; a second one of the same id is an error."""
        if rule.id in self._lines:
            self.error(at, f"the id {rule.id} stands on line {self._lines[rule.id]} already")
            return
        self._lines[rule.id] = at.line
        self.rules.append(rule)

    def free_id(self, wanted: str) -> str:
        """An id that no rule has yet, for a rule without one of its own."""
        base = re.sub(r"[^\w.-]+", "-", wanted).strip("-.")[:100] or "rule"
        number = next(n for n in range(1, len(self._lines) + 2) if _numbered(base, n) not in self._lines)
        return _numbered(base, number)

    def gathered(self) -> RuleFile:
        """What was read."""
        return RuleFile(rules=tuple(self.rules), problems=tuple(sorted(self.problems, key=lambda p: p.line)))

    def _tell(self, kind: ProblemKind, at: Node, text: str, key: str) -> None:
        path = f"{at.path}.{key}" if key else at.path
        self.problems.append(RuleProblem(kind=kind, line=at.line, path=path, text=text))


def _numbered(base: str, number: int) -> str:
    return base if number == 1 else f"{base}-{number}"
