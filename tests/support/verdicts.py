"""Verdicts of the detection for tests."""

from app.model.findings import ColumnVerdict, Finding, FindingKind, Level


def email_verdict(prevalence: float, *, decisive: bool = True) -> ColumnVerdict:
    """A column ``email`` that is an e-mail address in that share of its cells."""
    finding = Finding(
        kind=FindingKind.TYPE,
        type_id="EMAIL_ADDRESS",
        family="EMAIL_ADDRESS",
        title="E-mail address",
        category="PII",
        level=Level.MEDIUM,
        confidence=0.9,
        matched=1,
        tested=1,
        prevalence=prevalence,
        prevalence_low=None,
        prevalence_high=None,
        parts=(),
        exemplars=(),
        regulations=(),
        value_tested=True,
        rule_version="1",
        decisive=decisive,
    )
    return ColumnVerdict(
        column="email",
        findings=(finding,),
        runner_up=None,
        sampled=1,
        tested=1,
        none_at_most=None,
        statement="",
    )


def harmless_verdict(column: str) -> ColumnVerdict:
    """A column whose values were tested and nothing was found."""
    return ColumnVerdict(
        column=column, findings=(), runner_up=None, sampled=1, tested=1, none_at_most=0.01, statement=""
    )
