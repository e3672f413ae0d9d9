"""Who has the floor in a conversation, as the page of its Case shows it: dataclasses for its templates."""

from dataclasses import dataclass

from channels.chat.dialogue import Deed, Topic
from channels.chat.floor import Floor
from channels.codes import Language
from gateway.web.public.pages import Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One thing that the bot wanted to know."""

    topic: Topic
    answer: str  # in the reader's language; empty where it was asked and not answered


@dataclass(frozen=True, slots=True, kw_only=True)
class Packet:
    """What the bot hands over: what it asked and was told, and what the visitor wants."""

    told: tuple[Told, ...]
    asking: Topic | None  # what it was waiting for when somebody else came
    wants: Deed | None
    danger: bool  # was found in the conversation


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyView:
    """A short answer that is written already."""

    code: str
    name: str  # in the reader's language
    text: str  # in the client's


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorPane:
    """Who has the floor, and what may be done about it."""

    conversation_id: str
    floor: Floor
    who: str  # the advisor's name; empty where none has it
    mine: bool
    place: int  # in the queue; 0 elsewhere
    waiting: str
    at_desk: bool  # the reader is
    colleagues: tuple[Choice, ...]  # at the desk, but for the reader
    packet: Packet | None  # of a conversation that the bot had
    replies: tuple[ReplyView, ...]
    language: Language  # of the replies
