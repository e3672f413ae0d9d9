"""The reply that is suggested: in the sender's language, with sources where it is protected, else telling nothing."""

from dataclasses import replace

import pytest

from channels.codes import (
    ANSWER_LANGUAGES,
    About,
    AgeBand,
    ChannelCode,
    ConsentState,
    ContacterType,
    Language,
    MatterType,
    Reason,
    Urgency,
)
from gateway import county as counties
from gateway import demo
from gateway.app import catalogue_of
from gateway.casework.casefile import open_case
from gateway.casework.drafting import Suggestion, Withheld, suggest
from gateway.casework.lacking import Fact, lacking
from gateway.casework.replying import objections
from gateway.store.alarms import AlarmRow
from gateway.store.states import Event
from gateway.store.timeline import TimelineRow
from gateway.wording import House as Wording
from nlu.reading import Message
from routing.rule import Action

pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)

MEALS = "Hei, mitä ateriapalvelu maksaa ja miten sitä haetaan?"
NEED = "Äitini tarvitsee kotihoitoa aamuisin, miten sitä haetaan? Terveisin Aino Virtanen"
FINDER = catalogue_of(demo.CATALOGUE)


@pytest.fixture
def house(house):
    house.services = replace(house.services, catalogue=FINDER)
    return house


async def opened_mail(house, text=MEALS, **case):
    """The Case of a mail with *text*, as the page has it."""
    row = await house.receives_mail(text)
    async with house.services.readers() as session:
        opened = await open_case(session, house.services, row.id)
    for name, value in case.items():
        setattr(opened.file.case, name, value)
    return opened


def with_newest(opened, *, contact=None, reading=None, decision=None):
    first, *others = opened.contacts
    changed = replace(
        first,
        contact=replace(first.contact, **(contact or {})),
        reading=replace(first.reading, **(reading or {})),
        decision=replace(first.decision, **(decision or {})),
    )
    return replace(opened, contacts=(changed, *others))


def by_secure_mail(opened):
    return with_newest(opened, contact={"channel": ChannelCode.SECURE_EMAIL})


def who_needs_help(opened, **reading):
    """As if the words asked for help and told nothing else."""
    facts = replace(opened.moved.decision.facts, matter_type=MatterType.SUPPORT_NEED_CONTACT)
    unknown = {"about": None, "municipality": None, "age_band": AgeBand.UNKNOWN, "consent": None}
    return with_newest(opened, reading=unknown | reading, decision={"facts": facts})


def in_county(services, name):
    county = counties.load(name)
    hours = county.service_hours(services.calendar)
    wording = Wording(county=county, hours=hours, destinations=services.destinations, link="https://luotsi.example")
    return replace(services, county=county, hours=hours, house=wording)


@pytest.mark.parametrize("county", ["satakunta", "pohjois-pohjanmaa"])
@pytest.mark.parametrize("language", ANSWER_LANGUAGES)
async def test_by_ordinary_mail_the_same_is_said_whichever_service_is_asked_for_and_the_check_passes(
    house, county, language
):
    opened = await opened_mail(house, language=language)
    services, said = in_county(house.services, county), set()
    for service in FINDER.catalogue.services:
        question = f"{service.names[language]}? {service.what[language]}"
        reading = services.engine.read(Message(text=question))
        asked = with_newest(opened, contact={"text": question, "reply_text": "", "title": service.names[language]})
        asked = replace(
            asked, contacts=(replace(asked.contacts[0], reading=replace(reading, urgency=Urgency.ROUTINE)),)
        )
        suggested = suggest(services, asked)

        assert isinstance(suggested, Suggestion), service.id
        assert suggested.services, service.id
        assert objections(services, asked, suggested.text) == ()
        said.add(suggested.text)

    (text,) = said
    assert services.county.phone.number in text
    assert services.hours.describe(language) in text
    assert "https://luotsi.example/contact" in text


