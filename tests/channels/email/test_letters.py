"""What stands beside and below a letter of ours is its sender's, however the header above it is written."""

from dataclasses import replace

import pytest

from channels.email.view.conversation import Thread, names_given
from channels.email.view.reply import new_words

NAME = "Satakunnan hyvinvointialue"
OURS = Thread(
    known=True,
    parent_is_ours=True,
    our_addresses=frozenset({"neuvonta@satakunta.example"}),
    sender="aino@x.example",
    subject="VS: Olemme saaneet viestisi (SA-7F3K-9QWX)",
    our_names=frozenset({NAME, "Satakunta välfärdsområde", "Wellbeing services county of Satakunta"}),
)
DISTANT = replace(OURS, parent_is_ours=False)
HEADER = (
    f"Lähettäjä: {NAME} <neuvonta@satakunta.example>\nLähetetty: tiistai 1. joulukuuta 2026 9.16\n"
    "Vastaanottaja: Aino\nAihe: Viesti"
)
LETTER = f"{HEADER}\n\nHei!\n\nSaimme viestisi.\n\nTerveisin\n{NAME}"
WARD = f"Lähettäjä: {{}}\nPvm: 23.11.2026\nVastaanottaja: {NAME}\nAihe: {{}}\n\nPotilas kotiutuu perjantaina."


@pytest.mark.parametrize("ward", ["Satasairaala, osasto 5B", f"{NAME}, Satasairaala"])
@pytest.mark.parametrize("mark", ["", "> "], ids=["plain", "marked"])
def test_a_pasted_header_without_an_address_hides_nothing(ward, mark):
    pasted = "\n".join(f"{mark}{line}".rstrip() for line in WARD.format(ward, "Kotiutus").split("\n"))

    assert new_words(f"Hei.\n\n{pasted}", "VS: Viesti", OURS) == f"Hei.\n\n{pasted}"


@pytest.mark.parametrize(
    "header", [WARD.format(NAME, "Viesti"), WARD.format("Neuvonta", "Olemme saaneet viestisi (SA-7F3K-9QWX)")]
)
def test_our_header_without_an_address_is_known_by_our_name_or_our_reference(header):
    assert new_words(f"Hei.\n\n{header}", "VS: Viesti", OURS) == "Hei."


def test_a_reference_of_ours_names_whoever_answers_in_the_thread():
    text = f"Hei.\n\n{WARD.format('Leena', 'VS: Olemme saaneet viestisi (SA-7F3K-9QWX)')}"

    assert new_words(text, "VS: Viesti", DISTANT) == text


@pytest.mark.parametrize(
    "typed",
    [
        "12.11. neuvonta@satakunta.example kirjoitti minulle näin:\nsoittakaa työntekijälle.\n\nKukaan ei vastaa.",
        "Den 12.11. skrev neuvonta@satakunta.example så här:\nring din handläggare.\n\nIngen svarar.",
    ],
)
def test_what_a_person_says_that_we_wrote_hides_nothing(typed):
    assert new_words(f"Hei,\n\n{typed}", "VS: Viesti", OURS) == f"Hei,\n\n{typed}"


def test_our_unmarked_letter_folds_behind_what_a_program_writes_of_it():
    text = f"Kiitos.\n\nti 1.12.2026 klo 9.16 {NAME} <neuvonta@satakunta.example> kirjoitti:\n\nHei!\n\nSoita 112."

    assert new_words(text, "VS: Viesti", OURS) == "Kiitos."


@pytest.mark.parametrize(
    "closing",
    [
        f"Terveisin\n{NAME}",
        f"Ystävällisin terveisin\n\nMaija\npalveluneuvoja\n*{NAME}*",
        "Med vänlig hälsning\nSatakunta välfärdsområde",
        "Ystävällisin terveisin\nMaija Lahti, palveluohjaaja",
        "Med vänlig hälsning\n\nMaija Lahti",
        "Regards, Wellbeing services county of Satakunta",
    ],
)
def test_what_stands_below_the_closing_of_our_letter_is_the_senders(closing):
    below = "Äiti ei ole syönyt kolmeen päivään. Milloin joku tulee?\n\nTerveisin\nAino"
    text = f"Hei!\n\n{HEADER}\n\nHei!\n\n{NAME} sai viestisi.\n\n{closing}\n\n{below}"

    assert new_words(text, "VS: Viesti", OURS) == f"Hei!\n\n{below}"


