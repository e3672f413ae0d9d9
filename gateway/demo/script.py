"""The script of the demo: who turns to us when, and what colleagues do about it. Data in `data/`, checked when read."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from importlib.resources import files
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from channels.codes import ContacterType, Language, Reason, Resolution, Urgency
from channels.phone.callbacks import CallKind
from gateway.i18n import HELSINKI
from routing.hours import WorkingCalendar

_MINUTES_AGO: Final = re.compile(r"(\d{1,3})min")
_WORKING_DAY: Final = re.compile(r"(-?\d{1,2})d (\d\d):(\d\d)")
_PLACE: Final = "{kunta}"

When = Annotated[str, Field(pattern=rf"^({_MINUTES_AGO.pattern}|{_WORKING_DAY.pattern})$")]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Do(StrEnum):
    """What a colleague can do with a Case here."""

    CLAIM = "claim"
    SEE_ALARM = "seen"
    NOTE = "note"
    REPLY = "reply"
    CALL = "called"
    MOVE = "move"
    CORRECT = "correct"
    RESOLVE = "resolve"


class Deed(_Part):
    """What a colleague did with the Case of a contact."""

    when: When
    by: str
    do: Do
    text: str = ""
    due: When | None = None  # what was promised next
    reached: bool = False
    contacter: ContacterType | None = None
    reason: Reason | None = None
    urgency: Urgency | None = None
    resolution: Resolution | None = None


class Told(_Part):
    """What every contact has."""

    id: str
    when: When
    text: str = ""
    kunta: int | None = None  # one of the county's municipalities, by number
    then: tuple[Deed, ...] = ()

    def place(self, municipalities: Sequence[str]) -> str:
        """The municipality in its basic form; nothing where the contact names none."""
        return "" if self.kunta is None else municipalities[self.kunta % len(municipalities)]

    def words(self, municipalities: Sequence[str]) -> str:
        """The text with the municipality in its place."""
        return self.text.strip().replace(_PLACE, self.place(municipalities))


class Mail(Told):
    """A mail."""

    sender: str = Field(alias="from")
    subject: str
    to: tuple[str, ...] = ("main",)  # "main", "second", or a service line with a mailbox of its own
    charset: str = "utf-8"
    attach: str = ""  # a file beside the texts
    answers: str = ""  # the contact that our mail was about
    machine: bool = False  # an absence note or a receipt, sent by a program
    nested: int = 0  # parts within parts, deeper than anybody can read


class Bounce(Told):
    """The report that our mail to somebody was not delivered."""

    bounce_of: str


class Filled(Told):
    """The contact form or the callback form, filled in."""

    form: str
    line: str = ""
    fields: Mapping[str, str]


class Call(Told):
    """What the switchboard reports of a call."""

    call: CallKind
    line: str
    number: str
    wish: str = ""
    language: Language = Language.UNKNOWN


class Entered(Told):
    """A call, a visit or a letter that a colleague wrote down."""

    by: str
    fields: Mapping[str, str]


Contact = Mail | Bounce | Filled | Call | Entered
_KINDS: Final = {"mail": Bounce | Mail, "forms": Filled, "phone": Call, "entered": Entered}


def contacts() -> tuple[Contact, ...]:
    """Everybody who turns to us, in the order of the files."""
    found: list[Contact] = []
    for name, kind in _KINDS.items():
        listed = tomllib.loads(resource(f"{name}.toml").decode())["contact"]
        found.extend(TypeAdapter(tuple[kind, ...]).validate_python(listed))  # type: ignore[valid-type]
    return tuple(found)


def resource(name: str) -> bytes:
    """A file beside the texts."""
    return files("gateway.demo").joinpath("data", name).read_bytes()


def moment(when: str, start: datetime, calendar: WorkingCalendar) -> datetime:
    """What *when* means if the demo begins at *start*: "25min" before it, "3d 09:14" three working days before it.

    With a minus it is that many working days after it; hours are those of Helsinki.
    """
    if ago := _MINUTES_AGO.fullmatch(when):
        return start - timedelta(minutes=int(ago[1]))
    days, hour, minute = (int(part) for part in _WORKING_DAY.fullmatch(when).groups())  # type: ignore[union-attr]
    day = _working_day(start.astimezone(HELSINKI).date(), days, calendar)
    return datetime.combine(day, time(hour, minute), tzinfo=HELSINKI).astimezone(UTC)


def _working_day(today: date, days_ago: int, calendar: WorkingCalendar) -> date:
    step = timedelta(days=-1 if days_ago > 0 else 1)
    day = today
    for _ in range(abs(days_ago)):
        day += step
        while not calendar.is_working(day):
            day += step
    return day
