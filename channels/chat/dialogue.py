"""Where a dialogue of the bot stands, and what comes of a message in it. Nothing in it says who somebody is."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Final

from channels.chat.heard import NOTHING, Choice, Told, Way
from channels.codes import About, Reason


class Topic(StrEnum):
    """What is asked, and only where routing needs it."""

    NEED = "need"
    WHOSE = "whose"
    MUNICIPALITY = "municipality"
    AGE = "age"
    KNOWS = "knows"  # whether the person whom it is about knows of this
    REACH = "reach"  # how we reach them


class Step(StrEnum):
    """Where the dialogue stands: what the next message is an answer to."""

    ASKING = "asking"
    CHECKING = "checking"  # said back: is it right?
    OFFERING = "offering"  # which way on?
    ANSWERED = "answered"  # a service was told: did it help?
    MORE = "more"  # is there anything else?
    HANDED = "handed"  # people go on, and the bot is silent
    ENDED = "ended"


class Deed(StrEnum):
    """What is to be done with the Case. Without one it stays what its Decision made it."""

    NOW = "now"  # a person is asked to come into the chat
    LATER = "later"  # a person answers by the promised date
    CALL = "call"  # a person calls
    ASSESS = "assess"  # whether help is needed is looked into
    ANSWER = "answer"  # the visitor says that a service of the catalogue was the answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What there is to offer at this moment."""

    person_now: bool = False  # the chat is open, and somebody is there
    answers: bool = False  # the catalogue has a service like what was asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialogue:
    """Where one conversation stands. Nothing in it is text, or says who it is."""

    step: Step = Step.ASKING
    told: Told = NOTHING
    asked: frozenset[Topic] = frozenset()
    asking: Topic | None = None  # what was asked last, while it is waited for
    strikes: int = 0
    way: Way | None = None  # chosen before it was known how to reach them
    done: Deed | None = None


BEGUN: Final = Dialogue()


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """The bot's answer: texts to say in order, by key; what may be pressed; what is to be done."""

    dialogue: Dialogue
    says: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    deed: Deed | None = None


def dump(dialogue: Dialogue) -> str:
    """*dialogue* as JSON: codes only."""
    return json.dumps(asdict(dialogue) | {"asked": sorted(dialogue.asked)}, separators=(",", ":"))


def load(stored: str) -> Dialogue:
    """The dialogue that `dump` wrote."""
    held: Mapping[str, Any] = json.loads(stored)
    told = held["told"]
    return Dialogue(
        step=Step(held["step"]),
        told=Told(
            **{
                **told,
                "about": told["about"] and About(told["about"]),
                "reasons": tuple(Reason(code) for code in told["reasons"]),
            }
        ),
        asked=frozenset(Topic(topic) for topic in held["asked"]),
        asking=held["asking"] and Topic(held["asking"]),
        strikes=held["strikes"],
        way=held["way"] and Way(held["way"]),
        done=held["done"] and Deed(held["done"]),
    )
