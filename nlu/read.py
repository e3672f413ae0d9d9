"""Reading a contact: emergency first, then everything else. Never raises, never takes long.

    engine = load()
    reading = engine.read(Message(text="Äiti kaatui eikä pääse ylös"))

The patterns of `nlu.emergency` are asked first and their level is never lowered. What fails after that (a damaged
model, a bug in a word list) costs the reason and not the emergency: the Reading is then abstained, a person decides.
"""

import logging
from dataclasses import dataclass, replace
from importlib.resources import files
from importlib.resources.abc import Traversable

from channels.codes import AgeBand, ContacterType, Flag, Language, MatterType, Reason, Urgency, more_urgent
from nlu import emergency
from nlu.entities import Entities, Finder
from nlu.language import Detector
from nlu.linear import artefact
from nlu.linear.score import Scorer
from nlu.matter import matter_type
from nlu.reading import Alternative, Finding, Message, Reading, Span, Where
from nlu.stems import Token, tokenise

log = logging.getLogger(__name__)

ENGINE = "linear"
NO_MODEL = "none"
_READ_AT_MOST = 20_000  # characters looked at after the emergency check, which looks at all
_SUBJECT_READ = 500
_SURE_ENOUGH = 0.2  # below, a person decides: of held-out sentences below it four in five are misread
# What says something about a person, and how sure one must be to say it.
_SURE_ENOUGH_TO_NAME = {Reason.MENTAL_HEALTH_SUBSTANCE: 0.5, Reason.ABUSE_NEGLECT: 0.85}
_DANGER_AT_HOME = frozenset({Flag.ABUSE, Flag.VIOLENCE_NOW, Flag.EXPLOITATION})
_SECOND_MATTER = 0.25
_ALTERNATIVES = 4
_NO_PROBABILITY = 0.0

# What a held finding points at. Its words are few and strong, a model's are many and weak: they are weighed together.
_POINTS_AT = {
    Flag.MEDICAL: Reason.ACUTE_HEALTH,
    Flag.FALL: Reason.ACUTE_HEALTH,
    Flag.FIRE: Reason.HOME_SAFETY,
    Flag.FIRE_RISK: Reason.HOME_SAFETY,
    Flag.HOME_CONDITIONS: Reason.HOME_SAFETY,
    Flag.MISSING: Reason.MEMORY_CONCERN,
    Flag.SUICIDAL: Reason.MENTAL_HEALTH_SUBSTANCE,
    Flag.VIOLENCE_NOW: Reason.ABUSE_NEGLECT,
    Flag.ABUSE: Reason.ABUSE_NEGLECT,
    Flag.EXPLOITATION: Reason.ABUSE_NEGLECT,
    Flag.DISCHARGE: Reason.HOSPITAL_DISCHARGE,
    Flag.CARER_LIMIT: Reason.INFORMAL_CARE,
    Flag.MISSED_VISIT: Reason.HOME_CARE,
}
_POINTING_WEIGHT = 8.0  # how many times likelier a reason becomes that a finding points at

