"""Chromium for tests: how it is found and started, and a record of what a page must not do."""

import shutil
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.async_api import Browser, ConsoleMessage, Error, Page, Request, async_playwright

from tests.support.skips import missing

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@asynccontextmanager
async def launched() -> AsyncGenerator[Browser]:
    """A headless browser, closed at the end."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        missing("Chromium", "apt-get install chromium")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        await browser.close()


@dataclass
class Offences:
    """What a page did that it must not do: policy violations, errors, requests to other places."""

    seen: list[str] = field(default_factory=list[str])

    def watch(self, page: Page, home: str) -> None:
        """Record from now on; ``home`` is the only address the page may talk to."""
        allowed = urlsplit(home).netloc

        def on_console(message: ConsoleMessage) -> None:
            is_answer = "Failed to load resource" in message.text  # the API's own 4xx and 5xx answers
            if message.type in {"error", "warning"} and not is_answer:
                self.seen.append(message.text)

        def on_error(error: Error) -> None:
            self.seen.append(str(error))

        def on_request(request: Request) -> None:
            if urlsplit(request.url).netloc != allowed and not request.url.startswith("data:"):
                self.seen.append(f"request to {request.url}")

        page.on("console", on_console)
        page.on("pageerror", on_error)
        page.on("request", on_request)
