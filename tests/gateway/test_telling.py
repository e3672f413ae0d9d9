from dataclasses import replace

import pytest

from channels.codes import ChannelCode, Language
from gateway import pipeline
from gateway.county import Mode
from gateway.steps import telling
from gateway.store import acknowledgements, jobs
from gateway.store.acknowledgements import AcknowledgementRow
from gateway.store.cases import CaseRow
from gateway.store.contacts import ContactRow
from gateway.store.deliveries import DeliveryRow
from gateway.store.states import DeliveryState, Event, JobKind
from gateway.store.timeline import TimelineRow
from tests.factories import (
    ASIAKASOHJAUS,
    KOTIUTUS,
    MAIJA,
    NEUVONTA,
    all_of,
    deliver,
    email_delivery,
    keep_call,
    keep_contact_form,
    mail,
    only,
    work,
)

ABUSE = "Poikani lyö minua ja vie eläkkeeni. Pelkään häntä."
SWEDISH = "Hej, min mamma bor ensam hemma i Björneborg och behöver hjälp med tvätten. Vem kan jag ringa?"
ENGLISH = "Hello, my mother lives alone in Pori and needs help with her shopping. Whom can I call about this?"


async def why_silent(services):
    rows = await all_of(services, TimelineRow)
    return [row.data["silence"] for row in rows if row.event is Event.NOT_ACKNOWLEDGED]


def in_mode(services, channel, mode):
    return replace(services, county=services.county.model_copy(update={"modes": {channel: mode}}))


async def test_a_mail_at_two_of_our_doors_is_acknowledged_once(services, relay):
    await deliver(services, mail(), NEUVONTA, KOTIUTUS)
    await work(services)

    assert len(relay.taken) == len(await all_of(services, AcknowledgementRow)) == 1
    first, second = await all_of(services, ContactRow)
    assert (first.same_as_id, second.same_as_id) == (None, first.id)
    assert await why_silent(services) == ["told_at_other_door"]


async def test_a_mail_that_comes_to_the_second_door_a_day_later_is_not_acknowledged_again(services, relay, clock):
    await deliver(services, mail(), NEUVONTA)
    await work(services)
    clock.forward(hours=25)
    await deliver(services, mail(), ASIAKASOHJAUS)
    await work(services)

    assert len(relay.taken) == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "auto-generated"},
        {"Precedence": "bulk"},
        {"List_Id": "<uutiset.citizen.example>"},
        {"X_Auto_Response_Suppress": "All"},
    ],
    ids=lambda headers: next(iter(headers)),
)
async def test_machines_are_told_nothing(services, relay, headers):
    await deliver(services, mail(**headers))
    await work(services)

    assert relay.tried == 0
    assert await all_of(services, AcknowledgementRow) == []


async def test_who_wants_no_answer_gets_none(services, relay):
    await deliver(services, mail(), envelope_sender="")
    await work(services)

    assert relay.tried == 0
    assert await why_silent(services) == ["machine"]


async def test_a_mail_of_nobody_is_recorded_and_told_to_nobody(services, relay):
    await deliver(services, b"Subject: Apua\r\n\r\nTarvitsen neuvoa.\r\n", envelope_sender="")
    await work(services)

    assert relay.tried == 0
    assert (await only(services, CaseRow)).open


async def test_who_is_named_by_the_envelope_alone_is_told_there(services, relay):
    await deliver(services, b"Subject: Apua\r\n\r\nTarvitsen neuvoa.\r\n", envelope_sender=MAIJA)
    await work(services)

    assert [handed.recipient for handed in relay.taken] == [MAIJA]


async def test_one_address_gets_at_most_three_acknowledgements_a_day(services, relay, clock):
    for number in range(5):
        await deliver(services, mail(f"{number} kysymys", own_id=str(number)))
    await work(services)

    assert len(relay.taken) == 3
    assert await why_silent(services) == ["too_many", "too_many"]

    clock.forward(hours=25)
    await deliver(services, mail("Vielä yksi", own_id="next-day"))
    await work(services)
    assert len(relay.taken) == 4


@pytest.mark.parametrize("brake", ["_MOST_TO_ONE_DOMAIN", "_MOST_TO_ALL"])
async def test_one_domain_and_all_together_get_so_many_acknowledgements_an_hour(
    services, relay, clock, monkeypatch, brake
):
    monkeypatch.setattr(telling, brake, 4)
    for number in range(6):
        await deliver(services, mail(f"{number} kysymys", sender=f"{number}@robot.example", own_id=str(number)))
    await work(services)
    assert len(relay.taken) == 4

    clock.forward(minutes=61)
    await deliver(services, mail("Vielä yksi", sender="uusi@robot.example", own_id="next-hour"))
    await work(services)
    assert len(relay.taken) == 5


@pytest.mark.parametrize("sender", [MAIJA, "tytar@citizen.example"], ids=["the same person", "another address"])
async def test_an_answer_to_an_acknowledgement_of_today_is_not_acknowledged_again(services, relay, sender):
    await deliver(services, mail())
    await work(services)
    sent = await only(services, DeliveryRow)
    await deliver(services, mail("Unohdin kysyä", sender=sender, own_id="2", In_Reply_To=f"<{sent.message_id}>"))
    await work(services)

    assert len(relay.taken) == 1
    assert await why_silent(services) == ["told_today"]


async def test_in_shadow_mode_everything_is_decided_and_nothing_is_sent(services, relay):
    shadow = in_mode(services, ChannelCode.EMAIL, Mode.SHADOW)
    await deliver(shadow, mail())
    await work(shadow)

    assert relay.tried == 0
    assert (await only(services, DeliveryRow)).state is DeliveryState.SHADOWED
    assert (await only(services, CaseRow)).destination is not None


