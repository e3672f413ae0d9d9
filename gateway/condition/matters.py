"""What can be wrong, how much it matters, and the chapter of deploy/RUNBOOK.md that says what to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum, StrEnum
from types import MappingProxyType
from typing import Final

from gateway.condition.limits import Limit


class Level(IntEnum):
    """How much it matters."""

    WELL = 0
    WATCH = 1  # somebody looks in the morning
    TROUBLE = 2  # somebody acts now

    @property
    def code(self) -> str:
        """As texts name it."""
        return self.name.lower()


class Matter(StrEnum):
    """What is looked at. Of two that matter as much, the one that stands first comes first."""

    ALARM = "alarm"  # an emergency that nobody has seen
    BALANCE = "balance"
    KEYS = "keys"
    SCHEMA = "schema"
    DISK = "disk"
    CLOCK = "clock"
    REDIS = "redis"
    BEAT = "beat"
    WORK = "work"
    LATE = "late"  # a kind of work waits longer than it may
    RELAY = "relay"
    MAILBOX = "mailbox"  # one that we fetch mail from cannot be read, or holds what cannot be fetched
    OUTBOX = "outbox"  # no relay is set, so nothing leaves
    NLU = "nlu"
    SECOND = "second_opinion"  # it is wanted, and reasons rest on the first alone
    RASA = "rasa"  # our own engine reads without it
    RULES = "rules"  # those in the folder are refused, and older ones decide
    GIVEN_UP = "given_up"
    UNKNOWN = "unknown"  # letters of which nobody knows whether they went
    FAILING = "failing"
    UNREAD = "unread"  # what no machine could read


CHAPTER: Final[Mapping[Matter, str]] = MappingProxyType(
    {
        Matter.ALARM: "An emergency alarm is not acknowledged",
        Matter.BALANCE: "The balance is not zero",
        Matter.KEYS: "A key is lost",
        Matter.SCHEMA: "Program and database differ",
        Matter.DISK: "The disk is full",
        Matter.CLOCK: "A clock is wrong",
        Matter.REDIS: "Redis is gone",
        Matter.BEAT: "Jobs are stuck",
        Matter.WORK: "Jobs are stuck",
        Matter.LATE: "Jobs are stuck",
        Matter.RELAY: "The relay is down",
        Matter.MAILBOX: "A mailbox cannot be read",
        Matter.OUTBOX: "No relay is set",
        Matter.NLU: "The reading model is missing",
        Matter.SECOND: "The second opinion is missing",
        Matter.RASA: "Rasa does not answer",
        Matter.RULES: "New rules are refused",
        Matter.GIVEN_UP: "Jobs are stuck",
        Matter.UNKNOWN: "Nobody knows whether a letter went",
        Matter.FAILING: "Jobs are stuck",
        Matter.UNREAD: "Something is in quarantine",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """How one matter stands."""

    matter: Matter
    level: Level
    figure: int = 0  # how many, how many seconds, or how many per cent


def timed(span: timedelta, limit: Limit) -> Level:
    """How much it matters that something has taken *span*."""
    if span >= limit.trouble:
        return Level.TROUBLE
    return Level.WATCH if span >= limit.watch else Level.WELL


def counted(matter: Matter, number: int, level: Level) -> Finding:
    """Well where there is none, else of *level*."""
    return Finding(matter=matter, level=level if number else Level.WELL, figure=number)
