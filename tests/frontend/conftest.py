"""A fake server and a browser for the pages, and the tools of tests/frontend/package.json."""

import shutil
import subprocess
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Page, expect

from tests.frontend.fake_api import FakeApi, serve
from tests.support.browser import Offences, launched
from tests.support.skips import missing

HERE = Path(__file__).parent


@dataclass
class Site:
    """The fake server, its address and a page on it."""

    fake: FakeApi
    address: str
    context: BrowserContext
    page: Page

    async def open(self, path: str) -> Page:
        """Go to a page and wait until it has answers."""
        await self.page.goto(f"{self.address}/{path}")
        await expect(self.page.locator("main .skeleton")).to_have_count(0)
        return self.page


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncGenerator[Browser]:
    async with launched() as chromium:
        yield chromium


@pytest_asyncio.fixture(loop_scope="session")
async def site(browser: Browser, request: pytest.FixtureRequest) -> AsyncGenerator[Site]:
    """A fresh server and page; the test fails if the page did what it must not do.

    Parametrize indirectly with options of ``Browser.new_context``.
    """
    options: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}, **getattr(request, "param", {})}
    fake = FakeApi()
    offences = Offences()
    with serve(fake) as address:
        context = await browser.new_context(**options)
        page = await context.new_page()
        offences.watch(page, address)
        yield Site(fake, address, context, page)
        await context.close()
    assert offences.seen == []


@pytest.fixture(scope="session")
def node_modules() -> Path:
    """The pinned tools, installed if they are not yet."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        missing("Node.js", "install Node 20 or later")
    installed = HERE / "node_modules"
    if not (installed / ".package-lock.json").exists():
        command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        result = subprocess.run(command, cwd=HERE, capture_output=True, text=True, timeout=300, check=False)  # noqa: S603 - fixed words
        if result.returncode:
            missing("axe-core and TypeScript", f"npm ci failed: {result.stderr.strip()[-300:]}")
    return installed
