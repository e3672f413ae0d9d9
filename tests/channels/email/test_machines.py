"""People write of what was not delivered, of automatic answers and of their holidays, and are no machines for it."""

import pytest

from channels.codes import MACHINES
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
]
WITH_ODD_ADDRESSES = [
    ("noreply@lomake.example", "Nimi: Aino. Sain laskun 500 euroa ja olen kaatunut."),
    ("postmaster@virtanen.example", "Äiti kaatui 4.5.24. Voitteko soittaa?"),
    ("erik@mail.ernst.example", "Mamma fick en räkning på 500 euro."),
    ("pekka.bounce@x.example", "Isän lasku oli 500 euroa, mitä tehdä?"),
]


def kind(subject, text, sender="matti@posti.example"):
    head = f"From: {sender}\r\nSubject: {subject}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    return parse(f"{head}{text}\r\n".encode(), ARRIVAL).kind


@pytest.mark.parametrize(("subject", "text"), PEOPLE, ids=[subject for subject, _ in PEOPLE])
def test_a_person_who_writes_like_a_machine_is_none(subject, text):
    assert kind(subject, text) not in MACHINES


@pytest.mark.parametrize(("sender", "text"), WITH_ODD_ADDRESSES)
def test_an_odd_address_and_a_number_make_no_bounce(sender, text):
    assert kind("Asia", text, sender) not in MACHINES
