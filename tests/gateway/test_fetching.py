"""Mail is fetched from mailboxes by IMAP: nothing is lost, nothing is kept twice, nobody's marks are touched."""

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from channels.channel import StoreUnavailableError
from channels.codes import ContactKind
from channels.email.imap import Trouble
from gateway import emptying, fetching, imap_accounts
from gateway.errors import ConfigurationError
from gateway.group_commit import GroupCommit
from gateway.steps.keeping import keep_group
from gateway.store import contacts, mailboxes
from gateway.store.contacts import ContactRow
from gateway.store.mailboxes import FetchedRow
from tests.factories import NEUVONTA, deliver, mail, work
from tests.servers.mailboxes import OURS, written_for
from tests.servers.waiting import eventually

OTHER = "asiakasohjaus@satakunta.example"


@pytest.fixture
def boxes(dovecot, tmp_path, services):
    """Reads the file that `written_for` writes."""

    def load(*users, **more):
        return imap_accounts.load(written_for(dovecot, tmp_path, *users, **more), services.county)

    return load


async def count(services, row=ContactRow):
    async with services.readers() as session:
        return await session.scalar(select(func.count()).select_from(row))


async def kept(services, number):
    """Wait until so many contacts are kept, and see that it stays at that while all that is waiting is looked at."""

    async def as_many():
        return await count(services) >= number and await emptied(services)

    await eventually(as_many, within=30, what=f"{number} contacts are kept")
    assert await count(services) == number


async def emptied(services):
    async with services.readers() as session:
        known = await mailboxes.known(session)
    return known and all(one.looked_at is not None and one.waiting == one.stuck for one in known)


async def state(services, name="box-0"):
    async with services.readers() as session:
        return next((one for one in await mailboxes.known(session) if one.name == name), None)


async def test_a_mail_in_the_mailbox_becomes_a_contact_and_is_moved_away_unread(services, dovecot, boxes):
    dovecot.deliver(mail("Äiti tarvitsee apua."), to=OURS)

    async with fetching.fetching(services, boxes()):
        await kept(services, 1)
        await eventually(lambda: not dovecot.mailbox(OURS), within=30, what="the mail is moved away")

    assert [b"tarvitsee apua" in one for one in dovecot.mailbox(OURS, "Processed")] == [True]
    assert "Seen" not in dovecot.flags(OURS, "Processed")[0]


async def test_a_mail_that_somebody_has_opened_is_kept_all_the_same(services, dovecot, boxes):
    dovecot.deliver(mail(), to=OURS)
    dovecot.open_all(OURS)

    async with fetching.fetching(services, boxes()):
        await kept(services, 1)


async def test_a_mail_that_comes_while_we_wait_is_told_by_the_server(services, dovecot, boxes):
    patient = replace(services, settings=services.settings.model_copy(update={"lease_seconds": 3600}))
    async with fetching.fetching(patient, boxes()):
        await eventually(lambda: emptied(services), within=30, what="the empty mailbox is looked at")
        dovecot.deliver(mail(), to=OURS)

        await kept(services, 1)  # within half of the time after which we would look by ourselves


async def test_the_same_mail_brought_by_smtp_and_found_by_imap_is_one(services, dovecot, boxes):
    await deliver(services, mail())
    dovecot.deliver(mail(), to=OURS)

    async with fetching.fetching(services, boxes()):
        await eventually(lambda: emptied(services), within=30, what="the mailbox is looked at")

    assert (await count(services), await count(services, FetchedRow)) == (1, 1)


async def test_what_stays_in_the_folder_is_fetched_once_also_after_a_new_start(services, dovecot, boxes):
    dovecot.deliver(mail(own_id="1"), to=OURS)
    dovecot.deliver(mail("Toinen asia", own_id="2"), to=OURS)
    for _ in range(2):
        async with fetching.fetching(services, boxes(kept_in="")):
            await kept(services, 2)

    assert (len(dovecot.mailbox(OURS)), await count(services, FetchedRow)) == (2, 2)


