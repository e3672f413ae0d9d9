"""What a county decides: `gateway/counties/<name>/county.toml`, checked when it is read."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Self, TypeVar

from pydantic import Field, StringConstraints, ValidationError, field_validator, model_validator

from channels.codes import MAIL_CHANNELS, PROTECTED_CHANNELS, ChannelCode
from gateway.county_parts import Address, Area, Chat, Hours, Line, Number, Part, Partner, Replies, Reply, Words
from gateway.errors import ConfigurationError
from gateway.toml_lines import line_of
from routing import triggers
from routing.book import Destination
from routing.hours import ServiceHours, WorkingCalendar
from routing.rule import DeadlineCode
from routing.triggers import TriggerBook

FOLDER = Path(__file__).parent / "counties"
P = TypeVar("P", bound=Part)
# What everybody can be promised before anything of theirs was read. What is more urgent, rules say; the law's own time
# limits are no promise to answer.
_ANSWERS = (DeadlineCode.SAME_DAY, DeadlineCode.WD1, DeadlineCode.WD2, DeadlineCode.WD3, DeadlineCode.WD5)
_LONGEST_ADDRESS = 254  # RFC 5321; no token of ours comes near it


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


class Phone(Part):
    """The county's numbers, as people read them."""

    number: Number
    caller_id: Number
    social_emergency: Number


class Mail(Part):
    """Our mailboxes, and what we send as."""

    address: Address
    bounce_domain: str
    message_id_domain: str
    mailboxes: Annotated[Mapping[Address, str], Field(min_length=1)]  # -> service line
    secure: tuple[Address, ...] = ()  # those of them behind a secure-mail product; the others are ordinary mail
    secure_suffix: Annotated[str, StringConstraints(pattern=r"^\.[a-z]{1,20}$")] | None = None

    @model_validator(mode="after")
    def _known(self) -> Self:
        if not set(self.secure) <= self.mailboxes.keys():
            raise ValueError("secure: each must be one of [mail.mailboxes]")
        if self.secure_suffix is not None and not self.secure:
            raise ValueError("secure_suffix: no mailbox is secure")
        return self

    def channel(self, mailbox: str) -> ChannelCode:
        """What comes to a *mailbox* comes by."""
        return ChannelCode.SECURE_EMAIL if mailbox in self.secure else ChannelCode.EMAIL

    def sends_from(self, *, secure: bool) -> str:
        """The address that we write from, and that answers come to: to a secure letter by the secure way."""
        return self.secure[0] if secure else self.address

    def plain_address(self, address: str) -> str:
        """*address* in lower case, without what makes mail to it go by the secure-mail product: it is one person's."""
        return address.lower().removesuffix(self.secure_suffix or "")

    def secure_address(self, address: str) -> str:
        """*address* as the relay knows by it that the mail goes by the product; in lower case."""
        return f"{self.plain_address(address)}{self.secure_suffix or ''}"


class Alarm(Part):
    """Who is told of an emergency, in this order, and after how many minutes the next one.

    While the advice line answers it is `targets`; otherwise `night_targets`, or `targets` where there are none.
    """

    targets: tuple[Address, ...]
    night_targets: tuple[Address, ...] = ()
    minutes: Annotated[int, Field(ge=1, le=60)]
    round_the_clock: bool

    def targets_at(self, *, open_now: bool) -> tuple[str, ...]:
        """Who is told now, while the advice line answers or does not."""
        return self.targets if open_now or not self.night_targets else self.night_targets


class Deadlines(Part):
    """The county's own targets."""

    default: DeadlineCode  # the promise that a contact is born with

    @field_validator("default")
    @classmethod
    def _to_a_person(cls, code: DeadlineCode) -> DeadlineCode:
        if code not in _ANSWERS:
            raise ValueError(f"no answer can be promised by {code}; take one of {', '.join(_ANSWERS)}")
        return code


class ServicePoint(Part):
    """A place to visit."""

    name: Words
    address: str
    hours: Words


class DestinationContact(Part):
    """How people reach a destination themselves, where our texts send them there."""

    number: Number
    hours: Words


class Post(Part):
    """Where letters go."""

    address: str


class Accessibility(Part):
    """Where people tell us what they could not use."""

    feedback: Address


class Privacy(Part):
    """Who answers for the data."""

    controller: Words
    officer: Address


class Municipalities(Part):
    """The county's municipalities by their Finnish names."""

    names: tuple[str, ...]


