"""What a sender is told: in their language, once, leaking nothing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum

from channels.codes import Language, Urgency
from routing.dates import spoken
from routing.decision import Decision
from routing.rule import Action


class Neutral(StrEnum):
    """What ordinary mail says of our answer; nothing else in it differs from one matter to another."""

    ANSWER = "email_body"  # by when it comes
    CALL = "email_body_call"  # help is quicker by telephone: the text of the matter names no date either
    NO_ANSWER = "email_body_no_answer"  # none comes, as of a notice about somebody else


NEUTRAL_KEYS = frozenset(
    {
        *(*Neutral, "email_subject", "email_moved_subject", "email_moved_body", "sms", "sms_callback"),
        *("email_transferred_subject", "email_transferred_body"),
    }
)
CALLBACK = "callback_registered"
SAFE_CONTACT = "safe_contact"
NO_CONTACT = "no_contact_details"
IN_CONVERSATION = "in_conversation"
DATE_MOVED = "date_moved"

# Until a matter has been moved, its text may not say that it has: this one speaks only of what is true already.
UNTIL_MOVED = "advice"

# Whoever acts by profession is told about the client, not as if they were the client.
PROFESSIONAL = "professional_received"
PROFESSIONAL_URGENT = "professional_urgent"
PROFESSIONAL_GUIDED = "professional_guided"  # the client finds help elsewhere, and we contact nobody
PROFESSIONAL_NOTICE = "notification_professional"  # that it came, and nothing of what follows
PRIVATE_NOTICE = "notification_private"
REFUSED = "consent_refused"
# What anybody asks for themselves, and 112, has the same words for everybody.
EMERGENCY = "emergency_112"
FOR_ANYBODY = frozenset({"advice", "records_office", EMERGENCY})
FOR_PROFESSIONALS = frozenset(
    {
        PROFESSIONAL,
        PROFESSIONAL_URGENT,
        PROFESSIONAL_GUIDED,
        PROFESSIONAL_NOTICE,
        REFUSED,
        "discharge_notice_received",
        "place_enquiry_received",
        "referral_consent_needed",
        "ward_request_incomplete",
        "ward_request_received",
    }
)
# Which number helps at once: told also where the sender may hear nothing of what we do.
_CALL_NOW = frozenset({"urgent_human_now", "social_emergency", "medical_helpline_116117"})

# These send the reader to the telephone and away from here; nothing is added after that.
WITHOUT_FOOTER = frozenset({EMERGENCY, "crisis_suicide", "bot_intro"})

PLACEHOLDER = re.compile(r"\{(\w*)\}")
# 112 as a number of its own, not the end of another: 09 2525 0112 is a helpline.
_EMERGENCY_NUMBER = re.compile(r"(?<!\d)112(?!\d)")
_HEALTH_NUMBER = "116 117"


class EmptyValueError(Exception):
    """A value that a text needs is empty; the text would have a hole."""

    def __init__(self, name: str) -> None:
        super().__init__(f"acknowledgement value {name!r} is empty")
        self.name = name


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """Everything that a text may say, in words: a closed set, with nothing of the person or the message in it."""

    ref: str
    received: str  # dates.received
    date_by: str  # dates.by_when
    phone: str
    hours: str  # ServiceHours.describe
    county: str
    social_emergency_phone: str
    handler: str  # who handles it, as the county names its teams to professionals
    caller_id: str  # the number we call from
    link: str  # the protected way to us in neutral texts; whom to turn to and where to read in protected ones
    missing: str = ""  # labels of a ward request's missing fields; only `ward_request_incomplete` has it


PLACEHOLDERS = frozenset(field.name for field in fields(Values))


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """All texts of one language, with placeholders."""

    acknowledgements: Mapping[str, str]
    neutral: Mapping[str, str]
    emergency_footer: str
    health_footer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBook:
    """The texts of all languages; each language has the same keys."""

    version: str  # first 12 of the SHA-256 over the text files
    texts: Mapping[Language, Texts]

    def has(self, key: str) -> bool:
        """Whether there is an acknowledgement text with this key, in every language."""
        return all(key in texts.acknowledgements for texts in self.texts.values())

    def promises_answer(self, key: str) -> bool:
        """Whether this text says by when we answer."""
        return any("{date_by}" in texts.acknowledgements[key] for texts in self.texts.values())

    def names_date(self, words: "Acknowledgement") -> bool:
        """Whether *words*, neutral or not, name a date by which we answer."""
        texts = self.texts[words.language]
        return "{date_by}" in (texts.neutral if words.neutral else texts.acknowledgements)[words.template]


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement:
    """A text ready to be sent or shown. It has no unfilled placeholder."""

    template: str  # key of the text
    language: Language
    subject: str | None  # of a mail; None where nothing is mailed
    text: str
    neutral: bool  # says nothing of what the matter is


def acknowledge(
    decision: Decision, *, protected: bool, live: bool, language: Language, values: Values, texts: TextBook
) -> Acknowledgement | None:
    """What to tell the sender now, or None where every word could put somebody in danger.

    `protected`: the channel reaches nobody but the sender. `live`: they are still there, reading what we show.
    """
    if Action.SAFE_CONTACT_ONLY in decision.actions and not _is_safe(decision, protected=protected, live=live):
        return None
    if not protected:
        return neutral_mail(language, values, texts, neutral_body(decision, texts))
    return protected_text(_key(decision, texts), language, values, texts)


def neutral_body(decision: Decision, texts: TextBook) -> Neutral:
    """Which ordinary mail answers this. It promises a date only where the text on a protected channel does."""
    if decision.answered and texts.promises_answer(_key(decision, texts)):
        return Neutral.ANSWER
    # Whoever is in danger is not told that nobody answers.
    in_danger = decision.facts.urgency is Urgency.EMERGENCY
    return Neutral.CALL if decision.answered or in_danger else Neutral.NO_ANSWER


def neutral_mail(
    language: Language, values: Values, texts: TextBook, body: Neutral = Neutral.ANSWER
) -> Acknowledgement:
    """The text for ordinary mail: received, reference, whether and by when an answer follows, how to reach us.

    It is the same whatever the matter is.
    """
    return mail_text("email_subject", body, language, values, texts)


def moved_mail(language: Language, values: Values, texts: TextBook) -> Acknowledgement:
    """What ordinary mail says when we answer later than we first promised."""
    return mail_text("email_moved_subject", "email_moved_body", language, values, texts)


def moved_text(language: Language, values: Values, texts: TextBook) -> Acknowledgement:
    """The same on a protected channel."""
    return protected_text(DATE_MOVED, language, values, texts)


def neutral_sms(language: Language, values: Values, texts: TextBook) -> Acknowledgement:
    """The same as one text message of 160 GSM-7 characters; `date_by` is then `dates.by_when_short`."""
    return _sms("sms", language, values, texts)


def callback_sms(language: Language, values: Values, texts: TextBook) -> Acknowledgement:
    """A text message that says by when we call, and not why; `date_by` as in `neutral_sms`."""
    return _sms("sms_callback", language, values, texts)


def callback_text(language: Language, values: Values, texts: TextBook) -> Acknowledgement:
    """What the page says when a callback request is kept."""
    return protected_text(CALLBACK, language, values, texts)


def without_contact(words: Acknowledgement, values: Values, texts: TextBook) -> Acknowledgement:
    """*words* for somebody whom we cannot reach: where they would promise an answer by a date, a text that says so."""
    return protected_text(NO_CONTACT, words.language, values, texts) if _promises_answer(words, texts) else words


def in_conversation(words: Acknowledgement, values: Values, texts: TextBook) -> Acknowledgement:
    """*words* for somebody who can be reached only in the chat: the answer that they would promise comes there."""
    return protected_text(IN_CONVERSATION, words.language, values, texts) if _promises_answer(words, texts) else words


def fill(template: str, values: Values) -> str:
    """*template* with its placeholders filled; braces inside a value stay as they are. Raises EmptyValueError."""

    def value(match: re.Match[str]) -> str:
        text: str = getattr(values, match[1])
        if not text.strip():
            raise EmptyValueError(match[1])
        return text

    return PLACEHOLDER.sub(value, template)


def _is_safe(decision: Decision, *, protected: bool, live: bool) -> bool:
    """Whether an answer reaches only who wrote it: a professional's own secure line, or a page still being read."""
    return protected and (live or decision.facts.contacter_professional)


