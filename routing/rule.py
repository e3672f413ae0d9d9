"""A routing rule: data that a social worker can read. The order of rules is data too: the first that holds decides."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from channels.codes import Language


class DeadlineCode(StrEnum):
    """A promise in words of time; `routing/clocks.py` turns it into a moment."""

    NOW = "now"
    URGENT_15MIN = "urgent_15min"
    URGENT_1H = "urgent_1h"
    SAME_DAY = "same_day"
    WARD_FIRST_RESPONSE = "ward_first_response"
    WD1 = "wd1"
    WD2 = "wd2"
    WD3 = "wd3"
    WD5 = "wd5"
    STATUTORY_7WD_START = "statutory_7wd_start"
    WITHOUT_DELAY = "without_delay"
    STATUTORY_3M_SERVICE = "statutory_3m_service"
    TRANSFER_WITHOUT_DELAY = "transfer_without_delay"
    ACK_WITHOUT_DELAY = "ack_without_delay"


class Action(StrEnum):
    """What a rule asks for besides destination and deadline; each has a handler in the gateway."""

    ACK_AFTER_TRANSFER = "ack_after_transfer"
    ALARM_ADVISOR = "alarm_advisor"
    ASK_MUNICIPALITY = "ask_municipality"
    ASSIGN_HANDLER = "assign_handler"
    CHECK_IDENTITY_BEFORE_ANSWER = "check_identity_before_answer"
    CONTACT_SENDER = "contact_sender"
    COPY_DISCHARGE_COORDINATOR = "copy_discharge_coordinator"
    FOLLOW_UP_NEXT_MORNING = "follow_up_next_morning"
    FOLLOW_UP_SAME_DAY = "follow_up_same_day"
    HUMAN_CONFIRMS_TRANSFER = "human_confirms_transfer"
    HUMAN_TAKEOVER = "human_takeover"
    HUMAN_TRIAGE = "human_triage"
    INFORM_MEMORY_GUIDANCE = "inform_memory_guidance"
    INFORM_OWN_WORKER = "inform_own_worker"
    NAME_RESPONSIBLE_WORKER = "name_responsible_worker"
    NO_CASE_FOR_PATIENT = "no_case_for_patient"
    NO_DATA_WITHOUT_CONSENT = "no_data_without_consent"
    NO_DISCLOSURE_TO_SENDER = "no_disclosure_to_sender"
    NO_PARTNER_SUGGESTION = "no_partner_suggestion"
    OPEN_NEED_NOTIFICATION = "open_need_notification"
    OPEN_SERVICE_GUIDANCE = "open_service_guidance"
    RECORD_ANONYMOUSLY = "record_anonymously"
    RECORD_AS_NEED_NOTIFICATION = "record_as_need_notification"
    REGISTER_APPLICATION = "register_application"
    RESTRICT_ACCESS = "restrict_access"
    SAFE_CONTACT_ONLY = "safe_contact_only"
    SHOW_FREE_PLACES = "show_free_places"
    START_CLOCK_WITHOUT_DELAY = "start_clock_without_delay"
    START_STATUTORY_CLOCK = "start_statutory_clock"
    START_STATUTORY_CLOCK_IF_NEED_CHANGED = "start_statutory_clock_if_need_changed"
    START_STATUTORY_CLOCK_IF_NEED_EXPRESSED = "start_statutory_clock_if_need_expressed"
    URGENT_NEED_CHECK_NOW = "urgent_need_check_now"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One line of the decision table. It holds when each field in `when` has one of its codes; no field: always."""

    id: str  # "R080"; never used again for another rule
    # Field of Facts -> codes; "flag" looks into Facts.flags; booleans are "true" and "false".
    when: Mapping[str, frozenset[str]]
    destination: str  # code in destinations.toml
    deadline: DeadlineCode
    acknowledgement: str  # key in texts/<language>.toml
    answered: bool  # whether the sender gets a further answer; false: no text may promise one
    also: tuple[Action, ...]
    because: Mapping[Language, str]  # shown to the advisor
    source: str  # the law or the agreement
