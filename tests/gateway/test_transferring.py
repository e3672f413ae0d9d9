"""A matter that belongs to another authority: its sender is told when a person has moved it, once, and nothing more."""

from dataclasses import replace
from email import message_from_bytes, policy

import pytest

from channels.codes import ChannelCode, ContacterType, Direction, Language, Reason, Resolution
from gateway import pipeline
from gateway.casework import acting, remembering, resolving
from gateway.casework.acting import Act
from gateway.chat.saying import Talk
from gateway.chat.tokens import new_visitor
from gateway.county import Mode
from gateway.keys import place
from gateway.steps.actions import DUTIES, Does
from gateway.store import casework
from gateway.store.cases import CaseRow
from gateway.store.deliveries import DeliveryRow
from gateway.store.states import DeliveryState, Event, Purpose, TaskOutcome
from gateway.store.tasks import TaskRow
from gateway.store.timeline import TimelineRow
from tests.factories import (
    MAIJA,
    add_user,
    all_of,
    deliver,
    email_delivery,
    keep_contact_form,
    mail,
    only,
    opening,
    work,
)
from tests.gateway.chat.test_talk import entries_of
from tests.gateway.test_telling import ABUSE, in_mode

TAMPERE = "Äitini asuu Tampereella ja tarvitsee kotihoitoa. Hän on 82-vuotias."
NEED = "Äitini Porissa ei enää pärjää kotona yksin. Hän on 84-vuotias."
NOTICE = "Naapurini Aune on laihtunut ja ulosteen haju tuntuu. Olen huolissani, teen hänestä huoli-ilmoituksen."


@pytest.fixture
async def user(services):
    return await add_user(services)


async def acts(services, user, do):
    """*do* with the open Case, and then whatever follows."""
    async with services.sessions.begin() as session:
        (found,) = [row for row in await all_of(services, CaseRow) if row.open]
        case = await casework.look(session, found.id)
        await do(session, Act(case_id=case.id, revision=case.revision, user_id=user.id, at=services.now()))
    await work(services)


async def ticks(services, user, outcome=TaskOutcome.DONE):
    """An advisor says what became of each open task."""
    for task in await all_of(services, TaskRow):
        if task.done_at is None and DUTIES[task.code].does is not Does.RULE:

            async def do(session, act, task=task):
                ticked = remembering.Ticked(task_id=task.id, outcome=outcome)
                await remembering.tick(session, services, act, ticked)

            await acts(services, user, do)


async def resolves(services, user, resolution=Resolution.TRANSFERRED_TO_AUTHORITY):
    outcome = resolving.Outcome(
        contacter=ContacterType.RELATIVE,
        direction=Direction.TO_SERVICE,
        reason=Reason.HOME_CARE,
        resolution=resolution,
        confirmed=True,
    )
    await acts(services, user, lambda session, act: resolving.resolve(session, services, act, outcome))


async def letters(services):
    return [row for row in await all_of(services, DeliveryRow) if row.purpose is Purpose.TRANSFERRED]


async def noted(services):
    kinds = {Event.TRANSFER_TOLD, Event.TRANSFER_NOT_TOLD}
    rows = [row for row in await all_of(services, TimelineRow) if row.event in kinds]
    return [(row.event, row.data.get("silence") or row.data["template"]) for row in rows]


async def test_who_wrote_is_told_by_neutral_mail_once_the_transfer_is_done(services, relay, user):
    await deliver(services, mail(TAMPERE))
    await work(services)
    assert await letters(services) == []
    await ticks(services, user)

    handed = relay.taken[1]
    letter = message_from_bytes(handed.message, policy=policy.default)
    text = letter.get_body(("plain",)).get_content()
    assert handed.recipient == MAIJA
    assert letter["Subject"].startswith("Siirsimme viestisi (SAT-")
    assert letter["In-Reply-To"] == "<1@mail.citizen.example>"
    assert "Siirsimme viestisi viranomaiselle, jolle se kuuluu." in text
    assert "02 555 0100" in text
    for word in ("tampere", "hyvinvointialueelle", "kotihoito", "äiti", "kotikunta", "meikäläinen"):
        assert word not in text.lower()


async def test_what_was_told_stands_on_the_timeline_with_the_version_of_the_texts(services, user):
    await deliver(services, mail(TAMPERE))
    await work(services)
    await ticks(services, user)

    (told,) = [row for row in await all_of(services, TimelineRow) if row.event is Event.TRANSFER_TOLD]
    (letter,) = await letters(services)
    assert told.data == {
        "template": "email_transferred_body",
        "language": "fi",
        "version": services.acknowledgements.version,
        "delivery": str(letter.id),
    }
    assert letter.state is DeliveryState.SENT


async def test_it_is_told_once_whether_ticked_or_resolved_or_both(services, user):
    await deliver(services, mail(TAMPERE))
    await work(services)
    await ticks(services, user)
    await resolves(services, user)

    assert len(await letters(services)) == 1
    assert await noted(services) == [(Event.TRANSFER_TOLD, "email_transferred_body")]


async def test_a_transfer_that_was_not_needed_is_not_told(services, user):
    await deliver(services, mail(TAMPERE))
    await work(services)
    await ticks(services, user, TaskOutcome.NOT_NEEDED)
    await resolves(services, user, Resolution.ADVICE_GIVEN)

    assert await noted(services) == []


