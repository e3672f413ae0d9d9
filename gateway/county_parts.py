"""What a county's file is made of: words, hours, lines, areas and partners, each refused where it is incomplete."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from channels.codes import ANSWER_LANGUAGES, Language
from channels.normalise import email_address
from routing.hours import Opening, ServiceHours, WorkingCalendar, opening


def _in_every_language(words: Mapping[Language, str]) -> Mapping[Language, str]:
    if set(words) != set(ANSWER_LANGUAGES) or not all(text.strip() for text in words.values()):
        raise ValueError("needs fi, sv and en")
    return words


Words = Annotated[Mapping[Language, str], AfterValidator(_in_every_language)]


# As people read it: 02 555 0100, +358 2 555 0100, 116 117.
Number = Annotated[str, StringConstraints(pattern=r"^\+?\d[\d -]+\d$")]


def _one_address(text: str) -> str:
    if email_address(text) != text:
        raise ValueError("not a lower case mail address")
    return text


Address = Annotated[str, AfterValidator(_one_address)]


def _readable(spans: tuple[str, ...]) -> tuple[str, ...]:
    _openings(spans)
    return spans


Spans = Annotated[tuple[str, ...], AfterValidator(_readable)]


class Part(BaseModel):
    """A table of the file: nothing may be missing or empty, and nothing in it may be unknown."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, str_min_length=1)


class Hours(Part):
    """When somebody answers: spans such as "08:00-16:00" of each week day, and of single dates; none is closed."""

    mon: Spans = ()
    tue: Spans = ()
    wed: Spans = ()
    thu: Spans = ()
    fri: Spans = ()
    sat: Spans = ()
    sun: Spans = ()
    exceptions: Mapping[date, Spans] = {}

    @model_validator(mode="after")
    def _understood(self) -> Self:
        self.service(WorkingCalendar())
        return self

    def service(self, calendar: WorkingCalendar) -> ServiceHours:
        """The same, to be asked. Raises ValueError where hours are not understood."""
        week = (self.mon, self.tue, self.wed, self.thu, self.fri, self.sat, self.sun)
        return ServiceHours(
            week=tuple(_openings(spans) for spans in week),
            exceptions={day: _openings(spans) for day, spans in self.exceptions.items()},
            calendar=calendar,
        )


class Recording(StrEnum):
    """How contacts on a line are written down at first (SR-05)."""

    NAMED = "named"
    ANONYMOUS_STATISTICS = "anonymous_statistics"  # without a name, until one leads to a service


class Line(Part):
    """A service line; public ones are offered on the callback form."""

    name: Words
    public: bool
    number: Number
    recording: Recording
    hours: Hours | None = None  # none: those of the advice line


class Reply(Part):
    """A short answer that advisors put into a chat, and change as they like."""

    code: str
    name: Words  # what an advisor looks for
    text: Words  # what the client reads


class Replies(Part):
    """All of them: `gateway/counties/<name>/replies.toml`."""

    reply: tuple[Reply, ...]


class Area(Part):
    """A part of the county with an organisation of its own (SR-72)."""

    name: Words
    municipalities: tuple[str, ...]


class Partner(Part):
    """Whom a destination outside the county's own services means in some areas or municipalities."""

    destination: str
    name: Words
    number: Number
    areas: tuple[str, ...] = ()
    municipalities: tuple[str, ...] = ()


# A site as a browser names the origin of its pages. Without TLS only on the machine of who tries it out.
Site = Annotated[
    str,
    StringConstraints(pattern=r"^(https://[a-z0-9-]+(\.[a-z0-9-]+)+|http://(localhost|127\.0\.0\.1))(:[0-9]{1,5})?$"),
]


class Chat(Part):
    """How the chat answers, where it stands, and how long the words of anonymous ones stay."""

    bot: bool = True  # an automatic advisor answers first; without it people do
    text_days: Annotated[int, Field(ge=1, le=90)] = 14  # from the end of the Case
    sites: tuple[Site, ...] = ()  # besides our own, those that may show the chat on their pages

    @property
    def keeps_text(self) -> timedelta:
        """Those days as a span."""
        return timedelta(days=self.text_days)


def _openings(spans: tuple[str, ...]) -> tuple[Opening, ...]:
    return tuple(opening(span) for span in spans)
