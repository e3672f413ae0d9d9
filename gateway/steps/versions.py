"""A contact as one parser understood it, written down: the sealed record, its files, and the codes put aside."""

from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from channels.contact import Contact
from gateway import records
from gateway.ids import new_id
from gateway.keys import place
from gateway.services import Services
from gateway.steps.understanding import Understood
from gateway.store import contacts, originals
from gateway.store.contacts import ContactRow


async def add(session: AsyncSession, services: Services, row: ContactRow, what: Understood, number: int) -> None:
    """Add version *number* to the contact."""
    version_id = new_id(services.now())
    version = {
        "id": version_id,
        "contact_id": row.id,
        "number": number,
        "created_at": services.now(),
        "kind": what.contact.kind,
        "may_acknowledge": what.contact.may_acknowledge,
        "sender_hash": _sender_hash(services, what.contact),
        "phone_hash": _phone_hash(services, what.contact),
        "sealed_record": records.seal_contact(services.keys, what.contact, version_id),
    }
    files = await _attachments(session, services, what, version_id)
    codes = _codes(services, what, version_id)
    await contacts.add_version(session, version, attachments=files, codes=codes)


def _sender_hash(services: Services, contact: Contact) -> bytes | None:
    if contact.contacter.email:
        return services.index.of("address", services.county.mail.plain_address(contact.contacter.email))
    number = contact.contacter.phone or (contact.call_back.phone if contact.call_back else "")
    return services.index.of("number", number) if number else None


def _phone_hash(services: Services, contact: Contact) -> bytes | None:
    number = contact.contacter.phone or (contact.call_back.phone if contact.call_back else "")
    return services.index.of("number", number) if number else None


async def _attachments(
    session: AsyncSession, services: Services, what: Understood, version_id: UUID
) -> list[dict[str, Any]]:
    contents = {one.content: _content(services, one.content) for one in what.contact.attachments}
    ids = await originals.add(session, list(contents.values())) if contents else {}
    rows = []
    for position, attachment in enumerate(what.contact.attachments):
        row = new_id(services.now())
        name = services.keys.seal(attachment.filename.encode(), place("attachments", "sealed_name", row))
        rows.append(
            {
                "id": row,
                "version_id": version_id,
                "position": position,
                "media_type": attachment.media_type[:200],
                "size": len(attachment.content),
                "sealed_name": name,
                "content_id": ids[contents[attachment.content]["content_hash"]],
                "sealed": None,
            }
        )
    return rows


def _content(services: Services, content: bytes) -> dict[str, Any]:
    row = new_id(services.now())
    return {
        "id": row,
        "content_hash": services.index.of_bytes("attachment", content),
        "media_type": "application/octet-stream",
        "size": len(content),
        "sealed": services.keys.seal(content, place("originals", "sealed", row)),
        "created_at": services.now(),
    }


def _codes(services: Services, what: Understood, version_id: UUID) -> list[dict[str, Any]]:
    rows = []
    for hidden in what.codes:
        row = new_id(services.now())
        rows.append(
            {
                "id": row,
                "version_id": version_id,
                "token": hidden.token,
                "code_hash": services.index.of("identity_code", hidden.code),
                "sealed": services.keys.seal(hidden.code.encode(), place("identity_codes", "sealed", row)),
            }
        )
    return rows
