"""The states that stored things go through."""

from enum import StrEnum


class CaseState(StrEnum):
    """Where a Case stands (domain reference 3.7)."""

    RECEIVED = "received"
    TRIAGED = "triaged"
    ASSIGNED = "assigned"
    IN_PROGRESS = "in_progress"
    WAITING_CLIENT = "waiting_client"
    WAITING_PARTNER = "waiting_partner"
    TRANSFERRED = "transferred"
    RESOLVED = "resolved"
    REOPENED = "reopened"
    DISSOLVED = "dissolved"  # its contacts were moved into another Case


ENDED = frozenset({CaseState.RESOLVED, CaseState.DISSOLVED})


class View(StrEnum):
    """Which list of the inbox shows a Case."""

    WORK = "work"
    QUARANTINE = "quarantine"  # could not be read by machine: a person reads it
    MACHINES = "machines"  # bounces and auto-replies that answer nothing of ours


class PromiseKind(StrEnum):
    """What was promised to a person."""

    ANSWER_BY = "answer_by"
    CALL_BACK = "call_back"
    VISIT = "visit"


class PromiseState(StrEnum):
    """How a Promise fares; never silently lost."""

    OPEN = "open"
    KEPT = "kept"
    MOVED = "moved"
    BROKEN = "broken"
    WITHDRAWN = "withdrawn"  # it turned out that no person waits: a machine wrote, or the Case went into another


class Purpose(StrEnum):
    """Why a message goes out."""

    ACKNOWLEDGEMENT = "acknowledgement"
    REPLY = "reply"
    ALARM = "alarm"


class DeliveryState(StrEnum):
    """How far an outgoing message got. `attempting` is committed before DATA; a crash there is `outcome_unknown`."""

    PROMISED = "promised"
    ATTEMPTING = "attempting"
    SENT = "sent"
    OUTCOME_UNKNOWN = "outcome_unknown"
    FAILED = "failed"
    BOUNCED = "bounced"
    SHADOWED = "shadowed"  # the channel is in shadow mode: written, never sent


class JobKind(StrEnum):
    """Durable work, each written in the transaction that caused it."""

    READ = "read"
    DECIDE = "decide"
    ACKNOWLEDGE = "acknowledge"
    DELIVER = "deliver"
    ALARM = "alarm"
    PROMISE_DUE = "promise_due"


class JobState(StrEnum):
    """How far a Job got."""

    WAITING = "waiting"
    LEASED = "leased"
    GIVEN_UP = "given_up"  # on the operator's list until somebody acts


class Event(StrEnum):
    """What a Case's timeline tells."""

    RECEIVED = "received"
    READ = "read"
    UNREADABLE = "unreadable"
    EMERGENCY = "emergency"
    DECIDED = "decided"
    MACHINE = "machine"  # a bounce or an auto-reply came about something of ours
    JOINED = "joined"  # a further contact came to this Case
    REPEATED = "repeated"  # the same callback asked for again
    ACKNOWLEDGED = "acknowledged"
    NOT_ACKNOWLEDGED = "not_acknowledged"  # on purpose; the data says why
    DELIVERED = "delivered"
    NOT_DELIVERED = "not_delivered"
    OUTCOME_UNKNOWN = "outcome_unknown"
    CLAIMED = "claimed"
    RELEASED = "released"
    CORRECTED = "corrected"
    NOTED = "noted"
    REPLIED = "replied"
    CALLED = "called"
    PROMISED = "promised"
    PROMISE_BROKEN = "promise_broken"
    ALARM_SEEN = "alarm_seen"
    ALARM_PASSED_ON = "alarm_passed_on"
    RESOLVED = "resolved"
    REOPENED = "reopened"
