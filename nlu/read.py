"""Reading a contact: emergency first, then everything else. Never raises, never takes long.

    engine = load()
    reading = engine.read(Message(text="Äiti kaatui eikä pääse ylös"))

The patterns of `nlu.emergency` are asked first and their level is never lowered. What fails after that (a damaged
model, a bug in a word list) costs the reason and not the emergency: the Reading is then abstained, a person decides.
"""

import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from importlib.resources import files
from importlib.resources.abc import Traversable

from channels.codes import AgeBand, ContacterType, Flag, Language, MatterType, Reason, Urgency, more_urgent
from nlu import emergency, learnt
from nlu.entities import Entities, Finder
from nlu.folding import Token, tokenise
from nlu.judgement import NO_PROBABILITY, Judged, judge
from nlu.language import Detector
from nlu.learnt import Learnt
from nlu.linear import artefact
from nlu.linear.score import Scorer
from nlu.matter import as_said, matter_type
from nlu.reading import Finding, Message, Reading, Span, Where
from nlu.second.opinion import NoOpinion, SecondOpinion

log = logging.getLogger(__name__)

ENGINE = "linear"
WITH_SECOND = "linear+embedding"  # where the second opinion was heard
NO_MODEL = "none"
_READ_AT_MOST = 20_000  # characters in which facts are looked for; the emergency patterns look at all
MODEL_READS_AT_MOST = 300_000  # characters; of a long text the model reads windows, the first and the last among them
_SUBJECT_READ = 500
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
_SOON_FLAGS = frozenset({Flag.NOT_COPING, Flag.CARER_LIMIT})


class Engine:
    """The reader with everything loaded. One is enough for a process; reading changes nothing that matters in it."""

    def __init__(
        self,
        detector: Detector,
        finder: Finder,
        scorer: Scorer | None,
        second: SecondOpinion | NoOpinion | None = None,
    ) -> None:
        self._detector = detector
        self._finder = finder
        self._scorer = scorer
        self._second = second

    @property
    def degraded(self) -> bool:
        """Whether the model is missing or damaged: every reason is then left to a person."""
        return self._scorer is None

    @property
    def second_is_missing(self) -> bool:
        """Whether a second opinion is wanted and cannot be had now: the reasons then rest on the model alone."""
        return self._second is not None and self._second.missing

    @property
    def model(self) -> str:
        """The version of the model, or "none"."""
        return self._scorer.model.version if self._scorer else NO_MODEL

    def with_second(self, second: SecondOpinion | NoOpinion) -> "Engine":
        """An engine that also asks for a *second* opinion on the reason. Whoever makes it closes it."""
        return Engine(self._detector, self._finder, self._scorer, second)

    def ready(self, within: float) -> bool:
        """Wait until everything that was asked for answers, for so many seconds at most; whether it does."""
        return self._second is None or self._second.ready(within)

    def close(self) -> None:
        """End the process of the second opinion, if there is one."""
        if self._second is not None:
            self._second.close()

    def danger(self, message: Message) -> tuple[Finding, ...]:
        """What in *message* must reach a person at once, by words and by the model. Never raises."""
        return emergency.ordered((*_by_words(message), *self._learnt_danger(message)))

    def read(self, message: Message) -> Reading:
        """What *message* says. Emergency findings are there whatever else fails."""
        bare = _bare(self.danger(message), self.model)
        try:
            return self._read(message, bare)
        # Anything may be in a text; a person waits behind it, and the findings are already made.
        except Exception as error:  # noqa: BLE001 - see above: whatever it is, the person is not lost
            _log_failure("reading_failed", error)
            return bare

    def _learnt_danger(self, message: Message) -> Iterator[Finding]:
        """What the model finds dangerous, whichever language it is in."""
        text, title = message.text[:MODEL_READS_AT_MOST], message.subject[:_SUBJECT_READ]
        for words, where in ((text, Where.TEXT), (title, Where.SUBJECT)):
            if self._scorer is None:
                continue
            try:
                found = learnt.findings(self._scorer, words, tokenise(words), where)
            # What is found elsewhere is not lost to a mistake of the model here.
            except Exception as error:  # noqa: BLE001 - as in `read`
                _log_failure("model_failed", error)
            else:
                yield from found

    def _read(self, message: Message, bare: Reading) -> Reading:
        text = message.text[:_READ_AT_MOST]
        language = self._detector.detect(text or message.subject)
        whole = f"{message.subject[:_SUBJECT_READ]}\n{message.text[:MODEL_READS_AT_MOST]}"
        tokens = learnt.both_ends(tokenise(whole))
        entities = self._finder.find(text, tokenise(text), message.arrived)
        said, engine = self._said(whole, tokens, language), ENGINE
        # In an emergency people are alarmed when this is read: nobody else is waited for.
        if said is not None and bare.urgency is not Urgency.EMERGENCY:
            said, engine = self._with_second(said, whole)
        judged = judge(said, language, bare.flags)
        flags = entities.flags | bare.flags | judged.flags | (said.flags if said else frozenset())
        if language is Language.OTHER:
            flags |= {Flag.INTERPRETER_NEEDED}
        contacter = said.contacter if said else entities.contacter
        home = self._finder.home(message.home) or entities.municipality
        shown = (one for one in entities.evidence if _agrees(one, contacter=contacter, municipality=home))
        return replace(
            bare,
            language=language,
            contacter=contacter,
            about=said.about if said else entities.about,
            matter_type=_matter_type(said, entities, judged),
            reason=judged.reason,
            reason_confidence=judged.confidence,
            alternatives=judged.alternatives,
            reasons=judged.reasons,
            flags=flags,
            urgency=more_urgent(bare.urgency, _quiet_urgency(bare, said, judged, entities)),
            evidence=(*bare.evidence, *_because(message, judged, tokens), *shown),
            municipality=home,
            age_band=entities.age_band,
            consent=entities.consent,
            services=entities.services,
            discharge=entities.discharge,
            abstained=judged.abstained,
            engine=engine,
        )

    def _said(self, whole: str, tokens: list[Token], language: Language) -> Learnt | None:
        if self._scorer is None or not tokens or language is Language.OTHER:
            return None
        return learnt.read(self._scorer, whole, tokens)

    def _with_second(self, said: Learnt, whole: str) -> tuple[Learnt, str]:
        """What the model *said* with the second opinion on the reason, and which engine that is."""
        joined = self._second.joined(whole, said.scored.probabilities) if self._second else None
        if joined is None:
            return said, ENGINE
        # Without a word the second opinion would be another one too, and nobody has asked for that.
        evidence = replace(said.scored.evidence, otherwise=())
        return replace(said, scored=replace(said.scored, probabilities=joined, evidence=evidence)), WITH_SECOND


