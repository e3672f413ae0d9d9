"""The forms as data: what is asked, how long an answer may be, which answers there are.

Labels are texts and live in `gateway/locale/`.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from channels.codes import (
    ANSWER_LANGUAGES,
    About,
    AgeBand,
    ChannelCode,
    ConsentState,
    ContacterType,
    Direction,
    IdentityLevel,
    MatterType,
)


class FieldKind(StrEnum):
    """What sort of answer a field takes."""

    TEXT = "text"  # one line
    LONG_TEXT = "long_text"
    PHONE = "phone"
    EMAIL = "email"
    CHOICE = "choice"
    TICK = "tick"  # "yes" or nothing
    MOMENT = "moment"  # ISO 8601; without an offset it is Finnish time, as a datetime-local input sends it
    ID = "id"  # a UUID made when the page was


class FieldError(StrEnum):
    """What can be wrong with an answer; the value is the key of its text."""

    REQUIRED = "required"
    TOO_LONG = "too_long"
    NOT_A_CHOICE = "not_a_choice"
    EMAIL_MALFORMED = "email_malformed"
    MOMENT_MALFORMED = "moment_malformed"
    MOMENT_UNLIKELY = "moment_unlikely"  # yet to come, or years ago
    PAGE_EXPIRED = "page_expired"
    PHONE_TOO_SHORT = "phone_too_short"
    PHONE_INVALID = "phone_invalid"
    PHONE_NEEDS_COUNTRY_CODE = "phone_needs_country_code"
    PHONE_NOT_A_PERSONS = "phone_not_a_persons"  # 112, 116 117, 0600: nobody can be called back there
    PHONE_WITHHELD = "phone_withheld"
    NEEDED_FOR_ANSWER = "needed_for_answer"  # "answer me by phone", and no number


_PHONE_ERRORS = (
    FieldError.PHONE_TOO_SHORT,
    FieldError.PHONE_INVALID,
    FieldError.PHONE_NEEDS_COUNTRY_CODE,
    FieldError.PHONE_NOT_A_PERSONS,
    FieldError.PHONE_WITHHELD,
)
_ERRORS = {
    FieldKind.TEXT: (FieldError.TOO_LONG,),
    FieldKind.LONG_TEXT: (FieldError.TOO_LONG,),
    FieldKind.PHONE: (FieldError.TOO_LONG, FieldError.NEEDED_FOR_ANSWER, *_PHONE_ERRORS),
    FieldKind.EMAIL: (FieldError.TOO_LONG, FieldError.NEEDED_FOR_ANSWER, FieldError.EMAIL_MALFORMED),
    FieldKind.CHOICE: (FieldError.NOT_A_CHOICE,),
    FieldKind.TICK: (FieldError.NOT_A_CHOICE,),
    FieldKind.MOMENT: (FieldError.MOMENT_MALFORMED, FieldError.MOMENT_UNLIKELY),
    FieldKind.ID: (FieldError.PAGE_EXPIRED,),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One question. A choice without listed choices takes any code: the county lists them, by `Form.with_choices`."""

    name: str
    kind: FieldKind = FieldKind.TEXT
    required: bool = False
    max_length: int = 200  # code points
    choices: tuple[str, ...] = ()
    autocomplete: str = "off"  # the HTML token

    @property
    def errors(self) -> tuple[FieldError, ...]:
        """What can be wrong here: a page needs a text for each."""
        return (FieldError.REQUIRED, *_ERRORS[self.kind]) if self.required else _ERRORS[self.kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form: its questions in order."""

    name: str
    channel: ChannelCode
    fields: tuple[Field, ...]

    def field(self, name: str) -> Field:
        """The question called *name*. Raises KeyError."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)

    def with_choices(self, name: str, choices: tuple[str, ...]) -> "Form":
        """The same form with exactly *choices* for one question. Raises KeyError if there is no such question."""
        asked = self.field(name)
        limited = replace(asked, choices=choices)
        return replace(self, fields=tuple(limited if field is asked else field for field in self.fields))


class Matter(StrEnum):
    """What a person says the message is."""

    ORDINARY = "ordinary"
    APPLICATION = "application"
    CONCERN = "concern"


class AnswerBy(StrEnum):
    """How a person wants the answer."""

    PHONE = "phone"
    EMAIL = "email"
    NONE = "none"


class Knows(StrEnum):
    """Whether the client knows that somebody turned to us."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


YES = "yes"
LONGEST_MESSAGE = 20_000

_AGE_BANDS = tuple(
    band.value for band in (AgeBand.AGE_75PLUS, AgeBand.AGE_65_74, AgeBand.AGE_UNDER_65, AgeBand.UNKNOWN)
)
_SUBMISSION_ID = Field(name="submission_id", kind=FieldKind.ID, required=True)
_LANGUAGE = Field(
    name="language", kind=FieldKind.CHOICE, required=True, choices=tuple(one.value for one in ANSWER_LANGUAGES)
)
_INTERPRETER = Field(name="interpreter_language", max_length=60)
_MUNICIPALITY = Field(name="municipality", max_length=60)
_SAFE_CONTACT = Field(name="safe_contact_note", kind=FieldKind.LONG_TEXT, max_length=1000)
_SUBJECT_NAME = Field(name="subject_name", max_length=120)
_RELATION = Field(name="relation", max_length=120)
_KNOWS = Field(name="knows_of_contact", kind=FieldKind.CHOICE, choices=tuple(Knows))
_CONSENT = Field(name="consent", kind=FieldKind.CHOICE, choices=tuple(ConsentState))

CONTACT = Form(
    name="contact",
    channel=ChannelCode.WEB_FORM,
    fields=(
        _SUBMISSION_ID,
        _LANGUAGE,
        Field(name="text", kind=FieldKind.LONG_TEXT, required=True, max_length=LONGEST_MESSAGE),
        Field(name="about", kind=FieldKind.CHOICE, choices=tuple(About)),
        Field(name="matter", kind=FieldKind.CHOICE, choices=tuple(Matter)),
        Field(name="anonymous", kind=FieldKind.TICK),
        Field(name="name", max_length=120, autocomplete="name"),
        Field(name="phone", kind=FieldKind.PHONE, max_length=40, autocomplete="tel"),
        Field(name="email", kind=FieldKind.EMAIL, max_length=254, autocomplete="email"),
        Field(name="answer_by", kind=FieldKind.CHOICE, choices=tuple(AnswerBy)),
        _SAFE_CONTACT,
        _RELATION,
        _SUBJECT_NAME,
        _KNOWS,
        _CONSENT,
        _MUNICIPALITY,
        Field(name="age_band", kind=FieldKind.CHOICE, choices=_AGE_BANDS),
        Field(name="other_language", kind=FieldKind.TICK),
        _INTERPRETER,
    ),
)

CALLBACK = Form(
    name="callback",
    channel=ChannelCode.PHONE_CALLBACK,
    fields=(
        _SUBMISSION_ID,
        _LANGUAGE,
        Field(name="phone", kind=FieldKind.PHONE, required=True, max_length=40, autocomplete="tel"),
        Field(name="name", max_length=120, autocomplete="name"),
        Field(name="line", kind=FieldKind.CHOICE, required=True),
        Field(name="wish", max_length=200),
        Field(name="text", kind=FieldKind.LONG_TEXT, max_length=1000),
        Field(name="other_language", kind=FieldKind.TICK),
        _INTERPRETER,
    ),
)

_ENTERED_CHANNELS = (
    ChannelCode.PHONE,
    ChannelCode.SERVICE_POINT,
    ChannelCode.LETTER,
    ChannelCode.EVENT,
    ChannelCode.PHONE_CALLBACK,
)

ENTERED = Form(
    name="entered",
    channel=ChannelCode.PHONE,
    fields=(
        _SUBMISSION_ID,
        Field(name="channel", kind=FieldKind.CHOICE, required=True, choices=_ENTERED_CHANNELS),
        Field(name="direction", kind=FieldKind.CHOICE, required=True, choices=tuple(Direction)),
        Field(name="arrived_at", kind=FieldKind.MOMENT, required=True),
        Field(name="text", kind=FieldKind.LONG_TEXT, required=True, max_length=LONGEST_MESSAGE),
        Field(name="contacter_type", kind=FieldKind.CHOICE, required=True, choices=tuple(ContacterType)),
        Field(name="identity_level", kind=FieldKind.CHOICE, required=True, choices=tuple(IdentityLevel)),
        Field(name="name", max_length=120),
        Field(name="phone", kind=FieldKind.PHONE, max_length=40),
        Field(name="email", kind=FieldKind.EMAIL, max_length=254),
        Field(name="organisation", max_length=120),
        _RELATION,
        _SAFE_CONTACT,
        _SUBJECT_NAME,
        Field(name="non_disclosure", kind=FieldKind.TICK),
        _KNOWS,
        _CONSENT,
        Field(name="callback_name", max_length=120),
        Field(name="callback_phone", kind=FieldKind.PHONE, max_length=40),
        Field(name="callback_wish", max_length=200),
        _MUNICIPALITY,
        Field(name="age_band", kind=FieldKind.CHOICE, choices=tuple(AgeBand)),
        Field(name="matter_type", kind=FieldKind.CHOICE, choices=tuple(MatterType)),
        Field(name="language", kind=FieldKind.CHOICE, choices=tuple(one.value for one in ANSWER_LANGUAGES)),
        _INTERPRETER,
    ),
)

FORMS = {form.name: form for form in (CONTACT, CALLBACK, ENTERED)}
