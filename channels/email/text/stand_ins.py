"""What stands for the text of a mail that has none: another kind of text, an invitation, a note on what is sealed."""

import re
from collections.abc import Iterable
from html import unescape
from typing import Final

from channels.codes import ANSWER_LANGUAGES, Language
from channels.email.text.calendar import CALENDAR_TYPES, calendar_text
from channels.email.wire.charsets import decoded
from channels.email.wire.mime import Fields, Part

_ENRICHED: Final = frozenset({"text/enriched", "text/richtext"})
_LETTERS: Final = _ENRICHED | {"text/markdown", "text/x-markdown"}  # are written in them, now and then
# Of all other kinds that nobody knows any may be a letter; of these it is known that they are files.
_FILES: Final = frozenset(
    {
        *(
            "text/calendar",
            "text/css",
            "text/csv",
            "text/directory",
            "text/javascript",
            "text/rfc822-headers",
            "text/rtf",
        ),
        *("text/tab-separated-values", "text/vcard", "text/x-amp-html", "text/x-calendar", "text/x-vcard", "text/xml"),
    }
)
_ENTITY = re.compile(r"&(?:[a-z]\w{1,30}|#x?[0-9a-f]{1,6});", re.IGNORECASE)
_LONGEST_CALENDAR = 500_000  # bytes
_OUTLOOKS = {
    Language.FI: "Viesti on Outlookin omassa muodossa (winmail.dat), eikä sitä voi lukea tässä. Se on liitteenä.",
    Language.SV: "Meddelandet har Outlooks eget format (winmail.dat) och kan inte läsas här. Det finns som bilaga.",
    Language.EN: "The message is in Outlook's own format (winmail.dat) and cannot be read here. It is attached.",
}
_PROTECTED = {
    Language.FI: "Viesti on suojattu ({}), eikä sitä voi lukea tässä. Se on liitteenä.",
    Language.SV: "Meddelandet är skyddat ({}) och kan inte läsas här. Det finns som bilaga.",
    Language.EN: "The message is protected ({}) and cannot be read here. It is attached.",
}
_PGP = {language: note.format("PGP") for language, note in _PROTECTED.items()}
_SMIME = {language: note.format("S/MIME") for language, note in _PROTECTED.items()}
_SEALED = {
    "application/ms-tnef": _OUTLOOKS,
    "application/vnd.ms-tnef": _OUTLOOKS,
    "winmail.dat": _OUTLOOKS,
    "application/pkcs7-mime": _SMIME,
    "application/x-pkcs7-mime": _SMIME,
    "smime.p7m": _SMIME,
    "application/pgp-encrypted": _PGP,
}
_PARAMETER = re.compile(r"<param>.{0,2000}?</param>", re.IGNORECASE | re.DOTALL)
_COMMAND = re.compile(r"<<|</?[a-z][a-z0-9-]{0,60}>", re.IGNORECASE)
_SAID_BY_COMMAND = {"<<": "<", "<lt>": "<", "<nl>": "\n", "<np>": "\n", "</paragraph>": "\n"}


def is_other_text(part: Part) -> bool:
    """Whether *part* is written in letters, though neither in plain text nor in HTML."""
    unknown = part.media_type.startswith("text/") and part.media_type not in _FILES and not part.filename
    return unknown or part.media_type in _LETTERS


def without_entities(source: str) -> str:
    """*source*, which is called HTML and has no tags, with the letters that its entities stand for."""
    return _ENTITY.sub(lambda entity: unescape(entity[0]), source)


def written_text(source: str, media_type: str) -> str:
    """*source* as one reads it: text/enriched (RFC 1896) without its commands, all else as it stands."""
    if media_type not in _ENRICHED:
        return source
    # One line end is a blank, more of them are one fewer.
    filled = re.sub(r"\n(\n*)", lambda ends: ends[1] or " ", _PARAMETER.sub("", source))
    return _COMMAND.sub(lambda command: _SAID_BY_COMMAND.get(command[0].lower(), ""), filled)


def invitation(files: Iterable[Part], fields: Fields) -> str:
    """What the invitations among *files* say, or nothing."""
    language = _language(fields)
    sources = (
        decoded(part.content[:_LONGEST_CALENDAR], part.charset) for part in files if part.media_type in CALENDAR_TYPES
    )
    return "\n\n".join(filter(None, (calendar_text(source, language) for source in sources)))


def note(files: Iterable[Part], fields: Fields) -> str:
    """That what the mail says is sealed in one of *files*, or nothing."""
    language = _language(fields)
    for part in files:
        for name in (part.media_type, part.filename.lower()):
            if name in _SEALED:
                return _SEALED[name][language]
    return ""


def _language(fields: Fields) -> Language:
    """That of the writer's program; Finnish where it says nothing that we can answer in."""
    stated = f"{fields.get('content-language')},{fields.get('accept-language')}".lower()[:200]
    named = (one for code in stated.split(",") for one in ANSWER_LANGUAGES if code.strip()[:2] == one.value)
    return next(named, Language.FI)
