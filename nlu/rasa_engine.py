"""Reading with Rasa: it names the reason, and everything else stays with our own engine.

Danger, facts, writer, flags and urgency come from our engine and know nothing of Rasa. Where Rasa does not answer, or
not well, the Reading is our engine's and says so (engine "linear").

Rasa's shares are not calibrated: it is sure of anything. So they order the reasons and are shown nowhere; how sure we
are of the reason that Rasa names is what our own model says of it, and unless our model names the same one, a person
decides. With Rasa we act on no message on which we would not have acted without it.
"""

import logging
from dataclasses import replace
from typing import Final

from channels.codes import Language, Urgency
from nlu.judgement import NO_PROBABILITY, ranked
from nlu.rasa_answer import Ranking
from nlu.rasa_client import RasaClient, Why
from nlu.reader import Reader
from nlu.reading import Alternative, Finding, Message, Reading

log = logging.getLogger(__name__)

ENGINE: Final = "rasa"
_OF_REASON: Final = ("reason:", "without:")  # evidence of a reason begins so
_LANGUAGES: Final = frozenset({Language.FI, Language.SV, Language.EN})  # that the model was trained in


class RasaEngine:
    """Our engine, with Rasa to name the reason."""

    def __init__(self, own: Reader, rasa: RasaClient) -> None:
        self._own = own
        self._rasa = rasa

    @property
    def degraded(self) -> bool:
        """Whether our own model is missing. How Rasa is stands beside it on the health page: nothing rests on Rasa."""
        return self._own.degraded

    @property
    def second_is_missing(self) -> bool:
        """Whether our own engine wants a second opinion and has none."""
        return self._own.second_is_missing

    def ready(self, within: float) -> bool:
        """Wait for what our own engine needs; nothing waits for Rasa."""
        return self._own.ready(within)

    def close(self) -> None:
        """Let go of what our own engine runs on."""
        self._own.close()

    def danger(self, message: Message) -> tuple[Finding, ...]:
        """What in *message* must reach a person at once, without asking Rasa. Never raises."""
        return self._own.danger(message)

    def read(self, message: Message) -> Reading:
        """What *message* says. Never raises; waits for Rasa a second at most."""
        reading = self._own.read(message)
        # In another language Rasa would be as sure as ever; in an emergency people are alarmed after this.
        if reading.language not in _LANGUAGES or reading.urgency is Urgency.EMERGENCY:
            return reading
        try:
            ranking = self._rasa.rank(f"{message.subject}\n{message.text}")
            return reading if isinstance(ranking, Why) else _named(reading, ranking, self._rasa.model)
        # What is read stands already; no mistake about Rasa may cost it.
        except Exception as error:  # noqa: BLE001 - see above
            log.warning("rasa_failed", extra={"error": type(error).__name__})
            return reading


def _named(reading: Reading, ranking: Ranking, model: str) -> Reading:
    """*reading* with the reason that *ranking* speaks for."""
    found = frozenset(finding.flag for finding in reading.findings if finding.near_miss is None)
    reason = ranked(ranking, found)[0][0]
    by_rasa = replace(reading, engine=ENGINE, model=f"{reading.model}+{model}")
    if reason is reading.reason:
        return by_rasa
    own = Alternative(reason=reading.reason, confidence=reading.reason_confidence)
    others = (own, *reading.alternatives) if reading.alternatives else ()
    return replace(
        by_rasa,
        reason=reason,
        reason_confidence=next((one.confidence for one in others if one.reason is reason), NO_PROBABILITY),
        alternatives=tuple(
            sorted((one for one in others if one.reason is not reason), key=lambda one: -one.confidence)
        ),
        reasons=(reason, *(one for one in reading.reasons if others and one is not reason)),
        evidence=tuple(span for span in reading.evidence if not span.why.startswith(_OF_REASON)),
        abstained=True,
    )
