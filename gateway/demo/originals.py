"""From the script to originals, as each channel makes them: a mail's bytes, a form's answers, a switchboard's event."""

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Final
from uuid import NAMESPACE_URL, UUID, uuid5

from channels.channel import Delivery
from channels.codes import ChannelCode, Direction
from channels.email.compose import envelope_sender
from channels.email.thread import content_key
from channels.form import parse as form
from channels.form.definitions import ENTERED, FORMS, Form
from channels.phone import callbacks
from channels.phone.callbacks import CallEvent
from gateway.county import County
from gateway.demo.script import Bounce, Call, Entered, Filled, Mail, Told, resource
from gateway.store.deliveries import DeliveryRow

_ELSEWHERE: Final = "mx.citizen.example"


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """Bytes as they come to one or more of our doors."""

    content: bytes
    deliveries: tuple[Delivery, ...]
    direction: Direction = Direction.TO_SERVICE


class BrokenScriptError(Exception):
    """A contact of the script could not have come: the form would refuse it, or it answers what was never sent."""


def of_mail(mail: Mail, county: County, at: datetime, answered: DeliveryRow | None) -> Original:
    """A mail, with the trace of its way, to each of our mailboxes that it names."""
    mailboxes = tuple(dict.fromkeys(_mailbox(county, name) for name in mail.to))
    message = EmailMessage(policy=SMTP)
    message["From"] = mail.sender
    message["To"] = ", ".join(mailboxes)
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{_id(mail, at).hex}@{_ELSEWHERE}>"
    if answered is not None:
        message["In-Reply-To"] = f"<{answered.message_id}>"
    if mail.machine:
        message["Auto-Submitted"] = "auto-replied"
    message.set_content(mail.words(county.municipalities.names) + "\n", charset=mail.charset)
    if mail.attach:
        message.add_attachment(resource(mail.attach), maintype="application", subtype="pdf", filename=mail.attach)
    content = _within(bytes(message), mail.nested) if mail.nested else bytes(message)
    return _posted(content, tuple((mailbox, county.mail.mailboxes[mailbox]) for mailbox in mailboxes))


def of_bounce(bounce: Bounce, county: County, at: datetime, bounced: DeliveryRow) -> Original:
    """The report of somebody's mail server that our mail found no mailbox."""
    address = envelope_sender(bounced.bounce_token, county.mail.bounce_domain)
    boundary = "=_report"
    lines = (
        "Return-Path: <>",
        f"From: MAILER-DAEMON@{_ELSEWHERE} (Mail Delivery System)",
        f"To: {address}",
        "Subject: Undelivered Mail Returned to Sender",
        f"Date: {format_datetime(at)}",
        f"Message-ID: <{_id(bounce, at).hex}@{_ELSEWHERE}>",
        "Auto-Submitted: auto-replied",
        "MIME-Version: 1.0",
        f'Content-Type: multipart/report; report-type=delivery-status; boundary="{boundary}"',
        "",
        f"--{boundary}",
        "Content-Type: text/plain; charset=us-ascii",
        "",
        "Your message could not be delivered: the mailbox is full.",
        f"--{boundary}",
        "Content-Type: message/delivery-status",
        "",
        f"Reporting-MTA: dns; {_ELSEWHERE}",
        "",
        "Action: failed",
        "Status: 5.2.2",
        f"--{boundary}--",
        "",
    )
    return _posted("\r\n".join(lines).encode(), ((address, address),))


def of_form(filled: Filled, county: County, at: datetime) -> Original:
    """A form that somebody filled in on our pages."""
    values = {**filled.fields, "text": filled.fields.get("text", filled.words(county.municipalities.names))}
    if filled.line:
        values["line"] = filled.line
    return _submitted(FORMS[filled.form], filled, values, county, at)


def of_call(call: Call, at: datetime) -> Original:
    """An event of the switchboard."""
    event = CallEvent(
        provider="generic",
        line=call.line,
        call_id=f"demo-{call.id}",
        kind=call.call,
        number=call.number,
        at=at,
        wish=call.wish,
        language=call.language,
    )
    return Original(content=callbacks.encode(event), deliveries=(callbacks.delivery(event),))


def of_entered(entered: Entered, county: County, at: datetime) -> Original:
    """What a colleague wrote down of a call, a visit or a letter."""
    told = {"text": entered.words(county.municipalities.names), "arrived_at": at.isoformat()}
    return _submitted(ENTERED, entered, {**entered.fields, **told}, county, at)


def _submitted(asked: Form, told: Told, values: dict[str, str], county: County, at: datetime) -> Original:
    known = {"submission_id": str(_id(told, at))}
    if place := told.place(county.municipalities.names):
        known["municipality"] = place
    checked = form.check(asked, {**values, **known})
    if isinstance(checked, form.Problems):
        raise BrokenScriptError(told.id, *(f"{problem.field}: {problem.error}" for problem in checked.problems))
    line = checked.value("line") or county.mail.mailboxes[county.mail.address]
    return Original(
        content=form.encode(checked),
        deliveries=(form.delivery(checked, line),),
        direction=Direction(checked.value("direction") or Direction.TO_SERVICE),
    )


def _posted(content: bytes, doors: tuple[tuple[str, str], ...]) -> Original:
    key = content_key(content)
    return Original(
        content=content,
        deliveries=tuple(
            Delivery(channel=ChannelCode.EMAIL, line=line, once=f"email:{mailbox}:{key}", content=f"email:{key}")
            for mailbox, line in doors
        ),
    )


def _mailbox(county: County, name: str) -> str:
    """The mailbox that the script calls *name*; our main one where the county has none like it."""
    main, mailboxes = county.mail.address, county.mail.mailboxes
    line = mailboxes[main] if name == "second" else name
    return next((mailbox for mailbox, its in mailboxes.items() if its == line and mailbox != main), main)


def _within(content: bytes, depth: int) -> bytes:
    """The mail inside *depth* multiparts, one in the other, as a broken scanner makes them."""
    mail = message_from_bytes(content, policy=SMTP)
    head = "".join(f"{name}: {mail[name]}\r\n" for name in ("From", "To", "Subject", "Date", "Message-ID"))
    marks = tuple(f"p{level}" for level in range(depth))
    opening = "".join(f'Content-Type: multipart/mixed; boundary="{mark}"\r\n\r\n--{mark}\r\n' for mark in marks)
    closing = "".join(f"\r\n--{mark}--\r\n" for mark in reversed(marks))
    body = f"Content-Type: text/plain; charset=utf-8\r\n\r\n{mail.get_content()}"
    return f"{head}MIME-Version: 1.0\r\n{opening}{body}{closing}".encode()


def _id(told: Told, at: datetime) -> UUID:
    """The same for the same contact and moment, so that a script played twice is the same contacts."""
    return uuid5(NAMESPACE_URL, f"luotsi-demo:{told.id}:{at.isoformat()}")
