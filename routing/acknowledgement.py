"""What a sender is told: in their language, once, leaking nothing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from channels.codes import ANSWER_LANGUAGES, Language, Urgency
from routing.dates import spoken
from routing.decision import Decision
from routing.files import HERE, Source, digest, read
from routing.rule import Action

NEUTRAL_KEYS = frozenset(
    {
        *("email_subject", "email_body", "email_body_no_answer", "email_moved_subject", "email_moved_body"),
        *("sms", "sms_callback"),
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
PROFESSIONAL_IN_DANGER = "notification_professional"  # where the client may hear nothing from us
# What a professional asks for themselves is answered to them, in the words for everybody.
_FOR_ANYBODY = frozenset({"advice", "records_office"})
FOR_PROFESSIONALS = frozenset(
    {
        PROFESSIONAL,
        PROFESSIONAL_IN_DANGER,
        "consent_refused",
        "discharge_notice_received",
        "place_enquiry_received",
        "referral_consent_needed",
        "ward_request_incomplete",
        "ward_request_received",
    }
)

# These send the reader to the telephone and away from here; nothing is added after that.
WITHOUT_FOOTER = frozenset({"emergency_112", "crisis_suicide", "bot_intro"})

_PLACEHOLDER = re.compile(r"\{(\w*)\}")
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
    link: str  # the protected way to us in neutral texts; the destination's own page in protected ones
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
        return neutral_mail(language, values, texts, answered=decision.answered)
    return _protected(_key(decision, texts), language, values, texts)


def neutral_mail(language: Language, values: Values, texts: TextBook, *, answered: bool = True) -> Acknowledgement:
    """The text for ordinary mail: received, reference, by when if an answer follows, how to reach us.

    It is the same whatever the matter is.
    """
    return _mail("email_subject", "email_body" if answered else "email_body_no_answer", language, values, texts)


def moved_mail(language: Language, values: Values, texts: TextBook) -> Acknowledgement:
    """What ordinary mail says when we answer later than we first promised."""
    return _mail("email_moved_subject", "email_moved_body", language, values, texts)


def moved_text(language: Language, values: Values, texts: TextBook) -> Acknowledgement:
    """The same on a protected channel."""
    return _protected(DATE_MOVED, language, values, texts)


def neutral_sms(language: Language, values: Values, texts: TextBook) -> Acknowledgement:
    """The same as one text message of 160 GSM-7 characters; `date_by` is then `dates.by_when_short`."""
    return _sms("sms", language, values, texts)


def callback_sms(language: Language, values: Values, texts: TextBook) -> Acknowledgement:
    """A text message that says by when we call, and not why; `date_by` as in `neutral_sms`."""
    return _sms("sms_callback", language, values, texts)


def callback_text(language: Language, values: Values, texts: TextBook) -> Acknowledgement:
    """What the page says when a callback request is kept."""
    return _protected(CALLBACK, language, values, texts)


def without_contact(words: Acknowledgement, values: Values, texts: TextBook) -> Acknowledgement:
    """*words* for somebody whom we cannot reach: where they would promise an answer by a date, a text that says so."""
    return _protected(NO_CONTACT, words.language, values, texts) if _promises_answer(words, texts) else words


def in_conversation(words: Acknowledgement, values: Values, texts: TextBook) -> Acknowledgement:
    """*words* for somebody who can be reached only in the chat: the answer that they would promise comes there."""
    return _protected(IN_CONVERSATION, words.language, values, texts) if _promises_answer(words, texts) else words


def fill(template: str, values: Values) -> str:
    """*template* with its placeholders filled; braces inside a value stay as they are. Raises EmptyValueError."""

    def value(match: re.Match[str]) -> str:
        text: str = getattr(values, match[1])
        if not text.strip():
            raise EmptyValueError(match[1])
        return text

    return _PLACEHOLDER.sub(value, template)


def load_texts(directory: Path | None = None) -> TextBook:
    """Read the texts of every language. Raises ConfigurationError for a missing text or a placeholder nothing fills."""
    folder = directory or HERE / "texts"
    files = {language: folder / f"{language}.toml" for language in ANSWER_LANGUAGES}
    sources = {language: read(file) for language, file in files.items()}
    book = TextBook(
        version=digest(files.values()), texts={language: _texts(source) for language, source in sources.items()}
    )
    keys = frozenset().union(*(texts.acknowledgements for texts in book.texts.values()))
    for language, texts in book.texts.items():
        missing = sorted(keys - texts.acknowledgements.keys())
        if missing:
            sources[language].refuse(f"no text for {missing[0]}", "[acknowledgement]")
    return book


def _is_safe(decision: Decision, *, protected: bool, live: bool) -> bool:
    """Whether an answer reaches only who wrote it: a professional's own secure line, or a page still being read."""
    return protected and (live or decision.facts.contacter_professional)


def _key(decision: Decision, texts: TextBook) -> str:
    professional, key = decision.facts.contacter_professional, decision.acknowledgement
    if decision.facts.urgency is Urgency.EMERGENCY:
        return key
    if Action.SAFE_CONTACT_ONLY in decision.actions:
        return PROFESSIONAL_IN_DANGER if professional else SAFE_CONTACT
    if Action.ACK_AFTER_TRANSFER in decision.actions:
        key = UNTIL_MOVED
    if professional and key not in FOR_PROFESSIONALS | _FOR_ANYBODY and texts.promises_answer(key):
        return PROFESSIONAL
    return key


def _protected(key: str, language: Language, values: Values, texts: TextBook) -> Acknowledgement:
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


def _mail(subject: str, body: str, language: Language, values: Values, texts: TextBook) -> Acknowledgement:
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


def _texts(source: Source) -> Texts:
    footer = _section(source, "footer", frozenset({"emergency", "health"}))
    return Texts(
        acknowledgements=_section(source, "acknowledgement", None),
        neutral=_section(source, "neutral", NEUTRAL_KEYS),
        emergency_footer=footer["emergency"],
        health_footer=footer["health"],
    )


def _section(source: Source, name: str, keys: frozenset[str] | None) -> Mapping[str, str]:
    section = source.tables.get(name)
    if not isinstance(section, dict):
        source.refuse(f"section [{name}] is missing")
    if keys is not None and section.keys() != keys:
        source.refuse(f"[{name}] must have exactly {', '.join(sorted(keys))}", f"[{name}]")
    return {key: _text(source, name, key, text) for key, text in section.items()}


def _text(source: Source, section: str, key: str, text: object) -> str:
    where = (f"[{section}]", f"\n{key} =")
    if not isinstance(text, str) or not text.strip():
        source.refuse(f"{key} has no text", *where)
    strange = [name for name in _PLACEHOLDER.findall(text) if name not in PLACEHOLDERS]
    if strange:
        source.refuse(f"{key} has a placeholder that nothing fills: {{{strange[0]}}}", *where)
    if set("{}") & set(_PLACEHOLDER.sub("", text)):
        source.refuse(f"{key} has a brace that belongs to no placeholder", *where)
    return text.strip()
