"""From answers to figures."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from channels.codes import URGENCY_RANK, Flag, Urgency
from nlu.evaluation.advice import advice
from nlu.evaluation.agreement import agreement, flags_found
from nlu.evaluation.answering import Answer
from nlu.evaluation.figures import (
    Confusion,
    EmergencyFigures,
    FactFigures,
    Figures,
    Latency,
    Matrix,
    ReasonFigures,
    Shares,
    SureFigures,
    UrgencyFigures,
)
from nlu.evaluation.metrics import by_class, calibration, counted, macro_f1, percentile, risk_coverage
from nlu.evaluation.samples import Labels

_LETTERS: Final = 20  # a shorter text need not show its language
_P50, _P95 = 0.5, 0.95
_URGENT: Final = URGENCY_RANK[Urgency.URGENT]


def measure(answers: Sequence[Answer], second: Sequence[Labels], asked: frozenset[Flag]) -> Figures:
    """Everything about *answers*, of which there is at least one.

    *second* are labels that somebody else gave to the same messages, as far as there are any; *asked* are the flags
    that rules ask for.
    """
    first = answers[0].reading
    samples = [one.sample for one in answers]
    return Figures(
        messages=len(answers),
        messages_by_language=dict(Counter(str(one.language) for one in samples)),
        engine=first.engine,
        model=first.model,
        reason=_reason(answers, second),
        sure=_sure(answers),
        urgency=_urgency(answers),
        emergency=_emergency(answers),
        facts=_facts(answers, asked),
        latency_ms=_latency([one.milliseconds for one in answers]),
        second=agreement(samples, second, asked) if second else None,
    )


def _reason(answers: Sequence[Answer], second: Sequence[Labels]) -> ReasonFigures:
    pairs = [(str(one.true_reason), str(one.reading.reason)) for one in answers]
    classes = by_class(pairs)
    confused = Counter(pair for pair in pairs if pair[0] != pair[1])
    worst = tuple(
        Confusion(true=true, said=said, messages=count)
        for (true, said), count in sorted(confused.items(), key=lambda pair: (-pair[1], pair[0]))
    )
    return ReasonFigures(
        accuracy=counted(map(_right, answers)),
        exact=counted(one.reading.reason is one.sample.reason for one in answers),
        top_two=counted(one.reason_is_among_two for one in answers),
        macro_f1=macro_f1(classes.values()),
        by_language=_grouped(answers, _language, _right),
        by_writer=_grouped(answers, _writer, _right),
        by_channel=_grouped(answers, _channel, _right),
        by_tag=_grouped(answers, _tags, _right),
        by_reason=classes,
        matrix=_matrix(pairs),
        worst=worst,
        pairs=advice(worst, [one.sample for one in answers], second),
    )


def _sure(answers: Sequence[Answer]) -> SureFigures:
    judged = [one.judged for one in answers]
    return SureFigures(
        calibration=calibration(judged),
        coverage=risk_coverage(judged),
        abstained=counted(one.reading.abstained for one in answers),
        right_if_answered=counted(one.reason_is_right for one in answers if not one.reading.abstained),
        right_if_abstained=counted(one.reason_is_right for one in answers if one.reading.abstained),
    )


def _urgency(answers: Sequence[Answer]) -> UrgencyFigures:
    ranks = [(_rank(one.reading.urgency), [_rank(level) for level in one.sample.urgencies]) for one in answers]
    return UrgencyFigures(
        accuracy=counted(said in right for said, right in ranks),
        too_low=counted(said > max(right) for said, right in ranks),
        too_high=counted(said < min(right) for said, right in ranks),
        matrix=_matrix((str(one.sample.urgency), str(one.reading.urgency)) for one in answers),
    )


def _emergency(answers: Sequence[Answer]) -> EmergencyFigures:
    real = [one for one in answers if one.sample.urgency is Urgency.EMERGENCY]
    # Where an alarm would be acceptable, it is no false one.
    none = [one for one in answers if Urgency.EMERGENCY not in one.sample.urgencies]
    near = [one for one in none if one.sample.is_near_miss]
    ordinary = [one for one in none if not one.sample.is_near_miss]
    return EmergencyFigures(
        recall=counted(map(_alarm, real)),
        recall_by_language=_grouped(real, _language, _alarm),
        recall_by_writer=_grouped(real, _writer, _alarm),
        recall_by_channel=_grouped(real, _channel, _alarm),
        recall_by_tag=_grouped(real, _tags, _alarm),
        below_urgent=counted(map(_is_low, real)),
        false_on_near_misses=counted(map(_alarm, near)),
        false_on_ordinary=counted(map(_alarm, ordinary)),
        false_by_language=_grouped(none, _language, _alarm),
        missed=_ids(one for one in real if not one.is_alarm),
        missed_below_urgent=_ids(filter(_is_low, real)),
        alarmed_near_misses=_ids(filter(_alarm, near)),
        alarmed_ordinary=_ids(filter(_alarm, ordinary)),
    )


def _facts(answers: Sequence[Answer], asked: frozenset[Flag]) -> FactFigures:
    homes = [(one.sample.municipality, one.reading.municipality) for one in answers]
    flagged = [(one.sample.flags, one.reading.flags) for one in answers if one.sample.flags is not None]
    return FactFigures(
        municipality=counted(true == said for true, said in homes),
        municipality_where_named=counted(true == said for true, said in homes if true is not None),
        municipality_where_none=counted(said is None for true, said in homes if true is None),
        contacter=counted(one.reading.contacter is one.sample.contacter for one in answers),
        about=counted(one.reading.about is one.sample.about for one in answers),
        matter_type=counted(
            one.reading.matter_type in one.sample.matter_types for one in answers if one.sample.matter_type
        ),
        language=counted(one.reading.language is one.sample.language for one in answers if _is_long(one)),
        flags=flags_found(flagged, asked),
        by_flag={
            str(flag): found for flag in Flag if (found := flags_found(flagged, frozenset({flag}))).f1 is not None
        },
    )


def _latency(milliseconds: Sequence[float]) -> Latency:
    return Latency(p50=percentile(milliseconds, _P50), p95=percentile(milliseconds, _P95), most=max(milliseconds))


def _grouped(
    answers: Iterable[Answer], groups: Callable[[Answer], Iterable[str]], holds: Callable[[Answer], bool]
) -> Shares:
    """How often *holds* is true in each of the *groups* that answers belong to."""
    members: dict[str, list[bool]] = {}
    for one in answers:
        for group in groups(one):
            members.setdefault(group, []).append(holds(one))
    return {group: counted(truths) for group, truths in sorted(members.items())}


def _matrix(pairs: Iterable[tuple[str, str]]) -> Matrix:
    rows: dict[str, dict[str, int]] = {}
    for (true, said), count in Counter(pairs).items():
        rows.setdefault(true, {})[said] = count
    return rows


def _ids(answers: Iterable[Answer]) -> tuple[str, ...]:
    return tuple(sorted(one.sample.id for one in answers))


def _rank(level: Urgency) -> int:
    return URGENCY_RANK[level]


def _language(answer: Answer) -> tuple[str]:
    return (str(answer.sample.language),)


def _writer(answer: Answer) -> tuple[str]:
    return (str(answer.sample.contacter),)


def _channel(answer: Answer) -> tuple[str]:
    return (str(answer.sample.channel),)


def _tags(answer: Answer) -> Iterable[str]:
    return answer.sample.tags


def _right(answer: Answer) -> bool:
    return answer.reason_is_right


def _alarm(answer: Answer) -> bool:
    return answer.is_alarm


def _is_low(answer: Answer) -> bool:
    return _rank(answer.reading.urgency) > _URGENT


def _is_long(answer: Answer) -> bool:
    return sum(map(str.isalpha, answer.sample.text)) >= _LETTERS
