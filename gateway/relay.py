"""The way out for mail: an SMTP relay, spoken to so that a message is never handed over twice in doubt."""

import asyncio
from collections import deque
from dataclasses import dataclass
from time import monotonic
from typing import Final

import aiosmtplib

from channels.certificates import trusting
from gateway.services import OutcomeUnknownError, RelayRefusedError
from gateway.settings import Protection, Way
from nlu.breaker import Breaker

_SECONDS: Final = 8.0  # for each command
# Together below the time limit of a Job (40 s): who is stopped there does not know whether a letter went.
_SECONDS_TO_OFFER: Final = 16.0
_SECONDS_FOR_TEXT: Final = 18.0
_TEMPORARY: Final = range(400, 500)
_AWAY: Final = 421
_NOT_WRITABLE: Final = 553  # RFC 5321: mailbox name not allowed
_MOST_IDLE: Final = 8
_IDLE_SECONDS: Final = 20.0  # servers hang up after some minutes; a letter that waits is better off with a new line


@dataclass(frozen=True, slots=True, kw_only=True)
class _Envelope:
    """From whom to whom, as SMTP writes them."""

    sender: str
    recipient: str

    @property
    def needs_utf8(self) -> bool:
        """Whether the address cannot be written without SMTPUTF8 (RFC 6531)."""
        return not self.recipient.isascii()


def _envelope(sender: str, recipient: str) -> _Envelope:
    """The domain as the name system knows it. Raises RelayRefusedError where it can be none."""
    local, _, domain = recipient.rpartition("@")
    try:
        return _Envelope(sender=sender, recipient=f"{local}@{domain.encode('idna').decode()}")
    except UnicodeError:
        raise RelayRefusedError(_NOT_WRITABLE, again=False) from None


class SmtpRelay:
    """An SMTP server of the county that sends for us.

    A line that has carried a letter is kept for the next for a while. Where the relay does not take letters several
    times in a row, without saying why, it is left alone for half a minute: they wait in their Jobs and hold up nobody.
    """

    def __init__(self, way: Way) -> None:
        """Raise OSError where the authority of *way* cannot be used."""
        self._way = way
        self._tls = trusting(way.authority)
        self._breaker = Breaker()
        self._idle: deque[tuple[aiosmtplib.SMTP, float]] = deque()

    async def send(self, message: bytes, sender: str, recipient: str) -> None:
        """Hand *message* over. Raises RelayRefusedError where it was not taken, OutcomeUnknownError in doubt."""
        envelope = _envelope(sender, recipient)
        if not self._breaker.may_ask():
            raise RelayRefusedError(_AWAY, again=True)
        try:
            client = await self._offered(envelope)
            await self._hand_over(client, message)
        except RelayRefusedError as refused:
            if refused.code == _AWAY:
                self._breaker.failed()
            else:
                self._breaker.succeeded()  # one that refuses a letter is there
            raise
        except OutcomeUnknownError:
            self._breaker.failed()
            raise
        self._breaker.succeeded()
        self._keep(client)

    async def close(self) -> None:
        """Hang up all lines that are not in use."""
        self._hang_up()

    async def _offered(self, envelope: _Envelope) -> aiosmtplib.SMTP:
        """A line on which sender and recipient are taken. Raises RelayRefusedError: no word of the letter has gone."""
        try:
            async with asyncio.timeout(_SECONDS_TO_OFFER):
                kept = self._kept()
                if kept is not None:
                    try:
                        return await self._offer(kept, envelope)
                    except (aiosmtplib.SMTPException, OSError):
                        self._hang_up()  # where one line is dead, the others are no better
                return await self._offer(await self._connected(), envelope)
        except (aiosmtplib.SMTPException, OSError, TimeoutError):
            raise RelayRefusedError(_AWAY, again=True) from None

    async def _connected(self) -> aiosmtplib.SMTP:
        """A new line. Raises RelayRefusedError; whatever stands in the way of a line, the letter can go later."""
        client = self._client()
        try:
            await client.connect()
        except aiosmtplib.SMTPResponseException as problem:
            client.close()
            raise RelayRefusedError(problem.code, again=True) from None
        except BaseException:
            client.close()
            raise
        return client

    async def _offer(self, client: aiosmtplib.SMTP, envelope: _Envelope) -> aiosmtplib.SMTP:
        """*client*, which has taken sender and recipient; closed where it has not."""
        if envelope.needs_utf8 and not client.supports_extension("smtputf8"):
            client.close()
            raise RelayRefusedError(_NOT_WRITABLE, again=False)
        options, encoding = (["SMTPUTF8"], "utf-8") if envelope.needs_utf8 else ([], "ascii")
        try:
            await client.mail(envelope.sender, options=options, encoding=encoding)
            await client.rcpt(envelope.recipient, encoding=encoding)
        except aiosmtplib.SMTPResponseException as refused:
            client.close()
            if refused.code == _AWAY:
                raise  # it hangs up, as after so many letters on one line: no word against this letter
            raise RelayRefusedError(refused.code, again=refused.code in _TEMPORARY) from None
        except BaseException:
            client.close()
            raise
        return client

    async def _hand_over(self, client: aiosmtplib.SMTP, message: bytes) -> None:
        try:
            async with asyncio.timeout(_SECONDS_FOR_TEXT):
                await client.data(message, timeout=_SECONDS_FOR_TEXT)
        except aiosmtplib.SMTPDataError as refused:
            client.close()
            raise RelayRefusedError(refused.code, again=refused.code in _TEMPORARY) from None
        except (aiosmtplib.SMTPException, OSError, TimeoutError) as broken:
            # The text was on its way: the relay may have taken it although we did not hear it.
            client.close()
            raise OutcomeUnknownError from broken
        except BaseException:
            client.close()
            raise

    def _client(self) -> aiosmtplib.SMTP:
        way = self._way
        return aiosmtplib.SMTP(
            hostname=way.host,
            port=way.port,
            timeout=_SECONDS,
            username=way.user or None,
            password=way.password or None,
            use_tls=way.protection is Protection.TLS,
            start_tls={Protection.IF_OFFERED: None, Protection.STARTTLS: True}.get(way.protection, False),
            tls_context=self._tls,
        )

    def _keep(self, client: aiosmtplib.SMTP) -> None:
        if len(self._idle) < _MOST_IDLE and client.is_connected:
            self._idle.append((client, monotonic()))
        else:
            client.close()

    def _kept(self) -> aiosmtplib.SMTP | None:
        """A line that is still good, the one used last; None where there is none."""
        while self._idle:
            client, since = self._idle.pop()
            if client.is_connected and monotonic() - since < _IDLE_SECONDS:
                return client
            client.close()
        return None

    def _hang_up(self) -> None:
        while self._idle:
            self._idle.pop()[0].close()
