"""A promise that moves to a later date: who hears of it, how, and how often."""

from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy

import pytest

from channels.codes import ChannelCode
from gateway import pipeline
from gateway.casework import acting, promising, replying
from gateway.casework.acting import Act
from gateway.county import Mode
from gateway.errors import RefusedError
from gateway.services import RelayRefusedError
from gateway.store import casework
from gateway.store.announcements import AnnouncementRow
from gateway.store.cases import CaseRow
from gateway.store.contacts import ContactRow
from gateway.store.deliveries import DeliveryRow
from gateway.store.states import DeliveryState, Event, Purpose
from gateway.store.timeline import TimelineRow
from tests.factories import (
    MAIJA,
    add_user,
    all_of,
    deliver,
    email_delivery,
    keep_call,
    keep_contact_form,
    mail,
    only,
    work,
)
from tests.gateway.test_telling import ABUSE, in_mode

NEED = "Äitini Porissa ei enää pärjää kotona yksin. Hän on 84-vuotias."


@pytest.fixture
async def user(services):
    return await add_user(services)


async def move(services, user, *, days, untold=None):
    """An advisor promises an answer so many days from now."""
    async with services.sessions.begin() as session:
        found = [row for row in await all_of(services, CaseRow) if row.open]
        case = await casework.look(session, found[0].id)
        act = Act(case_id=case.id, revision=case.revision, user_id=user.id, at=services.now())
        await promising.move(session, services, act, services.now() + timedelta(days=days), untold)
    await work(services)


async def letters(services):
    rows = await all_of(services, DeliveryRow)
    return [row for row in rows if row.purpose is Purpose.DATE_MOVED]


async def events(services, *kinds):
    return [
        (row.event, row.data.get("silence", "")) for row in await all_of(services, TimelineRow) if row.event in kinds
    ]


def written(handed):
    return message_from_bytes(handed.message, policy=policy.default)


async def test_a_later_date_is_told_by_neutral_mail(services, relay, user):
    await deliver(services, mail(NEED))
    await work(services)
    await move(services, user, days=10)

    letter = written(relay.taken[1])
    reference = (await only(services, ContactRow)).reference
    assert (relay.taken[1].recipient, letter["Subject"]) == (MAIJA, f"Uusi vastausaika ({reference})")
    text = letter.get_body(("plain",)).get_content()
    assert "Vastaamme sinulle viimeistään torstaina 26.11.2026 klo 9.30." in text
    assert letter["In-Reply-To"] == "<1@mail.citizen.example>"
    for word in ("äiti", "pori", "pärjää", "arvio", "kotona", "meikäläinen"):
        assert word not in text.lower()


async def test_what_was_told_is_kept_with_its_version(services, user):
    await deliver(services, mail(NEED))
    await work(services)
    await move(services, user, days=10)

    told, (letter,) = await only(services, AnnouncementRow), await letters(services)
    assert (told.template, told.language, told.text_version) == (
        "email_moved_body",
        "fi",
        services.acknowledgements.version,
    )
    assert (told.date_by, told.delivery_id) == (services.now() + timedelta(days=10), letter.id)
    assert letter.state is DeliveryState.SENT


async def test_a_sooner_date_is_not_announced(services, relay, user):
    await deliver(services, mail(NEED))
    await work(services)
    await move(services, user, days=1)

    assert len(relay.taken) == 1
    assert await events(services, Event.DATE_TOLD, Event.DATE_NOT_TOLD) == []


async def test_the_same_date_is_told_once_however_often_it_is_moved(services, relay, user, clock):
    await deliver(services, mail(NEED))
    await work(services)
    due = services.now() + timedelta(days=10)
    for days in (10, 8, 10):
        await move(services, user, days=days)
    assert len(await letters(services)) == 1

    clock.forward(days=1)
    await move(services, user, days=12)
    dates = [row.date_by for row in await all_of(services, AnnouncementRow)]
    assert dates == [due, services.now() + timedelta(days=12)]


