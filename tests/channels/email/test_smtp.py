"""Real conversations with the receiver over a socket; only `keep` is a fake."""

import asyncio
import logging
import ssl
from contextlib import asynccontextmanager
from uuid import UUID

import aiosmtplib
import pytest

from channels.channel import Kept, Receipt, StoreUnavailableError
from channels.codes import ChannelCode
from channels.email.compose import bounce_token
from channels.email.settings import MAX_MAIL_SIZE
from channels.email.smtp import Door, Receiver, serve_smtp
from channels.email.thread import content_key
from tests.servers.waiting import eventually

MAILBOXES = {
    "neuvonta@satakunta.example": "neuvonta",
    "omaishoito@satakunta.example": "omaishoito",
}
MAIL = b"From: aino@posti.example\r\nSubject: hei\r\n\r\n.\r\n..hei\r\n"


class FakeKeep:
    """Remembers what it was given; fails as it is told."""

    def __init__(self, error=None):
        self.error = error
        self.calls = []
        self.opened = asyncio.Event()
        self.opened.set()
        self.asked = asyncio.Event()

    async def __call__(self, original, deliveries):
        self.asked.set()
        await self.opened.wait()
        if self.error:
            raise self.error
        self.calls.append((original, deliveries))
        return Kept(
            receipts=tuple(
                Receipt(contact_id=UUID(int=number), reference=f"AN-000{number}", repeated=False)
                for number, _ in enumerate(deliveries, start=1)
            )
        )


@asynccontextmanager
async def receiver(keep, patience=10, **door):
    server = await serve_smtp(
        Receiver(
            keep=keep,
            mailboxes=MAILBOXES,
            channel_of=lambda _mailbox: ChannelCode.EMAIL,
            is_bounce_address=lambda address: bounce_token(address, "satakunta.example") is not None,
            hostname="mx.satakunta.example",
        ),
        Door(host="127.0.0.1", port=0, **door),
    )
    try:
        yield server.port
    finally:
        await server.stop(patience)


async def send(port, mail, to, sender="aino@posti.example"):
    async with aiosmtplib.SMTP(hostname="127.0.0.1", port=port) as client:
        return await client.sendmail(sender, to, mail)


async def test_a_mail_is_kept_as_it_came_under_its_envelope_sender():
    keep = FakeKeep()
    async with receiver(keep) as port:
        _, answer = await send(port, MAIL, ["neuvonta@satakunta.example"])

    ((original, (delivery,)),) = keep.calls
    assert original == b"Return-Path: <aino@posti.example>\r\n" + MAIL
    assert (delivery.channel, delivery.line) == (ChannelCode.EMAIL, "neuvonta")
    assert delivery.once == f"email:neuvonta@satakunta.example:{content_key(MAIL)}"
    assert delivery.content == f"email:{content_key(MAIL)}"
    assert answer == "2.0.0 Kept as AN-0001"


async def test_one_mail_to_two_mailboxes_is_kept_once_with_two_deliveries():
    keep = FakeKeep()
    async with receiver(keep) as port:
        _, answer = await send(port, MAIL, ["Neuvonta@Satakunta.example", "omaishoito+x@satakunta.example"])

    ((_, deliveries),) = keep.calls
    assert [delivery.line for delivery in deliveries] == ["neuvonta", "omaishoito"]
    assert len({delivery.once for delivery in deliveries}) == 2
    assert len({delivery.content for delivery in deliveries}) == 1
    assert answer == "2.0.0 Kept as AN-0001, AN-0002"


async def test_one_mailbox_named_twice_is_one_delivery():
    keep = FakeKeep()
    async with receiver(keep) as port:
        await send(port, MAIL, ["neuvonta@satakunta.example", "neuvonta+a@satakunta.example"])

    assert len(keep.calls[0][1]) == 1


@pytest.mark.parametrize(
    "mailbox", ["muu@satakunta.example", "neuvonta@muu.example", "+x@satakunta.example", "neuvonta"]
)
async def test_an_unknown_mailbox_is_refused_for_good(mailbox):
    keep = FakeKeep()
    async with receiver(keep) as port:
        with pytest.raises(aiosmtplib.SMTPRecipientsRefused) as refused:
            await send(port, MAIL, [mailbox])

    assert refused.value.recipients[0].code == 550
    assert keep.calls == []