async def test_new_numbers_of_the_server_double_nothing(services, dovecot, boxes):
    dovecot.deliver(mail(), to=OURS)
    async with fetching.fetching(services, boxes(kept_in="")):
        await kept(services, 1)
    first = (await validities(services)).pop()
    dovecot.renumber(OURS, first + 1_000)

    async with fetching.fetching(services, boxes(kept_in="")):
        await eventually(lambda: two_validities(services), within=30, what="the mail is met under its new number")

    assert await count(services) == 1
    assert first in await validities(services)


async def validities(services):
    async with services.readers() as session:
        return set(await session.scalars(select(FetchedRow.validity)))


async def two_validities(services):
    return len(await validities(services)) == 2


async def test_two_processes_read_one_mailbox_by_turns_and_keep_each_mail_once(services, dovecot, boxes):
    for number in range(40):
        dovecot.deliver(mail(f"Asia {number}", own_id=str(number)), to=OURS)

    async with fetching.fetching(services, boxes()), fetching.fetching(services, boxes()):
        await kept(services, 40)

    assert await count(services, FetchedRow) == 40


async def test_whoever_ends_leaves_the_mailbox_to_the_next(services, dovecot, boxes):
    async with fetching.fetching(services, boxes()):
        await eventually(lambda: emptied(services), within=30, what="the mailbox is looked at")
        assert (await state(services)).lease is not None

    assert (await state(services)).lease is None


async def test_a_wrong_password_is_told_and_holds_up_no_other_mailbox(services, dovecot, boxes, tmp_path):
    first, second = boxes(OURS, OTHER)
    wrong = tmp_path / "wrong.password"
    wrong.write_text("nothing like it")
    dovecot.deliver(mail(), to=OTHER)

    async with fetching.fetching(services, (first.model_copy(update={"password_file": wrong}), second)):
        await eventually(lambda: has_trouble(services, "box-0"), within=30, what="the trouble is written down")
        await eventually(lambda: count(services), within=30, what="the other mailbox is read")

        assert (await state(services, "box-0")).trouble is Trouble.REFUSED
        assert (await state(services, "box-1")).trouble is None
        # The password file is read anew each time.
        wrong.write_text(dovecot.PASSWORD)
        await eventually(lambda: is_well(services, "box-0"), within=30, what="the mailbox is read again")


async def has_trouble(services, name="box-0"):
    row = await state(services, name)
    return row is not None and row.trouble is not None


async def is_well(services, name="box-0"):
    row = await state(services, name)
    return row is not None and row.trouble is None and row.looked_at is not None


async def test_a_server_that_dies_and_comes_back_is_read_again(services, dovecot, boxes):
    async with fetching.fetching(services, boxes()):
        await eventually(lambda: is_well(services), within=30, what="the mailbox is read")
        dovecot.stop()
        await eventually(lambda: has_trouble(services), within=30, what="the trouble is written down")
        since = (await state(services)).trouble_since
        dovecot.start()
        dovecot.deliver(mail(), to=OURS)

        await kept(services, 1)
        await eventually(lambda: is_well(services), within=30, what="the trouble is over")

    assert since is not None
    assert (await state(services)).trouble_since is None


async def test_a_folder_that_is_not_there_is_told(services, dovecot, boxes):
    async with fetching.fetching(services, boxes(folder="Postilaatikko")):
        await eventually(lambda: has_trouble(services), within=30, what="the trouble is written down")

    assert (await state(services)).trouble is Trouble.NO_FOLDER


async def test_the_folder_for_kept_mail_is_made(services, dovecot, boxes):
    dovecot.deliver(mail(), to=OURS)

    async with fetching.fetching(services, boxes(kept_in="Luotsin lukemat")):
        await kept(services, 1)
        await eventually(lambda: not dovecot.mailbox(OURS), within=30, what="the mail is moved away")

    assert len(dovecot.mailbox(OURS, '"Luotsin lukemat"')) == 1


@pytest.mark.parametrize("security", ["tls", "starttls"])
async def test_an_unknown_certificate_is_refused_and_a_known_one_protects(services, dovecot, boxes, security):
    port = dovecot.imaps_port if security == "tls" else dovecot.imap_port
    async with fetching.fetching(services, boxes(security=security, port=port)):
        await eventually(lambda: has_trouble(services), within=30, what="the trouble is written down")
    assert (await state(services)).trouble is Trouble.UNREACHABLE

    dovecot.deliver(mail(), to=OURS)
    async with fetching.fetching(services, boxes(security=security, port=port, authority=str(dovecot.certificate))):
        await kept(services, 1)


