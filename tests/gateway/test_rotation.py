import os

import pytest

from gateway import keys, records
from gateway.commands import rotation
from gateway.errors import SealedError
from gateway.keys import Keyring, key_of
from gateway.store import contacts, drafts, sealed
from gateway.store.contacts import ContactRow, ContactVersionRow
from gateway.store.originals import OriginalRow
from gateway.store.secrets import index_secret
from tests.factories import add_user, all_of, contact_of, deliver, mail, only, work

LATER = 4_000_000_000_000_000_000  # nanoseconds; no two writes of a test look alike


@pytest.fixture
async def stored(services):
    """A mail with an identity code and its acknowledgement, and a draft: every kind of sealed value but files."""
    await deliver(services, mail("Äitini 131052-308T tarvitsee apua Porissa."))
    await work(services)
    contact, user = await only(services, ContactRow), await add_user(services)
    async with services.sessions.begin() as session:
        await drafts.save(session, services.keys, (contact.case_id, user.id, "reply"), "Hyvä Maija", services.now())
    return contact, user


def add_key(services):
    file = services.settings.data_dir / "keys"
    fresh = keys.new_key(tuple(key.id for key in services.keys.keys))
    keys.write_file(file, Keyring((fresh, *services.keys.keys)))
    os.utime(file, ns=(LATER + int(fresh.id[1:]), LATER + int(fresh.id[1:])))
    return fresh


async def used_keys(services):
    found = set()
    async with services.readers() as session:
        for column in sealed.columns():
            found |= {key_of(value) for _, value in await sealed.after(session, column, None, 1000) if value}
    return found


async def rotate(services):
    return [step async for step in rotation.rotate(services, services.keys)]


async def test_rotation_seals_everything_anew_and_everything_opens(services, stored):
    contact, user = stored
    fresh = add_key(services)

    steps = await rotate(services)

    assert await used_keys(services) == {fresh.id}
    only_new = Keyring((fresh,))
    async with services.readers() as session:
        assert "[hetu-0001]" in (await contacts.record(session, only_new, contact.id)).text
        assert await drafts.of(session, only_new, contact.case_id, user.id) == {"reply": "Hyvä Maija"}
    assert {step.column for step in steps} >= {"originals.sealed", "drafts.sealed_text", "secrets.sealed"}
    assert all(step.done <= step.total for step in steps)


async def test_hashes_stay_findable_when_keys_change(services, stored):
    add_key(services)
    await rotate(services)

    async with services.sessions.begin() as session:
        assert await index_secret(session, services.keys) == services.index.secret


async def test_what_arrives_during_a_rotation_is_sealed_with_the_new_key(services, stored):
    fresh = add_key(services)

    kept = await deliver(services, mail(own_id="2"))
    contact = await contact_of(services, kept)

    rows = await all_of(services, OriginalRow)
    assert key_of(next(row for row in rows if row.id == contact.original_id).sealed) == fresh.id


async def test_a_rotation_that_was_stopped_half_way_is_finished_by_the_next(services, stored):
    contact, _ = stored
    add_key(services)
    async for _ in rotation.rotate(services, services.keys):
        break
    assert await used_keys(services) == {"k1", "k2"}
    async with services.readers() as session:
        assert "hetu" in (await contacts.record(session, services.keys, contact.id)).text

    newest = add_key(services)
    await rotate(services)

    assert await used_keys(services) == {newest.id}


async def test_a_value_written_meanwhile_is_not_overwritten(services, stored):
    column = next(column for column in sealed.columns() if column.name == "contact_versions.sealed_record")
    async with services.sessions.begin() as session:
        ((row, old),) = await sealed.after(session, column, None, 10)
        newer = services.keys.seal(services.keys.open(old, column.place(row)), column.place(row))
        await sealed.replace(session, column, row, old, newer)
        await sealed.replace(session, column, row, old, b"late")

    async with services.readers() as session:
        ((_, kept),) = await sealed.after(session, column, None, 10)
    assert kept == newer


async def test_a_value_that_no_key_opens_stops_the_rotation_and_loses_nothing(services, stored):
    fresh = keys.new_key(("k1",))
    stranger = Keyring((fresh,))

    with pytest.raises(SealedError):
        [step async for step in rotation.rotate(services, stranger)]

    assert await used_keys(services) == {"k1"}


async def test_a_record_of_one_contact_never_opens_as_anothers(services, stored):
    version = await only(services, ContactVersionRow)

    with pytest.raises(SealedError):
        records.open_contact(services.keys, version.sealed_record, stored[1].id)
