"""The public forms as a browser without scripts sends them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from types import MappingProxyType
from urllib.parse import urlencode

import aiohttp

from tests.servers.luotsi import LuotsiProcess

_ID = re.compile(r'name="submission_id" value="([0-9a-f-]{36})"')
_REFERENCE = re.compile(r'class="reference-shown">(.*?)</p>', re.DOTALL)
_FINNISH: Mapping[str, str] = MappingProxyType({"Accept-Language": "fi"})
_AS_A_BROWSER = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A page that came back."""

    status: int
    text: str
    headers: dict[str, str]

    @property
    def reference(self) -> str:
        """The reference that the page shows, empty where it shows none."""
        found = _REFERENCE.search(self.text)
        return "".join(_TAG.sub("", found[1]).split()) if found else ""


async def submission_id(luotsi: LuotsiProcess, path: str = "/contact") -> str:
    """The id of a form's page that was just opened."""
    async with aiohttp.ClientSession() as browser, browser.get(luotsi.url + path) as page:
        found = _ID.search(await page.text())
        assert found, "the form's page has no id of its own"
        return found[1]


async def send_form(
    luotsi: LuotsiProcess, fields: dict[str, str], *, path: str = "/contact", headers: Mapping[str, str] = _FINNISH
) -> Shown:
    """The page that answers *fields*."""
    async with (
        aiohttp.ClientSession(headers={**_AS_A_BROWSER, **headers}) as browser,
        browser.post(luotsi.url + path, data=BytesIO(urlencode(fields).encode()), allow_redirects=False) as answer,
    ):
        return Shown(status=answer.status, text=await answer.text(), headers=dict(answer.headers))
