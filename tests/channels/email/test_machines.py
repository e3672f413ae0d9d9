"""People write of what was not delivered, of automatic answers and of their holidays, and are no machines for it."""

import pytest

from channels.codes import MACHINES, ContactKind
from channels.email.parse import parse
from tests.channels.email.test_parse import ARRIVAL

PEOPLE = [
    ("Apuvälinettä ei voitu toimittaa", "Rollaattoria ei voitu toimittaa. Voisitteko soittaa äidilleni? T. Matti"),
    ("Ateriapalvelun toimitus viivästyi", "Äidin ruoka ei tullut 4.5.24 ollenkaan. Kuka hoitaa?"),
    ("Hakemukseni hylättiin / rejected", "Päätös tuli 4.5.24 ja laskussa oli 500 euroa."),
    ("Auto", "Tarvitsisin kyydin lääkäriin perjantaina."),
    ("Auto: kyyti lääkäriin", "Tarvitsisin kyydin lääkäriin perjantaina."),
    ("Frånvaro: Gunnel Lindholm", "Mamma kommer inte till dagverksamheten på torsdag. Hon har fallit och har ont."),
    ("Poissaoloilmoitus", "Aino Virtanen ei tule päivätoimintaan huomenna, hän on kaatunut."),
    ("Poissaolo: Aino", "Aino Virtanen ei tule päivätoimintaan huomenna, hän on kaatunut."),
    ("Re: Viestinne", "Sain vain automaattivastauksen enkä ole saanut apua. Olen kotona kello 15 asti."),
    (
        "Vs: Yhteydenottonne",
        "Kiitos automaattivastauksesta. Äiti ei pärjää kotona. Olen tavattavissa perjantaihin asti.",
    ),
    ("Avun tarve", "Sain automaattivastauksen. Palaan asiaan, koska kukaan ei ole soittanut ja isä makaa lattialla."),
    ("Sv: Ert meddelande", "Jag fick bara ett autosvar. Kontakta mig snälla, mamma klarar sig inte hemma."),
    ("Re: your message", "I only got an automated reply. Please contact me, my mother cannot cope at home."),
    ("Asia", "Saimme viestinne (asianumero 12345). Isä ei suostu hoivaan, soittakaa minulle."),
    ("Svar", "Tack för ert meddelande, ärendenummer 12345. Mamma har fallit igen, ring mig."),
    ("Kysymys", "Saimme viestin kotihoidosta. Siinä sanottiin ettei tarvitse vastata, mutta äiti ei pärjää."),
    ("Lomalla", "Äiti on hoitopaikassa. Olen lomalla viikon, sijaisena siskoni. Ottakaa yhteyttä häneen."),
    (
        "Apua",
        "Olen poissa viikon, palaan sunnuntaina. Kiireellisissä soittakaa siskolleni. Kuka hoitaa äitiä sillä aikaa?",
    ),
    ("Omaishoito", "Olen hoitovapaalla toukokuuhun asti. Voinko saada omaishoidon tukea?"),
    ("Närståendevård", "Jag är tjänstledig till och med maj för att vårda mamma. Kan jag få stöd?"),
    ("Carer", "I am on sick leave until May and cannot care for mother. Please help."),
    ("Poissaoloviesti", "Aino ei tule huomenna päivätoimintaan, hän kaatui."),
    ("Frånvaromeddelande: Karl Berg", "Pappa kommer inte till dagverksamheten på tisdag."),
    ("VS: Automaattinen vastaus: Isän kotihoito", "Kotihoito loppuu perjantaina ja tarvitsemme jatkon."),
    ("VS: asia [12345]", "Saimme viestinne maanantaina. Isän tilanne huononi, tarvitaan apua."),
    ("VS: Olemme saaneet viestisi (AN-7F3K-9QWX)", "Ei tarvitse vastata sähköpostilla, soittakaa minulle."),
    ("Olemme saaneet viestisi (AN-7F3K-9QWX)", "Tämä automaattinen viesti ei auttanut. Soittakaa minulle."),
    ("Poissa töistä", "Olen poissa töistä, koska hoidan isää. Palaan töihin kun hoitopaikka löytyy. Ottakaa yhteyttä."),
    (
        "On leave",
        "I am on leave from work until March to care for my father. I am away from my desk, so please contact me.",
    ),
    (
        "Jag är ledig",
        "Jag är ledig till och med fredag och kan komma då. Kontakta mig på mobilen, jag läser inte e-post på jobbet.",
    ),
    (
        "Lomalla",
        "Olen lomalla 30.11. asti ja toivon lyhytaikaishoitoa äidille. Kiireellisissä asioissa vastaa siskoni.",
    ),
    ("Asia", "Minulla on kiireellinen asia: olen sairauslomalla 31.5. asti eikä vuokra ole maksettu."),
    ("Re: We have received your message", "Please do not reply by e-mail, my husband reads it. Call me."),
]
PROGRAMS = [
    ("Thank you", "Thank you for contacting us. This is an automated response. We aim to reply in 2 days."),
    ("Kiitos", "Kiitos viestistäsi! Vastaamme kahden arkipäivän kuluessa. Tämä on automaattivastaus."),
    ("Tack", "Tack för ditt mejl! Detta är ett automatiskt svar. Vi återkommer inom kort."),
    (
        "VS: Kysymys",
        "Kiitos viestistäsi. Olen vuosilomalla 30.11. saakka. Kiireellisissä asioissa ole yhteydessä osastosihteeriin.",
    ),
    ("SV: fråga", "Hej! Jag är föräldraledig t.o.m. 30.11. Kontakta Lisa i brådskande ärenden."),
    ("Re: visit", "I am on annual leave until 30 November. For urgent matters please turn to the front desk."),
]
WITH_ODD_ADDRESSES = [
    ("noreply@lomake.example", "Nimi: Aino. Sain laskun 500 euroa ja olen kaatunut."),
    ("postmaster@virtanen.example", "Äiti kaatui 4.5.24. Voitteko soittaa?"),
    ("erik@mail.ernst.example", "Mamma fick en räkning på 500 euro."),
    ("pekka.bounce@x.example", "Isän lasku oli 500 euroa, mitä tehdä?"),
    ("delivery-oulu@ateria.example", "Vastaanottajaa ei löytynyt kotoa, häntä ei ole näkynyt viikkoon."),
    ("Ruth Mailer <ruth.mailer@x.example>", "My application was rejected: error 5.1.1, it said."),
    ("no-reply@turva.example", "Anna <anna@oys.example> on lähettänyt sinulle suojatun viestin."),
    ("noreply@lomake.example", "Lähettäjä: Maija <maija@x.example> \nIsä tarvitsee kotihoitoa."),
]
NO_REPORTS = [
    ("Delivery failed", "Ateriaa ei voitu toimittaa asiakkaalle Koski (aino.koski@posti.example), ovi lukossa."),
    ("Ei voitu toimittaa lääkkeitä", "Lääkkeitä ei voitu toimittaa asiakkaalle <aino@posti.example>, häntä ei löydy."),
    ("Viestin toimitus", "Ei voitu toimittaa viestiä <isa@posti.example> isälle, hän ei vastaa."),
    (
        "Mail delivery failed",
        'En saa postia teille: "550 5.1.1 user unknown", <neuvonta@x.example> ei toimi. Isä kaatui.',
    ),
    ("Postilaatikko täynnä", "Naapurin postilaatikko on täynnä, häntä ei ole näkynyt viikkoon."),
    ("Brevlådan är full", "Grannens brevlåda är full och ingen öppnar."),
]
POSTMASTERS = [
    "Ei voida toimittaa: x",
    "Viestiä ei toimitettu",
    "Postilaatikko täynnä",
    "Toimitusvirhe",
    "Det gick inte att leverera: x",
    "Brevlådan är full",
    "Ej levererat",
    "Message not delivered",
    "Recipient mailbox is full",
]
ABSENCE = "En lue sähköpostia, olen poissa töistä. Palaan 1.8. Kiireellisissä asioissa ota yhteyttä sijaiseeni."
BOUNCE = "550 5.1.1 <aino@posti.example>: user unknown"
SIGNS = [
    ("Auto-Submitted: auto-replied\r\n", True),
    ("Auto-Submitted: auto-generated\r\nIn-Reply-To: <1@posti.example>\r\n", True),
    ("Return-Path: <>\r\nReferences: <1@posti.example>\r\n", True),
    ("X-Autoreply: yes\r\n", True),
    ("X-Autoreply: no\r\n", False),
    ("Auto-Submitted: no\r\nIn-Reply-To: <1@posti.example>\r\n", False),
    ("Auto-Submitted: auto-generated\r\n", False),
    ("Precedence: bulk\r\nList-Id: <kylä.example>\r\n", False),
    ("", False),
]
REPORTS = [
    ("mailer-daemon@mx.example", "", True),
    ("mailer-daemon.virtanen@posti.example", "", False),
    ("postmaster@mx.example", "Return-Path: <>\r\n", True),
    ("postmaster@mx.example", "", False),
    ("matti@posti.example", "X-Failed-Recipients: aino@posti.example\r\n", True),
    ("no-reply@posti.example", "", False),
]

