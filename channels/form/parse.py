"""Forms: from what a browser sends to a submission, from that to an original, and from an original to a Contact."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from channels.channel import Arrival, Delivery, UnreadableError
from channels.codes import ChannelCode, IdentityLevel
from channels.contact import Contact
from channels.envelope import NOT_OUR_JSON, UNKNOWN_VERSION, Envelope, seal, unseal
from channels.form.answers import answer
from channels.form.contacts import contact_from
from channels.form.definitions import CONTACT, ENTERED, FORMS, YES, AnswerBy, FieldError, Form

KIND = "form"
VERSION = 1

# An anonymous person's: these are dropped before anything is kept.
_IDENTIFYING = ("name", "phone", "email", "organisation", "safe_contact_note", "answer_by")
_IDENTIFYING_CALL_BACK = ("callback_name", "callback_phone", "callback_wish")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What stands in one field."""

    field: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is wrong with one field."""

    field: str
    error: FieldError


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """A form filled in without a fault: every answer in its normal form, the empty ones left out."""

    form: str
    channel: ChannelCode
    answers: tuple[Answer, ...]

    def value(self, field: str) -> str:
        """The answer to *field*, or nothing."""
        return next((one.value for one in self.answers if one.field == field), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Problems:
    """Why a form cannot be kept yet, in the order of its fields; `answers` are as typed, to show the page again."""

    problems: tuple[Problem, ...]
    answers: tuple[Answer, ...]


def check(form: Form, values: Mapping[str, str]) -> Submission | Problems:
    """The submission that *values* make, or all that is wrong with them. Fields that the form lacks are ignored."""
    told = _without_identity(form, values)
    read = {field.name: answer(field, told.get(field.name, "")) for field in form.fields}
    errors = {name: value for name, value in read.items() if isinstance(value, FieldError)}
    errors = _missing_way_to_answer(form, read) | errors
    if errors:
        return Problems(
            problems=tuple(
                Problem(field=field.name, error=errors[field.name]) for field in form.fields if field.name in errors
            ),
            answers=tuple(Answer(field=field.name, value=values.get(field.name, "")) for field in form.fields),
        )
    return Submission(
        form=form.name,
        channel=ChannelCode(str(read["channel"])) if form.name == ENTERED.name else form.channel,
        answers=tuple(Answer(field=name, value=str(value)) for name, value in read.items() if value),
    )


def _without_identity(form: Form, values: Mapping[str, str]) -> Mapping[str, str]:
    """*values*, and of an anonymous person's only those that say nothing of who they are.

    Before the check, so that a mistake in what is not going to be kept stops nobody.
    """
    if form.name == CONTACT.name and values.get("anonymous") == YES:
        own_name = ("subject_name",) if values.get("about") != "other" else ()
        dropped = {*_IDENTIFYING, *own_name}
    elif form.name == ENTERED.name and values.get("identity_level") == IdentityLevel.ANONYMOUS:
        dropped = {*_IDENTIFYING, *_IDENTIFYING_CALL_BACK}
    else:
        return values
    return {name: value for name, value in values.items() if name not in dropped}


def _missing_way_to_answer(form: Form, read: Mapping[str, str | FieldError]) -> dict[str, FieldError]:
    wanted = read.get("answer_by")
    if form.name == CONTACT.name and wanted in {AnswerBy.PHONE, AnswerBy.EMAIL} and not read[str(wanted)]:
        return {str(wanted): FieldError.NEEDED_FOR_ANSWER}
    return {}


def encode(submission: Submission) -> bytes:
    """The original that is kept of a submission."""
    values = {one.field: one.value for one in submission.answers}
    return seal(Envelope(kind=KIND, version=VERSION, values={**values, "form": submission.form}))


def delivery(submission: Submission, line: str) -> Delivery:
    """The arrival of *submission* at *line*.

    The same page sent twice is one delivery; the same page with something changed is another, since the person meant
    it to be read. Two people who write the same words are two: the page's own id is in the content key as well.
    """
    digest = sha256(encode(submission)).hexdigest()
    once = f"{KIND}:{submission.form}:{submission.value('submission_id')}:{digest}"
    return Delivery(channel=submission.channel, line=line, once=once, content=once)


def parse(original: bytes, arrival: Arrival) -> Contact:
    """The Contact in a form's original. Raises UnreadableError and nothing else."""
    envelope = unseal(original)
    form = FORMS.get(envelope.values.get("form", ""))
    if envelope.kind != KIND or form is None:
        raise UnreadableError(NOT_OUR_JSON)
    if envelope.version != VERSION:
        raise UnreadableError(UNKNOWN_VERSION)
    # Read as strictly as when it came, so that a damaged original is a person's Case and not a wrong Contact.
    submission = check(form, envelope.values)
    if isinstance(submission, Problems):
        raise UnreadableError(NOT_OUR_JSON)
    return contact_from(form, {one.field: one.value for one in submission.answers}, arrival)
