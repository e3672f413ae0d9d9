"""What the page of a Case shows of its clocks by law, and of who has it in hand while its owner is away."""

from dataclasses import dataclass
from datetime import datetime

from channels.codes import AgeBand
from gateway.i18n import HELSINKI
from gateway.store.casefile import CaseFile
from gateway.store.clocks import ClockRow
from gateway.store.states import ClockOutcome
from gateway.web.case.granted_pane import GrantedPane, granted_pane
from gateway.web.inbox.words import Speaker
from gateway.web.public.pages import Choice
from routing.rule import DeadlineCode


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockView:
    """One clock of the Case, running or not."""

    code: DeadlineCode
    age: AgeBand
    started_at: datetime
    due_at: datetime
    begun_at: datetime | None
    begun_by: str  # who recorded it
    late: bool
    recorded_late: bool  # it began in time, as was said only afterwards
    recorded_at: datetime | None
    merged: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """The Case's owner is away."""

    who: str
    until: str
    deputy: str  # empty: nobody stands in


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockPane:
    """The clocks of the Case, and what can be done about the one that is not past."""

    clocks: tuple[ClockView, ...]
    running: bool
    begun: bool  # the assessment has begun, and no later need has come
    ages: tuple[Choice, ...]
    age: str  # the group by which the running clock was chosen
    now: str  # for a datetime-local field
    absence: Absence | None
    granted: GrantedPane


def clock_pane(file: CaseFile, speaker: Speaker) -> ClockPane:
    """The clocks of *file* as its page shows them."""
    current = next((row for row in file.clocks if not row.past), None)
    return ClockPane(
        clocks=tuple(_view(row, file, speaker.now) for row in file.clocks),
        running=current is not None and current.stopped_at is None,
        begun=current is not None and current.outcome is ClockOutcome.BEGUN,
        ages=tuple(Choice(code=age, label=speaker.say(f"age-{age}")) for age in AgeBand),
        age=current.age if current else "",
        now=f"{speaker.now.astimezone(HELSINKI):%Y-%m-%dT%H:%M}",
        absence=_absence(file, speaker),
        granted=granted_pane(file, speaker),
    )


def _view(row: ClockRow, file: CaseFile, now: datetime) -> ClockView:
    # A Case that ended without an assessment has needed none from then on.
    ended = row.stopped_at or file.case.resolved_at or now
    return ClockView(
        code=row.code,
        age=row.age,
        started_at=row.started_at,
        due_at=row.due_at,
        begun_at=row.stopped_at,
        begun_by=file.names.get(row.stopped_by, "") if row.stopped_by else "",
        late=ended > row.due_at,
        recorded_late=row.recorded_late,
        recorded_at=row.recorded_at,
        merged=row.outcome is ClockOutcome.MERGED,
    )


def _absence(file: CaseFile, speaker: Speaker) -> Absence | None:
    away = file.away
    if away is None or away.until <= speaker.now or not file.case.open or file.case.owner_id is None:
        return None
    return Absence(
        who=file.names.get(file.case.owner_id, ""),
        until=speaker.day(away.until),
        deputy=file.names.get(away.deputy_id, "") if away.deputy_id else "",
    )
