"""Mailboxes that hold much: every mail is found, and what is kept is not asked for at each look."""

import imaplib
from dataclasses import replace

import pytest

from channels.email import imap
from channels.email.imap import Account, Security, open_mailbox
from gateway import emptying, fetching
from tests.factories import mail
from tests.gateway.imap_lines import answering
from tests.gateway.test_fetching import boxes, count, kept, two_validities, validities
from tests.servers.mailboxes import OURS
from tests.servers.waiting import eventually

__all__ = ["boxes"]  # a fixture


@pytest.fixture
def database_kind():
    """One is enough: what is asked of the server does not hang on the database."""
    return "sqlite"


@pytest.fixture
async def asked(dovecot):
    """The commands that a mailbox at `port` is asked."""
    heard = []
    async with answering(dovecot.imap_port, heard.append) as port:
        yield port, heard


def searched(heard):
    return [line.partition(b" ")[2].strip() for line in heard if b"SEARCH UID " in line]


def test_a_list_of_mails_that_is_longer_than_a_line_is_asked_for_in_parts(dovecot, monkeypatch):
    dovecot.lay((mail(own_id=str(number)) for number in range(600)), to=OURS)
    monkeypatch.setattr(imaplib, "_MAXLINE", 2_000)
    monkeypatch.setattr(imap, "_ASKED_FOR", 250)

    mailbox = open_mailbox(_account(dovecot))

    assert list(mailbox.numbers()) == list(range(1, 601))
    assert list(mailbox.numbers(after=598)) == [599, 600]
    mailbox.close()


def _account(dovecot):
    return Account(
        host="127.0.0.1",
        port=dovecot.imap_port,
        security=Security.NONE,
        user=OURS,
        password=dovecot.PASSWORD,
    )


@pytest.mark.parametrize(("can", "moved"), [({b"MOVE"}, True), ({b"UIDPLUS"}, True), (set(), False)])
def test_where_a_server_cannot_move_one_mail_alone_it_is_told(dovecot, can, moved):
    dovecot.deliver(mail(), to=OURS)
    mailbox = open_mailbox(replace(_account(dovecot), kept_in="Processed"))
    mailbox._capabilities = can

    assert mailbox.put_away([1]) is moved
    assert list(mailbox.numbers()) == ([] if moved else [1])
    mailbox.close()


def test_an_answer_to_one_question_fits_into_a_line():
    assert len(" 4294967295") * imap._ASKED_FOR < imaplib._MAXLINE


async def test_what_is_kept_and_stays_in_the_folder_is_not_looked_at_again(services, dovecot, boxes, asked):
    port, heard = asked
    dovecot.lay((mail(own_id=str(number)) for number in range(5)), to=OURS)
    async with fetching.fetching(services, boxes(kept_in="", port=port)):
        await kept(services, 5)
        dovecot.deliver(mail(own_id="later"), to=OURS)
        await kept(services, 6)

    assert b"UID SEARCH UID 6:6" in searched(heard)
    assert b"UID SEARCH UID 1:6" not in searched(heard)


async def test_now_and_then_everything_is_looked_at_again(services, dovecot, boxes, asked, monkeypatch):
    monkeypatch.setattr(emptying, "_ANEW", 0)
    port, heard = asked
    dovecot.deliver(mail(own_id="first"), to=OURS)
    async with fetching.fetching(services, boxes(kept_in="", port=port)):
        await kept(services, 1)
        dovecot.deliver(mail(own_id="second"), to=OURS)
        await kept(services, 2)

    assert b"UID SEARCH UID 1:2" in searched(heard)


async def test_what_could_not_be_had_is_asked_for_at_each_look(services, dovecot, boxes, monkeypatch):
    monkeypatch.setattr(emptying, "LARGEST", 20_000)
    monkeypatch.setattr(fetching, "look_again", lambda _services: 0.1)
    dovecot.deliver(mail("Iso " * 10_000, own_id="1"), to=OURS)
    dovecot.deliver(mail("Pieni", own_id="2"), to=OURS)

    async with fetching.fetching(services, boxes(kept_in="")):
        await kept(services, 1)
        monkeypatch.setattr(emptying, "LARGEST", 2_000_000)
        await kept(services, 2)


async def test_new_numbers_that_come_while_we_run_are_looked_at_from_the_first(services, dovecot, boxes, monkeypatch):
    monkeypatch.setattr(fetching, "_WAITS", (0.05,))
    dovecot.lay((mail(own_id=str(number)) for number in range(3)), to=OURS)
    async with fetching.fetching(services, boxes(kept_in="")):
        await kept(services, 3)
        (first,) = await validities(services)
        dovecot.stop()
        dovecot.start()
        dovecot.renumber(OURS, first + 1_000)
        await eventually(lambda: two_validities(services), within=60, what="the mails are met under their new numbers")

    assert await count(services) == 3
