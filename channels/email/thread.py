"""What a mail is a copy of, and what it answers."""

import re
from hashlib import sha256

from channels.contact import Answered

# A reference as `gateway` draws it: two to four letters, then groups of Crockford's base32 (no I, L, O, U).
REFERENCE = re.compile(r"\b[A-Z]{2,4}(?:-[0-9A-HJKMNP-TV-Z]{2,6}){2,5}\b", re.IGNORECASE)
_MESSAGE_ID = re.compile(r"<([^<>@]{1,300}@[^<>]{1,300})>")
_LONGEST_LIST = 20_000  # characters of a header with message ids
# What relays and mailboxes add on the way. Two copies of one mail differ in these and in nothing else; what lists and
# senders write (List-Id, Errors-To) is the mail's own.
_TRACE = re.compile(
    rb"(?:(?:Old-)?Return-Path|Received|Received-SPF|Delivered-To|Delivery-Date|Envelope-To|Status|Content-Length|Lines"
    rb"|(?:Authentication-Results|ARC-|DKIM-|IronPort-|X-)[^:\s]*)[ \t]*:",
    re.IGNORECASE,
)
_MBOX_LINE = re.compile(rb"From [^:\n][^\n]*\n")  # stands above a mail in a file of mails
_HEADER_END = re.compile(rb"^\n", re.MULTILINE)
MOST_ANSWERED = 50
_LONGEST_HEADER = 200_000  # bytes


def content_key(original: bytes) -> str:
    """SHA-256, in hex, of the mail without its trace headers and last blank lines, and with Unix line ends.

    Every copy of a mail has the same key, whichever way it came; a mail that differs otherwise has another.
    """
    mail = original.replace(b"\r\n", b"\n").rstrip(b"\n") + b"\n"
    end = _HEADER_END.search(mail)
    head, body = (mail[: end.start()], memoryview(mail)[end.start() :]) if end else (mail, memoryview(b""))
    # What relays add stands at the top; of an endless header only that is looked at line by line.
    beginning = head.rfind(b"\n", 0, _LONGEST_HEADER) + 1 if len(head) > _LONGEST_HEADER else len(head)
    above = _MBOX_LINE.match(head)
    digest = sha256(b"".join(_without_trace(head[above.end() if above else 0 : beginning])))
    digest.update(head[beginning:])
    digest.update(body)
    return digest.hexdigest()


def _without_trace(head: bytes) -> list[bytes]:
    kept: list[bytes] = []
    keeping = True
    for line in head.splitlines(keepends=True):
        if not line.startswith((b" ", b"\t")):  # a folded line shares the fate of its field
            keeping = not _TRACE.match(line)
        if keeping:
            kept.append(line)
    return kept


def message_ids(header: str) -> tuple[str, ...]:
    """The message ids in a header, without their angle brackets, in order; one written bare counts too."""
    header = header[-_LONGEST_LIST:]  # the newest stand last
    bracketed = ["".join(one.split()) for one in _MESSAGE_ID.findall(header)]  # long ones are folded in the middle
    bracketed = [one for one in bracketed if not one.startswith("@") and not one.endswith("@")]
    bare = [word for word in header.split() if "@" in word and "<" not in word and ">" not in word]
    return tuple(bracketed or bare)


def is_of(message_id: str, domain: str) -> bool:
    """Whether *message_id* was drawn at *domain*; nothing was where there is none."""
    return bool(domain) and message_id.rpartition("@")[2].lower() == domain.lower()


def as_drawn(message_id: str, domain: str) -> str:
    """*message_id* with *domain* as we write it: servers on the way change its capitals."""
    return f"{message_id.rpartition('@')[0]}@{domain}" if is_of(message_id, domain) else message_id


def answered(in_reply_to: str, references: str, subject: str) -> Answered:
    """What the mail names as what it answers: the parent first, then its ancestors from the newest."""
    ids = dict.fromkeys([*message_ids(in_reply_to), *reversed(message_ids(references))])
    return Answered(
        message_ids=tuple(ids)[:MOST_ANSWERED],
        references=tuple(dict.fromkeys(found.upper() for found in REFERENCE.findall(subject))),
    )
