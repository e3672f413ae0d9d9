"""The codes that everything speaks: one enum per list of the domain's taxonomy, and the facts that hold of each code.

Labels are texts and live in `gateway/locale/`; destinations and teams are data and live in `routing/destinations.toml`.
Adding a reason or a language is one line here and its files elsewhere (see ARCHITECTURE.md).
"""

from enum import StrEnum


class Language(StrEnum):
    """A language that Luotsi reads and answers in; `OTHER` and `UNKNOWN` are answered in Finnish by a person."""

    FI = "fi"
    SV = "sv"
    EN = "en"
    OTHER = "other"
    UNKNOWN = "unknown"


class ChannelCode(StrEnum):
    """The way a contact came, or went out."""

    PHONE = "phone"
    PHONE_CALLBACK = "phone_callback"
    SMS = "sms"
    EMAIL = "email"
    SECURE_EMAIL = "secure_email"
    CHAT = "chat"
    WEB_FORM = "web_form"
    SERVICE_POINT = "service_point"
    EVENT = "event"
    LETTER = "letter"
    SUOMIFI_MESSAGE = "suomifi_message"
    WARD_PORTAL = "ward_portal"
    SYSTEM_API = "system_api"


class Direction(StrEnum):
    """Who turned to whom (SR-10)."""

    TO_SERVICE = "to_service"
    TO_CLIENT = "to_client"
    BETWEEN_PROFESSIONALS = "between_professionals"


class ContactKind(StrEnum):
    """What came in by mail: a person's matter, or a machine's (email-rules: kind)."""

    CONTACT = "contact"
    SPAM_SHAPED_CONTACT = "spam_shaped_contact"
    REPLY_TO_OUR_MESSAGE = "reply_to_our_message"
    AUTO_REPLY = "auto_reply"
    BOUNCE = "bounce"
    LOOP = "loop"


class About(StrEnum):
    """Whose matter it is: the contacter's own or somebody else's."""

    SELF = "self"
    OTHER = "other"


class MatterType(StrEnum):
    """What kind of act the contact is in the eyes of the law."""

    ADVICE = "advice"
    SUPPORT_NEED_CONTACT = "support_need_contact"
    NEED_NOTIFICATION = "need_notification"
    CONCERN_NOTICE = "concern_notice"
    APPLICATION = "application"
    WARD_REQUEST = "ward_request"
    DISCHARGE_NOTICE = "discharge_notice"
    REFERRAL = "referral"
    CASE_ENQUIRY = "case_enquiry"
    PLACE_ENQUIRY = "place_enquiry"
    FEEDBACK = "feedback"


class ContacterType(StrEnum):
    """Who contacts us (SR-07)."""

    CLIENT = "client"
    RELATIVE = "relative"
    CLOSE_PERSON = "close_person"
    INFORMAL_CARER = "informal_carer"
    LEGAL_REPRESENTATIVE = "legal_representative"
    NEIGHBOUR_CITIZEN = "neighbour_citizen"
    HOSPITAL_WARD = "hospital_ward"
    HEALTH_PROFESSIONAL = "health_professional"
    HOME_CARE_WORKER = "home_care_worker"
    SOCIAL_PROFESSIONAL = "social_professional"
    SOCIAL_EMERGENCY_WORKER = "social_emergency_worker"
    OTHER_AUTHORITY = "other_authority"
    SERVICE_PROVIDER = "service_provider"
    NGO_OR_PARISH = "ngo_or_parish"
    MUNICIPALITY_WORKER = "municipality_worker"
    UNKNOWN = "unknown"


class IdentityLevel(StrEnum):
    """How surely we know who contacts us."""

    ANONYMOUS = "anonymous"
    STATED = "stated"
    RECOGNISED = "recognised"
    VERIFIED = "verified"


class ConsentState(StrEnum):
    """What the client has said about passing the matter on."""

    GIVEN = "given"
    REFUSED = "refused"
    NOT_ASKED = "not_asked"
    UNABLE = "unable"
    NOT_REQUIRED = "not_required"