@pytest.mark.parametrize("letter", [LETTER, f"{HEADER}\n\nHei!\n\nSaimme viestisi."], ids=["closed", "open"])
def test_a_letter_of_somebody_else_below_ours_stays(letter):
    doctors = (
        "Lähettäjä: Meri <meri@tk.example>\nLähetetty: 20.11.2026\nVastaanottaja: Aino\nAihe: x\n\nMuistitesti 14/30."
    )

    assert new_words(f"Hei.\n\n{letter}\n\n{doctors}", "VS: Viesti", OURS) == f"Hei.\n\n{doctors}"


@pytest.mark.parametrize("letter", [LETTER, f"{HEADER}\n\nHei!"], ids=["closed", "open"])
def test_the_senders_own_earlier_letter_below_ours_folds(letter):
    earlier = "Lähettäjä: Aino <aino@x.example>\nLähetetty: 20.11.2026\nVastaanottaja: Neuvonta\nAihe: x\n\nApua."

    assert new_words(f"Hei.\n\n{letter}\n\n{earlier}", "VS: Viesti", OURS) == "Hei."


@pytest.mark.parametrize("mark", ["", "> "], ids=["plain", "marked"])
def test_a_letter_of_the_senders_own_that_names_our_reference_hides_nothing(mark):
    lines = ["Lähettäjä: Aino Koski", "Päiväys: 20.11.2026", "Aihe: kotihoito SA-7F3K-9QWX", "", "Tarvitaan apua."]
    letter = "\n".join(f"{mark}{line}".rstrip() for line in lines)

    assert new_words(f"Tässä tiedot:\n\n{letter}", "VS: Viesti", OURS) == f"Tässä tiedot:\n\n{letter}"


@pytest.mark.parametrize(
    ("receivers", "text", "names"),
    [
        ([(NAME, "neuvonta+ack.7@satakunta.example")], "", {NAME}),
        ([("Aino", "aino@x.example"), ("", "neuvonta@satakunta.example")], "", set()),
        ([], f"Lähettäjä: {NAME} <neuvonta@satakunta.example>\nAihe: x", {NAME}),
        ([], f'From: "{NAME}" [mailto:neuvonta@satakunta.example]', {NAME}),
        ([], f"ti 1.12.2026 klo 9.16 {NAME} <\nneuvonta@satakunta.example> kirjoitti:", {NAME}),
        ([], "Matti <matti@x.example> kirjoitti: soita", set()),
    ],
)
def test_our_names_are_learned_from_what_stands_beside_our_address(receivers, text, names):
    assert names_given(receivers, text, OURS.our_addresses) == names


def test_a_program_that_names_us_beside_our_address_names_us_everywhere():
    theirs = "Hei.\n\nÄiti kirjoitti 20.11.2026 klo 9.14:\n> tule heti"
    ours = f"ti 1.12.2026 klo 9.16 {NAME} <neuvonta@satakunta.example> kirjoitti:\n> Hei!"
    knowing = replace(OURS, our_names=names_given([], ours, OURS.our_addresses))

    assert new_words(f"{theirs}\n\n{ours}", "VS: Viesti", knowing) == theirs


@pytest.mark.parametrize(
    ("typed", "sentences"),
    [
        ("> isä ei saa sukkia jalkaan\n> lääkkeet menevät sekaisin", frozenset()),
        (">From Thursday on my wife is alone at home.", frozenset()),
        ("> Isä ei syö. Äiti ei nuku.", frozenset({"Soita 112."})),
    ],
)
def test_marked_lines_that_do_not_read_as_our_letter_stay_below_it(typed, sentences):
    quote = f"{NAME} <neuvonta@satakunta.example> kirjoitti 1.12.2026 kello 9.16:\n\n> Soita 112."
    knowing = replace(OURS, our_sentences=sentences)

    assert new_words(f"{quote}\n\nTässä asiat.\n\n{typed}\n\nAino", "x", knowing) == f"Tässä asiat.\n\n{typed}\n\nAino"
