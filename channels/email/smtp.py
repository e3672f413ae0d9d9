"""The SMTP and LMTP receiver: moves bytes to `keep` and says yes only when they are durable.

It does not look inside.
"""

import asyncio
import re
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import structlog
from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope, Session
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from channels.channel import Delivery, Keep, StoreUnavailableError
from channels.codes import ChannelCode
from channels.email.doors import arrival
from channels.email.settings import IDLE_SECONDS, MAX_MAIL_SIZE, MAX_RECIPIENTS, STOP_SECONDS
from channels.email.thread import content_key

log = structlog.get_logger()

EMAIL_NOT_STORED: Final = "email_not_stored"
EMAIL_RECEIVER_FAILED: Final = "email_receiver_failed"

# An address as nearly every program writes it, and the parameters behind it.
_PLAIN_ADDRESS: Final = re.compile(
    r"<(?P<address>[\w+=-]+(?:\.[\w+=-]+)*@[a-z0-9-]+(?:\.[a-z0-9-]+)*)> ?(?P<rest>(?:[\w=][\w= -]*)?)",
    re.ASCII | re.IGNORECASE,
)

_OK: Final = "250 2.1.5 Ok"
_NO_SUCH_MAILBOX: Final = "550 5.1.1 No such mailbox here"
_TOO_MANY: Final = "452 4.5.3 Too many recipients"
_TRY_AGAIN: Final = "451 4.3.0 Not stored, please try again"
_TOO_FAST: Final = "451 4.7.1 Too many mails in a minute, please come again"
_CROWDED: Final = b"421 4.7.0 Too many connections, please come again\r\n"
_CLOSING: Final = b"421 4.3.2 Closing, please come again\r\n"
_GOODBYE_SECONDS: Final = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Where mail is taken, and how much at once."""

    host: str
    port: int  # 0: any free one
    local: bool = False  # LMTP: the last step on this machine, with an answer for each recipient
    tls: ssl.SSLContext | None = None  # offered by STARTTLS
    most_connections: int = 200
    mails_in_a_minute: int = 6_000  # of one peer; who is over it is told to come again


class _Pace:
    """How many mails each peer has brought in this minute."""

    def __init__(self, most: int) -> None:
        self._most = RateLimitItemPerMinute(most)
        self._window = FixedWindowRateLimiter(MemoryStorage())

    def allows(self, session: Session) -> bool:
        """Whether one more is not too many."""
        return self._window.hit(self._most, str(session.peer[0]) if session.peer else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """aiosmtpd's handler: one mail, one call of `keep`, one delivery for each of our mailboxes it was sent to."""

    keep: Keep
    mailboxes: Mapping[str, str]  # mailbox in lower case -> line
    channel_of: Callable[[str], ChannelCode]  # what comes to a mailbox is ordinary or secure mail
    is_bounce_address: Callable[[str], bool]  # envelope senders of ours: mail to one is a report about what we sent
    hostname: str  # how we greet

    async def handle_RCPT(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Answer RCPT: yes to our mailboxes and bounce addresses, and a final no to anything else."""
        if self._door(address) is None:
            return _NO_SUCH_MAILBOX
        if len(envelope.rcpt_tos) >= MAX_RECIPIENTS:
            return _TOO_MANY
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return _OK

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:
        """Answer DATA: 250 when the mail is durable for all its recipients, 451 when nothing was stored."""
        answer = await self._keep(envelope)
        # LMTP wants an answer for each recipient (RFC 2033 4.2), and aiosmtpd writes one.
        return "\r\n".join([answer] * len(envelope.rcpt_tos)) if isinstance(server, LMTP) else answer

    async def _keep(self, envelope: Envelope) -> str:
        received = envelope.original_content or b""
        deliveries = self._deliveries(received, envelope.rcpt_tos)
        try:
            # All in one transaction: one yes covers every recipient.
            kept = await self.keep(_with_return_path(received, envelope.mail_from or ""), deliveries)
        except StoreUnavailableError:
            log.warning(EMAIL_NOT_STORED, recipients=len(deliveries))
            return _TRY_AGAIN
        return f"250 2.0.0 Kept as {', '.join(receipt.reference for receipt in kept.receipts)}"

    async def handle_exception(self, error: Exception) -> str:
        """Answer whatever went wrong: come again, and nothing about why."""
        # aiosmtpd's own answer is a final 500 with the error's text: the sender would give up, and read it.
        log.error(EMAIL_RECEIVER_FAILED, error=type(error).__name__)
        return _TRY_AGAIN

    def _deliveries(self, received: bytes, recipients: list[str]) -> tuple[Delivery, ...]:
        key = content_key(received)
        doors = dict.fromkeys(door for address in recipients if (door := self._door(address)))
        return tuple(arrival(key, mailbox, line, self.channel_of(mailbox)) for mailbox, line in doors)

    def _door(self, address: str) -> tuple[str, str] | None:
        """The mailbox and the line that *address* leads to, "+anything" ignored; a bounce address is its own line."""
        written = address.lower()
        if self.is_bounce_address(written):
            return written, written
        local, _, domain = written.rpartition("@")
        mailbox = f"{local.partition('+')[0]}@{domain}"
        line = self.mailboxes.get(mailbox)
        return None if line is None else (mailbox, line)


def _with_return_path(received: bytes, sender: str) -> bytes:
    """*received* under the envelope's sender, as final delivery has to note it (RFC 5321 4.4).

    Without it nobody could see that a mail came from `<>` and wants no answer.
    """
    return b"Return-Path: <" + sender.strip("<>").encode("utf-8", "surrogateescape") + b">\r\n" + received


class _Conversation(SMTP):
    """One connection. Lines may be as long as a mail: some programs write a paragraph, or a file, as one."""

    line_length_limit = MAX_MAIL_SIZE

    def __init__(self, receiver: Receiver, door: Door, pace: _Pace, among: "set[_Conversation]") -> None:
        super().__init__(
            receiver,
            tls_context=door.tls,
            data_size_limit=MAX_MAIL_SIZE - 1,  # aiosmtpd refuses what is over
            enable_SMTPUTF8=True,
            hostname=receiver.hostname,  # else aiosmtpd asks DNS for it, at each connection
            ident="ESMTP",
            timeout=IDLE_SECONDS,
            loop=asyncio.get_running_loop(),
        )
        self.among = among
        self.most = door.most_connections
        self.pace = pace
        self.ended = asyncio.Event()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin; after STARTTLS, once more. Where too many are here already, say so and end."""
        if self not in self.among and len(self.among) >= self.most and isinstance(transport, asyncio.WriteTransport):
            transport.write(_CROWDED)
            transport.close()
            return
        super().connection_made(transport)
        self.among.add(self)

    def connection_lost(self, error: Exception | None) -> None:
        """End."""
        if self in self.among:
            super().connection_lost(error)
        self.among.discard(self)
        self.ended.set()

    def hang_up(self) -> None:
        """Say that we are closing, and close. The sender keeps its mail and comes again."""
        # An encrypted line that is just being closed takes no more words.
        if isinstance(self.transport, asyncio.WriteTransport) and not self.transport.is_closing():
            self.transport.write(_CLOSING)
            self.transport.close()

    def abort(self) -> None:
        """Close without a word to somebody who does not listen."""
        if isinstance(self.transport, asyncio.WriteTransport):
            self.transport.abort()

    @property
    def is_handing_over(self) -> bool:
        """Whether a mail has been begun here that has no answer yet."""
        return bool(self.envelope and self.envelope.rcpt_tos)

    async def smtp_MAIL(self, arg: str) -> None:  # noqa: N802  as aiosmtpd names it
        """Begin a mail, unless its peer has brought too many in this minute."""
        if self.session is not None and not self.pace.allows(self.session):
            await self.push(_TOO_FAST)
            return
        await super().smtp_MAIL(arg)

    def _getaddr(self, arg: str) -> tuple[str | None, str | None]:
        """The address in MAIL or RCPT and what follows it."""
        # aiosmtpd takes each address apart by the whole grammar, a tenth of the time that a mail costs us.
        plain = _PLAIN_ADDRESS.fullmatch(arg)
        if plain:
            return plain["address"], plain["rest"]
        parsed: tuple[str | None, str | None] = super()._getaddr(arg)
        return parsed


class _LocalConversation(LMTP, _Conversation):
    """The same by LMTP."""


class SmtpServer:
    """A listening SMTP server; `serve_smtp` starts one."""

    def __init__(self, listener: asyncio.Server, conversations: set[_Conversation]) -> None:
        self._listener = listener
        self._conversations = conversations

    @property
    def port(self) -> int:
        """The port that it listens on."""
        port: int = self._listener.sockets[0].getsockname()[1]
        return port

    async def stop(self, patience: float = STOP_SECONDS) -> None:
        """Take no new connection, let begun mails be answered for *patience* seconds, and close the rest with 421."""
        self._listener.close()
        for conversation in tuple(self._conversations):
            if not conversation.is_handing_over:
                conversation.hang_up()
        await self._all_ended(patience)
        for conversation in tuple(self._conversations):
            conversation.hang_up()
        await self._all_ended(_GOODBYE_SECONDS)
        for conversation in tuple(self._conversations):
            conversation.abort()
        await self._all_ended(_GOODBYE_SECONDS)

    async def _all_ended(self, patience: float) -> None:
        waiting = [asyncio.ensure_future(conversation.ended.wait()) for conversation in self._conversations]
        if waiting:
            _, late = await asyncio.wait(waiting, timeout=patience)
            for one in late:
                one.cancel()


async def serve_smtp(receiver: Receiver, door: Door) -> SmtpServer:
    """A listening server on this event loop. Raises OSError."""
    conversations: set[_Conversation] = set()
    conversation, pace = _LocalConversation if door.local else _Conversation, _Pace(door.mails_in_a_minute)
    listener = await asyncio.get_running_loop().create_server(
        lambda: conversation(receiver, door, pace, conversations), door.host, door.port, backlog=1024
    )
    return SmtpServer(listener, conversations)
