"""Having an engine read labelled messages."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from channels.codes import Reason, Urgency
from nlu.evaluation.metrics import Judged
from nlu.evaluation.samples import Sample
from nlu.reading import Message, Reading


class Reader(Protocol):
    """Anything that reads messages: one engine, or several together."""

    def read(self, message: Message) -> Reading:
        """What *message* says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was read in one labelled message, and how long it took."""

    sample: Sample
    reading: Reading
    milliseconds: float

    @property
    def reason_is_right(self) -> bool:
        """Whether the reason is the labelled or an acceptable one."""
        return self.reading.reason in self.sample.reasons

    @property
    def reason_is_among_two(self) -> bool:
        """Whether a right reason is the first or the second that the engine thought of."""
        second = tuple(one.reason for one in self.reading.alternatives[:1])
        return not self.sample.reasons.isdisjoint((self.reading.reason, *second))

    @property
    def true_reason(self) -> Reason:
        """The reason to compare with: what was said where that is acceptable, else the labelled one."""
        return self.reading.reason if self.reason_is_right else self.sample.reason

    @property
    def is_alarm(self) -> bool:
        """Whether it was called an emergency."""
        return self.reading.urgency is Urgency.EMERGENCY

    @property
    def judged(self) -> Judged:
        """The reason's confidence beside its truth."""
        return Judged(id=self.sample.id, confidence=self.reading.reason_confidence, right=self.reason_is_right)


def answers(reader: Reader, samples: Iterable[Sample]) -> tuple[Answer, ...]:
    """Each of *samples* as *reader* reads it, one after another, each text for the first time."""
    # What is loaded at the first message is not that message's time.
    reader.read(Message(text="Hei"))
    found = []
    for sample in samples:
        message = Message(text=sample.text, subject=sample.subject)
        begun = time.perf_counter()
        reading = reader.read(message)
        spent = (time.perf_counter() - begun) * 1000
        found.append(Answer(sample=sample, reading=reading, milliseconds=spent))
    return tuple(found)
