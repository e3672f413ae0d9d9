"""Whoever writes like a machine is still in the work list with a promise; only a technical sign sets a mail aside."""

import json
from email import message_from_bytes, policy

import pytest

from channels.codes import ChannelCode, ContactKind
from channels.contact import Contact
from gateway import records
from gateway.ids import new_id
from gateway.keys import place
from gateway.steps.actions import UNDELIVERED
from gateway.store.cases import CaseRow
from gateway.store.deliveries import DeliveryRow
from gateway.store.promises import PromiseRow
from gateway.store.states import CaseState, DeliveryState, Event, PromiseState, View
from gateway.store.tasks import TaskRow
from gateway.store.timeline import TimelineRow
from tests.factories import MAIJA, NEUVONTA, all_of, case_of, deliver, mail, only, work
from tests.gateway.test_joining import acknowledged, end

ANSWERS = [
    "Hei, äidin tilanne huononi. Ei tarvitse vastata sähköpostilla, soittakaa minulle.",
    "Tämä automaattinen viesti ei auttanut. Koska joku soittaa?",
    "Mamma klarar sig inte längre. Ni behöver inte svara på mejlet, ring mig.",
    "My mother needs help. Please do not reply by e-mail, my husband reads it. Call me.",
    "Saimme viestinne, kiitos. Isä haluaisi turvapuhelimen. Ei tarvitse vastata, soittakaa suoraan isälle.",
]
HEADERS_ABOVE_OUR_WORDS = [
    "От: Neuvonta <{us}>\nОтправлено: 16 ноября 2026 г. 12:00\nКому: {them}\nТема: {subject}",
    "Saatja: Neuvonta <{us}>\nSaadetud: 16. november 2026 12:00\nAdressaat: {them}\nTeema: {subject}",
    "Von: Neuvonta <{us}>\nGesendet: Montag, 16. November 2026 12:00\nAn: {them}\nBetreff: {subject}",
]
ABSENT = [
    ("Poissa", "Olen lomalla 1.–15.12. enkä lue sähköpostia sillä välin. Kiireellisissä asioissa soittakaa Maijalle."),
    ("Avun tarve", "En lue sähköpostia kovin usein, ota yhteyttä puhelimella."),
    ("Hjälp hemma", "Jag behöver hjälp med städning. Jag läser inte e-post så ofta, kontakta mig per telefon."),
    (
        "Ajanvaraus",
        "Olen poissa töistä kesäkuun loppuun asti masennuksen takia ja tarvitsen sosiaalityöntekijän ajan.",
    ),
    ("Isän hoito", "Palaan töihin 1.8. ja isä jää yksin päivisin, tarvitaan kotihoitoa 1.8. alkaen."),
    ("Help", "I have no access to my email at the hospital until Friday, please contact my sister."),
    (
        "Äidin hoito",
        "Olen matkoilla 12.-20.6. enkä lue postia. Äiti jää yksin. Kiireellisissä asioissa soittakaa siskolleni.",
    ),
]
SUBJECTS = [
    ("VS: asia [12345]", "Hei, saimme viestinne maanantaina. Isän tilanne huononi, tarvitaan apua."),
    ("Poissaoloviesti", "Aino ei tule huomenna päivätoimintaan, hän kaatui. Voitteko soittaa?"),
    ("Poissaoloviesti: Aino Virtanen", "Aino ei tule huomenna päivätoimintaan, koska hän kaatui."),
    ("Frånvaromeddelande: Karl Berg", "Pappa kommer inte till dagverksamheten på tisdag, han har ramlat."),
    ("VS: Automaattinen vastaus: Isän kotihoito", "Kotihoito loppuu perjantaina ja tarvitsemme jatkon."),
    ("Re: Automatic reply: home care", "Anna's reply told me to write to you. My mother has no home care."),
    ("Kunde inte levereras: hemvård till mamma", "Jag fick detta.\n\n<hemvard@x.example>: 550 5.1.1 user unknown"),
]
SENDERS = [
    (
        "Turvaposti <no-reply@turvaposti.example>",
        "Anna Hoitaja <anna.hoitaja@oys.example> on lähettänyt sinulle suojatun viestin.",
    ),
    ("noreply@kunta.example", "Lähettäjä: Maija <maija@gmail.com> \nViesti: Isä tarvitsee kotihoitoa."),
    ("no-reply@oys.example", "Skannattu asiakirja. Lähettäjä <skanneri@oys.example> Sivuja 3"),
    (
        "Kyläyhdistys <postmaster@kyla.example>",
        "Ruokaa ei voitu toimittaa Aino Virtaselle, ovi ei auennut kahteen päivään.",
    ),
    ("Ruth Mailer <ruth.mailer@gmail.example>", "Application rejected. I cannot cope at home."),
    ("Ateriat <delivery-oulu@ateria.example>", "Vastaanottajaa ei löytynyt kotoa, häntä ei ole näkynyt viikkoon."),
]


@pytest.fixture
def database_kind():
    """One is enough: it is the reader that is asked here; how answers join Cases is tested on both."""
    return "sqlite"


@pytest.fixture
async def case(services):
    """A Case that began with Maija's mail, which was acknowledged."""
    await deliver(services, mail())
    await work(services)
    return await only(services, CaseRow)


async def come(services, text, *, subject, sender=MAIJA, **headers):
    message = message_from_bytes(mail(text, subject=subject, own_id="2", **headers), policy=policy.SMTP)
    message.replace_header("From", sender)
    kept = await deliver(services, message.as_bytes())
    await work(services)
    return await case_of(services, kept)


