"""A Case opened: what is sealed in its file made readable, for the page of the Case and for answering it."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from channels.codes import Direction
from channels.contact import Contact
from channels.normalise import email_address
from gateway import records
from gateway.services import Services
from gateway.store import casefile as store
from gateway.store.casefile import CaseFile, Filed
from gateway.store.states import Event
from nlu.reading import Reading
from routing.decision import Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """One Contact of the Case with its words. `contact` is None while nobody has read it."""

    filed: Filed
    contact: Contact | None
    reading: Reading | None
    decision: Decision | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCase:
    """The whole file, readable; newest Contact first."""

    file: CaseFile
    contacts: tuple[Opened, ...]

    @property
    def said(self) -> tuple[Contact, ...]:
        """The records that could be read."""
        return tuple(one.contact for one in self.contacts if one.contact is not None)

    @property
    def moved(self) -> Opened | None:
        """The Contact whose Decision brought the Case here: the first. A later one joins it and moves nothing."""
        return next((one for one in reversed(self.contacts) if one.decision is not None), None)

    @property
    def matter_type(self) -> str:
        """What it is in the eyes of the law: as a person has said last, else as it was understood."""
        said = (one.data.get("matter_type") for one in self.file.timeline if one.event is Event.CORRECTED)
        understood = self.moved.decision.facts.matter_type if self.moved and self.moved.decision else ""
        return str(next((code for code in said if code), understood))

    @property
    def from_people(self) -> tuple[Opened, ...]:
        """What people have said to us, newest first."""
        return tuple(one for one in self.contacts if one.contact and _is_a_persons(one.contact))

    @property
    def recipient(self) -> Opened | None:
        """The Contact whose sender a reply goes to: the newest of the person who began the Case, if any.

        Whoever else turns up in it (a machine, a stranger who names our message) is never answered by itself.
        """
        persons = self.from_people
        began = persons[-1].contact.contacter.email.lower() if persons and persons[-1].contact else ""
        mailable = (one for one in persons if one.contact and _may_be_mailed(one.contact))
        return next((one for one in mailable if one.contact and one.contact.contacter.email.lower() == began), None)

    @property
    def by_people_first(self) -> tuple[Opened, ...]:
        """The Contacts as they are shown: newest first, what machines wrote last."""
        return tuple(sorted(self.contacts, key=lambda one: one.contact is not None and one.contact.by_machine))


async def open_case(session: AsyncSession, services: Services, case_id: UUID) -> OpenCase:
    """The file of a Case, opened. Raises CaseNotFoundError, SealedError."""
    file = await store.load(session, case_id)
    return OpenCase(file=file, contacts=tuple(_opened(services, filed) for filed in file.contacts))


def _opened(services: Services, filed: Filed) -> Opened:
    version, decision = filed.version, filed.decision
    return Opened(
        filed=filed,
        contact=records.open_contact(services.keys, version.sealed_record, version.id) if version else None,
        reading=records.load_reading(filed.reading.reading) if filed.reading else None,
        decision=records.load_decision(decision.decision) if decision else None,
    )


def _is_a_persons(contact: Contact) -> bool:
    return not contact.by_machine and contact.direction is not Direction.TO_CLIENT


def _may_be_mailed(contact: Contact) -> bool:
    known = email_address(contact.contacter.email) is not None
    return known and contact.contacter.may_be_contacted
