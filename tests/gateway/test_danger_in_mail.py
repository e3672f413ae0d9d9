"""Danger is found wherever in a mail it is told, and our own words about 112, sent back to us, are no danger."""

import re
import textwrap
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from channels.channel import Arrival
from channels.codes import ANSWER_LANGUAGES, ChannelCode, Urgency
from gateway.steps.understanding import arrival_of, understand
from gateway.store.alarms import AlarmRow
from gateway.store.cases import CaseRow
from gateway.wording import Said, values
from routing.acknowledgement import fill
from tests.factories import all_of, deliver, only, work

AT = datetime(2026, 12, 1, tzinfo=UTC)
SAMPLES = Path(__file__).parents[1] / "samples" / "email"
DANGEROUS = sorted([*SAMPLES.glob("*-danger-*.eml"), *SAMPLES.glob("mjml-*.eml")])
HEAD = (
    b"In-Reply-To: <x@luotsi.satakunta.example>\r\nFrom: a@citizen.example\r\nSubject: Vs: Asia\r\n"
    b"Content-Type: text/plain; charset=utf-8\r\n\r\n"
)
OUR_HEADER = (
    "Lähettäjä: Neuvonta <neuvonta@satakunta.example>\nLähetetty: tiistai 1. joulukuuta 2026 9.16\n"
    "Vastaanottaja: a@citizen.example\nAihe: Olemme saaneet viestisi\n\n"
)
OUR_LETTER = f"{OUR_HEADER}Hei! Hätätilanteessa soita 112. Saimme viestisi.\n"
SAID = Said(reference="SA-7F3K-9QWX", arrived_at=AT, due_at=AT, destination="advice", protected=False)
WROTE = "1.12.2026 klo 9.16 Neuvonta <neuvonta@satakunta.example> kirjoitti:"


@pytest.fixture
def database_kind():
    """One is enough: it is the reader that is asked here; alarms are tested on both."""
    return "sqlite"


@pytest.fixture
def arrival(loaded) -> Arrival:
    return arrival_of(ChannelCode.EMAIL, "neuvonta", AT, loaded.county, loaded.our_sentences)


def quoted(text):
    return textwrap.indent(text, "> ", lambda _: True)


@pytest.mark.parametrize("sample", DANGEROUS, ids=lambda sample: sample.stem)
async def test_danger_in_a_sample_mail_alarms(services, sample):
    # As an answer to a mail that this house may have sent.
    await deliver(services, re.sub(rb"(ack\.\d@)", rb"\1luotsi.", sample.read_bytes()))
    await work(services)

    assert (await only(services, CaseRow)).urgency is Urgency.EMERGENCY
    assert len(await all_of(services, AlarmRow)) == 1


@pytest.mark.parametrize(
    "words",
    [
        f"Vastaukset alla.\n\n{OUR_LETTER}Äiti ei hengitä kunnolla, huulet ovat siniset.\n",
        f"Hei.\n\n{WROTE}\nHei!\n\nÄiti ei saa henkeä.\n",
        "Hei\n--\nÄiti ei saa henkeä ja huulet ovat siniset.\n",
        "Hei\n\nLähetetty isän puhelimesta isä ei saa henkeä\n",
        f"Hei\n\n{WROTE}\n> Hei!\n\nTilanne nyt:\n> isä makaa lattialla\n> isä ei hengitä\n",
        f"Hei\n\n{WROTE}\n> Hei!\n\nMatti <matti@x.example> kirjoitti 2.12.2026:\n> isä ei hengitä\n",
        f"Vastaus alla.\n\n{WROTE}\n> Miten isä voi?\n> isä ei hengitä\n",
        f"Vastaus alla.\n\n{WROTE}\n> Miten isä voi? isä ei hengitä\n",
        f"Vastaus alla.\n\n{WROTE}\n> Miten isä voi?\n\n> isä ei hengitä\n> ovi on lukossa\n",
        "Lähetin perjantaina osoitteeseen neuvonta@satakunta.example tämän viestin:\n\n> isä makaa\n> isä ei hengitä\n",
        "Matti <matti@x.example> kirjoitti 22.11.2026 klo 9.00 neuvonta@satakunta.example:\n> isä ei hengitä\n",
        f"Hei\n\n{OUR_LETTER}\nSisko kirjoitti 2.12.2026:\n> isä ei hengitä\n",
        "Hei\n\nSisko kirjoitti 2.12.2026 klo 9.00:\n> isä ei hengitä\n",
        f"Hei\n\n{OUR_HEADER}isä ei hengitä\nHätätilanteessa soita 112.\n",
        f"Hei\n\n{OUR_LETTER}isä ei hengitä soita 112 puolestani\n",
    ],
)
def test_danger_is_found_wherever_in_a_mail_it_is_told(loaded, arrival, words):
    understood = understand(HEAD + words.encode(), arrival, loaded.engine)

    assert understood.reading.urgency is Urgency.EMERGENCY
    assert understood.contact.folded == ""


