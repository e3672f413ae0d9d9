"""What the gateway does where a rule asks for an action: one closed list, so that no action is only a word."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from gateway.ids import new_id
from gateway.services import Services
from gateway.store import tasks
from gateway.store.states import TaskOutcome
from gateway.store.tasks import Ending
from routing.clocks import due
from routing.rule import Action, DeadlineCode

# No rule asks for these: a message of ours did not reach the person; a need was told while another is being assessed.
UNDELIVERED: Final = "undelivered"
NEW_NEED: Final = "new_need"


class Does(StrEnum):
    """What the gateway does about an action."""

    CLOCK = "clock"  # routing/clocks.py: the Case gets its date by law
    ALARM = "alarm"  # recording.py: seen and heard in the inbox until somebody says so
    SILENCE = "silence"  # recording.py, telling.py: nothing goes out until a safe way is known
    WORDS = "words"  # routing/acknowledgement.py: the text tells of it
    TASK = "task"  # a person does it and says so
    JUDGEMENT = "judgement"  # a task whose yes starts the clock
    REMINDER = "reminder"  # shown to whoever works on the Case, until it no longer holds
    RULE = "rule"  # a reminder that nobody can lift: the law does not end


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """What becomes of an action."""

    does: Does
    due: DeadlineCode | None = None  # of a task; None: before the answer
    required: bool = False  # the Case cannot be resolved while it is open


def _task(due_by: DeadlineCode | None) -> Duty:
    """A task that law or safety asks for: the Case does not end before somebody has said what became of it."""
    return Duty(does=Does.TASK, due=due_by, required=True)


def _courtesy(due_by: DeadlineCode) -> Duty:
    """A task that makes the work better, and whose lack harms nobody who was served otherwise."""
    return Duty(does=Does.TASK, due=due_by)


DUTIES: Final[Mapping[str, Duty]] = {
    Action.START_STATUTORY_CLOCK: Duty(does=Does.CLOCK),
    Action.START_CLOCK_WITHOUT_DELAY: Duty(does=Does.CLOCK),
    Action.ALARM_ADVISOR: Duty(does=Does.ALARM),
    Action.SAFE_CONTACT_ONLY: Duty(does=Does.SILENCE),
    Action.ACK_AFTER_TRANSFER: Duty(does=Does.WORDS),
    # Safety: somebody looks, and says what they saw.
    Action.HUMAN_TAKEOVER: _task(DeadlineCode.NOW),
    Action.URGENT_NEED_CHECK_NOW: _task(DeadlineCode.URGENT_15MIN),
    Action.FOLLOW_UP_SAME_DAY: _task(DeadlineCode.SAME_DAY),
    # An hour of service: what came in the night is looked at in the first hour of the morning.
    Action.FOLLOW_UP_NEXT_MORNING: _task(DeadlineCode.URGENT_1H),
    Action.OPEN_SERVICE_GUIDANCE: _task(DeadlineCode.WD1),
    UNDELIVERED: _task(DeadlineCode.SAME_DAY),
    # What the law asks of a person (1301/2014 35, 36, 42 §; 980/2012 25 §; 434/2003 21, 22 §; 621/1999 24 §).
    Action.START_STATUTORY_CLOCK_IF_NEED_EXPRESSED: Duty(does=Does.JUDGEMENT, due=DeadlineCode.SAME_DAY, required=True),
    Action.START_STATUTORY_CLOCK_IF_NEED_CHANGED: Duty(does=Does.JUDGEMENT, due=DeadlineCode.WD1, required=True),
    NEW_NEED: Duty(does=Does.JUDGEMENT, due=DeadlineCode.SAME_DAY, required=True),
    Action.OPEN_NEED_NOTIFICATION: _task(DeadlineCode.SAME_DAY),
    Action.RECORD_AS_NEED_NOTIFICATION: _task(DeadlineCode.WD1),
    Action.REGISTER_APPLICATION: _task(DeadlineCode.WD1),
    Action.HUMAN_CONFIRMS_TRANSFER: _task(DeadlineCode.TRANSFER_WITHOUT_DELAY),
    Action.CONTACT_SENDER: _task(DeadlineCode.WD1),
    Action.CHECK_IDENTITY_BEFORE_ANSWER: _task(None),
    Action.INFORM_OWN_WORKER: _task(DeadlineCode.SAME_DAY),
    Action.NAME_RESPONSIBLE_WORKER: _task(DeadlineCode.WD3),
    Action.HUMAN_TRIAGE: _courtesy(DeadlineCode.SAME_DAY),
    Action.ASK_MUNICIPALITY: _courtesy(DeadlineCode.WD1),
    Action.ASSIGN_HANDLER: _courtesy(DeadlineCode.WD1),
    Action.COPY_DISCHARGE_COORDINATOR: _courtesy(DeadlineCode.WARD_FIRST_RESPONSE),
    Action.INFORM_MEMORY_GUIDANCE: _courtesy(DeadlineCode.WD3),
    Action.NO_DISCLOSURE_TO_SENDER: Duty(does=Does.RULE),
    Action.NO_DATA_WITHOUT_CONSENT: Duty(does=Does.REMINDER),
    Action.NO_PARTNER_SUGGESTION: Duty(does=Does.REMINDER),
    Action.NO_CASE_FOR_PATIENT: Duty(does=Does.REMINDER),
    Action.RECORD_ANONYMOUSLY: Duty(does=Does.REMINDER),
    Action.RESTRICT_ACCESS: Duty(does=Does.REMINDER),  # and casework/access.py keeps the Case from other teams
    Action.SHOW_FREE_PLACES: Duty(does=Does.REMINDER),
}

_TO_DO: Final = frozenset({Does.TASK, Does.JUDGEMENT})
_TO_REMEMBER: Final = frozenset({Does.REMINDER, Does.RULE})
TASKS: Final = frozenset(code for code, duty in DUTIES.items() if duty.does in _TO_DO)
REMINDERS: Final = frozenset(code for code, duty in DUTIES.items() if duty.does in _TO_REMEMBER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """What tasks come of."""

    case_id: UUID
    contact_id: UUID | None
    since: datetime  # their dates are counted from here
    door: str = ""  # of ours that the contact came by: its hours count


async def begin(session: AsyncSession, services: Services, cause: Cause, codes: Collection[str]) -> None:
    """Open the tasks and reminders among *codes*, each once while it is open in the Case."""
    now = services.now()
    values = [
        {
            "id": new_id(now),
            "case_id": cause.case_id,
            "contact_id": cause.contact_id,
            "code": str(code),
            "required": DUTIES[code].required,
            "due_at": _due_at(services, DUTIES[code], cause),
            "created_at": now,
        }
        for code in codes
        if code in TASKS or code in REMINDERS
    ]
    if values:
        await tasks.begin(session, values)


async def reached(session: AsyncSession, services: Services, case_id: UUID, by: UUID | None) -> None:
    """The person has got our answer another way: nobody has to find one any more."""
    ending = Ending(outcome=TaskOutcome.DONE, by=by, at=services.now())
    await tasks.end(session, case_id, UNDELIVERED, ending)


def _due_at(services: Services, duty: Duty, cause: Cause) -> datetime | None:
    if duty.due is None:
        return None
    return due(duty.due, cause.since, services.hours_of(cause.door), services.calendar)