async def test_whatever_a_rule_thought_a_matter_that_ends_with_another_authority_is_told(services, user):
    await deliver(services, mail("Mistä haen eläkettä ja asumistukea? Asun Porissa."))
    await work(services)
    await ticks(services, user)
    await resolves(services, user)

    assert await noted(services) == [(Event.TRANSFER_TOLD, "email_transferred_body")]


async def test_two_mails_of_one_sender_are_told_of_together(services, relay, user):
    await deliver(services, mail(TAMPERE))
    await work(services)
    sent = await only(services, DeliveryRow)
    await deliver(services, mail("Lisäksi hän kaipaa siivousta.", own_id="2", In_Reply_To=f"<{sent.message_id}>"))
    await work(services)
    await ticks(services, user)
    await resolves(services, user)

    assert [row.state for row in await letters(services)] == [DeliveryState.SENT]


async def test_on_a_protected_channel_it_is_told_in_the_words_of_the_rule(services, relay, user):
    arrival = replace(email_delivery("secure", line="neuvonta"), channel=ChannelCode.SECURE_EMAIL)
    await pipeline.keep(services, mail(TAMPERE), (arrival,))
    await work(services)
    await ticks(services, user)

    letter = message_from_bytes(relay.taken[1].message, policy=policy.default)
    assert await noted(services) == [(Event.TRANSFER_TOLD, "other_county")]
    assert letter["Subject"].startswith("Siirsimme viestisi (SAT-")
    assert "Siirsimme asiasi toiselle hyvinvointialueelle" in letter.get_body(("plain",)).get_content()


async def test_where_no_rule_has_words_for_it_a_protected_channel_says_only_that_it_was_moved(services, relay, user):
    arrival = replace(email_delivery("secure", line="neuvonta"), channel=ChannelCode.SECURE_EMAIL)
    await pipeline.keep(services, mail(NEED), (arrival,))
    await work(services)
    await ticks(services, user)
    await resolves(services, user)

    assert await noted(services) == [(Event.TRANSFER_TOLD, "transferred")]


async def test_whoever_must_be_reached_safely_is_told_nothing_of_a_transfer(services, relay, user):
    await deliver(services, mail(TAMPERE))
    await work(services)
    (sent,) = await all_of(services, DeliveryRow)
    await deliver(services, mail(ABUSE, own_id="2", In_Reply_To=f"<{sent.message_id}>"))
    await work(services)
    # Also after a safe way is known: it may well be "never by mail".
    await acts(services, user, lambda session, act: acting.record_safe_way(session, services.keys, act, "Vain sisko."))
    await ticks(services, user)
    await resolves(services, user)

    assert await letters(services) == []
    assert await noted(services) == [(Event.TRANSFER_NOT_TOLD, "safe_contact")]


async def test_in_shadow_mode_it_is_written_and_not_sent(services, relay, user):
    shadow = in_mode(services, ChannelCode.EMAIL, Mode.SHADOW)
    await deliver(shadow, mail(TAMPERE))
    await work(shadow)
    await ticks(shadow, user)

    assert relay.tried == 0
    assert [row.state for row in await letters(services)] == [DeliveryState.SHADOWED]


async def test_a_channel_that_people_answer_by_hand_tells_nothing(services, relay, user):
    await deliver(services, mail(TAMPERE))
    await work(services)
    await ticks(in_mode(services, ChannelCode.EMAIL, Mode.MANUAL), user)

    assert len(relay.taken) == 1
    assert await noted(services) == [(Event.TRANSFER_NOT_TOLD, "manual")]


async def test_who_left_only_a_number_is_told_by_a_person(services, relay, user):
    await keep_contact_form(services, TAMPERE, answer_by="phone", phone="040 123 4567")
    await work(services)
    await ticks(services, user)
    await resolves(services, user)

    assert relay.tried == 0
    assert await noted(services) == [(Event.TRANSFER_NOT_TOLD, "no_way")]


async def test_whoever_gave_notice_of_somebody_hears_nothing_of_how_it_goes_on(services, relay, user):
    await deliver(services, mail(NOTICE))
    await work(services)
    await ticks(services, user)
    await resolves(services, user)

    assert await letters(services) == []
    assert await noted(services) == []


async def test_an_act_that_fails_tells_nobody(services, relay, user):
    await deliver(services, mail(TAMPERE))
    await work(services)
    with pytest.raises(remembering.UndoneError):
        await resolves(services, user)

    assert len(relay.taken) == 1
    assert await noted(services) == []


async def test_who_wrote_in_the_chat_is_told_there_and_gets_no_letter(services, relay, user):
    visitor = new_visitor(Language.FI)
    await Talk(services).begin(visitor, opening(visitor, TAMPERE))
    await work(services)
    await ticks(services, user)

    said = [
        services.keys.open(entry.sealed_text, place("entries", "sealed_text", entry.id)).decode()
        for entry in await entries_of(services, visitor.conversation_id)
    ]
    assert sum("Siirsimme asiasi" in text for text in said) == 1
    assert await letters(services) == []
    assert await noted(services) == [(Event.TRANSFER_TOLD, "other_county")]
