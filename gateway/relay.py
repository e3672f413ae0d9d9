"""The way out for mail: an SMTP relay, spoken to so that a message is never handed over twice in doubt."""

from dataclasses import dataclass

import aiosmtplib

from gateway.services import OutcomeUnknownError, RelayRefusedError

_SECONDS = 8.0  # for each command
_SECONDS_FOR_DATA = 15.0  # together well below the time limit of a Job
_TEMPORARY = range(400, 500)


@dataclass(frozen=True, slots=True)
class SmtpRelay:
    """An SMTP server of the county that sends for us."""

    host: str
    port: int

    async def send(self, message: bytes, sender: str, recipient: str) -> None:
        """Hand *message* over. Raises RelayRefusedError where it was not taken, OutcomeUnknownError in doubt."""
        client = aiosmtplib.SMTP(
            hostname=self.host, port=self.port, timeout=_SECONDS, start_tls=None, validate_certs=True
        )
        try:
            await self._offer(client, sender, recipient)
            await self._hand_over(client, message)
        finally:
            client.close()

    async def _offer(self, client: aiosmtplib.SMTP, sender: str, recipient: str) -> None:
        try:
            await client.connect()
            await client.mail(sender)
            await client.rcpt(recipient)
        except aiosmtplib.SMTPResponseException as refused:
            raise RelayRefusedError(refused.code, again=refused.code in _TEMPORARY) from None
        except (aiosmtplib.SMTPException, OSError):
            raise RelayRefusedError(421, again=True) from None

    async def _hand_over(self, client: aiosmtplib.SMTP, message: bytes) -> None:
        try:
            await client.data(message, timeout=_SECONDS_FOR_DATA)
        except aiosmtplib.SMTPDataError as refused:
            raise RelayRefusedError(refused.code, again=refused.code in _TEMPORARY) from None
        except (aiosmtplib.SMTPException, OSError) as broken:
            # The text was on its way: the relay may have taken it although we did not hear it.
            raise OutcomeUnknownError from broken