async def test_a_report_from_the_null_sender_comes_to_its_bounce_address():
    keep = FakeKeep()
    async with receiver(keep) as port:
        await send(port, MAIL, ["bounce+Abc@satakunta.example"], sender="")

    ((original, (delivery,)),) = keep.calls
    assert original.startswith(b"Return-Path: <>\r\n")
    assert delivery.line == "bounce+abc@satakunta.example"


async def test_without_a_store_the_sender_is_told_to_try_again():
    async with receiver(FakeKeep(StoreUnavailableError())) as port:
        with pytest.raises(aiosmtplib.SMTPDataError) as refused:
            await send(port, MAIL, ["neuvonta@satakunta.example"])

    assert (refused.value.code, refused.value.message) == (451, "4.3.0 Not stored, please try again")


async def test_an_unforeseen_error_leaks_nothing_and_is_temporary(caplog):
    caplog.set_level(logging.DEBUG, logger="channels")
    async with receiver(FakeKeep(RuntimeError("120340-901J in the text"))) as port:
        with pytest.raises(aiosmtplib.SMTPDataError) as refused:
            await send(port, MAIL, ["neuvonta@satakunta.example"])

    assert (refused.value.code, refused.value.message) == (451, "4.3.0 Not stored, please try again")
    assert "120340" not in caplog.text


async def test_yes_is_not_said_before_the_mail_is_durable():
    keep = FakeKeep()
    keep.opened.clear()
    async with receiver(keep) as port:
        sending = asyncio.create_task(send(port, MAIL, ["neuvonta@satakunta.example"]))
        done, _ = await asyncio.wait({sending}, timeout=0.3)
        assert not done

        keep.opened.set()
        _, answer = await sending

    assert answer == "2.0.0 Kept as AN-0001"


async def test_a_mail_of_26_mib_is_refused_by_its_announced_size():
    async with receiver(FakeKeep()) as port, aiosmtplib.SMTP(hostname="127.0.0.1", port=port) as client:
        await client.ehlo()
        assert client.esmtp_extensions["size"] == str(26 * 1024 * 1024 - 1)
        with pytest.raises(aiosmtplib.SMTPSenderRefused) as refused:
            await client.mail("aino@posti.example", options=[f"SIZE={26 * 1024 * 1024}"])
        assert refused.value.code == 552
        assert (await client.mail("aino@posti.example", options=[f"SIZE={26 * 1024 * 1024 - 1}"])).code == 250


async def test_the_size_limit_holds_to_the_byte_and_a_long_line_is_no_obstacle():
    keep = FakeKeep()
    head = b"Subject: hei\r\n\r\n"
    fitting = head + b"x" * (MAX_MAIL_SIZE - 1 - len(head) - 2) + b"\r\n"
    async with receiver(keep) as port, aiosmtplib.SMTP(hostname="127.0.0.1", port=port) as client:
        await client.ehlo()
        for mail, code in ((fitting, 250), (b"y" + fitting, 552)):
            await client.mail("aino@posti.example")
            await client.rcpt("neuvonta@satakunta.example")
            try:
                assert (await client.data(mail)).code == code
            except aiosmtplib.SMTPDataError as refused:
                assert refused.code == code  # noqa: PT017 - both answers are wanted, on one connection

    assert [len(original) for original, _ in keep.calls] == [
        MAX_MAIL_SIZE - 1 + len("Return-Path: <aino@posti.example>\r\n")
    ]


async def test_a_finnish_address_and_hundreds_of_senders_at_once_are_served():
    keep = FakeKeep()
    async with receiver(keep) as port:
        await asyncio.gather(
            *(
                send(port, b"Subject: %d\r\n\r\nhei\r\n" % number, ["neuvonta@satakunta.example"])
                for number in range(200)
            )
        )
        async with aiosmtplib.SMTP(hostname="127.0.0.1", port=port) as client:
            await client.sendmail("äiti@posti.example", ["neuvonta@satakunta.example"], MAIL, mail_options=["SMTPUTF8"])

    assert len({delivery.once for _, deliveries in keep.calls for delivery in deliveries}) == 201
    assert keep.calls[-1][0].startswith("Return-Path: <äiti@posti.example>".encode())


async def test_stopping_tells_an_idle_sender_to_come_again():
    async with receiver(FakeKeep()) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        await reader.readline()
    said = await reader.read()
    writer.close()
    await writer.wait_closed()

    assert said == b"421 4.3.2 Closing, please come again\r\n"


