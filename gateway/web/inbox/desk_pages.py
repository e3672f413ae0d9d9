"""The chat desk as its templates use it."""

from dataclasses import dataclass
from typing import ClassVar

from channels.codes import Language, Urgency


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingView:
    """One who waits for an advisor."""

    conversation_id: str
    case_id: str
    place: int
    urgency: Urgency
    waiting: str
    language: Language
    here: bool  # on the line
    holder: str  # who has the Case open for work; empty


@dataclass(frozen=True, slots=True, kw_only=True)
class MineView:
    """One of the reader's conversations."""

    conversation_id: str
    case_id: str
    name: str
    unread: int
    here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskView:
    """The desk as one advisor has it."""

    here: bool  # the reader is at it
    capacity: int
    others: int  # at it
    is_open: bool  # in hours
    waiting: tuple[WaitingView, ...]
    longest: str
    mine: tuple[MineView, ...]
    typical: int  # minutes that people have lately waited; 0: nobody knows
    problem: str  # what could not be done; a text `refused-desk-…`
    most: int  # conversations at a time


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPart:
    """The desk alone, for a page that is already open."""

    template: ClassVar[str] = "inbox/desk.html"

    desk: DeskView
