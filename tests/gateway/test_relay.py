import asyncio
import socket
import ssl
from contextlib import asynccontextmanager
from functools import partial

import pytest
from aiosmtpd.smtp import SMTP

from gateway import relay as relay_module
from gateway.relay import SmtpRelay
from gateway.services import OutcomeUnknownError, RelayRefusedError
from gateway.settings import Protection, Way

LETTER = b"Subject: Hei\r\n\r\nHei!\r\n"
HANG_UP = b""


@asynccontextmanager
async def relay_that_says(**answers):
    """An SMTP server that answers a command as it is told, else with yes; HANG_UP closes the connection.

    NEXT_MAIL and the like are for a line that has carried a letter.
    """
    heard, conversations = [], []

    async def converse(reader, writer):
        conversations.append(asyncio.current_task())
        writer.write(answers.get("GREETING", b"220 relay\r\n"))
        once_more = ""
        while line := await reader.readline():
            heard.append(line)
            command = line.split()[0].decode().upper()
            answer = answers.get(command, b"354 go on\r\n" if command == "DATA" else b"250 ok\r\n")
            answer = answers.get(f"{once_more}{command}", answer)
            if answer.startswith(b"354"):
                writer.write(answer)
                await reader.readuntil(b"\r\n.\r\n")
                answer = answers.get("TEXT", b"250 taken\r\n")
                once_more = "NEXT_"
            if answer == HANG_UP:
                break
            writer.write(answer)
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(converse, "127.0.0.1", 0)
    async with server:
        relay = SmtpRelay(Way(host="127.0.0.1", port=server.sockets[0].getsockname()[1]))
        yield relay, heard
        await relay.close()
        await asyncio.gather(*conversations)


async def send(relay):
    await relay.send(LETTER, "bounce+1@satakunta.example", "maija@citizen.example")


async def test_a_letter_is_handed_over_with_its_envelope():
    async with relay_that_says() as (relay, heard):
        await send(relay)

    assert b"MAIL FROM:<bounce+1@satakunta.example>" in heard[1]
    assert b"RCPT TO:<maija@citizen.example>" in heard[2]


@pytest.mark.parametrize(
    ("answers", "code", "again"),
    [
        ({"GREETING": b"421 busy\r\n"}, 421, True),
        ({"MAIL": b"451 later\r\n"}, 451, True),
        ({"MAIL": b"552 no\r\n"}, 552, False),
        ({"RCPT": b"450 later\r\n"}, 450, True),
        ({"RCPT": b"550 nobody\r\n"}, 550, False),
        ({"DATA": b"451 later\r\n"}, 451, True),
        ({"TEXT": b"452 full\r\n"}, 452, True),
        ({"TEXT": b"554 no\r\n"}, 554, False),
        ({"MAIL": HANG_UP}, 421, True),
        ({"RCPT": HANG_UP}, 421, True),
    ],
    ids=str,
)
async def test_a_no_before_the_letter_is_taken_tells_whether_to_come_again(answers, code, again):
    async with relay_that_says(**answers) as (relay, _):
        with pytest.raises(RelayRefusedError) as refused:
            await send(relay)

    assert (refused.value.code, refused.value.again) == (code, again)


async def test_a_connection_lost_after_the_text_is_an_unknown_outcome():
    async with relay_that_says(TEXT=HANG_UP) as (relay, _):
        with pytest.raises(OutcomeUnknownError):
            await send(relay)


async def test_a_relay_that_is_not_there_is_tried_again():
    async with relay_that_says() as (relay, _):
        pass

    with pytest.raises(RelayRefusedError) as refused:
        await send(relay)

    assert refused.value.again


async def test_the_next_letter_goes_over_the_same_line():
    async with relay_that_says() as (relay, heard):
        for _ in range(3):
            await send(relay)

    assert [line.split()[0] for line in heard] == [b"EHLO", *[b"MAIL", b"RCPT", b"DATA"] * 3]


async def test_a_line_that_the_relay_has_closed_meanwhile_costs_no_letter():
    async with relay_that_says() as (relay, heard):
        await send(relay)
        ((line, since),) = relay._idle
        line.close()
        relay._idle.clear()
        relay._idle.append((line, since))
        await send(relay)

    assert [one.split()[0] for one in heard].count(b"DATA") == 2


@pytest.mark.parametrize("command", ["NEXT_MAIL", "NEXT_RCPT"])
async def test_a_relay_that_says_goodbye_after_each_letter_costs_none(command):
    async with relay_that_says(**{command: b"421 too many letters on this line\r\n"}) as (relay, heard):
        for _ in range(5):
            await send(relay)

    assert [one.split()[0] for one in heard].count(b"DATA") == 5