def _by_words(message: Message) -> tuple[Finding, ...]:
    """What the patterns find. Should one field break them, what stands in the other is found all the same."""
    try:
        return emergency.find(message)
    except Exception as error:  # noqa: BLE001 - as in `read`
        _log_failure("patterns_failed", error)
    found: list[Finding] = []
    for part in (replace(message, subject=""), replace(message, text="")):
        with suppress(Exception):
            found += emergency.find(part)
    return tuple(found)


def load() -> Engine:
    """An engine with the model that comes with the program; degraded, and saying so, if that cannot be used."""
    return load_from(files("nlu").joinpath("linear", "model"))


def load_from(folder: Traversable) -> Engine:
    """An engine with the model in *folder*."""
    # What the detector unpacks meanwhile is half of what a start takes, and needs no Python.
    with ThreadPoolExecutor(1) as beside:
        detector = beside.submit(Detector)
        emergency.load()
        finder, scorer = Finder(), _scorer(folder)
    return Engine(detector.result(), finder, scorer)


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
        reason_confidence=NO_PROBABILITY,
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


def _agrees(span: Span, **answers: str | None) -> bool:
    """Whether *span* is no evidence against one of the *answers*: words may say otherwise than a model or a person."""
    theme, _, code = span.why.partition(":")
    return theme not in answers or code == answers[theme]


def _matter_type(said: Learnt | None, entities: Entities, judged: Judged) -> MatterType:
    if said is None:
        return matter_type(entities.contacter, entities.said, judged.reason)
    return as_said(said.matter_type, said.contacter, entities.said, judged.reason)


def _quiet_urgency(bare: Reading, said: Learnt | None, judged: Judged, entities: Entities) -> Urgency:
    """`soon` where the model or words say so, or worse; more than that is a finding."""
    if said is None:
        by_topic = not judged.abstained and judged.reason in _SOON_REASONS
    else:
        by_topic = said.urgency is not Urgency.ROUTINE
    by_flag = entities.flags & _SOON_FLAGS
    denied = any(one.flag is Flag.SUICIDAL for one in bare.findings)
    return Urgency.SOON if by_topic or by_flag or denied or entities.soon else Urgency.ROUTINE


def _because(message: Message, judged: Judged, tokens: list[Token]) -> tuple[Span, ...]:
    """The words that spoke most for the reason, and those that decided it, where they stand."""
    if judged.abstained or judged.evidence is None:
        return ()
    said = [(number, f"reason:{judged.reason}") for number in judged.evidence.because]
    said += [(number, f"without:{one.reason}") for one in judged.evidence.otherwise for number in one.words]
    cut = len(message.subject[:_SUBJECT_READ])
    spans = []
    for number, why in said:
        token = tokens[number]
        where, shift = (Where.SUBJECT, 0) if token.start < cut else (Where.TEXT, cut + 1)
        start, end = token.start - shift, token.end - shift
        field = message.subject if where is Where.SUBJECT else message.text
        spans.append(Span(where=where, start=start, end=end, text=field[start:end], why=why))
    return tuple(spans)


def _log_failure(event: str, error: Exception) -> None:
    # The class alone: an error's message can quote the text, and no person's words go to a log.
    log.warning(event, extra={"error": type(error).__name__})