class AgeBand(StrEnum):
    """The client's age group on the contact day, as the clocks and rules need it."""

    HIGHEST_CARE_ALLOWANCE = "highest_care_allowance"
    AGE_75PLUS = "age_75plus"
    AGE_65_74 = "age_65_74"
    AGE_UNDER_65 = "age_under_65"
    UNKNOWN = "unknown"


class Urgency(StrEnum):
    """How soon a person must look. Ranked: `URGENCY_RANK`."""

    EMERGENCY = "emergency"
    URGENT = "urgent"
    SOON = "soon"
    ROUTINE = "routine"


class Reason(StrEnum):
    """Why somebody contacts us (SR-09)."""

    SERVICE_INFO = "service_info"
    COPING_AT_HOME = "coping_at_home"
    HOME_CARE = "home_care"
    HOSPITAL_DISCHARGE = "hospital_discharge"
    INFORMAL_CARE = "informal_care"
    MEMORY_CONCERN = "memory_concern"
    HOUSING_SERVICES = "housing_services"
    SHORT_TERM_DAY_CARE = "short_term_day_care"
    SUPPORT_SERVICES = "support_services"
    SAFETY_TECHNOLOGY = "safety_technology"
    TRANSPORT_MOBILITY = "transport_mobility"
    ASSISTIVE_HOME = "assistive_home"
    REHABILITATION_FALLS = "rehabilitation_falls"
    BENEFITS_FEES = "benefits_fees"
    GUARDIANSHIP_LEGAL = "guardianship_legal"
    LONELINESS_PARTICIPATION = "loneliness_participation"
    MENTAL_HEALTH_SUBSTANCE = "mental_health_substance"
    DISABILITY_SERVICES = "disability_services"
    ABUSE_NEGLECT = "abuse_neglect"
    HOME_SAFETY = "home_safety"
    ACUTE_HEALTH = "acute_health"
    CASE_STATUS = "case_status"
    FEEDBACK_COMPLAINT = "feedback_complaint"
    OTHER_UNCLEAR = "other_unclear"


class Resolution(StrEnum):
    """How a Case was settled (SR-11)."""

    ADVICE_GIVEN = "advice_given"
    INFORMATION_SENT = "information_sent"
    GUIDED_TO_SELF_SERVICE = "guided_to_self_service"
    GUIDED_TO_PARTNER = "guided_to_partner"
    GUIDED_TO_PRIVATE = "guided_to_private"
    MOVED_TO_SERVICE_GUIDANCE = "moved_to_service_guidance"
    ASSESSMENT_OPENED = "assessment_opened"
    APPLICATION_REGISTERED = "application_registered"
    FORWARDED_TO_OWN_WORKER = "forwarded_to_own_worker"
    TRANSFERRED_TO_AUTHORITY = "transferred_to_authority"
    DIRECTED_TO_EMERGENCY = "directed_to_emergency"
    APPOINTMENT_BOOKED = "appointment_booked"
    CALLBACK_AGREED = "callback_agreed"
    CONSULTED_SPECIALIST = "consulted_specialist"
    NO_SERVICE_NEED = "no_service_need"
    CLIENT_DECLINED = "client_declined"
    NOT_REACHED = "not_reached"
    MERGED_DUPLICATE = "merged_duplicate"
    MISDIRECTED_OR_SPAM = "misdirected_or_spam"


class Flag(StrEnum):
    """Something noticed in a contact that a rule or a person may act on."""

    ABUSE = "abuse"
    CARER_LIMIT = "carer_limit"
    CARER_LOST = "carer_lost"
    CHILD = "child"
    DISCHARGE = "discharge"
    EXPLOITATION = "exploitation"
    FALL = "fall"
    FIRE = "fire"
    FIRE_RISK = "fire_risk"
    HOME_CONDITIONS = "home_conditions"
    HOUSING_NEED = "housing_need"
    INTERPRETER_NEEDED = "interpreter_needed"
    KELA_BENEFIT = "kela_benefit"
    LEFT_ALONE = "left_alone"
    MEDICAL = "medical"
    MISSED_VISIT = "missed_visit"
    MISSING = "missing"
    MULTI_SERVICE_TRIGGERS = "multi_service_triggers"
    NEEDS_HELP_FIRST_DAYS = "needs_help_first_days"
    NOT_COPING = "not_coping"
    SUICIDAL = "suicidal"
    UNSPECIFIED = "unspecified"
    VIOLENCE_NOW = "violence_now"
    WANTS_COMPANY = "wants_company"
    WANTS_OMBUDSMAN = "wants_ombudsman"
    WANTS_PARISH = "wants_parish"
    WANTS_PRIVATE = "wants_private"
    WELFARE_CHECK = "welfare_check"


