"""Plays the script: each contact through the real pipeline at its own moment, each colleague's deed through casework.

Nothing in the demo is painted by hand. Between two scenes the clock stands still but for Jobs that fall due: promises
break and alarms are passed on as they would have been.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final
from uuid import UUID

from channels.channel import Kept, StoreUnavailableError
from gateway import pipeline
from gateway.demo import originals
from gateway.demo.deeds import do
from gateway.demo.originals import BrokenScriptError, Original
from gateway.demo.script import Bounce, Call, Contact, Deed, Entered, Filled, Mail, moment
from gateway.faults import Step
from gateway.group_commit import GroupCommit
from gateway.jobs import LEASE, execute
from gateway.services import Services, ToKeep
from gateway.steps.keeping import keep_group
from gateway.store import casefile, deliveries, jobs, leases
from gateway.store.deliveries import DeliveryRow
from gateway.store.leases import Term
from routing.hours import WorkingCalendar

_AT_ONCE: Final = 8
_RECENT: Final = 200  # messages of ours among which the one that is answered is looked for


@dataclass(slots=True)
class Clock:
    """The time of the play."""

    at: datetime

    def __call__(self) -> datetime:
        """The moment that is being played."""
        return self.at


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One contact or deed, at its moment."""

    at: datetime
    contact: Contact
    deed: Deed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Play:
    """A play in progress: services under the clock of the play, and who has come so far."""

    services: Services
    clock: Clock
    start: datetime
    colleagues: Mapping[str, UUID]
    came: dict[str, UUID] = field(default_factory=dict)  # the script's id of a contact -> ours

    async def work_until(self, at: datetime) -> None:
        """Do every Job that falls due until *at*, each when it does; then it is that moment."""
        while True:
            term = Term(begins=self.clock.at, ends=self.clock.at + LEASE)
            async with self.services.writing(Step.DEMO) as session:
                claimed = await leases.claim(session, self.clock.at, term, most=_AT_ONCE)
            for job in claimed:
                await execute(self.services, pipeline.HANDLERS, job)
            if not claimed:
                due = await self._next_due()
                if due is None or due > at:
                    break
                self.clock.at = max(self.clock.at, due)
        self.clock.at = at

    async def play(self, scene: Scene) -> None:
        """Play one scene."""
        await self.work_until(scene.at)
        if scene.deed is None:
            await self._arrive(scene.contact)
            await self.work_until(scene.at)
            return
        async with self.services.readers() as session:
            # Asked each time: an answer to our mail stands in the Case of the mail.
            case_id = await casefile.case_of(session, self.came[scene.contact.id])
        if case_id is None:
            raise BrokenScriptError(scene.contact.id)
        due = moment(scene.deed.due, self.start, self.services.calendar) if scene.deed.due else None
        await do(self.services, scene.deed, case_id, self.colleagues[scene.deed.by], due)

    async def _arrive(self, contact: Contact) -> None:
        original = await self._original(contact)
        entered_by = self.colleagues[contact.by] if isinstance(contact, Entered) else None
        kept = await pipeline.keep(
            self.services, original.content, original.deliveries, entered_by=entered_by, direction=original.direction
        )
        self.came[contact.id] = kept.receipts[0].contact_id

    async def _original(self, contact: Contact) -> Original:
        county, at = self.services.county, self.clock.at
        match contact:
            case Mail():
                answered = await self._sent_about(contact.answers) if contact.answers else None
                return await asyncio.to_thread(originals.of_mail, contact, county, at, answered)
            case Bounce():
                return originals.of_bounce(contact, county, at, await self._sent_about(contact.bounce_of))
            case Filled():
                return originals.of_form(contact, county, at)
            case Call():
                return originals.of_call(contact, at)
            case Entered():
                return originals.of_entered(contact, county, at)

    async def _sent_about(self, contact: str) -> DeliveryRow:
        """The newest message of ours about a contact of the script."""
        async with self.services.readers() as session:
            for sent in await deliveries.newest(session, _RECENT):
                if sent.contact_id == self.came[contact]:
                    return sent
        raise BrokenScriptError(contact)

    async def _next_due(self) -> datetime | None:
        async with self.services.readers() as session:
            return await jobs.next_due(session)


def scenes(script: Sequence[Contact], start: datetime, calendar: WorkingCalendar) -> tuple[Scene, ...]:
    """Everything that happens in *script*, in the order in which it does."""
    told = [Scene(at=moment(contact.when, start, calendar), contact=contact) for contact in script]
    done = [
        Scene(at=moment(deed.when, start, calendar), contact=contact, deed=deed)
        for contact in script
        for deed in contact.then
    ]
    return tuple(sorted(told + done, key=lambda scene: scene.at))


def begin(services: Services, colleagues: Mapping[str, UUID], start: datetime, first: datetime) -> Play:
    """A play that starts at the moment *first* and leads to *start*, the real now."""
    clock = Clock(first)

    async def commit(group: Sequence[ToKeep]) -> Sequence[Kept]:
        return await keep_group(playing, group)

    playing = replace(services, now=clock, keeper=GroupCommit(commit, StoreUnavailableError))
    return Play(services=playing, clock=clock, start=start, colleagues=colleagues)
