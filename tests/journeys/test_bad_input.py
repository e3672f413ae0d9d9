"""What nobody should send: answered clearly, in the sender's language, and kept as it came where we said yes."""

import asyncio
import json
import re
from datetime import UTC, datetime

import pytest
from playwright.async_api import expect

from channels.phone.providers import generic
from tests.journeys.advisor import at_work
from tests.journeys.calls import SECRET, call, callback_request
from tests.journeys.forms import send_form, submission_id
from tests.journeys.records import acknowledgements_of, contacts_of, settled
from tests.servers.mails import written
from tests.servers.senders import Post
from tests.servers.swaks import swaks

OURS, CLIENT = "neuvonta@satakunta.example", "maija@citizen.example"
MEGABYTE = 1024 * 1024
TOO_LONG = {
    "fi": "Teksti on liian pitkä. Siinä on 100\xa0000 merkkiä, ja tähän mahtuu 20\xa0000.",
    "sv": "Den har 100\xa0000 tecken, och här ryms 20\xa0000.",
    "en": "It has 100,000 characters, and there is room for 20,000.",
}
UNKNOWN = {"fi": "Emme löydä", "sv": "Vi hittar inget ärende", "en": "We find nothing with this reference number"}


@pytest.fixture
def luotsi(start_luotsi):
    return start_luotsi(LUOTSI_WEBHOOK_SECRET=SECRET)


async def test_a_mail_of_25_megabytes_is_kept_and_one_of_26_is_refused(luotsi):
    greeting = written(sender=CLIENT, recipient=OURS, subject="Liite", body="Liitteenä lausunto.\n")

    kept = await deliver(luotsi, padded(greeting, 25 * MEGABYTE))
    refused = await deliver(luotsi, padded(greeting, 26 * MEGABYTE))

    assert kept.accepted
    assert re.search(r"<\*\* 552 ", refused.text)
    (contact,) = await settled(luotsi, 1, within=60)
    assert contact.original.rstrip().endswith(b"x" * 70)
    assert len(contact.original) >= 25 * MEGABYTE


async def test_an_empty_mail_and_a_torn_one_are_kept_and_stand_in_the_inbox(luotsi, page):
    torn = b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Tra"
    assert (await deliver(luotsi, b"\r\n")).accepted
    assert (await deliver(luotsi, torn)).accepted

    empty, half = await settled(luotsi, 2)

    assert empty.words.strip() == ""
    assert torn in half.original
    await at_work(page, luotsi)
    await expect(page.locator("li.case")).to_have_count(2)


async def test_what_no_machine_can_read_is_kept_and_stands_in_the_quarantine_view(luotsi, page):
    bomb = nested(60, "Apua, kuka tämän lukee?")
    assert (await deliver(luotsi, bomb)).accepted

    (contact,) = await settled(luotsi, 1)

    assert contact.row.quarantined == "too_deep"
    assert bomb.rstrip() in contact.original
    await at_work(page, luotsi)
    await page.get_by_role("link", name="Selvitettävät").click()
    await expect(page.locator("li.case")).to_have_count(1)
    await expect(page.locator("li.case")).to_contain_text("Lue alkuperäinen")
    balance = await asyncio.to_thread(luotsi.command, "balance")
    assert (balance.returncode, '"quarantined": 1' in balance.stdout) == (0, True)


async def test_mail_to_a_mailbox_that_is_not_ours_is_refused_at_once(luotsi):
    letter = written(sender=CLIENT, recipient="joku@satakunta.example", subject="Hei", body="Hei.")

    refused = await deliver(luotsi, letter, "joku@satakunta.example")

    assert "550 5.1.1 No such mailbox here" in refused.text
    assert await contacts_of(luotsi) == []


