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
    DATE_MOVED = "date_moved"  # we answer later than we promised
    TRANSFERRED = "transferred"  # the matter has been moved to another authority
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


class TaskOutcome(StrEnum):
    """What became of a task."""

    DONE = "done"
    NOT_NEEDED = "not_needed"


class ClockOutcome(StrEnum):
    """How a clock by law ended. A Case that ends without an assessment ends no clock."""

    BEGUN = "begun"  # a professional has reached the client or somebody close and begun the assessment
    MERGED = "merged"  # it became one with the clock of another Case


class Service(StrEnum):
    """What kind of service was granted: as much as a date needs, and no more."""

    HOME_CARE = "home_care"
    SUPPORT_SERVICE = "support_service"
    SAFETY_PHONE = "safety_phone"
    DAY_ACTIVITY = "day_activity"
    SHORT_TERM_CARE = "short_term_care"
    COMMUNAL_HOUSING = "communal_housing"
    ROUND_THE_CLOCK_CARE = "round_the_clock_care"
    FAMILY_CARE = "family_care"
    INFORMAL_CARE = "informal_care"
    TRANSPORT = "transport"
    OTHER = "other"


class GrantOutcome(StrEnum):
    """What became of a granted service; without one its clock runs."""

    BEGUN = "begun"
    NOT_NEEDED = "not_needed"  # the client does not want it any more, has moved or has died
    MISTAKEN = "mistaken"  # it was never granted, or the record says it wrong


class Sign(StrEnum):
    """Why two Cases may be about the same client, strongest first."""

    IDENTITY_CODE = "identity_code"
    PHONE = "phone"
    EMAIL = "email"


class CoordinationAnswer(StrEnum):
    """What came of the question whether one worker should look after all matters of a client."""

    WILL_ASK = "will_ask"  # the advisor sees the need; the client has not been asked yet
    CONSENTED = "consented"
    DECLINED = "declined"  # the client said no, or takes an earlier yes back
    NOT_NEEDED = "not_needed"  # the advisor does not see the need


class ReadField(StrEnum):
    """What a machine reads of a contact and a person can correct, as a Reading names it."""

    REASON = "reason"
    URGENCY = "urgency"
    MATTER_TYPE = "matter_type"
    CONTACTER = "contacter"
    LANGUAGE = "language"
    MUNICIPALITY = "municipality"
    AGE_BAND = "age_band"


class SuggestionOutcome(StrEnum):
    """What became of a suggested reply."""

    TAKEN = "taken"  # it stands in somebody's reply, which has not been sent yet: not counted
    KEPT = "kept"  # sent word for word
    CHANGED = "changed"  # another text was sent
    DROPPED = "dropped"


class JobKind(StrEnum):
    """Durable work, each written in the transaction that caused it."""

    READ = "read"
    DECIDE = "decide"
    ACKNOWLEDGE = "acknowledge"
    DELIVER = "deliver"
    ALARM = "alarm"
    PROMISE_DUE = "promise_due"
    ERASE = "erase"


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
    SAME_MESSAGE_ID = "same_message_id"  # another mail with other words has it too; the data says which contact
    MACHINE = "machine"  # a bounce or an auto-reply came about something of ours
    JOINED = "joined"  # a further contact came to this Case
    REPEATED = "repeated"  # the same callback asked for again
    ACKNOWLEDGED = "acknowledged"
    NOT_ACKNOWLEDGED = "not_acknowledged"  # on purpose; the data says why
    DELIVERED = "delivered"
    NOT_DELIVERED = "not_delivered"
    OUTCOME_UNKNOWN = "outcome_unknown"
    DATE_TOLD = "date_told"  # the person was told a later date
    DATE_NOT_TOLD = "date_not_told"  # they were not; the data says why
    TRANSFER_TOLD = "transfer_told"  # the person was told that their matter has been moved
    TRANSFER_NOT_TOLD = "transfer_not_told"  # they were not; the data says why
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
    ERASED = "erased"  # the words of an anonymous chat, some days after its end
    MERGED = "merged"  # somebody has put this Case into another, or another into this; the data says which
    ASSESSMENT_BEGUN = "assessment_begun"  # the clock by law stops
    ASSESSMENT_TAKEN_BACK = "assessment_taken_back"  # it had not begun after all: the clock runs on
    AGE_CORRECTED = "age_corrected"
    SERVICE_GRANTED = "service_granted"  # its clock of three months runs from the decision
    SERVICE_BEGUN = "service_begun"
    SERVICE_ENDED = "service_ended"  # it does not begin; the data says why
    SERVICE_TAKEN_BACK = "service_taken_back"  # it had not ended or begun after all: its clock runs on
    RANG = "rang"  # nobody has it in hand, and its date is near or past
    TASK_DONE = "task_done"  # or found not to be needed; the data says which
    SAME_CLIENT = "same_client"  # a person has said that another Case is the same client's
    DIFFERENT_CLIENT = "different_client"
    CLIENT_UNDONE = "client_undone"
    COORDINATION = "coordination"  # whether one worker should look after everything; the data says the answer
    CHAT_TAKEN = "chat_taken"  # an advisor has the floor in the conversation
    CHAT_PASSED_ON = "chat_passed_on"  # a colleague has it now
    CHAT_GIVEN_BACK = "chat_given_back"  # no advisor has it; the data says whether the queue or the inbox does
