"""Meals and walkers are not delivered either, and people tell of their mail and send on what a server told them."""

import pytest

from channels.codes import MACHINES, ContactKind
from channels.email.parse import parse
from tests.channels.email.test_machines import contact
from tests.channels.email.test_parse import ARRIVAL

PEOPLE = [
    ("Viestiä ei voitu toimittaa", "Sain ilmoituksen: viestiä ei voitu toimittaa <a@x.example> 550 5.1.1. Siis tänne."),
    (
        "Mitt meddelande kunde inte levereras",
        "Meddelandet kunde inte levereras till <a@x.example> i går, så jag är här.",
    ),
    ("Viesti palautui: toimitus epäonnistui", "Laitoin <a@x.example> postia 1.12., mutta viestiä ei voitu toimittaa."),
    ("My message could not be delivered", "It could not be delivered to <a@x.example> by mail, so here it is again."),
    (
        "Maten kunde inte levereras",
        "Maten kunde inte levereras. Jag skrev till (a@x.example) men fick inget meddelande.",
    ),
]
GOODS = [
    ("POIKKEAMA toimitus", "Asiakas ei avannut ovea 1.12. klo 11.30. Ateriaa ei voitu toimittaa."),
    ("Turvapuhelin: toimitus epäonnistui", "Turvapuhelinta ei voitu toimittaa. Ovi oli lukossa."),
    ("Kunde inte levereras", "Matlådan kunde inte levereras. Skicka ett meddelande till kocken."),
]
LETTER = (
    "From: {sender}\r\nSubject: {subject}\r\nMIME-Version: 1.0\r\n{headers}"
    'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n'
    "Tällainen tuli. Mihin hakemus pitää lähettää?\r\n"
    "--b\r\nContent-Type: {part}\r\n\r\nFinal-Recipient: rfc822; a@x.example\r\nAction: failed\r\n--b--\r\n"
)
STATUS, RECEIPT = "message/delivery-status", "message/disposition-notification"


@pytest.mark.parametrize(("subject", "text"), PEOPLE)
def test_a_person_who_tells_of_mail_that_did_not_arrive_is_no_server(subject, text):
    assert contact(subject, text).kind not in MACHINES


@pytest.mark.parametrize(("subject", "text"), GOODS)
@pytest.mark.parametrize("sender", ["", "Ateriat <tilaukset@ateria.example>"])
def test_goods_that_were_not_delivered_are_no_mail_even_without_an_envelope_sender(subject, text, sender):
    assert contact(subject, text, sender, "Return-Path: <>\r\n").kind not in MACHINES


def test_a_mailing_service_that_takes_back_what_it_mails_for_others_is_no_server():
    headers = "Sender: bounces+8812@mailer.example\r\n"

    assert contact("Ovi", "Lounasta ei voitu toimittaa.", "tilaukset@ateria.example", headers).kind not in MACHINES


@pytest.mark.parametrize(("subject", "part"), [("Fwd: Undelivered Mail", STATUS), ("VL: Luettu: hakemus", RECEIPT)])
def test_a_report_sent_on_with_its_parts_is_a_persons_question(subject, part):
    letter = LETTER.format(sender="aino@posti.example", subject=subject, part=part, headers="")

    answer = parse(letter.encode(), ARRIVAL)

    assert (answer.kind, answer.may_acknowledge) == (ContactKind.CONTACT, True)


@pytest.mark.parametrize(
    ("subject", "headers"),
    [("Undelivered Mail", ""), ("Fwd: x", "Return-Path: <>\r\n"), ("Fwd: x", "X-Failed-Recipients: a@x.example\r\n")],
)
def test_a_report_that_nobody_has_sent_on_is_one_in_any_form(subject, headers):
    letter = LETTER.format(sender="aino@posti.example", subject=subject, part=STATUS, headers=headers)

    assert parse(letter.encode(), ARRIVAL).kind is ContactKind.BOUNCE


@pytest.mark.parametrize(
    "text",
    [
        "The message could not be delivered to <a@x.example>: 550 5.1.1 user unknown",
        "Your mail could not be delivered to the following recipients:\r\n<a@x.example>",
        "Viestiä ei voitu toimittaa seuraaville vastaanottajille: <a@x.example>",
    ],
)
def test_a_server_that_does_not_call_itself_one_gives_its_reason(text):
    assert contact("Undelivered mail", text, "gateway@mx.example").kind is ContactKind.BOUNCE
