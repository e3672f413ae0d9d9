"""The outbox: what went out, as it went out. Without a relay it is where mail ends."""

from email import message_from_bytes, policy
from uuid import UUID

from aiohttp import web

from gateway.faults import Step
from gateway.keys import place
from gateway.services import Services
from gateway.store import audit, deliveries
from gateway.store.deliveries import DeliveryRow
from gateway.web.admin.pages import Mail, MailPage, OutboxPage
from gateway.web.frame import RENDERER, services, user
from gateway.web.shell import shell_of

_MOST = 100


async def index(request: web.Request) -> web.Response:
    """The newest messages."""
    gateway = services(request)
    async with gateway.writing(Step.LOOK) as session:
        rows = await deliveries.newest(session, _MOST)
        await audit.write(session, gateway.now(), "outbox_seen", user_id=user(request).id)
    page = OutboxPage(mails=tuple(mail_of(gateway, row) for row in rows), built_in=gateway.relay is None)
    return request.app[RENDERER].respond(page, shell_of(request))


async def show(request: web.Request) -> web.Response:
    """One message with its text."""
    gateway = services(request)
    async with gateway.writing(Step.LOOK) as session:
        row = await session.get(DeliveryRow, _id(request))
        if row is None:
            raise web.HTTPNotFound
        await audit.write(session, gateway.now(), "mail_seen", user_id=user(request).id, case_id=row.case_id)
    message = message_from_bytes(_message(gateway, row), policy=policy.default)
    body = message.get_body(("plain",))
    page = MailPage(mail=mail_of(gateway, row), text=body.get_content() if body else "")
    return request.app[RENDERER].respond(page, shell_of(request))


def mail_of(gateway: Services, row: DeliveryRow) -> Mail:
    """A message as lists show it."""
    message = message_from_bytes(_message(gateway, row), policy=policy.default)
    return Mail(
        id=str(row.id),
        created_at=row.created_at,
        purpose=row.purpose,
        state=row.state,
        to=gateway.keys.open(row.sealed_to, place("deliveries", "sealed_to", row.id)).decode(),
        subject=str(message["Subject"]),
        problem=row.problem,
        case_id=str(row.case_id),
    )


def _message(gateway: Services, row: DeliveryRow) -> bytes:
    return gateway.keys.open(row.sealed_message, place("deliveries", "sealed_message", row.id))


def _id(request: web.Request) -> UUID:
    try:
        return UUID(request.match_info["delivery"])
    except ValueError:
        raise web.HTTPNotFound from None