async def test_a_relay_that_does_not_answer_is_left_alone_for_a_while():
    knocks = 0

    async def slam(_, writer):
        nonlocal knocks
        knocks += 1
        writer.close()

    server = await asyncio.start_server(slam, "127.0.0.1", 0)
    async with server:
        relay = SmtpRelay(Way(host="127.0.0.1", port=server.sockets[0].getsockname()[1]))
        for _ in range(10):
            with pytest.raises(RelayRefusedError) as refused:
                await send(relay)
            assert (refused.value.code, refused.value.again) == (421, True)

    assert knocks == 3


async def test_a_relay_that_refuses_a_letter_is_not_left_alone():
    async with relay_that_says(RCPT=b"550 nobody\r\n") as (relay, heard):
        for _ in range(5):
            with pytest.raises(RelayRefusedError):
                await send(relay)

    assert [one.split()[0] for one in heard].count(b"RCPT") == 5


@pytest.mark.parametrize("protection", list(Protection))
async def test_each_protection_does_what_it_says(protection, certificate, inbox_over_tls):
    port, taken = await inbox_over_tls(protection is Protection.TLS)
    untrusting = SmtpRelay(Way(host="localhost", port=port, protection=protection))
    trusting = SmtpRelay(Way(host="localhost", port=port, protection=protection, authority=certificate))

    if protection is not Protection.NONE:
        with pytest.raises(RelayRefusedError) as refused:
            await send(untrusting)
        assert refused.value.again
    await send(trusting)
    await trusting.close()

    assert taken == [protection is not Protection.NONE]


async def test_a_wrong_password_costs_no_letter():
    async with relay_that_says(EHLO=b"250-relay\r\n250 AUTH PLAIN\r\n", AUTH=b"535 no\r\n") as (relay, _):
        way = Way(host="127.0.0.1", port=relay._way.port, protection=Protection.NONE, user="luotsi", password="x")
        with pytest.raises(RelayRefusedError) as refused:
            await send(SmtpRelay(way))

    assert (refused.value.code, refused.value.again) == (535, True)


@pytest.fixture
async def inbox_over_tls(certificate):
    """Starts an SMTP server with a certificate; the list tells of each mail whether it came encrypted."""
    servers, taken, encrypted = [], [], False

    class Taking:
        async def handle_DATA(self, _server, session, _envelope):
            taken.append(encrypted or session.ssl is not None)
            return "250 taken"

    async def start(at_once):
        nonlocal encrypted
        encrypted = at_once  # aiosmtpd itself knows of STARTTLS only
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certificate)
        options = {} if at_once else {"tls_context": context}
        factory = partial(SMTP, Taking(), hostname="relay", **options)
        loop = asyncio.get_running_loop()
        server = await loop.create_server(
            lambda: factory(loop=loop), "localhost", 0, ssl=context if at_once else None, family=socket.AF_INET
        )
        servers.append(server)
        return server.sockets[0].getsockname()[1], taken

    yield start
    for server in servers:
        server.close()


async def test_a_relay_that_dies_of_every_text_is_left_alone_after_three_letters():
    async with relay_that_says(TEXT=HANG_UP) as (relay, heard):
        for _ in range(3):
            with pytest.raises(OutcomeUnknownError):
                await send(relay)
        for _ in range(5):
            with pytest.raises(RelayRefusedError) as refused:
                await send(relay)
            assert refused.value.again

    assert [one.split()[0] for one in heard].count(b"DATA") == 3


async def test_a_relay_that_takes_its_time_before_the_text_costs_no_letter(monkeypatch):
    monkeypatch.setattr(relay_module, "_SECONDS_TO_OFFER", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(RelayRefusedError) as refused:
        await send(SmtpRelay(Way(host="127.0.0.1", port=silent.getsockname()[1])))

    assert (refused.value.code, refused.value.again) == (421, True)


@pytest.mark.parametrize(
    ("recipient", "written"),
    [
        ("maija@härmä.example", b"RCPT TO:<maija@xn--hrm-qlac.example>"),
        ("mäkinen@posti.example", "RCPT TO:<mäkinen@posti.example>".encode()),
    ],
)
async def test_an_address_beyond_ascii_is_written_as_the_relay_knows_it(recipient, written):
    async with relay_that_says(EHLO=b"250-relay\r\n250 SMTPUTF8\r\n") as (relay, heard):
        await relay.send(LETTER, "bounce+1@satakunta.example", recipient)

    assert any(line.startswith(written) for line in heard)


async def test_an_address_that_the_relay_cannot_write_is_refused_for_good():
    async with relay_that_says() as (relay, _):
        for recipient in ("mäkinen@posti.example", "maija@" + "ä" * 70 + ".example"):
            with pytest.raises(RelayRefusedError) as refused:
                await relay.send(LETTER, "bounce+1@satakunta.example", recipient)
            assert (refused.value.code, refused.value.again) == (553, False)
