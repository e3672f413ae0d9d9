"""The client of a Case, as far as a person has said who it is."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from gateway.store import persons
from gateway.store.cases import CaseRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """The client of a Case, as far as a person has said who it is; without that it has this Case alone."""

    case: CaseRow
    others: tuple[CaseRow, ...]  # newest first
    person_ids: tuple[UUID, ...]  # the one that was known first stands first
    contact_ids: tuple[UUID, ...]  # that are linked in this Case

    @property
    def cases(self) -> tuple[CaseRow, ...]:
        """All of them, this one first."""
        return (self.case, *self.others)

    @property
    def case_ids(self) -> tuple[UUID, ...]:
        """Their ids."""
        return tuple(case.id for case in self.cases)


async def client_of(session: AsyncSession, case: CaseRow) -> Client:
    """Whose Case it is, by what people have said."""
    own = await persons.links_of(session, [case.id])
    person_ids = tuple(dict.fromkeys(link.person_id for link in own))
    others = {link.case_id for link in await persons.links_to(session, person_ids)} - {case.id}
    return Client(
        case=case,
        others=await persons.cases(session, others),
        person_ids=person_ids,
        contact_ids=tuple(link.contact_id for link in own),
    )
