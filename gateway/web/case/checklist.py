"""What the page of a Case says must be done and remembered."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final

from gateway.casework.access import Ground
from gateway.steps.actions import DUTIES, REMINDERS, TASKS, UNDELIVERED, Does
from gateway.store.casefile import CaseFile
from gateway.store.states import TaskOutcome
from gateway.store.tasks import TaskRow
from gateway.web.inbox.pages import AlarmNotice
from gateway.web.inbox.words import Due, Speaker
from routing.rule import Action

# What is done by getting in touch with somebody: where contact must be safe, it is done otherwise.
_REACHES_OUT: Final = frozenset(
    {
        Action.ASK_MUNICIPALITY,
        Action.CONTACT_SENDER,
        Action.FOLLOW_UP_NEXT_MORNING,
        Action.FOLLOW_UP_SAME_DAY,
        Action.HUMAN_CONFIRMS_TRANSFER,
        Action.HUMAN_TAKEOVER,
        UNDELIVERED,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskView:
    """Something to do; its code names its texts."""

    id: str
    code: str
    how: str  # the key of the text that says how
    judgement: bool  # it is a question: the buttons say yes and no
    required: bool
    due: Due | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderView:
    """Something to keep in mind; its code names its texts."""

    id: str
    code: str
    lasting: bool  # nobody can say that it no longer holds


@dataclass(frozen=True, slots=True, kw_only=True)
class TickedView:
    """What became of a task."""

    code: str
    outcome: TaskOutcome
    judgement: bool
    at: datetime
    who: str  # empty: it came about by itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """All of it."""

    to_do: tuple[TaskView, ...]  # soonest first
    reminders: tuple[ReminderView, ...]
    ticked: tuple[TickedView, ...]  # newest first

    @property
    def anything(self) -> bool:
        """Whether there is something to show."""
        return bool(self.to_do or self.reminders or self.ticked)


@dataclass(frozen=True, slots=True, kw_only=True)
class RestrictedPage:
    """In place of a Case that is restricted to its team: nothing of it but whose it is."""

    template: ClassVar[str] = "case/restricted.html"

    id: str
    team: str
    grounds: tuple[Ground, ...]
    unsaid: bool  # nothing was chosen
    alarms: tuple[AlarmNotice, ...]
    after: int
    keys_on: bool


def checklist(file: CaseFile, speaker: Speaker) -> Checklist:
    """What is to be done and remembered in the Case, and what was."""
    open_ones = [row for row in file.tasks if row.done_at is None]
    to_do = [row for row in open_ones if row.code in TASKS]
    ended = sorted((row for row in file.tasks if row.done_at is not None), key=_ended_at, reverse=True)
    return Checklist(
        to_do=tuple(
            _task(row, speaker, safely=file.case.safe_contact_only)
            for row in sorted(to_do, key=lambda row: (row.due_at is None, row.due_at))
        ),
        reminders=tuple(
            ReminderView(id=str(row.id), code=row.code, lasting=DUTIES[row.code].does is Does.RULE)
            for row in open_ones
            if row.code in REMINDERS
        ),
        ticked=tuple(
            TickedView(
                code=row.code,
                outcome=row.outcome,
                judgement=_is_judgement(row),
                at=_ended_at(row),
                who=file.names.get(row.done_by, "") if row.done_by else "",
            )
            for row in ended
            if row.outcome is not None and row.code in TASKS
        ),
    )


def ticked(code: str, outcome: TaskOutcome, speaker: Speaker) -> tuple[str, str]:
    """A task or reminder and what became of it, in words."""
    if code in REMINDERS:
        return speaker.say(f"remind-{code}"), speaker.say("remind-lift")
    kind = "judged" if DUTIES[code].does is Does.JUDGEMENT else "outcome"
    return speaker.say(f"task-{code}"), speaker.say(f"task-{kind}-{outcome}")


def _task(row: TaskRow, speaker: Speaker, *, safely: bool) -> TaskView:
    return TaskView(
        id=str(row.id),
        code=row.code,
        how=f"task-{row.code}-how-safely" if safely and row.code in _REACHES_OUT else f"task-{row.code}-how",
        judgement=_is_judgement(row),
        required=row.required,
        due=speaker.due(row.due_at),
    )


def _is_judgement(row: TaskRow) -> bool:
    return DUTIES[row.code].does is Does.JUDGEMENT


def _ended_at(row: TaskRow) -> datetime:
    return row.done_at or row.created_at