async def test_a_date_that_has_passed_is_followed_by_a_later_one_that_is_told(services, relay, user, clock):
    await deliver(services, mail(NEED))
    await work(services)
    clock.forward(days=20)
    await work(services)
    await move(services, user, days=2)

    assert len(await letters(services)) == 1


async def test_who_has_been_answered_hears_nothing_of_our_own_dates(services, relay, user, clock):
    await deliver(services, mail(NEED))
    await work(services)
    clock.forward(hours=1)
    case = await only(services, CaseRow)
    act = Act(case_id=case.id, revision=case.revision, user_id=user.id, at=services.now())
    async with services.sessions.begin() as session:
        await replying.called(session, services, act, replying.Called(reached=True, note=""))
    await move(services, user, days=30)

    assert await letters(services) == []


async def test_where_no_date_was_promised_none_is_moved(services, relay, user):
    await deliver(
        services,
        mail("Naapurini Aune on laihtunut ja ulosteen haju tuntuu. Olen huolissani, teen hänestä huoli-ilmoituksen."),
    )
    await work(services)
    (told,) = relay.taken
    assert "Emme vastaa tähän viestiin erikseen." in written(told).get_body(("plain",)).get_content()
    await move(services, user, days=30)

    assert len(relay.taken) == 1


async def test_whoever_must_be_reached_safely_is_told_nothing(services, relay, user):
    await deliver(services, mail(NEED))
    await work(services)
    case = await only(services, CaseRow)
    async with services.sessions.begin() as session:
        assert await casework.change(session, case.id, case.revision, safe_contact_only=True)
    await move(services, user, days=10)

    assert len(relay.taken) == 1
    assert await events(services, Event.DATE_TOLD, Event.DATE_NOT_TOLD) == [(Event.DATE_NOT_TOLD, "safe_contact")]


async def test_a_case_that_began_with_danger_at_home_has_no_date_to_move(services, relay, user):
    await deliver(services, mail(ABUSE))
    await work(services)
    await move(services, user, days=10)

    assert relay.tried == 0
    assert await events(services, Event.DATE_TOLD, Event.DATE_NOT_TOLD) == []


async def test_a_safe_way_that_was_recorded_opens_no_mailbox_to_a_later_date(services, relay, user):
    await deliver(services, mail(NEED))
    await work(services)
    (letter,) = await all_of(services, DeliveryRow)
    await deliver(services, mail(ABUSE, own_id="2", In_Reply_To=f"<{letter.message_id}>"))
    await work(services)
    (case,) = [row for row in await all_of(services, CaseRow) if row.open]
    assert case.safe_contact_only
    async with services.sessions.begin() as session:
        act = Act(case_id=case.id, revision=case.revision, user_id=user.id, at=services.now())
        await acting.record_safe_way(session, services.keys, act, "Soita vain sisarelle. Ei sähköpostia.")
    await move(services, user, days=10)

    assert len(relay.taken) == 1
    assert await events(services, Event.DATE_TOLD, Event.DATE_NOT_TOLD) == [(Event.DATE_NOT_TOLD, "safe_contact")]


async def test_in_shadow_mode_the_letter_is_written_and_not_sent(services, relay, user):
    shadow = in_mode(services, ChannelCode.EMAIL, Mode.SHADOW)
    await deliver(shadow, mail(NEED))
    await work(shadow)
    await move(shadow, user, days=10)

    assert relay.tried == 0
    assert [row.state for row in await letters(services)] == [DeliveryState.SHADOWED]


async def test_who_was_told_nothing_in_shadow_mode_hears_of_no_later_date_once_it_is_live(services, relay, user):
    shadow = in_mode(services, ChannelCode.EMAIL, Mode.SHADOW)
    await deliver(shadow, mail(NEED))
    await work(shadow)
    await move(services, user, days=10)

    assert relay.tried == 0
    assert await letters(services) == []


