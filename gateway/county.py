"""What a county decides: `gateway/counties/<name>/county.toml`, checked when it is read."""

import tomllib
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from channels.codes import ANSWER_LANGUAGES, ChannelCode, Language
from channels.normalise import email_address
from gateway.errors import ConfigurationError
from routing.hours import Opening, ServiceHours, WorkingCalendar, opening
from routing.rule import DeadlineCode

FOLDER = Path(__file__).parent / "counties"
_LONGEST_ADDRESS = 254  # RFC 5321; no token of ours comes near it
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

Words = Mapping[Language, str]
Spans = tuple[str, ...]


class Mode(StrEnum):
    """How much a channel does by itself (design: modes of a channel)."""

    LIVE = "live"
    SHADOW = "shadow"  # everything read and decided, nothing sent
    MANUAL = "manual"  # recorded, no automatic answers


class Naming(StrEnum):
    """How clients are shown who of us speaks."""

    FIRST_NAME = "first_name"
    FULL_NAME = "full_name"
    TEAM = "team"  # no person's name: an advisor of ours


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Phone(_Part):
    """The county's numbers, as people read them."""

    number: str
    caller_id: str
    social_emergency: str


class Mail(_Part):
    """Our mailboxes, and what we send as."""

    address: str
    bounce_domain: str
    message_id_domain: str
    mailboxes: Mapping[str, str]  # lower case address -> service line

    @field_validator("mailboxes")
    @classmethod
    def _addresses(cls, mailboxes: Mapping[str, str]) -> Mapping[str, str]:
        wrong = [address for address in mailboxes if email_address(address) != address]
        if wrong or not mailboxes:
            raise ValueError(f"not a lower case address: {', '.join(wrong) or 'none given'}")
        return mailboxes


class Line(_Part):
    """A service line; public ones are offered on the callback form."""

    name: Words
    public: bool


class Alarm(_Part):
    """Who is told of an emergency, in this order, and after how many minutes the next one."""

    targets: tuple[str, ...]
    minutes: Annotated[int, Field(ge=1, le=60)]
    round_the_clock: bool


class Deadlines(_Part):
    """The county's own targets."""

    default: DeadlineCode  # the promise that a contact is born with


class ServicePoint(_Part):
    """A place to visit."""

    name: Words
    address: str
    hours: Words


class DestinationContact(_Part):
    """How people reach a destination themselves, where our texts send them there."""

    number: str
    hours: Words


class Post(_Part):
    """Where letters go."""

    address: str


class Accessibility(_Part):
    """Where people tell us what they could not use."""

    feedback: str


class Privacy(_Part):
    """Who answers for the data."""

    controller: Words
    officer: str


class Municipalities(_Part):
    """The county's municipalities by their Finnish names."""

    names: tuple[str, ...]


class County(_Part):
    """Everything a county decides."""

    code: str
    reference_prefix: Annotated[str, Field(pattern="^[A-Z]{2,4}$")]
    name: Words
    short_name: Words
    bilingual: bool
    checked_on: date
    advisors_named: Naming = Naming.FIRST_NAME
    phone: Phone
    hours: Mapping[str, Any]
    mail: Mail
    lines: Mapping[str, Line]
    modes: Mapping[ChannelCode, Mode] = {}
    alarm: Alarm
    deadlines: Deadlines
    service_points: tuple[ServicePoint, ...]
    post: Post
    contacts: Mapping[str, DestinationContact]  # by destination
    links: Mapping[str, str]
    accessibility: Accessibility
    privacy: Privacy
    municipalities: Municipalities

    @field_validator("name", "short_name")
    @classmethod
    def _in_every_language(cls, words: Words) -> Words:
        if set(words) != set(ANSWER_LANGUAGES):
            raise ValueError("needs fi, sv and en")
        return words

    def mode(self, channel: ChannelCode) -> Mode:
        """How much *channel* does by itself."""
        return self.modes.get(channel, Mode.LIVE)

    def towards_clients(self, advisor: str) -> str | None:
        """How clients are shown the advisor of that name, "Maija Meri" or "Meri, Maija"; None for no name."""
        if self.advisors_named is Naming.FULL_NAME:
            return advisor
        last, comma, first = advisor.partition(",")
        names = (first if comma else last).split()
        return names[0] if names and self.advisors_named is Naming.FIRST_NAME else None

    def service_hours(self, calendar: WorkingCalendar) -> ServiceHours:
        """When the advice line answers. Raises ValueError where hours are not understood."""
        exceptions = {date.fromisoformat(day): _spans(spans) for day, spans in self.hours.get("exceptions", {}).items()}
        week = tuple(_spans(self.hours.get(day, ())) for day in _DAYS)
        return ServiceHours(week=week, exceptions=exceptions, calendar=calendar)

    def is_bounce_address(self, address: str) -> bool:
        """Whether *address* is an envelope sender of ours: mail to it is only ever read as a report."""
        local, _, domain = address.lower().rpartition("@")
        return local.startswith("bounce+") and domain == self.mail.bounce_domain and len(address) <= _LONGEST_ADDRESS

    @property
    def our_addresses(self) -> frozenset[str]:
        """Every address that is ours: a mail from one of them is our own come back."""
        return frozenset({self.mail.address.lower(), *self.mail.mailboxes})


def load(name: str, folder: Path = FOLDER) -> County:
    """Read and check a county. Raises ConfigurationError with file and field."""
    file = folder / name / "county.toml"
    if not file.is_file():
        known = ", ".join(sorted(path.parent.name for path in folder.glob("*/county.toml")))
        raise ConfigurationError("LUOTSI_COUNTY", f"no county {name!r}; there are {known}")
    try:
        county = County.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
        county.service_hours(WorkingCalendar())
    except tomllib.TOMLDecodeError as problem:
        raise ConfigurationError(str(file), str(problem)) from problem
    except ValidationError as problem:
        first = problem.errors()[0]
        raise ConfigurationError(str(file), f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from problem
    except ValueError as problem:
        raise ConfigurationError(str(file), f"hours: {problem}") from problem
    return county


def _spans(spans: Spans) -> tuple[Opening, ...]:
    return tuple(opening(span) for span in spans)
