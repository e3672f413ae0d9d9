"""Whether a mail is shaped like spam. People who write about their matter are flagged too, and are heard."""

from channels.email.kind import wording
from channels.email.mail import Mail

_BEGINNING = 1500  # characters
_LONGEST_COUNTED = 100_000  # characters in which links and words are counted
_HIGH_SPAM_LEVEL = 5
_FEWEST_SPAM_LINKS = 4
_WORDS_PER_LINK = 15
_FEWEST_SPAM_WORDS = 3


def is_spam_shaped(mail: Mail) -> bool:
    """Flagged on its way, or shaped like an advertisement. It is a person's matter all the same."""
    fields = mail.fields
    flagged = (
        fields.get("x-spam-flag").strip().lower() == "yes"
        or fields.get("x-spam-status").strip().lower().startswith("yes")
        or _level(fields.get("x-ms-exchange-organization-scl")) >= _HIGH_SPAM_LEVEL
        or bool(wording.SPAM_SUBJECT.match(mail.subject))
    )
    text = mail.text[:_LONGEST_COUNTED]
    links = len(wording.LINK.findall(text))
    crowded = links >= _FEWEST_SPAM_LINKS and len(text.split()) < links * _WORDS_PER_LINK
    offers = len({word.lower() for word in wording.SPAM_WORDS.findall(f"{mail.subject} {mail.text[:_BEGINNING]}")})
    return flagged or crowded or offers >= _FEWEST_SPAM_WORDS


def _level(stated: str) -> int:
    return int(stated) if stated.strip().isdecimal() else 0