NOT_OF_MAIL = [
    (
        "Toimitus epäonnistui: asiakas Aino Koski",
        "Ateriaa ei voitu toimittaa asiakkaalle Aino Koski. Ovea ei avattu. Pyydämme ottamaan yhteyttä.",
    ),
    (
        "Ateriaa ei voitu toimittaa",
        "Ateriaa ei voitu toimittaa asiakkaalle Aino Koski. Ota yhteyttä: asiakaspalvelu@ateria.example.",
    ),
    ("Matlådan kunde inte levereras", "Matlådan kunde inte levereras till klienten Aino Koski. Dörren öppnades inte."),
    ("Could not be delivered: walker", "The walker could not be delivered to Mrs Koski. Nobody opened the door."),
]


def contact(subject, text, sender="matti@posti.example", headers=""):
    head = f"From: {sender}\r\nSubject: {subject}\r\n{headers}Content-Type: text/plain; charset=utf-8\r\n\r\n"
    return parse(f"{head}{text}\r\n".encode(), ARRIVAL)


def kind(subject, text, sender="matti@posti.example"):
    return contact(subject, text, sender).kind


@pytest.mark.parametrize(("subject", "text"), PEOPLE, ids=[subject for subject, _ in PEOPLE])
def test_a_person_who_writes_like_a_machine_is_none(subject, text):
    assert kind(subject, text) not in MACHINES


