"""What an invitation says, as text: what about, when and where (RFC 5545)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from channels.codes import Language

CALENDAR_TYPES: Final = frozenset({"text/calendar", "application/ics"})
_FINLAND = ZoneInfo("Europe/Helsinki")
_OUTLOOKS_NAME_OF_IT = "FLE Standard Time"
_SHOWN = frozenset({"VEVENT", "VTODO", "VJOURNAL"})
_MOST_EVENTS = 50
_PROPERTY = re.compile(r'([\w-]+)((?:;(?:[^":]|"[^"]*")*)?):(.*)')
_ZONE = re.compile(r';TZID="?([^";:]*)', re.IGNORECASE)
_LANGUAGE = re.compile(r";LANGUAGE=([a-z]{2})\b", re.IGNORECASE)
_CANCELLED = re.compile(r"^(?:METHOD:CANCEL|STATUS:CANCELLED)\s*$", re.IGNORECASE | re.MULTILINE)
_MOMENT = re.compile(r"((?:19|2[01])\d\d)(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d*(Z?))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    cancelled: str
    time: str
    place: str
    day: str  # formats of strftime, without names of months: these would follow the machine's locale
    hour: str
    between: str


_WORDS: dict[str, _Words] = {
    Language.FI: _Words(
        cancelled="Peruttu",
        time="Aika",
        place="Paikka",
        day="{0.day}.{0.month}.{0.year}",
        hour="%H.%M",
        between=" klo ",
    ),
    Language.SV: _Words(
        cancelled="Inställt", time="Tid", place="Plats", day="{0.day}.{0.month}.{0.year}", hour="%H.%M", between=" kl. "
    ),
    Language.EN: _Words(
        cancelled="Cancelled", time="Time", place="Place", day="{0:%Y-%m-%d}", hour="%H:%M", between=" at "
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moment:
    at: datetime  # in Finland; where the zone is unknown, the hour as it stands
    has_hour: bool
    zone: str  # where it is unknown


def calendar_text(source: str, language: Language) -> str:
    """Each event of *source*: its title, time, place and description. Nothing where there is none."""
    unfolded = re.sub(r"\r?\n[ \t]", "", source)
    stated = _LANGUAGE.search(unfolded)
    words = _WORDS.get(stated[1].lower() if stated else "", _WORDS[language])
    cancelled = bool(_CANCELLED.search(unfolded))
    return "\n\n".join(_event(one, words, cancelled=cancelled) for one in _events(unfolded))


def _events(unfolded: str) -> list[dict[str, tuple[str, str]]]:
    """The properties of each event, with their parameters; not those of an alarm or a time zone in it."""
    events: list[dict[str, tuple[str, str]]] = []
    inside: list[str] = []
    for name, parameters, value in _properties(unfolded):
        if name == "BEGIN":
            inside.append(value.strip().upper())
            if inside[-1] in _SHOWN:
                events.append({})
        elif name == "END":
            del inside[-1:]
        elif inside and inside[-1] in _SHOWN:
            events[-1].setdefault(name, (parameters, value))
    return events[:_MOST_EVENTS]


def _properties(unfolded: str) -> Iterator[tuple[str, str, str]]:
    for line in unfolded.splitlines():
        if match := _PROPERTY.match(line):
            yield match[1].upper(), match[2], match[3]


def _event(event: dict[str, tuple[str, str]], words: _Words, *, cancelled: bool) -> str:
    title, place, description = (
        _unescaped(event.get(name, ("", ""))[1]) for name in ("SUMMARY", "LOCATION", "DESCRIPTION")
    )
    start, end = (_moment(*event.get(name, ("", ""))) for name in ("DTSTART", "DTEND"))
    head = (
        f"{words.cancelled}: {title}" if cancelled else title,
        f"{words.time}: {_time(start, end, words)}" if start else "",
        f"{words.place}: {place}" if place else "",
    )
    return "\n\n".join(part for part in ("\n".join(line for line in head if line), description) if part)


def _unescaped(value: str) -> str:
    return re.sub(r"\\(.)", lambda escaped: "\n" if escaped[1] in "nN" else escaped[1], value).strip()


def _moment(parameters: str, value: str) -> _Moment | None:
    match = _MOMENT.fullmatch(value.strip())
    if match is None:
        return None
    *numbers, universal = match.groups()
    named = _ZONE.search(parameters)
    zone, unknown = _zone("UTC" if universal else named[1] if named else "")
    try:
        year, month, day, hour, minute = (int(number or 0) for number in numbers)
        at = datetime(year, month, day, hour, minute, tzinfo=zone).astimezone(_FINLAND)
    except (ValueError, OverflowError):
        return None
    return _Moment(at=at, has_hour=numbers[3] is not None, zone=unknown)


def _zone(name: str) -> tuple[ZoneInfo, str]:
    """The zone called *name*, or Finland's and the name."""
    if name in {"", _OUTLOOKS_NAME_OF_IT}:
        return _FINLAND, ""
    try:
        return ZoneInfo(name), ""
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return _FINLAND, name


def _time(start: _Moment, end: _Moment | None, words: _Words) -> str:
    day = words.day.format(start.at)
    if not start.has_hour:
        # The end is the first day that is not of it any more.
        last = words.day.format(end.at - timedelta(days=1)) if end and end.at > start.at else day
        return day if last == day else f"{day}–{last}"
    text = f"{day}{words.between}{start.at.strftime(words.hour)}"
    if end and end.at > start.at:
        same_day = end.at.date() == start.at.date()
        text += f"–{'' if same_day else words.day.format(end.at) + words.between}{end.at.strftime(words.hour)}"
    return f"{text} ({start.zone})" if start.zone else text
