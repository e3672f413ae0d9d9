"""The contact record: one thing one person said to us, or we to them, as a channel understood it.

Three people can stand behind one contact, and they are three roles here: the *contacter* who wrote or called, the
*subject* whom it is about, and the person to *call back*. They may be one person or three.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from channels.codes import (
    AgeBand,
    ChannelCode,
    ConsentState,
    ContacterType,
    ContactKind,
    Direction,
    IdentityLevel,
    Language,
    MatterType,
)


class Reported(StrEnum):
    """What a machine's report says about a mail of ours."""

    FAILED = "failed"
    DELAYED = "delayed"  # it is tried again, by machines
    DELIVERED = "delivered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contacter:
    """Who turned to us. Everything is as they stated it, empty where they did not."""

    type: ContacterType = ContacterType.UNKNOWN
    name: str = ""
    phone: str = ""  # E.164 where it could be understood, else as written
    email: str = ""
    relation: str = ""  # to the subject, in their own words
    organisation: str = ""  # a professional's ward, unit or firm
    may_be_contacted: bool = True
    safe_contact_note: str = ""  # how and when it is safe to reach them


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Whom the matter is about: the client."""

    name: str = ""
    birth_date: date | None = None
    age_band: AgeBand = AgeBand.UNKNOWN
    municipality: str = ""  # Finnish name of today's municipality, or empty
    non_disclosure: bool = False  # turvakielto: address and municipality are shown to nobody and sent nowhere
    knows_of_contact: bool | None = None  # "Tietääkö hän, että otat yhteyttä?"


@dataclass(frozen=True, slots=True, kw_only=True)
class CallBack:
    """Whom to call, and when it suits them."""

    phone: str  # E.164 where it could be understood, else as written
    name: str = ""
    wish: str = ""  # "aamupäivällä", in their own words


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What the client has said about passing the matter on, and who says so."""

    state: ConsentState = ConsentState.NOT_REQUIRED
    by: str = ""
    method: str = ""
    scope: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """One file that came with a contact, decoded."""

    filename: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What of ours a mail names as what it answers: the gateway looks up whether we ever sent it, and to whom."""

    message_ids: tuple[str, ...] = ()  # In-Reply-To first, then References from the newest
    references: tuple[str, ...] = ()  # references written in the subject line


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One contact as its channel understood it. Immutable; a re-parse makes another version.

    `text` is the whole text and the record; `reply_text` is a view of it with history folded away.
    """

    channel: ChannelCode
    line: str  # which of our doors: mailbox, telephone line, form
    arrived_at: datetime  # aware; when it was available in our system (13/2003, 10 §)
    text: str
    title: str = ""  # a mail's subject line
    reply_text: str = ""  # the new words only; empty means the same as `text`
    folded: str = ""  # what the view leaves out, ours too: read for danger, and not kept
    direction: Direction = Direction.TO_SERVICE
    kind: ContactKind = ContactKind.CONTACT
    # More than its wording says that a machine wrote it: only then is it set aside. Older records do not tell: in doubt
    # it is a person's.
    by_machine: bool = False
    reported: Reported | None = None  # of a bounce: what became of our mail
    may_acknowledge: bool = True
    present: bool = False  # they are still there when we answer: looking at our page, or listening to an advisor
    matter_type: MatterType | None = None  # stated by the form or the advisor; else the Reading says
    language: Language | None = None  # chosen by the person; else the Reading says
    interpreter_language: str = ""  # "I would rather speak another language": which
    identity_level: IdentityLevel = IdentityLevel.STATED
    contacter: Contacter = field(default_factory=Contacter)
    subject: Subject = field(default_factory=Subject)
    call_back: CallBack | None = None
    consent: Consent = field(default_factory=Consent)
    attachments: tuple[Attachment, ...] = ()
    message_id: str = ""
    answered: Answered = field(default_factory=Answered)
    problems: tuple[str, ...] = ()  # codes of what a person should know about how it was read

    @property
    def can_be_reached(self) -> bool:
        """Whether they left a way to answer, and want an answer."""
        person, called = self.contacter, self.call_back is not None and bool(self.call_back.phone)
        return person.may_be_contacted and (called or bool(person.phone or person.email))

    @property
    def everything_said(self) -> str:
        """Every word of theirs, in whichever field it came: what is searched for an emergency."""
        person, called = self.contacter, self.call_back or CallBack(phone="")
        words = (
            *(self.title, self.new_words, self.signature, called.wish, person.safe_contact_note, person.relation),
            # A frightened person does not look at what a field is for.
            *(person.name, person.organisation, called.name, self.interpreter_language),
            *(self.subject.name, self.subject.municipality),
        )
        return "\n\n".join(field for field in words if field)

    @property
    def signature(self) -> str:
        """What stands below a mail's signature mark and is folded away: some write on there."""
        _, mark, below = self.text.rpartition("\n-- \n")
        return below if mark and self.reply_text and below.strip() not in self.reply_text else ""

    @property
    def new_words(self) -> str:
        """What to read and to show first."""
        return self.reply_text or self.text
