"""Files that came with a mail: kept once, scanned when somebody wants one, shown only where a browser is safe."""

import asyncio
from dataclasses import replace
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from sqlalchemy import func, select

from channels.channel import Delivery
from channels.codes import ChannelCode
from gateway import pipeline
from gateway.antivirus import Clamd, Verdict
from gateway.store.contacts import ContactRow, ContactVersionRow
from gateway.store.originals import AttachmentRow, OriginalRow
from tests.gateway.casework.house import MAILBOX
from tests.gateway.casework.test_pages import audited, signed_in
from tests.servers.clamd import EICAR
from tests.servers.ports import free_port

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20
PDF = b"%PDF-1.7\n%%EOF\n"
SCRIPT = b"<html><script>alert(1)</script></html>"


def with_files(*files, own_id="1"):
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"] = "Aino Virtanen <aino.virtanen@example.org>", MAILBOX
    message["Subject"], message["Message-ID"] = "Lausunto", f"<files-{own_id}@example.org>"
    message.set_content(f"Ohessa lausunto {own_id}.")
    for name, media_type, content in files:
        maintype, _, subtype = media_type.partition("/")
        message.add_attachment(content, maintype=maintype, subtype=subtype, filename=name)
    return message.as_bytes()


async def came(house, *files, own_id="1"):
    """A mail with *files* comes and is read; the addresses of its files, in order."""
    delivery = Delivery(channel=ChannelCode.EMAIL, line=MAILBOX, once=own_id, content=own_id)
    kept = await pipeline.keep(house.services, with_files(*files, own_id=own_id), (delivery,))
    await house.works()
    async with house.services.readers() as session:
        contact = kept.receipts[0].contact_id
        case = await house.case((await session.get_one(ContactRow, contact)).case_id)
        rows = await session.scalars(
            select(AttachmentRow)
            .join(ContactVersionRow, ContactVersionRow.id == AttachmentRow.version_id)
            .where(ContactVersionRow.contact_id == contact)
            .order_by(AttachmentRow.position)
        )
        return case, [f"/inbox/case/{case.id}/file/{row.id}" for row in rows]


async def get(house, address):
    async with signed_in(house, house.maija) as client:
        answer = await client.get(address)
        return answer, await answer.read()


async def test_a_file_is_saved_as_it_came_and_never_run(house):
    _, (file,) = await came(house, ("lausunto ä.html", "text/html", SCRIPT))

    answer, content = await get(house, file)

    assert content == SCRIPT
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"] == "attachment; filename*=UTF-8''lausunto%20%C3%A4.html"
    assert (answer.headers["X-Content-Type-Options"], answer.headers["Cache-Control"]) == ("nosniff", "no-store")
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")


async def test_the_same_file_in_many_mails_is_kept_once(house):
    _, files = await came(house, ("a.pdf", "application/pdf", PDF), ("b.pdf", "application/pdf", PDF), own_id="1")
    _, more = await came(house, ("c.pdf", "application/pdf", PDF), own_id="2")

    async with house.services.readers() as session:
        contents = await session.scalar(
            select(func.count()).select_from(OriginalRow).where(OriginalRow.media_type == "application/octet-stream")
        )
    assert (len(files), len(more), contents) == (2, 1, 1)
    assert [(await get(house, file))[1] for file in files + more] == [PDF] * 3


@pytest.mark.parametrize(
    ("media_type", "content", "shown"),
    [
        ("image/png", PNG, "image/png"),
        ("image/jpeg", b"\xff\xd8\xff\xe0rest", "image/jpeg"),
        ("application/pdf", PDF, "application/pdf"),
        ("image/png", PDF, "application/pdf"),  # what it is, not what it calls itself
    ],
)
async def test_pictures_and_documents_can_be_looked_at_in_the_browser(house, media_type, content, shown):
    case, (file,) = await came(house, ("kuva", media_type, content))

    answer, body = await get(house, f"{file}/view")
    _, page = await get(house, f"/inbox/case/{case.id}")

    assert (answer.status, body, answer.headers["Content-Type"]) == (200, content, shown)
    assert answer.headers["Content-Disposition"] == "inline"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert f'href="{file}/view"' in page.decode()


@pytest.mark.parametrize("media_type", ["text/html", "image/svg+xml", "image/png"])
async def test_what_is_no_picture_is_not_shown_whatever_it_calls_itself(house, media_type):
    _, (file,) = await came(house, ("kuva.png", media_type, SCRIPT))

    answer, page = await get(house, f"{file}/view")

    assert (answer.status, answer.headers["Content-Type"]) == (409, "text/html; charset=utf-8")
    assert "Tätä tiedostoa ei voi katsoa selaimessa." in page.decode()
    assert b"alert(1)" not in page


async def test_a_virus_is_not_given_out_and_a_clean_file_is(house, clamd):
    house.services = replace(
        house.services,
        antivirus=Clamd("127.0.0.1", clamd.port),
        settings=house.services.settings.model_copy(update={"clamd": clamd.address}),
    )
    case, (sick, well) = await came(
        house, ("lasku.com", "application/octet-stream", EICAR), ("kuva.png", "image/png", PNG)
    )

    for address in (sick, f"{sick}/view"):
        answer, page = await get(house, address)
        assert answer.status == 409
        assert "siinä on virus (Eicar-Test-Signature" in page.decode()
        assert EICAR not in page
    assert (await get(house, well))[1] == PNG
    assert (await audited(house, case.id)).count("attachment_refused") == 2
    _, page = await get(house, f"/inbox/case/{case.id}")
    assert "Tiedosto tarkistetaan virusten varalta, kun avaat sen." in page.decode()


async def test_the_mail_around_a_virus_is_not_given_out_either(house, clamd):
    house.services = replace(house.services, antivirus=Clamd("127.0.0.1", clamd.port))
    case, _ = await came(house, ("lasku.com", "application/octet-stream", EICAR))
    async with house.services.readers() as session:
        contact = await session.scalar(select(ContactRow.id))

    answer, page = await get(house, f"/inbox/case/{case.id}/original/{contact}")

    assert answer.status == 409
    assert EICAR not in page


async def test_a_scanner_that_ends_in_the_middle_of_an_answer_says_nothing():
    async def end(_, writer):
        writer.close()

    server = await asyncio.start_server(end, "127.0.0.1", 0)
    async with server:
        scanner = Clamd("127.0.0.1", server.sockets[0].getsockname()[1])

        assert (await scanner.scan(PNG)).verdict is Verdict.UNKNOWN
        assert not await scanner.answers()


async def test_without_a_word_of_the_scanner_no_file_is_given_out(house):
    nobody = Clamd("127.0.0.1", free_port())
    house.services = replace(house.services, antivirus=nobody)
    _, (file,) = await came(house, ("kuva.png", "image/png", PNG))

    answer, page = await get(house, file)

    assert (answer.status, (await nobody.scan(PNG)).verdict) == (409, Verdict.UNKNOWN)
    assert "ei voitu juuri nyt tarkistaa virusten varalta" in page.decode()
    assert not await nobody.answers()


async def test_the_scanner_says_that_it_is_there(clamd):
    assert await Clamd("127.0.0.1", clamd.port).answers()
