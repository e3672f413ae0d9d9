"""Mail that we send: from plain values to the bytes that go to the relay."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime
from html import escape

from channels.channel import ChannelError
from channels.codes import Language
from channels.normalise import email_address

_BOUNCE = "bounce+"
_TOKEN = re.compile(r"[A-Za-z0-9_-]{1,56}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029]+")
_IN_MESSAGE_ID = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9.:\[\]-]+")
# What other programs draw is not always by the rules; only what could not stand between angle brackets is none.
_FOREIGN_MESSAGE_ID = re.compile(r"[!-;=?-~]+@[!-;=?-~]+")
_LINK = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)]")


class NotComposableError(ChannelError):
    """A mail cannot be written with these values: an address or a message id is not one."""

    def __init__(self, *, field: str) -> None:
        super().__init__(f"no mail can be composed: {field} is malformed")
        self.field = field


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """One mail of ours, ready to be written. Message ids are without angle brackets."""

    from_name: str
    from_address: str
    to: str
    subject: str
    text: str
    message_id: str
    date: datetime  # aware
    auto_submitted: bool  # an acknowledgement; False for what a person wrote
    language: Language
    in_reply_to: str = ""
    references: tuple[str, ...] = ()


def compose(outgoing: Outgoing) -> bytes:
    """The mail by RFC 5322, with CRLF line ends: the text, and the same text as simple HTML.

    No value can add or end a header: line breaks in one become blanks. What a stranger drew as message id and cannot
    stand in a header is left out: an answer outside its thread is better than none. Raises NotComposableError.
    """
    mail = EmailMessage(policy=SMTP if outgoing.to.rpartition("@")[0].isascii() else SMTPUTF8)
    mail["From"] = _address(outgoing.from_address, "from_address", _one_line(outgoing.from_name))
    mail["To"] = _address(outgoing.to, "to", "")
    mail["Subject"] = _one_line(outgoing.subject)
    mail["Date"] = format_datetime(outgoing.date)
    mail["Message-ID"] = f"<{_message_id(outgoing.message_id, 'message_id')}>"
    mail["Reply-To"] = _address(reply_address(outgoing.from_address, outgoing.message_id), "from_address", "")
    if parent := _foreign((outgoing.in_reply_to,)):
        mail["In-Reply-To"] = parent
    if ancestors := _foreign(outgoing.references):
        mail["References"] = ancestors
    if outgoing.auto_submitted:
        mail["Auto-Submitted"] = "auto-replied"
        mail["X-Auto-Response-Suppress"] = "All"  # Exchange looks at this one only
    mail.set_content(outgoing.text, cte="quoted-printable")
    mail.add_alternative(_as_html(outgoing), subtype="html", cte="quoted-printable")
    mail["Content-Language"] = outgoing.language.value  # only now: setting the content clears what is called so
    # The boundary is ours, so that the same values always make the same bytes.
    mail.set_boundary(f"=_{re.sub(r'[^A-Za-z0-9]', '', outgoing.message_id)[:48]}_=")
    return mail.as_bytes()


def envelope_sender(token: str, domain: str) -> str:
    """The address that failures of one mail come back to. Raises NotComposableError."""
    if not _TOKEN.fullmatch(token):
        raise NotComposableError(field="token")
    return f"{_BOUNCE}{token}@{domain}"


def bounce_token(address: str, domain: str) -> str | None:
    """The token in an envelope sender of ours, in lower case as addresses are compared; None for any other address."""
    local, _, of = address.lower().rpartition("@")
    token = local.removeprefix(_BOUNCE)
    return token if of == domain.lower() and local.startswith(_BOUNCE) and _TOKEN.fullmatch(token) else None


def reply_address(address: str, message_id: str) -> str:
    """Where answers to a mail of ours come to: our *address* with what nobody else can know of the message id."""
    mailbox, _, domain = address.rpartition("@")
    return f"{mailbox}+{message_id.partition('@')[0]}@{domain}"


def answered_by_address(address: str, our_addresses: Collection[str], message_id_domain: str) -> str | None:
    """The message id of ours that a mail to *address* answers; None where that is no such address."""
    local, _, domain = address.lower().rpartition("@")
    mailbox, _, token = local.partition("+")
    if not token or not message_id_domain or f"{mailbox}@{domain}" not in our_addresses:
        return None
    return f"{token}@{message_id_domain}" if _TOKEN.fullmatch(token) else None


def can_be_written_to(address: str) -> bool:
    """Whether a mail to *address* can be composed. Not every address that can be read can be written to."""
    try:
        _address(address, "to", "")
    except NotComposableError:
        return False
    return True


def _one_line(value: str) -> str:
    return _CONTROL.sub(" ", value.encode("utf-8", "replace").decode()).strip()


def _address(address: str, field: str, name: str) -> Address:
    if email_address(address) is None or "<" in address:
        raise NotComposableError(field=field)
    local, _, domain = address.rpartition("@")
    try:
        return Address(display_name=name, username=local, domain=domain.encode("idna").decode())
    except (ValueError, MessageError):  # an address that the standard library cannot read again
        raise NotComposableError(field=field) from None


def _message_id(value: str, field: str) -> str:
    if not _IN_MESSAGE_ID.fullmatch(value):
        raise NotComposableError(field=field)
    return value


def _foreign(message_ids: tuple[str, ...]) -> str:
    return " ".join(f"<{one}>" for one in message_ids if _FOREIGN_MESSAGE_ID.fullmatch(one))


def _as_html(outgoing: Outgoing) -> str:
    paragraphs = re.split(r"\n\s*\n", escape(outgoing.text.strip().replace("\r\n", "\n")))
    body = "\n".join(f"<p>{_linked(paragraph)}</p>" for paragraph in paragraphs)
    return (
        f'<!DOCTYPE html>\n<html lang="{outgoing.language.value}"><head><meta charset="utf-8">'
        f"<title>{escape(_one_line(outgoing.subject))}</title></head>\n<body>\n{body}\n</body></html>\n"
    )


def _linked(paragraph: str) -> str:
    with_links = _LINK.sub(lambda found: f'<a href="{found[0]}">{found[0]}</a>', paragraph)
    return with_links.replace("\n", "<br>\n")
