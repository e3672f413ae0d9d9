"""What the emergency patterns find in one message on the line, and what must be said first."""

import asyncio
from dataclasses import dataclass
from typing import Final

from channels.chat.frames import Alarm
from channels.codes import Flag, Language, Urgency
from gateway.services import Services
from nlu import emergency
from nlu.reading import Finding, Message

_LONG: Final = 2_000  # characters; longer texts are searched in a thread, so that nobody else waits for them
_EMERGENCY: Final = "emergency_112"
_CRISIS: Final = "crisis_suicide"


@dataclass(frozen=True, slots=True, kw_only=True)
class Danger:
    """What the emergency patterns find in one message. Needs no store and no model."""

    urgency: Urgency
    alarm: Alarm | None


NONE: Final = Danger(urgency=Urgency.ROUTINE, alarm=None)


async def danger_in(services: Services, text: str, language: Language) -> Danger:
    """Search *text* for an emergency, and have the words ready that must be said first."""
    message = Message(text=text)
    findings = emergency.find(message) if len(text) <= _LONG else await asyncio.to_thread(emergency.find, message)
    return Danger(urgency=emergency.urgency(findings), alarm=_alarm(services, findings, language))


def _alarm(services: Services, findings: tuple[Finding, ...], language: Language) -> Alarm | None:
    flags = {one.flag for one in findings if one.near_miss is None and one.level is Urgency.EMERGENCY}
    if not flags:
        return None
    text = services.acknowledgements.texts[language].acknowledgements[
        _CRISIS if flags == {Flag.SUICIDAL} else _EMERGENCY
    ]
    return Alarm(paragraphs=tuple(part.strip() for part in text.split("\n\n") if part.strip()))
