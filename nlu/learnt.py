"""What the trained model says of a message, in codes: reasons, who writes, how urgent, flags.

Danger is asked of every window by itself, and joins the findings of the patterns: the more urgent of the two holds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from channels.codes import About, ContacterType, Flag, MatterType, Urgency
from nlu.folding import Token
from nlu.linear.artefact import HeadName
from nlu.linear.features import WORDS_READ
from nlu.linear.score import Scored, Scorer
from nlu.reading import Finding, Span, Where

EMERGENCY: Final = "L01"  # found by the model, as E01 and U01 are by words
URGENT: Final = "L02"
LEARNT: Final = frozenset({EMERGENCY, URGENT})
_SURE_OF_FLAG: Final = 0.37  # of texts that have none, few are given one; of those that have, most are found
_SURE_OF_FEAR: Final = 0.6  # whoever is taken for beaten gets no letters and no calls
_SURE_OF_CONTACTER: Final = 0.3
_SURE_OF_ACT: Final = 0.5
_FIRST: Final = 400  # of the words that are read of a long text; the others are its last
_LIKELY: Final = 0.3  # enough to say of which kind a danger is
_NAMED: Final = 0.35  # to name it beside another: most of those feared are, and few others
# What a danger may be of, and what else may be wrong today.
_KINDS: Final = (
    Flag.MEDICAL,
    Flag.FALL,
    Flag.FIRE,
    Flag.MISSING,
    Flag.SUICIDAL,
    Flag.WELFARE_CHECK,
    Flag.HOME_CONDITIONS,
    Flag.LEFT_ALONE,
)
_KINDS_TODAY: Final = (*_KINDS, Flag.CARER_LOST, Flag.MISSED_VISIT)
_FEARED: Final = (Flag.VIOLENCE_NOW, Flag.ABUSE)
_NAMED_BESIDE: Final = (Flag.VIOLENCE_NOW, Flag.SUICIDAL)
# Flags of findings; they say that something is wrong now and come with a finding alone.
_OF_FINDINGS: Final = frozenset({*_KINDS_TODAY, Flag.VIOLENCE_NOW, Flag.CHILD})


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    """What the model makes of a whole message."""

    scored: Scored
    urgency: Urgency  # of the message as a whole; danger in a part of it is a finding
    contacter: ContacterType
    about: About | None
    matter_type: MatterType
    flags: frozenset[Flag]


def both_ends(tokens: list[Token]) -> list[Token]:
    """As many of *tokens* as the model reads as one text: of a long one its beginning and its end."""
    return tokens if len(tokens) <= WORDS_READ else [*tokens[:_FIRST], *tokens[_FIRST - WORDS_READ :]]


def read(scorer: Scorer, text: str, tokens: list[Token]) -> Learnt:
    """What the model makes of *text*, cut into *tokens*."""
    scored = scorer.score(text, tokens)
    contacter, sure = scored.best(HeadName.CONTACTER)
    flags = scored.heads[HeadName.FLAGS]
    return Learnt(
        scored=scored,
        urgency=Urgency(scored.best(HeadName.URGENCY)[0]),
        contacter=ContacterType(contacter) if sure >= _SURE_OF_CONTACTER else ContacterType.UNKNOWN,
        about=About(scored.best(HeadName.ABOUT)[0]),
        matter_type=_matter_type(scored.heads[HeadName.MATTER_TYPE]),
        flags=frozenset(Flag(code) for code, share in flags.items() if share >= _enough(Flag(code))) - _OF_FINDINGS,
    )


def _matter_type(shares: Mapping[str, float]) -> MatterType:
    """The likeliest act; but an application starts a procedure, so nobody has applied for anything on a guess."""
    likely = {act: share for act, share in shares.items() if act != MatterType.APPLICATION or share >= _SURE_OF_ACT}
    return MatterType(max(likely, key=lambda act: likely[act]))


def _enough(flag: Flag) -> float:
    return _SURE_OF_FEAR if flag in _FEARED else _SURE_OF_FLAG


def findings(scorer: Scorer, text: str, tokens: list[Token], where: Where) -> tuple[Finding, ...]:
    """The most dangerous window of *text*, if it is dangerous enough: one finding for each kind of danger in it."""
    dangers = scorer.dangers(text, tokens)
    for level, pattern in ((Urgency.EMERGENCY, EMERGENCY), (Urgency.URGENT, URGENT)):
        danger = dangers.get(level)
        if danger is not None and danger.share >= scorer.model.thresholds[level]:
            point = scorer.point(text, tokens, danger.window, level)
            start, end = tokens[point[0]].start, tokens[point[-1]].end
            span = Span(where=where, start=start, end=end, text=text[start:end], why=f"{level}:{pattern}")
            kinds = _kinds(scorer, text, tokens[danger.window.start : danger.window.stop], level)
            return tuple(Finding(pattern=pattern, level=level, flag=kind, span=span) for kind in kinds)
    return ()


def _kinds(scorer: Scorer, text: str, window: Sequence[Token], level: Urgency) -> tuple[Flag, ...]:
    """What the danger is of. In an emergency whoever is feared, and one's own hand, are named beside the likeliest."""
    shares = scorer.flags(text, window)
    named = [flag for flag in _NAMED_BESIDE if level is Urgency.EMERGENCY and shares.get(flag, 0.0) >= _NAMED]
    kinds = _KINDS if level is Urgency.EMERGENCY else _KINDS_TODAY
    likely = [flag for flag in kinds if shares.get(flag, 0.0) >= (_NAMED if flag in _NAMED_BESIDE else _LIKELY)]
    if likely and (likeliest := max(likely, key=lambda flag: shares[flag])) not in named:
        named.append(likeliest)
    return tuple(named) or (Flag.UNSPECIFIED,)
