"""Servers, lines and mails that do what they should not: each mail is kept once all the same, or a person is told."""

import asyncio
import socket
from collections import Counter
from contextlib import asynccontextmanager, suppress
from dataclasses import replace

import pytest

from channels.email.imap import Trouble
from gateway import emptying, fetching, imap_accounts
from gateway.condition.figures import measure
from gateway.condition.judging import judge
from gateway.condition.matters import Level, Matter
from gateway.errors import ConfigurationError
from gateway.store import mailboxes
from gateway.store.mailboxes import FetchedRow
from tests.factories import mail
from tests.gateway.imap_lines import HANG_UP, answering, dying_over
from tests.gateway.test_fetching import OTHER, boxes, count, emptied, has_trouble, kept, state
from tests.servers.mailboxes import OURS
from tests.servers.waiting import eventually

__all__ = ["boxes"]  # a fixture


@pytest.fixture(autouse=True)
def _impatient(monkeypatch):
    monkeypatch.setattr(fetching, "_WAITS", (0.05,))


async def test_a_line_that_is_cut_anywhere_in_a_mail_costs_no_mail_and_doubles_none(services, dovecot, boxes):
    long_mail = mail("Pitkä tarina. " * 900, own_id="long")
    dovecot.deliver(long_mail, to=OURS)
    async with cutting(dovecot.imap_port) as (port, cuts):
        for after in range(1_000, len(long_mail) + 1_000, 1_000):
            cuts.append(after)
        async with fetching.fetching(services, boxes(port=port)):
            await kept(services, 1)

    assert cuts == []  # each was made


async def either(*ways):
    """Until one of *ways* has ended: then the line has, whichever side hung up."""
    tasks = [asyncio.create_task(way) for way in ways]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()


@asynccontextmanager
async def cutting(to_port):
    """A port before *to_port* that ends each connection after so many bytes of answers as the list says next."""
    cuts, lines = [], set()

    async def carry(reader, writer):
        lines.add(asyncio.current_task())
        there, back = await asyncio.open_connection("127.0.0.1", to_port)
        await either(pass_on(reader, back, None), pass_on(there, writer, cuts.pop(0) if cuts else None))
        for line in (back, writer):
            line.close()

    async def pass_on(reader, writer, left):
        with suppress(OSError):
            while piece := await reader.read(500):
                if left is not None and (left := left - len(piece)) <= 0:
                    return
                writer.write(piece)
                await writer.drain()

    server = await asyncio.start_server(carry, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1], cuts
        server.close()
        await asyncio.gather(*lines, return_exceptions=True)


@pytest.mark.parametrize("sign", [b"UID FETCH 20 (BODY.PEEK[])", b"UID FETCH 20 (RFC822.SIZE)"], ids=["mail", "size"])
async def test_a_mail_that_the_server_dies_of_holds_up_no_other(services, dovecot, boxes, sign):
    for number in range(1, 41):
        dovecot.deliver(mail(f"Asia {number}", own_id=str(number)), to=OURS)
    # Of many sizes in one question it dies as well.
    signs = (sign, b",20,") if b"SIZE" in sign else (sign,)

    async with dying_over(dovecot.imap_port, *signs) as port, fetching.fetching(services, boxes(port=port)):
        await eventually(lambda: has_kept(services, 39), within=60, what="all others are kept")
        await eventually(lambda: is_stuck(services), within=30, what="a person is told of the one")

    assert await count(services) == 39


@pytest.mark.parametrize("answer", [b"* 20 FETCH (NIL 5)", b'* 20 FETCH (UID 20 RFC822.SIZE "x" BODY[] 12)'])
async def test_an_answer_that_nobody_can_read_costs_no_other_mail_and_is_told(services, dovecot, boxes, answer):
    for number in range(1, 31):
        dovecot.deliver(mail(f"Asia {number}", own_id=str(number)), to=OURS)

    def nonsense(asked):
        tag = asked.partition(b" ")[0]
        return answer + b"\r\n" + tag + b" OK done\r\n" if b"UID FETCH 20 " in asked else None

    async with answering(dovecot.imap_port, nonsense) as port, fetching.fetching(services, boxes(port=port)):
        await eventually(lambda: has_kept(services, 29), within=60, what="all others are kept")
        await eventually(lambda: is_stuck(services), within=30, what="a person is told of the one")

    assert await count(services) == 29


async def test_a_mail_that_connections_end_over_is_a_trouble_until_it_is_gone(services, dovecot, boxes, clock):
    for number in range(1, 4):
        dovecot.deliver(mail(f"Asia {number}", own_id=str(number)), to=OURS)
    hung_up = []
    async with dying_over(dovecot.imap_port, b"UID FETCH 2 (BODY", heard=hung_up) as port:
        watched = replace(services, boxes=boxes(port=port))
        async with fetching.fetching(watched, watched.boxes):
            await eventually(lambda: is_stuck(services), within=30, what="a person is told of it")
            ended = len(hung_up)
            clock.forward(minutes=31)
            await eventually(lambda: len(hung_up) > ended + 2, within=30, what="it has been tried again and again")
            assert await level(watched) is Level.TROUBLE

            dovecot.remove(OURS, 2)
            await eventually(lambda: level_is(watched, Level.WELL), within=30, what="a person has taken it out")


