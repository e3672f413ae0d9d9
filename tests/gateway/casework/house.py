"""A whole gateway for tests, its clock in the test's hand, and people who write to it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from channels.channel import Delivery
from channels.codes import ChannelCode
from gateway import pipeline
from gateway.casework.acting import Act
from gateway.jobs import execute, lease_term
from gateway.services import Services
from gateway.store import leases
from gateway.store.cases import CaseRow
from gateway.store.contacts import ContactRow
from gateway.store.deliveries import DeliveryRow
from gateway.store.promises import PromiseRow
from gateway.store.timeline import TimelineRow

MAILBOX = "neuvonta@satakunta.example"
TUESDAY = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)  # ten in the morning in Helsinki


@dataclass(slots=True)
class Clock:
    """The time, as the test says."""

    at: datetime = TUESDAY

    def __call__(self) -> datetime:
        return self.at

    def passes(self, **span: float) -> None:
        self.at += timedelta(**span)


@dataclass(slots=True, kw_only=True)
class House:
    """The gateway, two advisors, and the post."""

    services: Services
    clock: Clock
    maija: UUID
    ville: UUID
    mails: int = field(default=0)

    async def receives_mail(
        self, text: str, *, sender: str = "Aino Virtanen <aino.virtanen@example.org>", headers: str = ""
    ) -> CaseRow:
        """A mail comes, is read and routed; its Case."""
        self.mails += 1
        head = (
            f"{headers}From: {sender}\r\nTo: {MAILBOX}\r\n"
            f"Subject: Kysymys\r\nMessage-ID: <m{self.mails}@example.org>\r\n"
            "Date: Tue, 24 Nov 2026 10:00:00 +0200\r\nMIME-Version: 1.0\r\n"
            "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        )
        key = f"mail:{self.mails}"
        delivery = Delivery(channel=ChannelCode.EMAIL, line=MAILBOX, once=key, content=key)
        kept = await pipeline.keep(self.services, (head + text).encode(), (delivery,))
        await self.works()
        async with self.services.readers() as session:
            contact = await session.get_one(ContactRow, kept.receipts[0].contact_id)
            return await session.get_one(CaseRow, contact.case_id)

    async def works(self) -> None:
        """Every Job that is due is done."""
        while True:
            async with self.services.sessions.begin() as session:
                term = await lease_term(self.services, session)
                claimed = await leases.claim(session, self.clock(), term, most=20)
            if not claimed:
                return
            for job in claimed:
                await execute(self.services, pipeline.HANDLERS, job)

    async def case(self, case_id: UUID) -> CaseRow:
        async with self.services.readers() as session:
            return await session.get_one(CaseRow, case_id)

    async def promises(self, case_id: UUID) -> list[str]:
        """How the promises of the Case stand, by name; the first of all was moved when the Case was routed."""
        rows = select(PromiseRow).where(PromiseRow.case_id == case_id)
        async with self.services.readers() as session:
            return sorted(f"{row.because} {row.state}" for row in await session.scalars(rows))

    async def events(self, case_id: UUID) -> list[str]:
        rows = select(TimelineRow.event).where(TimelineRow.case_id == case_id).order_by(TimelineRow.seq)
        async with self.services.readers() as session:
            return [str(event) for event in await session.scalars(rows)]

    async def sent(self, case_id: UUID) -> list[str]:
        """What for each mail went out, oldest first."""
        rows = select(DeliveryRow.purpose).where(DeliveryRow.case_id == case_id).order_by(DeliveryRow.created_at)
        async with self.services.readers() as session:
            return [str(purpose) for purpose in await session.scalars(rows)]

    def act(self, case: CaseRow, user_id: UUID | None = None) -> Act:
        """An act of Maija's, or of somebody else's, upon the Case as *case* shows it."""
        return Act(case_id=case.id, revision=case.revision, user_id=user_id or self.maija, at=self.clock())
