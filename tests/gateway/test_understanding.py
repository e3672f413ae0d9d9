"""What is understood of originals that no person would write: in bounded time, storable, and never without a person."""

from dataclasses import replace
from datetime import UTC, datetime
from time import monotonic
from uuid import UUID

import pytest

from channels.channel import Arrival, Channel
from channels.codes import ChannelCode, ContactKind, Urgency
from channels.contact import Answered, Attachment, CallBack, Contact, Contacter
from gateway import records
from gateway.steps import understanding
from gateway.steps.understanding import TOO_LONG, understand
from gateway.store.acknowledgements import AcknowledgementRow
from gateway.store.cases import CaseRow
from gateway.store.contacts import ContactRow
from gateway.store.states import View
from tests.factories import EMERGENCY, all_of, deliver, mail, only, work

AT = datetime(2026, 12, 1, tzinfo=UTC)
ARRIVAL = Arrival(channel=ChannelCode.EMAIL, line="neuvonta", arrived_at=AT)
HEAD = b"From: a@citizen.example\r\nSubject: Asia\r\n\r\n"
VERSION = UUID(int=1)
HALF = "\ud800"


def test_the_largest_mail_that_may_come_is_a_persons_within_seconds(loaded):
    original = HEAD + b"hei vaan\r\n" * 2_500_000
    started = monotonic()

    understood = understand(original, ARRIVAL, loaded.engine)

    assert monotonic() - started < 10
    assert (understood.problem, understood.reading.abstained) == (TOO_LONG, True)
    assert len(understood.contact.text) < 1_100_000
    assert len(understood.contact.new_words) < 310_000


@pytest.mark.parametrize("before", [0, 400_000])
def test_an_emergency_at_either_end_of_an_endless_mail_is_found(loaded, before):
    lines = b"hei vaan\r\n" * 400_000
    original = HEAD + lines[: before * 10] + EMERGENCY.encode() + b"\r\n" + lines[before * 10 :]

    understood = understand(original, ARRIVAL, loaded.engine)

    assert (understood.problem, understood.reading.urgency) == (TOO_LONG, Urgency.EMERGENCY)
    assert EMERGENCY in understood.contact.new_words
    assert EMERGENCY in understood.contact.text


def test_the_words_of_a_finding_stand_where_it_says(loaded):
    original = HEAD + b"hei vaan\r\n" * 400_000 + EMERGENCY.encode()

    understood = understand(original, ARRIVAL, loaded.engine)

    span = next(finding.span for finding in understood.reading.findings if finding.near_miss is None)
    assert understood.contact.new_words[span.start : span.end] == span.text != ""


def test_a_long_letter_is_still_read_as_one(loaded):
    understood = understand(HEAD + b"Hei vaan. " * 29_000, ARRIVAL, loaded.engine)

    assert (understood.problem, understood.contact.reply_text) == (None, "")


def test_a_machines_endless_mail_is_no_work_for_a_person(loaded):
    original = b"From: MAILER-DAEMON@b.example\r\nSubject: Undelivered\r\nX-Failed-Recipients: a@b.example\r\n\r\n"

    understood = understand(original + b"hei vaan\r\n" * 100_000, ARRIVAL, loaded.engine)

    assert (understood.contact.kind, understood.problem) == (ContactKind.BOUNCE, None)


def test_whichever_parser_lets_half_a_character_through_the_record_can_be_sealed(loaded, services, monkeypatch):
    broken = Contact(
        channel=ChannelCode.SMS,
        line=HALF,
        arrived_at=AT,
        text=f"apua {HALF}",
        title=HALF,
        contacter=Contacter(name=HALF, email=HALF, relation=HALF),
        call_back=CallBack(phone=HALF, wish=HALF),
        attachments=(Attachment(filename=HALF, media_type=HALF, content=b"x"),),
        message_id=HALF,
        answered=Answered(message_ids=(HALF,), references=(HALF,)),
        problems=(HALF,),
    )
    channel = Channel(code=ChannelCode.SMS, media_type="text/plain", parse=lambda _original, _arrival: broken)
    monkeypatch.setattr(understanding, "CHANNELS", {ChannelCode.SMS: channel})

    understood = understand(b"", replace(ARRIVAL, channel=ChannelCode.SMS), loaded.engine)

    sealed = records.seal_contact(services.keys, understood.contact, VERSION)
    assert records.open_contact(services.keys, sealed, VERSION).text == "apua \ufffd"
    assert understood.contact.attachments[0].filename == "\ufffd"
    assert understood.contact.channel is ChannelCode.SMS


async def test_a_mail_with_half_a_character_is_read_and_decided(services):
    await deliver(services, b"From: a@citizen.example\r\nContent-Type: text/plain; charset=utf-7\r\n\r\napua +2AA-")
    await work(services)

    assert (await only(services, ContactRow)).quarantined is None
    assert (await only(services, CaseRow)).view is not View.QUARANTINE


@pytest.mark.parametrize(
    ("sender", "own_id", "told"),
    [(b"<\xff\xe4@b.fi>", b"<1@b.fi>", 0), (b"<a@-.fi>", b"<1@b.fi>", 0), (b"<a@b.fi>", b"<1:\xe4@b.fi>", 1)],
    ids=["8-bit address", "no domain", "odd message id"],
)
async def test_what_cannot_be_written_into_an_answer_ends_in_a_case_all_the_same(services, sender, own_id, told):
    await deliver(services, b"From: " + sender + b"\r\nMessage-ID: " + own_id + b"\r\nSubject: Asia\r\n\r\nHei\r\n")
    await work(services)

    assert (await only(services, CaseRow)).open
    assert len([row for row in await all_of(services, AcknowledgementRow) if row.text]) == told


async def test_an_endless_mail_stands_in_quarantine_after_one_attempt(services):
    await deliver(services, HEAD + b"hei vaan\r\n" * 100_000)
    await work(services)

    assert (await only(services, ContactRow)).quarantined == TOO_LONG
    assert (await only(services, CaseRow)).view is View.QUARANTINE


async def test_a_usual_mail_is_acknowledged(services):
    await deliver(services, mail())
    await work(services)

    assert (await only(services, ContactRow)).quarantined is None
