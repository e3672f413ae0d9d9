"""The pages around work."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from gateway.store.states import DeliveryState, Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInPage:
    """The form to sign in."""

    template: ClassVar[str] = "admin/sign_in.html"
    username: str
    next: str
    refused: str  # text key of why it was refused; empty at first


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """One message on its way out."""

    id: str
    created_at: datetime
    purpose: Purpose
    state: DeliveryState
    to: str
    subject: str
    problem: str
    case_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxPage:
    """What has gone out, or would have."""

    template: ClassVar[str] = "admin/outbox.html"
    mails: tuple[Mail, ...]
    built_in: bool  # no relay: what stands here went nowhere else


@dataclass(frozen=True, slots=True, kw_only=True)
class MailPage:
    """One message as it was handed over."""

    template: ClassVar[str] = "admin/mail.html"
    mail: Mail
    text: str
