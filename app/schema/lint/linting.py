"""Applies the rules to a schema."""

from collections.abc import Iterable, Iterator

from app.model.schema import Snapshot
from app.schema.lint.findings import LintFinding, Rule, Severity
from app.schema.lint.rules import RULES
from app.schema.lint.subject import Subject

_RANK = {severity: rank for rank, severity in enumerate(Severity)}


def lint(snapshot: Snapshot, rules: Iterable[Rule] = RULES) -> tuple[LintFinding, ...]:
    """Everything the rules find, errors first, then by rule, then in the order of the snapshot.

    Looks only at what the snapshot holds: what a catalog could not say gives no finding.
    """
    subject = Subject(snapshot)
    ranked = sorted(rules, key=lambda rule: _RANK[rule.severity])
    return tuple(finding for rule in ranked for finding in _found(rule, subject))


def _found(rule: Rule, subject: Subject) -> Iterator[LintFinding]:
    for found in rule.check(subject):
        yield LintFinding(
            rule=rule.id,
            title=rule.title,
            severity=rule.severity,
            fix=rule.fix,
            schema=found.schema,
            table=found.table,
            columns=found.columns,
            object=found.object,
            message=found.message,
        )
