"""One look into a mailbox: what lies in it is kept, and only then moved out of the way.

Where a mail was found is written down in the transaction that keeps it, so that whatever dies, and whenever, a mail is
neither lost nor kept twice. A mail that the server cannot give, or dies of, holds up no other.
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from time import monotonic
from typing import Final, TypeVar
from uuid import UUID

import structlog

from channels.channel import Fetched, Kept, StoreUnavailableError
from channels.email.doors import arrival, receiver_among
from channels.email.imap import Mailbox, MailboxError, Trouble
from channels.email.thread import content_key
from gateway import pipeline
from gateway.errors import MailboxTakenError
from gateway.faults import Moment, Step
from gateway.imap_accounts import Box
from gateway.jobs import lease_term
from gateway.services import Services
from gateway.store import mailboxes
from gateway.store.engine import AWAY
from gateway.store.mailboxes import Look

log = structlog.get_logger()

MAILBOX_WELL: Final = "mailbox_read_again"
MAILBOX_PROGRESS: Final = "mailbox_progress"
MAIL_NOT_GIVEN: Final = "mail_in_mailbox_not_given"
MAIL_TOO_LARGE: Final = "mail_in_mailbox_too_large"
MAIL_NOT_KEPT: Final = "mail_in_mailbox_not_kept"

_ASKED_AT_ONCE: Final = 300  # mails whose size and whether they are kept is asked together
_FETCHED_AT_ONCE: Final = 32  # mails that share a commit …
_BYTES_AT_ONCE: Final = 8_000_000  # … as long as they are small: so much is held in memory, or one mail
LARGEST: Final = 100_000_000  # bytes; what is larger stays where it is, for a person
_DEADLY: Final = 2  # connections that have ended over one mail: it comes after all others from then on
_MOST_DEATHS: Final = 20  # connections that may end over one mail in a row; then it is tried now and then
_NOW_AND_THEN: Final = 300.0  # seconds since a connection ended over any mail
_ANEW: Final = 3_600.0  # seconds

T = TypeVar("T")


@dataclass(slots=True, kw_only=True)
class Held:
    """A mailbox that is ours for now, on a thread of its own."""

    services: Services
    box: Box
    lease: UUID
    thread: ThreadPoolExecutor
    stop: asyncio.Event
    opened: Mailbox | None = None
    validity: int = 0  # of the numbers below
    done: int = 0  # everything up to this number is kept, or gone
    stuck: set[int] = field(default_factory=set)  # what could not be had on this connection
    deaths: Counter[int] = field(default_factory=Counter)  # how many connections ended over a mail
    died_at: float = 0.0  # when a connection last ended over a mail
    anew_since: float = field(default_factory=monotonic)
    careful: bool = False  # the last connection ended over the sizes of many: each is asked for by itself
    waiting: int = 0
    kept: bool = False
    moved: bool = True  # the server lets us move what is kept

    @property
    def deadly(self) -> set[int]:
        """The mails that connections end over again and again."""
        return {number for number, deaths in self.deaths.items() if deaths >= _DEADLY}

    def begin_anew(self, validity: int) -> None:
        """Believe nothing that was known of the mails: the next look is at all of them."""
        if validity != self.validity:
            self.deaths.clear()
        self.validity, self.done, self.anew_since = validity, 0, monotonic()

    def find(self, numbers: Sequence[int]) -> None:
        """These lie in the mailbox now; what is known of any other is of no use any more."""
        there = (self.stuck | self.deaths.keys()).intersection(numbers)
        self.stuck &= there
        self.deaths = Counter({number: self.deaths[number] for number in there if number in self.deaths})
        self.waiting, self.kept, self.moved = len(numbers), False, True

    async def on_thread(self, work: Callable[..., T], *given: object) -> T:
        """What *work* returns; imapclient blocks, and knows one thread."""
        return await asyncio.get_running_loop().run_in_executor(self.thread, lambda: work(*given))


async def look(held: Held, opened: Mailbox) -> None:
    """Keep everything that is in the mailbox and not kept yet, the oldest first; last what connections ended over.

    Raises MailboxError, MailboxTakenError and StoreUnavailableError; what was kept before that stays kept.
    """
    if opened.validity != held.validity or monotonic() - held.anew_since > _ANEW:
        held.begin_anew(opened.validity)
    numbers = await held.on_thread(opened.numbers, held.done)
    held.find(numbers)
    deadly = held.deadly
    for start in range(0, len(numbers), _ASKED_AT_ONCE):
        quiet = [number for number in numbers[start : start + _ASKED_AT_ONCE] if number not in deadly]
        await _keep(held, opened, quiet)
        if held.stop.is_set():
            return
    held.stuck |= deadly
    held.waiting = len(held.stuck)
    if numbers and held.moved:
        held.done = min(held.stuck, default=numbers[-1] + 1) - 1
    await _tell_progress(held, whole=True)
    # One that goes on killing comes after those that may be well by now.
    for number in sorted(deadly, key=lambda one: (held.deaths[one], one)):
        if held.deaths[number] < _MOST_DEATHS or monotonic() - held.died_at > _NOW_AND_THEN:
            await _keep(held, opened, [number])
    held.careful = False


async def _keep(held: Held, opened: Mailbox, asked: Sequence[int]) -> None:
    async with held.services.readers() as session:
        known = await mailboxes.kept_of(session, held.box.identity, opened.validity, asked)
    new = [number for number in asked if number not in known]
    sizes = await _sizes(held, opened, new)
    for group in _groups(held, new, sizes):
        await _put_away(held, opened, await _keep_group(held, opened, group))
        await _tell_progress(held, whole=False)
        if held.stop.is_set():
            return
    # After what is new: where nothing may be moved, mail is kept all the same.
    await _put_away(held, opened, known)


async def _sizes(held: Held, opened: Mailbox, numbers: Sequence[int]) -> Mapping[int, int]:
    if not numbers:
        return {}
    if not held.careful:
        held.careful = True
        sizes = await held.on_thread(opened.sizes, numbers)
        held.careful = False
        return sizes
    return {
        one: size for number in numbers for one, size in (await _risking(held, number, opened.sizes, [number])).items()
    }


async def _risking(held: Held, number: int, work: Callable[..., T], *given: object) -> T:
    """What *work* tells of one mail. Counts against the mail when the connection ends over it."""
    try:
        return await held.on_thread(work, *given)
    except MailboxError:
        held.deaths[number] += 1
        held.died_at = monotonic()
        raise


async def _put_away(held: Held, opened: Mailbox, kept: set[int]) -> None:
    if kept:
        held.waiting -= len(kept)
        # Who hangs here loses the mailbox at the end of the lease anyway.
        async with asyncio.timeout(held.services.settings.lease.total_seconds()):
            await held.services.faults.reached(Moment.BEFORE_MOVE)
            held.moved &= await held.on_thread(opened.put_away, sorted(kept))


def _groups(held: Held, numbers: Sequence[int], sizes: Mapping[int, int]) -> Iterator[list[int]]:
    """*numbers* in groups that fit into memory, without what is gone or too large."""
    group: list[int] = []
    held_bytes = 0
    for number in numbers:
        size = sizes.get(number)
        if size is None:
            _leave(held, number, MAIL_NOT_GIVEN)
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


async def _keep_group(held: Held, opened: Mailbox, group: Sequence[int]) -> set[int]:
    """Keep these mails, in one commit where that works. Returns those that are kept.

    Raises MailboxError and StoreUnavailableError; what was kept before that is written down as kept.
    """
    mails, broken = await _fetch(held, opened, group)
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
    if broken is not None:
        raise broken
    return kept


def _leave(held: Held, number: int, why: str) -> None:
    """Leave a mail where it is, for a person to look at; it is tried again at each look."""
    if number not in held.stuck:
        log.warning(why, mailbox=held.box.name, number=number)
        held.stuck.add(number)


async def _fetch(held: Held, opened: Mailbox, group: Sequence[int]) -> tuple[dict[int, bytes], MailboxError | None]:
    """What can be had of these mails, and why no more: what has come is kept before the connection is given up."""
    mails: dict[int, bytes] = {}
    for number in group:
        try:
            mail = await _risking(held, number, opened.mail, number)
        except MailboxError as problem:
            return mails, problem
        held.deaths.pop(number, None)
        if mail is None:
            _leave(held, number, MAIL_NOT_GIVEN)
        else:
            mails[number] = mail
    return mails, None


async def _keep_mail(held: Held, validity: int, number: int, mail: bytes) -> Kept:
    fetched = Fetched(mailbox=held.box.identity, validity=validity, number=number)
    county = held.services.county
    address = receiver_among(mail, county.is_bounce_address) or held.box.address
    line = county.mail.mailboxes.get(address, address)
    came = arrival(content_key(mail), address, line, county.mail.channel(address), fetched)
    return await pipeline.keep(held.services, mail, (came,))


async def _tell_progress(held: Held, *, whole: bool) -> None:
    """Write down how the mailbox stands, and keep it ours. Raises MailboxTakenError."""
    services = held.services
    look = Look(
        waiting=max(held.waiting, 0),
        stuck=len(held.stuck),
        kept=held.kept,
        whole=whole,
        # Also while all others are read: it lasts until that mail is read too, or a person has taken it out.
        trouble=Trouble.BROKEN_OFF if held.deadly else None if held.moved else Trouble.NOT_MOVED,
    )
    async with services.writing(Step.FETCH) as session:
        term = await lease_term(services, session)
        if not await mailboxes.claim(session, held.box.name, held.lease, term):
            raise MailboxTakenError(held.box.name)
        recovered = await mailboxes.looked(session, held.box.name, held.lease, look, services.now())
    if recovered:
        log.info(MAILBOX_WELL, mailbox=held.box.name)
    if not whole and held.kept:
        log.info(MAILBOX_PROGRESS, mailbox=held.box.name, waiting=look.waiting)
