"""What a visitor has said just now: people tell one thing in many messages."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import dropwhile
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from channels.chat.frames import Side
from channels.codes import Urgency
from gateway.services import Services
from gateway.steps.conversing import opened
from gateway.store import conversations
from gateway.store.conversations import Standing, Stored

MOST: Final = 6  # messages
_LOOKED_BACK: Final = 40  # things said by anybody: an advisor who asks a lot takes none of the visitor's away
# Who types with one finger, or is asked something in between, needs minutes for one sentence.
TOGETHER: Final = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One message of the visitor."""

    id: UUID
    text: str
    at: datetime  # when it was first heard, or stored
    urgency: Urgency = Urgency.ROUTINE  # that it was stored with


class Lately:
    """The last six messages of one conversation, each once however often it is sent."""

    def __init__(self) -> None:
        self._said: dict[UUID, Said] = {}

    def hear(self, message_id: UUID, text: str, now: datetime) -> Said:
        """A message comes; when it comes again, it is what was said the first time."""
        said = self._said.get(message_id) or Said(id=message_id, text=text, at=now)
        self.learn([said])
        return said

    def learn(self, stored: Iterable[Said]) -> None:
        """Take in what the database has: here it may have been said to another process, or before a restart."""
        self._said |= {one.id: one for one in stored}
        newest = sorted(self._said.values(), key=lambda one: one.at)[-MOST:]
        self._said = {one.id: one for one in newest}

    def stored(self, message_id: UUID, urgency: Urgency) -> None:
        """The message is stored, with the danger that was found at it."""
        if message_id in self._said:
            self._said[message_id] = replace(self._said[message_id], urgency=urgency)

    def before(self, message_id: UUID) -> tuple[Said, ...]:
        """What was said before that message, in order."""
        return tuple(one for one in self._said.values() if one.id != message_id)

    def around(self, own: Said) -> tuple[Said, ...]:
        """What is read together with *own*, itself among it, in order: said within ten minutes of it.

        What people are alarmed of already is left out, with all before it: what they know makes no further message an
        emergency.
        """
        near = [one for one in self._said.values() if abs(one.at - own.at) <= TOGETHER]
        after = dropwhile(lambda one: one.id == own.id or one.urgency is not Urgency.EMERGENCY, reversed(near))
        known = {one.id for one in after} - {own.id}
        return tuple(one for one in near if one.id not in known)


async def said_lately(session: AsyncSession, services: Services, standing: Standing) -> list[Said]:
    """What the visitor has said in the last ten minutes, among the last forty things that were said by anybody."""
    first = max(standing.last_seq - _LOOKED_BACK, 0)
    found = await conversations.after(session, {standing.id: first}, _LOOKED_BACK)
    since = services.now() - TOGETHER
    theirs = [one for one in found if one.row.side is Side.VISITOR and one.row.at >= since]
    return [_said(services, one) for one in theirs[-MOST:]]


def _said(services: Services, stored: Stored) -> Said:
    entry, urgency = opened(services, stored), stored.row.urgency or Urgency.ROUTINE
    return Said(id=entry.id, text=entry.text, at=entry.at, urgency=urgency)
