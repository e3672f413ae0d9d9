"""The bot on the line: what it says is stored with the message that it answers, and never over a person."""

from datetime import timedelta
from uuid import uuid4

import pytest

from channels.chat.dialogue import load
from channels.chat.floor import Floor
from channels.chat.frames import Say
from channels.codes import IdentityLevel, Language
from gateway.chat.hub import Hub
from gateway.chat.speakers import VisitorSpeaker
from gateway.store import floors, known
from gateway.store.acknowledgements import AcknowledgementRow
from gateway.store.alarms import AlarmRow
from gateway.store.attendance import AttendanceRow
from gateway.store.cases import CaseRow
from gateway.store.contacts import ContactRow
from gateway.store.conversations import EntryRow
from gateway.store.floors import FloorRow
from gateway.store.states import CaseState
from tests.factories import EMERGENCY, QUESTION, all_of, only, sign_in, work
from tests.gateway.chat.peer import answers, visits

WISH = "Äitini tarvitsee apua peseytymiseen ja lääkkeiden jakoon, voisiko kotihoito alkaa käydä?"


@pytest.fixture
def bot():
    return True


@pytest.fixture
async def visitor(browser):
    return await visits(browser)


async def says(visitor, text, **more):
    """Say it, and hear what the bot says to it."""
    tick = await visitor.say(text, **more)
    return (await visitor.entries(tick["seq"] + 1))[tick["seq"]]


async def contact_in(services):
    async with services.readers() as session:
        return (await known.demand(session, services.keys, (await only(services, ContactRow)).id)).contact


async def at_the_desk(services, somebody):
    async with services.sessions.begin() as session:
        until = services.now() + timedelta(minutes=5)
        session.add(AttendanceRow(user_id=somebody.id, capacity=3, until=until))


async def test_the_first_message_is_answered_by_a_question_in_the_same_moment(visitor, services):
    answer = await says(visitor, WISH)

    assert answer["from"] == "service"
    assert answer["text"] == services.texts.say("fi", "bot-ask-municipality")
    assert [button["choice"] for button in answer["buttons"]] == ["skip", "person"]
    floor = await only(services, FloorRow)
    assert floor.floor is Floor.BOT
    assert load(floor.dialogue).told.need


async def test_a_whole_dialogue_ends_with_one_acknowledgement_that_tells_what_happens_next(visitor, services, clock):
    await visitor.say(WISH)
    await work(services)
    clock.forward(seconds=30)
    assert await all_of(services, AcknowledgementRow) == [], "not while the bot asks"

    await says(visitor, "äiti asuu Noormarkussa")
    await says(visitor, "joo, täytti 84 elokuussa")
    said_back = await says(visitor, "Kyllä", choice="yes")  # he knows of it
    assert "kotikunta on Pori" in said_back["text"]
    assert "ikä on vähintään 75 vuotta" in said_back["text"]
    await says(visitor, "Kyllä", choice="yes")
    await says(visitor, "Palvelutarpeen arviointi", choice="assessment")
    await says(visitor, "040 555 1234, iltapäivisin")
    await says(visitor, "Ei", choice="no")
    await work(services)
    last = (await visitor.entries(17))[16]

    told = await only(services, AcknowledgementRow)
    assert last["text"] == told.text
    assert told.template == "needs_assessment"
    case = await only(services, CaseRow)
    assert (case.destination, case.state, case.municipality) == ("needs_assessment", CaseState.TRIAGED, "Pori")
    assert case.clock_started_at is not None


async def test_who_asks_for_a_person_waits_in_the_queue_and_the_bot_is_silent(visitor, services):
    await at_the_desk(services, await sign_in(services))
    await says(visitor, WISH)

    handed = await says(visitor, "Puhun ihmisen kanssa", choice="person")
    assert handed["text"].startswith("Pyysin neuvojaa mukaan. Olet jonossa ensimmäisenä.")
    floor = await only(services, FloorRow)
    assert (floor.floor, floor.waiting_since) == (Floor.QUEUE, services.now())

    await visitor.say("Odotan tässä.")
    await work(services)
    assert [row.side for row in sorted(await all_of(services, EntryRow), key=lambda row: row.seq)][4:] == [
        "visitor",
        "service",
    ], "the acknowledgement, and nothing of the bot"


async def test_where_nobody_is_at_the_desk_a_person_answers_by_a_promised_date(visitor, services):
    handed = await says(visitor, "ihminen")
    await work(services)

    assert handed["text"].startswith("Chatissa ei ole nyt neuvojaa.")
    assert (await only(services, FloorRow)).floor is Floor.INBOX
    last = (await visitor.entries(3))[-1]
    assert last["text"] == (await only(services, AcknowledgementRow)).text
    assert (await only(services, CaseRow)).promise_due_at is not None


async def test_who_was_told_later_may_ask_again_when_somebody_is_there(visitor, services):
    await says(visitor, "Puhun ihmisen kanssa", choice="person")
    assert (await only(services, FloorRow)).floor is Floor.INBOX
    await at_the_desk(services, await sign_in(services))

    handed = await says(visitor, "Puhun ihmisen kanssa", choice="person")

    assert handed["text"].startswith("Pyysin neuvojaa mukaan. Olet jonossa ensimmäisenä.")
    assert (await only(services, FloorRow)).floor is Floor.QUEUE


