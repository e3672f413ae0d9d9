import asyncio
from contextlib import asynccontextmanager

import pytest

from gateway.relay import SmtpRelay
from gateway.services import OutcomeUnknownError, RelayRefusedError

LETTER = b"Subject: Hei\r\n\r\nHei!\r\n"
HANG_UP = b""


@asynccontextmanager
async def relay_that_says(**answers):
    """An SMTP server that answers a command as it is told, else with yes; HANG_UP closes the connection."""
    heard, conversations = [], []

    async def converse(reader, writer):
        conversations.append(asyncio.current_task())
        writer.write(answers.get("GREETING", b"220 relay\r\n"))
        while line := await reader.readline():
            heard.append(line)
            command = line.split()[0].decode().upper()
            answer = answers.get(command, b"354 go on\r\n" if command == "DATA" else b"250 ok\r\n")
            if answer.startswith(b"354"):
                writer.write(answer)
                await reader.readuntil(b"\r\n.\r\n")
                answer = answers.get("TEXT", b"250 taken\r\n")
            if answer == HANG_UP:
                break
            writer.write(answer)
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(converse, "127.0.0.1", 0)
    async with server:
        yield SmtpRelay("127.0.0.1", server.sockets[0].getsockname()[1]), heard
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
