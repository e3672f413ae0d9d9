"""Reading mailboxes by IMAP: what lies in one is kept, and only then moved out of the way.

One process reads a mailbox at a time, by lease. Where a mail was found is written down in the transaction that keeps
it, so that whatever dies, and whenever, a mail is neither lost nor kept twice; a lease that is lost only costs work.
"""

import asyncio
import random
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Final, TypeVar
from uuid import UUID

import structlog

from channels.channel import Fetched, Kept, StoreUnavailableError
from channels.email.doors import arrival, receiver_among
from channels.email.imap import Mailbox, MailboxError, Trouble, open_mailbox
from channels.email.thread import content_key
from gateway import pipeline
from gateway.errors import MailboxTakenError
from gateway.faults import Moment, Step
from gateway.ids import new_id
from gateway.imap_accounts import Box
from gateway.jobs import lease_term
from gateway.services import Services
from gateway.store import mailboxes
from gateway.store.engine import AWAY
from gateway.store.mailboxes import Look

log = structlog.get_logger()

MAILBOX_TROUBLE: Final = "mailbox_trouble"
MAILBOX_WELL: Final = "mailbox_read_again"
MAILBOX_PROGRESS: Final = "mailbox_progress"
MAIL_NOT_GIVEN: Final = "mail_in_mailbox_not_given"
MAIL_TOO_LARGE: Final = "mail_in_mailbox_too_large"
MAIL_NOT_KEPT: Final = "mail_in_mailbox_not_kept"

_ASKED_AT_ONCE: Final = 300  # mails whose size and whether they are kept is asked together
_FETCHED_AT_ONCE: Final = 32  # mails that share a commit …
_BYTES_AT_ONCE: Final = 8_000_000  # … as long as they are small: so much is held in memory, or one mail
LARGEST: Final = 100_000_000  # bytes; what is larger stays where it is, for a person
_LOOK_AGAIN: Final = 60.0  # seconds; IDLE is a courtesy, this is the guarantee
_LOOKS_IN_A_LEASE: Final = 3
_WAITS: Final = (1.0, 2.0, 5.0, 15.0, 30.0, 60.0)  # seconds, after the first, second, … failure in a row

T = TypeVar("T")


@dataclass(slots=True, kw_only=True)
class _Held:
    """A mailbox that is ours for now, on a thread of its own."""

    services: Services
    box: Box
    lease: UUID
    thread: ThreadPoolExecutor
    stop: asyncio.Event
    opened: Mailbox | None = None
    stuck: set[int] = field(default_factory=set)  # what could not be had on this connection
    waiting: int = 0
    kept: bool = False

    async def on_thread(self, work: Callable[..., T], *given: object) -> T:
        return await asyncio.get_running_loop().run_in_executor(self.thread, lambda: work(*given))


@asynccontextmanager
async def fetching(services: Services, boxes: Sequence[Box]) -> AsyncIterator[None]:
    """Read *boxes* until the block ends; what is being kept then is finished first."""
    stop = asyncio.Event()
    helds = [
        _Held(
            services=services,
            box=box,
            lease=new_id(services.now()),
            thread=ThreadPoolExecutor(1, thread_name_prefix=f"imap-{box.name}"),
            stop=stop,
        )
        for box in boxes
    ]
    tasks = [asyncio.create_task(_read_on(held), name=f"mailbox {held.box.name}") for held in helds]
    try:
        yield
    finally:
        stop.set()
        for held in helds:
            if held.opened is not None:
                held.opened.hang_up()
        await asyncio.gather(*tasks)
        for held in helds:
            held.thread.shutdown(wait=False)


async def _read_on(held: _Held) -> None:
    """Read one mailbox until told to stop, whatever goes wrong in between."""
    failures = 0
    while not held.stop.is_set():
        try:
            if await _claim(held):
                await _attend(held)
            failures = 0
        except MailboxTakenError:
            failures = 0
        except MailboxError as problem:
            failures += 1
            if not held.stop.is_set():
                await _tell_trouble(held, problem.trouble)
        except (StoreUnavailableError, TimeoutError, OSError, *AWAY):
            failures += 1  # our own trouble; the health page has a matter for each
        except Exception as problem:  # noqa: BLE001  a poller outlives whatever one mailbox brings
            failures += 1
            log.warning(MAILBOX_TROUBLE, mailbox=held.box.name, error=type(problem).__name__)
        await _rest(held, failures)
    with suppress(Exception):  # whoever comes next waits for the end of the lease otherwise
        async with held.services.writing(Step.FETCH) as session:
            await mailboxes.release(session, held.box.name, held.lease)


async def _rest(held: _Held, failures: int) -> None:
    seconds = _WAITS[min(failures, len(_WAITS)) - 1] if failures else _look_again(held.services)
    with suppress(TimeoutError):
        # Spread: many mailboxes of one server that comes back should not all knock at once.
        await asyncio.wait_for(held.stop.wait(), seconds * random.uniform(0.8, 1.2))  # noqa: S311  no secret


def _look_again(services: Services) -> float:
    """In seconds; often enough for a lease that is renewed at each look."""
    return min(_LOOK_AGAIN, services.settings.lease.total_seconds() / _LOOKS_IN_A_LEASE)


async def _claim(held: _Held) -> bool:
    async with held.services.writing(Step.FETCH) as session:
        term = await lease_term(held.services, session)
        return await mailboxes.claim(session, held.box.name, held.lease, term)


