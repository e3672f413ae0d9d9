"""How far two people agree who labelled the same messages apart."""

from collections.abc import Iterable, Sequence

from channels.codes import Flag, Urgency
from nlu.evaluation.figures import Agreement
from nlu.evaluation.metrics import Detection, counted, detection
from nlu.evaluation.samples import Labels


def agreement(first: Sequence[Labels], second: Sequence[Labels], asked: frozenset[Flag]) -> Agreement | None:
    """The second labelling judged by the first; None where they have no message in common.

    *asked* are the flags that rules ask for.
    """
    other = {one.id: one for one in second}
    pairs = [(one, other[one.id]) for one in first if one.id in other]
    if not pairs:
        return None
    typed = [(one, two) for one, two in pairs if one.matter_type and two.matter_type]
    flagged = [(one.flags, two.flags) for one, two in pairs if one.flags is not None and two.flags is not None]
    return Agreement(
        messages=len(pairs),
        reason=counted(two.reason in one.reasons for one, two in pairs),
        reason_exact=counted(two.reason is one.reason for one, two in pairs),
        urgency=counted(two.urgency in one.urgencies for one, two in pairs),
        urgency_exact=counted(two.urgency is one.urgency for one, two in pairs),
        emergency=counted(_is_emergency(two) for one, two in pairs if _is_emergency(one)),
        emergency_said_alone=counted(
            _is_emergency(two) for one, two in pairs if Urgency.EMERGENCY not in one.urgencies
        ),
        contacter=counted(two.contacter is one.contacter for one, two in pairs),
        about=counted(two.about is one.about for one, two in pairs),
        municipality=counted(two.municipality == one.municipality for one, two in pairs),
        matter_type=counted(two.matter_type in one.matter_types for one, two in typed),
        flags=flags_found(flagged, asked),
    )


def flags_found(pairs: Iterable[tuple[frozenset[Flag], frozenset[Flag]]], asked: frozenset[Flag]) -> Detection:
    """How well the *asked* flags are found, from *pairs* of (true, said)."""
    compared = [(true & asked, said & asked) for true, said in pairs]
    return detection(
        sum(len(true & said) for true, said in compared),
        sum(len(said - true) for true, said in compared),
        sum(len(true - said) for true, said in compared),
    )


def _is_emergency(labels: Labels) -> bool:
    return labels.urgency is Urgency.EMERGENCY