async def test_a_channel_that_people_answer_by_hand_sends_no_later_date(services, relay, user):
    await deliver(services, mail(NEED))
    await work(services)
    await move(in_mode(services, ChannelCode.EMAIL, Mode.MANUAL), user, days=10)

    assert len(relay.taken) == 1
    assert await events(services, Event.DATE_TOLD, Event.DATE_NOT_TOLD) == [(Event.DATE_NOT_TOLD, "manual")]


async def test_who_filled_in_a_form_is_told_by_the_mail_they_left(services, relay, user):
    await keep_contact_form(services, NEED, answer_by="email", email="aino@citizen.example")
    await work(services)
    await move(services, user, days=10)

    (told,) = relay.taken
    assert told.recipient == "aino@citizen.example"
    assert "omaishoi" not in told.text.lower()
    assert written(told)["In-Reply-To"] is None


async def test_who_left_only_a_number_is_called_by_a_person(services, relay, user):
    await keep_contact_form(services, NEED, answer_by="phone", phone="040 123 4567")
    await work(services)
    await move(services, user, days=10)

    assert relay.tried == 0
    assert await events(services, Event.DATE_TOLD, Event.DATE_NOT_TOLD) == [(Event.DATE_NOT_TOLD, "no_way")]


async def test_a_machine_is_told_no_date(services, relay, user):
    await keep_call(services)
    await work(services)
    await move(services, user, days=10)

    assert relay.tried == 0
    assert await events(services, Event.DATE_TOLD, Event.DATE_NOT_TOLD) == []


async def test_an_advisor_who_does_not_tell_says_why(services, relay, user):
    await deliver(services, mail(NEED))
    await work(services)
    with pytest.raises(RefusedError, match="refused-untold"):
        await move(services, user, days=10, untold=" ")
    await move(services, user, days=10, untold="Sovin asiasta puhelimessa.")

    assert len(relay.taken) == 1
    (promised,) = [row for row in await all_of(services, TimelineRow) if row.event is Event.PROMISED]
    assert promised.sealed_text is not None
    assert "puhelimessa" not in str(promised.data)


async def test_a_secure_mail_is_answered_with_more_than_neutral_words(services, relay, user):
    arrival = replace(email_delivery("secure", line="neuvonta"), channel=ChannelCode.SECURE_EMAIL)
    await pipeline.keep(services, mail(NEED), (arrival,))
    await work(services)
    await move(services, user, days=10)

    told = [row.template for row in await all_of(services, AnnouncementRow)]
    assert told == ["date_moved"]
    assert written(relay.taken[1])["Subject"].startswith("Uusi vastausaika (SAT-")


async def test_a_letter_about_a_new_date_is_watched_like_any_other(services, relay, user):
    await deliver(services, mail(NEED))
    await work(services)
    relay.failures = [RelayRefusedError(550, again=False)]
    await move(services, user, days=10)

    (letter,) = await letters(services)
    assert letter.state is DeliveryState.FAILED
    assert (await only(services, CaseRow)).undelivered


async def test_a_message_of_today_that_moved_a_broken_date_is_told_of_it(services, relay, user, clock):
    await deliver(
        services,
        mail("Äitini pääsee sairaalasta kotiin ylihuomenna ja tarvitsee apua. Hän on 84-vuotias ja asuu Porissa."),
    )
    await work(services)
    first = await only(services, CaseRow)
    sent = await only(services, DeliveryRow)
    clock.now = first.promise_due_at + timedelta(minutes=5)
    await work(services)
    await deliver(services, mail("Onko tietoa?", own_id="2", In_Reply_To=f"<{sent.message_id}>"))
    await work(services)

    (told,) = await all_of(services, AnnouncementRow)
    assert told.date_by > first.promise_due_at
    assert await events(services, Event.DATE_TOLD) == [(Event.DATE_TOLD, "")]


async def test_claiming_a_case_tells_nobody_anything(services, relay, user):
    await deliver(services, mail(NEED))
    await work(services)
    case = await only(services, CaseRow)
    async with services.sessions.begin() as session:
        await acting.claim(
            session, services.keys, Act(case_id=case.id, revision=case.revision, user_id=user.id, at=services.now())
        )

    assert len(relay.taken) == 1
