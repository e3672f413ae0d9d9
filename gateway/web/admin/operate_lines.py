"""From figures and rows to the lines of the operator's page."""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Final

from gateway.condition.figures import Figures, Watched
from gateway.condition.judging import mailbox_level, waited
from gateway.condition.limits import READY
from gateway.condition.matters import CHAPTER, Finding, Level, Matter, timed
from gateway.store.deliveries import DeliveryRow
from gateway.store.jobs import JobRow
from gateway.store.states import JobState
from gateway.store.vitals import Standing
from gateway.web.admin.operate_pages import Concern, Letter, Mailbox, Queue, Span, WaitingJob

# Where it can be worked on; the others are mended outside of our pages.
_WHERE: Final[Mapping[Matter, str]] = MappingProxyType(
    {
        Matter.ALARM: "/inbox",
        Matter.LATE: "#queues",
        Matter.GIVEN_UP: "#given-up",
        Matter.UNKNOWN: "#unknown",
        Matter.FAILING: "#slow",
        Matter.RELAY: "#slow",
        Matter.MAILBOX: "#mailboxes",
        Matter.UNREAD: "/inbox?tab=quarantine",
        Matter.RULES: "/rules",
    }
)

# The errors that an operator can do something about, by the class that stands in a Job.
_EXPLAINED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "RelayRefusedError": "relay",
        "DeadlyError": "deadly",
        "SealedError": "key",
        "TimeoutError": "slow",
        "OperationalError": "database",
        "AlarmUnseenError": "unseen",
    }
)

# A unit is used up to two of the next, so that a number is never a rough "1".
_UNITS: Final = (
    ("seconds", timedelta(seconds=1), timedelta(minutes=2)),
    ("minutes", timedelta(minutes=1), timedelta(hours=2)),
    ("hours", timedelta(hours=1), timedelta(days=2)),
    ("days", timedelta(days=1), timedelta.max),
)


def concerns(findings: tuple[Finding, ...]) -> tuple[Concern, ...]:
    """What needs somebody, in the order of *findings*."""
    return tuple(
        Concern(
            matter=finding.matter,
            level=finding.level.code,
            figure=finding.figure,
            where=_WHERE.get(finding.matter, ""),
            chapter=CHAPTER[finding.matter],
        )
        for finding in findings
        if finding.level > Level.WELL
    )


def well(findings: tuple[Finding, ...]) -> tuple[str, ...]:
    """In what nothing is wrong, always in the same order."""
    fine = {finding.matter for finding in findings if finding.level is Level.WELL}
    return tuple(matter for matter in Matter if matter in fine)


def queue(figures: Figures, one: Standing) -> Queue:
    """How one kind of work stands."""
    age, limit = waited(figures, one), READY[one.kind]
    return Queue(
        kind=one.kind,
        level=timed(age, limit).code,
        ready=one.ready,
        leased=one.leased,
        later=one.later,
        failing=one.failing,
        oldest=span(age) if one.ready else None,
        limit=span(limit.trouble),
        part=min(round(100 * (age / limit.trouble)), 100),
    )


def mailbox(figures: Figures, one: Watched) -> Mailbox:
    """How the reading of one mailbox goes."""
    row, seen = one.row, one.seen_at
    return Mailbox(
        name=one.box.name,
        address=one.box.address,
        level=mailbox_level(figures, one).code,
        trouble=str(row.trouble) if row and row.trouble else "",
        unseen=span(figures.at - seen) if seen else None,
        waiting=row.waiting if row else 0,
        stuck=row.stuck if row else 0,
        kept_at=row.kept_at if row else None,
        folder=one.box.folder,
    )


def span(length: timedelta) -> Span:
    """*length* in the unit that people would say it in, rounded down."""
    unit, one = next((unit, one) for unit, one, below in _UNITS if length < below)
    return Span(unit=unit, number=max(length // one, 0))


def waiting_job(row: JobRow) -> WaitingJob:
    """A Job that does not get done."""
    return WaitingJob(
        id=str(row.id),
        kind=row.kind,
        attempts=row.attempts,
        problem=row.problem,
        why=_EXPLAINED.get(row.problem, "other") if row.problem else "none",
        since=row.created_at,
        due_at=row.due_at,
        may_run_now=row.state is JobState.GIVEN_UP or (row.state is JobState.WAITING and row.problem != ""),
    )


def letter(row: DeliveryRow) -> Letter:
    """A message out, without a look inside."""
    return Letter(
        id=str(row.id),
        attempted_at=row.attempted_at or row.created_at,
        purpose=row.purpose,
        state=row.state,
        message_id=row.message_id,
        problem=row.problem,
        case_id=str(row.case_id),
    )
