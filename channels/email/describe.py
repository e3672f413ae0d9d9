"""Everything that can be told of one mail, for `luotsi read-email`."""

import re
from dataclasses import dataclass
from hashlib import sha256

from channels.channel import UnreadableError
from channels.codes import ContactKind
from channels.email.kind.kinds import Ours, kind_of
from channels.email.kind.machines import may_acknowledge, reported_message_ids
from channels.email.mail import Mail, mailboxes, read_mail
from channels.email.parse import reply_view, thread_of
from channels.email.settings import LIMITS
from channels.email.thread import answered, message_ids
from channels.email.wire.mime import header_of
from channels.normalise import identity_codes


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """One mail that we sent."""

    message_id: str
    reference: str = ""
    to: str = ""
    sender: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the gateway would know when the mail comes."""

    our_addresses: frozenset[str] = frozenset()
    our_message_id_domain: str = ""
    reference_regex: str = ""
    sent: tuple[Sent, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribedAttachment:
    """One file that came with a mail."""

    filename: str
    size: int
    sha256: str  # hex, of the decoded bytes
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MailDescription:
    """What came out of a mail. Message ids are without angle brackets; `threads_to` is written as it was made known."""

    file: str
    from_address: str
    from_name: str
    to: tuple[str, ...]
    cc: tuple[str, ...]
    subject: str
    date: str | None  # ISO 8601, UTC
    message_id: str | None
    in_reply_to: str | None
    text: str
    reply_text: str
    attachments: tuple[DescribedAttachment, ...]
    kind: ContactKind
    may_acknowledge: bool
    threads_to: str | None
    hetu_found: tuple[str, ...]


def describe(original: bytes, file: str, known: Known) -> MailDescription:
    """Everything that can be told of a mail. Never raises: of an unreadable one it tells what its header says."""
    try:
        mail = read_mail(original, LIMITS)
    except UnreadableError:
        return _of_header(original, file)
    ours = _ours(known)
    answers = answered(mail.in_reply_to, mail.references, mail.subject)
    threads_to = _threads_to(mail, answers.message_ids, known)
    kind = kind_of(mail, original, ours, answers_us=threads_to is not None)
    machine = kind in {ContactKind.BOUNCE, ContactKind.AUTO_REPLY}
    if machine and threads_to is None:
        # Only a machine reports on the mail that it brings; who else passes ours on is not whom we wrote to.
        threads_to = _among_sent(reported_message_ids(mail), known)
    return MailDescription(
        file=file,
        from_address=mail.sender.address,
        from_name=mail.sender.name,
        to=tuple(one.address for one in mail.to if one.address),
        cc=tuple(one.address for one in mail.cc if one.address),
        subject=mail.subject,
        date=mail.date.isoformat() if mail.date else None,
        message_id=mail.message_id or None,
        in_reply_to=next(iter(message_ids(mail.in_reply_to)), None),
        text=mail.text,
        reply_text=reply_view(mail, thread_of(mail, answers, ours, known=threads_to is not None)),
        # The parts of a report are kept, but they are not files that a client sent.
        attachments=() if machine and _is_report(mail) else _attachments(mail),
        kind=kind,
        may_acknowledge=may_acknowledge(mail, kind, ours.addresses),
        threads_to=threads_to,
        hetu_found=_codes(f"{mail.subject}\n{mail.text}"),
    )


def _of_header(original: bytes, file: str) -> MailDescription:
    fields = header_of(original)
    sender = next(iter(mailboxes(fields, "from")), None)
    subject = fields.get("subject")
    return MailDescription(
        file=file,
        from_address=sender.address if sender else "",
        from_name=sender.name if sender else "",
        to=tuple(one.address for one in mailboxes(fields, "to") if one.address),
        cc=tuple(one.address for one in mailboxes(fields, "cc") if one.address),
        subject=subject,
        date=None,
        message_id=next(iter(message_ids(fields.get("message-id"))), None),
        in_reply_to=next(iter(message_ids(fields.get("in-reply-to"))), None),
        text="",
        reply_text="",
        attachments=(),
        kind=ContactKind.CONTACT,
        may_acknowledge=False,
        threads_to=None,
        hetu_found=_codes(subject),
    )


def _ours(known: Known) -> Ours:
    return Ours(
        addresses=frozenset(address.lower() for address in known.our_addresses),
        message_id_domain=known.our_message_id_domain,
        message_ids=frozenset(_bare(sent.message_id) for sent in known.sent),
    )


def _threads_to(mail: Mail, message_ids: tuple[str, ...], known: Known) -> str | None:
    """The message of ours that the mail answers: named by id, or by reference.

    A reference counts only from the very address that we sent it to: anybody can write one into a subject.
    """
    if named := _among_sent(message_ids, known):
        return named
    for reference in _references(mail.subject, known.reference_regex):
        for sent in known.sent:
            if reference == sent.reference.upper() and sent.to.lower() == mail.sender.address != "":
                return sent.message_id or sent.reference
    return None


def _among_sent(message_ids: tuple[str, ...], known: Known) -> str | None:
    by_id = {_comparable(sent.message_id): sent.message_id for sent in known.sent if sent.message_id}
    return next((by_id[one] for one in map(_comparable, message_ids) if one in by_id), None)


def _references(subject: str, pattern: str) -> list[str]:
    try:
        return [found[0].upper() for found in re.finditer(pattern, subject, re.IGNORECASE)] if pattern else []
    except re.error:
        return []


def _bare(message_id: str) -> str:
    return message_id.strip().removeprefix("<").removesuffix(">")


def _comparable(message_id: str) -> str:
    local, _, domain = _bare(message_id).rpartition("@")
    return f"{local}@{domain.lower()}"


def _is_report(mail: Mail) -> bool:
    return mail.root.media_type == "multipart/report" or any(
        leaf.media_type.startswith("message/") for leaf in mail.root.leaves()
    )


def _attachments(mail: Mail) -> tuple[DescribedAttachment, ...]:
    return tuple(
        DescribedAttachment(
            filename=one.filename,
            size=len(one.content),
            sha256=sha256(one.content).hexdigest(),
            media_type=one.media_type,
        )
        for one in mail.body.attachments
    )


def _codes(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found.code for found in identity_codes(text)))
