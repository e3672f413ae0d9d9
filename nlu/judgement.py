"""Which reason is the one: the model's probabilities and the findings weighed together, and named with care."""

from dataclasses import dataclass, replace

from channels.codes import Flag, Language, Reason
from nlu.learnt import Learnt
from nlu.linear.evidence import Evidence
from nlu.reading import Alternative

NO_PROBABILITY = 0.0
_FAMILIAR_ENOUGH = 0.5  # of the words; development messages have .57 or more, nonsense .40 or less
_SURE_ENOUGH = 0.4  # below, a person decides: of the development messages below it more than half are misread
# What leaves our hands is looked at once more: another authority's door is a wrong one for a third of those below.
_SURE_ENOUGH_TO_PASS_ON = 0.5
_PASSED_ON = frozenset(
    {
        Reason.ACUTE_HEALTH,
        Reason.DISABILITY_SERVICES,
        Reason.FEEDBACK_COMPLAINT,
        Reason.GUARDIANSHIP_LEGAL,
        Reason.LONELINESS_PARTICIPATION,
        Reason.MENTAL_HEALTH_SUBSTANCE,
    }
)
_LEAD = 0.05  # over the second likeliest; of those with less, half are misread
# What says something about a person, and how sure one must be to say it.
_SURE_ENOUGH_TO_NAME = {Reason.MENTAL_HEALTH_SUBSTANCE: 0.3, Reason.ABUSE_NEGLECT: 0.85}
_DANGER_AT_HOME = frozenset({Flag.ABUSE, Flag.VIOLENCE_NOW, Flag.EXPLOITATION})
_NOT_OURS = frozenset({Language.OTHER, Language.UNKNOWN})
_SECOND_MATTER = 0.25
_NEVER_SURER = 0.975  # chosen on development messages: of those that the model is surest of, so many are read rightly
_ALTERNATIVES = 4

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
_POINTING_WEIGHT = (
    2.0  # how many times likelier a reason becomes that a finding points at; chosen on development messages
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What the model says of the reason."""

    reason: Reason
    confidence: float
    alternatives: tuple[Alternative, ...]
    evidence: Evidence | None  # None where words do not explain it: findings, care or another opinion chose
    abstained: bool

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The one reason, and others that are likely to be meant as well."""
        further = [one.reason for one in self.alternatives if one.confidence >= _SECOND_MATTER]
        return (self.reason, *further)

    @property
    def flags(self) -> frozenset[Flag]:
        """What is the case by the reason itself: who writes of being beaten is treated as somebody who may be."""
        acted_on = self.reason is Reason.ABUSE_NEGLECT and not self.abstained
        return frozenset({Flag.ABUSE}) if acted_on else frozenset()


NOT_JUDGED = Judged(
    reason=Reason.OTHER_UNCLEAR, confidence=NO_PROBABILITY, alternatives=(), evidence=None, abstained=True
)


def judge(said: Learnt | None, language: Language, found: frozenset[Flag]) -> Judged:
    """What to make of what the model *said* of the reason, where the flags *found* stand beside it."""
    if said is None:
        return NOT_JUDGED
    (reason, confidence), *others = ranked(said.scored.probabilities, found)
    return Judged(
        reason=reason,
        confidence=_NEVER_SURER * confidence,
        alternatives=tuple(
            Alternative(reason=one, confidence=_NEVER_SURER * share) for one, share in others[:_ALTERNATIVES]
        ),
        evidence=_evidence(said.scored.evidence, reason, found),
        # Being sure that it is unclear is no reason to act either.
        abstained=not _is_sure(reason, confidence, others[0][1])
        or said.scored.familiar < _FAMILIAR_ENOUGH
        or reason is Reason.OTHER_UNCLEAR
        or language in _NOT_OURS,
    )


def _evidence(evidence: Evidence, reason: Reason, found: frozenset[Flag]) -> Evidence | None:
    """What the words say for *reason*; and without which it would be another, as far as words alone decide that."""
    if reason is not evidence.reason:
        return None
    alone = not found  # what is *found* has its say too
    return replace(
        evidence,
        otherwise=tuple(one for one in evidence.otherwise if alone and one.reason not in _SURE_ENOUGH_TO_NAME),
    )


def _is_sure(reason: Reason, confidence: float, second: float) -> bool:
    """Whether to act on a *reason* that is so likely, beside the *second* likeliest."""
    enough = _SURE_ENOUGH_TO_PASS_ON if reason in _PASSED_ON else _SURE_ENOUGH
    # A reason chosen with care may be less likely than the one that it stands before.
    return confidence >= enough and abs(confidence - second) >= _LEAD


def ranked(probabilities: tuple[tuple[Reason, float], ...], found: frozenset[Flag]) -> list[tuple[Reason, float]]:
    """What an engine says of the reasons, weighed with the flags *found*, most probable first, and named with care."""
    return _named_with_care(_weighed(probabilities, found), found)


def _weighed(probabilities: tuple[tuple[Reason, float], ...], found: frozenset[Flag]) -> list[tuple[Reason, float]]:
    """The probabilities with the findings' say, most probable first."""
    pointed = {_POINTS_AT[flag] for flag in found if flag in _POINTS_AT}
    raised = [(reason, share * (_POINTING_WEIGHT if reason in pointed else 1.0)) for reason, share in probabilities]
    total = sum(share for _, share in raised)
    return sorted(((reason, share / total) for reason, share in raised), key=lambda pair: -pair[1])


def _named_with_care(weighed: list[tuple[Reason, float]], found: frozenset[Flag]) -> list[tuple[Reason, float]]:
    """*weighed*, but nobody is taken for ill, addicted or beaten on a guess: tired of cleaning is not tired of living.

    Who is taken for beaten gets no letters and no calls, so that must not rest on the word "afraid". Words that mean
    danger are findings, and stand whatever is said here.
    """
    first, *others = weighed
    enough = _SURE_ENOUGH_TO_NAME.get(first[0], 0.0)
    if first[1] >= enough or (first[0] is Reason.ABUSE_NEGLECT and found & _DANGER_AT_HOME):
        return weighed
    return [others[0], first, *others[1:]]
