"""The bot's turn in words: texts by key, in the conversation's language, with what fills them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from channels.chat.dialogue import Turn
from channels.chat.heard import Told
from channels.codes import Language
from gateway.chat.hearing import Understood
from gateway.i18n import Value
from gateway.services import Services
from nlu import municipality
from routing.dates import by_when


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the turn may tell of the matter beside what was understood."""

    reference: str = ""
    told_by: datetime | None = None  # by when we answer, where the acknowledgement has told what happens next already
    place: int = 0  # in the queue
    minutes: int = 0  # that people have lately waited; 0: nobody knows


def words(services: Services, language: Language, turn: Turn, understood: Understood, known: Known) -> str:
    """Everything that *turn* says, its texts as paragraphs."""
    said = [_text(services, language, key, turn, understood, known) for key in turn.says]
    if known.told_by is not None:
        # What happens next comes once by itself; who goes on after it is told it here.
        date = by_when(known.told_by, language)
        said.append(services.texts.say(language, "bot-already-told", ref=known.reference, date=date))
    return "\n\n".join(said)


def _text(services: Services, language: Language, key: str, turn: Turn, understood: Understood, known: Known) -> str:
    if key == "service":
        return understood.service
    told, texts = turn.dialogue.told, services.texts
    values: dict[str, Value] = {}
    match key:
        case "said-back":
            values = {"parts": _parts(services, language, told)}
        case "ask-age":
            values = {"about": str(told.about or "unknown")}
        case "ask-reach":
            values = {"way": str(turn.dialogue.way)}
        case "ways":
            values = {
                "person": "now" if understood.offer.person_now else "later",
                "answers": "yes" if understood.offer.answers else "no",
            }
        case "person-now":
            values = {"place": known.place, "minutes": known.minutes}
    return texts.say(language, f"bot-{key}", **values)


def _parts(services: Services, language: Language, told: Told) -> str:
    """What was understood, part by part."""
    texts, parts = services.texts, []
    if told.about is not None:
        parts.append(texts.say(language, "bot-part-about", about=str(told.about)))
    if told.over_75 is not None:
        parts.append(texts.say(language, "bot-part-age", over="yes" if told.over_75 else "no"))
    if told.municipality:
        name = _swedish().get(told.municipality) if language is Language.SV else None
        parts.append(texts.say(language, "bot-part-municipality", municipality=name or told.municipality))
    if told.reasons:
        labels = [texts.say(language, f"reason-{reason}") for reason in told.reasons]
        lowered = "; ".join(label[:1].lower() + label[1:] for label in labels)
        parts.append(texts.say(language, "bot-part-reasons", reasons=lowered))
    return ", ".join(parts)


@cache
def _swedish() -> Mapping[str, str]:
    """Names of municipalities in Swedish, by the Finnish one."""
    return {one.fi: one.sv for one in municipality.load().municipalities}
