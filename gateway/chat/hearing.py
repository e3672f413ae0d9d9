"""What a message says to the bot, and what there is to offer: worked out before the transaction that stores it."""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import structlog
from sqlalchemy.exc import SQLAlchemyError

from channels.chat.dialogue import Offer
from channels.chat.frames import Say
from channels.chat.heard import Heard, Mood, Short, Told, Way, pressed
from channels.codes import AgeBand, Language, Reason, Urgency
from gateway.casework import handing
from gateway.catalogue.answering import answer
from gateway.catalogue.finding import LIKE_ENOUGH
from gateway.services import Services
from nlu.acts import Act, acts_in
from nlu.reading import Message, Reading

log = structlog.get_logger()

OFFERED_WITHOUT_DATABASE: Final = "chat_offered_without_database"
NOT_UNDERSTOOD: Final = "chat_message_not_understood"

_SURE: Final = 0.6  # of a reason, to be said back
_A_STORY: Final = 8  # words; who writes as many has told what it is about, whatever we make of it
_A_MATTER: Final = 3  # words; fewer name no matter
_AN_AGE: Final = re.compile(r"(?<![\d+])\b([2-9]\d|1[01]\d)\b(?!\s?\d)")
_OVER_75: Final = {AgeBand.AGE_75PLUS: True, AgeBand.AGE_65_74: False, AgeBand.AGE_UNDER_65: False}

# What a machine has no business to say to anybody of themselves or theirs.
_NOT_SAID_BACK: Final = frozenset(
    {Reason.OTHER_UNCLEAR, Reason.MEMORY_CONCERN, Reason.ABUSE_NEGLECT, Reason.MENTAL_HEALTH_SUBSTANCE}
)

_WAYS: Final = (
    (Act.WANTS_PERSON, Way.PERSON),
    (Act.CALL_BACK, Way.CALLBACK),
    (Act.ASSESSMENT, Way.ASSESSMENT),
    (Act.ANSWER, Way.ANSWER),
)
# Who says goodbye may say no or thanks with it; who does not know may say no with it.
_SHORT: Final = ((Act.BYE, Short.BYE), (Act.UNKNOWN, Short.UNKNOWN), (Act.NO, Short.NO), (Act.YES, Short.YES))
_MOODS: Final = (
    (Act.OTHER_LANGUAGE, Mood.OTHER_LANGUAGE),
    (Act.MINOR, Mood.MINOR),
    (Act.ANGRY, Mood.ANGRY),
    (Act.JOKING, Mood.JOKING),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """One message as the bot takes it."""

    heard: Heard
    offer: Offer = field(default_factory=Offer)
    service: str = ""  # what the catalogue answers, where it does


async def understand(
    services: Services, message: Say, urgency: Urgency, language: Language, before: Sequence[str]
) -> Understood:
    """What *message* says after what was said *before*, of the *urgency* that was found in them.

    Raises nothing: whoever cannot be understood, for whatever reason, is given to a person.
    """
    person = await _is_somebody_there(services)
    try:
        return await _understand(services, message, urgency, language, before, person_now=person)
    except Exception as problem:  # noqa: BLE001  whatever it is, a person is there for it
        log.error(NOT_UNDERSTOOD, error=type(problem).__name__)  # noqa: TRY400  a traceback may quote the visitor
        return Understood(heard=_with_danger(Heard(way=Way.PERSON), urgency), offer=Offer(person_now=person))


async def _understand(
    services: Services,
    message: Say,
    urgency: Urgency,
    language: Language,
    before: Sequence[str],
    *,
    person_now: bool,
) -> Understood:
    if message.choice is not None:
        heard = pressed(message.choice)
        asked, reading = "\n".join(before), None
    else:
        asked = "\n".join((*before, message.text))
        own, reading = await asyncio.to_thread(_read, services, message.text, asked)
        heard = hear(message.text, own, reading)
    service = _service(services, asked, reading, language)
    offer = Offer(person_now=person_now, answers=bool(service))
    return Understood(heard=_with_danger(heard, urgency), offer=offer, service=service)


def hear(text: str, own: Reading, whole: Reading) -> Heard:
    """What *text* says: *own* is its reading, *whole* that of all that was said lately, which tells the matter."""
    acts = acts_in(text)
    return Heard(
        short=next((short for act, short in _SHORT if act in acts), None),
        way=next((way for act, way in _WAYS if act in acts), None),
        asks=Act.ASKS in acts,
        doubts=Act.SELF_IS_BOT in acts,
        corrects=Act.CORRECTS in acts,
        years=_years(text),
        mood=next((mood for act, mood in _MOODS if act in acts), None),
        told=_told(text, own, whole),
    )


def _read(services: Services, text: str, whole: str) -> tuple[Reading, Reading]:
    own = services.engine.read(Message(text=text))
    return own, own if text == whole else services.engine.read(Message(text=whole))


def _told(text: str, own: Reading, whole: Reading) -> Told:
    words = len(text.split())
    is_clear = words >= _A_MATTER and not whole.abstained and whole.reason_confidence >= _SURE
    reasons = tuple(one for one in whole.reasons[:2] if one not in _NOT_SAID_BACK) if is_clear else ()
    return Told(
        need=(is_clear and whole.reason is not Reason.OTHER_UNCLEAR) or words >= _A_STORY,
        # Whom it is about is a guess unless the words say who writes.
        about=own.about if any(span.why.startswith("contacter:") for span in own.evidence) else None,
        reasons=reasons,
        municipality=own.municipality,
        over_75=_OVER_75.get(own.age_band),
        reachable=any(span.why in {"phone", "email"} for span in own.evidence),
    )


def _years(text: str) -> int | None:
    """The first number that may be an adult's age."""
    found = _AN_AGE.search(text)
    return int(found[1]) if found else None


def _with_danger(heard: Heard, urgency: Urgency) -> Heard:
    if urgency is Urgency.EMERGENCY:
        return Heard(danger=True, told=heard.told)
    if urgency is Urgency.URGENT:
        # Not for a machine to ask on.
        return Heard(way=Way.PERSON, told=heard.told)
    return heard


def _service(services: Services, asked: str, reading: Reading | None, language: Language) -> str:
    finder = services.catalogue
    if finder is None or not asked:
        return ""
    found = finder.find(asked, reading, reading.municipality if reading else None)
    if not found or found[0].likeness < LIKE_ENOUGH:
        return ""
    return answer(services.texts, finder.catalogue, found[0].service, language)


async def _is_somebody_there(services: Services) -> bool:
    """Whether an advisor can come into the chat at this moment."""
    try:
        async with services.readers() as session:
            return await handing.is_open(session, services)
    except (SQLAlchemyError, OSError) as problem:
        log.warning(OFFERED_WITHOUT_DATABASE, error=type(problem).__name__)
        return False
