"""The public pages: a frozen dataclass for each template, which uses these fields only."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from channels.form.definitions import FieldError, FieldKind, Form
from channels.form.parse import Answer, Problem
from gateway.store.progress import Progress, Step
from gateway.web.public.helplines import HelpLine


class Failure(StrEnum):
    """Why a page cannot be shown; each has texts, `public-failure-<code>-…`."""

    NOT_UNDERSTOOD = "not-understood"
    NOT_SIGNED_IN = "not-signed-in"
    NOT_ALLOWED = "not-allowed"
    NOT_FOUND = "not-found"
    TOO_MANY = "too-many"
    TOO_LARGE = "too-large"
    BROKEN = "broken"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """What is said before everything else where words of an emergency were met: paragraphs, 112 among them."""

    paragraphs: tuple[str, ...]
    found: tuple[str, ...] = ()  # those words
    alone: bool = False  # nothing else is shown, lest somebody reads it who is the danger


@dataclass(frozen=True, slots=True, kw_only=True)
class Phone:
    """The advice line at this moment."""

    number: str
    link: str
    hours: str
    is_open: bool
    changes: str  # when it closes, or when it opens, in words


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A service point."""

    name: str
    address: str
    hours: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of the answers to a question."""

    code: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A form as it is shown: what stands in it and what is wrong with that."""

    answers: tuple[Answer, ...] = ()
    problems: tuple[Problem, ...] = ()

    def value(self, field: str) -> str:
        """What stands in *field*."""
        return next((answer.value for answer in self.answers if answer.field == field), "")

    def wrong(self, field: str) -> FieldError | None:
        """What is wrong with *field*, if anything."""
        return next((problem.error for problem in self.problems if problem.field == field), None)

    def any(self, *fields: str) -> bool:
        """Whether something stands in one of *fields*, or is wrong with it."""
        return any(self.value(field) or self.wrong(field) for field in fields)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown(Filled):
    """The same with its questions, for templates that show each by its rules."""

    form: Form

    def required(self, field: str) -> bool:
        """Whether *field* must be answered."""
        return self.form.field(field).required

    def most(self, field: str) -> int:
        """How many characters *field* holds."""
        return self.form.field(field).max_length

    def autocomplete(self, field: str) -> str:
        """What a browser may fill in by itself, as an HTML token."""
        return self.form.field(field).autocomplete

    def shown(self, field: str) -> bool:
        """Whether people see *field*: its problem can be led to."""
        return self.form.field(field).kind is not FieldKind.ID and field != "language"


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage:
    """Every way to reach us."""

    template: ClassVar[str] = "public/home.html"

    phone: Phone
    bot: bool  # answers first in the chat
    social_emergency: Phone
    medical: HelpLine
    helplines: tuple[HelpLine, ...]
    email: str
    post: str
    places: tuple[Place, ...]
    municipalities: tuple[str, ...]
    kela: str
    guardianship: str
    checked: str  # date, in words
    finnish_only: bool  # service in Swedish is not promised here


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactPage:
    """The form, empty or as it came back."""

    template: ClassVar[str] = "public/contact.html"

    filled: Shown
    submission_id: str
    alarm: Alarm | None
    unavailable: bool
    municipalities: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackPage:
    """The request to be called, empty or as it came back."""

    template: ClassVar[str] = "public/callback.html"

    filled: Shown
    submission_id: str
    alarm: Alarm | None
    unavailable: bool
    lines: tuple[Choice, ...]
    phone: Phone


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatPage:
    """Where visitors write with us; what is said comes over the line."""

    template: ClassVar[str] = "public/chat.html"

    phone: Phone
    bot: bool  # answers first


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What we say to somebody who has just sent something."""

    alarm: Alarm | None
    callback: bool  # they asked to be called
    paragraphs: tuple[str, ...]  # empty while the answer is not ready
    reference: tuple[str, ...]  # in its groups; empty where the text alone is to be shown
    page_id: str = ""  # to look again; empty where there is nothing to wait for
    looked: int = 0  # how often the page has looked by itself


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPage:
    """The answer to what was sent."""

    template: ClassVar[str] = "public/answer.html"

    told: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPart:
    """The same without its frame, for a page that looks again by itself."""

    template: ClassVar[str] = "public/answer_part.html"

    told: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class GonePage:
    """A page that showed an answer and does so no more."""

    template: ClassVar[str] = "public/gone.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class GonePart:
    """The same without its frame."""

    template: ClassVar[str] = "public/gone_part.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusPage:
    """The question for a reference, and what is told of it."""

    template: ClassVar[str] = "public/status.html"

    asked: bool
    typed: str
    progress: Progress | None
    steps: tuple[Step, ...]
    at: int  # where in `steps` the matter stands
    received: str  # in words
    done: str  # in words, or empty


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacyPage:
    """What happens to what people tell us."""

    template: ClassVar[str] = "public/privacy.html"

    controller: str
    officer: str
    chat_days: int  # after which the words of an anonymous chat go


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessibilityPage:
    """How well these pages can be used, and where to say what could not."""

    template: ClassVar[str] = "public/accessibility.html"

    feedback: str
    phone: Phone
    assessed: str  # date, in words


@dataclass(frozen=True, slots=True, kw_only=True)
class FailurePage:
    """Something else than what was wanted, said kindly."""

    template: ClassVar[str] = "public/failure.html"

    failure: Failure
    phone: Phone
    words: str = ""  # what was typed and could not be kept