async def _attend(held: _Held) -> None:
    """Read the mailbox over one connection, for as long as both that and our lease last."""
    try:
        account = held.box.account()
    except (OSError, UnicodeDecodeError) as problem:
        raise MailboxError(Trouble.REFUSED) from problem
    held.opened = await held.on_thread(open_mailbox, account)
    held.stuck.clear()
    try:
        while not held.stop.is_set():
            await _look(held, held.opened)
            if held.opened.tells:
                await held.on_thread(held.opened.wait, _look_again(held.services))
            else:
                await _rest(held, 0)
    finally:
        opened, held.opened = held.opened, None
        await held.on_thread(opened.close)


async def _look(held: _Held, opened: Mailbox) -> None:
    """Keep everything that is in the mailbox and not kept yet, the oldest first."""
    numbers = await held.on_thread(opened.numbers)
    held.stuck &= set(numbers)
    held.waiting, held.kept = len(numbers), False
    for start in range(0, len(numbers), _ASKED_AT_ONCE):
        await _keep(held, opened, numbers[start : start + _ASKED_AT_ONCE])
    held.waiting = len(held.stuck)
    await _tell_progress(held, whole=True)


async def _keep(held: _Held, opened: Mailbox, asked: Sequence[int]) -> None:
    async with held.services.readers() as session:
        known = await mailboxes.kept_of(session, held.box.name, opened.validity, asked)
    await _put_away(held, opened, known)
    new = [number for number in asked if number not in known]
    sizes = await held.on_thread(opened.sizes, new) if new else {}
    for group in _groups(held, new, sizes):
        await _put_away(held, opened, await _keep_group(held, opened, group))
        await _tell_progress(held, whole=False)
        if held.stop.is_set():
            return


async def _put_away(held: _Held, opened: Mailbox, kept: set[int]) -> None:
    if kept:
        held.waiting -= len(kept)
        # Who hangs here loses the mailbox at the end of the lease anyway.
        async with asyncio.timeout(held.services.settings.lease.total_seconds()):
            await held.services.faults.reached(Moment.BEFORE_MOVE)
            await held.on_thread(opened.put_away, sorted(kept))


def _groups(held: _Held, numbers: Sequence[int], sizes: Mapping[int, int]) -> Iterator[list[int]]:
    """*numbers* in groups that fit into memory, without what is gone or too large."""
    group: list[int] = []
    held_bytes = 0
    for number in numbers:
        size = sizes.get(number)
        if size is None:
            continue
        if size > LARGEST:
            _leave(held, number, MAIL_TOO_LARGE)
            continue
        if group and (len(group) >= _FETCHED_AT_ONCE or held_bytes + size > _BYTES_AT_ONCE):
            yield group
            group, held_bytes = [], 0
        group.append(number)
        held_bytes += size
    if group:
        yield group


async def _keep_group(held: _Held, opened: Mailbox, group: Sequence[int]) -> set[int]:
    """Keep these mails, in one commit where that works. Returns those that are kept.

    Raises MailboxError and StoreUnavailableError; what was kept before that is written down as kept.
    """
    mails: dict[int, bytes] = {}
    for number in group:
        mail = await held.on_thread(opened.mail, number)
        if mail is None:
            _leave(held, number, MAIL_NOT_GIVEN)
        else:
            mails[number] = mail
    answers = await asyncio.gather(
        *(_keep_mail(held, opened.validity, number, mail) for number, mail in mails.items()), return_exceptions=True
    )
    kept = set()
    for number, answer in zip(mails, answers, strict=True):
        if isinstance(answer, Kept):
            kept.add(number)
            held.kept = True
            held.stuck.discard(number)
        elif isinstance(answer, (StoreUnavailableError, *AWAY)) or not isinstance(answer, Exception):
            raise answer
        else:
            # The fault of this one mail: the others go on, and a person is told that one is stuck.
            _leave(held, number, MAIL_NOT_KEPT)
    return kept


def _leave(held: _Held, number: int, why: str) -> None:
    """Leave a mail where it is, for a person to look at; it is tried again at each look."""
    if number not in held.stuck:
        log.warning(why, mailbox=held.box.name, number=number)
        held.stuck.add(number)


async def _keep_mail(held: _Held, validity: int, number: int, mail: bytes) -> Kept:
    fetched = Fetched(mailbox=held.box.name, validity=validity, number=number)
    county = held.services.county
    address = receiver_among(mail, county.is_bounce_address) or held.box.address
    line = county.mail.mailboxes.get(address, address)
    return await pipeline.keep(held.services, mail, (arrival(content_key(mail), address, line, fetched),))


async def _tell_progress(held: _Held, *, whole: bool) -> None:
    """Write down how the mailbox stands, and keep it ours. Raises MailboxTakenError."""
    services = held.services
    look = Look(waiting=max(held.waiting, 0), stuck=len(held.stuck), kept=held.kept, whole=whole)
    async with services.writing(Step.FETCH) as session:
        term = await lease_term(services, session)
        if not await mailboxes.claim(session, held.box.name, held.lease, term):
            raise MailboxTakenError(held.box.name)
        recovered = await mailboxes.looked(session, held.box.name, held.lease, look, services.now())
    if recovered:
        log.info(MAILBOX_WELL, mailbox=held.box.name)
    if not whole and held.kept:
        log.info(MAILBOX_PROGRESS, mailbox=held.box.name, waiting=look.waiting)


async def _tell_trouble(held: _Held, trouble: Trouble) -> None:
    log.warning(MAILBOX_TROUBLE, mailbox=held.box.name, trouble=trouble)
    with suppress(TimeoutError, OSError, *AWAY):
        async with held.services.writing(Step.FETCH) as session:
            await mailboxes.troubled(session, held.box.name, held.lease, trouble, held.services.now())
