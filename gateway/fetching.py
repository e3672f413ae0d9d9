"""Reading mailboxes by IMAP, for as long as we run: one process reads a mailbox at a time, by lease.

A lease that is lost only costs work: `gateway/emptying.py` keeps no mail twice.
"""

import asyncio
import random
from collections.abc import AsyncIterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from typing import Final

import structlog

from channels.channel import StoreUnavailableError
from channels.email.imap import MailboxError, Trouble, open_mailbox
from gateway.emptying import Held, look
from gateway.errors import MailboxTakenError
from gateway.faults import Step
from gateway.ids import new_id
from gateway.imap_accounts import Box
from gateway.jobs import lease_term
from gateway.services import Services
from gateway.store import mailboxes
from gateway.store.engine import AWAY

log = structlog.get_logger()

MAILBOX_TROUBLE: Final = "mailbox_trouble"

_STOP_SECONDS: Final = 10.0
_LOOK_AGAIN: Final = 60.0  # seconds; IDLE is a courtesy, this is the guarantee
_LOOKS_IN_A_LEASE: Final = 3
_WAITS: Final = (1.0, 2.0, 5.0, 15.0, 30.0, 60.0)  # seconds, after the first, second, … failure in a row


@asynccontextmanager
async def fetching(services: Services, boxes: Sequence[Box]) -> AsyncIterator[None]:
    """Read *boxes* until the block ends; what is being kept then is finished first."""
    stop = asyncio.Event()
    helds = [
        Held(
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
        if tasks:
            # Whoever is just opening a mailbox cannot be hung up on.
            _, late = await asyncio.wait(tasks, timeout=_STOP_SECONDS)
            for task in late:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        for held in helds:
            held.thread.shutdown(wait=False)


async def _read_on(held: Held) -> None:
    """Read one mailbox until told to stop, whatever goes wrong in between."""
    failures = 0
    while not held.stop.is_set():
        failures = 0 if await _turn(held) else failures + 1
        await _rest(held, failures)
    with suppress(Exception):  # whoever comes next waits for the end of the lease otherwise
        async with held.services.writing(Step.FETCH) as session:
            await mailboxes.release(session, held.box.name, held.lease)


async def _turn(held: Held) -> bool:
    """One time at the mailbox; whether it went as it should, or somebody else reads it. Raises nothing."""
    try:
        if await _claim(held):
            await _attend(held)
    except MailboxTakenError:
        return True
    except (StoreUnavailableError, TimeoutError, OSError, *AWAY):
        return False  # our own trouble; the health page has a matter for each
    except Exception as problem:  # noqa: BLE001  a poller outlives whatever one mailbox brings
        if not held.stop.is_set():
            await _tell_trouble(held, problem)
        return False
    return True


async def _rest(held: Held, failures: int) -> None:
    seconds = _WAITS[min(failures, len(_WAITS)) - 1] if failures else look_again(held.services)
    with suppress(TimeoutError):
        # Spread: many mailboxes of one server that comes back should not all knock at once.
        await asyncio.wait_for(held.stop.wait(), seconds * random.uniform(0.8, 1.2))  # noqa: S311  no secret


def look_again(services: Services) -> float:
    """In seconds; often enough for a lease that is renewed at each look."""
    return min(_LOOK_AGAIN, services.settings.lease.total_seconds() / _LOOKS_IN_A_LEASE)


async def _claim(held: Held) -> bool:
    async with held.services.writing(Step.FETCH) as session:
        term = await lease_term(held.services, session)
        return await mailboxes.claim(session, held.box.name, held.lease, term)


async def _attend(held: Held) -> None:
    """Read the mailbox over one connection, for as long as both that and our lease last."""
    try:
        account = held.box.account()
    except (OSError, UnicodeDecodeError) as problem:
        raise MailboxError(Trouble.REFUSED) from problem
    held.opened = await held.on_thread(open_mailbox, account)
    held.stuck.clear()
    try:
        while not held.stop.is_set():
            await look(held, held.opened)
            if held.opened.tells:
                await held.on_thread(held.opened.wait, look_again(held.services))
            else:
                await _rest(held, 0)
    finally:
        opened, held.opened = held.opened, None
        await held.on_thread(opened.close)


async def _tell_trouble(held: Held, problem: Exception) -> None:
    trouble = problem.trouble if isinstance(problem, MailboxError) else Trouble.BROKEN_OFF
    log.warning(
        MAILBOX_TROUBLE, mailbox=held.box.name, trouble=trouble, error=type(problem.__cause__ or problem).__name__
    )
    with suppress(Exception):  # a poller outlives that too
        async with held.services.writing(Step.FETCH) as session:
            await mailboxes.troubled(session, held.box.name, held.lease, trouble, held.services.now())
