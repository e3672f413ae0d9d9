"""One contact: what was decided by machine and would have been said, and what people made of it. Codes and dates."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from channels.codes import ChannelCode, Language


class Field(StrEnum):
    """In what a person and the machine can differ."""

    DESTINATION = "destination"
    TEAM = "team"
    REASON = "reason"
    URGENCY = "urgency"


class Timing(StrEnum):
    """How the date that a text would have promised fits what people did."""

    KEPT = "kept"
    TOO_EARLY = "too_early"  # people answered after the date, or have not by now
    OPEN = "open"  # the date is still to come


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """A text that would have been sent, or shown, if the channel were live."""

    template: str
    language: Language
    at: datetime
    date_by: datetime | None  # by when it would have promised an answer
    text: str  # as written; empty where it was not


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Where a Case belongs, by machine or by people."""

    destination: str
    team: str
    reason: str
    urgency: str

    def of(self, field: Field) -> str:
        """The code in one field."""
        return str(getattr(self, field))


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One contact on a channel that people work by hand."""

    contact_id: UUID
    case_id: UUID
    reference: str
    channel: ChannelCode
    mode: str
    arrived_at: datetime
    rule: str
    deadline: str
    due_at: datetime | None  # of that deadline
    suggested: Choice
    first: bool  # its Case began with it, so that its Decision is the one that people saw
    withheld: tuple[Withheld, ...]  # the acknowledgement first, then later dates
    silence: str  # why nothing would have been said; empty where something would
    chosen: Choice | None  # None: nobody has worked on the Case
    resolution: str
    answered_at: datetime | None

    @property
    def differs(self) -> tuple[Field, ...]:
        """In what people chose otherwise."""
        if self.chosen is None or not self.first:
            return ()
        return tuple(field for field in Field if self.suggested.of(field) != self.chosen.of(field))

    def timing(self, now: datetime) -> Timing | None:
        """How the promised date would have fared; None where none would have been promised."""
        promised = next((one.date_by for one in self.withheld if one.date_by), None)
        if promised is None or not self.first:
            return None
        if (self.answered_at or now) > promised:
            return Timing.TOO_EARLY
        return Timing.KEPT if self.answered_at else Timing.OPEN

    @property
    def too_late(self) -> bool:
        """Whether people had answered before the first text would have gone out."""
        return bool(self.withheld and self.answered_at and self.first and self.answered_at < self.withheld[0].at)