async def answer(services, text, subject="VS: Olemme saaneet viestisi"):
    sent = f"<{(await acknowledged(services)).message_id}>"
    return await come(services, text, subject=subject, In_Reply_To=sent, References=sent)


async def assert_is_waited_for(services, case):
    assert (case.view, case.open) == (View.WORK, True)
    assert case.promise_due_at is not None
    standing = [
        row for row in await all_of(services, PromiseRow) if (row.case_id, row.state) == (case.id, PromiseState.OPEN)
    ]
    assert len(standing) == 1
    told = [row.event for row in await all_of(services, TimelineRow) if row.case_id == case.id]
    assert {Event.ACKNOWLEDGED, Event.NOT_ACKNOWLEDGED} & set(told)
    assert Event.MACHINE not in told


@pytest.mark.parametrize(("subject", "text"), ABSENT + SUBJECTS)
async def test_words_alone_set_no_contact_aside(services, subject, text):
    await assert_is_waited_for(services, await come(services, text, subject=subject))


@pytest.mark.parametrize(("sender", "text"), SENDERS)
@pytest.mark.parametrize("subject", ["Yhteydenotto", "Ei voitu toimittaa: rejected"])
async def test_no_address_and_no_name_sets_a_contact_aside(services, subject, sender, text):
    await assert_is_waited_for(services, await come(services, text, subject=subject, sender=sender))


@pytest.mark.parametrize("header", ["X_Autogenerated", "X_Autoreply", "Auto_Submitted"])
async def test_a_header_that_says_no_says_no(services, header):
    await assert_is_waited_for(services, await come(services, "Isä tarvitsee apua.", subject="Apua", **{header: "no"}))


async def test_a_form_that_says_that_it_was_generated_is_the_persons_who_filled_it_in(services):
    subject, text = ABSENT[2]
    case = await come(services, text, subject=subject, sender="noreply@kunta.example", Auto_Submitted="auto-generated")

    await assert_is_waited_for(services, case)


async def test_a_meal_that_was_not_delivered_is_waited_for_even_without_an_envelope_sender(services):
    text = "Ateriaa ei voitu toimittaa asiakkaalle Aino Koski. Ovea ei avattu. Pyydämme ottamaan yhteyttä."
    case = await come(services, text, subject="Toimitus epäonnistui: asiakas Aino Koski", Return_Path="<>")

    await assert_is_waited_for(services, case)


@pytest.mark.parametrize("text", [*ANSWERS, *(text for _, text in ABSENT)])
async def test_an_answer_in_such_words_reopens_its_case(services, case, text):
    await end(services, case.id)

    after = await answer(services, text)

    assert (after.id, after.state) == (case.id, CaseState.REOPENED)
    await assert_is_waited_for(services, after)


@pytest.mark.parametrize("header", HEADERS_ABOVE_OUR_WORDS)
async def test_an_answer_in_whatever_language_its_program_quotes_us_reopens_its_case(services, relay, case, header):
    letter = message_from_bytes(relay.taken[0].message, policy=policy.default)
    ours = letter.get_body(("plain",)).get_content()
    above = header.format(us=NEUVONTA, them=MAIJA, subject=letter["Subject"])
    await end(services, case.id)

    after = await answer(services, f"Äiti tarvitsee apua.\n\n{above}\n\n{ours}", f"Re: {letter['Subject']}")

    assert (after.id, after.state) == (case.id, CaseState.REOPENED)
    await assert_is_waited_for(services, after)


async def test_who_reads_like_a_machine_is_not_answered_by_one_and_the_page_says_why(services):
    subject, text = ABSENT[0]
    await come(services, text, subject=subject)

    said = [row.data["silence"] for row in await all_of(services, TimelineRow) if row.event is Event.NOT_ACKNOWLEDGED]
    assert said == ["machine"]
    assert await all_of(services, DeliveryRow) == []


async def test_a_report_in_words_alone_marks_no_letter_of_ours(services, case):
    text = f"550 5.1.1 <{MAIJA}>: user unknown. Tällainen tuli, mitä se tarkoittaa?"
    after = await answer(services, text, "Undelivered Mail Returned to Sender")

    assert after.id == case.id
    assert (await acknowledged(services)).state is DeliveryState.SENT
    assert not after.undelivered
    assert UNDELIVERED not in {row.code for row in await all_of(services, TaskRow)}


async def test_the_same_words_with_a_sign_of_a_machine_are_set_aside(services, case):
    await end(services, case.id)
    sent = f"<{(await acknowledged(services)).message_id}>"
    subject, text = ABSENT[0]

    after = await come(services, text, subject=subject, In_Reply_To=sent, Auto_Submitted="auto-generated")

    assert (after.id, after.state) == (case.id, CaseState.RESOLVED)


def test_a_record_of_before_signs_were_told_is_a_persons(services):
    now, row = services.now(), new_id(services.now())
    at = place("contact_versions", "sealed_record", row)
    absent = Contact(
        channel=ChannelCode.EMAIL, line="neuvonta", arrived_at=now, text="Lomalla", kind=ContactKind.AUTO_REPLY
    )
    stored = json.loads(services.keys.open(records.seal_contact(services.keys, absent, row), at))
    del stored["by_machine"]

    opened = records.open_contact(services.keys, services.keys.seal(json.dumps(stored).encode(), at), row)

    assert (opened.kind, opened.by_machine) == (ContactKind.AUTO_REPLY, False)
