"""Moments and hours in words, as they stand in letters, in the three languages. Everything here is Helsinki time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from channels.codes import ANSWER_LANGUAGES, Language

HELSINKI = ZoneInfo("Europe/Helsinki")

_MONTHS_EN = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_NOON = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a language calls days and hours. Week days begin with Monday."""

    on_day: tuple[str, ...]  # as after "by"
    day: tuple[str, ...]  # short, as in opening hours
    clock: str  # what stands before a time of day, with its space
    also: str
    always_open: str
    closed: str


WORDS: Mapping[Language, Words] = {
    Language.FI: Words(
        on_day=("maanantaina", "tiistaina", "keskiviikkona", "torstaina", "perjantaina", "lauantaina", "sunnuntaina"),
        day=("ma", "ti", "ke", "to", "pe", "la", "su"),
        clock="klo ",
        also="ja",
        always_open="ympäri vuorokauden",
        closed="suljettu",
    ),
    Language.SV: Words(
        on_day=("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"),
        day=("mån", "tis", "ons", "tors", "fre", "lör", "sön"),
        clock="kl. ",
        also="och",
        always_open="dygnet runt",
        closed="stängt",
    ),
    Language.EN: Words(
        on_day=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        day=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
        clock="",
        also="and",
        always_open="around the clock",
        closed="closed",
    ),
}


def spoken(language: Language) -> Language:
    """The language to answer in: Finnish where we have no texts of our own."""
    return language if language in ANSWER_LANGUAGES else Language.FI


def by_when(moment: datetime, language: Language) -> str:
    """*moment* as it stands in "Vastaamme viimeistään …": "tiistaina 1.12.2026 klo 16"."""
    local = moment.astimezone(HELSINKI)
    language = spoken(language)
    words = WORDS[language]
    day = words.on_day[local.weekday()]
    if language is Language.EN:
        return f"{day} {local.day} {_MONTHS_EN[local.month - 1]} {local.year} at {local:%H:%M}"
    return f"{day} {_numbers(local)} {words.clock}{_hour(local.time())}"


def by_when_short(moment: datetime, language: Language) -> str:
    """*moment* for a text message, where 160 characters leave no room for the day's name: "1.12.2026 klo 16"."""
    local = moment.astimezone(HELSINKI)
    if spoken(language) is Language.EN:
        return received(moment, language)
    return f"{_numbers(local)} {WORDS[spoken(language)].clock}{_hour(local.time())}"


def received(moment: datetime, language: Language) -> str:
    """*moment* as it stands in "Saimme viestisi …": "21.11.2026 klo 10.05"."""
    local = moment.astimezone(HELSINKI)
    language = spoken(language)
    if language is Language.EN:
        return f"{local.day} {_MONTHS_EN[local.month - 1]} {local.year} at {local:%H:%M}"
    return f"{_numbers(local)} {WORDS[language].clock}{local.hour}.{local.minute:02}"


def between(opens: time, closes: time, language: Language) -> str:
    """A span of opening hours without the word before it: "9–15", "8.30–16", "9 am–3 pm". Midnight as the end is 24."""
    if spoken(language) is Language.EN:
        return f"{_twelve_hours(opens)}–{_twelve_hours(closes)}"
    return f"{_hour(opens)}–{_hour(closes) if closes != time.min else '24'}"


def _numbers(local: datetime) -> str:
    return f"{local.day}.{local.month}.{local.year}"


def _hour(moment: time) -> str:
    return f"{moment.hour}.{moment.minute:02}" if moment.minute else str(moment.hour)


def _twelve_hours(moment: time) -> str:
    if moment == time.min:
        return "midnight"
    hour = moment.hour % _NOON or _NOON
    half = "am" if moment.hour < _NOON else "pm"
    return f"{hour}:{moment.minute:02} {half}" if moment.minute else f"{hour} {half}"
