"""Places where a process can be made to fail, for the tests that prove that nothing is lost when it does.

Every transaction is a step with a point before and one after its commit; what cannot be taken back has points of its
own. Without `LUOTSI_FAULTS` nothing here does anything.
"""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker


class Step(StrEnum):
    """What a transaction does. Those of Jobs are named as their kinds are."""

    KEEP = "keep"
    CLAIM = "claim"
    READ = "read"
    DECIDE = "decide"
    ACKNOWLEDGE = "acknowledge"
    ATTEMPT = "attempt"
    DELIVER = "deliver"
    STEP_BACK = "step_back"
    ALARM = "alarm"
    PROMISE_DUE = "promise_due"
    ERASE = "erase"
    PUT_BACK = "put_back"
    ACT = "act"
    LOOK = "look"
    DRAFT = "draft"
    WAIT_FOR_ANSWER = "wait_for_answer"
    SIGN_IN = "sign_in"
    OPERATE = "operate"
    START = "start"
    ACCOUNT = "account"
    ROTATE = "rotate"
    DEMO = "demo"
    PUBLISH = "publish"
    SAY = "say"
    PRESENCE = "presence"
    FETCH = "fetch"


class Moment(StrEnum):
    """What no commit marks: words and letters on their way out."""

    BEFORE_SMTP_YES = "before_smtp_yes"
    BEFORE_HTTP_YES = "before_http_yes"
    BEFORE_RELAY = "before_relay"
    AFTER_RELAY = "after_relay"
    AFTER_PUBLISH = "after_publish"
    BEFORE_TICK = "before_tick"
    BEFORE_MOVE = "before_move"


class Failure(StrEnum):
    """How to fail."""

    RAISE = "raise"
    HANG = "hang"
    KILL = "kill"


class FaultError(Exception):
    """A failure that a test asked for."""


def before(step: Step) -> str:
    """The point before the commit of *step*."""
    return f"before_commit_{step}"


def after(step: Step) -> str:
    """The point after it."""
    return f"after_commit_{step}"


POINTS: Final[tuple[str, ...]] = (*(point(step) for step in Step for point in (before, after)), *Moment)


@dataclass(frozen=True, slots=True, kw_only=True)
class Faults:
    """Fails where a test asks for it. A file named as a point, holding a failure, is taken once, by one process."""

    folder: Path | None = None

    async def reached(self, point: str) -> None:
        """Go on, or fail as asked."""
        if self.folder is None:
            return
        failure = _taken(self.folder / point)
        if failure is Failure.RAISE:
            raise FaultError(point)
        if failure is Failure.HANG:
            await asyncio.Event().wait()
        if failure is Failure.KILL:
            os.kill(os.getpid(), signal.SIGKILL)

    @asynccontextmanager
    async def around(self, step: Step, sessions: async_sessionmaker[AsyncSession]) -> AsyncIterator[AsyncSession]:
        """A transaction of *sessions* with its two points."""
        async with sessions.begin() as session:
            yield session
            await self.reached(before(step))
        await self.reached(after(step))


NO_FAULTS: Final = Faults()


def _taken(file: Path) -> Failure | None:
    """The failure that *file* asks for, if we are the one who takes it."""
    try:
        asked = Failure(file.read_text("ascii"))
        file.rename(file.with_suffix(".taken"))
    except OSError:
        return None
    return asked
