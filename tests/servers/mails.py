"""Mails to send in tests, as a citizen's mail program writes them."""

from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """One mail with its envelope; `id` is its own and stands in its Message-ID and its text."""

    id: str
    sender: str
    recipients: tuple[str, ...]
    content: bytes


def written(*, sender: str, recipient: str, subject: str, body: str, message_id: str = "") -> bytes:
    """The bytes of a plain text mail; without *message_id* it has none, as some programs leave it to their server."""
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = recipient
    message["Subject"] = subject
    message["Date"] = "Mon, 16 Nov 2026 09:30:00 +0200"
    if message_id:
        message["Message-ID"] = message_id
    message.set_content(body)
    return message.as_bytes()


def distinct_mails(count: int, *, recipient: str, prefix: str = "mail") -> tuple[Mail, ...]:
    """*count* mails of as many people, no two alike; equal arguments give equal mails."""
    return tuple(_numbered(f"{prefix}-{number:05}", recipient) for number in range(count))


def _numbered(own_id: str, recipient: str) -> Mail:
    sender = f"{own_id}@citizen.example"
    content = written(
        sender=sender,
        recipient=recipient,
        subject=f"Kysymys kotihoidosta {own_id}",
        body=f"Hei,\n\näitini tarvitsisi apua suihkussa käymiseen. Kenelle voin soittaa?\n\n{own_id}\n",
        message_id=f"<{own_id}@mail.citizen.example>",
    )
    return Mail(id=own_id, sender=sender, recipients=(recipient,), content=content)
