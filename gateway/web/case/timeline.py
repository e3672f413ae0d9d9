"""The timeline of a Case in words."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from channels.codes import ContactKind
from gateway.i18n import Value, short_time
from gateway.keys import place
from gateway.services import Services
from gateway.steps.telling import Silence
from gateway.store.states import Event, TaskOutcome
from gateway.store.timeline import TimelineRow
from gateway.web.case.checklist import ticked
from gateway.web.case.granted_pane import said
from gateway.web.case.pages import Entry
from gateway.web.inbox.words import Speaker

# Which codes of an entry are said, and which list of labels they belong to.
_LABELLED = {
    "reason": "reason",
    "urgency": "urgency",
    "language": "language",
    "contacter": "contacter",
    "resolution": "resolution",
    "silence": "silence",
    "service": "service",
}

_MACHINES_SAID: Final = frozenset({ContactKind.AUTO_REPLY, ContactKind.LOOP})


def entry(house: Services, row: TimelineRow, names: Mapping[UUID, str], speaker: Speaker) -> Entry:
    """One entry. Words that were sealed are opened; codes that the page does not know are left out."""
    sealed = row.sealed_text
    return Entry(
        event=row.event,
        at=row.at,
        who=names.get(row.user_id, "") if row.user_id else "",
        details=tuple(_details(house, row.event, row.data, speaker)),
        other=_other(row),
        text=house.keys.open(sealed, place("timeline", "sealed_text", row.id)).decode() if sealed else "",
    )


def _other(row: TimelineRow) -> str:
    """The id of the other Case that an entry is about, or nothing."""
    match row.event:
        case Event.MERGED:
            return str(row.data.get("into") or row.data.get("merged") or "")
        case Event.SAME_MESSAGE_ID:
            return str(row.data["other"])
        case _:
            return ""


def _details(house: Services, event: Event, data: Mapping[str, Any], speaker: Speaker) -> Iterator[str]:
    for name, kind in _LABELLED.items():
        if data.get(name):
            yield _changed(speaker, f"{kind}-{data[name]}", f"{kind}-{data.get(name + '_was')}")
    destination = house.destinations.get(str(data.get("destination", "")))
    if destination is not None:
        yield speaker.say("case-detail-destination", destination=destination.labels[speaker.language])
    if data.get("due_at"):
        yield short_time(datetime.fromisoformat(str(data["due_at"])), speaker.language)
    if event is Event.CHAT_GIVEN_BACK:
        yield speaker.say(f"desk-detail-to-{data['to']}")
    yield from _particular(event, data, speaker)
    yield from _of_clock(event, data, speaker)
    yield from _of_mail(event, data, speaker)
    yield from _of_client(event, data, speaker)
    yield from _of_service(event, data, speaker)


def _particular(event: Event, data: Mapping[str, Any], speaker: Speaker) -> Iterator[str]:
    """What only one kind of entry tells."""
    match event:
        case Event.DECIDED:
            yield speaker.say("case-detail-rule", rule=str(data.get("rule", "")))
        case Event.CALLED:
            yield speaker.say("case-detail-reached" if data.get("reached") == "yes" else "case-detail-not-reached")
        case Event.CORRECTED:
            if data.get("municipality"):
                yield str(data["municipality"])
            if data.get("safe_contact_only") == "no":
                yield speaker.say("case-detail-safe-way")
        case Event.SAME_MESSAGE_ID:
            yield speaker.say("case-detail-same-message-id", reference=str(data["reference"]))
        case Event.TASK_DONE:
            yield from ticked(str(data.get("task")), TaskOutcome(str(data.get("outcome"))), speaker)
        case _:
            pass


def _of_clock(event: Event, data: Mapping[str, Any], speaker: Speaker) -> Iterator[str]:
    """What became of the clock by law."""
    match event:
        case Event.TASK_DONE if data.get("clock"):
            yield speaker.say(f"task-clock-{data['clock']}")
        case Event.ASSESSMENT_BEGUN if data.get("recorded_late"):
            yield speaker.say("clock-detail-recorded-late")
        case _:
            pass


def _of_client(event: Event, data: Mapping[str, Any], speaker: Speaker) -> Iterator[str]:
    """What somebody has said of the client."""
    match event:
        case Event.SAME_CLIENT if data.get("sign"):
            yield speaker.say(f"client-sign-{data['sign']}")
        case Event.COORDINATION:
            yield speaker.say(f"coordination-answer-{data['answer']}")
        case _:
            pass


def _of_service(event: Event, data: Mapping[str, Any], speaker: Speaker) -> Iterator[str]:
    """How it goes with a service that was granted."""
    match event:
        case Event.SERVICE_GRANTED:
            yield speaker.say("granted-detail-decided", day=_day(data["decided_on"]))
            yield speaker.say("granted-must-begin", day=_day(data["due_on"]))
        case Event.SERVICE_BEGUN:
            yield speaker.say("granted-began", day=_day(data["began_on"]))
            yield speaker.say("clock-late" if data["late"] == "yes" else "clock-in-time")
        case Event.SERVICE_ENDED:
            yield speaker.say(f"service-outcome-{data['outcome']}")
        case _:
            pass


def _day(stored: object) -> str:
    return said(date.fromisoformat(str(stored)))


def _of_mail(event: Event, data: Mapping[str, Any], speaker: Speaker) -> Iterator[str]:
    """How a message of ours went, in plain words."""
    match event:
        case Event.DATE_NOT_TOLD if data.get("silence") == Silence.NO_WAY:
            yield speaker.say("case-detail-tell-yourself")
        case Event.TRANSFER_NOT_TOLD:
            yield speaker.say("case-detail-tell-transfer")
        case Event.DELIVERED | Event.NOT_DELIVERED | Event.OUTCOME_UNKNOWN if data.get("purpose"):
            yield speaker.say(f"case-purpose-{data['purpose']}")
        case Event.MACHINE if data.get("report"):
            yield speaker.say(f"case-detail-report-{data['report']}")
        case Event.MACHINE if data.get("kind") in _MACHINES_SAID:
            yield speaker.say(f"case-detail-machine-{data['kind']}")
        case _:
            pass


def _changed(speaker: Speaker, now: str, was: str) -> str:
    values: dict[str, Value] = {"now": speaker.say(now)}
    if not speaker.texts.has(speaker.language, was):
        return str(values["now"])
    return speaker.texts.say(speaker.language, "case-detail-changed", was=speaker.say(was), **values)
