"""An advisor at work in Chromium: signed in, with the inbox open."""

import asyncio
import re

from playwright.async_api import Page, expect

from tests.servers.luotsi import LuotsiProcess

PASSWORD = "pitkä-salasana-majakalla"

_CASE = re.compile(r".*/inbox/case/[0-9a-f-]{36}.*")


async def account(luotsi: LuotsiProcess, username: str = "aino", role: str = "advisor") -> None:
    """Open an account as an administrator does: by the command line, the password from standard input."""
    words = ("user", "add", username, "--name", "Aino Ahjo", "--role", role)
    done = await asyncio.to_thread(luotsi.command, *words, words=PASSWORD + "\n")
    assert done.returncode == 0, done.stderr
    assert PASSWORD not in done.stdout + done.stderr


async def sign_in(page: Page, luotsi: LuotsiProcess, username: str = "aino") -> None:
    """Sign in and stand before the inbox."""
    await page.goto(f"{luotsi.url}/inbox")
    await page.get_by_label("Käyttäjätunnus").fill(username)
    await page.get_by_label("Salasana").fill(PASSWORD)
    await page.get_by_role("button", name="Kirjaudu").click()
    await expect(page).to_have_url(f"{luotsi.url}/inbox")


async def at_work(page: Page, luotsi: LuotsiProcess, role: str = "advisor") -> None:
    """A new account, signed in."""
    await account(luotsi, role=role)
    await sign_in(page, luotsi)


async def open_case(page: Page, words: str) -> None:
    """Open the Case in whose row *words* stand."""
    row = page.get_by_role("listitem").filter(has=page.locator(".case-words"), has_text=words)
    await row.get_by_role("link").first.click()
    await expect(page).to_have_url(_CASE)


async def press(page: Page, key: str) -> None:
    """Press a key of the advisors' pages, once a page that has just opened hears it."""
    await expect(page.locator("html[data-ready]")).to_be_attached()
    await page.keyboard.press(key)
