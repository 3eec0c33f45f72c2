"""axe-core on every state of the pages, in light and in dark."""

from pathlib import Path
from typing import Any

import pytest

from tests.frontend.conftest import Site
from tests.frontend.fake_api import RIGHT_PASSWORD
from tests.frontend.fake_runs import START, FakeRun, run_with_gaps

pytestmark = pytest.mark.asyncio(loop_scope="session")

STATES = [
    "index.html",
    "index.html?dialect=sqlite",
    "run.html",
    "run.html?run=nope",
    "run.html?run=run_failed",
    "run.html?run=run_partial",
    "run.html?run=live",
    "run.html?run=waiting",
    "run.html?run=away",
    "run.html?run=gaps",
    "run.html?run=gaps&view=coverage",
    "run.html?run=run_partial&view=tables",
    "run.html?run=run_partial&view=tables&q=nothing",
    "run.html?run=run_partial&view=tables&table=t1&column=email",
    "run.html?run=run_partial&view=tables&table=t1&column=id",
    "run.html?run=run_partial&view=tables&table=t5",
    "run.html?run=run_partial&view=findings",
    "run.html?run=run_partial&view=findings&finding=t2%2Ftype%2FCREDIT_CARD_NUMBER%2Fcard_number",
    "run.html?run=run_partial&view=regulations",
    "run.html?run=run_partial&view=regulations&regulation=pci-dss",
    "run.html?run=run_partial&view=quality",
    "run.html?run=run_partial&view=schema",
    "run.html?run=run_partial&view=coverage",
]
SCHEMES = [
    {"color_scheme": scheme, "bypass_csp": True, "reduced_motion": "reduce"} for scheme in ("light", "dark")
]


async def _violations(site: Site, node_modules: Path) -> list[str]:
    await site.page.add_script_tag(path=node_modules / "axe-core" / "axe.min.js")
    report: dict[str, Any] = await site.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{violation['id']}: {node['html']} {node['failureSummary']}"
        for violation in report["violations"]
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("site", SCHEMES, indirect=True, ids=["light", "dark"])
@pytest.mark.parametrize("state", STATES)
async def test_axe_finds_nothing(site: Site, node_modules: Path, state: str) -> None:
    site.fake.runs["live"] = FakeRun(id="live", step=5, held=True)
    site.fake.runs["away"] = FakeRun(id="away", step=5, held=True, away_since=START)
    site.fake.runs["gaps"] = run_with_gaps()
    site.fake.runs["waiting"] = FakeRun(id="waiting", step=0, held=True, worker_ready=False)
    await site.open(state)
    assert await _violations(site, node_modules) == []


@pytest.mark.parametrize("site", SCHEMES, indirect=True, ids=["light", "dark"])
@pytest.mark.parametrize("password", [RIGHT_PASSWORD, "wrong"])
async def test_axe_finds_nothing_on_a_tested_and_wrongly_filled_form(
    site: Site, node_modules: Path, password: str
) -> None:
    page = await site.open("index.html")
    await page.get_by_label("Paste a connection URL").fill(f"postgresql://owner:{password}@db.internal/shop")
    await page.keyboard.press("Enter")
    await (
        page.get_by_label("Database", exact=True)
        .and_(page.locator("[value], :not(:placeholder-shown)"))
        .wait_for()
    )
    await page.get_by_role("button", name="Test connection").click()
    await page.locator(".steps").wait_for()
    await page.get_by_label("Port").fill("x")
    await page.get_by_role("button", name="Start scan").click()
    await page.get_by_role("alert").wait_for()
    assert await _violations(site, node_modules) == []


@pytest.mark.parametrize("site", SCHEMES, indirect=True, ids=["light", "dark"])
async def test_axe_finds_nothing_while_a_cancel_is_asked(site: Site, node_modules: Path) -> None:
    site.fake.runs["live"] = FakeRun(id="live", step=5, held=True)
    page = await site.open("run.html?run=live")
    await page.get_by_role("button", name="Cancel run").click()
    assert await _violations(site, node_modules) == []


@pytest.mark.parametrize("site", SCHEMES, indirect=True, ids=["light", "dark"])
async def test_axe_finds_nothing_among_suggested_rules(site: Site, node_modules: Path) -> None:
    page = await site.open("run.html?run=run_partial&view=quality")
    await page.get_by_text("2 suggestions").click()
    await page.get_by_role("button", name="Add not_null of sales.orders.city").click()
    await page.get_by_role("button", name="Added not_null").wait_for()

    assert await _violations(site, node_modules) == []
