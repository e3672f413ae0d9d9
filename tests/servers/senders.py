"""Senders that keep their own count: everything goes on being sent until the receiver has said yes to it.

A yes is counted only when it has been read, as a sender in the world counts: what was stored but not answered is sent
again, and has to become one contact all the same.
"""

import asyncio
from collections import Counter, deque
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar
from urllib.parse import urlencode

import aiohttp
import aiosmtplib

from tests.servers.mails import Mail
from tests.servers.waiting import stretched

_PAUSE = 0.1  # seconds before what was not accepted is tried again
_PATIENCE = 30.0  # seconds until an answer that does not come counts as none


class TryAgainError(Exception):
    """The receiver said "later", or the line was lost before its answer."""


class RefusedError(Exception):
    """The receiver said no for good."""

    def __init__(self, code: int, answer: str) -> None:
        super().__init__(f"{code} {answer}")


class Numbered(Protocol):
    """What is sent has an id of its own."""

    @property
    def id(self) -> str: ...


Sent = TypeVar("Sent", bound=Numbered)
Send = Callable[[Sent], Awaitable[None]]  # returns on yes; raises TryAgainError or RefusedError


@dataclass(slots=True, kw_only=True)
class Tally:
    """The sender's own count, true at every moment of the sending."""

    accepted: Counter[str] = field(default_factory=Counter)  # id -> how many times it was answered with yes
    refused: dict[str, str] = field(default_factory=dict)  # id -> the answer
    repeated: int = 0  # attempts that ended without a yes or a no
    unanswered: set[str] = field(default_factory=set)  # ids still without an answer at the deadline


@dataclass(slots=True, kw_only=True)
class _Round(Generic[Sent]):
    """One sending: what is left to send, over which kind of line, and the count."""

    left: deque[Sent]
    line: Callable[[], AbstractAsyncContextManager[Send[Sent]]]
    tally: Tally

    async def work(self) -> None:
        """Keep one line open and send over it until nothing is left."""
        while self.left:
            try:
                async with self.line() as send:
                    while self.left:
                        await self._send_next(send)
            except TryAgainError:
                self.tally.repeated += 1
                await asyncio.sleep(_PAUSE)

    async def _send_next(self, send: Send[Sent]) -> None:
        item = self.left.popleft()
        try:
            await send(item)
        except RefusedError as refused:
            self.tally.refused[item.id] = str(refused)
        except TryAgainError:
            self.left.append(item)
            raise
        else:
            self.tally.accepted[item.id] += 1


async def _send_all(
    items: Sequence[Sent],
    line: Callable[[], AbstractAsyncContextManager[Send[Sent]]],
    tally: Tally,
    *,
    connections: int,
    deadline: float,
) -> None:
    sending = _Round(left=deque(items), line=line, tally=tally)
    try:
        async with asyncio.timeout(stretched(deadline)), asyncio.TaskGroup() as lines:
            for _ in range(connections):
                lines.create_task(sending.work())
    except TimeoutError:
        tally.unanswered.update(item.id for item in items)
        tally.unanswered.difference_update(tally.accepted, tally.refused)


async def send_mails(
    mails: Sequence[Mail],
    tally: Tally,
    *,
    port: int,
    connections: int,
    deadline: float,
    patience: float = _PATIENCE,
) -> None:
    """Send each mail over SMTP until it is accepted (250) or refused (5xx), for *deadline* seconds at most.

    A 4xx and a lost line are tried again. Run it as a task and look at *tally* meanwhile.
    """

    @asynccontextmanager
    async def line() -> AsyncIterator[Send[Mail]]:
        client = aiosmtplib.SMTP(
            hostname="127.0.0.1", port=port, local_hostname="client.citizen.example", timeout=patience, start_tls=False
        )
        try:
            try:
                await client.connect()
            except (aiosmtplib.SMTPException, OSError) as error:
                raise TryAgainError from error
            yield lambda mail: _send_mail(client, mail)
        finally:
            # Also of who is stopped while it waits for the greeting.
            client.close()

    await _send_all(mails, line, tally, connections=connections, deadline=deadline)


async def _send_mail(client: aiosmtplib.SMTP, mail: Mail) -> None:
    try:
        await client.sendmail(mail.sender, list(mail.recipients), mail.content)
    except aiosmtplib.SMTPRecipientsRefused as error:
        raise _no(error.recipients[0].code, error.recipients[0].message) from error
    except aiosmtplib.SMTPResponseException as error:
        raise _no(error.code, error.message) from error
    except (aiosmtplib.SMTPException, OSError) as error:
        raise TryAgainError from error


def _no(code: int, message: str) -> TryAgainError | RefusedError:
    # 4yz asks to come again (RFC 5321, 4.2.1); any other that is no yes is for good.
    return TryAgainError(code) if 400 <= code < 500 else RefusedError(code, message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One POST: a form that a person sends, or an event that a provider reports."""

    id: str
    url: str
    body: bytes
    headers: tuple[tuple[str, str], ...]


def form_post(own_id: str, url: str, fields: Sequence[tuple[str, str]]) -> Post:
    """A form as a browser without scripts sends it; *own_id* should be the UUID among its *fields*."""
    headers = (("Content-Type", "application/x-www-form-urlencoded"), ("Sec-Fetch-Site", "same-origin"))
    return Post(id=own_id, url=url, body=urlencode(fields).encode(), headers=headers)


async def send_posts(
    posts: Sequence[Post], tally: Tally, *, connections: int, deadline: float, patience: float = _PATIENCE
) -> None:
    """Post each until it is accepted (2xx, or 303 to its result) or refused, for *deadline* seconds at most.

    The same bytes are sent again after 429, 5xx and a lost line. Run it as a task and look at *tally* meanwhile.
    """

    @asynccontextmanager
    async def line() -> AsyncIterator[Send[Post]]:
        connector = aiohttp.TCPConnector(limit=1)
        limit = aiohttp.ClientTimeout(total=patience)
        async with aiohttp.ClientSession(connector=connector, timeout=limit) as session:
            yield lambda post: _send_post(session, post)

    await _send_all(posts, line, tally, connections=connections, deadline=deadline)


async def _send_post(session: aiohttp.ClientSession, post: Post) -> None:
    try:
        async with session.post(post.url, data=post.body, headers=dict(post.headers), allow_redirects=False) as answer:
            text = await answer.text()
    except (aiohttp.ClientError, OSError) as error:
        raise TryAgainError from error
    if answer.status in range(200, 300) or answer.status == 303:
        return
    if answer.status == 429 or answer.status >= 500:
        raise TryAgainError(answer.status)
    raise RefusedError(answer.status, text)