@pytest.mark.parametrize(
    ("language", "greeted", "cost", "source"),
    [
        (Language.FI, "Hei!\n\nKiitos viestistäsi.", "Maksu: ", "Lähde: "),
        (Language.SV, "Hej!\n\nTack för ditt meddelande.", "Avgift: ", "Källa: "),
        (Language.EN, "Hello!\n\nThank you for your message.", "Cost: ", "Source: "),
    ],
)
async def test_by_secure_mail_at_most_two_services_are_told_each_with_source_and_day(
    house, language, greeted, cost, source
):
    opened = by_secure_mail(await opened_mail(house, language=language))
    suggested = suggest(house.services, opened)

    assert suggested.secure
    assert suggested.text.startswith(greeted)
    assert 1 <= len(suggested.services) == suggested.text.count(source) <= 2
    assert suggested.services[0].names[language] in suggested.text
    assert cost in suggested.text
    assert "2026" in suggested.text
    assert house.services.county.phone.number in suggested.text


async def test_nothing_that_the_sender_wrote_is_in_it(house):
    text = f"{NEED} Tunnus 131052-308T, puhelin 040 555 0123."
    understood = with_newest(await opened_mail(house, text), reading={"reason": Reason.HOME_CARE})
    for opened in (understood, by_secure_mail(understood)):
        suggested = suggest(house.services, opened)
        for word in ("Aino", "Virtanen", "Kysymys", "131052", "0123", "aamuisin"):
            assert word not in suggested.text


async def test_what_routing_lacks_is_asked_in_secure_mail_and_by_ordinary_mail_only_that_something_is(house):
    opened = who_needs_help(await opened_mail(house, contacter=ContacterType.RELATIVE, municipality=None))
    plain, secure = suggest(house.services, opened), suggest(house.services, by_secure_mail(opened))

    for question in ("Missä kunnassa hän asuu?", "Minkä ikäinen hän on?", "Tietääkö hän, että otat yhteyttä"):
        assert question in secure.text
        assert question not in plain.text
    assert "Kerro ne puhelimessa tai suojatulla lomakkeella, älä sähköpostissa." in plain.text
    assert objections(house.services, opened, plain.text) == ()


async def test_without_a_service_that_answers_what_is_lacking_is_asked_and_else_nothing_is_suggested(house):
    opened = await opened_mail(house, municipality=None)
    house.services = replace(house.services, catalogue=None)

    assert suggest(house.services, opened) is None
    assert "muutaman tiedon" in suggest(house.services, who_needs_help(opened)).text


@pytest.mark.parametrize(
    ("contacter", "reading", "facts"),
    [
        (ContacterType.UNKNOWN, {}, {Fact.WHOSE, Fact.MUNICIPALITY, Fact.AGE}),
        (ContacterType.CLIENT, {"about": About.SELF, "municipality": "Pori"}, {Fact.AGE}),
        (ContacterType.RELATIVE, {"consent": ConsentState.GIVEN}, {Fact.MUNICIPALITY, Fact.AGE}),
        (ContacterType.HOSPITAL_WARD, {"consent": ConsentState.UNABLE}, {Fact.MUNICIPALITY, Fact.AGE}),
        (ContacterType.HEALTH_PROFESSIONAL, {"age_band": AgeBand.AGE_75PLUS}, {Fact.MUNICIPALITY, Fact.CONSENT}),
        (ContacterType.LEGAL_REPRESENTATIVE, {"about": About.OTHER}, {Fact.MUNICIPALITY, Fact.AGE}),
    ],
)
async def test_only_what_nobody_has_said_is_lacking(house, contacter, reading, facts):
    opened = await opened_mail(house, contacter=contacter, municipality=reading.get("municipality"))
    newest = (opened := who_needs_help(opened, **reading)).contacts[0]

    assert set(lacking(opened, newest.contact, newest.reading)) == facts


async def test_of_who_only_asks_something_and_of_who_must_not_be_found_no_home_is_asked(house):
    opened = await opened_mail(house, municipality=None)
    only_asks = with_newest(opened, reading={"municipality": None, "age_band": AgeBand.UNKNOWN})
    assert lacking(only_asks, only_asks.contacts[0].contact, only_asks.contacts[0].reading) == ()

    hidden = who_needs_help(opened)
    hidden = with_newest(hidden, contact={"subject": replace(opened.said[0].subject, non_disclosure=True)})
    assert Fact.MUNICIPALITY not in lacking(hidden, hidden.contacts[0].contact, hidden.contacts[0].reading)


