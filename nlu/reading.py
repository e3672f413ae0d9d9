"""What was understood of one contact, with the words that made us think so."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from channels.codes import About, AgeBand, ConsentState, ContacterType, Flag, Language, MatterType, Reason, Urgency


class Where(StrEnum):
    """Which field of the message a span lies in."""

    SUBJECT = "subject"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What is to be read: the words, and nothing about the person."""

    text: str
    subject: str = ""
    home: str = ""  # the client's municipality as somebody stated it, in whichever language or form
    arrived: date | None = None  # the local day on which it came: without it "huomenna" is no day


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Words in the message that say why: code points `start` to `end` of field `where`."""

    where: Where
    start: int
    end: int
    text: str
    # A code: "emergency:E01", "municipality:Pori", "reason:home_care", "without:home_care" (what the reason would have
    # been without these words), "phone", "day:2026-11-23".
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """An emergency or urgency pattern met. Recorded, shown, never lowered.

    With `near_miss` set it is no finding but a match inside a listed frame (past, hypothetical, …), kept so that a
    person can see and undo it; it raises nothing.
    """

    pattern: str  # "E01"
    level: Urgency
    flag: Flag
    span: Span
    near_miss: str | None = None  # code of the frame: "past", "hypothetical", "resolved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """One reason and the calibrated probability that it is the one."""

    reason: Reason
    confidence: float  # 0..1


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was understood. Unknown is said as UNKNOWN or None, never guessed."""

    language: Language
    contacter: ContacterType
    about: About | None
    matter_type: MatterType
    reason: Reason
    reason_confidence: float  # calibrated probability of `reason`, 0..1
    alternatives: tuple[Alternative, ...]  # most probable first, without `reason`
    reasons: tuple[Reason, ...]  # `reason` first, then further matters in the same contact
    flags: frozenset[Flag]
    urgency: Urgency
    findings: tuple[Finding, ...]
    evidence: tuple[Span, ...]
    municipality: str | None  # today's municipality, Finnish name
    age_band: AgeBand
    consent: ConsentState | None  # as words say it; None where nothing is said
    abstained: bool  # too unsure to act on `reason`: a person decides
    engine: str  # "linear"
    model: str  # version of the artefact, first 12 of its SHA-256
    services: frozenset[str] = frozenset()  # codes of services that are named
    discharge: date | None = None  # the day on which the client comes home from hospital
