"""The virus scanner that files are shown to before anybody gets them: clamd, or none."""

from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from typing import Final

import structlog
from aioclamd import ClamdAsyncClient

log = structlog.get_logger()

SCANNER_AWAY: Final = "virus_scanner_away"
_SECONDS: Final = 20.0


class Verdict(StrEnum):
    """What is known of a file."""

    CLEAN = "clean"
    INFECTED = "infected"
    UNKNOWN = "unknown"  # the scanner does not answer, or cannot read it
    NOT_ASKED = "not_asked"  # there is no scanner


@dataclass(frozen=True, slots=True, kw_only=True)
class Scanned:
    """A verdict, and the name of the virus where one was found."""

    verdict: Verdict
    virus: str = ""


class Clamd:
    """clamd at an address of its own. Files are scanned whenever somebody wants one, by what it knows then."""

    def __init__(self, host: str, port: int) -> None:
        self._client = ClamdAsyncClient(host, port, timeout=_SECONDS)

    async def scan(self, content: bytes) -> Scanned:
        """What clamd says of *content*. Raises nothing."""
        try:
            status, virus = (await self._client.instream(BytesIO(content)))["stream"]
        except Exception as problem:  # noqa: BLE001  a scanner that is just restarted says half of something
            log.warning(SCANNER_AWAY, error=type(problem).__name__)
            return Scanned(verdict=Verdict.UNKNOWN)
        if status == "FOUND":
            return Scanned(verdict=Verdict.INFECTED, virus=virus or "")
        return Scanned(verdict=Verdict.CLEAN if status == "OK" else Verdict.UNKNOWN)

    async def answers(self) -> bool:
        """Whether it is there."""
        try:
            return bool((await self._client.ping()).strip() == "PONG")
        except Exception:  # noqa: BLE001  as above
            return False


class NoScanner:
    """Nobody looks at files; the page of a Case says so."""

    async def scan(self, content: bytes) -> Scanned:
        """Nothing is known."""
        del content
        return Scanned(verdict=Verdict.NOT_ASKED)

    async def answers(self) -> bool:
        """There is nobody who could be away."""
        return True


NO_SCANNER: Final = NoScanner()
