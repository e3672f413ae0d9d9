"""How the sender of a contact is reached when it is we who turn to them, and why they may not be."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from channels.codes import MAIL_CHANNELS, ChannelCode
from channels.contact import Contact
from channels.email.compose import can_be_written_to
from gateway.county import Mode
from gateway.services import Services
from gateway.steps.conversing import service_says
from gateway.steps.outbound import Letter, promise_mail
from gateway.steps.telling import Silence
from gateway.store import conversations, decisions, timeline
from gateway.store.cases import CaseRow
from gateway.store.contacts import ContactRow
from gateway.store.states import Event, Purpose
from gateway.store.timeline import Happened
from routing.acknowledgement import Acknowledgement
from routing.rule import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """The way to the sender of a contact."""

    row: ContactRow
    contact: Contact
    conversation_id: UUID | None  # where they are told in the chat
    silence: Silence | None  # why they can be told nothing
    protected: bool  # it reaches nobody else

    @property
    def key(self) -> str:
        """The same for all contacts whose sender reads the same mailbox or conversation."""
        return str(self.conversation_id or self.contact.contacter.email.lower() or self.row.id)


async def ever_unsafe(session: AsyncSession, case: CaseRow) -> bool:
    """Whether a message of ours could once have put somebody in danger. A safe way may well be "never by mail"."""
    decided = await decisions.of_case(session, case.id)
    return case.safe_contact_only or any(Action.SAFE_CONTACT_ONLY in decision["actions"] for _, decision in decided)


async def way_to(session: AsyncSession, services: Services, row: ContactRow, contact: Contact, *, unsafe: bool) -> Way:
    """The way to who sent the contact; none where the Case is *unsafe*."""
    conversation_id = None
    if row.channel is ChannelCode.CHAT:
        conversation_id = await conversations.of_contact(session, row.id)
    silence = Silence.SAFE_CONTACT if unsafe else _silence(services, row, contact, in_chat=conversation_id is not None)
    return Way(
        row=row,
        contact=contact,
        conversation_id=conversation_id,
        silence=silence,
        protected=conversation_id is not None or services.county.sends_securely(row.channel),
    )


async def send(
    session: AsyncSession, services: Services, way: Way, purpose: Purpose, words: Acknowledgement, subject: str
) -> UUID | None:
    """Say *words* in the conversation, or promise to mail them. Returns the Delivery's id where it is a mail."""
    row = way.row
    if way.conversation_id is not None:
        await service_says(session, services, row.id, words.text)
        return None
    letter = Letter(
        case_id=row.case_id,
        contact_id=row.id,
        purpose=purpose,
        to=way.contact.contacter.email,
        subject=subject,
        text=words.text,
        language=words.language,
        in_reply_to=way.contact.message_id if row.channel in MAIL_CHANNELS else "",
        secure=way.protected,
        shadow=Mode.SHADOW in _modes(services, row, in_chat=False),
    )
    return await promise_mail(session, services, letter)


async def note(session: AsyncSession, services: Services, way: Way, event: Event, **data: str) -> None:
    """Write into the Case what its sender was told that way, or why not."""
    at, row = services.now(), way.row
    happened = Happened(case_id=row.case_id, contact_id=row.id, event=event, at=at, data=dict(data))
    await timeline.append(session, services.keys, happened)


def _silence(services: Services, row: ContactRow, contact: Contact, *, in_chat: bool) -> Silence | None:
    modes = _modes(services, row, in_chat=in_chat)
    if Mode.MANUAL in modes or (in_chat and Mode.SHADOW in modes):
        return Silence.MANUAL
    person = contact.contacter
    can_be_told = in_chat or (person.may_be_contacted and can_be_written_to(person.email))
    return None if can_be_told else Silence.NO_WAY


def _modes(services: Services, row: ContactRow, *, in_chat: bool) -> set[Mode]:
    """The modes of the channel that they came by, and of the one that they would be told by."""
    alone = in_chat or row.channel is ChannelCode.SECURE_EMAIL
    channels = {row.channel} if alone else {row.channel, ChannelCode.EMAIL}
    return {services.county.mode(channel) for channel in channels}
