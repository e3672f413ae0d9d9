"""What kind of act a contact is, from who writes, what is said and what it is about."""

from channels.codes import PROFESSIONALS, ContacterType, MatterType, Reason

_OTHERS = frozenset({ContacterType.NEIGHBOUR_CITIZEN, ContacterType.CLOSE_PERSON})
CONCERN_NOTICE = "concern_notice"  # the cue of that name
_HOW_TO_APPLY = "how_to_apply"
_NEED_STATED = "need_stated"
_PLACE_SEEKERS = frozenset(
    {ContacterType.SOCIAL_EMERGENCY_WORKER, ContacterType.HOSPITAL_WARD, ContacterType.SOCIAL_PROFESSIONAL}
)

# A wish for help in one of these is a need for services; questions about the others are advice.
_NEEDS = frozenset(
    {
        Reason.COPING_AT_HOME,
        Reason.HOME_CARE,
        Reason.HOSPITAL_DISCHARGE,
        Reason.INFORMAL_CARE,
        Reason.MEMORY_CONCERN,
        Reason.HOUSING_SERVICES,
        Reason.SHORT_TERM_DAY_CARE,
        Reason.SUPPORT_SERVICES,
        Reason.SAFETY_TECHNOLOGY,
        Reason.TRANSPORT_MOBILITY,
        Reason.ASSISTIVE_HOME,
        Reason.REHABILITATION_FALLS,
        Reason.MENTAL_HEALTH_SUBSTANCE,
        Reason.DISABILITY_SERVICES,
        Reason.ABUSE_NEGLECT,
        Reason.HOME_SAFETY,
    }
)
_CONCERNS = frozenset(
    {Reason.COPING_AT_HOME, Reason.MEMORY_CONCERN, Reason.ABUSE_NEGLECT, Reason.HOME_SAFETY, Reason.ACUTE_HEALTH}
)


def matter_type(contacter: ContacterType, said: frozenset[str], reason: Reason) -> MatterType:
    """The kind of act. *said* are the codes of the cues of `matter.toml` that were met."""
    if contacter in PROFESSIONALS:
        return _professional(contacter, said, reason)
    if "application" in said:
        return MatterType.APPLICATION
    if "case_enquiry" in said or reason is Reason.CASE_STATUS:
        return MatterType.CASE_ENQUIRY
    if reason is Reason.FEEDBACK_COMPLAINT:
        return MatterType.FEEDBACK
    if "need_notification" in said or (contacter in _OTHERS and ("concern_notice" in said or reason in _CONCERNS)):
        return MatterType.CONCERN_NOTICE
    # Counting too much as a need costs an advisor a minute; counting too little costs the client the statutory clock.
    return MatterType.SUPPORT_NEED_CONTACT if "need" in said and reason in _NEEDS else MatterType.ADVICE


def as_said(act: MatterType, contacter: ContacterType, said: frozenset[str], reason: Reason) -> MatterType:
    """*act*, the model's answer, but words that plainly say otherwise hold.

    Who asks how one applies has not applied; who says that help is needed asks no question. Where neighbours or friends
    ask for help for somebody, or call it so, it is a notice of concern: what they tell of is somebody else's need, and
    nothing of it may be answered to them.
    """
    if act is MatterType.APPLICATION and _HOW_TO_APPLY in said:
        act = MatterType.ADVICE
    if act is MatterType.ADVICE and _NEED_STATED in said and contacter not in PROFESSIONALS and reason in _NEEDS:
        act = MatterType.SUPPORT_NEED_CONTACT
    if contacter not in _OTHERS:
        return act
    asks = act is MatterType.SUPPORT_NEED_CONTACT or CONCERN_NOTICE in said
    return MatterType.CONCERN_NOTICE if asks else act


def _professional(contacter: ContacterType, said: frozenset[str], reason: Reason) -> MatterType:
    if "place_enquiry" in said and contacter in _PLACE_SEEKERS:
        return MatterType.PLACE_ENQUIRY
    if contacter is ContacterType.HOSPITAL_WARD:
        return MatterType.DISCHARGE_NOTICE if "discharge_notice" in said else MatterType.WARD_REQUEST
    if said & {"need_notification", "concern_notice"}:
        return MatterType.NEED_NOTIFICATION
    if reason is Reason.FEEDBACK_COMPLAINT:
        return MatterType.FEEDBACK
    if reason is Reason.CASE_STATUS or "case_enquiry" in said:
        return MatterType.CASE_ENQUIRY
    return MatterType.REFERRAL if said & {"referral", "application", "need"} or reason in _NEEDS else MatterType.ADVICE