def _key(decision: Decision, texts: TextBook) -> str:
    professional, key = decision.facts.contacter_professional, decision.acknowledgement
    if decision.facts.urgency is Urgency.EMERGENCY:
        return EMERGENCY if professional else key
    if Action.SAFE_CONTACT_ONLY in decision.actions:
        return PROFESSIONAL_NOTICE if professional else SAFE_CONTACT
    if Action.NO_CASE_FOR_PATIENT in decision.actions:
        return REFUSED
    if Action.NO_DISCLOSURE_TO_SENDER in decision.actions:
        return _of_notice(key, professional=professional)
    if Action.ACK_AFTER_TRANSFER in decision.actions:
        return UNTIL_MOVED
    return _for_professional(key, decision, texts) if professional else key


def _of_notice(key: str, *, professional: bool) -> str:
    if professional:
        return PROFESSIONAL_NOTICE
    return key if key in _CALL_NOW else PRIVATE_NOTICE


def _for_professional(key: str, decision: Decision, texts: TextBook) -> str:
    if key in FOR_PROFESSIONALS | FOR_ANYBODY:
        return key
    if decision.facts.urgency is Urgency.URGENT:
        return PROFESSIONAL_URGENT
    return PROFESSIONAL if texts.promises_answer(key) else PROFESSIONAL_GUIDED


def protected_text(key: str, language: Language, values: Values, texts: TextBook) -> Acknowledgement:
    """The text of *key* for a channel that reaches nobody but the sender, with the emergency numbers under it."""
    language = spoken(language)
    spoken_texts = texts.texts[language]
    text = fill(spoken_texts.acknowledgements[key], values)
    return Acknowledgement(
        template=key, language=language, subject=None, text=_with_footer(key, text, spoken_texts), neutral=False
    )


def _promises_answer(words: Acknowledgement, texts: TextBook) -> bool:
    return "{date_by}" in texts.texts[words.language].acknowledgements.get(words.template, "")


def _with_footer(key: str, text: str, texts: Texts) -> str:
    """*text*, and under it the emergency numbers that it does not already name."""
    if key in WITHOUT_FOOTER:
        return text
    footer = []
    if not _EMERGENCY_NUMBER.search(text):
        footer.append(texts.emergency_footer)
    if _HEALTH_NUMBER not in text:
        footer.append(texts.health_footer)
    return "\n\n".join((text, " ".join(footer))) if footer else text


def mail_text(subject: str, body: str, language: Language, values: Values, texts: TextBook) -> Acknowledgement:
    """The neutral texts of these keys for ordinary mail."""
    language = spoken(language)
    neutral = texts.texts[language].neutral
    return Acknowledgement(
        template=body,
        language=language,
        subject=fill(neutral[subject], values),
        text=fill(neutral[body], values),
        neutral=True,
    )


def _sms(key: str, language: Language, values: Values, texts: TextBook) -> Acknowledgement:
    language = spoken(language)
    text = fill(texts.texts[language].neutral[key], values)
    return Acknowledgement(template=key, language=language, subject=None, text=text, neutral=True)
