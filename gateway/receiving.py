"""Mail in: what is brought by SMTP and LMTP, and what is fetched from mailboxes."""

import ssl
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from channels.channel import Delivery, Kept
from channels.email.smtp import Door, Receiver, serve_smtp
from gateway import imap_accounts, pipeline
from gateway.errors import ConfigurationError
from gateway.faults import Moment
from gateway.fetching import fetching
from gateway.services import Services
from gateway.settings import Settings


@asynccontextmanager
async def taking_mail(services: Services) -> AsyncIterator[None]:
    """Take mail that is brought to us and that lies in mailboxes, until the block ends."""
    imap_accounts.demand_passwords(services.boxes)
    async with _listening_for_mail(services), fetching(services, services.boxes):
        yield


@asynccontextmanager
async def _listening_for_mail(services: Services) -> AsyncIterator[None]:
    """Take mail by SMTP and LMTP, until the block ends. Port 0 is off."""
    settings = services.settings
    ports = {"LUOTSI_SMTP_PORT": settings.smtp_port, "LUOTSI_LMTP_PORT": settings.lmtp_port}

    async def keep(original: bytes, deliveries: tuple[Delivery, ...]) -> Kept:
        kept = await pipeline.keep(services, original, deliveries)
        await services.faults.reached(Moment.BEFORE_SMTP_YES)
        return kept

    receiver = Receiver(
        keep=keep,
        mailboxes=services.county.mail.mailboxes,
        channel_of=services.county.mail.channel,
        is_bounce_address=services.county.is_bounce_address,
        hostname=services.county.mail.bounce_domain,
    )
    tls = _certificate(settings)
    async with AsyncExitStack() as servers:
        for name, port in ports.items():
            if port:
                door = Door(
                    host=settings.smtp_host,
                    port=port,
                    local=name == "LUOTSI_LMTP_PORT",
                    tls=tls,
                    most_connections=settings.smtp_most_connections,
                    mails_in_a_minute=settings.smtp_mails_per_minute,
                )
                try:
                    server = await serve_smtp(receiver, door)
                except OSError as problem:
                    raise ConfigurationError(name, f"port {port} cannot be used") from problem
                servers.push_async_callback(server.stop)
        yield


def _certificate(settings: Settings) -> ssl.SSLContext | None:
    """What we show of ourselves by STARTTLS. Raises ConfigurationError."""
    if settings.smtp_certificate is None:
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    try:
        context.load_cert_chain(settings.smtp_certificate, settings.smtp_key)
    except (OSError, ssl.SSLError) as problem:
        raise ConfigurationError("LUOTSI_SMTP_CERTIFICATE", "certificate or key cannot be used") from problem
    return context