ANSWER_LANGUAGES = (Language.FI, Language.SV, Language.EN)

URGENCY_RANK = {Urgency.EMERGENCY: 0, Urgency.URGENT: 1, Urgency.SOON: 2, Urgency.ROUTINE: 3}

# What is said here reaches nobody but the person (design.md, invariant 9). Everything else gets neutral texts.
MAIL_CHANNELS = frozenset({ChannelCode.EMAIL, ChannelCode.SECURE_EMAIL})
PROTECTED_CHANNELS = frozenset(ChannelCode) - {ChannelCode.SMS, ChannelCode.EMAIL, ChannelCode.EVENT}

# What machines write, or people who write like them: nothing of it is answered automatically.
MACHINES = frozenset({ContactKind.AUTO_REPLY, ContactKind.BOUNCE, ContactKind.LOOP})

PROFESSIONALS = frozenset(
    {
        ContacterType.HOSPITAL_WARD,
        ContacterType.HEALTH_PROFESSIONAL,
        ContacterType.HOME_CARE_WORKER,
        ContacterType.SOCIAL_PROFESSIONAL,
        ContacterType.SOCIAL_EMERGENCY_WORKER,
        ContacterType.OTHER_AUTHORITY,
        ContacterType.SERVICE_PROVIDER,
        ContacterType.NGO_OR_PARISH,
        ContacterType.MUNICIPALITY_WORKER,
    }
)

# Acts that express a need for services: they start the statutory clock whatever rule holds (SHL 1301/2014, 36 §).
OPENS_CASE = frozenset(
    {
        MatterType.SUPPORT_NEED_CONTACT,
        MatterType.NEED_NOTIFICATION,
        MatterType.CONCERN_NOTICE,
        MatterType.APPLICATION,
        MatterType.WARD_REQUEST,
        MatterType.DISCHARGE_NOTICE,
        MatterType.REFERRAL,
    }
)

# Unknown age counts as 75 or older until known (domain reference 2.2).
STATUTORY_AGE_BANDS = frozenset({AgeBand.HIGHEST_CARE_ALLOWANCE, AgeBand.AGE_75PLUS, AgeBand.UNKNOWN})

FIRST_CONTACT_RESOLUTIONS = frozenset(
    {
        Resolution.ADVICE_GIVEN,
        Resolution.INFORMATION_SENT,
        Resolution.GUIDED_TO_SELF_SERVICE,
        Resolution.GUIDED_TO_PARTNER,
        Resolution.GUIDED_TO_PRIVATE,
        Resolution.NO_SERVICE_NEED,
    }
)

CLOSING_RESOLUTIONS = frozenset(
    {
        Resolution.ADVICE_GIVEN,
        Resolution.INFORMATION_SENT,
        Resolution.GUIDED_TO_SELF_SERVICE,
        Resolution.GUIDED_TO_PARTNER,
        Resolution.GUIDED_TO_PRIVATE,
        Resolution.TRANSFERRED_TO_AUTHORITY,
        Resolution.NO_SERVICE_NEED,
        Resolution.CLIENT_DECLINED,
        Resolution.NOT_REACHED,
        Resolution.MERGED_DUPLICATE,
        Resolution.MISDIRECTED_OR_SPAM,
    }
)


def more_urgent(one: Urgency, other: Urgency) -> Urgency:
    """The more urgent of two levels; automation joins levels only by this, so that nothing is ever lowered."""
    return min(one, other, key=URGENCY_RANK.__getitem__)