class County(Part):
    """Everything a county decides."""

    code: str
    reference_prefix: Annotated[str, Field(pattern="^[A-Z]{2,4}$")]
    name: Words
    short_name: Words
    bilingual: bool
    checked_on: date
    advisors_named: Naming = Naming.FIRST_NAME
    phone: Phone
    hours: Hours  # of the advice line
    mail: Mail
    lines: Mapping[str, Line]
    modes: Mapping[ChannelCode, Mode] = {}
    chat: Chat = Chat()
    alarm: Alarm
    deadlines: Deadlines
    service_points: tuple[ServicePoint, ...]
    post: Post
    contacts: Mapping[str, DestinationContact]  # by destination
    links: Mapping[str, str]
    accessibility: Accessibility
    privacy: Privacy
    municipalities: Municipalities
    areas: Mapping[str, Area]
    partners: tuple[Partner, ...]
    replies: tuple[Reply, ...] = ()  # from a file of their own

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

    def protects(self, channel: ChannelCode) -> bool:
        """Whether what we say by *channel* is read by nobody but whom it is for.

        By secure mail only where we can send by it: else our answer goes out as ordinary mail does.
        """
        return channel in PROTECTED_CHANNELS - MAIL_CHANNELS or self.sends_securely(channel)

    def sends_securely(self, channel: ChannelCode) -> bool:
        """Whether a letter to who came by *channel* goes by the secure-mail product."""
        return channel is ChannelCode.SECURE_EMAIL and self.mail.secure_suffix is not None

    def service_hours(self, calendar: WorkingCalendar) -> ServiceHours:
        """When the advice line answers."""
        return self.hours.service(calendar)

    def line_of(self, door: str) -> Line | None:
        """The service line that *door* leads to, which is a mailbox of ours or the line's own code."""
        return self.lines.get(self.mail.mailboxes.get(door, door))

    def line_hours(self, door: str, calendar: WorkingCalendar) -> ServiceHours:
        """When the line of *door* answers: its own hours, or those of the advice line."""
        line = self.line_of(door)
        return (line.hours if line and line.hours else self.hours).service(calendar)

    def area_of(self, municipality: str) -> str | None:
        """The code of the area in which a municipality lies."""
        return next((code for code, area in self.areas.items() if municipality in area.municipalities), None)

    def partners_of(self, destination: str, municipality: str) -> tuple[Partner, ...]:
        """Whom *destination* means for somebody who lives there."""
        area = self.area_of(municipality)
        return tuple(
            one
            for one in self.partners
            if one.destination == destination and (municipality in one.municipalities or area in one.areas)
        )

    def is_bounce_address(self, address: str) -> bool:
        """Whether *address* is an envelope sender of ours: mail to it is only ever read as a report."""
        local, _, domain = address.lower().rpartition("@")
        return local.startswith("bounce+") and domain == self.mail.bounce_domain and len(address) <= _LONGEST_ADDRESS

    @property
    def our_addresses(self) -> frozenset[str]:
        """Every address that is ours: a mail from one of them is our own come back."""
        return frozenset({self.mail.address.lower(), *self.mail.mailboxes})


def load(name: str, folder: Path = FOLDER) -> County:
    """Read and check a county. Raises ConfigurationError with file, line and field."""
    file = folder / name / "county.toml"
    if not file.is_file():
        known = ", ".join(sorted(path.parent.name for path in folder.glob("*/county.toml")))
        raise ConfigurationError("LUOTSI_COUNTY", f"no county {name!r}; there are {known}")
    county = _read(file, County)
    if county.code != name:
        raise wrong(file, file.read_text(encoding="utf-8"), ("code",), f"must be {name}, as the folder is called")
    written = folder / name / "replies.toml"
    return county.model_copy(update={"replies": _read(written, Replies).reply}) if written.is_file() else county


def _read(file: Path, part: type[P]) -> P:
    text = file.read_text(encoding="utf-8")
    try:
        return part.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as problem:
        place = re.search(r"line (\d+)", str(problem))
        raise ConfigurationError(f"{file}:{place[1] if place else 1}", f"is not TOML: {problem}") from problem
    except ValidationError as problem:
        first = problem.errors(include_input=False, include_url=False)[0]
        raise wrong(file, text, first["loc"], first["msg"]) from problem


def wrong(file: Path, text: str, path: Sequence[str | int], problem: str) -> ConfigurationError:
    """What is wrong at *path* of a county's file, as an error that begins with file and line."""
    return ConfigurationError(f"{file}:{line_of(text, path)}", f"{'.'.join(map(str, path))}: {problem}")


def load_triggers(name: str, destinations: Mapping[str, Destination], folder: Path = FOLDER) -> TriggerBook:
    """What leads to asking about one worker for everything, as the county has it.

    Raises routing's ConfigurationError with file and line.
    """
    teams = {"intake", *(one.team for one in destinations.values())}
    return triggers.load(folder / name / triggers.FILE, teams)