async def test_in_shadow_mode_a_page_shows_nothing_that_was_decided(services):
    shadow = in_mode(services, ChannelCode.WEB_FORM, Mode.SHADOW)
    await keep_contact_form(shadow)
    await work(shadow)

    assert await all_of(services, AcknowledgementRow) == []
    assert (await only(services, CaseRow)).destination is not None


async def test_in_manual_mode_nothing_is_said_by_itself(services, relay):
    manual = in_mode(services, ChannelCode.EMAIL, Mode.MANUAL)
    await deliver(manual, mail())
    await work(manual)

    assert relay.tried == 0
    assert await all_of(services, AcknowledgementRow) == []
    assert await why_silent(services) == ["manual"]


async def test_an_answer_that_could_reach_the_wrong_person_is_not_sent(services, relay):
    await deliver(services, mail(ABUSE))
    await work(services)

    assert relay.tried == 0
    assert await all_of(services, AcknowledgementRow) == []
    assert (await only(services, CaseRow)).safe_contact_only
    assert await why_silent(services) == ["safe_contact"]


async def test_on_the_page_whoever_fears_somebody_reads_that_it_has_come_and_no_more(services):
    await keep_contact_form(services, ABUSE)
    await work(services)

    told = await only(services, AcknowledgementRow)
    assert told.template == "safe_contact"
    assert "lyö" not in told.text


async def test_ordinary_mail_says_nothing_of_the_matter(services, relay):
    text = "Äitini Tyyne muistaa yhä huonommin ja eksyi eilen Raumalla. Kotihoito ei riitä."
    await deliver(services, mail(text, subject="Tyynen muisti"))
    await work(services)

    told = (await only(services, AcknowledgementRow)).text.lower()
    letter = relay.taken[0].text.lower()
    for word in ("tyyne", "muist", "rauma", "kotihoi", "eksyi", "palvelutarpeen", "meikäläinen"):
        assert word not in told
        assert word not in letter
    assert "112" in told
    assert "116 117" in told


@pytest.mark.parametrize(
    ("text", "language", "begins"), [(SWEDISH, Language.SV, "Hej"), (ENGLISH, Language.EN, "Hello")]
)
async def test_people_are_answered_in_their_language(services, relay, text, language, begins):
    await deliver(services, mail(text))
    await work(services)

    told = await only(services, AcknowledgementRow)
    assert (told.language, told.text.split()[0].strip("!,")) == (language, begins)


async def test_whoever_has_hung_up_is_told_nothing_and_called(services, relay):
    await keep_call(services)
    await work(services)

    assert relay.tried == 0
    assert await why_silent(services) == ["no_way"]
    assert (await only(services, CaseRow)).promise_due_at is not None


async def test_a_job_that_runs_twice_tells_once(services, relay):
    await deliver(services, mail())
    await work(services)
    contact = await only(services, ContactRow)
    async with services.sessions.begin() as session:
        await jobs.promise(session, JobKind.ACKNOWLEDGE, contact.id, services.now())
    await work(services)

    assert len(relay.taken) == len(await all_of(services, AcknowledgementRow)) == 1


async def test_what_was_promised_in_the_letter_is_promised_in_the_case(services, relay):
    await deliver(services, mail())
    await work(services)

    case = await only(services, CaseRow)
    assert (case.promise_due_at.day, case.promise_due_at.hour) == (18, 14)
    assert "viimeistään keskiviikkona 18.11.2026 klo 16" in (await only(services, AcknowledgementRow)).text
    assert relay.taken[0].recipient == MAIJA


async def test_two_people_who_write_the_same_words_are_both_answered(services, relay):
    for sender in ("aino@citizen.example", "eino@citizen.example"):
        original = mail("Onko teillä esitettä?", sender=sender, own_id=sender)
        await pipeline.keep(services, original, (email_delivery(sender),))
    await work(services)

    assert sorted(handed.recipient for handed in relay.taken) == ["aino@citizen.example", "eino@citizen.example"]


@pytest.mark.parametrize(
    "fields",
    [
        {"anonymous": "yes"},
        {"anonymous": "yes", "phone": "040 123 4567"},
        {},
        {"answer_by": "none", "phone": "040 123 4567"},
    ],
    ids=["anonymous", "anonymous with a number", "no way to answer", "no answer wanted"],
)
async def test_nobody_is_promised_a_contact_that_nobody_can_make(services, fields):
    kept = await keep_contact_form(services, "Äitini Porissa ei enää pärjää kotona yksin.", **fields)
    await work(services)
    async with services.readers() as session:
        told = await acknowledgements.of_contact(session, kept.receipts[0].contact_id)

    assert told.template == "no_contact_details"
    assert "viimeistään" not in told.text
    assert "02 555 0100" in told.text


async def test_who_left_a_number_is_promised_a_date(services):
    kept = await keep_contact_form(
        services, "Äitini Porissa ei enää pärjää kotona yksin.", answer_by="phone", phone="040 123 4567"
    )
    await work(services)
    async with services.readers() as session:
        told = await acknowledgements.of_contact(session, kept.receipts[0].contact_id)

    assert "viimeistään" in told.text


async def test_danger_is_answered_whether_or_not_there_is_a_number(services):
    kept = await keep_contact_form(services, "Isä ei hengitä!")
    await work(services)
    async with services.readers() as session:
        told = await acknowledgements.of_contact(session, kept.receipts[0].contact_id)

    assert told.template == "emergency_112"
