"""The way out for mail: an SMTP relay, spoken to so that a message is never handed over twice in doubt."""

import ssl
from collections import deque
from time import monotonic
from typing import Final

import aiosmtplib

from gateway.services import OutcomeUnknownError, RelayRefusedError
from gateway.settings import Protection, Way
from nlu.breaker import Breaker

_SECONDS: Final = 8.0  # for each command
_SECONDS_FOR_DATA: Final = 15.0  # together well below the time limit of a Job
_TEMPORARY: Final = range(400, 500)
_AWAY: Final = 421
_MOST_IDLE: Final = 8
_IDLE_SECONDS: Final = 20.0  # servers hang up after some minutes; a letter that waits is better off with a new line


class SmtpRelay:
    """An SMTP server of the county that sends for us.

    A line that has carried a letter is kept for the next for a while. Where the relay does not answer several times in
    a row it is left alone for half a minute: letters wait in their Jobs and hold up nobody.
    """

    def __init__(self, way: Way) -> None:
        self._way = way
        self._tls = ssl.create_default_context(cafile=way.authority)
        self._breaker = Breaker()
        self._idle: deque[tuple[aiosmtplib.SMTP, float]] = deque()

    async def send(self, message: bytes, sender: str, recipient: str) -> None:
        """Hand *message* over. Raises RelayRefusedError where it was not taken, OutcomeUnknownError in doubt."""
        if not self._breaker.may_ask():
            raise RelayRefusedError(_AWAY, again=True)
        client = await self._offered(sender, recipient)
        try:
            await self._hand_over(client, message)
        except BaseException:
            client.close()
            raise
        self._keep(client)

    async def close(self) -> None:
        """Hang up all lines that are not in use."""
        while self._idle:
            self._idle.pop()[0].close()

    async def _offered(self, sender: str, recipient: str) -> aiosmtplib.SMTP:
        """A line on which sender and recipient are taken. Raises RelayRefusedError."""
        while (client := self._kept()) is not None:
            try:
                await self._offer(client, sender, recipient)
            except (aiosmtplib.SMTPException, OSError):
                client.close()  # the relay has hung up meanwhile: nothing was taken, so another line may be tried
            except BaseException:
                client.close()
                raise
            else:
                return client
        client = await self._connected()
        try:
            await self._offer(client, sender, recipient)
        except (aiosmtplib.SMTPException, OSError):
            client.close()
            self._breaker.failed()
            raise RelayRefusedError(_AWAY, again=True) from None
        except BaseException:
            client.close()
            raise
        return client

    async def _connected(self) -> aiosmtplib.SMTP:
        """A new line. Raises RelayRefusedError; whatever stands in the way of a line, the letter can go later."""
        client = self._client()
        try:
            await client.connect()
        except (aiosmtplib.SMTPException, OSError) as problem:
            client.close()
            self._breaker.failed()
            code = problem.code if isinstance(problem, aiosmtplib.SMTPResponseException) else _AWAY
            raise RelayRefusedError(code, again=True) from None
        self._breaker.succeeded()
        return client

    async def _offer(self, client: aiosmtplib.SMTP, sender: str, recipient: str) -> None:
        try:
            await client.mail(sender)
            await client.rcpt(recipient)
        except aiosmtplib.SMTPResponseException as refused:
            raise RelayRefusedError(refused.code, again=refused.code in _TEMPORARY) from None

    async def _hand_over(self, client: aiosmtplib.SMTP, message: bytes) -> None:
        try:
            await client.data(message, timeout=_SECONDS_FOR_DATA)
        except aiosmtplib.SMTPDataError as refused:
            raise RelayRefusedError(refused.code, again=refused.code in _TEMPORARY) from None
        except (aiosmtplib.SMTPException, OSError) as broken:
            # The text was on its way: the relay may have taken it although we did not hear it.
            raise OutcomeUnknownError from broken

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