# A reason alone says how soon only up to `soon`: what is urgent is told by words (findings), not by a topic.
_SOON_REASONS = frozenset(
    {
        Reason.COPING_AT_HOME,
        Reason.HOSPITAL_DISCHARGE,
        Reason.MENTAL_HEALTH_SUBSTANCE,
        Reason.ABUSE_NEGLECT,
        Reason.HOME_SAFETY,
        Reason.ACUTE_HEALTH,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judged:
    """What the model says of the reason."""

    reason: Reason
    confidence: float
    alternatives: tuple[Alternative, ...]
    because: tuple[int, ...]
    abstained: bool

    @property
    def reasons(self) -> tuple[Reason, ...]:
        further = [one.reason for one in self.alternatives if one.confidence >= _SECOND_MATTER]
        return (self.reason, *further)


_NOT_JUDGED = _Judged(
    reason=Reason.OTHER_UNCLEAR, confidence=_NO_PROBABILITY, alternatives=(), because=(), abstained=True
)


class Engine:
    """The reader with everything loaded. One is enough for a process; reading changes nothing that matters in it."""

    def __init__(self, detector: Detector, finder: Finder, scorer: Scorer | None) -> None:
        self._detector = detector
        self._finder = finder
        self._scorer = scorer

    @property
    def degraded(self) -> bool:
        """Whether the model is missing or damaged: every reason is then left to a person."""
        return self._scorer is None

    @property
    def model(self) -> str:
        """The version of the model, or "none"."""
        return self._scorer.model.version if self._scorer else NO_MODEL

    def read(self, message: Message) -> Reading:
        """What *message* says. Emergency findings are there whatever else fails."""
        findings = emergency.find(message)
        bare = _bare(findings, self.model)
        try:
            return self._read(message, bare)
        # Anything may be in a text; a person waits behind it, and the findings are already made.
        except Exception as error:  # noqa: BLE001 - see above: whatever it is, the person is not lost
            # The class alone: an error's message can quote the text, and no person's words go to a log.
            log.warning("reading_failed", extra={"error": type(error).__name__})
            return bare

    def _read(self, message: Message, bare: Reading) -> Reading:
        text = message.text[:_READ_AT_MOST]
        tokens = tokenise(text)
        whole = f"{message.subject[:_SUBJECT_READ]}\n{text}"
        language = self._detector.detect(text or message.subject)
        entities = self._finder.find(text, tokens)
        judged = self._judge(whole, language, bare.flags)
        flags = entities.flags | bare.flags
        if language is Language.OTHER:
            flags |= {Flag.INTERPRETER_NEEDED}
        return replace(
            bare,
            language=language,
            contacter=entities.contacter,
            about=entities.about,
            matter_type=matter_type(entities.contacter, entities.said, judged.reason),
            reason=judged.reason,
            reason_confidence=judged.confidence,
            alternatives=judged.alternatives,
            reasons=judged.reasons,
            flags=flags,
            urgency=more_urgent(bare.urgency, _quiet_urgency(judged, entities)),
            evidence=(*bare.evidence, *_because(message, judged, whole), *entities.evidence),
            municipality=self._finder.home(message.home) or entities.municipality,
            age_band=entities.age_band,
            consent=entities.consent,
            abstained=judged.abstained,
        )

    def _judge(self, whole: str, language: Language, found: frozenset[Flag]) -> _Judged:
        tokens = tokenise(whole)
        if self._scorer is None or not tokens or language is Language.OTHER:
            return _NOT_JUDGED
        scored = self._scorer.score(tokens)
        (reason, confidence), *others = _named_with_care(_weighed(scored.probabilities, found), found)
        return _Judged(
            reason=reason,
            confidence=confidence,
            alternatives=tuple(Alternative(reason=one, confidence=share) for one, share in others[:_ALTERNATIVES]),
            because=scored.because,
            abstained=confidence < _SURE_ENOUGH or language in {Language.OTHER, Language.UNKNOWN},
        )


def _weighed(probabilities: tuple[tuple[Reason, float], ...], found: frozenset[Flag]) -> list[tuple[Reason, float]]:
    """The probabilities with the findings' say, most probable first."""
    pointed = {_POINTS_AT[flag] for flag in found if flag in _POINTS_AT}
    raised = [(reason, share * (_POINTING_WEIGHT if reason in pointed else 1.0)) for reason, share in probabilities]
    total = sum(share for _, share in raised)
    return sorted(((reason, share / total) for reason, share in raised), key=lambda pair: -pair[1])


def _named_with_care(ranked: list[tuple[Reason, float]], found: frozenset[Flag]) -> list[tuple[Reason, float]]:
    """*ranked*, but nobody is taken for ill, addicted or beaten on a guess: tired of cleaning is not tired of living.

    Who is taken for beaten gets no letters and no calls, so that must not rest on the word "afraid". Words that mean
    danger are findings, and stand whatever is said here.
    """
    first, *others = ranked
    enough = _SURE_ENOUGH_TO_NAME.get(first[0], 0.0)
    if first[1] >= enough or (first[0] is Reason.ABUSE_NEGLECT and found & _DANGER_AT_HOME):
        return ranked
    return [others[0], first, *others[1:]]


def load() -> Engine:
    """An engine with the model that comes with the program; degraded, and saying so, if that cannot be used."""
    return load_from(files("nlu").joinpath("linear", "model"))


def load_from(folder: Traversable) -> Engine:
    """An engine with the model in *folder*."""
    emergency.load()
    return Engine(Detector(), Finder(), _scorer(folder))


def _scorer(folder: Traversable) -> Scorer | None:
    try:
        return Scorer(artefact.load(folder))
    except artefact.DamagedModelError as error:
        log.warning("model_unusable", extra={"why": error.why})
        return None


def _bare(findings: tuple[Finding, ...], model: str) -> Reading:
    """The Reading that stands if nothing but the emergency patterns could be asked."""
    held = [finding for finding in findings if finding.near_miss is None]
    return Reading(
        language=Language.UNKNOWN,
        contacter=ContacterType.UNKNOWN,
        about=None,
        matter_type=MatterType.ADVICE,
        reason=Reason.OTHER_UNCLEAR,
        reason_confidence=_NO_PROBABILITY,
        alternatives=(),
        reasons=(Reason.OTHER_UNCLEAR,),
        flags=frozenset(finding.flag for finding in held),
        urgency=emergency.urgency(findings),
        findings=findings,
        evidence=tuple(finding.span for finding in held),
        municipality=None,
        age_band=AgeBand.UNKNOWN,
        consent=None,
        abstained=True,
        engine=ENGINE,
        model=model,
    )


def _quiet_urgency(judged: _Judged, entities: Entities) -> Urgency:
    """`soon` where the reason is sure and usually cannot wait, or where words tell of getting worse."""
    by_reason = not judged.abstained and judged.reason in _SOON_REASONS
    by_flag = Flag.NOT_COPING in entities.flags or Flag.CARER_LIMIT in entities.flags
    return Urgency.SOON if by_reason or by_flag or entities.soon else Urgency.ROUTINE


def _because(message: Message, judged: _Judged, whole: str) -> tuple[Span, ...]:
    """The words that spoke most for the reason, where they stand in the subject or the text."""
    if judged.abstained:
        return ()
    tokens: list[Token] = tokenise(whole)
    cut = len(message.subject[:_SUBJECT_READ])
    spans = []
    for number in judged.because:
        token = tokens[number]
        where, shift = (Where.SUBJECT, 0) if token.start < cut else (Where.TEXT, cut + 1)
        start, end = token.start - shift, token.end - shift
        field = message.subject if where is Where.SUBJECT else message.text
        spans.append(Span(where=where, start=start, end=end, text=field[start:end], why=f"reason:{judged.reason}"))
    return tuple(spans)