async def test_what_is_too_large_stays_for_a_person_and_the_others_are_kept(services, dovecot, boxes, monkeypatch):
    monkeypatch.setattr(emptying, "LARGEST", 20_000)
    dovecot.deliver(mail("Iso " * 10_000, own_id="1"), to=OURS)
    dovecot.deliver(mail("Pieni", own_id="2"), to=OURS)

    async with fetching.fetching(services, boxes()):
        await kept(services, 1)

    assert (len(dovecot.mailbox(OURS)), (await state(services)).stuck) == (1, 1)


async def test_while_nothing_can_be_stored_nothing_is_moved(services, dovecot, boxes):
    dovecot.deliver(mail(), to=OURS)
    refused = asyncio.Event()

    async def full(group):
        if not refused.is_set():
            refused.set()
            raise StoreUnavailableError
        return await keep_group(services, group)

    poor = replace(services, keeper=GroupCommit(full, StoreUnavailableError))
    async with fetching.fetching(poor, boxes()):
        await asyncio.wait_for(refused.wait(), 30)
        assert len(dovecot.mailbox(OURS)) == 1
        await kept(services, 1)


async def test_a_report_in_a_mailbox_goes_to_the_bounce_address_that_it_was_sent_to(services, dovecot, boxes):
    report = mail("mailbox unavailable", sender="MAILER-DAEMON@citizen.example", subject="Undeliverable")
    bounce = "bounce+kukaantiedamita@satakunta.example"
    dovecot.deliver(b"X-Original-To: " + bounce.encode() + b"\r\n" + report, to=OURS, sender="")

    async with fetching.fetching(services, boxes()):
        await kept(services, 1)
    await work(services)

    async with services.readers() as session:
        row = await session.scalar(select(ContactRow))
        assert row.line == bounce
        assert (await contacts.record(session, services.keys, row.id)).kind is ContactKind.BOUNCE


def test_a_file_that_cannot_be_used_is_refused_with_its_line(tmp_path, services, dovecot):
    good = written_for(dovecot, tmp_path).read_text()
    cases = {
        'name = "box-0"': ('name = "Box 0"', "mailbox.0.name"),
        f'address = "{NEUVONTA}"': ('address = "kirjaamo@satakunta.example"', "mailbox.0.address"),
        'host = "127.0.0.1"': ('host = "imap.satakunta.example"', "this machine only"),
        'kept_in = "Processed"': ('kept_in = "inbox"', "another folder"),
    }
    for number, (old, (new, named)) in enumerate(cases.items()):
        file = tmp_path / f"{number}.toml"
        file.write_text(good.replace(old, new))
        with pytest.raises(ConfigurationError, match=named) as refused:
            imap_accounts.load(file, services.county)
        assert refused.value.place.startswith(f"{file}:")


def test_a_password_that_cannot_be_read_is_told_before_the_mailbox_is_opened(boxes, tmp_path):
    (box,) = boxes()

    with pytest.raises(ConfigurationError, match="cannot be read"):
        imap_accounts.demand_passwords((box.model_copy(update={"password_file": tmp_path / "nowhere"}),))


def test_a_mailbox_named_twice_is_refused_however_it_is_written(tmp_path, services, dovecot):
    file = written_for(dovecot, tmp_path, OURS, OURS, folder="INBOX", host="localhost")
    file.write_text(file.read_text().replace("INBOX", "Inbox", 1).replace("localhost", "LocalHost", 1))

    with pytest.raises(ConfigurationError, match="twice"):
        imap_accounts.load(file, services.county)


def test_a_mailbox_keeps_the_identity_that_its_spelling_has_always_had(boxes):
    (box,) = boxes(folder="Inbox", host="LocalHost")

    # What is kept is known by this: it may never change.
    assert box.identity == "ef3f45bf3ece6d2a327cd94669932ced"


def test_mail_that_is_kept_may_not_be_moved_into_its_own_folder_however_it_is_written(boxes):
    with pytest.raises(ConfigurationError, match="another folder"):
        boxes(folder="Inbox", kept_in="INBOX")
