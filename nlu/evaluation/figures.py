"""What an evaluation comes to. Every name here is a key of the JSON that `luotsi evaluate` writes."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from nlu.evaluation.metrics import Calibration, Covered, Detection, Share

Shares = Mapping[str, Share]  # by code
Matrix = Mapping[str, Mapping[str, int]]  # true → said → messages; a pair that never came is not there


@dataclass(frozen=True, slots=True, kw_only=True)
class Confusion:
    """One reason taken for another, and how often."""

    true: str
    said: str
    messages: int


class Advice(StrEnum):
    """What to do about two reasons that are taken for each other."""

    MERGE = "merge"  # people take each for the other: one reason, or a border that can be seen
    SHARPEN = "sharpen"  # people take one for the other: its definition leaves room
    MORE_TEXTS = "more_texts"  # people keep them apart, so it can be learnt
    NOT_COMPARED = "not_compared"  # nobody has labelled these messages a second time


@dataclass(frozen=True, slots=True, kw_only=True)
class Mixed:
    """How often each of two reasons was taken for the other, of the messages that are rightly of it."""

    one_as_other: int
    of_one: int
    other_as_one: int
    of_other: int

    @property
    def both(self) -> int:
        """Both ways together."""
        return self.one_as_other + self.other_as_one


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two reasons that the engine takes for each other, what people do with them, and what to do about it."""

    one: str  # the one that is taken for the other more often
    other: str
    engine: Mixed
    people: Mixed | None  # the second by the first; None where nobody labelled twice
    both_right: int  # messages of either for which people accept both
    advice: Advice


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonFigures:
    """The reason. Acceptable counts as right everywhere but in `exact`."""

    accuracy: Share
    exact: Share
    top_two: Share
    macro_f1: float | None
    by_language: Shares
    by_writer: Shares
    by_channel: Shares
    by_tag: Shares
    by_reason: Mapping[str, Detection]
    matrix: Matrix  # an acceptable answer stands where the labelled reason and itself meet: on the diagonal
    worst: tuple[Confusion, ...]  # most frequent first
    pairs: tuple[Pair, ...]  # of those, what to do about each; worst first


@dataclass(frozen=True, slots=True, kw_only=True)
class SureFigures:
    """How far the engine knows what it knows."""

    calibration: Calibration
    coverage: tuple[Covered, ...]
    abstained: Share
    right_if_answered: Share
    right_if_abstained: Share  # the guess that nobody acts on


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgencyFigures:
    """How soon somebody must look. Too low is below every acceptable level, too high above every one."""

    accuracy: Share
    too_low: Share
    too_high: Share
    matrix: Matrix  # by the labelled level alone


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyFigures:
    """Emergencies found and missed, and alarms for nothing. Lists hold the messages' ids."""

    recall: Share
    recall_by_language: Shares
    recall_by_writer: Shares
    recall_by_channel: Shares
    recall_by_tag: Shares
    below_urgent: Share  # of emergencies: a person would look tomorrow
    false_on_near_misses: Share
    false_on_ordinary: Share
    false_by_language: Shares  # near misses and ordinary messages together
    missed: tuple[str, ...]
    missed_below_urgent: tuple[str, ...]
    alarmed_near_misses: tuple[str, ...]
    alarmed_ordinary: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactFigures:
    """What else rules go by. A share of nothing: nobody has labelled it yet."""

    municipality: Share
    municipality_where_named: Share
    municipality_where_none: Share
    contacter: Share
    about: Share
    matter_type: Share
    language: Share  # of texts of twenty letters or more
    flags: Detection  # those that rules ask for, all messages together
    by_flag: Mapping[str, Detection]


@dataclass(frozen=True, slots=True, kw_only=True)
class Latency:
    """Milliseconds that one message took on this machine."""

    p50: float
    p95: float
    most: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far two people who labelled apart agree: more than that can hardly be asked of an engine.

    The second labeller is judged by the first one's labels, just as an engine is.
    """

    messages: int
    reason: Share
    reason_exact: Share
    urgency: Share
    urgency_exact: Share
    emergency: Share  # of the first one's emergencies
    emergency_said_alone: Share  # of what the first one calls none
    contacter: Share
    about: Share
    municipality: Share
    matter_type: Share
    flags: Detection


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Everything about one engine on one set of labelled messages."""

    messages: int
    messages_by_language: Mapping[str, int]
    engine: str
    model: str
    reason: ReasonFigures
    sure: SureFigures
    urgency: UrgencyFigures
    emergency: EmergencyFigures
    facts: FactFigures
    latency_ms: Latency
    second: Agreement | None
