"""Cases that may be the same client's, with their reasons: suggestions, which a person confirms or refuses."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from channels.codes import PROFESSIONALS, ContacterType, IdentityLevel
from gateway.casework.casefile import OpenCase
from gateway.casework.clients import Client
from gateway.services import Services
from gateway.store import likeness, persons
from gateway.store.cases import CaseRow
from gateway.store.likeness import Alike
from gateway.store.states import Sign

_ORDER: Final = tuple(Sign)
_MAY_BE_CLIENTS: Final = frozenset({ContacterType.CLIENT, ContacterType.UNKNOWN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """One thing that Cases share, and what takes from its weight."""

    sign: Sign
    shared: bool  # people have said that several clients use it
    by_other: bool  # in one of the Cases it was somebody else than the client who used it

    @property
    def rank(self) -> tuple[bool, int]:
        """Strongest first."""
        return self.shared or self.by_other, _ORDER.index(self.sign)


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Cases that may be the same client's: one, or those that a person has joined already; newest first."""

    cases: tuple[CaseRow, ...]
    likenesses: tuple[Likeness, ...]
    ours: UUID  # the contact of this Case that has the strongest of them
    theirs: UUID

    @property
    def confirmed(self) -> bool:
        """Whether somebody has said of these Cases that they are one client's."""
        return len(self.cases) > 1


async def suggest(
    session: AsyncSession, services: Services, opened: OpenCase, client: Client
) -> tuple[Suggestion, ...]:
    """Cases that may be the same client's, strongest likeness first, then the newest.

    Whoever was said to be somebody else is left out, with all Cases of theirs.
    """
    keys = await _keys(session, services, opened)
    asked = _Asked(case=client.case, keys=keys, alike=await _alike(session, client.case.id, keys))
    if not asked.alike:
        return ()
    groups = await _groups(session, {one.case.id for one in asked.alike})
    barred = {case for _, case in await persons.differing(session, client.case_ids)} | {*client.case_ids}
    standing = [group for group in groups if not group & barred]
    found = await persons.cases(session, frozenset(chain.from_iterable(standing)))
    shared = await _shared(session, asked)
    suggestions = [_suggestion(asked, tuple(case for case in found if case.id in group), shared) for group in standing]
    return tuple(sorted(suggestions, key=_first))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Key:
    """What a keyed hash in this Case is of, and in which contact it stands."""

    sign: Sign
    contact_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """A Case, its hashes, and the contacts elsewhere that have one of them."""

    case: CaseRow
    keys: Mapping[bytes, _Key]
    alike: tuple[Alike, ...]


async def _keys(session: AsyncSession, services: Services, opened: OpenCase) -> Mapping[bytes, _Key]:
    codes = await likeness.codes_of(session, opened.file.case.id)
    keys = {code: _Key(sign=Sign.IDENTITY_CODE, contact_id=contact) for code, contact in codes.items()}
    for one in opened.contacts:
        contact = one.contact
        # Who is anonymous is not looked for. A ward's number is the number of all its patients.
        if contact is None or contact.identity_level is IdentityLevel.ANONYMOUS:
            continue
        if _is_professional(contact.contacter.type):
            continue
        for phone in {contact.contacter.phone, contact.call_back.phone if contact.call_back else ""} - {""}:
            keys[services.index.of("number", phone)] = _Key(sign=Sign.PHONE, contact_id=one.filed.contact.id)
        if contact.contacter.email:
            address = services.county.mail.plain_address(contact.contacter.email)
            keys[services.index.of("address", address)] = _Key(sign=Sign.EMAIL, contact_id=one.filed.contact.id)
    return keys


def _is_professional(contacter: ContacterType) -> bool:
    return contacter in PROFESSIONALS


async def _alike(session: AsyncSession, case_id: UUID, keys: Mapping[bytes, _Key]) -> tuple[Alike, ...]:
    codes = [key_hash for key_hash, key in keys.items() if key.sign is Sign.IDENTITY_CODE]
    senders = [key_hash for key_hash, key in keys.items() if key.sign is not Sign.IDENTITY_CODE]
    by_code = await likeness.by_code(session, case_id, codes) if codes else ()
    by_sender = await likeness.by_sender(session, case_id, senders) if senders else ()
    return (*by_code, *(one for one in by_sender if not _is_professional(one.case.contacter)))


async def _groups(session: AsyncSession, case_ids: Collection[UUID]) -> frozenset[frozenset[UUID]]:
    """*case_ids* with the Cases that a person has joined to each: of one client together, of nobody alone."""
    links = await persons.links_of(session, case_ids)
    theirs: dict[UUID, set[UUID]] = {}
    for link in await persons.links_to(session, {link.person_id for link in links}):
        theirs.setdefault(link.person_id, set()).add(link.case_id)
    joined = set(chain.from_iterable(theirs.values()))
    alone = {frozenset({case_id}) for case_id in case_ids if case_id not in joined}
    return frozenset({*map(frozenset, theirs.values()), *alone})


async def _shared(session: AsyncSession, asked: _Asked) -> frozenset[bytes]:
    """The numbers and addresses of which people have said that several clients use them."""
    users: dict[bytes, set[UUID]] = {}
    for one in asked.alike:
        if asked.keys[one.key_hash].sign is not Sign.IDENTITY_CODE:
            users.setdefault(one.key_hash, {asked.case.id}).add(one.case.id)
    every = frozenset(chain.from_iterable(users.values()))
    apart = await persons.differing(session, every)
    owners: dict[UUID, set[UUID]] = {}
    for link in await persons.links_of(session, every):
        owners.setdefault(link.case_id, set()).add(link.person_id)
    return frozenset(
        key_hash
        for key_hash, case_ids in users.items()
        if any(one in case_ids and other in case_ids for one, other in apart)
        or len(set(chain.from_iterable(owners.get(case_id, ()) for case_id in case_ids))) > 1
    )


def _suggestion(asked: _Asked, cases: tuple[CaseRow, ...], shared: frozenset[bytes]) -> Suggestion:
    case_ids = {case.id for case in cases}
    weighed = [(_likeness(asked, one, shared), one) for one in asked.alike if one.case.id in case_ids]
    weighed.sort(key=lambda pair: pair[0].rank)
    strongest = weighed[0][1]
    return Suggestion(
        cases=cases,
        likenesses=tuple(dict.fromkeys(likeness for likeness, _ in weighed)),
        ours=asked.keys[strongest.key_hash].contact_id,
        theirs=strongest.contact_id,
    )


def _likeness(asked: _Asked, one: Alike, shared: frozenset[bytes]) -> Likeness:
    sign = asked.keys[one.key_hash].sign
    by_clients = {one.case.contacter, asked.case.contacter} <= _MAY_BE_CLIENTS
    return Likeness(
        sign=sign, shared=one.key_hash in shared, by_other=sign is not Sign.IDENTITY_CODE and not by_clients
    )


def _first(suggestion: Suggestion) -> tuple[tuple[bool, int], float]:
    return suggestion.likenesses[0].rank, -suggestion.cases[0].opened_at.timestamp()
