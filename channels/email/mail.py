"""One mail, taken apart: who wrote, to whom, what the text is and what came with it."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import getaddresses, parsedate_to_datetime

from channels.email.compose import can_be_written_to
from channels.email.settings import Limits
from channels.email.text.body import Body, body_of
from channels.email.thread import message_ids
from channels.email.wire.charsets import decoded_words, unfolded
from channels.email.wire.mime import Budget, Fields, Part, tree
from channels.markup import tidy
from channels.normalise import email_address

_LONGEST_ADDRESSES = 20_000  # characters of a header
_LOOKS_LIKE_ADDRESS = re.compile(r"(?<![^\s<>\"'(),;:\[\]])[^\s<>\"'(),;:\[\]]+@[^\s<>\"'(),;:\[\]]+")
# The library takes such a name for a second address, or glues it to one: "aino@a.example via lista <lista@b.example>".
# It takes brackets for a part of an address: "Aino Koski [HUS] <aino@a.example>".
_NAME_WITH_MARKS = re.compile(r"(?:^|(?<=[,;]))\s*([^\"<>,;:()\\@\[\]]*[@\[\]][^\"<>,;:()\\]*?)\s*(?=<)")
_NAME_IN_BRACKETS = re.compile(r"<([^<>@\"\\]{1,300})> ?(?=<)")
_QUOTED_LOCAL_PART = re.compile(r'"[^"\\<>]{1,62}"@([^"@<>\s]{1,250})')
_BEFORE_ADDRESS = re.compile(r"[\[(]?\s*mailto:\s*", re.IGNORECASE)
_SENDERS = ("from", "sender", "reply-to", "return-path")  # who wrote, the surest first
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailbox:
    """A name and an address; the address is in lower case."""

    name: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A mail as its bytes say it, before anything is made of it."""

    root: Part
    sender: Mailbox
    to: tuple[Mailbox, ...]
    cc: tuple[Mailbox, ...]
    subject: str
    date: datetime | None
    message_id: str
    in_reply_to: str
    references: str
    body: Body

    @property
    def fields(self) -> Fields:
        """The mail's own header."""
        return self.root.fields

    @property
    def answer_address(self) -> str:
        """The sender's address, if mail can be sent to it; else nothing: a guess at it could be a stranger's."""
        address = self.sender.address
        stated = b"".join(value for name, value in self.fields.items if name in _SENDERS)
        certain = address.isascii() or _is_utf8(stated)
        return address if certain and can_be_written_to(address) else ""

    @property
    def receivers(self) -> tuple[str, ...]:
        """Every address that it was sent to as far as its header says so, in lower case."""
        noted = (one for name in ("delivered-to", "x-original-to") for one in mailboxes(self.fields, name))
        return tuple(one.address for one in (*self.to, *self.cc, *noted) if one.address)

    @property
    def text(self) -> str:
        """The readable text."""
        return self.body.text


def read_mail(original: bytes, limits: Limits) -> Mail:
    """The mail in *original*. Raises UnreadableError when it passes the limits, and nothing else."""
    budget = Budget(limits=limits)
    root = tree(original, budget)
    fields = root.fields
    body = body_of(root, budget)
    return Mail(
        root=root,
        sender=_sender(fields),
        to=mailboxes(fields, "to"),
        cc=mailboxes(fields, "cc"),
        subject=_CONTROL.sub(" ", fields.get("subject")).strip(),
        date=_date(fields.get("date")),
        message_id=next(iter(message_ids(fields.get("message-id"))), ""),
        in_reply_to=" ".join(fields.all("in-reply-to")),
        references=" ".join(fields.all("references")),
        body=body,
    )


def _sender(fields: Fields) -> Mailbox:
    """Who wrote: by the first header that has an address; whom an earlier one names keeps that name."""
    found = [one for name in _SENDERS for one in mailboxes(fields, name)[:1]]
    named = next(iter(found), Mailbox(name="", address=""))
    reachable = next((one for one in found if one.address), named)
    return Mailbox(name=named.name or reachable.name, address=reachable.address)


def mailboxes(fields: Fields, name: str) -> tuple[Mailbox, ...]:
    """Everybody in the address headers called *name*, in order; a name without an address is left out."""
    left = _LONGEST_ADDRESSES
    found: list[Mailbox] = []
    for one, value in fields.items:
        if one == name and left > 0:
            written = unfolded(value, fields.charset)[:left]
            left -= len(written)
            found.extend(_listed(written))
    return tuple(found)


def _listed(written: str) -> tuple[Mailbox, ...]:
    raw = _NAME_IN_BRACKETS.sub(r'"\1" ', re.sub(r"\s+", " ", written))
    raw = _NAME_WITH_MARKS.sub(r'"\1" ', raw)
    try:
        found = [_mailbox(label, address) for label, address in getaddresses([raw])]
    except RecursionError:  # the library follows comments in comments as deep as anybody writes them
        found = [None]
    return _looking_like_addresses(decoded_words(written)) if None in found else tuple(one for one in found if one)


def _looking_like_addresses(text: str) -> tuple[Mailbox, ...]:
    """Whatever looks like an address in a header that is not written by the rules."""
    addresses = dict.fromkeys(one.strip(".").lower() for one in _LOOKS_LIKE_ADDRESS.findall(text))
    label = _BEFORE_ADDRESS.sub("", _LOOKS_LIKE_ADDRESS.sub("", text.partition("<")[0]))
    named = _CONTROL.sub(" ", label).strip(' "[]') if len(addresses) <= 1 else ""
    nameless = (Mailbox(name=named, address=""),) if named else ()
    return tuple(Mailbox(name=named, address=address) for address in addresses) or nameless


def _mailbox(label: str, address: str) -> Mailbox | None:
    decoded_address = decoded_words(address)
    normal = email_address(decoded_address) or _quoted_address(decoded_address)
    if normal is None:
        return None
    if not label and decoded_address != address:  # the name and the address in one encoded word
        label = decoded_address.partition("<")[0]
    name = tidy(_CONTROL.sub(" ", decoded_words(label))).strip(" '\"")
    return Mailbox(name="" if name.lower() in {normal, address.lower()} else name, address=normal)


def _quoted_address(written: str) -> str | None:
    """An address whose local part needs its quotation marks, in lower case; None where *written* is none."""
    match = _QUOTED_LOCAL_PART.fullmatch(written)
    return written.lower() if match and email_address(f"x@{match[1]}") else None


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode()
    except ValueError:
        return False
    return True


def _date(written: str) -> datetime | None:
    try:
        stated = parsedate_to_datetime(written)
        return (stated if stated.tzinfo else stated.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