@pytest.mark.parametrize(
    "sent_back",
    [
        lambda ours: f"{OUR_LETTER}{ours}\n",
        lambda ours: f"{OUR_LETTER}{textwrap.fill(ours, 30, replace_whitespace=False)}\n",
        lambda ours: f"{WROTE}\n{quoted(ours)}\n",
        lambda ours: f"Neuvonta kirjoitti 1.12.2026 klo 9.16:\n{quoted(textwrap.fill(ours, 40))}\n",
        lambda ours: quoted(f"Neuvonta kirjoitti 1.12.2026 kello 9.16:\n\n{ours}\n"),
        quoted,
    ],
    ids=["header", "broken lines", "quote", "quote of a name", "quote with its introduction", "quote by nobody"],
)
@pytest.mark.parametrize("language", ANSWER_LANGUAGES)
def test_our_own_words_below_an_answer_are_no_danger(loaded, arrival, language, sent_back):
    neutral = loaded.acknowledgements.texts[language].neutral
    for ours in (text for key, text in neutral.items() if "_body" in key):
        words = f"Kiitos, sopii hyvin.\n\n{sent_back(fill(ours, values(loaded.house, SAID, language)))}"

        assert understand(HEAD + words.encode(), arrival, loaded.engine).reading.urgency is not Urgency.EMERGENCY, ours


@pytest.mark.parametrize("language", ANSWER_LANGUAGES)
def test_no_text_of_ours_is_danger_below_an_answer(loaded, arrival, language):
    said = replace(values(loaded.house, SAID, language), missing="x")
    for ours in loaded.acknowledgements.texts[
        language
    ].acknowledgements.values():  # by a secure mailbox they go by mail
        for sent_back in (f"{OUR_LETTER}{fill(ours, said)}", f"{WROTE}\n{quoted(textwrap.fill(fill(ours, said), 72))}"):
            words = HEAD + f"Kiitos, sopii hyvin.\n\n{sent_back}\n".encode()

            assert understand(words, arrival, loaded.engine).reading.urgency is not Urgency.EMERGENCY, ours


@pytest.mark.parametrize("language", ANSWER_LANGUAGES)
def test_what_is_written_below_a_letter_of_ours_is_shown(loaded, arrival, language):
    neutral = loaded.acknowledgements.texts[language].neutral
    for ours in (text for key, text in neutral.items() if "_body" in key):
        sent_back = f"{OUR_HEADER}{fill(ours, values(loaded.house, SAID, language))}"
        words = f"Hei\n\n{sent_back}\n\nÄiti ei syö. Milloin joku tulee?\n"

        contact = understand(HEAD + words.encode(), arrival, loaded.engine).contact

        assert contact.new_words == "Hei\n\nÄiti ei syö. Milloin joku tulee?"
