"""The timeline of a Case in words."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from gateway.i18n import Value, short_time
from gateway.keys import place
from gateway.services import Services
from gateway.store.states import Event
from gateway.store.timeline import TimelineRow
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
}


def entry(house: Services, row: TimelineRow, names: Mapping[UUID, str], speaker: Speaker) -> Entry:
    """One entry. Words that were sealed are opened; codes that the page does not know are left out."""
    sealed = row.sealed_text
    return Entry(
        event=row.event,
        at=row.at,
        who=names.get(row.user_id, "") if row.user_id else "",
        details=tuple(_details(house, row.event, row.data, speaker)),
        text=house.keys.open(sealed, place("timeline", "sealed_text", row.id)).decode() if sealed else "",
    )


def _details(house: Services, event: Event, data: Mapping[str, Any], speaker: Speaker) -> Iterator[str]:
    for name, kind in _LABELLED.items():
        if data.get(name):
            yield _changed(speaker, f"{kind}-{data[name]}", f"{kind}-{data.get(name + '_was')}")
    destination = house.destinations.get(str(data.get("destination", "")))
    if destination is not None:
        yield speaker.say("case-detail-destination", destination=destination.labels[speaker.language])
    if data.get("due_at"):
        yield short_time(datetime.fromisoformat(str(data["due_at"])), speaker.language)
    yield from _particular(event, data, speaker)


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
        case _:
            pass


def _changed(speaker: Speaker, now: str, was: str) -> str:
    values: dict[str, Value] = {"now": speaker.say(now)}
    if not speaker.texts.has(speaker.language, was):
        return str(values["now"])
    return speaker.texts.say(speaker.language, "case-detail-changed", was=speaker.say(was), **values)