@pytest.mark.parametrize(("subject", "text"), PROGRAMS)
def test_what_says_that_it_answers_for_somebody_is_not_answered_by_a_machine(subject, text):
    answer = contact(subject, text)

    assert (answer.kind, answer.may_acknowledge, answer.by_machine) == (ContactKind.AUTO_REPLY, False, False)


@pytest.mark.parametrize(("sender", "text"), WITH_ODD_ADDRESSES)
def test_an_odd_address_and_a_number_make_no_bounce(sender, text):
    assert kind("Asia", text, sender) not in MACHINES


@pytest.mark.parametrize(("subject", "text"), NO_REPORTS)
def test_a_person_who_tells_what_did_not_arrive_makes_no_report(subject, text):
    assert kind(subject, text) not in MACHINES


@pytest.mark.parametrize("subject", POSTMASTERS)
def test_a_postmaster_is_known_by_its_subject(subject):
    assert kind(subject, "aino@posti.example", "postmaster@mx.example") is ContactKind.BOUNCE


@pytest.mark.parametrize(("headers", "by_machine"), SIGNS)
def test_an_absence_is_a_machines_only_where_its_header_says_so(headers, by_machine):
    answer = contact("Lomalla", ABSENCE, headers=headers)

    assert (answer.kind, answer.may_acknowledge) == (ContactKind.AUTO_REPLY, False)
    assert answer.by_machine == by_machine


@pytest.mark.parametrize(("sender", "headers", "by_machine"), REPORTS)
def test_a_report_is_a_machines_only_where_more_than_its_words_says_so(sender, headers, by_machine):
    report = contact("Undelivered mail", BOUNCE, sender, headers)

    assert (report.kind, report.by_machine) == (ContactKind.BOUNCE, by_machine)


@pytest.mark.parametrize(("subject", "text"), NOT_OF_MAIL)
def test_a_meal_that_was_not_delivered_is_no_report_even_without_a_sender(subject, text):
    headers = "Return-Path: <>\r\nAuto-Submitted: auto-generated\r\n"

    assert not contact(subject, text, "Ateriapalvelu <tilaukset@ateria.example>", headers).by_machine


@pytest.mark.parametrize(
    "told",
    [
        "Recipient: aino@mx.example\r\nMessage-ID: <7@satakunta.example>",
        "The message could not be delivered to these people: <aino@posti.example>",
        "The following addresses had permanent fatal errors -----\r\n<aino@mx.example>\r\n",
    ],
    ids=["names a mail of ours", "names an address", "in the form of old servers"],
)
def test_a_report_without_a_sender_that_tells_of_a_mail_is_a_machines(told):
    report = contact("Undelivered mail", f"   ----- {told}", "postmaster@mx.example", "Return-Path: <>\r\n")

    assert (report.kind, report.by_machine) == (ContactKind.BOUNCE, True)


@pytest.mark.parametrize(
    ("sender", "message_id", "expected"),
    [
        ("neuvonta@satakunta.example", "ack.7@satakunta.example", ContactKind.LOOP),
        ("lista@x.example", f"{'0f' * 20}@satakunta.example", ContactKind.LOOP),
        ("maija@satakunta.example", "5fbb.1234@satakunta.example", ContactKind.CONTACT),
    ],
    ids=["from us", "sent on by a list", "from a colleague"],
)
def test_a_mail_is_ours_by_its_message_id_and_what_else_only_we_write(sender, message_id, expected):
    assert contact("Kotiutus", "Hei!", sender, f"Message-ID: <{message_id}>\r\n").kind is expected


def test_a_report_that_somebody_passes_on_is_theirs():
    parts = (
        "--b\r\n\r\nMitä tämä on?\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nAction: failed\r\n--b--\r\n"
    )
    head = (
        'From: matti@posti.example\r\nSubject: VL: Undelivered\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n'
    )

    assert not parse(f"{head}{parts}".encode(), ARRIVAL).by_machine
