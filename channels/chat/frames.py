"""What is said on a chat line: one JSON object per text frame, the same over a WebSocket and a long poll.

A client makes the id of each message and repeats the message until its tick, on the same line or the next. The server
numbers what is said in a conversation from 1 without a gap; `after` is the last number that a client has seen.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, is_dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from channels.chat.floor import Floor
from channels.chat.heard import Choice

LARGEST: Final = 16 * 1024  # bytes of a frame
LONGEST: Final = 4_000  # characters of a message; four bytes each, they fit into the largest frame
HIGHEST: Final = 2**53 - 1  # the largest whole number that every JSON reader knows

_LONGEST_TOKEN: Final = 512
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class Side(StrEnum):
    """Who speaks."""

    VISITOR = "visitor"
    ADVISOR = "advisor"
    SERVICE = "service"  # what we say by ourselves


class Why(StrEnum):
    """Why something was not done. After UNAVAILABLE and TOO_MANY the client says it again, under the same id."""

    TOO_LONG = "too_long"
    EMPTY = "empty"
    MALFORMED = "malformed"
    TOO_MANY = "too_many"
    ENDED = "ended"  # this line, or its token, is no longer good
    UNAVAILABLE = "unavailable"
    TAKEN = "taken"  # another advisor has this Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Hello:
    """A client's first frame. An advisor is known by the session, and the token is empty."""

    token: str
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Say:
    """A message, under the id that its writer made for it."""

    id: UUID
    text: str
    choice: Choice | None = None  # what was pressed, with its label as text


@dataclass(frozen=True, slots=True, kw_only=True)
class Typing:
    """The client's person is writing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """The client's person has seen everything up to *seq*."""

    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ping:
    """The client asks whether we are there."""


ClientFrame = Hello | Say | Typing | Seen | Ping


@dataclass(frozen=True, slots=True, kw_only=True)
class Welcome:
    """The line is open; `token` is good for another day. Everything after `after` follows."""

    token: str
    after: int
    reference: str | None  # as soon as something was said
    ended: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """The message *id* is stored as *seq* and cannot be lost."""

    id: UUID
    seq: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """Something to press, in the conversation's language."""

    choice: Choice
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing said. On one line entries come in the order of `seq`, without a gap."""

    seq: int
    id: UUID
    side: Side
    name: str | None
    text: str
    at: datetime
    buttons: tuple[Button, ...] = ()  # of what we say by ourselves; good until the next thing is said


@dataclass(frozen=True, slots=True, kw_only=True)
class TypingBy:
    """The other side is writing, or was a moment ago."""

    side: Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """Who is there now."""

    advisor: bool
    visitor: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Handling:
    """Who has the floor; in the queue, at which place, and how long people have lately waited for their turn."""

    floor: Floor
    place: int | None = None
    minutes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenBy:
    """That side has seen everything up to *seq*."""

    side: Side
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """Call 112: said before anything else, also when nothing can be stored."""

    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Not done, and nothing of it stored."""

    id: UUID | None
    why: Why
    after_seconds: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """The matter was closed. A further message opens it again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pong:
    """We are there."""


ServerFrame = Welcome | Tick | Entry | TypingBy | Presence | Handling | SeenBy | Alarm | Refused | Ended | Pong

_TYPES: Final[Mapping[type, str]] = {
    Hello: "hello",
    Say: "say",
    Typing: "typing",
    Seen: "seen",
    Ping: "ping",
    Welcome: "welcome",
    Tick: "tick",
    Entry: "entry",
    TypingBy: "typing",
    Presence: "presence",
    Handling: "handling",
    SeenBy: "seen",
    Alarm: "alarm",
    Refused: "refused",
    Ended: "ended",
    Pong: "pong",
}
_KEYS: Final[Mapping[str, str]] = {"side": "from"}  # a word that Python keeps for itself


class FrameError(Exception):
    """No frame of ours. `why` is for the client; `id` names the message where that much could be read."""

    def __init__(self, why: Why, message_id: UUID | None = None) -> None:
        super().__init__(f"frame refused: {why}")
        self.why = why
        self.id = message_id


def read(frame: str) -> ClientFrame:
    """The client's frame. Raises FrameError, and nothing else."""
    if len(frame.encode("utf-8", "replace")) > LARGEST:
        raise FrameError(Why.TOO_LONG)
    match _json(frame):
        case {"type": "hello", "token": str(token), "after": after} if len(token) <= _LONGEST_TOKEN:
            return Hello(token=token, after=_number(after))
        case {"type": "say", "id": str(own), "text": str(text), **more}:
            return _say(own, text, more.get("choice"))
        case {"type": "typing"}:
            return Typing()
        case {"type": "seen", "seq": seq}:
            return Seen(seq=_number(seq))
        case {"type": "ping"}:
            return Ping()
    raise FrameError(Why.MALFORMED)


def write(frame: ClientFrame | ServerFrame) -> str:
    """The frame as text. Absent values are null, moments are ISO 8601 in UTC."""
    return json.dumps(as_json(frame), ensure_ascii=False, separators=(",", ":"))


def as_json(frame: ClientFrame | ServerFrame) -> dict[str, object]:
    """The frame as a JSON object, for a long poll that carries several."""
    told = {_KEYS.get(one.name, one.name): _plain(getattr(frame, one.name)) for one in fields(frame)}
    return {"type": _TYPES[type(frame)], **told}


def _plain(value: object) -> object:
    match value:
        case UUID() | StrEnum():
            return str(value)
        case datetime():
            return value.isoformat()
        case tuple():
            return [_plain(one) for one in value]
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else value


def _json(frame: str) -> object:
    try:
        return json.loads(frame)
    except (ValueError, RecursionError):
        raise FrameError(Why.MALFORMED) from None


def _say(own: str, text: str, choice: object) -> Say:
    try:
        message_id = UUID(own)
    except ValueError:
        raise FrameError(Why.MALFORMED) from None
    if choice is not None and choice not in list(Choice):
        raise FrameError(Why.MALFORMED, message_id)
    words = tidy(text)
    if not words:
        raise FrameError(Why.EMPTY, message_id)
    if len(words) > LONGEST:
        raise FrameError(Why.TOO_LONG, message_id)
    return Say(id=message_id, text=words, choice=None if choice is None else Choice(str(choice)))


def tidy(text: str) -> str:
    """*text* as it is kept: composed letters, one kind of line end, nothing that is not text, no space around."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _NOT_TEXT.sub("", lines)).strip()


def _number(value: object) -> int:
    # A bool is an int to Python, and is none to us.
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= HIGHEST:
        raise FrameError(Why.MALFORMED)
    return value