async def test_stopping_waits_for_the_answer_to_a_mail_that_was_begun():
    keep = FakeKeep()
    keep.opened.clear()
    async with receiver(keep) as port:
        sending = asyncio.create_task(send(port, MAIL, ["neuvonta@satakunta.example"]))
        await keep.asked.wait()
        asyncio.get_running_loop().call_soon(keep.opened.set)
    _, answer = await sending

    assert answer == "2.0.0 Kept as AN-0001"


async def test_stopping_does_not_wait_for_ever():
    keep = FakeKeep()
    keep.opened.clear()
    async with receiver(keep, patience=0.05) as port:
        sending = asyncio.create_task(send(port, MAIL, ["neuvonta@satakunta.example"]))
        await keep.asked.wait()

    with pytest.raises(aiosmtplib.SMTPException):
        await sending
    assert keep.calls == []


async def said(port, *lines):
    """What a server answers to these lines, each sent when the one before has its answer."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    answers = [await reader.readline()]
    try:
        async with asyncio.timeout(20):
            for line in lines:
                writer.write(line.encode() + b"\r\n")
                answer = await reader.readline()
                while answer[3:4] == b"-":
                    answer = await reader.readline()
                answers.append(answer)
        return [answer.decode().strip() for answer in answers]
    finally:
        writer.close()


BY_LMTP = (
    "LHLO a",
    "MAIL FROM:<aino@posti.example>",
    *(f"RCPT TO:<{mailbox}>" for mailbox in MAILBOXES),
    "RCPT TO:<x@y.example>",
    "DATA",
    "Subject: hei\r\n\r\nhei\r\n.",
    *("NOOP", "NOOP"),  # for the second answer to the mail, and for its own
)


async def test_lmtp_answers_for_each_recipient():
    keep = FakeKeep()
    async with receiver(keep, local=True) as port:
        answers = await said(port, *BY_LMTP)

    ((_, deliveries),) = keep.calls
    assert [one.line for one in deliveries] == ["neuvonta", "omaishoito"]
    assert [answer[:3] for answer in answers] == ["220", "250", "250", "250", "250", "550", "354", "250", "250", "250"]
    assert answers[-3] == answers[-2] == "250 2.0.0 Kept as AN-0001, AN-0002"


async def test_lmtp_puts_every_recipient_off_while_nothing_can_be_stored():
    async with receiver(FakeKeep(StoreUnavailableError()), local=True) as port:
        answers = await said(port, *BY_LMTP)

    assert [answer[:3] for answer in answers[-3:]] == ["451", "451", "250"]


async def test_lmtp_and_smtp_greet_each_in_their_own_way():
    async with receiver(FakeKeep(), local=True) as port:
        answers = await said(port, "EHLO a", "LHLO a")
        assert [answer[:3] for answer in answers] == ["220", "500", "250"]
    async with receiver(FakeKeep()) as port:
        answers = await said(port, "LHLO a", "EHLO a")
        assert [answer[:3] for answer in answers] == ["220", "500", "250"]


async def test_a_mail_comes_over_a_protected_line(certificate):
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    keep = FakeKeep()
    async with receiver(keep, tls=context) as port:
        trusted = ssl.create_default_context(cafile=certificate)
        client = aiosmtplib.SMTP(hostname="localhost", port=port, start_tls=True, tls_context=trusted)
        async with client:
            await client.sendmail("aino@posti.example", list(MAILBOXES), MAIL)

    assert len(keep.calls) == 1


async def test_one_connection_too_many_is_told_to_come_again_and_another_may_when_one_has_gone():
    async with receiver(FakeKeep(), most_connections=2) as port:
        lines = [await asyncio.open_connection("127.0.0.1", port) for _ in range(2)]
        for reader, _ in lines:
            assert (await reader.readline()).startswith(b"220")
        crowded, writer = await asyncio.open_connection("127.0.0.1", port)
        assert (await crowded.read()).startswith(b"421 4.7.0")
        writer.close()
        for _, one in lines:
            one.close()
            await one.wait_closed()

        async def is_let_in():
            answers = await said(port, "EHLO a")
            return answers[0].startswith("220")

        await eventually(is_let_in, within=10, what="there is room again")


async def test_who_brings_too_many_mails_in_a_minute_is_told_to_come_again():
    keep = FakeKeep()
    async with receiver(keep, mails_in_a_minute=2) as port:
        for _ in range(2):
            await send(port, MAIL, list(MAILBOXES))
        with pytest.raises(aiosmtplib.SMTPSenderRefused) as put_off:
            await send(port, MAIL, list(MAILBOXES))

    assert (put_off.value.code, len(keep.calls)) == (451, 2)
