"""The form in a real browser on the real stack: a scan from the pasted address to its findings, and one cancelled."""

import contextlib
import json
import sqlite3
from collections.abc import AsyncGenerator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
import pytest_asyncio
from playwright.async_api import Page, Request, expect

from app.demo import Planted, build_demo
from tests.support.browser import Offences, launched
from tests.support.databases import Server
from tests.support.stack import Stack

pytestmark = pytest.mark.asyncio(loop_scope="module")

RUN_MILLISECONDS = 120_000
"""A scan of the demo; it takes a tenth of it on a quiet machine."""

STEP_MILLISECONDS = 60_000
"""Anything that waits for the worker; seconds on a quiet machine."""

ENDLESS = (
    "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 1e15) SELECT sum(x) FROM n"
)


@pytest_asyncio.fixture(loop_scope="module")
async def page(shared_stack: Stack) -> AsyncGenerator[Page]:
    """A page that fails the test if it breaks its policy, throws, or asks any other address."""
    offences = Offences()
    async with launched() as browser:
        page = await browser.new_page(viewport={"width": 1440, "height": 900})
        page.set_default_timeout(20_000)
        offences.watch(page, shared_stack.web)
        yield page
    assert offences.seen == []


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Planted]:
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    return path, build_demo(path)


@pytest.fixture
def endless(tmp_path: Path) -> Path:
    """A file with a table, wide enough to be a batch of its own, and views that never answer."""
    path = tmp_path / "endless.db"
    answers = ", ".join(f"answer_{number} TEXT" for number in range(60))
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute(f"CREATE TABLE survey (id INTEGER PRIMARY KEY, email TEXT, {answers})")
        emails = [(f"p{number}@example.org",) for number in range(50)]
        connection.executemany("INSERT INTO survey (email) VALUES (?)", emails)
        for number in range(4):
            connection.execute(f"CREATE VIEW endless_{number} AS {ENDLESS}")
        connection.commit()
    return path


async def test_a_pasted_address_becomes_a_tested_connection_and_a_finished_scan(
    page: Page, shared_stack: Stack, demo: tuple[Path, Planted], tmp_path: Path
) -> None:
    path, planted = demo
    answer = await page.goto(shared_stack.web)
    assert answer is not None
    assert "default-src 'none'" in (await answer.header_value("content-security-policy") or "")
    await page.get_by_label("Paste a connection URL").fill(f"sqlite:///{path}")
    await page.keyboard.press("Enter")
    await expect(page.get_by_label("SQLite")).to_be_checked(timeout=STEP_MILLISECONDS)
    await expect(page.get_by_label("File", exact=True)).to_have_value(str(path))

    await page.get_by_role("button", name="Test connection").click()
    await expect(page.get_by_role("region", name="Connection test")).to_contain_text(
        "Ready to scan", timeout=STEP_MILLISECONDS
    )

    await page.get_by_role("button", name="Start scan").click()
    await page.wait_for_url("**/run.html?run=run_*")
    await expect(page.locator(".heading .state")).to_have_text("Finished", timeout=RUN_MILLISECONDS)
    await expect(page.get_by_role("heading", name="demo.db")).to_be_visible()

    await page.get_by_role("link", name="Findings").first.click()
    findings = page.get_by_role("region", name="Findings").locator("tbody tr")
    await expect(findings).to_have_count(len(planted.types))
    picture = tmp_path / "findings.png"
    await page.screenshot(path=picture)
    assert picture.stat().st_size > 10_000


async def test_a_server_is_scanned_and_its_password_travels_only_where_it_is_needed(
    page: Page, shared_stack: Stack, postgresql_server: Server
) -> None:
    with_password: set[str] = set()
    password = postgresql_server.password
    forms = {password, quote(password, safe=""), json.dumps(password)[1:-1]}

    def note(request: Request) -> None:
        sent = f"{request.url} {request.post_data or ''}"
        if any(form in sent for form in forms):
            with_password.add(urlsplit(request.url).path)

    page.on("request", note)
    await page.goto(shared_stack.web)
    address = f"scanner:{quote(password, safe='')}@127.0.0.1:{postgresql_server.port}/northwind"
    await page.get_by_label("Paste a connection URL").fill(f"postgresql://{address}?sslmode=disable")
    await page.keyboard.press("Enter")
    await expect(page.get_by_label("Database", exact=True)).to_have_value("northwind")
    assert with_password == set()

    await page.get_by_role("button", name="Test connection").click()
    await expect(page.get_by_role("region", name="Connection test")).to_contain_text(
        "Ready to scan · PostgreSQL 15", timeout=STEP_MILLISECONDS
    )
    await page.get_by_role("button", name="Start scan").click()
    await page.wait_for_url("**/run.html?run=run_*")
    await expect(page.locator(".heading .state")).to_have_text("Finished", timeout=RUN_MILLISECONDS)
    await expect(page.get_by_role("list", name="Numbers of this run")).to_contain_text("92 columns")
    assert with_password == {"/api/v1/connection-tests", "/api/v1/runs"}


async def test_a_running_scan_is_cancelled_through_the_dialog_and_keeps_what_was_found(
    page: Page, shared_stack: Stack, endless: Path
) -> None:
    await page.goto(f"{shared_stack.web}/?dialect=sqlite")
    await page.get_by_label("File", exact=True).fill(str(endless))
    await page.get_by_label("Read views").check()
    await page.get_by_label("Limit of a statement, seconds").fill("600")
    await page.get_by_role("button", name="Start scan").click()
    await page.wait_for_url("**/run.html?run=run_*")
    survey = page.get_by_role("row", name="survey")
    await expect(survey).to_contain_text("E-mail address", timeout=STEP_MILLISECONDS)

    await page.get_by_role("button", name="Cancel run").click()
    dialog = page.get_by_role("dialog", name="Cancel this run?")
    await expect(dialog).to_contain_text("1 finished table is kept.")
    await dialog.get_by_role("button", name="Cancel run").click()
    await expect(page.locator(".heading .state")).to_have_text("Cancelled", timeout=STEP_MILLISECONDS)
    await expect(survey).to_contain_text("E-mail address")


async def test_a_page_that_breaks_its_policy_is_noticed(shared_stack: Stack) -> None:
    offences = Offences()
    async with launched() as browser:
        page = await browser.new_page()
        offences.watch(page, shared_stack.web)
        await page.goto(shared_stack.web)
        assert offences.seen == []
        await page.evaluate("document.body.setAttribute('style', 'color: red')")
        await page.evaluate("fetch('http://127.0.0.1:9/').catch(() => null)")
    assert any("Content Security Policy" in each and "style" in each for each in offences.seen)
    assert any("Content Security Policy" in each and "connect" in each for each in offences.seen)
