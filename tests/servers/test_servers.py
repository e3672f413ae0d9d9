"""The servers of the tests are real and do what their fixtures promise."""

import asyncio
from email import message_from_bytes

import psycopg
import pytest
from aiosmtpd.smtp import SMTP

from tests.servers.answering import answering
from tests.servers.mails import written
from tests.servers.ports import claim, free_port
from tests.servers.postfix import PostfixServer
from tests.servers.programs import require
from tests.servers.swaks import swaks
from tests.servers.waiting import NeverHappenedError, eventually, wait_until

MAIJA = "maija@citizen.example"


def libpq(url):
    return url.replace("postgresql+psycopg", "postgresql")


def letter(*, sender=MAIJA, recipient=MAIJA, subject="Kysymys"):
    return written(sender=sender, recipient=recipient, subject=subject, body="Äiti kaatui eilen.\n")


def test_no_port_is_given_twice():
    given = [free_port() for _ in range(50)]

    assert len(set(given)) == 50
    assert not any(claim(port) for port in given)


def test_a_missing_program_is_a_skip_that_names_its_package():
    with pytest.raises(pytest.skip.Exception, match=r"harbourd is not installed \(apt-get install harbour\)"):
        require("harbourd", "harbour")


def test_what_never_happens_is_said_at_the_deadline():
    with pytest.raises(NeverHappenedError, match=r"the ship comes in: not within 0.1 s; the last answer was 0"):
        wait_until(lambda: 0, within=0.1, what="the ship comes in")


def test_a_database_is_a_copy_of_its_template(postgres):
    template = postgres.create_database()
    with psycopg.connect(libpq(template)) as connection:
        connection.execute("CREATE TABLE harbour (name text)")

    copy = postgres.create_database(template.rsplit("/", 1)[-1])

    with psycopg.connect(libpq(copy)) as connection:
        assert connection.execute("SELECT count(*) FROM harbour").fetchone() == (0,)


def test_postgres_comes_back_from_a_crash_with_what_was_committed(own_postgres):
    url = libpq(own_postgres.create_database())
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE harbour AS SELECT 'Mäntyluoto' AS name")

    own_postgres.crash()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url)
    own_postgres.start()

    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT name FROM harbour").fetchone() == ("Mäntyluoto",)
        assert connection.execute("SHOW fsync").fetchone() == ("on",)


def test_redis_forgets_when_wiped(redis):
    redis.command("SET", "harbour", "Reposaari")
    assert redis.command("GET", "harbour") == "Reposaari"

    redis.wipe()

    assert redis.command("GET", "harbour") == ""


def test_mail_goes_from_swaks_through_postfix_to_a_dovecot_mailbox(postfix, dovecot):
    sent = swaks(postfix.port, letter(subject="Kysymys kotihoidosta"), sender=MAIJA, recipient=MAIJA)

    (arrived,) = dovecot.wait_for_mail(MAIJA, 1)

    assert sent.accepted
    assert message_from_bytes(arrived)["Subject"] == "Kysymys kotihoidosta"
    assert "Äiti kaatui eilen." in arrived.decode()
    assert postfix.queue_is_empty()


def test_an_emptied_mailbox_is_empty_and_takes_mail_again(postfix, dovecot):
    swaks(postfix.port, letter(subject="Eilinen"), sender=MAIJA, recipient=MAIJA)
    dovecot.wait_for_mail(MAIJA, 1)

    dovecot.empty()
    assert dovecot.mailbox(MAIJA) == []

    swaks(postfix.port, letter(subject="Uusi"), sender=MAIJA, recipient=MAIJA)
    (arrived,) = dovecot.wait_for_mail(MAIJA, 1)
    assert message_from_bytes(arrived)["Subject"] == "Uusi"


def test_mail_for_a_gateway_that_is_down_waits_and_is_tried_again(postfix: PostfixServer):
    to_us = "neuvonta@satakunta.example"

    swaks(postfix.port, letter(recipient=to_us), sender=MAIJA, recipient=to_us)

    wait_until(lambda: "refused" in "".join(postfix.queue()), within=10, what="the gateway was tried")
    (waiting,) = postfix.queue()
    assert waiting.startswith(f"{to_us}: connect to 127.0.0.1")
    postfix.discard_queue()
    assert postfix.queue_is_empty()


class Gateway:
    """Says "later" to the first delivery and yes to the second."""

    def __init__(self):
        self.deliveries = []

    async def handle_DATA(self, server, session, envelope):
        self.deliveries.append(envelope.rcpt_tos)
        return "451 4.3.0 Later" if len(self.deliveries) == 1 else "250 2.0.0 Kept"


async def test_mail_that_the_gateway_puts_off_is_brought_again_within_seconds(postfix):
    to_us, gateway = "neuvonta@satakunta.example", Gateway()

    async with answering(lambda: SMTP(gateway, hostname="mx"), postfix.gateway_port):
        await asyncio.to_thread(swaks, postfix.port, letter(recipient=to_us), sender=MAIJA, recipient=to_us)
        await eventually(lambda: asyncio.to_thread(postfix.queue_is_empty), within=10, what="Postfix hands it over")

    assert gateway.deliveries == [[to_us], [to_us]]


def test_mail_without_a_route_comes_back_as_a_delivery_report(postfix, dovecot):
    nowhere = "somebody@elsewhere.example"

    swaks(postfix.port, letter(recipient=nowhere), sender=MAIJA, recipient=nowhere)

    (report,) = dovecot.wait_for_mail(MAIJA, 1)
    assert message_from_bytes(report).get_content_type() == "multipart/report"
    assert b"Status: 5.1.2" in report


async def test_nothing_outside_this_machine_can_be_reached():
    with pytest.warns(UserWarning, match=r"192\.0\.2\.1"), pytest.raises(RuntimeError, match=r"192\.0\.2\.1"):
        await asyncio.open_connection("192.0.2.1", 25)
