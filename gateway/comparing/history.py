"""From what is stored to one line per contact. Nothing that a person wrote is opened."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from channels.codes import Language
from gateway.comparing.compared import Choice, Compared, Withheld
from gateway.county import Mode
from gateway.services import Services
from gateway.store import comparison
from gateway.store.comparison import DecidedRow, HappenedRow, HeldRow, SaidRow
from gateway.store.states import Event, Purpose
from routing.acknowledgement import DATE_MOVED
from routing.book import Destination
from routing.transferred import TRANSFERRED

COMPARED: Final = "shadow_compared"  # audit
USUALLY: Final = timedelta(days=30)
MODES: Final = (Mode.SHADOW.value, Mode.MANUAL.value)
_CHOSEN: Final = ("reason", "urgency", "destination")
_ANSWERS: Final = frozenset({Event.REPLIED, Event.RESOLVED})
# The texts of what is told after the acknowledgement.
_NEUTRAL: Final = {Purpose.DATE_MOVED: "email_moved_body", Purpose.TRANSFERRED: "email_transferred_body"}
_PROTECTED: Final = {Purpose.DATE_MOVED: DATE_MOVED, Purpose.TRANSFERRED: TRANSFERRED}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """Everything that was read, by what it belongs to."""

    happened: Mapping[UUID, Sequence[HappenedRow]]  # by Case
    said: Mapping[UUID, SaidRow]  # by contact
    held: Mapping[UUID, Sequence[HeldRow]]  # by contact


async def read(session: AsyncSession, services: Services, since: datetime) -> tuple[Compared, ...]:
    """Every contact since then that was decided on while its channel was in shadow or manual mode, oldest first."""
    happened, held = defaultdict(list), defaultdict(list)
    for row in await comparison.happened(session, since, MODES):
        happened[row.case_id].append(row)
    for one in await comparison.held(session, since, MODES):
        held[one.contact_id].append(one)
    said = {row.contact_id: row for row in await comparison.said(session, since, MODES)}
    found = _Found(happened=happened, said=said, held=held)
    return tuple(_compared(row, found, services) for row in await comparison.decided(session, since, MODES))


def _compared(row: DecidedRow, found: _Found, services: Services) -> Compared:
    decision, entries = row.decision, found.happened.get(row.case_id, ())
    suggested = Choice(
        destination=decision["destination"],
        team=decision["team"],
        reason=decision["facts"]["reason"],
        urgency=decision["facts"]["urgency"],
    )
    people = [entry for entry in entries if entry.by_person and _is_work(entry)]
    deadline = next(iter(decision["deadlines"]), None)
    withheld = _withheld(row, found, protected=services.county.protects(row.channel))
    return Compared(
        contact_id=row.contact_id,
        case_id=row.case_id,
        reference=row.reference,
        channel=row.channel,
        mode=decision["mode"],
        arrived_at=row.arrived_at,
        rule=decision["rule"],
        deadline=decision["deadline"],
        due_at=datetime.fromisoformat(deadline["due"]) if deadline else None,
        suggested=suggested,
        first=row.first,
        withheld=withheld,
        silence="" if withheld else _silence(row, entries),
        chosen=_chosen(suggested, people, services.destinations) if people else None,
        resolution=_last(people, "resolution"),
        answered_at=next((entry.at for entry in people if _is_answer(entry)), None),
    )


def _is_work(entry: HappenedRow) -> bool:
    return entry.event is not Event.CALLED or entry.data.get("reached") == "yes"


def _is_answer(entry: HappenedRow) -> bool:
    return entry.event in _ANSWERS or entry.event is Event.CALLED


def _chosen(suggested: Choice, people: Iterable[HappenedRow], destinations: Mapping[str, Destination]) -> Choice:
    """What people made of it: each correction over what stood there before."""
    chosen = suggested
    for entry in people:
        changed = {field: str(entry.data[field]) for field in _CHOSEN if entry.data.get(field)}
        chosen = replace(chosen, **changed)
        place = destinations.get(changed.get("destination", ""))
        chosen = replace(chosen, team=place.team) if place else chosen
    return chosen


def _last(people: Sequence[HappenedRow], name: str) -> str:
    return next((str(entry.data[name]) for entry in reversed(people) if entry.data.get(name)), "")


def _withheld(row: DecidedRow, found: _Found, *, protected: bool) -> tuple[Withheld, ...]:
    """The texts that were written and held back, or that would have been written."""
    said, held = found.said.get(row.contact_id), found.held.get(row.contact_id, ())
    if said is None:
        would = _of(row, found.happened.get(row.case_id, ()), Event.NOT_ACKNOWLEDGED)
        return (_would(would.at, would.data),) if would and would.data.get("would") else ()
    language = Language(said.language)
    first = [
        Withheld(template=said.template, language=language, at=one.at, date_by=said.date_by, text=said.text)
        for one in held
        if one.purpose is Purpose.ACKNOWLEDGEMENT
    ]
    templates = _PROTECTED if protected else _NEUTRAL
    later = [
        Withheld(template=templates[one.purpose], language=language, at=one.at, date_by=None, text="")
        for one in held
        if one.purpose in templates
    ]
    return (*first, *later)


def _would(at: datetime, data: Mapping[str, Any]) -> Withheld:
    by = data.get("would_by")
    return Withheld(
        template=str(data["would"]),
        language=Language(data["would_in"]),
        at=at,
        date_by=datetime.fromisoformat(by) if by else None,
        text="",
    )


def _silence(row: DecidedRow, entries: Iterable[HappenedRow]) -> str:
    silent = _of(row, entries, Event.NOT_ACKNOWLEDGED)
    return str(silent.data.get("silence", "")) if silent else ""


def _of(row: DecidedRow, entries: Iterable[HappenedRow], event: Event) -> HappenedRow | None:
    return next((entry for entry in entries if entry.contact_id == row.contact_id and entry.event is event), None)
