"""What is dangerous in words that somebody sends right now, and what must be said to them first."""

import asyncio
import re
from dataclasses import dataclass
from typing import Final

from channels.codes import Flag, Language, Urgency
from gateway.services import Services
from nlu import emergency
from nlu.learnt import LEARNT
from nlu.reading import Finding, Message

_LONG: Final = 2_000  # characters; longer texts are searched in a thread, so that nobody else waits for them
_EMERGENCY: Final = "emergency_112"
_CRISIS: Final = "crisis_suicide"
_AT_HOME: Final = frozenset({Flag.ABUSE, Flag.VIOLENCE_NOW})


@dataclass(frozen=True, slots=True, kw_only=True)
class Danger:
    """What patterns and model find in one message. Needs no store."""

    urgency: Urgency = Urgency.ROUTINE
    first: tuple[str, ...] = ()  # paragraphs to be said before anything else, where it may be an emergency
    found: tuple[str, ...] = ()  # the words that say so
    patterns: tuple[str, ...] = ()  # that found it, of the level it has
    at_home: bool = False  # from a person close by, who may look over the shoulder


async def danger_in(services: Services, text: str, language: Language) -> Danger:
    """Search *text* for an emergency, and have the words ready that must be said first. Raises nothing."""
    message = Message(text=text)
    search = services.engine.danger
    findings = search(message) if len(text) <= _LONG else await asyncio.to_thread(search, message)
    urgency = emergency.urgency(findings)
    held = [one for one in findings if one.near_miss is None]
    met = [one for one in held if one.level is Urgency.EMERGENCY]
    # Who may want to die is shown where to call, however unsure that is: a number shown in vain costs little.
    shown = met or [one for one in held if one.flag is Flag.SUICIDAL]
    return Danger(
        urgency=urgency,
        first=_said_first(services, shown, language) if shown else (),
        found=_words(met),
        patterns=tuple(dict.fromkeys(one.pattern for one in held if one.level is urgency)),
        at_home=any(one.flag in _AT_HOME for one in held),
    )


def _words(met: list[Finding]) -> tuple[str, ...]:
    """The words that say so, as few as will do."""
    by_patterns = [one.span.text for one in met if one.pattern not in LEARNT]
    return tuple(dict.fromkeys(by_patterns or [one.span.text for one in met]))


def without_names(words: str) -> str:
    """*words* without what may tell who it is: what is written large, figures, addresses."""
    return " ".join(word for word in words.split() if word.islower() and not re.search(r"[\d@]", word))


def _said_first(services: Services, met: list[Finding], language: Language) -> tuple[str, ...]:
    suicidal = {one.flag for one in met} <= {Flag.SUICIDAL}
    text = services.acknowledgements.texts[language].acknowledgements[_CRISIS if suicidal else _EMERGENCY]
    return tuple(part.strip() for part in text.split("\n\n") if part.strip())
