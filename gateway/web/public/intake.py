"""From a form that somebody sends to the page that answers: emergency first, then keep, then what was decided."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

import structlog

from channels.channel import Receipt, StoreUnavailableError
from channels.codes import ChannelCode, Direction, Language
from channels.form.definitions import FieldKind, Form
from channels.form.parse import Answer, Submission, delivery, encode
from gateway import pipeline
from gateway.danger import danger_in, without_names
from gateway.faults import Moment, Step
from gateway.ids import new_token
from gateway.services import Services
from gateway.store import answers
from gateway.web.public.pages import Alarm, Told
from routing.acknowledgement import SAFE_CONTACT, WITHOUT_FOOTER

log = structlog.get_logger()

FORM_NOT_KEPT: Final = "form_not_kept"
ANSWER_NOT_SHOWN: Final = "answer_not_shown"
PATIENCE: Final = 1.0  # seconds that somebody waits for the answer on the same page
_WORDS: Final = frozenset({FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.PHONE, FieldKind.EMAIL})
_PAGE: Final = "answer"  # what the keyed hash of a page's name is for


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Who waits for an answer: what they read, what they were told already, and whether they want to be called."""

    language: Language
    alarm: Alarm | None
    callback: bool


async def alarm_in(house: Services, form: Form, values: Mapping[str, str], language: Language) -> Alarm | None:
    """What to say first where *values* hold words of an emergency. Needs no store, so it is said inside a 503 too."""
    words = "\n\n".join(values.get(field.name, "") for field in form.fields if field.kind in _WORDS).strip()
    told = await danger_in(house, words, language)
    return Alarm(paragraphs=told.first, found=told.found, alone=told.at_home) if told.first else None


def with_danger(submission: Submission, alarm: Alarm | None) -> Submission:
    """*submission* with the words of danger, and no others, from what an anonymous person's form does not keep.

    Whoever is told to call 112 must also be heard by our people.
    """
    kept = "\n".join(one.value for one in submission.answers)
    unkept = [without_names(words) for words in alarm.found if words not in kept] if alarm else []
    if not unkept:
        return submission
    text = "\n\n".join(part for part in (submission.value("text"), *unkept) if part)
    others = tuple(one for one in submission.answers if one.field != "text")
    return replace(submission, answers=(*others, Answer(field="text", value=text)))


async def keep(
    house: Services,
    submission: Submission,
    line: str,
    *,
    entered_by: UUID | None = None,
    direction: Direction = Direction.TO_SERVICE,
) -> Receipt:
    """Keep *submission* durably at *line*. Raises StoreUnavailableError, and nothing else, if nothing was stored."""
    try:
        arrived = (delivery(submission, line),)
        kept = await pipeline.keep(house, encode(submission), arrived, entered_by=entered_by, direction=direction)
        await house.faults.reached(Moment.BEFORE_HTTP_YES)
    except StoreUnavailableError:
        raise
    except Exception as problem:
        # Whatever it is, the page comes back as typed, under its own id: nobody writes it twice, nobody is kept twice.
        log.error(FORM_NOT_KEPT, error=type(problem).__name__)  # noqa: TRY400  a traceback may quote the person
        raise StoreUnavailableError from problem
    return kept.receipts[0]


async def first_answer(house: Services, receipt: Receipt, asked: Asked) -> Told:
    """The answer to what was kept as *receipt*: the text if it is ready in time, else a page to look again.

    Raises nothing, whatever has gone wrong meanwhile: what was kept is kept, and the person is told so.
    """
    try:
        told = await answer(house, receipt, asked)
        if told.paragraphs or told.alarm:
            return told
        token = new_token()
        async with house.writing(Step.WAIT_FOR_ANSWER) as session:
            await answers.add(session, house.index.of(_PAGE, token), receipt.contact_id, house.now())
    except Exception as problem:  # noqa: BLE001  an error page would make them send it again
        log.error(ANSWER_NOT_SHOWN, error=type(problem).__name__)  # noqa: TRY400  a traceback may quote the person
        return _told(receipt, asked)
    return replace(told, page_id=token)


async def look_again(house: Services, token: str, looked: int, language: Language) -> Told | None:
    """The answer that the page named *token* waits for, or None where that page has died."""
    async with house.readers() as session:
        found = await answers.contact_of(session, house.index.of(_PAGE, token), house.now())
    if found is None:
        return None
    receipt = Receipt(contact_id=found.id, reference=found.reference, repeated=True)
    asked = Asked(language=language, alarm=None, callback=found.channel is ChannelCode.PHONE_CALLBACK)
    told = await answer(house, receipt, asked)
    return told if told.paragraphs else replace(told, page_id=token, looked=looked + 1)


async def answer(house: Services, receipt: Receipt, asked: Asked) -> Told:
    """What can be said now of the contact kept as *receipt*."""
    said = await pipeline.answer_within(house, receipt.contact_id, seconds=PATIENCE)
    if said is not None and said.template == SAFE_CONTACT:
        # Nothing but the text: whoever looks over the shoulder must not read more.
        return replace(_told(receipt, asked), paragraphs=paragraphs(said.text), reference=())
    repeats_alarm = asked.alarm is not None and said is not None and said.template in WITHOUT_FOOTER
    return replace(
        _told(receipt, asked),
        paragraphs=() if said is None or repeats_alarm else paragraphs(said.text),
    )


def paragraphs(text: str) -> tuple[str, ...]:
    """*text* cut at its empty lines."""
    return tuple(part.strip() for part in text.split("\n\n") if part.strip())


def _told(receipt: Receipt, asked: Asked) -> Told:
    """What is true as soon as the receipt is."""
    return Told(
        alarm=asked.alarm,
        callback=asked.callback,
        paragraphs=(),
        reference=() if asked.alarm and asked.alarm.alone else tuple(receipt.reference.split("-")),
    )
