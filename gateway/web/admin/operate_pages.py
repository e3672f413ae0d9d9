"""What the operator's page shows. Nothing on it is about a client, so it may be looked at, and copied, freely."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from gateway.store.states import DeliveryState, JobKind, Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """Something that needs somebody: what it is, what it means for clients, what to do."""

    matter: str
    level: str  # watch or trouble
    figure: int
    where: str  # address of the list below, or of the page, on which it can be worked on; may be empty
    chapter: str  # of the runbook


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A length of time in one unit, as people say it."""

    unit: str  # seconds, minutes, hours or days
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """How one kind of work stands."""

    kind: JobKind
    level: str
    ready: int
    leased: int
    later: int
    failing: int
    oldest: Span | None  # None: nothing waits
    limit: Span
    part: int  # how much of the limit the oldest has used up, 0..100


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailbox:
    """How the reading of a mailbox goes that we fetch mail from."""

    name: str
    address: str  # ours
    folder: str
    level: str
    trouble: str  # why it cannot be read; empty where it can
    unseen: Span | None  # since all in it was last seen; None: never
    waiting: int
    stuck: int
    kept_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingJob:
    """A Job that does not get done."""

    id: str
    kind: JobKind
    attempts: int
    problem: str  # class of the last error; empty where none has been met
    why: str  # which of our explanations fits it
    since: datetime
    due_at: datetime
    may_run_now: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A message out, as far as the operator needs it. Whom it went to stands in the outbox, where looking is noted."""

    id: str
    attempted_at: datetime
    purpose: Purpose
    state: DeliveryState
    message_id: str
    problem: str
    case_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatePage:
    """How the installation is, what is stuck, and what to do about each."""

    template: ClassVar[str] = "admin/operate.html"
    at: datetime
    worst: str  # well, watch or trouble
    concerns: tuple[Concern, ...]  # the worst first
    well: tuple[str, ...]  # matters in which nothing is wrong
    received: int
    queues: tuple[Queue, ...]
    mailboxes: tuple[Mailbox, ...]
    given_up: tuple[WaitingJob, ...]
    slow: tuple[WaitingJob, ...]
    unknown: tuple[Letter, ...]
    undelivered: tuple[Letter, ...]
