"""What a conversation with the bot means for the Contact that began it: all its words, and what was told in it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from channels.chat.dialogue import BEGUN, Deed, Dialogue, Step, load
from channels.chat.floor import Floor
from channels.chat.frames import Side
from channels.codes import AgeBand, ChannelCode, IdentityLevel, MatterType
from channels.contact import CallBack, Contact
from gateway.services import Services
from gateway.steps.conversing import opened
from gateway.store import conversations, floors, jobs
from gateway.store.contacts import ContactRow
from gateway.store.states import JobKind
from nlu.phones import phones

# Whoever types with one finger needs minutes for a sentence; who is silent for longer is told what happens next.
QUIET: Final = timedelta(minutes=10)
_MOST: Final = 500  # things said, of which the visitor's are read


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What a visitor has said so far, and what they told the bot."""

    text: str
    dialogue: Dialogue
    floor: Floor
    last_at: datetime  # when the visitor spoke last

    def on(self, contact: Contact) -> Contact:
        """*contact*, of the first message, with all that was said after it. What was told goes before what is read."""
        told, subject, done, number = self.dialogue.told, contact.subject, self.dialogue.done, self._number
        ages = {True: AgeBand.AGE_75PLUS, False: AgeBand.AGE_65_74, None: subject.age_band}
        subject = replace(
            subject,
            age_band=ages[told.over_75],
            municipality=told.municipality or subject.municipality,
            knows_of_contact=told.knows,
        )
        contact = replace(contact, text=self.text, subject=subject)
        if done is Deed.ASSESS:
            contact = replace(contact, matter_type=MatterType.APPLICATION)
        if done in {Deed.CALL, Deed.ASSESS} and number:
            # Who gives a number to be called by is not anonymous any more.
            contact = replace(contact, call_back=CallBack(phone=number), identity_level=IdentityLevel.STATED)
        return contact

    @property
    def _number(self) -> str | None:
        """The number that they gave last, where it can be called."""
        numbers = [one.number.e164 for one in phones(self.text) if one.number.can_be_called]
        return numbers[-1] if numbers else None

    @property
    def told_when(self) -> datetime | None:
        """When they are to be told what happens next; None for now: the bot has ended, or has given the floor away."""
        if self.floor is not Floor.BOT or self.dialogue.step is Step.ENDED:
            return None
        return self.last_at + QUIET


async def spoken(session: AsyncSession, services: Services, contact_id: UUID) -> Spoken | None:
    """What was said in the conversation that the contact began; None where it began none."""
    own = await conversations.of_contact(session, contact_id)
    if own is None:
        return None
    said = [one for one in await conversations.after(session, {own: 0}, _MOST) if one.row.side is Side.VISITOR]
    row = (await floors.of(session, [own])).get(own)
    return Spoken(
        text="\n\n".join(opened(services, one).text for one in said),
        dialogue=load(row.dialogue) if row is not None and row.dialogue else BEGUN,
        floor=row.floor if row is not None else Floor.INBOX,
        last_at=max(one.row.at for one in said),
    )


async def is_time_to_tell(session: AsyncSession, services: Services, row: ContactRow) -> bool:
    """Whether the sender of *row* is to be told now what happens next. Not while the bot asks; it is read later anew.

    Nor where an advisor has come: they tell it better, and nothing automatic talks into their conversation.
    """
    said = await spoken(session, services, row.id) if row.channel is ChannelCode.CHAT else None
    if said is None:
        return True
    now, again = services.now(), said.told_when
    if again is not None and again > now:
        await jobs.promise_by(session, JobKind.READ, row.id, now, again)
        return False
    return said.floor is not Floor.ADVISOR
