"""Ticket receipts tell that something has come; when there will be an answer, forms and people tell too."""

import pytest

from channels.codes import MACHINES, ContactKind
from tests.channels.email.test_machines import contact

GENERATED = "Auto-Submitted: auto-generated\r\n"
LIST = "Precedence: list\r\nList-Id: <omaiset.example>\r\n"
SUPPRESSED = "X-Auto-Response-Suppress: DR, OOF, AutoReply\r\n"
FORM = "Nimi: Aino Koski\r\nViesti: Kävely on vaikeaa ja portaat korkeat.\r\n\r\n"
PEOPLE = [
    ("Yhteydenottolomake", FORM + "Vastaamme yhteydenottoihin kolmen arkipäivän kuluessa.", GENERATED),
    ("Kontaktformulär", "Namn: Karl Berg\r\nDet är svårt att gå. \r\n\r\nVi svarar inom tre vardagar.", GENERATED),
    ("Contact form", "Name: Ann Hill\r\nStairs are hard.\r\n\r\nWe aim to reply within three days.", GENERATED),
    ("Yhteydenotto", "Olemme vastaanottaneet viestisi. Nimi: Aino. Viesti: Äiti kaatui yöllä.", GENERATED),
    ("Suojattu viesti", "Avaa viesti. Vastaamme kysymyksiin 2 päivän kuluessa. Älä vastaa tähän viestiin.", GENERATED),
    ("[APT-4711] Lääkkeet", "Lääkkeet ovat loppu. Käsittelemme uuden tilauksen päivän kuluessa.", ""),
    ("Asiakas 4711 [4711]", "Lattiat ovat likaiset. Vastaamme tarjoukseen viikon kuluessa.", ""),
    ("Kotiutus", "Palaamme asiaan viikon kuluessa, kun päivä on tiedossa.", LIST),
    ("Kotiutus", "Kiitos viestistänne. Palaamme lääkelistan kanssa huomisen kuluessa.", SUPPRESSED),
    ("Utskrivning", "Tack för ert meddelande. Vi återkommer med läkemedelslistan inom kort.", SUPPRESSED),
]
PROGRAMS = [
    ("Kiitos", "Kiitos yhteydenotostasi. Vastaamme kolmen arkipäivän kuluessa.", GENERATED),
    ("Kiitos", "Kiitos viestistäsi. Vastaamme kolmen arkipäivän kuluessa. Älä vastaa tähän viestiin.", ""),
    ("Tack", "Tack för ditt meddelande. Vi svarar inom tre vardagar.", GENERATED),
    ("Thank you", "Thank you for contacting us. We will get back to you within two days.", GENERATED),
    ("[Ärende 48211] Frågan", "Ärendet har registrerats. Vi återkommer.", ""),
    ("Palvelupyyntö", "Olemme vastaanottaneet viestisi. Seuraa: https://tuki.example/?id=48211", GENERATED),
]


@pytest.mark.parametrize(("subject", "text", "headers"), PEOPLE)
def test_when_somebody_answers_is_no_receipt(subject, text, headers):
    assert contact(subject, text, headers=headers).kind not in MACHINES


@pytest.mark.parametrize(("subject", "text", "headers"), PROGRAMS)
def test_what_tells_that_it_has_come_is_a_receipt(subject, text, headers):
    answer = contact(subject, text, headers=headers)

    assert (answer.kind, answer.may_acknowledge) == (ContactKind.AUTO_REPLY, False)