async def test_a_mail_that_has_ended_many_connections_is_asked_for_again_soon(services, dovecot, boxes, monkeypatch):
    monkeypatch.setattr(emptying, "_MOST_DEATHS", 3)
    monkeypatch.setattr(emptying, "_NOW_AND_THEN", 0.5)
    monkeypatch.setattr(fetching, "look_again", lambda _services: 0.1)
    for number in range(1, 4):
        dovecot.deliver(mail(f"Asia {number}", own_id=str(number)), to=OURS)
    hung_up = Counter()

    def dying(asked):
        number = next((one for one in (1, 2) if b"UID FETCH %d (BODY" % one in asked), None)
        hung_up[number] += 1
        return HANG_UP if number == 1 or (number == 2 and hung_up[2] <= 4) else None  # the second is well by then

    async with answering(dovecot.imap_port, dying) as port, fetching.fetching(services, boxes(port=port)):
        await eventually(lambda: has_kept(services, 2), within=60, what="it is kept as soon as the server can give it")

    assert hung_up[1] > 3


async def level(services):
    findings = judge(services, await measure(services))
    return next(one.level for one in findings if one.matter is Matter.MAILBOX)


async def level_is(services, wanted):
    return await level(services) is wanted


async def test_a_month_without_a_mail_server_costs_no_mail_and_is_a_trouble(services, dovecot, boxes, clock):
    watched = replace(services, boxes=boxes())
    dovecot.deliver(mail(own_id="before"), to=OURS)
    async with fetching.fetching(watched, watched.boxes):
        await kept(services, 1)
        dovecot.stop()
        await eventually(lambda: has_trouble(services), within=30, what="the trouble is written down")
        assert await level(watched) is Level.WELL
        dovecot.lay([mail(f"Päivä {day}", own_id=f"day-{day}") for day in range(30)], to=OURS)
        clock.forward(days=30)
        assert await level(watched) is Level.TROUBLE

        dovecot.start()
        await eventually(lambda: has_kept(services, 31), within=60, what="everything is kept")
        await eventually(lambda: level_is(watched, Level.WELL), within=30, what="the trouble is over")
        await eventually(lambda: not dovecot.mailbox(OURS), within=30, what="everything is moved away")

    assert (await count(services), await count(services, FetchedRow)) == (31, 31)


async def has_kept(services, number):
    return await count(services) >= number


async def is_stuck(services):
    row = await state(services)
    return row is not None and row.stuck == 1


async def test_where_nothing_may_be_moved_everything_is_kept_and_somebody_is_told(services, dovecot, boxes):
    dovecot.deliver(mail(own_id="0"), to=OURS)
    dovecot.mailbox(OURS, "Processed")
    dovecot.close_folder(OURS, "Processed")
    async with fetching.fetching(services, boxes()):
        await kept(services, 1)
        for number in range(1, 6):
            dovecot.deliver(mail(f"Asia {number}", own_id=str(number)), to=OURS)
        await eventually(lambda: has_kept(services, 6), within=30, what="what comes later is kept too")
        await eventually(lambda: has_trouble(services), within=30, what="somebody is told")

    assert (await count(services), len(dovecot.mailbox(OURS))) == (6, 6)
    assert (await state(services)).trouble is Trouble.NOT_MOVED


async def test_where_the_folder_for_kept_mail_cannot_be_made_everything_is_kept(services, dovecot, boxes):
    dovecot.deliver(mail(), to=OURS)

    async with fetching.fetching(services, boxes(kept_in="Luetut.2026")):  # a dot is not allowed in Dovecot's names
        await eventually(lambda: has_kept(services, 1), within=30, what="it is kept")
        await eventually(lambda: has_trouble(services), within=30, what="somebody is told")

    assert (await state(services)).trouble is Trouble.NOT_MOVED


async def test_the_same_name_for_another_account_is_another_mailbox(services, dovecot, boxes):
    for user, text in ((OURS, "Ensimmäinen"), (OTHER, "Toinen")):
        dovecot.deliver(mail(text, own_id=user), to=user)
        dovecot.renumber(user, 1)
        async with fetching.fetching(services, boxes(user)):
            await eventually(lambda: emptied(services), within=30, what="the mailbox is looked at")
            await eventually(lambda user=user: not dovecot.mailbox(user), within=30, what="its mail is moved away")

    assert (await count(services), await count(services, FetchedRow)) == (2, 2)


async def test_a_server_that_says_nothing_keeps_nobody_from_stopping(services, boxes, monkeypatch):
    monkeypatch.setattr(fetching, "_STOP_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        async with asyncio.timeout(60):
            async with fetching.fetching(services, boxes(port=silent.getsockname()[1])):
                await eventually(lambda: state(services), within=30, what="the mailbox is claimed")


async def test_a_poller_outlives_what_keeps_it_from_telling_its_trouble(services, dovecot, boxes, monkeypatch):
    told = []

    async def refused(*_):
        told.append(1)
        raise RuntimeError

    monkeypatch.setattr(mailboxes, "troubled", refused)
    dovecot.stop()
    async with fetching.fetching(services, boxes()):
        await eventually(lambda: len(told) >= 2, within=30, what="it has tried twice")
        dovecot.start()
        dovecot.deliver(mail(), to=OURS)

        await kept(services, 1)


def test_an_authority_that_cannot_be_read_is_told_before_the_mailbox_is_opened(boxes, tmp_path):
    with pytest.raises(ConfigurationError, match="cannot be used"):
        imap_accounts.demand_passwords(boxes(security="tls", authority=str(tmp_path / "nowhere.pem")))
