"""What the patterns alone make of a text, whatever a model would say."""

from channels.codes import Urgency
from nlu import emergency
from nlu.reading import Message


def level_of(text: str) -> Urgency:
    """How urgent they find it."""
    return emergency.urgency(emergency.find(Message(text=text)))


def near_misses(text: str) -> set[str | None]:
    """Inside which frames they found something; None for what counts."""
    return {one.near_miss for one in emergency.find(Message(text=text))}
