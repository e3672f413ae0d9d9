"""What the page of a Case shows of the services that were granted, and what can be said of them."""

from dataclasses import dataclass
from datetime import date

from gateway.i18n import HELSINKI
from gateway.store.casefile import CaseFile
from gateway.store.granted import GrantedRow
from gateway.store.states import GrantOutcome, Service
from gateway.web.inbox.words import Speaker
from gateway.web.public.pages import Choice
from routing.granting import pressure
from routing.statutory import Pressure


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantedView:
    """One granted service."""

    service: Service
    decided_on: str
    due_on: str
    outcome: GrantOutcome | None
    ended_on: str
    late: bool
    pressure: Pressure


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantedPane:
    """The granted services of the Case, and the choices of their forms."""

    services: tuple[GrantedView, ...]
    codes: tuple[Choice, ...]
    running: tuple[Choice, ...]
    ended: tuple[Choice, ...]
    endings: tuple[Choice, ...]
    today: str  # for a date field


def granted_pane(file: CaseFile, speaker: Speaker) -> GrantedPane:
    """The granted services of *file* as its page shows them."""
    today = speaker.now.astimezone(HELSINKI).date()
    return GrantedPane(
        services=tuple(_view(row, today) for row in file.granted),
        codes=tuple(Choice(code=code, label=speaker.say(f"service-{code}")) for code in Service),
        running=tuple(_choice(row, speaker) for row in file.granted if row.outcome is None),
        ended=tuple(_choice(row, speaker) for row in file.granted if row.outcome is not None),
        endings=tuple(
            Choice(code=code, label=speaker.say(f"service-outcome-{code}"))
            for code in GrantOutcome
            if code is not GrantOutcome.BEGUN
        ),
        today=today.isoformat(),
    )


def said(day: date) -> str:
    """A day with its year, in figures that all three languages read: 20.2.2027."""
    return f"{day.day}.{day.month}.{day.year}"


def _view(row: GrantedRow, today: date) -> GrantedView:
    return GrantedView(
        service=row.service,
        decided_on=said(row.decided_on),
        due_on=said(row.due_on),
        outcome=row.outcome,
        ended_on=said(row.ended_on) if row.ended_on else "",
        late=row.is_late(today),
        pressure=pressure(row.due_on, today),
    )


def _choice(row: GrantedRow, speaker: Speaker) -> Choice:
    label = speaker.say("service-decided", service=speaker.say(f"service-{row.service}"), day=said(row.decided_on))
    return Choice(code=str(row.id), label=label)