async def test_nul_bytes_in_a_mail_and_in_a_form_stop_nothing(luotsi):
    letter = written(sender=CLIENT, recipient=OURS, subject="Kysymys", body="Apua @suihkuun.\n").replace(b" @", b" \0")
    fields = {"submission_id": await submission_id(luotsi), "text": "Apua \0saunaan.", "name": "Mai\0ja"}

    assert (await deliver(luotsi, letter)).accepted
    assert (await send_form(luotsi, fields)).status == 200

    by_mail, by_form = await settled(luotsi, 2)
    assert b"\0suihkuun" in by_mail.original
    assert "suihkuun" in by_mail.words
    assert by_form.understood.text == "Apua saunaan."
    assert len(await acknowledgements_of(luotsi)) == 2


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
async def test_a_text_of_100_000_characters_comes_back_whole_with_its_length(luotsi, language):
    text = "Äiti ei jaksa. " * 6_666 + "Apua, apua"
    assert len(text) == 100_000
    fields = {"submission_id": await submission_id(luotsi), "text": text, "name": "Elli Esimerkki"}

    answer = await send_form(luotsi, fields, headers={"Accept-Language": language})

    assert answer.status == 422
    assert TOO_LONG[language] in answer.text
    assert text in answer.text
    assert "Elli Esimerkki" in answer.text
    assert await contacts_of(luotsi) == []


async def test_a_mail_of_100_000_characters_is_read_whole(luotsi):
    text = "Äiti ei jaksa. " * 6_666 + "Loppusana."

    assert (await deliver(luotsi, written(sender=CLIENT, recipient=OURS, subject="Pitkä", body=text))).accepted

    (contact,) = await settled(luotsi, 1)
    assert contact.words.rstrip().endswith("Loppusana.")


@pytest.mark.parametrize(
    ("language", "words"),
    [("fi", "Viesti oli liian suuri"), ("sv", "Meddelandet var för stort"), ("en", "The message was too large")],
)
async def test_a_form_beyond_all_measure_is_refused_kindly(luotsi, language, words):
    fields = {"submission_id": await submission_id(luotsi), "text": "x" * (2 * MEGABYTE)}

    answer = await send_form(luotsi, fields, headers={"Accept-Language": language})

    assert answer.status == 413
    assert f'<html lang="{language}">' in answer.text
    assert words in answer.text
    assert 'href="tel:112"' in answer.text
    assert await contacts_of(luotsi) == []


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
async def test_an_unknown_reference_is_answered_like_a_mistyped_one(luotsi, language):
    headers = {"Accept-Language": language}
    unknown = await send_form(luotsi, {"reference": "SAT-0000-0000-000"}, path="/status", headers=headers)
    mistyped = await send_form(luotsi, {"reference": "kukkuu"}, path="/status", headers=headers)

    assert (unknown.status, mistyped.status) == (200, 200)
    assert unknown.text.replace("SAT-0000-0000-000", "") == mistyped.text.replace("kukkuu", "")
    assert UNKNOWN[language] in unknown.text


async def test_a_webhook_with_a_wrong_signature_or_no_event_in_it_is_told_so(luotsi):
    good = callback_request(luotsi, "call-1", number="040 555 0199")
    forged = Post(id="forged", url=good.url, body=good.body.replace(b"0199", b"0198"), headers=good.headers)

    garbage = [signed(luotsi, body) for body in (b"{not json", b"[]", b"\0" * 70_000)]
    answers = [await call(post) for post in (forged, *garbage)]

    told = [(answer.status, json.loads(answer.text)["detail"]) for answer in answers]
    assert told == [(401, "signature_wrong"), (400, "not_json"), (400, "not_an_object"), (400, "too_large")]
    assert {answer.headers["Content-Type"].partition(";")[0] for answer in answers} == {"application/problem+json"}
    assert await contacts_of(luotsi) == []


def signed(luotsi, body):
    headers = generic.sign(body, SECRET.encode(), datetime.now(UTC))
    return Post(id="", url=f"{luotsi.url}/api/v1/phone/generic", body=body, headers=tuple(headers.items()))


def nested(depth, words):
    """A mail inside a mail inside a mail, *depth* times."""
    heads = "".join(f"Content-Type: multipart/mixed; boundary=b{level}\r\n\r\n--b{level}\r\n" for level in range(depth))
    return f"From: {CLIENT}\r\nSubject: Kirje\r\n{heads}Content-Type: text/plain\r\n\r\n{words}\r\n".encode()


def padded(letter, size):
    """*letter* made exactly *size* bytes long by lines of x."""
    line = b"x" * 70 + b"\r\n"
    lines, rest = divmod(size - len(letter), len(line))
    return letter + b"x" * rest + line * lines


async def deliver(luotsi, content, recipient=OURS):
    return await asyncio.to_thread(swaks, luotsi.smtp_port, content, sender=CLIENT, recipient=recipient)
