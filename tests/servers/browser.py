"""Chromium as people see our pages: with and without scripts, dark, on a narrow phone; and axe looking at them."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, ConsoleMessage, Error, Page, async_playwright, expect

from tests.servers.programs import require

_FOLDER = Path(__file__).parents[1] / "browser"
_AXE = _FOLDER / "vendor" / "axe.min.js"
SCREENSHOTS = _FOLDER / "screenshots"

# Milliseconds for whatever is waited for: a machine with other work takes its time, and nothing timed fails a test.
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)

_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(kw_only=True)  # without slots: Playwright hangs its own marks on a listener
class Complaints:
    """What Chromium complained of: errors on the console, broken content security policy, uncaught exceptions."""

    heard: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def expect(self, part: str) -> None:
        """Let the test pass although a complaint that holds *part* will come; it fails if none comes."""
        self.expected.append(part)

    def listen_to(self, page: Page) -> None:
        """Hear whatever *page* complains of from now on."""
        page.on("console", self._on_console)
        page.on("pageerror", self._on_exception)

    def unexpected(self) -> list[str]:
        """What was heard and not expected."""
        return [words for words in self.heard if not any(part in words for part in self.expected)]

    def missing(self) -> list[str]:
        """What was expected and not heard."""
        return [part for part in self.expected if not any(part in words for words in self.heard)]

    def _on_console(self, message: ConsoleMessage) -> None:
        # Chromium reports a broken content security policy as an error on the console.
        if message.type == "error":
            self.heard.append(f"{message.text} ({message.location['url']})")

    def _on_exception(self, error: Error) -> None:
        self.heard.append(str(error))


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """A rule of axe that a page breaks, and where."""

    rule: str
    impact: str
    help: str
    where: tuple[str, ...]  # selectors


@asynccontextmanager
async def running_chromium() -> AsyncIterator[Browser]:
    """A Chromium that belongs to the running event loop, gone afterwards."""
    # Chromium without windows, where it is here: the same engine, and a page costs it a tenth.
    program = shutil.which("chromium-headless-shell") or require("chromium", "chromium-headless-shell")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=program, args=list(_FLAGS))
        try:
            yield browser
        finally:
            await browser.close()


_MOVED = """() => Promise.all(document.getAnimations()
    .filter(one => Number.isFinite(one.effect.getComputedTiming().endTime))
    .map(one => one.finished.then(() => null, () => null)))"""


async def axe(page: Page) -> list[Violation]:
    """What axe finds wrong on *page*, WCAG 2.2 AA and best practice; it needs a page with scripts."""
    # A colour that is on its way to another is neither: what moves for a while is waited for.
    await page.evaluate(_MOVED)
    # Evaluated from outside the page, and so not bound by the page's own content security policy.
    await page.evaluate(_AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = await page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        Violation(
            rule=violation["id"],
            impact=violation["impact"] or "",
            help=violation["help"],
            where=tuple(str(node["target"]) for node in violation["nodes"]),
        )
        for violation in found["violations"]
    ]


# Beside other work Chromium now and then says that it was unable to capture a screenshot, and can the next time.
_TRIES = 3


async def screenshot(page: Page, name: str) -> Path:
    """The whole of *page* as a picture in tests/browser/screenshots, which git ignores.

    Raises:
        Error: Chromium could take no picture, three times in a row.

    """
    picture = SCREENSHOTS / f"{name}.png"
    for left in reversed(range(_TRIES)):
        try:
            await page.screenshot(path=picture, full_page=True)
            break
        except Error as error:
            if not left or "Unable to capture screenshot" not in error.message:
                raise
    return picture
