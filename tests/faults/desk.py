"""An advisor's browser without scripts: it asks, remembers what it was told, and asks again when it was told no."""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass

import aiohttp

from channels.codes import Language
from gateway.app import utc_now
from gateway.auth import passwords
from gateway.auth.permissions import Role
from gateway.ids import new_id
from gateway.store.users import UserRow
from tests.faults.system import System
from tests.journeys.advisor import PASSWORD
from tests.servers.waiting import eventually

_PATIENCE = 15.0  # seconds that a person waits for a page
_WITHIN = 180.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What came back. A line that was lost is status 0."""

    status: int
    text: str = ""
    cookie: str = ""

    def found(self, pattern: str) -> str:
        """What the first group of *pattern* matches in it."""
        match = re.search(pattern, self.text)
        assert match, (pattern, self.status)
        return match[1]


@dataclass(slots=True, kw_only=True)
class Desk:
    """One advisor at work."""

    system: System
    session: aiohttp.ClientSession
    number: int
    cookie: str = ""
    csrf: str = ""

    @property
    def username(self) -> str:
        """Their own."""
        return f"advisor-{self.number}"

    async def ask(self, path: str, form: Mapping[str, str] | None = None) -> Page:
        """GET, or POST where there is a *form*; once."""
        headers = {"Accept": "text/html", "Sec-Fetch-Site": "same-origin", "X-Forwarded-For": f"192.0.2.{self.number}"}
        if self.cookie:
            headers["Cookie"] = self.cookie
        data = None if form is None else {**form, "csrf": self.csrf}
        try:
            async with self.session.request(
                "GET" if data is None else "POST",
                f"{self.system.luotsi.url}{path}",
                data=data,
                headers=headers,
                allow_redirects=False,
                timeout=aiohttp.ClientTimeout(total=_PATIENCE),
            ) as answer:
                cookie = answer.headers.get("Set-Cookie", "").partition(";")[0]
                return Page(status=answer.status, text=await answer.text(), cookie=cookie)
        except (aiohttp.ClientError, OSError):
            return Page(status=0)

    async def until(self, wanted: int, path: str, form: Mapping[str, str] | None = None) -> list[Page]:
        """Ask until the answer is *wanted*: all answers. Whoever is told anything else is told it plainly."""
        answers: list[Page] = []

        async def again() -> bool:
            answers.append(await self.ask(path, form))
            assert answers[-1].status in {wanted, 0, 500, 503}, answers[-1]
            return answers[-1].status == wanted

        await eventually(again, within=_WITHIN, what=f"{self.username} is answered {wanted} at {path}")
        return answers

    async def sign_in(self) -> None:
        """Sign in, as often as it takes."""
        form = {"username": self.username, "password": PASSWORD}
        self.cookie = (await self.until(303, "/sign-in", form))[-1].cookie
        inbox = (await self.until(200, "/inbox"))[-1]
        self.csrf = inbox.found(r'name="csrf" value="([^"]+)"')


async def open_accounts(system: System, count: int) -> None:
    """So many administrators, who may do everything. One password, whose hash is made once."""
    stored = await asyncio.to_thread(passwords.make, PASSWORD)
    async with system.writing() as session:
        session.add_all(_account(number, stored) for number in range(count))


def _account(number: int, stored: str) -> UserRow:
    now = utc_now()
    return UserRow(
        id=new_id(now),
        username=f"advisor-{number}",
        name=f"Aino Ahjo {number}",
        role=Role.ADMINISTRATOR,
        language=Language.FI,
        password_hash=stored,
        active=True,
        demo=False,
        created_at=now,
    )
