"""A pytest plugin: says how many tests were skipped and why; where everything is required a skip is a failure."""

import os
from collections import Counter
from typing import NoReturn

import pytest

_reasons: Counter[str] = Counter()


def missing(what: str, fix: str) -> NoReturn:
    """Skip the test, or fail it where everything is required (SOURCESENSE_REQUIRE_ALL=1)."""
    message = f"{what} is missing: {fix}"
    if os.environ.get("SOURCESENSE_REQUIRE_ALL") == "1":
        pytest.fail(message)
    pytest.skip(message)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.skipped and isinstance(report.longrepr, tuple):
        _reasons[str(report.longrepr[2])] += 1


def pytest_collectreport(report: pytest.CollectReport) -> None:
    if report.skipped and isinstance(report.longrepr, tuple):
        _reasons[str(report.longrepr[2])] += 1


def pytest_sessionfinish(session: pytest.Session) -> None:
    if (
        _reasons
        and os.environ.get("SOURCESENSE_REQUIRE_ALL") == "1"
        and session.exitstatus == pytest.ExitCode.OK
    ):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not _reasons:
        return
    terminalreporter.section(f"{_reasons.total()} tests skipped")
    for reason, count in _reasons.most_common():
        terminalreporter.write_line(f"{count} of them: {reason}")
    if os.environ.get("SOURCESENSE_REQUIRE_ALL") == "1":
        terminalreporter.write_line(
            "Everything is required here (SOURCESENSE_REQUIRE_ALL=1): this is a failure."
        )