async def test_thanks_are_answered_with_nothing_though_feedback_is_a_service_too(house):
    assert suggest(house.services, await opened_mail(house, "Kiitos!")) is None


async def test_in_danger_nothing_is_suggested_and_the_page_is_told_why(house):
    assert suggest(house.services, await opened_mail(house, urgency=Urgency.URGENT)) is Withheld.DANGER

    opened = await opened_mail(house)
    assert isinstance(suggest(house.services, opened), Suggestion)
    assert suggest(house.services, with_newest(opened, reading={"urgency": Urgency.EMERGENCY})) is Withheld.DANGER
    in_danger = with_newest(opened, decision={"actions": (Action.SAFE_CONTACT_ONLY,)})
    assert suggest(house.services, in_danger) is Withheld.DANGER
    alarmed = replace(opened, file=replace(opened.file, alarms=(AlarmRow(),)))
    assert suggest(house.services, alarmed) is Withheld.DANGER
    safe_only = await opened_mail(house, "Pelkään miestäni. Hän vie rahani eikä päästä minua mihinkään.")
    assert suggest(house.services, safe_only) is None  # the page says at its top that nobody may be written to
    safe_only.file.case.safe_contact_only = False
    assert suggest(house.services, safe_only) is Withheld.DANGER


@pytest.mark.parametrize("matter", [MatterType.NEED_NOTIFICATION, MatterType.CONCERN_NOTICE])
async def test_who_gave_notice_is_suggested_no_reply_also_where_a_person_has_seen_that_it_is_one(house, matter):
    opened = await opened_mail(house)
    facts = replace(opened.moved.decision.facts, matter_type=matter)
    assert suggest(house.services, with_newest(opened, decision={"facts": facts})) is Withheld.NOTICE
    assert suggest(house.services, with_newest(opened, decision={"answered": False})) is Withheld.NOTICE

    def corrected(code):
        return TimelineRow(event=Event.CORRECTED, data={"matter_type": str(code)})

    timeline = (corrected(matter), corrected(MatterType.ADVICE), *opened.file.timeline)  # the newest first
    seen_later = replace(opened, file=replace(opened.file, timeline=timeline))
    assert suggest(house.services, seen_later) is Withheld.NOTICE


async def test_machines_other_languages_and_later_words_by_another_way_get_none(house):
    opened = await opened_mail(house)
    assert suggest(house.services, with_newest(opened, contact={"by_machine": True})) is None

    opened.file.case.language = Language.OTHER
    assert suggest(house.services, opened) is None
    opened.file.case.language = Language.FI
    (first,) = opened.contacts
    called = replace(first, contact=replace(first.contact, channel=ChannelCode.PHONE))
    assert suggest(house.services, replace(opened, contacts=(called, first))) is None
    stranger = replace(first.contact.contacter, email="joku.muu@example.org")
    theirs = replace(first, contact=replace(first.contact, contacter=stranger))
    assert suggest(house.services, replace(opened, contacts=(theirs, first))) is None


async def test_somebody_whose_name_is_a_word_of_ours_is_suggested_nothing_that_the_check_would_stop(house):
    opened = await opened_mail(house)
    contacter = replace(opened.said[0].contacter, name="Kiitos Kerro")
    assert suggest(house.services, with_newest(opened, contact={"contacter": contacter})) is None


async def test_services_that_say_more_than_a_letter_holds_are_left_out(house):
    opened = by_secure_mail(await opened_mail(house))
    long = [replace(one, more={Language.FI: "Pitkästi. " * 600}) for one in FINDER.catalogue.services]
    finder = type(FINDER)(replace(FINDER.catalogue, services=tuple(long)))
    suggested = suggest(replace(house.services, catalogue=finder), opened)

    assert len(suggested.services) == 1
    assert len(suggested.text) <= 10_000


async def test_a_reason_alone_names_no_service_in_ordinary_mail(house):
    suggested = suggest(house.services, await opened_mail(house))
    words = suggested.text.casefold()
    assert suggested.services
    assert not [one for one in suggested.services if one.names[Language.FI].casefold() in words]
    assert not [
        reason for reason in Reason if house.services.texts.say(Language.FI, f"reason-{reason}") in suggested.text
    ]