async def test_danger_shows_112_first_alarms_people_and_gives_the_floor_to_a_person(visitor, services):
    await says(visitor, WISH)

    handed = await says(visitor, EMERGENCY)

    assert [frame["type"] for frame in visitor.heard if frame["type"] in {"alarm", "tick"}][-2:] == ["alarm", "tick"]
    assert handed["text"].startswith(services.texts.say("fi", "bot-danger"))
    assert (await only(services, FloorRow)).floor is Floor.INBOX
    assert len(await all_of(services, AlarmRow)) == 1


async def test_an_advisor_who_answers_silences_the_bot(browser, visitor, services):
    await says(visitor, QUESTION)
    maija = await sign_in(services)
    advisor = await answers(browser, maija, (await only(services, CaseRow)).id)
    async with services.sessions.begin() as session:
        (floor,) = (await floors.of(session, [(await only(services, FloorRow)).conversation_id])).values()
        taken = {"floor": Floor.ADVISOR, "advisor_id": maija.id}
        assert await floors.give(session, floor.conversation_id, Floor.BOT, **taken)

    await advisor.say("Hei, Maija täällä.")
    await visitor.say("Hei! Äidistä on kyse.")
    await visitor.say("Hän asuu Porissa.")
    await work(services)

    said = sorted(await all_of(services, EntryRow), key=lambda row: row.seq)
    assert [row.side for row in said] == ["visitor", "service", "advisor", "visitor", "visitor"]
    assert await all_of(services, AcknowledgementRow) == [], "somebody is there who tells it better"


async def test_who_falls_silent_is_told_after_ten_minutes_what_happens_next(visitor, services, clock):
    await says(visitor, WISH)
    await work(services)

    clock.forward(minutes=9)
    await work(services)
    assert await all_of(services, AcknowledgementRow) == []
    clock.forward(minutes=2)
    await work(services)

    assert (await visitor.entries(3))[-1]["text"] == (await only(services, AcknowledgementRow)).text
    assert (await only(services, FloorRow)).floor is Floor.BOT, "they may go on where they were"


async def test_who_goes_on_after_that_hears_the_date_at_the_end(visitor, services, clock):
    await says(visitor, WISH)
    await work(services)
    clock.forward(minutes=11)
    await work(services)

    await says(visitor, "Puhelinnumeroni on 040 555 1234.")
    await says(visitor, "Soittakaa minulle", choice="callback")
    end = await says(visitor, "Ei", choice="no")

    case = await only(services, CaseRow)
    reference = (await only(services, ContactRow)).reference
    assert f"Viitenumerosi on {reference}" in end["text"]
    assert case.promise_due_at is not None


async def test_who_asks_for_a_person_after_that_hears_the_date_too(visitor, services, clock):
    await says(visitor, WISH)
    await work(services)
    clock.forward(minutes=11)
    await work(services)

    handed = await says(visitor, "Puhun ihmisen kanssa", choice="person")

    assert handed["text"].startswith("Chatissa ei ole nyt neuvojaa.")
    assert f"Viitenumerosi on {(await only(services, ContactRow)).reference}" in handed["text"]


async def test_who_came_while_the_database_was_away_is_answered_by_the_bot(services):
    hub = Hub(services)
    speaker = VisitorSpeaker(services, hub, Language.FI, admitted)
    place = await speaker.enter("")
    hub.room(place.conversation_id).floor = None  # as a hello without a database leaves it

    await speaker.say(Say(id=uuid4(), text=WISH))

    assert len(await all_of(services, EntryRow)) == 2


async def admitted():
    return True


async def test_the_number_of_who_wants_to_be_called_is_where_advisors_look(visitor, services):
    await says(visitor, WISH)
    await says(visitor, "Soittakaa minulle", choice="callback")
    await says(visitor, "0405551234")
    await says(visitor, "Ei", choice="no")
    await work(services)

    contact = await contact_in(services)
    assert contact.call_back.phone == "+358405551234"
    assert contact.identity_level is IdentityLevel.STATED
    assert "peseytymiseen" in contact.text
    told = await only(services, AcknowledgementRow)
    assert "soita" in told.text.lower()


async def test_the_same_message_again_is_answered_once(browser, services):
    own = uuid4()
    first = await visits(browser)
    await first.say(WISH, message_id=own)
    again = await visits(browser, token=first.token)
    await again.say(WISH, message_id=own)

    assert len(await all_of(services, EntryRow)) == 2


async def test_without_a_model_or_its_data_a_person_is_called(visitor, services, monkeypatch):
    def breaks(_text):
        raise OSError

    monkeypatch.setattr("gateway.chat.hearing.acts_in", breaks)

    handed = await says(visitor, QUESTION)

    assert handed["text"].startswith("Chatissa ei ole nyt neuvojaa.")
